"""What git knows of the files here. git is asked, never told: nothing is written."""

import subprocess
from pathlib import Path

from teiwright.errors import SourceError

SECONDS = 60


def answer(*words: str, folder: Path | None = None, hint: str = "") -> str:
    """Return what `git WORDS` prints, run in a folder. Raises SourceError where git cannot be asked or refuses."""
    try:
        run = subprocess.run(
            ("git", *words), cwd=folder, capture_output=True, encoding="utf-8", errors="replace", timeout=SECONDS,
            check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SourceError("git cannot be asked what has changed", hint=hint) from error
    if run.returncode:
        raise SourceError(f"git says: {run.stderr.strip().splitlines()[0] if run.stderr.strip() else 'no'}", hint=hint)
    return run.stdout
