"""Bodies in Russian: a head noun with its attributes and its chain of genitives, and abbreviations in capitals.

The whole chain is one name, to the state at its end (Военная коллегия Верховного суда СССР). A head noun in small
letters needs a genitive that makes a name of it (наркомат внутренних дел); after a capital any complement goes on, and
within a sentence the capital alone is enough. Abbreviations that stand together are one name (ЦК ВКП(б), ГУГБ НКВД
СССР). Short forms are those that the text gives: in brackets, in quotes, or by the noun of an explained name.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from teiwright import languages
from teiwright.annotation.names import russian_persons
from teiwright.annotation.names.edges import BEGINS, ENDS_WHOLE
from teiwright.article import Span
from teiwright.languages import russian
from teiwright.languages.folding import alternatives

_ADJECTIVE = "(?:ый|ий|ой|ая|яя|ое|ее|ье|ого|его|ому|ему|ым|им|ую|юю|ою|ею|ей|ые|ие|ых|их|ыми|ими|ом|ем)"
_OBLIQUE = "(?:ого|его|ому|ему|ым|им|ой|ей|ых|их|ыми|ими|ом|ем)"
"""In the cases that depend on a noun; an attribute in the nominative begins another name."""
_NOUN = "(?:а|у|е|и|ы|о|ю|я|й|ь|ом|ем|ей|ой|ою|ам|ах|ями|ами|ям|ях|ов|ия|ию|ии|ие|ием|ией|ий|ью)?"
_CAPITAL = "[А-Я][а-я]+(?:-[А-Я]?[а-я]+)*"
_SMALL = "[а-я]+(?:-[а-я]+)*"
_OF_PLACE = "[А-Я][а-я]+(?:-[А-Я]?[а-я]+)*[сц]к"
_WITHIN = r"(?<=[а-я,;:)»0-9—–] )"
_ORDINAL = r"(?:\d{1,3}-(?:й|я|е|го|му|м|ой|ю)|[IVX]{1,4}(?= [а-яА-Я]))"
_NUMBERED_NAME = re.compile(rf"{_ORDINAL} [А-Я]|[IVX]+ $")
_PLURAL = re.compile("(?:ые|ие|ых|их|ыми|ими|ым|им)(?: и)? [а-я]+(?:ы|и|ов|ей|ам|ям|ами|ями|ах|ях)$")
_MIXED = (
    r"[А-Я]{2,6}и[А-Я]{1,3}(?:а|у|ом|е)?(?![а-я])|[А-Я][а-я]{2,4}(?:[А-Я]{2,5}|Лаг)|[А-Я]{3,8}(?:а|у|ом|е)(?![а-я])"
)
_ACRONYM = rf"(?:{_MIXED}|[А-Я]{{2,8}}(?:\(б\)У?)?)"
"""In capitals (ЦК, ВКП(б)), in mixed letters (РОПиТ, ПрикВО), or declined (ВОКСа)."""
_END = rf"(?:(?<=\))|{ENDS_WHOLE})"
_ACRONYMS = re.compile(rf"(?<![A-Za-zÀ-žА-Яа-я0-9.«-]){_ACRONYM}(?: {_ACRONYM})*{_END}")
_REGION = re.compile(rf"(?: по)? {_OF_PLACE}(?:ой|ому|ого) (?:обл\.|области|краю|края)")
_ONE = re.compile(_ACRONYM)
_VOWELS = frozenset("АЕИОУЫЭЮЯ")
_GENITIVE = re.compile("(?:[аяиы]|[А-Я]{2})$")
_CYRILLIC = re.compile("[А-Яа-я]")
_SHORT, _MOST_VOWELS = 4, 0.34
_LINKS = ("и", "по")
_JOINED = re.compile(r"(?<!\S)(?P<one>\S+(?P<ending>\w\w)) и (?P<other>\S+(?P=ending)) ")
_POSSESSIVE = "(?:[ое]в|[иы]н)(?:а|у|ым|е)?"
_AFTER_SOMEBODY = re.compile(r" им\.| имени ")
_SINGULAR = "[А-Я][А-Яа-я-]+(?:[ыио]й|ая|го|му|ую|[ыи]м|[ое]м)"
_SHARING = re.compile(rf"(?P<first>{_SINGULAR}) и (?P<last>{_SINGULAR}) ")
_SHARING_BEFORE = re.compile(rf"(?:{BEGINS}{_SINGULAR}, ){{1,6}}$")
_OTHER_BODY = re.compile(r" и(?= [А-Я])")
_LOOSE_END = re.compile("(?: (?:и|по))+$")
_BEFORE_BARE = re.compile("[а-я][,;]? $")
_MANY = re.compile("(?:ы|ов|ам|ами|ах)$")
_NAME_AFTER = re.compile(" (?:[А-ЯA-Z]|«)")
_SPELT = re.compile(r" ?\((?:далее [–—-] )?(?P<acronym>[А-Я][А-Яи]{2,7})\)")
_WORDS = re.compile("[А-Яа-я]+")
_LONGEST_SPELT = 120
_QUOTED_WORD = re.compile("«(?P<name>[А-Я][а-я]+)»")
_SHORT_WORD = re.compile(r" ?\((?:далее [–—-] )?(?P<word>(?P<begins>[А-Я][а-я]{2})[а-я]{2,})\)")
_NO_SUBJECT = ("а", "у", "ом")
_ANY_WORD = re.compile(rf"{BEGINS}[А-Я][а-я]{{4,}}{ENDS_WHOLE}")
_DOES = re.compile(" (?:не )?[а-я]+(?:л|ла|ло|лся|лась|лось|[еи]т|[еи]тся)(?![а-я])")
_ACTING = re.compile(rf"(?<![А-Яа-яё-])(?P<head>[А-Яа-я]{{4,}})(?={_DOES.pattern})")
"""A noun alone before a finite verb."""


@cache
def _chain() -> re.Pattern[str]:
    """A head with its attributes and genitives; a capital within a sentence, and all after it, may say anything."""
    head, attribute = _head(), _any("attribute")
    before = rf"(?:(?i:{attribute}){_ADJECTIVE}|{_OF_PLACE}{_ADJECTIVE}|{_ORDINAL})"
    no_first = rf"(?!(?i:{_any('no-first-attribute')}){_ADJECTIVE} )"
    begins = rf"{no_first}{_CAPITAL}(?={_ADJECTIVE} (?:{attribute}){_ADJECTIVE} {head})"
    first = rf"(?:{_WITHIN}{_CAPITAL}|(?=[А-Я])(?i:{attribute})|{_OF_PLACE}|{begins}){_ADJECTIVE}"
    owned = rf"[А-Я][а-я]+{_POSSESSIVE}(?= {_any('owned')})"
    own = rf"{first}(?: (?:и )?(?!{head}{_NOUN}(?![а-я])){_SMALL}{_ADJECTIVE}(?= )){{0,3}}"
    return re.compile(
        rf"{BEGINS}(?P<before>(?:(?>{owned}|{own}|{before})(?: и)? ){{0,6}})(?P<head>(?i:{head}){_NOUN}){ENDS_WHOLE}"
        rf"(?P<after>(?: (?:{_any('state-noun')} {_CAPITAL}|{_whose()}|{_dependent()}){ENDS_WHOLE})*)"
        rf"(?P<acronyms>{_tail()})"
    )


@cache
def _tail() -> str:
    """What a body belongs to by its abbreviation or its one word (РККА, Наркомторга), and whom it is called after."""
    one_word = rf"(?=[А-Я])(?:{_stumps()}|(?i:{_any('alone-head-noun')}){_NOUN}){ENDS_WHOLE}"
    after = rf"(?:им\.|имени) ?(?:[А-Я]\. ?){{0,2}}{_CAPITAL}{ENDS_WHOLE}"
    return rf"(?: (?:{_ACRONYM}{_END}|{one_word}))*(?: {after})?"


def _whose() -> str:
    """A noun in the genitive that a name goes on after (защиты Родины, братьев Нобель)."""
    attribute = "[А-Я][а-я]+(?:[ое]й|ого|его|[ыи]х)"
    return rf"{_any('before-name')} (?:{attribute} (?=[А-Я]))?(?!{attribute} [а-я]){_CAPITAL}"


@cache
def _head() -> str:
    """The nouns for the kinds of bodies: those of the list, and what is made of stumps (губисполком, разведотдел)."""
    return rf"(?:{_any('head-noun')}|{_any('stump')}{{1,3}}{_any('stump-head')})"


@cache
def _dependent() -> str:
    """A word of the lists that goes on with a name: a genitive, an attribute, the noun of another body."""
    return rf"(?:(?i:{_any('genitive')})|(?i:{_any('attribute')}){_OBLIQUE}|(?i:{_head()})(?:а|ы|и|я|ии|ия)?)"


@cache
def _complement() -> re.Pattern[str]:
    """What goes on with a name that has a capital: any attribute and noun in the genitive, any field after по."""
    no = rf"(?!{_any('no-attribute')}(?![а-я]))"
    other = rf"(?!{_head()}{_NOUN}(?![а-я]))"
    agreeing = "|".join(
        rf"(?:{no}{_SMALL}(?:{attribute}) ){{1,3}}{other}{_SMALL}(?:{noun})"
        for attribute, noun in (("ого|его", "а|я"), ("ой|ей", "ы|и"), ("ых|их", "ов|ев|ей|ий|[бвгджзклмнпрстфхцчшщ]"))
    )
    noun = rf"{no}{_SMALL}(?:{_any('genitive-ending')})"
    of = rf"(?!{_SMALL}(?:л|л[аио]|[еиауюя]т){ENDS_WHOLE}){no}{_SMALL}(?:а|я|ы|и|ов|ев|ей|ий|[бвгджзклмнпрстфхцчшщ])"
    what_for = rf"{no}{_SMALL}[нт]ию(?: {of}{ENDS_WHOLE})?|{no}{_SMALL}(?:ству|ции|ке)"
    field = rf"по (?:{what_for}|{_any('field')}(?: {of}{ENDS_WHOLE})?)"
    region = rf"{_OF_PLACE}(?:ого|ой)(?: железной)? {_any('region')}"
    whose = rf"{_whose()}|[А-Я][а-я]+(?:[ое]й|ого|его|[ыи]х) {_head()}(?:а|ы|и|я|ии|ия|ов)?"
    return re.compile(
        rf"(?: и(?! [А-Я]))? (?:{whose}|{agreeing}|{noun}|{field}|{region}|(?!(?:и|по) ){_dependent()}){ENDS_WHOLE}"
    )


def _any(key: str) -> str:
    words = languages.words("ru", "organisations", key, folded=True)
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


@cache
def _of_state() -> re.Pattern[str]:
    """A government, an embassy … with its state's adjective, in small letters, too (советское правительство)."""
    ending = "(?:ое|ого|ому|им|ом|ая|ой|ую|ое)"
    no_state = rf"(?!(?i:{_any('adjective-of-no-state')}){ending} )"
    adjective = rf"{no_state}(?:[А-Яа-я][а-я]+-)?[А-Яа-я][а-я]+[сц]к{ending}"
    return re.compile(
        rf"{BEGINS}(?P<adjective>{adjective}) (?P<head>(?i:{_any('of-a-state')})[а-я]{{1,2}}){ENDS_WHOLE}"
    )


