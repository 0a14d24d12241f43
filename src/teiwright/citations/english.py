"""Western references in the notes and bibliography forms of the Chicago Manual of Style (17th edition, chapter 14).

Author, “Title,” *Container* volume, no. issue (date): pages; author, *Title*, ed. X (Place: Publisher, year), page;
also with commas instead of parentheses, as Chinese journals print them. Where the source shows no italics, title
and publisher are told by quotation marks, parentheses and the place's colon.
"""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from teiwright import languages
from teiwright.article import SpanKind
from teiwright.citation_tree import CitationKind
from teiwright.citations import cited_ranges, dating, documents, leads
from teiwright.citations.publication_places import is_place
from teiwright.citations.scope import Item, Pair, Part, Scope, adding, free, numbered, trimmed
from teiwright.citations.vocabulary import HEREAFTER, PARTICLE, UNDATED, either, expression
from teiwright.languages import months

PERSON = rf"(?:[A-ZÀ-Þ][\w.'’\-]*\s+(?:{PARTICLE}\s+)*){{1,4}}[A-ZÀ-Þ][\w'’\-]+"
PERSONS = rf"{PERSON}(?:(?:,\s+{PERSON})*,?\s+(?:and|&)\s+{PERSON})?"
RESPONSIBLE = re.compile(
    r"\b(?P<role>(?:[Ee]dited|[Tt]ranslated|[Cc]ompiled)(?:,? and [a-z]+)? by|[Ee]ds?\.(?: and trans\.)?(?: by)?"
    r"|[Tt]rans\.(?: by)?|comp\.)"
    rf"\s+(?P<names>{PERSONS})"
)
VOLUME = re.compile(
    r"\b[Vv]ol(?:ume|s)?\.?\s*(?P<a>\d+(?:[-–/]\d+)?|[IVXLC]+\b|[ivxlc]+\b)"
    rf"|第\s*(?P<b>[\d一二三四五六七八九十]+)\s*{either('volume-first', 'zh')}"
    r"|\bPart\s+(?P<c>\d+|[IVX]+)\b|\b(?:[Tt]ome|(?<=, )t\.)\s+(?P<d>\d+|[IVXL]+)\b"
    r"|(?<=, )(?P<e>[IVXLC]{1,7}|[ivxlc]{1,7})"
    r"(?=\s\((?!\d{4}\))[^()]*\d{4}\)|,\s(?:[Nn]os?|[Pp]ts?|[Pp]arts?|[Dd]ocs?|[Cc]ols?)\b)"
)
ISSUE = re.compile(
    r"(?:\b[Nn]os?\.?|№|\b[Nn][°º]|\b[Ii]ssues?\.?|#)\s*(?P<a>\d+[A-Z]?(?:\s*[~–—\-/&]\s*\d+)?)"
    rf"|第\s*(?P<b>\d+(?:\s*[~–—\-/]\s*\d+)?)\s*{expression('issue-behind-number', 'zh')}"
)
YEAR = re.compile(
    r"(?<![\dc©~–—\-./])(?P<value>1[5-9]\d\d|20\d\d)(?:\s*[/–—~～\-]\s*(?:\d{4}|\d\d))?(?![\d.]\d|\d|-\d)"
)
NEW_SERIES = r"(?:(?:n\.\s?s\.|[Nn]ew [Ss]eries|N\.\s?S\.|\d(?:st|nd|rd|th) [Ss]er(?:ies|\.)),?\s*)?"
CHICAGO = re.compile(
    rf"\s*+(?:,\s*+)?{NEW_SERIES}"
    r"(?P<volume>(?:[IVXLC]{2,7}|[ivxlc]{1,7})(?=\s*\(|,\s\d{1,3}\s\()|\d{1,3}(?:\s?[-–/]\s?\d{1,3})?)\s*(?:(?:,\s*(?:[Nn]os?\.|[Nn][°º])\s*|[:.](?=\d+\s?\()|,\s(?=\d{1,3}\s\())(?P<issue>[\d\-–/]+))?\s*(?:,\s*)?(?=\("
    r"|:|,\s*[Nn]o|\.)"
)
OF_A_JOURNAL = re.compile(
    rf"\s*+(?:,\s*+)?{NEW_SERIES}(?:[Vv]ol\.\s)?(?:\d{{1,3}}|[IVXLC]{{1,7}}|[ivxlc]{{1,7}})(?:,?\s[Nn]os?\.\s?\d+|[.:]\d+)?\s?\([^()]{{0,20}}\d{{4}}\)[:,]"
)
"""The volume and the date in brackets, before pages: what stands before them is a journal."""
PROSE_BEHIND = (
    r"(?=\s*[.,]?\s*$|\.\s+[A-Z][a-z]+\s[a-z]+\s"
    r"|\s*\((?:(?=[a-z]+\s)|(?![^)]*\d{4}))|,\s+(?!(?:nos?|vols?|pp?|eds?|trans|and|n|of|in)\b)[a-z]{2,}[\s,])"
)
IN_BRACKETS = re.compile(r"\([^()]*\d{4}[^()]*\)(?=,)")
"""The imprint, behind which a work that is no periodical has numbers of documents, not of issues."""
COLON_PAGES = re.compile(rf"(?<=[)\dIVXL])\s*[:：]\s*(?P<a>{cited_ranges.listed(cited_ranges.ATOM)}){PROSE_BEHIND}")
CHAPTER = re.compile(r"\b(?:[Cc]hap(?:ter|s)?s?\.?|[Cc]hs?\.)\s?\d+(?:(?:\s?[-–]\s?|\sand\s)\d+)*")
VOLUME_PAGES = re.compile(
    r",\s*(?:(?P<volume>\d{1,2}|[IVXL]{1,6})[:：]\s?(?=\d|[ivxlc]+\b)|(?P<roman>[IVXL]{1,6}|(?<=\),\s)[ivxl]{1,6}),\s(?:pp?\.\s?)?(?=\d))"
)
AT_PAGE = re.compile(r"(?:at|here)\b")
"""201–19, here 207: the page that counts, behind those of the whole."""
BARE_PAGE = r"(?:\d{1,4}(?:\s?n{1,2}\.?\s?\d+|[A-Z](?![A-Za-z]))?n?|[ivxlc]{2,8}(?![a-z])|[A-Z]\d{1,2}(?![A-Za-z\d]))"
BARE_RANGE = rf"{BARE_PAGE}(?:\s?[-–—~]{{1,2}}\s?{BARE_PAGE})?"
BARE_PAGES = re.compile(
    r"(?:(?<=[)）\]\d”\"’a-zA-Z.,*])\s*,|(?<=,[”\"])|(?<=[a-z],)(?=\s)|(?<=\d\d\d\d\))(?=\s))\s*(?!(?:1[5-9]|20)\d\d\s*,)(?!(?<=\),\s)[ivxl]+,\s\d)"
    rf"(?P<a>{BARE_RANGE}(?:,\s*(?:and\s+)?{BARE_RANGE})*)(?:\s?ff?\b\.?)?"
    rf"{PROSE_BEHIND}"
)
REGION = r"(?:,\s*(?:[A-Z]{2}|[A-Z][a-z]{0,4}\.|[A-Z]\.\s?[A-Z]\.?|[A-Z][a-z]+(?: [A-Z][a-z]+)*))"
COUNTRY = r"(?:,\s*[Tt]he\s[A-Z][a-z]+)?"
PLACED = (
    rf"(?P<place>(?!(?:Tome|Vol|Part|Pt|Band)\b)[A-ZÀ-Þ][^,，:：()（）;\d]{{1,40}}?"
    rf"(?:(?:\s[:/]|;)\s[A-Z][A-Za-z ]+?)?{REGION}{{0,2}}{COUNTRY})\]?"
    r"\s*[:：]\s*"
    r"(?P<publisher>[^:：()（）;]+?)\s*(?=,?\s*\[?(?:\d{4}|n\.d\.|[)）\]]|$|第|(?<![\w.])pp?\.))"
)
IMPRINT = re.compile(rf"(?:^|[,，(（.\[]|(?<=[*”’]))\s*\[?{PLACED}")
BARE_IMPRINT = re.compile(PLACED)
PLACE_ALONE = re.compile(
    r"(?:[,，(]|(?<=[”\"]))\s*(?P<place>[A-Z][\w.]+(?: [A-Z][\w.]+){0,2},\s*"
    r"(?:[A-Z]{2}|D\.C\.|[A-Z][a-z]{1,4}\.|[A-Z]\.\s?[A-Z]\.|Sweden|England|France"
    r"|Germany|Canada"
    r"|Russia|China|Japan"
    r"|Korea|Switzerland|Austria|Italy|Poland|Hungary|U\.?S\.?A?\.?|UK))(?=,\s*(?:[A-Z][a-z]+\.? )?\d{4})"
)
SEASON = rf"(?:Spring|Summer|Fall|Autumn|Winter|(?:{'|'.join(months.printed('en')[::-1])})\b\.?)"
PLACE_IN_BRACKETS = re.compile(rf"\((?!{SEASON},)(?P<place>[A-ZÀ-Þ][a-zà-ÿ]{{2,20}}),\s+(?:1[5-9]|20)\d\d\)")
"""(Leeds, 1990): one word that is no publisher's is the place."""
ANNOUNCEMENT = re.compile(rf"(?:(?<!\s)\s++)?(?:[(（\[]\s*+)?{HEREAFTER}\b[^)）\]]*[)）\]]?")
NO_TITLE = re.compile(rf"{HEREAFTER}|cited as")
PAPER = re.compile(
    r"(?:,\s*+|(?<![\s,])\s++)?\(?(?=(?:The )?(?:[Pp]aper|[Tt]alk|[Ll]ecture) "
    r"(?:for|at|presented|prepared|delivered|given|read)\b)"
)
UNPUBLISHED = re.compile(
    r"[Uu]npublished|[Dd]issertation|\b[Dd]iss\b|[Tt]hesis|[Tt]hèse|[Pp]aper (?:for|at|presented|prepared|delivered"
    r"|given|read)"
    rf"|[Mm]anuscript|[Mm]imeo|{expression('unpublished', 'zh')}"
)
PUBLISHER = re.compile(
    r"Press|Publish|Books?\b|House|Company|\bCo\b|Inc\b|Sons|Verlag|Institution|Office|GPO|Universit|College|Center"
    r"|Centre|Routledge|Macmillan|Norton|Brill|Springer|Wiley|Palgrave"
)
DATED = re.compile(rf"(?:\d{{1,2}}\s+)?{SEASON}(?:\s+\d{{1,2}},?)?(?:[\-–/]\s?{SEASON})?\s*$")
CLOSING = re.compile(r"(?:[～~–\-]\d\d)?\s*[”\"’)）》*]+|\s*年")
TITLE_VOLUME = re.compile(r"(?P<title>[^,]{3,200}),\s+[Vv]ol(?:ume|\.)\s*(?P<volume>\d+|[IVXL]+)\b")
LINKING = frozenset(
    "in ed eds edited by trans translated comp compiled and the of vol no pt review from de der den van von du la le with"  # noqa: E501
    " an a introduction foreword preface to et al special issue part chapter quoted reprinted his her".split()
)
IMPRINT_BEHIND = re.compile(
    r",\s(?P<place>[A-ZÀ-Þ][\w.]+(?: [A-Z][\w.]+)?)(?:,\s|\s)(?P<year>1[5-9]\d\d|20\d\d)(?=\s*[.;]?$)"
)
"""vol. 1, p. 92, Leeds, 1888: place and year behind the pages."""
COMMA_IMPRINT = re.compile(
    r"\((?P<place>[A-Z][a-z]+(?: [A-Z][a-z]+)?,\s+(?:[A-Z]{2}|[A-Z][a-z]{1,4}\.|D\.\s?C\.)),\s+(?P<publisher>[A-Z][^,()]{2,60}),\s+(?=\d{4}\))"  # noqa: E501
)
MOST_ISSUES = 12
LOWEST_DOUBLE = 5
"""42/2 is volume and issue; 17/18 two volumes in one."""
QUOTES = '“"「‘'
LONGEST_TITLE = 350
REPRINT = re.compile(r"\d{4}[;,]\s*(?:repr\b\.?|reprint(?:ed)?\b)")
EDITION_PLACE = re.compile(r"\s*\((?P<place>[A-Z][a-z]+(?: [A-Z][a-z]+)?)\)(?=,)")
ORDER = re.compile(
    r"(?:Executive|Administrative) Order\b|[Dd]oc(?:ument|\.)|Art(?:icle|\.)\s|[Pp]ara(?:graph|\.)?s?\b"
    r"|Resolution\b|UN\s[Dd]oc"
)
LOCATOR = re.compile(
    r"(?:\s?ff?\b\.?|,?\s\((?:entry|entries|diary)\s(?:of|for)\s[^()]{3,60}\)"
    r"|,\s+(?:(?:[Dd]oc(?:ument)?s?\.?\s(?:[Nn]os?\.\s?)?|(?:[Nn]os?|Nrs?|Dok)\.\s?|nn?\.\s?|[Cc]ols?\.?\s)\d+(?:\.\d+)?(?:\s?[–\-]\s?\d+)?"
    r"(?:(?:,|,?\sand|\s&)\s\d+(?:\s?[–\-]\s?\d+)?(?!\w))*"
    r"|[Cc]ase no\.\s*[\w/\-–]+\w|[Pp]aras?\.\s*\d[\d.\w–\-]*(?:,\s\d[\d–\-]*)*"
    r"|[Aa]rts?\.\s*\d[\d.\w]*\w|(?:[Ff]igs?|[Pp]ls?)\.\s*\d+(?:(?:\s?[–\-]\s?|,\s|,?\sand\s)\d+)*(?:\s\([a-z]+\))?"
    r"|(?:[Aa]ppendix|[Aa]pp\.|[Aa]nnex)\s[A-Z\d]+|col\.\s[a-g]\b|passim\b|(?:forthcoming|in press)\b\)?"
    r"|(?:lib|bk|tít|tit|cap|ley|ch)\.\s?[\divxl]+|(?:introduction|preface|foreword|epilogue|conclusion)\b(?!\s[a-z])|n\.\s?p\.(?!\w)|n\.\s?pag\.))+"
)
"""Where in its source, behind year or pages: the number of a document, note, case, paragraph, article, figure, plate or
column, a diary's entry, an appendix, a leaf without number; or that it has yet to appear."""
CHUNK = re.compile(r"(?:[^,，()（）]|,\s*(?=(?:Inc|Ltd|LLC|Co)\b))+")
CITY = re.compile(r"(?:(?:New|San|Santa|Saint|St\.|Buenos|La|Le)[\s\-])?[A-ZÀ-Þ][a-zà-ÿ]+(?:-[\w\-]+)?")
NO_IMPRINT = re.compile(expression("no-year"))
DOCUMENT_NUMBER = re.compile(r"\b[Dd]oc(?:ument)?s?\.?\s\d")
CORPORA = expression("corpora", "en")
CORPUS = (
    rf"(?:,?\s(?:\({CORPORA}\s[^()]{{1,20}}\)"
    rf"|{CORPORA},?\s(?:[IVXLC]+\b|\d{{1,3}})(?:/\d)?))"
)
BOOK_AND_CHAPTER = r"(?:[IVXLC]+|[ivxlc]+|\d{1,3})(?:\.\s?\d{1,3})+[a-e]?(?:[–\-]\d{1,3})?"
STANDARD_PAGE = r"\d{2,4}[a-e]\d{0,2}(?:[–\-]\w{1,5})?"
QUESTION = r"[IVX]+(?:[–\-][IVX]+)?,\sqq?\.\s?\d+(?:,\saa?\.\s?\d+)?(?:,\sad\s\d+)?"
LOCUS = re.compile(rf"(?:,?\s(?:{BOOK_AND_CHAPTER}|{QUESTION}|{STANDARD_PAGE})(?=[\s,;.)(]|$){CORPUS}?|{CORPUS})")
"""Behind an ancient work's title: book and chapter, and the collection that prints it (III.2 (PG 45, 640))."""
IN_BOOK = re.compile(r"[”’]?,\s(?:lib|bk)\.\s?[\divxl]+")
SUB_VOCE = re.compile(
    rf",?\ss\.\s?vv?\.,?\s(?:[“‘\"][^“”\"]{{2,80}}[”’\"]|[A-ZÀ-Þ][\w’\-]*)(?:,?\s(?:by|\()\s?{PERSON}\)?)?"
)
"""The article of a dictionary: s.v. “Roe, Ann,” by Tom Doe."""
OWNER = re.compile(r"[’']s?$")
"""*Roe's* Title speaks of a work."""
EVIDENCE = frozenset(("pages", "year", "issue", "publisher", "pub-place", "author", "editor"))


