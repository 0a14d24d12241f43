"""The cited works and documents of citations.json, one item each, ready for any reference format."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """One work or archival document and every place that cites it (ids of the bibl elements).

    `date` is ISO 8601, as far as it is known; `pages` is what the first full citation prints.
    """

    id: str
    kind: str
    language: str = ""
    title: str = ""
    container: str = ""
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    document: str = ""
    volume: str = ""
    issue: str = ""
    place: str = ""
    publisher: str = ""
    date: str = ""
    pages: str = ""
    archive: str = ""
    shelfmark: str = ""
    cited: tuple[str, ...] = ()


SHELFMARKS = (("fond", "ф."), ("opis", "оп."), ("papka", "п."), ("delo", "д."))


def items(records: Iterable[Record], names: Mapping[str, str]) -> list[Item]:
    """Return one item for each work, and for each archival unit with the same documents, in order of citation.

    A short form adds a place to its work; its fields come from the full form.
    """
    groups: dict[tuple[str, ...], list[Record]] = {}
    for record in records:
        groups.setdefault(_identity(record), []).append(record)
    made: list[Item] = []
    for group in groups.values():
        full = next((record for record in group if not record.get("short")), group[0])
        item_id = _identifier(full, made)
        item = _item(full, item_id, tuple(str(record["id"]) for record in group))
        made.append(replace(item, authors=_named(item.authors, names), recipients=_named(item.recipients, names)))
    return made


def _named(people: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(names.get(person, person) for person in people)


def _identity(record: Record) -> tuple[str, ...]:
    work = str(record.get("work") or record["id"])
    documents = tuple(str(document.get("text", "")) for document in record.get("documents", ()))
    return (work, *documents)


def _identifier(record: Record, made: list[Item]) -> str:
    work = str(record.get("work") or record["id"])
    return work if all(item.id != work for item in made) else f"{work}-{record['id']}"


def _item(record: Record, identifier: str, cited: tuple[str, ...]) -> Item:
    documents = record.get("documents", ())
    first = documents[0] if documents else {}
    senders = tuple(record.get("authors", ())) or _together(documents, "sender")
    dates = _together(documents, "date")
    year = record.get("year")
    return Item(
        id=identifier,
        kind=str(record.get("kind", "other")),
        language=str(record.get("lang", "")),
        title=str(record.get("title") or "；".join(str(document.get("text", "")) for document in documents)),
        container=str(record.get("container", "")),
        authors=senders,
        editors=tuple(record.get("editors", ())),
        translators=tuple(record.get("translators", ())),
        recipients=_together(documents, "recipient"),
        document=str(first.get("type", "")),
        volume=str(record.get("volume", "")),
        issue=str(record.get("issue", "")),
        place=str(record.get("place", "")),
        publisher=str(record.get("publisher", "")),
        date=str(year) if year else (dates[0] if dates else ""),
        pages=_pages(record),
        archive=str(record.get("repository", "")),
        shelfmark=_shelfmark(record),
        cited=cited,
    )


def _together(documents: Iterable[Record], field: str) -> tuple[str, ...]:
    found: list[str] = []
    for document in documents:
        value = document.get(field, ())
        found += [value] if isinstance(value, str) else list(value)
    return tuple(dict.fromkeys(found))


def _pages(record: Record) -> str:
    pairs = record.get("pages", ())
    ranges = (str(first) if first == last else f"{first}-{last}" for first, last in pairs)
    return ", ".join(ranges) or str(record.get("pages_text", ""))


def _shelfmark(record: Record) -> str:
    marks = [f"{letter}{record[field]}" for field, letter in SHELFMARKS if record.get(field)]
    return ", ".join([*marks, _pages(record)] if marks else [str(record.get("pages_text", ""))]).strip(", ")
