"""Numbers by dashes, collections of archives and messages by their titles, as Russian and Chinese houses print them."""

from typing import Any

import pytest

from tests.citations.sample import agrees, records


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        ("Новые мельницы. – 1931. – № 3. – С. 12", {"container": "Новые мельницы", "issue": "3", "year": 1931}),
        ("Голос мельников. – 1931. – 17 апр. – С. 2", {"container": "Голос мельников", "issued": "1931-04-17"}),
        (
            "Союз «Друг рек»: сб. док. / сост. Р. Н. Гра; под ред. проф. Л. О. Шубы. – М.: Мель, 2011. – С. 7",
            {"title": "Союз «Друг рек»", "editors": ["Р. Н. Гра", "Л. О. Шубы"], "publisher": "Мель"},
        ),
        (
            "Лугов – Майскому, 8 июня 1938 г. // Мельницы СССР. Т. XXI. М., 1977. № 219",
            {"title": "Мельницы СССР", "volume": "XXI", "year": 1977},
        ),
        (
            "Papers of the United Mills (PUM). 1943. The Meetings at Leeds. Washington, 1961. P. 86",
            {"place": "Washington", "year": 1961, "pages": [[86, 86]]},
        ),
        (
            "Дневник И.М. Лугова. Запись от 24 ноября 1937 г. // Лугов И.М. Дневник мельника. М.: Мель, 2006. С. 22",
            {"authors": ["Лугов И.М."], "title": "Дневник мельника", "year": 2006},
        ),
        (
            "Р. Грей. Мельницы // И. Лугов и др. (Ред.). Новая история рек. Казань, 2004. С. 163",
            {"editors": ["И. Лугов"], "container": "Новая история рек", "place": "Казань"},
        ),
        ("ТверьГАСПИ. Ф. р-1365. Оп. 2. Д. 24. Л. 6–6 (об.)", {"repository": "ТверьГАСПИ", "fond": "р-1365"}),
        ("Лугов А. А. Реки : монография. Елец : Мель, 2000", {"title": "Реки", "place": "Елец", "publisher": "Мель"}),
        ("Roe Sh. The Mills of Russia in the 1930s. New York: Finch, 1999", {"authors": ["Roe Sh."]}),
        (
            "Письмо Лугова Грею от 12 сентября 1933 г. // Письма И.В. Лугова В.М. Грею. 1925–1936 гг. М., 1995. С. 24",
            {"authors": None, "title": "Письма И.В. Лугова В.М. Грею. 1925–1936 гг.", "year": 1995},
        ),
        ("Дума мельниц. Отчеты. Ч. 3. СПб., 1909. Стб. 1212–1215", {"volume": "3", "pages": [[1212, 1215]]}),
        ("Новое время. 1909. 28 мая (10 июня)", {"container": "Новое время", "year": 1909}),
        ("Хозяйство мельниц. Вып. VII. Пг., 1922. С. 50", {"volume": "VII", "issue": None}),
        ("Лугов О.В. Мельницы. М., 1996. Гл. 3", {"title": "Мельницы", "year": 1996}),
        ("Лугов Р. Реки. Глазами очевидца. В 2-х т. М., 1958. Т. 2. С. 46", {"title": "Реки. Глазами очевидца"}),
    ],
)
def test_russian_numbers_by_dashes_and_editors(note: str, wanted: dict[str, Any]) -> None:
    agrees(records(f"{note}."), [{"text": note, **wanted}])


def test_authors_of_a_work_cited_before_are_parted() -> None:
    found = records("Лугов О. Н., Грей А. И. Мельницы. М., 2000. С. 4.", "Лугов О. Н., Грей А. И. Указ. соч. С. 41.")
    assert found[1]["authors"] == ["Лугов О. Н.", "Грей А. И."]


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        ("林山：“水闸述评”，《青山月刊》，1984年2期", {"issue": "2", "year": 1984}),
        (
            "林山、水生：《土改中的侨户》，见周永主编：《华南乡村》，广州：青山社，1999年，第15页",
            {"authors": ["林山", "水生"], "container": "华南乡村", "editors": ["周永"]},
        ),
        ("林山口述，水生撰寫，《水閘》（臺北：青山遠見社，2003），頁2", {"authors": ["林山", "水生"], "place": "臺北"}),
        (
            "林山，《水閘（修訂版）》，下（臺北：青山，2001年2版），頁6",
            {"publisher": "青山", "year": 2001, "place": "臺北"},
        ),
        ("林山，《水閘》，上冊（臺北：青山社，2011），頁34，「1931年9月20日」條", {"pages": [[34, 34]], "year": 2011}),
        ("青山館編：《水閘彙編》第5輯第1編“外交”（一），青山社1994年版，第2頁", {"volume": "5", "publisher": "青山社"}),
        ("《水閘檔案》，青山大學檔案館藏，11-INO-01005", {"shelfmark": "11-INO-01005"}),
        ("林山，《水閘》，分冊6，頁3", {"volume": "6", "publisher": None}),
        ("林山，《水閘》（臺北：青山社，1994），頁90-91；頁104", {"pages": [[90, 91], [104, 104]]}),
        (
            "林山主編，《水閘年譜》，第7冊（臺北：中國第二歷史檔案館、青山管理處、財團法人青山會，2015），頁6",
            {"volume": "7", "place": "臺北", "repository": None, "year": 2015},
        ),
        (
            "青山档案馆藏，青山县建设局档案，全宗号：民115，案卷号：273",
            {"fond": "民115", "collection": "青山县建设局档案"},
        ),
        (
            "省級機關檔案，「水閘案」，檔號：0036/313/10，青山委員會檔案管理局藏",
            {"repository": "青山委員會檔案管理局", "collection": "省級機關檔案", "shelfmark": "0036/313/10"},
        ),
        (
            "〈水閘報告〉，中國第二歷史檔案館青山文獻館藏，檔號：12-34-56",
            {"repository": "中國第二歷史檔案館青山文獻館"},
        ),
    ],
)
def test_chinese_numbers_and_collections_of_archives(note: str, wanted: dict[str, Any]) -> None:
    agrees(records(f"{note}。"), [{"text": note, **wanted}])


