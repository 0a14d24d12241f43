"""A compiled schema: the public face of the validator."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from .acceptance import is_valid
from .automaton import Automaton
from .cache import fetch, keep
from .errors import SchemaError
from .patterns import Simplified
from .violations import Violation

if TYPE_CHECKING:
    from .overview import Overview


class Schema:
    """A schema that documents can be validated against, any number of them, one after another.

    What is learned about the schema with one document makes the next one quicker.
    """

    def __init__(self, simplified: Simplified, path: Path) -> None:
        self._path = path
        self._automaton = Automaton(simplified.table, simplified.start)
        self._elements = simplified.elements

    def validate(self, path: str | Path, limit: int | None = None) -> list[Violation]:
        """Return what is wrong with a document, in its order, at most `limit`; nothing where it is valid.

        Raises DocumentError, which says where, if the document cannot be read, is not well-formed or passes
        a safety limit, and SchemaError if following the schema would need too much memory.
        """
        with self._blamed_on_schema():
            if is_valid(self._automaton, Path(path)):
                return []
            from .diagnosis import diagnose  # here, since most documents are valid

            return diagnose(self._automaton, self._overview, Path(path), limit)

    @cached_property
    def _overview(self) -> Overview:
        from .overview import Overview

        return Overview(self._elements)

    def is_valid(self, path: str | Path) -> bool:
        """Whether a document is valid; quicker than `validate` where it is not, as it stops at once."""
        with self._blamed_on_schema():
            return is_valid(self._automaton, Path(path))

    @contextmanager
    def _blamed_on_schema(self) -> Iterator[None]:
        try:
            yield
        except RecursionError:
            raise SchemaError("the schema is nested too deeply to be followed", str(self._path)) from None
        except SchemaError as error:
            raise error.at(str(self._path)) from None


def load(path: str | Path, *, cached: bool = True) -> Schema:
    """Read and compile the schema at `path` (RELAX NG, in the compact syntax if its name ends in .rnc).

    A large schema is kept in the user's cache folder for the next time, unless `cached` is false. Raises
    SchemaError, which says where, if the schema cannot be read or breaks a rule of RELAX NG.
    """
    simplified = fetch(Path(path)) if cached else None
    if simplified is None:
        simplified = _read(Path(path))
        if cached:
            keep(Path(path), simplified)
    return Schema(simplified, Path(path))


def _read(path: Path) -> Simplified:
    from .restrictions import check_restrictions  # here, since a schema in the cache needs neither
    from .simplify import simplify

    simplified = simplify(path)
    check_restrictions(simplified)
    return simplified
