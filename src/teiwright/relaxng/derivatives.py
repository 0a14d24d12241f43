"""Derivatives of patterns (Clark, *An algorithm for RELAX NG validation*, sections 5 to 8).

Where Clark keeps what comes after an element in an ``after`` pattern, a step here is a pair (content, rest):
the caller stacks the rests, and so one content model's states serve wherever its element stands.
"""

from __future__ import annotations

from typing import Final

from .datatypes import Namespaces, collapse
from .name_classes import Name
from .patterns import Kind, Pattern, PatternTable, Step

_MEMO_LIMIT: Final = 2000
_LONGEST_REMEMBERED: Final = 40


class Derivatives:
    """The derivatives of the patterns in one table."""

    def __init__(self, table: PatternTable) -> None:
        self.table = table

    def open(self, pattern: Pattern, name: Name) -> tuple[Step, ...]:
        """Return what an element `name` may contain, and what remains of `pattern` after it."""
        if pattern.kind < Kind.ELEMENT:
            return ()
        if pattern.kind == Kind.ELEMENT:
            return self._open_element(pattern, name)
        found = pattern.opened.get(name)
        if found is None:
            found = _remember(pattern.opened, name, self._open(pattern, name))
        return found

    def _open_element(self, pattern: Pattern, name: Name) -> tuple[Step, ...]:
        if pattern.name_class is None or not pattern.name_class.contains(name) or pattern.content is None:
            return ()
        return ((pattern.content, self.table.empty),)

    def _open(self, pattern: Pattern, name: Name) -> list[Step]:
        if pattern.kind == Kind.CHOICE:
            return [step for part in pattern.parts for step in self.open(part, name)]
        if pattern.kind == Kind.ONE_OR_MORE:
            again = self.table.optional(pattern)
            return [(inner, self.table.group((rest, again))) for inner, rest in self.open(pattern.parts[0], name)]
        if pattern.kind == Kind.GROUP:
            return self._open_group(pattern, name)
        return self._in_any_order(pattern, [self.open(part, name) for part in pattern.parts])

    def _open_group(self, pattern: Pattern, name: Name) -> list[Step]:
        steps: list[Step] = []
        for index, part in enumerate(pattern.parts):
            for inner, rest in self.open(part, name):
                steps.append((inner, self.table.group((rest, *pattern.parts[index + 1 :]))))
            if not part.nullable:
                break
        return steps

    def _in_any_order(self, pattern: Pattern, steps_of_parts: list[tuple[Step, ...]]) -> list[Step]:
        """Each part may take the step; the others stay as they are."""
        make = self.table.group if pattern.kind == Kind.GROUP else self.table.interleave
        parts = pattern.parts
        return [
            (inner, make((*parts[:index], rest, *parts[index + 1 :])))
            for index, steps in enumerate(steps_of_parts)
            for inner, rest in steps
        ]

    def attribute(self, pattern: Pattern, name: Name) -> tuple[Step, ...]:
        """Return what values an attribute `name` may have, and what remains of `pattern` after it."""
        if not pattern.has_attributes:
            return ()
        found = pattern.attributed.get(name)
        if found is None:
            found = _remember(pattern.attributed, name, self._attribute(pattern, name))
        return found

    def _attribute(self, pattern: Pattern, name: Name) -> list[Step]:
        if pattern.kind == Kind.ATTRIBUTE:
            matches = pattern.name_class is not None and pattern.name_class.contains(name)
            return [(pattern.parts[0], self.table.empty)] if matches else []
        steps_of_parts = [self.attribute(part, name) for part in pattern.parts]
        if pattern.kind == Kind.CHOICE:
            return [step for steps in steps_of_parts for step in steps]
        if pattern.kind == Kind.ONE_OR_MORE:
            again = self.table.optional(pattern)
            return [(value, self.table.group((rest, again))) for value, rest in steps_of_parts[0]]
        return self._in_any_order(pattern, steps_of_parts)

    def close(self, pattern: Pattern) -> Pattern:
        """Return what remains once the start tag is complete and no attribute can come any more."""
        if not pattern.has_attributes:
            return pattern
        if pattern.closed is None:
            pattern.closed = self._close(pattern)
        return pattern.closed

    def _close(self, pattern: Pattern) -> Pattern:
        if pattern.kind == Kind.ATTRIBUTE:
            return self.table.not_allowed
        return self._rebuilt(pattern, [self.close(part) for part in pattern.parts])

    def without_attributes(self, pattern: Pattern) -> Pattern:
        """Return `pattern` as if every attribute that it asks for had been given."""
        if not pattern.has_attributes:
            return pattern
        if pattern.kind == Kind.ATTRIBUTE:
            return self.table.empty
        return self._rebuilt(pattern, [self.without_attributes(part) for part in pattern.parts])

    def _rebuilt(self, pattern: Pattern, parts: list[Pattern]) -> Pattern:
        if pattern.kind == Kind.CHOICE:
            return self.table.choice(parts)
        if pattern.kind == Kind.GROUP:
            return self.table.group(parts)
        if pattern.kind == Kind.INTERLEAVE:
            return self.table.interleave(parts)
        return self.table.one_or_more(parts[0])

    def text(self, pattern: Pattern, value: str, namespaces: Namespaces) -> Pattern:
        """Return what remains after the text `value`."""
        if pattern.has_data:
            return self._text(pattern, value, namespaces)
        if pattern.texted is None:
            pattern.texted = self._text(pattern, value, namespaces)
        return pattern.texted

    def _text(self, pattern: Pattern, value: str, namespaces: Namespaces) -> Pattern:
        kind = pattern.kind
        if kind == Kind.TEXT:
            return pattern
        if kind == Kind.CHOICE:
            return self.table.choice([self.text(part, value, namespaces) for part in pattern.parts])
        if kind == Kind.ONE_OR_MORE:
            rest = self.text(pattern.parts[0], value, namespaces)
            again = self.table.optional(pattern)
            return again if _takes_text_anyway(pattern.parts[0], rest) else self.table.group((rest, again))
        if kind == Kind.GROUP:
            return self._text_in_group(pattern, value, namespaces)
        if kind == Kind.INTERLEAVE:
            rests = [self.text(part, value, namespaces) for part in pattern.parts]
            return self.table.choice([rest for _, rest in self._in_any_order(pattern, _as_steps(rests))])
        return self.table.empty if self._leaf_accepts(pattern, value, namespaces) else self.table.not_allowed

    def _text_in_group(self, pattern: Pattern, value: str, namespaces: Namespaces) -> Pattern:
        rests: list[Pattern] = []
        for index, part in enumerate(pattern.parts):
            rest = self.text(part, value, namespaces)
            rests.append(self.table.group((rest, *pattern.parts[index + 1 :])))
            if not part.nullable:
                break
        return self.table.choice(rests)

    def _leaf_accepts(self, pattern: Pattern, value: str, namespaces: Namespaces) -> bool:
        if pattern.kind == Kind.LIST:
            return self._list_accepts(pattern.parts[0], value, namespaces)
        if pattern.test is None or not pattern.test.accepts(value, namespaces):
            return False
        return not any(self.accepts_value(part, value, namespaces) for part in pattern.parts)

    def _list_accepts(self, pattern: Pattern, value: str, namespaces: Namespaces) -> bool:
        for word in filter(None, collapse(value).split(" ")):
            pattern = self._after_word(pattern, word, namespaces)
        return pattern.nullable

    def wrong_word(self, pattern: Pattern, value: str, namespaces: Namespaces) -> str | None:
        """Return the first word of `value` that the list `pattern` does not allow; None if each may stand there."""
        inner = pattern.parts[0]
        for word in filter(None, collapse(value).split(" ")):
            inner = self._after_word(inner, word, namespaces)
            if inner.kind == Kind.NOT_ALLOWED:
                return word
        return None

    def _after_word(self, pattern: Pattern, word: str, namespaces: Namespaces) -> Pattern:
        if pattern.contextual or len(word) > _LONGEST_REMEMBERED:
            return self.text(pattern, word, namespaces)
        found = pattern.worded.get(word)
        if found is None:
            if len(pattern.worded) > _MEMO_LIMIT:
                pattern.worded.clear()
            found = pattern.worded[word] = self.text(pattern, word, namespaces)
        return found

    def accepts_value(self, pattern: Pattern, value: str, namespaces: Namespaces) -> bool:
        """Whether `pattern` matches the whole string `value` (an attribute's, or an element's only text)."""
        if pattern.nullable and not value.strip(" \t\r\n"):
            return True
        return self.text(pattern, value, namespaces).nullable

    def open_skipping(self, pattern: Pattern, name: Name) -> list[Step]:
        """Like `open`, but as if whatever must come before the element had come."""
        if pattern.kind == Kind.GROUP:
            return [
                (inner, self.table.group((rest, *pattern.parts[index + 1 :])))
                for index, part in enumerate(pattern.parts)
                for inner, rest in self.open_skipping(part, name)
            ]
        if pattern.kind == Kind.CHOICE:
            return [step for part in pattern.parts for step in self.open_skipping(part, name)]
        if pattern.kind == Kind.ONE_OR_MORE:
            again = self.table.optional(pattern)
            steps = self.open_skipping(pattern.parts[0], name)
            return [(inner, self.table.group((rest, again))) for inner, rest in steps]
        if pattern.kind == Kind.INTERLEAVE:
            skipping = [tuple(self.open_skipping(part, name)) for part in pattern.parts]
            return self._in_any_order(pattern, skipping)
        return list(self.open(pattern, name))


def _takes_text_anyway(repeated: Pattern, rest: Pattern) -> bool:
    """Whether more text could go into the next repetition instead, as in mixed content: it spares a state."""
    return rest.kind == Kind.TEXT and (repeated is rest or (repeated.kind == Kind.CHOICE and rest in repeated.parts))


def _as_steps(rests: list[Pattern]) -> list[tuple[Step, ...]]:
    return [((rest, rest),) for rest in rests]


def _remember(memo: dict[Name, tuple[Step, ...]], name: Name, steps: list[Step]) -> tuple[Step, ...]:
    if len(memo) > _MEMO_LIMIT:
        memo.clear()
    found = memo[name] = tuple(step for step in steps if step[1].kind != Kind.NOT_ALLOWED)
    return found
