"""Overlapping spans are settled so that what stands nests, and the better claim wins."""

from hypothesis import given
from hypothesis import strategies as st

from teiwright.annotation.settle import settle
from teiwright.article import Span, SpanKind

KINDS: list[SpanKind] = ["person", "place", "org", "date", "citation", "document", "title", "author", "pages", "fond"]
SPANS = st.lists(
    st.builds(
        lambda start, length, kind, by: Span(start, start + length, kind, by=by),
        st.integers(0, 30),
        st.integers(1, 12),
        st.sampled_from(KINDS),
        st.sampled_from(["authority", "citations", "decision"]),
    )
)


@given(SPANS)
def test_what_stands_nests(spans: list[Span]) -> None:
    stands = settle(spans)
    for one in stands:
        for other in stands:
            crossing = one.start < other.start < one.end < other.end
            assert not crossing
    assert settle(stands) == stands


def test_the_longer_name_wins() -> None:
    long, short = Span(0, 6, "org"), Span(4, 8, "place")
    assert settle([short, long]) == (long,)


def test_a_person_inside_a_unit_keeps_its_own_tag() -> None:
    unit, person = Span(0, 6, "org"), Span(0, 3, "person")
    assert settle([person, unit]) == (unit, person)


def test_a_decision_wins_over_a_longer_name() -> None:
    decided = Span(2, 5, "person", by="decision")
    assert settle([Span(0, 6, "place", by="authority"), decided])[-1] == decided or settle([decided])[0] == decided
    assert Span(4, 8, "org", by="authority") not in settle([Span(4, 8, "org", by="authority"), decided])


def test_no_names_are_marked_inside_a_cited_title() -> None:
    title = Span(0, 10, "title", by="citations")
    assert settle([title, Span(2, 5, "person"), Span(6, 8, "place")]) == (title,)


def test_role_and_key_of_one_name_come_together() -> None:
    named = Span(0, 3, "person", key="person-stalin", by="authority")
    sender = Span(0, 3, "person", by="citations", attributes=(("role", "sender"),))
    (merged,) = settle([named, sender])
    assert merged.key == "person-stalin"
    assert merged.attribute("role") == "sender"


def test_a_citations_year_and_a_date_on_the_same_words_are_one_and_the_year_stays() -> None:
    date, year = Span(0, 5, "date", by="dates"), Span(0, 4, "year", by="citations")
    assert settle([date, year]) == (year,)
