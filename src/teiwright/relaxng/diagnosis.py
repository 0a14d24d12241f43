"""What is wrong with a document: a second, slower reading that explains and goes on after each error."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from .advice import Adviser
from .automaton import Automaton, Entry, Patterns, State
from .datatypes import collapse
from .errors import DocumentError
from .expectations import next_elements, next_values
from .name_classes import XML_NAMESPACE, Name, join_name, split_name
from .overview import Overview
from .patterns import Kind, Pattern
from .recovery import Recovery, nearest
from .source import DEEPEST_ELEMENT, Parser, parse
from .violations import Ancestor, Violation

_MOST_ANCESTORS: Final = 40
_LONGEST_VALUE: Final = 60

Place = tuple[int, int]
"""Line and column."""


@dataclass(slots=True, eq=False)
class _Frame:
    """An open element."""

    entry: Entry
    name: Name
    ancestor: Ancestor
    children: Counter[str] = field(default_factory=Counter)
    misplaced: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        return self.ancestor.line, self.ancestor.column


@dataclass(slots=True)
class _Text:
    """The text since the last tag, and the place of its first character that is not white space."""

    pieces: list[str] = field(default_factory=list)
    place: Place = (0, 0)
    blank: bool = True

    def add(self, data: str, place: Place) -> None:
        self.pieces.append(data)
        stripped = data.lstrip(" \t\r\n")
        if self.blank and stripped:
            self.blank = False
            self.place = place[0], place[1] + len(data) - len(stripped)

    def take(self) -> tuple[str, bool]:
        """Return the text and whether it is blank, and begin anew."""
        taken = "".join(self.pieces), self.blank
        self.pieces.clear()
        self.blank = True
        return taken


class _EnoughError(Exception):
    """Leaves the parser when enough errors have been found."""


def diagnose(automaton: Automaton, overview: Overview, path: Path, limit: int | None) -> list[Violation]:
    """Return the violations in a document, in its order, at most `limit` (None for all).

    Raises DocumentError where the document is not well-formed.
    """
    diagnosis = _Diagnosis(automaton, overview, limit)
    try:
        parse(path, diagnosis.prepare)
    except _EnoughError:
        return diagnosis.found
    return diagnosis.complete()


class _Diagnosis:
    """The parser's handlers and what they have seen."""

    def __init__(self, automaton: Automaton, overview: Overview, limit: int | None) -> None:
        self.found: list[Violation] = []
        self._automaton = automaton
        self._recovery = Recovery(automaton, overview)
        self._scopes: list[dict[str, str]] = [{"xml": XML_NAMESPACE}]
        self._advice = Adviser(automaton, overview, self._scopes)
        self._limit = limit
        self._state = automaton.start
        self._frames: list[_Frame] = []
        self._text = _Text()
        self._aliases: dict[str, str] = {}
        self._ids: dict[str, Place] = {}
        self._references: list[Violation] = []
        self._parser: Parser

    def prepare(self, parser: Parser) -> None:
        self._parser = parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartNamespaceDeclHandler = self._declare
        parser.EndNamespaceDeclHandler = self._undeclare

    def complete(self) -> list[Violation]:
        """Add the references that lead nowhere, and return everything in the document's order."""
        dangling = [reference for reference in self._references if reference.value not in self._ids]
        every = sorted([*self.found, *dangling], key=lambda violation: (violation.line, violation.column))
        return every[: self._limit]

    def _declare(self, prefix: str | None, uri: str | None) -> None:
        self._scopes.append({**self._scopes[-1], prefix or "": uri or ""})

    def _undeclare(self, prefix: str | None) -> None:
        self._scopes.pop()

    def _place(self) -> Place:
        return self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1

    @property
    def _parent(self) -> str:
        return self._frames[-1].ancestor.name if self._frames else ""

    def _ancestors(self) -> tuple[Ancestor, ...]:
        return tuple(frame.ancestor for frame in self._frames[-_MOST_ANCESTORS:])

    def _report(self, violation: Violation) -> None:
        self.found.append(replace(violation, ancestors=self._ancestors()))
        if self._limit is not None and len(self.found) >= self._limit:
            raise _EnoughError

    def _report_misplaced(self, violation: Violation, unwrapped: bool = False) -> None:
        """Report what may not stand in the open element, but only count it if its like has been reported.

        Text and elements that lack the same element around them (`unwrapped`) are alike.
        """
        misplaced = self._frames[-1].misplaced if self._frames else {}
        key = ("unwrapped", "") if unwrapped else (violation.kind, violation.name)
        if key in misplaced:
            first = self.found[misplaced[key]]
            self.found[misplaced[key]] = replace(first, repeats=first.repeats + 1)
        else:
            misplaced[key] = len(self.found)
            self._report(violation)

    # Start tags

    def _start(self, raw: str, attributes: list[str]) -> None:
        if self._text.pieces:
            self._text_before_element()
        place = self._place()
        if len(self._frames) > DEEPEST_ELEMENT:
            raise DocumentError(f"elements are nested deeper than {DEEPEST_ELEMENT:,} levels", "", *place)
        namespace, local = split_name(raw)
        name = self._aliases.get(namespace, namespace), local
        familiar = self._frames[-1].name[0] if self._frames else name[0]
        entry = self._state.open(join_name(name))
        if entry is None:
            name, entry = self._misplaced(name, familiar, place)
        self._frames.append(self._frame(entry, name, familiar, place, attributes))
        self._state = self._inside(self._frames[-1], attributes)

    def _frame(self, entry: Entry, name: Name, familiar: str, place: Place, attributes: list[str]) -> _Frame:
        shown = self._advice.shown(name, familiar)
        number = 1
        self._advice.habits.note(shown, self._parent)
        if self._frames:
            self._frames[-1].children[shown] += 1
            number = self._frames[-1].children[shown]
        names = (self._advice.shown(split_name(raw)) for raw in attributes[::2])
        pairs = tuple(zip(names, attributes[1::2], strict=True))
        return _Frame(entry, name, Ancestor(shown, *place, number, pairs))

    def _misplaced(self, name: Name, familiar: str, place: Place) -> tuple[Name, Entry]:
        """Report an element that may not stand here; return what to take it for, and how to enter that."""
        found = Violation(*place, "element-not-allowed", self._advice.shown(name, familiar), parent=self._parent)
        violation = self._advice.for_element(found, self._state, name, familiar)
        if name in self._advice.overview.known:
            return name, self._known_but_misplaced(violation, name, familiar)
        meant = self._advice.taken_for(self._state, name)
        entry = self._state.open(join_name(meant)) if meant else None
        if meant and entry:
            self._report_taken(violation, name, meant, familiar)
            return meant, entry
        near = self._advice.nearest_known(name)
        self._report_misplaced(replace(violation, kind="element-unknown", suggestion=near))
        return name, self._recovery.out_of_place(self._state, name)

    def _report_taken(self, violation: Violation, name: Name, meant: Name, familiar: str) -> None:
        if name[1] != meant[1]:
            suggestion = self._advice.shown(meant, familiar)
            self._report_misplaced(replace(violation, kind="element-unknown", suggestion=suggestion))
            return
        if name[0] not in self._advice.overview.namespaces:
            self._aliases[name[0]] = meant[0]
        self._report(
            replace(violation, kind="element-wrong-namespace", name=name[1], namespace=meant[0], value=name[0])
        )

    def _known_but_misplaced(self, violation: Violation, name: Name, familiar: str) -> Entry:
        entry = self._recovery.after_skipping(self._state, name)
        if entry is None:
            self._report_out_of_place(replace(violation, fits_in=self._fits_in(name)), name)
            return self._recovery.out_of_place(self._state, name)
        missing = self._advice.missing_before(self._state, entry.leave_anyhow(), name, familiar)
        before = () if missing else self._advice.openers(self._state, name, familiar)
        self._report_misplaced(replace(violation, kind="element-too-early", required=tuple(missing), before=before))
        return entry

    def _report_out_of_place(self, violation: Violation, name: Name) -> None:
        overview = self._advice.overview
        if not self._frames or self._frames[-1].name not in overview.holders.get(name, ()):
            self._report_misplaced(violation, overview.is_phrase(name) and bool(violation.wrappers))
            return
        usual = self._advice.habits.usual(self._parent)
        wrappers = tuple(wrapper for wrapper in violation.wrappers if usual[wrapper])
        self._report_misplaced(replace(violation, kind="element-out-of-order", wrappers=wrappers))

    def _fits_in(self, name: Name) -> str:
        """Return the innermost element around the open one that could hold the element if those within ended."""
        state, raw = self._state, join_name(name)
        around = self._frames[-_MOST_ANCESTORS:]
        for inner, outer in zip(around[:0:-1], around[-2::-1], strict=True):
            state = inner.entry.leave(state.mask) if state.mask else inner.entry.leave_anyhow()
            if state.open(raw):
                return outer.ancestor.name
        return ""

    # Attributes

    def _inside(self, frame: _Frame, attributes: list[str]) -> State:
        """Return the state after the start tag, as if all that was wrong in it had been right."""
        patterns = frame.entry.contents
        for raw, value in zip(attributes[::2], attributes[1::2], strict=True):
            patterns = self._after_attribute(frame, patterns, split_name(raw), value)
        state = self._automaton.closed(patterns)
        if state is None:
            violation = Violation(*frame.place, "attribute-missing", parent=frame.ancestor.name)
            self._report(self._advice.missing_attributes(violation, patterns))
            without = self._automaton.derivatives.without_attributes
            state = self._automaton.state(tuple(without(pattern) for pattern in patterns))
        return state

    def _after_attribute(self, frame: _Frame, patterns: Patterns, name: Name, value: str) -> Patterns:
        candidates = self._automaton.values_of(patterns, name)
        if not candidates:
            return self._unknown_attribute(frame, patterns, name, value)
        matched = self._automaton.matching(patterns, name, value, self._scopes[-1])
        if matched:
            self._note_ids(matched, frame, name, value)
        else:
            self._report_value(candidates, frame, name, value)
        return self._automaton.after_attribute(patterns, name, matched or candidates)

    def _report_value(self, candidates: list[Pattern], frame: _Frame, name: Name, value: str) -> None:
        values, types = next_values(candidates)
        value = self._wrong_word(candidates, value)
        near = nearest(value, values)
        violation = Violation(
            *frame.place,
            "attribute-invalid",
            self._advice.shown(name),
            parent=frame.ancestor.name,
            expected=tuple(sorted(values, key=lambda known: known != near)),
            types=tuple(types),
            suggestion=near,
            value=_shortened(value),
        )
        self._report(violation)

    def _wrong_word(self, candidates: list[Pattern], value: str) -> str:
        """Return the first word that is wrong if the value is a list, else the value."""
        if len(candidates) != 1 or candidates[0].kind != Kind.LIST:
            return value
        wrong = self._automaton.derivatives.wrong_word(candidates[0], value, self._scopes[-1])
        return value if wrong is None else wrong

    def _unknown_attribute(self, frame: _Frame, patterns: Patterns, name: Name, value: str) -> Patterns:
        """Report the attribute; if it is a misspelling, take it for what was meant."""
        violation = Violation(
            *frame.place,
            "attribute-not-allowed",
            self._advice.shown(name),
            parent=frame.ancestor.name,
            value=_shortened(value),
        )
        if self._automaton.values_of(frame.entry.contents, name):
            others = (other for other, _ in frame.ancestor.attributes)
            conflicts = self._advice.conflicts(frame.entry.contents, name, others)
            violation = replace(violation, kind="attribute-conflict", conflicts=conflicts)
        violation = self._advice.for_attribute(violation, patterns)
        self._report(violation)
        meant = self._advice.attribute_named(violation.suggestion, patterns) if violation.suggestion else None
        if meant is None:
            return patterns
        return self._automaton.after_attribute(patterns, meant, self._automaton.values_of(patterns, meant))

    def _note_ids(self, matched: list[Pattern], frame: _Frame, name: Name, value: str) -> None:
        kinds = {self._automaton.check(pattern).id_kind for pattern in matched}
        violation = Violation(*frame.place, "id-duplicate", self._advice.shown(name), parent=frame.ancestor.name)
        if "ID" in kinds:
            self._note_id(violation, collapse(value))
        elif "IDREF" in kinds:
            reference = replace(violation, kind="idref-missing", ancestors=self._ancestors())
            self._references += [replace(reference, value=word) for word in collapse(value).split(" ")]

    def _note_id(self, violation: Violation, identifier: str) -> None:
        if identifier not in self._ids:
            self._ids[identifier] = violation.line, violation.column
            return
        line, column = self._ids[identifier]
        self._report(replace(violation, value=identifier, other_line=line, other_column=column))

    # Text and end tags

    def _characters(self, data: str) -> None:
        if not self._state.mixed:
            self._text.add(data, self._place())

    def _text_before_element(self) -> None:
        value, blank = self._text.take()
        if not blank:
            self._state = self._after_text(value)

    def _after_text(self, value: str) -> State:
        """Return the state after a text, reporting it if none may stand here."""
        follower = self._state.after_text(value, self._scopes[-1])
        if follower is not None:
            return follower
        violation = Violation(*self._text.place, "text-not-allowed", parent=self._parent, value=_shortened(value))
        violation = self._advice.for_text(violation, self._state, self._frames[-1].name[0])
        self._report_misplaced(violation, unwrapped=bool(violation.wrappers))
        return self._state

    def _end(self, raw: str) -> None:
        value, blank = self._text.take()
        mask = self._state.final_mask(value, self._scopes[-1])
        if not mask:
            self._incomplete(value, blank)
        frame = self._frames.pop()
        self._state = frame.entry.leave(mask) if mask else frame.entry.leave_anyhow()

    def _incomplete(self, value: str, blank: bool) -> None:
        values, types = next_values(self._state.patterns)
        if (values or types) and (not blank or not next_elements(self._state.patterns)):
            self._report_content(value, blank, values, types)
            return
        if not blank:
            self._state = self._after_text(value)
        if not self._state.mask and not self._frames[-1].misplaced:
            self._report_incomplete(value)

    def _report_content(self, value: str, blank: bool, values: list[str], types: list[str]) -> None:
        frame = self._frames[-1]
        violation = Violation(
            *(frame.place if blank else self._text.place),
            "text-invalid",
            parent=frame.ancestor.name,
            expected=tuple(values),
            types=tuple(types),
            suggestion=nearest(value, values),
            value=_shortened(value),
        )
        self._report(violation)

    def _report_incomplete(self, value: str) -> None:
        """Report at the end tag, but if the element has no content at all (perhaps no end tag), at its start."""
        frame = self._frames[-1]
        place = self._place() if value or frame.children else frame.place
        found = Violation(*place, "element-incomplete", frame.ancestor.name, parent=frame.ancestor.name)
        violation = self._advice.for_end(found, self._state, frame.name[0])
        needed = self._advice.required_elements(self._state, frame.name[0])
        line, column = frame.place
        self._report(replace(violation, required=tuple(needed), other_line=line, other_column=column))


def _shortened(value: str) -> str:
    words = collapse(value)
    return words if len(words) <= _LONGEST_VALUE else words[: _LONGEST_VALUE - 1] + "…"
