"""A note's text taken apart into what it cites: segmentation, one grammar a tradition, references back, records.

`parse` is the stage's one function. Grammars: `archival` (Russian, American, British, Chinese archives), `chinese`,
`gbt` (GB/T 7714), `russian` (GOST R 7.0.5), `english` (Chicago notes), `tokens` (同上, ibid., указ. соч.).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce

from teiwright import languages
from teiwright.article import Article, Emphasis, Heading, Listing, Paragraph, Span, Text, note_texts, texts_of
from teiwright.authority import Authority
from teiwright.citation_tree import Edit
from teiwright.citations import brief
from teiwright.citations.archives import archives, bare
from teiwright.citations.cutting import Knowledge, items, read_item
from teiwright.citations.records import Citations, assemble
from teiwright.citations.scope import Item, Scope, main_script, tidy
from teiwright.citations.supplied import unbracketed
from teiwright.citations.works import NAME_KINDS, Cited, announced, announced_holders, initials

ASTERISKS = re.compile(r"(?<![*\w])\*(?=[^\s*])[^*]{2,300}(?<=[^\s*])\*(?![*\w])")
"""Italics that a plain text marks in its own way."""

HALF_MARKED = re.compile(r"[A-ZÀ-Þ][^*]{2,300}(?<=[^\s*])\*(?=[,.;:\s])")
"""A note that begins with italics whose first asterisk a reader took for a list's mark (* Title*, 22)."""

DASHES = {ord(sign): "–" for sign in "−‒─"} | {ord(sign): "-" for sign in "‐‑"}
"""The minus sign, the figure dash and the hyphens of Unicode, which PDFs and word processors set for the plain ones."""

__all__ = ["Citations", "parse"]


def parse(
    article: Article,
    authority: Authority,
    spans: Mapping[str, tuple[Span, ...]] | None = None,
    edits: Sequence[Edit] = (),
) -> Citations:
    """Take the article's notes apart.

    `spans` are the names and dates that others found in the notes, by text id; they lend their keys to senders,
    recipients and authors, and may be missing. `edits` are an encoder's decisions on whole citations. Offsets in what
    is returned are characters of each note's text.
    """
    texts = {text.id: text for text in (*(text for _, text in note_texts(article)), *_listed(article))}
    return assemble(article, _cited(article, authority, edits), texts, spans or {})


def _cited(article: Article, authority: Authority, edits: Sequence[Edit]) -> list[Cited]:
    known = Knowledge(archives(authority))
    listed = [
        Cited(item, text.string, text.id, 0, n) for n, (item, text) in enumerate(_bibliography(article, known), 1)
    ]
    known = replace(known, listed=brief.works_of((one.item, one.string) for one in listed))
    found: list[Cited] = []
    count: dict[int, int] = {}
    for note, text in note_texts(article):
        mine = [edit for edit in edits if edit.text_id == text.id]
        corrections = tuple((edit.start, edit.end, edit.corr) for edit in mine if edit.action == "correct")
        read = _read(_scope(text), known)
        told = reduce(_learned, (Cited(item, text.string, text.id, note.number, 0) for item in read), known)
        if (told.archives, told.announced) != (known.archives, known.announced):
            read = _read(_scope(text), told)
        for item in _edited(read, _scope(text), known, mine):
            count[note.number] = count.get(note.number, 0) + 1
            before = found[-1].names(*NAME_KINDS) if found else ()
            found.append(Cited(item, text.string, text.id, note.number, count[note.number], before, corrections))
            known = _learned(known, found[-1])
    return [*found, *listed]


def _read(scope: Scope, known: Knowledge) -> list[Item]:
    """The items of a note, read without the brackets around letters that an editor supplied."""
    plain = unbracketed(scope)
    return [plain.restored(item) for item in items(plain.scope, known)] if plain else items(scope, known)


LABEL = re.compile(r"\s*(?:[\[［]\d{1,3}[\]］]|\d{1,3}[.)](?=\s))\s*")
"""The number by which the text cites a work of a list."""


