"""A folder of pages shown in the browser of this machine, and to no other."""

from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"


def serve(folder: Path, port: int = 0) -> tuple[ThreadingHTTPServer, str]:
    """Return a server of the files below `folder`, bound to 127.0.0.1, and its address; `port` 0 takes a free one.

    The caller runs and closes it. Raises OSError where the port is taken.
    """
    server = ThreadingHTTPServer((HOST, port), partial(_Handler, directory=str(folder)))
    server.daemon_threads = True
    return server, f"http://{HOST}:{server.server_port}/"


class _Handler(SimpleHTTPRequestHandler):
    server_version, sys_version = "teiwright", ""

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the browser shows what is wrong."""

    def send_head(self) -> Any:
        """Answer only who asks for this machine by its name: a name of another site may point here, too."""
        if self.headers.get("Host", "").partition(":")[0] not in (HOST, "localhost"):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def end_headers(self) -> None:
        """What was built anew is shown anew."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()
