"""Words that a line's or a page's end divided: joined, or kept with their hyphen, each with the evidence for it."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from importlib.resources import files
from importlib.util import find_spec
from typing import Any
from warnings import catch_warnings, simplefilter

from teiwright.article import PageBreak, WordBreak
from teiwright.languages import every
from teiwright.reading.raw import Ledger, Raw
from teiwright.reading.rich import RawInline, Rich, WrappedLine, keep, origins

HYPHENS = "-\u2010\u00ac\u2e17"
SOFT = "\u00ad"
BOUND_TO_SCRIPTS = (
    "\u0590-\u109f\u1780-\u18af\u2600-\u27bf\ua8e0-\uabff\ufb1d-\ufdff\ufe0f\ufe70-\ufefc\U0001f000-\U0001faff"
)
"""Letters that a joiner or its contrary shapes, and signs that one makes one of (The Unicode Standard, 23.2)."""
INVISIBLE = re.compile(
    "[\u00ad\u200b\u2060-\u2064\ufeff]+"
    f"|[\u034f\u180e\u200c\u200d](?<![{BOUND_TO_SCRIPTS}].)(?![{BOUND_TO_SCRIPTS}])"
    "|(?P<direction>[\u200e\u200f\u202a-\u202e\u2066-\u2069])"
)
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
BEFORE = re.compile(rf"(?<![^\W\d_])(?P<left>[^\W\d_]+(?:-[^\W\d_]+)*)(?P<hyphen>[{HYPHENS}{SOFT}])$")
AFTER = re.compile(r"[^\W\d_]+")
RANGE = re.compile(r"\d[-\u2010–—~～]$")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LONGEST = 60
DICTIONARIES = (("en/en_US", re.compile("[A-Za-z]+")), ("ru/ru", re.compile("[\u0410-\u044f\u0401\u0451]+")))
"""By its place in the package spylls, the dictionary for words of these letters."""


@dataclass(frozen=True, slots=True)
class Division:
    """What is to be done with a divided word: whether its hyphen goes, and why."""

    drops: bool
    why: str


class Words:
    """The words of a document, and those of a dictionary where one is installed (`pip install teiwright[words]`)."""

    def __init__(self, leaves: Sequence[Rich]) -> None:
        self.leaves = leaves

    def division(self, left: str, right: str, hyphen: str) -> Division:
        """Say how a word in two parts is written: in one word, or with a hyphen that is its own."""
        one, two = f"{left}{right}".lower(), f"{left}-{right}".lower()
        last = left.rsplit("-", 1)[-1].lower()
        if hyphen == SOFT:
            return Division(True, "a soft hyphen")
        if not right[0].islower():
            return Division(False, "what follows begins with a capital")
        has_one, has_two = one in self.own, two in self.own
        if has_one != has_two:
            return Division(has_one, f"the text has “{one if has_one else two}” elsewhere")
        if last in _first_parts() or last.endswith(_first_endings()) or right.lower() in _last_parts():
            return Division(False, "such compounds have a hyphen")
        known = _known(left + right)
        if known is None:
            return Division(True, "as a rule a hyphen at a line's end divides a word")
        if known or not (_known(last) and _known(right.lower())):
            return Division(True, "the dictionary has the word" if known else "its parts are no words")
        return Division(False, "the dictionary has both parts, but not the word")

    @cached_property
    def own(self) -> frozenset[str]:
        """The words that the document writes within a line."""
        return frozenset(_words_within_lines(self.leaves))


def _words_within_lines(leaves: Sequence[Rich]) -> Iterator[str]:
    for rich in leaves:
        ends = {inline.at for inline in rich.inlines if isinstance(inline, WrappedLine)}
        for match in WORD.finditer(rich.string):
            if match.end() not in ends and match.start() not in ends and match.end() + 1 not in ends:
                yield match[0].lower()


@cache
def _first_parts() -> frozenset[str]:
    return frozenset(every("reading", "hyphened_first"))


@cache
def _first_endings() -> tuple[str, ...]:
    return every("reading", "hyphened_endings")


@cache
def _last_parts() -> frozenset[str]:
    return frozenset(every("reading", "hyphened_last"))


@cache
def _known(word: str) -> bool | None:
    """Say whether a dictionary has a word; None where none is installed for its letters."""
    look_up = next((_dictionary(name) for name, letters in DICTIONARIES if letters.fullmatch(word)), None)
    return look_up(word) if look_up else None


@cache
def _dictionary(name: str) -> Callable[[str], bool] | None:
    if find_spec("spylls") is None:
        return None
    from spylls.hunspell import Dictionary

    with catch_warnings():
        simplefilter("ignore", ResourceWarning)  # the library leaves the closing of its files to the interpreter
        dictionary: Any = Dictionary.from_files(str(files("spylls.hunspell") / "data" / name))
    return lambda word: bool(dictionary.lookup(word))


def undivided(block: Raw, words: Words, ledger: Ledger, joined: list[tuple[int, str]]) -> Raw:
    """Return a block with the words that its lines' ends divide made one, and invisible characters set aside.

    `joined` receives the source offset and a message for each word.
    """
    if block.kind == "verbatim":
        return block
    rich = _undivided(block.rich, words, ledger, joined)
    if not block.rows and not block.items:
        return block if rich is block.rich else replace(block, rich=rich)
    rows = tuple(tuple(_undivided(cell, words, ledger, joined) for cell in row) for row in block.rows)
    items = tuple(tuple(undivided(inner, words, ledger, joined) for inner in item) for item in block.items)
    return replace(block, rich=rich, rows=rows, items=items)


def _undivided(rich: Rich, words: Words, ledger: Ledger, joined: list[tuple[int, str]]) -> Rich:
    found = [*_divisions(rich, words, joined)] if rich.inlines else []
    if found:
        rich = replace(rich, inlines=tuple(_with_word_breaks(rich.inlines, {end for _, end in found})))
    cuts = [span for span in (*found, *_invisible(rich, found)) if span[0] < span[1]]
    for low, high in cuts:
        for start, end in origins(rich, low, high):
            is_soft = INVISIBLE.fullmatch(rich.string[low:high])
            ledger.set_aside(start, end, "soft hyphen" if is_soft else "hyphen at a line's end")
    if not cuts:
        return rich
    edges = [0, *(edge for low, high in sorted(cuts) for edge in (low, high)), len(rich.string)]
    return keep(rich, [*zip(edges[::2], edges[1::2], strict=True)])


def _with_word_breaks(inlines: Sequence[RawInline], places: Collection[int]) -> Iterator[RawInline]:
    """Yield the inlines with where the lines ended that divided a word: a page's end, if it was one, says it itself."""
    pages = {inline.at for inline in inlines if isinstance(inline, PageBreak)}
    for inline in inlines:
        if isinstance(inline, PageBreak) and inline.at in places:
            yield replace(inline, is_within_word=True)
            continue
        yield inline
        if isinstance(inline, WrappedLine) and inline.at in places and inline.at not in pages:
            yield WordBreak(inline.at)


