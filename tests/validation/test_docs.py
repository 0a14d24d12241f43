"""The documentation says what the program does."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import get_args

import pytest
import yaml
from click.testing import CliRunner
from lxml import etree

from teiwright.cli import cli
from teiwright.relaxng.violations import Kind
from teiwright.validation import messages
from tests.conftest import ROOT, shared
from tests.validation.comparison import DOCUMENT, section
from tests.validation.conftest import PRACTICE

CI = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
COMMANDS = sorted(set(re.findall(r"teiwright (validate [^\n]*)", CI)))
WORKFLOWS = re.findall(r"```yaml\n(.*?)```", CI, flags=re.DOTALL)


def test_our_messages_on_the_ten_mistakes_are_those_documented() -> None:
    shared("tei/tei_all-4.12.0.rng")
    text = DOCUMENT.read_text(encoding="utf-8")
    missing = [part for part in section(["teiwright"]) if part.strip() not in text]
    assert not missing, "run python -m tests.validation.comparison"


def _clauses(line: str) -> frozenset[str]:
    """What a line says, in whatever order: jing lists what it wanted by no order of its own."""
    return frozenset(re.split(r"[,;]\s+|\s+or\s+", line.strip()))


@pytest.mark.slow
def test_what_jing_and_libxml2_say_of_the_mistakes_is_as_documented() -> None:
    shared("tei/tei_all-4.12.0.rng")
    if not shutil.which("jing"):
        pytest.skip("jing is not here")
    text = DOCUMENT.read_text(encoding="utf-8")
    documented = set(map(_clauses, text.splitlines()))
    assert all(_clauses(line) in documented for part in section(["jing", "libxml2"]) for line in part.splitlines())


def test_every_rule_is_documented() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    rules = {*messages.SENTENCES, *get_args(Kind)} - {"id-duplicate", "schema-not-provided-for", "no-schema"}
    assert not [rule for rule in sorted(rules) if f"`{rule}`" not in text]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_commands_of_the_workflows_run(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei" / "article.xml").write_bytes(PRACTICE.read_bytes())
    (tmp_path / "known.json").write_text("[]")
    for words in (
        "init -q",
        "add tei",
        "-c user.name=A -c user.email=a@x.org commit -qm A",
        "branch origin/main",
    ):
        subprocess.run(["git", *words.split()], check=True)
    result = CliRunner().invoke(cli, command.split())
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("workflow", WORKFLOWS)
def test_the_workflows_are_yaml_with_teiwright_in_them(workflow: str) -> None:
    assert isinstance(yaml.safe_load(workflow), dict)
    assert "teiwright" in workflow


def test_the_pre_commit_hook_is_the_command() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {"id", "name", "entry", "language", "types"} <= set(hook)
    result = CliRunner().invoke(cli, [*hook["entry"].split()[1:], str(PRACTICE)])
    assert result.exit_code == 0
    assert f"id: {hook['id']}" in CI


def test_every_rule_of_our_schematron_is_documented_with_its_severity() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    root = etree.parse(str(ROOT / "schema" / "teiwright.sch")).getroot()
    rules = list(root.iter("{*}assert", "{*}report"))
    assert rules
    assert not [rule.get("id") for rule in rules if f"| `{rule.get('id')}` | {rule.get('role')} |" not in text]


def test_hints_speak_of_elements_that_there_are() -> None:
    odd = etree.parse(str(ROOT / "schema" / "teiwright.odd"))
    known = {str(node.get("ident")) for node in odd.iter("{*}elementSpec")}
    named = {name for _, *names in messages.MISTAKES for name in names if name} | set(messages.SECTIONS)
    assert named <= known
    assert not known & set(messages.FOREIGN_ELEMENTS)
