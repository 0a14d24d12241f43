"""Chinese references in the notes of history journals.

The house styles of 歷史研究, 近代史研究 and their like (author：《title》，place：publisher，year年，第x頁), of
Taiwan and Hong Kong (author，《title》（place：publisher，year），頁x), newspapers with their date and 版, documents
printed in a journal, chapters in a collection (載, 收入, 見), theses, unpublished texts and web pages.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from teiwright import languages
from teiwright.citation_tree import CitationKind
from teiwright.citations import cited_ranges, dating, documents
from teiwright.citations.chinese_imprint import (
    IN_BRACKETS,
    NO_DATE,
    SECTION_BEHIND,
    SERIAL_UNIT,
    THESIS,
    UNPUBLISHED,
    VOLUME,
    imprint,
    numbers,
)
from teiwright.citations.contributors import EDITORIAL_BODY, GENRE, LONGEST_NAME, ROLE, SURNAMED, contributors, is_name
from teiwright.citations.publication_places import is_place
from teiwright.citations.scope import (
    CYRILLIC,
    HAN,
    LATIN,
    PADDING,
    Item,
    Pair,
    Part,
    Scope,
    adding,
    free,
    main_script,
)
from teiwright.citations.vocabulary import either, expression
from teiwright.dates.eras import FIRST_YEARS
from teiwright.languages.folding import alternatives

MOST_SPOKEN_OF = 3
COMMA = re.compile(r"[，,：:。；;]\s*")
PUBLISHED_ON = re.compile(rf".{{4,24}}{expression('published-on', 'zh')}")
LONGEST_TOWN = 6
"""So many characters at most stand between a newspaper and its day, as its town or edition."""
ADJACENT = 4
"""So many characters at most has a name that stands before a title without any mark."""
AGAIN = re.compile(rf"{either('named-before', 'zh')}{either('named-work', 'zh')}?")
NAMED_AGAIN = re.compile(
    rf"{either('named-before', 'zh')}(?=[\u3400-\u9fff·]{{2,8}}(?:[：:，,]|$))(?!{either('named-work', 'zh')})"
)
"""前揭某某：《題》: the words before a name."""
MOST_DOCUMENTS = 16
LONGEST_BODY = 24
REPUBLIC = either("republic", "zh")
NO_TITLE = re.compile(rf"{EDITORIAL_BODY}|{either('edition-of-title', 'zh')}(?=[，,。；;）)]|$)")
"""Behind a title that names who edits it, or an edition: 《四庫全書》本."""
DAY = re.compile(
    r"[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日"
    rf"{either('entry-of-day', 'zh')}?(?=[，,])"
    rf"|{REPUBLIC}?[\d〇一二三四五六七八九十]{{2,4}}\s*年\s*[\d一二三四五六七八九十]{{1,3}}\s*月"
    r"(?:\s*[\d一二三四五六七八九十]{1,3}\s*日)?"
)
FURTHER_DAYS = re.compile(r"(?:[、，,]\s*(?:\d{2,4}\s*年\s*)?(?:\d{1,2}\s*月\s*)?\d{1,2}\s*日)+")
"""The other days of a newspaper: 《報》，2009年10月29日、2010年7月31日."""
JAPANESE_TITLE = re.compile(r"『[^『』]{2,60}』(?:[、，,（(第\d]|$|[\u3400-\u9fff]{2,12}、\s*(?:19|20)\d\d)")
"""『近代史』、某社、1987年: a title as Japanese prints it."""
QUOTED_BEHIND = re.compile(r"[》〉]?\s*[：:]\s*[“「]")
DOCUMENT_END = re.compile(rf"{expression('document-end', 'zh')}$")
DATED_DOCUMENT = re.compile(rf"(?P<document>[^，,。；;：:《》〈〉]{{8,60}})[，,]\s*{expression('link', 'zh')}")
"""某人1954年12月18日的日記，載某人《書》: a document, and the book that prints it."""
SAME = re.compile(expression("same-author", "zh"))
TOWN_OF_DAY = re.compile(r"日[\u3400-\u9fff]{2,4}$")
"""載1965年4月9日臺灣《新生報》: the newspaper's town behind its day."""
PARENTHESIS = re.compile(r"[（(][^（）()]*[）)]")
NUMBERED = re.compile(expression("numbered", "zh"))
SITE_END = re.compile(rf"{expression('paper', 'zh')}$")
SECTIONED = re.compile(r"《[^《》·]{2,12}·[^《》·]{1,12}》")
"""《書·篇》, the whole of a reference: a section of a classic."""
PADDED = re.compile(rf"[{re.escape(PADDING)}]+")
SECTION_NUMBER = rf"(?:第[\d一二三四五六七八九十百]+{either('section-unit', 'zh')})"
SECTION = re.compile(rf"{SECTION_NUMBER}{{1,3}}")
LINK = re.compile(rf"(?:{either('text-before-link', 'zh')})?[，,。：:\s]*{expression('link', 'zh')}?[：:，,\s]*")
UNCLOSED = re.compile(r"(?P<title>〈[^〈〉《》「」（）()]{3,60})[，,](?=《)")
IN_PARENTHESES = re.compile(
    rf"[》〉]\s*{SECTION_NUMBER}{{0,3}}\s*(?P<mark>[（(])"
    rf"(?=《[^《》]{{2,40}}》[^《》（）()]*(?:\d{{4}}|{cited_ranges.PAGE})"
    rf"|{expression('placed-in', 'zh')}[^《》（）()]{{0,20}}《[^《》]{{2,40}}》"
    rf"|[^《》（）()]{{2,40}}(?:1[5-9]|20)\d\d年?{either('edition', 'zh')}?[，,]\s*"
    rf"(?:第?[\d\s、,，～~–—\-－]{{1,24}}{cited_ranges.PAGE}|{cited_ranges.PAGE}[\d\s、,，～~–—\-－]{{1,24}})\s*[）)])"
)
AUTHOR_YEAR = re.compile(
    r"(?P<names>[^（）()]{2,60}?)\s*[（(，,]\s*(?P<year>(?:1[5-9]|20)\d\d)年?[a-z]?\s*(?:[）)，,]|$)\s*[。.．，,]?\s*"
)
CLOSING = re.compile(
    rf"(?:\s*{expression('closing-unit', 'zh')})*"
    rf"(?:[\u3400-\u9fff]{{0,16}}{expression('copy', 'zh')})?[）)]?"
    rf"(?:[，,]\s*[「“]?(?:\d{{4}}\s*年\s*)?\d{{1,2}}\s*月\s*\d{{1,2}}\s*日[」”]?\s?{either('entry-of-day', 'zh')})?"
    rf"(?:[，,]\s*{expression('figure', 'zh')}\s*[\d一二三四五六七八九十]+(?:[-–—.]\d+)*)?"
    rf"(?:[，,]?\s*(?:{either('unprinted', 'zh')}|{expression('no-date-behind', 'zh')}))?"
)
DAY_BEHIND_LINK = re.compile(expression("day-behind-link", "zh"))
COUNTED = re.compile(rf"\W|[{''.join(languages.words('zh', 'citations', 'counted'))}]")
NUMBERED_HEAD = re.compile(rf"^{expression('numbered-section', 'zh')}[，,]\s*")
NUMBERED_SECTION = re.compile(rf"(?<!\s)\s*{expression('numbered-section', 'zh')}[，,]?\s*")
ERA = re.compile(either("era-of-itself", "zh"))
DAY_BEHIND_NAME = re.compile(r"(?<=[\u3400-\u9fff])\d{4}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?$")
GENITIVE = re.compile(rf"{either('genitive', 'zh')}$")


