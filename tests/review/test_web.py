"""The review in a browser: the server's answers, without a browser."""

import http.client
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import etree, html

from teiwright.build import Options, annotate_source, encode_source
from teiwright.decisions import Decisions, load
from teiwright.findings import Finding
from teiwright.review import Question, doubtful, unanswered, web
from teiwright.review.answering import Answer
from tests.conftest import loopback
from tests.review.articles import FIRST, NOTE, SOURCE, annotated


def asked() -> tuple[Question, ...]:
    """The questions on the small article: a name, a finding, a place, a date."""
    line = SOURCE[: SOURCE.index(NOTE)].count("\n") + 1
    return doubtful(
        annotated(), [Finding("warning", "odd-fond", "no such fond", "small.md", line, NOTE.index("45") + 1)]
    )


class Browser:
    """Asks the server as a page does."""

    def __init__(self, address: str) -> None:
        self.parts = urlsplit(address)

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str]:
        """`path` from the address on, or from the root where it begins with a slash."""
        connection = http.client.HTTPConnection(self.parts.hostname or "", self.parts.port, timeout=10)
        whole = path if path.startswith("/") else self.parts.path + path
        connection.request(method, whole, body.encode(), {k.replace("_", "-"): v for k, v in headers.items()})
        response = connection.getresponse()
        self.headers = dict(response.getheaders())
        return response.status, response.read().decode()

    def post(self, path: str, **content: Any) -> dict[str, Any]:
        status, text = self.ask("POST", path, json.dumps(content), Content_Type="application/json")
        said: dict[str, Any] = json.loads(text)
        assert (status == 200) == ("error" not in said)
        return said


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "small.toml"


@pytest.fixture
def browser(path: Path) -> Iterator[Browser]:
    loopback()
    desk = web.Desk(asked(), annotated(), path, by="某人", day="2026-11-28")
    server, address = web.serve(desk)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield Browser(address)
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_page_has_the_whole_text_with_its_doubtful_words_marked(browser: Browser) -> None:
    _, text = browser.ask("GET", "")
    page: Any = html.document_fromstring(text)
    (first,) = page.xpath("//p[@id='t-p1']")
    assert first.text_content() == FIRST
    assert first.xpath(".//a[@class='mark']/text()") == ["彭某", "7月5日", "北京"]
    targets = {link.lstrip("#") for link in page.xpath("//a/@href")}
    assert targets <= set(page.xpath("//@id"))
    assert page.xpath("//article[.//q='彭某']//li/button/@data-value") == ["person-peng"]
    assert "Nothing is doubtful" not in text


def test_the_page_asks_nothing_of_another_host_and_no_other_page_may_use_it(browser: Browser) -> None:
    _, text = browser.ask("GET", "")
    page: Any = html.document_fromstring(text)
    assert not [link for link in page.xpath("//@src | //@href") if "//" in link]
    assert "default-src 'none'" in browser.headers["Content-Security-Policy"]
    assert browser.headers["Referrer-Policy"] == "no-referrer"
    assert all(browser.ask("GET", name)[0] == 200 for name in ("review.js", "review.css"))


@pytest.mark.parametrize("path", ["/", "/review.js", "/wrong-token/", "other", "../review.js", "answer"])
def test_nothing_is_shown_without_the_token_or_beside_the_page(browser: Browser, path: str) -> None:
    assert browser.ask("GET", path) == (404, "not found\n")


def test_another_host_that_points_here_is_not_answered(browser: Browser) -> None:
    assert browser.ask("GET", "", Host="evil.example")[0] == 404
    assert browser.ask("POST", "answer", "{}", Host="evil.example", Content_Type="application/json")[0] == 404


def test_each_answer_is_a_decision_on_disk_when_it_is_said_to_be_kept(browser: Browser, path: Path) -> None:
    subjects = {question.words: number for number, question in enumerate(asked())}
    for words, verdict, value, kept in [
        ("彭某", "choose", "person-peng", ("key", "person-peng", "")),
        ("45", "edit", "46", ("accept", "", "46")),
        ("7月5日", "edit", "1950-07-05", ("date", "", "")),
        ("北京", "no", "", ("untag", "", "")),
    ]:
        said = browser.post("answer", question=subjects[words], verdict=verdict, value=value)
        assert said["said"].startswith("kept")
        last = load(path).decisions[-1]
        assert (last.quote, last.by, last.when) == (words, "某人", "2026-11-28")
        assert (last.action, last.key, last.corr) == kept
    _, text = browser.ask("GET", "")
    assert "4 answered, 0 left" in text


def test_an_answer_can_be_taken_back_and_given_otherwise(browser: Browser, path: Path) -> None:
    browser.post("answer", question=0, verdict="yes")
    assert browser.post("undo") == {"question": 0, "answer": ""}
    assert not load(path).decisions
    assert browser.post("undo") == {"error": "not kept: nothing to undo"}
    browser.post("answer", question=0, verdict="yes")
    browser.post("answer", question=0, verdict="no")
    assert [decision.action for decision in load(path).decisions] == ["key", "untag"]


