"""Pages put together: what a page's foot broke apart is joined, and each page break keeps its place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from teiwright.article import LineBreak, PageBreak
from teiwright.languages import every
from teiwright.reading.alignment import Decision, is_foot
from teiwright.reading.breaks import ADDRESS, CANNOT_BEGIN, LONG_ENOUGH, goes_on, is_unfinished
from teiwright.reading.divided import AFTER, BEFORE, Words
from teiwright.reading.inline import needs_space
from teiwright.reading.notes import RawNote, without_returns
from teiwright.reading.raw import Ledger, Raw
from teiwright.reading.rich import Rich, cut, join, origins
from teiwright.reading.styles import head_of
from teiwright.reading.units import Layout, Unit
from teiwright.reading.words import any_of

COLOPHON = re.compile(rf"^[\s\[(（【*]*(?:{any_of(every('reading', 'colophons'))})")
LONGEST_WORD = 60


def note_blocks(decision: Decision) -> dict[int, list[Unit]]:
    """Return the units that are notes, by the block they stand in."""
    out: dict[int, list[Unit]] = {}
    for series in decision.series:
        for unit in (*(pair.unit for pair in series.pairs), *series.unmatched):
            out.setdefault(unit.block, []).append(unit)
    for units in out.values():
        units.sort(key=lambda unit: (unit.leaf, unit.start))
    return out


def continuations(layout: Layout, decision: Decision, anchored: frozenset[int]) -> dict[int, tuple[int, Unit]]:
    """Return, for each block that only continues a note, its place in the order and the note's unit.

    `anchored` holds the leaves in which marks stand.
    """
    by_block = note_blocks(decision)
    order = sorted(by_block)
    marks = {id(pair.unit): pair.mark for series in decision.series for pair in series.pairs}
    found: dict[int, tuple[int, Unit]] = {}
    for first, second in pairwise(order):
        before, after = by_block[first][-1], by_block[second][0]
        for place, index in enumerate(_between(layout, first, second, before, after, marks.get(id(after)), anchored)):
            found[index] = (place, before)
    for place, index in enumerate(_trailing(layout, by_block, found)):
        found[index] = (place, by_block[order[-1]][-1])
    for index, first in [*_announced(layout, by_block, found)]:
        found[index] = (index - first, by_block[first][-1])
    return found


def _announced(
    layout: Layout, by_block: Mapping[int, Sequence[Unit]], found: Mapping[int, object]
) -> Iterator[tuple[int, int]]:
    """Yield the blocks that a note announces, each with the block of the note.

    These are the paragraph above which the note's mark stands on a line of its own, and the list behind its colon.
    """
    for first in by_block:
        unit = by_block[first][-1]
        index, count = first + 1, 0
        ends_in_colon = layout.words_of(unit).rstrip().endswith((":", "：")) and not unit.rest
        while index < len(layout.blocks) and index not in found and index not in by_block:
            block = layout.blocks[index]
            is_list = ends_in_colon and layout.zones[index] == unit.zone
            head = head_of(block.rich) if block.kind == "paragraph" else None
            is_item = is_list and unit.zone >= 0 and head is not None and head.value == count + 1
            is_own = block.kind == "paragraph" and not count and _is_mark_alone(layout, unit)
            if not is_item and not is_own and not (is_list and not count and block.kind == "list"):
                break
            yield index, first
            if not is_item:
                break
            index, count = index + 1, count + 1


def _trailing(layout: Layout, by_block: Mapping[int, Sequence[Unit]], found: Mapping[int, object]) -> Iterator[int]:
    """Yield the paragraphs behind the last note under its heading, where other notes there have several paragraphs."""
    last = max(by_block, default=-1)
    zone = layout.zones[last] if last >= 0 else -1
    if zone < 0 or not (layout.blocks[last].place or any(layout.zones[index] == zone for index in found)):
        return
    for index in range(last + 1, len(layout.blocks)):
        block = layout.blocks[index]
        if layout.zones[index] != zone or block.kind in {"heading", "rule", "page"} or _is_colophon(block):
            return
        yield index


def _is_mark_alone(layout: Layout, unit: Unit) -> bool:
    return bool(unit.end) and not unit.rest and not layout.rich_of(unit).string[unit.head.end : unit.end].strip()


def _is_colophon(block: Raw) -> bool:
    """Say whether a paragraph names the author, the editor or the date of receipt, as journals do after the notes."""
    return block.kind == "paragraph" and COLOPHON.match(block.rich.string) is not None


def _between(
    layout: Layout, first: int, second: int, before: Unit, after: Unit, mark: object, anchored: frozenset[int]
) -> Iterator[int]:
    """Yield the blocks between two notes that continue the first."""
    inner = range(first + 1, second)
    texts = [index for index in inner if layout.blocks[index].kind not in {"rule", "page"}]
    if not texts or before.head.style == "definition":
        return
    if before.zone != after.zone:
        yield from (index for index in texts if layout.zones[index] == before.zone and layout.blocks[index].place)
        return
    if before.zone >= 0:
        yield from (index for index in texts if layout.blocks[index].kind != "heading")
        return
    leaf = getattr(mark, "leaf", None)
    rules = [index for index in inner if layout.blocks[index].kind in {"rule", "page"}]
    is_open = is_unfinished(layout.rich_of(before).string[before.start : before.end])
    tail = [index for index in texts if not rules or index > rules[-1]]
    is_rest = layout.blocks[second].joins and texts[-1] == second - 1 and not _has_mark(layout, texts[-1], anchored)
    if is_open and (is_rest or (not rules and _ends_foot(layout, texts, anchored))):
        yield texts[-1]
        return
    if any(layout.blocks[index].kind != "paragraph" or _has_mark(layout, index, anchored) for index in tail):
        return
    if leaf is not None and tail and leaf < layout.first_leaf[tail[0]]:
        if (rules and len(tail) <= 3) or (not rules and leaf < before.leaf):
            yield from tail
        elif is_open:
            yield tail[-1]
        return
    yield from _lone_foot(layout, texts, rules, is_open, anchored)


def _ends_foot(layout: Layout, texts: Sequence[int], anchored: frozenset[int]) -> bool:
    """Say whether the last of a page's paragraphs is the rest of a note: it ends, and the one before it breaks off."""
    if len(texts) < 2 or _has_mark(layout, texts[-1], anchored):
        return False
    body, rest = (layout.blocks[index] for index in texts[-2:])
    if body.kind != "paragraph" or rest.kind != "paragraph" or not rest.rich.string:
        return False
    return is_unfinished(body.rich.string) and not is_unfinished(rest.rich.string)


