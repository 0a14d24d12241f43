"""How XML is parsed: nothing is fetched, whatever a document asks for."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import etree

from teiwright import xmltools
from teiwright.cli import cli
from teiwright.errors import DocumentError
from tests.conftest import ROOT


def test_no_parser_may_use_the_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """lxml does not tell a parser's settings, and its library may have no network at all: what it is asked is held."""
    asked: list[dict[str, Any]] = []
    made = etree.XMLParser

    def parser(**settings: Any) -> etree.XMLParser:
        asked.append(settings)
        return made(**settings)

    monkeypatch.setattr(etree, "XMLParser", parser)
    xmltools.parser()
    assert [(each["no_network"], each["load_dtd"]) for each in asked] == [(True, False)]


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "gb18030", "big5"])
def test_bytes_in_another_encoding_are_told_by_its_name(encoding: str, tmp_path: Path) -> None:
    words = "Паром перевозит людей через реку каждое утро, и никто об этом не помнит."
    if encoding in ("gb18030", "big5"):
        words = "他們在河上的渡口等了一天，可是船沒有來，大家都說明天會來的。"
    path = tmp_path / "other.xml"
    path.write_bytes(f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text>{words * 5}</text></TEI>'.encode(encoding))
    with pytest.raises(DocumentError) as caught:
        xmltools.parse(path)
    assert f'encoding="{encoding}"' in str(caught.value.hint)


def test_one_damaged_byte_is_not_taken_for_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "damaged.xml"
    path.write_bytes("<TEI>渡口與渡船".encode() + b"\xff" + "河上的人們</TEI>".encode())
    with pytest.raises(DocumentError) as caught:
        xmltools.parse(path)
    assert "the rest is UTF-8" in str(caught.value.hint)


def test_an_entry_whose_id_is_no_name_is_read_and_published(tmp_path: Path) -> None:
    """Anyone's TEI may have such ids: validation tells of them, nothing breaks off."""
    source, root = tmp_path / "weir.md", ROOT / "tei" / "authority"
    source.write_text("# Weirs\n\nStalin wrote to Mao Zedong in 1950. Molotov was in Moscow.\n", "utf-8")
    made = CliRunner().invoke(cli, ["encode", str(source), "--authority", str(root), "-o", str(tmp_path / "weir.xml")])
    assert made.exit_code in (0, 1)
    tei = (tmp_path / "weir.xml").read_text("utf-8")
    assert "person-stalin" in tei
    (tmp_path / "weir.xml").write_text(tei.replace("person-stalin", "person-stal~in"), "utf-8")
    for words in (["deposit"], ["publish", "html"], ["publish", "index"]):
        done = CliRunner().invoke(cli, [*words, str(tmp_path / "weir.xml"), "-o", str(tmp_path / "out")])
        assert "internal error" not in done.output
        assert done.exception is None or isinstance(done.exception, SystemExit)
