"""Sheets made blocks: running heads and page numbers told from text, notes at the foot from what they are notes to.

What is decided here rests on where lines stand and how large they are; what a mark or a number means is decided
where all formats are read alike.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from teiwright.article import Emphasis
from teiwright.dates.numerals import roman
from teiwright.findings import Finding
from teiwright.reading.breaks import TERMINAL, is_unfinished
from teiwright.reading.inline import CJK, Builder
from teiwright.reading.raw import Ledger, Raw
from teiwright.reading.rich import Rich, WrappedLine
from teiwright.reading.sheet import RAISED, Line, Picture, Sheet, Span
from teiwright.reading.styles import Value, head_of, value_of
from teiwright.reading.words import ABSTRACT, CAPTION, KEYWORDS

SMALLER = 0.94
"""The size of notes is at most so much of the text's."""
LARGER = 1.08
ROUGHLY_SMALLER, ROUGHLY_LARGER = 0.86, 1.25
"""Instead of these two, where an engine measured the sizes on an image."""
LEADING = 1.35
INDENT = 0.7
ROMAN = r"[ivxlc]{1,7}"
NOTE_BEGINS = re.compile(r"\d{1,3}[.)\]] ?\S")
FOLIO = re.compile(rf"\W*(?P<number>\d{{1,4}}|{ROMAN})\W*", re.IGNORECASE)
FOLIO_BESIDE = re.compile(r"(?:(?P<before>\d{1,4})\s+)?(?P<words>\S.*?)(?:[\s·|/]+(?P<after>\d{1,4}))?")
LABEL = re.compile(
    r"(?:[\[［〔(（【]\s*(?P<a>\d{1,4}|[*†‡])\s*[\]］〕)）】]|(?P<b>[①-⓿㉑-㊿❶-➓]|[*＊∗†‡]{1,3})|(?P<c>[¹²³⁰⁴-⁹]{1,3})"
    r"|(?P<d>\d{1,4})(?=[.．、,)）]?(?:\s|[^\W\d])|[.．、)）]))"
)
CELLS = frozenset({"cell", "label"})
CAPTION_NEAR = 4
"""So many times its size a caption is from its picture at most."""
CAPTION_LEADING = 1.6
MOST_EDGE = 3
"""So many lines at a page's top or bottom may be running heads."""
INVISIBLE = " \u00a0\u200b\u2060\ufeff"
WORDS_ENDS = frozenset(TERMINAL | set('”」』"»）)：:;；'))


@dataclass(frozen=True, slots=True)
class Papers:
    """A document that was read by geometry: its text, line by line, its blocks, and where each page begins in it."""

    text: str
    blocks: tuple[Raw, ...]
    starts: tuple[int, ...]


@dataclass(slots=True)
class _Page:
    """The lines of a page by what they are, its printed number."""

    sheet: Sheet
    heads: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    feet: list[Line] = field(default_factory=list)
    figures: list["_Shown"] = field(default_factory=list)
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A picture, the lines of its caption, and the line of the text that stands under them, if any."""

    picture: Picture
    caption: tuple[Line, ...]
    before: Line | None


def papers_of(sheets: Sequence[Sheet], file: str, ledger: Ledger) -> Papers:
    """Return the text and the blocks of a document's pages; what is set aside and doubtful goes to the ledger."""
    measure = _measure(sheets)
    pages = _without_heads(sheets, measure)
    for page in pages:
        _set_feet_apart(page, measure, pages)
        _set_captions_apart(page, measure)
    text, offsets, starts = _text_of(pages)
    for page in pages:
        for line in page.heads:
            ledger.set_aside(*offsets[id(line)], _reason(line))
    for page, start in zip(pages, starts, strict=True):
        if page.sheet.is_doubtful:
            message = "the order of its columns may be wrong: much of its text stands across them"
            at = text.count("\n", 0, start) + 1
            ledger.findings.append(Finding("warning", "column-order", message, file, at))
        if number := len(page.sheet.pictures):
            message = (
                f"{number} picture{'s are' if number > 1 else ' is'} not taken over: a figure without one stands there"
            )
            at = text.count("\n", 0, start) + 1
            hint = "save it as a file, and name it in the TEI: <graphic url=…/>"
            ledger.findings.append(Finding("info", "picture-left-out", message, file, at, 0, hint))
    blocks = _Writer(pages, measure, offsets, ledger, file).blocks()
    return Papers(text, tuple(blocks), starts)


def _reason(line: Line) -> str:
    if line.kind == "apart":
        return "the page's surroundings: text at an angle"
    return "page number" if FOLIO.fullmatch(line.text) else "running head"


# What is usual in this document


