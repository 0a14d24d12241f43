"""References that name no title: author and year, a manuscript's signature, a law report, an interview.

*Roe 2002, 15–17*, *ROE 2002*, *Roe et al. (2011b): 3* point into the printed bibliography; *MS Fr. 123*,
*IOL Tib J 454* are signatures of manuscripts; *Roe v. Doe, 347 U.S. 483 (1954)* names a law report,
*42 U.S.C. § 1983* a statute.
"""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cache

from teiwright import languages
from teiwright.article import SpanKind
from teiwright.citation_tree import CitationKind
from teiwright.citations import cited_ranges, dating, leads
from teiwright.citations.contributors import SURNAMED, contributors
from teiwright.citations.publication_places import is_place
from teiwright.citations.scope import HAN, Item, Part, Scope, adding, main_script, plain, trimmed
from teiwright.citations.vocabulary import PARTICLE, either, expression
from teiwright.languages.folding import alternatives

CAPITAL = r"[A-ZÀ-ÞА-ЯЁ]"
WORD = rf"{CAPITAL}[\w’'\-]*[\w]"
ONE_NAME = rf"(?:{PARTICLE}\s+){{0,2}}(?:{WORD}|{CAPITAL}{{2,}}(?:[\s\-]{CAPITAL}{{3,}})+)"
LEAF = rf"(?P<leaf>{expression('leaf-alone', 'ru')})"
PAGE = rf"(?:{expression('page-alike', 'ru')}|pp?|S)"
AND_WORD = rf"(?:{either('joining', 'en', 'ru', 'de', 'fr')}|&)"
AND = rf"(?:,\s+{AND_WORD}|\s+{AND_WORD}|,|\s*/)\s*"
YEAR = r"(?:1[5-9]|20)\d\d(?:[–\-/]\d{2,4})?[a-zа-в]?"
YEARS = rf"{YEAR}(?:(?:,\s*|\s+{AND_WORD}\s+)(?:{YEAR}|[a-z](?![\w])))*"
HAN_NAME = r"[\u3400-\u9fff·]{2,8}(?:、[\u3400-\u9fff·]{2,8})*"
HAN_AUTHOR = re.compile(rf"(?={SURNAMED.pattern}|[\u3400-\u9fff]{{2,8}}、)")
"""A Chinese author's name, or the first of several."""
SHORT_SIGNATURE = re.compile(r"(?P<mark>[A-Z]{2,4}\s\d{1,5}[A-Z]?[rv]?)")


@dataclass(frozen=True, slots=True)
class Listed:
    """What the printed bibliography holds: each work's surname and year."""

    works: frozenset[tuple[str, str]] = frozenset()
    titles: tuple[str, ...] = ()

    def has(self, name: str, year: str) -> bool:
        """Tell whether a work of this author and year is listed."""
        return (name.split()[-1].lower(), year[:4]) in self.works


@cache
def _dated() -> re.Pattern[str]:
    others = alternatives(languages.every("citations", "others"))
    listed = cited_ranges.listed(cited_ranges.ATOM)
    label = rf"(?:{PAGE}|{cited_ranges.PAGE}|第)"
    volume = r"(?:,\s(?:[Тт]|[Vv]ol|Bd)\.\s?\d+)?"
    pages = rf"{volume}(?:\s*[:：,，]\s*(?:{label}\.?\s?)?(?P<pages>{listed})(?!\w)(?:\s*{cited_ranges.PAGE})?)?"
    return re.compile(
        r"(?:(?<![\w.\-])|(?=[\u3400-\u9fff]))"
        rf"(?P<names>{ONE_NAME}(?:,\s[A-Z][a-z]+(?=,\s\d{{4}}))?(?:{AND}{ONE_NAME}){{0,3}}(?:,?\s*{others})?|{HAN_NAME}{others}?)"
        rf"(?P<mark>[,，]?\s*)(?P<open>[(（\[])?(?P<years>{YEARS})[)）\]]?(?P<behind>{pages})(?(open)[)）\]]?)(?!\d)"
    )


@cache
def _no_names() -> frozenset[str]:
    """Capitalised words before a year that are no author: those that begin a sentence, names of bodies."""
    return frozenset(word.lower() for word in languages.every("citations", "no-author"))


