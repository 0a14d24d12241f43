"""Entries held against a registry: what is tied, what never is, and what becomes of services that fail."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from teiwright.authority import Name, load
from teiwright.authority.editing import Addition, add_all
from teiwright.cli import cli
from teiwright.reconciliation import service
from tests.reconciliation.local_service import Local, serving

GIVEN = "Ann Bea Carl Dan Eve Fay Gus Hal Ida Jon".split()
NOTHING: dict[str, str] = {}
FAMILY = "Ash Birch Cedar Dogwood Elm Fir Gorse Hazel Ivy Juniper".split()


@pytest.fixture(autouse=True)
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy, no waiting, and a store of answers of the test's own."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for function in (service.connect, service.ask, service._fetched):
        if function.__kwdefaults__ and "wait" in function.__kwdefaults__:
            monkeypatch.setitem(function.__kwdefaults__, "wait", lambda _: None)


def hundred(folder: Path) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """A hundred persons in the files of a folder; return what a registry knows, and who is who in truth.

    Of each ten: five alone with dates; one whose namesake has other dates; one whose namesake has no dates; one without
    dates; one whom the registry has with another year; one whom it does not know.
    """
    known: dict[str, dict[str, str]] = {}
    truth: dict[str, str] = {}
    additions = []
    for number in range(100):
        name, born = f"{GIVEN[number % 10]} {FAMILY[number // 10]}", 1800 + number
        key, case = f"person-p{number}", number % 10
        dates = {} if case == 7 else {"born": str(born), "died": str(born + 60)}
        additions.append(Addition("person", key, (Name(name, "en"),), dates))
        if case != 9:
            years = f"{born + 3}–{born + 90}" if case == 8 else f"{born}–{born + 60}"
            known[f"Q{number + 1000}"] = {"name": name, "description": f"writer ({years})"}
        if case not in (8, 9):
            truth[key] = f"Q{number + 1000}"
        if case in (5, 6):
            other = f"painter ({born + 40}–{born + 99})" if case == 5 else "painter"
            known[f"Q{number + 5000}"] = {"name": name, "description": other}
    add_all(folder, additions)
    return known, truth


def run(folder: Path, *arguments: str, what: str = "persons") -> Result:
    return CliRunner().invoke(cli, ["reconcile", what, "--authority", str(folder), "--pause", "0", *arguments])


@pytest.mark.parametrize("is_draft", [False, True])
def test_of_a_hundred_none_is_tied_wrongly(tmp_path: Path, is_draft: bool) -> None:
    known, truth = hundred(tmp_path / "own")
    with serving(Local(known, is_draft)) as local:
        done = run(tmp_path / "own", "--service", local.url, "--tie")
    assert done.exit_code == 0, done.output
    assert len(local.asked) == 10
    tied = {key: dict(entry.identifiers)["Wikidata"] for key, entry in load(tmp_path / "own").entries.items()
            if entry.identifiers}  # fmt: skip
    right = sum(truth.get(key) == value for key, value in tied.items())
    assert (right, len(tied), len(truth)) == (60, 60, 80)
    again = run(tmp_path / "own", "--service", local.url, "--tie")
    assert again.exit_code == 2


def test_what_was_answered_is_not_asked_again(tmp_path: Path) -> None:
    known, _ = hundred(tmp_path / "own")
    with serving(Local(known)) as local:
        first = run(tmp_path / "own", "--service", local.url)
        second = run(tmp_path / "own", "--service", local.url)
        assert len(local.asked) == 10
        run(tmp_path / "own", "--service", local.url, "--fresh")
        assert len(local.asked) == 20
    assert first.stdout == second.stdout
    assert not any(entry.identifiers for entry in load(tmp_path / "own").entries.values())


def test_a_run_that_was_broken_off_goes_on_from_there(tmp_path: Path) -> None:
    known, _ = hundred(tmp_path / "own")
    with serving(Local(known)) as local:
        local.faults = [*[(200, b"", NOTHING)] * 3, (400, b"no", NOTHING)]
        assert run(tmp_path / "own", "--service", local.url).exit_code == 2
        assert run(tmp_path / "own", "--service", local.url).exit_code == 0
        assert len(local.asked) == 10


def test_dates_that_the_service_gives_only_when_asked(tmp_path: Path) -> None:
    add_all(tmp_path / "own", [Addition("person", "person-a", (Name("Ann Ash", "en"),), {"born": "1900"})])
    for is_draft in (False, True):
        with serving(Local({"Q1": {"name": "Ash, Ann", "P569": "1900-05-06"}}, is_draft)) as local:
            plain = run(tmp_path / "own", "--service", local.url, "--format", "json")
            asked = run(tmp_path / "own", "--service", local.url, "--property", "born=P569", "--format", "json")
        assert [json.loads(done.stdout)[0]["verdict"] for done in (plain, asked)] == ["open", "tied"]


def test_a_person_s_yes_ties(tmp_path: Path) -> None:
    add_all(tmp_path / "own", [Addition("person", "person-a", (Name("Ann Ash", "en"),))])
    with serving(Local({"Q1": {"name": "Ann Ash"}})) as local:
        assert run(tmp_path / "own", "--service", local.url, "--yes", "person-a=Q1").exit_code == 0
        assert load(tmp_path / "own").entries["person-a"].identifiers == (("Wikidata", "Q1"),)
        for wrong in ("person-b=Q1", "person-a=1", "person-a", "=Q1"):
            done = run(tmp_path / "own", "--service", local.url, "--yes", wrong)
            assert (done.exit_code, "internal" in done.stderr) == (2, False)


def test_places_by_a_local_table_without_a_network(tmp_path: Path) -> None:
    near, far = {"latitude": "39.90", "longitude": "116.40"}, {"latitude": "10", "longitude": "10"}
    additions = [
        Addition("place", "place-a", (Name("北京", "zh-Hant"), Name("Beijing", "en")), near),
        Addition("place", "place-b", (Name("Beijing Road", "en"),), far),
    ]
    add_all(tmp_path / "own", additions)
    table = tmp_path / "t.csv"
    table.write_text(
        "name,latitude,longitude,geonameid\nBeijing,39.9075,116.39723,1816670\nBeijing Road,50,50,1816671\n", "utf-8"
    )
    done = run(tmp_path / "own", "--table", str(table), "--type", "GeoNames", "--tie", what="places")
    assert done.exit_code == 0, done.output
    found = {key: entry.identifiers for key, entry in load(tmp_path / "own").entries.items()}
    assert found == {"place-a": (("GeoNames", "1816670"),), "place-b": ()}


FAULTS = {
    "429 for ever": [(429, b"slow down", {"Retry-After": "1"})] * 9,
    "500 for ever": [(500, b"", NOTHING)] * 9,
    "503 with a word": [(503, b"later", {"Retry-After": "soon"})] * 9,
    "404": [(404, b"", NOTHING)],
    "403": [(403, b"<html>", NOTHING)],
    "garbage": [(200, b"<html>no</html>", NOTHING)],
    "bytes": [(200, b"\xff\xfe\x00", NOTHING)],
    "a number": [(200, b"7", NOTHING)],
    "a list": [(200, b"[]", NOTHING)],
    "an empty object": [(200, b"{}", NOTHING)],
    "half an answer": [(200, b'{"q0": {"resu', NOTHING)],
    "an answer broken off": [(200, b"{}", {"Content-Length": "99"})] * 9,
    "other keys": [(200, b'{"q0": {"results": []}}', NOTHING)],
    "a result that is no list": [(200, b'{"q0": {"result": "none"}}', NOTHING)],
    "too deep": [(200, b"[" * 100_000, NOTHING)],
}


@pytest.mark.parametrize("name", FAULTS)
@pytest.mark.parametrize("at", [0, 1])
def test_a_service_that_fails_is_told_in_one_line(tmp_path: Path, name: str, at: int) -> None:
    add_all(tmp_path / "own", [Addition("person", "person-a", (Name("Ann Ash", "en"),))])
    before = (tmp_path / "own" / "persons.xml").read_bytes()
    with serving(Local({"Q1": {"name": "Ann Ash"}})) as local:
        local.faults = [(200, b"", NOTHING)] * at + FAULTS[name]
        done = run(tmp_path / "own", "--service", local.url, "--tie")
    assert done.exit_code == 2, done.output
    told = [line for line in done.stderr.splitlines() if "error" in line]
    assert len(told) == 1
    assert "127.0.0.1" in told[0]
    assert "internal" not in told[0]
    assert (tmp_path / "own" / "persons.xml").read_bytes() == before


def test_too_many_requests_are_waited_for(tmp_path: Path) -> None:
    add_all(tmp_path / "own", [Addition("person", "person-a", (Name("Ann Ash", "en"),))])
    with serving(Local({"Q1": {"name": "Ann Ash"}})) as local:
        local.faults = [(429, b"", {"Retry-After": "2"}), (503, b"", {})]
        assert run(tmp_path / "own", "--service", local.url).exit_code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--service", "ftp://127.0.0.1/"),
        ("--service", "127.0.0.1"),
        ("--service", "http://127.0.0.1:9/none"),
        ("--service", "http://x/", "--table", "t.csv"),
        ("--table", "none.csv", "--type", "GeoNames"),
        ("--table", "none.csv"),
        ("--service", "http://127.0.0.1:9/", "--property", "colour=P1"),
    ],
)
def test_a_bad_request_is_told_in_one_line(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    add_all(tmp_path / "own", [Addition("person", "person-a", (Name("Ann Ash", "en"),))])
    done = run(tmp_path / "own", *arguments)
    assert (done.exit_code, "internal" in done.stderr) == (2, False)
    assert done.stderr.strip()
