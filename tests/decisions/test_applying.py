"""Decisions applied: they win, they find their words again, and they say when these are gone."""

from dataclasses import replace

import opencc
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from teiwright.article import Article, Note, Paragraph, Source, Span, SpanKind, Text
from teiwright.decisions import Decision, Decisions, anchor, answers, apply, index

PROGRAM = (
    Span(2, 5, "person", key="person-a", certainty="low", by="pattern"),
    Span(6, 10, "org", key="org-b", by="authority", attributes=(("role", "sender"),)),
    Span(6, 8, "place", by="authority"),
    Span(11, 15, "date", by="dates", attributes=(("when", "1951-07-05"), ("type", "relative"))),
)
STRING = "大使什特科和蘇聯空軍說7月5日動身去北京了。"


def article(*strings: str, notes: tuple[str, ...] = ()) -> Article:
    """Return an article whose paragraphs are these strings."""
    return Article(
        Source("a", "a", ""),
        "zh-Hant",
        tuple(Paragraph(Text(f"p{number}", string)) for number, string in enumerate(strings, 1)),
        notes=tuple(Note(n, str(n), (Paragraph(Text(f"n{n}p1", note)),)) for n, note in enumerate(notes, 1)),
    )


def applied(*decisions: Decision, string: str = STRING, spans: tuple[Span, ...] = PROGRAM) -> tuple[Span, ...]:
    """Return the spans of one paragraph after these decisions, none of which may be lost."""
    result, findings = apply(Decisions(decisions), article(string), {"p1": spans})
    assert not findings
    return result.get("p1", ())


def marks(spans: tuple[Span, ...]) -> list[tuple[str, SpanKind, str | None]]:
    return [(STRING[span.start : span.end], span.kind, span.key) for span in spans]


def test_tagging_adds_what_the_program_missed() -> None:
    spans = applied(Decision("tag", "北京", kind="place", key="place-beijing"))
    new = next(span for span in spans if span.by == "decision")
    assert (STRING[new.start : new.end], new.kind, new.key, new.certainty) == ("北京", "place", "place-beijing", "high")
    assert len(spans) == len(PROGRAM) + 1


def test_tagging_replaces_what_overlaps_and_keeps_what_may_nest() -> None:
    spans = applied(Decision("tag", "大使什特科", kind="person", key="person-c"))
    assert marks(spans)[0] == ("大使什特科", "person", "person-c")
    assert ("什特科", "person", "person-a") not in marks(spans)
    nested = applied(Decision("tag", "蘇聯", kind="person", key="person-x"))
    assert ("蘇聯空軍", "org", "org-b") in marks(nested)
    assert ("蘇聯", "place", None) not in marks(nested)


def test_tagging_the_same_words_keeps_the_role_that_the_citation_gave() -> None:
    spans = applied(Decision("tag", "蘇聯空軍", kind="org", key="org-c"))
    org = next(span for span in spans if span.kind == "org")
    assert (org.key, org.attribute("role"), org.by) == ("org-c", "sender", "decision")


def test_untagging_takes_the_mark_away_and_only_of_its_kind() -> None:
    assert ("什特科", "person", "person-a") not in marks(applied(Decision("untag", "什特科", kind="person")))
    assert len(applied(Decision("untag", "什特科", kind="place"))) == len(PROGRAM)


def test_a_key_is_changed_taken_away_or_makes_the_tag() -> None:
    assert marks(applied(Decision("key", "什特科", key="person-d")))[0] == ("什特科", "person", "person-d")
    assert marks(applied(Decision("key", "什特科", kind="person", key="")))[0] == ("什特科", "person", None)
    assert ("北京", "place", "place-beijing") in marks(applied(Decision("key", "北京", key="place-beijing")))


