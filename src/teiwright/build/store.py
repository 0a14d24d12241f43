"""The build's memory: one SQLite database an output folder, with what each article was made of and what it left.

Three kinds of things stand in it: a row a source with the fingerprints of what its TEI and outputs were made from; the
authority entries as they were last seen; and the facts that joint outputs are made of (`Fact`; the kinds are listed in
docs/scale.md). Only the process that leads a build writes. Every change is one transaction, so that a build may be
killed at any moment, and two builds may share a folder: what was remembered is true, what was not is made again.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from teiwright.errors import OutputError
from teiwright.facts import Fact, Page, Place, numbered

VERSION = 2
NAME = f".teiwright-{VERSION}.sqlite3"
"""The file's name bears the version of its tables: another version of the program keeps a file of its own."""
PATIENCE = 600.0
"""Seconds to wait for another build's transaction."""

TABLES = """
CREATE TABLE IF NOT EXISTS article (
    name TEXT PRIMARY KEY, source TEXT NOT NULL, inputs TEXT NOT NULL, tei TEXT NOT NULL,
    scripts TEXT NOT NULL, steps TEXT NOT NULL, names BLOB NOT NULL, stale INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS seal (
    name TEXT PRIMARY KEY, value TEXT NOT NULL, files TEXT NOT NULL, warns INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS entry (
    id TEXT PRIMARY KEY, digest TEXT NOT NULL, probes TEXT NOT NULL, n INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fact (
    kind TEXT NOT NULL, sort TEXT NOT NULL, article TEXT NOT NULL, n INTEGER NOT NULL, key TEXT NOT NULL,
    opens INTEGER NOT NULL, data TEXT NOT NULL, PRIMARY KEY (kind, sort, article, n)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS fact_by_article ON fact (article);
CREATE INDEX IF NOT EXISTS fact_by_key ON fact (kind, key);
CREATE INDEX IF NOT EXISTS fact_opens ON fact (kind, sort, article, n) WHERE opens;
CREATE TABLE IF NOT EXISTS touched (
    kind TEXT NOT NULL, sort TEXT NOT NULL, article TEXT NOT NULL, n INTEGER NOT NULL,
    opens INTEGER NOT NULL, PRIMARY KEY (kind, sort, article, n)
) WITHOUT ROWID;
"""

FIRST: Place = ("", "", 0)


@dataclass(frozen=True, slots=True)
class Step:
    """What one step (tei, html, pdf, index) was made from, its files, and what was met and failed in making it."""

    key: str
    files: tuple[str, ...] = ()
    findings: tuple[dict[str, Any], ...] = ()
    errors: tuple[str, ...] = ()
    pictures: tuple[tuple[str, str], ...] = ()
    """The pictures beside the TEI to which it leads, each with what tells its content, "" where there is none."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of one article. `inputs` and `tei` hold stamps (see `stale.Stamp`) as they are stored.

    `scripts` are those that its word lists were chosen by; `names` is the index of the words that authority entries
    might match (`names_index`); `stale` says that one of these entries has changed.
    """

    name: str
    source: str
    inputs: str
    tei: str
    scripts: str
    steps: dict[str, Step] = field(default_factory=dict)
    names: bytes = b""
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Seal:
    """What an article looked like when nothing of it was due: `value` tells its inputs and what all texts share.

    `files` are those of its outputs, seen from the plan's folder; `warns` says that what was met is to be told again.
    """

    value: str
    files: tuple[str, ...]
    warns: bool


