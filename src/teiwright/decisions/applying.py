"""Decisions applied to what the program marked: last, and winning always."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

from teiwright.article import ONLY_IN_CITATIONS, Article, Span, SpanKind, Spans, Text, texts_by_id
from teiwright.citation_tree import Edit
from teiwright.decisions.anchors import Place, index
from teiwright.decisions.decision import Decision, Decisions
from teiwright.findings import Finding

NAMES: frozenset[str] = frozenset({"person", "place", "org"})
MARKED = NAMES | {"date"}
BESIDE_CITATIONS = NAMES | {"date", "citation", "document", "signal", "correction"}
"""What is no part of a citation, and may stand in any sentence; all other kinds are parts."""

KINDS: dict[str, SpanKind] = {
    "person": "person", "place": "place", "org": "org", "archive": "repository", "work": "citation", "unit": "citation",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person answered to a check's finding on the words at `place`."""

    rule: str
    place: Place
    is_accepted: bool
    decision: Decision


def apply(decisions: Decisions, article: Article, spans: Spans) -> tuple[Spans, tuple[Finding, ...]]:
    """Return the spans with the decisions applied in file order, and warnings for anchors that are gone or ambiguous.

    A later decision on the same words wins over an earlier one. Spans that a decision made have by="decision"; what
    they leave overlapping is for the caller to settle, decisions first.
    """
    if not decisions.decisions:
        return spans, ()
    where, texts = index(article), texts_by_id(article)
    found: dict[str, list[Span]] = {key: list(group) for key, group in spans.items()}
    findings: list[Finding] = []
    for decision in decisions.decisions:
        places = where.find(decision)
        findings.extend(_warnings(decision, places, decisions.path))
        for place in places if decision.everywhere else places[:1]:
            group = found.setdefault(place.text_id, [])
            if not _holds(decision, place, group):
                continue
            if misfit := _misfit(decision, place, texts[place.text_id], group):
                findings.append(_not_fitting(decision, *misfit, decisions.path))
            else:
                findings.extend(_crossed(decision, place, group, decisions.path))
                found[place.text_id] = sorted(_decided(decision, place, group), key=_order)
    return {key: tuple(group) for key, group in found.items() if group}, tuple(findings)


def answers(decisions: Decisions, article: Article) -> tuple[Answer, ...]:
    """Return what was answered to the checks' findings, in file order; anchors that are gone are left out."""
    asked = [decision for decision in decisions.decisions if decision.action in ("accept", "refuse")]
    where = index(article) if asked else None
    return tuple(
        Answer(decision.rule, places[0], decision.action == "accept", decision)
        for decision in asked
        if where and (places := where.find(decision))
    )


def citation_edits(decisions: Decisions, article: Article) -> tuple[Edit, ...]:
    """Return what the decisions say of whole citations and of misprints: the citation tree is edited by them before
    spans, records and ids are derived from it."""
    told = [one for one in decisions.decisions if one.kind == "citation" or one.corr]
    where = index(article) if told else None
    return tuple(
        Edit(place.text_id, place.start, place.end, action, decision.corr)
        for decision in told
        for action in (_edit_of(decision),)
        if where and action
        for place in where.find(decision)[: None if decision.everywhere else 1]
    )


def _edit_of(decision: Decision) -> Literal["tag", "untag", "correct"] | None:
    if decision.corr:
        return "correct" if decision.action in ("correct", "accept") else None
    return decision.action if decision.action in ("tag", "untag") else None


def _holds(decision: Decision, place: Place, spans: Iterable[Span]) -> bool:
    """What holds for a word everywhere does not hold for a part of a longer name (中 within 中國).

    A key, a value or a taking away holds everywhere for what is marked there, and marks nothing.
    """
    if not decision.everywhere:
        return True
    if decision.action in ("key", "date", "untag"):
        return any(_is_at(span, place) for span in spans)
    kinds = {decision.kind, "person", "place", "date"}
    around = (span for span in spans if span.start <= place.start and place.end <= span.end)
    return not any(span.kind in kinds and not _is_at(span, place) for span in around)


