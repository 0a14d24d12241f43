"""Characters that look right and are not."""

from pathlib import Path

import pytest

from teiwright.validation import validate
from teiwright.validation.characters import suspects
from tests.validation.conftest import Changed


@pytest.mark.parametrize(
    ("text", "rule", "found", "meant"),
    [
        ("8⽉", "compatibility-character", "⽉", "月"),
        ("⻄", "compatibility-character", "⻄", ""),
        ("\uf9b4", "compatibility-character", "\uf9b4", "領"),
        ("\ue001", "private-use-character", "\ue001", ""),
        ("\U000f0000", "private-use-character", "\U000f0000", ""),
        ("&#xE001;", "private-use-character", "\ue001", ""),
        ("&#57345;", "private-use-character", "\ue001", ""),
        ("a\ufffdb", "replacement-character", "\ufffd", ""),
        ("Ки\u0306ев", "decomposed-character", "и\u0306", "й"),
        ("e\u0301", "decomposed-character", "e\u0301", "é"),
        ("か\u3099", "decomposed-character", "か\u3099", "が"),
        ("\u1100\u1161", "decomposed-character", "\u1100\u1161", "가"),
        ("\u2329", "compatibility-character", "\u2329", "〈"),
        ("a\u200bb", "invisible-character", "\u200b", ""),
        ("\u202eabc", "invisible-character", "\u202e", ""),
    ],
)
def test_a_suspect_character_is_found(text: str, rule: str, found: str, meant: str) -> None:
    (suspect,) = suspects(text)
    assert (suspect.rule, suspect.found, suspect.meant) == (rule, found, meant)


@pytest.mark.parametrize(
    "text", ["月日西領土", "\ufa0e\ufa11", "Киев, ё, й", "é ñ", "\ufeffa", "А\u0301", "「」，。～——…", "①②"]
)
def test_an_ordinary_character_is_not(text: str) -> None:
    assert not list(suspects(text))


def test_each_is_told_once_with_how_often_and_where_first(changed: Changed) -> None:
    path = changed(("其一", "其⽉一⽉\n⽉"), ("一個", "⽉個"))
    (finding,) = validate([path])
    assert "3 times" not in finding.message
    assert "4 times" in finding.message
    line = path.read_text(encoding="utf-8").splitlines()[finding.line - 1]
    assert line[finding.column - 1] == "⽉"
    assert "in note 3" in finding.message


def test_columns_count_characters_in_any_encoding(tmp_path: Path) -> None:
    path = tmp_path / "big5.xml"
    text = '<?xml version="1.0" encoding="gb18030"?>\n<TEI>中文<x/>\ue001</TEI>'
    path.write_bytes(text.encode("gb18030"))
    found = {finding.rule: finding for finding in validate([path])}
    assert (found["private-use-character"].line, found["private-use-character"].column) == (2, 12)
