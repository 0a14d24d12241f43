"""Many articles: what one change makes anew, and that it comes out as if all were made at once."""

import base64
import json
import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from teiwright import build as building
from teiwright import facts, publishing
from teiwright.build import executors, stale, store
from teiwright.build.pipeline import Outcome, Plan, Task
from teiwright.cli import cli
from teiwright.errors import PublishingError, TeiwrightError
from teiwright.publishing import joint
from tests.conftest import ROOT

ARTICLE = """# Letters {number}

Stalin wrote to Mao Zedong on {day} June 1950.[^1] Others wrote, too.[^2]

[^1]: John {surname}, *A Book of the Year {number}* (Bern: Press, 2000), {number}.
[^2]: АПРФ. Ф. 45. Оп. 1. Д. {number}. Л. 1.
"""
SURNAMES = ("Adler", "Brook", "Carver", "Draper", "Eames", "Fisher", "Glover", "Hooper", "Ingram", "Joiner")
ENTRY = """    <person xml:id="person-{name}"><persName xml:lang="en">{words}</persName></person>
  </listPerson>"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def built(library: Path, out: Path, *more: str | Path) -> Result:
    return run("build", library / "source", "-o", out, "--authority", library / "authority", "-j", "1", *more)


def write(library: Path, number: int, day: int = 25) -> Path:
    path = library / "source" / f"article-{number:02}.md"
    path.write_text(ARTICLE.format(number=number, day=day, surname=SURNAMES[number]), "utf-8")
    return path


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Eight articles and an authority folder of their own."""
    (tmp_path / "source").mkdir()
    (tmp_path / "authority").mkdir()
    for path in (ROOT / "tei" / "authority").glob("*.xml"):
        (tmp_path / "authority" / path.name).write_bytes(path.read_bytes())
    for number in range(8):
        write(tmp_path, number)
    return tmp_path


@pytest.fixture
def divided(monkeypatch: pytest.MonkeyPatch) -> None:
    """Joint pages of few facts."""
    monkeypatch.setattr(joint, "TOGETHER", 4)
    monkeypatch.setattr(facts, "PAGE", 3)


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(store.NAME))
    return {path.relative_to(folder).as_posix(): path.read_bytes().replace(bytes(folder), b"") for path in files}


def times(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("*")}


def add_entry(library: Path, name: str, words: str) -> None:
    path = library / "authority" / "persons.xml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("</listPerson>", ENTRY.format(name=name, words=words), 1), "utf-8")


def names_built(result: Result) -> list[str]:
    return [line.partition(":")[0] for line in result.stdout.splitlines() if line.startswith("article-")]


@pytest.mark.usefixtures("divided")
def test_a_change_rewrites_its_own_pages_and_all_is_as_if_made_at_once(library: Path, tmp_path: Path) -> None:
    built(library, tmp_path / "out", "--only", "index")
    before = times(tmp_path / "out" / "index")
    pages = [name for name in before if name.startswith("all.citations.") and name.count("-")]
    assert len(pages) > 6
    write(library, 3, day=26)
    (library / "source" / "article-03.md").write_text(ARTICLE.format(number=30, day=25, surname="Elsewhere"), "utf-8")
    (library / "source" / "article-05.md").unlink()
    write(library, 9)
    assert names_built(built(library, tmp_path / "out", "--only", "index")) == ["article-03", "article-09"]
    after = times(tmp_path / "out" / "index")
    assert [name for name in pages if before[name] == after.get(name)], "every page was made anew"
    for path in (tmp_path / "out").rglob("article-05*"):
        path.unlink()
    built(library, tmp_path / "fresh", "--only", "index")
    assert contents(tmp_path / "out") == contents(tmp_path / "fresh")


def test_what_an_older_and_a_newer_version_remember_is_left_as_it_is(library: Path, tmp_path: Path) -> None:
    version = store.NAME.removesuffix(".sqlite3").rpartition("-")[2]
    out = tmp_path / "out"
    out.mkdir()
    others = [out / store.NAME.replace(f"-{version}.", f"-{other}.") for other in (int(version) - 1, int(version) + 1)]
    for path in others:
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE article (something TEXT)")
    before = [path.read_bytes() for path in others]
    assert len(names_built(built(library, out, "--only", "tei"))) == 8
    assert names_built(built(library, out, "--only", "tei")) == []
    assert [path.read_bytes() for path in others] == before


