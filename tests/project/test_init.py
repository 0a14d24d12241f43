"""teiwright init: a project of the user's own that works at once, away from any checkout."""

import os
import subprocess
from pathlib import Path

import yaml
from click.testing import CliRunner

from teiwright.cli import cli


def init(*words: str | Path) -> str:
    result = CliRunner().invoke(cli, ["init", *map(str, words)], prog_name="teiwright")
    assert result.exit_code == 0, result.output
    return result.output


def test_nothing_that_stands_there_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text("mine:\n")
    said = init(tmp_path)
    assert "Makefile: is there already" in said
    assert (tmp_path / "Makefile").read_text() == "mine:\n"
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    init(tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_the_workflows_run_what_there_is(tmp_path: Path) -> None:
    init(tmp_path)
    github = yaml.safe_load((tmp_path / ".github/workflows/tei.yml").read_text())
    gitlab = yaml.safe_load((tmp_path / ".gitlab-ci.yml").read_text())
    scripts = [step["run"] for step in github["jobs"]["tei"]["steps"] if "run" in step] + gitlab["tei"]["script"]
    for words in (script.split() for script in scripts if script.startswith("teiwright ")):
        assert CliRunner().invoke(cli, [words[1], "--help"]).exit_code == 0
    assert "@VERSION@" not in "".join(
        p.read_text() for p in tmp_path.rglob("*") if p.suffix in (".yml", ".yaml", ".md")
    )


def test_the_core_authority_comes_on_request(tmp_path: Path) -> None:
    init(tmp_path / "empty")
    init(tmp_path / "core", "--with-core")
    assert not list((tmp_path / "empty/tei/authority").glob("*.xml"))
    assert (tmp_path / "core/tei/authority/persons.xml").is_file()


def test_make_says_how_the_command_is_found(tmp_path: Path) -> None:
    init(tmp_path)
    told = subprocess.run(
        ["make", "TEIWRIGHT=no-such-teiwright"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        env={**os.environ},
        check=False,
    )
    assert told.returncode == 2
    assert "no-such-teiwright is not found" in told.stderr
    assert "make TEIWRIGHT=" in told.stderr
