"""The datatypes of XML Schema part 2 with their facets, and RELAX NG's own two types.

A `Test` is what remains of a ``data`` or ``value`` element: a function from a string to yes or no.
ENTITY and ENTITIES are checked for their form only.
"""

from __future__ import annotations

import base64
import re
import struct
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any, Final

from .moments import DURATION, MOMENTS, earlier_duration, earlier_moment
from .name_classes import NAME_REST, NAME_START, NCNAME
from .regex import compile_regex

XSD_LIBRARY: Final = "http://www.w3.org/2001/XMLSchema-datatypes"
XSD_LIBRARY_OTHER: Final = "http://www.w3.org/2001/XMLSchema"

Namespaces = Mapping[str, str]
"""What each prefix stands for at a place in a document; the empty prefix is the default namespace."""

Parse = Callable[[str, Namespaces], Hashable]
"""From a normalised string to a value that can be compared; raises ValueError where it is none."""


@dataclass(frozen=True, slots=True)
class Datatype:
    """One datatype: how its white space counts, how a string is read, how values compare."""

    name: str
    parse: Parse
    whitespace: str = "collapse"
    length: Callable[[Any], int] | None = None
    less: Callable[[Any, Any], bool] | None = None
    contextual: bool = False
    id_kind: str = ""
    any_string: bool = False

    def normalise(self, value: str) -> str:
        """Apply the type's white space rule."""
        if self.whitespace == "preserve":
            return value
        if self.whitespace == "replace":
            return value.translate(_REPLACED)
        return collapse(value)


@dataclass(frozen=True, slots=True)
class Test:
    """Whether a string is of a type with facets, or equals a value.

    Two tests with the same `key` are the same. `described` is the value, or the type's name and then, each on
    a line, the facets.
    """

    key: Hashable
    accepts: Callable[[str, Namespaces], bool] = field(compare=False)
    described: str = field(compare=False)
    is_value: bool = field(compare=False, default=False)
    contextual: bool = field(compare=False, default=False)
    id_kind: str = field(compare=False, default="")


_REPLACED: Final = {9: " ", 10: " ", 13: " "}
_SPACES: Final = re.compile("[ \t\r\n]+")


def collapse(value: str) -> str:
    """Trim XML white space (never other Unicode spaces) and make each run of it one space."""
    if value.isascii():
        return " ".join(value.split())
    return _SPACES.sub(" ", value).strip(" ")


def data_test(library: str, name: str, params: tuple[tuple[str, str], ...], namespaces: Namespaces) -> Test:
    """Return the test of ``<data type=name>`` with `params`; raise ValueError if there can be none."""
    datatype = find_datatype(library, name)
    if library == "" and params:
        raise ValueError(f"the built-in type {name} takes no parameters")
    facets = [_facet(datatype, facet, value, namespaces) for facet, value in params]
    described = "\n".join([name, *(f"{facet} {value}" for facet, value in params)])
    return Test(
        key=("data", library, name, params),
        accepts=_acceptor(datatype, facets),
        described=described,
        contextual=datatype.contextual,
        id_kind=datatype.id_kind,
    )


def value_test(library: str, name: str, value: str, namespaces: Namespaces) -> Test:
    """Return the test of ``<value type=name>``; raise ValueError if `value` is not of the type."""
    datatype = find_datatype(library, name)
    wanted = datatype.parse(datatype.normalise(value), namespaces)

    def equals(candidate: str, around: Namespaces) -> bool:
        try:
            return datatype.parse(datatype.normalise(candidate), around) == wanted
        except ValueError:
            return False

    return Test(
        key=("value", library, name, wanted),
        accepts=equals,
        described=value,
        is_value=True,
        contextual=datatype.contextual,
    )


def find_datatype(library: str, name: str) -> Datatype:
    """Return a type of a library; raise ValueError where there is no such library or type."""
    if library == "":
        types = _BUILT_IN
    elif library in (XSD_LIBRARY, XSD_LIBRARY_OTHER):
        types = _xsd_types()
    else:
        raise ValueError(f"the datatype library {library!r} is unknown")
    if name not in types:
        raise ValueError(f"the datatype {name!r} is unknown")
    return types[name]


Check = Callable[[str, Any], bool]
"""A facet: from the normalised string and its value to yes or no."""


def _acceptor(datatype: Datatype, facets: list[Check]) -> Callable[[str, Namespaces], bool]:
    if datatype.any_string and not facets:
        return lambda value, namespaces: True

    def accepts(value: str, namespaces: Namespaces) -> bool:
        normalised = datatype.normalise(value)
        try:
            parsed = datatype.parse(normalised, namespaces)
        except ValueError:
            return False
        return all(facet(normalised, parsed) for facet in facets)

    return accepts


