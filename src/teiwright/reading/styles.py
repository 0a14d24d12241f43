"""The styles of notes: how a mark looks in the text, how a note begins, and how sure each is. One record a style."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from teiwright.article import Emphasis, LineBreak, Link
from teiwright.languages import either, expression
from teiwright.reading.inline import WIDE
from teiwright.reading.rich import Rich, Target, WrappedLine
from teiwright.reading.words import (
    COUNTERS,
    LEADERS,
    LINE_COUNTERS,
    MONTHS,
    NAMED_COUNTERS,
    NOTE_SIGN,
    NOTE_WORDS,
    NUMBERED_WORDS,
    PAGE,
    PAGE_WORDS,
    PREFIXES,
)

Value = int | float | str
"""What a label counts as: 60 and ⑥ by their number, 60a between 60 and 61, a sign or a letter by itself."""

CIRCLED = "①-⑳㉑-㉟㊱-㊿❶-❿➀-➉⒈-⒛⓪⓵-⓾"
PARENTHESISED = "⑴-⒇"
SUPER = "¹²³⁰⁴-⁹"
RAISED = rf"[{SUPER}]{{1,3}}[ᵃᵇᶜᵈ]?"
SYMBOL = r"[*＊]{1,4}|[†‡§¶※#]{1,3}|(?<=[^\W\d_]{2})°(?=\s*(?:[,;]|$))"
"""The degree sign behind a name is an asterisk as engines misread it."""
MISREAD = r"(?:l|[lI][0-9lO]|[1-9][lIO])(?![\w'’])"
"""Numbers as engines misread them: l for 1, lO for 10."""
AS_DIGITS = str.maketrans("lIO", "110")
NUMBER = rf"(?:{MISREAD}|[0-9０-９]{{1,3}})"
LABELLED = rf"{NUMBER}(?:[a-d](?![A-Za-z]))?"
WORD = rf"(?:※|＊|\*|{NOTE_WORDS})?\s*"
LETTER = "[a-zа-я]"
ROMAN = "(?=[ivx])x{0,2}(?:ix|iv|v?i{0,3})"
RANGE = "–—~～－‐‑−〜-"
LIST = rf"{LABELLED}(?:\s*[,，、;；{RANGE}]\s*{LABELLED})*"
CHINESE = "[一二三四五六七八九十百]{1,4}"
NOTE_SIGN_END = expression("reading", "note_sign_end", "zh")
NAMED = rf"(?<={NOTE_SIGN_END}){CHINESE}"
"""In square brackets a Chinese number is a mark only behind the word for a note."""
NAMED_BY_NUMBER = re.compile(either("reading", "named_by_number", "zh"))
BETWEEN = either("reading", "between_numbers", "zh")
ANY_LABEL = rf"(?:{LIST}|[1-9][0-9]{{3}}|[{CIRCLED}]|{SYMBOL}|[a-z]|[ivxlc]{{1,6}}|[一二三四五六七八九十]{{1,3}})"
"""What is raised may have four figures; elsewhere these are a year."""
PAGES = rf"(?P<pages>[,:，：]\s*(?:{PAGE_WORDS})\.?\s*[^\]］\[［]{{0,40}})?"
SINGLE = rf"{LABELLED}|[{CIRCLED}]|\*{{1,3}}|†|‡|[A-Za-z]|[ivxlc]{{1,6}}"
GAP = "[ \\t\u3000\u00a0]*"
DATE = rf"(?:[0-9]{{4}}\s?年|[0-9]{{1,2}}\s?月|[0-9]{{1,2}}(?:er|\.|st|nd|rd|th)?\s{MONTHS})"
ENDS_CLAUSE = '。，、；：！？.,;:!?”’」』》〉）)"»…'
RETURNS = frozenset("↵↩↑")
"""Signs before a note's number that lead back to its mark, where the page leaves out the link."""
QUOTES = "“”‘’…—"
GLUED = re.compile("[A-Za-z\u0410-\u044f]+$")
"""The end of a word that a number in brackets sticks to: a short one calls a function, f(1)."""
OUTER = re.compile(rf"^[\[［〔【(（]?\s*+{WORD}(?P<label>{ANY_LABEL})\s*[\]］〕】)）.]?$")
CITED = re.compile(rf"^[\[［](?P<label>{LIST})[\]］]\s*[（(]?[Pp第]?[\d\s,，、{RANGE}]+{PAGE}?[）)]?$")
LINKED = re.compile(
    rf"^[\[［〔(（]*\s*+{WORD}(?P<label>{LIST}|[{CIRCLED}]|{RAISED}|{SYMBOL}|[a-z]|[ivxlc]{{1,6}}|{CHINESE})\s*[\]］〕)）.]*$",
    re.I,
)
CARET = re.compile(
    r"\[\^(?P<label>[^\]\[\s]{1,60})\]|\^\[(?P<number>\d{1,3})\]|(?<=[.,;:!?”\"’)»。，；：！？])\^(?P<bare>\d{1,3})(?![\w^])"
)
CIRCLED_MARK = re.compile(rf"[\[［〔(（]?(?P<label>[{CIRCLED}{PARENTHESISED}])[\]］〕)）]?")
SUPER_DIGITS = re.compile(rf"(?<![⁻⁺])[⁽]?(?P<label>{RAISED})[⁾]?")
SYMBOL_MARK = re.compile(rf"(?P<label>{SYMBOL})")
UNIT_BEFORE = re.compile(rf"(?:^|[^A-Za-zА-Яа-я])(?:[kcmdµ]?m|km|Hz|[A-Za-z]|[0-9]|{either('reading', 'measures')})$")

