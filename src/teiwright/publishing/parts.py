"""A long text set in parts, each in a process of its own, for Typst gives no memory back; the parts are put together.

A part is one or more divisions of the highest level. Put together are pages, page labels, outline and tags
(ISO 32000-1, 12.3.3, 12.4.2 and 14.7), so that the whole is one tagged PDF.
"""

import pickle
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from lxml import etree

from teiwright.errors import PublishingError
from teiwright.publishing import tagging
from teiwright.publishing.setting import Pages, Workshop, pages, root_of

LONG = 1_500_000
"""Bytes of the typesetter's input up to which a text is set as a whole: it takes some 600 MB."""
PART = 600_000
"""Bytes of a part before which it does not end with a division; after twice as many it ends with any block."""
BETWEEN_PARTS = "urn:teiwright:"
"""How the template's links to what may stand in another part begin."""
Returned = TypeVar("Returned")
PAGES_SAID = "{http://ns.adobe.com/xap/1.0/t/pg/}NPages"


def is_long(printed: str, workshop: Workshop) -> bool:
    """Whether a text is set in parts: a long one, unless an index at its end needs the pages of all of it."""
    return not workshop.layout.indexed and len(printed.encode("utf-8")) > LONG


def set_in_parts(workshop: Workshop, printed: str) -> Pages:
    """Set a print XML part by part, in the folder of the template. Raises PublishingError as `setting.pages` does."""
    folder = workshop.template.parent
    plain = replace(workshop, standards=tuple(one for one in workshop.standards if one == "ua-1"), in_parts=True)
    if workshop.layout.notes == "end":
        printed = _with_notes_apart(printed)
    paths: list[Path] = []
    told: list[Pages] = []
    before = marks = 0
    for number, part in enumerate(cut(printed), 1):
        path = folder / f"part-{number}.pdf"
        done, count = _in_own_process(folder, _set, plain, part, before, marks, path)
        before, marks = before + count, marks + part.count("<source-page ")
        paths.append(path)
        told.append(done)
    whole = folder / "whole.pdf"
    _in_own_process(folder, join, paths, whole)
    apart = tuple(mark for one in told for mark in one.apart)
    alone = tuple(line for one in told for line in one.alone)
    refused = next((one for one in told if one.lost), Pages(b""))
    return Pages(whole.read_bytes(), apart, alone, refused.lost, refused.why)


def cut(printed: str) -> Iterator[str]:
    """Yield the parts of a print XML, each an article of its own; together they have all that it has, in its order."""
    root = root_of(printed)
    highest = min((child.get("level", "") for child in root if child.tag == "heading"), default="")
    part, size, before = _empty(root), 0, ""
    for child in list(root):
        begins = child.tag == "heading" and child.get("level") == highest
        if (size > PART and begins) or (size > 2 * PART and before != "heading"):
            yield etree.tostring(part, encoding="unicode")
            part, size = _empty(root), 0
        before = child.tag
        size += len(etree.tostring(child, encoding="utf-8"))
        part.append(child)
    yield etree.tostring(part, encoding="unicode")


def _with_notes_apart(printed: str) -> str:
    """A print XML whose notes stand where they are set, at its end, in several lists, so that they can be cut, too."""
    root = root_of(printed)
    place = root.find("endnotes")
    notes = list(root.iter("note"))
    if place is None or not notes:
        return printed
    lists, size = [etree.Element("endnotes", first="true")], 0
    for note in notes:
        if size > PART:
            lists.append(etree.Element("endnotes"))
            size = 0
        moved = etree.SubElement(lists[-1], "note", {str(name): str(value) for name, value in note.attrib.items()})
        moved.text = note.text
        moved.extend(list(note))
        note.text = None
        size += len(etree.tostring(moved, encoding="utf-8"))
    for one in reversed(lists):
        place.addnext(one)
    root.remove(place)
    return etree.tostring(root, encoding="unicode")


def _empty(root: etree._Element) -> etree._Element:
    return etree.Element(root.tag, {str(name): str(value) for name, value in root.attrib.items()})


def _in_own_process(folder: Path, task: Callable[..., Returned], *arguments: object) -> Returned:
    """Do a task in another process, which gives its memory back at its end; return what it returned."""
    given, answer = folder / "task", folder / "answer"
    given.write_bytes(pickle.dumps((task, arguments)))
    command = [sys.executable, "-m", __name__, str(given), str(answer)]
    said = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if said.returncode:
        last = (said.stderr.strip().splitlines() or ["it ended by itself"])[-1]
        raise PublishingError(f"a part of the PDF could not be made: {last}")
    result: Returned | PublishingError = pickle.loads(answer.read_bytes())
    answer.unlink()
    if isinstance(result, PublishingError):
        raise result
    return result


def _set(workshop: Workshop, printed: str, before: int, marks: int, target: Path) -> tuple[Pages, int]:
    import pikepdf

    done = pages(workshop, printed, before=before, marks_before=marks)
    target.write_bytes(tagging.in_order(done.content))
    with pikepdf.open(target) as part:
        return replace(done, content=b""), len(part.pages)


# ==== putting together ====


