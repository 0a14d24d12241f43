"""Bad input gets one clear line that names file and place, the right exit status, and nothing half written."""

import errno
import io
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from teiwright.cli import cli

GOOD = "# A title\n\nA sentence with a note.[^1]\n\n[^1]: Author, *Title* (Place: Publisher, 2000), p. 3.\n"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def says_one_line(result: Result, *words: str) -> None:
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    lines = [line for line in result.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, lines
    for word in words:
        assert word in lines[0]


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.md"
    path.write_text(GOOD, "utf-8")
    return path


def test_no_such_file(tmp_path: Path) -> None:
    says_one_line(run("encode", tmp_path / "none.md", "-o", tmp_path / "x.xml"), "none.md")
    assert not (tmp_path / "x.xml").exists()


@pytest.mark.parametrize(
    ("content", "word"), [(b"", "empty"), (b" \n\n", "empty"), (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", "text")]
)
def test_not_a_text(tmp_path: Path, content: bytes, word: str) -> None:
    (tmp_path / "bad.md").write_bytes(content)
    says_one_line(run("encode", tmp_path / "bad.md", "-o", tmp_path / "x.xml"), "bad.md", word)
    assert not (tmp_path / "x.xml").exists()


@pytest.mark.parametrize("name", [b"\xff\xfeold.md", b"two\nlines.md"])
def test_a_name_that_nothing_can_bear(tmp_path: Path, name: bytes) -> None:
    path = tmp_path / os.fsdecode(name)
    path.write_text(GOOD, "utf-8")
    says_one_line(run("encode", path, "-o", tmp_path / "x.xml"), "its name", "rename it")
    says_one_line(run("build", tmp_path, "-o", tmp_path / "build"), "its name", "rename it")
    assert sorted(tmp_path.iterdir()) == [path]


def test_a_link_that_leads_to_itself_hinders_no_other_text(tmp_path: Path, article: Path) -> None:
    loop = tmp_path / "loop.md"
    loop.symlink_to(loop)
    says_one_line(run("encode", loop), "loop.md", "cannot be read")
    result = run("build", tmp_path, "-o", tmp_path / "build", "--only", "tei")
    assert (result.exit_code, "Traceback" in result.output) == (2, False)
    assert "loop.md: cannot be read" in result.stderr
    assert (tmp_path / "build" / "tei" / article.with_suffix(".xml").name).is_file()


def test_a_stated_encoding_that_does_not_fit(tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_bytes("正文".encode("gb18030"))
    says_one_line(run("encode", tmp_path / "bad.md", "--encoding", "utf-8"), "bad.md", "utf-8")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("正文<sup>1</sup>。\n\n---\n\n<sup>1</sup> 某註。\n\n<sup>2</sup> 沒有著落的註。\n", "2"),
        ("正文<sup>1</sup>，又<sup>2</sup>。\n\n---\n\n<sup>1</sup> 某註。\n", "2"),
        ("正文<sup>1</sup>，又<sup>2</sup>。\n\n---\n\n<sup>1</sup> 某註。\n\n<sup>1</sup> 另一註。\n", "1"),
    ],
    ids=["note without anchor", "anchor without note", "two notes with one number"],
)
def test_damaged_notes_are_warnings_and_nothing_is_lost(tmp_path: Path, text: str, word: str) -> None:
    (tmp_path / "damaged.md").write_text(text, "utf-8")
    result = run("encode", tmp_path / "damaged.md")
    assert result.exit_code == 1, result.output
    warnings = [line for line in result.stderr.splitlines() if "warning" in line]
    assert any("damaged.md:" in line and word in line for line in warnings), result.stderr
    assert run("verify", tmp_path / "damaged.md", tmp_path / "damaged.xml").exit_code == 0


def test_malformed_xml_is_an_error_found_by_validate_and_stops_publish(tmp_path: Path) -> None:
    path = tmp_path / "bad.xml"
    path.write_text("<TEI>\n<text></TEI>", "utf-8")
    found = run("validate", path)
    assert found.exit_code == 1
    assert "bad.xml:2:" in found.output
    for kind in ("html", "pdf", "index"):
        says_one_line(run("publish", kind, path, "-o", tmp_path / "out"), "bad.xml:2")
        assert not list((tmp_path / "out").rglob("*.*")) if (tmp_path / "out").exists() else True


def test_an_output_folder_that_is_none(article: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", "utf-8")
    says_one_line(run("encode", article, "-o", tmp_path / "taken" / "x.xml"), "taken")
    result = run("build", article, "-o", tmp_path / "taken")
    assert result.exit_code == 2
    assert (tmp_path / "taken").read_text("utf-8") == "a file"


def test_a_full_disk_leaves_the_old_file(article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "x.xml"
    assert run("encode", article, "-o", target).exit_code == 0
    before = target.read_bytes()

    def full(descriptor: int, _mode: str) -> io.BytesIO:
        os.close(descriptor)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    article.write_text(GOOD.replace("sentence", "phrase"), "utf-8")
    monkeypatch.setattr("teiwright.xmltools.os.fdopen", full)
    says_one_line(run("encode", article, "-o", target), "x.xml", "No space left")
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_file_corrected_by_hand_is_never_overwritten(article: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.xml"
    run("encode", article, "-o", target)
    edited = target.read_text("utf-8").replace("A sentence", "A Sentence")
    target.write_text(edited, "utf-8")
    says_one_line(run("encode", article, "-o", target), "x.xml", "by hand", "--force", "review --from")
    assert target.read_text("utf-8") == edited
    assert run("encode", article, "-o", target, "--force").exit_code == 0
    assert target.read_text("utf-8") != edited


def test_build_goes_on_with_the_other_texts(article: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_bytes(b"")
    result = run("build", tmp_path / "bad.md", article, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert (tmp_path / "out" / "html" / "article.html").is_file()
    assert not (tmp_path / "out" / "tei" / "bad.xml").exists()


def test_building_again_does_nothing_and_says_so(article: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.md"
    other.write_text(GOOD, "utf-8")
    assert run("build", article, other, "-o", tmp_path / "out").exit_code == 0
    assert "nothing to do" in run("build", article, other, "-o", tmp_path / "out").output
    other.write_text(GOOD.replace("sentence", "phrase"), "utf-8")
    again = run("build", article, other, "-o", tmp_path / "out").output
    assert "other:" in again
    assert "article:" not in again
