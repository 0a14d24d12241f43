"""Note marks: how they look in the text, and how they look where a note begins. One small recogniser a style."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from teiwright.article import Emphasis, LineBreak, Link
from teiwright.reading.inline import WIDE
from teiwright.reading.rich import Rich, Target, WrappedLine

Style = Literal[
    "superscript", "caret", "link", "brackets", "fullwidth-brackets", "tortoise-brackets", "lenticular-brackets",
    "parentheses", "fullwidth-parentheses", "circled", "symbols", "superscript-digits", "bare",
    "numbered", "definition", "inline",
]  # fmt: skip

STYLES: dict[str, str] = {
    "superscript": "<sup>1</sup>, ^1^, $^{1}$",
    "caret": "[^1]",
    "link": "a number that links to its note, as word processors and blogs export it",
    "brackets": "[1]",
    "fullwidth-brackets": "［1］",
    "tortoise-brackets": "〔1〕",
    "lenticular-brackets": "【1】",
    "parentheses": "(1)",
    "fullwidth-parentheses": "（1）",
    "circled": "①",
    "symbols": "* † ‡ ※",
    "superscript-digits": "¹ ² ³",
    "bare": "a bare number after punctuation, where the superscript was lost",
}
"""Styles of marks in the text, by the name that `--notes` takes, with what they look like."""

STRONG: frozenset[str] = frozenset({"superscript", "caret", "link"})
WEAK: frozenset[str] = frozenset({"parentheses", "fullwidth-parentheses", "bare"})

CIRCLED = "①-⑳㉑-㉟㊱-㊿❶-❿➀-➉⑴-⒇⒈-⒛⓪⓵-⓾"
SUPER = "¹²³⁰⁴-⁹"
SYMBOL = r"[*＊]{1,4}|[†‡§¶※#]{1,3}"
NUMBER = r"[0-9０-９]{1,3}"
WORD = r"(?:※|＊|\*|注释|註釋|注|註|譯註|译注|脚注|腳註|尾注|Notes?|note|fn\.?|прим\.?|сн\.?|Anm\.?)?\s*"
RANGE = "–—~～－‐‑−〜-"
LIST = rf"{NUMBER}(?:\s*[,，、;；{RANGE}]\s*{NUMBER})*"
CHINESE = "[一二三四五六七八九十百]{1,4}"
NAMED = rf"(?<=[注註释釋]){CHINESE}"
"""A Chinese number is a mark only behind the word for a note or in brackets that serve nothing else: （一） counts."""
LABEL = rf"(?:{LIST}|[{CIRCLED}]|{SYMBOL}|[a-z]|[ivxlc]{{1,6}}|[一二三四五六七八九十]{{1,3}})"
PAGES = r"(?P<pages>[,:，：]\s*(?:[сСpPS]{1,2}|стр|[第页頁])\.?\s*[^\]］\[［]{0,40})?"
BRACKETS: dict[str, tuple[str, str]] = {
    "brackets": (r"\[", r"\]"),
    "fullwidth-brackets": ("［", "］"),
    "tortoise-brackets": ("〔", "〕"),
    "lenticular-brackets": ("【", "】"),
    "parentheses": (r"\(", r"\)"),
    "fullwidth-parentheses": ("（", "）"),
}
SET_APART = frozenset({"tortoise-brackets", "lenticular-brackets"})
IN_BRACKETS = {
    style: re.compile(
        rf"{left}\s*{WORD}(?P<label>{LIST}|[{CIRCLED}]|\*{{1,3}}|†|‡|{CHINESE if style in SET_APART else NAMED})\s*"
        rf"(?P<pages>){right}"
    )
    for style, (left, right) in BRACKETS.items()
}
MIXED = {
    "brackets": re.compile(rf"[\[［]\s*{WORD}(?P<label>{LIST}|[{CIRCLED}]|\*{{1,3}}|†|‡|{NAMED})\s*{PAGES}[\]］]"),
    "parentheses": re.compile(rf"[(（]\s*{WORD}(?P<label>{LIST}|[{CIRCLED}]|\*{{1,3}}|†|‡|{NAMED})\s*(?P<pages>)[)）]"),
}
OUTER = re.compile(rf"^[\[［〔【(（]?\s*{WORD}(?P<label>{LABEL})\s*[\]］〕】)）.]?$")
CITED = re.compile(rf"^[\[［](?P<label>{LIST})[\]］]\s*[（(]?[Pp第]?[\d\s,，、{RANGE}]+[页頁]?[）)]?$")
LINKED = re.compile(
    rf"^[\[［〔(（]*\s*{WORD}(?P<label>{LIST}|[{CIRCLED}]|[{SUPER}]{{1,3}}|{SYMBOL}|[a-z]|[ivxlc]{{1,6}})\s*[\]］〕)）.]*$",
    re.I,
)
CARET = re.compile(r"\[\^(?P<label>[^\]\[\s]{1,60})\]|\^\[(?P<number>\d{1,3})\]")
CIRCLED_MARK = re.compile(rf"[\[［〔(（]?(?P<label>[{CIRCLED}])[\]］〕)）]?")
SUPER_DIGITS = re.compile(rf"(?<![⁻⁺])[⁽]?(?P<label>[{SUPER}]{{1,3}})[⁾]?")
SYMBOL_MARK = re.compile(rf"(?P<label>{SYMBOL})")
UNITS = (
    "年月日時时分秒世個个名人次萬万億亿元號号期卷冊册頁页歲岁周天週种種條条項项章节"
    "節届屆度倍公米千百十架艘師师軍军團团营營連连兵份張张座所家隊队位批組组本部封篇點点"
)
MONTHS = (
    r"(?:(?i:январ|феврал|март|апрел|ма[йя]\b|июн|июл|август|сентябр|октябр|ноябр|декабр)\w*"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\b|(?:Janu|Febru|March|April|June|July|August|Septem|Octo|Novem|Decem)\w*"
    r"|Jänner|Januar|Februar|März|Mai\b|Juni|Juli|Oktober|Dezember"
    r"|(?i:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b)"
)
DATE = rf"(?:[0-9]{{4}}\s?年|[0-9]{{1,2}}\s?月|[0-9]{{1,2}}(?:er|\.|st|nd|rd|th)?\s{MONTHS})"
HEAD_UNITS = "年月日時时分秒世個个名次萬万億亿元號号期卷倍％°"
BARE_MARK = re.compile(
    r"(?:(?<=[。，、；：！？”’」』》〉）…])|(?<=[.,;:!?\"”’»)\]])(?<![0-9][.,:])|(?<=[0-9]{4}[.,]))"
    rf"(?P<label>[0-9]{{1,3}})"
    rf"(?![0-9.,，:%％°/~～\-–—'’\]）)]*[0-9])(?![{UNITS}%％°A-Za-z])"
    r"|[註注※]\s?(?P<label4>[0-9]{1,3})(?![0-9])"
    r"|(?<=[\u4e00-\u9fff])(?<![表图圖第卷章节節附式例])"
    rf"(?P<label2>[0-9]{{1,3}})(?=[。，；：、！？”）」』]|$|[ \u3000](?![ {UNITS}]))"
    rf"|(?<=[a-zа-яёà-ÿ])(?P<label3>[0-9]{{1,3}}(?:[,–-][0-9]{{1,3}})*)(?=[\s.,;:!?)”»]|$)"
)
SINGLE = rf"{NUMBER}|[{CIRCLED}]|\*{{1,3}}|†|‡|[a-z]|[ivxlc]{{1,6}}"
GAP = "[ \\t\u3000\u00a0]*"
HEADS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("caret", re.compile(rf"\[\^(?P<label>[^\]\s]{{1,60}})\][:：]?{GAP}")),
    ("caret", re.compile(rf"\^\[(?P<label>\d{{1,3}})\]{GAP}")),
    ("brackets", re.compile(rf"[\[［]\s*{WORD}(?P<label>{SINGLE}|{NAMED})\s*[\]］][:：.]?{GAP}")),
    ("tortoise-brackets", re.compile(rf"〔\s*{WORD}(?P<label>{NUMBER}|[{CIRCLED}]|{CHINESE})\s*〕{GAP}")),
    ("lenticular-brackets", re.compile(rf"【\s*{WORD}(?P<label>{NUMBER}|[{CIRCLED}]|{CHINESE})\s*】{GAP}")),
    (
        "fullwidth-parentheses",
        re.compile(rf"（\s*{WORD}(?P<label>{NUMBER}|[{CIRCLED}]|\*{{1,3}}|{NAMED})\s*）[:：]?{GAP}"),
    ),
    ("parentheses", re.compile(rf"\(\s*{WORD}(?P<label>{NUMBER}|[{CIRCLED}]|\*{{1,3}})\s*\){GAP}")),
    ("circled", re.compile(rf"(?:[注註])?(?P<label>[{CIRCLED}])[:：.、]?{GAP}")),
    ("superscript-digits", re.compile(rf"[⁽]?(?P<label>[{SUPER}]{{1,3}})[⁾]?{GAP}")),
    ("symbols", re.compile(rf"(?P<label>{SYMBOL}){GAP}(?=\S)")),
    ("numbered", re.compile(rf"(?:注释|註釋|注|註|Note|Прим\.)\s*(?P<label>{NUMBER})\s*[.．、:：)）]?{GAP}", re.I)),
    ("numbered", re.compile(rf"[注註][释釋]?\s*(?P<label>{CHINESE})(?:\s*[.．、:：)）]|(?=[\s\u3000])){GAP}")),
    ("numbered", re.compile(rf"(?P<label>{NUMBER})\s*[.．、)）]{GAP}(?!{MONTHS})(?:(?={DATE})|(?![0-9]))")),
    ("bare", re.compile(rf"(?P<label>[0-9]{{1,3}})[ \t\u3000\u00a0]+(?={DATE})")),
    ("bare", re.compile(rf"(?P<label>[0-9]{{1,3}}){GAP}(?!{MONTHS}|[0-9.,:%/~～\-–—、，．）)】／{HEAD_UNITS}])(?=\S)")),
)  # fmt: skip
FUSED = re.compile(r"(?<=[。！？，、；：…”’」』》）])(?P<digits>[0-9]{2,7})[ \u3000]?(?P<unit>[年月日])")
COUNT = re.compile(
    rf"(?<=[。！？”’」』])(?P<label>[0-9]{{1,3}})(?=[{UNITS.translate(str.maketrans('', '', '年月日'))}])"
)
QUOTES = "“”‘’…—"
ENDS_CLAUSE = '。，、；：！？.,;:!?”’」』》〉）)"»…'
UNIT_BEFORE = re.compile(r"(?:^|[^A-Za-zА-Яа-я])(?:[kcmdµ]?m|km|Hz|[A-Za-z]|[0-9]|公里|米|м|км|см)$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A note mark in the text: leaf.string[start:end]. `weight` says how much it looks like one, 0 to 1.

    One that `opens` stands before words, at a line's beginning or behind a bracket.
    One that `stays` says more than its number, [3, p. 25]: it is text, and its note is anchored behind it.
    """

    leaf: int
    start: int
    end: int
    style: str
    labels: tuple[str, ...]
    values: tuple[int | str, ...]
    weight: float = 1.0
    stays: bool = False
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """A note mark where a note begins: string[start:end], with the space behind it."""

    style: str
    label: str
    value: int | str
    start: int
    end: int


