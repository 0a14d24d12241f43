"""Russian references after GOST R 7.0.5-2008 and the looser forms that older notes and foreign journals use.

Author (initials after or before the surname, often in italics), title, `//` and the container, or place : publisher,
year, Т., №, Вып., С. Commas or full stops may part the elements. A short form gives surname and title alone.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from teiwright import languages
from teiwright.article import SpanKind
from teiwright.citation_tree import CitationKind
from teiwright.citations import cited_ranges, dating, documents
from teiwright.citations.publication_places import is_place
from teiwright.citations.scope import CYRILLIC, Item, Part, Scope, adding, numbered, trimmed
from teiwright.citations.vocabulary import HEREAFTER, PARTICLE, either, expression
from teiwright.languages import months
from teiwright.languages.folding import alternatives

SURNAME = (
    rf"(?:{PARTICLE}\s+){{0,2}}"
    r"(?:[А-ЯЁ][’']?[а-яё]+(?:-[А-ЯЁ][а-яё]+)?|[A-ZÀ-ÖØ-Ž][’']?[a-zß-öø-ž]+(?:-[A-ZÀ-ÖØ-Ž][a-zß-öø-ž]+)?)"
)
CAPITAL = "[А-ЯЁA-ZÀ-ÖØ-ÞŁŚŠŻŽĆČĎĐŇŘŤ]"
INITIALS = rf"(?:{CAPITAL}[а-яёhu]?\.\s?(?:-?{CAPITAL}[а-яё]?\.\s?)?)"
NAME = rf"(?:{SURNAME},?\s+{INITIALS}(?![а-яёa-z])|{INITIALS}{SURNAME})"
AND = either("joining", "ru")
PLACE = expression("place-shortened", "ru")
YEAR_SIGN = either("year-sign", "ru")
OF_YEAR = expression("of-year", "ru")
NAMES = rf"{NAME}(?:\s*(?:,|{AND})\s*{NAME})*"
"""Names with their initials, in a list."""
AUTHORS = re.compile(
    rf"(?P<names>{NAME}(?:\s*(?:,|;|{AND})\s*{NAME})*(?:\s*{NAME}(?=\s*{either('collected-works', 'ru')}))?)"
    rf"(?:\s*{either('others', 'ru')})?[\s.,，:：]*(?=\S)"
)
ROLE = re.compile(rf"\s*\({expression('role-in-brackets', 'ru')}[^)]{{0,12}}\)[\s.,:]*")
ONE_NAME = re.compile(NAME)
BARE_SURNAME = re.compile(rf"(?P<name>{SURNAME})[.,:]?\s+(?=[А-ЯЁ«“\"])")
SURNAME_ENDING = re.compile(rf"{either('surname-end', 'ru')}$")
CONTAINER_MARK = re.compile(
    rf"\s*+//\s*|\s*+[,.?!]?\s*+(?:[–—]\s*+)?(?<=[,.?!–—\s]){expression('container-lead', 'ru')}\s*"
)
PLACES = (
    rf"(?:N\.\s?Y|{PLACE}|[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)*"
    r"|[A-Z][a-z]+(?:[ -][A-Z][a-z]+)?(?:\s\([A-Z][A-Za-z.]{1,6}\))?)"
)
NO_YEAR = rf"(?:{expression('no-year', 'ru')}|s\.\s?a|n\.\s?d)\."
IMPRINT = re.compile(
    rf"(?:(?<![\s.][А-ЯЁA-HJ-UWYZ])\.|[,，–—\-;]"
    rf"|(?<=[»”)?!…]))\s*(?:[–—\-]\s*)?[(（]?(?P<place>{PLACES}\.?(?:\s*[;,–-]\s*{PLACES}\.?)?)\s*[:：]\s*(?P<publisher>[^,，:：]+?(?:,\s[А-ЯЁ][^,，:：.\d]{{2,40}})?)\s*[,，]\s*(?=\d{{4}})"
)
IMPRINT_FIRST = re.compile(rf"{PLACES}\.?(?:;\s{PLACES}\.?)?(?:\s*[:：]\s*[^,:.]{{2,60}},\s\d{{4}}|,\s\d{{4}})")
PLACE_YEAR = re.compile(
    r"(?:[,，.–—]|(?<=[?!…]))\s*(?:[–—]\s*)?[(（]?"
    rf"(?P<place>(?:(?:N\.\s?Y|SPb|Wash|[LPB]|{expression('place-alone', 'ru')})\."
    rf"|{either('place-unstopped', 'ru')}\.?)(?:\s*[-;–]\s*{PLACES}\.?)?"
    rf"|{PLACES}(?:\s{SURNAME}|;\s(?:[LPB]\.|{PLACES}\.?))?)\s*[,，]\s*(?=\d{{4}}|{NO_YEAR})"
)
PLACE_BESIDE = re.compile(rf"\s\((?P<place>{PLACES}\.?)\)$")
BRACKETED_IMPRINT = re.compile(rf"\s*[(\[](?P<place>{PLACES}\.?)\s*,?\s*(?=\d{{4}}[)\]])")
PLACE_PUBLISHER = re.compile(
    rf"[.,]\s*(?P<place>{either('place-before-publisher', 'ru')}\.|{PLACES})[.,]?\s+"
    rf"(?P<publisher>(?:[А-ЯЁ«\"][^,.:№\d]{{2,60}}))\s*,\s*(?=\d{{4}})"
)
COMMA_IMPRINT = re.compile(r",\s*(?P<place>[А-ЯЁ][\w.\-]+)\s*,\s*(?P<publisher>[А-ЯЁ«][^,:№\d]{1,60}),\s*(?=\d{4})")
VOLUME_SIGN = expression("volume-sign", "ru")
COMMA_CONTAINER = re.compile(
    r"(?:\s*[,.]\s*(?:[–—\-]\s*)?|\s+[–—]\s+)[«“\"](?P<quoted>[А-ЯЁA-Z][^»”\"]{2,120})[»”\"](?=[^/]{0,80}?\d{4})"
    rf"|\.\s?[–—\-]\s*(?P<plain>[А-ЯЁA-Z][^,.:;/\d]{{3,80}})(?=[,.]\s*(?:(?:vol|Vol|{VOLUME_SIGN})\.|\d{{4}}[,.]\s*(?:№|N)))"
    rf"|\.\s+(?P<after_stop>[А-ЯЁA-Z][^,.:;/\d]{{3,80}})(?=,\s*\d{{4}},\s*(?:[Vv]ol|{VOLUME_SIGN}|№|N)\b)"
)
JOURNAL_ALONE = re.compile(
    r"(?P<container>[А-ЯЁ][^.,/;:№\d«»]{3,90}(?:«[^»]{2,60}»)?)[.,]\s*(?:[–—]\s*)?"
    rf"(?=(?:19|20|18)\d\d(?:\s?{YEAR_SIGN})?[.,]\s*(?:[–—]\s*)?(?:№|{expression('journal-number', 'ru')})"
    rf"|№\s*\d+[^/]{{0,12}}\d{{4}})"
)
VOLUME_BEHIND = re.compile(
    rf"[,，.]\s*(?:[–—\-]\s*)?(?=(?:{expression('volume-behind', 'ru')}|[Vv]ol\.|Bd\.)\s*[\dIVX])"
)
COUNTS_VOLUMES = re.compile(rf"{expression('issue-of-book', 'ru')}\s*$")
FIGURE = re.compile(
    rf"\s*[.,]\s*(?:[–—]\s*)?(?:{expression('figure', 'ru')}|Ch(?:ap)?|Fig)\.\s?(?:\d+(?:\.\d+)*|[IVXLC]+)(?!\w)"
)
DOCUMENT_NUMBER = re.compile(rf"\s*[.,]\s*(?:[–—]\s*)?(?:Doc\.|Nr\.|{expression('document-sign', 'ru')})\s?\d+(?!\d)")
YEAR_BEHIND = re.compile(rf"[,，.]\s*(?=\d{{4}}(?:\s*{YEAR_SIGN}\.?)?\s*(?:[,，.]|$))")
ISSUE_BEGIN = expression("issue-begin", "ru")
ISSUE_END = re.compile(rf"\d{{4}}[.,]\s*(?:№|{ISSUE_BEGIN}\.)\s*\d+(?:\s?\(\d+\))?\.?$")
YEAR = re.compile(
    r"(?<![\d~–—\-./№])(?P<value>1[789]\d\d|20\d\d)(?:\s*[/–—~\-]\s*(?:\d{4}|\d\d))?(?!\d)\s*"
    rf"(?:年|{OF_YEAR}(?![а-яё]))?"
)
NO_DOCUMENT = "".join(f"(?<!{word})" for word in languages.words("ru", "citations", "number-of-document"))
ISSUE = re.compile(
    rf"(?:{NO_DOCUMENT}№№?|N[oº°]?\.?|no\.|{expression('issue-word', 'ru')})\s*(?P<a>\d+(?:\s*[~–—\-/,]\s*\d+)?)"
    rf"|{expression('issue-word', 'ru')}\s*(?P<c>[IVXLC]+)(?!\w)"
    rf"|第\s*(?P<b>\d+)\s*{expression('issue-behind-number', 'zh')}"
)
VOLUME = re.compile(
    rf"(?<![А-Яа-яё])(?<!\d\s)(?:{expression('volume-word', 'ru')}|[Vv]ol\.|Bd\.)\s*"
    r"(?P<a>(?:\d+|[IVXLC]+)(?:[а-гa-d](?!\w))?)(?!\d|-\w)"
    rf"|第\s*(?P<b>\d+)\s*(?:{either('volume-first', 'zh')}|{either('book-unit', 'zh')})"
)
TRANSLATING = expression("translator-role", "ru")
RESPONSIBLE = re.compile(
    rf"(?:/\s*|[,.;(]\s*|\s(?={either('responsible-begin', 'ru')}))"
    rf"(?P<role>(?P<translator>{TRANSLATING}|[Tt]rans(?:l?\.| by))|{expression('editor-role', 'ru')}|[Ee]ds?\.)"
    rf"\s*:?\s*(?:by\s+)?(?:{expression('learned', 'ru')}\s)*"
    rf"(?P<names>{NAME}(?:\s*(?:,|{AND}|and|;)\s*{NAME})*)"
)
BREAK = re.compile(
    r"\s*[,，.．]\s*(?:[–—\-]\s*)?(?=(?:\d{4}(?!\s?[–—\-]\s?\d{4})|№|[Vv]ol|[Pp]p?\.|[Nn]o\.|N\s?\d|第"
    rf"|{expression('title-break', 'ru')}))|\s+/\s+|\s*[,，.]\s*$"
)
MONTHS = alternatives((*months.full("ru"), *months.abbreviated("ru")))
PERIODICAL = re.compile(
    rf"{expression('periodical-lead', 'ru')}?(?:{expression('periodical-kind', 'ru')}\s)?"
    rf"[«“\"](?P<container>[^»”\"]{{2,100}})[»”\"]"
    rf"(?:\s*\((?P<place>{PLACES}\.?)\))?,?\s*(?P<year>1[789]\d\d|20\d\d)(?:\s?{YEAR_SIGN}\.?)?[,.]\s*"
    rf"(?:{VOLUME_SIGN}\.\s*(?P<volume>[\dIVXL]+)[,.]\s*)?(?:(?:№№?|N|{expression('issue-of-periodical', 'ru')})\s*)?"
    r"(?P<issue>(?<!\d)\d{1,3}(?:[–—\-/]\d{1,3})?|[IVXL]+)"
    rf"(?![\w.])(?:,\s*{MONTHS}\.?)?"
)
"""«Даль» (Пермь), 1928, кн. 9, with its month: a periodical by its number, without a title of what stands in it."""
QUOTED_IN_JOURNAL = re.compile(
    r"[«“„\"](?P<title>[^»”“\"]{3,200})[»”“\"],?\s+(?P<container>[А-ЯЁ][^,.;]{2,60}?)\s*[,.]\s*(?=\d{4}|№)"
)
NEWSPAPER = re.compile(
    r"(?P<container>«?[А-ЯЁ][^.,/;\s]+(?:\s[^.,/;\s]+){0,3}?»?)\s*[.,]\s*(?:(?://|[–—])\s*)?(?:"
    rf"(?P<year>\d{{4}})(?:\s?{YEAR_SIGN})?[.,]?\s*(?:[–—]\s*)?(?P<day2>\d{{1,2}})\s+"
    r"(?P<month2>[а-я]{3,8})(?:\s\(\d{1,2}\s[а-я]{3,8}\))?"
    r"|(?P<day>\d{1,2})\s+(?P<month>[а-я]{3,8})\s+(?P<year2>\d{4}))"
    rf"(?:(?:\s?{YEAR_SIGN})?\.?[.,\s]\s*(?:[–—]\s*)?\(?№\s?(?P<issue>\d+)\)?)?"
)
ARTICLE_IN = re.compile(
    rf"{expression('part-of-work', 'ru')}\s+"
    r"[«\"](?P<title>[^»\"]{3,150})[»\"]\s+"
    r"(?:[а-яё.]+\s+){1,4}[«\"](?P<container>[^»\"]{3,150})[»\"](?=[,.])"
)
SENTENCE_IN_TITLE = re.compile(r"[а-яё]{4,}\.\s+[А-ЯЁ][а-яё]+,?\s[а-яё]")
LIFE = re.compile(rf"\(\s*(?:{either('born', 'ru')}\s*)?\d{{3,4}}\s*(?:[–—\-]|{YEAR_SIGN})")
A_MONTH = rf"(?:{alternatives(months.full('ru'))}|{alternatives(months.abbreviated('ru'))}\.?)(?![а-яё])"
DAY_BEHIND = rf"\.?[.,]?\s*(?:[–—]\s*)?(?P<day>\d{{1,2}}\s{A_MONTH})(?:\s\(\d{{1,2}}\s{A_MONTH}\))?"
"""1929. 11 мая: the day of a newspaper."""
YEAR_END = re.compile(
    rf"(?:,\s{NO_YEAR})?(?:\s?[/–—~\-]\s?(?:\d{{4}}|\d\d)(?!\d))?(?:\s*(?:年|{YEAR_SIGN}{{1,2}}\.|\)))?"
    rf"(?:{DAY_BEHIND})?"
)
LIVED = re.compile(r"\([^()]{0,60}\d{3,4}\s?[–—\-]\s?\d{3,4}\)")
"""A person's years in brackets: of a sentence, and no imprint."""
EXTENT = re.compile(rf"\.?\s*[–—\-]\s*\d+\s*{either('page-sign', 'ru')}\b\.?")
UNPUBLISHED = re.compile(expression("unpublished", "ru", "zh"))
FULL_NAME = re.compile(
    r"(?P<name>[A-Z][a-z’'\-]+(?: (?:[A-Z][a-z’'\-]+|[A-Z]\.)){0,2} (?![A-Z][hu]\.)[A-Z][a-z’'\-]+"
    r"|[А-ЯЁ][а-яё]+(?: [А-ЯЁ][а-яё]+){1,2})\.\s+(?=[A-ZА-ЯЁ«])"
)
ENTRY = re.compile(
    rf"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)? [А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+{expression('patronymic-end', 'ru')}"
    r"\s*(?:\([^()]*\)\s*)?//"
)
"""Лугов Александр Ильич // Словарь: an entry on a person, by its title."""
LATIN_WORD = r"[A-ZÀ-ÖØ-Ž][a-zß-öø-ž’'\-]+"
LATIN_FULL_NAME = rf"{LATIN_WORD}(?: (?:{LATIN_WORD}|[A-Z]\.)){{1,3}}"
LATIN_INVERTED = rf"{LATIN_WORD},? (?:{CAPITAL}\.\s?){{1,3}}(?:,\s*{LATIN_WORD} (?:{CAPITAL}\.\s?){{1,3}})*"
LATIN_INITIALS = rf"(?:[A-Z]h?\.\s?){{1,3}}{LATIN_WORD}"
LATIN_TITLE = r"[A-Z][^“”\"]{3,300}?"
LATIN_PLACE = rf"(?:(?:N\.\s?Y|SPb|[LPBM]|[A-Z][a-z]{{2,3}})\.|{LATIN_WORD}(?: {LATIN_WORD})?)"
LATIN_CITY = rf"{LATIN_PLACE}(?:[;,] {LATIN_PLACE})?"
PERIOD = r"(?:1[5-9]|20)\d\d(?:\s?[–—\-]\s?\d{2,4})?"
IN_JOURNAL = r"(?:\s//\s|\.\s?[—–]\s?[A-Z])"
LATIN_BY_STANDARD = re.compile(
    rf"{LATIN_FULL_NAME}\. {LATIN_TITLE}"
    rf"(?:{IN_JOURNAL}|\. {LATIN_CITY}(?:, \d{{4}}\.| ?: |, [A-Z][^,“”]{{3,40}}, \d{{4}}\.))"
    rf"|{LATIN_INITIALS}\. {LATIN_TITLE}\. {LATIN_CITY}, \d{{4}}[.,]"
    rf"|{LATIN_INVERTED}(?![A-Z][\w'’\-]+,){LATIN_TITLE}"
    rf"(?:{IN_JOURNAL}|\. [A-Z][A-Za-z .]+(?:; [A-Z][A-Za-z .]+)?(?:\([A-Z][a-z]+\.\))?(?::|,\s\d{{4}})"
    r"|,\s(?:pp?|[сС])\.\s?\d)"
    rf"|[A-Z][^“”\"(:]{{3,300}}?[\w)\-]{{2}}\. {LATIN_CITY}, {PERIOD}(?:[,.]\s(?:[pрPР]{{1,2}}\.|–)|\s\(|[.)\s]*$)"
    rf"|[A-Z][^“”\"]{{3,300}}?[\w)\-]{{2}}\. {LATIN_CITY}, {PERIOD}\.\s[PРSC]{{1,2}}\.\s\d"
    r"|[A-Z][^/“”]{3,200}\s//\s"
    rf"|[A-ZÀ-Ž][\w'’\- ]{{3,60}}\. {LATIN_TITLE}\. {LATIN_CITY}\s?: [^:“”]{{3,80}}, \d{{4}}\."
    r"|[A-Z][^“”\"/.]{3,200}\s/\s(?:Trans|Ed|Tr|Transl|Eds|Comp)\b"
)
"""A Latin reference whose elements full stops part, as a Russian note prints it: Roe J. Title. London, 1958."""


