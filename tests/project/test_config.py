"""teiwright.toml: what a project states holds, the command line wins, and what nothing knows is refused."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from teiwright.cli import cli

TEXT = "# A note on the harbour\n\nThe harbour opened in 1950.[^1]\n\n[^1]: See the report.\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(TEXT)
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, words, prog_name="teiwright")


def state(text: str, folder: Path) -> None:
    (folder / "teiwright.toml").write_text(text)


def header(path: Path) -> str:
    found = etree.parse(path).find("{*}teiHeader")
    assert found is not None
    return etree.tostring(found, encoding="unicode")


def test_a_table_holds_for_its_command_and_the_command_line_wins(here: Path) -> None:
    state('[build]\nonly = ["tei"]\noutput = "out"\n', here)
    assert run("build", "a.md").exit_code in (0, 1)
    assert (here / "out" / "tei" / "a.xml").is_file()
    assert not (here / "out" / "html").exists()
    run("build", "a.md", "-o", "other", "--only", "html")
    assert (here / "other" / "html" / "a.html").is_file()


def test_settings_hold_below_their_folder_and_their_paths_are_seen_from_it(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state('[build]\nonly = ["tei"]\noutput = "out"\n', here)
    (here / "below").mkdir()
    monkeypatch.chdir(here / "below")
    assert run("build", "../a.md").exit_code in (0, 1)
    assert (here / "out" / "tei" / "a.xml").is_file()


def test_metadata_fills_what_a_text_leaves_unsaid_and_no_more(here: Path) -> None:
    state('[metadata]\npublisher = "A Press"\nlicence = "CC BY 4.0"\n', here)
    run("encode", "a.md")
    assert "A Press" in header(here / "a.xml")
    assert "creativecommons.org/licenses/by/4.0" in header(here / "a.xml")
    (here / "b.md").write_text("---\nlicence: CC0\n---\n\n" + TEXT)
    run("encode", "b.md")
    assert "A Press" in header(here / "b.xml")
    assert "publicdomain/zero" in header(here / "b.xml")
    assert "licenses/by/4.0" not in header(here / "b.xml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[build]\n\nonyl = ["tei"]\n', ["teiwright.toml:3", "onyl", "did you mean only?"]),
        ("autority = 1\n", ["teiwright.toml:1", "autority", "did you mean authority?"]),
        ("[buidl]\njobs = 2\n", ["buidl", "did you mean build?"]),
        ('[build]\njobs = "many"\n', ["teiwright.toml:2", "jobs"]),
        ('[build]\nonly = ["epubb"]\n', ["teiwright.toml:2", "only"]),
        ("[build]\njobs = [1]\n", ["teiwright.toml:2", "jobs takes one value"]),
        ("[build\n", ["teiwright.toml:1:7", "not valid TOML"]),
    ],
)
def test_what_cannot_hold_is_one_line_with_its_place(here: Path, text: str, said: list[str]) -> None:
    state(text, here)
    result = run("build", "a.md")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert all(words in result.stderr for words in said)
    assert not (here / "build").exists()


def test_config_tells_what_is_in_force_and_where_it_comes_from(here: Path) -> None:
    state('notes = "brackets"\n[build]\njobs = 2\n[metadata]\npublisher = "A Press"\n', here)
    told = json.loads(run("config", "build", "--json").stdout)
    options = {each["option"]: (each["value"], each["origin"]) for each in told["options"]}
    assert options["jobs"] == (2, "teiwright.toml:3")
    assert options["notes"] == ("brackets", "teiwright.toml:1")
    assert options["authority"] == (None, "default: ./tei/authority")
    assert told["metadata"] == {"publisher": "A Press"}
    assert "build.jobs = 2   (teiwright.toml:3)" in run("config").stdout
