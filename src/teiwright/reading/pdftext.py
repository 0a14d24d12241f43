"""The text layer of a PDF as stretches of one look with their boxes, one JSON object a page. Run as a program.

It runs in a process of its own, whose time and memory are bounded: a file may be broken, or made to do harm, and the
library that reads it is written in C. It imports nothing of teiwright. Usage: pdftext.py FILE.
"""

import ctypes
import json
import math
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any, TextIO

MAX_MEMORY = 2_000_000_000
PAGE_SECONDS = 20
MAX_PAGES = 5000
MAX_CHARACTERS = 200_000
"""So many characters on one page are no page of an article."""
ITALIC, BOLD, RAISED, TURNED, UNMAPPED = 1, 2, 4, 8, 16
SUPPLIED = "\x01"
"""A space that stands nowhere in the file: the library saw a gap."""
RAISED_BY = 0.2
WIDEST = 1.1
"""So many times its size a character is wide at most: some fonts state a width that is none."""
ITALIC_FLAG, FORCED_BOLD = 1 << 6, 1 << 18
BOLD_WEIGHT = 600


def main(path: str, out: TextIO) -> int:
    """Write the pages of a PDF, after a line that says how many there are; an error is a line of its own."""
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(path)
        count = len(document)
        if count > MAX_PAGES:
            raise ValueError(f"it has {count} pages, more than {MAX_PAGES}")
        print(json.dumps({"pages": count}), file=out, flush=True)
        for number in range(count):
            _alarm()
            print(json.dumps(_page(document, number)), file=out, flush=True)
    except (pdfium.PdfiumError, ValueError, MemoryError) as error:
        print(json.dumps({"error": " ".join(str(error).split()) or type(error).__name__}), file=out, flush=True)
        return 1
    return 0


def _alarm() -> None:
    """End this process if the next page takes too long."""
    try:
        import signal

        signal.alarm(PAGE_SECONDS)
    except (ImportError, AttributeError):  # no such signal on Windows: the parent waits no longer than it says
        return


def _bounded() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    except (ImportError, ValueError, OSError):
        return


def _page(document: Any, number: int) -> dict[str, Any]:
    import pypdfium2.raw as raw

    page = document[number]
    text = page.get_textpage()
    count = raw.FPDFText_CountChars(text.raw)
    if count > MAX_CHARACTERS:
        raise ValueError(f"page {number + 1} has {count} characters, more than {MAX_CHARACTERS}")
    characters = [*_characters(text.raw, count, raw)]
    angle = _main_angle(characters)
    left, bottom, right, top = page.get_mediabox()
    corners = [_turned(x, y, angle) for x in (left, right) for y in (bottom, top)]
    origin = min(x for x, _ in corners), max(y for _, y in corners)
    size = max(x for x, _ in corners) - origin[0], origin[1] - min(y for _, y in corners)
    spans = [*_spans(characters, angle, origin)]
    has_image = not characters and any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3))
    text.close()
    page.close()
    return {"width": round(size[0], 1), "height": round(size[1], 1), "spans": spans, "image": has_image}


Character = tuple[str, tuple[float, float, float, float], tuple[float, float], tuple[float, int, int]]
"""A character, its box (left, right, bottom, top), its origin on the baseline, and its look: size, flags, angle."""


