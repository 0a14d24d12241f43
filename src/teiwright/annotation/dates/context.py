"""The one place where date expressions get what they leave out: year, month and day from their context.

The narrative stands at some day; each dated sentence moves it. A month without year takes the year that fits best:
near to where the narrative stands, rather later than earlier, and in a year that the article dates in full, most of
all in the notes of the same paragraph. A day without month takes the month of its sentence, else the narrative's.
In a quotation, today is the day of the document quoted: as its sentence gives it, else as its note does.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from teiwright.annotation.dates.discourse import Discourse
from teiwright.annotation.dates.mention import Mention, Shift, Term
from teiwright.annotation.dates.values import SEASONS, Point
from teiwright.article import Certainty

LATER, EARLIER = 0.08, 0.2
"""What a month's distance costs a year, ahead of the narrative and back: history is told forwards."""
EVIDENCE = 0.6
"""How much the article's own full dates weigh against nearness, as a factor of their logarithm."""
SAME_SENTENCE = 1.0
"""What it adds to a year that its sentence has printed before."""
LOCAL = 4
"""How many times a full date in the paragraph's own notes counts."""
_LEADING = 6
_PLANNED = re.compile(r"(?:計劃|计划|預計|预计|預定|预定|準備|准备|打算|擬|拟|將|将|限令|推遲|推迟)[^，。；：]{0,6}$")
_OPENS_CLAUSE = re.compile(r"[，。；：]\s?[在於于自從从]?$")
_NAMELY = re.compile(r"\s*[，,（(]?\s*(?:也就是|亦即|就是|即|that is,?|то есть)\s*")
_NAMELY_OF = re.compile(r"\s*[，,（(]?\s*(?:也就是|亦即|即)[^，。；]{0,40}的")


