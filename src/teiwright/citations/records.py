"""From cited items to what a caller gets: spans, citations, works, units and findings."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from teiwright.article import Article, Certainty, Span, Spans, Text
from teiwright.citation_tree import Citation, Unit, Work
from teiwright.citations import works
from teiwright.citations.archives import bare
from teiwright.citations.scope import Item, Part
from teiwright.citations.vocabulary import either
from teiwright.citations.western import ORDER, Implied, implied, is_named_file
from teiwright.citations.works import NAME_KINDS, Cited, Group, Tie, slug, unit_slug
from teiwright.findings import Finding

BY = "citations"
MOST_UNRESOLVED = 5
"""So many works without a full form are named one by one."""
SAME_LEVEL = re.compile(rf"(?:the )?{either('same-level')}\b")
NAMED = ("collection", "series", "folder")
"""The levels that have names."""


@dataclass(frozen=True, slots=True)
class Citations:
    """All that the notes cite. `spans` are by text id, sorted by start, the longer first."""

    spans: Mapping[str, tuple[Span, ...]]
    citations: tuple[Citation, ...]
    works: tuple[Work, ...]
    units: tuple[Unit, ...]
    findings: tuple[Finding, ...] = ()


def assemble(article: Article, cited: Sequence[Cited], texts: Mapping[str, Text], spans: Spans) -> Citations:
    """Tie the items together and return them in all their forms."""
    groups, tied = works.bibliographic(cited)
    ids = dict(_work_ids(groups))
    ties = list(_ties(cited, tied, ids))
    linked = [_linked(tie, spans.get(tie.cited.text_id, ())) for tie in ties]
    return Citations(
        spans=_spans(linked),
        citations=tuple(_citation(tie) for tie in linked),
        works=tuple(_work(group, ids[id(group)]) for group in groups),
        units=tuple(_units(linked)),
        findings=tuple(_findings(article, linked, texts)),
    )


def _work_ids(groups: Sequence[Group]) -> Iterator[tuple[int, str]]:
    used: set[str] = set()
    for group in groups:
        base = name = _work_id(group.first)
        count = 2
        while name in used:
            name, count = f"{base}-{count}", count + 1
        used.add(name)
        yield id(group), name


def _work_id(cited: Cited) -> str:
    name = next(iter(cited.names(*NAME_KINDS)), "")
    surname = slug(works.surname(name), 24) if name else ""
    title = cited.word("title")
    about = slug(works.main_title(title)) if title else _document_slug(cited)
    volume = slug(f"v{works.volume(cited)}") if works.volume(cited) and cited.item.kind == "book" else ""
    when = str(cited.year or "") if title or cited.item.has("document") else cited.date
    return "-".join(part for part in ("work", surname, when, about or slug(cited.text) or "unnamed", volume) if part)


def _document_slug(cited: Cited) -> str:
    return "-".join(
        part
        for part in (slug(cited.word("container")), slug(cited.word("issue")), slug(works.description(cited)))
        if part
    )


def _ties(cited: Sequence[Cited], tied: Mapping[str, tuple[Group, bool, str]], ids: Mapping[int, str]) -> Iterator[Tie]:
    done: dict[str, Tie] = {}
    named: dict[str, Tie] = {}
    holders: dict[str, Tie] = {}
    for index, each in enumerate(cited):
        if each.item.token:
            tie = _token_tie(each, index, cited, done)
        elif each.item.kind == "archival":
            before = done.get(cited[index - 1].id) if index else None
            tie = _named_again(each, named) or _placed_later(each, cited[index + 1 :]) or _unit_tie(each, before)
            tie = _held_by(tie, holders.get(bare(tie.repository)))
            for name in _names_of(tie):
                named.setdefault(name, tie)
            for letters in works.announced_holders(each):
                holders.setdefault(bare(letters), tie)
        else:
            tie = _work_tie(each, tied[each.id], ids)
        done[each.id] = tie
        yield tie


def _work_tie(each: Cited, found: tuple[Group, bool, str], ids: Mapping[int, str]) -> Tie:
    group, is_short, why = found
    work = ids[id(group)]
    if not group.is_complete:
        return Tie(each, work, is_short=not _stands_for_itself(each))
    if not is_short:
        return Tie(each, work)
    item = _as_full(works.with_roles(each.item, each.string, group.first), group.first.item)
    return Tie(replace(each, item=item), work, True, group.first.id, f"{why}: note {group.first.note}")


def _stands_for_itself(each: Cited) -> bool:
    """Old books are cited by title and 卷 alone; an article's journal or a title without pages needs no full form."""
    return not each.item.has("pages") or each.item.has("volume", "year", "container")