@pytest.mark.parametrize(
    "content",
    [
        {"question": 99, "verdict": "yes"},
        {"question": -1, "verdict": "yes"},
        {"question": True, "verdict": "yes"},
        {"question": 0, "verdict": "perhaps"},
        {"question": 0, "verdict": "edit", "value": "nonsense"},
        {"question": 0, "verdict": "edit", "value": ""},
        {"question": 0, "verdict": "edit", "value": "person-a\u0000"},
        {"question": 0, "verdict": "choose", "value": "person-other"},
        {},
    ],
)
def test_an_answer_that_makes_no_sense_is_refused_and_nothing_is_written(
    browser: Browser, path: Path, content: dict[str, Any]
) -> None:
    assert browser.post("answer", **content)["error"].startswith("not kept: ")
    assert not path.exists()


def test_what_is_no_small_json_of_the_page_is_refused(browser: Browser) -> None:
    answer = json.dumps({"question": 0, "verdict": "yes"})
    assert browser.ask("POST", "answer", answer, Content_Type="text/plain")[0] == 400
    assert browser.ask("POST", "answer", "[", Content_Type="application/json")[0] == 400
    assert browser.ask("POST", "answer", "[]", Content_Type="application/json")[0] == 400
    assert browser.ask("POST", "answer", "{}", Content_Type="application/json", Content_Length="99999999")[0] == 400


def test_what_was_answered_of_a_finding_is_not_asked_again(browser: Browser, path: Path) -> None:
    number = next(number for number, question in enumerate(asked()) if question.subject == "finding")
    browser.post("answer", question=number, verdict="no")
    left = unanswered(asked(), load(path), annotated().article)
    assert [question.words for question in left] == [q.words for q in asked() if q.subject != "finding"]
    assert unanswered(asked(), Decisions(), annotated().article) == asked()


def test_an_answer_that_would_not_be_valid_is_refused_in_a_line(path: Path) -> None:
    desk = web.Desk(asked(), annotated(), path, objection=lambda _: "the TEI would not be valid")
    with pytest.raises(web.RefusedError, match=r"^not kept: the TEI would not be valid$"):
        desk.answer(0, Answer("yes"))
    assert not path.exists()
    assert desk.answers == {}


LOOKS = """# The Weir

The *old* weir stood.[^1]

- one
- two

| year | keeper |
| --- | --- |
| 1950 | A. Marsh |

> Quoted words.

[^1]: Jon Smith, *A Book* (Bern: Press, 2000), 3.
"""


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[tuple[Browser, web.Desk]]:
    """A review of an article with a table, a list, a quotation, emphasis and a citation."""
    loopback()
    source = tmp_path / "weir.md"
    source.write_text(LOOKS, "utf-8")
    made = annotate_source(source, Options())
    desk = web.Desk(doubtful(made), made, tmp_path / "decisions" / "weir.toml", day="2026-11-28")
    server, address = web.serve(desk)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield Browser(address), desk
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_page_shows_the_article_s_shapes_and_the_parts_of_its_citations(
    reader: tuple[Browser, web.Desk],
) -> None:
    page: Any = html.document_fromstring(reader[0].ask("GET", "")[1])
    (region,) = page.xpath("//section[@id='text']")
    assert region.xpath(".//p/em/text()") == ["old", "A Book"]
    assert [row.xpath("string()") for row in region.xpath(".//table//tr")] == ["yearkeeper", "1950A. Marsh"]
    assert region.xpath(".//ul[@class='list']/li/p/text()") == ["one", "two"]
    assert region.xpath(".//blockquote/p/text()") == ["Quoted words."]
    parts = {each.xpath("string(q)"): each.get("data-kind") for each in region.xpath(".//button[@class='part']")}
    assert parts == {
        "Jon Smith": "author", "A Book": "title", "Bern": "pub-place", "Press": "publisher", "2000": "year",
        "3": "pages",
    }  # fmt: skip
    assert not region.xpath(".//a//button | .//button//a | .//a//a"), "nothing that acts stands in what acts"


def part(browser: Browser, words: str) -> dict[str, Any]:
    page: Any = html.document_fromstring(browser.ask("GET", "")[1])
    (button,) = page.xpath(f"//button[@class='part'][q='{words}']")
    return {"text": button.get("data-text"), "start": int(button.get("data-start")), "end": int(button.get("data-end"))}


@pytest.mark.parametrize(
    ("words", "kind", "right", "bibl"),
    [
        ("Jon Smith", "editor", "Jon Smith", "<editor>"),
        ("Bern", "pub-place", "Bern: Press", "<pubPlace>Bern: Press</pubPlace>"),
        ("Press", "", "", ": Press, "),
    ],
)
def test_a_part_of_a_citation_is_corrected_in_the_next_encoding(
    reader: tuple[Browser, web.Desk], words: str, kind: str, right: str, bibl: str
) -> None:
    browser, desk = reader
    said = browser.post("part", **part(browser, words), kind=kind, words=right)
    assert said["said"].startswith("kept: ")
    source = desk.path.parent.parent / "weir.md"
    told = etree.tostring(encode_source(source, Options()).root, encoding="unicode")
    assert bibl in told[told.index("<bibl") :]
    assert browser.post("undo") == {"question": -1, "answer": ""}
    assert not load(desk.path).decisions


@pytest.mark.parametrize(
    "change", [{"kind": "person"}, {"words": "Nowhere"}, {"start": 1}, {"text": "p99"}, {"start": "0"}, {"kind": None}]
)
def test_a_correction_that_makes_no_sense_is_refused(reader: tuple[Browser, web.Desk], change: dict[str, Any]) -> None:
    browser, desk = reader
    content = {**part(browser, "Press"), "kind": "title", "words": "Press", **change}
    assert browser.post("part", **content)["error"].startswith("not kept: ")
    assert not desk.path.exists()
