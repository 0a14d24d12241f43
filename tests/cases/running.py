"""One case run as a user would run it, in this process: what it gave, held against what is right.

A case is a table of AREA/cases.toml:
  id, why             a name, and in a sentence what is right and by which rule
  file, files         the inputs, relative to AREA
  command             its words before the input; default ["build"]; build, encode and publish get an output folder
  args, env           further words; further variables ({area} and {out} stand for the folders)
  status              the exit status, or a list of those allowed; default [0, 1]
  stdout_has, stderr_has, said_has and …_lacks   regular expressions (said: both together)
  seconds             how long it may take at most; default 60
  tei                 [[XPath 1.0, value]...] on the TEI made (prefix tei)
  out                 [{file = glob, has, lacks, json = [["a.0.b", value]...], xpath = [[...]]}...]
HTML and PDF are matched by their visible text with white space made one blank.
"""

import json
import re
import subprocess
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from lxml import etree, html

from teiwright.cli import cli
from tests.conftest import SHARED

FOLDER = Path(__file__).parent
NAMESPACES = {"tei": "http://www.tei-c.org/ns/1.0", "xml": "http://www.w3.org/XML/1998/namespace"}
MAKING = ("build", "encode", "publish")


@dataclass(frozen=True)
class Case:
    """A case: its area's folder and its table."""

    area: Path
    table: Mapping[str, Any]

    @property
    def name(self) -> str:
        return f"{self.area.name}/{self.table['id']}"

    @property
    def command(self) -> list[str]:
        return list(self.table.get("command", ["build"]))

    @property
    def files(self) -> list[Path]:
        one = [self.table["file"]] if "file" in self.table else []
        return [self.area / name for name in self.table.get("files", one)]

    @property
    def environment(self) -> dict[str, str]:
        """Further variables; what stands two folders above the area belongs to ../shared."""
        folders = (("{area}/../..", str(SHARED)), ("{area}", str(self.area)))
        return {key: _replaced(value, folders) for key, value in self.table.get("env", {}).items()}

    @property
    def needs_poppler(self) -> bool:
        return any(spec["file"].endswith(".pdf") for spec in self.table.get("out", []))

    @property
    def is_slow(self) -> bool:
        """A PDF is set, or several processes are started."""
        return self.needs_poppler or self.command[-1] == "pdf" or self.command[0] == "init"


def _replaced(text: str, pairs: Sequence[tuple[str, str]]) -> str:
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def cases() -> list[Case]:
    """Return all cases, area by area."""
    listings = sorted(FOLDER.glob("*/cases.toml"))
    return [Case(path.parent, table) for path in listings for table in tomllib.loads(path.read_text("utf-8"))["case"]]


def words(case: Case, out: Path) -> list[str]:
    """Return the command's words; a build of which nothing but the TEI is looked at makes nothing else."""
    given = [*case.command, *map(str, case.files), *case.table.get("args", [])]
    if case.command[0] in MAKING and "-o" not in given and "--init-meta" not in given:
        given += ["-o", str(out / "made.xml" if case.command[0] == "encode" else out)]
    if case.command[0] == "build":
        given += ["-j", "1"]
        if "--only" not in given and not case.table.get("out") and "tei" in case.table:
            given += ["--only", "tei"]
    return [word.replace("{area}", str(case.area)).replace("{out}", str(out)) for word in given]


def wrong(case: Case, folder: Path) -> list[str]:
    """Run the case below `folder` and return what is not right."""
    out = folder / "out"
    out.mkdir()
    begun = time.process_time()
    with chdir(folder), pytest.MonkeyPatch.context() as patch:
        for key, value in case.environment.items():
            patch.setenv(key, value)
        result = CliRunner().invoke(cli, words(case, out), prog_name="teiwright")
    seconds = time.process_time() - begun
    slow = [f"took {seconds:.0f} s"] if seconds > case.table.get("seconds", 60) else []
    return [*slow, *_said(case.table, result), *_tei(case.table, out), *_made(case.table, out)]


def _said(table: Mapping[str, Any], result: Result) -> Iterator[str]:
    allowed = table.get("status", [0, 1])
    allowed = allowed if isinstance(allowed, list) else [allowed]
    if result.exception and not isinstance(result.exception, SystemExit):
        yield f"raised {result.exception!r}"
    if result.exit_code not in allowed:
        yield f"status {result.exit_code}, not {allowed}: {result.output.strip()[-200:]}"
    if "internal error" in result.stderr:
        yield f"internal error: {result.stderr.strip()[-200:]}"
    for name, text in (("stdout", result.stdout), ("stderr", result.stderr), ("said", result.stdout + result.stderr)):
        yield from _matched(f"{name}: {text.strip()[-200:]}", text, table.get(f"{name}_has", []), [])
        yield from _matched(name, text, [], table.get(f"{name}_lacks", []))


def _tei(table: Mapping[str, Any], out: Path) -> Iterator[str]:
    if not table.get("tei"):
        return
    made = sorted(out.glob("made.xml")) or sorted(out.glob("tei/*.xml"))
    if not made:
        yield "no TEI made"
        return
    yield from _asked(etree.parse(made[0]), table["tei"], NAMESPACES)


def _made(table: Mapping[str, Any], out: Path) -> Iterator[str]:
    for spec in table.get("out", []):
        found = sorted(out.glob(spec["file"]))
        if not found:
            yield f"no {spec['file']} made"
            continue
        body = _text(found[0])
        yield from _matched(found[0].name, body, spec.get("has", []), spec.get("lacks", []))
        for path, value in spec.get("json", []):
            if _shown(got := _at(json.loads(body), path)) != _shown(value):
                yield f"{path} is {_shown(got)[:120]!r}, not {_shown(value)!r}"
        if spec.get("xpath") and found[0].suffix == ".html":
            yield from _asked(html.fromstring(found[0].read_bytes()), spec["xpath"], None)
        elif spec.get("xpath"):
            yield from _asked(etree.parse(found[0]), spec["xpath"], NAMESPACES)


def _matched(name: str, text: str, has: Sequence[str], lacks: Sequence[str]) -> Iterator[str]:
    yield from (f"/{pattern}/ is not in {name}" for pattern in has if not re.search(pattern, text))
    yield from (f"/{pattern}/ is in {name}" for pattern in lacks if re.search(pattern, text))


def _asked(document: Any, expressions: Sequence[Sequence[Any]], namespaces: dict[str, str] | None) -> Iterator[str]:
    for path, value in expressions:
        if _shown(got := document.xpath(path, namespaces=namespaces)) != _shown(value):
            yield f"{path} is {_shown(got)[:120]!r}, not {_shown(value)!r}"


def _text(path: Path) -> str:
    if path.suffix == ".pdf":
        run = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
        return re.sub(r"\s+", " ", run.stdout)
    if path.suffix in (".html", ".htm"):
        page = html.fromstring(path.read_bytes())
        etree.strip_elements(page, "script", "style", with_tail=False)
        return re.sub(r"\s+", " ", "".join(map(str, page.itertext())))
    return path.read_text("utf-8", "replace")


def _at(data: Any, path: str) -> Any:
    for key in path.split("."):
        try:
            data = data[int(key)] if isinstance(data, list) else data[key]
        except (KeyError, IndexError, TypeError, ValueError):
            return None
    return data


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "|".join(map(_shown, value))
    if isinstance(value, etree._Element):
        return "".join(map(str, value.itertext()))
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | bool) or value is None else str(value)
