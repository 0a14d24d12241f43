"""What a note cites: the neutral records that citation parsing makes and that encoding writes down."""

from dataclasses import dataclass
from typing import Literal

CitationKind = Literal["archival", "book", "article", "chapter", "unpublished", "web", "other"]
DocumentType = Literal["telegram", "report", "letter", "minutes", "decision", "speech", "other"]


@dataclass(frozen=True, slots=True)
class Edit:
    """What an encoder decided of a citation: text[start:end] is one, is none, or reads `corr`."""

    text_id: str
    start: int
    end: int
    action: Literal["tag", "untag", "correct"]
    corr: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document that a citation describes: text[start:end] of the note's text."""

    start: int
    end: int
    type: DocumentType
    senders: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """One cited item: text[start:end] of the text `text_id`, the `n`-th of note number `note` (0 in a bibliography).

    Strings are as printed. `pages` are pairs of integers; leaves that are no plain numbers stand in `pages_text` only.
    `work` is the id of its record (work-… or unit-…); `full` the id (n20-c1) of the item with the full form.
    `shelfmark` holds (type, value) in the order printed: fond, opis, papka, delo, box, folder, record-group …
    """

    note: int
    n: int
    text_id: str
    start: int
    end: int
    kind: CitationKind
    language: str = ""
    signal: str = ""
    repository: str = ""
    repository_key: str = ""
    shelfmark: tuple[tuple[str, str], ...] = ()
    pages: tuple[tuple[int, int], ...] = ()
    pages_text: str = ""
    documents: tuple[Document, ...] = ()
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    title: str = ""
    container: str = ""
    volume: str = ""
    issue: str = ""
    place: str = ""
    publisher: str = ""
    year: int | None = None
    is_short: bool = False
    full: str = ""
    work: str = ""
    why: str = ""

    @property
    def id(self) -> str:
        """The xml:id of its bibl: n20-c1 in a note, ref7 in a bibliography."""
        return f"n{self.note}-c{self.n}" if self.note else f"ref{self.n}"


@dataclass(frozen=True, slots=True)
class Work:
    """The analysed record of a published or unpublished work; stands once in standOff as biblStruct."""

    id: str
    kind: CitationKind
    language: str
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    title: str = ""
    container: str = ""
    volume: str = ""
    issue: str = ""
    place: str = ""
    publisher: str = ""
    year: int | None = None
    pages: str = ""
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """An archival unit; stands once in standOff as msDesc. `shelfmark` goes from the widest to the narrowest."""

    id: str
    repository: str
    repository_key: str = ""
    shelfmark: tuple[tuple[str, str], ...] = ()
    variants: tuple[str, ...] = ()
    language: str = ""
