"""The structure tree of a tagged PDF: whether it says anything, and which texts go on over a page's end."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from teiwright.reading.pdftext import ARTIFACT
from teiwright.reading.sheet import Tag

LEAST_TAGGED = 0.6
"""So much of a document's text stands in its structure tree, or is marked as none of it, if the tree says anything."""
MOST_IN_ONE = 0.5
"""Where so much of a long document is one text, the tree is a shell."""
LONG, SHORT = 20_000, 500
"""Characters of a document that has several paragraphs, and of one whose lines may all be paragraphs."""


def tags_of(pages: Sequence[Mapping[str, Any]]) -> list[dict[int, Tag]]:
    """Return for each page what its structure tree says by block; -1 is what is no part of the document.

    `pages` are those of pdftext. Nothing is returned where the tree is poor: it has little of the text, or what it
    has is all one paragraph, or each line is a paragraph; then geometry serves better.
    """
    tags = _numbered(pages)
    return tags if _says_something(pages, tags) else [{} for _ in pages]


def _numbered(pages: Sequence[Mapping[str, Any]]) -> list[dict[int, Tag]]:
    """Number the blocks through the document: one that continues is what the page before left open."""
    out: list[dict[int, Tag]] = []
    count = tables = 0
    left: dict[bool, tuple[str, int]] = {}
    for page in pages:
        tags = {-1: Tag("artifact", -1)}
        still: dict[bool, tuple[str, int]] = {}
        for number, block in enumerate(page["blocks"]):
            if not block["is_filled"]:
                continue
            role, is_note = block["role"], block["role"].startswith("note")
            before = left.pop(is_note, None) if block["continues"] else None
            count += 1
            known = before[1] if before and before[0] == role else count
            tags[number] = Tag(role, known, block["level"], tables + block["table"], block["row"], block["column"])
            still.pop(is_note, None)
            if block["is_open"]:
                still[is_note] = role, known
        tables += max((block["table"] for block in page["blocks"]), default=0)
        left = still
        out.append(tags)
    return out


def _says_something(pages: Sequence[Mapping[str, Any]], tags: Sequence[Mapping[int, Tag]]) -> bool:
    sizes: Counter[int] = Counter()
    rows: dict[int, set[tuple[int, int]]] = {}
    artifacts = total = 0
    for number, page in enumerate(pages):
        for text, *_, baseline, _, flags, block in page["spans"]:
            total += len(text)
            artifacts += len(text) * bool(flags & ARTIFACT)
            tag = tags[number].get(block)
            if tag is not None and tag.kind != "artifact":
                sizes[tag.block] += len(text)
                rows.setdefault(tag.block, set()).add((number, round(baseline)))
    tagged = sum(sizes.values())
    if not tagged or tagged + artifacts < LEAST_TAGGED * total:
        return False
    is_shell = tagged > LONG and max(sizes.values()) > MOST_IN_ONE * tagged
    in_long = sum(size for block, size in sizes.items() if len(rows[block]) > 1)
    return not is_shell and (in_long > 0.5 * tagged or tagged <= SHORT)
