"""What is asked of an entry, and when a candidate is it."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from teiwright.authority import Authority, Entry, EntryKind
from teiwright.languages.folding import fold_name
from teiwright.xmltools import TEI, plain_text

YEAR = re.compile(r"(?<!\d)(1\d{3}|20\d{2})(?!\d)")
SPAN = re.compile(
    r"(?<!\d)(?P<born>1\d{3}|20\d{2})(?:[-./]\d\d){0,2}\s*(?:[-\u2013\u2014\uff5e~]|to|bis|до)\s*"
    r"(?P<died>1\d{3}|20\d{2})(?!\d)"
)
NEAR = 25.0
"""Kilometres within which two places of one name are the same."""

Verdict = Literal["tied", "open", "none"]


@dataclass(frozen=True, slots=True)
class Question:
    """An entry as a service is asked about it; years are empty and `point` is None where the entry does not say."""

    id: str
    kind: EntryKind
    name: str
    names: tuple[str, ...]
    born: str = ""
    died: str = ""
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a service offers for an entry, as it offers it. `born` and `died` are years, `point` degrees."""

    id: str
    name: str
    score: float = 0.0
    match: bool = False
    description: str = ""
    types: tuple[str, ...] = ()
    born: str = ""
    died: str = ""
    point: tuple[float, float] | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of a question: tied to `candidate`, open between candidates, or none offered; and why."""

    question: Question
    verdict: Verdict
    why: str
    candidates: tuple[Candidate, ...] = ()
    candidate: Candidate | None = None


def questions(authority: Authority, kind: EntryKind, identifier_type: str) -> list[Question]:
    """Return a question for each entry of a kind that has no identifier of this type yet, in the files' order."""
    return [
        _question(entry)
        for entry in authority.of_kind(kind)
        if identifier_type not in {known for known, _ in entry.identifiers}
    ]


def _question(entry: Entry) -> Question:
    node = entry.element
    plain = [name.text for name in entry.names if name.type in ("", "full")] or [name.text for name in entry.names]
    names = tuple(dict.fromkeys(name.text for name in entry.names if name.type not in ("abbr", "short")))
    return Question(
        entry.id, entry.kind, plain[0], names or (plain[0],), _year(node, "birth"), _year(node, "death"), _point(node)
    )


def _year(node: etree._Element, name: str) -> str:
    found = node.find(TEI + name)
    return year_of(found.get("when", "")) if found is not None else ""


def _point(node: etree._Element) -> tuple[float, float] | None:
    geo = node.find(f".//{TEI}geo")
    return point_of(plain_text(geo)) if geo is not None else None


def year_of(text: str) -> str:
    """Return the first year that stands in a text, or an empty string."""
    match = YEAR.search(text)
    return match[0] if match else ""


def point_of(text: str) -> tuple[float, float] | None:
    """Return the latitude and longitude that a text consists of, with a blank or a comma between them, or None."""
    parts = text.replace(",", " ").split()
    try:
        return (float(parts[0]), float(parts[1])) if len(parts) == 2 else None
    except ValueError:
        return None


def years_of(description: str) -> tuple[str, str]:
    """Return the years of birth and death that a description states as a span (1878–1953), or empty strings."""
    match = SPAN.search(description)
    return (match["born"], match["died"]) if match else ("", "")


def judge(question: Question, offered: Sequence[Candidate]) -> Judgement:
    """Return what becomes of an entry. It is tied where one candidate alone has its name and its evidence.

    The rule: the candidate bears one of the entry's names, whole; a year of birth or of death, or for a place the
    coordinates (within 25 km), are known on both sides and agree; nothing that both know contradicts; no other
    candidate of that name is without contradiction. A service's own score and its `match` decide nothing.
    """
    if not offered:
        return Judgement(question, "none", "no candidate")
    ranked = tuple(sorted(offered, key=lambda one: -one.score))
    named = [one for one in ranked if _bears(one, question.names)]
    possible = [one for one in named if not _contradictions(question, one)]
    proved = [one for one in possible if _agreements(question, one)]
    if len(proved) == 1 and len(possible) == 1:
        return Judgement(
            question, "tied", "name and " + " and ".join(_agreements(question, proved[0])), ranked, proved[0]
        )
    if not named:
        why = "no candidate bears the name"
    elif not possible:
        why = "the dates or the place contradict"
    elif len(possible) > 1:
        why = f"{len(possible)} candidates bear the name"
    else:
        why = "nothing but the name speaks for it"
    return Judgement(question, "open", why, ranked)


def _bears(candidate: Candidate, names: Iterable[str]) -> bool:
    own = {_folded(name) for name in (candidate.name, *candidate.names)}
    return any(_folded(name) in own for name in names)


def _folded(name: str) -> str:
    """A name without regard to the order of its words: Stalin, Joseph is Joseph Stalin; years after it do not count."""
    bare = re.sub(r"[,(\s]+(?:1\d{3}|20\d{2}).*$", "", name)
    return " ".join(sorted(fold_name(bare).replace(",", " ").split()))


def _pairs(question: Question, candidate: Candidate) -> list[tuple[str, str, str]]:
    pairs = (("birth", question.born, candidate.born), ("death", question.died, candidate.died))
    return [pair for pair in pairs if pair[1] and pair[2]]


def _agreements(question: Question, candidate: Candidate) -> list[str]:
    found = [f"year of {what} {one}" for what, one, other in _pairs(question, candidate) if one == other]
    distance = _distance(question.point, candidate.point)
    return [*found, *([f"place within {distance:.0f} km"] if distance is not None and distance <= NEAR else [])]


def _contradictions(question: Question, candidate: Candidate) -> bool:
    distance = _distance(question.point, candidate.point)
    return any(one != other for _, one, other in _pairs(question, candidate)) or (
        distance is not None and distance > NEAR
    )


def _distance(one: tuple[float, float] | None, other: tuple[float, float] | None) -> float | None:
    """Kilometres between two points given in degrees (haversine), or None."""
    if one is None or other is None:
        return None
    latitude, longitude, far_latitude, far_longitude = map(math.radians, (*one, *other))
    arc = (
        math.sin((far_latitude - latitude) / 2) ** 2
        + math.cos(latitude) * math.cos(far_latitude) * math.sin((far_longitude - longitude) / 2) ** 2
    )
    return 2 * 6371.0 * math.asin(math.sqrt(min(1.0, arc)))
