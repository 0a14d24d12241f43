"""The order of an index: Cyrillic with ё beside е, Latin without case and accents, Chinese by pinyin or strokes.

Chinese goes as its readers expect it: in traditional characters by strokes, in simplified ones by pinyin, unless told
otherwise.

Saxon's collations sort by code point, so the order is worked out here and handed to the stylesheets as ranks.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Literal

from lxml import etree

from teiwright import languages
from teiwright.languages.folding import fold_characters, without_accents
from teiwright.publishing.exports.persons import inverted
from teiwright.publishing.searching import is_simplified
from teiwright.xmltools import TEI, XML_LANG, plain_text

PERSONS = ("persName", "author", "editor")
PLACES = ("placeName", "orgName", "geogName")
OTHERS = (*PLACES, "title", "repository", "bibl")
HAN = re.compile(r"[㐀-鿿豈-﫿\U00020000-\U0003ffff]")
CYRILLIC = re.compile(r"[Ѐ-ӿ]")
LETTER = re.compile(r"\w")

SOUNDED = 16
"""So many characters of a heading are ordered by sound or strokes; what agrees in all of them, by its spelling."""
UNCOUNTED = 99
"""Strokes of a character of which no number is known: it stands last."""

Key = tuple[int, str, str]
Order = Literal["language", "pinyin", "strokes"]
"""How Chinese headings are ordered; "language" leaves it to the document's own."""


def by_strokes(language: str, order: Order) -> bool:
    """Return whether the Chinese headings of a document in a language go by strokes."""
    return order == "strokes" or (order == "language" and language.startswith("zh") and not is_simplified(language))


@lru_cache(maxsize=1 << 15)
def sort_key(text: str, *, person: bool = False, strokes: bool = False) -> Key:
    """Return a key that sorts a heading: its script (Latin, Cyrillic, Chinese, other), sound or strokes, spelling."""
    first = LETTER.search(text)
    if first and HAN.match(first[0]):
        return 2, _strokes(text[first.start() :]) if strokes else _pinyin(text[first.start() :], person=person), text
    if person:
        text = inverted(text)
    script = 1 if first and CYRILLIC.match(first[0]) else 0 if first and first[0] < "ʯ" else 3
    return script, _letters(text), text


def sort_string(text: str, *, person: bool = False, strokes: bool = False) -> str:
    """Return the order of a heading as one string that sorts by code point."""
    script, sound, spelling = sort_key(text, person=person, strokes=strokes)
    return f"{script}{sound}\x01{spelling}"


def restroked(sort: str) -> str:
    """Return a sort string, or several put together by \\x02, with Chinese by strokes."""
    return "\x02".join(
        sort_string(part.rpartition("\x01")[2], strokes=True) if part.startswith("2") and "\x01" in part else part
        for part in sort.split("\x02")
    )


def letter(sort: str) -> str:
    """Return the letter under which a heading stands, told by its sort string: of Chinese that of its sound.

    Of Chinese by strokes it is the number of strokes of its first character, in two digits.
    """
    return sort[1:3] if sort[:1] == "2" and sort[1:3].isdecimal() else sort[1:2].upper()


def heading(name: str) -> str:
    """Return a person's name as an index has it (ISO 999): Acheson, Dean; one whose surname comes first as it is."""
    turned = inverted(name)
    return name if turned.replace(",", "") == name else turned


def headings_of(root: etree._Element, order: Order = "language") -> str:
    """Return, as a JSON object, of each name that an index of names may list its heading and its letter.

    Of a person's also the family name and the given name with a comma between, where the form tells them.
    """
    strokes = by_strokes(_language_of(root), order)

    def under(text: str, *, person: bool) -> str:
        return letter(sort_string(text, person=person, strokes=strokes))

    persons = {text: [heading(text), under(text, person=True), inverted(text)] for text in _texts(root, PERSONS)}
    places = {text: [text, under(text, person=False)] for text in _texts(root, PLACES)}
    return json.dumps(places | persons, ensure_ascii=False)


def _letters(text: str) -> str:
    """Fold case and accents; й keeps its breve, for it is a letter of its own."""
    folded = text.casefold().replace("ё", "е").replace("й", "\ue000")
    return " ".join(re.findall(r"[\w\ue000]+", without_accents(folded))).replace("\ue000", "и\uffff")


def _pinyin(text: str, *, person: bool) -> str:
    """Return the first syllables with their tones; a character without a reading stands by its own code point."""
    from pypinyin import Style, lazy_pinyin

    syllables = lazy_pinyin(text[:SOUNDED], style=Style.TONE3, neutral_tone_with_five=True)
    surnames = languages.table("zh", "people", "surname-sounds") if person else {}
    surname = [surnames[text[0]]] if text[0] in surnames else syllables[:1]
    return " ".join(surname + syllables[1:])


@cache
def _stroke_counts() -> Mapping[str, int]:
    blocks = languages.table("zh", "strokes", "counts")
    return {chr(int(start, 16) + at): int(sign, 36) for start, signs in blocks.items() for at, sign in enumerate(signs)}


def _strokes(text: str) -> str:
    """Return of each character the number of its strokes and itself: Unicode has equals in their radicals' order."""
    counts = _stroke_counts()
    return "".join(f"{counts.get(sign, UNCOUNTED):02}{sign}" for sign in text[:SOUNDED])


def ranks(
    persons: Iterable[str] = (), others: Iterable[str] = (), *, language: str = "en", order: Order = "language"
) -> dict[str, int]:
    """Return each distinct text and its place in the order, from 0; persons' surnames have their own readings.

    What is written in the script of `language` stands first.
    """
    own, strokes = int(script_of(language)), by_strokes(language, order)
    keys = {text: sort_key(text, strokes=strokes) for text in others}
    keys |= {text: sort_key(text, person=True, strokes=strokes) for text in persons}
    return {text: place for place, text in enumerate(sorted(keys, key=lambda text: (keys[text][0] != own, keys[text])))}


def script_of(language: str) -> str:
    """Return the script of a language as the first sign of a sort string."""
    return {"ru": "1", "zh": "2"}.get(language[:2], "0")


def ranks_of(root: etree._Element, order: Order = "language") -> str:
    """Return the ranks of all that an index of this document may sort by, as a JSON object."""
    found = ranks(_texts(root, PERSONS), _texts(root, OTHERS), language=_language_of(root), order=order)
    return json.dumps(found, ensure_ascii=False)


def _language_of(root: etree._Element) -> str:
    return next((str(element.get(XML_LANG)) for element in root.iter() if element.get(XML_LANG)), "en")


def _texts(root: etree._Element, names: Iterable[str]) -> Iterator[str]:
    """Each name once; of those in traditional characters the simplified form, too: an edition may show either."""
    for text in dict.fromkeys(plain_text(element) for element in root.iter(*(TEI + name for name in names))):
        if text:
            yield from {text, fold_characters(text)} if HAN.search(text) else (text,)
