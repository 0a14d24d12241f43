"""Schemas of other people: kept under a name, found by name, version and address, refused where they can't be used."""

from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from teiwright.cli import cli
from teiwright.errors import SchemaUnusableError
from teiwright.validation import library

RNG = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"><!-- {note} -->
<start><element name="{root}"><empty/></element></start></grammar>"""
ADDRESS = "https://www.tei-c.org/release/xml/tei/custom/schema/relaxng/memo.rng"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TEIWRIGHT_SCHEMAS", str(tmp_path / "schemas"))
    return tmp_path / "schemas"


def rng(folder: Path, root: str, note: str = "") -> Path:
    path = folder / f"{root}.rng"
    path.write_text(RNG.format(root=root, note=note))
    return path


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, [*map(str, words)], prog_name="teiwright")


@pytest.mark.parametrize("space", [" ", "\N{NO-BREAK SPACE}"])
def test_a_schema_is_kept_with_the_version_it_states_and_its_checksum(tmp_path: Path, place: Path, space: str) -> None:
    source = rng(tmp_path, "memo", f"TEI Edition: P5 Version{space}4.9.0. Last updated")
    result = run("schema", "add", "memo", source)
    assert result.exit_code == 0
    assert "4.9.0" in result.output
    assert sha256(source.read_bytes()).hexdigest() in result.output
    assert (place / "memo-4.9.0.rng").read_bytes() == source.read_bytes()
    assert "memo-4.9.0.rng" in run("schema", "list").output


def test_the_highest_version_counts_and_an_edition_of_the_vault_only_itself(tmp_path: Path, place: Path) -> None:
    source = rng(tmp_path, "memo")
    for version in ("4.9.0", "4.10.2"):
        library.add("memo", str(source), version)
    assert library.by_name("memo") == place / "memo-4.10.2.rng"
    assert library.by_address(ADDRESS) == place / "memo-4.10.2.rng"
    assert library.by_address(ADDRESS.replace(".rng", ".rnc")) == place / "memo-4.10.2.rng"
    vault = "https://vault.tei-c.org/P5/{}/xml/tei/custom/schema/relaxng/memo.rng"
    assert library.by_address(vault.format("4.9.0")) == place / "memo-4.9.0.rng"
    assert library.by_address(vault.format("4.8.0")) is None


def test_an_address_of_another_host_is_not_taken_for_the_tei_s(tmp_path: Path) -> None:
    library.add("memo", str(rng(tmp_path, "memo")))
    assert library.by_address("https://example.org/memo.rng") is None


def test_what_cannot_be_used_is_refused_and_what_was_kept_stays(tmp_path: Path, place: Path) -> None:
    good = rng(tmp_path, "memo")
    library.add("memo", str(good))
    bad = tmp_path / "bad.rng"
    bad.write_text("<grammar")
    result = run("schema", "add", "memo", bad)
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1
    assert (place / "memo.rng").read_bytes() == good.read_bytes()
    for name, source in (("../memo", str(good)), ("memo", str(tmp_path / "memo.xsd"))):
        with pytest.raises(SchemaUnusableError):
            library.add(name, source)


def test_a_document_is_checked_by_name(tmp_path: Path) -> None:
    library.add("memo", str(rng(tmp_path, "memo")))
    document = tmp_path / "a.xml"
    document.write_text("<letter/>")
    assert "[element-" in run("validate", document, "--schema", "memo", "--no-cache").output
    missing = run("validate", document, "--schema", "memoo", "--no-cache")
    assert missing.exit_code == 2
    assert "memoo" in missing.stderr
