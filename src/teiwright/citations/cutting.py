"""A note's text cut into cited items: where each begins and ends, what introduces it, which grammar reads it.

Full stops and semicolons outside brackets part segments; a description of documents without a source belongs to the
segment after it; a signal begins an item, or stands in it where a document precedes it; parentheses in a comment may
hold items of their own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from teiwright import languages
from teiwright.citations import (
    addresses,
    archival,
    brief,
    chinese,
    cited_ranges,
    dating,
    documents,
    english,
    gbt,
    german,
    official,
    russian,
    tokens,
    unplaced,
    western,
)
from teiwright.citations.archives import Archives
from teiwright.citations.chinese_imprint import behind_pages
from teiwright.citations.scope import CYRILLIC, HAN, Item, Pair, Part, Scope, adding, tidy, trimmed
from teiwright.citations.signals import signals
from teiwright.citations.vocabulary import PARTICLE, either, expression

STOP = re.compile(r"[。；;！？!]|(?<=[。！？])[”」』]")
FIRST_PLACE = re.compile(r"[.,–—(?!]\s*(?:[–—]\s*)?(?P<place>(?:N\.\s?Y|[А-ЯЁA-Z][\w\- ]{0,24})\.?)$")
SECOND_PLACE = re.compile(r"\s*(?P<place>[А-ЯЁA-Z][\w.\- ]{0,24}?)\s*(?::|,\s*\d{4})")
"""Two places of one imprint: М.; Л.: Наука, 1948."""
NEXT_RESPONSIBLE = re.compile(rf"\s*(?:{expression('editor-role', 'ru')}|{expression('translator-role', 'ru')})")
"""Behind a semicolon: сост. Р. Н. Грачева; под ред. Л. О. Шубина."""
IN_STATEMENT = re.compile(r"\s/\s[^/\d]{3,160}\s$")
"""/ А. Б. Иванов ; Пермский ун-т. — Пермь, 2011: a statement of responsibility goes on behind the blank and mark."""
CONTINUED = re.compile(
    rf"\s*(?:\d{{4}}[.,]\s*(?:[–—\-]\s*)?)?(?:№|{expression('issue-word', 'ru')})\s*\d+[.,]\s*(?:[–—\-]\s*)?"
    rf"(?:{expression('page-label', 'ru')}|[Pp]{{1,2}})\.\s?\d"
)
"""Another number of the same journal: … 1994. № 6. С. 3–20; 1995. № 1. С. 34–48."""
PRINTED_IN = re.compile(rf"\s*{expression('signal-print', 'zh')}\s*《")
TEXT_END = re.compile(rf"{either('text-end', 'zh')}$")
DATED_NAME = re.compile(r"^[^。；;]{2,40}[（(]\s*(?:1[5-9]|20)\d\d[a-z]?\s*[)）]\s*$")
NAMES_LEAD = re.compile(r"[A-Z][\w.’'\-]*(?:,?\s(?:and\s|de\s|van\s|von\s)?[A-Z][\w.’'\-]*){0,5},\s(?:eds?\.,\s)?")
LISTED_TITLE = re.compile(r"(?:\b[A-Z][\w\-]*\.|\)\.?|\d{4}[a-z]?\)?[.,]?)\s*[“\"][^“”\"]*[”\"]?$")
SAID = re.compile(r"(?<![a-z])[a-z]{3,}[,:]?\s[“\"][^“”\"]*[”\"]$")
QUOTED_STOP = re.compile(r"(?:[。！？]|(?<=[\u3400-\u9fff])…)[”」』]$")
WESTERN_STOP = re.compile(
    rf"(?<=[\w)”\"’])\.\s+(?={expression('reference-begin')}\b)"
    r"|(?<=Ibid)\.\s+(?=[A-Z][a-z]+\s+[a-z]{2,}\s)"
    r"|(?<=\d)(?<!\d{4})\.\s+(?=(?:On|For|In|The|This|These|As|But|Although|While|Of|To|At|It|He|She|They|Such|Yet|Both|Other)\s)"
    r"|(?<=\d)\.\s*(?=[\u3400-\u9fff]{2})"
    r"|(?<=\d)\.\s+(?=[А-Я][а-я]{2,}\s+[а-я]{2,}\s+[а-я]{2,})"
)
SENTENCE_STOP = re.compile(
    r"(?:(?<=[a-z][a-z])|(?<=[\d)\]”’\"»])|(?<=[A-Z][A-Z][A-Z])|(?<=\s[A-Z][A-Z]))\.\s+"
    rf"(?=[“\"]?[A-ZА-ЯЁ]|{PARTICLE}\s[A-Z])|(?<=[.!?][”\"])\s+(?=[A-ZА-ЯЁ])"
)
SMALL_WORDS = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|did|does|do|not|that|this|these|those|which|who|he|she|it|they|we|also"
    r"|as|see|would|could|may|can|its|his|her|their|said|wrote|notes?|argued|shall|will|must|should|reads?|on|for|in|to|the|of|an?|and|with|from|by)\b"
)
FINITE = re.compile(
    r"[“\"]?[A-Z][\w.’'\-]*(?:\s(?:[A-Z][\w.’'\-]*|of|the|and)){0,5}\s"
    r"(?:is|are|was|were|has|have|had|did|does|would|could|may|might|will|shall|also|later|then|never|himself|herself)\s"
    r"|(?:While|Although|Though|When|Because|However|Despite|Whereas)[\s,]"
)
NAME_AND_LEAF = re.compile(rf"[A-ZА-ЯЁ][\w\-]+[,:]\s(?:{expression('page-label', 'ru')}|pp?)\.\s?\d")
IMPRINT = re.compile(rf"\[?[A-ZÀ-ÞА-ЯЁ][^:;]{{1,60}}:\s[^:;]{{2,80}},\s*(?:{english.SEASON}\s)?\[?\d{{4}}\??\]?")
OPEN_TITLE = re.compile(r",\sin:\s[^.;]{3,90}$")
"""In: Ann Roth, Titel. Untertitel: nothing yet says where the work was printed."""
COMPLETE = re.compile(r"\([^()]*\d{4}\)|(?<=[\w”\"]),\s\d{1,3}(?:[–\-]\d+)?(?![\d.])|,[”\"]\s\d{1,4}(?:[–\-]\d+)?")
"""An imprint in brackets, or pages: what a whole reference has."""
WORK = re.compile(
    rf"(?P<led>(?:But|And|Yet|However,|Still,)\s|{either('on-subject', 'en')}\s[^,.;()“”\d]{{3,80}},\s)?"
    rf"{english.NAMES},\s(?:eds?\.?,\s)?(?:[“\"][^“”\"]{{3,200}}[”\"]"
    r"|[A-ZÀ-Þ][^.;()“”]{3,200}?(?:\s\([A-Z][^()]{2,80}\d{4}\)|,\s\d{1,3}(?:[–\-]\d+)?(?=[.,;]|$)))"
)
"""Ann Roe, Title (London: Finch, 1902), Roe, Short Title, 33 or Roe, “Title”, behind a full stop."""
AUTHOR_YEAR = re.compile(r"[^\d;]{3,80}\(?\d{4}[a-z]?\)?")
NUMBERS_END = re.compile(
    rf"(?<![А-яЁё])(?P<numbers>{expression('shelf-number', 'ru')}\.\s?\d[\d\s–—\-,]*{either('leaf-back-end', 'ru')}?)"
    rf"\.\s+(?!{expression('level-item', 'ru')}\s)(?=[А-ЯЁ][а-яё]{{3,}}\s)"
)
CONJUNCTION = re.compile(rf"{either('conjunction', 'zh')}[：:]?\s*|{expression('conjunction', 'en', 'ru')}\s+")
NEXT_REFERENCE = re.compile(
    rf",?\s+{either('joining', 'en', 'ru')}\s+"
    r"(?=[“\"*«A-ZА-ЯЁ]|passim\b|memorand|telegram|letter|minute|report|note\b|despatch)"
)
MOST_CONJUNCTIONS = 8
LONGEST_QUOTATION = 500
LONGEST_CLOSING = 60
QUOTING = re.compile(either("signal-quoting"))
PREDICATE = re.compile(r"\b(?:is|are|was|were)\s+(?:also |first |briefly |further )?$")
MONTH_OR_YEAR = r"(?:[A-Z][a-z]+\.?(?:\s?[–\-]\s?[A-Z][a-z]+)?\s+)?\d{4}(?:\s?[–\-]\s?\d{2,4})?"
MORE_FOLDERS = re.compile(rf"(?:and\s+)?{MONTH_OR_YEAR}(?:\s+and\s+{MONTH_OR_YEAR})*\.?")
PAGE = cited_ranges.PAGE
NEXT_ITEM = re.compile(
    rf"(?<=[）)])\s*[，,、]\s*(?=[^，,。；;：:《》〈〉（）()]{{2,30}}{either('genitive', 'zh')}\s*《)"
    rf"|(?:(?<=[）)])|(?<={PAGE}))\s*{either('joining', 'zh')}\s*(?=[^，,。；;：:《》〈〉（）()]{{0,12}}[《〈])"
    rf"|(?<={PAGE})\s*[，,、]\s*(?=[^，,。；;：:《》〈〉]{{0,24}}[：:]?\s*[《〈])|(?<={PAGE})\s*[，,]\s*(?=[А-ЯЁA-Z][\w.]+)"
)
SENTENCE_COLON = re.compile(
    r"(?:[А-ЯЁA-Z][а-яёa-z]+(?:\s[а-яёa-z]+){1,10}|[а-яё][^:;/\d]{3,160}"
    rf"|[А-ЯЁ][^:/\d]{{2,200}}\s(?<![.,?!—–] {either('in-volume', 'ru')} ){either('volume-of', 'ru')}\.?):\s*"
    r"(?=[«“\"]?[А-ЯЁA-Z])"
    r"|[А-ЯЁ][^:/]{20,300}:\s*(?=[А-ЯЁA-Z][\w’'\-]+,?\s[А-ЯЁA-Z]\.)"
    r"|[«А-ЯЁ][^:/]{10,300}[а-яё»]:\s*(?=[A-Z][a-z]+\s)"
    r"|[A-Z][^:/]{10,300}[a-z]:\s*(?=[A-Z][\w.’'\-]+(?:\s[A-Z][\w.’'\-]+){0,4}\sv\.\s[A-Z])"
)
SHELF_IN = re.compile(
    rf"(?<![\w]){expression('shelf-level', 'ru')}\.\s?\d"
    rf"|,\s(?:{expression('page-alike', 'ru')}|pp?|P)\.\s?\d[\d,\s–\-]*\]$"
    r"|^\[\s*[A-ZА-ЯЁ][^\[\];:\d]{1,60}"
    r"(?:,\s(?:1[5-9]|20)\d\d[a-zа-в]?(?:[,:]\s?[\d\s,–\-]{1,24})?|\s(?:1[5-9]|20)\d\d[a-zа-в]?"
    r"[,:]\s?(?:[Тт]\.\s?\d+[:,]\s)?[\d\s,–\-]{1,24})\s*[;\]]"
)
"""What square brackets hold that is a reference: numbers of an archive, pages at the end, an author and a year."""
HAN_AUTHOR_AND_YEAR = (
    rf"{brief.HAN_AUTHOR.pattern}{brief.HAN_NAME}[，,\s]\s*(?:1[5-9]|20)\d\d[a-z]?(?:[：:，,]\s*[^；;（）()]{{1,20}})?"
)
HAN_AUTHORS_AND_YEARS = re.compile(rf"{HAN_AUTHOR_AND_YEAR}(?:\s*[；;]\s*{HAN_AUTHOR_AND_YEAR})*")
"""（林山，2014；水生等，2017：88）: what fills a bracket."""
NUMBER_BEHIND = re.compile(expression("number-behind", "zh"))
LETTER = re.compile(r"[^\W\d_]")
FOREIGN_START = re.compile(r"(?:(?<=[：:。，,、\s”])|(?<=[\u3400-\u9fff]))(?=[“*]?[A-ZА-ЯЁ])")


NOTHING_LISTED = brief.Listed()


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the grammars may use beside the note itself: the archives, and the surnames of authors met before."""

    archives: Archives
    surnames: frozenset[str] = frozenset()
    announced: frozenset[str] = frozenset()
    """Short titles that the notes gave to printed works (hereafter *Letters*)."""
    listed: brief.Listed = NOTHING_LISTED
    is_bracketed: bool = False
    """In the square brackets that hold nothing but references."""


