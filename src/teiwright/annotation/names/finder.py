"""Where the kinds of evidence for names come together, and the longest reading of each stretch is taken."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from teiwright.annotation.names import (
    abbreviations,
    bodies,
    body_identity,
    chinese_bodies,
    english_bodies,
    english_persons,
    geography,
    identity,
    lexicon,
    longer_names,
    metonymy,
    neighbours,
    people,
    place_contexts,
    resolution,
    russian_bodies,
    russian_persons,
    short_forms,
    units,
)
from teiwright.annotation.names.lexicon import Hit, Lexicon
from teiwright.annotation.names.masking import COUNTRY, ORG, PLACE, REST, Sign, mask, read
from teiwright.annotation.names.models import Models
from teiwright.annotation.names.occurrences import has_han, matcher
from teiwright.annotation.names.opinions import Opinions, ask
from teiwright.annotation.names.passage import Reading
from teiwright.annotation.names.vocabulary import compiled, vocabulary
from teiwright.article import Article, Certainty, Emphasis, Part, Span, SpanKind, body_texts, note_texts
from teiwright.authority import Authority
from teiwright.gazetteer import Gazetteer
from teiwright.languages.folding import fold, fold_name

_PART_KINDS: dict[str, SpanKind] = {"author": "person", "affiliation": "org", "publisher": "org", "place": "place"}
_BY_KEY: dict[bool, tuple[str, Certainty]] = {True: ("authority", "medium"), False: ("pattern", "low")}
_INITIALS = re.compile(r"(?:[A-ZА-Я][·.] ?){1,3}$")
_LETTERS_END = "\u2e80"
_BODY_AND_PLACE = re.compile(f"(?P<body>{ORG}{REST}*) ?(?P<place>[{COUNTRY}{PLACE}]{REST}*)")
_SHORT_NAME = 2
"""Characters of the shortest Chinese name with a given name."""


def find_names(
    article: Article, authority: Authority, models: Models | None = None, places: Gazetteer | None = None
) -> dict[str, list[Span]]:
    """Return the names in the title page, the body and the notes, by the id of the text they stand in.

    A name of the authority files carries its key (`by` authority, certainty high or medium), one of the gazetteer
    `places` the gazetteer's, if any (`by` gazetteer); a name found by its shape and its context has none (`by`
    pattern, certainty low), nor has one that only one of the `models` proposes (`by` model, certainty low). `why` says
    in plain words what the choice rests on.
    """
    known = lexicon.build(authority)
    readings = _read(article, known)
    opinions = ask(models or Models(), readings, article.language)
    readings, explained = _named(readings, known, opinions, places, authority)
    readings = identity.identified(readings, identity.bearers(authority))
    readings = body_identity.identified(readings, authority, explained)
    readings = [replace(reading, spans=tuple(_metonymic(reading))) for reading in readings]
    return {reading.text.id: [*_outside_titles(reading)] for reading in readings}


def _outside_titles(reading: Reading) -> Iterator[Span]:
    """The spans in the text's own offsets, without persons and places that only a model sees in words in italics.

    Titles of books, ships and foreign words stand so (the Malleus Maleficarum); in Chinese, whole paragraphs do.
    """
    string = reading.text.string
    italics = [
        each
        for each in reading.text.inlines
        if isinstance(each, Emphasis) and each.rend == "italic" and not has_han(string[each.start : each.end])
    ]
    for span in reading.spans:
        restored = _restored(span, reading)
        is_doubtful = span.by == "model" and span.kind != "org"
        if not (is_doubtful and any(each.start <= restored.start and restored.end <= each.end for each in italics)):
            yield restored


def _read(article: Article, known: Lexicon) -> list[Reading]:
    texts = [(text, False) for text in body_texts(article)] + [(text, True) for _, text in note_texts(article)]
    readings = [Reading(text, fold(text.string), is_note) for text, is_note in texts]
    return resolution.resolve(
        [replace(reading, hits=tuple(lexicon.find(known, reading.string))) for reading in readings]
    )


def _named(
    readings: list[Reading], known: Lexicon, opinions: Opinions, places: Gazetteer | None, authority: Authority
) -> tuple[list[Reading], dict[str, str]]:
    """Apply the finders one after the other, each on a text in which what was found before is masked.

    The acronyms that the document explains come with the readings, by the acronym.
    """
    full = resolution.mentions(readings)
    told = longer_names.told(reading.string for reading in readings)
    readings = [reading.plus((*_known(reading, told), *_parts(reading))) for reading in readings]
    readings = [reading.plus(_states(reading)) for reading in readings]
    readings = [reading.plus(bodies.find_owners(reading.masked(), reading.string)) for reading in readings]
    readings = [reading.plus(_by_grammar(reading, number, known, full)) for number, reading in enumerate(readings)]
    places_before = [_places_and_persons(reading) for reading in readings]
    readings, explained = _bodies_in_letters(readings, known, full)
    longer = zip(readings, opinions.longer_bodies(readings), strict=True)
    readings = short_forms.without_owner([reading.plus(found) for reading, found in longer])
    readings = [reading.plus(_states(reading)) for reading in short_forms.marked(readings)]
    single = abbreviations.finder_of(known)
    readings = [reading.plus(_single(reading, known, single, full)) for reading in readings]
    readings = [reading.plus(found) for reading, found in zip(readings, opinions.long_persons(readings), strict=True)]
    proposed = opinions.surnames_alone(readings)
    for _ in range(2):
        readings = _people_by_context(readings, proposed)
    monks = people.monks(reading.masked() for reading in readings)
    alone = people.monks_alone((reading.masked() for reading in readings), monks)
    readings = [reading.plus(people.titled_monks(reading.masked(), monks, alone)) for reading in readings]
    readings = _people_in_letters(readings, opinions)
    if places is not None:
        readings = geography.find(readings, places, authority)
    places_found = place_contexts.discover([reading.masked() for reading in readings])
    readings = [reading.plus(place_contexts.find(reading.masked(), places_found)) for reading in readings]
    courtesy = people.courtesy_names([reading.masked() for reading in readings], opinions.words)
    readings = [reading.plus(people.by_courtesy(reading.masked(), courtesy)) for reading in readings]
    told_bodies = chinese_bodies.find(readings, opinions.words)
    readings = [reading.plus(found) for reading, found in zip(readings, told_bodies, strict=True)]
    readings = [reading.plus(found) for reading, found in zip(readings, opinions.gaps(readings), strict=True)]
    readings = [reading.plus(neighbours.find(reading)) for reading in readings]
    readings = [reading.plus(people.in_series(reading.masked())) for reading in readings]
    readings = [reading.plus(place_contexts.villages(reading.masked())) for reading in readings]
    readings = [
        reading.plus(_by_grammar(reading, number, known, full)) if _places_and_persons(reading) != before else reading
        for number, (reading, before) in enumerate(zip(readings, places_before, strict=True))
    ]
    readings = [reading.plus(_states(reading)) for reading in readings]
    readings = _bare_places(readings)
    readings = [reading.plus(_states(reading)) for reading in readings]
    readings = [reading.plus(units.find_named(reading.masked())) for reading in readings]
    readings = [reading.plus(_composites(reading, number, known, full)) for number, reading in enumerate(readings)]
    readings = [reading.plus(_of_states(reading, number, known, full)) for number, reading in enumerate(readings)]
    readings = short_forms.abbreviated(short_forms.marked(readings), opinions.words)
    addressed = people.addressed(reading.masked() for reading in readings)
    surnames = dict.fromkeys(addressed, "") | resolution.surnames(readings)
    named = [
        reading.plus((*_surnames(reading, surnames), *_proposed_surnames(reading, surnames, places_of)))
        for reading, places_of in zip(readings, proposed, strict=True)
    ]
    return named, explained


def _people_by_context(readings: list[Reading], proposed: Sequence[Sequence[int]]) -> list[Reading]:
    """Names that their contexts tell; those of two characters only where no surname stands alone (蔣 in 蔣召陳誠)."""
    discovered = people.discover([reading.masked() for reading in readings])
    found = [list(people.find(reading.masked(), discovered)) for reading in readings]
    longer = [
        reading.plus(span for span in spans if span.end - span.start > _SHORT_NAME)
        for reading, spans in zip(readings, found, strict=True)
    ]
    surnames = resolution.surnames(longer)
    alone = [
        reading.plus((*_surnames_alone(reading, surnames), *_proposed_surnames(reading, surnames, places)))
        for reading, places in zip(longer, proposed, strict=True)
    ]
    return [
        reading.plus(
            span for span in spans if span.end - span.start > _SHORT_NAME or not reading.has(span.start, span.start + 1)
        )
        for reading, spans in zip(alone, found, strict=True)
    ]


def _places_and_persons(reading: Reading) -> list[Span]:
    """What the grammar of bodies may build on: with the same, it need not be asked again."""
    return [span for span in reading.spans if span.kind != "org"]


def _bare_places(readings: list[Reading]) -> list[Reading]:
    """Mark the places that stand without the noun for their kind, which the document gives elsewhere."""
    named = (
        reading.string[span.start : span.end] for reading in readings for span in reading.spans if span.kind == "place"
    )
    bare = Counter(place_contexts.bare(named))
    return [reading.plus(place_contexts.find(reading.masked(), bare)) for reading in readings] if bare else readings


def _people_in_letters(readings: list[Reading], opinions: Opinions) -> list[Reading]:
    """Persons in English and Russian; a name in full wins over a known surname or place within it."""
    strings = [_without_bodies(reading) for reading in readings]
    prose = [not reading.is_note for reading in readings]
    proposed = [opinions.persons(number) for number in range(len(readings))]
    english = english_persons.discover(strings, proposed, prose)
    slavic = russian_persons.discover(strings, proposed, prose)
    return [
        reading.plus(span for span in (*one, *other) if not reading.has(span.start, span.end, "place"))
        for reading, one, other in zip(readings, english, slavic, strict=True)
    ]


def _without_bodies(reading: Reading) -> str:
    signs = (Sign(span.start, span.end, ORG) for span in reading.spans if span.kind == "org")
    return mask(reading.in_letters(), signs)


def _known(reading: Reading, told: frozenset[str]) -> Iterator[Span]:
    for hit in reading.hits:
        term = hit.term
        if term.kind == "place" and _is_no_place(hit, reading.string, told):
            continue
        if term.kind == "person" and _is_no_person(hit, reading.string):
            continue
        start, end = _whole_name(hit, reading.string)
        certainty: Certainty = "high" if not term.is_short else "medium"
        why = f"the name {term.text} of an authority entry" if term.key else lexicon.KNOWN_TO_EVERYBODY
        if term.key:
            yield Span(start, end, term.kind, term.key, certainty, "authority", why=why)
        else:
            yield Span(start, end, term.kind, None, "low", "pattern", why=why)


def _is_no_place(hit: Hit, string: str, told: frozenset[str]) -> bool:
    if string[hit.end - 1] >= _LETTERS_END:
        name = string[hit.start : hit.end]
        return name in longer_names.doubtful() and name not in told
    return longer_names.is_part(string, hit.start, hit.end)


def _is_no_person(hit: Hit, string: str) -> bool:
    """The Harry S. Truman Library; of a surname alone also the Truman Show, at Truman, на Московском вокзале."""
    if english_bodies.is_named_after(string, hit.end):
        return True
    is_thing = english_persons.names_a_thing(string, hit.end) or english_persons.is_at_place(string, hit.start)
    return hit.term.is_short and (is_thing or russian_persons.is_adjective(string, hit.start, hit.end))


def _whole_name(hit: Hit, string: str) -> tuple[int, int]:
    """A name in Chinese characters with the initials or the given name before it, a ruler's with his number."""
    start, end = hit.start, hit.end
    if hit.term.kind != "person" or string[end - 1] < _LETTERS_END:
        is_ruler = hit.term.kind == "person" and hit.term.key is None
        return start, english_persons.with_number(string, end) if is_ruler else end
    before = max(0, start - 9)
    given = _INITIALS.search(string, before, start) or _given().search(string, before, start)
    return (given.start() if given else start), end


