"""Plain text as blocks: paragraphs by blank lines, by indents, or one a line; headings where a line can be no other."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from teiwright.reading.breaks import ABBREVIATED, is_unfinished
from teiwright.reading.inline import SUPERSCRIPT, WIDE, Builder
from teiwright.reading.raw import Ledger, Raw
from teiwright.reading.rich import Rich
from teiwright.reading.styles import Head, head_of
from teiwright.reading.titlepage import BYLINE_WORD, is_byline
from teiwright.reading.units import NOTES_HEADING
from teiwright.reading.words import NAMED_DIVISION, NUMBERED_DIVISION

RAISED = re.compile(rf"<sup>(?P<sup>[^<\n]{{1,20}})</sup>|{SUPERSCRIPT.pattern}", re.IGNORECASE)
"""Superscripts, the one kind of mark-up that scanners and converters write into plain text."""
LINE_END = re.compile("[\\n\\f]")
UNDERLINE = re.compile(r"={3,}|-{3,}")
RULE = re.compile(r"[-_—─–―━=*＊·~ ]{3,}")
HEADING = re.compile(
    rf"(?:{NUMBERED_DIVISION}|[一二三四五六七八九十]{{1,3}}[、.．]|（[一二三四五六七八九十]{{1,3}}）"
    rf"|[IVX]{{1,5}}\.\s|{NAMED_DIVISION})"
)
NUMBERED_HEADING = re.compile(r"(?P<number>\d{1,2})\.\s+[^\W\d_]")
CAPITALS = re.compile(r"[^\Wa-zа-яёà-ÿ_\u3400-\u9fff]+(?:[\s,:'’\-–—]+[^\Wa-zа-яёà-ÿ_\u3400-\u9fff]+)*[*†¹]*")
LONE_NUMBER = re.compile(r"\s*\d{1,3}\s*")
"""A note's number above its hanging words, as programs write pages that keep the layout."""
STOPS = "。！？；：，,.;:!?…”」）)"
INITIAL = re.compile(r"\b[^\W\d_a-zа-яё]\.")
WRAPPED = 30
NEAR = 40
Line = tuple[int, int]


def plain_blocks(source: str, start: int, ledger: Ledger) -> list[Raw]:
    """Return the blocks of a plain text; no sign in it is markup but those of superscripts."""
    found = paragraphs_of(source, start)
    if found:
        found[:1] = _title_lines(
            source, found[0], max(_width(source[low:high]) for line in found for low, high in line)
        )
    return [_block(source, group, index, found, ledger) for index, group in enumerate(found)]


def _title_lines(source: str, group: list[Line], full: int) -> list[list[Line]]:
    """Return the title and the lines of its authors as paragraphs where these stand right under it.

    The title's line is broken though its author's name had room there (`full` is how wide the widest line is).
    """
    lines = [source[start:end].strip() for start, end in group]
    room = sum(_width(line) for line in lines[:2]) < full
    if len(lines) > 1 and room and _is_author(lines[1], lines[0]) and all(map(is_byline, lines[1:])):
        return [[line] for line in group]
    return [group]


def _is_author(line: str, title: str) -> bool:
    """Say whether the line under a title names its author rather than goes on with it."""
    if WIDE.search(line):
        return 2 * len(line) <= len(title)
    is_set_apart = title.isupper() and not line.isupper() and 1 < len(line.split()) < 4
    return is_byline(line) and (is_set_apart or INITIAL.search(line) is not None or BYLINE_WORD.match(line) is not None)


def paragraphs_of(source: str, start: int) -> list[list[Line]]:
    """Return the lines of each paragraph of source[start:]: (start, end) of each."""
    lines = [*_lines(source, start)]
    by_line = _is_one_paragraph_a_line(source, lines)
    return [*_paragraphs(source, lines, by_line, _full_width(source, lines))]


def _width(line: str) -> int:
    """Return how wide a line is set: a Chinese character is as wide as two others."""
    return len(line) if line.isascii() else len(line) + len(WIDE.findall(line))


