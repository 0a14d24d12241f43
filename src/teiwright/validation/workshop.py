"""A folder for files made of schemas, which goes when the process ends."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="teiwright-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def kept(text: str, suffix: str) -> Path:
    """Return a new file in the folder, with that text."""
    return kept_bytes(text.encode(), suffix)


def kept_bytes(content: bytes, suffix: str) -> Path:
    """Return a new file in the folder, with that content."""
    with tempfile.NamedTemporaryFile("wb", dir=_folder(), suffix=suffix, delete=False) as stream:
        stream.write(content)
    return Path(stream.name)
