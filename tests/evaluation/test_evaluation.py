"""Two encodings of one text: the figures and the list of differences are what a reader counts by hand."""

import json

from lxml import etree

from teiwright.evaluation import Evaluation, evaluate
from teiwright.evaluation.report import report

GOLD = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>
<p><persName ref="#person-a">王某</persName>於<date when="1950-07-05">7月5日</date>到<placeName>京</placeName>。</p>
</body></text></TEI>"""
FOUND = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>前言</p>
<p><persName ref="#person-b">王
某</persName>於<date when="1951-07-05">7月5日</date>到京<note><p><persName>李</persName></p></note>。
<orgName>社</orgName></p>
</body></text></TEI>"""


def compared() -> Evaluation:
    return evaluate(etree.fromstring(GOLD), etree.fromstring(FOUND))


def test_figures_count_what_both_have() -> None:
    scores = {score.kind: score for score in compared().scores}
    assert (scores["person"].f1, scores["person"].keys) == (1.0, (0, 1))
    assert (scores["date"].f1, scores["date"].values) == (1.0, (0, 1))
    assert (scores["place"].recall, scores["place"].found) == (0.0, 0)
    assert scores["all"].recall == 2 / 3


def test_each_difference_is_listed_with_its_context() -> None:
    listed = {(d.verdict, d.kind, d.words) for d in compared().differences}
    assert listed == {("key", "person", "王某"), ("missed", "place", "京"), ("value", "date", "7月5日")}


def test_a_block_that_is_not_there_is_named_and_its_spans_are_missed() -> None:
    other = etree.fromstring(FOUND.replace("到京", "在京"))
    evaluation = evaluate(etree.fromstring(GOLD), other)
    assert len(evaluation.missing) == 1
    assert {score.recall for score in evaluation.scores if score.gold} == {0.0}


def test_same_encoding_is_perfect() -> None:
    gold = etree.fromstring(GOLD)
    assert {score.f1 for score in evaluate(gold, gold).scores if score.gold} == {1.0}
    assert evaluate(gold, gold).differences == ()


def test_every_report_says_the_same() -> None:
    evaluation = compared()
    listed = json.loads(report(evaluation, "json"))
    assert listed["scores"]["all"]["recall"] == round(2 / 3, 4)
    assert "missed place" in report(evaluation, "text")
    page = etree.fromstring(report(evaluation, "html").split("\n", 1)[1].encode(), etree.HTMLParser())
    assert [mark.text for mark in page.iter("mark")] == [d.words for d in evaluation.differences]


def test_bounds_given_as_months_are_the_same_as_their_days() -> None:
    days = GOLD.replace('when="1950-07-05"', 'notBefore="1950-02-01" notAfter="1950-02-28"')
    months = GOLD.replace('when="1950-07-05"', 'notBefore="1950-02" notAfter="1950-02"')
    evaluation = evaluate(etree.fromstring(days), etree.fromstring(months))
    assert [score.values for score in evaluation.scores if score.kind == "date"] == [(1, 1)]