@cache
def _with_state() -> re.Pattern[str]:
    """A government, an embassy, a bank … with its state's name in the genitive (правительство Франции, Банк Италии)."""
    names = languages.words("ru", "places", "country", folded=True)
    states = alternatives(form for name in names for form in russian.forms(name) if re.search("[аяиыхвзА-Я]$", form))
    capital = rf"(?=[А-Я])(?i:{_any('of-a-named-state')})"
    return re.compile(
        rf"{BEGINS}(?:{_OF_PLACE}{_ADJECTIVE} )?(?:(?i:{_any('of-a-state')})|{capital}){_NOUN} {states}{ENDS_WHOLE}"
    )


@cache
def _alone() -> re.Pattern[str]:
    republic = rf" {_OF_PLACE}ой (?:(?:{_any('state-abbreviation')}){ENDS_WHOLE}|[Рр]еспублики|[Оо]бласти|АССР)"
    return re.compile(rf"{BEGINS}(?i:{_any('alone-head-noun')})(?:а|у|е|ом|и)?{ENDS_WHOLE}(?:{republic}|{_tail()})")


def is_head(word: str) -> bool:
    """Whether a word is no more than a noun for a kind of body, in any case; Союз is also a state."""
    return re.fullmatch(rf"(?i:{_head()}){_NOUN}", word) is not None and not _no_bare().match(word)


