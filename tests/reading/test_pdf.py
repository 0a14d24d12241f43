"""PDF: pages set in the test are read back with their notes at the marks."""

import zlib
from collections.abc import Sequence
from pathlib import Path

import pypdf
import pytest
import typst
from click.testing import CliRunner
from lxml import etree

from teiwright.article import (
    Article,
    Heading,
    NoteAnchor,
    PageBreak,
    Paragraph,
    Quotation,
    Table,
    texts_in,
    texts_of,
)
from teiwright.cli import cli
from teiwright.errors import SourceError
from teiwright.proof import reread
from teiwright.publishing.typesetting import font_folders
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


def test_a_line_of_many_styles_is_as_wide_as_all_of_them(tmp_path: Path) -> None:
    mixed = " ".join(f"_{word}_" if at % 2 else word for at, word in enumerate((WORDS * 2).split()))
    set_as_pdf(tmp_path, f"= On Harvests\n#set par(first-line-indent: 0pt, spacing: 0.65em)\n{mixed}\n\n{mixed}")
    article = read(untagged(tmp_path))
    paragraphs = [block.text.string for block in article.body if isinstance(block, Paragraph)]
    assert paragraphs == [(WORDS * 2).strip()] * 2


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


def test_a_page_whose_columns_are_crossed_is_told_by_its_number(tmp_path: Path) -> None:
    wide = "#place(top + center, dy: {}pt, block(width: 70%, text(size: 8pt)[" + WORDS[:112] + "]))"
    crossed = "".join(wide.format(dy) for dy in (70, 125, 180, 235, 290))
    pages = (f"#set page(foreground: [{each}])\n{WORDS * 7}" for each in ("", crossed, ""))
    path = set_as_pdf(tmp_path, "#set text(size: 8pt)\n" + "\n".join(pages), ", columns: 2")
    told = [finding.message for finding in read(path).findings if finding.rule == "column-order"]
    assert [message.split(":")[0] for message in told] == ["page 2"]


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
    assert "pip install 'teiwright[pdf]'" in (caught.value.hint or "")


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


def test_a_last_page_with_one_short_column_is_read_by_columns(tmp_path: Path) -> None:
    numbered = " ".join(f"Sentence number {at} of the text says that the harvest was good." for at in range(1, 90))
    article = read(set_as_pdf(tmp_path, "#set text(size: 8pt)\n" + numbered + "\n\n" + WORDS, ", columns: 2"))
    text = " ".join(text.string for text in texts_in((), article.body, ()))
    at = [text.index(f"number {number} of") for number in range(1, 90)]
    assert at == sorted(at)
    assert "Harvest Commission" not in text


def test_a_note_goes_on_at_the_next_columns_foot(tmp_path: Path) -> None:
    numbered = [f"Sentence number {at} says that the harvest was good." for at in range(1, 40)]
    noted = f"{numbered[0]}#footnote[{WORDS * 5} It ends there.] " + " ".join(numbered[1:]) + f" {WORDS * 4}"
    article = read(set_as_pdf(tmp_path, "#set text(size: 8pt)\n" + noted, ", columns: 2"))
    notes = [" ".join(text.string for text in texts_in((), note.blocks, ())) for note in article.notes]
    assert [note.endswith("It ends there.") for note in notes] == [True]
    assert all(
        note not in text.string for note in ("provincial archive. It",) for text in texts_in((), article.body, ())
    )


@pytest.mark.parametrize("tags", [True, False], ids=["tagged", "geometry"])
def test_a_note_over_three_pages_is_one_and_so_is_the_paragraph(tmp_path: Path, tags: bool) -> None:
    numbered = " ".join(f"The farmer of house {at} told what the flood had taken from the barn." for at in range(1, 46))
    set_as_pdf(tmp_path, f"{WORDS * 4}It began.#footnote[{numbered}] {WORDS * 12} It ended.")
    article = read(tmp_path / "page.pdf" if tags else untagged(tmp_path))
    assert noted(article) == [("began.", numbered)]
    (text,) = texts_in((), article.body, ())
    assert sum(isinstance(inline, PageBreak) for inline in text.inlines) >= 2
    assert text.string == f"{WORDS * 4}It began. {WORDS * 12}It ended."


