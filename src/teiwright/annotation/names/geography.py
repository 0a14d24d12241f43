"""Places that the gazetteer knows, where their context tells that a place is meant.

A name in letters counts where something in the document tells a place: a preposition (in, near, at; в, из), the state
after a town, a noun for its kind, a list with another place; then at its other mentions, too, but not where it is part
of a longer name. States need no context. A Chinese name of three characters or more needs none, a shorter one does.
What a name stands for is decided once for a document: by the country that the text speaks of, else by population;
where two places are alike it stays open.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from teiwright import languages
from teiwright.annotation.names import longer_names, place_identity
from teiwright.annotation.names.masking import COUNTRY, PERSON, PLACE, REST, read
from teiwright.annotation.names.occurrences import Matcher, matcher
from teiwright.annotation.names.passage import Reading
from teiwright.annotation.names.place_identity import Known
from teiwright.annotation.names.vocabulary import compiled, vocabulary
from teiwright.article import Article, Span, all_texts
from teiwright.authority import Authority, Entry, Name
from teiwright.gazetteer import Found, Gazetteer
from teiwright.languages.folding import alternatives, fold_name

_LONGEST = 4
"""Words that a name in letters has at most."""
_TOKEN = re.compile(
    r"(?<![\w.'])(?:(?:St|Ft|Mt)\.(?= )|[A-ZÀ-ÖØ-Þ](?:[\w-]|'(?!s\b))*(?<![-'])|[А-Я](?:[а-я]|-[А-Яа-я])*)"
    r"(?![\w'](?!s\b))"
)
_LINK = re.compile(r" (?:(?:of|de|la|le|del|du|upon|am|an|der|на) )?")
_SIGN = f"[{COUNTRY}{PLACE}]{REST}*"
_AND = "(?:, |,? (?:and|or|und|oder|и|или) )"
_LISTED_BEFORE = re.compile(f"{_SIGN}{_AND}$")
_LISTED_AFTER = re.compile(f"{_AND}{_SIGN}")
_STATE_AFTER = re.compile(f", {_SIGN}")
_CAPITAL_BEFORE = re.compile(rf"(?:(?P<word>[A-ZА-Я][\w'-]*)|[A-ZА-Я]\.|[{PERSON}]{REST}*)[ -]$")
_CAPITAL_AFTER = re.compile(r"[ -](?:[A-ZÀ-ÖØ-ÞА-Я][a-zß-öø-ÿа-я]|[A-ZА-Я]\.)|-\w|\. [A-Z]\.")
_OF_SOMEBODY = re.compile(r"(?<![\w'])[A-Z]\w+'s $")
_POSSESSIVE = re.compile(r"'s\b")
_LOWER = re.compile(r"(?<![\w'])[a-zа-я][\w-]+")
_LISTED_HAN_BEFORE = re.compile(f"{_SIGN}[、和与及]$")
_LISTED_HAN_AFTER = re.compile(f"[、和与及]{_SIGN}")
_HAN_BOUNDARY = re.compile(r"[\s，。、；：？！（）()《》〈〉\"'—\-~·\ue000-\ue010]|$")
_TOWN_SHORTENED = re.compile(r"(?<![\w.])(?<!\d )г\. ?(?P<name>[А-Я][а-я]+(?:-[А-Яа-я][а-я]+)*)(?=[\s,;.)]|$)")
"""г. Ван, but not the г. of a year."""
_PERSON_AFTER = re.compile(f" {PERSON}")
_SURNAME = re.compile("(?:[оеё]в|ин|ын|[сц]кий)$")
_LEADS_TO_TOWN = re.compile(
    rf"(?:(?<!\w){alternatives(languages.words('ru', 'places', 'strong-before'))} |[,:(] ?)$|^$"
)
_LARGE, _MEDIUM = 500_000, 100_000
"""Populations from which one weak context, and from which two, are enough for a city."""
_BLOCKED, _FREE, _WEAK, _STRONG = range(-1, 3)


@dataclass(frozen=True, slots=True)
class _Mention:
    """A name in letters that the gazetteer knows, at its place in a reading, with how strongly its context tells."""

    start: int
    end: int
    name: str
    strength: int
    in_state: bool = False


@dataclass(frozen=True, slots=True)
class _Document:
    """What the whole document tells: words in small letters, surnames of its persons, first words of its bodies."""

    small: frozenset[str]
    surnames: frozenset[str]
    bodies: frozenset[str]


def find(readings: Sequence[Reading], gazetteer: Gazetteer, authority: Authority) -> list[Reading]:
    """Add the gazetteer's places to the readings of a document, and its keys to the places found without one.

    A place that an entry of the authority is, by its GeoNames id, has the entry's key.
    """
    named = [reading.plus(_by_kind(reading.masked())) for reading in readings]
    named = [reading.plus(_abbreviated_states(reading, gazetteer)) for reading in named]
    known = gazetteer.look_up(name for reading in named for *_, name in _candidates(reading.masked()))
    document = _Document(_small_words(named), _surnames(named), _first_of_bodies(named))
    for _ in range(3):
        found = _in_letters(named, known, document)
        if not any(found):
            break
        named = [reading.plus(spans) for reading, spans in zip(named, found, strict=True)]
    named = [reading.plus(_in_han(reading, gazetteer)) for reading in named]
    return place_identity.identified(named, gazetteer, authority)


def entries(article: Article, spans: Mapping[str, Sequence[Span]], gazetteer: Gazetteer) -> Iterator[Entry]:
    """Yield the gazetteer's entries that the spans lead to, each with its name in the language of the text, too."""
    named: dict[str, dict[str, str]] = {}
    for text in all_texts(article):
        for span in spans.get(text.id, ()):
            if span.kind == "place" and span.key:
                folded = fold_name(text.string[span.start : span.end])
                named.setdefault(span.key, {}).setdefault(folded, text.language or article.language)
    known = gazetteer.look_up(name for group in named.values() for name in group)
    for place in gazetteer.by_key(sorted(named)):
        yield place.entry(
            Name(each.base, _language_of(each.base, language))
            for name, language in named[place.key].items()
            for each in known.get(name, ())
            if each.place.key == place.key
        )


