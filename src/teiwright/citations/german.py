"""References in German: author, title, place and year between commas, pages behind S.

*Ann Roe, Titel. Untertitel, Stuttgart 1981, S. 245 f.*, *Roe, Titel, in: Zeitschrift 41 (1993), H. 2, S. 211–240*,
*Roe, Titel, in: Bob Doe (Hg.), Band, Paderborn: Schöningh 2009, S. 15–38*, *Zeitung vom 14. August 1961, S. 3*. No
italics are needed; what tells the language is its own marks (S., Bd., Hg., in:, vgl.).
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from teiwright.article import SpanKind
from teiwright.citations import cited_ranges, dating, documents
from teiwright.citations.scope import HAN, Item, Part, Scope, adding, trimmed
from teiwright.citations.vocabulary import PARTICLE, expression
from teiwright.languages import months

LETTER = r"[A-ZÀ-Þ]"
PERSON = rf"(?:{LETTER}[\w.’'\-]*\s(?:{PARTICLE}\s)*){{0,4}}{LETTER}[\w’'\-]+"
AND_OTHERS = r"(?:\s?(?:,\s)?u\.\s?a\.|\set al\.)"
BETWEEN_NAMES = r"(?:\s?/\s?|\sund\s|\s?;\s)"
NAME_BREAK = re.compile(r"\s?/\s?|\sund\s|\s?[;,]\s")
SAME = rf"(?:(?:{expression('same-author', 'de')}){BETWEEN_NAMES})?"
PERSONS = rf"{SAME}(?P<names>{PERSON}(?:{BETWEEN_NAMES}{PERSON}){{0,5}}{AND_OTHERS}?)"
EDITOR = rf"\s?\((?P<role>{expression('editor-behind', 'de')})\.?\)"
HEAD = re.compile(rf"{PERSONS}(?:{EDITOR})?[,:]\s(?=[{{„“\"A-ZÀ-Þ\d])")
BODY_HEAD = re.compile(rf"{SAME}(?P<names>{LETTER}[^,:()/]{{4,120}}){EDITOR}[,:]\s")
CITY = (
    rf"{LETTER}[a-zà-ÿß]+(?:[\s\-]{LETTER}[a-zà-ÿß]+)?"
    r"(?:\s(?:a\.\s?[MO]\.|am\sMain|i\.\s?Br\.|a\.\s?d\.\s?\w+\.|\([^()]{2,12}\)))?"
)
CITIES = rf"{CITY}(?:\s?[/–]\s?{CITY}){{0,3}}(?:\su\.\s?a\.)?"
PRINTED = r"(?:1[5-9]|20)\d\d"
YEAR = rf"(?P<year>{PRINTED})(?![–\-]?\d)"
YEAR_ALONE = re.compile(rf",\s{YEAR}(?=,|$)")
HOUSE = r"[^,:;()]{2,60}?"
THESIS = re.compile(expression("thesis-behind", "de"))
IMPRINT = re.compile(
    rf",\s(?:{THESIS.pattern}\s(?:\w+\.\s)?)?(?P<place>{CITIES})(?::\s(?P<publisher>{HOUSE}))?,?\s{YEAR}(?=\s?[,.;)(]|$)"
    rf"|\s\((?P<place2>{CITIES})(?::\s(?P<publisher2>{HOUSE}))?,?\s(?P<year2>{PRINTED})\)"
    rf"|\.\s(?P<place3>{CITIES}):\s(?P<publisher3>{HOUSE}),?\s(?P<year3>{PRINTED})(?=[,.;]|$)"
)
IN = re.compile(r"[,.]\s(?:in|In):\s")
VOLUME_BEFORE, VOLUME_BEHIND = expression("volume-before", "de"), expression("volume-behind", "de")
ISSUE_BEFORE, RESPONSIBLE_ROLE = expression("issue-before", "de"), expression("responsible", "de")
TRANSLATED, OF_DAY = expression("translated", "de"), expression("of-day", "de")
MARKS = re.compile(
    rf"[,r]\s[Ss]\.\s?\d|,\sin:\s|\({expression('editor-behind', 'de')}\.?\)|,\s(?:{RESPONSIBLE_ROLE})\s"
    rf"|\b{VOLUME_BEFORE}\.\s(?:\d|[IVX])|\d\.\s(?:{VOLUME_BEHIND})\."
)
"""What only a German reference prints."""
ENGLISH = re.compile(
    rf"[,.?!][”\"]|\bpp?\.\s?\d|(?<!\d\.\s)\b(?:{'|'.join(months.printed('en'))})\s\d{{4}}|\s(?:the|and|of)\s"
)
"""What no German reference prints: a comma within quotation marks, pp., a month before its year, small words."""
RESPONSIBLE = re.compile(
    rf",\s(?P<role>{RESPONSIBLE_ROLE}|{TRANSLATED})(?:\s(?:und|u\.)\s\w+\.)?\s"
    rf"(?:{expression('responsible-by', 'de')}\s)?(?P<names>{PERSON}"
    rf"(?:(?:{BETWEEN_NAMES}|,\s(?!{VOLUME_BEFORE}\b)(?={PERSON}(?:,|\sund)\s{LETTER}[\w.\-]+\s{LETTER})){PERSON}){{0,5}}{AND_OTHERS}?)"
)
VOLUME = re.compile(
    rf"\b{VOLUME_BEFORE}\.?\s(?P<a>\d{{1,3}}(?:/\d+)?|[IVXL]+)\b"
    rf"|\b(?P<b>\d{{1,3}})\.\s{VOLUME_BEHIND}\.|\b{VOLUME_BEHIND}\.\s(?P<c>\d{{1,3}})"
)
ISSUE = re.compile(rf"(?<=, ){ISSUE_BEFORE}\.?\s(?P<a>\d{{1,3}}(?:[/–\-]\d{{1,3}})?)|(?<=\d\)\s)(?P<b>\d{{1,2}})(?=,)")
PAGES_BEHIND = re.compile(r"\)\s(?P<a>\d{1,4}(?:[–\-]\d{1,4})?)(?=[.,;\s]*$)")
"""(Leipzig 1985) 45–60."""
JOURNAL = re.compile(
    rf"(?P<container>{LETTER}[^(),:;„“”]{{1,100}}?)"
    rf"(?:,?\s(?P<volume>\d{{1,3}})(?:[/.](?P<issue>\d{{1,2}}))?\s\((?P<year>{PRINTED})(?:/\d\d)?\)"
    rf"|(?=,\s(?:\d{{1,3}}\.\s{VOLUME_BEHIND}|{VOLUME_BEHIND}|{ISSUE_BEFORE}|{VOLUME_BEFORE})\.)|(?=,\s\d{{1,2}}\.))"
)
LED_BY_EDITOR = re.compile(rf"{IN.pattern}{HEAD.pattern}".replace(f"(?:{EDITOR})?", EDITOR))
"""In: Kurt Roth/Eva Weber (Hg.): a contribution, even where its own author stands before."""
COMMA = re.compile(r",\s")
NUMBERED_JOURNAL = re.compile(rf"{LETTER}[^(),:;„“”]{{3,100}}?\s\d{{1,3}}(?:[/.]\d{{1,2}})?\s\({PRINTED}(?:/\d\d)?\)")
END_OF_TITLE = re.compile(
    rf",\s(?=(?:{expression('edition-behind', 'de')}|{VOLUME_BEFORE}\.|{RESPONSIBLE_ROLE}|{TRANSLATED}))"
)
PAPER = re.compile(
    rf"(?P<container>{LETTER}[\w.\-]*(?:\s(?!{OF_DAY}\b)[\wÀ-ÿ.\-&]+){{0,5}})"
    rf"(?:\s{OF_DAY}\s|,\s(?:Nr\.\s(?P<issue>\d+)(?:,\s{OF_DAY}\s|,\s|\s{OF_DAY}\s))?)"
)
DATED_PAPER = re.compile(
    rf"{LETTER}[\w.\-]*(?:\s{LETTER}[\wÀ-ÿ.\-&]+){{1,4}}\s{OF_DAY}\s\d{{1,2}}\.[^,;]{{4,20}}(?:,\s[Ss]\.\s?\d[\d–\-]*)?[.\s]*$"
)
"""A newspaper of several words, its day, and nothing else."""
SHORT = re.compile(
    rf"(?P<names>{PERSON}(?:{BETWEEN_NAMES}{PERSON}){{0,3}}),\s(?P<title>{LETTER}[^,:;()]{{2,80}}),\s(?=S\.\s?\d)"
)
TITLE_FIRST = re.compile(
    rf"[^,;:]{{4,120}},\s{CITIES}\s{PRINTED}(?:,\s(?:[Ss]|{expression('document-before', 'de')})\.?\s?\d|$)"
)
"""A title, then place and year: of an author named before."""
LOCATED = re.compile(rf",\s(?:{expression('document-before', 'de')})\.?\s\d+(?:\s?[–\-]\s?\d+)?|,?\sAnm\.\s?\d+")
LEAD = re.compile(rf"{expression('lead', 'de')}\s(?={LETTER})")
SAME_EDITOR = re.compile(rf"(?:{expression('same-author', 'de')}){EDITOR}[,:]\s".replace("(?P<role>", "(?:"))
"""In: ders. (Hg.): the author himself is the editor."""


def parse(scope: Scope) -> Item | None:
    """Return the German item that begins the scope, or None."""
    if led := scope.starts(LEAD):
        scope = scope.within(led.end(), scope.end)
    if HAN.search(scope.text) or scope.search(ENGLISH) or not (scope.search(MARKS) or _placed(scope)):
        return None
    return (
        _printed(scope)
        or _newspaper(scope, scope.start, ())
        or _headline(scope)
        or _contribution(scope)
        or _book(scope)
        or _short(scope)
    )


def _placed(scope: Scope) -> bool:
    """A place and a year without comma, behind author and title."""
    paper = scope.starts(DATED_PAPER)
    if paper and documents.type_of(paper[0]) is None:
        return True
    titled = scope.starts(TITLE_FIRST)
    if titled and titled.end() < scope.end:
        return True
    imprint = scope.search(IMPRINT)
    return imprint is not None and not re.search(r",\s\d{4}", imprint[0]) and _head(scope) is not None


def _head(scope: Scope) -> re.Match[str] | None:
    return scope.starts(BODY_HEAD) or scope.starts(HEAD)


def _contributors(scope: Scope, head: re.Match[str] | None) -> Iterator[Part]:
    if head is None:
        return
    kind = "editor" if head["role"] else "author"
    yield from _names(scope, *head.span("names"), kind)


def _names(scope: Scope, start: int, end: int, kind: str) -> Iterator[Part]:
    role = (("role", kind),) if kind != "author" else ()
    start, end = trimmed(scope.string, start, end, " ")
    if others := re.search(rf"{AND_OTHERS}$", scope.string[start:end]):
        end = start + others.start()
    position = start
    for match in [*NAME_BREAK.finditer(scope.string, start, end), None]:
        first, last = trimmed(scope.string, position, match.start() if match else end, " ")
        if first < last:
            yield Part(first, last, kind, role)  # type: ignore[arg-type]
        position = match.end() if match else end


def _title(scope: Scope, start: int, end: int, kind: SpanKind, level: str) -> Part:
    return Part(*trimmed(scope.string, start, end, ' ,„“”"*»«'), kind, (("level", level),))


def _book(scope: Scope, is_held: bool = False) -> Item | None:
    """A book; one that holds a contribution needs no author of its own."""
    head = None if scope.starts(TITLE_FIRST) else _head(scope)
    if head and not head["role"] and VOLUME.match(scope.string, head.end()):
        head = None
    start = head.end() if head else scope.start
    imprint = IMPRINT.search(scope.string, start, scope.end)
    while imprint and THESIS.search(imprint["place"] or ""):
        imprint = IMPRINT.search(scope.string, imprint.start() + 1, scope.end)
    if (
        imprint is None
        or imprint.start() - start < 3
        or (head is None and not is_held and not any(map(scope.search, (RESPONSIBLE, VOLUME, TITLE_FIRST))))
    ):
        return None
    middle = END_OF_TITLE.search(scope.string, start, imprint.start())
    title = _title(scope, start, middle.start() if middle else imprint.start(), "title", "m")
    parts = adding((title, *_contributors(scope, head)), _imprint(imprint))
    kind: SpanKind | str = "unpublished" if THESIS.search(scope.string, title.end, scope.end) else "book"
    return _finished(scope, parts, title.end, kind)


def _contribution(scope: Scope) -> Item | None:
    head, link = _head(scope), scope.search(IN) or _before_journal(scope)
    start = head.end() if head else scope.start
    if (
        link is None
        or link.start() < start + 3
        or (head is None and not LED_BY_EDITOR.match(scope.string, link.start()))
    ):
        return None
    title = _title(scope, start, link.start(), "title", "a")
    parts: tuple[Part, ...] = (title, *_contributors(scope, head))
    inner = scope.within(link.end(), scope.end)
    if same := inner.starts(SAME_EDITOR):
        inner = scope.within(same.end(), scope.end)
    journal = JOURNAL.match(scope.string, inner.start, inner.end)
    if journal and (journal["year"] or not IMPRINT.search(scope.string, journal.end(), scope.end)):
        parts = adding(parts, (_title(scope, *journal.span("container"), "container", "j"),))
        named: tuple[tuple[str, SpanKind], ...] = (("volume", "volume"), ("issue", "issue"))
        parts = adding(parts, (Part(*journal.span(name), kind) for name, kind in named if journal[name]))
        if journal["year"]:
            parts = adding(parts, (Part(*journal.span("year"), "year", (("when", journal["year"]),)),))
        return _finished(scope, parts, journal.end(), "article")
    book = _book(inner, is_held=True)
    if book is None:
        return None
    held = (Part(p.start, p.end, "container", (("level", "m"),)) if p.kind == "title" else p for p in book.parts)
    return Item(scope.start, book.end, "chapter", "de", adding(parts, held))


def _before_journal(scope: Scope) -> re.Match[str] | None:
    """Roth, Titel, Zeitschrift 12 (1964) 3: the comma before a journal that no *in* leads to."""
    return next((m for m in scope.all(COMMA) if NUMBERED_JOURNAL.match(scope.string, m.end(), scope.end)), None)


def _printed(scope: Scope) -> Item | None:
    """Brief Roths an Weber, 7.9.1925, in: a document and the work that prints it."""
    for link in scope.all(IN):
        described = scope.within(scope.start, link.start())
        work = parse(scope.within(link.end(), scope.end)) if _is_document(described) else None
        if work and work.start == link.end():
            return replace(work, start=scope.start, parts=adding(documents.western(described), work.parts))
    return None


def _is_document(described: Scope) -> bool:
    is_told = documents.is_message(described.text) or documents.begins_description(described)
    return is_told and bool(dating.days(described))


def _headline(scope: Scope) -> Item | None:
    """„Die Stunde der Müller“, in: Zeitung, 31. März 1972: an article that names no author."""
    title = next((pair for pair in scope.outer_pairs if pair.start == scope.start and pair.type == "quote"), None)
    link = IN.match(scope.string, title.end, scope.end) if title else None
    if title is None or link is None:
        return None
    return _newspaper(scope, link.end(), (_title(scope, title.start, title.end, "title", "a"),))


def _newspaper(scope: Scope, start: int, before: tuple[Part, ...]) -> Item | None:
    match = PAPER.match(scope.string, start, scope.end)
    day = next((day for day in dating.days(scope) if match and day.start == match.end()), None)
    if match is None or day is None:
        return None
    parts = (
        *before,
        Part(*match.span("container"), "container", (("level", "j"),)),
        Part(day.start, day.end, "year", (("when", dating.values(day)[0][:10]),)),
        *([Part(*match.span("issue"), "issue")] if match["issue"] else []),
    )
    return _finished(scope, parts, day.end, "article")


def _short(scope: Scope) -> Item | None:
    match = scope.starts(SHORT)
    if match is None:
        return None
    parts = (*_names(scope, *match.span("names"), "author"), Part(*match.span("title"), "title", (("level", "m"),)))
    return _finished(scope, parts, match.end("title"), "book")


def _imprint(match: re.Match[str]) -> Iterator[Part]:
    suffix = next(suffix for suffix in ("", "2", "3") if match[f"place{suffix}"])
    yield Part(*match.span(f"place{suffix}"), "pub-place")
    if match[f"publisher{suffix}"]:
        yield Part(*match.span(f"publisher{suffix}"), "publisher")
    yield Part(*match.span(f"year{suffix}"), "year", (("when", match[f"year{suffix}"]),))


def _finished(scope: Scope, parts: tuple[Part, ...], behind: int, kind: str) -> Item | None:
    tail = Scope(scope.string, behind, scope.end, scope.italics)
    parts = adding(parts, (*cited_ranges.pages(tail, "page", (cited_ranges.LATIN,)), *cited_ranges.columns(tail)))
    if not any(part.kind == "pages" for part in parts) and (bare := tail.search(PAGES_BEHIND)):
        parts = adding(parts, cited_ranges.groups_within(bare, "a", "page"))
    for match in tail.all(RESPONSIBLE):
        is_translated = re.match(expression("translated", "de"), match["role"]) is not None
        parts = adding(parts, _names(scope, *match.span("names"), "translator" if is_translated else "editor"))
    for pattern, named in ((VOLUME, "volume"), (ISSUE, "issue")):
        found = next(tail.all(pattern), None)
        is_of_kind = named == "volume" or kind == "article"
        if found and is_of_kind and not any(part.kind == named for part in parts):
            span = next(found.span(name) for name, value in found.groupdict().items() if value)
            parts = adding(parts, (Part(*span, named),))  # type: ignore[arg-type]
    year = YEAR_ALONE.search(scope.string, behind, scope.end)
    if year and not any(part.kind == "year" for part in parts):
        parts = adding(parts, (Part(*year.span("year"), "year", (("when", year["year"]),)),))
    end = max(part.end for part in parts)
    end += scope.string[end : end + 1] == ")" and end < scope.end
    located = LOCATED.match(scope.string, end, scope.end)
    return Item(scope.start, located.end() if located else end, kind, "de", parts)  # type: ignore[arg-type]
