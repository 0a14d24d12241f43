"""What counts in a run of continuous integration: known findings, changed files, standard input, severities."""

import json
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from teiwright.cli import cli

TEI = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>A</title>
<author>B</author></titleStmt><publicationStmt><p>no</p></publicationStmt><sourceDesc><p>no</p></sourceDesc></fileDesc>
</teiHeader><text><body>{body}</body></text></TEI>
"""
FAULT = '<p xml:id="p1"><lamp/></p>'


def run(*words: str | Path, content: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["validate", "--no-cache", *map(str, words)], input=content, prog_name="teiwright")


def document(path: Path, body: str) -> Path:
    path.write_text(TEI.format(body=body))
    return path


def test_known_findings_pass_wherever_they_move_and_new_ones_fail(tmp_path: Path) -> None:
    path, known = document(tmp_path / "a.xml", FAULT), tmp_path / "known.json"
    assert run(path, "--format", "json", "--output", known).exit_code == 1
    document(path, "<p>Before.</p>\n\n" + FAULT)
    assert run(path, "--baseline", known).exit_code == 0
    document(path, FAULT + '<p xml:id="p2"><lamp/></p>')
    again = run(path, "--baseline", known)
    assert again.exit_code == 1
    assert again.stdout.count("[element-unknown]") == 1


def test_a_baseline_that_is_none_is_one_line(tmp_path: Path) -> None:
    path = document(tmp_path / "a.xml", FAULT)
    (tmp_path / "known.json").write_text("{")
    result = run(path, "--baseline", tmp_path / "known.json")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


def test_only_files_changed_since_a_revision_are_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("old", "touched"):
        document(tmp_path / f"{name}.xml", FAULT)
    for words in ("init -q", "add .", "-c user.name=A -c user.email=a@example.org commit -q -m first"):
        subprocess.run(["git", *words.split()], check=True)
    document(tmp_path / "touched.xml", FAULT + "<p>More.</p>")
    document(tmp_path / "new.xml", FAULT)
    result = run(".", "--changed-since", "HEAD", "--format", "json")
    assert {Path(each["file"]).name for each in json.loads(result.stdout)} == {"touched.xml", "new.xml"}
    unknown = run(".", "--changed-since", "nowhere")
    assert unknown.exit_code == 2
    assert len(unknown.stderr.splitlines()) == 1


def test_standard_input_is_a_file_called_hyphen() -> None:
    result = run("-", content=TEI.format(body=FAULT))
    assert result.exit_code == 1
    assert result.stdout.startswith("-:4:")


def test_an_identifier_of_an_included_file_is_told_with_both_files(tmp_path: Path) -> None:
    include = '<p xml:id="a">z</p><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/>'
    document(tmp_path / "whole.xml", include)
    (tmp_path / "part.xml").write_text('<p xmlns="http://www.tei-c.org/ns/1.0"\n xml:id="a">y</p>')
    line = next(line for line in run(tmp_path / "whole.xml", "--xinclude").output.splitlines() if "duplicate" in line)
    assert line.startswith(f"{tmp_path / 'part.xml'}:1:")
    assert f"line 4, column 25 of {tmp_path / 'whole.xml'}" in line


def test_what_must_come_before_is_named_and_not_what_could_hold_it(tmp_path: Path) -> None:
    path = document(tmp_path / "a.xml", "<p>Words.</p>")
    path.write_text(path.read_text().replace("<publicationStmt><p>no</p>", "<publicationStmt><date>1950</date>"))
    said = next(line for line in run(path).output.splitlines() if "too-early" in line)
    assert '"publisher", "distributor" or "authority" must come before it' in said
    assert "put it into" not in said


def test_an_odd_beyond_our_compiler_says_where(tmp_path: Path) -> None:
    odd = tmp_path / "own.odd"
    odd.write_text(TEI.format(body='<schemaSpec ident="own">\n<moduleRef key="core"/></schemaSpec>'))
    result = run(document(tmp_path / "a.xml", FAULT), "--schema", odd)
    assert result.exit_code == 2
    assert f"{odd}:5: moduleRef" in result.stderr