@cache
def _signature() -> re.Pattern[str]:
    words = alternatives(languages.words("en", "citations", "signatures"))
    letters = r"(?:[A-Z][A-Za-z]{0,8}\.?)"
    number = r"(?:\d[\w.]*(?:/\d+)?\w?|[A-Z](?:\.\d+)+(?:\.\d+)*)"
    return re.compile(
        rf"(?<![\w.])(?P<mark>{words},?[\s.]*(?:{letters}[\s.]+){{0,3}}{number}(?:\s?\(\d+\))?"
        r"|[A-Z]{2,4}\s[A-Z][a-z]{1,6}\.?\s[A-Z]\s\d+[A-Z]?(?:[rv]\b)?)(?<!\.)(?!\.?\w)"
    )


ROMAN = re.compile(r"[IVXLC]{2,}")
CANON = re.compile(
    r"(?P<title>[A-Z][A-Za-z]{0,14}(?:[.\-][a-z]+)?)\.?,?\s?(?:(?P<volume>[IVX]+)[.,]?\s?)?[pр]{1,2}\.\s?(?P<pages>\d+(?:[–\-]\d+)?)(?:ff?\b\.?)?"
)
"""The sign of a canonical text, its volume and the page of the printed edition: Vibh.p.324f., S.III,p.13."""
DATABASE = re.compile(
    r"(?P<title>CBETA)\s*(?:\d{4}\.[A-Z]\d)?\s*,\s*\[?(?P<volume>[A-Z]{1,2}\d{2,3}),?\s*no\.\s*(?P<number>\d+[A-Za-z]?),\s*p\.\s*"
    r"(?P<pages>\d+)(?:,?\s*[abc]\d*(?:[–\-][abc]?\d+)?)?"
)
TAISHO = re.compile(
    r"(?P<title>[TX])\s?(?P<volume>\d{1,2}),\s?no\.\s?\d+[A-Za-z]?,\s?"
    r"pp?\.\s?(?P<pages>\d+)[abc]?\d*(?:[–\-]\d*[abc]?\d*)?"
)
"""A volume of the Taishō canon, the number of its text, page and register: T 51, no. 2087, p. 868a."""
CLASSIC = re.compile(
    r"(?P<author>[A-Z][a-z]{1,11}\.?),?\s(?:(?P<title>(?:[A-Z][a-z]{1,9}|[a-z]{2,5})\.?(?:\s[A-Z][a-z]{1,9}\.)?)\s)?"
    r"(?P<place>(?:[ivxl]+|\d{1,3})\.\s?\d{1,3}(?:\.\d{1,3})*[a-e]?(?:\s?[–\-]\s?\d{1,3}(?:\.\d{1,3})*)?)"
)
"""Thuc. 1.22.4, Hom. Il. 1.1, Livy 21.4.9: an ancient author, and book, chapter and section."""
NAME_AND_PAGES = re.compile(
    rf"(?P<names>{ONE_NAME}(?:\s+{AND_WORD}\s+{ONE_NAME})?)(?:,\s*{either('manuscript', 'ru')})?\s*(?P<stop>[:,.])\s*"
    rf"(?P<mark>(?:{LEAF}|pp?|{expression('page-behind-author', 'ru')})\.\s?)?"
    rf"(?P<pages>{cited_ranges.listed(cited_ranges.ATOM)})"
)
TITLE_AND_PAGES = re.compile(
    rf"(?P<title>[^,.;:/]{{10,120}})(?:[,.]\s{PAGE}|:\s{LEAF})\.\s?(?P<pages>{cited_ranges.listed(cited_ranges.ATOM)})"
)
LAW = re.compile(
    rf"(?:(?P<title>{CAPITAL}[\w.’'&,\- ]{{1,80}}?\sv\.?\s{CAPITAL}[\w.’'&\- ]{{1,80}}?),?\s+)?"
    r"(?:(?P<volume>\d{1,4})\s(?P<reporter>(?:[A-Z][A-Za-z]{0,6}\.\s?){1,5}(?:[23]d\s?)?)\s?(?P<first>\d{1,5})(?:,\s*(?P<pages>\d{1,5}(?:[–\-]\d+)?))?"
    r"(?:\s*\((?:[^()]{0,30}\s)?(?P<year>\d{4})\))?|[\[(](?P<year2>(?:19|20)\d\d)[\])]\s(?P<volume2>\d{1,3}\s)?(?P<reporter2>[A-Z][A-Za-z.]{1,9}(?:\s[A-Z][A-Za-z]{1,6})?)\s(?P<first2>\d{1,5}))"
)
ACT = r"[A-Z][\w’'\-]*(?:\s(?:\([A-Z][\w ]+\)|[A-Z][\w’'\-]*|and|of|for|the|to|in)){0,9}\s(?:Act|Code|Ordinance)"
ACT_NAMED = re.compile(rf"{ACT}(?:(?:\sof)?\s(?:1[3-9]|20)\d\d)?(?=,)")
STATUTE = re.compile(
    r"(?P<volume>\d{1,3})\s(?P<title>(?:[A-Z]\.\s?){2,4}(?:\sApp\.)?)\s?§{1,2}\s?[\d\w\-–().]+(?<!\.)"
    rf"|(?:{ACT}(?:\sof\s\d{{4}})?, |Act of [A-Z][a-z]+ \d{{1,2}}, \d{{4}}, )?"
    r"(?:Pub(?:lic|\.) L(?:aw|\.)(?: No\.)?)\s\d+[–\-]\d+(?:,\s\d+ Stat\. \d+(?:,\s\d+)?(?:\s\(\d{4}\))?)?"
    rf"|{ACT}(?:,?\s\(?(?:1[3-9]|20)\d\d\)?)(?:\s\([A-Z][a-z.]+\))?(?:,?\s\d{{1,2}}(?:\s&\s\d{{1,2}})?\s[A-Z][a-z]+\.?\s\d)?"
    r"(?:,?\s(?:ss?|c|ch|cap|[Aa]rts?|[Ss]ch|[Ss]ections?)\.?\s\d+[A-Z]?(?:\(\w+\))*(?:\s?[–\-,]\s?\d+)?)+"
)
"""Pub. L. No. 88-352, 78 Stat. 241; Mills Act 1875, s. 91; 42 U.S.C. § 1983."""
TALK = re.compile(
    rf"(?!Author\b)(?P<name>{CAPITAL}[\w.’'\-]*(?:\s(?:{PARTICLE}\s)?{CAPITAL}[\w.’'\-]*){{0,3}})(?P<own>[’']s)?,?\s+"
    r"(?P<title>(?:(?:personal|telephone|phone|oral[- ]history|author[’']?s?|e-?mail|in-person|video)\s+)?"
    r"(?:interview(?:ed)?|e-?mail|correspondence|conversation|(?:personal )?communication|message)"
    r"\s+(?:with|by|to)\s+(?:the\s+)?(?:authors?|[A-Z][\w.’'\-]*(?:\s[A-Z][\w.’'\-]*){0,3})),\s+"
)
LETTERS = re.compile(
    r"(?P<title>(?:[A-Z][a-z\-]+(?:[’']s)?\s)?(?:[Ee]-?mails?|[Cc]orrespondence|[Cc]onversations?|[Cc]ommunications?|[Ii]nterviews?|[Mm]essages?)\s"
    r"(?:between|with|from|to|by)\s[^,;()]{3,100}),\s+"
    rf"|(?P<led>{expression('interview', 'de')}\s[^,;()]{{3,80}}),\s+"
    rf"|(?P<titled>{expression('talk-with', 'ru')}\s[^,;()]{{3,80}}?[а-яё]{{2}})[.,]\s+(?=[А-ЯЁ][а-яё]|\d)"
)
"""E-mail from Roe to the author, 2 May 2020: what has no author but those that it names."""


