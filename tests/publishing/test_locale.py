"""The words of the interface: every key that a stylesheet asks for stands in every language."""

import re
from pathlib import Path

import pytest
from lxml import etree

from teiwright import resources

XSLT = resources.folder("xslt")
LOCALES = sorted((XSLT / "locale").glob("*.xml"))


def words(path: Path) -> dict[str, str]:
    """Return the words of a locale by key."""
    return {str(word.get("key")): word.text or "" for word in etree.parse(str(path)).getroot()}


@pytest.mark.parametrize("path", LOCALES, ids=lambda path: path.stem)
def test_a_locale_has_every_word_that_is_asked_for(path: Path) -> None:
    sheets = [file.read_text("utf-8") for file in XSLT.rglob("*.xsl")]
    asked = {key for sheet in sheets for key in re.findall(r"f:word\('([a-z0-9-]+)'", sheet)}
    prefixes = {key for key in asked if key.endswith("-")}
    have = words(path)
    assert not asked - prefixes - set(have)
    assert all(any(key.startswith(prefix) for key in have) for prefix in prefixes)


@pytest.mark.parametrize("path", LOCALES, ids=lambda path: path.stem)
def test_locales_agree_in_their_keys_and_placeholders(path: Path) -> None:
    english, mine = words(XSLT / "locale" / "en.xml"), words(path)
    assert mine.keys() == english.keys()
    marks = re.compile(r"\{n\}")
    assert {key for key in mine if marks.findall(mine[key]) != marks.findall(english[key])} == set()
