"""What is not proved, or not valid, is written beside with a report, and what stood there stays."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from teiwright.build import pipeline
from teiwright.cli import cli
from teiwright.encoding import encode
from teiwright.xmltools import TEI

SOURCE = "# A Mill\n\nThe *old* wheel turned.\n\nThe mill was sold.\n"


def test_what_is_not_proved_is_written_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = tmp_path / "mill.md", tmp_path / "mill.xml"
    source.write_text(SOURCE, "utf-8")
    assert CliRunner().invoke(cli, ["encode", str(source)]).exit_code == 0
    whole = target.read_bytes()
    right = encode

    def wrong(annotated: object) -> etree._Element:
        root = right(annotated)  # type: ignore[arg-type]
        for emphasis in root.iter(f"{TEI}hi"):
            del emphasis.attrib["rend"]
        return root

    monkeypatch.setattr(pipeline, "encode", wrong)
    result = CliRunner().invoke(cli, ["encode", str(source)])
    assert result.exit_code == 1
    assert "italic is lost" in result.output
    assert target.read_bytes() == whole
    assert "The mill was sold." in (tmp_path / "mill.unproved.xml").read_text("utf-8")
    assert "italic is lost" in (tmp_path / "mill.unproved.txt").read_text("utf-8")
    monkeypatch.setattr(pipeline, "encode", right)
    assert CliRunner().invoke(cli, ["encode", str(source)]).exit_code == 0
    assert not list(tmp_path.glob("*.unproved.*"))


@pytest.mark.parametrize("command", ["encode", "build"])
def test_what_is_not_valid_is_written_beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    source = tmp_path / "mill.md"
    source.write_text(SOURCE, "utf-8")
    words, target = {
        "encode": (["encode", str(source)], tmp_path / "mill.xml"),
        "build": (["build", str(source), "-o", str(tmp_path), "--only", "index", "-j1"], tmp_path / "tei" / "mill.xml"),
    }[command]
    assert CliRunner().invoke(cli, words).exit_code == 0
    whole = target.read_bytes()
    right = encode

    def wrong(annotated: object) -> etree._Element:
        root = right(annotated)  # type: ignore[arg-type]
        next(root.iter(f"{TEI}hi")).set("when", "yesterday")
        return root

    monkeypatch.setattr(pipeline, "encode", wrong)
    source.write_text(SOURCE + "\n", "utf-8")
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 1
    assert "nothing lost" not in result.output
    (told,) = [line for line in result.output.splitlines() if "not valid" in line]
    assert f"{target.with_suffix('.unproved.xml')}:" in told
    assert "when" in told
    assert target.read_bytes() == whole
    assert b"yesterday" in target.with_suffix(".unproved.xml").read_bytes()
    assert "when" in target.with_suffix(".unproved.txt").read_text("utf-8")


def test_a_source_that_changes_while_it_is_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "mill.md"
    source.write_text(SOURCE, "utf-8")
    right = encode

    def saved_meanwhile(annotated: object) -> etree._Element:
        source.write_text(SOURCE + "\nMore.\n", "utf-8")
        return right(annotated)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "encode", saved_meanwhile)
    result = CliRunner().invoke(cli, ["encode", str(source)])
    assert result.exit_code == 2
    assert result.output.count("\n") == 1
    assert "mill.md: changed while it was read" in result.output
    assert not (tmp_path / "mill.xml").exists()


def test_verify_says_what_it_compared_and_misses_notes_that_nobody_read(tmp_path: Path) -> None:
    source, tei = tmp_path / "mill.md", tmp_path / "mill.xml"
    marks = " ".join(f"Sentence number {n} of the text ends.[{n}]" for n in range(1, 8))
    notes = "\n\n".join(f"[{n}] A remark that ends." for n in range(1, 8))
    source.write_text(f"# A Mill\n\n{marks}\n\n{notes}\n", "utf-8")
    tei.write_text(
        f'<TEI xmlns="{TEI[1:-1]}"><text><front><titlePage><docTitle><titlePart>A Mill</titlePart></docTitle>'
        f"</titlePage></front><body><p>{marks}</p>"
        + "".join(f"<p>{note}</p>" for note in notes.split("\n\n"))
        + "</body></text></TEI>",
        "utf-8",
    )
    result = CliRunner().invoke(cli, ["verify", str(source), str(tei)])
    assert result.exit_code == 1
    assert "prints 7 notes" in result.output
    assert "compared: " in result.output
    assert "holds all" not in result.output
