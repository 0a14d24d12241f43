"""The demonstration articles: their committed TEI is what the program makes now, to the byte, and valid."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from teiwright.build import Options, encode_source
from teiwright.encoding import serialise
from teiwright.validation import validate
from tests.conftest import ROOT

SOURCES = sorted((ROOT / "tei" / "source").glob("*.md"))
OPTIONS = Options(ROOT / "tei" / "authority")


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_the_committed_tei_is_current(source: Path) -> None:
    """Where this fails, run `make` and look at the difference before you commit it."""
    committed = ROOT / "tei" / f"{source.stem}.xml"
    assert serialise(encode_source(source, OPTIONS).root) == committed.read_bytes()


def test_the_committed_tei_is_valid_without_a_warning() -> None:
    findings = validate([ROOT / "tei" / f"{source.stem}.xml" for source in SOURCES])
    assert [str(finding) for finding in findings if finding.severity != "info"] == []


def test_nothing_in_the_committed_files_is_without_a_source() -> None:
    assert {path.stem for path in (ROOT / "tei").glob("*.xml")} == {source.stem for source in SOURCES}


def test_the_same_text_gives_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    made = set()
    for seed in ("1", "2"):
        folder = tmp_path / seed
        folder.mkdir()
        command = [sys.executable, "-m", "teiwright", "build", str(SOURCES[-1]), "-o", "out"]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode in (0, 1), done.stderr
        files = sorted(path for path in folder.rglob("*.*") if path.is_file() and not path.name.startswith("."))
        made.add(tuple((path.relative_to(folder), path.read_bytes()) for path in files))
    assert len(made) == 1