def parse(scope: Scope, signalled: bool = False) -> Item | None:
    """Return the item in the scope, or None where its titles are only spoken of."""
    scope = _mended(scope)
    if headline := _headline().fullmatch(scope.string, scope.start, scope.end):
        return _headlined(headline)
    titles = _titles(scope)
    if not titles:
        return _bare_document(scope)
    if item := _titled(scope, titles, signalled):
        return item
    for index in range(1, min(len(titles), MOST_SPOKEN_OF + 1)):
        comma = COMMA.search(scope.string, titles[index - 1].end, titles[index].start)
        if comma and (item := _titled(scope.within(comma.end(), scope.end), titles[index:], signalled=False)):
            return item
    return None


def _titled(scope: Scope, titles: tuple[Pair, ...], signalled: bool) -> Item | None:
    lead = scope.within(scope.start, titles[0].start)
    if _cross_reference().match(lead.text):
        return None
    if again := lead.starts(NAMED_AGAIN):
        lead = lead.within(again.end(), lead.end)
    described, lead = _described(lead, titles[0], scope)
    named = _lead(lead, scope, titles[0], signalled)
    if named is None and not described:
        return None
    mark = scope.string[lead.end : titles[0].start].strip() or AGAIN.match(lead.text)
    start = min([titles[0].start, *(part.start for part in described), *(_contributor_start(lead, named or ()))])
    named = adding(described, named or ())
    return _build(
        scope,
        start,
        titles,
        adding(named, _original_title(scope, start, titles, named)),
        signalled or (bool(named) and bool(mark)) or (bool(lead.text) and _is_era(lead.text)),
    )


