"""Bodies in English prose: by the noun of their kind, with what stands before it and the of-phrase after it; acronyms.

Capitalised words before a head noun belong to the name (Texas State Library and Archives), as does a chain of of, for,
on with capitalised words (Bureau of Far Eastern Affairs). An acronym in brackets after a name is that body wherever it
stands; a head noun alone with a capital (the Department) is one where the document has its name in full.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from teiwright import languages
from teiwright.annotation.names.edges import BEGINS, ENDS, LETTERS
from teiwright.article import Span
from teiwright.languages import months
from teiwright.languages.folding import alternatives

_CAP = (
    r"(?:U\.S\.|(?:Freedmen|Women|Men|People|Children|King|Queen|Lord|Farmer)'s|[A-Z][a-z]+s'(?= [A-Z])"
    r"|St\.? [A-Z][a-z]+(?:'s)?"
    r"|[A-ZÀ-Ž][\w&]*(?:['-](?!s\b)\w+)*(?:/[A-Z]\w+)*)"
)
_ACRONYM = r"[A-Z][A-Z&]{1,6}"
_DEFINED = r"[A-Z][A-Za-z&]{0,6}[A-Z]"
_PART = r"(?:St\.(?= [A-Z])|[A-ZÀ-Ž](?=[\w-]*[a-z])[\w&]*(?:['-](?!s\b)\w+)*)"
_TITLE = alternatives(languages.words("en", "people", "title-before-name"))
_AND = rf"(?:,? and (?!{_TITLE} ){_PART}(?: {_PART})*(?![\w'-]| [A-Z]| of |,(?: [A-Z]\w+)? &))"
"""What another name of a body does not begin with (Bureau of Reeds and Union of Boats)."""
_PARTS = rf"(?: the)? {_PART}(?: {_PART})*"
_SUBJECT = rf"(?: (?:on|for){_PARTS},? and (?!{_TITLE} ){_PART} of{_PARTS})"
"""What a body is for, in two parts (Commission on the Protection and Restitution of Books)."""
_AFTER_HEAD = rf"(?:{_SUBJECT}| (?:of|for|on){_PARTS}{_AND}?)"


_TO_ACRONYM = re.compile(
    rf"(?P<rest>(?: (?:in|for|of|on|to)(?: the)? {_PART}(?: {_PART})*){{1,3}}) ?\((?P<acronym>[A-Z]{{3,8}})\)"
)
"""What goes on after the noun of a body's kind to the acronym in brackets (Mission in Mali (MINUSMA))."""
_ORDINALS = frozenset(("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh"))
_BEGINS_SENTENCE = re.compile(r"(?:^|[.!?:;][\"')\]]{0,2} )$")
_ROMAN = re.compile("M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_BEFORE_NEWSPAPER = re.compile(r"[A-Z]{3,} (?=[A-Z][a-z]+ )")
_ANY_WORD = re.compile(rf"(?<!\w)(?:{_PART}|[A-Z]{{2,}}|[a-z]+)(?!\w)")
_LONGEST_SPELT = 120
_CHAMBER = re.compile(r"(?<!\w)House of (?:Representatives|Commons|Lords|Deputies)(?!\w)")
_MONTHS = frozenset(months.full("en"))


@dataclass(frozen=True, slots=True)
class Rules:
    """The compiled shapes of names of bodies."""

    run: re.Pattern[str]
    of_state: re.Pattern[str]
    defined: re.Pattern[str]
    alone: re.Pattern[str]
    heads: frozenset[str]
    first: frozenset[str]
    newspaper: re.Pattern[str]
    with_article: re.Pattern[str]
    firm: re.Pattern[str]
    foreign: re.Pattern[str]
    short_office: re.Pattern[str]
    acting: re.Pattern[str]


@cache
def rules() -> Rules:
    """Compile the shapes, once."""

    def words(key: str) -> tuple[str, ...]:
        return languages.words("en", "organisations", key, folded=True)

    def any_of(key: str) -> str:
        return alternatives(words(key))

    paper = any_of("newspaper-noun")
    head = any_of("head-noun")
    two = rf"(?:{any_of('state-adjective')} and (?=[A-Z]))?"
    before = rf"(?:{two}{_CAP}(?: (?:{_CAP}|[A-Z]\.)){{0,5}} (?:and {_CAP} )?)?"
    return Rules(
        run=re.compile(
            rf"{BEGINS}(?P<before>{before})(?P<head>{head})(?![\w'-]*\w)(?P<after>{_AFTER_HEAD}*)"
            rf"(?P<tail>(?: (?:{head}|Group){ENDS}| and {head}{ENDS}(?! of ))*)"
        ),
        of_state=re.compile(
            rf"(?<!\w)(?:the )?(?P<name>(?:{any_of('state-adjective')} ){{1,2}}{any_of('of-a-state')}){ENDS}"
        ),
        defined=re.compile(rf" ?\((?:the )?\"?(?P<acronym>{_DEFINED})\"?[,;)]"),
        alone=re.compile(rf"{BEGINS}(?P<name>{any_of('alone-head-noun')}){ENDS}(?! [A-Z]| of (?:the )?[A-Z])"),
        heads=frozenset(words("alone-head-noun")),
        first=frozenset(languages.words("en", "people", "sentence-word")),
        newspaper=re.compile(rf"{BEGINS}(?:{_CAP} ){{1,3}}{paper}(?: (?:and )?{paper})*(?![{LETTERS}'])(?! [A-Z])"),
        with_article=re.compile(rf"(?<=[Tt]he ){any_of('with-article')}{ENDS}(?! [A-Z]| of )"),
        foreign=re.compile(rf"{BEGINS}{languages.expression('organisations', 'body-shape')}{ENDS}"),
        firm=re.compile(
            rf"{BEGINS}{_CAP}(?: {_CAP}){{0,3}}"
            rf"(?:(?:, {_CAP}){{0,3}},? (?:and|&) {any_of('firm-end')}|,? {any_of('firm-mark')})(?![\w-])"
        ),
        short_office=re.compile(
            rf"(?:{'|'.join(f'(?<= {verb} )' for verb in words('office-told'))}){any_of('short-office')}"
            r"(?=[,;.]| (?:that|on|to|in|of|and|for|from|about|not|again|at)(?!\w))"
        ),
        acting=re.compile(
            rf"(?<![{LETTERS}.&-])(?P<acronym>{_ACRONYM})(?= (?:had |has |also |later |then )?"
            rf"{any_of('acting-verb')}{ENDS})"
            rf"|(?<=\bfor )(?P<for>{_ACRONYM})(?= to [a-z])"
            rf"|(?:{'|'.join(f'(?<= {verb} )' for verb in words('addressing-verb'))})(?P<told>{_ACRONYM}){ENDS}"
        ),
    )


@dataclass(slots=True)
class Learnt:
    """What the document teaches: the head nouns of its bodies, and the acronyms that it defines."""

    heads: set[str] = field(default_factory=set)
    acronyms: dict[str, str] = field(default_factory=dict)


def is_named_after(string: str, end: int) -> bool:
    """Whether the name that ends there is a person's after whom a body is called (the Harry S. Truman Library)."""
    return _named_after().match(string, end) is not None


@cache
def _named_after() -> re.Pattern[str]:
    heads = alternatives(languages.words("en", "organisations", "named-after-person", folded=True))
    return re.compile(rf" (?:[A-Z][a-z]+ )?{heads}{ENDS}")


def discover(strings: Sequence[str]) -> tuple[list[list[Span]], dict[str, str]]:
    """Return the bodies of each text of a document, and the names that it explains acronyms by."""
    learnt = Learnt()
    for string in strings:
        _learn_acting(string, learnt)
        if _CHAMBER.search(string):
            learnt.heads.add("House")
    found = [[*_named(string, learnt)] for string in strings]
    spans = [[*spans, *_later(string, learnt)] for string, spans in zip(strings, found, strict=True)]
    return spans, {acronym: name for acronym, name in learnt.acronyms.items() if name}


@cache
def no_bodies() -> frozenset[str]:
    """Abbreviations in capitals that are no bodies: states, eras, titles, kinds of documents."""
    return frozenset(languages.words("en", "organisations", "no-body-abbreviation"))


def is_roman(word: str) -> bool:
    """Whether capitals are a number."""
    return _ROMAN.fullmatch(word) is not None


def _learn_acting(string: str, learnt: Learnt) -> None:
    for match in rules().acting.finditer(string):
        acronym = match["acronym"] or match["for"] or match["told"]
        if acronym not in no_bodies() and not is_roman(acronym):
            learnt.acronyms.setdefault(acronym, "")


def _named(string: str, learnt: Learnt) -> Iterator[Span]:
    for match in rules().of_state.finditer(string):
        yield _body(match.start("name"), match.end("name"), "a body of a state")
        yield from _to_acronym(string, match.start("name"), match.end("name"), learnt)
    for match in rules().newspaper.finditer(string):
        start, end = _extent(match, match.end())
        acronym = _BEFORE_NEWSPAPER.match(string, start, end)
        start = acronym.end() if acronym else start
        if " " in string[start:end] and string[start:].split(" ", 1)[0] not in _MONTHS:
            yield _body(start, end, "a newspaper by its noun")
    firm = "a firm by the end of its name"
    for shape, why in ((rules().foreign, "a body by the shape of its name"), (rules().firm, firm)):
        for match in shape.finditer(string):
            start, end = _extent(match, match.end())
            if why != firm or " " in string[start:end]:
                yield _body(start, end, why)
                _learn_acronym(string, start, end, learnt)
    for match in rules().short_office.finditer(string):
        yield _body(*match.span(), "an office of state by its short name")
    for match in rules().with_article.finditer(string):
        yield _body(*match.span(), "a body by its one name with the article")
    for match in rules().run.finditer(string):
        start, end = _extent(match, match.start("head"))
        name = string[start:end]
        if " " not in name:
            continue
        if match["head"] in rules().heads - {"House"}:
            learnt.heads.add(match["head"])
        yield _body(start, end, "a body by the noun of its kind")
        yield from _to_acronym(string, start, end, learnt)
        _learn_acronym(string, start, end, learnt)
    yield from _spelt(string, learnt)


def _to_acronym(string: str, start: int, end: int, learnt: Learnt) -> Iterator[Span]:
    longer = _TO_ACRONYM.match(string, end)
    if longer:
        learnt.acronyms[longer["acronym"]] = string[start : longer.end("rest")]
        yield _body(start, longer.end("rest"), "a body with its acronym")


def _spelt(string: str, learnt: Learnt) -> Iterator[Span]:
    """A phrase whose words spell the acronym in brackets after it, where the one or the other is like a body's."""
    for match in re.finditer(r" ?\((?:the )?(?P<acronym>[A-Z]{3,8})\)", string):
        start = _spelling(string, match)
        if start is not None and (
            match["acronym"] in learnt.acronyms or _spelt_body().search(string, start, match.end())
        ):
            learnt.acronyms[match["acronym"]] = string[start : match.start()]
            yield _body(start, match.start(), "a body that spells its acronym")


@cache
def _spelt_body() -> re.Pattern[str]:
    nouns = (word for key in ("spelt-body", "head-noun") for word in languages.words("en", "organisations", key))
    return re.compile(rf"(?<!\w){alternatives(nouns)}(?!\w)")


def _spelling(string: str, acronym: re.Match[str]) -> int | None:
    """Where the words begin that spell an acronym: of each with a capital its first letters, of small ones or none."""
    words = list(_ANY_WORD.finditer(string, max(0, acronym.start() - _LONGEST_SPELT), acronym.start()))
    spelt = {acronym["acronym"]}
    for word in reversed(words):
        letters = word.group().upper()
        lengths = (0, 1) if word.group()[0].islower() else range(1, len(letters) + 1)
        heads = {letters[:length] for length in lengths}
        spelt = {rest.removesuffix(head) for rest in spelt for head in heads if rest.endswith(head)}
        if "" in spelt or not spelt:
            return word.start() if spelt and word.group()[0].isupper() else None
    return None


def _extent(match: re.Match[str], head: int) -> tuple[int, int]:
    """Without the sentence's first word or an article before the name."""
    start = match.start()
    while (word := re.match(r"(\w+)[ ,]+", match.string[start:head])) and word.group(1) in rules().first:
        if word.group(1) in _ORDINALS and not _BEGINS_SENTENCE.search(match.string, max(0, start - 3), start):
            break
        start += word.end()
    return start, match.end()


def _learn_acronym(string: str, start: int, end: int, learnt: Learnt) -> None:
    found = rules().defined.match(string, end)
    if found and _abbreviates(found["acronym"], string[start:end]):
        learnt.acronyms[found["acronym"]] = string[start:end]


def _abbreviates(acronym: str, name: str) -> bool:
    """Whether the letters stand in the name in their order, the first at its beginning or at a word's."""
    at = 0
    for letter in acronym.replace("&", "").upper():
        at = name.upper().find(letter, at) + 1
        if not at:
            return False
    return True


def _later(string: str, learnt: Learnt) -> Iterator[Span]:
    if learnt.acronyms:
        for match in re.finditer(rf"{BEGINS}(?:{'|'.join(sorted(learnt.acronyms))}){ENDS}", string):
            yield _body(match.start(), match.end(), "an acronym that the document explains")
    for match in rules().alone.finditer(string):
        if match["name"] in learnt.heads and not re.search(
            r"(?:[A-Z]\w*\.?|'s|of|[Aa]n?|[Ee]ach|[Ee]very) $",
            string[max(0, match.start() - 12) : match.start()].replace("The ", "the "),
        ):
            yield _body(match.start(), match.end(), "short for the body named in full")


def _body(start: int, end: int, why: str) -> Span:
    return Span(start, end, "org", certainty="low", by="pattern", why=why)
