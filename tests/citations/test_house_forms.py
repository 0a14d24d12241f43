"""Forms of other houses: archives and author-year in Chinese, comment with several works, letters in print."""

from typing import Any

import pytest

from tests.citations.sample import agrees, authority, records


def test_source_as_above_repeats_what_it_points_to() -> None:
    found = records("山某：《山志》，第13页。", "出处同上，第14—15页。", "出處同注1，第20页。", "資料來源同上。")
    agrees(
        found[1:],
        [
            {"text": "出处同上，第14—15页", "full": "n1-c1", "pages": [[14, 15]]},
            {"text": "出處同注1，第20页", "full": "n1-c1", "pages": [[20, 20]]},
            {"text": "資料來源同上", "full": "n1-c1"},
        ],
    )


def test_chinese_archive_counts_its_volumes_and_names_the_document_behind_them() -> None:
    agrees(
        records("青山省档案馆藏，全宗号1，目录号2，卷136，“关于水闸的报告”。"),
        [
            {
                "text": "青山省档案馆藏，全宗号1，目录号2，卷136，“关于水闸的报告”",
                "repository": "青山省档案馆",
                "fond": "1",
                "opis": "2",
                "delo": "136",
                "title": "关于水闸的报告",
            }
        ],
    )


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        ("林山，2003，《山中水閘（上）》", {"authors": ["林山"], "title": "山中水閘（上）", "year": 2003}),
        (
            "林山及水生，2000，《水閘》，廣州：青山醫院",
            {"authors": ["林山", "水生"], "year": 2000, "place": "廣州", "publisher": "青山醫院"},
        ),
        (
            "林山，2003，《山中水閘報告書》第4.7段，頁45",
            {"authors": ["林山"], "year": 2003, "publisher": None, "pages": [[45, 45]]},
        ),
        ("《青山日報》：水閘的尋根", {"container": "青山日報", "title": "水閘的尋根", "kind": "article"}),
        ("百度百科：水閘事件", {"container": "百度百科", "title": "水閘事件", "kind": "web"}),
    ],
)
def test_chinese_author_and_year_before_the_title_or_newspaper_before_its_headline(
    note: str, wanted: dict[str, Any]
) -> None:
    agrees(records(f"{note}。"), [{"text": note, **wanted}])


def test_newspaper_of_which_a_sentence_speaks_is_no_reference() -> None:
    assert records("《青山日報》：記者在二月報道，水閘已經開放，居民都到場觀看。") == []


def test_minus_sign_and_figure_dash_join_pages() -> None:
    for dash in "−‒":
        (found,) = records(f"Peter Marlow, *The Hill Parishes* (Dover, DE: Finch, 1871), 31{dash}36.")
        assert found["pages"] == [[31, 36]]


MILL = "Anna Bell, The Second Mill (London: Finch, 1902), 28–37"


@pytest.mark.parametrize(
    ("note", "texts"),
    [
        (f"{MILL}. Marlow, Hill Parishes, 33.", [MILL, "Marlow, Hill Parishes, 33"]),
        (f"de Montfaucon, Parishes, 33. {MILL}.", ["de Montfaucon, Parishes, 33", MILL]),
        (f"{MILL}. de Montfaucon, Parishes, 33.", [MILL, "de Montfaucon, Parishes, 33"]),
        (
            f"Marlow, “Our Mills [Part 1],” 541–542, makes the claim about mills. {MILL}, repeats it. But John Gray, "
            "A History of Mills (Leeds: Fox, 1972), 548, denies it. Jane Hall, Roads to Mills (York: Fox, 1994), xx, "
            "repeats the error.",
            [
                "Marlow, “Our Mills [Part 1],” 541–542",
                MILL,
                "John Gray, A History of Mills (Leeds: Fox, 1972), 548",
                "Jane Hall, Roads to Mills (York: Fox, 1994), xx",
            ],
        ),
        (
            f"{MILL}. John Gray, A History of Mills (Leeds: Fox, 1972) offers the fullest treatment.",
            [MILL, "John Gray, A History of Mills (Leeds: Fox, 1972)"],
        ),
    ],
)  # fmt: skip
def test_works_without_italics_that_sentences_or_full_stops_part(note: str, texts: list[str]) -> None:
    assert [one["text"] for one in records(note)] == texts


