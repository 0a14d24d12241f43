"""Where tasks are done: in this process, or in processes of this machine that live on.

An executor takes tasks and yields their outcomes in the tasks' order. It asks for a task only when a worker will soon
be free, so that neither tasks nor outcomes pile up; what happens to one task does not touch the others.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from teiwright.build.pipeline import Outcome, Task, make
from teiwright.errors import OutputError, TeiwrightError
from teiwright.memory import collect_rarely

Act = Callable[[Task], Outcome]
Executor = Callable[[Iterable[Task]], Iterator[Outcome]]
AHEAD = 8
"""So many tasks a worker may be begun before the first of them that is not done."""
ATTEMPTS = 2


def processes(jobs: int, act: Act = make) -> Executor:
    """Return an executor of up to `jobs` processes that do `act`; for a single task none is started."""

    def run(tasks: Iterable[Task]) -> Iterator[Outcome]:
        waiting = iter(tasks)
        first = list(islice(waiting, 2))
        if jobs < 2 or len(first) < 2:
            yield from map(act, chain(first, waiting))
        else:
            yield from _Workers(jobs, act).run(chain(first, waiting))

    return run


def apart(work: Callable[[], None]) -> None:
    """Do a work in a process of its own and wait for its end. Raises what it raises, OutputError where it dies."""
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work_apart, args=(theirs, work), daemon=True)
    process.start()
    theirs.close()
    try:
        error: TeiwrightError | None = ours.recv()
    except EOFError:
        process.join()
        error = OutputError(f"the process that made what all texts have together ended {_how(process)}")
    finally:
        process.terminate()
        process.join()
    if error:
        raise error


def _work_apart(connection: Connection, work: Callable[[], None]) -> None:
    """Do a work and say which error ended it, None where none did. An interrupt is for the leading process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_rarely()
    try:
        work()
    except TeiwrightError as error:
        connection.send(error)
    else:
        connection.send(None)


@dataclass(slots=True)
class _Order:
    """A task that was begun: its outcome once there is one, and how often it was tried."""

    task: Task
    attempts: int = 0
    outcome: Outcome | None = None


@dataclass(slots=True)
class _Worker:
    """A process that does what it is sent; `order` is what it does now."""

    process: BaseProcess
    connection: Connection
    order: _Order | None = None


@dataclass(slots=True)
class _Workers:
    """Processes that live as long as there are tasks; one that dies is replaced, and its task is tried once more."""

    jobs: int
    act: Act
    workers: list[_Worker] = field(default_factory=list)

    def run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        """Yield the outcomes of the tasks in their order. However it is left, no process stays behind."""
        waiting, orders = iter(tasks), deque[_Order]()
        again = deque[_Order]()
        try:
            while True:
                self._hand_out(waiting, orders, again)
                if not orders:
                    return
                while orders and orders[0].outcome is not None:
                    yield orders.popleft().outcome  # type: ignore[misc]
                if orders and orders[0].outcome is None:
                    self._take_in(again)
        finally:
            self._end()

    def _hand_out(self, waiting: Iterator[Task], orders: deque[_Order], again: deque[_Order]) -> None:
        """Give each worker that has nothing to do a task, and start workers while there are tasks for them."""
        while len(orders) < AHEAD * self.jobs or again:
            worker = next((worker for worker in self.workers if worker.order is None), None)
            if worker is None and len(self.workers) == self.jobs:
                return
            order = again.popleft() if again else next(map(_Order, waiting), None)
            if order is None:
                return
            if order.attempts == 0:
                orders.append(order)
            self._send(worker or self._start(), order)

    def _send(self, worker: _Worker, order: _Order) -> None:
        order.attempts += 1
        worker.order = order
        try:
            worker.connection.send(order.task)
        except OSError:
            """The worker has died: `_take_in` will find it so."""

    def _take_in(self, again: deque[_Order]) -> None:
        """Wait until a worker has done its task or died."""
        ready = wait([worker.connection for worker in self.workers if worker.order])
        for worker in [worker for worker in self.workers if worker.connection in ready]:
            order, worker.order = worker.order, None
            try:
                outcome: Outcome | None = worker.connection.recv()
            except (EOFError, OSError):
                self._bury(worker)
                outcome = _dead(order, worker) if order else None
            if order and outcome is None:
                again.append(order)
            elif order:
                order.outcome = outcome

    def _start(self) -> _Worker:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_work, args=(theirs, self.act), daemon=True)
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self.workers.append(worker)
        return worker

    def _bury(self, worker: _Worker) -> None:
        self.workers.remove(worker)
        worker.connection.close()
        worker.process.join()

    def _end(self) -> None:
        for worker in self.workers:
            worker.connection.close()
            if worker.order:
                worker.process.terminate()
        for worker in self.workers:
            worker.process.join()


def _dead(order: _Order, worker: _Worker) -> Outcome | None:
    """What becomes of the task of a worker that died: None where it is to be tried again."""
    if order.attempts < ATTEMPTS:
        return None
    why = f"{order.task.source}: the process that made it ended twice {_how(worker.process)}"
    return Outcome(order.task.source, "failed", failure=why)


def _how(process: BaseProcess) -> str:
    code = process.exitcode
    how = f"signal {signal.Signals(-code).name}" if code and code < 0 else f"exit status {code}"
    return f"({how}); is there enough memory?"


def _work(connection: Connection, act: Act) -> None:
    """Do tasks until the one who sends them is gone. An interrupt is for the leading process to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_rarely()
    while True:
        try:
            task = connection.recv()
        except (EOFError, OSError):
            return
        try:
            connection.send(act(task))
        except BrokenPipeError:
            os._exit(1)
