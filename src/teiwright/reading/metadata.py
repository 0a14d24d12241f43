"""What a source says of itself: front matter, a title block, a sidecar. What is stated wins over what is guessed."""

import datetime
import json
import re
import tomllib
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from teiwright import credit, xmltools
from teiwright.article import (
    Article,
    Author,
    Change,
    Contributor,
    Funder,
    Metadata,
    Part,
    PartRole,
    Piece,
    Related,
    TitleKind,
)
from teiwright.errors import DataError
from teiwright.findings import Finding, Severity
from teiwright.identifiers import identifier, recognised, type_named
from teiwright.languages import every
from teiwright.licences import is_web_address, licence
from teiwright.reading.raw import Ledger
from teiwright.reading.rich import Rich, merged
from teiwright.reading.titlepage import date_of

MAX_FRONT_MATTER = 100_000
FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<inner>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
TOML_FRONT_MATTER = re.compile(r"\+\+\+[ \t]*\n(?P<inner>.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
TITLE_BLOCK = re.compile(r"(?:%[^\n]*(?:\n[ \t]+\S[^\n]*)*(?:\n|\Z)){1,3}")
EMPHASIS = re.compile(r"(?<![\w*\\])(?P<sign>[*_]{1,3})(?=\S)(?P<words>[^*_\n]{1,500})(?<=\S)(?P=sign)(?![\w*])")
GIVEN, FAMILY = ("given", "first_name", "forename", "given_names"), ("family", "last_name", "surname")
CONTRIBUTORS = ("contributor", "contributors")
IDENTIFIERS = frozenset({"doi", "isbn", "issn", "handle", "uri", "url"})
OF_AUTHORS = ("orcid", "isni", "viaf", "gnd", "wikidata", "cbdb", "ror")
NO_NAME = re.compile(r"[\W_]*\d{0,3}[\W_]*")
"""A number or a mark in a name's place names nobody."""

ALIASES = {
    "author": "authors", "authors": "authors", "creator": "authors", "lang": "language", "license": "licence",
    "rights": "licence", "licence-url": "licence_target", "license-url": "licence_target", "tags": "keywords",
    "publisher": "publishers", "funder": "funders", "funding": "funders", "editor": "editors", "encoder": "encoders",
    "encoded-by": "encoders", "container-title": "journal", "collection-title": "series", "address": "place",
    "publisher-place": "place", "page": "pages", "licence-target": "licence_target", "keyword": "keywords",
    "contributor": "contributors", "keyword-scheme": "keyword_scheme", "related-identifiers": "related",
    "revisions": "history", "changes": "history",
}  # fmt: skip
STRINGS = frozenset(
    {"title", "subtitle", "series", "journal", "number", "volume", "issue", "pages", "place", "language", "abstract",
     "licence"}
)  # fmt: skip
LISTS = frozenset({"publishers", "editors", "encoders"})
RELATIONS = (
    "IsCitedBy", "Cites", "IsSupplementTo", "IsSupplementedBy", "IsContinuedBy", "Continues", "IsNewVersionOf",
    "IsPreviousVersionOf", "IsPartOf", "HasPart", "IsReferencedBy", "References", "IsDocumentedBy", "Documents",
    "IsVariantFormOf", "IsOriginalFormOf", "IsIdenticalTo", "IsReviewedBy", "Reviews", "IsDerivedFrom", "IsSourceOf",
    "IsTranslationOf", "HasTranslation",
)  # fmt: skip
"""relationType of DataCite's metadata kernel, as far as editions use it."""
SIDECAR_LINES: tuple[tuple[str, str], ...] = (
    ("title", "the article's title, without its subtitle"),
    ("subtitle", ""),
    ("authors", 'names, or tables: [{name = "…", affiliation = "…", orcid = "…", ror = "…"}]'),
    ("series", "the series, newsletter or collection it appeared in"),
    ("journal", ""),
    ("number", "its number in the series"),
    ("volume", ""),
    ("issue", ""),
    ("pages", "as in 12-34"),
    ("date", "of publication: 2008, 2008-04 or 2008-04-28"),
    ("publishers", ""),
    ("place", "of publication"),
    ("language", "a BCP 47 tag: zh-Hant, zh-Hans, ru, en"),
    ("licence", "as in CC BY 4.0; without it the header says that the licence is unknown"),
    ("licence_target", "the licence's address"),
    ("doi", "likewise isbn, issn, handle, url"),
    ("funders", 'names, or tables: [{name = "…", grant = "…", ror = "…"}]'),
    ("keywords", ""),
    ("keyword_scheme", "the address of the vocabulary that the keywords are of"),
    ("abstract", ""),
    ("editors", "who edited the printed article"),
    ("encoders", "who answers for the encoding"),
    ("contributors", '[{name = "…", roles = ["data curation"], orcid = "…"}], with roles of CRediT'),
    ("related", '[{relation = "IsTranslationOf", doi = "…"}], with relations of DataCite'),
    (
        "history",
        '[{date = "2026-11-28", who = "…", change = "…"}], or "git": the commits to the text',
    ),
)
EDITION_KEYS: tuple[tuple[str, str], ...] = (
    ("publisher", "who publishes the encoded edition; without one the header names the encoders"),
    ("place", ""),
    ("date", "2026, 2026-11 or 2026-11-28"),
    ("version", "as in 1.1.0"),
    ("doi", "the edition's own; likewise isbn, issn, handle, url"),
    ("licence", "of the mark-up"),
    ("licence_target", "that licence's address"),
)
"""The keys of the table [edition]: who publishes the encoded edition, as against the printed article."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a source says of itself. `end` is where its front matter ends and the text begins.

    It is not binding where a converter made it, of a web page's title for instance.
    """

    metadata: Metadata = field(default_factory=Metadata)
    end: int = 0
    is_binding: bool = True

    def front_lines(self, source: str) -> list[tuple[TitleKind, Rich]]:
        """Return title and authors as they stand in the front matter, for the title page."""
        found = self.metadata
        wanted: list[tuple[TitleKind, str, PartRole]] = [
            ("title", found.title, "main"),
            ("title", found.subtitle, "sub"),
        ]
        wanted += [("byline", author.name, "author") for author in found.authors]
        lines: list[tuple[TitleKind, Rich]] = []
        for kind, words, role in wanted:
            rich = _quoted(source, words, self.end) if words and found.title else None
            if rich:
                lines.append((kind, replace(rich, inlines=(Part(0, len(words), role),))))
        return lines

    def as_printed(self, lines: Mapping[str, str]) -> "Statement":
        """Return the statement with each line of the front matter as it reads without the marks of notes in it."""
        found = self.metadata
        authors = tuple(replace(author, name=lines.get(author.name, author.name)) for author in found.authors)
        title, subtitle = (lines.get(words, words) for words in (found.title, found.subtitle))
        return replace(self, metadata=replace(found, title=title, subtitle=subtitle, authors=authors))


def _quoted(source: str, words: str, end: int) -> Rich | None:
    """Return a value's words as they stand in the front matter, where YAML may have escaped a quotation mark."""
    signs = {'"': r'\\?"', "'": "''?", "\\": r"\\\\?", " ": r"\s+"}
    match = re.compile("[*_]{0,3}".join(signs.get(sign, re.escape(sign)) for sign in words)).search(source, 0, end)
    if not match:
        return None
    pieces: list[Piece] = []
    at = match.start()
    for index, sign in enumerate(words):
        while source[at] != sign and not (sign == " " and source[at].isspace()):
            at += 1
        pieces.append(Piece(index, at, 1))
        at += 1
        while sign == " " and source[at].isspace():
            at += 1
    return Rich(words, merged(pieces))


def stated_in(text: str, path: Path, ledger: Ledger) -> tuple[Metadata, int]:
    """Return what a front matter (YAML, or Hugo's TOML) or a % title block says, and the offset where the text begins.

    What it holds is set aside, since it goes to the header.
    """
    if text.startswith("---"):
        return _front_matter(text, path, ledger)
    if text.startswith("+++") and (match := TOML_FRONT_MATTER.match(text[:MAX_FRONT_MATTER])):
        values = _values_of(match["inner"], str(path), 1)
        ledger.set_aside(0, match.end(), "front matter: goes to the header")
        dates = {name: value.isoformat()[:10] for name, value in values.items() if isinstance(value, datetime.date)}
        return metadata_from({**values, **dates}, str(path), ledger), match.end()
    if text.startswith("%"):
        return _title_block(text, ledger)
    return Metadata(), 0


def _front_matter(text: str, path: Path, ledger: Ledger) -> tuple[Metadata, int]:
    match = FRONT_MATTER.match(text[:MAX_FRONT_MATTER])
    if not match or not re.search(r"^[\w-]+[ \t]*:", match["inner"], re.MULTILINE):
        return Metadata(), 0
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(match["inner"])):
            raise DataError("the front matter uses YAML aliases", file=str(path), hint="write the values out")
        values = yaml.load(match["inner"], Loader=yaml.BaseLoader)  # strings only: a date is read as it is written
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 2
        message = f"the front matter is no valid YAML: {error.problem}"
        raise DataError(message, file=str(path), line=line, hint="quote values with a colon in them") from error
    if not isinstance(values, dict):
        return Metadata(), 0
    ledger.set_aside(0, match.end(), "front matter: goes to the header")
    return metadata_from(_with_authors(_plain(values)), str(path), ledger), match.end()


