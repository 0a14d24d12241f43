"""What a place's name leads to: the place that is meant, and nothing where the name is part of another or a word."""

import pytest

from teiwright.annotation.names import find_names
from teiwright.annotation.names.models import Models
from teiwright.article import Article, Paragraph, Source, Text
from teiwright.authority import Authority, Entry, Name
from teiwright.gazetteer import opened

ENTRY = '<place xmlns="http://www.tei-c.org/ns/1.0"><idno type="GeoNames">{}</idno></place>'


def place(key: str, kind: str, geonames: int, *names: Name) -> Entry:
    return Entry(key, "place", names, ENTRY.format(geonames).encode(), (("type", kind),))


ENTRIES = (
    place("mexico", "country", 3996063, Name("Mexico", "en")),
    place("new-york", "city", 5128581, Name("New York", "en"), Name("紐約", "zh-Hant")),
    place("usa", "country", 6252001, Name("U.S.", "en"), Name("美", "zh-Hant", "abbr"), Name("美國", "zh-Hant")),
    place("paris", "city", 2988507, Name("Париж", "ru")),
    place("crimea", "region", 703883, Name("Крым", "ru")),
    place("iran", "country", 130758, Name("波斯", "zh-Hant")),
    place("vientiane", "city", 1651944, Name("萬象", "zh-Hant")),
    place("japan", "country", 1861060, Name("日本", "zh-Hant"), Name("日", "zh-Hant", "abbr")),
    place("germany", "country", 2921044, Name("德國", "zh-Hant"), Name("德", "zh-Hant", "abbr")),
    place("korea", "country", 1835841, Name("韓國", "zh-Hant"), Name("韓", "zh-Hant", "abbr")),
)
PETERSBURG = place("leningrad", "city", 498817, Name("St. Petersburg", "en"), Name("列寧格勒", "zh-Hant"))
RIVER = place("amur", "water", 2038679, Name("黑龍江", "zh-Hant"))
PROVINCE = place("heilongjiang", "region", 2036965, Name("黑龍江省", "zh-Hant"))
JAPAN_SEA = place("japan-sea", "water", 1861054, Name("日本海", "zh-Hant"))
AUTHORITY = Authority({entry.id: entry for entry in ENTRIES})


def keys(string: str, language: str = "en") -> dict[str, str | None]:
    article = Article(Source("t", "", ""), language, (Paragraph(Text("p", string)),))
    spans = find_names(article, AUTHORITY, Models(), opened())["p"]
    return {string[span.start : span.end]: span.key for span in spans if span.kind == "place"}


@pytest.mark.parametrize(
    ("string", "language", "name", "key"),
    [
        ("They left for Mexico City in May.", "en", "Mexico City", "place-geonames-3530597"),
        ("She taught in Syracuse, New York, for a year.", "en", "Syracuse", "place-geonames-5140405"),
        ("She taught in Syracuse, New York, for a year.", "en", "New York", "place-geonames-5128638"),
        ("He came from upstate New York in May.", "en", "New York", "place-geonames-5128638"),
        ("He worked in New York for a year.", "en", "New York", "new-york"),
        ("He worked in Tullsburg, New York, for a year.", "en", "New York", None),
        ("A shop in New Brunswick, NJ, was sold.", "en", "New Brunswick", "place-geonames-5101717"),
        ("They farmed in Georgia, Alabama, and Texas.", "en", "Georgia", "place-geonames-4197000"),
        (
            "The war in the Democratic Republic of the Congo ended.",
            "en",
            "Democratic Republic of the Congo",
            "place-geonames-203312",
        ),
        ("Delegates came from Great Britain in May.", "en", "Great Britain", "place-geonames-2635167"),
        ("Они жили в Голландии.", "ru", "Голландии", "place-geonames-2750405"),
        ("A shop in Oxford, MS, was sold.", "en", "Oxford", "place-geonames-4440076"),
        ("Стихи вышли в Париже.", "ru", "Париже", "paris"),
        ("他生於紐約州的農家。", "zh-Hant", "紐約州", "place-geonames-5128638"),
        ("強大的日本帝國主義打進來。", "zh-Hant", "日本", "japan"),
    ],
)
def test_a_name_leads_to_the_place_that_is_meant(string: str, language: str, name: str, key: str) -> None:
    assert keys(string, language)[name] == key


