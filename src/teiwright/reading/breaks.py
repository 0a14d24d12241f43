"""Where a text breaks off and where it goes on: what tells a page's end from a paragraph's."""

import re

from teiwright.article import NoteAnchor
from teiwright.languages import either
from teiwright.reading.raw import Raw
from teiwright.reading.words import FORM_LABEL, KEYWORDS, NUMBERED_DIVISION

ABBREVIATED = re.compile(r"(?:(?<!\w)\w{1,4}\.|№)\s*$")
"""What a line ends with where a number that begins the next one belongs to it: Оп. 1, p. 5, № 3."""
ABBREVIATION_IN_BRACKETS = re.compile(r"[（(]\w{1,6}\.[)）]$")
"""(ed.), (сост.): the stop is the word's, so that a sentence that ended here would have one of its own behind it."""
CANNOT_BEGIN = frozenset("，。、；：！？”’」』）》〉】〕,.;:!?)")
ENUMERATION = re.compile(
    rf"^[\s\u3000]*(?:第[一二三四五六七八九十]|{either('reading', 'enumeration', 'zh')}[一二三四五六七八九十]"
    r"|[（(]?[一二三四五六七八九十\d]{1,3}[、.．)）]|[“「『\"«])"
)
ORNAMENT = re.compile(r"^[\s*＊·•◆◇○●☆★※~～_=—–―─━\-#⁂❦§]+$")
LAST_MARK = re.compile(
    r"(?<=[。！？.!?”’」』\"»…])(?:\s*[\[［〔(（]?(?:\d{1,3}|[①-⓿㉑-㉟㊱-㊿]|[*†‡]{1,3}|[¹²³⁰⁴-⁹]{1,3}|\^\w{1,20})[\]］〕)）]?)+$"
)
DRAWN_RULE = re.compile(r"^[\s_=—–―─━\-]{3,}$")
HEADING_LIKE = re.compile(
    rf"^[\s*]*(?:{NUMBERED_DIVISION}|[一二三四五六七八九十]{{1,3}}[、．.]|（[一二三四五六七八九十]{{1,3}}）"
    r"|[IVX]{1,5}\.|\d{1,2}(?:\.\d{1,2})*[.、．\s])"
)
ADDRESS = re.compile(r"\s*(?:https?:|www\.|doi[:.])")
"""What begins with a small letter though no sentence goes on with it."""
LONG_ENOUGH = 40
CLOSING = '」』”’"»›）)】〕］]*_ \u3000'
TERMINAL = frozenset("。！？…!?.")


def is_unfinished(string: str) -> bool:
    """Say whether a text breaks off in the middle of a sentence: no full stop before its closing quotes.

    A note's mark behind the full stop does not count.
    """
    end = LAST_MARK.sub("", string[-40:].rstrip())
    text = end.rstrip(CLOSING)
    return bool(text) and (text[-1] not in TERMINAL or bool(ABBREVIATION_IN_BRACKETS.search(end)))


def is_ornament(block: Raw) -> bool:
    """Say whether a paragraph is only asterisks or the like."""
    if block.kind != "paragraph" or not ORNAMENT.match(block.rich.string):
        return False
    return not any(isinstance(inline, NoteAnchor) for inline in block.rich.inlines)


def is_drawn_rule(block: Raw) -> bool:
    """Say whether a paragraph is a line drawn with dashes, as scanners read the rule above the notes."""
    return block.kind == "paragraph" and bool(DRAWN_RULE.match(block.rich.string))


def goes_on(before: Raw, after: Raw) -> bool:
    """Say whether a paragraph that stands before a page's end goes on after it."""
    if before.kind != "paragraph" or after.kind != "paragraph" or not after.rich.string or not before.rich.string:
        return False
    if is_ornament(before) or is_ornament(after):
        return False
    if KEYWORDS.match(before.rich.string) or FORM_LABEL.match(before.rich.string) or ADDRESS.match(after.rich.string):
        return False
    first, last = after.rich.string.lstrip()[0], before.rich.string.rstrip()[-1]
    if first in CANNOT_BEGIN:
        return True
    if last in "；;：:" and ENUMERATION.match(after.rich.string):
        return False
    if len(before.rich.string) <= LONG_ENOUGH and HEADING_LIKE.match(before.rich.string):
        return False
    return is_unfinished(before.rich.string) or (first.islower() and len(before.rich.string) > LONG_ENOUGH)
