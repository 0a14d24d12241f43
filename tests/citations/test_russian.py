"""Russian references by GOST R 7.0.5-2008 and in the looser punctuation of older notes."""

from typing import Any

import pytest

from tests.citations.sample import agrees, records

REFERENCES: list[tuple[str, list[dict[str, Any]]]] = [
    ("Ледовский А. М. СССР и Сталин в судьбах Китая. М.: Памятники исторической мысли, 1999. С. 45–47.",
     [{"kind": "book", "lang": "ru", "authors": ["Ледовский А. М."], "title": "СССР и Сталин в судьбах Китая",
       "place": "М.", "publisher": "Памятники исторической мысли", "year": 1999, "pages": [[45, 47]]}]),
    ("Мясников В. С. Договорными статьями утвердили // Проблемы Дальнего Востока. 2001. № 3. С. 12–25.",
     [{"kind": "article", "title": "Договорными статьями утвердили", "container": "Проблемы Дальнего Востока",
       "issue": "3", "year": 2001, "pages": [[12, 25]]}]),
    ("*Иванов И.И.* О начале войны//Восток, 1998, №2, 第12~20頁。",
     [{"authors": ["Иванов И.И."], "container": "Восток", "issue": "2", "year": 1998, "pages": [[12, 20]]}]),
    ("Иванов И. И. О начале войны // Холодная война / под ред. А. О. Чубарьяна. М.: ИВИ РАН, 1998. С. 12.",
     [{"kind": "chapter", "container": "Холодная война", "editors": ["А. О. Чубарьяна"], "publisher": "ИВИ РАН"}]),
    ("Русско-китайские отношения в XX веке. Т. V. Кн. 2 / отв. ред. С. Л. Тихвинский. М., 2005. С. 88.",
     [{"kind": "book", "title": "Русско-китайские отношения в XX веке", "volume": "V", "place": "М.", "year": 2005,
       "editors": ["С. Л. Тихвинский"]}]),
    ("Курдюков И.Ф., Никифоров В.Н. (сост.) Отношения, 1917-1957: Сборник, Москва: Восток, 1959, 第219頁。",
     [{"editors": ["Курдюков И.Ф.", "Никифоров В.Н."], "title": "Отношения, 1917-1957: Сборник", "year": 1959}]),
    ("Сталин и холодная война / Отв. ред. А. О. Чубарьян. — М.: ИВИ РАН, 1998. — С. 100—110.",
     [{"title": "Сталин и холодная война", "editors": ["А. О. Чубарьян"], "pages": [[100, 110]]}]),
    ("Правда. 1950. 5 июля. С. 1.", [{"kind": "article", "container": "Правда", "year": 1950, "pages": [[1, 1]]}]),
    ("См.: Торкунов А. В. Загадочная война. М., 2000. С. 5; Ср.: Капица М. С. На параллелях. М.: Книга, 1996. С. 7.",
     [{"signal": "См.", "authors": ["Торкунов А. В."]}, {"signal": "Ср.", "authors": ["Капица М. С."]}]),
    ("Обе телеграммы опубликованы: Ледовский А. М. Судьбы. М.: Наука, 1999. С. 51.",
     [{"text": "Ледовский А. М. Судьбы. М.: Наука, 1999. С. 51", "authors": ["Ледовский А. М."]}]),
    ("В.П. Набоков, «Советские летчики», Вопросы, 2002, №3, с. 139–141.",
     [{"kind": "article", "title": "Советские летчики", "container": "Вопросы", "issue": "3"}]),
    ("Н.С. Хрущев, Время. Люди. Власть, кн. 1, Москва: Московские новости, 1999, с. 427.",
     [{"title": "Время. Люди. Власть", "volume": "1", "place": "Москва"}]),
    ("Шифртелеграмма Штыкова Сталину, 26 июня 1950 г. // Война / под ред. С. С. Лотоцкого. СПб.: Полигон, 2000. С. 5.",
     [{"kind": "book", "title": "Война", "editors": ["С. С. Лотоцкого"], "publisher": "Полигон"}]),
    ("Weathersby K. Soviet Aims // CWIHP Working Paper. 1993. No. 8. P. 5–10.",
     [{"kind": "article", "lang": "en", "authors": ["Weathersby K."], "container": "CWIHP Working Paper",
       "issue": "8"}]),
    ("Lankov A. From Stalin to Kim. London: Hurst, 2002. P. 60.",
     [{"kind": "book", "lang": "en", "title": "From Stalin to Kim", "place": "London", "pages": [[60, 60]]}]),
    ("Chen Jian. China's Road. N.Y., 1994. P. 130.", [{"authors": ["Chen Jian"], "place": "N.Y.", "year": 1994}]),
]  # fmt: skip