def _language_of(name: str, language: str) -> str:
    """The language of a name: that of its script where the text is in another."""
    if "\u0400" <= name[0] <= "\u04ff":
        return "ru"
    if name[0] >= "\u3400":
        return language if language.startswith("zh") else "zh"
    return language if language not in ("ru",) and not language.startswith("zh") else "en"


def _small_words(readings: Iterable[Reading]) -> frozenset[str]:
    return frozenset(word for reading in readings for word in _LOWER.findall(reading.string))


def _surnames(readings: Iterable[Reading]) -> frozenset[str]:
    return frozenset(
        reading.string[span.start : span.end].rpartition(" ")[2]
        for reading in readings
        for span in reading.spans
        if span.kind == "person"
    )


def _first_of_bodies(readings: Iterable[Reading]) -> frozenset[str]:
    """Dartmouth where the document names Dartmouth College: the name alone may stand for the body."""
    expression = _first_of_body()
    return frozenset(match["name"] for reading in readings for match in expression.finditer(reading.string))


@cache
def _first_of_body() -> re.Pattern[str]:
    kinds = alternatives(languages.words("en", "places", "body-after"))
    return re.compile(rf"(?<![\w.'-])(?!(?:The|This|That) )(?P<name>[A-Z][a-z'-]+(?: [A-Z][a-z'-]+)?) {kinds}(?!\w)")


def _candidates(masked: str) -> Iterator[tuple[int, int, str]]:
    """Yield the runs of up to four capitalised words, the longest first at each word."""
    tokens = list(_TOKEN.finditer(masked))
    for at, first in enumerate(tokens):
        ends = [first.end()]
        for token in tokens[at + 1 : at + _LONGEST]:
            if not _LINK.fullmatch(masked, ends[-1], token.start()):
                break
            ends.append(token.end())
        yield from ((first.start(), end, masked[first.start() : end]) for end in reversed(ends))