def _lines(source: str, start: int) -> Iterator[Line]:
    at = start
    while at < len(source):
        match = LINE_END.search(source, at)
        end = match.start() if match else len(source)
        yield at, end
        at = end + 1


def _is_one_paragraph_a_line(source: str, lines: Sequence[Line]) -> bool:
    """Say whether each line is a paragraph: few blank lines, and the lines' lengths go far apart."""
    lengths = [_width(source[start:end]) for start, end in lines if source[start:end].strip()]
    if not lengths:
        return True
    blank = len(lines) - len(lengths)
    wrapped = _wrapped(source, lines)
    if wrapped * 10 >= len(lengths) and wrapped > 1:
        return False
    indented = sum(source[start:end].startswith(("\u3000", "  ", "\t")) for start, end in lines)
    depths = {_indent(source[start:end]) for start, end in lines if source[start:end].strip()}
    if 0 < indented < len(lengths) * 0.8 or len(depths) > 2:
        return False
    middle, longest = median(lengths), max(lengths)
    near_longest = sum(length > 0.8 * longest for length in lengths)
    return blank * 2 < len(lengths) and (middle > 100 or near_longest * 3 < len(lengths))


def _wrapped(source: str, lines: Sequence[Line]) -> int:
    """Return how many lines go on in the midst of a sentence on the next one."""
    pairs = ((source[a:b], source[c:d]) for (a, b), (c, d) in pairwise(lines))
    return sum(bool(after[:1].islower() and before.strip() and is_unfinished(before)) for before, after in pairs)


