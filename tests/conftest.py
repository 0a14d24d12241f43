"""Fixtures that many tests share."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def shared(name: str) -> Path:
    """Return a path below ../shared, or skip the test where it is missing."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"../shared/{name} is not here: it is not part of the repository")
    return path


@pytest.fixture
def root() -> Path:
    """The repository's top folder."""
    return ROOT
