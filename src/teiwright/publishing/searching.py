"""What a search needs beside the text: names that lead to each other, characters that are taken for the same."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from lxml import etree

from teiwright.languages.folding import fold_characters
from teiwright.xmltools import TEI, XML_ID, XML_LANG, fragment, plain_text

HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
NAMES = tuple(TEI + name for name in ("persName", "placeName", "orgName", "geogName"))


def names(entries: Iterable[str]) -> Iterator[list[str]]:
    """The names of each person, place and organisation that has several; each entry once."""
    seen: set[tuple[str, ...]] = set()
    for data in entries:
        entry = fragment(data)
        if entry.get(XML_ID, "").partition("-")[0] in ("person", "place", "org", "archive"):
            found = tuple(names_of(entry))
            if len(found) > 1 and found not in seen:
                seen.add(found)
                yield list(found)


def names_of(entry: etree._Element) -> list[str]:
    """Return an entry's names, each once."""
    return list(dict.fromkeys(plain_text(name) for name in entry.iterchildren(*NAMES)))


def name_in(entry: etree._Element, language: str) -> str:
    """Return an entry's usual name in a language, else in its other script, else its first; "" where it has none.

    Where the language is written in simplified characters and only a traditional form is known, that is simplified.
    """
    found = [name for name in entry.iterchildren(*NAMES) if not name.get("type")] or list(entry.iterchildren(*NAMES))
    ranked = sorted(found, key=lambda name: _strangeness(name.get(XML_LANG, ""), language))
    name = plain_text(ranked[0]) if ranked else ""
    return fold_characters(name) if is_simplified(language) else name


def _strangeness(language: str, wanted: str) -> int:
    return 0 if language == wanted else 1 if language[:2] == wanted[:2] else 2


def is_simplified(language: str) -> bool:
    """Whether a language is Chinese in simplified characters."""
    return language.startswith("zh") and not language.startswith(("zh-Hant", "zh-TW", "zh-HK", "zh-MO"))


def simplified(text: str, *, whole: bool = False) -> str:
    """Return pairs of characters, the second what the first is folded to: those of which `text` has either.

    `whole` gives the pairs of all characters that folding changes.
    """
    signs = "".join(filter(HAN.match, set(text)))
    if not signs and not whole:
        return ""
    wanted = None if whole else set(fold_characters(signs))
    return "".join(one + other for one, other in _changed_by_folding() if wanted is None or other in wanted)


@cache
def _changed_by_folding() -> tuple[tuple[str, str], ...]:
    """Each Chinese character that folding changes, and what it is folded to, which is one character, too."""
    han = "".join(chr(code) for first, last in ((0x3400, 0x4DBF), (0x4E00, 0x9FFF)) for code in range(first, last + 1))
    return tuple((one, other) for one, other in zip(han, fold_characters(han), strict=True) if one != other)
