"""Letters of the wrong script, words and stops that are missing or too many, and signs of two traditions mixed."""

import re
from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

from teiwright import languages
from teiwright.editorial.cited import Cited, Query, Source, label, labels
from teiwright.editorial.spelling import CYRILLIC, HAN, LATIN, listed
from teiwright.xmltools import TEI, plain_text

WORD = re.compile(r"[^\W_]+")
INITIALS = re.compile(r"(?<![\w.])(?:[A-ZА-ЯЁ]\.\s?){1,3}")
ALIKE = "ABCEHKMOPTX"
RANGE = r"\d+(?:\s*[~～\-–—]\s*\d+)?"
GROUPS = rf"{RANGE}(?:\s*[、,，]\s*{RANGE})*"
NO_PAGE = re.compile(rf"(?<!年)(?<!年\s)第\s*({GROUPS})\s*(?=$|[，。；）)])")
PAGE = languages.either("citations", "page", "zh")
NO_ORDINAL = re.compile(rf"(?<=[，,；;。）)》])\s*({GROUPS})\s*{PAGE}")
NO_YEAR = re.compile(
    rf"(?:{languages.either('citations', 'publishing-house', 'zh')}|》)\s*((?:19|20)\d\d)"
    rf"(?=\s*(?:[，,]\s*第|第\s*\d+\s*{languages.either('citations', 'issue', 'zh')}|$))"
)
CYRILLIC_LEVEL = re.compile(rf"{languages.expression('citations', 'shelf-level', 'ru')}\.")
ORDINAL_PAGE = re.compile(rf"第[^第]*{PAGE}")
NO_ISSUE = re.compile(r"年\s*第\s*(\d+(?:[~～\-–—]\d+)?)\s*(?=[，,]\s*第)")
FULL_STOP_MISSING = re.compile(r"(?<![\w.])((?:[A-Z]\.\s?){1,6}[A-Z])(?=\s*[,:;，：；]|\s+[:(])")
SHORTENED = frozenset(
    "Wm Chas Geo Thos Jas Robt Alex Jos Benj Edw Fred St Dr Prof Gen Col Maj Capt Lt Sgt Adm Mr Mrs Ms Rev Hon Sen Gov "
    "Amb Ibid Vgl Ed Eds Jr Sr Inc Ltd Co Corp Dept Univ Vol No Pt Ser Repr Trans Comp Tr "
    "Yu Ya Zh Kh Ts Ch Sh Dzh Eh Iu Ia".split()
)
FORENAME = re.compile(r"(?:^|(?<=\s))([A-Z][a-z]{2,})\.(?=\s+[A-Z])")
CONVERTED = languages.table("zh", "spelling", "converted")
"""Wrong results of turning simplified characters into traditional ones singly, and the right reading."""


def mixed_scripts(source: Source) -> Iterator[Query]:
    """A Latin letter in a Cyrillic word or the reverse (they look alike), in a shelfmark or an initial too."""
    for note in source.notes:
        for match in WORD.finditer(plain_text(note)):
            if LATIN.search(match[0]) and CYRILLIC.search(match[0]):
                against = f"note {label(note)}: “{match[0]}” mixes {_letters(match[0])}"
                yield Query(match[0], source.holding(note, match[0]), against, "write it in one script")
        for initials in _latin_initials(plain_text(note)):
            against = f"note {label(note)}: the initials “{initials}” of a Cyrillic name have a Latin letter"
            yield Query(initials, source.holding(note, initials), against, "write them in Cyrillic")
    for cited in source.citations:
        yield from _foreign_letters(cited)


def _latin_initials(text: str) -> Iterator[str]:
    """Yield initials before or after a Cyrillic word that have Latin letters which look Cyrillic."""
    for match in INITIALS.finditer(text):
        before, after = text[: match.start()].rstrip()[-1:], text[match.end() : match.end() + 1]
        latin = LATIN.findall(match[0])
        beside = CYRILLIC.match(after) or (CYRILLIC.match(before) and not LATIN.match(after))
        if latin and set(latin) <= set(ALIKE) and beside:
            yield match[0].strip()


def _letters(word: str) -> str:
    """Return the letters of the script that fewer of the word's letters are of, named."""
    latin, cyrillic = LATIN.findall(word), CYRILLIC.findall(word)
    few, name = (latin, "Latin") if len(latin) <= len(cyrillic) else (cyrillic, "Cyrillic")
    return f"the {name} {listed(sorted(set(few)))} into the other script"


def _foreign_letters(cited: Cited) -> Iterator[Query]:
    """Numbers of an archive cited in Cyrillic (ф., оп.) whose letter is Latin."""
    if not CYRILLIC_LEVEL.search(cited.text) or cited.repository is None:
        return
    wrong = [value for _, value in cited.shelfmark if re.fullmatch(r"\d+\W?[A-Za-z]{1,2}", value)]
    if wrong:
        against = f"note {label(cited.element)}: the letter in {listed(wrong)} is Latin among Cyrillic ones"
        yield Query(wrong[0], (cited.element,), against, "write it in Cyrillic: searches for the number miss it")


