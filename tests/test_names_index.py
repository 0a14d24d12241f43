"""The index by which a build knows which texts an entry concerns never misses one that it is linked in."""

from pathlib import Path

import pytest

from teiwright.article import texts_in
from teiwright.build import Options, annotate_source, names_index
from tests.conftest import ROOT

TEXTS = [*sorted((ROOT / "tei/source").glob("*.md")), *sorted((ROOT / "tests/cases/citations").glob("*name*.md"))]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_an_entry_that_is_linked_is_found_in_the_index(path: Path) -> None:
    annotated = annotate_source(path, Options(authority=ROOT / "tei/authority"))
    article = annotated.article
    bits = names_index.index([text.string for text in texts_in(article.title_page, article.body, article.notes)], ())
    linked = {span.key for spans in annotated.spans.values() for span in spans if span.key}
    entries = [annotated.authority.entries[key] for key in sorted(linked & annotated.authority.entries.keys())]
    assert not [each.id for each in entries if not names_index.might_occur(bits, names_index.probes(each).split("\n"))]
