"""Page and leaf numbers that run backwards, lie outside their article, or lost a figure."""

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from teiwright.editorial.cited import Cited, Query, Source, label, labels
from teiwright.editorial.shelfmarks import archive
from teiwright.editorial.spelling import is_one_slip
from teiwright.languages import either
from teiwright.xmltools import TEI, plain_text

WHOLE_ARTICLE = 8
"""So many pages and more, cited at once, are taken to be the article from its first to its last page."""
NEAR = 6
SHORT = 20
LONG = 80
ISSUE = re.compile(rf"(?:№|[Nn]o\.|第)\s*(\d+)(?!\s*(?:{either('citations', 'page', 'zh')}|[~～\-–—\d]))")


def printed_ranges(cited: Cited) -> str:
    return "、".join(plain_text(each) for each in cited.element.iter(f"{TEI}citedRange"))


def span(pair: tuple[int, int]) -> str:
    return str(pair[0]) if pair[0] == pair[1] else f"{pair[0]}–{pair[1]}"


def descending(source: Source) -> Iterator[Query]:
    """A range that ends before it begins, or groups of pages that run backwards and are not several documents'."""
    for cited in source.citations:
        turned = next((pair for pair in cited.ranges if pair[1] < pair[0]), None)
        if turned is not None:
            against = f"note {label(cited.element)} cites pages from {turned[0]} to {turned[1]}"
            yield Query(printed_ranges(cited), (cited.element,), against, _completed(turned))
        elif len(cited.documents) < 2 and any(
            other[0] < one[0] for one, other in pairwise(cited.ranges) if not _is_years(one)
        ):
            groups = ", ".join(span(pair) for pair in cited.ranges)
            against = f"note {label(cited.element)} cites pages {groups}, which do not ascend"
            yield Query(printed_ranges(cited), (cited.element,), against)


def _is_years(pair: tuple[int, int]) -> bool:
    """Years in a title (1360–64) are now and then taken for pages."""
    return all(1000 < each < 2100 for each in pair) and pair[0] != pair[1]


def _completed(turned: tuple[int, int]) -> str:
    first, last = map(str, turned)
    return (
        f"perhaps {first}–{first[: len(first) - len(last)]}{last}" if len(last) < len(first) else "perhaps interchanged"
    )


def outside_article(source: Source) -> Iterator[Query]:
    """Pages of an article or chapter outside the range that another citation gives for the whole of it."""
    by_work: dict[str, list[Cited]] = {}
    for cited in source.citations:
        if cited.type in ("article", "chapter") and cited.record and cited.ranges and not cited.documents:
            by_work.setdefault(cited.record, []).append(cited)
    for members in by_work.values():
        whole = max(members, key=lambda cited: cited.ranges[0][1] - cited.ranges[0][0])
        first, last = whole.ranges[0]
        for cited in members if last - first >= WHOLE_ARTICLE else ():
            if any(pair[0] < first or pair[1] > last for pair in cited.ranges) and not _continued(cited, whole):
                against = (
                    f"note {label(cited.element)} cites page {', '.join(map(span, cited.ranges))}, "
                    f"but note {label(whole.element)} gives the article as pages {first}–{last}"
                )
                yield Query(printed_ranges(cited), (cited.element,), against)


def _continued(cited: Cited, whole: Cited) -> bool:
    """An article that goes on in the next issue is cited with that issue's number."""
    mine, its = (set(ISSUE.findall(each.text)) for each in (cited, whole))
    return bool(mine - its)


def lost_figure(source: Source) -> Iterator[Query]:
    """A page with fewer figures than all others of the work that breaks their order, and with one figure more keeps it.

    Narratives are mostly cited in the order of their pages; asked only where the longer number comes close to the page
    that the citation before or after gives.
    """
    by_work: dict[tuple[str, str], list[Cited]] = {}
    for cited in source.citations:
        if cited.type not in ("archival", "") and cited.record and len(cited.ranges) == 1 and not cited.documents:
            by_work.setdefault((cited.record, cited.scope("volume")), []).append(cited)
    for members in by_work.values():
        for place, cited in enumerate(members):
            yield from _slipped(cited, members[:place], members[place + 1 :])
    yield from _long_telegrams(source)


def _long_telegrams(source: Source) -> Iterator[Query]:
    """A telegram or letter of eighty leaves and more that one slip in the first or last makes one of a few."""
    for cited in source.citations:
        if len(cited.documents) != 1 or cited.documents[0].type not in ("telegram", "letter") or len(cited.ranges) != 1:
            continue
        first, last = cited.ranges[0]
        meant = [
            (each, last) for each in range(max(1, last - SHORT // 2), last + 1) if is_one_slip(str(first), str(each))
        ]
        meant += [(first, each) for each in range(first, first + SHORT // 2) if is_one_slip(str(last), str(each))]
        if last - first >= LONG and meant:
            against = f"note {label(cited.element)} cites a {cited.documents[0].type} of {last - first + 1} leaves"
            hint = " or ".join(span(pair) for pair in meant[-2:])
            yield Query(printed_ranges(cited), (cited.element,), against, f"perhaps {hint}")


def _slipped(cited: Cited, before: list[Cited], after: list[Cited]) -> Iterator[Query]:
    page = _first(cited)
    others = [_first(each) for each in (*before, *after)]
    if not before or page < 10 or any(len(str(each)) <= len(str(page)) for each in others):
        return
    low = _first(before[-1])
    high = _first(after[0]) if after else low + NEAR
    last = cited.ranges[0][1]
    near = [each for each in range(low, high + 1) if min(each - low, high - each) <= NEAR]
    if len(str(last)) > len(str(page)):
        near = list(range(max(low, last - SHORT), last))
    meant = [each for each in near if len(str(each)) > len(str(page)) and is_one_slip(str(page), str(each))]
    if meant:
        against = (
            f"note {label(cited.element)} cites page {page}, note {label(before[-1].element)} cites page "
            f"{span(before[-1].ranges[0])} of the same work: a figure seems to be lost"
        )
        yield Query(printed_ranges(cited), (cited.element,), against, f"perhaps page {meant[0]}")


def _first(cited: Cited) -> int:
    return cited.ranges[0][0]


def one_document_two_places(source: Source) -> Iterator[Query]:
    """One document (same parties, same day) on different leaves of one file, or with two dates on the same leaves."""
    files: dict[tuple[str, tuple[tuple[str, str], ...]], list[Cited]] = {}
    for cited in source.citations:
        if len(cited.documents) == 1 and cited.documents[0].days and cited.ranges and cited.shelfmark:
            files.setdefault((archive(cited), tuple(sorted(cited.shelfmark))), []).append(cited)
    for members in files.values():
        for one, other in combinations(members, 2):
            yield from _compared(one, other)


def _compared(one: Cited, other: Cited) -> Iterator[Query]:
    first, second = one.documents[0], other.documents[0]
    if not any(first.parties) or first.parties != second.parties:
        return
    apart = one.ranges[-1][1] < other.ranges[0][0] or other.ranges[-1][1] < one.ranges[0][0]
    if first.days == second.days and apart:
        here, there = ("leaves " + ", ".join(map(span, each.ranges)) for each in (one, other))
        yield _two(one, other, "the same document", here, there)
    elif first.days != second.days and one.ranges == other.ranges:
        yield _two(one, other, "the same leaves", first.text, second.text)


def _two(one: Cited, other: Cited, what: str, here: str, there: str) -> Query:
    against = f"{labels((one.element, other.element))} cite {what} as {here} and as {there}"
    return Query(printed_ranges(other), (other.element, one.element), against, "two documents, or one slip")
