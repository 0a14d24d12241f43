"""Who wrote to whom: letters to oneself, parties interchanged, and descriptions worded unlike all others."""

import re
from collections.abc import Iterator
from itertools import combinations

from teiwright.editorial.cited import Cited, Document, Query, Source, label, labels
from teiwright.editorial.spelling import listed
from teiwright.languages import either, words
from teiwright.xmltools import plain_text

NAME = r"[\u3400-\u9fff·]{2,12}"
TO, USUAL_TO, MESSAGE, REPORT_TO, REPORT, GENITIVE = (
    either("citations", key, "zh")
    for key in ("message-to", "message-usual", "message", "report-to", "report", "genitive")
)
TURNED = re.compile(rf"{TO}(?P<what>{MESSAGE})(?P<whom>{NAME})(?=\s*[（(，,]|$)")
USUAL = re.compile(rf"{USUAL_TO}{NAME}{GENITIVE}?{MESSAGE}")
BARE_REPORT = re.compile(rf"{TO}(?P<whom>{NAME}?)(?P<what>{REPORT})")
FULL_REPORT = re.compile(rf"{REPORT_TO}{NAME}{GENITIVE}{REPORT}")
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
    printed = list(dict.fromkeys(match[0] for _, match in odd))
    against = f"{labels(elements)}: {listed([f'“{each}”' for each in printed])} is worded unlike the other documents"
    match = odd[0][1]
    whom, what = match["whom"], match["what"]
    to, give, genitive, telegram = (
        words("zh", "citations", key)[0] for key in ("message-to", "report-usual", "genitive", "message")
    )
    message = f"probably {to}{whom}{what}"
    hint = message if len(what) == 1 else f"{give}{whom}{genitive}{what}, or a telegram: {to}{whom}{telegram}"
    return Query(printed[0], elements, against, hint)


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
