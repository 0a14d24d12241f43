"""What the editorial checks look at: an article's citations as values, read from its TEI; and what they report."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from lxml import etree

from teiwright.xmltools import TEI, XML_ID, XML_LANG, plain_text

NOTE = f"{TEI}note"
BIBL = f"{TEI}bibl"


@dataclass(frozen=True, slots=True)
class Query:
    """What one check asks about: `words` as printed, the elements `places` in document order, the first the main one.

    `against` says in plain words what speaks against the words, `hint` the likely right reading.
    """

    words: str
    places: tuple[etree._Element, ...]
    against: str
    hint: str = ""


Check = Callable[["Source"], Iterable[Query]]


@dataclass(frozen=True, slots=True)
class Document:
    """A telegram, letter or report that a citation describes; `days` are its dates that are known to the day."""

    element: etree._Element
    text: str
    type: str
    senders: tuple[etree._Element, ...]
    recipients: tuple[etree._Element, ...]
    dates: tuple[etree._Element, ...]

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(day for element in self.dates if (day := day_of(element.get("when"))))

    @property
    def parties(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Who wrote to whom: keys where they are known, else names."""
        return tuple(map(identity, self.senders)), tuple(map(identity, self.recipients))


@dataclass(frozen=True, eq=False)
class Cited:
    """One cited item: a bibl of a note, and its parts."""

    element: etree._Element
    note: etree._Element
    documents: tuple[Document, ...]

    @property
    def id(self) -> str:
        return self.element.get(XML_ID, "")

    @cached_property
    def text(self) -> str:
        return plain_text(self.element)

    @cached_property
    def reference(self) -> str:
        """The text without the documents described and the words that introduce."""
        return " ".join("".join(_without_segs(self.element)).split()).strip("，,；; ")

    @property
    def type(self) -> str:
        return self.element.get("type", "")

    @property
    def language(self) -> str:
        return self.element.get(XML_LANG, "").partition("-")[0]

    @property
    def record(self) -> str:
        """The id of its work or unit, or ""."""
        return self.element.get("ref", "").removeprefix("#")

    @property
    def is_short(self) -> bool:
        return self.element.get("subtype") == "short"

    @cached_property
    def shelfmark(self) -> tuple[tuple[str, str], ...]:
        """(type, value) as printed, in the order printed."""
        return tuple((part.get("type", ""), plain_text(part)) for part in self.element.iter(f"{TEI}idno"))

    @property
    def repository(self) -> etree._Element | None:
        return next((name for name in self.element.iter(f"{TEI}orgName") if name.get("role") == "repository"), None)

    @cached_property
    def ranges(self) -> tuple[tuple[int, int], ...]:
        """The cited pages or leaves that are plain numbers, in the order printed."""
        pairs = ((each.get("from", ""), each.get("to", "")) for each in self.element.iter(f"{TEI}citedRange"))
        return tuple((int(first), int(last)) for first, last in pairs if first.isdecimal() and last.isdecimal())

    @cached_property
    def years(self) -> tuple[etree._Element, ...]:
        """The dates of publication: those outside the description of a document, without the date around another."""
        found = (each for each in self.element.iter(f"{TEI}date") if each.find(f"{TEI}date") is None)
        return tuple(each for each in found if not has_ancestor(each, f"{TEI}seg", self.element))

    def parts(self, name: str, **attributes: str) -> tuple[etree._Element, ...]:
        """Return the parts of this name whose attributes have these values."""
        found = (part for part in self.element.iter(TEI + name) if not has_ancestor(part, f"{TEI}seg", self.element))
        return tuple(part for part in found if all(part.get(key) == value for key, value in attributes.items()))

    @property
    def title(self) -> etree._Element | None:
        """The title of the work itself: an article's before that of its journal."""
        titles = self.parts("title")
        ranked = sorted(titles, key=lambda title: "aum".find(title.get("level", "")) % 9)
        return ranked[0] if ranked and ranked[0].get("level") in ("a", "u", "m") else None

    def scope(self, unit: str) -> str:
        """Return the volume or issue as printed, or ""."""
        return next((plain_text(part) for part in self.parts("biblScope", unit=unit)), "")