def value_of(label: str) -> int | str:
    """Return the number that a label stands for, whatever its script, or the label itself."""
    plain = unicodedata.normalize("NFKC", label).strip("().[] ")
    if plain.isdecimal():
        return int(plain)
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
    parts = re.split(r"\s*[,，、;；]\s*", label)
    out: list[str] = []
    for part in parts:
        ends = re.split(rf"\s*[{RANGE}]\s*", part)
        first, last = (int(end) if end.isdecimal() else 0 for end in (ends[0], ends[-1]))
        if len(ends) == 2 and 0 < first < last < first + 12:
            out.extend(str(number) for number in range(first, last + 1))
        else:
            out.append(part)
    return tuple(out)


def _mark(leaf: int, start: int, end: int, style: str, label: str, weight: float = 1.0) -> Mark:
    labels = expanded(label) if re.fullmatch(LIST, label) else (label,)
    return Mark(leaf, start, end, style, labels, tuple(value_of(each) for each in labels), weight)


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
                yield _opening(_mark(leaf, start, end, "superscript", match["label"], weight), rich.string)
    for mark in superscript_digit_marks(leaf, rich):
        yield replace(mark, style="superscript")


def _opening(mark: Mark, string: str) -> Mark:
    before, after = _around(string, mark.start, mark.end)
    opens = (not before or before in "(（") and bool(re.match(r"[^\W\d]", after))
    return replace(mark, opens=opens)


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
        label = match["label"] or match["number"]
        yield Mark(leaf, *match.span(), "caret", (label,), (value_of(label),))


