"""What one article leaves for the outputs that many have together: facts, read off its TEI once.

The kinds, their order and their data are listed in docs/scale.md ("The facts").
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from lxml import etree

from teiwright.facts import Fact
from teiwright.publishing import indexing, searching
from teiwright.publishing.exports import analysed
from teiwright.publishing.exports.items import items
from teiwright.publishing.ordering import sort_string
from teiwright.publishing.source import read_cited
from teiwright.xmltools import TEI, XML_ID, XML_LANG, fragment, plain_text

BLOCKS = frozenset(
    TEI + name
    for name in ("p", "ab", "l", "head", "cell", "item", "docTitle", "byline", "docImprint", "docDate", "figDesc")
)
NAMES = {TEI + "persName": "person", TEI + "placeName": "place", TEI + "orgName": "org", TEI + "date": "date"}
LETTERS_OF_CONTEXT = 40
LETTERS_OF_ABSTRACT = 600
JOINT = ("archival", "work", "document", "letter")
"""The kinds that the joint citation index is made of: citations by archive and by work, documents by date and pair."""


@dataclass(slots=True)
class _Block:
    """A stretch of running text with a place of its own, and what stands in it: (element, start, end)."""

    id: str
    note: str
    parts: list[str] = field(default_factory=list)
    length: int = 0
    marked: list[tuple[etree._Element, int, int]] = field(default_factory=list)

    def add(self, text: str | None) -> None:
        if text:
            self.parts.append(text)
            self.length += len(text)


def facts(tei: Path, warnings: Mapping[str, Sequence[str]] | None = None) -> list[Fact]:
    """Return the facts of a TEI article; `warnings` are the editorial checks' messages by item id.

    Raises DocumentError or PublishingError.
    """
    source = read_cited(tei)
    described, records = indexing.records_of(source, warnings)
    entries = {str(entry.get(XML_ID)): entry for entry in source.root.iterfind(f"{TEI}standOff/*/*[@{XML_ID}]")}
    blocks = list(_blocks(source.root))
    return [
        Fact(
            "article", sort_string(_title(source.root)), source.name, _json(_article(source.root, source.name, records))
        ),
        Fact("source", "", source.name, _json(described)),
        Fact("records", "", source.name, _lines({"article": source.name, **record} for record in records)),
        Fact("items", "", source.name, _json([asdict(item) for item in items(records, analysed(source.root))])),
        Fact("table", "", source.name, indexing.rows(source.name, records)),
        Fact("passages", "", source.name, _json([[block.id, block.note, "".join(block.parts)] for block in blocks])),
        *(Fact("entry", "", key, _xml(entry)) for key, entry in entries.items()),
        *_mentions(blocks, entries, source.root.get(XML_LANG, "")),
        *_citations(source.root, entries, {str(record.get("id")): record for record in records}),
    ]


# ==== the article


def _title(root: etree._Element) -> str:
    return next((plain_text(title) for title in root.iterfind(f"{TEI}teiHeader//{TEI}titleStmt/{TEI}title")), "")


def _article(root: etree._Element, name: str, records: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    header = root.find(TEI + "teiHeader")
    assert header is not None
    statement = f"{TEI}fileDesc/{TEI}titleStmt/"
    titles = {title.get("type", "main"): plain_text(title) for title in header.iterfind(f"{statement}{TEI}title")}
    date = next(iter(header.iterfind(f"{TEI}fileDesc/{TEI}sourceDesc//{TEI}date[@when]")), None)
    abstract = next(header.iterfind(f".//{TEI}abstract"), None)
    notes = root.iterfind(f"{TEI}text//{TEI}note[@{XML_ID}]")
    found = {
        "name": name,
        "title": titles.get("main", ""),
        "subtitle": titles.get("sub", ""),
        "authors": [_author(author) for author in header.iterfind(f"{statement}{TEI}author")],
        "language": root.get(XML_LANG, ""),
        "date": "" if date is None else date.get("when", ""),
        "journal": next((plain_text(one) for one in header.iterfind(f".//{TEI}monogr/{TEI}title[@level='j']")), ""),
        "abstract": "" if abstract is None else plain_text(abstract)[:LETTERS_OF_ABSTRACT],
        "keywords": [plain_text(term) for term in header.iterfind(f".//{TEI}textClass//{TEI}term")],
        "counts": {"notes": sum(1 for _ in notes), "citations": len(records)},
    }
    return {key: value for key, value in found.items() if value}


def _author(author: etree._Element) -> str:
    name = author.find(TEI + "persName")
    return plain_text(author if name is None else name)


# ==== running text, and the names and dates in it


def _blocks(root: etree._Element) -> Iterator[_Block]:
    """Yield the blocks of the text in document order; a note's text is in blocks of its own."""
    text = root.find(TEI + "text")
    blocks: list[_Block] = []
    if text is not None:
        _walk(text, None, "", blocks)
    return iter(blocks)


