"""BibTeX in the dialect of biblatex (Kime, Wemheuer, Lehman, The biblatex Package, section 2)."""

import re
import unicodedata
from collections.abc import Iterable

from bibtexparser import Library  # type: ignore[attr-defined]
from bibtexparser.entrypoint import write_string
from bibtexparser.middlewares.parsestack import default_unparse_stack
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
LANGUAGES = {"zh": "chinese", "ru": "russian", "en": "english", "de": "german"}
SPECIAL = re.compile(r"([\\#$%&_{}~^])")
ESCAPES = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
        "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch _ y _ e iu ia e".split(),
        strict=True,
    )
)


def bibtex(items: Iterable[Item]) -> str:
    """Return the items as a biblatex file."""
    library, keys = Library(), set[str]()
    for item in items:
        identifier = plain = key(item.id)
        number = 2
        while identifier in keys:
            identifier, number = f"{plain}-{number}", number + 1
        keys.add(identifier)
        library.add(_entry(item, identifier))
    in_place = default_unparse_stack(allow_inplace_modification=True)  # nobody else has the library
    return str(write_string(library, unparse_stack=in_place))


def _entry(item: Item, identifier: str) -> Entry:
    container = "journaltitle" if item.kind == "article" else "booktitle"
    fields = {
        "author": _names(item.authors) + (" and others" if item.has_others and item.authors else ""),
        "editor": _names(item.editors),
        "translator": _names(item.translators),
        "title": _escaped(item.title),
        container: _escaped(item.container),
        "volume": _escaped(item.volume),
        "number": _escaped(item.issue),
        "location": _escaped(item.place),
        "institution" if item.genre == "thesis" else "publisher": _escaped(item.publisher),
        "date": item.date[:10],
        "pages": item.pages.replace("-", "--") if item.kind in ("article", "chapter") else "",
        "doi": item.doi,
        "url": item.url,
        "urldate": item.accessed,
        "library": _escaped(", ".join(part for part in (item.archive, item.shelfmark) if part)),
        "langid": LANGUAGES.get(item.language[:2], ""),
        "annotation": f"cited in {', '.join(item.cited)}",
    }
    kept = [Field(name, value) for name, value in fields.items() if value]
    return Entry("thesis" if item.genre == "thesis" else TYPES.get(item.kind, "misc"), identifier, kept)


def key(identifier: str) -> str:
    """Return a key of ASCII letters, digits and hyphens: Chinese by its sound, Cyrillic letter by letter."""
    latin = identifier
    if re.search(r"[\u3400-\u9fff]", identifier):
        from pypinyin import lazy_pinyin

        latin = "-".join(lazy_pinyin(identifier))
    latin = "".join(CYRILLIC.get(character, character) for character in latin.lower()).replace("_", "")
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    return re.sub(r"-{2,}", "-", re.sub(r"[^a-z0-9:.-]", "-", plain)).strip("-")


def _names(printed: tuple[str, ...]) -> str:
    """A name that stays whole is kept from being taken apart by a second pair of braces."""
    return " and ".join(
        _escaped(inverted(one)) if "family" in name(one) else f"{{{_escaped(inverted(one))}}}" for one in printed
    )


def _escaped(text: str) -> str:
    return SPECIAL.sub(lambda match: ESCAPES.get(match[1], "\\" + match[1]), text)