def _with_authors(values: dict[str, object]) -> dict[str, object]:
    """Who contributed an article that names no author, and to no stated part of it, wrote it (Quire's front matter)."""
    key = next((key for key in CONTRIBUTORS if values.get(key)), "")
    listed = values.get(key)
    tables = listed if isinstance(listed, list) else [listed]
    has_roles = any(not isinstance(each, Mapping) or "role" in each or "roles" in each for each in tables)
    if has_roles or any(each in values for each in ("author", "authors")):
        return values
    return {"author" if each == key else each: value for each, value in values.items()}


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    """The values of a Markdown document without the signs of emphasis, which no header shows."""
    return {
        key: EMPHASIS.sub(r"\g<words>", value) if isinstance(value, str) else value for key, value in values.items()
    }


def _title_block(text: str, ledger: Ledger) -> tuple[Metadata, int]:
    match = TITLE_BLOCK.match(text)
    if not match:
        return Metadata(), 0
    fields = [" ".join(part.split()) for part in re.split(r"^%", match[0], flags=re.MULTILINE)[1:]]
    fields += [""] * (3 - len(fields))
    ledger.set_aside(0, match.end(), "title block: goes to the header")
    values = {"title": fields[0], "authors": re.split(r"\s*;\s*", fields[1]) if fields[1] else None, "date": fields[2]}
    return metadata_from(_plain({name: value for name, value in values.items() if value}), "", ledger), match.end()


