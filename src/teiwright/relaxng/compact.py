"""The compact syntax of RELAX NG (OASIS, 21 November 2002), read into the tree that the XML syntax gives.

Annotations and documentation are skipped. No library reads it well enough: the one there is knows no single
quotes, no names outside of ASCII and no following annotations, and would fetch what a schema names from the
network.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from .datatypes import XSD_LIBRARY
from .errors import SchemaError
from .name_classes import NCNAME, XML_NAMESPACE
from .schematree import DEEPEST_SCHEMA, LARGEST_SCHEMA, Node

_TOKENS: Final = (
    rf"(?P<space>[ \t\r\n]+|\#[^\n]*)"
    rf"|(?P<literal>\"\"\".*?\"\"\"|'''.*?'''|\"[^\"\n]*\"|'[^'\n]*')"
    rf"|(?P<prefixed>{NCNAME}:(?:{NCNAME}|\*))"
    rf"|(?P<quoted>\\{NCNAME})"
    rf"|(?P<word>{NCNAME})"
    r"|(?P<sign>\|=|&=|>>|[={}()\[\],|&?*+~-])"
)
_ESCAPE: Final = re.compile(r"\\x\{([0-9a-fA-F]{1,6})\}")
_KEYWORDS: Final = frozenset(
    "attribute default datatypes div element empty external grammar include inherit list mixed namespace "
    "notAllowed parent start string text token".split()
)
_REPEATED: Final = {"*": "zeroOrMore", "+": "oneOrMore", "?": "optional"}
_CONNECTED: Final = {",": "group", "|": "choice", "&": "interleave"}
_COMBINED: Final = {"|=": "choice", "&=": "interleave"}


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    offset: int


@dataclass(slots=True)
class _Names:
    """The namespaces and datatype libraries that the schema's head declares."""

    inherited: str
    namespaces: dict[str, str] = field(default_factory=lambda: {"xml": XML_NAMESPACE})
    libraries: dict[str, str] = field(default_factory=lambda: {"xsd": XSD_LIBRARY})
    default: str = ""


def read_compact_file(path: Path, inherited_namespace: str = "") -> Node:
    """Read one file in the compact syntax; raise SchemaError with the place of a mistake."""
    try:
        if path.stat().st_size > LARGEST_SCHEMA or not path.is_file():
            raise SchemaError(f"no file, or larger than {LARGEST_SCHEMA >> 20} MB", str(path))
        source = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SchemaError(f"the schema cannot be read: {error.strerror}", str(path)) from None
    except UnicodeDecodeError:
        raise SchemaError("the schema is not in UTF-8", str(path)) from None
    return _Reader(source, path, inherited_namespace).whole()


def _unescaped(source: str) -> str:
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), source.replace("\r\n", "\n"))


