"""An article as plain lines, so that a person can see at a glance whether it was read well."""

from collections.abc import Iterator, Sequence

from teiwright.article import (
    Article,
    Block,
    BlockBreak,
    Emphasis,
    Figure,
    Heading,
    Image,
    LineBreak,
    Link,
    Listing,
    NoteAnchor,
    PageBreak,
    Part,
    Quotation,
    Rule,
    Table,
    Text,
    Verbatim,
)

QUIET = frozenset({"note-style", "note-style-declined"})
RENDITIONS = {"italic": "_", "bold": "**", "superscript": "^", "subscript": "~", "code": "`"}


def rendered(article: Article) -> str:
    """Return title page, body, notes and findings, a line each; ⟦3⟧ is a note's anchor, ‖ a page break."""
    lines = [f"language: {article.language}"]
    lines += [f"{block.kind}: {_text(block.text)}" for block in article.title_page]
    lines += _blocks(article.body, "")
    for note in article.notes:
        place = note.place + ("" if note.is_anchored else ", without a mark")
        lines.append(f"{note.number} [{note.label}] ({place})")
        lines += _blocks(note.blocks, "    ")
    lines += [
        f"{finding.severity} {finding.rule}: line {finding.line}: {finding.message}"
        for finding in article.findings
        if finding.rule not in QUIET
    ]
    return "\n".join(lines) + "\n"


def _text(text: Text) -> str:
    signs: list[tuple[int, int, str]] = []
    for order, inline in enumerate(text.inlines):
        match inline:
            case NoteAnchor(at=at, note=note):
                signs.append((at, order, f"⟦{note}⟧"))
            case PageBreak(at=at, label=label):
                signs.append((at, order, f"‖{label or ''}"))
            case LineBreak(at=at):
                signs.append((at, order, "⏎"))
            case Image(at=at, target=target):
                signs.append((at, order, f"<img {target}>"))
            case Emphasis(start=start, end=end, rend=rend):
                sign = RENDITIONS.get(rend, f"<{rend}>")
                signs += [(start, order, sign), (end, -order, sign)]
            case Link(start=start, end=end, target=target):
                signs += [(start, order, "<"), (end, -order, f" {target}>")]
            case Part(start=start, end=end, role=role):
                signs += [(start, order, f"{{{role}: "), (end, -order, "}")]
    out, at = [], 0
    for place, _, sign in sorted(signs, key=lambda entry: entry[0]):
        out += [text.string[at:place], sign]
        at = place
    return "".join([*out, text.string[at:]])


def _blocks(blocks: Sequence[Block], indent: str) -> list[str]:
    return [indent + line for block in blocks for line in _block(block)]


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text, level=level):
            yield f"{'#' * level} {_text(text)}"
        case BlockBreak(label=label):
            yield f"‖{label or ''}"
        case Quotation(blocks=blocks):
            yield from _blocks(blocks, "> ")
        case Listing(items=items, ordered=ordered, start=start, labels=labels):
            for number, item in enumerate(items):
                mark = labels[number] if labels else f"{start + number}." if ordered else "-"
                for index, line in enumerate(_blocks(item, "")):
                    yield f"{mark if not index else ' ' * len(mark)} {line}"
        case Table(rows=rows, head=head):
            yield "table" + (f": {_text(head)}" if head else "")
            for row in rows:
                yield ("= " if row.is_label else "| ") + " | ".join(_text(cell) for cell in row.cells)
        case Figure(target=target, description=description, head=head):
            yield f"figure {target} ({description})" + (f": {_text(head)}" if head else "")
        case Verbatim(text=text):
            yield from ("' " + line for line in text.string.split("\n"))
        case Rule():
            yield "* * *"
        case _:
            for text in (block.text,):
                yield f"¶ {_text(text)}"
