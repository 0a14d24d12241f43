"""The TEI that a publication is made of: read safely, with its pictures, and the stylesheets' messages as findings."""

import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import cast

from lxml import etree

from teiwright import inclusion, resources, saxon, xmltools
from teiwright.findings import Finding
from teiwright.identifiers import OF_ENTRIES, SCHEMES
from teiwright.publishing.changes import UNCHANGED, Changes, laid_over
from teiwright.publishing.foreign import with_our_citations
from teiwright.xmltools import TEI, XML_ID

Report = Callable[[Finding], None]

PICTURE_TYPES = {
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
SHOWN_IDS = 5
LARGE = 2 * 1024 * 1024
PICTURE_LIMIT = 32 * 1024 * 1024

CONTROLS = re.compile(rb"\xc2[\x80-\x9f]|&#(?:x0*[89][0-9A-Fa-f]|0*1(?:2[89]|[34][0-9]|5[0-9]));")
"""Where a file in UTF-8 has a control character of Latin-1, or may have one."""
REPLACED = dict.fromkeys(range(0x80, 0xA0), "\ufffd")

MESSAGES = {
    "picture-missing": ("the picture of <{name}> was not found beside the file", "put it into the file's own folder"),
}


@dataclass(slots=True)
class Source:
    """A TEI article as parsed; `name` is its file's name without suffix, which all that is made of it bears.

    A large one is let go while it is transformed, and read again when it is asked for, if it can be.
    """

    path: Path
    parsed: etree._Element | None
    again: Callable[[], etree._Element] | None = None

    @property
    def root(self) -> etree._Element:
        """The document's root element."""
        if self.parsed is None and self.again is not None:
            self.parsed = self.again()
        assert self.parsed is not None
        return self.parsed

    @property
    def is_large(self) -> bool:
        """Whether it is better not held in memory twice."""
        return self.again is not None and self.path.stat().st_size >= LARGE

    def let_go(self) -> None:
        """Take no memory until the document is asked for again."""
        if self.again is not None:
            self.parsed = None

    @property
    def name(self) -> str:
        """The file's name without its suffix."""
        return self.path.stem

    @property
    def text(self) -> str:
        """The article as XML text."""
        return etree.tostring(self.root, encoding="unicode", with_tail=False)


def ignore(finding: Finding) -> None:
    """Report to nobody."""


def read(path: Path, *, xinclude: bool = False) -> Source:
    """Read a TEI document, with its inclusions resolved if asked for. Raises DocumentError where it cannot be read."""
    again = partial(_parsed, path, xinclude=xinclude)
    return Source(path, again(), again)


def _parsed(path: Path, *, xinclude: bool) -> etree._Element:
    """A document whose control characters are seen: no font has them, HTML takes them for others (HTML, 13.2.5.80)."""
    root = inclusion.parse_tei(path, xinclude=xinclude, corpus=True)
    if _has_controls(path):
        for element in root.iter():
            element.text, element.tail = _seen(element.text), _seen(element.tail)
    return root


def _has_controls(path: Path) -> bool:
    content = path.read_bytes()
    return (b"\xc2" in content or b"&#" in content) and CONTROLS.search(content) is not None


def _seen(text: str | None) -> str | None:
    return text.translate(REPLACED) if text and not text.isascii() else text


def read_cited(path: Path, *, xinclude: bool = False) -> Source:
    """Read a TEI document with its citations in the form that the index reads. Raises DocumentError as `read` does."""
    return Source(path, with_our_citations(read(path, xinclude=xinclude).root))


def warn(source: Source, report: Report) -> None:
    """Report what hampers an edition of a document: no header, ids that stand more than once; a line each."""
    file = str(source.path)
    if source.root.find(TEI + "teiHeader") is None:
        message = "has no header: nobody knows its title and authors"
        report(Finding("warning", "publishing-no-header", message, file, 0, 0, "add a teiHeader"))
    counts = Counter(map(str, cast("list[str]", source.root.xpath("//@xml:id[. != '']"))))
    if _has_controls(source.path):
        message = "has control characters (U+0080 to U+009F), which nothing can show; � stands for them"
        hint = "the text was once read in a wrong encoding: put the letters that are meant"
        report(Finding("warning", "publishing-control-character", message, file, 0, 0, hint))
    repeated = [name for name, count in counts.items() if count > 1]
    if repeated:
        shown = ", ".join(repeated[:SHOWN_IDS]) + (" …" if repeated[SHOWN_IDS:] else "")
        message = f"stands more than once as xml:id: {shown}; links lead to the first"
        second = [one for one in source.root.iter(etree.Element) if one.get(XML_ID) == repeated[0]][1]
        hint = "give each element an id of its own"
        report(Finding("warning", "publishing-repeated-id", message, file, xmltools.line_of(second), 0, hint))


def stylesheet(name: str) -> Path:
    """Return the path of an entry stylesheet."""
    return resources.folder("xslt") / name


def resolvers() -> str:
    """Return as JSON where identifiers lead, by type, those of authority entries first: a stylesheet's parameter."""
    kinds = dict.fromkeys((*OF_ENTRIES, *SCHEMES))
    return json.dumps([{"type": each, "resolver": address} for each in kinds if (address := SCHEMES[each].resolver)])


def pictures(source: Source) -> Iterator[tuple[str, Path]]:
    """Yield (url, path) of each picture that lies in the article's own folder or below it."""
    folder = source.path.resolve().parent
    for url in dict.fromkeys(str(graphic.get("url", "")) for graphic in source.root.iter(TEI + "graphic")):
        path = _local(folder, url)
        if path is not None:
            yield url, path


def pictures_beside(tei: Path) -> tuple[str, ...]:
    """Return the addresses of all pictures in a document that may lie beside it, whether they are there or not."""
    root = xmltools.parse(tei).getroot()
    urls = dict.fromkeys(str(graphic.get("url", "")) for graphic in root.iter(TEI + "graphic"))
    return tuple(url for url in urls if url and ":" not in url and not url.startswith("/"))


def _local(folder: Path, url: str) -> Path | None:
    try:
        path = (folder / url).resolve()
        known = path.suffix.lower() in PICTURE_TYPES and path.is_relative_to(folder)
        return path if known and path.is_file() and path.stat().st_size <= PICTURE_LIMIT else None
    except (OSError, ValueError):
        return None


def findings(messages: Iterable[str], source: Source) -> Iterator[Finding]:
    """Turn the messages of a stylesheet into findings: one line for all kinds that have no form of their own,
    one for each other message, with the line of its element."""
    parsed = [etree.fromstring(message) for message in messages]
    kinds = [element for element in parsed if element.get("rule") == "unhandled"]
    if kinds:
        yield _unhandled(kinds, source)
    for element in parsed:
        if element.get("rule") in MESSAGES:
            text, hint = MESSAGES[element.get("rule", "")]
            message = text.format(name=element.get("name"))
            yield Finding(
                "warning",
                f"publishing-{element.get('rule')}",
                message,
                str(source.path),
                _line(element, source),
                0,
                hint,
            )


def _unhandled(kinds: Sequence[etree._Element], source: Source) -> Finding:
    listed = ", ".join(f"<{element.get('name')}> ({element.get('count')})" for element in kinds)
    message = f"shown by what they contain, for they have no form of their own: {listed}"
    hint = "a form of your own: --stylesheet FILE"
    return Finding("info", "publishing-unhandled", message, str(source.path), _line(kinds[0], source), 0, hint)


def _line(element: etree._Element, source: Source) -> int:
    return xmltools.line_of(_at(source.root, element.get("path", "")))


def _at(root: etree._Element, path: str) -> etree._Element | None:
    """Follow what XPath's path() gave: /Q{namespace}name[1]/… from the root element."""
    steps = re.findall(r"Q(\{[^}]*\}[^/\[]+)\[(\d+)\]", path)[1:]
    element: etree._Element | None = root
    for name, position in steps:
        if element is None:
            break
        element = next(iter(element.findall(name)[int(position) - 1 :]), None)
    return element


@contextmanager
def _let_go(source: Source) -> Iterator[Path]:
    """Give a file that has the article as it was read, which takes no memory meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / source.path.name
        etree.ElementTree(source.root).write(str(copy), encoding="utf-8")
        source.let_go()
        yield copy


def transform(
    name: str, source: Source, parameters: dict[str, object], report: Report, changes: Changes = UNCHANGED
) -> str:
    """Run an entry stylesheet over the article; report its findings; return what it serialised."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        transform_to(made, name, source, parameters, report, changes)
        return made.read_bytes().decode("utf-8")


def transform_to(
    made: Path, name: str, source: Source, parameters: dict[str, object], report: Report, changes: Changes = UNCHANGED
) -> None:
    """Do as `transform` does and write what is serialised into the file `made`.

    A large article goes to the processor by way of a file, so that it is in memory once.
    """
    given = {"resolvers": resolvers(), **parameters}
    with laid_over(stylesheet(name), changes.stylesheet) as path:
        if source.is_large:
            with _let_go(source) as copy:
                messages = saxon.run_to_file(path, copy, made, given, name=str(source.path))
        else:
            messages = saxon.run_to_file(path, source.text, made, given, name=str(source.path))
    for finding in dict.fromkeys(findings(messages, source)):
        report(finding)
