"""Imprints, numbers of volumes and issues, and parties of letters as Russian and Chinese houses print them."""

from typing import Any

import pytest

from tests.citations.sample import agrees, records


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        (
            "林山编，《水生全集》，第6卷第23页，青山书局，1989年出版",
            {"editors": ["林山"], "volume": "6", "publisher": "青山书局", "year": 1989, "pages": [[23, 23]]},
        ),
        (
            "“水闸亲历记”，《青山资料》第9辑，青山书局1960年出版",
            {"title": "水闸亲历记", "container": "青山资料", "publisher": "青山书局", "year": 1960},
        ),
        (
            "“林山为水闸事致水生等电”，青山档案馆编，《青山史料汇编》，第5辑第1编水利（二），第73页，青山出版社，1994年出版",
            {
                "title": "林山为水闸事致水生等电",
                "container": "青山史料汇编",
                "editors": ["青山档案馆"],
                "volume": "5",
                "publisher": "青山出版社",
                "year": 1994,
            },
        ),
        (
            "林山，“记水生先生”，载1965年4月9日青山《新生报》",
            {"authors": ["林山"], "title": "记水生先生", "container": "新生报", "year": 1965, "kind": "article"},
        ),
        ("林山，〈水閘〉，《青山學刊》，27卷5期（1975年11月），頁85", {"volume": "27", "issue": "5", "place": None}),
        ("《青山公報》，16會期8期（1955年11月），頁34", {"volume": "16", "issue": "8"}),
        ("林山，〈水閘〉，《青山學刊》，12：4（1959年10月），頁3", {"volume": "12", "issue": "4", "kind": "article"}),
        ("林山，〈水閘〉，《青山學刊》17：2（2010年6月），頁39–84", {"volume": "17", "issue": "2", "place": None}),
        ("林山，“水闸”，《青山文摘》增刊第324期（2003年2月10日）", {"issue": "324", "year": 2003}),
        (
            "林山，〈水閘〉，《青山史研究》第2輯（首爾，1988），頁46",
            {"issue": "2", "volume": None, "kind": "article", "year": 1988},
        ),
        ("青山所編，《水閘史料》（臺北：編者，1988），頁34", {"place": "臺北", "publisher": "編者"}),
        ("林山，《水閘》（臺北：作者自印，2004），頁18", {"place": "臺北", "publisher": "作者自印"}),
        ("林山等訪問、紀錄，《水生訪談錄》（臺北：青山社，2013），頁21", {"authors": None, "editors": ["林山"]}),
        (
            "林山，《林山日記》（手稿本），第4冊（臺北：青山社，1990），頁118，1943年7月27日條",
            {"kind": "book", "year": 1990, "pages": [[118, 118]]},
        ),
        ("《青山新聞》，1955年10月30日，第三版", {"year": 1955, "pages": [[3, 3]]}),
        ("林山，《水閘》，北京：青山社，1998年第2版，第30頁", {"pages": [[30, 30]]}),
        ("青山档案馆，105-00305-01至105-00305-05", {"shelfmark": "105-00305-01至105-00305-05"}),
        (
            "林山著，水生、山石編輯校訂，《林山日記》，第2冊（臺北：中國第二歷史檔案館、青山研究所，2015），頁71",
            {"authors": ["林山"], "publisher": "中國第二歷史檔案館、青山研究所", "volume": "2", "repository": None},
        ),
    ],
)
def test_chinese_imprint_behind_the_pages_and_numbers_of_serials(note: str, wanted: dict[str, Any]) -> None:
    agrees(records(f"{note}。"), [{"text": note, **wanted}])


