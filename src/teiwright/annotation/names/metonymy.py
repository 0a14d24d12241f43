"""Capitals that stand for their government (華沙答復), told from the city by what stands beside them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from teiwright import languages
from teiwright.annotation.names.masking import read
from teiwright.annotation.names.vocabulary import compiled, vocabulary
from teiwright.article import Span
from teiwright.languages.folding import alternatives


@cache
def _in_letters() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a capital that is the city, and after one that stands for its government."""
    before = alternatives(languages.every("contexts", "capital-before"))
    return re.compile(rf"(?:(?<!\w){before}) $"), compiled(
        r" (?:(?:had |has |also |did not |would |was )?{decided}|{decided-ru}\w*)(?!\w)"
    )


def marked(spans: Iterable[Span], string: str, names: dict[int, str]) -> Iterator[Span]:
    """Yield the spans, capitals that stand for a government with @ana; `names` are the entries' own names by start."""
    for span in spans:
        if span.kind == "place" and names.get(span.start) in vocabulary().capitals and _stands_for_power(span, string):
            yield replace(
                span,
                attributes=(*span.attributes, ("ana", "#metonymy")),
                why=f"{span.why}; the capital stands for its government",
            )
        else:
            yield span


def _stands_for_power(span: Span, string: str) -> bool:
    before, after = string[max(0, span.start - 8) : span.start], string[span.end : span.end + 24]
    if string[span.start : span.end].isascii() or "а" <= string[span.end - 1] <= "я":
        letters_before, letters_after = _in_letters()
        return bool(letters_after.match(after)) and not letters_before.search(before)
    place_before, place_after = read("capital-is-city-before"), read("capital-is-city-after")
    if read("capital-is-power-before").search(before):
        return not place_after.match(after) and not place_before.search(before)
    return (
        bool(read("capital-is-power-after").match(after))
        and not place_before.search(before)
        and not place_after.match(after)
    )
