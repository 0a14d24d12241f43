"""Headings that no markup tells: lines of their own, all bold and without a closing stop, over paragraphs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from teiwright.article import Emphasis, LineBreak
from teiwright.reading.breaks import is_ornament
from teiwright.reading.raw import Raw
from teiwright.reading.rich import stripped
from teiwright.reading.styles import head_of
from teiwright.reading.titlepage import is_byline
from teiwright.reading.units import GROUP_LEVEL, is_notes_heading
from teiwright.reading.words import NAMED_DIVISION, NUMBERED_DIVISION

LONGEST = 60
DIVISION = re.compile(rf"{NUMBERED_DIVISION}|{NAMED_DIVISION}", re.IGNORECASE)
STOPS = frozenset("。．.，,；;：:！!？?、…")


def with_bold_headings(blocks: Sequence[Raw]) -> Iterator[Raw]:
    """Yield the blocks; a bold line over a paragraph is a heading one level below the heading before it.

    The first line of a text is its title, which is a heading where markup tells none; a name under it is its author.
    """
    level = 0
    is_plain = all(block.kind != "heading" for block in blocks)
    for index, block in enumerate(blocks):
        if block.kind == "heading":
            level = block.level
        is_over = index + 1 < len(blocks) and blocks[index + 1].kind in {"paragraph", "quote", "list"}
        if (index or is_plain) and is_over and _is_bold_line(block) and not _is_bold_line(blocks[index + 1]):
            is_under_title = index == 1 or (index > 0 and blocks[index - 1].kind == "heading")
            if not (is_under_title and level <= 1 and is_byline(block.rich.string)):
                yield replace(block, kind="heading", level=min(level + 1, 6))
                level = level or int(not index)
                continue
        yield block


def with_group_headings(blocks: Iterable[Raw]) -> Iterator[Raw]:
    """Yield the blocks; among the notes a line that names a chapter of the text is the heading over its notes."""
    chapters: list[str] = []
    in_zone = False
    for block in blocks:
        words = block.rich.string.strip()
        if block.kind == "heading":
            chapters.append(words)
        in_zone = is_notes_heading(block) or (in_zone and block.kind != "heading")
        is_line = in_zone and block.kind == "paragraph" and 0 < len(words) <= LONGEST and not is_notes_heading(block)
        if is_line and any(_names(words, chapter) for chapter in chapters):
            block = replace(block, kind="heading", level=GROUP_LEVEL)
        yield block


def _names(words: str, chapter: str) -> bool:
    """Say whether a line is a chapter's heading, or its number: 第一章, Chapter 1."""
    return words == chapter or (DIVISION.fullmatch(words) is not None and chapter.startswith(words))


def _is_bold_line(block: Raw) -> bool:
    text = block.rich.string.strip()
    if block.kind != "paragraph" or not 0 < len(text) <= LONGEST or text[-1] in STOPS or is_ornament(block):
        return False
    if any(isinstance(inline, LineBreak) for inline in stripped(block.rich).inlines) or is_notes_heading(block):
        return False
    bold = sum(len(block.rich.string[i.start : i.end].strip()) for i in _bold(block))
    head = head_of(block.rich)
    return bold == len(text) and not (head and head.style not in {"numbered", "bare", "fullwidth-parentheses"})


def _bold(block: Raw) -> Iterator[Emphasis]:
    yield from (i for i in block.rich.inlines if isinstance(i, Emphasis) and i.rend == "bold")
