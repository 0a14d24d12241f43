"""Persons whom no authority file knows, by the company their names keep.

A transliterated name is a run of the characters that transliteration uses; a Chinese or Korean one is a surname with
one or two characters. Neither is enough: what decides is the evidence of all its mentions in the document (a title
before it, a verb of speech after it, 致 … 電 around it, 同志 after it, a work of his), summed up by distinct contexts.
Then fragments and over-long forms give way to the form that the document has more often.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from teiwright import languages
from teiwright.annotation.names.masking import PERSON, REST, grammar, read
from teiwright.annotation.names.models import Word
from teiwright.annotation.names.occurrences import Matcher, matcher
from teiwright.annotation.names.vocabulary import compiled, vocabulary
from teiwright.article import Span, SpanKind
from teiwright.languages.folding import HAN, alternatives

_STRONG = 2.0
_TELLING = 0.8
_WEAK_AT_MOST = 1.4
_ENOUGH = 2.3
_OFTEN, _MOSTLY = 3, 0.6
"""So many times, and so large a part of them where a name may end, a name in religion is one without its title, too."""
_SHARE = 0.25
"""So large a part of a model's names where persons may begin and end tells a name without a surname."""
_OFFICE = "before the office he took"
_NAMED = frozenset(("PER", "LOC", "ORG", "nz"))
"""A tagger's words for names."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The compiled words: what stands before and after a name, and the shapes of names."""

    before: tuple[tuple[re.Pattern[str], float, str], ...]
    after: tuple[tuple[re.Pattern[str], float, str], ...]
    place_before: re.Pattern[str]
    place_after: re.Pattern[str]
    ordinary: Matcher
    foreign: re.Pattern[str]
    surname: re.Pattern[str]
    weak: frozenset[str]
    never: frozenset[str]
    given: frozenset[str]
    loose: frozenset[str]
    series_before: re.Pattern[str]
    series_after: re.Pattern[str]
    person_ending: re.Pattern[str]
    place_ending: re.Pattern[str]


@dataclass(slots=True)
class Evidence:
    """What speaks for one form: how often it occurs, the scores by distinct context, and where it is bounded."""

    count: int = 0
    person: dict[str, float] = field(default_factory=dict)
    place: float = 0.0
    left: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    bounded: int = 0
    titled: int = 0

    @property
    def score(self) -> float:
        """The weights of all contexts; the weak ones, however many, count no more than three of them."""
        strong = sum(weight for weight in self.person.values() if weight >= _TELLING)
        return strong + min(sum(weight for weight in self.person.values() if weight < _TELLING), _WEAK_AT_MOST)

    @property
    def best(self) -> str:
        """The weightiest context in plain words."""
        return max(self.person, key=lambda reason: self.person[reason], default="repeated")

    @property
    def is_strong(self) -> bool:
        """Whether one context alone nearly suffices."""
        return any(weight >= _STRONG for weight in self.person.values())

    @property
    def is_telling(self) -> bool:
        """Whether any context is more than a boundary."""
        return any(weight >= _TELLING for weight in self.person.values())


@cache
def rules() -> Rules:
    """Compile the words of names, once."""
    words = vocabulary().words
    letters, loose = "".join(words["transliteration"]), "".join(words["loose-transliteration"])
    initial = "(?:[A-ZА-Я][·.])"
    run = f"[{letters}]{{1,9}}(?:[{loose}][{letters}]{{1,6}})*"
    member = f"(?:{{surname}}[{HAN}]{{1,2}}|(?P<known>{PERSON}{REST}*))"
    return Rules(
        before=tuple(_weighed("person-before", "$")),
        after=tuple(_weighed("person-after", "")),
        place_before=compiled("{place-before}$"),
        place_after=compiled("{place-after}"),
        ordinary=matcher(words["ordinary"]),
        foreign=re.compile(f"{initial}*(?:[{loose}](?=[{letters}]{{1,3}}·))?{run}(?:·(?:[A-Z]·)?{run})*"),
        surname=re.compile(alternatives(words["surname"])),
        weak=frozenset(words["weak-surname"]),
        never=frozenset("".join(words["never-given"])),
        given=frozenset(words["given-character"]),
        loose=frozenset(loose),
        series_before=compiled(f"{member}[、和與及]$"),
        series_after=compiled(f"[、和與及]{member}"),
        person_ending=compiled("{person-ending}$"),
        place_ending=compiled("{place-ending}$"),
    )


