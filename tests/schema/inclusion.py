"""Does one RELAX NG schema accept only what another accepts? Proved element by element, with derivatives.

For schemas in which an element's name fixes its content model, as TEI's do. Content models are compared exactly;
attributes by name, by need and by data type (a data type of ours must be one of theirs, or a value that theirs takes).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

RNG = "{http://relaxng.org/ns/structure/1.0}"
WORD = ("token", r"[^\p{C}\p{Z}]+")


@dataclass(frozen=True)
class Symbol:
    """An element, or text (an empty name)."""

    name: str


@dataclass(frozen=True)
class Choice:
    """One of several; none: nothing matches."""

    options: frozenset["Pattern"]


@dataclass(frozen=True)
class Group:
    """One after the other."""

    first: "Pattern"
    rest: "Pattern"


@dataclass(frozen=True)
class Plus:
    """Once or more often."""

    inner: "Pattern"


@dataclass(frozen=True)
class Empty:
    """Nothing."""


Pattern = Symbol | Choice | Group | Plus | Empty
TEXT, EMPTY, NOTHING = Symbol(""), Empty(), Choice(frozenset())


def choice(*patterns: Pattern) -> Pattern:
    """Return the choice of the patterns, flat."""
    options = frozenset(inner for p in patterns for inner in (p.options if isinstance(p, Choice) else (p,)))
    return next(iter(options)) if len(options) == 1 else Choice(options)


def group(first: Pattern, rest: Pattern) -> Pattern:
    """Return the two patterns in sequence."""
    if NOTHING in (first, rest):
        return NOTHING
    if first == EMPTY:
        return rest
    return first if rest == EMPTY else Group(first, rest)


@cache
def nullable(pattern: Pattern) -> bool:
    """Say whether the pattern accepts nothing at all."""
    match pattern:
        case Empty():
            return True
        case Symbol(name):
            return not name
        case Choice(options):
            return any(map(nullable, options))
        case Group(first, rest):
            return nullable(first) and nullable(rest)
        case Plus(inner):
            return nullable(inner)


@cache
def derivative(pattern: Pattern, symbol: Symbol) -> Pattern:
    """Return what may follow the symbol."""
    match pattern:
        case Symbol():
            return (TEXT if symbol == TEXT else EMPTY) if pattern == symbol else NOTHING
        case Choice(options):
            return choice(*(derivative(option, symbol) for option in options))
        case Group(first, rest):
            after = group(derivative(first, symbol), rest)
            return choice(after, derivative(rest, symbol)) if nullable(first) else after
        case Plus(inner):
            return group(derivative(inner, symbol), choice(EMPTY, pattern))
        case Empty():
            return NOTHING


@cache
def starts(pattern: Pattern) -> frozenset[Symbol]:
    """Return the symbols that may come first."""
    match pattern:
        case Symbol():
            return frozenset([pattern])
        case Choice(options):
            return frozenset[Symbol]().union(*map(starts, options))
        case Group(first, rest):
            return starts(first) | (starts(rest) if nullable(first) else frozenset())
        case Plus(inner):
            return starts(inner)
        case Empty():
            return frozenset()


def counterexample(ours: Pattern, theirs: Pattern) -> str:
    """Return a sequence of children that ours accepts and theirs doesn't, or an empty string."""
    seen: set[tuple[Pattern, Pattern]] = set()
    states: list[tuple[Pattern, Pattern, str]] = [(ours, theirs, "")]
    for left, right, path in states:
        if (left, right) in seen:
            continue
        seen.add((left, right))
        if nullable(left) and not nullable(right):
            return f"{path} and no more"
        for symbol in starts(left):
            after, beside = derivative(left, symbol), derivative(right, symbol)
            if beside == NOTHING and after != NOTHING:
                return f"{path} {symbol.name or 'text'}"
            states.append((after, beside, f"{path} {symbol.name or 'text'}"))
    return ""


Datatype = frozenset[tuple[str, ...]]