def parse(
    scope: Scope, listed: Listed, surnames: AbstractSet[str], signalled: bool, is_bracketed: bool = False
) -> Item | None:
    """Return the item that fills the scope, or None. `surnames` are those of authors cited before.

    `is_bracketed` in square brackets that hold nothing but references: there, an author and a year need no signal.
    """
    scope = scope.within(scope.start, scope.end - scope.text.endswith("."))
    for found in (_law(scope), _talk(scope), _surname(scope, surnames), _listed_title(scope, listed)):
        if found:
            return found
    for pattern in (CANON, DATABASE, TAISHO):
        match = pattern.fullmatch(scope.string, scope.start, scope.end)
        if match and match["title"].lower() not in _no_names() and not ROMAN.fullmatch(match["title"]):
            return _canonical(match)
    if classic := CLASSIC.fullmatch(scope.string, scope.start, scope.end):
        return _ancient(classic)
    match = _dated().fullmatch(scope.string, scope.start, scope.end)
    if match and (is_bracketed or _is_author_year(match, listed, alone=True, signalled=signalled)):
        return _author_year(match)
    signature = _signature().fullmatch(scope.string, scope.start, scope.end)
    if signature:
        return _manuscript(signature)
    short = SHORT_SIGNATURE.fullmatch(scope.string, scope.start, scope.end) if signalled or is_bracketed else None
    return _manuscript(short) if short else None


