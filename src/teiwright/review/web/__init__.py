"""The review in a browser: a server for this machine alone, and the page it serves."""

from teiwright.review.web.desk import Desk, RefusedError
from teiwright.review.web.page import page
from teiwright.review.web.server import serve

__all__ = ["Desk", "RefusedError", "page", "serve"]
