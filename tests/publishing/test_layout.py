"""The PDF in the form that a journal asks for: its page, where its notes stand, its indexes, the source's pages."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from teiwright.cli import cli
from tests.conftest import ROOT

from .samples import PRACTICE

pdfium = pytest.importorskip("pypdfium2")
MILLIMETRE = 72 / 25.4
ARTICLE = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt>
<title>Ferries</title></titleStmt><publicationStmt><p>None</p></publicationStmt><sourceDesc><p>None</p></sourceDesc></fileDesc></teiHeader>
<text><body>{}</body></text></TEI>"""
FILLING = " ".join(["The ferry crossed in the evening with rope and lantern."] * 60)


def pages(tei: Path, folder: Path, *options: str) -> list[str]:
    """Set a file by the command, with options; return the text of each page."""
    done = CliRunner().invoke(cli, ["publish", "pdf", str(tei), "-o", str(folder), *options])
    assert done.exit_code == 0, done.output
    document = pdfium.PdfDocument(folder / f"{tei.stem}.pdf")
    return [page.get_textpage().get_text_bounded() for page in document]


def noted(count: int, folder: Path) -> Path:
    """Write an article of as many long paragraphs, each with a note."""
    path = folder / "noted.xml"
    body = "".join(f"<p>{FILLING}<note place='foot'><p>Remark{n}.</p></note></p>" for n in range(1, count + 1))
    path.write_text(ARTICLE.format(body), "utf-8")
    return path


@pytest.mark.parametrize(("paper", "size"), [("a4", (210, 297)), ("b5", (176, 250)), ("journal", (170, 240))])
def test_the_page_has_the_size_that_is_asked_for(paper: str, size: tuple[int, int], tmp_path: Path) -> None:
    pages(PRACTICE, tmp_path, "--paper", paper)
    with pdfium.PdfDocument(tmp_path / "practice.pdf") as document:
        found = document[0].get_size()
    assert [round(length / MILLIMETRE) for length in found] == list(size)


def test_notes_are_counted_anew_on_each_page(tmp_path: Path) -> None:
    found = pages(noted(8, tmp_path), tmp_path, "--print-notes", "page")
    assert len(found) > 2
    for page in found:
        circled = re.findall("[①-⑳]", page)
        notes = re.findall(r"([①-⑳])\s*Remark", page)
        assert notes == [chr(0x2460 + number) for number in range(len(notes))]
        assert sorted(circled) == sorted(notes * 2), "each mark has its note on its page"


def test_notes_stand_at_the_end_and_lead_back(tmp_path: Path) -> None:
    found = pages(noted(4, tmp_path), tmp_path, "--print-notes", "end")
    assert not any("Remark" in page for page in found[:-1])
    assert re.findall(r"(\d)\s*Remark(\d)", found[-1]) == [(str(n), str(n)) for n in range(1, 5)]


def test_indexes_of_persons_and_archives_have_the_pages_of_the_pdf(tmp_path: Path) -> None:
    found = pages(ROOT / "tei" / "formosa-1950-en.xml", tmp_path, "--print-index")
    persons, archives = re.split(r"\nArchives\s*\n", found[-1].split("Index of people")[1])
    line = re.search(r"Acheson, Dean\s+([\d–, ]+)", persons)
    assert line
    assert line[1].strip() == "1–4"
    assert all("Acheson" in page for page in found[:4])
    assert re.search(r"APRF, f. 45, op. 1, d. 329\s+\d", archives)


def test_pages_of_the_source_on_one_line_are_named_together(tmp_path: Path) -> None:
    path = tmp_path / "pages.xml"
    path.write_text(
        ARTICLE.format('<p><pb n="11"/>One <pb n="12"/>two <pb n="13"/>three.</p><p><pb n="14"/>Four.</p>'), "utf-8"
    )
    (page,) = pages(path, tmp_path)
    assert re.findall(r"\[[\d,\s]+\]", page.replace("\xa0", " ")) == ["[11, 12, 13]", "[14]"]


