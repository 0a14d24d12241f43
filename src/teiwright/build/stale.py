"""What is due: the fingerprints of what a text's TEI and outputs depend on, held against what was remembered.

The TEI depends on its source, its sidecar, its decisions, the program's stages and word lists, the options, and the
authority entries that it might match; an output on the TEI's bytes and on its own stylesheets and code.
"""

import hashlib
import json
import math
import os
import re
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from teiwright import authority, resources
from teiwright.annotation.names.models import chosen
from teiwright.build import names_index, revisions
from teiwright.build.folders import authority_folder, decisions_file
from teiwright.build.pipeline import Made, Outcome, Plan, Task, output_key, parts_of, picture_stamp, tei_file
from teiwright.build.store import Row, Seal, Step, Store
from teiwright.errors import SourceError
from teiwright.findings import Finding

PACKAGE = Path(__file__).parents[1]
MAKES_NO_TEI = ("publishing", "commands", "evaluation", "review", "cli.py", "facts.py")
PUBLISHES = ("publishing", "editorial", "saxon.py", "xmltools.py")
JOINT, SITE = "joint", "site"
ENTRIES = {
    JOINT: ("index-joint.xsl",),
    SITE: ("site.xsl",),
    "html": ("html.xsl",),
    "pdf": ("print.xsl",),
    "epub": ("html.xsl",),
    "index": ("index.xsl", "index-html.xsl", "cmif.xsl"),
}
"""The stylesheets that an output begins with; the joint index and the site are outputs here."""
BESIDE = {
    JOINT: ("assets", "locale"),
    SITE: ("assets", "locale"),
    "html": ("assets", "locale"),
    "pdf": ("print", "locale"),
    "epub": ("assets", "locale"),
    "index": ("assets", "locale"),
}
SCRIPTS = {"zh": "Han", "ru": "Cyrillic"}
"""Languages whose word lists play no part in a text without their script."""
FRESH = 2_000_000_000
"""Nanoseconds within which a file might be written again without its time showing it."""

Stamp = tuple[int, int, int, int, str]
"""A file's size, times of change of content and of state, number, and the digest of its content."""


@dataclass(frozen=True)
class Environment:
    """The fingerprints of what all texts of a build share: by step, and by language those of its word lists."""

    steps: Mapping[str, str]
    languages: Mapping[str, str]
    authority: str

    @cached_property
    def digest(self) -> str:
        """One fingerprint of all but the authority entries."""
        return hashlib.sha256(repr((self.steps, self.languages)).encode()).hexdigest()


def environment(plan: Plan) -> Environment:
    """Return the fingerprints of the program, the stylesheets, the word lists and the options."""
    asked = chosen(plan.options.models).described
    options = repr((replace(plan.options, force=False, authority=None, decisions=None), asked))
    stages = [path for path in _files(PACKAGE) if path.relative_to(PACKAGE).parts[0] not in MAKES_NO_TEI]
    lists = [path for path in stages if path.is_relative_to(PACKAGE / "languages") and path.suffix == ".toml"]
    stages = [path for path in stages if path not in set(lists)] + _files(resources.folder("schema"))
    publishing = [path for path in _files(PACKAGE) if path.relative_to(PACKAGE).parts[0] in PUBLISHES]
    steps = {"tei": _digest(stages, options)}
    for kind in ENTRIES:
        extra = repr(({"pdf": plan.fonts, "html": plan.outputs}.get(kind, ""), plan.changes))
        steps[kind] = _digest([*publishing, *_stylesheets(kind), *(plan.changes.files if plan.changes else ())], extra)
    codes = sorted({path.relative_to(PACKAGE / "languages").parts[0] for path in lists})
    languages = {code: _digest(path for path in lists if code in path.relative_to(PACKAGE).parts) for code in codes}
    entries = [authority_folder(plan.options.authority) / name for name, _, _ in authority.FILES]
    return Environment(steps, languages, _digest(path for path in entries if path.is_file()))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix != ".pyc" and path.is_file())


