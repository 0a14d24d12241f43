"""Publications of parliaments and of bodies of states: debates, official records, treaties, documents by their symbol.

*Hansard, HC Deb., 5th ser., vol. 562, col. 1518, 20 Dec. 1956*, *Cong. Rec., 83rd Cong., 2nd Sess., April 6, 1954,
pp. 4672–81*, *UN Doc. S/PV.527, 28 November 1950*, *Treaty of Mills, 8 September 1951, 136 UNTS 45*: what they are
found by stands between commas, in any order.
"""

import re
from functools import cache

from teiwright.citations import cited_ranges, dating
from teiwright.citations.scope import HAN, Item, Part, Scope, adding, trimmed
from teiwright.citations.vocabulary import expression

BODY = r"(?:(?P<body>(?:[A-Z][\w.]*\s(?:of\s)?){0,5}(?:Nations|Assembly|Council|Congress|Parliament|Sabha|House)),\s)?"
SERIES = (
    rf"(?:,\s{expression('sitting', 'de')}"
    r"|,?\s\((?:series\s\d|\d\w\w\sser(?:ies|\.))\)|,\s(?:[A-Z]?\w+\s(?:[Ss]er(?:ies|\.)|[Ss]ess(?:ion|\.)|Cong(?:ress|\.)|[Mm]eeting|mtg\.?)"
    r"|(?:[A-Z]\w+\s){0,2}Committee|Commons|Lords|Senate|House(?:\sof\s\w+)?|Plenary|[Ss]uppl(?:ement|\.)\s(?:[Nn]o\.\s)?\d+))"
)
VOLUME = r",?\s(?:(?:[Vv]ol|[Bb]d)\.?\s(?P<volume>\d{1,4})|(?P<roman>[IVXLC]+|[ivxlc]+))(?=,|\s\(|$|[:;.])"
PART = r"(?:,\s(?:[Pp]t\.|[Pp]art)\s[\dIVX]+)"
COLUMNS = r"[,:]\s[Cc](?:ols?|c)\.?\s?\d+(?:\s?[–\-]\s?\d+)?(?:,\s\d+(?:\s?[–\-]\s?\d+)?)*(?!\w|\s[A-Z])"
PAGES = rf"(?:,\s(?:pp?\.\s|S\.\s|at\s)(?P<pages>{cited_ranges.listed(cited_ranges.ATOM)}))"
PARAGRAPHS = r"(?:,\s[Pp]aras?\.\s\d+(?:\s?[–\-]\s?\d+)?)"
SYMBOL = re.compile(
    r"(?:(?P<before>[A-Z][^,;()“”]{2,100}(?:,\s[A-Z\d][^,;()“”]{2,60})?),\s)?(?:U\.?\s?N\.?\s[Dd]oc(?:ument|\.)s?\s|(?=[ASE]/(?:RES|PV|C\.)))"
    r"(?P<symbol>[A-Z]{1,4}(?:/[A-Z\d.\-]+(?:\s?\([A-Z\d\-]+\))?)+)"
)
"""UN Doc. A/RES/377(V): a document by its symbol, what it is before it."""
BARE = r"(?:,\s(?=\d\d)|(?<=\)),\s)(?P<bare>\d{1,5}(?:[–\-]\d+)?(?:,\s\d+)*)"
COMMAND_PAPER = re.compile(
    r"(?P<title>(?:[A-Z][\w’'\-]*(?:,?\s(?:of|the|and|for|on|in|to|into|by)\b|,?\s[A-Z\d][\w’'\-]*)*),?\s)?"
    r"\(?(?P<number>(?:Cmnd|Cmd|Cd|Cm|C|HCP|HC|H\.C)\.?\s?\d{1,5})(?:\)?,?\s\(?(?P<year>(?:18|19|20)\d\d)(?:[–\-/]\d\d)?)?\)"
)
"""Report of the Commission on Mills (Cmd 3988, 1932): a paper of a parliament by its number."""
ISSUED = r"\s(?P<issued>(?:18|19|20)\d\d)(?:\sI{1,3})?(?=,)"
BRACKETED = r"\s?\((?P<days>(?:18|19|20)\d\d)\)"
TWO_DAYS = r",\s\d{1,2}\.[/–]\d{1,2}\.\s?(?:\d{1,2}\.|[A-Z]\w+)\s?(?P<days>\d{4})"
STEPS = tuple(map(re.compile, (ISSUED, BRACKETED, TWO_DAYS, SERIES, PART, PARAGRAPHS, PAGES, COLUMNS, VOLUME, BARE)))
"""What may stand behind the title, in any order: each begins with its comma."""
MOST_STEPS = 12
LOCATED = re.compile(r"(?:,\s(?:[Pp]aras?\.|pp?\.)\s\d+(?:\s?[–\-]\s?\d+)?)+")
DAY = re.compile(rf"(?:,\s|\s\(|\s{expression('of-day', 'de')}\s)")
BODY_NAME = re.compile(r"^UN\b|\b(?:Nations|Assembly|Council|Committee|Commission|Secretary-General)$")


@cache
def _proceedings() -> re.Pattern[str]:
    return re.compile(rf"{BODY}(?P<title>{expression('proceedings', 'en', 'de')})")


