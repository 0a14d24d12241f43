"""Notes in two columns, as programs write pages that keep their layout: one column put below the other."""

import re
from collections.abc import Iterator, Sequence

from teiwright.reading.rich import Rich
from teiwright.reading.styles import Head, head_of

GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
PARTED = re.compile(r"((?:\n[ \t]*)*\n[ \t]*(?=\n|\Z)|\f)")
"""Empty lines and ends of pages."""


def unfolded(text: str) -> tuple[str, int]:
    """Return a text with notes that stand beside each other put below each other, and in how many places they were.

    Notes stand so where each line of a paragraph is empty before one column, and the right half goes on counting.
    """
    if not GAP.search(text):
        return text, 0
    parts = PARTED.split(text)
    changed = [part if index % 2 else _unfolded(part) for index, part in enumerate(parts)]
    return "".join(changed), sum(one != other for one, other in zip(parts, changed, strict=True))


def _unfolded(paragraph: str) -> str:
    """Return the paragraph, or its left half and below it its right one."""
    if not GAP.search(paragraph):
        return paragraph
    lead = "\n" if paragraph.startswith("\n") else ""
    lines = paragraph.removeprefix("\n").split("\n")
    for match in GAP.finditer(lines[0]):
        left, right = _halves(lines, match.end())
        numbers = [head.value for half in (left, right[:1]) for head in _heads(half) if isinstance(head.value, int)]
        if len(numbers) > 1 and next(_heads(right[:1]), None) and numbers[-1] == numbers[-2] + 1:
            return lead + "\n".join((*left, *right))
    return paragraph


def _halves(lines: Sequence[str], column: int) -> tuple[list[str], list[str]]:
    """Return what stands before and from a column on; nothing where a line has words across it."""
    if len(lines) < 2 or any(line[column - 2 : column].strip() for line in lines):
        return [], []
    left = [line[:column].rstrip() for line in lines if line[:column].strip()]
    return left, [line[column:].rstrip() for line in lines if line[column:].strip()]


def _heads(lines: Sequence[str]) -> Iterator[Head]:
    yield from (head for line in lines if (head := head_of(Rich(line))))
