"""The form in which quoted words are compared: one script, one width, no white space."""

from functools import cache

import opencc

_PHRASEWISE = {
    "瞭": "了",
    "藉": "借",
    "覆": "复",
    "徵": "征",
    "乾": "干",
    "著": "着",
    "唸": "念",
    "甚": "什",
    "於": "于",
}
"""Characters that OpenCC converts in some words only; here they always count as one with their pair."""
_MARKS = str.maketrans({"「": "“", "」": "”", "『": "‘", "』": "’", "～": "~", "〜": "~", "ё": "е", "Ё": "Е"})
_WIDE = str.maketrans({chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})


def folded(text: str) -> tuple[str, list[int]]:
    """Return the text in the form in which it is compared, and for each of its characters the offset it came from."""
    offsets = [offset for offset, character in enumerate(text) if not character.isspace()]
    return "".join(_character(text[offset]) for offset in offsets), offsets


@cache
def _character(character: str) -> str:
    """Fold Traditional and Simplified, Taiwan's and Hong Kong's forms, one character to one; case stays."""
    if character < "\u3000":
        return character.translate(_MARKS)
    if not "\u3400" <= character <= "\U0003ffff" or "\uff00" <= character <= "\uffef":
        return character.translate(_MARKS).translate(_WIDE)
    simple = _PHRASEWISE.get(character, character)
    for step in _converters():
        converted = step.convert(simple)
        simple = converted if len(converted) == 1 else simple
    return _PHRASEWISE.get(simple, simple)


@cache
def _converters() -> tuple[opencc.OpenCC, ...]:
    return tuple(opencc.OpenCC(name) for name in ("s2t", "tw2s", "hk2s", "t2s"))
