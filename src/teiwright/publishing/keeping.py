"""Counted, not hoped: the characters of the text that was to be shown, against those that are: in the HTML page, the
typesetter's input, the PDF's text layer and the index.

What is to be shown is the document's text, its transcription, the notes that stand off it and the descriptions of
manuscripts in its header; of a document without any of these, all of it (xslt/modules/shape.xsl, f:shown-parts). What a
stylesheet adds of its own, labels and numbers, is marked as made and left out of the count.
"""

import copy
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from itertools import islice
from mmap import ACCESS_READ, mmap
from typing import Any, BinaryIO, cast

from lxml import etree

from teiwright import xmltools
from teiwright.findings import Finding
from teiwright.publishing.changes import UNCHANGED, Changes
from teiwright.publishing.setting import root_of
from teiwright.publishing.source import Report, Source
from teiwright.xmltools import TEI, XML_ID

MOST_FINDINGS = 10
BATCH = 5000
CHUNK = 1 << 16
LONGEST_QUOTE = 60
HEADER, STANDOFF = TEI + "teiHeader", TEI + "standOff"
DOCUMENTS = (TEI + "TEI", TEI + "teiCorpus")
POINTERS = ("ref", "corresp", "who", "sameAs", "target")
RECORDS = tuple(
    TEI + name
    for name in "person personGrp place org event object nym relation bibl biblStruct biblFull msDesc".split()
)
Piece = tuple[str, etree._Element]
"""A text without its white space, and the element that it stands in."""


def wanted(source: Source) -> Counter[str]:
    """Count the characters of a document that are to be shown, white space apart."""
    counts: Counter[str] = Counter()
    for document in source.root.iter(TEI + "TEI"):
        for part in _parts(document):
            for words in _strings(part):
                counts.update("".join(words.split()))
    return counts


def _strings(element: etree._Element, depth: int = 3) -> Iterator[str]:
    """What `_texts` gives, in pieces that the parser's own language puts together; a whole text would be held twice."""
    if not depth or not len(element):
        yield str(element.xpath("string()"))
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _strings(child, depth - 1)
        yield child.tail or ""


def compare(source: Source, wanted: Counter[str], shown: str, report: Report, changes: Changes) -> None:
    """Report each piece of the text that `shown` (without white space) lacks; `wanted` is what has been counted."""
    _report_lacking(source, lambda: _pieces(source.root), wanted, Counter(shown), shown, report, changes)


def compare_pdf(
    source: Source, printed: str, content: bytes, report: Report, changes: Changes, instead: Mapping[int, str]
) -> None:
    """Report each piece of the text that the pages of a PDF lack, what lies outside of a page included.

    `printed` is the typesetter's input, whose own additions do not make up for a loss; `instead` has what stands for
    characters that no font has.
    """
    left_out = MARKS if TURNED.search(printed) else NOTHING
    pages = [_folded(page) for page in _pages(content)]
    shown = left_out.sub("", "".join(pages))
    counts = Counter(shown)
    counts.subtract(_folded(_made_in_print(printed)))
    counts.subtract(_running_heads(printed, pages))

    def pieces() -> Iterator[Piece]:
        found = ((text.translate(instead), element) for text, element in _pieces(source.root))
        return ((left_out.sub("", _folded(text)), element) for text, element in found)

    _report_lacking(source, pieces, _counted(pieces()), counts, shown, report, changes)


def compare_index(source: Source, cited: Iterable[etree._Element], shown: str, report: Report) -> None:
    """Report each piece of the text of cited items that `shown` (without white space) lacks."""
    pieces = [piece for item in cited for piece in _texts(item) if not _is_apart(piece[1], item)]
    _report_lacking(source, lambda: pieces, _counted(pieces), Counter(shown), shown, report, UNCHANGED)


def _counted(pieces: Iterable[Piece]) -> Counter[str]:
    counts: Counter[str] = Counter()
    texts = (text for text, _ in pieces)
    while batch := "".join(islice(texts, BATCH)):
        counts.update(batch)
    return counts


def _report_lacking(
    source: Source,
    pieces: Callable[[], Iterable[Piece]],
    wanted: Counter[str],
    counts: Counter[str],
    shown: str,
    report: Report,
    changes: Changes,
) -> None:
    """Only where something lacks, look for where."""
    missing = {character for character, count in wanted.items() if count > counts[character]}
    if missing:
        for finding in _lacking(source, pieces(), shown, missing, changes):
            report(finding)


def _lacking(
    source: Source, pieces: Iterable[Piece], shown: str, missing: set[str], changes: Changes
) -> Iterator[Finding]:
    """Yield a finding for each piece that is not found, at most MOST_FINDINGS; else one for the characters alone."""
    found = 0
    place = 0
    for text, element in pieces:
        if missing.isdisjoint(text):
            continue
        here = shown.find(text, place)
        if here < 0:
            here = shown.find(text)
        if here >= 0:
            place = here + len(text)
            continue
        found += 1
        yield _finding(source, element, text, changes)
        if found == MOST_FINDINGS:
            return
    if not found:
        listed = " ".join(sorted(missing)[:MOST_FINDINGS])
        yield _finding(source, source.root, listed, changes)


