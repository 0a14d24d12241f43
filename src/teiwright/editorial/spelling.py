"""When two words are one word spelt two ways: how many slips part them, and which spelling is the usual one."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz.distance import OSA

HAN = re.compile(r"[\u3400-\u9fff]")
CYRILLIC = re.compile(r"[Ѐ-ӿ]")
LOOKALIKES = str.maketrans("ABCEHKMOPTXaceopxy", "АВСЕНКМОРТХасеорху")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


def slips(one: str, other: str, at_most: int = 2) -> int:
    """Return how many letters are missing, added, changed or swapped with a neighbour; at_most + 1 for more.

    This is the optimal string alignment distance (Damerau 1964: four fifths of misprints are one such slip).
    """
    return OSA.distance(one, other, score_cutoff=at_most)


def bare(words: str) -> str:
    """Return letters and digits alone, in one width and case."""
    return letters(words).casefold()


def letters(words: str) -> str:
    """Return letters and digits alone, in one width; beside Cyrillic letters, Latin look-alikes become Cyrillic too."""
    kept = "".join(character for character in unicodedata.normalize("NFKC", words) if character.isalnum())
    return kept.translate(LOOKALIKES) if CYRILLIC.search(kept) else kept


def digits(words: str) -> str:
    """Return the digits and Chinese numerals alone: names that differ in them are not one name misspelt."""
    return "".join(re.findall(r"[0-9〇零一二三四五六七八九十百上中下]", unicodedata.normalize("NFKC", words)))


def script(words: str) -> str:
    """Return the script of most letters."""
    found = {name: len(pattern.findall(words)) for name, pattern in SCRIPTS.items()}
    return max(found, key=lambda name: found[name]) if any(found.values()) else ""


SCRIPTS = {"Han": HAN, "Cyrillic": CYRILLIC, "Latin": LATIN}


def tolerance(words: str) -> int:
    """Return how many slips make two names suspect of being one: none for short ones, where one letter parts names.

    In Chinese one character is a whole word (近代史 and 現代史 are two), so that only long names count.
    """
    length = len(bare(words))
    if script(words) == "Han":
        return int(length >= 8)
    return 0 if length < 5 else 1 if length < 16 else 2


def are_one(one: str, other: str) -> bool:
    """Tell whether two printed names are probably one: equal but for spaces, case and width, or parted by slips."""
    if one == other or digits(one) != digits(other):
        return one == other
    first, second = bare(one), bare(other)
    allowed = min(tolerance(one), tolerance(other))
    return first == second or (allowed > 0 and slips(first, second, allowed) <= allowed)


def usual(forms: Mapping[str, int]) -> str:
    """Return the most frequent form, the longer one of two equally frequent."""
    return max(forms, key=lambda form: (forms[form], len(form), form))


def groups(forms: Iterable[str]) -> list[Counter[str]]:
    """Bring together forms that are probably one name; groups of one form are left out."""
    counted = Counter(forms)
    found: list[Counter[str]] = []
    for form in sorted(counted, key=lambda form: (-counted[form], form)):
        group = next((group for group in found if are_one(usual(group), form)), None)
        if group is None:
            group = Counter()
            found.append(group)
        group[form] = counted[form]
    return [group for group in found if len(group) > 1]


def is_one_slip(one: str, other: str) -> bool:
    """Tell whether exactly one slip parts two words."""
    return one != other and slips(one, other, 1) == 1


def listed(words: Sequence[str]) -> str:
    """Return `a`, `a and b`, or `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