@cache
def _cross_reference() -> re.Pattern[str]:
    """本卷, 本書: another place of the same book."""
    return re.compile(rf"\s*{alternatives(languages.words('zh', 'citations', 'this-book'))}")


@cache
def _headline() -> re.Pattern[str]:
    """《日報》：水閘的尋根, the whole of a reference: a newspaper or a site, and a headline."""
    sites = alternatives(languages.words("zh", "citations", "sites"))
    return re.compile(
        rf"(?:《(?P<paper>[^《》]{{1,12}}{expression('paper', 'zh')})》|(?P<site>{sites}))"
        r"\s*[：:]\s*(?P<title>[^，,。；;：:《》〈〉“”「」]{3,40})"
    )


def _headlined(headline: re.Match[str]) -> Item:
    kind: CitationKind
    name, kind = ("paper", "article") if headline["paper"] else ("site", "web")
    container = Part(*headline.span(name), "container", (("level", "j"),))
    title = Part(*headline.span("title"), "title", (("level", "a"),))
    return Item(*headline.span(), kind, "zh", (container, title))


@cache
def _led_to() -> re.Pattern[str]:
    return re.compile(rf"(?:.*[，,：:；;。]\s*)?{alternatives(languages.words('zh', 'citations', 'introducing'))}")


@cache
def _adjacent() -> re.Pattern[str]:
    """The words that lead to a name, its year, the name and its honorific, which no mark parts from the title."""
    introducing = alternatives(languages.words("zh", "citations", "introducing"))
    honorific = alternatives(languages.words("zh", "citations", "honorific"))
    return re.compile(
        rf"(?:.*[，,：:；;。]\s*)?{introducing}?(?P<whole>(?:[\d一二三四五六七八九〇○零]{{4}}年)?"
        rf"(?P<name>[\u3400-\u9fff]{{2,{ADJACENT}}}?|[\u3400-\u9fff]{{1,6}}(?:[·・][\u3400-\u9fff]{{1,6}})+){honorific}?)\s*"
    )


def _mended(scope: Scope) -> Scope:
    """The same stretch with each character in its place, but 〈題，《書》 closed, and brackets opened.

    The brackets are those around a source behind its title: 《題》（《書》第3卷，社，年）, 《題》（社，年，頁）.
    """
    string = UNCLOSED.sub(lambda match: match["title"] + "〉", scope.string)
    for match in IN_PARENTHESES.finditer(string, scope.start, scope.end):
        pair = next((pair for pair in scope.outer_pairs if pair.start == match.start("mark")), None)
        if pair:
            string = string[: pair.start] + "，" + string[pair.start + 1 : pair.end - 1] + " " + string[pair.end :]
    return Scope(string, scope.start, scope.end, scope.italics) if string != scope.string else scope


def _build(scope: Scope, start: int, titles: tuple[Pair, ...], parts: tuple[Part, ...], told: bool) -> Item | None:
    titles = _own(scope, titles)
    tail = scope.within(titles[-1].end, scope.end)
    if QUOTED_BEHIND.match(scope.string, titles[-1].end, scope.end):
        tail = Scope(scope.string, titles[-1].end, titles[-1].end)
    parts = adding(parts, _gap(scope, titles))
    found = imprint(tail)
    site = _site(scope, titles, found)
    parts = adding(parts, (replace(site, kind="container", attributes=(("level", "j"),)),) if site else ())
    found = tuple(part for part in found if part is not site)
    if not _is_reference(found, told or _has_section(scope, titles), parts, tail):
        return None
    kind = _kind(scope, titles, parts, found)
    parts = adding(parts, _title_parts(scope, titles, kind, parts))
    parts = (*parts, *_titled_document(scope, titles))
    parts = adding(parts, _settled(scope, found, kind))
    end = _end(scope, titles, parts, found)
    return Item(start, end, kind, _language(scope, parts), tuple(part for part in parts if part.end <= end))