def _given() -> re.Pattern[str]:
    return compiled("(?:(?:{transliteration}|{loose-transliteration}){1,5}·)+$")


def _parts(reading: Reading) -> Iterator[Span]:
    """The parts of a title page's line that name an author, a body or a place."""
    starts = {offset: at for at, offset in enumerate(reading.folded.offsets)}
    for inline in reading.text.inlines:
        if (
            isinstance(inline, Part)
            and inline.role in _PART_KINDS
            and inline.start in starts
            and inline.end - 1 in starts
        ):
            start, end = starts[inline.start], starts[inline.end - 1] + 1
            yield Span(
                start, end, _PART_KINDS[inline.role], None, "low", "pattern", why=f"the title page's {inline.role}"
            )


def _by_grammar(reading: Reading, number: int, known: Lexicon, full: resolution.Mentions) -> Iterator[Span]:
    masked = reading.masked_but(frozenset(vocabulary().words["bare"]))
    found = (
        *bodies.find(masked, reading.string),
        *units.find(masked, reading.string),
    )
    yield from (_keyed_body(span, masked, reading, number, known, full) for span in found)


def _keyed_body(
    span: Span, masked: str, reading: Reading, number: int, known: Lexicon, full: resolution.Mentions
) -> Span:
    name = reading.string[span.start : span.end]
    terms = known.terms.get(name) or known.terms.get(_without_owner(masked, reading.string, span)) or ()
    terms = tuple(term for term in terms if term.kind == "org")
    return resolution.keyed(span, terms, reading, number, full) if terms else span


