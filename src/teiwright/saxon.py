"""The one Saxon session of a process: stylesheets compiled once, messages and errors caught.

SaxonC keeps one processor a process. Its exceptions carry no place: code, line and column of a run-time error go
to standard error alone, so that is caught while a stylesheet runs.
"""

import ctypes
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Any

from saxonche import PySaxonApiError, PySaxonProcessor, PyXdmValue, PyXsltExecutable

from teiwright.errors import PublishingError

PLACE = re.compile(r"on line (\d+)(?: column (\d+))? of (\S+)")

TOO_DEEP = "elements are nested more than 100 deep, which the XSLT processor does not take"


@dataclass(frozen=True, slots=True)
class Result:
    """What a stylesheet serialised, and each xsl:message that it sent, as XML or plain text."""

    text: str
    messages: tuple[str, ...] = ()


@cache
def processor() -> PySaxonProcessor:
    """Return the processor of this process, with line numbers kept and no access to the network."""
    saxon = PySaxonProcessor(license=False)
    saxon.set_configuration_property("http://saxon.sf.net/feature/linenumbering", "on")
    saxon.set_configuration_property("http://saxon.sf.net/feature/allowedProtocols", "file")
    return saxon


@cache
def _stylesheet(path: Path, modified: int) -> PyXsltExecutable:
    with _standard_error() as caught:
        try:
            executable = processor().new_xslt30_processor().compile_stylesheet(stylesheet_file=str(path))
        except PySaxonApiError as error:
            raise _failure(path, error, caught) from error
    executable.set_save_xsl_message(True)
    return executable


def stylesheet(path: Path) -> PyXsltExecutable:
    """Return the compiled stylesheet, compiled once a process and version of the file."""
    return _stylesheet(path, path.stat().st_mtime_ns)


def value(item: object) -> Any:
    """Return a Python value (str, bool, int) as an XDM value; what is one as it is; anything else as its string."""
    saxon = processor()
    if isinstance(item, PyXdmValue):
        return item
    if isinstance(item, bool):
        return saxon.make_boolean_value(item)
    if isinstance(item, int):
        return saxon.make_integer_value(item)
    return saxon.make_string_value(str(item))


def run(path: Path, source: str, parameters: Mapping[str, object] | None = None, *, name: str = "") -> Result:
    """Transform the XML text `source` by the stylesheet at `path`; return the serialised result and the messages.

    `name` is the file that the text came from, for error messages. Raises PublishingError, with the stylesheet's
    line and column where Saxon tells them.
    """
    with _prepared(path, parameters, name) as executable:
        text = executable.transform_to_string(xdm_node=processor().parse_xml(xml_text=source))
        return Result(str(text or ""), _messages(executable))


def nodes(
    path: Path, source: str, parameters: Mapping[str, object] | None = None, *, name: str = ""
) -> PyXdmValue | None:
    """Do as `run` does, and return the nodes that were made, a parameter for another run; None where there are none."""
    with _prepared(path, parameters, name) as executable:
        return executable.transform_to_value(xdm_node=processor().parse_xml(xml_text=source))


def run_to_file(
    path: Path, source: Path | str, made: Path, parameters: Mapping[str, object] | None = None, *, name: str = ""
) -> tuple[str, ...]:
    """Do as `run` does with a file or an XML text, write the result into the file `made`; return the messages."""
    made.touch()
    given = {"xml_file_name": str(source)} if isinstance(source, Path) else {"xml_text": source}
    if isinstance(source, Path):
        _return_memory()
    with _prepared(path, parameters, name) as executable:
        executable.transform_to_file(xdm_node=processor().parse_xml(**given), output_file=str(made))
        return _messages(executable)


def _return_memory() -> None:
    """Give the memory of what is no longer there back to the system, where the C library can."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


@contextmanager
def _prepared(path: Path, parameters: Mapping[str, object] | None, name: str) -> Iterator[PyXsltExecutable]:
    """Give the compiled stylesheet with its parameters set; turn its failures into PublishingError."""
    executable = stylesheet(path)
    with _standard_error() as caught:
        try:
            for key, item in (parameters or {}).items():
                executable.set_parameter(key, value(item))
            yield executable
        except PySaxonApiError as error:
            raise _failure(path, error, caught, name) from error
        finally:
            executable.clear_parameters()
            executable.clear_xsl_messages()


def transform(path: Path, source: str, parameters: Mapping[str, object] | None = None, *, name: str = "") -> str:
    """Do as `run` does, and return only what was serialised."""
    return run(path, source, parameters, name=name).text


def _messages(executable: PyXsltExecutable) -> tuple[str, ...]:
    return tuple(str(message) for message in executable.get_xsl_messages() or ())


def _failure(path: Path, error: PySaxonApiError, caught: IO[bytes], name: str = "") -> PublishingError:
    caught.seek(0)
    place = PLACE.search(caught.read().decode("utf-8", "replace"))
    where = f"{place[3].rpartition('/')[2] or path.name}:{place[1]}:{place[2] or 0}: " if place else f"{path.name}: "
    sentence = " ".join(str(error).split())[:400]
    if "maxElementDepth" in sentence:
        return PublishingError(TOO_DEEP, file=name, hint="write it with fewer elements inside each other")
    return PublishingError(f"the stylesheet failed: {where}{sentence}", file=name)


@contextmanager
def _standard_error() -> Iterator[IO[bytes]]:
    """Turn the process's standard error into a file while Saxon runs."""
    with tempfile.TemporaryFile() as caught:
        kept = os.dup(2)
        os.dup2(caught.fileno(), 2)
        try:
            yield caught
        finally:
            os.dup2(kept, 2)
            os.close(kept)