def fragment(target: str) -> str:
    """Return the part of an address after #, without the words that say which end of the pair it is."""
    return target.partition("#")[2]


def link_marks(leaf: int, rich: Rich) -> Iterator[Mark]:
    """Find numbers that link to a place in the document."""
    for inline in rich.inlines:
        if isinstance(inline, Link) and "#" in inline.target:
            match = LINKED.match(rich.string[inline.start : inline.end].strip())
            if match:
                start, end = _with_carets(rich.string, *_with_brackets(rich.string, inline.start, inline.end))
                start -= _has_stray_bracket(rich.string, start, end)
                yield Mark(leaf, start, end, "link", (match["label"],), (value_of(match["label"]),))


def _with_carets(string: str, start: int, end: int) -> tuple[int, int]:
    """Widen a link to the carets around it, pandoc's sign for a superscript: ^[1](#fn1)^."""
    is_superscript = string[max(0, start - 1) : start] == "^" == string[end : end + 1]
    return (start - 1, end + 1) if is_superscript else (start, end)


def _has_stray_bracket(string: str, start: int, end: int) -> bool:
    """Say whether a link took in the closing bracket of a mark but not its opening one: [[1\\]](#_ftn1)."""
    inner = string[start:end].rstrip()
    return inner.endswith("]") and "[" not in inner and string[max(0, start - 1) : start] == "["