@pytest.mark.parametrize(
    ("string", "language", "name"),
    [
        ("He quoted a letter of 1856 (Bodleian Library, Oxford, MS Clar. dep. 49).", "en", "Oxford"),
        ("He studied at Dartmouth College, and left Dartmouth.", "en", "Dartmouth"),
        ("They sailed to Long Island in May.", "en", "Long Island"),
        ("A farm along the Mississippi was sold.", "en", "Mississippi"),
        ("The source is late (Houston, 156).", "en", "Houston"),
        ("The trial was in Dayton, Tennessee. In Dayton it rained.", "en", "Dayton"),
        ("The law of the U.S.S.R. was new.", "en", "U.S."),
        ("Родилась в с. Крым Ростовской области.", "ru", "Крым"),
        ("Его журнал «Париж» закрыли.", "ru", "Париж"),
        ("國王波斯匿來到園中。", "zh-Hant", "波斯"),
        ("本欄談生活萬象與養生。", "zh-Hant", "萬象"),
        ("髮美、膚美、青春之美。", "zh-Hant", "美"),
        ("小學生韓德生要求發言。", "zh-Hant", "德"),
        ("三省的抗日隊伍在山中。", "zh-Hant", "日"),
        ("內容依德、日文版訂正。", "zh-Hant", "日"),
        ("在佐洛喬夫、波德蓋齊等縣起義。", "zh-Hant", "德"),
        ("她的母親美婉婷住在鄉下。", "zh-Hant", "美"),
        ("(Houston, Michael. The Nature of Knowledge. Oxford, 1986)", "en", "Houston"),
        ("Каганат распался на Северный и Южный.", "ru", "Северный"),
        ("The raider Alabama sank. The Alabama papers were lost.", "en", "Alabama"),
        ("他說澳洲布里斯本的醫院。", "zh-Hant", "里斯本"),
        ("德川的將軍統治日本。", "zh-Hant", "德川"),
        ("蘇丹的軍隊攻入城中。", "zh-Hant", "蘇丹"),
    ],
)
def test_a_name_that_is_not_that_place_leads_nowhere(string: str, language: str, name: str) -> None:
    assert keys(string, language).get(name) is None


def keys_with(string: str, language: str, *entries: Entry) -> dict[str, str | None]:
    article = Article(Source("t", "", ""), language, (Paragraph(Text("p", string)),))
    spans = find_names(article, Authority({entry.id: entry for entry in entries}), Models(), opened())["p"]
    return {string[span.start : span.end]: span.key for span in spans if span.kind == "place"}


def test_the_state_after_a_town_wins_over_an_entry_of_that_name() -> None:
    assert keys_with("He came to St. Petersburg in 1913.", "en", PETERSBURG)["St. Petersburg"] == "leningrad"
    found = keys_with("He lived in St. Petersburg, Florida, in 1913.", "en", PETERSBURG)
    assert (found["St. Petersburg"] or "").endswith("4171563")


def test_a_river_in_a_series_of_provinces_is_the_province() -> None:
    assert keys_with("船過黑龍江。", "zh-Hant", RIVER, PROVINCE)["黑龍江"] == "amur"
    assert keys_with("他們在吉林、黑龍江作戰。", "zh-Hant", RIVER, PROVINCE)["黑龍江"] == "heilongjiang"
    assert keys_with("他們在吉林、黑龍江作戰。", "zh-Hant", RIVER)["黑龍江"] is None


def test_a_sea_is_not_cut_out_of_a_navy() -> None:
    assert "日本海" not in keys_with("日本海軍在上海登陸。", "zh-Hant", JAPAN_SEA)
    assert keys_with("船過日本海。", "zh-Hant", JAPAN_SEA)["日本海"] == "japan-sea"


def test_the_first_word_of_a_longer_name_is_no_place() -> None:
    assert "San" not in keys_with("She lived in San Ángel, near Mexico City.", "en")


def test_a_name_in_latin_letters_after_it_tells_that_another_is_meant() -> None:
    lhasa = place("lhasa", "city", 1280737, Name("拉薩", "zh-Hant"), Name("Lhasa", "en"))
    assert keys_with("山名給拉薩 (Kelāsa)。", "zh-Hant", lhasa).get("拉薩") is None
    assert keys_with("他到了拉薩 (Lhasa)。", "zh-Hant", lhasa)["拉薩"] == "lhasa"


def test_a_name_after_the_noun_for_a_town_is_a_place_and_after_a_year_none() -> None:
    assert not keys("Пришел к нам г. Лугов, а с ним г. Витебский.", "ru")
    assert set(keys("Родился в г. Варон, жил в Вятской губ. Это 1912 г. Матвеев умер.", "ru")) == {
        "Варон",
        "Вятской губ.",
    }


def test_a_state_is_not_cut_out_of_the_soviets() -> None:
    assert "蘇" not in keys_with(
        "中華蘇維埃成立。", "zh-Hant", place("ussr", "country", 8354411, Name("蘇", "zh-Hant", "abbr"))
    )
