"""Authority files are read again where they have changed, and only then."""

from pathlib import Path

from teiwright import authority

PERSONS = """<listPerson xmlns="http://www.tei-c.org/ns/1.0">
<person xml:id="person-a"><persName>{name}</persName></person>
</listPerson>"""


def test_files_that_are_as_they_were_are_not_read_again(tmp_path: Path) -> None:
    (tmp_path / "persons.xml").write_text(PERSONS.format(name="Ada"), "utf-8")
    assert authority.load(tmp_path) is authority.load(tmp_path)


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    for name in ("Ada", "Eva"):
        (tmp_path / "new.xml").write_text(PERSONS.format(name=name), "utf-8")
        (tmp_path / "new.xml").replace(tmp_path / "persons.xml")
        assert authority.load(tmp_path).entries["person-a"].names[0].text == name
