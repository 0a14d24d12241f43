"""The checks on whole articles: what they find in a real one, and that they leave sound ones alone."""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from teiwright import editorial
from teiwright.build import Options, encode_source
from teiwright.editorial import EditorialFinding
from tests.conftest import ROOT, shared

QUERIES = {
    ("shelfmark-order", "n6-c1"),
    ("shelfmark-order", "n94-c1"),
    ("name-spelt-two-ways", "n6-c1"),
    ("title-spelt-two-ways", "n16-c2"),
    ("missing-editor", "n18-c1"),
    ("name-spelt-two-ways", "n22-c2"),
    ("title-spelt-two-ways", "n31-c3"),
    ("shelfmark-out-of-line", "n36-c1"),
    ("name-spelt-two-ways", "n36-c1"),
    ("missing-editor", "n63-c1"),
    ("missing-editor", "n65-c3"),
    ("mixed-conventions", "n65-c2"),
    ("unusual-wording", "n66-c4"),
    ("wrong-conversion", "n67-c1"),
    ("date-contradicts-sentence", "n84-c1"),
    ("page-out-of-line", "n89-c1"),
    ("mixed-scripts", "n98-c3"),
    ("shelfmark-out-of-line", "n99-c1"),
}
"""What an attentive reading of the article found; the checks know nothing of it."""


@cache
def findings(source: Path) -> tuple[EditorialFinding, ...]:
    return tuple(editorial.examine(encode_source(source, Options()).root))


def test_what_an_attentive_reader_queries_in_a_real_article_is_found() -> None:
    found = {
        (each.finding.rule, identifier)
        for each in findings(shared("texts/shen-2008-38.md"))
        for identifier in each.citations
    }
    assert QUERIES - found == set()


def test_little_else_is_queried_in_it() -> None:
    others = [each for each in findings(shared("texts/shen-2008-38.md"))
              if not {(each.finding.rule, identifier) for identifier in each.citations} & QUERIES]  # fmt: skip
    assert len(others) <= 12, [str(each.finding) for each in others]


def test_no_word_of_it_is_queried_twice() -> None:
    queried = Counter(
        (each.words, each.citations) for each in findings(shared("texts/shen-2008-38.md")) if each.citations
    )
    assert queried.most_common(1)[0][1] == 1


@pytest.mark.parametrize("name", ["treaty-1950-zh", "formosa-1950-en", "mission-1949-ru"])
def test_the_demonstration_articles_give_hardly_any_findings(name: str) -> None:
    found = [str(each.finding) for each in findings(ROOT / "tei" / "source" / f"{name}.md")]
    assert len(found) <= 2, found


@pytest.mark.parametrize(("leaves", "is_queried"), [("10–109", True), ("90–189", False), ("5–12", False)])
def test_a_long_telegram_is_queried_where_one_slip_explains_it(leaves: str, is_queried: bool, tmp_path: Path) -> None:
    """No first leaf behind the last is proposed: 190 is one slip from 90, and cannot be meant before 189."""
    note = f"[^1]: 斯大林致羅申電，1950年7月5日，АПРФ，ф.45，оп.1，д.334，л.{leaves}。"
    (tmp_path / "a.md").write_text(f"# 鴨綠江\n\n斯大林致電羅申。[^1]\n\n{note}\n", "utf-8")
    queried = [each for each in findings(tmp_path / "a.md") if each.finding.rule == "page-out-of-line"]
    assert bool(queried) == is_queried
