"""What engines of text recognition write: hOCR 1.2, ALTO 2 to 4, PAGE XML 2013 to 2019, as pages of lines.

The order of reading, the kinds of regions, hyphens and confidence are the engine's; boxes are scaled to points of a
page as wide as A4, so that all formats are laid out by the same measures.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from lxml import etree, html

from teiwright.errors import SourceError
from teiwright.findings import Finding
from teiwright.reading.sheet import SUPPLIED, Line, LineKind, Sheet, Span, spaced
from teiwright.xmltools import parser

WIDTH = 595.0
DOUBTFUL = 0.6
"""A word that the engine was less sure of is doubtful."""
SHOWN = 5
LEAST, MOST = 0.8, 1.25
"""A line whose measured size lies so near to its paragraph's has that: what is measured hangs on its letters' forms."""
REGIONS: Mapping[str, LineKind] = {
    "heading": "heading", "header": "head", "footer": "head", "page-number": "number", "footnote": "note",
    "footnote-continued": "note", "catch-word": "head", "signature-mark": "head", "endnote": "note",
}  # fmt: skip
"""By type of region (PAGE XML, 2019-07-15) what its lines are; other types are text."""
LABELS: tuple[tuple[str, LineKind], ...] = (
    ("running", "head"), ("numbering", "number"), ("page-number", "number"), ("pagenumber", "number"),
    ("footnote", "note"), ("quire", "head"), ("signature", "head"), ("catch", "head"), ("header", "head"),
    ("footer", "head"),
)  # fmt: skip
"""What the label of an ALTO tag may hold (SegmOnto and others), and what such a block's lines are."""
BOX = re.compile(r"\bbbox\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)\s+(-?\d+)")
SIZE = re.compile(r"\bx_size\s+([\d.]+)")
SURE = re.compile(r"\bx_wconf\s+([\d.]+)")
IMAGE = re.compile(r"\bimage\s+[\"']?([^\"';]+)")
HOCR_LINES = frozenset({"ocr_line", "ocr_textfloat", "ocr_caption", "ocr_header"})


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    box: tuple[float, float, float, float]
    confidence: float = 1.0
    is_italic: bool = False
    is_bold: bool = False
    is_raised: bool = False


@dataclass(frozen=True, slots=True)
class _Row:
    """A line as the engine has it: its words, its box, its size where one is stated (else 0), its region."""

    words: tuple[_Word, ...]
    box: tuple[float, float, float, float]
    size: float
    region: int
    kind: LineKind = ""


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A page as the engine has it."""

    width: float
    height: float
    rows: tuple[_Row, ...]
    image: str = ""


def sheets_of_ocr(files: Sequence[tuple[Path, bytes, str]]) -> list[Sheet]:
    """Return the pages of a document from its files: path, content, and kind (hocr, alto or pagexml) of each.

    Raises SourceError where one is not well-formed or none has text.
    """
    leaves = [leaf for path, content, kind in files for leaf in _leaves(path, content, kind)]
    sheets = [_sheet(number, leaf) for number, leaf in enumerate(leaves, start=1)]
    if not any(sheet.lines for sheet in sheets):
        where = str(files[0][0]) if files else ""
        raise SourceError("no text was recognised on its pages", file=where, hint="run the text recognition again")
    return sheets


def doubtful_words(sheets: Sequence[Sheet], file: str) -> Iterator[Finding]:
    """Yield a warning for each page on which the engine was not sure of words, with the first of them."""
    line = 1
    for sheet in sheets:
        words = [span for each in sheet.lines for span in each.spans if span.confidence < DOUBTFUL]
        first = next((at for at, each in enumerate(sheet.lines) if any(s.confidence < DOUBTFUL for s in each.spans)), 0)
        if words:
            shown = ", ".join(f"“{span.text.strip()}”" for span in words[:SHOWN])
            message = f"the engine was not sure of {len(words)} words: {shown}" + ("…" if len(words) > SHOWN else "")
            yield Finding("warning", "ocr-confidence", message, file, line + first)
        line += len(sheet.lines) + 1


def _leaves(path: Path, content: bytes, kind: str) -> Iterator[_Leaf]:
    try:
        if kind == "hocr":
            # An XML declaration states the encoding; lxml's HTML parser wants it as an argument.
            root = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8", no_network=True))
            yield from _hocr(root)
            return
        root = etree.fromstring(content, parser())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise SourceError(f"not well-formed: {error}", file=str(path), hint="write it anew with the engine") from error
    yield from (_alto if kind == "alto" else _pagexml)(root)


def _sheet(number: int, leaf: _Leaf) -> Sheet:
    scale = WIDTH / leaf.width if leaf.width else 1.0
    sizes: dict[int, list[float]] = {}
    for row in leaf.rows:
        sizes.setdefault(row.region, []).append(row.size or (row.box[3] - row.box[1]) * 0.8)
    lines = []
    for row in leaf.rows:
        usual = median(sizes[row.region])
        is_usual = LEAST * usual <= (row.size or usual) <= MOST * usual
        size = round(2 * scale * (usual if is_usual else row.size)) / 2 or 1.0
        rows = [each.box for each in leaf.rows if each.region == row.region]
        edges = scale * min(box[0] for box in rows), scale * max(box[2] for box in rows)
        baseline = scale * row.box[3]
        spans = [
            Span(
                word.text, scale * word.box[0], scale * word.box[1], scale * word.box[2], scale * word.box[3], baseline,
                size, word.is_italic, word.is_bold, word.is_raised, confidence=word.confidence,
            )
            for word in row.words
        ]  # fmt: skip
        if made := _parted_by_spaces(spans):
            lines.append(Line(made, *edges, row.region + 1, row.kind))
    return Sheet(
        number,
        WIDTH,
        leaf.height * scale,
        tuple(lines),
        leaf.image,
        (round(leaf.width), round(leaf.height)),
        is_measured=True,
    )


def _parted_by_spaces(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return the words with a space behind each; the engine parts Chinese into words, too, which have none."""
    followed = [replace(span, text=span.text + SUPPLIED) for span in spans[:-1]]
    return spaced([*followed, *spans[-1:]])


