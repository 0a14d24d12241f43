"""Which entry a name stands for where the name alone does not tell.

A short form (政治局, 人民軍, Иванов) takes the entry whose fuller name was met last before it, else the one met most in
the document, else the one whose state the paragraph speaks of; where nothing tells, it stands without a key. A force
with a common noun for its short name (義勇軍) has that name only from its first full mention on, an English body (the
Department) only where the document has its full name.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from teiwright.annotation.names.lexicon import Hit, Term
from teiwright.annotation.names.masking import read
from teiwright.annotation.names.passage import Reading
from teiwright.annotation.names.vocabulary import compiled, vocabulary
from teiwright.article import Certainty, Span

_SENTENCE_BEFORE = 60


@dataclass(frozen=True, slots=True)
class Mentions:
    """Full mentions in the document: how often each entry is named, and in order (text, offset, key)."""

    counts: Counter[str]
    order: tuple[tuple[int, int, str], ...]

    def last_before(self, place: tuple[int, int], keys: frozenset[str], since: int = 0) -> str | None:
        """Return the key of the last full mention before a place in document order, but not before text `since`."""
        end = bisect_left(self.order, (*place, ""))
        for text, _, key in reversed(self.order[:end]):
            if text < since:
                break
            if key in keys:
                return key
        return None

    def first(self, key: str) -> tuple[int, int] | None:
        """Return the place of the entry's first full mention."""
        return next(((text, offset) for text, offset, other in self.order if other == key), None)


def mentions(readings: Sequence[Reading]) -> Mentions:
    """Collect the full mentions of a document's entries."""
    order = [
        (number, hit.start, hit.term.key)
        for number, reading in enumerate(readings)
        for hit in reading.hits
        if hit.term.key and not hit.term.is_short
    ]
    return Mentions(Counter(key for _, _, key in order), tuple(order))


def resolve(readings: Sequence[Reading]) -> list[Reading]:
    """Give each hit the one term it stands for; leave out short names that are common nouns where they stand."""
    known = mentions(readings)
    return [replace(reading, hits=tuple(_resolved(reading, number, known))) for number, reading in enumerate(readings)]


def _resolved(reading: Reading, number: int, known: Mentions) -> Iterable[Hit]:
    context_only = vocabulary().words["context-only"]
    for hit in reading.hits:
        if reading.string[hit.start : hit.end] in context_only:
            continue
        if not hit.term.is_short:
            yield replace(hit, terms=(_most_mentioned(hit.terms, known),))
        elif not _is_common_noun(hit, reading, number, known):
            yield replace(hit, terms=(choose(hit.terms, reading, number, hit.start, known),))


def _most_mentioned(terms: tuple[Term, ...], known: Mentions) -> Term:
    full = [term for term in terms if not term.is_short]
    return max(full, key=lambda term: known.counts[term.key or ""])


def choose(terms: tuple[Term, ...], reading: Reading, number: int, at: int, known: Mentions) -> Term:
    """Choose the entry of a short name by the rules above; a term without key where they leave it open."""
    keys = frozenset(term.key for term in terms if term.key)
    key = (
        known.last_before((number, at), keys, since=number)
        or _of_state(terms, reading, at)
        or known.last_before((number, at), keys)
        or _most_frequent(keys, known)
    )
    if key is None and len(keys) == 1:
        key = next(iter(keys))
    return next((term for term in terms if term.key == key), replace(terms[0], key=None))


def _of_state(terms: tuple[Term, ...], reading: Reading, at: int) -> str | None:
    """Return the entry of the state that the text named last before the place, within a sentence or so."""
    for hit in reversed(reading.hits):
        if _SENTENCE_BEFORE > at - hit.start > 0 and hit.term.is_country:
            found = [term.key for term in terms if term.owner and term.owner == hit.term.key]
            if found:
                return found[0]
    return None


def _most_frequent(keys: frozenset[str], known: Mentions) -> str | None:
    best = max(sorted(keys), key=lambda key: known.counts[key], default=None)
    return best if best is not None and known.counts[best] else None


def _is_common_noun(hit: Hit, reading: Reading, number: int, known: Mentions) -> bool:
    name = reading.string[hit.start : hit.end]
    if hit.term.kind == "org" and name.isascii():
        return not any(known.counts[term.key or ""] for term in hit.terms)
    if hit.term.kind != "org" or name not in vocabulary().words["common-force"]:
        return False
    before, after = reading.string[max(0, hit.start - 4) : hit.start], reading.string[hit.end : hit.end + 4]
    if read("manner-after").match(after) or (
        read("manner-before").search(before) and not reading.is_note and not _is_named(hit, known)
    ):
        return True
    firsts = [first for term in hit.terms if term.key and (first := known.first(term.key)) is not None]
    return not reading.is_note and bool(firsts) and (number, hit.start) < min(firsts)


def _is_named(hit: Hit, known: Mentions) -> bool:
    return any(term.key and known.counts[term.key] for term in hit.terms)


def surnames(readings: Sequence[Reading]) -> dict[str, str]:
    """Return the surnames of the persons whom the document names in full, each with the one key it can mean."""
    keys: dict[str, set[str]] = {}
    for reading in readings:
        for span in reading.spans:
            surname = _surname(reading.string[span.start : span.end]) if span.kind == "person" else ""
            if surname:
                keys.setdefault(surname, set()).add(span.key or "")
    return {surname: next(iter(group)) if len(group) == 1 else "" for surname, group in keys.items()}


def _surname(name: str) -> str:
    """Return the surname of a Chinese, Korean or Japanese name in full, or nothing."""
    found = compiled("{surname}").match(name)
    is_whole = found is not None and found.end() < len(name) <= 5 and "·" not in name
    return found.group() if found is not None and is_whole else _japanese_surname(name)


def _japanese_surname(name: str) -> str:
    """The surname of a Japanese name in full: one of the list, else the two characters that most have (岡松參太郎)."""
    if not 4 <= len(name) <= 6 or "·" in name:
        return ""
    listed = compiled("{japanese-surname}").match(name)
    if listed:
        return listed.group()
    return name[:2] if read("japanese-given-end").search(name, len(name) - 3) else ""


def keyed(span: Span, terms: tuple[Term, ...], reading: Reading, number: int, known: Mentions) -> Span:
    """Return a span that the grammar found with the entry that its words are a name of."""
    term = choose(terms, reading, number, span.start, known)
    if term.key is None:
        return span
    certainty: Certainty = "medium" if term.is_short else "high"
    why = f"{span.why}; the entry has this name"
    return replace(span, key=term.key, certainty=certainty, by="authority", why=why)