ISSUE_BEHIND = re.compile(rf"\d{{4}}(?:\s?{YEAR_SIGN}\.?)?\s*[,.]\s*(?:№|N|{ISSUE_BEGIN}|{VOLUME_SIGN}\.)")
SHORT_PLACE = re.compile(rf"(?:{either('place-known', 'ru')}|N\.\s?Y|Wash|[LPB](?=\.))\.?")
DAY_OF_YEAR = re.compile(rf"(?:\s?{YEAR_SIGN})?{DAY_BEHIND}")
STOPPED = re.compile(rf"{expression('stop-of-word', 'ru')}\.$|\.\.\.$")
YEAR_LAST = re.compile(rf"\b{YEAR_SIGN}+$")
LONGEST_TITLE = 250
PLAIN_NAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?(?: [А-ЯЁ][а-яё]+| [А-ЯЁ]\.){0,2} [А-ЯЁ][а-яё]+"
NAMED_WORK = re.compile(
    rf"«(?P<title>[^«»]{{3,200}})»\.\s+(?P<author>{PLAIN_NAME})\.\s+(?P<year>(?:1[5-9]|20)\d\d)(?:\s?{YEAR_SIGN}\.?)?"
    rf"|(?P<author2>{PLAIN_NAME})\.\s+«(?P<title2>[^«»]{{3,200}})»(?:\.\s+(?P<year2>(?:1[5-9]|20)\d\d)(?:\s?{YEAR_SIGN}\.?)?)?"
)
"""A note that is nothing but a work's title in guillemets and its author's name, with the year or without."""