def parse(
    scope: Scope, surnames: AbstractSet[str] = frozenset(), announced: AbstractSet[str] = frozenset()
) -> Item | None:
    """Return the Western item in the scope, or None.

    `surnames` are those of authors cited before, `announced` the short titles that the notes gave to works.
    """
    if dated := scope.starts(ARTICLE_BY_YEAR):
        return _article_by_year(scope, dated)
    if printed := _in_edition(scope) or _in_announced(scope, announced) or _announced_alone(scope, announced):
        return printed
    titles = _titles(scope)
    if not titles:
        return _printed_document(scope) or _unmarked(scope) or _short_title(scope, surnames)
    before = leads.lead(scope.within(scope.start, titles[0][0])) or leads.Lead(titles[0][0], is_comment=True)
    scope = Scope(scope.string, before.start, scope.end, scope.italics)
    titled = tuple(_title_parts(scope, titles, before))
    parts = adding(titled, before.parts)
    parts = adding(
        parts, (Part(*m.span("volume"), "volume") for t in titles if (m := TITLE_VOLUME.match(scope.string, *t)))
    )
    parts = adding(parts, _translations(scope, titles))
    for first, second in pairwise(titles):
        parts = adding(parts, _between(scope.within(first[1], second[0])))
        parts = adding(parts, numbered(scope.within(first[1], second[0]), VOLUME, "volume"))
    if law := LAW_JOURNAL.match(scope.string, titles[-1][1], scope.end):
        return _in_law_journal(scope, parts, law)
    behind = max([titles[-1][1], *(part.end for part in titled if part.kind == "container")])
    item = _finished(scope, parts, Scope(scope.string, behind, scope.end, scope.italics))
    is_told = item and (item.has("year") and item.has("container", "publisher", "pub-place"))
    return item if is_told or not before.is_comment else None


