"""Persons in English prose, by the shape of their names and the company they keep, over a whole document.

A run of capitalised words is a name where its first word is a given name, where initials, a title, a trade
(the miller Ruvanna Hodge) or Jr. tell so, where a model calls it one, or where it ends with a surname that such a name
has taught. What is no name (the sentence's first word, Papers, Street, Committee) cuts a run. A surname stands for its
person alone once the running text has given the full name; a given name alone once a person was introduced by it.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from teiwright import languages
from teiwright.annotation.names.edges import BEGINS, BEGINS_NAME, ENDS
from teiwright.article import Span
from teiwright.languages import months
from teiwright.languages.folding import alternatives

_WORD = (
    r"(?:(?:Mc|Mac|O'|D'|L'|Fitz|De|Di|Le|La|Van|Du)(?=[A-Z]))?"
    r"(?:(?:al|el|as|ash)-(?=[A-Z]))?[A-ZÀ-Ž][a-zà-ž]+(?:'[a-z]+(?<!'s))?(?:-[A-ZÀ-Ž]?[a-zà-ž]+)*"
)
_INITIAL = r"[A-Z]\."
_NUMBER = re.compile(r" (?:X{1,2}(?:I[VX]|V?I{0,3})|I[VX]|VI{0,3}|I{2,3})\b")
"""Of a ruler or a pope; I alone is mostly a pronoun."""
_EPITHET = alternatives(languages.words("en", "people", "epithet"))
_SUFFIX = re.compile(rf"(?:,? (?:Sr|Jr)\.?|,? (?:II|III|IV)\b|{_NUMBER.pattern}| the {_EPITHET}){ENDS}")
_NAMED = re.compile(
    r"(?<!city )(?<!town )(?<!village )(?<!place )"
    r"(?:\bnamed|\b(?:was|man|woman|boy|girl|child|one|servant|slave) called|\bknown as) $"
)
_PLACE_BEFORE = re.compile(
    r"(?:\b(?:[Ii]n|[Nn]ear|[Aa]t|[Ff]rom|[Tt]o|[Tt]oward|[Tt]owards|[Oo]utside|[Aa]round|[Oo]f|[Vv]ia)) $"
)
_NEAR = re.compile(r"\b(?:[Nn]ear|[Oo]utside|[Aa]round) $")
_IN = re.compile(r"\b(?:[Ii]n|[Aa]t) $")
_STATE_AFTER = re.compile(r", [A-Z]")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;][\"')\]]{0,2} |[\"(\[] ?|^[-*] )$")
_WORD_BEFORE = re.compile(r"(?<!\w)(\w+),? $")
_LOWER = re.compile(rf"{BEGINS}[a-z][a-zà-ž]+(?![A-Za-zÀ-žА-Яа-я0-9'])")
_VERB_AFTER = re.compile(r"(?:,[^,.;]{3,60},)? (?:had |has |also |later |then |once |never |first )?(\w+)")
_NEXT_WORD = re.compile(r" ([A-Z][a-z]+)")
_PEOPLE = re.compile("(?:ans|ists|ites|ese|viks|ers|crats|eks|ims|ews)$")
"""Words that end so are mostly peoples and parties."""
_ENGLISH_ARTICLE = "the"
"""Where the document has it, von and de are no prepositions."""
_CYRILLIC = "\u0400"
_LONGEST = 5
_HEARD_ENOUGH = 3
GIVEN_ALONE = "a given name alone"
"""Why a given name was found; what its neighbours tell of it rests on this."""
_MONTHS_AS_NAMES = frozenset(("April", "May", "June", "August"))
_AT_PLACE = re.compile(r"(?<!\w)(?P<word>\w+) (?:at|near) $")
_DETERMINERS = frozenset(("the", "a", "an", "this", "that", "these", "those", "some", "many", "most"))


@dataclass(frozen=True, slots=True)
class Words:
    """The lists that the rules ask."""

    given: frozenset[str]
    doubtful: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    kin: frozenset[str]
    no_person: frozenset[str]
    also_surname: frozenset[str]
    within: frozenset[str]
    first: frozenset[str]
    verbs: frozenset[str]
    speaking: frozenset[str]
    aimed: frozenset[str]
    east_asian: frozenset[str]
    run: re.Pattern[str]
    token: re.Pattern[str]


@cache
def words() -> Words:
    """Gather the lists and compile the shape of a run, once."""

    def group(*keys: str) -> frozenset[str]:
        return frozenset(word for key in keys for word in languages.words("en", "people", key, folded=True))

    def latin(key: str) -> frozenset[str]:
        return frozenset(word for word in languages.every("people", key, folded=True) if word < _CYRILLIC)

    titles = latin("title-before-name") | group("title-of-several")
    shortened = "|".join(re.escape(title) for title in sorted(titles) if title.endswith("."))
    token = f"(?:{shortened}|{_INITIAL}|{_WORD})"
    particles = "|".join(languages.words("en", "people", "name-particle"))
    doubtful = group("doubtful-given-name")
    return Words(
        given=frozenset(languages.every("people", "given-name", folded=True)) | group("more-given-name"),
        doubtful=doubtful,
        titles=titles,
        roles=group("role-noun"),
        kin=group("kin-noun"),
        no_person=group("no-person"),
        also_surname=group("surname-that-is-a-word"),
        within=latin("rank-within-name"),
        first=latin("sentence-word"),
        verbs=group("person-verb"),
        speaking=group("speaking-verb"),
        aimed=group("aimed-at"),
        east_asian=group("east-asian-surname"),
        run=re.compile(rf"{BEGINS_NAME}{token}(?:(?: |(?<=\.))(?:(?:{particles}) ){{0,2}}{token}){{0,9}}{ENDS}"),
        token=re.compile(token),
    )


@dataclass(frozen=True, slots=True)
class Token:
    """A capitalised word of a run, at text[start:end]."""

    text: str
    start: int
    end: int

    @property
    def is_initial(self) -> bool:
        return len(self.text) == 2 and self.text.endswith(".")


@dataclass(frozen=True, slots=True)
class Run:
    """Capitalised words that may be a name: what a title before them, or a noun behind them, tells of them."""

    tokens: tuple[Token, ...]
    is_titled: bool
    is_followed: bool
    starts_sentence: bool
    is_noble: bool = False

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end


@dataclass(slots=True)
class Learnt:
    """What the document's running text has taught: surnames, given names alone, words that it writes small."""

    small: frozenset[str] = frozenset()
    surnames: set[str] = field(default_factory=set)
    given: set[str] = field(default_factory=set)
    nobles: set[str] = field(default_factory=set)
    heard: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    places: frozenset[str] = frozenset()


