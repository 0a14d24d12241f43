"""The one place where date expressions get what they leave out: year, month and day from their context.

The narrative stands at some day; each dated sentence moves it. A month without year takes the year that fits best:
near to where the narrative stands, rather later than earlier, and in a year that the article dates in full, most of
all in the notes of the same paragraph. A day without month takes the month of its sentence, else the narrative's.
In a quotation, today is the day of the document quoted: as its sentence gives it, else as its note does.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache

from teiwright import languages
from teiwright.article import Certainty
from teiwright.dates import eras, lunar, styles
from teiwright.dates.discourse import Discourse
from teiwright.dates.mention import Mention, Shift, Term
from teiwright.dates.values import Point
from teiwright.dates.years import Evidence, likeliest, months_between
from teiwright.languages import either, expression

_LEADING = 6
_PLANNED = re.compile(expression("calendar", "planned", "zh", "en", "ru"))
_OPENS_CLAUSE = re.compile(rf"[，。；：]\s?{expression('calendar', 'opens-clause', 'zh')}?$")
_SPOKEN_OF = re.compile(r"\bof $")
"""A year told of something (the books of 1937) says when that was, not when the narrative is."""
_FIRST = re.compile(rf"(?:^|[。！？.!?”])\s*{expression('calendar', 'opens-sentence', 'zh', 'en', 'ru')}?$")
SINCE = 1
"""Months within which a day told still counts as the last one, whatever month has been named since."""
_BRACKET = 160
"""Characters within which brackets open before, and close behind, a date in them."""
_UNKNOWN = 2000
"""The year that an article without a date counts as written in, where it speaks of this century and the last."""
FAR = 18
"""Months beyond which a date lies off the main line."""
_BACK = 3
"""How much farther a day before the last one told counts than one behind it."""
ELSEWHERE = 0.3
"""What it costs a year to be counted from the main line and not from where the narrative stands."""
OWN_TIME = 5
"""Years from the document's own year within which it tells of its own time."""
IN_ERA = 15
"""Years between the narrative and one counted by an era that is not printed with it, at most."""
NEAR_ERA = 5
"""The same where it is not the last era printed, or none is."""
_GENITIVE = either("calendar", "genitive", "zh")
_NAMELY = re.compile(rf"\s*+[，,（(]?\s*+{expression('calendar', 'namely', 'zh', 'en', 'ru')}\s*+")
_NAMELY_OF = re.compile(rf"\s*+[，,（(]?\s*+{either('calendar', 'namely-of', 'zh')}[^，。；]{{0,40}}{_GENITIVE}")


@dataclass(frozen=True, slots=True)
class Resolved:
    """A mention with its points completed."""

    mention: Mention
    first: Point
    last: Point | None
    certainty: Certainty
    why: str

    @property
    def is_known(self) -> bool:
        """False for a date of which the context does not tell the year: it has no value."""
        return self.first.year is not None


@dataclass(frozen=True, slots=True)
class Context:
    """Where the narrative stands, and where its main line stood before it jumped away (see `_main`).

    `last` is the mention before in the same sentence and quotation, if any; `day` the last day the narrative stood at.

    `speech` is the day of what is quoted, `written` the year of the article itself. `by_moon` where the last day with a
    year was one of the Chinese calendar. `eras` are those that the document counts years by, the last printed first.
    `here` is the first time after it in its paragraph that has its year, where nothing before it in the paragraph has.
    """

    narrative: Point | None = None
    main: Point | None = None
    last: Point | None = None
    day: Point | None = None
    speech: date | None = None
    evidence: Evidence = field(default_factory=lambda: Evidence({}))
    printed_year: int | None = None
    written: int | None = None
    by_moon: bool = False
    eras: tuple[str, ...] = ()
    here: Point | None = None


SpeechDate = Callable[[int], date | None]


def resolve(
    text: str, mentions: Sequence[Mention], structure: Discourse, start: Context, speech_of_note: SpeechDate
) -> tuple[list[Resolved], list[tuple[int, Context]]]:
    """Complete the mentions of one text in order; those that the context cannot fix are left out.

    `speech_of_note` gives the day of the document that the note at the end of a quotation cites, from the offset of
    that end. Returns the completed mentions, and the context from which offset on.
    """
    resolved: list[Resolved] = []
    track: list[tuple[int, Context]] = [(0, start)]
    context, scope = start, _OUTSIDE
    ahead = next((mention.first.point for mention in mentions if (mention.first.point.year or 0) >= 100), None)
    for at, mention in enumerate(mentions):
        here = _Scope(structure.sentence(mention.start), structure.quotation(mention.start))
        if here != scope:
            context = _entered(here, scope, replace(context, speech=start.speech), speech_of_note)
            scope = here
        context = replace(context, here=ahead if not resolved else None)
        if mention.era:
            context = replace(context, eras=(mention.era, *(era for era in context.eras if era != mention.era)))
        found = _apposition(text, mentions, at, resolved, context) or _complete(mention, context)
        if found is not None:
            resolved.append(found)
        if found is not None and found.is_known:
            context = _moved(text, found, context, here, is_first=len(resolved) == 1)
            context = replace(context, by_moon=_is_by_moon(text, found.mention, context))
            track.append((mention.end, context))
    return resolved, track


