"""Licences: what a statement of rights means, and the address of each Creative Commons licence and version.

Rules: Creative Commons' own names and addresses (licences 1.0 to 4.0 and their ports, CC0 and the Public Domain
Mark), and the values of availability/@status in the TEI Guidelines.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

from teiwright.languages import every

Status = Literal["free", "restricted", "unknown"]

SITE = "https://creativecommons.org/"
ELEMENTS = {
    "by": "by", "attribution": "by", "nc": "nc", "noncommercial": "nc", "sa": "sa", "sharealike": "sa", "nd": "nd",
    "noderivs": "nd", "noderivatives": "nd", "noderivativeworks": "nd",
}  # fmt: skip
DEEDS = frozenset({"by", "by-sa", "by-nd", "by-nc", "by-nc-sa", "by-nc-nd"})
VERSIONS = frozenset({"1.0", "2.0", "2.1", "2.5", "3.0", "4.0"})
DEDICATIONS = {
    "zero": ("CC0", "publicdomain/zero/1.0/"),
    "mark": ("Public Domain Mark", "publicdomain/mark/1.0/"),
}

WORD = re.compile(r"[a-z]+|\d+(?:\.\d+)?")
ADDRESS = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/(?:licenses/(?P<deed>[a-z-]+)/(?P<version>\d\.\d)(?:/(?P<port>[a-z]{2,3}))?"
    r"|publicdomain/(?P<dedication>zero|mark)/1\.0)(?:[/?#].*)?",
    re.IGNORECASE,
)
NAMED = re.compile(r"\b(?:cc(?=[\s0_-]|by)|creative\s+commons)", re.IGNORECASE)
MARK = re.compile(r"\bpublic\s+domain\s+mark\b", re.IGNORECASE)
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
        return replace(named, label=words) if NAMED.search(words, 1) else named
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
    start = NAMED.search(text)
    if not start:
        return None
    rest = text[start.end() :].lower().replace("non-commercial", "noncommercial").replace("share-alike", "sharealike")
    rest = re.sub(r"no-deriv", "noderiv", rest)
    if re.match(r"[\s-]*(?:0|zero)\b", rest):
        return _dedication("zero")
    found = WORD.findall(rest)
    parts = [ELEMENTS[word] for word in found if word in ELEMENTS]
    version = next((word for word in found if re.fullmatch(r"[1-4](?:\.\d)?", word)), "")
    last = found.index(version) if version else len(found)
    port = next((word for word in found[last + 1 :][:1] if len(word) == 2 and word not in ELEMENTS), "")
    deed = "-".join(part for part in ("by", "nc", "nd", "sa") if part in parts)
    return _creative_commons(deed, version if "." in version or not version else f"{version}.0", port)


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
