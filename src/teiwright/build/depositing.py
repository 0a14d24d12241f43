"""All that belongs into a package of an edition, made and gathered."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from teiwright import deposit, publishing, resources, xmltools
from teiwright.authority import Authority
from teiwright.authority.entries import in_document
from teiwright.authority.exchange import export_csv
from teiwright.build.folders import decisions_file, source_of
from teiwright.deposit import Description
from teiwright.errors import DataError
from teiwright.findings import Finding
from teiwright.inclusion import XINCLUDE

Report = Callable[[Finding], None]
LETTERS_OF_PROLOGUE = 4000
SCHEMAS = ("teiwright.odd", "teiwright.rng", "teiwright.sch")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A TEI file that is to be packed: its bytes as they were read, its tree, what its header says."""

    path: Path
    content: bytes
    root: etree._Element
    description: Description

    @property
    def is_of_our_schema(self) -> bool:
        """Whether the file says that it keeps our schema."""
        return any(link.endswith("teiwright.rng") for link in deposit.links(self.root))


def candidate(path: Path, report: Report, profile: str) -> Candidate:
    """Read a TEI file or a corpus, and tell what the repository's profile misses in its header and what it leads to.

    Raises DocumentError where it is no TEI, DataError for a profile that is not there.
    """
    root = xmltools.parse_tei(path, corpus=True)
    content = path.read_bytes()
    description = deposit.described(root, path.stem)
    for finding in deposit.faults(root, str(path)):
        report(finding)
    is_ours = b"<?teiwright-checksum " in content[:LETTERS_OF_PROLOGUE]
    wanted = deposit.profile(profile)
    for finding in deposit.missing(description, wanted, str(path), len(content), is_ours=is_ours):
        report(finding)
    for link in deposit.links(root):
        for finding in _broken(link, path):
            report(finding)
    part = next(root.iter(XINCLUDE + "include"), None)
    if part is not None:
        message, hint = "has parts in other files (xi:include), which do not go with it", "put them into one file"
        report(Finding("error", "deposit-link", message, str(path), xmltools.line_of(part), 1, hint))
    return Candidate(path, content, root, description)


def _broken(link: str, file: Path) -> Iterator[Finding]:
    """A schema or picture that the file leads to and that cannot go with it."""
    if not deposit.inside(link):
        hint = "copy it beside the TEI file and let the link lead there, or write an address of the web"
        yield Finding("error", "deposit-link", f"leads to {link}, outside of the package", str(file), hint=hint)
    elif not (file.parent / link).is_file() and deposit.inside(link) not in {f"schema/{each}" for each in SCHEMAS}:
        hint = "put it there, or mend the link"
        yield Finding("error", "deposit-link", f"leads to {link}, which is not there", str(file), hint=hint)


def gathered(one: Candidate, report: Report, *, fonts: Sequence[Path] = ()) -> dict[str, bytes]:
    """Return the files of an edition by their place in the package. The text goes with it only where it is free.

    Raises DataError where a file cannot be read or changes meanwhile; DocumentError or PublishingError where
    an output cannot be made.
    """
    name = one.path.stem
    files = {f"tei/{one.path.name}": one.content}
    files |= {f"schema/{each}": (resources.folder("schema") / each).read_bytes() for each in SCHEMAS}
    files |= dict(_needed(one, set(files)))
    files |= _outputs(one, report, fonts)
    entries = in_document(one.root, one.path)
    if entries:
        table = export_csv(Authority({entry.id: entry for entry in entries}))
        files[f"authority/{name}.csv"] = table.encode()
    source = source_of(one.path)
    decisions = decisions_file(source or one.path)
    if decisions:
        files[f"decisions/{decisions.name}"] = _bytes(decisions)
    files |= _source(one, source, report)
    if _bytes(one.path) != one.content:
        raise DataError("changed while it was packed", file=str(one.path), hint="try again")
    return files


def _needed(one: Candidate, have: set[str]) -> Iterator[tuple[str, bytes]]:
    """The local schemas and pictures to which the TEI leads, where it will look for them in the package."""
    for link in deposit.links(one.root):
        place = deposit.inside(link)
        if place not in have:
            yield place, _bytes(one.path.parent / link)


def _outputs(one: Candidate, report: Report, fonts: Sequence[Path]) -> dict[str, bytes]:
    from teiwright.build.pipeline import editorial_queries
    from teiwright.editorial import by_citation

    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        warnings = {one.path.stem: by_citation(editorial_queries(one.path))}
        publishing.html(one.path, folder / "html", report)
        publishing.pdf(one.path, folder / "pdf", report, fonts=fonts)
        publishing.index([one.path], folder / "citations", report, warnings=warnings)
        publishing.exports(one.path, folder / "citations")
        made = sorted(path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in made}


def _source(one: Candidate, source: Path | None, report: Report) -> dict[str, bytes]:
    if source is None:
        return {}
    if not one.description.rights.is_free:
        message = f"the source text {source.name} stays out: the header does not give it free"
        hint = 'state licence = "CC BY 4.0", say, in the sidecar if you may, and encode again'
        report(Finding("warning", "deposit-source-left-out", message, str(one.path), hint=hint))
        return {}
    sidecar = source.with_name(f"{source.stem}.meta.toml")
    return {f"source/{path.name}": _bytes(path) for path in (source, sidecar) if path.is_file()}


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror}", file=str(path)) from error
