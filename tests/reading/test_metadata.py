"""Metadata: what a front matter or a sidecar states wins over what is found, and all of it can be seen and mended."""

import json
import tomllib
from pathlib import Path

import pytest

from teiwright.article import Author, Metadata
from teiwright.errors import DataError
from teiwright.reading import init_metadata, read

FULL = """---
title: "河流與城市：一個比較"
subtitle: 初稿
author:
  - name: 王小河
    affiliation: 某某大學
    orcid: 0000-0001-2345-6789
  - 李大城
date: 2020-05-01
journal: 某某學報
volume: 12
issue: 3
pages: 10-25
publisher: 某某出版社
lang: zh-Hant
license: CC-BY-4.0
doi: 10.1000/abc
keywords: 河流；城市
favourite colour: blue
---

# 河流與城市：一個比較

正文在這裡。
"""


def article_of(text: str, folder: Path, sidecar: str = "") -> Metadata:
    """Read a text, with a sidecar if there is one, and return its metadata."""
    path = folder / "x.md"
    path.write_text(text, "utf-8")
    if sidecar:
        (folder / "x.meta.toml").write_text(sidecar, "utf-8")
    return read(path).metadata


def test_front_matter_goes_to_the_header(tmp_path: Path) -> None:
    found = article_of(FULL, tmp_path)
    assert found.title == "河流與城市：一個比較"
    assert found.authors == (Author("王小河", "某某大學", (("ORCID", "0000-0001-2345-6789"),)), Author("李大城"))
    assert (found.date, found.journal, found.volume, found.issue) == ("2020-05-01", "某某學報", "12", "3")
    assert (found.licence, found.licence_target) == ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
    assert found.identifiers == (("DOI", "10.1000/abc"),)
    assert found.keywords == ("河流", "城市")
    assert {"title", "date", "licence"} <= found.stated


def test_emphasis_in_a_front_matter_is_no_part_of_the_title(tmp_path: Path) -> None:
    front = '---\ntitle: "*River Lamps* and After*"\nsubtitle: "__A Study__"\n---\n\nText.\n'
    found = article_of(front, tmp_path)
    assert (found.title, found.subtitle) == ("River Lamps and After*", "A Study")
    article = read(tmp_path / "x.md")
    assert [block.text.string for block in article.title_page] == [
        "River Lamps and After*",
        "A Study",
    ]


@pytest.mark.parametrize(
    ("stated", "authors", "contributors"),
    [
        ("contributor:\n  - first_name: Bea\n    last_name: Sample", ["Bea Sample"], []),
        ("author:\n  - surname: Sample\n    given-names: Bea", ["Bea Sample"], []),
        ("author: Ann Other\ncontributor:\n  - first_name: Bea\n    last_name: Sample", ["Ann Other"], ["Bea Sample"]),
        ("contributor:\n  - name: Bea Sample\n    role: validation", [], ["Bea Sample"]),
    ],
)
def test_who_alone_contributed_an_article_wrote_it(
    stated: str, authors: list[str], contributors: list[str], tmp_path: Path
) -> None:
    found = article_of(f"---\ntitle: A Lamp\n{stated}\n---\n\nText.\n", tmp_path)
    assert [author.name for author in found.authors] == authors
    assert [one.name for one in found.contributors] == contributors


def test_a_heading_behind_a_menu_still_names_the_article(tmp_path: Path) -> None:
    page = (
        "- [Home](index.html)\n- [About](about.html)\n\n# The Light at the Cape\n\nIt was lit.\n\n## Keepers\n\nFive.\n"
    )
    assert article_of(page, tmp_path).title == "The Light at the Cape"
    assert article_of(page.replace("## ", "# "), tmp_path).title == ""


