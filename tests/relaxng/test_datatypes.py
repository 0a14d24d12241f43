"""The datatypes of XML Schema as their specification has them, and their regular expressions."""

import re
import shutil
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, strategies

from teiwright.relaxng.datatypes import XSD_LIBRARY, data_test, value_test
from teiwright.relaxng.regex import FULL_LIMIT, _parsed, compile_regex
from teiwright.relaxng.regex_derivatives import Machine

GOOD_AND_BAD = {
    "string": (["", " a\n"], []),
    "boolean": (["true", " 0 "], ["yes", "True", ""]),
    "decimal": (["1", "-1.50", "+.5", "5."], ["1e3", "", ".", "1 2", "１"]),
    "integer": (["-007", "0"], ["1.0", "1_0", ""]),
    "nonNegativeInteger": (["0", "-0", "99999999999999999999"], ["-1"]),
    "positiveInteger": (["1"], ["0"]),
    "byte": (["-128", "127"], ["128"]),
    "unsignedLong": (["18446744073709551615"], ["18446744073709551616"]),
    "double": (["1e3", "INF", "-INF", "NaN", "1."], ["+INF", "1e", "inf", ""]),
    "date": (
        ["2024-02-29", "1950-07-05Z", "-0044-03-15", "12000-01-01+14:00"],
        ["2023-02-29", "1900-02-29", "2024-13-01", "0000-01-01", "24-01-01", "2024-01-01+14:01"],
    ),
    "dateTime": (
        ["1950-07-05T14:30:00", "1950-07-05T24:00:00Z", "1950-07-05T14:30:00.25"],
        ["1950-07-05", "1950-07-05T24:00:01", "1950-07-05T14:30"],
    ),
    "time": (["14:30:00", "00:00:00.1Z"], ["14:30", "25:00:00"]),
    "gYear": (["1950", "-0500", "1950Z"], ["50", "0000", "01950"]),
    "gYearMonth": (["1950-07"], ["1950-13"]),
    "gMonth": (["--07"], ["-07", "--13", "--07--"]),
    "gMonthDay": (["--02-29"], ["--02-30"]),
    "gDay": (["---31"], ["---32"]),
    "duration": (["P3D", "-P1Y2M3DT4H5M6.7S", "PT1H"], ["P", "PT", "3D", "P1YT", "P1.5Y"]),
    "anyURI": (["", "#a", "http://example.org/中", "a b", "../x?y:z"], ["a#b#c", "%zz", ":x", "1http://x", "http:"]),
    "language": (["zh-Hant-TW", "en"], ["toolonglang", "zh_Hant", "中"]),
    "NCName": (["_a.b", "é", "人"], ["a:b", "1a", "", "a b"]),
    "Name": (["a:b"], ["-a"]),
    "NMTOKEN": (["1a", "-"], ["a b", ""]),
    "NMTOKENS": (["1a b"], ["", "a,b"]),
    "QName": (["p:a", "a"], ["q:a", "p:", ":a"]),
    "hexBinary": (["", "aF09"], ["abc", "0g"]),
    "base64Binary": (["AAA=", "A A A A", ""], ["AB==", "A", "===="]),
    "token": (["a  b"], []),
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD_AND_BAD)
def test_values_of_a_type(name: str) -> None:
    good, bad = GOOD_AND_BAD[name]
    accepts = data_test(XSD_LIBRARY, name, (), {}).accepts
    namespaces = {"p": "urn:p"}
    assert [value for value in good if not accepts(value, namespaces)] == []
    assert [value for value in bad if accepts(value, namespaces)] == []


