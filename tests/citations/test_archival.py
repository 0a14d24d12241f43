"""Archival references: Russian fonds, American record groups, British classes, Chinese numbers; documents in them."""

from typing import Any

import pytest

from tests.citations.sample import NOBODY, agrees, records

SHELFMARKS: list[tuple[str, dict[str, Any]]] = [
    ("АВП РФ, ф.0111, оп.41, д.12, п.213, 第21~23頁。",
     {"repository_key": "avp-rf", "fond": "0111", "opis": "41", "delo": "12", "papka": "213", "pages": [[21, 23]]}),
    ("АВП РФ. Ф. 07. Оп. 23а. П. 18. Д. 235. Л. 1–3.", {"opis": "23а", "papka": "18", "pages": [[1, 3]]}),
    ("РГАСПИ. Ф. 17. Оп. 3. Д. 1080. Л. 12об.",
     {"repository_key": "rgaspi", "delo": "1080", "pages": [[12, 12]], "pages_text": "Л. 12об"}),
    ("ЦАМО, фонд 35, опись 11285, дело 336, листы 5-6.",
     {"repository": "ЦАМО", "repository_key": None, "fond": "35", "opis": "11285", "delo": "336", "pages": [[5, 6]]}),
    ("РГАСПИ, f. 558, oп. 11, д. 334, лл. 5–7.", {"fond": "558", "opis": "11", "delo": "334", "pages": [[5, 7]]}),
    ("АП РФ，Ф．45，ОП．1，Д．334，第79頁。", {"repository_key": "aprf", "fond": "45", "opis": "1", "delo": "334"}),
    ("ГАРФ. Ф. Р-5446. Оп. 1а. Д. 331. Л. 1, 3–5.", {"fond": "Р-5446", "opis": "1а", "pages": [[1, 1], [3, 5]]}),
    ("ЦАМО, ф.60 ИАД, оп.15267, д.8, 第3~4、91頁。", {"fond": "60 ИАД", "pages": [[3, 4], [91, 91]]}),
    ("Ф.45，Оп.1，Д.334，Л.79，АПРФ", {"repository_key": "aprf", "delo": "334", "pages": [[79, 79]]}),
    ("FO 371/84059, PRO.", {"repository": "PRO", "piece": "FO 371/84059"}),
    ("Public Record Office, FO 371.", {"repository": "Public Record Office", "piece": "FO 371"}),
    ("RG 59, Central Decimal File, 661.93/1-2550, NARA.",
     {"repository_key": "nara", "record-group": "59", "file": "661.93/1-2550"}),
    ("Folder: Korea, Box 67, Truman Library.", {"repository_key": "truman", "folder": "Korea", "box": "67"}),
    ("外交部檔案館，檔號：118-00080-03，第12—15頁。",
     {"repository": "外交部檔案館", "shelfmark": "118-00080-03", "pages": [[12, 15]]}),
    ("國史館藏，典藏號：002-020300-00023-015。", {"repository": "國史館", "lang": "zh"}),
    ("某省檔案館，全宗號J1，目錄號2，案卷號33，第5頁。", {"fond": "J1", "opis": "2", "delo": "33", "lang": "zh"}),
    ("某国总统档案馆，第45全宗，第1目录，第334案卷，第79页。", {"fond": "45", "opis": "1", "delo": "334",
     "pages": [[79, 79]]}),
    ("AПPФ,ф45,оп1,д334,л79。", {"fond": "45", "opis": "1", "delo": "334", "pages": [[79, 79]]}),
    ("遼寧省檔案館，ZA31/2/429。", {"shelfmark": "ZA31/2/429"}),
]  # fmt: skip


@pytest.mark.parametrize(("note", "wanted"), SHELFMARKS)
def test_reads_every_number(note: str, wanted: dict[str, Any]) -> None:
    agrees(records(note), [{"kind": "archival", "text": note.rstrip("。."), **wanted}])


