"""Persons in Russian prose, by the shape of their names: initials, given name and patronymic, titles, lists.

In prose initials belong to the surname after them (Однако А. И. Микоян), in a reference's head to the one before
(Иванов А. С.). Names in capitals (тов. СТАЛИНУ) are read as names are written. A surname that a name in full has
taught is found alone in all its cases.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from teiwright import languages
from teiwright.annotation.names.edges import BEGINS, BEGINS_NAME, ENDS
from teiwright.article import Span
from teiwright.languages import russian
from teiwright.languages.folding import alternatives

_WORD = r"[А-Я][а-я]+(?:-[А-Я]?[а-я]+)*"
_CAPITALS = r"[А-Я]{4,}(?:-[А-Я]{2,})?"
_NAME = rf"(?:(?:{'|'.join(languages.words('ru', 'people', 'name-particle'))}) ?-?)?(?:{_WORD}|{_CAPITALS})"
"""A word with a capital, or in capitals, with what may belong to it before (де, фон)."""
_SHORTENED_GIVEN = alternatives(languages.words("ru", "people", "shortened-given-name"))
_INITIALS = rf"(?:(?:[А-Я]|{_SHORTENED_GIVEN})\. ?){{1,2}}(?:-[А-Я]\. ?)?"
_INITIALS_FIRST = re.compile(rf"{BEGINS_NAME}{_INITIALS}(?P<surname>{_NAME}){ENDS}")
_SURNAME_FIRST = re.compile(rf"{BEGINS_NAME}(?P<surname>{_WORD}|{_CAPITALS}),? [А-Я]\. ?(?:[А-Я]\.)?{ENDS}")
_GOES_ON = re.compile(rf" ?{_NAME}{ENDS}")
_CITING = alternatives(languages.words("ru", "people", "before-cited-name"))
_BEGINS_ITEM = re.compile(rf"(?:^|[;；、*(（:：]|//|{_CITING})\s*$")
_CITES = re.compile(rf"(?:[;；]|//|{_CITING})\s*$")
_PATRONYMIC = r"[А-Я][а-я]+(?:вич|вн|ичн|ьич|кич|мич|нич)(?:|а|у|ем|ом|е|ой|ы|ою)"
_WITH_PATRONYMIC = re.compile(rf"{BEGINS}(?P<given>{_WORD}) {_PATRONYMIC}(?: (?P<surname>{_WORD}|{_CAPITALS}))?{ENDS}")
_SURNAME_BEFORE = re.compile(rf"{BEGINS}(?P<surname>{_WORD}) (?P<given>{_WORD}) {_PATRONYMIC}{ENDS}")
_GIVEN_FIRST = re.compile(rf"{BEGINS}(?P<given>{_WORD})(?= (?:[А-Я]\. ?)?(?P<surname>{_NAME}){ENDS})")
_EAST_ASIAN = rf"{BEGINS}%s [А-Я][а-я]{{1,11}}(?:-[а-я]{{1,5}}| [А-Я][а-я]{{1,4}}(?= [а-я]|[,.;)]))?{ENDS}"
_DOUBLED = "к(?=к)|с(?=с)|п(?=п)|т(?=т)"
_MORA = f"(?:(?:{_DOUBLED}|дз?|[гзкмнпрстхб])?[аоуэ]|дзи|[гкмнпрстхб]?и|(?:дз|[гкмнпрстхб])?[яюё]|цу|й|н(?![аоуэияюё]))"
_JAPANESE = re.compile(rf"{BEGINS}(?=[А-Я])(?i:{_MORA}{{2,6}}) (?=[А-Я])(?i:{_MORA}{{2,6}}){ENDS}")
"""Two words of the syllables that Japanese has as Russian writes it."""
_LIST = re.compile(rf"{BEGINS}{_WORD}(?:, {_WORD})+(?:,? и {_WORD})?{ENDS}|{BEGINS}{_WORD} и {_WORD}{ENDS}")
_ITEM = re.compile(_WORD)
_LINK = re.compile(rf"(?:, | и |, и )(?P<name>{_NAME}){ENDS}")
_ANY_NAME = re.compile(rf"{BEGINS}{_NAME}{ENDS}")
_WORD_BEFORE = re.compile(r"(?<![\w-])([\w-]+) $")
_ADJECTIVE = re.compile("(?:[сц]к(?:ий|ой|ая|ого|ому|им|ом|ую|их|ие|ое|ими))$")
_GOES_WITH_NOUN = re.compile(r" ?(?:\(\w+\) ?)?(?P<noun>[а-яА-Я]\w{2,})")
_IS_BEARER = re.compile(
    rf" (?:{alternatives(languages.words('ru', 'people', 'word-after-surname'))}"
    r"|\w+(?:[аяиеуыо]л|л[аио]|л[аи]сь|лся|[еи]т|[ую]т|[ая]т|[еиуюая]тся|ть))(?!\w)"
)
"""What goes on after a surname: a function word, or a finite verb."""
_MODEL_NAME = re.compile(rf"(?:{_NAME}|[А-Я]\.)(?:(?:,? |(?<=\.))(?:{_NAME}|[А-Я]\.)(?=\W|$))*(?!\w)")
_NO_SURNAME = re.compile(r"(?:[оеыи]е|н[аоы][яеийх]|нн\w+|ющ\w+|вш\w+|[ое]ван[аоы])$")
"""Participles, and adjectives in the neuter or the plural."""
_ABSTRACT = re.compile("(?:ость?|ости|ств[оау]|ени[яюе]|ци[ияю])$")
_RULER = re.compile(rf"{BEGINS}(?P<given>{_WORD}) [IVXХ]{{1,5}}(?![\w-])")
"""Николай II, Екатериной II: a given name with a number."""
_GENITIVE = re.compile("(?:[оеё]в|ин|ын)а$|[сц]кого$")
_SHORTENED = re.compile(r"\. ?[А-Я]{2}")
"""Behind a word that is cut short before capitals (Бур. АССР)."""
_TWO_WORDS = re.compile(rf"{BEGINS}(?P<one>{_WORD})(?= (?P<other>{_WORD}){ENDS})")
_BRACKETED = re.compile(rf" ?\((?P<name>{_WORD})\)")
_SLAVIC_CASE = re.compile("(?:[оеё]в|ин)(?P<case>|а|у|ым|е|ой|ы|ых|ыми)$")
"""The case of a surname in -ов or -ин."""
_TOWN_BEFORE = re.compile(rf"(?<!\w)(?<!\d )(?:г\.|{alternatives(languages.words('ru', 'places', 'village'))}) ?$")
_TWO_LETTERS = re.compile("[А-Я][а-я]|[А-Я]{2}")
_THING = re.compile("(?:[оеё]|сть|ство)$")
_FIRST_WORD = re.compile(r"([\w-]+) ")
_LONG_ENOUGH = 3
_JAPAN = re.compile(rf"{BEGINS}[Яя]пон")
JAPANESE = "a Japanese name by its syllables"
"""Why a name was found whose first part is the surname."""
SURNAME_OF_DOCUMENT = "a surname that the document gives with its given name elsewhere"
"""Why a surname alone was found; what its neighbours tell of it rests on this."""


@dataclass(frozen=True, slots=True)
class Words:
    """The lists that the rules ask, declined where they are names or titles."""

    given: frozenset[str]
    no_surname: frozenset[str]
    epithets: frozenset[str]
    titles: frozenset[str]
    shortened: re.Pattern[str]
    office: re.Pattern[str]
    owned: re.Pattern[str]
    ending: re.Pattern[str]
    east_asian: re.Pattern[str]


@cache
def words() -> Words:
    """Gather, decline and compile the lists, once."""

    def group(key: str) -> tuple[str, ...]:
        return languages.words("ru", "people", key, folded=True)

    titles = {form for title in group("title-before-name") for form in _title_forms(title)}
    return Words(
        given=frozenset(form for name in group("given-name") for form in russian.word_forms(name)),
        no_surname=frozenset((*group("sentence-word"), *(word[0].upper() + word[1:] for word in titles))),
        epithets=frozenset(form for word in group("epithet") for form in russian.word_forms(word)),
        titles=frozenset(titles),
        shortened=re.compile(rf"{BEGINS}(?<!\d )(?i:{alternatives(group('title-shortened'))}) ?$"),
        owned=re.compile(rf"(?<!\w){alternatives(group('of-somebody'))} (?P<name>{_WORD}){ENDS}(?! [А-Я])"),
        office=re.compile(rf"(?<= ){alternatives(group('office-of'))} $"),
        ending=re.compile(f"(?:{'|'.join(group('surname-ending'))})$"),
        east_asian=re.compile(_EAST_ASIAN % alternatives(group("east-asian-surname"))),
    )


def _title_forms(title: str) -> Iterator[str]:
    stem = re.sub("[ьйа]$", "", title)
    yield from (title, *(stem + ending for ending in ("а", "у", "ом", "ем", "е", "ы", "и", "ов", "ам", "я", "ю", "ей")))
    if title.endswith("ий"):
        yield from (title[:-2] + ending for ending in ("его", "ему", "им", "ем"))


@dataclass(slots=True)
class Learnt:
    """What the document has taught: surnames in their cases, and words that it writes small."""

    small: frozenset[str] = frozenset()
    forms: set[str] = field(default_factory=set)
    places: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()
    double: set[tuple[str, str]] = field(default_factory=set)
    of_japan: bool = False


def discover(
    strings: Sequence[str], proposed: Sequence[Collection[tuple[int, int]]], prose: Sequence[bool]
) -> list[list[Span]]:
    """Return the persons of each text of a document; the arguments are those of `english_persons.discover`."""
    small = frozenset(word for string in strings for word in re.findall(rf"{BEGINS}[а-я]{{3,}}{ENDS}", string))
    places = _places(strings)
    of_japan = any(_JAPAN.search(string) for string in strings)
    pairs = _pairs(strings)
    in_prose, everywhere = (Learnt(small, places=places, pairs=pairs, of_japan=of_japan) for _ in range(2))
    found = []
    for string, ranges, is_prose in zip(strings, proposed, prose, strict=True):
        spans = [*_shaped(string, is_prose, in_prose), *_proposed(string, ranges, in_prose)]
        spans += _with_second_surname(string, spans, in_prose)
        spans += _in_brackets(string, spans, in_prose) if is_prose else ()
        found.append(spans)
        forms = {form for span in spans for form in _surname_forms(string[span.start : span.end], span.why)}
        everywhere.forms.update(forms)
        if is_prose:
            in_prose.forms.update(forms)
    return [
        [*spans, *_alone(string, learnt), *_two_surnames(string, in_prose), *_listed(string, learnt)]
        for string, spans, is_prose in zip(strings, found, prose, strict=True)
        for learnt in (in_prose if is_prose else everywhere,)
    ]


def _pairs(strings: Sequence[str]) -> frozenset[tuple[str, str]]:
    """The stems of two words with capitals that stand together more than once."""
    counts = Counter(
        (_stem(match["one"]), _stem(match["other"])) for string in strings for match in _TWO_WORDS.finditer(string)
    )
    return frozenset(pair for pair, times in counts.items() if times > 1)


def _with_second_surname(string: str, spans: Sequence[Span], learnt: Learnt) -> list[Span]:
    """Names in full whose surname goes on with another word, with which it stands elsewhere, too (Ларго Кабальеро)."""
    found = []
    for span in spans:
        name = string[span.start : span.end]
        begins = max(name.rfind(" "), name.rfind(".")) + 1
        pair = _TWO_WORDS.match(string, span.start + begins) if begins and span.by != "model" else None
        stems = (_stem(pair["one"]), _stem(pair["other"])) if pair else None
        if pair and stems in learnt.pairs and pair["one"] not in words().given and not ends_as_surname(pair["one"]):
            learnt.double.add(stems)
            found.append(_person(span.start, pair.end("other"), "a given name and two surnames"))
    return found


def _two_surnames(string: str, learnt: Learnt) -> Iterator[Span]:
    for match in _TWO_WORDS.finditer(string) if learnt.double else ():
        if (_stem(match["one"]), _stem(match["other"])) in learnt.double:
            yield _person(match.start(), match.end("other"), "two surnames that the document gives with a given name")


def _in_brackets(string: str, spans: Sequence[Span], learnt: Learnt) -> list[Span]:
    """What a person is called, too, in brackets right after the name (Тольятти (Эрколи)).

    A churchman's surname stands so after his name in religion, and is a part of it (Иларион (Троицкий)).
    """
    found = []
    for span in spans:
        match = _BRACKETED.match(string, span.end)
        name = match["name"] if match else ""
        is_word = name.lower() in learnt.small or name in words().no_surname
        if match is None or is_word or _stem(name) in _known_places() | learnt.places:
            continue
        first = string[span.start : span.end]
        if first.isalpha() and not ends_as_surname(first) and ends_as_surname(name):
            found.append(_person(span.start, match.end(), "a name in religion with the surname in brackets"))
        elif span.by != "model":
            found.append(_person(match.start("name"), match.end("name"), "another name in brackets"))
    return found


@cache
def _known_places() -> frozenset[str]:
    return frozenset(_stem(name) for key in ("country", "place") for name in languages.words("ru", "places", key))


def _shaped(string: str, in_prose: bool, learnt: Learnt) -> Iterator[Span]:
    yield from _with_initials(string, in_prose)
    for match in _SURNAME_BEFORE.finditer(string):
        if match["given"] in words().given and ends_as_surname(match["surname"]):
            yield _person(*match.span(), "a surname with a given name and a patronymic")
    for match in _WITH_PATRONYMIC.finditer(string):
        has_surname = match["surname"] and match["surname"] not in words().no_surname
        if match["given"] not in words().given and not (has_surname and ends_as_surname(match["surname"])):
            continue
        yield _person(
            match.start(), match.end() if has_surname else match.end() - _tail(match), "a name with a patronymic"
        )
    for match in _GIVEN_FIRST.finditer(string):
        if match["given"] in words().given and _may_be_surname(match["surname"], learnt):
            yield _person(match.start(), match.end("surname"), "a given name and a surname")
    for match in _RULER.finditer(string):
        if match["given"] in words().given:
            yield _person(match.start(), match.end(), "a ruler by his number")
    for match in words().east_asian.finditer(string):
        yield _person(match.start(), match.end(), "a Chinese, Korean or Vietnamese name")
    for match in _JAPANESE.finditer(string) if learnt.of_japan else ():
        if match.group().split()[0] not in _saints():
            yield _person(match.start(), match.end(), JAPANESE)
    yield from _titled(string, learnt)
    yield from _of_somebody(string, learnt)


@cache
def _saints() -> frozenset[str]:
    return frozenset(languages.words("ru", "places", "saint"))


def _titled(string: str, learnt: Learnt) -> Iterator[Span]:
    """A name after a title; after т. and тт. the names that follow it, too."""
    known = words()
    for match in _ANY_NAME.finditer(string):
        begins = max(0, match.start() - 40)
        office = known.office.search(string, begins, match.start())
        before = _WORD_BEFORE.search(string, begins, office.start() if office else match.start())
        is_shortened = known.shortened.search(string, max(0, match.start() - 10), match.start()) is not None
        is_titled = before is not None and before.group(1).lower() in known.titles
        if (
            is_titled
            and before is not None
            and (_takes_complement(before.group(1)) and not office)
            and not ends_as_surname(match.group())
            and match.group() not in known.given
            and " " not in match.group()
        ):
            continue
        is_attribute = office is not None and is_adjective(string, *match.span())
        if (is_titled or is_shortened) and not is_attribute and _may_be_surname(match.group(), learnt):
            yield _person(match.start(), match.end(), "a name after a title")
            link = _LINK.match(string, match.end())
            if link and is_shortened and _may_be_surname(link["name"], learnt):
                yield _person(link.start("name"), link.end("name"), "a name after a title")


def _of_somebody(string: str, learnt: Learnt) -> Iterator[Span]:
    """A surname in the genitive after what somebody has or wrote (бумаги Лугова)."""
    for match in words().owned.finditer(string):
        name = match["name"]
        is_surname = _GENITIVE.search(name) and name not in words().no_surname and name.lower() not in learnt.small
        if is_surname and _stem(name) not in _known_places() | learnt.places:
            yield _person(match.start("name"), match.end("name"), "a surname after what somebody has or wrote")


def _takes_complement(title: str) -> bool:
    """Лидер Гоминьдана, министр Франции: after such a title only a surname's ending, or a particle, tells one."""
    return any(title.lower().startswith(stem) for stem in languages.words("ru", "people", "title-with-complement"))