def test_a_date_gets_the_values_given_and_keeps_its_other_attributes() -> None:
    spans = applied(Decision("date", "7月5日", attributes=(("from", "1950-07-05"), ("to", "1950-07-06"))))
    day = next(span for span in spans if span.kind == "date")
    assert dict(day.attributes) == {"from": "1950-07-05", "to": "1950-07-06", "type": "relative"}
    assert (day.by, day.certainty) == ("decision", "high")


def test_a_correction_is_a_span_with_the_right_reading() -> None:
    spans = applied(Decision("correct", "動身", corr="起程"))
    assert [(span.kind, span.attribute("corr")) for span in spans if span.by == "decision"] == [("correction", "起程")]


def test_a_later_decision_wins_over_an_earlier_one() -> None:
    spans = applied(
        Decision("tag", "北京", kind="place", key="place-a"),
        Decision("tag", "北京", kind="org", key="org-b"),
        Decision("untag", "什特科", kind="person"),
    )
    assert [(s.kind, s.key) for s in spans if s.by == "decision"] == [("org", "org-b")]


def test_answers_to_checks_say_where_and_whether() -> None:
    decisions = Decisions((Decision("refuse", "北京", rule="odd"), Decision("accept", "上海", rule="odd")))
    assert [(a.rule, a.place.text_id, a.is_accepted) for a in answers(decisions, article(STRING))] == [
        ("odd", "p1", False)
    ]


def test_lost_words_are_reported_with_the_decisions_own_place() -> None:
    decisions = Decisions((Decision("tag", "上海", kind="place", line=7),), "text.toml")
    spans, findings = apply(decisions, article(STRING), {"p1": PROGRAM})
    assert spans == {"p1": PROGRAM}
    assert [(f.severity, f.rule, f.file, f.line) for f in findings] == [("warning", "decision-lost", "text.toml", 7)]
    assert "上海" in findings[0].message


def test_words_that_stand_elsewhere_in_another_context_are_lost_too() -> None:
    decision = Decision("tag", "北京", before="昨天到了南方的", after="城外駐紮下來", kind="place")
    spans, findings = apply(Decisions((decision,)), article(STRING), {})
    assert not spans
    assert [finding.rule for finding in findings] == ["decision-lost"]


def test_an_ambiguous_anchor_takes_the_best_context_and_says_so_only_where_two_are_equal() -> None:
    twice = "他到北京去。我在北京住。"
    clear, findings = apply(Decisions((Decision("tag", "北京", "我在", "住", kind="place"),)), article(twice), {})
    assert [(span.start, span.end) for span in clear["p1"]] == [(8, 10)]
    assert not findings
    unclear, findings = apply(Decisions((Decision("tag", "北京", kind="place"),)), article(twice), {})
    assert [(span.start, span.end) for span in unclear["p1"]] == [(2, 4)]
    assert [finding.rule for finding in findings] == ["decision-ambiguous"]


@pytest.mark.parametrize("printed", ["去 北京 了", "去北\n京了", "去北　京了"])
def test_white_space_does_not_matter(printed: str) -> None:
    spans, findings = apply(Decisions((Decision("tag", "北京", "去", "了", kind="place"),)), article(printed), {})
    assert not findings
    [span] = spans["p1"]
    assert "".join(printed[span.start : span.end].split()) == "北京"


def test_notes_are_texts_too() -> None:
    made = article("甲。", notes=("見羅申致斯大林電。",))
    spans, _ = apply(Decisions((Decision("tag", "羅申", kind="person"),)), made, {})
    assert [(span.start, span.end) for span in spans["n1p1"]] == [(1, 3)]


def test_a_decision_may_hold_everywhere_but_not_for_a_part_of_a_longer_name() -> None:
    string = "彭說，彭德懷說，彭又說。"
    spans = (Span(0, 1, "person", by="authority"), Span(3, 6, "person", by="authority"), Span(8, 9, "person"))
    keyed = applied(Decision("key", "彭", kind="person", key="person-p", everywhere=True), string=string, spans=spans)
    assert [span.key for span in keyed] == ["person-p", None, "person-p"]
    gone = applied(Decision("untag", "彭", kind="person", everywhere=True), string=string, spans=spans)
    assert [(span.start, span.end) for span in gone] == [(3, 6)]
    tagged = applied(
        Decision("tag", "彭", kind="person", key="person-p", everywhere=True), string=string, spans=spans[1:2]
    )
    assert [(span.start, span.end) for span in tagged] == [(0, 1), (3, 6), (8, 9)]


