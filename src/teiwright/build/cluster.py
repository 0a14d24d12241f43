"""Tasks done on a Dask cluster: the sources and the outputs on a file system that all machines share."""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Lock
from typing import Any

from teiwright.build.executors import AHEAD, ATTEMPTS, Act, Executor
from teiwright.build.pipeline import Outcome, Task, make
from teiwright.errors import DataError, install
from teiwright.memory import collect_rarely

ONE_AT_A_TIME = Lock()
PATIENCE = "30s"


def cluster(address: str, act: Act = make) -> Executor:
    """Return an executor that does `act` on the cluster whose scheduler is at an address (tcp://HOST:PORT).

    A task whose worker dies is done again by another; one that kills two workers fails. Raises DataError where
    dask.distributed is not installed or no scheduler answers.
    """
    distributed = _distributed()

    def run(tasks: Iterable[Task]) -> Iterator[Outcome]:
        try:
            client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise DataError(f"no Dask scheduler answers at {address}", hint="start one: see docs/scale.md") from error
        with client:
            yield from _done(client, tasks, act)

    return run


def _distributed() -> Any:
    try:
        import distributed
    except ImportError as error:
        message = "a cluster needs dask.distributed, which is not installed"
        raise DataError(message, hint=install("cluster")) from error
    return distributed


def _done(client: Any, tasks: Iterable[Task], act: Act) -> Iterator[Outcome]:
    """Keep every thread of the cluster busy, and yield the outcomes in the tasks' order."""
    begun = deque[tuple[Task, Any]]()
    waiting = iter(tasks)
    folder = str(Path.cwd())
    exhausted = False
    try:
        while begun or not exhausted:
            room = AHEAD * max(1, sum(client.nthreads().values()))
            while len(begun) < room and not exhausted:
                task = next(waiting, None)
                exhausted = task is None
                if task is not None:
                    begun.append((task, client.submit(_act, act, task, folder, pure=False)))
            if begun:
                task, future = begun.popleft()
                yield _outcome(client, task, future, act, folder)
    finally:
        client.cancel([future for _, future in begun], force=True)


def _outcome(client: Any, task: Task, future: Any, act: Act, folder: str) -> Outcome:
    from distributed.scheduler import KilledWorker

    for attempt in range(1, ATTEMPTS + 1):
        try:
            outcome: Outcome = future.result()
        except KilledWorker:
            if attempt < ATTEMPTS:
                future = client.submit(_act, act, task, folder, pure=False)
            continue
        return outcome
    why = f"{task.source}: the workers that made it ended again and again; is there enough memory?"
    return Outcome(task.source, "failed", failure=why)


def _act(act: Act, task: Task, folder: str) -> Outcome:
    """Do a task as the leading process would: in its folder, one at a time, since Saxon has one session a process."""
    with ONE_AT_A_TIME:
        collect_rarely()
        os.chdir(folder)
        return act(task)