def _facet(datatype: Datatype, facet: str, value: str, namespaces: Namespaces) -> Check:
    if facet == "pattern":
        matches = compile_regex(value)
        return lambda written, parsed: matches(written)
    if facet in ("length", "minLength", "maxLength"):
        return _length_facet(datatype, facet, _natural(facet, value))
    if facet in ("totalDigits", "fractionDigits"):
        return _digits_facet(datatype, facet, _natural(facet, value))
    if facet in ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive"):
        return _bound_facet(datatype, facet, value, namespaces)
    raise ValueError(f"the parameter {facet!r} is unknown")


def _natural(facet: str, value: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", value.strip(" \t\r\n")):
        raise ValueError(f"the parameter {facet} must be a whole number, not {value!r}")
    return int(value)


def _length_facet(datatype: Datatype, facet: str, limit: int) -> Check:
    measure = datatype.length
    if measure is None:
        raise ValueError(f"the parameter {facet} has no meaning for the type {datatype.name}")
    if facet == "length":
        return lambda written, parsed: measure(parsed) == limit
    if facet == "minLength":
        return lambda written, parsed: measure(parsed) >= limit
    return lambda written, parsed: measure(parsed) <= limit


def _digits_facet(datatype: Datatype, facet: str, limit: int) -> Check:
    if datatype.name != "decimal" and datatype.name not in _INTEGERS:
        raise ValueError(f"the parameter {facet} has no meaning for the type {datatype.name}")
    if facet == "totalDigits":
        if limit == 0:
            raise ValueError("the parameter totalDigits must be at least 1")
        return lambda written, parsed: _total_digits(written) <= limit
    return lambda written, parsed: _fraction_digits(written) <= limit


def _total_digits(written: str) -> int:
    whole, _, fraction = written.lstrip("+-").partition(".")
    return len(whole.lstrip("0")) + len(fraction.rstrip("0"))


def _fraction_digits(written: str) -> int:
    return len(written.partition(".")[2].rstrip("0"))


def _bound_facet(datatype: Datatype, facet: str, value: str, namespaces: Namespaces) -> Check:
    less = datatype.less
    if less is None:
        raise ValueError(f"the parameter {facet} has no meaning for the type {datatype.name}")
    bound = datatype.parse(datatype.normalise(value), namespaces)
    checks: dict[str, Check] = {
        "minInclusive": lambda written, parsed: parsed == bound or less(bound, parsed),
        "minExclusive": lambda written, parsed: less(bound, parsed),
        "maxInclusive": lambda written, parsed: parsed == bound or less(parsed, bound),
        "maxExclusive": lambda written, parsed: less(parsed, bound),
    }
    return checks[facet]


def _same(value: str, namespaces: Namespaces) -> str:
    return value


_BUILT_IN: Final = {
    "string": Datatype("string", _same, "preserve", any_string=True),
    "token": Datatype("token", _same, any_string=True),
}

_INTEGERS: Final[dict[str, tuple[int | None, int | None]]] = {
    "integer": (None, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-128, 127),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 255),
}


def _matching(pattern: str) -> Parse:
    """Make a parser of what matches; the expression is compiled when first used, as the large ones take long."""

    def parse(value: str, namespaces: Namespaces) -> str:
        if re.fullmatch(pattern, value) is None:
            raise ValueError(value)
        return value

    return parse


def _words(pattern: str) -> Parse:
    def parse(value: str, namespaces: Namespaces) -> tuple[str, ...]:
        words = tuple(value.split(" "))
        if not all(re.fullmatch(pattern, word) for word in words):
            raise ValueError(value)
        return words

    return parse


_DECIMAL: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_FLOAT: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def _decimal(value: str, namespaces: Namespaces) -> Decimal:
    if _DECIMAL.fullmatch(value) is None:
        raise ValueError(value)
    return Decimal(value)


def _integer_between(lowest: int | None, highest: int | None) -> Parse:
    def parse(value: str, namespaces: Namespaces) -> Decimal:
        if _INTEGER.fullmatch(value) is None:
            raise ValueError(value)
        number = Decimal(value)
        if (lowest is not None and number < lowest) or (highest is not None and number > highest):
            raise ValueError(value)
        return number

    return parse


_SPECIAL_FLOATS: Final = {"INF": float("inf"), "-INF": float("-inf")}


def _double(value: str, namespaces: Namespaces) -> float | str:
    if value in _SPECIAL_FLOATS:
        return _SPECIAL_FLOATS[value]
    if value == "NaN":
        return value
    if _FLOAT.fullmatch(value) is None:
        raise ValueError(value)
    return float(value)


