"""The house's order: a module imports downwards only, and stages do not import each other."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "src" / "teiwright"
MODEL = {
    "plugins",
    "git",
    "article",
    "facts",
    "inclusion",
    "findings",
    "errors",
    "encodings",
    "citation_tree",
    "authority",
    "xmltools",
    "saxon",
    "reaching",
    "resources",
    "identifiers",
    "licences",
    "credit",
}
BELOW = MODEL | {"languages", "dates", "gazetteer", "__version__"}
MAY_IMPORT = {
    "languages": set(),
    "dates": set(),
    "gazetteer": set(),
    "relaxng": set(),
    "reading": set(),
    "citations": set(),
    "decisions": set(),
    "annotation": {"citations", "decisions"},
    "encoding": {"annotation"},
    "validation": {"relaxng"},
    "editorial": set(),
    "publishing": set(),
    "reconciliation": set(),
    "deposit": {"publishing", "config"},
    "evaluation": set(),
    "proof": set(),
    "review": {"annotation", "decisions", "encoding"},
}


def imports(path: Path) -> Iterator[str]:
    """Yield the teiwright modules of the first level that a file imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "teiwright":
            parts = node.module.split(".")
            yield from [parts[1]] if parts[1:] else [alias.name for alias in node.names]
        elif isinstance(node, ast.Import):
            yield from (name.name.split(".")[1] for name in node.names if name.name.startswith("teiwright."))


@pytest.mark.parametrize("stage", sorted(MAY_IMPORT))
def test_a_stage_imports_downwards_only(stage: str) -> None:
    files = [PACKAGE / f"{stage}.py"] if (PACKAGE / f"{stage}.py").exists() else sorted((PACKAGE / stage).rglob("*.py"))
    allowed = MAY_IMPORT[stage] | {stage} | (set() if stage == "relaxng" else BELOW)
    for file in files:
        assert set(imports(file)) <= allowed, file


@pytest.mark.parametrize("module", sorted(MODEL))
def test_the_model_imports_no_stage(module: str) -> None:
    files = (
        [PACKAGE / f"{module}.py"] if (PACKAGE / f"{module}.py").exists() else sorted((PACKAGE / module).rglob("*.py"))
    )
    for file in files:
        assert set(imports(file)) <= MODEL | {"languages"}, file
