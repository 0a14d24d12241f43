"""What in an authority would make matching ambiguous, or would never match."""

import re
from collections import defaultdict
from collections.abc import Iterator

from teiwright.authority.entries import Authority, Entry, Name
from teiwright.findings import Finding, Severity
from teiwright.identifiers import fault
from teiwright.languages.folding import fold_name

NAME_TYPES = frozenset({"", "abbr", "spelling", "short", "full", "former", "pseudonym"})
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def check(authority: Authority) -> list[Finding]:
    """Return what a user should mend or know, in the order of the files.

    A warning: two entries share a full name, so that every mention of it is left open or goes to the first; a name of
    one character that is not an abbreviation, and so never counts. Information: a short name that several entries
    share (the context decides), a name given twice, an unknown type, a name without a language.
    """
    findings = [*_clashes(authority), *_shared(authority)]
    for entry in authority.entries.values():
        findings += _of_entry(entry)
    return sorted(findings, key=lambda finding: (finding.file, finding.line))


def _clashes(authority: Authority) -> Iterator[Finding]:
    holders: defaultdict[str, list[tuple[Entry, Name]]] = defaultdict(list)
    for entry in authority.of_kind("person", "place", "org", "archive"):
        for form, name in {fold_name(name.text): name for name in reversed(entry.names)}.items():
            holders[form].append((entry, name))
    for group in holders.values():
        if len(group) > 1:
            yield _clash(group)


def _clash(group: list[tuple[Entry, Name]]) -> Finding:
    full = [(entry, name) for entry, name in group if name.type not in ("short", "abbr")]
    last, name = (full or group)[-1]
    others = ", ".join(entry.id for entry, _ in group if entry is not last)
    if len(full) > 1:
        hint = 'give the rarer one a fuller name, or mark the name type="short" so that the context decides'
        return _finding("warning", "authority-clash", f"{name.text} is a name of {last.id} and of {others}", last, hint)
    return _finding("info", "authority-shared", f"{name.text} may stand for {last.id} or for {others}", last)


def _of_entry(entry: Entry) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for name in entry.names:
        if (name.text, name.language) in seen:
            yield _finding("info", "authority-twice", f"{entry.id} has the name {name.text} twice", entry)
        seen.add((name.text, name.language))
        yield from _of_name(entry, name)
    for kind, value in entry.identifiers:
        wrong = fault(kind, value)
        if wrong:
            yield _finding("warning", "authority-identifier", f"{entry.id}: {wrong}", entry, "copy it again")


def _shared(authority: Authority) -> Iterator[Finding]:
    """An identifier that two entries have: one of them is wrong, or they are one."""
    holders: dict[tuple[str, str, str], Entry] = {}
    for entry in authority.entries.values():
        for kind, value in entry.identifiers:
            first = holders.setdefault((entry.kind, kind, value), entry)
            if first is not entry:
                message = f"{entry.id} and {first.id} have the same {kind} {value}"
                yield _finding("warning", "authority-same-identifier", message, entry, "one is wrong, or they are one")


def _of_name(entry: Entry, name: Name) -> Iterator[Finding]:
    if len(name.text) == 1 and name.type != "abbr":
        hint = 'mark it type="abbr": one character counts only where its context allows'
        yield _finding("warning", "authority-short-name", f"{name.text} of {entry.id} is never matched", entry, hint)
    if name.type not in NAME_TYPES:
        known = ", ".join(sorted(NAME_TYPES - {""}))
        message = f"{entry.id}: the name type {name.type} has no meaning here"
        yield _finding("info", "authority-name-type", message, entry, f"known are {known}")
    if not name.language:
        yield _finding("info", "authority-language", f"{name.text} of {entry.id} has no xml:lang", entry)
    elif not _LANGUAGE.fullmatch(name.language):
        message = f"{name.language} is not a language tag ({name.text} of {entry.id})"
        yield _finding("warning", "authority-language", message, entry, "BCP 47: zh-Hant, ru, en …")


def _finding(severity: Severity, rule: str, message: str, entry: Entry, hint: str = "") -> Finding:
    return Finding(severity, rule, message, entry.file, entry.line, 1 if entry.line else 0, hint)
