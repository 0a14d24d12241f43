"""Do the attributes that an encoder decided fit their elements? Asked of our own schema, before anything is written."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from lxml import etree

from teiwright import relaxng, resources, xmltools
from teiwright.annotation import Annotated
from teiwright.article import Span
from teiwright.encoding.elements import ELEMENTS, span_element
from teiwright.findings import Finding

ATTRIBUTE_FAULTS = frozenset({"attribute-not-allowed", "attribute-conflict", "attribute-invalid"})


def with_fitting_attributes(annotated: Annotated, decisions: str) -> Annotated:
    """Return the article without the decided attributes that their elements don't take, and a warning for each.

    `decisions` is the path of the decisions file, which the warnings name.
    """
    findings: dict[Finding, None] = {}

    def fitted(span: Span) -> Span:
        if span.by != "decision" or not span.attributes or span.kind == "correction" or not _faults(span):
            return span
        unfit = list(_unfit(span))
        findings.update((_finding(span, name, value, decisions), None) for name, value in unfit)
        return replace(span, attributes=tuple(each for each in span.attributes if each not in unfit))

    spans = {key: tuple(map(fitted, group)) for key, group in annotated.spans.items()}
    return replace(annotated, spans=spans, findings=(*annotated.findings, *findings))


def _unfit(span: Span) -> Iterator[tuple[str, str]]:
    """Yield the attributes that are wrong beside those before them."""
    kept: tuple[tuple[str, str], ...] = ()
    for each in span.attributes:
        if _faults(replace(span, attributes=(*kept, each))):
            yield each
        else:
            kept = (*kept, each)


def _faults(span: Span) -> bool:
    """Whether the element of the span is invalid in a citation, where all of them may stand."""
    return _is_invalid(etree.tostring(span_element(span)))


@cache
def _schema() -> relaxng.Schema:
    return relaxng.load(resources.folder("schema") / "teiwright.rng")


@cache
def _is_invalid(made: bytes) -> bool:
    """The document around the element is a bare one: only what is said of attributes counts."""
    before, after = f'<TEI xmlns="{xmltools.TEI_NAMESPACE}"><text><body><p><bibl>', "</bibl></p></body></text></TEI>"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "element.xml"
        path.write_bytes(before.encode() + made + after.encode())
        return any(fault.kind in ATTRIBUTE_FAULTS for fault in _schema().validate(path))


def _finding(span: Span, name: str, value: str, path: str) -> Finding:
    message = f"a decided attribute is left out: {ELEMENTS[span.kind][0]} takes no {name}=“{value}”"
    hint = "correct the attribute's name or value in the decision, or delete it"
    return Finding("warning", "decision-not-fitting", message, file=path, hint=hint)
