"""A reconciliation service on 127.0.0.1, in both versions of the API, that can be made to fail."""

import json
import threading
import urllib.parse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.conftest import loopback

SPACE = "http://www.wikidata.org/entity/"


@dataclass
class Local:
    """What the service knows and was asked; `faults` are answered first: (status, body, headers)."""

    people: dict[str, dict[str, Any]]
    is_draft: bool = False
    faults: list[tuple[int, bytes, dict[str, str]]] = field(default_factory=list)
    asked: list[Any] = field(default_factory=list)
    url: str = ""

    def manifest(self) -> dict[str, Any]:
        return {
            "versions": ["1.0-draft"] if self.is_draft else ["0.2"],
            "name": "a local service",
            "identifierSpace": SPACE,
            "schemaSpace": SPACE,
            "view": {"url": SPACE + "{{id}}"},
            "batchSize": 10,
            "extend": {},
        }

    def candidates(self, name: str) -> list[dict[str, Any]]:
        words = set(name.lower().replace(",", "").split())
        return [
            {"id": key, "name": one["name"], "description": one.get("description", ""), "score": 90, "match": True,
             "type": [{"id": "Q5", "name": "human"}]}
            for key, one in self.people.items()
            if words & set(one["name"].lower().replace(",", "").split())
        ]  # fmt: skip

    def answer(self, path: str, body: bytes) -> Any:
        if self.is_draft:
            query = json.loads(body)
            self.asked.append(query)
            if path.endswith("/extend"):
                rows = [self.row(key, query["properties"]) for key in query["ids"]]
                return {
                    "rows": [{"id": key, "properties": cells} for key, cells in zip(query["ids"], rows, strict=True)]
                }
            names = [each["conditions"][0]["propertyValue"] for each in query["queries"]]
            return {"results": [{"candidates": self.candidates(name)} for name in names]}
        form = urllib.parse.parse_qs(body.decode())
        if "extend" in form:
            query = json.loads(form["extend"][0])
            cells = {key: self.row(key, query["properties"]) for key in query["ids"]}
            return {"rows": {key: {cell["id"]: cell["values"] for cell in row} for key, row in cells.items()}}
        queries = json.loads(form["queries"][0])
        self.asked.append(queries)
        return {key: {"result": self.candidates(each["query"])} for key, each in queries.items()}

    def row(self, key: str, properties: list[dict[str, str]]) -> list[dict[str, Any]]:
        known = self.people[key]
        return [
            {"id": each["id"], "values": [{"date": known[each["id"]]}] if each["id"] in known else []}
            for each in properties
        ]


@contextmanager
def serving(local: Local) -> Iterator[Local]:
    class Handler(BaseHTTPRequestHandler):
        def reply(self, make: Callable[[], Any]) -> None:
            status, body, headers = local.faults.pop(0) if local.faults else (200, b"", {})
            content = body if body or status != 200 else json.dumps(make()).encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def do_GET(self) -> None:
            self.reply(local.manifest)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.reply(lambda: local.answer(self.path, body))

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    loopback()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    local.url = f"http://127.0.0.1:{server.server_port}/reconcile"
    try:
        yield local
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