AFTER_CLAUSE = (
    r"(?:(?<=[。，、；：！？”’」』》〉）…])|(?<=[.,;:!?\"”’»)\]])(?<![0-9][.,:])|(?<=[0-9]{4}[.,])|(?<=[a-z][23][.,]))"
)
BARE_NUMBER = r"[0-9]{1,3}(?:[a-d](?![A-Za-z]))?"
NOT_IN_NUMBER = r"(?![0-9.,，:%％°/~～\-–—'’\]）)]*[0-9])"
BARE_MARKS: tuple[tuple[float, re.Pattern[str]], ...] = (
    (1.0, re.compile(rf"{AFTER_CLAUSE}(?P<label>{MISREAD}|{BARE_NUMBER}){NOT_IN_NUMBER}(?![{COUNTERS}%％°A-Za-z])")),
    (1.0, re.compile(rf"{AFTER_CLAUSE}(?P<label>[0-9]{{1,3}}(?:[,–-][0-9]{{1,3}})+)(?=\s|$)")),
    (1.0, re.compile(rf"(?:{NOTE_SIGN}|※)\s?(?P<label>[0-9]{{1,3}})(?![0-9])")),
    (
        0.5,
        re.compile(
            rf"(?<=[\u4e00-\u9fff])(?<![{LEADERS}])"
            rf"(?P<label>[0-9]{{1,3}})(?=[。，；：、！？”）」』]|$|[ \u3000](?![ {COUNTERS}]))"
        ),
    ),
    (0.6, re.compile(r"(?:(?<=[а-яё]{3})|(?<=[a-zà-ÿ]{4}))(?P<label>[0-9]{1,3}(?:[,–-][0-9]{1,3})*)(?=[.,;:!?)”»]|$)")),
    (0.5, re.compile(r"(?<=[a-zа-яёà-ÿ])(?P<label>[0-9]{1,3}(?:[,–-][0-9]{1,3})*)(?=[\s.,;:!?)”»]|$)")),
    (0.5, re.compile(r"(?:(?<=[^\W\d_][.,;:!?”\")’])|(?<=[0-9]{4}[.,]))(?P<label>[0-9]{1,3})(?=[^\W\d_]{2})")),
    (
        0.55,
        re.compile(
            rf"(?:(?<=[.,;:!?\"”’»)\]][ \u00a0])(?<![0-9][.,:][ \u00a0])|(?<=[0-9]{{4}}[.,][ \u00a0]))"
            rf"(?P<label>{BARE_NUMBER})(?=$|[.,;:](?![0-9])|[ \u00a0]+(?:[^\Wa-z\d_]|[“\"«(—–]))"
        ),
    ),
    (
        0.55,
        re.compile(
            rf"(?<=[。，、；：！？”’」』》〉）…][ \u00a0\u3000])(?P<label>{BARE_NUMBER}){NOT_IN_NUMBER}"
            rf"(?=$|[。，、；：！？”」』）]|[ \u00a0\u3000]*(?![ \u00a0\u3000{COUNTERS}A-Za-z]))"
        ),
    ),
    (
        0.5,
        re.compile(
            rf"(?<=[\u4e00-\u9fff][ \u00a0])(?<![{LEADERS}] )(?P<label>[0-9]{{1,3}})(?=[。，；：！？”）」』]|$)"
        ),
    ),
    (0.55, re.compile(r"(?<=[^\s\d(（])(?P<label>[0-9]{1,3})[)）]")),
    (0.8, re.compile(r"(?<=[^\W\d_»”\"][ \u00a0])(?P<label>[0-9]{1,3})[)）](?=[.,;:!?»”]|$)")),
    (0.5, re.compile(r"(?<=[a-zа-яё][a-zа-яё][ \u00a0])(?P<label>[0-9]{1,3})(?=[ \u00a0]?[.,;:!?»”]|$)(?![.,:][0-9])")),
    (0.8, re.compile(r"(?<=[.,;:!?”\")][ \u00a0])(?P<label>[0-9]{1,3})/(?=\s|$)")),
    (0.3, re.compile(r"(?<=[,;][ \u00a0])(?P<label>[0-9]{1,3})(?=[ \u00a0][^\W\d_])")),
    (0.3, re.compile(r"(?<=[0-9]\.)(?P<label>[0-9]{1,3})(?=[ \u00a0]+[^\Wa-z\d_])")),
    (
        0.3,
        re.compile(
            rf"(?<=[\u4e00-\u9fff])(?<![{LEADERS}一二三四五六七八九十百千萬万零〇])"
            rf"(?P<label>[0-9]{{1,3}})(?=[\u4e00-\u9fff《「『“])(?![{COUNTERS}]|{BETWEEN})"
        ),
    ),
)
"""Bare numbers that may be marks, each look with its weight; a narrower look comes before a wider one."""
DIGITS = re.compile(rf"(?:{NOTE_SIGN}|※)(?=\s?[0-9])|[0-9]+|(?<=[^\s\w]){MISREAD}")
"""Where a bare number that may be a mark begins."""
NEAR = 60
"""How far back a bracket may stand open."""
LONGEST_WORD = 16
"""How far back the word that a number belongs to may begin."""
LAST_WORD = re.compile(r"(?<!\w)(\w++|№)\.?[ \u00a0]$")
FUSED = re.compile(r"(?<=[。！？，、；：…”’」』》）])(?P<digits>[0-9]{2,7})[ \u3000]?(?P<unit>[年月日])")
COUNT = re.compile(rf"(?<=[。！？”’」』])(?P<label>[0-9]{{1,3}})(?=[{NAMED_COUNTERS}])")