def items(scope: Scope, known: Knowledge) -> list[Item]:
    """Return the cited items of the scope in the order printed; they never overlap."""
    found: list[Item] = []
    for segment in _joined(list(_segments(scope)), known):
        for item in _segment(segment, known):
            whole = tidy(item, scope.string)
            if whole and (not found or found[-1].end <= whole.start) and not _breaks_bracket(whole, scope):
                found.append(_closing(whole, scope))
    return _with_collection(found, scope)


def _breaks_bracket(item: Item, scope: Scope) -> bool:
    """A title with one end inside a bracket, the other outside, was read from a sentence."""
    return any(
        title.start < pair.start < title.end < pair.end and pair.type in ("paren", "square")
        for title in item.of("title")
        for pair in scope.outer_pairs
    )


def _closing(item: Item, scope: Scope) -> Item:
    """An item that opens a bracket goes on to where it closes."""
    ends = [
        pair.end
        for pair in scope.outer_pairs
        if item.start < pair.start < item.end < pair.end and pair.end - item.end < LONGEST_CLOSING
    ]
    return replace(item, end=max([item.end, *ends]))


def _with_collection(found: list[Item], scope: Scope) -> list[Item]:
    """見某人《題》。譯文是：「……。」（《全集》第1卷，頁5）: the bracket tells where the named work stands."""
    joined: list[Item] = []
    for item in found:
        named = joined[-1] if joined else None
        is_near = named is not None and item.start - named.end < len("（）（")
        if (
            named
            and _is_named_alone(named, is_near)
            and _is_collection(item)
            and _in_brackets(item, scope.string, named.end)
        ):
            container = tuple(
                replace(part, kind="container", attributes=(("level", "m"),)) if part.kind == "title" else part
                for part in item.parts
            )
            own = tuple(part for part in named.parts if part.kind != "pages")
            joined[-1] = replace(named, end=item.end + 1, kind="chapter", parts=adding(own, container))
        else:
            joined.append(item)
    return joined


