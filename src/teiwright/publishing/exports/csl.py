"""CSL-JSON, the format of Zotero's and pandoc's citation processors (citation-style-language/schema, 1.0.2)."""

import json
import re
from collections.abc import Iterable
from typing import Any

from teiwright.publishing.exports.items import Item
from teiwright.publishing.exports.persons import name

TYPES = {
    "archival": "document",
    "book": "book",
    "article": "article-journal",
    "chapter": "chapter",
    "unpublished": "manuscript",
    "web": "webpage",
    "other": "document",
}
GENRES = {
    "thesis": "thesis",
    "newspaper": "article-newspaper",
    "letter": "personal_communication",
    "telegram": "personal_communication",
    "report": "report",
    "speech": "speech",
}
LANGUAGES = {"zh-Hant": "zh-Hant", "zh-Hans": "zh-Hans", "ru": "ru-RU", "en": "en-US"}
ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def csl_json(items: Iterable[Item]) -> str:
    """Return the items as CSL-JSON."""
    return json.dumps([csl_item(item) for item in items], ensure_ascii=False, indent=1) + "\n"


def csl_item(item: Item) -> dict[str, Any]:
    """Return one item as CSL-JSON; fields that are not known are left out."""
    is_document = item.kind == "archival" or item.genre in ("thesis", "newspaper")
    authors = [name(printed) for printed in item.authors]
    fields: dict[str, Any] = {
        "id": item.id,
        "type": (GENRES.get(item.genre) if is_document else None) or TYPES.get(item.kind, "document"),
        "language": LANGUAGES.get(item.language, item.language),
        "title": item.title,
        "container-title": item.container,
        "author": [*authors, {"literal": "et al."}] if item.has_others and authors else authors,
        "editor": [name(printed) for printed in item.editors],
        "translator": [name(printed) for printed in item.translators],
        "recipient": [name(printed) for printed in item.recipients],
        "volume": item.volume,
        "issue": item.issue,
        "publisher": item.publisher,
        "publisher-place": item.place,
        "issued": _date(item.date),
        "page": item.pages if item.kind in ("article", "chapter") else "",
        "DOI": item.doi,
        "URL": item.url,
        "accessed": _date(item.accessed),
        "archive": item.archive,
        "archive_collection": item.collection,
        "archive_location": item.shelfmark,
        "note": f"cited in {', '.join(item.cited)}",
    }
    return {key: value for key, value in fields.items() if value}


def _date(date: str) -> dict[str, Any]:
    match = ISO_DATE.match(date)
    return {"date-parts": [[int(part) for part in match.groups() if part]]} if match else {}
