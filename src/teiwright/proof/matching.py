"""The source's leaves followed through the TEI, character by character: what each sign became, and what became nothing.

The TEI is the claim, the source the evidence: which leaf belongs to a note, and which two leaves are one paragraph, is
taken from the TEI and holds only where the source's own signs bear it out.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from teiwright.languages import either, every, expression
from teiwright.proof.signs import BOLD, ITALIC, LINK, UNLINK, Leaf, Sign
from teiwright.proof.told import Block, Told, ToldNote

LONGEST_MARK = 18
KEY = 3
MOST_TRIES = 400
LOOK_AHEAD = 60
SURE = 6
LONG_ENOUGH = 12
TOGGLES = {ITALIC, BOLD}
SEPARATING, OPENING, CLOSING = ",，、;；.。:：", "([{（［〔【〖", ")]}）］〕】〗"
BRACKETS = "()[]{}（）［］〔〕【】〖〗<>^"
NOTE_WORDS = "|".join(sorted(map(re.escape, every("reading", "note_words")), key=len, reverse=True))
AROUND_LABEL = re.compile(
    rf"(?:[{re.escape(BRACKETS)}/\s↑\\$*]|{either('reading', 'note_sign', 'zh')}|(?:{NOTE_WORDS}))+"
)
AFTER_LABEL = re.compile(r"[.．、,，:：;；\s]+$")
BACK = re.compile(r"[\W\d_a-z]{0,8}")
SEPARATORS = re.compile(r"[,，、;；\s]+")
SPAN = re.compile(r"(?<!\d)(\d+)\s*[-–—~～]\s*(\d+)")
PAGE_LEADER = expression("reading", "page_leader")
PAGE_WORD = either("citations", "page", "zh")
PAGE_NUMBER = re.compile(rf"(?<!\W)\W*+{PAGE_LEADER}?\s*(?:\d{{1,4}}|[ivxlc]{{1,6}})\s*+{PAGE_WORD}?\W*+", re.I)
PAGE_MARK = re.compile(
    rf"(?P<open>[\[［【〔(（{{|<])\s*{PAGE_LEADER}?\s*(?P<label>\d{{1,4}}|[ivxlc]{{1,7}})\s*{PAGE_WORD}?\s*[\]］】〕)）}}|>]",
    re.I,
)
RETURN = re.compile(rf"[\W\d_]*(?:{expression('reading', 'return_words')}|[a-z])?[\W\d_]*", re.I)
WORDLESS = re.compile(r"[\W_]*")
SHORT = 60


class Fault(NamedTuple):
    """Something that the TEI does not say as the source does; `at` as in Sign, -1 where it has no place there."""

    rule: str
    message: str
    at: int
    line: int = 0
    """The line of the TEI, where the source has no place for it."""


class Pair(NamedTuple):
    """A sign of a leaf and the character that it became."""

    leaf: int
    sign: int
    block: Block
    offset: int


class Aside(NamedTuple):
    """A stretch of the source that stands nowhere in the text by a stated rule."""

    at: int
    words: str
    reason: str


@dataclass(slots=True)
class Trace:
    """The outcome: pairs in the order of the source, what was set aside, faults, marks of notes by sign."""

    pairs: list[Pair] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    marks: set[tuple[int, int]] = field(default_factory=set)
    """Signs (leaf, sign) that were taken as notes' marks or labels."""
    symbols: set[tuple[int, int]] = field(default_factory=set)
    """Those of them that are asterisks and the like, which are no emphasis then."""
    note_leaves: dict[int, str] = field(default_factory=dict)
    """Leaves that are, or begin, a note: its id."""


@dataclass(slots=True)
class _Walk:
    """One attempt to follow a leaf from a sign on, in a row of blocks from a place on."""

    sign: int
    index: int
    offset: int
    start: int = 0
    pairs: list[Pair] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    symbols: list[int] = field(default_factory=list)
    placed: dict[str, str] = field(default_factory=dict)
    inner: list[str] = field(default_factory=list)
    is_whole: bool = False

    @property
    def rank(self) -> tuple[bool, int, int]:
        return self.is_whole, -len(self.faults), len(self.pairs)


@dataclass(slots=True)
class _Place:
    """How far a row of blocks has been followed."""

    blocks: Sequence[Block]
    index: int = 0
    offset: int = 0
    is_begun: bool = False

    @property
    def is_done(self) -> bool:
        return self.index >= len(self.blocks)

    def settle(self) -> None:
        """Go on to the next block where one is followed to its end."""
        while self.index < len(self.blocks) and self.offset >= len(self.blocks[self.index].characters):
            self.index += 1
            self.offset = 0


def follow(leaves: Sequence[Leaf], said: Told) -> Trace:
    """Return what became of the leaves in the TEI."""
    return _Follower(leaves, said).follow()


def excerpt(words: str, most: int = 24) -> str:
    """Return words for a message, cut."""
    words = " ".join(words.split())
    return f"“{words}”" if len(words) <= most else f"“{words[:most]}…”"


