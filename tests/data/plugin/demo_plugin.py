"""A reader for a made-up format (@mark{note} puts a note at its place), and an exporter that lists titles."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


def read(path: Path) -> str:
    """Return the file as Markdown."""
    notes: list[str] = []

    def marked(match: re.Match[str]) -> str:
        notes.append(match[1])
        return f"[^{len(notes)}]"

    text = re.sub(r"@note\{([^}]*)\}", marked, path.read_text("utf-8"))
    return text + "".join(f"\n\n[^{n}]: {note}" for n, note in enumerate(notes, 1)) + "\n"


def titles(records: Sequence[Mapping[str, Any]]) -> str:
    """Return the cited titles, a line each."""
    return "".join(f"{record['title']}\n" for record in records if "title" in record)