def mixed_conventions(source: Source) -> Iterator[Query]:
    """年 after the year of a Russian or English work where others go without, and the Russian № in an English one."""
    for language, name in (("ru", "Russian"), ("en", "English")):
        works = [
            cited
            for cited in source.citations
            if cited.language == language and cited.years and cited.type != "archival"
        ]
        marked = [cited for cited in works if re.search(r"(?:1[5-9]|20)\d\d\s*年\s*[，,.]", _after_documents(cited))]
        if marked and len(works) - len(marked) >= len(marked):
            where = labels(each.element for each in marked)
            against = f"{where}: 年 stands after the year of a {name} work, elsewhere it does not"
            yield Query(
                _year_words(marked[0]),
                tuple(each.element for each in marked),
                against,
                "leave 年 out, or write it throughout",
            )
    for cited in source.citations:
        if cited.language == "en" and "№" in cited.text and not CYRILLIC.search(cited.text):
            yield Query(
                "№",
                (cited.element,),
                f"note {label(cited.element)}: № is the Russian sign in an English reference",
                "No.",
            )


def _after_documents(cited: Cited) -> str:
    for document in cited.documents:
        return cited.text.replace(document.text, "")
    return cited.text


def _year_words(cited: Cited) -> str:
    match = re.search(r"(?:1[5-9]|20)\d\d\s*年", cited.text)
    return match[0] if match else cited.text


def missing_words(source: Source) -> Iterator[Query]:
    """第 without 頁, 頁 without 第 where others have it, a year without 年, an issue without 期."""
    ordinal = sum(bool(ORDINAL_PAGE.search(cited.text)) for cited in source.citations)
    usual = ordinal > len(source.citations) / 2
    page, issue = (languages.words("zh", "citations", key)[0] for key in ("page", "issue"))
    patterns = ((NO_PAGE, page), *(((NO_ORDINAL, "第"),) if usual else ()), (NO_YEAR, "年"), (NO_ISSUE, issue))
    for note in source.notes:
        text = plain_text(note)
        for pattern, missing in patterns if HAN.search(text) else ():
            for match in pattern.finditer(text):
                words = match[0].strip()
                against = f"note {label(note)}: {missing} is missing at “{words}”"
                yield Query(words, _before(source, note, text[: match.end()]), against, f"add {missing}")


def _before(source: Source, note: etree._Element, text: str) -> tuple[etree._Element, ...]:
    """Return the citation of the note that the text's end stands in or right after; the note where there is none."""
    mine = [each for each in source.citations if each.note is note]
    begun = [each.element for each in mine if text.find(each.text[:20]) >= 0]
    return (begun[-1] if begun else note,)


def stops(source: Source) -> Iterator[Query]:
    """A full stop after a forename in full (William. J.), or none after the last letter of an abbreviation (D.C)."""
    for cited in source.citations:
        for name in (*cited.parts("author"), *cited.parts("editor")):
            match = FORENAME.search(plain_text(name))
            if match and match[1] not in SHORTENED and len(plain_text(name).split()) < 5:
                against = f"note {label(name)}: a full stop stands after the forename in “{plain_text(name)}”"
                yield Query(match[0], (cited.element,), against, f"{match[1]} without the stop")
        for match in FULL_STOP_MISSING.finditer(cited.text):
            if cited.language == "en":
                against = f"note {label(cited.element)}: the abbreviation “{match[1]}” lacks its last full stop"
                yield Query(match[1], (cited.element,), against, f"{match[1]}.")


def wrong_conversions(source: Source) -> Iterator[Query]:
    """A traditional character that stands for another after conversion from simplified ones (鉅大 for 巨大)."""
    found: dict[str, list[etree._Element]] = defaultdict(list)
    for element, text in source.strings:
        for wrong in CONVERTED:
            if wrong in text:
                found[wrong].append(next(element.iterancestors(f"{TEI}bibl"), element))
    for wrong, elements in found.items():
        against = f"{labels(elements)}: {wrong} looks like a wrong conversion from simplified characters"
        yield Query(wrong, tuple(elements), against, f"probably {CONVERTED[wrong]}")


PAIRS = {"《": "》", "〈": "〉", "（": "）", "(": ")", "“": "”", "「": "」", "『": "』", "[": "]"}


def brackets(source: Source) -> Iterator[Query]:
    """A bracket or quotation mark never closed in its note, closed unopened, or closed by another."""
    for note in source.notes:
        text = plain_text(note)
        place = _unpaired(text)
        if place is not None:
            words = text[max(0, place - 8) : place + 9]
            yield Query(words, (note,), f"note {label(note)}: “{text[place]}” near “{words}” has no partner")


def _unpaired(text: str) -> int | None:
    opened: list[int] = []
    for place, character in enumerate(text):
        if character in PAIRS:
            opened.append(place)
        elif character in PAIRS.values():
            if not opened and _is_mark_of_list(text, place):
                continue
            if not opened or PAIRS[text[opened[-1]]] != character:
                return place
            opened.pop()
    return opened[-1] if opened else None


def _is_mark_of_list(text: str, place: int) -> bool:
    """`a)` and `1）` number the members of a list."""
    return text[place] in ")）" and bool(re.search(r"(?:^|[\s；;，,。：:])\w{1,2}$", text[:place]))


def doubled(source: Source) -> Iterator[Query]:
    """Two commas, stops or semicolons in a row."""
    for note in source.notes:
        match = re.search(r"([，,；;。、：])\s?\1|[，、；]\s?[。；]|(?<![.\w])\.\.(?!\.)", plain_text(note))
        if match:
            yield Query(match[0], (note,), f"note {label(note)}: two marks stand together: “{match[0]}”", "one of them")