def _characters(text: Any, count: int, raw: Any) -> Iterator[Character]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    x, y, loose = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    looks: dict[int, tuple[float, int, int]] = {}
    look = (0.0, 0, 0)
    high = 0
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:  # a character beyond the first plane comes in two
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        if raw.FPDFText_IsGenerated(text, index) == 1:
            sign = "\n" if code in (10, 13) else SUPPLIED if code == 32 else "-"
            yield sign, (0, 0, 0, 0), (0, 0), look
            continue
        key = ctypes.cast(raw.FPDFText_GetTextObject(text, index), ctypes.c_void_p).value or 0
        known = looks.get(key)
        if known is None:
            known = looks[key] = _look(text, index, raw)
        look = known
        raw.FPDFText_GetLooseCharBox(text, index, loose)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        if raw.FPDFText_HasUnicodeMapError(text, index) == 1 or code == 0:
            look = (look[0], look[1] | UNMAPPED, look[2])
        if 48 <= code <= 57:
            raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
            height = bottom.value - y.value
            if RAISED_BY * look[0] < (height) < look[0] and look[2] == 0:
                look = (look[0], look[1] | RAISED, 0)
        yield _legible(code), (loose.left, loose.right, loose.bottom, loose.top), (x.value, y.value), look


def _legible(code: int) -> str:
    if code == 2:  # the library's sign for a hyphen that ends a line
        return "-"
    if code in (10, 13):
        return "\n"
    if code < 32 or 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF) or code > 0x10FFFF:
        return " " if code == 9 else "\ufffd"
    return chr(code)


def _look(text: Any, index: int, raw: Any) -> tuple[float, int, int]:
    """Return size, flags and angle of the text object that a character belongs to."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, matrix)
    size = raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
    angle = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
    buffer, found = ctypes.create_string_buffer(200), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, index, buffer, 200, found)
    name = buffer.value.decode("utf-8", "replace").lower()
    weight = raw.FPDFText_GetFontWeight(text, index)
    is_italic = "italic" in name or "oblique" in name or bool(found.value & ITALIC_FLAG)
    is_bold = "bold" in name or "black" in name or bool(found.value & FORCED_BOLD) or weight >= BOLD_WEIGHT
    return round(size, 2), ITALIC * is_italic | BOLD * is_bold, angle


def _main_angle(characters: list[Character]) -> int:
    counts = Counter(look[2] for sign, _, _, look in characters if not sign.isspace() and sign != SUPPLIED)
    return max((angle for angle in counts if angle % 90 == 0), key=lambda angle: counts[angle], default=0)


def _turned(x: float, y: float, angle: int) -> tuple[float, float]:
    cosine, sine = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[angle]
    return x * cosine + y * sine, y * cosine - x * sine


def _spans(characters: list[Character], angle: int, origin: tuple[float, float]) -> Iterator[list[Any]]:
    """Yield stretches of one look: text, left, top, right, bottom, baseline, size, flags; from the page's top left."""
    current: list[Any] | None = None
    last = 0.0
    for sign, box, place, (size, flags, own_angle) in characters:
        if sign == "\n":
            if current:
                yield current
            current = None
            continue
        if box == (0, 0, 0, 0) or (sign == " " and current):
            if current:
                current[0] += sign
            continue
        left, first = _turned(box[0], box[2], angle)
        right, second = _turned(box[1], box[3], angle)
        width = min(abs(right - left), WIDEST * size)
        left = _turned(*place, angle)[0] - origin[0]
        right = left + width
        top, bottom = origin[1] - max(first, second), origin[1] - min(first, second)
        baseline = origin[1] - _turned(*place, angle)[1]
        flags |= TURNED * (own_angle != angle)
        is_ligature, last = abs(left - last) < 0.01, left
        if current and (is_ligature or _goes_on(current, left, baseline, size, flags)):
            current[0] += sign
            current[1], current[2] = min(current[1], left), min(current[2], top)
            current[3], current[4] = max(current[3], right), max(current[4], bottom)
            continue
        if current:
            yield current
        current = [sign, left, top, right, bottom, baseline, size, flags]
    if current:
        yield current


def _goes_on(span: list[Any], left: float, baseline: float, size: float, flags: int) -> bool:
    is_near = -0.5 * size <= left - span[3] <= size
    return bool(is_near and abs(baseline - span[5]) <= 0.08 * size and size == span[6] and flags == span[7])


if __name__ == "__main__":
    _bounded()
    sys.exit(main(sys.argv[1], sys.stdout))