@dataclass(frozen=True, slots=True)
class _Scope:
    """The sentence and the quotation that a mention stands in."""

    sentence: int
    quotation: tuple[int, int] | None


_OUTSIDE = _Scope(-1, None)


def _entered(here: _Scope, before: _Scope, context: Context, speech_of_note: SpeechDate) -> Context:
    """Return the context at the beginning of a sentence or quotation.

    What is quoted speaks on the day that its sentence gives before it, else on that of the document its note cites.
    """
    if here.quotation is None:
        return replace(context, last=None, printed_year=None)
    leads = here.sentence == before.sentence and before.quotation is None
    said = _day(context.last) if leads else None
    speech = said or speech_of_note(here.quotation[1]) or _day(context.narrative)
    return replace(context, last=None, printed_year=None, speech=speech)


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
    if mention.first.shift and mention.first.shift.base == "era":
        return _of_an_era(mention, mention.first.shift, context)
    is_without_year = mention.first.point.year is None and mention.last is None
    if is_without_year and (mention.calendar == "moon" or (mention.is_spelled and context.by_moon)):
        return _of_the_moon(mention, context)
    first = _term(mention.first, context)
    return _ended(mention, first, context) if first else None


def _ended(mention: Mention, first: "_Term", context: Context) -> Resolved | None:
    """Complete the other end of a mention after its first term."""
    point, certainty, why = first
    if mention.calendar == "old":
        point = styles.gregorian(point)
    if mention.last is None:
        is_loose = mention.is_vague or mention.bound == "about"
        return Resolved(mention, point, None, "medium" if is_loose else certainty, why)
    after = replace(context, narrative=point, main=None, last=point, printed_year=None, evidence=Evidence({}))
    last = _term(mention.last, after)
    if last is None or not last[0].is_valid:
        return None
    end = _not_before(last[0], point, mention.last)
    return Resolved(mention, point, end, certainty, why) if end else None


def _of_an_era(mention: Mention, shift: Shift, context: Context) -> Resolved | None:
    """A year counted by an era that is not printed; what may be of several has no value, and without month is none."""
    point = mention.first.point
    found = _era_of(shift, context)
    if point.year and (in_century := _filled(point, context)):
        is_nearer = found and context.eras and _distance(found[0], context) < _distance(in_century[0].year, context)
        if not is_nearer:
            return _ended(mention, in_century, context)
    if found is None:
        return Resolved(mention, Point(), None, "low", "its era is not told") if point.month else None
    year, is_by_moon, certainty = found
    why = _why(shift)
    if not point.month or not (is_by_moon or mention.calendar == "moon"):
        dated = replace(point, year=year)
        return _ended(mention, (dated, certainty, why), context) if dated.is_valid else None
    if mention.last:
        return Resolved(replace(mention, last=None, relation="point"), Point(year), None, certainty, why)
    if point.day:
        day = lunar.gregorian(lunar.Day(year, point.month, point.day, mention.is_leap))
        return Resolved(replace(mention, calendar="moon"), point.on(day), None, certainty, why) if day else None
    days = lunar.month_of(year, point.month)
    if days is None:
        return None
    first, last = (Point().on(day) for day in days)
    return Resolved(replace(mention, calendar="moon", relation="choice"), first, last, certainty, why)


def _era_of(shift: Shift, context: Context) -> tuple[int, bool, Certainty] | None:
    """Return the year that one counted by an era is, whether its months are the moon's, and how sure that is.

    The era is that of the document's which brings the year nearest to the narrative: the last one printed, or one that
    brings it very near. Where the document names none, it is the one by which years are mostly counted so.
    """
    steps = (shift.years or 1) - 1

    def distance(era: str) -> int:
        return _distance(eras.FIRST_YEARS[era] + steps, context)

    era = min(context.eras or (eras.UNNAMED,), key=distance)
    is_last = context.eras[:1] == (era,)
    if distance(era) > (IN_ERA if is_last else NEAR_ERA) or not (is_last or context.narrative):
        return None
    year = eras.FIRST_YEARS[era] + steps
    return year, eras.is_by_moon(era, year), "high" if is_last else "medium"