def _misfit(decision: Decision, place: Place, text: Text, spans: Sequence[Span]) -> tuple[str, str] | None:
    """Return why a decision would leave the TEI invalid, and what to do; None where it would not."""
    words = f"“{decision.quote}”"
    if decision.action == "split" and place.start:
        return (
            f"{words} stands in no paragraph of its own that could be divided",
            "only a paragraph is divided, and between two words of it",
        )
    is_mark = decision.action in ("tag", "key", "date")
    if (is_mark or decision.corr) and not text.holds(place.start, place.end):
        return (
            f"{words} begins in one part of the title page and ends outside of it",
            "mark words of the title, the subtitle or one name",
        )
    if not is_mark:
        return None
    kind = _kind_of_key(decision) if decision.action == "key" else decision.kind or "date"
    citations = [span for span in spans if span.kind == "citation"]
    around = [span for span in citations if span.start <= place.start and place.end <= span.end]
    if kind in ONLY_IN_CITATIONS and not around:
        return (
            f"{kind} is a part of a citation, and {words} is in none",
            'decide first that the whole is a citation: action = "tag", kind = "citation"',
        )
    if kind == "citation" and decision.action == "key" and around and not any(_is_at(one, place) for one in around):
        return (
            f"{decision.key} is the key of a whole citation, and {words} is a part of one",
            "quote the whole citation, or name the entry of the part",
        )
    is_around = any(place.start <= one.start and one.end <= place.end and not _is_at(one, place) for one in citations)
    if kind != "citation" and is_around:
        return (
            f"{words} holds a whole citation, which {kind} cannot",
            'decide first that it is no citation: action = "untag", kind = "citation"',
        )
    return None


def _not_fitting(decision: Decision, why: str, hint: str, path: str) -> Finding:
    message = f"a decision is not applied: {why}"
    return Finding("warning", "decision-not-fitting", message, file=path, line=decision.line, hint=hint)


def _crossed(decision: Decision, place: Place, spans: Iterable[Span], path: str) -> Iterator[Finding]:
    """Warn where what a decision marks takes a citation's place, since neither holds the other."""
    is_marked = decision.corr or (decision.action in ("tag", "key", "date") and decision.kind != "citation")
    if is_marked and any(span.kind == "citation" and _crosses(span, place) for span in spans):
        message = f"“{decision.quote}” begins in a citation and ends outside of it, so it is none any more"
        hint = 'mark words within it, or decide first what the citation is: action = "tag", kind = "citation"'
        yield Finding("warning", "decision-crossing", message, file=path, line=decision.line, hint=hint)


def _crosses(span: Span, place: Place) -> bool:
    return span.start < place.start < span.end < place.end or place.start < span.start < place.end < span.end


