"""Whether a person's name, as it is printed, may stand for an entry: nothing ties them against what the name says.

A name in full is tied to the one entry whose surname it has and whose forenames and initials agree with all of its
own; a suffix (Jr., II), another forename, initial or patronymic, or a word that no name of the entry has forbids it.
A surname alone is tied where the document names the entry in full, and nobody else of that surname; without that only
where the document's years do not speak against it, other persons of the files are met (a document long enough tells its
field by them), and the surname is no common one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import Literal

from teiwright import languages
from teiwright.annotation.names.passage import Reading
from teiwright.article import Span
from teiwright.authority import Authority, Entry
from teiwright.languages import russian
from teiwright.languages.folding import HAN, alternatives, fold_name
from teiwright.xmltools import TEI

Verdict = Literal["full", "surname", "contradicted"]

_SUFFIX = re.compile(r",? (?:Sr|Jr)\.?$|,? (?:II|III|IV)$")
_PART = re.compile(rf"[^\W\d_{HAN}]+(?:['-][^\W\d_{HAN}]+)*\.?|[{HAN}]+")
_YEAR = re.compile(r"(?<!\d)(1[0-9]\d\d|20[0-2]\d)(?!\d)")
_LETTER = re.compile(rf"[^\W\d_{HAN}]")
_SAME_SPELLING = 0.78
_OF_AGE, _AFTER_DEATH = 12, 60
_IN_PRESS = 10
"""Years after an author's death in which a work may still be printed for the first time."""
_REFERENCE = 120
"""Characters behind an author in which the year of a reference stands."""
_AUTHOR = re.compile(r'(?:[:：，,]|著[:：，,]?)? ?[《〈"]')
_COMPANY = 2
_TELLING_YEARS = 2
_TELLS_ITS_FIELD = 3000
_HOMOGLYPHS = str.maketrans("ABEKMHOPCTXVGDZILNRSUF", "АВЕКМНОРСТХВГДЗИЛНРСУФ")


@dataclass(frozen=True, slots=True)
class Printed:
    """A person's name taken apart: forenames and initials in their order, and the surname; all in small letters."""

    given: tuple[str, ...]
    surname: str
    has_suffix: bool = False


@dataclass(frozen=True, slots=True)
class Bearer:
    """A person's entry: names in full (folded, small letters), the same taken apart, and the years of life."""

    key: str
    label: str
    full: frozenset[str]
    printed: tuple[Printed, ...]
    surnames: frozenset[str]
    years: tuple[int, int]
    is_woman: bool


@dataclass(frozen=True, slots=True)
class Bearers:
    """The persons of the authority files, by key and by surname."""

    by_key: Mapping[str, Bearer]
    by_surname: Mapping[str, tuple[Bearer, ...]]


@lru_cache(maxsize=2)
def bearers(authority: Authority) -> Bearers:
    """Take apart the names of all persons of an authority."""
    every = {entry.id: _bearer(entry) for entry in authority.of_kind("person")}
    by_surname: defaultdict[str, list[Bearer]] = defaultdict(list)
    for bearer in every.values():
        for surname in bearer.surnames:
            by_surname[surname].append(bearer)
    return Bearers(every, {surname: tuple(group) for surname, group in by_surname.items()})


def _bearer(entry: Entry) -> Bearer:
    names = [name for name in entry.names if name.type not in ("short", "alias")]
    printed = tuple(taken_apart(name.text) for name in names)
    short = [taken_apart(name.text).surname for name in entry.names if name.type == "short"]
    plain = {surname for surname in (*(name.surname for name in printed), *short) if surname}
    element = entry.element
    born, died = _year(element.find(TEI + "birth")), _year(element.find(TEI + "death"))
    return Bearer(
        entry.id,
        names[0].text if names else entry.names[0].text,
        frozenset(form for name in names for form in _normal_forms(name.text)),
        printed,
        frozenset(form for surname in plain for form in _surname_forms(surname)),
        (born + _OF_AGE if born else 0, died + _AFTER_DEATH if died else 9999),
        element.get("sex") == "F",
    )


def _year(element: object) -> int | None:
    found = re.match(r"-?\d{4}", getattr(element, "get", lambda _: "")("when") or "")
    return int(found.group()) if found else None


def _normal_forms(name: str) -> Iterator[str]:
    folded = fold_name(name)
    yield _normal(folded)
    if re.search("[а-я]", folded):
        yield from (_normal(form) for form in russian.forms(folded))


