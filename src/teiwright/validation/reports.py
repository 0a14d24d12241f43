"""Findings as a report: text for people, JSON by our contract, SARIF 2.1.0, JUnit XML, GitHub's annotations."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from lxml import etree

from teiwright import __version__
from teiwright.findings import Finding

SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
SARIF_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
GITHUB_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def report(findings: Sequence[Finding], form: str = "text", files: Iterable[str | Path] = ()) -> str:
    """Return a report in one of FORMATS, ending in a line feed. `files` are all files checked, also without findings.

    Raises KeyError for another format.
    """
    named = tuple(dict.fromkeys((*map(str, files), *(finding.file for finding in findings if finding.file))))
    return FORMATS[form](findings, named).rstrip("\n") + "\n"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: 1 error, 2 errors."""
    return f"{number} {noun}" + ("" if number == 1 else "s")


def summary(findings: Sequence[Finding], files: Sequence[str]) -> str:
    """Return the one line that ends a text: how many errors and warnings in how many files."""
    checked = counted(len(files), "file")
    numbers = {
        severity: sum(finding.severity == severity for finding in findings) for severity in ("error", "warning", "info")
    }
    if not any(numbers.values()):
        return f"{checked} checked: no errors" if files else "no errors"
    nouns = {"error": "error", "warning": "warning", "info": "remark"}
    told = ", ".join(counted(number, nouns[severity]) for severity, number in numbers.items() if number)
    return f"{checked} checked: {told}" if files else told


def _text(findings: Sequence[Finding], files: Sequence[str]) -> str:
    lines = (" ".join(str(finding).split()) for finding in findings)
    return "\n".join((*lines, *_totals(findings), summary(findings, files)))


def _totals(findings: Sequence[Finding]) -> list[str]:
    """Return how often each rule was broken, the most frequent first, where one was more than once."""
    counts = Counter(finding.rule for finding in findings)
    often = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [f"{count:6} × {rule}" for rule, count in often] if often and often[0][1] > 1 else []


def _json(findings: Sequence[Finding], files: Sequence[str]) -> str:
    fields = ("file", "line", "column", "severity", "rule", "message", "hint")
    records = [{field: getattr(finding, field) for field in fields} for finding in findings]
    return json.dumps(records, ensure_ascii=False, indent=1)


def _sentence(finding: Finding) -> str:
    return " ".join((finding.message + (f" ({finding.hint})" if finding.hint else "")).split())


def _github(findings: Sequence[Finding], files: Sequence[str]) -> str:
    return "\n".join((*map(_annotation, findings), summary(findings, files)))


def _annotation(finding: Finding) -> str:
    values = {"file": finding.file, "line": finding.line, "col": finding.column, "title": finding.rule}
    told = ",".join(f"{name}={_property(str(value))}" for name, value in values.items() if value)
    return f"::{GITHUB_LEVELS[finding.severity]} {told}::{_data(_sentence(finding))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _sarif(findings: Sequence[Finding], files: Sequence[str]) -> str:
    rules = sorted({finding.rule for finding in findings})
    driver = {"name": "teiwright", "version": __version__, "rules": [{"id": rule} for rule in rules]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "artifacts": [{"location": {"uri": _uri(file)}} for file in files],
        "results": [_result(finding, rules) for finding in findings],
    }
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _uri(file: str) -> str:
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _result(finding: Finding, rules: Sequence[str]) -> Mapping[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rules.index(finding.rule),
        "level": SARIF_LEVELS[finding.severity],
        "message": {"text": _sentence(finding)},
    }
    if finding.file:
        place = f"{finding.file}\n{finding.rule}\n{finding.message}".encode()
        result["locations"] = [{"physicalLocation": _location(finding)}]
        result["partialFingerprints"] = {"findingHash/v1": sha256(place).hexdigest()}
    return result


def _location(finding: Finding) -> Mapping[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": _uri(finding.file)}}
    if finding.line:
        location["region"] = {"startLine": finding.line, "startColumn": max(finding.column, 1)}
    return location


def _junit(findings: Sequence[Finding], files: Sequence[str]) -> str:
    cases = [_case(file, [finding for finding in findings if finding.file == file]) for file in files]
    general = [finding for finding in findings if not finding.file]
    failed = sum(case.find("failure") is not None for case in cases)
    numbers = {"tests": str(len(cases)), "failures": str(failed), "errors": "0"}
    root = etree.Element("testsuites", {"name": "teiwright", **numbers})
    suite = etree.SubElement(root, "testsuite", {"name": "teiwright validate", **numbers})
    suite.extend(cases)
    if general:
        etree.SubElement(suite, "system-out").text = "\n".join(map(_line, general))
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True).decode()


def _case(file: str, findings: Sequence[Finding]) -> etree._Element:
    """Return a test case a file: its errors are failures, the rest is its output."""
    case = etree.Element("testcase", {"name": file, "classname": "teiwright.validate"})
    for finding in findings:
        if finding.severity == "error":
            place = f"{finding.line}:{finding.column}: " if finding.line else ""
            attributes = {"type": finding.rule, "message": place + " ".join(finding.message.split())}
            etree.SubElement(case, "failure", attributes).text = _line(finding)
    others = [_line(finding) for finding in findings if finding.severity != "error"]
    if others:
        etree.SubElement(case, "system-out").text = "\n".join(others)
    return case


def _line(finding: Finding) -> str:
    return " ".join(str(finding).split())


FORMATS: Mapping[str, Callable[[Sequence[Finding], Sequence[str]], str]] = {
    "text": _text,
    "json": _json,
    "sarif": _sarif,
    "junit": _junit,
    "github": _github,
}
