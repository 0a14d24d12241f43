"""Authority files are read again where they have changed, and only then."""

from pathlib import Path

import pytest

from teiwright import authority
from teiwright.errors import DataError

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


@pytest.mark.parametrize(
    "attribute", ['xml:lang="x y"', 'xml:lang=""', 'xml:lang="русский"', 'type=""', 'type="short name"']
)
def test_what_tei_allows_in_no_name_is_refused_with_its_line(tmp_path: Path, attribute: str) -> None:
    spoilt = PERSONS.format(name="Ada").replace("<persName>", f"<persName {attribute}>")
    (tmp_path / "persons.xml").write_text(spoilt, "utf-8")
    with pytest.raises(DataError, match=r"persons\.xml:2: ") as caught:
        authority.load(tmp_path)
    assert caught.value.hint