def _distance(year: int | None, context: Context) -> int:
    """The years from where the narrative stands to a year; none where it stands nowhere yet."""
    told = context.narrative.year if context.narrative else None
    return abs(year - told) if year and told else 0


def _is_by_moon(text: str, mention: Mention, context: Context) -> bool:
    """Whether days go by the moon after a mention; a Gregorian day in brackets behind one of them only explains it."""
    if mention.calendar == "moon":
        return True
    is_gloss = text[: mention.start].rstrip().endswith(("(", "（"))
    return context.by_moon and (is_gloss or not mention.is_explicit)


def _of_the_moon(mention: Mention, context: Context) -> Resolved | None:
    """A day of the Chinese calendar without its year: that nearest to the last day told, rather later than earlier."""
    near = _day(context.last) or _day(context.narrative) or _new_year(context.narrative)
    standing = lunar.lunar(near) if near else None
    if near is None or standing is None:
        return None
    wanted = mention.first.point
    if wanted.month is None:
        candidates = [replace(standing, day=wanted.day or 0)]
    else:
        years = range(near.year - 1, near.year + 2)
        candidates = [lunar.Day(year, wanted.month, wanted.day or 0, mention.is_leap) for year in years]
    days = [day for day in map(lunar.gregorian, candidates) if day]
    if not days:
        return None
    found = min(days, key=lambda day: (day - near).days if day >= near else _BACK * (near - day).days)
    return Resolved(replace(mention, calendar="moon"), wanted.on(found), None, "medium", "year from the context")


def _new_year(point: Point | None) -> date | None:
    return date(point.year, point.month or 1, 1) if point and point.year and not point.period else None


def _not_before(end: Point, begin: Point, printed: Term) -> Point | None:
    """The end of a range lies after its beginning: 11月到2月 runs into the next year; a range backwards is none."""
    is_without_year = printed.point.year is None and printed.shift is None and printed.point.month is not None
    ends = (end, replace(end, year=end.year + 1)) if is_without_year and end.year else (end,)
    return next((each for each in ends if each.latest() >= begin.earliest()[: len(each.latest())]), None)


_Term = tuple[Point, Certainty, str]


def _term(term: Term, context: Context) -> _Term | None:
    """Complete one point, with how sure that is and why."""
    found = _stepped(term.point, term.shift, context) if term.shift else _filled(term.point, context)
    return found if found and found[0].is_valid and found[0].year is not None else None


