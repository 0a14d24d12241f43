"""Which mark in the text belongs to which note: decided from the whole document's evidence."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import pairwise

from teiwright.article import Link
from teiwright.reading.breaks import goes_on
from teiwright.reading.marks import RECOGNISERS, STRONG, STYLES, WEAK, Mark, fragment, head_of, marks_in
from teiwright.reading.raw import riches
from teiwright.reading.rich import Rich
from teiwright.reading.units import REFERENCES, Layout, Unit

CLOSED_PAIRS: dict[str, frozenset[str]] = {
    "caret": frozenset({"caret", "definition"}),
    "symbols": frozenset({"symbols", "brackets", "superscript", "link"}),
}
MAX_ALIGNED = 4000
LEAP = 5
KEPT = 200
"""So many marks that found no note at their page's foot are still tried at the next."""
FRONT = 16
"""Among so many first texts the authors and their institutions stand."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A note and its mark in the text; `part` is the place of its label where the mark names several notes."""

    unit: Unit
    mark: Mark
    part: int = 0


@dataclass(frozen=True, slots=True)
class Series:
    """Notes of one style with marks of one style, and how surely they belong together (0 to 1)."""

    mark_style: str
    head_style: str
    pairs: tuple[Pair, ...]
    unmatched: tuple[Unit, ...]
    dangling: tuple[Mark, ...]
    repeated: tuple[Pair, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Decision:
    """All series of a document, and what each style that was not taken lacks."""

    series: tuple[Series, ...] = ()
    declined: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class _Trial:
    """A reading of the document that was tried, and how much speaks for it."""

    mark_style: str
    units: tuple[Unit, ...]
    pairs: tuple[Pair, ...]
    marks: tuple[Mark, ...]
    dangling: tuple[Mark, ...]
    score: float


def _trial(style: str, units: Sequence[Unit], pairs: Sequence[Pair], marks: Sequence[Mark]) -> _Trial:
    dangling = tuple(_dangling(style, pairs, marks))
    matched = len(pairs)
    zone = 0.25 * sum(pair.unit.zone >= 0 for pair in pairs)
    weight = sum(pair.mark.weight for pair in pairs)
    score = matched + weight + zone - 1.2 * (len(units) - matched) - 0.3 * len(dangling) - 4 * _irregular(units)
    return _Trial(style, tuple(units), tuple(pairs), tuple(marks), dangling, score)


def _irregular(units: Sequence[Unit]) -> int:
    """Return how often the notes' numbers neither count on nor start again."""
    numbers = [unit.head.value for unit in units if isinstance(unit.head.value, int)]
    return sum(second not in (1, first + 1) for first, second in pairwise(numbers))


def _dangling(style: str, pairs: Sequence[Pair], marks: Sequence[Mark]) -> Iterator[Mark]:
    """Yield the marks that look as if they had lost their note: of the right look, with a number that may well be."""
    places = {pair.unit.head.value: (pair.mark.leaf, pair.mark.start) for pair in pairs}
    used = set(places.values()) | {(pair.mark.leaf, pair.mark.start) for pair in pairs}
    numbers = [value for value in places if isinstance(value, int)]
    highest = max(numbers, default=0) + (20 if style in STRONG else 2)
    for mark in marks:
        if (mark.leaf, mark.start) in used or mark.weight < 0.5 or any(value in places for value in mark.values):
            continue
        if style in WEAK:
            if _fills_gap(mark, places):
                yield mark
        elif style == "caret" or all(isinstance(value, int) and 0 < value <= highest for value in mark.values):
            yield mark


def _fills_gap(mark: Mark, places: Mapping[int | str, tuple[int, int]]) -> bool:
    """Say whether a weak mark stands just where a number is missing: between its neighbours' marks."""
    value = mark.values[0]
    if not isinstance(value, int) or len(mark.values) > 1 or value - 1 not in places or value + 1 not in places:
        return False
    return places[value - 1] < (mark.leaf, mark.start) < places[value + 1]


@dataclass(slots=True)
class _Pool:
    """What is still free while series after series is settled."""

    layout: Layout
    units: list[Unit]
    marks: dict[str, list[Mark]] = field(default_factory=dict)
    taken: dict[int, list[tuple[int, int]]] = field(default_factory=dict)

    def free(self, style: str) -> list[Mark]:
        if style not in self.marks:
            found = marks_in(self.layout.leaves, style)
            self.marks[style] = [mark for mark in found if not self.is_taken(mark)]
        return self.marks[style]

    def is_taken(self, mark: Mark) -> bool:
        ranges = self.taken.get(mark.leaf)
        return ranges is not None and any(low < mark.end and mark.start < high for low, high in ranges)

    def take(self, trial: _Trial, repeated: Sequence[Pair]) -> None:
        for unit in trial.units:
            for leaf in range(unit.leaf, unit.last_leaf + 1):
                span = (unit.start, unit.end) if leaf == unit.leaf else (0, 1 << 60)
                self.taken.setdefault(leaf, []).append(span)
        for pair in (*trial.pairs, *repeated):
            self.taken.setdefault(pair.mark.leaf, []).append((pair.mark.start, pair.mark.end))
        heads = {(unit.leaf, unit.start) for unit in trial.units}
        marks: dict[int, list[Mark]] = {}
        for pair in trial.pairs:
            marks.setdefault(pair.mark.leaf, []).append(pair.mark)
        for style, found in self.marks.items():
            self.marks[style] = [mark for mark in found if not self.is_taken(mark)]
        self.units = [
            unit for unit in self.units if (unit.leaf, unit.start) not in heads and not _holds_mark(unit, marks)
        ]


def _holds_mark(unit: Unit, marks: Mapping[int, Sequence[Mark]]) -> bool:
    """Say whether the mark of another note stands in what might be a note: then it is text."""
    if any(leaf in marks for leaf in range(unit.leaf + 1, unit.last_leaf + 1)):
        return True
    return any(unit.start <= mark.start < unit.end for mark in marks.get(unit.leaf, ()))


def decide(layout: Layout, units: Sequence[Unit], only: str | None = None) -> Decision:
    """Match notes and marks, the surest style first, until nothing more holds together.

    `only` names the one style of marks to look for. Each style that was not taken is listed with a sentence why.
    """
    pool = _Pool(layout, [*units])
    styles = [only] if only else [*RECOGNISERS]
    found: list[Series] = []
    while trial := _best(pool, styles, is_forced=only is not None, is_first=not found):
        series = _series(trial, layout)
        found.append(series)
        pool.take(trial, series.repeated)
    if only is None:
        found = [*_with_strays(pool, found)]
    found = [
        replace(series, dangling=tuple(mark for mark in series.dangling if not pool.is_taken(mark))) for series in found
    ]
    taken = {series.mark_style for series in found}
    declined = tuple((style, _why_not(pool, style)) for style in STYLES if style not in taken)
    return Decision(tuple(found), declined)


def _with_strays(pool: _Pool, found: Sequence[Series]) -> Iterator[Series]:
    """Yield the series, a note without a mark given the one of another look that stands where its own should.

    Scanners read one mark as a superscript, the next as a bracket. It must be the only one with that number between
    the marks of the notes before and after.
    """
    inside = _Inside([unit for series in found for unit in _members(series)], pool.layout)
    for series in found:
        strays = [*_strays(pool, series, inside)]
        whole = len(series.pairs) + len(series.unmatched) + len(series.dangling)
        gone = {id(pair.unit) for pair in strays}
        yield replace(
            series,
            pairs=tuple(
                sorted((*series.pairs, *strays), key=lambda pair: (pair.mark.leaf, pair.mark.start, pair.part))
            ),
            unmatched=tuple(unit for unit in series.unmatched if id(unit) not in gone),
            confidence=(len(series.pairs) + len(strays)) / whole,
        )


def _members(series: Series) -> list[Unit]:
    """Return the notes of a series in document order."""
    members = [*(pair.unit for pair in series.pairs), *series.unmatched]
    return sorted(members, key=lambda unit: (unit.leaf, unit.start))


def _strays(pool: _Pool, series: Series, inside: "_Inside") -> Iterator[Pair]:
    if not series.unmatched or series.head_style == "definition":
        return
    places = {id(pair.unit): (pair.mark.leaf, pair.mark.start) for pair in series.pairs}
    members = _members(series)
    ends = _places_after(members, places)
    by_value = _by_value(pool, {unit.head.value for unit in series.unmatched}, inside)
    before: tuple[int, int] | None = None
    for unit, after in zip(members, ends, strict=True):
        if id(unit) in places:
            before = places[id(unit)]
        elif before is not None and (mark := _only_between(by_value.get(unit.head.value, ()), before, after)):
            before = (mark.leaf, mark.start)
            pool.taken.setdefault(mark.leaf, []).append((mark.start, mark.end))
            yield Pair(unit, mark)


def _places_after(members: Sequence[Unit], places: Mapping[int, tuple[int, int]]) -> list[tuple[int, int]]:
    """Return for each note where the mark of the next one with a mark stands, or the note itself if none follows."""
    out: list[tuple[int, int]] = []
    following: tuple[int, int] | None = None
    for unit in reversed(members):
        out.append(following or (unit.leaf, unit.start))
        following = places.get(id(unit), following)
    return out[::-1]


def _by_value(pool: _Pool, values: set[int | str], inside: "_Inside") -> dict[int | str, list[Mark]]:
    """Return the free marks of any look that name one of these notes alone."""
    out: dict[int | str, list[Mark]] = {}
    for style in RECOGNISERS:
        least = 0.8 if style in WEAK else 0.5
        for mark in pool.free(style) if style not in {"symbols", "link"} else ():
            is_sure = len(mark.values) == 1 and mark.values[0] in values and mark.weight >= least
            if is_sure and isinstance(mark.values[0], int) and not pool.is_taken(mark) and not inside.holds(mark):
                out.setdefault(mark.values[0], []).append(mark)
    return out


def _only_between(marks: Sequence[Mark], before: tuple[int, int], after: tuple[int, int]) -> Mark | None:
    """Return the mark between two places if no other stands there; of one that two looks share, the wider."""
    found = [mark for mark in marks if before < (mark.leaf, mark.start) < after]
    widest = max(found, key=lambda mark: mark.end - mark.start, default=None)
    return widest if widest and all(_overlap(mark, widest) for mark in found) else None


def _overlap(first: Mark, second: Mark) -> bool:
    return first.leaf == second.leaf and first.start < second.end and second.start < first.end


def _best(pool: _Pool, styles: Sequence[str], is_forced: bool, is_first: bool) -> _Trial | None:
    best: _Trial | None = None
    for head_style in dict.fromkeys(unit.head.style for unit in pool.units):
        units = [unit for unit in pool.units if unit.head.style == head_style]
        units = [*_in_sequence(units)] if head_style == "bare" else units
        for chosen in _hypotheses(pool.layout, units):
            for trial in _trials(pool, chosen, head_style, styles):
                is_sound = _is_sound(trial, pool.layout, is_forced) and (is_first or _is_sound_second(trial))
                if is_sound and (best is None or trial.score > best.score):
                    best = trial
    return best


def _in_sequence(units: Sequence[Unit]) -> Iterator[Unit]:
    """Yield the units whose numbers do not leap: a paragraph may begin with “271 aircraft”."""
    last = None
    for unit in units:
        value = unit.head.value
        if last is None or not isinstance(value, int) or value <= last + LEAP:
            last = value if isinstance(value, int) else last
            yield unit


def _trials(pool: _Pool, units: Sequence[Unit], head_style: str, styles: Sequence[str]) -> Iterator[_Trial]:
    values = {unit.head.value for unit in units}
    names = {name for unit in units for name in unit.names}
    inside = _Inside(units, pool.layout)
    for style in styles:
        if not _may_pair(style, head_style):
            continue
        marks = [*_without_affiliations([mark for mark in pool.free(style) if not inside.holds(mark)])]
        if not any(value in values for mark in marks for value in mark.values) and not (style == "link" and names):
            continue
        linked = _linked_pairs(pool.layout, units, marks) if style == "link" else ()
        pairs = linked or tuple(_matched(pool.layout, units, marks))
        if pairs:
            yield _trial(style, [*_plausible(pool.layout, units, pairs)], pairs, marks)


def _without_affiliations(marks: Sequence[Mark]) -> Iterator[Mark]:
    """Yield the marks without those that join authors with institutions.

    Such numbers stand once more, before the institutions' names; they are none where the text behind has them not.
    """
    lines = {mark.leaf for mark in marks if mark.opens and mark.leaf < FRONT}
    last = max(lines, default=-1)
    joining = {value for mark in marks if mark.leaf in lines for value in mark.values}
    again = {value for mark in marks if mark.leaf > last for value in mark.values}
    for mark in marks:
        if mark.leaf > last or not all(value in joining & again for value in mark.values):
            yield mark


def _plausible(layout: Layout, units: Sequence[Unit], pairs: Sequence[Pair]) -> Iterator[Unit]:
    """Yield the units without those that begin with a number by chance: unmatched, and out of order."""
    matched = {id(pair.unit) for pair in pairs}
    if units[0].head.style not in STRONG | {"definition"}:
        groups = groups_of(layout, units)
        units = [unit for group in groups if any(id(each) in matched for each in group) for unit in group]
    ahead: dict[int, int] = {}
    following = 1 << 30
    for unit in reversed(units):
        ahead[id(unit)] = following
        if id(unit) in matched and isinstance(unit.head.value, int):
            following = unit.head.value
    last = 0
    for unit in units:
        value = unit.head.value
        if id(unit) in matched:
            last = value if isinstance(value, int) else last
            yield unit
        elif _may_be_a_note(unit, last, ahead[id(unit)]):
            yield unit


def _may_be_a_note(unit: Unit, last: int, following: int) -> bool:
    """Say whether an unmatched unit fits between its neighbours' numbers; a mark that is no mere number always fits."""
    value = unit.head.value
    if unit.head.style not in {"bare", "numbered"} or not isinstance(value, int):
        return True
    return unit.zone >= 0 or (last <= value < following and value <= last + 3)


def _may_pair(mark_style: str, head_style: str) -> bool:
    if head_style == "definition":
        return mark_style == "caret"
    return head_style in CLOSED_PAIRS.get(mark_style, {head_style})


def _first_inner(unit: Unit) -> int:
    """Return the first text that is the note's alone: its own first one only where no mark of it stands before."""
    has_texts = any(True for block in unit.rest for _ in riches(block))
    return unit.leaf if not unit.end and has_texts else unit.leaf + 1


class _Inside:
    """Tells which marks stand in the notes themselves."""

    def __init__(self, units: Sequence[Unit], layout: Layout) -> None:
        self.layout = layout
        self.zones = {unit.zone for unit in units if unit.zone >= 0}
        self.whole = {leaf for unit in units for leaf in range(_first_inner(unit), unit.last_leaf + 1)}
        self.starts: dict[int, list[tuple[int, int]]] = {}
        for unit in units:
            self.starts.setdefault(unit.leaf, []).append((unit.start, unit.end))

    def holds(self, mark: Mark) -> bool:
        if mark.leaf in self.whole or self.layout.leaf_zones[mark.leaf] in self.zones:
            return True
        ranges = self.starts.get(mark.leaf)
        if not ranges:
            return False
        index = bisect_right(ranges, (mark.start, 1 << 60)) - 1
        return index >= 0 and mark.start < ranges[index][1]


def groups_of(layout: Layout, units: Sequence[Unit]) -> list[list[Unit]]:
    """Return the units in groups that no other text parts."""
    groups: list[list[Unit]] = []
    for unit in units:
        last = groups[-1][-1] if groups else None
        if last and unit.leaf <= last.last_leaf + 1 and unit.zone == last.zone and not _falls(last, unit):
            groups[-1].append(unit)
        else:
            groups.append([unit])
    return groups


def _falls(last: Unit, unit: Unit) -> bool:
    """Say whether a number falls back where only a list can begin: two pages' feet do not meet."""
    first, second = last.head.value, unit.head.value
    if unit.head.style not in COUNTING or unit.zone >= 0 or last.block == unit.block:
        return False
    return isinstance(first, int) and isinstance(second, int) and second <= first


def _hypotheses(layout: Layout, units: Sequence[Unit]) -> Iterator[list[Unit]]:
    """Yield the sets of units that may be the notes: all, those under a heading, at page feet, at the end.

    Where numbered ones stand under a heading of notes, numbered ones elsewhere are lists.
    """
    under_heading = [unit for unit in units if unit.zone >= 0]
    if len(under_heading) > 1 and units[0].head.style in COUNTING:
        units = under_heading
    yield [*units]
    with_words = [unit for unit in units if _has_words(layout, unit)]
    if len(with_words) < len(units):
        yield with_words
    groups = groups_of(layout, units)
    if len(groups) < 2:
        return
    seen = {len(units)}
    for chosen in (
        [unit for unit in units if unit.zone >= 0],
        [unit for group in groups if _is_apart(layout, group) for unit in group],
        [unit for group in groups if is_foot(layout, group[0]) for unit in group],
        [unit for group in groups if _is_under_rule(layout, group[0]) for unit in group],
        groups[-1],
        max(groups, key=len),
    ):
        if chosen and (len(chosen) not in seen or len(chosen) < 40):
            seen.add(len(chosen))
            yield chosen


def _has_words(layout: Layout, unit: Unit) -> bool:
    """Say whether a note says something: a paragraph that is nothing but marks is text."""
    if unit.rest or not unit.end:
        return True
    return any(character.isalpha() for character in layout.rich_of(unit).string[unit.head.end : unit.end])


def _is_under_rule(layout: Layout, unit: Unit) -> bool:
    return unit.block > 0 and layout.blocks[unit.block - 1].kind in {"rule", "page"}


def is_foot(layout: Layout, unit: Unit) -> bool:
    """Say whether a note opens a page's foot: a rule stands before it, or before what is left of another note."""
    for index in range(unit.block - 1, max(unit.block - 4, -1), -1):
        block = layout.blocks[index]
        if block.kind in {"rule", "page"}:
            return True
        if unit.head.style in COUNTING and (head := head_of(block.rich)) and head.style == unit.head.style:
            return False
        if block.kind != "paragraph":
            return False
    return False


COUNTING = frozenset({"numbered", "bare", "parentheses", "fullwidth-parentheses"})
"""Heads that a list in the text may have as well."""


def parts_sentence(layout: Layout, first: Unit, last: Unit) -> bool:
    """Say whether a group of notes stands in the middle of a sentence, as at a page's foot."""
    if first.block == 0 or last.block + 1 >= len(layout.blocks):
        return False
    return goes_on(layout.blocks[first.block - 1], layout.blocks[last.block + 1])


def _linked_pairs(layout: Layout, units: Sequence[Unit], marks: Sequence[Mark]) -> tuple[Pair, ...]:
    """Match by the places that links name, the surest evidence there is."""
    by_name = {name: unit for unit in units for name in unit.names}
    by_key = {key: unit for unit in units for key in _keys_back(layout, unit)}
    pairs, used = [], set()
    for mark in marks:
        name = fragment(_target(layout.leaves[mark.leaf], mark))
        unit = by_name.get(name) or by_key.get(_key(name))
        if unit is not None and id(unit) not in used:
            used.add(id(unit))
            pairs.append(Pair(unit, mark))
    return tuple(pairs) if len(pairs) * 2 >= len(units) else ()


PART_OF_PAIR = re.compile(r"note|foot|cite|ref|sym|anc|back|return", re.IGNORECASE)


def _key(name: str) -> str:
    """Return what the two ends of a pair have in common: fn1 and fnref1, cite_note-5 and cite_ref-5."""
    return re.sub(r"[\W_]+", "-", PART_OF_PAIR.sub("", name)).strip("-")


def _keys_back(layout: Layout, unit: Unit) -> Iterator[str]:
    """Yield what the links back from a note have in common with its mark, though neither place has a name."""
    for inline in layout.rich_of(unit).inlines:
        if isinstance(inline, Link) and "#" in inline.target and unit.start <= inline.start < unit.end:
            text = layout.leaves[unit.leaf].string[inline.start : inline.end]
            if not re.search(r"[^\W\d_]{2}", text):
                key = _key(fragment(inline.target))
                yield from (key, re.sub(r"-\d+$", "", key))


def _target(rich: Rich, mark: Mark) -> str:
    return next(
        (
            inline.target
            for inline in rich.inlines
            if isinstance(inline, Link) and inline.start < mark.end and mark.start < inline.end
        ),
        "",
    )


def _matched(layout: Layout, units: Sequence[Unit], marks: Sequence[Mark]) -> list[Pair]:
    values = [unit.head.value for unit in units]
    if len(set(values)) == len(values):
        return _match_once(layout, units, marks)
    return _match_by_place(layout, units, marks)


def _match_once(layout: Layout, units: Sequence[Unit], marks: Sequence[Mark]) -> list[Pair]:
    """Match where each number stands once among the notes."""
    by_value = {unit.head.value: unit for unit in units}
    candidates = [
        (mark, part)
        for mark in marks
        for part, value in enumerate(mark.values)
        if value in by_value and _may_stand_for(mark, by_value[value])
    ]
    return [Pair(by_value[mark.values[part]], mark, part) for mark, part in _chain(layout, units, candidates)]


def _may_stand_for(mark: Mark, unit: Unit) -> bool:
    return unit.head.style == "definition" or mark.leaf <= unit.leaf


Candidate = tuple[Mark, int]


def _chain(layout: Layout, units: Sequence[Unit], candidates: Sequence[Candidate]) -> list[Candidate]:
    """Choose one candidate a value: the heaviest sequence of rising numbers, then what is left by first mention."""
    chain = [] if _is_reference_list(layout, units, candidates) else _rising(candidates)
    done = {mark.values[part] for mark, part in chain}
    for mark, part in candidates:
        value = mark.values[part]
        if value not in done and (mark.style not in WEAK or not isinstance(value, int)) and mark.weight >= 0.5:
            done.add(value)
            chain.append((mark, part))
    return chain


def _is_reference_list(layout: Layout, units: Sequence[Unit], candidates: Sequence[Candidate]) -> bool:
    """Say whether the notes are a list of references that the text cites in any order, each as often as it likes."""
    zones = {unit.zone for unit in units}
    if not all(zone >= 0 and REFERENCES.search(layout.heading_of_zone(zone).rich.string) for zone in zones):
        return False
    return len(candidates) > len({mark.values[part] for mark, part in candidates})


def _rising(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the heaviest strictly rising sequence; of two equal ones the earlier."""
    numbers = sorted({value for mark, part in candidates if isinstance(value := mark.values[part], int)})
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(numbers) + 1)
    weights: list[float] = []
    before: list[int] = []
    kept: list[int] = []
    for index, (mark, part) in enumerate(candidates):
        value = mark.values[part]
        if not isinstance(value, int):
            continue
        rank = bisect_left(numbers, value) + 1
        weight, last = _highest(best, rank - 1)
        kept.append(index)
        weights.append(weight + max(mark.weight, 0.05))
        before.append(last)
        _raise(best, rank, (weights[-1], len(kept) - 1))
    return [candidates[kept[position]] for position in _back(_highest(best, len(numbers))[1], before)]


def _highest(tree: Sequence[tuple[float, int]], rank: int) -> tuple[float, int]:
    best = (0.0, -1)
    while rank > 0:
        if tree[rank][0] > best[0]:
            best = tree[rank]
        rank -= rank & -rank
    return best


def _raise(tree: list[tuple[float, int]], rank: int, value: tuple[float, int]) -> None:
    while rank < len(tree):
        if value[0] > tree[rank][0] + 1e-9:
            tree[rank] = value
        rank += rank & -rank


def _back(last: int, before: Sequence[int]) -> list[int]:
    chain = []
    while last >= 0:
        chain.append(last)
        last = before[last]
    return chain[::-1]


def _match_by_place(layout: Layout, units: Sequence[Unit], marks: Sequence[Mark]) -> list[Pair]:
    """Match where numbering starts again: the notes of a page or a section with the marks of its text."""
    pairs: list[Pair] = []
    left: list[Candidate] = []
    groups = groups_of(layout, units)
    at = 0
    for group in groups:
        end = at
        while end < len(marks) and marks[end].leaf < group[0].leaf:
            end += 1
        own = [(mark, part) for mark in marks[at:end] for part in range(len(mark.values))]
        found = _match_group(layout, group, own)
        if len(found) < len(group) and left:
            found += _match_group(layout, _without(group, found), left)
        used = {(pair.mark.leaf, pair.mark.start, pair.part) for pair in found}
        before = [] if own and group[0].head.value == 1 else left
        left = [(mark, part) for mark, part in (*before, *own) if (mark.leaf, mark.start, part) not in used][-KEPT:]
        pairs.extend(found)
        at = end
    return pairs


def _without(units: Sequence[Unit], pairs: Sequence[Pair]) -> list[Unit]:
    gone = {id(pair.unit) for pair in pairs}
    return [unit for unit in units if id(unit) not in gone]


def _match_group(layout: Layout, group: Sequence[Unit], candidates: Sequence[Candidate]) -> list[Pair]:
    runs = _runs(group)
    values = [unit.head.value for unit in group]
    if len(set(values)) == len(values):
        by_value = {unit.head.value: unit for unit in group}
        chosen = _chain(layout, group, [each for each in candidates if each[0].values[each[1]] in by_value])
        return [Pair(by_value[mark.values[part]], mark, part) for mark, part in chosen]
    stretches = _stretches(candidates)
    if len(stretches) == len(runs):
        return [
            pair for run, stretch in zip(runs, stretches, strict=True) for pair in _match_group(layout, run, stretch)
        ]
    return _aligned(group, candidates)


def _runs(units: Sequence[Unit]) -> list[list[Unit]]:
    """Return the units in runs of rising numbers."""
    runs: list[list[Unit]] = []
    for unit in units:
        last = runs[-1][-1].head.value if runs else None
        if isinstance(last, int) and isinstance(unit.head.value, int) and unit.head.value > last:
            runs[-1].append(unit)
        else:
            runs.append([unit])
    return runs


def _stretches(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Return the marks in stretches: each begins where the numbering falls back to its first number."""
    out: list[list[Candidate]] = []
    last: int | str | None = None
    for mark, part in candidates:
        value = mark.values[part]
        if not out or (value == 1 and last != 1):
            out.append([])
        out[-1].append((mark, part))
        last = value
    return out


def _aligned(group: Sequence[Unit], candidates: Sequence[Candidate]) -> list[Pair]:
    """Match two sequences of numbers that differ here and there."""
    if len(group) * len(candidates) > MAX_ALIGNED**2:
        candidates = candidates[: MAX_ALIGNED**2 // max(len(group), 1)]
    notes = [unit.head.value for unit in group]
    printed = [mark.values[part] for mark, part in candidates]
    out = []
    for first, second, size in SequenceMatcher(None, notes, printed, autojunk=False).get_matching_blocks():
        for step in range(size):
            mark, part = candidates[second + step]
            out.append(Pair(group[first + step], mark, part))
    return out


def _is_sound(trial: _Trial, layout: Layout, is_forced: bool) -> bool:
    """Say whether a reading holds together well enough to be believed."""
    matched, count = len(trial.pairs), len(trial.units)
    if not matched:
        return False
    head_style = trial.units[0].head.style
    if head_style in {"definition", "caret"} or is_forced:
        return True
    in_zone = all(unit.zone >= 0 for unit in trial.units)
    ratio = matched / count
    weight = sum(pair.mark.weight for pair in trial.pairs) / matched
    if trial.mark_style in STRONG and head_style in STRONG | {"circled", "brackets"}:
        return ratio >= 0.4 or in_zone
    if ratio < 0.5 or weight < 0.5 or (trial.mark_style == "symbols" and _is_everywhere(trial)):
        return False
    at_end = in_zone or _is_set_apart(trial.units, layout)
    if trial.mark_style in WEAK or head_style in WEAK | {"numbered"}:
        return at_end and (ratio >= 0.6) and (matched >= 2 or (in_zone or trial.mark_style in STRONG))
    return at_end or (matched >= 2 and ratio >= 0.8) or trial.mark_style in STRONG


def _is_everywhere(trial: _Trial) -> bool:
    """Say whether the notes' sign stands in the text far more often than notes do: then it means other things."""
    values = {unit.head.value for unit in trial.units}
    marks = sum(mark.weight >= 0.5 and mark.values[0] in values for mark in trial.marks)
    return marks > 2 * len(trial.pairs) + 2


def _is_sound_second(trial: _Trial) -> bool:
    """Say whether a further series may stand beside the first: one of weak marks only under a heading of its own."""
    is_weak = trial.mark_style in WEAK or trial.units[0].head.style in WEAK | {"numbered"}
    return not is_weak or all(unit.zone >= 0 for unit in trial.units)


def _is_set_apart(units: Sequence[Unit], layout: Layout) -> bool:
    """Say whether the notes stand where notes stand: at page feet, or after all else of the text or of a section."""
    groups = groups_of(layout, units)
    if len(groups) == 1 and units[-1].last_leaf >= len(layout.leaves) - 1:
        return True
    return sum(_is_apart(layout, group) for group in groups) * 2 >= len(groups)


def _is_apart(layout: Layout, group: Sequence[Unit]) -> bool:
    first, last = group[0], group[-1]
    return is_foot(layout, first) or _ends_section(layout, last) or parts_sentence(layout, first, last)


def _ends_section(layout: Layout, unit: Unit) -> bool:
    """Say whether nothing but a heading, or nothing at all, follows a note."""
    indices = range(unit.block + 1, len(layout.blocks))
    following = (layout.blocks[index] for index in indices if layout.blocks[index].kind not in {"rule", "page"})
    block = next(following, None)
    return block is None or block.kind == "heading"


def _series(trial: _Trial, layout: Layout) -> Series:
    used = {id(pair.unit) for pair in trial.pairs}
    unmatched = tuple(unit for unit in trial.units if id(unit) not in used)
    dangling = trial.dangling
    repeated = tuple(_repeated(trial, layout))
    whole = len(trial.pairs) + len(unmatched) + len(dangling)
    return Series(
        trial.mark_style,
        trial.units[0].head.style,
        tuple(sorted(trial.pairs, key=lambda pair: (pair.mark.leaf, pair.mark.start, pair.part))),
        unmatched,
        dangling,
        repeated,
        len(trial.pairs) / whole,
    )


def _repeated(trial: _Trial, layout: Layout) -> Iterator[Pair]:
    """Yield further marks of notes that have their place already: by where they link, else by their number."""
    used = {(pair.mark.leaf, pair.mark.start) for pair in trial.pairs}
    by_value: dict[int | str, Unit] = {}
    for pair in trial.pairs:
        by_value.setdefault(pair.unit.head.value, pair.unit)
    by_target: dict[str, Unit] = {}
    if trial.mark_style == "link":
        by_target = {fragment(_target(layout.leaves[pair.mark.leaf], pair.mark)): pair.unit for pair in trial.pairs}
    if trial.mark_style in WEAK or (len(by_value) < len(trial.pairs) and not by_target):
        return
    for mark in trial.marks:
        if (mark.leaf, mark.start) in used or mark.weight < 0.5:
            continue
        if by_target:
            unit = by_target.get(fragment(_target(layout.leaves[mark.leaf], mark)))
            if unit:
                yield Pair(unit, mark)
            continue
        for part, value in enumerate(mark.values):
            if value in by_value:
                yield Pair(by_value[value], mark, part)


def _why_not(pool: _Pool, style: str) -> str:
    """Return a sentence why a style of marks was not taken."""
    if style not in RECOGNISERS:
        return "no such style"
    marks = pool.free(style)
    if not marks:
        return "no such mark stands in the text"
    noun = "mark" if len(marks) == 1 else "marks"
    return f"{len(marks)} possible {noun}, but no notes with these numbers stand at page feet or at the end"
