"""Other people's schemas, kept in a folder and known by name and by address, so that nothing is fetched to validate.

The folder is the one that TEIWRIGHT_SCHEMAS names, else the one below the user's cache. In it a schema is a file
NAME.rng or NAME-VERSION.rng (also .rnc, .sch); `schemas.json` says where each was taken from and its checksum.
"""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

from teiwright import relaxng, xmltools
from teiwright.errors import SchemaUnusableError

RELAX_NG = (".rng", ".rnc")
"""The two syntaxes in which the TEI publishes each of its schemas."""
SUFFIXES = (*RELAX_NG, ".sch")
LISTING = "schemas.json"
LARGEST = 64 * 1024 * 1024
SECONDS = 30
_EDITION = re.compile(r"\bP5\s+Version\s+(\d+(?:\.\d+)+[a-z]?)")
_IN_ADDRESS = re.compile(r"/P5/(\d+(?:\.\d+)+)/", re.I)
_NAME = re.compile(r"[\w][\w.-]*")


@dataclass(frozen=True, slots=True)
class Kept:
    """A schema of the folder: its name and version ("" where it states none), where it came from, its checksum."""

    name: str
    version: str
    file: str
    origin: str
    sha256: str


def folder() -> Path:
    """Return the folder of schemas."""
    stated = os.environ.get("TEIWRIGHT_SCHEMAS")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Path(stated) if stated else cache / "teiwright" / "schemas"


def by_name(name: str, version: str = "", suffixes: tuple[str, ...] = SUFFIXES) -> Path | None:
    """Return the schema of that name, of that version or else of the highest one, or None."""
    place = folder()
    if not _NAME.fullmatch(name) or not place.is_dir():
        return None
    for suffix in suffixes:
        versions = {"": place / f"{name}{suffix}"}
        for path in place.glob(f"{name}-*{suffix}"):
            stated = path.name[len(name) + 1 : -len(suffix)]
            if stated[:1].isdigit():
                versions[stated] = path
        wanted = [version] if version else sorted(versions, key=lambda each: (each != "", _numbers(each)), reverse=True)
        found = next((versions[each] for each in wanted if each in versions and versions[each].is_file()), None)
        if found:
            return found
    return None


def by_address(address: str) -> Path | None:
    """Return the schema that was taken from an address, or that tei-c.org publishes there, or None.

    An address that states an edition of the TEI means that edition only.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https"):
        return None
    for kept in _kept():
        if _without_scheme(kept.origin) == _without_scheme(address):
            return folder() / kept.file
    host = (parts.hostname or "").lower()
    if host != "tei-c.org" and not host.endswith(".tei-c.org"):
        return None
    path = Path(parts.path)
    edition = _IN_ADDRESS.search(parts.path)
    if path.suffix not in SUFFIXES:
        return None
    either = sorted(RELAX_NG, key=lambda suffix: suffix != path.suffix) if path.suffix in RELAX_NG else [path.suffix]
    return by_name(path.stem, edition[1] if edition else "", tuple(either))


def add(name: str, source: str, version: str = "") -> Kept:
    """Put a schema, a file or an address of the web, into the folder under a name, and return what was kept.

    The version is the one given, else the edition of the TEI that the schema states. Raises SchemaUnusableError where
    it can't be had or can't be used, OutputError where it can't be written.
    """
    if not _NAME.fullmatch(name):
        raise SchemaUnusableError(f"{name} cannot be a schema's name", hint="letters, digits, . _ - only")
    suffix = Path(urlsplit(source).path).suffix.lower()
    if suffix not in SUFFIXES:
        raise SchemaUnusableError("no RELAX NG and no Schematron by its name", file=source, hint="a .rng, .rnc or .sch")
    content = _fetched(source) if urlsplit(source).scheme in ("http", "https") else _read(Path(source))
    stated = version or next(
        (found[1] for found in [_EDITION.search(content[:4000].decode("utf-8", "replace"))] if found), ""
    )
    file = f"{name}-{stated}{suffix}" if stated else f"{name}{suffix}"
    target = folder() / file
    before = target.read_bytes() if target.is_file() else None
    xmltools.write_bytes(target, content)
    try:
        _tried(target)
    except SchemaUnusableError:
        target.unlink() if before is None else xmltools.write_bytes(target, before)
        raise
    origin = source if urlsplit(source).scheme else str(Path(source).resolve())
    kept = Kept(name, stated, file, origin, sha256(content).hexdigest())
    others = [each for each in _kept() if each.file != file]
    listing = [asdict(each) for each in sorted((*others, kept), key=lambda each: each.file)]
    xmltools.write_bytes(folder() / LISTING, (json.dumps(listing, ensure_ascii=False, indent=1) + "\n").encode())
    return kept


def listed() -> tuple[Kept, ...]:
    """Return all schemas of the folder, those that were put there by hand too, in the order of their files."""
    known = {kept.file: kept for kept in _kept()}
    place = folder()
    files = sorted(path for path in place.iterdir() if path.suffix in SUFFIXES) if place.is_dir() else []
    return tuple(known.get(path.name) or _unlisted(path) for path in files)


def _unlisted(path: Path) -> Kept:
    name, _, version = path.stem.rpartition("-")
    known = (name, version) if name and version[:1].isdigit() else (path.stem, "")
    return Kept(*known, path.name, "", sha256(path.read_bytes()).hexdigest())


def _kept() -> Iterator[Kept]:
    """Yield what the listing says, as far as it can be read."""
    try:
        entries = json.loads((folder() / LISTING).read_text("utf-8"))
        yield from (Kept(**entry) for entry in entries)
    except (OSError, ValueError, TypeError):
        return


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


def _without_scheme(address: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", address)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SchemaUnusableError(f"cannot be read: {error.strerror}", file=str(path)) from error


def _fetched(address: str) -> bytes:
    try:
        with urlopen(address, timeout=SECONDS) as answer:
            content: bytes = answer.read(LARGEST + 1)
    except (URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise SchemaUnusableError(f"cannot be fetched: {reason}", file=address) from error
    if len(content) > LARGEST:
        raise SchemaUnusableError("is larger than a schema can be", file=address)
    return content


def _tried(path: Path) -> None:
    if path.suffix == ".sch":
        xmltools.parse(path)
        return
    try:
        relaxng.load(path)
    except relaxng.SchemaError as error:
        raise SchemaUnusableError(error.message, file=str(path), line=error.line, column=error.column) from error