def _bibliography(article: Article, known: Knowledge) -> Iterator[tuple[Item, Text]]:
    for text in _listed(article):
        scope = _scope(text)
        label = LABEL.match(text.string)
        read = read_item(scope.within(label.end() if label else scope.start, scope.end), known, signalled=True)
        whole = tidy(read, text.string) if read else None
        if whole and not whole.token and whole.has("title", "container"):
            yield whole, text


def _listed(article: Article) -> Iterator[Text]:
    """The texts of a bibliography: what stands under a heading that says so, up to the next heading."""
    titles = {title.casefold() for title in languages.every("citations", "bibliography")}
    is_listed = False
    for block in article.body:
        if isinstance(block, Heading):
            is_listed = block.text.string.strip(" :.").casefold() in titles
        elif is_listed and isinstance(block, Listing | Paragraph):
            yield from texts_of(block)


def _edited(found: Sequence[Item], scope: Scope, known: Knowledge, edits: Sequence[Edit]) -> list[Item]:
    """The items without those that are none, and with those that a person has marked."""
    kept = list(found)
    for edit in edits:
        meeting = [item for item in kept if item.start < edit.end and edit.start < item.end]
        exact = [item for item in meeting if (item.start, item.end) == (edit.start, edit.end)]
        if edit.action == "untag":
            kept = [item for item in kept if item not in (exact or meeting)]
        elif edit.action == "tag" and not exact:
            inner = Scope(scope.string, edit.start, edit.end, scope.italics)
            read = read_item(inner, known, signalled=True)
            parts = read.parts if read else ()
            whole = tidy(
                Item(edit.start, edit.end, read.kind if read else "other", main_script(inner.text), parts), scope.string
            )
            kept = sorted(
                [item for item in kept if item not in meeting] + ([whole] if whole else []), key=lambda item: item.start
            )
    return kept


def _scope(text: Text) -> Scope:
    italics = [(mark.start, mark.end) for mark in text.inlines if isinstance(mark, Emphasis) and mark.rend == "italic"]
    italics += [match.span() for match in ASTERISKS.finditer(text.string)]
    if text.string.count("*") == 1 and (half := HALF_MARKED.match(text.string)):
        italics.append(half.span())
    return Scope.whole(text.string.translate(DASHES), _merged(text.string, italics))


def _merged(string: str, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join italic runs that only white space parts (a title over two lines)."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(runs):
        if merged and not string[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged


def _announced(cited: Cited) -> Iterator[tuple[str, str]]:
    """The short names, each with the kind of level that it stands for, and the folders by their own titles."""
    levels = [(cited.string[part.start : part.end], part.attribute("type")) for part in cited.item.of("shelfmark")]
    yield from ((bare(name), kind) for name, kind in levels if kind == "folder" and len(name.split()) > 1)
    yield from ((bare(letters), "holder") for letters in announced_holders(cited))
    for alias in announced(cited):
        named = next((kind for name, kind in levels if bare(alias) in (bare(name), initials(name).upper())), "")
        begun = next((kind for name, kind in levels if bare(name).startswith(bare(alias))), "")
        if named or begun or not alias.isupper():
            yield bare(alias), named or begun or (levels[-1][1] if levels else "collection")


def _learned(known: Knowledge, cited: Cited) -> Knowledge:
    """Remember the surnames of authors, which a short form may give without initials, and the short names that
    notes give to a place in an archive."""
    if cited.item.kind == "archival":
        short = (*known.archives.announced, *_announced(cited))
        known = replace(known, archives=replace(known.archives, announced=short))
    elif titles := frozenset(announced(cited)):
        known = replace(known, announced=known.announced | titles)
    names = cited.words(*NAME_KINDS)
    surnames = {
        word.strip(".,") for name in names for word in name.split() if len(word.strip(".,")) > 2 and "." not in word
    }
    return replace(known, surnames=known.surnames | surnames) if surnames else known