def _weighed(key: str, end: str) -> Iterator[tuple[re.Pattern[str], float, str]]:
    for why, rule in languages.table("zh", "grammar", key).items():
        yield grammar(rule["expression"] + end), rule["weight"], why


@dataclass(frozen=True, slots=True)
class Discovered:
    """Names that a document gives evidence for, each with the reason in plain words."""

    persons: dict[str, str]
    places: dict[str, str]


def discover(texts: Iterable[str]) -> Discovered:
    """Return the persons, and the transliterated places, that the masked texts of a document give evidence for."""
    texts = list(texts)
    chinese = _chinese(texts)
    runs = _foreign([matcher(chinese).blanked(text) for text in texts])
    foreign = _persons_among(runs)
    places = {name: evidence for name, evidence in runs.items() if _is_foreign_place(name, evidence)}
    return Discovered(
        {name: _reason(evidence) for name, evidence in (foreign | chinese).items()},
        {name: f"beside words for places, {evidence.count} times" for name, evidence in places.items()},
    )


def in_series(masked: str) -> Iterator[Span]:
    """Yield the members of series of persons that no other evidence tells (托爾斯泰、巴枯甯、蒲魯東)."""
    for series in _person_series().finditer(masked):
        members = list(_member().finditer(masked, *series.span()))
        unknown = [member for member in members if member.group()[0] != PERSON]
        if len(members) - len(unknown) < max(2, len(unknown) - 1):
            continue
        for member in unknown:
            if _may_be_name(member.group()):
                yield Span(*member.span(), "person", certainty="low", by="pattern", why="in a series of persons")


@cache
def _person_series() -> re.Pattern[str]:
    member = f"(?:{PERSON}{REST}*|[{HAN}·]{{2,7}})"
    begin = f"(?:{PERSON}{REST}*|(?<=[，。；：（(])[{HAN}·]{{2,7}})"
    end = f"(?:、{PERSON}{REST}*|(?=[。；，：！？）)等]|$))"
    return re.compile(f"{begin}(?:、{member})+{end}")


@cache
def _member() -> re.Pattern[str]:
    return re.compile(f"{PERSON}{REST}*|[{HAN}·]{{2,7}}")


def addressed(texts: Iterable[str]) -> frozenset[str]:
    """Return the surnames that the texts give alone before a form of address (方教授)."""
    return frozenset(match["name"] for text in texts for match in read("surname-addressed").finditer(text))


def monks(texts: Iterable[str]) -> frozenset[str]:
    """Return the names in religion of two characters that the texts give before a monk's title (華山法師)."""
    texts = list(texts)
    told = [
        match["name"] for text in texts for key in ("monk", "monk-after-title") for match in read(key).finditer(text)
    ]
    return frozenset(name for name in told if _may_be_name(name) and not read("no-monk").match(name))


def monks_alone(texts: Iterable[str], names: frozenset[str]) -> frozenset[str]:
    """Return those of the names in religion that the texts have often, and mostly where a name may end."""
    counts: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    found = matcher(names)
    for text in texts:
        for start, end in found.find(text):
            counts[text[start:end]] += 1
            ends[text[start:end]] += read("monk-alone").match(text, end) is not None
    return frozenset(name for name, times in counts.items() if times >= _OFTEN and ends[name] >= _MOSTLY * times)


