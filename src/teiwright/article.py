"""The neutral model of a footnoted article, between reading and encoding.

A `Text` is a string that knows, for each stretch of it, the place in the source it came from. What stands *in* a
text without being characters of it (page breaks, note anchors, emphasis, links) is kept beside the string as
inlines. Blocks hold texts. All offsets are in characters and half-open.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from typing import Literal

from teiwright.findings import Finding


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text that stands in the source: text[start:start+length] == source[origin:origin+length]."""

    start: int
    origin: int
    length: int


@dataclass(frozen=True, slots=True)
class NoteAnchor:
    """The place of a note: before the character at `at`. `note` is the note's running number."""

    at: int
    note: int


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A page of the source begins before the character at `at`; `label` is its number where one is printed.

    `is_within_word`: a word or a range that the page's end divided goes on here. `image` names the page's image, where
    one is known.
    """

    at: int
    label: str | None = None
    is_within_word: bool = False
    image: str = ""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line that the author broke ends before the character at `at`."""

    at: int


@dataclass(frozen=True, slots=True)
class WordBreak:
    """A line of the source ended before the character at `at`, where it divided a word or a range; none is seen."""

    at: int


@dataclass(frozen=True, slots=True)
class Image:
    """An image in the line, before the character at `at`."""

    at: int
    target: str
    description: str = ""


Rendition = Literal["italic", "bold", "superscript", "subscript", "code", "strikethrough", "underline", "smallcaps"]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """A stretch that the source renders in another way."""

    start: int
    end: int
    rend: Rendition


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch that the source links to `target`."""

    start: int
    end: int
    target: str


PartRole = Literal["main", "sub", "author", "affiliation", "publisher", "place", "number", "date"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a title page's line that has a bibliographic role of its own."""

    start: int
    end: int
    role: PartRole

    @property
    def has_element(self) -> bool:
        """Whether the part becomes an element; where one works, the number and the day are known to the header only."""
        return self.role in ("main", "sub", "author", "publisher")


Milestone = NoteAnchor | PageBreak | LineBreak | WordBreak | Image
Range = Emphasis | Link | Part
Inline = Milestone | Range


