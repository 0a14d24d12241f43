"""A RELAX NG validator in pure Python that says what is wrong, where, and what may stand there."""

from .errors import DocumentError, SchemaError
from .schema import Schema, load
from .violations import Ancestor, Violation

__all__ = ["Ancestor", "DocumentError", "Schema", "SchemaError", "Violation", "load"]