BRACKETS: dict[str, tuple[str, str, str]] = {
    "brackets": (r"[\[［]", r"[\]］]", "[［"),
    "fullwidth-brackets": ("［", "］", "［"),
    "tortoise-brackets": ("[〔﹝]", "[〕﹞]", "〔﹝"),
    "lenticular-brackets": ("【", "】", "【"),
    "braces": (r"\{", r"\}", "{"),
    "angle-brackets": ("<", ">", "<"),
    "slashes": (r"(?<![\w/])/", r"/(?![\w/])", "/"),
    "parentheses": (r"[(（]", r"[)）]", "(（"),
    "fullwidth-parentheses": ("（", "）", "（"),
}
"""By style the opening and the closing sign: the plain kinds take the wide ones too, which scans mix with them."""
CHINESE_IN = frozenset({"tortoise-brackets", "lenticular-brackets", "fullwidth-parentheses"})
"""Brackets in which a Chinese number is a mark."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A note mark in the text: leaf.string[start:end]. `weight` says how much it looks like one, 0 to 1.

    One that `opens` stands before words, at a line's beginning or behind a bracket.
    One that `stays` says more than its number, [3, p. 25]: it is text, and its note is anchored behind it.
    `target` is the place that it links to, if it does.
    """

    leaf: int
    start: int
    end: int
    style: str
    labels: tuple[str, ...]
    values: tuple[Value, ...]
    weight: float = 1.0
    stays: bool = False
    opens: bool = False
    target: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A note mark where a note begins: string[start:end], with the space behind it."""

    style: str
    label: str
    value: Value
    start: int
    end: int


Recogniser = Callable[[int, Rich], Iterator[Mark]]


@lru_cache(maxsize=4096)
def value_of(label: str) -> Value:
    """Return what a label counts as, whatever its script, or the label itself."""
    plain = unicodedata.normalize("NFKC", label).strip("().[] ")
    if re.fullmatch(MISREAD, plain):
        return int(plain.translate(AS_DIGITS))
    if plain.isdecimal():
        return int(plain)
    if suffixed := re.fullmatch(r"(\d{1,3})([a-d])", plain):
        return int(suffixed[1]) + (ord(suffixed[2]) - 96) / 10
    if re.fullmatch(CHINESE, label):
        return _chinese_number(label)
    if len(label) == 1 and (number := unicodedata.numeric(label, None)) is not None:
        return int(number)
    return plain.lower()


def _chinese_number(label: str) -> int:
    """Return the number written in Chinese, up to 百: 三, 十三, 二十, 一百零三 without its zero."""
    total, digit = 0, 0
    for character in label:
        if character in "十百":
            total += max(digit, 1) * (10 if character == "十" else 100)
            digit = 0
        else:
            digit = "一二三四五六七八九".index(character) + 1
    return total + digit


def expanded(label: str) -> tuple[str, ...]:
    """Return the single labels of a mark that names several notes: 1,3 or 4–6."""
    out: list[str] = []
    for part in re.split(r"\s*[,，、;；]\s*", label):
        ends = re.split(rf"\s*[{RANGE}]\s*", part)
        first, last = (int(end) if end.isdecimal() else 0 for end in (ends[0], ends[-1]))
        if len(ends) == 2 and 0 < first < last < first + 12:
            out.extend(str(number) for number in range(first, last + 1))
        else:
            out.append(part)
    return tuple(out)


def _mark(leaf: int, start: int, end: int, style: str, label: str, weight: float = 1.0, opens: bool = False) -> Mark:
    labels = (label,) if label.isdecimal() else expanded(label) if re.fullmatch(LIST, label) else (label,)
    values = tuple(value_of(each) for each in labels)
    return Mark(leaf, start, end, style, labels, values, weight, opens=opens)


def superscript_marks(leaf: int, rich: Rich) -> Iterator[Mark]:
    """Find numbers and signs set as superscripts; an exponent or an ordinal weighs little."""
    for inline in rich.inlines:
        if isinstance(inline, Emphasis) and inline.rend == "superscript":
            words = rich.string[inline.start : inline.end].strip()
            match = OUTER.match(words)
            cited = CITED.match(words)
            if cited:
                yield replace(_mark(leaf, inline.start, inline.end, "superscript", cited["label"]), stays=True)
            elif match:
                start, end = _with_brackets(rich.string, inline.start, inline.end)
                weight = _power_weight(rich.string, start, match)
                opens = _opens(rich.string, start, end)
                yield _mark(leaf, start, end, "superscript", match["label"], weight, opens)
    yield from _superscript_digits(leaf, rich, "superscript")


def _opens(string: str, start: int, end: int) -> bool:
    """Say whether a mark stands before words at a line's beginning, or behind a bracket."""
    before, after = _around(string, start, end)
    return (not before or before in "(（") and after.isalpha()