@dataclass(frozen=True, eq=False)
class Source:
    """An article: its notes and their citations in document order."""

    root: etree._Element

    @cached_property
    def notes(self) -> tuple[etree._Element, ...]:
        text = self.root.find(f"{TEI}text")
        return tuple(note for note in (() if text is None else text.iter(NOTE)) if note.get("n") or note.get("place"))

    @cached_property
    def citations(self) -> tuple[Cited, ...]:
        found = ((note, bibl) for note in self.notes for bibl in note.iter(BIBL) if note_of(bibl) is note)
        return tuple(Cited(bibl, note, tuple(_documents(bibl))) for note, bibl in found)

    @cached_property
    def strings(self) -> tuple[tuple[etree._Element, str], ...]:
        """All strings of the text, each with the element that holds it."""
        text = self.root.find(f"{TEI}text")
        found: list[tuple[etree._Element, str]] = []
        for element in () if text is None else text.iter(etree.Element):
            found += [(element, element.text or "")]
            parent = element.getparent()
            if element.tail and parent is not None:
                found.append((parent, element.tail))
        return tuple(found)

    def holding(self, note: etree._Element, words: str) -> tuple[etree._Element, ...]:
        """Return the citation of the note that has the words, or the note itself."""
        found = next((each.element for each in self.citations if each.note is note and words in each.text), note)
        return (found,)

    @cached_property
    def published(self) -> int | None:
        """The year in which the article appeared, from the title page or the header's source description."""
        paths = (".//{*}docDate//{*}date", "{*}teiHeader//{*}sourceDesc//{*}date")
        dates = (each.get("when", "") for path in paths for each in self.root.iterfind(path))
        return next((int(when[:4]) for when in dates if when[:4].isdecimal()), None)

    @cached_property
    def dated_years(self) -> Counter[int]:
        """How many dates of the text, in body and notes, are of each year."""
        text = self.root.find(f"{TEI}text")
        days = [] if text is None else [day_of(each.get("when")) for each in text.iter(f"{TEI}date")]
        return Counter(day.year for day in days if day)

    @cached_property
    def records(self) -> dict[str, etree._Element]:
        """The analysed records of works and archival units by id."""
        names = (f"{TEI}biblStruct", f"{TEI}msDesc")
        return {each.get(XML_ID, ""): each for each in self.root.iter(*names) if each.get(XML_ID)}


def _documents(bibl: etree._Element) -> Iterator[Document]:
    for seg in bibl.iter(f"{TEI}seg"):
        if seg.get("type") == "document":
            dates = tuple(each for each in seg.iter(f"{TEI}date") if each.find(f"{TEI}date") is None)
            senders, recipients = (
                tuple(each for each in seg.iter(f"{TEI}persName", f"{TEI}orgName") if each.get("role") == role)
                for role in ("sender", "recipient")
            )
            yield Document(seg, plain_text(seg), seg.get("subtype", ""), senders, recipients, dates)


def _without_segs(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag != f"{TEI}seg":
            yield from _without_segs(child)
        yield child.tail or ""


def note_of(element: etree._Element) -> etree._Element | None:
    """Return the nearest note that the element stands in."""
    return next(element.iterancestors(NOTE), None)


def label(element: etree._Element) -> str:
    """Return the note's mark as printed, for an element in the note or the note itself; "" outside notes."""
    note = element if element.tag == NOTE else note_of(element)
    return "" if note is None else note.get("n", "")


def labels(elements: Iterable[etree._Element]) -> str:
    """Return `note 3` or `notes 3, 5 and 8`, each once, in the order given; `the body` for what is in none."""
    marks = list(dict.fromkeys(label(element) for element in elements))
    noted = [mark for mark in marks if mark]
    several = (
        f"notes {', '.join(noted[:-1])} and {noted[-1]}" if len(noted) > 1 else "".join(f"note {m}" for m in noted)
    )
    return " and ".join(filter(None, ["the body" if "" in marks else "", several]))


def has_ancestor(element: etree._Element, name: str, below: etree._Element) -> bool:
    """Tell whether an element of this name stands between the element and the one it is below."""
    for ancestor in element.iterancestors():
        if ancestor is below:
            return False
        if ancestor.tag == name:
            return True
    return False


def identity(name: etree._Element) -> str:
    """Return what tells a named one from another: the key where there is one, else the name."""
    return name.get("ref", "") or plain_text(name)


def day_of(when: str | None) -> date | None:
    """Return the day of a W3C date or dateTime, or None where it is not known to the day."""
    try:
        return date.fromisoformat((when or "")[:10])
    except ValueError:
        return None


def days_of(element: etree._Element) -> tuple[date, date] | None:
    """Return the first and last day that a date element may stand for, or None where they are not known."""
    first = next((day for key in ("when", "from", "notBefore") if (day := day_of(element.get(key)))), None)
    last = next((day for key in ("when", "to", "notAfter") if (day := day_of(element.get(key)))), None)
    return (first or last, last or first) if first or last else None  # type: ignore[return-value]
