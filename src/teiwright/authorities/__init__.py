"""The care of authority files: clashes found, entries added, exchange with tables (OpenRefine)."""

from teiwright.authorities.checking import check
from teiwright.authorities.editing import add
from teiwright.authorities.exchange import export_csv, import_csv

__all__ = ["add", "check", "export_csv", "import_csv"]
