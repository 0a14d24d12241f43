"""A second, simpler reading of DOCX: the package's XML itself, without the converter that the reader uses."""

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from lxml import etree

from teiwright.proof.signs import IN, LINK, OUT, UNLINK, Leaf, LeafKind, Shape, Sign
from teiwright.xmltools import parser

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PLACED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
NOT_SHOWN = frozenset(
    {f"{WORD}{name}" for name in ("del", "moveFrom", "instrText", "delText", "txbxContent", "pPr", "rPr")} | {FALLBACK}
)
FRONT_STYLES = frozenset({"title", "subtitle", "author", "date", "abstract"})
QUOTE_STYLES = frozenset({"quote", "intense quote", "block text", "block quote"})
FALSE = frozenset({"0", "false", "off", "none"})
UNKNOWN = -1
EMPHASIS = {"italic": "i", "bold": "b"}


def docx_leaves(path: Path) -> Iterator[Leaf]:
    """Yield the leaves of a DOCX: the text's in order, then the notes' in the order of their marks.

    Raises ValueError where the file is no such package.
    """
    try:
        with zipfile.ZipFile(path) as package:
            yield from _Package(package).leaves()
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise ValueError(str(error)) from error


class _Package:
    def __init__(self, package: zipfile.ZipFile) -> None:
        self.names = set(package.namelist())
        self.package = package
        self.styles, self.style_emphasis = self.read_styles()
        self.ordered = self.numberings()
        self.paragraph = 0
        self.tables = 0
        self.marks: list[tuple[str, str]] = []
        self.labels: list[str] = []
        self.counted = 0
        self.targets: dict[str, str] = {}
        self.italic = 0
        self.emphasis: set[str] = set()

    def part(self, name: str) -> etree._Element | None:
        if name not in self.names:
            return None
        return etree.fromstring(self.package.read(name), parser())

    def read_styles(self) -> tuple[dict[str, str], dict[str, dict[str, bool]]]:
        """Return the styles' names, and what emphasis each sets, with those that it is based on."""
        root = self.part("word/styles.xml")
        names: dict[str, str] = {}
        own: dict[str, dict[str, bool]] = {}
        based: dict[str, str] = {}
        for style in root.iter(f"{WORD}style") if root is not None else ():
            identifier = style.get(f"{WORD}styleId", "")
            names[identifier] = _value(style.find(f"{WORD}name")).lower()
            based[identifier] = _value(style.find(f"{WORD}basedOn"))
            own[identifier] = _emphasis(style.find(f"{WORD}rPr")) if style.get(f"{WORD}type") == "character" else {}
        out = {}
        for identifier in own:
            chain, at = [identifier], identifier
            while (at := based.get(at, "")) and at not in chain:
                chain.append(at)
            out[identifier] = {k: v for each in reversed(chain) for k, v in own.get(each, {}).items()}
        return names, out

    def numberings(self) -> dict[tuple[str, str], bool]:
        """Return which levels of which lists count."""
        root = self.part("word/numbering.xml")
        if root is None:
            return {}
        kinds: dict[tuple[str, str], bool] = {}
        for abstract in root.iter(f"{WORD}abstractNum"):
            for level in abstract.iter(f"{WORD}lvl"):
                form = level.find(f"{WORD}numFmt")
                counts = form is not None and form.get(f"{WORD}val") not in {"bullet", "none"}
                kinds[abstract.get(f"{WORD}abstractNumId", ""), level.get(f"{WORD}ilvl", "")] = counts
        out = {}
        for number in root.iter(f"{WORD}num"):
            of = number.find(f"{WORD}abstractNumId")
            for (name, level_name), counts in kinds.items():
                if of is not None and of.get(f"{WORD}val") == name:
                    out[number.get(f"{WORD}numId", ""), level_name] = counts
        return out

    def relations(self, part: str) -> dict[str, str]:
        folder, name = PurePosixPath(part).parent, PurePosixPath(part).name
        root = self.part(f"{folder}/_rels/{name}.rels")
        return {each.get("Id", ""): each.get("Target", "") for each in root} if root is not None else {}

    def leaves(self) -> Iterator[Leaf]:
        document = etree.fromstring(self.package.read("word/document.xml"), parser())
        self.targets = self.relations("word/document.xml")
        body = document.find(f"{WORD}body")
        if body is not None:
            yield from self.blocks(body)
        for part, kind in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
            root = self.part(part)
            self.targets = self.relations(part)
            for label, (of, name) in zip(self.labels, self.marks, strict=True):
                if of == kind and root is not None:
                    yield from self.note(root, kind, name, label)

    def note(self, root: etree._Element, kind: str, name: str, label: str) -> Iterator[Leaf]:
        for note in root.iter(f"{WORD}{kind}"):
            if note.get(f"{WORD}id") == name:
                for index, leaf in enumerate(self.blocks(note)):
                    leaf.label = label if index == 0 else ""
                    if index == 0 and not label.isdecimal() and leaf.string.startswith(label):
                        firm = [i for i, sign in enumerate(leaf.signs) if sign.kind == "char"]
                        leaf.signs = leaf.signs[firm[len(label) - 1] + 1 :]
                    yield leaf

    def blocks(self, holder: etree._Element) -> Iterator[Leaf]:
        for child in holder:
            if child.tag == f"{WORD}p":
                leaf = self.leaf(child)
                if any(sign.kind in {"char", "picture"} or sign.effect == "symbol" for sign in leaf.signs):
                    yield leaf
            elif child.tag == f"{WORD}tbl":
                yield from self.table(child)
            elif isinstance(child.tag, str) and child.tag not in NOT_SHOWN:
                yield from self.blocks(child)

    def table(self, table: etree._Element) -> Iterator[Leaf]:
        self.tables += 1
        number = self.tables
        for row, entry in enumerate(table.iter(f"{WORD}tr"), start=1):
            for column, cell in enumerate(entry.findall(f"{WORD}tc"), start=1):
                parts = [*self.blocks(cell)]
                signs = [s for i, leaf in enumerate(parts) for s in (*_parted(i, leaf), *leaf.signs)]
                if signs:
                    yield Leaf("cell", Shape(UNKNOWN, cell=(number, row, column)), signs)

    def leaf(self, paragraph: etree._Element) -> Leaf:
        self.paragraph += 1
        self.emphasis = set()
        signs = [*self.signs(paragraph)]
        signs.extend(Sign("soft", "", self.paragraph, OUT, name) for name in sorted(self.emphasis))
        style = self.style(paragraph)
        kind: LeafKind = "paragraph"
        if style in FRONT_STYLES:
            kind = "front"
        elif style.startswith("heading ") and style[8:].isdecimal():
            kind = "heading"
        return Leaf(kind, self.shape(paragraph, style), signs)

    def style(self, paragraph: etree._Element) -> str:
        found = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        name = found.get(f"{WORD}val", "") if found is not None else ""
        return self.styles.get(name, "")

    def shape(self, paragraph: etree._Element, style: str) -> Shape:
        quotes = 1 if style in QUOTE_STYLES else UNKNOWN
        numbering = paragraph.find(f"{WORD}pPr/{WORD}numPr")
        if numbering is None or style.startswith("heading"):
            return Shape(quotes)
        values = {child.tag: child.get(f"{WORD}val", "") for child in numbering}
        key = values.get(f"{WORD}numId", ""), values.get(f"{WORD}ilvl", "0")
        if key not in self.ordered:
            return Shape(quotes)
        return Shape(quotes, (self.ordered[key],), f"i{self.paragraph}", begins_item=True)

    def signs(self, holder: etree._Element) -> Iterator[Sign]:
        for child in holder:
            if not isinstance(child.tag, str) or child.tag in NOT_SHOWN:
                continue
            if child.tag == f"{WORD}r":
                yield from self.run(child)
            elif child.tag == f"{WORD}hyperlink":
                target = self.targets.get(child.get(f"{RELATION}id", ""), "")
                yield Sign("soft", "", self.paragraph, LINK, target)
                yield from self.signs(child)
                yield Sign("soft", "", self.paragraph, UNLINK)
            elif child.tag == f"{WORD}fldSimple" or len(child):
                yield from self.signs(child)

    def run(self, run: etree._Element) -> Iterator[Sign]:
        properties = run.find(f"{WORD}rPr")
        if properties is not None and _is_on(properties.find(f"{WORD}vanish")):
            return
        style = _value(properties.find(f"{WORD}rStyle")) if properties is not None else ""
        said = {**self.style_emphasis.get(style, {}), **_emphasis(properties)}
        for name in EMPHASIS:
            wanted = said.get(name, False)
            if wanted != (name in self.emphasis):
                self.emphasis ^= {name}
                yield Sign("soft", "", self.paragraph, IN if wanted else OUT, name)
        has_own_mark = any(each.get(f"{WORD}customMarkFollows") in {"1", "true", "on"} for each in run)
        for child in run:
            is_mark = has_own_mark and child.tag == f"{WORD}t"
            if isinstance(child.tag, str) and child.tag not in NOT_SHOWN and not is_mark:
                yield from self.content(child)

    def content(self, child: etree._Element) -> Iterator[Sign]:
        at = self.paragraph
        match child.tag.removeprefix(WORD):
            case "t":
                for character in child.text or "":
                    yield Sign("blank" if character.isspace() else "char", character, at)
            case "tab":
                yield Sign("blank", "\t", at)
            case "br" | "cr":
                yield Sign("maybe", "\n", at)
            case "noBreakHyphen":
                yield Sign("char", "\u2011", at)
            case "sym":  # which character it is, only its font knows
                yield Sign("soft", "\ufffd", at, "symbol")
            case "softHyphen":
                yield Sign("soft", "\u00ad", at)
            case "footnoteReference" | "endnoteReference":
                kind = child.tag.removeprefix(WORD).removesuffix("Reference")
                self.marks.append((kind, child.get(f"{WORD}id", "")))
                if child.get(f"{WORD}customMarkFollows") in {"1", "true", "on"}:
                    run = child.getparent()
                    words = "".join(text.text or "" for text in run.iter(f"{WORD}t")) if run is not None else ""
                    self.labels.append(words.strip())
                else:
                    self.counted += 1
                    self.labels.append(str(self.counted))
                yield Sign("mark", self.labels[-1], at)
            case _:
                yield from self.pictures(child)

    def pictures(self, holder: etree._Element) -> Iterator[Sign]:
        for drawing in holder.iter(f"{PLACED}inline", f"{PLACED}anchor"):
            said = drawing.find(f"{PLACED}docPr")
            description = said.get("descr", "") if said is not None else ""
            for picture in drawing.iter(f"{DRAWING}blip"):
                target = self.targets.get(picture.get(f"{RELATION}embed", ""), "")
                yield Sign("picture", target, self.paragraph, description)


def _parted(index: int, leaf: Leaf) -> Iterator[Sign]:
    if index:
        yield Sign("maybe", "\n", leaf.at)


def _value(found: etree._Element | None) -> str:
    return found.get(f"{WORD}val", "") if found is not None else ""


def _emphasis(properties: etree._Element | None) -> dict[str, bool]:
    """Return what run properties say of emphasis; what they don't mention is not in it."""
    if properties is None:
        return {}
    found = ((name, properties.find(f"{WORD}{tag}")) for name, tag in EMPHASIS.items())
    return {name: _is_on(element) for name, element in found if element is not None}


def _is_on(found: etree._Element | None) -> bool:
    return found is not None and found.get(f"{WORD}val", "1") not in FALSE