def bracket_marks(style: str) -> Callable[[int, Rich], Iterator[Mark]]:
    """Return the recogniser of numbers in one kind of brackets; the plain kinds take the wide ones too."""
    pattern = MIXED.get(style) or IN_BRACKETS[style]
    openings = {"brackets": "[［", "parentheses": "(（"}.get(style, BRACKETS[style][0][-1])

    def single(leaf: int, rich: Rich) -> Iterator[Mark]:
        for match in pattern.finditer(rich.string):
            if match[0][0] in openings and match["pages"]:
                yield replace(_mark(leaf, *match.span(), style, match["label"]), stays=True)
            elif match[0][0] in openings:
                is_weak = style in WEAK and match.start("label") - match.start() == 1
                weight = _place_weight(rich.string, *match.span()) if is_weak else 1.0
                if is_weak and re.match(r"[A-Za-z]", rich.string[max(0, match.start() - 1) : match.start()]):
                    weight = min(weight, 0.4)
                yield _mark(leaf, *match.span(), style, match["label"], weight)

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
    for match in CIRCLED_MARK.finditer(rich.string):
        before, after = _around(rich.string, *match.span())
        opens = (not before or before in "：:；;、") and bool(after) and after not in ENDS_CLAUSE
        names = before == "第" or (bool(before and after) and after in "点點项項条條款种種类類")
        yield _mark(leaf, *match.span(), "circled", match["label"], 0.2 if opens or names else 1.0)


def symbol_marks(leaf: int, rich: Rich) -> Iterator[Mark]:
    """Find asterisks and daggers behind a word; one before a word (*.txt) weighs little, one before a line is none."""
    lines = {inline.at for inline in rich.inlines if isinstance(inline, LineBreak | WrappedLine)}
    for match in SYMBOL_MARK.finditer(rich.string):
        if match.start() in lines:
            continue
        before = rich.string[max(0, match.start() - 1) : match.start()]
        after = rich.string[match.end() : match.end() + 1]
        word, _ = _around(rich.string, *match.span())
        if word and not match["label"].startswith("#") and word not in "*†‡":
            is_before = (before.isspace() or after.isascii()) and (after.isalnum() or after in {".", "/", "_"})
            yield _mark(leaf, *match.span(), "symbols", match["label"], 0.2 if is_before else 1.0)


def superscript_digit_marks(leaf: int, rich: Rich) -> Iterator[Mark]:
    """Find Unicode's superscript digits."""
    for match in SUPER_DIGITS.finditer(rich.string):
        weight = 0.1 if UNIT_BEFORE.search(rich.string[max(0, match.start() - 6) : match.start()]) else 1.0
        yield _opening(_mark(leaf, *match.span(), "superscript-digits", match["label"], weight), rich.string)