class _Reader:
    def __init__(self, source: str, path: Path, inherited: str) -> None:
        self._file = str(path)
        self._base = path.absolute().as_uri()
        self._source = source.replace("\r\n", "\n")
        self._lines = [0, *(match.end() for match in re.finditer("\n", self._source))]
        self._names = _Names(inherited, default=inherited)
        self._tokens = list(self._tokenised())
        self._next = 0
        self._depth = 0

    def _place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def _error(self, message: str, token: _Token | None = None) -> SchemaError:
        return SchemaError(message, self._file, *self._place((token or self._peek()).offset))

    def _tokenised(self) -> Iterator[_Token]:
        position = 0
        pattern = re.compile(_TOKENS, re.DOTALL)
        while position < len(self._source):
            match = pattern.match(self._source, position)
            if match is None or match.lastgroup is None:
                raise self._error("this is no RELAX NG compact syntax", _Token("", "", position))
            if match.lastgroup != "space":
                yield _Token(match.lastgroup, match[0], position)
            position = match.end()
        yield _Token("end", "the end of the file", position)

    # Tokens

    def _peek(self, ahead: int = 0) -> _Token:
        return self._tokens[min(self._next + ahead, len(self._tokens) - 1)]

    def _take(self) -> _Token:
        token = self._peek()
        self._next += 1
        return token

    def _at(self, text: str, ahead: int = 0) -> bool:
        token = self._peek(ahead)
        return token.kind in ("sign", "word") and token.text == text

    def _skip(self, text: str) -> bool:
        found = self._at(text)
        self._next += found
        return found

    def _expect(self, text: str) -> None:
        if not self._skip(text):
            raise self._error(f"{text!r} should stand here, not {self._peek().text!r}")

    def _literal(self) -> str:
        pieces: list[str] = []
        while not pieces or self._skip("~"):
            token = self._take()
            if token.kind != "literal":
                raise self._error(f"a quoted string should stand here, not {token.text!r}", token)
            width = 3 if token.text[:3] in ('"""', "'''") and len(token.text) > 5 else 1
            pieces.append(_unescaped(token.text[width:-width]))
        return "".join(pieces)

    def _identifier(self, keywords: bool = False) -> str:
        token = self._take()
        if token.kind == "quoted":
            return token.text[1:]
        if token.kind != "word" or (token.text in _KEYWORDS and not keywords):
            raise self._error(f"a name should stand here, not {token.text!r}", token)
        return token.text

    def _node(self, name: str, children: list[Node] | None = None, /, **attributes: str) -> Node:
        line, column = self._place(self._peek().offset)
        namespaces = self._names.namespaces
        node = Node(name, attributes, self._names.default, "", self._base, self._file, line, column, namespaces)
        node.children = children or []
        return node

    def _annotations(self) -> None:
        """Skip what stands in square brackets before something."""
        while self._at("["):
            self._skip_brackets()

    def _skip_brackets(self) -> None:
        self._expect("[")
        depth = 1
        while depth:
            token = self._take()
            if token.kind == "end":
                raise self._error("']' is missing", token)
            depth += (token.text == "[") - (token.text == "]") if token.kind == "sign" else 0

    def _following_annotations(self) -> None:
        while self._skip(">>"):
            self._take()
            self._skip_brackets()

    # The schema

    def whole(self) -> Node:
        """Read the whole file."""
        while self._declaration():
            pass
        if self._starts_grammar():
            content = self._grammar_content(("end",))
            return self._node("grammar", content)
        pattern = self._pattern()
        if self._peek().kind != "end":
            raise self._error(f"{self._peek().text!r} cannot stand here")
        return pattern

    def _declaration(self) -> bool:
        if self._at("default") and self._at("namespace", 1):
            self._next += 2
            prefix = "" if self._at("=") else self._identifier(keywords=True)
            self._names.default = self._declared_namespace(prefix)
            return True
        if self._at("namespace") and not self._at("=", 1):
            self._next += 1
            self._declared_namespace(self._identifier(keywords=True))
            return True
        if self._at("datatypes"):
            self._next += 1
            prefix = self._identifier(keywords=True)
            self._expect("=")
            self._names.libraries[prefix] = self._literal()
            return True
        return False

    def _declared_namespace(self, prefix: str) -> str:
        self._expect("=")
        namespace = self._names.inherited if self._skip("inherit") else self._literal()
        if prefix:
            self._names.namespaces[prefix] = namespace
        return namespace

    def _starts_grammar(self) -> bool:
        """Whether the file is a grammar without the word: its first thing is a definition or the like."""
        start = self._next
        self._annotations()
        second = self._peek(1)
        first = self._peek()
        self._next = start
        if first.kind == "word" and first.text in ("start", "div", "include"):
            return True
        defines = second.kind == "sign" and second.text in ("=", "|=", "&=", "[")
        return first.kind == "end" or (first.kind in ("word", "quoted", "prefixed") and defines)

    def _grammar_content(self, ends: tuple[str, ...]) -> list[Node]:
        content: list[Node] = []
        while not (self._peek().kind in ends or (self._peek().kind == "sign" and self._peek().text in ends)):
            self._annotations()
            component = self._component()
            if component is not None:
                content.append(component)
        return content

    def _component(self) -> Node | None:
        if self._at("[", 1):
            self._next += 1
            self._skip_brackets()
            return None
        if self._at("div"):
            self._next += 1
            return self._node("div", self._braced_content())
        if self._at("include"):
            return self._include()
        return self._definition()

    def _braced_content(self) -> list[Node]:
        self._expect("{")
        content = self._grammar_content(("}",))
        self._expect("}")
        return content

    def _include(self) -> Node:
        node = self._node("include")
        self._next += 1
        node.attributes["href"] = self._literal()
        node.namespace = self._inherited()
        if self._at("{"):
            node.children = self._braced_content()
        return node

    def _inherited(self) -> str:
        """Return the namespace that an included file takes over."""
        if not self._skip("inherit"):
            return self._names.default
        self._expect("=")
        return self._namespace_of(self._identifier(keywords=True))

    def _definition(self) -> Node:
        node = self._node("define")
        if self._skip("start"):
            node.name = "start"
        else:
            node.attributes["name"] = self._identifier()
        operator = self._take()
        if operator.text not in ("=", "|=", "&="):
            raise self._error(f"'=' should stand here, not {operator.text!r}", operator)
        if operator.text in _COMBINED:
            node.attributes["combine"] = _COMBINED[operator.text]
        node.children = [self._pattern()]
        return node

    # Patterns

    def _pattern(self) -> Node:
        self._depth += 1
        if self._depth > DEEPEST_SCHEMA:
            raise self._error(f"the schema is nested deeper than {DEEPEST_SCHEMA} levels")
        particles = [self._particle()]
        connector = self._peek().text if self._peek().kind == "sign" else ""
        while connector in _CONNECTED and self._skip(connector):
            particles.append(self._particle())
        if self._peek().kind == "sign" and self._peek().text in _CONNECTED:
            raise self._error("',', '|' and '&' cannot be mixed without parentheses")
        self._depth -= 1
        return self._node(_CONNECTED[connector], particles) if len(particles) > 1 else particles[0]

    def _particle(self) -> Node:
        self._annotations()
        primary = self._primary()
        self._following_annotations()
        token = self._peek()
        if token.kind == "sign" and token.text in _REPEATED:
            self._next += 1
            primary = self._node(_REPEATED[token.text], [primary])
            self._following_annotations()
        return primary

    def _primary(self) -> Node:
        token = self._peek()
        if self._skip("("):
            pattern = self._pattern()
            self._expect(")")
            return pattern
        if token.kind == "literal":
            return self._value("", "token", built_in=True)
        if token.kind == "prefixed":
            return self._typed()
        if token.kind == "word" and token.text in _KEYWORDS:
            return self._keyword(token)
        node = self._node("ref")
        node.attributes["name"] = self._identifier()
        return node

    def _keyword(self, token: _Token) -> Node:
        if token.text in ("string", "token"):
            return self._typed()
        make = _KEYWORD_PATTERNS.get(token.text)
        if make is None:
            raise self._error(f"{token.text!r} cannot stand here")
        node = self._node(token.text)
        self._next += 1
        make(self, node)
        return node

    def _named(self, node: Node) -> None:
        """An element or attribute."""
        attribute = node.name == "attribute"
        node.children = [self._name_class("" if attribute else self._names.default), self._braced_pattern()]

    def _braced(self, node: Node) -> None:
        node.children = [self._braced_pattern()]

    def _braced_pattern(self) -> Node:
        self._expect("{")
        pattern = self._pattern()
        self._expect("}")
        return pattern

    def _nothing(self, node: Node) -> None:
        """What has no content: empty, text, notAllowed."""

    def _external(self, node: Node) -> None:
        node.name = "externalRef"
        node.attributes["href"] = self._literal()
        node.namespace = self._inherited()

    def _nested_grammar(self, node: Node) -> None:
        node.children = self._braced_content()

    def _parent(self, node: Node) -> None:
        node.name = "parentRef"
        node.attributes["name"] = self._identifier()

    def _typed(self) -> Node:
        token = self._take()
        library, name = "", token.text
        if token.kind == "prefixed":
            prefix, name = token.text.split(":")
            if prefix not in self._names.libraries:
                raise self._error(f"the datatype library {prefix!r} is not declared", token)
            library = self._names.libraries[prefix]
        if self._peek().kind == "literal":
            return self._value(library, name)
        return self._data(library, name)

    def _value(self, library: str, name: str, built_in: bool = False) -> Node:
        node = self._node("value") if built_in else self._node("value", type=name)
        node.datatype_library = library
        node.text = self._literal()
        return node

    def _data(self, library: str, name: str) -> Node:
        node = self._node("data", type=name)
        node.datatype_library = library
        if self._skip("{"):
            while not self._skip("}"):
                node.children.append(self._parameter())
        if self._skip("-"):
            self._annotations()
            node.children.append(self._node("except", [self._primary()]))
        return node

    def _parameter(self) -> Node:
        self._annotations()
        node = self._node("param")
        node.attributes["name"] = self._identifier(keywords=True)
        self._expect("=")
        node.text = self._literal()
        return node

    # Name classes

    def _name_class(self, default: str) -> Node:
        choices = [self._simple_name_class(default)]
        while self._skip("|"):
            choices.append(self._simple_name_class(default))
        return self._node("choice", choices) if len(choices) > 1 else choices[0]

    def _simple_name_class(self, default: str) -> Node:
        self._annotations()
        token = self._peek()
        if self._skip("("):
            inner = self._name_class(default)
            self._expect(")")
            return inner
        if self._skip("*"):
            return self._excepted(self._node("anyName"), default)
        if token.kind != "prefixed":
            return self._name(self._identifier(keywords=True), default)
        self._next += 1
        prefix, local = token.text.split(":")
        if local != "*":
            return self._name(local, self._namespace_of(prefix))
        node = self._node("nsName")
        node.namespace = self._namespace_of(prefix)
        return self._excepted(node, default)

    def _name(self, local: str, namespace: str) -> Node:
        node = self._node("name")
        node.text, node.namespace = local, namespace
        return node

    def _excepted(self, node: Node, default: str) -> Node:
        if self._skip("-"):
            node.children = [self._node("except", [self._simple_name_class(default)])]
        return node

    def _namespace_of(self, prefix: str) -> str:
        if prefix not in self._names.namespaces:
            raise self._error(f"the prefix {prefix!r} is not declared", self._peek(-1))
        return self._names.namespaces[prefix]


_KEYWORD_PATTERNS: Final[dict[str, Callable[[_Reader, Node], None]]] = {
    **dict.fromkeys(("element", "attribute"), _Reader._named),
    **dict.fromkeys(("list", "mixed"), _Reader._braced),
    **dict.fromkeys(("empty", "text", "notAllowed"), _Reader._nothing),
    "external": _Reader._external,
    "grammar": _Reader._nested_grammar,
    "parent": _Reader._parent,
}
