"""Archives, journals, authors, and correspondents spelt two ways in one article."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from lxml import etree

from teiwright.editorial.cited import Cited, Query, Source, labels
from teiwright.editorial.spelling import CYRILLIC, HAN, are_one, bare, groups, is_one_slip, usual
from teiwright.xmltools import TEI, plain_text

CAPITALS = re.compile(r"(?<![\w.])(?:[A-Z]{3,8}|[А-ЯЁ]{3,8})(?!\w|\.\w)")
ACRONYM = re.compile(r"(?<![^\W\d_])([A-Z]{4,8}|[А-ЯЁ]{4,8})(?![^\W\d_])(?:\s+([^\W\d_]+))?")
LONG_NAME = 4
LONG_TITLE = 10
OFTEN = 3


def spelt_two_ways(source: Source) -> Iterator[Query]:
    """One name in two spellings, the rarer one asked about; an acronym in it is not asked about again."""
    found = list(_names(source))
    asked = {place for query in found for place in query.places}
    yield from found
    yield from (query for query in _acronyms(source) if not asked.issuperset(query.places))


def _names(source: Source) -> Iterator[Query]:
    """Archives are compared with those of the same key and with those of none, journals and series with each other,
    authors and editors likewise, correspondents only from four characters on.
    """
    yield from _grouped(_archives(source), "archive")
    yield from _unknown_archives(source)
    yield from _grouped(
        [title for each in source.citations for title in each.parts("title") if _is_serial(title)], "journal or series"
    )
    for namesakes in _by_initials(_named_in_full(source)):
        yield from _grouped(namesakes, "author or editor")
    yield from _surnames(source)
    yield from _correspondents(source)


def _archives(source: Source) -> list[etree._Element]:
    return [name for cited in source.citations if (name := cited.repository) is not None]


def _unknown_archives(source: Source) -> Iterator[Query]:
    """A name of an archive that no authority has, cited once and one slip from a short one cited three times."""
    printed: dict[str, list[etree._Element]] = defaultdict(list)
    for name in _archives(source):
        printed[plain_text(name)].append(name)
    known = [form for form, names in printed.items() if len(names) >= OFTEN and names[0].get("ref")]
    for form, names in printed.items():
        meant = next((each for each in known if is_one_slip(form, each) and not are_one(form, each)), None)
        if meant and len(names) == 1 and not names[0].get("ref") and len(form) > 2:
            yield _rarer(names, form, meant, len(printed[meant]), "archive")


def _is_serial(title: etree._Element) -> bool:
    return title.get("level") in ("j", "s")


def _contributors(cited: Cited) -> Iterator[etree._Element]:
    """Yield authors and editors; Russian editors decline (под ред. Петрова), so that they can't be compared."""
    yield from cited.parts("author")
    yield from (name for name in cited.parts("editor") if not CYRILLIC.search(plain_text(name)))


def _named_in_full(source: Source) -> list[etree._Element]:
    """Names with their initials are compared with each other only: later a surname does alone."""
    found = [name for each in source.citations for name in _contributors(each)]
    return [name for name in found if HAN.search(plain_text(name)) or len(plain_text(name).split()) > 1]


def _by_initials(names: list[etree._Element]) -> Iterable[list[etree._Element]]:
    """Bring together names with the same initials: B. White and G. White are two."""
    found: dict[str, list[etree._Element]] = defaultdict(list)
    for name in names:
        found["".join(word for word in re.findall(r"\w+", plain_text(name)) if len(word) == 1)].append(name)
    return found.values()


def _grouped(names: Iterable[etree._Element], what: str) -> Iterator[Query]:
    printed: dict[str, list[etree._Element]] = defaultdict(list)
    for name in names:
        printed[plain_text(name)].append(name)
    forms = Counter({form: len(elements) for form, elements in printed.items()})
    for group in groups(forms.elements()):
        most = usual(group)
        for form in sorted(set(group) - {most}, key=lambda form: -group[form]):
            if group[most] == group[form]:
                yield _tied(printed[most], printed[form], what)
            else:
                yield _rarer(printed[form], form, most, group[most], what)


def _rarer(elements: list[etree._Element], form: str, most: str, times: int, what: str) -> Query:
    against = f"{labels(elements)}: the {what} is printed “{form}”, elsewhere “{most}” ({_times(times)})"
    return Query(form, tuple(map(item, elements)), against, f"probably “{most}”")


def _tied(some: list[etree._Element], others: list[etree._Element], what: str) -> Query:
    """Two spellings equally frequent; the longer is named first, since a letter is sooner lost than added."""
    one, other = plain_text(some[0]), plain_text(others[0])
    against = f"the {what} is printed “{one}” in {labels(some)}, “{other}” in {labels(others)}"
    return Query(other, tuple(map(item, [*others, *some])), against, f"“{one}” or “{other}”")


def _times(number: int) -> str:
    return "once" if number == 1 else "twice" if number == 2 else f"{number} times"