def test_short_form_without_italics_is_of_the_author_and_no_address() -> None:
    agrees(
        records(f"{MILL}.", "Bell, Second Mill, 12.", "Boston, Massachusetts, 12."),
        [
            {"year": 1902},
            {
                "text": "Bell, Second Mill, 12",
                "authors": ["Bell"],
                "title": "Second Mill",
                "pages": [[12, 12]],
                "full": "n1-c1",
            },
        ],
    )


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        (
            "Anna Bell, The Second Mill, ed. R. Jane Hall (London: Finch, 1902), 16",
            {"title": "The Second Mill", "editors": ["R. Jane Hall"]},
        ),
        ("Anna Bell, The Second Mill, 3 vols. (London: Finch, 1902), 16", {"title": "The Second Mill"}),
        (
            "Anna Bell and Ruth Gray, The Case of Miller John (1775–1851) (London: Finch, 2004)",
            {"title": "The Case of Miller John (1775–1851)", "place": "London", "year": 2004},
        ),
    ],
)
def test_title_without_italics_ends_before_what_is_said_of_it(note: str, wanted: dict[str, Any]) -> None:
    agrees(records(f"{note}."), [{"text": note, **wanted}])


@pytest.mark.parametrize(
    ("work", "wanted"),
    [
        (
            "in Joseph Gray and Ann Moss, eds., The Hall-Bell Letters (London: Finch, 1979), 88–90",
            {"editors": ["Joseph Gray", "Ann Moss"], "title": "The Hall-Bell Letters", "year": 1979},
        ),
        ("Mill Bulletin 5 (1995): 9", {"container": "Mill Bulletin", "volume": "5", "year": 1995, "pages": [[9, 9]]}),
    ],
)
def test_letter_in_print_keeps_its_sender_and_day_without_italics(work: str, wanted: dict[str, Any]) -> None:
    (found,) = records(f"Hall to Bell, March 3, 1844, {work}.")
    assert found["text"] == f"Hall to Bell, March 3, 1844, {work}"
    (letter,) = found["documents"]
    assert (letter["sender"], letter["recipient"], letter["date"]) == (["Hall"], ["Bell"], ["1844-03-03"])
    assert {name: found.get(name) for name in wanted} == wanted


DAL = {"container": "Синяя даль", "year": 1928, "issue": "9", "volume": None, "title": None, "kind": "article"}


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        (
            "В издании («Синяя даль», 1928, кн. 9) неверно прочтена фамилия",
            {"text": "«Синяя даль», 1928, кн. 9", **DAL},
        ),
        (
            "Напечатано в «Синяя даль», 1928, кн. 9, стр. 219—220",
            {"text": "«Синяя даль», 1928, кн. 9, стр. 219—220", "signal": "Напечатано в", "pages": [[219, 220]], **DAL},
        ),
        (
            "«Ремесло» (Пермь), 1919, IV, май, стр, 17",
            {"container": "Ремесло", "place": "Пермь", "year": 1919, "issue": "IV", "pages": [[17, 17]]},
        ),
        (
            "Полн. собр. соч. А. А. Лугова под ред. П. И. Ромова (М. 1913), т. II, стр. 278",
            {
                "title": "Полн. собр. соч. А. А. Лугова",
                "editors": ["П. И. Ромова"],
                "place": "М.",
                "year": 1913,
                "volume": "II",
                "pages": [[278, 278]],
            },
        ),
    ],
)
def test_russian_periodical_by_its_number_and_bracketed_imprint(note: str, wanted: dict[str, Any]) -> None:
    agrees(records(f"{note}."), [{"text": note, **wanted}])


