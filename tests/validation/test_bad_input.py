"""Input that should not be: each file is one finding or one clear error, soon, and nothing outside is read."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from teiwright.errors import SourceError
from teiwright.findings import Finding
from teiwright.validation import validate
from tests.validation.conftest import PRACTICE, Changed

PIECES = [b"<p>", b"</p>", b"<note>", b"&x;", b"]]>", b"<!--", b'xml:id="n2"', b"<TEI>", b'"', b"<?x ?>", b"#"]
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0">'


def bomb() -> str:
    """Return a document whose entities would expand to a thousand million characters."""
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE TEI [<!ENTITY e0 "0123456789">{entities}]>{TEI}&e9;</TEI>'


FILES = {
    "an empty file": (b"", "no element"),
    "no XML": ("一篇文章".encode(), "XML"),
    "bytes of nothing": (bytes(range(256)) * 4, "XML"),
    "cut off": (f"{TEI}<text><body>".encode(), "<body> of line 1"),
    "an entity bomb": (bomb().encode(), "entities"),
    "an external entity": (f'<!DOCTYPE TEI [<!ENTITY x SYSTEM "SECRET">]>{TEI}&x;</TEI>'.encode(), "external"),
    "an external entity by parameter": (
        f'<!DOCTYPE TEI [<!ENTITY % p SYSTEM "SECRET">%p;]>{TEI}&x;</TEI>'.encode(), "declared",
    ),
    "an entity that is not declared": (f"{TEI}&nbsp;</TEI>".encode(), "entity"),
    "nested a hundred thousand deep": (("<a>" * 100_000 + "</a>" * 100_000).encode(), "deep"),
    "an unknown encoding": (b'<?xml version="1.0" encoding="klingon"?><a/>', "klingon"),
    "bytes that are not in the encoding": (f'<?xml version="1.0"?>{TEI}'.encode() + b"\xff\xfe</TEI>", "line"),
}  # fmt: skip


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_is_no_sound_xml_is_one_finding(kind: str, tmp_path: Path) -> None:
    content, told = FILES[kind]
    secret = tmp_path / "secret.txt"
    secret.write_text("SESAME")
    path = tmp_path / "bad.xml"
    path.write_bytes(content.replace(b"SECRET", secret.as_uri().encode()))
    (finding,) = validate([path])
    assert (finding.severity, finding.rule) == ("error", "not-well-formed")
    assert told in str(finding)
    assert finding.line > 0
    assert "SESAME" not in str(finding)


def test_a_sound_file_deeper_than_saxon_s_parser_goes_is_checked_by_the_other_layers(changed: Changed) -> None:
    path = changed(("其一", "<hi>" * 150 + "一" + "</hi>" * 150), ('n="2" place="foot"', 'n="2" place="bottom"'))
    assert {finding.rule for finding in validate([path])} == {"not-checked", "attribute-invalid"}


def test_a_pattern_that_would_take_for_ever_is_not_tried(changed: Changed) -> None:
    prefix = '<listPrefixDef><prefixDef ident="x" matchPattern="(a+)+b" replacementPattern="#$1"/></listPrefixDef>'
    pointer = ('<ref target="https://example.org/">', f'<ref target="x:{"a" * 60}">')
    path = changed(("<refsDecl>", prefix + "<refsDecl>"), pointer)
    assert [finding.rule for finding in validate([path])] == ["unknown-prefix"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_done_to_a_file_there_are_findings_and_no_crash(data: st.DataObject, tmp_path: Path) -> None:
    content = PRACTICE.read_bytes()
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(start, min(start + 200, len(content))))
        content = content[:start] + data.draw(st.binary(max_size=6) | st.sampled_from(PIECES)) + content[end:]
    path = tmp_path / "changed.xml"
    path.write_bytes(content)
    lines = content.count(b"\n") + 1
    for finding in validate([path]):
        assert 0 <= finding.line <= lines
        assert finding.message
        assert "\n" not in str(finding)


def test_internal_entities_are_expanded_for_every_layer(tmp_path: Path) -> None:
    path = tmp_path / "entity.xml"
    path.write_text(f'<!DOCTYPE TEI [<!ENTITY d "<div xml:id=&#39;d1&#39;/>">]>\n{TEI}&d;</TEI>', encoding="utf-8")
    assert "empty-div" in [finding.rule for finding in validate([path])]


def test_a_document_type_on_the_web_is_not_fetched(tmp_path: Path) -> None:
    path = tmp_path / "doctype.xml"
    path.write_text(f'<!DOCTYPE TEI SYSTEM "http://example.invalid/tei.dtd">{TEI}</TEI>', encoding="utf-8")
    assert "element-incomplete" in [finding.rule for finding in validate([path])]


@pytest.mark.parametrize("name", ["nowhere.xml", "*.tei", "empty"])
def test_a_path_that_means_no_file_is_one_clear_error(name: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError) as raised:
        validate([tmp_path / name])
    assert name in str(raised.value)


def test_one_bad_file_does_not_keep_the_others_from_being_checked(tmp_path: Path) -> None:
    (tmp_path / "1.xml").write_text("<TEI")
    (tmp_path / "2.xml").write_text(f"{TEI}</TEI>")
    found: list[Finding] = validate([tmp_path])
    assert {Path(finding.file).name for finding in found} == {"1.xml", "2.xml"}
