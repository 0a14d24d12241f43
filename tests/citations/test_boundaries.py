"""Where an item begins and ends: sentences that lead to it, plates behind it, its fellow behind 和."""

from typing import Any

import pytest

from tests.citations.sample import agrees, records


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        (
            "Roe’s *Undertow* (a painting of the sea) is illustrated in Ann Doe, “The Harbour Show,” *Evening Post*, "
            "19 December 1937. "
            "Roe is also mentioned in Mary Poe, review of “Prints between Wars,” *Old Waves*, 25 May 1941, 27.",
            [
                {"text": "Ann Doe, “The Harbour Show,” Evening Post, 19 December 1937", "authors": ["Ann Doe"]},
                {
                    "text": "Mary Poe, review of “Prints between Wars,” Old Waves, 25 May 1941, 27",
                    "authors": ["Mary Poe"],
                },
            ],
        ),
        (
            "A court found the dealer free of any liability: *Roe v. Doe Galleries, Inc.* (325 X.Y.S.2d 576), https://example.org/roe.",
            [
                {
                    "text": "Roe v. Doe Galleries, Inc. (325 X.Y.S.2d 576), https://example.org/roe",
                    "title": "Roe v. Doe Galleries, Inc.",
                    "authors": None,
                }
            ],
        ),
        (
            "Ann Doe, “Art,” *Old Waves*, 6 September 1938, 30–31. None discusses Roe’s painting.",
            [{"text": "Ann Doe, “Art,” Old Waves, 6 September 1938, 30–31", "pages": [[30, 31]]}],
        ),
    ],
)  # fmt: skip
def test_sentence_around_a_reference_is_no_part_of_it(note: str, wanted: list[dict[str, Any]]) -> None:
    agrees(records(note), wanted)


@pytest.mark.parametrize(
    "behind", ["pl. 84 and 384 (checklist)", "pls. 3–5", "fig. 3", "n.p."], ids=["plates", "range", "figure", "no page"]
)
def test_plates_and_unnumbered_leaves_belong_to_the_reference(behind: str) -> None:
    whole = f"Ann Roe, Murals, trans. Eva Schmidt (Dresden: Kunstverlag, 1979), {behind}"
    agrees(records(whole.replace("Murals", "*Murals*") + "."), [{"text": whole, "year": 1979, "pages": None}])


def test_author_of_an_introduction_begins_the_item() -> None:
    agrees(
        records("Anna Poe, introduction to *J. Roe: A House*, exh. cat. (Utica, NY: Harbour Museum, 1978), 4."),
        [
            {
                "text": "Anna Poe, introduction to J. Roe: A House, exh. cat. (Utica, NY: Harbour Museum, 1978), 4",
                "authors": ["Anna Poe"],
            }
        ],
    )


def test_works_that_and_joins_are_two_items_each_with_its_own_brackets() -> None:
    first = "张某《论河流》（《张某全集》第28卷，河滨出版社1989年版，第86—97页）"
    second = "《河流（上）史简明教程》第六章第三节（河滨出版社1975年版，第185—192页）"
    agrees(
        records(f"参见{first}和{second}。"),
        [
            {"text": first, "pages": [[86, 97]]},
            {"text": second, "publisher": "河滨出版社", "year": 1975, "pages": [[185, 192]]},
        ],
    )


@pytest.mark.parametrize("country", ["[美]", "〔美〕", "［美］"])
def test_nationality_before_an_author_with_his_year_belongs_to_the_item(country: str) -> None:
    whole = f"{country}約翰・羅（1980）《河上歲月》（楊某等譯），頁354"
    agrees(records(f"{whole}。"), [{"text": whole, "authors": ["約翰・羅"], "title": "河上歲月"}])


def test_russian_work_by_title_and_author_alone() -> None:
    agrees(
        records("«Жизнь реки». Иван Петров. 1956.", "Иван Петров. «О свойствах воды»", "Петров сказал: «О нет»."),
        [
            {
                "text": "«Жизнь реки». Иван Петров. 1956",
                "authors": ["Иван Петров"],
                "title": "Жизнь реки",
                "year": 1956,
            },
            {"text": "Иван Петров. «О свойствах воды»", "authors": ["Иван Петров"], "title": "О свойствах воды"},
        ],
    )


