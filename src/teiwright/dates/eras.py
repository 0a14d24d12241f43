"""Reign years and eras of China and Japan, of `languages/zh/calendar.toml`: the year that counts as their first."""

from teiwright import languages
from teiwright.languages.folding import fold_characters

_LISTED: dict[str, int] = dict(languages.table("zh", "calendar", "eras"))

FIRST_YEARS = _LISTED | {fold_characters(era): year for era, year in _LISTED.items()}
"""In both scripts."""

SOLAR = frozenset(languages.words("zh", "calendar", "solar-era", folded=True))
"""Eras, folded, whose months and days are those of the Gregorian calendar; the others count by the moon."""

_SOLAR_SINCE = {fold_characters(era): year for era, year in languages.table("zh", "calendar", "solar-since").items()}

BY_THE_MOON = frozenset(map(fold_characters, _LISTED)) - SOLAR - frozenset(_SOLAR_SINCE)
"""Eras, folded, of which no month is one of the Gregorian calendar."""

UNNAMED = languages.words("zh", "calendar", "era-unnamed", folded=True)[0]
"""The era that years are counted by where none is named, folded."""


def is_by_moon(era: str, year: int) -> bool:
    """Whether the months and days of an era (folded) are the moon's in a year."""
    return era not in SOLAR and year < _SOLAR_SINCE.get(era, 9999)
