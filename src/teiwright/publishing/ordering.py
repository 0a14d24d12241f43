"""The order of an index: Chinese by pinyin, Cyrillic with ё beside е, Latin without regard to case and accents.

Saxon's collations sort by code point, so the order is worked out here and handed to the stylesheets as ranks.
"""

import json
import re
import unicodedata
from collections.abc import Iterable

from lxml import etree

from teiwright.xmltools import TEI, plain_text

SORTED_ELEMENTS = ("persName", "placeName", "orgName", "geogName", "author", "editor", "title", "repository", "bibl")
HAN = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]")
CYRILLIC = re.compile(r"[Ѐ-ӿ]")
LETTER = re.compile(r"\w")

Key = tuple[int, str, str]


def sort_key(text: str) -> Key:
    """Return a key that sorts a heading: its script (Latin, Cyrillic, Chinese, other), its sound, its spelling."""
    first = LETTER.search(text)
    if first and HAN.match(first[0]):
        return 2, _pinyin(text), text
    script = 1 if first and CYRILLIC.match(first[0]) else 0 if first and first[0] < "ʯ" else 3
    return script, _letters(text), text


def _letters(text: str) -> str:
    """Fold case and accents; й keeps its breve, for it is a letter of its own."""
    folded = text.casefold().replace("ё", "е").replace("й", "\ue000")
    plain = "".join(char for char in unicodedata.normalize("NFD", folded) if not unicodedata.combining(char))
    return " ".join(re.findall(r"[\w\ue000]+", plain)).replace("\ue000", "и\uffff")


def _pinyin(text: str) -> str:
    """Return the syllables with their tones; a character without a reading stands by its own code point."""
    from pypinyin import Style, lazy_pinyin

    return " ".join(lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True))


def ranks(texts: Iterable[str]) -> dict[str, int]:
    """Return each distinct text and its place in the order, from 0."""
    return {text: place for place, text in enumerate(sorted(set(texts), key=sort_key))}


def ranks_of(root: etree._Element) -> str:
    """Return the ranks of all that an index of this document may sort by, as a JSON object."""
    names = (plain_text(element) for element in root.iter(*(TEI + name for name in SORTED_ELEMENTS)))
    return json.dumps(ranks(name for name in names if name), ensure_ascii=False)