def test_authors_by_surname_and_initials_before_their_year() -> None:
    whole = "Roe, J., Poe, M. & Doe, K. (2005). Rivers: the unknown story. London: Murray, 106"
    agrees(
        records(f"{whole}."),
        [
            {
                "text": whole, "authors": ["Roe, J.", "Poe, M.", "Doe, K."], "title": "Rivers: the unknown story",
                "place": "London", "publisher": "Murray", "year": 2005, "pages": [[106, 106]],
            }
        ],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        ("Сидоров П. К. Реки края: очерки. М.; Л.: Изд-во Зари, 1948. Т. 2. С. 34.",
         {"title": "Реки края: очерки", "volume": "2", "year": 1948}),
        ("Marsh, A., & Orr, J. (1990). Looms of York. *Mill History*, 21(2), 45–60.",
         {"title": "Looms of York", "container": "Mill History", "volume": "21", "issue": "2", "year": 1990}),
        ("Ann Marsh, *Looms* (York, 1990), pp. 45f.", {"title": "Looms", "place": "York", "year": 1990}),
        ("Ann Marsh, ‘The Worker’s Loom’, *Mill History*, 21:2 (1990), pp. 45–60.",
         {"title": "The Worker’s Loom", "container": "Mill History", "volume": "21", "issue": "2"}),
        ("Cable, Marsh to Norwood, April 2, 1954, Foreign Affairs of Ruritania, 1952–1954, vol. XIII, pt. 1, 1234.",
         {"kind": "book", "title": "Foreign Affairs of Ruritania, 1952–1954", "volume": "XIII"}),
        ("Marsh to Norwood, 30 January 1950, YMH Bulletin 5 (1995): 9.",
         {"kind": "article", "container": "YMH Bulletin", "year": 1995, "pages": [[9, 9]]}),
        ("Ann Marsh, Looms, York: Minster, 1990, p. 45.", {"title": "Looms", "place": "York", "publisher": "Minster"}),
        ("《北山日報》，臺北，民國39年3月2日，版1。", {"container": "北山日報", "year": 1950}),
        ("Интервью с А. Б. Ильиным. Пермь, 3 мая 2008 г. Архив автора.",
         {"kind": "unpublished", "title": "Интервью с А. Б. Ильиным", "year": 2008}),
        ("T 51, no. 2087, p. 868a.", {"title": "T", "volume": "51", "pages": [[868, 868]]}),
        ("Roe, “Tides” (see note 1 above), 12.", {"title": "Tides"}),
        ("“Ann Marsh: Mills and Men,” September 15, 2020, available at: https://example.org/mills.",
         {"kind": "web", "title": "Ann Marsh: Mills and Men", "year": 2020}),
        ("Марш. Мельницакрама (санскр. Milla, «Трактат о мельницах»). — Москва: Издательство Зари, 1963. — 150 с.",
         {"kind": "book", "place": "Москва", "publisher": "Издательство Зари", "year": 1963}),
        ("Ann Marsh, The Mills: A Life, p.xiii.", {"title": "The Mills: A Life", "pages_text": "p.xiii"}),
    ],
)  # fmt: skip
def test_forms_of_other_traditions(note: str, wanted: dict[str, Any]) -> None:
    (found,) = records(note)
    assert {name: found.get(name) for name in wanted} == wanted


@pytest.mark.parametrize(
    "note",
    [
        "SECTO 35, Marsh to Norwood, 11 May 1950, RG 59, Box 3436, National Archives.",
        "Bundesarchiv Koblenz, B 136/2128, Marsh to Norwood, 11 May 1950.",
        "Norwood Archives Centre, York, BEVN II 6/4, Marsh to Norwood, 11 May 1950.",
    ],
)
def test_a_message_with_a_number_and_one_behind_its_archive(note: str) -> None:
    (found,) = records(note)
    (document,) = found["documents"]
    assert (found["kind"], document["sender"], document["date"]) == ("archival", ["Marsh"], ["1950-05-11"])
