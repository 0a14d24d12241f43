"""Authority files: what is shipped, what is refused, clashes found, entries added, exchange with tables."""

from pathlib import Path

import pytest
from lxml import etree

from teiwright import xmltools
from teiwright.authority import Authority, Entry, EntryKind, Name, load
from teiwright.authority.checking import check
from teiwright.authority.editing import Addition, add, add_all
from teiwright.authority.exchange import export_csv
from teiwright.authority.tables import read
from teiwright.errors import DataError
from teiwright.xmltools import TEI
from tests.conftest import ROOT

SHIPPED = ROOT / "tei" / "authority"
FILES = ("persons.xml", "places.xml", "orgs.xml", "archives.xml", "events.xml")


def entry(identifier: str, *names: Name) -> Entry:
    kind = identifier.split("-")[0]
    return Entry(identifier, kind, names, b"<x/>")  # type: ignore[arg-type]


def authority(*entries: Entry) -> Authority:
    return Authority({item.id: item for item in entries})


def test_what_is_shipped_covers_the_field() -> None:
    shipped = load(SHIPPED)
    counts = {kind: len(shipped.of_kind(kind)) for kind in ("person", "place", "org", "archive", "event")}
    assert counts["person"] >= 300
    assert counts["place"] >= 300
    assert counts["org"] >= 100
    assert {
        "archive-aprf",
        "archive-tsamo-rf",
        "archive-avp-rf",
        "archive-rgaspi",
        "archive-nara",
        "archive-truman",
    } <= set(shipped.entries)


def test_what_is_shipped_has_no_clash() -> None:
    assert [str(finding) for finding in check(load(SHIPPED)) if finding.severity != "info"] == []


def test_an_empty_folder_is_an_empty_authority(tmp_path: Path) -> None:
    assert load(tmp_path).entries == {}


def test_one_full_name_of_two_entries_is_a_clash() -> None:
    (finding,) = check(
        authority(entry("person-a", Name("甲乙丙", "zh-Hant")), entry("person-b", Name("甲乙丙", "zh-Hant")))
    )
    assert (finding.severity, finding.rule) == ("warning", "authority-clash")
    assert "person-a" in finding.message
    assert "person-b" in finding.message


def test_two_scripts_of_one_name_clash_too() -> None:
    findings = check(
        authority(entry("person-a", Name("張學東", "zh-Hant")), entry("person-b", Name("张学东", "zh-Hans")))
    )
    assert [finding.rule for finding in findings] == ["authority-clash"]


def test_a_short_name_may_be_shared() -> None:
    first = entry("org-a", Name("甲國政治局", "zh-Hant"), Name("政治局", "zh-Hant", "short"))
    second = entry("org-b", Name("乙國政治局", "zh-Hant"), Name("政治局", "zh-Hant", "short"))
    assert [finding.severity for finding in check(authority(first, second))] == ["info"]


def test_one_character_must_be_an_abbreviation() -> None:
    assert [f.rule for f in check(authority(entry("place-a", Name("甲", "zh-Hant"))))] == ["authority-short-name"]
    assert check(authority(entry("place-a", Name("甲", "zh-Hant", "abbr")))) == []


def test_a_finding_says_where_the_entry_stands(tmp_path: Path) -> None:
    add(tmp_path, "person", "person-a", [Name("某人", "zh-Hant")])
    add(tmp_path, "person", "person-b", [Name("某人", "zh-Hant")])
    (finding,) = check(load(tmp_path))
    assert finding.file == str(tmp_path / "persons.xml")
    line = Path(finding.file).read_text(encoding="utf-8").splitlines()[finding.line - 1]
    assert "person-b" in line