def _bodies_in_letters(
    readings: list[Reading], known: Lexicon, full: resolution.Mentions
) -> tuple[list[Reading], dict[str, str]]:
    """Bodies in English and Russian, found alone, too, where the document names them; the acronyms that it explains."""
    strings = [reading.in_letters() for reading in readings]
    english_found, explained = english_bodies.discover(strings)
    found = zip(english_found, russian_bodies.discover(strings), strict=True)
    named = [
        reading.plus(
            _keyed_body(span, reading.string, reading, number, known, full)
            for span in (*english, *slavic)
            if not reading.has(span.start, span.end)
        )
        for number, (reading, (english, slavic)) in enumerate(zip(readings, found, strict=True))
    ]
    return named, explained


def _states(reading: Reading) -> Iterator[Span]:
    """Places that the grammar makes of a known place (波蘭人民共和國, 大連港); the port keeps the town's key.

    A city is not the unit of the first level that is called after it (紐約州, 華沙省).
    """
    inner = {span.start: span for span in reading.spans if span.kind == "place" and span.key}
    cities = {hit.start for hit in reading.hits if hit.term.entry_type == "city"}
    for span, keeps_key in place_contexts.extended(reading.masked()):
        is_unit = span.start in cities and read("unit-after-city").search(reading.string, span.start, span.end)
        known = inner.get(span.start) if keeps_key and not is_unit else None
        yield replace(span, key=known.key, by=known.by, certainty="medium") if known else span


