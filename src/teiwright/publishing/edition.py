"""The HTML edition: one file, or a page of a site beside what its pages share; it needs neither network nor server."""

import base64
import json
import os
import tempfile
from collections.abc import Collection, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from teiwright import saxon, xmltools
from teiwright.findings import Finding
from teiwright.publishing import embedding, foreign, indexing, keeping, ordering, searching
from teiwright.publishing.changes import UNCHANGED, Changes
from teiwright.publishing.exports import FORMATS
from teiwright.publishing.source import (
    PICTURE_TYPES,
    Report,
    Source,
    ignore,
    pictures,
    read,
    stylesheet,
    transform_to,
    warn,
)
from teiwright.xmltools import TEI, TEI_NAMESPACE

PIECE = 1 << 20
NONE: Mapping[str, str] = {}
MOST_FOREIGN = 300
"""So many citations in others' encoding are listed on the page that has them; more have a page of their own."""

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
    user wants otherwise. `home` is the start page of the site that the edition belongs to, seen from it: then style,
    script and what is cited stand in files that all pages of the site share, else in the page.
    `downloads` are addresses of other files by kind (pdf, epub, xml, bib, ris, csl.json).
    Raises DocumentError, PublishingError or OutputError.
    """
    source = read(tei, xinclude=changes.xinclude)
    warn(source, report)
    target = folder / f"{source.name}.html"
    with tempfile.TemporaryDirectory() as name:
        made = Path(name) / "made"
        render(made, source, report, changes, home=home, downloads=downloads, has_formats=not home)
        with made.open("rb") as stream:
            xmltools.write_pieces(target, iter(partial(stream.read, PIECE), b""))
    return [target]


def render(
    made: Path,
    source: Source,
    report: Report,
    changes: Changes,
    *,
    home: str = "",
    downloads: Mapping[str, str] = NONE,
    has_formats: bool = False,
) -> None:
    """Write the reading edition into the file `made` and count its words; see `html`.

    `has_formats` is whether citations can be taken from it for reference managers.
    """
    parameters = {
        "images": _images(source),
        "home": home,
        "downloads": json.dumps(downloads),
        "ranks": ordering.ranks_of(source.root, changes.index_order),
        "headings": ordering.headings_of(source.root, changes.index_order),
        "pairs": searching.simplified(str(source.root.xpath("string()"))),
        **_citations(source, report, changes.index_order, has_formats=has_formats),
        **changes.parameters(),
    }
    if changes.embed_fonts:
        parameters["css"] = "\n".join(filter(None, (embedding.style(source), str(parameters.get("css", "")))))
    wanted = keeping.wanted(source)
    transform_to(made, "html.xsl", source, parameters, report, changes)
    with made.open("rb") as page:
        shown = keeping.of_html(page)
    keeping.compare(source, wanted, shown, report, changes)


def _citations(source: Source, report: Report, order: ordering.Order, *, has_formats: bool) -> dict[str, object]:
    """Return the parameters for the citations: their formats, and the index of a document that has foreign ones."""
    count = sum(1 for _ in islice(foreign.foreign(source.root), MOST_FOREIGN + 1))
    is_apart = bool(count) and (source.is_large or count > MOST_FOREIGN)
    if is_apart:
        message = "the citations of a document of this size are not listed on its page"
        hint = "make them: publish index"
        report(Finding("info", "publishing-index-apart", message, str(source.path), 0, 0, hint))
    if source.is_large or source.root.tag != TEI + "TEI":
        return {}
    cited = source if is_apart else Source(source.path, foreign.with_our_citations(source.root))
    has_own = bool(cited.root.xpath("boolean(t:text//t:bibl[@type or @ref])", namespaces={"t": TEI_NAMESPACE}))
    parameters: dict[str, object] = {"citation-data": indexing.citation_data(cited)} if has_formats and has_own else {}
    if count and not is_apart:
        alone = {**parameters, "ranks": ordering.ranks_of(cited.root, order), "only-citations": True}
        index = saxon.nodes(stylesheet("html.xsl"), cited.text, alone, name=str(source.path))
        parameters |= {"citations": index} if index else {}
    return parameters


def downloads_of(tei: Path, folder: Path, outputs: Collection[str] | None = None) -> dict[str, str]:
    """Return the addresses of an article's other files, seen from its edition in `folder`, by kind.

    They are where a build puts them: those of the `outputs` that will be made, else those that are there.
    """
    beside = {"pdf": ("pdf", "pdf"), "epub": ("epub", "epub"), **{form: ("index", form) for form in FORMATS}}
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
