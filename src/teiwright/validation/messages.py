"""The catalogue of messages and hints of validation; RELAX NG's own sentences stand in teiwright.relaxng.messages.

A translation replaces the values of these tables. Names in braces are filled in.
"""

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, str]] = {
    "not-well-formed": "{what}",
    "schema-not-found": 'the schema "{href}" that this file names is not on this machine',
    "schema-not-provided-for": 'the schema "{href}" is in a language that is not provided for ({language})',
    "schema-unusable": "the schema {schema} that this file names cannot be used: {what}",
    "no-schema": "the file names no schema and is not TEI (its root is {root})",
    "rule-failed": "the rule {rule} could not be evaluated: {what}",
    "not-checked": "no rules of Schematron were checked: {what}",
    "id-form": 'the identifier "{value}" of this {element} is no XML name',
    "duplicate-id": 'the identifier "{value}" stands twice: first on the {other} at {where}',
    "broken-pointer": "{element}/@{attribute} points to #{target}, which is not in {file}",
    "missing-file": "{element}/@{attribute} points to the file {file}, which is not there",
    "unknown-prefix": '{element}/@{attribute} uses the prefix "{prefix}:", which no prefixDef of the header declares',
    "private-use-character": "private-use character {found}, {count}: no one else can read it",
    "replacement-character": "replacement character {found}, {count}: something was lost when the text was converted",
    "decomposed-character": "{found}, {count}: a letter and its mark as two characters; usual is {meant}",
    "compatibility-character": "{found}, {count}: looks like {meant} and is another character, so a search misses it",
    "invisible-character": "invisible character {found}, {count}",
    "not-included": "{what}",
}

HINTS: Final[Mapping[str, str]] = {
    "not-well-formed": "mend this first: nothing behind it was checked",
    "schema-not-found": "give it with --schema FILE, keep it with 'teiwright schema add NAME FILE', or name a "
    "catalogue in XML_CATALOG_FILES",
    "schema-unusable": "mend the schema, or give another with --schema FILE",
    "schema-not-provided-for": "RELAX NG (.rng, .rnc) and Schematron (.sch) are",
    "no-schema": "give one with --schema FILE",
    "rule-failed": "the rule itself is at fault: look at its XPath",
    "not-checked": "Saxon's parser has its limits, such as 100 levels of elements",
    "id-form": "begin with a letter, then letters, digits and . - _ without space or colon",
    "duplicate-id": "rename one of them, and the pointers that mean it",
    "broken-pointer": "add what it points to, or correct the pointer",
    "missing-file": "correct the name; it is looked for from the folder of this file",
    "unknown-prefix": "declare it in encodingDesc/listPrefixDef, or write the address out",
    "private-use-character": "use the Unicode character, or describe it in charDecl and point to it with g",
    "replacement-character": "look at the source and put in what stands there",
    "decomposed-character": "normalise the text (Unicode NFC)",
    "compatibility-character": "put the ordinary character in its place",
    "invisible-character": "delete it, unless it is meant",
    "not-included": "mend the include, or leave --xinclude out",
}

ODD_HINT: Final = "compile it with the TEI's own stylesheets (or Roma) and give the RELAX NG"

NEAR: Final = "did you mean #{near}?"

PLACED: Final = "{sentence} — {place}"

FOREIGN_ELEMENTS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("b", "strong"), 'bold is <hi rend="bold"> in TEI'),
    **dict.fromkeys(("i", "em", "italic"), 'italics are <hi rend="italic"> in TEI'),
    "u": 'underlining is <hi rend="underline"> in TEI',
    "sup": 'a raised character is <hi rend="superscript"> in TEI; a note goes to its place as <note>',
    "sub": 'a lowered character is <hi rend="subscript"> in TEI',
    "br": "a line break is <lb/> in TEI",
    "a": 'a link is <ref target="…"> in TEI',
    "img": 'an image is <figure><graphic url="…"/></figure> in TEI',
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "heading", "header"), "a heading is <head> inside its <div>"),
    **dict.fromkeys(("ul", "ol"), "a list is <list> in TEI, its items <item>"),
    "li": "an item of a list is <item> in TEI",
    "tr": "a table's row is <row> in TEI",
    **dict.fromkeys(("td", "th"), 'a table\'s cell is <cell> in TEI (a heading cell: <cell role="label">)'),
    "blockquote": "a quotation is <quote> in TEI, or <cit> with its source",
    "pre": "preformatted text is <eg> in TEI",
    "span": "any stretch of text is <seg> in TEI; words set off are <hi>",
    **dict.fromkeys(("section", "article", "chapter"), "a division is <div> in TEI, with its <head>"),
    **dict.fromkeys(
        ("footnote", "endnote", "fn"), 'a note is <note place="foot" n="…"> in TEI, at the place of its mark'
    ),
    "para": "a paragraph is <p> in TEI",
    "teiheader": "names are case-sensitive: <teiHeader>",
    "tei": "names are case-sensitive: <TEI>",
}
"""Elements of HTML, DocBook and JATS, and what TEI calls them."""

