"""Dask's workers over TCP beside processes of one machine: `python -m tests.benchmarks.cluster [--articles 24]`.

The same articles are built by `--jobs 2` and by a cluster of two workers, in turns. Workers and processes alike begin
anew each time, so that both load their stylesheets and models once; the scheduler and the workers are started before
the clock, as a cluster is. Processor time is that of all processes that took part.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.collection import write_copies
from tests.benchmarks.processes import ROOT, teiwright

LIKE_A_NANNY = {
    **dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1"),
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
}
"""One thread each, as `dask worker --nworkers` sees to; and no profile of the worker, as docs/scale.md advises."""
TICKS = os.sysconf("SC_CLK_TCK")


def processor_time(process: int) -> float:
    """Return the processor time that a process has used so far, in seconds (proc(5), fields 14 and 15)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


@contextmanager
def machines(folder: Path, port: int) -> Iterator[list[int]]:
    """Start a scheduler and two workers; yield the workers' process ids."""
    dask = (sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", str(port), "--no-dashboard")
    worker = (sys.executable, "-m", "distributed.cli.dask_worker", f"tcp://127.0.0.1:{port}", "--no-nanny")
    quiet = subprocess.DEVNULL
    environment = {**os.environ, **LIKE_A_NANNY, "PYTHONPATH": f"{ROOT}/src"}
    commands = [dask] + 2 * [(*worker, "--nthreads", "1", "--no-dashboard", "--local-directory", str(folder))]
    started = [subprocess.Popen(each, stdout=quiet, stderr=quiet, env=environment) for each in commands]
    try:
        time.sleep(8)
        yield [each.pid for each in started[1:]]
    finally:
        for each in started:
            each.kill()
        for each in started:
            each.wait(30)


def main() -> None:
    """Print what both took, and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    walls: dict[str, list[float]] = {"-j 2": [], "cluster": []}
    times: dict[str, list[float]] = {"-j 2": [], "cluster": []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_copies(folder / "src", options.articles)
        for number in range(options.rounds):
            here = teiwright("build", folder / "src", "-o", folder / f"here{number}", "--jobs", "2")
            walls["-j 2"].append(here.wall)
            times["-j 2"].append(here.cpu)
            port = 18786 + number
            with machines(folder / "work", port) as workers:
                before = sum(map(processor_time, workers))
                target = folder / f"there{number}"
                used = teiwright("build", folder / "src", "-o", target, "--cluster", f"tcp://127.0.0.1:{port}")
                walls["cluster"].append(used.wall)
                times["cluster"].append(used.cpu + sum(map(processor_time, workers)) - before)
    for way in walls:
        print(f"{way}: {min(walls[way]):.1f} s, {min(times[way]):.1f} s of processor time")
    wall, cpu = min(walls["-j 2"]) / min(walls["cluster"]), min(times["-j 2"]) / min(times["cluster"])
    print(f"the cluster's speed: {wall:.2f} of -j 2 by the clock, {cpu:.2f} by processor time")


if __name__ == "__main__":
    main()
