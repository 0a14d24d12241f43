"""Tables of others: which columns are taken as what, and what is left out with a word about it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from teiwright.authority import Entry, Name, load
from teiwright.authority.exchange import export_csv
from teiwright.cli import cli


def imported(folder: Path, name: str, content: str, *options: str) -> tuple[dict[str, Entry], Result]:
    (folder / name).write_text(content, "utf-8")
    own = folder / "own"
    done = CliRunner().invoke(cli, ["authority", "import", str(folder / name), "--authority", str(own), *options])
    return dict(load(own).entries), done


def test_wikidata_s_query_results_as_json(tmp_path: Path) -> None:
    content = """{"head": {"vars": ["item"]}, "results": {"bindings": [{
      "item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q855"},
      "itemLabel": {"type": "literal", "xml:lang": "en", "value": "Joseph Stalin"},
      "dateOfBirth": {"value": "1878-12-18T00:00:00Z"}, "dateOfDeath": {"value": "1953-01-01T00:00:00Z"},
      "viaf": {"value": "101698582"}, "image": {"value": "x.jpg"}}]}}"""
    entries, done = imported(tmp_path, "query.json", content, "--kind", "person")
    (entry,) = entries.values()
    assert (entry.id, entry.names) == ("person-wikidata-q855", (Name("Joseph Stalin", "en"),))
    assert set(entry.identifiers) == {("VIAF", "101698582"), ("Wikidata", "Q855")}
    assert b'when="1878-12-18"' in entry.xml
    assert b'when="1953"' in entry.xml
    assert "columns left: image" in done.stderr


def test_geonames_dump(tmp_path: Path) -> None:
    cells = ["1816670", "Beijing", "Beijing", "北京,Peking,Пекин", "39.9075", "116.39723", "P", "PPLC", "CN", "", "22"]
    entries, done = imported(tmp_path, "CN.txt", "\t".join(cells + [""] * 8) + "\n")
    assert done.exit_code == 0, done.output
    (entry,) = entries.values()
    assert [name.text for name in entry.names] == ["Beijing", "北京", "Peking", "Пекин"]
    assert (entry.id, entry.identifiers) == ("place-geonames-1816670", (("GeoNames", "1816670"),))
    assert b"39.9075 116.39723" in entry.xml


def test_cbdb_persons(tmp_path: Path) -> None:
    content = "c_personid,c_name,c_name_chn,c_birthyear,c_deathyear,c_dy\n1762,Wang Anshi,王安石,1021,1086,15\n"
    entries, done = imported(tmp_path, "BIOG_MAIN.csv", content)
    assert done.exit_code == 0, done.output
    (entry,) = entries.values()
    assert set(entry.names) == {Name("王安石", "zh-Hant"), Name("Wang Anshi", "zh-Latn")}
    assert (entry.identifiers, "c_dy" in done.stderr) == ((("CBDB", "1762"),), True)


def test_zotero_s_people(tmp_path: Path) -> None:
    content = '"Key","Item Type","Author","Editor","Title"\n"A","book","Writer, Ann; Coder, Bea","","T"\n'
    entries, done = imported(tmp_path, "zotero.csv", content)
    assert {key: entry.names for key, entry in entries.items()} == {
        "person-ann-writer": (Name("Ann Writer"),),
        "person-bea-coder": (Name("Bea Coder"),),
    }
    assert "columns left: Key, Item Type, Title" in done.stderr


def test_a_library_in_csl_json(tmp_path: Path) -> None:
    content = (
        '[{"type": "book", "title": "T", "author": [{"family": "Writer", "given": "Ann"}, {"literal": "Group A"}]}]'
    )
    entries, _ = imported(tmp_path, "library.json", content)
    assert sorted(entries) == ["person-ann-writer", "person-group-a"]


@pytest.mark.parametrize("delimiter", ["\t", ";", ","])
def test_names_in_several_languages(tmp_path: Path, delimiter: str) -> None:
    rows = [
        ["id", "name_zh-Hant", "name@ru", "label en", "VIAF ID"],
        ["person-a", "甲", "Первый", "First", "101698582"],
    ]
    entries, _ = imported(tmp_path, "t.csv", "\n".join(delimiter.join(row) for row in rows) + "\n")
    assert entries["person-a"].names == (Name("甲", "zh-Hant"), Name("Первый", "ru"), Name("First", "en"))


def test_tei_with_entries_of_its_own(tmp_path: Path) -> None:
    content = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><standOff><listPerson><person xml:id="person-a">
    <persName xml:lang="en">First</persName><idno type="viaf">101698582</idno></person></listPerson></standOff></TEI>"""
    entries, done = imported(tmp_path, "t.xml", content)
    assert done.exit_code == 0, done.output
    assert entries["person-a"].identifiers == (("VIAF", "101698582"),)


def test_what_was_exported_is_imported_whole(tmp_path: Path) -> None:
    content = "id,name,language,born,wikidata,identifiers\nperson-a,甲,zh-Hant,1901,Q1,shelf=A 1\n,Первый,ru,,,\n"
    entries, _ = imported(tmp_path, "t.csv", content)
    assert entries["person-a"].names == (Name("甲", "zh-Hant"), Name("Первый", "ru"))
    table = export_csv(load(tmp_path / "own"))
    (tmp_path / "second").mkdir()
    again, _ = imported(tmp_path / "second", "t.csv", table)
    assert {key: (one.names, one.identifiers) for key, one in again.items()} == {
        key: (one.names, one.identifiers) for key, one in entries.items()
    }
    assert export_csv(load(tmp_path / "second" / "own")) == table


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("id,name,gnd\nperson-a,甲,118642498\n", "wrong check digit"),
        ("id,name,viaf\nperson-a,甲,none\n", "is no VIAF"),
        ("id,name,born\nperson-a,甲,about 1900\n", "is no date"),
        ("name,viaf,kind\n甲,101698582,person\n,101698583,person\n", "no name in this row"),
    ],
)
def test_what_cannot_stand_is_left_out_and_told(tmp_path: Path, content: str, words: str) -> None:
    entries, done = imported(tmp_path, "t.csv", content)
    assert (done.exit_code, len(entries)) == (1, 1)
    assert [line for line in done.stderr.splitlines() if words in line and "t.csv:" in line]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("t.csv", "", "no row"),
        ("t.csv", "id,name\n", "no row"),
        ("t.csv", "id,colour\nperson-a,red\n", "no column of names"),
        ("t.csv", "name\nFirst\n", "--kind"),
        ("t.csv", "kind,name\nperson,甲\n", "Latin letters"),
        ("t.csv", "kind,name\nthing,First\n", "thing"),
        ("t.json", "{", "not valid JSON"),
        ("t.json", '{"a": 1}', "no table"),
        ("t.json", "[1]", "no table"),
        ("t.json", "[" * 100000, "not valid JSON"),
        ("t.xml", "<a/>", "TEI"),
        ("t.xml", '<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "no entry"),
        ("t.xml", "<TEI", "not well-formed"),
    ],
)
def test_what_is_no_table_is_refused_in_one_line(tmp_path: Path, name: str, content: str, words: str) -> None:
    entries, done = imported(tmp_path, name, content)
    assert (done.exit_code, entries) == (2, {})
    assert words in done.stderr
    assert "internal" not in done.stderr
