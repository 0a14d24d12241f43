"""The one Saxon session of a process: stylesheets compiled once, messages and errors caught.

SaxonC keeps one processor a process; run-time errors name their place on standard error only, so a failing
transformation is reported with the sentence that the exception carries.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from saxonche import PySaxonApiError, PySaxonProcessor, PyXsltExecutable

from teiwright.errors import PublishingError


@cache
def processor() -> PySaxonProcessor:
    """Return the processor of this process, with line numbers kept and no access to the network."""
    saxon = PySaxonProcessor(license=False)
    saxon.set_configuration_property("http://saxon.sf.net/feature/linenumbering", "on")
    saxon.set_configuration_property("http://saxon.sf.net/feature/allowedProtocols", "file")
    return saxon


@cache
def _stylesheet(path: Path, modified: int) -> PyXsltExecutable:
    try:
        return processor().new_xslt30_processor().compile_stylesheet(stylesheet_file=str(path))
    except PySaxonApiError as error:
        raise PublishingError(f"stylesheet does not compile: {error}", file=str(path)) from error


def stylesheet(path: Path) -> PyXsltExecutable:
    """Return the compiled stylesheet, compiled once a process and version of the file."""
    return _stylesheet(path, path.stat().st_mtime_ns)


def value(item: object) -> Any:
    """Return a Python value (str, bool, int, or a list of str) as an XDM value."""
    saxon = processor()
    if isinstance(item, bool):
        return saxon.make_boolean_value(item)
    if isinstance(item, int):
        return saxon.make_integer_value(item)
    return saxon.make_string_value(str(item))


def transform(path: Path, source: str, parameters: Mapping[str, object] | None = None, *, name: str = "") -> str:
    """Transform the XML text `source` by the stylesheet at `path` and return what it serialises.

    `name` is the file that the text came from, for messages. Raises PublishingError.
    """
    executable = stylesheet(path)
    try:
        for key, item in (parameters or {}).items():
            executable.set_parameter(key, value(item))
        result = executable.transform_to_string(xdm_node=processor().parse_xml(xml_text=source))
    except PySaxonApiError as error:
        raise PublishingError(f"{path.name}: {error}", file=name) from error
    finally:
        executable.clear_parameters()
    return str(result or "")
