"""Which place of the gazetteer a place's name stands for in a document, or none where it may as well be another.

What a name stands for is decided by the state that follows it (Syracuse, New York), by the country that the document
speaks of, else by population. A town that is small, or a unit of the first level that few know, needs a document that
names another place of its country; where two places are alike it stays open.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from math import log10

from teiwright import languages
from teiwright.annotation.names import longer_names
from teiwright.annotation.names.masking import read
from teiwright.annotation.names.passage import Reading
from teiwright.annotation.names.vocabulary import vocabulary
from teiwright.article import Certainty, Span
from teiwright.authority import Authority
from teiwright.gazetteer import Found, Gazetteer, Place
from teiwright.languages.folding import alternatives, fold_characters
from teiwright.xmltools import TEI

Known = Mapping[str, tuple[Found, ...]]

WELL_KNOWN = frozenset({"US", "CA", "AU", "GB", "DE", "CN", "IN", "JP"})
"""States whose first-level units are so well known that their names need no context."""
_KNOWN_BY_ITSELF = 300_000
"""Population from which a city is meant by its usual name, whatever the document speaks of."""
_ONLY_ONE = 100_000
"""The same of a city whose name no other place bears."""
GREAT = 1_000_000
"""Population from which every name of a city is as usual as its own (Constantinople, München)."""
_UNIT = 3_000_000
"""What a first-level unit counts as, whose population the gazetteer does not know."""
_ALIKE = 1.0
"""So far, in powers of ten of population, the meant place must be ahead of the next."""
_SPOKEN_OF = 1.5
"""What it adds to a place that it lies in a country of which the document names other places."""
_GLOSS = re.compile(r" ?\(([A-Z])[^\W\d_A-Z][^\W\d_]+(?:[ -][^\W\d_]+)?\)")
"""One or two words in Latin letters in brackets."""
_IN_TOWN = re.compile(r"(?<!\w)(?:[Ii]n|[Nn]ear|[Aa]t|[Ff]rom|[Oo]f) [A-Z]\w+(?: [A-Z]\w+)?, $")
_LONGEST_TOWN = 40
_ARTICLE = re.compile(r"(?<!\w)[Tt]he $")


@dataclass(frozen=True, slots=True)
class _Document:
    """What the document tells of places: names looked up, names by country, entries by GeoNames id."""

    known: Known
    spoken_of: Mapping[str, frozenset[str]]
    entries: Mapping[int, str]
    told: Mapping[str, frozenset[Place]]
    provinces: Mapping[str, str]
    ships: frozenset[str]
    glossed_otherwise: frozenset[str]


def identified(readings: Sequence[Reading], gazetteer: Gazetteer, authority: Authority) -> list[Reading]:
    """Give the places without a key the gazetteer's, where it is clear which is meant; mend towns that are states."""
    names = {
        reading.string[span.start : span.end]
        for reading in readings
        for span in reading.spans
        if span.kind == "place" and span.end - span.start > 1
    }
    known = gazetteer.look_up(names - _wider())
    document = _Document(
        known,
        _spoken_of(known),
        _entries(authority),
        _told(readings, known),
        _provinces(authority),
        longer_names.ships(reading.string for reading in readings),
        _glossed_otherwise(readings, _initials(authority)),
    )
    return [replace(reading, spans=tuple(_keyed(reading, document))) for reading in readings]


def _spoken_of(known: Known) -> dict[str, frozenset[str]]:
    countries: dict[str, set[str]] = {}
    for name, found in known.items():
        units = {each.place.country for each in found if each.place.kind != "city"} or {found[0].place.country}
        if len(units) == 1:
            countries.setdefault(found[0].place.country, set()).add(name)
    return {country: frozenset(group) for country, group in countries.items()}


def _told(readings: Sequence[Reading], known: Known) -> dict[str, frozenset[Place]]:
    """The states and units that names of the document stand with once (Dayton, Tennessee): they are meant always."""
    told: dict[str, set[Place]] = {}
    for reading in readings:
        by_start = {span.start: span for span in reading.spans if span.kind == "place"}
        for span in by_start.values():
            units = _outer(_after_comma(span, by_start, reading.string), reading.string, known)
            found = known.get(reading.string[span.start : span.end], ())
            if units and not any(_is_beside(each.place, unit) for each in found for unit in units):
                told.setdefault(reading.string[span.start : span.end], set()).update(units)
    return {name: frozenset(group) for name, group in told.items()}


