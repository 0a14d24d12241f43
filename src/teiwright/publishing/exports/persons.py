"""Names as printed, taken apart where their form allows it."""

import re
from functools import cache

from teiwright import languages
from teiwright.languages.folding import alternatives, without_accents

HAN = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
SUFFIX = re.compile(r"(?:,|(?<![\s,]))\s+(?P<suffix>Jr\.?|Sr\.?|II|III|IV)$")
WORD = r"[^\W\d_][\w'’\-]*"
PINYIN = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ui|ao|ou|iu|ie|ue"
    r"|an|en|in|un|ia|ua|uo|a|o|e|i|u|ü|er))"
)
HYPHENED_GIVEN = re.compile(r"[A-Z][a-z'’]+-[a-z'’]+")
"""A given name of two syllables as Wade-Giles and Korean romanisation write it (Kai-shek, Il-sung); those of the West
have a capital after the hyphen."""
ROMANISED_GIVEN = re.compile(rf"{PINYIN}['’\-]?{PINYIN}?", re.I)


@cache
def _particles() -> str:
    return rf"(?:(?:{alternatives(languages.every('people', 'name-particle'))})\s+)"


@cache
def _particle_first() -> re.Pattern[str]:
    return re.compile(rf"{_particles()}+{WORD}")


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    initials, particles = r"(?:\w{1,2}\.[\s\-]?){1,4}", _particles()
    return (
        re.compile(r"(?P<family>[^,]+),\s*(?P<given>[^,]+)"),
        re.compile(rf"(?P<family>{particles}*{WORD})\s+(?P<given>{initials})"),
        re.compile(rf"(?P<given>{initials})\s*(?P<family>{particles}*{WORD})"),
        re.compile(rf"(?P<given>(?:{WORD}\.?\s+){{1,3}}?)(?P<family>{particles}+{WORD})"),
        re.compile(rf"(?P<given>(?:{WORD}\.?\s+){{1,4}})(?P<family>{WORD})"),
    )


@cache
def _syllable(language: str) -> str:
    """A syllable of a given name of East Asia as a language writes it."""
    begin, end = (alternatives(languages.words(language, "citations", f"syllables-{at}")) for at in ("begin", "end"))
    return rf"(?:(?:{begin})?(?:{end}))"


@cache
def _given_forms() -> tuple[re.Pattern[str], ...]:
    russian = rf"{_syllable('ru')}(?:{languages.either('citations', 'syllables-joint', 'ru')}|-)?{_syllable('ru')}?"
    return (ROMANISED_GIVEN, *(re.compile(form, re.I) for form in (russian, _syllable("en"))))


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(languages.every('citations', 'bodies'))})(?!\w)")


@cache
def _surnames_first() -> frozenset[str]:
    return frozenset(languages.every("citations", "surnames-first"))


def name(printed: str) -> dict[str, str]:
    """Return a CSL-JSON name: family and given where the form tells them, else literal.

    A name in Han characters stays whole: where its family name ends, its form does not tell.
    """
    text = " ".join(printed.split())
    if HAN.search(text) or _bodies().search(text):
        return {"literal": text}
    suffix = SUFFIX.search(text)
    bare = text[: suffix.start()] if suffix else text
    parts = _parted(bare)
    if not parts:
        return {"literal": text}
    return parts | ({"suffix": suffix["suffix"]} if suffix else {})


def _parted(text: str) -> dict[str, str]:
    words = text.split()
    plain = [without_accents(word) if LATIN.match(word) else word for word in words]
    is_romanised = 1 < len(words) < 4 and plain[0].lower() in _surnames_first()
    if is_romanised and any(all(form.fullmatch(word) for word in plain[1:]) for form in _given_forms()):
        return {"family": words[0], "given": " ".join(words[1:])}
    if len(words) == 2 and HYPHENED_GIVEN.fullmatch(words[1]):
        return {"family": words[0], "given": words[1]}
    if _particle_first().fullmatch(text):
        return {}
    match = next((match for form in _forms() if (match := form.fullmatch(text))), None)
    return {"family": match["family"].strip(), "given": match["given"].strip()} if match else {}


def inverted(printed: str) -> str:
    """Return the name as RIS and BibTeX sort it: "family, given", or whole."""
    parts = name(printed)
    if "family" not in parts:
        return parts["literal"]
    return ", ".join(parts[key] for key in ("family", "suffix", "given") if key in parts)