@pytest.mark.parametrize(
    ("work", "wanted"),
    [
        ("«Синяя даль», 1928, кн. 9, стр. 224", {**DAL, "pages": [[224, 224]]}),
        ("Приложения к журн. «Поле», 1898, № 2, стр. 342—343", {"container": "Поле", "issue": "2", "year": 1898}),
    ],
)
def test_russian_letter_with_the_journal_that_prints_it_in_brackets(work: str, wanted: dict[str, Any]) -> None:
    whole = f"Письмо И. И. Сомова к Лугову 28 авг. 1855 г. ({work})"
    (found,) = records(f"{whole}.")
    (letter,) = found["documents"]
    assert (found["text"], letter["sender"], letter["date"]) == (whole, ["И. И. Сомова"], ["1855-08-28"])
    assert {name: found.get(name) for name in wanted} == wanted


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        (
            "Ann Roe, “Mills,” *The Mill* 37, no. 4 (Autumn, 1968), pp. 583–589",
            {"container": "The Mill", "place": None, "year": 1968},
        ),
        (
            "Ann Roe, “The Cult of ‘Mills,’” *The Mill* 5 (1980): 241–68",
            {"title": "The Cult of ‘Mills,’", "container": "The Mill"},
        ),
        (
            "Thub J. Norb. Dorje: Memoirs of a Miller. Mill Annals, 1991, № 17, с. 44",
            {"authors": ["Thub J. Norb"], "place": None, "issue": "17"},
        ),
        (
            "Roe, M. C. *History of Mills: A Guide*. London; New York: Finch, 2003",
            {"title": "History of Mills: A Guide", "place": "London; New York", "publisher": "Finch", "year": 2003},
        ),
    ],
)
def test_seasons_inner_quotations_and_names_are_what_they_are(note: str, wanted: dict[str, Any]) -> None:
    agrees(records(f"{note}."), [{"text": note.replace("*", ""), **wanted}])


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        (
            "Memorandum by Roe (Office of Mills) to Doe (ML), July 9, 1951 (File 811.114/45).",
            {"kind": "archival", "file": "811.114/45"},
        ),
        ("From Leeds, Despatch 2217, Feb. 3, 1954, secret.", {"kind": "archival"}),
        ("To Leeds, airgram A–418, Feb. 19, 1954.", {"kind": "archival"}),
        ("Roe to Doe, 9 July 1951, top secret.", {"kind": "archival"}),
    ],
)
def test_documents_of_an_office_need_no_place(note: str, wanted: dict[str, Any]) -> None:
    (found,) = records(note)
    agrees([found], [{"text": note[:-1], **wanted}])
    assert found["documents"][0]["date"]


def test_letter_of_which_a_sentence_speaks_is_no_reference() -> None:
    assert (
        records("The mill is mentioned in many letters; Roe to Doe, July 9, 1951, is only one that speaks of it.") == []
    )


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        (
            "Memorandum of Conversation, by the Secretary of State, Leeds, March 24, 1953, *Foreign Relations of the "
            "United States, 1952–1954*, vol. XVI, *The Leeds Conference* (Washington, D.C.: GPO, 1981), 419–25.",
            {"title": "Foreign Relations of the United States, 1952–1954", "volume": "XVI", "pages": [[419, 425]]},
        ),
        ("*FRUS*, 1955–57, 2: 481–83.", {"title": "FRUS, 1955–57", "volume": "2", "pages": [[481, 483]]}),
        ("*FRUS, 1958–1960*, XIX, 96–9.", {"title": "FRUS, 1958–1960", "volume": "XIX", "pages": [[96, 99]]}),
        ("*FRUS*, 1950, vol. 7, *Leeds*, doc. 132.", {"title": "FRUS, 1950", "volume": "7"}),
        ("Ann Roe (ed.), *Mills*, 2 vols (York: Fox, 1996), II, pp. 45–7.", {"volume": "II", "pages": [[45, 47]]}),
        (
            "A. Roe and B. Doe (eds), *Mills* (York: Fox, 1996), II: 45–7.",
            {"editors": ["A. Roe", "B. Doe"], "volume": "II"},
        ),
        (
            "Ann Roe, ‘Leeds and the “Mill Lobby”, 1949–53’, *Mill Studies*, vol. 14, no. 3 (2003), pp. 77–104.",
            {"title": "Leeds and the “Mill Lobby”, 1949–53", "container": "Mill Studies", "volume": "14", "issue": "3"},
        ),
        ("Ann Roe, “Mills,” Mill Affairs, XI (December 1938), 461–474.", {"container": "Mill Affairs", "volume": "XI"}),
        ("“Mills Close,” *Leeds Times*, August 24, 1958, A1, A6.", {"container": "Leeds Times"}),
        (
            "Ann Roe, “Mills,” *Mills Live!*, ed. Ed Fox, no. 159 (November 28, 2012).",
            {"container": "Mills Live!", "issue": "159"},
        ),
    ],
)
def test_series_volumes_and_pages_of_many_houses(note: str, wanted: dict[str, Any]) -> None:
    agrees(records(note), [{"text": note[:-1].replace("*", ""), **wanted}])


def test_message_whose_place_the_item_before_tells() -> None:
    agrees(
        records("PREM 11/649, Roe to Doe, 30 April 1954; and Doe to Roe, 1 May 1954, ibid."),
        [
            {"repository": "The National Archives", "piece": "PREM 11/649"},
            {"text": "Doe to Roe, 1 May 1954, ibid", "full": "n1-c1"},
        ],
    )


def test_publishing_house_of_an_archive_is_no_archive() -> None:
    (found,) = records("Ann Roe, *Mills* (Leeds: Truman Library Press, 1998), 5.", known=authority())
    assert (found["publisher"], found.get("repository")) == ("Truman Library Press", None)


