"""Bags (BagIt, RFC 8493): written whole or not at all, and verified."""

import hashlib
import io
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from teiwright.errors import DocumentError, OutputError
from teiwright.findings import Finding

ALGORITHMS = ("sha256", "sha512")
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
LARGEST = 4_000_000_000
"""Bytes that a packed bag may unfold to."""

LINE = re.compile(r"(?P<digest>[0-9a-fA-F]+)[ \t]+\*?(?P<path>.+)")
Files = Mapping[str, bytes]
Reader = Callable[[], bytes]


def bag(payload: Files, information: Mapping[str, str]) -> dict[str, bytes]:
    """Return all files of a bag by their paths: payload (paths below data/), declaration, information, manifests."""
    data = {f"data/{path}": payload[path] for path in sorted(payload)}
    octets = sum(map(len, data.values()))
    lines = {**information, "Payload-Oxum": f"{octets}.{len(data)}"}
    tags = {
        "bagit.txt": DECLARATION,
        "bag-info.txt": "".join(f"{key}: {' '.join(value.split())}\n" for key, value in lines.items()).encode(),
        **{f"manifest-{name}.txt": _manifest(data, name) for name in ALGORITHMS},
    }
    return {**tags, **{f"tagmanifest-{name}.txt": _manifest(tags, name) for name in ALGORITHMS}, **data}


def _manifest(files: Files, algorithm: str) -> bytes:
    lines = (f"{hashlib.new(algorithm, files[path]).hexdigest()}  {_escaped(path)}\n" for path in sorted(files))
    return "".join(lines).encode()


def _escaped(path: str) -> str:
    """RFC 8493, 2.1.3: line ends and the percent sign are percent-encoded in a manifest."""
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def write(bags: Mapping[Path, Files], *, zipped: bool = False, force: bool = False) -> list[tuple[Path, bool]]:
    """Write bags as folders, or as NAME.zip, all or (on an error) none; return each path and whether it changed.

    A bag that stands there is replaced if it is as it was written; one that was changed since, or what is no bag, only
    with `force`. Raises OutputError.
    """
    made: list[tuple[Path, Path]] = []
    states: list[tuple[Path, bool]] = []
    try:
        for target, files in bags.items():
            place = target.with_name(f"{target.name}.zip") if zipped else target
            is_new = not _is_same(place, files, zipped)
            states.append((place, is_new))
            if is_new:
                _refuse(place, force)
                made.append((_written(place, files, zipped), place))
        for temporary, place in made:
            _put(temporary, place)
    except OSError as error:
        raise OutputError(f"cannot write: {error.strerror}", file=str(error.filename or "")) from error
    finally:
        for temporary, _ in made:
            _remove(temporary)
    return states


def _is_same(place: Path, files: Files, zipped: bool) -> bool:
    if zipped:
        return place.is_file() and place.read_bytes() == packed(files, place.stem)
    if not place.is_dir():
        return False
    there = {path.relative_to(place).as_posix(): path for path in place.rglob("*") if path.is_file()}
    return there.keys() == files.keys() and all(there[path].read_bytes() == files[path] for path in files)


def _refuse(place: Path, force: bool) -> None:
    """Raise OutputError where something stands that is not what was written there."""
    if force or not place.exists() or (place.is_dir() and not any(place.iterdir())):
        return
    try:
        spoilt = verify(place)
    except DocumentError:
        spoilt = [Finding("error", "deposit-no-bag", "")]
    if spoilt:
        hint = "--force overwrites it; or name another folder with -o"
        raise OutputError("is there already, and is no package as it was written", file=str(place), hint=hint)


def _written(place: Path, files: Files, zipped: bool) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(dir=place.parent, prefix=f".{place.name}."))
    try:
        if zipped:
            (temporary / place.name).write_bytes(packed(files, place.stem))
        for path, content in () if zipped else files.items():
            target = temporary / place.name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    except OSError:
        _remove(temporary)
        raise
    return temporary


