"""What stands before a Western reference's title: a comment, a document with its date, the contributors.

*Truman, statement, January 5, 1950, in U.S. Department of State,* Title …: the document ends with its date, *in* leads
to the work that prints it. In *The standard accounts are Nancy Tucker,* Title … the sentence ends before the name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from teiwright.citations import dating, documents
from teiwright.citations.scope import HAN, Part, Scope, adding, trimmed
from teiwright.citations.vocabulary import PARTICLE, either

ROLE = (
    rf"(?:\(\s*(?:(?:eds?|trans|comps?)\.?|{either('editor-in-brackets')})\s*\)|,?\s{{0,3}}\b(?:eds?|comps?)(?:\.(?=\s|,|:|$)|(?=,|$))"
    r"|,?\s{1,3}editors?\b)"
)
OWN = re.compile(
    rf"(?P<name>(?:[A-ZÀ-Þ][\w.'’\-]*\s+(?:{PARTICLE}\s+)*){{0,3}}[A-ZÀ-Þ][\w\-]+)[’']s?(?:,?\s(?!(?:of|in|on|at|for|from|to|with|by)\b)[a-z\-]+){{1,3}},?\s*$"
)
"""Roe’s earlier *Title*: the author, in words of comment."""
EDITED_BY_BODY = re.compile(
    r"(?P<names>[A-Z][\w’']+(?:\s(?!(?:of|the|for|and|in|by|see|to|a|an|is|are|was|were|on|as|with|from)\b)[\w’'\-]+){2,9}?),?\s\(?eds?\.\)?,?"
)
"""Mouzhong danwei yanjiushi, ed.: a body whose transcribed name has small letters."""
EDITED = re.compile(rf"(?P<names>[^;()“”\"]{{3,200}}?)\s{{0,3}}(?P<role>{ROLE})")
AND = re.compile(r"(?:(?<!\s)\s+)?(?:,\s*(?:and|&)\s+|[,;、]\s*)|(?<!\s)\s+(?:and|&)\s+")
SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV)\.?$")
INSTITUTION = re.compile(
    r"\b(?:Institutes?|Department|University|Association|Committee|Society|Office|Ministry|Council|Academy|Cent(?:er"
    r"|re)"
    r"|Bureau|Commission|Organization|Federation|Agency|Board|Library|Museum|Archives?)\b(?: (?:of|for|on)\b|$)"
)
IN_A_NAME = re.compile(rf"(?:{PARTICLE}|{either('name-joint', 'en')})\.?")
"""A small word that a name holds."""
MADE_BY = re.compile(r"(?<=[a-z]),?\s+(?P<role>translated|edited)\s+by\s+(?=[A-Z])")
"""Ann Roe, translated by Bob Doe, before the title."""
PARLIAMENT = re.compile(r"U\.?\s?S\.?\s(?:Senate|House|Congress)\b.*\s(?:to|with|on)\s")
LONGEST_BODY = 200
INVERTED = re.compile(r"[A-Z][\w'’\-]+,\s(?:[A-Z]\.[\s\-]?)+|[A-Z][\w'’\-]+,\s[A-Z][a-z]+(?:\s[A-Z])?\.")
REVIEW = re.compile(
    r",?\s{0,4}\b(?:[Rr]ev(?:iew|\.)\s+of\s*(?:the\s+book\s+)?|(?:introduction|foreword|preface|afterword)\s+to\s*)$"
)
AUTHOR_YEAR = re.compile(r"(?P<names>[A-ZÀ-Þ][^()]{2,200}?\.?),?\s*\(?(?P<year>(?:1[5-9]|20)\d\d)[a-z]?\)?[.,:]?\s*")
OTHERS = re.compile(r"(?<!\s)\s+(?:et al\.?|and others)$")
NOBODY = re.compile(
    r"et al\.?|others|eds?\.?|On|In|For|The|This|These|As|See|But|And|From|With|By|At|To|Of|It|He|She|They|If|When|While"  # noqa: E501
)


@dataclass(frozen=True, slots=True)
class Lead:
    """Where the item begins, the parts before its title, and whether *in* leads from a document to its work.

    `is_comment` where only a sentence leads to the title.
    """

    start: int
    parts: tuple[Part, ...] = ()
    is_printed_in: bool = False
    is_comment: bool = False

    @property
    def has_document(self) -> bool:
        """Tell whether a document stands before the title."""
        return any(part.kind == "document" for part in self.parts)


def lead(scope: Scope) -> Lead | None:
    """Return what the scope before a title says, or None where it is only a sentence."""
    if not scope.text:
        return Lead(scope.start)
    if described := _described(scope):
        return described
    if review := scope.search(REVIEW):
        scope = scope.within(scope.start, review.start())
        return Lead(scope.start, tuple(contributors(scope))) if scope.text else Lead(review.start())
    if dated := AUTHOR_YEAR.fullmatch(scope.string, scope.start, scope.end):
        year = Part(*dated.span("year"), "year", (("when", dated["year"]),))
        return Lead(scope.start, (*_by_year(Scope(scope.string, scope.start, dated.end("names"), scope.italics)), year))
    if PARLIAMENT.match(scope.text) and len(scope.text) < LONGEST_BODY:
        return Lead(scope.start, (Part(*trimmed(scope.string, scope.start, scope.end, " ,"), "author"),))
    if scope.search(MADE_BY):
        return Lead(scope.start, tuple(_by_year(scope)))
    if body := EDITED_BY_BODY.fullmatch(scope.string, scope.start, scope.end):
        return Lead(scope.start, (Part(*body.span("names"), "editor", (("role", "editor"),)),))
    if own := scope.search(OWN):
        return Lead(own.start(), (Part(*own.span("name"), "author"),), is_comment=True)
    start = _after_sentence(scope)
    if start > scope.start and not scope.is_open(start):
        return None
    named = tuple(contributors(scope.within(start, scope.end)))
    return Lead(min(part.start for part in named), named) if named else None


def _by_year(scope: Scope) -> Iterator[Part]:
    """Roe, J., & Doe, K. (2005): each name with its family name first."""
    made = scope.search(MADE_BY)
    found = [match.span() for match in scope.all(INVERTED)]
    if made:
        yield from contributors(scope.within(scope.start, made.start()))
        yield from names(scope, made.end(), scope.end, "translator" if made["role"] == "translated" else "editor")
    elif found:
        yield from (Part(start, end, "author") for start, end in found)
    else:
        yield from contributors(scope)


def _described(scope: Scope) -> Lead | None:
    if any((pair.start, pair.end) == (scope.start, scope.end) for pair in scope.outer_pairs):
        return Lead(scope.start, documents.western(scope)) if dating.days(scope) and is_description(scope) else None
    days = [date for date in dating.dates(scope) if scope.is_open(date.start) and len(dating.values(date)[0]) == 10]
    if not days or not is_description(scope):
        return None
    rest = scope.within(days[-1].end, scope.end)
    printed = re.match(r"(?:reprinted |printed |published )?in(?:\s+|$)", rest.text)
    names = rest.within(rest.start + (printed.end() if printed else 0), rest.end)
    parts = documents.documents(scope.within(scope.start, days[-1].end))
    return Lead(scope.start, adding(parts, contributors(names) if names.text else ()), printed is not None)


def is_description(scope: Scope) -> bool:
    """A message, or words that name a document's type, in no more than one sentence."""
    words = scope.text
    if len(words) > 300 or re.search(r"(?<=[a-z\d)”][a-z\d)”])[.!?]\s+[A-Z][a-z]+\s+[a-z]{2,}", words):
        return False
    return bool(documents.type_of(words) or documents.SERIES.search(words) or documents.WESTERN_SENT.match(words))


