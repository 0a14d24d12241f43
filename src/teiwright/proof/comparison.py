"""From what became of each sign to faults: spaces, block structure, emphasis, links, pictures, words beside."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from urllib.parse import unquote

from teiwright.languages import either
from teiwright.proof.matching import Aside, Fault, Pair, Trace, excerpt, normal
from teiwright.proof.signs import BOLD, IN, ITALIC, LINK, OUT, UNLINK, Leaf, Sign
from teiwright.proof.told import WIDENED, WRITTEN, Block, Told, all_blocks

WIDE = re.compile(
    "[\u1100-\u11ff\u2e80-\u312f\u3190-\u31ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]"
    "|[\U00020000-\U0003ffff“”‘’…—~～％%,.)\\]}(\\[{]"
)
"""Beside which a line's end is no space: Chinese, and signs that stand close."""
HYPHENS = frozenset("-\u2010\u2013\u2014\u00ac\u00ad~～")
"""What a line's end may stand behind without a space: a divided word, a range."""
BLANKS = frozenset({"blank", "wrap", "maybe"})
ENDS = frozenset("。！？!?.；;")
HEADS = frozenset({"head", "docTitle", "titlePart", "docImprint", "byline", "docDate"})
WORD_STYLES = frozenset({ITALIC, BOLD})
HEADING_LIKE = re.compile(
    rf"(?:第[一二三四五六七八九十百\d]+{either('reading', 'division_unit', 'zh')}"
    rf"|{either('reading', 'division_words')}\s+\w+)"
)
LIST_HEADING = re.compile(rf"\W*{either('reading', 'reference_headings')}\W*", re.IGNORECASE)
"""A line by itself that heads a list of works is one, whether the source marks it as a heading or not."""
TO_A_NOTE = re.compile(r"#n\d+")
"""The address of a mark that stands a second time."""


def compared(leaves: Sequence[Leaf], said: Told, trace: Trace, *, has_structure: bool) -> Iterator[Fault]:
    """Yield each fault of the TEI beside those that following the leaves found."""
    yield from _spaces(leaves, trace)
    yield from _parted(leaves, trace, has_structure=has_structure)
    yield from _shapes(leaves, trace, has_structure=has_structure)
    yield from _renditions(leaves, trace)
    yield from _pictures(leaves, said)
    yield from _beside(leaves, said, trace)
    yield from _divided(said)
    for line in said.further:
        yield Fault("text-added", "a further text stands beside the first", -1, line)


def divided(leaves: Sequence[Leaf], trace: Trace) -> Iterator[Aside]:
    """Yield where an encoder divided paragraphs of the source."""
    for pair in trace.pairs:
        if pair.offset in pair.block.divided:
            words = "".join(pair.block.characters[pair.offset :])
            yield Aside(_at(leaves, pair), excerpt(words), "divided by an encoder")


def _is_next(first: Pair, second: Pair) -> bool:
    """Say whether no sign of the source stands between two pairs."""
    return first.leaf == second.leaf and first.sign + 1 == second.sign


def _gap(leaves: Sequence[Leaf], first: Pair, second: Pair) -> list[tuple[int, int, Sign]]:
    """Return the signs between two pairs: (leaf, sign, what it is)."""
    if first.leaf == second.leaf:
        signs = leaves[first.leaf].signs
        return [(first.leaf, i, signs[i]) for i in range(first.sign + 1, second.sign)]
    out = [(first.leaf, i, s) for i, s in enumerate(leaves[first.leaf].signs) if i > first.sign]
    out.extend((second.leaf, i, s) for i, s in enumerate(leaves[second.leaf].signs[: second.sign]))
    return out


def _neighbours(trace: Trace) -> Iterator[tuple[Pair, Pair]]:
    """Yield each two characters that follow each other in a block."""
    last: dict[int, Pair] = {}
    for pair in trace.pairs:
        before = last.get(id(pair.block))
        if before is not None and before.offset + 1 == pair.offset:
            yield before, pair
        last[id(pair.block)] = pair


