"""What a person answers to a question, made into a decision: at a terminal and in a browser alike."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from teiwright.annotation import Annotated
from teiwright.article import Span, Text
from teiwright.decisions import Decision, Index, Place, anchor, date_attributes
from teiwright.review.questions import NAMES, Question

PARTS: Mapping[str, str] = {
    "author": "author", "editor": "editor", "translator": "translator", "title": "title",
    "container": "journal or book that it stands in", "volume": "volume", "issue": "issue", "pub-place": "place",
    "publisher": "publisher", "year": "year", "pages": "pages", "repository": "archive", "fond": "fond", "opis": "opis",
    "papka": "papka", "delo": "delo", "shelfmark": "shelfmark", "document": "document", "signal": "signal",
}  # fmt: skip
"""The parts of a citation, and what a person calls them."""
Verdict = Literal["yes", "no", "choose", "edit"]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer: yes, this is right; no, it is not; one of the candidates (`value` an entry's id); another `value`.

    Another value is an entry's id or a kind for a name, a date for a date, the right reading for a finding.
    """

    verdict: Verdict
    value: str = ""


def decide(question: Question, answer: Answer, where: Index, *, by: str = "", day: str = "") -> Decision:
    """Return the decision that an answer means, anchored: a name form's holds everywhere, other ones in their place.

    `where` is the article's index; `by` and `day` say who decided and when. Raises ValueError, saying what is wrong,
    for an answer that makes no sense.
    """
    decision = replace(_meant(question, answer), by=by, when=day)
    if question.subject == "name":
        return replace(decision, quote=question.words, everywhere=True)
    place = question.places[0]
    quote, before, after = anchor(where, place.text_id, place.start, place.end)
    asked = question.words if question.subject == "finding" else quote
    return replace(decision, quote=asked, before=before, after=after)


def remade(text: Text, spans: Sequence[Span], part: Place, kind: str, words: str, where: Index) -> list[Decision]:
    """Return the decisions that make a part of a citation what a person says it is.

    `part` is where it stands in `text`, `kind` what it is ("": nothing), `words` its right extent, which may be longer
    or shorter. Raises ValueError, saying what is wrong.
    """
    old = next(
        (each for each in spans if (each.start, each.end) == (part.start, part.end) and each.kind in PARTS), None
    )
    if old is None:
        raise ValueError("there is no such part")
    if kind and kind not in PARTS:
        raise ValueError(f"{kind!r} is no part of a citation")
    start = _nearest(text.string, words, part.start) if words else part.start
    end = start + len(words) if words else part.end
    decisions = []
    if not kind or (start, end) != (old.start, old.end):
        quote, before, after = anchor(where, part.text_id, old.start, old.end)
        decisions.append(Decision("untag", quote, before, after, kind=old.kind))
    if kind:
        quote, before, after = anchor(where, part.text_id, start, end)
        decisions.append(Decision("tag", quote, before, after, kind=kind))
    return decisions


def _nearest(text: str, words: str, at: int) -> int:
    """Return where words stand in a text, nearest to a place. Raises ValueError."""
    found = [match.start() for match in re.finditer(re.escape(words), text)]
    if not found:
        raise ValueError(f"“{words}” does not stand there")
    return min(found, key=lambda start: abs(start - at))


def remark(decision: Decision, annotated: Annotated) -> str:
    """Return what the person should know of a decision, "" for nothing."""
    unknown = decision.key and decision.key not in annotated.authority.entries
    return f"note: {decision.key} is in no authority file yet" if unknown else ""


def dating(question: Question) -> tuple[tuple[str, str], ...]:
    """Return the values that the program gave a date."""
    return tuple((name, value) for name, value in question.values if name != "type")


def label(annotated: Annotated, key: str) -> str:
    """Return an entry's first names, for a person to know it by."""
    entry = annotated.authority.entries.get(key)
    return " / ".join(name.text for name in entry.names[:3]) if entry else "in no authority file"


def _meant(question: Question, answer: Answer) -> Decision:
    match answer.verdict:
        case "yes":
            return _confirmed(question)
        case "no":
            return _refused(question)
        case "choose":
            if answer.value not in question.candidates:
                raise ValueError(f"{answer.value!r} is no candidate")
            return Decision("key", "", kind=question.kind, key=answer.value)
        case "edit":
            return _edited(question, answer.value.strip())


def _confirmed(question: Question) -> Decision:
    match question.subject:
        case "name":
            return Decision("key", "", kind=question.kind, key=question.key)
        case "date":
            return Decision("date", "", attributes=dating(question))
        case "finding":
            return Decision("accept", "", rule=question.rule)


def _refused(question: Question) -> Decision:
    if question.subject == "finding":
        return Decision("refuse", "", rule=question.rule)
    return Decision("untag", "", kind=question.kind)


def _edited(question: Question, given: str) -> Decision:
    if not given:
        raise ValueError("nothing was given")
    match question.subject:
        case "finding":
            return Decision("accept", "", rule=question.rule, corr=given)
        case "date":
            return Decision("date", "", attributes=date_attributes(given))
        case "name":
            return _other_name(question, given)


def _other_name(question: Question, given: str) -> Decision:
    kind = given.partition("-")[0]
    if given in NAMES:
        return Decision("tag", "", kind=given)
    if kind not in NAMES or given == kind:
        raise ValueError(f"{given!r} is neither an entry's id (person-…, place-…, org-…) nor person, place or org")
    return Decision("key" if kind == question.kind else "tag", "", kind=kind, key=given)