def courtesy_names(texts: Sequence[str], words: Sequence[Sequence[Word]]) -> frozenset[str]:
    """Return the names that persons have besides: behind the word for such a name (字…), or in brackets (楊銓（杏佛）).

    What stands in brackets has to be one of a tagger's `words`, a name.
    """
    told: set[str] = set()
    for text, tagged in zip(texts, words, strict=True):
        names = {word[:2] for word in tagged if word[2] in _NAMED}
        told.update(match["name"] for match in read("courtesy-name").finditer(text))
        told.update(
            match["name"] for match in read("courtesy-in-brackets").finditer(text) if match.span("name") in names
        )
    return frozenset(name for name in told if _may_be_name(name) and name not in _titles())


def by_courtesy(masked: str, names: frozenset[str]) -> Iterator[Span]:
    """Yield the mentions of such names."""
    for start, end in matcher(names).find(masked):
        yield _person(start, end, "a name that a person has besides")


def _may_be_name(word: str) -> bool:
    """Whether no character that never stands in a name, and no ordinary word, is in this one."""
    return not set(word) & rules().never and not any(rules().ordinary.find(word))


def titled_monks(masked: str, names: frozenset[str], alone: frozenset[str]) -> Iterator[Span]:
    """Yield the mentions of names in religion: beside their title, of those `alone` everywhere."""
    after, before = compiled("{monk-title}"), read("monk-title-before")
    for start, end in matcher(names).find(masked):
        is_titled = after.match(masked, end) or before.search(masked[max(0, start - 4) : start])
        if is_titled or masked[start:end] in alone:
            yield _person(start, end, "a name in religion" + (" beside its title" if is_titled else ""))


def find(string: str, discovered: Discovered) -> Iterator[Span]:
    """Yield the mentions of discovered names in a masked text, the longest at each place."""
    for span in _mentions(string, discovered.persons, "person"):
        number = read("regnal").match(string, span.end)
        yield replace(span, end=number.end()) if number else span
    for match in read("japanese-person").finditer(string) if read("japanese-given-end").search(string) else ():
        yield _person(*match.span("name"), "a Japanese name by the end of its given name")
    for match in read("japanese-by-surname").finditer(string):
        yield _person(*match.span("name"), "a Japanese surname with a given name by its last character")
    for span in _mentions(string, discovered.places, "place"):
        kind = read("kind-of-place").match(string, span.end)
        yield replace(span, end=kind.end()) if kind else span


def _person(start: int, end: int, why: str) -> Span:
    return Span(start, end, "person", certainty="low", by="pattern", why=why)


def _mentions(string: str, names: dict[str, str], kind: SpanKind) -> Iterator[Span]:
    for start, end in matcher(names).find(string):
        why = f"a name by its contexts: {names[string[start:end]]}"
        yield Span(start, end, kind, certainty="low", by="pattern", why=why)


def _reason(evidence: Evidence) -> str:
    times = f"{evidence.count} times" if evidence.count > 1 else "once"
    return f"{evidence.best}, {times} in the text"


def _witness(evidence: Evidence, string: str, start: int, end: int) -> None:
    """Add one mention to the evidence."""
    known = rules()
    before, after = string[max(0, start - 6) : start], string[end : end + 6]
    left = next(((weight, why) for expression, weight, why in known.before if expression.search(before)), None)
    right = next(((weight, why) for expression, weight, why in known.after if expression.match(after)), None)
    evidence.count += 1
    evidence.left[before[-1:]] += 1
    evidence.right[after[:1]] += 1
    evidence.bounded += bool(left) and bool(right)
    evidence.titled += bool(left and left[0] >= _STRONG) or bool(right and right[1] == _OFFICE)
    for side, words in ((left, before[-2:]), (right, after[:2])):
        if side:
            evidence.person.setdefault(f"{side[1]} ({words.strip()})", side[0])
    evidence.place += _place_weight(before, after)


def told(texts: Iterable[str], names: Iterable[str]) -> frozenset[str]:
    """Return those of the names that a context in some text tells, or that are often bounded as persons are."""
    found: defaultdict[str, Evidence] = defaultdict(Evidence)
    known = matcher(names)
    for text in texts:
        for start, end in known.find(text):
            _witness(found[text[start:end]], text, start, end)
    return frozenset(name for name, evidence in found.items() if _is_told(evidence))


