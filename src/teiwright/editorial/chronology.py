"""Dates that contradict the sentence, the neighbours, the leaves, the calendar or the year of publication."""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise

from lxml import etree

from teiwright.editorial.cited import Cited, Document, Query, Source, day_of, days_of, label, labels, note_of
from teiwright.editorial.spelling import is_one_slip
from teiwright.languages import months
from teiwright.xmltools import TEI, plain_text

BLOCKS = tuple(TEI + name for name in ("p", "head", "item", "cell", "ab", "l", "titlePart", "byline", "docDate"))
NEAR = timedelta(days=3)
MONTH = timedelta(days=31)
EXPLAINED = timedelta(days=14)
CLOSE_NEIGHBOURS = timedelta(days=10)
CLOSE_NOTES = 4
CHINESE_DAY = re.compile(r"(?:(?P<year>\d{4})\s*年\s*)?(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,3})\s*日")
DOTTED_DAY = re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>1[5-9]\d\d|20\d\d)(?!\d)")
WRITTEN_DAY = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})\s+(?P<name>{'|'.join(months.full('en', 'ru'))})\s*,?\s*(?P<year>\d{{4}})?"
    rf"|(?P<name2>{'|'.join(months.full('en'))})\s+(?P<day2>\d{{1,2}})(?!\d)\s*,?\s*(?P<year2>\d{{4}})?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """One date of one document, and the citation that it stands in."""

    cited: Cited
    document: Document
    element: etree._Element
    day: date


def dated(source: Source) -> Iterator[Dated]:
    """Yield all dates of documents that are known to the day, in document order."""
    for cited in source.citations:
        yield from _dated_in(cited)


def _dated_in(cited: Cited) -> Iterator[Dated]:
    for document in cited.documents:
        for element, day in _dates(document):
            yield Dated(cited, document, element, day)


def by_note(source: Source) -> Iterator[tuple[etree._Element, list[Dated]]]:
    """Yield the notes that date a document to the day, each with those dates."""
    for note, cited in groupby(source.citations, key=lambda cited: cited.note):
        if mine := [each for item in cited for each in _dated_in(item)]:
            yield note, mine


def before_note(note: etree._Element) -> list[etree._Element]:
    """Return the dates of the body that stand between the note before, or the paragraph's beginning, and this note."""
    block = next(note.iterancestors(*BLOCKS), None)
    found: list[etree._Element] = []
    for element in () if block is None else block.iter(f"{TEI}date", f"{TEI}note"):
        if element is note:
            return found
        if element.tag == note.tag:
            found = []
        elif note_of(element) is None:
            found.append(element)
    return []


def contradicting(source: Source) -> Iterator[Query]:
    """A document can't be older than what the sentence tells with it as its source.

    Asked only where one slip of the pen (4 for 14, one wrong figure in the month or the year) makes the note's date
    the sentence's, where no other date of the sentence explains it, and where no other document of the note is the
    sentence's own: a document is often dated some days after what it tells, but seldom before.
    """
    for note, mine in by_note(source):
        told = [(each, days_of(each)) for each in before_note(note)]
        spans = [(each, span) for each, span in told if span]
        if any(_explained(each.day, [span for _, span in spans]) for each in mine):
            continue
        for each in mine:
            slips = [element for element, (first, _) in spans if _is_slip(each.day, first, element, source)]
            if slips:
                yield _contradiction(each, slips[-1])


def _explained(day: date, spans: Iterable[tuple[date, date]]) -> bool:
    """A date is explained by the sentence where it lies in, or up to a fortnight after, one of its dates."""
    return any(first - timedelta(days=1) <= day <= last + EXPLAINED for first, last in spans)


def _is_slip(day: date, told: date, element: etree._Element, source: Source) -> bool:
    """One slip parts the two in the day, the month or the year.

    In day and month the document must come first. A year counts only where the sentence prints it, or where no other
    date of the article is of the document's year: the year that a sentence leaves out is the context's guess.
    """
    if not parted_by_one_slip(day, told):
        return False
    if day.year == told.year:
        return day < told - NEAR
    return str(told.year) in plain_text(element) or source.dated_years[day.year] == 1


def parted_by_one_slip(one: date, other: date) -> bool:
    """Tell whether exactly one of year, month and day differs, and that by one slip of the pen."""
    pairs = [(one.year, other.year), (one.month, other.month), (one.day, other.day)]
    different = [(str(first), str(second)) for first, second in pairs if first != second]
    return len(different) == 1 and is_one_slip(*different[0])


def _contradiction(each: Dated, told: etree._Element) -> Query:
    day = days_of(told)
    against = (
        f"the document of note {label(each.element)} is dated {plain_text(each.element)}, "
        f"but the sentence that it is to prove speaks of {plain_text(told)}"
    )
    return Query(plain_text(each.element), (each.cited.element,), against, _likely(each, day[0] if day else None))


def _likely(each: Dated, day: date | None) -> str:
    return f"probably {written(day, plain_text(each.element))}" if day else ""