def _titles(scope: Scope) -> tuple[Pair, ...]:
    """Titles in 《》 or 〈〉; and one in quotation marks where a title follows it or a name with a colon precedes."""
    outer = scope.outer_pairs
    found = [
        pair
        for pair in outer
        if (pair.type == "title" or JAPANESE_TITLE.match(scope.string, pair.start, scope.end))
        and not NO_TITLE.match(scope.string, pair.end, scope.end)
    ]
    quotes = [pair for pair in outer if pair.type == "quote" and pair.end - pair.start > 3 and pair not in found]
    for quote in quotes:
        following = next((pair for pair in found if pair.start >= quote.end), None)
        if following and quote.start < found[0].start and _is_linked(scope.within(quote.end, following.start)):
            found.append(quote)
    found = found or [quote for quote in quotes[:1] if _is_unpublished(scope, quote) or _is_paged(scope, quote)]
    return tuple(sorted(found, key=lambda pair: pair.start))


def _is_unpublished(scope: Scope, quote: Pair) -> bool:
    """林山，“題”（未刊）: a title in quotation marks between its author and what says that it never appeared."""
    lead = scope.within(scope.start, quote.start)
    behind = PARENTHESIS.match(scope.string, quote.end, scope.end)
    return bool(lead.text) and is_name(lead.text) and behind is not None and bool(UNPUBLISHED.search(behind[0]))


def _is_paged(scope: Scope, quote: Pair) -> bool:
    """林山，“題”，第87頁: a title cited again, between its author and the pages."""
    lead = scope.within(scope.start, quote.start)
    pages = cited_ranges.pages(scope.within(quote.end, scope.end), "page", (cited_ranges.HAN,))
    return is_name(lead.text) and bool(pages) and PADDED.fullmatch(scope.string, quote.end, pages[0].start) is not None


