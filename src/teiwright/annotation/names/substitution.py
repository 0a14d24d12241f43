"""A surname or a given name alone, told by what a tagger makes of its sentence with a fuller name in its place.

A tagger that sees one sentence takes 尹用人 for a name. With 尹先生 in the place of the first character it reads
尹先生|用人; with 毛先生 in the place of 毛 it has found 毛巾 to be one word before that.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from teiwright import languages
from teiwright.annotation.names import people
from teiwright.annotation.names.masking import read
from teiwright.annotation.names.models import SENTENCE, Tagger, Word
from teiwright.annotation.names.occurrences import has_han, matcher
from teiwright.annotation.names.vocabulary import compiled, vocabulary

_PERSON = "PER"
_NAMES = frozenset((_PERSON, "LOC", "ORG", "nr", "nz", "ns"))
_FORM_WORDS = frozenset(("p", "c", "u", "d", "f"))
_NEVER_NAMES = _FORM_WORDS | {"m", "q", "r", "w", "xc", "TIME", "t"}
_WHOLE = 3
_ROUNDS = 3
_REAL = 3
"""So many times the same words called a person are that person's name."""
_ORDINARY = frozenset(("v", "n", "a", "d", "vn", "p", "an", "ad", "vd", "TIME", "m", "c", "r", "s", "f"))
_ACTS = frozenset(("v", "d", "p"))


@dataclass(frozen=True, slots=True)
class _Place:
    """A surname or a given name alone, what may be put there, and where the name ends that the tagger had."""

    start: int
    end: int
    fuller: str
    until: int


@dataclass(frozen=True, slots=True)
class Persons:
    """The persons whom a document names in full: their surnames, their names by given name, the names that are sure."""

    surnames: frozenset[str]
    by_given: dict[str, str]
    sure: frozenset[str]


def persons(strings: Sequence[str], words: Sequence[Sequence[Word]], known: Iterable[str]) -> Persons:
    """Return the persons that texts name in full.

    `words` is what the tagger made of the texts, `known` the full names that the authority files have.
    """
    told = Counter(
        string[start:end]
        for string, found in zip(strings, words, strict=True)
        for start, end, tag in found
        if tag == _PERSON
    )
    certain = {name for name in known if any(name in string for string in strings)}
    sure = certain | {name for name, times in told.items() if times >= _REAL}
    names = [name for name in sorted({*told, *certain}) if name in sure or (_is_full(name) and not _may_act(name))]
    given = {
        name[1:]: name
        for name in names
        if len(name) == _WHOLE and _surname_end(name) == 1 and name[1:] not in vocabulary().ordinary
    }
    surnames = {name[: _surname_end(name)] for name in names if _is_full(name)}
    return Persons(frozenset(surnames) - people.rules().weak, given, frozenset(sure))


def whole(strings: Sequence[str], words: Sequence[Sequence[Word]], tagger: Tagger) -> list[list[Word]]:
    """Return the words with the names whole that a tagger has cut by their last character (李石|曾的, 陳光|甫都).

    The character belongs to the name where the text has the given name alone, where the longer name is one elsewhere,
    where what follows leaves no other reading (曾的), and where it is usual in given names and the tagger reads so.
    """
    told = {string[start:end] for string, found in _both(strings, words) for start, end, tag in found if tag == _PERSON}
    sure: set[str] = set()
    usual: set[str] = set()
    possible: set[str] = set()
    for string, found in _both(strings, words):
        for (start, end, tag), after in pairwise(found):
            name = string[start : end + 1]
            if tag != _PERSON or end - start != _WHOLE - 1 or not has_han(name[-1]) or _surname_end(name) != 1:
                continue
            if name in told or read("no-other-word").match(string, end):
                sure.add(name)
            elif name[1:] not in vocabulary().ordinary:
                possible.add(name)
                usual.update([name] if after[1] == end + 1 and _ends_as_usual(name) else [])
    alone = {given for string in strings for given in _alone(string, {name[1:] for name in possible})}
    sure.update(name for name in usual - sure if [tag for _, _, tag in tagger(name)] == [_PERSON])
    sure.update(name for name in possible - sure if name[1:] in alone and _may_be_name(tagger, name[1:]))
    return [list(_grown(string, found, sure)) for string, found in _both(strings, words)]


def _both(strings: Sequence[str], words: Sequence[Sequence[Word]]) -> Iterator[tuple[str, Sequence[Word]]]:
    return zip(strings, words, strict=True)


