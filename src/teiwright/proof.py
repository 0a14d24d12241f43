"""The proof that nothing was lost: every character of the source is encoded, or set aside with a reason."""

from collections.abc import Iterator, Sequence

from teiwright.article import Block, Note, Text, TitleBlock, texts_of


def texts_in(title_page: Sequence[TitleBlock], blocks: Sequence[Block], notes: Sequence[Note]) -> Iterator[Text]:
    """Yield all texts: title page, body, notes."""
    for line in title_page:
        yield line.text
    for block in blocks:
        yield from texts_of(block)
    for note in notes:
        for block in note.blocks:
            yield from texts_of(block)


def gaps(source: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the stretches of the source, white space at their ends left out, that no span covers."""
    at = 0
    for low, high in sorted([*spans, (len(source), len(source))]):
        if low > at:
            text = source[at:low]
            start = at + len(text) - len(text.lstrip())
            end = at + len(text.rstrip())
            if start < end:
                yield start, end
        at = max(at, high)
