"""German is data: its dates, places and bodies are found though no code names it."""

from teiwright.annotation import annotate
from teiwright.article import Article, Paragraph, Source, Text
from teiwright.authority import Authority

SENTENCE = (
    "Am 4. März 1921 reiste er von München nach Lissabon. Im Jahre 1923 sprach er im Reichstag, und Ende Mai 1924 "
    "kehrte er aus Frankreich zurück. Um 1848 lebte sein Großvater bei Dresden; nicht so am "
    "25. Oktober (7. November) 1917."
)


def test_a_german_text_is_marked() -> None:
    article = Article(Source("s", "s", ""), "de", (Paragraph(Text("p1", SENTENCE)),))
    spans = annotate(article, Authority({})).spans["p1"]
    found = {(span.kind, SENTENCE[span.start : span.end]): span for span in spans}
    values = {name: span.attribute("when") for (kind, name), span in found.items() if kind == "date"}
    assert values["4. März 1921"] == "1921-03-04"
    assert values["25. Oktober (7. November) 1917"] == "1917-11-07"
    assert found["date", "1848"].attribute("when-custom") == "1848~"
    assert found["date", "Ende Mai 1924"].attribute("notBefore") == "1924-05-21"
    places = {name for kind, name in found if kind == "place"}
    assert {"München", "Lissabon", "Frankreich", "Dresden"} <= places
    assert ("org", "Reichstag") in found
