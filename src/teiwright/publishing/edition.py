"""The HTML edition: one file that needs neither network nor server."""

import base64
import json
from pathlib import Path

from teiwright import xmltools
from teiwright.publishing import ordering
from teiwright.publishing.source import PICTURE_TYPES, Report, Source, ignore, pictures, read, transform


def html(tei: Path, folder: Path, report: Report = ignore) -> list[Path]:
    """Make the reading edition folder/NAME.html and return its path in a list.

    `report` is called with each finding: an element without a template, a picture that is not there.
    Raises DocumentError, PublishingError or OutputError.
    """
    source = read(tei)
    parameters: dict[str, object] = {"ranks": ordering.ranks_of(source.root), "images": _images(source)}
    text = transform("html.xsl", source, parameters, report)
    target = folder / f"{source.name}.html"
    xmltools.write_bytes(target, text.encode("utf-8"))
    return [target]


def _images(source: Source) -> str:
    return json.dumps({url: _data_uri(path) for url, path in pictures(source)})


def _data_uri(path: Path) -> str:
    data = base64.b64encode(path.read_bytes()).decode("ascii")
    return f"data:{PICTURE_TYPES[path.suffix.lower()]};base64,{data}"
