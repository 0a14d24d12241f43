"""What an attentive editor would query in an article's citations, each with its evidence and likely right reading.

A check never changes a text: whether a query is a misprint, the author's wish or the archive's own oddity, a person
decides. Each check is written so that it asks only where the article itself bears witness against the words (its
other notes, the sentence, the leaves of the same file), or where the calendar or the script does.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path

from lxml import etree

from teiwright import xmltools
from teiwright.editorial import chronology, documents, page_numbers, shelfmarks, titles, variants, words, works
from teiwright.editorial.cited import Check, Query, Source
from teiwright.editorial.positions import Places
from teiwright.findings import Finding
from teiwright.xmltools import XML_ID

__all__ = ["CHECKS", "EditorialFinding", "by_citation", "check", "examine"]

CHECKS: Mapping[str, Check] = {
    "date-contradicts-sentence": chronology.contradicting,
    "date-out-of-order": chronology.out_of_order,
    "impossible-date": chronology.impossible_dates,
    "impossible-year": chronology.impossible_years,
    "title-after-year": chronology.titles_before_their_time,
    "shelfmark-out-of-line": shelfmarks.out_of_line,
    "shelfmark-order": shelfmarks.order,
    "shelfmark-written-two-ways": shelfmarks.written_two_ways,
    "same-document-two-places": page_numbers.one_document_two_places,
    "name-spelt-two-ways": variants.spelt_two_ways,
    "title-spelt-two-ways": titles.spelt_two_ways,
    "imprints-differ": works.imprints,
    "short-form-unresolved": works.unresolved,
    "abbreviation-unexplained": works.unexplained,
    "missing-editor": works.missing_roles,
    "missing-word": words.missing_words,
    "pages-descending": page_numbers.descending,
    "pages-outside-article": page_numbers.outside_article,
    "page-out-of-line": page_numbers.lost_figure,
    "mixed-scripts": words.mixed_scripts,
    "mixed-conventions": words.mixed_conventions,
    "full-stop": words.stops,
    "wrong-conversion": words.wrong_conversions,
    "unpaired-bracket": words.brackets,
    "doubled-mark": words.doubled,
    "same-sender-and-recipient": documents.to_oneself,
    "sender-and-recipient-interchanged": documents.interchanged,
    "unusual-wording": documents.worded_unusually,
    "author-order": documents.authors_turned,
}
"""The checks by the stable name of their rule; each function's docstring says what it asks and why."""


@dataclass(frozen=True, slots=True)
class EditorialFinding:
    """A finding, the words that it is about as printed, and the ids of the citations (n20-c1) that it concerns."""

    finding: Finding
    words: str
    citations: tuple[str, ...]


def check(
    tei: Path | etree._Element,
    *,
    switched_off: Collection[str] = (),
    refused: Collection[tuple[str, str]] = (),
    file: str = "",
) -> list[Finding]:
    """Return the findings of all checks that are not switched off, in document order.

    tei: a file, or the root of a tree; then `file` names it in the findings. switched_off: rules. refused: pairs of a
    rule and the quoted words that it is about; such a finding is left out. Raises DocumentError for a file that is
    missing or not well-formed.
    """
    return [each.finding for each in examine(tei, switched_off=switched_off, refused=refused, file=file)]


def examine(
    tei: Path | etree._Element,
    *,
    switched_off: Collection[str] = (),
    refused: Collection[tuple[str, str]] = (),
    file: str = "",
) -> list[EditorialFinding]:
    """Return what `check` returns, each with the words and the citations that it concerns."""
    root = xmltools.parse(tei).getroot() if isinstance(tei, Path) else tei
    places = Places.of(tei) if isinstance(tei, Path) else Places(file)
    root = _corrected(root)
    order = {element: number for number, element in enumerate(root.iter())}
    asked = [(rule, query) for rule, query in _asked(Source(root), switched_off) if (rule, query.words) not in refused]
    asked.sort(key=lambda pair: order[pair[1].places[0]])
    return list(_merged(_finding(rule, query, places) for rule, query in asked))


def _corrected(root: etree._Element) -> etree._Element:
    """Return the tree without the misprints that an editor has corrected: choice with corr alone."""
    if root.find(f".//{xmltools.TEI}sic") is None:
        return root
    copy = deepcopy(root)
    etree.strip_elements(copy, f"{xmltools.TEI}sic", with_tail=False)
    return copy


def by_citation(findings: Iterable[EditorialFinding]) -> dict[str, list[str]]:
    """Return the messages by the id of the citation (n20-c1), each with its hint, for the index's `warnings`."""
    found: dict[str, list[str]] = {}
    for each in findings:
        hint = f" ({each.finding.hint})" if each.finding.hint else ""
        for identifier in each.citations:
            found.setdefault(identifier, []).append(each.finding.message + hint)
    return found


def _asked(source: Source, switched_off: Collection[str]) -> Iterator[tuple[str, Query]]:
    for rule, ask in CHECKS.items():
        if rule not in switched_off:
            yield from ((rule, query) for query in ask(source))


def _finding(rule: str, query: Query, places: Places) -> EditorialFinding:
    line, column = places.of_element(query.places[0])
    message = query.against[0].upper() + query.against[1:]
    finding = Finding("warning", rule, message, places.file, line, column, query.hint)
    ids = tuple(dict.fromkeys(each.get(XML_ID, "") for each in query.places if each.tag == f"{xmltools.TEI}bibl"))
    return EditorialFinding(finding, query.words, tuple(filter(None, ids)))


def _merged(findings: Iterable[EditorialFinding]) -> Iterator[EditorialFinding]:
    """Two rules that query the same words of the same citation are one finding, with the evidence of both."""
    merged: dict[tuple[str, tuple[str, ...]], EditorialFinding] = {}
    for each in findings:
        key = each.words, each.citations
        known = merged.get(key)
        if known is None or not each.citations:
            merged[key if each.citations else (each.finding.message, ())] = each
        elif each.finding.message not in known.finding.message:
            message = f"{known.finding.message}; {each.finding.message[0].lower()}{each.finding.message[1:]}"
            finding = replace(known.finding, message=message, hint=known.finding.hint or each.finding.hint)
            merged[key] = replace(known, finding=finding)
    yield from merged.values()
