"""Articles made of notes alone, for tests: asterisks mark italics, as a scanner's Markdown does."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from teiwright.annotation import Annotated
from teiwright.article import Article, Emphasis, Note, NoteAnchor, Paragraph, Text
from teiwright.article import Source as Printed
from teiwright.authority import Authority, Entry, Name
from teiwright.citations import Citations, parse
from teiwright.encoding import encode
from teiwright.publishing.indexing import records_of
from teiwright.publishing.source import Source
from teiwright.xmltools import TEI_NAMESPACE

ARCHIVES = {
    "aprf": ("АПРФ", "АП РФ"),
    "avp-rf": ("АВП РФ",),
    "rgaspi": ("РГАСПИ",),
    "nara": ("NARA", "National Archives, College Park"),
    "truman": ("Truman Library",),
    "second": ("中國第二歷史檔案館", "中国第二历史档案馆"),
}
NOBODY = Authority({})


def authority() -> Authority:
    """Return an authority that knows a few archives."""
    return Authority(
        {
            f"archive-{key}": Entry(f"archive-{key}", "archive", tuple(map(Name, names)), _entry(key, names[0]))
            for key, names in ARCHIVES.items()
        }
    )


def _entry(key: str, name: str) -> bytes:
    return f'<org xmlns="{TEI_NAMESPACE}" xml:id="archive-{key}"><orgName>{name}</orgName></org>'.encode()


def article(*notes: str, language: str = "zh-Hant") -> Article:
    """Return an article that has these notes."""
    made = (Note(number, str(number), (Paragraph(_text(number, note)),)) for number, note in enumerate(notes, 1))
    return with_notes(tuple(made), language)


def with_notes(made: Sequence[Note], language: str) -> Article:
    """Return an article that has these notes, at marks in a body that says nothing."""
    marked = Paragraph(Text("p1", "." * len(made), (), tuple(NoteAnchor(note.number, note.number) for note in made)))
    return Article(Printed("sample", "sample.md", ""), language, body=(marked,), notes=tuple(made))


def _text(number: int, note: str) -> Text:
    pieces = note.split("*")
    string = "".join(pieces)
    ends = [len("".join(pieces[: index + 1])) for index in range(len(pieces))]
    runs = [(ends[index - 1], ends[index]) for index in range(1, len(pieces) - 1, 2)]
    return Text(f"n{number}p1", string, (), tuple(Emphasis(start, end, "italic") for start, end in runs))


def cite(*notes: str, known: Authority | None = None) -> Citations:
    """Parse the notes."""
    return parse(article(*notes), authority() if known is None else known, {})


def records(*notes: str, known: Authority | None = None) -> list[dict[str, Any]]:
    """Return each citation of the notes as citations.json has it; absent fields left out, a document's as lists."""
    found = records_of_article(article(*notes), authority() if known is None else known)
    for record in found:
        record["documents"] = [_with_lists(document) for document in record.get("documents", [])]
    return [{name: value for name, value in record.items() if value not in ("", [], None, False)} for record in found]


def _with_lists(document: dict[str, Any]) -> dict[str, Any]:
    """A document's single date stands alone in citations.json, several in a list; who is not named is left out."""
    dates = document.get("date", [])
    return {"sender": [], "recipient": []} | document | {"date": [dates] if isinstance(dates, str) else dates}


def records_of_article(sample: Article, known: Authority) -> list[dict[str, Any]]:
    """Return what citations.json has of an article of which nothing but the citations is annotated."""
    parsed = parse(sample, known, {})
    annotated = Annotated(sample, parsed.spans, known, parsed.citations, parsed.works, parsed.units)
    return records_of(Source(Path("sample.xml"), encode(annotated)))[1]


def agrees(found: Sequence[dict[str, Any]], wanted: Sequence[dict[str, Any]]) -> None:
    """Fail unless there are as many items as wanted and each has the wanted fields; None wants a field absent."""
    assert [one["text"] for one in found] == [one.get("text", two["text"]) for one, two in _pairs(wanted, found)]
    for have, want in zip(found, wanted, strict=True):
        assert {name: have.get(name) for name in want} == want


def _pairs(wanted: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]]) -> list[Any]:
    assert len(wanted) == len(found), [one["text"] for one in found]
    return list(zip(wanted, found, strict=True))


def gold_notes(path: Path) -> Article:
    """Return the article of a file of notes, one a line: N001, a tabulator, the text."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return article(*(line.split("\t", 1)[1] for line in lines))
