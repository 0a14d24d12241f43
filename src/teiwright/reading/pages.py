"""What a page carries beside its text: numbers, running heads, separators. They leave the text; its beginning stays."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from teiwright.article import PageBreak
from teiwright.reading.breaks import LONG_ENOUGH, is_drawn_rule, is_unfinished
from teiwright.reading.raw import Ledger, Raw, riches
from teiwright.reading.rich import Rich, cut, keep, origins
from teiwright.reading.styles import head_of
from teiwright.reading.units import line_starts
from teiwright.reading.words import PAGE, PAGE_LEADERS

SIGNS = r"[\s·•\-—–~|]"
PAGE_NUMBER = re.compile(
    rf"(?:{SIGNS}|[\[(（])*+(?:{PAGE_LEADERS})?\s*+(?P<number>\d{{1,4}})\s*+{PAGE}?(?:{SIGNS}|[\])）])*+",
    re.IGNORECASE,
)
DECORATED = re.compile(r"(?<!\s)\s*+(?:[·•]|[-—–~|]{1,2})\s*+(?P<number>\d{1,4})\s*+(?:[·•]|[-—–~|]{1,2})\s*+")
"""A number between two signs, ·15· or — 15 —: nothing else is printed so on a line of its own."""
IN_BRACKETS = re.compile(
    rf"[\[［]\s*(?:(?:{PAGE_LEADERS})\s*(?P<a>\d{{1,4}})|第?(?P<b>\d{{1,4}})\s*{PAGE})\s*[\]］]", re.I
)
SEPARATOR = re.compile(r"\{\d{1,5}\}-{8,}")
"""What marker writes between pages, with its own count of them from 0."""
NUMBERED_HEAD = re.compile(r"(?:(?P<before>\d{1,4})\s+)?(?P<words>\S.*?\S)(?:\s+(?P<after>\d{1,4}))?")
LONGEST_HEAD = 70
LONE_MARK = re.compile(r"\s*\[\^\d{1,4}\]\s*")


def with_form_feeds(blocks: Sequence[Raw], source: str) -> list[Raw]:
    """Return the blocks with a page break at each form feed: inside a paragraph, or before the next block."""
    feeds = [match.start() for match in re.finditer("\f", source)]
    if not feeds:
        return [*blocks]
    out: list[Raw] = []
    at = 0
    for block in blocks:
        while at < len(feeds) and feeds[at] < block.start:
            out.append(Raw("page", feeds[at], feeds[at] + 1))
            at += 1
        inner = []
        while at < len(feeds) and feeds[at] < block.end:
            inner.append(feeds[at])
            at += 1
        out.extend(_with_inner_feeds(block, inner))
    return out


def _with_inner_feeds(block: Raw, feeds: Sequence[int]) -> list[Raw]:
    if block.kind != "paragraph":
        return [block, *(Raw("page", feed, feed + 1) for feed in feeds)]
    breaks = []
    for feed in feeds:
        index = bisect_right(block.rich.pieces, feed, key=lambda piece: piece.origin)
        at = block.rich.pieces[index].start if index < len(block.rich.pieces) else len(block.rich.string)
        breaks.append(PageBreak(at))
    return [replace(block, rich=replace(block.rich, inlines=(*block.rich.inlines, *breaks)))] if breaks else [block]


def with_feet(blocks: Sequence[Raw], ledger: Ledger) -> Iterator[Raw]:
    """Yield the blocks; the notes of a page's foot, which an engine wrote as one definition, are those of the foot.

    Mistral's engine does: its definitions count the pages from 0, each holds notes that begin with their own numbers,
    and the marks of the definitions, if there are any, stand alone.
    """
    definitions = [block for block in blocks if block.kind == "definition"]
    are_feet = [block.label for block in definitions] == [str(page) for page in range(len(definitions))]
    are_feet = are_feet and all(_begins_notes(block.items[0]) for block in definitions)
    for block in blocks:
        if are_feet and block.kind == "definition":
            yield from (replace(inner, place="foot") for inner in block.items[0])
        elif are_feet and definitions and LONE_MARK.fullmatch(block.rich.string):
            for low, high in origins(block.rich, 0, len(block.rich.string)):
                ledger.set_aside(low, high, "note mark")
        else:
            yield block


def _begins_notes(inner: Sequence[Raw]) -> bool:
    """Say whether a note begins with what is in a definition."""
    first = inner[0] if inner else None
    return first is not None and (
        (first.kind == "list" and first.is_ordered) or (first.kind == "paragraph" and head_of(first.rich) is not None)
    )


def with_pages(blocks: Sequence[Raw], ledger: Ledger) -> list[Raw]:
    """Return the blocks with printed page numbers, separators and running heads made page breaks or set aside.

    A line that is only a number is a page number where such lines count on through the document. One that stands
    before the text names the page that it opens, one after it the page that it ends.
    """
    blocks = [part for block in blocks for part in _with_number_lines(block)]
    blocks = [replace(block, kind="rule", rich=Rich()) if is_drawn_rule(block) else block for block in blocks]
    blocks = [*_with_bracketed_numbers(blocks, ledger)]
    blocks = [*_with_separators(blocks, ledger)]
    blocks = [*_with_titled_heads(_with_numbered_heads(blocks, ledger), ledger)]
    return _with_numbers(blocks, ledger)


def _with_number_lines(block: Raw) -> Iterator[Raw]:
    """Yield a paragraph in parts where a line of it is a page's number."""
    starts = [0, *line_starts(block.rich), len(block.rich.string)] if block.kind == "paragraph" else []
    lines = [(low, high) for low, high in pairwise(starts) if DECORATED.fullmatch(block.rich.string[low:high])]
    if not lines or len(starts) < 3:
        yield block
        return
    for low, high in pairwise(sorted({0, len(block.rich.string), *(end for line in lines for end in line)})):
        rich = cut(block.rich, low, high)
        if rich:
            yield replace(block, rich=rich, start=rich.start, end=rich.end, names=block.names if low == 0 else ())