def discover(
    strings: Sequence[str], proposed: Sequence[Collection[tuple[int, int]]], prose: Sequence[bool]
) -> list[list[Span]]:
    """Return the persons of each text of a document.

    `proposed` are the ranges that a model calls persons; `prose` tells of each text whether it is running text, which
    learns surnames from running text only (the Papers of a note teach it none); a note learns from all.
    """
    small = frozenset(word for string in strings for word in _LOWER.findall(string))
    split = [list(_runs(string, Learnt(small))) for string in strings]
    texts = list(zip(strings, split, proposed, prose, strict=True))
    in_prose = _taught(((string, runs, ranges) for string, runs, ranges, is_prose in texts if is_prose), small)
    everywhere = _taught(((string, runs, ranges) for string, runs, ranges, _ in texts), small)
    in_prose.places = everywhere.places = _places(strings)
    return [
        [span for run in runs if (span := _span(run, string, ranges, in_prose if is_prose else everywhere)) is not None]
        for string, runs, ranges, is_prose in texts
    ]


def _places(strings: Iterable[str]) -> frozenset[str]:
    """Words alone after a preposition of place, or after a verb of going there."""
    return frozenset(match.group(1) for string in strings for match in _place_told().finditer(string))


@cache
def _known_places() -> frozenset[str]:
    return frozenset(languages.words("en", "places", "place"))


@cache
def _place_told() -> re.Pattern[str]:
    before = (*languages.words("en", "places", "strong-before"), *languages.words("en", "places", "going-verb"))
    return re.compile(rf"(?<!\w)(?i:{alternatives(before)}) ({_WORD})(?!'?\w| [A-Z])")


