"""Mixed content keeps every character, whatever spans and inlines cover it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from teiwright import relaxng, resources
from teiwright.annotation.settle import settle
from teiwright.article import Emphasis, Inline, LineBreak, Link, NoteAnchor, PageBreak, Part, Span, SpanKind, Text
from teiwright.encoding.elements import element, iri
from teiwright.encoding.inline import Inlining, fill

STRING = "斯大林致羅申電，АПРФ，ф.45，see Stalin, *Works*, p. 3."
LENGTH = len(STRING)
KINDS: list[SpanKind] = [
    "person",
    "place",
    "org",
    "date",
    "citation",
    "document",
    "title",
    "pages",
    "fond",
    "correction",
]
RANGES = st.tuples(st.integers(0, LENGTH - 1), st.integers(1, LENGTH)).map(lambda r: (r[0], min(LENGTH, r[0] + r[1])))
SPANS = st.lists(st.builds(lambda r, kind: Span(r[0], r[1], kind), RANGES, st.sampled_from(KINDS)), max_size=8)
INLINES = st.lists(
    st.one_of(
        RANGES.map(lambda r: Emphasis(*r, "italic")),
        RANGES.map(lambda r: Emphasis(*r, "bold")),
        RANGES.map(lambda r: Link(*r, "https://example.org/a b")),
        st.integers(0, LENGTH).map(LineBreak),
        st.integers(0, LENGTH).map(PageBreak),
    ),
    max_size=6,
)


def milestone(item: NoteAnchor | PageBreak) -> etree._Element:
    return element("note", {"n": "1"}) if isinstance(item, NoteAnchor) else element("pb")


def encoded(spans: list[Span], inlines: list[Inline]) -> etree._Element:
    text = Text("p1", STRING, (), tuple(inlines))
    return fill(element("p"), text, settle(spans), Inlining({}, milestone))


@given(SPANS, INLINES)
def test_every_character_stands_in_order(spans: list[Span], inlines: list[Inline]) -> None:
    paragraph = encoded(spans, inlines)
    for corr in paragraph.iter(element("corr").tag):
        corr.text = None
    assert "".join(str(part) for part in paragraph.itertext()) == STRING


@given(SPANS, INLINES)
def test_every_span_and_milestone_stands(spans: list[Span], inlines: list[Inline]) -> None:
    paragraph = encoded(spans, inlines)
    breaks = [item for item in inlines if isinstance(item, PageBreak | LineBreak)]
    assert len(list(paragraph.iter(element("pb").tag, element("lb").tag))) == len(breaks)
    persons = [span for span in settle(spans) if span.kind == "person"]
    assert len(list(paragraph.iter(element("persName").tag))) == len(persons)


def test_a_note_stands_after_the_name_that_its_anchor_follows() -> None:
    paragraph = encoded([Span(0, 3, "person")], [NoteAnchor(3, 1)])
    assert [child.tag.rsplit("}", 1)[1] for child in paragraph] == ["persName", "note"]


def test_italics_of_a_whole_title_become_its_rend() -> None:
    start = STRING.index("Works")
    paragraph = encoded([Span(start, start + 5, "title")], [Emphasis(start, start + 5, "italic")])
    (title,) = paragraph
    assert title.get("rend") == "italic"


EVERY_KIND: list[SpanKind] = [
    "person", "place", "org", "date", "citation", "signal", "document", "repository", "fond", "shelfmark", "pages",
    "author", "editor", "title", "volume", "pub-place", "publisher", "year", "correction",
]  # fmt: skip
ANY_SPANS = st.lists(st.builds(lambda r, kind: Span(r[0], r[1], kind), RANGES, st.sampled_from(EVERY_KIND)), max_size=8)
LINKS = st.lists(
    st.one_of(RANGES.map(lambda r: Emphasis(*r, "italic")), RANGES.map(lambda r: Link(*r, "https://example.org/a"))),
    max_size=4,
)
NAMES = ("author", "editor", "citedRange", "biblScope", "pubPlace", "publisher")
NOT_IN_A_PHRASE = {element(name).tag for name in NAMES}


@settings(max_examples=400)
@given(ANY_SPANS, LINKS)
def test_a_citation_s_parts_are_its_children(spans: list[Span], inlines: list[Inline]) -> None:
    whole = Span(0, LENGTH, "citation")
    paragraph = encoded([whole, *spans], inlines)
    for part in paragraph.iter(*NOT_IN_A_PHRASE):
        parent = part.getparent()
        assert parent is not None
        assert parent.tag == element("bibl").tag, etree.tostring(paragraph, encoding="unicode")
    for shelfmark in paragraph.iter(element("idno").tag):
        assert {child.tag for child in shelfmark} <= {element("idno").tag}


def test_a_link_stands_around_a_number_that_is_the_whole_of_its_part() -> None:
    spans = [Span(0, LENGTH, "citation"), Span(1, 2, "pages"), Span(1, 2, "fond")]
    (number,) = encoded(spans, [Link(0, 2, "https://example.org/a")]).iter(element("idno").tag)
    assert (number.text, len(number)) == (STRING[1], 0)


def test_emphasis_of_several_parts_goes_into_each() -> None:
    start, end = STRING.index("Stalin"), STRING.index(", p. 3")
    spans = [Span(start, LENGTH, "citation"), Span(start, start + 6, "author"), Span(start + 8, end, "title")]
    paragraph = encoded(spans, [Emphasis(start, end, "italic")])
    assert [(each.tag.rpartition("}")[2], each.get("rend")) for each in paragraph[0]] == [
        ("author", "italic"),
        ("hi", "italic"),
        ("title", "italic"),
    ]


def test_a_part_needs_its_citation() -> None:
    assert len(encoded([Span(0, 3, "author")], [])) == 0


TARGETS = [
    "{here}../my%notes.rst#a",
    "a#b#c",
    "100%",
    "a%20b",
    "日\u3000本",
    "http://[::1",
    "x[1]y",
    ":",
    "1:2",
    "",
    "#",
]


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_is_a_pointer_that_the_schema_takes(target: str, tmp_path: Path) -> None:
    reference = element("ref", {"target": iri(target)})
    (tmp_path / "x.xml").write_bytes(
        b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><p>"
        + etree.tostring(reference)
        + b"</p></body></text></TEI>"
    )
    faults = relaxng.load(resources.folder("schema") / "teiwright.rng").validate(tmp_path / "x.xml")
    assert [fault for fault in faults if fault.kind == "attribute-invalid"] == []


def test_emphasis_over_a_byline_stands_within_the_author_and_outside_him() -> None:
    text = Text(
        "t1", "By Ann Ash, Leeds", (), (Emphasis(0, 17, "bold"), Emphasis(0, 17, "italic"), Part(3, 10, "author"))
    )
    byline = fill(element("byline"), text, [], Inlining({}, milestone))
    (author,) = byline.iterfind("{*}docAuthor")
    assert "".join(map(str, author.itertext())) == "Ann Ash"
    assert author.find(".//{*}hi") is not None
    assert "".join(map(str, byline.itertext())) == text.string