def _in_letters(readings: Sequence[Reading], known: Known, document: _Document) -> list[list[Span]]:
    mentions = [list(_mentions(reading.masked(), known, document)) for reading in readings]
    strengths: dict[str, Counter[int]] = {}
    for mention in (mention for group in mentions for mention in group):
        strengths.setdefault(_base(mention.name, known), Counter())[mention.strength] += 1
    names = {mention.name for group in mentions for mention in group}
    accepted = {name for name in names if _is_accepted(name, known[name], strengths[_base(name, known)], document)}
    return [
        [
            Span(mention.start, mention.end, "place", None, "low", "gazetteer", why=_why(mention))
            for mention in group
            if mention.name in accepted and _stands(mention, known[mention.name], document)
        ]
        for group in mentions
    ]


def _base(name: str, known: Known) -> str:
    """The name that all its cases share the evidence of: in Russian the nominative."""
    return known[name][0].base if name[0] > "z" else name


def _mentions(masked: str, known: Known, document: _Document) -> Iterator[_Mention]:
    last = 0
    for start, end, name in _candidates(masked):
        if start >= last and name in known:
            last = end
            strength = _strength(masked, start, end, known[name], document)
            yield _Mention(start, end, name, strength, bool(_STATE_AFTER.match(masked, end)))


def _strength(masked: str, start: int, end: int, found: tuple[Found, ...], document: _Document) -> int:
    """Weigh what stands before and after a name; it is blocked where it is part of a longer one."""
    before = masked[max(0, start - 40) : start]
    if longer_names.is_part(masked, start, end) or _OF_SOMEBODY.search(before):
        return _BLOCKED
    capital = _CAPITAL_BEFORE.search(before)
    opens = capital is not None and (capital["word"] or "").lower() in document.small | _prepositions()
    if capital is not None and not opens:
        return _BLOCKED
    if _CAPITAL_AFTER.match(masked, end) and not any(_is_free(each) for each in found):
        return _BLOCKED
    if _STATE_AFTER.match(masked, end) or _context("kind-before").search(before):
        return _STRONG
    if _LISTED_BEFORE.search(before) or _LISTED_AFTER.match(masked, end):
        return _STRONG
    if _context("strong-before").search(before):
        return _WEAK if _POSSESSIVE.match(masked, end) else _STRONG
    return _WEAK if _context("weak-before").search(before) else _FREE


@cache
def _context(key: str) -> re.Pattern[str]:
    """What stands before a name: a preposition, or a noun for its kind with or without “of”."""
    listed = alternatives(word for code in _lettered() for word in languages.words(code, "places", key))
    link = r"(?: of)?" if key == "kind-before" else ""
    return re.compile(rf"(?<![\w-])(?i:{listed}){link}[ ]$")


@cache
def _prepositions() -> frozenset[str]:
    keys = ("strong-before", "weak-before", "kind-before")
    return frozenset(word for code in _lettered() for key in keys for word in languages.words(code, "places", key))


def _lettered() -> Iterator[str]:
    return (code for code in languages.codes() if code != "zh")


def _is_free(found: Found) -> bool:
    """Whether a name needs no context: a state's, or a well-known first-level unit's."""
    place = found.place
    return found.is_main and (
        place.kind == "country" or (place.kind == "region" and place.country in place_identity.WELL_KNOWN)
    )


def _is_accepted(name: str, found: tuple[Found, ...], counts: Counter[int], document: _Document) -> bool:
    """Whether the document's contexts suffice for a name."""
    if {name, found[0].base} & _also_words() or name.lower() in document.small:
        return False
    is_given = name in vocabulary().words["given-name"]
    if any(_is_free(each) for each in found) and not is_given:
        return True
    largest = max(each.place.population for each in found)
    is_usual = any(each.is_main for each in found) or name[0] > "z" or largest >= place_identity.GREAT
    if not is_usual and largest < _MEDIUM:
        return False
    needed = 1 if largest >= _LARGE else 2 if largest >= _MEDIUM else 0
    return bool(counts[_STRONG]) or (is_usual and not is_given and 0 < needed <= counts[_WEAK])


@cache
def _also_words() -> frozenset[str]:
    return frozenset(languages.every("places", "also-a-word", folded=True))


