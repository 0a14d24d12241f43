"""PDF: the text layer of each page as lines in the order of reading, in columns where there are such."""

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from teiwright.errors import SourceError, install
from teiwright.reading import pdftext
from teiwright.reading.pictures import pictures_of
from teiwright.reading.sheet import Line, LineKind, Picture, Sheet, Span, Tag, spaced
from teiwright.reading.tagged import tags_of

SECONDS = 900
MAX_BYTES = 500_000_000
LIGATURES = re.compile("[\ufb00-\ufb06\u2f00-\u2fdf]")
"""ﬁ and the like, and the radicals that stand for characters where a font's table names them so."""
FULL_WIDTH = re.compile("[\u3000-\u301f\uff01-\uff1f\uff3b-\uff65“”‘’—…·]")
BROKEN = re.compile("[\ufffd\ue000-\uf8ff]")
MOST_BROKEN = 0.2
OCR = "run a text recognition over it (ocrmypdf --force-ocr, or an engine that writes hOCR, ALTO or PAGE XML)"
GUTTER = range(30, 71, 1)
"""Where, in hundredths of the page's width, the gap between two columns may lie."""
LEAST_ROWS = 5
MOST_COLUMNS = 2
"""A page is parted in two columns, each of these in two at most."""
LINE_KINDS: Mapping[str, LineKind] = {"artifact": "head", "note": "note", "note-more": "note", "heading": "heading"}
MUCH_ACROSS = 0.15
"""Where so much of a page's text crosses the gap between its columns, their order may be wrong."""
WHOLLY_ACROSS = 0.6
"""Of a page that has no columns where the others have some; between these two, its order may be wrong."""


def sheets_of(path: Path) -> list[Sheet]:
    """Return the pages of a PDF.

    Raises SourceError where the library is not installed, the file is encrypted, broken, too large or too slow to
    read, or has no text that could be read.
    """
    if find_spec("pypdfium2") is None:
        raise SourceError("PDF needs a library", file=str(path), hint=install("pdf"))
    if path.stat().st_size > MAX_BYTES:
        raise SourceError(f"the PDF has more than {MAX_BYTES // 1_000_000} MB", file=str(path), hint="split it")
    pages = [*_pages(path)]
    tags = tags_of(pages)
    spans = [[_span(each, known) for each in page["spans"]] for page, known in zip(pages, tags, strict=True)]
    text = "".join(span.text for page in spans for span in page)
    signs = sum(not sign.isspace() for sign in text)
    if not signs:
        what = "a scan without a text layer" if any(page["pictures"] for page in pages) else "a PDF without text"
        raise SourceError(what, file=str(path), hint=OCR)
    unmapped = sum(len(each[0]) for page in pages for each in page["spans"] if each[7] & pdftext.UNMAPPED)
    if max(unmapped, len(BROKEN.findall(text))) > MOST_BROKEN * signs:
        message = "no usable text: its fonts do not say which characters they show"
        raise SourceError(message, file=str(path), hint=OCR)
    pictures = pictures_of([(page["width"], page["height"], page["pictures"]) for page in pages])
    printed = zip(pages, spans, pictures, strict=True)
    return _sheets([_Printed(page["width"], page["height"], found, shown) for page, found, shown in printed])


@dataclass(frozen=True, slots=True)
class _Printed:
    """What stands on a page, its width and height."""

    width: float
    height: float
    spans: Sequence[Span]
    pictures: tuple[Picture, ...]

    @property
    def segments(self) -> list[list[Span]]:
        """The stretches of its lines that stand upright."""
        return [*_segments([span for span in self.spans if not span.is_turned and span.text.strip()])]


def _pages(path: Path) -> Iterator[dict[str, Any]]:
    command = [sys.executable, "-I", pdftext.__file__, str(path.resolve())]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise SourceError(f"the PDF took more than {SECONDS} seconds", file=str(path)) from error
    lines = done.stdout.decode("utf-8").splitlines()
    found = [json.loads(line) for line in lines if line.endswith("}")]
    if found and "error" in found[-1]:
        raise SourceError(
            f"the PDF cannot be read: {_why(found[-1]['error'])}", file=str(path), hint=_mend(found[-1]["error"])
        )
    if done.returncode or not found or len(found) - 1 != found[0]["pages"]:
        where = f"at page {len(found)}" if found else "at its beginning"
        message = f"the PDF cannot be read: {where} it takes too much time or memory, or is damaged"
        raise SourceError(message, file=str(path), hint="print it to a new PDF from a viewer that shows it")
    yield from found[1:]


def _why(said: str) -> str:
    if "assword" in said:
        return "it is encrypted"
    return "it is damaged or no PDF" if "Failed to load" in said else said


