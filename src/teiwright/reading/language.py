"""The language of a text, told by its script, its characters and its small words."""

import re
from collections import Counter
from functools import cache

from teiwright.languages import words

STOP_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset("the of and to in that was for with by from were this which not are his had".split()),
    "fr": frozenset("le la les des et du une est dans que qui pour par sur au aux pas ce cette avec".split()),
    "de": frozenset("der die das und den von zu mit des im nicht ein eine auf dem ist als auch sich wurde".split()),
    "es": frozenset("el los las una del que por con para se su como más fue".split()),
    "it": frozenset("il di che della del per una con non dei gli nel alla sono delle".split()),
}
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
KANA = re.compile("[\u3040-\u30ff]")
HANGUL = re.compile("[\uac00-\ud7af\u1100-\u11ff]")
CYRILLIC = re.compile("[\u0400-\u04ff]")
UKRAINIAN = re.compile(f"[{''.join(words('ru', 'reading', 'letters_of_ukrainian'))}]")
LATIN = re.compile("[A-Za-zÀ-ÿ]")
SAMPLE = 200_000


def language_of(text: str) -> str:
    """Return the BCP 47 tag of a text's main language; "und" where nothing tells."""
    sample = text[:SAMPLE]
    han, latin, kana, hangul, cyrillic = (_count(script, sample) for script in (HAN, LATIN, KANA, HANGUL, CYRILLIC))
    if kana * 10 > han + kana and kana > 3:
        return "ja"
    if hangul > max(han, latin // 3, cyrillic // 3):
        return "ko"
    if han * 3 >= max(latin, cyrillic) and han:
        return chinese_script(sample)
    if cyrillic * 2 > latin:
        return "uk" if _count(UKRAINIAN, sample) * 40 > cyrillic else "ru"
    return _latin_language(sample) if latin else "und"


def _count(script: re.Pattern[str], text: str) -> int:
    """Return how many characters are of a script (a list of them all would take eighty bytes each)."""
    return len(text) - len(script.sub("", text))


def chinese_script(text: str) -> str:
    """Return zh-Hant or zh-Hans, by the characters that one script alone has."""
    counts = Counter(text)
    traditional, simplified = (sum(counts[sign] for sign in signs) for signs in _signs())
    return "zh-Hant" if traditional > simplified else "zh-Hans"


@cache
def _signs() -> tuple[frozenset[str], frozenset[str]]:
    """The characters that Traditional and Simplified script alone have."""
    traditional, simplified = (
        frozenset("".join(words("zh", "reading", f"{script}_signs"))) for script in ("traditional", "simplified")
    )
    return traditional, simplified - traditional


def _latin_language(text: str) -> str:
    counts = Counter(re.findall(r"[a-zà-ÿ]+", text.lower()))
    scores = {language: sum(counts[word] for word in stops) for language, stops in STOP_WORDS.items()}
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] else "en"
