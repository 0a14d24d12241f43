"""A second, simpler reading of HTML, by the standard library's tokeniser: each block's tag parts leaves."""

import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser

from teiwright.languages import either, expression
from teiwright.proof.signs import IN, LINK, OUT, UNLINK, Leaf, LeafKind, Shape, Sign
from teiwright.proof.tags import BLOCKS, EMPHASIS, NAMES, NOT_SHOWN

SENTENCE = re.compile(r"[。！？]|[.!?](?:\s|$)")
PAGE_COMMENT = (
    rf"{expression('reading', 'page_comment')}\s*:?\s*[0-9ivxlcIVXLC]*\s*{either('citations', 'page', 'zh')}?"
)
PAGE = re.compile(rf"\s*{PAGE_COMMENT}\s*", re.I)
NOTE_NAMES = frozenset(
    "sidenote marginnote side-note margin-note footnote inline-footnote ltx_note_outer"
    " modern-footnotes-footnote__note".split()
)
VALUE = r"\s+[\w-]{1,30}=(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}')"
GENERATED = re.compile(
    r"\{%(?:(?!%\}).){1,5000}%\}|\{\{-?\s*[a-z$_](?:(?!\}\}).){0,500}\}\}|\{\{[<%](?:(?!\}\}).){1,5000}\}\}"
    rf"|\{{#(?!\w)(?:(?!#\}}).){{1,5000}}#\}}|\{{!!(?:(?!!!\}}).){{1,500}}!!\}}|\[/?[a-z][\w-]{{1,30}}(?:{VALUE})+\s*/?\]",
    re.DOTALL,
)
NOTE = re.compile(r"\[(footnote|efn_note|mfn|fn|ref|note)\][^\[\]]{1,3000}(?=\[/\1\])")
"""A shortcode around a note that stands in the text."""
BLADE_LINE = re.compile(r"^[ \t]*@(?:extends|section|yield|include|end[a-z]+)\b", re.MULTILINE)
BLADE = re.compile(
    rf"{GENERATED.pattern}|\{{\{{(?:(?!\}}\}}).){{0,500}}\}}\}}"
    r"|(?m:^[ \t]*@[a-z]\w*(?:[ \t]*\((?:[^()\n]|\((?:[^()\n]|\([^()\n]*\))*\))*\))?[ \t]*$)",
    re.DOTALL,
)
BOGUS = re.compile(r"<!(?![-A-Za-z\[])")


def html_leaves(source: str) -> Iterator[Leaf]:
    """Yield the leaves of an HTML document in its order. Raises ValueError where it cannot be parted into tags."""
    if BOGUS.search(source):
        raise ValueError("<! begins neither a comment nor a declaration")
    reader = _Reader(source)
    try:
        reader.feed(source)
        reader.close()
    except AssertionError as error:  # how the library says so
        raise ValueError(str(error)) from error
    reader.end_leaf()
    for leaf in reader.leaves:
        if leaf.shape.cell and leaf.shape.cell[0] in reader.framing:
            leaf.kind = "any" if leaf.kind == "cell" else leaf.kind
            leaf.shape = leaf.shape._replace(cell=None, is_label=False)
        if any(sign.kind in {"char", "soft", "picture"} for sign in leaf.signs):
            yield leaf


def _template(source: str) -> re.Pattern[str]:
    """Return what a site generator's tags look like in a page that was never built: they are no text."""
    return BLADE if BLADE_LINE.search(source) else GENERATED


