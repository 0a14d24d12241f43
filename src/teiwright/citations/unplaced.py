"""Documents of an archive that a note describes without the place where they lie.

*Memorandum by Roe (Office of Mills) to Doe, March 1, 1940 (File 811.114/45)*, *From Leeds, Despatch 180, Aug. 15, 1957,
confidential*, *Roe to Doe, May 3, 1950*: the way of an office's own history, whose papers all lie in one place.
"""

import re
from functools import cache

from teiwright import languages
from teiwright.citations import dating, documents
from teiwright.citations.scope import HAN, Item, Part, Scope, adding
from teiwright.languages.folding import alternatives

LONGEST = 200
PROSE = re.compile(r"[;:“”\"]|\.\s+[A-Z][a-z]+\s[a-z]")


@cache
def _closing() -> re.Pattern[str]:
    """What stands behind the date: how secret the document is, and its file in brackets."""
    classified = alternatives(languages.words("en", "citations", "classified"))
    number = r"(?P<number>[A-Z]{0,3}\s?\d[^()]*?)"
    return re.compile(
        rf"(?:,\s{classified})*(?:,\ssub(?:j|ject)?:\s[^;()]{{3,80}})?(?:.{{0,160}},\s(?P<symbol>(?:U\.?N\.?\s)?(?:[Dd]oc(?:ument|\.)\s)?[ASE](?:/[A-Z\d.]+)+))?"
        rf"(?:\.?\s\((?:[Ff]iles?\s)?{number}(?:\scited\sin\s[^()]*)?\)(?:\s\([A-Z]{{2}}\s[^()]*\))?)?"
    )


@cache
def _numbered() -> re.Pattern[str]:
    """From Leeds, Despatch 180, …: where a numbered message came from or went to."""
    kinds = alternatives(languages.words("en", "citations", "messages"))
    place = r"[A-Z][\w.’'\-]*(?:\s[A-Z][\w.’'\-]*){0,3}"
    return re.compile(rf"(?:[Ff]rom|[Tt]o)\s{place},\s(?:[A-Z][a-z]+\s)?{kinds}\s(?:[Nn]o\.\s)?[A-Z]?[–—\-]?\d+")


def parse(scope: Scope) -> Item | None:
    """Return the item where the scope holds nothing but documents with their day, or None."""
    scope = scope.within(scope.start, scope.end - scope.text.endswith("."))
    days = () if HAN.search(scope.text) or scope.italic_runs() else dating.days(scope)
    closings = ((_closing().fullmatch(scope.string, day.end, scope.end), day) for day in reversed(days))
    closing, last = next((found for found in closings if found[0]), (None, None))
    is_symbol = closing is not None and closing["symbol"] is not None and documents.begins_description(scope)
    if (
        closing is None
        or last is None
        or (not is_symbol and not _is_told(scope.within(scope.start, last.end), days[0].start))
    ):
        return None
    described = scope.within(scope.start, last.end)
    parts = documents.western(described)
    for name, kind in (("number", "file"), ("symbol", "shelfmark")):
        if closing[name]:
            parts = adding(parts, (Part(*closing.span(name), "shelfmark", (("type", kind),)),))
    return Item(scope.start, closing.end(), "archival", "en", parts)


def _is_told(described: Scope, day: int) -> bool:
    """A numbered message, or who wrote, in one piece up to the day."""
    if _numbered().match(described.text):
        return True
    before = described.within(described.start, day)
    is_short = len(before.text) < LONGEST and not PROSE.search(before.text)
    return is_short and documents.is_sent(described)
