"""Identifiers: one canonical form however they are written, and a wrong check digit found."""

import json
import re
from pathlib import Path

import pytest

from teiwright.identifiers import OF_ENTRIES, SCHEMES, fault, identifier, recognised, type_named
from teiwright.publishing import html
from tests.conftest import ROOT


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


def test_where_an_identifier_leads_is_known_in_one_place() -> None:
    """The stylesheets are told the addresses; none of them has one of its own."""
    sheets = {path.name: path.read_text("utf-8") for path in (ROOT / "xslt").rglob("*.xsl")}
    assert not [(name, each.resolver) for name, text in sheets.items() for each in SCHEMES.values()
                if each.resolver and each.resolver in text]  # fmt: skip


def test_an_entry_s_identifiers_are_links_in_the_edition(tmp_path: Path) -> None:
    """Each type that entries may have, in any letter case, and an address as it stands; the best registry first."""
    numbers = [(kind.lower(), SCHEMES[kind].example) for kind in reversed(OF_ENTRIES)]
    idnos = "".join(f'<idno type="{kind}">{value}</idno>' for kind, value in numbers)
    other = "https://example.org/person/1"
    tei = tmp_path / "a.xml"
    tei.write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>T</title>'
        "</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
        f'<standOff><listPerson><person xml:id="p"><persName>Ann</persName>{idnos}<idno type="URI">{other}</idno>'
        '<idno type="house">12</idno></person></listPerson></standOff>'
        '<text><body><p><persName ref="#p">Ann</persName> wrote.</p></body></text></TEI>',
        "utf-8",
    )
    page = (html(tei, tmp_path)[0]).read_text("utf-8")
    addresses = [identifier(kind, value).address for kind, value in numbers]
    assert re.findall(r'class="entry-id" href="([^"]+)"', page) == [*addresses, other]
    linked = json.loads(re.findall(r'"sameAs":\s*(\[[^\]]*\])', page)[-1].replace(r"\/", "/"))
    assert linked == [*reversed(addresses), other]
