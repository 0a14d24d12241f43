"""Articles made of notes alone, for tests: asterisks mark italics, as a scanner's Markdown does."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from teiwright.article import Article, Emphasis, Note, Paragraph, Source, Text, note_texts
from teiwright.authority import Authority, Entry, Name
from teiwright.citation_tree import Citation
from teiwright.citations import Citations, parse

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
            f"archive-{key}": Entry(f"archive-{key}", "archive", tuple(map(Name, names)), b"")
            for key, names in ARCHIVES.items()
        }
    )


def article(*notes: str, language: str = "zh-Hant") -> Article:
    """Return an article that has these notes and no body."""
    made = tuple(Note(number, str(number), (Paragraph(_text(number, note)),)) for number, note in enumerate(notes, 1))
    return Article(Source("sample", "sample.md", ""), language, (), (), made)


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
    """Parse the notes; return each citation's fields, absent ones left out."""
    sample = article(*notes)
    texts = {text.id: text.string for _, text in note_texts(sample)}
    parsed = parse(sample, authority() if known is None else known, {})
    return [record(citation, texts[citation.text_id]) for citation in parsed.citations]


def record(citation: Citation, string: str) -> dict[str, Any]:
    """Return a citation as the index's record has it, with the documents' fields as tuples."""
    fields: dict[str, Any] = {
        "note": citation.note, "n": citation.n, "id": citation.id, "kind": citation.kind,
        "text": string[citation.start : citation.end], "signal": citation.signal, "lang": citation.language,
        "repository": citation.repository, "repository_key": citation.repository_key,
        "pages": [list(pair) for pair in citation.pages], "pages_text": citation.pages_text,
        "authors": list(citation.authors), "editors": list(citation.editors),
        "translators": list(citation.translators), "title": citation.title, "container": citation.container,
        "volume": citation.volume, "issue": citation.issue, "place": citation.place,
        "publisher": citation.publisher, "year": citation.year, "short": citation.is_short, "full": citation.full,
        "work": citation.work, "shelfmark": list(citation.shelfmark),
        "documents": [
            {"type": document.type, "sender": list(document.senders), "recipient": list(document.recipients),
             "date": list(document.dates), "text": string[document.start : document.end]}
            for document in citation.documents
        ],
    }  # fmt: skip
    fields |= dict(citation.shelfmark)
    return {name: value for name, value in fields.items() if value not in ("", [], None, False)}


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