FACETS = [
    ("decimal", "minInclusive", "-1.50", ["-1.5", "0"], ["-1.51"]),
    ("decimal", "totalDigits", "3", ["00123", "12.30", "0.12"], ["1234", "12.34"]),
    ("decimal", "fractionDigits", "1", ["1.5", "1.50"], ["1.55"]),
    ("integer", "maxExclusive", "100", ["99"], ["100"]),
    ("double", "maxInclusive", "1", ["1.0", "-INF"], ["1.1", "NaN"]),
    ("date", "minInclusive", "1950-02-28", ["1950-02-28", "2000-01-01"], ["1950-02-27", "1950-02-28Z"]),
    ("duration", "maxExclusive", "P1M", ["P27D"], ["P30D", "P31D", "P1M"]),
    ("string", "length", "2", ["中文", " a"], ["a", "abc"]),
    ("token", "maxLength", "2", ["  ab  "], ["abc"]),
    ("hexBinary", "minLength", "2", ["00ff"], ["ff"]),
    ("IDREFS", "length", "2", ["a b"], ["a"]),
    ("token", "pattern", r"\S+", ["a", "a\u3000b"], ["a b", ""]),
    ("token", "pattern", r"[^\p{C}\p{Z}]+", ["中文", "a-b"], ["a\u3000b", "a b", "\u200b", "\ue000"]),
]


@pytest.mark.parametrize(("name", "facet", "limit", "good", "bad"), FACETS)
def test_facets(name: str, facet: str, limit: str, good: list[str], bad: list[str]) -> None:
    accepts = data_test(XSD_LIBRARY, name, ((facet, limit),), {}).accepts
    assert [value for value in good if not accepts(value, {})] == []
    assert [value for value in bad if accepts(value, {})] == []


