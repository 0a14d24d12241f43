"""The pipeline for many texts: `folders` knows where things are, `pipeline` makes one, `stale` tells what is due."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from teiwright import resources, xmltools
from teiwright.build import stale
from teiwright.build.folders import (
    SUFFIXES,
    authority_folder,
    decisions_file,
    decisions_target,
    own_authority_folder,
    sources_in,
)
from teiwright.build.pipeline import (
    OUTPUTS,
    Encoded,
    Options,
    Outcome,
    Plan,
    annotate_source,
    editorial_queries,
    encode_source,
    make,
    queries,
    tei_file,
    write_tei,
)
from teiwright.build.validity import faults_of, validated, verdict
from teiwright.errors import SourceError

__all__ = [
    "OUTPUTS",
    "SUFFIXES",
    "Encoded",
    "Options",
    "Outcome",
    "Plan",
    "annotate_source",
    "authority_folder",
    "build",
    "decisions_file",
    "decisions_target",
    "editorial_queries",
    "encode_source",
    "faults_of",
    "own_authority_folder",
    "sources_in",
    "validated",
    "verdict",
    "write_tei",
]


def build(
    sources: Sequence[Path], plan: Plan, *, jobs: int = 1, tell: Callable[[Outcome], None] = lambda _: None
) -> list[Outcome]:
    """Bring every source's TEI and outputs up to date and return what became of each, in the order given.

    A source is stale when it, its sidecar or decisions, an authority file or the program has changed, or when an
    output is missing. `tell` hears of each outcome as it is known. Raises OutputError.
    """
    state = stale.load_state(plan.folder)
    _provide_schema(plan)
    outcomes: list[Outcome] = []
    for outcome in _outcomes(sources, plan, state, jobs):
        if outcome.status == "built":
            stale.remember(outcome, plan, state)
        outcomes.append(outcome)
        tell(outcome)
    _index_together(outcomes, plan)
    return outcomes


def _index_together(outcomes: Sequence[Outcome], plan: Plan) -> None:
    """Several articles also get one index together."""
    from teiwright import publishing
    from teiwright.editorial import by_citation

    done = [outcome.source for outcome in outcomes if outcome.status != "failed"]
    joint = plan.folder / "index" / "all.citations.html"
    is_stale = any(outcome.status == "built" for outcome in outcomes) or not joint.is_file()
    if "index" in plan.outputs and len(done) > 1 and is_stale:
        teis = [tei_file(source, plan) for source in done]
        warnings = {source.stem: by_citation(queries(source, plan)) for source in done}
        publishing.joint_index(teis, plan.folder / "index", editions="../html/", warnings=warnings)


def _outcomes(sources: Sequence[Path], plan: Plan, state: dict[str, dict[str, Any]], jobs: int) -> Iterator[Outcome]:
    environment = stale.environment_key(plan)
    known = [stale.unchanged(source, plan, state, environment) for source in sources]
    due = [source for source, outcome in zip(sources, known, strict=True) if outcome is None]
    made = _make_all(due, plan, environment, jobs)
    for outcome in known:
        yield outcome or next(made)


def _make_all(due: Sequence[Path], plan: Plan, environment: str, jobs: int) -> Iterator[Outcome]:
    if min(jobs, len(due)) < 2:
        yield from (_make(source, plan, environment) for source in due)
        return
    with ProcessPoolExecutor(min(jobs, len(due)), mp_context=get_context("spawn")) as pool:
        yield from pool.map(_make, due, [plan] * len(due), [environment] * len(due))


def _make(source: Path, plan: Plan, environment: str) -> Outcome:
    """Make one text's outputs, with the fingerprint of what it was made from as that was beforehand."""
    try:
        key = stale.source_key(source, plan, environment)
    except SourceError as error:
        return Outcome(source, "failed", errors=(str(error),))
    return make(source, plan, key)


def _provide_schema(plan: Plan) -> None:
    """Put the schemas where the TEI files' xml-model instructions look for them: ../schema."""
    target = plan.tei_folder.parent / "schema"
    if target.resolve() == resources.folder("schema").resolve():
        return
    for path in sorted(resources.folder("schema").iterdir()):
        if path.is_file() and not path.name.startswith("."):
            copy = target / path.name
            if not copy.is_file() or copy.read_bytes() != path.read_bytes():
                xmltools.write_bytes(copy, path.read_bytes())