@pytest.mark.slow
@pytest.mark.parametrize("tags", [True, False], ids=["tagged", "geometry"])
def test_a_hundred_pages_keep_their_notes_in_order(tmp_path: Path, tags: bool) -> None:
    texts = [f"{WORDS * 3}It ends with word{at}.#footnote[Harvest Chronicle, {at}: {at * 7}.]" for at in range(1, 121)]
    set_as_pdf(tmp_path, "\n\n".join(texts))
    article = read(tmp_path / "page.pdf" if tags else untagged(tmp_path))
    assert noted(article) == [(f"word{at}.", f"Harvest Chronicle, {at}: {at * 7}.") for at in range(1, 121)]
    assert [text.string.split()[-1] for text in texts_in((), article.body, ())] == [
        f"word{at}." for at in range(1, 121)
    ]


def test_full_width_signs_that_share_their_room_stay_on_their_line(tmp_path: Path) -> None:
    sentence = "委員會寫下了這份報告：《收成》（第一卷）。「他們說」：《收成》、《河流》與《村莊》。"
    fonts = [str(folder) for folder in font_folders()]
    source, made = tmp_path / "zh.typ", tmp_path / "zh.pdf"
    source.write_text(
        "#set page(width: 260pt, height: 300pt, margin: 40pt)\n"
        '#set text(font: "Noto Serif CJK TC", size: 10pt, lang: "zh")\n'
        f"#set par(justify: true, first-line-indent: 2em)\n{sentence * 4}\n\n{sentence * 3}",
        encoding="utf-8",
    )
    typst.compile(str(source), output=str(made), font_paths=fonts)
    paragraphs = [block.text.string for block in read(made).body if isinstance(block, Paragraph)]
    assert paragraphs == [sentence * 4, sentence * 3]


# Files made to do harm


