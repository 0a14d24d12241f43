"""Names, dates and citations marked on an article's texts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from teiwright.article import Article, Span, Spans
from teiwright.authority import Authority
from teiwright.citation import Citation, Unit, Work
from teiwright.decisions import Decisions
from teiwright.findings import Finding

__all__ = ["Annotated", "annotate"]


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with its settled spans, the records that its citations were analysed into, and what was met."""

    article: Article
    spans: Spans
    authority: Authority
    citations: tuple[Citation, ...] = ()
    works: tuple[Work, ...] = ()
    units: tuple[Unit, ...] = ()
    findings: tuple[Finding, ...] = ()


def annotate(
    article: Article, authority: Authority, decisions: Decisions | None = None, *, with_model: bool = False
) -> Annotated:
    """Mark names, dates and citations, settle what overlaps, and let the encoder's decisions have the last word.

    `with_model` asks a statistical model about names, too. Raises DataError where it is not installed.
    """
    from teiwright import citations
    from teiwright import decisions as deciding
    from teiwright.annotation.dates import find_dates
    from teiwright.annotation.names import find_names, model
    from teiwright.annotation.settle import settle

    tagger = model.load() if with_model else None
    found = merged(find_names(article, authority, tagger), find_dates(article, authority))
    parsed = citations.parse(article, authority, {key: tuple(group) for key, group in found.items()})
    spans: Spans = {key: settle(group) for key, group in merged(found, parsed.spans).items()}
    findings = parsed.findings
    if decisions is not None:
        spans, answers = deciding.apply(decisions, article, spans)
        spans = {key: settle(group) for key, group in spans.items()}
        findings = (*findings, *answers)
    return Annotated(article, spans, authority, parsed.citations, parsed.works, parsed.units, findings)


def merged(*groups: Mapping[str, Iterable[Span]]) -> dict[str, list[Span]]:
    """Return the spans of all groups together, by text."""
    together: dict[str, list[Span]] = {}
    for group in groups:
        for key, spans in group.items():
            together.setdefault(key, []).extend(spans)
    return together
