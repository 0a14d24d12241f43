"""An edition's description in the formats of repositories: DataCite, Zenodo, CITATION.cff, Dublin Core.

Sources: DataCite Metadata Schema 4.6 (kernel-4), Zenodo's deposit metadata, Citation File Format 1.2.0, Dublin Core
Metadata Element Set 1.1 in the form of OAI-PMH (oai_dc).
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

import yaml
from lxml import etree

from teiwright.article import Funder
from teiwright.deposit.description import Description, Party
from teiwright.identifiers import SCHEMES, Identifier, identifier
from teiwright.licences import ADDRESS, Licence
from teiwright.publishing.exports.persons import name as parted
from teiwright.xmltools import XML_LANG

KERNEL = "http://datacite.org/schema/kernel-4"
KERNEL_PLACE = "https://schema.datacite.org/meta/kernel-4.6/metadata.xsd"
UNAVAILABLE = ":unav"
UNASSIGNED = ":tba"
"""DataCite's standard values for what is not available, and for what will be assigned later."""

OF_PERSONS = ("ORCID", "ISNI", "VIAF", "GND", "Wikidata")
RELATABLE = frozenset({"DOI", "Handle", "ISBN", "ISSN", "URL"})
CONTRIBUTOR_TYPES = {
    "data curation": "DataCurator",
    "editor": "Editor",
    "decisions and corrections": "Editor",
    "project administration": "ProjectManager",
    "supervision": "Supervisor",
    "investigation": "Researcher",
    "formal analysis": "Researcher",
    "resources": "DataCollector",
}
"""DataCite's and Zenodo's contributorType of CRediT's roles and of the header's own."""

DC = "http://purl.org/dc/elements/1.1/"
OAI = "http://www.openarchives.org/OAI/2.0/oai_dc/"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"


def formats(it: Description) -> dict[str, bytes]:
    """Return the metadata files of an edition by their names; the same description gives the same bytes.

    DataCite asks for a year: without a date there is no description in its formats.
    """
    dated = {"json": _json(datacite(it)), "xml": _xml(datacite_xml(it))} if it.date else {}
    return {f"metadata/datacite.{form}": content for form, content in dated.items()} | {
        "metadata/zenodo.json": _json({"metadata": zenodo(it)}),
        "metadata/dublin_core.xml": _xml(dublin_core(it)),
        "CITATION.cff": citation(it).encode(),
    }


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _xml(element: etree._Element) -> bytes:
    etree.indent(element, "  ")
    return etree.tostring(element, encoding="utf-8", xml_declaration=True) + b"\n"


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in ("", [], {}, None)}


# ==== names


def name_parts(party: Party) -> tuple[str, str]:
    """Return family and given name, both empty for a body or a name that its form does not take apart."""
    if party.is_body:
        return "", ""
    if party.parts:
        return party.parts
    found = parted(party.name)
    return found.get("family", ""), found.get("given", "")


def spdx(found: Licence) -> str:
    """Return the SPDX identifier of a Creative Commons licence, or an empty string."""
    match = ADDRESS.fullmatch(found.target)
    if not match:
        return ""
    if match["dedication"]:
        return "CC0-1.0" if match["dedication"].lower() == "zero" else ""
    return f"CC-{match['deed'].upper()}-{match['version']}" + (f"-{match['port'].upper()}" if match["port"] else "")


# ==== DataCite


def datacite(it: Description) -> dict[str, Any]:
    """Return the edition in DataCite's JSON (kernel 4)."""
    return _filled(
        {
            "doi": it.doi,
            "types": {"resourceTypeGeneral": "Text", "resourceType": "Scholarly edition in TEI"},
            "creators": [_creator(party) for party in it.creators] or [{"name": UNAVAILABLE}],
            "titles": _titles(it),
            "publisher": {"name": it.publisher or UNAVAILABLE},
            "publicationYear": it.date[:4],
            "subjects": [_filled({"subject": word, "schemeUri": it.keyword_scheme}) for word in it.keywords],
            "contributors": [
                _creator(party) | {"contributorType": kind} for party in it.contributors for kind in _kinds(party)
            ],
            "dates": [{"date": it.date, "dateType": "Issued"}] if it.date else [],
            "language": it.language,
            "alternateIdentifiers": [
                {"alternateIdentifier": each.value, "alternateIdentifierType": each.type}
                for each in it.identifiers
                if each.type != "DOI"
            ],
            "relatedIdentifiers": [
                {"relatedIdentifier": value, "relatedIdentifierType": kind, "relationType": relation}
                for relation, kind, value in relations(it)
            ],
            "formats": ["application/tei+xml", "text/html", "application/pdf"],
            "version": it.version,
            "rightsList": _rights(it),
            "descriptions": [{"description": it.abstract, "descriptionType": "Abstract"}] if it.abstract else [],
            "fundingReferences": [_funding(each) for each in it.funders],
            "schemaVersion": KERNEL,
        }
    )


