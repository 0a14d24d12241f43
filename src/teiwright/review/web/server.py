"""The server of a review: on this machine alone, behind an address that no one can guess."""

import json
import secrets
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from typing import Any, cast, get_args

from teiwright.decisions import Place
from teiwright.review.answering import Answer, Verdict
from teiwright.review.web.desk import Desk, RefusedError
from teiwright.review.web.page import page

HOST = "127.0.0.1"
LARGEST = 64 * 1024
"""No answer is longer than so many bytes."""
PATIENCE = 30
"""Seconds until a connection that sends nothing is closed."""
TYPES = {"review.css": "text/css; charset=utf-8", "review.js": "text/javascript; charset=utf-8"}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def serve(desk: Desk, *, port: int = 0, token: str = "") -> tuple[ThreadingHTTPServer, str]:
    """Return the server, bound to 127.0.0.1 (`port` 0: a free one), for the caller to run and close, and its address.

    Without a `token` a random one is made; nothing is answered but below /TOKEN/. Raises OSError where the port is
    taken.
    """
    base = f"/{token or secrets.token_urlsafe(24)}/"
    server = ThreadingHTTPServer((HOST, port), cast(Any, partial(_Handler, desk, base)))
    server.daemon_threads = True
    return server, f"http://{HOST}:{server.server_port}{base}"


class _Handler(BaseHTTPRequestHandler):
    timeout = PATIENCE
    server_version, sys_version = "teiwright", ""

    def __init__(self, desk: Desk, base: str, *args: Any) -> None:
        self.desk, self.base = desk, base
        super().__init__(*args)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the address holds the token."""

    def do_GET(self) -> None:
        match self._asked():
            case "":
                self._send(HTTPStatus.OK, "text/html; charset=utf-8", page(self.desk))
            case name if name in TYPES:
                self._send(HTTPStatus.OK, TYPES[name], files("teiwright.review.web").joinpath(name).read_bytes())
            case _:
                self._send(HTTPStatus.NOT_FOUND, "text/plain; charset=utf-8", b"not found\n")

    def do_POST(self) -> None:
        todo: dict[str | None, Callable[[dict[str, Any]], dict[str, Any]]] = {
            "answer": self._answer,
            "part": self._part,
            "undo": self._undo,
        }
        asked = self._asked()
        if asked not in todo:
            self._send(HTTPStatus.NOT_FOUND, "text/plain; charset=utf-8", b"not found\n")
            return
        try:
            said, status = todo[asked](self._content()), HTTPStatus.OK
        except RefusedError as error:
            said, status = {"error": f"not kept: {error}"}, HTTPStatus.BAD_REQUEST
        self._send(status, "application/json; charset=utf-8", json.dumps(said, ensure_ascii=False).encode())

    def _asked(self) -> str | None:
        """Return what is asked for below the address, None where the token or the host is another."""
        path = self.path.partition("?")[0]
        host = self.headers.get("Host", "").partition(":")[0]
        known = secrets.compare_digest(path[: len(self.base)].encode(), self.base.encode())
        return path[len(self.base) :] if known and host in (HOST, "localhost") else None

    def _content(self) -> dict[str, Any]:
        """Return the JSON object that was sent; a page of another site cannot send this type unasked."""
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > LARGEST:
            self.close_connection = True
            raise RefusedError(f"an answer has at most {LARGEST} bytes")
        if self.headers.get_content_type() != "application/json":
            raise RefusedError("an answer is JSON")
        try:
            content = json.loads(self.rfile.read(int(length)))
        except ValueError as error:
            raise RefusedError("an answer is JSON") from error
        if not isinstance(content, dict):
            raise RefusedError("an answer is a JSON object")
        return content

    def _answer(self, content: dict[str, Any]) -> dict[str, Any]:
        number, verdict, value = content.get("question"), content.get("verdict"), content.get("value", "")
        if type(number) is not int or verdict not in get_args(Verdict) or not isinstance(value, str):
            raise RefusedError("an answer has a question's number, a verdict (yes, no, choose, edit) and a value")
        said = self.desk.answer(number, Answer(cast(Verdict, verdict), value))
        return {"said": said, "answer": self.desk.answers[number]}

    def _part(self, content: dict[str, Any]) -> dict[str, Any]:
        start, end = content.get("start"), content.get("end")
        text, kind, words = (content.get(name) for name in ("text", "kind", "words"))
        if type(start) is not int or type(end) is not int:
            raise RefusedError("a part of a citation has a start and an end")
        if not (isinstance(text, str) and isinstance(kind, str) and isinstance(words, str)):
            raise RefusedError("a part of a citation has a text, a kind and words")
        return {"said": self.desk.correct(Place(text, start, end), kind, words)}

    def _undo(self, _: dict[str, Any]) -> dict[str, Any]:
        number = self.desk.undo()
        return {"question": number, "answer": self.desk.answers.get(number, "")}

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **HEADERS}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)
