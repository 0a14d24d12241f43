"""Names as printed, taken apart where their form allows it."""

import re
from functools import cache

from teiwright import languages
from teiwright.languages.folding import alternatives

HAN = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]")
SUFFIX = re.compile(r",?\s+(?P<suffix>Jr\.?|Sr\.?|II|III|IV)$")
WORD = r"[^\W\d_][\w'’\-]*"
PARTICLES = rf"(?:(?:{alternatives(languages.every('people', 'name-particle'))})\s+)"
INITIALS = r"(?:\w{1,2}\.[\s\-]?){1,4}"
PARTICLE_FIRST = re.compile(rf"{PARTICLES}+{WORD}")
FORMS = (
    re.compile(r"(?P<family>[^,]+),\s*(?P<given>[^,]+)"),
    re.compile(rf"(?P<family>{PARTICLES}*{WORD})\s+(?P<given>{INITIALS})"),
    re.compile(rf"(?P<given>{INITIALS})\s*(?P<family>{PARTICLES}*{WORD})"),
    re.compile(rf"(?P<given>(?:{WORD}\.?\s+){{1,3}}?)(?P<family>{PARTICLES}+{WORD})"),
    re.compile(rf"(?P<given>(?:{WORD}\.?\s+){{1,4}})(?P<family>{WORD})"),
)
PINYIN = (
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ui|ao|ou|iu|ie|ue"
    r"|an|en|in|un|ia|ua|uo|a|o|e|i|u|ü|er))"
)
HYPHENED_GIVEN = re.compile(r"[A-Z][a-z'’]+-[a-z'’]+")
"""A given name of two syllables as Wade-Giles and Korean romanisation write it (Kai-shek, Il-sung); those of the West
have a capital after the hyphen."""
ROMANISED_GIVEN = re.compile(rf"{PINYIN}['’\-]?{PINYIN}?", re.I)


@cache
def _given_in_russian() -> re.Pattern[str]:
    begin, end = (alternatives(languages.words("ru", "citations", f"syllables-{part}")) for part in ("begin", "end"))
    syllable = rf"(?:(?:{begin})?(?:{end}))"
    return re.compile(rf"{syllable}[ъ\-]?{syllable}?", re.I)


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
    is_romanised = 1 < len(words) < 4 and words[0].lower() in _surnames_first()
    forms = (ROMANISED_GIVEN, _given_in_russian())
    if is_romanised and any(all(form.fullmatch(word) for word in words[1:]) for form in forms):
        return {"family": words[0], "given": " ".join(words[1:])}
    if len(words) == 2 and HYPHENED_GIVEN.fullmatch(words[1]):
        return {"family": words[0], "given": words[1]}
    if PARTICLE_FIRST.fullmatch(text):
        return {}
    match = next((match for form in FORMS if (match := form.fullmatch(text))), None)
    return {"family": match["family"].strip(), "given": match["given"].strip()} if match else {}


def inverted(printed: str) -> str:
    """Return the name as RIS and BibTeX sort it: "family, given", or whole."""
    parts = name(printed)
    if "family" not in parts:
        return parts["literal"]
    return ", ".join(parts[key] for key in ("family", "suffix", "given") if key in parts)
