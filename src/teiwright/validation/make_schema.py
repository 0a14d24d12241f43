"""Makes schema/teiwright.rng and schema/teiwright.sch from schema/teiwright.odd: `python -m` this module."""

from collections.abc import Mapping
from pathlib import Path

from teiwright import resources, saxon, xmltools

STYLESHEETS = {"teiwright.rng": "odd-to-relaxng.xsl", "teiwright.sch": "odd-to-schematron.xsl"}


def made_from(odd: str) -> Mapping[str, str]:
    """Return by file name the schemas made from an ODD. Raises PublishingError for a construct not provided for."""
    xslt = resources.folder("xslt")
    return {name: saxon.transform(xslt / stylesheet, odd) + "\n" for name, stylesheet in STYLESHEETS.items()}


def make(folder: Path) -> tuple[Path, ...]:
    """Write the schemas beside the folder's teiwright.odd where they changed; return the paths of those written."""
    odd = (folder / "teiwright.odd").read_text(encoding="utf-8")
    made = {folder / name: text.encode() for name, text in made_from(odd).items()}
    stale = {path: content for path, content in made.items() if not path.exists() or path.read_bytes() != content}
    for path, content in stale.items():
        xmltools.write_bytes(path, content)
    return tuple(stale)


if __name__ == "__main__":
    for written in make(resources.folder("schema")):
        print(f"written: {written.name}")
