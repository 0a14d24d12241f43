"""What is asked and answered in one review: each answer a decision on disk before it is said to be kept."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock

from teiwright.annotation import Annotated
from teiwright.article import texts_by_id
from teiwright.decisions import Place, add, index, take_back
from teiwright.errors import TeiwrightError
from teiwright.review.answering import PARTS, Answer, decide, remade, remark
from teiwright.review.questions import Question
from teiwright.review.walking import Objection

PART = -1
"""In the place of a question's number: a part of a citation was corrected, which no question was about."""


class RefusedError(Exception):
    """An answer that was not kept; its text says why."""


class Desk:
    """The questions on an article, and the answers of this sitting.

    `objection` says what speaks against keeping a decision. A question's number is its place in `questions`, from 0.
    Answering again adds a later decision, which wins.
    """

    def __init__(
        self,
        questions: Sequence[Question],
        annotated: Annotated,
        path: Path,
        *,
        objection: Objection = lambda _: "",
        by: str = "",
        day: str = "",
    ) -> None:
        self.questions = tuple(questions)
        self.annotated = annotated
        self.path = path
        self._objection = objection
        self._by, self._day = by, day
        self._where = index(annotated.article)
        self._answered: list[tuple[int, str, int]] = []
        self._lock = Lock()

    @property
    def answers(self) -> dict[int, str]:
        """The answers of this sitting in words, by their questions' numbers."""
        return {number: said for number, said, _ in self._answered if number != PART}

    def answer(self, number: int, answer: Answer) -> str:
        """Keep an answer, and return what is to be said of it. Raises RefusedError."""
        with self._lock:
            if not 0 <= number < len(self.questions):
                raise RefusedError("there is no such question")
            try:
                decision = decide(self.questions[number], answer, self._where, by=self._by, day=self._day)
                if said := self._objection([decision]):
                    raise RefusedError(f"not kept: {said}")
                add(self.path, [decision])
            except (ValueError, TeiwrightError) as error:
                raise RefusedError(str(error)) from error
            said = f"{answer.verdict}: {answer.value}" if answer.value else answer.verdict
            self._answered.append((number, said, 1))
            return "; ".join(filter(None, (f"kept: {said}", remark(decision, self.annotated))))

    def correct(self, place: Place, kind: str, words: str) -> str:
        """Keep what a part of a citation is, as `answering.remade` has it, and return what is to be said of it.

        Raises RefusedError.
        """
        with self._lock:
            article, spans = self.annotated.article, self.annotated.spans
            texts = texts_by_id(article)
            try:
                if place.text_id not in texts:
                    raise RefusedError("there is no such part")
                made = remade(texts[place.text_id], spans.get(place.text_id, ()), place, kind, words, self._where)
                made = [replace(each, by=self._by, when=self._day) for each in made]
                if said := self._objection(made):
                    raise RefusedError(f"not kept: {said}")
                add(self.path, made)
            except (ValueError, TeiwrightError) as error:
                raise RefusedError(str(error)) from error
            self._answered.append((PART, "", len(made)))
            return "kept: " + (f"{PARTS[kind]}: {made[-1].quote}" if kind else f"no part: {made[-1].quote}")

    def close(self) -> None:
        """Wait for an answer that is just being kept."""
        with self._lock:
            pass

    def undo(self) -> int:
        """Take the last answer of this sitting back, and return its question's number, or PART. Raises RefusedError."""
        with self._lock:
            if not self._answered:
                raise RefusedError("nothing to undo")
            try:
                take_back(self.path, self._answered[-1][2])
            except TeiwrightError as error:
                raise RefusedError(str(error)) from error
            return self._answered.pop()[0]