def test_an_unknown_key_is_reported_and_not_an_error(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text(FULL, "utf-8")
    unknown = [finding for finding in read(path).findings if finding.rule == "metadata-unknown-key"]
    assert [finding.severity for finding in unknown] == ["info"]
    assert "favourite colour" in unknown[0].message


def test_a_sidecar_wins_over_front_matter_and_text(tmp_path: Path) -> None:
    found = article_of(FULL, tmp_path, 'title = "另一個題目"\nauthors = [{name = "趙某"}]\nlanguage = "zh-Hans"\n')
    assert (found.title, found.authors, found.language) == ("另一個題目", (Author("趙某"),), "zh-Hans")
    assert found.journal == "某某學報"


@pytest.mark.parametrize(
    ("written", "iso"),
    [("2008", "2008"), ("2008-04", "2008-04"), ("28 April 2008", "2008-04-28"), ("2008年4月28日", "2008-04-28"),
     ("April 2008", "2008-04"), ("28 апреля 2008", "2008-04-28"), ("28.04.2008", "2008-04-28")],
)  # fmt: skip
def test_dates_are_made_iso(written: str, iso: str, tmp_path: Path) -> None:
    assert article_of(f"---\ndate: '{written}'\n---\n\nText.\n", tmp_path).date == iso


def test_a_rule_at_the_beginning_is_no_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text("---\n\nSome words, said plainly.\n\n---\n\nMore words.\n", "utf-8")
    article = read(path)
    assert article.metadata.stated == frozenset()
    assert len([block for block in article.body if type(block).__name__ == "Paragraph"]) == 2


def test_the_sidecar_that_is_offered_is_valid_and_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text("# 題目 —— 副題\n\n某某大學 王小河\n\n" + "正文。" * 60, "utf-8")
    article = read(path)
    offered = init_metadata(article)
    assert tomllib.loads(offered)["title"] == "題目"
    path.with_name("x.meta.toml").write_text(offered, "utf-8")
    again = read(path).metadata
    assert (again.title, again.subtitle, again.authors) == ("題目", "副題", (Author("王小河", "某某大學"),))
    assert "title" in again.stated
    assert "# journal" in offered


def test_nothing_of_the_front_matter_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text(FULL, "utf-8")
    reasons = {aside.reason for aside in read(path).set_aside}
    assert "front matter: goes to the header" in reasons


@pytest.mark.parametrize("line", ["date: 2001-02-30", "date: 2001-13-01", "language: Chinese"])
def test_what_cannot_stand_in_a_header_is_one_line(line: str, tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text(f"---\ntitle: A\n{line}\n---\n\nText.\n", "utf-8")
    with pytest.raises(DataError, match=r"note\.md"):
        read(path)


def test_a_converters_locale_is_no_language(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text("---\ntitle: A\nlang: C\n---\n\nThis is the text of an article in English.\n", "utf-8")
    assert read(path).language == "en"


def test_a_subtitle_of_another_title_is_not_said_twice(tmp_path: Path) -> None:
    stated = "---\ntitle: 'A harbour: a summer'\n---\n\n# A harbour: a summer\n\nText.\n"
    found = article_of(stated, tmp_path)
    assert (found.title, found.subtitle) == ("A harbour: a summer", "")
    found = article_of(stated.replace("'A harbour: a summer'", "A harbour"), tmp_path)
    assert (found.title, found.subtitle) == ("A harbour", "a summer")


@pytest.mark.parametrize(
    ("line", "rule"),
    [("colour: blue", "metadata-unknown-key"), ("orcid: 1", "identifier-invalid"),
     ("issn: 1234-5678", "identifier-invalid"),
     ("url: javascript:alert(1)", "identifier-invalid"), ("author: Unknown", "metadata-no-name"),
     ("journal: 3", "metadata-no-name"), ("licence_target: file:///x", "licence-target"),
     ("abstract: 'a\\u{fffe}b'".replace("\\u{fffe}", "\ufffe"), "metadata-character")],
)  # fmt: skip
def test_what_is_left_out_is_said(line: str, rule: str, tmp_path: Path) -> None:
    path = tmp_path / "x.meta.toml"
    key, _, value = line.partition(": ")
    path.write_text(f"{key} = {json.dumps(value.strip(chr(39)))}\n", "utf-8")
    (tmp_path / "x.md").write_text("# A title\n\nText.\n", "utf-8")
    assert rule in {finding.rule for finding in read(tmp_path / "x.md").findings}


@pytest.mark.parametrize("written", ["１９５０", "١٩٥٠", "1950"])
def test_digits_of_any_script_are_read(written: str, tmp_path: Path) -> None:
    assert article_of(f"---\ndate: {written}\n---\n\nText.\n", tmp_path).date == "1950"


def test_a_sentence_in_the_byline_s_place_names_no_author(tmp_path: Path) -> None:
    read = article_of(
        "# 水閘考\n\n【撰文：王甲】\n***作者出生於山城的鄉間，現於一家機構任職多年***\n\n河上先有木閘。\n", tmp_path
    )
    assert [author.name for author in read.authors] == ["王甲"]


def test_an_identifier_beside_the_only_author_is_the_author_s(tmp_path: Path) -> None:
    found = article_of("---\ntitle: Boats\nauthor: Ann Example\norcid: 0000-0001-2345-6789\n---\n\nText.\n", tmp_path)
    assert found.authors == (Author("Ann Example", "", (("ORCID", "0000-0001-2345-6789"),)),)


def test_an_identifier_beside_two_authors_is_asked_about(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_text("---\nauthor: [Ann Example, Ben Trier]\norcid: 0000-0001-2345-6789\n---\n\nText.\n", "utf-8")
    article = read(path)
    assert all(not author.identifiers for author in article.metadata.authors)
    assert any(finding.rule == "metadata-of-whom" for finding in article.findings)


def test_figures_behind_chinese_names_lead_to_where_each_works(tmp_path: Path) -> None:
    path = tmp_path / "names.md"
    path.write_text("# 河上的渡船\n\n王小河1 李大城2\n\n渡船到岸邊，船夫下了船。\n", "utf-8")
    assert [author.name for author in read(path).metadata.authors] == ["王小河", "李大城"]
