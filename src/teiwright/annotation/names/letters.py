"""Names in Cyrillic or Latin letters by their shape: surnames with initials or a given name; bodies by their noun."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from teiwright.annotation.names.occurrences import Matcher, matcher
from teiwright.annotation.names.vocabulary import all_compiled
from teiwright.article import Span
from teiwright.languages.russian import word_forms

_CYRILLIC = r"[А-Я][а-я]{1,}(?:-[А-Я][а-я]+)?"
_LATIN = r"(?:Mc|Mac|O'|van |von |de |Van )?[A-Z][a-zà-ž]+(?:-[A-Z][a-zà-ž]+)?"
_SURNAME_FIRST = re.compile(rf"(?<![\w.])(?P<surname>{_CYRILLIC}),? [А-Я]\. ?(?:[А-Я]\.)?(?!\w)")
_INITIALS_FIRST = re.compile(rf"(?<![\w.])(?:[А-Я]\. ?){{1,2}}{_CYRILLIC}(?!\w)")
_SURNAME_LIKE = re.compile(
    r"(?:[оеё]в|ин|ын|[сц]кий|[оеё]в[аоуы]|ин[аоуы]|[сц]к(?:ая|ого|ому)|ко|[уюи]к|ич|ян|дзе|ец|ман|берг|штейн)$"
)
_BEGINS_ITEM = re.compile(r"(?:^|[;；、*(（:：]|см\.|//)\s*$")
_WORD_BEFORE = re.compile(rf"(?P<surname>{_CYRILLIC}),? $")
_EXPRESSIONS = (
    rf"(?<![\w.])(?:[A-Z]\. ?){{1,3}}{_LATIN}(?!\w)",
    rf"(?<![\w.])[A-Z][a-z]+\.? (?:[A-Z]\. ?){{1,2}}{_LATIN}(?!\w)",
    r"(?<![\w.]){east-asian-surname} [A-Z][a-z]{1,9}(?:[-'][a-z]+| [A-Z][a-z]{1,6}(?= [a-z]))?(?!\w)",
    r"(?<![\w.]){east-asian-surname} [А-Я][а-я]{1,11}(?: [А-Я][а-я]{1,4}(?= [а-я]))?(?!\w)",
    rf"(?<![\w.]){{given-name}} (?:[A-Z][a-z]+ )?{_LATIN}(?!\w)",
)
_ADJECTIVE = (
    "(?:British|Soviet|Chinese|American|French|Japanese|Indian|Russian|Korean|North Korean|South Korean|German|Polish"
    "|Hungarian|Yugoslav|Vietnamese|Nationalist|US|U[.]S[.])"
)
_MINISTRY = "Ministry of(?: the)? [A-Z][a-z]+(?: [A-Z][a-z]+)?|Department of (?:State|Defense|the Army|the Navy)"
_OFFICE = (
    f"(?:Cabinet|Foreign Office|Foreign Ministry|{_MINISTRY}|War Office|Treasury|Defense Department|State Department"
    "|Embassy|Consulate(?: General)?|Politburo|Central Committee|Communist Party|Workers' Party|General Staff|Air Force"
    "|Navy|Red Army|Parliament|Government)"
)
_LEARNED = (
    r"(?:[A-Z][\w&'-]+ ){0,3}(?:University|Institute|College|Academy|Archives?|Library)"
    r"(?: Press| of(?: the)? [A-Z]\w+)?"
)
_RUSSIAN_OFFICE = (
    r"(?:Министерств|Посольств|Генеральн\w+ консульств|Правительств|Совет\w? Министр|Политбюро|Президиум)\w* ?"
    r"(?:(?:иностранных дел|внутренних дел|обороны|внешней торговли|Верховного Совета|ЦК [А-Я()б]+) ?)?"
    r"(?:СССР|КНР|КНДР|США|РФ)"
)
_BODIES = (
    rf"(?<!\w){_ADJECTIVE} {_OFFICE}(?!\w)",
    rf"(?<!\w)(?:{_MINISTRY})(?!\w)",
    rf"(?<!\w){_LEARNED}(?!\w)",
    rf"(?<!\w){_RUSSIAN_OFFICE}(?!\w)",
)
_TITLED = (
    rf"(?<!\w)(?:President|Secretary|Generals?|Ambassador|Premier|Chairman|Marshal|Admiral|Senator|Minister|Colonel|Major"
    rf"|Mr[.]|Mrs[.]|Sir|Lord|Comrade|Professor) (?P<name>{_LATIN}(?: {_LATIN})?)(?!\w)",
    r"(?<!\w)(?:посол|посл[ауе]|послом|маршал\w*|генерал\w*|президент\w*|товарищ\w*|министр\w*|секретар\w*|премьер\w*|тов\.)"
    r" (?P<name>[А-Я][а-я]+(?:[ое]в|ин|ын|[сц]к|ко|ич|ян|дзе)(?:|а|у|ым|ом|е|ого|ому|им|ий))(?!\w)",
)
_WHY = "a surname with initials or a given name"


def find(string: str) -> Iterator[Span]:
    """Yield the persons whose names have the shape of a name in letters."""
    surnames_first = [match for match in _SURNAME_FIRST.finditer(string) if _is_surname(match)]
    taken = {at for match in surnames_first for at in range(*match.span())}
    yield from (_span(match) for match in surnames_first)
    yield from (_span(match) for match in _INITIALS_FIRST.finditer(string) if match.start() not in taken)
    for expression in all_compiled(_EXPRESSIONS):
        yield from (_span(match) for match in expression.finditer(string))


@cache
def _bodies() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(expression) for expression in _BODIES)


@cache
def _titled() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(expression) for expression in _TITLED)


def find_titled(string: str) -> Iterator[Span]:
    """Yield the persons whom a title in English or Russian announces; the title stays outside."""
    for expression in _titled():
        for match in expression.finditer(string):
            why = "a name in letters after a title"
            yield Span(match.start("name"), match.end("name"), "person", certainty="low", by="pattern", why=why)


def surnames(names: Iterable[str]) -> Matcher:
    """Return the surnames of these names, the Russian ones in their cases, to be found where they stand alone."""
    forms: set[str] = set()
    for name in names:
        words = [word for word in re.split(r"[ ,]+", name) if "." not in word]
        if words and len(words[-1]) > 3:
            forms.update(form for base in (words[-1], _base(words[-1])) for form in word_forms(base))
    return matcher(forms)


def _base(surname: str) -> str:
    """Return what a Russian surname in a case is likely to be in the nominative (Иванова of Иванов is left open)."""
    stem = re.sub("(?:ым|ом|[ауе])$", "", surname)
    return stem if len(stem) > 3 and _SURNAME_LIKE.search(stem) else surname


def find_alone(string: str, alone: Matcher) -> Iterator[Span]:
    """Yield the surnames that stand alone as whole words."""
    for start, end in alone.find(string):
        if not string[start - 1 : start].isalpha() and not string[end : end + 1].isalpha():
            why = "a surname that the document gives with its given name elsewhere"
            yield Span(start, end, "person", certainty="low", by="pattern", why=why)


def find_bodies(string: str) -> Iterator[Span]:
    """Yield offices, embassies, schools and the like that Russian or English names."""
    for expression in _bodies():
        for match in expression.finditer(string):
            why = "a body by the noun of its kind"
            yield Span(match.start(), match.end(), "org", certainty="low", by="pattern", why=why)


def owns_initials(string: str, at: int) -> bool:
    """Whether the word before the initials that begin at `at` is the surname they belong to."""
    before = _WORD_BEFORE.search(string, max(0, at - 30), at)
    return before is not None and bool(
        _SURNAME_LIKE.search(before["surname"]) or _BEGINS_ITEM.search(string[: before.start()])
    )


def _is_surname(match: re.Match[str]) -> bool:
    """Иванов А.С. at the head of a reference or with a surname's ending, against Письмо И. Петрову."""
    head = match.string[max(0, match.start() - 6) : match.start()]
    return bool(_SURNAME_LIKE.search(match["surname"]) or _BEGINS_ITEM.search(head))


def _span(match: re.Match[str]) -> Span:
    return Span(match.start(), match.end(), "person", certainty="low", by="pattern", why=_WHY)
