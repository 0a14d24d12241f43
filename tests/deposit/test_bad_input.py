"""Fifty and more inputs that no package can be made of: each is told in one clear line, and nothing is written."""

from pathlib import Path

import pytest

from teiwright import publishing
from teiwright.authority import Name
from teiwright.authority.editing import Addition, add_all
from teiwright.reconciliation import service
from tests.deposit.test_packages import bytes_of, encoded, run
from tests.reconciliation.local_service import Local, serving

END = "</p>\n    </body>"
ORCID, TITLE = "0000-0002-1825-0097", '<title type="main">A title</title>'
ISSN = '<idno type="DOI">10.1000/183</idno>'
SCHEMA = "../schema/teiwright.rng"
HEADERS = {
    "a wrong digit of an ORCID": (ORCID, "0000-0002-1825-0098"),
    "two digits of an ORCID exchanged": (ORCID, "0000-0002-8125-0097"),
    "an ORCID that is too short": (ORCID, "0000-0002-1825"),
    "a wrong digit of a ROR": ("05dxps055", "05dxps056"),
    "a ROR with a letter that none has": ("05dxps055", "05dxpl055"),
    "a DOI without its prefix": ("10.1000/183", "1000/183"),
    "a DOI with a blank": ("10.1000/183", "10.1000/1 83"),
    "an empty DOI": ("10.1000/183", ""),
    "a wrong digit of an ISSN": (ISSN, '<idno type="ISSN">0317-8472</idno>'),
    "a wrong digit of an ISBN": (ISSN, '<idno type="ISBN">978-0-306-40615-8</idno>'),
    "a wrong digit of an ISNI": (ISSN, '<idno type="ISNI">0000000121032684</idno>'),
    "no title": (TITLE, '<title type="main"/>'),
    "a blank title": (TITLE, '<title type="main"> \u3000 </title>'),
    "a schema that is not there": (SCHEMA, "mine.rng"),
    "a schema outside": (SCHEMA, "../../../mine.rng"),
    "a schema on this machine": (SCHEMA, "/etc/hosts"),
    "a schema on another system": (SCHEMA, "..\\schema\\mine.rng"),
    "a picture that is not there": (END, f'<graphic url="none.png"/>{END}'),
    "a Chinese picture that is not there": (END, f'<graphic url="圖 一.png"/>{END}'),
    "a picture that is a folder": (END, f'<graphic url="."/>{END}'),
    "a picture outside": (END, f'<graphic url="../../../../x.png"/>{END}'),
    "a picture outside, encoded": (END, f'<graphic url="%2e%2e/../../x.png"/>{END}'),
    "a part in another file": (END, f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="b.xml"/>{END}'),
    "a tag that is not closed": ("</teiHeader>", ""),
    "an entity of a DTD": ("A title</title>", "A &title;</title>"),
    "TEI P4": ('<TEI xmlns="http://www.tei-c.org/ns/1.0"', "<TEI"),
}
REQUESTS = {
    "no file": (),
    "a file that is not there": ("none.xml",),
    "a Chinese name with a blank that is not there": ("沒有 這個.xml",),
    "a package that is not there": ("--check", "none"),
    "a folder without a package": ("--check", "empty"),
    "a file that is no package": ("--check", "file.txt"),
    "an archive that is broken": ("--check", "broken.zip"),
    "a repository that nobody knows": ("a.xml", "--for", "zenod"),
    "two files of one name": ("a.xml", "other/a.xml"),
    "a target that is a file": ("a.xml", "-o", "file.txt"),
    "a target below a file": ("a.xml", "-o", "file.txt/below"),
    "a folder without TEI": ("empty",),
    "a file that is no XML": ("file.txt",),
    "a file that is empty": ("empty.xml",),
    "a file of bytes": ("bytes.xml",),
    "an option that there is not": ("a.xml", "--fro", "zenodo"),
}
LACKING = {
    "no licence": 'licence = "CC BY 4.0"',
    "no abstract": 'abstract = "What <it> says."',
    "no author": 'authors = [{name = "Ann Writer", affiliation = "Some Institute", orcid = "0000-0002-1825-0097"}]',
}
FAULTS: dict[str, list[tuple[int, bytes, dict[str, str]]]] = {
    "429 for ever": [(429, b"slow down", {"Retry-After": "1"})] * 9,
    "500 for ever": [(500, b"", {})] * 9,
    "404": [(404, b"", {})],
    "a page": [(200, b"<html>no</html>", {})],
    "bytes": [(200, b"\xff\xfe\x00", {})],
    "half an answer": [(200, b'{"q0": {"resu', {})],
    "an answer broken off": [(200, b"{}", {"Content-Length": "99"})] * 9,
    "nothing": [(200, b"{}", {})],
}


def test_they_are_fifty() -> None:
    assert len(HEADERS) + len(REQUESTS) + len(LACKING) + len(FAULTS) + len(["a file that changes"]) >= 50


def the_line(told: str) -> str:
    """The one line of error that there must be."""
    (line,) = (each for each in told.splitlines() if "rror: " in each)
    assert "internal" not in told
    assert "Traceback" not in told
    return line


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    return encoded(tmp_path_factory.mktemp("good")).read_text("utf-8")


@pytest.mark.parametrize("name", HEADERS)
def test_a_bad_file_is_refused(text: str, tmp_path: Path, name: str) -> None:
    old, new = HEADERS[name]
    assert old in text
    (tmp_path / "tei").mkdir()
    # once: a wrong identifier that stands in several places of the header is told at each
    (tmp_path / "tei/b.xml").write_text(text.replace(old, new, 1), "utf-8")
    done = run("deposit", tmp_path / "tei/b.xml", "-o", tmp_path / "out")
    assert (done.exit_code, "b.xml" in the_line(done.stderr)) == (2, True), done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", REQUESTS)
def test_a_bad_request_is_refused(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("other", "empty"):
        (tmp_path / folder).mkdir()
    for path in ("a.xml", "other/a.xml"):
        (tmp_path / path).write_text(text, "utf-8")
    (tmp_path / "file.txt").write_text("words")
    (tmp_path / "empty.xml").write_text("")
    (tmp_path / "bytes.xml").write_bytes(b"\xff\xfe\x00\x00<")
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 no more")
    before = bytes_of(tmp_path)
    done = run("deposit", *REQUESTS[name])
    assert done.exit_code == 2, done.stderr
    the_line(done.stderr)
    assert bytes_of(tmp_path) == before


@pytest.mark.parametrize("name", LACKING)
def test_what_a_repository_needs_and_the_header_lacks_is_told(tmp_path: Path, name: str) -> None:
    whole = "\n".join([*LACKING.values(), 'date = "2020"', '[edition]\npublisher = "The Institute"'])
    tei = encoded(tmp_path, sidecar=whole.replace(LACKING[name], ""))
    done = run("deposit", tei, "-o", tmp_path / "out", "--for", "zenodo")
    assert done.exit_code == 2, done.stderr
    assert name.removeprefix("no ") in the_line(done.stderr).replace("creator", "author")
    assert not (tmp_path / "out").exists()


def test_a_file_that_changes_while_it_is_packed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tei = encoded(tmp_path)
    genuine = publishing.html

    def changing(path: Path, *rest: object, **more: object) -> list[Path]:
        made = genuine(path, *rest, **more)  # type: ignore[arg-type]
        tei.write_text(tei.read_text("utf-8").replace("Moscow", "London"), "utf-8")
        return made

    monkeypatch.setattr(publishing, "html", changing)
    done = run("deposit", tei, "-o", tmp_path / "out")
    assert (done.exit_code, "changed while it was packed" in done.stderr) == (2, True)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", FAULTS)
def test_a_service_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """More of them, at both moments of a query, in tests/reconciliation."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for function in (service.connect, service.ask, service._fetched):
        if function.__kwdefaults__ and "wait" in function.__kwdefaults__:
            monkeypatch.setitem(function.__kwdefaults__, "wait", lambda _: None)
    add_all(tmp_path / "own", [Addition("person", "person-a", (Name("Ann Ash", "en"),))])
    before = bytes_of(tmp_path / "own")
    with serving(Local({"Q1": {"name": "Ann Ash"}}, faults=list(FAULTS[name]))) as local:
        done = run("reconcile", "persons", "--authority", tmp_path / "own", "--service", local.url, "--tie")
    assert (done.exit_code, "127.0.0.1" in the_line(done.stderr)) == (2, True), done.stderr
    assert bytes_of(tmp_path / "own") == before
