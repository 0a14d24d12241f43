"""What docs/customising.md promises: each of its examples, run as a user runs it."""

import base64
import io
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fontTools.ttLib import TTFont

from teiwright.cli import cli
from tests.conftest import ROOT

from .samples import BRIDGE, edited, page, tei

XSL = "http://www.w3.org/1999/XSL/Transform"
KINDS = ROOT / "tests" / "data" / "publishing" / "kinds.xml"


def example(start: str, name: str, folder: Path) -> Path:
    """Write the example of docs/customising.md that begins with `start` as a file."""
    text = (ROOT / "docs" / "customising.md").read_text("utf-8")
    blocks = re.findall(r"(?:^    .*\n|^\n(?=    ))+", text, re.M)
    (found,) = [block for block in blocks if block.strip().startswith(start)]
    lines = [line[4:] for line in found.strip("\n").split("\n")]
    path = folder / name
    path.write_text("\n".join(line for line in lines if not line.startswith("teiwright publish")), "utf-8")
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, ["publish", *map(str, words)])


def test_a_style_sheet_comes_after_ours(tmp_path: Path) -> None:
    css = example("/* house.css", "house.css", tmp_path)
    run("html", KINDS, "--css", css, "-o", tmp_path)
    styles = page(tmp_path / "kinds.html").xpath("//style/text()")
    assert styles[-1] == css.read_text("utf-8")
    assert len(styles) == 2


def test_a_style_sheet_cannot_end_the_page_s_style(tmp_path: Path) -> None:
    (tmp_path / "bad.css").write_text("p { } </style><script>", "utf-8")
    result = run("html", KINDS, "--css", tmp_path / "bad.css", "-o", tmp_path)
    assert result.exit_code == 2
    assert "</style" in result.stderr
    assert not (tmp_path / "kinds.html").exists()


@pytest.mark.parametrize("said", ["", '<xsl:import href="teiwright:html.xsl"/>'])
def test_a_template_of_the_user_wins(said: str, tmp_path: Path) -> None:
    sheet = example("<!-- stamps.xsl", "stamps.xsl", tmp_path)
    sheet.write_text(sheet.read_text("utf-8").replace("<xsl:template", f"{said}<xsl:template", 1), "utf-8")
    sample = edited(KINDS, "Send rope.", "Send rope. <stamp>HARBOUR</stamp>", tmp_path / "stamped.xml")
    result = run("html", sample, "--stylesheet", sheet, "-o", tmp_path)
    (stamp,) = page(tmp_path / "stamped.html").xpath("//*[@class='stamp']")
    assert " ".join(stamp.text_content().split()) == "Stamp: HARBOUR"
    assert "publishing-lost" not in result.stderr


def test_what_the_user_s_stylesheet_leaves_out_is_said(tmp_path: Path) -> None:
    sheet = example("<!-- stamps.xsl", "stamps.xsl", tmp_path)
    text = sheet.read_text("utf-8").replace('<xsl:apply-templates mode="m:html"/>', "")
    sheet.write_text(text, "utf-8")
    sample = edited(KINDS, "Send rope.", "Send rope. <stamp>ЖЖЖ</stamp>", tmp_path / "stamped.xml")
    result = run("html", sample, "--stylesheet", sheet, "-o", tmp_path)
    (line,) = [line for line in result.stderr.splitlines() if "publishing-lost" in line]
    assert "words of <stamp> are not shown: ЖЖЖ" in line
    assert "warning" in line


def test_a_file_that_is_no_stylesheet_is_one_line(tmp_path: Path) -> None:
    result = run("html", KINDS, "--stylesheet", KINDS, "-o", tmp_path)
    assert result.exit_code == 2
    assert len([line for line in result.stderr.splitlines() if "is no XSLT stylesheet" in line]) == 1


REACHING = {
    "document()": "<xsl:copy-of select=\"document('{secret}')\"/>",
    "doc() beside": "<xsl:copy-of select=\"doc('secret.xml')\"/>",
    "unparsed-text()": "<xsl:value-of select=\"unparsed-text('{secret}')\"/>",
    "a comment between": "<xsl:value-of select=\"unparsed-text(: a (: b :) :)('{secret}')\"/>",
    "a named function": "<xsl:value-of select=\"('{secret}') ! unparsed-text#1(.)\"/>",
    "comments in strings": "<xsl:value-of select=\"'(:' || unparsed-text('{secret}') || ':)'\"/>",
    "collection()": "<xsl:copy-of select=\"collection('{folder}?select=*.xml')\"/>",
    "a text value template": "<xsl:text expand-text=\"yes\">{{unparsed-text('{secret}')}}</xsl:text>",
    "xsl:result-document": '<xsl:result-document href="{folder}/stolen.txt">word</xsl:result-document>',
    "a shadow attribute": "<xsl:value-of _select=\"{{'unparsed-' || 'text(''{secret}'')'}}\"/>",
    "xsl:evaluate": "<xsl:evaluate xpath=\"'unparsed-' || 'text(''{secret}'')'\"/>",
}