class Store:
    """An open store (see `opened`); what joint outputs are made of, too (`facts.Library`)."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path

    # ---- articles

    def row(self, name: str) -> Row | None:
        """Return what is known of the article, or None."""
        found = self._one("SELECT * FROM article WHERE name = ?", (name,))
        return _row(found) if found else None

    def remember(self, row: Row, facts: Iterable[Fact] | None, generation: str) -> None:
        """Keep an article's row and, where they are given, its facts instead of the former ones.

        `generation` is that of the authority entries which it was made with: where another build has seen others
        since, the article is kept as stale.
        """
        with self.transaction():
            stale = row.stale or generation != self.setting("authority")
            self._connection.execute(
                "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (row.name, row.source, row.inputs, row.tei, row.scripts, _steps(row.steps), row.names, stale),
            )
            self._break_seal(row.name)
            if facts is not None:
                self._replace_facts(row.name, facts)

    def sealed(self, name: str) -> Seal | None:
        """Return the seal of an article; None where it has none, or one of the entries it depends on has changed."""
        found = self._one(
            "SELECT value, files, warns FROM seal JOIN article USING (name) WHERE name = ? AND NOT stale", (name,)
        )
        return Seal(found[0], tuple(found[1].split("\n")), bool(found[2])) if found else None

    def put_seal(self, name: str, seal: Seal) -> None:
        """Keep an article's seal."""
        values = (name, seal.value, "\n".join(seal.files), seal.warns)
        self._connection.execute("INSERT OR REPLACE INTO seal VALUES (?, ?, ?, ?)", values)

    def _break_seal(self, name: str) -> None:
        self._connection.execute("DELETE FROM seal WHERE name = ?", (name,))

    def restamp(self, name: str, inputs: str, tei: str) -> None:
        """Keep new stamps of files whose content is as it was."""
        self._connection.execute("UPDATE article SET inputs = ?, tei = ? WHERE name = ?", (inputs, tei, name))

    def forget(self, names: Iterable[str]) -> None:
        """Forget articles and take their facts away."""
        with self.transaction():
            for name in names:
                self._replace_facts(name, ())
                self._break_seal(name)
                self._connection.execute("DELETE FROM article WHERE name = ?", (name,))

    def sources(self) -> Iterator[tuple[str, str]]:
        """Yield name and source of each article, by name."""
        yield from self._connection.execute("SELECT name, source FROM article ORDER BY name")

    # ---- authority entries

    def entries(self) -> dict[str, tuple[str, str]]:
        """Return digest and probes of each entry as last seen, by id, in the order of the files."""
        found = self._connection.execute("SELECT id, digest, probes FROM entry ORDER BY n")
        return {identifier: (digest, probes) for identifier, digest, probes in found}

    def see_entries(self, generation: str, entries: Mapping[str, tuple[str, str]], stale: Iterable[str]) -> None:
        """Keep the entries as they are now, and that the articles named by `stale` depend on what changed."""
        rows = [(identifier, *entry, number) for number, (identifier, entry) in enumerate(entries.items())]
        self._connection.execute("DELETE FROM entry")
        self._connection.executemany("INSERT INTO entry VALUES (?, ?, ?, ?)", rows)
        self._connection.executemany("UPDATE article SET stale = 1 WHERE name = ?", [(name,) for name in stale])
        self.set("authority", generation)

    def indexes_of_names(self) -> Iterator[tuple[str, bytes]]:
        """Yield the index of names of each article that is not stale already."""
        yield from self._connection.execute("SELECT name, names FROM article WHERE NOT stale")

    def setting(self, name: str) -> str:
        """Return a value kept under a name, "" where there is none."""
        found = self._one("SELECT value FROM setting WHERE name = ?", (name,))
        return str(found[0]) if found else ""

    def set(self, name: str, value: str) -> None:
        """Keep a value under a name."""
        self._connection.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))

    # ---- facts

    def count(self, kind: str) -> int:
        """Return how many facts of a kind there are."""
        return int(self._all("SELECT count(*) FROM fact WHERE kind = ?", (kind,))[0][0])

    def facts(self, kind: str, page: Page | None = None) -> Iterator[Fact]:
        """Yield the facts of a kind, or those on a page, in their order."""
        start, end = (page.start, page.end) if page else (FIRST, None)
        until = "AND (sort, article, n) < (?, ?, ?)" if end else ""
        found = self._connection.execute(
            f"SELECT sort, key, data, article, n FROM fact WHERE kind = ? AND (sort, article, n) >= (?, ?, ?) {until} "
            "ORDER BY sort, article, n",
            (kind, *start, *(end or ())),
        )
        for sort, key, data, article, n in found:
            yield Fact(kind, sort, key, data, article, n)

    def facts_of(self, kind: str, *, key: str | None = None, article: str | None = None) -> list[Fact]:
        """Return the facts of a kind that have a key or belong to an article, in their order."""
        column, value = ("key", key) if key is not None else ("article", article)
        found = self._all(
            f"SELECT sort, key, data, article, n FROM fact WHERE kind = ? AND {column} = ? ORDER BY sort, article, n",
            (kind, value),
        )
        return [Fact(kind, sort, key, data, article, n) for sort, key, data, article, n in found]

    def _replace_facts(self, name: str, facts: Iterable[Fact]) -> None:
        """Put an article's facts in place of the former; what differs is noted as touched."""
        columns = "kind, sort, n, key, opens, data"
        former = {row[:3]: row[3:] for row in self._all(f"SELECT {columns} FROM fact WHERE article = ?", (name,))}
        now = {
            (fact.kind, fact.sort, fact.n): (fact.key, int(fact.opens_page), fact.data)
            for fact in numbered(facts, name)
        }
        gone = [place for place in former if place not in now]
        new = [place for place, value in now.items() if former.get(place) != value]
        touched = [(kind, sort, name, n, former[kind, sort, n][1]) for kind, sort, n in gone]
        touched += [(kind, sort, name, n, now[kind, sort, n][1]) for kind, sort, n in new]
        self._connection.executemany("INSERT OR REPLACE INTO touched VALUES (?, ?, ?, ?, ?)", touched)
        self._connection.executemany(
            "DELETE FROM fact WHERE kind = ? AND sort = ? AND article = ? AND n = ?",
            [(kind, sort, name, n) for kind, sort, n in gone],
        )
        self._connection.executemany(
            "INSERT OR REPLACE INTO fact VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(kind, sort, name, n, *now[kind, sort, n]) for kind, sort, n in new],
        )

    # ---- pages of facts

    def page_at(self, kind: str, place: Place) -> Page:
        """Return the page on which the fact at a place stands, or would."""
        start = self._one(
            "SELECT sort, article, n FROM fact WHERE opens AND kind = ? AND (sort, article, n) <= (?, ?, ?) "
            "ORDER BY sort DESC, article DESC, n DESC LIMIT 1",
            (kind, *place),
        )
        end = self._one(
            "SELECT sort, article, n FROM fact WHERE opens AND kind = ? AND (sort, article, n) > (?, ?, ?) "
            "ORDER BY sort, article, n LIMIT 1",
            (kind, *place),
        )
        return Page(kind, start or FIRST, end)

    def pages(self, kind: str) -> list[Page]:
        """Return all pages of a kind, in order; none where there are no facts of the kind."""
        starts: list[Place] = [FIRST]
        starts += self._all(
            "SELECT sort, article, n FROM fact WHERE opens AND kind = ? ORDER BY sort, article, n", (kind,)
        )
        ends: list[Place | None] = [*starts[1:], None]
        pages = [Page(kind, start, end) for start, end in zip(starts, ends, strict=True)]
        return pages if next(self.facts(kind, pages[0]), None) else pages[1:]

    def touched(self, kind: str) -> tuple[list[Page], list[Place]]:
        """Return the pages of a kind whose facts have changed since `untouch`, and the starts that pages have lost.

        Where a page has begun or ceased, its neighbours count as changed, too, since they lead to it.
        """
        found = self._all(
            "SELECT sort, article, n, opens FROM touched WHERE kind = ? ORDER BY sort, article, n", (kind,)
        )
        pages: dict[Place, Page] = {}
        lost: list[Place] = []
        for sort, article, n, opened in found:
            page = self.page_at(kind, (sort, article, n))
            pages[page.start] = page
            if opened:
                pages |= {near.start: near for near in self._neighbours(page)}
                if page.start != (sort, article, n):
                    lost.append((sort, article, n))
        return [pages[start] for start in sorted(pages)], lost

    def _neighbours(self, page: Page) -> Iterator[Page]:
        before = self.before(page)
        if before:
            yield before
        if page.end:
            yield self.page_at(page.kind, page.end)

    def before(self, page: Page) -> Page | None:
        """Return the page before, or None."""
        last = self._one(
            "SELECT sort, article, n FROM fact WHERE kind = ? AND (sort, article, n) < (?, ?, ?) "
            "ORDER BY sort DESC, article DESC, n DESC LIMIT 1",
            (page.kind, *page.start),
        )
        return self.page_at(page.kind, last) if last else None

    def has_touched(self, kinds: Sequence[str]) -> bool:
        """Tell whether facts of these kinds have changed since `untouch`."""
        marks = ", ".join("?" * len(kinds))
        return self._one(f"SELECT 1 FROM touched WHERE kind IN ({marks}) LIMIT 1", tuple(kinds)) is not None

    def articles_touched(self) -> int:
        """Return of how many articles facts have changed since `untouch`."""
        return int(self._all("SELECT count(DISTINCT article) FROM touched", ())[0][0])

    def untouch(self, kinds: Iterable[str]) -> None:
        """Say that the joint outputs made of these kinds are as the facts are."""
        self._connection.executemany("DELETE FROM touched WHERE kind = ?", [(kind,) for kind in kinds])

    # ----

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make what is done inside one change, which no other build writes between."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def _one(self, query: str, values: Sequence[object]) -> Any:
        return self._connection.execute(query, values).fetchone()

    def _all(self, query: str, values: Sequence[object]) -> list[Any]:
        return self._connection.execute(query, values).fetchall()