@cache
def _treaty() -> re.Pattern[str]:
    series = expression("treaty-series", "en")
    return re.compile(
        rf"(?P<title>[A-Z][^,;“”]{{8,160}}),\s(?P<dated>[^;“”]{{6,60}}),\s"
        rf"(?P<volume>\d{{1,4}})\s(?P<container>{series})\s(?P<pages>\d{{1,4}}(?:[–\-]\d+)?)"
    )


def parse(scope: Scope) -> Item | None:
    """Return the item that fills the scope, or None."""
    if HAN.search(scope.text):
        return None
    scope = scope.within(scope.start, scope.end - scope.text.endswith("."))
    return _debate(scope) or _document(scope) or _agreement(scope) or _command_paper(scope)


def _command_paper(scope: Scope) -> Item | None:
    match = scope.starts(COMMAND_PAPER)
    if match is None or not (match["title"] or match["year"]):
        return None
    located = LOCATED.match(scope.string, match.end(), scope.end)
    end = located.end() if located else match.end()
    name = "title" if match["title"] else "number"
    parts = adding(
        (Part(*trimmed(scope.string, *match.span(name), " ,"), "title", (("level", "m"),)),),
        cited_ranges.pages(scope.within(match.end(), end), "page", (cited_ranges.LATIN,)),
    )
    if match["year"]:
        parts = adding(parts, (Part(*match.span("year"), "year", (("when", match["year"]),)),))
    return None if scope.string[end : scope.end].strip(" .,;") else Item(scope.start, end, "book", "en", parts)


def _debate(scope: Scope) -> Item | None:
    head = scope.starts(_proceedings())
    if head is None:
        return None
    parts: tuple[Part, ...] = (Part(*head.span("title"), "title", (("level", "m"),)),)
    if head["body"]:
        parts = (Part(*head.span("body"), "author"), *parts)
    end, number = head.end(), 0
    while end < scope.end and number < MOST_STEPS:
        number += 1
        if day := _day(scope, end):
            parts, end = adding(parts, (day[0],)), day[1]
            continue
        match = next(
            (
                found
                for pattern in STEPS
                if (found := pattern.match(scope.string, end, scope.end)) and found.end() > end
            ),
            None,
        )
        if match is None:
            break
        named = match.re.groupindex
        if "volume" in named and not any(part.kind == "volume" for part in parts):
            parts = adding(parts, (Part(*match.span("volume" if match["volume"] else "roman"), "volume"),))
        elif "pages" in named:
            parts = adding(parts, cited_ranges.groups_within(match, "pages", "page"))
        elif columns := tuple(cited_ranges.columns(scope.within(match.start(), match.end()))):
            parts = adding(parts, columns)
        elif year := next((name for name in ("issued", "days") if name in named), ""):
            parts = adding(parts, (Part(*match.span(year), "year", (("when", match[year]),)),))
        elif "bare" in named:
            parts = adding(parts, cited_ranges.groups_within(match, "bare", "page"))
        end = match.end()
    is_told = {part.kind for part in parts} & {"volume", "year", "pages"}
    is_whole = not scope.string[end : scope.end].strip(" .,;")
    return Item(scope.start, end, "book", "en", parts) if is_told and is_whole and number else None


def _day(scope: Scope, start: int) -> tuple[Part, int] | None:
    """A day behind a comma or in brackets, as the year with its day."""
    lead = DAY.match(scope.string, start, scope.end)
    found = dating.dates(scope.within(lead.end(), scope.end)) if lead else ()
    if lead is None or not found or found[0].start != lead.end():
        return None
    value = dating.values(found[0])[0]
    end = found[0].end + (lead[0].endswith("(") and scope.string[found[0].end : found[0].end + 1] == ")")
    return Part(found[0].start, found[0].end, "year", (("when", value[:10]),)), end


def _document(scope: Scope) -> Item | None:
    match = scope.starts(SYMBOL)
    if match is None:
        return None
    parts: tuple[Part, ...] = (Part(*match.span("symbol"), "shelfmark", (("type", "shelfmark"),)),)
    end = match.end()
    if day := _day(scope, end):
        parts, end = adding(parts, (day[0],)), day[1]
    located = LOCATED.match(scope.string, end, scope.end)
    end = located.end() if located else end
    if match["before"]:
        before = scope.within(*match.span("before"))
        if dating.days(before) or len(before.text.split()) > 8:
            return None
        body, comma, _ = before.text.partition(", ")
        start = before.start + len(body + comma) if comma and BODY_NAME.search(body) else before.start
        parts = adding(parts, (Part(start, before.end, "title", (("level", "m"),)),))
        if start > before.start:
            parts = adding(parts, (Part(before.start, before.start + len(body), "author"),))
    return None if scope.string[end : scope.end].strip(" .,;") else Item(scope.start, end, "archival", "en", parts)


def _agreement(scope: Scope) -> Item | None:
    match = _treaty().fullmatch(scope.string, scope.start, scope.end)
    dated = dating.dates(scope.within(*match.span("dated"))) if match else ()
    if match is None or not dated:
        return None
    parts = (
        Part(*match.span("title"), "title", (("level", "a"),)),
        Part(*match.span("volume"), "volume"),
        Part(*match.span("container"), "container", (("level", "j"),)),
        *cited_ranges.groups_within(match, "pages", "page"),
        Part(*match.span("dated"), "year", (("when", dating.values(dated[0])[0][:10]),)),
    )
    return Item(scope.start, scope.end, "article", "en", parts)