def sidecar_of(path: Path) -> Path:
    """Return where a source's sidecar would stand: name.meta.toml beside it."""
    return path.with_name(f"{path.stem}.meta.toml")


def stated_beside(path: Path, ledger: Ledger) -> Metadata:
    """Return what the sidecar says, if there is one. Raises DataError where it cannot be used."""
    sidecar = sidecar_of(path)
    if not sidecar.is_file():
        return Metadata()
    try:
        text = sidecar.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError("cannot be read as UTF-8", file=str(sidecar)) from error
    return metadata_from(_values_of(text, str(sidecar)), str(sidecar), ledger)


def _values_of(text: str, file: str, lines_before: int = 0) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = (int(place[1]) + lines_before, int(place[2])) if place else (0, 0)
        message = re.sub(r"\s*\(at .*\)", "", str(error))
        raise DataError(f"not valid TOML: {message}", file=file, line=line, column=column) from error


def metadata_from(values: Mapping[str, object], file: str, ledger: Ledger) -> Metadata:
    """Return the metadata that a mapping states; what cannot stand in a header is left out with a warning.

    Raises DataError where a value has the wrong type.
    """
    desk = _Desk(file, ledger)
    changes: dict[str, object] = {}
    identifiers: list[tuple[str, str]] = []
    of_author: list[tuple[str, str]] = []
    for key, value in values.items():
        name = ALIASES.get(key.lower().replace("_", "-"), key.lower().replace("-", "_"))
        if value is None or value == "":
            continue
        if name in IDENTIFIERS:
            identifiers += desk.identifiers({name: value}, key)
        elif name == "identifiers" and isinstance(value, Mapping):
            identifiers += desk.identifiers(value, key)
        elif name in OF_AUTHORS:
            of_author += desk.identifiers({name: value}, key)
        elif name in _READERS:
            changes.update(_READERS[name](name, value, key, desk))
        else:
            desk.tell("info", "metadata-unknown-key", f"{key}: no such metadata is known")
    changes |= _with_identifiers(changes.get("authors", ()), of_author, desk)
    if identifiers:
        changes["identifiers"] = tuple(dict.fromkeys(identifiers))
    return replace(Metadata(), **_with_licence(changes, desk), stated=frozenset(changes))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where a statement is read: the file it stands in, and the ledger that takes down what was met."""

    file: str
    ledger: Ledger

    def tell(self, severity: Severity, rule: str, message: str, hint: str = "") -> None:
        self.ledger.findings.append(Finding(severity, rule, message, self.file, hint=hint))

    def string(self, value: object, key: str) -> str:
        if not isinstance(value, str | int | float | datetime.date):
            raise DataError(f"{key} must be a string", file=self.file)
        text = " ".join(str(value).split())
        if xmltools.NOT_XML.search(text):
            self.tell("warning", "metadata-character", f"{key} has a character that no XML may hold; it is left out")
        return " ".join(xmltools.NOT_XML.sub(" ", text).split())

    def strings(self, value: object, key: str) -> list[str]:
        if isinstance(value, str) and key.lower() in {"keywords", "tags"}:
            found = re.split(r"[;；,，、]", self.string(value, key))
        else:
            found = [self.string(each, key) for each in (value if isinstance(value, list) else [value])]
        return [part.strip() for part in found if part.strip()]

    def name(self, value: object, key: str) -> str:
        """A name; an empty string, with a word about it, for what names nobody."""
        text = self.string(value, key)
        if text and (NO_NAME.fullmatch(text) or text.casefold() in every("statements", "nobody")):
            self.tell("warning", "metadata-no-name", f"{key}: “{text}” is no name and is left out")
            return ""
        return text

    def identifiers(self, values: Mapping[Any, object], key: str) -> list[tuple[str, str]]:
        """The identifiers of a mapping from type to one value or several; a wrong one is left out with a warning."""
        found = []
        for kind, value in values.items():
            for text in filter(None, self.strings(value, key)):
                try:
                    right = identifier(self.string(kind, key), text)
                    found.append((right.type, right.value))
                except ValueError as error:
                    self.tell("warning", "identifier-invalid", f"{key}: {error}; it is left out")
        return found


Reader = Callable[[str, object, str, _Desk], dict[str, object]]


def _read_string(name: str, value: object, key: str, desk: _Desk) -> dict[str, object]:
    return {name: desk.string(value, key)}


def _read_name(name: str, value: object, key: str, desk: _Desk) -> dict[str, object]:
    found = desk.name(value, key)
    return {name: found} if found else {}


def _read_list(name: str, value: object, key: str, desk: _Desk) -> dict[str, object]:
    return {name: tuple(desk.strings(value, key))}


def _read_date(name: str, value: object, key: str, desk: _Desk) -> dict[str, object]:
    text = desk.string(value, key)
    plain = _in_ascii_digits(text)
    iso = plain if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", plain, re.ASCII) else date_of(plain) or _year(plain)
    if not iso or not _is_real(iso):
        raise DataError(f"{key}: “{text}” is no date", file=desk.file, hint="write 2008, 2008-04 or 2008-04-28")
    return {name: iso}


def _in_ascii_digits(text: str) -> str:
    """Digits of any script as 0 to 9; a W3C date has no others."""
    return "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in text)


def _is_real(iso: str) -> bool:
    year, month, day = (*map(int, iso.split("-")), 1, 1)[:3]
    return year > 0 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _read_language(name: str, value: object, key: str, desk: _Desk) -> dict[str, object]:
    """Pandoc names its own locale where a document names no language: that says nothing."""
    text = desk.string(value, key)
    if text in ("C", "POSIX"):
        return {}
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", text):
        raise DataError(f"{key}: “{text}” is no language tag", file=desk.file, hint="write zh-Hant, zh-Hans, ru, en …")
    return {name: text}


def _year(text: str) -> str:
    match = re.search(r"\b(1[0-9]{3}|20[0-9]{2})\b", text)
    return match[1] if match else ""


def _read_target(name: str, value: object, key: str, desk: _Desk) -> dict[str, object]:
    """An address that a reader may follow: no other than of http or https comes out of metadata."""
    text = desk.string(value, key)
    if is_web_address(text):
        return {name: text}
    hint = "write the address with https://"
    desk.tell("warning", "licence-target", f"{key}: “{text}” is no address on the web; it is left out", hint)
    return {}


def _with_licence(changes: dict[str, object], desk: _Desk) -> dict[str, object]:
    """A licence that is known by its name gets its address, one that is known by its address its name."""
    if changes.keys() & {"licence", "licence_target"}:
        found = licence(str(changes.get("licence", "")), str(changes.get("licence_target", "")))
        changes["licence"] = found.label
        if found.target:
            changes["licence_target"] = found.target
        elif found.status == "free" and found.label.startswith("CC "):
            message = f"the licence {found.label} has no version, so its address is not known"
            desk.tell("info", "licence-version", message, "name it in full, as in CC BY 4.0")
    return changes


def _read_authors(name: str, value: object, key: str, desk: _Desk) -> dict[str, object]:
    found = [_author(each, key, desk) for each in (value if isinstance(value, list) else [value])]
    return {name: tuple(author for author in found if author.name)}


def _with_identifiers(authors: object, stated: list[tuple[str, str]], desk: _Desk) -> dict[str, object]:
    """The author with the identifiers that stand beside the name; of several authors nobody knows whose they are."""
    if not stated:
        return {}
    if isinstance(authors, tuple) and len(authors) == 1:
        author: Author = authors[0]
        return {"authors": (replace(author, identifiers=tuple(dict.fromkeys((*author.identifiers, *stated)))),)}
    said = ", ".join(f"{kind} {value}" for kind, value in stated)
    hint = 'write authors = [{name = "…", orcid = "…"}]'
    desk.tell("warning", "metadata-of-whom", f"{said} stands beside no author or several; it is left out", hint)
    return {}


def _author(value: object, key: str, desk: _Desk) -> Author:
    if not isinstance(value, Mapping):
        return Author(desk.name(value, key))
    known = {str(part).lower().replace("-", "_"): each for part, each in value.items()}
    name = _in_parts(known)
    if not name:
        raise DataError(f"{key}: an author has no name", file=desk.file)
    affiliation = known.get("affiliation") or known.get("institution") or known.get("institute") or ""
    typed = {part: known[part] for part in OF_AUTHORS if known.get(part)}
    if known.get("identifier"):
        typed |= _typed(known["identifier"], key, desk)
    for part in affiliation if isinstance(affiliation, list) else [affiliation]:
        if isinstance(part, Mapping) and part.get("ror"):
            typed["ror"] = part["ror"]
    identifiers = tuple(desk.identifiers(typed, key))
    return Author(desk.name(name, key), desk.string(_affiliation(affiliation), key), identifiers)


def _in_parts(table: Mapping[str, object]) -> object:
    """A name as a table states it: in one, or its parts by the keys of CSL, Quire or JATS."""
    parts = (next((table[key] for key in keys if table.get(key)), None) for keys in (GIVEN, FAMILY))
    return table.get("name") or " ".join(str(part) for part in parts if part)


def _typed(value: object, key: str, desk: _Desk) -> dict[str, object]:
    """An author's identifier without a type tells it by its address or form; four groups of four are an ORCID."""
    if isinstance(value, Mapping):
        return {type_named(desk.string(kind, key)): each for kind, each in value.items()}
    text = desk.string(value, key)
    known = recognised(text)
    return {known.type if known else "ORCID": text}


