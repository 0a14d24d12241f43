"""Paragraphs behind a note under the notes' heading belong to the note that they follow, the last one's too."""

from pathlib import Path

from teiwright.article import texts_of
from teiwright.reading import read

TEXT = """# Lamps

The first lamp was lit.[1] The second went out.[2] The third was stolen.[3]

## Notes

[1] The first note is long.

It has a second paragraph.

[2] The second note.

[3] The third note is long, too.

It has another paragraph at the end.
"""


def test_each_paragraph_is_of_the_note_before_it(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT, "utf-8")
    notes = [
        [text.string for block in note.blocks for text in texts_of(block)] for note in read(tmp_path / "a.md").notes
    ]
    assert notes == [
        ["The first note is long.", "It has a second paragraph."],
        ["The second note."],
        ["The third note is long, too.", "It has another paragraph at the end."],
    ]
