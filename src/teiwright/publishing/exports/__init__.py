"""The cited works for reference managers: CSL-JSON, BibTeX and RIS."""

from collections.abc import Iterable, Mapping
from typing import Any

from teiwright.publishing.exports.items import items

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