def _tables(value: object, key: str, desk: _Desk) -> list[Mapping[str, object]]:
    """The tables of a value, their keys in small letters; a name by itself is a table that has only a name."""
    made: list[Mapping[str, object]] = []
    for each in value if isinstance(value, list) else [value]:
        table = each if isinstance(each, Mapping) else {"name": desk.string(each, key)}
        made.append({str(part).lower().replace("-", "_"): inner for part, inner in table.items()})
    return made


def _named(table: Mapping[str, object], key: str, desk: _Desk) -> str:
    name = _in_parts(table)
    if not name:
        desk.tell("warning", "metadata-no-name", f"{key}: a table has no name and is left out", "give it the key name")
        return ""
    return desk.name(name, key)


def _identified(table: Mapping[str, object], key: str, desk: _Desk) -> tuple[tuple[str, str], ...]:
    typed = {part: table[part] for part in OF_AUTHORS if table.get(part)}
    return tuple(desk.identifiers(typed, key))


def _read_funders(name: str, value: object, key: str, desk: _Desk) -> dict[str, object]:
    found = [
        Funder(_named(each, key, desk), desk.string(each.get("grant", ""), key), _identified(each, key, desk))
        for each in _tables(value, key, desk)
    ]
    return {name: tuple(funder for funder in found if funder.name)}


