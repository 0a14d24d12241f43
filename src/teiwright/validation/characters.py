"""Characters that look right and are not: what OCR, old fonts and careless conversion leave in a text.

Rules: Unicode Standard, chapters 18 (radicals, compatibility ideographs) and 23 (private use, specials), and
UAX 15 (normalization forms); the TEI Guidelines, chapter Characters, Glyphs (WD).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

UNIFIED = "\ufa0e\ufa0f\ufa11\ufa13\ufa14\ufa1f\ufa21\ufa23\ufa24\ufa27\ufa28\ufa29"
"""Twelve ideographs of the compatibility block that are ordinary characters."""

SUSPECT = re.compile(
    "[\ue000-\uf8ff\U000f0000-\U0010fffd\ufffd\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f"
    "\u0340\u0341\u0374\u037e\u0387\u2126\u212a\u212b\u2329\u232a"
    "\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]"
)
REFERENCE = re.compile(r"&#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}));")
MARKS = "\u0300-\u036f\u0483-\u0487\u3099\u309a"
DECOMPOSED = re.compile(f"[^{MARKS}][{MARKS}]+|[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")


@dataclass(frozen=True, slots=True)
class Suspect:
    """A suspect character or sequence: the rule, what it is, what probably belongs there, where it is first met."""

    rule: str
    found: str
    meant: str
    offset: int
    count: int


def suspects(text: str) -> Iterator[Suspect]:
    """Yield each suspect character or sequence of a text once, in the order in which they are first met."""
    counts: dict[str, list[int]] = {}
    for found, offset in sorted(_places(text), key=lambda place: place[1]):
        counts.setdefault(found, []).append(offset)
    for found, offsets in counts.items():
        rule, meant = _judged(found)
        yield Suspect(rule, found, meant, offsets[0], len(offsets))


def _places(text: str) -> Iterator[tuple[str, int]]:
    for match in SUSPECT.finditer(text):
        if match[0] not in UNIFIED and not (match[0] == "\ufeff" and match.start() == 0):
            yield match[0], match.start()
    for match in REFERENCE.finditer(text):
        number = int(match[1], 16) if match[1] else int(match[2])
        if number <= 0x10FFFF and SUSPECT.match(chr(number)) and chr(number) not in UNIFIED:
            yield chr(number), match.start()
    if not unicodedata.is_normalized("NFC", text):
        for match in DECOMPOSED.finditer(text):
            if unicodedata.normalize("NFC", match[0]) != match[0]:
                yield match[0], match.start()


def _judged(found: str) -> tuple[str, str]:
    if len(found) > 1:
        return "decomposed-character", unicodedata.normalize("NFC", found)
    if found == "\ufffd":
        return "replacement-character", ""
    if unicodedata.category(found) == "Co":
        return "private-use-character", ""
    if unicodedata.category(found) in ("Cf", "Cc"):
        return "invisible-character", ""
    ordinary = unicodedata.normalize("NFKC", found)
    return "compatibility-character", ordinary if ordinary != found else ""


def described(found: str) -> str:
    """Return a character, or a sequence, with its code points."""
    codes = " ".join(f"U+{ord(character):04X}" for character in found)
    visible = found if unicodedata.category(found[0])[0] not in "C" else ""
    return f"{visible} ({codes})".strip()
