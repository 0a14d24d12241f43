"""The cited works and documents of an article, one item each, ready for any reference format.

An item is made of what its first full citation prints (citations.json) and of the analysed record that stands once in
standOff: there a correction is made, an author who is only called *Idem* is named, and a shelfmark is whole.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from teiwright import languages
from teiwright.languages.folding import alternatives, fold_characters

Record = Mapping[str, Any]
Level = tuple[str, str, str]
"""Kind, label as printed, number."""


@dataclass(frozen=True, slots=True)
class Analysed:
    """A record of standOff: a work's fields as citations.json names them, or a unit's archive and levels."""

    fields: Mapping[str, Any]
    repository: str = ""
    levels: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One work or archival document and every place that cites it (ids of the bibl elements).

    `date` and `accessed` are ISO 8601, as far as they are known; `pages` is what the first full citation prints.
    `genre` is thesis, newspaper, or a document's type. `has_others` where authors are left out (et al., 等).
    """

    id: str
    kind: str
    language: str = ""
    title: str = ""
    container: str = ""
    authors: tuple[str, ...] = ()
    has_others: bool = False
    editors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    genre: str = ""
    volume: str = ""
    issue: str = ""
    place: str = ""
    publisher: str = ""
    date: str = ""
    pages: str = ""
    doi: str = ""
    url: str = ""
    accessed: str = ""
    archive: str = ""
    collection: str = ""
    shelfmark: str = ""
    cited: tuple[str, ...] = ()


def items(records: Iterable[Record], analysed: Mapping[str, Analysed]) -> list[Item]:
    """Return one item for each work, and for each archival unit with the same documents, in order of citation.

    A short form adds a place to its work; its fields come from the full form.
    """
    groups: dict[tuple[str, ...], list[Record]] = {}
    for record in records:
        groups.setdefault(_identity(record), []).append(record)
    labels = {
        (level["kind"], level["number"]): str(level.get("label", ""))
        for group in groups.values()
        for record in group
        for level in record.get("levels", ())
    }
    made: dict[str, Item] = {}
    for group in groups.values():
        full = next((record for record in group if not record.get("short")), group[0])
        name = str(full.get("work") or full["id"])
        name = f"{name}-{full['id']}" if name in made else name
        known = analysed.get(str(full.get("work", "")), Analysed({}))
        made[name] = _item(full, known, labels, name, tuple(str(record["id"]) for record in group))
    return list(made.values())


def _identity(record: Record) -> tuple[str, ...]:
    work = str(record.get("work") or record["id"])
    documents = tuple(str(document.get("text", "")) for document in record.get("documents", ()))
    return (work, *documents)


def _item(
    record: Record, known: Analysed, labels: Mapping[tuple[str, str], str], name: str, cited: tuple[str, ...]
) -> Item:
    fields = {**record, **known.fields}
    documents: Sequence[Record] = record.get("documents", ())
    language = _language(record)
    archive, levels = _place(record, known, labels)
    shelfmark = _joined([*map(_level, levels), _leaves(record)]) if levels or archive else ""
    dates = [str(record["issued"])] if record.get("issued") else _together(documents, "date")
    year = str(fields.get("year", ""))
    title = str(fields.get("title", "")) or _described(documents, language)
    return Item(
        id=name, kind=str(record.get("kind", "other")), language=language,
        title=title or _untitled(record, archive, shelfmark, language), container=str(fields.get("container", "")),
        authors=tuple(fields.get("authors", ())) or tuple(_together(documents, "sender")),
        has_others=_has_others(record), editors=tuple(fields.get("editors", ())),
        translators=tuple(fields.get("translators", ())), recipients=tuple(_together(documents, "recipient")),
        genre=_genre(record, documents), volume=str(fields.get("volume", "")), issue=str(fields.get("issue", "")),
        place=str(fields.get("place", "")), publisher=str(fields.get("publisher", "")),
        date=dates[0] if dates and (not year or dates[0].startswith(year)) else year, pages=_pages(record),
        doi=str(record.get("doi", "")), url=str(record.get("url", "")), accessed=str(record.get("accessed", "")),
        archive=archive, shelfmark=shelfmark,
        collection=next((number for kind, _, number in levels if kind == "collection"), ""), cited=cited,
    )  # fmt: skip


def _language(record: Record) -> str:
    """The record's language; Chinese with its script where the characters tell it."""
    language = str(record.get("lang", ""))
    if language != "zh":
        return language
    text = str(record.get("text", ""))
    if fold_characters(text) != text and re.search(r"[\u3400-\u9fff]", text):
        changed = [one for one, two in zip(text, fold_characters(text), strict=True) if one != two]
        return "zh-Hant" if any("\u3400" <= one <= "\u9fff" for one in changed) else "zh-Hans"
    return "zh-Hans" if re.search(r"[\u3400-\u9fff]", text) else language