def _in_law_journal(scope: Scope, parts: tuple[Part, ...], law: re.Match[str]) -> Item:
    parts = adding(
        (
            Part(*law.span("volume"), "volume"),
            Part(*law.span("container"), "container", (("level", "j"),)),
            *cited_ranges.groups_within(law, "pages", "page"),
            Part(*law.span("year"), "year", (("when", law["year"]),)),
        ),
        parts,
    )
    return Item(scope.start, law.end(), "article", "en", parts)


def _in_edition(scope: Scope) -> Item | None:
    """Roe to Doe, May 3, 1848, SHORT 3:555: a letter, then the short name of the edition that prints it."""
    match = scope.search(documents.EDITION)
    described = scope.within(scope.start, match.start()) if match else None
    if match is None or described is None or not (documents.is_message(described.text) and dating.days(described)):
        return None
    volume = Part(*match.span("volume" if match["volume"] else "numbered"), "volume")
    pages = cited_ranges.groups_within(match, "pages", "page")
    kind: SpanKind = "container" if match["year"] else "title"
    year = [Part(*match.span("year"), "year", (("when", match["year"]),))] if match["year"] else []
    title = Part(*match.span("title"), kind, (("level", "j" if match["year"] else "m"),))
    parts = adding(documents.western(described), (title, volume, *year, *pages))
    return Item(described.start, match.end(), "article" if match["year"] else "book", "en", parts)


def _in_announced(scope: Scope, announced: AbstractSet[str]) -> Item | None:
    """Roe to Doe, May 3, 1848, Letters, 55: a document, and the short title that an earlier note gave to the work."""
    for day in dating.days(scope):
        match = IN_WORK.match(scope.string, day.end, scope.end)
        described = scope.within(scope.start, day.end)
        if match and match["title"].strip("*") in announced and leads.is_description(described):
            title = Part(*trimmed(scope.string, *match.span("title"), "*"), "title", (("level", "m"),))
            pages = cited_ranges.groups_within(match, "pages", "page") if match["pages"] else ()
            located = LOCATOR.match(scope.string, match.end(), scope.end)
            if pages or located:
                parts = adding(documents.western(described), (title, *pages))
                return Item(scope.start, located.end() if located else match.end(), "book", "en", parts)
    return None


def _announced_alone(scope: Scope, announced: AbstractSet[str]) -> Item | None:
    """BD, 3:419: nothing but the short title that an earlier note gave to the work, and where in it."""
    start, end = trimmed(scope.string, scope.start, scope.start + len(scope.text.split(",")[0]), " *")
    if scope.string[start:end] not in announced:
        return None
    title = Part(start, end, "title", (("level", "m"),))
    return _finished(scope, (title,), Scope(scope.string, end, scope.end, scope.italics), is_known=True)


def _printed_document(scope: Scope) -> Item | None:
    """Roe to Doe, May 3, 1848, in Ann Poe, ed., The Roe Letters (London: Finch, 1979), 88, without italics."""
    for day in dating.days(scope):
        link = PRINTED_IN.match(scope.string, day.end, scope.end)
        described = scope.within(scope.start, day.end)
        if link and (documents.is_message(described.text) or leads.is_description(described)):
            body = BODY_BEFORE_SERIES.match(scope.string, link.end(), scope.end)
            work = _unmarked(scope.within(body.end() if body else link.end(), scope.end))
            if body and work:
                work = replace(work, start=link.end(), parts=adding((Part(*body.span("name"), "author"),), work.parts))
            if work and work.start == link.end():
                return replace(work, start=scope.start, parts=adding(documents.western(described), work.parts))
    return None


def _short_title(scope: Scope, surnames: AbstractSet[str]) -> Item | None:
    """Roe, Short Title, 33: by an author known, with a particle before the name, or of several words."""
    match = SHORT_TITLE.fullmatch(scope.string, scope.start, scope.end - scope.text.endswith("."))
    if match is None or NO_SHORT_TITLE.search(f"{match['names']}, {match['title']}") or is_place(match["title"]):
        return None
    words = match["title"].split()
    is_titled = len(words) > 1 and words[-1][0].isupper()
    if not (is_titled or match["names"][0].islower() or surnames & set(re.findall(r"[\w’'\-]+", match["names"]))):
        return None
    parts = (
        *leads.names(scope, *match.span("names"), "author"),
        Part(*match.span("title"), "title", (("level", "m"),)),
    )
    return Item(scope.start, match.end(), "book", "en", (*parts, *cited_ranges.groups_within(match, "pages", "page")))


