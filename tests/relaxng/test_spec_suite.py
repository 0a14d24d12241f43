"""James Clark's test suite for RELAX NG: every schema refused or accepted, every instance judged, as it says."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from teiwright import relaxng
from tests.conftest import shared

SCHEMAS = 385
INSTANCES = 580


def write_content(element: etree._Element, path: Path) -> Path:
    """Write the one element inside a test's element as a file of its own."""
    inner = next(child for child in element if isinstance(child.tag, str))
    path.write_bytes(etree.tostring(inner, encoding="utf-8", with_tail=False))
    return path


def write_resources(element: etree._Element, folder: Path) -> None:
    """Write the files that a test's schemas refer to."""
    for resource in element.findall("resource"):
        write_content(resource, folder / resource.get("name", ""))
    for inner in element.findall("dir"):
        (folder / inner.get("name", "")).mkdir(exist_ok=True)
        write_resources(inner, folder / inner.get("name", ""))


def cases(folder: Path) -> Iterator[tuple[str, etree._Element, Path]]:
    """Yield each case with its name and a folder that holds its resources."""
    for number, case in enumerate(etree.parse(shared("tei/relaxng-spectest.xml")).iter("testCase")):
        place = folder / str(number)
        place.mkdir()
        write_resources(case, place)
        yield f"case {number} (section {case.findtext('section')})", case, place


def schema_verdict(path: Path) -> str:
    try:
        relaxng.load(path)
    except relaxng.SchemaError:
        return "incorrect"
    return "correct"


def test_every_schema_is_judged_right(tmp_path: Path) -> None:
    wrong, judged = [], 0
    for name, case, folder in cases(tmp_path):
        for expected in ("correct", "incorrect"):
            for element in case.findall(expected):
                judged += 1
                if schema_verdict(write_content(element, folder / "schema.rng")) != expected:
                    wrong.append((name, expected))
    assert (judged, wrong) == (SCHEMAS, [])


def test_every_instance_is_judged_right(tmp_path: Path) -> None:
    wrong, judged = [], 0
    for name, case, folder in cases(tmp_path):
        for correct in case.findall("correct"):
            schema = relaxng.load(write_content(correct, folder / "schema.rng"))
            for instance in [*case.findall("valid"), *case.findall("invalid")]:
                judged += 1
                path = write_content(instance, folder / "instance.xml")
                valid = not schema.validate(path)
                if valid != (instance.tag == "valid") or schema.is_valid(path) != valid:
                    wrong.append((name, instance.tag))
    assert (judged, wrong) == (INSTANCES, [])