def _stepped(point: Point, shift: Shift, context: Context) -> _Term | None:
    """Take the step from the base: the event's day, the speech's day, or where the narrative stands."""
    if point.period:
        since = context.speech.year if context.speech else context.written or _UNKNOWN
        year = (since + (shift.years or 0)) // 100 * 100 + (point.year or 0)
        return replace(point, year=year), "medium", _why(shift)
    if shift.base == "era":
        found = _era_of(shift, context)
        return (replace(point, year=found[0]), found[2], _why(shift)) if found else None
    base = _as_written(shift, context) or _base(shift, context)
    if base is None or base.year is None:
        return None
    if shift.days is not None or shift.weekday is not None:
        day = base.as_date or _last_day(base, shift, context)
        return (point.on(_step(day, shift)), "medium", _why(shift)) if day else None
    if shift.months is not None:
        if base.month is None:
            return None
        at = (base.year + (shift.years or 0)) * 12 + base.month - 1 + shift.months
        return replace(point, year=at // 12, month=at % 12 + 1), "medium", _why(shift)
    is_sure = point.month is not None and (shift.base != "speech" or context.speech is not None)
    return replace(point, year=base.year + (shift.years or 0)), "high" if is_sure else "medium", _why(shift)


def _last_day(base: Point, shift: Shift, context: Context) -> date | None:
    """A step of days hangs on a day: on the last one told, where only a month near it has been named since."""
    is_near = context.day is not None and abs(months_between(context.day, base)) <= SINCE
    return _day(context.day) if shift.base == "narrative" and is_near else None


def _as_written(shift: Shift, context: Context) -> Point | None:
    """去年八月 outside quotations is counted from the document's own year where it tells of its own time.

    A historian's 去年八月 is counted from the narrative, which stands decades before.
    """
    if context.written is None or context.speech or shift.base != "speech" or shift.years is None:
        return None
    told = context.narrative.year if context.narrative else None
    return Point(context.written) if told is None or abs(context.written - told) <= OWN_TIME else None


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
        "era": "the era from the context",
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
    """The century that brings a year of two figures next to the narrative, and not past the document's own year."""
    known = context.narrative.year if context.narrative and context.narrative.year else context.evidence.likeliest_year
    latest = context.written or max(_UNKNOWN, known or 0)
    centuries = [century for century in (1800, 1900, 2000) if century + year <= latest] or [1800]
    return min(centuries, key=lambda century: (abs(century + year - (known or 1950)), century))


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
    speech = Point().on(context.speech) if context.speech else None
    anchors = [
        (anchor, cost)
        for anchor, cost in ((context.narrative or speech, 0.0), (context.main, ELSEWHERE), (context.here, ELSEWHERE))
        if anchor
    ]
    found = likeliest(point, anchors, context.printed_year, context.evidence, context.written)
    if found is None:
        return None
    year, is_clear = found
    certainty: Certainty = "low" if not is_clear else "high" if _is_backed(year, point, context) else "medium"
    return replace(point, year=year), certainty, "year from the context"


def _is_backed(year: int, point: Point, context: Context) -> bool:
    """Whether a year is as good as printed: its sentence prints it, or the article dates that month of it in full.

    So is one near the document's own year, unless the article dates the month in the next or the last year as often.
    """
    if year == context.printed_year:
        return True
    weights = [context.evidence.weight(each, point.month or 0) for each in (year, year - 1, year + 1)]
    is_far = context.written is not None and abs(context.written - year) > 1
    return weights[0] > max(weights[1:]) or not (is_far or max(weights[1:]))


def _moved(text: str, found: Resolved, context: Context, here: _Scope, *, is_first: bool) -> Context:
    """Return the context after a mention: it is the last one, and may have moved the narrative."""
    if _is_cited(text, found.mention):
        return context
    shift = found.mention.first.shift
    is_of_era = shift is not None and shift.base == "era"
    printed = (found.first.year if is_of_era else found.mention.first.point.year) or context.printed_year
    context = replace(context, last=found.last or found.first, printed_year=printed)
    if here.quotation or _is_aside(text, found):
        return context
    opens = is_first or _opens(text, found.mention.start, here.sentence)
    if not _moves(text, found, context.narrative, opens=opens):
        return context
    day = found.first if found.first.as_date else context.day
    return replace(context, narrative=found.first, main=_main(found.first, context), day=day)


def _is_cited(text: str, mention: Mention) -> bool:
    """Whether a mention stands in brackets that cite a source (見記錄，2004年1月6日，頁15)."""
    lead = text[max(0, mention.start - _BRACKET) : mention.start]
    opens = max(lead.rfind("("), lead.rfind("（"))
    if opens < 0 or max(lead.rfind(")"), lead.rfind("）")) > opens:
        return False
    closes = min(at for at in (text.find(")", mention.end), text.find("）", mention.end), len(text)) if at >= 0)
    return closes - mention.end < _BRACKET and bool(_cites().search(lead[opens:] + text[mention.end : closes]))


@cache
def _cites() -> re.Pattern[str]:
    return re.compile("|".join(languages.every("calendar", "cites")))


def _main(point: Point, context: Context) -> Point | None:
    """A single date far away (a memoir of 1958 on 1950) leaves the main line where it was; a second one moves it."""
    stands = context.main is None or _is_near(point, context.main) or _is_near(point, context.narrative)
    return point if stands else context.main


def _is_near(one: Point, other: Point | None) -> bool:
    return other is not None and abs(months_between(other, one)) <= FAR


def _is_aside(text: str, found: Resolved) -> bool:
    """Looks back (前一天), steps from an event, whole decades, plans and deadlines leave the narrative."""
    mention, shift = found.mention, found.mention.first.shift
    if shift and mention.is_relative and (shift.base == "event" or (shift.days or 0) < 0):
        return True
    return bool(
        found.first.period
        or mention.bound == "before"
        or _PLANNED.search(text, max(0, mention.start - 40), mention.start)
    )


def _opens(text: str, start: int, sentence: int) -> bool:
    return start - sentence <= _LEADING or bool(_OPENS_CLAUSE.search(text, max(0, start - 3), start))


def _moves(text: str, found: Resolved, narrative: Point | None, *, opens: bool) -> bool:
    """A mention moves the narrative on; back only where it opens its paragraph, sentence or clause.

    A year on its own, or before 的, mostly tells what is spoken of: it moves back only as a sentence's first words.
    """
    point = found.first
    if narrative is None:
        return True
    if point.month is None and (months_between(narrative, point) < 0 or point.year == narrative.year):
        start, end = found.mention.start, found.mention.end
        return (
            point.year != narrative.year
            and bool(_FIRST.search(text, max(0, start - 6), start))
            and text[end : end + 1] != _GENITIVE
        )
    if opens:
        return True
    lead = text[max(0, found.mention.start - 4) : found.mention.start]
    if point.month is None and not point.phase and _SPOKEN_OF.search(lead):
        return False
    new, old = point.earliest(), narrative.earliest()
    length = min(len(new), len(old))
    return len(new) >= min(7, len(old)) and new[:length] >= old[:length]