def _place(record: Record, known: Analysed, labels: Mapping[tuple[str, str], str]) -> tuple[str, Sequence[Level]]:
    """The archive and the levels of the shelfmark; the unit has what a short form leaves out."""
    archive = str(record.get("repository") or known.repository)
    if known.levels:
        return archive, [(kind, labels.get((kind, number), ""), number) for kind, number in known.levels]
    printed = [(str(one["kind"]), str(one.get("label", "")), str(one["number"])) for one in record.get("levels", ())]
    return archive, printed


def _level(level: Level) -> str:
    """A level in its archive's own notation: ф. 45, Box 3, 全宗ZA31, 236号全宗."""
    kind, label, number = level
    label = label or NOTATION.get(kind, "")
    if re.fullmatch(r"[А-Яа-яЁё]{1,4}\.?|[FfPpDd]\.?|[Oo][Pp]\.?", label):
        label = label.lower().rstrip(".") + "."
    if label.endswith(":") or re.search(r"[\u3400-\u9fff：]$", label):
        return label + number
    return f"{label} {number}".strip()


NOTATION = {"fond": "f.", "opis": "op.", "papka": "p.", "delo": "d.", "box": "Box", "record-group": "RG", "entry": "Entry",  # noqa: E501
            "reel": "Reel", "frames": "Frames"}  # fmt: skip
"""The labels of levels where none is printed."""


@cache
def _cyrillic_label() -> re.Pattern[str]:
    labels = "|".join(languages.expression("citations", key, "ru") for key in ("leaf-alone", "page-behind-author"))
    return re.compile(rf"^({labels})\.?\s*(?=\d)")


def _leaves(record: Record) -> str:
    """Leaves or pages as printed, the ranges with their dash: л. 201–203."""
    text = " ".join(str(record.get("pages_text", "")).split())
    lowered = _cyrillic_label().sub(lambda mark: mark[1].lower() + ". ", text)
    return re.sub(r"(?<=\d)\s?[-~～—－]\s?(?=\d)", "–", lowered)


def _joined(words: Iterable[str]) -> str:
    return ", ".join(word for word in words if word)


def _together(documents: Iterable[Record], field: str) -> list[str]:
    found: list[str] = []
    for document in documents:
        value = document.get(field, ())
        found += [value] if isinstance(value, str) else list(value)
    return list(dict.fromkeys(found))


def _described(documents: Iterable[Record], language: str) -> str:
    texts = [str(document.get("text", "")) for document in documents]
    return ("；" if language.startswith("zh") else "; ").join(text for text in texts if re.search(r"[^\W\d_]", text))


def _untitled(record: Record, archive: str, shelfmark: str, language: str) -> str:
    """No reference manager takes a record without a title: what it is and where it lies, in square brackets."""
    kind = "document" if record.get("kind") == "archival" else "work"
    words = languages.table(_code(language), "citations", "untitled")
    place = _joined((archive, shelfmark) if archive or shelfmark else (str(record.get("container", "")),))
    return _joined((f"[{words[kind]}]", place)) if place else str(record.get("text", ""))


def _code(language: str) -> str:
    return language[:2] if language[:2] in languages.codes() and language[:2] != "de" else "en"


@cache
def _theses() -> re.Pattern[str]:
    return re.compile(alternatives(languages.every("citations", "thesis")), re.I)


def _genre(record: Record, documents: Sequence[Record]) -> str:
    if record.get("kind") == "unpublished" and _theses().search(str(record.get("text", ""))):
        return "thesis"
    if record.get("kind") == "article" and record.get("issued") and not record.get("issue"):
        return "newspaper"
    return str(documents[0].get("type", "")) if documents else ""


def _has_others(record: Record) -> bool:
    """Authors are left out right behind the last one named."""
    authors = record.get("authors") or ()
    last = re.escape(authors[-1]) if authors else ""
    others = alternatives(languages.every("citations", "others"))
    return bool(last and re.search(rf"{last},?\s?{others}", str(record.get("text", ""))))


def _pages(record: Record) -> str:
    pairs = record.get("pages", ())
    if re.search(r"\bat (?:pp?\. ?)?\d", str(record.get("pages_text", ""))):
        pairs = pairs[:1]
    ranges = (str(first) if first == last else f"{first}-{last}" for first, last in pairs)
    return ", ".join(ranges) or str(record.get("pages_text", ""))
