"""A text that is set in parts is one PDF: its pages, notes, outline and tags go on from part to part."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from teiwright import publishing
from teiwright.findings import Finding
from teiwright.publishing import parts
from teiwright.publishing.changes import Changes, Layout

from .test_layout import ARTICLE, FILLING

pypdf = pytest.importorskip("pypdf", reason="pypdf reads the structure; it comes with the test extra")
DIVISION = """<div><head>Chapter {n}</head>
<p>{filling}<note place="foot"><p>Remark{n}, <ref target="https://example.org/{n}">there</ref>.</p></note></p>
<table><row role="label"><cell>Day{n}</cell><cell>Water{n}</cell></row>
<row><cell>one{n}</cell><cell>low{n}</cell></row></table>
<div><head>Section {n}</head><p>{filling} <pb n="s{n}"/>{filling}</p></div></div>"""


def chapters(count: int, folder: Path) -> Path:
    path = folder / "chapters.xml"
    path.write_text(
        ARTICLE.format("".join(DIVISION.format(n=n, filling=FILLING) for n in range(1, count + 1))), "utf-8"
    )
    return path


def made(tei: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, size: int) -> tuple[Any, list[Finding]]:
    """Set a file, in parts of some `size` bytes; return what pypdf reads, and the findings."""
    monkeypatch.setattr(parts, "LONG", size)
    monkeypatch.setattr(parts, "PART", size)
    found: list[Finding] = []
    return pypdf.PdfReader(publishing.pdf(tei, folder, found.append)), found


def elements(node: Any) -> Iterator[Any]:
    yield node
    kids = node.get("/K", ())
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(kid, dict) and "/S" in kid:
            yield from elements(kid)


def outline(reader: Any) -> list[tuple[str, int]]:
    """The headings of the outline, each with its page."""

    def flat(items: list[Any]) -> Iterator[Any]:
        for item in items:
            yield from flat(item) if isinstance(item, list) else [item]

    return [(item.title, reader.get_destination_page_number(item)) for item in flat(reader.outline)]


def test_notes_at_the_end_of_a_text_in_parts_lead_to_their_marks_and_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tei = chapters(4, tmp_path)
    monkeypatch.setattr(parts, "LONG", 12_000)
    monkeypatch.setattr(parts, "PART", 12_000)
    found: list[Finding] = []
    layout = Changes(layout=Layout(notes="end"))
    reader = pypdf.PdfReader(publishing.pdf(tei, tmp_path / "end", found.append, changes=layout))
    assert {one.rule for one in found} == {"publishing-in-parts"}
    texts = [page.extract_text() for page in reader.pages]
    assert "".join(texts).count("Notes\n") == 1
    number_of = {page.indirect_reference: number for number, page in enumerate(reader.pages)}
    leads = [
        (number, number_of[link.get_object()["/Dest"][0].indirect_reference])
        for number, page in enumerate(reader.pages)
        for link in page.get("/Annots", ())
        if "/Dest" in link.get_object()
    ]
    notes = [next(place for place, text in enumerate(texts) if f"Remark{n}" in text) for n in range(1, 5)]
    heads = [next(place for place, text in enumerate(texts) if f"Chapter {n}" in text) for n in range(1, 5)]
    forward, back = [pair for pair in leads if pair[0] < pair[1]], [pair for pair in leads if pair[0] > pair[1]]
    assert [note for _, note in forward] == notes
    assert sorted(back) == sorted((note, mark) for mark, note in forward)
    assert all(head <= mark <= head + 1 for (mark, _), head in zip(forward, heads, strict=True))
    assert b"urn:teiwright" not in (tmp_path / "end" / "chapters.pdf").read_bytes()


def test_a_long_text_that_is_set_as_a_whole_says_what_it_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "LONG", 12_000)
    found: list[Finding] = []
    publishing.pdf(chapters(4, tmp_path), tmp_path, found.append, changes=Changes(layout=Layout(indexed=True)))
    assert [one.rule for one in found] == ["publishing-as-a-whole"]


def test_a_text_in_parts_is_one_tagged_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tei = chapters(4, tmp_path)
    whole, _ = made(tei, tmp_path / "whole", monkeypatch, 10**9)
    reader, found = made(tei, tmp_path / "parts", monkeypatch, 12_000)
    assert "publishing-in-parts" in {one.rule for one in found}
    assert not {one.rule for one in found} & {"publishing-lost", "publishing-plainer-pdf"}
    texts = [page.extract_text() for page in reader.pages]
    assert [re.search(r"(\d+)\s*$", text)[1] for text in texts] == [str(n) for n in range(1, len(texts) + 1)]  # type: ignore[index]
    assert re.findall(r"\[s\d\]", "".join(texts)) == ["[s1]", "[s2]", "[s3]", "[s4]"]
    for title, number in outline(reader):
        assert title in texts[number].replace("\n", " ")
    assert [title for title, _ in outline(reader)] == [title for title, _ in outline(whole)]
    assert reader.page_labels == [str(n) for n in range(1, len(texts) + 1)]
    root = reader.root_object
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert f"NPages>{len(texts)}<".encode() in root["/Metadata"].get_data()
    mine, theirs = list(elements(root["/StructTreeRoot"])), list(elements(whole.root_object["/StructTreeRoot"]))
    for kind in ("/Document", "/H1", "/H2", "/Note", "/Table", "/TH", "/TD", "/Link"):
        assert sum(one.get("/S") == kind for one in mine) == sum(one.get("/S") == kind for one in theirs), kind
    ids = [str(one["/ID"]) for one in mine if "/ID" in one]
    assert len(set(ids)) == len(ids) > 4
    headers = {str(name) for one in mine for name in headers_of(one)}
    assert headers
    assert headers <= set(ids)
    pairs = root["/StructTreeRoot"]["/IDTree"]["/Names"]
    assert [str(name) for name in pairs[::2]] == sorted(ids)
    tree = root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    owners = {int(key): owner.get_object() for key, owner in zip(tree[::2], tree[1::2], strict=True)}
    pages = {page.indirect_reference.idnum for page in reader.pages}
    for page in reader.pages:
        assert all("/S" in one.get_object() for one in owners[page["/StructParents"]])
        links = [one.get_object() for one in page.get("/Annots", ())]
        assert all(
            owners[link["/StructParent"]]["/S"] in ("/Link", "/Reference") for link in links if "/StructParent" in link
        )
    assert {one.raw_get("/Pg").idnum for one in mine if "/Pg" in one} <= pages


def headers_of(cell: Any) -> list[Any]:
    attributes = cell.get("/A", [])
    listed = attributes if isinstance(attributes, list) else [attributes]
    return [name for one in listed for name in one.get_object().get("/Headers", ())]


def test_a_long_division_without_headings_is_cut_between_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "PART", 1000)
    blocks = "".join(f"<par>{n} {'word ' * 60}</par>" for n in range(20))
    blocks += '<heading level="2">Two</heading><par>end</par>'
    printed = f'<article lang="en" title="t"><heading level="1">One</heading>{blocks}</article>'
    found = list(parts.cut(printed))
    assert len(found) == 3
    assert max(map(len, found)) < 4000
    assert not any(part.endswith("</heading></article>") for part in found)
    inside = [re.sub("^<article[^>]*>|</article>$", "", part) for part in found]
    assert "".join(inside) == re.sub("^<article[^>]*>|</article>$", "", printed)
