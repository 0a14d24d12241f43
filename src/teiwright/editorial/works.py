"""Works cited in ways that don't agree: their imprint, their editor's 編, their short forms."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from lxml import etree

from teiwright.editorial.cited import Cited, Query, Source, label, labels
from teiwright.editorial.spelling import HAN, bare
from teiwright.languages import expression
from teiwright.xmltools import TEI, plain_text

ROLE = re.compile(
    rf"{expression('citations', 'role-begin', 'zh')}{expression('citations', 'role-sign', 'zh')}{{0,3}}"
    rf"\s*(?:[：:，,《〈]|$)"
)
BODY = re.compile(rf"{expression('citations', 'editing-body', 'zh')}$")
IMPRINT = {"date": "year", "publisher": "publisher", "pubPlace": "place", "issue": "issue"}
EDITION = re.compile(expression("citations", "other-edition"), re.I)
ACRONYM = re.compile(r"[A-ZА-ЯЁ]{3,8}")


def imprints(source: Source) -> Iterator[Query]:
    """One work with two years, publishers, places or issues: same author, same title, same volume, both in full."""
    works: dict[tuple[str, str, str], list[Cited]] = defaultdict(list)
    for cited in source.citations:
        if cited.title is not None and not cited.is_short and cited.type != "archival":
            works[_author(cited), bare(plain_text(cited.title)), cited.scope("volume")].append(cited)
    for members in works.values():
        for name, what in IMPRINT.items():
            yield from _disagreeing(members, what, name)


def _author(cited: Cited) -> str:
    names = (*cited.parts("author"), *cited.parts("editor"))
    return bare(plain_text(names[0])) if names else ""


def _values(cited: Cited, name: str) -> str:
    if name == "issue":
        return cited.scope("issue")
    if name == "date":
        return next((each.get("when", "")[:4] for each in cited.years), "")
    return " / ".join(plain_text(each) for each in cited.parts(name))


def _disagreeing(members: list[Cited], what: str, name: str) -> Iterator[Query]:
    """Two editions differ in more than one thing; a slip changes one."""
    given: dict[str, tuple[str, list[Cited]]] = {}
    for cited in members:
        if value := _values(cited, name):
            given.setdefault(bare(value), (value, []))[1].append(cited)
    (most, usual), *others = sorted(given.values(), key=lambda each: -len(each[1])) or [("", [])]
    for value, items in others:
        if any(_same_but_for(name, items[0], each) for each in usual):
            elements = tuple(cited.element for cited in items)
            against = (
                f"{labels(elements)}: the {what} is given as {value}, in {labels(c.element for c in usual)} as {most}"
            )
            yield Query(value, elements, against, "one edition, or two?")


def _same_but_for(name: str, one: Cited, other: Cited) -> bool:
    """Tell whether two citations agree in all of the imprint that both give but this; and neither names an edition."""
    if any(EDITION.search(each.text) for each in (one, other)):
        return False
    names = [each for each in IMPRINT if each != name]
    given = [(bare(_values(one, each)), bare(_values(other, each))) for each in names]
    return all(here == there for here, there in given if here and there) and any(
        here and there for here, there in given
    )


def missing_roles(source: Source) -> Iterator[Query]:
    """A Chinese editor without 編 who has it in another citation of the work, or a public body that has it elsewhere.

    A name before ：《 reads as the author's (GB/T 7714-2015, 8.1, and the house styles of history journals). A body
    that is nowhere an editor may well be the author.
    """
    with_role = [cited for cited in source.citations if _printed_role(cited)]
    for cited in source.citations:
        head = _head(cited)
        if not head or _printed_role(cited):
            continue
        same = [each for each in with_role if head == _names(each) or (BODY.search(head) and head in _names(each))]
        twin = next((each for each in same if each.record == cited.record and cited.record), None)
        other = twin or next((each for each in same if BODY.search(head) and not cited.is_short), None)
        if other is not None:
            what = "of the work" if twin else "of another work"
            against = (
                f"note {label(cited.element)} gives {head} as author, "
                f"note {label(other.element)} as editor {what} ({_printed_role(other)})"
            )
            yield Query(head, (cited.element,), against, f"probably {head}{_role_word(other)}")


def _head(cited: Cited) -> str:
    """Return the names before the first Chinese title as printed, without the colon; "" where there are none."""
    before = re.split(r"[《〈]", cited.reference)[0]
    return before.rstrip("：: ") if HAN.search(before) and before != cited.reference else ""


def _printed_role(cited: Cited) -> str:
    head = _head(cited)
    return head if head and ROLE.search(head) else ""


def _role_word(cited: Cited) -> str:
    match = ROLE.search(_head(cited))
    return match[0].strip("：:，, ") if match else ""


def _names(cited: Cited) -> str:
    return ROLE.sub("", _head(cited))


MOST_UNRESOLVED = 5
"""So many works cited without a full form are asked for one by one."""


def unresolved(source: Source) -> Iterator[Query]:
    """A short form whose full form is nowhere, or only after it.

    `ibid.` with another file of the same archive has the full form that its `corresp` points to.
    """
    full: dict[str, Cited] = {}
    for cited in source.citations:
        if not cited.is_short and cited.record:
            full.setdefault(cited.record, cited)
    positions = {cited.id: place for place, cited in enumerate(source.citations)}
    never: list[Cited] = []
    for place, cited in enumerate(source.citations):
        if not cited.is_short or positions.get(cited.element.get("corresp", "").removeprefix("#"), place) < place:
            continue
        first = full.get(cited.record)
        if first is None:
            never.append(cited)
        elif positions[first.id] > place and first.element.xpath("boolean(ancestor::*[local-name() = 'note'])"):
            against = f"note {label(cited.element)} cites “{_clipped(cited.text)}”, whose full form comes only in "
            against += f"note {label(first.element)}"
            yield Query(cited.text, (cited.element,), against, "give the full form where the work is first cited")
    yield from _never_in_full(never)


def _never_in_full(never: Sequence[Cited]) -> Iterator[Query]:
    """One query a work; one for all where it is the article's way to cite by short titles."""
    hint = "cite it in full once, or mend author and title"
    works: dict[str, list[Cited]] = {}
    for cited in never:
        works.setdefault(cited.record or cited.id, []).append(cited)
    if len(works) > MOST_UNRESOLVED:
        against = f"{len(works)} works have no full form anywhere ({_notes(never)})"
        yield Query(never[0].text, tuple(cited.element for cited in never), against, "give a bibliography, or " + hint)
        return
    for same in works.values():
        against = f"{_notes(same)} cites “{_clipped(same[0].text)}”, of which no full form was found"
        yield Query(same[0].text, tuple(cited.element for cited in same), against, hint)