def _spaces(leaves: Sequence[Leaf], trace: Trace) -> Iterator[Fault]:
    for first, second in _neighbours(trace):
        block, offset = second.block, second.offset
        told = offset in block.spaces
        if not told and _is_next(first, second):
            continue
        gap = _gap(leaves, first, second)
        blank = any(s.kind in BLANKS for _, _, s in gap)
        is_join = first.leaf != second.leaf
        is_mark = leaves[second.leaf].signs[second.sign].kind == "mark"
        is_apart = is_join or any(s.kind in BLANKS and s.value != "<" for _, _, s in gap)
        if told and not blank and not is_join and first.sign != second.sign and not block.front:
            yield Fault("space-added", f"a space stands in {_around(block, offset)}", _at(leaves, second))
        elif (
            not told and is_apart and not is_mark and not _may_run_together(gap, block, offset, trace, is_join=is_join)
        ):
            yield Fault("space-lost", f"a space is lost in {_around(block, offset)}", _at(leaves, second))


def _may_run_together(
    gap: list[tuple[int, int, Sign]], block: Block, offset: int, trace: Trace, *, is_join: bool
) -> bool:
    if any((leaf, sign) in trace.marks for leaf, sign, _ in gap) or any(at == offset for at, _, _ in block.anchors):
        return True
    if block.kind in {"ab"} or block.front or any(map(TO_A_NOTE.fullmatch, block.links[offset - 1 : offset + 1])):
        return True
    is_wrap = is_join or any(s.kind in {"wrap", "maybe", "page"} for _, _, s in gap)
    beside = "".join(block.characters[offset - 1 : offset + 1])
    if is_wrap and (beside[:1] in HYPHENS or any(s.kind == "soft" and s.value in HYPHENS for _, _, s in gap)):
        return True
    return (is_wrap and bool(WIDE.search(beside))) or (offset in block.lines)


def _around(block: Block, offset: int) -> str:
    before = "".join(block.characters[max(0, offset - 8) : offset])
    return f"“…{before}|{''.join(block.characters[offset : offset + 8])}…”"


def _at(leaves: Sequence[Leaf], pair: Pair) -> int:
    return leaves[pair.leaf].signs[pair.sign].at


def _parted(leaves: Sequence[Leaf], trace: Trace, *, has_structure: bool) -> Iterator[Fault]:
    """Two leaves are one block only over a page's end, and one leaf is two blocks only where a line ends."""
    kept = 0
    lines: list[Fault] = []
    for first, second in pairwise(trace.pairs):
        if first.leaf != second.leaf or (first.block is second.block and _is_next(first, second)):
            continue
        ends = [s for _, _, s in _gap(leaves, first, second) if s.kind == "maybe"]
        if first.block is second.block and ends:
            message = f"a line's end is no paragraph's end in {_around(second.block, second.offset)}"
            lines.append(Fault("paragraphs-joined", message, _at(leaves, second)))
        elif first.block is not second.block:
            kept += 1
            if not ends and first.block.note == second.block.note and not (first.block.front or second.block.front):
                words = excerpt(second.block.string)
                yield Fault("paragraph-split", f"one paragraph is parted before {words}", _at(leaves, second))
    for first, second in _neighbours(trace):
        if first.leaf != second.leaf:
            yield from _joined(leaves, first, second)
    if not has_structure and kept > 9 * len(lines):
        yield from lines


def _joined(leaves: Sequence[Leaf], first: Pair, second: Pair) -> Iterator[Fault]:
    """Two leaves may be one block over a page's end: a break stands there, or, in a note, the first breaks off."""
    block = second.block
    before, after = leaves[first.leaf], leaves[second.leaf]
    if block.front or "rule" in {before.kind, after.kind}:
        return
    if before.shape.cell is not None and before.shape.cell == after.shape.cell:
        return
    is_apart = first.leaf + 1 < second.leaf or any(s.kind == "page" for _, _, s in _gap(leaves, first, second))
    is_open = before.string[-1:] not in ENDS or after.string[:1].islower()
    is_paged = (second.offset in block.breaks and (is_apart or is_open)) or (block.note and is_apart)
    breaks_off = bool(block.note) and before.string[-1:] not in ENDS
    if block.kind == "cell" or after.kind in {"heading", "cell"} or not (is_paged or breaks_off):
        rule = "cells-joined" if block.kind == "cell" else "paragraphs-joined"
        yield Fault(rule, f"two blocks are one in {_around(block, second.offset)}", _at(leaves, second))