def _composites(reading: Reading, number: int, known: Lexicon, full: resolution.Mentions) -> Iterator[Span]:
    """Bodies whose name begins with the state, place or body that they belong to (日本海軍陸戰隊, 共產黨中央委員會).

    The owner is read with a body that has no entry, or one that many states have.
    """
    for owner, body in pairwise(reading.spans):
        if owner.end != body.start or body.kind != "org" or reading.string[body.start] < _LETTERS_END:
            continue
        is_general = body_identity.is_generic(reading.string[body.start : body.end])
        is_state = (owner.start, owner.end) in reading.states
        if (owner.kind == "org" and is_general) or (
            owner.kind == "place" and (not body.key or (is_general and is_state))
        ):
            whole = replace(
                body, start=owner.start, key=None, certainty="low", by="pattern", why="a body with its owner"
            )
            yield _keyed_body(whole, reading.masked(), reading, number, known, full)


def _of_states(reading: Reading, number: int, known: Lexicon, full: resolution.Mentions) -> Iterator[Span]:
    """Bodies in Russian with the state in the genitive that they belong to (ЦК КП(б) Грузии)."""
    masked = reading.masked()
    states = {(hit.start, hit.end) for hit in reading.hits if hit.term.entry_type != "city" and hit.term.key}
    for match in _BODY_AND_PLACE.finditer(masked):
        body, place = (
            reading.string[match.start() : match.end("body")],
            reading.string[match.start("place") : match.end()],
        )
        is_state = (match.start("place"), match.end()) in states | reading.states or russian_bodies.is_republic(place)
        if is_state and russian_bodies.takes_state(body, place):
            whole = Span(*match.span(), "org", None, "low", "pattern", why="a body with its state")
            yield _keyed_body(whole, masked, reading, number, known, full)


