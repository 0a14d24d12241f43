"""How the program's regular expressions grow over running text.

    python -m tests.linear.growth                         all of them: some ten minutes
    python -m tests.linear.growth --count 100 --seed 9    so many, as the seed draws them; --part 100:200 of all

Every expression that a module compiles, or that work on the demonstration's texts makes, is searched for in texts of
one unit repeated, up to 48 kB. Prints a line for each whose time grows by more than 2.6 a doubling, and ends with
status 1 where there are any. An expression that is nowhere searched for, but only matched at a place, is
matched at the beginning. open.txt has the beginnings of those that are known and still to be mended.
"""

import argparse
import ast
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

UNITS = tuple(
    "[|和|1. |A. |(|中国、|a|*|。|А. |1950|, |《|\n|ф. 1, |-|亚|<sup>1</sup>|http://a.b/|第|J. Smith, |1-|在| ".split(
        "|"
    )
)
LARGE = 48_000
MOST = 2.6
SENSED = 0.05
"""Seconds at the largest size below which no growth can be measured, and none can be felt."""
HELPERS = ("folding.py", "vocabulary.py", "masking.py")
"""Modules whose functions compile for others."""
SEARCHING = "search|finditer|findall|sub|subn|split"

original = re.compile


@dataclass(frozen=True)
class Place:
    """Where an expression is compiled: file, line, and the function, or <module>."""

    file: Path
    line: int
    function: str

    def __str__(self) -> str:
        return f"{self.file.parent.name}/{self.file.name}:{self.line}"

    def is_searched(self, sources: Mapping[Path, str]) -> bool:
        """Tell whether the name that the expression bears is searched for, and not only matched at a place.

        What counts is its own module, and those that take the name from it.
        """
        name = self.name()
        if not name:
            return True
        use = re.compile(rf"(?<!\w){name}(?:\([^()]*\))?\.(?:{SEARCHING})\(|(?<!\.)\b\w+\({name}\b")
        within = re.compile(rf"\bfor ([\w, ]+) in {name}\b")
        taken = re.compile(rf"\b{self.file.stem}\b[^\n]*import|import [^\n]*\b{self.file.stem}\b")
        for path, text in sources.items():
            if path.resolve() != self.file and not taken.search(text):
                continue
            members = {word for names in within.findall(text) for word in re.findall(r"\w+", names)}
            if use.search(text) or any(re.search(rf"\b{word}\.(?:{SEARCHING})\(", text) for word in members):
                return True
        return False

    def name(self) -> str:
        """Return the name that the expression, or what holds it, is given; of one in a function, the function's."""
        if self.function != "<module>":
            return self.function
        for node in ast.parse(self.file.read_text("utf-8")).body:
            if node.lineno <= self.line <= (node.end_lineno or node.lineno):
                targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
                return next((target.id for target in targets if isinstance(target, ast.Name)), "")
        return ""


kept: dict[tuple[str, int], Place] = {}


def recording(pattern: object, flags: int = 0) -> object:
    """Compile, and keep what a module of the program compiled and where."""
    compiled = original(pattern, flags)  # type: ignore[call-overload]
    frame = sys._getframe(1)
    while Path(frame.f_code.co_filename).name in HELPERS and frame.f_back and frame.f_code.co_name != "<module>":
        frame = frame.f_back
    file = Path(frame.f_code.co_filename)
    if "teiwright" in file.parts and isinstance(compiled.pattern, str):
        place = Place(file, frame.f_lineno, frame.f_code.co_name)
        kept.setdefault((compiled.pattern, compiled.flags), place)
    return compiled


def collect() -> None:
    """Import every module and do the main work, so that every expression is made."""
    re.compile = recording  # type: ignore[assignment]
    import teiwright

    for module in walk_packages(teiwright.__path__, "teiwright."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    from teiwright.build import Options, encode_source
    from teiwright.editorial import examine

    for source in sorted(Path("tei/source").glob("*.md")):
        examine(encode_source(source, Options(authority=Path("tei/authority"))).root)
    re.compile = original


def seconds(search: Callable[[str], object], text: str, runs: int) -> float:
    """The shortest of some runs, in seconds of this thread: what else the machine does is not counted."""
    best = float("inf")
    for _ in range(runs):
        began = time.thread_time()
        search(text)
        best = min(best, time.thread_time() - began)
    return best


def growing(pattern: "re.Pattern[str]", unit: str, is_searched: bool) -> float:
    """Return the growth a doubling, from 12 to 48 kB, of repeated units, or 0 where it is not felt at 48 kB."""

    def work(text: str) -> object:
        return sum(1 for _ in pattern.finditer(text)) if is_searched else pattern.match(text)

    tried = 375
    while seconds(work, unit * (tried // len(unit)), 1) < SENSED:
        if tried == LARGE:
            return 0.0
        tried *= 2
    large = seconds(work, unit * (tried // len(unit)), 3)
    small = max(seconds(work, unit * (tried // 4 // len(unit)), 3), 1e-6)
    return float((large / small) ** 0.5) if large > SENSED else 0.0


def faults(expressions: Sequence[tuple[tuple[str, int], Place]]) -> Iterator[str]:
    """Yield a line for each expression that grows too fast over one of the units."""
    sources = {path: path.read_text("utf-8") for path in Path("src").rglob("*.py")}
    for (pattern, flags), place in expressions:
        compiled, is_searched = original(pattern, flags), place.is_searched(sources)
        for unit in filter(None, UNITS):
            ratio = growing(compiled, unit, is_searched)
            if ratio > MOST:
                how = "searched for" if is_searched else "matched"
                yield f"{place}: {how}, grows by {ratio:.1f} a doubling over {unit!r}: {pattern[:90]!r}"
                break


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--count", type=int)
    words.add_argument("--seed", type=int, default=9)
    words.add_argument("--part", default=":", help="FROM:TO, of all or of the drawn ones")
    given = words.parse_args()
    collect()
    drawn = [*kept.items()]
    if given.count:
        # Each by its own words, so that a new expression leaves the others' lot as it was.
        drawn = sorted(drawn, key=lambda each: sha256(f"{given.seed} {each[0]}".encode()).digest())[: given.count]
    start, _, end = given.part.partition(":")
    tried = drawn[int(start or 0) : int(end) if end else None]
    known = Path(__file__).with_name("open.txt").read_text("utf-8").splitlines()
    found: list[bool] = []
    for line in faults(tried):
        found.append(any(words in line for words in known))
        print(("known: " if found[-1] else "") + line, flush=True)
    print(f"{len(kept)} expressions, {len(tried)} tried, {len(found)} grow too fast, {sum(found)} of them known")
    sys.exit(not all(found))


if __name__ == "__main__":
    main()