def is_republic(place: str) -> bool:
    """Whether a place is a republic by what its name ends or begins with (Казахской ССР)."""
    return place.rsplit(" ", 1)[-1] in _states()


def takes_state(body: str, place: str) -> bool:
    """Whether a body has no state yet, and the place's name may be a genitive."""
    is_russian = _CYRILLIC.search(body) is not None and _GENITIVE.search(place) is not None
    return is_russian and body.rsplit(" ", 1)[-1] not in _states()


def discover(strings: Sequence[str]) -> list[list[Span]]:
    """Return the bodies that each text of a document names."""
    found = [[*_named(string)] if _CYRILLIC.search(string) else [] for string in strings]
    learnt = _taught(strings, found)
    return [[*spans, *_later(string, learnt)] for string, spans in zip(strings, found, strict=True)]


def _named(string: str) -> Iterator[Span]:
    for chain in _chains(string):
        each = _sharing(chain)
        yield from (_body(start, end, "a body that shares its noun with others") for start, end in each)
        if not each and _is_name(chain):
            yield _body(chain.start, chain.end, "a body by the noun of its kind")
    for expression in (_alone(), _compound()):
        for match in expression.finditer(string):
            yield _body(match.start(), match.end(), "a body by its one name")
    for match in _of_state().finditer(string):
        if russian.agree(match["adjective"], match["head"]):
            yield _body(match.start(), match.end(), "a body with its state's adjective")
    for match in _with_state().finditer(string):
        yield _body(match.start(), match.end(), "a body with its state")
    for match in _in_quotes().finditer(string):
        yield _body(match.start("name"), match.end("name"), "a name in quotes after the noun of its kind")
    for match in _firm().finditer(string):
        yield _body(match.start("name"), match.end("name"), "a firm by the end of its name")
    yield from _spelt(string)
    yield from _acronyms(string)


