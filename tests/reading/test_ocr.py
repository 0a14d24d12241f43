"""What OCR engines write: hOCR, ALTO and PAGE XML of one small article give the same text and notes."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from teiwright.article import Article, NoteAnchor, PageBreak, texts_in
from teiwright.errors import SourceError
from teiwright.interface import annotate, encode, validate, write
from teiwright.reading import read
from teiwright.xmltools import TEI, XML_ID

PAGES = (
    (
        ("page-number", 40, 30, ["[12]"]),
        ("paragraph", 40, 100, ["The commission wrote down what far-", "mers told it.① Nobody had", "been asked, and"]),
        ("footnote", 24, 900, ["① Provincial archive, box 4."]),
    ),
    (
        ("page-number", 40, 30, ["[13]"]),
        ("paragraph", 40, 100, ["the answers fill four volumes.② They", "are in the archive."]),
        ("footnote", 24, 900, ["② Ibid., box 5."]),
    ),
)  # fmt: skip


def alto(page: int) -> str:
    blocks = []
    for kind, height, top, lines in PAGES[page]:
        made = "".join(
            f'<TextLine HPOS="100" VPOS="{top + at * 60}" WIDTH="800" HEIGHT="{height}">'
            + "<SP/>".join(
                f'<String CONTENT="{word.removesuffix("-")}" HPOS="{100 + 90 * number}" VPOS="{top + at * 60}" '
                f'WIDTH="80" HEIGHT="{height}" WC="{0.3 if word == "volumes.②" else 0.9}"/>'
                + ('<HYP CONTENT="-"/>' if word.endswith("-") else "")
                for number, word in enumerate(line.split())
            )
            + "</TextLine>"
            for at, line in enumerate(lines)
        )
        tag = {"page-number": "t1", "footnote": "t2"}.get(kind, "t3")
        blocks.append(f'<TextBlock TAGREFS="{tag}">{made}</TextBlock>')
    tags = (
        '<OtherTag ID="t1" LABEL="NumberingZone"/><OtherTag ID="t2" LABEL="Footnote"/><OtherTag ID="t3" LABEL="Main"/>'
    )
    return (
        f'<?xml version="1.0"?><alto xmlns="http://www.loc.gov/standards/alto/ns-v4#">'
        f"<Description><sourceImageInformation><fileName>images/p{page}.tif</fileName></sourceImageInformation>"
        f"</Description><Tags>{tags}</Tags><Layout>"
        f'<Page WIDTH="1000" HEIGHT="1400"><PrintSpace>{"".join(blocks)}</PrintSpace></Page></Layout></alto>'
    )


def pagexml(page: int) -> str:
    regions: list[str] = []
    order: list[str] = []
    for number, (kind, height, top, lines) in enumerate(PAGES[page]):
        made = "".join(
            f'<TextLine><Coords points="100,{top + at * 60} 900,{top + at * 60 + height}"/>'
            f"<TextEquiv><Unicode>{line.replace('-', '¬')}</Unicode></TextEquiv></TextLine>"
            for at, line in enumerate(lines)
        )
        regions.insert(0, f'<TextRegion id="r{number}" type="{kind}">{made}</TextRegion>')
        order.append(f'<RegionRefIndexed index="{number}" regionRef="r{number}"/>')
    return (
        '<?xml version="1.0"?><PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15">'
        f'<Page imageFilename="p{page}.jpg" imageWidth="1000" imageHeight="1400"><ReadingOrder><OrderedGroup>'
        f"{''.join(order)}</OrderedGroup></ReadingOrder>{''.join(regions)}</Page></PcGts>"
    )


def hocr(page: int) -> str:
    parts = []
    for _, height, top, lines in PAGES[page]:
        made = "".join(
            f"<span class='ocr_line' title='bbox 100 {top + at * 60} 900 {top + at * 60 + height}; x_size {height}'>"
            + " ".join(
                f"<span class='ocrx_word' title='bbox {100 + 90 * n} {top + at * 60} {180 + 90 * n} "
                f"{top + at * 60 + height}; x_wconf 90'>{word}</span>"
                for n, word in enumerate(line.split())
            )
            + "</span>"
            for at, line in enumerate(lines)
        )
        parts.append(f"<div class='ocr_carea'><p class='ocr_par'>{made}</p></div>")
    return (
        '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body>'
        f"<div class='ocr_page' title='image \"p{page}.png\"; bbox 0 0 1000 1400'>{''.join(parts)}</div></body></html>"
    )


WRITERS: dict[str, Callable[[int], str]] = {"alto.xml": alto, "page.xml": pagexml, "hocr": hocr}


def folder_of(tmp_path: Path, name: str) -> Article:
    for page in range(len(PAGES)):
        (tmp_path / f"p{page + 1}.{name}").write_text(WRITERS[name](page), encoding="utf-8")
    return read(tmp_path)


@pytest.mark.parametrize("name", WRITERS)
def test_a_folder_of_pages_is_one_document(tmp_path: Path, name: str) -> None:
    article = folder_of(tmp_path, name)
    texts = [*texts_in((), article.body, ())]
    assert [text.string for text in texts] == [
        "The commission wrote down what farmers told it. Nobody had been asked, "
        "and the answers fill four volumes. They are in the archive."
    ]
    notes = [text.string for text in texts_in((), (), article.notes)]
    assert notes == ["Provincial archive, box 4.", "Ibid., box 5."]
    before = [texts[0].string[: i.at][-9:] for i in texts[0].inlines if isinstance(i, NoteAnchor)]
    assert before == [" told it.", " volumes."]
    assert [i.label for i in texts[0].inlines if isinstance(i, PageBreak)] == ["13"]


def test_lines_of_hocr_that_are_not_parted_into_words_are_read(tmp_path: Path) -> None:
    for page in range(len(PAGES)):
        whole = re.sub(r"<span class='ocrx_word'[^>]*>(.*?)</span>", r"\1", hocr(page))
        (tmp_path / f"p{page + 1}.hocr").write_text(whole, encoding="utf-8")
    (text,) = texts_in((), read(tmp_path).body, ())
    assert text.string.startswith("The commission wrote down what farmers told it. Nobody had been asked, and the ")


@pytest.mark.parametrize(("name", "image"), [("alto.xml", "tif"), ("page.xml", "jpg"), ("hocr", "png")])
def test_each_page_break_points_to_the_image_of_its_page(tmp_path: Path, name: str, image: str) -> None:
    tei = encode(annotate(folder_of(tmp_path, name)))
    surfaces = {f"#{each.get(XML_ID)}": each for each in tei.iter(f"{TEI}surface")}
    assert len(surfaces) == 2
    breaks = [*tei.iter(f"{TEI}pb")]
    assert [each.get("n") for each in breaks] == [None, "13"]
    for number, each in enumerate(breaks):
        surface = surfaces[each.get("facs") or ""]
        graphic = surface.find(f"{TEI}graphic")
        assert graphic is not None
        assert graphic.get("url") == f"p{number}.{image}"
        assert (surface.get("lrx"), surface.get("lry")) == ("1000", "1400")
    errors = [each for each in validate([write(tei, tmp_path / "made.xml")]) if each.severity == "error"]
    assert not [each for each in errors if each.rule.startswith("relaxng") or "facs" in each.message]


def test_words_that_the_engine_was_not_sure_of_are_said(tmp_path: Path) -> None:
    said = [f.message for f in folder_of(tmp_path, "alto.xml").findings if f.rule == "ocr-confidence"]
    assert len(said) == 1
    assert "1 words" in said[0]
    assert "volumes" in said[0]


def test_pages_without_text_name_the_way(tmp_path: Path) -> None:
    path = tmp_path / "empty.xml"
    path.write_text('<alto><Layout><Page WIDTH="10" HEIGHT="10"/></Layout></alto>', encoding="utf-8")
    with pytest.raises(SourceError, match="no text was recognised"):
        read(path)


def test_a_folder_without_pages_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="a folder, not a file"):
        read(tmp_path)


def test_a_running_head_whose_number_an_engine_parted_is_no_end_of_reading(tmp_path: Path) -> None:
    """An engine reads the number 12 as “1 2”: the words are there, and no page is lost."""
    head = "<TextRegion id='h'><TextLine><Coords points='100,30 900,70'/><TextEquiv><Unicode>The Harvest Quarterly {}"
    for page, number in enumerate(("1 2", "13")):
        region = f"{head.format(number)}</Unicode></TextEquiv></TextLine></TextRegion></Page>"
        (tmp_path / f"page-{page}.xml").write_text(
            re.sub("<ReadingOrder>.*</ReadingOrder>", "", pagexml(page)).replace("</Page>", region), encoding="utf-8"
        )
    article = read(tmp_path)
    assert "the answers fill four volumes." in " ".join(text.string for text in texts_in((), article.body, ()))
