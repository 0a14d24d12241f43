"""The calendar of cited correspondence is valid CMIF 1.1 and has each letter once."""

import re
from pathlib import Path

import pytest
from lxml import etree

from teiwright.publishing.exports import exports
from teiwright.publishing.exports.cmif import cmif, source_id
from teiwright.xmltools import TEI
from tests.conftest import shared

NOTE = """<note xml:id="n{n}" n="{n}" place="foot"><p><bibl xml:id="n{n}-c1" type="archival"><seg type="document"
subtype="telegram"><persName role="sender" ref="#person-a">甲</persName>致<persName
role="recipient">乙</persName>電（{dates}）</seg>，某檔案館，第{n}頁</bibl></p></note>"""
FILE = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>某文</title><author>某人</author>
</titleStmt><publicationStmt><authority>某社</authority></publicationStmt><sourceDesc><biblStruct><monogr><title>某文</title>
<imprint><date when="2020">2020</date></imprint></monogr></biblStruct></sourceDesc></fileDesc></teiHeader>
<standOff><listPerson><person xml:id="person-a"><persName>某甲</persName></person></listPerson></standOff>
<text><body><p>{notes}</p></body></text></TEI>"""
JULY = '<date when="1950-07-05T21:00:00">7月5日21時</date>'
TWO_DAYS = '<date when="1950-07-01">7月1日</date>、<date when="1950-07-04">4日</date>'


def written(folder: Path, *dates: str) -> Path:
    notes = "".join(NOTE.format(n=n, dates=days) for n, days in enumerate(dates, 1))
    path = folder / "letters.xml"
    path.write_text(FILE.format(notes=notes), "utf-8")
    return path


def calendar(path: Path) -> etree._Element:
    return etree.fromstring((cmif(path) or "").encode())


def test_a_letter_cited_twice_is_one_entry_with_both_places(tmp_path: Path) -> None:
    (letter,) = calendar(written(tmp_path, JULY, JULY)).iter(TEI + "correspDesc")
    assert letter.get("key") == "n1-c1 n2-c1"
    assert letter.find(f".//{TEI}date").attrib == {"when": "1950-07-05"}  # type: ignore[union-attr]
    assert [name.text for name in letter.iter(TEI + "persName")] == ["某甲", "乙"]


def test_letters_of_two_days_under_one_description_are_two(tmp_path: Path) -> None:
    days = [date.get("when") for date in calendar(written(tmp_path, TWO_DAYS)).iter(TEI + "correspDesc", TEI + "date")]
    assert [day for day in days if day] == ["2020", "1950-07-01", "1950-07-04"]


def test_no_letters_no_calendar(tmp_path: Path) -> None:
    path = tmp_path / "none.xml"
    path.write_text(FILE.format(notes=""), "utf-8")
    assert cmif(path) is None


def test_it_is_valid_cmif(tmp_path: Path) -> None:
    schema = etree.RelaxNG(etree.parse(str(shared("tei/cmif/cmi-customization.rng"))))
    schema.assertValid(calendar(written(tmp_path, JULY, TWO_DAYS)))


@pytest.mark.parametrize("name", ["letters", "another", "第三"])
def test_the_source_has_a_uuid_that_an_xml_id_may_be(name: str) -> None:
    assert re.fullmatch(r"[a-f][0-9a-f]{7}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", source_id(name))


def test_a_person_whose_identifiers_are_known_has_an_address(tmp_path: Path) -> None:
    path = written(tmp_path, '<date when="1950-01-02">一月二日</date>')
    text = path.read_text("utf-8")
    number = '<idno type="Wikidata">Q855</idno><idno type="viaf">101698582</idno>'
    path.write_text(text.replace("某甲</persName>", f"某甲</persName>{number}"), "utf-8")
    names = calendar(path).findall(f".//{TEI}correspAction[@type='sent']/{TEI}persName")
    assert [name.get("ref") for name in names] == ["https://viaf.org/viaf/101698582"]


def test_no_calendar_is_left_where_no_letter_is_cited_any_more(tmp_path: Path) -> None:
    (cited, silent) = (tmp_path / "letters.xml", FILE.format(notes=""))
    written(tmp_path, JULY)
    assert (tmp_path / "letters.cmif.xml") in exports(cited, tmp_path)
    cited.write_text(silent, "utf-8")
    assert (tmp_path / "letters.cmif.xml") not in exports(cited, tmp_path)
    assert not (tmp_path / "letters.cmif.xml").exists()
