"""The commands as a user meets them: what they offer, what they refuse, and where they write."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from teiwright import authority, resources
from teiwright.cli import cli
from tests.conftest import ROOT

PRACTICE = ROOT / "tests" / "data" / "practice.xml"
ARTICLE = "# A title\n\nStalin met F. Quux in Moscow. F. Quux wrote to Stalin on 25 June 1950.\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An article in the folder in which the commands run, away from any checkout."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "article.md"
    path.write_text(ARTICLE, "utf-8")
    return path


def commands(group: click.Group, *names: str) -> list[tuple[str, ...]]:
    """Return the words of each command below a group."""
    found: list[tuple[str, ...]] = []
    for name, command in group.commands.items():
        found += commands(command, *names, name) if isinstance(command, click.Group) else [(*names, name)]
    return found


@pytest.mark.parametrize("words", commands(cli), ids=" ".join)
def test_every_help_shows_an_example_that_can_be_typed(words: tuple[str, ...], article: Path) -> None:
    shown = run(*words, "--help").output
    examples = re.findall(rf"^ +teiwright ({' '.join(words)}.*?)(?:  .*)?$", shown, re.MULTILINE)
    assert examples
    for example in examples:
        command: click.Command = cli
        for word in words:
            assert isinstance(command, click.Group)
            command = command.commands[word]
        Path("my-authorities").mkdir(exist_ok=True)
        command.make_context(words[-1], shlex.split(example)[len(words) :])


def test_help_names_the_note_styles() -> None:
    assert "circled" in run("encode", "--help").output


def test_review_of_nothing_is_a_matter_of_usage() -> None:
    result = run("review")
    assert result.exit_code == 2
    assert "internal" not in result.output
    assert "SOURCE" in result.output


def test_review_from_a_file_that_is_not_there() -> None:
    assert "no such file" in run("review", "--from", "none.xml").output


def test_review_finds_the_source_of_what_build_wrote(article: Path) -> None:
    run("build", article, "-o", "out", "--only", "tei")
    assert "nothing to take over" in run("review", "--from", "out/tei/article.xml").output


def test_review_asks_in_words(article: Path) -> None:
    article.write_text("# A title\n\nThe 77th Fighter Air Division moved to Moscow.\n", "utf-8")
    shown = CliRunner().invoke(cli, ["review", str(article)], input="\n").output
    assert " a org " not in shown


@pytest.mark.parametrize("option", [("encode", "article.md"), ("build", "article.md", "-o", "out"), ("check", "x.xml")])
def test_decisions_that_are_stated_must_be_there(article: Path, option: tuple[str, ...]) -> None:
    result = run(*option, "--decisions", "none.toml")
    assert result.exit_code == 2
    assert "none.toml" in result.output


def test_a_new_entry_never_goes_into_the_package(article: Path) -> None:
    packaged = resources.folder("authority") / "persons.xml"
    before = packaged.read_bytes()
    added = run("suggest", article, "--new", "F. Quux=person-quux")
    assert added.exit_code == 0, added.output
    assert packaged.read_bytes() == before
    own = authority.load(Path("tei/authority"))
    assert "person-quux" in own.entries
    came = authority.load(resources.folder("authority")).entries.values()
    core = {entry.id for entry in came if Path(entry.file).parent == packaged.parent}
    assert core < set(own.entries)


def test_what_is_added_by_name_joins_what_came_with_the_program(article: Path) -> None:
    assert run("authority", "add", "person", "person-quux", "--name", "Quux@en").exit_code == 0
    assert len(authority.load(Path("tei/authority")).entries) > 100


def test_authority_files_that_count_are_those_looked_at(article: Path) -> None:
    assert "person-stalin" in run("authority", "export").output
    assert run("authority", "check", "--authority", "none").exit_code == 2


def test_a_fact_that_no_entry_has_is_refused(article: Path) -> None:
    result = run("authority", "add", "person", "person-quux", "--name", "Quux", "--fact", "dyed=1976")
    assert result.exit_code == 2
    assert "dyed" in result.output
    assert "died" in result.output


def test_a_check_that_does_not_exist_cannot_be_switched_off() -> None:
    result = run("check", PRACTICE, "--off", "full-stopp")
    assert result.exit_code == 2
    assert "full-stop" in result.output


@pytest.mark.parametrize("command", ["check", "verify article.md", "evaluate PRACTICE"])
def test_what_is_no_tei_is_said_to_be_none(article: Path, command: str) -> None:
    Path("other.xml").write_text("<a/>", "utf-8")
    result = run(*command.replace("PRACTICE", str(PRACTICE)).split(), "other.xml")
    assert result.exit_code == 2
    assert "other.xml" in result.stderr
    assert "TEI" in result.stderr


def test_publishing_goes_on_with_the_other_files(tmp_path: Path) -> None:
    (tmp_path / "bad.xml").write_text("<a/>", "utf-8")
    (tmp_path / "good.xml").write_bytes(PRACTICE.read_bytes())
    for kind, name in (("html", "good.html"), ("pdf", "good.pdf"), ("index", "good.citations.json")):
        result = run("publish", kind, tmp_path / "bad.xml", tmp_path / "good.xml", "-o", tmp_path)
        assert result.exit_code == 2
        assert "bad.xml" in result.stderr
        assert (tmp_path / name).is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_output_that_cannot_be_printed_is_no_internal_error(article: Path) -> None:
    code = "from teiwright.cli import main; main()"
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", code, "encode", str(article)], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert os.strerror(28).encode() in done.stderr
    assert b"internal" not in done.stderr


def test_suggestions_as_json_are_one_array(article: Path) -> None:
    assert isinstance(json.loads(run("suggest", article, "--format", "json").stdout), list)


def test_an_interrupted_command_is_not_done(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("teiwright.build.encode_source", interrupt)
    result = run("encode", article)
    assert result.exit_code == 2
    assert "interrupted" in result.stderr
    assert not article.with_suffix(".xml").exists()


@pytest.mark.parametrize(
    "command", [("build", "article.md", "-o", "out"), ("publish", "pdf", str(PRACTICE), "-o", "out")]
)
def test_the_option_that_a_missing_glyph_calls_for_is_there(article: Path, command: tuple[str, ...]) -> None:
    missing = run(*command, "--fonts", "none")
    assert missing.exit_code == 2
    assert "none" in missing.output
    assert run(*command, "--fonts", ".").exit_code == 0


def test_a_name_is_not_tied_to_an_entry_that_is_not_there(article: Path) -> None:
    result = run("suggest", article, "--yes", "F. Quux=person-quux")
    assert result.exit_code == 2
    assert "--new" in result.stderr
    assert not Path("decisions").exists()
    assert run("suggest", article, "--yes", "F. Quux=person-stalin").exit_code == 0


@pytest.mark.parametrize("command", [("check",), ("publish", "html", "-o", "out")])
def test_a_folder_stands_for_the_tei_in_it(article: Path, command: tuple[str, ...]) -> None:
    run("build", article, "-o", "built", "--only", "tei")
    assert run(*command, "built/tei").exit_code == 0


def test_two_files_of_one_name_are_not_published_over_each_other(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "same.xml").write_bytes(PRACTICE.read_bytes())
    result = run(
        "publish", "index", tmp_path / "one" / "same.xml", tmp_path / "two" / "same.xml", "-o", tmp_path / "out"
    )
    assert result.exit_code == 2
    assert "same name" in result.stderr
    assert not (tmp_path / "out").exists()


def test_build_and_publish_need_no_option(article: Path) -> None:
    assert run("build", article.name).exit_code == 0
    edition = article.parent / "build" / "html" / "article.html"
    before = edition.read_bytes()
    edition.unlink()
    assert run("publish", "html", "build/tei/article.xml").exit_code == 0
    assert edition.read_bytes() == before


def test_a_published_index_carries_the_editorial_queries(tmp_path: Path) -> None:
    tei = ROOT / "tei" / "treaty-1950-zh.xml"
    assert run("publish", "index", tei, "-o", tmp_path).exit_code == 0
    records = json.loads((tmp_path / "treaty-1950-zh.citations.json").read_text("utf-8"))["citations"]
    queried = {record["id"] for record in records if record.get("warnings")}
    asked = run("check", tei, "--format", "json")
    assert queried
    assert len(json.loads(asked.stdout)) >= 1


def test_a_place_that_only_a_reference_names_has_its_entry(article: Path) -> None:
    note = "Rusk to U.S. embassies London and Pretoria, 7 February 1963, Mill Papers, box 3, Kennedy Library."
    article.write_text(f"# Mills\n\nIt burnt.[^1]\n\n[^1]: {note}\n", "utf-8")
    assert run("encode", article, "-o", "article.xml").exit_code == 0


def test_an_author_who_is_called_like_a_place_is_not_that_place(article: Path) -> None:
    article.write_text("# Mills\n\nIt burnt.[^1]\n\n[^1]: Moscow, *Mills* (Leeds: Dent, 1911).\n", "utf-8")
    assert run("encode", article, "-o", "article.xml").exit_code == 0
    assert "<author>Moscow</author>, <title" in Path("article.xml").read_text("utf-8")