def _stands(mention: _Mention, found: tuple[Found, ...], document: _Document) -> bool:
    """A name that is also a body's, a person's, or a given name, needs a telling context at each mention."""
    if mention.name in document.bodies and not any(_is_free(each) for each in found):
        return mention.in_state
    is_person = mention.name in document.surnames or mention.name in vocabulary().words["given-name"]
    return mention.strength >= (_STRONG if is_person else _FREE)


def _why(mention: _Mention) -> str:
    reasons = ("a place of the gazetteer, told by another mention", "a place of the gazetteer, after a preposition")
    return (
        reasons[0]
        if mention.strength == _FREE
        else reasons[1]
        if mention.strength == _WEAK
        else ("a place of the gazetteer, by its context")
    )


def _by_kind(masked: str) -> Iterator[Span]:
    """Yield places by the noun for their kind: Crawford County, Lake Erie, Западно-Сибирский край."""
    for expression in _kinds():
        for match in expression.finditer(masked):
            yield Span(*match.span(), "place", None, "low", "pattern", why="a place by the noun for its kind")
    for match in _TOWN_SHORTENED.finditer(masked):
        if _is_mister(match):
            continue
        yield Span(*match.span("name"), "place", None, "low", "pattern", why="a place after the noun for its kind")
    for match in _state_in_full().finditer(masked):
        yield Span(*match.span(), "place", None, "low", "pattern", why="a state by its form of government")


def _is_mister(match: re.Match[str]) -> bool:
    """г. before a person: a name goes on behind, or a surname stands where no preposition leads to a town."""
    if _PERSON_AFTER.match(match.string, match.end()):
        return True
    leads = _LEADS_TO_TOWN.search(match.string, max(0, match.start() - 10), match.start())
    return leads is None and _SURNAME.search(match["name"]) is not None


@cache
def _state_in_full() -> re.Pattern[str]:
    """The Democratic Republic of the Congo, of which the place found before is a part."""
    before, forms = (alternatives(languages.words("en", "places", key)) for key in ("state-attribute", "state-form"))
    return re.compile(rf"(?<![\w-])(?:{before} ){{0,4}}{forms} of (?:the )?{_SIGN}")


@cache
def _kinds() -> tuple[re.Pattern[str], ...]:
    after = alternatives(languages.words("en", "places", "kind-after"))
    first = alternatives(languages.words("en", "places", "kind-first"))
    other = alternatives(languages.words("en", "places", "no-feature"))
    stems, shortened = (alternatives(languages.words("ru", "places", key)) for key in ("kind-after", "kind-shortened"))
    name = r"[A-Z][a-z'-]+"
    return (
        re.compile(rf"(?<![\w.'-])(?!{other} ){name}(?: {name})? {after}(?! [A-Z]|\w)"),
        re.compile(rf"(?<![\w.'-]){first} {name}(?! [A-Z]|\w|[.] [A-Z])"),
        re.compile(
            rf"(?<![\w-])[А-Я][а-я]+(?:ое|ого|ому|ым|ом) мор(?:е|я|ю|ем|ями|ям)(?![\w-])"
            rf"|(?<![\w-])[А-Я][а-я]+(?:-[А-Я][а-я]+)?[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую|ое) "
            rf"(?:{stems}[а-я]{{0,3}}(?![\w-])|{shortened}(?!\w))"
        ),
    )


@cache
def _state_after_town() -> re.Pattern[str]:
    listed = alternatives(languages.table("en", "places", "state-abbreviation"))
    return re.compile(
        rf"(?:(?P<town>(?<![\w.])(?:[A-Z][\w'-]+|(?:St|Ft|Mt)\.)(?: [A-Z][\w'-]+){{0,2}})|{_SIGN}), "
        rf"(?P<state>{listed})(?![\w'])(?!(?<=MS) [A-Z\d])"  # Oxford, MS Clar. 49: a manuscript
    )