def _is_named_alone(item: Item, is_near: bool) -> bool:
    """An author with a title, or a title that a signal introduces, without any place where it is printed."""
    told = item.has("author") and (is_near or item.signal is not None)
    printed = item.has("year", "publisher", "container", "issue", "volume")
    return (
        told and item.has("title") and not printed and all(p.attribute("unit") == "chapter" for p in item.of("pages"))
    )


def _is_collection(item: Item) -> bool:
    return item.kind == "book" and item.has("volume") and item.has("pages") and not item.has("author")


def _in_brackets(item: Item, string: str, after: int) -> bool:
    gap = string[after : item.start]
    return gap.endswith(("（", "(")) and len(gap) < LONGEST_QUOTATION and string[item.end : item.end + 1] in ("）", ")")


def _segments(scope: Scope) -> Iterator[Scope]:
    start = scope.start
    for end, after in sorted(_stops(scope)):
        if end >= start:
            yield scope.within(start, end)
            start = after
    yield scope.within(start, scope.end)


def _stops(scope: Scope) -> Iterator[tuple[int, int]]:
    for match in scope.all(STOP):
        if scope.is_open(match.start()) and not scope.is_italic(match.start()) and not _goes_on(scope, match):
            yield match.start(), match.end()
    for match in scope.all(WESTERN_STOP):
        if scope.is_open(match.start()):
            yield match.start(), match.end()
    for match in scope.all(SENTENCE_STOP):
        if (scope.is_open(match.start()) and not scope.is_italic(match.start()) and _is_sentence_end(scope, match)) or (
            scope.string[match.start() - 1] in '”"' and _quoted_sentence(scope, match)
        ):
            yield match.start(), match.end()
    for match in scope.all(NUMBERS_END):
        if scope.is_open(match.start()):
            yield match.end("numbers"), match.end()
    for pair in scope.outer_pairs:
        following = scope.string[pair.end : min(pair.end + 1, scope.end)]
        if (
            pair.type == "quote"
            and QUOTED_STOP.search(scope.string[pair.start : pair.end])
            and following not in "，,、：:；"
        ):
            yield pair.end, pair.end


