"""How long reading takes and how much memory, at 0.1, 1 and 10 MB: `python -m tests.benchmarks.reading_bench [FILE]`.

The article is repeated until it is long enough; without a file, it is a demonstration article.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZES = (100_000, 1_000_000, 10_000_000)
OWN = Path(__file__).parents[2] / "tei" / "source" / "treaty-1950-zh.md"


def repeated(text: str, size: int) -> str:
    """Return the text, repeated to about `size` bytes of UTF-8."""
    return text * max(1, round(size / len(text.encode("utf-8"))))


def measure(path: Path) -> None:
    """Read one file and print seconds, peak memory and notes."""
    from teiwright.reading import read

    start = time.perf_counter()
    article = read(path)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    anchored = sum(note.is_anchored for note in article.notes)
    size = path.stat().st_size
    print(f"{size / 1e6:6.2f} MB  {seconds:7.2f} s  {size / 1e6 / seconds:5.2f} MB/s  {peak:7.0f} MB  {anchored} notes")


def main(arguments: list[str]) -> None:
    """Measure each size in a process of its own."""
    if arguments[:1] == ["--one"]:
        measure(Path(arguments[1]))
        return
    text = Path(arguments[0] if arguments else OWN).read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            path = Path(folder) / f"{size}.md"
            path.write_text(repeated(text, size), "utf-8")
            subprocess.run([sys.executable, "-m", "tests.benchmarks.reading_bench", "--one", str(path)], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