@pytest.mark.parametrize(("note", "wanted"), REFERENCES)
def test_reads_every_part(note: str, wanted: list[dict[str, Any]]) -> None:
    agrees(records(note), wanted)


@pytest.mark.parametrize(
    ("note", "sender", "recipient", "date", "type"),
    [
        ("Телеграмма Ковалева Сталину, 14 июня 1949 г. // АПРФ. Ф. 45. Оп. 1. Д. 331. Л. 1.",
         ["Ковалева"], ["Сталину"], ["1949-06-14"], "telegram"),
        ("Мао Цзэдун – И. В. Сталину, 12 февраля 1950 г. // АПРФ. Ф. 45. Оп. 1. Д. 329. Л. 32.",
         ["Мао Цзэдун"], ["И. В. Сталину"], ["1950-02-12"], "letter"),
        ("Записка Микояна в Президиум ЦК КПСС, 22 сентября 1960 г. // АП РФ. Ф. 3. Оп. 65. Д. 606. Л. 1–17.",
         ["Микояна"], ["Президиум ЦК КПСС"], ["1960-09-22"], "report"),
        ("Постановление Политбюро ЦК ВКП(б) от 27 сентября 1950 г. // РГАСПИ. Ф. 17. Оп. 162. Д. 43. Л. 94.",
         ["Политбюро ЦК ВКП(б)"], [], ["1950-09-27"], "decision"),
        ("Записи бесед Микояна с Мао Цзэдуном, 30 и 31 января 1949 г. // АП РФ. Ф. 39. Оп. 1. Д. 39. Л. 1.",
         [], [], ["1949-01-30", "1949-01-31"], "minutes"),
    ],
)  # fmt: skip
def test_documents(note: str, sender: list[str], recipient: list[str], date: list[str], type: str) -> None:
    (document,) = records(note)[0]["documents"]
    assert (document["sender"], document["recipient"]) == (sender, recipient)
    assert (document["date"], document["type"]) == (date, type)


