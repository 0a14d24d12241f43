"""Candidates from a local table instead of a service: nothing leaves the machine."""

from collections.abc import Iterator, Sequence

from teiwright.authority.editing import Addition
from teiwright.reconciliation.matching import Candidate, Question, point_of, year_of


def from_table(
    rows: Sequence[Addition], asked: Sequence[Question], identifier_type: str
) -> Iterator[tuple[Question, tuple[Candidate, ...]]]:
    """Yield each question with the rows that share a name with it and have an identifier of the type."""
    by_name: dict[str, list[Candidate]] = {}
    for row in rows:
        value = next((value for kind, value in row.identifiers if kind == identifier_type), "")
        if value:
            candidate = _candidate(row, value)
            for name in candidate.names:
                by_name.setdefault(_key(name), []).append(candidate)
    for question in asked:
        found = [each for name in question.names for each in by_name.get(_key(name), ())]
        yield question, tuple(dict.fromkeys(found))


def _key(name: str) -> str:
    return " ".join(sorted(name.replace(",", " ").casefold().split()))


def _candidate(row: Addition, value: str) -> Candidate:
    facts, names = row.facts, tuple(name.text for name in row.names)
    return Candidate(
        value,
        names[0] if names else "",
        description=facts.get("description", ""),
        born=year_of(facts.get("born", "")),
        died=year_of(facts.get("died", "")),
        point=point_of(f"{facts.get('latitude', '')} {facts.get('longitude', '')}"),
        names=names,
    )
