"""Findings of checks, and what a person answered to them."""

from bisect import bisect_right
from collections.abc import Iterable

from teiwright.article import Article, all_texts
from teiwright.decisions.anchors import Place
from teiwright.decisions.applying import answers
from teiwright.decisions.decision import Decisions
from teiwright.findings import Finding


def place_of(finding: Finding, article: Article) -> Place | None:
    """Return the place (of no length) in the article's texts of a finding that gives a line and column of the source.

    None where it has none, where it is about another file, or where what stands there is in no text.
    """
    if finding.line <= 0 or finding.file not in ("", article.source.path):
        return None
    lines = article.source.text.split("\n")
    if finding.line > len(lines):
        return None
    offset = sum(len(line) + 1 for line in lines[: finding.line - 1]) + max(0, finding.column - 1)
    for text in all_texts(article):
        pieces = sorted(text.pieces, key=lambda piece: piece.origin)
        at = bisect_right(pieces, offset, key=lambda piece: piece.origin) - 1
        if at >= 0 and offset < pieces[at].origin + pieces[at].length:
            start = pieces[at].start + offset - pieces[at].origin
            return Place(text.id, start, start)
    return None


def unanswered(findings: Iterable[Finding], decisions: Decisions, article: Article) -> tuple[Finding, ...]:
    """Return the findings that no decision refused or accepted: same rule, on the words where the finding points."""
    given = answers(decisions, article)
    return tuple(
        finding
        for finding in findings
        if not any(answer.rule == finding.rule and _is_on(answer.place, place_of(finding, article)) for answer in given)
    )


def _is_on(place: Place, point: Place | None) -> bool:
    return point is not None and point.text_id == place.text_id and place.start <= point.start < place.end
