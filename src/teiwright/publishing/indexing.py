"""The citation index of one article or many: citations.json, a table, a page to read."""

import copy
import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from lxml import etree

from teiwright import saxon, xmltools
from teiwright.publishing import keeping, ordering
from teiwright.publishing.exports import analysed, citable
from teiwright.publishing.exports.items import items
from teiwright.publishing.foreign import cited, with_our_citations
from teiwright.publishing.source import Report, Source, ignore, read, read_cited, stylesheet, transform
from teiwright.xmltools import TEI, TEI_NAMESPACE

Record = dict[str, Any]
Table = tuple[str, list[Record]]
Warnings = Mapping[str, Mapping[str, Sequence[str]]]

PLAIN_COLUMNS = (
    "note n label id kind signal lang text repository repository_key fond opis papka delo levels pages_text".split()
)
WORK_COLUMNS = (
    "authors editors translators title container volume issue place publisher year issued doi url accessed".split()
)
LAST_COLUMNS = "short full work warnings".split()
DOCUMENT_COLUMNS = {
    "documents": "text",
    "document_types": "type",
    "senders": "sender",
    "recipients": "recipient",
    "dates": "date",
}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
COLUMNS = ("article", *PLAIN_COLUMNS, *DOCUMENT_COLUMNS, *WORK_COLUMNS, *LAST_COLUMNS)


def records(tei: Path, *, xinclude: bool = False) -> list[Record]:
    """Return the record of each cited item of an article, in the order of its notes: the fields of citations.json."""
    citations: list[Record] = _data(read_cited(tei, xinclude=xinclude))["citations"]
    return citations


def index(
    teis: Sequence[Path],
    folder: Path,
    report: Report = ignore,
    *,
    editions: str = "",
    warnings: Warnings | None = None,
    xinclude: bool = False,
    order: ordering.Order = "language",
) -> list[Path]:
    """Make NAME.citations.json, .csv and .html of each article.

    `editions` is where the HTML editions stand, seen from the index ("" or "../html/"). `warnings` has, by article name
    and item id (n20-c1), the messages of the editorial checks; `xinclude` resolves inclusions; `order` is that of
    Chinese headings. Returns all paths. Words of a citation that the index lacks are reported.
    Raises DocumentError, PublishingError or OutputError.
    """
    written = []
    for plain in (read(tei, xinclude=xinclude) for tei in teis):
        source = Source(plain.path, with_our_citations(plain.root))
        data = _with_warnings(source, warnings)
        page = _page(source, editions, report, order)
        _count(plain, data, page, report)
        written += _write(folder, source.name, data, [(source.name, data["citations"])], page)
    return written


def _count(source: Source, data: Record, page: bytes, report: Report) -> None:
    items = list(cited(source.root))
    listed = "".join(record["text"] for record in data["citations"])
    keeping.compare_index(source, items, "".join(listed.split()), report)
    keeping.compare_index(source, items, keeping.of_index_page(page.decode("utf-8")), report)


def citation_data(source: Source) -> str:
    """Return what an article cites as JSON that can stand in a page; "" where it cites nothing."""
    found = items(records_of(source)[1], analysed(source.root))
    listed = json.dumps(citable(found), ensure_ascii=False, separators=(",", ":"))
    return listed.replace("<", "\\u003c") if found else ""


def records_of(source: Source, warnings: Mapping[str, Sequence[str]] | None = None) -> tuple[Record, list[Record]]:
    """Return what citations.json says of an article, and its records with the editorial checks' messages by item id."""
    data = _with_warnings(source, {source.name: warnings or {}})
    return data["source"], data["citations"]


def _data(source: Source) -> Record:
    first, *others = json.loads(_described(source.text, str(source.path)))
    article: Record = first
    for other in others:
        article["citations"] += other["citations"]
    return article


