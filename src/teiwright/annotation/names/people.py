"""Persons whom no authority file knows, by the company their names keep.

A transliterated name is a run of the characters that transliteration uses; a Chinese or Korean one is a surname with
one or two characters. Neither is enough: what decides is the evidence of all its mentions in the document (a title
before it, a verb of speech after it, 致 … 電 around it, 同志 after it, a work of his), summed up by distinct contexts.
Then fragments and over-long forms give way to the form that the document has more often.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from teiwright.annotation.names.folding import HAN, alternatives
from teiwright.annotation.names.vocabulary import compiled, vocabulary
from teiwright.article import Span

_BLANK = "\ue010"
_STRONG = 2.0
_ENOUGH = 3.0


@dataclass(frozen=True, slots=True)
class Rules:
    """The compiled words: what stands before and after a name, and the shapes of names."""

    before: tuple[tuple[re.Pattern[str], float, str], ...]
    after: tuple[tuple[re.Pattern[str], float, str], ...]
    place_before: re.Pattern[str]
    place_after: re.Pattern[str]
    ordinary: re.Pattern[str]
    foreign: re.Pattern[str]
    surname: re.Pattern[str]
    weak: frozenset[str]
    never: frozenset[str]
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

    @property
    def score(self) -> float:
        return sum(self.person.values())

    @property
    def best(self) -> str:
        """The weightiest context in plain words."""
        return max(self.person, key=lambda reason: self.person[reason], default="repeated")

    @property
    def is_strong(self) -> bool:
        return any(weight >= _STRONG for weight in self.person.values())


@cache
def rules() -> Rules:
    """Compile the words of names, once."""
    words = vocabulary().words
    letters = "".join(words["transliteration"])
    initial = "(?:[A-ZА-Я][·.])"
    return Rules(
        (
            (compiled("{title}(?:、)?$"), 2.0, "after a title"),
            (compiled("(?:致|給)$"), 1.0, "after 致 or 給"),
            (compiled(r"(?:{relation}|^)$"), 0.4, "after a boundary"),
        ),
        (
            (compiled("{honorific}"), 2.0, "before a form of address"),
            (
                compiled("(?:選集|文集|文選|全集|年譜|傳》|回憶錄|日記|著|譯|主編|編|等譯|等編|回憶說)"),
                2.0,
                "before a word for his work",
            ),
            (compiled("{strong-speech}"), 1.5, "before a verb of speech"),
            (compiled("(?:致|給)"), 1.0, "before 致 or 給"),
            (compiled("{letter}"), 0.8, "before a word for a letter"),
            (compiled('(?:{speech}|[，。、；：）)”"的和與對在將]|$)'), 0.4, "before a boundary"),
        ),
        compiled("{place-before}$"),
        compiled("{place-after}"),
        re.compile(alternatives(words["ordinary"])),
        re.compile(f"{initial}*[{letters}]{{1,9}}(?:·[{letters}]{{1,9}})*"),
        re.compile(alternatives(words["surname"])),
        frozenset(words["weak-surname"]),
        frozenset("".join(words["never-given"])),
        compiled("{person-ending}$"),
        compiled("{place-ending}$"),
    )


def discover(texts: Iterable[str]) -> dict[str, str]:
    """Return the names that the masked texts of a document give evidence for, each with the reason in plain words."""
    texts = list(texts)
    chinese = _chinese(texts)
    foreign = _foreign([_blanked(text, tuple(chinese)) for text in texts])
    return {name: _reason(evidence) for name, evidence in (foreign | chinese).items()}


def _blanked(text: str, words: tuple[str, ...]) -> str:
    """Return the text with each of the words filled up."""
    return re.sub(alternatives(words), _filled, text) if words else text


def _filled(match: re.Match[str]) -> str:
    return _BLANK * len(match.group())


def find(string: str, names: dict[str, str]) -> Iterator[Span]:
    """Yield the mentions of discovered names in a masked text, the longest at each place."""
    if not names:
        return
    for match in re.finditer(alternatives(tuple(names)), string):
        yield Span(
            match.start(),
            match.end(),
            "person",
            certainty="low",
            by="pattern",
            why=f"a name by its contexts: {names[match.group()]}",
        )


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
    for side, words in ((left, before[-2:]), (right, after[:2])):
        if side:
            evidence.person.setdefault(f"{side[1]} ({words.strip()})", side[0])
    evidence.place += bool(known.place_before.search(before)) + 1.5 * bool(known.place_after.match(after))


def _foreign(texts: list[str]) -> dict[str, Evidence]:
    """Transliterated names."""
    known = rules()
    found: defaultdict[str, Evidence] = defaultdict(Evidence)
    for text in texts:
        plain = known.ordinary.sub(_filled, text)
        for match in known.foreign.finditer(plain):
            if len(match.group()) > 1:
                _witness(found[match.group()], text, *match.span())
    accepted = {name: evidence for name, evidence in found.items() if _is_foreign_person(name, evidence)}
    return {name: evidence for name, evidence in accepted.items() if not _is_overlong(name, accepted)}


def _is_foreign_person(name: str, evidence: Evidence) -> bool:
    known = rules()
    person = evidence.score + (0.8 if known.person_ending.search(name) else 0)
    place = evidence.place + (1.2 if known.place_ending.search(name) else 0)
    if person <= 1.5 * place:
        return False
    if "·" in name and len(name) > 3:
        return person >= 1
    needed = _ENOUGH if len(name) == 2 else 1.8
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
        plain = known.ordinary.sub(_filled, text)
        for match in known.surname.finditer(plain):
            for name in _candidates(plain, match):
                _witness(found[name], text, match.start(), match.start() + len(name))
    return {name: evidence for name, evidence in found.items() if _is_chinese_person(name, evidence, found)}


_CHARACTER = re.compile(f"[{HAN}]")


def _candidates(plain: str, surname: re.Match[str]) -> Iterator[str]:
    """The surname with one and with two characters, unless one is never in a name or it is cut from a foreign name."""
    never, run = rules().never, _run_end(plain, surname.start())
    for length in (1, 2):
        given = plain[surname.end() : surname.end() + length]
        if len(given) < length or any(character in never or not _CHARACTER.match(character) for character in given):
            return
        if run <= surname.end() + length:
            yield surname.group() + given


def _run_end(plain: str, start: int) -> int:
    """Where the run of a foreign name's characters that holds this place ends; the place itself outside such a run."""
    known = rules()
    before = known.foreign.match(plain, start - 1) if start else None
    if before and before.end() > start + 1:
        return len(plain) + 1
    inside = known.foreign.match(plain, start)
    return inside.end() if inside else start


def _is_chinese_person(name: str, evidence: Evidence, found: dict[str, Evidence]) -> bool:
    if evidence.bounded < 0.35 * evidence.count or not _is_whole(name, found):
        return False
    needed = _ENOUGH if name[0] not in rules().weak else _ENOUGH + 1.5
    if evidence.count == 1:
        return evidence.score >= (2.3 if len(name) > 2 else 3.3) and evidence.is_strong
    return evidence.score >= needed and _varies(evidence)


def _varies(evidence: Evidence) -> bool:
    return evidence.is_strong or (len(evidence.left) > 2 and len(evidence.right) > 2)


def _is_whole(name: str, found: dict[str, Evidence]) -> bool:
    """Neither does nearly every mention go on with the same character, nor is the last one a word of its own."""
    evidence = found[name]
    if len(name) == 2:
        longer = [other for other in found if len(other) == 3 and other.startswith(name)]
        return not any(
            found[other].count >= 0.6 * evidence.count and found[other].bounded >= 0.5 * found[other].count
            for other in longer
        )
    shorter = found.get(name[:2])
    return shorter is None or evidence.count >= 0.6 * shorter.count
