"""The EPUB: the rules of EPUB 3.3 that a checker asks for first, restated."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from teiwright import publishing
from tests.conftest import ROOT

SAMPLES = ROOT / "tests" / "data" / "publishing"
NAMES = {
    "h": "http://www.w3.org/1999/xhtml",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
}


@pytest.fixture(scope="module", params=["bridge", "ferry-ru", "kinds"])
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    made = publishing.epub(SAMPLES / f"{request.param}.xml", tmp_path_factory.mktemp("epub"))[0]
    return zipfile.ZipFile(io.BytesIO(made.read_bytes()))


def test_the_container_begins_with_its_kind(book: zipfile.ZipFile) -> None:
    first = book.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    assert book.read("mimetype") == b"application/epub+zip"


def test_the_package_lists_all_files_and_says_what_it_must(book: zipfile.ZipFile) -> None:
    package: Any = etree.fromstring(book.read("EPUB/package.opf"))
    listed = {f"EPUB/{href}" for href in package.xpath("//o:item/@href", namespaces=NAMES)}
    assert listed | {"mimetype", "META-INF/container.xml", "EPUB/package.opf"} == set(book.namelist())
    for name in ("dc:identifier", "dc:title", "dc:language", "o:meta[@property='dcterms:modified']"):
        assert package.xpath(f"string(//{name})", namespaces=NAMES).strip(), name


def test_ids_are_names_and_unique_and_links_lead_to_them(book: zipfile.ZipFile) -> None:
    text: Any = etree.fromstring(book.read("EPUB/text.xhtml"))
    ids = text.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert all(etree.fromstring(f"<{name}/>") is not None for name in ids)
    nav: Any = etree.fromstring(book.read("EPUB/nav.xhtml"))
    targets = [*text.xpath("//h:a/@href", namespaces=NAMES), *nav.xpath("//h:a/@href", namespaces=NAMES)]
    assert {href.partition("#")[2] for href in targets if "://" not in href} - {""} <= set(ids)
    assert not text.xpath("//h:script | //h:form | //h:button | //*[starts-with(name(@*), 'on')]", namespaces=NAMES)


def test_the_same_article_gives_the_same_bytes(tmp_path: Path) -> None:
    once, again = (
        publishing.epub(SAMPLES / "ferry-en.xml", tmp_path / name)[0].read_bytes() for name in ("one", "two")
    )
    assert once == again


def test_beside_a_reading_edition_it_is_made_of_it_and_comes_out_the_same(tmp_path: Path) -> None:
    edition = publishing.html(
        SAMPLES / "ferry-ru.xml", tmp_path, home="index.html", downloads={"epub": "../epub/a.epub"}
    )[0]
    [beside] = publishing.epub(SAMPLES / "ferry-ru.xml", tmp_path / "beside", edition=edition)
    [alone] = publishing.epub(SAMPLES / "ferry-ru.xml", tmp_path / "alone")
    assert beside.read_bytes() == alone.read_bytes()
