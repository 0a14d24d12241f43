"""From an article's texts to date spans."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from teiwright import languages
from teiwright.article import Article, Emphasis, NoteAnchor, Quotation, Span, Text, body_texts, note_texts, texts_of
from teiwright.authority import Authority, Entry
from teiwright.dates import chinese, english, lunar, numeric, plain, russian, styles
from teiwright.dates.context import Context, Resolved, SpeechDate, resolve
from teiwright.dates.discourse import Discourse, discourse
from teiwright.dates.mention import EventName, Mention, without_overlaps
from teiwright.dates.values import Point, attributes
from teiwright.dates.years import Evidence, evidence
from teiwright.languages.folding import fold_characters

_TITLE = re.compile(r"《[^《》]{0,300}》|〈[^〈〉]{0,300}〉")
_LATIN_TITLE = re.compile(r"[“\"«][^”\"»\u3400-\u9fff]{12,300}[”\"»]")
TITLE_SPACES = 3
"""So many spaces italics in the body have at least to be taken for a title."""
_CJK = re.compile(r"[\u3400-\u9fff]")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_LATIN = re.compile(r"[A-Za-z]{3}")


@dataclass(frozen=True, slots=True)
class _Read:
    """A text with the mentions found in it; `is_quoted` for one that is a quotation as a whole."""

    text: Text
    mentions: tuple[Mention, ...]
    is_quoted: bool = False

    @property
    def structure(self) -> Discourse:
        structure = discourse(self.text.string)
        return replace(structure, quotations=((0, len(self.text.string)),)) if self.is_quoted else structure

    def ordered(self, *, is_month_first: bool) -> "_Read":
        """The text with the day and the month of its dates in figures in the document's order."""
        mentions = tuple(numeric.ordered(mention, is_month_first=is_month_first) for mention in self.mentions)
        return replace(self, mentions=mentions)

    @property
    def explicit(self) -> tuple[Point, ...]:
        return tuple(mention.first.point for mention in self.mentions if mention.is_explicit)


def find_dates(article: Article, authority: Authority) -> dict[str, list[Span]]:
    """Return the date spans of title page, body and notes by text id.

    Attributes are TEI's: when, from and to, notBefore and notAfter, with EDTF in when-custom where it says more, and
    type="relative" for an expression that hangs on its context. Dates inside titles are left out.
    """
    events = event_names(authority, article)
    pages = [_read(block.text, events) for block in article.title_page if block.kind != "number"]
    body = [
        replace(_read(text, events), is_quoted=isinstance(block, Quotation))
        for block in article.body
        for text in texts_of(block)
    ]
    notes: dict[int, list[_Read]] = {}
    for note, text in note_texts(article):
        notes.setdefault(note.number, []).append(_read(text, events, is_note=True))
    pages, body, notes = _in_one_order(pages, body, notes)
    everywhere = [point for read in (*body, *_flat(notes.values())) for point in read.explicit]
    whole = evidence(everywhere)
    spans = {read.text.id: _spans(_alone(read, Context(evidence=whole))) for read in pages}
    start = Context(
        narrative=_subject(article, events), written=_year_written(article, pages),
        eras=_eras((*body, *_flat(notes.values()))),
    )  # fmt: skip
    spans |= _narrated(body, notes, everywhere, start)
    return {key: found for key, found in spans.items() if found}


def _eras(reads: Iterable[_Read]) -> tuple[str, ...]:
    """The eras that years are printed with, those of the most years first."""
    printed = Counter(each.era for read in reads for each in read.mentions if each.era)
    return tuple(era for era, _ in printed.most_common())


def _in_one_order(
    pages: Sequence[_Read], body: Sequence[_Read], notes: Mapping[int, Sequence[_Read]]
) -> tuple[list[_Read], list[_Read], dict[int, list[_Read]]]:
    """Read the document's dates in figures all in the one order that some of them tell."""
    every = (mention for read in (*pages, *body, *_flat(notes.values())) for mention in read.mentions)
    is_month_first = numeric.is_month_first(every)
    return (
        [read.ordered(is_month_first=is_month_first) for read in pages],
        [read.ordered(is_month_first=is_month_first) for read in body],
        {number: [read.ordered(is_month_first=is_month_first) for read in reads] for number, reads in notes.items()},
    )


def find_in_string(text: str, reference: date | None = None, events: Sequence[EventName] = ()) -> list[Span]:
    """Return the date spans of a string on its own; `reference` is the day it speaks on, if that is known."""
    start = Context(narrative=Point().on(reference) if reference else None, speech=reference)
    read = _read(Text("s", text), events)
    read = read.ordered(is_month_first=numeric.is_month_first(read.mentions))
    return [span for span in _spans(_alone(read, replace(start, evidence=evidence(read.explicit)))) if span.attributes]


