"""Entries added to authority files: the file keeps every other byte, and is written whole or not at all."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from teiwright import xmltools
from teiwright.authority import FILES, NAME_ELEMENTS, EntryKind, Name
from teiwright.errors import DataError
from teiwright.xmltools import TEI, XML_ID, XML_LANG

_LISTS = {"person": "listPerson", "place": "listPlace", "org": "listOrg", "archive": "listOrg", "event": "listEvent"}
_IDENTIFIER = re.compile(r"[a-z]+(?:-[\w.]+)+")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_DATE = re.compile(r"-?\d{4}(?:-\d{2}){0,2}")
_STEP = "  "


def add(
    folder: Path, kind: EntryKind, identifier: str, names: Iterable[Name], facts: Mapping[str, str] | None = None
) -> bool:
    """Add an entry to its file in the folder, or to an entry that is there the names that it lacks.

    `facts` may give type, description, born, died, country (a code), latitude and longitude, and of an event when,
    from, to; they are written for a new entry only. Returns whether the file was changed. Raises DataError where id,
    names or facts cannot stand, DocumentError where the file is not well-formed, OutputError where it cannot be
    written.
    """
    names = tuple(names)
    _refuse(kind, identifier, names, facts or {})
    path = folder / next(filename for filename, _, of_kind in FILES if of_kind == kind)
    text = path.read_text(encoding="utf-8") if path.exists() else _empty(kind)
    missing = _missing(path, kind, identifier, names)
    if missing is None:
        changed = _with_entry(text, kind, _entry(kind, identifier, names, facts or {}), path)
    else:
        changed = _with_names(text, kind, identifier, missing, path)
    if changed == text:
        return False
    xmltools.write_bytes(path, changed.encode("utf-8"))
    return True


def _refuse(kind: EntryKind, identifier: str, names: tuple[Name, ...], facts: Mapping[str, str]) -> None:
    if not identifier.startswith(f"{kind}-") or not _IDENTIFIER.fullmatch(identifier):
        raise DataError(f"{identifier} cannot be the id of a {kind}: write {kind}-NAME without spaces")
    if not any(name.text.strip() for name in names):
        raise DataError(f"{identifier} needs a name")
    for name in names:
        if name.language and not _LANGUAGE.fullmatch(name.language):
            raise DataError(f"{name.language} is not a language tag (zh-Hant, ru, en …)")
    for fact in ("born", "died", "when", "from", "to"):
        if facts.get(fact) and not _DATE.fullmatch(facts[fact]):
            raise DataError(f"{identifier}: {fact} {facts[fact]} is not a date (1901, 1901-05, 1901-05-30)")


def _missing(path: Path, kind: EntryKind, identifier: str, names: tuple[Name, ...]) -> tuple[Name, ...] | None:
    """Return the names that the entry of this id lacks, or None where there is no such entry."""
    if not path.exists():
        return None
    for node in xmltools.parse(path).getroot().iter(TEI + _element(kind)):
        if node.get(XML_ID) == identifier:
            have = {
                (xmltools.plain_text(name), name.get(XML_LANG, "")) for name in node.iter(TEI + NAME_ELEMENTS[kind])
            }
            return tuple(name for name in names if (name.text, name.language) not in have)
    return None


def _element(kind: EntryKind) -> str:
    return next(element for _, element, of_kind in FILES if of_kind == kind)


def _with_entry(text: str, kind: EntryKind, lines: list[str], path: Path) -> str:
    """Put the entry before the end of the list, indented as the list is."""
    ends = list(re.finditer(rf"^([ \t]*)</{_LISTS[kind]}\s*>", text, re.MULTILINE))
    if not ends:
        raise DataError(f"no {_LISTS[kind]} that ends on a line of its own", file=str(path))
    indent = ends[-1].group(1) + _STEP
    return text[: ends[-1].start()] + "".join(f"{indent}{line}\n" for line in lines) + text[ends[-1].start() :]


def _with_names(text: str, kind: EntryKind, identifier: str, names: tuple[Name, ...], path: Path) -> str:
    """Put the names after the last name of the entry."""
    if not names:
        return text
    entry = re.search(
        rf'<{_element(kind)}\b[^>]*xml:id="{re.escape(identifier)}".*?</{_element(kind)}>', text, re.DOTALL
    )
    name_end = f"</{NAME_ELEMENTS[kind]}>"
    if entry is None or name_end not in entry.group():
        raise DataError(f"{identifier} is not written so that a name can be added; add it by hand", file=str(path))
    at = entry.start() + entry.group().rindex(name_end) + len(name_end)
    line = text[text.rfind("\n", 0, at) + 1 : at]
    indent = line[: len(line) - len(line.lstrip())]
    return text[:at] + "".join(f"\n{indent}{_name(kind, name)}" for name in names) + text[at:]


def _name(kind: EntryKind, name: Name) -> str:
    language = f" xml:lang={quoteattr(name.language)}" if name.language else ""
    name_type = f" type={quoteattr(name.type)}" if name.type else ""
    return f"<{NAME_ELEMENTS[kind]}{language}{name_type}>{escape(name.text.strip())}</{NAME_ELEMENTS[kind]}>"


def _entry(kind: EntryKind, identifier: str, names: tuple[Name, ...], facts: Mapping[str, str]) -> list[str]:
    given = {key: facts[key] for key in _attributes(kind) if facts.get(key)}
    attributes = "".join(f" {key}={quoteattr(value)}" for key, value in given.items())
    return [
        f"<{_element(kind)} xml:id={quoteattr(identifier)}{attributes}>",
        *(_STEP + _name(kind, name) for name in names),
        *(_STEP + line for line in _facts(kind, facts)),
        f"</{_element(kind)}>",
    ]


def _attributes(kind: EntryKind) -> tuple[str, ...]:
    return ("type", "when", "from", "to") if kind == "event" else ("type",)


def _facts(kind: EntryKind, facts: Mapping[str, str]) -> list[str]:
    lines = [
        f"<{element} when={quoteattr(facts[fact])}/>"
        for fact, element in (("born", "birth"), ("died", "death"))
        if kind == "person" and facts.get(fact)
    ]
    if facts.get("description"):
        element = "occupation" if kind == "person" else "desc"
        lines.append(f"<{element}>{escape(facts['description'])}</{element}>")
    return [*lines, *_location(kind, facts)]


def _location(kind: EntryKind, facts: Mapping[str, str]) -> list[str]:
    country = f"<country key={quoteattr(facts['country'])}/>" if facts.get("country") else ""
    if kind != "place":
        return [country] if country and kind in ("org", "archive") else []
    both = facts.get("latitude") and facts.get("longitude")
    geo = f"<geo>{escape(facts['latitude'])} {escape(facts['longitude'])}</geo>" if both else ""
    return [f"<location>{country}{geo}</location>"] if country or geo else []


def _empty(kind: EntryKind) -> str:
    """Return a valid authority file without entries."""
    title = {"person": "Persons", "place": "Places", "org": "Organisations", "archive": "Archives", "event": "Events"}
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
  <teiHeader>
    <fileDesc>
      <titleStmt><title>{title[kind]}</title></titleStmt>
      <publicationStmt><p>An authority file of its own.</p></publicationStmt>
      <sourceDesc><p>Compiled by its user.</p></sourceDesc>
    </fileDesc>
  </teiHeader>
  <standOff>
    <{_LISTS[kind]}>
    </{_LISTS[kind]}>
  </standOff>
</TEI>
"""
