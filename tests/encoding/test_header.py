"""What a repository asks of a header: who publishes, paid and took part, under which licences, and what is related."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from teiwright.cli import cli
from teiwright.xmltools import TEI, plain_text

SIDECAR = """
authors = [{name = "Ann Writer", affiliation = "Some Institute", orcid = "0000-0002-1825-0097", ror = "05dxps055"}]
funders = [{name = "The Fund", grant = "G-12", ror = "05dxps055"}, "Another Fund"]
keywords = ["history", "treaties"]
keyword_scheme = "https://id.loc.gov/authorities/subjects"
licence = "CC BY 4.0"
related = [{relation = "isTranslationOf", doi = "10.1000/182"}, {relation = "cites", isbn = "978-0-306-40615-7"}]
history = [
  {date = "2026-11-01", who = "Bea Coder", change = "First version."},
  {date = "2026-11-20", change = "Dates corrected."},
]
[[contributors]]
name = "Bea Coder"
roles = ["data curation", "Writing - review and editing"]
orcid = "0000-0002-1825-0097"
[edition]
publisher = "The Institute"
place = "Place"
date = "2026-11-28"
version = "1.1.0"
doi = "10.1000/183"
licence = "CC0 1.0"
"""


def encoded(folder: Path, sidecar: str, config: str = "") -> etree._Element:
    (folder / "a.md").write_text("# A title\n\nWords.\n", "utf-8")
    (folder / "a.meta.toml").write_text(sidecar, "utf-8")
    (folder / "teiwright.toml").write_text(config, "utf-8")
    done = CliRunner().invoke(cli, ["--config", str(folder / "teiwright.toml"), "encode", str(folder / "a.md")])
    assert done.exit_code == 0, done.output
    head = etree.parse(str(folder / "a.xml")).getroot().find(TEI + "teiHeader")
    assert head is not None
    return head


def texts(head: etree._Element, path: str) -> list[str]:
    return [plain_text(node) for node in head.iterfind(path.replace("//", f".//{TEI}").replace("/@", "/" + TEI))]


def test_a_complete_sidecar_makes_a_complete_and_valid_header(tmp_path: Path) -> None:
    head = encoded(tmp_path, SIDECAR)
    assert texts(head, "//publicationStmt/@publisher") == ["The Institute"]
    assert not texts(head, "//authority")
    assert texts(head, "//edition") == ["1.1.0"]
    assert texts(head, "//publicationStmt/@idno") == ["10.1000/183", "a"]
    assert texts(head, "//funder/@idno") == ["05dxps055", "G-12"]
    roles = [str(node.get("ref")).rstrip("/").rpartition("/")[2] for node in head.iter(TEI + "resp") if node.get("ref")]
    assert roles == ["data-curation", "writing-review-editing"]
    assert "https://orcid.org/0000-0002-1825-0097" in [node.get("ref") for node in head.iter(TEI + "persName")]
    assert [node.get("target") for node in head.iter(TEI + "relatedItem")] == ["https://doi.org/10.1000/182", None]
    assert [node.get("scheme") for node in head.iter(TEI + "keywords")] == ["https://id.loc.gov/authorities/subjects"]
    assert [node.get("when") for node in head.iter(TEI + "change")] == ["2026-11-20", "2026-11-01", None]


def test_the_text_s_licence_and_the_mark_up_s_are_told_apart(tmp_path: Path) -> None:
    (availability,) = encoded(tmp_path, '[edition]\nlicence = "CC0 1.0"\n').iter(TEI + "availability")
    assert availability.get("status") == "unknown"
    assert [(node.get("n"), node.get("target") is not None) for node in availability] == [
        ("text", False),
        ("markup", True),
    ]


def test_a_project_states_the_publisher_once_and_a_text_its_version(tmp_path: Path) -> None:
    config = '[metadata.edition]\npublisher = "The Institute"\nversion = "0"\n'
    head = encoded(tmp_path, '[edition]\nversion = "2"\n', config)
    assert (texts(head, "//edition"), texts(head, "//publicationStmt/@publisher")) == (["2"], ["The Institute"])


@pytest.mark.parametrize(
    ("sidecar", "authority"),
    [
        ('encoders = ["Bea Coder"]', "Bea Coder"),
        ('contributors = [{name = "Dan", roles = ["software"]}]', "Dan"),
        ("", "not stated"),
    ],
)
def test_who_makes_it_available_is_the_best_that_is_known(tmp_path: Path, sidecar: str, authority: str) -> None:
    assert texts(encoded(tmp_path, sidecar), "//authority") == [authority]


@pytest.mark.parametrize(
    ("sidecar", "rule"),
    [
        ('related = [{relation = "loves", doi = "10.1000/182"}]', "related-work"),
        ('related = [{relation = "Cites"}]', "related-work"),
        ('funders = [{grant = "12"}]', "metadata-no-name"),
        ('funders = [{name = "F", ror = "05dxps056"}]', "identifier-invalid"),
        ('keyword_scheme = "lcsh"', "metadata-address"),
        ('[edition]\ndoi = "11.1/2"', "identifier-invalid"),
        ('edition = "second"', "must be a table"),
        ('history = [{change = "x"}]', "needs its date"),
        ('history = [{date = "soon", change = "x"}]', "is no date"),
    ],
)
def test_what_cannot_stand_is_told_in_one_line(tmp_path: Path, sidecar: str, rule: str) -> None:
    (tmp_path / "a.md").write_text("# A title\n\nWords.\n", "utf-8")
    (tmp_path / "a.meta.toml").write_text(sidecar, "utf-8")
    done = CliRunner().invoke(cli, ["encode", str(tmp_path / "a.md")])
    assert done.exit_code in (1, 2)
    assert [line for line in done.stderr.splitlines() if rule in line and "a.meta.toml" in line]
    assert "internal" not in done.stderr


def test_what_is_numbered_is_numbered_one_after_the_other(tmp_path: Path) -> None:
    source = tmp_path / "weir.md"
    source.write_text("# Weirs\n\n## One\n\nA weir.\n\n## Two\n\n- stone\n\n## Three\n\nA mill.\n", "utf-8")
    CliRunner().invoke(cli, ["encode", str(source), "-o", str(tmp_path / "weir.xml"), "--model", "none"])
    divisions = etree.parse(str(tmp_path / "weir.xml")).iterfind(f".//{TEI}body//{TEI}div")
    assert [each.get("{http://www.w3.org/XML/1998/namespace}id") for each in divisions] == ["d1", "d2", "d3"]