def _with_brackets(string: str, start: int, end: int) -> tuple[int, int]:
    """Widen a superscript to the brackets around it: [<sup>1</sup>]."""
    pairs = {"[": "]", "［": "］", "〔": "〕", "(": ")", "（": "）"}
    if start and end < len(string) and pairs.get(string[start - 1]) == string[end]:
        return start - 1, end + 1
    return start, end


def _power_weight(string: str, start: int, match: re.Match[str]) -> float:
    if match["label"].isalpha() and match["label"].isascii():
        return 0.1 if string[start - 1 : start].isdigit() else 0.6
    return 0.1 if UNIT_BEFORE.search(string[max(0, start - 6) : start]) else 1.0


def caret_marks(leaf: int, rich: Rich) -> Iterator[Mark]:
    """Find Markdown's note references."""
    for match in CARET.finditer(rich.string):
        label = match["label"] or match["number"] or match["bare"]
        yield Mark(leaf, *match.span(), "caret", (label,), (value_of(label),))


def fragment(target: str) -> str:
    """Return the part of an address after #."""
    return target.partition("#")[2]


def link_marks(leaf: int, rich: Rich) -> Iterator[Mark]:
    """Find numbers that link to a place in the document."""
    for inline in rich.inlines:
        if isinstance(inline, Link) and "#" in inline.target:
            match = LINKED.match(rich.string[inline.start : inline.end].strip())
            if match:
                start, end = _with_carets(rich.string, *_with_brackets(rich.string, inline.start, inline.end))
                start -= _has_stray_bracket(rich.string, start, end)
                end -= _took_stop(rich.string, start, end)
                label = match["label"]
                yield Mark(leaf, start, end, "link", (label,), (value_of(label),), target=fragment(inline.target))


def _with_carets(string: str, start: int, end: int) -> tuple[int, int]:
    """Widen a link to the carets around it, pandoc's sign for a superscript: ^[1](#fn1)^."""
    is_superscript = string[max(0, start - 1) : start] == "^" == string[end : end + 1]
    return (start - 1, end + 1) if is_superscript else (start, end)


def _took_stop(string: str, start: int, end: int) -> bool:
    """Say whether a link took in the stop of the sentence before it: [1.](#page-3-0) behind a word."""
    return string[:end].endswith(".") and string[start - 1 : start].isalpha()


def _has_stray_bracket(string: str, start: int, end: int) -> bool:
    """Say whether a link took in the closing bracket of a mark but not its opening one: [[1\\]](#_ftn1)."""
    inner = string[start:end].rstrip()
    return inner.endswith("]") and "[" not in inner and string[max(0, start - 1) : start] == "["


