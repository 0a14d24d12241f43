"""Small inputs with the right value, by area: a user gets what she needs.

AREA/open.txt lists the cases that are not right yet, an id a line.
"""

import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.cases.running import Case, cases, wrong
from tests.conftest import SHARED


def _open(area: Path) -> frozenset[str]:
    listing = area / "open.txt"
    return frozenset(listing.read_text("utf-8").split()) if listing.is_file() else frozenset()


def _as_parameter(case: Case) -> object:
    marks = [pytest.mark.slow] if case.is_slow else []
    if case.table["id"] in _open(case.area):
        marks.append(pytest.mark.xfail(run=False, reason="not right yet"))
    return pytest.param(case, marks=marks, id=case.name)


@pytest.mark.parametrize("case", [_as_parameter(case) for case in cases()])
def test_a_user_gets_what_is_right(case: Case, tmp_path: Path) -> None:
    if case.needs_poppler and not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    if any(value.startswith(str(SHARED)) for value in case.environment.values()) and not SHARED.is_dir():
        pytest.skip("../shared is not here: it is not part of the repository")
    if any(file.suffix == ".docx" for file in case.files) and not (find_spec("pypandoc") or shutil.which("pandoc")):
        pytest.skip("pandoc is not installed: pip install 'teiwright[formats]'")
    assert not wrong(case, tmp_path), case.table["why"]
