"""What was decided about the notes, in words for an editor: how they look, where they stand, what shows it."""

from collections.abc import Iterator

from teiwright.article import Source
from teiwright.findings import Finding
from teiwright.reading.alignment import Decision, Pair, Series, groups_of
from teiwright.reading.rich import Rich, origins
from teiwright.reading.styles import STYLES
from teiwright.reading.units import Layout

AROUND = 20
"""So many characters beside a mark are quoted."""

BEGINNINGS = {
    "definition": "its label and a colon, [^1]:",
    "numbered": "its number and a sign (1. or Note 1:)",
    "bare": "its bare number",
    "superscript": "its raised number",
    "link": "its number as a link, as a rule back to the mark",
}
"""How notes begin, where that is not how marks look."""


def style_findings(decision: Decision, layout: Layout, source: Source) -> Iterator[Finding]:
    """Yield what was decided about the notes, on what evidence, and why other styles were declined."""
    for series in decision.series:
        message = "; ".join(_said(series, layout, source))
        yield Finding("info", "note-style", message, source.path, hint="--notes STYLE states another")
    absent = []
    for style, marks in decision.declined:
        if not marks:
            absent.append(f"{STYLES[style]} ({style})")
            continue
        rich = layout.leaves[marks[0].leaf]
        where = f"line {_line(rich, marks[0].start, source)}, {_quoted(rich, marks[0].start, marks[0].end)}"
        count = "1 number looks so" if len(marks) == 1 else f"{len(marks)} numbers look so, the first"
        message = (
            f"not taken: {STYLES[style]} ({style}): {count} in {where}, but no notes with these numbers"
            " stand under a heading of notes, at page feet or at the end"
        )
        yield Finding("info", "note-style-declined", message, source.path)
    if absent:
        message = f"not in the text: {', '.join(absent)}"
        yield Finding("info", "note-style-declined", message, source.path)


def _said(series: Series, layout: Layout, source: Source) -> Iterator[str]:
    whole = len(series.pairs) + len(series.unmatched)
    noun = "note" if whole == 1 else "notes"
    yield f"{whole} {noun}, marked in the text so: {STYLES[series.mark_style]} ({series.mark_style})"
    yield _place(series, layout, source)
    yield (
        f"{len(series.pairs)} of {whole} notes have their mark, {len(series.dangling)} marks have no note"
        f" (confidence {series.confidence:.2f} of 1)"
    )
    for name, pair in zip(("the first", "the last"), [*series.pairs[:1], *series.pairs[1:][-1:]], strict=False):
        yield f"{name}: {_pair(pair, layout, source)}"


def _place(series: Series, layout: Layout, source: Source) -> str:
    """Say where the notes stand, and how they begin."""
    units = series.units()
    begin = f"each note begins with {BEGINNINGS.get(series.head_style) or STYLES[series.head_style]}"
    zones = {unit.zone for unit in units}
    if len(zones) == 1 and layout.is_headed(units[0].zone):
        heading = layout.blocks[units[0].zone].rich
        words = " ".join(heading.string.split())
        return f"{begin}, under the heading “{words}” in line {_line(heading, 0, source)}"
    groups = groups_of(layout, units)
    line = _line(layout.rich_of(units[0]), units[0].start, source)
    if len(groups) == 1:
        return f"{begin}, one after another from line {line} on"
    return f"{begin}, in {len(groups)} groups between the text, the first in line {line}"


def _pair(pair: Pair, layout: Layout, source: Source) -> str:
    mark, unit = pair.mark, pair.unit
    rich, note = layout.leaves[mark.leaf], layout.rich_of(unit)
    begun = note.string[unit.start : unit.head.end + AROUND]
    is_cut = unit.head.end + AROUND < unit.end
    words = " ".join(begun.split()) + ("…" if is_cut else "")
    written = f"note {unit.head.label} in line {_line(note, unit.start, source)}"
    return f"line {_line(rich, mark.start, source)}, {_quoted(rich, mark.start, mark.end)}, {written}, “{words}”"


def _quoted(rich: Rich, start: int, end: int) -> str:
    """Return the words around a mark, whole ones, the mark in angle brackets."""
    before, after = rich.string[max(0, start - AROUND) : start], rich.string[end : end + AROUND // 2]
    if start > AROUND:
        before = f"…{before.partition(' ')[2] or before}"
    if end + AROUND // 2 < len(rich.string):
        after = f"{after.rpartition(' ')[0] or after}…"
    return f"“{' '.join(f'{before}‹{rich.string[start:end]}›{after}'.split())}”"


def _line(rich: Rich, at: int, source: Source) -> int:
    offset = next((low for low, _ in origins(rich, at, len(rich.string))), rich.start)
    return source.place(max(offset, 0))[0]