def bracket_marks(style: str) -> Recogniser:
    """Return the recogniser of numbers in one kind of brackets."""
    left, right, openings = BRACKETS[style]
    chinese = CHINESE if style in CHINESE_IN else NAMED
    letters = {"parentheses": f"|{LETTER}", "brackets": f"|(?:{ROMAN}|[A-Za-z])(?=[\\]］](?![^\\W\\d_]))"}.get(
        style, ""
    )
    pages = PAGES if style == "brackets" else "(?P<pages>)"
    pattern = re.compile(
        rf"{left}\s*{WORD}(?P<label>{LIST}|[{CIRCLED}]|\*{{1,3}}|†|‡|{chinese}{letters})\s*{pages}{right}"
        + (rf"|(?P<one>[{PARENTHESISED}])" if "（" in openings else "")
    )

    narrow = "".join(filter(str.isascii, openings))

    def single(leaf: int, rich: Rich) -> Iterator[Mark]:
        if rich.string.isascii() and not (narrow and narrow in rich.string):
            return
        for match in pattern.finditer(rich.string):
            label = match["label"] or unicodedata.normalize("NFKC", match[0]).strip("()")
            if match["pages"]:
                yield replace(_mark(leaf, *match.span(), style, label), stays=True)
                continue
            is_weak = TABLE[style].strength == 0 and match.start("label") - match.start() == 1
            weight = _place_weight(rich.string, *match.span()) if is_weak or not match["label"] else 1.0
            if is_weak and (glued := GLUED.search(rich.string[max(0, match.start() - 3) : match.start()])):
                weight = min(weight, 0.6 if len(glued[0]) > 2 else 0.4)
            yield _mark(leaf, *match.span(), style, label, weight)

    def recognise(leaf: int, rich: Rich) -> Iterator[Mark]:
        yield from _with_ranges(rich.string, single(leaf, rich))

    return recognise


def _with_ranges(string: str, marks: Iterable[Mark]) -> Iterator[Mark]:
    """Yield the marks, two that a dash joins as one that names what lies between, too: [3]-[5]."""
    last: Mark | None = None
    for mark in marks:
        labels = expanded(f"{last.labels[0]}-{mark.labels[0]}") if last and _is_joined(string, last, mark) else ()
        if last and len(labels) > 1:
            last = replace(last, end=mark.end, labels=labels, values=tuple(value_of(label) for label in labels))
            continue
        if last:
            yield last
        last = mark
    if last:
        yield last


def _is_joined(string: str, first: Mark, second: Mark) -> bool:
    is_single = len(first.labels) == len(second.labels) == 1 and not first.stays
    return is_single and string[first.end : second.start].strip() in {*RANGE}


def _around(string: str, start: int, end: int) -> tuple[str, str]:
    """Return the characters before and after string[start:end], white space aside; empty at the text's ends."""
    return string[max(0, start - 8) : start].rstrip()[-1:], string[end : end + 8].lstrip()[:1]


def _place_weight(string: str, start: int, end: int) -> float:
    """Say how much a number in the line looks like a mark: before or after the end of a clause rather than in it."""
    before, after = _around(string, start, end)
    if not before or before in "：:；;（(、":
        return 0.1
    if not after or after in ENDS_CLAUSE:
        return 1.0
    return 0.8 if before in ENDS_CLAUSE else 0.3


def circled_marks(leaf: int, rich: Rich) -> Iterator[Mark]:
    """Find circled numbers; one that opens a clause (：①…；②…) or names one (第①点) weighs little."""
    for match in CIRCLED_MARK.finditer(rich.string) if not rich.string.isascii() else ():
        before, after = _around(rich.string, *match.span())
        opens = (not before or before in "：:；;、") and bool(after) and after not in ENDS_CLAUSE
        names = before == "第" or (bool(before) and NAMED_BY_NUMBER.fullmatch(after) is not None)
        yield _mark(leaf, *match.span(), "circled", match["label"], 0.2 if opens or names else 1.0)


def symbol_marks(leaf: int, rich: Rich) -> Iterator[Mark]:
    """Find asterisks and daggers behind a word; one before a word (*.txt) weighs little, one before a line is none."""
    lines = {inline.at for inline in rich.inlines if isinstance(inline, LineBreak | WrappedLine)}
    for match in SYMBOL_MARK.finditer(rich.string):
        if match.start() in lines:
            continue
        before = rich.string[max(0, match.start() - 1) : match.start()]
        after = rich.string[match.end() : match.end() + 2].lstrip("./_")[:1]
        word, _ = _around(rich.string, *match.span())
        if word and not match["label"].startswith("#") and word not in "*†‡":
            is_before = (before.isspace() or after.isascii()) and after.isalnum()
            yield _mark(leaf, *match.span(), "symbols", match["label"], 0.2 if is_before else 1.0)