def _finished(scope: Scope, parts: tuple[Part, ...], tail: Scope, is_known: bool = False) -> Item | None:
    """The item with what its tail says, or None where nothing tells that it is one; a known title needs less."""
    hereafter = tail.search(ANNOUNCEMENT)
    if hereafter and hereafter.start() <= tail.start + 1 and tail.within(hereafter.end(), tail.end).text:
        tail = Scope(tail.string, hereafter.end(), tail.end, tail.italics)
    elif hereafter:
        behind = Scope(tail.string, hereafter.end(), tail.end, tail.italics)
        tail = Scope(tail.string, tail.start, hereafter.start(), tail.italics)
        parts = adding(parts, _pages(behind))
    if undated := tail.search(UNDATED):
        behind = Scope(tail.string, undated.end(), tail.end, tail.italics)
        tail = tail if behind.text[:1] in (",", ":") else Scope(tail.string, tail.start, undated.end(), tail.italics)
    if entry := tail.search(SUB_VOCE):
        tail = Scope(tail.string, tail.start, entry.start(), tail.italics)
    locus = LOCUS.match(scope.string, _closed(scope, tail.start), scope.end)
    if locus and any(part.kind == "title" and part.attribute("level") == "m" for part in parts):
        tail = Scope(tail.string, locus.end(), tail.end, tail.italics)
    else:
        locus = None
    parts = adding(parts, _tail(tail, parts))
    kinds = {part.kind for part in parts}
    is_volume = "volume" in kinds and any(
        part.kind == "title" and SERIES_TITLE.search(scope.string[part.start : part.end]) for part in parts
    )
    is_told = (kinds & EVIDENCE and not kinds <= {"title", "year"}) or bool(undated or locus or entry)
    is_told = is_told or IN_BOOK.match(tail.string, tail.start) is not None or (is_known and "volume" in kinds)
    if not kinds & {"title", "container"} or not (is_told or is_volume):
        return None
    if kinds <= {"title", "author"} and any(OWNER.search(scope.string, part.start, part.end) for part in parts):
        return None
    if any(part.kind == "title" and part.end - part.start > LONGEST_TITLE for part in parts):
        return None
    cited = [part.end for part in parts if part.kind == "pages"]
    title_end = trimmed(scope.string, scope.start, tail.start, " ,.")[1]
    told_end = max(
        [title_end, *(part.end for part in parts), *(match.end() for match in (undated, locus, entry) if match)]
    )
    end = max(cited) if cited else _closed(scope, told_end)
    late = IMPRINT_BEHIND.match(scope.string, end, scope.end) if cited and "year" not in kinds else None
    if late and is_place(late["place"]):
        year = Part(*late.span("year"), "year", (("when", late["year"]),))
        parts, end = adding(parts, (Part(*late.span("place"), "pub-place"), year)), late.end()
    located = LOCATOR.match(scope.string, end, scope.end)
    return Item(scope.start, located.end() if located else end, _kind(scope, parts), "en", parts)


def _closed(scope: Scope, end: int) -> int:
    match = CLOSING.match(scope.string, end, scope.end)
    return match.end() if match else end


def _titles(scope: Scope) -> list[tuple[int, int]]:
    """Quoted or italic stretches, with their marks; of the italics in a quotation the quotation counts."""
    quotes = [
        (pair.start, pair.end)
        for pair in scope.outer_pairs
        if _is_titling(pair_text(scope, pair), pair)
        and not any(start < pair.start and pair.end <= end for start, end in scope.italic_runs())
        and not ANNOUNCEMENT.match(scope.string, pair.start)
        and not _is_supplied_author(scope, pair)
        and not _is_imprint(pair_text(scope, pair))
        and not _is_heading(scope, pair)
    ]
    italics = [
        run
        for run in scope.italic_runs()
        if not any(a <= run[0] < b for a, b in quotes) and re.search(r"[^\W\d].+[^\W\d]", scope.string[slice(*run)])
    ]
    found = sorted(run for run in (*quotes, *italics) if not _is_aside(scope, run))
    found = [run for run in found if run[0] == scope.start or not _is_translation(scope, run, found)]
    found = [_with_years(scope, *run) for run in found]
    return found[:2] if len(found) > 1 and _adjacent(scope, found[0], found[1]) else found[:1]


def _with_years(scope: Scope, start: int, end: int) -> tuple[int, int]:
    """*FRUS*, 1955–57, 2:481: the years that a series' volumes cover belong to its title."""
    years = SERIES_YEARS.match(scope.string, end, scope.end)
    is_series = years and (years["to"] or re.fullmatch(r"[A-Z]{3,8},?", scope.string[start:end]))
    return (start, years.end()) if years and is_series else (start, end)


def pair_text(scope: Scope, pair: Pair) -> str:
    return scope.string[pair.start : pair.end]


def _is_heading(scope: Scope, pair: Pair) -> bool:
    """The heading of a document: Memorandum of conversation, “Call of Roe,” July 27, 1955, *Work*, or Ann Roe,
    “Memorandum for Doe,” July 27, 1955, *Work*; or ‘Notes of a meeting, 27 July 1955’, *Work*."""
    before, heading = scope.within(scope.start, pair.start), scope.within(pair.start + 1, pair.end - 1)
    is_titled = _begins_document(heading) and documents.type_of(heading.text) != "speech"
    is_document = documents.SERIES.match(before.text) or _begins_document(before) or is_titled
    after = scope.within(pair.end, scope.end)
    if is_titled and any(day.end >= heading.end for day in dating.days(heading)) and scope.is_italic(after.start):
        return True
    day = next(iter(dating.days(after)), None)
    is_before_italics = day is not None and any(run[0] > day.end for run in scope.italic_runs())
    return (
        day is not None
        and day.start == after.start
        and bool(is_document)
        and (is_before_italics or SERIES.match(after.string, day.end + len(", ")) is not None)
    )


def _begins_document(scope: Scope) -> bool:
    return documents.type_of(scope.text) is not None and documents.begins_description(scope)


def _is_titling(words: str, pair: Pair) -> bool:
    """Quotation marks, and the square brackets of a supplied title of several words."""
    return pair.type == "quote" or (pair.type == "square" and len(words) > 10 and " " in words)


def _is_supplied_author(scope: Scope, pair: Pair) -> bool:
    """[Ann Roe], *Title*: the author's name in the brackets of what the source doesn't say."""
    is_first = pair.type == "square" and pair.start == scope.start and scope.string[pair.end : pair.end + 1] == ","
    return is_first and re.fullmatch(rf"\[{NAMES}\]", pair_text(scope, pair)) is not None


def _is_imprint(words: str) -> bool:
    return re.search(r":\s.{2,60},\s*\d{4}\]?$", words) is not None


def _is_translation(scope: Scope, run: tuple[int, int], titles: list[tuple[int, int]]) -> bool:
    """*Mao Zedong nianpu* [A chronology]: square brackets right after a title hold its translation."""
    before = scope.string[scope.start : run[0]].rstrip()
    return scope.string[run[0]] == "[" and any(end == scope.start + len(before) for _, end in titles)


def _is_aside(scope: Scope, run: tuple[int, int]) -> bool:
    before = scope.string[max(scope.start, run[0] - 30) : run[0]]
    return bool(NO_TITLE.search(before)) or scope.string[run[0] : run[1]] in (
        "ed.", "eds.", "et al.", "passim", "id", "id.", "idem",
    )  # fmt: skip


def _adjacent(scope: Scope, first: tuple[int, int], second: tuple[int, int]) -> bool:
    """A second title is the container unless the first has its own place, year or pages already."""
    between = scope.within(first[1], second[0])
    days = dating.days(between)
    if days and (days[0].start, days[0].end) == (between.start, between.end):
        return scope.string[first[0]] in QUOTES and IMPRINT.search(scope.string, second[1], scope.end) is not None
    return (
        not YEAR.search(between.text)
        and not cited_ranges.pages(between, "page")
        and not re.search(r"[;；:：]|\d\.\s", between.text)
        and not set(re.findall(r"(?<![\w.])[a-z]+(?![\w’'])", between.text)) - LINKING
    )


