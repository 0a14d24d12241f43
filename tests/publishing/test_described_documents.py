"""A document that the sentence before a shelfmark describes stands outside the item, and in its record."""

from pathlib import Path

from teiwright.build import Options, encode_source, write_tei
from teiwright.publishing.indexing import records
from tests.conftest import ROOT

NOTE = "Об этом говорит решение Президиума от 2 июля 1937 г. «О мельницах» (ГАНО. Ф. 17. Оп. 166. Д. 575. Л. 17)."


def test_the_record_names_the_document_and_the_item_ends_at_its_bracket(tmp_path: Path) -> None:
    source = tmp_path / "article.md"
    source.write_text(f"# Мельницы\n\nМельницы стоят у реки Быстрой.[^1]\n\n[^1]: {NOTE}\n", "utf-8")
    tei = tmp_path / "article.xml"
    write_tei(encode_source(source, Options(ROOT / "tei" / "authority")), source, tei)
    (record,) = records(tei)
    assert record["text"] == "ГАНО. Ф. 17. Оп. 166. Д. 575. Л. 17"
    assert [(one["text"], one["date"]) for one in record["documents"]] == [
        ("решение Президиума от 2 июля 1937 г.", "1937-07-02")
    ]