@lru_cache(maxsize=2)
def _entries(authority: Authority) -> Mapping[int, str]:
    """The authority's places by their GeoNames ids."""
    found = {}
    for entry in authority.of_kind("place"):
        for number in entry.element.findall(TEI + "idno"):
            if number.get("type") == "GeoNames" and (number.text or "").isdecimal():
                found[int(number.text or 0)] = entry.id
    return found


@cache
def _wider() -> frozenset[str]:
    """Continents, seas and the like, whose names some city has, too."""
    return frozenset(name for key in ("region", "water") for name in languages.every("places", key, folded=True))


def _keyed(reading: Reading, document: _Document) -> Iterator[Span]:
    string = reading.string
    cities = {hit.start for hit in reading.hits if hit.term.entry_type == "city"}
    towns = {hit.start for hit in reading.hits if hit.term.entry_type in ("city", "")}
    by_start = {span.start: span for span in reading.spans if span.kind == "place"}
    by_end = {span.end: span for span in reading.spans if span.kind == "place"}
    for span in reading.spans:
        name = string[span.start : span.end]
        if span.kind != "place" or span.end - span.start < 2:
            yield span
        elif name in document.ships and not longer_names.is_after_preposition(string, span.start):
            continue
        elif name in document.glossed_otherwise:
            yield _untied(span, "the document writes it otherwise in Latin letters")
        elif span.key:
            before = by_end.get(span.start - 2) if string[span.start - 2 : span.start] == ", " else None
            other = _in_state(span, _after_comma(span, by_start, string), string, document)
            if other is not None:
                yield other
            elif _is_province(string, span):
                yield _as_province(span, string, document)
            elif span.start in cities and _is_state(reading, span, before, document):
                yield _as_state(span, string, document)
            elif span.start in cities and _may_be_state(string, span, before, document):
                yield _untied(span, "the city, or the state of that name after one of its towns")
            elif span.start not in towns and longer_names.is_village(string, span.start):
                yield _untied(span, "a village of that name")
            else:
                yield span
        else:
            yield _looked_up(span, _after_comma(span, by_start, string), string, document)


def _untied(span: Span, reason: str) -> Span:
    return replace(span, key=None, certainty="low", by="pattern", why=f"{span.why}; {reason}")


@lru_cache(maxsize=2)
def _initials(authority: Authority) -> Mapping[str, frozenset[str]]:
    """The first letters of the names in Latin letters of the authority's places, by key."""
    return {
        entry.id: frozenset(name.text[0].upper() for name in entry.names if name.text[0].upper() <= "Z")
        for entry in authority.of_kind("place")
    }


