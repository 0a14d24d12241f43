"""A note's text taken apart into what it cites: segmentation, one grammar a tradition, references back, records.

`parse` is the stage's one function. Grammars: `archival` (Russian, American, British, Chinese archives), `chinese`,
`gbt` (GB/T 7714), `russian` (GOST R 7.0.5), `english` (Chicago notes), `tokens` (同上, ibid., указ. соч.).
"""

import re
from collections.abc import Mapping

from teiwright.article import Article, Emphasis, Span, Text, note_texts
from teiwright.authority import Authority
from teiwright.citations.archives import archives
from teiwright.citations.cutting import Knowledge, items
from teiwright.citations.records import Citations, assemble
from teiwright.citations.scope import CYRILLIC, Scope
from teiwright.citations.works import NAME_KINDS, Cited

ASTERISKS = re.compile(r"(?<![*\w])\*(?=[^\s*])[^*]{2,300}(?<=[^\s*])\*(?![*\w])")
"""Italics that a plain text marks in its own way."""

__all__ = ["Citations", "parse"]


def parse(article: Article, authority: Authority, spans: Mapping[str, tuple[Span, ...]] | None = None) -> Citations:
    """Take the article's notes apart.

    `spans` are the names and dates that others found in the notes, by text id; they lend their keys to senders,
    recipients and authors, and may be missing. Offsets in what is returned are characters of each note's text.
    """
    texts = {text.id: text for _, text in note_texts(article)}
    return assemble(article, _cited(article, authority), texts, spans or {})


def _cited(article: Article, authority: Authority) -> list[Cited]:
    known = Knowledge(archives(authority))
    found: list[Cited] = []
    count: dict[int, int] = {}
    for note, text in note_texts(article):
        for item in items(_scope(text), known):
            count[note.number] = count.get(note.number, 0) + 1
            before = found[-1].names(*NAME_KINDS) if found else ()
            found.append(Cited(item, text.string, text.id, note.number, count[note.number], before))
            known = _learned(known, found[-1])
    return found


def _scope(text: Text) -> Scope:
    italics = [(mark.start, mark.end) for mark in text.inlines if isinstance(mark, Emphasis) and mark.rend == "italic"]
    italics += [match.span() for match in ASTERISKS.finditer(text.string)]
    return Scope.whole(text.string, _merged(text.string, italics))


def _merged(string: str, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join italic runs that only white space parts (a title over two lines)."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(runs):
        if merged and not string[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged


def _learned(known: Knowledge, cited: Cited) -> Knowledge:
    """Remember the surnames of Russian authors: a short form may give them without initials."""
    names = [name for name in cited.words(*NAME_KINDS) if CYRILLIC.search(name)]
    surnames = {
        word.strip(".,") for name in names for word in name.split() if len(word.strip(".,")) > 2 and "." not in word
    }
    return Knowledge(known.archives, known.surnames | surnames) if surnames else known
