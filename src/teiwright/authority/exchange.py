"""Authority files as a table, one row a name, as OpenRefine reads and writes records.

The first row of an entry has its id and its facts; in the further rows these may be blank ("blank down") or repeated.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import get_args

from lxml import etree

from teiwright.authority.editing import FACTS, Addition
from teiwright.authority.entries import Authority, Entry, EntryKind, Name
from teiwright.errors import DataError
from teiwright.identifiers import OF_ENTRIES
from teiwright.xmltools import TEI, plain_text

NUMBERS = {kind.lower(): kind for kind in OF_ENTRIES}
"""A column for each type of identifier; one of another type stands in `identifiers`, as TYPE=VALUE."""

COLUMNS = ("id", "kind", "name", "language", "name_type", *FACTS, *NUMBERS, "identifiers")


def export_csv(authority: Authority) -> str:
    """Return the authority as a table in CSV (RFC 4180, UTF-8), one row a name."""
    stream = io.StringIO(newline="")
    table = csv.DictWriter(stream, COLUMNS)
    table.writeheader()
    for entry in authority.entries.values():
        table.writerows(rows_of(entry))
    return stream.getvalue()


def rows_of(entry: Entry) -> Iterator[dict[str, str]]:
    """Yield the rows of an entry, one a name; the first has its facts and identifiers."""
    facts = {
        **_facts(entry.element),
        **{key: value for key, value in entry.attributes if key in ("type", "when", "from", "to")},
        **_numbers(entry),
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


def _numbers(entry: Entry) -> dict[str, str]:
    """The identifiers by their columns; several of one type stand with semicolons between them."""
    found: dict[str, list[str]] = {}
    for kind, value in entry.identifiers:
        known = kind.lower() in NUMBERS
        found.setdefault(kind.lower() if known else "identifiers", []).append(value if known else f"{kind}={value}")
    return {column: "; ".join(values) for column, values in found.items()}


def _when(node: etree._Element, element: str) -> str:
    found = node.find(TEI + element)
    return "" if found is None else found.get("when", "")


def _coordinates(geo: etree._Element | None) -> tuple[str, str]:
    parts = plain_text(geo).split() if geo is not None else []
    return (parts[0], parts[1]) if len(parts) == 2 else ("", "")


def additions(rows: Iterable[tuple[int, Mapping[str, str | None]]]) -> list[Addition]:
    """Return what the rows of a table add, each with its line; the columns are those of COLUMNS, `id` and `name` there.

    Raises DataError, with the line, where a row cannot stand.
    """
    records: dict[str, Addition] = {}
    current = ""
    for line, row in rows:
        current = (row["id"] or "").strip() or current
        if not current:
            raise DataError(f"row {line}: the first row has no id")
        known = records.get(current) or _addition(row, current, line)
        numbers = tuple(dict.fromkeys((*known.identifiers, *_identifiers(row, line))))
        records[current] = replace(known, names=(*known.names, *_name(row)), identifiers=numbers)
    return list(records.values())


def _addition(row: Mapping[str, str | None], identifier: str, line: int) -> Addition:
    facts = {fact: (row.get(fact) or "").strip() for fact in FACTS}
    return Addition(_kind(row, identifier, line), identifier, (), facts)


def _identifiers(row: Mapping[str, str | None], line: int) -> Iterator[tuple[str, str]]:
    for column, kind in NUMBERS.items():
        yield from ((kind, value.strip()) for value in (row.get(column) or "").split(";") if value.strip())
    for each in (row.get("identifiers") or "").split(";"):
        kind, _, value = each.partition("=")
        if each.strip() and not value.strip():
            raise DataError(f"row {line}: “{each.strip()}” in the column identifiers is no TYPE=VALUE")
        if each.strip():
            yield kind.strip(), value.strip()


def _name(row: Mapping[str, str | None]) -> tuple[Name, ...]:
    name = (row["name"] or "").strip()
    return (Name(name, (row.get("language") or "").strip(), (row.get("name_type") or "").strip()),) if name else ()


def _kind(row: Mapping[str, str | None], identifier: str, line: int) -> EntryKind:
    given = (row.get("kind") or identifier.split("-")[0]).strip()
    for kind in get_args(EntryKind):
        if kind == given:
            return kind  # type: ignore[no-any-return]
    raise DataError(f"row {line}: {given} is none of {', '.join(get_args(EntryKind))}")
