"""Every command that a page, the README or a help text names is typed as it stands, in a folder that has what it names.

Those of the tutorial and the how-tos are run with what they print by tests/test_documentation.py.
"""

import csv
import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from teiwright import resources
from teiwright.cli import cli
from teiwright.commands.configuring import commands
from tests.conftest import ROOT
from tests.reconciliation.local_service import Local, serving

pytestmark = pytest.mark.slow
TEXT = """# A title

On 3 March 1950 Edward Marsh wrote to Moscow that the lamp had been dark for a week.[^1] Stalin wrote to Mao Zedong.[^2]

[^1]: Marsh to the Ministry, 3 March 1950, Harbour Papers, Box 3, Folder 7, City Archive.
[^2]: Jon Smith, *A Book* (Bern: Press, 2000), 3.
"""
ELSEWHERE = {
    "--web": "tests/review/test_web.py",
    "--watch": "tests/test_comfort.py",
    "preview ": "tests/test_comfort.py",
    "--cluster": "tests/test_library.py",
    "--css": "tests/publishing/test_customising.py",
    "--stylesheet": "tests/publishing/test_customising.py",
    "--template": "tests/publishing/test_customising.py",
    "--locale": "tests/publishing/test_customising.py",
    "schema add tei_all https": "tests/validation/test_library.py",
}
"""What goes on until it is stopped, needs another machine or an example beside it: where that is tried."""
PLACEHOLDER = re.compile(r"\b[A-Z]{4,}\b")


def named() -> Iterator[str]:
    """The commands of pages, README and help texts; a word in capitals stands for something of the user's."""
    for path in (*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"):
        text = path.read_text("utf-8")
        is_run = path.stem in ("tutorial", "how-to")
        typed = [] if is_run else re.findall(r"^(?:    |\$ )teiwright (.+)$", text, re.MULTILINE)
        inline = re.findall(r"`teiwright ([^`]+)`", text) if path.stem != "json" else []
        yield from (re.split(r"\s{2,}", line)[0] for line in (*typed, *inline))
    for _, command in commands(cli):
        examples = (command.help or "").partition("\b")[2]
        yield from re.findall(r"^ *teiwright (.+)$", examples, re.MULTILINE)


NAMES = {" ".join(words[:length]) for words, _ in commands(cli) for length in (1, 2)} - {"config"}
COMMANDS = sorted({line for line in named() if not PLACEHOLDER.search(line) and line not in NAMES} | {"config"})


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all that the commands name."""
    folder = tmp_path_factory.mktemp("desk")
    for name in ("article.md", "pilots.md", "texts/one.md", "tei/source/lighthouse.txt", "tei/source/article.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(TEXT, "utf-8")
    (folder / "article.txt").write_text(re.sub(r"\[\^(\d)\]:?", r"[\1]", TEXT), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for line in ("encode article.md", "encode pilots.md", "authority export -o entries.csv",
                     "deposit article.xml -o packages"):  # fmt: skip
            assert CliRunner().invoke(cli, line.split()).exit_code in (0, 1)
        for name in ("tei/article", "tei/1950", "tei/1951", "gold", "anyones"):
            shutil.copy("article.xml", f"{name}.xml")
        schema = resources.folder("schema")
        for kind, name in (("rng", "tei_all.rng"), ("sch", "rules.sch")):
            shutil.copy(schema / f"teiwright.{kind}", name)
        shutil.copytree(schema, "schema")
        shutil.copytree(resources.folder("authority"), "my-authorities", dirs_exist_ok=True)
        (folder / "known.json").write_text("[]")
        row = {"item": "http://www.wikidata.org/entity/Q42", "itemLabel": "Ann Ash"}
        (folder / "query.json").write_text(json.dumps([row]))
        with (folder / "geonames.txt").open("w", encoding="utf-8") as file:
            fields = ["1816670", "Beijing", "Beijing", "Peking", "39.9", "116.39", "P", "PPLC", "CN", *[""] * 10]
            csv.writer(file, delimiter="\t").writerow(fields)
        for words in ("init -q", "add -A", "-c user.name=A -c user.email=a@x.org commit -qm A", "branch origin/main"):
            subprocess.run(["git", *words.split()], check=True)
    return folder


@pytest.mark.parametrize("line", [line for line in COMMANDS if not any(each in line for each in ELSEWHERE)])
def test_a_command_does_what_it_is_named_for(
    desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    folder = Path(shutil.copytree(desk, tmp_path / "desk"))
    monkeypatch.chdir(folder)
    monkeypatch.setenv("TEIWRIGHT_SCHEMAS", str(tmp_path / "schemas"))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    if "--schema tei_all " in line:
        CliRunner().invoke(cli, ["schema", "add", "tei_all", "tei_all.rng"])
    if ".docx" in line:
        pytest.importorskip("docx").Document().save("article.docx")
    words = [str(path) for word in shlex.split(line) for path in (sorted(folder.glob(word)) if "*" in word else [word])]
    if "--service" in words:
        with serving(Local({"Q1": {"name": "Joseph Stalin"}})) as local:
            words[words.index("--service") + 1] = local.url
            done = CliRunner().invoke(cli, words, input="q\n")
    else:
        done = CliRunner().invoke(cli, words, input="q\n")
    assert done.exit_code in (0, 1), done.output


def test_what_is_tried_elsewhere_is_tried() -> None:
    for what, where in ELSEWHERE.items():
        assert any(what in line for line in named()), what
        assert (ROOT / where).is_file(), where
