"""The words of Chinese date expressions, of `languages/zh/calendar.toml`, as folded text has them.

Folding maps characters one to one (Traditional to Simplified, full width to half width, one kind of dash), so that
one list serves both scripts and offsets stay.
"""

from collections.abc import Iterable
from typing import Any, get_args

from teiwright import languages
from teiwright.dates import eras
from teiwright.dates.mention import Base
from teiwright.dates.values import Bound, Phase
from teiwright.languages.folding import fold_characters


def one_of(listed: Iterable[str]) -> str:
    """Return the alternatives of a regular expression, the longest first."""
    return "|".join(sorted(listed, key=lambda word: (-len(word), word)))


def unless(word: str) -> str:
    """Return the part of an expression that wants no other word made of `word` by what follows it."""
    return f"(?!{languages.table('zh', 'calendar', 'other-words')[word]})"


def after_a_date(name: str) -> str:
    """Return the expression for what follows a date and takes it, or its day, away."""
    return str(languages.table("zh", "calendar", "after-a-date")[name])


def _words(key: str) -> tuple[str, ...]:
    return languages.words("zh", "calendar", key, folded=True)


def _grouped(key: str) -> dict[str, str]:
    return languages.grouped("zh", "calendar", key, folded=True)


def _known(value: str, kind: Any) -> Any:
    """Return a value of a literal type. Raises ValueError for one that it has not."""
    if value not in get_args(kind):
        raise ValueError(f"{value} in zh/calendar.toml is none of {', '.join(get_args(kind))}")
    return value


def _phases(key: str) -> dict[str, Phase]:
    return {word: _known(name, Phase) for word, name in _grouped(key).items()}


def _steps(key: str) -> dict[str, tuple[Base, int]]:
    """The base and the step by word: `"speech -1" = "去年"`."""
    split = {word: name.split() for word, name in _grouped(key).items()}
    return {word: (_known(base, Base), int(step)) for word, (base, step) in split.items()}


FIRST_YEARS = {fold_characters(era): year for era, year in eras.FIRST_YEARS.items()}
YEARS = _steps("relative-years")
IDLE_YEARS = _words("idle-years")
"""What is mostly said of a time in general, and dates something only with a season or a month."""
MONTHS = _steps("relative-months")
IDLE_MONTHS = _words("idle-months")
DAYS = _steps("relative-days")
BARE_PHASES = _phases("bare-phases")
YEAR_PHASES = _phases("year-phases")
MONTH_PHASES = _phases("month-phases")
PERIOD_PHASES = _phases("period-phases")
BOUNDS: dict[str, Bound] = {word: _known(name, Bound) for word, name in _grouped("bounds").items()}
MORNING = _words("morning")
NOON = _words("noon")
EVENING = _words("evening")
NIGHT = _words("night")
AFTERNOON = _words("afternoon")
WEEKDAYS = {**{name: at for at, name in enumerate("一二三四五六", 1)}, "日": 7, "天": 7}
MOON_ERAS = eras.BY_THE_MOON
MOON_MONTHS = {fold_characters(name): at for name, at in languages.table("zh", "calendar", "moon-months").items()}
BEFORE_NO_DAY = _words("before-no-day")
BY_THE_MOON = _words("by-the-moon")
HABITS = _words("habits")
COUNTING = _words("counting")
NOT_SO_MANY = _words("not-so-many")
OPENING = one_of(_words("opening"))
CLOSING = one_of(_words("closing"))
