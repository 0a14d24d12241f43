"""Tables of others read as entries: CSV, TSV, OpenRefine, Wikidata, CBDB, GeoNames, Zotero, and TEI.

Which heading means what is data (columns.toml). What cannot stand is left out with a finding, row by row.
"""

import csv
import io
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

from teiwright import xmltools
from teiwright.authority.editing import FACTS, Addition
from teiwright.authority.entries import EntryKind, in_document
from teiwright.authority.exchange import NUMBERS, additions, rows_of
from teiwright.errors import DataError
from teiwright.findings import Finding
from teiwright.identifiers import fault

Row = dict[str, str]
LANGUAGE_COLUMN = re.compile(r"(?P<name>\w*?(?:name|label))[ _@.:-]+(?P<language>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)")
POINT = re.compile(r"(?:Point\()?\s*(-?\d+(?:\.\d+)?)[\s,]+(-?\d+(?:\.\d+)?)\s*\)?", re.IGNORECASE)
TIMESTAMP = re.compile(r"(?P<date>-?\d{4}(?:-\d\d){0,2})(?:T[\d:.]+Z?)?")
GEONAMES = (
    "geonameid name asciiname alternatenames latitude longitude feature_class feature_code country_code cc2 admin1 "
    "admin2 admin3 admin4 population elevation dem timezone modified"
).split()
"""The columns of a GeoNames dump, which has no headings (https://download.geonames.org/export/dump/readme.txt)."""

LARGEST_FIELD = 1_000_000


@dataclass(frozen=True, slots=True)
class Import:
    """What a table adds, which columns were taken and as what, which were left, and what could not stand."""

    additions: tuple[Addition, ...]
    dialect: str = ""
    taken: tuple[tuple[str, str], ...] = ()
    left: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class _Plan:
    """How each column is read: as one of ours, or as a name in a language ("name@zh-Hant"); "" leaves it."""

    columns: Mapping[str, str]
    label: str = ""
    kind: str = ""
    people: Sequence[str] = field(default_factory=tuple)


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads(Path(__file__).with_name("columns.toml").read_text("utf-8"))


def read(path: Path, kind: EntryKind | None = None) -> Import:
    """Read a table or a TEI file of entries; `kind` says what its rows are, where the table itself does not.

    Raises DataError where it is none that can be read, DocumentError where it is XML that is not well-formed.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataError("cannot be read", file=str(path)) from error
    if content.lstrip()[:1] == b"<":
        return _of_tei(path)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError("cannot be read as UTF-8 text", file=str(path), hint="save it as UTF-8") from error
    headings, rows = _of_json(text, path) if text.lstrip()[:1] in ("[", "{") else _of_text(text, path)
    return _read(headings, rows, path, kind)


def _of_tei(path: Path) -> Import:
    root = xmltools.parse_tei(path)
    entries = in_document(root, path)
    if not entries:
        hint = "entries stand in standOff, with an xml:id as in person-stalin"
        raise DataError("no entry in this TEI file", file=str(path), hint=hint)
    rows = [(entry.line, row) for entry in entries for row in rows_of(entry)]
    return Import(tuple(additions(rows)), "TEI", (("standOff", ", ".join(dict.fromkeys(e.kind for e in entries))),))


def _of_json(text: str, path: Path) -> tuple[list[str], list[tuple[int, Row]]]:
    """SPARQL results (W3C, SPARQL 1.1 Query Results JSON), OpenRefine's rows, or a list of objects."""
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        raise DataError("not valid JSON", file=str(path), line=line) from error
    if isinstance(data, dict):
        results = data.get("results")
        data = results.get("bindings") if isinstance(results, dict) else data.get("rows")
    if not isinstance(data, list) or not all(isinstance(each, dict) for each in data):
        raise DataError("no table: a list of objects or query results are read", file=str(path))
    if any(isinstance(each.get("author"), list) for each in data):
        return _of_library(data)
    rows = [
        (number, {str(key): _value(value) for key, value in each.items()} | _labelled(each))
        for number, each in enumerate(data, 1)
    ]
    return list(dict.fromkeys(key for _, row in rows for key in row)), rows


def _of_library(items: Sequence[Mapping[str, Any]]) -> tuple[list[str], list[tuple[int, Row]]]:
    """The people of CSL-JSON, as Zotero exports it, in the columns of its CSV."""
    rows = []
    for number, item in enumerate(items, 1):
        row: Row = {"Item Type": str(item.get("type", ""))}
        for column in ("Author", "Editor", "Translator", "Recipient"):
            people = item.get(column.lower())
            named = [each for each in people if isinstance(each, dict)] if isinstance(people, list) else []
            row[column] = "; ".join(
                str(each.get("literal") or ", ".join(str(each[part]) for part in ("family", "given") if each.get(part)))
                for each in named
            )
        rows.append((number, row))
    return ["Item Type", "Author", "Editor", "Translator", "Recipient"], rows


