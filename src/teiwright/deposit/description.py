"""What a TEI header says of an edition, in the terms that repositories ask for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from teiwright.article import Funder, Related
from teiwright.findings import Finding
from teiwright.identifiers import SCHEMES, Identifier, fault, identifier, recognised, type_named
from teiwright.licences import Licence, licence
from teiwright.xmltools import TEI, XML_LANG, line_of, plain_text

ISO = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?(?!\d)")
UNSTATED = frozenset({"", "not stated", "unknown", "the encoder", "teiwright"})
"""What stands in a header where nobody was named."""


@dataclass(frozen=True, slots=True)
class Party:
    """A person or a body: its name as written, identifiers, affiliation and roles (CRediT's, or "editor")."""

    name: str
    identifiers: tuple[Identifier, ...] = ()
    affiliation: str = ""
    institution: Identifier | None = None
    roles: tuple[str, ...] = ()
    is_body: bool = False
    parts: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Rights:
    """The licence of the text and that of the mark-up, and whether the header gives the text free."""

    text: Licence = field(default_factory=lambda: Licence(""))
    markup: Licence = field(default_factory=lambda: Licence(""))
    is_free: bool = False


@dataclass(frozen=True, slots=True)
class Description:
    """An edition as its header describes it; empty where it does not say. `date` is ISO 8601.

    `source` is the printed text in one line, `source_identifiers` lead to it.
    """

    name: str
    title: str = ""
    subtitle: str = ""
    creators: tuple[Party, ...] = ()
    contributors: tuple[Party, ...] = ()
    publisher: str = ""
    place: str = ""
    date: str = ""
    version: str = ""
    language: str = ""
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    keyword_scheme: str = ""
    rights: Rights = field(default_factory=Rights)
    identifiers: tuple[Identifier, ...] = ()
    funders: tuple[Funder, ...] = ()
    related: tuple[Related, ...] = ()
    source: str = ""
    source_identifiers: tuple[Identifier, ...] = ()

    @property
    def whole_title(self) -> str:
        """The title with its subtitle."""
        return f"{self.title}: {self.subtitle}" if self.subtitle else self.title

    @property
    def doi(self) -> str:
        """The edition's own DOI, or an empty string."""
        return next((each.value for each in self.identifiers if each.type == "DOI"), "")


def described(root: etree._Element, name: str) -> Description:
    """Return what the header of a TEI document says; of a corpus, its own header.

    Where that names no author or licence, those of its texts count; it is free where all of its texts are. What is no
    identifier is passed over: see `faults`.
    """
    head = root.find(TEI + "teiHeader")
    if head is None:
        return Description(name)
    titles = {each.get("type", "main"): plain_text(each) for each in _all(head, "titleStmt/title")}
    sources = _all(head, "sourceDesc/biblStruct") + _all(head, "sourceDesc/bibl") + _all(head, "sourceDesc/biblFull")
    return Description(
        name,
        title=titles.get("main") or next(iter(titles.values()), ""),
        subtitle=titles.get("sub", ""),
        creators=tuple(_creators(root, head)),
        contributors=tuple(_contributors(head)),
        publisher=_publisher(head),
        place=_first(head, "publicationStmt/pubPlace"),
        date=_date(head),
        version=_first(head, "editionStmt/edition"),
        language=_language(root, head),
        abstract=_first(head, "profileDesc/abstract"),
        keywords=tuple(filter(None, map(plain_text, _all(head, "textClass/keywords//term")))),
        keyword_scheme=next(
            (str(each.get("scheme")) for each in head.iter(TEI + "keywords") if each.get("scheme")), ""
        ),
        rights=_rights(root),
        identifiers=_identifiers(head.find(f".//{TEI}publicationStmt")),
        funders=tuple(_funder(each) for each in _all(head, "titleStmt/funder") if plain_text(each)),
        related=tuple(_related(head)),
        source=_source(sources[0]) if sources else "",
        source_identifiers=tuple(_known(sources[0].iter(TEI + "idno"))) if sources else (),
    )


def faults(root: etree._Element, file: str) -> list[Finding]:
    """Return an error for each identifier of the header whose form or check digit is wrong."""
    found = []
    for node in root.iterfind(f".//{TEI}teiHeader//{TEI}idno"):
        kind, value = node.get("type", ""), plain_text(node)
        wrong = fault(kind, value) if type_named(kind) in SCHEMES else ""
        if wrong:
            hint = "correct it in the sidecar, and encode again"
            found.append(Finding("error", "deposit-identifier", wrong, file, line_of(node), 1, hint))
    return found


def _all(head: etree._Element, path: str) -> list[etree._Element]:
    steps = "/".join(f"{TEI}{step}" if step else "" for step in path.split("/"))
    return head.findall(f".//{steps}")


def _first(head: etree._Element, path: str) -> str:
    return next((plain_text(each) for each in _all(head, path)), "")


def _publisher(head: etree._Element) -> str:
    names = (plain_text(each) for kind in ("publisher", "distributor", "authority") for each in
             _all(head, f"publicationStmt/{kind}"))  # fmt: skip
    return next((name for name in names if name not in UNSTATED), "")


def _language(root: etree._Element, head: etree._Element) -> str:
    text = root.find(TEI + "text")
    named = [str(each.get("ident")) for each in _all(head, "langUsage/language") if each.get("ident")]
    return root.get(XML_LANG) or (text.get(XML_LANG, "") if text is not None else "") or next(iter(named), "")


def _date(head: etree._Element) -> str:
    """When the edition appeared: what it states, else its newest change, else the printed text's date."""
    stated = [
        found[0]
        for each in _all(head, "publicationStmt/date")
        if (found := ISO.match(each.get("when") or plain_text(each)))
    ]
    changes = sorted((str(each.get("when")) for each in head.iter(TEI + "change") if each.get("when")), reverse=True)
    printed = [str(each.get("when")) for each in head.iterfind(f".//{TEI}sourceDesc//{TEI}date") if each.get("when")]
    return next(iter([*stated, *changes, *printed]), "")[:10]


def _party(node: etree._Element) -> Party:
    """A person or body with what stands in its element; identifiers may stand as idno or as addresses in ref."""
    named = next((each for each in node if each.tag in (TEI + "persName", TEI + "orgName", TEI + "name")), node)
    place = node.find(TEI + "affiliation")
    institution = _identifiers(place)
    own = _known(each for each in node.iter(TEI + "idno") if place is None or each not in list(place.iter()))
    surname, forename = named.find(f".//{TEI}surname"), named.find(f".//{TEI}forename")
    parts = (plain_text(surname), plain_text(forename)) if surname is not None and forename is not None else None
    return Party(
        ", ".join(parts) if parts else _words(named),
        (*own, *_pointed(node), *(_pointed(named) if named is not node else ())),
        _words(place) if place is not None else "",
        next((each for each in institution if each.type == "ROR"), None),
        is_body=named.tag == TEI + "orgName",
        parts=parts,
    )


def _words(node: etree._Element) -> str:
    """An element's text without that of numbers, notes and affiliations in it."""
    left_out = {TEI + "idno", TEI + "note", TEI + "email", TEI + "affiliation"}
    parts = [node.text or ""]
    for child in node:
        if isinstance(child.tag, str) and child.tag not in left_out:
            parts.append(_words(child) + " " if len(node) > 1 else _words(child))
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())


