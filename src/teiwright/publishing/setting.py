"""What Typst does with one print XML: the pages, or plainer ones where it refuses."""

import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from lxml import etree

from teiwright.errors import PublishingError
from teiwright.publishing.changes import Layout

Standard = Literal["ua-1", "a-2a"]


@dataclass(frozen=True, slots=True)
class Workshop:
    """What Typst needs for one article: the template beside its pictures, the fonts, the standards to keep.

    `in_parts` is whether only a part of it is set, which cannot link to what stands in another.
    """

    template: Path
    pictures: str
    fonts: tuple[Path, ...]
    standards: tuple[Standard, ...]
    layout: Layout
    in_parts: bool = False


@dataclass(frozen=True, slots=True)
class LineAlone:
    """A page that begins with the last line of a paragraph.

    `spot` is the first in the line before it, 0 where there is none; `paragraph` is the number of its paragraph, ""
    where it has none (see widows).
    """

    page: int
    spot: int
    paragraph: str


@dataclass(frozen=True, slots=True)
class Pages:
    """A PDF; `apart` are the marks of notes that are not on the pages of their marks, `alone` the lines that are alone.

    Where Typst refused what was asked for, `lost` is what the PDF is without, and `why` are Typst's words.
    """

    content: bytes
    apart: tuple[str, ...] = ()
    alone: tuple[LineAlone, ...] = ()
    lost: str = ""
    why: str = ""


def root_of(printed: str) -> etree._Element:
    """Parse a print XML, which is ours and may be of any length and depth."""
    return etree.fromstring(printed.encode("utf-8"), etree.XMLParser(huge_tree=True))


def pages(workshop: Workshop, printed: str, *, variant: int = 0, before: int = 0, marks_before: int = 0) -> Pages:
    """Set a print XML by the template's way `variant` to break pages.

    It may be a part of a longer one: `before` pages, and `marks_before` marks of the source's pages, come before it.
    Where Typst refuses, it is asked for less: without the archival standard, without pictures, without tags.
    Raises PublishingError where it refuses that, too.
    """
    import typst

    plainer = (
        (workshop, ""),
        (replace(workshop, standards=("ua-1",)), "as PDF/A"),
        (replace(workshop, pictures="{}"), "with its pictures"),
        (replace(workshop, standards=()), "as PDF/UA"),
        (replace(workshop, standards=(), pictures="{}"), "as PDF/UA and with its pictures"),
    )
    why = ""
    for attempt, lost in plainer:
        compiler = _compiler(attempt, printed, variant, before, marks_before)
        try:
            content = compiler.compile(pdf_standards=[*attempt.standards], timestamp=_epoch() or 0)
            apart, alone = (
                json.loads(compiler.query(f"<{each}>", field="value")) for each in ("note-apart", "line-alone")
            )
            return Pages(content, tuple(apart), tuple(LineAlone(**each) for each in alone), lost, why)
        except typst.TypstError as error:
            why = why or str(error).partition("\n")[0].strip()
    raise PublishingError(f"the typesetter failed: {why}")


def _epoch() -> int | None:
    """The date of a PDF whose article has none, where the environment states it (reproducible-builds.org)."""
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    return int(stated) if stated.isdecimal() else None


def _compiler(workshop: Workshop, printed: str, variant: int, before: int, marks_before: int) -> Any:
    import typst

    return typst.Compiler(
        str(workshop.template),
        font_paths=[str(path) for path in workshop.fonts],
        ignore_system_fonts=True,
        sys_inputs={
            "article": printed,
            "pictures": workshop.pictures,
            "variant": str(variant),
            "paper": workshop.layout.paper,
            "notes": workshop.layout.notes,
            "dated": str(_epoch() or ""),
            "pages-before": str(before),
            "marks-before": str(marks_before),
            "in-parts": str(workshop.in_parts).lower(),
        },
    )