def _read_contributors(name: str, value: object, key: str, desk: _Desk) -> dict[str, object]:
    found = [
        Contributor(
            _named(each, key, desk),
            tuple(_role(role, key, desk) for role in desk.strings(each.get("roles", each.get("role", [])), key)),
            desk.string(each.get("affiliation", ""), key),
            _identified(each, key, desk),
        )
        for each in _tables(value, key, desk)
    ]
    return {name: tuple(one for one in found if one.name)}


def _role(stated: str, key: str, desk: _Desk) -> str:
    """A role in CRediT's own words; another one is kept, with a word about it."""
    known = credit.role(stated)
    if not known:
        hint = "they are: " + ", ".join(credit.ROLES)
        desk.tell("info", "contributor-role", f"{key}: “{stated}” is no role of CRediT and stays as it is", hint)
    return known or stated


def _read_related(name: str, value: object, key: str, desk: _Desk) -> dict[str, object]:
    found: list[Related] = []
    for table in _tables(value, key, desk):
        relation = desk.string(table.get("relation", ""), key)
        known = next((each for each in RELATIONS if each.casefold() == relation.casefold()), "")
        values = {kind: table[kind] for kind in IDENTIFIERS if table.get(kind)}
        identifiers = desk.identifiers(values, key)
        if known:
            found += [Related(known, *each) for each in identifiers]
        if not known or not values:
            message = f"{key}: “{relation}” is no relation" if not known else f"{key}: {known} leads to nothing"
            hint = "write one of " + ", ".join(RELATIONS) if not known else 'write doi = "…" or url = "…"'
            desk.tell("warning", "related-work", f"{message}; it is left out", hint)
    return {name: tuple(found)}