def _order(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def _warnings(decision: Decision, places: Sequence[Place], path: str) -> Iterator[Finding]:
    words = f"“{decision.quote}”"
    if not places:
        yield Finding(
            "warning", "decision-lost", f"the words of a decision are gone from the source: {words}",
            file=path, line=decision.line, hint="correct its quote, before and after, or delete it",
        )  # fmt: skip
    elif len(places) > 1 and not decision.everywhere:
        yield Finding(
            "warning", "decision-ambiguous", f"a decision fits {len(places)} places; the first one is taken: {words}",
            file=path, line=decision.line, hint="give more of the words before and after",
        )  # fmt: skip


def _decided(decision: Decision, place: Place, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield a text's spans as they are after one decision."""
    match decision.action:
        case "tag":
            return _tagged(decision, place, list(spans))
        case "untag":
            return _untagged(decision, place, list(spans))
        case "key":
            return _changed(decision, place, list(spans), _kind_of_key(decision), ("key",))
        case "date":
            return _changed(decision, place, list(spans), "date", ("attributes",))
        case "correct":
            return _corrected(decision, place, list(spans))
        case "accept" if decision.corr:
            return _corrected(decision, place, list(spans))
        case _:
            return iter(spans)


def _new(decision: Decision, place: Place, kind: str) -> Span:
    return Span(
        place.start, place.end, cast(SpanKind, kind), key=None if kind == "date" else decision.key or None,
        by="decision",
        attributes=decision.attributes, why=decision.note or "decided by a person",
    )  # fmt: skip


def _tagged(decision: Decision, place: Place, spans: Sequence[Span]) -> Iterator[Span]:
    span = _new(decision, place, decision.kind)
    same = next((other for other in spans if _is_at(other, place) and other.kind == span.kind), None)
    if same and span.kind == "citation":
        span = replace(same, certainty="high", by="decision", why=span.why)
    role = same.attribute("role") if same else None
    if role and span.attribute("role") is None:
        span = replace(span, attributes=(*span.attributes, ("role", role)))
    yield span
    yield from (other for other in spans if not _gives_way(other, span))


def _gives_way(other: Span, span: Span) -> bool:
    """What overlaps a decision gives way, but for what may stand around it or within it: no part within a part."""
    if other.end <= span.start or span.end <= other.start:
        return False
    if other.kind == span.kind:
        return True
    around = other.start <= span.start and span.end <= other.end
    within = span.start <= other.start and other.end <= span.end
    if not (around or within):
        return True
    if span.kind == "citation" and other.kind in MARKED and around:
        return True  # TEI has no bibl within a name or a date
    if other.kind in MARKED and span.kind in MARKED:
        return (around and within) or (within and span.kind != "org")
    return not ({other.kind, span.kind} & BESIDE_CITATIONS)


def _is_at(span: Span, place: Place) -> bool:
    return (span.start, span.end) == (place.start, place.end)


def _untagged(decision: Decision, place: Place, spans: Sequence[Span]) -> Iterator[Span]:
    """Drop what stands on these very words; where nothing does, what overlaps them and is of the kind."""
    kinds = {decision.kind} if decision.kind else MARKED
    gone = [span for span in spans if span.kind in kinds and _is_at(span, place)]
    if not gone and decision.kind and not decision.everywhere:
        gone = [s for s in spans if s.kind in kinds and s.start < place.end and place.start < s.end]
    cited = [span for span in gone if span.kind == "citation"]
    return (span for span in spans if span not in gone and not any(_is_part(span, whole) for whole in cited))


def _is_part(span: Span, citation: Span) -> bool:
    """A citation's parts go with it; names and dates in it stay."""
    return span.kind not in BESIDE_CITATIONS and citation.start <= span.start and span.end <= citation.end


def _kind_of_key(decision: Decision) -> str:
    return decision.kind or KINDS.get(decision.key.partition("-")[0], "")


def _changed(
    decision: Decision, place: Place, spans: Sequence[Span], kind: str, fields: Sequence[str]
) -> Iterator[Span]:
    """Give the span on these very words another key or other values; make one where there is none."""
    old = next((span for span in spans if _is_at(span, place) and (span.kind == kind or not kind)), None)
    if old is None:
        if kind and (decision.key or decision.attributes) and not decision.everywhere:
            yield from _tagged(replace(decision, kind=kind), place, spans)
        else:
            yield from spans
        return
    key = (decision.key or None) if "key" in fields else old.key
    attributes = _merged(old, decision) if "attributes" in fields or decision.attributes else old.attributes
    new = replace(
        old, key=key, attributes=attributes, certainty="high", by="decision", why=decision.note or "decided by a person"
    )
    yield from (new if span is old else span for span in spans)


def _merged(old: Span, decision: Decision) -> tuple[tuple[str, str], ...]:
    """A date's values are replaced as a whole; other attributes stay unless the decision gives them."""
    dating = {"when", "from", "to", "notBefore", "notAfter", "when-custom", "datingMethod", "from-custom", "to-custom"}
    given: Mapping[str, str] = dict(decision.attributes)
    kept = {name: value for name, value in old.attributes if name not in given}
    if dating & given.keys():
        kept = {name: value for name, value in kept.items() if name not in dating}
    return tuple({**given, **kept}.items())


def _corrected(decision: Decision, place: Place, spans: Sequence[Span]) -> Iterator[Span]:
    yield from (span for span in spans if not (span.kind == "correction" and _is_at(span, place)))
    yield Span(
        place.start, place.end, "correction", by="decision", attributes=(("corr", decision.corr),),
        why=decision.note or "corrected by a person",
    )  # fmt: skip