@cache
def _compound() -> re.Pattern[str]:
    """One word made of the beginnings of several, with what it belongs to (Внешторгбанк, Разведупр РККА)."""
    return re.compile(rf"{BEGINS}{_stumps()}{ENDS_WHOLE}{_tail()}")


@cache
def _stumps() -> str:
    """A word with a capital that is made of the beginnings of several (Сибревком, Азнефть, Главсевморпуть)."""
    first, last, open_end = _any("compound-first"), _any("compound-last"), _any("compound-open")
    no = rf"(?!{_any('no-compound')}{_NOUN}{ENDS_WHOLE})"
    return rf"{no}(?:{first}[а-я]{{0,12}}{last}{_NOUN}|{open_end}[а-я]{{3,}})"


@cache
def _in_quotes() -> re.Pattern[str]:
    return re.compile(rf"{BEGINS}(?i:{_any('quoted-head')})[а-я]{{0,3}} «(?P<name>[А-ЯA-Z][^«»]{{1,60}})»")


@cache
def _firm() -> re.Pattern[str]:
    return re.compile(
        rf"{BEGINS}(?P<name>{_CAPITAL}(?: {_CAPITAL})?(?:, {_CAPITAL}){{0,3}} и (?:К°|К[оo]\.?|сыновья|братья)(?!\w))"
    )


