"""A decision is tried before it is kept: would the text be encoded with it, and validly?"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from teiwright.annotation import Annotated, annotate
from teiwright.build.fitting import with_fitting_attributes
from teiwright.build.validity import faults_of
from teiwright.decisions import Decision, Decisions, load
from teiwright.encoding import encode, serialise

NOT_APPLIED = frozenset({"decision-not-fitting", "decision-lost"})


def objection(annotated: Annotated, made: Sequence[Decision], path: Path, models: Sequence[str] = ()) -> str:
    """Return what speaks against adding decisions to those at `path`, in a line, or "".

    They must find their words, be applied as they are, and leave the TEI valid. Raises DataError where the file at
    `path` cannot be used.
    """
    if all(one.action in ("accept", "refuse") and not one.corr for one in made):
        return ""
    stated = load(path)
    said = [*_complaints(annotated, Decisions((*stated.decisions, *made), stated.path), models)]
    if not said:
        return ""
    known = frozenset(_complaints(annotated, stated, models))
    return next((complaint for complaint in said if complaint not in known), "")


def untenable(
    annotated: Annotated, made: Sequence[Decision], path: Path, models: Sequence[str] = ()
) -> Iterator[tuple[Decision, str]]:
    """Yield the decisions that cannot be kept beside those at `path` and the others before them, and why not."""
    if not objection(annotated, made, path, models):
        return
    kept: list[Decision] = []
    for decision in made:
        if said := objection(annotated, [*kept, decision], path, models):
            yield decision, said
        else:
            kept.append(decision)


def _complaints(annotated: Annotated, decided: Decisions, models: Sequence[str]) -> Iterator[str]:
    result = annotate(annotated.article, annotated.authority, decided, models=models)
    result = with_fitting_attributes(result, decided.path)
    yield from (finding.message for finding in result.findings if finding.rule in NOT_APPLIED)
    yield from (f"the TEI would not be valid: {fault.message}" for fault in faults_of(serialise(encode(result))))