def _ends_as_usual(name: str) -> bool:
    words = vocabulary().words
    return name[-1] in words["given-character"] and name[-1] not in words["deed-character"]


def _alone(string: str, given_names: Collection[str]) -> Iterator[str]:
    """Yield the given names with which a clause begins, or before which a word stands that leads to a person."""
    for start, end in matcher(given_names).find(string):
        if read("before-given-name").search(string[max(0, start - 1) : start]):
            yield string[start:end]


def _may_be_name(tagger: Tagger, given: str) -> bool:
    """Whether a tagger that sees a given name alone makes no word of the language of it."""
    tags = [tag for _, _, tag in tagger(given)]
    return len(tags) > 1 or not _ORDINARY.issuperset(tags)


def _grown(string: str, words: Sequence[Word], cut: Collection[str]) -> Iterator[Word]:
    until = 0
    for start, end, tag in words:
        if start < until < end:
            yield until, end, tag
        elif start >= until:
            is_cut = tag == _PERSON and string[start : end + 1] in cut and end - start == _WHOLE - 1
            until = end + is_cut
            yield start, until, tag


def read_again(
    strings: Sequence[str], words: Sequence[Sequence[Word]], named: Persons, tagger: Tagger
) -> list[list[Word]]:
    """Return the words of the texts with the surnames and given names alone as persons of their own."""
    return [list(_again(string, found, named, tagger)) for string, found in zip(strings, words, strict=True)]


def _may_act(name: str) -> bool:
    """Whether what stands behind the surname of a name of two characters may be what the person does."""
    words = vocabulary().words
    return len(name) < _WHOLE and (
        name[1:] in {*words["deed-character"], *words["acting"]} or name in words["ordinary"]
    )


def _is_full(name: str) -> bool:
    return 0 < _surname_end(name) < len(name) <= _surname_end(name) + 2 and _surname_end(name) <= 2


def _surname_end(name: str) -> int:
    surname = compiled("{surname}").match(name)
    return surname.end() if surname else 0


def _again(string: str, words: Sequence[Word], persons: Persons, tagger: Tagger) -> Iterator[Word]:
    by_sentence: defaultdict[int, list[Word]] = defaultdict(list)
    sentences = [match.span() for match in SENTENCE.finditer(string)]
    at = 0
    for word in words:
        while at < len(sentences) - 1 and sentences[at][1] <= word[0]:
            at += 1
        by_sentence[at].append(word)
    for number, found in by_sentence.items():
        alone = {place.start: place for place in _given_alone(string, *sentences[number], found, persons, tagger)}
        places = list(_apart({place.start: place for place in _places(string, found, persons)} | alone))
        yield from _told(string, *sentences[number], found, places, tagger) if places else found


def _places(string: str, words: Sequence[Word], persons: Persons) -> Iterator[_Place]:
    for start, end, tag in words:
        word = string[start:end]
        if word in persons.by_given and tag in _NAMES:
            yield _Place(start, end, persons.by_given[word], end)
        elif word not in persons.sure:
            yield from (
                _Place(at, at + length, string[at : at + length] + _honorific(), until)
                for at, length, until in _surnames(string, start, end, tag, persons.surnames)
            )


def _given_alone(
    string: str, start: int, end: int, words: Sequence[Word], persons: Persons, tagger: Tagger
) -> Iterator[_Place]:
    """Yield the given names alone that a tagger reads as other words (光|前捐, 銘傳去職)."""
    starts, ends = {word[0]: word for word in words}, {word[1] for word in words}
    for first, last in matcher(persons.by_given).find(string[start:end]):
        first, last = first + start, last + start
        given = string[first:last]
        if first not in starts or last not in ends or string[first - 1 : first] == persons.by_given[given][0]:
            continue
        after = starts.get(last)
        begins = read("clause-begins").search(string, max(0, first - 1), first) is not None
        is_usual = set(given) <= people.rules().given
        acts = begins and is_usual and after is not None and after[2] in _ACTS
        is_bounded = read("before-given-name").search(string, max(0, first - 1), first) is not None
        if acts or (is_bounded and _may_be_name(tagger, given)):
            yield _Place(first, last, persons.by_given[given], last)


def _apart(places: Mapping[int, _Place]) -> Iterator[_Place]:
    """The places of which none begins inside one before it."""
    until = 0
    for start in sorted(places):
        if start >= until:
            yield places[start]
            until = places[start].end