def parse(scope: Scope, surnames: frozenset[str] = frozenset()) -> Item | None:
    """Return the Russian item in the scope, or None. `surnames` are those of authors cited before."""
    if described := _described(scope, surnames):
        return described
    whole_end = scope.end - scope.text.endswith((".", "…"))
    if named_work := NAMED_WORK.fullmatch(scope.string, scope.start, whole_end):
        return _named_work(named_work)
    if periodical := scope.starts(PERIODICAL):
        return _periodical(scope, periodical)
    if (paper := scope.starts(NEWSPAPER)) and (item := _newspaper(scope, paper)):
        return item
    if named := scope.starts(ARTICLE_IN):
        return _named_article(scope, named)
    authors, body = _authors(scope, surnames)
    if body.start >= body.end or (authors and (body.text[0].islower() or LIFE.match(body.text))):
        return None
    if quoted := body.starts(QUOTED_IN_JOURNAL):
        return _quoted(scope, authors, quoted)
    cited = cited_ranges.pages(body, "page")
    mark = _container_mark(body)
    alone = body.starts(JOURNAL_ALONE)
    if mark is None and not authors and alone and (cited or ISSUE_END.search(body.text)):
        parts = adding((Part(*alone.span("container"), "container", (("level", "j"),)),), cited)
        return _item(scope, adding(parts, _tail(body.within(alone.end(), body.end), parts)), has_container=True)
    inners = (m for m in body.all(COMMA_CONTAINER) if m.start() > body.start and body.is_open(m.start()))
    if mark is None and (inner := next(inners, None)):
        return _in_container(scope, authors, body, inner)
    tail_start = mark.start() if mark else _title_end(body, cited)
    parts = adding(authors, _title(body, tail_start, has_container=mark is not None))
    tail = body.within(tail_start, body.end) if mark is None else Scope(body.string, mark.end(), body.end, body.italics)
    parts = adding(parts, _container(tail) if mark else ())
    parts = adding(parts, cited)
    parts = adding(parts, _tail(Scope(body.string, tail_start, body.end, body.italics), parts))
    title = next((body.string[part.start : part.end] for part in parts if part.kind == "title"), "")
    is_bare = mark is None and not any(part.kind == "publisher" for part in parts)
    if not authors and (body.search(LIVED) or (is_bare and _is_sentence(title))):
        return None
    return _item(scope, parts, mark is not None) if _is_reference(parts, authors, mark is not None) else None


