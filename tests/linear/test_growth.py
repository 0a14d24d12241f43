"""No expression takes more than linear time over running text: 48 kB of anything are read at once."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT


def grown(*words: str) -> None:
    command = [sys.executable, "-m", "tests.linear.growth", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_a_hundred_expressions_grow_linearly() -> None:
    """The same each time; all of them: python -m tests.linear.growth."""
    grown("--count", "100", "--seed", "9")