def _pointed(node: etree._Element) -> tuple[Identifier, ...]:
    return tuple(found for each in node.get("ref", "").split() if (found := recognised(each)))


def _creators(root: etree._Element, head: etree._Element) -> list[Party]:
    nodes = _all(head, "titleStmt/author") or [
        node for each in root.iter(TEI + "teiHeader") for node in _all(each, "titleStmt/author")
    ]
    return list({party.name: party for party in map(_party, reversed(nodes)) if party.name}.values())[::-1]


def _contributors(head: etree._Element) -> Iterator[Party]:
    for each in _all(head, "titleStmt/editor"):
        party = _party(each)
        if party.name:
            yield _with_roles(party, ("editor",))
    for each in _all(head, "titleStmt/respStmt"):
        roles = tuple(plain_text(role) for role in each.iterfind(TEI + "resp"))
        people = [node for node in each if node.tag in (TEI + "persName", TEI + "name")]
        bodies = [node for node in each if node.tag == TEI + "orgName"]
        for node in people or bodies:
            party = _with_roles(_party(node), roles)
            if people and bodies:
                ror = next((found for found in _pointed(bodies[0]) if found.type == "ROR"), None)
                party = Party(party.name, party.identifiers, plain_text(bodies[0]), ror, roles, parts=party.parts)
            if party.name not in UNSTATED:
                yield party


