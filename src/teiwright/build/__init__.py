"""The pipeline for many texts.

`folders` knows where things are, `pipeline` makes one text, `store` remembers, `stale` tells what is due, `executors`
where it is done.
"""

import tempfile
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from teiwright import resources, xmltools
from teiwright.build import cluster, executors, stale, store
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
    Task,
    annotate_source,
    editorial_queries,
    encode_source,
    write_tei,
)
from teiwright.build.trial import objection, untenable
from teiwright.build.validity import faults_of, validated
from teiwright.errors import SourceError
from teiwright.findings import exit_status

if TYPE_CHECKING:
    from teiwright.publishing.ordering import Order

__all__ = [
    "OUTPUTS",
    "SUFFIXES",
    "Encoded",
    "Options",
    "Outcome",
    "Plan",
    "Summary",
    "annotate_source",
    "authority_folder",
    "build",
    "decisions_file",
    "decisions_target",
    "editorial_queries",
    "encode_source",
    "faults_of",
    "joint_index",
    "objection",
    "own_authority_folder",
    "sources_in",
    "untenable",
    "validated",
    "write_tei",
]


MANY = 100
"""What so many articles change in joint outputs is made by a process of its own: its memory ends with it."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of the sources of a build, counted; `status` is the exit status that all of them together ask for."""

    built: int = 0
    unchanged: int = 0
    failed: int = 0
    status: int = 0

    def plus(self, outcome: Outcome) -> "Summary":
        """Return the summary with one more outcome."""
        status = max(self.status, outcome.exit_status or (2 if outcome.errors else exit_status(outcome.findings)))
        return replace(self, status=status, **{outcome.status: getattr(self, outcome.status) + 1})


def build(
    sources: Sequence[Path],
    plan: Plan,
    *,
    jobs: int = 1,
    address: str = "",
    state: Path | None = None,
    tell: Callable[[Outcome], None] = lambda _: None,
) -> Summary:
    """Bring every source's TEI and outputs, and the joint outputs, up to date; return what became of them.

    It is done by `jobs` processes of this machine, or on the Dask cluster whose scheduler is at `address`; what is
    remembered stands in the file `state`, else in the plan's folder. What is due, `stale` tells. `tell` hears of each
    outcome, of those that were built or failed in the order of the sources. A source that fails stops no other.
    Raises OutputError, DataError.
    """
    known = stale.environment(plan)
    _provide_schema(plan)
    summary = Summary()

    def told(outcome: Outcome) -> None:
        nonlocal summary
        summary = summary.plus(outcome)
        tell(outcome)

    executor = cluster.cluster(address) if address else executors.processes(jobs)
    with store.opened(state or plan.folder / store.NAME) as memory:
        if home := _home(sources, memory):
            plan = replace(plan, home=home)
            known = replace(known, steps={**known.steps, "html": f"{known.steps['html']} {home}"})
        stale.see_authority(memory, plan, known)
        _make_all(sources, plan, memory, known, executor, told)
        _make_together(memory, plan, known)
    return summary


def _make_all(
    sources: Sequence[Path],
    plan: Plan,
    memory: store.Store,
    known: stale.Environment,
    executor: executors.Executor,
    tell: Callable[[Outcome], None],
) -> None:
    """Do what is due, and remember it; `tell` hears of what was built or failed in the order of the sources."""
    order = deque[tuple[Task, store.Row | None] | Outcome]()

    def tasks() -> Iterator[Task]:
        for source in sources:
            try:
                task, row = stale.due(source, plan, memory, known)
            except SourceError as error:
                order.append(Outcome(source, "failed", failure=str(error)))
                continue
            if task is not None:
                order.append((task, row))
                yield task
            else:
                tell(Outcome(source, "unchanged", stale.warned(row, ("tei", *plan.outputs)) if row else {}))

    def tell_failed() -> None:
        while order and isinstance(order[0], Outcome):
            tell(order.popleft())  # type: ignore[arg-type]

    for outcome in executor(tasks()):
        tell_failed()
        task, row = order.popleft()  # type: ignore[misc]
        if outcome.status == "built":
            memory.remember(stale.remembered(task, outcome, row, known), outcome.facts, known.authority)
        tell(replace(outcome, facts=None))
    tell_failed()


def _home(sources: Sequence[Path], memory: store.Store) -> str:
    """The start page, where the folder holds several articles; "" where it holds one.

    An article called index keeps its page. Those of this build count, and those of earlier ones as long as
    their sources are there.
    """
    known = {name for name, source in memory.sources() if stale.has_source(source)}
    names = known | {source.stem for source in sources}
    return "" if len(names) < 2 else "together/index.html" if "index" in names else "index.html"


def _make_together(memory: store.Store, plan: Plan, known: stale.Environment) -> None:
    """Several articles also get one index and one site together, of all whose sources are still there.

    Where all but one failed, its page still leads to the start page and shares the site's style sheet.
    What is not asked for now is made anew when it is.
    """
    from teiwright import publishing

    gone = [name for name, source in memory.sources() if not stale.has_source(source)]
    memory.forget(gone)
    if not plan.home or not memory.count("article"):
        return
    index, html = plan.folder / "index", plan.folder / "html"
    order = (plan.changes or publishing.UNCHANGED).index_order
    joint: tuple[tuple[str, str, Sequence[str], Path, Callable[[store.Store, bool], object]], ...] = (
        (
            "index",
            stale.JOINT,
            publishing.JOINT_KINDS,
            index / "all.citations.html",
            partial(_joint_index, folder=index, order=order),
        ),
        ("html", stale.SITE, publishing.SITE_KINDS, html / "index.html", partial(_site, folder=html, order=order)),
    )
    with memory.transaction():
        for output, name, kinds, path, make in joint:
            is_anew = memory.setting(name) != known.steps[name]
            if output in plan.outputs and (is_anew or memory.has_touched(kinds) or not path.is_file()):
                if (memory.count("article") if is_anew else memory.articles_touched()) >= MANY:
                    executors.apart(partial(_from_memory, memory.path, make, is_anew))
                else:
                    make(memory, is_anew)
                memory.set(name, known.steps[name])
            elif memory.has_touched(kinds):
                memory.set(name, "")
        memory.untouch({*publishing.JOINT_KINDS, *publishing.SITE_KINDS})


def _joint_index(memory: store.Store, anew: bool, *, folder: Path, order: "Order") -> None:
    from teiwright import publishing

    publishing.joint_index(memory, folder, editions="../html/", anew=anew, order=order)


def _site(memory: store.Store, anew: bool, *, folder: Path, order: "Order") -> None:
    from teiwright import publishing

    publishing.site(memory, folder, anew=anew, order=order)


def _from_memory(path: Path, make: Callable[[store.Store, bool], object], anew: bool) -> None:
    with store.opened(path) as memory:
        make(memory, anew)


def joint_index(
    teis: Mapping[Path, Mapping[str, Sequence[str]]], folder: Path, order: "Order" = "language"
) -> list[Path]:
    """Make one citation index of TEI files together, each given with its editorial messages by item id.

    `order` is that of Chinese headings.

    Raises DocumentError, PublishingError or OutputError.
    """
    from teiwright import publishing

    with tempfile.TemporaryDirectory() as name, store.opened(Path(name) / store.NAME) as memory:
        for tei, messages in teis.items():
            memory.remember(store.Row(tei.stem, str(tei), "", "", ""), publishing.facts(tei, messages), "")
        return publishing.joint_index(memory, folder, anew=True, order=order)


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
