"""The names that are known (from the authority files, and general knowledge where those are silent), ready to match.

Matching takes, at each place of a text, the longest name that stands there: a look-up by the first two characters
gives the few lengths worth trying, so that the cost per character does not grow with the number of names.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from teiwright.annotation.names.occurrences import lengths_of
from teiwright.annotation.names.vocabulary import vocabulary
from teiwright.authority import Authority, Entry
from teiwright.languages import russian
from teiwright.languages.folding import HAN, fold_name

NameKind = Literal["person", "place", "org"]
_KINDS: dict[str, NameKind] = {"person": "person", "place": "place", "org": "org", "archive": "org"}
_HAN = re.compile(f"[{HAN}]")
_CYRILLIC = re.compile("[А-Яа-я]")
_PATRONYMIC = re.compile(r"(?<!\S)\S+(?:вич|вна|чна)")
_NUMBERED = re.compile(r" ?\d+[/-]\d")
_COUNTRIES = ("country", "state")
KNOWN_TO_EVERYBODY = "a name that everybody knows"
"""Why a name of general knowledge was found."""


@dataclass(frozen=True, slots=True)
class Term:
    """What a name stands for: the entry's id (None for general knowledge), its kind and type, the name's own type.

    `text` is the name as the entry has it; `owner` is the key of the state whose name a body's fuller names begin with.
    """

    key: str | None
    kind: NameKind
    text: str
    name_type: str = ""
    entry_type: str = ""
    owner: str | None = None

    @property
    def is_country(self) -> bool:
        return self.kind == "place" and self.entry_type in _COUNTRIES

    @property
    def is_short(self) -> bool:
        """Whether the name needs its context, or a fuller form elsewhere in the text, to stand for the entry."""
        return self.name_type == "short"


@dataclass(frozen=True, slots=True)
class Hit:
    """A known name at string[start:end], with all that it may stand for."""

    start: int
    end: int
    terms: tuple[Term, ...]

    @property
    def term(self) -> Term:
        return self.terms[0]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Folded names of two characters or more, the lengths to try by first two characters, and single characters."""

    terms: dict[str, tuple[Term, ...]]
    lengths: dict[str, tuple[int, ...]]
    single: dict[str, tuple[Term, ...]]


@lru_cache(maxsize=2)
def build(authority: Authority) -> Lexicon:
    """Make the lexicon of an authority and of the places that everybody knows."""
    terms: dict[str, list[Term]] = {}
    states = states_by_name(authority)
    for entry in authority.of_kind("person", "place", "org", "archive"):
        for term, forms in _terms(entry, states):
            for form in forms:
                known = terms.setdefault(form, [])
                if not known or all(other.key != term.key for other in known):
                    known.append(term)
    for form, term in _general():
        terms.setdefault(form, [term])
    return _indexed(terms)


def _indexed(terms: dict[str, list[Term]]) -> Lexicon:
    longer = {form: _ordered(group) for form, group in terms.items() if len(form) > 1}
    return Lexicon(
        longer,
        lengths_of(longer),
        {form: tuple(group) for form, group in terms.items() if len(form) == 1},
    )


def _ordered(terms: list[Term]) -> tuple[Term, ...]:
    return tuple(sorted(terms, key=lambda term: term.is_short)) if len(terms) > 1 else tuple(terms)


def states_by_name(authority: Authority) -> dict[str, str]:
    """The keys of states by their folded names."""
    return {
        fold_name(name.text): entry.id
        for entry in authority.of_kind("place")
        if dict(entry.attributes).get("type") in _COUNTRIES
        for name in entry.names
    }


def _owner(entry: Entry, states: dict[str, str]) -> str | None:
    if entry.kind != "org" or not any(name.type == "short" for name in entry.names):
        return None
    fuller = [fold_name(name.text) for name in entry.names if name.type != "short"]
    heads = (name[:length] for length in (5, 4, 3, 2, 1) for name in fuller)
    return next((states[head] for head in heads if head in states), None)


def _terms(entry: Entry, states: dict[str, str]) -> Iterator[tuple[Term, tuple[str, ...]]]:
    """Each name with its folded forms; a Russian person's surname counts as a short name."""
    kind = _KINDS[entry.kind]
    entry_type, owner = dict(entry.attributes).get("type", ""), _owner(entry, states)
    for name in entry.names:
        form = fold_name(name.text)
        if len(form) == 1 and name.type != "abbr":
            continue
        term = Term(entry.id, kind, name.text, name.type, entry_type, owner)
        yield term, _cases(form)
        words = form.split(" ")
        if kind == "person" and len(words) == 3 and _PATRONYMIC.fullmatch(words[1]):
            yield replace(term, name_type="short"), russian.word_forms(words[2])


