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
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any, TextIO

MAX_MEMORY = 2_000_000_000
PAGE_SECONDS = 20
MAX_PAGES = 5000
MAX_CHARACTERS = 200_000
"""So many characters on one page are no page of an article."""
ITALIC, BOLD, RAISED, TURNED, UNMAPPED, ARTIFACT = 1, 2, 4, 8, 16, 32
SUPPLIED = "\x01"
"""A space that stands nowhere in the file: the library saw a gap."""
RAISED_BY = 0.2
WIDEST = 1.1
"""So many times its size a character is wide at most: some fonts state a width that is none."""
ITALIC_FLAG, FORCED_BOLD = 1 << 6, 1 << 18
BOLD_WEIGHT = 600
MOST_ELEMENTS, DEEPEST = 50_000, 60
"""Of a page's structure tree: what goes beyond is not looked at."""
ROLES = {
    "Note": "note", "FENote": "note", "TD": "cell", "TH": "label", "LI": "item", "Caption": "caption",
    "P": "paragraph", "BlockQuote": "quote", "H": "heading", **{f"H{level}": "heading" for level in range(1, 7)},
}  # fmt: skip
"""By standard structure type (ISO 32000-1, 14.8.4; FENote is PDF 2.0's) what its text is."""
WITHIN = frozenset({"cell", "label", "item", "heading", "caption", "note", "quote"})
"""What stands in a paragraph of one of these is one text with it."""
MOST_PICTURES = 200
"""Of a page: what is put together of more is a drawing, or a scan in strips."""
REFERRING = frozenset({"Link", "Annot", "Form", "Reference"})
"""Elements whose content may be an annotation, which has no number."""


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
    """End this process if the next page takes too much of the processor's time."""
    try:
        import signal

        signal.setitimer(signal.ITIMER_PROF, PAGE_SECONDS)
    except (ImportError, AttributeError):  # no such timer on Windows: the parent waits no longer than it says
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
    owners, blocks = _structure(page.raw, raw)
    characters = [*_characters(text.raw, count, raw, owners)]
    angle = _main_angle(characters)
    left, bottom, right, top = page.get_mediabox()
    corners = [_turned(x, y, angle) for x in (left, right) for y in (bottom, top)]
    origin = min(x for x, _ in corners), max(y for _, y in corners)
    size = max(x for x, _ in corners) - origin[0], origin[1] - min(y for _, y in corners)
    spans = [*_spans(characters, angle, origin)]
    pictures = [*_pictures(page, raw, angle, origin)]
    text.close()
    page.close()
    size = round(size[0], 1), round(size[1], 1)
    return {"width": size[0], "height": size[1], "spans": spans, "pictures": pictures, "blocks": blocks}


def _pictures(page: Any, raw: Any, angle: int, origin: tuple[float, float]) -> Iterator[list[float]]:
    """Yield the box of each picture of a page: left, top, right, bottom, from the page's top left."""
    for drawn in islice(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3), MOST_PICTURES):
        left, bottom, right, top = drawn.get_bounds()
        corners = [_turned(x, y, angle) for x in (left, right) for y in (bottom, top)]
        across, down = [x - origin[0] for x, _ in corners], [origin[1] - y for _, y in corners]
        yield [round(each, 1) for each in (min(across), min(down), max(across), max(down))]


Look = tuple[float, int, int, int]
"""Size, flags, angle, and the number of the structure tree's block, -1 where there is none."""
Character = tuple[str, tuple[float, float, float, float], tuple[float, float], Look]
"""A character, its box (left, right, bottom, top), its origin on the baseline, and its look."""


def _characters(text: Any, count: int, raw: Any, owners: dict[int, int]) -> Iterator[Character]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    x, y, loose = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    looks: dict[int, Look] = {}
    look = (0.0, 0, 0, -1)
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
            known = looks[key] = _look(text, index, raw, owners)
        look = known
        raw.FPDFText_GetLooseCharBox(text, index, loose)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        if raw.FPDFText_HasUnicodeMapError(text, index) == 1 or code == 0:
            look = (look[0], look[1] | UNMAPPED, *look[2:])
        if 48 <= code <= 57:
            raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
            height = bottom.value - y.value
            if RAISED_BY * look[0] < height < look[0] and look[2] == 0:
                look = (look[0], look[1] | RAISED, *look[2:])
        yield _legible(code), (loose.left, loose.right, loose.bottom, loose.top), (x.value, y.value), look


def _legible(code: int) -> str:
    if code == 2:  # the library's sign for a hyphen that ends a line
        return "-"
    if code in (10, 13):
        return "\n"
    if code < 32 or 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF) or code > 0x10FFFF:
        return " " if code == 9 else "\ufffd"
    return chr(code)


def _look(text: Any, index: int, raw: Any, owners: dict[int, int]) -> Look:
    """Return the look of the text object that a character belongs to."""
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
    drawn = raw.FPDFText_GetTextObject(text, index)
    owner = owners.get(raw.FPDFPageObj_GetMarkedContentID(drawn), -1) if owners else -1
    is_artifact = bool(owners) and owner < 0 and _is_artifact(drawn, raw)
    return round(size, 2), ITALIC * is_italic | BOLD * is_bold | ARTIFACT * is_artifact, angle, owner


