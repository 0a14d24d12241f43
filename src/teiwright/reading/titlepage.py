"""The title page: which lines before the text are series, imprint, number, date, title, byline, abstract."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal, cast

from teiwright.article import Author, Emphasis, Image, LineBreak, Link, Metadata, NoteAnchor, Part, PartRole, TitleKind
from teiwright.languages import either, every, expression, months
from teiwright.reading.breaks import is_ornament
from teiwright.reading.raw import Raw
from teiwright.reading.rich import RawInline, Rich, WrappedLine, cut
from teiwright.reading.words import ABSTRACT, FORM_LABEL, KEYWORDS, any_of

CHINESE_DATE = re.compile(
    r"(?P<year>\d{4})\s*年\s*(?:(?P<month>\d{1,2})\s*月\s*"
    rf"(?:(?P<day>\d{{1,2}})\s*{either('reading', 'day_sign', 'zh')})?)?"
)
ISO_DATE = re.compile(r"(?P<year>\d{4})[-./](?P<month>\d{1,2})(?:[-./](?P<day>\d{1,2}))?")
DOTTED_DATE = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})")
NAMED_DATE = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?\s+)?(?P<name>[^\W\d_]{3,9})\.?\s+(?:(?P<day2>\d{1,2})(?:st|nd|rd|th)?,\s+)?(?P<year>\d{4})"
    rf"(?:\s*{either('citations', 'year-sign', 'ru')}\.?)?"
)
DATE_PATTERNS = (CHINESE_DATE, ISO_DATE, DOTTED_DATE, NAMED_DATE)
NUMBER = re.compile(
    rf"^{expression('reading', 'numbering')}\s*"
    rf"(?P<value>[\w./\-–—~ ,]+?)\s*{either('reading', 'numbering_end', 'zh')}?[.。]?$",
    re.I,
)
NUMBERED = re.compile(r"(?<=\w)\s*[,，]\s*(?P<number>(?:№|No\.?|Nr\.?)\s*\d[\w/–-]*)\s*$")
_BYLINES = any_of(every("reading", "bylines"))
BYLINE_WORD = re.compile(rf"^(?:{_BYLINES})\s*[:：/／]?\s+|^[【〔［\[(（]?(?:{_BYLINES})\s*[:：/／|｜]\s*", re.I)
ORGANISATION = re.compile(rf"{any_of(every('reading', 'body_words'))}|(?:{any_of(every('reading', 'body_ends'))})$")
STRONG_DASH = re.compile(r"(?<!\s)\s*(?:—{1,2}|––?|―{1,2}|─{1,2}|--)\s*")
LATIN_NAME = re.compile(
    r"^(?:[A-ZÀ-ÞА-ЯЁ][\w'’.\-]*)"
    rf"(?:\s+(?:{either('people', 'name-particle')}"
    rf"|{either('citations', 'joining', 'en', 'ru')}|&|[A-ZÀ-ÞА-ЯЁ][\w'’.\-]*)){{0,6}}$"
)
CHINESE_NAME = re.compile(r"^[\u4e00-\u9fff]{1,2}\s?[\u4e00-\u9fff]{1,3}$")
_UNENDED = "".join(rf"(?<!\b{word})" for word in every("reading", "unended_words"))
SENTENCE_END = re.compile(rf"{_UNENDED}(?<=[a-zà-ÿа-яё]{{2}})\.$")
INITIALS = re.compile(r"(?:[A-ZÀ-ÞА-ЯЁ]\.\s?){1,3}[A-ZÀ-ÞА-ЯЁ][\w'’-]+\.")
"""A name with initials and a stop, as old prints close a line."""
CONJUNCTION = re.compile(rf"\s*(?:{either('reading', 'joining')}|[&、])\s+")
RANK = re.compile(rf"{any_of(every('reading', 'ranks'))}|\bDr\b")
POSTCODE = re.compile(r"\b\d{5,6}[)）]?$")
NUMBERED_LINE = re.compile(r"\d{1,2}[.．、]\s*[^\W\d_]")
"""How a section or an institution begins; no author's name."""
FIGURES = "0123456789*†‡＊°, "
SECTION = re.compile(r"\d{1,2}\s+[^\W\d_]|[IVX]{1,4}\.\s")
MAX_LINES = 16
MANY = 4
"""So many paragraphs an abstract under a heading of its own may have."""
LOOKED_AT = 3 * MAX_LINES
SHORT = 120
SENTENCE = 60


