"""Ten typical mistakes as teiwright, jing and libxml2 report them: `python -m` this module writes docs/validation.md.

Each mistake is one change in tests/data/practice.xml; all three validate against tei_all.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from lxml import etree

from teiwright.validation import validate
from tests.conftest import ROOT, SHARED

TEI_ALL = SHARED / "tei" / "tei_all-4.12.0.rng"
DOCUMENT = ROOT / "docs" / "validation.md"
BEGIN, END = "<!-- comparison: written by python -m tests.validation.comparison -->", "<!-- end of comparison -->"
LONGEST_LIST = 6

MISTAKES: tuple[tuple[str, str, str], ...] = (
    ("A misspelt element", '<head xml:id="h1">莫斯科的答復</head>', '<haed xml:id="h1">莫斯科的答復</haed>'),
    ("A required element left out", "</seriesStmt>\n      <sourceDesc>", "</seriesStmt>\n      <notesStmt>"),
    ("A division inside a paragraph", "其一</p>", '其一<div xml:id="d9"><p xml:id="p9">其二</p></div></p>'),
    ("An unknown value", '<author>沈志華</author><title level="m">', '<author>沈志華</author><title level="book">'),
    ("An attribute that is not there", '<list rend="numbered"', '<list style2="numbered"'),
    ("Words where only elements may stand", '<div xml:id="d1">\n', '<div xml:id="d1">第一節\n'),
    (
        "Elements in the wrong order",
        '<monogr><author>沈志華</author><title level="m">某書</title><imprint>',
        '<monogr><imprint><date/></imprint><author>沈志華</author><title level="m">某書</title><imprint>',
    ),
    ("An identifier used twice", '<p xml:id="p3">', '<p xml:id="p2">'),
    (
        "A date that does not exist",
        '<date when="1950-07-05" resp="#teiwright" cert="high">7月5日</date>致電',
        '<date when="1950-13-05" resp="#teiwright" cert="high">7月5日</date>致電',
    ),
    (
        "A reference to nobody",
        'ref="#person-stalin" resp="#teiwright" cert="high">斯大林</persName>於',
        'ref="#person-stalyn" resp="#teiwright" cert="high">斯大林</persName>於',
    ),
)


def written(mistake: tuple[str, str, str], folder: Path) -> Path:
    """Write practice.xml with the mistake in it."""
    _, old, new = mistake
    text = (ROOT / "tests" / "data" / "practice.xml").read_text(encoding="utf-8")
    assert old in text
    text = text.replace(old, new, 1)
    if "notesStmt" in new:
        text = re.sub(r"<notesStmt>.*?</sourceDesc>", "", text, flags=re.DOTALL)
    path = folder / "article.xml"
    path.write_text(text, encoding="utf-8")
    return path


def teiwright(path: Path) -> Iterator[str]:
    """Yield what teiwright says."""
    for finding in validate([path], schemas=[TEI_ALL]):
        hint = f" ({finding.hint})" if finding.hint else ""
        yield f"{finding.line}:{finding.column} {finding.message}{hint}"


def jing(path: Path) -> Iterator[str]:
    """Yield what jing says; of a long list of names the first few, and how many more it lists."""
    output = subprocess.run(["jing", str(TEI_ALL), str(path)], capture_output=True, text=True, check=False).stdout
    for line in output.splitlines():
        yield _shortened(re.sub(r"^\S*article\.xml:", "", line))


def _shortened(line: str) -> str:
    names = list(re.finditer(r'"[\w:]+"', line))
    if len(names) <= LONGEST_LIST + 2:
        return line
    cut = names[LONGEST_LIST].end()
    return f"{line[:cut]} … [{len(names) - LONGEST_LIST - 1} more names]"


@cache
def _libxml2() -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(TEI_ALL)))


def libxml2(path: Path) -> Iterator[str]:
    """Yield what libxml2 says, as lxml hands it over (it tells no columns)."""
    try:
        tree = etree.parse(str(path))
    except etree.XMLSyntaxError as error:
        yield f"{error.lineno} {error.msg}"
        return
    _libxml2().validate(tree)
    for entry in _libxml2().error_log:
        yield f"{entry.line} {entry.message}"


VALIDATORS: dict[str, Callable[[Path], Iterator[str]]] = {"teiwright": teiwright, "jing": jing, "libxml2": libxml2}


def section(validators: list[str]) -> Iterator[str]:
    """Yield the lines of the comparison."""
    with tempfile.TemporaryDirectory() as name:
        for number, mistake in enumerate(MISTAKES, 1):
            yield f"\n### {number}. {mistake[0]}\n"
            path = written(mistake, Path(name))
            for validator in validators:
                lines = list(VALIDATORS[validator](path)) or ["valid"]
                yield f"{validator}:\n\n" + "\n".join(f"    {line}" for line in lines) + "\n"


if __name__ == "__main__":
    if not TEI_ALL.exists() or not shutil.which("jing"):
        sys.exit("needs tei_all and jing")
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    comparison = "\n".join(section(list(VALIDATORS)))
    DOCUMENT.write_text(f"{before}{BEGIN}\n{comparison}\n{END}{after}", encoding="utf-8")