def _titles(it: Description) -> list[dict[str, str]]:
    subtitle = [{"title": it.subtitle, "titleType": "Subtitle"}] if it.subtitle else []
    return [{"title": it.title}, *subtitle]


def _creator(party: Party) -> dict[str, Any]:
    family, given = name_parts(party)
    affiliation = _filled(
        {
            "name": party.affiliation,
            "affiliationIdentifier": party.institution.address if party.institution else "",
            "affiliationIdentifierScheme": "ROR" if party.institution else "",
        }
    )
    return _filled(
        {
            "name": f"{family}, {given}" if family and given else party.name,
            "nameType": "Organizational" if party.is_body else "Personal" if family else "",
            "givenName": given,
            "familyName": family,
            "nameIdentifiers": [
                _filled(
                    {
                        "nameIdentifier": each.address or each.value,
                        "nameIdentifierScheme": each.type,
                        "schemeUri": SCHEMES[each.type].resolver,
                    }
                )
                for each in party.identifiers
                if each.type in (*OF_PERSONS, "ROR")
            ],
            "affiliation": [affiliation] if party.affiliation else [],
        }
    )


def _kinds(party: Party) -> list[str]:
    """The types that the roles mean; Other only where none is meant."""
    known = dict.fromkeys(CONTRIBUTOR_TYPES[role] for role in party.roles if role in CONTRIBUTOR_TYPES)
    return list(known) or ["Other"]


def relations(it: Description) -> list[tuple[str, str, str]]:
    """Return relation, type and value of each work that the edition relates to, the printed text first."""
    own = {each.value for each in it.identifiers}
    printed = [("IsDerivedFrom", each.type, each.value) for each in it.source_identifiers if each.value not in own]
    stated = [(each.relation, each.type, each.value) for each in it.related]
    return [each for each in dict.fromkeys([*printed, *stated]) if each[1] in RELATABLE]


def _rights(it: Description) -> list[dict[str, str]]:
    named = [it.rights.text, *([it.rights.markup] if it.rights.markup != it.rights.text else [])]
    labels = ("", " (mark-up)") if len(named) > 1 else ("",)
    return [
        _filled(
            {
                "rights": found.label + label,
                "rightsUri": found.target,
                "rightsIdentifier": spdx(found),
                "rightsIdentifierScheme": "SPDX" if spdx(found) else "",
                "schemeUri": "https://spdx.org/licenses/" if spdx(found) else "",
            }
        )
        for found, label in zip(named, labels, strict=True)
        if found.label
    ]


def _funding(funder: Funder) -> dict[str, Any]:
    known = next((identifier(*each) for each in funder.identifiers if each[0] in ("ROR", "ISNI", "GRID")), None)
    return _filled(
        {
            "funderName": funder.name,
            "funderIdentifier": known.address if known else "",
            "funderIdentifierType": known.type if known else "",
            "awardNumber": funder.grant,
        }
    )