def written(folder: Path, content: bytes, catalog: bytes = b"", kids: bytes = b"[3 0 R]") -> Path:
    """Write a PDF of one page, whose content is a stream object, by hand."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        b"<</Type/Pages/Kids%s/Count 1>>" % kids,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        content,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    return put_together(folder / "harm.pdf", objects)


def put_together(path: Path, objects: Sequence[bytes]) -> Path:
    """Write objects, the first of which is the catalog, as a PDF."""
    parts = [b"%PDF-1.7\n"]
    at: list[int] = []
    for number, each in enumerate(objects, start=1):
        at.append(sum(map(len, parts)) if number < 100 else at[-1] + len(parts[-1]))
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, each))
    size, table = len(objects) + 1, b"".join(b"%010d 00000 n \n" % each for each in at)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    path.write_bytes(b"".join(parts) + end % (size, table, size, sum(map(len, parts))))
    return path


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), more, data)


def packed(first: bytes, part: bytes, times: int) -> bytes:
    """Return a compressed stream of the same part many times."""
    packer = zlib.compressobj(1)
    data = packer.compress(first) + b"".join(packer.compress(part) for _ in range(times)) + packer.flush()
    return stream(data, b"/Filter/FlateDecode")


LINE = b"BT /F 12 Tf 20 200 Td (A page with some words on it.) Tj ET "


def test_a_script_in_a_pdf_is_never_run_and_no_hindrance(tmp_path: Path) -> None:
    path = written(tmp_path, stream(LINE), b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>")
    article = read(path)
    assert [text.string for text in texts_in((), article.body, ())] == ["A page with some words on it."]


@pytest.mark.parametrize(
    ("content", "kids"),
    [
        (packed(LINE, b" " * 10_000_000, 100), b"[3 0 R]"),
        (stream(LINE), b"[2 0 R]"),
    ],
    ids=["a stream of a gigabyte", "a page that holds itself"],
)
def test_a_file_made_to_do_harm_is_one_line(tmp_path: Path, content: bytes, kids: bytes) -> None:
    result = CliRunner().invoke(cli, ["encode", str(written(tmp_path, content, kids=kids))])
    assert result.exit_code == 2
    assert len([line for line in result.stderr.splitlines() if line]) == 1
    assert "harm.pdf: the PDF cannot be read" in result.stderr


# The structure tree of tagged PDFs


TABLE = """#table(columns: 3, table.header([Year], [Tons], [Province]),
  [1931], [12 400#footnote[Weighed in the cell.]], [Hunan and the river counties that lie along the lake],
  [1932], [], [Hubei])"""


def untagged(folder: Path) -> Path:
    """Set the page anew without a structure tree."""
    typst.compile(str(folder / "page.typ"), output=str(folder / "page.pdf"), pdf_tags=False)
    return folder / "page.pdf"


def test_a_table_of_a_tagged_pdf_is_one_with_its_notes_and_empty_cells(tmp_path: Path) -> None:
    article = read(set_as_pdf(tmp_path, f"{WORDS}\n\n{TABLE}\n\n{WORDS}"))
    assert [type(block) for block in article.body] == [Paragraph, Table, Paragraph]
    table = article.body[1]
    assert isinstance(table, Table)
    assert [[cell.string for cell in row.cells] for row in table.rows] == [
        ["Year", "Tons", "Province"],
        ["1931", "12 400", "Hunan and the river counties that lie along the lake"],
        ["1932", "", "Hubei"],
    ]
    assert [row.is_label for row in table.rows] == [True, False, False]
    assert noted(article) == [("400", "Weighed in the cell.")]


def test_a_table_without_a_structure_tree_is_kept_as_text_row_by_row(tmp_path: Path) -> None:
    table = TABLE.replace(" and the river counties that lie along the lake", "")
    set_as_pdf(tmp_path, f"{WORDS}\n\n{table}\n\n{WORDS}")
    text = " ".join(text.string for text in texts_in((), read(untagged(tmp_path)).body, ()))
    assert "archive. Year Tons Province 1931 12 400 Hunan 1932 Hubei The commission" in text


def test_a_heading_in_the_texts_size_is_told_by_the_structure_tree(tmp_path: Path) -> None:
    plain = "#show heading: it => block(text(size: 11pt, weight: 400, it.body))\n"
    body = f"{plain}= First Part\n{WORDS}\n\n== Within It\n{WORDS}\n\n= Second Part\n{WORDS}"
    article = read(set_as_pdf(tmp_path, body))
    assert [(b.level, b.text.string) for b in article.body if isinstance(b, Heading)][-2:] == [
        (2, "Within It"),
        (1, "Second Part"),
    ]
    assert not any(isinstance(block, Heading) for block in read(untagged(tmp_path)).body)


def test_a_note_of_several_paragraphs_keeps_them(tmp_path: Path) -> None:
    body = f"{WORDS}#footnote[The first paragraph of it.\n\nThe second one.] {WORDS}#footnote[Another note.]"
    notes = read(set_as_pdf(tmp_path, body)).notes
    assert [[text.string for block in note.blocks for text in texts_of(block)] for note in notes] == [
        ["The first paragraph of it.", "The second one."],
        ["Another note."],
    ]


def test_a_paragraph_over_a_pages_end_is_whole_though_a_sentence_ends_there(tmp_path: Path) -> None:
    body = "\n\n".join(f"Part {number}. {WORDS * 3}" for number in range(1, 9))
    paragraphs = [b.text.string for b in read(set_as_pdf(tmp_path, body)).body if isinstance(b, Paragraph)]
    assert paragraphs == [f"Part {number}. {WORDS * 3}".strip() for number in range(1, 9)]


def tagged_by_hand(folder: Path, structure: list[tuple[str, list[str]]]) -> Path:
    """Write a PDF of one page as word processors tag it: each text a structure element, a line a marked content."""
    content, elements, number, top = "", [], 0, 280
    for kind, lines in structure:
        if kind == "Artifact":
            content += "".join(f"/Artifact BMC BT /F 9 Tf 20 {top} Td ({line}) Tj ET EMC\n" for line in lines)
            top -= 24
            continue
        marked = []
        for line in lines:
            size = 8 if kind == "Note" else 11
            content += f"/{kind} <</MCID {number}>> BDC BT /F {size} Tf 20 {top} Td ({line}) Tj ET EMC\n"
            marked.append(str(number))
            number, top = number + 1, top - 14
        elements.append(f"<</Type/StructElem/S/{kind}/P 6 0 R/Pg 3 0 R/K[{' '.join(marked)}]>>")
    parents = [at for at, (kind, lines) in enumerate(e for e in structure if e[0] != "Artifact") for _ in lines]
    first = 7
    objects = [
        "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 300]/Contents 4 0 R/StructParents 0"
        "/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(content)}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<</Type/StructTreeRoot/K[{' '.join(f'{first + at} 0 R' for at in range(len(elements)))}]"
        f"/ParentTree<</Nums[0[{' '.join(f'{first + at} 0 R' for at in parents)}]]>>>>",
        *elements,
    ]
    return put_together(folder / "word.pdf", [each.encode() for each in objects])


WORD_LIKE = [
    ("Artifact", ["The Harvest Commission"]),
    ("H1", ["On Harvests"]),
    ("P", ["The commission travelled along the river and wrote down what the", "farmers told it. [1]"]),
    ("P", ["Nobody had asked them before, and the answers fill four volumes", "in the archive of the province. [2]"]),
    ("Note", ["[1] Provincial archive, box 4."]),
    ("Note", ["[2] Ibid., box 5, which is longer than a line of the notes and goes on", "on the next."]),
]


def test_a_pdf_as_word_processors_tag_it_is_read_by_its_tree(tmp_path: Path) -> None:
    article = read(tagged_by_hand(tmp_path, WORD_LIKE))
    assert [text.string for text in texts_in(article.title_page, article.body, ())] == [
        "On Harvests",
        "The commission travelled along the river and wrote down what the farmers told it.",
        "Nobody had asked them before, and the answers fill four volumes in the archive of the province.",
    ]
    assert [note for _, note in noted(article)] == [
        "Provincial archive, box 4.",
        "Ibid., box 5, which is longer than a line of the notes and goes on on the next.",
    ]
    assert any("structure tree" in finding.message for finding in article.findings)


def test_a_poor_structure_tree_is_not_trusted(tmp_path: Path) -> None:
    lines = [line for _, lines in WORD_LIKE for line in lines]
    article = read(tagged_by_hand(tmp_path, [("P", [line]) for line in lines * 2]))
    assert not any("structure tree" in finding.message for finding in article.findings)


# What an editor is asked, with the page


def test_notes_beyond_the_999th_stand_at_their_marks(tmp_path: Path) -> None:
    names = ("one", "two", "three", "four", "five", "six", "seven")
    body = "#counter(footnote).update(996)\n" + "\n\n".join(
        f"Part {name} begins. {WORDS} It ends with word{name}.#footnote[Source {name}, {'the archive ' * at}of {name}.]"
        for at, name in enumerate(names)
    )
    set_as_pdf(tmp_path, body)
    article = read(untagged(tmp_path))
    assert [word for word, _ in noted(article)] == [f"word{name}." for name in names]
    assert [note.label for note in article.notes] == [str(number) for number in range(997, 1004)]


def test_a_page_whose_notes_have_no_mark_and_a_missing_number_are_told_with_the_page(tmp_path: Path) -> None:
    page = f"{WORDS * 2} It ends.#footnote[Source {{}}, {WORDS}]"
    body = "\n\n#pagebreak()\n\n".join(
        (
            page.format("one"),
            page.format("two"),
            f"{WORDS} Nothing is marked here.#place(bottom, text(size: 8pt)[#super[3] A note whose mark is lost.])",
            f"#counter(footnote).update(4)\n{page.format('five')}",
            page.format("six"),
        )
    )
    set_as_pdf(tmp_path, body)
    found = {f.rule: f.message for f in read(untagged(tmp_path)).findings if f.severity == "warning"}
    assert found["note-without-anchor"].startswith("page 3: note 3 has no mark")
    assert found["note-number-gap"].startswith("page 4: numbering goes from 3 to 5")


def test_alike_notes_alone_at_the_foot_of_several_pages_are_no_running_head(tmp_path: Path) -> None:
    pages = "#pagebreak()\n".join(
        f"{WORDS} It ends with word{number}.#footnote[Harvest Chronicle, {number}:{200 + 7 * number}.]\n"
        for number in range(1, 5)
    )
    set_as_pdf(tmp_path, pages)
    notes = noted(read(untagged(tmp_path)))
    assert notes == [(f"word{number}.", f"Harvest Chronicle, {number}:{200 + 7 * number}.") for number in range(1, 5)]


@pytest.mark.parametrize("tags", [True, False], ids=["tagged", "geometry"])
def test_three_columns_are_read_one_after_the_other(tmp_path: Path, tags: bool) -> None:
    numbered = " ".join(f"Sentence number {at} of the text says that the harvest was good." for at in range(1, 90))
    path = set_as_pdf(tmp_path, f"#set page(width: 595pt)\n#set text(size: 8pt)\n{numbered}", ", columns: 3")
    texts = [text.string for text in texts_in((), read(path if tags else untagged(tmp_path)).body, ())]
    assert " ".join(texts) == numbered


def test_a_rotated_page_is_read_as_it_is_seen(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(clone_from=set_as_pdf(tmp_path, f"{WORDS} It ends.#footnote[Source one.]"))
    for page in writer.pages:
        page.rotate(90)
    writer.write(tmp_path / "rotated.pdf")
    article = read(tmp_path / "rotated.pdf")
    assert [text.string for text in texts_in((), article.body, ())] == [f"{WORDS} It ends.".replace("  ", " ")]
    assert noted(article) == [("ends.", "Source one.")]


def test_a_hundred_thousand_objects_are_no_hindrance(tmp_path: Path) -> None:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        stream(LINE),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *[b"<</A[1 2 3]>>"] * 100_000,
    ]
    article = read(put_together(tmp_path / "many.pdf", objects))
    assert [text.string for text in texts_in((), article.body, ())] == ["A page with some words on it."]


def test_a_page_tree_that_goes_deep_is_one_line(tmp_path: Path) -> None:
    depth = 20_000
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    objects += [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (at + 3) for at in range(depth)]
    result = CliRunner().invoke(cli, ["encode", str(put_together(tmp_path / "harm.pdf", objects))])
    assert result.exit_code == 2
    assert len([line for line in result.stderr.splitlines() if line]) == 1


def test_a_file_that_breaks_off_is_one_line(tmp_path: Path) -> None:
    path = set_as_pdf(tmp_path, WORDS * 20)
    path.write_bytes(path.read_bytes()[:2000])
    result = CliRunner().invoke(cli, ["encode", str(path)])
    assert result.exit_code == 2
    assert len([line for line in result.stderr.splitlines() if line]) == 1


def test_a_structure_tree_that_holds_itself_ends(tmp_path: Path) -> None:
    path = tagged_by_hand(tmp_path, WORD_LIKE)
    text = path.read_bytes().replace(b"/S/H1/P 6 0 R/Pg 3 0 R/K[0]", b"/S/H1/P 6 0 R/Pg 3 0 R/K[7 0 R]")
    path.write_bytes(text)
    assert any("commission" in text.string for text in texts_in((), read(path).body, ()))
