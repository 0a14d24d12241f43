"""The vocabulary of the languages: lists of words as data, the core and what a field of study adds."""

import pytest

from teiwright import languages


def test_a_list_is_read_as_written_and_folded_on_demand() -> None:
    assert "軍委" in languages.words("zh", "organisations", "organ")
    assert "军委" in languages.words("zh", "organisations", "organ", folded=True)
    assert "Советский Союз" in languages.words("ru", "places", "country")


def test_a_field_of_study_adds_to_the_core() -> None:
    named = languages.words("zh", "organisations", "named")
    assert "聯合國" in named
    assert "共產國際" in named
    assert len(named) == len(set(named))


def test_a_list_of_all_languages() -> None:
    assert {"China", "Китай", "中国"} <= set(languages.every("places", "country", folded=True))


def test_a_language_may_lack_a_list_but_a_misspelt_one_is_an_error() -> None:
    assert languages.words("en", "people", "transliteration") == ()
    with pytest.raises(KeyError, match="transliterashun"):
        languages.words("zh", "people", "transliterashun")


def test_expressions_of_a_field_stand_beside_those_of_the_core() -> None:
    persons = languages.lists("zh", "guards", "misread")["person"]
    assert len(persons) == 2