def item(element: etree._Element) -> etree._Element:
    """Return the bibl that an element stands in, or the element itself outside one."""
    return next(element.iterancestors(f"{TEI}bibl"), element)


def _correspondents(source: Source) -> Iterator[Query]:
    """A correspondent named once and parted by one character from one named three times; keys that differ clear it."""
    named: dict[str, list[etree._Element]] = defaultdict(list)
    for cited in source.citations:
        for document in cited.documents:
            for name in (*document.senders, *document.recipients):
                if name.tag == f"{TEI}persName":
                    named[plain_text(name)].append(name)
    frequent = [form for form, elements in named.items() if len(elements) >= OFTEN and len(form) >= LONG_NAME]
    for form, elements in named.items():
        meant = next(
            (each for each in frequent if is_one_slip(form, each) and not _are_two(elements, named[each])), None
        )
        if meant and not _are_cases(form, meant) and len(elements) == 1 and len(form) >= LONG_NAME - 1:
            yield _rarer(elements, form, meant, len(named[meant]), "correspondent")


def _are_two(elements: list[etree._Element], others: list[etree._Element]) -> bool:
    keys = [{element.get("ref", "") for element in each} - {""} for each in (elements, others)]
    return bool(keys[0] and keys[1] and keys[0] != keys[1])


def _surnames(source: Source) -> Iterator[Query]:
    """An author's surname in a short form one slip from one of the full form's names.

    The full form is that of the same record, or one whose title begins with the title of a citation without imprint.
    """
    full = [cited for cited in source.citations if cited.record and cited.title is not None and not cited.is_short]
    by_record = {cited.record: cited for cited in reversed(full)}
    titles = [(bare(plain_text(cited.title)), cited) for cited in full if cited.title is not None and cited.years]
    for cited in source.citations:
        other = by_record.get(cited.record) if cited.is_short else _of_title(cited, titles)
        if other is not None:
            names = [word for name in _contributors(other) for word in re.findall(r"[^\W\d_]+", plain_text(name))]
            yield from _unlike(cited, other, names)


def _of_title(cited: Cited, titles: list[tuple[str, Cited]]) -> Cited | None:
    title = "" if cited.title is None or cited.years else bare(plain_text(cited.title))
    return next((each for full, each in titles if len(title) >= LONG_TITLE and full.startswith(title)), None)


def _unlike(cited: Cited, full: Cited, names: list[str]) -> Iterator[Query]:
    for name in _contributors(cited):
        for word in re.findall(r"[^\W\d_]{4,}", plain_text(name)):
            meant = next((each for each in names if is_one_slip(word, each)), "")
            if meant and word not in names and not HAN.search(word) and not _are_cases(word, meant):
                other = f"in {labels([full.element])} “{meant}”"
                against = f"{labels([name])}: the author is printed “{word}”, {other}"
                yield Query(word, (cited.element,), against, f"“{meant}” or “{word}”")


def _are_cases(one: str, other: str) -> bool:
    """Russian names decline: Петров, Петрова and Петрову are one name."""
    stem = max(len(one), len(other)) - 2
    return bool(CYRILLIC.search(one)) and one[:stem] == other[:stem]


def _acronyms(source: Source) -> Iterator[Query]:
    """Two acronyms that one slip parts: before the same word, or one printed once and the other three times.

    What the authority files know as an archive is itself, however near another.
    """
    yield from _before_one_word(source)
    known = {plain_text(name) for name in _archives(source) if name.get("ref")}
    found: dict[str, list[etree._Element]] = defaultdict(list)
    for note in source.notes:
        for match in CAPITALS.finditer(plain_text(note)):
            found[match[0]].append(source.holding(note, match[0])[0])
    often = [form for form, places in found.items() if len(places) >= OFTEN and len(form) >= LONG_NAME]
    for form, places in found.items():
        meant = next((each for each in often if is_one_slip(form, each)), None)
        if meant and len(places) == 1 and form not in known:
            against = f"{labels(places)}: “{form}” stands once, “{meant}” {_times(len(found[meant]))}"
            yield Query(form, tuple(places), against, f"probably “{meant}”")


def _before_one_word(source: Source) -> Iterator[Query]:
    """Two acronyms that one slip parts before the same word."""
    found: dict[str, dict[str, list[etree._Element]]] = defaultdict(lambda: defaultdict(list))
    for cited in source.citations:
        for match in ACRONYM.finditer(cited.text):
            if match[2]:
                found[match[2]][match[1]].append(cited.element)
    for word, forms in found.items():
        names = sorted(forms, key=lambda form: (-len(forms[form]), -len(form)))
        for place, form in enumerate(names):
            meant = next((each for each in names[:place] if is_one_slip(form, each)), None)
            if meant:
                against = f"{labels(forms[form])}: “{form} {word}” is elsewhere “{meant} {word}”"
                longer = max(form, meant, key=len)
                yield Query(
                    form, tuple(forms[form]), against, f"probably “{longer}”: a letter is sooner lost than added"
                )
