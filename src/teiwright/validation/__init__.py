"""TEI → findings: well-formedness, RELAX NG, Schematron, identifiers and pointers, our practice, characters.

What is heavy is imported when it is first needed, so that the command line starts at once.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from teiwright.errors import DataError
from teiwright.findings import Finding, exit_status

FORMATS = ("text", "json", "sarif", "junit", "github")
NOWHERE_ELSE: Mapping[Path, Path] = MappingProxyType({})

__all__ = ["FORMATS", "files", "report", "status", "validate"]


def files(paths: Iterable[str | Path], contents: Mapping[Path, Path] = NOWHERE_ELSE) -> tuple[Path, ...]:
    """Return the files that paths, folders (all XML below) and glob patterns mean, each once; so is one of `contents`.

    Raises SourceError where there is no such file, or a folder or pattern holds none.
    """
    from teiwright.validation.arguments import files as meant

    return meant(paths, contents)


def validate(
    paths: Iterable[str | Path],
    *,
    schemas: Sequence[str | Path] | None = None,
    catalogues: Sequence[str | Path] = (),
    xinclude: bool = False,
    verbose: bool = False,
    jobs: int = 1,
    cache: Path | None = None,
    warn_only: Iterable[str] = (),
    max_errors: int | None = None,
    contents: Mapping[Path, Path] = NOWHERE_ELSE,
    advance: Callable[[int], None] = lambda _: None,
) -> list[Finding]:
    """Check files on all layers and return what was found, file by file, each sorted by place.

    paths: files, folders (all XML below) and glob patterns. schemas: RELAX NG (.rng, .rnc) and Schematron (.sch);
    where none are given, those that a file's xml-model instructions name, or else ours. catalogues: OASIS XML
    catalogues, besides those of XML_CATALOG_FILES. verbose: messages list all that may stand in a place.
    jobs: processes at once (they are started afresh: a script needs its `if __name__ == "__main__"`).
    cache: a folder for results kept between runs. warn_only: rules whose errors become warnings.
    max_errors: how many errors of a file are listed. contents: where the content of a path stands,
    if not there (of "-", of a file that is yet to be written).
    advance: is told how many files more are done.

    A file that is not well-formed is a finding, and so is a schema that a file names and that can't be used. Raises
    SourceError where there is no such file, SchemaUnusableError for a schema that was asked for, and DataError for a
    rule in `warn_only` that does not exist.
    """
    from teiwright.validation.check import Options
    from teiwright.validation.run import Run, limited, softened, validated
    from teiwright.validation.schemas import asked_for
    from teiwright.validation.selection import unknown_rule

    asked = tuple(each for path in schemas or () for each in asked_for(Path(path)))
    options = Options(asked, tuple(map(Path, catalogues)), verbose, xinclude)
    everything = validated(files(paths, contents), Run(options, cache, dict(contents)), jobs, advance)
    if unknown := unknown_rule(warn_only, everything, asked):
        raise DataError(unknown)
    found = softened(everything, warn_only)
    return list(found if max_errors is None else limited(found, max_errors))


def report(findings: Sequence[Finding], form: str = "text", files: Iterable[str | Path] = ()) -> str:
    """Return a report in one of FORMATS, ending in a line feed. `files` are all files checked, also without findings.

    Raises KeyError for another format.
    """
    from teiwright.validation.reports import report as made

    return made(findings, form, files)


def status(findings: Iterable[Finding], warn_only: Iterable[str] = (), fail_on: str = "warning") -> int:
    """Return the exit status: 1 where there are warnings or errors, but for the rules that are to warn only.

    `fail_on`: "error" lets warnings pass, "never" lets all pass.
    """
    soft = frozenset(warn_only)
    counted = (finding for finding in findings if finding.rule not in soft)
    if fail_on == "never":
        return 0
    return exit_status(finding for finding in counted if fail_on == "warning" or finding.severity == "error")
