"""Every rule that a finding can name is explained."""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise

from click.testing import CliRunner

from teiwright.cli import cli
from teiwright.codes import codes
from tests.conftest import ROOT

SEVERITIES = {"error", "warning", "info"}
RULE = re.compile(r"[a-z]+(-[a-z]+)*")


def named_in_the_code() -> Iterator[str]:
    """Yield what stands as a rule beside a severity in a call: Finding("warning", "note-empty", …)."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        calls = (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
        for call in calls:
            texts = [str(each.value) for each in call.args if isinstance(each, ast.Constant)]
            yield from (rule for severity, rule in pairwise(texts) if severity in SEVERITIES and RULE.fullmatch(rule))


def test_every_rule_is_explained() -> None:
    named = set(named_in_the_code())
    assert len(named) > 20
    assert sorted(named - codes().keys()) == []
    assert all(code.meaning for code in codes().values())


def test_a_misspelt_code_is_refused_with_the_nearest() -> None:
    result = CliRunner().invoke(cli, ["explain", "duplicate-idd"], prog_name="teiwright")
    assert result.exit_code == 2
    assert "duplicate-id?" in result.stderr
