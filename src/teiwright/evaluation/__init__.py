"""Two TEI encodings of one text compared: what was found, what was missed, and where they differ.

Spans are compared exactly (same kind, same first and last character) over the text without white space, so only the
encoding counts, not the layout. Precision, recall and F1 as in van Rijsbergen, Information Retrieval (1979), ch. 7.
"""

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from lxml import etree

from teiwright.xmltools import TEI

KINDS = {
    "persName": "person",
    "placeName": "place",
    "geogName": "place",
    "country": "place",
    "region": "place",
    "settlement": "place",
    "district": "place",
    "bloc": "place",
    "orgName": "org",
    "date": "date",
}
BLOCKS = frozenset(TEI + name for name in ("p", "head", "titlePart", "docImprint", "docDate", "byline", "cell", "ab"))
SILENT = frozenset(TEI + name for name in ("teiHeader", "standOff", "back", "fw"))
PASSED_OVER = frozenset(TEI + name for name in ("note", "corr", "reg", "expan"))
VALUES = ("when", "from", "to", "notBefore", "notAfter")
CONTEXT = 12

Verdict = Literal["missed", "spurious", "value", "key"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A name or date in one encoding: [start, end) of its block's text without white space."""

    kind: str
    start: int
    end: int
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def value(self) -> dict[str, str]:
        """The date's value."""
        return {name: value for name, value in self.attributes if name in VALUES}

    @property
    def key(self) -> str:
        """The key that it points to, without the number sign."""
        return dict(self.attributes).get("ref", "").removeprefix("#")


@dataclass(frozen=True, slots=True)
class Block:
    """One block's text without white space, and the marks in it."""

    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where the encodings differ: in which block, on which words, and how."""

    verdict: Verdict
    kind: str
    before: str
    words: str
    after: str
    gold: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """The figures of one kind. `values` and `keys` are (right, of) among the spans that both have."""

    kind: str
    right: int
    found: int
    gold: int
    values: tuple[int, int] = (0, 0)
    keys: tuple[int, int] = (0, 0)

    @property
    def precision(self) -> float:
        """The share of the spans found that are right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold's spans that were found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The comparison: a score for each kind and one for all, the differences, and the gold's blocks not met."""

    scores: tuple[Score, ...]
    differences: tuple[Difference, ...]
    blocks: int
    missing: tuple[str, ...] = field(default=())


def evaluate(gold: etree._Element, tei: etree._Element, *, with_notes: bool = False) -> Evaluation:
    """Compare the encoding `tei` with `gold`; both are TEI elements. Notes count only where asked for.

    Each block of the gold is looked for in the other's text, in order, so that the gold may hold less than the whole.
    """
    reference = blocks_of(gold, with_notes=with_notes)
    whole, marks = _joined(blocks_of(tei, with_notes=with_notes))
    pairs: list[tuple[Block, Block]] = []
    missing: list[str] = []
    cursor = 0
    for block in reference:
        at = whole.find(block.text, cursor)
        at = at if at >= 0 else whole.find(block.text)
        if at < 0:
            missing.append(block.text[:40])
            pairs.append((block, Block(block.text, ())))
            continue
        cursor = at + len(block.text)
        pairs.append((block, Block(block.text, _within(marks, at, cursor))))
    differences = tuple(difference for ours, theirs in pairs for difference in _differences(ours, theirs))
    return Evaluation(_scores(pairs), differences, len(reference), tuple(missing))


def _within(marks: Sequence[Mark], start: int, end: int) -> tuple[Mark, ...]:
    """Return the marks in [start, end) of the whole text, counted from there; they are in the order of their starts."""
    first, last = (bisect_left(marks, at, key=lambda mark: mark.start) for at in (start, end))
    return tuple(
        Mark(mark.kind, mark.start - start, mark.end - start, mark.attributes)
        for mark in marks[first:last]
        if mark.end <= end
    )


def _joined(blocks: Iterable[Block]) -> tuple[str, list[Mark]]:
    texts: list[str] = []
    marks: list[Mark] = []
    at = 0
    for block in blocks:
        texts.append(block.text)
        marks += [Mark(mark.kind, mark.start + at, mark.end + at, mark.attributes) for mark in block.marks]
        at += len(block.text)
    return "".join(texts), marks


def blocks_of(root: etree._Element, *, with_notes: bool = False) -> list[Block]:
    """Return the text's blocks in document order; a note's paragraphs are blocks of their own."""
    text = root.find(TEI + "text") if root.tag == TEI + "TEI" else root
    return [] if text is None else [block for holder in _holders(text, with_notes) if (block := _block(holder)).text]


def _holders(element: etree._Element, with_notes: bool) -> Iterator[etree._Element]:
    if not isinstance(element.tag, str) or element.tag in SILENT:
        return
    is_block = element.tag in BLOCKS
    if is_block:
        yield element
    for child in element:
        if child.tag == TEI + "note" and not with_notes:
            continue
        if is_block:
            notes = [child] if child.tag == TEI + "note" else list(child.iter(TEI + "note"))
            for note in notes if with_notes else []:
                yield from _holders(note, with_notes)
        else:
            yield from _holders(child, with_notes)


def _block(holder: etree._Element) -> Block:
    """`choice` is read as printed: sic, orig or abbr."""
    characters: list[str] = []
    marks: list[Mark] = []
    length = 0

    def put(string: str | None) -> None:
        nonlocal length
        printed = "".join((string or "").split())
        characters.append(printed)
        length += len(printed)

    def walk(element: etree._Element) -> None:
        start = length
        put(element.text)
        for child in element:
            if isinstance(child.tag, str) and child.tag not in PASSED_OVER:
                walk(child)
            put(child.tail)
        kind = KINDS.get(etree.QName(element).localname)
        if kind and element is not holder and length > start:
            marks.append(Mark(kind, start, length, tuple((str(k), str(v)) for k, v in element.attrib.items())))

    walk(holder)
    return Block("".join(characters), tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end))))


def _places(block: Block, kind: str) -> dict[tuple[int, int], Mark]:
    return {(mark.start, mark.end): mark for mark in block.marks if mark.kind == kind}


def _scores(pairs: list[tuple[Block, Block]]) -> tuple[Score, ...]:
    kinds = dict.fromkeys(KINDS.values())
    scores = [_score(kind, pairs) for kind in kinds]
    total = Score(
        "all", sum(s.right for s in scores), sum(s.found for s in scores), sum(s.gold for s in scores),
        _sum(s.values for s in scores), _sum(s.keys for s in scores),
    )  # fmt: skip
    return (*scores, total)


def _sum(pairs: Iterable[tuple[int, int]]) -> tuple[int, int]:
    listed = list(pairs)
    return sum(right for right, _ in listed), sum(of for _, of in listed)


def _score(kind: str, pairs: list[tuple[Block, Block]]) -> Score:
    right = found = gold = 0
    values: list[bool] = []
    keys: list[bool] = []
    for reference, block in pairs:
        ours, theirs = _places(reference, kind), _places(block, kind)
        both = ours.keys() & theirs.keys()
        right, found, gold = right + len(both), found + len(theirs), gold + len(ours)
        values += [same_value(ours[place], theirs[place]) for place in both if ours[place].value]
        keys += [ours[place].key == theirs[place].key for place in both if ours[place].key]
    return Score(kind, right, found, gold, (sum(values), len(values)), (sum(keys), len(keys)))


def same_value(gold: Mark, found: Mark) -> bool:
    """Tell whether two dates have the same value: a bound that names a month means its first or last day."""
    return _days(gold.value) == _days(found.value)


def _days(value: dict[str, str]) -> dict[str, str]:
    return {name: _day(name, text.removesuffix("T00:00:00")) for name, text in value.items()}


def _day(name: str, text: str) -> str:
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?", text)
    if name not in ("notBefore", "notAfter") or match is None:
        return text
    year, month = int(match[1]), int(match[2] or (1 if name == "notBefore" else 12))
    return f"{year:04d}-{month:02d}-{1 if name == 'notBefore' else monthrange(year, month)[1]:02d}"


def _differences(gold: Block, block: Block) -> Iterator[Difference]:
    for kind in dict.fromkeys(KINDS.values()):
        ours, theirs = _places(gold, kind), _places(block, kind)
        for place in sorted(ours.keys() | theirs.keys()):
            yield from _difference(gold.text, kind, place, ours.get(place), theirs.get(place))


def _difference(
    text: str, kind: str, place: tuple[int, int], gold: Mark | None, found: Mark | None
) -> Iterator[Difference]:
    start, end = place
    context = (text[max(0, start - CONTEXT) : start], text[start:end], text[end : end + CONTEXT])
    if gold is None or found is None:
        yield Difference("missed" if gold else "spurious", kind, *context)
        return
    if gold.value and not same_value(gold, found):
        yield Difference("value", kind, *context, _shown(gold.value), _shown(found.value))
    if gold.key and gold.key != found.key:
        yield Difference("key", kind, *context, gold.key, found.key or "none")


def _shown(value: dict[str, str]) -> str:
    return " ".join(f"{name}={text}" for name, text in value.items()) or "none"
