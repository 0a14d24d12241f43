"""Fonts that a page brings with it: of a face that has Chinese characters, those that the article needs.

For readers whose machine has no such face. Latin and Cyrillic letters every machine has.
"""

import base64
import io
from importlib import import_module
from pathlib import Path

from teiwright import resources
from teiwright.publishing.searching import is_simplified
from teiwright.publishing.source import Source
from teiwright.xmltools import XML_LANG

FACES = {"Serif": ("--serif", "serif"), "Sans": ("--sans", "sans-serif")}
"""Each face with the name that the style sheet has for it, and what stands in where it lacks a character."""

FEATURES = ["kern", "palt", "locl"]
FAMILY = "Embedded"


def style(source: Source) -> str:
    """Return a style sheet with the faces, cut down to the article's characters, as data: addresses."""
    region = "SC" if is_simplified(source.root.get(XML_LANG, "")) else "TC"
    wanted = {ord(character) for character in source.text + _made() if ord(character) > 0x2000}
    rules = [_face(region, kind, wanted) for kind in FACES]
    names = "; ".join(
        f'{variable}: "Edition Latin", "Edition Cyrillic", "{FAMILY} {kind}", {generic}'
        for kind, (variable, generic) in FACES.items()
    )
    return "\n".join([*rules, f':root, :root[lang], [lang|="zh"] {{ {names} }}'])


def _made() -> str:
    """Return what a page has besides the article's text: words of the interface, signs that the style sheet makes."""
    folder = resources.folder("xslt")
    paths = (*sorted((folder / "locale").glob("zh-*.xml")), folder / "assets" / "edition.css")
    return "".join(path.read_text("utf-8") for path in paths)


def _face(region: str, kind: str, wanted: set[int]) -> str:
    from fontTools import subset

    package = import_module("pylopdf_fonts_zh_cn" if region == "SC" else "pylopdf_fonts_zh_tw")
    path = Path(str(package.__file__)).parent / f"Noto{kind}{region}-Regular.otf"
    options = subset.Options(flavor="woff", hinting=False, layout_features=FEATURES, notdef_outline=True)
    font = subset.load_font(str(path), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    font.flavor = "woff"
    font["head"].modified = font["head"].created
    content = io.BytesIO()
    font.save(content, reorderTables=False)
    font.close()
    data = base64.b64encode(content.getvalue()).decode("ascii")
    return f'@font-face {{ font-family: "{FAMILY} {kind}"; src: url("data:font/woff;base64,{data}") format("woff"); }}'