@pytest.mark.parametrize(
    ("note", "text", "fields"),
    [
        ("Robert A. Marsh. Mills of the north. Vol. I. Leeds, Minster University, 1964. P. 42",
         "Robert A. Marsh. Mills of the north. Vol. I. Leeds, Minster University, 1964. P. 42",
         {"authors": ["Robert A. Marsh"], "year": 1964, "pages": [[42, 42]]}),
        ("Михаил Крутов. Годы у реки // Речной журнал. 2004. № 4. С. 80.",
         "Михаил Крутов. Годы у реки // Речной журнал. 2004. № 4. С. 80",
         {"authors": ["Михаил Крутов"], "title": "Годы у реки", "container": "Речной журнал"}),
        ("О нём см.: Крутов Б. И. Был ли мост? — В сб.: Мосты Сибири. Новосибирск, 1981, с. 92-95.",
         "Крутов Б. И. Был ли мост? — В сб.: Мосты Сибири. Новосибирск, 1981, с. 92-95",
         {"kind": "chapter", "container": "Мосты Сибири", "place": "Новосибирск"}),
        ("The River Songs / Trans. by K.R. Marsh. L., 1969. P. 97-99.",
         "The River Songs / Trans. by K.R. Marsh. L., 1969. P. 97-99",
         {"title": "The River Songs", "translators": ["K.R. Marsh"], "place": "L.", "year": 1969}),
        ("Подробнее см. статью \"Мосты\" в энциклопедии \"Реки мира\", М., 1980, т. I, с. 190-195.",
         "\"Мосты\" в энциклопедии \"Реки мира\", М., 1980, т. I, с. 190-195",
         {"title": "Мосты", "container": "Реки мира", "volume": "I"}),
        ("Крутов И.И. Мосты: учеб. пособие / И.И. Крутов, П.П. Рогов. – 2-е изд. – М.: Мост, 2010. – 320 с.",
         "Крутов И.И. Мосты: учеб. пособие / И.И. Крутов, П.П. Рогов. – 2-е изд. – М.: Мост, 2010. – 320 с.",
         {"title": "Мосты: учеб. пособие", "publisher": "Мост"}),
        ("В деле есть удостоверение о поездке [ЦРАК ИМРТ, д. 636, л. 5].", "ЦРАК ИМРТ, д. 636, л. 5",
         {"repository": "ЦРАК ИМРТ", "delo": "636"}),
        ("Crus, Á. Los ríos / Á. Crus. — Barcelona : Río, 1979. — P. 43.",
         "Crus, Á. Los ríos / Á. Crus. — Barcelona : Río, 1979. — P. 43",
         {"authors": ["Crus, Á."], "title": "Los ríos", "place": "Barcelona", "publisher": "Río"}),
        ("Крутова, К. Н. Мосты : автореф. дис. … канд. наук : 07.02 / Крутова Ксения Ильична. — Омск, 2009. — 2 с.",
         "Крутова, К. Н. Мосты : автореф. дис. … канд. наук : 07.02 / Крутова Ксения Ильична. — Омск, 2009. — 2 с.",
         {"kind": "unpublished", "title": "Мосты", "place": "Омск", "year": 2009}),
        ("Крутов Борис Ильич // Словарь мостов. М., 1990. С. 4.",
         "Крутов Борис Ильич // Словарь мостов. М., 1990. С. 4",
         {"authors": None, "title": "Крутов Борис Ильич", "container": "Словарь мостов"}),
        ("Крутов Б. Мосты // Река (Париж). 1929. 11 мая.", "Крутов Б. Мосты // Река (Париж). 1929. 11 мая",
         {"kind": "article", "container": "Река", "place": "Париж", "issued": "1929-05-11"}),
        ("ПСЗ-I. Т. 22. № 16187.", "ПСЗ-I. Т. 22. № 16187", {"kind": "book", "title": "ПСЗ-I", "volume": "22"}),
        ("Подсчитано по: Мосты в 1914 году. СПб., 1914. С. 9.", "Мосты в 1914 году. СПб., 1914. С. 9",
         {"title": "Мосты в 1914 году"}),
        ("Крутов Б. И. Мосты. М.: Мост, 2001. С. 14. Рис. 3.", "Крутов Б. И. Мосты. М.: Мост, 2001. С. 14. Рис. 3",
         {"pages": [[14, 14]]}),
        ("Marsh D. Mills of old. Berkeley; Los Angeles: Mill Press, 1995. Ch. 5.",
         "Marsh D. Mills of old. Berkeley; Los Angeles: Mill Press, 1995. Ch. 5", {"title": "Mills of old"}),
        ("Marsh F. Mühlen. Bd. 2. Wien, 1999. S. 210.", "Marsh F. Mühlen. Bd. 2. Wien, 1999. S. 210",
         {"title": "Mühlen", "volume": "2", "pages": [[210, 210]]}),
        ("Mill Archive (Leeds). G. Roe Papers. Box 8. Folder 3. Савин — Лугову, 11 янв. 1931.",
         "Mill Archive (Leeds). G. Roe Papers. Box 8. Folder 3. Савин — Лугову, 11 янв. 1931",
         {"repository": "Mill Archive", "collection": "G. Roe Papers", "box": "8", "folder": "3"}),
        ("Mlýnský archiv (Praha). F. MZV. Kart. 76.", "Mlýnský archiv (Praha). F. MZV. Kart. 76",
         {"repository": "Mlýnský archiv", "fond": "MZV", "box": "76"}),
        ("Крутов А.А. Дневник. Запись от 4 марта 1924 г. // РГАЛИ. Ф. 5. Оп. 1. Ед. хр. 7. Л. 17.",
         "Крутов А.А. Дневник. Запись от 4 марта 1924 г. // РГАЛИ. Ф. 5. Оп. 1. Ед. хр. 7. Л. 17",
         {"authors": ["Крутов А.А."], "title": "Дневник", "opis": "1", "delo": "7"}),
        ("Крутов Б. И. Мосты // Крутов Б. И. Соч.: В 9 т. Т. 3. М., 1988. С. 45.",
         "Крутов Б. И. Мосты // Крутов Б. И. Соч.: В 9 т. Т. 3. М., 1988. С. 45", {"container": "Соч", "volume": "3"}),
        ("Marsh R. Mills in Russia, 1450–1725. Chicago; L., 1982. P. 34.",
         "Marsh R. Mills in Russia, 1450–1725. Chicago; L., 1982. P. 34", {"place": "Chicago; L.", "year": 1982}),
        ("Крутов Б. И. Указ. соч. Т. 2. С. 45.", "Крутов Б. И. Указ. соч. Т. 2. С. 45", {"volume": "2"}),
        ("Об этом много писали [Крутов 1970, т. 1: 55–58].", "Крутов 1970, т. 1: 55–58", {"authors": ["Крутов"]}),
        ("РГАДА. Ф. 199 (Мосты). Оп. 1. № 481. Л. 12.", "РГАДА. Ф. 199 (Мосты). Оп. 1. № 481. Л. 12", {"delo": "481"}),
        ("Устав мостов. М.: Мост, 1993. Ст. 15.", "Устав мостов. М.: Мост, 1993. Ст. 15", {"title": "Устав мостов"}),
        ("Крутов, А. Г. Мосты : дис. … канд. наук / А. Г. Крутов ; Кижский ун-т. — Пермь, 2011. — 4 с.",
         "Крутов, А. Г. Мосты : дис. … канд. наук / А. Г. Крутов ; Кижский ун-т. — Пермь, 2011. — 4 с.",
         {"title": "Мосты", "place": "Пермь", "year": 2011}),
        ("Мосты: стат. сб. М.: Мост, 2015. С. 88. Табл. 2.4.", "Мосты: стат. сб. М.: Мост, 2015. С. 88. Табл. 2.4",
         {"pages": [[88, 88]]}),
        ("ЦГИА СПб. Ф. 5. Оп. 6. Д. 10. Л. 14.", "ЦГИА СПб. Ф. 5. Оп. 6. Д. 10. Л. 14", {"repository": "ЦГИА СПб"}),
        ("СМ. Ф. И. Крутов, Учение о мостах, Пб., 1919, стр. 3.", "Ф. И. Крутов, Учение о мостах, Пб., 1919, стр. 3",
         {"signal": "СМ.", "place": "Пб."}),
    ],
)  # fmt: skip
def test_looser_forms(note: str, text: str, fields: dict[str, object]) -> None:
    (found,) = records(note)
    assert found["text"] == text
    assert {name: found.get(name) for name in fields} == fields


