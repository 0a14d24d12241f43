"""Chinese bodies by the noun that ends their name, whatever their field.

From the noun the name is read to the left, word by word, over places and bodies found before, up to a word that no
name holds: a preposition, a verb, a title, a person. How much speaks for a body is summed up: how sure the noun is, a
place or a body at the head, a verb of founding, heading or belonging before it, an office or what bodies do behind it,
and how often the document has the name. Without a tagger's words nothing is read.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from teiwright import languages
from teiwright.annotation.names.masking import read
from teiwright.annotation.names.models import Word
from teiwright.annotation.names.occurrences import has_han, matcher
from teiwright.annotation.names.passage import Reading
from teiwright.annotation.names.vocabulary import vocabulary
from teiwright.article import Span
from teiwright.languages import Words

_ENOUGH = 2.2
_SURE, _OPEN, _WEAK = 2.0, 1.2, 0.4
_OWNED, _OWNED_WEAKLY, _FOUNDED, _BOUNDED = 1.4, 0.9, 1.2, 0.5
_OFFICE, _DOES, _ENDED = 1.1, 0.8, 0.3
_TAGGED, _AGAIN, _PURPOSE = 0.8, 0.8, 0.6
_LONGEST, _WORDS = 16, 6
"""Characters and words of a name before its noun."""
_TOLD = 3
"""A longer part of one word with its noun, which a tagger calls a body, holds its owner, too."""
_SHORTEST = 3
"""Characters of the shortest name."""
_OWNERS = frozenset(("ORG", "LOC"))
_NOUNS = _OWNERS | {"n", "nz", "vn", "v", "nw"}
_NOMINAL = _OWNERS | {"n", "nz", "vn", "a", "an", "s"}
_MISREAD = frozenset(("PER", "d"))
_COUNTS = frozenset(("m", "q"))
_BOUNDS = frozenset(("w", "p", "c", "u", "d", "r", "TIME", "xc"))
"""Tags of words that a name does not begin behind by chance."""
_TELLING = "a body by its noun and what stands around it"


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with the spans found before and a tagger's words, each by every place that it covers."""

    string: str
    spans: Mapping[int, Span]
    words: Mapping[int, Word]
    states: frozenset[int]
    """Where the names of states begin."""


@dataclass(frozen=True, slots=True)
class _Begun:
    """Where a name begins, the word before it, and whether a place or a body stands at its head."""

    start: int
    before: Word | None
    is_owned: bool


def find(readings: Sequence[Reading], words: Sequence[Sequence[Word]]) -> list[list[Span]]:
    """Return for each text the bodies that their noun and their contexts tell; `words` are a tagger's, by text."""
    weights: dict[str, float] = {}
    counts: Counter[str] = Counter()
    for reading, tagged in zip(readings, words, strict=True):
        for name, weight in _candidates(reading, tagged) if tagged else ():
            counts[name] += 1
            weights[name] = max(weight, weights.get(name, 0.0))
    named = [name for name, weight in weights.items() if weight + (_AGAIN if counts[name] > 1 else 0) >= _ENOUGH]
    return [list(_mentions(reading, named)) if named else [] for reading in readings]


def _mentions(reading: Reading, named: Sequence[str]) -> Iterator[Span]:
    for start, end in matcher(named).find(reading.string):
        beside = reading.string[start - 1 : start], reading.string[end : end + 1]
        is_part = any(map(_is_in_letters, beside)) or _goes_on(reading.string, end)
        if not is_part and not _crosses(reading, start, end):
            yield Span(start, end, "org", None, "low", "pattern", why=_TELLING)


def _crosses(reading: Reading, start: int, end: int) -> bool:
    return any(
        span.start < end and start < span.end and not (start <= span.start and span.end <= end)
        for span in reading.spans
    )


def _goes_on(string: str, end: int) -> bool:
    """Whether the noun's last character is the first of another word (委員會議, 部門)."""
    return string.startswith(_folded("goes-on"), end) or string[end - 1 : end + 1] in _set("other-word")


def _candidates(reading: Reading, tagged: Sequence[Word]) -> Iterator[tuple[str, float]]:
    text = _Text(
        reading.string,
        {at: span for span in reading.spans for at in range(span.start, span.end)},
        {at: word for word in tagged for at in range(word[0], word[1])},
        frozenset(start for start, _ in reading.states),
    )
    string = text.string
    done = 0
    for start, end, noun in _nouns(string):
        word = text.words.get(end - 1)
        if end == done or word is None or _goes_on(string, end) or not _is_end(end, word, text.spans.get(end - 1)):
            continue
        if any(string[at:end] in _set("no-body") for at in range(word[0], start)):
            continue
        begun = _behind_verb(string, start, _walked(text, start, is_sure=noun == _SURE))
        modifier = string[begun.start : start]
        done = end if modifier else done
        if _modifies(modifier, string[start:end]) and not _is_counted(string, begun):
            purpose = _PURPOSE if end - start == 1 and modifier in _set("verb-in-body") else 0.0
            yield string[begun.start : end], noun + purpose + _around(text, begun, start, end, noun)


def _modifies(modifier: str, noun: str) -> bool:
    """Whether words before a noun make a name of it; those that are a noun of this list with it make a kind."""
    weights, _ = _heads()
    is_short = len(modifier) + len(noun) < _SHORTEST or not modifier
    is_kind = (len(noun) > 1 and modifier in _set("no-modifier")) or modifier + noun in weights
    return not (is_short or is_kind or read("not-in-body").search(modifier))


def _is_end(end: int, word: Word, span: Span | None) -> bool:
    """Whether a word that may end a name ends here, or a body found before."""
    return span.kind == "org" and span.end == end if span is not None else word[1] == end and word[2] in _NOUNS