def superscript_digit_marks(leaf: int, rich: Rich) -> Iterator[Mark]:
    """Find Unicode's superscript digits."""
    return _superscript_digits(leaf, rich, "superscript-digits")


def _superscript_digits(leaf: int, rich: Rich, style: str) -> Iterator[Mark]:
    for match in SUPER_DIGITS.finditer(rich.string) if not rich.string.isascii() else ():
        weight = 0.1 if UNIT_BEFORE.search(rich.string[max(0, match.start() - 6) : match.start()]) else 1.0
        yield _mark(leaf, *match.span(), style, match["label"], weight, _opens(rich.string, *match.span()))


def bare_marks(leaf: int, rich: Rich) -> Iterator[Mark]:
    """Find numbers that stick to the end of a clause or a word, and are neither superscripts nor links."""
    other = sorted(
        (inline.start, inline.end)
        for inline in rich.inlines
        if isinstance(inline, Link) or (isinstance(inline, Emphasis) and inline.rend == "superscript")
    )
    found: dict[int, Mark] = {}
    for start, end, label, weight in _bare_numbers(rich.string):
        index = bisect_right(other, (start, 1 << 60)) - 1
        if start not in found and (index < 0 or other[index][1] <= start):
            found[start] = _mark(leaf, start, end, "bare", label, weight)
    yield from (found[start] for start in sorted(found))


def _bare_numbers(string: str) -> Iterator[tuple[int, int, str, float]]:
    """Yield (start, end, label, weight) of numbers that may be marks; one that counts what follows it weighs little."""
    for possible in DIGITS.finditer(string):
        at = possible.start()
        if not at and "0" <= string[0] <= "9":  # nothing stands before it that it could be a mark of
            continue
        for weight, pattern in BARE_MARKS if possible.end() - at < 4 else ():  # what has four figures is a year
            match = pattern.match(string, at)
            if not match or (match[0][-1] in ")）" and _is_open(string[max(0, at - NEAR) : at])):
                continue
            is_doubtful = weight == 0.5 and _is_counted(string, at)
            yield *match.span(), match["label"], 0.1 if is_doubtful else weight
            break
        else:
            yield from _run_together(string, at)


def _run_together(string: str, at: int) -> Iterator[tuple[int, int, str, float]]:
    """Yield the number of a note that ran together with what counts or dates the words behind it."""
    if count := COUNT.match(string, at):
        yield *count.span(), count["label"], 0.4
    fused = FUSED.match(string, at)
    if not count and fused and (label := _before_date(fused["digits"], fused["unit"])):
        yield at, at + len(label), label, 0.6


def _is_counted(string: str, at: int) -> bool:
    """Say whether what stands before the number at `at` is a unit that it raises or a word that it belongs to."""
    if string[at - 1 : at] in " \u00a0":
        word = LAST_WORD.search(string, max(0, at - LONGEST_WORD), at)
        return word is not None and word[1].lower() in NUMBERED_WORDS
    return bool(UNIT_BEFORE.search(string[max(0, at - 6) : at]))


def _is_open(before: str) -> bool:
    """Say whether a bracket was opened and not closed."""
    return before.count("(") + before.count("（") > before.count(")") + before.count("）")


def _before_date(digits: str, unit: str) -> str:
    """Return the note's number that ran into a date, “。177月4日”, or "" where it could be cut in more than one way."""
    if unit == "年":
        return digits[:-4] if len(digits) > 4 and digits[-4:-2] in {"16", "17", "18", "19", "20"} else ""
    highest = 12 if unit == "月" else 31
    if int(digits) <= highest or len(digits) > 5:
        return ""
    cuts = [(digits[:-size], digits[-size:]) for size in (1, 2) if len(digits) > size]
    found = [number for number, rest in cuts if not rest.startswith("0") and int(rest) <= highest]
    return found[0] if len(found) == 1 else ""


@dataclass(frozen=True, slots=True)
class Style:
    """One style of notes: all that the rest of the program knows of it.

    `look` is what a reader sees; `strength` how surely a mark of it is a note's (2: it is hardly anything else;
    1: as a rule; 0: clauses, formulas and counts look so, too), `head_strength` the same of a note's beginning;
    `counts` whether a list in the text may count so; `partners` the styles of heads that its marks go with (none
    named: any); `runs_on` whether notes of it may stand one after another on a line; `signs` the class of characters of
    which each mark holds one.
    """

    name: str
    look: str = ""
    strength: int = 1
    marks: Recogniser | None = None
    heads: tuple[re.Pattern[str], ...] = ()
    head_strength: int = 1
    counts: bool = False
    partners: frozenset[str] = frozenset()
    runs_on: bool = False
    signs: str = r"\s\S"


def _heads(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern + GAP, re.I if "Note" in pattern else 0) for pattern in patterns)


