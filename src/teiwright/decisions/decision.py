"""Decisions as values."""

from dataclasses import dataclass
from typing import Literal

Action = Literal["tag", "untag", "key", "date", "correct", "accept", "refuse", "split", "language"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a person, anchored by the words it is about.

    `quote` are these words, `before` and `after` a little context (W3C Web Annotation's TextQuoteSelector).
    `kind` is a span's kind (tag, untag, key), `key` an authority entry's id, `attributes` TEI attributes of the span,
    or xml:lang of the text that the words stand in (language), `corr` the right reading (correct), `rule` the check
    whose finding is accepted or refused; before the words of `split` a paragraph is divided. `by` and `when` say who
    decided and on what day; `line` is its place in the decisions file, 0 for one not yet written. `everywhere` lets
    it hold wherever the words stand (in that context, where one is given), not in the one best place only.
    """

    action: Action
    quote: str
    before: str = ""
    after: str = ""
    kind: str = ""
    key: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    corr: str = ""
    rule: str = ""
    note: str = ""
    by: str = ""
    when: str = ""
    everywhere: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions on one text in file order; `path` is the file they stand in, "" for none."""

    decisions: tuple[Decision, ...] = ()
    path: str = ""