def _title_parts(scope: Scope, titles: list[tuple[int, int]], before: leads.Lead) -> Iterator[Part]:
    ranges = [_inside(scope, *title) for title in titles]
    if len(ranges) > 1 and _is_volume(scope, titles):
        yield Part(*ranges[0], "title", (("level", "m"),))
        return
    is_italic = scope.string[titles[0][0]] not in QUOTES
    if is_italic and (numbered_title := TITLE_VOLUME.match(scope.string, *ranges[-1])):
        ranges[-1] = numbered_title.span("title")
    prints_document = _prints_document(scope, titles[0], before) and is_italic
    is_numbered = OF_A_JOURNAL.match(scope.string, titles[-1][1], scope.end) is not None
    if len(ranges) == 1 and not is_italic and (journal := JOURNAL_IN.match(scope.string, titles[0][1], scope.end)):
        yield Part(*ranges[0], "title", (("level", "a"),))
        yield Part(*journal.span("container"), "container", (("level", "j"),))
        return
    if len(ranges) == 1 and not is_italic and (book := BOOK_IN.match(scope.string, titles[0][1], scope.end)):
        yield Part(*ranges[0], "title", (("level", "a"),))
        yield Part(*trimmed(scope.string, *book.span("container"), " ,"), "container", (("level", "m"),))
        if book["editors"]:
            yield from leads.names(scope, *book.span("editors"), "editor")
        return
    if len(ranges) == 1 and not is_italic and (plain := _plain_container(scope, titles[0][1])):
        yield Part(*ranges[0], "title", (("level", "a"),))
        yield plain
        return
    if len(ranges) == 1 and (is_paper := _is_newspaper(scope, titles[0])) | prints_document:
        start = scope.start if is_paper and not before.has_document and not before.is_comment else ranges[0][0]
        yield Part(start, ranges[0][1], "container", (("level", "j"),))
        return
    has_imprint = IMPRINT.search(scope.string, titles[-1][1], scope.end) is not None
    if len(ranges) == 1 and is_italic and is_numbered and titles[0][0] == scope.start and not has_imprint:
        yield Part(*ranges[0], "container", (("level", "j"),))
        return
    if len(ranges) > 1:
        is_journal = is_numbered or not re.search(r"\bin\b|eds?\.|[Ee]dited", scope.string[titles[0][1] : titles[1][0]])
        yield Part(*ranges[0], "title", (("level", "a"),))
        yield Part(*ranges[1], "container", (("level", "j" if is_journal else "m"),))
        return
    start, end = ranges[0]
    paper = PAPER.search(scope.string, start, end)
    level = "u" if UNPUBLISHED.search(scope.text) else "m" if is_italic else "a"
    if paper and paper.start() > start:
        yield Part(start, paper.start(), "title", (("level", "u"),))
        yield Part(paper.end(), end, "container", (("level", "m"),))
    else:
        yield Part(start, end, "title", (("level", level),))


def _translations(scope: Scope, titles: list[tuple[int, int]]) -> Iterator[Part]:
    for _, end in titles:
        match = TRANSLATION.match(scope.string, end, scope.end)
        if match and not _is_imprint(match["title"]):
            yield Part(*match.span("title"), "title", (("level", "m"), ("type", "translated")))


def _prints_document(scope: Scope, title: tuple[int, int], before: leads.Lead) -> bool:
    """A document, then a journal with its number: the italics are the journal's."""
    after = Scope(scope.string, title[1], scope.end)
    is_journal = CHICAGO.match(scope.string, title[1], scope.end) or after.search(ISSUE)
    is_edition = VOLUME_PAGES.match(scope.string, title[1], scope.end) and not YEAR.search(after.text)
    if is_edition or SERIES_TITLE.search(scope.string[slice(*title)]):
        return False
    return before.has_document and not before.is_printed_in and is_journal is not None


def _plain_container(scope: Scope, start: int) -> Part | None:
    """The journal after a title in quotation marks, where the source shows no italics."""
    match = PLAIN_CONTAINER.match(scope.string, start, scope.end)
    is_dated = match is not None and PERIODICAL_DAY.match(match.string, match.end())
    if (
        match is None
        or (PUBLISHER.search(match["container"]) and not is_dated)
        or UNPUBLISHED.search(match["container"])
    ):
        return None
    words = match["container"]
    is_name = (
        not words[-1].isdigit()
        and not is_place(words)
        and not leads.INSTITUTION.search(words)
        and not DATED.search(words)
    )
    return Part(*match.span("container"), "container", (("level", "j"),)) if is_name else None


def _is_volume(scope: Scope, titles: list[tuple[int, int]]) -> bool:
    """*Series*, vol. 7, *Volume*: two italic titles with the volume's number between them."""
    between = scope.within(titles[0][1], titles[1][0])
    return scope.string[titles[0][0]] not in QUOTES and between.search(VOLUME) is not None


def _is_newspaper(scope: Scope, title: tuple[int, int]) -> bool:
    """*Newspaper*, 2 July 1948: an italic title at the beginning, and a day right after it."""
    edition = EDITION_PLACE.match(scope.string, title[1], scope.end)
    after = scope.within(edition.end() if edition else title[1], scope.end)
    day = next(iter(dating.dates(after)), None)
    before = scope.string[scope.start : title[0]]
    is_first = not before or re.fullmatch(r"(?:[A-Z][a-z]+\s){1,2}\*?|.*\s(?:in|of|from|the)\s\*?", before, re.S)
    if not is_first or scope.string[title[0]] in QUOTES or day is None or day.start != after.start:
        return False
    is_month = len(day.attribute("when")) == 7 and BARE_PAGES.match(after.string, day.end) is not None
    return is_month or dating.has_day(day)


def _inside(scope: Scope, start: int, end: int) -> tuple[int, int]:
    """A title without the marks around it; single ones within double ones, and a pair that it holds, are its own."""
    marks = "‘’" if scope.string[start] == "‘" else ""
    first, last = trimmed(scope.string, start, end, f' ,，“”"「」{marks}*')
    closing = re.compile("[,.]?”").match(scope.string, last, end)
    is_open = closing is not None and scope.string.count("“", first, last) > scope.string.count("”", first, last)
    return first, closing.end() if closing and is_open else last


def _between(gap: Scope) -> Iterator[Part]:
    """Between title and container: *in X, ed.,* or the names of the editors."""
    start = re.compile(r"\s*(?:in|In)[:：]?\s+").match(gap.string, gap.start, gap.end)
    inner = gap.within(start.end() if start else gap.start, gap.end)
    if match := inner.starts(leads.EDITED):
        yield from leads.names(inner, *match.span("names"), "editor")
    elif inner.text:
        yield from _responsible(inner)


def _responsible(tail: Scope) -> Iterator[Part]:
    for match in tail.all(RESPONSIBLE):
        role = (
            "translator"
            if "rans" in match["role"] and "ed" not in match["role"].lower().split("trans")[0]
            else "editor"
        )
        yield from leads.names(tail, *match.span("names"), role)


def _tail(tail: Scope, taken: tuple[Part, ...]) -> tuple[Part, ...]:
    found = _pages(tail)
    limit = min([part.start for part in found], default=tail.end)
    found = adding(found, numbered(tail, VOLUME_PAGES, "volume"))
    before = Scope(tail.string, tail.start, limit, tail.italics)
    found = adding(found, _responsible(before))
    found = adding(found, numbered(before, VOLUME, "volume"))
    is_work = all(part.kind != "container" and part.attribute("level") != "a" for part in taken)
    is_in_series = is_work and any(part.kind == "volume" for part in found)
    imprint = before.search(IN_BRACKETS) if is_work else None
    issued = Scope(before.string, before.start, imprint.start(), before.italics) if imprint else before
    found = found if is_in_series else adding(found, numbered(issued, ISSUE, "issue"))
    found = adding(found, _chicago(before, taken))
    found = adding(found, _imprint(before, found))
    found = adding(found, _year(before, found))
    return adding(found, _publisher(before, found, taken))