@dataclass(frozen=True, slots=True)
class RawTitle:
    """A line or block of the title page with its kind."""

    kind: TitleKind
    rich: Rich


@dataclass(frozen=True, slots=True)
class TitlePage:
    """The title page's lines, how many blocks they take, and what they say."""

    lines: tuple[RawTitle, ...] = ()
    taken: int = 0
    ornaments: tuple[Raw, ...] = ()
    figures: tuple[Raw, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)


def with_form_parted(blocks: Iterable[Raw]) -> Iterator[Raw]:
    """Yield the blocks; the lines that a form for manuscripts has at the head of a text are paragraphs each."""
    is_form = True
    for block in blocks:
        is_form = is_form and (block.kind != "paragraph" or _opens_line(block.rich.string))
        breaks = [inline.at for inline in block.rich.inlines if isinstance(inline, LineBreak | WrappedLine)]
        starts = [at for at in breaks if _opens_line(block.rich.string[at : at + SHORT])] if is_form else []
        if not starts:
            yield block
            continue
        for low, high in pairwise([0, *starts, len(block.rich.string)]):
            part = cut(block.rich, low, high)
            yield replace(block, rich=part, start=part.start, end=part.end)


def _opens_line(text: str) -> bool:
    """Say whether a text opens with a label of a form and a colon."""
    stated = FORM_LABEL.match(text) or ABSTRACT.match(text) or KEYWORDS.match(text)
    return stated is not None and stated[0].rstrip()[-1:] in {":", "："}


Evidence = Literal[
    "ornament", "figure", "heading", "abstract", "keywords", "title", "subtitle", "author", "form", "number", "date",
    "dash", "byline", "line", "sentence", "text",
]  # fmt: skip
"""What a block says of itself: it is announced by its first words, it has the look of a number, a date, authors; it
opens with a dash; or it is a line, a short sentence, or text."""
FRONT: frozenset[Evidence] = frozenset(
    {"abstract", "keywords", "title", "subtitle", "author", "form", "number", "date", "dash", "byline"}
)
"""What stands behind a title without being text."""
FRAMING: frozenset[Evidence] = frozenset({"abstract", "keywords", "number", "date"})
"""What shows that a line before it belongs to the title page."""


def evidence_of(block: Raw) -> Evidence:
    """Return what a block says of itself, whatever stands around it."""
    text = block.rich.string.strip()
    if block.kind in {"rule", "page"} or is_ornament(block):
        return "ornament"
    if block.kind == "figure":
        return "figure"
    if block.kind not in {"heading", "paragraph"}:
        return "text"
    announced = next((match for match in (ABSTRACT.match(text), KEYWORDS.match(text)) if match), None)
    if announced and (block.kind == "paragraph" or announced.end() == len(text)):
        return "abstract" if ABSTRACT.match(text) else "keywords"
    if block.kind == "heading":
        return "heading"
    if label := FORM_LABEL.match(text):
        return cast("Evidence", label.lastgroup)
    if len(block.rich.string) > SHORT or text.endswith(("。", "；")):
        return "text"
    if NUMBER.match(text):
        return "number"
    if len(text) <= 40 and date_of(text, whole=True):
        return "date"
    if STRONG_DASH.match(text):
        return "dash"
    if is_byline(_names_parted(block.rich)):
        return "byline"
    return "line" if text and text[-1] not in "。！？；：.!?;:,，" else "sentence"


