"""The cited correspondence as a calendar in CMIF 1.1, for correspSearch."""

import uuid
from collections.abc import Sequence
from pathlib import Path

from lxml import etree

from teiwright import resources, saxon, xmltools
from teiwright.publishing.source import resolvers
from teiwright.xmltools import TEI

TITLE = "Correspondence cited in all articles"
NAMESPACE = uuid.UUID("8d1d4f6e-5c55-5f0c-9b7e-0a3c5d1f7a11")


def cmif(tei: Path) -> str | None:
    """Return the calendar of one TEI file, or None where it cites no letter or telegram with both its ends known.

    CMIF wants a date of its own: it is the article's, never the clock's. Raises DocumentError or PublishingError.
    """
    root = xmltools.parse(tei).getroot()
    parameters = {
        "source-id": source_id(tei.stem),
        "url": f"{tei.stem}.cmif.xml",
        "date": _date(root),
        "resolvers": resolvers(),
    }
    text = etree.tostring(root, encoding="unicode")
    calendar = saxon.transform(resources.folder("xslt") / "cmif.xsl", text, parameters, name=str(tei))
    return calendar if "<correspDesc" in calendar else None


def together(calendars: Sequence[Path], name: str) -> bytes | None:
    """Return one calendar, `name`, of those that articles have, or None where there is none.

    Each letter keeps the article that cites it (`@source`); the date is the latest of theirs. Raises DocumentError.
    """
    roots = [xmltools.parse(path).getroot() for path in calendars]
    if not roots:
        return None
    joint, dates = roots[0], [str(_one(root, "publicationStmt", "date").get("when")) for root in roots]
    for root in roots[1:]:
        for list_name in ("sourceDesc", "profileDesc"):
            _one(joint, list_name).extend(list(_one(root, list_name)))
    _one(joint, "titleStmt", "title").text = TITLE
    _one(joint, "publicationStmt", "idno").text = name
    _one(joint, "publicationStmt", "date").set("when", max(dates))
    etree.indent(joint, "   ")
    return bytes(etree.tostring(joint, xml_declaration=True, encoding="UTF-8")) + b"\n"


def _one(root: etree._Element, *names: str) -> etree._Element:
    return next(root.iterfind(".//" + "/".join(f"{TEI}{name}" for name in names)))


def source_id(name: str) -> str:
    """Return a UUID for the article that is the same on every run and begins with a letter, as an xml:id must."""
    identifier = str(uuid.uuid5(NAMESPACE, name))
    return "abcdef"[int(identifier[0], 16) % 6] + identifier[1:]


def _date(root: etree._Element) -> str:
    dates = root.iterfind(f".//{TEI}sourceDesc//{TEI}imprint/{TEI}date")
    return next((str(date.get("when")) for date in dates if date.get("when")), "0001")