def _tail(match: re.Match[str]) -> int:
    return len(match["surname"]) + 1 if match["surname"] else 0


def _may_be_surname(word: str, learnt: Learnt) -> bool:
    """A word with a surname's ending; in capitals, too; any other only where the document never writes it small."""
    name = word.title() if word.isupper() else word
    if name in words().no_surname or word in _state_abbreviations() or _ABSTRACT.search(name):
        return False
    return bool(ends_as_surname(name)) or name.lower() not in learnt.small


@cache
def _state_abbreviations() -> frozenset[str]:
    return frozenset(languages.words("ru", "organisations", "state-abbreviation"))


def ends_as_surname(name: str) -> bool:
    """Whether a word, or the nominative that it is likely to have, ends as surnames do."""
    return any(words().ending.search(form) for form in (name, _nominative(name)))


def _with_initials(string: str, in_prose: bool) -> Iterator[Span]:
    known = words()
    taken: set[int] = set()
    for match in _SURNAME_FIRST.finditer(string):
        surname = match["surname"].title() if match["surname"].isupper() else match["surname"]
        head = string[max(0, match.start() - 6) : match.start()]
        begins = (_BEGINS_ITEM if not in_prose else _CITES).search(head) is not None
        goes_on = _GOES_ON.match(string, match.end()) is not None
        if surname in known.no_surname or (
            goes_on and not (begins if in_prose else begins or ends_as_surname(surname))
        ):
            continue
        if begins or ends_as_surname(surname):
            taken.update(range(match.start(), match.end()))
            yield _person(match.start(), match.end(), "a surname with initials")
    for match in _INITIALS_FIRST.finditer(string):
        if match.start() not in taken and match["surname"] not in known.no_surname:
            yield _person(match.start(), match.end(), "a surname with initials")