def _surnames(string: str, start: int, end: int, tag: str, surnames: Collection[str]) -> Iterator[tuple[int, int, int]]:
    """Yield where in a word a surname may stand alone, its length, and where ends what the tagger took for one name."""
    at = start
    while at < end:
        length = next((size for size in (2, 1) if string[at : at + size] in surnames and at + size <= end), 0)
        is_name = tag in _NAMES
        if not length:
            at += 1
        elif at == start and at + length == end:
            if tag == _PERSON or length > 1 or _may_stand(string[at], tag):
                yield at, length, end
            return
        elif (at == start and _may_begin(string, start, end, tag)) or _is_after_deed(string, at):
            yield at, length, end if is_name or at == start else at + length
            at += length
        elif at + length == end and tag.startswith("v"):
            yield at, length, end
            return
        else:
            at += length


def _may_begin(string: str, start: int, end: int, tag: str) -> bool:
    """A name of up to three characters in no series and behind no title; another word only where a clause begins."""
    if tag in _NAMES:
        is_member = read("in-series-or-titled").search(string[max(0, start - 5) : start + 1])
        is_everyday = tag != _PERSON and string[start] in vocabulary().words["everyday-surname"]
        return end - start <= _WHOLE + 1 and not (is_member or is_everyday)
    is_ordinary = string[start : start + 2] in vocabulary().ordinary
    return not is_ordinary and bool(read("clause-begins").search(string, max(0, start - 1), start))


def _is_after_deed(string: str, at: int) -> bool:
    return string[at - 1 : at] in vocabulary().words["deed-upon"]


def _honorific() -> str:
    return languages.words("zh", "people", "plain-honorific", folded=True)[0]


def _may_stand(surname: str, tag: str) -> bool:
    """Whether the tag of a character alone leaves open that it is a surname; an everyday word has to be called one."""
    return tag not in _NEVER_NAMES and surname not in vocabulary().words["everyday-surname"]


def _told(string: str, start: int, end: int, words: list[Word], places: list[_Place], tagger: Tagger) -> Iterator[Word]:
    """The words of a sentence with the fuller names put in, as far as the tagger finds those again."""
    for _ in range(_ROUNDS):
        replaced, offsets, at_places = _put_in(string, start, end, places)
        again = list(tagger(replaced))
        kept = [place for place, at in zip(places, at_places, strict=True) if _stands(place, at, replaced, again)]
        if len(kept) == len(places):
            yield from ((offsets[first], offsets[last], tag) for first, last, tag in again)
            return
        if not kept:
            break
        places = kept
    yield from words


def _put_in(string: str, start: int, end: int, places: Iterable[_Place]) -> tuple[str, list[int], list[int]]:
    """Return the sentence with the fuller names, the text's offset of each of its edges, and where the names begin."""
    parts: list[str] = []
    offsets: list[int] = []
    at_places: list[int] = []
    at = start
    for place in places:
        parts.append(string[at : place.start])
        offsets += range(at, place.start)
        at_places.append(len(offsets))
        parts.append(place.fuller)
        offsets += [place.start] * len(place.fuller)
        at = place.end
    return "".join([*parts, string[at:end]]), [*offsets, *range(at, end + 1)], at_places


def _stands(place: _Place, at: int, replaced: str, words: Sequence[Word]) -> bool:
    """Whether the fuller name is a person of its own where it was put, and what followed is the rest of no name."""
    end = at + len(place.fuller)
    heads = {word for word in words if word[0] == at and word[2] == _PERSON}
    is_person = any(word[1] in (end, end - len(_honorific())) for word in heads)
    after = next((word for word in words if word[0] == end), None)
    if not is_person or after is None or place.until == place.end:
        return is_person
    word = replaced[after[0] : after[1]]
    is_form_word = after[2] in _FORM_WORDS and (len(word) > 1 or word in people.rules().never)
    rest = place.until - place.end
    may_be_name = (rest > 1 or len(word) == 1) and word[0] in vocabulary().words["deed-or-given"]
    is_deed = after[2][0] in "vadpcrf" and word[0] in vocabulary().words["deed-character"] and not may_be_name
    return is_form_word or is_deed or word in _deeds()


@cache
def _deeds() -> frozenset[str]:
    """What may follow a surname alone where a tagger has a name of it and the characters behind."""
    words = vocabulary().words
    keys = ("deed", "acting", "speech", "strong-speech", "after-surname")
    return frozenset(word for key in keys for word in words[key] if len(word) > 1) | set(words["after-surname"])
