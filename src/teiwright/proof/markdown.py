"""A second, simpler reading of Markdown: line by line, each sign that may be mark-up kept as such."""

import re
from collections.abc import Generator, Iterator
from html import unescape

from teiwright.article import CIRCLED_IN_TEX, referred_characters
from teiwright.languages import either, expression
from teiwright.proof.markup import PAGE_COMMENT
from teiwright.proof.signs import BOLD, IN, ITALIC, LINK, OUT, UNLINK, Leaf, LeafKind, Shape, Sign
from teiwright.proof.tags import ATTRIBUTE, BLOCKS, EMPHASIS, NAMES

FRONT = re.compile(
    r"\A\ufeff?(?:---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)|\+\+\+[ \t]*\n.*?\n\+\+\+[ \t]*(?:\n|\Z))", re.S
)
TITLE_LINES = re.compile(r"\A\ufeff?(?:%[^\n]*\n(?:[ \t]+[^\n]+\n)*){1,3}")
HEADING = re.compile(r"[ ]{0,3}(?P<mark>#{1,6})(?=[ \t]|$)")
CLOSING = re.compile(r"(?<![ \t])[ \t]+#+[ \t]*$")
UNDERLINE = re.compile(r"[ ]{0,3}(?:=+|-+)[ \t]*$")
RULE = re.compile(r"[ ]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
FENCE = re.compile(r"[ ]{0,3}(?P<fence>`{3,}|~{3,})")
DIVISION = re.compile(r"[ ]{0,3}:{3,}[^\n]*$")
ITEM = re.compile(r"(?P<mark>[-*+]|\d{1,9}[.)])(?=[ \t]|$)")
LINE_END = re.compile("[\n\f]")
CODE = 4
"""A line as far in as this is code in CommonMark (section 4.4), which scans and pages of the web have by accident."""
EMPTY_QUOTE = re.compile(r"(?:[ \t]{0,3}>)+[ \t]*")
HTML_BLOCK = re.compile(rf"[ ]{{0,3}}</?(?:{'|'.join(sorted(BLOCKS))})\b", re.I)
FOOT = re.compile(r"^ {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*(\d|\$|<sup|)", re.MULTILINE)
LONE_MARK = re.compile(r"\s*\[\^\d{1,4}\]\s*")
DEFINITION = re.compile(r"[ ]{0,3}\[\^(?P<label>[^\]\s]+)\]:")
LINK_TITLE = r"(?:\"[^\"]*\"|'[^']*'|\([^)]*\))"
ADDRESS = re.compile(rf"[ ]{{0,3}}\[(?P<name>[^\]^][^\]]*)\]:[ \t]*<?(?P<target>\S+?)>?(?:[ \t]+{LINK_TITLE})?[ \t]*$")
DELIMITERS = re.compile(r"[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
CELL = re.compile(r"(?:\\.|[^|\\]|\\)+")
COMMENT = re.compile(r"<!--.*?-->|<(?P<silent>script|style)\b[^>]*>.*?</(?P=silent)\s*>", re.S | re.I)
TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*)(?P<attributes>(?:\"[^\"]*\"|'[^']*'|[^<>\"'])*)>")
AUTOLINK = re.compile(r"<(?P<target>[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[^\s<>@]+@[^\s<>]+)>")
REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
OPEN_TARGET = re.compile(r"\]\([ \t\n]*")
CLOSE_TARGET = re.compile(r"(?:[ \t\n]+(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|\([^()]*\)))?[ \t\n]*\)")
TARGET_PART = re.compile(r"\\.|[()]|[^ \t\n\r\f()\\]+|\\", re.S)
PAGES = re.compile(
    rf"\]\({expression('reading', 'page_in_link')}?\s*\d[\d\s,，、\-–—~～+]*{either('citations', 'page', 'zh')}?\)"
)
"""Pages behind a citation's number, [3](P25), as Chinese journals print them: no address."""
NAMED_TARGET = re.compile(r"\](?:\[(?P<name>[^\]]*)\])?")
ATTRIBUTES = re.compile(r"\{(?:\s*(?:[#.][\w:.-]+|[\w-]+=(?:\"[^\"\n]*\"|[^\s{}]+)))+\s*\}")
TEMPLATE = re.compile(r"\{%.*?%\}|\{\{[<%-]?\s*[a-z$_<%/].*?\}\}|\{#(?!\w).*?#\}|\{:[^{}\n]+\}", re.S)
"""A tag of a site generator: no text, but for the picture that it names and the words which that is given."""
COMMENTED = re.compile(r"\{%-?\s*comment\b.*?endcomment\s*-?%\}", re.S)
TEMPLATE_VALUE = re.compile(r"(?:(?<![\w-])([\w-]+)\s*=\s*)?(?:\"((?:\\.|[^\"\\])*)\"|'((?:\\.|[^'\\])*)')", re.S)
PICTURE_FILE = re.compile(r"\S+\.(?:jpe?g|png|gif|svg|webp|tiff?)", re.I)
FORMULA = re.compile(r"\$\s*(?:\{\s*\}\s*)?[\\^][^$\n]{1,50}\$|\\\(\s*(?:\{\s*\}\s*)?\^[^\n]{1,40}?\\\)")
COMMAND = re.compile(r"\s*(?:\\[A-Za-z]+|[$\\^{}()])\s*")
CAPTION_MARK = re.compile(r"\[\^|\[[0-9]{1,3}\]|[①-⑳]")
NOTE_MARK = re.compile(r"\[\^[^\]\s]+\]")
PAGE = re.compile(rf"<!--\s*{PAGE_COMMENT}\s*-->", re.I)
PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def markdown_leaves(source: str) -> Iterator[Leaf]:
    """Yield the leaves of a Markdown source in its order."""
    front = FRONT.match(source) or TITLE_LINES.match(source)
    start = front.end() if front else 0
    if front:
        yield Leaf("front", signs=[Sign("char", c, at) for at, c in enumerate(source[:start]) if not c.isspace()])
    yield from _Lines(source, start).leaves()


def _are_feet(source: str) -> bool:
    """Say whether an engine wrote the notes of each page's foot as one definition: they count the pages from 0."""
    found = [match.groups() for match in FOOT.finditer(source)]
    labels = [label for label, _ in found]
    return labels == [str(page) for page in range(len(found))] and all(begins for _, begins in found)


class _Line:
    """A line of the source, and what of it may have a sign of structure: a comment has none."""

    def __init__(self, masked: str, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.text = masked[start:end]

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()


class _Lines:
    """Goes through the lines and parts them into leaves."""

    def __init__(self, source: str, start: int) -> None:
        self.source = source
        self.masked = COMMENT.sub(lambda match: re.sub(r"[^\n]", "\0", match[0]), source)
        self.addresses = {
            re.sub(r"\s+", " ", m["name"]).casefold(): m["target"]
            for m in (ADDRESS.match(line) for line in source[start:].split("\n"))
            if m
        }
        self.lines = [*_lines(self.masked, start)]
        self.are_feet = _are_feet(source)
        self.tables = 0
        self.items = 0
        self.open: list[tuple[int, bool, str, str]] = []
        """Open items: column of their text, whether ordered, their mark, their name."""

    def leaves(self) -> Iterator[Leaf]:
        index = 0
        while index < len(self.lines):
            line = self.lines[index]
            text = line.text
            if line.is_blank:
                index += 1
            elif EMPTY_QUOTE.fullmatch(text):
                yield Leaf("rule", signs=[Sign("soft", text.strip(), line.start)])
                index += 1
            elif match := FENCE.match(text):
                index, leaf = self.fence(index, match["fence"])
                yield leaf
            elif self.is_table(index):
                index = yield from self.table(index)
            else:
                index, leaf = self.block(index)
                yield leaf

    def fence(self, index: int, fence: str) -> tuple[int, Leaf]:
        leaf = Leaf("verbatim")
        first = self.lines[index]
        leaf.signs.append(Sign("soft", self.source[first.start : first.end].strip(), first.start))
        for number in range(index + 1, len(self.lines)):
            line = self.lines[number]
            text = self.source[line.start : line.end]
            if text.strip().startswith(fence) and not text.strip().strip(fence[0]):
                leaf.signs.append(Sign("soft", text.strip(), line.start))
                return number + 1, leaf
            leaf.signs.append(Sign("wrap", "\n", max(line.start - 1, 0)))
            leaf.signs.extend(Sign("blank" if c.isspace() else "char", c, line.start + at) for at, c in enumerate(text))
        return len(self.lines), leaf

    def is_table(self, index: int) -> bool:
        if index + 1 >= len(self.lines):
            return False
        head, delimiters = (line.text for line in self.lines[index : index + 2])
        if "|" not in head or "|" not in delimiters or not DELIMITERS.match(delimiters):
            return False
        return _columns(head) == _columns(delimiters)

    def table(self, index: int) -> Generator[Leaf, None, int]:
        self.tables += 1
        row = 0
        while index < len(self.lines):
            line = self.lines[index]
            text = line.text
            if line.is_blank or (row and "|" not in text and re.match(r"[ ]{0,3}(?:[#>]|[-*+] |```)", text)):
                break
            if row == 1 and DELIMITERS.match(text):
                index += 1
                row = 2
                continue
            row = row or 1
            yield from self.cells(line, text, row - (row > 1))
            row += 1
            index += 1
        return index

    def cells(self, line: _Line, text: str, row: int) -> Iterator[Leaf]:
        inner = text.strip()
        lead = len(text) - len(text.lstrip())
        if inner.startswith("|"):
            inner, lead = inner[1:], lead + 1
        at, column = 0, 0
        while at <= len(inner):
            match = CELL.match(inner, at)
            end = match.end() if match else at
            column += 1
            shape = Shape(cell=(self.tables, row, column), is_label=row == 1)
            start = line.start + lead + at
            yield Leaf("cell", shape, [*self.inline(start, line.start + lead + end)])
            at = end + 1
            if end >= len(inner) or at == len(inner):
                break

    def block(self, index: int) -> tuple[int, Leaf]:
        """Return the leaf that begins on a line, and the index of the line after it."""
        line = self.lines[index]
        kind: LeafKind = "paragraph"
        signs: list[Sign] = []
        at, quotes = self.quotation(line, signs)
        at, begins, number = self.item(line, at, signs)
        text = self.source[at : line.end]
        lists = tuple(ordered for _, ordered, _, _ in self.open)
        item = self.open[-1][3] if self.open else ""
        label = ""
        if self.are_feet and LONE_MARK.fullmatch(text):
            return index + 1, Leaf("rule", signs=[Sign("soft", text.strip(), at)])
        if match := DEFINITION.match(text):
            label = "" if self.are_feet else match["label"]
            while match:
                signs.append(Sign("soft", match[0].strip(), at + match.start()))
                at += match.end()
                match = DEFINITION.match(self.source[at : line.end])
            while quote := re.compile(r"[ \t]*>").match(self.source, at, line.end):
                signs.append(Sign("soft", ">", quote.end() - 1, "quote"))
                at = quote.end()
            lists, item = (), ""
        elif match := HEADING.match(text):
            kind = "heading"
            signs.append(Sign("soft", match["mark"], at + match.start("mark"), "heading"))
            signs.extend(self.inline(at + match.end(), line.end, heading=True))
            return index + 1, Leaf(kind, Shape(quotes, lists, item, begins, number=number), signs)
        elif RULE.match(text) or DIVISION.match(text) or (ADDRESS.match(text) and not signs):
            signs.append(Sign("soft", text.strip(), at + len(text) - len(text.lstrip())))
            return index + 1, Leaf("rule", Shape(quotes, lists, item, begins, number=number), signs)
        shape = Shape(quotes, lists, item, begins, number=number)
        start = at
        ends = [(start, line.end)]
        index += 1
        in_html = bool(HTML_BLOCK.match(text))
        while index < len(self.lines) and not self.begins_leaf(index, quotes, in_html=in_html):
            line = self.lines[index]
            in_html = in_html or bool(HTML_BLOCK.match(line.text))
            more: list[Sign] = []
            low, _ = self.quotation(line, more)
            text = self.source[low : line.end]
            if UNDERLINE.match(text) and not label and not in_html:
                signs.extend(self.inline(start, ends[-1][1]))
                signs.append(Sign("maybe", "\n", line.start - 1, "underline"))
                signs.append(Sign("soft", text.strip(), low + len(text) - len(text.lstrip()), "underline"))
                return index + 1, Leaf("any", shape, signs)
            ends.append((line.start, line.end))
            index += 1
        signs.extend(self.inline(start, ends[-1][1]))
        return index, Leaf(kind, shape, signs, label)

    def begins_leaf(self, index: int, quotes: int, *, in_html: bool) -> bool:
        """Say whether a line certainly begins another leaf, though no blank line stands before it."""
        line = self.lines[index]
        text = line.text
        if line.is_blank or EMPTY_QUOTE.fullmatch(text):
            return True
        if in_html:
            return False
        if FENCE.match(text) or DIVISION.match(text) or HEADING.match(text) or DEFINITION.match(text):
            return True
        if RULE.match(text) and not UNDERLINE.match(text):
            return True
        if self.is_table(index):
            return True
        if not quotes and re.match(r"[ \t]*>", text):
            return True
        match = ITEM.match(text.lstrip(" \t"))
        return bool(match and self.open and _continues(self.open[-1][2], match["mark"]))

    def quotation(self, line: _Line, signs: list[Sign]) -> tuple[int, int]:
        at, quotes = line.start, 0
        while match := re.compile(r"[ \t]*>").match(self.source, at, line.end):
            signs.append(Sign("soft", ">", match.end() - 1, "quote"))
            at = match.end()
            quotes += 1
        return at, quotes

    def item(self, line: _Line, at: int, signs: list[Sign]) -> tuple[int, bool, str]:
        """Take the marks of items at a line's beginning; keep which items are open."""
        text = self.source[at : line.end]
        indent = len(text.expandtabs(4)) - len(text.expandtabs(4).lstrip())
        number = ""
        begins = False
        while match := ITEM.match(self.source[at : line.end].lstrip(" \t")):
            blank = len(self.source[at : line.end]) - len(self.source[at : line.end].lstrip(" \t"))
            if begins and not self.source[at + blank + len(match["mark"]) : line.end].strip():
                break  # all that an item has is a number
            if RULE.match(self.source, at, line.end):
                break  # "* * *" is no item (CommonMark 0.31, section 4.1)
            mark = match["mark"]
            if indent >= CODE and not self.open:  # code, an item or text
                signs.append(Sign("soft", mark, at + blank, "item"))
                at += blank + len(mark)
                continue
            while self.open and indent < self.open[-1][0]:
                self.open.pop()
            self.items += 1
            ordered = mark[0].isdecimal()
            self.open.append((indent + len(mark) + 1, ordered, mark, f"i{self.items}"))
            signs.append(Sign("soft", mark, at + blank, "item"))
            at += blank + len(mark)
            indent += blank + len(mark) + 1
            number = mark if ordered else ""
            begins = True
            if not self.source[at : line.end].strip():
                break
        if not begins:
            while self.open and indent < min(self.open[-1][0], 2):
                self.open.pop()
        return at, begins, number

    def inline(self, start: int, end: int, *, heading: bool = False) -> Iterator[Sign]:
        """Yield the signs of source[start:end]."""
        signs = _Inline(self.source, start, end, self.addresses).signs()
        if heading and (match := CLOSING.search(self.source, start, end)):
            signs = [s if s.at < match.start() or s.kind != "char" else s._replace(kind="soft") for s in signs]
        yield from signs


def _columns(row: str) -> int:
    return len(CELL.findall(row.strip().removeprefix("|")))


def _continues(mark: str, following: str) -> bool:
    if mark[:-1].isdecimal():
        return following[:-1].isdecimal() and int(following[:-1]) == int(mark[:-1]) + 1 and following[-1] == mark[-1]
    return mark == following


def _lines(source: str, start: int) -> Iterator[_Line]:
    at = start
    while at < len(source):
        found = LINE_END.search(source, at)
        end = found.start() if found else len(source)
        yield _Line(source, at, end)
        at = end + 1


class _Inline:
    """Goes through a leaf's characters from left to right."""

    def __init__(self, source: str, start: int, end: int, addresses: dict[str, str]) -> None:
        self.source = source
        self.at = start
        self.end = end
        self.addresses = addresses
        self.out: list[Sign] = []
        self.brackets: list[int] = []
        self.line_begins = False
        self.in_html = bool(HTML_BLOCK.match(source, start, end))
        """In a block of HTML nothing is code but what its tags say (CommonMark 0.31, section 4.6)."""
        self.is_hidden = False
        """Behind a script that does not end: what is shown of the rest, readings differ on."""

    def signs(self) -> list[Sign]:
        while self.at < self.end:
            character = self.source[self.at]
            if self.line_begins and character in " \t>":
                self.lead(character)
                continue
            if self.line_begins:
                self.line_begins = False
                self.item_mark()
                continue
            rule = RULES.get(character)
            if not (rule and rule(self)):
                self.character(character)
        return self.out

    def lead(self, character: str) -> None:
        """A line's indent, or the sign of the quotation that it goes on in."""
        kind = "soft" if character == ">" else "blank"
        self.put(Sign(kind, character, self.at, "quote" if character == ">" else ""), 1)  # type: ignore[arg-type]

    def item_mark(self) -> None:
        while match := ITEM.match(self.source, self.at, self.end):
            self.put(Sign("soft", match["mark"], self.at, "item"), len(match["mark"]))
            while self.at < self.end and self.source[self.at] in " \t":
                self.character(self.source[self.at])

    def put(self, sign: Sign, length: int) -> None:
        self.out.append(sign)
        self.at += length

    def soft(self, length: int, effect: str = "", target: str = "") -> None:
        self.put(Sign("soft", self.source[self.at : self.at + length], self.at, effect, target), length)

    def character(self, character: str) -> None:
        if character == "\n":
            self.put(Sign("maybe", character, self.at), 1)
            self.line_begins = True
        elif character == "\f":
            self.out.append(Sign("page", "", self.at))
            self.put(Sign("maybe", character, self.at), 1)
            self.line_begins = True
        elif character.isspace():
            self.put(Sign("blank", character, self.at), 1)
        else:
            self.put(Sign("soft" if self.is_hidden else "char", character, self.at), 1)

    def escape(self) -> bool:
        if formula := FORMULA.match(self.source, self.at, self.end):
            return self.formula_of(formula)
        following = self.source[self.at + 1 : self.at + 2]
        if following in PUNCTUATION and following:
            self.soft(1)
            self.character(following)
            return True
        if following == "\n":
            self.soft(1)
            return True
        return False

    def formula(self) -> bool:
        match = FORMULA.match(self.source, self.at, self.end)
        return bool(match) and self.formula_of(match)  # type: ignore[arg-type]

    def formula_of(self, match: re.Match[str]) -> bool:
        circled = CIRCLED_IN_TEX.fullmatch(match[0])
        if circled:
            self.soft(len(match[0]), "formula", referred_characters(match[0]))
            return True
        end = match.end()
        while self.at < end:
            command = COMMAND.match(self.source, self.at, end)
            if command:
                self.soft(len(command[0]))
            else:
                self.character(self.source[self.at])
        return True

    def stars(self) -> bool:
        marker = self.source[self.at]
        length = 1
        while self.at + length < self.end and self.source[self.at + length] == marker:
            length += 1
        for _ in range(length // 2):
            self.soft(2, BOLD)
        if length % 2:
            self.soft(1, ITALIC)
        return True

    def ticks(self) -> bool:
        if self.in_html:
            self.soft(1)
            return True
        length = 1
        while self.at + length < self.end and self.source[self.at + length] == "`":
            length += 1
        close = re.compile(rf"(?<!`)`{{{length}}}(?!`)").search(self.source, self.at + length, self.end)
        if not close:
            self.soft(length)
            return True
        self.soft(length)
        while self.at < close.start():
            self.character(self.source[self.at])
        self.line_begins = False
        self.soft(length)
        return True

    def picture(self) -> bool:
        if not self.source.startswith("![", self.at):
            return False
        close = _closing(self.source, self.at + 1, self.end)
        if close < 0:
            return False
        description = _plain(self.source[self.at + 2 : close])
        target = _target(self.source, close, self.end)
        if target and CAPTION_MARK.search(description):
            return self.captioned(_address(target[0]), close, target[1])
        if target:
            self.put(Sign("picture", _address(target[0]), self.at, description), target[1] - self.at)
            return True
        named = NAMED_TARGET.match(self.source, close, self.end)
        name = (named["name"] if named and named["name"] else self.source[self.at + 2 : close]) if named else ""
        known = self.addresses.get(re.sub(r"\s+", " ", name).casefold())
        if known is None or named is None:
            return False
        self.put(Sign("picture", known, self.at, description), named.end() - self.at)
        return True

    def captioned(self, address: str, close: int, end: int) -> bool:
        """A picture whose words hold a note's mark: they stand in the text, as its caption."""
        self.put(Sign("picture", address, self.at, ""), 2)
        while self.at < close:
            mark = NOTE_MARK.match(self.source, self.at, close)
            if mark:
                self.put(Sign("mark", mark[0][2:-1], self.at, mark[0]), len(mark[0]))
            else:
                self.character(self.source[self.at])
        self.soft(end - self.at)
        return True

    def bracket(self) -> bool:
        mark = NOTE_MARK.match(self.source, self.at, self.end)
        if mark and not self.source.startswith("(", mark.end()):
            self.put(Sign("mark", mark[0][2:-1], self.at, mark[0]), len(mark[0]))
            return True
        self.brackets.append(len(self.out))
        self.character("[")
        return True

    def close_bracket(self) -> bool:
        opened = self.brackets.pop() if self.brackets else None
        if opened is None:
            return False
        target = _target(self.source, self.at, self.end)
        if target:
            return self.linked(opened, _address(target[0]), target[1] - self.at)
        named = NAMED_TARGET.match(self.source, self.at, self.end)
        words = self.source[self.out[opened].at + 1 : self.at]
        name = named["name"] if named and named["name"] else words
        known = self.addresses.get(re.sub(r"\s+", " ", name).casefold())
        if named and known is not None:
            return self.linked(opened, known, len(named[0]))
        return False

    def linked(self, opened: int, target: str, length: int) -> bool:
        self.out[opened] = self.out[opened]._replace(kind="soft", effect=LINK, target=target)
        self.soft(length, UNLINK)
        return True

    def angle(self) -> bool:
        if comment := COMMENT.match(self.source, self.at, self.end):
            if PAGE.fullmatch(comment[0]):
                self.out.append(Sign("page", "", self.at))
            self.soft(len(comment[0]), "comment")
            return True
        if link := AUTOLINK.match(self.source, self.at, self.end):
            target = link["target"]
            self.soft(1, LINK, target if ":" in target else f"mailto:{target}")
            while self.at < link.end() - 1:
                self.character(self.source[self.at])
            self.soft(1, UNLINK)
            return True
        tag = TAG.match(self.source, self.at, self.end)
        return bool(tag) and self.tag(tag)  # type: ignore[arg-type]

    def tag(self, tag: re.Match[str]) -> bool:
        name = tag["name"].lower()
        if name not in NAMES:
            return False
        attributes = {m[1].lower(): unescape(m[2] or m[3] or m[4] or "") for m in ATTRIBUTE.finditer(tag["attributes"])}
        closes = bool(tag["close"])
        if name == "img" and not closes:
            self.put(Sign("picture", attributes.get("src", ""), self.at, attributes.get("alt", "")), len(tag[0]))
            return True
        if name in BLOCKS or name == "br":
            self.out.append(Sign("maybe", "<", self.at))
        effect, target = "", ""
        self.is_hidden = self.is_hidden or (name in {"script", "style"} and not closes)
        if name in EMPHASIS:
            effect, target = (OUT if closes else IN), EMPHASIS[name]
        elif name == "a":
            effect, target = (UNLINK, "") if closes else (LINK, attributes.get("href", ""))
        self.soft(len(tag[0]), effect, target)
        return True

    def reference(self) -> bool:
        match = REFERENCE.match(self.source, self.at, self.end)
        value = unescape(match[0]) if match else ""
        if not match or value == match[0]:
            return False
        for character in value:
            kind = "blank" if character.isspace() else "char"
            self.out.append(Sign(kind, character, self.at))  # type: ignore[arg-type]
        self.at = match.end()
        return True

    def attributes(self) -> bool:
        match = ATTRIBUTES.match(self.source, self.at, self.end)
        if not match:
            return False
        self.soft(len(match[0]))
        return True

    def caret(self) -> bool:
        self.soft(1)
        return True

    def brace(self) -> bool:
        tag = COMMENTED.match(self.source, self.at, self.end) or TEMPLATE.match(self.source, self.at, self.end)
        if not tag or self.source[self.at - 1 : self.at] in ("(", '"', "'", "="):
            return self.attributes()
        values = [*TEMPLATE_VALUE.finditer(self.source, self.at, tag.end())]
        picture = next((m[2] or m[3] for m in values if PICTURE_FILE.fullmatch(m[2] or m[3] or "")), "")
        if picture:
            words = next((m[2] or m[3] for m in values if (m[1] or "").lower() == "alt"), "")
            self.put(Sign("picture", picture, self.at, words or ""), 1)
        keys = {"caption", "title"} if picture else {"text", "quote", "content", "body"}
        shown = next((m for m in values if (m[1] or "").lower() in keys and (m[2] or m[3])), None)
        if shown:
            low, high = shown.span(2 if shown[2] else 3)
            self.out.append(Sign("maybe", "<", self.at))
            self.soft(low - self.at)
            whole, self.end = self.end, high
            self.signs()
            self.end = whole
            self.out.append(Sign("maybe", "<", self.at))
        self.soft(tag.end() - self.at)
        return True


RULES = {
    "\\": _Inline.escape, "$": _Inline.formula, "*": _Inline.stars, "_": _Inline.stars, "`": _Inline.ticks,
    "!": _Inline.picture, "[": _Inline.bracket, "]": _Inline.close_bracket, "<": _Inline.angle,
    "&": _Inline.reference, "{": _Inline.brace, "^": _Inline.caret,
}  # fmt: skip


def _closing(source: str, opening: int, end: int) -> int:
    """Return where the bracket at `opening` closes, or -1."""
    depth = 0
    for match in re.compile(r"\\.|[\[\]]", re.S).finditer(source, opening, end):
        depth += (match[0] == "[") - (match[0] == "]")
        if depth == 0:
            return match.start()
    return -1


def _target(source: str, start: int, end: int) -> tuple[str, int] | None:
    """Return the address in brackets behind a link's words, and where the bracket ends."""
    opening = OPEN_TARGET.match(source, start, end)
    if not opening or PAGES.match(source, start, end):
        return None
    at = opening.end()
    if source.startswith("<", at):
        close = source.find(">", at, end) + 1
        at = close or at
    else:
        depth = 0
        while (part := TARGET_PART.match(source, at, end)) and not (part[0] == ")" and depth == 0):
            depth += (part[0] == "(") - (part[0] == ")")
            at = part.end()
    closing = CLOSE_TARGET.match(source, at, end)
    return (source[opening.end() : at], closing.end()) if closing else None


def _address(target: str) -> str:
    return unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", target.removeprefix("<").removesuffix(">")))


def _plain(words: str) -> str:
    """Return alternative text without its mark-up."""
    without = re.sub(r"\]\([^()]*\)", "", words)
    return unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", without))
