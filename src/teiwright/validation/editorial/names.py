"""Archives, journals, authors, correspondents and titles spelt two ways in one article."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from lxml import etree

from teiwright.validation.editorial.model import Cited, Query, Source, label, labels
from teiwright.validation.editorial.spelling import (
    HAN,
    are_one,
    bare,
    digits,
    groups,
    is_one_slip,
    letters,
    listed,
    slips,
    usual,
)
from teiwright.xmltools import TEI, plain_text

ACRONYM = re.compile(r"(?<![^\W\d_])([A-Z]{4,8}|[А-ЯЁ]{4,8})(?![^\W\d_])(?:\s+([^\W\d_]+))?")
LONG_NAME = 4
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
    yield from cited.parts("author")
    yield from cited.parts("editor")


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
        if meant and len(elements) == 1 and len(form) >= LONG_NAME - 1:
            yield _rarer(elements, form, meant, len(named[meant]), "correspondent")


def _are_two(elements: list[etree._Element], others: list[etree._Element]) -> bool:
    keys = [{element.get("ref", "") for element in each} - {""} for each in (elements, others)]
    return bool(keys[0] and keys[1] and keys[0] != keys[1])


def _acronyms(source: Source) -> Iterator[Query]:
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


def titles(source: Source) -> Iterator[Query]:
    """The title of one work in two spellings: the short form has to be the beginning of the full title.

    Spaces, punctuation and width don't count. Works that are two by their records are compared by their whole titles.
    """
    printed: dict[str, list[tuple[str, Cited]]] = defaultdict(list)
    for cited in source.citations:
        if cited.title is not None and cited.record:
            printed[cited.record].append((plain_text(cited.title), cited))
    for members in printed.values():
        yield from _variants(members)
    yield from _near_works(printed)


def _variants(members: list[tuple[str, Cited]]) -> Iterator[Query]:
    full = _full_title(members)
    wrong: dict[str, list[Cited]] = defaultdict(list)
    for title, cited in members:
        if full and _is_misspelt(title, full):
            wrong[title].append(cited)
    for title, items in wrong.items():
        right = [cited for each, cited in members if each == full or not _is_misspelt(each, full)]
        if len(items) > len(right):
            yield _misspelt(right, full, items, title)
        else:
            yield _misspelt(items, title, right, full)


def _full_title(members: list[tuple[str, Cited]]) -> str:
    return usual(Counter(title for title, cited in members if not cited.is_short) or Counter([""]))


def _misspelt(items: list[Cited], title: str, others: list[Cited], meant: str) -> Query:
    elements = tuple(cited.element for cited in items)
    other = label(others[0].element)
    against = f"{labels(elements)}: the title is printed “{title}”, in note {other} “{meant}”"
    return Query(title, elements, against, _letters(title, meant))


def _is_misspelt(title: str, full: str) -> bool:
    """A title parted from the beginning of the full one by a slip or two, or by capitals alone."""
    short, whole = bare(title), bare(full)
    if digits(title) != digits(full)[: len(digits(title))] or len(short) < 4:
        return False
    if whole.startswith(short) or short.startswith(whole):
        return (
            letters(title) != letters(full)[: len(letters(title))]
            and short[: len(whole)] == whole[: len(short)]
            and not _capitals_only(title, full)
        )
    allowed = max(1, len(short) // 12) if len(short) >= 8 or HAN.search(title) else 0
    beginnings = [whole[: len(short) + step] for step in range(-allowed, allowed + 1)]
    return allowed > 0 and min(slips(short, each, allowed) for each in beginnings) <= allowed


def _capitals_only(title: str, full: str) -> bool:
    """All in capitals, or a first letter alone: the beginning of a sentence writes itself so."""
    differing = [one for one, other in zip(letters(title), letters(full), strict=False) if one != other]
    return title.isupper() or full.isupper() or (len(differing) == 1 and letters(title)[0] == differing[0])


def _letters(title: str, full: str) -> str:
    """Return the words that differ, as a hint."""
    words = re.findall(r"\w+", full)
    new = [word for word in re.findall(r"\w+", title) if word not in words]
    meant = [
        next((each for each in words if are_one(word, each) or slips(word.casefold(), each.casefold(), 2) <= 2), "")
        for word in new
    ]
    pairs = [f"{meant_word} for {word}" for word, meant_word in zip(new, meant, strict=True) if meant_word]
    return (
        f"probably {listed(pairs)}"
        if pairs and not HAN.search(title)
        else f"probably “{full[: len(title) + 1].strip()}”"
    )


def _near_works(printed: dict[str, list[tuple[str, Cited]]]) -> Iterator[Query]:
    firsts = [members[0] for members in printed.values()]
    ordered = sorted(firsts, key=lambda member: bare(member[0]))
    for (one, first), (other, second) in pairwise(ordered):
        if one != other and len(bare(one)) >= 10 and are_one(one, other) and bare(one) != bare(other):
            against = f"{labels((first.element, second.element))} cite “{one}” and “{other}”, which seem to be one work"
            yield Query(other, (second.element, first.element), against)