# hOCR


def _hocr(root: Any) -> Iterator[_Leaf]:
    for page in root.xpath("//*[contains(concat(' ', @class, ' '), ' ocr_page ')]"):
        title = page.get("title") or ""
        box = _bbox(title)
        regions: dict[Any, int] = {}
        rows = []
        for line in page.iter():
            if not isinstance(line.tag, str) or not HOCR_LINES & {*(line.get("class") or "").split()}:
                continue
            parent = line.getparent()
            region = regions.setdefault(parent, len(regions))
            size = SIZE.search(line.get("title") or "")
            words = tuple(_hocr_words(line))
            if words:
                rows.append(_Row(words, _bbox(line.get("title") or ""), float(size[1]) * 0.75 if size else 0, region))
        image = IMAGE.search(title)
        yield _Leaf(box[2] - box[0] or WIDTH, box[3] - box[1], tuple(rows), Path(image[1]).name if image else "")


def _hocr_words(line: Any) -> Iterator[_Word]:
    words = line.xpath(".//*[contains(concat(' ', @class, ' '), ' ocrx_word ')]")
    for word in words or [line]:
        text = " ".join(word.text_content().split())
        title = word.get("title") or ""
        sure = SURE.search(title)
        inner = {each.tag for each in word.iter() if isinstance(each.tag, str)}
        if text:
            yield _Word(
                text, _bbox(title), float(sure[1]) / 100 if sure else 1.0, bool(inner & {"em", "i"}),
                bool(inner & {"strong", "b"}), "sup" in inner,
            )  # fmt: skip


def _bbox(title: str) -> tuple[float, float, float, float]:
    match = BOX.search(title)
    return (float(match[1]), float(match[2]), float(match[3]), float(match[4])) if match else (0.0, 0.0, 0.0, 0.0)


# ALTO


def _alto(root: Any) -> Iterator[_Leaf]:
    labels = {tag.get("ID"): (tag.get("LABEL") or "").lower() for tag in root.iterfind(".//{*}Tags/*")}
    styles = {style.get("ID"): style for style in root.iterfind(".//{*}TextStyle")}
    image = root.findtext(".//{*}sourceImageInformation/{*}fileName") or ""
    for page in root.iterfind(".//{*}Page"):
        rows: list[_Row] = []
        for region, block in enumerate(page.iter("{*}TextBlock")):
            kind = _alto_kind(block, labels)
            for line in block.iterfind("{*}TextLine"):
                words = tuple(_alto_words(line, styles))
                if words:
                    rows.append(_Row(words, _alto_box(line), 0.0, region, kind))
        width, height = (_number(page, name) for name in ("WIDTH", "HEIGHT"))
        right = max((row.box[2] for row in rows), default=WIDTH)
        yield _Leaf(width or right, height, tuple(rows), Path(image.replace("\\", "/")).name)


