"""teiwright.toml: what a project states once instead of on each command line, and where it is said.

Keys at the top hold for every command that has such an option; a table ([build], [publish.html]) for that command.
[metadata] states, with the keys of a sidecar, what a text and its sidecar leave unsaid: publisher, licence, funder …
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from teiwright.errors import DataError

NAME = "teiwright.toml"


@dataclass(frozen=True, slots=True)
class Config:
    """A project's settings: their file (None where there is none), and the values as they stand there."""

    path: Path | None = None
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def metadata(self) -> Mapping[str, object]:
        """What [metadata] states."""
        stated = self.values.get("metadata", {})
        return stated if isinstance(stated, dict) else {}

    def line(self, *names: str) -> int:
        """Return the line on which a key of a table is stated, 0 where it cannot be told."""
        text = self.path.read_text("utf-8") if self.path else ""
        *tables, key = names
        header = re.search(rf"^\s*\[\s*{re.escape('.'.join(tables))}\s*\]", text, re.MULTILINE) if tables else None
        start = header.end() if header else 0
        match = re.compile(rf"^[ \t]*\"?{re.escape(key)}\"?\s*=", re.MULTILINE).search(text, start)
        return text.count("\n", 0, match.start()) + 1 if match else 0

    def refuse(self, message: str, names: Iterable[str], hint: str = "") -> NoReturn:
        """Raise DataError about a key, with its place."""
        raise DataError(message, file=str(self.path), line=self.line(*names), hint=hint)


def found(folder: Path) -> Path | None:
    """Return the settings that hold in a folder: those of the nearest folder upwards that has some, or None."""
    here = folder.resolve()
    path = next((each / NAME for each in (here, *here.parents) if (each / NAME).is_file()), None)
    return Path(NAME) if path and path.parent == here == Path.cwd() else path


def load(path: Path) -> Config:
    """Read settings. Raises DataError, with line and column, where they are no TOML."""
    try:
        return Config(path, tomllib.loads(path.read_text("utf-8")))
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = (int(place[1]), int(place[2])) if place else (0, 0)
        message = re.sub(r"\s*\(at .*\)", "", str(error))
        raise DataError(f"not valid TOML: {message}", file=str(path), line=line, column=column) from error
    except (OSError, UnicodeDecodeError) as error:
        raise DataError("cannot be read as UTF-8", file=str(path)) from error


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint with the known word that is spelt most like one, or with all of a few."""
    words = sorted(known)
    near = get_close_matches(word, words, 1, 0.5)
    return f"did you mean {near[0]}?" if near else "known: " + ", ".join(words)
