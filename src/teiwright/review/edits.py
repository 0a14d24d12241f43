"""What an editor changed by hand in the TEI, made into decisions, so that encoding again gives the same."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from pathlib import Path

from lxml import etree

from teiwright import xmltools
from teiwright.annotation import Annotated
from teiwright.annotation.settle import settle
from teiwright.article import SpanKind, Text, texts_by_id
from teiwright.decisions import (
    LANGUAGE,
    Decision,
    Decisions,
    Index,
    anchor,
    apply,
    arranged,
    divided,
    fault_of,
    index,
    second_id,
)
from teiwright.encoding import encode
from teiwright.errors import DocumentError
from teiwright.findings import Finding
from teiwright.review.leftover import leftover
from teiwright.xmltools import TEI, XML_ID, XML_LANG

SIMPLE: dict[str, SpanKind] = {
    "persName": "person", "placeName": "place", "geogName": "place", "country": "place", "settlement": "place",
    "region": "place", "orgName": "org", "date": "date", "bibl": "citation", "citedRange": "pages", "author": "author",
    "editor": "editor", "pubPlace": "pub-place", "publisher": "publisher", "title": "title",
}  # fmt: skip
TYPED: dict[tuple[str, str], SpanKind] = {
    ("seg", "signal"): "signal", ("seg", "document"): "document", ("idno", "fond"): "fond", ("idno", "opis"): "opis",
    ("idno", "papka"): "papka", ("idno", "delo"): "delo", ("biblScope", "volume"): "volume",
    ("biblScope", "issue"): "issue",
}  # fmt: skip
IMPLIED = {"signal": ("type",), "document": ("type",), "fond": ("type",), "opis": ("type",), "papka": ("type",),
           "delo": ("type",), "volume": ("unit",), "issue": ("unit",), "repository": ("role",),
           "translator": ("role",)}  # fmt: skip
QUOTED = 40
"""So many characters at most tell a paragraph's half, or a text whose language is named."""
ROUNDS = 3
"""A decision may push aside what another one needs: so often the difference is looked at again."""
SAID = frozenset({"resp", "cert", "rend", XML_ID, "ref"})
"""What says who made a tag, or stands in the decision's own fields."""
BASE, OTHER = (
    frozenset({TEI + "sic", TEI + "orig", TEI + "abbr"}),
    frozenset({TEI + "corr", TEI + "reg", TEI + "expan"}),
)


@dataclass(frozen=True, slots=True)
class _Mark:
    """One tag: what it marks, in characters without white space, and what it says of it."""

    kind: SpanKind
    start: int
    end: int
    key: str
    attributes: tuple[tuple[str, str], ...]
    is_confirmed: bool

    @property
    def place(self) -> tuple[SpanKind, int, int]:
        return self.kind, self.start, self.end


@dataclass(slots=True)
class _Reading:
    """A text as a TEI file has it: its characters without white space, and the tags on them."""

    characters: list[str] = field(default_factory=list)
    marks: list[_Mark] = field(default_factory=list)
    spaced: set[int] = field(default_factory=set)

    def add(self, string: str | None) -> None:
        """Add characters; before which of them white space stood is kept beside."""
        for character in string or "":
            if character.isspace():
                self.spaced.add(len(self.characters))
            else:
                self.characters.append(character)

    def printed(self, start: int, end: int) -> str:
        """Return characters[start:end] with single spaces where white space stood."""
        return "".join(
            (" " if at in self.spaced and at > start else "") + self.characters[at] for at in range(start, end)
        )