def _is_sentence(title: str) -> bool:
    """The words are too long for a title, or a sentence ends in them and the next begins."""
    return len(title) > LONGEST_TITLE or SENTENCE_IN_TITLE.search(title) is not None


def _named_work(match: re.Match[str]) -> Item:
    number = "2" if match["author2"] else ""
    parts: list[Part] = [
        Part(*match.span(f"author{number}"), "author"),
        Part(*match.span(f"title{number}"), "title", (("level", "m"),)),
    ]
    if year := match[f"year{number}"]:
        parts.append(Part(*match.span(f"year{number}"), "year", (("when", year),)))
    return Item(match.start(), match.end(), "book", "ru", adding((), parts))


def _periodical(scope: Scope, match: re.Match[str]) -> Item:
    kinds: tuple[tuple[str, SpanKind], ...] = (("place", "pub-place"), ("volume", "volume"), ("issue", "issue"))
    parts: list[Part] = [
        Part(*match.span("container"), "container", (("level", "j"),)),
        Part(*match.span("year"), "year", (("when", match["year"]),)),
    ]
    parts += [Part(*match.span(name), kind) for name, kind in kinds if match[name]]
    cited = cited_ranges.pages(scope.within(match.end(), scope.end), "page")
    return Item(scope.start, max([match.end(), *(part.end for part in cited)]), "article", "ru", adding(parts, cited))


