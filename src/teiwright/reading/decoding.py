"""Bytes of a source into text: encodings recognised and named, and what is not text refused."""

import codecs
import re
from collections.abc import Sequence
from pathlib import Path

from teiwright import encodings
from teiwright.encodings import COMMON_HAN, SAMPLE
from teiwright.errors import SourceError
from teiwright.findings import Finding

CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([A-Za-z0-9_-]{2,20})""", re.I)
MAX_BYTES = 200_000_000
BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(content: bytes, path: Path, encoding: str | None) -> tuple[str, str, list[Finding]]:
    """Return the text with its line ends as \\n, the encoding's name, and a finding where it was guessed.

    Raises SourceError where the file is empty, is no text, or is in no encoding known.
    """
    if not content.strip():
        raise SourceError("the file is empty", file=str(path))
    if len(content) > MAX_BYTES:
        raise SourceError(f"the file has more than {MAX_BYTES // 1_000_000} MB", file=str(path), hint="split it")
    text, name, findings = _decoded(content, path, encoding)
    _refuse_binary(text, path)
    if not text.strip():
        raise SourceError("the file is empty", file=str(path))
    return _without_controls(text.replace("\r\n", "\n").replace("\r", "\n"), path, findings), name, findings


def _without_controls(text: str, path: Path, findings: list[Finding]) -> str:
    """Replace the control characters that XML cannot hold by spaces, and say so."""
    cleaned, count = CONTROLS.subn(" ", text)
    if count:
        message = f"{count} control characters, which XML cannot hold, were read as spaces"
        findings.append(Finding("info", "control-characters", message, str(path)))
    return cleaned


def _decoded(content: bytes, path: Path, encoding: str | None) -> tuple[str, str, list[Finding]]:
    if encoding:
        return _as_stated(content, path, encoding), encoding, []
    for mark, name in BOMS:
        if content.startswith(mark):
            return _as_marked(content, path, name)
    try:
        if b"\x00" not in content[:SAMPLE]:
            return content.decode("utf-8"), "utf-8", []
        raise UnicodeDecodeError("utf-8", content[:1], 0, 1, "zero bytes")
    except UnicodeDecodeError as error:
        if (declared := _declared(content)) and (text := _try(content, declared)) is not None:
            message = f"read as {declared.upper()}, as it says itself"
            return text, declared, [Finding("info", "encoding", message, str(path))]
        return _guessed(content, path, error)


def _declared(content: bytes) -> str:
    """Return the encoding, other than UTF-8, that an HTML document declares, or an empty string."""
    match = DECLARED.search(content[:2048])
    name = match[1].decode("ascii").lower() if match else ""
    return "" if name in {"", "utf-8", "utf8"} else "gb18030" if name in {"gb2312", "gbk"} else name


def _try(content: bytes, name: str) -> str | None:
    try:
        return content.decode(name)
    except (LookupError, UnicodeDecodeError):
        return None


def _as_stated(content: bytes, path: Path, encoding: str) -> str:
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except LookupError as error:
        raise SourceError(f"no such encoding: {encoding}", file=str(path)) from error
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise SourceError(f"not in {encoding}", file=str(path), line=line, hint="try another --encoding") from error


def _as_marked(content: bytes, path: Path, name: str) -> tuple[str, str, list[Finding]]:
    text = _as_stated(content, path, name)
    if name == "utf-8-sig":
        return text, "utf-8", []
    message = f"read as {name.upper()}, as its byte order mark says"
    return text, name, [Finding("info", "encoding", message, str(path))]


def _guessed(content: bytes, path: Path, error: UnicodeDecodeError) -> tuple[str, str, list[Finding]]:
    """Choose the encoding in which the text looks most like a language."""
    if b"\x00" in content[:SAMPLE]:
        if name := _unmarked_utf16(content[:SAMPLE]):
            return _as_stated(content, path, name), name, [_guess(name.upper(), path)]
        raise SourceError("not a text file", file=str(path), hint="give a text, Markdown, DOCX, ODT or HTML file")
    line = content[: error.start].count(b"\n") + 1
    if _is_mostly_utf8(content):
        message = f"is UTF-8, but for the byte {content[error.start]:02X} (cut off, or put together of two encodings)"
        raise SourceError(message, file=str(path), line=line, hint="mend it there, or name another with --encoding")
    best = encodings.likely(content)
    if not best:
        raise SourceError("in no encoding that is known", file=str(path), line=line, hint="name it with --encoding")
    for name in _alternatives(best):
        try:
            text = content.decode(name)
        except UnicodeDecodeError:
            continue
        return text, name, [_guess(encodings.NAMES[name], path)]
    raise SourceError(
        f"looks like {encodings.NAMES[best]}, but is damaged", file=str(path), hint="name it with --encoding"
    )


def _is_mostly_utf8(content: bytes) -> bool:
    """Say whether more characters beyond ASCII are whole in UTF-8 than not; in other encodings hardly any are."""
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return sum(character > "\x7f" for character in text) > 2 * broken


def _guess(name: str, path: Path) -> Finding:
    return Finding("info", "encoding", f"not UTF-8: read as {name}", str(path), hint="--encoding names another")


def _unmarked_utf16(sample: bytes) -> str:
    """Return the byte order in which the sample is text in UTF-16 without a mark, or an empty string."""
    shares = {
        name: _legible(sample[: len(sample) // 2 * 2].decode(name, errors="replace"))
        for name in ("utf-16-le", "utf-16-be")
    }
    best = max(shares, key=lambda name: shares[name])
    return best if shares[best] > 0.95 else ""


def _legible(text: str) -> float:
    """Return the share of characters of the scripts that articles are written in."""
    fine = sum(
        " " <= character <= "\u052f" or character in "\n\r\t" or "\u2010" <= character <= "\u206f"
        or "\u3000" <= character <= "\u30ff" or "\u4e00" <= character <= "\u9fff" or "\uff00" <= character <= "\uff5e"
        for character in text
    )  # fmt: skip
    common = sum(character in COMMON_HAN or character in " \n，。" for character in text)
    return fine / max(len(text), 1) + common / max(len(text), 1)


def _alternatives(name: str) -> Sequence[str]:
    return {"big5": ("big5", "cp950", "big5hkscs")}.get(name, (name,))


def _refuse_binary(text: str, path: Path) -> None:
    sample = text[:SAMPLE]
    controls = sum(character < " " and character not in "\t\n\r\f\v" for character in sample)
    if "\x00" in text or controls * 50 > len(sample):
        raise SourceError("not a text file", file=str(path), hint="give a text, Markdown, DOCX, ODT or HTML file")