class _Reader(HTMLParser):
    """Keeps the signs of the leaf that is open, and which lists, quotations and tables are."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.source = source
        self.starts = [0, *(match.end() for match in re.finditer("\n", source))]
        notes = [match.span() for match in NOTE.finditer(source)]
        ends = [source.index("]", low) + 1 for low, _ in notes]
        self.notes = {low: "^[" for low, _ in notes} | {high: "]" for _, high in notes}
        """Where a shortcode opens a note in the text, and where one closes it."""
        spans = [match.span() for match in _template(source).finditer(source)]
        spans += zip((low for low, _ in notes), ends, strict=True)
        spans += ((high, source.index("]", high) + 1) for _, high in notes)
        self.template = {at for span in spans for at in range(*span)}
        self.leaves: list[Leaf] = []
        self.leaf_signs: list[Sign] = []
        self.silent: list[str] = []
        self.quotes = 0
        self.lists: list[tuple[bool, int]] = []
        self.items: list[str] = []
        self.item_begins = False
        self.count = 0
        self.tables: list[list[int]] = []
        self.table_count = 0
        self.in_cell = 0
        self.parted: set[tuple[int, ...]] = set()
        """Cells in which a heading or a rule stood."""
        self.framing: set[int] = set()
        """Tables that are no tables: in a cell text stands under a heading or a rule, as old sites set pages."""
        self.in_head = False
        self.caption = False
        self.heading = 0
        self.verbatim = 0
        self.spans: list[bool] = []

    @property
    def at(self) -> int:
        line, column = self.getpos()
        return self.starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "body":
            self.silent.clear()
        if tag in NOT_SHOWN:
            self.end_leaf()
            self.silent.append(tag)
            return
        if self.silent:
            return
        if tag not in NAMES and "-" not in tag:
            self.sign("soft", self.get_starttag_text() or "")
        elif tag in BLOCKS:
            self.open_block(tag, attributes)
        else:
            self.open_inline(tag, attributes)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in NOT_SHOWN:
            return
        self.handle_starttag(tag, attrs)
        if tag in NAMES and tag not in {"br", "hr", "img", "wbr"} and tag not in BLOCKS:
            self.handle_endtag(tag)

    def open_inline(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "img":
            self.sign("picture", attributes.get("src", ""), attributes.get("alt", ""))
        elif tag == "br":
            self.sign("maybe", "\n")
        elif tag in EMPHASIS:
            self.sign("soft", "", IN, EMPHASIS[tag])
        elif tag == "a":
            self.sign("soft", "", LINK, attributes.get("href", ""))
        elif tag == "span" or "-" in tag:
            self.open_span({*attributes.get("class", "").split(), tag.partition("-")[2]})

    def open_span(self, names: set[str]) -> None:
        """Open a span or an element of the page's own; one that margins show holds a note, as Markdown's ^[words]."""
        is_begun = any(sign.kind == "char" for sign in self.leaf_signs)
        self.spans.append(bool(NOTE_NAMES & names) and is_begun and True not in self.spans)
        if self.spans[-1]:
            self.sign("char", "^")
            self.sign("char", "[")

    def open_block(self, tag: str, attributes: dict[str, str]) -> None:
        self.end_leaf()
        if tag == "blockquote":
            self.quotes += 1
        elif tag in {"ol", "ul"}:
            first = attributes.get("start", "")
            self.lists.append((tag == "ol", int(first) - 1 if first.isdecimal() else 0))
            self.items.append("")
        elif tag == "li" and self.lists:
            ordered, number = self.lists[-1]
            self.lists[-1] = (ordered, number + 1)
            self.count += 1
            self.items[-1] = f"i{self.count}"
            self.item_begins = True
        elif tag == "table":
            self.table_count += 1
            self.tables.append([self.table_count, 0, 0])
        elif tag == "tr" and self.tables:
            self.tables[-1][1] += 1
            self.tables[-1][2] = 0
        elif tag in {"td", "th"} and self.tables:
            self.tables[-1][2] += 1
            self.in_cell = len(self.tables)
        elif tag == "thead":
            self.in_head = True
        elif tag in {"caption", "figcaption"}:
            self.caption = True
        elif re.fullmatch("h[1-6]", tag):
            self.heading = int(tag[1])
        elif tag == "hr" and self.in_cell:
            self.parted.add((*self.tables[-1],))
        elif tag == "pre":
            self.verbatim += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in NOT_SHOWN:
            if tag in self.silent:
                del self.silent[self.silent.index(tag) :]
            elif not self.silent:
                self.sign("maybe", "<")
            return
        if self.silent:
            return
        if tag in BLOCKS:
            self.close_block(tag)
        elif tag in EMPHASIS:
            self.sign("soft", "", OUT, EMPHASIS[tag])
        elif tag == "a":
            self.sign("soft", "", UNLINK)
        elif (tag == "span" or "-" in tag) and self.spans:
            if self.spans.pop():
                self.sign("char", "]")
        elif tag not in NAMES:
            self.sign("soft", f"</{tag}>")

    def close_block(self, tag: str) -> None:
        self.end_leaf()
        if tag == "blockquote":
            self.quotes = max(0, self.quotes - 1)
        elif tag in {"ol", "ul"} and self.lists:
            self.lists.pop()
            self.items.pop()
        elif tag == "li" and self.items:
            self.item_begins = False
        elif tag == "table" and self.tables:
            self.tables.pop()
            self.in_cell = min(self.in_cell, len(self.tables))
        elif tag in {"td", "th"}:
            self.in_cell = 0
        elif tag == "thead":
            self.in_head = False
        elif tag in {"caption", "figcaption"}:
            self.caption = False
        elif re.fullmatch("h[1-6]", tag):
            self.heading = 0
        elif tag == "pre":
            self.verbatim = max(0, self.verbatim - 1)

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.characters(data, self.at)

    def handle_entityref(self, name: str) -> None:
        self.referred(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self.referred(f"&#{name}")

    def referred(self, written: str) -> None:
        if self.silent:
            return
        has_end = self.source.startswith(f"{written};", self.at)
        value = unescape(f"{written};") if has_end else written
        if value == f"{written};" or not has_end:
            self.characters(value, self.at)
            return
        for character in value:
            self.leaf_signs.append(Sign("blank" if character.isspace() else "char", character, self.at))

    def handle_comment(self, data: str) -> None:
        if PAGE.fullmatch(data):
            self.sign("page", "")

    def characters(self, words: str, at: int) -> None:
        for index, character in enumerate(words):
            if at + index in self.template:
                for sign in self.notes.get(at + index, ""):
                    self.leaf_signs.append(Sign("char", sign, at + index))
                continue
            end = "maybe" if self.verbatim else "wrap"
            kind = "char" if not character.isspace() else end if character in "\n\f" else "blank"
            self.leaf_signs.append(Sign(kind, character, at + index))  # type: ignore[arg-type]

    def sign(self, kind: str, value: str, effect: str = "", target: str = "") -> None:
        if not self.silent:
            self.leaf_signs.append(Sign(kind, value, self.at, effect, target))  # type: ignore[arg-type]

    def end_leaf(self) -> None:
        """Close the leaf that is open; emphasis and links end with it."""
        if any(sign.kind in {"char", "picture"} for sign in self.leaf_signs):
            self.leaves.append(Leaf(self.kind(), self.shape(), self.leaf_signs))
            if self.in_cell and self.tables:
                if (*self.tables[-1],) in self.parted:
                    self.framing.add(self.tables[-1][0])
                if self.heading:
                    self.parted.add((*self.tables[-1],))
            self.item_begins = False
            self.leaf_signs = []
        else:
            self.leaf_signs = [sign for sign in self.leaf_signs if sign.kind == "page"]

    def is_prose(self) -> bool:
        """Preformatted text of some sentences: old pages set a whole article so, and its lines may begin blocks."""
        words = "".join(sign.value for sign in self.leaf_signs if sign.kind in {"char", "blank", "maybe"})
        return len(words) > 200 and len(SENTENCE.findall(words)) >= 3

    def kind(self) -> LeafKind:
        if self.caption:
            return "caption"
        if self.in_cell:
            return "cell"
        if self.verbatim and self.is_prose():
            return "any"
        if self.heading:
            return "heading"
        return "verbatim" if self.verbatim else "paragraph"

    def shape(self) -> Shape:
        cell = (self.tables[-1][0], self.tables[-1][1], self.tables[-1][2]) if self.in_cell and self.tables else None
        lists = tuple(ordered for ordered, _ in self.lists)
        number = str(self.lists[-1][1]) if self.lists and self.lists[-1][0] else ""
        item = self.items[-1] if self.items else ""
        return Shape(self.quotes, lists, item, self.item_begins, cell, bool(cell) and self.in_head, number)