def _pages(tail: Scope) -> tuple[Part, ...]:
    """Pages with their mark or bare at the end, and chapters."""
    chapters = [Part(m.start(), m.end(), "pages", (("unit", "chapter"),)) for m in tail.all(CHAPTER)]
    return adding(_page_groups(tail), [*chapters, *cited_ranges.columns(tail)])


def _page_groups(tail: Scope) -> tuple[Part, ...]:
    found = cited_ranges.pages(tail, "page", (cited_ranges.HAN, cited_ranges.LATIN))
    if found and not AT_PAGE.match(tail.string, found[0].start):
        return found
    numbers = tail.search(DOCUMENT_NUMBER)
    end = found[0].start if found else numbers.start() if numbers else tail.end
    before = Scope(tail.string, tail.start, end, tail.italics)
    match = before.search(COLON_PAGES) or before.search(BARE_PAGES)
    if match is None or re.fullmatch(r"(?:1[5-9]|20)\d\d", match["a"]):
        return found
    return (*cited_ranges.groups_within(match, "a", "page"), *found)


def _chicago(tail: Scope, taken: tuple[Part, ...]) -> Iterator[Part]:
    """*Journal* 34, no. 2 (1999): the number right after the journal's title is the volume."""
    match = tail.starts(CHICAGO)
    if match and any(part.kind == "container" for part in taken):
        first, slash, second = match["volume"].partition("/")
        is_double = (
            not slash or int(second) > MOST_ISSUES or (int(first) >= LOWEST_DOUBLE and int(second) == int(first) + 1)
        )
        yield Part(
            match.start("volume"), match.end("volume") if is_double else match.start("volume") + len(first), "volume"
        )
        if match["issue"] or not is_double:
            yield (
                Part(*match.span("issue"), "issue")
                if is_double
                else Part(match.end("volume") - len(second), match.end("volume"), "issue")
            )


def _imprint(tail: Scope, found: tuple[Part, ...]) -> Iterator[Part]:
    matches = [m for start, end in free(tail.start, tail.end, found) for m in IMPRINT.finditer(tail.string, start, end)]
    if bare := BARE_IMPRINT.match(tail.string, tail.within(tail.start, tail.end).start, tail.end):
        matches.insert(0, bare)
    for match in matches:
        first, comma, rest = match["place"].partition(", ")
        is_behind = comma and not is_place(first) and is_place(rest.split(",")[0])
        place = Part(
            match.end("place") - len(rest) if is_behind else match.start("place"), match.end("place"), "pub-place"
        )
        start, end = trimmed(tail.string, *match.span("publisher"))
        publisher = Part(start, end, "publisher")
        if not any(place.overlaps(part) or publisher.overlaps(part) for part in found):
            yield place
            if not NO_IMPRINT.match(tail.string, start):
                yield publisher
            return
    if comma := tail.search(COMMA_IMPRINT):
        yield Part(*comma.span("place"), "pub-place")
        yield Part(*comma.span("publisher"), "publisher")
        return
    if (one := tail.search(PLACE_IN_BRACKETS)) and one["place"] not in languages.words("en", "citations", "houses"):
        yield Part(*one.span("place"), "pub-place")
        return
    if alone := tail.search(PLACE_ALONE):
        yield Part(*alone.span("place"), "pub-place")


def _year(tail: Scope, found: tuple[Part, ...]) -> Iterator[Part]:
    if reprint := tail.search(REPRINT):
        tail = tail.within(reprint.end(), tail.end)
    found_years = [
        m for m in tail.all(YEAR) if not re.match(r",\s*[Vv]ol", tail.string[m.end() : m.end() + 8]) or len(m[0]) < 7
    ]
    behind = max([part.end for part in found if part.kind == "publisher"], default=0)
    found_years.sort(key=lambda match: match.start() < behind)
    first_printed = [match for match in found_years if tail.string[match.start() - 1] == "["]
    for match in [*(match for match in found_years if match not in first_printed), *first_printed]:
        day = next((date for date in dating.dates(tail) if date.start <= match.start() < date.end), None)
        when = day.attribute("when") if day and len(day.attribute("when")) == 10 else match["value"]
        part = Part(*match.span("value"), "year", (("when", when),))
        if not any(part.overlaps(other) for other in found):
            yield part
            return


def _publisher(tail: Scope, found: tuple[Part, ...], taken: tuple[Part, ...]) -> Iterator[Part]:
    """A publisher, or a place alone, stands before the year; a journal has none."""
    if any(
        part.kind in ("publisher", "issue", "volume") for part in found if part.kind != "volume" or _is_journal(taken)
    ):
        return
    year = next((part.start for part in found if part.kind == "year"), tail.end)
    if any(part.kind == "pub-place" for part in found):
        return
    numbers = [Part(m.start(), m.end(), "volume") for pattern in (VOLUME, ISSUE) for m in tail.all(pattern)]
    chunks = [
        trimmed(tail.string, *match.span())
        for start, end in free(tail.start, year, [*found, *numbers])
        for match in CHUNK.finditer(tail.string, start, end)
    ]
    parts = [part for chunk in chunks for part in _chunk(tail.string, *chunk, _is_journal(taken))]
    if [part.kind for part in parts] == ["publisher", "publisher"] and _is_city(tail.string, parts[0]):
        parts[0] = replace(parts[0], kind="pub-place")
    yield from parts


def _is_city(string: str, part: Part) -> bool:
    """Title, Toulouse, Privat, 1967: one word before the publisher, which is none itself, is the place."""
    words = string[part.start : part.end]
    is_house = PUBLISHER.search(words) or words in languages.words("en", "citations", "houses")
    return CITY.fullmatch(words) is not None and not is_house


def _is_journal(taken: tuple[Part, ...]) -> bool:
    return any(part.kind == "container" and part.attribute("level") == "j" for part in taken)


def _chunk(string: str, start: int, end: int, in_journal: bool) -> Iterator[Part]:
    words = string[start:end]
    if is_place(words) and not in_journal:
        yield Part(start, end, "pub-place")
    elif ORDER.match(words) or re.search(r"\s[a-z]+$", words):
        return
    elif PUBLISHER.search(words) or (
        not in_journal
        and re.fullmatch(r"[a-z]{0,3}[A-Z][\w.'’&\- ]+", words)
        and not DATED.search(words)
        and not UNPUBLISHED.search(words)
        and not re.search(r"edition|\bed\b", words)
    ):
        yield Part(start, end, "publisher")


def _kind(scope: Scope, parts: tuple[Part, ...]) -> CitationKind:
    levels = {part.kind: part.attribute("level") for part in parts}
    kinds = {part.kind for part in parts}
    if UNPUBLISHED.search(scope.text):
        return "unpublished"
    if levels.get("container") == "j":
        return "article"
    if "container" in kinds:
        return "chapter"
    return "article" if levels.get("title") == "a" and not kinds & {"publisher", "pub-place"} else "book"


