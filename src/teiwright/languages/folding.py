"""Texts and names in the one form in which they are compared.

Folding maps character to character: Traditional to Simplified, full width to half width, ё to е, all middle dots and
dashes to one. White space that only a line, a page or a typesetter put there (beside a Chinese character) is left
out; other runs become one space. `Folded` keeps, for each character, the place it came from.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import opencc

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f〇○"
_MARKS = str.maketrans(
    {
        "ё": "е", "Ё": "Е", "’": "'", "‘": "'", "´": "'", "“": '"', "”": '"', "「": '"', "」": '"',
        "・": "·", "•": "·", "‧": "·", "∙": "·", "．": ".", "–": "-", "—": "-", "‐": "-", "‑": "-", "─": "-",
        "～": "~", "〜": "~", "○": "〇", "\u3000": " ",
    }
)  # fmt: skip
_HAN = re.compile(f"[{HAN}]")
_CLOSING = f"[{HAN}，。、；：？！（）《》〈〉()]"
_LOOSE = re.compile(rf"\s+(?={_CLOSING})|(?<={_CLOSING})\s+|(?<=\s)\s+")
_BLANK = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in folded form: `string[i]` stands for the original character at `offsets[i]`."""

    string: str
    offsets: tuple[int, ...]
    original: str

    def range(self, start: int, end: int) -> tuple[int, int]:
        """Return the original half-open range of string[start:end]."""
        return self.offsets[start], self.offsets[end - 1] + 1


@cache
def _converter() -> "opencc.OpenCC":
    import opencc

    return opencc.OpenCC("t2s")


def _simplified(characters: Iterable[str]) -> list[str]:
    """The characters one by one; the phrases of OpenCC play no part."""
    return str(_converter().convert("\n".join(characters))).split("\n")


@cache
def _table() -> dict[int, str]:
    """Every character that folding changes, with what it becomes."""
    han = [chr(code) for first, last in ((0x3400, 0x4DBF), (0x4E00, 0x9FFF)) for code in range(first, last + 1)]
    simple = _simplified(han)
    table = {ord(one): other for one, other in zip(han, simple, strict=True) if one != other and len(other) == 1}
    wide = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；：？！～．"}
    return table | wide | _MARKS


def fold_characters(text: str) -> str:
    """Fold each character; the length stays."""
    return text.translate(_table())


def fold_name(text: str) -> str:
    """Fold a name as a text is folded."""
    folded = fold_characters(text.strip())
    has_blanks = folded.split(None, 1) != [folded]
    return _BLANK.sub(" ", _LOOSE.sub("", fold_characters(folded))) if has_blanks else folded


def fold(text: str) -> Folded:
    """Fold a text: characters one to one, loose white space left out."""
    string = fold_characters(text)
    kept: list[str] = []
    offsets: list[int] = []
    at = 0
    for gap in _LOOSE.finditer(string):
        kept.append(string[at : gap.start()])
        offsets.extend(range(at, gap.start()))
        at = gap.end()
    kept.append(string[at:])
    offsets.extend(range(at, len(string)))
    return Folded(_BLANK.sub(" ", "".join(kept)), tuple(offsets), text)


def without_accents(text: str) -> str:
    """Return the text with its letters bare of accents and other combining marks (Gujarāt, Gujarat)."""
    if text.isascii():
        return text
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def pattern(expression: str, **lists: str) -> re.Pattern[str]:
    """Compile an expression written in Traditional characters so that it reads folded text.

    `{name}` is replaced by the list of that name; regular expressions keep their braces for counts ({1,3}).
    """
    for name, value in lists.items():
        expression = expression.replace("{" + name + "}", value)
    return re.compile(fold_characters(expression))


def both_scripts(expression: str) -> str:
    """Return an expression written in Traditional characters so that it reads a text in either script, unfolded."""
    if not _HAN.search(expression):
        return expression
    is_class, found, before = False, "", ""
    for one, other in zip(expression, _simplified(expression), strict=True):
        if before != "\\" and one in "[]":
            is_class = one == "["
        found += one if one == other else one + other if is_class else f"[{one}{other}]"
        before = one
    return found


def alternatives(words: Iterable[str]) -> str:
    """Return a group that matches any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"
