"""The cited works for reference managers: CSL-JSON, BibTeX and RIS; the cited letters as CMIF."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

from teiwright import plugins, xmltools
from teiwright.publishing.exports.items import items
from teiwright.xmltools import TEI, XML_ID

FORMATS = ("csl.json", "bib", "ris")


def export(records: Iterable[Mapping[str, Any]], form: str, names: Mapping[str, str] | None = None) -> str:
    """Return the records of a citations.json as "csl.json", "bib" or "ris".

    `names` gives the name to print for an authority key (person-stalin) that stands as sender or recipient.
    """
    listed = items(records, names or {})
    if form == "csl.json":
        from teiwright.publishing.exports.csl import csl_json

        return csl_json(listed)
    if form == "bib":
        from teiwright.publishing.exports.bibtex import bibtex

        return bibtex(listed)
    from teiwright.publishing.exports.ris import ris

    return ris(listed)


def exports(tei: Path, folder: Path, *, xinclude: bool = False) -> list[Path]:
    """Write NAME.csl.json, .bib and .ris of an article's cited works and, where it cites letters, NAME.cmif.xml.

    Exporters that other packages declare write theirs beside.

    Returns the paths. Raises DocumentError, PublishingError or OutputError.
    """
    from teiwright.publishing.exports.cmif import cmif
    from teiwright.publishing.indexing import records

    cited, names = records(tei, xinclude=xinclude), _names(tei)
    contents: dict[str, str | None] = {form: export(cited, form, names) for form in FORMATS}
    contents["cmif.xml"] = cmif(tei)
    contents |= {ending: plugins.exported(ending, cited) for ending in plugins.exporters()}
    written = [(folder / f"{tei.stem}.{form}", content) for form, content in contents.items() if content]
    for path, content in written:
        xmltools.write_bytes(path, content.encode())
    return [path for path, _ in written]


def _names(tei: Path) -> dict[str, str]:
    """The first name of each entry in standOff, by its id."""
    entries = xmltools.parse(tei).getroot().iterfind(f"{TEI}standOff/*/*[@{XML_ID}]")
    first = ((str(entry.get(XML_ID)), next(entry.iterchildren(etree.Element), None)) for entry in entries)
    return {identifier: xmltools.plain_text(name) for identifier, name in first if name is not None}
