"""The authority files of a folder, read into entries."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from lxml import etree

from teiwright import xmltools
from teiwright.errors import DataError
from teiwright.identifiers import type_named
from teiwright.xmltools import TEI, XML_ID, XML_LANG

EntryKind = Literal["person", "place", "org", "archive", "event"]

FILES: tuple[tuple[str, str, EntryKind], ...] = (
    ("persons.xml", "person", "person"),
    ("places.xml", "place", "place"),
    ("orgs.xml", "org", "org"),
    ("archives.xml", "org", "archive"),
    ("events.xml", "event", "event"),
)

NAME_ELEMENTS = {
    "person": "persName",
    "place": "placeName",
    "org": "orgName",
    "archive": "orgName",
    "event": "label",
}


@dataclass(frozen=True, slots=True)
class Name:
    """One name of an entry. `type` is the TEI @type: "abbr", "spelling", "short" …, or "" for a plain name."""

    text: str
    language: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One authority entry. `id` carries its kind (person-stalin); `xml` is its TEI element, to be copied.

    `file` and `line` say where the entry stands ("" and 0 for one made in memory).
    """

    id: str
    kind: EntryKind
    names: tuple[Name, ...]
    xml: bytes
    attributes: tuple[tuple[str, str], ...] = ()
    file: str = ""
    line: int = 0

    @property
    def element(self) -> etree._Element:
        """The entry's TEI element, parsed anew."""
        return xmltools.fragment(self.xml)

    @property
    def identifiers(self) -> tuple[tuple[str, str], ...]:
        """Types and values of the identifiers that the entry has itself, in its order."""
        return tuple(
            (type_named(node.get("type", "")), xmltools.plain_text(node)) for node in self.element.findall(TEI + "idno")
        )


@dataclass(frozen=True, slots=True, eq=False)
class Authority:
    """All entries by id, in file order.

    One equals itself alone, so that what is made of all its entries can be kept beside it and made once.
    """

    entries: Mapping[str, Entry]

    def of_kind(self, *kinds: EntryKind) -> tuple[Entry, ...]:
        """Return the entries of these kinds in file order."""
        return tuple(entry for entry in self.entries.values() if entry.kind in kinds)

    def plus(self, entries: Iterable[Entry]) -> "Authority":
        """Return the authority with further entries after its own, which stand where an id is the same."""
        return Authority({**self.entries, **{entry.id: entry for entry in entries if entry.id not in self.entries}})


def load(folder: Path) -> Authority:
    """Read the authority files of a folder and of the folders in it; a file that is not there counts as empty.

    The folders inside hold what belongs to one undertaking, beside a core that holds for all. Raises DataError for a
    file that is not well-formed, an entry without id or name, or an id met twice. While the files are as they were, it
    returns the same object.
    """
    parts = [folder, *sorted(part for part in folder.iterdir() if part.is_dir())] if folder.is_dir() else []
    files = ((part / name, element, kind) for name, element, kind in FILES for part in parts)
    return _loaded(tuple((*file, _stamp(file[0])) for file in files if file[0].exists()))


LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
"""What xml:lang may hold (xs:language)."""
_Stamp = tuple[int, int, int, int]
"""A file's size, times of change of content and of state, and number."""


def _stamp(path: Path) -> _Stamp:
    status = path.stat()
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


@lru_cache(maxsize=2)
def _loaded(files: tuple[tuple[Path, str, EntryKind, _Stamp], ...]) -> Authority:
    entries: dict[str, Entry] = {}
    for path, element, kind, _ in files:
        for entry in _entries(path, element, kind):
            if entry.id in entries:
                raise DataError(f"the id {entry.id} is used twice", file=str(path))
            entries[entry.id] = entry
    return Authority(entries)


def in_document(root: etree._Element, path: Path) -> list[Entry]:
    """Return the entries in a TEI document's standOff, in its order; what is none by its id or names is passed over.

    Of a corpus, those of all its texts, each once.
    """
    found = [
        _entry(node, kind, path)
        for _, element, kind in FILES
        for node in root.iterfind(f".//{TEI}standOff/*/{TEI}{element}")
        if node.get(XML_ID, "").startswith(f"{kind}-") and node.find(TEI + NAME_ELEMENTS[kind]) is not None
    ]
    return list({entry.id: entry for entry in reversed(found)}.values())[::-1]


def _entries(path: Path, element: str, kind: EntryKind) -> Iterable[Entry]:
    for node in xmltools.parse(path).getroot().iter(TEI + element):
        for name in node.findall(TEI + NAME_ELEMENTS[kind]):
            _check_attributes(name, path)
        yield _entry(node, kind, path)


def _check_attributes(name: etree._Element, path: Path) -> None:
    """Raise DataError for what TEI allows in no name, so that no text with it would be valid."""
    language, kind = name.get(XML_LANG, "und"), name.get("type", "full")
    line: int = name.sourceline or 0  # type: ignore[assignment]
    if not LANGUAGE.fullmatch(language):
        message = f'xml:lang="{language}" of {xmltools.plain_text(name)} is no language tag'
        raise DataError(message, file=str(path), line=line, hint="BCP 47: zh-Hant, ru, en …")
    if not kind or any(character.isspace() for character in kind):
        message = f'type="{kind}" of {xmltools.plain_text(name)} is not one word'
        raise DataError(message, file=str(path), line=line, hint="leave it out, or write abbr, short, spelling …")


def _entry(node: etree._Element, kind: EntryKind, path: Path) -> Entry:
    names = tuple(
        Name(xmltools.plain_text(name), name.get(XML_LANG, ""), name.get("type", ""))
        for name in node.findall(TEI + NAME_ELEMENTS[kind])
    )
    identifier = node.get(XML_ID, "")
    line: int = node.sourceline or 0  # type: ignore[assignment]
    if not identifier.startswith(f"{kind}-"):
        raise DataError(f"an entry needs an xml:id that begins with {kind}-", file=str(path), line=line)
    if not names:
        raise DataError(f"{identifier} has no {NAME_ELEMENTS[kind]}", file=str(path), line=line)
    attributes = tuple((str(key), str(value)) for key, value in node.attrib.items() if key != XML_ID)
    xml = etree.tostring(node, encoding="utf-8", with_tail=False)
    return Entry(identifier, kind, names, xml, attributes, str(path), line)
