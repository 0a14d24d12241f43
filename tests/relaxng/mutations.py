"""Mutated TEI documents, each mutation recorded, so that a difference between validators can be replayed.

A recording is a file of JSON lines, one for each mutant: ``{"source": "essay.xml", "steps": [[operation,
element, argument, argument], …]}``, elements counted from 0 in document order at the moment of the step.

``python -m tests.relaxng.mutations RECORDING LINE FOLDER`` writes the mutant of one line into a folder.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

TEI: Final = "{http://www.tei-c.org/ns/1.0}"
XML_ID: Final = "{http://www.w3.org/XML/1998/namespace}id"

Step = tuple[str, int, str, str]
"""Operation, element, and two arguments."""


@dataclass(frozen=True)
class Mutant:
    """A source document and what was done to it."""

    source: str
    steps: tuple[Step, ...]

    def to_json(self) -> str:
        """Return the line that records the mutant."""
        return json.dumps({"source": self.source, "steps": self.steps}, ensure_ascii=False)


def from_json(line: str) -> Mutant:
    """Read a recorded line."""
    recorded = json.loads(line)
    steps = tuple((operation, element, one, two) for operation, element, one, two in recorded["steps"])
    return Mutant(recorded["source"], steps)


def mutate(source: bytes, steps: Iterable[Step]) -> bytes:
    """Return the mutant of a document."""
    root = etree.fromstring(source, etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False))
    for operation, index, one, two in steps:
        elements = list(root.iter(etree.Element))
        element = elements[index % len(elements)]
        OPERATIONS[operation](element, one, two)
    return etree.tostring(root.getroottree(), encoding="utf-8", xml_declaration=True)


def _rename(element: etree._Element, name: str, _: str) -> None:
    element.tag = name if name.startswith("{") else TEI + name


def _delete(element: etree._Element, *_: str) -> None:
    parent = element.getparent()
    if parent is not None:
        _add_text_before(element, element.tail or "")
        parent.remove(element)


def _add_text_before(element: etree._Element, text: str) -> None:
    parent, previous = element.getparent(), element.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text


def _duplicate(element: etree._Element, *_: str) -> None:
    if element.getparent() is not None:
        copy = etree.fromstring(etree.tostring(element, with_tail=False))
        element.addnext(copy)


def _swap(element: etree._Element, *_: str) -> None:
    following = element.getnext()
    if following is not None:
        following.addnext(element)


def _unwrap(element: etree._Element, *_: str) -> None:
    parent = element.getparent()
    if parent is not None:
        _add_text_before(element, element.text or "")
        for child in element:
            element.addprevious(child)
        _delete(element)


def _wrap(element: etree._Element, name: str, _: str) -> None:
    if element.getparent() is not None:
        wrapper = etree.Element(TEI + name)
        wrapper.tail, element.tail = element.tail, None
        element.addprevious(wrapper)
        wrapper.append(element)


def _insert(element: etree._Element, name: str, _: str) -> None:
    element.insert(0, etree.Element(TEI + name))


def _append(element: etree._Element, name: str, text: str) -> None:
    etree.SubElement(element, TEI + name).text = text


def _write(element: etree._Element, text: str, _: str) -> None:
    element.text = text + (element.text or "")


def _write_after(element: etree._Element, text: str, _: str) -> None:
    if element.getparent() is not None:
        element.tail = text + (element.tail or "")


def _empty(element: etree._Element, *_: str) -> None:
    for child in list(element):
        element.remove(child)
    element.text = None


def _set(element: etree._Element, name: str, value: str) -> None:
    element.set(name, value)


def _alter(element: etree._Element, number: str, value: str) -> None:
    if element.attrib:
        names = list(element.attrib)
        element.set(names[int(number) % len(names)], value)


def _unset(element: etree._Element, number: str, _: str) -> None:
    if element.attrib:
        names = list(element.attrib)
        del element.attrib[names[int(number) % len(names)]]


def _rename_attribute(element: etree._Element, number: str, name: str) -> None:
    if element.attrib:
        names = list(element.attrib)
        value = element.attrib.pop(names[int(number) % len(names)])
        element.set(name, value)


OPERATIONS: Final[dict[str, Callable[[etree._Element, str, str], None]]] = {
    "rename": _rename,
    "delete": _delete,
    "duplicate": _duplicate,
    "swap": _swap,
    "unwrap": _unwrap,
    "wrap": _wrap,
    "insert": _insert,
    "append": _append,
    "write": _write,
    "write-after": _write_after,
    "empty": _empty,
    "set": _set,
    "alter": _alter,
    "unset": _unset,
    "rename-attribute": _rename_attribute,
}

VALUES: Final = (
    "",
    " ",
    "x",
    "two words",
    "#p1",
    "##p1",
    "high",
    "hgih",
    "1",
    "-1",
    "1.5",
    "007",
    "2024-02-29",
    "2023-02-29",
    "2024-13-01",
    "1950",
    "--07-05",
    "12:00:00",
    "true",
    "yes",
    "P1D",
    "zh-Hant",
    "日本",
    "a:b",
    "1a",
    "%zz",
    "http://example.org/a b",
    "\u00a0",
    "a\u3000b",
    "foot",
    "NaN",
)
ATTRIBUTES: Final = (
    "type n when ref key target cert resp place rend rendition who unit quantity from to notBefore role "
    "cols level reason status xyz tpye sex value scheme source facs ana corresp url"
).split()
WORDS: Final = ("stray words", "x", "路", "1")
MISSPELT: Final = ("haed", "persname", "para", "itm", "{urn:x}p", "{}div", "titel", "biblstruct", "foo")


def random_mutant(source: str, chance: random.Random, names: list[str]) -> Mutant:
    """Make up a mutant with one to three steps; `names` are the elements to choose new ones from."""
    count = chance.choice((1, 1, 1, 1, 2, 3))
    return Mutant(source, tuple(_random_step(chance, names) for _ in range(count)))


def _random_step(chance: random.Random, names: list[str]) -> Step:
    operation = chance.choice(list(OPERATIONS))
    index = chance.randrange(10_000)
    name = chance.choice(names)
    value, number = chance.choice(VALUES), str(chance.randrange(8))
    arguments = {
        "rename": (chance.choice((name, name, chance.choice(MISSPELT))), ""),
        "append": (name, chance.choice(("", *WORDS))),
        "write": (chance.choice(WORDS), ""),
        "write-after": (chance.choice(WORDS), ""),
        "set": (chance.choice((*ATTRIBUTES, XML_ID)), value),
        "alter": (number, value),
        "unset": (number, ""),
        "rename-attribute": (number, chance.choice(ATTRIBUTES)),
    }
    return operation, index, *arguments.get(operation, (name, ""))


def element_names(schema: Path) -> list[str]:
    """Return the names of the elements that a RELAX NG schema declares, in alphabetical order."""
    declared = etree.parse(schema).iter("{http://relaxng.org/ns/structure/1.0}element")
    return sorted({name for element in declared if (name := element.get("name"))})


def main(recording: str, line: str, folder: str) -> None:
    """Write one recorded mutant; sources are looked for beside this file and in the recording's folder."""
    mutant = from_json(Path(recording).read_text("utf-8").splitlines()[int(line) - 1])
    places = [Path(__file__).parent / "data", Path(recording).parent]
    source = next(place / mutant.source for place in places if (place / mutant.source).exists())
    target = Path(folder) / f"mutant-{line}.xml"
    target.write_bytes(mutate(source.read_bytes(), mutant.steps))
    print(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