def _own(scope: Scope, titles: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """The titles of the first item: the second is its container unless a whole reference stands between them."""
    own = [titles[0]]
    for title in titles[1:]:
        between = scope.within(own[-1].end, title.start)
        if cited_ranges.pages(between, "page") or len(own) == 3 or not _is_linked(between):
            break
        own.append(title)
    return tuple(own)


def _is_linked(between: Scope) -> bool:
    """Between a title and its container stand 載, a volume, a date in parentheses, or names with a role or colon."""
    rest = LINK.sub("", re.sub(r"[（(][^（）()]*[）)]", "", between.text).strip(PADDING), count=1)
    rest = dating.ERA_DATE.sub("", NUMBERED_HEAD.sub("", rest, count=1), count=1)
    rest = LINK.sub("", DAY.sub("", rest, count=1).strip(PADDING), count=1).strip(PADDING)
    if not rest or VOLUME.fullmatch(rest) or NUMBERED.fullmatch(rest):
        return True
    if SECTION.fullmatch(rest):
        return between.string[between.end : between.end + 1] == "，"
    if is_place(rest) or TOWN_OF_DAY.search(between.text):
        return True
    chunks = re.split(r"[，,、]", rest)
    closed = between.string[between.end : between.end + 1] in "：:" or ROLE.search(rest) is not None
    return closed and all(is_name(chunk.strip()) for chunk in chunks if chunk.strip())


def _described(lead: Scope, title: Pair, scope: Scope) -> tuple[tuple[Part, ...], Scope]:
    """Documents before the title of the journal or book that prints them, and what is left of the lead."""
    ends = [pair.end for pair in lead.outer_pairs if pair.type == "paren"]
    for end in reversed(ends[-MOST_DOCUMENTS:]):
        before = lead.within(lead.start, end)
        if documents.is_description(before):
            return documents.documents(before), lead.within(end, lead.end)
    if dated := lead.starts(DATED_DOCUMENT):
        before = lead.within(lead.start, dated.end("document"))
        if documents.type_of(before.text) and dating.days(before):
            return documents.documents(before), lead.within(dated.end(), lead.end)
    return (), lead


def _lead(lead: Scope, scope: Scope, title: Pair, signalled: bool = False) -> tuple[Part, ...] | None:
    """The contributors named before the title; None where a sentence leads to it instead of a name."""
    if not lead.text:
        return ()
    mark = scope.string[lead.end : title.start].strip()
    if not mark and (owners := _owners(lead)):
        return owners
    has_role = lead.search(ROLE)
    if AGAIN.fullmatch(lead.text):
        return ()
    if dated := AUTHOR_YEAR.fullmatch(lead.string, lead.start, lead.end):
        names = lead.within(lead.start, dated.end("names"))
        return (*contributors(names), Part(*dated.span("year"), "year", (("when", dated["year"]),)))
    if not mark and not has_role and not _is_era(lead.text):
        return _right_before(lead, signalled)
    if _is_era(lead.text) and not mark:
        return (Part(lead.start, lead.end, "pub-place"),) if is_place(lead.text) else ()
    dated = lead.search(DAY_BEHIND_NAME)
    inner = _last_named(lead.within(lead.start, dated.start()) if dated else lead)
    words = scope.string[title.start + 1 : title.end - 1]
    return contributors(inner, words) if inner else ()


def _owners(lead: Scope) -> tuple[Part, ...]:
    """林山、水生的《題》, 某所編的《書》: several names, or a name and its role, that a genitive joins to the title."""
    genitive = lead.search(GENITIVE)
    names = lead.within(lead.start, genitive.start()) if genitive else lead
    chunks = names.text.split("、")
    is_list = len(chunks) > 1 and all(map(is_name if genitive else SURNAMED.fullmatch, chunks))
    return contributors(names) if is_list or (genitive and names.search(ROLE) and is_name(names.text)) else ()


def _right_before(lead: Scope, signalled: bool) -> tuple[Part, ...] | None:
    """印順導師《題》: the name stands right before the title; 九月二十二日發表的《題》: a day leads to it."""
    if _led_to().fullmatch(lead.text):
        return ()
    if match := _adjacent().fullmatch(lead.text):
        if is_name(match["name"], ADJACENT):
            return (Part(lead.start + match.start("name"), lead.start + match.end("name"), "author"),)
    elif signalled and PUBLISHED_ON.fullmatch(lead.text):
        return next((_dated(date) for date in dating.dates(lead)), ())
    return None


def _dated(date: Part) -> tuple[Part, ...]:
    return (Part(date.start, date.end, "year", (("when", next(iter(dating.values(date)), "")),)),)


def _is_era(text: str) -> bool:
    """Old gazetteers stand under their era (乾隆《嘉定縣志》), newspapers under their town."""
    text = re.sub(r"^[（(〔［\[](.+)[）)〕］\]]$", r"\1", text)
    return text in FIRST_YEARS or ERA.fullmatch(text) is not None or is_place(text)


def _last_named(lead: Scope) -> Scope | None:
    """The stretch at the lead's end that names contributors: a foreign title or a sentence may precede it."""
    longest = LONGEST_BODY if lead.string[lead.end : lead.end + 1] in "：:" else LONGEST_NAME
    cuts = [match.end() for match in lead.all(re.compile(r"[：:，,]\s*")) if lead.is_open(match.start())]
    for start in [lead.start, *cuts]:
        inner = lead.within(start, lead.end)
        chunks = [chunk for chunk in re.split(r"[、，,；;]", inner.text) if chunk.strip()]
        if chunks and all(is_name(chunk.strip(), longest) for chunk in chunks) and not _is_foreign_title(inner):
            return inner
    return None


def _is_foreign_title(scope: Scope) -> bool:
    """A long Cyrillic or Latin run before a Chinese name is the title in the original language."""
    head = re.match(r"[^\u3400-\u9fff]*", scope.text)
    return bool(head and len(head[0]) > 30 and HAN.search(scope.text))


def _contributor_start(lead: Scope, named: tuple[Part, ...]) -> Iterator[int]:
    """An item begins with its first contributor, with the country in brackets before the name or the original title."""
    if _is_era(lead.text) or AGAIN.fullmatch(lead.text) or GENRE.fullmatch(lead.text):
        yield lead.start
    match = _adjacent().fullmatch(lead.text)
    if len(named) == 1 and match and named[0].start == lead.start + match.start("name") and named[0].kind == "author":
        yield lead.start + match.start("whole")
    elif named and AUTHOR_YEAR.fullmatch(lead.string, lead.start, lead.end):
        yield lead.start
    elif named:
        inner = _last_named(lead)
        yield inner.start if inner else named[0].start
        head = lead.within(lead.start, inner.start if inner else named[0].start)
        if _is_title_run(head):
            yield head.start


def _is_title_run(scope: Scope) -> bool:
    return (
        len(scope.text) > 8
        and not HAN.search(scope.text)
        and bool(CYRILLIC.search(scope.text) or LATIN.search(scope.text))
    )


def _original_title(scope: Scope, start: int, titles: tuple[Pair, ...], parts: tuple[Part, ...]) -> tuple[Part, ...]:
    first = min([titles[0].start, *(part.start for part in parts)])
    head = scope.within(start, first)
    return (Part(head.start, head.end, "title", (("level", "m"),)),) if _is_title_run(head) else ()


def _gap(scope: Scope, titles: tuple[Pair, ...]) -> tuple[Part, ...]:
    """Between title and container: 載, and the container's editors; or the title's translator."""
    found: tuple[Part, ...] = ()
    for first, second in pairwise(titles):
        gap = scope.within(first.end, second.start)
        if IN_BRACKETS.search(scope.string, first.end, second.start):
            found = adding(found, imprint(Scope(scope.string, first.end, second.start)))
            continue
        found = adding(found, numbers(gap, VOLUME, "volume"))
        inner = _after_link(gap)
        if found and found[-1].start >= gap.start and not ROLE.search(inner.text):
            continue
        found = adding(found, _gap_year(gap))
        if is_place(inner.text) or TOWN_OF_DAY.fullmatch(gap.string, inner.start - 1, inner.end):
            found = adding(found, (Part(inner.start, inner.end, "pub-place"),))
        elif inner.text and not SAME.fullmatch(inner.text):
            found = adding(found, contributors(inner, scope.string[second.start : second.end]))
    return found


def _gap_year(gap: Scope) -> tuple[Part, ...]:
    """《題》（載1927年7月25日《報》）: the day stands before the newspaper's name."""
    dates = [date for date in dating.dates(gap) if DAY_BEHIND_LINK.search(gap.string, gap.start, date.start)]
    return _dated(dates[0]) if dates else ()


def _after_link(gap: Scope) -> Scope:
    """What is left of a gap without a date in parentheses and without 載, 收入."""
    for pattern in (NUMBERED_SECTION, PARENTHESIS, dating.ERA_DATE, DAY, LINK, DAY):
        read = gap.starts(pattern)
        gap = gap.within(read.end(), gap.end) if read else gap
    return gap


def _is_reference(found: tuple[Part, ...], told: bool, parts: tuple[Part, ...], tail: Scope) -> bool:
    """A title alone is only spoken of; pages, an issue, a year with its publisher or a signal make it a reference."""
    kinds = _told_kinds(found, parts)
    if told and QUOTED_BEHIND.match(tail.string, tail.start - 1):
        return True
    if SECTIONED.fullmatch(tail.string, max(0, tail.string.rfind("《", 0, tail.start)), tail.end):
        return True
    if (
        kinds & {"pages", "issue"}
        or NO_DATE.search(tail.text)
        or {"publisher", "year"} <= kinds
        or UNPUBLISHED.search(tail.text)
    ):
        return True
    if "year" in kinds and not _prose_follows(tail, found):
        return True
    return told and not _prose_follows(tail, found)


def _told_kinds(found: tuple[Part, ...], parts: tuple[Part, ...]) -> set[str]:
    """The kinds of what stands behind the title, and the year also where it stands before it."""
    return {part.kind for part in found} | {part.kind for part in parts if part.kind == "year"}


def _prose_follows(tail: Scope, found: tuple[Part, ...]) -> bool:
    rest = "".join(tail.string[start:end] for start, end in free(tail.start, tail.end, found))
    return len(COUNTED.sub("", rest)) > 12


def _kind(scope: Scope, titles: tuple[Pair, ...], parts: tuple[Part, ...], found: tuple[Part, ...]) -> CitationKind:
    tail = scope.string[titles[-1].end : scope.end]
    kinds = _told_kinds(found, parts)
    if THESIS.search(tail) or (UNPUBLISHED.search(tail) and not IN_BRACKETS.search(tail)):
        return "unpublished"
    if (
        len(titles) > 1
        and "year" in kinds
        and (not kinds & {"publisher", "pub-place", "editor"} or _is_serial(scope, found))
        and not _has_editors(parts)
        and not any(part.kind == "publisher" for part in parts)
    ):
        return "article"
    if _has_section(scope, titles):
        return "chapter"
    if len(titles) == 1 and "publisher" not in kinds and _is_document(scope, titles[0]):
        return "unpublished"
    if "issue" in kinds or any(part.kind == "container" for part in parts) or _is_newspaper(scope, titles, found):
        return "article"
    if len(titles) > 1:
        return "chapter"
    return "article" if scope.string[titles[0].start] in "〈<" and not kinds & {"publisher"} else "book"


def _is_document(scope: Scope, title: Pair) -> bool:
    """《關於……的報告》，1957年6月3日: a title that ends with a document's type, and its day."""
    words = scope.string[title.start + 1 : title.end - 1]
    day = DAY.match(scope.string[title.end : scope.end].lstrip("，, （("))
    return bool(DOCUMENT_END.search(words) and day and "日" in day[0])


def _has_editors(parts: tuple[Part, ...]) -> bool:
    return any(part.kind == "editor" for part in parts)


def _has_section(scope: Scope, titles: tuple[Pair, ...]) -> bool:
    """《舊唐書》卷9《玄宗紀下》: the second title is a section of the first."""
    gap = IN_BRACKETS.sub("", scope.string[titles[0].end : titles[1].start]).lstrip("，, ") if len(titles) > 1 else ""
    if len(titles) == 2 and gap.endswith(("，", ",")) and VOLUME.match(scope.string, titles[1].end, scope.end):
        return False
    if len(titles) == 2 and not gap.strip() and scope.string[titles[0].start] + scope.string[titles[1].start] == "《〈":
        return True
    return bool(NUMBERED_SECTION.fullmatch(gap))


def _is_newspaper(scope: Scope, titles: tuple[Pair, ...], found: tuple[Part, ...]) -> bool:
    year = next((part for part in found if part.kind == "year"), None)
    if year is None or any(part.kind != "pub-place" and part.start < year.start for part in found):
        return False
    between = scope.string[titles[-1].end : year.start].strip(PADDING + "（()）")
    has_place = any(part.kind == "pub-place" for part in found)
    return len(between) <= LONGEST_TOWN and (len(year.attribute("when")) == 10 or (len(titles) > 1 and not has_place))


def _title_parts(
    scope: Scope, titles: tuple[Pair, ...], kind: CitationKind, parts: tuple[Part, ...]
) -> tuple[Part, ...]:
    level = {"article": "a", "chapter": "a", "unpublished": "u", "book": "m"}.get(kind, "m")
    documented = any(part.kind == "document" for part in parts)
    if len(titles) == 1 and kind == "article" and (documented or not _has_own_title(scope, titles[0], parts)):
        return (_inner(titles[0], "container", "j"),)
    if len(titles) == 1:
        translated = (("type", "translated"),) if any(part.kind == "title" for part in parts) else ()
        found = _inner(titles[0], "title", "m" if level == "a" and kind != "article" else level)
        return (Part(found.start, found.end, "title", (*found.attributes, *translated)),)
    if _has_section(scope, titles):
        return _inner(titles[0], "container", "m"), _inner(titles[1], "title", "a")
    container = "j" if kind == "article" else "m"
    if documented and len(titles) == 1:
        return (_inner(titles[0], "container", container),)
    return _inner(titles[0], "title", "a"), _inner(titles[1], "container", container), *(
        _inner(title, "title", "s") for title in titles[2:]
    )  # fmt: skip


def _has_own_title(scope: Scope, title: Pair, parts: tuple[Part, ...]) -> bool:
    return any(part.kind in ("author", "editor", "container") for part in parts) or scope.string[title.start] in "〈<“"


def _titled_document(scope: Scope, titles: tuple[Pair, ...]) -> tuple[Part, ...]:
    """《某某致某某電》（1950年5月18日）: a title that describes a document, with its date in parentheses."""
    after = scope.within(titles[0].end, scope.end)
    dated = PARENTHESIS.match(scope.string, titles[0].end, scope.end) or DAY.match(scope.string, after.start, after.end)
    if len(titles) < 2 or dated is None or not dating.dates(scope.within(dated.start(), dated.end())):
        return ()
    described = Scope(scope.string, titles[0].start, dated.end())
    type = documents.type_of(scope.string[titles[0].start + 1 : titles[0].end - 1])
    found = documents.documents(described)
    return found if type or any(part.attribute("role") == "sender" for part in found) else ()


def _inner(pair: Pair, kind: str, level: str) -> Part:
    return Part(pair.start + 1, pair.end - 1, kind, (("level", level),))  # type: ignore[arg-type]


def _settled(scope: Scope, found: tuple[Part, ...], kind: CitationKind) -> tuple[Part, ...]:
    """An article has no publisher, and its place stands in brackets; the numbers of a serial are its issues."""
    if kind != "article":
        return found
    found = tuple(
        part
        for part in found
        if part.kind != "publisher" and (part.kind != "pub-place" or scope.string[part.start - 1] in "（(")
    )
    return tuple(replace(part, kind="issue") if _counts_serial(scope, part) else part for part in found)


def _site(scope: Scope, titles: tuple[Pair, ...], found: tuple[Part, ...]) -> Part | None:
    """《題》，某新聞，2019年8月12日: a newspaper or a site without marks, by the end of its name and the day."""
    is_dated = any(part.kind == "year" and len(part.attribute("when")) == 10 for part in found)
    if len(titles) > 1 or not is_dated or any(part.kind == "pub-place" for part in found):
        return None
    named = (part for part in found if part.kind == "publisher")
    return next((part for part in named if SITE_END.search(scope.string, part.start, part.end)), None)


def _is_serial(scope: Scope, found: tuple[Part, ...]) -> bool:
    """《研究》第2輯（首爾，1988）: the numbers of a serial, and no publisher."""
    return not any(part.kind == "publisher" for part in found) and any(_counts_serial(scope, part) for part in found)


def _counts_serial(scope: Scope, part: Part) -> bool:
    return part.kind == "volume" and SERIAL_UNIT.match(scope.string, part.end) is not None


def _end(scope: Scope, titles: tuple[Pair, ...], parts: tuple[Part, ...], found: tuple[Part, ...]) -> int:
    """The item ends with its pages, else with the last thing recognised and the marks that close it."""
    cited = [part.end for part in found if part.kind == "pages"]
    end = _behind_pages(scope, found) if cited else max([titles[-1].end, *(part.end for part in parts)])
    if not cited:
        end = next((match.end() for match in scope.all(SECTION_BEHIND) if match.start("section") == end), end)
    end = _closed(scope, end)
    more = None if cited else FURTHER_DAYS.match(scope.string, end, scope.end)
    end = more.end() if more else end
    return end + (scope.string[end : min(end + 1, scope.end)] == " ")


def _behind_pages(scope: Scope, found: tuple[Part, ...]) -> int:
    """Where the pages end, or the publisher and the year behind them; a year alone is only that of a sentence, unless
    nothing follows it."""
    pages = max(part.end for part in found if part.kind == "pages")
    behind = [part for part in found if part.kind in ("publisher", "year") and part.start > pages]
    if not any(part.kind == "publisher" for part in behind):
        behind = [part for part in behind if _closed(scope, part.end) == scope.end]
    return max([pages, *(part.end for part in behind)])


def _closed(scope: Scope, end: int) -> int:
    """The end of what closes a reference behind `end`: the units of a date, which edition it is."""
    match = CLOSING.match(scope.string, end, scope.end)
    return match.end() if match else end


def _language(scope: Scope, parts: tuple[Part, ...]) -> str:
    original = next((part for part in parts if part.kind == "title"), None)
    words = scope.string[original.start : original.end] if original else ""
    return "zh" if HAN.search(words) or not words else main_script(words)


def _bare_document(scope: Scope) -> Item | None:
    """A document cited again by its description and pages alone, its source being named before."""
    ends = [pair.end for pair in scope.outer_pairs if pair.type == "paren"]
    for end in reversed(ends[-MOST_DOCUMENTS:]):
        before, after = scope.within(scope.start, end), scope.within(end, scope.end)
        if documents.is_description(before):
            return _document_with(before, after)
    return None


def _document_with(before: Scope, after: Scope) -> Item | None:
    described = documents.documents(before)
    cited = cited_ranges.pages(after, "page", (cited_ranges.HAN,))
    if UNPUBLISHED.search(after.text):
        return Item(before.start, after.end, "unpublished", "zh", described)
    if cited and not after.within(after.start, cited[0].start).text:
        return Item(before.start, cited[-1].end, "article", "zh", adding(described, cited))
    return None


def page(head: Scope) -> Item | None:
    """A page of the web, its address left out: [author：]《title》 or a title alone."""
    titles = _titles(head) or tuple(pair for pair in head.outer_pairs[:1] if pair.type == "quote")
    if not titles:
        return None
    lead = head.within(head.start, titles[0].start)
    named = _lead(lead, head, titles[0]) or ()
    parts = (*named, _inner(titles[0], "title", "m"))
    return Item(min(part.start for part in (*named, parts[-1])) - (not named), head.end, "web", "zh", parts)