def title_page_of(
    blocks: Sequence[Raw], front: Sequence[tuple[TitleKind, Rich]] = (), stated_title: str = ""
) -> TitlePage:
    """Tell the title page from the text. It ends where the first paragraph of running text or a section begins.

    `front` holds the lines of a front matter, which make the title page where the text repeats no title.
    """
    kinds = [evidence_of(block) for block in blocks[:LOOKED_AT]]
    headings = [
        (index, block)
        for index, block in enumerate(blocks)
        if block.kind == "heading" and block.rich.string and kinds[index : index + 1] in ([], ["heading"])
    ]
    title = _title_index(blocks, kinds, headings)
    if title is not None and stated_title and not _says(blocks[title].rich.string, stated_title):
        title = None
    if title is None:
        found = Metadata(title="" if stated_title else _lone_heading(headings))
        return TitlePage(tuple(RawTitle(kind, rich) for kind, rich in front), metadata=found)
    kinds = [*_in_place(blocks, kinds, title)]
    end = _end(blocks, kinds, title, headings)
    page = [*zip(blocks[:end], kinds, strict=False)]
    ornaments = tuple(block for block, kind in page if kind == "ornament")
    lines = [
        _line(_without_images(block), kind, index - title)
        for index, (block, kind) in enumerate(page)
        if kind != "ornament" and block.rich.string
    ]
    figures = tuple(figure for block, kind in page if kind != "ornament" for figure in _figures(block))
    lines = [*_with_anchors(lines, front)]
    return TitlePage(tuple(lines), end, ornaments, figures, _metadata(lines))


def _with_anchors(lines: Sequence[RawTitle], front: Sequence[tuple[TitleKind, Rich]]) -> Iterator[RawTitle]:
    """Yield the lines, notes that hang on the front matter's title or authors at the end of the printed title."""
    anchors = [inline for _, rich in front for inline in rich.inlines if isinstance(inline, NoteAnchor)]
    for line in lines:
        if anchors and line.kind == "title":
            moved = [replace(anchor, at=len(line.rich.string.rstrip())) for anchor in anchors]
            line, anchors = replace(line, rich=replace(line.rich, inlines=(*line.rich.inlines, *moved))), []
        yield line


def _figures(block: Raw) -> Iterator[Raw]:
    """Yield the images of a title page's line as figures of the body: a title holds none."""
    if block.kind == "figure":
        yield block
    for inline in block.rich.inlines:
        if isinstance(inline, Image):
            yield Raw("figure", block.start, block.end, target=inline.target, description=inline.description)


def _without_images(block: Raw) -> Raw:
    kept = tuple(inline for inline in block.rich.inlines if not isinstance(inline, Image))
    return replace(block, rich=replace(block.rich, inlines=kept))


Headings = Sequence[tuple[int, Raw]]
"""The headings of a text, each with its place."""


def _lone_heading(headings: Headings) -> str:
    """Return the one heading that stands above all others: a web page's title, behind the page's menus."""
    highest = min((block.level for _, block in headings), default=0)
    found = [block for _, block in headings if block.level == highest and block.rich.string.strip()]
    return found[0].rich.string.strip() if len(found) == 1 and found[0] is headings[0][1] else ""


def _says(heading: str, title: str) -> bool:
    """Say whether a heading is the title that is stated, or a part of it."""
    first, second = ("".join(re.findall(r"\w", text.lower())) for text in (heading, title))
    return bool(first and second) and (first in second or second in first)


def _title_index(blocks: Sequence[Raw], kinds: Sequence[Evidence], headings: Headings) -> int | None:
    """Return the index of the title: the first heading, or the second where the first names a series."""
    first = headings[0][0] if headings else len(kinds)
    if first > MAX_LINES or not headings or not _are_lines(blocks[:first], kinds):
        return _plain_title(blocks, kinds)
    return headings[1][0] if len(headings) > 1 and _is_series(blocks, kinds, headings) else first


