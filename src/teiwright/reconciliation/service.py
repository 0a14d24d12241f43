"""A client of the W3C Reconciliation Service API: 0.2 and the draft of 1.0; batched, kept, polite, resumable."""

import http.client
import json
import os
import sqlite3
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from teiwright import __version__
from teiwright.errors import DataError
from teiwright.identifiers import recognised
from teiwright.licences import is_web_address
from teiwright.reconciliation.matching import Candidate, Question, point_of, year_of, years_of

BATCH, LARGEST_BATCH, LIMIT = 10, 50, 5
TIMEOUT, TRIES, LONGEST_WAIT = 30.0, 4, 60.0
LARGEST_ANSWER = 10_000_000
GOES_ON = "what was answered is kept: the next run goes on from there"
Wait = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Service:
    """A service as its manifest describes it.

    `type_id` is its own type of what is asked for, `properties` are its own names of born, died and point.
    """

    url: str
    name: str
    is_draft: bool
    batch: int
    space: str
    extends: bool = False
    type_id: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)

    def identifier_type(self) -> str:
        """Return the type of the identifiers that the service gives, by their address, or an empty string."""
        for example in ("Q1", "118540238", "113230702", "1816670", "7001758", "n79021164"):
            found = recognised(self.space.replace("{{id}}", example).replace("{id}", example))
            if found:
                return found.type
        return ""


def connect(
    url: str, *, type_id: str = "", properties: Mapping[str, str] | None = None, wait: Wait = time.sleep
) -> Service:
    """Ask a service what it is. Raises DataError where it does not answer, or is no reconciliation service."""
    if not is_web_address(url):
        raise DataError(f"{url} is no address of a service", hint="write it with https://")
    manifest = _fetched(url, None, wait)
    if not isinstance(manifest, dict) or not (manifest.get("name") or manifest.get("versions")):
        raise DataError(f"{url} is no reconciliation service: it has no manifest")
    versions = [str(each) for each in manifest.get("versions") or ["0.2"]] if _is_list(manifest.get("versions")) else []
    view = manifest.get("view")
    space = str(manifest.get("identifierSpace") or "")
    pattern = str(view.get("url") or "") if isinstance(view, dict) else ""
    size = manifest.get("batchSize")
    return Service(
        url,
        str(manifest.get("name", url)),
        bool(versions) and not any(each.startswith("0.") for each in versions),
        min(size, LARGEST_BATCH) if isinstance(size, int) and size > 0 else BATCH,
        f"{space}{{{{id}}}}" if recognised(f"{space}Q1") or not pattern else pattern,
        isinstance(manifest.get("extend"), dict),
        type_id,
        dict(properties or {}),
    )


def _is_list(value: object) -> bool:
    return value is None or isinstance(value, list)


def ask(
    service: Service, asked: Sequence[Question], *, fresh: bool = False, pause: float = 0.5, wait: Wait = time.sleep
) -> Iterator[tuple[Question, tuple[Candidate, ...]]]:
    """Yield each question with its candidates, in order; what was answered before is not asked again unless `fresh`.

    Only names and the type are sent, in batches, with `pause` seconds between them. Raises DataError where the
    service fails for good.
    """
    with _store() as store:
        known = {} if fresh else {each.id: _kept(store, service, each) for each in asked}
        due = [each for each in asked if known.get(each.id) is None]
        answers = {key: value for key, value in known.items() if value is not None}
        for start in range(0, len(due), service.batch):
            if start:
                wait(pause)
            batch = due[start : start + service.batch]
            found = dict(zip((each.id for each in batch), _answered(service, batch, wait), strict=True))
            _keep(store, service, batch, found)
            answers |= found
        for question in asked:
            yield question, tuple(_candidate(each) for each in answers[question.id])


# ==== what is sent and received


def _answered(service: Service, batch: Sequence[Question], wait: Wait) -> list[list[dict[str, Any]]]:
    typed = {"type": service.type_id} if service.type_id else {}
    if service.is_draft:
        queries = [
            {**typed, "limit": LIMIT, "conditions": [{"matchType": "name", "propertyValue": each.name}]}
            for each in batch
        ]
        answer = _fetched(f"{service.url.rstrip('/')}/match", {"queries": queries}, wait)
        results = answer.get("results") if isinstance(answer, dict) else None
        lists = [each.get("candidates") if isinstance(each, dict) else None for each in results or ()]
    else:
        numbered = {f"q{number}": {"query": each.name, "limit": LIMIT, **typed} for number, each in enumerate(batch)}
        answer = _fetched(service.url, {"queries": json.dumps(numbered, ensure_ascii=False)}, wait, form=True)
        rows = answer if isinstance(answer, dict) else {}
        lists = [row.get("result") if isinstance(row, dict) else None for row in (rows.get(key) for key in numbered)]
    if len(lists) != len(batch) or not all(isinstance(each, list) for each in lists):
        raise DataError(f"{service.url} answers otherwise than the Reconciliation API says", hint=GOES_ON)
    found = [[each for each in one or () if isinstance(each, dict) and each.get("id")] for one in lists]
    return _extended(service, found, wait)


