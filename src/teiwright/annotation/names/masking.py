"""A text in which each name found so far is one sign for its kind, so that the grammar of bodies can read over it.

國名 is one sign, other places, persons and bodies one each; the rest of a name is filled up, so offsets stay. In an
expression {C} is a state, {L} another place, {P} any place, {H} a person, {O} a body, {A} a state's one-character name.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from teiwright import languages
from teiwright.annotation.names.vocabulary import compiled, vocabulary
from teiwright.languages.folding import HAN

COUNTRY, PLACE, PERSON, ORG, REST = "\ue001", "\ue002", "\ue003", "\ue004", "\ue000"
_PARTS_IN_PARTS = 2
_SIGNS = {
    "C": f"(?:{COUNTRY}{REST}*)",
    "L": f"(?:{PLACE}{REST}*)",
    "P": f"(?:[{COUNTRY}{PLACE}]{REST}*)",
    "H": f"(?:{PERSON}{REST}*)",
    "O": f"(?:{ORG}{REST}*)",
    "N": "(?:[0-9]{1,4}|[一二三四五六七八九十百零〇]{1,5})",
    "HAN": f"[{HAN}]",
}


@dataclass(frozen=True, slots=True)
class Sign:
    """A stretch to be masked by a sign."""

    start: int
    end: int
    sign: str


def mask(string: str, signs: Iterable[Sign]) -> str:
    """Return the string with each stretch replaced by its sign and filled up to its length."""
    parts: list[str] = []
    at = 0
    for sign in sorted(signs, key=lambda sign: sign.start):
        if sign.start >= at:
            parts += [string[at : sign.start], sign.sign, REST * (sign.end - sign.start - 1)]
            at = sign.end
    return "".join([*parts, string[at:]])


@cache
def read(key: str) -> re.Pattern[str]:
    """Compile the expressions of this key in `languages/zh/grammar.toml`, as alternatives in their order."""
    return grammar(*languages.words("zh", "grammar", key))


def grammar(*expressions: str) -> re.Pattern[str]:
    """Compile expressions over masked text as alternatives in the order given."""
    nations = "[" + "".join(sorted(vocabulary().nations - {"中", "华"})) + "]"
    joined = "|".join(f"(?:{expression})" for expression in expressions)
    for _ in range(_PARTS_IN_PARTS):
        for name, (part,) in languages.lists("zh", "grammar", "parts").items():
            joined = joined.replace("{" + name + "}", part)
    for name, sign in (_SIGNS | {"A": nations}).items():
        joined = joined.replace("{" + name + "}", sign)
    return compiled(joined)