def _digest(paths: Iterable[Path], more: str = "") -> str:
    digest = hashlib.sha256(more.encode())
    for path in paths:
        digest.update(b"\0" + path.name.encode() + b"\0" + _content_digest(path, path.stat().st_mtime_ns))
    return digest.hexdigest()


@cache
def _content_digest(path: Path, modified: int) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


def _stylesheets(kind: str) -> list[Path]:
    """The stylesheets of an output with all that they include, and the files that they read."""
    folder = resources.folder("xslt")
    found: dict[Path, None] = {}
    waiting = [folder / name for name in ENTRIES[kind]]
    while waiting:
        path = waiting.pop()
        if path not in found:
            found[path] = None
            waiting += [(path.parent / href).resolve() for href in _included(path, path.stat().st_mtime_ns)]
    return sorted(found) + [path for name in BESIDE[kind] for path in _files(folder / name)]


@cache
def _included(path: Path, modified: int) -> tuple[str, ...]:
    return tuple(re.findall(r'<xsl:(?:include|import)\s+href="([^"]+)"', path.read_text("utf-8")))


def see_authority(memory: Store, plan: Plan, known: Environment) -> None:
    """Mark the texts stale that an authority entry might match which was added, changed or taken away.

    Raises DataError where the authority files cannot be used.
    """
    if memory.setting("authority") == known.authority:
        return
    loaded = authority.load(authority_folder(plan.options.authority))
    now = {
        entry.id: (hashlib.sha256(entry.xml).hexdigest(), names_index.probes(entry))
        for entry in loaded.entries.values()
    }
    with memory.transaction():
        former = memory.entries()
        common = [identifier for identifier in former if identifier in now]
        is_reordered = common != [identifier for identifier in now if identifier in former]
        lines = names_index.changed(former, now, loaded)
        stale = [
            name
            for name, bits in memory.indexes_of_names()
            if is_reordered or not former or names_index.might_occur(bits, lines)
        ]
        memory.see_entries(known.authority, now, stale)


@dataclass(frozen=True, slots=True)
class Inputs:
    """The stamps of a source, of its sidecar and of its decisions; None for what there is not.

    `history` is the fingerprint of what git tells of them, where the header states that.
    """

    stamps: tuple[Stamp | None, Stamp | None, Stamp | None]
    history: str = ""

    @property
    def digests(self) -> str:
        """The digests of all three."""
        return " ".join(stamp[4] if stamp else "-" for stamp in self.stamps)

    @property
    def decisions(self) -> str:
        """The digest of the decisions."""
        return self.stamps[2][4] if self.stamps[2] else "-"

    @property
    def stored(self) -> str:
        """What is remembered of them."""
        return json.dumps((*self.stamps, self.history))


def due(source: Path, plan: Plan, memory: Store, known: Environment) -> tuple[Task | None, Row | None]:
    """Return what must be made for a source, or None where nothing is, and what is remembered of it.

    Where nothing must be made nor told again, both are None. Raises SourceError where the source cannot be read.
    """
    seal = None if plan.options.force else memory.sealed(source.stem)
    if seal and seal.value == _looks(source, plan, known, seal.files):
        return None, memory.row(source.stem) if seal.warns else None
    row = memory.row(source.stem)
    inputs = _inputs(source, plan, row)
    keys = _keys(inputs, known)
    steps = ("tei", *plan.outputs)
    if row is None or plan.options.force or row.source != _identity(source, plan):
        return Task(source, plan, steps, keys), None
    tei = _stamp(tei_file(source, plan), json.loads(row.tei))
    standing = {kind for kind, step in row.steps.items() if _stands(step, plan)}
    made_from = (inputs.digests, inputs.history, row.scripts, known)
    if row.stale or tei is None or row.steps["tei"].key != tei_key(*made_from, tei[4]):
        standing.discard("tei")
    stale = steps if "tei" not in standing or tei is None else tuple(_stale(row, standing, plan.outputs, keys, tei[4]))
    if not stale:
        _restamp(memory, row, inputs, tei)
        _seal(memory, row, source, plan, known)
        return None, row
    return Task(source, plan, stale, keys, dict(recalled(row, standing, plan))), row