def _put(temporary: Path, place: Path) -> None:
    """Put what was written in its place; what stood there goes only when the new one stands."""
    if place.exists():
        place.rename(temporary / ".before")
    try:
        (temporary / place.name).rename(place)
    except OSError:
        if (temporary / ".before").exists():
            (temporary / ".before").rename(place)
        raise


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def packed(files: Files, name: str) -> bytes:
    """Return files as a ZIP archive with one folder in it; the same files give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            entry = zipfile.ZipInfo(f"{name}/{path}", (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, files[path])
    return stream.getvalue()


def opened(place: Path) -> dict[str, Reader]:
    """Return how to read each file of a bag, a folder or a ZIP archive, by its path in it.

    Raises DocumentError where there is nothing to read.
    """
    if place.is_dir():
        return {
            path.relative_to(place).as_posix(): path.read_bytes
            for path in sorted(place.rglob("*"))
            if path.is_file() and not path.is_symlink()
        }
    try:
        return _unpacked(place)
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        message = "no such file or folder" if not place.exists() else "no package: neither a folder nor a ZIP archive"
        raise DocumentError(message, file=str(place)) from error


def _unpacked(place: Path) -> dict[str, Reader]:
    archive = zipfile.ZipFile(io.BytesIO(place.read_bytes()))
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if sum(entry.file_size for entry in entries) > LARGEST:
        raise DocumentError(f"unfolds to more than {LARGEST:,} bytes", file=str(place))
    return {entry.filename.partition("/")[2]: lambda entry=entry: archive.read(entry) for entry in entries}  # type: ignore[misc]


def verify(place: Path) -> list[Finding]:
    """Return an error for each file of a bag that is missing, changed or not in its manifests.

    Raises DocumentError where there is no bag.
    """
    files = opened(place)
    if "bagit.txt" not in files:
        hint = "a package made by `teiwright deposit` has bagit.txt at its top"
        raise DocumentError("no BagIt package: it has no bagit.txt", file=str(place), hint=hint)
    listed: dict[str, dict[str, str]] = {}
    found: list[Finding] = []
    for name in sorted(files):
        manifest = re.fullmatch(r"(?:tag)?manifest-(sha256|sha512|md5|sha1)\.txt", name)
        if manifest:
            found += _listed(files[name], manifest[1], name, place, listed)
    if not any(name.startswith("manifest-") for name in files):
        found.append(_error("deposit-missing", "the package has no manifest", place, "bagit.txt"))
    return [*found, *_compared(files, listed, place), *_links(place)]


def _listed(
    read: Reader, algorithm: str, name: str, place: Path, listed: dict[str, dict[str, str]]
) -> Iterator[Finding]:
    for number, line in enumerate(_text(read).splitlines(), 1):
        match = LINE.fullmatch(line)
        path = unquote(match["path"]) if match else ""
        if not match or PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts:
            yield _error("deposit-manifest", "a line names no file of the package", place, name, number)
            continue
        listed.setdefault(path, {})[algorithm] = match["digest"].lower()


def _text(read: Reader) -> str:
    try:
        return read().decode("utf-8")
    except (UnicodeDecodeError, zipfile.BadZipFile, OSError):
        return "\0"


def _compared(files: Mapping[str, Reader], listed: Mapping[str, Mapping[str, str]], place: Path) -> Iterator[Finding]:
    for path, digests in sorted(listed.items()):
        if path not in files:
            yield _error("deposit-missing", "is missing", place, path)
            continue
        try:
            content = files[path]()
        except (OSError, zipfile.BadZipFile) as error:
            yield _error("deposit-changed", f"cannot be read: {error}", place, path)
            continue
        if any(hashlib.new(name, content).hexdigest() != digest for name, digest in digests.items()):
            yield _error("deposit-changed", "has changed since it was packed", place, path)
    for path in sorted(files.keys() - listed.keys()):
        if not path.startswith("tagmanifest-"):
            yield _error("deposit-extra", "is not of the package", place, path)


def _links(place: Path) -> Iterator[Finding]:
    for folder, folders, names in os.walk(place) if place.is_dir() else ():
        for name in sorted([*folders, *names]):
            path = Path(folder) / name
            if path.is_symlink():
                yield _error("deposit-extra", "is a link, no file", place, path.relative_to(place).as_posix())


def _error(rule: str, message: str, place: Path, path: str, line: int = 0) -> Finding:
    return Finding("error", rule, message, f"{place}/{path}", line, 1 if line else 0)
