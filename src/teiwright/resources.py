"""Where the stylesheets, the schemas and the authority files that come with teiwright stand."""

from pathlib import Path


def folder(name: str) -> Path:
    """Return the folder `name` (xslt, schema, authority): in the wheel beside this module, else in the checkout."""
    here = Path(__file__).resolve().parent
    installed = here / "resources" / name
    if installed.is_dir():
        return installed
    return here.parents[1] / ("tei/authority" if name == "authority" else name)
