"""Decades and centuries, the beginnings and ends of years and months, and steps of whole days."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from teiwright.dates.chinese import patterns
from teiwright.dates.chinese import vocabulary as v
from teiwright.dates.chinese.points import single, stands_free
from teiwright.dates.mention import EventName, Mention, Shift, Term
from teiwright.dates.numerals import number
from teiwright.dates.values import Phase, Point
from teiwright.languages.folding import fold_characters


def periods(text: str) -> Iterator[Mention]:
    """Yield decades and centuries (20世紀50年代初, 19世紀末); a bare decade's century comes from the context."""
    for match in patterns.PERIOD.finditer(text):
        if (match["century"] or match["nearcentury"] or match["decade"]) and stands_free(text, match.start()):
            if match["pair"]:
                first, last = (_in_century(match, (single(ten) or 0) * 10, "decade", "") for ten in match["pair"][:2])
                yield Mention(match.start(), match.end(), first, last, "range")
                continue
            last = _period(match, "decade", v.PERIOD_PHASES.get(match["phase"] or "", ""))
            if match["since"]:
                yield Mention(match.start(), match.end(), _period(match, "since", ""), last, "range")
            else:
                yield Mention(match.start(), match.end(), last)


def _period(match: re.Match[str], group: str, phase: Phase) -> Term:
    decade = single(match[group])
    return _in_century(match, decade or 0, "century" if decade is None else "decade", phase)


def _in_century(match: re.Match[str], year: int, period: Literal["decade", "century"], phase: Phase) -> Term:
    steps = {"上": -100, "本": 0}
    if match["nearcentury"]:
        return Term(Point(year, phase=phase, period=period), Shift("speech", years=steps[match["nearcentury"]]))
    counted = single(match["century"])
    return Term(Point((counted - 1) * 100 + year if counted else year, phase=phase, period=period))


def bare_phases(text: str) -> Iterator[Mention]:
    """Yield 年底, 月初 and their like, of the year or month at which the narrative stands."""
    for match in patterns.BARE_PHASE.finditer(text):
        is_year = match["phase"].startswith("年")
        shift = Shift("narrative", years=0) if is_year else Shift("narrative", months=0)
        yield Mention(
            match.start(), match.end(), Term(Point(phase=v.BARE_PHASES[match["phase"]]), shift), is_vague=True
        )


def offsets(text: str) -> Iterator[Mention]:
    """Yield 四天以後, 兩天前: steps of whole days from where the narrative stands."""
    for match in patterns.OFFSET.finditer(text):
        days = number(match["n"])
        if days and not text.endswith(v.NOT_SO_MANY, 0, match.start()):
            shift = Shift("narrative", days=days if match["after"] else -days)
            yield Mention(match.start(), match.end(), Term(Point(), shift))


def event_steps(text: str, events: Sequence[EventName]) -> Iterator[Mention]:
    """Yield 戰爭爆發前五天, 會議結束三天後, 戰爭爆發的第二天: steps of days from an event that is known."""
    by_name = {fold_characters(event.text): event for event in events}
    if not by_name:
        return
    for match in patterns.event_steps(tuple(by_name)).finditer(text):
        event = by_name[match["name"]]
        if not event.is_bare or patterns.BARE_AFTER.search(text, max(0, match.start() - 1), match.start()):
            shift = Shift("event", days=_step(match), event=event.end if match["ending"] else event.begin)
            yield Mention(match.start(), match.end(), Term(Point(), shift))


def _step(match: re.Match[str]) -> int:
    """The second day is one day on; five days before are five back."""
    count = single(match["n"] or match["n2"] or match["n3"]) or 1
    if match["n3"]:
        return count - 1
    return count if (match["side"] or match["side2"]) == "后" else -count
