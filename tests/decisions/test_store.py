"""The decisions file: read with good messages, added to without touching what stands in it."""

from pathlib import Path

import pytest

from teiwright.decisions import Decision, add, date_attributes, load, take_back
from teiwright.errors import DataError

FILE = """# my own remarks
[[decision]]
action = "tag"
quote = "彭、高"
before = "還要"
after = "二人"
kind = "person"
key = "person-peng-dehuai"   # the general
note = "surname alone"
by = "某人"
when = 2026-11-25

[[decision]]
action = "date"
quote = "當晚"
date = "1950-08-26"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "text.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_read_with_the_lines_of_its_decisions(tmp_path: Path) -> None:
    tag, day = load(write(tmp_path, FILE)).decisions
    assert (tag.action, tag.quote, tag.before, tag.after, tag.kind) == ("tag", "彭、高", "還要", "二人", "person")
    assert (tag.key, tag.note, tag.by, tag.when, tag.line) == (
        "person-peng-dehuai", "surname alone", "某人", "2026-11-25", 2,
    )  # fmt: skip
    assert (day.attributes, day.line) == ((("when", "1950-08-26"),), 13)


def test_a_file_that_is_not_there_holds_no_decisions(tmp_path: Path) -> None:
    assert load(tmp_path / "none.toml").decisions == ()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[[decision]]\naction = "tag\n', 2, "not TOML"),
        ('x = 1\n', 0, "unknown field 'x'"),
        ('decision = 3\n', 0, "no list of tables"),
        ('\n[[decision]]\naction = "tag"\nquote = "a"\nkind = "person"\ncolour = "red"\n', 2, "unknown field 'colour'"),
        ('[[decision]]\naction = "paint"\nquote = "a"\n', 1, "action 'paint'"),
        ('[[decision]]\naction = "tag"\nkind = "person"\n', 1, "'quote' must hold"),
        ('[[decision]]\naction = "tag"\nquote = "a"\n', 1, "needs 'kind'"),
        ('[[decision]]\naction = "tag"\nquote = "a"\nkind = "animal"\n', 1, "kind 'animal'"),
        ('[[decision]]\naction = "key"\nquote = "a"\nkey = "Stalin"\n', 1, "no id like person-stalin"),
        ('[[decision]]\naction = "date"\nquote = "a"\ndate = "July"\n', 1, "no date of the form"),
        ('[[decision]]\naction = "date"\nquote = "a"\ndate = "1950-02-31"\n', 1, "in no calendar"),
        ('[[decision]]\naction = "date"\nquote = "a"\n', 1, "needs 'date'"),
        ('[[decision]]\naction = "correct"\nquote = 3\ncorr = "b"\n', 1, "must be text"),
        ('[[decision]]\naction = "date"\nquote = "a"\nattributes = { when = "1950-13" }\n', 1, "in no calendar"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_file_and_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(DataError, match=words) as caught:
        load(path)
    assert (caught.value.file, caught.value.line) == (str(path), line)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "text.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError):
        load(path)


def test_what_is_added_comes_after_what_stands_there_and_nothing_of_that_changes(tmp_path: Path) -> None:
    path = write(tmp_path, FILE)
    new = Decision("correct", "鉅大", "一個", "的", corr="巨大", note="“quoted” and \\ back\nslash", by="某人")
    add(path, [new])
    assert path.read_text(encoding="utf-8").startswith(FILE)
    read = load(path).decisions
    assert len(read) == 3
    assert (read[2].quote, read[2].corr, read[2].note) == (new.quote, new.corr, new.note)


def test_a_new_file_is_made_and_grows(tmp_path: Path) -> None:
    path = tmp_path / "decisions" / "text.toml"
    add(path, [Decision("tag", "彭", kind="person", attributes=(("type", "x"),))])
    add(path, [Decision("key", "彭", key="", everywhere=True)])
    assert [(d.action, d.kind, d.key, d.attributes) for d in load(path).decisions] == [
        ("tag", "person", "", (("type", "x"),)),
        ("key", "", "", ()),
    ]
    assert [decision.everywhere for decision in load(path).decisions] == [False, True]
    assert path.read_text(encoding="utf-8").startswith("#")


def test_as_many_decisions_are_taken_back_as_asked_for(tmp_path: Path) -> None:
    path = write(tmp_path, FILE)
    take_back(path, 0)
    assert path.read_text(encoding="utf-8") == FILE
    take_back(path, 1)
    assert [one.quote for one in load(path).decisions] == ["彭、高"]


def test_a_broken_file_is_not_added_to(tmp_path: Path) -> None:
    path = write(tmp_path, "[[decision\n")
    with pytest.raises(DataError):
        add(path, [Decision("tag", "彭", kind="person")])
    assert path.read_text(encoding="utf-8") == "[[decision\n"


@pytest.mark.parametrize(
    ("written", "attributes"),
    [
        ("1950", (("when", "1950"),)),
        ("1950-10-13T21:00", (("when", "1950-10-13T21:00:00"),)),
        ("1950-07/1950-09", (("from", "1950-07"), ("to", "1950-09"))),
        ("../1950-08-05", (("notAfter", "1950-08-05"),)),
        ("1950-08-11/..", (("notBefore", "1950-08-11"),)),
        ("1950-07-12|1950-07-13", (("notBefore", "1950-07-12"), ("notAfter", "1950-07-13"))),
    ],
)
def test_dates_as_a_person_writes_them(written: str, attributes: tuple[tuple[str, str], ...]) -> None:
    assert date_attributes(written) == attributes
