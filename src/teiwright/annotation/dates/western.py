"""What the grammars of English and Russian share: days listed before or after a month, and joined neighbours."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from teiwright.annotation.dates.mention import Mention, Shift, Term
from teiwright.annotation.dates.values import Phase, Point

DASH = r"[–—‒−\-~～]"
YEAR = r"[12][0-9]{3}"

_DAY = re.compile(r"[0-9]{1,2}")


def days(match: re.Match[str], whole: Point, printed: str) -> Iterator[Mention]:
    """Yield the mentions of a match whose group `printed` lists days (5, 7–9 and 11) of the month in `whole`.

    The first mention begins, the last one ends with the match; those between cover their own number.
    """
    offset, text = match.start(printed), match[printed]
    groups = list(_groups(text))
    for at, group in enumerate(groups):
        start = match.start() if at == 0 else offset + group[0].start()
        end = match.end() if at == len(groups) - 1 else offset + group[-1].end()
        hour = (whole.hour, whole.minute) if at == len(groups) - 1 else (None, None)
        points = [replace(whole, day=int(number.group()), hour=hour[0], minute=hour[1]) for number in group]
        last = Term(points[-1]) if len(points) > 1 else None
        yield Mention(start, end, Term(points[0]), last, "range" if last else "point")


def _groups(text: str) -> Iterator[list[re.Match[str]]]:
    group: list[re.Match[str]] = []
    for number in _DAY.finditer(text):
        if group and not re.search(DASH, text[group[-1].end() : number.start()]):
            yield group
            group = []
        group.append(number)
    yield group


def point(match: re.Match[str], months: dict[str, int], phases: dict[str, Phase]) -> Point:
    """Return the year, month and phase of a match with groups of these names."""
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else None
    name = (groups.get("month") or "").lower().rstrip(".")
    month = next((value for stem, value in months.items() if name.startswith(stem)), None) if name else None
    return Point(year, month, phase=phases.get((groups.get("phase") or "").lower().strip("- "), ""))


def joined(text: str, mentions: Sequence[Mention], to: re.Pattern[str]) -> Iterator[Mention]:
    """Join two neighbours with `to` between them into a range; a year printed once, at its end, counts for both."""
    at = 0
    while at < len(mentions):
        mention, at = mentions[at], at + 1
        if (
            at < len(mentions)
            and _is_pair(mention, mentions[at])
            and to.fullmatch(text, mention.end, mentions[at].start)
        ):
            mention, at = _range(mention, mentions[at]), at + 1
        yield mention


def _is_pair(one: Mention, other: Mention) -> bool:
    return one.relation == other.relation == "point" and not one.bound and one.first.shift is other.first.shift is None


def _range(one: Mention, other: Mention) -> Mention:
    begin, end = one.first.point, other.first.point
    if begin.year is None and begin.month and end.month and end.year:
        begin = replace(begin, year=end.year - (begin.month > end.month))
    return replace(one, first=Term(begin)).joined(other, "range", other.end)


def bounded(text: str, mention: Mention, before: re.Pattern[str], after: re.Pattern[str]) -> Mention:
    """Take the preposition that bounds a date into the expression (before July 5, после 5 июля)."""
    if mention.relation != "point" or mention.first.shift:
        return mention
    lead = text[max(0, mention.start - 16) : mention.start]
    if match := before.search(lead):
        return replace(mention, start=mention.start - len(lead) + match.start(), bound="before")
    if match := after.search(lead):
        return replace(mention, start=mention.start - len(lead) + match.start(), bound="after")
    return mention


def relative(match: re.Match[str], base: str, step: int) -> Mention:
    """Return a mention that steps whole days from the narrative or, needing a quotation, from what is said."""
    shift = Shift("speech" if base == "speech" else "narrative", days=step)
    return Mention(match.start(), match.end(), Term(Point(), shift), needs_speech=base == "speech")
