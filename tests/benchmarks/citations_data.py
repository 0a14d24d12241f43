"""Per-field F1 of the citation parser on notes in the house style of a Chinese history journal, against CSL-JSON.

Run it as `python -m tests.benchmarks.citations_data [FOLDER] [--show]`; FOLDER holds the notes (.md) and the items
(.json) and is ../shared/data/citations unless given. A value counts only where the note prints it.
"""

import html
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from teiwright.article import Article, Emphasis, Note, Paragraph, Text
from tests.citations.sample import NOBODY, records_of_article, with_notes

FIELDS = "authors editors translators title container volume issue place publisher year pages".split()
LINE = re.compile(r"^<sup>(\d+)</sup> (.*?)(?:<br>)?$", re.MULTILINE)
Item = dict[str, Any]
MARK = re.compile(r"<(/?)(\w+)[^>]*>")


@dataclass(frozen=True)
class Score:
    """Right, found and wanted values of one field."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 1.0

    def plus(self, wanted: str, found: str) -> "Score":
        """Return the score with one more pair of values."""
        return Score(
            self.right + (bool(wanted) and wanted == found), self.found + bool(found), self.wanted + bool(wanted)
        )


def note_text(markup: str) -> tuple[str, tuple[Emphasis, ...]]:
    """Return a note's characters and its italics."""
    string, italics, start, position = "", [], 0, 0
    for mark in MARK.finditer(markup):
        string += html.unescape(markup[position : mark.start()])
        position = mark.end()
        if mark[2] == "i" and mark[1]:
            italics.append(Emphasis(start, len(string), "italic"))
        elif mark[2] == "i":
            start = len(string)
    return string + html.unescape(markup[position:]), tuple(italics)


def article(markdown: str) -> Article:
    """Return an article whose notes are the lines of the sample."""
    notes = []
    for number, line in enumerate(LINE.finditer(markdown), 1):
        string, italics = note_text(line[2])
        text = Text(f"n{number}p1", string, (), italics)
        notes.append(Note(number, line[1], (Paragraph(text),)))
    return with_notes(notes, "zh-Hans")


def plain(value: object) -> str:
    """Return a value's letters and digits in lower case."""
    text = re.sub(r"<[^>]+>", "", str(value)).lower()
    text = re.sub(r"^第(?=[\d一二三四五六七八九十])|(?<=[\d一二三四五六七八九十])[册卷期辑部]$", "", text.strip())
    return re.sub(r"\W", "", text)


def names(people: list[dict[str, str]]) -> str:
    """Return a list of CSL names as one comparable string."""
    full = (
        "".join(one.get(part, "") for part in ("given", "non-dropping-particle", "family", "suffix", "literal"))
        for one in people
    )  # fmt: skip
    return "|".join(sorted(plain(name) for name in full))


def wanted(item: dict[str, Any]) -> dict[str, str]:
    """Return what an item says, field by field."""
    note = str(item.get("note", ""))
    page = item.get("page") or next(iter(re.findall(r"^page: (.*)$", note, re.M)), "")
    year = str(item.get("issued", {}).get("date-parts", [[""]])[0][0])
    return {
        "authors": names(item.get("author", [])), "editors": names(item.get("editor", [])),
        "translators": names(item.get("translator", [])), "title": plain(item["title"]),
        "container": plain(item.get("container-title", "")), "volume": plain(item.get("volume", "")),
        "issue": plain(item.get("issue", "")), "place": plain(item.get("publisher-place", "")),
        "publisher": plain(item.get("publisher", "")), "year": year, "pages": plain(page),
    }  # fmt: skip


def found(record: Item) -> dict[str, str]:
    """Return what was parsed, field by field, in the same form."""
    people = {
        field: "|".join(sorted(map(plain, record.get(field, [])))) for field in ("authors", "editors", "translators")
    }
    words = {field: plain(record.get(field, "")) for field in ("title", "container", "volume", "issue", "place")}
    pages = plain(re.sub(r"^(?:第|pp?\.)\s*|(?<=\d)\s*[页版]$", "", record.get("pages_text", "")))
    publisher, year = (str(record.get(field, "")) for field in ("publisher", "year"))
    return people | words | {"publisher": plain(publisher), "year": year, "pages": pages}


def printed(values: dict[str, str], note: str) -> dict[str, str]:
    """Keep the values that the note prints."""
    bare = plain(note)
    return {
        field: value if all(part in bare for part in value.split("|")) else "" for field, value in values.items()
    }  # fmt: skip


def matched(items: list[Item], notes: list[tuple[str, Item | None]]) -> Iterator[tuple[Item, int]]:
    """Yield each item with the note that prints its title, in order, once each."""
    used: set[int] = set()
    for item in items:
        title = plain(item["title"])
        for index, (note, _) in enumerate(notes):
            authors = wanted(item)["authors"]
            if index not in used and title in plain(note) and printed(wanted(item), note)["authors"] == authors:
                used.add(index)
                yield item, index
                break


def score(folder: Path, show: bool = False) -> dict[str, Score]:
    """Return the score of each field over all items that a note prints."""
    markdown = next(folder.glob("*.md")).read_text(encoding="utf-8")
    items = json.loads(next(folder.glob("*.json")).read_text(encoding="utf-8"))
    sample = article(markdown)
    first = {record["note"]: record for record in reversed(records_of_article(sample, NOBODY))}
    notes = [(next(iter(_strings(note))), first.get(note.number)) for note in sample.notes]
    scores = {field: Score() for field in FIELDS}
    for item, index in matched(items, notes):
        note, record = notes[index]
        want, have = printed(wanted(item), note), found(record) if record else dict.fromkeys(FIELDS, "")
        for field in FIELDS:
            scores[field] = scores[field].plus(want[field], have[field])
            if show and want[field] != have[field]:
                print(f"{field}: wanted {want[field]!r}, found {have[field]!r} in: {note}")
    return scores


def _strings(note: Note) -> Iterator[str]:
    for block in note.blocks:
        if isinstance(block, Paragraph):
            yield block.text.string


def main(arguments: list[str]) -> None:
    """Print the table."""
    folders = [Path(each) for each in arguments if not each.startswith("-")]
    default = Path(__file__).resolve().parents[3] / "shared" / "data" / "citations"
    scores = score(folders[0] if folders else default, "--show" in arguments)
    for field, one in scores.items():
        print(f"{field:12} F1 {one.f1:.3f}  right {one.right} of {one.wanted}, found {one.found}")
    total = Score(*(sum(getattr(one, name) for one in scores.values()) for name in ("right", "found", "wanted")))
    print(f"{'all':12} F1 {total.f1:.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