class _Follower:
    def __init__(self, leaves: Sequence[Leaf], said: Told) -> None:
        self.leaves = leaves
        self.said = said
        self.trace = Trace()
        self.front = next((i for i, block in enumerate(said.body) if not block.front), len(said.body))
        """How many blocks the title page has."""
        self.body = _Place(said.body, self.front)
        self.notes = {name: _Place(note.blocks) for name, note in said.notes.items()}
        self.latest: str | None = None
        self.unlabelled = -1
        """The place in the order of the last note whose label is not printed."""
        self.used: dict[int, bytearray] = {}
        self.placed: dict[str, str] = {}
        """Notes whose anchor was found at a mark, with the mark as the source has it."""
        self.labels = {normal(note.label) for note in said.notes.values() if note.label}
        self.by_start: dict[str, list[str]] = {}
        for name, note in said.notes.items():
            self.by_start.setdefault(_first(note.blocks)[:KEY], []).append(name)
        self.by_beginning: dict[str, list[int]] = {}
        for index, block in enumerate(said.body):
            self.by_beginning.setdefault(block.string[:SURE], []).append(index)
        self.alone = {
            "".join(normal(said.notes[name].label) for _, name, _ in block.anchors)
            for block in said.body
            if block.anchors and not block.characters
        }
        self.repeated = Counter(_without_figures(leaf.string) for leaf in leaves)
        self.numbers = sum(bool(PAGE_NUMBER.fullmatch(leaf.string)) for leaf in leaves)
        self.over_notes: list[tuple[int, int, int]] = []
        """Stretches (leaf, signs) that may be the heading of notes, if notes follow before the text goes on."""

    def follow(self) -> Trace:
        for number, leaf in enumerate(self.leaves):
            if leaf.kind != "front":
                self.take(number, leaf)
        for number, at, end in self.over_notes:
            self.lost(number, at, end)
        self.faults_of_the_rest()
        return self.trace

    def take(self, number: int, leaf: Leaf) -> None:
        """Follow one leaf to its end, through as many blocks and notes as it takes."""
        at = 0
        if leaf.kind == "rule":
            self.rule(number)
            return
        if not _has_words(leaf, 0):
            self.signs_of_fonts(number, leaf)
            return
        for _ in range(500):
            if not _has_words(leaf, at):
                return
            walk, place, name = self.best(number, leaf, at)
            if walk is None or place is None or (walk.sign == at and not walk.pairs):
                at = self.unplaced(number, at)
            else:
                self.accept(number, at, walk, place, name)
                at = walk.sign

    def rule(self, number: int) -> None:
        """A line of signs alone is a rule, or stands in the text as it is: not where what follows begins with them."""
        places = [(self.body, None), *([(self.notes[self.latest], self.latest)] if self.latest else [])]
        after = next((at for at in range(number, len(self.leaves)) if self.leaves[at].kind != "rule"), number)
        for place, name in places:
            walk = self.walk(number, 0, place)
            if walk.pairs and len(walk.pairs) >= len(self.walk(after, 0, place).pairs):
                self.accept(number, 0, walk, place, name)
                return

    def signs_of_fonts(self, number: int, leaf: Leaf) -> None:
        """Nothing but signs that only their font knows: a block of no more characters is theirs, if there is one."""
        after = next((at for at in range(number, len(self.leaves)) if _has_words(self.leaves[at], 0)), number)
        for place, start, name in self.candidates(leaf, 0) if any(s.effect == "symbol" for s in leaf.signs) else ():
            walk = self.walk(number, start, place)
            is_block = walk.pairs and len(walk.pairs) == len(place.blocks[place.index].characters)
            if is_block and (after == number or not self.walk(after, 0, place).is_whole):
                self.accept(number, 0, walk, place, name)
                return

    def best(self, number: int, leaf: Leaf, at: int) -> tuple[_Walk | None, _Place | None, str | None]:
        """Return the best attempt, the row of blocks that it goes through and the note that they are, if any."""
        tried: list[tuple[_Walk, _Place, str | None]] = []
        is_label = at == 0 and len(leaf.string) <= LONGEST_MARK and self.heads_note(number, leaf.string)
        for place, start, name in self.candidates(leaf, at) if not is_label else ():
            walk = self.walk(number, start, place)
            if walk.pairs or walk.is_whole:
                tried.append((walk, place, name))
                if _is_clean(walk, place):
                    return walk, place, name
        wanted = len([s for s in leaf.signs[at:] if s.kind == "char"])
        if tried:
            walk, place, name = max(tried, key=lambda each: each[0].rank)
            if walk.is_whole or len(walk.pairs) * 2 >= min(wanted, 2 * SHORT):
                return walk, place, name
        if self.is_furniture(number, leaf, at):
            return None, None, None
        forced = [
            (walk, place, name)
            for _, place, name in tried
            if (walk := self.walk(number, self.start_of(leaf, at, name), place, forced=True)) and walk.pairs
        ]
        if not forced and not self.body.is_done:
            walk = self.walk(number, at, self.body, forced=True)
            forced = [(walk, self.body, None)]
        good = [each for each in forced if len(each[0].pairs) * 2 >= wanted]
        return max(good, key=lambda each: len(each[0].pairs)) if good else (None, None, None)

    def start_of(self, leaf: Leaf, at: int, name: str | None) -> int:
        if name is None or self.notes[name].is_begun:
            return at
        return next((start for start in _label_ends(leaf, at, self.said.notes[name])), at)

    def candidates(self, leaf: Leaf, at: int) -> Iterator[tuple[_Place, int, str | None]]:
        """Yield the places where a leaf may go on from a sign, the likelier first."""
        if leaf.label and at == 0:
            for name in self.named(leaf.label):
                for start in _label_ends(leaf, at, self.said.notes[name]):
                    yield self.notes[name], start, name
        if leaf.kind == "heading" and at == 0:
            yield from self.alike(leaf)
        if not self.body.is_done:
            yield self.body, at, None
        if self.latest and not self.notes[self.latest].is_done:
            yield self.notes[self.latest], at, self.latest
        yield from self.notes_beginning(leaf, at)
        yield from self.elsewhere(leaf, at)
        yield from self.notes_beginning(leaf, at, with_label=False)

    def alike(self, leaf: Leaf) -> Iterator[tuple[_Place, int, str | None]]:
        """Yield what says on the title page just what a heading says, whose words the text may begin with too."""
        words = "".join(leaf.string.split())
        for index, block in enumerate(self.said.body[: self.front]):
            if block.string == words and not self.is_used(block):
                yield _Place(self.said.body, index, 0), 0, None

    def named(self, label: str) -> list[str]:
        """Return the notes that a definition's label names, by the mark at their anchor."""
        found = [name for name, mark in self.placed.items() if mark == label]
        others = [n for n, note in self.said.notes.items() if n not in found and normal(note.label) == normal(label)]
        rest = [n for n in self.said.notes if n not in found and n not in others]
        return [n for n in [*found, *others, *rest] if not self.notes[n].is_begun]

    def notes_beginning(
        self, leaf: Leaf, at: int, *, with_label: bool = True
    ) -> Iterator[tuple[_Place, int, str | None]]:
        """Yield the notes whose words stand soon after the sign, behind their label or, at last, without one."""
        signs = leaf.signs[at : at + 6 * LONGEST_MARK]
        firm = "".join(s.value for s in signs if s.kind in {"char", "mark"})
        shown = (s.value for s in signs if s.kind in {"char", "mark"} or (s.kind == "soft" and len(s.value) <= KEY))
        for string in dict.fromkeys(("".join("".join(shown).split()), firm)):
            for cut in range(min(2 * LONGEST_MARK, len(string)) + 1):
                for name in self.by_start.get(string[cut : cut + KEY], ()):
                    if not self.notes[name].is_begun:
                        for start in _label_ends(leaf, at, self.said.notes[name], with_label=with_label):
                            yield self.notes[name], start, name

    def elsewhere(self, leaf: Leaf, at: int) -> Iterator[tuple[_Place, int, str | None]]:
        """Yield blocks that begin as the leaf does, but not where the text has come to."""
        string = "".join(s.value for s in leaf.signs[at : at + 4 * SURE] if s.kind == "char")
        for index in self.by_beginning.get(string[:SURE], ()):
            if index != self.body.index and not self.is_used(self.said.body[index]):
                yield _Place(self.said.body, index, 0), at, None
        for index, block in enumerate(self.said.body[:40]):
            if block.front and index != self.body.index and not self.is_used(block):
                yield _Place(self.said.body, index, 0), at, None

    def is_used(self, block: Block) -> bool:
        return any(self.used.get(id(block), b""))

    def walk(self, number: int, start: int, place: _Place, *, forced: bool = False) -> _Walk:
        """Follow the leaf from a sign on until the block ends, or the leaf, or they differ."""
        leaf = self.leaves[number]
        walk = _Walk(start, place.index, place.offset, start)
        if place.is_done:
            return walk
        block = place.blocks[place.index]
        return _Step(self, number, leaf, block, walk, forced).run()

    def accept(self, number: int, at: int, walk: _Walk, place: _Place, name: str | None) -> None:
        """Make an attempt the outcome."""
        leaf = self.leaves[number]
        trace = self.trace
        if place is not self.body and place.blocks is self.said.body:
            if not self.said.body[place.index].front:
                words = excerpt(leaf.string)
                trace.faults.append(Fault("text-moved", f"{words} stands elsewhere in the text", leaf.at))
            if place.index > self.body.index or not self.said.body[place.index].front:
                self.body.index, self.body.offset = place.index, place.offset
                place = self.body
        if name is not None:
            if not self.notes[name].is_begun:
                self.begin_note(number, at, walk, name)
            self.latest = name
            trace.note_leaves[number] = name
            self.over_notes.clear()
        elif not walk.pairs or not walk.pairs[0].block.front:
            for stretch in self.over_notes:
                self.lost(*stretch)
            self.over_notes.clear()
        for pair in walk.pairs:
            self.used.setdefault(id(pair.block), bytearray(len(pair.block.characters)))[pair.offset] = 1
        trace.pairs.extend(walk.pairs)
        trace.faults.extend(walk.faults)
        trace.marks.update((number, sign) for sign in walk.marks)
        trace.symbols.update((number, sign) for sign in walk.symbols)
        self.placed.update(walk.placed)
        for inner in walk.inner:
            self.notes[inner].is_begun = True
            self.notes[inner].index = len(self.notes[inner].blocks)
        place.index, place.offset = walk.index, walk.offset
        place.is_begun = True
        place.settle()

    def begin_note(self, number: int, at: int, walk: _Walk, name: str) -> None:
        leaf, note = self.leaves[number], self.said.notes[name]
        self.trace.marks.update((number, sign) for sign in range(at, walk.start))
        if not any(map(str.isalnum, note.label)):
            self.trace.symbols.update((number, sign) for sign in range(at, walk.start))
        label = normal(note.label)
        printed = "".join(
            s.value for s in leaf.signs[at : walk.start] if s.kind in {"char", "mark"} or s.effect == "item"
        )
        implied = normal(leaf.shape.number) if leaf.shape.number and at == 0 else ""
        symbols = "".join(s.value for s in leaf.signs[at : walk.start] if s.effect in TOGGLES)
        is_told = label in {implied, symbols} or _loosely(normal(printed) if printed else "", label) or not label
        if (
            not (leaf.label and at == 0)
            and not is_told
            and "formula" not in {s.effect for s in leaf.signs[at : walk.start]}
        ):
            order = [*self.said.notes].index(name)
            if order < self.unlabelled:
                message = f"note {note.label} does not stand where its words do: {excerpt(_first(note.blocks))}"
                self.trace.faults.append(Fault("note-exchanged", message, leaf.at))
            self.unlabelled = max(order, self.unlabelled)
        mark = self.placed.get(name)
        if leaf.label and at == 0 and mark is not None and mark != leaf.label and normal(mark) != normal(leaf.label):
            message = f"note {note.label} stands at the mark {mark}, but has the words of {leaf.label}"
            self.trace.faults.append(Fault("note-exchanged", message, leaf.at))

    def unplaced(self, number: int, at: int) -> int:
        """Set a stretch up to the next line's end aside, where a rule allows it; return where it ends."""
        leaf = self.leaves[number]
        end = _line_end(leaf, at)
        first = next((s.at for s in leaf.signs[at:end] if s.kind == "char"), leaf.at)
        if reason := self.is_furniture(number, leaf, at):
            if reason == "heading of the notes":
                self.over_notes.append((number, at, end))
            self.trace.asides.append(Aside(first, _words(leaf, at, end), reason))
        else:
            self.lost(number, at, end)
        return end

    def lost(self, number: int, at: int, end: int) -> None:
        leaf = self.leaves[number]
        words = _words(leaf, at, end)
        first = next((s.at for s in leaf.signs[at:end] if s.kind == "char"), leaf.at)
        self.trace.faults.append(Fault("text-lost", f"neither in the text nor in a note: {excerpt(words)}", first))

    def is_furniture(self, number: int, leaf: Leaf, at: int) -> str:
        """Return why a leaf (from a sign on) need not stand in the text, or nothing."""
        begins_line = at == 0 or any(s.kind == "maybe" for s in leaf.signs[_last_char(leaf, at) : at + 1])
        words = _words(leaf, at, _line_end(leaf, at))
        if WORDLESS.fullmatch(words) and begins_line:
            return "ornament or mark-up"
        if "".join(_marks(words)) in self.alone:
            return "marks of notes, alone in their line"
        if at and self.latest and RETURN.fullmatch(words):
            return "link back to the text"
        if (at == 0 or leaf.kind == "cell") and self.heads_note(number, words.lstrip("↑^")):
            return "mark of a note, by itself"
        if not begins_line or leaf.kind in {"cell", "verbatim"}:
            return ""
        if PAGE_NUMBER.fullmatch(words) and self.numbers >= 3:
            return "page number"
        if normal(words) in self.labels:
            return "heading of the notes"
        if len(words) <= SHORT and self.repeated[_without_figures(words)] >= 3:
            return "running head"
        return "heading of the notes" if len(words) <= SHORT // 2 and self.said.notes else ""

    def heads_note(self, number: int, words: str) -> bool:
        """Say whether these words are the label of the note that the next leaf holds."""
        following = "".join(leaf.string for leaf in self.leaves[number + 1 : number + 2])
        begun = "".join(following.split())[:KEY]
        found = (note for note in self.said.notes.values() if normal(note.label) == normal(words))
        return any(_first(note.blocks)[:KEY] == begun for note in found)

    def faults_of_the_rest(self) -> None:
        """Report what the TEI has and no sign of the source became."""
        front = "".join(s.value for leaf in self.leaves if leaf.kind == "front" for s in leaf.signs if s.kind == "char")
        front += front.replace("\\", "")  # a quotation mark that YAML escapes
        front += front.replace("*", "").replace("_", "")  # emphasis in a title of Markdown
        for block in self.said.body:
            self.rest_of(block, "the text", front if block.front else "")
        for name, note in self.said.notes.items():
            if not any(self.is_used(block) for block in note.blocks) and any(b.characters for b in note.blocks):
                words = excerpt("".join(b.string for b in note.blocks))
                self.trace.faults.append(
                    Fault("note-added", f"note {name} is not in the source: {words}", -1, note.line)
                )
                continue
            for block in note.blocks:
                self.rest_of(block, f"note {name}", "")

    def rest_of(self, block: Block, where: str, front: str) -> None:
        used = self.used.get(id(block), bytearray(len(block.characters)))
        at = 0
        while (low := used.find(0, at)) >= 0:
            high = used.find(1, low)
            high = len(used) if high < 0 else high
            words = "".join(block.characters[low:high])
            if words not in front:
                message = f"{where} has {excerpt(words)}, which is not in the source there"
                self.trace.faults.append(Fault("text-added", message, -1, block.line))
            at = high