def _proposed(string: str, ranges: Collection[tuple[int, int]], learnt: Learnt) -> Iterator[Span]:
    """What a model calls a person, but for a single word that the document also writes small."""
    for start, end in ranges:
        while (word := _FIRST_WORD.match(string, start, end)) and _is_no_part(word.group(1), string[word.end() : end]):
            start = word.end()
        shape = _MODEL_NAME.match(string, start, end)
        if shape is None or _is_common_noun(shape.group()) or _SHORTENED.match(string, shape.end()):
            continue
        if " " not in shape.group() and is_adjective(string, *shape.span()):
            continue
        is_alone = " " not in shape.group() and not ends_as_surname(shape.group())
        if is_alone and _stem(shape.group()) in learnt.places:
            continue
        end = shape.end()
        name = string[start:end]
        if other := _other_person(name):
            yield _person(start, start + other, "a person in the opinion of the statistical model", "model")
            start += other + 1
            name = string[start:end]
        if not re.match("[А-Я]", name) or name.lower() in learnt.small or name in words().no_surname:
            continue
        if words().shortened.search(string[start : end + 1]) or _TOWN_BEFORE.search(string, max(0, start - 5), start):
            continue
        yield _person(start, end, "a person in the opinion of the statistical model", "model")


def _other_person(name: str) -> int:
    """Where a surname ends after which another person's name goes on in another case (Доржиева Норбоеву); or none."""
    words = name.split(" ")
    first, last = _SLAVIC_CASE.search(words[0]), _SLAVIC_CASE.search(words[-1])
    differ = len(words) > 1 and first and last and first["case"] != last["case"]
    return len(words[0]) if differ else 0


