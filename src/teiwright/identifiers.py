"""Identifiers of persons, institutions and publications: their types, forms and check digits.

One table serves metadata, authority files and deposits. A type's name is what stands in idno/@type. Rules: ISO 27729
(ISNI; ORCID iDs are a block of it), ISO 3297 (ISSN), ISO 2108 (ISBN), ISO 26324 and the DOI Handbook, 2.2 (DOI), the
ROR schema (identifiers), and the services' own documentation for the rest.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

DASHES = re.compile("[\u2010-\u2015\u2212\uff0d]")
BASE32 = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's digits, in which a ROR is written."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """An identifier in its canonical form: its type, its value without a resolver's address, and that address."""

    type: str
    value: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Scheme:
    """How identifiers of one type look.

    `form` is the canonical value's; `resolver`, with the value after it, is the public address. `written` makes the
    canonical value of one that is written otherwise, and `has_right_digit` computes its check digit.
    """

    form: re.Pattern[str]
    example: str
    resolver: str = ""
    prefixes: re.Pattern[str] = re.compile(r"(?!)")
    written: Callable[[str], str] = str
    has_right_digit: Callable[[str], bool] = lambda _: True


def mod_11_2(digits: str) -> bool:
    """Tell whether the last character is the check digit of those before it (ISO 7064 MOD 11-2: ORCID, ISNI)."""
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2 % 11
    return "0123456789X"[(12 - total) % 11] == digits[-1]


def weighted_11(digits: str) -> bool:
    """Tell whether digits, weighted by their places from the right, sum to a multiple of 11 (ISSN, ISBN of ten)."""
    values = (10 if digit == "X" else int(digit) for digit in reversed(digits))
    return sum(place * value for place, value in enumerate(values, 1)) % 11 == 0


def ean_13(digits: str) -> bool:
    """Tell whether the last of thirteen digits is the check digit (ISBN since 2007)."""
    return sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10 == 0


def _right_isbn(value: str) -> bool:
    digits = value.replace("-", "")
    return ean_13(digits) if len(digits) == 13 else weighted_11(digits)


def _right_ror(value: str) -> bool:
    """ISO 7064 MOD 97-10 over the number that the base-32 digits between 0 and the checksum write."""
    number = 0
    for digit in value[1:-2]:
        number = number * 32 + BASE32.index(digit)
    return 98 - (number * 100) % 97 == int(value[-2:])


def _without_hyphens(value: str) -> str:
    return re.sub(r"[\s-]", "", value).upper()


def _orcid(value: str) -> str:
    digits = _without_hyphens(value)
    return "-".join(digits[at : at + 4] for at in range(0, len(digits), 4))


def _issn(value: str) -> str:
    digits = _without_hyphens(value)
    return f"{digits[:4]}-{digits[4:]}"


def _isbn(value: str) -> str:
    """Hyphens divide an ISBN by tables that change; they stay as printed, blanks become hyphens."""
    return re.sub(r"[\s-]+", "-", value.strip()).upper()


def _address(*hosts: str) -> re.Pattern[str]:
    return re.compile(rf"https?://(?:www\.)?(?:{'|'.join(map(re.escape, hosts))})/?", re.IGNORECASE)