def _subject(article: Article, events: Sequence[EventName]) -> Point | None:
    """The first year that the title names: where the narrative starts, unless its own first date says otherwise."""
    titles = (block.text for block in article.title_page if block.kind in ("title", "abstract"))
    mentions = (mention for text in titles for mention in _read(text, events).mentions)
    years = (mention.first.point for mention in mentions if (mention.first.point.year or 0) >= 100)
    return next(
        (replace(point, month=None, day=None, phase="", hour=None) for point in years if not point.period), None
    )


def _year_written(article: Article, pages: Sequence[_Read]) -> int | None:
    """The year of the metadata's date, else that of a line of the title page that is nothing but a day."""
    year = article.metadata.date[:4]
    if year.isdecimal():
        return int(year)
    lines = (read for read in pages if len(read.mentions) == 1 and read.mentions[0].last is None)
    points = (
        read.mentions[0].first.point
        for read in lines
        if read.text.string.strip(" ()（）") == read.text.string[read.mentions[0].start : read.mentions[0].end]
    )
    return next((point.year for point in points if point.as_date), None)


def event_names(authority: Authority, article: Article) -> list[EventName]:
    """Return the names by which the article may speak of the events that the authority files date to the day.

    Beside its own names an event that the article names in full has its short ones and the bare word for its kind
    (戰爭, 會議), unless another of its kind is named more often, and a war the word for its outbreak.
    """
    strings = [text.string for text in body_texts(article)]
    named = [
        (sum(string.count(name.text) for string in strings), entry.id, name, *days)
        for entry in authority.of_kind("event")
        if (days := _days(entry))
        for name in entry.names
    ]
    in_full = {key for count, key, name, *_ in named if count and name.type != "short"}
    names: dict[str, EventName] = {}
    for _, key, name, begin, end in sorted(named, key=lambda item: -item[0]):
        if name.type == "short":
            if key in in_full:
                names.setdefault(name.text, EventName(name.text, begin, end, is_bare=True))
            continue
        names.setdefault(name.text, EventName(name.text, begin, end))
        for bare in _bare(name.text) if key in in_full else ():
            names.setdefault(bare, EventName(bare, begin, end, is_bare=True))
    return list(names.values())


def _bare(name: str) -> tuple[str, ...]:
    """The noun that ends an event's name, and for a war the word for its outbreak."""
    folded = fold_characters(name)
    kinds = languages.words("zh", "calendar", "event-kind", folded=True)
    kind = next((kind for kind in kinds if folded.endswith(kind) and len(folded) > len(kind) + 1), "")
    is_war = kind in languages.words("zh", "calendar", "war", folded=True)
    return (kind, *(languages.words("zh", "calendar", "outbreak") if is_war else ())) if kind else ()


def _days(entry: Entry) -> tuple[date, date] | None:
    values = dict(entry.attributes)
    begin, end = values.get("when") or values.get("from", ""), values.get("when") or values.get("to", "")
    try:
        return date.fromisoformat(begin[:10]), date.fromisoformat((end or begin)[:10])
    except ValueError:
        return None


def _flat(groups: Iterable[Sequence[_Read]]) -> Iterator[_Read]:
    for group in groups:
        yield from group


def _read(text: Text, events: Sequence[EventName], *, is_note: bool = False) -> _Read:
    """Run the grammars whose scripts the text has, and leave out what stands in titles."""
    string = text.string
    found: list[Mention] = numeric.find(string)
    if _CJK.search(string):
        found += chinese.find(string, events)
    if _CYRILLIC.search(string):
        found += russian.find(string)
    if _LATIN.search(string):
        found += english.find(string)
        for code in plain.codes():
            found += plain.find(string, code)
    titles = sorted(_titles(text, is_note=is_note))
    apart = styles.paired(string, list(without_overlaps(found)))
    kept = [mention for mention in apart if not _is_within(mention, titles)]
    return _Read(text, tuple(kept))


def _titles(text: Text, *, is_note: bool) -> Iterator[tuple[int, int]]:
    for match in _TITLE.finditer(text.string):
        yield match.span()
    for match in _LATIN_TITLE.finditer(text.string) if is_note else ():
        yield match.span()
    for inline in text.inlines:
        if isinstance(inline, Emphasis) and _is_title(text.string, inline, is_note=is_note):
            yield inline.start, inline.end


def _is_title(string: str, stretch: Emphasis, *, is_note: bool) -> bool:
    """Italics in a note are a title; so are long ones in the body, where short ones may stress a date."""
    is_long = string.count(" ", stretch.start, stretch.end) >= TITLE_SPACES
    return stretch.rend == "italic" and (is_note or is_long)


