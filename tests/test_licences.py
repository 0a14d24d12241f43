"""Licences: what is free, what is reserved, and where a licence is found."""

import itertools

import pytest

from teiwright.licences import DEEDS, VERSIONS, is_web_address, licence


@pytest.mark.parametrize(("deed", "version"), [*itertools.product(sorted(DEEDS), sorted(VERSIONS))])
def test_every_creative_commons_licence_has_its_address(deed: str, version: str) -> None:
    address = f"https://creativecommons.org/licenses/{deed}/{version}/"
    for written in (f"CC {deed.upper()} {version}", f"cc-{deed}-{version}", address, address + "deed.ru"):
        found = licence(written)
        assert (found.target, found.status) == (address, "free"), written


def test_the_names_in_full_and_the_dedications() -> None:
    full = licence("Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International")
    assert full.target == "https://creativecommons.org/licenses/by-nc-sa/4.0/"
    assert licence("CC BY 3.0 DE").target == "https://creativecommons.org/licenses/by/3.0/de/"
    assert licence("CC0").target == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert licence("Public Domain Mark").target == "https://creativecommons.org/publicdomain/mark/1.0/"


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("知识共享 署名-相同方式共享 4.0", "by-sa/4.0"),
        ("創用CC 姓名標示-非商業性-禁止改作 4.0 國際", "by-nc-nd/4.0"),
        ("Лицензия Creative Commons «С указанием авторства — Некоммерческая» 4.0", "by-nc/4.0"),
        ("Creative Commons Namensnennung – Weitergabe unter gleichen Bedingungen 3.0 DE", "by-sa/3.0/de"),
        ("本文採用CC BY-SA 4.0授權", "by-sa/4.0"),
        ("CC BY-NC-SA 3.0 IGO", "by-nc-sa/3.0/igo"),
    ],
)
def test_the_names_of_other_languages(words: str, path: str) -> None:
    assert licence(words).target == f"https://creativecommons.org/licenses/{path}/"


def test_a_word_that_only_contains_an_element_is_none() -> None:
    assert licence("CC licence for nearby attributions 4.0").target == ""


@pytest.mark.parametrize(
    "words", ["All rights reserved.", "版權所有，翻印必究", "Все права защищены", "Alle Rechte vorbehalten", "© 2008"]
)
def test_reserved_rights_are_not_free(words: str) -> None:
    assert (licence(words).label, licence(words).target, licence(words).status) == (words, "", "restricted")


def test_what_is_not_known_is_said_to_be_unknown() -> None:
    assert licence("By agreement with the press").status == "unknown"
    assert licence("CC BY").target == ""
    assert licence("Own terms", "https://example.org/terms").status == "unknown"


def test_words_around_a_licence_stay() -> None:
    found = licence("© 2008 The authors. Licensed under CC BY 4.0.")
    assert found.label == "© 2008 The authors. Licensed under CC BY 4.0."
    assert (found.target, found.status) == ("https://creativecommons.org/licenses/by/4.0/", "free")


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", " JavaScript:x", "file:///etc/hosts", "//x", "data:text/html,x"]
)
def test_only_the_web_is_an_address(target: str) -> None:
    assert not is_web_address(target)