@pytest.mark.parametrize(("note", "wanted"), [pair for pair in SHELFMARKS if "piece" not in pair[1]])
def test_an_archive_without_authority_is_known_by_its_numbers(note: str, wanted: dict[str, Any]) -> None:
    (found,) = records(note, known=NOBODY)
    assert found["kind"] == "archival"
    assert {name: found.get(name) for name in ("fond", "opis", "papka", "delo")} == {
        name: wanted.get(name, found.get(name)) for name in ("fond", "opis", "papka", "delo")
    }


@pytest.mark.parametrize(
    ("description", "wanted"),
    [
        ("甲某致乙某電（1950年7月5日）", [("telegram", ["甲某"], ["乙某"], ["1950-07-05"])]),
        ("甲某致電乙某（1950年7月5日）", [("telegram", ["甲某"], ["乙某"], ["1950-07-05"])]),
        ("甲某1950年7月5日致乙某電", [("telegram", ["甲某"], ["乙某"], ["1950-07-05"])]),
        ("1950年7月5日甲某致乙某電", [("telegram", ["甲某"], ["乙某"], ["1950-07-05"])]),
        ("甲某致乙某電，1950年7月5日", [("telegram", ["甲某"], ["乙某"], ["1950-07-05"])]),
        ("給乙某的電報（1950年7月5日）", [("telegram", [], ["乙某"], ["1950-07-05"])]),
        ("甲某、丙某致乙某等人的信（1950年7月1日、8月4日）",
         [("letter", ["甲某", "丙某"], ["乙某"], ["1950-07-01", "1950-08-04"])]),
        ("甲某給乙某的報告（1950年9月14、15、16日）",
         [("report", ["甲某"], ["乙某"], ["1950-09-14", "1950-09-15", "1950-09-16"])]),
        ("第5航空師關於作戰情況的報告（1951年1月9日）", [("report", ["第5航空師"], [], ["1951-01-09"])]),
        ("關於損失情況的報告（1950年8月，日期不詳）", [("report", [], [], ["1950-08"])]),
        ("甲某與乙某談話記錄（1950年7月4日）", [("minutes", [], [], ["1950-07-04"])]),
        ("蘇聯部長會議決議（1950年11月20日）", [("decision", ["蘇聯部長會議"], [], ["1950-11-20"])]),
        ("甲某在軍事會議上的發言（1951年7月）", [("speech", ["甲某"], [], ["1951-07"])]),
        ("甲某致乙某電（1950年7月2日）；乙某致甲某電（1950年7月5日）",
         [("telegram", ["甲某"], ["乙某"], ["1950-07-02"]), ("telegram", ["乙某"], ["甲某"], ["1950-07-05"])]),
        ("甲某致乙某電（民國三十九年七月五日）、乙某的報告（1950年10月12—15日）",
         [("telegram", ["甲某"], ["乙某"], ["1950-07-05"]), ("report", ["乙某"], [], ["1950-10-12", "1950-10-15"])]),
    ],
)  # fmt: skip
def test_documents(description: str, wanted: list[tuple[str, list[str], list[str], list[str]]]) -> None:
    (found,) = records(f"{description}，АПРФ，ф.39，оп.1，д.31，第7頁。")
    documents = found["documents"]
    assert [(one["type"], one["sender"], one["recipient"], one["date"]) for one in documents] == wanted
    assert found["text"] == f"{description}，АПРФ，ф.39，оп.1，д.31，第7頁"


def test_a_sentence_that_leads_to_an_archive_is_comment() -> None:
    found = records(
        "部長會議的決議藏於ГАРФ，ф.Р-5446，筆者未能查閱。",
        "Решения Совета министров хранятся в ГАРФ (Ф. Р-5446).",
        "該局早在1949年3月27日就斷定會談不成（Fiche 12, Item 10, NIE 2 / 2, NARA）。",
    )
    assert [one["text"] for one in found] == [
        "ГАРФ，ф.Р-5446", "ГАРФ (Ф. Р-5446)", "Fiche 12, Item 10, NIE 2 / 2, NARA",
    ]  # fmt: skip
    assert found[2]["documents"][0]["date"] == ["1949-03-27"]