def _after_sentence(scope: Scope) -> int:
    """A word in lower case that no name holds ends a sentence: the names stand after it."""
    start = scope.start
    for match in scope.all(re.compile(r"[^\s,;:()]+")):
        word = match[0]
        is_name = (
            not word[0].islower()
            or IN_A_NAME.fullmatch(word)
            or re.match(
                rf"[dl]['’]|eds?\b|trans\.|comps?\.|editors?|{either('editor-in-brackets')}",
                word,
            )
        )
        if not is_name and not HAN.search(word):
            start = match.end()
    joined = re.compile(r"[\s,]*(?:and\s+|the\s+)?").match(scope.string, start, scope.end)
    return joined.end() if (joined and start > scope.start) or (joined and joined[0].strip() == "and") else start


def contributors(scope: Scope) -> Iterator[Part]:
    """Yield the authors, or the editors that *ed.*, *eds.* or *trans.* marks, in the scope."""
    if match := scope.starts(EDITED):
        yield from names(scope, *match.span("names"), "translator" if "trans" in match["role"] else "editor")
        scope = scope.within(match.end(), scope.end)
    if scope.text and (scope.text.lstrip("[")[0].isupper() or HAN.search(scope.text)) and len(scope.text) < 3000:
        yield from names(scope, scope.start, scope.end, "author")


def names(scope: Scope, start: int, end: int, kind: str) -> Iterator[Part]:
    """Yield the names in a list as parts of this kind."""
    role = (("role", kind),) if kind != "author" else ()
    for first, last in _each_name(scope.string, start, end):
        yield Part(first, last, kind, role)  # type: ignore[arg-type]


def _each_name(string: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """An inverted name (Westad, O. A.), a suffix (Peebles, Jr.) and an institution keep their comma or *and*."""
    start, end = trimmed(string, start, end, " ,，;:：")
    if INVERTED.fullmatch(string, start, end) or _is_body(string, start, end):
        yield start, end
        return
    position, ranges = start, []
    for match in AND.finditer(string, start, end):
        if not SUFFIX.match(string[match.end() : end].split(",")[0].split(" and ")[0].strip()):
            ranges.append((position, match.start()))
            position = match.end()
    for first, last in [*ranges, (position, end)]:
        others = OTHERS.search(string, first, last)
        first, last = trimmed(string, first, others.start() if others else last, " ,，;[]")
        if first < last and not string[first].isdecimal() and not NOBODY.fullmatch(string, first, last):
            yield first, last


def _is_body(string: str, start: int, end: int) -> bool:
    """The *and* of an institution's name parts nothing."""
    return bool(INSTITUTION.search(string, start, end)) and not re.search(r",(?! [a-z])", string[start:end])
