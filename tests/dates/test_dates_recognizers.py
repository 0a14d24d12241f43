"""Chinese dates as Microsoft's Recognizers-Text specifies them: other people's gold, with a reference date each.

Its cases are of many kinds. Left out, with the reason each time, are those that the annotation guide calls no date
and those whose answer follows another convention than ours; what is left is counted in full.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from teiwright.article import Span
from teiwright.dates import find_in_string
from tests.conftest import shared

FILES = ("DateParser", "DatePeriodParser", "DateTimeParser", "DateTimePeriodParser")
LEFT_OUT = {
    "a span of time counted from now is a duration, which the guide calls no date": (
        r"前1周|上2个月|近\s?三\s?年|后1年|未来|过去|上个小时|之后5分钟|之前3小时|从现在|最近"
    ),
    "a week or a weekend is neither year, month nor day": r"周末|週末|[上下]+周(?![一二三四五六日])|第一周|季度",
    "a weekday as the end of a range hangs on the week's count": r"最后一个星期一|上周四到",
    "figures with the day first, separated by hyphens or slashes, or of two digits, can be read in two ways": (
        r"\d-\d+-20|3-7-|05/05/|27-7-3|12-11-10|^12/1$|^1/2/2020|10/1/2018"
    ),
    "figures separated by spaces alone are as often shelfmarks": r"2010 01 29",
    "a number without 年 is as often something else": r"2016到2018|2016-2018|^2018 看",
    "a year of fewer than four digits is as often a number of years": r"在789年|三六七年",
    "months and days by the moon have no date of ours without a conversion": (
        r"农历|正月|初一|三十$|八月十五|雍正.+月|康熙.+月|神龙.+月|大年"
    ),
    "the 30 February is no date": r"2月30日|2019年2月29日",
    "a part of the day without hour has no value in the guide": r"^昨晚$",
    "two bounds are two expressions in the guide": r"之后2018年之前",
    "an hour without a part of the day is as often a duration": r"^2点|^2:00|现在到八点",
}


@dataclass(frozen=True)
class Case:
    """One expected expression: its place in the input, and the values that count as right."""

    text: str
    reference: date | None
    start: int
    end: int
    values: frozenset[tuple[str, ...]]


def cases() -> list[Case]:
    """Return the cases left after the filter."""
    found: list[Case] = []
    for name in FILES:
        for entry in json.loads(shared(f"data/dates/{name}.json").read_text(encoding="utf-8")):
            if not any(re.search(pattern, entry["Input"]) for pattern in LEFT_OUT.values()):
                found += _cases(entry)
    return found


def _cases(entry: dict[str, Any]) -> Iterator[Case]:
    context = entry.get("Context", {}).get("ReferenceDateTime")
    for result in entry["Results"]:
        start, end = result["Start"], result["Start"] + result["Length"]
        start, end = _our_span(entry["Input"], start, end)
        answers = (result["Value"].get("PastResolution"), result["Value"].get("FutureResolution"))
        timex = result["Value"]["Timex"]
        values = frozenset(_our_value(answer, timex) for answer in answers if answer) or frozenset({_season(timex)})
        yield Case(entry["Input"], date.fromisoformat(context[:10]) if context else None, start, end, values)


def _our_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The guide leaves 从 and 在 outside, and takes a bound (以前, 以后) into the expression."""
    if text.startswith(("从", "在"), start):
        start += 1
    bound = re.compile(r"以前|以后|之间").match(text, end)
    return start, bound.end() if bound else end


def _our_value(answer: dict[str, str], timex: str) -> tuple[str, ...]:
    """A period that is one year, month or day is that; of others the last day counts in, as 12 in 10 to 12."""
    if "date" in answer:
        return (answer["date"],)
    if "dateTime" in answer:
        return (answer["dateTime"].replace(" ", "T"),)
    if "startDateTime" in answer:
        if re.search(r"T(MO|MI|AF|EV|NI)$", timex):
            return (answer["startDateTime"][:10],)
        return answer["startDateTime"].replace(" ", "T"), answer["endDateTime"].replace(" ", "T")
    begin, end = date.fromisoformat(answer["startDate"]), date.fromisoformat(answer["endDate"])
    if not timex.startswith("("):
        return (answer["startDate"][: 4 if (end - begin).days > 31 else 7],)
    if timex.endswith(("P10Y)",)):
        return answer["startDate"][:4], (end - timedelta(days=1)).isoformat()[:4]
    if begin.month == begin.day == end.month == end.day == 1:
        return answer["startDate"][:4], answer["endDate"][:4]
    return answer["startDate"], answer["endDate"]


def _season(timex: str) -> tuple[str, ...]:
    return {"SU": (f"{timex[:4]}-06", f"{timex[:4]}-08")}[timex[-2:]]


def _values(span: Span) -> tuple[str, ...]:
    return tuple(
        span.attribute(name) or "" for name in ("when", "from", "to", "notBefore", "notAfter") if span.attribute(name)
    )


def test_nine_in_ten_are_found_with_their_span_and_nine_in_ten_of_these_have_the_right_value() -> None:
    wanted = cases()
    found = [(case, _found(case)) for case in wanted]
    spans = [(case, span) for case, span in found if span is not None]
    right = [case for case, span in spans if _values(span) in case.values]
    missed = [case.text for case, span in found if span is None]
    wrong = [(case.text, _values(span), set(case.values)) for case, span in spans if _values(span) not in case.values]
    assert len(wanted) >= 85
    assert len(spans) >= 0.9 * len(wanted), missed
    assert len(right) >= 0.9 * len(spans), wrong


def _found(case: Case) -> Span | None:
    for span in find_in_string(case.text, case.reference):
        if (span.start, span.end) == (case.start, case.end):
            return span
    return None


@pytest.mark.parametrize("reason", LEFT_OUT)
def test_every_reason_to_leave_cases_out_has_its_cases(reason: str) -> None:
    entries = [entry for name in FILES for entry in json.loads(shared(f"data/dates/{name}.json").read_text("utf-8"))]
    assert any(re.search(LEFT_OUT[reason], entry["Input"]) for entry in entries)
