"""Which mark in the text belongs to which note: one monotone alignment, decided from the whole document's evidence.

Labels and marks are two sequences in document order. A reading of the document pairs the notes of one look with marks
of one look so that the order of both agrees and what speaks for the pairs, less what speaks against what is left
over, is greatest (the heaviest increasing chain; Fredman 1975, by a Fenwick tree). Of all readings that hold together
the heaviest is taken, its notes and marks are taken out, and the rest is read again.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from teiwright.article import Emphasis, Link
from teiwright.reading.breaks import goes_on
from teiwright.reading.rich import Rich
from teiwright.reading.styles import STYLES, TABLE, Mark, Value, fragment, head_of, marks_in, may_have
from teiwright.reading.titlepage import ORGANISATION, is_byline
from teiwright.reading.units import Inside, Layout, Unit, rejoined

LINKED = 4.0
"""A mark that links to its note: more than any number of agreeing labels beside it."""
PAIR = 1.0
"""A label and a mark that agree; the mark's own weight (0 to 1) is added."""
PASSED = 0.6
"""Each group of notes that lies between a mark and its note: numbers that start again belong to the nearer group."""
OTHER_LOOK = 0.9
"""A mark of another look in its series: less than a pair's own worth, so that it only fills a gap."""
INNER = 0.4
"""A note that begins on the line of another: believed only where a mark asks for it."""
ZONE = 0.25
"""A note under the heading of notes."""
LABEL = 0.4
"""A pair whose note begins as hardly anything else does, once or twice by the style's strength: not as lists do."""
UNMATCHED = 1.2
"""A note without a mark: a little more than a pair brings, so that a list of clauses is no series of notes."""
DANGLING = 0.3
"""A mark without a note: it may be a formula or a power."""
LEAP = 4.0
"""A label that neither counts on nor starts again."""
FURTHER = 3
"""So many groups of notes further back a mark is looked for."""
NEAREST = 12
"""So many marks with one label are weighed where a group holds the label more than once."""
LONGEST_LEAP = 10
MANY = 5
FRONT, LONGEST_LINE = 16, 160
"""Among so many first texts the authors and their institutions stand, in lines of so many characters at most."""
NEEDED: Mapping[tuple[bool, int], tuple[float, int]] = {
    (True, 2): (0.4, 1),
    (True, 1): (0.5, 1),
    (True, 0): (0.6, 2),
    (False, 2): (0.4, 1),
    (False, 1): (0.8, 2),
    (False, 0): (0.9, MANY),
}
"""The share of notes that must find their mark, and the least number of pairs: by whether the notes stand where notes
stand, and how strong the looks of marks and notes are. Weak looks in the midst of the text must count without a gap,
their marks weigh SURE, and each group of notes follow its marks at once."""
SURE = 0.6
LIKELY = 0.45
"""What the marks of a reading must weigh on average: of a look that is not sure, nearly every one a possible mark."""
CHINESE_NUMBER = re.compile("[一二三四五六七八九十百]")
PART_OF_PAIR = re.compile(r"note|foot|cite|ref|sym|anc|back|return", re.IGNORECASE)


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

    def units(self) -> list[Unit]:
        """Return the notes in document order."""
        members = [*(pair.unit for pair in self.pairs), *self.unmatched]
        return sorted(members, key=lambda unit: (unit.leaf, unit.start))


