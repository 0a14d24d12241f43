"""The documentation is true: its commands run and print what it shows; what is made from the code is whole."""

import importlib.util
import json
import re
import tomllib
import types
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from lxml import etree

from teiwright import validation
from teiwright.cli import cli
from teiwright.commands.configuring import commands
from tests import documentation
from tests.conftest import ROOT

DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def pages() -> types.ModuleType:
    """The module that makes the pages: it belongs to the documentation, not to the package."""
    spec = importlib.util.spec_from_file_location("pages", DOCS / "pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SLOW = "tutorial.md"
"""It makes two PDFs and a package."""


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[pytest.mark.slow] if name == SLOW else []) for name in documentation.PAGES]
)
def test_the_commands_print_what_the_page_shows(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    page = (DOCS / name).read_text("utf-8")
    assert page.count("\n$ teiwright ") > 5
    assert documentation.run(page) == page, "run python -m tests.documentation, and read what it changes"


def test_every_command_that_any_page_names_exists() -> None:
    known = {" ".join(words) for words, _ in commands(cli)} | {words[0] for words, _ in commands(cli)}
    named = {
        match
        for path in DOCS.glob("*.md")
        for match in re.findall(r"teiwright ((?:authority|publish|schema) [a-z]+|[a-z]+)\b", _code(path))
    }
    assert len(named) > 10
    assert not {name for name in named if name not in known and name.split()[0] not in known}


def _code(path: Path) -> str:
    text = path.read_text("utf-8")
    return "\n".join(re.findall(r"`(teiwright [^`]+)`", text) + re.findall(r"^(?:    |\$ )(teiwright .+)$", text, re.M))


def test_every_command_and_option_is_in_the_reference(pages: types.ModuleType) -> None:
    page = pages.command_page()
    for words, command in commands(cli):
        section = page.partition(f"## teiwright {' '.join(words)}\n")[2].partition("\n## ")[0]
        assert "```\nteiwright " in section
        options = {option.opts[0] for option in command.params if option.param_type_name == "option"}
        assert not {option for option in options if option not in section}


def test_every_setting_and_rule_is_in_the_reference(pages: types.ModuleType) -> None:
    assert "| `note-empty` |" in pages.rules_page() or "| `duplicate-id` |" in pages.rules_page()
    assert "| `authority` |" in pages.configuration_page()
    assert "fail-on" in pages.configuration_page()


def test_every_key_of_a_sidecar_is_in_the_reference(pages: types.ModuleType) -> None:
    """Those that `encode --init-meta` writes, and those of [edition] in a table of their own."""
    keys, edition = pages.sidecar_page().split("## The table `[edition]`")
    for table, names in ((keys, "title authors licence history doi"), (edition, "publisher date version doi licence")):
        assert {f"| `{name}` |" for name in names.split()} <= set(re.findall(r"^\| `\w+` \|", table, re.MULTILINE))


def test_every_field_of_a_citation_is_described(pages: types.ModuleType) -> None:
    page = pages.citations_page()
    schema = json.loads((ROOT / "schema" / "citations.schema.json").read_text("utf-8"))
    for part in (schema, *(schema["$defs"][name] for name in ("record", "level", "document"))):
        for name in part["properties"]:
            assert re.search(rf"^\| (?:\*\*)?`{name}`(?:\*\*)? \| [^|]{{5,}} \| [^|]+ \|$", page, re.MULTILINE), name


def test_every_element_of_the_practice_has_a_description_and_an_example(pages: types.ModuleType) -> None:
    page = pages.guidelines_page()
    odd = etree.parse(str(ROOT / "schema" / "teiwright.odd"))
    names = [str(spec.get("ident")) for spec in odd.iter("{*}elementSpec")]
    assert len(names) > 150
    for name in names:
        section = page.partition(f"### `<{name}>`")[2].partition("\n### ")[0]
        described, _, example = section.partition("```xml\n")
        assert len(described.split("\n")[2]) > 5, name
        assert example.startswith(f"<{name}"), name


def test_the_examples_are_valid(pages: types.ModuleType) -> None:
    assert not [each for each in validation.validate(pages.EXAMPLES) if each.severity != "info"]


def test_the_fields_of_a_decision_are_all_told(pages: types.ModuleType) -> None:
    assert set(pages.MEANINGS) == set(pages.FIELDS)


def test_the_contract_of_findings_is_the_one_told() -> None:
    told = set(re.findall(r"`(\w+)`", _section("Findings").partition("| --- | --- |")[2].partition("`validate`")[0]))
    shown = json.loads(CliRunner().invoke(cli, ["authority", "check", "--format", "json"]).stdout)
    assert shown[0].keys() <= told


def _section(name: str) -> str:
    return (DOCS / "json.md").read_text("utf-8").partition(f"## {name}\n")[2].partition("\n## ")[0]


def test_every_page_has_its_place_in_the_site(pages: types.ModuleType) -> None:
    site = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    listed = set(re.findall(r"[\w/-]+\.md", str(site["nav"])))
    written = {path.name for path in DOCS.glob("*.md")}
    assert listed == written | set(pages.pages())


@pytest.mark.slow
def test_the_site_is_built_without_a_broken_link(tmp_path: Path) -> None:
    build = pytest.importorskip("mkdocs.commands.build")
    config = pytest.importorskip("mkdocs.config")
    build.build(config.load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path / "site")))
    page = (tmp_path / "site" / "guidelines.html").read_text("utf-8")
    assert "persName" in page
    for path in (tmp_path / "site").rglob("*.html"):
        loaded: Any = etree.HTML(path.read_bytes()).xpath(
            "//script/@src | //link[@rel='stylesheet']/@href | //img/@src"
        )
        assert not [address for address in loaded if "//" in address], path


@pytest.mark.parametrize("path", sorted((ROOT / ".github" / "workflows").glob("*.yml")), ids=lambda path: path.stem)
def test_the_steps_of_our_workflows_exist(path: Path) -> None:
    jobs = yaml.safe_load(path.read_text("utf-8"))["jobs"]
    steps = [step for job in jobs.values() for step in job["steps"]]
    lines = [line for step in steps for line in step.get("run", "").splitlines()]
    assert lines
    makefile = (ROOT / "Makefile").read_text("utf-8")
    known = {" ".join(words) for words, _ in commands(cli)}
    for line in lines:
        program, *words = line.split()
        assert program != "make" or f"\n{words[0]}:" in makefile, line
        assert program != "teiwright" or words[0] in known, line


def test_the_project_can_be_cited() -> None:
    stated = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= stated.keys()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert (stated["title"], stated["license"]) == (project["name"], project["license"])


def test_the_security_policy_names_every_module_that_uses_the_network() -> None:
    """A new one needs a line in SECURITY.md, and then its name here."""
    told = {"validation/library.py", "reconciliation/service.py"}
    source = ROOT / "src" / "teiwright"
    asking = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if re.search(r"\b(?:urlopen|create_connection|HTTPSConnection|HTTPConnection)\(", path.read_text("utf-8"))
    }
    assert asking == told