def _general() -> Iterator[tuple[str, Term]]:
    """Places and bodies that everybody knows."""
    for place_type, names in vocabulary().places.items():
        for name in names:
            term = Term(None, "place", name, "abbr" if len(name) == 1 else "", place_type)
            yield from ((form, term) for form in _cases(name))
    for name in vocabulary().words["known-person"]:
        term = Term(None, "person", name)
        yield from ((form, term) for form in _cases(name))
    for name in vocabulary().words["named-in-letters"]:
        term = Term(None, "org", name)
        yield from ((form, term) for form in _cases(name))


def _cases(form: str) -> tuple[str, ...]:
    return russian.forms(form) if _CYRILLIC.search(form) else (form,)


def find(lexicon: Lexicon, string: str) -> list[Hit]:
    """Return the known names of a folded text, the longest at each place, from left to right."""
    hits: list[Hit] = []
    at, lengths, terms = 0, lexicon.lengths, lexicon.terms
    last = len(string) - 1
    while at < last:
        for length in lengths.get(string[at : at + 2], ()):
            known = terms.get(string[at : at + length])
            if not known or at + length > len(string):
                continue
            is_second = _is_second_part(string, at) and not (hits and hits[-1].end == at - 1)
            is_begun = known[0].kind == "place" and not (hits and hits[-1].end == at)
            is_part = is_second or (is_begun and _is_begun_before(string, at, at + length))
            if not is_part and _stands(string, at, at + length, known):
                hits.append(Hit(at, at + length, known))
                at += length - 1
                break
        at += 1
    return hits


_COMPOUND = re.compile(r"(?<![\w-])[A-ZА-Я][a-zа-я]+-$")


def _is_second_part(string: str, start: int) -> bool:
    """Монголия in Бурят-Монголия: a hyphen ties the name to one with a capital that is no name of its own."""
    return string[start - 1 : start] == "-" and _COMPOUND.search(string, max(0, start - 20), start) is not None


def _stands(string: str, start: int, end: int, terms: Iterable[Term]) -> bool:
    if not _HAN.match(string[end - 1]):
        return _is_word(string, start, end) and not _NUMBERED.match(string, end)
    kind = next(iter(terms)).kind
    known = vocabulary()
    return not (
        known.after[kind].match(string, end)
        or known.misread[kind].match(string, start)
        or _is_nation_noun(string, start, end)
        or _is_cut_from_longer(string, start, end, kind)
    )


def _is_word(string: str, start: int, end: int) -> bool:
    """A name in letters begins and ends where a word does (U.S. not in U.S.S.R.)."""
    before, after = string[start - 1 : start], string[end : end + 1]
    if "_" in (before, after) or (string[end - 1] == "." and _is_letter(after)):
        return False
    return not (_is_letter(before) and _is_letter(string[start])) and not (
        _is_letter(after) and _is_letter(string[end - 1])
    )


def _is_letter(character: str) -> bool:
    return character.isalnum() and not _HAN.match(character)


def _is_nation_noun(string: str, start: int, end: int) -> bool:
    """歐美國家: two one-character names before 國家, not 美國 before 家."""
    is_state = string[end - 1] == "国" and string[end : end + 1] == "家" and end - start == 2
    return is_state and start > 0 and string[start - 1] in vocabulary().nations | {"欧"}


def _is_begun_before(string: str, start: int, end: int) -> bool:
    """里斯本 in 布里斯本: the character before a longer transliterated name belongs to it, and ends no word there."""
    known = vocabulary()
    before, word = string[start - 1 : start], string[max(0, start - 2) : start]
    is_letter = before in known.sticking_letters and before not in known.nations and word not in known.ordinary
    return end - start > 2 and is_letter and set(string[start : end - 1]) <= known.letters


def _is_cut_from_longer(string: str, start: int, end: int, kind: NameKind) -> bool:
    """福特 in 福特曼: a short transliterated name between characters of transliteration that make no word there."""
    known = vocabulary()
    if end - start != 2 or not set(string[start:end]) <= known.letters:
        return False
    letters = known.sticking_letters if kind == "person" else known.strict_letters
    sticks = string[end : end + 1] in letters and string[end : end + 2] not in known.ordinary
    return sticks or (start > 0 and string[start - 1] in known.strict_letters)