XINCLUDE_HINT: Final = "inclusions are resolved with --xinclude"

FOREIGN_ATTRIBUTES: Final[Mapping[str, str]] = {
    "id": "identifiers are xml:id in TEI P5",
    "lang": "languages are xml:lang in TEI P5",
    "href": "addresses are in target (ref, ptr) or url (graphic)",
    "src": "the address of an image is in url",
    "class": "use rend, type or ana, as the meaning is",
    "value": "a date's value is in when, or in from and to, or in notBefore and notAfter",
    "target": "only ref, ptr, note and other pointing elements have target; names and citations have ref",
    "ref": "ref is for names and citations; links have target",
    "key": "point to the record in standOff with ref",
    **dict.fromkeys(
        ("xsi:schemaLocation", "xsi:noNamespaceSchemaLocation"),
        "that names an XML Schema (.xsd), which is not what is used here: name a RELAX NG schema with xml-model, or "
        "give one with --schema",
    ),
}

MISTAKES: Final[Mapping[tuple[str, str, str], str]] = {
    ("element-not-allowed", "div", "p"): "close the paragraph with </p> before the division begins",
    ("element-not-allowed", "p", "p"): "close the first paragraph with </p> before the next begins",
    ("element-not-allowed", "p", "head"): "close the heading with </head> before the paragraph begins",
    ("element-not-allowed", "head", "div"): "a heading stands first in its division: open a new <div> before it",
    ("element-not-allowed", "head", "body"): "a heading belongs to a division: open a <div> before it",
    ("element-not-allowed", "p", "body"): "after the first <div> of the body everything stands in a <div>",
    ("element-not-allowed", "p", "div"): "after a nested <div> no paragraph of the outer one may follow",
    ("element-not-allowed", "p", "list"): "a list holds items: put the paragraph into an <item>",
    ("element-not-allowed", "p", "TEI"): "the text goes to <text><body>",
    ("element-not-allowed", "body", "TEI"): "<body> stands inside <text>",
    ("element-not-allowed", "citedRange", "note"): "cited pages stand inside their <bibl>",
    ("element-not-allowed", "citedRange", "ref"): "cited pages stand inside their <bibl>, beside the <ref>",
    ("element-not-allowed", "citedRange", "p"): "cited pages stand inside their <bibl>",
    ("element-not-allowed", "repository", "bibl"): 'in a citation an archive is <orgName role="repository">',
    ("element-not-allowed", "msIdentifier", "monogr"): "an archival unit is a <msDesc>, no <biblStruct>",
    ("element-not-allowed", "title", "imprint"): "titles stand before <imprint>",
    ("element-not-allowed", "author", "imprint"): "authors stand before the title, in <analytic> or <monogr>",
    ("element-not-allowed", "title", "monogr"): "order in <monogr>: author, title, idno, edition, imprint, biblScope",
    ("element-not-allowed", "author", "monogr"): "order in <monogr>: author, title, idno, edition, imprint, biblScope",
    ("element-not-allowed", "imprint", "biblStruct"): "<imprint> stands inside <monogr>",
    ("element-not-allowed", "title", "biblStruct"): "titles stand inside <analytic> or <monogr>",
    ("element-not-allowed", "author", "biblStruct"): "authors stand inside <analytic> or <monogr>",
    ("element-not-allowed", "choice", "msIdentifier"): "msIdentifier holds no corrections: correct the record itself",
    ("element-not-allowed", "repository", "msIdentifier"): "order in <msIdentifier>: places, institution, repository, "
    "collection, idno",
    ("element-not-allowed", "note", "list"): "a note of a list stands inside one of its items",
    ("element-not-allowed", "persName", "standOff"): "names of a record stand in <listPerson><person>",
    (
        "element-incomplete",
        "fileDesc",
        "",
    ): "say what the file was made from: <sourceDesc><p>…</p></sourceDesc>",
    ("element-incomplete", "publicationStmt", ""): "say who publishes it: <publisher>, <distributor> or <authority>",
    ("element-incomplete", "biblStruct", ""): "the book or journal goes to <monogr>, with an <imprint>",
    ("element-incomplete", "monogr", ""): "an <imprint> is required; it may hold just an empty <date/>",
    ("element-incomplete", "TEI", ""): "after the header comes <text> (or <standOff>)",
    ("element-incomplete", "text", ""): "<text> needs a <body>",
    ("element-incomplete", "body", ""): "a body needs at least a paragraph or a division",
    ("element-incomplete", "list", ""): "a list needs at least one <item>",
    ("element-incomplete", "table", ""): "a table needs at least one <row>",
    ("element-incomplete", "choice", ""): "a choice holds at least two readings, such as <sic> and <corr>",
    ("text-not-allowed", "", "div"): "put the words into a <p>",
    ("text-not-allowed", "", "body"): "put the words into a <p>",
    ("text-not-allowed", "", "list"): "put the words into an <item>",
    ("text-not-allowed", "", "table"): "put the words into a <cell> of a <row>",
    ("text-not-allowed", "", "row"): "put the words into a <cell>",
    ("text-not-allowed", "", "figure"): "put the caption into <head> or <figDesc>",
    ("text-not-allowed", "", "choice"): "the two readings stand in <sic> and <corr>, nothing beside them",
    ("text-not-allowed", "", "msIdentifier"): "put the words into <repository>, <collection> or <idno>",
    ("text-not-allowed", "", "biblStruct"): "a <biblStruct> holds no free text: use <bibl>, or mark the parts",
    ("text-not-allowed", "", "standOff"): "put it into a record, or a <note>",
}
"""By the kind of error, the element found and its parent."""