def _quoted_sentence(scope: Scope, stop: re.Match[str]) -> bool:
    """“A sentence.” Roe, “Title,” …: a quotation that ends with its stop, and a name with its title behind it."""
    before = scope.string[scope.start : stop.start()]
    rest = scope.within(stop.end(), scope.end)
    if SAID.search(before) and (scope.is_italic(rest.start) or documents.begins_description(rest)):
        return True
    named = NAMES_LEAD.match(scope.string, stop.end(), scope.end)
    if named is None or LISTED_TITLE.search(before):
        return False
    return scope.string[named.end() : named.end() + 1] in ("“", '"', "*") or scope.is_italic(named.end())


def _goes_on(scope: Scope, stop: re.Match[str]) -> bool:
    """A year in brackets before the stop, an imprint behind it, or a second place belongs to the reference."""
    before = scope.string[scope.start : stop.start()]
    if stop[0] == "!" and scope.string[stop.end() : stop.end() + 1] in (",", "”", '"'):
        return True
    if stop[0] == ";" and " / " in before and NEXT_RESPONSIBLE.match(scope.string, stop.end(), scope.end):
        return True
    if stop[0] == ";" and IN_STATEMENT.search(before):
        return True
    if stop[0] == ";" and "//" in before and CONTINUED.match(scope.string, stop.end(), scope.end):
        return True
    if stop[0] == ";" and (second := SECOND_PLACE.match(scope.string, stop.end(), scope.end)):
        first = FIRST_PLACE.search(before)
        is_imprint = IMPRINT.match(scope.string, second.start("place"), scope.end) is not None and "//" not in second[0]
        return first is not None and (
            russian.is_printed_at(second["place"]) or (is_imprint and first["place"].isalpha())
        )
    if DATED_NAME.search(before):
        return scope.string[stop.end() : scope.end].lstrip()[:1] in ("《", "〈", "“", "「")
    if PRINTED_IN.match(scope.string, stop.end(), scope.end) and TEXT_END.search(before):
        return True
    return behind_pages(scope, stop.start()) > 0


