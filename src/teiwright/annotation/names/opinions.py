"""What the models say of a document's names, made ready for the finders: as evidence for persons, and to fill gaps.

A model's persons in English and Russian are handed to the finders of persons, which know names in full. What it says
else is taken only where nothing was found: a place or a body by its form, of one kind throughout the document; a
Chinese person only with the shape of a name. Fragments give way to the form that the model gives more often.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from teiwright import languages
from teiwright.annotation.names import chinese_proposals, people, substitution
from teiwright.annotation.names.english_bodies import is_roman, no_bodies
from teiwright.annotation.names.masking import read
from teiwright.annotation.names.models import Models, Proposal, Word, named, script_language
from teiwright.annotation.names.occurrences import matcher
from teiwright.annotation.names.passage import Reading
from teiwright.annotation.names.russian_bodies import is_head
from teiwright.annotation.names.vocabulary import compiled, vocabulary
from teiwright.article import Span, SpanKind
from teiwright.languages.folding import HAN, fold_name

_HAN_NAME = re.compile(f"[{HAN}A-Za-z·.]{{2,}}")
_PEOPLE = re.compile("^[A-Z][a-z]+(?:ans|ians|ists|ites|ese|viks|ers)$")
_ADJECTIVE = re.compile("^[А-Я][А-Яа-я-]+(?:ый|ым|ыми|ых|ого|ому|ая|ое|ую|[сц]к(?:ий|им|ие|их|ими|ой|ом))$")
_SMALL_IN_NAMES = frozenset(("of", "the", "for", "on", "and", "in", "at", "to", "de", "la", "le", "du", "des", "von"))
_IN_LETTERS = re.compile(r"[A-Za-zА-Яа-яÀ-ž]")
_ACRONYM = re.compile("[A-Z]{3,8}")
_LONG = 3
"""Characters of a Chinese name with a given name of two."""
_NUMBER = re.compile(r"[ -]?\d")
"""Behind an acronym: it signs a document (NSC 68, ORE 7-50)."""
_HEAD = re.compile(r"(?:[Tt]he |[\"'(«„])*")


@dataclass(frozen=True, slots=True)
class Opinions:
    """The proposals of the models, a list for each text of the document.

    `small` are the words in small letters, `given` the given names of persons whom the document names in full, `words`
    what a tagger divides the texts into, each with its tag.
    """

    proposals: tuple[tuple[Proposal, ...], ...]
    small: frozenset[str]
    given: frozenset[str] = frozenset()
    words: tuple[tuple[Word, ...], ...] = ()

    def persons(self, number: int) -> list[tuple[int, int]]:
        """Return the ranges of a text that a model calls persons."""
        return [(start, end) for start, end, kind in self.proposals[number] if kind == "person"]

    def surnames_alone(self, readings: Sequence[Reading]) -> list[tuple[int, ...]]:
        """Return for each text the places of the persons of one character, surnames that stand alone."""
        return [
            tuple(chinese_proposals.surnames_alone(reading.string, group))
            for reading, group in zip(readings, self.proposals, strict=True)
        ]

    def long_persons(self, readings: Sequence[Reading]) -> Iterator[list[Span]]:
        """Yield for each text the persons in Chinese characters whose form alone tells that they are names.

        A known name within one (長江 in 范長江) gives way to it; one that also stands before 莊 or 村 is a place's.
        """
        told: Counter[str] = Counter()
        foreign = self._foreign_persons(readings)
        for reading, proposals in zip(readings, self.proposals, strict=True):
            for start, end, kind in proposals:
                name = reading.string[people.in_title(reading.string, start) : end]
                is_listed = reading.string[end : end + 1] == "、"
                is_whole = _is_long_name(name, is_listed=is_listed) or name in foreign
                is_name = kind == "person" and is_whole and self._is_plausible(name, kind)
                if is_name and not _acts(reading.string, start):
                    told[name] += 1
        village = read("village-after")
        found = [(reading, list(matcher(told).find(reading.string))) for reading in readings]
        villages = {
            reading.string[start:end]
            for reading, ranges in found
            for start, end in ranges
            if village.match(reading.string, end)
        }
        for reading, ranges in found:
            yield [
                _span(start, end, "person", told[reading.string[start:end]])
                for start, end in ranges
                if reading.string[start:end] not in villages
                and not _begins_inside(reading.string, start, end)
                and _holds_what_it_meets(reading, start, end)
            ]

    def longer_bodies(self, readings: Sequence[Reading]) -> Iterator[list[Span]]:
        """Yield for each text the bodies that begin with one found before, and end with a noun for a part (…遠東司)."""
        for reading, proposals in zip(readings, self.proposals, strict=True):
            known = {span.start: span.end for span in reading.spans if span.kind == "org"}
            yield [
                _span(start, end, "org", 1)
                for start, end, kind in proposals
                if kind == "org"
                and known.get(start, end) < end
                and read("part-of-body").search(reading.string, start, end)
                and not any(
                    span.start < end < span.end or (span.kind == "org" and start < span.start < end)
                    for span in reading.spans
                )
            ]

    def _foreign_persons(self, readings: Sequence[Reading]) -> frozenset[str]:
        """Transliterated names of one part that the models call persons, and a context tells to be such."""
        names = {
            reading.string[start:end]
            for reading, proposals in zip(readings, self.proposals, strict=True)
            for start, end, kind in proposals
            if kind == "person" and not _begins_inside(reading.string, start, end)
        }
        foreign = [name for name in names if len(name) >= _LONG and people.is_foreign(name)]
        return people.told([reading.masked() for reading in readings], foreign)

    def gaps(self, readings: Sequence[Reading]) -> Iterator[list[Span]]:
        """Yield for each text what the models name where nothing was found yet."""
        names = self._names(readings)
        for reading in readings:
            masked = reading.masked()
            yield [
                span
                for kind, counts in names.items()
                for start, end in matcher(counts).find(masked)
                if (span := _gap(masked, start, end, kind, counts)) is not None
            ]

    def _names(self, readings: Sequence[Reading]) -> dict[SpanKind, Counter[str]]:
        """The forms to fill gaps with: each of the one kind that the model gives it most."""
        kinds: defaultdict[str, Counter[SpanKind]] = defaultdict(Counter)
        for reading, proposals in zip(readings, self.proposals, strict=True):
            masked = reading.masked() if proposals else ""
            for start, end, kind in proposals:
                start, end = _trimmed(reading.string, start, end)
                name = reading.string[start:end]
                if name and name == masked[start:end]:
                    kinds[name][kind] += 1
        names: dict[SpanKind, Counter[str]] = {"person": Counter(), "place": Counter(), "org": Counter()}
        for name, counts in kinds.items():
            kind = max(counts, key=lambda kind: (counts[kind], kind))
            if self._is_plausible(name, kind):
                names[kind][name] = counts[kind]
        cleaned = {kind: _cleaned(counts) for kind, counts in names.items()}
        given = {name: times for name, times in cleaned["person"].items() if name in self.given}
        cleaned["person"] = _told(cleaned["person"], [reading.masked() for reading in readings]) | Counter(given)
        return cleaned

    def _is_plausible(self, name: str, kind: SpanKind) -> bool:
        if not _IN_LETTERS.search(name):
            return _HAN_NAME.fullmatch(name) is not None and _is_plausible_in_han(name, kind)
        if kind == "person" or not name[0].isupper() or name.lower() in self.small:
            return False
        if kind == "place" and (_ACRONYM.fullmatch(name) or is_head(name)):
            return False
        if kind == "place" and " " in name and name.rpartition(" ")[2].lower() in self.small:
            return False
        return _is_body(name) if kind == "org" else not (_ADJECTIVE.search(name) or _PEOPLE.search(name))


def _gap(masked: str, start: int, end: int, kind: SpanKind, counts: Counter[str]) -> Span | None:
    name = masked[start:end]
    if _IN_LETTERS.search(name) and (_is_letter(masked[start - 1 : start]) or _is_letter(masked[end : end + 1])):
        return None
    if kind == "org" and _ACRONYM.fullmatch(name) and _NUMBER.match(masked, end):
        return None
    if kind == "place" and vocabulary().after["place"].match(masked, end):
        return None
    if kind == "person" and not _IN_LETTERS.search(name) and _acts(masked, start):
        return None
    return _span(start, end, kind, counts[name])


def _span(start: int, end: int, kind: SpanKind, times: int) -> Span:
    often = f"{times} times" if times > 1 else "once"
    why = f"a {kind} in the opinion of the statistical model, {often} in the text"
    return Span(start, end, kind, None, "low", "model", why=why)


def _acts(string: str, start: int) -> bool:
    """Whether a name ends before what its person does (費矢口否認) or becomes (趙丁任主席)."""
    surname = compiled("{surname}").match(string, start)
    return surname is not None and bool(
        people.acts_at_length().match(string, surname.end()) or read("took-office").match(string, surname.end() + 1)
    )


def _begins_inside(string: str, start: int, end: int) -> bool:
    """Whether a transliterated name begins before the model has it begin (格 before 羅德諾)."""
    return string[start - 1 : start] in vocabulary().letters and people.is_foreign(string[start:end])


def _holds_what_it_meets(reading: Reading, start: int, end: int) -> bool:
    met = [span for span in reading.spans if span.start < end and start < span.end]
    return all(start <= span.start and span.end <= end and span.end - span.start < end - start for span in met)


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "-"


def _trimmed(string: str, start: int, end: int) -> tuple[int, int]:
    """Without an article, quotation marks and a possessive at the edges."""
    head = _HEAD.match(string, start, end)
    start = head.end() if head else start
    name = string[start:end]
    while (shorter := name.rstrip("\"')».,;: ").removesuffix("'s")) != name:
        name = shorter
    return start, start + len(name)


def _is_plausible_in_han(name: str, kind: SpanKind) -> bool:
    if kind == "org":
        return len(name) > 3 and bool(read("body-of-model").search(name))
    if kind == "person":
        is_name = name[_surname_end(name) :] not in vocabulary().words["acting"]
        if any(word in name for word in (name[:2], name[-2:]) if word in vocabulary().ordinary):
            return False
        return is_name and len(name) < 16 and read("no-person-of-model").search(name) is None
    if read("no-place-of-model").search(name) or name in vocabulary().words["no-place"]:
        return False
    return len(name) < 4 or "·" in name or read("place-of-model").search(name) is not None or _is_foreign(name)


def _told(persons: Counter[str], texts: Sequence[str]) -> Counter[str]:
    """Leave out short names that begin with no surname, but for those that their contexts tell."""
    doubtful = [name for name in persons if len(name) <= _LONG and "·" not in name and not _surname_end(name)]
    told = people.told(texts, doubtful)
    return Counter({name: times for name, times in persons.items() if name not in doubtful or name in told})


def _is_long_name(name: str, *, is_listed: bool = False) -> bool:
    """A surname with a given name of two characters, or a foreign name in its parts.

    A character that hardly ends a name (鄧澤如) ends one in a list, where a comma stands behind it.
    """
    is_cut = name[-1:] in people.rules().never and not is_listed
    if _IN_LETTERS.search(name) or len(name) < _LONG or is_cut:
        return False
    end = _surname_end(name)
    if name[end:] in vocabulary().words["noun-of-state"]:
        return False  # the letter of a state, and not a surname: 蘇三國
    return name.strip("·") == name and ("·" in name or (end > 0 and len(name) - end < _LONG))


def _surname_end(name: str) -> int:
    surname = compiled("{surname}").match(name)
    return surname.end() if surname else 0


def _is_foreign(name: str) -> bool:
    return set(name) <= vocabulary().letters


@cache
def _heads() -> re.Pattern[str]:
    words = languages.every("organisations", "head-noun", folded=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(word for word in words)})(?!\w)")


def _is_body(name: str) -> bool:
    """A body needs the noun of its kind, and no words in small letters but of and the like; or is an abbreviation."""
    if _ACRONYM.fullmatch(name):
        return name not in no_bodies() and not is_roman(name)
    if re.search("[A-Za-z]", name) and set(re.findall(r"(?<![\w'])[a-z]+", name)) - _SMALL_IN_NAMES:
        return False
    return bool(_heads().search(name))


def _cleaned(counts: Counter[str]) -> Counter[str]:
    """Leave out fragments of a form that the model gives more often, and long forms around a far commoner one."""
    return Counter({name: times for name, times in counts.items() if not _gives_way(name, counts)})


def _gives_way(name: str, counts: Counter[str]) -> bool:
    if _IN_LETTERS.search(name):
        return False
    return any(
        other != name
        and ((name in other and counts[other] > counts[name]) or (other in name and counts[other] >= 3 * counts[name]))
        for other in counts
    )


def ask(models: Models, readings: Sequence[Reading], language: str) -> Opinions:
    """Ask the model of a document's language about its running text in that language's script, and not about notes."""
    main = language.split("-")[0]
    strings = [
        reading.in_letters()
        if models.names and not reading.is_note and script_language(reading.string, language) == main
        else ""
        for reading in readings
    ]
    asked, given, words = _asked(models, strings, readings, main)
    proposals = tuple(
        chinese_proposals.mended(reading.string, found) for reading, found in zip(readings, asked, strict=True)
    )
    small = frozenset(
        word for reading in readings for word in re.findall(r"(?<!\w)[a-zа-я][a-zа-яà-ž]+", reading.string)
    )
    return Opinions(proposals, small if models.names else frozenset(), given, words)


def _asked(
    models: Models, strings: Sequence[str], readings: Sequence[Reading], language: str
) -> tuple[list[Iterable[Proposal]], frozenset[str], tuple[tuple[Word, ...], ...]]:
    """Return what the model proposes for each text, the given names by which it finds persons again, and its words."""
    tagger = models.tagger(language)
    if tagger is None:
        model = models.of(language) if any(strings) else None
        return (
            [model(string) if model and string else () for string in strings],
            frozenset(),
            tuple(() for _ in strings),
        )
    words = substitution.whole(strings, [list(tagger(string)) if string else [] for string in strings], tagger)
    hits = (hit.term for reading in readings for hit in reading.hits)
    known = {fold_name(term.text) for term in hits if term.kind == "person" and not term.is_short}
    persons = substitution.persons(strings, words, known)
    again = substitution.read_again(strings, words, persons, tagger)
    return (
        [named(string, found) for string, found in zip(strings, again, strict=True)],
        frozenset(persons.by_given),
        tuple(map(tuple, again)),
    )
