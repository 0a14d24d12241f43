"""The history of a text as git keeps it: what revisionDesc states where a sidecar says `history = "git"`.

A commit that changed the source, its sidecar or its decisions is a change, dated by its author; one that is not yet
committed is none. So the header depends on the repository alone, never on the clock.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from teiwright import git
from teiwright.article import Change
from teiwright.xmltools import NOT_XML

COMMIT, FIELD = "\x1e", "\x1f"
LOG = (
    "-c", "log.showSignature=false", "log", "--no-merges", "--no-color", "--find-renames", "--name-status", "-z",
    f"--format={COMMIT}%as{FIELD}%aN{FIELD}%s",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: the change as a header states it, the files it touched, and by new name the old of those it renamed."""

    change: Change
    touched: frozenset[str]
    renamed: tuple[tuple[str, str], ...]


def changes(files: Iterable[Path]) -> tuple[Change, ...]:
    """Return the changes to files of one folder tree, newest first; renamed files are followed.

    Raises SourceError where git cannot be asked.
    """
    places = [path.resolve() for path in files if path.is_file()]
    folder = places[0].parent
    top = Path(git.answer("rev-parse", "--show-toplevel", folder=folder).strip()).resolve()
    head = git.answer("rev-parse", "HEAD", folder=top).strip()
    names = {path.relative_to(top).as_posix() for path in places if path.is_relative_to(top)}
    found = []
    for commit in _commits(top, head):
        if names & commit.touched:
            found.append(commit.change)
            names |= {old for new, old in commit.renamed if new in names}
            names -= {new for new, _ in commit.renamed}
    return tuple(sorted(found, key=lambda change: change.date, reverse=True))


def is_cut_off(file: Path) -> bool:
    """Tell whether the repository is a shallow clone, whose history begins somewhere in the middle."""
    return git.answer("rev-parse", "--is-shallow-repository", folder=file.resolve().parent).strip() == "true"


def fingerprint(history: Iterable[Change]) -> str:
    """Return a digest of changes."""
    return hashlib.sha256("\0".join(map(repr, history)).encode()).hexdigest()


@cache
def _commits(top: Path, head: str) -> tuple[Commit, ...]:
    """All commits, newest first; asked once a process and state of the repository."""
    return tuple(_read(git.answer(*LOG, head, folder=top).split(COMMIT)[1:]))


def _read(parts: Iterable[str]) -> Iterator[Commit]:
    for part in parts:
        line, _, listed = part.partition("\0")
        date, who, what = line.split(FIELD, 2)
        words = iter(listed.lstrip("\n").rstrip("\0").split("\0") if listed.strip("\n\0") else ())
        touched, renamed = set(), []
        for status in words:
            path = next(words)
            if status[0] in "RC":
                old, path = path, next(words)
                renamed += [(path, old)] if status[0] == "R" else []
            touched.add(path)
        who, what = (" ".join(NOT_XML.sub(" ", text).split()) for text in (who, what))
        yield Commit(Change(date, who, what or "No message."), frozenset(touched), tuple(renamed))