def _without_owner(masked: str, string: str, span: Span) -> str:
    """第7步兵師 in 波蘭第7步兵師."""
    at = next((at for at in range(span.start, span.end) if masked[at] == "第"), span.start)
    return string[at : span.end]


def _single(
    reading: Reading, known: Lexicon, single: abbreviations.Finder, full: resolution.Mentions
) -> Iterator[Span]:
    """One-character names; a rare one (波, 匈) only where the document names the state in full, too."""
    for found in single.find(reading.masked()):
        sign = reading.string[found.at]
        term = known.single[sign][0]
        is_rare = term.kind == "place" and term.is_country and sign not in abbreviations.common_states()
        if is_rare and term.key and not full.counts[term.key]:
            continue
        attributes = (("type", "abbr"),)
        why = f"{term.text} {found.why}"
        if term.key:
            is_sure = full.counts[term.key] > 0 and not found.is_alone
            sure: Certainty = "high" if is_sure else "medium"
            yield Span(found.at, found.at + 1, term.kind, term.key, sure, "authority", attributes, why)
        else:
            yield Span(found.at, found.at + 1, term.kind, None, "low", "pattern", attributes, why)


def _surnames(reading: Reading, alone: dict[str, str]) -> Iterator[Span]:
    """Surnames that stand alone: in a pair, before a title, or of two characters and so telling (鳩山)."""
    masked, short = reading.masked(), _of_one_character(alone)
    for found in (
        *abbreviations.surname_pairs(masked, short),
        *abbreviations.surname_titles(masked, short),
    ):
        yield _surname_span(found.at, found.at + 1, alone[masked[found.at]], found.why)
    yield from _surnames_alone(reading, alone)
    for start, end in matcher(set(alone) - vocabulary().ordinary).find(masked):
        yield _surname_span(start, end, alone[masked[start:end]], "a surname that the document gives in full elsewhere")


def _surnames_alone(reading: Reading, alone: dict[str, str]) -> Iterator[Span]:
    masked = reading.masked()
    for found in abbreviations.surnames_alone(masked, _of_one_character(alone)):
        yield _surname_span(found.at, found.at + 1, alone[masked[found.at]], found.why)


def _proposed_surnames(reading: Reading, surnames: dict[str, str], proposed: Sequence[int]) -> Iterator[Span]:
    """The surnames of the document's persons that a model takes for persons where they stand alone (勸蔣分兩步走)."""
    masked = reading.masked()
    for at in proposed:
        if masked[at] in surnames:
            yield _surname_span(at, at + 1, surnames[masked[at]], "a surname of the document for a person to a model")


def _of_one_character(surnames: Iterable[str]) -> str:
    return "".join(surname for surname in surnames if len(surname) == 1)


def _surname_span(start: int, end: int, key: str, why: str) -> Span:
    by, sure = _BY_KEY[bool(key)]
    return Span(start, end, "person", key or None, sure, by, why=why)


def _metonymic(reading: Reading) -> Iterator[Span]:
    names = {hit.start: fold_name(hit.term.text) for hit in reading.hits}
    return metonymy.marked(reading.spans, reading.string, names)


def _restored(span: Span, reading: Reading) -> Span:
    """Return the span in the text's own offsets."""
    start, end = reading.folded.range(span.start, span.end)
    return replace(span, start=start, end=end)