@dataclass(frozen=True, slots=True)
class _Measure:
    """The size of the text, the distance of its lines (in sizes), whether paragraphs begin with an indent."""

    size: float
    leading: float
    has_indents: bool
    is_bold: bool
    is_italic: bool
    is_justified: bool
    smaller: float = SMALLER
    larger: float = LARGER
    told: frozenset[str] = frozenset()
    """Which kinds of text the structure tree of a tagged PDF tells apart: geometry looks for no others of them."""


def _measure(sheets: Sequence[Sheet]) -> _Measure:
    lines = [line for sheet in sheets for line in sheet.lines]
    sizes: Counter[float] = Counter()
    bold = italic = total = 0
    for line in lines:
        for span in line.spans:
            sizes[round(span.size * 2) / 2] += len(span.text)
            bold, italic = bold + span.is_bold * len(span.text), italic + span.is_italic * len(span.text)
            total += len(span.text)
    size = _main_size(sizes, total)
    body = [line for line in lines if abs(line.size - size) <= 0.06 * size]
    steps = [
        b.baseline - a.baseline
        for a, b in pairwise(body)
        if a.group == b.group and 0 < b.baseline - a.baseline < 3 * size
    ]
    leading = Counter(round(step * 2) / 2 for step in steps).most_common(1)[0][0] if steps else 1.3 * size
    indents = sum(1 for a, b, c in _threes(body) if _is_indent(a, b, c, size))
    full = sum(line.right > line.right_edge - 1.5 * size for line in body)
    is_rough = any(sheet.is_measured for sheet in sheets)
    return _Measure(
        size,
        leading,
        indents >= max(2, len(sheets) // 4),
        bold * 2 > total,
        italic * 2 > total,
        full * 2 > len(body),
        ROUGHLY_SMALLER if is_rough else SMALLER,
        ROUGHLY_LARGER if is_rough else LARGER,
        frozenset(line.tag.kind for line in lines if line.tag),
    )


def _main_size(sizes: Mapping[float, int], total: int) -> float:
    """Return the largest size in which a good part of the text is set: the notes may be longer than the text.

    Sizes that a recognition measured scatter: those near each other count together.
    """
    near = {size: sum(n for other, n in sizes.items() if abs(other - size) <= 0.05 * size) for size in sizes}
    common = [size for size, count in near.items() if count >= 0.15 * total]
    peaks = [s for s in common if all(sizes[s] >= sizes[other] for other in sizes if abs(other - s) <= 0.08 * s)]
    return max(peaks or common, default=10.0)


def _threes(lines: Sequence[Line]) -> Iterator[tuple[Line, Line, Line]]:
    yield from zip(lines, lines[1:], lines[2:], strict=False)


def _is_indent(before: Line, line: Line, after: Line, size: float) -> bool:
    shift = line.left - before.left
    return INDENT * size < shift < 4 * size and abs(before.left - after.left) < 0.3 * size and line.size == before.size


# Running heads and page numbers


def _without_heads(sheets: Sequence[Sheet], measure: _Measure) -> list[_Page]:
    """Return the pages with what stands at the top or the bottom of several of them taken out of the text."""
    edges = [_edges(sheet) for sheet in sheets]
    repeated = [set() for _ in edges] if "artifact" in measure.told else _repeated(edges)
    numbers = _folios(edges)
    heads = set[int]().union(*repeated)
    levels = list({(line.baseline, line.size) for page in edges for _, line in page if id(line) in heads})
    pages = []
    for index, sheet in enumerate(sheets):
        page = _Page(sheet)
        folio, label = numbers.get(index, (None, ""))
        known = {id(line) for line in sheet.lines if line.kind in {"head", "number", "apart"}}
        maybe = known | repeated[index] | ({id(folio)} if folio else set())
        maybe |= {id(line) for _, line in edges[index] if _is_at(line, levels, measure)}
        taken = known if "artifact" in measure.told else known | _outermost(sheet, maybe, measure)
        stated = (FOLIO.fullmatch(line.text) for line in sheet.lines if line.kind == "number")
        page.label = next((match["number"] for match in stated if match), "")
        for line in sheet.lines:
            (page.heads if id(line) in taken else page.body).append(line)
            if line is folio and id(line) in taken:
                page.label = label
        pages.append(page)
    return pages


def _is_at(line: Line, levels: Sequence[tuple[float, float]], measure: _Measure) -> bool:
    """Say whether a line stands where running heads do, and in their size, which is not the text's."""
    is_level = any(abs(line.baseline - height) <= 1 and line.size == size for height, size in levels)
    return is_level and line.size != measure.size and not _label(line)


def _outermost(sheet: Sheet, maybe: set[int], measure: _Measure) -> set[int]:
    """Return those of the lines that may be running heads which nothing but such parts from the page's edge.

    Between them and the text there is more room than between lines of text.
    """
    found: set[int] = set()
    lines = sorted((line for line in sheet.lines if line.kind != "apart"), key=lambda line: line.baseline)
    for ordered in (lines, lines[::-1]):
        rows = _by_height(ordered)
        taken = next((at for at, row in enumerate(rows) if not all(id(line) in maybe for line in row)), len(rows))
        while taken and taken < len(rows) and not _is_parted(rows[taken - 1][0], rows[taken][0], measure):
            taken -= 1
        found.update(id(line) for row in rows[:taken] for line in row)
    return found


def _by_height(lines: Sequence[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for line in lines:
        if rows and abs(rows[-1][0].baseline - line.baseline) <= 3:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _is_parted(outer: Line, inner: Line, measure: _Measure) -> bool:
    if FOLIO.fullmatch(outer.text):
        return True
    room = abs(inner.baseline - outer.baseline)
    return room > 1.2 * measure.leading * min(1.0, max(outer.size, inner.size) / measure.size) or (
        abs(outer.size - inner.size) > 0.06 * measure.size
    )


def _edges(sheet: Sheet) -> list[tuple[str, Line]]:
    """Return the first and the last lines of a page, each with the edge that it stands at."""
    lines = sorted((line for line in sheet.lines if line.kind not in {"apart", "note"}), key=lambda line: line.baseline)
    size = MOST_EDGE + 2 * any(line.group for line in lines)
    top, bottom = lines[:size], lines[max(size, len(lines) - size) :]
    return [("top", line) for line in top] + [("bottom", line) for line in bottom]


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", "".join(line.text.split()).casefold())


def _repeated(edges: Sequence[Sequence[tuple[str, Line]]]) -> list[set[int]]:
    """Return for each page the lines at its edges whose words stand at the same height of one of the next pages."""
    found: list[set[int]] = [set() for _ in edges]
    rows = [list(_rows_at(page)) for page in edges]
    for index, page in enumerate(rows):
        for other in range(index + 1, min(index + 4, len(rows))):
            for row in page:
                if same := next((each for each in rows[other] if row.is_like(each)), None):
                    found[index].update(row.lines)
                    found[other].update(same.lines)
    return found


@dataclass(frozen=True, slots=True)
class _Row:
    """What stands at one height of a page's edge: a line, or lines beside each other."""

    edge: str
    baseline: float
    shape: str
    numbers: tuple[str, ...]
    lines: frozenset[int]

    def is_like(self, other: "_Row") -> bool:
        """Say whether another page has the same there, but for one number, the page's."""
        is_there = self.edge == other.edge and abs(self.baseline - other.baseline) <= 4
        if not is_there or self.shape != other.shape or len(self.numbers) != len(other.numbers):
            return False
        return sum(one != two for one, two in zip(self.numbers, other.numbers, strict=True)) <= 1


def _rows_at(page: Sequence[tuple[str, Line]]) -> Iterator[_Row]:
    """Yield the lines at a page's edges that say more than a number, and the rows that they make together.

    A head that stands over two columns is one line on a page that has one only.
    """
    for edge in ("top", "bottom"):
        for row in _by_height([line for at, line in page if at == edge]):
            parts = [row] if len(row) == 1 else [row, *([line] for line in row)]
            for part in parts:
                ordered = sorted(part, key=lambda line: line.left)
                shape = "".join(map(_shape, ordered))
                numbers = tuple(number for line in ordered for number in re.findall(r"\d+", line.text))
                is_note = edge == "bottom" and NOTE_BEGINS.match(ordered[0].text)
                if len(shape) > 1 and not is_note:
                    yield _Row(edge, part[0].baseline, shape, numbers, frozenset(map(id, part)))


def _folios(edges: Sequence[Sequence[tuple[str, Line]]]) -> dict[int, tuple[Line, str]]:
    """Return by page the line that has its printed number: numbers that count as the pages do."""
    found: list[tuple[int, Line, str, int]] = []
    shapes = Counter(_shape(line) for page in edges for edge, line in page if edge == "bottom")
    for index, page in enumerate(edges):
        outer = [page[0][1], page[-1][1]] if page else []
        for at, line in page:
            match = FOLIO.fullmatch(line.text)
            words = None if match else FOLIO_BESIDE.fullmatch(line.text) if line in outer else None
            number = match["number"] if match else (words["before"] or words["after"] or "") if words else ""
            if words and (bool(words["before"]) == bool(words["after"]) or len(line.text) > 90):
                continue
            if words and words["before"] and at == "bottom" and line.text[-1] in ".。" and shapes[_shape(line)] == 1:
                continue  # a page's last note, whose number may count as the pages do
            value = int(number) if number.isdecimal() else roman(number)
            if value:
                found.append((index, line, number, value - index))
    shifts = Counter(shift for shift in (each[3] for each in found))
    usual = {shift for shift, count in shifts.items() if count >= max(2, len(edges) // 4)}
    chosen: dict[int, tuple[Line, str]] = {}
    for index, page in enumerate(edges):
        if len(edges) == 1 and len(page) > 3:
            for edge, inner in ((page[0][1], page[1][1]), (page[-1][1], page[-2][1])):
                match = FOLIO.fullmatch(edge.text)
                if match and match["number"].isdecimal() and _is_apart(edge, inner):
                    chosen[index] = edge, match["number"]
    for index, line, number, shift in found:
        if shift in usual and (index not in chosen or FOLIO.fullmatch(line.text)):
            chosen[index] = line, number
    return chosen


def _is_apart(outer: Line, inner: Line) -> bool:
    """Say whether two lines are further from each other than lines of text are."""
    return abs(outer.baseline - inner.baseline) > 1.8 * max(outer.size, inner.size)


# The foot of a page


def _set_feet_apart(page: _Page, measure: _Measure, pages: Sequence[_Page]) -> None:
    """Take the lines of notes out of a page's text: small lines that end its columns and begin with a number.

    The last note of a column may go on at the foot of the next.
    """
    known = [line for line in page.body if line.kind == "note"]
    feet: list[Line] = list(known)
    groups = () if "note" in measure.told else dict.fromkeys(line.group for line in page.body)
    for group in groups:
        column = [line for line in page.body if line.group == group and line not in known]
        before = feet or _feet_before(page, pages)
        foot = _foot(column, measure, before) if column else []
        if foot and not any(_is_below(line, foot[0]) and not _is_small(line, measure) for line in page.body):
            feet.extend(foot)
    if not feet:
        return
    ids = {id(line) for line in feet}
    page.body = [line for line in page.body if id(line) not in ids]
    page.feet = feet


def _is_below(line: Line, first: Line) -> bool:
    """Say whether a line stands under another, not in a column beside it."""
    return line.baseline > first.baseline and line.left < first.right_edge and line.right > first.left_edge


def _is_small(line: Line, measure: _Measure) -> bool:
    return line.size <= measure.smaller * measure.size and line.size <= measure.size - 0.4


def _feet_before(page: _Page, pages: Sequence[_Page]) -> list[Line]:
    """Return the notes of the page before: what opens this page's foot may be the rest of the last."""
    return next((each.feet for each in pages if each.sheet.number == page.sheet.number - 1), [])


def _foot(column: Sequence[Line], measure: _Measure, feet: Sequence[Line]) -> list[Line]:
    """Return the lines at a column's end that are notes, the first of them perhaps the rest of the last before.

    A column without any text is such a rest where that note breaks off.
    """
    start = len(column)
    while start and _is_small(column[start - 1], measure):
        start -= 1
    small = column[start:]
    first = next((at for at, line in enumerate(small) if _label(line)), None)
    if first is None:
        return list(small) if small and feet and (start or not _has_ended(feet[-1])) else []
    if start == 0 and not feet and len(small) > 8 and first > 0:
        return []
    if first and not (feet and _is_near(small[first - 1], small[first], measure)):
        return list(small[first:])
    return list(small)


def _is_near(before: Line, line: Line, measure: _Measure) -> bool:
    return line.baseline - before.baseline <= 1.6 * measure.leading


def _label(line: Line) -> str:
    """Return the number or sign with which a line begins as a note does, or nothing."""
    first = line.spans[0]
    if _is_raised(first, line) and RAISED.fullmatch(first.text.strip()):
        return first.text.strip("[]()（） ")
    match = LABEL.match(line.text)
    return next((group for group in match.groups() if group), "") if match else ""


def _is_raised(span: Span, line: Line) -> bool:
    """Say whether a stretch is a superscript: its characters are raised, or it is smaller and above the line."""
    if span.is_raised:
        return True
    above = line.baseline - span.baseline
    return (span.size <= 0.85 * line.size and above > 0.1 * line.size) or above > 0.25 * line.size


def _is_lowered(span: Span, line: Line) -> bool:
    return span.size <= 0.85 * line.size and span.baseline - line.baseline > 0.08 * line.size


# Pictures and their captions


def _set_captions_apart(page: _Page, measure: _Measure) -> None:
    """Take the captions of a page's pictures out of its text, which goes on behind them."""
    for picture in page.sheet.pictures:
        beside = [line for line in page.body if line.left_edge < picture.right and line.right_edge > picture.left]
        below = [line for line in beside if line.top > (picture.top + picture.bottom) / 2]
        caption = tuple(_caption(picture, below, measure))
        before = below[len(caption)] if len(caption) < len(below) else None
        page.body = [line for line in page.body if line not in caption]
        page.figures.append(_Shown(picture, caption, before))


def _caption(picture: Picture, below: Sequence[Line], measure: _Measure) -> Iterator[Line]:
    """Yield the lines under a picture that are its caption: the first says so, or looks unlike the text."""
    if not below or not _begins_caption(picture, below[0], measure):
        return
    yield below[0]
    for before, line in pairwise(below):
        is_more = line.size == before.size and line.is_bold == before.is_bold and line.tag == before.tag
        if not is_more or not 0 < line.baseline - before.baseline < CAPTION_LEADING * line.size:
            return
        yield line


def _begins_caption(picture: Picture, line: Line, measure: _Measure) -> bool:
    if line.tag is not None and line.tag.kind == "caption":
        return True
    is_unlike = (
        abs(line.size - measure.size) > 0.06 * measure.size
        or line.is_bold != measure.is_bold
        or line.spans[0].is_italic != measure.is_italic
    )
    is_near = line.top - picture.bottom < CAPTION_NEAR * line.size
    return is_near and (is_unlike or bool(CAPTION.match(line.text)))


# The text, and where each line of it stands


def _text_of(pages: Sequence[_Page]) -> tuple[str, dict[int, tuple[int, int]], tuple[int, ...]]:
    parts: list[str] = []
    offsets: dict[int, tuple[int, int]] = {}
    starts: list[int] = []
    at = 0
    for page in pages:
        starts.append(at)
        for line in page.sheet.lines:
            offsets[id(line)] = at, at + len(line.text)
            parts.append(line.text + "\n")
            at += len(line.text) + 1
        parts.append("\n")
        at += 1
    return "".join(parts), offsets, tuple(starts)


# Blocks


class _Writer:
    """Walks through the pages and writes paragraphs, headings, quotations, notes and page breaks."""

    def __init__(
        self,
        pages: Sequence[_Page],
        measure: _Measure,
        offsets: Mapping[int, tuple[int, int]],
        ledger: Ledger,
        file: str,
    ) -> None:
        self.pages = pages
        self.measure = measure
        self.offsets = offsets
        self.ledger = ledger
        self.file = file
        self.out: list[Raw] = []
        self.feet: list[list[_Note]] = []
        self.builder = Builder(ledger)
        self.opened: Line | None = None
        self.opened_edge = 0.0
        self.kind = "paragraph"
        self.level = 0
        self.begin = 0
        self.pending: list[_Note] = []
        self.waiting: list[Raw] = []
        self.cells: dict[int, dict[int, list[Line]]] = {}
        self.table = 0
        self.following = {id(a): b for page in pages for a, b in pairwise(page.body) if a.group == b.group}
        self.edges: dict[int, float] = {}
        self.right_edges: dict[int, float] = {}
        self.headings = sorted(
            {
                _step(line.size)
                for page in pages
                for line in page.body
                if line.size >= measure.larger * measure.size and not (line.tag and line.tag.kind == "heading")
            },
            reverse=True,
        )[:5]

    def blocks(self) -> list[Raw]:
        """Return the document's blocks."""
        notes = _notes_of(self.pages, self.measure)
        for index, page in enumerate(self.pages):
            self.edges, self.right_edges = _left_edges(page.body), _right_edges(page.body)
            is_new = index > 0
            labels = {value_of(note.label) for note in notes.get(page.sheet.number, ()) if note.label}
            for line in page.body:
                self._take(line, page, labels, is_new)
                is_new = False
            if is_new:
                self._close()
                self._page(page)
            self.waiting += self._figures(page, None)
            self.pending.extend(notes.get(page.sheet.number, ()))
        if self.cells:
            self._close_table()
        self._close()
        return self.out

    def _page(self, page: _Page) -> None:
        end = self.out[-1].end if self.out else 0
        self.out.append(Raw("page", end, end, label=page.label, target=page.sheet.image))

    def _figures(self, page: _Page, before: Line | None) -> list[Raw]:
        """Return the figures that stand right above a line of the page's text, or under all of it."""
        made = []
        for figure in page.figures:
            if figure.before is before:
                rich = _rich_of(figure.caption, self.offsets, self.ledger, self.measure)
                places = [self.offsets[id(line)] for line in figure.caption] or [(self.begin, self.begin)]
                made.append(Raw("figure", places[0][0], places[-1][1], rich))
        return made

    def _take(self, line: Line, page: _Page, labels: set[Value], is_new: bool) -> None:
        """Take a line, and the figures above it, which stand behind the paragraph where that goes on."""
        tag = line.tag
        figures = self._figures(page, line)
        if self.cells and not (tag and tag.kind in CELLS and tag.table == self.table):
            self._close_table()
        if tag and tag.kind in CELLS:
            self._close()
            if is_new:
                self._page(page)
            self.waiting += figures
            self.table = tag.table
            self.cells.setdefault(tag.row, {}).setdefault(tag.column, []).append(line)
            return
        kind, level = self._kind(line)
        continues = self.opened is not None and self._continues(self.opened, line, kind, level, is_new)
        if continues:
            self.waiting += figures
            if is_new:
                self._break(page, line)
            else:
                self.builder.wrap()
        else:
            self._close()
            if is_new:
                self._page(page)
            self.out.extend(figures)
            self.kind, self.level, self.begin = kind, level, self.offsets[id(line)][0]
        self._add(line, page.sheet.number, labels)
        self.opened, self.opened_edge = line, self.right_edges.get(line.group, line.right_edge)

    def _close_table(self) -> None:
        """Write the cells that the structure tree tells apart as a table; rows of labels at its top are its head."""
        rows = [row for _, row in sorted(self.cells.items())]
        self.cells = {}
        width = 1 + max(column for row in rows for column in row)
        cells = [[row.get(column, ()) for column in range(width)] for row in rows]
        riches = tuple(tuple(_rich_of(cell, self.offsets, self.ledger, self.measure) for cell in row) for row in cells)
        are_labels = [all((tag := lines[0].tag) and tag.kind == "label" for lines in row.values()) for row in rows]
        head_rows = next((at for at, is_label in enumerate(are_labels) if not is_label), 0)
        at = [self.offsets[id(line)] for row in rows for lines in row.values() for line in lines]
        start, end = min(low for low, _ in at), max(high for _, high in at)
        self.out.append(Raw("table", start, end, rows=riches, head_rows=head_rows))

    def _break(self, page: _Page, line: Line) -> None:
        self.builder.turn(line.text, page.label, page.sheet.image)

    def _kind(self, line: Line) -> tuple[str, int]:
        size, measure = line.size, self.measure
        words = line.text
        if line.tag is not None and line.tag.kind == "heading":
            return "heading", len(self.headings) + line.tag.level
        if line.tag is not None and line.tag.kind == "quote":
            return "quote", 0
        if size >= measure.larger * measure.size and any(sign.isalpha() for sign in words):
            return "heading", 1 + self.headings.index(_step(size)) if _step(size) in self.headings else 2
        if line.kind == "heading" or (
            not (line.tag and "heading" in measure.told)
            and line.is_bold
            and not measure.is_bold
            and len(words) < 120
            and words[-1] not in TERMINAL
        ):
            return "heading", len(self.headings) + 2
        if self._is_quoted(line):
            return "quote", 0
        return "paragraph", 0

    def _is_quoted(self, line: Line) -> bool:
        is_small = self.measure.smaller == SMALLER and _is_small(line, self.measure)
        return is_small or self._is_set_in(line)

    def _is_set_in(self, line: Line) -> bool:
        return line.left - self.edges.get(line.group, line.left) > 0.9 * self.measure.size

    def _is_centred(self, line: Line) -> bool:
        """Say whether a line stands in the middle of its column, as those of a title page do."""
        left = line.left - line.left_edge
        return left > 2 * line.size and abs(left - (line.right_edge - line.right)) < 0.5 * line.size

    def _continues(self, before: Line, line: Line, kind: str, level: int, is_new: bool) -> bool:
        if before.tag and line.tag:
            return before.tag == line.tag
        if kind != "heading" and self._is_centred(before) and self._is_centred(line) and before.left != line.left:
            return False
        size, leading = self.measure.size, self.measure.leading
        is_column = not is_new and line.group != before.group
        is_apart = is_new or is_column
        step = line.baseline - before.baseline
        if (kind == "heading") != (self.kind == "heading"):
            return False
        if kind == "heading":
            return (
                not is_apart
                and level == self.level
                and step < 2.2 * max(line.size, before.size)
                and line.is_bold == before.is_bold
            )
        if abs(line.size - before.size) > max(0.06, 0.95 - self.measure.smaller) * size:
            return False
        small = line.size / size
        edge = self.edges.get(line.group, line.left)
        shift = line.left - (edge if is_apart else before.left)
        if not is_apart and step > LEADING * leading * min(1, small + 0.05):
            return False
        ended = _has_ended(before)
        is_last = self._is_last(before, line)
        if is_column and line.top > before.bottom - 0.3 * size and line.left < before.right_edge:
            return is_unfinished(before.text) and shift < INDENT * size
        if is_apart:
            if self.kind == "quote" and not _is_small(line, self.measure):
                return shift > 0.9 * size and not ended
            if self.measure.has_indents:
                return shift < INDENT * size and not is_last
            return line.text[0].islower() or not ended
        if self.kind == "quote" and kind == "paragraph" and not _is_small(before, self.measure):
            return not is_last and self._opened_by_indent(before, line)
        if shift > INDENT * size:
            return not ended and not is_last
        if self._begins_paragraph(before, line):
            return False
        return not (is_last and (self.measure.is_justified or not self.measure.has_indents))

    def _begins_paragraph(self, before: Line, line: Line) -> bool:
        """Say whether two lines that are set in alike are two paragraphs' first: one is short, the other is not."""
        after = self.following.get(id(line))
        if after is None or not self.measure.has_indents or not self._is_set_in(line) or self._is_set_in(after):
            return False
        size = self.measure.size
        return before.right < self.opened_edge - 2 * size and line.right > self.opened_edge - 0.5 * size

    def _is_last(self, line: Line, following: Line) -> bool:
        """Say whether a line ends its paragraph: a sentence ends short of the edge, or more would have had room."""
        room = self.opened_edge - line.right - 2.5 * self.measure.size
        has_room = self.measure.is_justified and room > _first_width(following)
        return room > 0 and (has_room or _has_ended(line))

    def _opened_by_indent(self, before: Line, line: Line) -> bool:
        """Say whether the line before was a paragraph's first, set in: it stands alone in its block."""
        return not any(isinstance(inline, WrappedLine) for inline in self.builder.inlines) and (
            before.left - line.left < 5 * self.measure.size
        )

    def _add(self, line: Line, page: int, labels: set[Value]) -> None:
        at = self.offsets[id(line)][0]
        if self.kind == "quote" and not self._is_set_in(line) and not _is_small(line, self.measure):
            self.kind = "paragraph"
        _put(self.builder, line, at, self.measure, page, labels)

    def _close(self) -> None:
        rich = self.builder.finish()
        self.builder = Builder(self.ledger)
        if rich.string and self.opened is not None:
            end = max(piece.origin + piece.length for piece in rich.pieces)
            kind = self.kind
            if kind == "heading":
                self.out.append(Raw("heading", self.begin, end, rich, level=self.level))
            elif kind == "quote" and self._is_quotation(rich):
                inner = Raw("paragraph", self.begin, end, rich)
                self.out.append(Raw("quote", self.begin, end, items=((inner,),)))
            else:
                self.out.append(Raw("paragraph", self.begin, end, rich))
        self.opened = None
        self.out.extend(self.waiting)
        self.waiting = []
        if rich.string or not self.out:
            self._notes()

    def _is_quotation(self, rich: Rich) -> bool:
        """Say whether what is set in is a quotation: several lines, which are no abstract."""
        lines = sum(isinstance(inline, WrappedLine) for inline in rich.inlines) + 1
        return lines >= 2 and not ABSTRACT.match(rich.string) and not KEYWORDS.match(rich.string)

    def _notes(self) -> None:
        for note in self.pending:
            self.out.extend(_written(note, self.offsets, self.ledger, self.measure))
        self.pending = []


def _first_width(line: Line) -> float:
    """Return about how wide the first word of a line is: a Chinese character is a word."""
    words = line.text.split(maxsplit=1)[0]
    length = 1 if CJK.match(words) else len(words)
    return length * (line.right - line.left) / max(1, len(line.text))


def _has_ended(line: Line) -> bool:
    """Say whether a sentence may end with a line: a note's mark behind its full stop does not count."""
    spans = list(line.spans)
    while len(spans) > 1 and (_is_raised(spans[-1], line) or not spans[-1].text.strip()):
        spans.pop()
    text = "".join(span.text for span in spans).rstrip(INVISIBLE)
    return text[-1:] in WORDS_ENDS or not is_unfinished(text)


def _step(size: float) -> float:
    return round(size * 2) / 2


def _left_edges(lines: Sequence[Line]) -> dict[int, float]:
    """Return by column where its lines begin that are not set in: the leftmost place where several do."""
    groups = {line.group: [each.left for each in lines if each.group == line.group] for line in lines}
    return {group: min(_common(lefts) or lefts) for group, lefts in groups.items()}


def _right_edges(lines: Sequence[Line]) -> dict[int, float]:
    """Return by column where its full lines end: the rightmost place where several do."""
    groups = {line.group: [each.right for each in lines if each.group == line.group] for line in lines}
    return {group: max(_common(rights) or rights) for group, rights in groups.items()}


def _common(places: Sequence[float]) -> list[float]:
    """Return the places where several of the lines begin or end."""
    counts = Counter(round(place) for place in places)
    least = max(2, 0.15 * len(places))
    return [place for place in places if sum(counts[round(place) + near] for near in (-1, 0, 1)) >= least]


def _put(
    builder: Builder, line: Line, at: int, measure: _Measure, page: int, labels: set[Value], *, skip: int = 0
) -> None:
    """Add a line's stretches: italics and bold where the text is not, raised signs, linked to the page's notes."""
    for span in line.spans:
        names: list[tuple[str, str]] = []
        words = span.text.strip()
        is_raised = _is_raised(span, line) and len(words) <= 12
        if is_raised:
            label = words.strip("[]()（） ")
            if RAISED.fullmatch(words) and value_of(label) in labels:
                names.append(("a", f"#p{page}-{value_of(label)}"))
            names.append(("sup", ""))
        elif _is_lowered(span, line) and len(words) <= 4:
            names.append(("sub", ""))
        else:
            if span.is_italic and not measure.is_italic:
                names.append(("em", ""))
            if span.is_bold and not measure.is_bold and not line.is_bold:
                names.append(("strong", ""))
        lead = len(span.text) - len(span.text.lstrip()) if names else 0
        tail = len(span.text.rstrip()) if names else len(span.text)
        builder.add(span.text[:lead], at)
        for name, target in names:
            builder.open(name, target)
        builder.add(span.text[lead:tail], at + lead)
        for name, _ in reversed(names):
            builder.close(name)
        builder.add(span.text[tail:], at + tail)
        at += len(span.text)


def _rich_of(lines: Sequence[Line], offsets: Mapping[int, tuple[int, int]], ledger: Ledger, measure: _Measure) -> Rich:
    """Return the lines of a note or a cell as one text, in which no mark leads to a note."""
    builder = Builder(ledger)
    for index, line in enumerate(lines):
        if index:
            builder.wrap()
        _put(builder, line, offsets[id(line)][0], measure, 0, set())
    return builder.finish()


# Notes


@dataclass(slots=True)
class _Note:
    """The lines of a note, on one page or more; one without a label continues none that is known."""

    label: str
    page: int
    lines: list[Line]


def _notes_of(pages: Sequence[_Page], measure: _Measure) -> dict[int, list[_Note]]:
    """Return the notes by the page on which they begin, with what follows of them on later pages."""
    out: dict[int, list[_Note]] = {}
    last: _Note | None = None
    for page in pages:
        begins = _tagged_notes(page.feet, last)
        if begins is None:
            begins = _begins(page.feet, value_of(last.label) if last is not None else None)
        for at, line in enumerate(page.feet):
            if at in begins:
                last = _Note(begins[at], page.sheet.number, [line])
                out.setdefault(page.sheet.number, []).append(last)
            elif last is not None:
                last.lines.append(line)
            else:
                last = _Note("", page.sheet.number, [line])
                out.setdefault(page.sheet.number, []).append(last)
    return out


def _tagged_notes(feet: Sequence[Line], last: _Note | None) -> dict[int, str] | None:
    """Return which lines of a page's foot begin a note, with their labels, as the structure tree has them."""
    if not feet or any(line.tag is None for line in feet):
        return None
    before = [last.lines[-1] if last else None, *feet]
    firsts = (at for at, line in enumerate(feet) if (b := before[at]) is None or b.tag != line.tag)
    return {at: _label(feet[at]) for at in firsts if (tag := feet[at].tag) and tag.kind == "note"}


def _begins(feet: Sequence[Line], before: Value | None) -> dict[int, str]:
    """Return which lines of a page's foot begin a note, with their labels; `before` is the last page's last number.

    A raised number does; another must be the first, or count on from the one before, and stand below it.
    """
    labels = {at: label for at, line in enumerate(feet) if (label := _label(line))}
    if any(_is_raised(feet[at].spans[0], feet[at]) for at in labels):
        labels = {
            at: label for at, label in labels.items() if _is_raised(feet[at].spans[0], feet[at]) or not label.isdigit()
        }
    expected = before + 1 if isinstance(before, int) else None
    start = next((at for at, label in labels.items() if value_of(label) == expected), 0)
    found: dict[int, str] = {}
    last: Value | None = None
    lefts: dict[int, float] = {}
    for at, label in labels.items():
        value, line = value_of(label), feet[at]
        counts_on = not isinstance(value, int) or not isinstance(last, int) or last < value <= last + 2
        is_below = abs(line.left - lefts.get(line.group, line.left)) <= 0.9 * line.size
        if at >= start and counts_on and is_below:
            found[at], last = label, value
            lefts.setdefault(line.group, line.left)
    return found


def _written(note: _Note, offsets: Mapping[int, tuple[int, int]], ledger: Ledger, measure: _Measure) -> Iterator[Raw]:
    """Yield the paragraphs of a note: one, unless the structure tree tells several apart."""
    starts = [at for at, line in enumerate(note.lines) if at and line.tag != note.lines[at - 1].tag]
    for low, high in pairwise([0, *starts, len(note.lines)]):
        rich = _rich_of(note.lines[low:high], offsets, ledger, measure)
        if not low and note.label and head_of(rich) is None:
            at = rich.string.find(note.label)
            rich = replace(rich, inlines=(Emphasis(at, at + len(note.label), "superscript"), *rich.inlines))
        end = max(piece.origin + piece.length for piece in rich.pieces)
        names = (f"p{note.page}-{value_of(note.label)}",) if note.label and not low else ()
        yield Raw("paragraph", rich.start, end, rich, names=names, place="foot")