def _finding(source: Source, element: etree._Element, text: str, changes: Changes) -> Finding:
    words = text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
    name = etree.QName(element).localname
    by_user = changes.stylesheet or changes.template
    message = f"words of <{name}> are not shown: {words}"
    hint = f"{by_user} leaves them out" if by_user else "please report it with the text"
    severity = "warning" if by_user else "error"
    return Finding(severity, "publishing-lost", message, str(source.path), xmltools.line_of(element), 0, hint)  # type: ignore[arg-type]


# ==== what is to be shown ====


def _pieces(root: etree._Element) -> Iterator[Piece]:
    for document in root.iter(TEI + "TEI"):
        for part in _parts(document):
            yield from _texts(part)


def _parts(document: etree._Element) -> Iterator[etree._Element]:
    """The parts of one document that are read: what f:shown-parts gives."""
    own = [one for one in document if isinstance(one.tag, str) and one.tag not in (*DOCUMENTS, HEADER, STANDOFF)]
    if not any("".join(map(str, part.itertext())).strip() for part in own):
        yield from (one for one in document if isinstance(one.tag, str) and one.tag not in DOCUMENTS)
        return
    yield from own
    yield from _standing_off(document)
    for description in document.iterfind(f"{HEADER}/{TEI}fileDesc/{TEI}sourceDesc//{TEI}msDesc"):
        if next(description.iterancestors(TEI + "msDesc"), None) is None:
            yield description


def _standing_off(document: etree._Element) -> Iterator[etree._Element]:
    """What stands off the text, without the records that the text points to: these the indexes tell (f:is-indexed)."""
    parts = [one for one in document.iterfind(f"{STANDOFF}/*") if isinstance(one.tag, str)]
    records = {part: list(_records(part)) for part in parts}
    pointed = _pointed_to(document) if any(records.values()) else set()
    for part in parts:
        indexed = [record for record in records[part] if record.get(XML_ID) in pointed]
        if not indexed:
            yield part
        elif len(indexed) < len(records[part]):
            kept = copy.deepcopy(part)
            for record in _records(kept):
                if record.get(XML_ID) in pointed:
                    _empty(record)
            yield kept


def _records(part: etree._Element) -> Iterator[etree._Element]:
    """The records of a list that stand in no other."""
    if part.tag in RECORDS:
        yield part
    elif etree.QName(part).localname.startswith("list"):
        for one in part.iter(*RECORDS):
            if not any(up.tag in RECORDS for up in one.iterancestors()):
                yield one


def _pointed_to(document: etree._Element) -> set[str]:
    shown = (
        one
        for kind in ("text", "sourceDoc")
        for part in document.iterfind(TEI + kind)
        for one in part.iter(etree.Element)
    )
    values = (one.get(name, "") for one in shown for name in POINTERS)
    return {word.rpartition("#")[2] for value in values for word in value.split()}


def _texts(part: etree._Element) -> Iterator[Piece]:
    for element in part.iter():
        if isinstance(element.tag, str) and element.text:
            yield "".join(element.text.split()), element
        parent = element.getparent()
        if element is not part and element.tail and parent is not None:
            yield "".join(element.tail.split()), parent


def _is_apart(element: etree._Element, item: etree._Element) -> bool:
    """Whether words in a cited item are told apart from it: a note, an introducing word, a correction."""
    for one in (element, *element.iterancestors()):
        if one is item:
            return False
        parent = one.getparent()
        if (
            one.tag == TEI + "note"
            or one.get("type") == "signal"
            or (one.tag in EDITED and parent is not None and parent.tag == TEI + "choice")
        ):
            return True
    return False


EDITED = (TEI + "corr", TEI + "reg", TEI + "expan")


# ==== what is shown ====


def of_print(printed: str) -> str:
    """Return the text of a print XML without white space and without what the stylesheet added."""
    root = root_of(printed)
    for element in list(root.iter(etree.Element)):
        if element.tag == "made" or element.get("made"):
            _empty(element)
    return "".join("".join(map(str, root.itertext())).split())


def _made_in_print(printed: str) -> str:
    """What the stylesheet adds to the text on its own; a note's number stands at its mark and at the note."""
    root = root_of(printed)
    made = [one for one in root.iter(etree.Element) if one.tag == "made" or one.get("made")]
    outermost = [one for one in made if not any(up.tag == "made" or up.get("made") for up in one.iterancestors())]
    words = ["".join(map(str, one.itertext())) for one in outermost]
    return "".join(words)