def written(day: date, like: str) -> str:
    """Return the day in the manner of a date as printed: 1950年10月14日, 14.10.1950, or else 1950-10-14."""
    if "月" in like:
        return (f"{day.year}年" if "年" in like else "") + f"{day.month}月{day.day}日"
    if DOTTED_DAY.search(like):
        return f"{day.day:02}.{day.month:02}.{day.year}"
    return day.isoformat()


def out_of_order(source: Source) -> Iterator[Query]:
    """A document's date against its neighbours: those in the notes before and after, and those in the same file.

    Pages: the other documents of the same file or issue, four or more, run by date with their pages; the first and the
    last of them are asked about only where one slip makes a date of the month before or after.
    Years: two or more other documents of the file are all of one year, which one slip makes of this one's, and which
    is not the next.
    Notes: both neighbours lie within ten days, one at least is between the same parties, this date is three or more
    days outside, one slip brings it between them, and the sentence has no date that explains it.
    """
    found = [*_among_pages(source), *_among_years(source)]
    asked = {query.places[0] for query in found}
    yield from found
    yield from (query for query in _among_notes(source) if query.places[0] not in asked)


def _among_notes(source: Source) -> Iterator[Query]:
    """Only notes that cite one dated document alone are neighbours: in a list of sources the order is free."""
    alone = [mine[0] for _, mine in by_note(source) if len(mine) == 1]
    positions = {note: place for place, note in enumerate(source.notes)}
    for before, each, after in zip(alone, alone[1:], alone[2:], strict=False):
        close = positions[after.cited.note] - positions[before.cited.note] <= CLOSE_NOTES
        meant = _slipped(each.day, before.day, after.day)
        if close and meant and after.day <= before.day + CLOSE_NEIGHBOURS and _is_strange(before, each, after):
            yield _misplaced(each, [before, after], "notes", meant[0])


def _is_strange(before: Dated, each: Dated, after: Dated) -> bool:
    """Tell whether a date is far from its neighbours', of which one at least is between the same parties."""
    told = [span for element in before_note(each.cited.note) if (span := days_of(element))]
    far = not before.day - NEAR < each.day < after.day + NEAR
    parties = each.document.parties
    same = any(parties) and parties in (before.document.parties, after.document.parties)
    return far and same and not _explained(each.day, told)


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _slipped(day: date, first: date, last: date) -> list[date]:
    """Return the days between first and last that one slip makes of a day."""
    return [each for each in _days(first, last) if parted_by_one_slip(day, each)]


def _misplaced(each: Dated, others: list[Dated], where: str, likely: date | None) -> Query:
    places = " and ".join(f"{label(one.element)} ({plain_text(one.element)})" for one in others)
    beside = "between" if len(others) > 1 else "next to"
    around = f"{beside} notes" if where == "notes" else f"on the pages {beside} the documents of notes"
    date_of_note = f"the date {plain_text(each.element)} of note {label(each.element)}"
    against = f"{date_of_note} is out of order: the document stands {around} {places}"
    return Query(plain_text(each.element), (each.cited.element,), against, _likely(each, likely))


def _among_pages(source: Source) -> Iterator[Query]:
    files: dict[tuple[str, ...], list[tuple[int, Dated]]] = {}
    for page, each in _paged(source):
        if key := container(source, each.cited):
            files.setdefault(key, []).append((page, each))
    for members in files.values():
        ordered = sorted(members, key=lambda member: (member[0], member[1].day))
        misfit = _misfit([each.day for _, each in ordered])
        if misfit is not None:
            each = ordered[misfit][1]
            around = [member for _, member in ordered[max(0, misfit - 1) : misfit + 2] if member is not each]
            first, last = around[0].day, around[-1].day
            if len(around) == 2:
                yield _misplaced(each, around, "pages", max(_slipped(each.day, first, last), default=None))
            elif likely := _slipped(each.day, first if misfit else first - MONTH, last + MONTH if misfit else last):
                yield _misplaced(each, around, "pages", likely[0] if misfit else likely[-1])


def _among_years(source: Source) -> Iterator[Query]:
    files: dict[tuple[str, ...], list[Dated]] = {}
    for each in dated(source):
        if key := container(source, each.cited):
            files.setdefault(key, []).append(each)
    for members in files.values():
        for each in members:
            others = [other for other in members if other is not each]
            years = {other.day.year for other in others}
            if len(others) > 1 and len(years) == 1 and _is_wrong_year(each.day.year, years.pop()):
                yield _of_another_year(each, others)


def _is_wrong_year(year: int, usual: int) -> bool:
    return abs(year - usual) > 1 and is_one_slip(str(year), str(usual))


def _of_another_year(each: Dated, others: list[Dated]) -> Query:
    usual, words = others[0].day.year, plain_text(each.element)
    against = (
        f"the date {words} of note {label(each.element)} is out of order: the other documents from the same place "
        f"({labels(other.element for other in others)}) are of {usual}"
    )
    return Query(words, (each.cited.element,), against, f"probably {usual}")