def test_american_documents() -> None:
    found = records(
        "Acheson to Truman, telegram, 5 July 1950, Box 3, RG 59, NARA.",
        "Papers of X, 1951.3.2, Memorandum of Conversation, Box 12, Truman Library。",
        'Acheson, "Meeting with the President," August 3, 1950, Acheson Papers, Truman Library.',
    )
    later = records("PREM 8/1405, Attlee to Truman, 6 December 1950, TNA.")[0]["documents"]
    assert [(one["type"], one["sender"]) for one in later] == [("letter", ["Attlee"])]
    documents = [one["documents"][0] for one in found]
    assert [one["date"] for one in documents] == [["1950-07-05"], ["1951-03-02"], ["1950-08-03"]]
    assert documents[0]["sender"] == ["Acheson"]
    assert documents[0]["recipient"] == ["Truman"]
    assert documents[1]["type"] == "minutes"
    assert documents[1]["text"] == "1951.3.2, Memorandum of Conversation"


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        ("Roe to Lane, 15 November 1961, NSF: Marshland, box 2, Kennedy Library.",
         {"collection": "NSF: Marshland", "box": "2", "repository": "Kennedy Library"}),
        ("Roe to Lane, 15 November 1948, White House Central Files: Official File, box 451, Truman Library.",
         {"collection": "White House Central Files: Official File", "box": "451"}),
        ("Roe to Lane, 15 November 1938, Lane Papers, Boxes 5, 7.", {"collection": "Lane Papers", "folder": None}),
        ("Roe to Lane, 3 May 1862, File P1423, Marshland Historical Society, St. Olaf, Oregon.",
         {"file": "P1423", "repository": "Marshland Historical Society"}),
    ],
)  # fmt: skip
def test_what_stands_around_a_box(note: str, wanted: dict[str, Any]) -> None:
    (found,) = records(note, known=NOBODY)
    assert {name: found.get(name) for name in wanted} == wanted
    assert found["text"] == note.rstrip(".")


def test_who_wrote_may_be_followed_by_office_and_place() -> None:
    note = (
        "R. A. Butler, Secretary of State for Mills, to Bundy, 2 April 1964; American legation, Leeds, to the Mill "
        "Board, 16 April 1964; Roe to Lane, undated, CF: Marshland, box 65, Johnson Library."
    )
    (found,) = records(note, known=NOBODY)
    assert [(one["sender"], one["recipient"]) for one in found["documents"]] == [
        (["R. A. Butler"], ["Bundy"]),
        (["American legation"], ["Mill Board"]),
        (["Roe"], ["Lane"]),
    ]
    assert (found["collection"], found["box"]) == ("CF: Marshland", "65")


def test_a_chinese_title_in_an_archive_keeps_author_and_title() -> None:
    (found,) = records("李鸿章：《奏请药厘接济事》，1887年，04-01-35-0399-039，中国第一历史档案馆藏。")
    assert (found["kind"], found["authors"], found["title"]) == ("archival", ["李鸿章"], "奏请药厘接济事")
    assert found["text"].endswith("档案馆藏")
    assert found["repository"] == "中国第一历史档案馆"


def test_an_archives_name_in_a_books_imprint_is_no_repository() -> None:
    agrees(records("中國第二歷史檔案館編：《資料彙編》第五輯，江蘇古籍出版社1994年，第3頁。"), [
        {"kind": "book", "editors": ["中國第二歷史檔案館"], "repository": None},
    ])  # fmt: skip


