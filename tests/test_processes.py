"""What the outside does to a run: it is ended, two run at once, no more can be written. Nothing is left half done."""

import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from lxml import etree

TEXT = "# Ferry {n}\n\nAnn Example\n\nIt crossed the river on July 5, 1950.[^1]\n\n[^1]: A. Smith, *Ferries*, p. 3.\n"
pytestmark = pytest.mark.slow


def sources(folder: Path, count: int) -> Path:
    texts = folder / "source"
    texts.mkdir()
    for n in range(count):
        (texts / f"ferry{n}.md").write_text(TEXT.format(n=n), "utf-8")
    return texts


def started(folder: Path, *words: str, limit: int = 0) -> subprocess.Popen[str]:
    """Start a build; `limit` is the size in bytes beyond which no file can be written, as where the disk is full."""

    def prepare() -> None:
        if limit:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [sys.executable, "-m", "teiwright", "build", *words]
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}
    return subprocess.Popen(
        command, cwd=folder, env=environment, text=True, preexec_fn=prepare, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def children(parent: int) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False)
    return [int(word) for word in listed.stdout.split()]


def is_running(process: int) -> bool:
    status = Path(f"/proc/{process}/status")
    return status.exists() and "State:\tZ" not in status.read_text()


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_build_that_is_ended_takes_its_workers_along(sent: signal.Signals, tmp_path: Path) -> None:
    if not Path("/proc/self/status").exists():
        pytest.skip("this system has no /proc")
    sources(tmp_path, 40)
    with started(tmp_path, "source", "-o", "out", "-j", "2") as build:
        deadline = time.monotonic() + 60
        while len(workers := children(build.pid)) < 2 and time.monotonic() < deadline:
            time.sleep(0.1)
        time.sleep(1)
        build.send_signal(sent)
        _, said = build.communicate(timeout=60)
    assert build.returncode == 2
    assert "interrupted" in said
    assert "Traceback" not in said
    deadline = time.monotonic() + 20
    while any(map(is_running, workers)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [worker for worker in workers if is_running(worker)]
    whole(tmp_path / "out")


def whole(folder: Path) -> None:
    """Every file that is there is a whole one, and none is a temporary one's remainder."""
    for path in folder.rglob("*.xml"):
        etree.parse(str(path))
    for path in folder.rglob("*.html"):
        assert path.read_text("utf-8").rstrip().endswith("</html>"), path


def test_two_builds_in_one_folder(tmp_path: Path) -> None:
    sources(tmp_path, 3)
    both = [started(tmp_path, "source", "-o", "out", "-j", "1", "--only", "html") for _ in range(2)]
    said = [build.communicate(timeout=180) for build in both]
    assert {build.returncode for build in both} <= {0, 1}, said
    assert len(list((tmp_path / "out" / "html").glob("ferry*.html"))) == 3
    whole(tmp_path / "out")


@pytest.mark.parametrize("limit", [1, 3_000, 9_000, 20_000, 60_000])
def test_a_disk_that_takes_no_more(limit: int, tmp_path: Path) -> None:
    sources(tmp_path, 1)
    build = started(tmp_path, "source", "-o", "out", "-j", "1", limit=limit)
    _, said = build.communicate(timeout=120)
    assert build.returncode == 2, said
    assert "internal error" not in said
    assert "Traceback" not in said
    whole(tmp_path / "out")
    assert not [path for path in (tmp_path / "out").rglob(".*.*") if path.suffix in (".xml", ".html", ".pdf")]
    done = started(tmp_path, "source", "-o", "out", "-j", "1")
    _, said = done.communicate(timeout=120)
    assert done.returncode in (0, 1), said


def test_a_build_killed_at_any_moment_goes_on_from_what_is_finished(tmp_path: Path) -> None:
    """Killed (signal 9) at moments drawn by a seeded generator, in the end it is as if it had run once."""
    sources(tmp_path, 10)
    chance = random.Random(17)
    for _ in range(4):
        with started(tmp_path, "source", "-o", "out", "-j", "2", "--only", "tei", "--only", "index") as build:
            time.sleep(chance.uniform(1, 8))
            build.kill()
            build.communicate(timeout=60)
        whole(tmp_path / "out")
    for folder in ("out", "once"):
        with started(tmp_path, "source", "-o", folder, "-j", "2", "--only", "tei", "--only", "index") as build:
            _, said = build.communicate(timeout=300)
        assert "Traceback" not in said
    assert made(tmp_path / "out") == made(tmp_path / "once")


def made(folder: Path) -> dict[str, bytes]:
    """Every file by its path, but the build's memory and what a killed process had begun under a temporary name."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {path.relative_to(folder).as_posix(): path.read_bytes().replace(bytes(folder), b"") for path in files}
