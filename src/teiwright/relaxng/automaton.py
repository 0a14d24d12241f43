"""The automaton that a schema's patterns make, built while documents are read and kept for the next.

A state is a tuple of patterns, nearly always of one. It has more where the start tags so far fit several
declarations: then each pattern is the content of one of them, and the step by which the element was
entered knows what each would leave of the patterns around it. States are therefore shared by all places
where a content model occurs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, TypeVar

from .datatypes import Namespaces
from .derivatives import Derivatives
from .name_classes import Name, split_name
from .patterns import Kind, Pattern, PatternTable

MEMO_LIMIT: Final = 4000
_LONGEST_REMEMBERED: Final = 64
_STATE_WEIGHT: Final = 60
NO_NAMESPACES: Final[Namespaces] = {}

Patterns = tuple[Pattern, ...]


class ValueCheck:
    """Whether an attribute's value matches a pattern; values found good are remembered."""

    __slots__ = ("_derivatives", "good", "id_kind", "pattern")

    def __init__(self, pattern: Pattern, derivatives: Derivatives) -> None:
        self.pattern = pattern
        self.good: set[str] = set()
        self.id_kind = pattern.test.id_kind if pattern.test else ""
        self._derivatives = derivatives

    def accepts(self, value: str, namespaces: Namespaces) -> bool:
        """Whether the value matches."""
        if value in self.good:
            return True
        if not self._derivatives.accepts_value(self.pattern, value, namespaces):
            return False
        short = len(value) < _LONGEST_REMEMBERED and len(self.good) < MEMO_LIMIT
        if short and not self.pattern.contextual and not self.id_kind:
            self.good.add(value)
        return True


class AttributePlan:
    """What a start tag with certain attributes leads to.

    `checks` holds (index in the parser's attribute list, check) for the values that need one, and `state`
    what follows if all are good. Both are None where the values decide between several ways, or where an
    attribute or its lack is an error.
    """

    __slots__ = ("checks", "state")

    def __init__(self, checks: list[tuple[int, ValueCheck]] | None, state: State | None) -> None:
        self.checks = checks
        self.state = state


class State:
    """A tuple of patterns with the transitions found so far."""

    __slots__ = ("_automaton", "has_data", "mask", "mixed", "opened", "patterns", "texted")

    def __init__(self, patterns: Patterns, automaton: Automaton) -> None:
        self.patterns = patterns
        self._automaton = automaton
        self.opened: dict[str, Entry] = {}
        self.mask = sum(1 << index for index, pattern in enumerate(patterns) if pattern.nullable)
        self.has_data = any(pattern.has_data for pattern in patterns)
        self.texted: State | None = None
        self.mixed = not self.has_data and self.after_text("x", NO_NAMESPACES) is self

    def open(self, raw: str) -> Entry | None:
        """Return how an element (named as the parser names it) is entered; None if it may not stand here."""
        entry = self.opened.get(raw)
        if entry is None:
            entry = self._automaton.entry(self, split_name(raw))
            if entry is not None:
                _bounded(self.opened)[raw] = entry
        return entry

    def after_text(self, value: str, namespaces: Namespaces) -> State | None:
        """Return the state after text that is not only white space; None if none may stand here."""
        if self.texted is None or self.has_data:
            text = self._automaton.derivatives.text
            followers = tuple(text(pattern, value, namespaces) for pattern in self.patterns)
            if _all_dead(followers):
                return None
            self.texted = self if followers == self.patterns else self._automaton.state(followers)
        return self.texted

    def final_mask(self, value: str, namespaces: Namespaces) -> int:
        """Return which patterns are complete if the element's last text is `value` (perhaps empty)."""
        blank = not value.strip(" \t\r\n")
        if not self.has_data and blank:
            return self.mask
        text = self._automaton.derivatives.text
        mask = self.mask if blank else 0
        for index, pattern in enumerate(self.patterns):
            if text(pattern, value, namespaces).nullable:
                mask |= 1 << index
        return mask


class Entry:
    """A start tag's transition: the patterns inside it, and what each leaves outside."""

    __slots__ = ("_automaton", "_bare", "_rests", "after", "contents", "plans")

    def __init__(self, contents: Patterns, rests: tuple[Patterns, ...], automaton: Automaton) -> None:
        self.contents = contents
        self._rests = rests
        self._automaton = automaton
        self._bare: State | None = None
        self.plans: dict[tuple[str, ...], AttributePlan] = {}
        self.after: dict[int, State] = {}

    def bare(self) -> State | None:
        """Return the state inside the element if it has no attributes; None if it must have some."""
        if self._bare is None:
            self._bare = self._automaton.closed(self.contents)
        return self._bare

    def plan(self, names: tuple[str, ...]) -> AttributePlan:
        """Return what attributes of these names, in this order, lead to."""
        plan = self.plans.get(names)
        if plan is None:
            plan = _bounded(self.plans)[names] = self._automaton.plan(self.contents, names)
        return plan

    def leave(self, mask: int) -> State:
        """Return the state outside, once the contents whose bits `mask` has are complete."""
        state = self.after.get(mask)
        if state is None:
            complete = [rests for index, rests in enumerate(self._rests) if mask >> index & 1]
            choice = self._automaton.table.choice
            state = self._automaton.state(tuple(choice(column) for column in zip(*complete, strict=True)))
            self.after[mask] = state
        return state

    def leave_anyhow(self) -> State:
        """Return the state outside as if all contents were complete (for going on after an error)."""
        return self.leave((1 << len(self.contents)) - 1)