class _Step:
    """One walk through a leaf and a block, with the choices that it made, to go back on."""

    def __init__(self, follower: _Follower, number: int, leaf: Leaf, block: Block, walk: _Walk, forced: bool) -> None:
        self.follower = follower
        self.number = number
        self.leaf = leaf
        self.block = block
        self.walk = walk
        self.forced = forced
        self.choices: list[tuple[int, int, tuple[int, int, int, int], dict[str, str]]] = []
        self.tries = 0
        self.anchored = {offset for offset, _, _ in block.anchors}
        self.passed = {name for offset, name, _ in block.anchors if offset < walk.offset} | {
            name for name in follower.placed if walk.offset
        }

    def run(self) -> _Walk:
        walk, signs = self.walk, self.leaf.signs
        while True:
            self.anchors()
            if walk.sign >= len(signs):
                walk.is_whole = True
                break
            if not self.step():
                if walk.offset < len(self.block.characters) and self.go_back():
                    continue
                if not (self.forced and self.resync()):
                    break
        if walk.offset >= len(self.block.characters):
            self.late_anchors()
        return walk

    def step(self) -> bool:
        """Take one sign; False where it cannot be taken."""
        walk = self.walk
        sign = self.leaf.signs[walk.sign]
        ended = walk.offset >= len(self.block.characters)
        if sign.kind in {"blank", "wrap", "maybe", "picture", "page"}:
            if ended and sign.kind == "maybe" and _has_words(self.leaf, walk.sign):
                return False
            walk.sign += 1
            return True
        if sign.kind == "mark":
            return self.mark(sign)
        if sign.kind == "soft":
            return self.soft(sign, ended)
        if not ended and self.block.characters[walk.offset] == sign.value:
            self.pair()
            return True
        return self.page_mark() or self.divided() or (not ended and self.stray_mark())

    def pair(self) -> None:
        walk = self.walk
        walk.pairs.append(Pair(self.number, walk.sign, self.block, walk.offset))
        walk.sign += 1
        walk.offset += 1

    def soft(self, sign: Sign, ended: bool) -> bool:
        walk = self.walk
        literal = "".join(sign.target.split() if sign.effect == "formula" else sign.value.split())
        characters = "".join(self.block.characters[walk.offset : walk.offset + len(literal)])
        if sign.effect == BOLD and characters[:1] == literal[:1] != characters[1:2]:
            literal = literal[:1]  # of two asterisks one may be mark-up
        if sign.effect == "symbol":
            literal = characters = self.block.characters[walk.offset] if not ended else ""
        if literal and not ended and characters.startswith(literal):
            self.remember()
            for _ in literal:
                walk.pairs.append(Pair(self.number, walk.sign, self.block, walk.offset))
                walk.offset += 1
        walk.sign += 1
        return True

    def mark(self, sign: Sign) -> bool:
        """A mark at which no note is anchored: it may stand as it is written, as a link to the note does."""
        walk = self.walk
        for literal in (sign.effect, sign.value):
            end = walk.offset + len(literal)
            if literal and "".join(self.block.characters[walk.offset : end]) == literal:
                for _ in literal:
                    walk.pairs.append(Pair(self.number, walk.sign, self.block, walk.offset))
                    walk.offset += 1
                walk.sign += 1
                return True
        walk.faults.append(Fault("anchor-lost", f"no note is anchored at the mark {sign.value}", sign.at))
        walk.sign += 1
        return True

    def page_mark(self) -> bool:
        """Words that number a page may stand as the number of the page that begins there."""
        labels = self.block.breaks.get(self.walk.offset, set()) - {""}
        signs = self.leaf.signs[self.walk.sign : self.walk.sign + LONGEST_MARK]
        string = ""
        for length, sign in enumerate(signs, start=1):
            string += sign.value if sign.kind in {"char", "blank"} else ""
            found = PAGE_MARK.fullmatch(string)
            if found and found["label"] in labels and self.goes_on(self.walk.sign + length):
                self.walk.marks.extend(range(self.walk.sign, self.walk.sign + length))
                self.walk.sign += length
                return True
        return False

    def divided(self) -> bool:
        """The hyphen of a word that a line's or a page's end divided may be gone."""
        sign = self.leaf.signs[self.walk.sign]
        if sign.value not in "-\u00ad\u2010" or not self.walk.pairs:
            return False
        rest = self.leaf.signs[self.walk.sign + 1 :]
        if any(s.kind in {"char", "mark"} for s in rest):
            return False
        following = self.block.characters[self.walk.offset : self.walk.offset + 1]
        if not following or not following[0].islower():
            return False
        self.walk.marks.append(self.walk.sign)
        self.walk.sign += 1
        return True

    def remember(self) -> None:
        walk = self.walk
        counts = (len(walk.pairs), len(walk.faults), len(walk.marks), len(walk.inner))
        self.choices.append((walk.sign, walk.offset, counts, dict(walk.placed)))

    def go_back(self) -> bool:
        """Go back on the last choice: what was taken as text was mark-up."""
        self.tries += 1
        if not self.choices or self.tries > MOST_TRIES:
            return False
        walk = self.walk
        if walk.sign - self.choices[-1][0] > SHORT * 3:
            return False
        sign, offset, (pairs, faults, marks, inner), placed = self.choices.pop()
        walk.sign, walk.offset, walk.placed = sign + 1, offset, placed
        del walk.pairs[pairs:], walk.faults[faults:], walk.marks[marks:], walk.inner[inner:]
        self.passed = {n for o, n, _ in self.block.anchors if o < offset} | set(placed)
        return True

    def resync(self) -> bool:
        """Find where leaf and block agree again, and report what differs."""
        walk = self.walk
        rest = [(i, s.value) for i, s in enumerate(self.leaf.signs[walk.sign :], start=walk.sign) if s.kind == "char"]
        source = "".join(value for _, value in rest)
        told = self.block.string
        for skipped in range(min(LOOK_AHEAD, len(source)) + 1):
            wanted = source[skipped : skipped + SURE]
            found = told.find(wanted, walk.offset, walk.offset + 4 * LOOK_AHEAD) if wanted else -1
            if found >= 0 and (skipped or found > walk.offset) and len(wanted) >= min(SURE, 2):
                self.differ(source[:skipped], told[walk.offset : found], rest[0][1] if rest else "")
                walk.sign, walk.offset = rest[skipped][0], found
                self.passed |= {n for o, n, _ in self.block.anchors if o < found}
                return True
        if not source:
            return False
        if len(source) <= LOOK_AHEAD or len(walk.pairs) > len(source):
            self.differ(source, told[walk.offset :], "")
            walk.sign, walk.offset = len(self.leaf.signs), len(told)
            return True
        return False

    def differ(self, source: str, told: str, _: str) -> None:
        at = self.leaf.signs[min(self.walk.sign, len(self.leaf.signs) - 1)].at
        if not told:
            fault = Fault("text-lost", f"{self.where} lacks {excerpt(source)}", at)
        elif not source:
            fault = Fault("text-added", f"{self.where} has {excerpt(told)}, which is not in the source", at)
        else:
            fault = Fault("text-differs", f"{self.where} has {excerpt(told)} instead of {excerpt(source)}", at)
        self.walk.faults.append(fault)
        for offset in range(self.walk.offset, self.walk.offset + len(told)):
            self.follower.used.setdefault(id(self.block), bytearray(len(self.block.characters)))[offset] = 1

    @property
    def where(self) -> str:
        return f"block {self.block.name}" if self.block.name else "the text"

    def anchors(self) -> None:
        """Where notes are anchored in the block, the source must have their marks."""
        walk = self.walk
        if walk.offset not in self.anchored:
            return
        here = [(n, b) for o, n, b in self.block.anchors if o == walk.offset and n not in self.passed]
        if not here:
            return
        if walk.sign >= len(self.leaf.signs) and walk.offset < len(self.block.characters):
            return
        names = [name for name, _ in here]
        for end, marks, pairs, inner in self.marks_from(walk.sign, names):
            if self.agrees(end, walk.offset) or inner:
                self.shift(walk.sign, end, here[0][1], names[0])
                walk.marks.extend(range(self.mark_start(walk.sign, end), end))
                if not any(c.isalnum() for name in names for c in self.follower.said.notes[name].label):
                    walk.symbols.extend(range(walk.sign, end))
                walk.pairs.extend(pairs)
                walk.inner.extend(inner)
                walk.sign = end
                walk.placed.update(zip(names, marks, strict=True))
                self.passed.update(names)
                return
        if self.follows_its_mark(names):
            self.passed.update(names)
            return
        if walk.sign < len(self.leaf.signs) and self.leaf.signs[walk.sign].kind in {"blank", "wrap", "page", "maybe"}:
            rest = self.leaf.signs[walk.sign :]
            if not any(s.kind in {"char", "mark"} for s in rest) and walk.offset < len(self.block.characters):
                return
        self.passed.update(names)
        for name in names:
            label = self.follower.said.notes[name].label
            at = self.leaf.signs[min(walk.sign, len(self.leaf.signs) - 1)].at
            walk.faults.append(Fault("note-moved", f"note {name} is anchored where the source has no mark {label}", at))

    def mark_start(self, start: int, end: int) -> int:
        """Return where a mark begins: signs of emphasis before it are not its own."""
        signs = self.leaf.signs
        firm = (i for i in range(start, end) if signs[i].kind in {"char", "mark"} or signs[i].effect == "formula")
        return next(firm, start)

    def late_anchors(self) -> None:
        walk = self.walk
        left = [n for o, n, _ in self.block.anchors if o >= walk.offset and n not in self.passed]
        if left and walk.sign >= len(self.leaf.signs):
            self.anchors()

    def marks_from(self, start: int, names: Sequence[str]) -> Iterator[tuple[int, list[str], list[Pair], list[str]]]:
        """Yield where the marks of these notes may end, the shortest first: (sign, mark, pairs, notes in the line)."""
        notes = [self.follower.said.notes[name] for name in names]
        signs = self.leaf.signs
        if inline := self.inline_note(start, names):
            yield inline
        explicit = [i for i in range(start, min(start + 12, len(signs))) if signs[i].kind == "mark"]
        if explicit and not any(s.kind == "char" for s in signs[start : explicit[0]]):
            taken = explicit[: len(names)]
            between = signs[taken[0] : taken[-1]]
            if len(taken) == len(names) and not any(s.kind == "char" and s.value.isalnum() for s in between):
                yield taken[-1] + 1, [signs[index].value for index in taken], [], []
                return
        string, found = "", []
        labels = [normal(note.label) for note in notes]
        for index in range(start, min(start + 4 * LONGEST_MARK, len(signs))):
            if signs[index].kind == "char" or (signs[index].kind == "soft" and signs[index].value[:1] not in "<\\"):
                is_emphasis = signs[index].effect in TOGGLES and any(map(str.isalnum, "".join(labels)))
                if is_emphasis or signs[index].effect in {LINK, UNLINK}:
                    continue
                string += signs[index].target if signs[index].effect == "formula" else signs[index].value
                bare = string.strip()
                if bare and (bare[0] in SEPARATING or bare[0] in CLOSING or bare[-1] in SEPARATING + OPENING):
                    continue
                if sum(map(bare.count, OPENING)) > sum(map(bare.count, CLOSING)):
                    continue
                if _marks(string) == labels or _unseparated(string) == "".join(labels):
                    found.append((index + 1, string))
            elif signs[index].kind == "mark":
                break
            if len(string) > LONGEST_MARK * 4:
                break
        for end, mark in found:
            yield end, [mark] * len(names), [], []

    def inline_note(self, start: int, names: Sequence[str]) -> tuple[int, list[str], list[Pair], list[str]] | None:
        """A note whose words stand in the line itself: ^[words]; its mark may stand before it and in it."""
        signs = self.leaf.signs
        note = self.follower.said.notes[names[0]]
        opening = (i for i in range(start, min(start + 4 * LONGEST_MARK, len(signs) - 1)) if signs[i].value == "^")
        at = next((i for i in opening if signs[i + 1].value == "["), -1)
        before = "".join(s.value for s in signs[start : max(at, start)] if s.kind == "char")
        if at < 0 or len(names) != 1 or len(note.blocks) != 1 or (before and normal(before) != normal(note.label)):
            return None
        blocks = note.blocks
        inner = _Walk(self.behind_label(at + 2, normal(before)) if before else at + 2, 0, 0)
        step = _Step(self.follower, self.number, self.leaf, blocks[0], inner, forced=False)
        while inner.offset < len(blocks[0].characters) and inner.sign < len(signs) and step.step():
            pass
        while inner.sign < len(signs) and signs[inner.sign].kind in {"soft", "blank", "wrap"}:
            inner.sign += 1
        if inner.offset < len(blocks[0].characters) or inner.sign >= len(signs) or signs[inner.sign].value != "]":
            return None
        return inner.sign + 1, [""], inner.pairs, [names[0]]

    def behind_label(self, start: int, label: str) -> int:
        """Return the sign behind a label that stands at a note's beginning, once or, as margins show it, twice."""
        firm = [i for i in range(start, len(self.leaf.signs)) if self.leaf.signs[i].kind == "char"]
        for string in (label * 2, label):
            if "".join(self.leaf.signs[i].value for i in firm[: len(string)]) == string:
                return firm[len(string) - 1] + 1
        return start

    def agrees(self, sign: int, offset: int) -> bool:
        """Say whether leaf and block go on alike for some characters."""
        told = self.block.characters[offset : offset + 2]
        words = [s for s in self.leaf.signs[sign : sign + 40] if s.kind in {"char", "soft", "mark"}]
        firm = [s.value for s in words if s.kind == "char"]
        open_ = next((i for i, s in enumerate(words) if s.kind == "char"), len(words))
        if told and any(s.value.startswith(told[0]) for s in words[:open_] if s.kind == "soft"):
            return True
        if not told:
            rest = (s.kind for s in self.leaf.signs[sign:] if s.kind in {"char", "maybe"})
            return next(rest, "maybe") == "maybe"
        if not firm or any(s.kind == "mark" for s in words[:3]):
            return True
        literal = "".join("".join(s.value.split()) for s in words[:12])
        return firm[0] == told[0] or literal.startswith("".join(told)) or firm[0] in "-\u00ad"

    def shift(self, start: int, end: int, told_before: bool, name: str) -> None:
        """A mark before a space in the source must not stand behind it in the TEI, nor the other way."""
        signs = self.leaf.signs
        marks = [i for i in range(start, end) if signs[i].kind in {"char", "mark"} or signs[i].effect == "formula"]
        if not marks:
            return
        before = any(s.kind in {"blank", "wrap", "maybe"} for s in signs[start : marks[0]])
        rest = signs[end : end + 8]
        following = next((i for i, s in enumerate(rest) if s.kind == "char"), len(rest))
        after = any(s.kind in {"blank", "wrap", "maybe"} for s in rest[:following])
        offset = self.walk.offset
        told_after = offset in self.block.after
        if offset >= len(self.block.characters) or not offset:
            return
        if (before, after, told_before, told_after) in {(False, True, True, False), (True, False, False, True)}:
            self.walk.faults.append(Fault("note-moved", f"note {name} was moved over a space", signs[marks[0]].at))

    def follows_its_mark(self, names: Sequence[str]) -> bool:
        """Say whether the mark stays in the text right before the anchor."""
        label = normal(self.follower.said.notes[names[0]].label)
        told = "".join(self.block.characters[max(0, self.walk.offset - LONGEST_MARK * 2) : self.walk.offset])
        opened = max(told.rfind(bracket) for bracket in "[(（［〔【") if told else -1
        if opened >= 0 and re.search(rf"(?<!\w){re.escape(label)}(?!\w)", told[opened:]):
            return True
        return bool(label) and any(
            normal(told[at:]) == label for at in range(max(0, len(told) - len(label) - 3), len(told))
        )

    def stray_mark(self) -> bool:
        """A note's mark in the source where the TEI anchors none: reported, and passed over."""
        walk, signs = self.walk, self.leaf.signs
        string = ""
        for index in range(walk.sign, min(walk.sign + LONGEST_MARK, len(signs))):
            if signs[index].kind not in {"char", "soft"}:
                break
            string += signs[index].value
            label = normal(string)
            if label and label in self.follower.labels and self.goes_on(index + 1):
                at = signs[walk.sign].at
                walk.faults.append(Fault("note-moved", f"the note at the mark {string} is not anchored here", at))
                walk.marks.extend(range(walk.sign, index + 1))
                walk.sign = index + 1
                return True
        return False

    def goes_on(self, sign: int) -> bool:
        firm = [s.value for s in self.leaf.signs[sign : sign + 12] if s.kind == "char"][:3]
        told = self.block.characters[self.walk.offset : self.walk.offset + len(firm)]
        return firm == told and (bool(firm) or self.walk.offset >= len(self.block.characters))