def from_tei(
    annotated: Annotated, edited: Path, *, by: str = "", day: str = ""
) -> tuple[tuple[Decision, ...], tuple[Finding, ...]]:
    """Return the decisions that make the program encode as the edited file has it, and what could not be taken over.

    `annotated` is the article as the program marks it now, earlier decisions applied. Tags added, taken away or given
    another reference or value, dates, choice/sic/corr, letters changed in the text (as corrections), paragraphs that
    were divided, and the language of a text are taken over.
    `by` and `day` go into the decisions.
    Raises DocumentError where the file is not well-formed TEI.
    """
    root = xmltools.parse(edited).getroot()
    if root.find(TEI + "text") is None:
        raise DocumentError("has no TEI text", file=str(edited))
    annotated, decisions = _arranged(annotated, root)
    texts = texts_by_id(annotated.article)
    found = _readings(root, texts)
    where = index(annotated.article)
    for _ in range(ROUNDS):
        more = _all_differences(annotated, decisions, texts, found, where)
        problems = {decision: fault_of(decision) for decision in more}
        more = [decision for decision in more if not problems[decision]]
        decisions += more
        if not more:
            break
    left = _all_differences(annotated, decisions, texts, found, where)
    findings = [_lost(identifier, edited) for identifier in texts if identifier not in found]
    findings += [_not_kept(decision, edited) for decision in left]
    if not findings:
        findings += leftover(root, _coming(annotated, decisions), annotated.authority.entries, edited)
    return tuple(replace(decision, by=by, when=day) for decision in decisions), tuple(findings)


def _all_differences(
    annotated: Annotated,
    decisions: Sequence[Decision],
    texts: Mapping[str, Text],
    found: Mapping[str, _Reading],
    where: Index,
) -> list[Decision]:
    """Encode with the decisions so far, and return those that the edited file still asks for."""
    written = _readings(_coming(annotated, decisions), texts)
    return [
        decision
        for identifier, text in texts.items()
        if identifier in found and identifier in written
        for decision in _differences(text, written[identifier], found[identifier], where)
    ]


def _coming(annotated: Annotated, decisions: Sequence[Decision]) -> etree._Element:
    """The TEI as it will be encoded with these decisions."""
    spans, _ = apply(Decisions(tuple(decisions)), annotated.article, annotated.spans)
    settled = {identifier: settle(group) for identifier, group in spans.items()}
    return encode(replace(annotated, spans=settled))


def _arranged(annotated: Annotated, root: etree._Element) -> tuple[Annotated, list[Decision]]:
    """Return the article with its paragraphs divided and its languages set as the editor did, and the decisions for it.

    The second half of a paragraph is given the id that it will have; where the editor named the language of the title
    in one of its places only, it is named in all.
    """
    decisions: list[Decision] = []
    while division := next(_divisions(root, texts := texts_by_id(annotated.article)), None):
        identifier, at, second = division
        string = texts[identifier].string
        words = re.compile(r"\s*(\S+(?:\s+\S+){0,3})").match(string, at)
        start, end = words.span(1) if words else (at, len(string))
        quote, before, after = anchor(index(annotated.article), identifier, start, min(end, start + QUOTED))
        decisions.append(Decision("split", quote, before, after))
        second.set(XML_ID, second_id(annotated.article, identifier))
        annotated = _divided(annotated, identifier, start)
    where = index(annotated.article)
    for identifier, language in _languages(root, annotated):
        quote, before, after = anchor(where, identifier, 0, min(len(texts[identifier].string), QUOTED))
        decisions.append(Decision("language", quote, before, after, attributes=((LANGUAGE, language),)))
    article = arranged(annotated.article, Decisions(tuple(each for each in decisions if each.action == "language")))
    return replace(annotated, article=article), decisions


def _divisions(root: etree._Element, texts: Mapping[str, Text]) -> Iterator[tuple[str, int, etree._Element]]:
    """Yield the texts that an editor divided, where, and the element after: without a known id, and with the words."""
    for element in root.iter(TEI + "p"):
        identifier = element.get(XML_ID, "")
        following = element.getnext()
        if identifier not in texts or following is None or following.tag != element.tag:
            continue
        if following.get(XML_ID, "") in texts:
            continue
        first, second = _Reading(), _Reading()
        _read(element, first, is_cited=False)
        _read(following, second, is_cited=False)
        offsets = [offset for offset, sign in enumerate(texts[identifier].string) if not sign.isspace()]
        whole = "".join(texts[identifier].string[offset] for offset in offsets)
        length = len(first.characters)
        parts = "".join(first.characters), "".join(second.characters)
        if all(parts) and whole.startswith("".join(parts)):
            yield identifier, offsets[length], following