def datacite_xml(it: Description) -> etree._Element:
    """Return the edition in DataCite's XML (kernel 4); without a DOI it says that one will be assigned."""
    data = datacite(it)
    root = etree.Element(f"{{{KERNEL}}}resource", nsmap={None: KERNEL, "xsi": INSTANCE})  # type: ignore[dict-item]
    root.set(f"{{{INSTANCE}}}schemaLocation", f"{KERNEL} {KERNEL_PLACE}")
    _add(root, "identifier", it.doi or UNASSIGNED, identifierType="DOI")
    creators = _add(root, "creators")
    for creator in data["creators"]:
        _party(_add(creators, "creator"), "creatorName", creator)
    titles = _add(root, "titles")
    for title in data["titles"]:
        _add(titles, "title", title["title"], titleType=title.get("titleType", ""))
    _add(root, "publisher", data["publisher"]["name"])
    _add(root, "publicationYear", data["publicationYear"])
    _add(root, "resourceType", data["types"]["resourceType"], resourceTypeGeneral="Text")
    subjects = _group(root, "subjects", data.get("subjects"))
    for subject in data.get("subjects", ()):
        _add(subjects, "subject", subject["subject"], schemeURI=subject.get("schemeUri", ""))
    contributors = _group(root, "contributors", data.get("contributors"))
    for one in data.get("contributors", ()):
        _party(_add(contributors, "contributor", contributorType=one["contributorType"]), "contributorName", one)
    dates = _group(root, "dates", data.get("dates"))
    for date in data.get("dates", ()):
        _add(dates, "date", date["date"], dateType=date["dateType"])
    if it.language:
        _add(root, "language", it.language)
    others = _group(root, "alternateIdentifiers", data.get("alternateIdentifiers"))
    for each in data.get("alternateIdentifiers", ()):
        kind = each["alternateIdentifierType"]
        _add(others, "alternateIdentifier", each["alternateIdentifier"], alternateIdentifierType=kind)
    related = _group(root, "relatedIdentifiers", data.get("relatedIdentifiers"))
    for each in data.get("relatedIdentifiers", ()):
        attributes = {key: each[key] for key in ("relatedIdentifierType", "relationType")}
        _add(related, "relatedIdentifier", each["relatedIdentifier"], **attributes)
    forms = _add(root, "formats")
    for form in data["formats"]:
        _add(forms, "format", form)
    if it.version:
        _add(root, "version", it.version)
    rights = _group(root, "rightsList", data.get("rightsList"))
    for each in data.get("rightsList", ()):
        keys = {"rightsURI": "rightsUri", "schemeURI": "schemeUri"}
        keys |= {key: key for key in ("rightsIdentifier", "rightsIdentifierScheme")}
        _add(rights, "rights", each["rights"], **{key: each.get(part, "") for key, part in keys.items()})
    descriptions = _group(root, "descriptions", data.get("descriptions"))
    for each in data.get("descriptions", ()):
        _add(descriptions, "description", each["description"], descriptionType=each["descriptionType"])
    funding = _group(root, "fundingReferences", data.get("fundingReferences"))
    for each in data.get("fundingReferences", ()):
        _funding_xml(_add(funding, "fundingReference"), each)
    return root


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    given = {key: value for key, value in attributes.items() if value}
    element = etree.SubElement(parent, f"{{{KERNEL}}}{name}", given)
    element.text = text or None
    return element


def _group(root: etree._Element, name: str, members: object) -> etree._Element:
    return _add(root, name) if members else root


def _party(holder: etree._Element, name: str, data: Mapping[str, Any]) -> None:
    _add(holder, name, data["name"], nameType=data.get("nameType", ""))
    for part in ("givenName", "familyName"):
        if data.get(part):
            _add(holder, part, data[part])
    for each in data.get("nameIdentifiers", ()):
        scheme, place = each["nameIdentifierScheme"], each.get("schemeUri", "")
        _add(holder, "nameIdentifier", each["nameIdentifier"], nameIdentifierScheme=scheme, schemeURI=place)
    for each in data.get("affiliation", ()):
        keys = ("affiliationIdentifier", "affiliationIdentifierScheme")
        _add(holder, "affiliation", each["name"], **{key: each.get(key, "") for key in keys})


def _funding_xml(holder: etree._Element, each: Mapping[str, str]) -> None:
    _add(holder, "funderName", each["funderName"])
    if each.get("funderIdentifier"):
        _add(holder, "funderIdentifier", each["funderIdentifier"], funderIdentifierType=each["funderIdentifierType"])
    if each.get("awardNumber"):
        _add(holder, "awardNumber", each["awardNumber"])


# ==== Zenodo