def _named_article(scope: Scope, named: re.Match[str]) -> Item:
    """статью «Название» в энциклопедии «Название», М., 1980, с. 5: the sentence names title and container."""
    parts: tuple[Part, ...] = (
        Part(*named.span("title"), "title", (("level", "a"),)),
        Part(*named.span("container"), "container", (("level", "m"),)),
    )
    tail = Scope(scope.string, named.end("container") + 1, scope.end, scope.italics)
    parts = adding(parts, cited_ranges.pages(tail, "page"))
    return replace(_item(scope, adding(parts, _tail(tail, parts)), has_container=True), start=named.start("title") - 1)


def _in_container(scope: Scope, authors: tuple[Part, ...], body: Scope, inner: re.Match[str]) -> Item:
    """Автор, Название, «Журнал», 2012, № 11: the name in guillemets behind the title is the container's."""
    name = next(name for name, words in inner.groupdict().items() if words)
    tail = body.within(inner.end(name), body.end)
    parts = adding(authors, _title(body, inner.start(), has_container=True))
    parts = adding(parts, (Part(*inner.span(name), "container", (("level", "j"),)),))
    parts = adding(parts, cited_ranges.pages(tail, "page"))
    imprint = COMMA_IMPRINT.match(body.string, inner.end(name) + (name == "quoted"), body.end)
    parts = adding(parts, _imprint(imprint) if imprint else ())
    return _item(scope, adding(parts, _tail(tail, parts)), has_container=True)