def _is_sentence_end(scope: Scope, stop: re.Match[str]) -> bool:
    """A sentence begins behind the stop, and no list of references by author and title (Roe, J. 2005. The long war)."""
    following = scope.string[stop.end() : min(stop.end() + 90, scope.end)]
    last = re.split(r"\W", scope.string[scope.start : stop.start()])[-1]
    if last in languages.words("en", "citations", "shortened"):
        return False
    if NAME_AND_LEAF.match(following) or _begins_work(scope, stop):
        return True
    begins = documents.is_message(following) or western.begins_shelfmark(
        scope.string[stop.end() : min(stop.end() + 200, scope.end)]
    )
    before = scope.string[scope.start : stop.start()]
    if OPEN_TITLE.search(before) or not (begins or _is_prose(following)) or AUTHOR_YEAR.fullmatch(before):
        return False
    said = before[-90:].partition(" ")[2]
    return bool(re.search(r"\d", before)) or _is_prose(said) or (begins and bool(SMALL_WORDS.search(said)))


def _begins_work(scope: Scope, stop: re.Match[str]) -> bool:
    """A whole reference stands before the stop, in a sentence or by itself, and another begins behind it."""
    work = WORK.match(scope.string, stop.end(), scope.end)
    if work is None:
        return False
    before = scope.string[scope.start : stop.start()]
    is_told = len(SMALL_WORDS.findall(before)) > 1 and AUTHOR_YEAR.fullmatch(before) is None
    is_led = bool(work["led"]) and re.search(r"\d", before) is not None
    return is_led or COMPLETE.search(before) is not None or (is_told and work[0].endswith(")"))


def _is_prose(text: str) -> bool:
    """A name and its verb; or of the first six words half in small letters, and no reference among them."""
    if FINITE.match(text):
        return True
    words = re.split(r"[.;]\s|\d{4}", text)[0].split()[:6]
    small = [word for word in words if word[0].islower()]
    return len(words) > 3 and 2 * len(small) >= len(words) and bool(SMALL_WORDS.search(text))


def _joined(segments: list[Scope], known: Knowledge) -> Iterator[Scope]:
    """Join a segment that only describes documents with the one that names their source, and a shelfmark with the
    further folders behind a semicolon."""
    pending: Scope | None = None
    ready: Scope | None = None
    for segment in (each for each in segments if each.text):
        if ready and MORE_FOLDERS.fullmatch(segment.text):
            ready = Scope(segment.string, ready.start, segment.end, segment.italics)
            continue
        if ready:
            yield ready
            ready = None
        whole = Scope(segment.string, pending.start, segment.end, segment.italics) if pending else segment
        if documents.is_description(segment) or western.is_description(segment, known.archives):
            pending = whole
            continue
        if pending and not _has_source(segment, known):
            yield pending
            whole = segment
        pending, ready = None, whole
    yield from (each for each in (ready, pending) if each)


def _has_source(segment: Scope, known: Knowledge) -> bool:
    return _has_documents(segment) or western.parse(segment, known.archives) is not None


def _has_documents(segment: Scope) -> bool:
    """A segment that gives a source for the documents before it begins with a document of its own or the source."""
    pair = next((pair for pair in segment.outer_pairs if pair.type == "paren"), None)
    return pair is not None and documents.is_description(segment.within(segment.start, pair.end))


def _segment(scope: Scope, known: Knowledge) -> list[Item]:
    for pair in scope.outer_pairs:
        is_told = pair.type == "paren" or (
            pair.type == "square" and SHELF_IN.search(scope.string[pair.start : pair.end])
        )
        if is_told and (inner := _in_parentheses(scope, pair, known)):
            if printed := _printed_letter(scope, pair, inner):
                return [printed, *items(scope.within(pair.end, scope.end), known)]
            before = _segment(scope.within(scope.start, pair.start), known)
            after = items(scope.within(pair.end, scope.end), known)
            return [*before, *inner, *after]
    return _signalled(scope, known)


def _printed_letter(scope: Scope, pair: Pair, inner: list[Item]) -> Item | None:
    """Письмо Петрова к Иванову 28 авг. 1855 г. («Даль», 1928, кн. 9, стр. 2): the brackets say where it is printed."""
    described = documents.last_described(scope.within(scope.start, pair.start))
    if described is None or len(inner) > 1 or inner[0].kind == "archival" or pair.start - described.end > len(". "):
        return None
    parts = adding(documents.documents(described), inner[0].parts)
    return replace(inner[0], start=described.start, end=pair.end, parts=parts)