@pytest.mark.parametrize(
    ("note", "sender", "recipient"),
    [
        ("“林山致水生函”，1946年8月3日，转引自于友：《林山传》，青山社，1993年，第30页", ["林山"], ["水生"]),
        ("〈林山電水生〉（1949年12月3日），《青山檔案》，中國第二歷史檔案館藏，檔號：12-34-56", ["林山"], ["水生"]),
        ("「收林山電」，1931年2月6日，《青山檔案》，中國第二歷史檔案館藏，檔號：12-34-57", ["林山"], []),
    ],
)
def test_chinese_messages_by_their_titles(note: str, sender: list[str], recipient: list[str]) -> None:
    (found,) = records(f"{note}。")
    assert found["text"] == note
    assert [(one["sender"], one["recipient"]) for one in found["documents"]] == [(sender, recipient)]


def test_diary_before_a_quotation_is_an_item_by_itself() -> None:
    found = records("《林山日記》（未刊本），1942年10月10日，轉引自水生，《山志》（臺北：青山社，1978），頁21。")
    assert [one["text"] for one in found] == [
        "《林山日記》（未刊本），1942年10月10日",
        "水生，《山志》（臺北：青山社，1978），頁21",
    ]


def test_works_that_a_sentence_lists_by_author_and_title_are_items_each() -> None:
    note = (
        "一些论著也涉及该议题。（例如，林山、水生的《水闸回顾》（《青山史》2010年第2期），王五的《水闸制裁》（青山出版社2010年版），"
        "青山大学研究所编的《水闸十年》（水库印书馆1989年版）。）"
    )
    agrees(
        records(note),
        [
            {
                "text": "林山、水生的《水闸回顾》（《青山史》2010年第2期）",
                "authors": ["林山", "水生"],
                "container": "青山史",
            },
            {
                "text": "王五的《水闸制裁》（青山出版社2010年版）",
                "authors": ["王五"],
                "title": "水闸制裁",
                "kind": "book",
            },
            {
                "text": "青山大学研究所编的《水闸十年》（水库印书馆1989年版）",
                "editors": ["青山大学研究所"],
                "year": 1989,
            },
        ],
    )


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        (
            "林山1964年7月10日：《接见人士的谈话》，见《水闸万岁》，1969年，第53页",
            {"authors": ["林山"], "title": "接见人士的谈话", "container": "水闸万岁", "year": 1969},
        ),
        ("《林山日记》，1945年8月31日，藏青山大学档案馆", {"repository": "青山大学档案馆", "title": "林山日记"}),
        (
            "台北“国史馆”藏：《林山文物》，档案号：002-020300-00050",
            {"repository": "台北“国史馆”", "collection": "林山文物"},
        ),
    ],
)
def test_chinese_document_and_the_house_before_or_behind_it(note: str, wanted: dict[str, Any]) -> None:
    agrees(records(f"{note}。"), [{"text": note, **wanted}])


def test_same_author_s_book_that_reprints_an_article_is_an_item() -> None:
    found = records("林山：《水闸》，《青山史》1997年第1期；又载氏著《水闸时代》，青山出版社1996年版，第22页。")
    assert [(one["text"], one["title"]) for one in found][1:] == [
        ("氏著《水闸时代》，青山出版社1996年版，第22页", "水闸时代")
    ]


def test_sentence_about_where_papers_lie_is_no_reference() -> None:
    assert records("这些档案现藏于台北国史馆，尚未开放。") == []


def test_his_other_work_has_the_author_before() -> None:
    found = records("Лугов В.П. Мельницы // Реки. 1994. № 1. С. 3; его же. Плотины // Реки. 2003. № 5. С. 78.")
    assert [(one["authors"], one["title"]) for one in found] == [
        (["Лугов В.П."], "Мельницы"),
        (["Лугов В.П."], "Плотины"),
    ]


def test_what_a_further_source_says_is_no_author() -> None:
    (found,) = records("此说不确；另据《水闸自传》，林山等译，青山出版社2003年版，第15页。")
    assert (found["text"], found.get("authors")) == ("《水闸自传》，林山等译，青山出版社2003年版，第15页", None)
