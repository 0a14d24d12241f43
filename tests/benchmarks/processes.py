"""A command run as users run it, and what it used: seconds, processor time, memory."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Used:
    """What a process and those that it started used: wall and processor time in seconds, the largest one's MB."""

    wall: float
    cpu: float
    memory: float
    status: int

    def __str__(self) -> str:
        return f"{self.wall:7.2f} s, {self.cpu:7.2f} s of processor time, {self.memory:5.0f} MB"


def run(command: Sequence[str | Path], *, folder: Path = ROOT, environment: Mapping[str, str] | None = None) -> Used:
    """Run a command to its end; what it prints is not kept."""
    quiet = subprocess.DEVNULL
    start = time.perf_counter()
    process = subprocess.Popen(
        list(map(str, command)), stdout=quiet, stderr=quiet, cwd=folder, env={**os.environ, **(environment or {})}
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    return Used(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode)


def teiwright(*arguments: str | Path, folder: Path = ROOT, source: Path = ROOT / "src") -> Used:
    """Run the command line of the package in `source`. Raises SystemExit where it could not do its work."""
    command = [sys.executable, "-m", "teiwright", *arguments]
    used = run(command, folder=folder, environment={"PYTHONPATH": str(source)})
    if used.status > 1:
        raise SystemExit(f"{' '.join(map(str, command))}: exit status {used.status}")
    return used