SPAN_OF_YEARS = r"(?:c\.\s?)?\d{4}\s?[–—\-]\s?\d{2,4}\)(?=\s*\()"
PARTICLES = rf"(?:{PARTICLE}\s){{0,2}}"
NAMES = rf"{PARTICLES}[A-ZÀ-Þ][\w.'’\-]*(?:\s+(?:(?:and|&)\s+)?{PARTICLES}[A-ZÀ-Þ][\w.'’\-]*){{0,6}}"
RESPONSIBILITY = r"(?:edited|translated|(?:eds?|trans|comp)\.\s|\d+\svols\b)"
SHORT_BEFORE_PLACE = r"[A-ZÀ-Þ][^()（）“”\",]{3,8}(?=,\s*[A-Z][\w ]+:)"
UNMARKED = re.compile(
    rf"(?P<names>{NAMES})(?P<role>\s*\(eds?\.?\)|,\s*eds?\.)?,\s*(?=\D)"
    rf"(?P<title>{SHORT_BEFORE_PLACE}|[A-ZÀ-Þ](?:[^()（）“”\"]|\({SPAN_OF_YEARS}){{8,200}}?)"
    rf"(?=,\s*{RESPONSIBILITY}|,\s*[A-Z][\w. ]+:|,\s*(?:Ph\.?D|M\.?A\.|unpublished)|\s*\((?!{SPAN_OF_YEARS})"
    r"|,\s*第|,\s*pp?\.|\spp?\.\s?\d|,\s*(?:[A-Z][\w.&'’\- ]+,\s*)?\d{4}(?:\s*[,.)]|$))"
)
"""Author, title and what closes it; the years that a title tells of stand in brackets before those of the imprint."""
SHORT_TITLE = re.compile(
    rf"(?P<names>{PARTICLES}[A-ZÀ-Þ][\w’'\-]+(?:(?:,?\sand|\s&)\s{PARTICLES}[A-ZÀ-Þ][\w’'\-]+)?),\s"
    rf"(?P<title>[A-ZÀ-Þ][^,;:.()（）“”\"\d]{{2,90}}),\s(?P<pages>{BARE_RANGE}(?:,\s{BARE_RANGE})*)(?:ff?\b)?"
)
"""Roe, Short Title, 33."""
NO_SHORT_TITLE = re.compile(
    rf"\b(?:Papers|Collections?|Records?|Library|Archives?|Files?|Box|Folder|Reel|Series|Entry|{SEASON})\b"
)
IN_WORK = re.compile(
    rf",\s(?:in\s)?(?P<title>\*?[^,;:()]{{2,80}}?)(?:,\s(?:pp?\.\s)?(?!(?:1[5-9]|20)\d\d[–\-])(?P<pages>{BARE_RANGE}(?:,\s{BARE_RANGE})*)|(?=,\s[Aa]pp|,\s[Dd]oc|,\s[Nn]os?\.))"
)
PRINTED_IN = re.compile(r",?\s+(?:(?:re)?printed\s+|published\s+|quoted\s+)?(?:in\s+)?(?=[A-ZÀ-Þ])")


PLAIN_CONTAINER = re.compile(
    r"\s*+[,，.]?\s*+(?P<container>[A-Z][\w.'’&:\- ]{3,80}?)"
    rf"(?=,\s*(?:[IVXLC]+\s*\(|\d{{1,2}} {SEASON}|[Vv]ol|[Nn]os?\.|[Ii]ssues?|№|{SEASON}|(?:1[5-9]|20)\d\d)|\s+\d{{1,3}}\s*(?:,|:|\(|no)"  # noqa: E501
    rf"|\s*\((?:{SEASON}|\d{{4}}))"
)
LED_IN = r"\s*+(?:[,.]\s*+)?[Ii]n:?\s+"
BOOK_IN = re.compile(
    rf"{LED_IN}(?:(?P<editors>{PERSONS}(?:\s+et al\.?)?),?\s*\(?eds?\.\)?,\s+|(?P<authors>{PERSONS}),\s+)?"
    r"(?P<container>[A-ZÀ-Þ][^()（）“”\";]{5,200}?)"
    r"(?=,?\s*\(|,\s*[A-ZÀ-Þ][^,:()]{1,30}:\s[^,:()]{3,60},\s\d{4}|,\s*(?:edited|ed\.|eds\.|trans|vol\.|Vol\.|pp?\.|\d{1,4}(?:[–\-~]|\.?$))|$)"
)
JOURNAL_IN = re.compile(rf"{LED_IN}(?P<container>[A-ZÀ-Þ][^()“”\",;:]{{3,80}}?)(?={OF_A_JOURNAL.pattern})")
LAW_JOURNAL = re.compile(
    r",?\s(?P<volume>\d{1,4})\s(?P<container>[A-Z][A-Za-z.&’']*(?:\s(?:[A-Z&][A-Za-z.&’']*|of|on|and|for|the)){0,7})\s"
    r"(?P<pages>\d{1,5}(?:,\s\d{1,5}(?:[–\-]\d+)?)*)\s\((?:[A-Z][a-z]+\.?\s)?(?P<year>(?:1[5-9]|20)\d\d)\)"
)
"""Title, 73 HARV. L. REV. 1, 12 (1959): the volume before the journal, and the year behind the pages."""
PERIODICAL_DAY = re.compile(rf",\s*(?:{SEASON}\s+\d{{1,2}},\s*\d{{4}}|\d{{1,2}}\s+{SEASON}\s+\d{{4}})")
TRANSLATION = re.compile(r"\s*\[(?P<title>(?!\d{4}\??\])[^\]]{3,200})\]")
SERIES_YEARS = re.compile(r",?\s\d{4}(?P<to>[–—\-]\d{2,4})?(?=,\s(?:[Vv]ol|[IVXL]+\b|\d{1,2}[:：]|[Ss]upp|[Dd]oc))")
SERIES_TITLE = re.compile(r"\d{4}[–—\-]\d{2,4},?$|^(?:[A-Z]\.?){3,8}(?:,?\s\d{4})?,?$")
"""A title that ends with the years which the volume covers, or a short name in capitals, is a series'."""
SERIES = re.compile(
    r"(?P<title>(?:[A-Z]{3,8}"
    r"|[A-Z][a-z]+(?: \w+){2,8})(?:\s*\([A-Z]{3,8}\))?[,.]?\s*\d{4}(?:\s?[-–—]\s?\d{2,4})?)[,.]\s*(?=[Vv]ol)"
)
BODY_BEFORE_SERIES = re.compile(
    rf"(?P<name>[A-Z][\w.]*(?:\s(?:of|for|the|and|[A-Z][\w.]*)){{1,7}}),\s+"
    rf"(?={SERIES.pattern.replace('(?P<title>', '(?:')})"
)
"""U.S. Department of State, FRUS, 1964–1968, Vol. XXX: the body that publishes a series."""
TITLE_ALONE = re.compile(
    rf"(?P<title>[A-Z][^“”\"();]{{8,160}}?[\w’'])(?=\s\([A-Z][^()]{{2,60}},?\s\d{{4}}\)(?:\s[(\[]{HEREAFTER}[^()\[\]]*[)\]])?(?:,\s[IVX\d]+)?[,:]\s(?:pp?\.\s?)?\d)"
)
VOLUME_ALONE = re.compile(
    r"(?P<title>[A-Z][^,;:()“”]{3,90}),\s+(?=[Vv]ol\.\s*(?:\d+|[IVXL]+),\s+(?:[A-Z][A-Za-z ]+,\s+)?\d{4},\s+[pрP])"
)
JOURNAL_ALONE = re.compile(
    r"(?P<container>[A-Z][^,;:()“”\d]{1,80})"
    r"(?:,\s+[Vv]ol\.\s*(?:\d+|[IVXLC]+),\s+[Nn]o\.\s*\d|\s+\d{1,3}(?:,\s[Nn]os?\.\s\d+)?\s\([^()]{0,20}\d{4}\):)"
)
PARTY = r"[A-Z][\w.’'&\-]*(?:,?\s(?:of\s|the\s|and\s|&\s)*[A-Z][\w.’'&\-]*){0,8}"
CASE = re.compile(rf"(?:[A-Z][^:/]{{10,300}}[a-z]:\s*)?(?P<title>{PARTY}\sv\.\s{PARTY})")
"""A lawsuit by its parties; a sentence may lead to it with a colon."""
GIVEN_BEHIND = r"(?:(?:[A-ZÀ-Þ]\.[\s\-]?)+|[A-ZÀ-Þ][a-zà-ÿ’'\-]+(?:\s(?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ][a-zà-ÿ]+))?)"
NAME_BEHIND = rf"{PARTICLES}[A-ZÀ-Þ][\w’'\-]+,\s{GIVEN_BEHIND}"
ONE_INVERTED = re.compile(NAME_BEHIND)
NAMES_AND_YEAR = (
    rf"(?P<names>{NAME_BEHIND}(?:,?\s*(?:&|and)?\s*{NAME_BEHIND}){{0,8}})[\s.]*+"
    r"\(?(?P<year>(?:1[5-9]|20)\d\d)[a-z]?(?:\)\.?|\.)\s+"
)
INVERTED_BOOK = re.compile(
    rf"(?P<first>{NAME_BEHIND})(?:,?\s(?:and|&)\s(?P<names>{PERSON}))?(?P<role>,\seds?)?(?:(?<=\.),?|\.|(?<=\w\.),)\s+"
    r"(?P<title>[A-ZÀ-Þ][^()“”\"]{5,200}?)"
    r"(?=\s*\([^()]{2,90}(?:1[5-9]|20)\d\d\)"
    r"|\.\s+[A-ZÀ-Þ][\w.,’ ]{1,40}:\s[^:()]{2,60},\s(?:1[5-9]|20)\d\d)"
)
"""Roe, James K. Title. Place: Publisher, year, of a bibliography whose italics the source doesn't show."""
BY_YEAR = re.compile(
    rf"{NAMES_AND_YEAR}(?P<title>[A-ZÀ-Þ][^.()“”\"]{{3,200}})\.\s+"
    r"(?:(?P<place>[A-ZÀ-Þ][\w \-]+(?:, [A-Z]{2})?):\s+)?(?P<publisher>[A-ZÀ-Þ][^.,，:：()]{2,60})(?=[.,，;]|$)"
)
"""Roe, J. & Doe, K. (2005). Title. Place: Publisher (APA style, whose italics the source doesn't show)."""
ARTICLE_BY_YEAR = re.compile(
    rf"{NAMES_AND_YEAR}(?P<title>[A-ZÀ-Þ“][^.()]{{3,250}})[.?!]\s+"
    r"(?P<container>[A-ZÀ-Þ][^.,():]{2,100}),\s+(?P<volume>\d{1,4})(?=\s?\(|,\s)\s?(?:\((?P<issue>[^()]{1,12})\))?"
    rf"(?:,\s+(?:pp?\.\s)?(?P<pages>{BARE_RANGE}))?"
)
"""Roe, J., & Doe, K. (2005). Title. Journal, 21(2), 45–60 (APA style)."""
NEWSPAPER = re.compile(
    rf"(?P<container>[A-Z][\w.'’\-]*(?: [\w.'’&\-]+){{0,5}}),\s+"
    rf"(?=\d{{1,2}} {SEASON} \d{{4}}|{SEASON} \d{{1,2}}, \d{{4}}|{SEASON} \d{{4}}, pp?\.)"
)


