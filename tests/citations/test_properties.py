"""What holds for any text: spans nest, lie in their citation and change nothing; no text makes the parser fail."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from teiwright.article import Article, Span, note_texts
from teiwright.citations import Citations, parse
from tests.citations.sample import NOBODY, article, authority, cite, records

PIECES = (
    "沈某：《題名》 〈甲〉， 2000年第5期 ，第3~4頁 ；АПРФ，ф.45，оп.1，д.334 ，л. 5об ；Chen Jian, “Title,” *A Book* "
    "(London: X, 1990), 12–3. См.: Иванов И. И. Книга. М., 2000. С. 5 // Ibid. 同上 見 參見 ( ) （ ） 《 》 “ ” "
    "1950年7月5日 甲致乙電 編： 某某譯， vol. 3 no. 4 http://a.b/c * 。 ； , [1] [J]. 中国第二历史档案馆藏 Box 3 "
    "RG 59 FO 371/1 轉引自 前引書 Указ. соч. 未刊"
).split(" ")
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=16).map("".join)


def holds(parsed: Citations, sample: Article) -> None:
    """Fail unless the spans of every note nest as the encoder needs them."""
    texts = {text.id: text.string for _, text in note_texts(sample)}
    for name, spans in parsed.spans.items():
        citations = [span for span in spans if span.kind == "citation"]
        assert all(first.end <= second.start for first, second in pairwise(citations))
        assert list(spans) == sorted(spans, key=lambda span: (span.start, -span.end))
        for span in spans:
            words = texts[name][span.start : span.end]
            assert words
            assert words == words.strip()
            assert span.kind in ("citation", "signal") or any(_within(span, one) for one in citations)
        assert all(_apart(first, second) for index, first in enumerate(spans) for second in spans[index + 1 :])


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _apart(first: Span, second: Span) -> bool:
    return second.start >= first.end or _within(second, first)


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS)
def test_spans_nest_in_any_text(first: str, second: str) -> None:
    sample = article(first, second)
    holds(parse(sample, authority(), {}), sample)
    holds(parse(sample, NOBODY, {}), sample)


@pytest.mark.parametrize(
    "piece",
    [
        "А",
        "的",
        "a ",
        "A. ",
        "（",
        "（）",
        "《》",
        "1、",
        "第",
        "Иванов, ",
        '"',
        "ф. 4, ",
        "某某致某某電，",
        "《甲》第5頁，",
    ],
)
def test_long_monotony_is_borne(piece: str) -> None:
    sample = article((piece * 2000)[:2000])
    holds(parse(sample, authority(), {}), sample)


def test_every_field_stands_in_a_span_of_the_citation() -> None:
    note = (
        "參見甲某致乙某電（1948年7月2日），АПРФ，ф.39，оп.1，д.31，第3~4、9頁；"
        "王某、李某主編，趙某譯：《書》第2冊，北京：三聯書店，2001年，第5頁。"
    )
    parsed = cite(note)
    first, second = records(note)
    kinds = [span.kind for span in parsed.spans["n1p1"]]
    assert kinds == [
        "signal", "citation", "document", "person", "person", "date", "repository", "fond", "opis", "delo", "pages",
        "pages",
        "citation", "editor", "editor", "translator", "title", "volume", "pub-place", "publisher", "year", "pages",
    ]  # fmt: skip
    assert (first["pages"], second["pages"]) == ([[3, 4], [9, 9]], [[5, 5]])
    limits = [(span.attribute("from"), span.attribute("to"), span.attribute("unit")) for span in _of(parsed, "pages")]
    assert limits == [("3", "4", "leaf"), ("9", "9", "leaf"), ("5", "5", "page")]
    assert [span.attribute("role") for span in _of(parsed, "person")] == ["sender", "recipient"]


def _of(parsed: Citations, kind: str) -> list[Span]:
    return [span for span in parsed.spans["n1p1"] if span.kind == kind]


def test_names_found_by_others_lend_their_keys() -> None:
    sample = article("斯某致羅某電（1948年7月2日），АПРФ，ф.39，оп.1，д.31，第3頁。")
    given_spans = {"n1p1": (Span(0, 2, "person", "person-s"), Span(3, 5, "org", "org-r"))}
    parsed = parse(sample, authority(), given_spans)
    assert [(span.key, span.kind) for span in parsed.spans["n1p1"] if span.attribute("role")] == [
        ("person-s", "person"), ("org-r", "org"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "note",
    [
        "Anna Smith, *Notes² on ½ ①②*, London: Press, 1990, p. 3.",
        "*²½①*, London: Press, 1990, p. 3.",
        "沈志华：《𠻬②》，北京：人民出版社，1990年，第3页。",
        "Anna Smith, *Rivers*, vol. ½, London: Press, 1990, p. 3.",
    ],
)
def test_a_works_id_is_an_xml_name_whatever_its_title(note: str) -> None:
    (made,) = records(note)
    assert made["work"].startswith("work-")
    assert not set("²½①②𠻬") & set(made["work"])
    assert etree.fromstring(f'<bibl xml:id="{made["work"]}"/>').tag == "bibl"