def test_a_word_that_changes_leaves_what_is_made_of_all_citations_alone(library: Path, tmp_path: Path) -> None:
    """At ten thousand articles their joint exports alone take as long as all else."""
    built(library, tmp_path / "out", "--only", "index")
    before = times(tmp_path / "out" / "index")
    joint_files = [f"all.{ending}" for ending in ("citations.json", "citations.csv", "csl.json", "bib", "ris")]
    text = (library / "source" / "article-03.md").read_text("utf-8")
    (library / "source" / "article-03.md").write_text(text.replace("wrote, too", "answered, too"), "utf-8")
    assert names_built(built(library, tmp_path / "out", "--only", "index")) == ["article-03"]
    after = times(tmp_path / "out" / "index")
    assert [name for name in joint_files if after[name] != before[name]] == []
    (library / "source" / "article-03.md").write_text(text.replace("2000", "2001"), "utf-8")
    built(library, tmp_path / "out", "--only", "index")
    after = times(tmp_path / "out" / "index")
    assert [name for name in joint_files if after[name] == before[name]] == []


def test_what_many_articles_change_is_made_by_a_process_of_its_own_and_comes_out_the_same(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = ("--only", "index", "--only", "html")
    built(library, tmp_path / "here", *kinds)
    monkeypatch.setattr(building, "MANY", 8)
    monkeypatch.setattr(publishing, "joint_index", None)  # this process does not make it
    built(library, tmp_path / "apart", *kinds)
    assert contents(tmp_path / "apart") == contents(tmp_path / "here")


def ending() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def failing() -> None:
    raise PublishingError("the stylesheet failed", file="article.xml", hint="mend it")


@pytest.mark.parametrize(
    ("work", "said"),
    [
        (failing, "article.xml: the stylesheet failed (mend it)"),
        (ending, "the process that made what all texts have together ended (signal SIGKILL); is there enough memory?"),
    ],
)
def test_what_ends_a_process_apart_is_said(work: Callable[[], None], said: str) -> None:
    with pytest.raises(TeiwrightError) as caught:
        executors.apart(work)
    assert str(caught.value) == said


@pytest.mark.usefixtures("divided")
def test_the_pages_of_a_divided_index_lead_to_every_item(library: Path, tmp_path: Path) -> None:
    built(library, tmp_path / "out", "--only", "index")
    index = tmp_path / "out" / "index"
    records = json.loads((index / "all.citations.json").read_text("utf-8"))["citations"]
    pages = "".join(path.read_text("utf-8") for path in index.glob("all.citations*.html"))
    missing = [r["id"] for r in records if f'href="../html/{r["article"]}.html#{r["id"]}"' not in pages]
    assert len(records) == 16
    assert not missing
    overview = (index / "all.citations.html").read_text("utf-8")
    assert all(path.name in overview for path in index.glob("all.citations.*-*.html"))


def test_an_entry_makes_stale_only_the_texts_that_have_one_of_its_names(library: Path, tmp_path: Path) -> None:
    built(library, tmp_path / "out", "--only", "tei")
    add_entry(library, "eames", "John Eames")
    assert names_built(built(library, tmp_path / "out", "--only", "tei")) == ["article-04"]
    add_entry(library, "nobody", "Xerxes Quagmire")
    assert "nothing to do" in built(library, tmp_path / "out", "--only", "tei").stdout


def test_entries_in_another_order_make_every_text_anew(library: Path, tmp_path: Path) -> None:
    """Where two entries share a name, the order may decide."""
    built(library, tmp_path / "out", "--only", "tei")
    path = library / "authority" / "persons.xml"
    root = etree.parse(path).getroot()
    persons = next(root.iter("{*}listPerson"))
    persons.append(next(persons.iter("{*}person")))
    path.write_bytes(etree.tostring(root))
    assert len(names_built(built(library, tmp_path / "out", "--only", "tei"))) == 8


def test_an_entry_that_is_taken_away_leaves_no_trace(library: Path, tmp_path: Path) -> None:
    entries = (library / "authority" / "persons.xml").read_bytes()
    built(library, tmp_path / "out", "--only", "tei")
    before = contents(tmp_path / "out")
    add_entry(library, "fisher", "John Fisher")
    built(library, tmp_path / "out", "--only", "tei")
    assert contents(tmp_path / "out") != before
    (library / "authority" / "persons.xml").write_bytes(entries)
    built(library, tmp_path / "out", "--only", "tei")
    assert contents(tmp_path / "out") == before


def sealed(out: Path) -> int:
    with sqlite3.connect(out / store.NAME) as memory:
        return int(memory.execute("SELECT count(*) FROM seal").fetchone()[0])


def add_sidecar(library: Path, out: Path) -> None:
    (library / "source" / "article-03.meta.toml").write_text('author = "Mary Miller"\n', "utf-8")


def add_decisions(library: Path, out: Path) -> None:
    (library / "decisions").mkdir()
    (library / "decisions" / "article-03.toml").write_text("", "utf-8")


def change_source(library: Path, out: Path) -> None:
    write(library, 3, day=26)


def remove_tei(library: Path, out: Path) -> None:
    (out / "tei" / "article-03.xml").unlink()


def remove_output(library: Path, out: Path) -> None:
    (out / "index" / "article-03.citations.json").unlink()


def remove_report(library: Path, out: Path) -> None:
    (out / "report" / "article-03.json").unlink()


def know_a_surname(library: Path, out: Path) -> None:
    add_entry(library, "draper", "John Draper")


@pytest.mark.parametrize(
    "change", [add_sidecar, add_decisions, change_source, remove_tei, remove_output, remove_report, know_a_surname]
)
def test_what_was_looked_at_and_left_is_made_again_where_anything_of_it_changes(
    change: Callable[[Path, Path], None], library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stale, "FRESH", -(10**12))  # every file has long been as it is
    out = tmp_path / "out"
    built(library, out, "--only", "index")
    assert sealed(out) == 0
    before = built(library, out, "--only", "index")
    assert sealed(out) == 8
    assert names_built(before) == []
    assert built(library, out, "--only", "index").stdout == before.stdout
    change(library, out)
    assert names_built(built(library, out, "--only", "index")) == ["article-03"]


def test_a_build_elsewhere_and_from_another_folder_finds_nothing_to_do(
    library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(library)
    build = ("--authority", "authority", "--only", "tei", "-j", "1")
    run("build", "source", "-o", "out", *build)
    monkeypatch.chdir(library / "source")
    again = run("build", ".", "-o", "../out", "--authority", "../authority", "--only", "tei", "-j", "1")
    assert "nothing to do" in again.stdout


def test_an_output_alone_is_made_anew_where_it_alone_is_missing(library: Path, tmp_path: Path) -> None:
    built(library, tmp_path / "out", "--only", "html", "--only", "index")
    before = contents(tmp_path / "out")
    tei = tmp_path / "out" / "tei" / "article-02.xml"
    written = tei.stat().st_mtime_ns
    (tmp_path / "out" / "html" / "article-02.html").unlink()
    result = built(library, tmp_path / "out", "--only", "html", "--only", "index")
    assert names_built(result) == ["article-02"]
    assert tei.stat().st_mtime_ns == written
    assert contents(tmp_path / "out") == before


def test_one_article_that_fails_stops_no_other(library: Path, tmp_path: Path) -> None:
    (library / "source" / "article-02.md").write_bytes(b"\0\0\0\0")
    result = built(library, tmp_path / "out", "--only", "tei")
    assert result.exit_code == 2
    assert "8 texts: 7 built, 1 failed" in result.stdout
    assert len(list((tmp_path / "out" / "tei").glob("*.xml"))) == 7


def test_two_builds_in_one_folder_remember_both(library: Path, tmp_path: Path) -> None:
    with store.opened(tmp_path / store.NAME) as one, store.opened(tmp_path / store.NAME) as other:
        for name, memory in (("a", one), ("b", other)):
            memory.remember(store.Row(name, name, "", "", ""), [facts.Fact("word", "x", "", name)], "")
        assert [fact.data for fact in one.facts("word")] == ["a", "b"]


def test_what_is_remembered_of_other_entries_than_another_build_has_seen_is_stale(tmp_path: Path) -> None:
    with store.opened(tmp_path / store.NAME) as memory:
        memory.set("authority", "new")
        memory.remember(store.Row("a", "a", "", "", ""), None, "old")
        memory.remember(store.Row("b", "b", "", "", ""), None, "new")
        rows = [memory.row(name) for name in "ab"]
        assert [row.stale for row in rows if row] == [True, False]


def test_a_transaction_that_is_cut_off_leaves_what_was(tmp_path: Path) -> None:
    def cut_off() -> Iterator[facts.Fact]:
        yield facts.Fact("word", "x", "", "new")
        raise KeyboardInterrupt

    with store.opened(tmp_path / store.NAME) as memory:
        memory.remember(store.Row("a", "a", "", "", ""), [facts.Fact("word", "x", "", "old")], "")
        with pytest.raises(KeyboardInterrupt):
            memory.remember(store.Row("a", "b", "", "", ""), cut_off(), "")
        row = memory.row("a")
        assert row is not None
        assert row.source == "a"
        assert [fact.data for fact in memory.facts("word")] == ["old"]
    assert sqlite3.connect(tmp_path / store.NAME).execute("PRAGMA integrity_check").fetchone() == ("ok",)


def killing(task: Task) -> Outcome:
    """Make nothing, but die where the source's name asks for it: always, or at the first attempt."""
    mark = task.plan.folder / task.source.name
    if task.source.name.startswith("deadly") or (task.source.name.startswith("once") and not mark.exists()):
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return Outcome(task.source, "built")


def test_a_worker_that_dies_loses_no_article(tmp_path: Path) -> None:
    names = ["a", "once", "b", "deadly", "c", "once-more", "d"]
    tasks = [Task(Path(name), Plan(tmp_path, tmp_path), ()) for name in names]
    outcomes = list(executors.processes(2, killing)(tasks))
    assert [outcome.source.name for outcome in outcomes] == names
    assert [outcome.source.name for outcome in outcomes if outcome.status == "failed"] == ["deadly"]
    assert "SIGKILL" in outcomes[3].failure


def test_tasks_are_asked_for_only_as_they_can_be_done(tmp_path: Path) -> None:
    asked: list[int] = []

    def tasks() -> Iterator[Task]:
        for number in range(200):
            asked.append(number)
            yield Task(Path(str(number)), Plan(tmp_path, tmp_path), ())

    outcomes = executors.processes(2, killing)(tasks())
    assert next(outcomes).source.name == "0"
    assert len(asked) <= 2 * executors.AHEAD + 2
    assert [outcome.source.name for outcome in outcomes] == [str(number) for number in range(1, 200)]


def mortal(task: Task) -> Outcome:
    """End the process at the first attempt at every fourth task; otherwise make nothing."""
    mark = task.plan.folder / task.source.name
    if int(task.source.name) % 4 == 0 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return Outcome(task.source, "built")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_gives_the_same_and_loses_nothing_with_a_worker(library: Path, tmp_path: Path) -> None:
    distributed = pytest.importorskip("distributed", reason="needs teiwright[cluster]")
    from teiwright.build.cluster import cluster

    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as machines:
        there = tmp_path / "there"
        result = built(library, there, "--only", "index", "--cluster", machines.scheduler_address)
        assert result.exit_code < 2, result.output
        tasks = [Task(Path(str(number)), Plan(tmp_path, tmp_path), ()) for number in range(12)]
        outcomes = list(cluster(machines.scheduler_address, mortal)(tasks))
    built(library, tmp_path / "here", "--only", "index")
    assert contents(there) == contents(tmp_path / "here")
    assert [(outcome.source.name, outcome.status) for outcome in outcomes] == [(str(n), "built") for n in range(12)]


def test_a_cluster_that_does_not_answer_is_said(library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="needs teiwright[cluster]")
    monkeypatch.setattr("teiwright.build.cluster.PATIENCE", "100ms")
    result = built(library, tmp_path / "out", "--cluster", "tcp://127.0.0.1:9")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: no Dask scheduler answers at tcp://127.0.0.1:9")


def test_a_picture_that_changes_makes_the_editions_anew_and_no_other_text(library: Path, tmp_path: Path) -> None:
    write(library, 2)
    source = library / "source" / "article-02.md"
    source.write_text(source.read_text("utf-8").replace("\n\n[^1]", "\n\n![A map](map.svg)\n\n[^1]"), "utf-8")
    out = tmp_path / "out"
    built(library, out, "--only", "tei", "--only", "html")
    assert names_built(built(library, out, "--only", "tei", "--only", "html")) == []
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{0}"/>'
    for width in (10, 200):
        (out / "tei" / "map.svg").write_text(picture.format(width), "utf-8")
        assert names_built(built(library, out, "--only", "tei", "--only", "html")) == ["article-02"]
        page = (out / "html" / "article-02.html").read_text("utf-8")
        assert base64.b64encode(picture.format(width).encode()).decode() in page
    assert names_built(built(library, out, "--only", "tei", "--only", "html")) == []