def _plain_title(blocks: Sequence[Raw], kinds: Sequence[Evidence]) -> int | None:
    """Return 0 where a text without headings begins with a line that can only be its title."""
    if len(blocks) < 2 or blocks[0].kind != "paragraph" or "heading" in kinds[:3]:
        return None
    if kinds[0] == "title":
        return 0
    text = blocks[0].rich.string.strip()
    end = text[-1:] if not text.isupper() else text[-1:].strip(".")  # old prints close a title in capitals so
    if not 0 < len(text) <= 60 or end in tuple("。！.;！；，,:：") or kinds[0] == "ornament":
        return None
    is_bold = any(
        isinstance(inline, Emphasis) and inline.rend == "bold" and (inline.start, inline.end) == (0, len(text))
        for inline in blocks[0].rich.inlines
    )
    is_over_text = any(map(_is_prose, blocks[1:8], kinds[1:8]))
    return 0 if is_bold or kinds[1] in {"byline", "author"} or is_over_text else None


def _is_prose(block: Raw, kind: Evidence) -> bool:
    """Say whether a block is running text: long, or a sentence that a title would not be."""
    text = block.rich.string.strip()
    is_sentence = text.endswith((".", "。")) and len(text) * (2 if CHINESE_PHRASE.search(text) else 1) > SENTENCE
    return len(text) > SHORT or (block.kind == "paragraph" and is_sentence and kind not in FRONT)


def _are_lines(blocks: Sequence[Raw], kinds: Sequence[Evidence]) -> bool:
    """Say whether no block is a text, nor longer than a line."""
    return all(
        kind not in {"text", "heading"} and len(block.rich.string) <= SHORT
        for block, kind in zip(blocks, kinds, strict=False)
    )


def _is_series(blocks: Sequence[Raw], kinds: Sequence[Evidence], headings: Headings) -> bool:
    """Say whether the first heading is the series' name: an imprint, a number or a date stands between it and the next,
    and no other heading is as high as these two."""
    (first, upper), (second, lower), *others = headings
    text = lower.rich.string.strip()
    if second - first > MAX_LINES or NUMBERED_LINE.match(text) or SECTION.match(text):
        return False
    if any(other.level <= lower.level for _, other in others) and upper.level >= lower.level:
        return False
    between = kinds[first + 1 : second]
    return bool({"number", "date"} & {*between}) and _are_lines(blocks[first + 1 : second], between)


def _in_place(blocks: Sequence[Raw], kinds: Sequence[Evidence], title: int) -> Iterator[Evidence]:
    """Yield what the blocks are behind the title: text and headings may be what those before and after them say."""
    said: Evidence = "text"
    are_authors = is_again = False
    for index, (block, kind) in enumerate(zip(blocks, kinds, strict=False)):
        following = kinds[index + 1 : index + 4]
        if block.kind == "heading" and kind in FRAMING and _is_closed(blocks[index + 1 :]):
            said = kind
        elif block.kind == "heading" and kind in FRAMING:
            kind = "heading"
        elif kind in {"text", "sentence", "line", "byline"} and said != "text":
            kind = said
        else:
            said = "text"
        if index > title and kind == "heading":
            names = _names_parted(block.rich)
            has_figures = names != block.rich.string
            if is_byline(names) and (has_figures or (are_authors and ORGANISATION.search(names))):
                kind = "byline"
            elif FRAMING & {*kinds[title:index]} and FRAMING & {*following} and "text" not in following[:1]:
                kind, is_again = "form", True  # the title in another language, over its abstract
        are_authors = block.kind == "heading" and kind == "byline"
        yield "form" if is_again and kind == "byline" else kind