_RECORDS = (
    Style("link", "a number that links to its note, as word processors and blogs export it", 2, link_marks,
          head_strength=2, runs_on=True),
    Style("superscript", "<sup>1</sup>, ^1^, $^{1}$", 2, superscript_marks, head_strength=2, runs_on=True),
    Style("caret", "[^1]", 2, caret_marks,
          _heads(r"\[\^(?P<label>[^\]\s]{1,60})\][:：]?", r"\^\[(?P<label>\d{1,3})\]",
                 r"\^(?P<label>\d{1,3})(?=\s)"), 2,
          partners=frozenset({"caret", "definition"}), signs=r"\^"),
    Style("circled", "①", 1, circled_marks, _heads(rf"{NOTE_SIGN}?(?P<label>[{CIRCLED}{PARENTHESISED}])[:：.、]?"),
          runs_on=True, signs=CIRCLED + PARENTHESISED),
    Style("fullwidth-brackets", "［1］", 1, bracket_marks("fullwidth-brackets"), runs_on=True, signs="［"),
    Style("brackets", "[1]", 1, bracket_marks("brackets"),
          _heads(rf"[\[［]\s*{WORD}(?P<label>{SINGLE}|{NAMED})\s*[\]］][:：.]?",
                 rf"\[(?:{PREFIXES})\s+(?P<label>{SINGLE})\s*[:.](?=\s)"), runs_on=True, signs=r"\[［"),
    Style("tortoise-brackets", "〔1〕", 1, bracket_marks("tortoise-brackets"),
          _heads(rf"[〔﹝]\s*{WORD}(?P<label>{LABELLED}|[{CIRCLED}]|{CHINESE})\s*[〕﹞]"), runs_on=True, signs="〔﹝"),
    Style("lenticular-brackets", "【1】", 1, bracket_marks("lenticular-brackets"),
          _heads(rf"【\s*{WORD}(?P<label>{LABELLED}|[{CIRCLED}]|{CHINESE})\s*】"), runs_on=True, signs="【"),
    Style("braces", "{1}", 1, bracket_marks("braces"), _heads(rf"\{{\s*(?P<label>{LABELLED})\s*\}}"),
          runs_on=True, signs="{"),
    Style("angle-brackets", "<1>", 1, bracket_marks("angle-brackets"), _heads(rf"<\s*(?P<label>{LABELLED})\s*>"),
          runs_on=True, signs="<"),
    Style("slashes", "/1/", 1, bracket_marks("slashes"), _heads(rf"/\s*(?P<label>{LABELLED})\s*/"), signs="/"),
    Style("superscript-digits", "¹ ² ³", 1, superscript_digit_marks,
          _heads(rf"[⁽]?(?P<label>{RAISED})[⁾]?"), runs_on=True, signs=SUPER),
    Style("fullwidth-parentheses", "（1）", 0, bracket_marks("fullwidth-parentheses"),
          _heads(rf"（\s*{WORD}(?P<label>{LABELLED}|[{CIRCLED}]|\*{{1,3}}|{CHINESE})\s*）[:：]?"), 0, counts=True,
          signs="（" + PARENTHESISED),
    Style("parentheses", "(1)", 0, bracket_marks("parentheses"),
          _heads(rf"\(\s*{WORD}(?P<label>{LABELLED}|[{CIRCLED}]|\*{{1,3}}|{LETTER})\s*\)"), 0, counts=True,
          signs="(（" + PARENTHESISED),
    Style("symbols", "* † ‡ ※", 1, symbol_marks, (
        re.compile(rf"(?P<label>{SYMBOL}|°(?=\s*[^\W\d_]{{2}})){GAP}(?=\S)"),),
          partners=frozenset({"symbols", "brackets", "superscript", "link"}), signs="*＊†‡§¶※#°"),
    Style("bare", "a bare number behind a stop or a word for notes, where no superscript is left", 0, bare_marks, (
        re.compile(rf"(?P<label>[0-9]{{1,3}})[ \t\u3000\u00a0]+(?={DATE}|[1-9][0-9]{{0,2}}[ \u00a0][^\W\d_])"),
        re.compile(rf"(?P<label>{MISREAD}|{BARE_NUMBER}){GAP}(?!{MONTHS}|[0-9.,:%/~～\-–—、，．）)】／\]］»”’{LINE_COUNTERS}])(?=\S)"),
    ), 0, counts=True),
    Style("numbered", heads=(
        *_heads(rf"(?:{PREFIXES})\s*(?P<label>{LABELLED})\s*[.．、:：)）]?(?#Note)",
                rf"{NOTE_SIGN}{NOTE_SIGN_END}?\s*(?P<label>{CHINESE})(?:\s*[.．、:：)）]|(?=[\s\u3000]))"),
        re.compile(rf"(?P<label>{LABELLED})(?:\s*[.．、)）:：]|/(?=\s)|\s[–—-](?=\s)){GAP}(?!{MONTHS})(?:(?={DATE})|(?![0-9]))"),
        re.compile(rf"(?P<label>{ROMAN}|[a-z])[.)]{GAP}(?=[^\Wa-z\d_])"),
    ), head_strength=0, counts=True),
    Style("definition", head_strength=2),
)  # fmt: skip
TABLE: Mapping[str, Style] = {style.name: style for style in _RECORDS}
"""All styles by name; of two readings of equal weight the style that stands first is taken."""