def _glossed_otherwise(readings: Sequence[Reading], initials: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Transliterated names after which a name in brackets begins with a letter that none of the entry's begins with.

    拉薩 is not meant where the document has 給拉薩（Kelāsa）.
    """
    letters = vocabulary().letters
    return frozenset(
        name
        for reading in readings
        for span in reading.spans
        if span.kind == "place" and span.key and set(name := reading.string[span.start : span.end]) <= letters
        if (gloss := _GLOSS.match(reading.string, span.end))
        if gloss[1] not in initials.get(span.key, frozenset(gloss[1]))
    )


def _after_comma(span: Span, by_start: Mapping[int, Span], string: str) -> Span | None:
    return by_start.get(span.end + 2) if string[span.end : span.end + 2] == ", " else None


def _in_state(span: Span, after: Span | None, string: str, document: _Document) -> Span | None:
    """A town that the state after it tells to be another than the entry of that name (St. Petersburg, Florida)."""
    states = [unit for unit in _outer(after, string, document.known) if unit.kind == "region"]
    found = document.known.get(string[span.start : span.end], ())
    inside = [each for each in found if any(_lies_in(each.place, state) for state in states)]
    if not inside or any(_key(each.place, document) == span.key for each in inside):
        return None
    return _looked_up(replace(span, key=None, certainty="low"), after, string, document)


def _is_province(string: str, span: Span) -> bool:
    """黑龍江 in a series with provinces is the province, not the river."""
    if string[span.start : span.end] not in _rivers():
        return False
    before, after = _beside_province()
    return bool(before.search(string, max(0, span.start - 6), span.start) or after.match(string, span.end))


def _as_province(span: Span, string: str, document: _Document) -> Span:
    key = document.provinces.get(string[span.start : span.end])
    why = f"{span.why}; the province in a series of provinces"
    return replace(span, key=key, certainty="medium" if key else "low", by="authority" if key else "pattern", why=why)


@lru_cache(maxsize=2)
def _provinces(authority: Authority) -> Mapping[str, str]:
    """The authority's entries by the names that rivers have, too, without 省."""
    named = ((fold_characters(name.text), entry.id) for entry in authority.of_kind("place") for name in entry.names)
    return {name[:-1]: key for name, key in named if name.endswith("省") and name[:-1] in _rivers()}


@cache
def _rivers() -> frozenset[str]:
    """The names that a river and a province have."""
    water = languages.words("zh", "places", "water", folded=True)
    return frozenset(water) & frozenset(languages.words("zh", "places", "province", folded=True))


@cache
def _beside_province() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A province before a name in a series, and one after it."""
    province = alternatives(languages.words("zh", "places", "province", folded=True))
    return re.compile(f"{province}、$"), re.compile(f"、{province}")


def _units(found: Sequence[Found]) -> list[Place]:
    return [each.place for each in found if each.place.kind == "region" and each.is_main]


def _is_state(reading: Reading, span: Span, before: Span | None, document: _Document) -> bool:
    """New York after a town of that state, after “upstate” and the like, before “State”, or 州."""
    string = reading.string
    units = _units(document.known.get(string[span.start : span.end], ()))
    if string[span.end - 1] >= "\u2e80":
        return read("state-unit").match(string, span.end) is not None
    if not units:
        return False
    if string.startswith((" State", " state"), span.end) or _part_of_state().search(
        string, max(0, span.start - 12), span.start
    ):
        return True
    town = document.known.get(string[before.start : before.end], ()) if before is not None else ()
    return any(_lies_in(each.place, unit) or _is_beside(each.place, unit) for each in town for unit in units)


def _may_be_state(string: str, span: Span, before: Span | None, document: _Document) -> bool:
    """New York after “in” with a place that is no entry of the files (In Plattsburg, New York)."""
    if before is not None and before.key:
        return False
    is_town = _IN_TOWN.search(string, max(0, span.start - _LONGEST_TOWN), span.start) is not None
    return is_town and bool(_units(document.known.get(string[span.start : span.end], ())))


def _is_beside(place: Place, unit: Place) -> bool:
    """Ohio, New York and Massachusetts: units of one country in a series."""
    return place.kind == "region" and place.country == unit.country and place.key != unit.key


@cache
def _part_of_state() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives(languages.words('en', 'places', 'part-of-state'))} $")


def _as_state(span: Span, string: str, document: _Document) -> Span:
    units = _units(document.known.get(string[span.start : span.end], ()))
    key = _key(units[0], document) if len(units) == 1 else None
    why = f"{span.why}; the state of that name"
    return replace(span, key=key, certainty="medium" if key else "low", by="gazetteer", why=why)


def _looked_up(span: Span, after: Span | None, string: str, document: _Document) -> Span:
    name = string[span.start : span.end]
    found = document.known.get(name, ())
    if not found or _is_river(span, string, found) or longer_names.is_village(string, span.start):
        return span
    within = _outer(after, string, document.known) or tuple(document.told.get(name, ()))
    chosen = choose(found, document.spoken_of, within, name=name)
    if chosen is None:
        return span
    certainty: Certainty = "high" if chosen.place.kind == "country" else "medium"
    return replace(span, key=_key(chosen.place, document), certainty=certainty, by="gazetteer")


def _is_river(span: Span, string: str, found: Sequence[Found]) -> bool:
    """“Along the Mississippi”: with the article the river is meant that the unit is called after."""
    is_unit = any(each.place.kind in ("region", "district") for each in found)
    has_article = _ARTICLE.search(string, max(0, span.start - 4), span.start) is not None
    return is_unit and has_article and not _thing_after().match(string, span.end)


@cache
def _thing_after() -> re.Pattern[str]:
    """A noun that goes with the name before it (the Texas legislature)."""
    return re.compile(rf" (?!{alternatives(languages.words('en', 'places', 'function-word'))}(?!\w))[a-z]")


def _outer(after: Span | None, string: str, known: Known) -> tuple[Place, ...]:
    """The states or units that the name after a comma may stand for."""
    if after is None:
        return ()
    found = known.get(string[after.start : after.end], ())
    places = tuple(each.place for each in found if each.place.kind in ("country", "region") and each.is_main)
    keyed = tuple(place for place in places if place.key == after.key)
    return keyed or places or _of_code(string[after.start : after.end], after.key or "")


def _of_code(abbreviation: str, key: str) -> tuple[Place, ...]:
    """The state of an abbreviation after a town (NJ), which the gazetteer's own names lack."""
    code = languages.table("en", "places", "state-abbreviation").get(abbreviation)
    return (Place(key, "region", abbreviation, "US", code, 0, None, None, None, f"US-{code}"),) if code else ()


def _key(place: Place, document: _Document) -> str:
    return document.entries.get(place.geonames or 0, place.key)


def choose(
    found: Sequence[Found],
    spoken_of: Mapping[str, frozenset[str]],
    within: Sequence[Place] = (),
    *,
    name: str = "",
) -> Found | None:
    """Return the place that a name stands for, or None where it may as well be another.

    `spoken_of` are the names of the document by their country; `within` is what the name after a comma stands for: a
    place that lies in none of them is not meant.
    """
    inside = [each for each in found if any(_lies_in(each.place, outer) for outer in within)]
    is_listed = any(_is_beside(each.place, outer) for each in found for outer in within)
    if not (inside or is_listed) and any(outer.kind == "region" for outer in within):
        return None
    ranked = sorted(inside or found, key=lambda each: -_weight(each, spoken_of, name))
    if not ranked or not (inside or _is_expected(ranked[0], spoken_of, name, len(ranked) == 1)):
        return None
    first = ranked[0]
    rivals = [each for each in ranked[1:] if not _is_same(first.place, each.place)]
    if rivals and _weight(first, spoken_of, name) - _weight(rivals[0], spoken_of, name) < _ALIKE:
        return None
    return next((each for each in ranked if each.place.kind == "city" and _is_same(first.place, each.place)), first)


def _is_expected(found: Found, spoken_of: Mapping[str, frozenset[str]], name: str, is_only: bool) -> bool:
    """Whether a place is known to everybody, or the document speaks of its country besides."""
    place = found.place
    is_known = place.kind == "country" or (place.kind == "region" and found.is_main and place.country in WELL_KNOWN)
    least = _ONLY_ONE if is_only else _KNOWN_BY_ITSELF
    is_large = place.population >= least and (_is_usual(found) or place.population >= GREAT)
    return is_known or is_large or _is_spoken_of(place, spoken_of, name)


def _is_usual(found: Found) -> bool:
    """Whether a name is the place's own; in another script than the Latin each is."""
    return found.is_main or found.base[0] > "z"


def _is_spoken_of(place: Place, spoken_of: Mapping[str, frozenset[str]], name: str) -> bool:
    """Whether the document has another name of the place's country than this one."""
    return bool(spoken_of.get(place.country, frozenset()) - {name})


def _lies_in(place: Place, outer: Place) -> bool:
    if outer.kind == "country":
        return place.country == outer.country and place.key != outer.key
    return outer.kind == "region" and (place.country, place.region) == (outer.country, outer.region) != ("", "")


def _is_same(one: Place, other: Place) -> bool:
    """A region and the city that it is called after (Lisboa)."""
    return one.country == other.country and {one.kind, other.kind} in ({"region", "city"}, {"district", "city"})


def _weight(found: Found, spoken_of: Mapping[str, frozenset[str]], name: str) -> float:
    place = found.place
    least = {"region": _UNIT, "country": _UNIT}.get(place.kind, 1_000)
    population = max(place.population, least)
    is_spoken_of = _is_spoken_of(place, spoken_of, name)
    return log10(population) - (0.0 if _is_usual(found) else 1.0) + (_SPOKEN_OF if is_spoken_of else 0.0)