def _described(scope: Scope, surnames: frozenset[str]) -> Item | None:
    """Телеграмма …, 2 июля 1948 г. // Сборник. М., 2001: a document and the book that prints it."""
    mark = _container_mark(scope)
    if mark is None:
        return None
    left = scope.within(scope.start, mark.start())
    is_letter = documents.RUSSIAN_DASH.match(left.text) and dating.days(left)
    is_described = documents.type_of(left.text) or documents.is_message(left.text)
    if not is_letter and not (is_described and dating.dates(left)):
        return None
    book = parse(scope.within(mark.end(), scope.end), surnames)
    if book is None:
        return None
    described = documents.documents(left) if CYRILLIC.search(left.text) else documents.western(left)
    return Item(scope.start, book.end, book.kind, book.language, adding(described, book.parts))


def _quoted(scope: Scope, authors: tuple[Part, ...], quoted: re.Match[str]) -> Item:
    """Автор, «Название», Журнал, 2002, №3: the title in quotation marks, the journal after a comma."""
    parts = (
        Part(*quoted.span("title"), "title", (("level", "a"),)),
        Part(*quoted.span("container"), "container", (("level", "j"),)),
    )
    tail = scope.within(quoted.end("container"), scope.end)
    found = adding(adding(authors, parts), cited_ranges.pages(tail, "page"))
    return _item(scope, adding(found, _tail(tail, found)), has_container=True)


def _newspaper(scope: Scope, paper: re.Match[str]) -> Item | None:
    """Правда. 1948. 2 июля. С. 1."""
    day, month, year = (paper[name] or paper[f"{name}2"] for name in ("day", "month", "year"))
    when = dating.value_of(f"{day} {month} {year}") or dating.value_of(f"{day} {month}. {year}")
    if len(when) != len("1950-02-15"):
        return None
    name = "year" if paper["year"] else "year2"
    parts: tuple[Part, ...] = (
        *_periodical_parts(scope.string, *paper.span("container"), "j"),
        Part(*paper.span(name), "year", (("when", when),)),
    )
    if paper["issue"]:
        parts = (*parts, Part(*paper.span("issue"), "issue"))
    parts = adding(parts, cited_ranges.pages(scope.within(paper.end(), scope.end), "page"))
    end = max([paper.end(), *(part.end for part in parts)])
    return Item(scope.start, _year_end(scope, end), "article", "ru", parts)


def _is_reference(parts: tuple[Part, ...], authors: tuple[Part, ...], has_container: bool) -> bool:
    kinds = {part.kind for part in parts}
    if "title" not in kinds:
        return False
    return (
        has_container
        or bool(kinds & {"publisher", "pub-place"})
        or ("pages" in kinds and bool(authors or kinds & {"year", "volume"}))
        or {"volume", "issue"} <= kinds
    )


def _item(scope: Scope, parts: tuple[Part, ...], has_container: bool) -> Item:
    cited = [part.end for part in parts if part.kind == "pages"]
    end = max(cited) if cited else _year_end(scope, max(part.end for part in parts))
    kept = tuple(part for part in parts if part.end <= end)
    kind = _kind(scope, kept, has_container)
    if kind != "article" and any(part.kind in ("publisher", "pub-place", "volume") for part in kept):
        kept = tuple(_numbers_of_book(scope, kept))
    document = None if cited else DOCUMENT_NUMBER.match(scope.string, end, scope.end)
    document = document or FIGURE.match(scope.string, end, scope.end)
    language = "ru" if CYRILLIC.search(scope.text[:12]) else "en"
    return Item(scope.start, document.end() if document else end, kind, language, kept)


def _numbers_of_book(scope: Scope, parts: tuple[Part, ...]) -> Iterator[Part]:
    """What counts the issues of a serial counts a book's volumes; № in it counts the documents that it prints."""
    for part in parts:
        if part.kind != "issue":
            yield part
        elif COUNTS_VOLUMES.search(scope.string, scope.start, part.start):
            yield replace(part, kind="volume")


def _year_end(scope: Scope, end: int) -> int:
    match = YEAR_END.match(scope.string, end, scope.end)
    end = match.end() if match else end
    extent = EXTENT.match(scope.string, end, scope.end)
    return extent.end() if extent else end


def _kind(scope: Scope, parts: tuple[Part, ...], has_container: bool) -> CitationKind:
    kinds = {part.kind for part in parts}
    if UNPUBLISHED.search(scope.text):
        return "unpublished"
    if not has_container:
        return "book"
    is_placed = any(part.kind == "pub-place" and not _is_beside(scope, part) for part in parts)
    return "chapter" if is_placed or kinds & {"publisher", "editor"} else "article"


