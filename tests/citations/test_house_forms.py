"""Forms of other houses: archives and author-year in Chinese, comment with several works, letters in print."""

from typing import Any

import pytest

from tests.citations.sample import agrees, records


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
                "shelfmark": [("fond", "1"), ("opis", "2"), ("delo", "136")],
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