@contextmanager
def opened(path: Path) -> Iterator[Store]:
    """Open the store at a path, making it where there is none; a damaged one is made anew. Raises OutputError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = _connected(path)
    except (OSError, sqlite3.Error) as error:
        raise OutputError(f"the build's memory cannot be kept: {error}", file=str(path)) from error
    try:
        yield Store(connection, path)
    except sqlite3.Error as error:
        raise OutputError(f"the build's memory cannot be kept: {error}", file=str(path)) from error
    finally:
        connection.close()


def _connected(path: Path) -> sqlite3.Connection:
    try:
        return _connection(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return _connection(path)


def _connection(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.executescript(TABLES)
        _check(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection) -> None:
    """Find out now, not in the midst of a build, that a file is damaged or has other tables than ours."""
    for table, columns in (("article", 8), ("seal", 4), ("entry", 4), ("setting", 2), ("fact", 7), ("touched", 5)):
        if len(connection.execute(f"SELECT * FROM {table} LIMIT 1").description) != columns:
            raise sqlite3.DatabaseError(f"{table} is not ours")


def _row(found: Sequence[Any]) -> Row:
    name, source, inputs, tei, scripts, steps, names, stale = found
    return Row(name, source, inputs, tei, scripts, _read_steps(steps), names, bool(stale))


def _steps(steps: dict[str, Step]) -> str:
    kept = {kind: [step.key, step.files, step.findings, step.errors, step.pictures] for kind, step in steps.items()}
    return json.dumps(kept, ensure_ascii=False)


def _read_steps(text: str) -> dict[str, Step]:
    return {
        kind: Step(key, tuple(files), tuple(findings), tuple(errors), tuple(map(tuple, pictures)))
        for kind, (key, files, findings, errors, pictures) in json.loads(text).items()
    }