def test_each_document_with_a_file_of_its_own_is_an_item() -> None:
    found = records(
        "Ann Marsh memorandum to Joan Norwood, October 10, 1936, 026 Mill Papers (P.C. 1919)/1097; R. Walton letter to"
        " Secretary of State, November 2, 1936, 026 Mill Papers (P.C. 1919)/1098A and Joan Norwood instruction to Edwin"
        " Marsh, Paul Roe, and Tom Hill, March 2, 1937 enclosed with Ann Marsh despatch to Paul Roe, March 5, 1937, 026"
        " Mill papers (P.C. 1919)/11.5 in Central Decimal Files, RG 59, NA. Marsh was a clerk from 1915."
    )
    assert [one["file"] for one in found] == [
        f"026 Mill {name}"
        for name in ("Papers (P.C. 1919)/1097", "Papers (P.C. 1919)/1098A", "papers (P.C. 1919)/11.5")
    ]
    assert (found[2]["repository"], found[2]["text"][-9:]) == ("NA", "RG 59, NA")
    assert all(one["work"].startswith("unit-na-59-central-decimal-files-026") for one in found)
    documents = [(one["sender"], one["recipient"], one["date"]) for item in found for one in item["documents"]]
    assert documents == [
        (["Ann Marsh"], ["Joan Norwood"], ["1936-10-10"]),
        (["R. Walton"], ["Secretary of State"], ["1936-11-02"]),
        (["Joan Norwood"], ["Edwin Marsh", "Paul Roe", "Tom Hill"], ["1937-03-02"]),
        (["Ann Marsh"], ["Paul Roe"], ["1937-03-05"]),
    ]


@pytest.mark.parametrize(
    ("note", "items"),
    [
        ("The affair was small. Ann Marsh to Joan Norwood, September 18, 1875, Roll 29, Despatches from Ministers to"
         " Ruritania, M46, RG 59, NA. Marsh had suggested that it be kept.",
         ["Ann Marsh to Joan Norwood, September 18, 1875, Roll 29, Despatches from Ministers to Ruritania, M46, RG 59,"
          " NA"]),
        ("Joan Norwood to Ann Marsh, September 2, 1878, Despatches from Ministers to Ruritania.",
         ["Joan Norwood to Ann Marsh, September 2, 1878, Despatches from Ministers to Ruritania"]),
        ("The best account appears in Ann Marsh, “Memorandum on mills,” July 13, 1937, 026 Mill Papers/1210, p. 4.",
         ["Ann Marsh, “Memorandum on mills,” July 13, 1937, 026 Mill Papers/1210, p. 4"]),
        ("See memorandum by Ann Marsh, Division of Mills, April 24, 1936, File 026 Mill Papers/1017, and memorandum by"
         " Joan Norwood, Division of Mills, July 13, 1938, File 026 Mill Papers/1378, RG 59, NA.",
         ["memorandum by Ann Marsh, Division of Mills, April 24, 1936, File 026 Mill Papers/1017, and memorandum by"
          " Joan Norwood, Division of Mills, July 13, 1938, File 026 Mill Papers/1378, RG 59, NA"]),
    ],
)  # fmt: skip
def test_where_a_shelfmark_begins_and_ends(note: str, items: list[str]) -> None:
    assert [one["text"] for one in records(note)] == items


def test_who_holds_an_office_writes() -> None:
    (found,) = records("Secretary of State Ann Marsh to Mrs. Joan Norwood, January 16, 1929, File 116/174A, RG 59, NA.")
    assert found["documents"][0]["sender"] == ["Secretary of State Ann Marsh"]


def test_a_russian_sentence_describes_what_lies_in_the_bracket() -> None:
    (found,) = records(
        "Об этом говорит решение Президиума от 2 июля 1937 г. «О мельницах» (ГАНО. Ф. 17. Оп. 166. Д. 575. Л. 17)."
    )
    assert found["text"] == "ГАНО. Ф. 17. Оп. 166. Д. 575. Л. 17"
    (document,) = found["documents"]
    assert (document["text"], document["type"]) == ("решение Президиума от 2 июля 1937 г.", "decision")
    assert (document["sender"], document["date"]) == (["Президиума"], ["1937-07-02"])