def _is_closed(behind: Sequence[Raw]) -> bool:
    """Say whether a section is so short that it can be an abstract: what ends it stands behind a few paragraphs."""
    kinds = [block.kind for block in behind[: MANY + 1]]
    count = next((at for at, kind in enumerate(kinds) if kind != "paragraph"), len(kinds))
    return 0 < count <= MANY and count < len(behind)


def _end(blocks: Sequence[Raw], kinds: Sequence[Evidence], title: int, headings: Headings) -> int:
    """Return the index of the first block after the title page."""
    end = title + 1
    while end < len(kinds) and end - title <= MAX_LINES:
        kind = kinds[end]
        if kind == "ornament":
            if not FRONT & {*kinds[end + 1 : end + 3]}:
                break
        elif kind == "heading":
            if end > title + 1 or not _is_subtitle(blocks, kinds, title, headings):
                break
        elif kind not in FRONT and not _is_framed(kinds, end):
            break
        end += 1
    while end > title + 1 and blocks[end - 1].kind == "rule":
        end -= 1
    return end


def _is_subtitle(blocks: Sequence[Raw], kinds: Sequence[Evidence], title: int, headings: Headings) -> bool:
    """Say whether a heading right under the title is its subtitle: behind a colon or a dash, or alone over a byline."""
    block = blocks[title + 1]
    if block.level <= blocks[title].level:
        return False
    is_announced = blocks[title].rich.string.rstrip().endswith((":", "："))
    is_alone = sum(other.level == block.level for _, other in headings) == 1
    is_over_front = kinds[title + 2 : title + 3] in (["byline"], ["author"]) or _is_framed(kinds, title + 2)
    return bool(STRONG_DASH.match(block.rich.string.strip())) or is_announced or (is_alone and is_over_front)


def _is_framed(kinds: Sequence[Evidence], index: int) -> bool:
    """Say whether a short line that is no sentence stands before a number, a date, or an abstract."""
    following = [kind for kind in kinds[index + 1 : index + 3] if kind not in {"ornament", "figure", "heading"}]
    return kinds[index : index + 1] == ["line"] and bool(FRAMING & {*following}) and "text" not in following[:1]


def is_byline(text: str) -> bool:
    """Say whether a line names authors, or where they work, and nothing else."""
    text = _bare(text)
    if "一、" in text and "二、" in text:  # a table of contents
        return False
    if NUMBERED_LINE.match(text) and not ORGANISATION.search(text):
        return False
    if INITIALS.fullmatch(text):
        return True
    if not text or len(text) > SHORT or text[-1] in "。！？；：:;,，" or SENTENCE_END.search(text):
        return False
    if BYLINE_WORD.match(text):
        return True
    lines = re.split(r"[\n;；、,，]|\s{2,}", text)
    return all(_is_name_or_place(line.strip()) for line in lines if line.strip())


def _raised_ends(rich: Rich) -> set[int]:
    """Return where the raised figures behind words end."""
    raised = (i for i in rich.inlines if isinstance(i, Emphasis) and i.rend == "superscript")
    return {inline.end for inline in raised if rich.string[inline.start - 1 : inline.start].isalpha()}


def _names_parted(rich: Rich) -> str:
    """Return a line with a comma behind each raised figure, which parts authors where nothing else does."""
    edges = [0, *(end for end in sorted(_raised_ends(rich)) if end < len(rich.string.rstrip())), len(rich.string)]
    return ", ".join(rich.string[low:high] for low, high in pairwise(edges))


def _is_name_or_place(text: str) -> bool:
    if not re.search(r"[^\W\d_]", text):
        return False
    core = re.sub(r"[（(][^）)]*[）)]", "", text).strip()
    core = re.sub(r"^[（(]?\d[.．、]|[\d*†,，]{1,3}$", "", core).strip(" （()）")
    if not core or LATIN_NAME.match(core) or _are_chinese_names(core):
        return len(core.split()) <= 8
    if "@" in core or RANK.search(core) or POSTCODE.search(text):
        return len(core) <= 80
    return bool(ORGANISATION.search(core)) and len(core) <= 80 and "。" not in core


