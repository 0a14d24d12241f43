"""What a reader calls an entry: its usual name in the language of the page."""

import pytest
from lxml import etree

from teiwright.publishing.searching import name_in

ENTRY = etree.fromstring(
    '<person xmlns="http://www.tei-c.org/ns/1.0"><persName xml:lang="ru">Чжоу Эньлай</persName>'
    '<persName xml:lang="zh-Hant">周恩來</persName><persName xml:lang="en">Zhou Enlai</persName>'
    '<persName xml:lang="en" type="spelling">Chou En-lai</persName></person>'
)


@pytest.mark.parametrize(
    ("language", "name"),
    [("en", "Zhou Enlai"), ("zh-Hant", "周恩來"), ("zh-Hans", "周恩来"), ("ru", "Чжоу Эньлай"), ("fi", "Чжоу Эньлай")],
)
def test_an_entry_is_called_as_the_page_s_language_does(language: str, name: str) -> None:
    assert name_in(ENTRY, language) == name