def _read_history(name: str, value: object, key: str, desk: _Desk) -> dict[str, object]:
    """The changes, newest first; or the word "git", for those that the repository knows."""
    if value == "git":
        return {"history_from_git": True}
    found = []
    for table in _tables(value, key, desk):
        what = desk.string(table.get("change", ""), key)
        if not what or not table.get("date"):
            raise DataError(
                f"{key}: a change needs its date and what was changed",
                file=desk.file,
                hint='write {date = "2026-11-28", who = "…", change = "…"}',
            )
        day = str(_read_date("date", table["date"], f"{key}.date", desk)["date"])
        found.append(Change(day, desk.string(table.get("who", ""), key), what))
    return {name: tuple(sorted(found, key=lambda change: change.date, reverse=True))}


def _read_keywords(name: str, value: object, key: str, desk: _Desk) -> dict[str, object]:
    """Keywords, or a table with their terms and the scheme they are of."""
    if not isinstance(value, Mapping):
        return {name: tuple(desk.strings(value, key))}
    terms = {name: tuple(desk.strings(value.get("terms", []), "keywords"))}
    scheme = _read_address("keyword_scheme", value["scheme"], f"{key}.scheme", desk) if value.get("scheme") else {}
    return terms | scheme


def _read_address(name: str, value: object, key: str, desk: _Desk) -> dict[str, object]:
    text = desk.string(value, key)
    if is_web_address(text):
        return {name: text}
    desk.tell("warning", "metadata-address", f"{key}: “{text}” is no address on the web; it is left out")
    return {}


