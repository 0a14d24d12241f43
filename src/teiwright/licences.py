"""Licences: what a statement of rights means, and the address of each Creative Commons licence and version.

Rules: Creative Commons' own names and addresses (licences 1.0 to 4.0 and their ports, CC0 and the Public Domain
Mark), and the values of availability/@status in the TEI Guidelines.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from teiwright.languages import codes, every, grouped
from teiwright.languages.folding import alternatives

Status = Literal["free", "restricted", "unknown"]

SITE = "https://creativecommons.org/"
DEEDS = frozenset({"by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd"})
VERSIONS = frozenset({"1.0", "2.0", "2.1", "2.5", "3.0", "4.0"})
DEDICATIONS = {
    "zero": ("CC0", "publicdomain/zero/1.0/"),
    "mark": ("Public Domain Mark", "publicdomain/mark/1.0/"),
}

ADDRESS = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/(?:licenses/(?P<deed>[a-z-]+)/(?P<version>\d\.\d)(?:/(?P<port>[a-z]{2,3}))?"
    r"|publicdomain/(?P<dedication>zero|mark)/1\.0)(?:[/?#].*)?",
    re.IGNORECASE,
)
MARK = re.compile(r"\bpublic\s+domain\s+mark\b", re.IGNORECASE)
ZERO = re.compile(r"[\s-]*(?:0|zero)\b", re.IGNORECASE)
VERSION = re.compile(r"(?<![\d.])(?P<version>[1-4](?:\.\d)?)(?!\.?\d)\s*(?P<port>(?:[a-z]{2}|igo)\b)?", re.IGNORECASE)
WEB = re.compile(r"https?://[^\s/<>\"\\^`{|}]+(?:/[^\s<>\"\\^`{|}]*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence as it is named, its address (or an empty string), and whether it gives the text free."""

    label: str
    target: str = ""
    status: Status = "unknown"


def is_web_address(target: str) -> bool:
    """Tell whether an address is one of http or https, which a reader may follow without harm."""
    return WEB.fullmatch(target.strip()) is not None


def licence(statement: str, target: str = "") -> Licence:
    """Return the licence that a statement of rights names; a target that is stated beside it wins.

    What is no known licence keeps its words as label, and is restricted where they reserve rights.
    """
    words = " ".join(statement.split())
    named = _at_address(target or words) or _named(words)
    if target:
        given = named or Licence(words)
        label = words if words and words != target else given.label
        return Licence(label or target, target, given.status if named else _said(words))
    if named:
        return replace(named, label=words) if _creative_commons_named().search(words, 1) else named
    return Licence(words, words if is_web_address(words) else "", _said(words))


def _at_address(text: str) -> Licence | None:
    """A Creative Commons licence by its address, whatever deed or language follows."""
    match = ADDRESS.fullmatch(text.strip())
    if not match:
        return None
    if match["dedication"]:
        return _dedication(match["dedication"].lower())
    deed, version, port = match["deed"].lower(), match["version"], match["port"] or ""
    port = "" if port.lower() in ("deed", "legalcode") else port.lower()
    return _creative_commons(deed, version, port)


def _named(text: str) -> Licence | None:
    """A Creative Commons licence by its name, in short (CC BY-NC 4.0) or in full."""
    if MARK.search(text):
        return _dedication("mark")
    start = _creative_commons_named().search(text)
    if not start:
        return None
    rest = text[start.end() :]
    if ZERO.match(rest):
        return _dedication("zero")
    elements, pattern = _elements()
    parts = {elements[found[0].casefold()] for found in pattern.finditer(rest)}
    deed = "-".join(part for part in ("by", "nc", "nd", "sa") if part in parts)
    stated = VERSION.search(rest)
    if not stated:
        return _creative_commons(deed, "", "")
    version = stated["version"]
    return _creative_commons(deed, version if "." in version else f"{version}.0", (stated["port"] or "").lower())


@cache
def _creative_commons_named() -> re.Pattern[str]:
    """What names Creative Commons: CC by itself only where a licence's name goes on."""
    names = alternatives(every("statements", "creative-commons"))
    return re.compile(rf"(?<![a-z])(?:cc(?=[\s0_-]|by)|{names})", re.IGNORECASE)


@cache
def _elements() -> tuple[Mapping[str, str], re.Pattern[str]]:
    """The elements of a licence by their names in all languages, and what finds such a name.

    A letter of an alphabet beside it makes it a part of another word; a Chinese character does not.
    """
    named = {name: part for code in codes() for name, part in grouped(code, "statements", "elements").items()}
    letter = "[a-zа-яё]"
    return named, re.compile(rf"(?<!{letter})(?:{alternatives(named)})(?!{letter})", re.IGNORECASE)


def _creative_commons(deed: str, version: str, port: str) -> Licence | None:
    if deed not in DEEDS:
        return None
    named = Licence(f"CC {deed.upper()}", status="free")
    if version not in VERSIONS:
        return named
    port = port if version != "4.0" else ""
    label = f"{named.label} {version}" + (f" {port.upper()}" if port else "")
    return replace(named, label=label, target=f"{SITE}licenses/{deed}/{version}/" + (f"{port}/" if port else ""))


def _dedication(kind: str) -> Licence:
    name, path = DEDICATIONS[kind]
    return Licence(f"{name} 1.0", SITE + path, "free")


def _said(words: str) -> Status:
    """What the words themselves say; where they reserve any right, the text is not free."""
    folded = words.casefold()
    if any(word in folded for word in every("statements", "reserved")):
        return "restricted"
    return "free" if any(word in folded for word in every("statements", "free")) else "unknown"
