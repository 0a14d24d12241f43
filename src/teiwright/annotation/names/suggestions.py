"""Names that were found but that no authority entry knows, put together for `teiwright suggest`."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from teiwright.article import Article, Span, SpanKind, Text, all_texts
from teiwright.languages.folding import fold_name

KINDS: tuple[SpanKind, ...] = ("person", "place", "org")


@dataclass(frozen=True, slots=True)
class Context:
    """One mention: the id of its text, its half-open range there, and the words before and after it."""

    text: str
    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name without an entry: as it is printed most, its kind, all its mentions, and what its finding rests on."""

    name: str
    kind: SpanKind
    contexts: tuple[Context, ...]
    why: str
    by: str

    @property
    def count(self) -> int:
        """How often the document has the name."""
        return len(self.contexts)


Mention = tuple[str, Span, Context]


def suggestions(article: Article, spans: Mapping[str, Sequence[Span]], width: int = 16) -> list[Suggestion]:
    """Return the names without a key, those that an answer settles most mentions of first.

    `width` is the number of characters of context to give on either side. Spans inside a citation's parts should
    have been settled before; what is given is what is listed.
    """
    groups: defaultdict[tuple[SpanKind, str], list[Mention]] = defaultdict(list)
    for text in all_texts(article):
        for span in spans.get(text.id, ()):
            if span.kind in KINDS and not span.key:
                name = text.string[span.start : span.end]
                groups[span.kind, fold_name(name)].append((name, span, _context(text, span, width)))
    found = [_suggestion(kind, mentions) for (kind, _), mentions in groups.items()]
    return sorted(found, key=lambda suggestion: (-suggestion.count, KINDS.index(suggestion.kind), suggestion.name))


def _suggestion(kind: SpanKind, mentions: list[Mention]) -> Suggestion:
    printed = [" ".join(name.split()) for name, _, _ in mentions]
    name = max(printed, key=lambda form: (printed.count(form), -printed.index(form)))
    first = mentions[0][1]
    return Suggestion(name, kind, tuple(context for _, _, context in mentions), first.why, first.by)


def _context(text: Text, span: Span, width: int) -> Context:
    before, after = text.string[max(0, span.start - width) : span.start], text.string[span.end : span.end + width]
    return Context(text.id, span.start, span.end, before, after)
