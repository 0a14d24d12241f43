"""Entries added to authority files: the file keeps every other byte, and is written whole or not at all."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from teiwright import xmltools
from teiwright.authority.entries import FILES, NAME_ELEMENTS, EntryKind, Name
from teiwright.errors import DataError
from teiwright.identifiers import fault, type_named
from teiwright.identifiers import identifier as canonical
from teiwright.xmltools import TEI, TEI_NAMESPACE, XML_ID, XML_LANG

_LISTS: dict[EntryKind, str] = {
    "person": "listPerson",
    "place": "listPlace",
    "org": "listOrg",
    "archive": "listOrg",
    "event": "listEvent",
}
_IDENTIFIER = re.compile(r"[a-z]+(?:-[\w.]+)+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DATE = re.compile(r"-?\d{4}(?:-\d{2}){0,2}")
_STEP = "  "
FACTS = ("type", "born", "died", "when", "from", "to", "country", "latitude", "longitude", "description")


@dataclass(frozen=True, slots=True)
class Addition:
    """An entry to add, or names and identifiers to add to the entry of this id. For `facts` see `add`."""

    kind: EntryKind
    identifier: str
    names: tuple[Name, ...]
    facts: Mapping[str, str] = field(default_factory=dict)
    identifiers: tuple[tuple[str, str], ...] = ()


def add(
    folder: Path,
    kind: EntryKind,
    identifier: str,
    names: Iterable[Name],
    facts: Mapping[str, str] | None = None,
    identifiers: Iterable[tuple[str, str]] = (),
) -> bool:
    """Add an entry to its file in the folder, or to an entry that is there the names and identifiers that it lacks.

    `identifiers` are types and values (VIAF, Wikidata, GND …), checked where their type is known. `facts` may give
    type, description, born, died, country (a code), latitude and longitude, and of an event when, from, to; they are
    written for a new entry only. Returns whether the file was changed. Raises DataError where id, names, facts or
    identifiers cannot stand, DocumentError where the file is not well-formed, OutputError where it cannot be written.
    """
    return bool(add_all(folder, [Addition(kind, identifier, tuple(names), facts or {}, tuple(identifiers))]))


def add_all(folder: Path, additions: Iterable[Addition]) -> list[str]:
    """Make these additions, all or (on an error) none; return the ids that were new or got names or identifiers."""
    additions = [replace(each, identifiers=_canonical(each)) for each in additions]
    for addition in additions:
        _refuse(addition.kind, addition.identifier, addition.names, addition.facts)
    changes = [_changed(folder, kind, [each for each in additions if each.kind == kind]) for kind in _LISTS]
    for path, text, identifiers in changes:
        if identifiers:
            xmltools.write_bytes(path, text.encode("utf-8"))
    changed = {identifier for _, _, identifiers in changes for identifier in identifiers}
    return [each.identifier for each in additions if each.identifier in changed]


def _changed(folder: Path, kind: EntryKind, additions: list[Addition]) -> tuple[Path, str, list[str]]:
    """Return the file of a kind, its new text, and the ids that the additions change."""
    path = folder / next(filename for filename, _, of_kind in FILES if of_kind == kind)
    text = path.read_text(encoding="utf-8") if path.exists() else _empty(kind)
    have, numbers = (_names(path, kind), _numbers(path, kind)) if path.exists() else ({}, {})
    lines: list[str] = []
    identifiers = []
    for each in additions:
        missing = tuple(name for name in each.names if name not in have.get(each.identifier, ()))
        unknown = tuple(one for one in each.identifiers if one not in numbers.get(each.identifier, ()))
        is_new = each.identifier not in have
        if is_new:
            lines += _entry(each)
        if missing and not is_new:
            text = _with_names(text, kind, each.identifier, missing, path)
        if unknown and not is_new:
            text = _with_numbers(text, kind, each.identifier, unknown, path)
        if is_new or missing or unknown:
            identifiers.append(each.identifier)
        have.setdefault(each.identifier, set()).update(each.names)
        numbers.setdefault(each.identifier, set()).update(each.identifiers)
    return path, _with_lines(text, kind, lines, path) if lines else text, identifiers


def _names(path: Path, kind: EntryKind) -> dict[str, set[Name]]:
    """The names that each entry of a file has."""
    nodes = xmltools.parse(path).getroot().iter(TEI + _element(kind))
    return {node.get(XML_ID, ""): {_read(name) for name in node.iter(TEI + NAME_ELEMENTS[kind])} for node in nodes}


def _numbers(path: Path, kind: EntryKind) -> dict[str, set[tuple[str, str]]]:
    """The identifiers that each entry of a file has, in canonical form where they have one."""
    nodes = xmltools.parse(path).getroot().iter(TEI + _element(kind))
    return {node.get(XML_ID, ""): {_number(one) for one in node.findall(TEI + "idno")} for node in nodes}


def _number(node: etree._Element) -> tuple[str, str]:
    kind, value = type_named(node.get("type", "")), xmltools.plain_text(node)
    return (kind, value) if fault(kind, value) else (kind, canonical(kind, value).value)


def _canonical(addition: Addition) -> tuple[tuple[str, str], ...]:
    """The identifiers in canonical form. Raises DataError where one is malformed, or of no type."""
    found = []
    for kind, value in addition.identifiers:
        if not kind.strip() or not value.strip():
            raise DataError(f"{addition.identifier}: an identifier needs a type and a value (wikidata=Q42)")
        try:
            right = canonical(kind, value)
        except ValueError as error:
            raise DataError(f"{addition.identifier}: {error}") from error
        found.append((right.type, right.value))
    return tuple(dict.fromkeys(found))


def _read(name: etree._Element) -> Name:
    return Name(xmltools.plain_text(name), name.get(XML_LANG, ""), name.get("type", ""))


def _refuse(kind: EntryKind, identifier: str, names: tuple[Name, ...], facts: Mapping[str, str]) -> None:
    if not identifier.startswith(f"{kind}-") or not _IDENTIFIER.fullmatch(identifier):
        raise DataError(f"{identifier} cannot be the id of a {kind}: write {kind}-NAME without spaces")
    if not any(name.text.strip() for name in names):
        raise DataError(f"{identifier} needs a name")
    for name in names:
        if name.language and not _LANGUAGE.fullmatch(name.language):
            raise DataError(f"{name.language} is not a language tag (zh-Hant, ru, en …)")
    for fact in facts:
        if fact not in FACTS:
            raise DataError(f"{identifier}: an entry has no fact {fact}", hint="one of " + ", ".join(FACTS))
    for fact in ("born", "died", "when", "from", "to"):
        if facts.get(fact) and not _DATE.fullmatch(facts[fact]):
            raise DataError(f"{identifier}: {fact} {facts[fact]} is not a date (1901, 1901-05, 1901-05-30)")


def _element(kind: EntryKind) -> str:
    return next(element for _, element, of_kind in FILES if of_kind == kind)


def _with_lines(text: str, kind: EntryKind, lines: list[str], path: Path) -> str:
    """Put the lines of entries before the end of the list, indented as the list is."""
    ends = list(re.finditer(rf"^([ \t]*)</{_LISTS[kind]}\s*>", text, re.MULTILINE))
    if not ends:
        raise DataError(f"no {_LISTS[kind]} that ends on a line of its own", file=str(path))
    indent = ends[-1].group(1) + _STEP
    return text[: ends[-1].start()] + "".join(f"{indent}{line}\n" for line in lines) + text[ends[-1].start() :]


def _with_names(text: str, kind: EntryKind, identifier: str, names: tuple[Name, ...], path: Path) -> str:
    """Put the names after the last name of the entry."""
    entry = re.search(
        rf'<{_element(kind)}\b[^>]*xml:id="{re.escape(identifier)}".*?</{_element(kind)}>', text, re.DOTALL
    )
    name_end = f"</{NAME_ELEMENTS[kind]}>"
    if entry is None or name_end not in entry.group():
        raise DataError(f"{identifier} is not written so that a name can be added; add it by hand", file=str(path))
    at = entry.start() + entry.group().rindex(name_end) + len(name_end)
    line = text[text.rfind("\n", 0, at) + 1 : at]
    indent = line[: len(line) - len(line.lstrip())]
    added = (etree.tostring(_name(kind, name), encoding="unicode") for name in names)
    return text[:at] + "".join(f"\n{indent}{one}" for one in added) + text[at:]


def _with_numbers(text: str, kind: EntryKind, identifier: str, numbers: tuple[tuple[str, str], ...], path: Path) -> str:
    """Put identifiers where the content model has them: in an organisation after its names, else last."""
    element = _element(kind)
    entry = re.search(rf'<{element}\b[^>]*xml:id="{re.escape(identifier)}".*?</{element}>', text, re.DOTALL)
    name_end = f"</{NAME_ELEMENTS[kind]}>"
    if entry is None or name_end not in entry.group():
        raise DataError(f"{identifier} is not written so that an identifier can be added", file=str(path))
    added = [etree.tostring(_idno(one), encoding="unicode") for one in numbers]
    after = re.findall(r"</idno>", entry.group()) and "</idno>"
    marker = after or (name_end if element in ("org", "person") else "")
    if marker:
        at = entry.start() + entry.group().rindex(marker) + len(marker)
        line = text[text.rfind("\n", 0, at) + 1 : at]
        indent = line[: len(line) - len(line.lstrip())]
        return text[:at] + "".join(f"\n{indent}{one}" for one in added) + text[at:]
    end = entry.end() - len(f"</{element}>")
    line_start = text.rfind("\n", 0, end) + 1
    indent = text[line_start:end]
    if indent.strip():
        return text[:end] + "".join(added) + text[end:]
    return text[:line_start] + "".join(f"{indent}{_STEP}{one}\n" for one in added) + text[line_start:]


def _idno(number: tuple[str, str]) -> etree._Element:
    return _new("idno", {"type": number[0]}, text=number[1])


def _name(kind: EntryKind, name: Name) -> etree._Element:
    given = {XML_LANG: name.language, "type": name.type}
    return _new(NAME_ELEMENTS[kind], given, text=" ".join(name.text.split()))


def _new(name: str, attributes: Mapping[str, str], *children: etree._Element, text: str = "") -> etree._Element:
    """Return a new element with the attributes that have a value."""
    element = etree.Element(name, {key: value for key, value in attributes.items() if value})
    element.text = text or None
    element.extend(children)
    return element


def _entry(each: Addition) -> list[str]:
    """Return the lines of a new entry; its elements have no namespace, for they get that of the list around them."""
    kind, facts = each.kind, each.facts
    given = {XML_ID: each.identifier} | {key: facts.get(key, "") for key in _attributes(kind)}
    names = (_name(kind, name) for name in each.names)
    entry = _new(_element(kind), given, *names, *_facts(kind, facts), *map(_idno, each.identifiers))
    etree.indent(entry, _STEP)
    return etree.tostring(entry, encoding="unicode").splitlines()


def _attributes(kind: EntryKind) -> tuple[str, ...]:
    return ("type", "when", "from", "to") if kind == "event" else ("type",)


def _facts(kind: EntryKind, facts: Mapping[str, str]) -> list[etree._Element]:
    life = (("born", "birth"), ("died", "death")) if kind == "person" else ()
    found = [_new(element, {"when": facts[fact]}) for fact, element in life if facts.get(fact)]
    if facts.get("description"):
        found.append(_new("occupation" if kind == "person" else "desc", {}, text=facts["description"]))
    return [*found, *_location(kind, facts)]


def _location(kind: EntryKind, facts: Mapping[str, str]) -> list[etree._Element]:
    country = [_new("country", {"key": facts["country"]})] if facts.get("country") else []
    if kind != "place":
        return country if kind in ("org", "archive") else []
    both = facts.get("latitude") and facts.get("longitude")
    geo = [_new("geo", {}, text=f"{facts['latitude']} {facts['longitude']}")] if both else []
    return [_new("location", {}, *country, *geo)] if country or geo else []


def _empty(kind: EntryKind) -> str:
    """Return a valid authority file without entries."""
    title = {"person": "Persons", "place": "Places", "org": "Organisations", "archive": "Archives", "event": "Events"}
    statements = (
        _tei("titleStmt", _tei("title", text=title[kind])),
        _tei("publicationStmt", _tei("p", text="An authority file of its own.")),
        _tei("sourceDesc", _tei("p", text="Compiled by its user.")),
    )
    entries = _tei(_LISTS[kind])
    root = _tei("TEI", _tei("teiHeader", _tei("fileDesc", *statements)), _tei("standOff", entries))
    root.set(XML_LANG, "en")
    etree.indent(root, _STEP)
    entries.text = f"\n{_STEP * 2}"
    return etree.tostring(root, encoding="utf-8", xml_declaration=True).decode() + "\n"


def _tei(name: str, *children: etree._Element, text: str = "") -> etree._Element:
    element = etree.Element(TEI + name, nsmap={None: TEI_NAMESPACE})  # type: ignore[dict-item]
    element.text = text or None
    element.extend(children)
    return element
