"""The cited works for reference managers: CSL-JSON, BibTeX and RIS; the cited letters as CMIF."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from lxml import etree

from teiwright import plugins, xmltools
from teiwright.publishing.exports.items import Analysed, Item, items
from teiwright.publishing.exports.persons import name
from teiwright.xmltools import TEI, XML_ID

FORMATS = ("csl.json", "bib", "ris")
PERSONS = ("authors", "editors", "translators", "recipients")
"""The fields of an item that hold names."""


def export(records: Iterable[Mapping[str, Any]], form: str, analysed: Mapping[str, Analysed] | None = None) -> str:
    """Return the records of a citations.json as "csl.json", "bib" or "ris".

    `analysed` has the works' and units' records of standOff by their id.
    """
    return written(items(records, analysed or {}), form)


def written(listed: Sequence[Item], form: str) -> str:
    """Return items as "csl.json", "bib" or "ris"."""
    if form == "csl.json":
        from teiwright.publishing.exports.csl import csl_json

        return csl_json(listed)
    if form == "bib":
        from teiwright.publishing.exports.bibtex import bibtex

        return bibtex(listed)
    from teiwright.publishing.exports.ris import ris

    return ris(listed)


def citable(listed: Iterable[Item]) -> list[dict[str, Any]]:
    """Return items as a page has them whose script (xslt/assets/cite.js) gives each in any format.

    Fields that are not known are left out; names are taken apart as CSL-JSON has them.
    """
    from teiwright.publishing.exports.bibtex import key

    def fields(item: Item) -> dict[str, Any]:
        found = {field: value for field, value in asdict(item).items() if value}
        found |= {role: [name(one) for one in found[role]] for role in PERSONS if role in found}
        identifier = key(item.id)
        return found | ({"key": identifier} if identifier != item.id else {})

    return [fields(item) for item in listed]


def exports(tei: Path, folder: Path, *, xinclude: bool = False) -> list[Path]:
    """Write NAME.csl.json, .bib and .ris of an article's cited works and, where it cites letters, NAME.cmif.xml.

    Exporters that other packages declare write theirs beside. A calendar of letters that it no longer has is removed.

    Returns the paths. Raises DocumentError, PublishingError or OutputError.
    """
    from teiwright.publishing.exports.cmif import cmif
    from teiwright.publishing.indexing import records

    cited = records(tei, xinclude=xinclude)
    listed = items(cited, analysed(xmltools.parse(tei).getroot()))
    contents: dict[str, str | None] = {form: written(listed, form) for form in FORMATS}
    contents["cmif.xml"] = cmif(tei)
    contents |= {ending: plugins.exported(ending, cited) for ending in plugins.exporters()}
    if not contents["cmif.xml"]:
        (folder / f"{tei.stem}.cmif.xml").unlink(missing_ok=True)
    made = [(folder / f"{tei.stem}.{form}", content) for form, content in contents.items() if content]
    for path, content in made:
        xmltools.write_bytes(path, content.encode())
    return [path for path, _ in made]


def exports_together(articles: Iterable[tuple[str, Sequence[Item]]], folder: Path, name: str) -> list[Path]:
    """Write NAME.csl.json, .bib and .ris of all articles' items, each work once with every place that cites it.

    Returns the paths. Raises OutputError.
    """
    found: dict[str, Item] = {}
    places: dict[str, list[str]] = {}
    for article, listed in articles:
        for item in listed:
            known = found.get(item.id)
            cited = [f"{article} {place}" for place in item.cited]
            if known and (known.title, known.shelfmark) == (item.title, item.shelfmark):
                places[item.id] += cited
                continue
            identifier = f"{item.id}-{article}" if known else item.id
            found[identifier], places[identifier] = item, cited
    together = [replace(item, id=key, cited=tuple(places[key])) for key, item in found.items()]
    paths = [folder / f"{name}.{form}" for form in FORMATS]
    for path, form in zip(paths, FORMATS, strict=True):
        xmltools.write_bytes(path, written(together, form).encode())
    return paths


def analysed(root: etree._Element) -> dict[str, Analysed]:
    """Return the records of works and units that stand in an article's standOff, by their id."""
    found: dict[str, Analysed] = {}
    for holder in root.iterfind(f"{TEI}standOff/{TEI}listBibl"):
        for record in holder.iterchildren(f"{TEI}biblStruct", f"{TEI}msDesc"):
            is_work = record.tag == f"{TEI}biblStruct"
            found[str(record.get(XML_ID))] = _work(record) if is_work else _unit(record)
    return found


def _work(record: etree._Element) -> Analysed:
    analytic, monogr = record.find(f"{TEI}analytic"), record.find(f"{TEI}monogr")
    part = analytic if analytic is not None else monogr
    fields: dict[str, Any] = {"authors": _texts(part, "author"), "title": next(iter(_texts(part, "title")), "")}
    if analytic is not None:
        fields["container"] = next(iter(_texts(monogr, "title")), "")
    for field, path in IMPRINT.items():
        fields[field] = next(iter(_texts(monogr, f"imprint/{TEI}{path}")), "")
    fields["year"] = int(fields["year"]) if str(fields["year"]).isdecimal() else ""
    return Analysed({field: value for field, value in fields.items() if value})


IMPRINT = {"place": "pubPlace", "publisher": "publisher", "year": "date",
           "volume": "biblScope[@unit='volume']", "issue": "biblScope[@unit='issue']"}  # fmt: skip


def _texts(holder: etree._Element | None, path: str) -> list[str]:
    return [xmltools.plain_text(found) for found in holder.iterfind(f"{TEI}{path}")] if holder is not None else []


def _unit(record: etree._Element) -> Analysed:
    repository = record.find(f"{TEI}msIdentifier/{TEI}repository")
    levels = [(str(number.get("type")), (number.text or "").strip()) for number in record.iter(f"{TEI}idno")]
    return Analysed({}, xmltools.plain_text(repository) if repository is not None else "", tuple(levels))
