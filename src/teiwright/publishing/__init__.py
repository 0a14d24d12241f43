"""What readers get from a TEI article: the HTML edition, the PDF, the citation index."""

from teiwright.publishing.edition import html
from teiwright.publishing.exports import exports
from teiwright.publishing.indexing import index, joint_index, records
from teiwright.publishing.typesetting import pdf

__all__ = ["exports", "html", "index", "joint_index", "pdf", "records"]