def test_a_leaf_behind_the_same_place_is_of_the_archival_item_before_it() -> None:
    found = records("РГАСПИ. Ф. 17. Оп. 1. Д. 26. Л. 7. "
                    "Текст опубликован в кн.: Крутов А. И. Мосты. М., 1992, с. 7.",
                    "Там же, л. 9.")  # fmt: skip
    assert (found[2]["kind"], found[2]["full"]) == ("archival", "n1-c1")


def test_a_name_with_its_leaves_is_a_reference_and_a_sentence_is_none() -> None:
    assert records("Крутов: л. 2.")[0]["authors"] == ["Крутов"]
    assert records("Б. Крутов пишет, что река тогда стояла, и прибавляет: «Я глубоко сочувствую» (л. 13).") == []


def test_what_a_title_says_of_its_work_is_of_the_title() -> None:
    (found,) = records("Мельницы и мосты, 1917–1957: Сб. документов. М., 1959. С. 219.")
    assert found["title"] == "Мельницы и мосты, 1917–1957: Сб. документов"


def test_an_imprint_that_is_supplied_in_brackets_is_one() -> None:
    (found,) = records("Полевой И. Ю. Очерки [СПб., 1883]. С. 329.")
    assert (found["place"], found["year"], found.get("short")) == ("СПб.", 1883, None)


def test_an_archive_s_letters_end_with_its_state() -> None:
    (found,) = records("ЦГА РУз. Ф. И-1. Оп. 1. Д. 5. Л. 3.")
    assert (found["repository"], found["fond"]) == ("ЦГА РУз", "И-1")