def _full_width(source: str, lines: Sequence[Line]) -> int:
    """Return how wide a full line is: one in twenty is wider, as addresses are that cannot be broken."""
    lengths = sorted(_width(source[start:end]) for start, end in lines if end > start)
    return lengths[len(lengths) * 19 // 20] if lengths else 0


def _paragraphs(source: str, lines: Sequence[Line], by_line: bool, full: int) -> Iterator[list[Line]]:
    group: list[Line] = []
    for start, end in lines:
        text = source[start:end]
        if not text.strip():
            if group:
                yield group
            group = []
            continue
        is_new_page = source[start - 1 : start] == "\f" and bool(group) and _head(source, *group[0]) is not None
        if group and (by_line or is_new_page or _begins(source, text, group, full)):
            yield group
            group = []
        group.append((start, end))
    if group:
        yield group


def _begins(source: str, text: str, group: Sequence[Line], full: int) -> bool:
    """Say whether a line begins a paragraph though no blank line stands before it: an indent, a note, a heading.

    `full` is the width of a full line: behind such a one a mark may just have been the next word.
    """
    last = source[group[-1][0] : group[-1][1]]
    first_line = source[slice(*group[0])]
    if RULE.fullmatch(first_line.strip()) or (RULE.fullmatch(text.strip()) and not UNDERLINE.fullmatch(text.strip())):
        return True
    may_hang = _indent(text) > _indent(first_line) > 0 and not WIDE.search(first_line + text)
    if may_hang and (LONE_NUMBER.fullmatch(first_line) or _head(source, *group[0])):
        return False  # the hanging lines of a note
    if text[0] in "\u3000\t" or text.startswith("    "):
        return not (last[0] in "\u3000\t " and is_unfinished(last) and len(last) > WRAPPED)
    if NOTES_HEADING.match(last) or NOTES_HEADING.match(text):
        return True
    head = _head(text, 0, min(len(text), 40))
    if head is None or (head.style in {"bare", "numbered"} and ABBREVIATED.search(last)):
        return False
    first = _head(source, *group[0])
    if first and "symbols" in {first.style, head.style} and not is_unfinished(last):
        return head.style == "symbols" or head.value == 1  # the author's note beside the numbered ones
    if head.style == "symbols":
        return False
    if first and first.style == head.style and isinstance(first.value, int) and head.value == first.value + 1:
        return True
    if head.style == "bare" or is_unfinished(last):
        return False
    return first is not None or _width(last) + head.end - head.start < full


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def _head(source: str, start: int, end: int) -> Head | None:
    return head_of(_rich(source, [(start, end)], Ledger()))


def _block(source: str, group: Sequence[Line], index: int, groups: Sequence[Sequence[Line]], ledger: Ledger) -> Raw:
    start, end = group[0][0], group[-1][1]
    text = source[start:end].strip()
    if RULE.fullmatch(text):
        return Raw("rule", start, end, label=text)
    if len(group) == 2 and (underline := UNDERLINE.fullmatch(source[slice(*group[1])].strip())):
        ledger.set_aside(*group[1], "markup")
        level = 1 if underline[0][0] == "=" else 2
        return Raw("heading", start, end, _rich(source, group[:1], ledger), level=level)
    rich = _rich(source, group, ledger)
    if len(group) == 1 and _is_heading(text, index, source, groups):
        return Raw("heading", start, end, rich, level=1 if index == 0 else 2)
    return Raw("paragraph", start, end, rich)


def _rich(source: str, group: Sequence[Line], ledger: Ledger) -> Rich:
    builder = Builder(ledger)
    for number, (start, end) in enumerate(group):
        line = source[start:end]
        if number:
            builder.wrap()
        lead = len(line) - len(line.lstrip())
        _add(builder, line.strip(), start + lead)
    return builder.finish()


def _add(builder: Builder, line: str, origin: int) -> None:
    at = 0
    for match in RAISED.finditer(line):
        low, high = match.span(str(match.lastgroup))
        builder.add(line[at : match.start()], origin + at)
        builder.open("sup")
        builder.add(line[low:high], origin + low)
        builder.close("sup")
        builder.ledger.set_aside(origin + match.start(), origin + low, "markup")
        builder.ledger.set_aside(origin + high, origin + match.end(), "markup")
        at = match.end()
    builder.add(line[at:], origin + at)


def _is_heading(text: str, index: int, source: str, groups: Sequence[Sequence[Line]]) -> bool:
    if len(text) > 50 or text[-1] in STOPS or NOTES_HEADING.match(text):
        return False
    if index == 0:
        return True
    following = groups[index + 1] if index + 1 < len(groups) else None
    if following is None:
        return False
    if CAPITALS.fullmatch(text) and not BYLINE_WORD.match(text):
        return sum(character.isalpha() for character in text) > 3
    if number := NUMBERED_HEADING.match(text):
        return _is_numbered_heading(int(number["number"]), source, groups, index)
    is_long = following[-1][1] - following[0][0] > 80
    return bool(HEADING.match(text)) and (is_long or _has_like(text, source, groups, index))


def _is_numbered_heading(number: int, source: str, groups: Sequence[Sequence[Line]], index: int) -> bool:
    """Say whether a line that a number begins is a heading: others count with it, and text stands between them."""

    def number_at(at: int) -> int:
        line = source[slice(*groups[at][0])].strip()
        match = NUMBERED_HEADING.match(line) if len(groups[at]) == 1 and line[-1] not in STOPS else None
        return int(match["number"]) if match else 0

    beside = [source[slice(*groups[at][0])].strip() for at in (index - 1, index + 1)]
    if any(NUMBERED_HEADING.match(line) for line in beside):
        return False
    low, high = max(0, index - NEAR), min(len(groups), index + NEAR + 1)
    return any(number_at(at) == number - 1 for at in range(low, index)) or any(
        number_at(at) == number + 1 for at in range(index + 1, high)
    )


def _has_like(text: str, source: str, groups: Sequence[Sequence[Line]], index: int) -> bool:
    """Say whether another line that stands alone is numbered in the same way, with text behind each of the two."""
    for other in range(max(0, index - NEAR), min(len(groups) - 1, index + NEAR + 1)):
        line = source[slice(*groups[other][0])].strip()
        if other not in (index, index - 1, index + 1) and len(groups[other]) == 1 and len(line) <= 50:
            first, second = HEADING.match(line), HEADING.match(text)
            if first and second and first[0][-1] == second[0][-1] and line[-1] not in STOPS:
                return True
    return False
