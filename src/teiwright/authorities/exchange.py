"""Authority files as a table, one row a name, as OpenRefine reads and writes records.

The first row of an entry has its id and its facts; in the further rows these may be blank ("blank down") or repeated.
"""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from lxml import etree

from teiwright.authorities.editing import add
from teiwright.authority import Authority, Entry, EntryKind, Name
from teiwright.errors import DataError
from teiwright.xmltools import TEI, plain_text

FACTS = ("type", "born", "died", "when", "from", "to", "country", "latitude", "longitude", "description")
COLUMNS = ("id", "kind", "name", "language", "name_type", *FACTS)


def export_csv(authority: Authority) -> str:
    """Return the authority as a table in CSV (RFC 4180, UTF-8), one row a name."""
    stream = io.StringIO(newline="")
    table = csv.DictWriter(stream, COLUMNS)
    table.writeheader()
    for entry in authority.entries.values():
        table.writerows(_rows(entry))
    return stream.getvalue()


def _rows(entry: Entry) -> Iterator[dict[str, str]]:
    facts = {
        **_facts(entry.element),
        **{key: value for key, value in entry.attributes if key in ("type", "from", "to")},
    }
    for number, name in enumerate(entry.names):
        row = {"id": entry.id, "kind": entry.kind, "name": name.text, "language": name.language, "name_type": name.type}
        yield row | (facts if number == 0 else {})


def _facts(node: etree._Element) -> dict[str, str]:
    facts = {fact: _when(node, element) for fact, element in (("born", "birth"), ("died", "death"))}
    country, geo = node.find(f".//{TEI}country"), node.find(f".//{TEI}geo")
    facts["country"] = "" if country is None else country.get("key", "")
    facts["latitude"], facts["longitude"] = _coordinates(geo)
    words = next((child for child in node if child.tag in (TEI + "occupation", TEI + "desc")), None)
    facts["description"] = "" if words is None else plain_text(words)
    return facts


def _when(node: etree._Element, element: str) -> str:
    found = node.find(TEI + element)
    return "" if found is None else found.get("when", "")


def _coordinates(geo: etree._Element | None) -> tuple[str, str]:
    parts = plain_text(geo).split() if geo is not None else []
    return (parts[0], parts[1]) if len(parts) == 2 else ("", "")


def import_csv(text: str, folder: Path) -> list[str]:
    """Add the entries of a table to the authority files of a folder; return the ids that were new or got new names.

    Names that an entry has already are passed over, so that a table may be imported twice. Raises DataError, with the
    line, where a column is missing or a row cannot stand; rows before it have been written.
    """
    changed = []
    for line, kind, identifier, names, facts in _records(text):
        try:
            if add(folder, kind, identifier, names, facts):
                changed.append(identifier)
        except DataError as error:
            raise DataError(f"row {line}: {error}") from error
    return changed


Record = tuple[int, EntryKind, str, list[Name], dict[str, str]]


def _records(text: str) -> Iterator[Record]:
    table = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    missing = {"id", "name"} - set(table.fieldnames or ())
    if missing:
        raise DataError(f"the table has no column {', '.join(sorted(missing))}")
    current: Record | None = None
    for row in table:
        identifier = (row.get("id") or "").strip()
        if identifier and (current is None or identifier != current[2]):
            if current is not None:
                yield current
            facts = {fact: (row.get(fact) or "").strip() for fact in FACTS}
            current = (table.line_num, _kind(row, identifier, table.line_num), identifier, [], facts)
        _collect(current, row, table.line_num)
    if current is not None:
        yield current


def _collect(current: Record | None, row: dict[str, str], line: int) -> None:
    name = (row.get("name") or "").strip()
    if current is None:
        raise DataError(f"row {line}: the first row has no id")
    if name:
        current[3].append(Name(name, (row.get("language") or "").strip(), (row.get("name_type") or "").strip()))


def _kind(row: dict[str, str], identifier: str, line: int) -> EntryKind:
    given = (row.get("kind") or identifier.split("-")[0]).strip()
    for kind in get_args(EntryKind):
        if kind == given:
            return kind  # type: ignore[no-any-return]
    raise DataError(f"row {line}: {given} is none of {', '.join(get_args(EntryKind))}")
