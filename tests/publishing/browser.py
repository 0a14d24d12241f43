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


def opened(page: Path, query: str = "", *more: str) -> Any:
    """Return the page as the browser has it when all is done; a request that is none of a file has no answer."""
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=8000", *more]
    command += ["--host-resolver-rules=MAP * ~NOTFOUND", "--dump-dom", f"{page.resolve().as_uri()}?{query}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    return html.document_fromstring(done.stdout)


def scripted(page: Path, script: str, *more: str) -> Any:
    """Return the page as the browser has it after a script of the test's own, which runs when the page has settled."""
    text = page.read_text("utf-8")
    own = f"<script>addEventListener('load', () => setTimeout(async () => {{ {script} }}, 2500));</script>"
    page.write_text(text.replace("</body>", f"{own}</body>"), "utf-8")
    try:
        return opened(page, "", *more)
    finally:
        page.write_text(text, "utf-8")