def _are_chinese_names(text: str) -> bool:
    """Say whether a text is Chinese names, with the figures that lead to where each works."""
    return bool(CHINESE_NAME.match(text)) or all(CHINESE_NAME.match(word.rstrip(FIGURES)) for word in text.split())


def _bare(text: str) -> str:
    return re.sub(r"[*†‡＊°\s]+$", "", text.strip()).strip("_ ")


def date_of(text: str, whole: bool = False) -> str:
    """Return the first date in a line as ISO 8601, or an empty string; `whole` wants the line to be nothing else."""
    for pattern in DATE_PATTERNS:
        match = pattern.fullmatch(text.strip(" .。()（）")) if whole else pattern.search(text)
        if match and (iso := _iso(match)):
            return iso
    return ""


def _iso(match: re.Match[str]) -> str:
    found = match.groupdict()
    month = found.get("month") or months.numbers().get((found.get("name") or "").lower(), "")
    if "name" in found and found["name"] and not month:
        return ""
    day = found.get("day") or found.get("day2")
    if (month and not 1 <= int(month) <= 12) or (day and not 1 <= int(day) <= 31):
        return ""
    return found["year"] + (f"-{int(month):02d}" if month else "") + (f"-{int(day):02d}" if month and day else "")


def _line(block: Raw, kind: Evidence, place: int) -> RawTitle:
    """Return a line of the title page with its parts; `place` is how far it stands below the title."""
    rich = block.rich
    numbered = NUMBERED.search(rich.string) if kind in {"byline", "line", "sentence"} else None
    if not place:
        return RawTitle("title", _with_parts(rich, _title_parts(rich)))
    if kind == "heading":
        return RawTitle("series", rich) if place < 0 else _subtitle(rich)
    match kind:
        case "abstract" | "keywords":
            return RawTitle(kind, rich)
        case "number" | "date":
            return RawTitle(kind, _with_parts(rich, [_whole(rich, kind)]))
        case "subtitle" | "dash" if place > 0:
            return _subtitle(rich)
        case "title" | "form" if place > 0:
            return RawTitle("other", rich)
        case _ if place > 0 and numbered:
            parts = [_trimmed(rich, 0, numbered.start(), "publisher"), Part(*numbered.span("number"), "number")]
            return RawTitle("imprint", _with_parts(rich, parts))
        case _ if place > 0:
            return RawTitle("byline", _with_parts(rich, _byline_parts(rich)))
        case _ if ORGANISATION.search(rich.string):
            return RawTitle("imprint", _with_parts(rich, _imprint_parts(rich)))
        case _:
            return RawTitle("other", rich)


def _subtitle(rich: Rich) -> RawTitle:
    part = _behind_label(rich, "sub") if FORM_LABEL.match(rich.string) else _whole(rich, "sub")
    return RawTitle("title", _with_parts(rich, [part]))


def _behind_label(rich: Rich, role: PartRole) -> Part:
    label = FORM_LABEL.match(rich.string)
    return Part(label.end() if label else 0, len(rich.string.rstrip(" :：")), role)


def _whole(rich: Rich, role: PartRole) -> Part:
    start = len(rich.string) - len(rich.string.lstrip())
    return Part(start, len(rich.string.rstrip()), role)


def _with_parts(rich: Rich, parts: Sequence[Part]) -> Rich:
    """Return a line with its parts; what is emphasised or linked ends where a part of a title ends."""
    parts = [part for part in parts if part.start < part.end]
    is_title = any(part.role in {"main", "sub"} for part in parts)
    kept: list[RawInline] = []
    for inline in rich.inlines:
        if is_title and isinstance(inline, Emphasis | Link):
            kept.extend(_clipped(inline, parts))
        else:
            kept.append(inline)
    return replace(rich, inlines=(*kept, *parts))


