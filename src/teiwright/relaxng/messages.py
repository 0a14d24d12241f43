"""The catalogue of messages, and how a violation fills them. A translation replaces `ENGLISH`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from .violations import Violation

FEW: Final = 6
"""How many of the names or values that may stand in a place are listed unless all are asked for."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every phrase, in one language. Names in braces are filled in; `types` says what datatypes are."""

    sentences: Mapping[str, str]
    types: Mapping[str, str]
    facets: Mapping[str, str]


ENGLISH: Final = Catalogue(
    sentences={
        "element-unknown": 'there is no element "{name}"',
        "element-not-allowed": 'element "{name}" is not allowed here in "{parent}"',
        "element-not-allowed-root": 'a document cannot begin with the element "{name}"',
        "element-out-of-order": 'element "{name}" may stand in "{parent}", but not here: its place or number is wrong',
        "element-too-early": 'element "{name}" comes too early in "{parent}"',
        "element-too-early-missing": 'element "{name}" comes too early in "{parent}": {required} is missing before it',
        "element-too-early-choice": 'element "{name}" comes too early in "{parent}": {before} must come before it',
        "element-wrong-namespace": 'element "{name}" is in the namespace "{value}", not in "{namespace}"',
        "element-wrong-namespace-none": 'element "{name}" is in no namespace; its namespace must be "{namespace}"',
        "element-incomplete": 'element "{name}" (line {other_line}) ends too early',
        "element-incomplete-missing": 'element "{name}" (line {other_line}) ends too early: {required} is missing',
        "attribute-not-allowed": 'attribute "{name}" is not allowed on "{parent}"',
        "attribute-conflict": 'attribute "{name}" is not allowed on "{parent}" beside {conflicts}',
        "attribute-invalid": 'attribute "{name}" of "{parent}" cannot have the value "{value}"',
        "attribute-missing": 'element "{parent}" lacks an attribute: {required}',
        "attribute-missing-choice": 'element "{parent}" lacks an attribute: one of {expected}',
        "text-not-allowed": 'text is not allowed directly in "{parent}": "{value}"',
        "text-invalid": 'element "{parent}" cannot have the content "{value}"',
        "text-invalid-empty": 'element "{parent}" cannot be empty',
        "id-duplicate": 'the identifier "{value}" stands already at line {other_line}, column {other_column}',
        "idref-missing": 'nothing in the document has the identifier "{value}"',
        "suggestion": 'did you mean "{suggestion}"?',
        "wrappers": "put it into {wrappers}",
        "fits-in": 'it might stand in "{fits_in}": is an end tag missing before it?',
        "expected": "allowed here: {choices}",
        "expected-end": 'nothing more may stand in "{parent}"',
        "expected-values": "allowed: {choices}",
        "text": "text",
        "elements": "{count} elements",
        "end-tag": "the end tag",
        "more": "{listed} and {count} more",
        "last": "{listed} or {last}",
        "repeats": "{count} more like this in the same element",
    },
    types={
        "string": "any text",
        "token": "any text",
        "normalizedString": "any text",
        "anyURI": "a URI or pointer such as #id",
        "ID": "an identifier (a name without colon or space)",
        "IDREF": "the identifier of an element",
        "IDREFS": "identifiers of elements",
        "NCName": "a name without colon or space",
        "Name": "a name (no spaces)",
        "NMTOKEN": "a word of letters, digits and .-_:",
        "QName": "a name with a declared prefix or none",
        "language": "a language tag such as zh-Hant",
        "boolean": "true or false",
        "integer": "a whole number",
        "nonNegativeInteger": "a whole number from 0",
        "positiveInteger": "a whole number from 1",
        "decimal": "a decimal number",
        "double": "a number",
        "float": "a number",
        "duration": "a duration such as P3D",
        "dateTime": "a date and time such as 1950-07-05T14:30:00",
        "date": "a date such as 1950-07-05",
        "time": "a time such as 14:30:00",
        "gYear": "a year such as 1950",
        "gYearMonth": "a year and month such as 1950-07",
        "gMonth": "a month such as --07",
        "gMonthDay": "a month and day such as --07-05",
        "gDay": "a day such as ---05",
    },
    facets={
        "pattern": "matching {value}",
        "length": "of {value} characters",
        "minLength": "of at least {value} characters",
        "maxLength": "of at most {value} characters",
        "minInclusive": "from {value}",
        "maxInclusive": "up to {value}",
        "minExclusive": "more than {value}",
        "maxExclusive": "less than {value}",
    },
)

_FEW_WRAPPERS: Final = 3
_MANY: Final = 30
"""So many choices in mixed content are only counted, if there is no reason to name any."""