def join(parts: Sequence[Path], target: Path) -> None:
    """Write one PDF of several that Typst made; what describes the document is taken from the first."""
    import pikepdf

    with pikepdf.open(parts[0]) as whole:
        for number, path in enumerate(parts[1:], 2):
            with pikepdf.open(path) as part:
                first = len(whole.pages)
                whole.pages.extend(part.pages)
                if "/Outlines" in part.Root and "/First" in part.Root.Outlines:
                    _add_outline(whole, whole.copy_foreign(part.Root.Outlines))
                if "/StructTreeRoot" in part.Root and "/StructTreeRoot" in whole.Root:
                    tags = whole.copy_foreign(part.Root.StructTreeRoot)
                    _add_tags(whole.Root.StructTreeRoot, tags, [page.obj for page in whole.pages][first:], number)
        _join_links(whole)
        labels = pikepdf.Dictionary(Nums=pikepdf.Array([0, pikepdf.Dictionary(S=pikepdf.Name.D, St=1)]))
        whole.Root.PageLabels = labels
        with whole.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
            if PAGES_SAID in about:
                about[PAGES_SAID] = str(len(whole.pages))
        whole.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)


def _join_links(whole: Any) -> None:
    """A mark and its note at the end are in two parts, so each bears an address that names the other: lead there."""
    import pikepdf

    links = []
    places: dict[tuple[str, str], Any] = {}
    for page in whole.pages:
        for link in page.get("/Annots", ()):
            address = str(link.A.URI) if "/A" in link and "/URI" in link.A else ""
            if address.startswith(BETWEEN_PARTS):
                kind, number = address.removeprefix(BETWEEN_PARTS).split(":")
                links.append((link, kind, number))
                left, _, _, top = link.Rect
                there = pikepdf.Array([page.obj, pikepdf.Name.XYZ, left, top, 0])
                places.setdefault(("mark" if kind == "note" else "note", number), there)
    for link, kind, number in links:
        del link["/A"]
        if (kind, number) in places:
            link.Dest = places[kind, number]


def _add_outline(whole: Any, added: Any) -> None:
    if "/Outlines" not in whole.Root or "/First" not in whole.Root.Outlines:
        whole.Root.Outlines = added
        return
    outline = whole.Root.Outlines
    outline.Last.Next, added.First.Prev = added.First, outline.Last
    for item in _siblings(added.First):
        item.Parent = outline
    outline.Last = added.Last
    outline.Count = int(outline.get("/Count", 0)) + int(added.get("/Count", 0))


def _siblings(item: Any) -> Iterator[Any]:
    while item is not None:
        yield item
        item = item.get("/Next")


def _add_tags(tags: Any, added: Any, added_pages: Iterable[Any], number: int) -> None:
    """Put the elements of a part under the document's element, and its numbers and names behind those there."""
    document, base = tags.K[0], int(tags.ParentTreeNextKey)
    for element in added.K[0].K:
        element.P = document
    document.K.extend(added.K[0].K)
    numbers = added.ParentTree.Nums
    for place in range(0, len(numbers), 2):
        tags.ParentTree.Nums.append(base + int(numbers[place]))
        tags.ParentTree.Nums.append(numbers[place + 1])
    tags.ParentTreeNextKey = base + int(added.ParentTreeNextKey)
    for page in added_pages:
        if "/StructParents" in page:
            page.StructParents = base + int(page.StructParents)
        for annotation in page.get("/Annots", ()):
            if "/StructParent" in annotation:
                annotation.StructParent = base + int(annotation.StructParent)
    _add_names(tags, added, number)


def _add_names(tags: Any, added: Any, number: int) -> None:
    """Each name of an element stands once in a document, so those of a part get its number; tables refer to theirs."""
    if "/IDTree" not in added:
        return
    names = added.IDTree.Names
    new = {str(names[place]): f"{number}. {names[place]}" for place in range(0, len(names), 2)}
    for place in range(1, len(names), 2):
        names[place].ID = new[str(names[place - 1])]
    for cell in _cells(added.K[0]) if any(not name.startswith("Note") for name in new) else ():
        for attributes in cell.A if hasattr(cell.A, "extend") else (cell.A,):
            if "/Headers" in attributes:
                for place, name in enumerate(attributes.Headers):
                    attributes.Headers[place] = new.get(str(name), str(name))
    there = tags.IDTree.Names if "/IDTree" in tags else ()
    pairs = [(str(there[place]), there[place + 1]) for place in range(0, len(there), 2)]
    pairs += [(new[str(names[place])], names[place + 1]) for place in range(0, len(names), 2)]
    tags.IDTree = _name_tree(sorted(pairs, key=lambda pair: pair[0].encode()))


def _name_tree(pairs: Iterable[tuple[str, Any]]) -> Any:
    import pikepdf

    return pikepdf.Dictionary(
        Names=pikepdf.Array([one for pair in pairs for one in (pikepdf.String(pair[0]), pair[1])])
    )


def _cells(element: Any) -> Iterator[Any]:
    """The cells of tables below an element of structure."""
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if one.get("/S") in ("/TD", "/TH") and "/A" in one:
            yield one
        kids = one.get("/K", ())
        waiting += [kid for kid in (kids if hasattr(kids, "extend") else (kids,)) if hasattr(kid, "keys")]


if __name__ == "__main__":
    task, arguments = pickle.loads(Path(sys.argv[1]).read_bytes())
    try:
        result = task(*arguments)
    except PublishingError as error:
        result = error
    Path(sys.argv[2]).write_bytes(pickle.dumps(result))