def test_one_of_several_notes_of_the_same_words_is_told_by_its_neighbours() -> None:
    made = article("甲。", notes=("見甲文。", "見乙文。", "見甲文。", "見丙文。"))
    where = index(made)
    for note in (1, 3):
        quote, before, after = anchor(where, f"n{note}p1", 1, 3)
        spans, findings = apply(Decisions((Decision("tag", quote, before, after, kind="title"),)), made, {})
        assert not findings
        assert list(spans) == [f"n{note}p1"]


WORDS = "中國蘇聯朝鮮軍隊飛機協議決定後來發電報說應當進駐機場瞭解復興乾隆徵兵，。、“”（）19 57年3月5日的了在於與和"
PARAGRAPH = st.text(WORDS, min_size=12, max_size=60).filter(lambda text: len(text.split()) > 0)


@st.composite
def decided(draw: st.DrawFn) -> tuple[list[str], Decision, str, int]:
    """Return paragraphs, a decision on a stretch of one of them, that paragraph, and where the stretch begins."""
    strings = draw(st.lists(PARAGRAPH, min_size=1, max_size=5, unique=True))
    number = draw(st.integers(0, len(strings) - 1))
    start = draw(st.integers(0, len(strings[number]) - 2))
    end = draw(st.integers(start + 1, min(len(strings[number]), start + 8)))
    assume(strings[number][start:end].strip() == strings[number][start:end] != "")
    where = index(article(*strings))
    quote, before, after = anchor(where, f"p{number + 1}", start, end)
    decision = Decision("tag", quote, before, after, kind="person", key="person-x")
    assume(len(where.find(decision)) == 1)
    return strings, decision, strings[number], start


def found(strings: list[str], decision: Decision) -> tuple[int, int]:
    """Return number of the paragraph and offset at which a decision's span begins."""
    spans, findings = apply(Decisions((decision,)), article(*strings), {})
    assert not findings
    [(identifier, group)] = spans.items()
    return int(identifier[1:]) - 1, group[0].start


@settings(max_examples=150, deadline=None)
@given(decided())
def test_a_second_run_gives_the_same(case: tuple[list[str], Decision, str, int]) -> None:
    strings, decision, _, _ = case
    once, _ = apply(Decisions((decision,)), article(*strings), {})
    twice, findings = apply(Decisions((decision,)), article(*strings), once)
    assert twice == once
    assert not findings


@settings(max_examples=150, deadline=None)
@given(decided(), st.lists(PARAGRAPH, max_size=4), st.randoms(use_true_random=False))
def test_paragraphs_inserted_and_moved_lose_no_decision(case, inserted, random) -> None:  # type: ignore[no-untyped-def]
    strings, decision, paragraph, start = case
    changed = [*strings, *inserted]
    random.shuffle(changed)
    assume(len(index(article(*changed)).find(decision)) == 1)
    number, offset = found(changed, decision)
    assert (changed[number], offset) == (paragraph, start)


@settings(max_examples=150, deadline=None)
@given(decided(), st.sampled_from(["t2s", "tw2s", "hk2s"]))
def test_the_source_in_the_other_script_loses_no_decision(case, script: str) -> None:  # type: ignore[no-untyped-def]
    strings, decision, paragraph, start = case
    converted = [opencc.OpenCC(script).convert(string) for string in strings]
    assert list(map(len, converted)) == list(map(len, strings))
    number, offset = found(converted, decision)
    assert (strings[number], offset) == (paragraph, start)
    back = replace(decision, quote=converted[number][start : start + len(decision.quote)])
    assert found(strings, back) == (number, start)
