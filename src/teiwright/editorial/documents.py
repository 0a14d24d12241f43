"""Who wrote to whom: letters to oneself, parties interchanged, and descriptions worded unlike all others."""

import re
from collections.abc import Iterator
from itertools import combinations

from teiwright.editorial.cited import Cited, Document, Query, Source, label, labels
from teiwright.editorial.spelling import listed
from teiwright.xmltools import plain_text

TURNED = re.compile(r"致(?P<what>電|电|函|信)(?P<whom>[\u3400-\u9fff·]{2,12})(?=\s*[（(，,]|$)")
USUAL = re.compile(r"[致給给与與][\u3400-\u9fff·]{2,12}的?[電电函信]")
BARE_REPORT = re.compile(r"致(?P<whom>[\u3400-\u9fff·]{2,12}?)(?P<what>[報报]告)")
FULL_REPORT = re.compile(r"[給给向致][\u3400-\u9fff·]{2,12}的[報报]告")
OFTEN = 3


def described(source: Source) -> list[tuple[Cited, Document]]:
    return [(cited, document) for cited in source.citations for document in cited.documents]


def to_oneself(source: Source) -> Iterator[Query]:
    """A letter whose sender and recipient are the same."""
    for cited, document in described(source):
        senders, recipients = document.parties
        if set(senders) & set(recipients):
            against = f"note {label(cited.element)}: “{document.text}” is sent to and by the same person"
            yield Query(document.text, (cited.element,), against, "one of the two names is wrong")


def interchanged(source: Source) -> Iterator[Query]:
    """Two letters of one day on the same leaves of one file, one from A to B, the other from B to A."""
    places: dict[tuple[str, tuple[tuple[int, int], ...]], list[tuple[Cited, Document]]] = {}
    for cited, document in described(source):
        if all(document.parties) and document.days and cited.record and cited.ranges:
            places.setdefault((cited.record, cited.ranges), []).append((cited, document))
    for members in places.values():
        for (one, first), (other, second) in combinations(members, 2):
            if first.days == second.days and first.parties == second.parties[::-1]:
                elements = (other.element, one.element)
                against = f"{labels(elements)} cite “{second.text}” and “{first.text}” from the same place"
                yield Query(second.text, elements, against, "sender and recipient are interchanged in one")


def worded_unusually(source: Source) -> Iterator[Query]:
    """致電某人 where the article otherwise has 致某人電, and 致某人報告 where it otherwise has 給某人的報告."""
    texts = [(cited, document.text) for cited, document in described(source)]
    for unusual, common in ((TURNED, USUAL), (BARE_REPORT, FULL_REPORT)):
        odd = [(cited, match) for cited, text in texts if (match := unusual.search(text))]
        many = sum(bool(common.search(text)) for _, text in texts)
        if odd and many >= max(OFTEN, 2 * len(odd)):
            yield _odd(odd)


def _odd(odd: list[tuple[Cited, re.Match[str]]]) -> Query:
    elements = tuple(cited.element for cited, _ in odd)
    words = list(dict.fromkeys(match[0] for _, match in odd))
    against = f"{labels(elements)}: {listed([f'“{each}”' for each in words])} is worded unlike the other documents"
    match = odd[0][1]
    whom, what = match["whom"], match["what"]
    hint = f"probably 致{whom}{what}" if len(what) == 1 else f"給{whom}的{what}, or a telegram: 致{whom}電"
    return Query(words[0], elements, against, hint)


def authors_turned(source: Source) -> Iterator[Query]:
    """Russian authors with their initials before the surname where most have them after it (GOST R 7.0.5-2008)."""
    before, after = [], []
    for cited in source.citations:
        for name in cited.parts("author"):
            words = plain_text(name)
            if re.match(r"(?:[А-ЯЁ]\.\s?){1,2}[А-ЯЁ][а-яё]+", words):
                before.append((words, cited))
            elif re.match(r"[А-ЯЁ][а-яё]+,?\s+[А-ЯЁ]\.", words):
                after.append((words, cited))
    if before and len(after) > len(before):
        elements = tuple(cited.element for _, cited in before)
        usual = f"the other Russian authors ({after[0][0]}) have them last"
        against = f"{labels(elements)}: “{before[0][0]}” has the initials first, {usual}"
        yield Query(before[0][0], elements, against, "surname first")
