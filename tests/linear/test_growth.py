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
def test_expressions_grow_linearly_over_all_units() -> None:
    grown()
