"""What a web page states of its article in its head: citation_* (Google Scholar), Dublin Core, JSON-LD, meta, link."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape
from typing import Any

from teiwright.reading.tags import HtmlToken, tokens

HEAD = 200_000
"""So many characters of a page are searched for what its head states."""
JSON_LD = re.compile(
    r"<script[^>]{0,200}application/ld\+json[^>]{0,200}>(?P<inner>.*?)</script>", re.IGNORECASE | re.DOTALL
)
DATE = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
DOI = re.compile(r"10\.\d{4,9}/\S+")
WORKS = frozenset(
    {"Article", "ScholarlyArticle", "NewsArticle", "BlogPosting", "Report", "CreativeWork", "WebPage", "Chapter"}
)
NAMES: Mapping[str, Sequence[str]] = {
    "title": ("citation_title", "dc.title", "dcterms.title", "prism.title", "jsonld:headline", "jsonld:name"),
    "authors": ("citation_author", "dc.creator", "dcterms.creator", "jsonld:author", "author"),
    "date": (
        "citation_publication_date", "citation_date", "citation_online_date", "dcterms.issued", "dc.date.issued",
        "dc.date", "dcterms.date", "prism.publicationdate", "jsonld:datePublished", "article:published_time", "date",
    ),
    "doi": ("citation_doi", "prism.doi", "dc.identifier.doi", "dc.identifier", "jsonld:doi"),
    "licence": ("link:license", "dcterms.license", "dc.rights", "dcterms.rights", "jsonld:license"),
    "publishers": ("citation_publisher", "dc.publisher", "dcterms.publisher", "jsonld:publisher"),
    "journal": ("citation_journal_title", "prism.publicationname"),
    "volume": ("citation_volume", "prism.volume"),
    "issue": ("citation_issue", "prism.number"),
    "issn": ("citation_issn", "prism.issn"),
}  # fmt: skip
"""By field of the metadata the names under which pages state it, the surest first."""


def stated_in_head(text: str) -> dict[str, object]:
    """Return what the page states, by the names of `metadata_from`; what has no usable form is left out."""
    said: dict[str, list[str]] = {}
    for name, value in _statements(text[:HEAD]):
        if value.strip():
            said.setdefault(name.lower(), []).append(" ".join(value.split()))
    found = {name: _first(said, names) for name, names in NAMES.items()}
    values: dict[str, object] = {name: each[0] for name, each in found.items() if each}
    for name in ("authors", "publishers"):
        if found[name]:
            values[name] = [*dict.fromkeys(each for each in found[name] if not each.startswith("http"))]
    values |= dict.fromkeys(("date", "doi", "licence"))
    values["date"] = next((iso for each in found["date"] if (iso := _iso(each))), None)
    values["doi"] = next((match[0] for each in found["doi"] if (match := DOI.search(each))), None)
    values["licence"] = next((each for each in found["licence"] if each.startswith("http")), None)
    first, last = (_first(said, (f"citation_{end}page",)) for end in ("first", "last"))
    if first:
        values["pages"] = "-".join(dict.fromkeys((first[0], *last[:1])))
    return {name: value for name, value in values.items() if value}


def _first(said: Mapping[str, list[str]], names: Iterable[str]) -> list[str]:
    return next((said[name.lower()] for name in names if name.lower() in said), [])


def _statements(text: str) -> Iterator[tuple[str, str]]:
    for token in _meta_tokens(text):
        if token.name == "meta":
            name = token.attribute("name") or token.attribute("property")
            yield name, token.attribute("content")
        elif "license" in token.attribute("rel").lower().split():
            yield "link:license", token.attribute("href")
    for match in JSON_LD.finditer(text):
        for work in _works(match["inner"]):
            for key in ("headline", "name", "author", "datePublished", "license", "publisher", "doi"):
                yield from ((f"jsonld:{key}", value) for value in _strings(work.get(key)))


def _meta_tokens(text: str) -> Iterator[HtmlToken]:
    yield from (t for t in tokens(text) if t.kind == "open" and t.name in {"meta", "link", "a"})


def _works(inner: str) -> Iterator[Mapping[str, Any]]:
    """Yield the articles that JSON-LD describes; what is no JSON states nothing."""
    try:
        value = json.loads(unescape(inner) if "&quot;" in inner else inner)
    except (ValueError, RecursionError):
        return
    graph = value.get("@graph", [value]) if isinstance(value, dict) else value
    for each in graph if isinstance(graph, list) else ():
        kinds = each.get("@type") if isinstance(each, dict) else None
        if WORKS & {*(kinds if isinstance(kinds, list) else [kinds])}:
            yield each


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _strings(value.get("name") or value.get("@id") or value.get("url"))
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)


def _iso(text: str) -> str:
    match = DATE.match(text.strip())
    if not match:
        return ""
    year, month, day = match.groups()
    return year + (f"-{int(month):02d}" if month else "") + (f"-{int(day):02d}" if month and day else "")