def _notes(cited: Sequence[Cited]) -> str:
    labels = list(dict.fromkeys(label(each.element) for each in cited))
    return f"note {labels[0]}" + (f" (and {', '.join(labels[1:])})" if labels[1:] else "")


def _clipped(text: str) -> str:
    return text if len(text) < 60 else text[:59] + "…"


def unexplained(source: Source) -> Iterator[Query]:
    """A title abbreviated to its capitals (FRUS) that no note before has introduced beside the full title."""
    seen: set[str] = set()
    for cited in source.citations:
        title = cited.title if cited.title is not None else next(iter(cited.parts("title")), None)
        words = "" if title is None else plain_text(title)
        acronym = ACRONYM.match(words)
        if not cited.is_short or not acronym or acronym[0] in seen:
            continue
        seen.add(acronym[0])
        full = next((each for each in source.citations if each.record == cited.record and not each.is_short), None)
        if full is not None and not _is_word_of(acronym[0], full) and not _introduced(source, acronym[0], cited):
            yield _unexplained(acronym[0], cited, full)


def _is_word_of(acronym: str, full: Cited) -> bool:
    """Tell whether the capitals are a word of the full title, which the short one prints in capitals."""
    return full.title is not None and acronym.casefold() in plain_text(full.title).casefold().split()


def _introduced(source: Source, acronym: str, cited: Cited) -> bool:
    earlier = source.notes[: source.notes.index(cited.note)]
    body = source.root.find(f"{TEI}text")
    running = "" if body is None else _without_notes(body)
    return any(acronym in plain_text(note) for note in earlier) or acronym in running


def _without_notes(element: etree._Element) -> str:
    if element.tag == f"{TEI}note" or not isinstance(element.tag, str):
        return element.tail or ""
    return (element.text or "") + "".join(_without_notes(child) for child in element) + (element.tail or "")


def _unexplained(acronym: str, cited: Cited, full: Cited) -> Query:
    title = _clipped("" if full.title is None else plain_text(full.title))
    first = label(full.element)
    against = f"note {label(cited.element)} says {acronym} for “{title}” (note {first}) without having explained it"
    return Query(acronym, (cited.element,), against, f"introduce {acronym} in note {first}, or cite the title")
