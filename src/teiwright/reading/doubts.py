"""Where the reader is not sure of the notes, it says so: with the lines, the evidence, and the option that helps."""

from collections.abc import Iterator, Sequence

from teiwright.article import Source
from teiwright.findings import Finding
from teiwright.reading.alignment import Decision
from teiwright.reading.rich import origins
from teiwright.reading.styles import STYLES, TABLE, Mark, head_of
from teiwright.reading.units import Layout, is_notes_heading

IN_ORDER = 3
"""So many marks that count on are no chance."""
LEAST = {"link": 1, "superscript": 2}
"""Of these looks, which hardly anything else has, fewer."""
LONG = 30_000
"""A text of so many characters without a note is worth a word."""
HINT = "--notes STYLE states how the marks look; teiwright encode --explain shows what was tried"


def doubts(decision: Decision, layout: Layout, source: Source, only: str | None, has_notes: bool) -> Iterator[Finding]:
    """Yield a warning for each sign of notes of which no note was made."""
    if only and not decision.series:
        message = f"--notes {only}: no marks of this look ({STYLES[only]}) with notes to them; no note was made"
        hint = "without the option the program looks for every style"
        yield Finding("warning", "notes-style-without-effect", message, source.path, hint=hint)
        return
    yield from _empty_headings(decision, layout, source)
    found = [
        (style, run) for style, marks in decision.declined if len(run := _run(marks)) >= LEAST.get(style, IN_ORDER)
    ]
    told = [(style, run, _have_lines(run, decision, layout)) for style, run in found]
    runs = [(style, run) for style, run, have in told if (have or not has_notes) and len(run) >= _least(style, have)]
    for style, run in runs:
        first, last = (_line(source, layout, mark) for mark in (run[0], run[-1]))
        message = (
            f"{len(run)} marks in order ({STYLES[style]}: {run[0].labels[0]} to {run[-1].labels[-1]},"
            f" lines {first} to {last}), but no notes to them were found: they stay text"
        )
        yield Finding("warning", "marks-without-notes", message, source.path, first, hint=HINT)
    length = sum(len(rich.string) for rich in layout.leaves)
    if not runs and not has_notes and length > LONG:
        message = f"no note was found in a text of {length} characters"
        yield Finding("info", "no-notes", message, source.path, hint=HINT)


def _empty_headings(decision: Decision, layout: Layout, source: Source) -> Iterator[Finding]:
    """Yield a warning for each heading that announces notes, with numbered lines under it, that none was made of."""
    filled = {unit.zone for series in decision.series for unit in series.units()}
    for index, block in enumerate(layout.blocks):
        if layout.zones[index] != index or index in filled or not is_notes_heading(block):
            continue
        inner = [each for at, each in enumerate(layout.blocks) if layout.zones[at] == index and at != index]
        numbered = sum(len(each.items) if each.kind == "list" else head_of(each.rich) is not None for each in inner)
        if not numbered or layout.is_reference_list(index):
            continue
        place = source.place(max(block.start, 0))[0]
        words = block.rich.string.strip()
        message = (
            f"“{words}” announces notes, and {numbered} numbered lines follow,"
            " but no marks in the text lead to them: they stay text"
        )
        yield Finding("warning", "notes-heading-without-notes", message, source.path, place, hint=HINT)


def _least(style: str, have_lines: bool) -> int:
    """Return how many marks in order are a sign of notes: of looks that much else has more, if no lines begin so."""
    return LEAST.get(style, IN_ORDER if TABLE[style].strength or have_lines else 3 * IN_ORDER)


def _have_lines(run: Sequence[Mark], decision: Decision, layout: Layout) -> bool:
    """Say whether paragraphs that are no notes begin with the numbers of these marks, in the look of the marks."""
    others = {unit.block for series in decision.series for unit in series.units()}
    others |= {index for index, zone in enumerate(layout.zones) if layout.is_reference_list(zone)}
    paragraphs = (b for index, b in enumerate(layout.blocks) if b.kind == "paragraph" and index not in others)
    heads = [head for block in paragraphs if (head := head_of(block.rich))]
    numbers = {head.value for head in heads if head.style == run[0].style}
    return numbers.issuperset(value for mark in run for value in mark.values)


def _run(marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks of one look that count on from 1."""
    run: list[Mark] = []
    last: float = 0
    for mark in marks:
        value = mark.values[0]
        if mark.weight < 0.5 or isinstance(value, str):
            continue
        if value == 1 and len(run) < IN_ORDER:
            run, last = [mark], value
        elif run and value == last + 1:
            run.append(mark)
            last = value
    return run


def _line(source: Source, layout: Layout, mark: Mark) -> int:
    rich = layout.leaves[mark.leaf]
    offset = next((low for low, _ in origins(rich, mark.start, mark.end)), rich.start)
    return source.place(max(offset, 0))[0]
