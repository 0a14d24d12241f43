"""A finding that a person refused or accepted is not reported again; the same rule elsewhere is."""

from teiwright.article import Article, Paragraph, Piece, Source, Text
from teiwright.decisions import Decision, Decisions, Place, place_of, unanswered
from teiwright.findings import Finding

SOURCE = "甲致乙電，д.334。\n丙致丁電，д.335。\n"
ARTICLE = Article(
    Source("a", "a.md", SOURCE),
    "zh-Hant",
    (
        Paragraph(Text("p1", SOURCE[:11], (Piece(0, 0, 11),))),
        Paragraph(Text("p2", SOURCE[12:23], (Piece(0, 12, 11),))),
    ),
)


def finding(line: int, column: int, rule: str = "odd-delo") -> Finding:
    return Finding("warning", rule, "odd", "a.md", line, column)


def test_a_findings_line_and_column_lead_to_the_text() -> None:
    assert place_of(finding(2, 8), ARTICLE) == Place("p2", 7, 7)
    assert place_of(finding(9, 1), ARTICLE) is None
    assert place_of(finding(0, 0), ARTICLE) is None
    assert place_of(Finding("warning", "odd-delo", "odd", "other.toml", 1, 1), ARTICLE) is None


def test_what_was_answered_is_not_reported_again() -> None:
    decisions = Decisions((Decision("refuse", "335", "д.", "", rule="odd-delo"),))
    open_ones = [finding(1, 8), finding(2, 8, "odd-date")]
    assert unanswered([*open_ones, finding(2, 8)], decisions, ARTICLE) == tuple(open_ones)


def test_an_accepted_finding_is_answered_too() -> None:
    decisions = Decisions((Decision("accept", "335", "д.", "", rule="odd-delo", corr="334"),))
    assert unanswered([finding(2, 8)], decisions, ARTICLE) == ()