def _taught(
    texts: Iterable[tuple[str, Sequence["Run"], Collection[tuple[int, int]]]], small: frozenset[str]
) -> "Learnt":
    learnt = Learnt(small)
    for string, runs, ranges in texts:
        for run in runs:
            _learn(run, string, ranges, learnt)
            _hear(run, string, learnt)
    learnt.surnames.update(name for name, verbs in learnt.heard.items() if len(verbs) >= _HEARD_ENOUGH)
    return learnt


def names_a_thing(string: str, end: int) -> bool:
    """Whether a surname is part of a longer name that goes on from `end` (the Truman Show, Snow Lion)."""
    found = _NEXT_WORD.match(string, end)
    return found is not None and found.group(1) not in words().titles and found.group(1) not in months.full("en")


def _runs(string: str, learnt: Learnt) -> Iterator[Run]:
    known = words()
    several = [match.span() for match in _several().finditer(string)]
    for match in known.run.finditer(string):
        tokens = [
            Token(found.group(), found.start(), found.end()) for found in known.token.finditer(string, *match.span())
        ]
        starts = _SENTENCE_START.search(string, max(0, match.start() - 4), match.start()) is not None
        is_month = bool(tokens) and _is_given_month(tokens, starts, string)
        is_first_word = tokens and tokens[0].text in known.first and not _is_east_asian(tokens) and not is_month
        if tokens and (is_first_word or _merely_begins(tokens, starts, learnt) or _begins_with_state(tokens, string)):
            tokens, starts = tokens[1:], False
        yield from (_told(run, string, several) for run in _parts(tokens, starts, is_month))


def _told(run: Run, string: str, several: Sequence[tuple[int, int]]) -> Run:
    """With what a title of several persons, or a noble's rank and “of”, tells of a run after it."""
    is_listed = any(start < run.start < end for start, end in several)
    is_noble = _rank_of().search(string, max(0, run.start - 30), run.start) is not None
    return replace(run, is_titled=True, is_noble=is_noble) if is_listed or is_noble else run


@cache
def _several() -> re.Pattern[str]:
    """A title of several persons with their names."""
    titles = alternatives(languages.words("en", "people", "title-of-several"))
    name = rf"(?:{_WORD}|{_INITIAL})(?: (?:{_WORD}|{_INITIAL})){{0,3}}"
    return re.compile(rf"{BEGINS}{titles} {name}(?:, {name}){{0,9}},? and {name}")


@cache
def _rank_of() -> re.Pattern[str]:
    return re.compile(rf"{BEGINS}{alternatives(languages.words('en', 'people', 'rank-of'))} of (?:the )?$")


@cache
def _seated() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A rank before a name, and what of the noble's name stands behind it (Lord Ash of Tull); no state."""
    ranks = alternatives(languages.words("en", "people", "rank-with-seat"))
    states = alternatives(languages.words("en", "places", "country"))
    return re.compile(rf"{BEGINS}{ranks} $"), re.compile(rf" of (?!{states}{ENDS}){_WORD}{ENDS}(?! [A-Z])")


@cache
def _origin() -> re.Pattern[str]:
    """What stands behind a given name that has no surname (William of Tull); no state, which the person may rule."""
    states = alternatives(languages.words("en", "places", "country"))
    return re.compile(rf" of (?!{states}{ENDS}){_WORD}{ENDS}(?! [A-Z])")


def _is_east_asian(tokens: list[Token]) -> bool:
    """He Di: a surname that is an English word, too, before one more word."""
    return tokens[0].text in words().east_asian and len(tokens) == 2 and tokens[1].text not in words().given


def _is_given_month(tokens: list[Token], starts: bool, string: str) -> bool:
    """The photographer April Roe: a month's name between a word for what somebody is and one more name."""
    before = _WORD_BEFORE.search(string, max(0, tokens[0].start - 20), tokens[0].start)
    has_role = before is not None and before.group(1) in words().roles
    return tokens[0].text in _MONTHS_AS_NAMES and len(tokens) > 1 and has_role and not starts


def _merely_begins(tokens: list[Token], starts: bool, learnt: Learnt) -> bool:
    """A sentence's first word that the document also writes small is no part of the name after it."""
    first = tokens[0].text
    known = words()
    return starts and first.lower() in learnt.small and first not in known.given | known.titles and len(tokens) > 1