def _shapes(leaves: Sequence[Leaf], trace: Trace, *, has_structure: bool) -> Iterator[Fault]:
    """Each leaf's first character tells what block the leaf became."""
    seen: set[int] = set()
    items: dict[int, str] = {}
    tables: dict[int, int] = {}
    taken: dict[int, set[int]] = {}
    for pair in trace.pairs:
        taken.setdefault(pair.leaf, set()).add(pair.sign)
    for pair in trace.pairs:
        if pair.leaf in seen:
            continue
        seen.add(pair.leaf)
        leaf, block = leaves[pair.leaf], pair.block
        if block.front or leaf.kind == "front":
            continue
        yield from _headed(leaf, block, pair, taken[pair.leaf], has_structure=has_structure)
        if leaf.kind == "cell":
            yield from _celled(leaf, block, tables)
        elif block.cell is not None and has_structure and block.kind == "cell" and not _has_maybe(leaf):
            yield Fault("structure-differs", f"{excerpt(leaf.string)} is no cell in the source", leaf.at)
        if not block.note and has_structure and leaf.kind != "cell":
            yield from _quoted(leaf, block, taken[pair.leaf])
            yield from _listed(leaf, block, taken[pair.leaf], items)


def _headed(leaf: Leaf, block: Block, pair: Pair, taken: set[int], *, has_structure: bool) -> Iterator[Fault]:
    words = excerpt(leaf.string)
    skipped = not any(s.effect == "heading" and i in taken for i, s in enumerate(leaf.signs))
    is_head = block.kind == "head"
    if (
        leaf.kind == "heading"
        and skipped
        and not is_head
        and block.kind not in HEADS
        and block.quotes == 0
        and not block.lists
    ):
        if block.cell is None:
            yield Fault("heading-lost", f"the heading {words} is a {block.kind}", leaf.at)
    elif (
        is_head
        and leaf.kind in {"paragraph", "cell", "verbatim"}
        and pair.offset == 0
        and has_structure
        and not _has_maybe(leaf)
        and not LIST_HEADING.fullmatch(leaf.string)
        and not any(
            sign.kind == "picture" or sign.effect == BOLD or (sign.effect == IN and sign.target == BOLD)
            for sign in leaf.signs
        )
    ):
        yield Fault("heading-added", f"{words} is a heading, which the source has not", leaf.at)
    elif is_head and not has_structure and len(leaf.string) > 80:
        yield Fault("heading-added", f"{words} is a heading, too long for one", leaf.at)
    elif not has_structure and block.kind == "p" and len(leaf.string) <= 40 and HEADING_LIKE.match(leaf.string):
        yield Fault("heading-lost", f"the heading {words} is a paragraph", leaf.at)


def _has_maybe(leaf: Leaf) -> bool:
    """Say whether blocks may part within the leaf (its end does not count)."""
    return any(s.kind == "maybe" for s in leaf.signs[:-1])


def _celled(leaf: Leaf, block: Block, tables: dict[int, int]) -> Iterator[Fault]:
    words = excerpt(leaf.string)
    wanted = leaf.shape.cell
    if block.note and block.cell is None:
        return  # a table that has a note in each row is a list of notes
    if block.cell is None or wanted is None:
        yield Fault("table-lost", f"the cell {words} is a {block.kind}", leaf.at)
        return
    table = tables.setdefault(wanted[0], block.cell[0])
    if table != block.cell[0]:
        yield Fault("table-differs", f"the cell {words} stands in another table", leaf.at)
    elif wanted[2] != block.cell[2]:
        yield Fault("cell-moved", f"{words} stands in cell {block.cell[2]} of its row, not {wanted[2]}", leaf.at)
    elif leaf.shape.is_label and not block.is_label:
        yield Fault("table-differs", f"{words} heads a column, but its row is a common one", leaf.at)


def _quoted(leaf: Leaf, block: Block, taken: set[int]) -> Iterator[Fault]:
    signs = [i for i, s in enumerate(leaf.signs) if s.effect == "quote"]
    quotes = leaf.shape.quotes
    if quotes < 0 or (signs and all(i in taken for i in signs)):
        return
    if quotes and not block.quotes:
        yield Fault("quotation-lost", f"the quotation {excerpt(leaf.string)} is a {block.kind}", leaf.at)
    elif block.quotes and not quotes and not _has_maybe(leaf):
        yield Fault("quotation-added", f"{excerpt(leaf.string)} is no quotation in the source", leaf.at)


