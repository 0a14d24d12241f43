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
class Citation:
    """One cited item: text[start:end] of the text `text_id`, the `n`-th of note number `note` (0 in a bibliography).

    `language` is that of the item, "" where it is not known; the parts of the item are spans.
    """

    note: int
    n: int
    text_id: str
    start: int
    end: int
    language: str

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
