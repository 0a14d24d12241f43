"""Thirty files, ten ways of naming a schema: our verdict on validity is jing's."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import get_args

import pytest

from teiwright import validation
from teiwright.relaxng.violations import Kind
from teiwright.validation import library
from tests.conftest import ROOT, SHARED, shared
from tests.validation.conftest import PRACTICE

pytestmark = pytest.mark.slow
GRAMMAR = frozenset(get_args(Kind))
OURS = ROOT / "schema" / "teiwright.rng"
TEI_ALL = SHARED / "tei" / "tei_all-4.12.0.rng"
ADDRESS = "https://tei-c.org/release/xml/tei/custom/schema/relaxng/tei_all.rng"
EDITION = "https://vault.tei-c.org/P5/4.12.0/xml/tei/custom/schema/relaxng/tei_all.rng"
RNG, SCH = "http://relaxng.org/ns/structure/1.0", "http://purl.oclc.org/dsdl/schematron"
WAYS: dict[str, tuple[str, Path]] = {
    "a file beside it": ('<?xml-model href="teiwright.rng"?>', OURS),
    "a file in a folder": ('<?xml-model href="schema/teiwright.rng" type="application/xml"?>', OURS),
    "the usual pair": (
        f'<?xml-model href="teiwright.rng" type="application/xml" schematypens="{RNG}"?>\n'
        f'<?xml-model href="teiwright.rng" type="application/xml" schematypens="{SCH}"?>', OURS,
    ),
    "an address": (f'<?xml-model href="{ADDRESS}"?>', TEI_ALL),
    "an address of http and www": (
        f'<?xml-model href="{ADDRESS.replace("https://", "http://www.")}" schematypens="{RNG}"?>', TEI_ALL,
    ),
    "the address of an edition": (f'<?xml-model href="{EDITION}"?>', TEI_ALL),
    "the compact syntax": (
        '<?xml-model href="teiwright.rnc" type="application/relax-ng-compact-syntax"?>', OURS,
    ),
    "one made from the compact syntax": ('<?xml-model href="made.rng"?>', OURS),
    "single quotes": ("<?xml-model type='application/xml' href='teiwright.rng'?>", OURS),
    "none": ("", OURS),
}  # fmt: skip
"""How a file names its schema, and the one that it means."""
TEXTS: dict[str, Callable[[str], str]] = {
    "valid": str,
    "an unknown element": lambda text: text.replace("<head", "<heading", 1).replace("</head>", "</heading>", 1),
    "words out of place": lambda text: text.replace("<body>", "<body>words", 1),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The thirty files, and the schemas that they name."""
    shared("tei/tei_all-4.12.0.rng")
    if not (shutil.which("jing") and shutil.which("trang")):
        pytest.skip("jing and trang are not here")
    place = tmp_path_factory.mktemp("thirty")
    (place / "schema").mkdir()
    shutil.copy(OURS, place)
    shutil.copy(OURS, place / "schema")
    for given, made in (("teiwright.rng", "teiwright.rnc"), ("teiwright.rnc", "made.rng")):
        subprocess.run(["trang", given, made], cwd=place, check=True)
    practice = PRACTICE.read_text("utf-8")
    body = practice[practice.index("<TEI") :]
    for number, (model, _) in enumerate(WAYS.values()):
        for name, spoil in enumerate(TEXTS.values()):
            text = f'<?xml version="1.0" encoding="UTF-8"?>\n{model}\n{spoil(body)}'
            (place / f"{number}-{name}.xml").write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TEIWRIGHT_SCHEMAS", str(place / "kept"))
        library.add("tei_all", str(TEI_ALL), "4.12.0")
        yield place


def test_the_verdicts_are_jing_s(folder: Path) -> None:
    files = sorted(folder.glob("*-*.xml"))
    found = validation.validate(files)
    invalid = {finding.file for finding in found if finding.rule in GRAMMAR and finding.severity == "error"}
    assert len(files) == 30
    for number, (_, schema) in enumerate(WAYS.values()):
        mine = [folder / f"{number}-{name}.xml" for name in range(len(TEXTS))]
        for file in mine:
            done = subprocess.run(["jing", str(schema), str(file)], capture_output=True, check=False)
            assert (str(file) in invalid) == (done.returncode != 0), (list(WAYS)[number], file.name)


def test_a_bad_schema_among_them_stops_nothing(folder: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.xml"
    (tmp_path / "broken.rng").write_text("<grammar", "utf-8")
    text = PRACTICE.read_text("utf-8")
    bad.write_text(f'<?xml-model href="broken.rng"?>\n{text[text.index("<TEI") :]}', "utf-8")
    good, spoilt = folder / "0-0.xml", folder / "0-1.xml"
    errors = [finding.file for finding in validation.validate([good, bad, spoilt]) if finding.severity == "error"]
    assert set(errors) == {str(bad), str(spoilt)}