def _unmarked(scope: Scope) -> Item | None:
    """A book without italics: author, title, then a place with its colon, parentheses, a year or pages."""
    paper = scope.starts(NEWSPAPER)
    if paper and not documents.is_message(scope.text):
        container = Part(*paper.span("container"), "container", (("level", "j"),))
        return _finished(scope, (container,), Scope(scope.string, paper.end("container"), scope.end))
    if series := scope.starts(SERIES) or scope.starts(VOLUME_ALONE):
        title = Part(*series.span("title"), "title", (("level", "m"),))
        return _finished(scope, (title,), Scope(scope.string, series.end("title"), scope.end))
    if journal := scope.starts(JOURNAL_ALONE):
        container = Part(*journal.span("container"), "container", (("level", "j"),))
        return _finished(scope, (container,), Scope(scope.string, journal.end("container"), scope.end))
    if dated := scope.starts(BY_YEAR):
        return _by_year(scope, dated)
    match = scope.starts(INVERTED_BOOK) or scope.starts(UNMARKED)
    if match is None:
        return _title_alone(scope)
    role: Literal["editor", "author"] = "editor" if match["role"] else "author"
    parts = tuple(leads.names(scope, *match.span("names"), role)) if match["names"] else ()
    if match.re is INVERTED_BOOK:
        parts = (Part(*trimmed(scope.string, *match.span("first"), " "), role), *parts)
    parts = adding(parts, (Part(*match.span("title"), "title", (("level", "m"),)),))
    return _finished(scope, parts, Scope(scope.string, match.end("title"), scope.end, scope.italics))


def _title_alone(scope: Scope) -> Item | None:
    """Papers of the Mills: Ann Roe, 1958 (Leeds, 1959), p. 641: a book without author, of words that begin large."""
    match = scope.starts(TITLE_ALONE)
    if match is None or set(re.findall(r"(?<![\w’'.\-])[a-z]+", match["title"])) - LINKING - {"for", "on", "at"}:
        return None
    title = Part(*match.span("title"), "title", (("level", "m"),))
    return _finished(scope, (title,), Scope(scope.string, match.end("title"), scope.end, scope.italics))


def _names_and_year(dated: re.Match[str]) -> Iterator[Part]:
    for match in ONE_INVERTED.finditer(dated.string, *dated.span("names")):
        yield Part(*trimmed(dated.string, *match.span(), " "), "author")
    yield Part(*dated.span("year"), "year", (("when", dated["year"]),))


def _article_by_year(scope: Scope, dated: re.Match[str]) -> Item:
    parts = (
        *_names_and_year(dated),
        Part(*dated.span("title"), "title", (("level", "a"),)),
        Part(*dated.span("container"), "container", (("level", "j"),)),
        Part(*dated.span("volume"), "volume"),
        *([Part(*dated.span("issue"), "issue")] if dated["issue"] else []),
        *(cited_ranges.groups_within(dated, "pages", "page") if dated["pages"] else ()),
    )
    return Item(scope.start, dated.end(), "article", "en", parts)


def _by_year(scope: Scope, dated: re.Match[str]) -> Item | None:
    parts = (
        *_names_and_year(dated),
        Part(*dated.span("title"), "title", (("level", "m"),)),
        *([Part(*dated.span("place"), "pub-place")] if dated["place"] else []),
        Part(*dated.span("publisher"), "publisher"),
    )
    return _finished(scope, parts, Scope(scope.string, dated.end(), scope.end, scope.italics))


POSTED = re.compile(r"(?P<name>[A-Z][\w.’'\- ]{1,60}?)\s*\(@[^()]{2,80}\)")
"""A message on a social network, by its author's name and handle."""


def page(head: Scope) -> Item | None:
    """A page without marks, its address left out: [author,] title[, date]."""
    if case := head.starts(CASE):
        title = Part(*case.span("title"), "title", (("level", "m"),))
        return Item(title.start, head.end, "web", "en", (title, *_year(head.within(title.end, head.end), (title,))))
    if posted := head.starts(POSTED):
        author = Part(*posted.span("name"), "author")
        return Item(head.start, head.end, "web", "en", (author, *_year(head.within(author.end, head.end), (author,))))
    commas = [match.start() for match in head.all(re.compile(r"[,，]")) if head.is_open(match.start())]
    chunks = [head.within(*each) for each in pairwise((head.start, *commas, head.end))]
    chunks = [chunk for chunk in chunks if chunk.text and not YEAR.search(chunk.text) and not DATED.search(chunk.text)]
    titles = [(pair.start + 1, pair.end - 1) for pair in head.outer_pairs if pair.type == "quote"]
    if not (chunks or titles) or len(head.text) > 300:
        return None
    parts = tuple(leads.contributors(chunks[0])) if len(chunks) > 1 else ()
    start, end = titles[0] if titles else (chunks[min(1, len(chunks) - 1)].start, chunks[-1].end)
    parts = adding((Part(*trimmed(head.string, start, end, " ,"), "title", (("level", "m"),)),), parts)
    return Item(head.start, head.end, "web", "en", adding(parts, _year(head, parts)))
