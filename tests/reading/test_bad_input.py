"""Bad input: one clear line that names the file, never a traceback of something else."""

from pathlib import Path

import pytest

from teiwright.article import texts_in
from teiwright.errors import DataError, SourceError
from teiwright.proof import account as prove
from teiwright.reading import read
from tests.reading.building import tei_of

BAD: dict[str, bytes] = {
    "empty.md": b"",
    "blank.md": b" \n\t\n",
    "only-a-mark.md": b"\xef\xbb\xbf",
    "zeros.md": bytes(200),
    "picture.md": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
    "noise.md": bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D, 0xFF, 0xFE, 0xA0]) * 50,
    "controls.txt": b"\x01\x02\x03\x04text" * 20,
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_text_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(BAD[name])
    with pytest.raises(SourceError) as error:
        read(path)
    assert str(error.value).startswith(str(path))
    assert "\n" not in str(error.value)


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        read(tmp_path / "missing.md")
    with pytest.raises(SourceError, match="folder"):
        read(tmp_path)


def test_a_style_that_does_not_exist_is_named_with_those_that_do(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text("Words.", "utf-8")
    with pytest.raises(SourceError, match="superscript, caret"):
        read(path, notes="wingdings")


@pytest.mark.parametrize("encoding", ["klingon", "ascii"])
def test_a_stated_encoding_that_does_not_fit(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text("第一行\n第二行", "utf-8")
    with pytest.raises(SourceError, match=encoding):
        read(path, encoding=encoding)


BAD_FRONT_MATTER = {
    "yaml": ('---\ntitle: "open\nauthor: x\n---\n\nText.', "YAML"),
    "alias": ("---\ntitle: &a x\nauthor: *a\n---\n\nText.", "aliases"),
    "date": ("---\ndate: someday\n---\n\nText.", "no date"),
    "type": ("---\ntitle: [a, b]\n---\n\nText.", "title must be a string"),
}


@pytest.mark.parametrize("name", BAD_FRONT_MATTER)
def test_front_matter_that_cannot_be_used(name: str, tmp_path: Path) -> None:
    text, words = BAD_FRONT_MATTER[name]
    path = tmp_path / "x.md"
    path.write_text(text, "utf-8")
    with pytest.raises(DataError, match=words):
        read(path)


def test_a_sidecar_that_cannot_be_used_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text("Text.", "utf-8")
    path.with_name("x.meta.toml").write_text('title = "a"\ndate = \n', "utf-8")
    with pytest.raises(DataError) as error:
        read(path)
    assert error.value.line == 2
    assert error.value.file.endswith("x.meta.toml")


DEEP = {
    "quotes": ">" * 3000 + " deep",
    "lists": "".join("  " * depth + "- item\n" for depth in range(400)),
    "brackets": "[" * 4000 + "x" + "]" * 4000,
    "emphasis": "*a **b " * 2000,
    "html": "<div><blockquote><ul><li>" * 800 + "deep",
    "inline html": "<b><i>" * 3000 + "deep",
    "backticks": "`a``" * 3000,
    "notes in notes": "word^[" * 3000,
    "tables": "| a " * 2000 + "|\n" + "|---" * 2000 + "|\n",
    "one long line": "字" * 300_000,
    "many marks": "word[1] " * 20_000,
}


TOO_DEEP = {("quotes", "md"), ("lists", "md"), ("html", "md"), ("html", "html")}


@pytest.mark.parametrize("name", DEEP)
@pytest.mark.parametrize("suffix", ["md", "html", "txt"])
def test_deep_and_odd_text_is_read_whole_or_refused(name: str, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"x.{suffix}"
    path.write_text("Begin.\n\n" + DEEP[name], "utf-8")
    if (name, suffix) in TOO_DEEP:
        with pytest.raises(SourceError, match="deep in each other"):
            read(path)
        return
    article = read(path)
    assert any(text.string for text in texts_in(article.title_page, article.body, article.notes))
    assert prove(article, tei_of(article)) == []
