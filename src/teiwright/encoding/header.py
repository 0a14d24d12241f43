"""teiHeader, complete enough for a repository, and nothing in it that was not found or stated."""

from collections.abc import Iterable

from lxml import etree

from teiwright import __version__, credit
from teiwright.annotation import Annotated
from teiwright.article import Article, Author, Change, Contributor, Funder, Metadata
from teiwright.encoding.elements import element, iri, text_element
from teiwright.identifiers import identifier
from teiwright.licences import Licence, licence
from teiwright.xmltools import XML_ID, XML_LANG

LANGUAGES = {
    "zh-Hant": "Chinese, Traditional script",
    "zh-Hans": "Chinese, Simplified script",
    "zh": "Chinese",
    "ru": "Russian",
    "en": "English",
    "fr": "French",
    "de": "German",
    "ja": "Japanese",
    "ko": "Korean",
    "uk": "Ukrainian",
}

OF_INSTITUTIONS = frozenset({"ROR"})
OF_CONTAINERS = frozenset({"ISSN", "ISBN"})

PRACTICE = {
    "correction": "The text is kept to the letter. A probable misprint that an editor accepted stands as choice with "
    "sic and corr; no other change is made.",
    "normalization": "Words are not normalised. Dates carry their values as attributes in W3C form; where the text "
    "leaves out the year, it comes from the context.",
    "interpretation": "Persons, places, organisations and dates are marked in text and notes, and every cited "
    "item in the notes is taken apart. What a program marked says so in resp and cert; what a person "
    "decided names the encoder.",
}

CATEGORIES = {
    "metonymy": "A capital that stands for its government.",
    "edtf": "Values in the Extended Date/Time Format (ISO 8601-2:2019), where they say more than W3C's.",
}

CALENDARS = {
    "gregorian": "The Gregorian calendar (New Style); the values of all dates are in it.",
    "chinese": (
        "The Chinese calendar: when-custom has the date in it (the year by the Gregorian one in which it begins, an L "
        "before a month put in), when the day in the Gregorian one."
    ),
    "julian": "The Julian calendar (Old Style): when-custom has the date in it, when the day in the Gregorian one.",
}


def header(annotated: Annotated) -> etree._Element:
    """Return the teiHeader. Its dates come from the metadata, never from the clock."""
    article = annotated.article
    head = element("teiHeader")
    head.append(_file_description(article))
    head.append(_encoding_description())
    head.append(_profile(annotated))
    head.append(_revision(article))
    return head


def _holding(name: str, *children: etree._Element, **attributes: str) -> etree._Element:
    new = element(name, attributes)
    new.extend(children)
    return new


def _file_description(article: Article) -> etree._Element:
    metadata = article.metadata
    parts = [_title_statement(article)]
    if metadata.edition_version:
        parts.append(_holding("editionStmt", text_element("edition", metadata.edition_version)))
    parts.append(_publication(article))
    if metadata.series:
        parts.append(_series(metadata))
    if metadata.related:
        parts.append(_holding("notesStmt", *_related(metadata)))
    parts.append(_holding("sourceDesc", _source(article)))
    return _holding("fileDesc", *parts)


def _titles(article: Article, level: str = "") -> list[etree._Element]:
    metadata = article.metadata
    extra = {"level": level} if level else {}
    languages = [line.text.language for line in article.title_page if line.kind == "title" and line.text.language]
    if languages:
        extra[XML_LANG] = languages[0]
    titles = [text_element("title", metadata.title or article.source.name, {**extra, "type": "main"})]
    if metadata.subtitle:
        titles.append(text_element("title", metadata.subtitle, {**extra, "type": "sub"}))
    return titles


def _author(author: Author) -> etree._Element:
    holder = _holding("author", text_element("persName", author.name))
    institution = [each for each in author.identifiers if each[0] in OF_INSTITUTIONS]
    if author.affiliation or institution:
        named = [text_element("orgName", author.affiliation)] if author.affiliation else []
        holder.append(_holding("affiliation", *named, *_identifiers(institution)))
    holder.extend(_identifiers(each for each in author.identifiers if each not in institution))
    return holder


def _identifiers(identifiers: Iterable[tuple[str, str]]) -> list[etree._Element]:
    return [text_element("idno", value, {"type": kind}) for kind, value in identifiers]


def _title_statement(article: Article) -> etree._Element:
    metadata = article.metadata
    authors = [_author(author) for author in metadata.authors]
    statement = _holding("titleStmt", *_titles(article), *authors)
    statement.extend(text_element("editor", editor) for editor in metadata.editors)
    statement.extend(_funder(funder) for funder in metadata.funders)
    statement.append(_responsible("teiwright", "encoding by program", ["teiwright"]))
    statement.append(_responsible("encoder", "decisions and corrections", metadata.encoders or ["the encoder"]))
    statement.extend(_contributor(one) for one in metadata.contributors)
    return statement