@pytest.mark.parametrize(
    ("notes", "name"),
    [
        (("Ann Roe, *Mills* (York: Fox, 1990), 5; *idem*, *Looms* (York: Fox, 1991), 6.",), "Ann Roe"),
        (("Ильин А. Б. Озера. Пермь, 1990. С. 4; Он же. Болота. Пермь, 1991. С. 5.",), "Ильин А. Б."),
        (("林山，《水閘》（臺北：聯經，2010），頁3；氏著，《山水》（臺北：聯經，2012），頁4。",), "林山"),
    ],
)
def test_same_author_is_called_by_name_in_the_record(notes: tuple[str, ...], name: str) -> None:
    assert [found["authors"] for found in records(*notes)] == [[name], [name]]


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        ("ГАРМ. Ф. 82. Оп. 2. Д. 1258. Л. 40–41 об.", {"pages": [[40, 41]]}),
        ("ГАРМ. Ф. 1п. Оп. 23а. Д. 2. Л. 1.", {"fond": "1п", "opis": "23а"}),
        (
            "Сомова С. Мельницы // Новая река. – 2002. – № 3. – С. 58–77.",
            {"container": "Новая река", "year": 2002, "issue": "3", "pages": [[58, 77]]},
        ),
        (
            "Мельницы. Документы / сост. А. Б. Лугов. – М.: МФД, 1999. – С. 5.",
            {"place": "М.", "publisher": "МФД", "editors": ["А. Б. Лугов"]},
        ),
        (
            "Сомова С. Мельницы // Водная война. 1945–1963 гг. Обзор: сб. ст. – М.: Наука, 2003. – С. 5.",
            {"container": "Водная война. 1945–1963 гг. Обзор", "place": "М."},
        ),
        (
            "Сомова С. Мельницы: дис. … канд. ист. наук. Пермь, 2011. С. 5.",
            {"title": "Мельницы", "kind": "unpublished", "place": "Пермь"},
        ),
        (
            "Сомова С. Мельницы [Электронный ресурс]. – URL: http://a.example.ru/b (дата обращения: 12.03.2019).",
            {"kind": "web", "authors": ["Сомова С."], "title": "Мельницы"},
        ),
        ("Ведомости Верховного суда. 1945. № 61.", {"container": "Ведомости Верховного суда", "issue": "61"}),
        ("Annuaire des moulins. SPb., 1871, p. 213.", {"title": "Annuaire des moulins", "place": "SPb."}),
        ("Сомова С. Мельницы. Стамбул, б. г.", {"text": "Сомова С. Мельницы. Стамбул, б. г.", "place": "Стамбул"}),
        ("Ли Минхань. Реки и горы. Наньчан, 1999. С. 280.", {"authors": ["Ли Минхань"], "title": "Реки и горы"}),
        ("Горский Союз и мельницы. М.: Наука, 1979. С. 5.", {"authors": None, "title": "Горский Союз и мельницы"}),
        (
            "Roe to Doe, June 18, 1945 // Mill Papers: The Letters. – Vol. I. – Wash., 1960. – P. 1020–1022.",
            {"title": "Mill Papers: The Letters", "volume": "I", "place": "Wash.", "pages": [[1020, 1022]]},
        ),
    ],
)  # fmt: skip
def test_russian_fields_between_dashes_and_titles_in_latin_script(note: str, wanted: dict[str, Any]) -> None:
    agrees(records(note), [{"text": note[:-1], **wanted}])