@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("string", (("length", "x"),)),
        ("boolean", (("minInclusive", "1"),)),
        ("integer", (("minInclusive", "a"),)),
        ("double", (("totalDigits", "3"),)),
        ("string", (("enumeration", "a"),)),
        ("dates", ()),
    ],
)
def test_impossible_types_are_refused(name: str, params: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(ValueError, match=r"[a-z]"):
        data_test(XSD_LIBRARY, name, params, {})


@pytest.mark.parametrize(
    ("name", "value", "equal", "different"),
    [
        ("integer", "007", ["7", " +7 "], ["70", "x"]),
        ("decimal", "1.50", ["1.5"], ["1.51"]),
        ("boolean", "1", ["true"], ["false"]),
        ("token", "a b", [" a \n b "], ["ab"]),
        ("string", "a b", ["a b"], ["a  b"]),
        ("date", "2000-01-01Z", ["2000-01-01+00:00"], ["2000-01-01"]),
        ("dateTime", "2000-01-01T12:00:00+01:00", ["2000-01-01T11:00:00Z"], ["2000-01-01T12:00:00Z"]),
        ("duration", "P1Y", ["P12M"], ["P365D"]),
        ("hexBinary", "aB", ["Ab"], ["AC"]),
        ("double", "NaN", ["NaN"], ["0"]),
    ],
)
def test_values_are_compared_as_values(name: str, value: str, equal: list[str], different: list[str]) -> None:
    accepts = value_test(XSD_LIBRARY, name, value, {}).accepts
    assert [other for other in equal if not accepts(other, {})] == []
    assert [other for other in different if accepts(other, {})] == []


def test_a_qualified_name_is_compared_by_its_namespace() -> None:
    accepts = value_test(XSD_LIBRARY, "QName", "p:a", {"p": "urn:x"}).accepts
    assert accepts("q:a", {"q": "urn:x"})
    assert not accepts("p:a", {"p": "urn:y"})
    assert accepts("a", {"": "urn:x"})


EXPRESSIONS = [
    (r"[a-z-[aeiou]]+", ["xyz"], ["xay", ""]),
    (r"[\w-[\d]]+", ["aé中"], ["a1"]),
    (r"\p{Lu}\p{L}*", ["Éa", "Жук"], ["éa", "1"]),
    (r"\P{L}+", ["12 -"], ["1a"]),
    (r"\p{IsCyrillic}+", ["фонд"], ["fond"]),
    (r"\i\c*", ["_a-1", "人1"], ["1a"]),
    (r"a^b$", ["a^b$"], ["ab"]),
    (r"(ab|c){2,3}", ["abc", "ccc"], ["ab", "cccc"]),
    (r"a.b", ["axb", "a\u2028b"], ["a\nb"]),
    (r"[\-a\]]+", ["-]a"], ["b"]),
    (r"[^-a]", ["b"], ["-", "a"]),
    (r"\d{1,2}", ["12", "٣"], ["123", "a"]),
    (r"a|", ["a", ""], ["b"]),
    (r"[ab-]", ["-"], ["c"]),
]


@pytest.mark.parametrize(("expression", "good", "bad"), EXPRESSIONS)
def test_regular_expressions_of_xml_schema(expression: str, good: list[str], bad: list[str]) -> None:
    matches = compile_regex(expression)
    assert [value for value in good if not matches(value)] == []
    assert [value for value in bad if matches(value)] == []


@pytest.mark.parametrize(
    "expression", ["(a", "a)", "[a", "[]", "a{2,1}", "*a", r"\q", r"\p{Xx}", r"\p{IsNowhere}", "[z-a]", "a**"]
)
def test_what_is_no_regular_expression_is_refused(expression: str) -> None:
    with pytest.raises(ValueError, match="not a regular expression"):
        compile_regex(expression)


HOSTILE = {
    "(a+)+b": "a" * 5000,
    "(a|a)*b": "a" * 5000,
    "(a|aa)+": "a" * 5000 + "b",
    "a*a*a*a*a*a*b": "a" * 5000,
    r"[\d]+[a-z]*[\d]*(\.[\d]+[a-z]*[\d]*){0,3}": "1" * 5000 + "!",
    "(a?){50}a{50}b": "a" * 5000,
    "(.*,){11}P": "1," * 2000,
    "(a{0,9}){0,9}b": "a" * 5000,
}


@pytest.mark.parametrize("expression", HOSTILE)
def test_no_string_keeps_an_expression_busy_for_long(expression: str) -> None:
    """With backtracking most of these would not end in this century."""
    assert not compile_regex(expression)(HOSTILE[expression])


@pytest.mark.parametrize(
    ("expression", "value"),
    [("(a+)+b", "a" * 3000 + "b"), (r"\S+", "data:" + "A" * 100_000), (r"(\p{L}+ ?)+", "人 é " * 500)],
)
def test_long_values_match(expression: str, value: str) -> None:
    assert compile_regex(expression)(value)


SMALL_EXPRESSIONS = strategies.recursive(
    strategies.sampled_from(["a", "b", "[ab]", "[^a]", ".", ""]),
    lambda inner: strategies.one_of(
        strategies.tuples(inner, inner).map("".join),
        strategies.tuples(inner, inner).map("|".join).map("({})".format),
        strategies.tuples(inner, strategies.sampled_from(["*", "+", "?", "{2}", "{0,2}", "{1,}"])).map(
            lambda pair: f"({pair[0]}){pair[1]}"
        ),
    ),
    max_leaves=6,
)


@given(SMALL_EXPRESSIONS, strategies.text("ab中", max_size=7))
def test_derivatives_and_pythons_engine_agree(expression: str, value: str) -> None:
    derived = Machine(_parsed(expression, FULL_LIMIT)).matches(value)
    assert derived == (re.fullmatch(expression, value) is not None)


@pytest.mark.slow
def test_jing_agrees_on_the_values_above(tmp_path: Path) -> None:
    """All but those where jing is older than the second edition of XML Schema or checks how a value is written."""
    if shutil.which("jing") is None:
        pytest.skip("jing is not installed")
    rows = [(name, value, True) for name, (good, _) in GOOD_AND_BAD.items() for value in good]
    rows += [(name, value, False) for name, (_, bad) in GOOD_AND_BAD.items() for value in bad]
    rows = [row for row in rows if row[1] != "1950-07-05T24:00:00Z"]
    types = "".join(f'<element name="{name}"><data type="{name}"/></element>' for name in GOOD_AND_BAD)
    (tmp_path / "s.rng").write_text(
        f'<element name="r" xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="{XSD_LIBRARY}">'
        f"<zeroOrMore><choice>{types}</choice></zeroOrMore></element>"
    )
    lines = (f"<{name}>{escape(value, {chr(10): '&#10;'})}</{name}>" for name, value, _ in rows)
    (tmp_path / "d.xml").write_text("<r xmlns:p='urn:p'>\n" + "\n".join(lines) + "\n</r>", "utf-8")
    command = ["jing", str(tmp_path / "s.rng"), str(tmp_path / "d.xml")]
    output = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    refused = {int(line.split(".xml:")[1].split(":")[0]) for line in output.splitlines() if ".xml:" in line}
    assert [row for number, row in enumerate(rows, 2) if (number in refused) == row[2]] == []
