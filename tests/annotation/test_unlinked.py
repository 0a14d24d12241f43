"""A name that no authority file knows keeps its tag and is said once, with its place in the source."""

from pathlib import Path

from teiwright.annotation import annotate
from teiwright.authority import Authority
from teiwright.reading import read


def test_names_without_an_entry_are_reported_once(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text("# 題\n\n大使列昂季耶夫致電外交部長沙波瓦洛夫。列昂季耶夫說，他不同意。\n", "utf-8")
    annotated = annotate(read(path), Authority({}))
    said = [finding for finding in annotated.findings if finding.rule == "name-without-entry"]
    (one,) = [finding for finding in said if "列昂季耶夫" in finding.message]
    assert (one.severity, one.line, one.column) == ("info", 3, 3)
    assert "2 times" in one.message
    persons = [span for spans in annotated.spans.values() for span in spans if span.kind == "person"]
    assert len(persons) == 3
    assert {span.key for span in persons} == {None}
