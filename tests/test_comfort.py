"""Daily comfort: progress, watching, the preview, what a machine reads."""

import http.client
import json
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from teiwright import preview
from teiwright.cli import cli
from teiwright.commands.progress import BETWEEN, Progress, working
from teiwright.commands.watching import watch
from teiwright.errors import DataError
from tests.conftest import loopback

TEXT = "# Title\n\nBy A. Author\n\nSome words.^1^\n\n^1^ A note.\n"


def test_long_work_is_told_line_by_line_where_no_one_looks_on(capsys: pytest.CaptureFixture[str]) -> None:
    clock = iter([0.0, 1.0, BETWEEN + 1, BETWEEN + 2])
    shown = Progress(3, "files", now=lambda: next(clock))
    for _ in range(3):
        shown.advance()
    assert capsys.readouterr().err == "2 of 3 files\n"


def test_short_work_and_quiet_work_are_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    short, quiet = Progress(2, "files", now=lambda: 0.0), Progress(2, "files", quiet=True, now=lambda: 1e9)
    for shown in (short, quiet, short, quiet):
        shown.advance()
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("is_seen", [True, False])
def test_one_long_piece_of_work_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, is_seen: bool
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: is_seen)
    with working("article.md", patience=0.01, between=0.01):
        time.sleep(0.1)
    told = capsys.readouterr().err
    assert told.count("article.md: at work for 0 s") > 1
    assert told.endswith("\r\033[K" if is_seen else "s\n")
    with working("article.md"):
        pass
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("line", "keys"),
    [
        ("encode a.md --force --json", {"tei", "is_new", "findings"}),
        ("build a.md -o out --only tei --json", {"built", "texts", "status"}),
        ("check a.xml --json", None),
        ("validate a.xml --json", None),
        ("verify a.md a.xml --json", {"tei", "source", "compared", "set_aside", "findings"}),
        ("suggest a.md --json", None),
        ("review a.md --json", None),
        ("authority check --json", None),
        ("explain --json", None),
        ("explain note-empty --json", {"rule", "stage", "meaning", "mend"}),
        ("config --json", {"file", "metadata", "options"}),
        ("schema list --json", None),
        ("deposit a.xml -o packages --for zenodo --dry-run --json", {"packages", "findings"}),
        ("deposit a.xml -o packages --json", {"packages", "findings"}),
        ("deposit --check packages --json", {"packages", "findings"}),
    ],
)
def test_what_a_machine_reads_is_json_and_nothing_else(
    encoded: Path, monkeypatch: pytest.MonkeyPatch, line: str, keys: set[str] | None
) -> None:
    """Standard output holds one value of JSON: an object with the keys that docs/json.md promises, or a list."""
    monkeypatch.chdir(encoded)
    done = CliRunner().invoke(cli, line.split(), catch_exceptions=False)
    assert done.exit_code in (0, 1), done.stderr
    told: Any = json.loads(done.stdout)
    assert isinstance(told, list) if keys is None else keys <= told.keys()


def test_encoding_again_is_told_as_nothing_new(encoded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(encoded)
    runs = [CliRunner().invoke(cli, "encode a.md -o b.xml --json".split()) for _ in range(2)]
    assert [json.loads(run.stdout)["is_new"] for run in runs] == [True, False]


@pytest.fixture(scope="module")
def encoded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("json")
    (folder / "a.md").write_text(TEXT, "utf-8")
    CliRunner().invoke(cli, ["encode", str(folder / "a.md")])
    return folder


def test_a_watch_acts_on_a_change_and_goes_on_after_an_error(tmp_path: Path) -> None:
    acted: list[str] = []

    def act() -> int:
        acted.append("|".join(sorted(path.name for path in tmp_path.iterdir())))
        match len(acted):
            case 1:
                (tmp_path / "a.md").write_text("a")
                raise DataError("no such thing")
            case 2:
                (tmp_path / "a.md").write_text("ab")
                return 0
        raise KeyboardInterrupt

    assert watch(lambda: [tmp_path], act, between=0.01) == 0
    assert acted == ["", "a.md", "a.md"]


def test_the_preview_shows_the_folder_to_this_machine_only(tmp_path: Path) -> None:
    loopback()
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("<p>here</p>")
    (tmp_path / "secret.txt").write_text("secret")
    server, address = preview.serve(tmp_path / "site")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        answers = [
            _got(address, path, host)
            for path, host in (("/", "127.0.0.1"), ("/../secret.txt", "127.0.0.1"), ("/", "evil.example"))
        ]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert answers[0] == (200, "<p>here</p>")
    assert [status for status, _ in answers[1:]] == [404, 404]
    assert server.server_address[0] == "127.0.0.1"


def _got(address: str, path: str, host: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    connection.request("GET", path, headers={"Host": host})
    response = connection.getresponse()
    return response.status, response.read().decode()


def test_a_build_tells_a_machine_what_became_of_each_text(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(TEXT)
    (tmp_path / "two.md").write_bytes(b"\xff\xfe\x00")
    words = ["build", str(tmp_path / "one.md"), str(tmp_path / "two.md"), "-o", str(tmp_path / "out"), "--only", "tei"]
    result = CliRunner().invoke(cli, [*words, "-j", "1", "--format", "json"])
    told = json.loads(result.stdout)
    assert (told["built"], told["failed"], told["status"]) == (1, 1, result.exit_code)
    one, two = told["texts"]
    assert one["status"] == "built"
    assert Path(one["outputs"]["tei"][0]).is_file()
    assert {"severity", "rule", "message", "file", "line"} <= one["findings"][0].keys()
    assert two["status"] == "failed"
    assert "two.md" in two["errors"][0]


def test_a_quiet_build_says_nothing_of_what_went_well(tmp_path: Path) -> None:
    (tmp_path / "one.md").write_text(TEXT)
    words = ["build", str(tmp_path / "one.md"), "-o", str(tmp_path / "out"), "--only", "tei", "-q"]
    result = CliRunner().invoke(cli, words)
    assert (tmp_path / "out" / "tei" / "one.xml").is_file()
    assert result.stdout == ""


def test_clashes_of_the_authority_files_are_told_to_a_machine() -> None:
    result = CliRunner().invoke(cli, ["authority", "check", "--format", "json"])
    assert {"file", "line", "rule", "message"} <= json.loads(result.stdout)[0].keys()
