"""The HTML edition: whole, linked both ways, alone on its machine, honest about what it cannot show."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from teiwright import publishing
from teiwright.errors import DocumentError, OutputError
from teiwright.findings import Finding

from .samples import ALL, BRIDGE, FOLDER, LANGUAGES, PRACTICE, assert_golden, edited, main_of, page, tei

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
by_name = pytest.mark.parametrize("sample", ALL, ids=lambda path: path.stem)


def test_the_sample_reads_as_it_did(tmp_path: Path) -> None:
    (made,) = publishing.html(BRIDGE, tmp_path)
    assert made == tmp_path / "bridge.html"
    assert_golden(main_of(made), FOLDER / "bridge.golden.html")


@by_name
def test_every_note_is_reached_from_its_mark_and_leads_back(sample: Path, tmp_path: Path) -> None:
    made = page(publishing.html(sample, tmp_path)[0])
    for note in tei(sample).iterfind(f".//{TEI}body//{TEI}note"):
        name = note.get(XML_ID)
        (mark,) = made.xpath("//main//a[@role='doc-noteref'][@href=$to]", to=f"#{name}")
        assert mark.text_content().strip() == note.get("n")
        assert note.get("n") in mark.get("aria-label")
        (listed,) = made.xpath("//*[@role='doc-endnotes']//li[@id=$id]", id=name)
        (back,) = listed.xpath(".//a[@role='doc-backlink']")
        assert back.get("href") == "#" + mark.get("id")


def test_a_note_without_an_anchor_is_listed_and_said_to_have_none(tmp_path: Path) -> None:
    made = page(publishing.html(PRACTICE, tmp_path)[0])
    (stray,) = made.xpath("//*[@role='doc-endnotes']//li[@id='n4']")
    assert not stray.xpath(".//a[@role='doc-backlink']")
    assert "正文中未找到位置的註釋" in made.xpath("string(//*[@role='doc-endnotes'])")


@by_name
def test_every_reference_of_the_tei_resolves_in_the_page(sample: Path, tmp_path: Path) -> None:
    made = page(publishing.html(sample, tmp_path)[0])
    ids = set(made.xpath("//@id"))
    wanted = {str(ref).removeprefix("#") for ref in tei(sample).xpath("//*[local-name()='text']//@ref")}
    assert wanted
    assert not wanted - ids


@by_name
def test_every_link_of_the_page_has_its_target_and_every_id_is_single(sample: Path, tmp_path: Path) -> None:
    made = page(publishing.html(sample, tmp_path)[0])
    ids = made.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert not {unquote(link) for link in made.xpath("//a/@href") if link.startswith("#")} - {f"#{one}" for one in ids}


def test_an_article_without_notes_has_no_link_to_them(tmp_path: Path) -> None:
    text = re.sub(r"<note .*?</note>", "", LANGUAGES["en"].read_text("utf-8"), flags=re.S)
    (tmp_path / "bare.xml").write_text(text, "utf-8")
    made = page(publishing.html(tmp_path / "bare.xml", tmp_path)[0])
    assert not made.xpath("//*[@role='doc-endnotes'] | //a[@href='#notes']")


@by_name
def test_no_link_stands_inside_a_link(sample: Path, tmp_path: Path) -> None:
    text = publishing.html(sample, tmp_path)[0].read_text("utf-8")
    links = re.findall(r"<(/?)a[\s>]", text.partition("<body")[2])
    assert links == ["", "/"] * (len(links) // 2)


@by_name
def test_names_and_their_index_entries_lead_to_each_other(sample: Path, tmp_path: Path) -> None:
    made = page(publishing.html(sample, tmp_path)[0])
    names = made.xpath("//*[contains(concat(' ', @class, ' '), ' name ')]")
    assert names
    for name in names:
        for target in {unquote(link) for link in name.xpath("./a/@href | self::a/@href")}:
            (entry,) = made.xpath("//li[@id=$id]", id=target[1:])
            block = name.get("id").rpartition(".")[0]
            assert entry.xpath(".//a[starts-with(@href, $back)]", back=f"#{block}.")


@by_name
def test_a_screen_reader_finds_names_headings_and_landmarks(sample: Path, tmp_path: Path) -> None:
    made = page(publishing.html(sample, tmp_path)[0])
    for control in made.xpath("//button | //a[@href] | //*[@role='dialog' or @role='region' or @role='img']"):
        spoken = control.get("aria-label") or control.get("data-note") or control.text_content()
        assert spoken.strip(), control.attrib
    for box in made.xpath("//input"):
        assert made.xpath("//label[@for=$id]", id=box.get("id"))
    assert len(made.xpath("//main")) == len(made.xpath("//h1")) == 1
    levels = [int(head.tag[1]) for head in made.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(made.xpath("//*[@id=$id]", id=one) for one in made.xpath("//@aria-labelledby | //@aria-controls"))


@by_name
def test_nothing_is_fetched_from_anywhere(sample: Path, tmp_path: Path) -> None:
    made = page(publishing.html(sample, tmp_path)[0])
    assert not made.xpath("//script/@src | //iframe | //object | //embed | //link[not(@rel='license')]")
    assert all(src.startswith("data:") for src in made.xpath("//img/@src | //source/@src"))
    style = made.xpath("string(//style)") + made.xpath("string(//script[not(@type)])")
    assert not re.search(
        r"https?:|url\(|@import|fetch\(|XMLHttpRequest|import\(", style.replace(DOI_AS_TEXT, "").replace(SVG, "")
    )


DOI_AS_TEXT, SVG = "https://doi.org/", "http://www.w3.org"


@by_name
def test_the_whole_text_is_there(sample: Path, tmp_path: Path) -> None:
    made = page(publishing.html(sample, tmp_path)[0])
    for paragraph in tei(sample).iterfind(f".//{TEI}text//{TEI}p"):
        shown = made.xpath("//p[@id=$id]", id=paragraph.get(XML_ID))[0]
        for mark in shown.xpath(".//sup[@class='mark'] | .//a[@class='number']"):
            mark.drop_tree()
        skipped = {f"{TEI}note", f"{TEI}figDesc"}
        words = "".join(_texts(paragraph, skipped))
        assert re.sub(r"\s", "", shown.text_content()) == re.sub(r"\s", "", words)


def _texts(element: Any, skipped: set[str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag not in skipped:
            yield from _texts(child, skipped)
        yield child.tail or ""


@pytest.mark.parametrize(
    ("language", "notes"), [("zh-Hant", "註釋"), ("zh-Hans", "注释"), ("ru", "Примечания"), ("en", "Notes")]
)
def test_the_interface_speaks_the_article_s_language(language: str, notes: str, tmp_path: Path) -> None:
    made = page(publishing.html(LANGUAGES[language], tmp_path)[0])
    assert made.get("lang") == language
    assert made.xpath("string(//*[@id='notes-head'])") == notes


def test_words_of_another_script_say_their_language(tmp_path: Path) -> None:
    chinese = page(publishing.html(BRIDGE, tmp_path)[0])
    assert "Вопросы гидрографии" in "".join(chinese.xpath("//span[@lang='ru']/text()"))
    assert "A Bridge Too Early" in chinese.xpath("//span[@lang='en']/text()")
    assert not chinese.xpath("//main//*[@lang='ru' or @lang='en'][contains(., '沃')]")
    russian = page(publishing.html(LANGUAGES["ru"], tmp_path)[0])
    assert "渡口" in russian.xpath("//p//span[@lang='zh-Hant']/text()")


def test_metadata_is_there_for_reference_managers(tmp_path: Path) -> None:
    made = page(publishing.html(BRIDGE, tmp_path)[0])
    values = {meta.get("name"): meta.get("content") for meta in made.xpath("//meta[starts-with(@name, 'citation_')]")}
    assert values["citation_title"] == "橋的草稿——一個渡口在一九五四年"
    assert values["citation_author"] == "曾樣例"
    assert values["citation_publication_date"] == "2026/11/25"
    linked = json.loads(made.xpath("string(//script[@type='application/ld+json'])"))
    assert linked["@type"] == "ScholarlyArticle"
    assert linked["author"] == [{"@type": "Person", "name": "曾樣例"}]
    assert {work["name"] for work in linked["citation"]} >= {"邊境河流的測量", "A Bridge Too Early"}


def test_a_text_that_looks_like_markup_stays_text(tmp_path: Path) -> None:
    bad = "&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;"
    sample = edited(BRIDGE, "橋的草稿</title>", f"{bad}</title>", tmp_path / "bad.xml")
    made = page(publishing.html(sample, tmp_path)[0])
    assert len(made.xpath("//script")) == 4
    assert json.loads(made.xpath("string(//script[@type='application/ld+json'])"))["headline"].startswith("</script>")


def test_a_link_to_a_script_is_only_its_words(tmp_path: Path) -> None:
    sample = edited(PRACTICE, "https://example.org/", "javascript:alert(1)", tmp_path / "bad.xml")
    made = page(publishing.html(sample, tmp_path)[0])
    assert not [link for link in made.xpath("//@href") if link.startswith("javascript")]
    assert "此處" in made.xpath("string(//*[@id='n3p1'])")


def test_an_element_without_a_template_is_shown_and_reported(tmp_path: Path) -> None:
    sample = edited(PRACTICE, "差別", "<metamark>奇怪的記號</metamark>", tmp_path / "odd.xml")
    found: list[Finding] = []
    made = page(publishing.html(sample, tmp_path, found.append)[0])
    assert "奇怪的記號" in made.xpath("string(//*[@id='n3']//*[@class='metamark'])")
    (finding,) = [one for one in found if one.rule == "publishing-unhandled"]
    assert "<metamark>" in finding.message
    assert finding.severity == "info"
    assert "metamark" in sample.read_text("utf-8").splitlines()[finding.line - 1]


def test_a_picture_beside_the_file_is_put_in_and_one_elsewhere_is_not(tmp_path: Path) -> None:
    here = tmp_path / "article"
    here.mkdir()
    (tmp_path / "secret.png").write_bytes(b"secret")
    (here / "map.png").write_bytes(b"\x89PNG")
    sample = edited(PRACTICE, 'url="map.png"', 'url="map.png"', here / "one.xml")
    outside = edited(PRACTICE, 'url="map.png"', 'url="../secret.png"', here / "two.xml")
    found: list[Finding] = []
    assert page(publishing.html(sample, tmp_path, found.append)[0]).xpath("//img/@src") == [
        "data:image/png;base64,iVBORw=="
    ]
    assert not found
    assert not page(publishing.html(outside, tmp_path, found.append)[0]).xpath("//img")
    assert [one.rule for one in found] == ["publishing-picture-missing"]


def test_the_same_article_gives_the_same_bytes(tmp_path: Path) -> None:
    first = publishing.html(BRIDGE, tmp_path / "one")[0].read_bytes()
    publishing.html(PRACTICE, tmp_path)
    assert publishing.html(BRIDGE, tmp_path / "two")[0].read_bytes() == first


def test_an_article_without_ids_is_read_all_the_same(tmp_path: Path) -> None:
    bare = tmp_path / "bare.xml"
    bare.write_text(re.sub(r' xml:id="(?:p|n|h|d|t|l|tb|q|r|f|pb)\d[^"]*"', "", BRIDGE.read_text("utf-8")), "utf-8")
    made = page(publishing.html(bare, tmp_path)[0])
    assert len(made.xpath("//a[@role='doc-noteref']")) == 14
    links = {unquote(link) for link in made.xpath("//a/@href") if link.startswith("#")}
    assert not links - {f"#{one}" for one in made.xpath("//@id")}


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        (b'<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<text>\n</TEI>', 3, "not well-formed"),
        (b"<html/>", 1, "not a TEI article"),
        (b'<!DOCTYPE TEI SYSTEM "tei.dtd">\n<TEI xmlns="http://www.tei-c.org/ns/1.0">&e;</TEI>', 2, "entity"),
    ],
)
def test_bad_input_is_one_line_with_its_place(content: bytes, line: int, words: str, tmp_path: Path) -> None:
    bad = tmp_path / "bad.xml"
    bad.write_bytes(content)
    for publish in (publishing.html, publishing.pdf, lambda tei, folder: publishing.index([tei], folder)):
        with pytest.raises(DocumentError) as caught:
            publish(bad, tmp_path / "out")
        assert str(caught.value).startswith(f"{bad}:{line}")
        assert words in str(caught.value)
        assert "\n" not in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_a_missing_file_and_a_folder_that_is_a_file_are_said(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such file"):
        publishing.html(tmp_path / "none.xml", tmp_path)
    (tmp_path / "taken").write_text("")
    with pytest.raises(OutputError):
        publishing.html(BRIDGE, tmp_path / "taken")


def test_an_article_without_a_title_page_shows_its_title(tmp_path: Path) -> None:
    text = re.sub(r"<front>.*?</front>", "", LANGUAGES["ru"].read_text("utf-8"), flags=re.S)
    (tmp_path / "bare.xml").write_text(text, "utf-8")
    made = page(publishing.html(tmp_path / "bare.xml", tmp_path)[0])
    assert made.xpath("string(//h1)").strip() == "Паром и мост"
    assert "А. Образцов" in made.xpath("string(//article/header)")
    publishing.pdf(tmp_path / "bare.xml", tmp_path)
    assert tei(tmp_path / "bare.print.xml").xpath("string(title-page/main-title)") == "Паром и мост"