def _begins_with_state(tokens: list[Token], string: str) -> bool:
    """Minister to China George F. Tull: a state after a preposition, before a name in full."""
    is_state = tokens[0].text in _states() and len(tokens) > 2 and tokens[1].text in words().given
    return is_state and _PLACE_BEFORE.search(string, max(0, tokens[0].start - 9), tokens[0].start) is not None


@cache
def _states() -> frozenset[str]:
    return frozenset(languages.words("en", "places", "country", folded=True))


def _parts(tokens: list[Token], starts: bool, is_month: bool) -> Iterator[Run]:
    """Cut a run at the words that are no part of a name, and take the titles off its parts."""
    known = words()
    part: list[Token] = []
    titled = False
    for number, token in enumerate(tokens):
        if is_month and not number:
            part.append(token)
        elif token.text in ("Sr", "Jr"):
            if part:
                yield Run(tuple(part), titled, False, starts)
            part, titled, starts = [], False, False
        elif token.text in known.titles and not part and not _is_name_here(token, tokens[number + 1 :]):
            titled, starts = titled or token.text not in known.no_person, False
        elif (
            part
            and token.text in known.titles - known.given - known.within
            and not token.is_initial
            and not _is_surname_here(part, tokens[number + 1 :], token)
        ):
            yield Run(tuple(part), titled, True, starts)
            part, titled, starts = [], token.text not in known.no_person, False
        elif token.text in known.no_person and not _is_surname_here(part, tokens[number + 1 :], token):
            if part:
                yield Run(tuple(part), titled, True, starts)
            part, titled, starts = [], False, False
        else:
            part.append(token)
    if part:
        yield Run(tuple(part), titled, False, starts)


def _is_name_here(token: Token, rest: list[Token]) -> bool:
    """Dean in Dean Acheson, Dean G. Acheson: a title that is a given name, too, with one surname after it; King Jr."""
    known = words()
    if [word.text for word in rest] in (["Sr"], ["Jr"]):
        return True
    last = [word for word in rest if not word.is_initial]
    return token.text in known.given and len(last) == 1 and last[0].text not in known.no_person


def _is_surname_here(part: list[Token], rest: list[Token], token: Token) -> bool:
    """Hill in Tom Hill: a word that is a surname, too, right after a given name or an initial, and last."""
    known = words()
    return (
        bool(part)
        and not rest
        and token.text in known.also_surname
        and (part[-1].is_initial or (part[-1].text in known.given - known.doubtful))
    )


def _learn(run: Run, string: str, ranges: Collection[tuple[int, int]], learnt: Learnt) -> None:
    if not _is_full_name(run, string, ranges, learnt):
        if len(run.tokens) == 1 and not run.is_followed:
            token = run.tokens[0].text
            if run.is_noble:
                learnt.nobles.add(token)
                return
            is_office = run.is_titled and not _of_given_name().search(string, max(0, run.start - 12), run.start)
            if run.is_titled and (token not in words().given or is_office) and token.lower() not in learnt.small:
                learnt.surnames.add(token)
            elif _is_introduced(run, string):
                learnt.given.add(token)
        return
    first, last = run.tokens[0].text, run.tokens[-1].text
    if first in words().east_asian and first not in words().given:
        learnt.surnames.add(first)
    elif len(last) > 2 and last not in words().no_person and not last.endswith("ism"):
        learnt.surnames.add(last)
    if first in words().given - words().doubtful:
        learnt.given.add(first)


@cache
def _of_given_name() -> re.Pattern[str]:
    """A title that given names follow (King, Sister): after any other a given name is a surname (President Grant)."""
    titles = alternatives(languages.words("en", "people", "title-of-given-name"))
    return re.compile(rf"(?<!\w){titles} $")


def _hear(run: Run, string: str, learnt: Learnt) -> None:
    """A word alone that does or has several things as persons do (Dulles informed, Dulles's letter) is a surname."""
    if len(run.tokens) != 1 or run.is_followed or run.tokens[0].text in words().titles:
        return
    after = _VERB_AFTER.match(string, run.end)
    before = _WORD_BEFORE.search(string, max(0, run.start - 20), run.start)
    name = run.tokens[0].text
    is_name = name.lower() not in learnt.small and not (before and before.group(1).lower() in _DETERMINERS)
    is_name = is_name and name not in _known_places()
    if is_name and not _PEOPLE.search(name) and _tells_person(run, string):
        learnt.surnames.add(name)
    if is_name and string.startswith("'s ", run.end):
        learnt.heard[run.tokens[0].text].add("'s")
    if is_name and after is not None and after.group(1) in words().verbs:
        learnt.heard[run.tokens[0].text].add(after.group(1))


