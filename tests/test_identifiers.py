"""Identifiers: one canonical form however they are written, and a wrong check digit found."""

import pytest

from teiwright.identifiers import SCHEMES, fault, identifier, recognised, type_named


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        ("orcid", "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("ORCID", "0000‐0002‐1825‐0097", "0000-0002-1825-0097"),
        ("orcid", "0000000218250097", "0000-0002-1825-0097"),
        ("isni", "0000 0001 2103 2683", "0000000121032683"),
        ("issn", "ISSN 12345679", "1234-5679"),
        ("isbn", "978 0 306 40615 7", "978-0-306-40615-7"),
        ("isbn", "ISBN 0-8044-2957-X", "0-8044-2957-X"),
        ("doi", "doi:10.5555/ferry.1998", "10.5555/ferry.1998"),
        ("doi", "https://dx.doi.org/10.1000/182", "10.1000/182"),
        ("ror", "https://ror.org/02mhbdp94", "02mhbdp94"),
        ("handle", "hdl:20.1000/100", "20.1000/100"),
        ("wikidata", "https://www.wikidata.org/wiki/Q42", "Q42"),
    ],
)
def test_an_identifier_has_one_form(kind: str, written: str, value: str) -> None:
    found = identifier(kind, written)
    assert (found.type, found.value) == (type_named(kind), value)


@pytest.mark.parametrize("kind", ["ORCID", "ISNI", "ISSN", "ISBN", "ROR"])
def test_each_wrong_digit_is_found(kind: str) -> None:
    right = SCHEMES[kind].example
    for at, digit in enumerate(right):
        if digit.isdecimal():
            wrong = right[:at] + str((int(digit) + 1) % 10) + right[at + 1 :]
            assert fault(kind, wrong), wrong


def test_every_example_is_right() -> None:
    assert [name for name, scheme in SCHEMES.items() if fault(name, scheme.example)] == []


@pytest.mark.parametrize(
    ("kind", "value"), [("url", "javascript:alert(1)"), ("url", "file:///etc/hosts"), ("doi", "11.1/x"), ("isbn", "3")]
)
def test_what_has_another_form_is_refused(kind: str, value: str) -> None:
    assert value in fault(kind, value)


def test_a_resolvers_address_tells_the_type() -> None:
    found = recognised("https://orcid.org/0000-0002-1825-0097")
    assert found is not None
    assert (found.type, found.address) == ("ORCID", "https://orcid.org/0000-0002-1825-0097")
    assert recognised("an ordinary word") is None


def test_a_type_that_is_not_known_is_kept() -> None:
    assert (identifier("shelf", " A 12 ").type, identifier("shelf", " A 12 ").value) == ("shelf", "A 12")