@dataclass(frozen=True, slots=True)
class Decision:
    """All series of a document, and of each style that was not taken what looks like its marks."""

    series: tuple[Series, ...] = ()
    declined: tuple[tuple[str, tuple[Mark, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class _Trial:
    """A reading of the document that was tried, and how much speaks for it."""

    mark_style: str
    units: tuple[Unit, ...]
    pairs: tuple[Pair, ...]
    marks: tuple[Mark, ...]
    dangling: tuple[Mark, ...]
    score: float


def decide(layout: Layout, units: Sequence[Unit], only: str | None = None) -> Decision:
    """Match notes and marks, the surest reading first, until nothing more holds together.

    `only` names the one style of marks to look for. Each style that was not taken is listed with the marks that it
    would have.
    """
    characters = "".join(set[str]().union(*(rich.string for rich in layout.leaves)))
    pool = _Pool(layout, [*_without_institutions(layout, _without_clauses(units))], characters=characters)
    styles = [only] if only else [*STYLES]
    found: list[Series] = []
    while trial := _best(pool, styles, is_forced=only is not None, is_first=not found):
        if only is None:
            trial = _with_other_looks(pool, trial)
        series = _series(trial)
        found.append(series)
        pool.take(trial, series.repeated)
    found = [
        replace(series, dangling=tuple(mark for mark in series.dangling if not pool.is_taken(mark))) for series in found
    ]
    taken = {series.mark_style for series in found}
    if left := tuple(unit for unit in pool.units if unit.head.style == "definition" and only in (None, "caret")):
        found.append(Series("caret", "definition", (), left, (), (), 1.0))
    return Decision(tuple(found), tuple((style, tuple(pool.free(style))) for style in STYLES if style not in taken))


@dataclass(slots=True)
class _Pool:
    """What is still free while series after series is settled."""

    layout: Layout
    units: list[Unit]
    marks: dict[str, list[Mark]] = field(default_factory=dict)
    taken: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    last: dict[int, Value] = field(default_factory=dict)
    """By zone the last number of the notes taken there."""
    characters: str = ""
    """The characters of the document, each once."""

    def free(self, style: str) -> list[Mark]:
        if style not in self.marks:
            found = marks_in(self.layout.leaves, style) if may_have(style, self.characters) else []
            self.marks[style] = [mark for mark in found if not self.is_taken(mark)]
        return self.marks[style]

    def is_taken(self, mark: Mark) -> bool:
        ranges = self.taken.get(mark.leaf)
        return ranges is not None and any(low < mark.end and mark.start < high for low, high in ranges)

    def take(self, trial: _Trial, repeated: Sequence[Pair]) -> None:
        """Take out the notes and marks of a series: no mark of another stands in a note, no note holds a mark."""
        for unit in trial.units:
            for leaf in range(unit.leaf, unit.last_leaf + 1):
                span = (unit.start, unit.end) if leaf == unit.leaf else (0, 1 << 60)
                self.taken.setdefault(leaf, []).append(span)
        for pair in (*trial.pairs, *repeated):
            self.taken.setdefault(pair.mark.leaf, []).append((pair.mark.start, pair.mark.end))
        self.last |= {unit.zone: unit.head.value for unit in trial.units}
        heads = {(unit.leaf, unit.start) for unit in trial.units}
        marks: dict[int, list[Mark]] = {}
        for pair in trial.pairs:
            marks.setdefault(pair.mark.leaf, []).append(pair.mark)
        self.marks = {style: [m for m in found if not self.is_taken(m)] for style, found in self.marks.items()}
        self.units = [u for u in self.units if (u.leaf, u.start) not in heads and not _holds_mark(u, marks)]


def _holds_mark(unit: Unit, marks: Mapping[int, Sequence[Mark]]) -> bool:
    """Say whether the mark of another note stands in what might be a note: then it is text."""
    if any(leaf in marks for leaf in range(unit.leaf + 1, unit.last_leaf + 1)):
        return True
    return any(unit.start <= mark.start < unit.end for mark in marks.get(unit.leaf, ()))


def _best(pool: _Pool, styles: Sequence[str], is_forced: bool, is_first: bool) -> _Trial | None:
    """Return the heaviest reading that holds together."""
    best: _Trial | None = None
    for head_style in dict.fromkeys(unit.head.style for unit in pool.units):
        units = [unit for unit in pool.units if unit.head.style == head_style]
        units = [*_without_leaps(units)] if head_style == "bare" else units
        for chosen in _hypotheses(pool.layout, units):
            most = _most(chosen)
            if best is not None and best.score >= most:
                continue
            for trial in _trials(pool, chosen, styles):
                is_sound = is_forced or (_is_sound(trial, pool.layout) and (is_first or _may_be_further(trial, pool)))
                if is_sound and (best is None or trial.score > best.score):
                    best = trial
                if best is not None and best.score >= most:
                    break
    return best


def _most(units: Sequence[Unit]) -> float:
    """Return the score that no reading of these notes surpasses: each has the surest mark, none of them dangles."""
    each = PAIR + 1.0 + LABEL * TABLE[units[0].head.style].head_strength
    return each * len(units) + ZONE * sum(unit.zone >= 0 for unit in units)


def _without_leaps(units: Sequence[Unit]) -> Iterator[Unit]:
    """Yield the units whose numbers do not leap: a paragraph may begin with “271 aircraft”."""
    last: float | None = None
    for unit in units:
        value = unit.head.value
        if last is None or isinstance(value, str) or value <= last + LONGEST_LEAP:
            last = last if isinstance(value, str) else value
            yield unit


def _hypotheses(layout: Layout, units: Sequence[Unit]) -> Iterator[list[Unit]]:
    """Yield the sets of units that may be the notes: all, those under a heading, at page feet, at the end.

    Where numbered ones stand under a heading of notes, numbered ones elsewhere are lists.
    """
    under_heading = [unit for unit in units if unit.zone >= 0]
    if len(under_heading) > 1 and TABLE[units[0].head.style].counts:
        units = under_heading
    yield [*units]
    with_words = [unit for unit in units if _has_words(layout, unit)]
    if with_words and len(with_words) < len(units):
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
        [*units][max((index for index, unit in enumerate(units) if unit.head.value == 1), default=0) :],
    ):
        if chosen and (len(chosen) not in seen or len(chosen) < 40):
            seen.add(len(chosen))
            yield chosen


def _has_words(layout: Layout, unit: Unit) -> bool:
    """Say whether a note says something: a paragraph that is nothing but marks is text."""
    return bool(unit.rest) or not unit.end or any(character.isalpha() for character in layout.words_of(unit))


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
    if not TABLE[unit.head.style].counts or unit.zone >= 0 or last.block == unit.block:
        return False
    return isinstance(first, int) and isinstance(second, int) and second <= first


def _trials(pool: _Pool, units: Sequence[Unit], styles: Sequence[str]) -> Iterator[_Trial]:
    """Yield the readings of these notes with marks of each style."""
    values = {unit.head.value for unit in units}
    has_names = any(unit.names for unit in units)
    inside = Inside(units, pool.layout)
    for style in styles:
        if not _may_pair(style, units[0].head.style):
            continue
        free = [mark for mark in pool.free(style) if not inside.holds(mark.leaf, mark.start)]
        marks = [*_without_affiliations(pool.layout, free)]
        if any(value in values for mark in marks for value in mark.values) or (style == "link" and has_names):
            trial = _trial(pool, style, units, marks)
            if trial.pairs:
                yield trial


def _may_pair(mark_style: str, head_style: str) -> bool:
    if head_style == "definition":
        return mark_style == "caret"
    return head_style in (TABLE[mark_style].partners or {head_style})


def _trial(pool: _Pool, style: str, units: Sequence[Unit], marks: Sequence[Mark]) -> _Trial:
    found = aligned(pool.layout, units, marks)
    if style == "caret":
        found |= _nested(pool, units, found)
    kept = rejoined(units, [index in found for index in range(len(units))])
    pairs = [Pair(unit, *found[index]) for unit, index in kept if index in found]
    plausible = [*_plausible(pool.layout, [unit for unit, _ in kept], pairs)]
    return _weighed(style, plausible, pairs, marks)


def _weighed(style: str, units: Sequence[Unit], pairs: Sequence[Pair], marks: Sequence[Mark]) -> _Trial:
    dangling = tuple(_dangling(style, pairs, marks))
    score = sum(PAIR + pair.mark.weight for pair in pairs) + ZONE * sum(pair.unit.zone >= 0 for pair in pairs)
    score += LABEL * len(pairs) * (TABLE[units[0].head.style].head_strength if units else 0)
    score -= UNMATCHED * (len(units) - len(pairs)) + DANGLING * len(dangling) + LEAP * _irregular(units)
    return _Trial(style, tuple(units), tuple(pairs), tuple(marks), dangling, score)


def _irregular(units: Sequence[Unit]) -> int:
    """Return how often the notes' numbers neither count on nor start again."""
    numbers = [unit.head.value for unit in units if isinstance(unit.head.value, int)]
    return sum(second not in (1, first + 1) for first, second in pairwise(numbers))


# The alignment


Slot = tuple[Mark, int]
"""A mark, and which of its labels."""


def aligned(
    layout: Layout, units: Sequence[Unit], marks: Sequence[Mark], costs: Sequence[float] = ()
) -> dict[int, Slot]:
    """Pair notes with marks in the order of both, and return each note's slot by the note's index.

    `costs` (of each mark, none if not given) is what speaks against a mark beside its own weight. A list of works
    cited, and what no order explains, is paired by first mention.
    """
    slots = [(mark, part) for mark in marks for part in range(len(mark.values))]
    against = [cost for mark, cost in zip(marks, costs or [0.0] * len(marks), strict=True) for _ in mark.values]
    edges = _Edges(layout, units, slots)
    in_order = not _is_cited_at_will(layout, units, slots)
    chain = _heaviest(units, edges, slots, against) if in_order else {}
    return _by_first_mention(units, edges, slots, against, chain)


class _Edges:
    """Which slots may belong to a note: same label or the link's target, before the note, not too far away."""

    def __init__(self, layout: Layout, units: Sequence[Unit], slots: Sequence[Slot]) -> None:
        self.slots = slots
        self.by_value: dict[Value, list[int]] = {}
        self.by_target: dict[str, list[int]] = {}
        for index, (mark, part) in enumerate(slots):
            self.by_value.setdefault(mark.values[part], []).append(index)
            if mark.target:
                self.by_target.setdefault(mark.target, []).append(index)
                self.by_target.setdefault(f"~{_key(mark.target)}", []).append(index)
        values = [unit.head.value for unit in units]
        self.is_once = len(set(values)) == len(values)
        self.layout = layout
        groups = groups_of(layout, units)
        self.group = [number for number, group in enumerate(groups) for _ in group]
        self.leaves = [mark.leaf for mark, _ in slots]
        self.first_slot = [bisect_left(self.leaves, group[0].leaf) for group in groups]

    def of(self, index: int, unit: Unit) -> Iterator[tuple[int, float]]:
        """Yield the slots that may be the mark of a note, later ones first, and what speaks for each."""
        linked = self._linked(unit)
        yield from ((slot, LINKED) for slot in reversed(linked))
        if linked:
            return
        found = self.by_value.get(unit.head.value, [])
        if unit.head.style == "definition":
            at = bisect_left(found, bisect_left(self.leaves, unit.leaf))
            near = found if self.is_once else found[max(0, at - NEAREST) : at + NEAREST]
            yield from ((slot, 0.0) for slot in reversed(near))
            return
        high = bisect_left(found, self._end(index, unit))
        low = 0 if self.is_once else max(0, high - NEAREST)
        for slot in reversed(found[low:high]):
            passed = self.group[index] - bisect_right(self.first_slot, slot)
            if self.is_once or passed <= FURTHER:
                yield slot, 0.0 if self.is_once else -PASSED * max(passed, 0)

    def _end(self, index: int, unit: Unit) -> int:
        """Return the first slot behind a note's group, or, where each label stands once, behind its text."""
        return bisect_right(self.leaves, unit.leaf) if self.is_once else self.first_slot[self.group[index]]

    def _linked(self, unit: Unit) -> list[int]:
        if not self.by_target:
            return []
        keys = [*unit.names, *(f"~{key}" for key in _keys_back(self.layout, unit))]
        return sorted({slot for key in keys for slot in self.by_target.get(key, ())})


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


def _is_cited_at_will(layout: Layout, units: Sequence[Unit], slots: Sequence[Slot]) -> bool:
    """Say whether the notes are a list of references that the text cites in any order, each as often as it likes.

    Of weak looks what stands again is hardly a mark.
    """
    if not all(TABLE[mark.style].strength for mark, _ in slots[:1]):
        return False
    if not all(layout.is_reference_list(zone) for zone in {unit.zone for unit in units}):
        return False
    values = {unit.head.value for unit in units}
    cited = [mark.values[part] for mark, part in slots if mark.values[part] in values]
    return len(cited) > len(set(cited))


def _heaviest(units: Sequence[Unit], edges: _Edges, slots: Sequence[Slot], against: Sequence[float]) -> dict[int, Slot]:
    """Return the heaviest chain in which notes and slots both rise; of two equal ones that of the earlier marks."""
    tree: list[_Best] = [NOTHING] * (len(slots) + 1)
    chain: list[tuple[int, int, int]] = []
    for index, unit in enumerate(units):
        for slot, bonus in edges.of(index, unit):
            gain = PAIR + max(slots[slot][0].weight, 0.05) + bonus - against[slot] - INNER * unit.inner
            if gain > 0:
                weight, _, before = _highest(tree, slot)
                chain.append((index, slot, -before))
                _raise(tree, slot + 1, (round(weight + gain, 6), -slot, 1 - len(chain)))
    found: dict[int, Slot] = {}
    at = -_highest(tree, len(slots))[2]
    while at >= 0:
        index, slot, at = chain[at]
        found[index] = slots[slot]
    return found


_Best = tuple[float, int, int]
"""A chain's weight, its last slot and its last link, these two negative: of two equal chains the earlier is greater."""
NOTHING: _Best = (0.0, 1, 1)


def _highest(tree: Sequence[_Best], rank: int) -> _Best:
    best = NOTHING
    while rank > 0:
        if tree[rank] > best:
            best = tree[rank]
        rank &= rank - 1
    return best


def _raise(tree: list[_Best], rank: int, value: _Best) -> None:
    size = len(tree)
    while rank < size:
        if tree[rank] < value:
            tree[rank] = value
        rank += rank & -rank


def _by_first_mention(
    units: Sequence[Unit], edges: _Edges, slots: Sequence[Slot], against: Sequence[float], chain: dict[int, Slot]
) -> dict[int, Slot]:
    """Return the pairs with what the order left out: a note whose label stands once, a strong mark."""
    if not edges.is_once and not edges.by_target:
        return chain
    found = dict(chain)
    used = {(mark.leaf, mark.start, part) for mark, part in chain.values()}
    for index, unit in enumerate(units):
        if index in found or unit.inner:
            continue
        for slot, _ in sorted(edges.of(index, unit)):
            mark, part = slots[slot]
            is_strong = TABLE[mark.style].strength > 0 or isinstance(mark.values[part], str)
            if is_strong and mark.weight >= 0.5 and not against[slot] and (mark.leaf, mark.start, part) not in used:
                found[index] = mark, part
                used.add((mark.leaf, mark.start, part))
                break
    return found


def _nested(pool: _Pool, units: Sequence[Unit], found: Mapping[int, Slot]) -> dict[int, Slot]:
    """Return the notes whose mark stands in another note."""
    missing = {unit.head.value: index for index, unit in enumerate(units) if index not in found}
    out: dict[int, Slot] = {}
    for mark in pool.free("caret") if missing else ():
        index = missing.get(mark.values[0])
        if index is not None and index not in out and not _is_own_head(units, mark):
            own = units[index]
            if not (own.leaf <= mark.leaf <= own.last_leaf):
                out[index] = mark, 0
    return out


def _is_own_head(units: Sequence[Unit], mark: Mark) -> bool:
    at = bisect_right(units, (mark.leaf, mark.start), key=lambda unit: (unit.leaf, unit.start)) - 1
    unit = units[at]
    return at >= 0 and unit.leaf == mark.leaf and unit.start <= mark.start < unit.head.end


# What speaks against a reading


def _dangling(style: str, pairs: Sequence[Pair], marks: Sequence[Mark]) -> Iterator[Mark]:
    """Yield the marks that look as if they had lost their note: of the right look, with a number that may well be."""
    places = {pair.unit.head.value: (pair.mark.leaf, pair.mark.start) for pair in pairs}
    used = set(places.values()) | {(pair.mark.leaf, pair.mark.start) for pair in pairs}
    numbers = [value for value in places if isinstance(value, int)]
    strength = TABLE[style].strength
    highest = max(numbers, default=0) + (20 if strength == 2 else 2)
    for mark in marks:
        if (mark.leaf, mark.start) in used or mark.weight < 0.5 or any(value in places for value in mark.values):
            continue
        if strength == 0:
            if _fills_gap(mark, places):
                yield mark
        elif style == "caret" or all(isinstance(value, int) and 0 < value <= highest for value in mark.values):
            yield mark


def _fills_gap(mark: Mark, places: Mapping[Value, tuple[int, int]]) -> bool:
    """Say whether a weak mark stands just where a number is missing: between its neighbours' marks."""
    value = mark.values[0]
    if not isinstance(value, int) or len(mark.values) > 1 or value - 1 not in places or value + 1 not in places:
        return False
    return places[value - 1] < (mark.leaf, mark.start) < places[value + 1]


def _without_clauses(units: Sequence[Unit]) -> Iterator[Unit]:
    """Yield the units without those that （一） begins, as sections and clauses do, but under a heading of notes."""
    for unit in units:
        is_chinese = unit.head.style == "fullwidth-parentheses" and CHINESE_NUMBER.search(unit.head.label)
        if unit.zone >= 0 or not is_chinese:
            yield unit


def _without_institutions(layout: Layout, units: Iterable[Unit]) -> Iterator[Unit]:
    """Yield the units without the institutions of authors: lines that stand right under a byline."""
    lines: set[int] = set()
    for leaf, rich in enumerate(layout.leaves[:FRONT]):
        is_line = len(rich.string) <= LONGEST_LINE and leaf - 1 in lines and ORGANISATION.search(rich.string)
        if is_line or is_byline(_unraised(rich)):
            lines.add(leaf)
    for unit in units:
        is_named = unit.leaf in lines and unit.leaf - 1 in lines and unit.zone < 0
        if not is_named or unit.head.style in {"symbols", "definition", "caret", "link"}:
            yield unit


def _unraised(rich: Rich) -> str:
    """Return a text without what is raised above the line."""
    raised = [i for i in rich.inlines if isinstance(i, Emphasis) and i.rend == "superscript"]
    ends = [0, *(at for i in raised for at in (i.start, i.end)), len(rich.string)]
    return "".join(rich.string[low:high] for low, high in zip(ends[::2], ends[1::2], strict=True))


def _without_affiliations(layout: Layout, marks: Sequence[Mark]) -> Iterator[Mark]:
    """Yield the marks without those that join authors with institutions.

    Such numbers stand once more, before the institutions' names; they are none where the text behind has them not.
    """
    lines = {mark.leaf for mark in marks if mark.leaf < FRONT and (mark.opens or _leads_to_institution(layout, mark))}
    last = max(lines, default=-1)
    joining = {value for mark in marks if mark.leaf in lines for value in mark.values}
    again = {value for mark in marks if mark.leaf > last for value in mark.values}
    for mark in marks:
        if mark.leaf > last or not all(value in joining & again for value in mark.values):
            yield mark


def _leads_to_institution(layout: Layout, mark: Mark) -> bool:
    """Say whether a mark in a byline stands again where the next line names an institution."""
    following = layout.leaves[mark.leaf + 1 : mark.leaf + 2]
    if not following or not ORGANISATION.search(following[0].string):
        return False
    head = head_of(following[0])
    return head is not None and head.value == 1 and is_byline(_unraised(layout.leaves[mark.leaf]))


def _plausible(layout: Layout, units: Sequence[Unit], pairs: Sequence[Pair]) -> Iterator[Unit]:
    """Yield the units without those that begin with a number by chance: unmatched, and out of order."""
    matched = {id(pair.unit) for pair in pairs}
    if not matched:
        return
    if TABLE[units[0].head.style].head_strength < 2:
        groups = groups_of(layout, units)
        units = [unit for group in groups if any(id(each) in matched for each in group) for unit in group]
    ahead: dict[int, float] = {}
    following: float = 1 << 30
    for unit in reversed(units):
        ahead[id(unit)] = following
        if id(unit) in matched and isinstance(unit.head.value, int | float):
            following = unit.head.value
    last: float = 0
    for unit in units:
        value = unit.head.value
        if id(unit) in matched:
            last = last if isinstance(value, str) else value
            yield unit
            continue
        is_free = unit.head.style not in {"bare", "numbered"} or unit.zone >= 0
        if isinstance(value, str) or is_free or (last <= value < ahead[id(unit)] and value <= last + 3):
            yield unit


def _is_sound(trial: _Trial, layout: Layout) -> bool:
    """Say whether a reading holds together well enough to be believed."""
    head_style = trial.units[0].head.style
    if TABLE[head_style].partners or head_style == "definition":
        if head_style != "symbols":
            return True
        if _is_everywhere(trial):
            return False
    in_zone = all(unit.zone >= 0 for unit in trial.units)
    strength = TABLE[trial.mark_style].strength
    look = strength if TABLE[head_style].head_strength else 0
    is_apart = in_zone or _is_set_apart(trial.units, layout) or _is_tail(trial)
    ratio, least = NEEDED[is_apart, look]
    weight = sum(pair.mark.weight for pair in trial.pairs) / len(trial.pairs)
    if not is_apart and not look and not (weight >= SURE and not _irregular(trial.units) and _at_once(trial, layout)):
        return False
    if strength < 2 and weight < LIKELY:
        return False
    is_few = len(trial.pairs) < least and not (in_zone or strength == 2 or _is_of_front(trial, layout))
    return not is_few and (len(trial.pairs) >= ratio * len(trial.units) or (in_zone and look == 2))


def _is_of_front(trial: _Trial, layout: Layout) -> bool:
    """Say whether the marks are signs that end the title or the authors' lines, as of thanks and addresses."""
    marks = [pair.mark for pair in trial.pairs]
    return trial.units[0].head.style == "symbols" and all(
        mark.leaf < FRONT and mark.end == len(layout.leaves[mark.leaf].string.rstrip()) for mark in marks
    )


def _is_everywhere(trial: _Trial) -> bool:
    """Say whether the notes' sign stands in the text far more often than notes do: then it means other things."""
    values = {unit.head.value for unit in trial.units}
    marks = sum(mark.weight >= 0.5 and mark.values[0] in values for mark in trial.marks)
    return marks > 2 * len(trial.pairs) + 2


def _may_be_further(trial: _Trial, pool: _Pool) -> bool:
    """Say whether a series may stand beside another: one of weak looks only under a heading of notes of its own.

    Under another's heading it may only go on counting: ⑳ is followed by (21). A list in a note begins anew.
    """
    is_weak = not TABLE[trial.mark_style].strength or not TABLE[trial.units[0].head.style].head_strength
    zones = {unit.zone for unit in trial.units}
    before = pool.last.get(trial.units[0].zone)
    counts_on = isinstance(before, int) and trial.units[0].head.value == before + 1
    is_own = -1 not in zones and (counts_on or not zones & pool.last.keys())
    return not is_weak or (is_own and not any(map(pool.layout.is_reference_list, zones)))


# Where notes stand


def is_foot(layout: Layout, unit: Unit) -> bool:
    """Say whether a note opens a page's foot: a rule stands before it, or before what is left of another note."""
    if layout.blocks[unit.block].place == "foot":
        return True
    for index in range(unit.block - 1, max(unit.block - 4, -1), -1):
        block = layout.blocks[index]
        if block.kind in {"rule", "page"}:
            return True
        if TABLE[unit.head.style].counts and (head := head_of(block.rich)) and head.style == unit.head.style:
            return False
        if block.kind != "paragraph":
            return False
    return False


def _is_under_rule(layout: Layout, unit: Unit) -> bool:
    return unit.block > 0 and layout.blocks[unit.block - 1].kind in {"rule", "page"}


def _is_set_apart(units: Sequence[Unit], layout: Layout) -> bool:
    """Say whether the notes stand where notes stand: at page feet, or after all else of the text or of a section."""
    groups = groups_of(layout, units)
    if len(groups) == 1 and units[-1].last_leaf >= len(layout.leaves) - 1:
        return True
    return sum(_is_apart(layout, group) for group in groups) * 2 >= len(groups)


def _at_once(trial: _Trial, layout: Layout) -> bool:
    """Say whether nearly every mark stands between the group of notes before and its own, as at pages' feet."""
    marks = {id(pair.unit): pair.mark for pair in trial.pairs}
    before, found = -1, 0
    for group in groups_of(layout, trial.units):
        found += sum(before < marks[id(unit)].leaf < group[0].leaf for unit in group if id(unit) in marks)
        before = group[-1].last_leaf
    return found * 10 >= len(trial.units) * 9


def _is_tail(trial: _Trial) -> bool:
    """Say whether the notes count from 1 behind all their marks: they follow the text, whatever parts them."""
    numbers = [unit.head.value for unit in trial.units if not isinstance(unit.head.value, str)]
    rises = numbers[:1] == [1] and all(first < second for first, second in pairwise(numbers))
    first = trial.units[0].leaf
    return rises and len(trial.pairs) >= MANY and all(pair.mark.leaf < first for pair in trial.pairs)


def _is_apart(layout: Layout, group: Sequence[Unit]) -> bool:
    first, last = group[0], group[-1]
    following = layout.blocks[last.block + 1 : last.block + 2]
    ends_page = any(block.kind == "page" for block in following)
    is_numbered_bullet = first.item >= 0 and first.head.style == "bare"  # as docling writes what is set small
    return (
        ends_page
        or is_numbered_bullet
        or is_foot(layout, first)
        or _ends_section(layout, last)
        or _parts_sentence(layout, first, last)
    )


def _parts_sentence(layout: Layout, first: Unit, last: Unit) -> bool:
    """Say whether a group of notes stands in the middle of a sentence, as at a page's foot."""
    if first.block == 0 or last.block + 1 >= len(layout.blocks):
        return False
    return goes_on(layout.blocks[first.block - 1], layout.blocks[last.block + 1])


def _ends_section(layout: Layout, unit: Unit) -> bool:
    """Say whether nothing but a heading, or nothing at all, follows a note."""
    indices = range(unit.block + 1, len(layout.blocks))
    following = (layout.blocks[index] for index in indices if layout.blocks[index].kind not in {"rule", "page"})
    block = next(following, None)
    return block is None or block.kind == "heading"


# A series


def _with_other_looks(pool: _Pool, trial: _Trial) -> _Trial:
    """Return the reading with gaps filled by marks of another look, each the only one between its neighbours' marks.

    Scanners read one mark as a superscript, the next as a bracket; ⑳ goes on as (21).
    """
    missing = {u.head.value for u in trial.units} - {pair.unit.head.value for pair in trial.pairs}
    if not missing or trial.units[0].head.style == "definition":
        return trial
    inside = Inside(trial.units, pool.layout)
    others = [mark for mark in _others(pool, trial, missing) if not inside.holds(mark.leaf, mark.start)]
    marks = sorted([*trial.marks, *others], key=lambda mark: (mark.leaf, mark.start))
    costs = [0.0 if mark.style == trial.mark_style else OTHER_LOOK for mark in marks]
    found = aligned(pool.layout, trial.units, marks, costs)
    pairs = [Pair(unit, *found[index]) for index, unit in enumerate(trial.units) if index in found]
    pairs = [*_unrivalled(pairs, trial.mark_style, others)]
    return _weighed(trial.mark_style, trial.units, pairs, trial.marks) if len(pairs) > len(trial.pairs) else trial


def _others(pool: _Pool, trial: _Trial, missing: set[Value]) -> Iterator[Mark]:
    """Yield the free marks of other looks that name one missing note alone; of two looks of one mark the wider."""
    taken: dict[int, int] = {}
    found = [
        mark
        for style in STYLES
        if style not in {"symbols", "link", trial.mark_style}
        for mark in pool.free(style)
        if len(mark.values) == 1
        and mark.values[0] in missing
        and not isinstance(mark.values[0], str)
        and mark.weight >= (0.5 if TABLE[style].strength else 0.8)
    ]
    for mark in sorted(found, key=lambda mark: (mark.leaf, mark.start, -mark.end)):
        if taken.get(mark.leaf, -1) <= mark.start:
            taken[mark.leaf] = mark.end
            yield mark


def _unrivalled(pairs: Sequence[Pair], style: str, others: Sequence[Mark]) -> Iterator[Pair]:
    """Yield the pairs without those of another look where a second mark with the label stands as well there."""
    places = [(pair.mark.leaf, pair.mark.start) for pair in pairs]
    by_value: dict[Value, list[tuple[int, int]]] = {}
    for mark in others:
        by_value.setdefault(mark.values[0], []).append((mark.leaf, mark.start))
    for index, pair in enumerate(pairs):
        low = places[index - 1] if index else (-1, 0)
        high = places[index + 1] if index + 1 < len(pairs) else (1 << 60, 0)
        rivals = [place for place in by_value.get(pair.unit.head.value, ()) if low < place < high]
        if pair.mark.style == style or (len(rivals) == 1 and index):
            yield pair


def _series(trial: _Trial) -> Series:
    used = {id(pair.unit) for pair in trial.pairs}
    unmatched = tuple(unit for unit in trial.units if id(unit) not in used)
    whole = len(trial.pairs) + len(unmatched) + len(trial.dangling)
    return Series(
        trial.mark_style,
        trial.units[0].head.style,
        tuple(sorted(trial.pairs, key=lambda pair: (pair.mark.leaf, pair.mark.start, pair.part))),
        unmatched,
        trial.dangling,
        tuple(_repeated(trial)),
        len(trial.pairs) / whole,
    )


def _repeated(trial: _Trial) -> Iterator[Pair]:
    """Yield further marks of notes that have their place already: by where they link, else by their number."""
    used = {(pair.mark.leaf, pair.mark.start) for pair in trial.pairs}
    by_value: dict[Value, Unit] = {}
    by_target: dict[str, Unit] = {}
    for pair in trial.pairs:
        by_value.setdefault(pair.unit.head.value, pair.unit)
        if pair.mark.target:
            by_target.setdefault(pair.mark.target, pair.unit)
    if not TABLE[trial.mark_style].strength or (len(by_value) < len(trial.pairs) and not by_target):
        return
    for mark in trial.marks:
        if (mark.leaf, mark.start) in used or mark.weight < 0.5:
            continue
        for part, value in enumerate(mark.values):
            unit = by_target.get(mark.target) if by_target else by_value.get(value)
            if unit is not None:
                yield Pair(unit, mark, part)