def _is_within(mention: Mention, stretches: Sequence[tuple[int, int]]) -> bool:
    at = bisect_right(stretches, mention.start, key=lambda stretch: stretch[0])
    return any(mention.end <= end for _, end in stretches[max(0, at - 3) : at])


def _alone(read: _Read, context: Context) -> list[Resolved]:
    return resolve(read.text.string, read.mentions, read.structure, context, lambda _: None)[0]


def _narrated(
    body: Sequence[_Read], notes: dict[int, list[_Read]], everywhere: Sequence[Point], start: Context
) -> dict[str, list[Span]]:
    """Follow the narrative through the body; each note starts from where it stands at the note's anchor."""
    spans: dict[str, list[Span]] = {}
    whole = evidence(everywhere)
    reached: dict[int, Context] = {}
    for read in body:
        anchors = [inline for inline in read.text.inlines if isinstance(inline, NoteAnchor)]
        here = replace(start, evidence=_local(whole, anchors, notes))
        speech = _speech_of_note(anchors, notes)
        resolved, track = resolve(read.text.string, read.mentions, read.structure, here, speech)
        spans[read.text.id] = _spans(resolved)
        reached |= {anchor.note: _standing(track, anchor.at) for anchor in anchors}
        start = _carried(start, track[-1][1])
    for number, reads in notes.items():
        context = replace(_carried(start, reached.get(number, start)), evidence=whole)
        spans |= {read.text.id: _spans(_alone(read, context)) for read in reads}
    return spans


def _carried(start: Context, reached: Context) -> Context:
    """Take on where the narrative stands, but neither the sentence nor the speech it stood in."""
    return replace(
        start, narrative=reached.narrative, main=reached.main, day=reached.day, by_moon=reached.by_moon,
        eras=reached.eras,
    )  # fmt: skip


def _local(whole: Evidence, anchors: Sequence[NoteAnchor], notes: dict[int, list[_Read]]) -> Evidence:
    nearby = [point for anchor in anchors for read in notes.get(anchor.note, ()) for point in read.explicit]
    if not nearby:
        return whole
    here = evidence((), nearby).months
    return Evidence(
        {**whole.months, **{month: whole.months.get(month, 0.0) + weight for month, weight in here.items()}}
    )


def _speech_of_note(anchors: Sequence[NoteAnchor], notes: dict[int, list[_Read]]) -> SpeechDate:
    """Return a function from the end of a quotation to the first full date of the note that stands there."""

    def speech(end: int) -> date | None:
        at = bisect_left(anchors, end, key=lambda anchor: anchor.at)
        if at == len(anchors) or anchors[at].at > end + 2:
            return None
        points = (point for read in notes.get(anchors[at].note, ()) for point in read.explicit)
        return next((day for point in points if point.is_valid and (day := point.as_date)), None)

    return speech


def _standing(track: Sequence[tuple[int, Context]], offset: int) -> Context:
    return track[bisect_right(track, offset, key=lambda entry: entry[0]) - 1][1]


def _spans(resolved: Iterable[Resolved]) -> list[Span]:
    return [_span(item) for item in resolved]


def _span(item: Resolved) -> Span:
    mention = item.mention
    if not item.is_known:
        return Span(mention.start, mention.end, "date", certainty=item.certainty, by="dates", why=item.why)
    values = attributes(item.first, item.last, mention.relation, mention.bound)
    if mention.calendar == "moon":
        values = (*(value for value in values if value[0] not in ("when-custom", "datingMethod")), *_by_the_moon(item))
    elif mention.calendar and item.first.as_date:
        values = (*values, *_in_both(item.first, is_old=mention.calendar == "old"))
    kind = (("type", "relative"),) if mention.is_relative else ()
    return Span(
        mention.start, mention.end, "date", certainty=item.certainty, by="dates",
        attributes=(*values, *kind), why=mention.why or item.why,
    )  # fmt: skip


def _by_the_moon(item: Resolved) -> tuple[tuple[str, str], ...]:
    """The day, the month or the range of days in the Chinese calendar."""
    days = [day for point in (item.first, item.last) if point and (day := point.as_date)]
    told = [found for day in days if (found := lunar.lunar(day))]
    if not told:
        return ()
    begins = told[0]
    is_month = tuple(days) == lunar.month_of(begins.year, begins.month, is_leap=begins.is_leap)
    custom = begins.custom.rpartition("-")[0] if is_month else "/".join(day.custom for day in told)
    return ("when-custom", custom), ("datingMethod", "#chinese"), ("calendar", "#chinese")


def _in_both(point: Point, *, is_old: bool) -> tuple[tuple[str, str], ...]:
    """The Julian day beside the Gregorian one, and the calendars in which the text has it."""
    calendars = "#julian" if is_old else "#julian #gregorian"
    return ("when-custom", styles.julian(point).iso()), ("datingMethod", "#julian"), ("calendar", calendars)
