"""One citation as a reader takes it from a page: the same words as the exports, and as the styles' own processor."""

import json
from pathlib import Path
from typing import Any

import pytest

from teiwright.publishing import records
from teiwright.publishing.exports import analysed, citable, written
from teiwright.publishing.exports.items import items
from tests.conftest import ROOT
from tests.publishing.browser import in_chromium, opened, scripted
from tests.publishing.samples import FOLDER, LANGUAGES, tei
from tests.publishing.test_exports import RECORDS

pytestmark = [pytest.mark.slow, in_chromium]
STYLES = {"chicago": "Chicago", "mla": "MLA", "gbt": "GB/T 7714", "gost": "ГОСТ Р 7.0.100"}
OWN: dict[str, dict[str, Any]] = {
    "boats-en": {
        "language": "en",
        "title": "Boats on the Strait: A Contact of 1956",
        "container": "Journal of Trials",
        "authors": [{"family": "Tester", "given": "Ann"}],
        "date": "2024",
        "volume": "12",
        "issue": "3",
        "pages": "45-67",
        "doi": "10.1000/example.2024.12",
    },
    "boats-ru": {
        "language": "ru",
        "title": "Лодки в проливе",
        "container": "Журнал проб",
        "volume": "7",
        "issue": "4",
        "authors": [{"family": "Тестов", "given": "Иван"}],
        "date": "2023",
        "pages": "11-29",
    },
    "boats-zh": {
        "language": "zh-Hans",
        "title": "海峡上的渔船",
        "container": "试刊",
        "volume": "9",
        "issue": "2",
        "authors": [{"literal": "张三"}],
        "date": "2024",
        "pages": "31-40",
    },
}
"""Articles of the cases as items: what their head says."""


def given(listed: list[dict[str, Any]], folder: Path) -> list[dict[str, str]]:
    """Return of each item what the page's script gives in each form."""
    script = (ROOT / "xslt" / "assets" / "cite.js").read_text("utf-8")
    each = "(item) => Object.fromEntries(teiwright.cite.map(({ name, of }) => [name, of(item)]))"
    asked = f"const forms = {json.dumps(listed)}.map({each});"
    page = folder / "citing.html"
    shown = "document.querySelector('pre').textContent = JSON.stringify(forms);"
    page.write_text(f"<!doctype html><pre></pre><script>teiwright = {{}};{script}{asked}{shown}</script>", "utf-8")
    found: list[dict[str, str]] = json.loads(opened(page).xpath("string(//pre)"))
    return found


def test_the_forms_for_reference_managers_are_those_of_the_exports(tmp_path: Path) -> None:
    listed = items(RECORDS, {})
    for sample in LANGUAGES.values():
        listed += items(records(sample), analysed(tei(sample)))
    for item, forms in zip(listed, given(citable(listed), tmp_path), strict=True):
        assert forms["BibTeX"] == written([item], "bib").strip()
        assert forms["RIS"] == written([item], "ris").strip().partition("\n")[2]
        assert json.loads(forms["CSL-JSON"]) == json.loads(written([item], "csl.json"))


def test_the_styles_are_those_of_the_reference_processor(tmp_path: Path) -> None:
    """What citeproc-js 2.4.63 makes of the same items stands in cited-in-styles.json, with why where ours differs.

    The styles are chicago-notes-bibliography, modern-language-association and
    china-national-standard-gb-t-7714-2015-numeric.
    """
    cases = json.loads((FOLDER / "cited-in-styles.json").read_text("utf-8"))
    for case, forms in zip(cases, given([case["item"] for case in cases], tmp_path), strict=True):
        expected = case["citeproc"] | {style: case["ours"][style] for style in STYLES if style in case["ours"]}
        assert {style: forms[name] for style, name in STYLES.items()} == expected, case["item"]["id"]


def test_a_cited_article_reads_as_the_article_cites_itself(site: Path, tmp_path: Path) -> None:
    listed = [{"id": name, "kind": "article", "cited": ["n1-c1"], **fields} for name, fields in OWN.items()]
    for name, forms in zip(OWN, given(listed, tmp_path), strict=True):
        made = opened(site / f"{name}.html")
        own = {style: made.xpath("string(//*[@id=$id])", id=f"cite-{style}") for style in STYLES}
        assert {style: forms[label] for style, label in STYLES.items()} == own, name


@pytest.mark.parametrize(
    ("page", "place"),
    [
        ("boats-en.html", "#citations .works"),
        ("boats-en.html", "#citations .units"),
        ("together/work.html", "#citations .works"),
        ("together/archival.html", "#citations .units"),
        ("together/document.html", "#by-date"),
        ("../index/boats-en.citations.html", "#citations .works"),
        ("../index/all.citations.html", "#citations .works"),
    ],
)
def test_a_button_gives_the_citation_in_seven_forms(site: Path, page: str, place: str) -> None:
    made = scripted((site / page).resolve(), f"document.querySelector('{place} .cite-this').click();")
    forms = made.xpath("//*[@id='card']//*[@class='cite-form']")
    assert [form.xpath("string(.//b)") for form in forms] == [
        *["Chicago", "GB/T 7714", "ГОСТ Р 7.0.100", "MLA"],
        *["BibTeX", "RIS", "CSL-JSON"],
    ]
    assert all(form.xpath("string(p[2] | pre)") for form in forms)
    assert all(form.xpath(".//a[@download][starts-with(@href, 'blob:')]") for form in forms)
