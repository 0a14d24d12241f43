"""Characters that no font has: which, and where in the article they stand."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

from teiwright.findings import Finding
from teiwright.publishing.source import Source
from teiwright.xmltools import XML_ID, line_of

MISSING = re.compile(r'the text `"(.*?)"` could not be displayed')
ESCAPE = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
COMMON = re.compile(r"[\s!-~\u00a0-\u017f\u0400-\u045f–—‘’“”…]")
"""What every text face has."""
SEARCH = '#set document(title: "x")\n#for one in json(bytes(sys.inputs.characters)) { par(one) }'
MOST = 400
SHOWN = 20


def missing_characters(message: str) -> list[str]:
    """Return the characters that the typesetter's message says it could not show, in its order."""
    texts = (ESCAPE.sub(lambda code: chr(int(code[1], 16)), text) for text in MISSING.findall(message))
    return list(dict.fromkeys(char for text in texts for char in text))


def without_font(text: str, fonts: Sequence[Path]) -> list[str]:
    """Return the characters of a text that none of the fonts in the folders, nor Typst's own, can show.

    Typst names only the first that it cannot show, so it is asked again with those that follow it.
    """
    import typst

    characters = sorted(character for character in set(text) if not COMMON.match(character))
    faces = typst.Fonts(include_system_fonts=False, font_paths=[str(folder) for folder in fonts])
    missing: list[str] = []
    while characters and len(missing) < MOST:
        inputs = {"characters": json.dumps(characters)}
        try:
            typst.compile(SEARCH.encode(), font_paths=faces, sys_inputs=inputs, pdf_standards=["ua-1"])
            break
        except typst.TypstError as error:
            found = [one for one in missing_characters(str(error)) if one in characters]
            if not found:
                break
            missing += found
            characters = characters[characters.index(found[0]) + 1 :]
    return missing


def finding(source: Source, missing: Sequence[str]) -> Finding:
    """Return one warning that names each character, its code point and where it stands first."""
    places = list(_places(source, missing[:SHOWN]))
    said = ", ".join(f"{char} (U+{ord(char):04X}) in {place}" for char, place, _ in places)
    more = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
    line = min((line for _, _, line in places if line), default=0)
    hint = "their code points stand for them; name a folder with a font that has them: --fonts FOLDER"
    if any(0x20000 <= ord(char) < 0x40000 for char in missing):
        hint += "; HanaMin (Debian's fonts-hanazono) has rare Han"
    return Finding("warning", "publishing-no-font", f"no font has: {said}{more}", str(source.path), line, 0, hint)


def _places(source: Source, characters: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """Yield each character with the id of the first block that has it, and its line (0: only in what print adds)."""
    for character in characters:
        element = next((one for one in source.root.iter(etree.Element) if character in _own_text(one)), None)
        yield character, _block_id(element), line_of(element)


def _own_text(element: etree._Element) -> str:
    return (element.text or "") + "".join(child.tail or "" for child in element)


def _block_id(element: etree._Element | None) -> str:
    while element is not None:
        if element.get(XML_ID):
            return str(element.get(XML_ID))
        element = element.getparent()
    return "the text"
