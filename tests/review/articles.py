"""A small article with what a review meets: names without entry, names with one, a doubtful date, a citation."""

from dataclasses import replace
from pathlib import Path

from lxml import etree

from teiwright.annotation import Annotated
from teiwright.annotation.settle import settle
from teiwright.article import (
    Article,
    Heading,
    Metadata,
    Note,
    NoteAnchor,
    PageBreak,
    Paragraph,
    Piece,
    Source,
    Span,
    Text,
    TitleBlock,
    body_texts,
)
from teiwright.authority import Authority, Entry, Name
from teiwright.decisions import Decision, Decisions, apply, arranged
from teiwright.encoding import encode, serialise

TITLE = "2008年4月28日"
FIRST = "彭某致電毛澤東，說蘇聯空軍7月5日動身去北京。"
SECOND = "彭某與 毛澤東都在北京城，一個鉅大的差別。同日彭某又到北京。"
NOTE = "彭某致毛澤東電，АПРФ，ф.45。"
SOURCE = "\n".join((TITLE, FIRST, SECOND, NOTE))

MAO = Entry("person-mao", "person", (Name("毛澤東", "zh-Hant"),), b'<person xmlns="http://www.tei-c.org/ns/1.0"/>')
PENG = Entry("person-peng", "person", (Name("彭某人", "zh-Hant"),), b'<person xmlns="http://www.tei-c.org/ns/1.0"/>')


def text(identifier: str, string: str, *inlines: NoteAnchor | PageBreak) -> Text:
    """Return a text that stands in the source."""
    return Text(identifier, string, (Piece(0, SOURCE.index(string), len(string)),), inlines)


def article() -> Article:
    """Return the article."""
    second = text("p2", SECOND, NoteAnchor(13, 1), PageBreak(20))
    return Article(
        Source("small", "small.md", SOURCE),
        "zh-Hant",
        (Heading(Text("h1", "開始"), 1), Paragraph(text("p1", FIRST)), Paragraph(second)),
        title_page=(TitleBlock("date", text("t1", TITLE)),),
        notes=(Note(1, "1", (Paragraph(text("n1p1", NOTE)),)),),
        metadata=Metadata(title="試", date="2008-04-28"),
    )


def span(string: str, words: str, kind: str, key: str | None = None, **values: str) -> Span:
    """Return a span on the first of these words in a string."""
    start = string.index(words)
    certainty = values.pop("certainty", "high")
    made = Span(start, start + len(words), kind, key, by="authority", attributes=tuple(values.items()))  # type: ignore[arg-type]
    return replace(made, certainty=certainty)  # type: ignore[arg-type]


def annotated() -> Annotated:
    """Return the article as a program marked it."""
    again = SECOND.rindex("彭某")
    spans = {
        "t1": (span(TITLE, TITLE, "date", when="2008-04-28"),),
        "p1": (
            span(FIRST, "彭某", "person", certainty="low"),
            span(FIRST, "毛澤東", "person", "person-mao"),
            span(FIRST, "蘇聯空軍", "org", "org-air-force"),
            span(FIRST, "7月5日", "date", when="1951-07-05", certainty="low"),
            span(FIRST, "北京", "place", certainty="low"),
        ),
        "p2": (
            span(SECOND, "彭某", "person", certainty="low"),
            span(SECOND, "毛澤東", "person", "person-mao"),
            span(SECOND, "同日", "date", when="1950-07-05", type="relative", certainty="medium"),
            Span(again, again + 2, "person", certainty="low", by="pattern"),
        ),
        "n1p1": (
            span(NOTE, "彭某致毛澤東電，АПРФ，ф.45", "citation", "unit-aprf-45", type="archival"),
            span(NOTE, "彭某致毛澤東電", "document", subtype="telegram"),
            span(NOTE, "彭某", "person", role="sender", certainty="low"),
            span(NOTE, "毛澤東", "person", "person-mao", role="recipient"),
            span(NOTE, "АПРФ", "repository", "archive-aprf"),
            span(NOTE, "45", "fond"),
        ),
    }
    return Annotated(
        article(), {key: settle(group) for key, group in spans.items()}, Authority({MAO.id: MAO, PENG.id: PENG})
    )


def decided(made: Annotated, decisions: tuple[Decision, ...]) -> Annotated:
    """Return the article with decisions applied, none of them lost."""
    changed, spans = arranged(made.article, Decisions(decisions)), dict(made.spans)
    for text in body_texts(changed):
        if text.id.endswith("-2"):
            first = text.id.removesuffix("-2")
            at = next(each.string for each in body_texts(made.article) if each.id == first).index(text.string)
            spans[text.id] = tuple(
                replace(each, start=each.start - at, end=each.end - at) for each in spans[first] if each.start >= at
            )
            spans[first] = tuple(each for each in spans[first] if each.end <= at)
    applied, findings = apply(Decisions(decisions), changed, spans)
    assert not findings
    return replace(made, article=changed, spans={key: settle(group) for key, group in applied.items()})


def write(made: Annotated, path: Path) -> etree._Element:
    """Write the TEI as the program does, and return its root to be edited."""
    path.write_bytes(serialise(encode(made)))
    return etree.parse(str(path)).getroot()
