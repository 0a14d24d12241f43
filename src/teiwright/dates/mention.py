"""What a grammar finds: date expressions as they are printed, before the context completes them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from teiwright.dates.values import Bound, Point, Relation

Base = Literal["narrative", "speech", "event", "era"]


@dataclass(frozen=True, slots=True)
class Shift:
    """A relative step from a base: the day the narrative stands at, the day of the speech quoted, an event's day,
    or an era that is not printed with its year (三十一年五月), whose years are counted from 1.

    Years, months and days are steps, None where that part does not depend on the base (去年: years=-1). `weekday`
    counts from 1 for Monday, in the week `days` // 7 weeks away. `event` is the base's day where `base` is "event".
    """

    base: Base
    years: int | None = None
    months: int | None = None
    days: int | None = None
    weekday: int | None = None
    event: date | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """One point of time as printed: the parts given, and the step that gives the others."""

    point: Point
    shift: Shift | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One date expression text[start:end]. `last` is the other end of a range or the other of two alternatives.

    `needs_speech`: counts only where speech or a document is quoted (今年 alone). `is_vague`: right only with care.
    `calendar` is old for a day of the Julian calendar, both where both are printed (the point is the Gregorian one),
    moon for a day of the Chinese one (`is_leap` in a month put in): Gregorian already where it has its year.
    `is_spelled`: a day without year in Chinese figures, which is the moon's where the dates before it are.
    `era` is the era, folded, that is printed with its year.
    `other` is the other reading of a date in figures whose day and month may have changed places (3/5/1950).
    """

    start: int
    end: int
    first: Term
    last: Term | None = None
    relation: Relation = "point"
    bound: Bound = ""
    needs_speech: bool = False
    is_vague: bool = False
    why: str = ""
    calendar: Literal["", "old", "both", "moon"] = ""
    is_leap: bool = False
    is_spelled: bool = False
    era: str = ""
    other: Term | None = None

    @property
    def is_relative(self) -> bool:
        """True where a step from the context gives the day (次日), not only the year or month (今年4月)."""
        shift = self.first.shift
        if shift is None or shift.base == "era":
            return False
        return shift.days is not None or shift.weekday is not None or not self.has_numbers

    @property
    def has_numbers(self) -> bool:
        """True where the expression itself prints a year, a month or a day."""
        point = self.first.point
        return point.year is not None or point.month is not None or point.day is not None

    @property
    def is_valid(self) -> bool:
        """False where it names a day that no calendar has."""
        if self.calendar == "moon" and self.first.point.year is None:
            return 1 <= (self.first.point.month or 1) <= 12 and 1 <= (self.first.point.day or 1) <= 30
        return self.first.point.is_valid and (self.last is None or self.last.point.is_valid)

    @property
    def is_explicit(self) -> bool:
        """True where year (in full) and month are printed: such dates tell which years the article is about."""
        return (self.first.point.year or 0) >= 100 and self.first.point.month is not None

    def joined(self, other: "Mention", relation: Relation, end: int) -> "Mention":
        """Return one mention from the start of this one to `end`, with `other` as its last term."""
        return replace(self, end=end, last=other.last or other.first, relation=relation, bound=other.bound)


@dataclass(frozen=True, slots=True)
class EventName:
    """A name of an event of the authority files, with its first and last day.

    A bare one (戰爭) names the kind of event only, and means this one where no other name stands before it.
    """

    text: str
    begin: date
    end: date
    is_bare: bool = False


def without_overlaps(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield mentions in order of start, the longer first, and drop each that overlaps one already yielded."""
    reached = -1
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if mention.start >= reached:
            reached = mention.end
            yield mention
