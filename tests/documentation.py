"""The pages whose commands are run: `python -m tests.documentation` writes what they print now into the pages.

In a page, a comment `<!-- file: NAME -->` before a block says that the block is that file; `<!-- add: NAME -->` adds
to it. A block ```console has lines that begin with "$ ", each followed by what the command prints.
"""

import contextlib
import os
import re
import shlex
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from click.testing import CliRunner

from teiwright.cli import cli
from tests.conftest import ROOT

WRITTEN = "2026-11-28"
"""The day that stands in the pages for today."""
PAGES = ("tutorial.md", "how-to.md")
AT_WORK = re.compile(r": at work for \d+ s$|^\d+ of \d+ ")
"""What is said of long work: how long it takes is the machine's affair."""
_BLOCK = re.compile(
    r"(?:<!-- (?P<act>file|add): (?P<name>\S+) -->\n)?```(?P<kind>\w*)\n(?P<content>.*?)```\n", re.DOTALL
)


def run(page: str, do: Callable[[str], str] | None = None) -> str:
    """Do in the working folder what a page says, and return the page with what the commands print.

    Beside `teiwright`, the commands `cd` and `cat` are known. `do` runs a line and returns what it printed; without it,
    the program of this checkout does. Raises ValueError for another command, or one that fails.
    """
    parts, at = [], 0
    for block in _BLOCK.finditer(page):
        if block["act"]:
            _write(Path(block["name"]), block["content"], adds=block["act"] == "add")
        elif block["kind"] == "console":
            parts += [page[at : block.start("content")], "".join(_printed(block["content"], do or _done))]
            at = block.end("content")
    return "".join((*parts, page[at:]))


def _write(path: Path, content: str, *, adds: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text("utf-8") if adds else ""
    path.write_text(before + content, "utf-8")


def _printed(block: str, do: Callable[[str], str]) -> Iterator[str]:
    for line in block.splitlines():
        if line.startswith("$ "):
            yield line + "\n"
            yield from (f"{printed}\n" for printed in _output(line[2:], do).splitlines())


def _output(line: str, do: Callable[[str], str]) -> str:
    command, *words = shlex.split(line)
    if command == "cd":
        os.chdir(words[0])
        return ""
    if command not in ("cat", "teiwright"):
        raise ValueError(f"the documentation has a command that is not known: {line}")
    told = Path(words[0]).read_text("utf-8") if command == "cat" else do(line)
    dated = told.replace(date.today().isoformat(), WRITTEN)
    return "\n".join(each.rstrip() for each in dated.splitlines() if not AT_WORK.search(each))


def _done(line: str) -> str:
    result = CliRunner(env={"COLUMNS": "100"}).invoke(cli, shlex.split(line)[1:], prog_name="teiwright")
    if result.exit_code == 2:
        raise ValueError(f"{line} cannot be done: {result.output}")
    return result.output


def main() -> None:
    """Write what the commands print into the pages."""
    for name in PAGES:
        path = ROOT / "docs" / name
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            os.environ["XDG_CACHE_HOME"] = str(Path(folder) / "cache")
            made = run(path.read_text("utf-8"))
        path.write_text(made, "utf-8")


if __name__ == "__main__":
    main()