@pytest.mark.parametrize(
    ("comment", "item"),
    [
        ("Лугова Л. И. Реки. М., 1990. С. 4. Иначе считает", "Лугова Л. И. Указ. соч. С. 5"),
        ("Подробнее:", "Лугова Л. И. Реки. М., 1991. С. 7"),
        ("а также мемуары дочери посла:", "Лугова Л. Реки. М., 1991. С. 7"),
        ("См. ещё больше:", "Letters on the Mills. L., 1871 (C. 245), № 2"),
        ("напечатаны в «Ежегоднике»:", "Annuaire des moulins. SPb., 1871, p. 213"),
    ],
)
def test_russian_comment_stays_outside_the_item(comment: str, item: str) -> None:
    assert records(f"{comment} {item}.")[-1]["text"] == item


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        (
            "Telegram from the Embassy in Alba to the Department of State, July 10, 1955, *Foreign Relations of the "
            "United States* (hereafter *FRUS*), *1955–1957*, vol. XI, *Asia* (Washington, DC, 1990), 86–88.",
            {
                "title": "Foreign Relations of the United States",
                "volume": "XI",
                "place": "Washington, DC",
                "year": 1990,
            },
        ),
        (
            "Memorandum of conversation, “Call of Roe,” July 27, 1955, *FRUS, 1955–1957*, XI: 159–66.",
            {"title": "FRUS, 1955–1957", "volume": "XI", "pages": [[159, 166]]},
        ),
        (
            "Roe to Doe, Aug. 26, 1955, as quoted in Ann Fox, *Mills* (York, 1982), 65.",
            {"title": "Mills", "kind": "book"},
        ),
        (
            "Telephone Conversation Between Mr. Roe and Mr. Doe, January 15, 1964, in U.S. Department of State, FRUS, "
            "1964–1968, Vol. XXX, Leeds, Washington D.C.: GPO, 1998, pp. 5–6.",
            {
                "title": "FRUS, 1964–1968",
                "volume": "XXX",
                "place": "Washington D.C.",
                "authors": ["U.S. Department of State"],
            },
        ),
        (
            "Cable dated 12 July 1955 from the President of Alba addressed to the Secretary-General, UN Doc. S/2382.",
            {"shelfmark": "UN Doc. S/2382"},
        ),
        (
            "U.S. Senate, Committee to Study Mills with Respect to Ely, *Mills* (Washington, DC: GPO, 1975), 33.",
            {"authors": ["U.S. Senate, Committee to Study Mills with Respect to Ely"]},
        ),
        ("River Archives, York, S-0735-0011-01, “Mills”.", {"repository": "River Archives", "piece": "S-0735-0011-01"}),
        (
            "Roe, handwritten notes, July 18, 1955, Box 13, Mill Series, RWF, RRL.",
            {"repository": "RRL", "collection": "RWF", "series": "Mill Series"},
        ),
        (
            "*Documents sur les moulins*, 1963, Tome II, Paris: Imprimerie nationale, 2001, pp. 45–50.",
            {"volume": "II", "place": "Paris", "year": 2001},
        ),
        ("Ann Roe, *Mills* (Cambridge, Mass., 1975), 5.", {"place": "Cambridge, Mass.", "publisher": None}),
    ],
)
def test_documents_in_print_and_in_archives_of_many_kinds(note: str, wanted: dict[str, Any]) -> None:
    agrees(records(note), [{"text": note[:-1].replace("*", ""), **wanted}])


def test_comment_before_a_document_stays_outside_the_item() -> None:
    (found,) = records(
        "Compare the milder view in Roe’s memorandum for the president, July 3, 1955, Box 13, Roe Papers."
    )
    assert found["text"].startswith("Roe’s memorandum")


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        ("林山：《水闸》，北京：人民出版社，2001年，第6页，注2", {"pages": [[6, 6]]}),
        ("林山，《水閘》（臺北：聯經，2001），頁6下", {"pages": [[6, 6]]}),
        ("《大川》46冊581-584頁", {"volume": "46", "pages": [[581, 584]]}),
        ("林山：《水闸》，青山大学博士学位论文，2006年，第88页", {"publisher": "青山大学", "kind": "unpublished"}),
        (
            "林山，《水閘》（臺北：青山大學歷史學系碩士論文，2003），頁7",
            {"place": "臺北", "publisher": "青山大學歷史學系"},
        ),
        (
            "林山，《林山全集》，第25冊：電報五（合肥：安徽教育出版社，2008），頁5",
            {"volume": "25", "place": "合肥", "publisher": "安徽教育出版社"},
        ),
        (
            "林山，《水閘紀》（上海：廣學會，1896），卷4，〈議約〉",
            {
                "title": "議約",
                "container": "水閘紀",
                "place": "上海",
                "publisher": "廣學會",
                "year": 1896,
                "volume": "4",
            },
        ),
        ("林山，〈水閘〉，收入氏著，《水閘論集》（臺北：聯經，2001），頁5", {"authors": ["林山"]}),
        ("王山纂輯、王水亮編，《水閘史料》（臺北：文海，1964），頁5", {"editors": ["王山", "王水亮"]}),
        ("林山，〈水閘〉，《新水學》，卷12期3（2001.9），頁45-90", {"volume": "12", "issue": "3"}),
        (
            "社论：《论水闸》，《青山日报》1956年5月3日第1版",
            {"authors": None, "title": "论水闸", "container": "青山日报"},
        ),
        ("“水闸会谈记录”，1959年10月2日，http://a.example.org/1.htm，2018年11月20日访问", {"title": "水闸会谈记录"}),
        ("青山省档案馆，77/1/22，第5页", {"repository": "青山省档案馆", "shelfmark": "77/1/22"}),
        (
            "青山外交部档案馆，109-00854-07（1），“水闸会谈记录”，1958年8月1日",
            {"shelfmark": "109-00854-07（1）", "title": "水闸会谈记录"},
        ),
        (
            "〈山某致水某電〉，1949年1月8日，《山某總統文物》，青山檔案館藏，典藏號：002-020400-00028-012",
            {"title": "山某致水某電", "collection": "山某總統文物"},
        ),
        ("水利部檔案，檔號：172-1/0064，青山檔案館藏", {"collection": "水利部檔案", "repository": "青山檔案館"}),
        ("「水利檔案」，青山檔案館藏，檔號：特30/521.4", {"collection": "水利檔案", "shelfmark": "特30/521.4"}),
    ],
)
def test_chinese_forms_of_many_houses(note: str, wanted: dict[str, Any]) -> None:
    agrees(records(f"{note}。"), [{"text": note, **wanted}])