def _extended(service: Service, found: list[list[dict[str, Any]]], wait: Wait) -> list[list[dict[str, Any]]]:
    """The candidates with the dates and coordinates that the service's data extension gives, if it is asked for."""
    identifiers = list(dict.fromkeys(str(each["id"]) for one in found for each in one))
    if not (service.extends and service.properties and identifiers):
        return found
    query = {"ids": identifiers, "properties": [{"id": each} for each in service.properties.values()]}
    if service.is_draft:
        answer = _fetched(f"{service.url.rstrip('/')}/extend", query, wait)
    else:
        answer = _fetched(service.url, {"extend": json.dumps(query)}, wait, form=True)
    rows = answer.get("rows", {}) if isinstance(answer, dict) else {}
    if isinstance(rows, list):
        rows = {
            str(row.get("id")): {str(each.get("id")): each.get("values") for each in row.get("properties", ())}
            for row in rows
            if isinstance(row, dict)
        }
    ours = {theirs: name for name, theirs in service.properties.items()}
    for candidate in (each for one in found for each in one):
        values = rows.get(str(candidate["id"])) if isinstance(rows, dict) else None
        for theirs, cells in (values or {}).items() if isinstance(values, dict) else ():
            cell = cells[0] if isinstance(cells, list) and cells and isinstance(cells[0], dict) else {}
            text = next((str(cell[key]) for key in ("date", "str", "int", "float", "name") if key in cell), "")
            if theirs in ours and text:
                candidate[f"teiwright:{ours[theirs]}"] = text
    return found


def _candidate(data: Mapping[str, Any]) -> Candidate:
    description = str(data.get("description") or "")
    name = str(data.get("name") or "")
    born, died = years_of(description)
    if not (born or died):
        born, died = years_of(name)
    types = data.get("type") or ()
    score = data.get("score")
    return Candidate(
        str(data["id"]),
        name,
        float(score) if isinstance(score, int | float) else 0.0,
        data.get("match") is True,
        description,
        tuple(str(each.get("name") or each.get("id")) if isinstance(each, dict) else str(each) for each in types),
        year_of(str(data.get("teiwright:born", ""))) or born,
        year_of(str(data.get("teiwright:died", ""))) or died,
        point_of(str(data.get("teiwright:point", ""))),
    )


def _fetched(url: str, data: Mapping[str, Any] | None, wait: Wait, *, form: bool = False) -> Any:
    """Return what a service answers as JSON; too many requests and faults of its own are waited for.

    Raises DataError, in one line, where it fails for good.
    """
    body = None
    headers = {"User-Agent": f"teiwright/{__version__}", "Accept": "application/json"}
    if data is not None:
        body = (urllib.parse.urlencode(data) if form else json.dumps(data, ensure_ascii=False)).encode()
        headers["Content-Type"] = "application/x-www-form-urlencoded" if form else "application/json"
    said = ""
    for number in range(TRIES):
        try:
            request = urllib.request.Request(url, body, headers)
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
                content = answer.read(LARGEST_ANSWER + 1)
            if len(content) > LARGEST_ANSWER:
                raise DataError(f"{url} answers with more than {LARGEST_ANSWER:,} bytes", hint=GOES_ON)
            return json.loads(content)
        except urllib.error.HTTPError as error:
            said = f"answers {error.code}"
            if error.code != 429 and error.code < 500:
                raise DataError(f"{url} {said}", hint="look whether the address is right") from error
            delay = _delay(error.headers.get("Retry-After"), number)
        except (ValueError, RecursionError) as error:
            raise DataError(f"{url} answers with what is no JSON", hint=GOES_ON) from error
        except (OSError, urllib.error.URLError) as error:
            said = f"does not answer: {getattr(error, 'reason', '') or error or 'no answer'}"
            delay = _delay(None, number)
        except http.client.HTTPException as error:
            said = f"breaks off: {type(error).__name__}"
            delay = _delay(None, number)
        if number + 1 < TRIES:
            wait(delay)
    raise DataError(f"{url} {said}, {TRIES} times", hint=GOES_ON)


def _delay(stated: str | None, number: int) -> float:
    return min(float(stated), LONGEST_WAIT) if stated and stated.isdecimal() else float(2**number)


# ==== what was answered


def _store() -> sqlite3.Connection:
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "teiwright"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        store = sqlite3.connect(folder / "reconciliation.sqlite", isolation_level=None)
        store.execute("CREATE TABLE IF NOT EXISTS answer (question TEXT PRIMARY KEY, candidates TEXT NOT NULL)")
        return store
    except (OSError, sqlite3.Error):
        store = sqlite3.connect(":memory:", isolation_level=None)
        store.execute("CREATE TABLE answer (question TEXT PRIMARY KEY, candidates TEXT NOT NULL)")
        return store


def _key(service: Service, question: Question) -> str:
    asked = [service.url, service.type_id, sorted(service.properties.items()), question.name]
    return json.dumps(asked, ensure_ascii=False)


def _kept(store: sqlite3.Connection, service: Service, question: Question) -> list[dict[str, Any]] | None:
    row = store.execute("SELECT candidates FROM answer WHERE question = ?", [_key(service, question)]).fetchone()
    return json.loads(row[0]) if row else None


def _keep(
    store: sqlite3.Connection, service: Service, batch: Sequence[Question], found: Mapping[str, list[dict[str, Any]]]
) -> None:
    """Keep the answers of a batch, all in one transaction."""
    values = [(_key(service, each), json.dumps(found[each.id], ensure_ascii=False)) for each in batch]
    store.execute("BEGIN")
    store.executemany("INSERT OR REPLACE INTO answer VALUES (?, ?)", values)
    store.execute("COMMIT")
