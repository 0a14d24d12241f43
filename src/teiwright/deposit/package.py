"""A package of one edition: its files together with their description, and an existing package looked through."""

import json
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from lxml import etree

from teiwright import __version__, xmltools
from teiwright.deposit import bag, crate, formats
from teiwright.deposit.description import Description
from teiwright.errors import DocumentError
from teiwright.findings import Finding
from teiwright.xmltools import TEI

PSEUDO = re.compile(r"""href\s*=\s*(?:"([^"]*)"|'([^']*)')""")
REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def package(it: Description, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return all files of a bag around an edition's files (paths as in `crate.PARTS`); nothing is written.

    The same description and files give the same bytes.
    """
    payload = dict(files) | formats.formats(it)
    payload["README.md"] = crate.readme(it, payload)
    payload[crate.DESCRIPTOR] = crate.crate(it, payload)
    information = {
        "Source-Organization": it.publisher,
        "External-Identifier": it.doi,
        "External-Description": it.whole_title,
        "Bagging-Date": it.date if re.fullmatch(r"\d{4}-\d\d-\d\d", it.date) else "",
        "Bag-Software-Agent": f"teiwright {__version__}",
    }
    return bag.bag(payload, {key: value for key, value in information.items() if value})


def links(root: etree._Element) -> list[str]:
    """Return the local files that a TEI document leads to: schemas of its xml-model, pictures."""
    found = []
    node = root.getprevious()
    while node is not None:
        if isinstance(node, etree._ProcessingInstruction) and node.target == "xml-model":
            match = PSEUDO.search(node.text or "")
            found.append((match[1] or match[2] or "") if match else "")
        node = node.getprevious()
    found += [str(each.get("url", "")) for each in root.iter(TEI + "graphic")]
    return [unquote(each.partition("#")[0]) for each in dict.fromkeys(found) if each and not REMOTE.match(each)]


def inside(link: str) -> str:
    """Return where a file stands in a package to which the TEI in its folder tei leads; "" where it is outside."""
    parts: list[str] = ["tei"]
    if PurePosixPath(link).is_absolute() or "\\" in link:
        return ""
    for part in PurePosixPath(link).parts:
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def check(place: Path) -> list[Finding]:
    """Return what is wrong with an existing package: files missing, changed or added, links that lead nowhere.

    Raises DocumentError where there is no package.
    """
    return [*bag.verify(place), *_links(place)]


def _links(place: Path) -> list[Finding]:
    files = bag.opened(place)
    found: list[Finding] = []
    for path, read in files.items():
        if re.fullmatch(r"data/tei/[^/]+\.xml", path):
            try:
                root = etree.fromstring(read(), xmltools.parser())
            except etree.XMLSyntaxError:
                found.append(Finding("error", "deposit-link", "is no well-formed XML", f"{place}/{path}"))
                continue
            for link in links(root):
                if not inside(link) or f"data/{inside(link)}" not in files:
                    message = f"leads to {link}, which is not in the package"
                    found.append(Finding("error", "deposit-link", message, f"{place}/{path}"))
    return [*found, *_described(place, files)]


def _described(place: Path, files: Mapping[str, bag.Reader]) -> list[Finding]:
    """Whether the RO-Crate, where there is one, names each file of the payload and no other."""
    descriptor = f"data/{crate.DESCRIPTOR}"
    if descriptor not in files:
        return []
    file = f"{place}/{descriptor}"
    try:
        graph = json.loads(files[descriptor]())["@graph"]
        named = {f"data/{unquote(entity['@id'])}" for entity in graph if entity.get("@type") == "File"}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return [Finding("error", "deposit-crate", "is no RO-Crate", file)]
    payload = {path for path in files if path.startswith("data/") and path != descriptor}
    return [
        Finding("error", "deposit-crate", f"does not describe {path}" if path in payload else f"names {path}", file)
        for path in sorted(named ^ payload)
    ]


def packages(place: Path) -> list[Path]:
    """Return the packages at a place: itself, or those in its folder. Raises DocumentError where there is none."""
    if not place.is_dir() or (place / "bagit.txt").exists():
        return [place]
    found = sorted(each for each in place.iterdir() if (each / "bagit.txt").is_file() or each.suffix == ".zip")
    if not found:
        hint = "a package made by `teiwright deposit` has bagit.txt at its top"
        raise DocumentError("no package in this folder", file=str(place), hint=hint)
    return found