@pytest.mark.parametrize(
    ("comment", "item"),
    [
        ("詳", "石山，《水閘》（臺北：聯經，2001），頁5"),
        ("对方的观察见", "Leeds to Foreign Office, Feb. 3, 1964, FO371/1759"),
    ],
)
def test_chinese_signal_is_no_part_of_a_name(comment: str, item: str) -> None:
    (found,) = records(f"{comment}{item}。")
    assert (found["text"], found["signal"]) == (item, comment[-1])


def test_document_that_lies_in_the_archive_named_before() -> None:
    agrees(
        records(
            "《第二次请示》，1964年1月6日，青山档案馆，110-01998-02。",
            "《第三次请示》，1964年1月8日，同上，110-01998-01。",
        )[1:],
        [
            {
                "text": "《第三次请示》，1964年1月8日，同上，110-01998-01",
                "title": "第三次请示",
                "shelfmark": "110-01998-01",
            }
        ],
    )


def test_author_is_named_behind_the_note_that_cites_his_book() -> None:
    agrees(
        records("顧山，《山志》，頁3。", "同註1，顧山書，頁338。")[1:],
        [{"authors": ["顧山"], "full": "n1-c1", "pages": [[338, 338]]}],
    )


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        (
            "Memorandum for the Record, “Meeting,” 4 March 1963, Foreign Relations of the United States, 1961–1963, "
            "Volume XXII: Asia (Washington, DC: GPO, 1996), 345–348.",
            {"title": "Foreign Relations of the United States, 1961–1963", "volume": "XXII", "publisher": "GPO"},
        ),
        ("Papers of the Mills: Ann Roe, 1958 (York, 1959), p. 641.", {"title": "Papers of the Mills: Ann Roe, 1958"}),
        ('Ann Roe, translated by Bob Doe, 2003, "Title".', {"authors": ["Ann Roe"], "translators": ["Bob Doe"]}),
        ("青山館，1 May 2003，《水閘》，頁3。", {"title": "水閘"}),
        ("林山編，《水閘》（臺北：國史館，1998），頁33。", {"publisher": "國史館", "place": "臺北", "kind": "book"}),
        ("林山，《水閘》，水文公司聯合出版，新加坡，2002年，頁9。", {"publisher": "水文公司", "place": "新加坡"}),
        (
            "陈山，“水闸的变迁”（初稿，未刊），4页。",
            {"authors": ["陈山"], "title": "水闸的变迁", "kind": "unpublished"},
        ),
        (
            "《林山日記》（未刊本），1945年8月15日，青山檔案館藏，盒44，檔夾8。",
            {"box": "44", "folder": "8", "repository": "青山檔案館"},
        ),
    ],
)
def test_works_and_papers_by_their_parts(note: str, wanted: dict[str, Any]) -> None:
    (found,) = records(note)
    assert {name: found.get(name) for name in wanted} == wanted


def test_short_forms_that_name_the_title_or_the_book() -> None:
    found = records("林山，“水闸”，《水学》1998年第2期，第3页。", "林山，“水闸”，同注[1]，163页。", "同書，頁99。")
    agrees(found[1:], [{"title": "水闸", "full": "n1-c1", "pages": [[163, 163]]}, {"pages": [[99, 99]]}])


