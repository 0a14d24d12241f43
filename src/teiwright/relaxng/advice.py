"""What a violation says besides what is wrong: what may stand there, in which order to name it, what was meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Final

from .automaton import Automaton, Patterns, State
from .expectations import allowed_attributes, next_elements, required, text_may_come
from .name_classes import Name, NameClass
from .overview import Overview
from .patterns import Kind
from .recovery import nearest
from .violations import Violation

_MEMO_LIMIT: Final = 2000


@dataclass(slots=True)
class Habits:
    """Which elements the document has used so far, anywhere and in which parents."""

    anywhere: Counter[str] = field(default_factory=Counter)
    within: dict[str, Counter[str]] = field(default_factory=dict)

    def note(self, shown: str, parent: str) -> None:
        """Take note of an element."""
        self.anywhere[shown] += 1
        self.within.setdefault(parent, Counter())[shown] += 1

    def usual(self, parent: str) -> Counter[str]:
        """Return the children that `parent` has had."""
        return self.within.get(parent, Counter())


class Adviser:
    """Gives advice for one document. What it has found for a state and a name it gives again."""

    def __init__(self, automaton: Automaton, overview: Overview, scopes: list[dict[str, str]]) -> None:
        self.habits = Habits()
        self.overview = overview
        self._automaton = automaton
        self._scopes = scopes
        self._elements: dict[tuple[State, Name, str], Violation] = {}
        self._attributes: dict[tuple[Patterns, str], tuple[tuple[str, ...], str]] = {}
        self._meant: dict[tuple[State, Name], Name | None] = {}
        self._near: dict[Name, str] = {}

    # Names

    def shown(self, name: Name, familiar: str = "") -> str:
        """Write a name; `familiar` is the namespace that need not be said."""
        namespace, local = name
        if namespace == familiar:
            return local
        prefixes = (prefix for prefix, uri in self._scopes[-1].items() if uri == namespace and prefix)
        prefix = next(prefixes, "")
        return f"{prefix}:{local}" if prefix else f"{{{namespace}}}{local}"

    def shown_classes(self, classes: Iterable[NameClass], familiar: str = "") -> list[str]:
        """Write the names of some classes, each once; a star for those that cannot be listed."""
        shown: dict[str, None] = {}
        for name_class in classes:
            shown.update(dict.fromkeys(self.shown(name, familiar) for name in name_class.listed()))
            if name_class.is_infinite():
                shown["*"] = None
        return list(shown)

    def required_elements(self, state: State, familiar: str) -> list[str]:
        """Return the elements that must still come."""
        return self.shown_classes(required(state.patterns, Kind.ELEMENT), familiar)

    # Elements and text

    def for_element(self, violation: Violation, state: State, name: Name, familiar: str) -> Violation:
        """Add what may stand in the place of the element `name`, and what could hold it."""
        key = state, name, violation.parent
        if key not in self._elements:
            _make_room(self._elements)
            holders = self.overview.holders.get(name, ())
            wrappers = self._wrappers(state, holders)
            self._elements[key] = self._expecting(violation, state, name, familiar, wrappers)
        return replace(self._elements[key], line=violation.line, column=violation.column)

    def for_text(self, violation: Violation, state: State, familiar: str) -> Violation:
        """Add what may stand in the place of text, and what could hold it."""
        wrappers = self._wrappers(state, self.overview.text_holders)
        return self._expecting(violation, state, None, familiar, wrappers)

    def for_end(self, violation: Violation, state: State, familiar: str) -> Violation:
        """Add what may stand in the place of an end tag."""
        return self._expecting(violation, state, None, familiar, [])

    def _expecting(
        self, violation: Violation, state: State, name: Name | None, familiar: str, wrappers: list[Name]
    ) -> Violation:
        """Add what may stand here, with what there is a reason to name first.

        First comes what must, then the nearest spelling, then what could hold what was found, then what the
        document has in such a parent, or anywhere, most often, and last what the schema allows in the fewest
        places: it is the most particular to this one.
        """
        shown = {each: self.shown(each, familiar) for each in listed(next_elements(state.patterns))}
        needed = self.required_elements(state, familiar)
        wrapping = [shown[each] for each in wrappers]
        unknown = name is not None and name not in self.overview.known
        near = nearest(violation.name, list(shown.values())) if unknown else ""
        usual = self.habits.usual(violation.parent)
        rarity = {text: self.overview.occurrences(each) for each, text in shown.items()}

        def rank(text: str) -> tuple[bool, bool, int, int, int, int]:
            place = wrapping.index(text) if text in wrapping else len(wrapping)
            return text not in needed, text != near, place, -usual[text], -self.habits.anywhere[text], rarity[text]

        expected = [*sorted(shown.values(), key=rank), *self._stars(state)]
        reasons = {*needed, near, *wrapping, *usual}
        return replace(
            violation,
            expected=tuple(expected),
            likely=sum(text in reasons for text in expected),
            wrappers=tuple(wrapping),
            text_expected=text_may_come(state.patterns),
            end_expected=bool(state.mask),
        )

    def _stars(self, state: State) -> list[str]:
        return ["*"] if any(name_class.is_infinite() for name_class in next_elements(state.patterns)) else []

    def _wrappers(self, state: State, holders: Container[Name]) -> list[Name]:
        """Return the elements allowed here that are among `holders`.

        First comes what must stand here, then what the document has most often, then what the schema allows in
        the most places.
        """
        needed = listed(required(state.patterns, Kind.ELEMENT))
        candidates = dict.fromkeys(name for name in listed(next_elements(state.patterns)) if name in holders)
        return sorted(
            candidates,
            key=lambda name: (
                name not in needed,
                -self.habits.anywhere[name[1]],
                -self.overview.occurrences(name),
            ),
        )

    def missing_before(self, state: State, later: State, name: Name, familiar: str) -> list[str]:
        """Return the elements that should have come before `name`, after which `later` is the state."""
        still_to_come = required(later.patterns, Kind.ELEMENT)
        missing = [
            name_class
            for name_class in required(state.patterns, Kind.ELEMENT)
            if name_class not in still_to_come and not name_class.contains(name)
        ]
        return self.shown_classes(missing, familiar)

    def openers(self, state: State, name: Name, familiar: str) -> tuple[str, ...]:
        """Return the elements allowed here right after which the element `name` may stand."""
        after = {each: self._automaton.entry(state, each) for each in listed(next_elements(state.patterns))}
        opening = (each for each, entry in after.items() if entry and self._automaton.entry(entry.leave_anyhow(), name))
        return tuple(self.shown(each, familiar) for each in opening)

    def taken_for(self, state: State, name: Name) -> Name | None:
        """Return the element allowed here for which an unknown one is a misspelling or lacks its namespace."""
        key = state, name
        if key not in self._meant:
            _make_room(self._meant)
            self._meant[key] = self._find_meant(listed(next_elements(state.patterns)), name)
        return self._meant[key]

    def _find_meant(self, wanted: list[Name], name: Name) -> Name | None:
        same_local = [candidate for candidate in wanted if candidate[1] == name[1]]
        if same_local:
            return same_local[0]
        local = nearest(name[1], [candidate[1] for candidate in wanted if candidate[0] == name[0]])
        return (name[0], local) if local else None

    def nearest_known(self, name: Name) -> str:
        """Return the element of the schema whose name is spelt most like an unknown one."""
        if name not in self._near:
            _make_room(self._near)
            self._near[name] = nearest(name[1], [known[1] for known in self.overview.known if known[0] == name[0]])
        return self._near[name]

    # Attributes

    @cached_property
    def _attribute_rarity(self) -> dict[str, int]:
        return {self.shown(name): count for name, count in self.overview.attribute_occurrences.items()}

    def for_attribute(self, violation: Violation, patterns: Patterns) -> Violation:
        """Add what attributes may still be given, and which was probably meant."""
        spelling = violation.name if violation.kind == "attribute-not-allowed" else ""
        key = patterns, spelling
        if key not in self._attributes:
            _make_room(self._attributes)
            self._attributes[key] = self._find_attributes(patterns, spelling)
        expected, near = self._attributes[key]
        return replace(violation, expected=expected, suggestion=near)

    def _find_attributes(self, patterns: Patterns, spelling: str) -> tuple[tuple[str, ...], str]:
        allowed = self.shown_classes(allowed_attributes(patterns))
        needed = self.shown_classes(required(patterns, Kind.ATTRIBUTE))
        near = nearest(spelling, allowed) if spelling else ""
        allowed.sort(key=lambda text: (text != near, text not in needed, self._attribute_rarity.get(text, 0)))
        return tuple(allowed), near

    def attribute_named(self, shown: str, patterns: Patterns) -> Name | None:
        """Return the allowed attribute that is written so."""
        names = listed(allowed_attributes(patterns))
        return next((name for name in names if self.shown(name) == shown), None)

    def conflicts(self, contents: Patterns, name: Name, others: Iterable[str]) -> tuple[str, ...]:
        """Return those of an element's other attributes that exclude `name`."""
        without = self._automaton.after_attribute(contents, name, self._automaton.values_of(contents, name))
        before = {self.shown(known) for known in listed(allowed_attributes(contents))}
        after = {self.shown(known) for known in listed(allowed_attributes(without))}
        return tuple(other for other in others if other in before - after and other != self.shown(name))

    def missing_attributes(self, violation: Violation, patterns: Patterns) -> Violation:
        """Add the attributes that are missing, or of which one is."""
        return replace(
            violation,
            expected=tuple(self.shown_classes(allowed_attributes(patterns))),
            required=tuple(self.shown_classes(required(patterns, Kind.ATTRIBUTE))),
        )


def listed(classes: Iterable[NameClass]) -> list[Name]:
    """Return the names that some classes list."""
    return [name for name_class in classes for name in name_class.listed()]


def _make_room(memo: dict[Any, Any]) -> None:
    if len(memo) > _MEMO_LIMIT:
        memo.clear()