def _mend(said: str) -> str:
    return "save it without a password" if "assword" in said else "print it to a new PDF from a viewer that shows it"


def _span(each: Sequence[Any], tags: Mapping[int, Tag]) -> Span:
    text, left, top, right, bottom, baseline, size, flags, block = each
    tag = tags.get(block) if block >= 0 or flags & pdftext.ARTIFACT else None
    text = LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    return Span(
        text, left, top, right, bottom, baseline, size or 1.0,
        bool(flags & pdftext.ITALIC), bool(flags & pdftext.BOLD), bool(flags & pdftext.RAISED),
        bool(flags & pdftext.TURNED), tag=tag,
    )  # fmt: skip


def _sheets(pages: Sequence[_Printed]) -> list[Sheet]:
    """Return the pages with their lines in order; one that shows no columns of its own has those of most others."""
    segments = [page.segments for page in pages]
    gutters = [_gutter(each, page.width) for each, page in zip(segments, pages, strict=True)]
    known = sorted(at for at, _ in gutters if at)
    usual = known[len(known) // 2] if known and 2 * len(known) >= len(pages) else 0.0
    made = []
    for number, (page, each, (at, across)) in enumerate(zip(pages, segments, gutters, strict=True), start=1):
        if usual and not at:
            crossing = _crossing(each, usual)
            at, across = (
                (usual, 0.0) if crossing <= MUCH_ACROSS else (0.0, crossing if crossing < WHOLLY_ACROSS else 0.0)
            )
        made.append(_sheet(number, page, each, at, across))
    return made


def _crossing(segments: Sequence[Sequence[Span]], at: float) -> float:
    """Return how much of a page's text stands across a place on its width, 0 to 1."""
    sizes = [sum(map(len, each)) for each in segments]
    crossing = (
        size for each, size in zip(segments, sizes, strict=True) if each[0].left < at - 1 and each[-1].right > at + 1
    )
    return sum(crossing) / max(1, sum(sizes))


def _sheet(number: int, page: _Printed, segments: Sequence[list[Span]], gutter: float, across: float) -> Sheet:
    turned = [
        Line(spaced([span]), 0, page.width, -1, "apart") for span in page.spans if span.is_turned and span.text.strip()
    ]
    parted = [part for segment in segments for part in _parted(segment, gutter)]
    lines = _lines(parted, gutter)
    return Sheet(
        number,
        page.width,
        page.height,
        (*lines, *(line for line in turned if line.spans)),
        is_doubtful=across > MUCH_ACROSS,
        is_tagged=any(span.tag for span in page.spans),
        pictures=page.pictures,
    )


def _segments(spans: Sequence[Span]) -> Iterator[list[Span]]:
    """Yield the stretches that follow each other on a line as the file has them, without a wide gap."""
    current: list[Span] = []
    for span in spans:
        if current and not _follows(current, span):
            yield current
            current = []
        current.append(span)
    if current:
        yield current


def _follows(current: Sequence[Span], span: Span) -> bool:
    last = current[-1]
    size = max(each.size for each in current)
    least = -size if _is_squeezed(last, span) else -0.5 * size
    return last.tag == span.tag and least <= span.left - last.right <= size and _overlap(last, span) > 0.35


def _is_squeezed(last: Span, span: Span) -> bool:
    """Say whether a full-width sign ends or begins there, whose box is wider than the room that it was given."""
    return bool(FULL_WIDTH.search(last.text[-1:] + span.text[:1]))


def _overlap(first: Span, second: Span) -> float:
    """Return how much of the lower of two boxes lies at the height of the other, 0 to 1."""
    common = min(first.bottom, second.bottom) - max(first.top, second.top)
    return common / max(min(first.bottom - first.top, second.bottom - second.top), 0.1)


def _gutter(segments: Sequence[Sequence[Span]], width: float, start: float = 0.0) -> tuple[float, float]:
    """Return where the gap between two columns lies, or 0 where there is none, and how much crosses it, 0 to 1.

    The segments stand in what begins at `start` and is `width` wide: the page, or one of two columns.
    """
    boxes = [(each[0].left, each[-1].right, sum(len(s.text) for s in each), each[0].baseline) for each in segments]
    total = sum(box[2] for box in boxes)
    best, least = 0.0, 0.35 * total
    for hundredth in GUTTER:
        at = start + width * hundredth / 100
        crossing = sum(box[2] for box in boxes if box[0] < at - 1 and box[1] > at + 1)
        if crossing >= least:
            continue
        left = [box for box in boxes if box[1] <= at + 1]
        right = [box for box in boxes if box[0] >= at - 1]
        if _are_columns(left, right, total, width):
            best, least = at, crossing
    if not best:
        return 0.0, 0.0
    left_end = max(box[1] for box in boxes if box[1] <= best + 1)
    right_start = min(box[0] for box in boxes if box[0] >= best - 1)
    return (left_end + right_start) / 2 if left_end < right_start else best, _crossing(segments, best)


def _are_columns(left: Sequence[Any], right: Sequence[Any], total: int, width: float) -> bool:
    if min(sum(box[2] for box in left), sum(box[2] for box in right)) < 0.12 * total:
        return False
    if min(len(left), len(right)) < LEAST_ROWS:
        return False
    wide = [sum(box[1] - box[0] > 0.22 * width for box in side) * 2 >= len(side) for side in (left, right)]
    rows = sum(any(abs(first[3] - second[3]) < 12 for second in right) for first in left)
    return all(wide) and rows * 2 >= min(len(left), len(right))


def _parted(segment: list[Span], gutter: float) -> Iterator[list[Span]]:
    """Yield a segment in two where the gap between two of its stretches is the one between the columns."""
    for index in range(1, len(segment)):
        before, after = segment[index - 1], segment[index]
        if gutter and before.right <= gutter <= after.left and after.left - before.right > 0.8 * after.size:
            yield segment[:index]
            yield segment[index:]
            return
    yield segment


def _lines(segments: Sequence[list[Span]], gutter: float, group: int = 0) -> list[Line]:
    """Return the lines in the order of reading: down each column, what spans both before or after them.

    `group` is the number of the column in which they stand, 0 for the page. A column may have two of its own.
    """
    if not segments:
        return []
    left = [s for s in segments if gutter and s[-1].right <= gutter + 1]
    right = [s for s in segments if gutter and s[0].left >= gutter - 1]
    across = [s for s in segments if s not in left and s not in right]
    if not gutter:
        return _rows(across, group)
    columns = [_rows(across, group), *(_column(each, 2 * group + at) for at, each in enumerate((left, right), start=1))]
    out: list[Line] = []
    top = 0.0
    for line in [*columns[0], None]:
        end = line.top if line else float("inf")
        for column in columns[1:]:
            out.extend(each for each in column if top <= each.baseline < end)
        if line:
            out.append(line)
            top = min(end, line.baseline)
    return out


def _column(segments: Sequence[list[Span]], group: int) -> list[Line]:
    """Return the lines of one of two columns, which may have columns of its own: a page may have three, or four."""
    if not segments or group > MOST_COLUMNS:
        return _rows(segments, group)
    start, end = min(each[0].left for each in segments), max(each[-1].right for each in segments)
    gutter, _ = _gutter(segments, end - start, start)
    return _lines([part for each in segments for part in _parted(each, gutter)], gutter, group)


def _rows(segments: Sequence[list[Span]], group: int) -> list[Line]:
    """Return the segments of one column as lines from top to bottom: what stands at one height is one line."""
    if not segments:
        return []
    rows: list[list[list[Span]]] = []
    for segment in sorted(segments, key=lambda each: (_main(each).baseline, each[0].left)):
        row = next((r for r in rows[-3:] if _are_level(r, segment)), None)
        if row is not None:
            row.append(segment)
        else:
            rows.append([segment])
    edges = min(s[0].left for s in segments), max(s[-1].right for s in segments)
    made = [
        Line(
            spaced([span for segment in sorted(row, key=lambda s: s[0].left) for span in segment]),
            *edges,
            group,
            _line_kind(row[0][0].tag),
        )
        for row in rows
    ]
    return sorted((line for line in made if line.spans), key=lambda line: line.baseline)


def _line_kind(tag: Tag | None) -> LineKind:
    return LINE_KINDS.get(tag.kind, "") if tag is not None else ""


def _main(segment: Sequence[Span]) -> Span:
    return max(segment, key=lambda span: (not span.is_raised, len(span.text)))


def _are_level(row: Sequence[Sequence[Span]], segment: Sequence[Span]) -> bool:
    """Say whether a segment stands on a row's line, or is a small sign raised above it or lowered below it."""
    first, second = (_main(max(row, key=lambda s: sum(map(len, s)))), _main(segment))
    if any(each[0].tag != segment[0].tag or _are_beside(each, segment) for each in row):
        return False
    distance = abs(first.baseline - second.baseline)
    small, large = sorted((first.size, second.size))
    return distance <= 0.25 * small or (small <= 0.85 * large and distance <= 0.55 * large)


def _are_beside(one: Sequence[Span], other: Sequence[Span]) -> bool:
    """Say whether two segments take the same part of the page's width, so that they cannot stand on one line."""
    first, second = sorted((one, other), key=lambda segment: segment[0].left)
    common = min(first[-1].right, second[-1].right) - second[0].left
    return common > (second[0].size if _is_squeezed(first[-1], second[0]) else 0.5)
