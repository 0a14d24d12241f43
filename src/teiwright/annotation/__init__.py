"""Names, dates and citations marked on an article's texts."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from teiwright.article import Article, LineBreak, NoteAnchor, Span, SpanKind, Spans, Text, texts_by_id
from teiwright.authority import Authority
from teiwright.citation_tree import Citation, Unit, Work
from teiwright.decisions import Decisions
from teiwright.findings import Finding

ENTRIES: frozenset[SpanKind] = frozenset({"person", "place", "org", "repository", "citation"})

STOPS = frozenset(".。!！?？")

__all__ = ["Annotated", "annotate"]


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with its settled spans, the records that its citations were analysed into, and what was met."""

    article: Article
    spans: Spans
    authority: Authority
    citations: tuple[Citation, ...] = ()
    works: tuple[Work, ...] = ()
    units: tuple[Unit, ...] = ()
    findings: tuple[Finding, ...] = ()


def annotate(
    article: Article, authority: Authority, decisions: Decisions | None = None, *, models: Sequence[str] = ()
) -> Annotated:
    """Mark names, dates and citations, settle what overlaps, and let the encoder's decisions have the last word.

    `models` names the statistical models to ask about names, too (LANGUAGE=NAME each; `none` asks none; by default
    those that are installed). Raises DataError where one is not installed.
    """
    from teiwright import citations
    from teiwright import decisions as deciding
    from teiwright.annotation.names import find_names, geography
    from teiwright.annotation.names.models import chosen
    from teiwright.annotation.settle import settle
    from teiwright.dates import find_dates
    from teiwright.gazetteer import opened

    if decisions is not None:
        article = deciding.arranged(article, decisions)
    places = opened()
    texts = texts_by_id(article)
    names = find_names(article, authority, chosen(models), places)
    named = {
        key: [_within_line(_within_sentence(span, texts[key]), texts[key]) for span in group]
        for key, group in names.items()
    }
    found = merged(named, find_dates(article, authority))
    edits = deciding.citation_edits(decisions, article) if decisions is not None else ()
    parsed = citations.parse(article, authority, {key: tuple(group) for key, group in found.items()}, edits)
    spans: Spans = {
        key: settle(span for span in group if texts[key].holds(span.start, span.end))
        for key, group in merged(_as_cited(found, parsed.spans, texts), parsed.spans).items()
    }
    findings = parsed.findings
    if decisions is not None:
        spans, answers = deciding.apply(decisions, article, spans)
        spans = _with_ends(spans, parsed.citations)
        findings = (*findings, *answers)
    findings = (*findings, *_undated(article, spans), *_unlinked(article, spans))
    if places is not None:
        authority = authority.plus(geography.entries(article, spans, places))
    if decisions is not None:
        records = [*(work.id for work in parsed.works), *(unit.id for unit in parsed.units)]
        spans, strays = _with_known_keys(spans, decisions, {*authority.entries, *records})
        findings = (*findings, *strays)
    return Annotated(article, spans, authority, parsed.citations, parsed.works, parsed.units, findings)


def _as_cited(found: Mapping[str, Sequence[Span]], cited: Spans, texts: Mapping[str, Text]) -> dict[str, list[Span]]:
    """Return the names found; one that only a model takes for a place is a person where a reference has its author or
    correspondent of that name.
    """
    persons = {
        texts[key].string[span.start : span.end]
        for key, group in cited.items()
        for span in group
        if span.kind == "person"
    }

    def as_cited(span: Span, text: Text) -> Span:
        is_person = span.kind == "place" and span.by == "model" and text.string[span.start : span.end] in persons
        return replace(span, kind="person", why="a person in a reference of the document") if is_person else span

    return {key: [as_cited(span, texts[key]) for span in group] for key, group in found.items()}


