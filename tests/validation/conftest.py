"""A valid document, and the same with one thing changed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

PRACTICE = ROOT / "tests" / "data" / "practice.xml"
Changed = Callable[..., Path]


@pytest.fixture
def changed(tmp_path: Path) -> Changed:
    """Return a function that writes practice.xml, with some words put in place of others, to a folder of its own."""

    def write(*replacements: tuple[str, str], name: str = "article.xml") -> Path:
        text = PRACTICE.read_text(encoding="utf-8")
        for old, new in replacements:
            assert old in text, old
            text = text.replace(old, new, 1)
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write
