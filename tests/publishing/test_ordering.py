"""The order of an index is the order of its language."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import html

from teiwright import facts
from teiwright.cli import cli
from teiwright.publishing import joint
from teiwright.publishing.ordering import heading, letter, ranks, restroked, sort_string


def order(*texts: str) -> list[str]:
    """Return the texts in their order."""
    found = ranks(texts)
    return sorted(found, key=found.__getitem__)


def test_cyrillic_yo_stands_with_ye_and_short_i_after_i() -> None:
    assert order("Жуков", "Ёлкин", "Ежов", "Ельцин", "Иванов", "Йодль") == [
        "Ежов",
        "Ёлкин",
        "Ельцин",
        "Жуков",
        "Иванов",
        "Йодль",
    ]


def test_chinese_goes_by_pinyin_and_surnames_by_their_own_reading() -> None:
    assert order("周恩來", "毛澤東", "彭德懷", "曾志") == ["毛澤東", "彭德懷", "曾志", "周恩來"]


def test_latin_goes_without_case_and_accents() -> None:
    assert order("Zubok", "émigré", "Elman", "van Dijk") == ["Elman", "émigré", "van Dijk", "Zubok"]


def test_scripts_stand_apart_and_quotation_marks_do_not_count() -> None:
    assert order("“Zoo”", "Яр", "《中國》", "Alpha") == ["Alpha", "“Zoo”", "Яр", "《中國》"]


def test_a_document_s_own_script_stands_first() -> None:
    found = ranks((), ("Alpha", "毛澤東", "Яр"), language="zh-Hant")
    assert sorted(found, key=found.__getitem__) == ["毛澤東", "Alpha", "Яр"]


def test_a_heading_begins_with_the_surname_wherever_the_name_has_it() -> None:
    names = ("Dean Acheson", "Jean-Paul Marat", "Chiang Kai-shek", "Kim Il-sung", "Mao Zedong")
    assert [heading(name) for name in names] == [
        "Acheson, Dean",
        "Marat, Jean-Paul",
        "Chiang Kai-shek",
        "Kim Il-sung",
        "Mao Zedong",
    ]


@pytest.mark.parametrize(
    ("language", "order", "expected"),
    [
        ("zh-Hant", "language", ["丁玲", "毛澤東", "王稼祥", "周恩來", "彭德懷"]),
        ("zh-Hans", "language", ["丁玲", "毛澤東", "彭德懷", "王稼祥", "周恩來"]),
        ("zh-Hant", "pinyin", ["丁玲", "毛澤東", "彭德懷", "王稼祥", "周恩來"]),
        ("zh-Hans", "strokes", ["丁玲", "毛澤東", "王稼祥", "周恩來", "彭德懷"]),
        ("en", "strokes", ["Alpha", "丁玲", "毛澤東", "王稼祥", "周恩來", "彭德懷"]),
    ],
)
def test_traditional_characters_go_by_strokes_unless_told_otherwise(
    language: str, order: Any, expected: list[str]
) -> None:
    found = ranks(expected, language=language, order=order)
    assert sorted(found, key=found.__getitem__) == expected


def test_what_has_as_many_strokes_goes_by_its_radical_and_then_by_the_next_character() -> None:
    found = ranks(("王明", "毛澤民", "毛澤東", "王力", "毛岸英"), language="zh-Hant")
    assert sorted(found, key=found.__getitem__) == ["毛岸英", "毛澤民", "毛澤東", "王力", "王明"]


def test_a_sort_string_by_strokes_is_the_same_however_it_comes_about() -> None:
    for text in ("毛澤東", "Acheson", "Сталин", "《中國》"):
        assert restroked(sort_string(text)) == sort_string(text, strokes=True)
    assert restroked(f"0zh\x02{sort_string('毛澤東')}\x02{sort_string('文集')}") == "\x02".join(
        ("0zh", sort_string("毛澤東", strokes=True), sort_string("文集", strokes=True))
    )
    assert letter(sort_string("毛澤東", strokes=True)) == "04"


ARTICLE = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="zh-Hant"><teiHeader><fileDesc><titleStmt><title>某文
</title></titleStmt><publicationStmt><p>無</p></publicationStmt><sourceDesc><p>無</p></sourceDesc></fileDesc></teiHeader>
<text><body><p>文。{}</p></body></text></TEI>"""
NOTE = """<note xml:id="n{n}" n="{n}" place="foot"><p><bibl{ours}><author>{author}</author>：《<title>書{n}</title>》，
<date when="1990">1990</date>年。</bibl></p></note>"""
AUTHORS = ["王稼祥", "彭德懷", "丁玲", "周恩來", "毛澤東"]
BY_STROKES = ["丁玲", "毛澤東", "王稼祥", "周恩來", "彭德懷"]
BY_PINYIN = ["丁玲", "毛澤東", "彭德懷", "王稼祥", "周恩來"]


def parsed(text: bytes) -> Any:
    return html.fromstring(text)


def order_on(pages: Iterable[Path], place: str) -> list[str]:
    found = [" ".join(parsed(page.read_bytes()).xpath(f"//{place}//text()")) for page in pages]
    return re.findall("|".join(AUTHORS), " ".join(found))[: len(AUTHORS)]


@pytest.mark.parametrize("ours", [' xml:id="n{n}-c1" type="book"', ""], ids=["our citations", "others'"])
@pytest.mark.parametrize(("order", "expected"), [("language", BY_STROKES), ("pinyin", BY_PINYIN)])
@pytest.mark.parametrize("most", [100, 2], ids=["one page", "divided"])
def test_what_is_cited_has_the_order_that_is_asked_for(
    most: int, order: str, expected: list[str], ours: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the article's page, in its index and in that of two articles."""
    monkeypatch.setattr(joint, "TOGETHER", most)
    monkeypatch.setattr(facts, "PAGE", 2)
    notes = [NOTE.format(n=n, author=author, ours=ours.format(n=n)) for n, author in enumerate(AUTHORS, 1)]
    texts = [tmp_path / "one.xml", tmp_path / "two.xml"]
    for path in texts:
        path.write_text(ARTICLE.format("".join(notes)), "utf-8")
    for kind in ("index", "html"):
        files = [str(path) for path in texts]
        done = CliRunner().invoke(cli, ["publish", kind, *files, "-o", str(tmp_path), "--index-order", order])
        assert done.exit_code == 0, done.output
    assert order_on([tmp_path / "one.html"], "*[@id='citations']") == expected
    assert order_on([tmp_path / "one.citations.html"], "body") == expected
    if ours:
        divided = parsed((tmp_path / "all.citations.html").read_bytes()).xpath("//a/@href")
        pages = [tmp_path / href for href in dict.fromkeys(divided) if "citations.work-" in href]
        assert bool(pages) == (most == 2)
        found = [name for page in pages or [tmp_path / "all.citations.html"] for name in order_on([page], "section")]
        assert list(dict.fromkeys(found)) == expected
