"""A decision is tried before it is kept: would the text be encoded with it, and validly?"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from teiwright.annotation import Annotated, annotate
from teiwright.build.fitting import with_fitting_attributes
from teiwright.build.validity import faults_of
from teiwright.decisions import Decision, Decisions, load
from teiwright.encoding import encode, serialise

MOST_TRIALS = 30
NOT_APPLIED = frozenset({"decision-not-fitting", "decision-crossing", "decision-lost"})


def objection(annotated: Annotated, made: Sequence[Decision], path: Path, models: Sequence[str] = ()) -> str:
    """Return what speaks against adding decisions to those at `path`, in a line, or "".

    They must find their words, be applied as they are, and leave the TEI valid. Raises DataError where the file at
    `path` cannot be used.
    """
    return next((said for _, said in untenable(annotated, made, path, models, most=1)), "")


def untenable(
    annotated: Annotated, made: Sequence[Decision], path: Path, models: Sequence[str] = (), *, most: int = MOST_TRIALS
) -> Iterator[tuple[Decision, str]]:
    """Yield the decisions that cannot be kept beside those at `path` and the others before them, and why not.

    All are tried together first, then by halves; after so many trials the rest of a part goes with what is wrong in it.
    Raises as `objection` does.
    """
    stated = load(path)

    @cache
    def known() -> frozenset[str]:
        return frozenset(_complaints(annotated, stated, models))

    kept: list[Decision] = []
    waiting = [[*made]] if any(one.corr or one.action not in ("accept", "refuse") for one in made) else []
    trials = 0
    while waiting:
        part, trials = waiting.pop(), trials + 1
        tried = Decisions((*stated.decisions, *kept, *part), stated.path)
        said = [*_complaints(annotated, tried, models)]
        why = next((complaint for complaint in said if complaint not in known()), "") if said else ""
        if not why:
            kept += part
        elif len(part) == 1 or trials >= most:
            yield from ((decision, why) for decision in part)
        else:
            half = len(part) // 2
            waiting += [part[half:], part[:half]]


def _complaints(annotated: Annotated, decided: Decisions, models: Sequence[str]) -> Iterator[str]:
    result = annotate(annotated.article, annotated.authority, decided, models=models)
    result = with_fitting_attributes(result, decided.path)
    yield from (finding.message for finding in result.findings if finding.rule in NOT_APPLIED)
    yield from (f"the TEI would not be valid: {fault.message}" for fault in faults_of(serialise(encode(result))))
