"""Validation of many files, in processes of their own, with results kept between runs."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path

from teiwright.errors import TeiwrightError
from teiwright.findings import Finding
from teiwright.validation import memory
from teiwright.validation.check import Options, check

FEW = 4
"""So many files are quicker done in this process than in new ones."""


@dataclass(frozen=True, slots=True)
class Run:
    """How to validate: the options of a check, the folder of kept results, where some files' content stands."""

    options: Options
    store: Path | None = None
    contents: Mapping[Path, Path] = field(default_factory=dict)


def validated(
    paths: Sequence[Path], run: Run, jobs: int = 1, advance: Callable[[int], None] = lambda _: None
) -> tuple[Finding, ...]:
    """Return the findings on all files, in the files' order; `advance` hears how many more are done.

    Raises what `check` raises.
    """
    found: list[Finding] = []
    alone = jobs < 2 or len(paths) <= FEW
    for count, part in _in_turn(paths, run) if alone else _in_processes(paths, run, jobs):
        found += part
        advance(count)
    if run.store:
        memory.prune(run.store)
    return tuple(found)


_Part = tuple[int, Sequence[Finding]]
"""How many files were checked, and what was found."""


def _in_turn(paths: Sequence[Path], run: Run) -> Iterator[_Part]:
    return ((1, _checked(path, run)) for path in paths)


def _in_processes(paths: Sequence[Path], run: Run, jobs: int) -> Iterator[_Part]:
    size = max(1, min(20, -(-len(paths) // (4 * jobs))))
    parts = [paths[start : start + size] for start in range(0, len(paths), size)]
    try:
        with ProcessPoolExecutor(min(jobs, len(parts)), get_context("spawn")) as pool:
            yield from zip(map(len, parts), pool.map(_checked_all, parts, [run] * len(parts)), strict=True)
    except BrokenProcessPool as error:
        hint = "try --jobs 1; a file may be too large for the memory"
        raise TeiwrightError("a process that validated was ended from outside", hint=hint) from error


def _checked_all(paths: Sequence[Path], run: Run) -> list[Finding]:
    return [finding for path in paths for finding in _checked(path, run)]


def _checked(path: Path, run: Run) -> tuple[Finding, ...]:
    if path in run.contents:
        return check(path, run.options, run.contents[path]).findings
    if run.store is None or run.options.xinclude:
        return check(path, run.options).findings
    question = _question(run.options)
    kept = memory.recalled(run.store, path, question)
    if kept is not None:
        return kept
    checked = check(path, run.options)
    if checked.rests_on is not None:
        memory.keep(run.store, path, question, checked.findings, checked.rests_on)
    return checked.findings


def _question(options: Options) -> str:
    names = [str(schema.path.resolve()) for schema in options.schemas]
    return "\n".join((str(options.verbose), *names, "", *map(str, options.catalogues)))


def softened(findings: Iterable[Finding], rules: Iterable[str]) -> tuple[Finding, ...]:
    """Return findings with the errors of some rules made warnings."""
    soft = frozenset(rules)
    return tuple(
        replace(finding, severity="warning") if finding.rule in soft and finding.severity == "error" else finding
        for finding in findings
    )


def limited(findings: Iterable[Finding], most: int) -> tuple[Finding, ...]:
    """Return findings with at most so many errors of a file; what is left out is told in one `info`."""
    kept: list[Finding] = []
    errors: Counter[str] = Counter()
    for finding in findings:
        errors[finding.file] += finding.severity == "error"
        if finding.severity != "error" or errors[finding.file] <= most:
            kept.append(finding)
    for file, count in errors.items():
        if count > most:
            kept.append(Finding("info", "max-errors", f"{count - most} more errors are not listed", file))
    return tuple(kept)
