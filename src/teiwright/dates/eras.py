"""Reign years and eras of China and Japan, of `languages/zh/calendar.toml`: the year that counts as their first."""

from teiwright import languages
from teiwright.languages.folding import fold_characters

_LISTED: dict[str, int] = dict(languages.table("zh", "calendar", "eras"))

FIRST_YEARS = _LISTED | {fold_characters(era): year for era, year in _LISTED.items()}
"""In both scripts."""

SOLAR = frozenset(languages.words("zh", "calendar", "solar-era", folded=True))
"""Eras, folded, whose months and days are those of the Gregorian calendar; the others count by the moon."""
