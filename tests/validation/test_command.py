"""`teiwright validate` as its users meet it: options, files, status, output, kept results, processes."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from teiwright.cli import cli
from teiwright.validation import memory, validate
from tests.validation.conftest import PRACTICE, Changed

BAD = ('n="2" place="foot"', 'n="2" place="bottom"')


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep results in a folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return memory.folder()


def run(*arguments: str | Path) -> Result:
    """Run the command."""
    return CliRunner().invoke(cli, ["validate", *map(str, arguments)], prog_name="teiwright")


def test_a_valid_file() -> None:
    result = run(PRACTICE)
    assert (result.exit_code, result.output) == (0, "1 file checked: no errors\n")


def test_an_invalid_file(changed: Changed) -> None:
    path = changed(BAD)
    result = run(path)
    assert result.exit_code == 1
    first, last = result.output.splitlines()
    assert first.startswith(f'{path}:89:281: error: attribute "place" of "note"')
    assert last == "1 file checked: 1 error"


def test_no_such_file_is_one_line_and_status_two(tmp_path: Path) -> None:
    result = run(tmp_path / "nowhere.xml")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.splitlines() == [f"error: {tmp_path / 'nowhere.xml'}: no such file"]


def test_a_schema_that_cannot_be_used_is_one_line_and_status_two(tmp_path: Path) -> None:
    schema = tmp_path / "x.rng"
    schema.write_text("<grammar xmlns='http://relaxng.org/ns/structure/1.0'/>")
    result = run(PRACTICE, "--schema", schema)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert "x.rng" in result.stderr


def test_folders_and_patterns_mean_the_files_in_them(changed: Changed, tmp_path: Path) -> None:
    (tmp_path / "tei").mkdir()
    changed(name="tei/a.xml")
    changed(BAD, name="tei/b.xml")
    (tmp_path / "tei" / ".hidden.xml").write_text("<")
    for meant in (tmp_path / "tei", tmp_path / "*" / "*.xml", tmp_path / "**" / "[ab].xml"):
        result = run(meant, "--format", "json")
        assert {record["file"] for record in json.loads(result.output)} == {str(tmp_path / "tei" / "b.xml")}


@pytest.mark.parametrize("form", ["json", "sarif", "junit", "github"])
def test_the_report_goes_to_a_file_and_the_text_to_the_terminal(changed: Changed, tmp_path: Path, form: str) -> None:
    path, output = changed(BAD), tmp_path / "reports" / "report"
    result = run(path, "--format", form, "--output", output)
    assert result.exit_code == 1
    assert result.output.splitlines()[-1] == "1 file checked: 1 error"
    assert output.read_text(encoding="utf-8") == run(path, "--format", form).output


def test_an_unwritable_output_is_one_line_and_status_two(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run(PRACTICE, "--format", "json", "--output", tmp_path / "file" / "report.json")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


def test_a_rule_that_only_warns_does_not_fail(changed: Changed) -> None:
    result = run(changed(BAD), "--warn-only", "attribute-invalid")
    assert result.exit_code == 0
    assert ": warning: " in result.output


def test_at_most_so_many_errors_of_a_file_are_listed(changed: Changed) -> None:
    changes = [(f'xml:id="p{n}"', f'xml:idd="p{n}"') for n in (1, 2, 3)]
    result = run(changed(*changes), "--max-errors", "1", "--verbose")
    assert result.exit_code == 1
    assert result.output.count(": error: ") == 1
    assert "2 more errors are not listed" in result.output


def test_remarks_are_told_only_when_asked_for(changed: Changed) -> None:
    path = changed(('<p xml:id="p3">', "<p>"))
    assert run(path).output == "1 file checked: no errors\n"
    assert "[stable-id]" in run(path, "--verbose").output
    assert run(path, "--verbose").exit_code == 0


def test_results_are_kept_by_content_and_forgotten_when_it_changes(changed: Changed, own_cache: Path) -> None:
    path = changed(BAD)
    first = run(path).output
    (entry,) = own_cache.glob("*.json")
    kept = json.loads(entry.read_text(encoding="utf-8"))
    kept["findings"][0]["message"] = "as it was kept"
    entry.write_text(json.dumps(kept), encoding="utf-8")
    assert "as it was kept" in run(path).output
    assert run(path, "--no-cache").output == first
    changed(BAD, ("其一", "其二"))
    assert "as it was kept" not in run(path).output


def test_a_kept_result_is_forgotten_when_a_file_it_rests_on_changes(changed: Changed, tmp_path: Path) -> None:
    path = changed(('ref="#org-soviet-air-force"', 'ref="orgs.xml#org-fleet"'))
    (tmp_path / "orgs.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="org-fleet"/>')
    assert run(path).exit_code == 0
    (tmp_path / "orgs.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="org-navy"/>')
    assert run(path).exit_code == 1
    schema = tmp_path / "mine.rng"
    schema.write_text('<element name="a" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>')
    (tmp_path / "a.xml").write_text("<a/>")
    assert run(tmp_path / "a.xml", "--schema", schema).exit_code == 0
    schema.write_text('<element name="b" xmlns="http://relaxng.org/ns/structure/1.0"><text/></element>')
    assert run(tmp_path / "a.xml", "--schema", schema).exit_code == 1


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"findings": [{"x": 1}], "rests_on": {}}', "\x00"])
def test_a_spoilt_entry_is_not_trusted(changed: Changed, own_cache: Path, content: str) -> None:
    path = changed(BAD)
    first = run(path)
    (entry,) = own_cache.glob("*.json")
    entry.write_text(content)
    assert run(path).output == first.output


def test_a_folder_for_results_that_cannot_be_written_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert run(PRACTICE).exit_code == 0


def test_processes_find_what_one_finds(changed: Changed, tmp_path: Path) -> None:
    for number in range(6):
        changed(*([BAD] if number % 2 else []), name=f"{number}.xml")
    files = sorted(tmp_path.glob("*.xml"))
    assert validate(files, jobs=2) == validate(files)
    assert len(validate(files)) == 3


def test_what_stops_a_process_stops_the_command_with_its_own_words(changed: Changed, tmp_path: Path) -> None:
    schema = tmp_path / "x.sch"
    schema.write_text("<schema xmlns='http://purl.oclc.org/dsdl/schematron' queryBinding='xquery'/>")
    for number in range(6):
        changed(name=f"{number}.xml")
    result = run(tmp_path / "*.xml", "--schema", schema, "--jobs", "2")
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"error: {schema}: ")
    assert "xquery" in line