def _read_edition(name: str, value: object, key: str, desk: _Desk) -> dict[str, object]:
    """The encoded edition's own statements, each a field beside those of the printed article."""
    if not isinstance(value, Mapping):
        raise DataError(f"{key} must be a table", file=desk.file, hint='write [edition] and below it publisher = "…"')
    made: dict[str, object] = {}
    identifiers: list[tuple[str, str]] = []
    rights: dict[str, object] = {}
    for part, inner in value.items():
        field_name, where = str(part).lower().replace("-", "_").replace("license", "licence"), f"{key}.{part}"
        if inner in (None, ""):
            continue
        if field_name in IDENTIFIERS:
            identifiers += desk.identifiers({field_name: inner}, where)
        elif field_name == "date":
            made["edition_date"] = _read_date("date", inner, where, desk)["date"]
        elif field_name == "publisher":
            made["edition_publisher"] = desk.name(inner, where)
        elif field_name in ("place", "version"):
            made[f"edition_{field_name}"] = desk.string(inner, where)
        elif field_name == "licence":
            rights["licence"] = desk.string(inner, where)
        elif field_name == "licence_target":
            rights |= _read_target(field_name, inner, where, desk)
        else:
            desk.tell("info", "metadata-unknown-key", f"{where}: no such metadata is known")
    made |= {f"edition_{part}": inner for part, inner in _with_licence(rights, desk).items()}
    return {**made, **({"edition_identifiers": tuple(dict.fromkeys(identifiers))} if identifiers else {})}


def _affiliation(value: object) -> str:
    parts = value if isinstance(value, list) else [value]
    return "; ".join(str(part.get("name", "")) if isinstance(part, Mapping) else str(part) for part in parts)


_READERS: dict[str, Reader] = {
    **dict.fromkeys(STRINGS, _read_string),
    **dict.fromkeys(LISTS, _read_list),
    **dict.fromkeys(("series", "journal"), _read_name),
    "date": _read_date,
    "language": _read_language,
    "licence_target": _read_target,
    "authors": _read_authors,
    "funders": _read_funders,
    "contributors": _read_contributors,
    "related": _read_related,
    "history": _read_history,
    "keywords": _read_keywords,
    "keyword_scheme": _read_address,
    "edition": _read_edition,
}


def overlaid(first: Metadata, second: Metadata) -> Metadata:
    """Return both statements; where both speak, the second wins.

    A subtitle belongs to its title: with another title it goes, since that title may hold it after its colon. So does a
    licence's address with another licence.
    """
    changes = {name: getattr(second, name) for name in second.stated}
    if "title" in changes and "subtitle" not in changes and not _is_same(first.title, second.title):
        changes["subtitle"] = ""
    if "licence" in changes:
        changes["licence_target"] = second.licence_target
    if "edition_licence" in changes:
        changes["edition_licence_target"] = second.edition_licence_target
    return replace(first, **changes, stated=first.stated | second.stated)