def _tells_person(run: Run, string: str) -> bool:
    """Whether what stands around a word alone is said of persons only (told Massigli that; Makino, the envoy)."""
    if _described().match(string, run.end) or _spoken().match(string, run.end):
        return True
    return _told_to().search(string, max(0, run.start - 14), run.start) is not None


@cache
def _spoken() -> re.Pattern[str]:
    return re.compile(rf" (?:had |has |also |later |then |once |never |first )?{alternatives(words().speaking)}(?!\w)")


@cache
def _told_to() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){alternatives(languages.words('en', 'people', 'telling-verb'))} $")


def _is_introduced(run: Run, string: str) -> bool:
    """A ferryman named Peter, his aunt Nancy."""
    if _NAMED.search(string, max(0, run.start - 24), run.start):
        return True
    before = _WORD_BEFORE.search(string, max(0, run.start - 20), run.start)
    first = run.tokens[0].text
    return before is not None and before.group(1) in words().kin and first in words().given


@cache
def _described() -> re.Pattern[str]:
    """An apposition that says what somebody is (, a classically trained medievalist)."""
    return re.compile(
        rf", (?:(?:an?|the) (?:[A-Za-z-]+,? ){{0,4}}|then (?:the )?(?:[a-z]+ )?){alternatives(words().roles)}(?!\w)"
    )


def _is_full_name(run: Run, string: str, ranges: Collection[tuple[int, int]], learnt: Learnt) -> bool:
    known = words()
    tokens = run.tokens
    if (
        not 2 <= len(tokens) <= _LONGEST
        or tokens[-1].is_initial
        or tokens[-1].text in known.titles - known.also_surname
        or tokens[-1].text.endswith("ism")
    ):
        return False
    first = tokens[0].text if tokens[0].text in known.given else tokens[0].text.split("-")[0]
    if any(token.is_initial for token in tokens[:-1]):
        return first in known.given or first.lower() not in learnt.small
    if first in known.given - known.doubtful or run.is_titled:
        return not (run.is_followed and len(tokens) > 2) and (run.is_titled or not _is_at_place(run, string))
    is_word = tokens[-1].text.lower() in learnt.small  # Twelve Photographs, where photographs stands elsewhere
    if _SUFFIX.match(string, run.end) or (_is_proposed(run, ranges) and not is_word):
        return not run.is_followed
    if run.is_followed or any(token.text.lower() in learnt.small for token in tokens[1:]):
        return False
    if first in known.given:
        return not _PLACE_BEFORE.search(string, max(0, run.start - 9), run.start) or tokens[-1].text in learnt.surnames
    before = _WORD_BEFORE.search(string, max(0, run.start - 20), run.start)
    if (before is not None and before.group(1) in known.roles) or _described().match(string, run.end):
        return True
    if first in known.east_asian and len(tokens) <= 3 and first.lower() not in learnt.small:
        return True
    after = _VERB_AFTER.match(string, run.end)
    return len(tokens) <= 3 and after is not None and after.group(1) in known.verbs and not run.starts_sentence


def _is_at_place(run: Run, string: str) -> bool:
    return len(run.tokens) == 2 and is_at_place(string, run.start)


def is_at_place(string: str, start: int) -> bool:
    """At Ben Rhydding: after “at” a place, but for what is done at a person (looked at)."""
    found = _AT_PLACE.search(string, max(0, start - 30), start)
    return found is not None and found["word"] not in words().aimed


def _is_proposed(run: Run, ranges: Collection[tuple[int, int]]) -> bool:
    """Whether a model calls the run, or its last word with one before it, a person."""
    return any(start < run.end and run.start < end and (start <= run.tokens[-1].start < end) for start, end in ranges)


