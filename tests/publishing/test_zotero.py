"""What Zotero takes from our pages, by the rules of its two translators that read any page, restated.

Embedded Metadata reads `citation_*`: a title is needed; a journal's title makes a journal article; each author has a
tag of its own; dates stand as YYYY/MM/DD. COinS reads each span of class Z3988, whose title is an OpenURL in KEV form
(ANSI/NISO Z39.88-2004); it knows the formats journal and book and the keys below.
"""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from teiwright import publishing
from tests.publishing.samples import BRIDGE, LANGUAGES, page

TYPES = {
    ("journal", "article"): "journalArticle",
    ("book", "book"): "book",
    ("book", "bookitem"): "bookSection",
    ("book", "document"): "document",
}
KEYS = {
    *("ctx_ver", "rft_val_fmt", "rft_id", "rft.genre", "rft.atitle", "rft.btitle", "rft.jtitle", "rft.au", "rft.date"),
    *("rft.volume", "rft.issue", "rft.pages", "rft.place", "rft.pub", "rft.title", "rft.description"),
}
NEEDED = {
    "journalArticle": ("rft.atitle", "rft.jtitle"),
    "book": ("rft.btitle",),
    "bookSection": ("rft.atitle", "rft.btitle"),
    "document": ("rft.title", "rft.pub", "rft.description"),
}
by_language = pytest.mark.parametrize("language", LANGUAGES)


def coins(made: Any) -> list[tuple[str, dict[str, list[str]]]]:
    """Return each work that the COinS translator finds: the type that it takes it for, and its fields."""
    found = []
    for title in made.xpath("//span[contains(concat(' ', @class, ' '), ' Z3988 ')]/@title"):
        fields = parse_qs(title, strict_parsing=True)
        assert fields.keys() <= KEYS
        assert fields["ctx_ver"] == ["Z39.88-2004"]
        form = fields["rft_val_fmt"][0].removeprefix("info:ofi/fmt:kev:mtx:")
        found.append((TYPES[form, fields["rft.genre"][0]], fields))
    return found


def index_page(tei: Path, folder: Path) -> Any:
    """Return the page of an article's citation index."""
    return page(next(path for path in publishing.index([tei], folder) if path.suffix == ".html"))


@by_language
def test_each_work_of_the_index_is_offered_with_its_titles(language: str, tmp_path: Path) -> None:
    made = index_page(LANGUAGES[language], tmp_path)
    works = made.xpath("//section[@class='works']//li[@class='entry']")
    documents = made.xpath("//section[@class='archive']//*[@class='leaf']")
    found = coins(made)
    assert len(found) == len(works) + len(documents) > 0
    for kind, fields in found:
        assert all(fields.get(key) for key in NEEDED[kind])
        assert all(re.fullmatch(r"\d{4}(-\d\d){0,2}", date) for date in fields.get("rft.date", ()))


def test_a_chinese_and_a_russian_article_arrive_with_author_journal_and_year(tmp_path: Path) -> None:
    found = [fields for kind, fields in coins(index_page(BRIDGE, tmp_path)) if kind == "journalArticle"]
    arrived = {(f["rft.au"][0], f["rft.jtitle"][0], f["rft.date"][0], f["rft.issue"][0]) for f in found}
    assert {("謝明", "水利雜誌", "1957", "2"), ("Иванов П. С.", "Вопросы гидрографии", "1998", "4")} <= arrived


@by_language
def test_the_article_itself_has_what_embedded_metadata_reads(language: str, tmp_path: Path) -> None:
    made = page(publishing.html(LANGUAGES[language], tmp_path, downloads={"pdf": "../pdf/a.pdf"})[0])
    assert not coins(made), "of a page that has both, Zotero takes the works of COinS, not the article"
    tags: dict[str, list[str]] = {}
    for meta in made.xpath("//head/meta[starts-with(@name, 'citation_')]"):
        tags.setdefault(meta.get("name"), []).append(meta.get("content"))
    assert all(value.strip() for values in tags.values() for value in values)
    assert len(tags["citation_title"]) == 1
    assert tags["citation_author"] == [name["name"] for name in linked(made)["author"]]
    assert all(re.fullmatch(r"\d{4}(/\d\d){0,2}", date) for date in tags.get("citation_publication_date", ()))
    assert tags["citation_pdf_url"] == ["../pdf/a.pdf"]
    assert tags["citation_language"] == [language]


def test_a_book_arrives_with_its_number(tmp_path: Path) -> None:
    text = LANGUAGES["en"].read_text("utf-8")
    book = tmp_path / "book.xml"
    book.write_text(text.replace("<imprint>", '<idno type="ISBN">978-0-306-40615-7</idno><imprint>', 1), "utf-8")
    made = page(publishing.html(book, tmp_path / "out")[0])
    assert made.xpath("//meta[@name='citation_isbn']/@content") == ["978-0-306-40615-7"]


@by_language
def test_linked_data_tells_whom_it_mentions_and_what_it_cites(language: str, tmp_path: Path) -> None:
    made = page(publishing.html(LANGUAGES[language], tmp_path)[0])
    data = linked(made)
    assert (data["@context"], data["@type"]) == ("https://schema.org", "ScholarlyArticle")
    assert all(one["name"] and one["@type"] in ("Person", "Place", "Organization") for one in data["mentions"])
    assert all(one["name"] for one in data.get("citation", ()))


def linked(made: Any) -> dict[str, Any]:
    """Return the page's JSON-LD."""
    data: dict[str, Any] = json.loads(made.xpath("string(//script[@type='application/ld+json'])"))
    return data


@by_language
def test_the_page_has_what_each_citation_is_given_of(language: str, tmp_path: Path) -> None:
    for made in (page(publishing.html(LANGUAGES[language], tmp_path)[0]), index_page(LANGUAGES[language], tmp_path)):
        items = json.loads(made.xpath("string(//script[@id='citation-data'])"))
        known = {place for item in items for place in item["cited"]}
        offered = {href.rpartition("#")[2] for href in made.xpath("//*[@id='citations']//a[@class='cited-in']/@href")}
        assert known == offered
        assert all(item["title"] for item in items)


def test_an_author_whose_family_name_comes_first_arrives_with_it_as_such(tmp_path: Path) -> None:
    """Zotero's cleanAuthor takes the last word for the family name where there is no comma."""
    text = LANGUAGES["en"].read_text("utf-8")
    copy = tmp_path / "ferry.xml"
    copy.write_text(re.sub(r"<author([^>]*)>.*?</author>", r"<author\1>Zhou Enlai</author>", text, flags=re.S), "utf-8")
    made = page(publishing.html(copy, tmp_path)[0])
    assert set(made.xpath("//meta[@name='citation_author']/@content")) == {"Zhou, Enlai"}