def _as_full(item: Item, full: Item) -> Item:
    levels = {part.kind: part.attribute("level") for part in full.parts}
    parts = tuple(
        replace(part, attributes=(("level", levels[part.kind]),))
        if levels.get(part.kind) and len(part.attributes) == 1
        else part
        for part in item.parts
    )
    return replace(item, kind=full.kind, language=full.language, parts=parts)


def _token_tie(each: Cited, index: int, cited: Sequence[Cited], done: Mapping[str, Tie]) -> Tie:
    other, why = works.referent(each, index, cited)
    tie = done.get(other.id) if other else None
    if tie is None or not (tie.work or tie.unit or tie.repository):
        return Tie(each, is_short=True)
    item = replace(each.item, kind=tie.cited.item.kind, language=tie.cited.item.language)
    each = replace(each, item=item)
    full = tie.full or tie.cited.id
    if tie.cited.item.kind != "archival":
        firsts = (one.cited.id for one in done.values() if one.work == tie.work and not one.is_short)
        return Tie(each, tie.work, True, next(firsts, full), why)
    own = _unit_tie(each, tie)
    return replace(own, is_short=True, full=full if own.work == tie.work else tie.cited.id, why=why)


def _unit_tie(each: Cited, before: Tie | None) -> Tie:
    """An archival item; what it leaves out (the archive, the fond) is that of the item before."""
    own = tuple(_marks(each))
    repository = each.word("repository")
    key = next((part.key or "" for part in each.item.of("repository")), "") or ("" if repository else _implied(own))
    given = dict(before.unit) if before else {}
    is_same = not repository and any(SAME_LEVEL.match(value) and kind in given for kind, value in own)
    own = tuple((kind, given.get(kind, value) if SAME_LEVEL.match(value) else value) for kind, value in own)
    if (
        before is not None
        and before.cited.item.kind == "archival"
        and not repository
        and (is_same or _leans(each, own, before))
    ):
        repository, key = before.repository, before.repository_key
        own = _completed(own, before.unit)
    ordered = tuple(sorted(own, key=lambda mark: ORDER.index(mark[0]) if mark[0] in ORDER else len(ORDER)))
    return Tie(each, _unit_id(key, repository, ordered), unit=ordered, repository=repository, repository_key=key)


def _placed_later(each: Cited, later: Sequence[Cited]) -> Tie | None:
    """Of several files in one note only the last is followed by the series and the archive in which all lie."""
    own = tuple(_marks(each))
    if each.item.has("repository") or not all(kind == "file" and is_named_file(value) for kind, value in own):
        return None
    same = (one for one in later if one.note == each.note and one.item.kind == "archival")
    places = ((one, tuple(mark for mark in _marks(one) if not is_named_file(mark[1]))) for one in same)
    place, wider = next(((one, marks) for one, marks in places if marks), (None, ()))
    if place is None:
        return None
    tie = _unit_tie(place, None)
    unit = tuple(mark for mark in tie.unit if mark in wider) + own
    return replace(tie, cited=each, work=_unit_id(tie.repository_key, tie.repository, unit), unit=unit)


def _unit_id(key: str, repository: str, shelfmark: tuple[tuple[str, str], ...]) -> str:
    name = key.removeprefix("archive-") or slug(repository)
    work = "-".join(part for part in ("unit", name, *(unit_slug(*mark) for mark in shelfmark)) if part)
    return work if len(work) > len("unit") else ""


def _names_of(tie: Tie) -> Iterator[str]:
    """The names by which later notes may cite the unit without its archive."""
    if tie.repository:
        yield from (bare(value) for kind, value in _marks(tie.cited) if kind in NAMED and len(value.split()) > 1)
        yield from (bare(alias) for alias in works.announced(tie.cited))


