"""The order of an index: Chinese by pinyin, Cyrillic with ё beside е, Latin without regard to case and accents.

Saxon's collations sort by code point, so the order is worked out here and handed to the stylesheets as ranks.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from lxml import etree

from teiwright import languages
from teiwright.languages.folding import fold_characters
from teiwright.publishing.exports.persons import inverted
from teiwright.xmltools import TEI, XML_LANG, plain_text

PERSONS = ("persName", "author", "editor")
OTHERS = ("placeName", "orgName", "geogName", "title", "repository", "bibl")
SURNAMES = languages.table("zh", "people", "surname-sounds")
HAN = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]")
CYRILLIC = re.compile(r"[Ѐ-ӿ]")
LETTER = re.compile(r"\w")

SOUNDED = 16
"""So many characters of a heading are ordered by their sound; what agrees in all of them, by its spelling."""

Key = tuple[int, str, str]


@lru_cache(maxsize=1 << 15)
def sort_key(text: str, *, person: bool = False) -> Key:
    """Return a key that sorts a heading: its script (Latin, Cyrillic, Chinese, other), its sound, its spelling."""
    first = LETTER.search(text)
    if first and HAN.match(first[0]):
        return 2, _pinyin(text[first.start() :], person=person), text
    if person:
        text = inverted(text)
    script = 1 if first and CYRILLIC.match(first[0]) else 0 if first and first[0] < "ʯ" else 3
    return script, _letters(text), text


def sort_string(text: str, *, person: bool = False) -> str:
    """Return the order of a heading as one string that sorts by code point."""
    script, sound, spelling = sort_key(text, person=person)
    return f"{script}{sound}\x01{spelling}"


def letter(sort: str) -> str:
    """Return the letter under which a heading stands, told by its sort string: of Chinese that of its sound."""
    return sort[1:2].upper()


def heading(name: str) -> str:
    """Return a person's name as an index has it (ISO 999): Acheson, Dean; one whose surname comes first as it is."""
    turned = inverted(name)
    return name if turned.replace(",", "") == name else turned


def headings_of(root: etree._Element) -> str:
    """Return, as a JSON object, of each name that an index of this document may list its heading and its letter."""
    persons = {text: [heading(text), letter(sort_string(text, person=True))] for text in _texts(root, PERSONS)}
    others = {text: [text, letter(sort_string(text))] for text in _texts(root, OTHERS)}
    return json.dumps(others | persons, ensure_ascii=False)


def _letters(text: str) -> str:
    """Fold case and accents; й keeps its breve, for it is a letter of its own."""
    folded = text.casefold().replace("ё", "е").replace("й", "\ue000")
    plain = "".join(char for char in unicodedata.normalize("NFD", folded) if not unicodedata.combining(char))
    return " ".join(re.findall(r"[\w\ue000]+", plain)).replace("\ue000", "и\uffff")


def _pinyin(text: str, *, person: bool) -> str:
    """Return the first syllables with their tones; a character without a reading stands by its own code point."""
    from pypinyin import Style, lazy_pinyin

    syllables = lazy_pinyin(text[:SOUNDED], style=Style.TONE3, neutral_tone_with_five=True)
    surname = [SURNAMES[text[0]]] if person and text[0] in SURNAMES else syllables[:1]
    return " ".join(surname + syllables[1:])


def ranks(persons: Iterable[str] = (), others: Iterable[str] = (), *, language: str = "en") -> dict[str, int]:
    """Return each distinct text and its place in the order, from 0; persons' surnames have their own readings.

    What is written in the script of `language` stands first.
    """
    own = int(script_of(language))
    keys = {text: sort_key(text) for text in others} | {text: sort_key(text, person=True) for text in persons}
    return {text: place for place, text in enumerate(sorted(keys, key=lambda text: (keys[text][0] != own, keys[text])))}


def script_of(language: str) -> str:
    """Return the script of a language as the first sign of a sort string."""
    return {"ru": "1", "zh": "2"}.get(language[:2], "0")


def ranks_of(root: etree._Element) -> str:
    """Return the ranks of all that an index of this document may sort by, as a JSON object."""
    language = next((str(element.get(XML_LANG)) for element in root.iter() if element.get(XML_LANG)), "en")
    found = ranks(_texts(root, PERSONS), _texts(root, OTHERS), language=language)
    return json.dumps(found, ensure_ascii=False)


def _texts(root: etree._Element, names: Iterable[str]) -> Iterator[str]:
    """Of names in traditional characters the simplified form, too: an edition may show either."""
    for element in root.iter(*(TEI + name for name in names)):
        if text := plain_text(element):
            yield from {text, fold_characters(text)} if HAN.search(text) else (text,)
