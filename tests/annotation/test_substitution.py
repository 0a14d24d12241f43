"""Surnames and given names alone, told by the tagger with a fuller name in their place."""

import pytest

from teiwright.annotation import annotate
from teiwright.annotation.names.models import chosen
from teiwright.article import Article, Paragraph, Source, Text
from teiwright.authority import Authority


def _persons(text: str) -> list[str]:
    if "zh" not in dict(chosen().names):
        pytest.skip("the model of Chinese is not installed")
    article = Article(Source("a", "a", ""), "zh-Hant", (Paragraph(Text("p1", text)),))
    spans = annotate(article, Authority({})).spans.get("p1", ())
    return [text[span.start : span.end] for span in spans if span.kind == "person"]


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("局長孫仲謀到任。孫用人不問籍貫，孫主張緊縮。", ["孫仲謀", "孫", "孫"]),
        ("羅榮國與賀長林不和。由於羅、賀之間有隔閡，有人提醒羅：不要多說。", ["羅榮國", "賀長林", "羅", "賀", "羅"]),
        ("彭大元先到。他給彭打電話，又到彭的住處去。", ["彭大元", "彭", "彭"]),
        ("部長胡文江來電。他們把胡軟禁於南京。", ["胡文江", "胡"]),
        ("金若松率隊渡河，若松出身軍校。", ["金若松", "若松"]),
        ("馮國元與徐遠山不睦。馮嘗歎，徐每欲過問；馮勸徐讓步。", ["馮國元", "徐遠山", "馮", "徐", "馮", "徐"]),
        ("蔣正明主持會議，蔣鼎元、羅文遠列席。", ["蔣正明", "蔣鼎元", "羅文遠"]),
        ("委員鄭澤如、林森木、宋子明聯名通電。", ["鄭澤如", "林森木", "宋子明"]),
        ("毛志東到了北京，他買了毛巾和毛筆，毛病不少。", ["毛志東"]),
    ],
)
def test_a_surname_alone_is_a_person_where_the_sentence_reads_so_with_a_title(text: str, persons: list[str]) -> None:
    assert _persons(text) == persons


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("他與高石曾的學校門戶相望，高石曾出資。", ["高石曾", "高石曾"]),
        ("董事羅光甫都給予貸款，光甫尤為積極。", ["羅光甫", "光甫"]),
        ("總理嚴信厚，字筱舫，慈谿人。筱舫早年經商。", ["嚴信厚", "筱舫", "筱舫"]),
        ("建國後，鄭建國任所長。", ["鄭建國"]),
        ("代表內藤義信起而響應，局長佐分利貞男同意。", ["內藤義信", "佐分利貞男"]),
        ("沈瑞麟、王正廷、顏世清出席。沈、王、顏諸人贊成。", ["沈瑞麟", "王正廷", "顏世清", "沈", "王", "顏"]),
    ],
)
def test_a_name_is_whole_and_its_other_forms_are_found(text: str, persons: list[str]) -> None:
    assert _persons(text) == persons