def zenodo(it: Description) -> dict[str, Any]:
    """Return the edition as Zenodo's deposit form takes it."""
    code = spdx(it.rights.text).lower()
    notes = [f"Source: {it.source}."] if it.source else []
    if it.rights.markup != it.rights.text and it.rights.markup.label:
        notes.append(f"Licence of the mark-up: {it.rights.markup.label}.")
    notes += [f"Funded by {each.name}" + (f", {each.grant}." if each.grant else ".") for each in it.funders]
    return _filled(
        {
            "upload_type": "publication",
            "publication_type": "article",
            "title": it.whole_title,
            "creators": [_zenodo_party(party) for party in it.creators],
            "contributors": [
                _zenodo_party(party) | {"type": kind} for party in it.contributors for kind in _kinds(party)
            ],
            "description": _html(it.abstract or it.source),
            "publication_date": it.date,
            "access_right": "open" if it.rights.is_free else "closed",
            "license": "cc-zero" if code == "cc0-1.0" else code,
            "keywords": list(it.keywords),
            "language": _alpha_3(it.language),
            "version": it.version,
            "doi": it.doi,
            "notes": " ".join(notes),
            "related_identifiers": [
                {"identifier": value, "relation": relation[0].lower() + relation[1:], "scheme": kind.lower()}
                for relation, kind, value in relations(it)
            ],
        }
    )


def _zenodo_party(party: Party) -> dict[str, str]:
    family, given = name_parts(party)
    known = {each.type: each.value for each in party.identifiers}
    return _filled(
        {
            "name": f"{family}, {given}" if family and given else party.name,
            "affiliation": party.affiliation,
            "orcid": known.get("ORCID", ""),
            "gnd": known.get("GND", ""),
        }
    )


def _html(text: str) -> str:
    """Zenodo reads a description as HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _alpha_3(tag: str) -> str:
    import pycountry

    code = tag.partition("-")[0].lower()
    found = pycountry.languages.get(alpha_2=code) if len(code) == 2 else pycountry.languages.get(alpha_3=code)
    return str(found.alpha_3) if found else ""


# ==== CITATION.cff


def citation(it: Description) -> str:
    """Return CITATION.cff (1.2.0). A date counts only to the day, a licence only with its SPDX identifier."""
    values = _filled(
        {
            "cff-version": "1.2.0",
            "message": "If you use this edition, please cite it as below.",
            "type": "dataset",
            "title": it.whole_title,
            "abstract": it.abstract,
            "authors": [_cff_party(party) for party in it.creators] or [{"name": "unknown"}],
            "date-released": it.date if re.fullmatch(r"\d{4}-\d\d-\d\d", it.date) else "",
            "version": it.version,
            "doi": it.doi,
            "license": spdx(it.rights.text),
            "keywords": list(dict.fromkeys(it.keywords)),
            "identifiers": [
                {"type": "url", "value": each.address} for each in it.identifiers if each.type in ("URL", "Handle")
            ],
        }
    )
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=1000)


def _cff_party(party: Party) -> dict[str, str]:
    family, given = name_parts(party)
    orcid = next((each.address for each in party.identifiers if each.type == "ORCID"), "")
    named = {"family-names": family, "given-names": given} if family else {"name": party.name}
    return _filled({**named, "orcid": orcid, "affiliation": party.affiliation if family else ""})


# ==== Dublin Core


def dublin_core(it: Description) -> etree._Element:
    """Return the edition in Dublin Core, as OAI-PMH delivers it."""
    root = etree.Element(f"{{{OAI}}}dc", nsmap={"oai_dc": OAI, "dc": DC})
    named: Iterable[Identifier] = it.identifiers
    values: list[tuple[str, str]] = [
        ("title", it.whole_title),
        *(("creator", party.name) for party in it.creators),
        *(("subject", word) for word in it.keywords),
        ("description", it.abstract),
        ("publisher", it.publisher),
        *(("contributor", party.name) for party in it.contributors),
        *(("contributor", funder.name) for funder in it.funders),
        ("date", it.date),
        ("type", "Text"),
        ("format", "application/tei+xml"),
        *(("identifier", each.address or each.value) for each in named),
        ("source", it.source),
        ("language", it.language),
        *(("relation", identifier(kind, value).address or value) for _, kind, value in relations(it)),
        *(("rights", part) for each in _rights(it) for part in (each["rights"], each.get("rightsUri", ""))),
    ]
    for name, value in dict.fromkeys(values):
        if value:
            element = etree.SubElement(root, f"{{{DC}}}{name}")
            element.text = value
            if name in ("title", "description") and it.language:
                element.set(XML_LANG, it.language)
    return root
