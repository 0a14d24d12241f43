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
