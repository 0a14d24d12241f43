"""The hand annotation of the half that is there, as an article, and a count of how its dates compare with ours."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from teiwright.article import Article, Note, NoteAnchor, Paragraph, Source, Span, Text, TitleBlock

VALUES = ("when", "from", "to", "notBefore", "notAfter")
_MARK = re.compile(r"<sup>(\d+)</sup>|<(/?)(date|persName|placeName|orgName)((?: [^<>]*)?)>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')

Gold = dict[str, dict[tuple[int, int], dict[str, str]]]


@dataclass(frozen=True)
class Score:
    """Spans found in both, in ours, in gold; values right among those found in both; and what differs."""

    both: int
    ours: int
    gold: int
    right: int
    differences: tuple[str, ...]

    @property
    def f1(self) -> float:
        return 2 * self.both / (self.ours + self.gold)

    @property
    def values(self) -> float:
        return self.right / self.both


def gold_article(folder: Path) -> tuple[Article, Gold]:
    """Return the article as its gold has it, with the notes put together, and the gold dates by text id."""
    lines = [
        line.split("\t", 1) for line in (folder / "body.tagged.txt").read_text(encoding="utf-8").splitlines() if line
    ]
    read = [_line(identifier, tagged) for identifier, tagged in lines]
    note_lines = [
        line.split("\t", 1) for line in (folder / "notes.txt").read_text(encoding="utf-8").splitlines() if line
    ]
    notes = tuple(
        Note(int(label[1:]), label[1:].lstrip("0"), (Paragraph(Text(f"n{int(label[1:])}p1", string)),))
        for label, string in note_lines
    )
    texts = [text for text, _ in read]
    article = Article(
        Source("gold", "gold", ""), "zh-Hant", tuple(Paragraph(text) for text in texts[4:]),
        title_page=tuple(TitleBlock("other", text) for text in texts[:4]), notes=notes,
    )  # fmt: skip
    return article, {text.id: dates for text, dates in read}


def _line(identifier: str, tagged: str) -> tuple[Text, dict[tuple[int, int], dict[str, str]]]:
    string, anchors, dates, opened, at = "", list[NoteAnchor](), dict[tuple[int, int], dict[str, str]](), [(0, "")], 0
    for match in _MARK.finditer(tagged):
        string += tagged[at : match.start()]
        at = match.end()
        if match[1]:
            anchors.append(NoteAnchor(len(string), int(match[1])))
        elif match[3] == "date" and not match[2]:
            opened.append((len(string), match[4]))
        elif match[3] == "date":
            start, attributes = opened.pop()
            found = dict(_ATTRIBUTE.findall(attributes))
            dates[start, len(string)] = {name: value for name, value in found.items() if name in VALUES}
    return Text(identifier, string + tagged[at:], inlines=tuple(anchors)), dates


def score(article: Article, gold: Gold, spans: Mapping[str, Sequence[Span]]) -> Score:
    """Compare the date spans of the body with gold."""
    strings = {text.id: text.string for block in article.body if isinstance(block, Paragraph) for text in (block.text,)}
    strings |= {block.text.id: block.text.string for block in article.title_page}
    both = ours = total = right = 0
    differences: list[str] = []
    for identifier, wanted in gold.items():
        found = {(span.start, span.end): _values(span) for span in spans.get(identifier, ()) if span.kind == "date"}
        shared = wanted.keys() & found.keys()
        both, ours, total = both + len(shared), ours + len(found), total + len(wanted)
        right += sum(wanted[key] == found[key] for key in shared)
        for start, end in sorted(wanted.keys() ^ found.keys()):
            side = "missed" if (start, end) in wanted else "spurious"
            differences.append(f"{identifier} {side} {strings[identifier][start:end]} {found.get((start, end))}")
        differences += [
            f"{identifier} {strings[identifier][slice(*key)]}: {wanted[key]} but {found[key]}"
            for key in sorted(shared)
            if wanted[key] != found[key]
        ]
    return Score(both, ours, total, right, tuple(differences))


def _values(span: Span) -> dict[str, str]:
    return {name: value for name, value in span.attributes if name in VALUES}
