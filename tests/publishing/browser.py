"""Pages opened from their folder in headless Chromium, nothing served; and the site that such tests look at."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from lxml import html

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")
ARTICLES = ("search-zh", "boats-zh", "boats-hant", "boats-ru", "boats-en")
in_chromium = pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")


# Virtual time runs on while a busy machine draws no frame: what waits for a frame waits here for the clock.
CLOCK = """<script>
globalThis.requestAnimationFrame = (task) => setTimeout(() => task(performance.now()), 16);
globalThis.requestIdleCallback = (task) => setTimeout(task, 1);
</script>"""


def opened(page: Path, query: str = "", *more: str, script: str = "") -> Any:
    """Return the page as the browser has it when all is done; a request that is none of a file has no answer."""
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=8000", *more]
    command += ["--host-resolver-rules=MAP * ~NOTFOUND", "--dump-dom", f"{page.resolve().as_uri()}?{query}"]
    text = page.read_text("utf-8")
    page.write_text(text.replace("<head>", f"<head>{CLOCK}", 1).replace("</body>", f"{script}</body>"), "utf-8")
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    finally:
        page.write_text(text, "utf-8")
    return html.document_fromstring(done.stdout)


def scripted(page: Path, script: str, *more: str) -> Any:
    """Return the page as the browser has it after a script of the test's own, which runs when the page has settled."""
    own = f"<script>addEventListener('load', () => setTimeout(async () => {{ {script} }}, 2500));</script>"
    return opened(page, "", *more, script=own)
