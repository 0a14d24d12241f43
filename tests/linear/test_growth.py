"""No expression takes more than linear time over running text: 48 kB of anything are read at once."""

import os
import subprocess
import sys
from random import Random

import pytest

from tests.conftest import ROOT


def grown(*words: str) -> None:
    command = [sys.executable, "-m", "tests.linear.growth", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_a_hundred_expressions_grow_linearly() -> None:
    """Others each time, but in continuous integration; all of them: python -m tests.linear.growth."""
    seed = 9 if os.environ.get("CI") else Random().randrange(10**6)
    grown("--count", "100", "--seed", str(seed))
