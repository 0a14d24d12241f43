"""Citations as others encode them, in the form that the index reads: a `bibl` with its kind, an id and flat parts.

Taken are `bibl`, `biblStruct` and `biblFull` wherever they stand, entries of a `listBibl` in the header too, of those
that hold others the outermost, and of each `msDesc`, `msPart` and `msFrag` its `msIdentifier`. Citations in our own
encoding stay as they are.
"""

import copy
import re
from collections.abc import Iterator

from lxml import etree

from teiwright.xmltools import TEI, XML_ID, XML_LANG, plain_text

REFERENCES = tuple(TEI + name for name in ("bibl", "biblStruct", "biblFull"))
DESCRIBED = tuple(TEI + name for name in ("msDesc", "msPart", "msFrag"))
CITED = (*REFERENCES, *DESCRIBED)
KINDS = frozenset(("archival", "book", "article", "chapter", "unpublished", "web", "other"))
UNITS = {"vol": "volume", "vol.": "volume", "iss": "issue", "no": "issue", "nr": "issue", "number": "issue"}
PAGES = frozenset(("page", "pages", "pp", "p"))
YEAR = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2})(?!\d)")
FOUND = "{urn:teiwright:functions}cited"
NUMBERS = re.compile(r"(?<!\d)(\d+)\s*[-–—]\s*(\d+)")
PERSONS = ("author", "editor")


def with_our_citations(root: etree._Element) -> etree._Element:
    """Return a copy of a document in which each foreign citation is as ours are; the document itself if it has none."""
    if next(foreign(root), None) is None:
        return root
    made = copy.deepcopy(root)
    targets = _targets(made)
    names = _names(made)
    items = list(foreign(made))
    for item, name in names.items():
        item.set(XML_ID, name)
    for item in items:
        _put_into_form(item, names[item], targets)
    return made


def cited(root: etree._Element) -> Iterator[etree._Element]:
    """Yield the items that the index of a document lists: the outermost of those that hold others."""
    analysed = {reference for bibl in root.iter(TEI + "bibl") for reference in bibl.get("ref", "").split()}
    for record in root.iter(*CITED):
        inside = next(record.iterancestors(*REFERENCES), None) is not None
        item = record.find(TEI + "msIdentifier") if record.tag in DESCRIBED else record
        if item is None or inside or f"#{record.get(XML_ID)}" in analysed:
            continue
        if _is_cited(record) and plain_text(item):
            yield item


def foreign(root: etree._Element) -> Iterator[etree._Element]:
    """Yield those of the cited items that are not in our own encoding."""
    for item in cited(root):
        is_typed = item.tag == TEI + "bibl" and item.get(XML_ID) and (item.get("ref") or item.get("type") in KINDS)
        if not (is_typed and next(item.iterancestors(TEI + "text"), None) is not None):
            yield item


def _is_cited(item: etree._Element) -> bool:
    """Whether it is a citation, not the statement of what the document itself was made from."""
    if next(item.iterancestors(TEI + "teiHeader"), None) is None:
        return True
    return item.tag in DESCRIBED or next(item.iterancestors(TEI + "listBibl"), None) is not None


def _names(root: etree._Element) -> dict[etree._Element, str]:
    """The id of each item: its own, else the one that the edition makes for it (xslt/modules/common.xsl, made-ids)."""
    names, number = {}, 0
    for item in root.iter(*CITED):
        if item.get(XML_ID) is None:
            number += 1
        names[item] = item.get(XML_ID) or f"cited-{number}-made"
        if item.tag in DESCRIBED and (identifier := item.find(TEI + "msIdentifier")) is not None:
            names[identifier] = names[item]
    return names


def _targets(root: etree._Element) -> set[str]:
    """The ids of the items that others point to as the same work."""
    pointers = (item.get(name, "") for item in root.iter(*CITED) for name in ("corresp", "sameAs"))
    ids = {item.get(XML_ID) for item in root.iter(*CITED)}
    return {word[1:] for value in pointers for word in value.split() if word.startswith("#") and word[1:] in ids}