@lru_cache(maxsize=2)
def _described(text: str, name: str) -> str:
    """What citations.json says of an article, as JSON: asked for by the index, the exports and the facts in turn."""
    return saxon.transform(
        stylesheet("index.xsl"), _corpus([Source(Path(name), xmltools.fragment(text))]).text, name=name
    )


def _corpus(sources: Sequence[Source]) -> Source:
    """Put articles together, each with its file's name in @n, which the index needs to lead back to it."""
    corpus = etree.Element(TEI + "teiCorpus", nsmap={None: TEI_NAMESPACE})  # type: ignore[dict-item]
    for source in sources:
        for document in (*_corpus_headers(source), *map(copy.deepcopy, source.root.iter(TEI + "TEI"))):
            document.set("n", source.name)
            corpus.append(document)
    return Source(sources[0].path, corpus)


def _corpus_headers(source: Source) -> Iterator[etree._Element]:
    """What the header of a corpus itself cites, as a document that has only a header."""
    for header in source.root.iter(TEI + "teiHeader"):
        parent = header.getparent()
        if parent is not None and parent.tag == TEI + "teiCorpus" and next(cited(header), None) is not None:
            document = etree.Element(TEI + "TEI", nsmap={None: TEI_NAMESPACE})  # type: ignore[dict-item]
            document.append(copy.deepcopy(header))
            yield document


def _page(source: Source, editions: str, report: Report, order: ordering.Order) -> bytes:
    corpus = _corpus([source])
    parameters: dict[str, object] = {"ranks": ordering.ranks_of(corpus.root, order), "editions": editions}
    parameters["citation-data"] = citation_data(source)
    return transform("index-html.xsl", corpus, parameters, report).encode("utf-8")


def _with_warnings(source: Source, warnings: Warnings | None) -> Record:
    data, messages = _data(source), (warnings or {}).get(source.name, {})
    for record in data["citations"]:
        if messages.get(record.get("id", "")):
            record["warnings"] = list(messages[record["id"]])
    return data


def _write(
    folder: Path, name: str, data: Record, tables: Sequence[tuple[str, list[Record]]], page: bytes
) -> list[Path]:
    contents = {
        "json": (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode("utf-8"),
        "csv": table(tables),
        "html": page,
    }
    paths = [folder / f"{name}.citations.{suffix}" for suffix in contents]
    for path, content in zip(paths, contents.values(), strict=True):
        xmltools.write_bytes(path, content)
    return paths


def table(articles: Iterable[Table]) -> bytes:
    """Return the records as CSV, one row an item; UTF-8 with the mark that spreadsheet programs look for."""
    stream = io.StringIO(newline="")
    csv.DictWriter(stream, COLUMNS).writeheader()
    return (stream.getvalue() + "".join(rows(*article) for article in articles)).encode("utf-8-sig")


def rows(name: str, citations: Iterable[Record]) -> str:
    """Return the rows of one article's records as CSV."""
    stream = io.StringIO(newline="")
    csv.DictWriter(stream, COLUMNS).writerows({"article": guarded(name), **_row(record)} for record in citations)
    return stream.getvalue()


def _row(record: Record) -> dict[str, str]:
    plain = {name: _cell(record[name]) for name in (*PLAIN_COLUMNS, *WORK_COLUMNS, *LAST_COLUMNS) if name in record}
    documents = record.get("documents", [])
    return plain | {
        column: _cell([document[field] for document in documents if field in document])
        for column, field in DOCUMENT_COLUMNS.items()
    }


def _cell(value: object) -> str:
    """A list becomes its parts with semicolons between them."""
    if isinstance(value, list):
        value = "; ".join(map(_part, value))
    return str(value).lower() if isinstance(value, bool) else guarded(str(value))


def _part(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(str(value[name]) for name in ("label", "number") if value.get(name))
    return ", ".join(value) if isinstance(value, list) else str(value)


def guarded(cell: str) -> str:
    """A cell that a spreadsheet would take for a formula (OWASP, CSV Injection) begins with an apostrophe."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) else cell
