"""Identifiers and pointers: unique, well formed, and every target there, inside a file and across the files given.

Rules: xml:id (W3C), and the TEI Guidelines, chapter Linking, Segmentation, and Alignment (SA), for pointers and for
the private URI schemes that prefixDef declares.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import unquote

from teiwright.relaxng.name_classes import NCNAME
from teiwright.validation.document import Index, Mark

COSTLY = re.compile(r"[*+}][^()*+}]*\)[*+{]")
"""A repetition of a repetition, for which a malicious pattern could take for ever."""

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
WELL_FORMED = re.compile(NCNAME)
PUBLIC_SCHEMES = frozenset("http https mailto urn doi tel ftp file tag info tei data geo hdl ark".split())


@dataclass(frozen=True, slots=True)
class LinkFault:
    """What is wrong with an identifier or a pointer; `values` fill the message that is named by `rule`.

    `earlier` is the element that has the identifier already.
    """

    rule: str
    ordinal: int
    values: Mapping[str, str]
    earlier: int = 0


@dataclass(frozen=True, slots=True)
class Links:
    """The identifiers and pointers of one file: what the check across files needs to know of it."""

    identifiers: tuple[Mark, ...]
    pointers: tuple[Mark, ...]
    prefixes: Mapping[str, tuple[str, str]]

    @property
    def targets(self) -> frozenset[str]:
        """The values of the identifiers."""
        return frozenset(mark.value for mark in self.identifiers)


def links_of(index: Index) -> Links:
    """Return what a document's index says of its links."""
    return Links(tuple(index.identifiers), tuple(index.pointers), dict(index.prefixes))


def files_pointed_to(index: Index) -> frozenset[str]:
    """Return the names of other files that a document points into, relative to its own folder."""
    addresses = (_expanded(mark.value, index.prefixes).partition("#")[0] for mark in index.pointers)
    return frozenset(unquote(address) for address in addresses if address and not _scheme(address))


def is_there(path: Path) -> bool:
    """Tell whether there is such a file; a name that no file can have (too long, a NUL in it) names none."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _scheme(address: str) -> str:
    """The scheme of an address (RFC 3986, 3.1); an address need not be well-formed after it."""
    match = SCHEME.match(address)
    return match[1].lower() if match else ""


def identifier_faults(index: Index) -> Iterator[LinkFault]:
    """Yield each identifier that is malformed or met before."""
    first: dict[str, Mark] = {}
    for mark in index.identifiers:
        if not WELL_FORMED.fullmatch(mark.value):
            yield LinkFault("id-form", mark.ordinal, {"value": mark.value, "element": mark.element})
        earlier = first.setdefault(mark.value, mark)
        if earlier is not mark:
            values = {"value": mark.value, "element": mark.element, "other": earlier.element}
            yield LinkFault("duplicate-id", mark.ordinal, values, earlier.ordinal)


Lookup = Callable[[Path], frozenset[str] | None]
"""Returns the identifiers of a file, or None where there is no such file, or it can't be read."""


def pointer_faults(links: Links, path: Path, lookup: Lookup) -> Iterator[LinkFault]:
    """Yield each pointer of a file whose target is not there; addresses on the web are taken as they are."""
    own = links.targets
    for mark in links.pointers:
        fault = _fault(_expanded(mark.value, links.prefixes), own, path, lookup)
        if fault:
            rule, values = fault
            values = {"value": mark.value, "element": mark.element, "attribute": mark.attribute, **values}
            yield LinkFault(rule, mark.ordinal, values)


def _expanded(value: str, prefixes: Mapping[str, tuple[str, str]]) -> str:
    """Return a pointer with a private scheme as the address that its prefixDef makes of it."""
    prefix, colon, rest = value.partition(":")
    if not colon or prefix not in prefixes:
        return value
    pattern, replacement = prefixes[prefix]
    if COSTLY.search(pattern):
        return value
    try:
        match = re.fullmatch(pattern, rest)
        return match.expand(re.sub(r"\$(\d)", r"\\\1", replacement)) if match else value
    except re.error:
        return value


def _fault(value: str, own: frozenset[str], path: Path, lookup: Lookup) -> tuple[str, dict[str, str]] | None:
    if value.startswith("#"):
        return _missing(unquote(value[1:]), own, path.name) if _is_bare(value) else None
    scheme = _scheme(value)
    if scheme:
        return None if scheme in PUBLIC_SCHEMES else ("unknown-prefix", {"prefix": scheme})
    name, _, fragment = value.partition("#")
    target = path.parent / unquote(name)
    if not is_there(target):
        return "missing-file", {"file": name}
    found = lookup(target) if fragment and _is_bare(fragment) else None
    return _missing(unquote(fragment), found, name) if found is not None else None


def _is_bare(fragment: str) -> bool:
    """Say whether a fragment is a plain identifier, no XPointer scheme such as xpath()."""
    return "(" not in fragment


def _missing(identifier: str, targets: frozenset[str], file: str) -> tuple[str, dict[str, str]] | None:
    if identifier in targets:
        return None
    near = get_close_matches(identifier, sorted(targets), n=1, cutoff=0.8)
    return "broken-pointer", {"target": identifier, "file": file, "near": near[0] if near else ""}
