"""Word lists stand in the language folders: no string of the code holds a Chinese or a Russian word."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

SOURCE = ROOT / "src" / "teiwright"
GRAMMAR = "〇零○一二三四五六七八九十百千萬万廿卅元年月日第"
"""Numerals, and the signs of a date and of an ordinal, by which Chinese numbers are known."""
HAN, CYRILLIC = "\u3400-\u9fff", "\u0400-\u04ff"
CLASS = re.compile(rf"(?<!\\)\[(?:\\.|[^\]\\])*[{HAN}{CYRILLIC}](?:\\.|[^\]\\])*\]")
WORD = re.compile(rf"[{HAN}]{{2,}}|[{CYRILLIC}]{{2,}}")
LONGEST_CLASS = 6
"""So many signs at most may a class of an expression name: more of them are a list."""
TABLES = {
    "encodings.py": "letters by their frequency",
    "citations/archives.py": "letters that look alike",
    "editorial/spelling.py": "letters that look alike",
    "decisions/folding.py": "characters that are compared as one",
    "publishing/exports/bibtex.py": "an alphabet and its transliteration",
    "dates/numerals.py": "numerals",
    "build/names_index.py": "endings of patronymics",
    "reconciliation/matching.py": "a preposition between two years",
    "dates/discourse.py": "abbreviations before a full stop",
}
"""Modules that hold a table of letters, or one grammatical sign, and what it is."""
NOT_YET = ("annotation/", "dates/chinese/", "dates/western.py")
"""Where words still stand in the code."""


def words(literal: str) -> Iterator[str]:
    """Yield the words, and the long classes of signs, of a string of the code.

    A class of characters counts as one letter of a word, so that [編编][輯辑] is one.
    """
    ranges = re.sub(rf"[{HAN}]-[{HAN}]|[{CYRILLIC}]-[{CYRILLIC}]", "", literal)
    for signs in CLASS.findall(ranges):
        told = set(re.findall(f"[{HAN}{CYRILLIC}]", signs)) - set(GRAMMAR)
        if len(told) > LONGEST_CLASS:
            yield signs
    plain = CLASS.sub(lambda signs: "字" if set(re.findall(f"[{HAN}]", signs[0])) - set(GRAMMAR) else "〇", ranges)
    yield from (word for word in WORD.findall(plain) if set(word) - set(GRAMMAR))


def literals(source: str) -> Iterator[str]:
    """Yield the strings of a module but its docstrings."""
    tree = ast.parse(source)
    documentation = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value


@pytest.mark.parametrize("literal", ["出版社", "[編编][輯辑]", "(?:телеграмма|письмо)", "[卷冊册輯辑編编集函期號]"])
def test_a_word_is_seen(literal: str) -> None:
    assert list(words(literal))


@pytest.mark.parametrize("literal", ["[А-Яа-яЁё]", r"第\s*[一二三]+", r"\d{4}年\d\d月", "，。", "и"])
def test_grammar_is_no_word(literal: str) -> None:
    assert not list(words(literal))


def test_no_word_stands_in_the_code() -> None:
    found: dict[str, list[str]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if name not in TABLES and not name.startswith(NOT_YET):
            seen = [word for literal in literals(path.read_text("utf-8")) for word in words(literal)]
            found |= {name: seen} if seen else {}
    assert not found


def test_every_exception_is_one() -> None:
    for name in TABLES:
        source = Path(SOURCE / name).read_text("utf-8")
        assert any(re.search(f"[{HAN}{CYRILLIC}]", literal) for literal in literals(source)), name