def _named_again(each: Cited, named: Mapping[str, Tie]) -> Tie | None:
    """An archival item that gives a collection's or folder's name alone lies where the note said that gave it first."""
    own = tuple(_marks(each))
    first = next((named[bare(value)] for kind, value in own if kind in NAMED and bare(value) in named), None)
    if first is None or each.item.has("repository"):
        return None
    own = _completed(tuple(mark for mark in own if bare(mark[1]) not in named), first.unit)
    work = _unit_id(first.repository_key, first.repository, own)
    why = "the short name announced there, or the collection's name"
    return Tie(
        each, work, True, first.cited.id, f"{why}: note {first.cited.note}", own, first.repository, first.repository_key
    )


def _held_by(tie: Tie, first: Tie | None) -> Tie:
    """MIA is the archive whose name an earlier note wrote out."""
    if first is None or not first.repository:
        return tie
    work = _unit_id(first.repository_key, first.repository, tie.unit)
    return replace(tie, work=work, repository=first.repository, repository_key=first.repository_key)


def _implied(own: tuple[tuple[str, str], ...]) -> str:
    """The archive whose class of documents the shelfmark names (FO 371/83243)."""
    archive = _archive_of(own)
    return f"archive-{archive.key}" if archive else ""


def _archive_of(own: tuple[tuple[str, str], ...]) -> Implied | None:
    letters = next((re.sub(r"[\s\d/].*", "", value) for name, value in own if name == "piece"), "")
    return implied().get(letters)


def _leans(each: Cited, own: tuple[tuple[str, str], ...], before: Tie) -> bool:
    """A reference without an archive's name leans on the one before: within a note, or where the fond is missing."""
    names = {name for name, _ in own}
    return (
        bool(each.item.token)
        or each.note == before.cited.note
        or (bool(names & {"opis", "delo"}) and "fond" not in names)
    )