def _is_told(evidence: Evidence) -> bool:
    if evidence.score <= 1.5 * evidence.place or not evidence.bounded:
        return False
    return evidence.is_telling or (evidence.bounded >= _OFTEN and evidence.bounded >= _SHARE * evidence.count)


def is_foreign(name: str) -> bool:
    """Whether a name of Chinese characters is made as transliterated names are."""
    return rules().foreign.fullmatch(name) is not None


def in_title(string: str, start: int) -> int:
    """Return where the title ends whose last character stands at `start` (王 in 親王), or `start` without one."""
    return start + 1 if _title_ends().search(string, max(0, start - 4), start + 1) else start


@cache
def _title_ends() -> re.Pattern[str]:
    return compiled("{title}$")


@cache
def acts_at_length() -> re.Pattern[str]:
    """What goes on in two characters or more after a surname that stands alone (矢口)."""
    return re.compile(alternatives(word for word in vocabulary().words["acting"] if len(word) > 1))


def _place_weight(before: str, after: str) -> float:
    """A word of two characters (抵達, 攻佔) tells a place, a preposition (在) half; a noun for its kind tells most."""
    known = rules()
    preposition = known.place_before.search(before)
    weight = 0.0 if preposition is None else 1.0 if len(preposition.group()) > 1 else 0.5
    return weight + (1.5 if known.place_after.match(after) else 0.0)


def _witness_shape(evidence: Evidence, name: str, string: str, start: int, end: int) -> None:
    """Add what a Chinese name's own characters and a series of names say for it."""
    known = rules()
    if set(name[1:]) <= known.given:
        evidence.person.setdefault("made of characters usual in given names", 0.6)
    before = known.series_before.search(string[max(0, start - 9) : start])
    after = known.series_after.match(string[end : end + 9])
    for match in (before, after):
        if match:
            is_known = match["known"] is not None
            reason = "in a series with a known person" if is_known else f"in a series of names ({match.group()})"
            evidence.person.setdefault(reason, _STRONG if is_known else 1.2)


def _foreign(texts: list[str]) -> dict[str, Evidence]:
    """Runs of the characters of transliteration, with the evidence of their mentions."""
    known = rules()
    found: defaultdict[str, Evidence] = defaultdict(Evidence)
    for text in texts:
        plain = known.ordinary.blanked(text)
        for match in known.foreign.finditer(plain):
            start, end = match.span()
            start = in_title(text, start)
            if end - start > 1:
                end += _reaches_further(text, start, end)
                _witness(found[text[start:end]], text, start, end)
    return dict(found)


def _persons_among(runs: dict[str, Evidence]) -> dict[str, Evidence]:
    accepted = {name: evidence for name, evidence in runs.items() if _is_foreign_person(name, evidence)}
    return {name: evidence for name, evidence in accepted.items() if not _is_overlong(name, accepted)}


def _is_foreign_place(name: str, evidence: Evidence) -> bool:
    place = evidence.place + (1.0 if rules().place_ending.search(name) else 0)
    return len(name) > 2 and "·" not in name and place >= 1 and evidence.score < 1.5 * place


def _reaches_further(text: str, start: int, end: int) -> bool:
    """Whether the loose character after a run is its last (加爾布雷思答應): a boundary stands behind it."""
    known = rules()
    is_loose = end - start > 1 and text[end : end + 1] in known.loose
    return is_loose and any(expression.match(text, end + 1) for expression, _, _ in known.after)


def _is_foreign_person(name: str, evidence: Evidence) -> bool:
    known = rules()
    person = evidence.score + (0.8 if known.person_ending.search(name) else 0)
    place = evidence.place + (1.2 if known.place_ending.search(name) else 0)
    if person <= 1.5 * place:
        return False
    if "·" in name and len(name) > 3:
        return person >= (1 if len(name) < 6 else 0.4)
    needed = _ENOUGH if len(name) == 2 else 1.8 if len(name) == 3 else 1.2
    return person >= needed and (evidence.count > 1 or evidence.is_strong or len(name) > 3)


