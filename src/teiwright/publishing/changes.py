"""What a user wants otherwise: a style sheet, an XSLT, a typesetter's template, words of the interface."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lxml import etree

from teiwright import resources, xmltools
from teiwright.errors import DataError
from teiwright.publishing.ordering import Order
from teiwright.reaching import IMPORTS, reaching_out
from teiwright.xmltools import XML_LANG

XSL = "{http://www.w3.org/1999/XSL/Transform}"
OURS = "teiwright:"


@dataclass(frozen=True, slots=True)
class Layout:
    """How a PDF is set: its `paper`, where its `notes` stand (at the foot under the source's numbers, at the foot and
    counted on each page, at the end), and whether persons and archives are `indexed` at its end."""

    paper: Literal["a4", "b5", "journal"] = "a4"
    notes: Literal["foot", "page", "end"] = "foot"
    indexed: bool = False


@dataclass(frozen=True, slots=True)
class Changes:
    """The user's files, each laid over ours, and whether inclusions are resolved.

    `css`: style sheets put into the page after ours. `stylesheet`: an XSLT whose templates win over those of the entry
    stylesheet. `template`: a Typst file in the place of ours. `locales`: files of words, each for the language that it
    names. `index_order`: how Chinese headings are ordered. `embed_fonts`: the HTML edition brings the Chinese
    characters that it needs with it. `layout` is the PDF's.
    """

    css: tuple[Path, ...] = ()
    stylesheet: Path | None = None
    template: Path | None = None
    locales: tuple[Path, ...] = ()
    xinclude: bool = False
    embed_fonts: bool = False
    index_order: Order = "language"
    layout: Layout = Layout()

    @property
    def files(self) -> tuple[Path, ...]:
        """All the user's files."""
        single = (one for one in (self.stylesheet, self.template) if one)
        return (*self.css, *single, *self.locales)

    def parameters(self) -> dict[str, object]:
        """Return the parameters of the stylesheets. Raises DataError where a file cannot be used."""
        parameters: dict[str, object] = {}
        if self.css:
            parameters["css"] = "\n".join(map(_style, self.css))
        if self.locales:
            words = dict(map(_words, self.locales))
            parameters["own-words"] = json.dumps(words, ensure_ascii=False)
        return parameters


UNCHANGED = Changes()


def _style(path: Path) -> str:
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError("cannot be read as UTF-8 text", file=str(path)) from error
    if "</style" in text.lower():
        raise DataError("has </style> in it and would end the page's own style", file=str(path), hint="take it out")
    return text


def _words(path: Path) -> tuple[str, dict[str, str]]:
    """Return the language that a file of words is for, and its words by their keys."""
    root = xmltools.parse(path).getroot()
    language = root.get(XML_LANG, "")
    if root.tag != "words" or not language:
        hint = 'write <words xml:lang="…"> with <word key="…"> in it'
        raise DataError("is no file of the interface's words", file=str(path), line=xmltools.line_of(root), hint=hint)
    return language, {word.get("key", ""): word.text or "" for word in root.iterfind("word")}


@contextmanager
def laid_over(entry: Path, stylesheet: Path | None) -> Iterator[Path]:
    """Give the path of the stylesheet to run: ours, or the user's with ours imported before all else.

    In the user's files "teiwright:html.xsl" is our stylesheet of that name; where they import none of ours, the one to
    run is imported. Raises DocumentError or DataError, also where they read or write other files.
    """
    if stylesheet is None:
        yield entry
        return
    with tempfile.TemporaryDirectory() as folder:
        laid: dict[Path, Path] = {}
        path = _laid(stylesheet.resolve(), Path(folder), laid)
        root = xmltools.parse(path).getroot()
        ours = resources.folder("xslt").as_uri()
        if not any(one.startswith(ours) for each in laid.values() for one in _imported(xmltools.parse(each).getroot())):
            root.insert(0, etree.Element(XSL + "import", href=entry.as_uri()))
            xmltools.write_bytes(path, etree.tostring(root, encoding="utf-8", xml_declaration=True))
        yield path


def _imported(root: etree._Element) -> list[str]:
    return [one.get("href", "") for one in root if one.tag in IMPORTS]


def _laid(stylesheet: Path, folder: Path, laid: dict[Path, Path]) -> Path:
    """Put a stylesheet of the user's, and what it imports, into a folder, with the addresses that hold there.

    So our parser reads them all, and not Saxon's, which would put other files in the place of their entities.
    """
    if stylesheet in laid:
        return laid[stylesheet]
    root = xmltools.parse(stylesheet).getroot()
    if root.tag not in (XSL + "stylesheet", XSL + "transform"):
        hint = "its root element must be xsl:stylesheet"
        raise DataError("is no XSLT stylesheet", file=str(stylesheet), line=xmltools.line_of(root), hint=hint)
    if reached := reaching_out(root, may_import=True):
        message = f"reads or writes other files ({reached}), which a stylesheet laid over ours may not"
        raise DataError(message, file=str(stylesheet), hint="write what it needs into the stylesheet itself")
    path = laid[stylesheet] = folder / str(len(laid)) / stylesheet.name
    for one in (one for one in root if one.tag in IMPORTS):
        href = one.get("href", "")
        if href.startswith(OURS):
            target = resources.folder("xslt") / href.removeprefix(OURS)
        else:
            target = _laid((stylesheet.parent / href).resolve(), folder, laid)
        one.set("href", target.as_uri())
    xmltools.write_bytes(path, etree.tostring(root, encoding="utf-8", xml_declaration=True))
    return path
