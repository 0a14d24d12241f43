"""Which TEI element stands for which kind of span, and with which attributes."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from teiwright.article import Emphasis, Link, Part, Span, SpanKind
from teiwright.xmltools import TEI, TEI_NAMESPACE, XML_ID, XML_LANG

NAMESPACES: dict[Any, str] = {None: TEI_NAMESPACE}

ELEMENTS: dict[SpanKind, tuple[str, dict[str, str]]] = {
    "person": ("persName", {}),
    "place": ("placeName", {}),
    "org": ("orgName", {}),
    "date": ("date", {}),
    "citation": ("bibl", {}),
    "signal": ("seg", {"type": "signal"}),
    "document": ("seg", {"type": "document"}),
    "repository": ("orgName", {"role": "repository"}),
    "fond": ("idno", {"type": "fond"}),
    "opis": ("idno", {"type": "opis"}),
    "papka": ("idno", {"type": "papka"}),
    "delo": ("idno", {"type": "delo"}),
    "shelfmark": ("idno", {}),
    "pages": ("citedRange", {}),
    "author": ("author", {}),
    "editor": ("editor", {}),
    "translator": ("editor", {"role": "translator"}),
    "title": ("title", {}),
    "container": ("title", {}),
    "volume": ("biblScope", {"unit": "volume"}),
    "issue": ("biblScope", {"unit": "issue"}),
    "pub-place": ("pubPlace", {}),
    "publisher": ("publisher", {}),
    "year": ("date", {}),
}
"""The correction has no element of its own: it becomes choice with sic and corr."""

SAID: frozenset[SpanKind] = frozenset({"person", "place", "org", "date", "citation", "repository"})
"""The elements that say who made them and how sure it is; a citation's parts share its statement."""

ATTRIBUTES = {"language": XML_LANG, "xml:lang": XML_LANG, "lang": XML_LANG}
INTERNAL = frozenset({"n", "corr", "why", "bearer"})

RENDITIONS = {"smallcaps": "small-caps"}
PARTS = {"main": "titlePart", "sub": "titlePart", "author": "docAuthor", "publisher": "publisher"}

NOT_IN_IRI = re.compile(r"""[\s<>"{}|\\^`]|%(?![0-9A-Fa-f]{2})""")
"""White space, the characters that no IRI holds, and a per cent sign that encodes nothing."""

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class Marker:
    """A stretch [start, end) of a text and the element that will hold it; `order` breaks ties, outermost first."""

    start: int
    end: int
    order: int
    make: Callable[[], etree._Element] = field(compare=False)
    rend: tuple[str, ...] = ()
    correction: str | None = None
    holds_text_only: bool = False
    is_bibl: bool = False
    is_part: bool = False
    must_stay: bool = False


def element(name: str, attributes: dict[str, str] | None = None) -> etree._Element:
    """Return a new TEI element."""
    return etree.Element(TEI + name, attributes or {}, nsmap=NAMESPACES)


def text_element(name: str, text: str, attributes: dict[str, str] | None = None) -> etree._Element:
    """Return a new TEI element that holds a text."""
    new = element(name, attributes)
    new.text = text
    return new


def span_element(span: Span, citation_id: str = "") -> etree._Element:
    """Return the element for a span: its kind's, with key, certainty and responsibility as TEI attributes."""
    name, fixed = ELEMENTS[span.kind]
    attributes = {XML_ID: citation_id} if citation_id else {}
    attributes |= fixed
    attributes |= {ATTRIBUTES.get(k, k): v for k, v in span.attributes if k not in INTERNAL and v}
    if span.key:
        attributes["ref"] = f"#{span.key}"
    if span.kind in SAID:
        attributes |= responsibility(span)
    if span.kind == "document" and "when" in attributes:
        return _dated_document(attributes, span)
    return element(name, attributes)


def _dated_document(attributes: dict[str, str], span: Span) -> etree._Element:
    """A document whose date stands outside its description holds an empty date: seg takes no dating attributes."""
    date = element("date", {"when": attributes.pop("when"), **responsibility(span)})
    document = element("seg", attributes)
    document.append(date)
    return document


def responsibility(span: Span) -> dict[str, str]:
    """Return @resp and @cert: a decision is the encoder's, all else the program's."""
    if span.by == "decision":
        return {"resp": "#encoder"}
    return {"resp": "#teiwright", "cert": span.certainty}


def rendition(emphasis: Emphasis) -> str:
    """Return the value of @rend for an emphasis."""
    return RENDITIONS.get(emphasis.rend, emphasis.rend)


def link_element(link: Link) -> etree._Element:
    """Return ref with its target, in which no character needs escaping but those that an IRI may not hold."""
    return element("ref", {"target": iri(link.target)})


def part_element(part: Part) -> etree._Element:
    """Return the title page's element for a part that has one."""
    name = PARTS[part.role]
    return element(name, {"type": part.role} if name == "titlePart" else {})


def iri(target: str) -> str:
    """Return a pointer that TEI takes: white space and what no IRI may hold there are percent-encoded (RFC 3987)."""
    encoded = NOT_IN_IRI.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), target.strip())
    before, mark, fragment = encoded.partition("#")
    is_relative = ":" in before.partition("/")[0].partition("?")[0] and not SCHEME.match(before)
    return ("./" * is_relative + before + mark + fragment.replace("#", "%23")) or "#"
