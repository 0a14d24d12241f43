"""Shelfmarks out of line with the others of the same archive."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from teiwright.editorial.cited import Cited, Query, Source, label, labels
from teiwright.editorial.spelling import is_one_slip, listed, usual
from teiwright.xmltools import plain_text

WIDE_TO_NARROW = ("fond", "opis", "papka", "delo")
OFTEN = 3
LONG = 5
SAME_TIME = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Unit:
    """An archival unit: where it is kept, its numbers by type, and the citations of it."""

    archive: str
    numbers: tuple[tuple[str, str], ...]
    citations: tuple[Cited, ...]

    def without(self, kind: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        return self.archive, tuple(pair for pair in self.numbers if pair[0] != kind)

    def number(self, kind: str) -> str:
        return dict(self.numbers).get(kind, "")

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(day for cited in self.citations for document in cited.documents for day in document.days)


def archive(cited: Cited) -> str:
    """Return what tells the archive: its key, or its name."""
    name = cited.repository
    return "" if name is None else name.get("ref", "") or plain_text(name)


def units(source: Source) -> list[Unit]:
    """Return the units with a shelfmark, in the order of their first citation."""
    found: dict[tuple[str, tuple[tuple[str, str], ...]], list[Cited]] = {}
    for cited in source.citations:
        if cited.shelfmark and archive(cited):
            found.setdefault((archive(cited), tuple(sorted(cited.shelfmark))), []).append(cited)
    return [Unit(*key, tuple(members)) for key, members in found.items()]


def out_of_line(source: Source) -> Iterator[Query]:
    """A number cited once that one slip makes a number cited three times or more, all other numbers being equal.

    A figure too many or too few counts where it gives the number a length of its own in that series, or where the
    documents are of the same time. A changed figure counts for documents of the same two months, and only before the
    last place, since neighbouring numbers are neighbouring files; two figures turned round count there too. In a
    number of five figures and more every slip counts.

    Opisi with long numbers are compared whatever the file, since a fond has few of them.
    """
    known = units(source)
    yield from _lone_series(known)
    for unit in known:
        for kind in (kind for kind in WIDE_TO_NARROW if kind != "opis" or len(unit.number("opis")) < LONG):
            others = [other for other in known if other is not unit and other.without(kind) == unit.without(kind)]
            suspects = [other for other in others if _is_slip_for(unit, other, kind, others)]
            if suspects:
                yield _slipped(unit, max(suspects, key=lambda other: len(other.citations)), kind)


def _lone_series(known: list[Unit]) -> Iterator[Query]:
    """One opis of five figures and more cited once in a fond, beside another cited three times that one slip makes it.

    Two series alone, of equal length and beginning, one cited four times, are asked about without a slip too.
    """
    by_fond: dict[tuple[str, str], list[Unit]] = {}
    for unit in known:
        if unit.number("fond") and len(unit.number("opis")) >= LONG:
            by_fond.setdefault((unit.archive, unit.number("fond")), []).append(unit)
    for members in by_fond.values():
        counted = Counter(unit.number("opis") for unit in members for _ in unit.citations)
        often, times = counted.most_common(1)[0]
        for once in (number for number, each in counted.items() if each == 1 and times >= OFTEN):
            lone = len(counted) == 2 and times > OFTEN and len(often) == len(once) and often[:2] == once[:2]
            if lone or is_one_slip(often, once):
                yield _lone(next(unit for unit in members if unit.number("opis") == once), often, members)


def _lone(unit: Unit, often: str, members: list[Unit]) -> Query:
    once, cited = unit.number("opis"), unit.citations[0]
    others = labels(each.element for other in members if other is not unit for each in other.citations)
    against = (
        f"note {label(cited.element)} alone cites opis {once} of fond {unit.number('fond')}; {others} cite opis {often}"
    )
    return Query(once, (cited.element,), against, f"perhaps opis {often}: look it up")


def _is_slip_for(unit: Unit, other: Unit, kind: str, siblings: list[Unit]) -> bool:
    printed, meant = unit.number(kind), other.number(kind)
    numbers = printed.isdecimal() and meant.isdecimal()
    if not numbers or len(unit.citations) > 1 or not is_one_slip(printed, meant):
        return False
    if len(printed) != len(meant):
        alone = all(len(each.number(kind)) != len(printed) for each in siblings)
        often = len(other.citations) >= (OFTEN - 1 if alone and _same_time(unit, other) else OFTEN)
        return often and min(len(printed), len(meant)) > 1 and (_same_time(unit, other) or (alone and not unit.days))
    far = len(meant) >= LONG or (_is_far(unit, printed, meant, kind) and _same_time(unit, other))
    return far and len(other.citations) >= OFTEN


def _is_far(unit: Unit, printed: str, meant: str, kind: str) -> bool:
    """Neighbouring files are likely, two files of one number (of two figures) in neighbouring series are not."""
    if kind != "delo":
        return len(unit.number("delo")) > 1
    turned = sorted(printed) == sorted(meant) and len(meant) > 2
    return turned or (printed[-1] == meant[-1] and len(meant) > 1)


def _same_time(unit: Unit, other: Unit) -> bool:
    days = other.days
    return bool(days) and any(min(days) - SAME_TIME <= day <= max(days) + SAME_TIME for day in unit.days)


def _slipped(unit: Unit, other: Unit, kind: str) -> Query:
    cited = unit.citations[0]
    near = _neighbour(cited, other)
    against = (
        f"note {label(cited.element)} alone cites {kind} {unit.number(kind)}; {kind} {other.number(kind)} of the same "
        f"series is cited in {labels(each.element for each in other.citations)}{near}"
    )
    return Query(unit.number(kind), (cited.element,), against, f"probably {kind} {other.number(kind)}")


def _neighbour(cited: Cited, other: Unit) -> str:
    """Say so where leaf and date go on from a document of the other file."""
    known = [(each.ranges[0][0], document.days[0]) for each in other.citations for document in each.documents
             if each.ranges and document.days]  # fmt: skip
    mine = [(cited.ranges[0][0], document.days[0]) for document in cited.documents if cited.ranges and document.days]
    if not mine or not known or not all((leaf < mine[0][0]) == (day < mine[0][1]) for leaf, day in known):
        return ""
    return ", and this document's leaf and date fit in there"


def order(source: Source) -> Iterator[Query]:
    """Numbers printed from narrow to wide (a file before its folder) where the same archive is also cited in order.

    Archives in Russia are cited from the widest to the narrowest (GOST R 7.0.5-2008, 9): fond, opis, papka, delo.
    """
    by_archive: dict[str, list[Cited]] = {}
    for cited in source.citations:
        if sum(kind in WIDE_TO_NARROW for kind, _ in cited.shelfmark) > 1:
            by_archive.setdefault(archive(cited), []).append(cited)
    for members in by_archive.values():
        turned = [cited for cited in members if not _in_order(cited)]
        if turned and any(_in_order(cited) and len(cited.shelfmark) >= len(turned[0].shelfmark) for cited in members):
            yield _turned(turned)


def _in_order(cited: Cited) -> bool:
    ranks = [WIDE_TO_NARROW.index(kind) for kind, _ in cited.shelfmark if kind in WIDE_TO_NARROW]
    return ranks == sorted(ranks)


def _turned(turned: list[Cited]) -> Query:
    first = turned[0]
    printed = listed([f"{kind} {value}" for kind, value in first.shelfmark])
    meant = sorted(first.shelfmark, key=lambda pair: (*WIDE_TO_NARROW, pair[0]).index(pair[0]))
    against = (
        f"{labels(cited.element for cited in turned)}: the numbers stand in the order {printed}, "
        "elsewhere this archive is cited from the widest to the narrowest"
    )
    hint = f"{listed([f'{kind} {value}' for kind, value in meant])}, or the letters of the last two are interchanged"
    return Query(
        ", ".join(value for _, value in first.shelfmark), tuple(cited.element for cited in turned), against, hint
    )


def written_two_ways(source: Source) -> Iterator[Query]:
    """Numbers with letters in one archive: 50 ИАД and 64.иак differ in case and in what parts number and letters."""
    marked = [
        (archive(cited), kind, value, cited)
        for cited in source.citations
        for kind, value in cited.shelfmark
        if re.fullmatch(r"\d+[\s.\-]*[^\W\d_]{2,}\.?", value)
    ]
    marked.sort(key=lambda each: each[:2])
    for _, group in groupby(marked, key=lambda each: each[:2]):
        yield from _odd_ones([(value, cited) for *_, value, cited in group])


def _odd_ones(members: list[tuple[str, Cited]]) -> Iterator[Query]:
    manners = Counter(_manner(value) for value, _ in members)
    if len(manners) < 2:
        return
    usual_manner = usual(manners)
    odd = [(value, cited) for value, cited in members if _manner(value) != usual_manner]
    example = next(value for value, _ in members if _manner(value) == usual_manner)
    against = f"{labels(cited.element for _, cited in odd)}: “{odd[0][0]}” is not written like “{example}” elsewhere"
    yield Query(odd[0][0], tuple(cited.element for _, cited in odd), against, "write such numbers in one way")


def _manner(value: str) -> str:
    letters = re.sub(r"[^\W\d_]+", lambda match: "A" if match[0].isupper() else "a", value)
    return re.sub(r"\d+", "1", letters)