def _is_no_part(word: str, rest: str) -> bool:
    """A word that merely stands before a name: in praise, at a sentence's head, before initials or capitals."""
    if word in words().no_surname or word in words().epithets:
        return True
    if _INITIALS_FIRST.match(rest) and word not in words().given:
        return True
    return re.match(_CAPITALS, rest) is not None and not word.isupper() and word not in words().given


def _is_common_noun(name: str) -> bool:
    """An adjective or a participle alone, or a noun that no person's name begins with (Колесо Дхармы)."""
    first, _, rest = name.partition(" ")
    if not _TWO_LETTERS.search(name):
        return True
    return (_THING if rest else _NO_SURNAME).search(first) is not None


def _stem(word: str) -> str:
    return re.sub("(?:ом|ем|ой|ою|ью|[аеиоуыэюяйь])$", "", word)


def _places(strings: Sequence[str]) -> frozenset[str]:
    """The stems of words alone after a preposition of place."""
    before = alternatives(languages.words("ru", "places", "strong-before"))
    told = re.compile(rf"(?<!\w)(?i:{before}) ({_WORD})(?! [А-Я])")
    return frozenset(_stem(match.group(1)) for string in strings for match in told.finditer(string))


def _surname_forms(name: str, why: str) -> set[str]:
    """The surname of a name in full, in its cases and in capitals; a Chinese or Korean one has its surname first."""
    parts = [word.title() if word.isupper() else word for word in re.findall(rf"{_WORD}|{_CAPITALS}", name)]
    parts = [part for part in parts if not re.fullmatch(_PATRONYMIC, part)]
    if not parts or (words().east_asian.fullmatch(name + " ") or words().east_asian.match(name)):
        return set()
    has_initials = "." in name
    if len(parts) < 2 and not has_initials:
        return set()
    surname = parts[0] if why == JAPANESE else parts[-1]
    if len(surname) <= _LONG_ENOUGH:
        return set()
    bases = {surname, _nominative(surname)}
    forms = {form for base in bases for form in russian.word_forms(base)}
    return forms | {form.upper() for form in forms}