def completed(found: Metadata, defaults: Metadata) -> Metadata:
    """Return metadata with what it lacks taken from a project's defaults; a licence and its address go together."""
    lacking = {name for name in defaults.stated if not getattr(found, name)}
    for licence_of in ("licence", "edition_licence"):
        both = {licence_of, f"{licence_of}_target"}
        if any(getattr(found, name) for name in both):
            lacking -= both
        elif licence_of in lacking:
            lacking |= both
    changes = {name: getattr(defaults, name) for name in lacking}
    return replace(found, **changes, stated=found.stated | lacking)


def _is_same(one: str, other: str) -> bool:
    return "".join(one.split()).casefold() == "".join(other.split()).casefold()


def init_metadata(article: Article) -> str:
    """Return a sidecar in TOML, commented, with what is known of an article; what is not known is commented out."""
    found = article.metadata
    lines = [
        f"# Metadata of {article.source.name}. What stands here goes to the TEI header and wins over what the",
        "# program finds in the text. Correct what is wrong, and take the # away before what you fill in.",
        "",
    ]
    for name, comment in SIDECAR_LINES:
        value = _toml(found, name)
        if comment:
            lines.append(f"# {comment}")
        lines.append(f"{name} = {value}" if value not in ('""', "[]") else f"# {name} = {value}")
    others = ((kind.lower(), value) for kind, value in found.identifiers if kind != "DOI")
    lines += [f"{kind} = {json.dumps(value, ensure_ascii=False)}" for kind, value in others if kind in IDENTIFIERS]
    return "\n".join(lines) + "\n\n" + _toml_edition(found)


def _toml_edition(found: Metadata) -> str:
    """The table [edition], which stands last; what is not known of it is commented out."""
    values = {name: getattr(found, f"edition_{name}", "") for name, _ in EDITION_KEYS}
    values["doi"] = dict(found.edition_identifiers).get("DOI", "")
    lines = ["# The encoded edition, as against the printed article."]
    lines.append("[edition]" if any(values.values()) else "# [edition]")
    for name, comment in EDITION_KEYS:
        stated = f"{name} = {json.dumps(values[name], ensure_ascii=False)}"
        lines += [f"# {comment}"] if comment else []
        lines.append(stated if values[name] else f"# {stated}")
    return "\n".join(lines) + "\n"


def _toml(found: Metadata, name: str) -> str:
    if name in _TABLES:
        return "[" + ", ".join(_toml_table(_TABLES[name](each)) for each in getattr(found, name)) + "]"
    if name == "doi":
        return json.dumps(dict(found.identifiers).get("DOI", ""), ensure_ascii=False)
    value = getattr(found, name)
    if isinstance(value, tuple):
        return "[" + ", ".join(json.dumps(each, ensure_ascii=False) for each in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def _typed_values(identifiers: tuple[tuple[str, str], ...]) -> dict[str, object]:
    return {kind.lower(): value for kind, value in identifiers}


_TABLES: dict[str, Callable[[Any], dict[str, object]]] = {
    "authors": lambda author: {
        "name": author.name, "affiliation": author.affiliation, **_typed_values(author.identifiers)
    },
    "funders": lambda funder: {"name": funder.name, "grant": funder.grant, **_typed_values(funder.identifiers)},
    "contributors": lambda one: {
        "name": one.name, "roles": list(one.roles), "affiliation": one.affiliation, **_typed_values(one.identifiers)
    },
    "related": lambda one: {"relation": one.relation, one.type.lower(): one.value},
    "history": lambda change: {"date": change.date, "who": change.who, "change": change.what},
}  # fmt: skip


def _toml_table(parts: Mapping[str, object]) -> str:
    inner = ", ".join(f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in parts.items() if value)
    return "{" + inner + "}"
