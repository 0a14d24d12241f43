"""The review driven in headless Chromium by the keyboard: nothing that was answered is lost when the browser dies."""

import fcntl
import json
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from teiwright.build import Options, annotate_source
from teiwright.decisions import load
from teiwright.review import doubtful, web
from tests.conftest import loopback

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")]
GIVEN = "Edward Alice Henry Mary Walter Jane".split()
FAMILY = "Marsh Ferry Weirman Lockley Pilotson".split()
SECONDS = 60.0


class Browser:
    """Speaks the DevTools protocol over two pipes, which Chromium has as its files 3 and 4."""

    def __init__(self, address: str, profile: Path) -> None:
        (to_read, self._out), (self._in, to_write) = os.pipe(), os.pipe()
        high = [fcntl.fcntl(each, fcntl.F_DUPFD, 20) for each in (to_read, to_write)]

        def lay() -> None:
            for each, place in zip(high, (3, 4), strict=True):
                os.dup2(each, place)

        flags = ("--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--no-first-run")
        self.process = subprocess.Popen(
            [CHROMIUM, *flags, f"--user-data-dir={profile}", "about:blank"], close_fds=False,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=lay,
        )  # fmt: skip
        for each in (to_read, to_write, *high):
            os.close(each)
        self._number, self._left, self._session = 0, b"", ""
        target = self.ask("Target.createTarget", url=address)["targetId"]
        self._session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.wait("document.readyState === 'complete' && !!document.getElementById('status')")

    def ask(self, method: str, **parameters: Any) -> Any:
        """Ask for something and return the answer."""
        self._number += 1
        asked = {"id": self._number, "method": method, "params": parameters}
        os.write(
            self._out, json.dumps(asked | ({"sessionId": self._session} if self._session else {})).encode() + b"\0"
        )
        while True:
            while b"\0" not in self._left:
                self._left += os.read(self._in, 65536)
            message, _, self._left = self._left.partition(b"\0")
            answer = json.loads(message)
            if answer.get("id") == self._number:
                return answer["result"]

    def value(self, expression: str) -> Any:
        """Return the value of an expression of the page's."""
        return self.ask("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def wait(self, expression: str) -> None:
        """Wait until an expression of the page's holds."""
        end = time.monotonic() + SECONDS
        while not self.value(expression):
            assert time.monotonic() < end, f"{expression} never held: {self.value('document.body.textContent')[:200]}"
            time.sleep(0.02)

    def press(self, key: str) -> None:
        """Press a key."""
        text = "\r" if key == "Enter" else key
        code = 13 if key == "Enter" else ord(key.upper())
        self.ask("Input.dispatchKeyEvent", type="keyDown", key=key, text=text, windowsVirtualKeyCode=code)
        self.ask("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    def kill(self) -> None:
        """End the browser as a crash does."""
        self.process.kill()
        self.process.wait()
        os.close(self._out)
        os.close(self._in)


@contextmanager
def opened(address: str, profile: Path) -> Iterator[Browser]:
    browser = Browser(address, profile)
    try:
        yield browser
    finally:
        browser.kill()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[web.Desk, str]]:
    loopback()
    text = "\n\n".join(f"On 3 March 1950 {a} {b} wrote to Moscow." for a in GIVEN for b in FAMILY)
    note = "\n\nThe end.[^1]\n\n[^1]: Jon Smith, *A Book* (Bern: Press, 2000), 3.\n"
    source = tmp_path / "names.md"
    source.write_text(f"# Names\n\n{text}{note}", "utf-8")
    made = annotate_source(source, Options())
    held = web.Desk(doubtful(made), made, tmp_path / "decisions" / "names.toml", day="2026-11-28")
    server, address = web.serve(held)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield held, address
    server.shutdown()
    thread.join()
    server.server_close()


def test_twenty_decisions_outlive_the_browser(desk: tuple[web.Desk, str], tmp_path: Path) -> None:
    held, address = desk
    total = len(held.questions)
    assert total > 20
    for part in (1, 2):
        with opened(address, tmp_path / f"profile-{part}") as browser:
            begun = 10 * (part - 1)
            browser.wait(f"document.getElementById('status').textContent.startsWith('{begun} answered')")
            for number in range(begun + 1, begun + 11):
                browser.press("n")
                browser.wait(f"document.getElementById('status').textContent.startsWith('{number} answered')")
            assert len(load(held.path).decisions) == begun + 10
    again = annotate_source(tmp_path / "names.md", Options(decisions=held.path))
    assert len(doubtful(again)) == total - 20


def test_a_part_of_a_citation_is_corrected_by_the_keyboard(desk: tuple[web.Desk, str], tmp_path: Path) -> None:
    held, address = desk
    with opened(address, tmp_path / "profile") as browser:
        browser.value("document.querySelector('details.parts').open = true")
        browser.value("document.querySelector('.part[data-kind=\"publisher\"]').focus()")
        browser.press("Enter")
        browser.wait("document.activeElement.id === 'part-words'")
        browser.value("document.getElementById('part-kind').value = 'title'")
        browser.press("Enter")
        browser.wait("document.getElementById('status').textContent.includes('kept: title: Press')")
        assert browser.value("document.activeElement.dataset.kind") == "publisher", "the focus is where it was"
    (kept,) = load(held.path).decisions
    assert (kept.action, kept.kind, kept.quote) == ("tag", "title", "Press")