def _stale(
    row: Row, standing: Collection[str], kinds: Sequence[str], keys: Mapping[str, str], tei: str
) -> Iterator[str]:
    """The outputs that must be made where the TEI is as it should be."""
    for kind in kinds:
        if kind not in standing or row.steps[kind].key != output_key(keys[kind], tei):
            yield kind


def tei_key(inputs: str, history: str, scripts: str, known: Environment, tei: str) -> str:
    """The fingerprint of what a TEI file was made from, and of what it was as it was written."""
    lists = (digest for code, digest in known.languages.items() if SCRIPTS.get(code, "") in scripts)
    return hashlib.sha256(f"{known.steps['tei']} {inputs} {history} {' '.join(lists)} {tei}".encode()).hexdigest()


def _keys(inputs: Inputs, known: Environment) -> dict[str, str]:
    """What each step depends on beside the TEI; the index has the editorial queries that decisions may refuse."""
    keys = {kind: key for kind, key in known.steps.items() if kind != "tei"}
    return keys | {"inputs": inputs.digests, "index": f"{known.steps['index']} {inputs.decisions}"}


def _stands(step: Step, plan: Plan) -> bool:
    folder = str(plan.folder)
    is_there = bool(step.files) and all(os.path.isfile(f"{folder}/{path}") for path in step.files)  # noqa: PTH113
    return is_there and all(picture_stamp(plan.tei_folder / name) == stamp for name, stamp in step.pictures)


def _identity(source: Path, plan: Plan) -> str:
    """Where a text is made from, and where to: a row of another source of the same name is no row of this one."""
    here = os.getcwd()  # noqa: PTH109  # asked for each of ten thousand texts
    return f"{os.path.join(here, source)} -> {_way(here, str(plan.folder), str(plan.tei_folder))}"  # noqa: PTH118


@cache
def _way(here: str, folder: str, target: str) -> str:
    """The way from one folder to another, both seen from `here`."""
    return os.path.relpath(os.path.join(here, target), os.path.join(here, folder))  # noqa: PTH118


def has_source(identity: str) -> bool:
    """Tell whether the source that an identity names is there."""
    return os.path.isfile(identity.rpartition(" -> ")[0])  # noqa: PTH113


def _inputs(source: Path, plan: Plan, row: Row | None) -> Inputs:
    sidecar, decided = source.with_name(f"{source.stem}.meta.toml"), decisions_file(source, plan.options.decisions)
    known: Sequence[Any] = json.loads(row.inputs) if row else (None, None, None)
    try:
        first = _stamp(source, known[0])
        if first is None:
            raise SourceError("no such file or not readable", file=str(source))
        stamps = (first, _stamp(sidecar, known[1]), _stamp(decided, known[2]) if decided else None)
        return Inputs(stamps, _history(parts_of(source, decided)) if any(known[3:]) else "")
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", file=str(source)) from error


def _history(files: Sequence[Path]) -> str:
    try:
        return revisions.fingerprint(revisions.changes(files))
    except SourceError:
        return revisions.fingerprint(())


def _stamp(path: Path, known: Stamp | None) -> Stamp | None:
    """Return a file's stamp, None where there is none; its content is read only where it may have changed."""
    try:
        stat = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    modified = stat.st_mtime_ns if time.time_ns() - max(stat.st_mtime_ns, stat.st_ctime_ns) > FRESH else 0
    now = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)
    if known is not None and now == tuple(known[:4]):
        return (*now, known[4])
    return (stat.st_size, modified, stat.st_ctime_ns, stat.st_ino, hashlib.sha256(path.read_bytes()).hexdigest())


def _restamp(memory: Store, row: Row, inputs: Inputs, tei: Stamp | None) -> None:
    now, written = inputs.stored, json.dumps(tei)
    if (now, written) != (row.inputs, row.tei):
        memory.restamp(row.name, now, written)