@pytest.mark.parametrize("instruction", REACHING.values(), ids=REACHING)
@pytest.mark.parametrize("is_imported", [False, True], ids=["itself", "imported"])
def test_a_foreign_stylesheet_reads_and_writes_no_other_file(
    instruction: str, is_imported: bool, tmp_path: Path
) -> None:
    (tmp_path / "secret.xml").write_text("<p>ЖЖЖ</p>", "utf-8")
    made = instruction.format(secret=(tmp_path / "secret.xml").as_uri(), folder=tmp_path.as_uri())
    sheet = example("<!-- stamps.xsl", "stamps.xsl", tmp_path)
    sheet.write_text(sheet.read_text("utf-8").replace("Stamp: ", made), "utf-8")
    if is_imported:
        sheet = sheet.rename(tmp_path / "others.xsl")
        (tmp_path / "stamps.xsl").write_text(
            f'<xsl:stylesheet version="3.0" xmlns:xsl="{XSL}"><xsl:import href="others.xsl"/></xsl:stylesheet>', "utf-8"
        )
    sample = edited(KINDS, "Send rope.", "Send rope. <stamp>HARBOUR</stamp>", tmp_path / "stamped.xml")
    result = run("html", sample, "--stylesheet", tmp_path / "stamps.xsl", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert f"{sheet}: reads or writes other files (" in result.stderr
    assert not list(tmp_path.glob("out/*.html"))
    assert not (tmp_path / "stolen.txt").exists()


def test_an_imported_stylesheet_of_the_user_s_brings_no_file_by_an_entity(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("ЖЖЖ", "utf-8")
    sheet = example("<!-- stamps.xsl", "others.xsl", tmp_path)
    entity = f'<!DOCTYPE x [<!ENTITY s SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>\n'
    sheet.write_text(entity + sheet.read_text("utf-8").replace("Stamp: ", "Stamp: &s;"), "utf-8")
    (tmp_path / "stamps.xsl").write_text(
        f'<xsl:stylesheet version="3.0" xmlns:xsl="{XSL}"><xsl:import href="others.xsl"/></xsl:stylesheet>', "utf-8"
    )
    sample = edited(KINDS, "Send rope.", "Send rope. <stamp>HARBOUR</stamp>", tmp_path / "stamped.xml")
    run("html", sample, "--stylesheet", tmp_path / "stamps.xsl", "-o", tmp_path / "out")
    assert not any("ЖЖЖ" in made.read_text("utf-8") for made in tmp_path.glob("out/*.html"))


def test_a_template_sets_another_page(tmp_path: Path) -> None:
    pypdf = pytest.importorskip("pypdf", reason="pypdf reads the page; it comes with the test extra")
    template = example("// house.typ", "house.typ", tmp_path)
    run("pdf", KINDS, "--template", template, "-o", tmp_path)
    width = pypdf.PdfReader(tmp_path / "kinds.pdf").pages[0].mediabox.width
    assert round(float(width) * 25.4 / 72) == 148


def test_words_of_another_language(tmp_path: Path) -> None:
    words = example("<!-- de.xml", "de.xml", tmp_path)
    german = edited(KINDS, 'xml:lang="en"', 'xml:lang="de-AT"', tmp_path / "german.xml")
    run("html", german, "--locale", words, "-o", tmp_path)
    made = page(tmp_path / "german.html")
    assert made.xpath("string(//*[@id='notes-head'])") == "Anmerkungen"
    assert "2. Mai 1831" in made.xpath("string(//*[@class='letter-head'])")
    run("html", KINDS, "--locale", words, "-o", tmp_path)
    assert page(tmp_path / "kinds.html").xpath("string(//*[@id='notes-head'])") == "Notes"


def test_kinds_look_as_their_readers_expect(tmp_path: Path) -> None:
    run("html", KINDS, "-o", tmp_path)
    made = page(tmp_path / "kinds.html")
    text = re.sub(r"\s+", " ", made.xpath("string(//article)"))
    assert "The quick [A: quik B; quicke C D] boat" in text
    assert "θεοῖς [σωτῆρ]σι2Κ(οΐντος) [....] αὐτοῦ" in text
    assert made.xpath("//*[local-name()='math']//*[local-name()='mn']/text()") == ["3"]
    assert [one.text_content() for one in made.xpath("//*[@class='line-number made']")] == ["5", "10", "1", "2"]
    assert [one.text_content().strip(", ") for one in made.xpath("//sup[@class='mark']")] == ["1", "2", "a", "b", "3"]
    assert made.xpath("//pre[@class='eg']/text()") == ["rope 1\n  knot a\n  knot b"]
    assert [one.tag for one in made.xpath("//article//*[self::h2 or self::h3]")] == ["h2", "h3", "h2", "h2", "h2", "h2"]
    assert [cell.get("rowspan") or cell.get("colspan") for cell in made.xpath("//th | //td")][:3] == [None, "2", "2"]


def test_the_print_xml_has_no_word_twice_and_none_lost(tmp_path: Path) -> None:
    result = run("pdf", KINDS, "-o", tmp_path)
    assert "publishing-lost" not in result.stderr
    printed = tei(tmp_path / "kinds.print.xml")
    assert printed.xpath("count(//note)") == 5
    assert printed.xpath("string(//verse[@n='10'])").startswith("Is lit for one")


def test_embedded_fonts_have_the_signs_that_the_style_sheet_makes(tmp_path: Path) -> None:
    assert run("html", BRIDGE, "--embed-fonts", "-o", tmp_path).exit_code == 0
    fonts = re.findall(r"data:font/woff;base64,([^\"]+)", (tmp_path / "bridge.html").read_text("utf-8"))
    held = [TTFont(io.BytesIO(base64.b64decode(font))).getBestCmap() for font in fonts]
    assert held
    assert all(ord(sign) in characters for characters in held for sign in "＊〔〕")
