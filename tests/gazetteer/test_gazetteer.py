"""The gazetteer: names of states, their units and cities in several languages, with identifiers and coordinates."""

import pytest

from teiwright.gazetteer import Gazetteer, making, opened, store
from teiwright.xmltools import TEI


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    found = opened()
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Houston", 4699066),
        ("Texas", 4736286),
        ("Norway", 3144096),
        ("Норвегию", 3144096),
        ("挪威", 3144096),
        ("Norwegen", 3144096),
        ("Вологдой", 472459),
        ("绍兴", 1795855),
        ("Gujarat", 1270770),
        ("浙江", 1784764),
        ("Тюрингия", 2822542),
    ],
)
def test_a_name_in_any_language_and_case_leads_to_the_place(gazetteer: Gazetteer, name: str, identifier: int) -> None:
    assert identifier in {found.place.geonames for found in gazetteer.look_up([name])[name]}


def test_what_a_name_stands_for_is_listed_likeliest_first(gazetteer: Gazetteer) -> None:
    places = [found.place for found in gazetteer.look_up(["Москве"])["Москве"]]
    assert [place.country for place in places][:2] == ["RU", "US"]


def test_an_entry_has_names_location_and_identifiers(gazetteer: Gazetteer) -> None:
    entry = next(gazetteer.by_key(["place-geonames-4699066"])).entry()
    assert entry.element.findtext(f"{TEI}location/{TEI}geo") == "29.76328 -95.36327"
    assert [idno.get("type") for idno in entry.element.iter(TEI + "idno")] == ["GeoNames"]


def test_unknown_names_are_left_out(gazetteer: Gazetteer) -> None:
    assert gazetteer.look_up(["Nowheresville on Sea", ""]) == {}


def test_without_a_folder_of_its_own_it_works_from_a_temporary_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    blocked = tmp_path_factory.mktemp("blocked") / "file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    monkeypatch.setattr(making, "make", lambda path: path.write_bytes(b""))
    assert store._made(store._folder() / "gazetteer.sqlite").is_file()


def test_without_its_packages_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "PACKAGES", ("no-such-package-of-places",))
    opened.cache_clear()
    assert opened() is None
    opened.cache_clear()