class Schema:
    """A RELAX NG grammar, read for comparison."""

    def __init__(self, path: Path) -> None:
        root = etree.parse(str(path)).getroot()
        self.defines = {str(node.get("name")): node for node in root.iter(RNG + "define")}
        self.elements = {str(node.get("name")): node for node in root.iter(RNG + "element") if node.get("name")}
        self.models: dict[str, Pattern] = {}

    def content(self, node: etree._Element) -> Pattern:
        """Return the content model of what the node holds."""
        pattern: Pattern = EMPTY
        for child in _patterns(node):
            pattern = group(pattern, self.pattern(child))
        return pattern

    def pattern(self, node: etree._Element) -> Pattern:
        """Return the node as a pattern of children; attributes count as nothing."""
        match str(node.tag)[len(RNG) :]:
            case "ref":
                return self.reference(str(node.get("name")))
            case "element":
                return Symbol(node.get("name") or "any element")
            case "choice":
                return choice(*(self.pattern(child) for child in _patterns(node)))
            case "group":
                return self.content(node)
            case "optional":
                return choice(EMPTY, self.content(node))
            case "zeroOrMore":
                return choice(EMPTY, Plus(self.content(node)))
            case "oneOrMore":
                return Plus(self.content(node))
            case "text":
                return TEXT
            case "notAllowed":
                return NOTHING
            case _:
                return EMPTY

    def reference(self, name: str) -> Pattern:
        """Return the pattern of a definition."""
        if name not in self.models:
            self.models[name] = self.content(self.defines[name])
        return self.models[name]

    def attributes(self, element: str) -> dict[str, tuple[bool, Datatype]]:
        """Return the element's attributes: whether each is required, and its data type."""
        return dict(self._attributes(self.elements[element], is_required=True))

    def _attributes(self, node: etree._Element, *, is_required: bool) -> Iterator[tuple[str, tuple[bool, Datatype]]]:
        for child in _patterns(node):
            kind = str(child.tag)[len(RNG) :]
            if kind == "attribute" and child.get("name"):
                yield str(child.get("name")), (is_required, self.datatype(child) or frozenset([("string",)]))
            elif kind == "ref" and self.defines[str(child.get("name"))].find(RNG + "element") is None:
                yield from self._attributes(self.defines[str(child.get("name"))], is_required=is_required)
            elif kind in ("group", "optional", "choice"):
                yield from self._attributes(child, is_required=is_required and kind == "group")

    def datatype(self, node: etree._Element) -> Datatype:
        """Return the alternatives of a data type: (name, facet …), ("=", value), ("list", …)."""
        found: set[tuple[str, ...]] = set()
        for child in _patterns(node):
            match str(child.tag)[len(RNG) :]:
                case "data":
                    found.add((str(child.get("type")), *(p.text or "" for p in child.iter(RNG + "param"))))
                case "value":
                    found.add(("=", child.text or ""))
                case "text":
                    found.add(("string",))
                case "ref":
                    found |= self.datatype(self.defines[str(child.get("name"))])
                case "list":
                    found |= {("list", *inner) for inner in self.datatype(child)}
                case _:
                    found |= self.datatype(child)
        return frozenset(found)


def _patterns(node: etree._Element) -> Iterator[etree._Element]:
    return (child for child in node if isinstance(child.tag, str) and child.tag.startswith(RNG))


def _fits(datatype: tuple[str, ...], theirs: Datatype) -> bool:
    single = datatype[1:] if datatype[0] == "list" else datatype
    if ("string",) in theirs or datatype in theirs or ("list", *single) in theirs:
        return True
    words = {WORD, ("list", *WORD)} if datatype[0] != "list" else {("list", *WORD)}
    return single[0] == "=" and " " not in single[1] and bool(words & theirs)


def differences(ours: Schema, theirs: Schema) -> Iterator[str]:
    """Yield in words each respect in which ours accepts something that theirs doesn't."""
    for name, element in ours.elements.items():
        if name not in theirs.elements:
            yield f"{name} is unknown"
            continue
        excess = counterexample(ours.content(element), theirs.content(theirs.elements[name]))
        if excess:
            yield f"{name} may contain{excess}"
        yield from _attribute_differences(name, ours.attributes(name), theirs.attributes(name))


def _attribute_differences(
    element: str, ours: dict[str, tuple[bool, Datatype]], theirs: dict[str, tuple[bool, Datatype]]
) -> Iterator[str]:
    for name, (_, datatype) in ours.items():
        if name not in theirs:
            yield f"{element}/@{name} is unknown"
        elif not all(_fits(alternative, theirs[name][1]) for alternative in datatype):
            yield f"{element}/@{name} takes more values"
    for name, (is_required, _) in theirs.items():
        if is_required and not (name in ours and ours[name][0]):
            yield f"{element}/@{name} is not required"
