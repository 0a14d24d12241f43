"""What is doubtful comes in the order of how much an answer settles."""

from dataclasses import dataclass

from teiwright.decisions import Decision
from teiwright.findings import Finding
from teiwright.review import doubtful
from tests.review.articles import NOTE, SOURCE, annotated, decided


def test_the_name_that_stands_most_often_comes_first_and_all_its_places_are_one_question() -> None:
    questions = doubtful(annotated())
    assert [(q.subject, q.words, len(q.places)) for q in questions] == [
        ("name", "彭某", 4),
        ("name", "北京", 1),
        ("date", "7月5日", 1),
    ]


def test_the_entries_that_a_name_may_mean_are_offered() -> None:
    assert doubtful(annotated())[0].candidates == ("person-peng",)


def test_less_doubtful_dates_are_asked_on_demand() -> None:
    words = [question.words for question in doubtful(annotated(), up_to="medium")]
    assert "同日" in words
    assert words.index("7月5日") < words.index("同日")


def test_what_a_person_decided_is_asked_no_more() -> None:
    made = decided(annotated(), (Decision("key", "彭某", kind="person", key="", everywhere=True),))
    assert [question.words for question in doubtful(made)] == ["北京", "7月5日"]


def test_a_finding_is_asked_on_the_words_it_points_to() -> None:
    line = SOURCE[: SOURCE.index(NOTE)].count("\n") + 1
    finding = Finding("warning", "odd-fond", "no such fond", "small.md", line, NOTE.index("45") + 1)
    elsewhere = Finding("warning", "odd-fond", "nowhere", "small.md", 99, 1)
    of_other_file = Finding("warning", "decision-lost", "gone", "small.toml", 1, 1)
    repair = Finding("info", "note-joined", "joined", "small.md", 2, 1)
    asked = [q for q in doubtful(annotated(), [finding, elsewhere, of_other_file, repair]) if q.subject == "finding"]
    assert [(q.words, q.rule, q.places[0].text_id) for q in asked] == [("45", "odd-fond", "n1p1")]


@dataclass(frozen=True)
class Asked:
    finding: Finding
    words: str
    citations: tuple[str, ...]


def test_an_editorial_query_is_asked_on_its_words_in_its_own_note() -> None:
    finding = Finding("warning", "same-sender-and-recipient", "odd", "small.xml", 40, 7)
    queries = [Asked(finding, "毛澤東", ("n1-c1",)), Asked(finding, "nowhere", ("n1-c1",))]
    asked = [question for question in doubtful(annotated(), queries=queries) if question.subject == "finding"]
    assert [(q.words, q.places[0].text_id, q.rule) for q in asked] == [("毛澤東", "n1p1", "same-sender-and-recipient")]
