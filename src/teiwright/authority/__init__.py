"""Authority files: the persons, places, organisations, archives and events that an encoder knows, kept as TEI.

`entries` reads them; `checking` finds clashes, `editing` adds entries, `exchange` reads and writes tables.
"""

from teiwright.authority.entries import FILES, NAME_ELEMENTS, Authority, Entry, EntryKind, Name, load

__all__ = ["FILES", "NAME_ELEMENTS", "Authority", "Entry", "EntryKind", "Name", "load"]