def _listed(leaf: Leaf, block: Block, taken: set[int], items: dict[int, str]) -> Iterator[Fault]:
    signs = [i for i, s in enumerate(leaf.signs) if s.effect == "item"]
    words = excerpt(leaf.string)
    if any(sign in taken for sign in signs):
        return
    if leaf.shape.begins_item:
        if not block.lists:
            yield Fault("list-lost", f"the item {words} is a {block.kind}", leaf.at)
            return
        if block.lists[-1] != leaf.shape.lists[-1]:
            is_wanted = "counts" if leaf.shape.lists[-1] else "does not count"
            yield Fault("list-differs", f"the list of {words} {is_wanted} in the source", leaf.at)
        if block.item in items and items[block.item] != leaf.shape.item:
            yield Fault("items-joined", f"{words} is not an item of its own", leaf.at)
        wanted, told = normal(leaf.shape.number), normal(block.number)
        if wanted and told and wanted != told and block.lists[-1]:
            yield Fault("number-differs", f"the item {words} has the number {told}, not {wanted}", leaf.at)
        items[block.item] = leaf.shape.item
    elif block.lists and not leaf.shape.lists and not signs and not _has_maybe(leaf):
        yield Fault("list-added", f"{words} is no item in the source", leaf.at)


def _renditions(leaves: Sequence[Leaf], trace: Trace) -> Iterator[Fault]:
    """Compare emphasis and links of each character with the TEI's."""
    by_leaf: dict[int, list[Pair]] = {}
    for pair in trace.pairs:
        by_leaf.setdefault(pair.leaf, []).append(pair)
    for number, pairs in by_leaf.items():
        yield from _of_leaf(leaves[number], pairs, {sign for leaf, sign in trace.symbols if leaf == number})


def _of_leaf(leaf: Leaf, pairs: Sequence[Pair], symbols: set[int]) -> Iterator[Fault]:
    literal = {pair.sign for pair in pairs if leaf.signs[pair.sign].kind == "soft"}
    literal |= symbols
    states = _states(leaf, literal)
    styles = sorted(WORD_STYLES) if _is_plain_emphasis(leaf, literal) else []
    own = _words_of_links(leaf, states)
    reported: set[str] = set()
    for pair in pairs:
        emphasis, link = states[pair.sign]
        if pair.block.front or pair.block.kind in HEADS:
            continue
        told = pair.block.emphasis[pair.offset]
        for style in styles if pair.block.characters[pair.offset].isalnum() else ():
            is_lost = style in emphasis and style not in told
            is_added = style not in emphasis and style in told and WIDENED not in told
            if is_lost or is_added:
                if style not in reported:
                    what = "lost" if is_lost else "added"
                    message = f"{style} is {what} at {_around(pair.block, pair.offset)}"
                    yield Fault(f"emphasis-{what}", message, leaf.signs[pair.sign].at)
                reported.add(style)
            else:
                reported.discard(style)
        if link and not same_address(own.get(link, ""), link):
            yield from _linked(leaf, pair, link, reported)


def _is_plain_emphasis(leaf: Leaf, literal: set[int]) -> bool:
    """Say whether all Markdown agrees on the leaf's emphasis: each run opens before a word and closes behind one.

    CommonMark 0.31 section 6.2 (left- and right-flanking runs) is stricter than older Markdown; where they may differ,
    and where runs don't pair, emphasis is not compared.
    """
    signs = leaf.signs
    opened = ""
    at = 0
    while at < len(signs):
        end = at
        while end < len(signs) and signs[end].effect in WORD_STYLES and signs[end].kind == "soft":
            end += 1
        if end == at:
            at += 1
            continue
        run = "".join(s.value for s in signs[at:end])
        before, after = _beside_run(signs, at - 1, -1), _beside_run(signs, end, 1)
        opens = bool(after.strip()) and not before.isalnum() and (after.isalnum() or not before.strip())
        closes = bool(before.strip()) and not after.isalnum() and (before.isalnum() or not after.strip())
        if any(index in literal for index in range(at, end)):
            pass  # the TEI has it as text, which agrees with every reading in which it is no mark-up
        elif opened:
            if run != opened or (opens and not closes) or not before.strip():
                return False
            opened = ""
        elif (closes and not opens) or not after.strip():
            return False
        else:
            opened = run
        at = end
    return not opened


def _beside_run(signs: Sequence[Sign], at: int, step: int) -> str:
    """Return the character beside a run; a blank at the leaf's ends and beside a picture or a mark."""
    while 0 <= at < len(signs):
        if signs[at].kind in {"char", "blank", "wrap", "maybe"} or (signs[at].kind == "soft" and signs[at].value):
            return signs[at].value[0 if step > 0 else -1]
        at += step
    return " "