@pytest.mark.parametrize(
    ("note", "text", "wanted"),
    [
        (
            "林山，《水閘》（臺北：青山社，1998），頁45，註12。",
            "林山，《水閘》（臺北：青山社，1998），頁45，註12",
            {"pages": [[45, 45]]},
        ),
        (
            "林山：《水闸》，《水学》1998年第2期，第61页，脚注3。",
            "林山：《水闸》，《水学》1998年第2期，第61页，脚注3",
            {"issue": "2"},
        ),
        (
            "参见林山：《水闸》，北京：青山社，1998年，第78页以下。",
            "林山：《水闸》，北京：青山社，1998年，第78页以下",
            {"year": 1998},
        ),
        (
            "約文見水利部編，《水約》（臺北：青山社，1958），頁9。",
            "水利部編，《水約》（臺北：青山社，1958），頁9",
            {"editors": ["水利部"]},
        ),
        (
            "摘要收入《水志》上卷，北京：青山社，1997年，第6页。",
            "《水志》上卷，北京：青山社，1997年，第6页",
            {"volume": "上"},
        ),
        (
            "林山編輯校訂，《水志》，下（臺北：青山社，1986），頁6。",
            "林山編輯校訂，《水志》，下（臺北：青山社，1986），頁6",
            {"editors": ["林山"], "volume": "下"},
        ),
        ("林山（Lin Shan the Elder），《水閘》（臺北：青山社，1998），頁3。", None, {"authors": ["林山"]}),
        ("Háša J. Dix moulins. Paris: Eau, 1978. P. 112.", None, {"authors": ["Háša J."], "title": "Dix moulins"}),
    ],
)
def test_tails_and_roles_of_a_reference_belong_to_it(note: str, text: str | None, wanted: dict[str, Any]) -> None:
    (found,) = records(note)
    assert text is None or found["text"] == text
    assert {name: found.get(name) for name in wanted} == wanted


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
    ("note", "wanted"),
    [
        (
            "Hansard, HC Deb., 5th ser., vol. 62, cols. 1518–21, 20 Dec. 1926",
            {"title": "Hansard, HC Deb.", "volume": "62", "year": 1926, "pages": [[1518, 1521]]},
        ),
        (
            "Cong. Rec., 83rd Cong., 2nd Sess., April 6, 1954, pp. 4672–81",
            {"title": "Cong. Rec.", "year": 1954, "pages": [[4672, 4681]]},
        ),
        ("UN Doc. S/PV.527, 28 November 1950", {"shelfmark": "S/PV.527"}),
        ("Treaty of Mills, 8 May 1951, 136 UNTS 45", {"container": "UNTS", "volume": "136", "pages": [[45, 45]]}),
        ("Ann Roe, ‘Mills’, *Journal of Mills*, xxix (1995), 3–7", {"volume": "xxix", "pages": [[3, 7]]}),
        ("Ann Roe, ‘Mills’, *Mill Affairs*, xi, no. 6 (Nov. 1932), 737–56", {"volume": "xi", "issue": "6"}),
        ("Ann Roe, ‘Mills’, *Mill Affairs*, 73/3 (1997), pp. 509–30", {"volume": "73", "issue": "3"}),
        ("Ann Roe (ed.), *Mills* (Leeds, 1977–81), ii, pt. 1, 688", {"volume": "ii", "pages": [[688, 688]]}),
        (
            "Roe to Doe, private, 5 May 1932, *Documents on Mills, 1919–1939* [hereafter *DM*], second series, x"
            " (London, 1969), no. 254",
            {"title": "Documents on Mills, 1919–1939", "volume": "x", "place": "London", "year": 1969},
        ),
        (
            "R[oger] D[oe], “Memorandum for Ann Roe,” May 7, 1937, *Papers of the Mills: The Meetings at Leeds and"
            " York, 1937* (Leeds: Fox, 1970), p. 12",
            {"title": "Papers of the Mills: The Meetings at Leeds and York, 1937", "place": "Leeds", "year": 1970},
        ),
    ],
)
def test_numbers_and_volumes_belong_to_their_reference(note: str, wanted: dict[str, Any]) -> None:
    agrees(records(f"{note}."), [{"text": note.replace("*", ""), **wanted}])


