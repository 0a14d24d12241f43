"""BibTeX in the dialect of biblatex (Kime, Wemheuer, Lehman, The biblatex Package, section 2)."""

import re
from collections.abc import Iterable

from bibtexparser import Library  # type: ignore[attr-defined]
from bibtexparser.entrypoint import write_string
from bibtexparser.model import Entry, Field

from teiwright.publishing.exports.items import Item
from teiwright.publishing.exports.persons import inverted, name

TYPES = {
    "archival": "unpublished",
    "book": "book",
    "article": "article",
    "chapter": "incollection",
    "unpublished": "unpublished",
    "web": "online",
    "other": "misc",
}
LANGUAGES = {"zh": "chinese", "ru": "russian", "en": "english"}
SPECIAL = re.compile(r"([\\#$%&_{}~^])")
ESCAPES = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def bibtex(items: Iterable[Item]) -> str:
    """Return the items as a biblatex file."""
    library = Library()
    for item in items:
        library.add(_entry(item))
    return str(write_string(library))


def _entry(item: Item) -> Entry:
    container = "journaltitle" if item.kind == "article" else "booktitle"
    fields = {
        "author": _names(item.authors),
        "editor": _names(item.editors),
        "translator": _names(item.translators),
        "title": _escaped(item.title),
        container: _escaped(item.container),
        "volume": _escaped(item.volume),
        "number": _escaped(item.issue),
        "location": _escaped(item.place),
        "publisher": _escaped(item.publisher),
        "date": item.date[:10],
        "pages": item.pages.replace("-", "--") if item.kind in ("article", "chapter") else "",
        "library": _escaped(" ".join(part for part in (item.archive, item.shelfmark) if part)) if item.archive else "",
        "langid": LANGUAGES.get(item.language, ""),
        "annotation": f"cited in {', '.join(item.cited)}",
    }
    kept = [Field(key, value) for key, value in fields.items() if value]
    return Entry(TYPES.get(item.kind, "misc"), _key(item.id), kept)


def _key(identifier: str) -> str:
    return re.sub(r"[^\w:.-]", "-", identifier)


def _names(printed: tuple[str, ...]) -> str:
    """A name that stays whole is kept from being taken apart by a second pair of braces."""
    return " and ".join(
        _escaped(inverted(one)) if "family" in name(one) else f"{{{_escaped(inverted(one))}}}" for one in printed
    )


def _escaped(text: str) -> str:
    return SPECIAL.sub(lambda match: ESCAPES.get(match[1], "\\" + match[1]), text)