def _abbreviated_states(reading: Reading, gazetteer: Gazetteer) -> Iterator[Span]:
    """Yield town and state of “Hyde Park, NY”; the state is the gazetteer's, the town need not be in it."""
    for match in _state_after_town().finditer(reading.masked()):
        code = languages.table("en", "places", "state-abbreviation")[match["state"]]
        state = gazetteer.region(f"US-{code}")
        if state is None:
            continue
        why = "a town with its state"
        yield Span(match.start("state"), match.end("state"), "place", state.key, "medium", "gazetteer", why=why)
        start = match.start("town") + _leading_words(match["town"]) if match["town"] else match.end()
        if start < match.end("town"):
            yield Span(start, match.end("town"), "place", None, "low", "gazetteer", why=why)


def _leading_words(town: str) -> int:
    """The length of a preposition that begins a sentence before the town (In Hyde Park)."""
    word, _, rest = town.partition(" ")
    return len(word) + 1 if rest and word.lower() in _prepositions() else 0


def _in_han(reading: Reading, gazetteer: Gazetteer) -> Iterator[Span]:
    if not any("\u3400" <= character <= "\u9fff" for character in reading.string[:2000]):
        return
    masked = reading.masked()
    for start, end in _han_names(gazetteer).find(masked):
        if _is_han_place(masked, start, end, gazetteer.han[masked[start:end]]):
            why = "a place of the gazetteer" + (", by its context" if end - start == 2 else "")
            yield Span(start, end, "place", None, "low", "gazetteer", why=why)


@cache
def _han_names(gazetteer: Gazetteer) -> Matcher:
    ordinary = vocabulary().ordinary | _also_words()
    return matcher(
        name
        for name, (kind, population, _) in gazetteer.han.items()
        if name not in ordinary
        and not read("direction").match(name)
        and (kind == "country" or population >= _LARGE or (len(name) > 2 and _is_large(kind, population)))
    )


def _is_large(kind: str, population: int) -> bool:
    return kind == "region" or population >= _MEDIUM


def _is_han_place(masked: str, start: int, end: int, facts: tuple[str, int, bool]) -> bool:
    known, before = vocabulary(), masked[max(0, start - 6) : start]
    if known.after["place"].match(masked, end) or known.misread["place"].match(masked, start):
        return False
    is_foreign = set(masked[start:end]) <= known.letters
    if is_foreign and _goes_on(masked, start, end):
        return False
    kind, population, _ = facts
    is_known = kind == "country" or population >= _LARGE or not is_foreign
    needs_context = end - start < 3 or (masked[start] in _characters("linking") and not is_foreign)
    if not needs_context and (end - start > 3 or is_known):
        return True
    if _LISTED_HAN_BEFORE.search(before) or _LISTED_HAN_AFTER.match(masked, end) or _after_place().match(masked, end):
        return True
    ends = _HAN_BOUNDARY.match(masked, end) or _han_context("then").match(masked, end)
    return bool(ends and _han_context("strong-before").search(before))


def _goes_on(masked: str, start: int, end: int) -> bool:
    """里斯本 in 布里斯本, 愛迪生 in 托馬斯愛迪生, 德里 in 弗雷德里克: the transliteration is longer than the name."""
    known, before, after = vocabulary(), masked[start - 1 : start], masked[end : end + 1]
    if after in known.strict_letters or before in known.strict_letters or "·" in (after, before):
        return True
    run_before, run_after = masked[max(0, start - 2) : start], masked[end : end + 2]
    is_long_before = len(run_before) == 2 and set(run_before) <= known.letters and run_before not in known.ordinary
    is_short_name = end - start < 4 and before in known.letters and before not in _characters("before-transliterated")
    is_long_after = after in known.sticking_letters and run_after not in known.ordinary
    return is_long_before or is_short_name or (end - start < 4 and is_long_after)


@cache
def _characters(key: str) -> frozenset[str]:
    return frozenset(languages.words("zh", "places", key, folded=True))


@cache
def _after_place() -> re.Pattern[str]:
    return compiled("{after-place}")


@cache
def _han_context(key: str) -> re.Pattern[str]:
    listed = alternatives(languages.words("zh", "places", key, folded=True))
    return re.compile(f"{listed}$" if key == "strong-before" else listed)