def _seal(memory: Store, row: Row, source: Path, plan: Plan, known: Environment) -> None:
    """Seal an article of which nothing is due, so that next time a look at its files is enough.

    What else may change is looked at anew each time: pictures, and the history that git has.
    """
    steps = [row.steps[kind] for kind in ("tei", *plan.outputs)]
    if any(json.loads(row.inputs)[3:]) or any(step.pictures for step in steps):
        return
    files = tuple(file for step in steps for file in step.files)
    warns = any(step.errors or any(one["severity"] != "info" for one in step.findings) for step in steps)
    if value := _looks(source, plan, known, files, since=time.time_ns() - FRESH):
        memory.put_seal(row.name, Seal(value, files, warns))


def _looks(source: Path, plan: Plan, known: Environment, files: Iterable[str], since: float = math.inf) -> str:
    """What tells that a text's inputs and its TEI are as they were, and that its other `files` are there.

    It is "" where one is missing, or where an input may be written once more at a time that is not told from its own:
    one that changed after `since`.
    """
    folder, decided = str(plan.folder), decisions_file(source, plan.options.decisions)
    if not all(os.path.isfile(f"{folder}/{file}") for file in files):  # noqa: PTH113
        return ""
    told = [known.digest, *plan.outputs, _identity(source, plan)]
    beside = source.parent / source.stem
    for path in (str(source), f"{beside}.meta.toml", str(decided or ""), f"{plan.tei_folder}/{source.stem}.xml"):
        try:
            stat = os.stat(path)  # noqa: PTH116
        except (FileNotFoundError, NotADirectoryError):
            told.append(f"{path} -")
            continue
        if max(stat.st_mtime_ns, stat.st_ctime_ns) > since:
            return ""
        told.append(f"{path} {stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino}")
    return "\n".join(told)


def remembered(task: Task, outcome: Outcome, former: Row | None, known: Environment) -> Row:
    """Return what to remember of a source that was made."""
    tei = _stamp(tei_file(task.source, task.plan), None)
    scripts = outcome.scripts if outcome.scripts is not None else former.scripts if former else ""
    names = outcome.names if outcome.names is not None else former.names if former else b""
    steps = {kind: _step(made, task.plan) for kind, made in outcome.made.items()}
    history = outcome.history if outcome.history is not None else json.loads(former.inputs)[3] if former else ""
    key = tei_key(task.keys["inputs"], history, scripts, known, outcome.digest)
    steps["tei"] = replace(steps["tei"], key=key)
    return Row(
        task.source.stem,
        _identity(task.source, task.plan),
        replace(_inputs(task.source, task.plan, None), history=history).stored,
        json.dumps(tei),
        scripts,
        steps,
        names,
        stale=outcome.names is None and former is not None and former.stale,
    )


def _step(made: Made, plan: Plan) -> Step:
    files = tuple(os.path.relpath(path, plan.folder) for path in made.files)
    return Step(made.key, files, tuple(map(_as_data, made.findings)), made.errors, made.pictures)


def _as_data(finding: Finding) -> dict[str, object]:
    return {name: getattr(finding, name) for name in Finding.__dataclass_fields__}


def warned(row: Row, kinds: Collection[str]) -> dict[str, Made]:
    """Return the warnings and errors that are remembered of steps."""
    return {
        kind: Made((), tuple(Finding(**one) for one in step.findings if one["severity"] != "info"), step.errors)
        for kind, step in row.steps.items()
        if kind in kinds
    }


def recalled(row: Row, kinds: Collection[str], plan: Plan) -> Iterator[tuple[str, Made]]:
    """Yield what is remembered of steps."""
    for kind, step in row.steps.items():
        if kind in kinds:
            findings = tuple(Finding(**finding) for finding in step.findings)
            files = tuple(plan.folder / path for path in step.files)
            yield kind, Made(files, findings, step.errors, step.key, step.pictures)