def _divided(annotated: Annotated, identifier: str, at: int) -> Annotated:
    """Divide a text and the spans on it; a span over the cut is left out, as the editor cannot have kept it."""
    spans = dict(annotated.spans)
    group = spans.pop(identifier, ())
    spans[identifier] = tuple(span for span in group if span.end <= at)
    spans[second_id(annotated.article, identifier)] = tuple(
        replace(span, start=span.start - at, end=span.end - at) for span in group if span.start >= at
    )
    return replace(annotated, article=divided(annotated.article, identifier, at), spans=spans)


def _languages(root: etree._Element, annotated: Annotated) -> Iterator[tuple[str, str]]:
    """Yield the texts whose language an editor named, and the language."""
    texts = texts_by_id(annotated.article)
    named = {str(each.get(XML_ID)): each for each in root.iter(etree.Element) if each.get(XML_ID) in texts}
    titles = [line.text.id for line in annotated.article.title_page if line.kind == "title"]
    places = [each for each in root.iterfind(f"{TEI}teiHeader//{TEI}title") if each.get("type") in ("main", "sub")]
    places += [named[identifier] for identifier in titles if identifier in named]
    said = next((language for each in places if (language := each.get(XML_LANG))), "")
    for each in places if said else ():
        each.set(XML_LANG, said)
    for identifier, element in named.items():
        language = element.get(XML_LANG, "")
        if language and language != (texts[identifier].language or ""):
            yield identifier, language


def _not_kept(decision: Decision, edited: Path) -> Finding:
    return Finding(
        "warning", "edit-not-kept", f"an edit cannot be kept as a decision: {decision.action} on “{decision.quote}”",
        file=str(edited),
        hint=fault_of(decision) or "tags of these kinds do not nest in each other, or the words stand twice",
    )  # fmt: skip


def _lost(identifier: str, edited: Path) -> Finding:
    return Finding(
        "warning", "edits-not-read", f"no element has the xml:id {identifier} any more: its edits are not taken over",
        file=str(edited), hint="give the paragraph its xml:id back",
    )  # fmt: skip


def _readings(root: etree._Element, texts: Mapping[str, Text]) -> dict[str, _Reading]:
    """Read each text from the element that has its id."""
    body = root.find(TEI + "text")
    readings: dict[str, _Reading] = {}
    for holder in body.iter() if body is not None else ():
        identifier = holder.get(XML_ID, "") if isinstance(holder.tag, str) else ""
        if identifier in texts:
            readings[identifier] = _Reading()
            _read(holder, readings[identifier], is_cited=False)
    return readings


def _read(holder: etree._Element, reading: _Reading, *, is_cited: bool) -> None:
    reading.add(holder.text)
    for child in holder:
        if isinstance(child.tag, str) and child.tag not in (TEI + "note", TEI + "figDesc", TEI + "desc"):
            _element(child, reading, is_cited=is_cited)
        reading.add(child.tail)


def _element(element: etree._Element, reading: _Reading, *, is_cited: bool) -> None:
    if element.tag == TEI + "choice":
        _choice(element, reading, is_cited=is_cited)
        return
    start = len(reading.characters)
    kind = _kind(element, is_cited=is_cited)
    inside = kind == "citation" or (is_cited and kind != "document")
    _read(element, reading, is_cited=inside)
    if kind is not None and len(reading.characters) > start:
        reading.marks.append(_mark(element, kind, start, len(reading.characters)))


def _choice(element: etree._Element, reading: _Reading, *, is_cited: bool) -> None:
    """The text is what sic, orig or abbr hold; corr is a correction of it."""
    start = len(reading.characters)
    for child in element:
        if child.tag in BASE:
            _read(child, reading, is_cited=is_cited)
    other = next((xmltools.plain_text(child) for child in element if child.tag in OTHER), None)
    if other is not None and len(reading.characters) > start:
        reading.marks.append(_Mark("correction", start, len(reading.characters), "", (("corr", other),), True))


def _kind(element: etree._Element, *, is_cited: bool) -> SpanKind | None:
    name = etree.QName(element).localname
    role, level = element.get("role", ""), element.get("level", "")
    typed = TYPED.get((name, element.get("type") or element.get("unit") or ""))
    if typed or name == "idno":
        return typed or "shelfmark"
    if name == "orgName" and role == "repository":
        return "repository"
    if name == "editor" and role == "translator":
        return "translator"
    if name == "title" and level in ("j", "s"):
        return "container"
    if name == "date" and is_cited:
        return "year"
    return SIMPLE.get(name)


