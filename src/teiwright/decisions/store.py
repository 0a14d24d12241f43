"""The decisions file: TOML that a person reads, comments and corrects, and that a program adds to."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from teiwright import xmltools
from teiwright.article import SpanKind
from teiwright.decisions.decision import Action, Decision, Decisions
from teiwright.decisions.values import DATE_ATTRIBUTES, date_attributes, problem_of
from teiwright.errors import DataError

if TYPE_CHECKING:
    from tomlkit.items import Table

FIELDS = (
    "action",
    "quote",
    "before",
    "after",
    "kind",
    "key",
    "date",
    "attributes",
    "corr",
    "rule",
    "everywhere",
    "note",
    "by",
    "when",
)
NOT_TEXT = frozenset({"attributes", "date", "action", "everywhere"})
REQUIRED: dict[str, str] = {"tag": "kind", "key": "key", "correct": "corr", "accept": "rule", "refuse": "rule",
                            "language": "attributes"}  # fmt: skip
KEYS = {"person": {"person"}, "place": {"place"}, "org": {"org", "archive"}, "repository": {"archive", "org"},
        "citation": {"work", "unit"}}  # fmt: skip
"""The kinds of entries that a tag of a kind may point to, as our Schematron has it."""

PREAMBLE = "Decisions on this text. Each stands for its quoted words; the program never changes what is here."
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*decision[ \t]*\]\]", re.MULTILINE)
_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")
_NAME = re.compile(r"xml:lang|[A-Za-z_][\w.-]*")
_KEY = re.compile(r"[a-z]+-[\w.-]+")


def load(path: Path) -> Decisions:
    """Read a decisions file; one that is not there holds none.

    Raises DataError, with the line, for bad TOML and for fields that are unknown, missing or wrong.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return Decisions(path=str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise DataError("cannot be read as UTF-8 text", file=str(path)) from error
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax_error(error, path) from error
    return Decisions(tuple(_decisions(content, text, path)), str(path))


def _syntax_error(error: tomllib.TOMLDecodeError, path: Path) -> DataError:
    place = _LINE.search(str(error))
    message = _LINE.sub("", str(error)).strip()
    line, column = (int(place[1]), int(place[2])) if place else (0, 0)
    return DataError(f"not TOML: {message[:1].lower()}{message[1:]}", file=str(path), line=line, column=column)


def _decisions(content: Mapping[str, Any], text: str, path: Path) -> Iterable[Decision]:
    unknown = sorted(content.keys() - {"decision"})
    tables = content.get("decision", [])
    if unknown:
        raise DataError(f"unknown field {unknown[0]!r}", file=str(path), hint="decisions stand in [[decision]] tables")
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise DataError("'decision' is no list of tables", file=str(path), hint="begin each with [[decision]]")
    lines = [text.count("\n", 0, match.end()) + 1 for match in _HEADER.finditer(text)]
    places = lines if len(lines) == len(tables) else [0] * len(tables)
    for table, line in zip(tables, places, strict=True):
        problem = _problem(table)
        if problem:
            raise DataError(f"decision on {str(table.get('quote', ''))[:20]!r}: {problem}", file=str(path), line=line)
        yield _decision(table, line)


def _problem(table: Mapping[str, Any]) -> str:
    """Say what is wrong with a table, or return the empty string."""
    unknown = sorted(table.keys() - set(FIELDS))
    action = table.get("action", "")
    if unknown:
        return f"unknown field {unknown[0]!r}; there are {', '.join(FIELDS)}"
    if action not in get_args(Action):
        return f"action {action!r} is none of {', '.join(get_args(Action))}"
    texts = {name: value for name, value in table.items() if name not in ("attributes", "when", "everywhere")}
    wrong = next((name for name, value in texts.items() if not isinstance(value, str)), "")
    if wrong:
        return f"{wrong!r} must be text in quotation marks"
    if any(xmltools.NOT_XML.search(value) for value in _strings(table)):
        return "it has a character that no XML may hold"
    if not table.get("quote", "").strip():
        return "'quote' must hold the words it is about"
    if action in REQUIRED and REQUIRED[action] not in table:
        return f"{action!r} needs {REQUIRED[action]!r}"
    return _wrong_value(table)


def _strings(value: object) -> Iterable[str]:
    """All text of a table, of the tables in it too."""
    if isinstance(value, Mapping):
        return (string for each in value.values() for string in _strings(each))
    return [value] if isinstance(value, str) else []


def _wrong_value(table: Mapping[str, Any]) -> str:
    kind, key = table.get("kind", ""), table.get("key", "")
    if kind and kind not in get_args(SpanKind):
        return f"kind {kind!r} is none of {', '.join(get_args(SpanKind))}"
    if key and not _KEY.fullmatch(key):
        return f"key {key!r} is no id like person-stalin"
    if key and kind and key.partition("-")[0] not in KEYS.get(kind, ()):
        return f"key {key!r} is no id of a {kind}" if kind in KEYS else f"a {kind} has no key"
    if not isinstance(table.get("when", ""), str | date):
        return "'when' must be a day"
    if not isinstance(table.get("everywhere", False), bool):
        return "'everywhere' must be true or false"
    if table["action"] == "language" and set(table.get("attributes", ())) != {"xml:lang"}:
        return '\'language\' needs attributes = { "xml:lang" = "…" } and no others'
    return _wrong_attribute(table)


def _wrong_attribute(table: Mapping[str, Any]) -> str:
    attributes = table.get("attributes", {})
    if not isinstance(attributes, dict):
        return "'attributes' must be a table like { when = \"1950-07-05\" }"
    for name, value in attributes.items():
        if not _NAME.fullmatch(name) or not isinstance(value, str):
            return f"attribute {name!r} must be a name with text in quotation marks"
        if name in DATE_ATTRIBUTES[:5] and (problem := problem_of(value)):
            return problem
    try:
        if "date" in table:
            date_attributes(table["date"])
    except ValueError as error:
        return str(error)
    return "" if table["action"] != "date" or "date" in table or attributes else "'date' needs 'date' or 'attributes'"


def _decision(table: Mapping[str, Any], line: int) -> Decision:
    attributes = tuple((name, str(value)) for name, value in table.get("attributes", {}).items())
    if "date" in table:
        attributes = (*date_attributes(table["date"]), *attributes)
    plain = {name: str(table[name]) for name in FIELDS if name in table and name not in NOT_TEXT}
    everywhere = table.get("everywhere", False)
    return Decision(table["action"], attributes=attributes, everywhere=everywhere, line=line, **plain)


def fault_of(decision: Decision) -> str:
    """Say why a decision could not be read again from a file, or return the empty string."""
    return _problem(_table(decision).unwrap())


def add(path: Path, decisions: Iterable[Decision]) -> None:
    """Add decisions at the end of a file, made where it is not there; what stands in it stays to the letter.

    The file is written whole or not at all. Raises DataError for a file that holds no decisions but something else,
    OutputError for one that cannot be written.
    """
    load(path)
    decisions = tuple(decisions)
    for decision in decisions:
        if problem := fault_of(decision):
            raise DataError(f"a decision on “{decision.quote}” is not kept: {problem}", file=str(path))
    text = path.read_text(encoding="utf-8") if path.exists() else f"# {PREAMBLE}\n"
    import tomlkit

    added = "".join(f"\n[[decision]]\n{tomlkit.dumps(_table(decision))}" for decision in decisions)
    _write(path, text + ("" if text.endswith("\n") else "\n") + added)


def take_back(path: Path, count: int) -> None:
    """Take the last `count` decisions out of a file again; what stands before them stays. Raises as `add` does."""
    load(path)
    text = path.read_text(encoding="utf-8")
    headers = [match.start() for match in _HEADER.finditer(text)]
    if 0 < count <= len(headers):
        _write(path, text[: headers[-count]].rstrip() + "\n")


def _write(path: Path, text: str) -> None:
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError("decisions cannot be added to it", file=str(path), hint="keep them as [[decision]]") from error
    xmltools.write_bytes(path, text.encode())


def _table(decision: Decision) -> "Table":
    import tomlkit

    table = tomlkit.table()
    for name in FIELDS:
        value = getattr(decision, name, "")
        if name == "attributes" and decision.attributes:
            inline = tomlkit.inline_table()
            inline.update(dict(decision.attributes))
            table.add("attributes", inline)
        elif value is True or _is_written(name, value, decision):
            table.add(name, value)
    return table


def _is_written(name: str, value: object, decision: Decision) -> bool:
    """An empty key says that there is none, an empty reading that the words go; other empty fields are left out."""
    return isinstance(value, str) and (bool(value) or (decision.action, name) in (("key", "key"), ("correct", "corr")))