STYLES: Mapping[str, str] = {style.name: style.look for style in _RECORDS if style.marks}
"""Styles of marks in the text, by the name that `--notes` takes, with what they look like."""

_HEADS = tuple(
    (name, pattern)
    for name in (
        "caret", "brackets", "tortoise-brackets", "lenticular-brackets", "braces", "angle-brackets", "slashes",
        "fullwidth-parentheses", "parentheses",
        "circled", "superscript-digits", "symbols", "numbered", "bare",
    )
    for pattern in TABLE[name].heads
)  # fmt: skip
"""How notes begin, in the order in which the looks are tried: "1." is numbered before "1" is bare."""


def may_have(style: str, characters: str) -> bool:
    """Say whether a text of these characters may have a mark of a style."""
    return re.search(f"[{TABLE[style].signs}]", characters) is not None


def marks_in(leaves: Sequence[Rich], style: str) -> list[Mark]:
    """Return all that may be a mark of one style, in document order."""
    recognise = TABLE[style].marks
    if recognise is None:
        return []
    return sorted(
        (mark for leaf, rich in enumerate(leaves) if rich.string for mark in recognise(leaf, rich)),
        key=lambda mark: (mark.leaf, mark.start),
    )


def head_of(rich: Rich, start: int = 0) -> Head | None:
    """Return the mark that a note would have if it began at `start`, or None."""
    string = rich.string
    while start < len(string) and string[start] in " \t\u3000\u00a0":
        start += 1
    if string[start : start + 1] in RETURNS:
        head = head_of(rich, start + 1)
        return replace(head, start=start) if head and head.start == start + 1 else None
    for inline in rich.inlines:
        if isinstance(inline, Emphasis) and inline.rend == "superscript" and inline.start <= start < inline.end:
            head = _inline_head(rich, "superscript", inline.start, inline.end, OUTER)
        elif isinstance(inline, Link) and inline.start <= start < inline.end and "#" in inline.target:
            head = _inline_head(rich, "link", inline.start, inline.end, LINKED)
        else:
            continue
        if head:
            return head
    for style, pattern in _HEADS:
        match = pattern.match(string, start)
        if match and _is_head(style, match, string):
            return Head(style, match["label"], value_of(match["label"]), start, match.end())
    return _late_superscript_head(rich, start)


def _is_head(style: str, match: re.Match[str], string: str) -> bool:
    rest = string[match.end() : match.end() + 1]
    if style == "symbols":
        return not string.rstrip().endswith(match["label"])
    if style == "bare":
        return bool(rest) and not (rest.islower() and rest.isascii() and match.end() == match.end("label"))
    return True


def _inline_head(rich: Rich, style: str, start: int, end: int, look: re.Pattern[str]) -> Head | None:
    match = look.match(rich.string[start:end].strip())
    if not match:
        return None
    return Head(style, match["label"], value_of(match["label"]), start, _after(rich.string, end))


def _late_superscript_head(rich: Rich, start: int) -> Head | None:
    """A superscript in brackets that stand on the line: [<sup>1</sup>]."""
    for inline in rich.inlines:
        if isinstance(inline, Emphasis) and inline.rend == "superscript" and inline.start == start + 1:
            low, high = _with_brackets(rich.string, inline.start, inline.end)
            head = _inline_head(rich, "superscript", inline.start, inline.end, OUTER)
            if low == start and head:
                return replace(head, start=low, end=_after(rich.string, high))
    return None


def _after(string: str, end: int) -> int:
    match = re.compile(r"[.:：、)\]］）]?[ \t\u3000\u00a0]*").match(string, end)
    return match.end() if match else end


def is_wide(characters: str) -> bool:
    """Say whether the last of two characters is Chinese or set as wide; a quotation mark is as its neighbour is."""
    last = characters[-1:]
    return bool(WIDE.match(characters[0] if last in QUOTES else last))


def names_at(rich: Rich, start: int, end: int) -> list[str]:
    """Return the names of the places in rich[start:end] that links point to."""
    return [inline.name for inline in rich.inlines if isinstance(inline, Target) and start <= inline.at <= end]