K = TypeVar("K")
V = TypeVar("V")


def _bounded(memo: dict[K, V]) -> dict[K, V]:
    if len(memo) > MEMO_LIMIT:
        memo.clear()
    return memo


def _all_dead(patterns: Iterable[Pattern]) -> bool:
    return all(pattern.kind == Kind.NOT_ALLOWED for pattern in patterns)


class Automaton:
    """All states of one schema found so far."""

    def __init__(self, table: PatternTable, start: Pattern) -> None:
        self.table = table
        self.derivatives = Derivatives(table)
        self._states: dict[Patterns, State] = {}
        self._checks: dict[Pattern, ValueCheck] = {}
        self.start = self.state((start,))

    def __len__(self) -> int:
        return len(self._states)

    def state(self, patterns: Patterns) -> State:
        """Return the one state of these patterns."""
        state = self._states.get(patterns)
        if state is None:
            self.table.weigh(_STATE_WEIGHT)
            state = self._states[patterns] = State(patterns, self)
        return state

    def closed(self, patterns: Patterns) -> State | None:
        """Return the state after a start tag; None where an attribute is missing in each pattern."""
        followers = tuple(self.derivatives.close(pattern) for pattern in patterns)
        return None if _all_dead(followers) else self.state(followers)

    def check(self, pattern: Pattern) -> ValueCheck:
        """Return the one check of a value pattern."""
        check = self._checks.get(pattern)
        if check is None:
            check = self._checks[pattern] = ValueCheck(pattern, self.derivatives)
        return check

    def entry(self, state: State, name: Name) -> Entry | None:
        """Return how an element is entered from a state, or None."""
        steps = [self.derivatives.open(pattern, name) for pattern in state.patterns]
        return self.entry_of_steps(steps)

    def entry_of_steps(self, steps: Sequence[Sequence[tuple[Pattern, Pattern]]]) -> Entry | None:
        """Make an entry of what each pattern outside gives as contents and rests."""
        rests: dict[Pattern, list[list[Pattern]]] = {}
        for index, alternatives in enumerate(steps):
            for inner, rest in alternatives:
                rests.setdefault(inner, [[] for _ in steps])[index].append(rest)
        if not rests:
            return None
        self.table.weigh(_STATE_WEIGHT)
        outer = tuple(tuple(self.table.choice(column) for column in columns) for columns in rests.values())
        return Entry(tuple(rests), outer, self)

    def values_of(self, patterns: Patterns, name: Name) -> list[Pattern]:
        """Return the patterns that the value of attribute `name` may match, each once."""
        steps = (self.derivatives.attribute(pattern, name) for pattern in patterns)
        return list(dict.fromkeys(value for alternatives in steps for value, _ in alternatives))

    def after_attribute(self, patterns: Patterns, name: Name, values: Iterable[Pattern]) -> Patterns:
        """Return what remains after attribute `name`, whose value matches `values`."""
        matched = frozenset(values)
        return tuple(
            self.table.choice(rest for value, rest in self.derivatives.attribute(pattern, name) if value in matched)
            for pattern in patterns
        )

    def plan(self, patterns: Patterns, names: tuple[str, ...]) -> AttributePlan:
        """Work out an `AttributePlan`."""
        checks: list[tuple[int, ValueCheck]] = []
        for index, raw in enumerate(names):
            name = split_name(raw)
            values = self.values_of(patterns, name)
            if len(values) != 1:
                return AttributePlan(None, None)
            if values[0].kind != Kind.TEXT:
                checks.append((2 * index + 1, self.check(values[0])))
            patterns = self.after_attribute(patterns, name, values)
        state = self.closed(patterns)
        return AttributePlan(None if state is None else checks, state)

    def matching(self, patterns: Patterns, name: Name, value: str, namespaces: Namespaces) -> list[Pattern]:
        """Return those of `values_of` that `value` matches."""
        candidates = self.values_of(patterns, name)
        return [found for found in candidates if self.check(found).accepts(value, namespaces)]
