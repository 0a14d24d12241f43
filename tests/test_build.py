"""The pipeline over many files: what is redone and what is not, and what one output's failure leaves of the others."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from teiwright import decisions
from teiwright.build import store
from teiwright.cli import cli

ARTICLE = """# A title

Stalin wrote to Mao Zedong on 25 June 1950.[^1]

[^1]: Jon. Smith, *A Book* (Bern: Press, 2000), 3.
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.md"
    path.write_text(ARTICLE, "utf-8")
    return path


def test_a_character_that_no_font_has_is_told_and_the_rest_is_made(article: Path, tmp_path: Path) -> None:
    article.write_text(ARTICLE.replace("Stalin", "𓀀😀 Stalin"), "utf-8")
    out = tmp_path / "out"
    result = run("build", article, "-o", out)
    assert result.exit_code == 1
    (told,) = [line for line in result.stderr.splitlines() if "U+13000" in line]
    assert "warning: " in told
    assert "U+1F600" not in told
    assert (out / "html" / "article.html").is_file()
    assert (out / "index" / "article.citations.json").is_file()
    assert (out / "pdf" / "article.pdf").is_file()


def test_making_only_the_tei_leaves_the_rest_up_to_date(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("build", article, "-o", out)
    assert "nothing to do" in run("build", article, "-o", out, "--only", "tei").output
    assert "nothing to do" in run("build", article, "-o", out).output


def test_only_texts_that_an_authority_entry_may_concern_are_built_anew(article: Path, tmp_path: Path) -> None:
    """One that was changed concerns the texts with its names; another order of the entries concerns them all."""
    out, authority = tmp_path / "out", tmp_path / "authority"
    authority.mkdir()
    entries = [
        f'<person xml:id="person-{name.lower()}"><persName xml:lang="en">{name}</persName></person>'
        for name in ("Stalin", "Quisling", "Zhdanov")
    ]

    def built(*persons: str) -> str:
        (authority / "persons.xml").write_text(
            '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Persons</title></titleStmt>'
            "<publicationStmt><p>Here.</p></publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>"
            f"<standOff><listPerson>{''.join(persons)}</listPerson></standOff></TEI>",
            "utf-8",
        )
        return run("build", article, "-o", out, "--only", "tei", "--authority", authority).output

    stalin, quisling, zhdanov = entries
    assert "nothing to do" not in built(stalin, quisling, zhdanov)
    assert "nothing to do" in built(stalin, quisling.replace("</persName>", "</persName><death/>"), zhdanov)
    assert "nothing to do" not in built(stalin.replace("</persName>", "</persName><death/>"), quisling, zhdanov)
    assert "nothing to do" in built(stalin.replace("</persName>", "</persName><death/>"), zhdanov)
    assert "nothing to do" not in built(zhdanov, stalin.replace("</persName>", "</persName><death/>"))


def test_pages_have_the_style_sheet_that_was_given_and_are_built_anew_with_another(
    article: Path, tmp_path: Path
) -> None:
    css, out = tmp_path / "house.css", tmp_path / "out"
    for colour in ("teal", "maroon"):
        css.write_text(f"h1 {{ color: {colour} }}", "utf-8")
        run("build", article, "-o", out, "--only", "html", "--css", css)
        assert f"color: {colour}" in (out / "html" / "article.html").read_text("utf-8")


def test_what_was_not_asked_for_is_stale_when_it_is(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("build", article, "-o", out)
    article.write_text(ARTICLE.replace("25 June", "26 June"), "utf-8")
    run("build", article, "-o", out, "--only", "html")

    assert "nothing to do" in run("build", article, "-o", out, "--only", "html").output
    assert "nothing to do" not in run("build", article, "-o", out).output
    assert "nothing to do" in run("build", article, "-o", out).output


def test_one_source_named_twice_is_built_once(article: Path, tmp_path: Path) -> None:
    result = run("build", article, tmp_path / "." / "article.md", tmp_path, "-o", tmp_path / "out", "--only", "tei")
    assert result.stdout.count("nothing lost") == 1


def test_a_refused_query_stays_refused_wherever_the_output_goes(article: Path, tmp_path: Path) -> None:
    build = ("build", article, "-o", tmp_path / "elsewhere" / "out", "--only", "index")
    assert "1 editorial query;" in run(*build).output
    refused = decisions.Decision("refuse", "Jon.", rule="full-stop")
    decisions.add(tmp_path / "decisions" / "article.toml", [refused])
    assert "0 editorial queries;" in run(*build).output


def test_the_source_is_never_the_target(article: Path) -> None:
    result = run("encode", article, "-o", article, "--force")
    assert result.exit_code == 2
    assert article.read_text("utf-8") == ARTICLE


def test_the_way_out_that_is_offered_works(article: Path, tmp_path: Path) -> None:
    tei = tmp_path / "out" / "tei" / "article.xml"
    run("build", article, "-o", tmp_path / "out", "--only", "tei")
    before, text, after = tei.read_text("utf-8").partition("<body>")
    tei.write_text(before + text + after.replace("Mao Zedong</persName>", "Mao</persName> Zedong"), "utf-8")
    refused = run("build", article, "-o", tmp_path / "out", "--only", "tei")
    offered = refused.stderr.partition("'teiwright ")[2].partition("'")[0]
    assert offered.startswith("review --from ")
    taken = run(*offered.split())
    assert taken.exit_code == 0, taken.output
    assert (tmp_path / "decisions" / "article.toml").is_file()


def test_line_ends_that_version_control_changed_are_no_edit(article: Path, tmp_path: Path) -> None:
    tei = tmp_path / "out" / "tei" / "article.xml"
    run("build", article, "-o", tmp_path / "out", "--only", "tei")
    tei.write_bytes(tei.read_bytes().replace(b"\n", b"\r\n"))
    assert run("build", article, "-o", tmp_path / "out", "--only", "tei").exit_code == 0
    assert b"\r" not in tei.read_bytes()


@pytest.mark.parametrize("kept", [b"", b"no database", b"SQLite format 3\0" + b"\1" * 5000])
def test_a_memory_that_cannot_be_read_counts_as_none(article: Path, tmp_path: Path, kept: bytes) -> None:
    run("build", article, "-o", tmp_path / "out", "--only", "tei")
    (tmp_path / "out" / store.NAME).write_bytes(kept)
    result = run("build", article, "-o", tmp_path / "out", "--only", "tei")
    assert result.exit_code == 0, result.output
    assert "nothing lost" in result.stdout
