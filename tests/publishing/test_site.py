"""The site of several articles: every page leads on, nothing leads nowhere, only what changes is written."""

import json
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from lxml import html

from teiwright import publishing
from teiwright.build import store
from teiwright.cli import cli
from tests.conftest import ROOT

SAMPLES = [ROOT / "tests" / "data" / "publishing" / f"{name}.xml" for name in ("ferry-en", "ferry-ru", "bridge")]


def remember(memory: store.Store, samples: list[Path]) -> None:
    for sample in samples:
        memory.remember(store.Row(sample.stem, str(sample), "", "", ""), publishing.facts(sample), "")


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[store.Store]:
    with store.opened(tmp_path / store.NAME) as opened:
        yield opened


def made(memory: store.Store, folder: Path, samples: list[Path], home: str = "index.html") -> Path:
    remember(memory, samples)
    for sample in samples:
        publishing.html(sample, folder, home=home)
    return publishing.site(memory, folder, anew=True)[0]


def parsed(page: Path) -> Any:
    return html.fromstring(page.read_bytes())


def links(page: Path) -> Iterator[tuple[Path, str]]:
    """Yield file and fragment of each link of a page that leads to a file beside it."""
    for href in parsed(page).xpath("//a/@href | //link[@rel='stylesheet']/@href | //script/@src"):
        if "://" not in href:
            path, _, fragment = str(href).partition("#")
            yield ((page.parent / unquote(path)).resolve() if path else page.resolve()), unquote(fragment)


@pytest.mark.parametrize("most", [200, 2], ids=["one page a list", "divided"])
def test_no_link_leads_nowhere_and_each_page_is_reached(
    memory: store.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int
) -> None:
    for name in ("ON_ONE_PAGE", "ON_START_PAGE", "FACTS_A_PAGE"):
        monkeypatch.setattr(import_module("teiwright.publishing.site_pages"), name, most)
    start = made(memory, tmp_path / "html", SAMPLES)
    pages = {path.resolve() for path in (tmp_path / "html").rglob("*.html")}
    ids = {page: set(parsed(page).xpath("//@id")) for page in pages}
    reached: set[Path] = set()
    waiting = [start.resolve()]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".html":
            continue
        reached.add(page)
        for target, fragment in links(page):
            assert target.is_file(), f"{page.name} leads to {target}"
            assert not fragment or fragment in ids[target], f"{page.name} leads to {target.name}#{fragment}"
            waiting.append(target)
    assert reached == pages


def test_another_article_changes_only_pages_that_it_stands_on(memory: store.Store, tmp_path: Path) -> None:
    folder = tmp_path / "html"
    made(memory, folder, SAMPLES[:2])
    memory.untouch(publishing.SITE_KINDS)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    publishing.site(memory, folder)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()} == before
    remember(memory, SAMPLES[2:])
    publishing.site(memory, folder)
    untouched = [path.name for path, time in before.items() if path.stat().st_mtime_ns == time]
    assert {"site.css", "site.js"} <= set(untouched)
    assert [name for name in untouched if name[:2].isdecimal()]
    assert "bridge" in (folder / "index.html").read_text("utf-8")


def test_an_article_called_index_keeps_its_page(memory: store.Store, tmp_path: Path) -> None:
    sample = tmp_path / "index.xml"
    sample.write_bytes(SAMPLES[0].read_bytes())
    start = made(memory, tmp_path / "html", [sample, SAMPLES[1]], home="together/index.html")
    assert start != tmp_path / "html" / "index.html"
    assert parsed(start).xpath("//a[@href='../index.html' or @href='../ferry-ru.html']")


def test_each_article_leads_to_every_joint_page(memory: store.Store, tmp_path: Path) -> None:
    folder = tmp_path / "html"
    made(memory, folder, SAMPLES[:2])
    joint = {path.resolve() for path in (folder / "together").glob("*.html")} | {(folder / "index.html").resolve()}
    assert len(joint) == 10
    for name in ("ferry-en", "ferry-ru"):
        assert joint <= {target for target, _ in links(folder / f"{name}.html")}


