"""GB/T 7714-2015 references.

Author. title[J]. journal, year, volume(issue): pages; author. title[M]. place: publisher, year: pages.

The code in square brackets (J, M, C, D, N, R, A, Z, EB/OL …) tells the kind (GB/T 7714-2015, annex B).
"""

import re
from collections.abc import Iterator

from teiwright import languages
from teiwright.citation_tree import CitationKind
from teiwright.citations import cited_ranges
from teiwright.citations.scope import Item, Part, Scope, adding, main_script, trimmed
from teiwright.citations.vocabulary import either

CODE = re.compile(r"\s*[\[［【](?P<code>[JMCDNRSPAZ]|DB|CP|EB|G|K)(?:/(?:OL|CD|MT|DK))?[\]］】]")
KINDS: dict[str, CitationKind] = {"J": "article", "N": "article", "M": "book", "C": "book", "G": "book", "K": "book",
                                  "D": "unpublished", "R": "unpublished", "A": "chapter", "EB": "web",
                                  "DB": "web"}  # fmt: skip
NUMBERED = re.compile(r"\s*[\[［]\d+[\]］]\s*")
AUTHORS = re.compile(rf"(?P<names>[^.．。]{{2,120}}?(?:\s[A-Z]\.?)*){either('others', 'en', 'zh')}?[.．。]\s*(?=\S)")
JOURNAL = re.compile(
    r"[.．]?\s*+(?P<container>[^,，.．\s]++(?:\s++[^,，.．\s]++)*+)\s*[,，]\s*(?P<year>(?:19"
    r"|20)\d\d)(?:\s*[-年]\s*\d+\s*[-月]\s*\d+日?)?\s*(?:[,，]\s*(?P<volume>\d+))?\s*(?:[(（](?P<issue>[^)）]+)[)）])?"
)
BOOK = re.compile(
    rf"[.．]\s*(?:(?P<edition>\d+{either('edition', 'zh')})[.．]\s*)?"
    r"(?P<place>[^:：.．,，]+?)\s*[:：]\s*(?P<publisher>[^,，]+?)\s*[,，]\s*(?P<year>(?:1[5-9]|20)\d\d)"
)
CHAPTER = re.compile(
    r"//\s*(?:(?P<editors>[^.．]{2,60})[.．]\s*)?(?P<container>[^.．]{2,100}?)(?=[.．]\s*[^:：.．]+[:：])"
)
PAGES = re.compile(rf"[:：]\s*(?P<a>{cited_ranges.listed(cited_ranges.ATOM)})\s*[.．]?\s*$")
TRANSLATED = re.compile(
    rf"[.．]\s*(?P<names>[^.．,，]{{2,30}}?){either('others', 'zh')}?[,，]?\s*{either('translated', 'zh')}(?=[.．])"
)


def parse(scope: Scope) -> Item | None:
    """Return the item in the scope where it bears a code of the standard, or None."""
    code = scope.search(CODE)
    if code is None:
        return None
    number = scope.starts(NUMBERED)
    body = scope.within(number.end() if number else scope.start, scope.end)
    parts = _head(body, code.start())
    tail = Scope(scope.string, code.end(), scope.end)
    kind = KINDS.get(code["code"], "other")
    parts = adding(parts, _tail(tail, kind))
    if not any(part.kind == "title" for part in parts):
        return None
    end = max(part.end for part in parts)
    has_container = any(part.kind == "container" and part.attribute("level") == "m" for part in parts)
    return Item(body.start, max(end, code.end()), "chapter" if has_container else kind, main_script(body.text), parts)


def _head(body: Scope, end: int) -> tuple[Part, ...]:
    match = AUTHORS.match(body.string, body.start, end)
    start = match.end() if match else body.start
    names = tuple(_names(body.string, *match.span("names"), "author")) if match else ()
    title = trimmed(body.string, start, end)
    return adding(names, (Part(*title, "title", (("level", "a"),)),) if title[0] < title[1] else ())


def _names(string: str, start: int, end: int, kind: str) -> Iterator[Part]:
    for match in re.compile(r"[^,，、;；]+").finditer(string, start, end):
        first, last = trimmed(string, *match.span())
        if first < last and string[first:last] not in languages.every("citations", "others"):
            yield Part(first, last, kind, (("role", kind),) if kind != "author" else ())  # type: ignore[arg-type]


def _tail(tail: Scope, kind: CitationKind) -> tuple[Part, ...]:
    found: tuple[Part, ...] = ()
    if match := tail.search(PAGES):
        found = cited_ranges.groups_within(match, "a", "page")
    if match := tail.search(TRANSLATED):
        found = adding(found, _names(tail.string, *match.span("names"), "translator"))
    if match := tail.starts(CHAPTER):
        found = adding(found, _container(match))
    pattern = JOURNAL if kind == "article" else BOOK
    if match := tail.starts(pattern) or (None if kind == "article" else tail.search(BOOK)):
        found = adding(found, _fields(match))
    return found


def _container(match: re.Match[str]) -> Iterator[Part]:
    yield Part(*match.span("container"), "container", (("level", "m"),))
    if match["editors"]:
        yield from _names(match.string, *match.span("editors"), "editor")


def _fields(match: re.Match[str]) -> Iterator[Part]:
    kinds = {"container": "container", "year": "year", "volume": "volume", "issue": "issue", "place": "pub-place",
             "publisher": "publisher"}  # fmt: skip
    attributes = {"container": (("level", "j"),), "year": (("when", match["year"]),)}
    for name, kind in kinds.items():
        if match.groupdict().get(name):
            yield Part(*match.span(name), kind, attributes.get(name, ()))  # type: ignore[arg-type]
