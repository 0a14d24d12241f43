"""What readers get from a TEI article: the HTML edition, the PDF, the citation index.

Each is imported when it is first asked for, so that a page does not wait for what sets a PDF or makes a site.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from teiwright.publishing.changes import UNCHANGED, Changes, Layout
from teiwright.publishing.exports import exports
from teiwright.publishing.facts import facts

if TYPE_CHECKING:
    from teiwright.publishing.edition import downloads_of as downloads
    from teiwright.publishing.edition import home_of, html
    from teiwright.publishing.epub_book import epub
    from teiwright.publishing.indexing import index, records
    from teiwright.publishing.joint import KINDS as JOINT_KINDS
    from teiwright.publishing.joint import joint_index
    from teiwright.publishing.site_pages import KINDS as SITE_KINDS
    from teiwright.publishing.site_pages import site
    from teiwright.publishing.source import pictures_beside
    from teiwright.publishing.typesetting import pdf, pdf_begun

__all__ = [
    "JOINT_KINDS",
    "SITE_KINDS",
    "UNCHANGED",
    "Changes",
    "Layout",
    "downloads",
    "epub",
    "exports",
    "facts",
    "home_of",
    "html",
    "index",
    "joint_index",
    "pdf",
    "pdf_begun",
    "pictures_beside",
    "records",
    "site",
]

_PLACES = {
    "JOINT_KINDS": ("joint", "KINDS"),
    "SITE_KINDS": ("site_pages", "KINDS"),
    "downloads": ("edition", "downloads_of"),
    "epub": ("epub_book", "epub"),
    "home_of": ("edition", "home_of"),
    "html": ("edition", "html"),
    "index": ("indexing", "index"),
    "joint_index": ("joint", "joint_index"),
    "pdf": ("typesetting", "pdf"),
    "pdf_begun": ("typesetting", "pdf_begun"),
    "pictures_beside": ("source", "pictures_beside"),
    "records": ("indexing", "records"),
    "site": ("site_pages", "site"),
}
"""The module and the name there of each that is imported late."""


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, own = _PLACES[name]
    found = getattr(import_module(f"{__name__}.{module}"), own)
    globals()[name] = found
    return found