def _value(value: object) -> str:
    inner = value.get("value", "") if isinstance(value, dict) else value
    return "; ".join(map(str, inner)) if isinstance(inner, list) else "" if inner is None else str(inner)


def _labelled(row: Mapping[str, object]) -> Row:
    """The language of a label, where query results state it beside the value."""
    found = (value.get("xml:lang") for key, value in row.items() if isinstance(value, dict) and key.endswith("Label"))
    language = next((str(each) for each in found if each), "")
    return {"language": language} if language and "language" not in row else {}


def _of_text(text: str, path: Path) -> tuple[list[str], list[tuple[int, Row]]]:
    first = text.splitlines()[0] if text.strip() else ""
    delimiter = max("\t,;", key=first.count)
    cells = first.split("\t")
    is_geonames = len(cells) == len(GEONAMES) and cells[0].isdecimal()
    quoting: Literal[0, 3] = csv.QUOTE_NONE if is_geonames else csv.QUOTE_MINIMAL
    csv.field_size_limit(LARGEST_FIELD)
    stream = io.StringIO(text, newline="")
    headings: Sequence[str] | None = GEONAMES if is_geonames else None
    reader: csv.DictReader[str] = csv.DictReader(stream, headings, delimiter=delimiter, quoting=quoting)
    try:
        rows = [(reader.line_num, {key: value or "" for key, value in row.items() if key}) for row in reader]
    except csv.Error as error:
        raise DataError(f"no table: {error}", file=str(path), line=reader.line_num) from error
    if not rows:
        raise DataError("the table has no row", file=str(path))
    return [heading for heading in reader.fieldnames or () if heading], rows


def _folded(heading: str) -> str:
    return re.sub(r"[\s_-]", "", heading).casefold()


def _plan(headings: Sequence[str]) -> _Plan:
    known = {alias: ours for ours, aliases in _data()["columns"].items() for alias in aliases}
    languages = _data()["names"]
    columns: dict[str, str] = {}
    for heading in headings:
        match = LANGUAGE_COLUMN.fullmatch(heading)
        folded = _folded(heading)
        if folded in languages:
            columns[heading] = f"name@{languages[folded]}"
        elif match and _folded(match["name"]) in _data()["columns"]["name"]:
            columns[heading] = f"name@{match['language']}"
        else:
            columns[heading] = known.get(folded, "")
    for dialect in _data()["dialect"].values():
        if set(dialect["when"]) <= set(headings):
            columns |= {heading: ours for heading, ours in dialect["columns"].items() if heading in columns}
            return _Plan(columns, dialect["label"], dialect["kind"], tuple(dialect.get("people", ())))
    return _Plan(columns)


def _read(headings: Sequence[str], rows: Sequence[tuple[int, Row]], path: Path, kind: EntryKind | None) -> Import:
    plan = _plan(headings)
    if plan.people:
        return _of_people(rows, plan, path)
    if not any(ours == "name" or ours.startswith("name@") for ours in plan.columns.values()):
        hint = "its columns are " + ", ".join(headings[:12])
        raise DataError("the table has no column of names (name, label, itemLabel …)", file=str(path), hint=hint)
    findings: list[Finding] = []
    made: list[tuple[int, Row]] = []
    for line, row in rows:
        made += _rows(line, row, plan, kind or plan.kind, path, findings)
    taken = tuple((heading, ours) for heading, ours in plan.columns.items() if ours)
    left = tuple(heading for heading, ours in plan.columns.items() if not ours)
    return Import(tuple(additions(made)), plan.label, taken, left, tuple(findings))


def _rows(
    line: int, row: Row, plan: _Plan, kind: str, path: Path, findings: list[Finding]
) -> Iterator[tuple[int, Row]]:
    """The rows in our columns that one row of the table makes: one for each name."""
    ours: Row = {}
    names: list[tuple[str, str]] = []
    for heading, column in plan.columns.items():
        value = " ".join(row.get(heading, "").split())
        if value and column.startswith("name@"):
            names.append((value, column.partition("@")[2]))
        elif value and column and column not in ours:
            ours[column] = value
    if ours.get("name"):
        names.insert(0, (ours["name"], ours.get("language", "")))
    if not names and not ours.get("id"):
        if any(row.values()):
            findings.append(_told("no name in this row; it is left out", path, line))
        return
    others = re.split(
        r"\s*[;|]\s*" if ";" in ours.get("other_names", "") else r"\s*[,|]\s*", ours.get("other_names", "")
    )
    names += [(other, "") for other in dict.fromkeys(others) if other and other not in [name for name, _ in names]]
    facts = _facts(ours, path, line, findings)
    facts |= _numbers(ours, path, line, findings)
    is_blank_down = "id" in plan.columns.values()
    identity = ours.get("id", "")
    if not identity and not is_blank_down:
        identity = _identity(ours.get("kind") or kind, facts, names, path, line)
    first = {"id": identity, "kind": ours.get("kind", ""), "name_type": ours.get("name_type", ""), **facts}
    for number, (name, language) in enumerate(names or [("", "")]):
        yield line, (first if number == 0 else {"id": identity, "kind": first["kind"]}) | {
            "name": name, "language": language
        }  # fmt: skip


