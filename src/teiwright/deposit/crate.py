"""RO-Crate 1.2: what a package holds, for machines; and README.md, for people."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from teiwright.deposit.description import Description, Party
from teiwright.deposit.formats import name_parts
from teiwright.identifiers import identifier
from teiwright.licences import Licence

DESCRIPTOR = "ro-crate-metadata.json"
CONTEXT = "https://w3id.org/ro/crate/1.2/context"
CONFORMS = "https://w3id.org/ro/crate/1.2"
UNSTATED = "#no-licence-stated"
FORMS = {
    ".xml": "application/xml",
    ".html": "text/html",
    ".pdf": "application/pdf",
    ".json": "application/json",
    ".csv": "text/csv",
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".toml": "application/toml",
    ".rng": "application/xml",
    ".sch": "application/xml",
    ".odd": "application/tei+xml",
    ".bib": "application/x-bibtex",
    ".ris": "application/x-research-info-systems",
    ".cff": "application/yaml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
}
PARTS = {
    "tei": "the edition in TEI P5",
    "schema": "the schema: the ODD, and the RELAX NG and Schematron made from it",
    "html": "the reading edition, one page that needs no network",
    "pdf": "the edition as PDF",
    "citations": "what the notes cite: for reference managers, as a table, as JSON and as CMIF",
    "decisions": "the encoder's decisions",
    "authority": "the entries of persons, places and organisations that the text uses",
    "source": "the text as it was encoded",
    "metadata": "the description for repositories: DataCite, Dublin Core, Zenodo",
}
"""What stands in each folder of a package."""
FILES = {
    "CITATION.cff": "how to cite the edition, for programs",
    "README.md": "what the package holds, for people",
}


def crate(it: Description, files: Mapping[str, bytes]) -> bytes:
    """Return ro-crate-metadata.json for these files (paths below the crate's top)."""
    paths = sorted(path for path in files if path != DESCRIPTOR)
    people = [*it.creators, *it.contributors]
    root = _entity(
        "./",
        "Dataset",
        name=it.whole_title or it.name,
        description=it.abstract or it.source or it.whole_title or it.name,
        datePublished=it.date,
        license=_reference(_licence_id(it.rights.text)),
        author=[_reference(_party_id(party)) for party in it.creators],
        contributor=[_reference(_party_id(party)) for party in it.contributors],
        publisher=_reference(f"#{_reference_to(it.publisher)}") if it.publisher else None,
        keywords=list(it.keywords),
        inLanguage=it.language,
        version=it.version,
        identifier=[each.address or each.value for each in it.identifiers],
        funder=[_reference(f"#{_reference_to(funder.name)}") for funder in it.funders],
        hasPart=[_reference(_reference_to(path)) for path in paths],
    )
    graph = [
        _entity(DESCRIPTOR, "CreativeWork", conformsTo=_reference(CONFORMS), about=_reference("./")),
        root,
        *(_file(path, files[path], it) for path in paths),
        *(_party(party) for party in people),
        *([_entity(f"#{_reference_to(it.publisher)}", "Organization", name=it.publisher)] if it.publisher else []),
        *(
            _entity(
                f"#{_reference_to(funder.name)}",
                "Organization",
                name=funder.name,
                identifier=[identifier(*each).address for each in funder.identifiers],
            )
            for funder in it.funders
        ),
        *(_licence(found) for found in (it.rights.text, it.rights.markup)),
    ]
    unique = {str(entity["@id"]): entity for entity in reversed(graph)}
    ordered = list(reversed(unique.values()))
    return (json.dumps({"@context": CONTEXT, "@graph": ordered}, ensure_ascii=False, indent=2) + "\n").encode()


def _reference_to(text: str) -> str:
    """A URI reference as RO-Crate 1.2 writes it: a letter of any script stands as it is."""
    return "".join(sign if ord(sign) > 127 else quote(sign) for sign in text)


def _entity(identity: str, kind: str, **properties: Any) -> dict[str, Any]:
    """An entity with the properties that it has; a list of one is written as its one value."""
    single = {
        key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in properties.items()
    }
    kept = {key: value for key, value in single.items() if value not in ("", [], None)}
    return {"@id": identity, "@type": kind, **kept}


def _reference(identity: str) -> dict[str, str]:
    return {"@id": identity}


def _file(path: str, content: bytes, it: Description) -> dict[str, Any]:
    folder, _, name = path.rpartition("/")
    suffix = "." + name.rpartition(".")[2].lower()
    form = "application/tei+xml" if folder == "tei" and suffix == ".xml" else FORMS.get(suffix, "")
    licence = it.rights.markup if folder in ("metadata", "decisions", "authority") else it.rights.text
    return _entity(
        _reference_to(path),
        "File",
        name=name,
        description=PARTS.get(folder.partition("/")[0], "") or FILES.get(path, ""),
        encodingFormat=form or "application/octet-stream",
        contentSize=str(len(content)),
        license=_reference(_licence_id(licence)) if folder != "schema" and licence != it.rights.text else None,
    )


def _party_id(party: Party) -> str:
    return next((each.address for each in party.identifiers if each.address), f"#{_reference_to(party.name)}")


def _party(party: Party) -> dict[str, Any]:
    family, given = name_parts(party)
    kind = "Organization" if party.is_body else "Person"
    return _entity(
        _party_id(party), kind, name=party.name, familyName=family, givenName=given,
        affiliation=party.affiliation, jobTitle=", ".join(party.roles),
    )  # fmt: skip


def _licence_id(found: Licence) -> str:
    return found.target or (f"#{_reference_to(found.label)}" if found.label else UNSTATED)


def _licence(found: Licence) -> dict[str, Any]:
    if not found.label:
        words = "No licence is stated: the rights remain with their holders."
        return _entity(UNSTATED, "CreativeWork", name="No licence is stated", description=words)
    return _entity(_licence_id(found), "CreativeWork", name=found.label, description=found.label)


def readme(it: Description, files: Mapping[str, bytes]) -> bytes:
    """Return README.md: what the package holds, how to cite it, under what rights."""
    folders = dict.fromkeys(path.partition("/")[0] for path in sorted(files) if "/" in path)
    lines = [f"# {it.whole_title or it.name}", ""]
    facts = {
        "Authors": "; ".join(party.name for party in it.creators),
        "Contributors": "; ".join(
            party.name + (f" ({', '.join(party.roles)})" if party.roles else "") for party in it.contributors
        ),
        "Published by": ", ".join(filter(None, (it.publisher, it.place, it.date))),
        "Version": it.version,
        "Identifiers": ", ".join(each.address or each.value for each in it.identifiers),
        "Source": it.source,
        "Licence of the text": _stated(it.rights.text) or "none is stated: the rights remain with their holders",
        "Licence of the mark-up": _stated(it.rights.markup),
        "Funded by": "; ".join(
            ", ".join(filter(None, (funder.name, funder.grant))) for funder in it.funders
        ),
    }  # fmt: skip
    lines += [f"- {key}: {value}" for key, value in facts.items() if value]
    lines += ["", it.abstract, ""] if it.abstract else [""]
    lines += ["| folder | holds |", "| --- | --- |"]
    lines += [f"| {folder} | {PARTS[folder]} |" for folder in folders if folder in PARTS]
    lines += ["", "`teiwright deposit --check FOLDER`, or any BagIt validator, tells whether the package is whole."]
    return ("\n".join(lines) + "\n").encode()


def _stated(found: Licence) -> str:
    return f"{found.label} <{found.target}>" if found.target and found.target != found.label else found.label
