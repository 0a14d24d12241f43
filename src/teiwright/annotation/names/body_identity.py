"""Whether a body's name may stand for the entry it is tied to, where bodies of many states bear such a name.

民主黨, 軍委, Congress are names of kinds: they are tied to the one entry of the files only where the document names it
in full, is about its state, or speaks of the state before. An acronym means what the document explains it by.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from teiwright import languages
from teiwright.annotation.names.lexicon import states_by_name
from teiwright.annotation.names.masking import read
from teiwright.annotation.names.occurrences import has_han
from teiwright.annotation.names.passage import Reading
from teiwright.annotation.names.vocabulary import vocabulary
from teiwright.article import Span
from teiwright.authority import Authority
from teiwright.languages.folding import fold_name
from teiwright.xmltools import TEI

_KINDS = ("party", "state", "bare", "organ", "service", "common-force")
_NEAR = 200
_SHARE = 0.2
_NOT_OF_STATE = re.compile(
    r"(?:\d(?:st|nd|rd|th)|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Party|World) $"
)


@dataclass(frozen=True, slots=True)
class Document:
    """What a document says of states and bodies: which entries it names in full, which states it is about.

    `shared` are the names that several entries of the files bear, `first` is where an entry is named in full first.
    """

    named: frozenset[str]
    states: frozenset[str]
    shared: frozenset[str]
    first: Mapping[str, tuple[int, int]]


def identified(readings: Sequence[Reading], authority: Authority, explained: Mapping[str, str]) -> list[Reading]:
    """Untie the bodies that nothing in the document ties to their entry; `explained` are acronyms with their names."""
    owners = _owners(authority)
    full = _full_names(authority)
    document = _read(readings, full, owners, _shared(authority))
    return [
        replace(reading, spans=tuple(_bodies(reading, number, owners, document, _contradicted(explained, full))))
        for number, reading in enumerate(readings)
    ]


@lru_cache(maxsize=2)
def _owners(authority: Authority) -> Mapping[str, str]:
    """The state of each body, by the body's key: the one whose name its own names begin with, else its country's."""
    states = states_by_name(authority)
    owners: dict[str, str] = {}
    countries: dict[str, str] = {}
    by_country: dict[str, Counter[str]] = {}
    for entry in authority.of_kind("org"):
        names = [fold_name(name.text) for name in entry.names]
        heads = (states.get(name[:length]) for length in (5, 4, 3, 2) for name in names)
        owner = next((state for state in heads if state), None)
        country = entry.element.find(TEI + "country")
        code = (country.get("key") or "") if country is not None else ""
        if owner:
            owners[entry.id] = owner
            by_country.setdefault(code, Counter())[owner] += 1
        countries[entry.id] = code
    of_code = {code: counts.most_common(1)[0][0] for code, counts in by_country.items() if code}
    return {key: of_code[code] for key, code in countries.items() if code in of_code} | owners


@lru_cache(maxsize=2)
def _full_names(authority: Authority) -> Mapping[str, frozenset[str]]:
    return {
        entry.id: frozenset(
            form for name in entry.names if name.type != "short" and not is_generic(form := fold_name(name.text))
        )
        for entry in authority.of_kind("org", "archive")
    }


@cache
def _generic() -> frozenset[str]:
    words = vocabulary().words
    english = languages.words("en", "organisations", "generic-body", folded=True)
    return frozenset((*(word for key in _KINDS for word in words[key]), *english))


def is_generic(name: str) -> bool:
    """Whether bodies of many states bear this name: a noun for a kind, or a committee by nothing but its field."""
    return name in _generic() or read("committee-of-any").fullmatch(name) is not None


@lru_cache(maxsize=2)
def _shared(authority: Authority) -> frozenset[str]:
    counts = Counter(
        name for entry in authority.of_kind("org") for name in {fold_name(name.text) for name in entry.names}
    )
    return frozenset(name for name, times in counts.items() if times > 1)


def _read(
    readings: Sequence[Reading],
    full: Mapping[str, frozenset[str]],
    owners: Mapping[str, str],
    shared: frozenset[str],
) -> Document:
    states: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}
    for number, reading in enumerate(readings):
        for span in reading.spans:
            if span.key and span.kind == "place":
                states[span.key] += 1
            elif span.key and reading.string[span.start : span.end] in full.get(span.key, frozenset()):
                first.setdefault(span.key, (number, span.start))
                states[owners.get(span.key, "")] += 1
    del states[""]
    most = max(states.values(), default=0)
    main = frozenset(key for key, times in states.items() if times >= _SHARE * most)
    return Document(frozenset(first), main, shared, first)


def _contradicted(explained: Mapping[str, str], full: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """The acronyms that the document explains, each with the keys of the entries that have the name it gives."""
    return {
        acronym: frozenset(key for key, names in full.items() if name in names) for acronym, name in explained.items()
    }


def _bodies(
    reading: Reading,
    number: int,
    owners: Mapping[str, str],
    document: Document,
    explained: Mapping[str, frozenset[str]],
) -> Iterator[Span]:
    for span in reading.spans:
        if span.kind != "org" or span.key is None:
            yield span
            continue
        name = reading.string[span.start : span.end]
        if name in explained and span.key not in explained[name]:
            yield _untied(span, "the document explains the acronym otherwise")
        elif not is_generic(name) or _is_meant(name, span, (reading, number), document):
            yield span
        elif _NOT_OF_STATE.search(reading.string, max(0, span.start - 16), span.start):
            continue
        elif _speaks_of(owners.get(span.key, ""), name, reading, span.start, document):
            yield span
        else:
            yield _untied(span, "bodies of many states have this name")


def _is_meant(name: str, span: Span, place: tuple[Reading, int], document: Document) -> bool:
    """Whether the document names the entry in full; a name in Chinese characters that several share, before it.

    Such a name is left to the state that stands before it, where one does.
    """
    reading, number = place
    if span.key not in document.named or not (has_han(name) and name in document.shared):
        return span.key in document.named
    near = (other for other in reading.spans if span.start - _NEAR < other.start < span.start)
    has_state = any(other.kind == "place" and other.key for other in near)
    return not has_state and document.first[span.key] <= (number, span.start)


def _speaks_of(state: str, name: str, reading: Reading, at: int, document: Document) -> bool:
    """Whether the document is about a state, or it is the last named before; never where another stands just before.

    A name that several entries share stands for that of the state named last.
    """
    before = [span for span in reading.spans if span.kind == "place" and at - _NEAR < span.start < at and span.key]
    last = before[-1] if before else None
    if not state or (last is not None and last.end == at and last.key != state):
        return False
    if name in document.shared:
        return last.key == state if last is not None else False
    return state in document.states or (last is not None and last.key == state)


def _untied(span: Span, reason: str) -> Span:
    why = f"{span.why}; not tied to {span.key}: {reason}"
    return replace(span, key=None, certainty="low", by="pattern", why=why)