def normal(label: str) -> str:
    """Return a note's mark without brackets and the look of its figures: 1 for ①, [1], ¹."""
    plain = unicodedata.normalize("NFKC", AROUND_LABEL.sub("", label))
    bare = AROUND_LABEL.sub("", AFTER_LABEL.sub("", plain)) or "".join(label.split())
    return bare.lstrip("0") or bare


def _marks(string: str) -> list[str]:
    """Return the labels that a mark of several notes names: 1, 2 or 1–3."""
    plain = AROUND_LABEL.sub(" ", unicodedata.normalize("NFKC", string)).strip()
    if span := SPAN.fullmatch(plain):
        low, high = int(span[1]), int(span[2])
        return [str(value) for value in range(low, min(high, low + 50) + 1)]
    parts = (part.lstrip("0") or part for part in SEPARATORS.split(plain) if part)
    return [*parts] or ["".join(string.split())]


def _unseparated(string: str) -> str:
    return "".join(_marks(string)) if not SPAN.search(string) else ""


def _label_ends(leaf: Leaf, at: int, note: ToldNote, *, with_label: bool = True) -> Iterator[int]:
    """Yield the signs at which a note's own words may begin, its label taken away.

    Without a label they may begin where a list counts, or behind a link back to the text.
    """
    signs = leaf.signs
    first = _first(note.blocks)[:1]
    label = normal(note.label)
    implied = normal(leaf.shape.number) if leaf.shape.number and at == 0 else ""
    is_named = at == 0 and bool(leaf.label)
    spelt = {"formula", "item"} | (set() if any(map(str.isalnum, label)) else TOGGLES)
    string, is_linked = "", False
    for index in range(at, min(at + 4 * LONGEST_MARK, len(signs)) + 1):
        ahead = next((s.value for s in signs[index : index + 24] if s.kind == "char"), "")
        firm = "".join(s.value for s in signs[index : index + 3] if s.kind in {"char", "soft"})
        if not first or ahead == first or firm[:1] == first:
            plain = normal(string) if string.strip() else ""
            is_labelled = _loosely(plain, label) if plain else is_named or not label or implied == label
            if is_labelled or (
                not with_label and ((is_linked and BACK.fullmatch(plain)) or (not plain and _agrees(leaf, index, note)))
            ):
                yield index
        if index < len(signs):
            sign = signs[index]
            is_linked = is_linked or (sign.effect == LINK and "#" in sign.target)
            if sign.kind in {"char", "mark"} or (sign.kind == "soft" and sign.effect in spelt):
                string += sign.target if sign.effect == "formula" else sign.value
            if len(string) > LONGEST_MARK:
                return