@dataclass(frozen=True, slots=True)
class Text:
    """A string with its origin. Inlines stand in document order: two at one offset keep the order given.

    `id` is the xml:id of the element that will hold the text (p12, h3, n20p1 …) and is unique in the article.
    `language` is a BCP 47 tag where it differs from the article's.
    """

    id: str
    string: str
    pieces: tuple[Piece, ...] = ()
    inlines: tuple[Inline, ...] = ()
    language: str | None = None

    def origin(self, offset: int) -> int | None:
        """Return the source offset of the character at `offset`, or None where it was supplied by the reader."""
        for piece in self.pieces:
            if piece.start <= offset < piece.start + piece.length:
                return piece.origin + offset - piece.start
        return None

    def holds(self, start: int, end: int) -> bool:
        """Whether an element may stand there: it neither crosses a part of a title page nor holds one."""
        parts = [item for item in self.inlines if isinstance(item, Part) and item.has_element]
        met = (part for part in parts if part.start < end and start < part.end)
        return all(part.start <= start and end <= part.end for part in met)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` counts from 1 for the highest in the body."""

    text: Text
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `is_divided`: an encoder divided it from the one before."""

    text: Text
    is_divided: bool = False


@dataclass(frozen=True, slots=True)
class BlockBreak:
    """A page break between two blocks; what it has is a PageBreak's."""

    label: str | None = None
    image: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A block quotation."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; each item is a sequence of blocks. `start` is the first number of an ordered list.

    `labels` are the items' marks as printed where they are part of the text (empty: the list makes them).
    """

    items: tuple[tuple["Block", ...], ...]
    ordered: bool = False
    start: int = 1
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row."""

    cells: tuple[Text, ...]
    is_label: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption."""

    rows: tuple[Row, ...]
    head: Text | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """An image that stands alone, with its caption and its description."""

    target: str
    description: str = ""
    head: Text | None = None


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Preformatted text, whose white space matters."""

    text: Text


@dataclass(frozen=True, slots=True)
class Rule:
    """A break in the thought that the author marked by an ornament (asterisks, a line); `text` holds it, if any."""

    text: Text | None = None


Block = Heading | Paragraph | BlockBreak | Quotation | Listing | Table | Figure | Verbatim | Rule

TitleKind = Literal["series", "imprint", "number", "date", "title", "byline", "abstract", "keywords", "other"]


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """A line or block of the title page. Parts inside the text tell main and sub title, author and affiliation."""

    kind: TitleKind
    text: Text


@dataclass(frozen=True, slots=True)
class Note:
    """A note. `number` runs through the document from 1; `label` is the mark as printed.

    `is_anchored` is False for a note whose place in the text was not found: it goes to the back matter.
    `place` is "foot" for footnotes, "end" for endnotes.
    """

    number: int
    label: str
    blocks: tuple[Block, ...]
    place: Literal["foot", "end"] = "foot"
    is_anchored: bool = True


@dataclass(frozen=True, slots=True)
class Author:
    """An author as the title page or the metadata name them.

    `identifiers` are types and values (ORCID, ISNI …); a ROR is the institution's.
    """

    name: str
    affiliation: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Funder:
    """Who paid for the work, under which number of a grant; `identifiers` are the funder's (ROR, ISNI)."""

    name: str
    grant: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Contributor:
    """Who took part in the edition; `roles` are those of CRediT, or words of the user's own."""

    name: str
    roles: tuple[str, ...] = ()
    affiliation: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Related:
    """Another work: how the edition relates to it (a relationType of DataCite), and its identifier."""

    relation: str
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Change:
    """A change of the edition, as a person states it."""

    date: str
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the header says of the printed article; empty strings where it is not known. Dates are ISO 8601.

    What begins with `edition_` is the encoded edition's own, as against the printed article's; its licence is that of
    the mark-up. `history_from_git` asks for the history that git has, where none is stated. `stated` names the fields
    that a front matter or a sidecar stated, as against those recognised.
    """

    title: str = ""
    subtitle: str = ""
    authors: tuple[Author, ...] = ()
    series: str = ""
    journal: str = ""
    number: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    date: str = ""
    publishers: tuple[str, ...] = ()
    place: str = ""
    language: str = ""
    licence: str = ""
    licence_target: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()
    funders: tuple[Funder, ...] = ()
    keywords: tuple[str, ...] = ()
    keyword_scheme: str = ""
    abstract: str = ""
    editors: tuple[str, ...] = ()
    encoders: tuple[str, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    related: tuple[Related, ...] = ()
    history: tuple[Change, ...] = ()
    history_from_git: bool = False
    edition_publisher: str = ""
    edition_place: str = ""
    edition_date: str = ""
    edition_version: str = ""
    edition_identifiers: tuple[tuple[str, str], ...] = ()
    edition_licence: str = ""
    edition_licence_target: str = ""
    stated: frozenset[str] = frozenset()


CHARACTER_REFERENCE = "character reference, written as its character"
"""Why a character reference (&amp;) is set aside: its character stands in the text without an origin."""

CIRCLED_IN_TEX = re.compile(
    r"\$\s*(?:\^\s*\\(?:mathrm|text)\s*\{\s*)?\\textcircled\s*\{\s*([1-9]|1\d|20)\s*\}(?:\s*\})?\s*\$"
)


def referred_characters(reference: str) -> str:
    """Return what a character reference stands for: HTML's, or a formula that is one circled number (1 to 20)."""
    match = CIRCLED_IN_TEX.fullmatch(reference)
    return chr(0x245F + int(match[1])) if match else unescape(reference)


FURNITURE = ("the page's surroundings", "page number", "page separator", "running head", "soft hyphen", "hyphen at a")
"""How the reasons begin for which words of a source stand nowhere in its text: they are a page's, not the article's."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """A stretch source[start:end] that does not stand in the encoded text, and why."""

    start: int
    end: int
    reason: str


@lru_cache(maxsize=4)
def _line_starts(text: str) -> tuple[int, ...]:
    """Where each line begins: kept, since one source is asked for many places."""
    return (0, *(match.end() for match in re.finditer("\n", text)))


@dataclass(frozen=True, slots=True)
class Source:
    """A source as it was read: its name (without folder and suffix), its path as given, its decoded text.

    `form` says what the text is: markdown, plain or html; of a file that was converted, what it was made into.
    """

    name: str
    path: str
    text: str
    encoding: str = "utf-8"
    form: str = ""

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column, from 1, of the character at `offset`."""
        starts = _line_starts(self.text)
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1


@dataclass(frozen=True, slots=True)
class PageImage:
    """The image that a page of the source was read from: its name, its size in pixels (0 where it is not known)."""

    name: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """A whole article, put together. `language` is the BCP 47 tag of its main language (zh-Hant, ru, en …).

    `images` are those of its pages in order, where the source names them; the first page begins with its text.
    """

    source: Source
    language: str
    body: tuple[Block, ...]
    title_page: tuple[TitleBlock, ...] = ()
    notes: tuple[Note, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    set_aside: tuple[SetAside, ...] = ()
    findings: tuple[Finding, ...] = ()
    images: tuple[PageImage, ...] = ()


SpanKind = Literal[
    "person", "place", "org", "date",
    "citation", "signal", "document", "repository", "fond", "opis", "papka", "delo", "shelfmark", "pages",
    "author", "editor", "translator", "title", "container", "volume", "issue", "pub-place", "publisher", "year",
    "correction",
]  # fmt: skip

ONLY_IN_CITATIONS: frozenset[SpanKind] = frozenset(
    {"author", "editor", "translator", "pub-place", "publisher", "pages", "volume", "issue"}
)
"""The parts of a citation whose elements are children of bibl: no phrase holds them (model.biblPart and others)."""

Certainty = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch text[start:end] of one `Text`, what it is, and who says so.

    `key` is an authority entry's, a work's or a unit's id with its prefix (person-stalin, unit-aprf-45-1-334).
    `by` is the annotator (authority, pattern, dates, citations, model) or "decision".
    `attributes` are TEI attributes beside (when, from, to, notBefore, notAfter, type, subtype, ana, role, unit …);
    for a correction `corr` holds the right reading. `why` says in plain words what the choice rests on.
    """

    start: int
    end: int
    kind: SpanKind
    key: str | None = None
    certainty: Certainty = "high"
    by: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    why: str = ""

    def attribute(self, name: str) -> str | None:
        """Return the attribute's value, or None."""
        return dict(self.attributes).get(name)


Spans = Mapping[str, tuple[Span, ...]]
"""Spans by the id of the text they stand in, each tuple sorted by start, longer first."""


def texts_of(block: Block) -> Iterator[Text]:
    """Yield the texts of a block in document order."""
    match block:
        case Heading(text=text) | Paragraph(text=text) | Verbatim(text=text):
            yield text
        case Quotation(blocks=blocks):
            for inner in blocks:
                yield from texts_of(inner)
        case Listing(items=items):
            for item in items:
                for inner in item:
                    yield from texts_of(inner)
        case Table(rows=rows, head=head):
            yield from (text for text in (head,) if text)
            for row in rows:
                yield from row.cells
        case Figure(head=head):
            yield from (text for text in (head,) if text)
        case Rule(text=text):
            yield from (text for text in (text,) if text)
        case BlockBreak():
            return


def note_texts(article: Article) -> Iterator[tuple[Note, Text]]:
    """Yield each text of each note, with its note, in document order."""
    for note in article.notes:
        for block in note.blocks:
            for text in texts_of(block):
                yield note, text


def body_texts(article: Article) -> Iterator[Text]:
    """Yield the texts of title page and body in document order."""
    yield from texts_in(article.title_page, article.body, ())


def texts_in(title_page: Iterable[TitleBlock], blocks: Iterable[Block], notes: Iterable[Note]) -> Iterator[Text]:
    """Yield the texts of title page, body and notes in turn."""
    for line in title_page:
        yield line.text
    for block in blocks:
        yield from texts_of(block)
    for note in notes:
        for block in note.blocks:
            yield from texts_of(block)


def all_texts(article: Article) -> Iterator[Text]:
    """Yield the texts of an article: of its title page, its body and its notes in turn."""
    yield from texts_in(article.title_page, article.body, article.notes)


def texts_by_id(article: Article) -> dict[str, Text]:
    """Return all texts of an article by their ids, in the order of `all_texts`."""
    return {text.id: text for text in all_texts(article)}


def gaps(source: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of the source, white space at their ends left out, that no span covers."""
    at = 0
    for low, high in sorted([*spans, (len(source), len(source))]):
        if low > at:
            text = source[at:low]
            start, end = at + len(text) - len(text.lstrip()), at + len(text.rstrip())
            if start < end:
                yield start, end
        at = max(at, high)


def is_accounted_for(article: Article) -> bool:
    """Say whether each character of the source stands in one text, or is set aside, and none stands in two."""
    source = article.source.text
    spans = [(aside.start, aside.end) for aside in article.set_aside]
    for text in all_texts(article):
        for piece in text.pieces:
            end = piece.origin + piece.length
            spans.append((piece.origin, end))
            if text.string[piece.start : piece.start + piece.length] != source[piece.origin : end]:
                return False
    at = 0
    for low, high in sorted(spans):
        if low < at and source[low : min(high, at)].strip():
            return False
        at = max(at, high)
    return next(gaps(source, spans), None) is None
