"""Compiled schemas on disk: the same schema comes back, and nothing that is damaged or stale is believed."""

from pathlib import Path

import pytest

from teiwright import relaxng
from teiwright.relaxng import cache
from tests.relaxng.conftest import DATA, document
from tests.relaxng.test_spec_suite import cases, write_content

INCLUDING = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="inner.rng"/></grammar>"""
INNER = """<grammar xmlns="http://relaxng.org/ns/structure/1.0">
<start><element name="{name}"><text/></element></start></grammar>"""


@pytest.fixture(autouse=True)
def keep_small_schemas_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "SMALLEST", 0)


def entries(folder: Path) -> list[Path]:
    return list(folder.rglob("*.json"))


def test_a_kept_schema_says_the_same(own_cache: Path, tmp_path: Path) -> None:
    path = tmp_path / "document.xml"
    path.write_text(document("<p rend='x'>a<haed/></p><list/><table/><p><date when='x'/></p>"), "utf-8")
    first = relaxng.load(DATA / "mini.rng").validate(path)
    assert len(entries(own_cache)) == 1
    assert cache.fetch(DATA / "mini.rng") is not None
    assert relaxng.load(DATA / "mini.rng").validate(path) == first
    assert relaxng.load(DATA / "mini.rng", cached=False).validate(path) == first
    assert len(first) == 6


def test_every_schema_of_the_suite_survives_being_kept(tmp_path: Path) -> None:
    wrong, kept = [], 0
    for name, case, folder in cases(tmp_path):
        for correct in case.findall("correct"):
            path = write_content(correct, folder / "schema.rng")
            relaxng.load(path)
            kept += cache.fetch(path) is not None
            schema = relaxng.load(path)
            for instance in [*case.findall("valid"), *case.findall("invalid")]:
                valid = schema.is_valid(write_content(instance, folder / "instance.xml"))
                wrong += [name] if valid != (instance.tag == "valid") else []
    assert not wrong
    assert kept > 165


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    (tmp_path / "outer.rng").write_text(INCLUDING)
    path = tmp_path / "document.xml"
    path.write_text("<a/>")
    verdicts = []
    for name in "aba":
        (tmp_path / "inner.rng").write_text(INNER.format(name=name))
        verdicts.append(relaxng.load(tmp_path / "outer.rng").is_valid(path))
    assert verdicts == [True, False, True]


@pytest.mark.parametrize("damage", ["", "{}", "cut", "altered", "checksum of something else"])
def test_a_damaged_entry_is_as_if_there_were_none(damage: str, own_cache: Path) -> None:
    relaxng.load(DATA / "mini.rng")
    (entry,) = entries(own_cache)
    content = entry.read_bytes()
    damaged = {"cut": content[:-100], "altered": content.replace(b"author", b"authox")}
    entry.write_bytes(damaged.get(damage, damage.encode()))
    assert cache.fetch(DATA / "mini.rng") is None
    assert relaxng.load(DATA / "mini.rng").is_valid(DATA / "mini.xml")
    assert cache.fetch(DATA / "mini.rng") is not None


def test_a_link_is_not_followed(own_cache: Path, tmp_path: Path) -> None:
    relaxng.load(DATA / "mini.rng")
    (entry,) = entries(own_cache)
    elsewhere = entry.rename(tmp_path / "elsewhere.json")
    entry.symlink_to(elsewhere)
    assert cache.fetch(DATA / "mini.rng") is None


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert relaxng.load(DATA / "mini.rng").is_valid(DATA / "mini.xml")
    assert cache.fetch(DATA / "mini.rng") is None


def test_only_so_many_are_kept(own_cache: Path, tmp_path: Path) -> None:
    for number in range(25):
        path = tmp_path / f"{number}.rng"
        path.write_text(INNER.format(name="a"))
        relaxng.load(path)
    assert len(entries(own_cache)) == 20


def test_small_schemas_are_not_kept(own_cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("XDG_CACHE_HOME", str(own_cache))
    relaxng.load(DATA / "mini.rng")
    assert entries(own_cache) == []
