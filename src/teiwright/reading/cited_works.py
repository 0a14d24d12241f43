"""Works that the text cites by their number in a list and the place: [1, с. 5], [12, p. 7; 15]. They are no notes.

Such a reference is a link to its entry of the list, which stays in the text under its heading (ГОСТ Р 7.0.5-2008, 7.4;
GB/T 7714; Vancouver style). Brackets that hold numbers alone mark notes as often: only where some name a place, too, is
the list taken for one of works.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from teiwright.article import Link
from teiwright.reading.alignment import Decision
from teiwright.reading.raw import Raw
from teiwright.reading.rich import Rich, cut, stripped
from teiwright.reading.styles import LIST, Value, value_of
from teiwright.reading.units import Layout, Unit

REFERENCE = re.compile(r"[\[［](?P<inner>\s*\d{1,3}(?!\d)[^\[\]［］\n]{0,120})[\]］]")
WORK = re.compile(rf"\s*(?P<labels>{LIST})(?P<place>\s*[.,:，：]\s*(?=[^\s,;\d]|\d+\s*$)[^;；]*)?\s*")
PART = re.compile(r"[^;；]+")
LEAST, SHARE = 2, 4
"""So many references must name a place, and one in so many."""


@dataclass(frozen=True, slots=True)
class CitedWorks:
    """The units that are entries of a list of works, and by leaf the links of the references to them."""

    entries: Sequence[Unit] = ()
    links: Mapping[int, Sequence[Link]] = field(default_factory=dict)


def entry_name(entry: Unit) -> str:
    """Return the name of an entry to which links lead."""
    return f"cited-work-{entry.head.value}"


def has_notes_beside_works(decision: Decision, layout: Layout) -> bool:
    """Say whether one series of numbered notes stands under a heading of works cited, and another one does not."""
    told = [
        {layout.is_reference_list(unit.zone) for unit in series.units()}
        for series in decision.series
        if sum(isinstance(pair.unit.head.value, int) for pair in series.pairs) >= LEAST
    ]
    return {True} in told and {False} in told


def cited_works(layout: Layout, units: Sequence[Unit], *, are_known: bool = False) -> CitedWorks:
    """Return the numbered list of works under a heading of its own, and the references to it.

    Only where some of these name places, or the list is known to be none of notes.
    """
    entries: dict[Value, Unit] = {}
    for unit in units:
        if layout.is_reference_list(unit.zone) and unit.head.style not in {"definition", "caret", "link"}:
            entries.setdefault(unit.head.value, unit)
    links: dict[int, list[Link]] = {}
    references = placed = 0
    for leaf, rich in enumerate(layout.leaves) if entries else ():
        if layout.leaf_zones[leaf] >= 0:
            continue
        for match in REFERENCE.finditer(rich.string):
            parts = [*_parts(match, rich)]
            if not parts or any(value not in entries for _, _, value, _ in parts):
                continue
            references += 1
            placed += any(has_place for *_, has_place in parts)
            links.setdefault(leaf, []).extend(
                Link(start, end, f"#{entry_name(entries[value])}") for start, end, value, _ in parts
            )
    is_one_of_works = are_known or (placed >= LEAST and placed * SHARE >= references)
    return CitedWorks([*entries.values()], links) if is_one_of_works else CitedWorks()


def with_entries_parted(layout: Layout, works: CitedWorks) -> Iterator[Raw]:
    """Yield the blocks with each entry of the list a paragraph of its own, and a heading over them."""
    zones = {unit.zone for unit in works.entries}
    starts: dict[int, list[int]] = {}
    for unit in works.entries:
        if unit.item < 0:
            starts.setdefault(unit.block, []).append(unit.start)
    for index, block in enumerate(layout.blocks):
        if index in zones and block.kind == "paragraph":
            yield replace(block, kind="heading", level=2)
        elif index in starts and block.kind == "paragraph":
            edges = [0, *(at for at in sorted(starts[index]) if at), len(block.rich.string)]
            for low, high in pairwise(edges):
                part = stripped(cut(block.rich, low, high))
                yield replace(block, rich=part, start=part.start, end=part.end, names=() if low else block.names)
        else:
            yield block


def _parts(match: re.Match[str], rich: Rich) -> Iterator[tuple[int, int, Value, bool]]:
    """Yield each work that a reference names: where, its number, whether a place in it is named; none if it is none."""
    found = []
    for part in PART.finditer(rich.string, match.start("inner"), match.end("inner")):
        work = WORK.fullmatch(rich.string, *part.span())
        if work is None:
            return
        labels = [*re.finditer(r"\d+", work["labels"])]
        for number, label in enumerate(labels):
            is_last = number + 1 == len(labels)
            start, end = work.start("labels") + label.start(), work.start("labels") + label.end()
            stop = work.end("place") if is_last and work["place"] else end
            found.append((start, stop, value_of(label[0]), bool(is_last and work["place"])))
    yield from found