DATE_ATTRIBUTES: Final = frozenset({"when", "from", "to", "notBefore", "notAfter"})
DATE_HINT: Final = "write 1950, 1950-07, 1950-07-05 or 1950-07-05T21:30:00; the printed words stay in the text"
PATTERN_HINTS: Final[Mapping[str, str]] = {
    r"[^\p{C}\p{Z}]+": "one word, without spaces, and not empty",
    r"\S+": "a pointer such as #id, or an address, without spaces, and not empty",
}
"""What TEI's commonest patterns mean."""
NO_NAMESPACE_HINT: Final = 'take the xmlns="" away that stands on it or on an element around it'
NAMESPACE_HINT: Final = 'the root element declares it: <TEI xmlns="http://www.tei-c.org/ns/1.0">'
WORDS: Final = "{name}: {words}"
SECTION: Final = "see the TEI Guidelines, {section}"

SECTIONS: Final[Mapping[str, str]] = {
    "note": "Notes and Simple Annotation (CONONO)",
    "bibl": "Bibliographic Citations and References (COBI)",
    "biblStruct": "Bibliographic Citations and References (COBI)",
    "monogr": "Bibliographic Citations and References (COBI)",
    "imprint": "Bibliographic Citations and References (COBI)",
    "citedRange": "Bibliographic Citations and References (COBI)",
    "biblScope": "Bibliographic Citations and References (COBI)",
    "msDesc": "The Manuscript Identifier (msid)",
    "msIdentifier": "The Manuscript Identifier (msid)",
    "date": "Dates and Times (CONADA)",
    "persName": "Personal Names (NDPER)",
    "placeName": "Place Names (NDPLAC)",
    "orgName": "Organizational Names (NDORG)",
    "person": "Biographical and Prosopographical Data (NDPERS)",
    "list": "Lists (COLI)",
    "item": "Lists (COLI)",
    "table": "Tables (FTTAB)",
    "row": "Tables (FTTAB)",
    "figure": "Graphics and other non-textual components (COGR)",
    "choice": "Simple Editorial Changes (COED)",
    "sic": "Simple Editorial Changes (COED)",
    "corr": "Simple Editorial Changes (COED)",
    "hi": "Highlighting and Quotation (COHQ)",
    "quote": "Highlighting and Quotation (COHQ)",
    "div": "Divisions of the Body (DSDIV)",
    "head": "Divisions of the Body (DSDIV)",
    "body": "Default Text Structure (DS)",
    "text": "Default Text Structure (DS)",
    "front": "Front Matter (DSFRONT)",
    "titlePage": "Title Pages (DSTITL)",
    "teiHeader": "The TEI Header (HD)",
    "fileDesc": "The File Description (HD2)",
    "publicationStmt": "Publication, Distribution, Licensing, etc. (HD24)",
    "sourceDesc": "The Source Description (HD3)",
    "encodingDesc": "The Encoding Description (HD5)",
    "profileDesc": "The Profile Description (HD4)",
    "revisionDesc": "The Revision Description (HD6)",
    "standOff": "The standOff Container (SASOstdf)",
    "ref": "Simple Links and Cross-References (COXR)",
    "ptr": "Simple Links and Cross-References (COXR)",
    "pb": "Milestone Elements (CORS5)",
    "seg": "Blocks, Segments, and Anchors (SASE)",
}
"""Where the Guidelines speak of an element: cited by the section's identifier, since numbers change."""


def times(count: int) -> str:
    """Say how often."""
    return "once" if count == 1 else f"{count} times"
