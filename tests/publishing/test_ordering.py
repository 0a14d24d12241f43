"""The order of an index is the order of its language."""

from teiwright.publishing.ordering import heading, ranks


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
