"""Lists of notes as the common systems write them into web pages: each note stands at its mark, and is all there."""

from pathlib import Path

import pytest
from lxml import etree

from teiwright.article import body_texts, note_texts
from teiwright.interface import annotate, encode, publish, write
from teiwright.proof import reread
from teiwright.reading import read
from tests.conftest import ROOT
from tests.reading.building import tei_of
from tests.reading.test_properties import seen

WORDS = ("The mill book, leaf 3.", "A letter of the miller, 1807.", "The same, p. 12.")
KINDS: dict[str, tuple[str, str, str]] = {
    "table with arrows": (
        '<span class="footnote_referrer"><a role="button"><sup id="t_{n}">[{n}]</sup></a>'
        '<span class="footnote_tooltip">{words}</span></span>',
        '<tr><th id="r_{n}"><a role="button"><span>&#8593;</span>{n}</a></th><td>{words}</td></tr>',
        '<div><p>Notes</p><table class="footnotes_table"><tbody>{notes}</tbody></table></div>',
    ),
    "table with numbers": (
        '<sup><a href="#n{n}">{n}</a></sup>',
        '<tr><td><a name="n{n}">{n}.</a></td><td>{words}</td></tr>',
        "<table>{notes}</table>",
    ),
    "a table each": (
        '<a class="footnote-reference" href="#id{n}" id="r{n}">[{n}]</a>',
        '<table class="docutils footnote" id="id{n}"><tbody><tr><td class="label"><a href="#r{n}">[{n}]</a></td>'
        "<td>{words}</td></tr></tbody></table>",
        "{notes}",
    ),
    "definitions": (
        '<sup><a href="#fn{n}">{n}</a></sup>',
        '<dt id="fn{n}">{n}</dt><dd>{words}</dd>',
        "<h2>Notes</h2><dl>{notes}</dl>",
    ),
    "paragraphs without numbers": (
        '<a href="#note{n}">{n}</a>',
        '<p id="note{n}">{words}</p>',
        "<h2>Notes</h2>{notes}",
    ),
    "number and words in boxes": (
        '<a href="#f{n}">{n}</a>',
        '<div id="f{n}"><div class="n">{n}</div><div class="t"><p>{words}</p></div></div>',
        '<div class="notes">{notes}</div>',
    ),
    "several links back": (
        '<a href="#id{n}" id="r{n}" role="doc-noteref">[{n}]</a>',
        '<aside id="id{n}" role="doc-footnote"><span>[</span>{n}<span>]</span>'
        '<span>(<a href="#r{n}">1</a>,<a href="#s{n}">2</a>)</span><p>{words}</p></aside>',
        '<aside class="footnote-list">{notes}</aside>',
    ),
    "margin": (
        '<label for="s{n}"></label><input type="checkbox" id="s{n}"/><span class="sidenote">{words}</span>',
        "",
        "",
    ),
    "named by another attribute": (
        '<span class="note" rev="scalar:has_note" resource="note-{n}"><sup>{n}</sup></span>',
        '<div id="note-{n}" resource="note-{n}"><p>{words}</p></div>',
        '<section class="notes">{notes}</section>',
    ),
    "behind the mark": (
        '<sup data-mfn="{n}"><a href="javascript:void(0)">{n}</a></sup>'
        '<span class="modern-footnotes-footnote__note">{words}</span>',
        "",
        "",
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_system_s_notes_stand_at_their_marks(kind: str, tmp_path: Path) -> None:
    mark, note, whole = KINDS[kind]
    sentences = ("The weir was rebuilt in stone", "the miller refused to pay", "his tenants went to court")
    marks = [mark.format(n=number, words=words) for number, words in enumerate(WORDS, start=1)]
    notes = "".join(note.format(n=number, words=words) for number, words in enumerate(WORDS, start=1))
    body = ", ".join(f"{sentence},{each}" for sentence, each in zip(sentences, marks, strict=True))
    path = tmp_path / "page.html"
    path.write_text(
        f"<html><head><title>The Weir</title></head><body><main><h1>The Weir</h1><p>{body} in the end.</p>"
        f"{whole.format(notes=notes)}</main></body></html>",
        "utf-8",
    )
    article = read(path)
    found = "".join(seen(text) for text in body_texts(article))
    assert found.endswith("Theweirwasrebuiltinstone,⟦1⟧,themillerrefusedtopay,⟦2⟧,histenantswenttocourt,⟦3⟧intheend.")
    assert [(note.label, text.string) for note, text in note_texts(article)] == [
        (str(number), words) for number, words in enumerate(WORDS, start=1)
    ]
    root = etree.fromstring(etree.tostring(tei_of(article)))
    lost = {"text-lost", "text-added", "note-moved", "note-lost", "table-lost"}
    assert [str(fault) for fault in reread(article.source, root, article.set_aside).errors if fault.rule in lost] == []


def test_a_section_of_notes_that_a_word_links_to_is_no_note(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        '<html><body><main><h1>The Weir</h1><p>It was rebuilt.<sup><a href="#n1">1</a></sup> He paid.<sup>'
        '<a href="#n2">2</a></sup> See the note<a href="#notes">s</a>.</p><section id="notes" role="doc-endnotes">'
        '<h2>Notes</h2><ol><li id="n1"><span>1</span><div><p>The mill book.</p></div></li><li id="n2"><span>2</span>'
        "<div><p>A letter.</p><p>It is lost.</p></div></li></ol></section></main><h2>2 A letter</h2></body></html>",
        "utf-8",
    )
    article = read(path)
    assert [text.string for _, text in note_texts(article)] == ["The mill book.", "A letter.", "It is lost."]
    assert reread(article.source, tei_of(article), article.set_aside).errors == ()


@pytest.mark.slow
@pytest.mark.parametrize("source", sorted((ROOT / "tei" / "source").glob("*.md")), ids=lambda path: path.stem)
def test_an_edition_in_html_is_read_back_with_its_notes(source: Path, tmp_path: Path) -> None:
    article = read(source)
    page = publish(write(encode(annotate(article)), tmp_path / "article.xml"), tmp_path, "html")[0]
    again = read(page)
    assert [note.is_anchored for note in again.notes] == [True] * len(article.notes)
    assert reread(again.source, encode(annotate(again)), again.set_aside).errors == ()