def begins(scope: Scope) -> bool:
    """Tell whether an author with the year in brackets begins the scope: Obi and Stern (2011)."""
    match = scope.starts(_dated())
    return match is not None and match["open"] is not None and _is_author_year(match, Listed(), True, True)


def mentions(scope: Scope, listed: Listed) -> list[Item]:
    """Return the authors with their years and the signatures that stand in running text."""
    found = [_canonical(match) for match in scope.all(DATABASE)]
    found += [
        _author_year(match)
        for match in scope.all(_dated())
        if scope.is_open(match.start()) and _is_author_year(match, listed, alone=False, signalled=False)
    ]
    found += [_manuscript(match) for match in scope.all(_signature()) if scope.is_open(match.start())]
    found.sort(key=lambda item: item.start)
    return [item for index, item in enumerate(found) if not index or item.start >= found[index - 1].end]


def _is_author_year(match: re.Match[str], listed: Listed, alone: bool, signalled: bool) -> bool:
    """A list of authors and the year; behind a title, place and year are an imprint."""
    names = [name for name in re.split(AND, match["names"]) if name.strip()]
    first = names[0].split()[0].lower()
    if first in _no_names() or len(dating.value_of(f"{names[-1]} {match['years'][:4]}")) > len("1950"):
        return False
    if listed.has(re.sub(r"\W*$", "", names[-1]), match["years"]) or listed.has(names[0], match["years"]):
        return True
    if len(names) > 1 and match["mark"].isspace() and is_place(names[-1]):
        return False
    if HAN.search(match["names"]):
        is_told = signalled and HAN_AUTHOR.match(match["names"]) is not None
        return alone and bool(match["pages"]) and (is_told or ":" in match["behind"] or "：" in match["behind"])
    if all(name.isupper() and len(name) > 3 for name in names):
        return match["mark"].strip() == ""
    if not alone or ("," in match["mark"] and not match["pages"]):
        return False
    return signalled or bool(match["pages"]) or len(names) > 1 or match["years"][-1].isalpha()


def _author_year(match: re.Match[str]) -> Item:
    string, years = match.string, match.start("years")
    named = Scope.whole(string).within(*match.span("names"))
    is_han = HAN.search(named.text) is not None
    parts = contributors(named) if is_han else tuple(leads.names(named, named.start, named.end, "author"))
    year = Part(
        years, years + 4 + string[years + 4 : years + 5].isalpha(), "year", (("when", string[years : years + 4]),)
    )
    parts = adding(parts, (year,))
    if match["pages"]:
        parts = adding(parts, cited_ranges.groups_within(match, "pages", "page"))
    return Item(match.start(), match.end(), "book", main_script(match["names"]), parts)


def _manuscript(match: re.Match[str]) -> Item:
    start, end = trimmed(match.string, *match.span("mark"))
    return Item(start, end, "archival", "en", (Part(start, end, "shelfmark", (("type", "shelfmark"),)),))


def _surname(scope: Scope, surnames: AbstractSet[str]) -> Item | None:
    """Иванов: л. 2; Roe, 15: a name cited before, and the pages."""
    match = NAME_AND_PAGES.fullmatch(scope.string, scope.start, scope.end)
    if match is None or match["names"].split()[0].lower() in _no_names() or ROMAN.fullmatch(match["names"]):
        return None
    if not ((match["mark"] and match["stop"] != ".") or surnames & set(re.findall(r"[\w’'\-]+", match["names"]))):
        return None
    named = Scope.whole(match.string).within(*match.span("names"))
    parts = tuple(leads.names(named, named.start, named.end, "author"))
    pages = cited_ranges.groups(match, "pages", "leaf" if match["leaf"] else "page")
    pages = (replace(pages[0], start=match.start("mark") if match["mark"] else match.start("pages")), *pages[1:])
    kind: CitationKind = "unpublished" if match["leaf"] else "book"
    return Item(scope.start, scope.end, kind, main_script(match["names"]), adding(parts, pages))


