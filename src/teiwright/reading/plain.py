"""Plain text as blocks: paragraphs by blank lines, by indents, or one a line; headings where a line can be no other."""

import re
from collections.abc import Iterator, Sequence
from statistics import median

from teiwright.reading.breaks import ABBREVIATED, is_unfinished
from teiwright.reading.inline import Builder
from teiwright.reading.raw import Ledger, Raw
from teiwright.reading.rich import Rich, verbatim
from teiwright.reading.styles import head_of
from teiwright.reading.units import NOTES_HEADING

LINE_END = re.compile("[\\n\\f]")
RULE = re.compile(r"[-_—─–=*＊·~ ]{3,}")
HEADING = re.compile(
    r"(?:第[一二三四五六七八九十百\d]+[章節节編编部]|[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十]{1,3}）"
    r"|[IVX]{1,5}\.\s|(?:Chapter|Part|Глава|Часть|Kapitel)\s+\w+)"
)
WRAPPED = 30
Line = tuple[int, int]


def plain_blocks(source: str, start: int, ledger: Ledger) -> list[Raw]:
    """Return the blocks of a plain text; no sign in it is markup."""
    lines = [*_lines(source, start)]
    by_line = _is_one_paragraph_a_line(source, lines)
    found = [*_paragraphs(source, lines, by_line, _full_length(lines))]
    return [_block(source, group, index, found, ledger) for index, group in enumerate(found)]


def _lines(source: str, start: int) -> Iterator[Line]:
    at = start
    while at < len(source):
        match = LINE_END.search(source, at)
        end = match.start() if match else len(source)
        yield at, end
        at = end + 1


def _is_one_paragraph_a_line(source: str, lines: Sequence[Line]) -> bool:
    """Say whether each line is a paragraph: few blank lines, and the lines' lengths go far apart."""
    lengths = [end - start for start, end in lines if source[start:end].strip()]
    if not lengths:
        return True
    blank = len(lines) - len(lengths)
    indented = sum(source[start:end].startswith(("\u3000", "  ", "\t")) for start, end in lines)
    if 0 < indented < len(lengths) * 0.8:
        return False
    middle = median(lengths)
    near_longest = sum(length > 0.8 * max(lengths) for length in lengths)
    return blank * 2 < len(lengths) and (middle > 100 or near_longest * 3 < len(lengths))


def _full_length(lines: Sequence[Line]) -> int:
    """Return how long a full line is: one in twenty is longer, as addresses are that cannot be broken."""
    lengths = sorted(end - start for start, end in lines if end > start)
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
        if group and (by_line or _begins(source, text, group, full)):
            yield group
            group = []
        group.append((start, end))
    if group:
        yield group


def _begins(source: str, text: str, group: Sequence[Line], full: int) -> bool:
    """Say whether a line begins a paragraph though no blank line stands before it: an indent, a note, a heading.

    `full` is the length of a full line: behind such a one a mark may just have been the next word.
    """
    last = source[group[-1][0] : group[-1][1]]
    if text[0] in "\u3000\t" or text.startswith("    "):
        return not (last[0] in "\u3000\t " and is_unfinished(last) and len(last) > WRAPPED)
    if NOTES_HEADING.match(last) or NOTES_HEADING.match(text):
        return True
    head = head_of(verbatim(text, 0, min(len(text), 40)))
    if head is None or head.style in {"bare", "symbols"} or is_unfinished(last):
        return False
    if head.style == "numbered" and ABBREVIATED.search(last):
        return False
    return head_of(verbatim(source, *group[0])) is not None or len(last) + head.end - head.start < full


def _block(source: str, group: Sequence[Line], index: int, groups: Sequence[Sequence[Line]], ledger: Ledger) -> Raw:
    start, end = group[0][0], group[-1][1]
    text = source[start:end].strip()
    if RULE.fullmatch(text):
        return Raw("rule", start, end, label=text)
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
        builder.add(line.strip(), start + lead)
    return builder.finish()


def _is_heading(text: str, index: int, source: str, groups: Sequence[Sequence[Line]]) -> bool:
    if len(text) > 50 or text[-1] in "。！？；：，,.;:!?…”」）)" or NOTES_HEADING.match(text):
        return False
    if index == 0:
        return True
    following = groups[index + 1] if index + 1 < len(groups) else None
    is_long = following is not None and following[-1][1] - following[0][0] > 80
    return bool(HEADING.match(text)) and is_long