def test_a_person_of_articles_in_two_languages_stands_once(
    memory: store.Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_module("teiwright.publishing.site_pages"), "ON_ONE_PAGE", 2)
    folder = tmp_path / "html"
    made(memory, folder, SAMPLES[:2])
    ids = [one for page in (folder / "together").glob("person*.html") for one in parsed(page).xpath("//li/@id")]
    assert ids
    assert len(ids) == len(set(ids))


def test_a_context_has_whole_words(memory: store.Store, tmp_path: Path) -> None:
    folder = tmp_path / "html"
    made(memory, folder, SAMPLES[:2])
    contexts = parsed(folder / "together" / "person.html").xpath("//ul[@class='contexts']//a")
    assert contexts
    pages = [parsed(folder / f"{name}.html") for name in ("ferry-en", "ferry-ru")]
    blocks = [block for one in pages for block in one.xpath("//main//*[self::p or self::h1 or self::h2 or self::div]")]
    text = "\n".join(block.text_content().strip() for block in blocks)
    for context in contexts:
        first = context.text_content().split()[0]
        assert re.search(rf"(?<!\w){re.escape(first)}", text), first


def test_an_index_has_surnames_first() -> None:
    from teiwright.publishing.ordering import heading

    names = (
        "Dean Acheson",
        "Zhou Enlai",
        "毛澤東",
        "Чжу Дэ",
        "Жэнь Биши",
        "Ким Ир Сен",
        "Анастас Микоян",
        "Анна Ван",
        "Ho Chi Minh",
    )
    assert [heading(name) for name in names] == [
        "Acheson, Dean",
        "Zhou Enlai",
        "毛澤東",
        "Чжу Дэ",
        "Жэнь Биши",
        "Ким Ир Сен",
        "Микоян, Анастас",
        "Ван, Анна",
        "Ho Chi Minh",
    ]


def test_an_article_of_a_site_shares_what_all_its_pages_need(memory: store.Store, tmp_path: Path) -> None:
    made(memory, tmp_path / "html", SAMPLES)
    (alone,) = publishing.html(SAMPLES[2], tmp_path / "alone")
    page = tmp_path / "html" / "bridge.html"
    assert not parsed(page).xpath("//style | //script[not(@src)][not(@type='application/ld+json')]")
    assert page.stat().st_size < alone.stat().st_size / 2
    listed = (tmp_path / "html" / "together" / "citing" / "bridge.js").read_text("utf-8")
    (name, items) = json.loads(f"[{listed.strip().removeprefix('teiwright.citing(').removesuffix(');')}]")
    cited = {place for item in items for place in item["cited"]}
    links = parsed(page).xpath("//*[@id='citations']//a[@class='cited-in']/@href")
    assert (name, cited) == ("bridge", {link[1:] for link in links})


@pytest.mark.parametrize(
    ("order", "heads"), [("language", ["七畫", "八畫", "十畫", "十七畫"]), ("pinyin", ["B", "L", "N", "W", "X"])]
)
def test_a_site_in_traditional_characters_goes_by_strokes(
    memory: store.Store, tmp_path: Path, order: Any, heads: list[str]
) -> None:
    remember(memory, SAMPLES[2:])
    publishing.site(memory, tmp_path, anew=True, order=order)
    found = parsed(tmp_path / "together" / "person.html").xpath("//h2[@class='letter']/text()")
    assert [head for head in found if not head.isascii() or order == "pinyin"] == heads


def test_the_one_article_that_did_not_fail_has_its_style_sheet_and_leads_nowhere_missing(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.md", tmp_path / "bad.md"
    good.write_text(
        "# On the Ferry\n\nThe ferry sailed.[^1]\n\n[^1]: Ann Roe, *Ferries* (York: Press, 1990), 3.\n", "utf-8"
    )
    bad.write_bytes(b"\xff\xfe\x00")
    words = ["build", str(good), str(bad), "-o", str(tmp_path / "out"), "-q", "-j", "1"]
    done = CliRunner().invoke(cli, [*words, "--only", "tei", "--only", "html"])
    assert done.exit_code == 2, done.output
    targets = dict(links(tmp_path / "out" / "html" / "good.html"))
    assert any(path.suffix == ".css" for path in targets)
    assert [path for path in targets if not path.is_file()] == []
