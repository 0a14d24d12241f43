"""What a person decided of the text itself: where a paragraph is divided, and in which language a text is written.

Nothing is added to the text or taken from it: a paragraph's halves hold its words, but for the white space between.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from itertools import count

from teiwright.article import (
    Article,
    Block,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Link,
    Listing,
    Paragraph,
    Part,
    Piece,
    Quotation,
    Rule,
    Table,
    Text,
    Verbatim,
    texts_by_id,
)
from teiwright.decisions.anchors import index
from teiwright.decisions.decision import Decisions

LANGUAGE = "xml:lang"


def arranged(article: Article, decisions: Decisions) -> Article:
    """Return the article with its paragraphs divided and its texts' languages set as decided, in file order.

    What cannot be applied changes nothing; `apply` says so.
    """
    for decision in decisions.decisions:
        if decision.action == "split":
            for place in index(article).find(decision)[:1]:
                article = divided(article, place.text_id, place.start)
        elif decision.action == "language":
            for place in index(article).find(decision)[:1]:
                article = _spoken(article, place.text_id, dict(decision.attributes).get(LANGUAGE, ""))
    return article


def divided(article: Article, identifier: str, at: int) -> Article:
    """Return the article with the paragraph that has this id divided before the character at `at`."""
    change = partial(_halves, identifier=identifier, at=at, second=second_id(article, identifier))
    notes = tuple(replace(note, blocks=_changed(note.blocks, change)) for note in article.notes)
    return replace(article, body=_changed(article.body, change), notes=notes)


def second_id(article: Article, identifier: str) -> str:
    """Return the id that the second half gets where the paragraph that has this id is divided: p1-2, p1-3 …"""
    taken = texts_by_id(article)
    return next(free for number in count(2) if (free := f"{identifier}-{number}") not in taken)


def _spoken(article: Article, identifier: str, language: str) -> Article:
    def said(text: Text) -> Text:
        return replace(text, language=language or None) if text.id == identifier else text

    def change(block: Block) -> tuple[Block, ...]:
        return (_with_texts(block, said),)

    return replace(
        article,
        title_page=tuple(replace(line, text=said(line.text)) for line in article.title_page),
        body=_changed(article.body, change),
        notes=tuple(replace(note, blocks=_changed(note.blocks, change)) for note in article.notes),
    )


def _changed(blocks: Iterable[Block], change: Callable[[Block], Sequence[Block]]) -> tuple[Block, ...]:
    """Put in the place of each block what `change` makes of it; of a holder, of each block within."""
    made: list[Block] = []
    for block in blocks:
        match block:
            case Quotation(blocks=inner):
                made.append(replace(block, blocks=_changed(inner, change)))
            case Listing(items=items):
                made.append(replace(block, items=tuple(_changed(item, change) for item in items)))
            case _:
                made.extend(change(block))
    return tuple(made)


def _with_texts(block: Block, said: Callable[[Text], Text]) -> Block:
    match block:
        case Heading(text=text) | Paragraph(text=text) | Verbatim(text=text):
            return replace(block, text=said(text))
        case Table(rows=rows, head=head):
            cells = tuple(replace(row, cells=tuple(map(said, row.cells))) for row in rows)
            return replace(block, rows=cells, head=said(head) if head else None)
        case Figure(head=Text() as head):
            return replace(block, head=said(head))
        case Rule(text=Text() as text):
            return replace(block, text=said(text))
        case _:
            return block


def _halves(block: Block, identifier: str, at: int, second: str) -> tuple[Block, ...]:
    if not isinstance(block, Paragraph) or block.text.id != identifier:
        return (block,)
    text = block.text
    before = _cut(text, 0, len(text.string[:at].rstrip()))
    behind = replace(_cut(text, at, len(text.string)), id=second)
    if not before.string.strip() or not behind.string.strip():
        return (block,)
    return replace(block, text=before), Paragraph(behind, is_divided=True)


def _cut(text: Text, start: int, end: int) -> Text:
    pieces = tuple(
        Piece(max(piece.start, start) - start, piece.origin + max(0, start - piece.start), length)
        for piece in text.pieces
        if (length := min(piece.start + piece.length, end) - max(piece.start, start)) > 0
    )
    inlines = tuple(moved for inline in text.inlines for moved in _moved(inline, text, start, end))
    return replace(text, string=text.string[start:end], pieces=pieces, inlines=inlines)


def _moved(inline: Inline, text: Text, start: int, end: int) -> tuple[Inline, ...]:
    """What stands at the cut belongs to what it follows, but for a page that begins there."""
    if isinstance(inline, Emphasis | Link | Part):
        low, high = max(inline.start, start), min(inline.end, end)
        return (replace(inline, start=low - start, end=high - start),) if low < high else ()
    is_first = start == 0
    belongs = inline.at <= end if is_first else inline.at > start - _blanks(text, start)
    return (replace(inline, at=max(0, inline.at - start)),) if belongs else ()


def _blanks(text: Text, at: int) -> int:
    return at - len(text.string[:at].rstrip())
