"""What a model of Chinese calls persons, put right at the edges.

It divides sentences of an older style in wrong places. A title's last character begins no name (司 in 稅務司德璀琳);
a title or its first character ends none (蔣委員長, 林董次官), nor does a word that no given name holds (薛穆面交). What
is left of a name is a surname alone where it is one.
"""

from collections.abc import Iterable, Iterator

from teiwright.annotation.names import people
from teiwright.annotation.names.masking import read
from teiwright.annotation.names.models import Proposal
from teiwright.annotation.names.occurrences import has_han
from teiwright.annotation.names.vocabulary import compiled, vocabulary

_GIVEN = 2
"""Characters of the longest given name."""
_WHOLE = 3
"""Characters of most names with a surname."""


def mended(string: str, proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """Return the proposals for a text with the edges of persons in Chinese characters put right."""
    return tuple(_edged(string, proposal) for proposal in proposals)


def _edged(string: str, proposal: Proposal) -> Proposal:
    start, end, kind = proposal
    if kind != "person" or not has_han(string[start:end]) or "·" in string[start:end]:
        return _without_companion(string, proposal)
    begin = people.in_title(string, start)
    start = begin if begin < end else start
    title = read("title-of-person").search(string, start + 1, end)
    end = title.start() if title else end
    if end - start >= _WHOLE and read("title-begun").match(string, end - 1):
        end -= 1
    return start, _before_other_word(string, start, end), kind


def _without_companion(string: str, proposal: Proposal) -> Proposal:
    """Without the word that joins a foreign name to the next one (埃德加·富爾偕夫人)."""
    start, end, kind = proposal
    is_joined = kind == "person" and "·" in string[start:end] and read("companion").search(string, end - 1, end)
    return (start, end - 1, kind) if is_joined else proposal


def _before_other_word(string: str, start: int, end: int) -> int:
    """Where a name ends: before the first character that no given name holds."""
    surname = compiled("{surname}").match(string, start, end)
    if surname is None:
        return end
    other = read("no-given").search(string, surname.end(), end)
    if other is None and end - surname.end() > _GIVEN and string[end - 1] in vocabulary().words["deed-character"]:
        return end - 1
    return other.start() if other else end


def surnames_alone(string: str, proposals: Iterable[Proposal]) -> Iterator[int]:
    """Yield the places where a model has a person of one character."""
    for start, end, kind in proposals:
        if kind == "person" and end - start == 1 and string[start] not in people.rules().weak:
            yield start
