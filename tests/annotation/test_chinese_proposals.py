"""The edges of what a model of Chinese calls persons."""

import pytest

from teiwright.annotation.names.chinese_proposals import mended, surnames_alone
from teiwright.languages.folding import fold


def _mended(text: str, proposed: str) -> str:
    string, name = fold(text).string, fold(proposed).string
    start = string.index(name)
    ((first, last, _),) = mended(string, [(start, start + len(name), "person")])
    return string[first:last]


@pytest.mark.parametrize(
    ("text", "proposed", "name"),
    [
        ("另遣江海關稅務司費柏林赴滬", "司費柏林", "費柏林"),
        ("高委員長堅持不可", "高委員長", "高"),
        ("沈立次官接見", "沈立次", "沈立"),
        ("英使白里面交節略", "白里面", "白里"),
        ("胡終允不提", "胡終允", "胡"),
        ("保羅·馬丁偕夫人入境", "保羅·馬丁偕", "保羅·馬丁"),
        ("葉立之主其事", "葉立之", "葉立之"),
        ("沈定四當選", "沈定四", "沈定四"),
    ],
)
def test_edges_of_a_proposed_person(text: str, proposed: str, name: str) -> None:
    assert _mended(text, proposed) == fold(name).string


def test_a_surname_alone_is_no_everyday_word() -> None:
    string = fold("勸蔣分兩步走，明在").string
    assert list(surnames_alone(string, [(1, 2, "person"), (7, 8, "person"), (3, 5, "person")])) == [1]