def _spelt(string: str) -> Iterator[Span]:
    """A phrase with the noun for its kind whose words spell the acronym in brackets after it."""
    for match in _SPELT.finditer(string):
        left = list(match["acronym"])
        for word in reversed(list(_WORDS.finditer(string, max(0, match.start() - _LONGEST_SPELT), match.start()))):
            if left and word.group()[0].upper() == left[-1].upper():
                left.pop()
            elif word.group() not in _LINKS:
                break
            if not left:
                if _chain().search(string, word.start(), match.start()):
                    yield _body(word.start(), match.start(), "a body that spells its acronym")
                break


@dataclass(slots=True)
class _Learnt:
    """What the document teaches: the first words of names in quotes, and the nouns for the kinds of its bodies.

    `words` are short forms in brackets that begin as the name before them does (Монценкооп); `explained` are the
    acronyms in brackets, by the noun of the body before them.
    """

    quoted: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    explained: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def _taught(strings: Sequence[str], found: Sequence[Sequence[Span]]) -> _Learnt:
    learnt = _Learnt()
    for string, spans in zip(strings, found, strict=True):
        for span in spans:
            if string[span.start - 1 : span.start] == "«":
                learnt.quoted.add(_stem(string[span.start : span.end].split()[0]))
                continue
            if (short := _SHORT_WORD.match(string, span.end)) and string.startswith(short["begins"], span.start):
                learnt.words.add(_stem(short["word"]))
            if chain := _chain().search(string, span.start, span.end):
                head = _stem(chain["head"].lower())
                learnt.heads.add(head)
                if acronym := _SPELT.match(string, span.end):
                    learnt.explained[head].add(acronym["acronym"])
    return learnt


def _later(string: str, learnt: _Learnt) -> Iterator[Span]:
    for match in _QUOTED_WORD.finditer(string) if learnt.quoted else ():
        if _stem(match["name"]) in learnt.quoted:
            yield _body(match.start("name"), match.end("name"), "short for the body named in quotes")
    for match in _ANY_WORD.finditer(string) if learnt.words else ():
        if _stem(match.group()) in learnt.words:
            yield _body(match.start(), match.end(), "the short form that the document gives it")
    for match in _ANY_WORD.finditer(string) if learnt.heads else ():
        is_within = _BEFORE_BARE.search(string, max(0, match.start() - 3), match.start()) is not None
        is_part = (
            _NAME_AFTER.match(string, match.end()) or _MANY.search(match.group()) or _no_bare().match(match.group())
        )
        if is_within and not is_part and _stem(match.group().lower()) in learnt.heads:
            yield _body(match.start(), match.end(), "short for the body named in full")
    for match in _ACTING.finditer(string) if learnt.heads else ():
        head = _stem(match["head"].lower())
        is_subject = match["head"][0].isupper() or not match["head"].endswith(_NO_SUBJECT)
        if head in learnt.heads and is_subject and (match["head"][0].isupper() or len(learnt.explained[head]) == 1):
            yield _body(match.start("head"), match.end("head"), "short for the body named in full")


def _stem(word: str) -> str:
    return re.sub("[аеиоуыюяьй]+$", "", word)


@dataclass(frozen=True, slots=True)
class _Chain:
    """A head noun with the attributes before it and what depends on it, at string[start:end]."""

    string: str
    start: int
    end: int
    attributes: str
    head: str
    complements: tuple[str, ...]
    acronyms: str

    @property
    def has_capital(self) -> bool:
        return self.string[self.start].isupper()