def _with_bracketed_numbers(blocks: Sequence[Raw], ledger: Ledger) -> Iterator[Raw]:
    """Yield the blocks with [p. 12] made a page break, where such numbers rise through the document."""
    found = [match for block in blocks for rich in riches(block) for match in IN_BRACKETS.finditer(rich.string)]
    numbers = [int(match["a"] or match["b"]) for match in found]
    rises = len(numbers) >= 2 and all(first < second for first, second in pairwise(numbers))
    for block in blocks:
        matches = [*IN_BRACKETS.finditer(block.rich.string)] if rises and block.kind == "paragraph" else []
        if not matches:
            yield block
            continue
        for match in matches:
            for low, high in origins(block.rich, *match.span()):
                ledger.set_aside(low, high, "page number")
        if matches[0].span() == (0, len(block.rich.string)):
            yield Raw("page", block.start, block.end, label=matches[0]["a"] or matches[0]["b"])
            continue
        yield replace(block, rich=_with_breaks(block.rich, matches))


def _with_breaks(rich: Rich, matches: Sequence[re.Match[str]]) -> Rich:
    ends = [0]
    for match in matches:
        after = rich.string[match.end() : match.end() + 1]
        ends += [match.start(), match.end() + (after == " " and rich.string[: match.start()][-1:] in {"", " "})]
    kept = [*zip(ends[::2], [*ends[1::2], len(rich.string)], strict=True)]
    breaks = tuple(PageBreak(match.start(), match["a"] or match["b"]) for match in matches)
    return keep(replace(rich, inlines=(*rich.inlines, *breaks)), kept)


def _with_separators(blocks: Sequence[Raw], ledger: Ledger) -> Iterator[Raw]:
    for block in blocks:
        if block.kind == "paragraph" and SEPARATOR.fullmatch(block.rich.string.strip()):
            ledger.set_aside(block.start, block.end, "page separator")
            yield Raw("page", block.start, block.end)
        else:
            yield block


def _with_titled_heads(blocks: Sequence[Raw], ledger: Ledger) -> Iterator[Raw]:
    """Yield the blocks with a line that is the text's first or second one again, beside a number, as a page's head."""
    firsts = {_letters(block.rich.string) for block in blocks[:2]} - {""}
    for index, block in enumerate(blocks):
        is_line = index > 1 and block.kind in {"paragraph", "heading"} and len(block.rich.string) <= LONGEST_HEAD
        match = NUMBERED_HEAD.fullmatch(block.rich.string.strip()) if is_line else None
        has_number = match is not None and bool(match["before"]) != bool(match["after"])
        if match and has_number and _letters(match["words"]) in firsts:
            ledger.set_aside(block.start, block.end, "running head")
            yield Raw("page", block.start, block.end, label=match["before"] or match["after"])
        else:
            yield block