def _words_of_links(leaf: Leaf, states: Sequence[tuple[frozenset[str], str]]) -> dict[str, str]:
    """Return the words that stand in each link, as far as they are characters."""
    words: dict[str, str] = {}
    for sign, (_, link) in zip(leaf.signs, states, strict=True):
        if link and sign.kind == "char":
            words[link] = words.get(link, "") + sign.value
    return words


def _linked(leaf: Leaf, pair: Pair, link: str, reported: set[str]) -> Iterator[Fault]:
    told = pair.block.links[pair.offset]
    if told.startswith(WRITTEN) and (
        not link or unquote(link).rstrip("/").endswith(unquote(told[1:]).rstrip("/.,;。"))
    ):
        return
    if link.startswith("#") or told.startswith("#") or same_address(link, told) or (told and not link):
        reported.discard(LINK)
        return
    if LINK not in reported:
        message = f"the link to {link} " + (f"leads to {told}" if told else "is lost")
        yield Fault("link-differs" if told else "link-lost", message, leaf.signs[pair.sign].at)
    reported.add(LINK)


def _states(leaf: Leaf, literal: set[int]) -> list[tuple[frozenset[str], str]]:
    """Return, for each sign, which emphasis holds and where it links to."""
    out = []
    on: set[str] = set()
    depth = {ITALIC: 0, BOLD: 0}
    link = ""
    held: frozenset[str] = frozenset()
    for index, sign in enumerate(leaf.signs):
        if sign.kind == "soft" and index not in literal:
            if sign.effect in {ITALIC, BOLD}:
                on ^= {sign.effect}
            elif sign.effect in {IN, OUT} and sign.target in depth:
                depth[sign.target] = max(0, depth[sign.target] + (1 if sign.effect == IN else -1))
            elif sign.effect == LINK:
                link = sign.target
            elif sign.effect == UNLINK:
                link = ""
            held = frozenset(s for s in depth if s in on or depth[s] > 0)
        out.append((held, link))
    return out


def same_address(first: str, second: str) -> bool:
    """Say whether two addresses are one, however they are escaped."""
    return unquote(first.strip()) == unquote(second.strip()) or "".join(unquote(first).split()) == "".join(
        unquote(second).split()
    )


def _pictures(leaves: Sequence[Leaf], said: Told) -> Iterator[Fault]:
    wanted = [
        (unquote(s.value.strip()), " ".join(s.effect.split()), s.at)
        for leaf in leaves
        for s in leaf.signs
        if s.kind == "picture"
    ]
    told = [(unquote(p.target), " ".join(p.description.split()), p.line) for p in said.pictures]
    first, second = [w[0] for w in wanted], [t[0] for t in told]
    for kind, low, high, low2, high2 in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind == "equal":
            for (_, words, at), (_, description, _) in zip(wanted[low:high], told[low2:high2], strict=True):
                if words != description:
                    message = f"the picture's alternative text is {excerpt(description)}, not {excerpt(words)}"
                    yield Fault("picture-text", message, at)
            continue
        for target, _, at in wanted[low:high]:
            yield Fault("picture-lost", f"the picture {target} is not there", at)
        for target, _, line in told[low2:high2]:
            yield Fault("picture-added", f"the picture {target} is not in the source", -1, line)


def _divided(said: Told) -> Iterator[Fault]:
    """Each heading begins a division of its own."""
    seen: set[int] = set()
    for block in said.body:
        if block.kind == "head" and block.division and block.cell is None and not block.quotes and not block.lists:
            if block.division in seen:
                message = f"the division that {excerpt(block.string)} heads has a heading before it: two are one"
                yield Fault("divisions-joined", message, -1, block.line)
            seen.add(block.division)


def _beside(leaves: Sequence[Leaf], said: Told, trace: Trace) -> Iterator[Fault]:
    """Words in label must be an item's mark, in fw a running head or a page's number that stands nowhere else."""
    marks = {s.value for leaf in leaves for s in leaf.signs if s.effect == "item"}
    furniture = {aside.words for aside in trace.asides}
    for name, words, line in said.beside:
        if not (name == "label" and words in marks) and not (name == "fw" and words in furniture):
            yield Fault("text-added", f"{name} has {excerpt(words)}, which is not in the source", -1, line)


def characters(said: Told) -> int:
    """Return how many characters the TEI has."""
    return sum(len(block.characters) for block in all_blocks(said))
