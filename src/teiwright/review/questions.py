"""What is doubtful in an annotated article, in the order of how much an answer settles."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from teiwright.annotation import Annotated
from teiwright.article import Article, Certainty, Span, Text, texts_by_id
from teiwright.decisions import Decision, Decisions, Place, answers, index, place_of
from teiwright.findings import Finding

Subject = Literal["name", "date", "finding"]
NAMES = frozenset({"person", "place", "org"})
CERTAINTIES: tuple[Certainty, ...] = ("low", "medium", "high")
_WORDS = 8
_HAN = re.compile(r"[\u3400-\u9fff]")


class Query(Protocol):
    """What an editorial check asks about the TEI: its finding, the words it is about, the citations it concerns."""

    @property
    def finding(self) -> Finding: ...
    @property
    def words(self) -> str: ...
    @property
    def citations(self) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to decide. `places` are all places that the answer settles; `words` is what stands at the first.

    A name's question has its span's kind and key, and the other keys that such a name may mean; a finding's its rule.
    """

    subject: Subject
    words: str
    places: tuple[Place, ...]
    kind: str = ""
    key: str = ""
    candidates: tuple[str, ...] = ()
    certainty: Certainty = "low"
    values: tuple[tuple[str, str], ...] = ()
    rule: str = ""
    why: str = ""


def doubtful(
    annotated: Annotated,
    findings: Iterable[Finding] = (),
    queries: Iterable[Query] = (),
    *,
    up_to: Certainty = "low",
) -> tuple[Question, ...]:
    """Return the questions, those first whose answer settles most.

    Doubtful are names without an entry, names and dates whose certainty is not above `up_to`, and the warnings and
    errors of checks that point into the text, or that quote its words. One question stands for all places of one name
    form.
    """
    texts = texts_by_id(annotated.article)
    asked = (
        *_names(annotated, texts, up_to),
        *_dates(annotated, texts, up_to),
        *_findings(annotated, texts, findings),
        *_queries(annotated, queries),
    )
    return tuple(sorted(asked, key=_precedence))


def unanswered(questions: Iterable[Question], decisions: Decisions, article: Article) -> tuple[Question, ...]:
    """Return the questions but for the findings that a decision accepted or refused: same rule, on these words."""
    given = answers(decisions, article)
    return tuple(
        question
        for question in questions
        if not any(answer.rule == question.rule and _overlap(answer.place, question.places[0]) for answer in given)
    )


def _overlap(first: Place, second: Place) -> bool:
    return first.text_id == second.text_id and first.start < second.end and second.start < first.end


def _precedence(question: Question) -> tuple[int, int, int, str]:
    """More places first; then a check's finding, a name, a date; the less certain first."""
    subjects: tuple[Subject, ...] = ("finding", "name", "date")
    certainty = CERTAINTIES.index(question.certainty)
    return -len(question.places), subjects.index(question.subject), certainty, question.words


def _open(annotated: Annotated, texts: dict[str, Text]) -> Iterator[tuple[Place, str, Span]]:
    """Yield what the program marked, with the words; what a person decided is settled."""
    for identifier in texts:
        for span in annotated.spans.get(identifier, ()):
            if span.by != "decision":
                words = texts[identifier].string[span.start : span.end]
                yield Place(identifier, span.start, span.end), words, span


def _names(annotated: Annotated, texts: dict[str, Text], up_to: Certainty) -> Iterator[Question]:
    groups: dict[tuple[str, str, str], list[tuple[Place, Span]]] = {}
    for place, words, span in _open(annotated, texts):
        if span.kind in NAMES and (span.key is None or _is_doubtful(span, up_to)):
            form = "".join(words.split()) if _HAN.search(words) else " ".join(words.split())
            groups.setdefault((span.kind, form, span.key or ""), []).append((place, span))
    for (kind, words, key), members in groups.items():
        span = members[0][1]
        yield Question(
            "name", words, tuple(place for place, _ in members), kind, key, _candidates(annotated, kind, words, key),
            span.certainty, why=span.why,
        )  # fmt: skip


def _is_doubtful(span: Span, up_to: Certainty) -> bool:
    return CERTAINTIES.index(span.certainty) <= CERTAINTIES.index(up_to)


def _candidates(annotated: Annotated, kind: str, words: str, key: str) -> tuple[str, ...]:
    """Return the other entries that bear this very name, or one that begins or ends with it."""
    found = [
        entry.id
        for entry in annotated.authority.entries.values()
        if entry.kind == kind and entry.id != key and any(_may_mean(words, name.text) for name in entry.names)
    ]
    return tuple(found[:5])


def _may_mean(words: str, name: str) -> bool:
    return name.startswith(words) or name.endswith(words)


def _dates(annotated: Annotated, texts: dict[str, Text], up_to: Certainty) -> Iterator[Question]:
    for place, words, span in _open(annotated, texts):
        if span.kind == "date" and _is_doubtful(span, up_to):
            yield Question(
                "date", words, (place,), "date", certainty=span.certainty, values=span.attributes, why=span.why
            )


def _findings(annotated: Annotated, texts: dict[str, Text], findings: Iterable[Finding]) -> Iterator[Question]:
    for finding in findings:
        point = place_of(finding, annotated.article) if finding.severity != "info" else None
        if point is not None:
            place = _around(point, annotated.spans.get(point.text_id, ()), texts[point.text_id].string)
            words = texts[point.text_id].string[place.start : place.end]
            yield Question("finding", words, (place,), rule=finding.rule, why=_reason(finding))


def _queries(annotated: Annotated, queries: Iterable[Query]) -> Iterator[Question]:
    """An editorial check quotes the words; they are looked for in the notes of its citations first."""
    where = index(annotated.article)
    for query in queries:
        places = where.find(Decision("accept", query.words, everywhere=True))
        notes = {identifier.partition("-")[0] for identifier in query.citations}
        own = [place for place in places if _note_of(place) in notes] or list(places[:1])
        if own:
            yield Question("finding", query.words, (own[0],), rule=query.finding.rule, why=_reason(query.finding))


def _note_of(place: Place) -> str:
    return place.text_id.partition("p")[0]


def _reason(finding: Finding) -> str:
    return finding.message + (f" ({finding.hint})" if finding.hint else "")


def _around(point: Place, spans: Iterable[Span], string: str) -> Place:
    """Return the smallest marked stretch in which a finding lies, else a few words from it on."""
    within = [span for span in spans if span.start <= point.start < span.end]
    if within:
        span = min(within, key=lambda span: span.end - span.start)
        return Place(point.text_id, span.start, span.end)
    end = min(len(string), point.start + _WORDS)
    return Place(point.text_id, min(point.start, max(0, end - 1)), end)