SCHEMES: Mapping[str, Scheme] = MappingProxyType(
    {
        "ORCID": Scheme(
            re.compile(r"(?:\d{4}-){3}\d{3}[\dX]", re.ASCII), "0000-0002-1825-0097", "https://orcid.org/",
            _address("orcid.org"), _orcid, lambda value: mod_11_2(value.replace("-", "")),
        ),
        "ISNI": Scheme(
            re.compile(r"\d{15}[\dX]", re.ASCII), "0000000121032683", "https://isni.org/isni/",
            _address("isni.org/isni", "isni.org"), _without_hyphens, mod_11_2,
        ),
        "ROR": Scheme(
            re.compile(rf"0[{BASE32}]{{6}}\d\d", re.ASCII), "05dxps055", "https://ror.org/",
            _address("ror.org"), str.lower, _right_ror,
        ),
        "ISSN": Scheme(
            re.compile(r"\d{4}-\d{3}[\dX]", re.ASCII), "0317-8471", "https://portal.issn.org/resource/ISSN/",
            _address("portal.issn.org/resource/ISSN"), _issn, lambda value: weighted_11(value.replace("-", "")),
        ),
        "ISBN": Scheme(
            re.compile(r"(?=(?:-?[\dX]){10}\Z|(?:-?\d){13}\Z)(?:97[89]-?)?\d(?:-?\d)*-?[\dX]", re.ASCII),
            "978-0-306-40615-7", written=_isbn, has_right_digit=_right_isbn,
        ),
        "DOI": Scheme(
            re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s<>\x00-\x1f]+", re.ASCII), "10.1000/182", "https://doi.org/",
            _address("doi.org", "dx.doi.org"),
        ),
        "Handle": Scheme(
            re.compile(r"(?<![\w.-])[\w.-]+/[^\s<>\x00-\x1f]+"), "20.1000/100", "https://hdl.handle.net/",
            _address("hdl.handle.net"),
        ),
        "URL": Scheme(re.compile(r"https?://[^\s/<>\"][^\s<>\"]*", re.IGNORECASE), "https://example.org/article"),
        "VIAF": Scheme(
            re.compile(r"[1-9]\d{1,21}", re.ASCII), "113230702", "https://viaf.org/viaf/", _address("viaf.org/viaf"),
        ),
        "Wikidata": Scheme(
            re.compile(r"Q[1-9]\d*", re.ASCII), "Q42", "https://www.wikidata.org/entity/",
            _address("wikidata.org/wiki", "wikidata.org/entity"), str.upper,
        ),
        "GND": Scheme(
            re.compile(r"\d{8,9}[\dX]|\d{1,8}-[\dX]", re.ASCII), "118540238", "https://d-nb.info/gnd/",
            _address("d-nb.info/gnd"), str.upper, lambda value: "-" in value or weighted_11(value),
        ),
        "GeoNames": Scheme(
            re.compile(r"[1-9]\d{0,8}", re.ASCII), "1816670", "https://sws.geonames.org/",
            _address("sws.geonames.org", "geonames.org"), lambda value: value.split("/")[0],
        ),
        "TGN": Scheme(
            re.compile(r"[1-9]\d{6,7}", re.ASCII), "7001758", "http://vocab.getty.edu/tgn/",
            _address("vocab.getty.edu/tgn", "vocab.getty.edu/page/tgn"),
        ),
        "CBDB": Scheme(
            re.compile(r"[1-9]\d{0,7}|0\d{6}", re.ASCII), "1762",
            "https://cbdb.fas.harvard.edu/cbdbapi/person.php?id=",
            re.compile(r"https?://cbdb\.fas\.harvard\.edu/cbdbapi/person(?:\.php)?\?id=", re.IGNORECASE),
        ),
        "LCNAF": Scheme(
            re.compile(r"n[abors]?\d{8,10}", re.ASCII), "n79021164", "https://id.loc.gov/authorities/names/",
            _address("id.loc.gov/authorities/names"), lambda value: value.replace(" ", "").lower(),
        ),
        "Pleiades": Scheme(
            re.compile(r"[1-9]\d{2,11}", re.ASCII), "579885", "https://pleiades.stoa.org/places/",
            _address("pleiades.stoa.org/places"),
        ),
        "LCCN": Scheme(
            re.compile(r"[a-z]{0,3}\d{8,10}", re.ASCII), "n79021164", "https://lccn.loc.gov/",
            _address("lccn.loc.gov"), lambda value: value.replace(" ", "").lower(),
        ),
    }
)  # fmt: skip

NAMES = MappingProxyType({name.lower(): name for name in SCHEMES} | {"uri": "URL", "url": "URL", "hdl": "Handle"})
SCHEME_LABEL = re.compile(
    r"(?:doi|hdl|handle|isbn(?:-1[03])?|issn|isni|orcid|ror|urn:isbn|urn:issn)\s*:?\s*", re.IGNORECASE
)


def type_named(name: str) -> str:
    """Return the type that a name in any letter case means ("doi": DOI); an unknown name as it is."""
    return NAMES.get(name.strip().lower(), name.strip())


def identifier(kind: str, value: str) -> Identifier:
    """Return an identifier in canonical form. A type that is not known is taken as it is given.

    Raises ValueError, in one sentence that names the value, where form or check digit is wrong.
    """
    name = type_named(kind)
    scheme = SCHEMES.get(name)
    given = " ".join(value.split())
    if scheme is None:
        return Identifier(name, given)
    bare = _bare(scheme, given)
    canonical = scheme.written(bare)
    if not scheme.form.fullmatch(canonical):
        raise ValueError(f"“{given}” is no {name} (an example: {scheme.example})")
    if not scheme.has_right_digit(canonical):
        raise ValueError(f"the {name} “{given}” has a wrong check digit: a digit is wrong, or two are exchanged")
    address = canonical if name == "URL" else scheme.resolver + canonical if scheme.resolver else ""
    return Identifier(name, canonical, address)


def _bare(scheme: Scheme, given: str) -> str:
    """The value without a resolver's address or a label before it, and with plain hyphens."""
    address = scheme.prefixes.match(given)
    if address:
        return given[address.end() :].rstrip("/")
    if scheme.form.fullmatch(given):
        return given
    label = SCHEME_LABEL.match(given)
    bare = given[label.end() :] if label else given
    return bare if scheme.written is str else DASHES.sub("-", bare)


def fault(kind: str, value: str) -> str:
    """Return in one sentence what is wrong with an identifier, or an empty string."""
    try:
        identifier(kind, value)
    except ValueError as error:
        return str(error)
    return ""


def recognised(value: str) -> Identifier | None:
    """Return the identifier that an address of a known resolver holds, or an ORCID iD or DOI written by itself."""
    given = " ".join(value.split())
    for name, scheme in SCHEMES.items():
        if scheme.prefixes.match(given) or (name in ("ORCID", "DOI") and scheme.form.fullmatch(given)):
            return None if fault(name, given) else identifier(name, given)
    return None


OF_ENTRIES = ("VIAF", "Wikidata", "GND", "ISNI", "ORCID", "LCNAF", "CBDB", "GeoNames", "TGN", "Pleiades", "ROR")
"""The types that an authority entry may have, those first that link most others."""