def _normal(name: str) -> str:
    """Small letters, no hyphens, one spelling of old and new transliterations (Цзе-дун, Цзэдун)."""
    return re.sub(r"[\s-]+", "", name.lower()).replace("э", "е").replace("'", "")


def _surname_forms(surname: str) -> Iterator[str]:
    yield surname
    if re.search("[а-я]", surname):
        yield from (form.lower() for form in russian.word_forms(surname.title()))


def taken_apart(name: str) -> Printed:
    """Take a printed name apart; where the surname stands first (Иванов А. С., Mao Zedong) its shape tells."""
    folded = fold_name(name)
    suffix = _SUFFIX.search(folded)
    folded = folded[: suffix.start()] if suffix else folded
    if not _LETTER.search(folded):
        parts = folded.split("·")
        return Printed(tuple(parts[:-1]), parts[-1], bool(suffix))
    words = [word for word in _PART.findall(folded) if word.lower() not in _particles()]
    if not words:
        return Printed((), folded.lower(), bool(suffix))
    if _is_surname_first(words):
        words = [*words[1:], words[0]]
    lowered = [word.lower() for word in words]
    return Printed(tuple(lowered[:-1]), lowered[-1], bool(suffix))


@cache
def _particles() -> frozenset[str]:
    return frozenset(languages.every("people", "name-particle"))


@cache
def _east_asian() -> frozenset[str]:
    return frozenset(languages.every("people", "east-asian-surname", folded=True))


def _is_surname_first(words: Sequence[str]) -> bool:
    if len(words) < 2:
        return False
    initials_follow = len(words[0].rstrip(".")) > 1 and all(len(word.rstrip(".")) == 1 for word in words[1:])
    return initials_follow or (words[0] in _east_asian() and not any(word.endswith(".") for word in words))


def judged(name: str, bearer: Bearer) -> Verdict:
    """Say whether a printed name is one of the entry's in full, agrees in its surname alone, or contradicts it."""
    if _normal(fold_name(name)) in bearer.full:
        return "full"
    printed = taken_apart(name)
    if printed.has_suffix or not any(surname == printed.surname for surname in bearer.surnames):
        return "contradicted"
    if not printed.given:
        return "surname"
    same_script = [name for name in bearer.printed if name.given and _script(name.surname) == _script(printed.surname)]
    others = [name for name in bearer.printed if name.given]
    if any(_agree(printed.given, name.given) for name in same_script):
        return "full"
    if (
        not same_script
        and _are_initials(printed.given)
        and any(_initials_agree(printed.given, name) for name in others)
    ):
        return "full"
    return "contradicted"


def _script(word: str) -> str:
    return "cyrillic" if re.search("[а-я]", word) else "latin" if re.search("[a-z]", word) else "han"


def _are_initials(given: Sequence[str]) -> bool:
    return all(len(part.rstrip(".")) == 1 for part in given)


def _initials_agree(given: Sequence[str], name: Printed) -> bool:
    letters = [part[0].upper().translate(_HOMOGLYPHS) for part in given]
    other = [part[0].upper().translate(_HOMOGLYPHS) for part in name.given]
    return letters == other[: len(letters)]


def _agree(printed: Sequence[str], known: Sequence[str]) -> bool:
    """Each forename or initial agrees with the entry's in its place; an initial more than the entry has is no fault."""
    for number, part in enumerate(printed):
        if number >= len(known):
            return len(part.rstrip(".")) == 1
        if not _same_given(part.rstrip("."), known[number].rstrip(".")):
            return False
    return True


def _same_given(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[:1] == other[:1]
    if one[0] != other[0]:
        return False
    if _script(one) == "cyrillic":
        shared = len(_common_prefix(one, other))
        return shared >= 3 and shared >= min(len(one), len(other)) - 2
    return one == other or SequenceMatcher(None, one, other).ratio() >= _SAME_SPELLING


def _common_prefix(one: str, other: str) -> str:
    length = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:length]


def identified(readings: Sequence[Reading], known: Bearers) -> list[Reading]:
    """Settle which entry each person's span stands for, over the whole document; a span not tied keeps its tag."""
    document = _Document.of(readings, known)
    return [replace(reading, spans=tuple(_identified(reading, known, document))) for reading in readings]