def _alto_kind(block: Any, labels: Mapping[str | None, str]) -> LineKind:
    said = [labels.get(name, "") for name in (block.get("TAGREFS") or "").split()]
    found = next((kind for label in said for part, kind in LABELS if part in label), None)
    if found is not None:
        return found
    margins = {etree.QName(parent).localname for parent in block.iterancestors()}
    return "head" if margins & {"TopMargin", "BottomMargin"} else ""


def _alto_words(line: Any, styles: Mapping[str, Any]) -> Iterator[_Word]:
    last: _Word | None = None
    for child in line:
        name = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if name == "HYP" and last is not None:
            last = replace(last, text=last.text + (child.get("CONTENT") or "-"))
        if name != "String":
            continue
        if last is not None:
            yield last
        named = [styles[each] for each in (child.get("STYLEREFS") or "").split() if each in styles]
        looks = f"{child.get('STYLE') or ''} {' '.join(style.get('FONTSTYLE') or '' for style in named)}"
        text, sure = child.get("CONTENT") or "", _number(child, "WC") if child.get("WC") else 1.0
        last = _Word(text, _alto_box(child), sure, "italic" in looks, "bold" in looks, "superscript" in looks)
    if last is not None:
        yield last


def _alto_box(element: Any) -> tuple[float, float, float, float]:
    left, top, width, height = (_number(element, name) for name in ("HPOS", "VPOS", "WIDTH", "HEIGHT"))
    return left, top, left + width, top + height


def _number(element: Any, name: str) -> float:
    try:
        return float(element.get(name) or 0)
    except ValueError:
        return 0.0


# PAGE XML


def _pagexml(root: Any) -> Iterator[_Leaf]:
    for page in root.iterfind(".//{*}Page"):
        rows: list[_Row] = []
        for number, region in enumerate(_in_order(page)):
            kind = REGIONS.get(region.get("type") or "", "")
            for line in region.iterfind("{*}TextLine"):
                words = tuple(_page_words(line))
                if words:
                    rows.append(_Row(words, _page_box(line), 0.0, number, kind))
        width, height = _number(page, "imageWidth"), _number(page, "imageHeight")
        yield _Leaf(width or WIDTH, height, tuple(rows), Path(page.get("imageFilename") or "").name)


def _in_order(page: Any) -> list[Any]:
    """Return the regions of text in the order of reading that is stated; others behind them, as they stand."""
    regions = {region.get("id"): region for region in page.iter("{*}TextRegion")}
    order = page.find("{*}ReadingOrder")
    named = [*_references(order)] if order is not None else []
    known = [regions[name] for name in dict.fromkeys(named) if name in regions]
    return [*known, *(region for name, region in regions.items() if name not in {*named})]


def _references(group: Any) -> Iterator[str]:
    def index(element: Any) -> float:
        return _number(element, "index")

    children = [child for child in group if isinstance(child.tag, str)]
    is_ordered = any(child.get("index") for child in children)
    for child in sorted(children, key=index) if is_ordered else children:
        if child.get("regionRef"):
            yield child.get("regionRef")
        yield from _references(child)


def _page_words(line: Any) -> Iterator[_Word]:
    """Yield the words of a line: the line's own text where it has one, since that is what was corrected."""
    own, words = _equivalent(line), [*line.iterfind("{*}Word")]
    read = [(_equivalent(word), word) for word in words]
    if own[0] and [text for (text, _), _ in read] != own[0].split():
        yield _Word(" ".join(own[0].split()), _page_box(line), own[1])
        return
    for (text, sure), word in read:
        style = word.find("{*}TextStyle")
        looks = style.attrib if style is not None else {}
        if text:
            yield _Word(
                text, _page_box(word), sure, *(looks.get(n) == "true" for n in ("italic", "bold", "superscript"))
            )


def _equivalent(element: Any) -> tuple[str, float]:
    """Return the first reading of an element and how sure it is."""
    found = sorted(element.iterfind("{*}TextEquiv"), key=lambda each: _number(each, "index"))
    if not found:
        return "", 1.0
    text = found[0].findtext("{*}Unicode") or found[0].findtext("{*}PlainText") or ""
    return text.strip(), _number(found[0], "conf") if found[0].get("conf") else 1.0


def _page_box(element: Any) -> tuple[float, float, float, float]:
    coordinates = element.find("{*}Coords")
    if coordinates is None:
        return 0.0, 0.0, 0.0, 0.0
    points = [tuple(map(float, pair.split(","))) for pair in (coordinates.get("points") or "").split() if "," in pair]
    points += [(_number(point, "x"), _number(point, "y")) for point in coordinates.iterfind("{*}Point")]
    if not points:
        return 0.0, 0.0, 0.0, 0.0
    return min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points)