def test_adding_changes_nothing_else_in_the_file(tmp_path: Path) -> None:
    for name in FILES:
        (tmp_path / name).write_bytes((SHIPPED / name).read_bytes())
    before = (SHIPPED / "persons.xml").read_text(encoding="utf-8").splitlines()
    add(tmp_path, "person", "person-new-one", [Name("新人 & 他", "zh-Hant"), Name("Новый", "ru")], {"born": "1901"})
    after = (tmp_path / "persons.xml").read_text(encoding="utf-8").splitlines()
    added = [line for line in after if line not in before]
    assert [line for line in after if line in before or line not in added] == before or len(after) - len(before) == 5
    assert "新人 &amp; 他" in "".join(added)
    assert load(tmp_path).entries["person-new-one"].names == (Name("新人 & 他", "zh-Hant"), Name("Новый", "ru"))


def test_adding_to_an_entry_that_is_there_adds_the_names_it_lacks(tmp_path: Path) -> None:
    assert add(tmp_path, "place", "place-a", [Name("甲城", "zh-Hant")])
    assert add(tmp_path, "place", "place-a", [Name("甲城", "zh-Hant"), Name("Jia", "en")])
    assert not add(tmp_path, "place", "place-a", [Name("Jia", "en")])
    assert load(tmp_path).entries["place-a"].names == (Name("甲城", "zh-Hant"), Name("Jia", "en"))


@pytest.mark.parametrize(
    ("identifier", "names", "facts"),
    [
        ("person-a b", [Name("某人", "zh-Hant")], {}),
        ("place-a", [Name("某人", "zh-Hant")], {}),
        ("person-a", [], {}),
        ("person-a", [Name(" ", "zh-Hant")], {}),
        ("person-a", [Name("某人", "中文")], {}),
        ("person-a", [Name("某人", "zh-Hant")], {"born": "about 1900"}),
    ],
)
def test_what_cannot_stand_is_refused_and_nothing_is_written(
    tmp_path: Path, identifier: str, names: list[Name], facts: dict[str, str]
) -> None:
    with pytest.raises(DataError):
        add(tmp_path, "person", identifier, names, facts)
    assert list(tmp_path.iterdir()) == []


def import_csv(text: str, folder: Path) -> list[str]:
    """Add the entries of a table to the files of a folder; return the ids that were new or got something."""
    table = folder / "table.csv"
    table.write_text(text, "utf-8", newline="")
    return add_all(folder, read(table).additions)


def test_a_table_gives_back_what_it_was_made_from(tmp_path: Path) -> None:
    shipped = load(SHIPPED)
    changed = import_csv(export_csv(shipped), tmp_path)
    again = load(tmp_path)
    assert changed == list(shipped.entries)
    assert {key: item.names for key, item in again.entries.items()} == {
        key: tuple(dict.fromkeys(item.names)) for key, item in shipped.entries.items()
    }
    assert export_csv(again) == export_csv(shipped)


def test_a_table_imported_twice_changes_nothing_more(tmp_path: Path) -> None:
    table = "id,name,language\nperson-a,某人,zh-Hant\n,Somebody,en\n"
    assert import_csv(table, tmp_path) == ["person-a"]
    before = (tmp_path / "persons.xml").read_bytes()
    assert import_csv(table, tmp_path) == []
    assert (tmp_path / "persons.xml").read_bytes() == before


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("id\nperson-a\n", "no column of names"),
        ("id,name\n,某人\n", "row 2"),
        ("id,name\nthing-a,某人\n", "thing"),
        ("id,name\nperson-a,\n", "needs a name"),
    ],
)
def test_a_table_that_cannot_be_read_says_what_and_where(tmp_path: Path, table: str, words: str) -> None:
    with pytest.raises(DataError, match=words):
        import_csv(table, tmp_path)


def test_files_that_add_makes_are_tei(tmp_path: Path) -> None:
    add(tmp_path, "event", "event-a", [Name("某戰爭", "zh-Hant")], {"from": "1901", "to": "1902"})
    root = xmltools.parse(tmp_path / "events.xml").getroot()
    assert root.tag == xmltools.TEI + "TEI"
    (event,) = load(tmp_path).of_kind("event")
    assert dict(event.attributes) == {"from": "1901", "to": "1902"}


