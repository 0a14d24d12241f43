"""A divided paragraph and a named language: kept over the next encoding, proved, valid, and told where impossible."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from teiwright.build import Options, encode_source, faults_of
from teiwright.cli import cli
from teiwright.decisions import Decision, add, load
from teiwright.encoding import serialise
from teiwright.xmltools import TEI, XML_ID, XML_LANG

ENGLISH = """# Letters from the landing

Ann Example

The *pilots wrote to Stalin* on 5 May 1950.[^1] The second half of *the paragraph* begins here, and 毛澤東 replied.

> A quotation is long. It has two sentences.

[^1]: Bea Sample, *River Lamps* (London: Press, 1951), p. 6.
"""
CHINESE = "# 渡口\n\n五月，斯大林致電毛澤東。[^1]第二段從此開始，蘇聯空軍到達北京。\n\n[^1]: 同上。\n"


def encoded(text: str, folder: Path, *decisions: Decision) -> etree._Element:
    """Encode a text with decisions; nothing may be lost, and it must be valid."""
    source, decided = folder / "a.md", folder / "d.toml"
    source.write_text(text, "utf-8")
    add(decided, decisions)
    made = encode_source(source, Options(decisions=decided))
    assert made.proof.errors == ()
    assert faults_of(serialise(made.root)) == []
    return made.root


@pytest.mark.parametrize(
    ("text", "words", "first", "second"),
    [
        (ENGLISH, "The second half", "on 5 May 1950.", "The second half of the paragraph"),
        (CHINESE, "第二段", "致電毛澤東。", "第二段從此開始"),
        (ENGLISH, "It has two", "A quotation is long.", "It has two sentences."),
    ],
)
def test_a_paragraph_is_divided_before_the_words(
    tmp_path: Path, text: str, words: str, first: str, second: str
) -> None:
    root = encoded(text, tmp_path, Decision("split", words))
    (made,) = [each for each in root.iter(TEI + "p") if each.get("resp")]
    before = made.getprevious()
    assert before is not None
    assert made.get(XML_ID) == f"{before.get(XML_ID)}-2"
    assert "".join(map(str, made.itertext())).startswith(second)
    notes = before.findall(f"{TEI}note")
    shown = "".join(map(str, before.itertext()))
    for note in notes:
        shown = shown.replace("".join(map(str, note.itertext())), "")
    assert shown.endswith(first)
    assert len(notes) == (0 if words == "It has two" else 1)


@pytest.mark.parametrize("words", ["Letters from", "half of the", "a plumber"])
def test_what_cannot_be_divided_is_said_and_left(tmp_path: Path, words: str) -> None:
    (tmp_path / "a.md").write_text(ENGLISH, "utf-8")
    quote = "Letters" if words.startswith("Letters") else words
    add(tmp_path / "d.toml", [Decision("split", quote, after=" from" if quote == "Letters" else "")])
    result = CliRunner().invoke(cli, ["encode", str(tmp_path / "a.md"), "--decisions", str(tmp_path / "d.toml")])
    root = etree.parse(str(tmp_path / "a.xml")).getroot()
    divided = [each for each in root.iter(TEI + "p") if each.get("resp")]
    assert bool(divided) == (words == "half of the")
    assert ("decision-lost" in result.output) == (words == "a plumber")


@pytest.mark.parametrize(
    ("words", "holder"),
    [("Letters from the landing", "docTitle"), ("The second half", "p")],
)
def test_a_texts_language_is_as_decided(tmp_path: Path, words: str, holder: str) -> None:
    root = encoded(ENGLISH, tmp_path, Decision("language", words, attributes=(("xml:lang", "en-GB"),)))
    assert [each.tag for each in root.find(f"{TEI}text").iter() if each.get(XML_LANG) == "en-GB"] == [TEI + holder]  # type: ignore[union-attr]
    titles = {each.get(XML_LANG) for each in root.iterfind(f"{TEI}teiHeader//{TEI}title[@type='main']")}
    assert titles == ({"en-GB"} if holder == "docTitle" else {None})


def test_an_editor_s_division_comes_back_and_is_proved(tmp_path: Path) -> None:
    source, tei, decided = (tmp_path / name for name in ("a.md", "a.xml", "d.toml"))
    source.write_text(ENGLISH, "utf-8")
    runner = CliRunner()
    runner.invoke(cli, ["encode", str(source), "-o", str(tei)])
    text = tei.read_text("utf-8")
    edited = text.replace("</note> The second half", "</note></p>\n<p>The second half", 1)
    assert edited != text
    tei.write_text(edited, "utf-8")
    taken = runner.invoke(cli, ["review", str(source), "--from", str(tei), "--decisions", str(decided)])
    assert taken.exit_code == 0, taken.output
    assert [(each.action, each.quote) for each in load(decided).decisions] == [("split", "The second half of")]
    again = runner.invoke(cli, ["encode", str(source), "-o", str(tei), "--decisions", str(decided), "--force"])
    assert "nothing lost" in again.output
    assert "1 × divided by an encoder" in runner.invoke(cli, ["verify", str(source), str(tei)]).output
