"""The Python interface as a script uses it, and what other packages add to the program."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

import teiwright
from teiwright import interface, plugins
from teiwright.cli import cli
from tests.conftest import ROOT

PLUGIN = ROOT / "tests" / "data" / "plugin"
SCRIPT = """
import sys
from pathlib import Path
import teiwright

def main(source: Path, out: Path) -> None:
    article = teiwright.read(source)
    print(len(article.notes), "notes")
    annotated = teiwright.annotate(article)
    tei = teiwright.write(teiwright.encode(annotated), out / f"{source.stem}.xml")
    for finding in teiwright.validate([tei]):
        print(finding)
    for page in teiwright.publish(tei, out, "html"):
        print(page)

try:
    main(Path(sys.argv[1]), Path(sys.argv[2]))
except teiwright.TeiwrightError as error:
    sys.exit(str(error))
"""


def run_script(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", SCRIPT, *map(str, words)], capture_output=True, text=True, check=False)


def test_what_is_public_is_what_can_be_imported() -> None:
    assert set(teiwright.__all__) == set(interface.__all__)
    assert all(getattr(teiwright, name) is getattr(interface, name) for name in teiwright.__all__)
    with pytest.raises(AttributeError):
        _ = teiwright.nothing


def test_the_package_alone_imports_nothing_heavy() -> None:
    code = "import sys, teiwright; print(sorted({'lxml', 'saxonche', 'opencc'} & set(sys.modules)))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_a_short_script_goes_from_a_text_to_a_page(tmp_path: Path) -> None:
    done = run_script(ROOT / "tei/source/formosa-1950-en.md", tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["24 notes", str(tmp_path / "formosa-1950-en.html")]


def test_a_short_script_goes_from_a_word_processor_to_a_page(tmp_path: Path) -> None:
    pytest.importorskip("pypandoc", reason="pandoc comes with the extra teiwright[formats]")
    source = next((ROOT / "tests/cases/reading").glob("*.docx"))
    done = run_script(source, tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / f"{source.stem}.html").is_file()


def test_what_stops_a_script_is_one_line(tmp_path: Path) -> None:
    done = run_script(tmp_path / "nowhere.md", tmp_path)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(str(PLUGIN))
    plugins._declared.cache_clear()
    yield
    plugins._declared.cache_clear()


@pytest.mark.usefixtures("installed")
def test_a_reader_and_an_exporter_of_another_package(tmp_path: Path) -> None:
    cited = "John Smith, *A History of the Harbour* (London: Example Press, 1988), 45."
    (tmp_path / "a.madeup").write_text(f"# The Harbour\n\nShips waited.@note{{{cited}}}\n")
    result = CliRunner().invoke(cli, ["build", str(tmp_path), "-o", str(tmp_path / "out"), "--only", "index"])
    assert result.exit_code in (0, 1), result.output
    records = json.loads((tmp_path / "out/index/a.citations.json").read_text())["citations"]
    assert [record["note"] for record in records] == [1]
    assert (tmp_path / "out/index/a.titles.txt").read_text() == "A History of the Harbour\n"


@pytest.mark.usefixtures("installed")
def test_what_a_plug_in_raises_is_one_line_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "a.madeup").write_bytes(b"\xff\xfe")
    result = CliRunner().invoke(cli, ["encode", str(tmp_path / "a.madeup")], prog_name="teiwright")
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert "demo_plugin:read" in line
    assert "UnicodeDecodeError" in line