def _mark(element: etree._Element, kind: SpanKind, start: int, end: int) -> _Mark:
    implied = IMPLIED.get(kind, ())
    attributes = tuple(
        sorted(
            (LANGUAGE if n == XML_LANG else str(n), str(v))
            for n, v in element.attrib.items()
            if n not in SAID and n not in implied
        )
    )
    key = (element.get("ref") or "").removeprefix("#")
    resp = element.get("resp", "")
    return _Mark(kind, start, end, key, attributes, bool(resp) and resp != "#teiwright")


def _differences(text: Text, written: _Reading, edited: _Reading, where: Index) -> Iterator[Decision]:
    """Yield the decisions for one text, in the order in which they must be applied."""
    offsets = [offset for offset, character in enumerate(text.string) if not character.isspace()]
    corrections, aligned = _aligned(written.characters, edited)
    old = {mark.place: mark for mark in written.marks}
    new = {mark.place: mark for mark in (*aligned, *corrections)}
    changes = (*_taken_away(old, new), *_added(old, new), *_changed(old, new))
    for decision, start, end in changes:
        quote, before, after = anchor(where, text.id, offsets[start], offsets[end - 1] + 1)
        yield Decision(
            decision.action, quote, before, after, decision.kind, decision.key, decision.attributes, decision.corr
        )


_Change = tuple[Decision, int, int]


def _aligned(original: list[str], edited: _Reading) -> tuple[list[_Mark], list[_Mark]]:
    """Return corrections for the letters that the editor changed, and the edited marks at their original places."""
    if original == edited.characters:
        return [], edited.marks
    corrections: list[_Mark] = []
    places: dict[int, int] = {}
    for operation, i1, i2, j1, j2 in SequenceMatcher(None, original, edited.characters, autojunk=False).get_opcodes():
        if operation != "equal":
            start = i1 if i2 > i1 else max(0, i1 - 1)
            end = i2 if i2 > i1 else start + 1
            lead = original[start] if i2 == i1 and i1 > 0 else ""
            tail = original[start] if i2 == i1 and i1 == 0 else ""
            corr = lead + edited.printed(j1, j2) + tail
            corrections.append(_Mark("correction", start, end, "", (("corr", corr),), True))
        for step in range(j2 - j1 + 1):
            places.setdefault(j1 + step, min(i2, i1 + step))
    moved = [
        _Mark(m.kind, places[m.start], places[m.end], m.key, m.attributes, m.is_confirmed)
        for m in edited.marks
        if places[m.start] < places[m.end]
    ]
    return corrections, moved


_Marks = Mapping[tuple[SpanKind, int, int], _Mark]


def _taken_away(old: _Marks, new: _Marks) -> Iterator[_Change]:
    """A tag that gives way to a new one of its kind on some of its words needs no decision of its own."""
    for place, mark in old.items():
        if place not in new and not any(_replaces(other, mark) for at, other in new.items() if at not in old):
            yield Decision("untag", "", kind=mark.kind), mark.start, mark.end


def _replaces(new: _Mark, old: _Mark) -> bool:
    return new.kind == old.kind and new.start < old.end and old.start < new.end


def _added(old: _Marks, new: _Marks) -> Iterator[_Change]:
    """The wider tags first, so that a narrower one finds its place within."""
    added = (mark for place, mark in new.items() if place not in old)
    for mark in sorted(added, key=lambda mark: (mark.start, -mark.end)):
        yield _tag(mark), mark.start, mark.end


def _tag(mark: _Mark) -> Decision:
    if mark.kind == "correction":
        return Decision("correct", "", corr=dict(mark.attributes)["corr"])
    return Decision("tag", "", kind=mark.kind, key=mark.key, attributes=mark.attributes)


def _changed(old: _Marks, new: _Marks) -> Iterator[_Change]:
    for place, mark in new.items():
        before = old.get(place)
        if before is None:
            continue
        if mark.attributes != before.attributes:
            yield _tag(mark), mark.start, mark.end
        elif mark.key != before.key or (mark.is_confirmed and not before.is_confirmed and mark.kind != "correction"):
            yield Decision("key", "", kind=mark.kind, key=mark.key), mark.start, mark.end