def _told(message: str, path: Path, line: int) -> Finding:
    return Finding("warning", "authority-row", message, str(path), line, 1)


def _facts(ours: Row, path: Path, line: int, findings: list[Finding]) -> Row:
    facts = {fact: ours[fact] for fact in FACTS if ours.get(fact)}
    point = POINT.fullmatch(ours.get("point", ""))
    if point:
        is_wkt = ours["point"].lower().startswith("point")
        facts["longitude"], facts["latitude"] = (point[1], point[2]) if is_wkt else (point[2], point[1])
    for fact in ("born", "died", "when", "from", "to"):
        if facts.get(fact):
            facts[fact] = _date(facts[fact])
            if not facts[fact]:
                findings.append(_told(f"{fact}: “{ours[fact]}” is no date; it is left out", path, line))
    return {fact: value for fact, value in facts.items() if value}


def _date(value: str) -> str:
    """A date as ours: a time goes, and of a time on New Year's Day month and day, which stand for a mere year."""
    if re.fullmatch(r"-?\d{1,3}", value):
        return "" if int(value) == 0 else f"{'-' if value.startswith('-') else ''}{abs(int(value)):04d}"
    match = TIMESTAMP.fullmatch(value.removeprefix("+"))
    if not match:
        return ""
    return match["date"].removesuffix("-01-01") if "T" in value else match["date"]


def _numbers(ours: Row, path: Path, line: int, findings: list[Finding]) -> Row:
    """The identifiers; a column that may hold something else (item, place) counts only where it fits."""
    kept: Row = {}
    for column, kind in NUMBERS.items():
        right = []
        for value in filter(None, map(str.strip, ours.get(column, "").split(";"))):
            wrong = fault(kind, value)
            if wrong:
                findings.append(_told(f"{wrong}; it is left out", path, line))
            elif value != "0":
                right.append(value)
        kept[column] = "; ".join(right)
    return {column: value for column, value in {**kept, "identifiers": ours.get("identifiers", "")}.items() if value}


def _identity(kind: str, facts: Row, names: Sequence[tuple[str, str]], path: Path, line: int) -> str:
    """An id that stays the same: from an identifier, else from a name in Latin letters."""
    if not kind:
        hint = "--kind person, place or org says it"
        raise DataError("the table does not say what its rows are", file=str(path), line=line, hint=hint)
    for column in ("wikidata", *NUMBERS):
        if facts.get(column):
            number = re.split(r"[;/=]", facts[column].rstrip("/"))
            value = (number[0] if ";" in facts[column] else number[-1]).strip().replace(" ", "").lower()
            return f"{kind}-{column}-{value}"
    slugs = (re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") for name, _ in names if name.isascii())
    slug = next(filter(None, slugs), "")
    if not slug:
        message = f"“{names[0][0]}” has neither an id, nor an identifier, nor a name in Latin letters to make one of"
        raise DataError(message, file=str(path), line=line, hint="add a column id, as in person-stalin")
    return f"{kind}-{slug}"


def _of_people(rows: Iterable[tuple[int, Row]], plan: _Plan, path: Path) -> Import:
    """The people whom a library's items name, each once: "Family, Given; Family, Given"."""
    found: dict[str, int] = {}
    for line, row in rows:
        for column in plan.people:
            for name in filter(None, map(str.strip, row.get(column, "").split(";"))):
                found.setdefault(" ".join(name.split()), line)
    made: dict[str, Addition] = {}
    findings: list[Finding] = []
    for name, line in found.items():
        family, _, given = (part.strip() for part in name.partition(","))
        try:
            identity = _identity("person", {}, [(f"{given} {family}".strip(), "")], path, line)
        except DataError as error:
            findings.append(_told(error.message + "; it is left out", path, line))
            continue
        (addition,) = additions([(line, {"id": identity, "name": f"{given} {family}".strip()})])
        known = made.get(identity)
        made[identity] = replace(known, names=(*known.names, *addition.names)) if known else addition
    taken = tuple((column, "name") for column in plan.people)
    left = tuple(heading for heading in plan.columns if heading not in plan.people)
    return Import(tuple(made.values()), plan.label, taken, left, tuple(findings))
