"""The list of names without an entry: what settles most comes first, each mention with its words around it."""

from teiwright.annotation.names import find_names, suggestions
from teiwright.article import Article, Note, Paragraph, Source, Text
from teiwright.authority import Authority, Entry, Name

STRINGS = ("部長陳慕遠表示，計劃可行，印度也同意。", "陳慕遠對此沒有答復。")
WHOLE = Article(
    Source("t", "", ""),
    "zh-Hant",
    tuple(Paragraph(Text(f"p{number}", string)) for number, string in enumerate(STRINGS, 1)),
    notes=(Note(1, "1", (Paragraph(Text("n1p1", "陳慕遠致外交部電，第3頁。")),)),),
)


def test_the_commonest_comes_first_with_all_its_contexts() -> None:
    first = suggestions(WHOLE, find_names(WHOLE, Authority({})))[0]
    assert (first.name, first.kind, first.count) == ("陳慕遠", "person", 3)
    assert [context.text for context in first.contexts] == ["p1", "p2", "n1p1"]
    assert (first.contexts[0].before, first.contexts[0].after[:2]) == ("部長", "表示")


def test_what_has_an_entry_is_not_asked_about() -> None:
    known = Authority({"person-a": Entry("person-a", "person", (Name("陳慕遠", "zh-Hant"),), b"<x/>")})
    listed = suggestions(WHOLE, find_names(WHOLE, known))
    assert "陳慕遠" not in [suggestion.name for suggestion in listed]
    assert "印度" in [suggestion.name for suggestion in listed]
