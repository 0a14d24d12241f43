"""teiwright init: a project of the user's own that works at once, away from any checkout."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from teiwright.cli import cli
from tests.conftest import ROOT


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


@pytest.mark.slow
def test_a_project_works_from_the_wheel_away_from_the_checkout(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path], cwd=ROOT, check=True)
    shutil.unpack_archive(next(tmp_path.glob("*.whl")), tmp_path / "installed", "zip")
    project = tmp_path / "project"
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "PYTHONPATH": os.pathsep.join((str(tmp_path / "installed"), sysconfig.get_paths()["purelib"])),
    }
    teiwright = f"{sys.executable} -m teiwright"

    def run(*words: str, status: int = 0) -> str:
        done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout + done.stderr

    def make(*words: str, status: int = 0) -> str:
        return run("make", "-C", str(project), f"TEIWRIGHT={teiwright}", *words, status=status)

    run(*teiwright.split(), "init", str(project))
    assert "sample: 4 notes" in make()
    assert "nothing to do" in make()
    text = project / "tei/source/sample.md"
    text.write_text(text.read_text().replace("two of them", "one of them"))
    (project / "tei/source/other.md").write_text("# Other\n\nWords.[^1]\n\n[^1]: A note.\n")
    make()
    text.write_text(text.read_text().replace("one of them", "three of them"))
    again = make()
    assert "sample: " in again
    assert "other: " not in again
    assert make("validate", status=0)
    tei = project / "tei/sample.xml"
    tei.write_text(tei.read_text().replace("<head", "<heading", 1).replace("</head>", "</heading>", 1))
    assert "tei/sample.xml:" in make("validate", status=2)