def _in_parentheses(scope: Scope, pair: Pair, known: Knowledge) -> list[Item]:
    """The references in parentheses: those behind a Chinese sentence, and whole ones behind any words of comment."""
    inner = scope.within(pair.start + 1, pair.end - 1)
    is_announced = archival.ANNOUNCEMENT.match(scope.string, pair.start, pair.end)
    if len(inner.text) < 8 or is_announced or IMPRINT.fullmatch(inner.text):
        return []
    is_attached = _is_attached(scope, pair) and not _begins_with_signal(inner)
    is_bracketed = pair.type == "square" or HAN_AUTHORS_AND_YEARS.fullmatch(inner.text) is not None
    found = items(inner, replace(known, is_bracketed=is_bracketed))
    if found and all(item.token for item in found) and _follows_title(scope, pair) and not HAN.search(inner.text):
        return []
    if is_attached and not (found and found[0].start <= inner.start + 1 and all(map(_stands_alone, found))):
        return []
    if is_attached and pair.type == "paren" and not _is_full(found[0], inner):
        is_title_near = found[0].kind != "archival" and _follows_title(scope, pair)
        is_shelf = all(item.has("repository") and item.has("fond", "shelfmark") for item in found)
        is_shelf = is_shelf or (all(map(_is_author_year, found)) and scope.string[pair.start - 2].islower())
        if is_title_near or not (is_shelf or _is_comment(scope.string[scope.start : pair.start])):
            return []
    sentence = scope.within(scope.start, pair.start)
    return [_with_document(_dated(item, sentence), sentence) for item in found]


def _is_author_year(item: Item) -> bool:
    """Roe 1999: 12."""
    return item.has("author") and item.has("year") and item.has("pages") and not item.has("title", "container")


def _is_comment(before: str) -> bool:
    """Words in small letters lead to the parenthesis."""
    return len(re.findall(r"(?<![\w.])[a-zа-яё]{3,}", before)) > 2


def _follows_title(scope: Scope, pair: Pair) -> bool:
    before = scope.string[scope.start : pair.start].rstrip()
    end = scope.start + len(before)
    return any(run[1] in (end, end - 1) for run in scope.italics) or before.endswith(("”", '"', "»", "》", "〉"))


def _stands_alone(item: Item) -> bool:
    """An archive with its numbers, a token, or a work with its title and imprint or year."""
    if item.kind == "archival":
        is_placed = item.has("repository") or any(part.attribute("type") == "piece" for part in item.parts)
        return is_placed or (item.has("date") and any(part.attribute("role") == "sender" for part in item.parts))
    return bool(item.token) or (item.has("title", "container", "author") and item.has("year", "publisher", "pages"))


def _is_full(item: Item, inner: Scope) -> bool:
    """A Western work with who is responsible for it, its place and year, or a periodical with its number and year,
    stands for itself behind a title, too."""
    if HAN.search(inner.text) or not item.has("year"):
        return False
    is_issue = item.has("container") and item.has("issue")
    return is_issue or (item.has("author", "editor", "translator") and item.has("pub-place"))


def _is_attached(scope: Scope, pair: Pair) -> bool:
    """Parentheses after a title, a Latin word or a number belong to the reference that they stand in."""
    before = scope.string[scope.start : pair.start].rstrip()
    if not before or any(end == scope.start + len(before) for _, end in scope.italics):
        return bool(before)
    return not re.search(r"[\u3400-\u9fff。！？…，；：][”」』]?$", before)


def _begins_with_signal(scope: Scope) -> bool:
    return any(part.start == scope.start for part, _ in signals(scope))


def _dated(item: Item, sentence: Scope) -> Item:
    """A document that is cited in parentheses without a date of its own has the date of its sentence."""
    days = [date for date in dating.dates(sentence) if len(date.attribute("when")) == 10]
    if len(days) != 1 or item.kind != "archival" or item.has("date"):
        return item
    parts = tuple(
        replace(part, attributes=(*part.attributes, ("when", days[0].attribute("when"))))
        if part.kind == "document"
        else part
        for part in item.parts
    )
    return replace(item, parts=parts)


def _with_document(item: Item, sentence: Scope) -> Item:
    """решение бюро от 2 июля 1937 г. «…» (АРХИВ. Ф. 1. Оп. 2. Д. 3): the sentence describes what lies there."""
    if item.kind != "archival" or item.has("document") or item.start < sentence.end:
        return item
    described = documents.last_described(sentence)
    return replace(item, described=documents.documents(described)) if described else item