def _lone_foot(
    layout: Layout, texts: Sequence[int], rules: Sequence[int], is_open: bool, anchored: frozenset[int]
) -> Iterator[int]:
    """Yield the paragraph behind a rule that is a page's foot by itself: the last note went on over a whole page."""
    if not is_open:
        return
    for rule in rules:
        following = [index for index in texts if index > rule]
        before = [index for index in texts if index < rule]
        if len(following) < 2 or not before or layout.blocks[following[0]].kind != "paragraph":
            continue
        body = layout.blocks[before[-1]]
        if (
            body.kind == "paragraph"
            and is_unfinished(body.rich.string)
            and not _has_mark(layout, following[0], anchored)
        ):
            yield following[0]
            return


def _has_mark(layout: Layout, block: int, anchored: frozenset[int]) -> bool:
    first = layout.first_leaf[block]
    last = layout.first_leaf[block + 1] if block + 1 < len(layout.blocks) else len(layout.leaves)
    return any(leaf in anchored for leaf in range(first, last))


def is_paged(layout: Layout, decision: Decision, continued: Mapping[int, object]) -> bool:
    """Say whether the notes stand at the feet of pages, so that what parts text from text is a page's end."""
    by_block = note_blocks(decision)
    feet = joins = headings = rules = 0
    for index in sorted(by_block):
        if layout.zones[index] >= 0:
            continue
        following = next(
            (at for at in range(index + 1, len(layout.blocks)) if layout.blocks[at].kind not in {"rule", "page"}), None
        )
        if following is None or following in by_block or following in continued:
            continue
        feet += 1
        preceding = _text_before(layout, index, by_block, continued)
        headings += layout.blocks[following].kind == "heading"
        rules += is_foot(layout, by_block[index][0]) or layout.blocks[following - 1].kind in {"rule", "page"}
        joins += preceding is not None and goes_on(layout.blocks[preceding], layout.blocks[following])
    return joins > 0 or (feet >= 2 and headings * 2 < feet and rules * 2 > feet and not _are_definitions(decision))


def _are_definitions(decision: Decision) -> bool:
    return all(series.head_style in {"definition", "caret"} for series in decision.series)


def _text_before(
    layout: Layout, index: int, by_block: Mapping[int, object], continued: Mapping[int, object]
) -> int | None:
    for at in range(index, -1, -1):
        if at not in by_block and at not in continued and layout.blocks[at].kind not in {"rule", "page"}:
            return at
    return None


