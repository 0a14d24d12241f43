"""The archives that an authority file knows, found by any of their names whatever the spaces and points."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from teiwright.authority import Authority
from teiwright.citations.scope import Part, Scope

LOOKALIKES = str.maketrans("ABCEHKMOPTXaceopxy", "АВСЕНКМОРТХасеорху")


@dataclass(frozen=True, slots=True)
class Archives:
    """A pattern for every archive's name, and the entry's id by the name's bare letters."""

    pattern: re.Pattern[str] | None
    ids: dict[str, str]

    def find(self, scope: Scope) -> Iterator[Part]:
        """Yield the names of archives in the scope, outside titles, as repository parts with their key."""
        if self.pattern is None:
            return
        titles = [pair for pair in scope.pairs if pair.type in ("title", "quote")]
        for match in scope.all(self.pattern):
            if not any(pair.start < match.start() < pair.end for pair in titles):
                end = with_point(scope, match.end())
                yield Part(match.start(), end, "repository", key=self.ids.get(bare(match[0])))


def archives(authority: Authority) -> Archives:
    """Return the archives of an authority."""
    ids: dict[str, str] = {}
    for entry in authority.of_kind("archive"):
        for name in entry.names:
            ids.setdefault(bare(name.text), entry.id)
    spelled = [_spelled(name) for name in sorted(ids, key=len, reverse=True) if len(name) > 1]
    return Archives(re.compile("|".join(spelled)) if spelled else None, ids)


def with_point(scope: Scope, end: int) -> int:
    """Return the end of a name with the full stop of an abbreviation (U. S.) that closes it."""
    is_initial = re.search(r"(?:^|[\s.])[A-Z]$", scope.string[scope.start : end])
    return end + 1 if is_initial and scope.string[end : min(end + 1, scope.end)] == "." else end


def bare(name: str) -> str:
    """Return the name's letters and digits alone, Latin look-alikes in a Cyrillic name made Cyrillic."""
    letters = "".join(character for character in name if character.isalnum())
    return letters.translate(LOOKALIKES) if re.search("[А-яЁё]", letters) else letters


def _spelled(name: str) -> str:
    characters = [_either(character) for character in name]
    edge = r"(?<![^\W_])" if name[0].isascii() or re.match("[А-яЁё]", name[0]) else ""
    close = r"(?![^\W\d_])" if edge else ""
    return edge + r"[\s.．,，·‘’'\-]{0,2}".join(characters) + close


def _either(character: str) -> str:
    alike = [chr(latin) for latin, cyrillic in LOOKALIKES.items() if chr(cyrillic) == character]
    return f"[{character}{alike[0]}]" if alike else re.escape(character)
