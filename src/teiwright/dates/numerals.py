"""Numbers as texts print them: Arabic in half or full width, Chinese in words or digit by digit, Roman."""

DIGITS = {
    **{character: value for value, character in enumerate("0123456789")},
    **{character: value for value, character in enumerate("０１２３４５６７８９")},
    **{character: value for value, character in enumerate("〇一二三四五六七八九")},
    "零": 0, "○": 0, "兩": 2, "两": 2, "元": 1,
}  # fmt: skip
TENS = {"十": 10, "廿": 20, "卅": 30, "百": 100, "千": 1000}

CHINESE = "〇零○一二三四五六七八九十廿卅兩两"


def number(text: str) -> int | None:
    """Return the number that `text` writes (12, １２, 十二, 廿三, 一九五〇, 兩千零四), or None where it writes none."""
    characters = [character for character in text if not character.isspace()]
    if not characters or any(character not in DIGITS and character not in TENS for character in characters):
        return None
    if any(character in TENS for character in characters):
        return _in_words(characters)
    return int("".join(str(DIGITS[character]) for character in characters))


def _in_words(characters: list[str]) -> int | None:
    """Read 三百二十一: each power takes the digit before it, or one; 廿 and 卅 stand for themselves."""
    total, digit = 0, None
    for character in characters:
        power = TENS.get(character)
        if power is None:
            if digit:
                return None
            digit = DIGITS[character]
        else:
            total += power * (1 if digit is None or character in "廿卅" else digit)
            digit = None
    return total + (digit or 0)


_ROMAN = {"i": 1, "v": 5, "x": 10, "х": 10, "l": 50, "c": 100}
"""The Cyrillic Ха is often set for the ten."""


def roman(text: str) -> int | None:
    """Return the number of a Roman numeral in capitals or small letters, or None where `text` is none."""
    values = [_ROMAN.get(character, 0) for character in text.lower()]
    if not values or not all(values):
        return None
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))