def _listed_title(scope: Scope, listed: Listed) -> Item | None:
    """Title, p. 5: the first words of a title that the bibliography lists, and the pages; or a manuscript's leaves."""
    match = TITLE_AND_PAGES.fullmatch(scope.string, scope.start, scope.end)
    if match is None or not (match["leaf"] or any(title.startswith(plain(match["title"])) for title in listed.titles)):
        return None
    kind: CitationKind
    kind, level, unit = ("unpublished", "u", "leaf") if match["leaf"] else ("book", "m", "page")
    title = Part(*match.span("title"), "title", (("level", level),))
    pages = cited_ranges.groups_within(match, "pages", unit)
    return Item(scope.start, scope.end, kind, main_script(match["title"]), (title, *pages))


def _canonical(match: re.Match[str]) -> Item:
    parts: tuple[Part, ...] = (Part(*match.span("title"), "title", (("level", "m"),)),)
    if match["volume"]:
        parts = (*parts, Part(*match.span("volume"), "volume"))
    return Item(match.start(), match.end(), "book", "", (*parts, *cited_ranges.groups_within(match, "pages", "page")))


def _ancient(match: re.Match[str]) -> Item | None:
    """An ancient author's passage; what stands before a verse of the Bible, or a number's label, is no author."""
    name = match["author"].rstrip(".")
    known = [languages.words("en", "citations", key) for key in ("scripture", "shortened")]
    if any(name in words for words in known) or {name.lower(), match["author"].lower()} & _no_names():
        return None
    parts: tuple[Part, ...] = (Part(*match.span("author"), "author"),)
    if match["title"]:
        parts = (*parts, Part(*match.span("title"), "title", (("level", "m"),)))
    return Item(match.start(), match.end(), "book", "", parts)


def _law(scope: Scope) -> Item | None:
    if statute := STATUTE.fullmatch(scope.string, scope.start, scope.end):
        named = scope.starts(ACT_NAMED) or statute
        return Item(scope.start, scope.end, "other", "en", (Part(*named.span(), "title", (("level", "m"),)),))
    match = LAW.fullmatch(scope.string, scope.start, scope.end)
    if match is None or not (match["title"] or match["reporter2"] or (match["reporter"] or "").count(".") > 1):
        return None
    kinds: tuple[tuple[str, SpanKind], ...] = (("volume", "volume"), ("reporter", "container"), ("year", "year"))
    parts = [Part(*match.span("title"), "title", (("level", "m"),))] if match["title"] else []
    for name, kind in ((f"{name}{suffix}", kind) for name, kind in kinds for suffix in ("", "2")):
        if (match[name] or "").strip():
            attributes = {"container": (("level", "j"),), "year": (("when", match[name]),)}.get(kind, ())
            parts.append(Part(*trimmed(match.string, *match.span(name), " ,"), kind, attributes))
    pages = cited_ranges.groups_within(match, "pages", "page") if match["pages"] else ()
    return Item(scope.start, scope.end, "other", "en", adding(pages, parts))


def _talk(scope: Scope) -> Item | None:
    """Roe, interview with the author, Paris, 25 July 2017; or a message that names its author in its title."""
    match = scope.starts(TALK) or scope.starts(LETTERS)
    if match is None:
        return None
    dates = dating.dates(scope.within(match.end(), scope.end))
    if not dates or dates[0].start - match.end() > 60:
        return None
    value = next(iter(dating.values(dates[0])), "")
    parts = (
        *([Part(*match.span("name"), "author")] if match.re is TALK else []),
        Part(*match.span(next(name for name in ("title", "titled", "led") if match[name])), "title", (("level", "u"),)),
        Part(dates[0].start, dates[0].end, "year", (("when", value[:10]),)),
    )
    return Item(scope.start, dates[0].end, "unpublished", main_script(match[0]), parts)


def works_of(items: Iterable[tuple[Item, str]]) -> Listed:
    """Return what authors and years the items of a bibliography have; with each goes the text that it stands in."""
    works: set[tuple[str, str]] = set()
    titles: list[str] = []
    for item, string in items:
        year = next((part.attribute("when")[:4] for part in item.of("year")), "")
        for part in item.of("author", "editor"):
            works.update((word.lower(), year) for word in re.findall(r"[\w’'\-]{2,}", string[part.start : part.end]))
        titles += [plain(string[part.start : part.end]) for part in item.of("title")[:1]]
    return Listed(frozenset(works), tuple(titles))