def test_year_of_a_sentence_behind_the_pages_is_none_of_the_reference() -> None:
    agrees(
        records("見林山，《水閘》，第30頁，1943年水生到青山後另有安排，未成。"),
        [{"text": "林山，《水閘》，第30頁", "year": None}],
    )


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        ("Лугов Г.Л. Дневник. М.; Пг., 1923. С. 38", {"title": "Дневник", "place": "М.; Пг.", "year": 1923}),
        ("Новое время. 1905. 20 сентября. № 10615", {"issue": "10615", "year": 1905, "kind": "article"}),
        ("Правда. – 1945. – 20 декабря", {"container": "Правда", "year": 1945}),
        (
            "Лугов Г.Л. Мельницы // Былое. 1918. № 1. С. 177–220; № 2. С. 110–146",
            {"issue": "1", "pages": [[177, 220], [110, 146]]},
        ),
        (
            "Лугов Г.Л. Мельницы // Былое. 1994. № 6. С. 3–20; 1995. № 1. С. 34–48",
            {"issue": "6", "year": 1994, "pages": [[3, 20], [34, 48]]},
        ),
        (
            "Grey A.P. The Mill // Mill and River Quarterly, vol. 47, no. 4 (1998), p. 747–792",
            {
                "container": "Mill and River Quarterly",
                "volume": "47",
                "issue": "4",
                "year": 1998,
                "pages": [[747, 792]],
            },
        ),
        (
            "Grey A. The Mills of the Plain, vol. 1. Stanford: Finch, 1968, p. 94–99",
            {"title": "The Mills of the Plain", "volume": "1", "publisher": "Finch"},
        ),
        ("Лугов Г.Л. Мир с рекой? М., 1946 (на правах рукописи), с. 12", {"title": "Мир с рекой?", "year": 1946}),
        ("Grey A. The Mill. Cambridge (Mass.), 1951. P. 13", {"title": "The Mill", "place": "Cambridge (Mass.)"}),
        (
            "Лугов Г.Л. Мельницы. Торжок, 1968: Свидетельства. М., 1998. С. 43",
            {"title": "Мельницы. Торжок, 1968: Свидетельства", "place": "М.", "year": 1998},
        ),
        (
            "Лугов Г.Л. Рабочие мельниц. Дис. ... докт. ист. наук. Елец, 2010, с. 77",
            {"title": "Рабочие мельниц", "place": "Елец", "kind": "unpublished"},
        ),
        ("Грей А. Мельницы. Пер. с фр. СПб., 1873, вып. 2, с. 25", {"title": "Мельницы", "volume": "2", "issue": None}),
        ("Сборник мельничных документов. СПб., 1906. № 212. С. 189", {"issue": None, "pages": [[189, 189]]}),
        (
            "Журнал совещания 24 мая 1905 г. // Красный архив. 1928. Т. 3 (28). С. 191–204",
            {"container": "Красный архив", "volume": "3", "title": None},
        ),
        ("РГАСПИ. Ф. 3. Оп. 72. Д. 197. Пакет № 2", {"delo": "197", "item": "2"}),
        ("журнал «Гаруда», 1997, № 2, с. 12", {"container": "Гаруда", "issue": "2", "kind": "article"}),
    ],
)
def test_russian_places_numbers_and_further_issues(note: str, wanted: dict[str, Any]) -> None:
    agrees(records(f"{note}."), [{"text": note, **wanted}])


def test_original_of_a_letter_is_led_to_by_a_dash() -> None:
    agrees(
        records("Подлинник письма — РГАСПИ. Ф. 3. Оп. 72. Д. 197."),
        [{"text": "РГАСПИ. Ф. 3. Оп. 72. Д. 197", "delo": "197"}],
    )


@pytest.mark.parametrize(
    ("described", "sender", "recipient"),
    [
        ("Письмо Г.Л. Лугова А.П. Грею от 11 ноября 1930 г.", ["Г.Л. Лугов"], ["А.П. Грей"]),
        ("Лугов — Николаю II, 28 июня 1905 г.", ["Лугов"], ["Николай II"]),
        ("Телеграмма Лугова – Мао Цзэдуну, 2 июля 1948 г.", ["Лугов"], ["Мао Цзэдун"]),
        ("Депеша Ф. И. Лугова от 30 октября 1870 г.", ["Ф. И. Лугов"], []),
        ("Лугов — Толстому, 2 июля 1948 г.", ["Лугов"], ["Толстому"]),
        ("Лугов — Неру, 2 июля 1948 г.", ["Лугов"], ["Неру"]),
    ],
)
def test_russian_parties_of_a_letter_stand_in_the_nominative(
    described: str, sender: list[str], recipient: list[str]
) -> None:
    (found,) = records(f"{described} // РГАСПИ. Ф. 3. Оп. 72. Д. 197. Л. 1.")
    assert [(one["sender"], one["recipient"]) for one in found["documents"]] == [(sender, recipient)]
