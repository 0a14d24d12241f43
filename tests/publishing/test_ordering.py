"""The order of an index is the order of its language."""

from typing import Any

import pytest

from teiwright.publishing.ordering import heading, letter, ranks, restroked, sort_string


def order(*texts: str) -> list[str]:
    """Return the texts in their order."""
    found = ranks(texts)
    return sorted(found, key=found.__getitem__)


def test_cyrillic_yo_stands_with_ye_and_short_i_after_i() -> None:
    assert order("Жуков", "Ёлкин", "Ежов", "Ельцин", "Иванов", "Йодль") == [
        "Ежов",
        "Ёлкин",
        "Ельцин",
        "Жуков",
        "Иванов",
        "Йодль",
    ]


def test_chinese_goes_by_pinyin_and_surnames_by_their_own_reading() -> None:
    assert order("周恩來", "毛澤東", "彭德懷", "曾志") == ["毛澤東", "彭德懷", "曾志", "周恩來"]


def test_latin_goes_without_case_and_accents() -> None:
    assert order("Zubok", "émigré", "Elman", "van Dijk") == ["Elman", "émigré", "van Dijk", "Zubok"]


def test_scripts_stand_apart_and_quotation_marks_do_not_count() -> None:
    assert order("“Zoo”", "Яр", "《中國》", "Alpha") == ["Alpha", "“Zoo”", "Яр", "《中國》"]


def test_a_document_s_own_script_stands_first() -> None:
    found = ranks((), ("Alpha", "毛澤東", "Яр"), language="zh-Hant")
    assert sorted(found, key=found.__getitem__) == ["毛澤東", "Alpha", "Яр"]


def test_a_heading_begins_with_the_surname_wherever_the_name_has_it() -> None:
    names = ("Dean Acheson", "Jean-Paul Marat", "Chiang Kai-shek", "Kim Il-sung", "Mao Zedong")
    assert [heading(name) for name in names] == [
        "Acheson, Dean",
        "Marat, Jean-Paul",
        "Chiang Kai-shek",
        "Kim Il-sung",
        "Mao Zedong",
    ]


@pytest.mark.parametrize(
    ("language", "order", "expected"),
    [
        ("zh-Hant", "language", ["丁玲", "毛澤東", "王稼祥", "周恩來", "彭德懷"]),
        ("zh-Hans", "language", ["丁玲", "毛澤東", "彭德懷", "王稼祥", "周恩來"]),
        ("zh-Hant", "pinyin", ["丁玲", "毛澤東", "彭德懷", "王稼祥", "周恩來"]),
        ("zh-Hans", "strokes", ["丁玲", "毛澤東", "王稼祥", "周恩來", "彭德懷"]),
        ("en", "strokes", ["Alpha", "丁玲", "毛澤東", "王稼祥", "周恩來", "彭德懷"]),
    ],
)
def test_traditional_characters_go_by_strokes_unless_told_otherwise(
    language: str, order: Any, expected: list[str]
) -> None:
    found = ranks(expected, language=language, order=order)
    assert sorted(found, key=found.__getitem__) == expected


def test_what_has_as_many_strokes_goes_by_its_radical_and_then_by_the_next_character() -> None:
    found = ranks(("王明", "毛澤民", "毛澤東", "王力", "毛岸英"), language="zh-Hant")
    assert sorted(found, key=found.__getitem__) == ["毛岸英", "毛澤民", "毛澤東", "王力", "王明"]


def test_a_sort_string_by_strokes_is_the_same_however_it_comes_about() -> None:
    for text in ("毛澤東", "Acheson", "Сталин", "《中國》"):
        assert restroked(sort_string(text)) == sort_string(text, strokes=True)
    assert restroked(f"0zh\x02{sort_string('毛澤東')}\x02{sort_string('文集')}") == "\x02".join(
        ("0zh", sort_string("毛澤東", strokes=True), sort_string("文集", strokes=True))
    )
    assert letter(sort_string("毛澤東", strokes=True)) == "04"
