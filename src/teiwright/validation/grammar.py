"""RELAX NG violations as findings: with the place in a person's words, and a hint from TEI practice."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from teiwright import resources, xmltools
from teiwright.findings import Finding
from teiwright.relaxng.violations import Violation
from teiwright.validation import messages
from teiwright.validation.document import Index
from teiwright.xmltools import TEI

LISTED_VALUES = 5
CHECKED_ELSEWHERE = frozenset({"id-duplicate"})
"""What the check of links reports in its own words."""


def findings(violations: Iterable[Violation], path: Path, index: Index, *, verbose: bool) -> Iterator[Finding]:
    """Yield a finding for each violation."""
    for violation in violations:
        is_id = violation.kind == "attribute-invalid" and violation.name == "xml:id"
        if violation.kind not in CHECKED_ELSEWHERE and not is_id:
            sentence = placed(violation.message(verbose), index.place(_ordinal(violation, index)))
            rule = violation.kind
            yield Finding("error", rule, sentence, str(path), violation.line, violation.column, hint(violation))


def placed(sentence: str, place: str) -> str:
    """Return a sentence with its place, where there is one to tell."""
    return messages.PLACED.format(sentence=sentence, place=place) if place else sentence


def _ordinal(violation: Violation, index: Index) -> int:
    if violation.kind.startswith("text") and violation.ancestors:
        innermost = violation.ancestors[-1]
        return index.ordinal(innermost.line, innermost.column)
    if violation.kind == "element-incomplete" and violation.other_line:
        return index.ordinal(violation.other_line, violation.other_column)
    return index.ordinal(violation.line, violation.column)


def hint(violation: Violation) -> str:
    """Return how to mend a violation, in plain words, or an empty string."""
    return next(filter(None, (source(violation) for source in (_mistake, _foreign, _value, _words))), "")


def _mistake(violation: Violation) -> str:
    kind = "element-not-allowed" if violation.kind in ("element-too-early", "element-out-of-order") else violation.kind
    parent = "" if kind == "element-incomplete" else violation.parent
    name = "" if kind.startswith("text") else violation.name
    return messages.MISTAKES.get((kind, name, parent), "")


def _foreign(violation: Violation) -> str:
    if violation.kind == "element-wrong-namespace":
        return messages.NO_NAMESPACE_HINT if violation.ancestors and not violation.value else messages.NAMESPACE_HINT
    if "http://www.w3.org/2001/XInclude" in (violation.namespace, violation.name[1:].partition("}")[0]):
        return messages.XINCLUDE_HINT
    if violation.kind == "element-unknown":
        return messages.FOREIGN_ELEMENTS.get(violation.name.lower(), "")
    if violation.kind == "attribute-not-allowed":
        return messages.FOREIGN_ATTRIBUTES.get(violation.name, "")
    return ""


def _value(violation: Violation) -> str:
    if violation.kind != "attribute-invalid":
        return ""
    if violation.name in messages.DATE_ATTRIBUTES and violation.types:
        return messages.DATE_HINT
    words = our_words()
    keys = ((violation.parent, violation.name), ("", violation.name))
    told = {
        value: next((words[*key, value] for key in keys if (*key, value) in words), "") for value in violation.expected
    }
    said = [f"{value}: {meaning}" for value, meaning in told.items() if meaning][:LISTED_VALUES]
    patterns = (form.rpartition("\npattern ")[2] for form in violation.types if "\npattern " in form)
    return "; ".join(said) or next((messages.PATTERN_HINTS[p] for p in patterns if p in messages.PATTERN_HINTS), "")


def _words(violation: Violation) -> str:
    """Return our ODD's words for what was found, or for its parent, or else the Guidelines' section."""
    words = our_words()
    names = [violation.name, violation.parent] if violation.kind.startswith("element") else [violation.parent]
    if violation.suggestion:
        return ""
    section = next((messages.SECTIONS[name] for name in reversed(names) if name in messages.SECTIONS), "")
    if section:
        return messages.SECTION.format(section=section)
    known = next((name for name in names if (name,) in words), "")
    return messages.WORDS.format(name=known, words=words[(known,)]) if known else ""


@cache
def our_words() -> Mapping[tuple[str, ...], str]:
    """Return the ODD's descriptions of elements, of attributes and of their values; of a class under no name."""
    words: dict[tuple[str, ...], str] = {}
    root = xmltools.parse(resources.folder("schema") / "teiwright.odd").getroot()
    for element in root.iter(TEI + "elementSpec", TEI + "classSpec"):
        name = str(element.get("ident")) if element.tag == TEI + "elementSpec" else ""
        words[(name,)] = element.findtext(TEI + "desc") or ""
        for attribute in element.iter(TEI + "attDef"):
            key = name, str(attribute.get("ident"))
            words[key] = attribute.findtext(TEI + "desc") or ""
            for item in attribute.iter(TEI + "valItem"):
                words[*key, str(item.get("ident"))] = item.findtext(TEI + "desc") or ""
    return words