def _float(value: str, namespaces: Namespaces) -> float | str:
    number = _double(value, namespaces)
    if isinstance(number, str):
        return number
    try:
        return float(struct.unpack("f", struct.pack("f", number))[0])
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")


def _less_float(one: float | str, other: float | str) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return False
    return one < other


_BOOLEANS: Final = {"true": True, "1": True, "false": False, "0": False}


def _boolean(value: str, namespaces: Namespaces) -> bool:
    if value not in _BOOLEANS:
        raise ValueError(value)
    return _BOOLEANS[value]


def _hexadecimal(value: str, namespaces: Namespaces) -> bytes:
    if re.fullmatch("(?:[0-9A-Fa-f]{2})*", value) is None:
        raise ValueError(value)
    return bytes.fromhex(value)


_BASE64: Final = re.compile("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?")


def _base64(value: str, namespaces: Namespaces) -> bytes:
    digits = value.replace(" ", "")
    if _BASE64.fullmatch(digits) is None:
        raise ValueError(value)
    return base64.b64decode(digits)


_QNAME: Final = f"(?:({NCNAME}):)?({NCNAME})"


def _qname(value: str, namespaces: Namespaces) -> tuple[str, str]:
    parts = re.fullmatch(_QNAME, value)
    if parts is None or (parts[1] and parts[1] not in namespaces):
        raise ValueError(value)
    return namespaces.get(parts[1] or "", ""), parts[2]


_PERCENT: Final = re.compile("%(?![0-9A-Fa-f]{2})")
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^#]")
_BEFORE_COLON: Final = re.compile("[^/?#:]*:")


def _uri(value: str, namespaces: Namespaces) -> str:
    """Read a URI reference as RFC 2396 has it: only what cannot be repaired by escaping is refused."""
    if _PERCENT.search(value) or value.count("#") > 1:
        raise ValueError(value)
    if _BEFORE_COLON.match(value) and not _SCHEME.match(value):
        raise ValueError(value)
    return value


def _count(value: str | tuple[str, ...] | bytes) -> int:
    return len(value)


@cache
def _xsd_types() -> dict[str, Datatype]:
    types = [*_string_types(), *_number_types(), *_moment_types(), *_other_types()]
    return {datatype.name: datatype for datatype in types}


def _string_types() -> list[Datatype]:
    language = "[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*"
    token = f"[{NAME_REST}:]+"
    ncname = _matching(NCNAME)
    return [
        Datatype("string", _same, "preserve", len, any_string=True),
        Datatype("normalizedString", _same, "replace", len, any_string=True),
        Datatype("token", _same, length=len, any_string=True),
        Datatype("language", _matching(language), length=len),
        Datatype("Name", _matching(f"[{NAME_START}:][{NAME_REST}:]*"), length=len),
        Datatype("NCName", ncname, length=len),
        Datatype("NMTOKEN", _matching(token), length=len),
        Datatype("NMTOKENS", _words(token), length=_count),
        Datatype("ID", ncname, length=len, id_kind="ID"),
        Datatype("IDREF", ncname, length=len, id_kind="IDREF"),
        Datatype("IDREFS", _words(NCNAME), length=_count, id_kind="IDREF"),
        Datatype("ENTITY", ncname, length=len),
        Datatype("ENTITIES", _words(NCNAME), length=_count),
        Datatype("anyURI", _uri, length=len),
    ]


def _number_types() -> list[Datatype]:
    integers = [Datatype(name, _integer_between(*limits), less=Decimal.__lt__) for name, limits in _INTEGERS.items()]
    return [
        Datatype("decimal", _decimal, less=Decimal.__lt__),
        Datatype("double", _double, less=_less_float),
        Datatype("float", _float, less=_less_float),
        *integers,
    ]


def _moment_types() -> list[Datatype]:
    moments = [Datatype(name, _without_context(read), less=earlier_moment) for name, read in MOMENTS.items()]
    return [Datatype("duration", _without_context(DURATION), less=earlier_duration), *moments]


def _without_context(read: Callable[[str], Hashable]) -> Parse:
    return lambda value, namespaces: read(value)


def _other_types() -> list[Datatype]:
    return [
        Datatype("boolean", _boolean),
        Datatype("hexBinary", _hexadecimal, length=_count),
        Datatype("base64Binary", _base64, length=_count),
        Datatype("QName", _qname, length=None, contextual=True),
        Datatype("NOTATION", _qname, length=None, contextual=True),
    ]
