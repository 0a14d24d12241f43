"""What readers get from a TEI article: the HTML edition, the PDF, the citation index."""

from teiwright.publishing.changes import UNCHANGED, Changes, Layout
from teiwright.publishing.edition import downloads_of as downloads
from teiwright.publishing.edition import home_of, html
from teiwright.publishing.epub import epub
from teiwright.publishing.exports import exports
from teiwright.publishing.facts import facts
from teiwright.publishing.indexing import index, records
from teiwright.publishing.joint import KINDS as JOINT_KINDS
from teiwright.publishing.joint import joint_index
from teiwright.publishing.site import KINDS as SITE_KINDS
from teiwright.publishing.site import site
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
