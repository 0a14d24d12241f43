"""Capitals that stand for their government (華沙答復), told from the city by what stands beside them."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from teiwright.annotation.names.vocabulary import all_compiled, vocabulary
from teiwright.article import Span

_EXPRESSIONS = (
    "(?:{city-before}|(?<![得收接看聽受感直提想等])到|第一次|由[^，。]{0,6}飛往)$",
    "{city-after}",
    "{power-after}",
    "{power-before}$",
    r"(?:\b(?:in|to|from|at|near|via|left|reached|visited|of|,)|(?<!\w)(?:в|из|под|через|до|около|с|г\.|во)) $",
    r" (?:(?:had |has |also |did not |would |was )?{decided}|{decided-ru}\w*)(?!\w)",
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
    place_before, place_after, power_after, power_before, letters_before, letters_after = all_compiled(_EXPRESSIONS)
    before, after = string[max(0, span.start - 8) : span.start], string[span.end : span.end + 24]
    if string[span.start : span.end].isascii() or "а" <= string[span.end - 1] <= "я":
        return bool(letters_after.match(after)) and not letters_before.search(before)
    if power_before.search(before):
        return not place_after.match(after) and not place_before.search(before)
    return bool(power_after.match(after)) and not place_before.search(before) and not place_after.match(after)