def _letters(line: str) -> str:
    return "".join(filter(str.isalpha, line.lower()))


def _with_numbered_heads(blocks: Sequence[Raw], ledger: Ledger) -> list[Raw]:
    """Return the blocks without the running heads that stand, with the page's number, where a page begins."""
    found: dict[int, tuple[int, int]] = {}
    page = 0
    for index, block in enumerate(blocks):
        page += block.kind == "page"
        match = NUMBERED_HEAD.fullmatch(block.rich.string.strip()) if _may_be_head(blocks, index) else None
        if match and bool(match["before"]) != bool(match["after"]):
            found[index] = page, int(match["before"] or match["after"])
    shifts = [number - at for at, number in found.values()]
    usual = max(set(shifts), key=shifts.count, default=0)
    heads = {index: number for index, (at, number) in found.items() if number - at == usual}
    if len(heads) < 2:
        return [*blocks]
    out: list[Raw] = []
    for index, block in enumerate(blocks):
        if index in heads:
            ledger.set_aside(block.start, block.end, "running head")
            out[-1] = replace(out[-1], label=out[-1].label or str(heads[index]))
        else:
            out.append(block)
    return out


def _may_be_head(blocks: Sequence[Raw], index: int) -> bool:
    block = blocks[index]
    is_line = block.kind in {"paragraph", "heading"} and 0 < len(block.rich.string) <= LONGEST_HEAD
    return is_line and index > 0 and blocks[index - 1].kind == "page"


def _with_numbers(blocks: Sequence[Raw], ledger: Ledger) -> list[Raw]:
    numbers = _page_numbers(blocks)
    if not numbers:
        return [*blocks]
    heads = _running_heads(blocks, set(numbers))
    is_head = min(numbers) == 0
    out: list[Raw] = []
    for index, block in enumerate(blocks):
        if index in numbers:
            ledger.set_aside(block.start, block.end, "page number")
            label = str(numbers[index] + (0 if is_head else 1))
            if index not in (0, len(blocks) - 1):
                out.append(Raw("page", block.start, block.end, label=label))
        elif index in heads:
            ledger.set_aside(block.start, block.end, "running head")
        else:
            out.append(block)
    return out


def _page_numbers(blocks: Sequence[Raw]) -> dict[int, int]:
    """Return the printed page numbers by block: at least three, nearly all one more than the last.

    A bare number may as well be a section's: then most must follow a note or a sentence that breaks off.
    """
    found = {}
    for index, block in enumerate(blocks):
        match = PAGE_NUMBER.fullmatch(block.rich.string) if block.kind == "paragraph" else None
        if match:
            found[index] = int(match["number"])
    values = [*found.values()]
    steps = sum(second == first + 1 for first, second in pairwise(values))
    plain = sum(blocks[index].rich.string.strip().isdecimal() and not _ends_page(blocks, index) for index in found)
    is_decorated = all(DECORATED.fullmatch(blocks[index].rich.string) for index in found)
    counts_on = len(values) >= (2 if is_decorated else 3) and steps * 10 >= (len(values) - 1) * 8
    return found if counts_on and plain * 2 < len(values) else {}


def _ends_page(blocks: Sequence[Raw], index: int) -> bool:
    """Say whether what stands before a block may be a page's end."""
    before = blocks[index - 1] if index else None
    if before is None or before.kind in {"rule", "page"} or (before.kind == "list" and before.is_ordered):
        return True
    return before.kind == "paragraph" and (head_of(before.rich) is not None or is_unfinished(before.rich.string))


def _running_heads(blocks: Sequence[Raw], numbers: set[int]) -> set[int]:
    """Return the short lines that stand beside page numbers again and again."""
    beside: dict[str, list[int]] = {}
    for index, block in enumerate(blocks):
        text = block.rich.string.strip()
        is_short = 0 < len(text) <= LONG_ENOUGH and block.kind in {"paragraph", "heading"}
        if is_short and index not in numbers and {index - 1, index + 1} & numbers:
            beside.setdefault(text, []).append(index)
    return {index for found in beside.values() if len(found) >= 3 for index in found}