_WITH_VALUES: Final = frozenset({"attribute-invalid", "text-invalid"})
_WITHOUT_CHOICES: Final = frozenset(
    {"attribute-missing", "id-duplicate", "idref-missing", "element-wrong-namespace", "attribute-conflict"}
)


def message(violation: Violation, verbose: bool = False, catalogue: Catalogue = ENGLISH) -> str:
    """Return the violation's line, without its place."""
    parts = [_sentence(violation, catalogue), *_advice(violation, verbose, catalogue)]
    return "; ".join(parts)


def describe_type(described: str, catalogue: Catalogue = ENGLISH) -> str:
    """Say what a datatype with its facets is, in plain words."""
    name, *facets = described.split("\n")
    words = [catalogue.types.get(name, name)]
    for facet in facets:
        key, _, value = facet.partition(" ")
        words.append(catalogue.facets.get(key, key + " {value}").format(value=value))
    return " ".join(words)


def _sentence(violation: Violation, catalogue: Catalogue) -> str:
    template = catalogue.sentences[_variant(violation)]
    return template.format(
        name=violation.name,
        namespace=violation.namespace,
        parent=violation.parent,
        value=violation.value,
        required=_listed([f'"{name}"' for name in violation.required], 0, catalogue, "last"),
        expected=_listed([f'"{name}"' for name in violation.expected], 0, catalogue, "last"),
        before=_listed([f'"{name}"' for name in violation.before], FEW, catalogue, "last"),
        conflicts=_listed([f'"{name}"' for name in violation.conflicts], 0, catalogue, "last"),
        other_line=violation.other_line,
        other_column=violation.other_column,
    )


def _variant(violation: Violation) -> str:
    kind = violation.kind
    if kind == "element-not-allowed" and not violation.parent:
        return "element-not-allowed-root"
    if kind in ("element-too-early", "element-incomplete") and violation.required:
        return kind + "-missing"
    if kind == "element-too-early" and violation.before:
        return kind + "-choice"
    if kind == "element-wrong-namespace" and not violation.value:
        return kind + "-none"
    if kind == "attribute-missing" and not violation.required:
        return kind + "-choice"
    if kind == "text-invalid" and not violation.value:
        return kind + "-empty"
    return kind


def _advice(violation: Violation, verbose: bool, catalogue: Catalogue) -> list[str]:
    sentences = catalogue.sentences
    advice: list[str] = []
    if violation.suggestion:
        advice.append(sentences["suggestion"].format(suggestion=violation.suggestion))
    if violation.wrappers and not violation.before:
        wrappers = [f'"{name}"' for name in violation.wrappers[:_FEW_WRAPPERS]]
        advice.append(sentences["wrappers"].format(wrappers=_listed(wrappers, 0, catalogue, "last")))
    if violation.fits_in:
        advice.append(sentences["fits-in"].format(fits_in=violation.fits_in))
    told_what_to_do = (
        violation.suggestion or violation.before or (violation.wrappers and violation.kind != "element-out-of-order")
    )
    if verbose or not told_what_to_do:
        advice.extend(_choices(violation, verbose, catalogue))
    if violation.repeats:
        advice.append(sentences["repeats"].format(count=violation.repeats))
    return advice


def _choices(violation: Violation, verbose: bool, catalogue: Catalogue) -> list[str]:
    if violation.kind in _WITHOUT_CHOICES:
        return []
    sentences = catalogue.sentences
    if violation.text_expected and len(violation.expected) > _MANY and not (violation.likely or verbose):
        counted = sentences["elements"].format(count=len(violation.expected))
        return [sentences["expected"].format(choices=_listed([counted, sentences["text"]], 0, catalogue, "last"))]
    choices = [f'"{name}"' for name in violation.expected]
    choices += [describe_type(described, catalogue) for described in violation.types]
    choices = list(dict.fromkeys(choices))
    if violation.text_expected:
        choices.append(sentences["text"])
    if not choices and violation.end_expected:
        return [sentences["expected-end"].format(parent=violation.parent)]
    if not choices:
        return []
    key = "expected-values" if violation.kind in _WITH_VALUES else "expected"
    few = min(FEW, violation.likely) if violation.likely and len(violation.expected) > _MANY else FEW
    few = 0 if verbose else few
    return [sentences[key].format(choices=_listed(choices, few, catalogue, "last"))]


def _listed(words: Sequence[str], few: int, catalogue: Catalogue, joiner: str) -> str:
    """Join words with commas; of more than `few` (0 for all) the first few and the number of the others."""
    if few and len(words) > few + (few >= FEW):
        listed = ", ".join(words[:few])
        return catalogue.sentences["more"].format(listed=listed, count=len(words) - few)
    if len(words) < 2:
        return "".join(words)
    return catalogue.sentences[joiner].format(listed=", ".join(words[:-1]), last=words[-1])