def _nominative(surname: str) -> str:
    """What a surname in a case is likely to be in the nominative (Иванова of Иванов is left open)."""
    stem = re.sub("(?:ым|ом|ой|ых|[ауеы])$", "", surname)
    if len(stem) > _LONG_ENOUGH and words().ending.search(stem):
        return stem
    adjective = re.sub("(?:ого|ому|им|их)$", "ий", surname)
    return adjective if words().ending.search(adjective) else surname


def _alone(string: str, learnt: Learnt) -> Iterator[Span]:
    for match in re.finditer(rf"{BEGINS}(?:{_WORD}|{_CAPITALS}){ENDS}", string):
        if match.group() in learnt.forms and not is_adjective(string, *match.span()):
            yield _person(match.start(), match.end(), SURNAME_OF_DOCUMENT)


def is_adjective(string: str, start: int, end: int) -> bool:
    """Whether a word with a surname's and an adjective's ending goes with the noun after it (Московский вокзал)."""
    noun = _GOES_WITH_NOUN.match(string, end) if _ADJECTIVE.search(string, start, end) else None
    is_attribute = noun is not None and russian.agree(string[start:end], noun["noun"])
    return is_attribute and not _IS_BEARER.match(string, end)


def _listed(string: str, learnt: Learnt) -> Iterator[Span]:
    """Surnames in a series: three by their endings, or two of which the document knows one; none an ordinary word."""
    for match in _LIST.finditer(string):
        items = list(_ITEM.finditer(string, *match.span()))
        names = [item.group() for item in items]
        like = sum(
            (bool(words().ending.search(name)) and not _ADJECTIVE.search(name)) or name in learnt.forms
            for name in names
        )
        is_known = any(name in learnt.forms for name in names)
        if len(items) < 3 and not is_known:
            continue
        if like == len(items) and not any(name.lower() in learnt.small or name in words().no_surname for name in names):
            yield from (_person(item.start(), item.end(), "in a series of surnames") for item in items)


def _person(start: int, end: int, why: str, by: str = "pattern") -> Span:
    return Span(start, end, "person", certainty="low", by=by, why=why)
