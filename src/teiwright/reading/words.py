"""The words by which notes and pages are known, of every language, as parts of regular expressions."""

import re
from collections.abc import Iterable

from teiwright.languages import either, every, expression, months, words


def any_of(found: Iterable[str], gap: str = r"\s?") -> str:
    """Return an expression for any of these words; `gap` may stand for a blank in one; a longer word comes first."""
    longest = sorted(found, key=len, reverse=True)
    return "|".join(gap.join(map(re.escape, word.split())) if " " in word else re.escape(word) for word in longest)


def _signs(key: str) -> str:
    return "".join(words("zh", "reading", key))


NOTE_HEADINGS = any_of(every("reading", "note_headings"))
REFERENCE_HEADINGS = any_of(every("reading", "reference_headings"))
"""Headings over works that the text cites by number, in any order."""
NOTE_WORDS = any_of(every("reading", "note_words"))
PREFIXES = any_of(every("reading", "note_prefixes"))
PAGE_WORDS = any_of(every("reading", "page_words"))
PAGE_LEADERS = any_of(every("reading", "page_leaders"))
NUMBERED_WORDS = frozenset(every("reading", "numbered_words"))
"""What numbers belong to in running text, so that the number behind one is no mark: page 5, том 2."""
COUNTERS = _signs("counters")
LINE_COUNTERS = _signs("line_counters") + "％°"
NAMED_COUNTERS = "".join(sign for sign in COUNTERS if sign not in _signs("calendar_counters"))
LEADERS = _signs("leaders")
PAGE = either("citations", "page", "zh")
NOTE_SIGN = either("reading", "note_sign", "zh")
RETURN_WORDS = expression("reading", "return_words")
"""What leads from a note back to its mark."""
PAGE_IN_LINK = rf"\]\({expression('reading', 'page_in_link')}?\s*\d[\d\s,，、\-–—~～+]*{PAGE}?\)"
"""Pages behind a citation's number, [3](P25), as Chinese journals print them: no address."""
PAGE_COMMENT = rf"{expression('reading', 'page_comment')}\s*:?\s*(?P<label>[0-9ivxlcIVXLC]*)\s*{PAGE}?"
"""What a comment holds that marks the beginning of a page."""
NUMBERED_DIVISION = rf"第[一二三四五六七八九十百\d]+{either('reading', 'division_unit', 'zh')}"
NAMED_DIVISION = rf"{either('reading', 'division_words')}\s+\w+"
MONTHS = rf"(?:(?:{any_of(months.printed())})\b)"
_OPENED, _CLOSED = r"^[\s*\[【〔［]*", r"\s*[\]】〕］*]*\s*[:：.]?"
CAPTION = re.compile(
    rf"(?:{any_of(every('reading', 'caption_words'))})\s?\.?\s?[0-9０-９一二三四五六七八九十IVX]+", re.I
)
"""What a figure's caption begins with: Fig. 3, Рис. 3, 圖三."""
ABSTRACT = re.compile(rf"{_OPENED}(?:{any_of(every('reading', 'abstract_headings'))}){_CLOSED}", re.I)
KEYWORDS = re.compile(rf"{_OPENED}(?:{any_of(every('reading', 'keyword_headings'))}){_CLOSED}\s*", re.I)
_GAP = r"[\s_-]?"
FORM_LABEL = re.compile(
    "|".join(
        rf"(?P<{kind}>[\s\[【]*(?:{any_of(every('reading', f'{kind}_labels'), gap=_GAP)})[\s\]】]*[:：]\s*)"
        for kind in ("title", "subtitle", "author", "form")
    ),
    re.I,
)
"""What a form for manuscripts puts before the title, the subtitle, the authors, and what else it asks for."""