@pytest.mark.parametrize(
    ("note", "holder"),
    [
        ("Yale University, Department of State, Library of Congress, Box 67, Folder: Korea.", "Library of Congress"),
        ("Mill University, Mill City Library, Box 67, Folder: Korea, Truman Library.", "Truman Library"),
        ("Mill University, Department of Mills, Box 67, Folder: Korea.", "Mill University"),
    ],
)
def test_of_several_holders_the_archive_is_named(note: str, holder: str) -> None:
    """An archive of the authority file before a library or archive, that before whatever else is named first."""
    (found,) = records(note)
    assert found["repository"] == holder


@pytest.mark.parametrize(
    ("note", "fields"),
    [
        (
            "“河工報告”（1955年2月27日），山川省檔案館檔案，全宗號3125，卷號12（長期）。",
            {"repository": "山川省檔案館", "title": "河工報告", "delo": "12"},
        ),
        (
            "「林致梅電」，第87號，1930年2月11日，《水道雜件》第一卷，山川史料館藏，ABCD: B04010912300。",
            {"repository": "山川史料館", "shelfmark": "B04010912300", "collection": "水道雜件"},
        ),
        ("《水務檔案》，山川史料館藏，112(3)/7。", {"repository": "山川史料館", "shelfmark": "112(3)/7"}),
        ("山川省檔案館藏，1003-乙-112。", {"repository": "山川省檔案館", "shelfmark": "1003-乙-112"}),
        ("山川市檔案館館藏檔案，檔號：Q6-2-101。", {"repository": "山川市檔案館", "shelfmark": "Q6-2-101"}),
        (
            "山川史料館藏，《某公文物》，〈治水文獻〉，典藏號：002-020400-00047-023。",
            {"collection": "某公文物", "title": "治水文獻"},
        ),
        (
            "「林致梅電」，第5號，1935年6月3日，《河北問題》第二卷，山川史料館藏，Ref. B02030123400。",
            {"title": "林致梅電", "collection": "河北問題", "shelfmark": "B02030123400"},
        ),
        (
            "林某致梅某函（抄件），1935年7月2日，水木檔案，成字第12號，校史館藏。",
            {"repository": "校史館", "collection": "水木檔案", "shelfmark": "成字第12號"},
        ),
        ("水務處檔案，亨字第31號之2。", {"shelfmark": "亨字第31號之2", "collection": "水務處檔案"}),
    ],
)
def test_heads_and_tails_of_chinese_shelfmarks(note: str, fields: dict[str, str]) -> None:
    (found,) = records(note)
    assert found["text"] == note.removesuffix("。")
    assert {name: found.get(name) for name in fields} == fields


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        (
            "Memo, Col. Ann Roe for Chief of Mills, 12 Jan 44, sub: Flour, OPD 320.2, sec. 3, case 114",
            {"sender": ["Col. Ann Roe"], "recipient": ["Chief of Mills"], "date": ["1944-01-12"]},
        ),
        (
            "Ltr, Roe to Doe, 3 Feb 44, RG 165, box 61, NARA",
            {"sender": ["Roe"], "recipient": ["Doe"], "date": ["1944-02-03"], "type": "letter"},
        ),
        (
            "Archives départementales de l’Aude, C 4751, lettre de Roux à Favre, 3 mai 1778",
            {"sender": ["Roux"], "recipient": ["Favre"], "date": ["1778-05-03"]},
        ),
        ("Ann Roe to Tom Doe, October 25, 1835, 27A-L-10", {"sender": ["Ann Roe"], "recipient": ["Tom Doe"]}),
        ("Roe to Doe, undated, BGA 3/1451", {"sender": ["Roe"], "recipient": ["Doe"]}),
        ("Schreiben Roths an den Magistrat, 3. März 1848, Stadtarchiv Ulm, A Rep. 3, Nr. 1145", {"sender": ["Roths"]}),
    ],
)
def test_messages_in_the_forms_of_armies_towns_and_france(note: str, wanted: dict[str, Any]) -> None:
    (found,) = records(f"{note}.")
    assert found["text"] == note
    assert found["kind"] == "archival"
    assert {name: found["documents"][0].get(name) for name in wanted} == wanted


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        ("Paris, BnF, MS lat. 9428, fol. 12r–v", {"repository": "BnF", "shelfmark": "MS lat. 9428"}),
        ("Archivio di Stato di Venezia, Sant’Uffizio, b. 126, fasc. 4", {"box": "126", "folder": "4"}),
        (
            "Archivo General de Indias, Seville, legajo 68, ramo 3",
            {"repository": "Archivo General de Indias"},
        ),
        ("Minute book of the millers, 14 June 1887, Mill Archive, GDB/CO04.01/0022", {"repository": "Mill Archive"}),
        ("HStA Stuttgart, E 146, Bü 2231", {"repository": "HStA Stuttgart", "box": "2231"}),
    ],
)
def test_houses_and_levels_of_the_continent(note: str, wanted: dict[str, Any]) -> None:
    (found,) = records(f"{note}.")
    assert found["text"] == note
    assert {name: found.get(name) for name in wanted} == wanted


