"""The proof that nothing was lost: every character of the source is encoded, or set aside with a reason.

It has two halves. The source's characters are accounted for by the article's texts and by what was set aside; and
the TEI's text is the article's texts in their order, each note at its anchor, each page break at its place.
White space does not count, but a space between two words must not be lost.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from lxml import etree

from teiwright.article import (
    CHARACTER_REFERENCE,
    Article,
    Block,
    BlockBreak,
    Listing,
    NoteAnchor,
    PageBreak,
    Quotation,
    Text,
    all_texts,
    gaps,
    referred_characters,
    texts_of,
)
from teiwright.findings import Finding
from teiwright.xmltools import TEI, XML_ID

READ_IN_CHOICE = frozenset({f"{TEI}sic", f"{TEI}orig", f"{TEI}abbr"})
NOT_OF_THE_SOURCE = frozenset({f"{TEI}figDesc", f"{TEI}desc", f"{TEI}fw", f"{TEI}label"})
EXCERPT = 24
MAX_COMPARED = 4000


def prove(article: Article, tei: etree._Element | etree._ElementTree) -> list[Finding]:
    """Return what of the article's source is missing, added or moved in its TEI: nothing, if all is well.

    Every non-white character of the source must stand exactly once in a text or on the list of what was set aside;
    the TEI's text must be the texts in order. `choice` is read as `sic`, `orig` or `abbr`; the header, `standOff`,
    `figDesc`, `desc` and the encoder's own headings are not read. Places are lines and columns of the source.
    """
    root = tei.getroot() if isinstance(tei, etree._ElementTree) else tei
    places = _Places(article)
    return [*_source_accounted(article, places), *_text_proved(article, root, places)]


class _Places:
    """Lines and columns of the source, counted once."""

    def __init__(self, article: Article) -> None:
        self.file = article.source.path
        self.lines = [0]
        for line in article.source.text.split("\n"):
            self.lines.append(self.lines[-1] + len(line) + 1)

    def error(self, rule: str, message: str, offset: int | None) -> Finding:
        if offset is None:
            return Finding("error", rule, message, self.file)
        line = bisect_right(self.lines, offset)
        return Finding("error", rule, message, self.file, line, offset - self.lines[line - 1] + 1)


def _excerpt(string: str) -> str:
    words = " ".join(string.split())
    return f"“{words}”" if len(words) <= EXCERPT else f"“{words[:EXCERPT]}…”"


def _source_accounted(article: Article, places: _Places) -> Iterator[Finding]:
    """Yield each stretch of the source that is nowhere, or twice, or stands otherwise in its text."""
    source = article.source.text
    texts = [*all_texts(article)]
    spans = [(aside.start, aside.end) for aside in article.set_aside]
    for text in texts:
        for piece in text.pieces:
            end = piece.origin + piece.length
            spans.append((piece.origin, end))
            if text.string[piece.start : piece.start + piece.length] != source[piece.origin : end]:
                message = f"text {text.id} does not say what the source says: {_excerpt(source[piece.origin : end])}"
                yield places.error("text-differs", message, piece.origin)
    for low, high in gaps(source, spans):
        yield places.error("text-lost", f"neither encoded nor set aside: {_excerpt(source[low:high])}", low)
    yield from _twice(source, spans, places)
    yield from _unreasoned(article, places)
    yield from _supplied(article, texts, places)


def _twice(source: str, spans: Iterable[tuple[int, int]], places: _Places) -> Iterator[Finding]:
    at = 0
    for low, high in sorted(spans):
        if low < at and source[low : min(high, at)].strip():
            yield places.error("text-twice", f"accounted for twice: {_excerpt(source[low : min(high, at)])}", low)
        at = max(at, high)


def _unreasoned(article: Article, places: _Places) -> Iterator[Finding]:
    for aside in article.set_aside:
        if not aside.reason:
            words = _excerpt(article.source.text[aside.start : aside.end])
            yield places.error("no-reason", f"set aside without a reason: {words}", aside.start)


def _supplied(article: Article, texts: Sequence[Text], places: _Places) -> Iterator[Finding]:
    """Yield characters of texts that neither stand in the source nor are named there by a character reference."""
    named = Counter(
        character
        for aside in article.set_aside
        if aside.reason == CHARACTER_REFERENCE
        for character in referred_characters(article.source.text[aside.start : aside.end])
    )
    for text in texts:
        extra = Counter(_without_origin(text)) - named
        if extra:
            yield places.error("text-added", f"text {text.id} has what the source has not: {''.join(extra)}", None)
        named -= Counter(_without_origin(text))


def _without_origin(text: Text) -> str:
    at, out = 0, []
    for piece in text.pieces:
        out.append(text.string[at : piece.start])
        at = piece.start + piece.length
    return "".join("".join((*out, text.string[at:])).split())


@dataclass(slots=True)
class _Stream:
    """A text as one line of non-white characters: where notes, page breaks and spaces stand in it."""

    characters: list[str] = field(default_factory=list)
    length: int = 0
    notes: list[tuple[str, int]] = field(default_factory=list)
    breaks: list[tuple[str, int]] = field(default_factory=list)
    spaces: set[int] = field(default_factory=set)
    starts: list[tuple[int, Text]] = field(default_factory=list)

    def add(self, string: str) -> None:
        """Add characters; their white space is only remembered."""
        words = string.split()
        if not words:
            if string:
                self.spaces.add(self.length)
            return
        if string[0].isspace():
            self.spaces.add(self.length)
        for index, word in enumerate(words):
            if index:
                self.spaces.add(self.length)
            self.characters.append(word)
            self.length += len(word)
        if string[-1].isspace():
            self.spaces.add(self.length)

    @property
    def string(self) -> str:
        return "".join(self.characters)


@dataclass(slots=True)
class _Lines:
    """The stream of the text, and those of the notes by the xml:id of each."""

    body: _Stream = field(default_factory=_Stream)
    notes: dict[str, _Stream] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    in_back: set[str] = field(default_factory=set)


def _expected(article: Article) -> _Lines:
    lines = _Lines()
    if article.images:  # the first page begins with the text
        lines.body.breaks.append(("", 0))
    for line in article.title_page:
        _put_text(lines.body, line.text)
    for block in article.body:
        _put_block(lines.body, block)
    for note in article.notes:
        stream = lines.notes.setdefault(f"n{note.number}", _Stream())
        lines.labels[f"n{note.number}"] = note.label
        if not note.is_anchored:
            lines.in_back.add(f"n{note.number}")
        for block in note.blocks:
            _put_block(stream, block)
    return lines


def _put_block(stream: _Stream, block: Block) -> None:
    match block:
        case BlockBreak(label=label):
            stream.breaks.append((label or "", stream.length))
        case Quotation(blocks=blocks):
            for inner in blocks:
                _put_block(stream, inner)
        case Listing(items=items):
            for inner in (block for item in items for block in item):
                _put_block(stream, inner)
        case _:
            for text in texts_of(block):
                _put_text(stream, text)


def _put_text(stream: _Stream, text: Text) -> None:
    stream.starts.append((stream.length, text))
    at = 0
    for inline in text.inlines:
        if isinstance(inline, NoteAnchor | PageBreak):
            stream.add(text.string[at : inline.at])
            at = inline.at
            if isinstance(inline, NoteAnchor):
                stream.notes.append((f"n{inline.note}", stream.length))
            else:
                stream.breaks.append((inline.label or "", stream.length))
    stream.add(text.string[at:])
    stream.spaces.discard(stream.starts[-1][0])


def _encoded(root: etree._Element) -> _Lines:
    lines = _Lines()
    text = root.find(f".//{TEI}text") if root.tag != f"{TEI}text" else root
    if text is not None:
        _walk(text, lines.body, lines, is_back=False)
    return lines


def _walk(element: etree._Element, stream: _Stream, lines: _Lines, is_back: bool) -> None:
    stream.add(element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            _walk_child(child, stream, lines, is_back or child.tag == f"{TEI}back")
        stream.add(child.tail or "")


def _walk_child(child: etree._Element, stream: _Stream, lines: _Lines, is_back: bool) -> None:
    tag = child.tag
    if tag == f"{TEI}note":
        _walk_note(child, stream, lines, is_back)
    elif tag == f"{TEI}pb":
        stream.breaks.append((child.get("n", ""), stream.length))
    elif tag == f"{TEI}choice":
        for reading in child:
            if reading.tag in READ_IN_CHOICE:
                _walk(reading, stream, lines, is_back)
    elif tag in NOT_OF_THE_SOURCE or (tag == f"{TEI}head" and is_back):
        return
    else:
        _walk(child, stream, lines, is_back)


def _walk_note(note: etree._Element, stream: _Stream, lines: _Lines, is_back: bool) -> None:
    name = note.get(XML_ID) or f"n{len(lines.notes) + 1}"
    own = lines.notes.setdefault(name, _Stream())
    lines.labels[name] = note.get("n", "")
    if is_back:
        lines.in_back.add(name)
    else:
        stream.notes.append((name, stream.length))
    _walk(note, own, lines, is_back=False)


def _text_proved(article: Article, root: etree._Element, places: _Places) -> Iterator[Finding]:
    wanted, found = _expected(article), _encoded(root)
    yield from _stream_proved(wanted.body, found.body, "the text", places)
    for name in wanted.notes:
        if name not in found.notes:
            yield places.error("note-lost", f"note {name} is missing", _origin(wanted.notes[name], 0))
            continue
        yield from _stream_proved(wanted.notes[name], found.notes[name], f"note {name}", places)
        if wanted.labels[name] != found.labels[name]:
            message = f"note {name} is marked {found.labels[name]!r}, in the source {wanted.labels[name]!r}"
            yield places.error("note-mark", message, _origin(wanted.notes[name], 0))
        if (name in wanted.in_back) != (name in found.in_back):
            message = f"note {name} stands {'in back' if name in found.in_back else 'in the text'}"
            yield places.error("note-moved", message, _origin(wanted.notes[name], 0))
    for name in found.notes:
        if name not in wanted.notes:
            message = f"note {name} is not in the source: {_excerpt(found.notes[name].string)}"
            yield places.error("note-added", message, None)


def _stream_proved(wanted: _Stream, found: _Stream, where: str, places: _Places) -> Iterator[Finding]:
    first, second = wanted.string, found.string
    if first != second:
        yield from _differences(wanted, first, second, where, places)
        return
    yield from _marks_proved(wanted, dict(wanted.notes), dict(found.notes), where, places)
    yield from _breaks_proved(wanted, found, where, places)
    for offset in sorted(wanted.spaces - found.spaces):
        if 0 < offset < wanted.length:
            words = _excerpt(first[max(0, offset - 8) : offset + 8])
            yield places.error("space-lost", f"{where} has lost a space in {words}", _origin(wanted, offset))


def _marks_proved(
    stream: _Stream, wanted: dict[str, int], found: dict[str, int], where: str, places: _Places
) -> Iterator[Finding]:
    for name, offset in wanted.items():
        if name not in found:
            yield places.error("anchor-lost", f"note {name} is not anchored in {where}", _origin(stream, offset))
        elif found[name] != offset:
            message = f"note {name} stands {abs(found[name] - offset)} characters from its anchor in {where}"
            yield places.error("note-moved", message, _origin(stream, offset))
    for name in found.keys() - wanted.keys():
        yield places.error("anchor-added", f"note {name} stands in {where}, where it has no anchor", None)


def _breaks_proved(wanted: _Stream, found: _Stream, where: str, places: _Places) -> Iterator[Finding]:
    lost, added = Counter(wanted.breaks) - Counter(found.breaks), Counter(found.breaks) - Counter(wanted.breaks)
    for _, offset in lost:
        yield places.error("page-break-lost", f"{where} has no page break here", _origin(wanted, offset))
    for _, offset in added:
        yield places.error("page-break-added", f"{where} has a page break that is not in the source",
                           _origin(wanted, offset))  # fmt: skip


def _differences(wanted: _Stream, first: str, second: str, where: str, places: _Places) -> Iterator[Finding]:
    """Yield what differs between two strings, what they begin and end with in common left out."""
    start = _common(first, second)
    end = _common(first[start:][::-1], second[start:][::-1])
    old, new = first[start : len(first) - end], second[start : len(second) - end]
    if len(old) > MAX_COMPARED or len(new) > MAX_COMPARED:
        yield _difference(wanted, start, old, new, where, places)
        return
    for kind, low, high, low2, high2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield _difference(wanted, start + low, old[low:high], new[low2:high2], where, places)


def _common(first: str, second: str) -> int:
    """Return how many characters two strings begin with in common."""
    low, high = 0, min(len(first), len(second))
    while low < high:
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _difference(wanted: _Stream, at: int, old: str, new: str, where: str, places: _Places) -> Finding:
    offset = _origin(wanted, at)
    if not new:
        return places.error("text-lost", f"{where} lacks {_excerpt(old)}", offset)
    if not old:
        return places.error("text-added", f"{where} has {_excerpt(new)}, which is not in the source", offset)
    return places.error("text-differs", f"{where} has {_excerpt(new)} instead of {_excerpt(old)}", offset)


def _origin(stream: _Stream, offset: int) -> int | None:
    """Return the source offset of the stream's character at `offset`, as near as is known."""
    index = bisect_right(stream.starts, offset, key=lambda entry: entry[0]) - 1
    if index < 0:
        return None
    start, text = stream.starts[index]
    left = offset - start
    for at, character in enumerate(text.string):
        if not character.isspace():
            if left == 0:
                return text.origin(at)
            left -= 1
    return text.pieces[-1].origin + text.pieces[-1].length - 1 if text.pieces else None
