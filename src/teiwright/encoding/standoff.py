"""standOff: the authority entries that occur, and one record for each work and each archival unit that is cited."""

from collections.abc import Iterable

from lxml import etree

from teiwright.annotation import Annotated
from teiwright.authority import Authority, Entry
from teiwright.citation_tree import Unit, Work
from teiwright.encoding.elements import element, text_element
from teiwright.xmltools import XML_ID, XML_LANG

LISTS = (
    ("listPerson", ("person",)),
    ("listPlace", ("place",)),
    ("listOrg", ("org", "archive")),
    ("listEvent", ("event",)),
)


def stand_off(annotated: Annotated) -> etree._Element | None:
    """Return standOff, or None where nothing is linked. Entries keep the authority files' order."""
    holder = element("standOff")
    occurring = _occurring(annotated)
    for name, kinds in LISTS:
        entries = [entry for entry in annotated.authority.entries.values() if entry.kind in kinds]
        _append(holder, element(name), (_copy(entry) for entry in entries if entry.id in occurring))
    _append(holder, element("listBibl", {"type": "works"}), (_work(work) for work in annotated.works))
    _append(
        holder, element("listBibl", {"type": "units"}), (_unit(unit, annotated.authority) for unit in annotated.units)
    )
    return holder if len(holder) else None


def _occurring(annotated: Annotated) -> set[str]:
    keys = {span.key for spans in annotated.spans.values() for span in spans if span.key}
    return keys | {f"archive-{unit.repository_key}" for unit in annotated.units}


def _append(holder: etree._Element, listing: etree._Element, members: Iterable[etree._Element]) -> None:
    listing.extend(members)
    if len(listing):
        holder.append(listing)


def _copy(entry: Entry) -> etree._Element:
    copy = entry.element
    copy.tail = None
    return copy


def _work(work: Work) -> etree._Element:
    record = element(
        "biblStruct", {XML_ID: work.id, "type": work.kind} | ({XML_LANG: work.language} if work.language else {})
    )
    if work.container:
        record.append(_analytic(work))
    record.append(_monograph(work))
    variants = _variants(work.variants)
    if variants is not None:
        record.append(variants)
    return record


def _names(work: Work) -> list[etree._Element]:
    return [text_element("author", name) for name in work.authors]


def _editors(work: Work) -> list[etree._Element]:
    editors = [text_element("editor", name) for name in work.editors]
    return editors + [text_element("editor", name, {"role": "translator"}) for name in work.translators]


def _analytic(work: Work) -> etree._Element:
    analytic = element("analytic")
    analytic.extend(_names(work))
    if work.kind != "chapter":
        analytic.extend(_editors(work))
    analytic.append(text_element("title", work.title, {"level": "a"}))
    return analytic


def _monograph(work: Work) -> etree._Element:
    monogr = element("monogr")
    if work.container:
        if work.kind == "chapter":
            monogr.extend(_editors(work))
        monogr.append(text_element("title", work.container, {"level": "j" if work.kind == "article" else "m"}))
    else:
        monogr.extend([*_names(work), *_editors(work)])
        monogr.append(text_element("title", work.title, {"level": "u" if work.kind == "unpublished" else "m"}))
    monogr.append(_imprint(work))
    return monogr


def _imprint(work: Work) -> etree._Element:
    """The imprint of a work without a known year keeps an empty date, as the content model asks for one."""
    imprint = element("imprint")
    for name, value in (("pubPlace", work.place), ("publisher", work.publisher)):
        if value:
            imprint.append(text_element(name, value))
    imprint.append(text_element("date", str(work.year), {"when": f"{work.year:04d}"}) if work.year else element("date"))
    for unit, value in (("volume", work.volume), ("issue", work.issue), ("page", work.pages)):
        if value:
            imprint.append(text_element("biblScope", value, {"unit": unit}))
    return imprint


def _variants(variants: Iterable[str]) -> etree._Element | None:
    listing = element("list")
    listing.extend(text_element("item", variant) for variant in variants)
    if not len(listing):
        return None
    note = element("note", {"type": "variants"})
    note.append(listing)
    return note


def _archive_name(unit: Unit, entry: Entry | None) -> str:
    """An archive that the note only implies is called by its name in the language of the reference."""
    names = entry.names if entry else ()
    return next(
        (name.text for name in names if name.language.startswith(unit.language or "en")), names[0].text if names else ""
    )


def _unit(unit: Unit, authority: Authority) -> etree._Element:
    """Return the unit's record; `idno` nests from the widest to the narrowest."""
    record = element("msDesc", {XML_ID: unit.id})
    identifier = element("msIdentifier")
    key = f"archive-{unit.repository_key}"
    linked = {"ref": f"#{key}"} if unit.repository_key and key in authority.entries else {}
    name = unit.repository or _archive_name(unit, authority.entries.get(key))
    identifier.append(text_element("repository", name, linked))
    holder = identifier
    for kind, value in unit.shelfmark:
        inner = text_element("idno", value, {"type": kind})
        holder.append(inner)
        holder = inner
    record.append(identifier)
    return record