def _chains(string: str) -> Iterator[_Chain]:
    """The chains from left to right; one in small letters before a capital (суду Военной коллегии) begins there."""
    at = 0
    while (match := _chain().search(string, at)) is not None:
        chain = _read(match)
        inner = None if chain.has_capital else re.search(" (?=[А-Я][а-я])", string[match.end("head") : chain.end])
        if inner:
            at = match.end("head") + inner.end()
        else:
            yield chain
            at = chain.end


def _is_undeclined(head: str) -> bool:
    return head.lower().endswith(languages.words("ru", "declension", "undeclined"))


def _sharing(chain: _Chain) -> list[tuple[int, int]]:
    """Bodies of which one noun in the plural is said (Цугольский, Эгетуевский и Агинский дацаны); the last has it."""
    joined = _SHARING.fullmatch(chain.attributes)
    if not joined or (russian.agree(joined["last"], chain.head) and not chain.head.endswith("ий")):
        return []
    before = _SHARING_BEFORE.search(chain.string, max(0, chain.start - _LONGEST_SPELT), chain.start)
    words = [*re.finditer(_SINGULAR, before.group())] if before else []
    offset = before.start() if before else 0
    return [
        *((offset + word.start(), offset + word.end()) for word in words),
        (chain.start + joined.start("first"), chain.start + joined.end("first")),
        (chain.start + joined.start("last"), chain.end),
    ]


def _read(match: re.Match[str]) -> _Chain:
    """The chain without attributes that don't agree, to the conjunction before another body; with any complement."""
    string, end = match.string, match.end()
    start = match.start() + _disagreeing(match["before"], match["head"])
    other = _OTHER_BODY.search(string, match.end("head"), end)
    end = other.start() if other else match.start() + len(_LOOSE_END.sub("", match.group()))
    acronyms = "" if other else match["acronyms"]
    has_capital = string[start].isupper() or match["head"][0].isupper()
    if has_capital and not acronyms and not other and not _is_undeclined(match["head"]):
        while (more := _complement().match(string, end)) is not None:
            end = more.end()
        tail = re.compile(_tail()).match(string, end)
        acronyms = tail.group() if tail else ""
        end += len(acronyms)
    words = string[match.end("head") : end - len(acronyms)].split()
    complements = tuple(word for word in words if word.lower() not in _LINKS)
    return _Chain(string, start, end, string[start : match.start("head")], match["head"], complements, acronyms)


def _disagreeing(before: str, head: str) -> int:
    """The length of the words before a head to the last one that is no attribute of it (Троцкого комитет).

    Two that are joined in one case may each stand for a body of their own (Тибетской и Монгольской миссий).
    """
    joined = {at for match in _JOINED.finditer(before) for at in (match.start("one"), match.start("other"))}
    words = [word for word in re.finditer(r"\S+ (?:и )?", before) if word.start() not in joined]
    named = (word for word in words if not re.search(rf"^[\dIVX]|{_POSSESSIVE} ", word.group()))
    return max((word.end() for word in named if not russian.agree(word.group().split()[0], head)), default=0)


def _is_name(chain: _Chain) -> bool:
    attributes, complements, acronyms = chain.attributes, chain.complements, chain.acronyms
    if _no_body().search(attributes + chain.head + acronyms):
        return False
    if not acronyms and not complements and _PLURAL.search(attributes + chain.head):
        return False
    if _numbers().fullmatch(attributes) and not (complements or acronyms):
        return False
    begins = _begins_sentence(chain)
    if chain.has_capital and not begins:
        return bool(attributes or complements or acronyms) or _is_bare_name(chain)
    if chain.head[0].isupper() and attributes:
        return True
    if acronyms and (attributes or _of_acronym().match(chain.head) or _AFTER_SOMEBODY.search(acronyms)):
        return True
    if attributes and _NUMBERED_NAME.match(attributes):
        return True
    has_state = acronyms.rsplit(" ", 1)[-1] in _states()
    is_telling = _telling_head().match(chain.head) is not None
    is_whole = bool(complements) and (bool(attributes) or len(complements) > 1 or has_state or is_telling)
    if begins and not complements and not acronyms and _JOINED.search(attributes):
        return False
    if begins:
        if not attributes and not acronyms and chain.head.endswith(("ы", "и")):
            return False
        does = complements and _DOES.match(chain.string, chain.end) is not None and not _MANY.search(chain.head)
        return bool(is_whole or attributes or has_state or does or (acronyms and complements))
    return is_whole and (is_telling or _has_body_genitive(complements))