@pytest.mark.parametrize(
    ("note", "sender", "wanted"),
    [
        (
            "Roe to Doe, 10 Dec. 1931, M[ill of] N[orton Archives, Geneva], S 500/1/2", ["Roe"],
            {"repository": "M[ill of] N[orton Archives, Geneva]", "piece": "S 500/1/2"},
        ),
        (
            "Roe’s aide-mémoire, 8 April 1932, Roe MSS, Mill Library, box 8", ["Roe"],
            {"repository": "Mill Library", "collection": "Roe MSS", "box": "8"},
        ),
        (
            "Roe diary, 2 April 1932, Mill Library, MS. Roe 61", ["Roe"],
            {"repository": "Mill Library", "shelfmark": "MS. Roe 61"},
        ),
        (
            "‘Record of interviews with Roe, 12 July 1932’, LN, S 32/6", [],
            {"repository": "LN", "piece": "S 32/6"},
        ),
        (
            "Roe minute, 14 Jan. 1933, [T]he [N]ational Archives, [Kew], FO 371/17182/W466", ["Roe"],
            {"repository": "[N]ational Archives", "piece": "FO 371/17182/W466"},
        ),
    ],
)  # fmt: skip
def test_signs_and_holders_of_several_words(note: str, sender: list[str], wanted: dict[str, Any]) -> None:
    (found,) = records(f"{note}.")
    agrees([found], [{"text": note, **wanted}])
    assert [one["sender"] for one in found["documents"]] == [sender]


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        ("Ann Roe, ‘Mills’, *Mill Affairs* 14, no. 2 (2014): 201–19, here 207", {"pages": [[201, 219], [207, 207]]}),
        ("Ann Roe, ‘Mills’, *EMR*, lxx (1955), pp. 1–24, at 9", {"volume": "lxx", "pages": [[1, 24], [9, 9]]}),
        ("*The Mills*, ed. Ann Roe (6 vols., Tokyo, 2010–16), iii, 204 (entry for 12 Aug. 1904)", {"volume": "iii"}),
        ("Ann Roe, *Mills* (Leeds: Fox, 2011), doc. 5.11", {"year": 2011}),
        ("Ann Roe, *Mills* (Leeds, 1999), chaps. 2 and 5", {"year": 1999}),
        (
            "Mill Council, 873rd meeting, S/PV.873, para. 34",
            {"authors": ["Mill Council"], "title": "873rd meeting", "shelfmark": "S/PV.873"},
        ),
        ("Roe diary, 27 February 1945, Mill College, Leeds", {"kind": "archival", "repository": "Mill College"}),
        (
            "‘Notes of a meeting, 11 Nov. 1920’, *D.M.F.P.*, 1st ser., viii, no. 95",
            {"title": "D.M.F.P.", "volume": "viii"},
        ),
        (
            "Ann Roe, “Remarks at a Mill,” June 12, 1987, *Public Papers: Roe, 1987*, bk. 1 (York: Fox, 1989), 634–38",
            {"title": "Remarks at a Mill", "container": "Public Papers: Roe, 1987", "year": 1989},
        ),
        ("Ann Roe, *Mills* (Delhi, in press), introduction", {"title": "Mills", "place": "Delhi"}),
        ("A. Nowak, *Młyny*, t. 2, Warszawa 1998, s. 45–51", {"title": "Młyny", "volume": "2", "pages": [[45, 51]]}),
        ("Archives nationales, Paris, 4 AG 56, ‘Note sur les moulins’", {"piece": "4 AG 56", "kind": "archival"}),
        (
            "NSAM 182, “Mills,” August 24, 1962, *Mill Papers: Old Edition*, 2:689",
            {"title": "Mill Papers: Old Edition", "volume": "2", "pages": [[689, 689]]},
        ),
        (
            "Ann Roe to Tom Doe, Oct. 26, 1859, in *Letters of Ann Roe*, ed. John White (York, 1883), 103–5",
            {"title": "Letters of Ann Roe", "editors": ["John White"], "place": "York", "year": 1883},
        ),
    ],
)
def test_what_stands_behind_belongs_to_the_reference(note: str, wanted: dict[str, Any]) -> None:
    agrees(records(f"{note}."), [{"text": note.replace("*", ""), **wanted}])


@pytest.mark.parametrize(
    "comment",
    [
        "For efforts to examine records at the Mill Library see the text.",
        "On the mills of the 1790s the fullest source is the Roe Archive, in the Mill Library, Leeds.",
    ],
)
def test_a_library_of_which_a_sentence_speaks_is_no_reference(comment: str) -> None:
    assert records(comment) == []


def test_number_of_the_document_belongs_to_the_reference_back() -> None:
    found = records(
        "Roe to Doe, 4 May 1965, *FRUS, 1964–1968*, 25:397–400; telegram 441 from Ann Doe to Certain Posts, 8 October"
        " 1965, ibid., doc. 224."
    )
    assert found[1]["text"].endswith("1965, ibid., doc. 224")
    assert found[1]["full"] == "n1-c1"
