"""How validation goes on after an element that may not stand where it stands."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cached_property
from typing import Final

from .automaton import Automaton, Entry, State
from .name_classes import Name, NameClass
from .overview import Overview
from .patterns import Kind, Pattern, Step

_CLOSE_ENOUGH: Final = 0.7
_SHORTEST_MISSPELT: Final = 3


def nearest(word: str, candidates: list[str]) -> str:
    """Return the candidate that `word` is probably a misspelling of, or nothing."""
    folded = {candidate.casefold(): candidate for candidate in reversed(candidates)}
    if word.casefold() in folded:
        return folded[word.casefold()]
    if len(word) < _SHORTEST_MISSPELT:
        return ""
    matches = get_close_matches(word.casefold(), folded, 1, _CLOSE_ENOUGH)
    return folded[matches[0]] if matches else ""


class Recovery:
    """Finds entries for elements that a state does not allow."""

    def __init__(self, automaton: Automaton, overview: Overview) -> None:
        self._automaton = automaton
        self._known = overview.known

    @cached_property
    def _anything(self) -> Pattern:
        """Content where unknown elements may hold anything, but known ones are still checked."""
        table = self._automaton.table
        names = tuple(NameClass("name", *name) for name in self._known)
        others = NameClass("any", excluded=NameClass("choice", parts=names))
        unknown = table.element(others, "")
        known = (element for elements in self._known.values() for element in elements)
        inner = table.choice((table.text, unknown, *known))
        attributes = table.attribute(NameClass("any"), table.text)
        unknown.content = table.group(table.optional(table.one_or_more(part)) for part in (attributes, inner))
        return unknown.content

    def after_skipping(self, state: State, name: Name) -> Entry | None:
        """Return the entry as if what must come before had come; None if nothing would help."""
        skip = self._automaton.derivatives.open_skipping
        return self._automaton.entry_of_steps([skip(pattern, name) for pattern in state.patterns])

    def out_of_place(self, state: State, name: Name) -> Entry:
        """Return an entry that checks the element by its declarations, if any, and goes on in `state`."""
        contents = [element.content for element in self._known.get(name, []) if element.content is not None]
        usable = [content for content in contents if content.kind != Kind.NOT_ALLOWED] or [self._anything]
        steps: list[list[Step]] = [[(content, pattern) for content in usable] for pattern in state.patterns]
        entry = self._automaton.entry_of_steps(steps)
        if entry is None:
            raise AssertionError("a state without patterns")
        return entry