def _span(run: Run, string: str, ranges: Collection[tuple[int, int]], learnt: Learnt) -> Span | None:
    tokens = run.tokens
    if _is_full_name(run, string, ranges, learnt):
        why = "a surname with a given name, initials, a title or a trade"
        return _person(run.start, _whole(run, string), why)
    last = tokens[-1].text
    if _is_at_place(run, string) and tokens[0].text in words().given and last not in learnt.surnames:
        return _place(run.start, run.end, "a place after a preposition")
    if len(tokens) > 1:
        if last not in learnt.surnames or run.is_followed:
            return None
        given = next((token for token in tokens[:-1] if token.text in words().given or token.is_initial), None)
        start = given.start if given else tokens[1].start if run.starts_sentence else tokens[0].start
        return _person(start, _with_suffix(string, run.end), "a name that ends with a surname of the document")
    return _alone(run, string, ranges, learnt)


def _alone(run: Run, string: str, ranges: Collection[tuple[int, int]], learnt: Learnt) -> Span | None:
    known, (token,) = words(), run.tokens
    if run.is_followed or token.is_initial:
        return None
    end = _whole(run, string)
    if run.is_noble:
        return _person(token.start, end, "the name by which a noble is known")
    particle = _particle().search(string, max(0, token.start - 9), token.start)
    if run.is_titled and token.text.lower() not in learnt.small:
        return _person(particle.start("particle") if particle else token.start, end, "a name after a title")
    is_near = _NEAR.search(string, max(0, token.start - 9), token.start) or is_at_place(string, token.start)
    is_in = _PLACE_BEFORE.search(string, max(0, token.start - 9), token.start) and _STATE_AFTER.match(string, token.end)
    if is_near or is_in:
        return None
    if token.text in learnt.nobles and token.text.lower() not in learnt.small:
        is_place = _IN.search(string, max(0, token.start - 3), token.start)
        return None if is_place else _person(token.start, end, "the name by which a noble is known")
    if particle and not run.starts_sentence and _ENGLISH_ARTICLE in learnt.small:
        return _person(particle.start("particle"), end, "a surname with its particle")
    if token.text in learnt.surnames and not (run.starts_sentence and token.text.lower() in learnt.small):
        return _person(token.start, end, "a surname that the document gives with its given name elsewhere")
    is_given = token.text in known.given - known.doubtful or (token.text in known.given and end > token.end)
    if token.text in learnt.given or (is_given and len(token.text) > 2):
        origin = None if run.is_titled or end > token.end else _origin().match(string, end)
        if origin:
            return _person(token.start, origin.end(), "a given name with where its bearer comes from")
        return _person(token.start, end, GIVEN_ALONE)
    is_proposed = any(start == token.start and stop == token.end for start, stop in ranges)
    if is_proposed and token.text.lower() not in learnt.small and token.text not in known.titles:
        if token.text.endswith("ism"):
            return None
        if token.text in learnt.places:
            return _place(token.start, token.end, "a place by what stands before it, here or elsewhere")
        return _person(token.start, end, "a person in the opinion of the statistical model", "model")
    return None


@cache
def _particle() -> re.Pattern[str]:
    """A particle before a surname alone, after a word in small letters (nor de Gaulle)."""
    particles = alternatives(languages.words("en", "people", "particle-of-surname", folded=True))
    return re.compile(rf"(?:^|(?<![A-Z])[a-z],? |[,;(] )(?P<particle>{particles}) $")


def with_number(string: str, end: int) -> int:
    """Return where the name of a ruler that ends at `end` ends with his number (Napoleon III)."""
    number = _NUMBER.match(string, end)
    return number.end() if number else end


def _whole(run: Run, string: str) -> int:
    """Where a name ends with what follows the surname: Jr., a number, a noble's seat."""
    before, seat = _seated()
    found = seat.match(string, run.end) if before.search(string, max(0, run.start - 13), run.start) else None
    return found.end() if found else _with_suffix(string, run.end)


def _with_suffix(string: str, end: int) -> int:
    suffix = _SUFFIX.match(string, end)
    return suffix.end() if suffix else end


def _place(start: int, end: int, why: str) -> Span:
    return Span(start, end, "place", certainty="low", by="pattern", why=why)


def _person(start: int, end: int, why: str, by: str = "pattern") -> Span:
    return Span(start, end, "person", certainty="low", by=by, why=why)
