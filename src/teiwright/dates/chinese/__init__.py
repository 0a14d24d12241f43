"""The grammar of date expressions in Chinese, in either script.

A regular expression reads one point of time with whatever parts are printed; points that a connecting word joins
become ranges or alternatives, and a word after them (前, 以後) a bound. The parts left out are for the context.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from teiwright.dates.chinese import patterns
from teiwright.dates.chinese import vocabulary as v
from teiwright.dates.chinese.moon import moons
from teiwright.dates.chinese.points import points, single
from teiwright.dates.chinese.steps import bare_phases, event_steps, offsets, periods
from teiwright.dates.mention import EventName, Mention, without_overlaps
from teiwright.languages.folding import fold_characters

__all__ = ["find"]


def find(text: str, events: Sequence[EventName] = ()) -> list[Mention]:
    """Return the date expressions of a Chinese text in order; `events` may be named in relative ones."""
    folded = fold_characters(text)
    found = (
        *moons(folded), *event_steps(folded, events), *periods(folded), *offsets(folded), *points(folded, text),
        *bare_phases(folded),
    )  # fmt: skip
    return list(_joined(folded, list(without_overlaps(found))))


def _joined(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    """Join neighbours that a word makes one range or one pair of alternatives, then add bounds."""
    at = 0
    while at < len(mentions):
        mention, at = mentions[at], at + 1
        while at < len(mentions) and (joined := _pair(text, mention, mentions[at])):
            mention, at = joined, at + 1
        yield _in_old_style(text, _bounded(text, _to_hour(text, mention)))


def _pair(text: str, one: Mention, other: Mention) -> Mention | None:
    if one.relation != "point" or other.relation != "point":
        return None
    if patterns.GAP_RANGE.fullmatch(text, one.end, other.start):
        return one.joined(other, "range", other.end)
    if patterns.GAP_CHOICE.fullmatch(text, one.end, other.start):
        return one.joined(other, "choice", other.end + text.startswith(")", other.end))
    if patterns.GAP_AND.fullmatch(text, one.end, other.start):
        between = patterns.BETWEEN.match(text, other.end)
        if between or text.endswith("间", other.start, other.end):
            return one.joined(other, "range", between.end() if between else other.end)
    return None


def _to_hour(text: str, mention: Mention) -> Mention:
    """下午3時到5時: the second hour has the first one's day, and its half of the day where it would lie before it."""
    begin = mention.first.point
    if begin.hour is None or mention.last or not (match := patterns.HOUR_END.match(text, mention.end)):
        return mention
    hour = single(match["hour"] or match["clock"]) or 0
    minute = 30 if match["half"] else single(match["minute"] or match["clockminute"]) or 0
    hour += 12 if hour < begin.hour and hour <= 12 else 0
    last = replace(mention.first, point=replace(begin, hour=hour, minute=minute))
    return replace(mention, end=match.end(), last=last, relation="range")


def _bounded(text: str, mention: Mention) -> Mention:
    """Take the word after it into the expression: 前 and 以後 bound it, 左右 loosens it, 間 closes a range."""
    if mention.first.shift and not mention.has_numbers:
        return mention
    if mention.relation == "range":
        between = patterns.BETWEEN.match(text, mention.end)
        return replace(mention, end=between.end()) if between else mention
    if match := patterns.BOUND.match(text, mention.end):
        return replace(mention, end=match.end(), bound=v.BOUNDS[match["bound"] or match["short"]])
    is_about = patterns.ABOUT.search(text, max(0, mention.start - 6), mention.start)
    return replace(mention, bound="about") if is_about and mention.first.point.hour is None else mention


def _in_old_style(text: str, mention: Mention) -> Mention:
    """俄曆10月25日 is a day of the Julian calendar."""
    match = patterns.OLD_STYLE.search(text, max(0, mention.start - 5), mention.start)
    is_day = mention.first.point.day is not None and mention.relation == "point"
    return replace(mention, start=match.start(), calendar="old") if match and is_day else mention
