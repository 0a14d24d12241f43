"""The article as the review shows it: its blocks, its emphasis, its doubtful words and the parts of its citations."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree
from lxml.html.builder import E

from teiwright.annotation import Annotated
from teiwright.article import (
    Block,
    BlockBreak,
    Emphasis,
    Figure,
    Heading,
    Listing,
    NoteAnchor,
    Paragraph,
    Quotation,
    Rule,
    Span,
    Table,
    Text,
    Verbatim,
    texts_of,
)
from teiwright.review.answering import PARTS
from teiwright.review.questions import Question

RENDERED = {
    "italic": "em", "bold": "strong", "superscript": "sup", "subscript": "sub", "code": "code", "strikethrough": "s",
    "underline": "u", "smallcaps": "b",
}  # fmt: skip
_Stretches = Mapping[str, Sequence["_Stretch"]]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A question's words in one text: string[start:end]."""

    start: int
    end: int
    question: int


def tag(name: str, /, *content: str | etree._Element, **attributes: str) -> etree._Element:
    """Return an element; `_` at the end of an attribute's name keeps it from being a word of Python's."""
    made: etree._Element = E(name, *content, **{key.rstrip("_"): value for key, value in attributes.items()})
    return made


def _stretches(questions: Sequence[Question]) -> dict[str, list[_Stretch]]:
    found: dict[str, list[_Stretch]] = {}
    for number, question in enumerate(questions):
        for place in question.places:
            found.setdefault(place.text_id, []).append(_Stretch(place.start, place.end, number))
    return found


def shown(annotated: Annotated, questions: Sequence[Question]) -> Iterator[etree._Element]:
    """Yield the article's title page, blocks and notes as elements of HTML."""
    article, asked = annotated.article, _stretches(questions)
    for line in article.title_page:
        yield _text("p", line.text, asked)
    for block in article.body:
        yield from _block(block, asked)
    if article.notes:
        yield tag("h3", "Notes", lang="en")
    for note in article.notes:
        made = [element for block in note.blocks for element in _block(block, asked)]
        if made:
            _lead(made[0], tag("span", f"{note.label} ", id=f"note-{note.number}", class_="label"))
        yield from made
        texts = [text for block in note.blocks for text in texts_of(block)]
        parts = [part for text in texts for part in _parts(text, annotated.spans.get(text.id, ()))]
        if parts:
            summary = tag("summary", f"Parts of the citations of note {note.label}", lang="en")
            yield tag("details", summary, tag("ul", *parts), class_="parts")


def _lead(element: etree._Element, mark: etree._Element) -> None:
    """Put a mark before the words of the first element that holds some."""
    holder = next((each for each in element.iter() if each.get("id", "").startswith("t-")), element)
    holder.insert(0, mark)
    mark.tail, holder.text = holder.text, None


def _block(block: Block, asked: _Stretches) -> Iterator[etree._Element]:
    match block:
        case Heading(text=text, level=level):
            yield _text(f"h{min(level + 2, 6)}", text, asked)
        case Paragraph(text=text):
            yield _text("p", text, asked)
        case Verbatim(text=text):
            yield _text("pre", text, asked)
        case Quotation(blocks=blocks):
            yield tag("blockquote", *(element for inner in blocks for element in _block(inner, asked)))
        case Listing(items=items, ordered=is_ordered):
            listed = (tag("li", *(element for inner in item for element in _block(inner, asked))) for item in items)
            yield tag("ol" if is_ordered else "ul", *listed, class_="list")
        case Table():
            yield _table(block, asked)
        case Figure(head=head, description=described):
            caption = _text("figcaption", head, asked) if head else tag("figcaption", described or "a picture")
            yield tag("figure", caption)
        case Rule(text=text):
            yield _text("p", text, asked) if text else tag("hr")
        case BlockBreak():
            return


def _table(table: Table, asked: _Stretches) -> etree._Element:
    rows = (
        tag("tr", *(_text("th" if row.is_label else "td", cell, asked) for cell in row.cells)) for row in table.rows
    )
    return tag("table", *([_text("caption", table.head, asked)] if table.head else []), *rows)


def _text(name: str, text: Text, asked: _Stretches) -> etree._Element:
    """A text cut where questions, notes and emphasis begin and end."""
    own = asked.get(text.id, ())
    notes = [inline for inline in text.inlines if isinstance(inline, NoteAnchor)]
    looks = [inline for inline in text.inlines if isinstance(inline, Emphasis)]
    ranges = [(each.start, each.end) for each in own] + [(each.start, each.end) for each in looks]
    cuts = {0, len(text.string), *(n.at for n in notes), *(cut for pair in ranges for cut in pair)}
    made = tag(name, id=f"t-{text.id}")
    if text.language:
        made.set("lang", text.language)
    for start, end in pairwise(sorted(cuts)):
        made.extend(_link(note) for note in notes if note.at == start)
        around = [stretch for stretch in own if stretch.start <= start and end <= stretch.end]
        _append(
            made, text.string[start:end], [each for each in looks if each.start <= start and end <= each.end], around
        )
    made.extend(_link(note) for note in notes if note.at == len(text.string) and text.string)
    return made


def _link(note: NoteAnchor) -> etree._Element:
    return tag("sup", tag("a", str(note.note), href=f"#note-{note.note}"))


def _append(made: etree._Element, words: str, looks: Sequence[Emphasis], around: Sequence[_Stretch]) -> None:
    """Add words, in their emphasis; where a question is about them, as a link to the narrowest one."""
    piece: str | etree._Element = words
    for look in looks:
        piece = tag(RENDERED[look.rend], piece)
    if around:
        narrowest = min(around, key=lambda stretch: stretch.end - stretch.start)
        mark = tag("a", piece, href=f"#question-{narrowest.question}", class_="mark")
        mark.set("data-questions", " ".join(str(stretch.question) for stretch in around))
        made.append(mark)
    elif isinstance(piece, etree._Element):
        made.append(piece)
    elif len(made):
        made[-1].tail = (made[-1].tail or "") + piece
    else:
        made.text = (made.text or "") + piece


def _parts(text: Text, spans: Sequence[Span]) -> Iterator[etree._Element]:
    """The parts of the citations in a text, each a button that opens it for correction."""
    for span in spans:
        if span.kind in PARTS:
            words = text.string[span.start : span.end]
            button = tag("button", f"{PARTS[span.kind]}: ", tag("q", words), type="button", class_="part")
            for key, value in (("text", text.id), ("start", span.start), ("end", span.end), ("kind", span.kind)):
                button.set(f"data-{key}", str(value))
            yield tag("li", button)
