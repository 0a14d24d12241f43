"""Citations compared with hand-made gold: items by their exact words, then field by field."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FIELDS = (
    "kind repository_key fond opis papka delo pages authors editors translators title container volume issue place "
    "publisher year short full"
).split()
Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Figures:
    """How many are right, found and in the gold."""

    right: int
    found: int
    gold: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 1.0


def compare(gold: Sequence[Record], found: Sequence[Record]) -> tuple[Figures, Figures, list[str]]:
    """Return the figures for items and for all their fields, and what differs, a line each."""
    rest = list(found)
    differences: list[str] = []
    right = fields_right = fields_found = fields_gold = 0
    for record in gold:
        twin = next((one for one in rest if one["note"] == record["note"] and _words(one) == _words(record)), None)
        if twin is None:
            differences.append(f"n. {record['note']} missed: {record['text'][:60]}")
            fields_gold += sum(_value(record, field) is not None for field in FIELDS)
            continue
        rest.remove(twin)
        right += 1
        for field in FIELDS:
            ours, theirs = _value(record, field), _value(twin, field)
            fields_gold += ours is not None
            fields_found += theirs is not None
            fields_right += ours is not None and ours == theirs
            if ours != theirs:
                differences.append(f"n. {record['note']} {field}: gold {ours}, found {theirs}")
    differences += [f"n. {one['note']} spurious: {one['text'][:60]}" for one in rest]
    fields_found += sum(_value(one, field) is not None for one in rest for field in FIELDS)
    return Figures(right, len(found), len(gold)), Figures(fields_right, fields_found, fields_gold), differences


def _words(record: Record) -> str:
    return re.sub(r"[\s*]", "", str(record["text"]))


def _value(record: Record, field: str) -> object:
    value = record.get(field)
    if value in (None, "", [], False):
        return None
    if field == "full":
        return str(value).split("-")[0]
    if isinstance(value, list) and field != "pages":
        return sorted(re.sub(r"[\s.,·・]", "", str(name)).lower() for name in value)
    return re.sub(r"[\s*“”《》〈〉「」«».,，·]", "", str(value)).lower()
