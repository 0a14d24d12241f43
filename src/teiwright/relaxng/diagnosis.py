"""What is wrong with a document: a second, slower reading that explains and goes on after each error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from .automaton import Automaton, Entry, State
from .errors import DocumentError
from .expectations import allowed_attributes, next_elements, next_values, required, text_may_come
from .names import XML_NAMESPACE, Name, NameClass, join_name, split_name
from .overview import Overview
from .patterns import Kind, Pattern
from .recovery import Recovery, nearest
from .source import DEEPEST_ELEMENT, Parser, parse
from .violations import Ancestor, Violation

_MOST_ANCESTORS: Final = 40
_LONGEST_VALUE: Final = 60


@dataclass(slots=True, eq=False)
class _Frame:
    """An open element."""

    entry: Entry
    name: Name
    ancestor: Ancestor
    children: Counter[str] = field(default_factory=Counter)
    misplaced: dict[tuple[str, str], int] = field(default_factory=dict)


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
        self._overview = overview
        self._recovery = Recovery(automaton, overview)
        self._limit = limit
        self._state = automaton.start
        self._frames: list[_Frame] = []
        self._root_misplaced: dict[tuple[str, str], int] = {}
        self._pending: list[str] = []
        self._text_place = (0, 0)
        self._scopes: list[dict[str, str]] = [{"xml": XML_NAMESPACE}]
        self._aliases: dict[str, str] = {}
        self._usual: dict[str, Counter[str]] = {}
        self._seen: Counter[str] = Counter()
        self._ids: dict[str, tuple[int, int]] = {}
        self._references: list[Violation] = []
        self._parser: Parser

    def prepare(self, parser: Parser) -> None:
        self._parser = parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartNamespaceDeclHandler = self._declare
        parser.EndNamespaceDeclHandler = self._undeclare

    def complete(self) -> list[Violation]:
        """Add the references that lead nowhere, and return everything in the document's order."""
        dangling = [reference for reference in self._references if reference.value not in self._ids]
        every = sorted([*self.found, *dangling], key=lambda violation: (violation.line, violation.column))
        return every[: self._limit]

    # Names and places

    def _declare(self, prefix: str | None, uri: str | None) -> None:
        self._scopes.append({**self._scopes[-1], prefix or "": uri or ""})

    def _undeclare(self, prefix: str | None) -> None:
        self._scopes.pop()

    def _place(self) -> tuple[int, int]:
        return self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1

    def _shown(self, name: Name, familiar: str) -> str:
        """Write a name; `familiar` is the namespace that need not be said."""
        namespace, local = name
        if namespace == familiar:
            return local
        prefixes = (prefix for prefix, uri in self._scopes[-1].items() if uri == namespace and prefix)
        prefix = next(prefixes, "")
        return f"{prefix}:{local}" if prefix else f"{{{namespace}}}{local}"

    def _shown_classes(self, classes: Iterable[NameClass], familiar: str) -> list[str]:
        shown: dict[str, None] = {}
        for name_class in classes:
            for name in name_class.listed():
                shown[self._shown(name, familiar)] = None
            if name_class.is_infinite():
                shown["*"] = None
        return list(shown)

    @property
    def _parent(self) -> str:
        return self._frames[-1].ancestor.name if self._frames else ""

    def _ancestors(self) -> tuple[Ancestor, ...]:
        return tuple(frame.ancestor for frame in self._frames[-_MOST_ANCESTORS:])

    def _report(self, violation: Violation) -> None:
        self.found.append(replace(violation, ancestors=violation.ancestors or self._ancestors()))
        if self._limit is not None and len(self.found) >= self._limit:
            raise _EnoughError

    def _report_misplaced(self, violation: Violation, unwrapped: bool = False) -> None:
        """Report what may not stand in the open element, but only count it if its like has been reported.

        Text and elements that lack the same element around them (`unwrapped`) are alike.
        """
        misplaced = self._frames[-1].misplaced if self._frames else self._root_misplaced
        key = ("unwrapped", "") if unwrapped else (violation.kind, violation.name)
        if key in misplaced:
            first = self.found[misplaced[key]]
            self.found[misplaced[key]] = replace(first, repeats=first.repeats + 1)
        else:
            misplaced[key] = len(self.found)
            self._report(violation)

    # Start tags

    def _start(self, raw: str, attributes: list[str]) -> None:
        if self._pending:
            self._text_before_element()
        place = self._place()
        name = self._translated(split_name(raw))
        if len(self._frames) > DEEPEST_ELEMENT:
            raise DocumentError(f"elements are nested deeper than {DEEPEST_ELEMENT:,} levels", "", *place)
        familiar = self._frames[-1].name[0] if self._frames else name[0]
        entry = self._state.open(join_name(name))
        if entry is None:
            name, entry = self._misplaced(name, familiar, place)
        shown = self._shown(name, familiar)
        self._enter(entry, name, shown, place, attributes)
        self._state = self._inside(entry, shown, place, attributes)

    def _translated(self, name: Name) -> Name:
        alias = self._aliases.get(name[0])
        return name if alias is None else (alias, name[1])

    def _enter(self, entry: Entry, name: Name, shown: str, place: tuple[int, int], attributes: list[str]) -> None:
        number = 1
        self._seen[shown] += 1
        if self._frames:
            children = self._frames[-1].children
            children[shown] += 1
            number = children[shown]
            self._usual.setdefault(self._parent, Counter())[shown] += 1
        names = (self._shown(split_name(raw), "") for raw in attributes[::2])
        pairs = tuple(zip(names, attributes[1::2], strict=True))
        self._frames.append(_Frame(entry, name, Ancestor(shown, *place, number, pairs)))

    def _misplaced(self, name: Name, familiar: str, place: tuple[int, int]) -> tuple[Name, Entry]:
        """Report an element that may not stand here; return what to take it for, and how to enter that."""
        classes = next_elements(self._state.patterns)
        wanted = [candidate for name_class in classes for candidate in name_class.listed()]
        wrappers = self._wrappers(classes, self._overview.holders.get(name, ()), common=self._overview.is_phrase(name))
        found = Violation(*place, "element-not-allowed", self._shown(name, familiar))
        violation = self._expecting(found, classes, familiar, wrappers)
        if name not in self._overview.known:
            taken_for = self._take_for(name, wanted)
            entry = self._state.open(join_name(taken_for)) if taken_for else None
            if taken_for and entry:
                self._report_taken(violation, name, taken_for, familiar)
                return taken_for, entry
            self._report_misplaced(replace(violation, kind="element-unknown", suggestion=self._any_near(name)))
            return name, self._recovery.out_of_place(self._state, name)
        return name, self._known_but_misplaced(violation, name)

    def _take_for(self, name: Name, wanted: list[Name]) -> Name | None:
        same_local = [candidate for candidate in wanted if candidate[1] == name[1]]
        if same_local:
            return same_local[0]
        local = nearest(name[1], [candidate[1] for candidate in wanted if candidate[0] == name[0]])
        return (name[0], local) if local else None

    def _any_near(self, name: Name) -> str:
        return nearest(name[1], [known[1] for known in self._overview.known if known[0] == name[0]])

    def _report_taken(self, violation: Violation, name: Name, taken_for: Name, familiar: str) -> None:
        if name[1] != taken_for[1]:
            suggestion = self._shown(taken_for, familiar)
            self._report_misplaced(replace(violation, kind="element-unknown", suggestion=suggestion))
            return
        if name[0] not in self._overview.namespaces:
            self._aliases[name[0]] = taken_for[0]
        self._report(
            replace(
                violation,
                kind="element-wrong-namespace",
                name=name[1],
                namespace=taken_for[0],
                value=name[0],
                suggestion="",
            )
        )

    def _known_but_misplaced(self, violation: Violation, name: Name) -> Entry:
        entry = self._recovery.after_skipping(self._state, name)
        if entry is None:
            violation = replace(violation, fits_in=self._fits_in(name))
            if self._frames and self._frames[-1].name in self._overview.holders.get(name, ()):
                usual = self._usual.get(self._parent, Counter())
                wrappers = tuple(wrapper for wrapper in violation.wrappers if usual[wrapper])
                self._report_misplaced(replace(violation, kind="element-out-of-order", wrappers=wrappers))
            else:
                self._report_misplaced(violation, self._overview.is_phrase(name) and bool(violation.wrappers))
            return self._recovery.out_of_place(self._state, name)
        later = required(entry.leave_anyhow().patterns, Kind.ELEMENT)
        missing = [
            name_class
            for name_class in required(self._state.patterns, Kind.ELEMENT)
            if name_class not in later and not name_class.contains(name)
        ]
        familiar = self._frames[-1].name[0] if self._frames else name[0]
        shown = tuple(self._shown_classes(missing, familiar))
        self._report_misplaced(replace(violation, kind="element-too-early", required=shown))
        return entry

    def _fits_in(self, name: Name) -> str:
        """Return the innermost element around the open one that could hold the element if those within ended."""
        state, raw = self._state, join_name(name)
        for inner, outer in zip(self._frames[:0:-1], self._frames[-2::-1], strict=True):
            state = inner.entry.leave(state.mask) if state.mask else inner.entry.leave_anyhow()
            if state.open(raw):
                return outer.ancestor.name
        return ""

    def _expecting(
        self, violation: Violation, classes: list[NameClass], familiar: str, wrappers: list[Name] | None = None
    ) -> Violation:
        """Add what may stand here, with what there is a reason to name first.

        First comes what must, then the nearest spelling, then what could hold what was found, then what the
        document has in such a parent, or anywhere, most often, and last what the schema allows in the fewest
        places: it is the most particular to this one.
        """
        needed = self._shown_classes(required(self._state.patterns, Kind.ELEMENT), familiar)
        usual = self._usual.get(self._parent, Counter())
        shown = {name: self._shown(name, familiar) for name in _listed(classes)}
        known = any(name[1] == violation.name for name in self._overview.known)
        near = "" if known else nearest(violation.name, list(shown.values()))
        wrapping = [shown[name] for name in wrappers or () if name in shown]
        reasons = {*needed, near, *wrapping, *usual}
        rarity = {text: self._overview.occurrences(name) for name, text in shown.items()}
        expected = self._shown_classes(classes, familiar)
        expected.sort(
            key=lambda text: (
                text not in needed,
                text != near,
                wrapping.index(text) if text in wrapping else len(wrapping),
                -usual[text],
                -self._seen[text],
                rarity.get(text, 0),
            )
        )
        return replace(
            violation,
            parent=self._parent,
            expected=tuple(expected),
            likely=sum(text in reasons for text in expected),
            wrappers=tuple(wrapping),
            text_expected=text_may_come(self._state.patterns),
            end_expected=bool(self._state.mask),
        )

    def _wrappers(self, classes: list[NameClass], holders: Container[Name], common: bool) -> list[Name]:
        """Return the elements allowed here that are among `holders`.

        First comes what must stand here, then what the document has most often, then what the schema allows in
        the most places if `common`, else in the fewest.
        """
        needed = _listed(required(self._state.patterns, Kind.ELEMENT))
        sign = -1 if common else 1
        return sorted(
            (name for name in _listed(classes) if name in holders),
            key=lambda name: (
                name not in needed,
                -self._seen[name[1]],
                sign * self._overview.occurrences(name),
            ),
        )

    # Attributes

    def _inside(self, entry: Entry, shown: str, place: tuple[int, int], attributes: list[str]) -> State:
        """Return the state after the start tag, as if all that was wrong in it had been right."""
        patterns = entry.contents
        for raw, value in zip(attributes[::2], attributes[1::2], strict=True):
            patterns = self._after_attribute(entry, patterns, split_name(raw), value, shown, place)
        state = self._automaton.closed(patterns)
        if state is None:
            self._report_missing_attributes(patterns, shown, place)
            without = self._automaton.derivatives.without_attributes
            state = self._automaton.state(tuple(without(pattern) for pattern in patterns))
        return state

    def _after_attribute(
        self,
        entry: Entry,
        patterns: tuple[Pattern, ...],
        name: Name,
        value: str,
        shown: str,
        place: tuple[int, int],
    ) -> tuple[Pattern, ...]:
        candidates = self._automaton.values_of(patterns, name)
        if not candidates:
            return self._unknown_attribute(entry, patterns, name, value, shown, place)
        matched = self._automaton.matching(patterns, name, value, self._scopes[-1])
        if matched:
            self._note_ids(matched, name, value, shown, place)
        else:
            self._report_value(candidates, name, value, shown, place)
        return self._automaton.after_attribute(patterns, name, matched or candidates)

    def _report_value(
        self, candidates: list[Pattern], name: Name, value: str, shown: str, place: tuple[int, int]
    ) -> None:
        values, types = next_values(candidates)
        value = self._wrong_word(candidates, value)
        near = nearest(value, values)
        violation = Violation(
            *place,
            "attribute-invalid",
            self._shown(name, ""),
            parent=shown,
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

    def _unknown_attribute(
        self,
        entry: Entry,
        patterns: tuple[Pattern, ...],
        name: Name,
        value: str,
        shown: str,
        place: tuple[int, int],
    ) -> tuple[Pattern, ...]:
        """Report the attribute; if it is a misspelling, take it for what was meant."""
        conflict = bool(self._automaton.values_of(entry.contents, name))
        allowed = self._shown_classes(allowed_attributes(patterns), "")
        needed = self._shown_classes(required(patterns, Kind.ATTRIBUTE), "")
        near = "" if conflict else nearest(self._shown(name, ""), allowed)
        rarity = {self._shown(known, ""): count for known, count in self._overview.attribute_occurrences.items()}
        allowed.sort(key=lambda known: (known != near, known not in needed, rarity.get(known, 0)))
        violation = Violation(
            *place,
            "attribute-conflict" if conflict else "attribute-not-allowed",
            self._shown(name, ""),
            parent=shown,
            expected=tuple(allowed),
            suggestion=near,
            value=_shortened(value),
            conflicts=self._conflicts(entry, name) if conflict else (),
        )
        self._report(violation)
        meant = next((known for known in _listed(allowed_attributes(patterns)) if self._shown(known, "") == near), None)
        if meant is None:
            return patterns
        return self._automaton.after_attribute(patterns, meant, self._automaton.values_of(patterns, meant))

    def _conflicts(self, entry: Entry, name: Name) -> tuple[str, ...]:
        """Return the element's other attributes that exclude this one."""
        others = [written for written, _ in self._frames[-1].ancestor.attributes]
        without = self._automaton.after_attribute(entry.contents, name, self._automaton.values_of(entry.contents, name))
        before = {self._shown(known, "") for known in _listed(allowed_attributes(entry.contents))}
        after = {self._shown(known, "") for known in _listed(allowed_attributes(without))}
        return tuple(other for other in others if other in before - after and other != self._shown(name, ""))

    def _report_missing_attributes(self, patterns: tuple[Pattern, ...], shown: str, place: tuple[int, int]) -> None:
        needed = self._shown_classes(required(patterns, Kind.ATTRIBUTE), "")
        allowed = self._shown_classes(allowed_attributes(patterns), "")
        violation = Violation(
            *place, "attribute-missing", parent=shown, expected=tuple(allowed), required=tuple(needed)
        )
        self._report(violation)

    def _note_ids(self, matched: list[Pattern], name: Name, value: str, shown: str, place: tuple[int, int]) -> None:
        kinds = {self._automaton.check(pattern).id_kind for pattern in matched}
        violation = Violation(*place, "id-duplicate", self._shown(name, ""), parent=shown)
        if "ID" in kinds:
            self._note_id(violation, value.strip(" \t\r\n"))
        elif "IDREF" in kinds:
            for word in value.split():
                reference = replace(violation, kind="idref-missing", value=word, ancestors=self._ancestors())
                self._references.append(reference)

    def _note_id(self, violation: Violation, identifier: str) -> None:
        first = self._ids.setdefault(identifier, (violation.line, violation.column))
        if first != (violation.line, violation.column):
            self._report(replace(violation, value=identifier, other_line=first[0], other_column=first[1]))

    # Text and end tags

    def _text(self, data: str) -> None:
        if self._state.mixed:
            return
        if data.strip(" \t\r\n") and not any(part.strip(" \t\r\n") for part in self._pending):
            line, column = self._place()
            self._text_place = line, column + len(data) - len(data.lstrip(" \t\r\n"))
        self._pending.append(data)

    def _taken_text(self) -> str:
        value = "".join(self._pending)
        self._pending.clear()
        return value

    def _text_before_element(self) -> None:
        value = self._taken_text()
        if not value.strip(" \t\r\n"):
            return
        follower = self._state.after_text(value, self._scopes[-1])
        if follower is None:
            self._report_text(value)
        else:
            self._state = follower

    def _report_text(self, value: str) -> None:
        familiar = self._frames[-1].name[0]
        violation = Violation(*self._text_place, "text-not-allowed", value=_shortened(value))
        classes = next_elements(self._state.patterns)
        wrappers = self._wrappers(classes, self._overview.text_holders, common=True)
        self._report_misplaced(self._expecting(violation, classes, familiar, wrappers), unwrapped=bool(wrappers))

    def _end(self, raw: str) -> None:
        value = self._taken_text()
        blank = not value.strip(" \t\r\n")
        mask = self._state.final_mask(value, self._scopes[-1])
        if not mask:
            self._incomplete(value, blank)
        frame = self._frames.pop()
        self._state = frame.entry.leave(mask) if mask else frame.entry.leave_anyhow()

    def _incomplete(self, value: str, blank: bool) -> None:
        values, types = next_values(self._state.patterns)
        classes = next_elements(self._state.patterns)
        if (values or types) and (not blank or not classes):
            self._report_content(value, values, types)
            return
        if not blank:
            follower = self._state.after_text(value, self._scopes[-1])
            if follower is None:
                self._report_text(value)
            self._state = follower or self._state
        if not self._state.mask and not self._frames[-1].misplaced:
            self._report_incomplete(next_elements(self._state.patterns), value)

    def _report_content(self, value: str, values: list[str], types: list[str]) -> None:
        frame = self._frames[-1]
        blank = not value.strip(" \t\r\n")
        place = (frame.ancestor.line, frame.ancestor.column) if blank else self._text_place
        violation = Violation(
            *place,
            "text-invalid",
            parent=frame.ancestor.name,
            expected=tuple(values),
            types=tuple(types),
            suggestion=nearest(value, values),
            value=_shortened(value),
        )
        self._report(violation)

    def _report_incomplete(self, classes: list[NameClass], value: str) -> None:
        """Report at the end tag, but if the element has no content at all (perhaps no end tag), at its start."""
        frame = self._frames[-1]
        start = frame.ancestor.line, frame.ancestor.column
        place = self._place() if value or frame.children else start
        violation = Violation(*place, "element-incomplete", frame.ancestor.name)
        needed = self._shown_classes(required(self._state.patterns, Kind.ELEMENT), frame.name[0])
        self._report(
            replace(
                self._expecting(violation, classes, frame.name[0]),
                required=tuple(needed),
                other_line=frame.ancestor.line,
                other_column=frame.ancestor.column,
            )
        )


def _listed(classes: Iterable[NameClass]) -> list[Name]:
    return [name for name_class in classes for name in name_class.listed()]


def _shortened(value: str) -> str:
    words = " ".join(value.split())
    return words if len(words) <= _LONGEST_VALUE else words[: _LONGEST_VALUE - 1] + "…"
