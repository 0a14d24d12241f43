"""RIS (Reference Manager's tagged format, 2011), as Zotero, EndNote and library catalogues read it."""

from collections.abc import Iterable
from typing import Any

import rispy

from teiwright.publishing.exports.items import Item
from teiwright.publishing.exports.persons import inverted

TYPES = {
    "archival": "UNPB",
    "book": "BOOK",
    "article": "JOUR",
    "chapter": "CHAP",
    "unpublished": "UNPB",
    "web": "ELEC",
    "other": "GEN",
}
GENRES = {"thesis": "THES", "newspaper": "NEWS", "letter": "PCOMM", "telegram": "PCOMM"}


def ris(items: Iterable[Item]) -> str:
    """Return the items as RIS."""
    return str(rispy.dumps([_entry(item) for item in items]))


def _entry(item: Item) -> dict[str, Any]:
    paged = item.kind in ("article", "chapter")
    first, _, last = item.pages.partition("-") if paged and "," not in item.pages else (item.pages, "", "")
    fields: dict[str, Any] = {
        "type_of_reference": GENRES.get(item.genre) or TYPES.get(item.kind, "GEN"),
        "id": item.id,
        "title": item.title,
        "authors": [*map(inverted, item.authors), *(["et al."] if item.has_others and item.authors else [])],
        "secondary_authors": [inverted(one) for one in item.editors],
        "subsidiary_authors": [inverted(one) for one in item.translators],
        "secondary_title": item.container,
        "volume": item.volume,
        "number": item.issue,
        "place_published": item.place,
        "publisher": item.publisher,
        "year": item.date[:4],
        "date": item.date.replace("-", "/"),
        "start_page": first if paged else "",
        "end_page": last,
        "name_of_database": item.archive,
        "call_number": item.shelfmark,
        "doi": item.doi,
        "urls": [item.url] if item.url else [],
        "access_date": item.accessed.replace("-", "/"),
        "language": item.language,
        "notes": [f"cited in {', '.join(item.cited)}"],
    }
    return {key: value for key, value in fields.items() if value}
