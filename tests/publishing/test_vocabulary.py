"""Every element that the schema allows inside the text has its place in the edition and in print."""

from pathlib import Path

import pytest
from lxml import etree

from teiwright import resources
from teiwright.findings import Finding
from teiwright.publishing.source import read, transform

from .samples import PRACTICE, edited

RNG = "{http://relaxng.org/ns/structure/1.0}"


def elements_inside_text() -> set[str]:
    """Follow the schema's references from the element text; return the names of all elements that it leads to."""
    grammar = etree.parse(str(resources.folder("schema") / "teiwright.rng")).getroot()
    defines: dict[str, list[etree._Element]] = {}
    for define in grammar.iter(f"{RNG}define"):
        defines.setdefault(str(define.get("name")), []).append(define)
    waiting = [
        define
        for found in defines.values()
        for define in found
        if define.find(f"{RNG}element[@name='text']") is not None
    ]
    seen, names = set(waiting), set()
    while waiting:
        define = waiting.pop()
        names |= {str(element.get("name")) for element in define.iter(f"{RNG}element") if element.get("name")}
        for reference in define.iter(f"{RNG}ref"):
            new = set(defines.get(str(reference.get("name")), [])) - seen
            seen |= new
            waiting += new
    return names


@pytest.mark.parametrize("stylesheet", ["html.xsl", "print.xsl"])
def test_no_element_of_the_text_is_unhandled(stylesheet: str, tmp_path: Path) -> None:
    names = sorted(elements_inside_text())
    assert {"p", "note", "bibl", "persName"} <= set(names)
    every = "".join(f"<{name}>文</{name}>" for name in names if name not in {"text", "body", "front", "back"})
    found: list[Finding] = []
    transform(stylesheet, read(edited(PRACTICE, "差別", every, tmp_path / "every.xml")), {}, found.append)
    assert [one.message for one in found if one.rule == "publishing-unhandled"] == []
