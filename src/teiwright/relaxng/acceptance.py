"""Is a document valid? The quick answer, which stops at the first doubt and explains nothing.

The four handlers run once for each tag and text of a document, hence the local names and the long function.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from .automaton import Automaton, Entry, State
from .errors import DocumentError
from .name_classes import XML_NAMESPACE, split_name
from .source import CHUNK, DEEPEST_ELEMENT, LONGEST_TOKEN, Parser, parse

_MOST_PIECES: Final = LONGEST_TOKEN // CHUNK


class _InvalidError(Exception):
    """Leaves the parser at the first error."""


def is_valid(automaton: Automaton, path: Path) -> bool:
    """Whether the document is valid; raises DocumentError where it is not well-formed.

    A document found invalid has been read only up to its first error.
    """
    ids = _Ids()
    try:
        parse(path, lambda parser: _prepare(parser, automaton, ids))
    except _InvalidError:
        return False
    return ids.references <= ids.defined


class _Ids:
    """The identifiers of one document and what refers to them."""

    __slots__ = ("defined", "references")

    def __init__(self) -> None:
        self.defined: set[str] = set()
        self.references: set[str] = set()

    def add(self, kind: str, value: str) -> bool:
        """Take note of a value of type ID or IDREF(S); False where an ID comes a second time."""
        if kind != "ID":
            self.references.update(value.split())
            return True
        identifier = value.strip(" \t\r\n")
        if identifier in self.defined:
            return False
        self.defined.add(identifier)
        return True


def _prepare(parser: Parser, automaton: Automaton, ids: _Ids) -> None:
    state: State = automaton.start
    stack: list[Entry] = []
    pending: list[str] = []
    scopes: list[dict[str, str]] = [{"xml": XML_NAMESPACE}]

    def start(raw: str, attributes: list[str]) -> None:
        nonlocal state
        if pending:
            state = _after_pending(state, pending, scopes[-1])
        entry = state.opened.get(raw) or state.open(raw)
        if entry is None or len(stack) > DEEPEST_ELEMENT:
            raise _InvalidError
        stack.append(entry)
        if not attributes:
            inside = entry.bare()
        else:
            names = tuple(attributes[::2])
            plan = entry.plans.get(names) or entry.plan(names)
            inside = plan.state
            if plan.checks is None:
                inside = _by_values(automaton, entry, attributes, scopes[-1], ids)
            else:
                for index, check in plan.checks:
                    value = attributes[index]
                    if value not in check.good and not check.accepts(value, scopes[-1]):
                        raise _InvalidError
                    if check.id_kind and not ids.add(check.id_kind, value):
                        raise _InvalidError
        if inside is None:
            raise _InvalidError
        state = inside

    def end(raw: str) -> None:
        nonlocal state
        if pending or state.has_data:
            mask = state.final_mask("".join(pending), scopes[-1])
            pending.clear()
        else:
            mask = state.mask
        if not mask:
            raise _InvalidError
        entry = stack.pop()
        state = entry.after.get(mask) or entry.leave(mask)

    def text(data: str) -> None:
        if not state.mixed:
            pending.append(data)
            if len(pending) > _MOST_PIECES:
                raise DocumentError("a text of a datatype is too long", "", parser.CurrentLineNumber)

    def declare(prefix: str | None, uri: str | None) -> None:
        scopes.append({**scopes[-1], prefix or "": uri or ""})

    def undeclare(prefix: str | None) -> None:
        scopes.pop()

    parser.buffer_text = True
    parser.buffer_size = CHUNK
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartNamespaceDeclHandler = declare
    parser.EndNamespaceDeclHandler = undeclare


def _after_pending(state: State, pending: list[str], namespaces: dict[str, str]) -> State:
    value = "".join(pending)
    pending.clear()
    if not value.strip(" \t\r\n"):
        return state
    follower = state.after_text(value, namespaces)
    if follower is None:
        raise _InvalidError
    return follower


def _by_values(
    automaton: Automaton, entry: Entry, attributes: list[str], namespaces: dict[str, str], ids: _Ids
) -> State | None:
    """Go through the attributes one by one, where their values decide what may follow."""
    patterns = entry.contents
    for raw, value in zip(attributes[::2], attributes[1::2], strict=True):
        name = split_name(raw)
        matched = automaton.matching(patterns, name, value, namespaces)
        if not matched:
            return None
        for kind in {automaton.check(pattern).id_kind for pattern in matched} - {""}:
            if not ids.add(kind, value):
                return None
        patterns = automaton.after_attribute(patterns, name, matched)
    return automaton.closed(patterns)