def _put_into_form(item: etree._Element, name: str, targets: set[str]) -> None:
    kind = _kind(item)
    if item.tag != TEI + "bibl":
        _separate(item)
    for note in item.iter(TEI + "note"):
        note.tag = TEI + "seg"  # a field of the record, not a remark at its foot
    for person in item.iter(*(TEI + one for one in PERSONS)):
        _name_in_order(person)
    for part in list(item.iter(TEI + "biblScope")):
        _measure(part)
    for date in item.iter(TEI + "date"):
        year = YEAR.search(plain_text(date))
        if year and not (date.get("when") or date.get("from") or date.get("notBefore")):
            date.set("when", year[1])
    _shelve(item)
    item.tag = TEI + "bibl"
    item.set("type", kind)
    item.set(FOUND, "true")
    if language := item.get(XML_LANG) or _language(item):
        item.set(XML_LANG, language)
    pointed = [word[1:] for key in ("corresp", "sameAs") for word in item.get(key, "").split() if word[1:] in targets]
    item.attrib.pop("corresp", "")
    if pointed:
        item.set("ref", f"#{pointed[0]}")
        item.set("subtype", "short")
    elif name in targets:
        item.set("ref", f"#{name}")


def _language(item: etree._Element) -> str:
    """The language of the manuscript that an identifier names."""
    described = next(item.iterancestors(TEI + "msDesc"), item)
    return next((one.get("mainLang", "") for one in described.iter(TEI + "textLang")), "")


def _kind(item: etree._Element) -> str:
    levels = {str(title.get("level", "")) for title in item.iter(TEI + "title")}
    if item.get("type") in KINDS:
        return str(item.get("type"))
    has_part = item.find(TEI + "analytic") is not None or "a" in levels
    if next(item.iter(TEI + "repository", TEI + "msIdentifier"), None) is not None:
        return "archival"
    for title in item.iterfind(f"{TEI}analytic/{TEI}title"):
        title.set("level", title.get("level", "a"))
    for title in item.iterfind(f"{TEI}monogr/{TEI}title"):
        title.set("level", title.get("level", "m"))
    if has_part:
        return "article" if "j" in levels else "chapter"
    if "u" in levels:
        return "unpublished"
    return "book" if "m" in levels or item.find(TEI + "monogr") is not None else "other"


def _separate(item: etree._Element) -> None:
    """Put a comma between the parts of a record that are only divided by tags."""
    for part in item.iter(etree.Element):
        more = any(plain_text(one) for one in part.itersiblings(etree.Element))
        if part is not item and more and not (part.tail or "").strip() and plain_text(part):
            part.tail = ", "


def _name_in_order(person: etree._Element) -> None:
    """A name that is taken apart is written as it is sorted: surname, forenames."""
    surnames = [plain_text(one) for one in person.iter(TEI + "surname")]
    forenames = [plain_text(one) for one in person.iter(TEI + "forename")]
    others = [
        one for one in person.iter(etree.Element) if one is not person and etree.QName(one).localname not in NAME_PARTS
    ]
    between = [one.text for one in person.iter(person.tag, TEI + "persName")] + [
        one.tail for one in person.iterdescendants()
    ]
    if surnames and not others and not "".join(filter(None, between)).strip(" ,\n\t"):
        for child in list(person):
            person.remove(child)
        person.text = ", ".join(filter(None, (" ".join(surnames), " ".join(forenames))))


NAME_PARTS = frozenset(("surname", "forename", "persName"))


def _measure(part: etree._Element) -> None:
    unit = part.get("unit", "").lower()
    part.set("unit", UNITS.get(unit, unit))
    if unit in PAGES:
        part.tag = TEI + "citedRange"
        numbers = NUMBERS.search(plain_text(part))
        first, last = numbers.groups() if numbers else (plain_text(part), plain_text(part))
        part.set("from", part.get("from", first))
        part.set("to", part.get("to", last))


def _shelve(item: etree._Element) -> None:
    """The names of an archive and of the levels of its shelfmarks, as the index knows them."""
    for identifier in item.iter(TEI + "msIdentifier"):
        holder = identifier.find(TEI + "repository")
        holder = identifier.find(TEI + "institution") if holder is None else holder
        if holder is not None:
            holder.tag = TEI + "orgName"
            holder.set("role", "repository")
        for collection in identifier.iterfind(TEI + "collection"):
            collection.tag = TEI + "idno"
            collection.set("type", "collection")
        for number in identifier.iterfind(TEI + "idno"):
            number.set("type", number.get("type", "shelfmark").lower())
