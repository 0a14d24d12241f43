"""The search as a reader has it: pages opened from their folder in headless Chromium, nothing served."""

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import pytest
from lxml import html

from teiwright import publishing
from teiwright.build import store
from tests.publishing.browser import ARTICLES, in_chromium, opened

pytestmark = [pytest.mark.slow, in_chromium]
STALIN = ("Stalin", "Сталин", "斯大林", "史達林", "史达林")


class Hit(NamedTuple):
    """A line of the results: where it is said to stand, its marked words, its text, where it leads."""

    where: str
    marked: list[str]
    text: str
    href: str


def found(page: Path, query: str) -> list[Hit]:
    """Search a page and return the lines of its results."""
    lines = opened(page, f"find={quote(query)}").xpath("//*[@id='results']//ol/li/a")
    where = "string(.//*[@class='where'])"
    return [Hit(a.xpath(where), a.xpath(".//mark/text()"), a.text_content(), a.get("href")) for a in lines]


@pytest.fixture(scope="module")
def fifty(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The joint pages of fifty articles: the five, ten times over under other names."""
    folder = tmp_path_factory.mktemp("fifty")
    with store.opened(folder / store.NAME) as memory:
        for number in range(10):
            for name in ARTICLES:
                copy = folder / f"{name}-{number}.xml"
                copy.write_bytes((site.parent / "tei" / f"{name}.xml").read_bytes())
                memory.remember(store.Row(copy.stem, str(copy), "", "", ""), publishing.facts(copy), "")
        publishing.site(memory, folder / "html", anew=True)
    return folder / "html" / "index.html"


def test_marks_stand_on_the_words_behind_signs_that_become_several(site: Path) -> None:
    hits = found(site / "search-zh.html", "斯大林")
    assert [hit.where for hit in hits] == ["§1", "§2", "註1", "註2"]
    assert {word for hit in hits for word in hit.marked} == {"斯大林"}
    assert "斯大林與毛澤東會談" in hits[3].text


@pytest.mark.parametrize(("article", "query"), [("boats-en", "the"), ("boats-ru", "Сталин")])
def test_a_context_has_whole_words(site: Path, article: str, query: str) -> None:
    page = site / f"{article}.html"
    words = re.compile(r"\w+")
    known = set(words.findall(str(html.fromstring(page.read_bytes()).xpath("string()"))))
    hits = found(page, query)
    assert hits
    for hit in hits:
        context = hit.text.removeprefix(hit.where)
        assert set(words.findall(context)) <= known, context


@pytest.mark.parametrize("name", STALIN)
def test_each_name_of_a_person_finds_all(site: Path, name: str) -> None:
    assert [hit.marked for hit in found(site / "search-zh.html", name)] == [["斯大林"]] * 4


def test_two_words_are_found_where_both_stand(site: Path) -> None:
    assert [hit.where for hit in found(site / "search-zh.html", "斯大林 毛泽东")] == ["§2", "註2"]


@pytest.mark.parametrize(
    ("page", "query", "words"),
    [
        ("boats-ru", "Москва", {"Москвы"}),
        ("boats-ru", "Сталин", {"Сталину"}),
        ("boats-ru", "письма", {"Письмо"}),
        ("boats-en", "letter", {"Letters"}),
    ],
)
def test_forms_of_a_word_are_found(site: Path, page: str, query: str, words: set[str]) -> None:
    assert {word for hit in found(site / f"{page}.html", query) for word in hit.marked} >= words


@pytest.mark.parametrize("name", STALIN)
def test_over_fifty_articles_each_name_finds_the_same(fifty: Path, name: str) -> None:
    made = opened(fifty, f"find={quote(name)}")
    count = re.sub(r"\D", "", made.xpath("string(//*[@id='results-count'])"))
    marked = {re.sub(r"^[Cс]", "С", word) for word in made.xpath("//*[@id='results']//mark/text()")}
    assert int(count) >= 40
    assert {"斯大林", "Сталину"} <= marked


def test_over_fifty_articles_two_words_lead_to_their_places(fifty: Path) -> None:
    hits = found(fifty, "斯大林 毛澤東")
    assert len(hits) == 40
    assert {"檢索小測 · §2", "檢索小測 · 註2"} <= {hit.where for hit in hits}
    assert all({"斯", "毛"} <= {word[0] for word in hit.marked} for hit in hits)
    assert all(re.fullmatch(r"(search|boats)-\w+-\d\.html\?find=[^#]+#(p\d|n\dp1)", hit.href) for hit in hits)
