"""The tags of a PDF in the order in which its pages are painted (ISO 32000-1, 14.7 and 14.8.4).

Typst tags a footnote where its mark stands, though it is painted at the foot, and puts its number into its paragraph.
Here a note follows the text, as the standard allows (14.8.4.4, Note), its number is its label, its mark a reference.
An element has either pieces of text or elements, for many readers keep the two apart and lose their common order.
"""

import io
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any


def in_order(content: bytes) -> bytes:
    """Return a PDF with its tags in order; one without tags as it is."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            return content
        put_in_order(pdf)
        target = io.BytesIO()
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        return target.getvalue()


def put_in_order(pdf: Any) -> None:
    """Put the tags of an open PDF in order."""
    import pikepdf

    root = pdf.Root.StructTreeRoot
    document, numbers = root.K[0], root.ParentTree.Nums
    owners = {int(numbers[place]): numbers[place + 1] for place in range(0, len(numbers), 2)}
    notes: list[Any] = []
    waiting = [document]
    while waiting:
        element = waiting.pop()
        kids = _kids(element)
        text = list(_without_notes(kids, notes))
        kinds = {_is_piece(kid) for kid in text}
        if len(kinds) == 2:
            element.K = pikepdf.Array(_in_spans(pdf, element, text, owners))
        elif len(text) < len(kids):
            element.K = pikepdf.Array(text)
        waiting += reversed([kid for kid in text if _is_element(kid)])
        if not waiting and notes:
            _follow(document, notes)
            waiting, notes = notes[::-1], []


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", ())
    return list(kids) if hasattr(kids, "extend") else [kids]


def _is_element(kid: Any) -> bool:
    return hasattr(kid, "keys") and "/S" in kid


def _is_piece(kid: Any) -> bool:
    """Whether a kid is a piece of a page's text: its number, or a reference to it on a page that it names."""
    return not hasattr(kid, "keys") or kid.get("/Type") == "/MCR"


def _without_notes(kids: Iterable[Any], notes: list[Any]) -> Iterator[Any]:
    """Yield the kids that are no notes, put the notes to the others; the label before a note is its mark."""
    import pikepdf

    before = None
    for kid in kids:
        is_element = _is_element(kid)
        if is_element and kid.S == "/Note":
            notes.append(kid)
            if before is not None and before.S == "/Lbl":
                before.S = pikepdf.Name.Reference
        else:
            before = kid if is_element else None
            yield kid


def _follow(document: Any, notes: Iterable[Any]) -> None:
    """Put notes behind the document's text, each with its label before its first paragraph."""
    import pikepdf

    for note in notes:
        note.P = document
        document.K.append(note)
        first, *others = _kids(note)
        inner = _kids(first) if _is_element(first) else []
        if inner and _is_element(inner[0]) and inner[0].S == "/Lbl":
            inner[0].P = note
            first.K = pikepdf.Array(inner[1:])
            note.K = pikepdf.Array([inner[0], first, *others])


def _in_spans(pdf: Any, element: Any, kids: Iterable[Any], owners: dict[int, Any]) -> Iterator[Any]:
    """Yield kids with each run of pieces of text in an element of its own, which then owns them."""
    import pikepdf

    for is_piece, group in groupby(kids, _is_piece):
        run = list(group)
        if not is_piece:
            yield from run
            continue
        span = pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Span, P=element, K=pikepdf.Array(run))
        )
        if "/Pg" in element:
            span.Pg = element.Pg
        for piece in run:
            page, number = (piece.Pg, piece.MCID) if hasattr(piece, "keys") else (element.Pg, piece)
            owners[int(page.StructParents)][int(number)] = span
        yield span
