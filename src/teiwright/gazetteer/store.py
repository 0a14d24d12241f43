"""The gazetteer's file, opened where it stands and made where it does not; and the look-up in it.

The file lies in the user's own cache folder (``XDG_CACHE_HOME``, else ``~/.cache``), named by what it depends on. Where
none can be written, it is made in a temporary folder for the process.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import metadata
from pathlib import Path
from typing import Any

from lxml import etree

from teiwright.authority import Entry, Name
from teiwright.gazetteer import making
from teiwright.xmltools import TEI, XML_ID, XML_LANG

_NAMES_AT_ONCE = 500
_COLUMNS = "key, kind, place.name, country, region, population, latitude, longitude, geonames, iso, place.number"


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer; `key` is its id in a document.

    `kind` is country, region (a state, province or the like), district (a smaller first-level unit) or city.


    `country` and `region` are ISO 3166 codes (a city's region is GeoNames' first-level code); `geonames` is the
    GeoNames id, `iso` the ISO 3166-1 or -2 code of a country or a region. `labels` are names by language.
    """

    key: str
    kind: str
    name: str
    country: str
    region: str
    population: int
    latitude: float | None
    longitude: float | None
    geonames: int | None
    iso: str
    labels: tuple[Name, ...] = ()

    def entry(self, names: Iterable[Name] = ()) -> Entry:
        """Return the place as an authority entry whose TEI has its names and these, its location and identifiers."""
        names = tuple(dict.fromkeys((*self.labels, *names)))
        return Entry(self.key, "place", names, etree.tostring(self._element(names)), (("type", self.kind),))

    def _element(self, names: Iterable[Name]) -> etree._Element:
        place = etree.Element(TEI + "place", {XML_ID: self.key, "type": self.kind}, {None: TEI[1:-1]})  # type: ignore[dict-item]
        for name in names:
            etree.SubElement(place, TEI + "placeName", {XML_LANG: name.language}).text = name.text
        if self.latitude is not None:
            location = etree.SubElement(place, TEI + "location")
            if self.kind == "city" and self.country:
                etree.SubElement(location, TEI + "country", {"key": self.country})
            etree.SubElement(location, TEI + "geo").text = f"{self.latitude} {self.longitude}"
        for kind, value in (("GeoNames", self.geonames), ("ISO-3166", self.iso)):
            if value:
                etree.SubElement(place, TEI + "idno", {"type": kind}).text = str(value)
        return place


@dataclass(frozen=True, slots=True)
class Found:
    """A place that a name may stand for; `is_main` for its usual name in a language, else one of its further names.

    `base` is the name as the gazetteer lists it: in Russian the nominative.
    """

    place: Place
    is_main: bool
    base: str


class Gazetteer:
    """The gazetteer's file, open for reading."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)

    def look_up(self, names: Iterable[str]) -> dict[str, tuple[Found, ...]]:
        """Return what each of the folded names may stand for, the likeliest first; names unknown are left out.

        A state comes before a region, a region before a city, a place's usual name before its further ones, and the
        larger of two cities before the smaller.
        """
        found: dict[str, list[Found]] = {}
        for name, is_main, base, place in self._rows(sorted(set(names))):
            found.setdefault(name, []).append(Found(place, bool(is_main), base))
        return {name: tuple(sorted(group, key=_precedence)) for name, group in found.items()}

    def region(self, iso: str) -> Place | None:
        """Return the first-level unit of this ISO 3166-2 code."""
        query = f"SELECT {_COLUMNS.replace('place.', '')} FROM place WHERE iso = ?"
        row = self._connection.execute(query, (iso,)).fetchone()
        return self._place(*row) if row else None

    def by_key(self, keys: Iterable[str]) -> Iterator[Place]:
        """Yield the places of these keys that the gazetteer has, in the order of the keys."""
        query = f"SELECT {_COLUMNS.replace('place.', '')} FROM place WHERE key = ?"
        for key in keys:
            for row in self._connection.execute(query, (key,)):
                yield self._place(*row)

    @cached_property
    def han(self) -> dict[str, tuple[str, int, bool]]:
        """The names in Chinese characters, folded: kind and population of the largest place, and if it is usual."""
        query = "SELECT name, kind, population, is_main FROM han"
        rows = self._connection.execute(query)
        return {name: (kind, population, bool(is_main)) for name, kind, population, is_main in rows}

    def _rows(self, names: list[str]) -> Iterator[tuple[str, int, str, Place]]:
        for at in range(0, len(names), _NAMES_AT_ONCE):
            part = names[at : at + _NAMES_AT_ONCE]
            query = (
                f"SELECT name.name, is_main, base, {_COLUMNS} FROM name JOIN place USING (number) "
                f"WHERE name.name IN ({','.join('?' * len(part))})"
            )
            for name, is_main, base, *row in self._connection.execute(query, part):
                yield name, is_main, base, self._place(*row)

    def _place(self, *row: Any) -> Place:
        """Make a place of `_COLUMNS`."""
        *columns, number = row
        values: tuple[Any, ...] = (*columns, self._labels(number))
        return Place(*values)

    def _labels(self, number: int) -> tuple[Name, ...]:
        rows = self._connection.execute("SELECT text, language FROM label WHERE number = ?", (number,))
        return tuple(Name(text, language) for text, language in rows)


def _precedence(found: Found) -> tuple[int, bool, int, str]:
    kinds = ("country", "region", "city", "district")
    return (kinds.index(found.place.kind), not found.is_main, -found.place.population, found.place.key)


@cache
def opened() -> Gazetteer | None:
    """Open the gazetteer, made first where this user has none of this version; None without the packages it needs."""
    try:
        version = making.version()
    except metadata.PackageNotFoundError:
        return None
    path = _folder() / f"gazetteer-{version}.sqlite"
    if not path.is_file():
        path = _made(path)
    return Gazetteer(path)


def _folder() -> Path:
    home = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(home) if Path(home).is_absolute() else Path.home() / ".cache") / "teiwright"


def _made(path: Path) -> Path:
    """Make the file beside its place and move it there whole, so that processes that make it at once don't meet."""
    folder = Path(tempfile.gettempdir())
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = path.parent
    working = Path(tempfile.mkdtemp(prefix="making-", dir=folder)) / path.name
    making.make(working)
    with suppress(OSError):
        working.replace(path)
        working.parent.rmdir()
        return path
    return working