class Binder:
    """Walks through the blocks, notes left out, and puts together what pages parted."""

    def __init__(self, ledger: Ledger, paged: bool, words: Words, file: str) -> None:
        self.ledger = ledger
        self.paged = paged
        self.words = words
        self.joined: list[tuple[int, str]] = []
        self.out: list[Raw] = []
        self.parts: list[Rich] = []
        self.opened: Raw | None = None
        self.break_label: str | None = None
        self.break_image = ""
        self.at_foot = False
        self.rule: Raw | None = None
        self.hyphenated = False

    def foot(self) -> None:
        """A page's foot, notes or their rest, was passed."""
        self.at_foot = True
        if self.rule is not None:
            self.ledger.set_aside(self.rule.start, self.rule.end, "rule above the notes")
            self.rule = None

    def take(self, block: Raw) -> None:
        """Take the next block that is no note."""
        if block.kind == "page":
            self.break_label, self.break_image = block.label, block.target
            return
        if block.kind == "rule":
            self._settle_rule()
            self.rule = block
            return
        if self._continues(block):
            self._join(block)
            return
        self._close()
        self._put_break()
        self._settle_rule()
        self.opened, self.parts = block, [block.rich]

    def _is_break(self) -> bool:
        return self.break_label is not None or (self.paged and (self.at_foot or self.rule is not None))

    def _continues(self, block: Raw) -> bool:
        if self.opened is None or self.opened.kind != "paragraph":
            return False
        last = replace(self.opened, rich=self.parts[-1])
        if self._is_break():
            return goes_on(last, block)
        return self.paged and self.rule is None and _breaks_off(last) and goes_on(last, block)

    def _join(self, block: Raw) -> None:
        if self.rule is not None:
            self.ledger.set_aside(self.rule.start, self.rule.end, "rule at a page's end")
            self.rule = None
        before = self._without_hyphen(self.parts[-1], block.rich)
        self.parts[-1] = before
        has_blank = not self.hyphenated and needs_space(before.string, block.rich.string)
        turn = PageBreak(0, self.break_label or None, self.hyphenated, self.break_image)
        self.parts.extend((Rich(" " if has_blank else ""), Rich("", (), (turn,)), block.rich))
        self.joined.append((block.rich.start, block.rich.string[:12]))
        self.break_label, self.break_image, self.at_foot = None, "", False

    def _without_hyphen(self, before: Rich, after: Rich) -> Rich:
        """Take away the hyphen of a word that the page's end divided, unless it is the word's own."""
        match, following = BEFORE.search(before.string[-LONGEST_WORD:]), AFTER.match(after.string)
        self.hyphenated = bool(match and following and following[0][0].islower())
        if not match or not following or not self.hyphenated:
            return before
        if not self.words.division(match["left"], following[0], match["hyphen"]).drops:
            return before
        end = len(before.string)
        for low, high in origins(before, end - 1, end):
            self.ledger.set_aside(low, high, "hyphen at a page's end")
        return cut(before, 0, end - 1)

    def _close(self) -> None:
        if self.opened is not None:
            self.out.append(replace(self.opened, rich=join(self.parts) if len(self.parts) > 1 else self.parts[0]))
        self.opened, self.parts = None, []

    def _put_break(self) -> None:
        if self._is_break() and self.out:
            end = self.out[-1].end
            self.out.append(Raw("page", end, end, label=self.break_label or "", target=self.break_image))
            if self.rule is not None:
                self.ledger.set_aside(self.rule.start, self.rule.end, "rule at a page's end")
                self.rule = None
        self.break_label, self.break_image, self.at_foot = None, "", False

    def _settle_rule(self) -> None:
        """A rule that belongs to no foot is the author's own."""
        if self.rule is not None:
            self._close()
            self.out.append(self.rule)
            self.rule = None

    def finish(self) -> list[Raw]:
        """Return the body's blocks."""
        self._close()
        if self.rule is not None and self.out:
            self.ledger.set_aside(self.rule.start, self.rule.end, "rule at the end")
        elif self.rule is not None:
            self.out.append(self.rule)
        return self.out


def _breaks_off(block: Raw) -> bool:
    """Say whether a paragraph so plainly breaks off that a page must end there, though nothing marks it."""
    text = block.rich.string.rstrip()
    if len(text) < LONG_ENOUGH or any(isinstance(inline, LineBreak) for inline in block.rich.inlines):
        return False
    return text[-1].isalnum() or text[-1] in "，、,-"


def join_note(note: RawNote, more: Sequence[Raw], ledger: Ledger) -> tuple[RawNote, bool]:
    """Return a note with the blocks that continue it; the first is joined to its last paragraph if that broke off."""
    blocks = [*note.blocks]
    cleaned = [replace(block, rich=without_returns(block.rich, ledger)) for block in more]
    is_joined = False
    for block in cleaned:
        if blocks and block.kind == "paragraph" and blocks[-1].kind == "paragraph" and _notegoes_on(blocks[-1], block):
            before = blocks[-1].rich
            space = Rich(" ") if needs_space(before.string, block.rich.string) else Rich()
            blocks[-1] = replace(blocks[-1], rich=join((before, space, block.rich)), end=block.end)
            is_joined = True
        else:
            blocks.append(block)
    return replace(note, blocks=tuple(blocks)), is_joined


def _notegoes_on(before: Raw, after: Raw) -> bool:
    first = after.rich.string.lstrip()[:1]
    goes_on_small = first.islower() and not ADDRESS.match(after.rich.string)
    return is_unfinished(before.rich.string) or first in CANNOT_BEGIN or goes_on_small
