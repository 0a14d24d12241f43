"""A section of which a heading is all: its division is valid, and no warning asks to undo that."""

from pathlib import Path

from click.testing import CliRunner

from teiwright.cli import cli
from teiwright.validation import validate


def _rules(path: Path) -> list[str]:
    return [finding.rule for finding in validate([path]) if finding.severity in {"error", "warning"}]


def test_a_section_of_a_heading_alone_needs_no_mend(tmp_path: Path) -> None:
    source, made = tmp_path / "mills.md", tmp_path / "mills.xml"
    source.write_text("# Mills\n\nAnn Roe\n\n## Part One\n\n## The river\n\nA mill stood here.\n\nIt fell.\n", "utf-8")
    assert CliRunner().invoke(cli, ["encode", str(source), "-o", str(made)]).exit_code == 0
    assert _rules(made) == []
    made.write_text(made.read_text("utf-8").replace("A mill stood here.", ""), "utf-8")
    assert _rules(made) == ["empty-paragraph"]
