"""Each kind of damage to a TEI is found by the second reading alone, in each format; the whole TEI is not refused."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from teiwright.annotation import annotate
from teiwright.article import SetAside, Source
from teiwright.authority import load
from teiwright.encoding import encode
from teiwright.proof import reread
from teiwright.reading import read
from teiwright.resources import folder
from teiwright.xmltools import TEI

MARKDOWN = """# The Mill on the Brook

## The wheel

The *old* wheel turned all night,[^1] and the miller kept [a book](https://example.org/book) of grain.[^2] Flour was
dear in those years, and the second stone was cut when the

[^1]: A first remark on the wheel.

[^2]: A second remark on the miller.

---

frost was over. Nobody wrote down the day.

A later paragraph closes the section.[^3]

[^3]: A third remark on the stone.

> The water is low, and the stones must rest.

| month | sacks |
|-------|-------|
| March | forty |
| April | sixty |

![A plan of the mill](plan.png)

- hopper
- shoe

## The end

The mill was sold.
"""
HTML = """<html><head><title>x</title></head><body><h1>The Mill on the Brook</h1><h2>The wheel</h2>
<p>The <i>old</i> wheel turned all night,<sup><a href="#f1" id="r1">1</a></sup> and the miller kept
<a href="https://example.org/book">a book</a> of grain.<sup><a href="#f2" id="r2">2</a></sup> Flour was dear.</p>
<p>A later paragraph closes the section.<sup><a href="#f3" id="r3">3</a></sup></p>
<blockquote><p>The water is low, and the stones must rest.</p></blockquote>
<table><thead><tr><th>month</th><th>sacks</th></tr></thead><tbody><tr><td>March</td><td>forty</td></tr>
<tr><td>April</td><td>sixty</td></tr></tbody></table>
<figure><img src="plan.png" alt="A plan of the mill"></figure><ul><li>hopper</li><li>shoe</li></ul>
<h2>The end</h2><p>The mill was sold.</p>
<ol><li id="f1">A first remark on the wheel. <a href="#r1">↩</a></li>
<li id="f2">A second remark on the miller. <a href="#r2">↩</a></li>
<li id="f3">A third remark on the stone. <a href="#r3">↩</a></li></ol></body></html>
"""
PLAIN = """The Mill on the Brook

The old wheel turned all night,[1] and the miller kept a book of grain.[2] Flour was dear
in those years, and the second stone was cut when the

[1] A first remark on the wheel.
[2] A second remark on the miller.
\ffrost was over. Nobody wrote down the day.

A later paragraph closes the section.[3]

The mill was sold.

[3] A third remark on the stone.
"""
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Damage = Callable[[etree._Element], None]


def _run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def _mark(number: int) -> str:
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def _paragraph(inner: str, style: str = "") -> str:
    return f"<w:p><w:pPr>{f'<w:pStyle w:val={chr(34)}{style}{chr(34)}/>' if style else ''}</w:pPr>{inner}</w:p>"


def write_docx(path: Path) -> None:
    """Write a small DOCX with headings, italics, notes and a table."""
    first = _run("The ") + _run("old", "<w:i/>") + _run(" wheel turned all night,") + _mark(1)
    first += _run(" and the miller kept a book of grain.") + _mark(2) + _run(" Flour was dear.")
    rows = "".join(
        f"<w:tr>{''.join(f'<w:tc>{_paragraph(_run(cell))}</w:tc>' for cell in row)}</w:tr>"
        for row in (("month", "sacks"), ("March", "forty"), ("April", "sixty"))
    )
    body = _paragraph(_run("The wheel"), "H1") + _paragraph(first)
    body += _paragraph(_run("A later paragraph closes the section.") + _mark(3)) + f"<w:tbl>{rows}</w:tbl>"
    body += _paragraph(_run("The end"), "H1") + _paragraph(_run("The mill was sold."))
    remarks = ("A first remark on the wheel.", "A second remark on the miller.", "A third remark on the stone.")
    notes = "".join(
        f'<w:footnote w:id="{n}">{_paragraph(_run(w))}</w:footnote>' for n, w in enumerate(remarks, start=1)
    )
    kinds = {"document": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
             "footnotes": f"<w:footnotes {WORD}>{notes}</w:footnotes>",
             "styles": f'<w:styles {WORD}><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>'
                       "</w:style></w:styles>"}  # fmt: skip
    types = "".join(
        f'<Override PartName="/word/{kind}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'wordprocessingml.{"document.main" if kind == "document" else kind}+xml"/>'
        for kind in kinds
    )
    related = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
        for n, kind in enumerate(("footnotes", "styles"))
    )
    content = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="d" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>',
        **{f"word/{kind}.xml": part for kind, part in kinds.items()},
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, part in content.items():
            package.writestr(name, part)


def encoded(path: Path) -> tuple[Source, bytes]:
    """Return a source as it was read, and its TEI."""
    article = read(path)
    return article.source, etree.tostring(encode(annotate(article, load(folder("authority")))))


@pytest.fixture(scope="module", params=["mill.md", "mill.html", "mill.txt", "mill.docx"])
def mill(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Source, bytes]:
    path = tmp_path_factory.mktemp("mill") / request.param
    if path.suffix == ".docx":
        pytest.importorskip("pypandoc")
        write_docx(path)
    else:
        path.write_text({".md": MARKDOWN, ".html": HTML, ".txt": PLAIN}[path.suffix], "utf-8")
    return encoded(path)


def one(root: etree._Element, name: str, words: str) -> etree._Element:
    """Return the innermost element of that name in whose text the words stand; no such element skips the test."""
    found = [e for e in root.iter(TEI + name) if words in str(e.xpath("string()"))]
    if not found:
        pytest.skip(f"this format has no {name} with “{words}”")
    return found[-1]


def parent_of(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def change(root: etree._Element, old: str, new: str) -> None:
    """Change the words wherever they stand in one text node."""
    for element in root.iter():
        if isinstance(element.tag, str) and f"{TEI}teiHeader" not in {a.tag for a in element.iterancestors()}:
            if element.text and old in element.text:
                element.text = element.text.replace(old, new, 1)
                return
            if element.tail and old in element.tail:
                element.tail = element.tail.replace(old, new, 1)
                return
    raise AssertionError(old)


def letter(root: etree._Element) -> None:
    change(root, "turned", "burned")


def comma(root: etree._Element) -> None:
    change(root, "night,", "night")


def space_in_word(root: etree._Element) -> None:
    change(root, "wheel turned", "wheel tur ned")


def space_lost(root: etree._Element) -> None:
    change(root, "wheel turned", "wheelturned")


def notes_exchanged(root: etree._Element) -> None:
    first, second = one(root, "note", "first remark"), one(root, "note", "second remark")
    first[:], second[:] = list(second), list(first)


def notes_exchanged_whole(root: etree._Element) -> None:
    """Numbers and words change places."""
    notes_exchanged(root)
    first, second = one(root, "note", "first remark"), one(root, "note", "second remark")
    a, b = first.get("n", ""), second.get("n", "")
    first.set("n", b)
    second.set("n", a)


def body_reversed(root: etree._Element) -> None:
    body = next(root.iter(f"{TEI}body"))
    body.extend(reversed(list(body)))
    for division in body.iter(f"{TEI}div"):
        division.extend(reversed([child for child in division if child.tag != f"{TEI}head"]))


def anchor_moved_a_character(root: etree._Element) -> None:
    note = one(root, "note", "second remark")
    tail = note.tail or ""
    note.tail = tail[3:]
    before = note.getprevious()
    assert before is not None
    before.tail = (before.tail or "") + tail[:3]


def anchor_moved_over_space(root: etree._Element) -> None:
    note = one(root, "note", "first remark")
    before = note.getprevious()
    tail = note.tail or ""
    assert tail.startswith(" ")
    note.tail = tail[1:]
    if before is None:
        parent_of(note).text = (parent_of(note).text or "") + " "
    else:
        before.tail = (before.tail or "") + " "


def anchor_moved_to_next_paragraph(root: etree._Element) -> None:
    note = one(root, "note", "third remark")
    goal = one(root, "p", "The mill was sold")
    parent_of(note).remove(note)
    note.tail, goal.text = goal.text, ""
    goal.insert(0, note)


def note_lost(root: etree._Element) -> None:
    note = one(root, "note", "third remark")
    parent_of(note).remove(note)


def paragraphs_joined(root: etree._Element) -> None:
    first = one(root, "p", "A later paragraph")
    before = first.getprevious()
    while before is not None and before.tag != f"{TEI}p":
        before = before.getprevious()
    assert before is not None
    before[-1].tail = f"{before[-1].tail or ''} {first.text}"
    before.extend(first)
    parent_of(first).remove(first)


def heading_to_paragraph(root: etree._Element) -> None:
    one(root, "head", "The wheel").tag = f"{TEI}p"


def paragraph_to_heading(root: etree._Element) -> None:
    head = one(root, "head", "The end")
    one(parent_of(head), "p", "The mill was sold").tag = f"{TEI}head"


def italics_lost(root: etree._Element) -> None:
    del one(root, "hi", "old").attrib["rend"]


def italics_moved(root: etree._Element) -> None:
    holder = one(root, "hi", "old")
    holder.text, holder.tail = "old wheel", (holder.tail or "").replace(" wheel", "", 1)


def link_lost(root: etree._Element) -> None:
    one(root, "ref", "a book").tag = f"{TEI}seg"


def link_changed(root: etree._Element) -> None:
    one(root, "ref", "a book").set("target", "https://example.org/other")


def picture_lost(root: etree._Element) -> None:
    figure = one(root, "figure", "A plan")
    parent_of(figure).remove(figure)


def description_changed(root: etree._Element) -> None:
    one(root, "figDesc", "A plan").text = "A map"


def cell_moved(root: etree._Element) -> None:
    first, second = one(root, "cell", "March"), one(root, "cell", "forty")
    first.text, second.text = "", "March forty"


def table_dissolved(root: etree._Element) -> None:
    one(root, "cell", "March")
    for element in root.iter(f"{TEI}table", f"{TEI}row", f"{TEI}cell"):
        element.tag = f"{TEI}{'p' if element.tag.endswith('cell') else 'div'}"


def row_of_headings(root: etree._Element) -> None:
    row = parent_of(one(root, "cell", "month"))
    if "role" not in row.attrib:
        pytest.skip("this table has no row of headings")
    del row.attrib["role"]


def list_dissolved(root: etree._Element) -> None:
    one(root, "item", "hopper")
    for element in root.iter(f"{TEI}list", f"{TEI}item"):
        element.tag = f"{TEI}div"


def items_joined(root: etree._Element) -> None:
    first, second = one(root, "item", "hopper"), one(root, "item", "shoe")
    first.extend(second)
    parent_of(second).remove(second)


def bullets_made_numbers(root: etree._Element) -> None:
    parent_of(one(root, "item", "hopper")).set("rend", "numbered")


def quotation_dissolved(root: etree._Element) -> None:
    one(root, "quote", "The water").tag = f"{TEI}div"


def quotation_invented(root: etree._Element) -> None:
    paragraph = one(root, "p", "The mill was sold")
    quote = etree.Element(f"{TEI}quote")
    parent_of(paragraph).replace(paragraph, quote)
    quote.append(paragraph)


def words_in_label(root: etree._Element) -> None:
    etree.SubElement(next(root.iter(f"{TEI}div", f"{TEI}body")), f"{TEI}label").text = "Invented words"


def second_text(root: etree._Element) -> None:
    etree.SubElement(root, f"{TEI}text").append(etree.fromstring(f'<p xmlns="{TEI[1:-1]}">More</p>'))


def words_in_fw(root: etree._Element) -> None:
    """A running head that says what the source says elsewhere, in the text."""
    invented = etree.Element(f"{TEI}fw")
    invented.text = "Nobody wrote down the day."
    one(root, "p", "A later paragraph").addprevious(invented)


def divisions_joined(root: etree._Element) -> None:
    second = parent_of(one(root, "head", "The end"))
    first = second.getprevious()
    if first is None or first.tag != f"{TEI}div":
        pytest.skip("this format has one division")
    first.extend([*second])
    parent_of(second).remove(second)


DAMAGES: tuple[Damage, ...] = (
    letter, comma, space_in_word, space_lost, notes_exchanged, notes_exchanged_whole, body_reversed,
    anchor_moved_a_character, anchor_moved_over_space, anchor_moved_to_next_paragraph, note_lost, paragraphs_joined,
    heading_to_paragraph, paragraph_to_heading, italics_lost, italics_moved, link_lost, link_changed, picture_lost,
    description_changed, cell_moved, table_dissolved, row_of_headings, list_dissolved, items_joined,
    bullets_made_numbers, quotation_dissolved, quotation_invented, words_in_label, second_text, words_in_fw,
    divisions_joined,
)  # fmt: skip


def test_the_whole_tei_is_not_refused(mill: tuple[Source, bytes]) -> None:
    source, tei = mill
    assert reread(source, etree.fromstring(tei)).findings == ()


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_damage_is_found(damage: Damage, mill: tuple[Source, bytes]) -> None:
    source, tei = mill
    if source.path.endswith((".txt", ".docx")) and damage is quotation_invented:
        pytest.skip("a quotation has no sign of its own in this format")
    root = etree.fromstring(tei)
    damage(root)
    errors = reread(source, root).errors
    assert errors
    assert all(error.message and error.rule for error in errors)


def test_no_words_go_as_a_page_s_number(tmp_path: Path) -> None:
    """What a reader sets aside as furniture the source must bear out."""
    path = tmp_path / "mill.txt"
    path.write_text(PLAIN, "utf-8")
    source, tei = encoded(path)
    words = "Nobody wrote down the day."
    root = etree.fromstring(tei)
    change(root, words, "")
    start = source.text.index(words)
    asides = [SetAside(start, start + len(words), reason) for reason in ("page number", "soft hyphen")]
    assert all(reread(source, root, [aside]).errors for aside in asides)


def test_a_loss_at_the_very_beginning_has_its_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "ferry.txt"
    path.write_text("Qxz the ferry\n\nThe ferry left at noon.\n", "utf-8")
    source, tei = encoded(path)
    root = etree.fromstring(tei.replace(b"Qxz", b""))
    first = reread(source, root).errors[0]
    assert (first.line, first.column) == (1, 1)