def _clipped(inline: Emphasis | Link, parts: Sequence[Part]) -> Iterator[Emphasis | Link]:
    """Yield the stretches of an inline that stand in one part; bold over a whole part is a title's usual dress."""
    for part in parts:
        start, end = max(inline.start, part.start), min(inline.end, part.end)
        is_dress = isinstance(inline, Emphasis) and inline.rend == "bold" and (start, end) == (part.start, part.end)
        if start < end and not is_dress:
            yield replace(inline, start=start, end=end)


def _title_parts(rich: Rich) -> list[Part]:
    """A dash between title and subtitle stays in the text, and belongs to the subtitle."""
    whole = _whole(rich, "main")
    if (label := FORM_LABEL.match(rich.string)) and label.lastgroup == "title":
        whole = _behind_label(rich, "main")
    breaks = [inline.at for inline in rich.inlines if isinstance(inline, LineBreak)]
    match = next(
        (
            m
            for m in STRONG_DASH.finditer(rich.string)
            if m.start() > whole.start + 1 and m.end() < whole.end and _parts_title(m, rich)
        ),
        None,
    )
    if match is None and breaks:
        end = len(rich.string[: breaks[0]].rstrip(" :："))
        return [Part(whole.start, end, "main"), Part(breaks[0], whole.end, "sub")]
    if match is None:
        match = next(
            (
                m
                for m in re.finditer(r"\s*[:：]\s*", rich.string)
                if m.start() > whole.start + 1 and m.end() < whole.end
            ),
            None,
        )
        if match is None:
            return [whole]
        end = match.start() + len(match[0].rstrip())
        return [
            Part(whole.start, match.start(), "main"),
            Part(match.end() if match.end() > end else end, whole.end, "sub"),
        ]
    start = match.start() + len(match[0]) - len(match[0].lstrip())
    return [Part(whole.start, match.start(), "main"), Part(start, whole.end, "sub")]


def _parts_title(match: re.Match[str], rich: Rich) -> bool:
    """A dash between figures (1945–1949) or inside a word parts nothing."""
    before, after = rich.string[match.start() - 1], rich.string[match.end()]
    is_long = len(match[0].strip()) > 1 or match[0] != match[0].strip()
    return is_long and not (before.isdigit() and after.isdigit())


def _imprint_parts(rich: Rich) -> list[Part]:
    ends = [inline.at for inline in rich.inlines if isinstance(inline, LineBreak)]
    starts = [0, *ends]
    return [_trimmed(rich, low, high, "publisher") for low, high in zip(starts, [*ends, len(rich.string)], strict=True)]


def _trimmed(rich: Rich, low: int, high: int, role: PartRole) -> Part:
    text = rich.string[low:high]
    return Part(low + len(text) - len(text.lstrip()), low + len(text.rstrip()), role)


CHINESE_PHRASE = re.compile(r"[\u4e00-\u9fff]{8,}")
"""Longer than a person's name that has no point in it."""
TOKEN = re.compile(r"[（(][^）)]{0,200}[）)]|[^，,；;、\n\t（()）】〕］\]]+")


def _byline_parts(rich: Rich) -> list[Part]:
    """Tell the authors from where they work."""
    word = FORM_LABEL.match(rich.string) or BYLINE_WORD.match(rich.string)
    start = word.end() if word else 0
    breaks = {inline.at for inline in rich.inlines if isinstance(inline, LineBreak | NoteAnchor)}
    breaks |= _raised_ends(rich)
    parts: list[Part] = []
    for high in sorted({*breaks, len(rich.string)}):
        for match in TOKEN.finditer(rich.string, start, high):
            parts.extend(_name_and_place(rich, match.start(), match.end()))
        start = max(start, high)
    return parts