def test_no_heading_stands_at_the_foot_of_a_page(tmp_path: Path) -> None:
    """Whatever the length of the text before it."""
    for length in range(30, 60, 6):
        path = tmp_path / f"headed{length}.xml"
        text = " ".join(["Rope and lantern crossed the river."] * length)
        body = "".join(f"<div><head>Chapter{n}</head><p>{text}</p></div>" for n in range(1, 12))
        path.write_text(ARTICLE.format(body), "utf-8")
        for page in pages(path, tmp_path):
            lines = [line for line in page.splitlines() if line.strip()]
            assert not any(line.startswith("Chapter") for line in lines[-3:-1]), (length, lines[-3:])


def test_a_line_within_a_line_of_the_title_page_is_set(tmp_path: Path) -> None:
    path = tmp_path / "front.xml"
    front = "<titlePage><docImprint>Issued in <docDate>February</docDate>.</docImprint></titlePage>"
    path.write_text(ARTICLE.replace("<body>", f"<front>{front}</front><body>").format("<p>Rope.</p>"), "utf-8")
    assert "February" in "".join(pages(path, tmp_path))


def told(words: Callable[[int], str], folder: Path, paper: str) -> tuple[set[str], set[str], list[str]]:
    """Set forty paragraphs of such words.

    Return the pages that have one line alone of a paragraph, those that a finding names for it, and all pages' text.
    """
    path = folder / "lines.xml"
    made = [f"<p>{words(number)}</p>" for number in range(1, 41)]
    made = [f"<div><head>Chapter</head>{''.join(made[start : start + 8])}</div>" for start in range(0, 40, 8)]
    path.write_text(ARTICLE.format("".join(made)), "utf-8")
    done = CliRunner().invoke(cli, ["publish", "pdf", str(path), "-o", str(folder), "--paper", paper])
    with pdfium.PdfDocument(folder / "lines.pdf") as document:
        found = [page.get_textpage().get_text_bounded() for page in document]
    lines = [[one[1] for one in re.finditer(r"^par(\d+)\b", page, re.M)] for page in found]
    everywhere = Counter(number for page in lines for number in set(page))
    alone = {
        str(place)
        for place, page in enumerate(lines, 1)
        for number, count in Counter(page).items()
        if count == 1 and everywhere[number] > 1
    }
    assert max(everywhere.values()) > 1
    named = re.search(r"room before: page ([\d, ]+)", done.output)
    return alone, set(named[1].strip().split(", ")) if named else set(), found


@pytest.mark.parametrize(("paper", "length"), [("a4", 70), ("a4", 83), ("b5", 64), ("b5", 97), ("journal", 58)])
def test_no_line_of_a_paragraph_stands_alone_on_a_page(paper: str, length: int, tmp_path: Path) -> None:
    """No widow and no orphan, with notes and headings, whatever the paragraphs' length; no heading at the foot."""

    def words(number: int) -> str:
        before, after = (f"par{number} " * (length + number % 7 * 5), f"par{number} " * 25)
        return f'{before}<note place="foot"><p>Remark {"upon it " * (number % 5 * 9)}.</p></note> {after}'

    alone, named, found = told(words, tmp_path, paper)
    assert (alone, named) == (set(), set())
    for page in found:
        text = [line for line in page.splitlines() if line.strip()]
        assert not text[-2].startswith("Chapter")


@pytest.mark.parametrize(("paper", "length"), [("a4", 83), ("b5", 64), ("b5", 70), ("journal", 58)])
def test_a_last_line_whose_note_finds_no_room_takes_the_line_before_with_it(
    paper: str, length: int, tmp_path: Path
) -> None:
    def words(number: int) -> str:
        note = f'<note place="foot"><p>Remark {"upon it " * (number % 5 * 9)}.</p></note>' if number % 3 == 0 else ""
        return f"{f'par{number} ' * (length + number % 7 * 5)}{note} par{number} par{number}."

    alone, named, found = told(words, tmp_path, paper)
    assert (alone, named) == (set(), set())
    assert sum(page.count("par") for page in found) == sum(length + number % 7 * 5 + 2 for number in range(1, 41))


