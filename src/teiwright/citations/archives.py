"""The archives that an authority file knows, found by any of their names whatever the spaces and points."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from teiwright.authority import Authority
from teiwright.citations.scope import CYRILLIC, HAN, Part, Scope
from teiwright.citations.vocabulary import either

LOOKALIKES = str.maketrans("ABCEHKMOPTXaceopxy", "АВСЕНКМОРТХасеорху")
WIDEST_GAP = 3
SECOND = re.compile(r"\sII\b")
"""NARA II: the second building of an archive."""
PRINTED = re.compile(r"\s+(?:Press|Publish\w+|Publications?|Books|Bulletin)\b")
"""What makes of an archive's name that of its publishing house or periodical (Wilson Center Press)."""


LONGER = re.compile(
    rf"(?!{either('kept', 'zh')})[\u3400-\u9fff]{{2,8}}{either('house-of-another', 'zh')}"
    rf"(?={either('kept', 'zh')}|[，,])"
)
"""國史館臺灣文獻館: another house, whose name begins with that of a known one."""
OTHER_HOUSE = r"[^，,。；;：:、（）()《》]{2,30}"
BEHIND_PLACE = re.compile(rf"[：:]\s*(?:{OTHER_HOUSE}[、/]){{0,3}}\s*$")
BEFORE_YEAR = re.compile(rf"\s*(?:[、/]{OTHER_HOUSE}){{0,3}}[，,]\s*\D{{0,3}}\d{{2,4}}")


@dataclass(frozen=True, slots=True)
class Archives:
    """Each archive's id by the bare letters of its names, and the pattern that finds them among bare letters."""

    ids: Mapping[str, str]
    pattern: re.Pattern[str] | None = None
    announced: tuple[tuple[str, str], ...] = ()
    """Short names that the notes gave to a place in an archive (henceforth “…”), each with the kind of its level."""

    def level(self, words: str) -> str:
        """Return the kind of level that these words name by themselves, or the empty string."""
        return dict(self.announced).get(bare(words), "")

    def find(self, scope: Scope) -> Iterator[Part]:
        """Yield the names of archives in the scope, outside titles, as repository parts with their key."""
        if self.pattern is None:
            return
        titles = [pair for pair in scope.pairs if pair.type in ("title", "quote")]
        end = scope.start
        for start, last, name in sorted(self._matches(scope), key=lambda match: (match[0], -match[1])):
            is_printed = PRINTED.match(scope.string, last) or _is_publisher(scope.string, start, last)
            around = [pair for pair in titles if pair.start < start < pair.end]
            is_named = all((pair.start + 1, pair.end - 1) == (start, last) for pair in around)
            if start >= end and not is_printed and is_named:
                behind = LONGER.match(scope.string, last, scope.end) or SECOND.match(scope.string, last, scope.end)
                end = behind.end() if behind else with_point(scope, last)
                key = None if behind and behind.re is LONGER else self.ids[name]
                yield Part(start, end, "repository", key=key)

    def _matches(self, scope: Scope) -> Iterator[tuple[int, int, str]]:
        offsets = [offset for offset in range(scope.start, scope.end) if scope.string[offset].isalnum()]
        letters = "".join(scope.string[offset] for offset in offsets)
        for text in dict.fromkeys((letters, letters.translate(LOOKALIKES))):
            for match in self.pattern.finditer(text) if self.pattern else ():
                found = offsets[match.start() : match.end()]
                if _is_word(scope.string, found):
                    yield found[0], found[-1] + 1, match[0]


def archives(authority: Authority) -> Archives:
    """Return the archives of an authority."""
    ids: dict[str, str] = {}
    for entry in authority.of_kind("archive"):
        for name in entry.names:
            ids.setdefault(bare(name.text), entry.id)
    names = sorted((name for name in ids if len(name) > 1), key=len, reverse=True)
    return Archives(ids, re.compile("|".join(map(re.escape, names))) if names else None)


def bare(name: str) -> str:
    """Return the name's letters and digits alone, Latin look-alikes in a Cyrillic name made Cyrillic."""
    letters = "".join(character for character in name if character.isalnum())
    return letters.translate(LOOKALIKES) if CYRILLIC.search(letters) else letters


def with_point(scope: Scope, end: int) -> int:
    """Return the end of a name with the full stop of an abbreviation (U. S.) that closes it."""
    is_initial = re.search(r"(?:^|[\s.])[A-Z]$", scope.string[scope.start : end])
    return end + 1 if is_initial and scope.string[end : min(end + 1, scope.end)] == "." else end


def _is_publisher(string: str, start: int, end: int) -> bool:
    """（臺北：國史館、某研究所，1998）: between the colon of a place and the year stand publishers."""
    return BEHIND_PLACE.search(string[:start]) is not None and BEFORE_YEAR.match(string, end) is not None


def _is_word(string: str, offsets: list[int]) -> bool:
    """The letters stand close together, and a Latin or Cyrillic name is no piece of a longer word."""
    if any(later - earlier > WIDEST_GAP for earlier, later in pairwise(offsets)):
        return False
    if HAN.match(string[offsets[0]]):
        return True
    around = string[max(0, offsets[0] - 1) : offsets[0]] + string[offsets[-1] + 1 : offsets[-1] + 2]
    return not any(character.isalpha() and not HAN.match(character) for character in around)
