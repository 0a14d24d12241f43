"""What is stale: the fingerprints of what a text's outputs depend on, and what earlier builds made of them."""

import hashlib
import json
import os
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from teiwright import resources, xmltools
from teiwright.build.folders import authority_folder, decisions_file
from teiwright.build.pipeline import Outcome, Plan, tei_file
from teiwright.errors import SourceError
from teiwright.findings import Finding

STATE = ".teiwright.json"


def unchanged(source: Path, plan: Plan, state: dict[str, dict[str, Any]], environment: str) -> Outcome | None:
    """What was made earlier, where all that is asked for was and is still there; else None."""
    known = state.get(_state_key(source, plan))
    target = tei_file(source, plan)
    if not known or plan.options.force or not source.is_file() or not target.is_file():
        return None
    outputs = {kind: tuple(map(Path, paths)) for kind, paths in known.get("outputs", {}).items()}
    wanted = [outputs.get(kind) for kind in ("tei", *plan.outputs, "report")]
    if not all(paths and all(path.is_file() for path in paths) for paths in wanted):
        return None
    if hashlib.sha256(target.read_bytes()).hexdigest() != known.get("digest"):
        return None
    if known.get("key") != source_key(source, plan, environment):
        return None
    return Outcome(source, "unchanged", outputs, tuple(Finding(**item) for item in known.get("findings", ())))


def remember(outcome: Outcome, plan: Plan, state: dict[str, dict[str, Any]]) -> None:
    """Keep what was made; what an earlier build made of the very same is still good."""
    known = state.get(_state_key(outcome.source, plan), {})
    earlier = known.get("outputs", {}) if known.get("key") == outcome.key else {}
    state[_state_key(outcome.source, plan)] = {
        "key": outcome.key,
        "digest": outcome.digest,
        "outputs": {**earlier, **{kind: list(map(str, paths)) for kind, paths in outcome.outputs.items()}},
        "findings": [asdict(finding) for finding in outcome.findings],
    }
    _save_state(plan.folder, state)


def source_key(source: Path, plan: Plan, environment: str) -> str:
    """The fingerprint of all that one source's outputs depend on. Raises SourceError where it can't be read."""
    digest = hashlib.sha256(environment.encode())
    beside = (source, source.with_name(f"{source.stem}.meta.toml"), decisions_file(source, plan.options.decisions))
    try:
        for path in beside:
            digest.update(path.read_bytes() if path and (path == source or path.is_file()) else b"\0")
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror}", file=str(source)) from error
    return digest.hexdigest()


def environment_key(plan: Plan) -> str:
    """The fingerprint of the program, its stylesheets and schemas, the authority files and the options."""
    folders = (
        Path(__file__).parents[1],
        resources.folder("xslt"),
        resources.folder("schema"),
        authority_folder(plan.options.authority),
    )
    digest = hashlib.sha256(repr((replace(plan.options, force=False), plan.fonts)).encode())
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _state_key(source: Path, plan: Plan) -> str:
    return f"{source} -> {os.path.relpath(plan.tei_folder, plan.folder)}"


def load_state(folder: Path) -> dict[str, dict[str, Any]]:
    """What earlier builds wrote; a damaged file counts as none, so that all is made again."""
    try:
        state = json.loads((folder / STATE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {key: entry for key, entry in state.items() if _is_ours(entry)} if isinstance(state, dict) else {}


def _is_ours(entry: Any) -> bool:
    """Tell whether an entry is as this version writes it; another version's counts as none."""
    if not isinstance(entry, dict) or not isinstance(entry.get("outputs"), dict):
        return False
    lists = (*entry["outputs"].values(), entry.get("findings"))
    return all(isinstance(each, list) for each in lists) and all(isinstance(each, dict) for each in entry["findings"])


def _save_state(folder: Path, state: dict[str, dict[str, Any]]) -> None:
    xmltools.write_bytes(folder / STATE, json.dumps(state, ensure_ascii=False, indent=1, sort_keys=True).encode())