def structure(element: Any) -> Iterator[Any]:
    """Yield the structure elements of a tagged PDF, in the order of reading."""
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if isinstance(kid, dict) and "/S" in kid:
            yield kid
            yield from structure(kid)


@pytest.mark.parametrize("notes", ["foot", "page", "end"])
def test_a_pdf_keeps_the_rules_for_readers_who_hear_it(notes: str, tmp_path: Path) -> None:
    """ISO 14289-1, 7: marked, titled, in a language, headings without gaps, pictures told, notes with labels."""
    pypdf = pytest.importorskip("pypdf", reason="pypdf reads the structure; it comes with the test extra")
    pages(ROOT / "tests/data/publishing/kinds.xml", tmp_path, "--print-notes", notes, "--print-index")
    root = pypdf.PdfReader(tmp_path / "kinds.pdf").trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    found = list(structure(root["/StructTreeRoot"]))
    levels = [int(one["/S"][2:]) for one in found if re.fullmatch("/H[1-6]", one["/S"])]
    assert levels
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))
    assert all(one.get("/Alt") for one in found if one["/S"] == "/Figure")
    written = [one for one in found if one["/S"] == "/Note"]
    assert len(written) == (0 if notes == "end" else 5)
    assert all(any(kid["/S"] == "/Lbl" for kid in structure(note)) for note in written)
    assert len({note.get("/ID") for note in written}) == len(written)


def painted(element: Any, page: Any = None) -> Iterator[tuple[int, int]]:
    """Yield the page and the number of each piece of text below an element of structure, in the order of reading."""
    page = element.get("/Pg", page)
    kids = element.get("/K", [])
    for kid in (one.get_object() for one in (kids if isinstance(kids, list) else [kids])):
        if not isinstance(kid, dict):
            yield page.indirect_reference.idnum, int(kid)
        elif "/MCID" in kid:
            yield kid["/Pg"].indirect_reference.idnum, int(kid["/MCID"])
        elif "/S" in kid:
            yield from painted(kid, page)


@pytest.mark.parametrize("notes", ["foot", "page", "end"])
def test_a_pdf_is_heard_in_the_order_in_which_it_is_painted(notes: str, tmp_path: Path) -> None:
    """Notes follow the text, each after its number; a mark is a reference; the pieces of no page change places."""
    pypdf = pytest.importorskip("pypdf", reason="pypdf reads the structure; it comes with the test extra")
    path = tmp_path / "heard.xml"
    note = "<note place='foot'><p>As <title level='m'>Ropes</title> says.</p><p>Twice.</p></note>"
    path.write_text(ARTICLE.format(f"<p>{FILLING} <hi>Thus</hi>{note} they <hi>came</hi>.</p>" * 7), "utf-8")
    count = len(pages(path, tmp_path, "--print-notes", notes))
    root = pypdf.PdfReader(tmp_path / "heard.pdf").trailer["/Root"]["/StructTreeRoot"]
    on_pages: dict[int, list[int]] = {}
    for page, number in painted(root["/K"][0]):
        on_pages.setdefault(page, []).append(number)
    assert len(on_pages) == count
    assert all(numbers == list(range(len(numbers))) for numbers in on_pages.values())
    names = [str(one["/S"]) for one in root["/K"][0].get_object()["/K"]]
    if notes != "end":
        assert names[-7:] == ["/Note"] * 7
        assert "/Note" not in names[:-7]
        assert [one["/S"] for one in structure(root)].count("/Reference") == 7
        for each in root["/K"][0].get_object()["/K"][-7:]:
            assert [kid.get_object()["/S"] for kid in each.get_object()["/K"]] == ["/Lbl", "/P", "/P"]
