"""The samples, and what tests need to look into what was made of them."""

import os
import re
from pathlib import Path
from typing import Any

from lxml import etree, html

FOLDER = Path(__file__).resolve().parent.parent / "data" / "publishing"
PRACTICE = FOLDER.parent / "practice.xml"
BRIDGE = FOLDER / "bridge.xml"
LANGUAGES = {
    "zh-Hant": BRIDGE,
    "zh-Hans": FOLDER / "ferry-zh-hans.xml",
    "ru": FOLDER / "ferry-ru.xml",
    "en": FOLDER / "ferry-en.xml",
}
ALL = (PRACTICE, *LANGUAGES.values())


def page(path: Path) -> Any:
    """Parse an HTML file."""
    return html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def tei(path: Path) -> Any:
    """Parse a TEI file."""
    return etree.parse(str(path)).getroot()


def edited(path: Path, old: str, new: str, target: Path) -> Path:
    """Write a copy of a sample with one thing changed."""
    text = path.read_text("utf-8")
    assert old in text, old
    target.write_text(text.replace(old, new, 1), "utf-8")
    return target


def main_of(path: Path) -> str:
    """Return the readable part of a page, an element a line, without style, script and metadata."""
    main = re.search(r"<main.*</main>", path.read_text("utf-8"), re.S)
    assert main
    return re.sub(r"(</(?:p|li|h\d|section|div|ul|ol|tr|header|figure)>)", r"\1\n", main[0]) + "\n"


def assert_golden(got: str, golden: Path) -> None:
    """Compare with a golden file; with ACCEPT=1 in the environment the file is written anew, to be read in the diff."""
    if os.environ.get("ACCEPT"):
        golden.write_text(got, "utf-8")
    assert got == golden.read_text("utf-8"), f"{golden.name} differs: run with ACCEPT=1 and read the diff"
