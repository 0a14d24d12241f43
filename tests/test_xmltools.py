"""How XML is parsed: nothing is fetched, whatever a document asks for."""

from typing import Any

import pytest
from lxml import etree

from teiwright import xmltools


def test_no_parser_may_use_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """lxml does not tell a parser's settings, and its library may have no network at all: what it is asked is held."""
    asked: list[dict[str, Any]] = []
    made = etree.XMLParser

    def parser(**settings: Any) -> etree.XMLParser:
        asked.append(settings)
        return made(**settings)

    monkeypatch.setattr(etree, "XMLParser", parser)
    xmltools.parser()
    assert [(each["no_network"], each["load_dtd"]) for each in asked] == [(True, False)]