def _is_artifact(drawn: Any, raw: Any) -> bool:
    """Say whether an object is marked as no part of the document: a running head, a page's number (14.8.2.2)."""
    name, length = (ctypes.c_ushort * 20)(), ctypes.c_ulong()
    for number in range(min(raw.FPDFPageObj_CountMarks(drawn), DEEPEST)):
        mark = raw.FPDFPageObj_GetMark(drawn, number)
        is_named = raw.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length)
        if is_named and _decoded(name, length.value) == "Artifact":
            return True
    return False


# The structure tree


@dataclass(slots=True)
class _Block:
    """A text of its own: its role, the level of a heading, the table, row and column of a cell, counted on the page.

    It continues one of the page before, and is open to the next, where content of other pages stands before or behind
    what it has on this one.
    """

    role: str
    level: int
    table: int
    row: int
    column: int
    continues: bool = False
    is_open: bool = False
    is_filled: bool = False

    def take(self, is_here: bool) -> None:
        """Take the next of its contents: one of this page, or of another."""
        if is_here:
            self.is_filled, self.is_open = True, False
        elif self.is_filled:
            self.is_open = True
        else:
            self.continues = True


def _structure(page: Any, raw: Any) -> tuple[dict[int, int], list[dict[str, Any]]]:
    """Return by the number of its marked content which block a text belongs to, and the blocks of the page in order."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}, []
    reader = _Tree(raw)
    for number in range(raw.FPDF_StructTree_CountChildren(tree)):
        reader.take(raw.FPDF_StructTree_GetChildAtIndex(tree, number), -1, 0)
    raw.FPDF_StructTree_Close(tree)
    return reader.owners, [asdict(block) for block in reader.blocks]


class _Tree:
    """The walk through a page's structure tree."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw
        self.owners: dict[int, int] = {}
        self.blocks: list[_Block] = []
        self.count = self.table = self.row = self.column = 0

    def take(self, element: Any, block: int, depth: int) -> None:
        """Take an element that stands in a block (-1: in none)."""
        self.count += 1
        if not element or depth > DEEPEST or self.count > MOST_ELEMENTS:
            return
        kind = self._type(element)
        self.table, self.row = self.table + (kind == "Table"), self.row + (kind == "TR")
        block = self._opened(kind, block)
        was_filled = block >= 0 and self.blocks[block].is_filled
        for number in range(self.raw.FPDF_StructElement_CountChildren(element)):
            child = self.raw.FPDF_StructElement_GetChildAtIndex(element, number)
            self.column = number if kind == "TR" else self.column
            if child:
                self.take(child, block, depth + 1)
                continue
            marked = self.raw.FPDF_StructElement_GetChildMarkedContentID(element, number)
            if marked >= 0:
                self.owners[marked] = block
            if block >= 0 and (marked >= 0 or kind not in REFERRING):
                self.blocks[block].take(marked >= 0)
        if kind == "Lbl" and block >= 0:
            self.blocks[block].is_filled = was_filled  # what stands behind a note's number is its first paragraph

    def _opened(self, kind: str, block: int) -> int:
        role = ROLES.get(kind, "")
        around = self.blocks[block].role if block >= 0 else ""
        if role == "paragraph" and around == "note" and self.blocks[block].is_filled:
            role = "note-more"
        elif not role or (role == "paragraph" and around in WITHIN):
            return block
        level = int(kind[1:] or 1) if role == "heading" else 0
        self.blocks.append(_Block(role, level, self.table, self.row, self.column))
        return len(self.blocks) - 1

    def _type(self, element: Any) -> str:
        buffer = ctypes.create_string_buffer(64)
        length = self.raw.FPDF_StructElement_GetType(element, buffer, len(buffer))
        return _decoded(buffer, length)


def _decoded(buffer: Any, length: int) -> str:
    """Return the string in UTF-16 of so many bytes that the library has written into a buffer."""
    return bytes(buffer)[:length].decode("utf-16-le", "replace").rstrip("\0")


def _main_angle(characters: list[Character]) -> int:
    counts = Counter(look[2] for sign, _, _, look in characters if not sign.isspace() and sign != SUPPLIED)
    return max((angle for angle in counts if angle % 90 == 0), key=lambda angle: counts[angle], default=0)


def _turned(x: float, y: float, angle: int) -> tuple[float, float]:
    cosine, sine = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[angle]
    return x * cosine + y * sine, y * cosine - x * sine


def _spans(characters: list[Character], angle: int, origin: tuple[float, float]) -> Iterator[list[Any]]:
    """Yield stretches of one look: text, box, baseline, size, flags, block; from the page's top left."""
    current: list[Any] | None = None
    last = 0.0
    for sign, box, place, (size, flags, own_angle, block) in characters:
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
        if current and (is_ligature or _goes_on(current, left, baseline, (size, flags, block))):
            current[0] += sign
            current[1], current[2] = min(current[1], left), min(current[2], top)
            current[3], current[4] = max(current[3], right), max(current[4], bottom)
            continue
        if current:
            yield current
        current = [sign, left, top, right, bottom, baseline, size, flags, block]
    if current:
        yield current


def _goes_on(span: list[Any], left: float, baseline: float, look: tuple[float, int, int]) -> bool:
    size = look[0]
    is_near = -0.5 * size <= left - span[3] <= size
    return bool(is_near and abs(baseline - span[5]) <= 0.08 * size and look == tuple(span[6:]))


if __name__ == "__main__":
    _bounded()
    sys.exit(main(sys.argv[1], sys.stdout))
