"""Words and ranges that a line's or a page's end divided, and characters that no one sees."""

from pathlib import Path

import pytest
from lxml import etree

import teiwright
from teiwright import publishing
from teiwright.article import PageBreak, body_texts, texts_in
from teiwright.proof import reread
from teiwright.reading import read
from teiwright.xmltools import TEI

LINES = """The Treaty of the Two Rivers

The delegates of the Soviet Union went on to the agree-
ment and they spoke with Vyacheslav Molo\u00ad
tov in the years 1949–
1950 about it.[1] Later the agreement was held to be a self-
evident thing, and Molotov, so they say, was
right about it.

Notes

[1] РГАСПИ. Ф. 17. Оп. 16-
2. Д. 1080. Л. 12–
15.
"""


@pytest.fixture(scope="module")
def encoded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("divided") / "rivers.txt"
    path.write_text(LINES, "utf-8")
    annotated = teiwright.annotate(read(path), models=("none",))
    root = teiwright.encode(annotated)
    assert reread(annotated.article.source, root, annotated.article.set_aside).findings == ()
    return teiwright.write(root, path.with_suffix(".xml"))


def test_a_milestone_keeps_where_a_line_divided_a_word(encoded: Path) -> None:
    root = etree.parse(str(encoded)).getroot()
    marked = etree.fromstring(etree.tostring(root))
    for lb in marked.iter(f"{TEI}lb"):
        assert lb.get("break") == "no"
        lb.text = "|"
    (text,) = marked.iter(f"{TEI}text")
    body = "".join(map(str, text.itertext()))
    assert "agree|ment and they spoke with Vyacheslav Molo|tov in the years 1949–|1950 about" in body
    assert "a self-|evident thing, and Molotov, so they say, was right" in body
    assert "Оп. 16-2|. Д. 1080. Л. 12–|15" in body
    assert ["".join(map(str, name.itertext())) for name in root.iter(f"{TEI}persName") if name.get("resp")] == [
        "Vyacheslav Molotov",
        "Molotov",
    ]
    assert [finding for finding in teiwright.validate([encoded]) if finding.severity == "error"] == []


def test_no_edition_shows_the_lines_that_divided_words(encoded: Path, tmp_path: Path) -> None:
    publishing.html(encoded, tmp_path)
    publishing.index([encoded], tmp_path)
    page = (tmp_path / "rivers.html").read_text("utf-8")
    assert "<br" not in page
    assert ">Vyacheslav Molotov</a>" in page
    assert "the agreement and they spoke" in page
    assert "Л. 12–15" in (tmp_path / "rivers.citations.json").read_text("utf-8")


def test_a_page_that_divides_a_word_says_so(tmp_path: Path) -> None:
    path = tmp_path / "pages.md"
    path.write_text(
        "The miller of the upper weir and all of his tenants went to the county to com-\n\n<!-- page 12 -->\n\n"
        "plain of the flood.\n",
        "utf-8",
    )
    (text,) = body_texts(read(path))
    assert text.string.endswith("to complain of the flood.")
    assert [*text.inlines] == [PageBreak(text.string.index("plain"), "12", is_within_word=True)]


@pytest.mark.parametrize(
    "sign",
    ["\u00ad", "\u034f", "\u180e", "\u200b", "\u200c", "\u200d", "\u200e", "\u202a", "\u2060", "\u2063", "\ufeff"],
)
def test_no_character_that_is_not_seen_hides_a_word(sign: str, tmp_path: Path) -> None:
    path = tmp_path / "seen.md"
    path.write_text(
        f"# In Mos{sign}cow\n\n莫{sign}斯科。Он поехал в Моск{sign}ву.[^1]\n\n[^1]: The Mos{sign}cow Mill.\n", "utf-8"
    )
    article = read(path)
    assert article.metadata.title == "In Moscow"
    said = [text.string for text in texts_in(article.title_page, article.body, article.notes)]
    assert said == ["In Moscow", "莫斯科。Он поехал в Москву.", "The Moscow Mill."]


def test_characters_that_shape_their_neighbours_stay(tmp_path: Path) -> None:
    path = tmp_path / "script.md"
    written = "He wrote \u202bمی\u200cخواهم (١)\u202c and क\u094d\u200dष of it."
    path.write_text(written + "\n", "utf-8")
    assert [text.string for text in body_texts(read(path))] == [written]