@dataclass(frozen=True, slots=True)
class Evidence:
    """How often the article dates something in full, by month counted from year 0, with its neighbours' halves."""

    months: Mapping[int, float]

    def weight(self, year: int, month: int | None) -> float:
        """Return the weight of a month, or of a whole year."""
        if month is None:
            return sum(self.months.get(year * 12 + at, 0.0) for at in range(1, 13))
        return self.months.get(year * 12 + month, 0.0)

    @property
    def likeliest_year(self) -> int | None:
        """The year with the greatest weight, the earlier of two; None where nothing is dated in full."""
        years: Counter[int] = Counter()
        for month, weight in self.months.items():
            years[(month - 1) // 12] += weight  # type: ignore[assignment]
        return min(years, key=lambda year: (-years[year], year)) if years else None


def evidence(everywhere: Iterable[Point], nearby: Iterable[Point] = ()) -> Evidence:
    """Weigh the full dates of an article, those near by many times."""
    months: dict[int, float] = {}
    for points, weight in ((everywhere, 1.0), (nearby, float(LOCAL))):
        for point in points:
            if point.year is not None and point.month is not None:
                at = point.year * 12 + point.month
                for month, part in ((at - 1, 0.5), (at, 1.0), (at + 1, 0.5)):
                    months[month] = months.get(month, 0.0) + weight * part
    return Evidence(months)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A mention with its points completed."""

    mention: Mention
    first: Point
    last: Point | None
    certainty: Certainty
    why: str


@dataclass(frozen=True, slots=True)
class Context:
    """Where the narrative stands. `last` is the mention before in the same sentence and quotation, if any.

    `speech` is the day of what is quoted, `written` the year of the article itself.
    """

    narrative: Point | None = None
    last: Point | None = None
    speech: date | None = None
    evidence: Evidence = field(default_factory=lambda: Evidence({}))
    printed_year: int | None = None
    written: int = 2000


SpeechDate = Callable[[int], date | None]


def resolve(
    text: str, mentions: Sequence[Mention], structure: Discourse, start: Context, speech_of_note: SpeechDate
) -> tuple[list[Resolved], list[tuple[int, Point | None]]]:
    """Complete the mentions of one text in order; those that the context cannot fix are left out.

    `speech_of_note` gives the day of the document that the note at the end of a quotation cites, from the offset of
    that end. Returns the completed mentions, and where the narrative stood from which offset on.
    """
    resolved: list[Resolved] = []
    track: list[tuple[int, Point | None]] = [(0, start.narrative)]
    context, scope = start, (-1, (-1, -1))
    for at, mention in enumerate(mentions):
        quotation = structure.quotation(mention.start)
        here = (structure.sentence(mention.start), quotation or (-1, -1))
        if here != scope:
            same = here[0] == scope[0] and context.last is not None and scope[1] == (-1, -1)
            said = context.last.as_date if same and context.last else None
            speech = (said or speech_of_note(quotation[1]) or _day(context.narrative)) if quotation else start.speech
            context = replace(context, last=None, printed_year=None, speech=speech)
            scope = here
        found = _apposition(text, mentions, at, resolved, context) or _complete(mention, context)
        if found is None:
            continue
        resolved.append(found)
        is_first = len(resolved) == 1
        context = _moved(text, found, context, here[0], is_quoted=quotation is not None, is_first=is_first)
        track.append((mention.end, context.narrative))
    return resolved, track


def _day(point: Point | None) -> date | None:
    return point.as_date if point else None


def _apposition(
    text: str, mentions: Sequence[Mention], at: int, resolved: Sequence[Resolved], context: Context
) -> Resolved | None:
    """此前一天，即7月21日 and 10月24日，即戰役打響的前一天: the relative expression has the other one's value."""
    mention = mentions[at]
    if not mention.is_relative or mention.first.shift is None or mention.first.shift.base != "narrative":
        return None
    following = mentions[at + 1] if at + 1 < len(mentions) else None
    if following and not following.is_relative and _NAMELY.fullmatch(text, mention.end, following.start):
        other = _complete(following, context)
    else:
        previous = resolved[-1] if resolved else None
        other = previous if previous and _NAMELY_OF.fullmatch(text, previous.mention.end, mention.start) else None
    if other is None or other.first.as_date is None:
        return None
    return Resolved(
        mention, replace(other.first, hour=None, minute=None), None, "high", "the date beside it says the same"
    )


def _complete(mention: Mention, context: Context) -> Resolved | None:
    if mention.needs_speech and context.speech is None:
        return None
    first = _term(mention.first, context)
    if first is None:
        return None
    point, certainty, why = first
    if mention.last is None:
        return Resolved(mention, point, None, "medium" if mention.is_vague else certainty, why)
    after = replace(context, narrative=point, last=point, printed_year=None, evidence=Evidence({}))
    last = _term(mention.last, after)
    if last is None or not last[0].is_valid:
        return None
    end = _not_before(last[0], point, mention.last)
    return Resolved(mention, point, end, certainty, why) if end else None


def _not_before(end: Point, begin: Point, printed: Term) -> Point | None:
    """The end of a range lies after its beginning: 11月到2月 runs into the next year; a range backwards is none."""
    if end.latest() >= begin.earliest()[: len(end.latest())]:
        return end
    if printed.point.year is None and printed.shift is None and printed.point.month is not None and end.year:
        return replace(end, year=end.year + 1)
    return None


_Term = tuple[Point, Certainty, str]


def _term(term: Term, context: Context) -> _Term | None:
    """Complete one point, with how sure that is and why."""
    found = _stepped(term.point, term.shift, context) if term.shift else _filled(term.point, context)
    return found if found and found[0].is_valid and found[0].year is not None else None


def _stepped(point: Point, shift: Shift, context: Context) -> _Term | None:
    """Take the step from the base: the event's day, the speech's day, or where the narrative stands."""
    if point.period:
        since = context.speech.year if context.speech else context.written
        year = (since + (shift.years or 0)) // 100 * 100 + (point.year or 0)
        return replace(point, year=year), "medium", _why(shift)
    base = _base(shift, context)
    if base is None or base.year is None:
        return None
    if shift.days is not None or shift.weekday is not None:
        day = base.as_date
        return (point.on(_step(day, shift)), "medium", _why(shift)) if day else None
    if shift.months is not None:
        if base.month is None:
            return None
        at = (base.year + (shift.years or 0)) * 12 + base.month - 1 + shift.months
        return replace(point, year=at // 12, month=at % 12 + 1), "medium", _why(shift)
    return replace(point, year=base.year + (shift.years or 0)), "high" if point.month else "medium", _why(shift)


def _base(shift: Shift, context: Context) -> Point | None:
    if shift.base == "event":
        return Point().on(shift.event) if shift.event else None
    if shift.base == "speech" and context.speech:
        return Point().on(context.speech)
    if shift.years is not None and context.last is not None and context.last.year is not None:
        return context.last
    return context.narrative


def _step(day: date, shift: Shift) -> date:
    if shift.weekday is None:
        return day + timedelta(days=shift.days or 0)
    monday = day - timedelta(days=day.isoweekday() - 1)
    return monday + timedelta(days=(shift.days or 0) + shift.weekday - 1)


def _why(shift: Shift) -> str:
    return {
        "event": "counted from the event's date in the authority file",
        "speech": "counted from the day of what is quoted",
        "narrative": "counted from the day the narrative stands at",
    }[shift.base]


def _filled(point: Point, context: Context) -> _Term | None:
    """Fill in what is not printed: the century, the year, the month and year, or the whole day."""
    if point.year is not None:
        if point.year >= 100:
            return point, "high", "printed in full"
        return replace(point, year=_century(point.year, context) + point.year), "medium", "century from the context"
    if point.month is not None:
        return _with_year(point, context)
    near = context.last if context.last and context.last.month else context.narrative
    if near is None or near.month is None:
        return None
    if point.day is None:
        day = near.as_date
        return (point.on(day), "high", "the day from the context") if day else None
    return _with_month(point, near, is_near=near is context.last)


def _century(year: int, context: Context) -> int:
    known = context.narrative.year if context.narrative and context.narrative.year else context.evidence.likeliest_year
    return min((1800, 1900, 2000), key=lambda century: (abs(century + year - (known or 1950)), century))


def _with_month(point: Point, near: Point, *, is_near: bool) -> _Term | None:
    """Take month and year from the mention before; where that month has no such day, from the month before it."""
    for back in (0, 1):
        at = (near.year or 0) * 12 + (near.month or 1) - 1 - back
        filled = replace(point, year=at // 12, month=at % 12 + 1)
        if filled.is_valid:
            is_later = back == 0 and (near.day or 0) <= (point.day or 0)
            return filled, "high" if is_near or is_later else "medium", "month and year from the context"
    return None


def _with_year(point: Point, context: Context) -> _Term | None:
    scores = sorted(((_score(point, year, context), year) for year in _years(point, context)), reverse=True)
    if not scores:
        return None
    is_clear = len(scores) == 1 or scores[0][0] - scores[1][0] > 0.5
    return replace(point, year=scores[0][1]), "high" if is_clear else "low", "year from the context"


def _years(point: Point, context: Context) -> list[int]:
    """Return the years that come into question: those around the narrative, the sentence's own, the article's."""
    around = {
        known + step
        for known in (
            context.narrative.year if context.narrative else None,
            context.speech.year if context.speech else None,
        )
        if known is not None
        for step in (-1, 0, 1)
    }
    around |= {context.printed_year} - {None}  # type: ignore[arg-type]
    if not around and context.evidence.likeliest_year is not None:
        around = {context.evidence.likeliest_year}
    valid = [year for year in around if replace(point, year=year).is_valid]
    return valid or [
        year for known in sorted(around) for year in range(known - 4, known + 5) if replace(point, year=year).is_valid
    ]


def _score(point: Point, year: int, context: Context) -> float:
    score = EVIDENCE * math.log(context.evidence.weight(year, point.month) + 0.05)
    score += SAME_SENTENCE * (year == context.printed_year)
    return score - _distance(point, year, context.narrative or (Point().on(context.speech) if context.speech else None))


def _distance(point: Point, year: int, narrative: Point | None) -> float:
    if narrative is None or narrative.year is None:
        return 0.0
    season = SEASONS.get(narrative.phase)
    month = narrative.month or (season[0] if season else None)
    months = (year - narrative.year) * 12 + ((point.month or 0) - month if month else 0)
    return months * LATER if months >= 0 else -months * EARLIER


def _moved(text: str, found: Resolved, context: Context, sentence: int, *, is_quoted: bool, is_first: bool) -> Context:
    """Return the context after a mention: it is the last one, and may have moved the narrative."""
    printed = found.mention.first.point.year or context.printed_year
    context = replace(context, last=found.last or found.first, printed_year=printed)
    if is_quoted or _is_aside(text, found):
        return context
    opens = is_first or _opens(text, found.mention.start, sentence)
    return replace(context, narrative=found.first) if _moves(found.first, context.narrative, opens=opens) else context


def _is_aside(text: str, found: Resolved) -> bool:
    """Looks back (前一天), steps from an event, whole decades and plans leave the narrative where it stands."""
    mention, shift = found.mention, found.mention.first.shift
    if shift and mention.is_relative and (shift.base == "event" or (shift.days or 0) < 0):
        return True
    return bool(found.first.period or _PLANNED.search(text, max(0, mention.start - 12), mention.start))


def _opens(text: str, start: int, sentence: int) -> bool:
    return start - sentence <= _LEADING or bool(_OPENS_CLAUSE.search(text, max(0, start - 3), start))


def _moves(point: Point, narrative: Point | None, *, opens: bool) -> bool:
    """A mention moves the narrative on; back only where it opens its paragraph, sentence or clause."""
    if narrative is None:
        return True
    if opens:
        return point.month is not None or point.year != narrative.year
    new, old = point.earliest(), narrative.earliest()
    length = min(len(new), len(old))
    return len(new) >= min(7, len(old)) and new[:length] >= old[:length]
