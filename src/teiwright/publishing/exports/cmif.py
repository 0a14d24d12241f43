"""The cited correspondence as a calendar in CMIF 1.1, for correspSearch."""

import uuid
from pathlib import Path

from lxml import etree

from teiwright import resources, saxon, xmltools
from teiwright.publishing.source import resolvers
from teiwright.xmltools import TEI

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


def source_id(name: str) -> str:
    """Return a UUID for the article that is the same on every run and begins with a letter, as an xml:id must."""
    identifier = str(uuid.uuid5(NAMESPACE, name))
    return "abcdef"[int(identifier[0], 16) % 6] + identifier[1:]


def _date(root: etree._Element) -> str:
    dates = root.iterfind(f".//{TEI}sourceDesc//{TEI}imprint/{TEI}date")
    return next((str(date.get("when")) for date in dates if date.get("when")), "0001")
