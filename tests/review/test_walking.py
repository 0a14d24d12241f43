"""The walk: every answer is kept at once, and nothing is lost when it is interrupted."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from teiwright.decisions import load
from teiwright.findings import Finding
from teiwright.review import Walked, doubtful, walk
from tests.review.articles import NOTE, SOURCE, annotated, decided


class Terminal:
    """Answers from a list, then the end of input or what is raised; keeps what was written."""

    def __init__(self, *answers: str, then: type[BaseException] = EOFError) -> None:
        self.answers: Iterator[str] = iter(answers)
        self.then = then
        self.lines: list[str] = []

    def read(self, prompt: str) -> str:
        for answer in self.answers:
            return answer
        raise self.then

    @property
    def shown(self) -> str:
        return "\n".join(self.lines)


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., tuple[Walked, Terminal, Path]]:
    def with_answers(*answers: str, then: type[BaseException] = EOFError) -> tuple[Walked, Terminal, Path]:
        terminal, path = Terminal(*answers, then=then), tmp_path / "small.toml"
        made = annotated()
        line = SOURCE[: SOURCE.index(NOTE)].count("\n") + 1
        finding = Finding("warning", "odd-fond", "no such fond", "small.md", line, NOTE.index("45") + 1)
        questions = doubtful(made, [finding])
        walked = walk(
            questions, made, path, read=terminal.read, write=terminal.lines.append, by="某人", day="2026-11-25"
        )
        return walked, terminal, path

    return with_answers


Run = Callable[..., tuple[Walked, Terminal, Path]]


def test_each_answer_becomes_a_decision_that_encodes_as_answered(run: Run) -> None:
    walked, _, path = run("1", "y", "n", "e", "1950-07-05")
    assert walked == Walked(4, 0)
    decisions = load(path).decisions
    assert [(d.action, d.quote, d.key, d.rule, d.everywhere) for d in decisions] == [
        ("key", "彭某", "person-peng", "", True),
        ("accept", "45", "", "odd-fond", False),
        ("untag", "北京", "", "", True),
        ("date", "7月5日", "", "", False),
    ]
    assert {(d.by, d.when) for d in decisions} == {("某人", "2026-11-25")}
    spans = decided(annotated(), decisions).spans
    assert [span.key for group in spans.values() for span in group if span.kind == "person"].count("person-peng") == 4
    assert [span.attribute("when") for span in spans["p1"] if span.kind == "date"] == ["1950-07-05"]
    assert not [span for group in spans.values() for span in group if span.kind == "place"]


def test_context_certainty_and_candidates_are_shown(run: Run) -> None:
    _, terminal, _ = run()
    assert "Is 【彭某】 a person (no entry)? low certainty, 4 times" in terminal.shown
    assert "1  person-peng: 彭某人" in terminal.shown
    assert "【彭某】致電毛澤東" in terminal.shown
    assert "and 1 more" in terminal.shown


@pytest.mark.parametrize("interruption", [EOFError, KeyboardInterrupt])
def test_an_interruption_keeps_all_answers_so_far(run: Run, interruption: type[BaseException]) -> None:
    walked, terminal, path = run("y", "n", then=interruption)
    assert walked == Walked(2, 2)
    assert len(load(path).decisions) == 2
    assert "every answer is kept" in terminal.shown


def test_an_interruption_within_an_edit_loses_only_that_edit(run: Run) -> None:
    walked, _, path = run("y", "n", "n", "e")
    assert walked == Walked(3, 1)
    assert len(load(path).decisions) == 3


def test_undo_takes_the_last_answer_back_and_asks_again(run: Run) -> None:
    walked, _, path = run("u", "n", "u", "y")
    assert walked == Walked(1, 3)
    assert [(d.action, d.quote) for d in load(path).decisions] == [("key", "彭某")]


def test_later_leaves_a_question_open_and_q_stops(run: Run) -> None:
    walked, _, path = run("", "n", "q")
    assert walked == Walked(1, 3)
    assert [(d.action, d.rule) for d in load(path).decisions] == [("refuse", "odd-fond")]


def test_what_makes_no_sense_is_said_and_asked_again(run: Run) -> None:
    walked, terminal, path = run("9", "e", "something", "e", "org", "e", "45а", "", "e", "July", "n")
    assert walked == Walked(3, 1)
    assert "later" in terminal.shown
    assert "neither an entry's id" in terminal.shown
    assert "no date of the form" in terminal.shown
    assert [(d.action, d.kind, d.corr) for d in load(path).decisions] == [
        ("tag", "org", ""), ("accept", "", "45а"), ("untag", "date", ""),
    ]  # fmt: skip


def test_what_stood_in_the_file_stays(run: Run, tmp_path: Path) -> None:
    own = '# mine\n[[decision]]\naction = "untag"\nquote = "x"   # why\n'
    (tmp_path / "small.toml").write_text(own, encoding="utf-8")
    _, _, path = run("y", "u")
    assert path.read_text(encoding="utf-8") == own


def test_a_key_chooses_the_candidate_that_it_numbers(tmp_path: Path) -> None:
    made = annotated()
    question = replace(doubtful(made, [])[0], candidates=("person-lin", "person-peng", "person-zhou"))
    terminal, path = Terminal("2"), tmp_path / "small.toml"
    walk([question], made, path, read=terminal.read, write=terminal.lines.append, by="某人", day="2026-11-25")
    assert [decision.key for decision in load(path).decisions] == ["person-peng"]


def test_what_would_not_be_valid_is_said_not_kept_and_asked_again(tmp_path: Path) -> None:
    terminal, path, made = Terminal("1", "y", "q"), tmp_path / "small.toml", annotated()
    walked = walk(
        doubtful(made), made, path, read=terminal.read, write=terminal.lines.append,
        objection=lambda decided: "the TEI would not be valid" if decided[0].key == "person-peng" else "",
    )  # fmt: skip
    assert "not kept: the TEI would not be valid" in terminal.lines
    assert walked.answered == 1
    assert [(decision.quote, decision.key) for decision in load(path).decisions] == [("彭某", "")]
