"""MediaWiki's text made ready for pandoc, which drops templates and empties a named note's second mark."""

import re

from teiwright.languages import every
from teiwright.reading.words import any_of

TEMPLATE = re.compile(r"\{\{(?P<name>[^{}|]*+)(?P<rest>(?:\|[^{}]*+)?)\}\}")
"""One that holds no other: they are written out from the inside outwards."""
PARAMETER = re.compile(r"\|(?P<value>(?:\[\[[^\[\]]*+\]\]|[^|])*+)")
NAMED = re.compile(r"\s*+(?P<key>[\w-](?:[\w\s-]{0,38}[\w-])?)\s*+=(?P<value>.*)", re.DOTALL)
DEEPEST = 8
NOTES, SHORT, WORKS, WORDS = (
    re.compile(rf"(?:{any_of(every('reading', f'wiki_{kind}'), gap='[ _]')})", re.IGNORECASE)
    for kind in ("notes", "short", "works", "words")
)
UNPRINTED = re.compile(rf"(?:{any_of(every('reading', 'wiki_unprinted'))})\d?", re.IGNORECASE)
"""Parameters of a template for works that no reader sees."""
NOTE = re.compile(r"<ref\b(?P<says>[^<>]*?)(?:/>|>(?P<words>(?:(?!</?ref\b).)*+)</ref>)", re.I | re.S)
NAME = re.compile(r"\bname\s*=\s*(?:\"(?P<a>[^\"]+)\"|'(?P<b>[^']+)'|(?P<c>[^\s\"']+))", re.IGNORECASE)


def ready_for_pandoc(wiki: str) -> str:
    """Return a wiki's text with what its templates print, and further marks of a named note as its number in ⟦⟧."""
    return _with_further_marks(_written_out(wiki))


def left_out(wiki: str) -> list[str]:
    """Return the names of the templates whose words no rule knows: they are lost."""
    found = TEMPLATE.finditer(_written_out(wiki))
    return [" ".join(match["name"].split()) for match in found if match["rest"].strip("| \n")]


def _written_out(wiki: str) -> str:
    for _ in range(DEEPEST):
        written = TEMPLATE.sub(lambda match: _written(match["name"], match["rest"], match[0]), wiki)
        if written == wiki:
            break
        wiki = written
    return wiki


def _written(name: str, rest: str, whole: str) -> str:
    """Return what a template of notes, of works or of words prints; another one as it stands."""
    name = " ".join(name.split()).replace("_", " ")
    values = [match["value"] for match in PARAMETER.finditer(rest)]
    named = [NAMED.fullmatch(value) for value in values]
    words = [value.strip() for value, match in zip(values, named, strict=True) if match is None and value.strip()]
    if NOTES.fullmatch(name):
        return f"<ref>{words[0]}</ref>" if words else ""
    if SHORT.fullmatch(name):
        pages = [f"{match['key'].strip()}. {match['value'].strip()}" for match in named if match]
        return f"<ref>{', '.join([' '.join(words), *pages])}</ref>"
    if WORKS.match(name):
        printed = [match["value"].strip() for match in named if match and not UNPRINTED.fullmatch(match["key"].strip())]
        return ", ".join(value for value in [*printed, *words] if value) + "."
    return words[-1] if WORDS.fullmatch(name) and words else whole


def _with_further_marks(wiki: str) -> str:
    """Such a mark says nothing itself (MediaWiki, Help:Footnotes)."""

    def name_of(match: re.Match[str]) -> str:
        named = NAME.search(match["says"])
        return (named["a"] or named["b"] or named["c"]).strip() if named else ""

    told = [match for match in NOTE.finditer(wiki) if (match["words"] or "").strip()]
    numbers = {name: number for number, match in reversed([*enumerate(told, start=1)]) if (name := name_of(match))}

    def marked(match: re.Match[str]) -> str:
        number = 0 if (match["words"] or "").strip() else numbers.get(name_of(match), 0)
        return f"⟦{number}⟧" if number else match[0]

    return NOTE.sub(marked, wiki)