def _behind_verb(string: str, start: int, begun: _Begun) -> _Begun:
    """A name begins behind a verb of founding that a tagger has read as a part of it (景星北上辦|開平礦務局)."""
    *_, last = (None, *read("founds-in-word").finditer(string, begun.start, start))
    return replace(begun, start=last.end(), before=(last.start(), last.end(), "v"), is_owned=False) if last else begun


def _is_counted(string: str, begun: _Begun) -> bool:
    """Whether a number, a measure word or a word in letters stands before (一個防空集團軍, SARS 疫症…委員會)."""
    is_number = begun.before is not None and begun.before[2] in _COUNTS
    return is_number or _is_in_letters(string[begun.start - 1 : begun.start])


def _is_in_letters(character: str) -> bool:
    return character.isalnum() and not has_han(character)


def _nouns(string: str) -> Iterator[tuple[int, int, float]]:
    """Yield the nouns that may end a name, with what each weighs."""
    weights, lengths = _heads()
    for end in range(2, len(string) + 1):
        for length in lengths.get(string[end - 1], ()):
            noun = string[max(0, end - length) : end]
            if noun in weights:
                yield end - len(noun), end, weights[noun]


@cache
def _heads() -> tuple[dict[str, float], dict[str, tuple[int, ...]]]:
    """The nouns with their weights, and the lengths to try by the last character, the longest first."""
    weights = {
        word: weight
        for key, weight in (("weak", _WEAK), ("open", _OPEN), ("sure", _SURE))
        for word in _folded(f"{key}-head")
    }
    lengths: dict[str, set[int]] = {}
    for word in weights:
        lengths.setdefault(word[-1], set()).add(len(word))
    return weights, {last: tuple(sorted(group, reverse=True)) for last, group in lengths.items()}


def _walked(text: _Text, start: int, *, is_sure: bool) -> _Begun:
    """Read a name from its noun, or from the body found there before, to the left.

    Behind an owner only few words lead it (臨時, 國立); a body found before takes no other owner than a body.
    """
    own = text.spans.get(start)
    first = own.start if own is not None else start
    at, is_owned, is_led, words = first, own is not None, own is not None, 0
    is_known = own is not None and own.key is not None
    while at and not is_known and first - at < _LONGEST and words < _WORDS:
        span, word = text.spans.get(at - 1), text.words.get(at - 1)
        is_free = own is not None and at == first and first not in text.states
        if span is not None and _owns(span, is_owned=is_owned, is_free=is_free):
            at, is_owned, is_led = span.start, True, True
            continue
        if span is not None or word is None:
            break
        said = text.string[word[0] : at]
        if not _may_stand(said, word, is_owned=is_owned, is_next=at == start, is_sure=is_sure):
            break
        is_owned = is_owned or word[2] in _OWNERS or said in _set("unit-before")
        is_led = is_led or word[2] == "m" or (is_owned and (word[1] <= start or len(said) > _TOLD))
        at, words = word[0], words + 1
    return _Begun(at, text.words.get(at - 1), is_led)


def _owns(span: Span, *, is_owned: bool, is_free: bool) -> bool:
    """Whether what stands behind a span may belong to it: to a body, or to a place (no state's one character)."""
    if is_owned:
        return is_free and span.kind == "org"
    return span.kind == "org" or (span.kind == "place" and span.end - span.start > 1)


def _may_stand(said: str, word: Word, *, is_owned: bool, is_next: bool, is_sure: bool) -> bool:
    """Whether a word, as far as it stands before what has been read, may be a part of the name."""
    tag, is_part = word[2], len(said) < word[1] - word[0]
    if is_owned:
        return said in _set("before-owner") or (is_part and tag == "ORG")
    if said in _set("never-first") or said in _titles():
        return False
    if tag == "m":
        return is_next and read("number-of-body").fullmatch(said) is not None
    if len(said) == 1 and tag in _MISREAD:
        return is_sure and not is_next and said not in _no_part()
    return tag in _NOMINAL or said in _set("verb-in-body") or (is_part and tag in _NOUNS)


def _around(text: _Text, begun: _Begun, start: int, end: int, noun: float) -> float:
    owner, tag = text.spans.get(begun.start), text.words[end - 1][2]
    is_only_place = owner is not None and owner.end == start and noun < _SURE
    is_part = owner is not None and owner.kind == "org"
    owned = 0.0 if is_only_place or not begun.is_owned else _OWNED if is_part or noun > _WEAK else _OWNED_WEAKLY
    return owned + _before(text.string, begun) + _behind(text, end) + (_TAGGED if tag == "ORG" else 0.0)


def _before(string: str, begun: _Begun) -> float:
    before = begun.before
    if before is None or before[2] in _BOUNDS:
        return _BOUNDED
    said = string[before[0] : begun.start]
    is_founded = said in _set("founds") or said.endswith(_folded("founds-at-length"))
    return _FOUNDED if is_founded else 0.0


def _behind(text: _Text, end: int) -> float:
    string = text.string
    if read("office-behind").match(string, end):
        return _OFFICE
    at = end + string.startswith("的", end)
    if string.startswith(_folded("does"), end) or (at in text.spans and text.spans[at].kind == "person"):
        return _DOES
    return _ENDED if not has_han(string[end : end + 1]) else 0.0


@cache
def _no_part() -> frozenset[str]:
    """Characters that a tagger may misread and that begin no name."""
    words = vocabulary().words
    return frozenset((*words["no-word-of-body"], *words["surname"], *_folded("founds")))


@cache
def _titles() -> frozenset[str]:
    return frozenset(vocabulary().words["title"])


@cache
def _set(key: str) -> frozenset[str]:
    return frozenset(_folded(key))


@cache
def _folded(key: str) -> Words:
    return languages.words("zh", "bodies", key, folded=True)
