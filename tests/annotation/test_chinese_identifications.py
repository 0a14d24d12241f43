"""Entries that a Chinese text does not mean, though it has one of their names."""

import pytest

from teiwright.annotation import annotate
from teiwright.article import Article, Note, Paragraph, Source, Text
from teiwright.authority import load
from tests.conftest import ROOT


def _keys(text: str, note: str = "說明。") -> dict[str, str | None]:
    notes = (Note(1, "1", (Paragraph(Text("p2", note)),)),)
    article = Article(Source("a", "a", ""), "zh-Hant", (Paragraph(Text("p1", text)),), notes=notes)
    spans = annotate(article, load(ROOT / "tei" / "authority"), models=("none",)).spans
    return {
        string[span.start : span.end]: span.key
        for key, string in (("p1", text), ("p2", note))
        for span in spans.get(key, ())
        if span.kind in ("person", "place", "org")
    }


@pytest.mark.parametrize(
    ("text", "note", "name"),
    [
        ("全書已出版。", "劉曉：「研究院考」，收入《論叢》（北京：某社，2014年），第3頁。", "劉曉"),
        ("雜誌主任科茲洛夫說：「很好。」", "說明。", "科茲洛夫"),
        ("會議在東亞酒樓召開。", "說明。", "東亞"),
        ("他指示外交部副部長章漢夫清理舊案。英國外交部的檔案可證。", "說明。", "外交部"),
    ],
)
def test_a_namesake_is_not_identified(text: str, note: str, name: str) -> None:
    assert _keys(text, note).get(name) is None


@pytest.mark.parametrize(
    ("text", "note", "name", "key"),
    [
        ("劉曉到任。", "劉曉：《出使回憶》（上海：某社，2014年），第3頁。", "劉曉", "person-liu-xiao"),
        ("全書已出版。", "王世杰：《王世杰日記》（台北：某社，2012年），第3頁。", "王世杰", "person-wang-shijie"),
        ("東亞的局勢緊張。", "說明。", "東亞", "place-east-asia"),
        ("英國外交部照會。外交部隨即公佈。", "說明。", "外交部", "org-british-foreign-office"),
    ],
)
def test_who_is_meant_is_identified(text: str, note: str, name: str, key: str) -> None:
    assert _keys(text, note).get(name) == key
