"""The hand annotation as an article, other people's annotation as one, and how the names we find compare with them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from teiwright.article import Article, Note, Paragraph, Part, Source, Span, Text, TitleBlock

KINDS = {"persName": "person", "placeName": "place", "orgName": "org", "PER": "person", "LOC": "place", "ORG": "org"}
_MARK = re.compile(r"<(/?)(\w+)[^<>]*>")
_SEPARATOR = "   / "

Ranges = dict[str, set[tuple[str, int, int]]]
"""Kind, start and end by the id of the text, in characters without white space."""


@dataclass(frozen=True)
class Score:
    """Names found in both, in ours and in gold, and what differs."""

    both: int
    ours: int
    gold: int
    differences: tuple[str, ...]

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.both / (self.ours + self.gold) if self.ours + self.gold else 1.0


def gold_article(folder: Path) -> tuple[Article, Ranges]:
    """Return the half that is annotated, with all notes put together, and its names."""
    title, body, wanted = [], [], {}
    for line in (folder / "body.tagged.txt").read_text(encoding="utf-8").splitlines():
        identifier, _, tagged = line.partition("\t")
        if tagged and identifier != "P004":
            string, wanted[identifier] = _untagged(re.sub(r"<sup>\d+</sup>|^#+ ", "", tagged))
            if _SEPARATOR in string:
                title.append(TitleBlock("imprint", Text(identifier, string, inlines=_publishers(string))))
            else:
                body.append(Paragraph(Text(identifier, string)))
    lines = (folder / "notes.txt").read_text(encoding="utf-8").splitlines()
    notes = [_note(number, line.partition("\t")[2]) for number, line in enumerate(lines, 1)]
    return Article(Source("gold", "", ""), "zh-Hant", tuple(body), tuple(title), tuple(notes)), wanted


def _publishers(string: str) -> tuple[Part, Part]:
    first, _ = string.split(_SEPARATOR)
    return Part(0, len(first), "publisher"), Part(len(first) + len(_SEPARATOR), len(string), "publisher")


def _note(number: int, string: str) -> Note:
    return Note(number, str(number), (Paragraph(Text(f"n{number}p1", string)),))


def _untagged(tagged: str) -> tuple[str, set[tuple[str, int, int]]]:
    """Return the text without tags, and its names in offsets that don't count white space."""
    string, at = "", 0
    stack: list[int] = []
    spans: set[tuple[int, int, str]] = set()
    for mark in _MARK.finditer(tagged):
        string, at = string + tagged[at : mark.start()], mark.end()
        if mark.group(1):
            spans.add((stack.pop(), len(_dense(string)), mark.group(2)))
        else:
            stack.append(len(_dense(string)))
    ranges = {(KINDS[name], start, end) for start, end, name in spans if name in KINDS}
    return string + tagged[at:], ranges


def _dense(string: str) -> str:
    return re.sub(r"\s", "", string)


def conll_article(path: Path) -> tuple[Article, Ranges]:
    """Return the sentences of an IOB2 file as paragraphs, and their names."""
    paragraphs, wanted = [], {}
    for number, block in enumerate(path.read_text(encoding="utf-8").strip().split("\n\n"), 1):
        rows = [line.split("\t") for line in block.splitlines() if not line.startswith("#")]
        paragraphs.append(Paragraph(Text(f"s{number}", "".join(row[1] for row in rows))))
        wanted[f"s{number}"] = set(_conll_names(rows))
    return Article(Source("conll", "", ""), "zh-Hant", tuple(paragraphs)), wanted


def _conll_names(rows: Sequence[Sequence[str]]) -> Iterable[tuple[str, int, int]]:
    at, names = 0, []
    for _, word, tag, *_ in rows:
        if tag.startswith("B-"):
            names.append((KINDS[tag[2:]], at, at + len(word)))
        elif tag.startswith("I-"):
            names[-1] = (*names[-1][:2], at + len(word))
        at += len(word)
    return names


def score(article: Article, wanted: Ranges, found: Mapping[str, Sequence[Span]], kind: str) -> Score:
    """Compare the names of one kind by their exact ranges; white space does not count."""
    both = ours = gold = 0
    differences = []
    for text in _texts(article):
        want = {span for span in wanted.get(text.id, ()) if span[0] == kind}
        have = {_range(text.string, span) for span in found[text.id] if span.kind == kind}
        both, ours, gold = both + len(want & have), ours + len(have), gold + len(want)
        differences += [_described(text, span, span in want) for span in sorted(want ^ have)]
    return Score(both, ours, gold, tuple(differences))


def _texts(article: Article) -> Iterable[Text]:
    yield from (block.text for block in article.title_page)
    yield from (block.text for block in article.body if isinstance(block, Paragraph))


def _range(string: str, span: Span) -> tuple[str, int, int]:
    start = len(_dense(string[: span.start]))
    return span.kind, start, start + len(_dense(string[span.start : span.end]))


def _described(text: Text, span: tuple[str, int, int], is_missed: bool) -> str:
    return f"{text.id} {'missed' if is_missed else 'spurious'} {_dense(text.string)[span[1] : span[2]]}"
