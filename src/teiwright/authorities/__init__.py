"""The care of authority files: clashes found, entries added, exchange with tables (OpenRefine)."""

from teiwright.authorities.checking import check
from teiwright.authorities.editing import Addition, add, add_all
from teiwright.authorities.exchange import export_csv, import_csv

__all__ = ["Addition", "add", "add_all", "check", "export_csv", "import_csv"]
