"""Reading XML with expat, safely: nothing external is fetched, and what one file can cost is bounded."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final
from xml.parsers import expat

from .errors import DocumentError
from .name_classes import SEPARATOR

CHUNK: Final = 1 << 16
LONGEST_TOKEN: Final = 16 << 20
"""The longest tag, comment, processing instruction or typed text."""

DEEPEST_ELEMENT: Final = 50_000

_NATIVE_ENCODINGS: Final = frozenset({"utf-8", "utf-16", "iso-8859-1", "us-ascii"})
_DECLARED: Final = re.compile(rb"""^<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)""")

Parser = expat.XMLParserType
Prepare = Callable[[Parser], None]


def parse(path: Path, prepare: Prepare) -> None:
    """Parse a file; `prepare` sets the handlers. Raises DocumentError with the place of the fault."""
    try:
        with path.open("rb") as stream:
            _parse_chunks(iter(lambda: stream.read(CHUNK), b""), prepare)
    except OSError as error:
        raise DocumentError(f"cannot be read: {error.strerror}", str(path)) from None
    except DocumentError as error:
        raise error.at(str(path)) from None


def _parse_chunks(chunks: Iterator[bytes], prepare: Prepare) -> None:
    first = next(chunks, b"")
    declared = _declared_encoding(first)
    parser = expat.ParserCreate("utf-8" if declared else None, namespace_separator=SEPARATOR)
    parser.ordered_attributes = True
    parser.ExternalEntityRefHandler = _external_entity(parser)
    parser.SkippedEntityHandler = _skipped_entity(parser)
    prepare(parser)
    all_chunks = _chained(first, chunks)
    try:
        _feed(parser, _recoded(all_chunks, declared) if declared else all_chunks)
    except expat.ExpatError as error:
        raise DocumentError(_explained(error), line=error.lineno, column=error.offset + 1) from None
    except UnicodeError:
        raise _here(parser, f"the bytes are not valid {declared}") from None


def _chained(first: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from chunks


def _declared_encoding(start: bytes) -> str:
    """Return the declared encoding where expat cannot read it itself (the empty string where it can)."""
    found = _DECLARED.match(start)
    name = found[1].decode("ascii").lower() if found else "utf-8"
    if name in _NATIVE_ENCODINGS:
        return ""
    try:
        is_text = isinstance(codecs.getincrementaldecoder(name)("strict").decode(b""), str)
    except LookupError:
        is_text = False
    if not is_text:
        raise DocumentError(f"the encoding {name} is unknown", line=1, column=1)
    return name


def _recoded(chunks: Iterator[bytes], encoding: str) -> Iterator[bytes]:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    for chunk in chunks:
        yield decoder.decode(chunk).encode("utf-8")
    yield decoder.decode(b"", True).encode("utf-8")


def _feed(parser: Parser, chunks: Iterator[bytes]) -> None:
    """Feed the chunks; a tag that does not end comes in growing pieces, since expat reads it anew each time."""
    fed, waiting, behind = 0, b"", 0
    for chunk in chunks:
        waiting = waiting + chunk if waiting else chunk
        if behind + len(waiting) > LONGEST_TOKEN:
            raise _here(parser, f"a single tag, comment or instruction is longer than {LONGEST_TOKEN >> 20} MB")
        if len(waiting) < behind:
            continue
        parser.Parse(waiting, False)
        fed += len(waiting)
        waiting = b""
        behind = fed - max(parser.CurrentByteIndex, 0)
        if behind < CHUNK:
            behind = 0
    parser.Parse(waiting, True)


def _here(parser: Parser, message: str) -> DocumentError:
    return DocumentError(message, line=parser.CurrentLineNumber, column=parser.CurrentColumnNumber + 1)


def _external_entity(parser: Parser) -> Callable[[str, str | None, str | None, str | None], int]:
    def refuse(context: str, base: str | None, system_id: str | None, public_id: str | None) -> int:
        raise _here(parser, f"the external entity {system_id or context!r} is not read, for safety's sake")

    return refuse


def _skipped_entity(parser: Parser) -> Callable[[str, bool], None]:
    def refuse(name: str, is_parameter: bool) -> None:
        if not is_parameter:
            raise _here(parser, f"the entity &{name}; is not declared in the file (external DTDs are not read)")

    return refuse


_EXPLANATIONS: Final = {
    expat.errors.codes[expat.errors.XML_ERROR_TAG_MISMATCH]: "the end tag does not match the start tag",
    expat.errors.codes[expat.errors.XML_ERROR_NO_ELEMENTS]: "the file holds no element (is it empty or cut off?)",
    expat.errors.codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY]: "an entity that is not declared",
    expat.errors.codes[expat.errors.XML_ERROR_UNBOUND_PREFIX]: "a prefix without a namespace declaration",
    expat.errors.codes[expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE]: "an attribute is given twice",
    expat.errors.codes[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]: "something follows the end of the document",
    expat.errors.codes[expat.errors.XML_ERROR_INVALID_TOKEN]: "a character or mark-up that XML does not allow here",
}
_AMPLIFICATION_CODE: Final = 43


def _explained(error: expat.ExpatError) -> str:
    if error.code == _AMPLIFICATION_CODE:
        return "entities expand to far more than the file holds: refused"
    return "not well-formed XML: " + _EXPLANATIONS.get(error.code, expat.ErrorString(error.code) or "unknown")