def _is_beside(scope: Scope, place: Part) -> bool:
    """Слово (Париж): the place stands in brackets of its own."""
    return scope.string[place.start - 1] == "(" and scope.string[place.end : place.end + 1] == ")"


def _periodical_parts(string: str, start: int, end: int, level: str) -> Iterator[Part]:
    """A container, and the place in brackets behind a periodical's name."""
    placed = PLACE_BESIDE.search(string, start, end) if level == "j" else None
    yield Part(start, placed.start() if placed else end, "container", (("level", level),))
    if placed:
        yield Part(*placed.span("place"), "pub-place")


def _authors(scope: Scope, surnames: frozenset[str]) -> tuple[tuple[Part, ...], Scope]:
    """Authors in italics, with initials, or a bare surname that is known or looks like one before a capital."""
    run = next((run for run in scope.italic_runs() if run[0] == scope.start and run[1] < scope.end), None)
    if run and run[1] - run[0] < 60:
        return tuple(_names(scope, *run)), scope.within(run[1], scope.end)
    if scope.starts(ENTRY):
        return (), scope
    full = scope.starts(FULL_NAME)
    rest = scope.within(full.end(), scope.end) if full else scope
    if (
        full
        and not IMPRINT_FIRST.match(rest.text)
        and (_is_personal(full["name"]) or "//" in rest.text or rest.search(IMPRINT))
    ):
        return (Part(*full.span("name"), "author"),), scope.within(full.end(), scope.end)
    match = scope.starts(AUTHORS)
    if match and not documents.type_of(match["names"]):
        role = ROLE.match(scope.string, match.end("names"), scope.end)
        kind = "editor" if role else "author"
        named = tuple(_names(scope, *match.span("names"), kind, "editor" if role else ""))
        return named, scope.within(role.end() if role else match.end(), scope.end)
    match = scope.starts(BARE_SURNAME)
    if match and (match["name"] in surnames or _looks_like_author(match)):
        return (Part(*match.span("name"), "author"),), scope.within(match.end(), scope.end)
    return (), scope


def _is_personal(name: str) -> bool:
    """A Latin name, a Chinese one (surname and given name), or one of three words."""
    words = name.lower().split()
    if words[0] in languages.words("ru", "citations", "no-author"):
        return False
    return (
        not CYRILLIC.match(name) or words[0] in languages.words("ru", "citations", "surnames-first") or len(words) > 2
    )


def _looks_like_author(match: re.Match[str]) -> bool:
    """A surname's ending, before a capital and without the stop that closes a title."""
    return bool(SURNAME_ENDING.search(match["name"])) and match[0].rstrip() == match["name"]


def _names(scope: Scope, start: int, end: int, kind: str = "author", role: str = "") -> Iterator[Part]:
    found = [match.span() for match in ONE_NAME.finditer(scope.string, start, end)]
    for first, last in found or [(start, end)]:
        first, last = trimmed(scope.string, first, last, " ,，;:")
        yield Part(first, last, kind, (("role", role),) if role else ())  # type: ignore[arg-type]


def _container_mark(body: Scope) -> re.Match[str] | None:
    return next((match for match in body.all(CONTAINER_MARK) if body.is_open(match.start())), None)


def _title_end(body: Scope, cited: tuple[Part, ...]) -> int:
    """A book's title ends before place and publisher, statement of responsibility, volume, year or pages."""
    ends = [match.start() for match in (*_imprints(body), *body.all(RESPONSIBLE))]
    placed = max(ends, default=body.start)
    ends += [match.start() for match in body.all(EDITION)]
    ends += [match.start() for match in body.all(VOLUME_BEHIND)]
    ends += [match.start() for match in body.all(YEAR_BEHIND) if match.start() >= placed]
    ends += [cited[0].start] if cited else []
    return min([end for end in ends if end > body.start], default=body.end)


STATEMENT = re.compile(
    rf"(?<!\s)\s+/\s+(?={NAME}|{CAPITAL}[\w\-]+\s{CAPITAL}[\w\-]+|{expression('editor-role', 'ru')}|{TRANSLATING})"
)
"""Название / А. Б. Иванов: who is responsible stands behind the title."""
DESIGNATED = re.compile(
    rf"(?:(?<!\s)\s+)?(?:\[[^\[\]]{{2,40}}\]|\({HEREAFTER}[^()]*\)|[:.]\s*{expression('kind-of-work', 'ru')})"
)
"""What a catalogue adds to a title: [Электронный ресурс], : дис. … канд. наук."""
EDITION = re.compile(
    rf"[,，.]\s*(?:[–—]\s*)?(?={expression('edition-behind', 'ru')}|(?:Rev|\d(?:st|nd|rd|th))\.? ed\b)"
    rf"|[.:,]\s*(?={expression('in-volumes', 'ru')})"
    rf"|(?<!\s)\s+/\s+(?={NAME}|Trans|Ed|{either('translator-begin', 'ru')})"
)


