"""What --explain says is what an editor asks: how the notes look, where they stand, and what was left alone."""

from pathlib import Path

from teiwright.reading import explain, read

OWN = Path(__file__).parents[2] / "tei" / "source"


def test_an_editor_reads_where_the_first_and_last_notes_were_found(tmp_path: Path) -> None:
    path = tmp_path / "weir.md"
    path.write_text(
        "# The Weir\n\nThe weir was rebuilt in stone.[1] Three causes are named: (1) floods, (2) ice.\n\n"
        "The miller refused to pay.[2]\n\n## Notes\n\n[1] Mill book, leaf 3.\n\n[2] A letter.\n",
        "utf-8",
    )
    assert "\n".join(explain(read(path))).splitlines()[:7] == [
        "2 notes, marked in the text so: [1] (brackets);",
        "    each note begins with [1], under the heading “Notes” in line 7;",
        "    2 of 2 notes have their mark, 0 marks have no note (confidence 1.00 of 1);",
        "    the first: line 3, “…rebuilt in stone.‹[1]› Three…”, note 1 in line 9, “[1] Mill book, leaf 3.”;",
        "    the last: line 5, “…refused to pay.‹[2]›”, note 2 in line 11, “[2] A letter.”",
        "not taken: (1) (parentheses): 2 numbers look so, the first in line 3, “…causes are named: ‹(1)› floods,…”,"
        " but no notes with these numbers stand under a heading of notes, at page feet or at the end",
        "not in the text: a number that links to its note, as word processors and blogs export it (link),"
        " <sup>1</sup>, ^1^, $^{1}$ (superscript), [^1] (caret), ① (circled), ［1］ (fullwidth-brackets),"
        " 〔1〕 (tortoise-brackets), 【1】 (lenticular-brackets), {1} (braces), <1> (angle-brackets), /1/ (slashes),"
        " ¹ ² ³ (superscript-digits), （1） (fullwidth-parentheses), * † ‡ ※ (symbols),"
        " a bare number behind a stop or a word for notes, where no superscript is left (bare)",
    ]


def test_notes_of_a_demonstration_article_are_explained() -> None:
    said = explain(read(OWN / "formosa-1950-en.md"))
    assert said[0].startswith("24 notes, marked in the text so: [^1]")
    assert "24 of 24 notes have their mark" in said[0]