@pytest.mark.parametrize(
    ("note", "levels"),
    [
        ("РГАДА. Ф. 210. Московский стол. Стб. 194. Л. 35—38", ["Ф. 210", "Стб. 194"]),
        ("ОР РГБ. Ф. 218. К. 1290. Ед. хр. 7. Л. 3", ["Ф. 218", "К. 1290", "Ед. хр. 7"]),
        ("РГАДА. Ф. 396. Оп. 2. Кн. 1022. Л. 14", ["Ф. 396", "Оп. 2", "Кн. 1022"]),
    ],
)
def test_boxes_rolls_and_books_behind_a_fond(note: str, levels: list[str]) -> None:
    (found,) = records(f"{note}.")
    assert [f"{level['label']} {level['number']}" for level in found["levels"]] == levels


def test_a_book_s_part_and_an_initial_are_no_levels() -> None:
    first, second = records(
        "Полевой К. 1845 год в Москве // Старина. 1890. Т. 5. Кн. 3. С. 17; РГИА. Ф. 5. Оп. 1. Д. 7."
    )
    assert (first["kind"], second["kind"]) == ("article", "archival")


def test_the_number_of_a_cabinet_paper_is_no_day() -> None:
    found = records("CM(49)4, 17 January 1949, CAB 128/15, TNA.")[0]
    assert found["documents"][0]["date"] == ["1949-01-17"]


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        ("Will, Anne Bell, 29 May 1735, AN, MC/ET/LI/27", {"repository": "AN", "piece": "MC/ET/LI/27"}),
        ("Inventory after death, 3 June 1742, Archives nationales, Paris, MC/ET/LIII/275", {"piece": "MC/ET/LIII/275"}),
        (
            "Archives départementales de la Gironde, Bordeaux (ADG), H 5, fo. 112v",
            {"repository": "Archives départementales de la Gironde", "piece": "H 5"},
        ),
        (
            "British Library (BL), Cotton MS Julius E I, fos. 23r–24v",
            {"repository": "British Library", "shelfmark": "Cotton MS Julius E I"},
        ),
    ],
)
def test_houses_of_france_and_manuscripts_with_roman_numbers(note: str, wanted: dict[str, Any]) -> None:
    (found,) = records(f"{note}.")
    assert (found["kind"], found["text"]) == ("archival", note)
    assert {name: found.get(name) for name in wanted} == wanted


def test_volumes_and_numbers_of_a_chinese_register_are_levels() -> None:
    (found,) = records("國史館臺灣文獻館藏，冊號610，文號3。")
    assert [(level["label"], level["number"]) for level in found["levels"]] == [("冊號", "610"), ("文號", "3")]