def _is_unknown_place(match: re.Match[str]) -> bool:
    """Название. Элиста, 1992: one capitalised word behind a full stop; before an issue's number it is a journal."""
    after = match.string[match.end() : match.end() + 24]
    is_stop = match[0][0] in ".–—" and match.re is PLACE_YEAR
    return is_stop and not ISSUE_BEHIND.match(after)


def is_printed_at(words: str) -> bool:
    """Tell whether the words are an abbreviated or a known place of publication."""
    return SHORT_PLACE.fullmatch(words.strip()) is not None or is_place(words)


def _is_place(words: str) -> bool:
    return words.endswith(".") or is_place(words)


def _title(body: Scope, end: int, has_container: bool) -> Iterator[Part]:
    statement = STATEMENT.search(body.string, body.start, end)
    end = statement.start() if statement else end
    designated = DESIGNATED.search(body.string, body.start, end)
    end = designated.start() if designated and designated.start() > body.start else end
    start, end = trimmed(body.string, body.start, end, " \t,，;:：/–—\u00a0")
    if end > start and body.string[end - 1] == "." and not STOPPED.search(body.string[start:end]):
        end -= 1
    if YEAR_LAST.search(body.string[start:end]) and body.string[end : end + 1] == ".":
        end += 1
    if start < end:
        yield Part(start, end, "title", (("level", "a" if has_container else "m"),))


def _container(tail: Scope) -> Iterator[Part]:
    """The container, behind its editors: И. Герасимов и др. (Ред.). Новая история."""
    named = tail.starts(AUTHORS)
    role = ROLE.match(tail.string, named.end(), tail.end) if named else None
    if named and role:
        yield from _names(tail, *named.span("names"), "editor", "editor")
        tail = tail.within(role.end(), tail.end)
    elif named:
        tail = tail.within(named.end(), tail.end)
    stop = next((match.start() for match in tail.all(BREAK)), tail.end)
    stop = min([stop, *(match.start() for match in _imprints(tail))])
    designated = DESIGNATED.search(tail.string, tail.start, stop) or EDITION.search(tail.string, tail.start, stop)
    site = re.compile(r"\s*:\s*\[").search(tail.string, tail.start, stop)
    stop = min([stop, *(match.start() for match in (designated, site) if match)])
    start, end = trimmed(tail.string, tail.start, stop)
    is_book = bool(tail.search(IMPRINT) or tail.search(PLACE_YEAR) or tail.search(RESPONSIBLE))
    if start < end:
        yield from _periodical_parts(tail.string, start, end, "m" if is_book else "j")


def _tail(tail: Scope, taken: tuple[Part, ...]) -> tuple[Part, ...]:
    found: tuple[Part, ...] = ()
    for match in tail.all(RESPONSIBLE):
        kind, role = ("translator", "translator") if match["translator"] else ("editor", "editor")
        found = adding(found, _names(tail, *match.span("names"), kind, role))
    for match in _imprints(tail):
        found = adding(found, _imprint(match))
    found = adding(found, numbered(tail, VOLUME, "volume"))
    found = adding(found, numbered(tail, ISSUE, "issue"))
    return adding(found, _year(tail, [*taken, *found]))


def _imprints(scope: Scope) -> list[re.Match[str]]:
    """Where place and year stand; a place that nothing shows to be one counts only where no other imprint follows."""
    sure = [*scope.all(IMPRINT), *(match for match in scope.all(PLACE_PUBLISHER) if _is_place(match["place"]))]
    sure += [match for match in scope.all(PLACE_YEAR) if _is_place(match["place"])]
    sure += scope.all(BRACKETED_IMPRINT)
    last = max((match.start() for match in sure), default=-1)
    unsure = [match for match in scope.all(PLACE_YEAR) if match.start() > last and _is_unknown_place(match)]
    return [*sure, *unsure]


def _imprint(match: re.Match[str]) -> Iterator[Part]:
    yield Part(*match.span("place"), "pub-place")
    if match.groupdict().get("publisher"):
        yield Part(*match.span("publisher"), "publisher")


def _year(tail: Scope, taken: list[Part]) -> Iterator[Part]:
    start = max([part.end for part in taken if part.kind in ("publisher", "pub-place")], default=tail.start)
    for match in tail.within(start, tail.end).all(YEAR):
        day = DAY_OF_YEAR.match(tail.string, match.end("value"), tail.end)
        when = dating.value_of(f"{day['day']} {match['value']}") if day else ""
        part = Part(*match.span("value"), "year", (("when", when or match["value"]),))
        if not any(part.overlaps(other) for other in taken):
            yield part
            return


def is_russian(scope: Scope) -> bool:
    """Tell whether the scope begins in Cyrillic, or is Latin by the same standard (Surname I. Title // …)."""
    return bool(CYRILLIC.search(scope.text[:12]) or LATIN_BY_STANDARD.match(scope.text))


def page(head: Scope) -> Item | None:
    """A page of the web, its address left out: author and title."""
    authors, body = _authors(head, frozenset())
    title = tuple(_title(body, body.end, has_container=False)) if authors else ()
    return Item(head.start, head.end, "web", "ru", (*authors, *title)) if title else None