def _with_ends(spans: Spans, citations: Iterable[Citation]) -> Spans:
    """Settle the spans; none may refer to a citation that gave way to a decision."""
    from teiwright.annotation.settle import settle

    settled = {key: settle(group) for key, group in spans.items()}
    standing = {
        (key, span.start, span.end) for key, group in settled.items() for span in group if span.kind == "citation"
    }
    gone = {("corresp", f"#{one.id}") for one in citations if (one.text_id, one.start, one.end) not in standing}

    def standing_alone(span: Span) -> Span:
        return replace(span, attributes=tuple(each for each in span.attributes if each not in gone))

    if not any(gone.intersection(span.attributes) for group in settled.values() for span in group):
        return settled
    return {key: settle(map(standing_alone, group)) for key, group in settled.items()}


def _with_known_keys(spans: Spans, decisions: Decisions, entries: Collection[str]) -> tuple[Spans, tuple[Finding, ...]]:
    """A decided key that no entry has would point nowhere: the tag stays without it, and a warning says so."""
    strays: dict[str, None] = {}

    def known(span: Span) -> Span:
        if span.by != "decision" or span.kind not in ENTRIES or not span.key or span.key in entries:
            return span
        strays[span.key] = None
        return replace(span, key=None)

    kept = {identifier: tuple(map(known, group)) for identifier, group in spans.items()}
    lines = {decision.key: decision.line for decision in decisions.decisions}
    hint = "add the entry with 'teiwright authority add', or correct the key"
    return kept, tuple(
        Finding(
            "warning",
            "decision-unknown-key",
            f"{key} is in no authority file and no record",
            decisions.path,
            lines.get(key, 0),
            0,
            hint,
        )
        for key in strays
    )


def _within_line(span: Span, text: Text) -> Span:
    """Return a place without what stands on the next line, where the author broke it (the lines of a table's cell)."""
    if span.kind != "place":
        return span
    ends = (item.at for item in text.inlines if isinstance(item, LineBreak) and span.start < item.at < span.end)
    end = next(ends, span.end)
    return replace(span, end=span.start + len(text.string[span.start : end].rstrip()))


def _within_sentence(span: Span, text: Text) -> Span:
    """Return a name without what stands before a note's mark behind a stop: World War I.[3] Roe knew."""
    ends = [
        item.at
        for item in text.inlines
        if isinstance(item, NoteAnchor) and span.start < item.at < span.end and text.string[item.at - 1] in STOPS
    ]
    if not ends:
        return span
    start = max(ends)
    blanks = len(text.string[start : span.end]) - len(text.string[start : span.end].lstrip())
    return replace(span, start=start + blanks)


def _undated(article: Article, spans: Spans) -> Iterator[Finding]:
    """A date of an era that the text does not tell keeps its tag without a value."""
    for identifier, text in texts_by_id(article).items():
        for span in spans.get(identifier, ()):
            if span.kind == "date" and span.by == "dates" and not span.attributes:
                origin = text.origin(span.start)
                line, column = article.source.place(origin) if origin is not None else (0, 0)
                message = f"“{text.string[span.start : span.end]}” has no value: {span.why}"
                yield Finding("warning", "date-open", message, article.source.path, line, column)


def _unlinked(article: Article, spans: Spans) -> Iterator[Finding]:
    """A name without an entry keeps its tag; it is said once, where it stands first."""
    from teiwright.annotation.names import suggestions

    texts = texts_by_id(article)
    for name in suggestions(article, spans):
        first = name.contexts[0]
        origin = texts[first.text].origin(first.start)
        line, column = article.source.place(origin) if origin is not None else (0, 0)
        times = f", {name.count} times" if name.count > 1 else ""
        message = f"“{name.name}” has no authority entry ({name.kind}{times})"
        yield Finding("info", "name-without-entry", message, article.source.path, line, column)


def merged(*groups: Mapping[str, Iterable[Span]]) -> dict[str, list[Span]]:
    """Return the spans of all groups together, by text."""
    together: dict[str, list[Span]] = {}
    for group in groups:
        for key, spans in group.items():
            together.setdefault(key, []).extend(spans)
    return together