def _agrees(leaf: Leaf, at: int, note: ToldNote) -> bool:
    """Say whether the note's first words stand at the sign."""
    told = _first(note.blocks)[:LONG_ENOUGH]
    words = "".join(s.value for s in leaf.signs[at : at + 4 * LONG_ENOUGH] if s.kind == "char")[: len(told)]
    return bool(told) and words == told


def _loosely(plain: str, label: str) -> bool:
    """Say whether a printed label is the note's, but for words like Note or Anm. and signs around."""
    pattern = rf"\W*(?:[^\W\d_]{{1,8}}\W{{0,2}})?{re.escape(label)}[a-z]{{0,3}}\W*"
    return plain == label or (bool(label) and bool(re.fullmatch(pattern, plain)))


def _first(blocks: Sequence[Block]) -> str:
    return next((block.string for block in blocks if block.characters), "")


def _line_end(leaf: Leaf, at: int) -> int:
    """Return the sign at which a block may end, after some character from `at` on."""
    seen = False
    for index in range(at, len(leaf.signs)):
        kind = leaf.signs[index].kind
        if kind == "maybe" and seen:
            return index
        seen = seen or kind in {"char", "mark"}
    return len(leaf.signs)


def _last_char(leaf: Leaf, at: int) -> int:
    return next((index for index in range(at - 1, -1, -1) if leaf.signs[index].kind == "char"), 0)


def _words(leaf: Leaf, at: int, end: int) -> str:
    shown = (s for s in leaf.signs[at:end] if s.kind != "soft")
    return " ".join("".join(" " if s.kind in {"blank", "wrap", "maybe"} else s.value for s in shown).split())


def _without_figures(words: str) -> str:
    return re.sub(r"\d+", "", words).strip()


def _has_words(leaf: Leaf, at: int) -> bool:
    return any(s.kind in {"char", "mark"} or (s.kind == "soft" and s.effect in {"formula", "item", "heading"})
               for s in leaf.signs[at:])  # fmt: skip


def _is_clean(walk: _Walk, place: _Place) -> bool:
    """Say whether an attempt took all of the leaf, or all of the block, without a fault."""
    at_end = walk.offset >= len(place.blocks[place.index].characters)
    return bool(walk.pairs and not walk.faults and (walk.is_whole or at_end))