def _funder(funder: Funder) -> etree._Element:
    """The funder's name, identifiers and, as idno of type grant, the number of the grant."""
    holder = text_element("funder", funder.name)
    if funder.grant or funder.identifiers:
        holder.text = None
        holder.append(text_element("orgName", funder.name))
        holder.extend(_identifiers([*funder.identifiers, *([("grant", funder.grant)] if funder.grant else [])]))
    return holder


def _contributor(one: Contributor) -> etree._Element:
    """Who took part, and in which roles of CRediT, by their addresses."""
    statement = element("respStmt")
    for role in one.roles or ("contributor",):
        address = credit.address(role)
        statement.append(text_element("resp", role, {"ref": address} if address else {}))
    institution = [each for each in one.identifiers if each[0] in OF_INSTITUTIONS]
    own = [each for each in one.identifiers if each not in institution]
    statement.append(text_element("persName", one.name, _ref(own)))
    if one.affiliation or institution:
        statement.append(text_element("orgName", one.affiliation, _ref(institution)))
    return statement


def _ref(identifiers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The addresses of identifiers as pointers, where a name can hold no idno beside its words."""
    addresses = [identifier(*each).address for each in identifiers]
    return {"ref": " ".join(filter(None, addresses))} if any(addresses) else {}


def _related(metadata: Metadata) -> list[etree._Element]:
    return [
        element("relatedItem", {"type": one.relation, "target": iri(identifier(one.type, one.value).address)})
        if identifier(one.type, one.value).address
        else _holding("relatedItem", _holding("bibl", *_identifiers([(one.type, one.value)])), type=one.relation)
        for one in metadata.related
    ]


def _responsible(identifier: str, work: str, names: Iterable[str]) -> etree._Element:
    statement = element("respStmt", {XML_ID: identifier})
    statement.append(text_element("resp", work))
    statement.extend(text_element("name", name) for name in names)
    return statement


def _publication(article: Article) -> etree._Element:
    """Who makes the encoding available is not the article's publisher.

    It is the publisher that is stated for the edition; without one, those who answer for the encoding or had a part
    in it; only where nobody is named, the header says that it is not stated.
    """
    metadata = article.metadata
    people = metadata.encoders or tuple(one.name for one in metadata.contributors)
    agency = (
        text_element("publisher", metadata.edition_publisher)
        if metadata.edition_publisher
        else text_element("authority", ", ".join(people) or "not stated")
    )
    parts = [text_element("pubPlace", metadata.edition_place)] if metadata.edition_place else []
    if metadata.edition_date:
        parts.append(text_element("date", metadata.edition_date, {"when": metadata.edition_date}))
    return _holding(
        "publicationStmt",
        agency,
        *parts,
        *_identifiers(metadata.edition_identifiers),
        text_element("idno", article.source.name, {"type": "filename"}),
        _availability(metadata),
    )


def _availability(metadata: Metadata) -> etree._Element:
    """The text's licence and, where the mark-up has one of its own, both, told apart by their n; the text's decides."""
    stated = metadata.licence or metadata.licence_target
    found = licence(metadata.licence, metadata.licence_target) if stated else Licence("No licence is stated.")
    own = metadata.edition_licence or metadata.edition_licence_target
    if own:
        markup = licence(metadata.edition_licence, metadata.edition_licence_target)
        return _holding("availability", _licence(found, "text"), _licence(markup, "markup"), status=found.status)
    said = _licence(found) if stated else text_element("p", found.label)
    return _holding("availability", said, status=found.status)


def _licence(found: Licence, what: str = "") -> etree._Element:
    target = {"target": iri(found.target)} if found.target else {}
    return text_element("licence", found.label, target | ({"n": what} if what else {}))


def _series(metadata: Metadata) -> etree._Element:
    statement = element("seriesStmt")
    statement.append(text_element("title", metadata.series, {"level": "s"}))
    if metadata.number:
        statement.append(text_element("biblScope", metadata.number, {"unit": "issue"}))
    return statement


def _source(article: Article) -> etree._Element:
    """The printed article; an identifier stands with what it names: a DOI with the article, an ISSN with the journal.

    TEI has no idno in biblStruct itself (content model of biblStruct): only within analytic and monogr.
    """
    metadata = article.metadata
    container = metadata.journal or metadata.series
    authors = [_author(author) for author in metadata.authors]
    of_container = [each for each in metadata.identifiers if each[0] in OF_CONTAINERS]
    own = [each for each in metadata.identifiers if each not in of_container]
    monogr = element("monogr")
    record = element("biblStruct")
    if container:
        record.append(_holding("analytic", *authors, *_titles(article, "a"), *_identifiers(own)))
        monogr.extend([text_element("title", container, {"level": "j"}), *_identifiers(of_container)])
    else:
        monogr.extend([*authors, *_titles(article, "m"), *_identifiers(metadata.identifiers)])
    monogr.append(_imprint(metadata))
    record.append(monogr)
    return record


def _imprint(metadata: Metadata) -> etree._Element:
    imprint = element("imprint")
    if metadata.place:
        imprint.append(text_element("pubPlace", metadata.place))
    imprint.extend(text_element("publisher", publisher) for publisher in metadata.publishers)
    imprint.append(text_element("date", metadata.date, {"when": metadata.date}) if metadata.date else element("date"))
    scopes = (("volume", metadata.volume), ("issue", metadata.issue or metadata.number), ("page", metadata.pages))
    imprint.extend(text_element("biblScope", value, {"unit": unit}) for unit, value in scopes if value)
    return imprint


def _encoding_description() -> etree._Element:
    project = "A footnoted scholarly article, encoded so that its notes, names, dates and citations can be studied."
    references = (
        "Paragraphs (p), headings (h), divisions (d), notes (n) and page breaks (pb) are numbered through the "
        "document; a cited item has its note's id and its place in it (n20-c1). Short pointers "
        "lead to the entries in standOff."
    )
    return _holding(
        "encodingDesc",
        _holding("projectDesc", text_element("p", project)),
        _editorial_declaration(),
        _holding("refsDecl", text_element("p", references)),
        _classes(),
        _holding("appInfo", _application()),
    )


def _editorial_declaration() -> etree._Element:
    declaration = element("editorialDecl")
    for name in ("correction", "normalization"):
        declaration.append(_holding(name, text_element("p", PRACTICE[name])))
    quotation = _holding("quotation", text_element("p", "Quotation marks are kept as printed."), marks="all")
    declaration.append(quotation)
    declaration.append(_holding("interpretation", text_element("p", PRACTICE["interpretation"])))
    return declaration


def _classes() -> etree._Element:
    taxonomy = element("taxonomy", {XML_ID: "usage"})
    for name, meaning in CATEGORIES.items():
        category = element("category", {XML_ID: name})
        category.append(text_element("catDesc", meaning))
        taxonomy.append(category)
    return _holding("classDecl", taxonomy)


def _application() -> etree._Element:
    return _holding("application", text_element("label", "teiwright"), ident="teiwright", version=__version__)


def _profile(annotated: Annotated) -> etree._Element:
    metadata = annotated.article.metadata
    profile = element("profileDesc")
    if metadata.abstract:
        profile.append(_holding("abstract", text_element("p", metadata.abstract)))
    profile.append(_holding("langUsage", *(_language(tag) for tag in _languages(annotated))))
    calendars = _calendars(annotated)
    if calendars:
        profile.append(_holding("calendarDesc", *(_calendar(name) for name in calendars)))
    if metadata.keywords:
        terms = (text_element("term", keyword) for keyword in metadata.keywords)
        scheme = {"scheme": iri(metadata.keyword_scheme)} if metadata.keyword_scheme else {}
        profile.append(_holding("textClass", _holding("keywords", *terms, **scheme)))
    return profile


def _calendars(annotated: Annotated) -> list[str]:
    """The calendars, beside the unnamed Gregorian one, that the text's dates point to."""
    pointers = (span.attribute("calendar") or "" for spans in annotated.spans.values() for span in spans)
    return sorted({pointer.removeprefix("#") for each in pointers for pointer in each.split()})


def _calendar(name: str) -> etree._Element:
    calendar = element("calendar", {XML_ID: name})
    calendar.append(text_element("p", CALENDARS[name]))
    return calendar


def _languages(annotated: Annotated) -> list[str]:
    cited = sorted({citation.language for citation in annotated.citations if citation.language})
    main = annotated.article.language
    return [main, *(tag for tag in cited if tag != main.split("-")[0])]


def _language(tag: str) -> etree._Element:
    return text_element("language", LANGUAGES.get(tag, tag), {"ident": tag})


def _revision(article: Article) -> etree._Element:
    change = text_element(
        "change", f"Encoded from {article.source.name} by teiwright {__version__}.", {"who": "#teiwright"}
    )
    return _holding("revisionDesc", *map(_change, article.metadata.history), change)


def _change(stated: Change) -> etree._Element:
    """A change as a person states it; who made it stands as a name, since a pointer would need an entry."""
    change = text_element("change", stated.what, {"when": stated.date})
    if stated.who:
        change.text = None
        change.append(text_element("name", stated.who))
        change[-1].tail = f": {stated.what}"
    return change


def root_attributes(article: Article) -> dict[str, str]:
    """Return the attributes of the TEI element."""
    return {XML_LANG: article.language}