def _paged(source: Source) -> Iterator[tuple[int, Dated]]:
    """Yield documents with the page they begin on: as many groups of pages as dates, one for each, or one of both."""
    for cited in source.citations:
        mine = list(_dated_in(cited))
        if len(mine) == len(cited.ranges) or (len(mine) == 1 and cited.ranges):
            yield from ((first, each) for (first, _), each in zip(cited.ranges, mine, strict=False))


def _dates(document: Document) -> Iterator[tuple[etree._Element, date]]:
    for element in document.dates:
        day = day_of(element.get("when"))
        if day:
            yield element, day


def container(source: Source, cited: Cited) -> tuple[str, ...]:
    """Return what tells the file, or the journal's issue, that a document is found in; () where it is not known."""
    if cited.type == "archival":
        return (cited.record,) if cited.record and len(cited.shelfmark) > 1 else ()
    record = source.records.get(cited.record)
    if record is None:
        return ()
    journal = next((plain_text(each) for each in record.iterfind(".//{*}monogr/{*}title[@level='j']")), "")
    issue = [
        plain_text(each)
        for path in (".//{*}biblScope[@unit='issue']", ".//{*}imprint/{*}date")
        for each in record.iterfind(path)
    ]
    return (journal, *issue) if journal and len(issue) > 1 else ()


def _misfit(days: list[date]) -> int | None:
    """Return the place of the one date without which five or more dates run in order, or None."""
    if len(days) < 5 or _runs(days) or len(set(days)) < 4:
        return None
    found = [place for place in range(len(days)) if _runs(days[:place] + days[place + 1 :])]
    far = [
        place for place in found if _is_far(days[max(0, place - 1) : place], days[place], days[place + 1 : place + 2])
    ]
    return far[0] if len(far) == 1 else None


def _is_far(before: list[date], day: date, after: list[date]) -> bool:
    return any(day <= each - NEAR for each in before) or any(day >= each + NEAR for each in after)


def _runs(days: list[date]) -> bool:
    return all(one <= other for one, other in pairwise(days))


def impossible_dates(source: Source) -> Iterator[Query]:
    """A day that no calendar has: a 13th month, the 31st of a month with thirty days, 29 February of a common year."""
    for note in source.notes:
        text = plain_text(note)
        for year, month, day, words in _written_days(text):
            if not _exists(year, month, day):
                yield Query(
                    words,
                    source.holding(note, words),
                    f"note {label(note)} has {words}, a day that no calendar has",
                    "look it up",
                )
            elif source.published and year > source.published:
                against = f"note {label(note)} has {words}, a day after the article appeared ({source.published})"
                yield Query(words, source.holding(note, words), against, "look it up")


def _written_days(text: str) -> Iterator[tuple[int, int, int, str]]:
    for pattern in (CHINESE_DAY, DOTTED_DAY):
        for match in pattern.finditer(text):
            yield int(match.groupdict()["year"] or 2000), int(match["month"]), int(match["day"]), match[0]
    for match in WRITTEN_DAY.finditer(text):
        name = (match["name"] or match["name2"]).casefold()
        year, day = match["year"] or match["year2"] or 2000, match["day"] or match["day2"]
        yield int(year), months.numbers("en", "ru")[name], int(day), match[0].strip(" ,")


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def impossible_years(source: Source) -> Iterator[Query]:
    """A year of publication, or of a document, after the article's own; a document later than the book it stands in."""
    for cited in source.citations:
        for element in cited.years:
            year = _year(element)
            if year and source.published and not 1450 <= year <= source.published:
                against = (
                    f"note {label(element)} cites a work of {year}, but the article appeared in {source.published}"
                )
                yield Query(plain_text(element), (cited.element,), against)
        yield from _late_documents(source, cited)


def _year(element: etree._Element) -> int | None:
    when = element.get("when", "")
    return int(when[:4]) if when[:4].isdecimal() else None


def _late_documents(source: Source, cited: Cited) -> Iterator[Query]:
    printed = [year for element in cited.years if (year := _year(element))]
    for document in cited.documents:
        for element, day in _dates(document):
            if printed and day.year > min(printed):
                words = plain_text(element)
                work = f"the work that it is cited from appeared in {min(printed)}"
                yield Query(words, (cited.element,), f"note {label(element)} dates a document {words}, but {work}")


def titles_before_their_time(source: Source) -> Iterator[Query]:
    """A title that names a year later than the year in which the work appeared."""
    for cited in source.citations:
        title, years = cited.title, [year for element in cited.years if (year := _year(element))]
        if title is None or not years or cited.parts("title", level="s"):
            continue
        named = [int(year) for year in re.findall(r"(?<!\d)(1[6-9]\d\d|20\d\d)(?!\d)", plain_text(title))]
        if named and max(named) > max(years):
            against = f"note {label(title)} cites a work of {max(years)} whose title speaks of {max(named)}"
            yield Query(plain_text(cited.years[0]), (cited.element,), against)
