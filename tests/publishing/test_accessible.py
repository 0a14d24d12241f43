"""Every kind of page for everybody: axe-core at three widths, light and dark, and what it does not look at; valid HTML.

One page with a frame holds the pages one after the other, so that the browser starts once.
"""

import json
import os
import shutil
import subprocess
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from tests.publishing.browser import in_chromium, opened

pytestmark = pytest.mark.slow
WIDTHS = (390, 820, 1440)
OPEN_NOTE = "document.querySelector('main .mark a').click()"
OPEN_NAME = "document.querySelector('main a.name').click()"
OPEN_CITATION = "document.querySelector('.cite-this').click()"
OPEN_CONTENTS = "document.querySelector('#open-contents').click()"
OPEN_CONTEXTS = "document.querySelector('.count').click()"
PAGES = [
    *(("html/index.html", act) for act in ("", OPEN_CONTENTS)),
    *(("html/boats-en.html", act) for act in ("", OPEN_NOTE, OPEN_NAME, OPEN_CITATION, OPEN_CONTEXTS)),
    *((f"html/boats-{language}.html", "") for language in ("zh", "hant", "ru")),
    *(
        (f"html/together/{kind}.html", "")
        for kind in ("person", "place", "org", "archive", "date", "letter", "document")
    ),
    *((f"html/together/{kind}.html", OPEN_CITATION) for kind in ("archival", "work")),
    ("html/index.html?find=Stalin", ""),
    ("index/boats-en.citations.html", ""),
    ("index/all.citations.html", ""),
]
LOOKING = """
const pause = (time) => new Promise((done) => setTimeout(done, time));
const exempt = 'article p, .note-body, .skip, .contexts, .described, svg, .side, [hidden]';
const found = [];
(async () => {
  for (const [page, act] of PAGES) {
    const frame = document.querySelector('iframe');
    frame.width = WIDTHS[0];
    await new Promise((done) => { frame.onload = done; frame.src = page; });
    await pause(1500);
    const { document: shown, window: inside } = frame.contentWindow;
    inside.eval(AXE);
    for (const width of WIDTHS) for (const theme of ['light', 'dark']) {
      frame.width = width;
      shown.documentElement.dataset.theme = theme;
      shown.querySelector('#card[popover]:popover-open')?.hidePopover();
      await pause(300);
      if (act) inside.eval(act);
      await pause(700);
      const { violations } = await inside.axe.run(shown, { resultTypes: ['violations'] });
      for (const one of violations) found.push([page, act, width, theme, one.id, one.nodes[0].html.slice(0, 200)]);
      if (shown.documentElement.scrollWidth > width) found.push([page, act, width, theme, 'scrolls sideways', '']);
      if (width !== WIDTHS[0] || theme !== 'light') continue;
      for (const one of shown.querySelectorAll('a[href], button, input, select')) {
        const { width: wide, height: high } = one.getBoundingClientRect();
        const isShown = wide && high && inside.getComputedStyle(one).visibility === 'visible' && !one.closest(exempt);
        if (isShown && (wide < 24 || high < 24))
          found.push([page, act, width, theme, 'under 24 px', `${one.outerHTML.slice(0, 120)} ${wide}x${high}`]);
      }
    }
  }
  document.querySelector('pre').textContent = JSON.stringify({ found, pages: PAGES.length });
})();
"""


@in_chromium
def test_no_kind_of_page_has_a_fault_that_axe_finds_at_any_width_light_or_dark(site: Path) -> None:
    axe = resources.files("axe_core_python").joinpath("axe.min.js").read_text("utf-8")
    given = {"PAGES": PAGES, "WIDTHS": WIDTHS, "AXE": axe}
    constants = "".join(f"const {name} = {json.dumps(value)};" for name, value in given.items()).replace("</", "<\\/")
    holder = site.parent / "looking.html"
    holder.write_text(
        f"<!doctype html><title>t</title><iframe height=900></iframe><pre></pre><script>{constants}{LOOKING}</script>",
        "utf-8",
    )
    made = opened(
        holder, "", "--allow-file-access-from-files", "--virtual-time-budget=600000", "--window-size=1600,1000"
    )
    holder.unlink()
    told: dict[str, Any] = json.loads(made.xpath("string(//pre)") or "{}")
    assert told.get("pages") == len(PAGES), "the browser did not come to an end"
    assert told["found"] == []


def _nu() -> list[str]:
    """The command of the Nu checker: `vnu`, or the archive that VNU_JAR names."""
    if shutil.which("vnu"):
        return ["vnu"]
    return ["java", "-jar", os.environ["VNU_JAR"]] if os.environ.get("VNU_JAR") and shutil.which("java") else []


@pytest.mark.skipif(not _nu(), reason="no Nu checker: neither vnu is installed nor does VNU_JAR name its archive")
def test_the_nu_checker_finds_no_error_on_any_page(site: Path) -> None:
    pages = [*site.rglob("*.html"), *(site.parent / "index").glob("*.html")]
    done = subprocess.run([*_nu(), "--errors-only", *map(str, pages)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[:4000]