def _running_heads(printed: str, pages: Sequence[str]) -> str:
    """What our template puts over and under the pages after the first, where a page begins and ends with it."""
    about = root_of(printed).attrib
    series = f"{about.get('series', '')}{about.get('number', '')}"
    found = []
    for number, page in enumerate(pages[1:], 2):
        head = _folded(f"{about.get('short-title' if number % 2 else 'author', '')}{series}")
        if page.startswith(head):
            found.append(head)
        if page.endswith(str(number)):
            found.append(str(number))
    return "".join(found)


def _pages(content: bytes) -> Iterator[str]:
    """The text layer of each page of a PDF, as far as it lies on the page."""
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(content) as document:
        for number in range(len(document)):
            page = document[number]
            text = page.get_textpage()
            yield text.get_text_bounded().translate(HYPHENS)
            text.close()
            page.close()


HYPHENS = {0x2: "-", 0xFFFE: "-"}
"""What the reader puts for a hyphen at the end of a line."""


def _folded(text: str) -> str:
    """Text without white space and signs that nobody sees, compatibility forms as what they stand for.

    Taken apart, for a letter and its accent may stand in two elements; brackets turned one way, for beside words that
    run from right to left the reader of a PDF turns them. Letters that are joined in writing are left out.
    """
    return "".join(JOINED.sub("", unicodedata.normalize("NFKD", text).translate(UNSEEN)).split()).translate(MIRRORED)


JOINED = re.compile(r"[\u0600-\u08ff]+")
"""Arabic and its kin: a PDF tells which glyphs are drawn, and a letter may be several of them, or a part of one.
Their letters are counted in the typesetter's input."""
TURNED = re.compile(r"[\u0590-\u08ff]")
MARKS = re.compile(r"[^\w]+")
"""Beside words that run from right to left the reader of a PDF takes marks for others, or leaves them out at the end of
a line: there only letters and digits are told from its pages, and the marks are counted in the typesetter's input."""
NOTHING = re.compile(r"(?!)")
MIRRORED = str.maketrans(")]}>»›⟩〉》」』】〕", "([{<«‹⟨〈《「『【〔")


UNSEEN_RANGES = ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0xFE00, 0xFE0F), (0xE0000, 0xE0FFF))
UNSEEN = dict.fromkeys(
    [
        *(0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x3164, 0xFEFF, 0xFFA0),
        *(code for first, last in UNSEEN_RANGES for code in range(first, last + 1)),
    ]
)
"""Characters that are ignored where they are not supported (Unicode, Default_Ignorable_Code_Point)."""


def _empty(element: etree._Element) -> None:
    tail = element.tail
    element.clear()
    element.tail = tail


def of_html(page: BinaryIO) -> str:
    """Return the text of a page's articles and notes without white space and without what the stylesheet added.

    What stands behind the last of them is not parsed: the indexes may be longer than the text.
    """
    with mmap(page.fileno(), 0, access=ACCESS_READ) as content:
        last = max(content.rfind(sign) for sign in (b"<article", b"notes"))
    return _words(page, lambda tag, classes: tag == "article" or "notes" in classes, last)


def of_index_page(text: str) -> str:
    """Return the text of an index page's list of all citations without white space."""
    return _words(BytesIO(text.encode("utf-8")), lambda _, classes: "cited-words" in classes, len(text.encode("utf-8")))


def _words(page: BinaryIO, begins: Callable[[str, Collection[str]], bool], last: int) -> str:
    """`last` is the byte behind which nothing that counts begins."""
    reader = _Reader(begins)
    parser = etree.HTMLParser(target=cast(Any, reader), encoding="utf-8", huge_tree=True)
    while piece := page.read(CHUNK):
        parser.feed(piece)
        if page.tell() > last + CHUNK and not any(reader.open):
            break
    parser.close()
    return reader.words.getvalue()


MADE = frozenset({"made", "mark", "note-number"})
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())


@dataclass(slots=True)
class _Reader:
    """Hears a page's tags and words; keeps the words inside an article or a note's body that are not made."""

    begins: Callable[[str, Collection[str]], bool]
    """Whether an element of this name and these classes is where the words that count begin."""
    words: StringIO = field(default_factory=StringIO)
    open: list[bool | None] = field(default_factory=list)
    """For each open element whether its words count; None is neither in nor out yet."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in VOID:
            return
        counts = self.open[-1] if self.open else None
        classes = attributes["class"].split() if "class" in attributes else ()
        if self.begins(tag, classes):
            counts = True
        if not MADE.isdisjoint(classes) or "data-made" in attributes or tag in ("script", "style"):
            counts = False
        self.open.append(counts)

    def end(self, tag: str) -> None:
        if tag not in VOID and self.open:
            self.open.pop()

    def data(self, words: str) -> None:
        if self.open and self.open[-1]:
            self.words.write("".join(words.split()))

    def close(self) -> None:
        """Nothing is left to do."""