@dataclass(frozen=True, slots=True)
class _Document:
    """What a document says of persons: who is named in full, which surnames others bear, whose company, its years."""

    named: frozenset[str]
    in_prose: frozenset[str]
    strangers: frozenset[str]
    company: frozenset[str]
    years: tuple[int, ...]
    is_short: bool

    @classmethod
    def of(cls, readings: Sequence[Reading], known: Bearers) -> "_Document":
        named, in_prose, strangers, company, years = set(), set(), set(), set(), []
        lone: set[str] = set()
        for reading in readings:
            years += [int(year) for year in _YEAR.findall(reading.string)]
            for span in (span for span in reading.spans if span.kind == "person"):
                name = reading.string[span.start : span.end]
                found = _full_bearer(name, known)
                if found and not _is_lone_transliteration(name, found):
                    named.add(found.key)
                    if not reading.is_note:
                        in_prose.add(found.key)
                elif found and not reading.is_note:
                    lone.add(found.key)
                elif taken_apart(name).given:
                    strangers.add(taken_apart(name).surname)
                if span.key or found:
                    company.add(span.key or (found.key if found else ""))
        is_short = sum(len(reading.string) for reading in readings) < _TELLS_ITS_FIELD
        return cls(
            frozenset(named),
            frozenset(in_prose | (lone & named)),
            frozenset(strangers),
            frozenset(company),
            tuple(years),
            is_short,
        )

    def may_speak_of(self, bearer: Bearer) -> bool:
        """Whether any year that the document names is one in which the person could be spoken of."""
        first, last = bearer.years
        return len(self.years) < _TELLING_YEARS or any(first <= year <= last for year in self.years)

    def lives(self, bearer: Bearer) -> bool:
        """Whether half of the years that the document names are ones in which the person could be spoken of."""
        first, last = bearer.years
        return not self.years or sum(first <= year <= last for year in self.years) * 2 >= len(self.years)


def _full_bearer(name: str, known: Bearers) -> Bearer | None:
    printed = taken_apart(name)
    if printed.surname in _common() and _leaves_out(printed, known):
        return None
    candidates = [bearer for bearer in known.by_surname.get(printed.surname, ()) if judged(name, bearer) == "full"]
    return candidates[0] if len({bearer.key for bearer in candidates}) == 1 else None


def _leaves_out(printed: Printed, known: Bearers) -> bool:
    """Whether a common surname has fewer forenames than in its entry (John Lewis, John Wilson Lewis)."""
    return not any(
        len(printed.given) >= len(name.given)
        for bearer in known.by_surname.get(printed.surname, ())
        for name in bearer.printed
        if name.given and name.surname == printed.surname
    )


def _identified(reading: Reading, known: Bearers, document: _Document) -> Iterator[Span]:
    for span in reading.spans:
        if _stands_out_of_place(span, document):
            continue
        if span.kind != "person":
            yield span
            continue
        name = reading.string[span.start : span.end]
        if not _LETTER.search(name):
            settled = _checked_han(span, name, known, document)
            settled = _checked_author(settled, reading, known, document)
        else:
            settled = _in_letters(span, name, known, document)
        bearer = known.by_key.get(settled.key or "")
        if bearer and not bearer.is_woman and _is_titled_woman(reading.string, span):
            yield _untied(settled, bearer, "a woman's title")
        else:
            yield settled


def _is_titled_woman(string: str, span: Span) -> bool:
    """Mrs. Truman, г-жа Трумэн, 杜魯門夫人: the wife or the daughter of who bears the name."""
    before, after = _womens_titles()
    is_before = before.search(string, max(0, span.start - 12), span.start)
    return bool(is_before or after.match(string, span.end) or after.search(string, span.start, span.end))


@cache
def _womens_titles() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = alternatives(languages.every("people", "woman-title-before", folded=True))
    after = alternatives(languages.every("people", "woman-title-after", folded=True))
    return re.compile(rf"(?<!\w){before} ?$", re.I), re.compile(after)


def _is_lone_transliteration(name: str, bearer: Bearer) -> bool:
    """約翰遜: a name in Chinese characters without a forename, of one whose surname many bear."""
    if _LETTER.search(name) or "·" in name:
        return False
    latin = [printed for printed in bearer.printed if printed.given and _script(printed.surname) == "latin"]
    is_east_asian = any(printed.surname.capitalize() in _east_asian() for printed in latin)
    others = [printed for printed in bearer.printed if printed.given and _script(printed.surname) != "han"]
    return not is_east_asian and any(printed.surname in _common() for printed in others)


def _stands_out_of_place(span: Span, document: _Document) -> bool:
    """A known name of two characters in a long text that names nobody else of the files is mostly part of a word."""
    is_short_name = span.kind == "person" and span.key is not None and span.end - span.start == 2
    return is_short_name and not document.is_short and document.company == {span.key}


