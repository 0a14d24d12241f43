"""The wheel carries all that the program needs: installed alone, it does the main job from another folder."""

import os
import re
import subprocess
import sys
import tomllib
import venv
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

CARRIED = ("xslt/html.xsl", "xslt/print.xsl", "xslt/index.xsl", "schema/teiwright.rng", "authority/persons.xml")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_stylesheets_schemas_and_authority_files(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {f"teiwright/resources/{name}" for name in CARRIED} <= set(names)
    assert all(name.startswith(("teiwright/", "teiwright-")) for name in names)


def test_the_installed_wheel_does_the_main_job_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    """The environment is empty but for the wheel; its dependencies are lent, so that no network is needed."""
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=False)
    site = next(environment.glob("lib/python*/site-packages"))
    zipfile.ZipFile(wheel).extractall(site)
    (site / "lent.pth").write_text(os.linesep.join(path for path in sys.path if path.endswith("site-packages")))
    text = tmp_path / "elsewhere" / "note.md"
    text.parent.mkdir()
    text.write_text("# Stalin in 1950\n\nStalin wrote on July 5, 1950.[^1]\n\n[^1]: Shen, *Mao*, p. 3.\n", "utf-8")
    command = [str(environment / "bin/python"), "-m", "teiwright", "build", str(text), "-o", "out"]
    done = subprocess.run(command, cwd=text.parent, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    made = {path.relative_to(text.parent / "out").as_posix() for path in (text.parent / "out").rglob("*.*")}
    assert {"tei/note.xml", "html/note.html", "pdf/note.pdf", "index/note.citations.json"} <= made


def pins(path: Path) -> dict[str, str]:
    """Return the versions that a file of requirements fixes, by normalised name."""
    found = re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", path.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in found}


def test_the_locked_packages_are_those_of_the_constraints() -> None:
    """Where this fails, run `make lock`."""
    constraints = pins(ROOT / ".ci" / "constraints.txt")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {"core": project["dependencies"], "test": project["optional-dependencies"]["test"]}
    for name, requirements in asked.items():
        locked = pins(ROOT / ".ci" / "locked" / f"{name}.txt")
        names = {re.sub(r"[-_.]+", "-", re.split(r"[\[<>=!~ ;]", each)[0]).lower() for each in requirements}
        assert names <= set(locked), f"run 'make lock': {names - set(locked)}"
        differing = {key for key, version in locked.items() if constraints.get(key, version) != version}
        assert not differing, f"run 'make lock': {differing}"
