"""Old and New Style, and the order of day and month in figures."""

import pytest

from teiwright.dates import find_in_string
from teiwright.dates.styles import gregorian, julian
from teiwright.dates.values import Point


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("on 25 October (7 November) 1917 in the capital", "25 October (7 November) 1917"),
        ("on 7 November (25 October) 1917 in the capital", "7 November (25 October) 1917"),
        ("25 октября (7 ноября) 1917 г. началось", "25 октября (7 ноября) 1917 г."),
        ("умер 25 октября/7 ноября 1917 года", "25 октября/7 ноября 1917 года"),
        ("am 25. Oktober (7. November) 1917 und", "25. Oktober (7. November) 1917"),
    ],
)
def test_a_day_in_both_calendars_is_one_expression(text: str, words: str) -> None:
    (span,) = find_in_string(text)
    assert text[span.start : span.end].startswith(words.removesuffix(" г.").removesuffix(" года"))
    assert span.attribute("when") == "1917-11-07"
    assert span.attribute("when-custom") == "1917-10-25"
    assert span.attribute("calendar") == "#julian #gregorian"


@pytest.mark.parametrize(
    "text",
    ["25 October 1917 (O.S.)", "25 октября 1917 г. по старому стилю", "1917年11月7日（俄曆10月25日）"],
)
def test_a_day_of_the_old_style_has_the_gregorian_value(text: str) -> None:
    span = find_in_string(text)[-1]
    assert (span.attribute("when"), span.attribute("calendar")) == ("1917-11-07", "#julian")


def test_two_days_that_are_not_the_same_stay_two() -> None:
    values = [span.attribute("when") for span in find_in_string("on 25 October 1917 (2 November 1917)")]
    assert values == ["1917-10-25", "1917-11-02"]


def test_a_slash_between_neighbouring_days_is_a_choice() -> None:
    (span,) = find_in_string("в ночь на 5/6 марта 1920 г.")
    assert (span.attribute("notBefore"), span.attribute("notAfter")) == ("1920-03-05", "1920-03-06")


@pytest.mark.parametrize(
    ("old", "new"), [((1582, 10, 5), (1582, 10, 15)), ((1700, 3, 1), (1700, 3, 12)), ((1900, 2, 16), (1900, 2, 28))]
)
def test_the_calendars_lie_as_far_apart_as_history_has_it(old: tuple[int, int, int], new: tuple[int, int, int]) -> None:
    assert gregorian(Point(*old)) == Point(*new)
    assert julian(Point(*new)) == Point(*old)


def test_one_date_that_can_only_be_month_first_decides_the_others() -> None:
    values = [span.attribute("when") for span in find_in_string("from 12/31/1949 to 3/5/1950")]
    assert "1950-05-03" not in values


def test_an_open_order_is_not_certain() -> None:
    (span,) = find_in_string("They met on 3/5/1950.")
    assert span.certainty != "high"
