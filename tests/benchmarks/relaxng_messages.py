"""What three validators say about ten typical mistakes, with tei_all, as a Markdown table for the documentation.

``python -m tests.benchmarks.relaxng_messages [SCHEMA]``; lxml alone takes half a minute to load tei_all.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from lxml import etree

from teiwright import relaxng

ROOT: Final = Path(__file__).resolve().parents[2]
SHARED_SCHEMA: Final = ROOT.parent / "shared" / "tei" / "tei_all-4.12.0.rng"
LONGEST: Final = 230

SOURCE_DESC: Final = "<sourceDesc><p>c</p></sourceDesc>"
FRAME: Final = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader><fileDesc><titleStmt><title>A</title></titleStmt>
<publicationStmt><p>b</p></publicationStmt>
{SOURCE_DESC}</fileDesc></teiHeader>
<text><body>
BODY
</body></text></TEI>
"""
MISTAKES: Final = {
    "a misspelt element": FRAME.replace("BODY", "<div><haed>Title</haed><p>Text</p></div>"),
    "a required child missing": FRAME.replace(SOURCE_DESC, "").replace("BODY", "<p>Text</p>"),
    "a missing end tag": FRAME.replace("BODY", "<div><p>Text <div><p>more</p></div></p></div>"),
    "a value that is not listed": FRAME.replace("BODY", '<p><title level="book">Title</title></p>'),
    "an attribute misspelt": FRAME.replace("BODY", '<p><ref taget="#a">there</ref></p>'),
    "text outside of a paragraph": FRAME.replace("BODY", "<div>Some <hi>words</hi> here<p>Text</p></div>"),
    "a part of a citation in a note": FRAME.replace("BODY", "<p>a<note><citedRange>3</citedRange></note></p>"),
    "an archive's name in a citation": FRAME.replace("BODY", "<p><bibl><repository>R</repository></bibl></p>"),
    "an impossible date": FRAME.replace("BODY", '<p><date when="2024-13-01">then</date></p>'),
    "an identifier twice": FRAME.replace("BODY", '<p xml:id="p1">a</p>\n<p xml:id="p1">b</p>'),
    "no namespace": FRAME.replace("BODY", "<p>Text</p>").replace(' xmlns="http://www.tei-c.org/ns/1.0"', ""),
}


def of_jing(schema: Path, path: Path) -> list[str]:
    """Return jing's messages."""
    command = ["jing", str(schema), str(path)]
    output = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return [line.removeprefix(f"{path}:").replace(" error: ", " ") for line in output.splitlines()]


def of_lxml(schema: etree.RelaxNG, path: Path) -> list[str]:
    """Return lxml's messages."""
    try:
        schema.validate(etree.parse(path))
    except etree.XMLSyntaxError as error:
        return [f"(no validation) {error}"]
    return [f"{entry.line}:{entry.column} {entry.message}" for entry in schema.error_log]


def of_ours(schema: relaxng.Schema, path: Path) -> list[str]:
    """Return our messages."""
    return [f"{found.line}:{found.column} {found.message()}" for found in schema.validate(path)]


def cell(messages: list[str]) -> str:
    """Return messages for a table's cell."""
    shortened = (text if len(text) <= LONGEST else text[:LONGEST] + " …" for text in messages)
    return "<br>".join(text.replace("|", "\\|").replace("<", "&lt;") for text in shortened) or "(valid)"


def main() -> None:
    """Print the table."""
    path = Path(sys.argv[1]) if sys.argv[1:] else SHARED_SCHEMA
    ours, theirs = relaxng.load(path), etree.RelaxNG(etree.parse(path))
    print("| mistake | teiwright | jing | lxml |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder) / "document.xml"
        for name, content in MISTAKES.items():
            document.write_text(content, "utf-8")
            jing = of_jing(path, document) if shutil.which("jing") else ["not installed"]
            print("|", " | ".join([name, *map(cell, (of_ours(ours, document), jing, of_lxml(theirs, document)))]), "|")


if __name__ == "__main__":
    main()
