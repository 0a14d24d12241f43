"""How far a long piece of work is: a bar on a terminal, a line now and then elsewhere, nothing on short work."""

import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import click

Item = TypeVar("Item")
PATIENCE = 1.0
"""Seconds after which a person at a terminal wants to know."""
BETWEEN = 10.0
"""Seconds between two lines where no one looks on."""
CLEARED = "\r\033[K"


class Progress:
    """Counts work done, and shows it on standard error once it takes long."""

    def __init__(self, total: int, things: str, *, quiet: bool = False, now: Callable[[], float] = time.monotonic):
        """`things` are what is counted, for instance "files"; `now` is a clock in seconds."""
        self._total, self._things, self._quiet, self._now = total, things, quiet or total < 2, now
        self._done = 0
        self._is_seen = sys.stderr.isatty()
        self._due = now() + (PATIENCE if self._is_seen else BETWEEN)
        self._bar = click.progressbar(length=total, label=things, file=sys.stderr) if self._is_seen else None
        self._is_shown = False

    def advance(self, steps: int = 1) -> None:
        """Count steps that are done."""
        self._done += steps
        now = self._now()
        if self._quiet or (not self._is_shown and now < self._due):
            return
        if self._bar is not None:
            self._is_shown = True
            self._bar.update(self._done - self._bar.pos)
        else:
            self._due = now + BETWEEN
            click.echo(f"{self._done} of {self._total} {self._things}", err=True)

    def clear(self) -> None:
        """Take the bar away, so that a line can be printed in its place."""
        if self._is_shown:
            click.echo(CLEARED, nl=False, err=True)


@contextmanager
def progress(total: int, things: str, *, quiet: bool = False) -> Iterator[Progress]:
    """Show how much of `total` is done; what was shown on a terminal is taken away at the end."""
    shown = Progress(total, things, quiet=quiet)
    try:
        yield shown
    finally:
        shown.clear()


@contextmanager
def working(what: object, *, patience: float = PATIENCE, between: float = BETWEEN) -> Iterator[None]:
    """Say, while one piece of work takes long, what it is about and for how many seconds it has gone on.

    On a terminal from `patience` on, in one line that is taken away at the end; elsewhere a line every `between`
    seconds.
    """
    ended, is_seen = threading.Event(), sys.stderr.isatty()
    began = time.monotonic()

    def tell() -> None:
        while not ended.wait(patience if is_seen else between):
            seconds = f"{what}: at work for {time.monotonic() - began:.0f} s"
            click.echo(f"{CLEARED}{seconds}" if is_seen else seconds, nl=not is_seen, err=True)

    teller = threading.Thread(target=tell, daemon=True)
    teller.start()
    try:
        yield
    finally:
        ended.set()
        teller.join()
        if is_seen and time.monotonic() - began > patience:
            click.echo(CLEARED, nl=False, err=True)


def showing(items: Iterable[Item], what: Sequence[object], things: str) -> Iterator[Item]:
    """Yield items of work, and show how far it is; of one alone, how long it takes. `what` names each."""
    if len(what) == 1:
        with working(what[0]):
            yield from items
        return
    with progress(len(what), things) as shown:
        for item in items:
            yield item
            shown.advance()
