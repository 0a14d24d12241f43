"""What the grammars of European languages share: lists of days, neighbours that belong together, parts of the day."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import get_args

from teiwright import languages
from teiwright.dates.mention import Mention, Shift, Term, without_overlaps
from teiwright.dates.values import SEASONS, Phase, Point, Relation

DASH = r"(?:--?|[–—‒−~～])"
YEAR = r"[12][0-9]{3}"

NEVER = re.compile(r"(?!)")
"""What nothing matches, for a language that has no such rule."""

_DAY = re.compile(r"([0-9]{1,2})(?:\.|-(?:го|е|му|м)\b|(?:st|nd|rd|th|er)\b)?")
_PAIR = re.compile(
    r"(?P<one>[0-9]{1,2})[^0-9()/]{0,3}"
    r"(?:/\s?(?P<other>[0-9]{1,2})[^0-9()/]{0,3}|\((?P<bracketed>[0-9]{1,2})[^0-9()/]{0,3}\))"
)
STYLES = range(10, 14)
"""By how many days the Gregorian calendar is ahead of the Julian one."""
_ACROSS = range(15, 22)
"""By how many the number of the Julian day is ahead where the Gregorian one lies in the next month."""
_THE, _ATTRIBUTE = re.compile(r"\bthe $"), re.compile(r" [a-z]")
_LEAD = 80
"""So many characters before a date are looked at for what belongs to it."""


@dataclass(frozen=True, slots=True)
class Joints:
    """How a language joins, bounds and widens its date expressions.

    `to`, `both` and `either` match what stands between two neighbours; `between`, `before`, `after`, `about` (circa)
    and `ahead` end where an expression begins; `behind`, `old_style` and `of_year` (of the same year, with groups
    `next` and `previous`) begin where it ends. Groups of `ahead` that belong to the expression are `clock`, `part`
    (with `night` in it), `weekday` and, if the language has it, `eve` (the night that ends with the day); `clock`
    reads hour and minute from a match.
    """

    to: re.Pattern[str]
    both: re.Pattern[str]
    either: re.Pattern[str]
    between: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    of_year: re.Pattern[str]
    ahead: re.Pattern[str]
    behind: re.Pattern[str]
    clock: Callable[[re.Match[str]], tuple[int, int] | None]
    about: re.Pattern[str] = NEVER
    old_style: re.Pattern[str] = NEVER


def assembled(text: str, mentions: Iterable[Mention], joints: Joints) -> list[Mention]:
    """Join what belongs together, take in parts of the day and bounds, and leave out what no calendar has."""
    apart = _with_shared_years(text, list(without_overlaps(mentions)), joints)
    stepped = (_of_year(text, mention, joints) for mention in _joined(text, apart, joints))
    widened = (_widened(text, mention, joints) for mention in stepped)
    styled = (_in_old_style(text, mention, joints) for mention in widened)
    whole = (_bounded(text, mention, joints) for mention in styled if mention.is_valid)
    return list(without_overlaps(whole))


def days(match: re.Match[str], whole: Point, printed: str) -> Iterator[Mention]:
    """Yield the mentions of a match whose group `printed` lists days (5, 7–9 and 11) of the month in `whole`.

    The first mention begins, the last one ends with the match; those between cover their own number.
    """
    offset, text = match.start(printed), match[printed]
    if pair := _PAIR.fullmatch(text):
        yield _pair(match, whole, int(pair["one"]), int(pair["other"] or pair["bracketed"]))
        return
    groups = list(_groups(text))
    for at, group in enumerate(groups):
        start = match.start() if at == 0 else offset + group[0].start()
        end = match.end() if at == len(groups) - 1 else offset + group[-1].end()
        points = [replace(whole, day=int(number[1])) for number in group]
        last = Term(points[-1]) if len(points) > 1 else None
        yield Mention(start, end, Term(points[0]), last, "range" if last else "point")


def _pair(match: re.Match[str], whole: Point, one: int, other: int) -> Mention:
    """5/18 March is one day in the Julian and the Gregorian calendar, 5/6 March one of two days."""
    if other - one in STYLES or one - other in _ACROSS:
        return Mention(match.start(), match.end(), Term(replace(whole, day=other)), calendar="both")
    first, last = Term(replace(whole, day=one)), Term(replace(whole, day=other))
    return Mention(match.start(), match.end(), first, last, "choice")


def _groups(text: str) -> Iterator[list[re.Match[str]]]:
    group: list[re.Match[str]] = []
    for number in _DAY.finditer(text):
        if group and not re.search(DASH, text[group[-1].end() : number.start()]):
            yield group
            group = []
        group.append(number)
    yield group


def point(match: re.Match[str], months: Mapping[str, int], phases: Mapping[str, Phase]) -> Point:
    """Return the year, month and phase of a match with groups of these names.

    Months are given by the beginnings of their names, phases by regular expressions for their words.
    """
    groups = match.groupdict()
    year = int(groups["year"]) if groups.get("year") else None
    name = (groups.get("month") or "").lower().rstrip(".")
    month = next((value for stem, value in months.items() if name.startswith(stem)), None) if name else None
    return Point(year, month, phase=phase(groups.get("phase") or "", phases))


def start(match: re.Match[str], *names: str) -> int:
    """Return where the first of these groups begins that the match has."""
    groups = match.groupdict()
    return match.start(next(name for name in names if groups.get(name)))


def phases(code: str, *tables: str) -> dict[str, Phase]:
    """Return the parts of a year or month by the expressions for their words, from tables of a language's calendar.

    Raises ValueError for a part that there is not.
    """
    known: tuple[Phase, ...] = get_args(Phase)
    found = {
        expression: name
        for table in tables
        for name, listed in languages.lists(code, "calendar", table).items()
        for expression in listed
    }
    if unknown := set(found.values()) - set(known):
        raise ValueError(f"{min(unknown)} in {code}/calendar.toml is no part of a month or year")
    return {expression: known[known.index(name)] for expression, name in found.items()}


def one_of(phases: Mapping[str, Phase], *, seasons: bool) -> str:
    """Return the alternatives for the seasons, or for the other parts of a year or month."""
    return "|".join(words for words, phase in phases.items() if (phase in SEASONS) is seasons).replace(" ", r"\s")


def phase(words: str, phases: Mapping[str, Phase]) -> Phase:
    """Return the phase that these words name, or none."""
    words = " ".join(words.split())
    found = (value for pattern, value in phases.items() if words and re.fullmatch(pattern, words, re.IGNORECASE))
    return next(found, "")


def year_range(match: re.Match[str], first: Point) -> Mention:
    """Return the range from `first` to the year in the group `to`, which may be two figures; it begins as `phase`."""
    year, end = first.year or 0, int(match["to"])
    last = Term(Point(end + (year // 100 * 100 if end < 100 else 0)))
    return Mention(match.start(), match.end(), Term(first), last, "range")


def centuries(match: re.Match[str], whole: Point, number: Callable[[str], int | None]) -> Iterator[Mention]:
    """Yield the century in the group `century`, from the one in `since` where it has that; `number` reads either."""
    counted = [number(text) for text in (match["since"], match["century"]) if text]
    points = [replace(whole, year=100 * (count - 1), period="century") for count in counted if count]
    if len(points) == len(counted):
        last = Term(points[-1]) if points[1:] else None
        yield Mention(match.start(), match.end(), Term(points[0]), last, "range" if last else "point")


def seasons(match: re.Match[str], last: Point, phases: Mapping[str, Phase]) -> Mention:
    """Return the season of a match, or where its group `since` names another one the range that begins with that."""
    if not match["since"]:
        return Mention(match.start(), match.end(), Term(last))
    begins, year = phase(match["since"], phases), last.year or 0
    first = Point(year - (begins == "winter" and last.phase != "winter"), phase=begins)
    return Mention(match.start(), match.end(), Term(first), Term(last), "range")


def steps(text: str, table: Iterable[tuple[re.Pattern[str], Shift]]) -> Iterator[Mention]:
    """Yield what names a step from the context; a step from the day of speech counts only where speech is quoted."""
    for pattern, shift in table:
        for match in pattern.finditer(text):
            yield Mention(match.start(), match.end(), Term(Point(), shift), needs_speech=shift.base == "speech")


def _with_shared_years(text: str, mentions: Sequence[Mention], joints: Joints) -> list[Mention]:
    """A year printed once, after the last of several dates (January and June 1950), counts for all of them."""
    shared: list[Mention] = []
    for mention in reversed(mentions):
        if shared and any(gap.fullmatch(text, mention.end, shared[-1].start) for gap in _gaps(joints)):
            mention = _with_year_of(mention, shared[-1].first.point)
        shared.append(mention)
    return shared[::-1]


def _gaps(joints: Joints) -> tuple[re.Pattern[str], ...]:
    return joints.to, joints.both, joints.either


def _with_year_of(mention: Mention, following: Point) -> Mention:
    point = mention.first.point
    if point.year or not point.month or not following.year or not following.month:
        return mention
    year = following.year - (point.month > following.month)
    last = Term(replace(mention.last.point, year=year)) if mention.last else None
    return replace(mention, first=Term(replace(point, year=year)), last=last)


def _joined(text: str, mentions: Sequence[Mention], joints: Joints) -> Iterator[Mention]:
    """Join two neighbours that are the ends of a range or two alternatives."""
    at = 0
    while at < len(mentions):
        mention, at = mentions[at], at + 1
        relation = _relation(text, mention, mentions[at], joints) if at < len(mentions) else None
        if relation:
            mention, at = mention.joined(mentions[at], relation, mentions[at].end), at + 1
        yield mention


def _relation(text: str, one: Mention, other: Mention, joints: Joints) -> Relation | None:
    if one.relation != "point" or other.relation != "point" or one.first.shift or other.first.shift:
        return None
    if joints.to.fullmatch(text, one.end, other.start):
        return None if _is_backwards(one.first.point, other.first.point) else "range"
    if joints.either.fullmatch(text, one.end, other.start):
        return "choice"
    is_between = joints.both.fullmatch(text, one.end, other.start) and _before(text, one.start, joints.between)
    return "range" if is_between else None


def _is_backwards(one: Point, other: Point) -> bool:
    return one.year is not None and other.year is not None and one.year > other.year


def _before(text: str, start: int, pattern: re.Pattern[str]) -> re.Match[str] | None:
    return pattern.search(text[max(0, start - _LEAD) : start])


def _of_year(text: str, mention: Mention, joints: Joints) -> Mention:
    """July 5 of the following year: the year is a step from where the narrative stands."""
    first = mention.first
    match = joints.of_year.match(text, mention.end)
    if match is None or first.shift or first.point.year or not first.point.month:
        return mention
    shift = Shift("narrative", years=bool(match["next"]) - bool(match["previous"]))
    return replace(mention, end=match.end(), first=replace(first, shift=shift))


def _widened(text: str, mention: Mention, joints: Joints) -> Mention:
    """Take weekday, part of the day and hour beside a day into the expression."""
    shift = mention.first.shift
    if mention.first.point.day is None and (shift is None or shift.days is None):
        return mention
    ahead = _before(text, mention.start, joints.ahead)
    if ahead:
        mention = _with_ahead(mention, ahead, joints)
    behind = joints.behind.match(text, mention.end)
    return replace(_at_hour(mention, joints.clock(behind)), end=behind.end()) if behind else mention


def _with_ahead(mention: Mention, ahead: re.Match[str], joints: Joints) -> Mention:
    groups = ahead.groupdict()
    belonging = [ahead.start(name) for name in ("clock", "part", "eve", "weekday") if groups.get(name)]
    if not belonging:
        return mention
    mention = replace(_at_hour(mention, joints.clock(ahead)), start=mention.start - len(ahead.string) + min(belonging))
    if groups["night"] and _is_one_night(mention):
        return replace(mention, relation="choice")
    return replace(mention, relation="eve") if groups.get("eve") and not mention.last else mention


def _is_one_night(mention: Mention) -> bool:
    """The night of June 27–28 is one night, not a range of two days."""
    first, last = mention.first.point, mention.last.point if mention.last else None
    if not last or not first.month or not first.day:
        return False
    begin = replace(first, year=first.year or last.year or 2000).as_date
    return begin is not None and (begin + timedelta(days=1)).day == last.day


def _at_hour(mention: Mention, clock: tuple[int, int] | None) -> Mention:
    if clock is None or mention.last:
        return mention
    return replace(
        mention, first=replace(mention.first, point=replace(mention.first.point, hour=clock[0], minute=clock[1]))
    )


def _in_old_style(text: str, mention: Mention, joints: Joints) -> Mention:
    """25 October (O.S.), 25 октября по старому стилю."""
    match = joints.old_style.match(text, mention.end)
    is_day = mention.first.point.day is not None and mention.relation == "point" and not mention.calendar
    return replace(mention, end=match.end(), calendar="old") if match and is_day else mention


def _is_attribute(text: str, mention: Mention) -> bool:
    """Before the 1954 elections: what is bounded are the elections, not the year."""
    point = mention.first.point
    is_year = point == Point(point.year) and mention.first.shift is None
    lead = text[max(0, mention.start - 4) : mention.start]
    return is_year and bool(_ATTRIBUTE.match(text, mention.end) and _THE.search(lead))


def _bounded(text: str, mention: Mention, joints: Joints) -> Mention:
    """Take the preposition that bounds a date into the expression (before July 5, после 5 июля)."""
    shift = mention.first.shift
    if mention.relation != "point" or (shift and shift.days is not None):
        return mention
    if _is_attribute(text, mention):
        return mention
    if match := _before(text, mention.start, joints.before):
        return replace(mention, start=mention.start - len(match.string) + match.start(), bound="before")
    if match := _before(text, mention.start, joints.after):
        return replace(mention, start=mention.start - len(match.string) + match.start(), bound="after")
    if mention.first.point.hour is None and not mention.bound and _before(text, mention.start, joints.about):
        return replace(mention, bound="about")
    return mention