def _checked_han(span: Span, name: str, known: Bearers, document: _Document) -> Span:
    """A name in Chinese characters keeps its key unless a longer name or the document's years contradict."""
    bearer = known.by_key.get(span.key or "")
    if bearer is None:
        return span
    if "·" in name and judged(name, bearer) == "contradicted":
        return _untied(span, bearer, "another given name")
    if _is_lone_transliteration(name, bearer) and bearer.key not in document.named:
        return _untied(span, bearer, "a surname that many bear")
    if not document.may_speak_of(bearer) and "·" not in name:
        return _untied(span, bearer, "the document speaks of other years")
    return span


def _checked_author(span: Span, reading: Reading, known: Bearers, document: _Document) -> Span:
    """The author of a reference printed long after a person's death is another of that name (劉曉：「…」，…2014年).

    Who is named in the text itself, or in the title (王世杰，《王世杰日記》), is the one whose works are edited.
    """
    bearer = known.by_key.get(span.key or "")
    if bearer is None or not reading.is_note or bearer.key in document.in_prose:
        return span
    name = reading.string[span.start : span.end]
    reference = reading.string[span.end : span.end + _REFERENCE]
    years = [int(year) for year in _YEAR.findall(reference)]
    is_author = _AUTHOR.match(reference) is not None and name not in reference
    if is_author and years and years[0] > bearer.years[1] - _AFTER_DEATH + _IN_PRESS:
        return _untied(span, bearer, "the author of a reference that was printed long after that person's death")
    return span


def _in_letters(span: Span, name: str, known: Bearers, document: _Document) -> Span:
    printed = taken_apart(name)
    full = _full_bearer(name, known)
    if full:
        certainty: Literal["high", "medium"] = "high" if full.key in document.in_prose else "medium"
        return _tied(span, full, certainty, "the entry has this name")
    candidates = [bearer for bearer in known.by_surname.get(printed.surname, ()) if judged(name, bearer) == "surname"]
    if printed.surname in _given_alone():
        candidates = [bearer for bearer in candidates if printed.surname in _plain_surnames(bearer)]
    chosen = _by_document(candidates, printed.surname, document)
    if chosen:
        return _tied(span, chosen, "medium", "the entry has this surname")
    possible = known.by_key.get(span.key or "") or next(iter(known.by_surname.get(printed.surname, ())), None)
    if possible is None:
        return replace(span, key=None) if span.key else span
    return _untied(span, possible, "another name" if printed.given else "a surname alone")


@cache
def _given_alone() -> frozenset[str]:
    """The forms of short given names, which alone are no other name's case (Таня is no form of Тань)."""
    words = languages.words("ru", "people", "short-given-name", folded=True)
    return frozenset(form.lower() for word in words for form in (word, *russian.word_forms(word)))


def _plain_surnames(bearer: Bearer) -> frozenset[str]:
    return frozenset(name.surname for name in bearer.printed)


def _by_document(candidates: Sequence[Bearer], surname: str, document: _Document) -> Bearer | None:
    """The one entry of a surname that the document names in full; else the one whose time and company it speaks of."""
    named = [bearer for bearer in candidates if bearer.key in document.named]
    is_borne_by_others = any(form in document.strangers for form in _same_surname(surname, candidates))
    if len(named) == 1 and not is_borne_by_others:
        return named[0]
    if len(candidates) != 1 or is_borne_by_others or surname in _common():
        return None
    (only,) = candidates
    keeps_company = len(document.company - {only.key}) >= _COMPANY or document.is_short
    return only if keeps_company and document.lives(only) else None


def _same_surname(surname: str, candidates: Iterable[Bearer]) -> Iterator[str]:
    yield surname
    for bearer in candidates:
        yield from (form for form in bearer.surnames if _script(form) == _script(surname))


@cache
def _common() -> frozenset[str]:
    words = languages.every("people", "common-surname", folded=True)
    return frozenset(form for word in words for form in _surname_forms(word.lower()))


def _tied(span: Span, bearer: Bearer, certainty: Literal["high", "medium"], why: str) -> Span:
    return replace(span, key=bearer.key, certainty=certainty, by="authority", why=f"{span.why}; {why}")


def _untied(span: Span, bearer: Bearer, reason: str) -> Span:
    """The tag stands; who it may be is said in words."""
    why = f"{span.why}; not tied to {bearer.label} ({bearer.key}): {reason}"
    return replace(span, key=None, certainty="low", by="pattern" if span.by == "authority" else span.by, why=why)