def _signalled(scope: Scope, known: Knowledge) -> list[Item]:
    """Cut at the signals; what stands before the first is comment, documents or an item of its own."""
    marks = list(signals(scope))
    bounds = [*(part.start for part, _ in marks), scope.end]
    before = scope.within(scope.start, bounds[0])
    found: list[Item] = []
    is_quoted = bool(marks) and QUOTING.search(scope.string, marks[0][0].start, marks[0][0].end) is not None
    is_described = documents.is_description(before) or (
        is_quoted and (documents.is_dated_message(before) if HAN.search(before.text) else _ends_with_day(before))
    )
    described = before if marks and is_described else None
    if described is None:
        is_sentence = PREDICATE.search(before.string, before.start, bounds[0]) is not None
        found += [
            item for item in _plain(before, known, signalled=False) if not is_sentence or _is_whole(item, scope.string)
        ]
    for (signal, start), end in zip(marks, bounds[1:], strict=True):
        body = scope.within(start, end)
        if described is not None:
            found += _described(described, signal, body, known)
            described = None
        else:
            found += _introduced(signal, body, known)
    return found


def _ends_with_day(before: Scope) -> bool:
    """Roe to Doe, May 3, 1950, or minutes of a meeting, May 3, 1950: what *quoted in* leads on from."""
    days = dating.days(before)
    is_last = bool(days) and days[-1].end >= before.end - 1 and not before.italic_runs()
    return unplaced.parse(before) is not None or (is_last and documents.begins_description(before))


def _introduced(signal: Part, body: Scope, known: Knowledge) -> list[Item]:
    read = _plain(body, known, signalled=True)
    if read and read[0].start <= body.start + 1:
        return [read[0].with_signal(signal), *read[1:]]
    return read


def _described(described: Scope, signal: Part, body: Scope, known: Knowledge) -> list[Item]:
    """A document, then the signal and the book that it is quoted from: one item that runs across the signal."""
    read = _plain(body, known, signalled=True)
    if not read:
        return _plain(described, known, signalled=False)
    first = read[0]
    read_documents = documents.documents if HAN.search(described.text) else documents.western
    parts = adding(read_documents(described), first.parts)
    return [replace(first, start=described.start, parts=parts, signal=signal), *read[1:]]


def _plain(scope: Scope, known: Knowledge, signalled: bool) -> list[Item]:
    """Read a stretch without signals: one item, or several that only commas part."""
    if not scope.text:
        return []
    if joined := scope.starts(CONJUNCTION):
        scope = scope.within(joined.end(), scope.end)
    if parted := _at_conjunction(scope, known, signalled):
        return parted
    cuts = [match.end() for match in scope.all(NEXT_ITEM) if scope.is_open(match.start())]
    bounds = [scope.start, *cuts, scope.end]
    pieces = [scope.within(start, end) for start, end in pairwise(bounds)]
    read = [(piece, read_item(piece, known, signalled)) for piece in pieces]
    if not any(item for _, item in read):
        return brief.mentions(scope, known.listed)
    if cuts and not all(item and not _is_address(item) for _, item in read):
        whole = read_item(scope, known, signalled)
        return [whole] if whole else [item for _, item in read if item]
    return [item for _, item in read if item]


def _is_address(item: Item) -> bool:
    """An address alone belongs to the reference before it."""
    return item.kind == "web" and not item.has("title", "author")


def _at_conjunction(scope: Scope, known: Knowledge, signalled: bool) -> list[Item]:
    """Two references joined by *and* are two items where each is complete by itself."""
    matches = (
        match
        for match in scope.all(NEXT_REFERENCE)
        if scope.is_open(match.start()) and not scope.is_italic(match.start())
    )
    for match in islice(matches, MOST_CONJUNCTIONS):
        left, right = scope.within(scope.start, match.start()), scope.within(match.end(), scope.end)
        if not _begins_reference(right, known):
            continue
        first = read_item(left, known, signalled)
        if first is None or not _is_whole(first, scope.string) or first.end < left.end - 2:
            continue
        rest = _plain(right, known, signalled)
        if rest and rest[0].start <= right.start + 1 and _is_whole(rest[0], scope.string):
            return [first, *rest]
    return []


def _begins_reference(scope: Scope, known: Knowledge) -> bool:
    """What follows *and* is a document, an archive, a title, or a name that a title follows."""
    if scope.text[0] in '“"«' or scope.is_italic(scope.start) or scope.text.startswith("passim"):
        return True
    if (
        documents.begins_description(scope)
        or brief.begins(scope)
        or any(part.start == scope.start for part in known.archives.find(scope))
    ):
        return True
    title = min(
        [run[0] for run in scope.italic_runs()] + [p.start for p in scope.outer_pairs if p.type == "quote"], default=0
    )
    return bool(title) and not re.search(r"(?:^|\s)[a-z]{4,}", scope.string[scope.start : title])


