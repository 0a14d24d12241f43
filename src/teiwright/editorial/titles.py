"""Titles of one work spelt two ways in one article."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from teiwright.editorial.cited import Cited, Query, Source, label, labels
from teiwright.editorial.spelling import HAN, are_one, bare, digits, letters, listed, slips, usual
from teiwright.xmltools import plain_text


def spelt_two_ways(source: Source) -> Iterator[Query]:
    """The title of one work in two spellings: the short form has to be the beginning of the full title.

    Spaces, punctuation and width don't count. Works that are two by their records are compared by their whole titles.
    """
    printed: dict[str, list[tuple[str, Cited]]] = defaultdict(list)
    for cited in source.citations:
        if cited.title is not None and cited.record:
            printed[cited.record].append((plain_text(cited.title), cited))
    for members in printed.values():
        yield from _variants(members)
    yield from _near_works(printed)


def _variants(members: list[tuple[str, Cited]]) -> Iterator[Query]:
    full = _full_title(members)
    wrong: dict[str, list[Cited]] = defaultdict(list)
    for title, cited in members:
        if full and _is_misspelt(title, full):
            wrong[title].append(cited)
    for title, items in wrong.items():
        right = [cited for each, cited in members if each == full or not _is_misspelt(each, full)]
        if len(items) > len(right):
            yield _misspelt(right, full, items, title)
        else:
            yield _misspelt(items, title, right, full)


def _full_title(members: list[tuple[str, Cited]]) -> str:
    return usual(Counter(title for title, cited in members if not cited.is_short) or Counter([""]))


def _misspelt(items: list[Cited], title: str, others: list[Cited], meant: str) -> Query:
    elements = tuple(cited.element for cited in items)
    other = label(others[0].element)
    against = f"{labels(elements)}: the title is printed “{title}”, in note {other} “{meant}”"
    return Query(title, elements, against, _letters(title, meant))


def _is_misspelt(title: str, full: str) -> bool:
    """A title parted from the beginning of the full one by a slip or two, or by capitals alone."""
    short, whole = bare(title), bare(full)
    if digits(title) != digits(full)[: len(digits(title))] or len(short) < 4:
        return False
    if _breaks_off(title, full):
        return True
    if whole.startswith(short) or short.startswith(whole):
        return (
            letters(title) != letters(full)[: len(letters(title))]
            and short[: len(whole)] == whole[: len(short)]
            and not _capitals_only(title, full)
        )
    allowed = max(1, len(short) // 12) if len(short) >= 8 or HAN.search(title) else 0
    beginnings = [whole[: len(short) + step] for step in range(-allowed, allowed + 1)]
    return allowed > 0 and min(slips(short, each, allowed) for each in beginnings) <= allowed


def _breaks_off(title: str, full: str) -> bool:
    """Tell whether a short title ends inside a word of the full one, without a sign that it does."""
    last, words = re.findall(r"\w+", title), re.findall(r"\w+", full)
    if (
        HAN.search(title)
        or not last
        or title.rstrip(" ”»").endswith((".", "…"))
        or last[-1].casefold() in map(str.casefold, words)
    ):
        return False
    return bare(full).startswith(bare(title)) and len(bare(title)) < len(bare(full))


def _capitals_only(title: str, full: str) -> bool:
    """All in capitals, or a first letter alone: the beginning of a sentence writes itself so."""
    differing = [one for one, other in zip(letters(title), letters(full), strict=False) if one != other]
    return title.isupper() or full.isupper() or (len(differing) == 1 and letters(title)[0] == differing[0])


def _letters(title: str, full: str) -> str:
    """Return the words that differ, as a hint; in Chinese, which has no words to tell apart, the whole title."""
    words = re.findall(r"\w+", full)
    new = [word for word in re.findall(r"\w+", title) if word not in words]
    pairs = [f"{meant} for {word}" for word in new if (meant := _nearest(word, words))]
    if pairs and not HAN.search(title):
        return f"probably {listed(pairs)}"
    return f"probably “{full[: len(title) + 1].strip()}”"


def _nearest(word: str, words: list[str]) -> str:
    ranked = sorted(words, key=lambda each: slips(word.casefold(), each.casefold(), 3))
    return ranked[0] if ranked and slips(word.casefold(), ranked[0].casefold(), 2) <= 2 else ""


def _near_works(printed: dict[str, list[tuple[str, Cited]]]) -> Iterator[Query]:
    firsts = [members[0] for members in printed.values()]
    ordered = sorted(firsts, key=lambda member: bare(member[0]))
    for (one, first), (other, second) in pairwise(ordered):
        if len(bare(one)) >= 10 and are_one(one, other) and bare(one) != bare(other):
            against = f"{labels((first.element, second.element))} cite “{one}” and “{other}”, which seem to be one work"
            yield Query(other, (second.element, first.element), against)
