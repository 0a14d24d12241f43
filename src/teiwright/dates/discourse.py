"""Sentences and quotations of a text: what an expression's context is made of."""

import re
from bisect import bisect_right
from dataclasses import dataclass

_MARKS = re.compile(r"[“”「」『』«»„\"。！？!?]|\.(?=\s+[A-ZА-ЯЁ“«]|\s*$)|\n{2,}")
_OPEN = {"“": "”", "「": "」", "『": "』", "«": "»", "„": "”"}
_ABBREVIATED = re.compile(r"(?:\b\w|\b(?:гг|Mr|Mrs|Dr|St|vol|No|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec))$")


@dataclass(frozen=True, slots=True)
class Discourse:
    """Where the sentences of a text begin, and its outermost quotations text[start:end], marks included.

    A full stop inside a quotation ends the quoted sentence only, unless the quotation ends with it.
    """

    sentences: tuple[int, ...]
    quotations: tuple[tuple[int, int], ...]

    def sentence(self, offset: int) -> int:
        """Return the offset at which the sentence around `offset` begins."""
        return self.sentences[bisect_right(self.sentences, offset) - 1]

    def quotation(self, offset: int) -> tuple[int, int] | None:
        """Return the quotation around `offset`, or None."""
        at = bisect_right(self.quotations, (offset, 1 << 62)) - 1
        return self.quotations[at] if at >= 0 and offset < self.quotations[at][1] else None


def discourse(text: str) -> Discourse:
    """Find sentences and quotations in one pass. An unclosed quotation is taken for no quotation."""
    sentences, quotations, closing, opened, depth = [0], list[tuple[int, int]](), "", 0, 0
    last: dict[str, int] = {}
    for match in _MARKS.finditer(text):
        mark = match.group()
        if not depth and (mark in _OPEN or mark == '"'):
            closing, opened, depth = _OPEN.get(mark, '"'), match.start(), 1
            if _last(text, closing, last) < match.end():
                depth = 0
        elif depth and mark == closing:
            depth -= 1
            if not depth:
                quotations.append((opened, match.end()))
                if text[match.start() - 1] in "。！？!?":
                    sentences.append(match.end())
        elif depth and _OPEN.get(mark) == closing:
            depth += 1
        elif (
            not depth
            and mark not in "”」』»"
            and not (mark == "." and _ABBREVIATED.search(text, max(0, match.start() - 6), match.start()))
        ):
            sentences.append(match.end())
    return Discourse(tuple(sentences), tuple(quotations))


def _last(text: str, mark: str, known: dict[str, int]) -> int:
    if mark not in known:
        known[mark] = text.rfind(mark)
    return known[mark]
