"""Draw identifications (names with a key) from articles, to be judged by eye.

    python -m tests.benchmarks.identifications ARTICLE... --authority FOLDER --seed 1 --number 200 --most 40 > drawn.tsv

The same articles, seed and numbers draw the same rows; `--most` is how many an article gives at most.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from teiwright import authority
from teiwright.annotation import annotate
from teiwright.article import body_texts, note_texts
from teiwright.authority import Authority
from teiwright.reading import read

COLUMNS = ("article", "kind", "form", "key", "cert", "by", "context")
_AROUND = 25
Row = tuple[str, ...]


def rows(path: Path, known: Authority) -> Iterator[Row]:
    """Yield the identifications of an article, in the order of the text."""
    annotated = annotate(read(path), known)
    for text in (*body_texts(annotated.article), *(text for _, text in note_texts(annotated.article))):
        for span in annotated.spans.get(text.id, ()):
            if span.kind in ("person", "place", "org") and span.key:
                form = text.string[span.start : span.end]
                context = text.string[max(0, span.start - _AROUND) : span.end + _AROUND]
                yield path.name, span.kind, _line(form), span.key, span.certainty, span.by, _line(context)


def drawn(every: Sequence[Row], seed: int, number: int, most: int) -> list[Row]:
    """Return so many of the rows, at most so many of an article."""
    mixed = list(every)
    random.Random(seed).shuffle(mixed)
    seen: Counter[str] = Counter()
    found: list[Row] = []
    for row in mixed:
        if seen[row[0]] < most and len(found) < number:
            seen[row[0]] += 1
            found.append(row)
    return found


def _line(string: str) -> str:
    return " ".join(string.split())


def main(words: Sequence[str]) -> Iterable[str]:
    """Yield the lines of the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", nargs="+", type=Path)
    parser.add_argument("--authority", type=Path, required=True)
    for name in ("seed", "number", "most"):
        parser.add_argument(f"--{name}", type=int, required=True)
    given = parser.parse_args(words)
    known = authority.load(given.authority)
    every = [row for path in given.articles for row in rows(path, known)]
    yield "\t".join(COLUMNS)
    yield from ("\t".join(row) for row in drawn(every, given.seed, given.number, given.most))


if __name__ == "__main__":
    print("\n".join(main(sys.argv[1:])))