def _walk(element: etree._Element, block: _Block | None, note: str, blocks: list[_Block]) -> None:
    if not isinstance(element.tag, str):
        return
    inside, number = block, note
    if element.tag == TEI + "note":
        inside, number = None, element.get(XML_ID, "")
    elif element.tag in BLOCKS and (block is None or element.get(XML_ID)):
        inside = _Block(element.get(XML_ID, ""), note)
        blocks.append(inside)
    start = inside.length if inside else 0
    if inside:
        inside.add(element.text)
    for child in element:
        _walk(child, inside, number, blocks)
        if inside:
            inside.add(child.tail)
    if inside and element.tag in NAMES:
        inside.marked.append((element, start, inside.length))


def _mentions(blocks: Iterable[_Block], entries: Mapping[str, etree._Element], language: str) -> Iterator[Fact]:
    """One fact for each entry, each name without entry and each date, with all its places in the article.

    The title page's own author is no matter for an index.
    """
    found: dict[tuple[str, str, str], list[list[str]]] = {}
    for block in blocks:
        text = "".join(block.parts)
        for element, start, end in block.marked:
            kind = NAMES[element.tag]
            if kind == "date" and not _is_event(element):
                continue
            key = _date(element) if kind == "date" else element.get("ref", "").rpartition("#")[2]
            name = "" if key else " ".join(text[start:end].split())
            is_own = not key and next(element.iterancestors(TEI + "titlePage"), None) is not None and not block.note
            if key or (name and kind != "date" and not is_own):
                at = [block.id, block.note, text[max(0, start - LETTERS_OF_CONTEXT) : start], text[start:end]]
                found.setdefault((key.partition("-")[0] if key in entries else kind, key, name), []).append(
                    [*at, text[end : end + LETTERS_OF_CONTEXT]]
                )
    for (kind, key, name), places in found.items():
        heading = (searching.name_in(entries[key], language) if key in entries else "") or name or key
        sort = key if kind == "date" else sort_string(heading, person=kind == "person")
        yield Fact(kind, sort, key, _json({"heading": heading, "places": places}))


def _is_event(date: etree._Element) -> bool:
    """Whether a date tells of an event: not when a cited book came out (f:is-event-date of the stylesheets)."""
    above = [ancestor.tag for ancestor in date.iterancestors(TEI + "imprint", TEI + "bibl", TEI + "seg", TEI + "date")]
    is_document = any(seg.get("type") == "document" for seg in date.iterancestors(TEI + "seg"))
    return TEI + "imprint" not in above and TEI + "date" not in above and (TEI + "bibl" not in above or is_document)


def _heading(entry: etree._Element) -> str:
    return plain_text(entry[0]) if len(entry) else entry.get(XML_ID, "")


def _date(element: etree._Element) -> str:
    return next((str(element.get(name)) for name in ("when", "from", "notBefore") if element.get(name)), "")


# ==== citations


