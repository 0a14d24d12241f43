"""The HTML edition: one file that needs neither network nor server."""

import base64
import json
import os
from collections.abc import Collection, Mapping
from pathlib import Path
from urllib.parse import quote

from teiwright import xmltools
from teiwright.findings import Finding
from teiwright.publishing import embedding, exports, foreign, indexing, keeping, ordering, searching
from teiwright.publishing.changes import UNCHANGED, Changes
from teiwright.publishing.source import (
    PICTURE_TYPES,
    Report,
    Source,
    ignore,
    pictures,
    read,
    read_cited,
    transform,
    warn,
)
from teiwright.xmltools import TEI

PIECE = 1 << 20
NONE: Mapping[str, str] = {}

TOGETHER = "together"
"""The folder of the pages that many articles have together, beside the articles' pages."""


def html(
    tei: Path,
    folder: Path,
    report: Report = ignore,
    *,
    changes: Changes = UNCHANGED,
    home: str = "",
    downloads: Mapping[str, str] = NONE,
) -> list[Path]:
    """Make the reading edition folder/NAME.html and return its path in a list.

    `report` is called with each finding: words that are not shown, a picture that is not there; `changes` is what the
    user wants otherwise. `home` is the start page of the site that the edition belongs to, seen from it;
    `downloads` are addresses of other files by kind (pdf, epub, xml, bib, ris, csl.json).
    Raises DocumentError, PublishingError or OutputError.
    """
    source = read(tei, xinclude=changes.xinclude)
    warn(source, report)
    citations = ""
    has_own = source.root.tag == TEI + "TEI" and source.root.find(f"{TEI}text//{TEI}bibl") is not None
    if has_own and not source.is_large:
        citations = indexing.citation_data(read_cited(tei, xinclude=changes.xinclude))
    text = rendered(source, report, changes, home=home, downloads=downloads, citations=citations)
    target = folder / f"{source.name}.html"
    pieces = (text[start : start + PIECE].encode("utf-8") for start in range(0, len(text), PIECE))
    xmltools.write_pieces(target, pieces)
    return [target]


def rendered(
    source: Source,
    report: Report,
    changes: Changes,
    *,
    home: str = "",
    downloads: Mapping[str, str] = NONE,
    citations: str = "",
) -> str:
    """Return the reading edition's text, its words counted; see `html`."""
    parameters: dict[str, object] = {"ranks": ordering.ranks_of(source.root), "images": _images(source), "home": home}
    parameters["downloads"] = json.dumps(downloads)
    parameters["citation-data"] = citations
    parameters["headings"] = ordering.headings_of(source.root)
    parameters["pairs"] = searching.simplified(source.text)
    parameters |= changes.parameters()
    parameters["citations"] = _citations(source, citations, report)
    if changes.embed_fonts:
        parameters["css"] = "\n".join(filter(None, (embedding.style(source), str(parameters.get("css", "")))))
    wanted = keeping.wanted(source)
    text = transform("html.xsl", source, parameters, report, changes)
    keeping.compare(source, wanted, keeping.of_html(text), report, changes)
    return text


def _citations(source: Source, data: str, report: Report) -> str:
    """Return the index of a document that has foreign citations, as XML; "" for any other, whose page makes its own."""
    if next(foreign.foreign(source.root), None) is None:
        return ""
    if source.is_large:
        message = "the citations of a document of this size are not listed on its page"
        report(Finding("info", "publishing-index-apart", message, str(source.path), 0, 0, "make them: publish index"))
        return ""
    cited = Source(source.path, foreign.with_our_citations(source.root))
    parameters: dict[str, object] = {"ranks": ordering.ranks_of(cited.root), "citation-data": data}
    text = transform("citations.xsl", cited, parameters, ignore)
    return text if "<section" in text else ""


def downloads_of(tei: Path, folder: Path, outputs: Collection[str] | None = None) -> dict[str, str]:
    """Return the addresses of an article's other files, seen from its edition in `folder`, by kind.

    They are where a build puts them: those of the `outputs` that will be made, else those that are there.
    """
    beside = {"pdf": ("pdf", "pdf"), "epub": ("epub", "epub"), **{form: ("index", form) for form in exports.FORMATS}}
    found = {"xml": tei}
    for kind, (output, ending) in beside.items():
        path = folder.resolve().parent / output / f"{tei.stem}.{ending}"
        if path.is_file() if outputs is None else output in outputs:
            found[kind] = path
    start = folder.resolve()
    return {kind: quote(Path(os.path.relpath(path.resolve(), start)).as_posix()) for kind, path in found.items()}


def home_of(folder: Path) -> str:
    """Return the start page of the site that stands in a folder, "" where there is none."""
    if not (folder / TOGETHER).is_dir():
        return ""
    has_own = (folder / TOGETHER / "index.html").is_file()
    return f"{TOGETHER}/index.html" if has_own else "index.html"


def _images(source: Source) -> str:
    return json.dumps({url: _data_uri(path) for url, path in pictures(source)})


def _data_uri(path: Path) -> str:
    data = base64.b64encode(path.read_bytes()).decode("ascii")
    return f"data:{PICTURE_TYPES[path.suffix.lower()]};base64,{data}"