def _name_and_place(rich: Rich, low: int, high: int) -> Iterator[Part]:
    text = rich.string[low:high]
    inner = re.match(r"[（(](.*)[）)]$", text)
    if inner:
        if ORGANISATION.search(inner[1]):
            yield _trimmed(rich, low + 1, high - 1, "affiliation")
        return
    if not text.strip(" *†‡＊") or (RANK.search(text) and not ORGANISATION.search(text)):
        return
    conjunction = CONJUNCTION.match(text)
    low += conjunction.end() if conjunction else 0
    if re.fullmatch(r"\s*[A-Za-zÀ-ÿА-Яа-яё-]+[\s*]*", text) or CHINESE_PHRASE.fullmatch(text.strip()):
        return
    names = [*re.finditer(r"\S+", text)]
    is_list = len(names) > 1 and not ORGANISATION.search(text)
    if is_list and all(CHINESE_NAME.match(each[0].rstrip(FIGURES)) for each in names) and len(names[0][0]) > 1:
        yield from (_without_signs(Part(low + each.start(), low + each.end(), "author"), rich) for each in names)
        return
    if not ORGANISATION.search(text):
        yield _without_signs(_trimmed(rich, low, high, "author"), rich)
        return
    words = [*re.finditer(r"\S+", text)]
    chinese = [word for word in words if re.search(r"[\u4e00-\u9fff]", word[0])]
    if len(chinese) == len(words) > 1:
        for word in words:
            role: PartRole = "affiliation" if ORGANISATION.search(word[0]) else "author"
            yield _without_signs(Part(low + word.start(), low + word.end(), role), rich)
        return
    yield _trimmed(rich, low, high, "affiliation")


def _without_signs(part: Part, rich: Rich) -> Part:
    text = rich.string[part.start : part.end].rstrip(FIGURES)
    return Part(part.start, part.start + len(text) - bool(INITIALS.fullmatch(text)), part.role)


def _metadata(lines: Sequence[RawTitle]) -> Metadata:
    def words(role: str) -> list[str]:
        return [
            cut(line.rich, inline.start, inline.end).string.strip()
            for line in lines
            for inline in sorted((i for i in line.rich.inlines if isinstance(i, Part)), key=lambda i: i.start)
            if inline.role == role
        ]

    def of_kind(kind: str) -> list[str]:
        return [line.rich.string.strip() for line in lines if line.kind == kind]

    number = NUMBER.match(next(iter(words("number")), ""))
    sub = " ".join(STRONG_DASH.sub("", text, count=1) if STRONG_DASH.match(text) else text for text in words("sub"))
    keywords = next(filter(None, (KEYWORDS.sub("", text) for text in of_kind("keywords"))), "")
    return Metadata(
        title=" ".join(words("main")).strip(),
        subtitle=sub.strip(),
        authors=tuple(_authors(lines)),
        series=" ".join(of_kind("series")),
        number=number["value"] if number else "",
        date=date_of(next(iter(words("date")), "")),
        publishers=tuple(words("publisher")),
        keywords=tuple(
            word.strip() for word in re.split(r"[;；,，、]|\s{2,}|\u3000", keywords.rstrip(". 。")) if word.strip()
        ),
        abstract=next(filter(None, (ABSTRACT.sub("", text).strip() for text in of_kind("abstract"))), ""),
    )


def _authors(lines: Sequence[RawTitle]) -> Iterator[Author]:
    """Join each author with the affiliation that stands before the first or after each."""
    found: list[Author] = []
    pending = ""
    for line in lines:
        if line.kind != "byline":
            continue
        for part in sorted((inline for inline in line.rich.inlines if isinstance(inline, Part)), key=lambda i: i.start):
            text = line.rich.string[part.start : part.end].strip()
            if part.role == "author":
                found.append(Author(text, pending))
                pending = ""
            elif found and not found[-1].affiliation:
                found = [replace(author, affiliation=author.affiliation or text) for author in found]
            else:
                pending = text
    yield from found