def bare_marks(leaf: int, rich: Rich) -> Iterator[Mark]:
    """Find numbers that stick to the end of a clause or a word, and are neither superscripts nor links."""
    other = sorted(
        (inline.start, inline.end)
        for inline in rich.inlines
        if isinstance(inline, Link) or (isinstance(inline, Emphasis) and inline.rend == "superscript")
    )
    for start, end, label, weight in _bare_numbers(rich.string):
        index = bisect_right(other, (start, 1 << 60)) - 1
        if index < 0 or other[index][1] <= start:
            yield _mark(leaf, start, end, "bare", label, weight)


def _bare_numbers(string: str) -> Iterator[tuple[int, int, str, float]]:
    """Yield (start, end, label, weight) of numbers that may be marks; one that counts what follows it weighs little."""
    for match in BARE_MARK.finditer(string):
        label = match["label"] or match["label4"] or match["label2"] or match["label3"]
        yield *match.span(), label, 1.0 if match["label"] or match["label4"] else 0.5
    for match in COUNT.finditer(string):
        yield *match.span(), match["label"], 0.4
    for match in FUSED.finditer(string):
        if label := _before_date(match["digits"], match["unit"]):
            yield match.start(), match.start() + len(label), label, 0.6


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


RECOGNISERS: dict[str, Callable[[int, Rich], Iterator[Mark]]] = {
    "link": link_marks,
    "superscript": superscript_marks,
    "caret": caret_marks,
    "circled": circled_marks,
    "fullwidth-brackets": bracket_marks("fullwidth-brackets"),
    "brackets": bracket_marks("brackets"),
    "tortoise-brackets": bracket_marks("tortoise-brackets"),
    "lenticular-brackets": bracket_marks("lenticular-brackets"),
    "superscript-digits": superscript_digit_marks,
    "fullwidth-parentheses": bracket_marks("fullwidth-parentheses"),
    "parentheses": bracket_marks("parentheses"),
    "symbols": symbol_marks,
    "bare": bare_marks,
}


def marks_in(leaves: Sequence[Rich], style: str) -> list[Mark]:
    """Return all that may be a mark of one style, in document order."""
    recognise = RECOGNISERS[style]
    return sorted(
        (mark for leaf, rich in enumerate(leaves) if rich.string for mark in recognise(leaf, rich)),
        key=lambda mark: (mark.leaf, mark.start),
    )


def head_of(rich: Rich, start: int = 0) -> Head | None:
    """Return the mark that a note would have if it began at `start`, or None."""
    string = rich.string
    while start < len(string) and string[start] in " \t\u3000\u00a0":
        start += 1
    for inline in rich.inlines:
        if isinstance(inline, Emphasis) and inline.rend == "superscript" and inline.start <= start < inline.end:
            head = _superscript_head(rich, inline)
            if head:
                return head
        if isinstance(inline, Link) and inline.start <= start < inline.end and "#" in inline.target:
            head = _link_head(rich, inline)
            if head:
                return head
    for style, pattern in HEADS:
        match = pattern.match(string, start)
        if match and _is_head(style, match, string):
            return Head(style, match["label"], value_of(match["label"]), start, match.end())
    return _late_superscript_head(rich, start)


def _is_head(style: str, match: re.Match[str], string: str) -> bool:
    rest = string[match.end() : match.end() + 1]
    if style == "bare":
        return bool(rest) and not (rest.islower() and rest.isascii() and match.end() == match.end("label"))
    return True


def _superscript_head(rich: Rich, inline: Emphasis) -> Head | None:
    match = OUTER.match(rich.string[inline.start : inline.end].strip())
    if not match:
        return None
    return Head("superscript", match["label"], value_of(match["label"]), inline.start, _after(rich.string, inline.end))


def _late_superscript_head(rich: Rich, start: int) -> Head | None:
    """A superscript in brackets that stand on the line: [<sup>1</sup>]."""
    for inline in rich.inlines:
        if isinstance(inline, Emphasis) and inline.rend == "superscript" and inline.start == start + 1:
            low, high = _with_brackets(rich.string, inline.start, inline.end)
            match = OUTER.match(rich.string[inline.start : inline.end].strip())
            if low == start and match:
                return Head("superscript", match["label"], value_of(match["label"]), low, _after(rich.string, high))
    return None


def _link_head(rich: Rich, inline: Link) -> Head | None:
    match = LINKED.match(rich.string[inline.start : inline.end].strip())
    if not match:
        return None
    return Head("link", match["label"], value_of(match["label"]), inline.start, _after(rich.string, inline.end))


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
