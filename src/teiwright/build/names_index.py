"""Which texts an authority entry might match: an index of each text's words, asked with an entry's names.

The index is a Bloom filter over a text in folded form: pairs of Chinese characters, the beginnings of words in letters
(their ends change with the case), and the ids of the entries that the TEI has. It may say that an entry occurs where
it does not, never the other way round.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from zlib import crc32

from teiwright.authority import Authority, Entry
from teiwright.languages.folding import HAN, fold_name

BITS = 12
"""Bits a feature: with two hashes about one in fifty features is taken for another."""
SMALLEST = 10
STATES = ("country", "state")
SCRIPTS = {"Han": re.compile(f"[{HAN}]"), "Cyrillic": re.compile("[\u0400-\u04ff]")}
_RUNS = re.compile(f"[{HAN}]+")
_PATRONYMIC = re.compile(r"(?:вич|вна|чна)$")
_WORDS = re.compile(rf"[^\W\d_{HAN}]+")


def index(texts: Iterable[str], identifiers: Iterable[str]) -> bytes:
    """Return the index of an article's texts and of the ids of the entries that its TEI has."""
    features = set(map("#{}".format, identifiers))
    for text in texts:
        features.update(_features(fold_name(text)))
    size = 1 << max(SMALLEST, (len(features) * BITS).bit_length())
    bits = bytearray(size >> 3)
    for feature in features:
        for at in _places(feature, size):
            bits[at >> 3] |= 1 << (at & 7)
    return bytes(bits)


def scripts(texts: Collection[str]) -> str:
    """Return the scripts that word lists are chosen by, of those that stand in texts: Han, Cyrillic."""
    return " ".join(name for name, one in SCRIPTS.items() if any(map(one.search, texts)))


def _features(text: str) -> Iterator[str]:
    for run in _RUNS.findall(text):
        yield from run
        yield from map("".join, pairwise(run))
    for word in _WORDS.findall(text):
        yield from _beginnings(word.casefold())


def _beginnings(word: str) -> Iterator[str]:
    yield from {word[:2], word[:3], word[:5], word}


def _places(feature: str, size: int) -> tuple[int, int]:
    code = feature.encode()
    return crc32(code) & (size - 1), crc32(code, 0x5BD1E995) & (size - 1)


def probes(entry: Entry) -> str:
    """Return what to look for in an index: alternatives, a line each, of features that must all be there."""
    lines = {f"#{entry.id}"}
    for name in entry.names:
        lines.update(_alternatives(fold_name(name.text), is_person=entry.kind == "person"))
    return "\n".join(sorted(lines))


def _alternatives(name: str, *, is_person: bool) -> Iterator[str]:
    """A person is also met by the surname or two characters of the name; all else by the whole of one of its names.

    The surname is the last word, and the first where a patronymic ends the name or a comma stands in it. Of three words
    and more the first two count, too: a Chinese given name of two syllables is written as one word or as two.
    """
    runs = _RUNS.findall(name)
    han = [part for run in runs for part in (map("".join, pairwise(run)) if run[1:] else (run,))]
    words = [_beginning(word) for word in _WORDS.findall(name.casefold())]
    if is_person and words:
        is_turned = "," in name or _PATRONYMIC.search(name)
        yield from {words[-1], words[0]} if is_turned else {words[-1]}
        yield from (" ".join(words[:2]),) if words[2:] else ()
    if is_person:
        yield from han
    elif han or words:
        yield " ".join((*han, *words))


def _beginning(word: str) -> str:
    """As much of a word's beginning as its cases share: орёл, орла; лев, льва."""
    return word[:5] if len(word) > 6 else word[:3] if len(word) > 5 else word[:2]


def might_occur(bits: bytes, alternatives: Iterable[str]) -> bool:
    """Tell whether one of the alternatives of `probes` might stand in the text of an index."""
    size = len(bits) << 3
    return any(
        all(bits[at >> 3] >> (at & 7) & 1 for feature in line.split(" ") for at in _places(feature, size))
        for line in alternatives
    )


def changed(former: Mapping[str, tuple[str, str]], now: Mapping[str, tuple[str, str]], known: Authority) -> set[str]:
    """Return the probes of all entries that were added, changed or taken away.

    A state's entry also decides what the bodies are whose names begin with its name, so these count as changed.
    """
    ids = {identifier for identifier in former.keys() | now.keys() if former.get(identifier) != now.get(identifier)}
    states = [known.entries[identifier] for identifier in ids & known.entries.keys()]
    heads = tuple(fold_name(name.text) for entry in states if _is_state(entry) for name in entry.names)
    if heads:
        bodies = known.of_kind("org")
        ids |= {body.id for body in bodies if any(fold_name(name.text).startswith(heads) for name in body.names)}
    sides = (former, now)
    return {
        line for identifier in ids for side in sides if identifier in side for line in side[identifier][1].split("\n")
    }


def _is_state(entry: Entry) -> bool:
    return entry.kind == "place" and dict(entry.attributes).get("type") in STATES