def _with_roles(party: Party, roles: tuple[str, ...]) -> Party:
    return Party(party.name, party.identifiers, party.affiliation, party.institution, roles, party.is_body, party.parts)


def _known(nodes: Iterator[etree._Element]) -> tuple[Identifier, ...]:
    found = []
    for node in nodes:
        kind, value = node.get("type", ""), plain_text(node)
        if type_named(kind) in SCHEMES and not fault(kind, value):
            found.append(identifier(kind, value))
    return tuple(dict.fromkeys(found))


def _identifiers(holder: etree._Element | None) -> tuple[Identifier, ...]:
    return () if holder is None else _known(holder.iter(TEI + "idno"))


def _funder(node: etree._Element) -> Funder:
    grant = next((plain_text(each) for each in node.iter(TEI + "idno") if each.get("type") == "grant"), "")
    found = (*_identifiers(node), *_pointed(node))
    return Funder(_words(node), grant, tuple((each.type, each.value) for each in found))


def _related(head: etree._Element) -> Iterator[Related]:
    for node in _all(head, "notesStmt/relatedItem"):
        target = node.get("target", "")
        known = [recognised(target) or Identifier("URL", target)] if target else list(_identifiers(node))
        for each in known:
            yield Related(node.get("type", ""), each.type, each.value)


def _rights(root: etree._Element) -> Rights:
    """The rights that the document's header states, else those that all of its texts state alike."""
    heads = [(head, _stated(head)) for head in root.iter(TEI + "teiHeader")]
    own, of_texts = heads[0][1], [found for _, found in heads[1:]]
    if own is None:
        alike = len(set(of_texts)) == 1
        own = of_texts[0] if alike and of_texts[0] else Rights()
    return replace(own, is_free=own.is_free and all(found.is_free for found in of_texts if found))


def _stated(head: etree._Element) -> Rights | None:
    """The first licence is the text's, that with n="markup" the mark-up's; one alone is of both."""
    holder = next(head.iter(TEI + "availability"), None)
    if holder is None:
        return None
    stated = [(each.get("n", ""), _licence(each)) for each in holder.iter(TEI + "licence")]
    text = next(
        (each for n, each in stated if n != "markup" and (each.target or each.status != "unknown")), Licence("")
    )
    markup = next((each for n, each in stated if n == "markup"), text)
    status = holder.get("status", "")
    is_free = status == "free" or (not status and text.status == "free")
    return Rights(text, markup, is_free)


def _licence(node: etree._Element) -> Licence:
    return licence(plain_text(node), node.get("target", ""))


def _source(record: etree._Element) -> str:
    """The printed text in one line: authors, titles, container, number, date."""
    if record.tag == TEI + "bibl":
        return _words(record)
    wanted = {TEI + name for name in ("author", "title", "publisher", "biblScope", "date")}
    return ", ".join(
        words for node in record.iter() if node.tag in wanted and (words := _words(node) or node.get("when", ""))
    )
