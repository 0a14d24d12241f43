"""The walk through the questions at a terminal: one key an answer, each answer kept at once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from teiwright.annotation import Annotated
from teiwright.article import texts_by_id
from teiwright.decisions import Decision, Index, Place, add, index, take_back
from teiwright.review.answering import Answer, dating, decide, label, remark
from teiwright.review.questions import Question

HELP = (
    "y  yes, this is right (a number: this entry)\n"
    "n  no, this is no such thing, or the finding is none\n"
    "e  edit: give another entry, kind, date or reading\n"
    "u  undo the last answer\n"
    "⏎  later\n"
    "q  stop; all answers so far are kept"
)
SHOWN, AROUND = 3, 24
KINDS = {"person": "a person", "place": "a place", "org": "an organisation"}

_Command = Literal["undo", "stop"]
Read = Callable[[str], str]
Write = Callable[[str], None]
Objection = Callable[[Sequence[Decision]], str]
"""Says in a line what speaks against keeping decisions, or ""."""


@dataclass(frozen=True, slots=True)
class Walked:
    """What came of a walk: how many questions were answered, and how many are left."""

    answered: int
    left: int


@dataclass(frozen=True, slots=True)
class _Desk:
    annotated: Annotated
    where: Index
    path: Path
    read: Read
    write: Write
    objection: Objection
    by: str
    day: str


def walk(
    questions: Sequence[Question],
    annotated: Annotated,
    path: Path,
    *,
    read: Read,
    write: Write,
    objection: Objection = lambda _: "",
    by: str = "",
    day: str = "",
) -> Walked:
    """Ask the questions one after the other and write each answer to the decisions file at `path` before the next.

    `read` shows its prompt and returns a line; the end of input (EOFError) and an interruption (KeyboardInterrupt)
    stop the walk, with every answer given kept. What there is an `objection` to is said, not kept, and asked again.
    `by` and `day` go into the decisions. Raises DataError for a decisions file that cannot be read, OutputError for one
    that cannot be written.
    """
    desk = _Desk(annotated, index(annotated.article), path, read, write, objection, by, day)
    answered: list[tuple[int, int]] = []
    try:
        _ask_all(desk, questions, answered)
    except (EOFError, KeyboardInterrupt):
        write("\nstopped; every answer is kept")
    return Walked(len(answered), len(questions) - len(answered))


def _ask_all(desk: _Desk, questions: Sequence[Question], answered: list[tuple[int, int]]) -> None:
    """Ask from the first question on; `answered` collects the numbers of question and decisions of each answer."""
    at = 0
    while at < len(questions):
        decisions = _ask(desk, questions[at], at + 1, len(questions))
        if decisions == "stop":
            return
        if decisions == "undo":
            at = _undo(desk, answered, at)
            continue
        if said := desk.objection(decisions):
            desk.write(f"not kept: {said}")
            continue
        if decisions:
            add(desk.path, decisions)
            answered.append((at, len(decisions)))
        at += 1


def _undo(desk: _Desk, answered: list[tuple[int, int]], at: int) -> int:
    if not answered:
        desk.write("nothing to undo")
        return at
    question, count = answered.pop()
    take_back(desk.path, count)
    return question


def _ask(desk: _Desk, question: Question, number: int, total: int) -> list[Decision] | _Command:
    """Return the decisions of one question: none for later, or what else is to be done."""
    for line in _shown(desk, question, number, total):
        desk.write(line)
    while True:
        key = desk.read("y/n/e/u (? for help) ").strip()
        match key.lower():
            case "":
                return []
            case "q":
                return "stop"
            case "u":
                return "undo"
            case "y":
                return [_decided(desk, question, Answer("yes"))]
            case "n":
                return [_decided(desk, question, Answer("no"))]
            case "e":
                edited = _edited(desk, question)
                if edited is not None:
                    return [edited]
            case _ if key.isdecimal() and 0 < int(key) <= len(question.candidates):
                chosen = question.candidates[int(key) - 1]
                return [_decided(desk, question, Answer("choose", chosen))]
            case _:
                desk.write(HELP)


def _edited(desk: _Desk, question: Question) -> Decision | None:
    """Read another answer; None where it makes no sense, which is said."""
    prompt = {"name": "entry or kind: ", "date": "date: ", "finding": "right reading: "}[question.subject]
    given = desk.read(prompt).strip()
    if not given:
        return None
    try:
        decision = _decided(desk, question, Answer("edit", given))
    except ValueError as error:
        desk.write(str(error))
        return None
    if said := remark(decision, desk.annotated):
        desk.write(said)
    return decision


def _decided(desk: _Desk, question: Question, answer: Answer) -> Decision:
    return decide(question, answer, desk.where, by=desk.by, day=desk.day)


def _shown(desk: _Desk, question: Question, number: int, total: int) -> Iterator[str]:
    """Yield the lines that put the question: what it is, why it is doubtful, where it stands, what it may be."""
    yield ""
    yield f"{number} of {total} · {_headline(desk, question)}"
    if question.why:
        yield f"   {question.why}"
    texts = texts_by_id(desk.annotated.article)
    for place in question.places[:SHOWN]:
        yield f"   {place.text_id:>6}  {_in_context(texts[place.text_id].string, place)}"
    if len(question.places) > SHOWN:
        yield f"           and {len(question.places) - SHOWN} more"
    for at, candidate in enumerate(question.candidates, 1):
        yield f"   {at}  {candidate}: {label(desk.annotated, candidate)}"


def _headline(desk: _Desk, question: Question) -> str:
    match question.subject:
        case "name":
            entry = f"{question.key}: {label(desk.annotated, question.key)}" if question.key else "no entry"
            times = f", {len(question.places)} times" if len(question.places) > 1 else ""
            return f"Is 【{question.words}】 {KINDS[question.kind]} ({entry})? {question.certainty} certainty{times}"
        case "date":
            values = ", ".join(f"{name} {value}" for name, value in dating(question))
            return f"Is 【{question.words}】 the date {values}? {question.certainty} certainty"
        case "finding":
            return f"Is something wrong with 【{question.words}】? [{question.rule}]"


def _in_context(string: str, place: Place) -> str:
    before = string[max(0, place.start - AROUND) : place.start]
    after = string[place.end : place.end + AROUND]
    return " ".join(f"{before}【{string[place.start : place.end]}】{after}".split())
