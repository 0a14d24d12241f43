"""Which findings count: rules that there are, findings known before, files changed since a revision."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import get_args

from lxml import etree

from teiwright import git, resources, xmltools
from teiwright.errors import DataError, SourceError
from teiwright.findings import Finding
from teiwright.relaxng.violations import Kind
from teiwright.validation import messages
from teiwright.validation.rules import SCHEMATRON
from teiwright.validation.schemas import Schema


def unknown_rule(rules: Iterable[str], findings: Iterable[Finding], schemas: Iterable[Schema]) -> str:
    """Return a sentence about the first of `rules` that no check has, or "" where all are known.

    Rules of Schematron are those of our own schema, of those asked for, and of those met in this run.
    """
    named = {each.path.stem for each in schemas} | {finding.rule for finding in findings}
    known = {*get_args(Kind), *messages.SENTENCES, *named}.union(*map(_rules_in, _schematrons(schemas)))
    for rule in rules:
        if rule not in known:
            near = get_close_matches(rule, sorted(known), 1)
            return f"there is no rule {rule}" + (f"; did you mean {near[0]}?" if near else "")
    return ""


def _schematrons(schemas: Iterable[Schema]) -> list[Path]:
    own = resources.folder("schema") / "teiwright.sch"
    return [own, *(schema.path for schema in schemas if schema.path.suffix != ".rnc")]


@cache
def _rules_in(path: Path) -> frozenset[str]:
    nodes = xmltools.parse(path).getroot().iter(SCHEMATRON + "*")
    return frozenset(str(node.get("id")) for node in nodes if isinstance(node, etree._Element) and node.get("id"))


def baseline(path: Path) -> Counter[tuple[str, str, str]]:
    """Return how often each finding stands in a report of `--format json`. Raises DataError."""
    try:
        entries = json.loads(path.read_text("utf-8"))
        return Counter((entry["file"], entry["rule"], entry["message"]) for entry in entries)
    except (OSError, ValueError, KeyError, TypeError) as error:
        hint = "make one with: teiwright validate … --format json --output " + path.name
        raise DataError("is no report of known findings", file=str(path), hint=hint) from error


def new(findings: Iterable[Finding], known: Counter[tuple[str, str, str]]) -> tuple[Finding, ...]:
    """Return the findings that are not among the known ones; lines may have moved, words and number count."""
    left = Counter(known)
    fresh = []
    for finding in findings:
        key = (finding.file, finding.rule, finding.message)
        if left[key]:
            left[key] -= 1
        else:
            fresh.append(finding)
    return tuple(fresh)


def changed_since(revision: str, files: Sequence[Path]) -> tuple[Path, ...]:
    """Return those of the files that git says have changed since a revision, new ones too. Raises SourceError."""
    hint = "--changed-since needs git"
    top = Path(git.answer("rev-parse", "--show-toplevel", hint=hint).strip())
    if revision.startswith("-"):
        raise SourceError(f"{revision} is no revision")
    listed = git.answer("diff", "--name-only", "-z", "--diff-filter=d", revision, "--")
    untracked = git.answer("ls-files", "-z", "--others", "--exclude-standard", folder=top)
    changed = {(top / name).resolve() for name in (listed + untracked).split("\0") if name}
    return tuple(file for file in files if file.resolve() in changed)
