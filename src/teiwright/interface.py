"""The public Python interface: the stages one after another, from values to values.

    article = teiwright.read("article.docx")
    annotated = teiwright.annotate(article)
    tei = teiwright.write(teiwright.encode(annotated), "out/article.xml")
    findings = teiwright.validate([tei])
    pages = teiwright.publish(tei, "out", "html")

What cannot be done raises a TeiwrightError, whose `str()` is one line; what a person should know is a Finding.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Literal

from lxml import etree

from teiwright.annotation import Annotated
from teiwright.article import Article
from teiwright.errors import LossError, TeiwrightError
from teiwright.findings import Finding

Output = Literal["html", "pdf", "index"]

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


def read(path: str | Path, *, notes: str | None = None, encoding: str | None = None) -> Article:
    """Read a source into an Article: blocks and notes with their anchors, metadata, what was set aside, findings.

    notes: the style of the note marks, encoding: the character encoding, where what is recognised would be wrong.
    Raises SourceError where it can't be read, DataError where its front matter or sidecar can't be used.
    """
    from teiwright.reading import read as reading

    return reading(Path(path), notes=notes, encoding=encoding)


def annotate(
    article: Article,
    *,
    authority: str | Path | None = None,
    decisions: str | Path | None = None,
    models: Sequence[str] = (),
) -> Annotated:
    """Mark names, dates and citations; its `spans` are half-open ranges, in characters, on the article's texts.

    authority: a folder of authority files (default: ./tei/authority, else what comes with teiwright). decisions: a file
    of an encoder's decisions. models: statistical models to ask, LANGUAGE=NAME each. Raises DataError.
    """
    from teiwright import authority as authorities
    from teiwright import decisions as deciding
    from teiwright.annotation import annotate as annotating
    from teiwright.build.folders import authority_folder

    known = authorities.load(authority_folder(Path(authority) if authority else None))
    decided = deciding.load(Path(decisions)) if decisions else None
    return annotating(article, known, decided, models=models)


def encode(annotated: Annotated) -> etree._Element:
    """Return the article as a TEI element, with the proof that nothing of its source was lost.

    Raises LossError where the proof fails.
    """
    from teiwright.encoding import encode as encoding
    from teiwright.proof import prove

    root = encoding(annotated)
    if losses := prove(annotated.article, root).errors:
        raise LossError("; ".join(map(str, losses)), file=annotated.article.source.path)
    return root


def write(tei: etree._Element, path: str | Path) -> Path:
    """Write a TEI element as a file, whole or not at all, with its schemas named, and return the path.

    Raises OutputError. A file that stands there is replaced, though it was changed by hand.
    """
    from teiwright import xmltools
    from teiwright.encoding import serialise

    xmltools.write_bytes(Path(path), serialise(tei))
    return Path(path)


def validate(files: Iterable[str | Path], *, schemas: Sequence[str | Path] | None = None) -> list[Finding]:
    """Check TEI files on all layers: RELAX NG, Schematron, links, characters.

    schemas: files, or names of kept schemas (default: those that a file names, else ours). A file that is not
    well-formed is a finding. Raises SourceError where there is no such file, SchemaUnusableError.
    """
    from teiwright.validation import validate as validating

    return validating(files, schemas=schemas)


def publish(
    tei: str | Path, folder: str | Path, *outputs: Output, report: Callable[[Finding], None] = lambda _: None
) -> list[Path]:
    """Make outputs of a TEI file in a folder, html, pdf and index where none is named, and return the files made.

    report: called with each finding, such as words that could not be shown. Raises DocumentError, PublishingError,
    OutputError.
    """
    from teiwright import publishing

    source, target = Path(tei), Path(folder)
    made: list[Path] = []
    for output in outputs or ("html", "pdf", "index"):
        if output == "html":
            made += publishing.html(source, target, report)
        elif output == "pdf":
            made.append(publishing.pdf(source, target, report))
        else:
            made += publishing.index([source], target, report) + publishing.exports(source, target)
    return made
