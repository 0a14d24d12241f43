"""Footnoted scholarly articles made into TEI P5 that a repository accepts and a historian trusts.

The public interface is what stands in `__all__`; `teiwright.interface` documents it. It is imported when first used, so
that the command line starts at once.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from teiwright.interface import (
        Annotated,
        Article,
        Finding,
        Output,
        TeiwrightError,
        annotate,
        encode,
        publish,
        read,
        validate,
        write,
    )

__version__ = "0.1.0"

__all__ = [
    "Annotated",
    "Article",
    "Finding",
    "Output",
    "TeiwrightError",
    "annotate",
    "encode",
    "publish",
    "read",
    "validate",
    "write",
]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from teiwright import interface

    return getattr(interface, name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
