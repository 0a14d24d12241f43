"""PDF: pages set in the test are read back with their notes at the marks."""

from pathlib import Path

import pypdf
import pytest
import typst
from click.testing import CliRunner
from lxml import etree

from teiwright.article import Article, NoteAnchor, PageBreak, Paragraph, Quotation, texts_in
from teiwright.cli import cli
from teiwright.errors import SourceError
from teiwright.proof import reread
from teiwright.reading import read
from teiwright.xmltools import TEI

WORDS = (
    "The commission travelled along the river and wrote down what the farmers told it about the harvest of that year. "
    "Nobody had asked them before, and the answers fill four volumes in the provincial archive. "
)
HEAD = '#set text(font: "Libertinus Serif", size: 11pt, lang: "en", hyphenate: true)\n'


def set_as_pdf(folder: Path, body: str, page: str = "") -> Path:
    """Set typst's markup as a PDF of small pages with a running head and numbers from 133 on."""
    source, made = folder / "page.typ", folder / "page.pdf"
    furniture = "header: [#h(1fr) The Harvest Commission], footer: context align(center, counter(page).display())"
    source.write_text(
        f"#set page(width: 320pt, height: 400pt, margin: 50pt, {furniture}{page})\n{HEAD}"
        f"#set par(justify: true, first-line-indent: 1.2em)\n#counter(page).update(133)\n{body}",
        encoding="utf-8",
    )
    typst.compile(str(source), output=str(made))
    return made


def noted(article: Article) -> list[tuple[str, str]]:
    """Return for each note the words before its mark and its own words."""
    notes = {note.number: " ".join(text.string for text in texts_in((), note.blocks, ())) for note in article.notes}
    return [
        (text.string[: inline.at].split()[-1], notes[inline.note])
        for text in texts_in(article.title_page, article.body, ())
        for inline in text.inlines
        if isinstance(inline, NoteAnchor)
    ]


def test_notes_stand_at_their_marks(tmp_path: Path) -> None:
    body = "= On Harvests\n" + "\n\n".join(
        f"Part {name} begins. {WORDS * 2} It ends with word{name}.#footnote[Source {name}, {WORDS}]"
        for name in ("alpha", "beta", "gamma", "delta")
    )
    article = read(set_as_pdf(tmp_path, body))
    assert [word for word, _ in noted(article)] == [f"word{n}." for n in ("alpha", "beta", "gamma", "delta")]
    assert [note.split(",")[0] for _, note in noted(article)] == [
        f"Source {n}" for n in ("alpha", "beta", "gamma", "delta")
    ]
    assert all(note.endswith("provincial archive.") for _, note in noted(article))
    paragraphs = [block for block in article.body if isinstance(block, Paragraph)]
    assert len(paragraphs) == 4
    assert all(p.text.string.startswith("Part") for p in paragraphs)
    assert not any("Harvest Commission" in text.string for text in texts_in((), article.body, article.notes))


def test_printed_page_numbers_become_page_breaks(tmp_path: Path) -> None:
    article = read(set_as_pdf(tmp_path, (WORDS * 12 + "\n\n") * 2))
    labels = [i.label for t in texts_in((), article.body, ()) for i in t.inlines if isinstance(i, PageBreak)]
    assert labels[:2] == ["134", "135"]


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    numbered = " ".join(f"Sentence number {at} of the text says that the harvest was good." for at in range(1, 61))
    article = read(set_as_pdf(tmp_path, "#set text(size: 8pt)\n" + numbered, ", columns: 2"))
    text = " ".join(text.string for text in texts_in((), article.body, ()))
    at = [text.index(f"number {number} of") for number in range(1, 61)]
    assert at == sorted(at)


def test_words_divided_at_lines_ends_are_whole(tmp_path: Path) -> None:
    article = read(
        set_as_pdf(tmp_path, "#set page(width: 180pt)\n" + "Administrative responsibilities notwithstanding. " * 12)
    )
    text = " ".join(text.string for text in texts_in((), article.body, ()))
    assert text.count("Administrative responsibilities notwithstanding.") == 12


def test_a_quotation_set_in_is_one(tmp_path: Path) -> None:
    body = f"#set page(header: none)\n{WORDS}\n\n#pad(x: 2em, block[{WORDS}])\n\n{WORDS}"
    kinds = [type(block) for block in read(set_as_pdf(tmp_path, body)).body]
    assert kinds == [Paragraph, Quotation, Paragraph]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"%PDF-1.7\nnothing", "cannot be read"), (b"%PDF-", "cannot be read")],
)
def test_a_damaged_file_is_one_line(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "damaged.pdf"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=said):
        read(path)


def test_a_password_is_said(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=set_as_pdf(tmp_path, WORDS))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    with pytest.raises(SourceError, match="encrypted"):
        read(tmp_path / "locked.pdf")


def test_a_page_without_text_names_the_way(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="without text") as caught:
        read(set_as_pdf(tmp_path, "#set page(header: none, footer: none)\n#rect()"))
    assert "text recognition" in (caught.value.hint or "")


def test_without_the_library_the_way_to_it_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = set_as_pdf(tmp_path, WORDS)
    monkeypatch.setattr("teiwright.reading.pdf.find_spec", lambda name: None)
    with pytest.raises(SourceError) as caught:
        read(path)
    assert caught.value.hint == "pip install 'teiwright[pdf]'"


def test_a_letter_that_the_tei_lacks_is_found(tmp_path: Path) -> None:
    path = set_as_pdf(tmp_path, f"= Title\n{WORDS} End.#footnote[A source, box 3.]")
    made = tmp_path / "made.xml"
    assert CliRunner().invoke(cli, ["encode", str(path), "-o", str(made)]).exit_code == 0
    tei, article = etree.parse(made), read(path)
    assert not reread(article.source, tei.getroot(), article.set_aside).errors
    paragraph = tei.find(f".//{TEI}body//{TEI}p")
    assert paragraph is not None
    paragraph.text = "x" + (paragraph.text or "")
    assert {f.rule for f in reread(article.source, tei.getroot(), article.set_aside).errors} == {"text-added"}


def test_a_finding_names_its_page(tmp_path: Path) -> None:
    body = "\n#pagebreak()\n".join(f"{WORDS} It ends.#super[{n}]" for n in (1, 2)) + "#footnote[Only one note.]"
    article = read(set_as_pdf(tmp_path, body))
    assert all(f.message.startswith("page ") for f in article.findings if f.line)
