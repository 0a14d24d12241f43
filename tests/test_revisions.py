"""revisionDesc from git: the commits to a text, its sidecar and its decisions, and never the clock."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from teiwright.cli import cli
from teiwright.xmltools import TEI, plain_text


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def commit(message: str, day: str) -> None:
    who = {f"GIT_{one}_{two}": "ann@example.org" for one in ("AUTHOR", "COMMITTER") for two in ("NAME", "EMAIL")}
    dates = {"GIT_AUTHOR_DATE": f"{day}T23:30:00-0800", "GIT_COMMITTER_DATE": f"{day}T23:30:00-0800"}
    settings = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    environment = os.environ | who | {"GIT_AUTHOR_NAME": "Анна Writer"} | dates | settings
    for words in (("add", "-A"), ("commit", "-q", "-m", message)):
        subprocess.run(("git", *words), check=True, env=environment)


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a text that was renamed, stated beside, and edited beside another."""
    if not shutil.which("git"):
        pytest.skip("git is not installed")
    monkeypatch.chdir(tmp_path)
    subprocess.run(("git", "init", "-q"), check=True)
    (tmp_path / "texts").mkdir()
    draft, text = tmp_path / "texts" / "draft.md", tmp_path / "texts" / "мой текст.md"
    draft.write_text("# A title\n\nStalin met Mao in Moscow.\n", "utf-8")
    commit("First text", "2020-01-02")
    draft.rename(text)
    commit("Renamed", "2020-02-03")
    text.with_name("мой текст.meta.toml").write_text('history = "git"\nlicence = "CC0 1.0"\n', "utf-8")
    commit("Licence <stated>", "2020-03-04")
    (tmp_path / "other.md").write_text("# Another\n", "utf-8")
    commit("Another text", "2020-04-05")
    return text


def changes(tei: Path) -> list[tuple[str, str]]:
    found = [(node.get("when", ""), plain_text(node)) for node in etree.parse(str(tei)).iter(TEI + "change")]
    return [change for change in found if change[0]]


COMMITTED = [
    ("2020-03-04", "Анна Writer: Licence <stated>"),
    ("2020-02-03", "Анна Writer: Renamed"),
    ("2020-01-02", "Анна Writer: First text"),
]


def test_the_header_states_the_commits_to_its_text(edition: Path) -> None:
    assert run("encode", edition).exit_code == 0
    assert changes(edition.with_suffix(".xml")) == COMMITTED


def test_a_build_sees_what_was_committed_since_and_nothing_else(edition: Path) -> None:
    arguments = ("build", edition.parent, "-o", "out", "--only", "tei")
    run(*arguments)
    assert "nothing to do" in run(*arguments).output
    Path("other.md").write_text("# More\n", "utf-8")
    commit("Of no text of ours", "2020-05-06")
    assert "nothing to do" in run(*arguments).output
    edition.write_text("# A title\n\nStalin met Mao in Moscow again.\n", "utf-8")
    run(*arguments)
    assert changes(Path("out/tei") / f"{edition.stem}.xml") == COMMITTED
    commit("Mended", "2020-06-07")
    run(*arguments)
    assert changes(Path("out/tei") / f"{edition.stem}.xml")[0] == ("2020-06-07", "Анна Writer: Mended")
    assert "nothing to do" in run(*arguments).output


def test_what_a_sidecar_states_wins_over_a_project_s_git(edition: Path) -> None:
    Path("teiwright.toml").write_text('[metadata]\nhistory = "git"\n', "utf-8")
    sidecar = edition.with_name(f"{edition.stem}.meta.toml")
    sidecar.write_text('history = [{date = "2021-02-03", change = "Stated."}]\n', "utf-8")
    run("encode", edition)
    assert changes(edition.with_suffix(".xml")) == [("2021-02-03", "Stated.")]
    sidecar.unlink()
    run("encode", edition)
    assert changes(edition.with_suffix(".xml")) == COMMITTED[1:]


def test_where_git_has_no_history_or_half_of_it_a_warning_says_so(edition: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    subprocess.run(("git", "clone", "-q", "--depth", "1", f"file://{tmp_path}", str(clone)), check=True)
    (cut_off,) = (clone / "texts").glob("*.md")
    told = run("encode", cut_off)
    assert (told.exit_code, "cut off" in told.stderr, "git fetch --unshallow" in told.stderr) == (1, True, True)
    shutil.rmtree(tmp_path / ".git")
    told = run("encode", edition)
    assert (told.exit_code, told.stderr.count("the history is unknown: git says: ")) == (1, 1)
    assert changes(edition.with_suffix(".xml")) == []