def _is_overlong(name: str, accepted: dict[str, Evidence]) -> bool:
    """A form around a commoner one is that one with a word that sticks to it."""
    return "·" not in name and any(
        other in name and other != name and accepted[other].count >= 2 * accepted[name].count
        for other in (name[start:end] for start in range(len(name)) for end in range(start + 2, len(name) + 1))
        if other in accepted
    )


def _chinese(texts: list[str]) -> dict[str, Evidence]:
    """Chinese, Korean and Vietnamese names: a surname with one or two characters."""
    known = rules()
    found: defaultdict[str, Evidence] = defaultdict(Evidence)
    for text in texts:
        plain = known.ordinary.blanked(text)
        for match in known.surname.finditer(plain):
            for name in _candidates(text, plain, match):
                _witness(found[name], text, match.start(), match.start() + len(name))
                _witness_shape(found[name], name, text, match.start(), match.start() + len(name))
    longer: defaultdict[str, list[str]] = defaultdict(list)
    for name in found:
        if len(name) == 3:
            longer[name[:2]].append(name)
    return {name: evidence for name, evidence in found.items() if _is_chinese_person(name, evidence, found, longer)}


_CHARACTER = re.compile(f"[{HAN}]")


@cache
def _titles() -> frozenset[str]:
    return frozenset((*vocabulary().words["title"], *vocabulary().words["honorific"]))


def _candidates(text: str, plain: str, surname: re.Match[str]) -> Iterator[str]:
    """The surname with one and with two characters, unless one is never in a name or it is cut from a foreign name.

    `plain` is the text without its ordinary words, in which the surname was found.
    """
    if acts_at_length().match(text, surname.end()) or in_title(text, surname.start()) > surname.start():
        return
    never, run = rules().never, _run_end(plain, surname.start())
    for length in (1, 2):
        given = plain[surname.end() : surname.end() + length]
        if len(given) < length or any(character in never or not _CHARACTER.match(character) for character in given):
            return
        if length > 1 and (given in _titles() or read("took-office").match(text, surname.end() + 1)):
            return
        if run <= surname.end() + length and given not in vocabulary().ordinary:
            yield surname.group() + given


def _run_end(plain: str, start: int) -> int:
    """Where the run of a foreign name's characters that holds this place ends; the place itself outside such a run."""
    known = rules()
    before = known.foreign.match(plain, start - 1) if start else None
    if before and before.end() > start + 1:
        return len(plain) + 1
    inside = known.foreign.match(plain, start)
    return inside.end() if inside else start


def _is_chinese_person(
    name: str, evidence: Evidence, found: dict[str, Evidence], longer: Mapping[str, Sequence[str]]
) -> bool:
    """Weigh the evidence: two characters need more than three, an everyday character for a surname more than others."""
    is_whole = _is_whole(name, found, longer)
    if evidence.titled and is_whole and (len(name) == 2 or set(name[1:]) <= rules().given):
        return not (len(name) == 2 and name[0] in rules().weak)
    if evidence.bounded < 0.35 * evidence.count or not is_whole:
        return False
    is_weak, has_shape = name[0] in rules().weak, set(name[1:]) <= rules().given
    if not evidence.is_telling:
        return has_shape and not is_weak and len(name) > 2 and evidence.score >= 1.4
    return evidence.score >= (1.9 if len(name) > 2 else 2.4) + (1.2 if is_weak else 0)


def _is_whole(name: str, found: dict[str, Evidence], longer: Mapping[str, Sequence[str]]) -> bool:
    """Neither does nearly every mention go on with the same character, nor is the last one a word of its own."""
    evidence = found[name]
    if len(name) == 2:
        return not any(
            found[other].count >= 0.6 * evidence.count and found[other].bounded >= 0.5 * found[other].count
            for other in longer.get(name, ())
        )
    shorter = found.get(name[:2])
    return shorter is None or evidence.count >= 0.6 * shorter.count