NUMBERS = (("Wikidata", "Q855"), ("VIAF", "101698582"), ("GND", "118642499"), ("shelf", "A 12"))


def test_identifiers_go_from_table_to_files_and_back(tmp_path: Path) -> None:
    table = "id,name,language,wikidata,viaf,gnd,identifiers\n"
    for kind in ("person", "place", "org", "archive", "event"):
        table += f"{kind}-a,甲,zh-Hant,https://www.wikidata.org/wiki/Q855,101698582,118642499,shelf=A 12\n"
    import_csv(table, tmp_path)
    made = load(tmp_path)
    assert all(sorted(entry.identifiers) == sorted(NUMBERS) for entry in made.entries.values())
    (tmp_path / "again").mkdir()
    import_csv(export_csv(made), tmp_path / "again")
    assert export_csv(load(tmp_path / "again")) == export_csv(made)
    schema = etree.RelaxNG(etree.parse(str(ROOT / "schema" / "teiwright.rng")))
    for path in tmp_path.glob("*.xml"):
        document = etree.parse(str(path))
        etree.SubElement(etree.SubElement(etree.SubElement(document.getroot(), TEI + "text"), TEI + "body"), TEI + "p")
        schema.assertValid(document)


@pytest.mark.parametrize("kind", ["person", "place", "org", "archive", "event"])
def test_an_entry_that_is_there_gets_the_identifiers_that_it_lacks(tmp_path: Path, kind: EntryKind) -> None:
    name = [Name("甲", "zh-Hant")]
    add(tmp_path, kind, f"{kind}-a", name, {"description": "words", "country": "CN"})
    assert add(tmp_path, kind, f"{kind}-a", name, identifiers=[("wikidata", "Q1")])
    assert add(tmp_path, kind, f"{kind}-a", name, identifiers=[("Wikidata", "Q1"), ("viaf", "101698582")])
    assert not add(tmp_path, kind, f"{kind}-a", name, identifiers=[("WIKIDATA", "q1")])
    assert load(tmp_path).entries[f"{kind}-a"].identifiers == (("Wikidata", "Q1"), ("VIAF", "101698582"))
    schema = etree.RelaxNG(etree.parse(str(ROOT / "schema" / "teiwright.rng")))
    (path,) = tmp_path.glob("*.xml")
    document = etree.parse(str(path))
    etree.SubElement(etree.SubElement(etree.SubElement(document.getroot(), TEI + "text"), TEI + "body"), TEI + "p")
    schema.assertValid(document)


@pytest.mark.parametrize(
    ("kind", "value"),
    [("viaf", "12a"), ("gnd", "118642498"), ("isni", "0000000121032684"), ("wikidata", "855"), ("", "1"), ("viaf", "")],
)
def test_a_wrong_identifier_is_refused_and_nothing_is_written(tmp_path: Path, kind: str, value: str) -> None:
    with pytest.raises(DataError, match="person-a"):
        add(tmp_path, "person", "person-a", [Name("甲", "zh-Hant")], identifiers=[(kind, value)])
    assert not list(tmp_path.iterdir())


def test_an_identifier_of_two_entries_is_told(tmp_path: Path) -> None:
    for name in ("a", "b"):
        add(tmp_path, "person", f"person-{name}", [Name(f"{name}某", "zh-Hant")], identifiers=[("wikidata", "Q1")])
    assert [finding.rule for finding in check(load(tmp_path))] == ["authority-same-identifier"]


def test_a_new_file_has_a_title_and_says_whose_it_is(tmp_path: Path) -> None:
    add_all(tmp_path, [Addition("person", "person-a", (Name("Ann Ash", "en"),), {"description": "miller"})])
    root = xmltools.parse(tmp_path / "persons.xml").getroot()
    said = [" ".join(xmltools.plain_text(each).split()) for each in root.iterfind(f".//{TEI}fileDesc/*")]
    assert len(said) == 3
    assert all(said)