def _divisions(rich: Rich, words: Words, joined: list[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """Yield what goes, a hyphen, a blank or nothing, before each line's end that divides a word or a range."""
    for at in (inline.at for inline in rich.inlines if isinstance(inline, WrappedLine)):
        end = at - 1 if rich.string[at - 1 : at] == " " else at
        text = rich.string[max(0, end - LONGEST) : end]
        before, after = BEFORE.search(text), AFTER.match(rich.string, at)
        if RANGE.search(text) and rich.string[at : at + 1].isdigit():
            yield end, at
        elif before and after:
            found = words.division(before["left"], after[0], before["hyphen"])
            low = end - 1 if found.drops else end
            yield low, at
            word = f"{before['left']}{'' if found.drops else '-'}{after[0]}"
            offset = next((start for start, _ in origins(rich, at, at + 1)), -1)
            joined.append((offset, f"“{word}” was divided at a line's end: {found.why}"))


def _invisible(rich: Rich, taken: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the invisible characters that serve nothing; those that shape the letters beside them stay."""
    for match in INVISIBLE.finditer(rich.string) if not rich.string.isascii() else ():
        has_use = match["direction"] and RIGHT_TO_LEFT.search(rich.string)
        if not has_use and not any(low < match.end() and match.start() < high for low, high in taken):
            yield match.span()