def _is_whole(item: Item, string: str) -> bool:
    """The reference says where its source is found."""
    if item.kind == "archival":
        levels = {part.attribute("type") for part in item.of("shelfmark")}
        scope = Scope(string, item.start, item.end)
        return item.has("repository", "fond") or bool(levels - {"file", "item"}) or western.ends_with_file(scope)
    return bool(item.token) or item.has("year", "publisher", "pages") or (item.has("volume") and item.has("document"))


def read_item(scope: Scope, known: Knowledge, signalled: bool) -> Item | None:
    """Return the one item in the scope, read by the grammar that fits it, or None."""
    if not scope.text or len(scope.text) > 4000:
        return None
    if same := scope.starts(tokens.SAME_AUTHOR):
        item = read_item(scope.within(same.end(), scope.end), known, signalled=True)
        if item and not item.token and item.has("title", "container") and item.start <= same.end():
            start, end = trimmed(scope.string, *same.span("same"), " .,，：:")
            return replace(
                item, start=start, parts=adding((Part(start, end, "author", (("role", "same"),)),), item.parts)
            )
    if address := addresses.address(scope):
        return _located(scope, address, known, signalled)
    for grammar in _grammars(scope, known, signalled):
        if grammar is not None and grammar.end > grammar.start:
            return grammar
    return None


def _located(scope: Scope, address: addresses.Address, known: Knowledge, signalled: bool) -> Item | None:
    """A reference with its address on the web; where no grammar reads what stands before it, title and address."""
    before = scope.within(scope.start, address.start)
    if not before.text and any(part.kind == "shelfmark" for part in address.parts):
        return Item(address.parts[0].start, address.end, "web", "", address.parts)
    before = before.within(before.start, before.start + len(before.text.rstrip(" –—-.")))
    item = read_item(before, known, signalled) if before.text else None
    item = item or _page(before)
    if item is None:
        return None
    rest = scope.string[item.end : address.start]
    if len(rest) > 120 or re.search(r"[。；;]", rest):
        return item
    if item.kind == "article" and not item.has("title", "issue", "volume", "pages"):
        item = replace(item, parts=tuple(_as_title(part) for part in item.parts))
    is_work = item.has("container", "publisher", "issue", "volume") or item.kind == "archival"
    kind = item.kind if is_work else "web"
    return replace(item, end=address.end, kind=kind, parts=adding(item.parts, address.parts))


def _page(head: Scope) -> Item | None:
    if not head.text or HAN.search(head.text):
        return chinese.page(head)
    return (russian.page(head) if CYRILLIC.search(head.text) else None) or english.page(head)


def _as_title(part: Part) -> Part:
    """What stands alone before an address is a page's title, and no newspaper's."""
    return replace(part, kind="title", attributes=(("level", "m"),)) if part.kind == "container" else part


def _grammars(scope: Scope, known: Knowledge, signalled: bool) -> Iterator[Item | None]:
    yield tokens.parse(scope)
    named = brief.parse(scope, known.listed, known.surnames, signalled, known.is_bracketed)
    if named and named.kind == "unpublished" and named.end < scope.end - 1:
        kept = archival.parse(scope, known.archives)
        yield kept if kept and kept.has("repository") else None
    yield named
    yield gbt.parse(scope)
    yield official.parse(scope)
    yield archival.parse(scope, known.archives)
    yield unplaced.parse(scope)
    if any(pair.type == "title" for pair in scope.outer_pairs):
        yield chinese.parse(scope, signalled)
        return
    yield chinese.parse(scope, signalled)
    foreign = _foreign(scope)
    if foreign is not None:
        yield (
            russian.parse(foreign, known.surnames)
            if russian.is_russian(foreign)
            else german.parse(foreign) or english.parse(foreign, known.surnames, known.announced)
        )


def _foreign(scope: Scope) -> Scope | None:
    """The stretch that a Latin or Cyrillic reference fills: a Chinese sentence may lead to it."""
    if comment := scope.starts(SENTENCE_COLON):
        return scope.within(comment.end(), scope.end)
    first = LETTER.search(scope.text)
    if first and not HAN.match(first[0]):
        return scope if 3 * len(HAN.findall(scope.text)) < len(scope.text) else None
    starts = [match.start() for match in scope.all(FOREIGN_START) if scope.is_open(match.start())]
    rest = [scope.within(start, scope.end) for start in starts]
    return next((each for each in rest if not HAN.search(NUMBER_BEHIND.split(each.text)[0])), None)