def _is_bare_name(chain: _Chain) -> bool:
    """Комиссия, with a capital after a word in small letters."""
    if _no_bare().match(chain.head):
        return False
    return _BEFORE_BARE.search(chain.string, max(0, chain.start - 3), chain.start) is not None and not (
        _MANY.search(chain.head) or _NAME_AFTER.match(chain.string, chain.end)
    )


@cache
def _no_body() -> re.Pattern[str]:
    return re.compile(_any("no-body"), re.I)


@cache
def _numbers() -> re.Pattern[str]:
    """An ordinal alone before a noun (первое общество)."""
    return re.compile(rf"(?i:{_any('ordinal')}){_ADJECTIVE} ")


@cache
def _no_bare() -> re.Pattern[str]:
    return re.compile(_any("no-bare-head"), re.I)


@cache
def _telling_head() -> re.Pattern[str]:
    """A head of which one complement makes a name (министерство финансов)."""
    return re.compile(rf"(?i:{_any('telling-head')})")


@cache
def _of_acronym() -> re.Pattern[str]:
    """A head of which an abbreviation behind it makes a name (обком ВКП(б), правительство ДВР)."""
    return re.compile(rf"(?i:{_any('of-acronym')}|{_any('stump')}{{1,3}}{_any('stump-head')})")


@cache
def _states() -> frozenset[str]:
    return frozenset(languages.words("ru", "organisations", "state-abbreviation"))


def _has_body_genitive(words: Iterable[str]) -> bool:
    """Two words such as внутренних дел, or a capital inside the chain, make a name of a noun in small letters."""
    group = list(words)
    return any(word[0].isupper() for word in group) or any(word in _making() for word in group)


@cache
def _making() -> frozenset[str]:
    """The genitives that alone make a name of a noun in small letters."""
    return frozenset(languages.words("ru", "organisations", "making-genitive"))


def _begins_sentence(chain: _Chain) -> bool:
    before = chain.string[max(0, chain.start - 3) : chain.start]
    return chain.has_capital and (not before.strip() or before.rstrip()[-1:] in '.!?«"')


def _acronyms(string: str) -> Iterator[Span]:
    states = _states()
    never = frozenset(languages.words("ru", "organisations", "no-body-abbreviation"))
    for match in _ACRONYMS.finditer(string):
        parts = list(_ONE.finditer(string, *match.span()))
        good = [part for part in parts if _is_acronym(part.group()) and part.group() not in never]
        if len(good) == len(parts) and any(part.group() not in states for part in parts):
            first = next(part for part in parts if part.group() not in states)
            region = _REGION.match(string, match.end())
            yield _body(first.start(), region.end() if region else match.end(), "an abbreviation in capitals")


def _is_acronym(word: str) -> bool:
    if re.match(_any("archive-acronym"), word):
        return True
    letters = re.sub(r"\(.*|[а-я]", "", word)
    if len(letters) > _SHORT and russian_persons.ends_as_surname(letters.title()):
        return False
    if set(letters) <= set("ХIVСМ") and set(letters) & set("Х") and len(set(letters)) < 3:
        return False
    return len(letters) <= _SHORT or sum(letter in _VOWELS for letter in letters) / len(letters) <= _MOST_VOWELS


def _body(start: int, end: int, why: str) -> Span:
    return Span(start, end, "org", certainty="low", by="pattern", why=why)