def _completed(own: tuple[tuple[str, str], ...], before: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """Keep of the shelfmark before what is wider than the first number given anew."""
    names = [name for name, _ in own]
    if not names:
        return before
    first = min(ORDER.index(name) for name in names if name in ORDER)
    wider = [(name, value) for name, value in before if name in ORDER and ORDER.index(name) < first]
    return (*wider, *own)


def _marks(each: Cited) -> Iterator[tuple[str, str]]:
    for part in each.item.of("fond", "opis", "papka", "delo", "shelfmark"):
        if part.attribute("type") not in ("DOI", "URI"):
            yield part.attribute("type") or part.kind, each.string[part.start : part.end]


def _linked(tie: Tie, spans: Sequence[Span]) -> Tie:
    """Give names the key under which the annotators know them."""
    known = {(span.start, span.end): span for span in spans if span.key and span.kind in ("person", "place", "org")}
    item = tie.cited.item
    parts, described = (
        tuple(_with_key(part, known.get((part.start, part.end))) for part in some)
        for some in (item.parts, item.described)
    )
    return replace(tie, cited=replace(tie.cited, item=replace(item, parts=parts, described=described)))


def _with_key(part: Part, span: Span | None) -> Part:
    """Return the part with the name's key; an author who is called like a place (Hartley) is none."""
    if span is not None and part.kind in ("person", "org"):
        return replace(part, key=span.key, kind=span.kind)
    if span is not None and part.kind in NAME_KINDS and span.kind != "place":
        return replace(part, key=span.key)
    return part


def _spans(ties: Sequence[Tie]) -> dict[str, tuple[Span, ...]]:
    found: dict[str, list[Span]] = {}
    short = {tie.cited.id for tie in ties if tie.is_short}
    for tie in ties:
        names_full = bool(tie.full) and (tie.cited.item.kind == "archival" or tie.full in short)
        found.setdefault(tie.cited.text_id, []).extend(_item_spans(tie, names_full))
    return {
        name: tuple(sorted(spans, key=lambda span: (span.start, -span.end, _depth(span))))
        for name, spans in found.items()
    }


def _depth(span: Span) -> int:
    return {"citation": 0, "document": 1}.get(span.kind, 2)


def _item_spans(tie: Tie, names_full: bool) -> Iterator[Span]:
    item = tie.cited.item
    attributes = [("n", str(tie.cited.n)), ("type", item.kind), *((("subtype", "short"),) if tie.is_short else ())]
    attributes += [("language", item.language)] if item.language else []
    attributes += [("corresp", f"#{tie.full}")] if names_full else []
    certainty: Certainty = "medium" if tie.is_short else "high"
    yield Span(item.start, item.end, "citation", tie.work or None, certainty, BY, tuple(attributes), tie.why)
    if item.signal:
        yield Span(item.signal.start, item.signal.end, "signal", by=BY)
    for part in item.described:
        about = (("corresp", f"#{tie.cited.id}"),) if part.kind == "document" else ()
        yield Span(part.start, part.end, part.kind, part.key, "medium", BY, (*part.attributes, *about))
    for part in item.parts:
        is_inferred = part.kind == "document" and bool(part.attribute("when"))
        sure: Certainty = "medium" if is_inferred else "high"
        yield Span(part.start, part.end, part.kind, part.key, sure, BY, part.attributes)


def _citation(tie: Tie) -> Citation:
    cited, item = tie.cited, tie.cited.item
    return Citation(cited.note, cited.n, cited.text_id, item.start, item.end, item.language)


def _implied_name(tie: Tie) -> str:
    """The archive's name where the note leaves it out because the class of documents tells it."""
    archive = None if tie.is_short or tie.cited.item.kind != "archival" else _archive_of(tuple(_marks(tie.cited)))
    return archive.name if archive else ""


def _work(group: Group, name: str) -> Work:
    first = group.first

    def one(kind: str) -> str:
        return next(iter(first.read(kind)), "")

    return Work(
        name, first.item.kind, first.item.language, first.names("author"), first.names("editor"),
        first.names("translator"), one("title") or works.description_as_printed(first), one("container"),
        one("volume"), one("issue"), one("pub-place"), one("publisher"), first.year,
        variants=tuple(works.variants(group)),
    )  # fmt: skip


def _units(ties: Sequence[Tie]) -> Iterator[Unit]:
    by_id: dict[str, list[Tie]] = {}
    for tie in ties:
        if tie.cited.item.kind == "archival" and tie.work:
            by_id.setdefault(tie.work, []).append(tie)
    for name, same in by_id.items():
        first = same[0]
        spellings = dict.fromkeys(tie.repository for tie in same if tie.repository != first.repository)
        key = first.repository_key.removeprefix("archive-")
        repository = first.repository or _implied_name(first)
        yield Unit(name, repository, key, first.unit, tuple(spellings), first.cited.item.language)


def _findings(article: Article, ties: Sequence[Tie], texts: Mapping[str, Text]) -> Iterator[Finding]:
    unknown: set[str] = set()
    yield from _unresolved(article, ties, texts)
    for tie in ties:
        archive = tie.cited.word("repository")
        if archive and not tie.repository_key and archive not in unknown:
            unknown.add(archive)
            yield _finding(article, texts, tie, "info", "archive-unknown",
                           f"the archive “{archive}” has no authority entry", "add it to archives.xml")  # fmt: skip


def _unresolved(article: Article, ties: Sequence[Tie], texts: Mapping[str, Text]) -> Iterator[Finding]:
    """One warning a work that is never cited in full; one for all where that is the article's way to cite."""
    hint = "cite it in full once, or check its author and title"
    never = [tie for tie in ties if tie.is_short and not tie.full]
    works_never: dict[str, Tie] = {}
    for tie in never:
        works_never.setdefault(tie.work or tie.cited.id, tie)
    first = tuple(works_never.values())
    if len(first) > MOST_UNRESOLVED:
        notes = ", ".join(str(number) for number in dict.fromkeys(tie.cited.note for tie in never))
        message = f"{len(first)} works are nowhere cited in full (notes {notes}), as “{_clipped(first[0].cited.text)}”"
        yield _finding(
            article, texts, first[0], "warning", "short-form-unresolved", message, "give a bibliography, or " + hint
        )
        return
    for tie in first:
        message = f"no full form of “{_clipped(tie.cited.text)}” was found (note {tie.cited.note})"
        yield _finding(article, texts, tie, "warning", "short-form-unresolved", message, hint)


def _clipped(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _finding(
    article: Article, texts: Mapping[str, Text], tie: Tie, severity: str, rule: str, message: str, hint: str
) -> Finding:
    origin = texts[tie.cited.text_id].origin(tie.cited.item.start)
    line, column = article.source.place(origin) if origin is not None else (0, 0)
    return Finding(severity, rule, message, article.source.path, line, column, hint)  # type: ignore[arg-type]