def _citations(
    root: etree._Element, entries: Mapping[str, etree._Element], records: Mapping[str, Mapping[str, Any]]
) -> Iterator[Fact]:
    """Each cited item as the joint index shows it: its `bibl` in its place, and the ids of the entries it leads to."""
    for item in root.iterfind(f"{TEI}text//{TEI}bibl"):
        if item.get("type") or item.get("ref"):
            yield from _cited(item, entries, records.get(item.get(XML_ID, ""), {}))


def _cited(item: etree._Element, entries: Mapping[str, etree._Element], record: Mapping[str, Any]) -> Iterator[Fact]:
    unit = item.get("ref", "").rpartition("#")[2]
    is_archival = item.get("type") == "archival" or unit.startswith("unit-")
    heading, sort = _archive(item, unit, entries) if is_archival else _work(item, unit, entries)
    data = {"xml": _xml(_in_place(item)), "entries": sorted(_needed(item, unit, entries)), "heading": heading}
    yield Fact("archival" if is_archival else "work", sort, unit, _json(data))
    for document in record.get("documents", ()):
        for date in [document["date"]] if isinstance(document.get("date"), str) else document.get("date", ())[:1]:
            yield Fact("document", date, unit, _json(data | {"heading": date[:4]}))
        if document.get("sender") and document.get("recipient"):
            pair = " → ".join(
                ", ".join(_heading(entries[name]) if name in entries else name for name in document[role])
                for role in ("sender", "recipient")
            )
            yield Fact("letter", sort_string(pair), unit, _json(data | {"heading": pair}))


def _archive(item: etree._Element, unit: str, entries: Mapping[str, etree._Element]) -> tuple[str, str]:
    repository = next(item.iterfind(f".//{TEI}orgName[@role='repository']"), None)
    if unit in entries:
        repository = next(entries[unit].iter(TEI + "repository"), repository)
    key = "" if repository is None else repository.get("ref", "").rpartition("#")[2]
    printed = "" if repository is None else plain_text(repository)
    names = entries[key].findall(TEI + "orgName") if key in entries else []
    heading = next((plain_text(name) for name in names if name.get("type") == "abbr"), "") or (
        plain_text(names[0]) if names else printed
    )
    return heading, f"{sort_string(heading)}\x02{unit}"


def _work(item: etree._Element, unit: str, entries: Mapping[str, etree._Element]) -> tuple[str, str]:
    holder = entries.get(unit, item)
    title = next((plain_text(title) for title in holder.iter(TEI + "title")), "") or plain_text(item)
    heading = next((plain_text(author) for author in holder.iter(TEI + "author")), title)
    language = item.get(XML_LANG, "und")[:2]
    rank = {"zh": 0, "ja": 1, "ko": 2, "ru": 3, "en": 4}.get(language, 5)
    return heading, f"{rank}{language}\x02{sort_string(heading)}\x02{sort_string(title)}"


def _needed(item: etree._Element, unit: str, entries: Mapping[str, etree._Element]) -> set[str]:
    """The ids of the entries that an item refers to, or its unit does."""
    elements = [*item.iter(), *(entries[unit].iter() if unit in entries else ())]
    return {unit, *(element.get("ref", "").rpartition("#")[2] for element in elements)} & entries.keys()


def _in_place(item: etree._Element) -> etree._Element:
    """The item alone, in its note or paragraph, as far as the index needs to say where it stands."""
    copied = fragment(etree.tostring(item, with_tail=False))
    for parent in item.iterancestors(TEI + "note", *BLOCKS):
        if parent.get(XML_ID):
            shell = etree.Element(parent.tag)
            shell.attrib.update(parent.attrib)
            shell.append(copied)
            copied = shell
            if parent.tag == TEI + "note":
                break
    return copied


# ==== small things


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _lines(values: Iterable[object]) -> str:
    return "\n".join(map(_json, values))


def _xml(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode", with_tail=False)
