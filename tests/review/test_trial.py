"""A decision is tried before it is kept: what would not be applied, or would leave the TEI invalid, is said."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from teiwright import build
from teiwright.cli import cli
from teiwright.decisions import Decision, add, load

SOURCE = """# Letters from the landing

Ann Example

The pilots wrote to Stalin on 5 May 1950, and a clerk replied in June.[^1]

[^1]: Bea Sample, *River Lamps* (London: Press, 1951), p. 6.
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "letters.md"
    path.write_text(SOURCE, "utf-8")
    return path


@pytest.mark.parametrize(
    ("decision", "why"),
    [
        (Decision("tag", "a clerk", kind="person"), ""),
        (Decision("tag", "a clerk", kind="person", attributes=(("level", "m"),)), "takes no level"),
        (Decision("tag", "a clerk", kind="author"), "is a part of a citation"),
        (Decision("tag", "a plumber", kind="person"), "gone from the source"),
        (Decision("tag", "River Lamps", kind="citation"), ""),
        (Decision("tag", "5 May", kind="date", attributes=(("when", "yesterday"),)), "takes no when=“yesterday”"),
    ],
)
def test_what_speaks_against_a_decision(source: Path, decision: Decision, why: str) -> None:
    annotated = build.annotate_source(source, build.Options())
    said = build.objection(annotated, [decision], source.with_suffix(".toml"))
    assert (why in said) if why else not said
    assert [*build.untenable(annotated, [decision], source.with_suffix(".toml"))] == ([(decision, said)] if why else [])


def test_what_earlier_decisions_lack_is_not_held_against_a_new_one(source: Path) -> None:
    path = source.with_suffix(".toml")
    add(path, [Decision("tag", "a plumber", kind="person")])
    annotated = build.annotate_source(source, build.Options(decisions=path))
    assert build.objection(annotated, [Decision("tag", "a clerk", kind="person")], path) == ""


def test_an_attribute_written_by_hand_that_its_element_does_not_take_is_told_and_not_kept(source: Path) -> None:
    tei, kept = source.with_suffix(".xml"), source.with_name("d.toml")
    assert CliRunner().invoke(cli, ["encode", str(source), "-o", str(tei)]).exit_code == 0
    text = tei.read_text("utf-8")
    tagged = text.replace("a clerk", '<persName level="m">a clerk</persName>', 1)
    tagged = tagged.replace("The pilots", "The <orgName>pilots</orgName>", 1)
    assert tagged.count("persName level") == 1
    tei.write_text(tagged, "utf-8")
    words = ["review", str(source), "--from", str(tei), "--decisions", str(kept)]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 1
    assert "level" in result.output
    assert "--force" not in result.output
    assert [(decision.quote, decision.kind) for decision in load(kept).decisions] == [("pilots", "org")]
