"""The PDF: a plain print XML made by XSLT, set by one Typst template, with fonts that come from packages."""

import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Literal, cast

from lxml import etree

from teiwright import resources, xmltools
from teiwright.errors import PublishingError
from teiwright.publishing.source import Report, Source, ignore, pictures, read, transform
from teiwright.xmltools import XML_ID

FONT_PACKAGES = ("pylopdf_fonts_zh_tw", "pylopdf_fonts_zh_cn", "pylopdf_fonts_ko")
Standard = Literal["ua-1", "a-2a"]
MISSING = re.compile(r'the text `"(.*?)"` could not be displayed')
MOST_MISSING = 100
ESCAPE = re.compile(r"\\u\{([0-9a-fA-F]+)\}")


def pdf(tei: Path, folder: Path, report: Report = ignore, *, fonts: Sequence[Path] = ()) -> Path:
    """Make folder/NAME.print.xml, the typesetter's input, and folder/NAME.pdf; return the PDF's path.

    `fonts` are folders of further fonts. The PDF is tagged (PDF/UA-1) and, where the article has a date, also PDF/A-2a;
    the same article gives the same bytes. Raises PublishingError where no font has a character, naming each and its
    place; DocumentError, OutputError.
    """
    source = read(tei)
    printed = transform("print.xsl", source, {}, report)
    content = _typeset(source, printed, fonts)
    xmltools.write_bytes(folder / f"{source.name}.print.xml", printed.encode("utf-8"))
    target = folder / f"{source.name}.pdf"
    xmltools.write_bytes(target, content)
    return target


def font_folders() -> list[Path]:
    """Return the folders of the fonts that come with the font packages."""
    return [Path(str(import_module(name).__file__)).parent for name in FONT_PACKAGES]


def _typeset(source: Source, printed: str, fonts: Sequence[Path]) -> bytes:
    dated = bool(etree.fromstring(printed.encode("utf-8")).get("date"))
    standards: list[Standard] = ["ua-1", "a-2a"] if dated else ["ua-1"]
    with tempfile.TemporaryDirectory() as name:
        template, files = _workshop(Path(name), source)
        return _set(source, printed, partial(_compile, template, json.dumps(files), standards, fonts))


def _set(source: Source, printed: str, compiled: Callable[[str], bytes]) -> bytes:
    """Set the text. Typst names one missing character of a stretch of text at a time, so it is asked again without."""
    import typst

    missing: list[str] = []
    for _ in range(MOST_MISSING):
        try:
            content = compiled(printed)
            break
        except typst.TypstError as error:
            found = _missing_characters(str(error))
            if not found and not missing:
                sentence = str(error).partition("\n")[0].strip()
                raise PublishingError(f"the typesetter failed: {sentence}", file=str(source.path)) from error
            missing += found
            printed = printed.translate(dict.fromkeys(map(ord, found)))
            if not found:
                break
    if missing:
        raise _no_font(source, missing)
    return content


def _compile(template: Path, pictures: str, standards: list[Standard], fonts: Sequence[Path], printed: str) -> bytes:
    import typst

    compiler = typst.Compiler(
        str(template),
        font_paths=[str(path) for path in (*fonts, *font_folders())],
        ignore_system_fonts=True,
        sys_inputs={"article": printed, "pictures": pictures},
    )
    return cast(bytes, compiler.compile(pdf_standards=[*standards], timestamp=0))


def _workshop(folder: Path, source: Source) -> tuple[Path, dict[str, str]]:
    """Put the template and the article's pictures into one folder, for Typst reads nothing outside it."""
    template = Path(shutil.copy(resources.folder("xslt") / "print" / "article.typ", folder))
    files = {url: f"picture-{number}{path.suffix.lower()}" for number, (url, path) in enumerate(pictures(source), 1)}
    for url, path in pictures(source):
        shutil.copy(path, folder / files[url])
    return template, files


def _no_font(source: Source, missing: Sequence[str]) -> PublishingError:
    places = list(_places(source, missing))
    said = ", ".join(f"{char} (U+{ord(char):04X}) in {place}" for char, place, _ in places)
    line = min((line for _, _, line in places if line), default=0)
    hint = "write it otherwise, or give a folder with a font that has it"
    return PublishingError(f"no font has: {said}", file=str(source.path), line=line, hint=hint)


def _missing_characters(message: str) -> list[str]:
    """Return the characters that the typesetter could not show, in the order of its messages."""
    texts = (ESCAPE.sub(lambda code: chr(int(code[1], 16)), text) for text in MISSING.findall(message))
    return list(dict.fromkeys(char for text in texts for char in text))


def _places(source: Source, characters: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """Yield each character with the id of the first block that has it, and its line (0: only in what print adds)."""
    for character in characters:
        element = next((one for one in source.root.iter(etree.Element) if character in _own_text(one)), None)
        line: int = 0 if element is None else element.sourceline or 0  # type: ignore[assignment]
        yield character, _block_id(element), line


def _own_text(element: etree._Element) -> str:
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _block_id(element: etree._Element | None) -> str:
    while element is not None:
        if element.get(XML_ID):
            return str(element.get(XML_ID))
        element = element.getparent()
    return "the header"
