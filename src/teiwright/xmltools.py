"""XML read safely, and written whole or not at all."""

import html
import os
import re
import tempfile
from collections.abc import Iterable
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from lxml import etree

from teiwright import encodings
from teiwright.errors import DocumentError, OutputError

TEI_NAMESPACE = "http://www.tei-c.org/ns/1.0"
TEI = f"{{{TEI_NAMESPACE}}}"
XML = "{http://www.w3.org/XML/1998/namespace}"
XML_ID = f"{XML}id"
XML_LANG = f"{XML}lang"

NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that no XML document may hold (XML 1.0, production 2)."""


DEEPEST = 255
"""How deep elements may nest: what the XML parser follows without being told to trust a document."""


def parser() -> etree.XMLParser:
    """Return a parser without DTD loading, external entities or network; depth, size and growth stay bounded.

    Entities that the document itself declares are put in their places (XML 1.0, 4.4).
    """
    bounds: dict[str, Any] = {"resolve_entities": "internal", "huge_tree": False}
    return etree.XMLParser(load_dtd=False, no_network=True, collect_ids=False, **bounds)


def fragment(xml: bytes | str) -> etree._Element:
    """Parse an element that was serialised before; its ids need be no XML names, for anyone's TEI may have others."""
    return etree.fromstring(xml, _of_fragments())


@cache
def _of_fragments() -> etree.XMLParser:
    return parser()


def parse(path: Path) -> etree._ElementTree:
    """Parse a file. Raises DocumentError, with line and column, where it is missing or not well-formed."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DocumentError("no such file or not readable", file=str(path)) from error
    try:
        return _parsed(content, path)
    except (etree.XMLSyntaxError, OSError, LookupError) as error:
        raise _not_parsed(error, content, path) from error


def _parsed(content: bytes, path: Path) -> etree._ElementTree:
    """Parse bytes; entities of a DTD that is not read are no fault as long as nobody asks for them."""
    base = path.resolve().as_uri()
    try:
        return etree.parse(BytesIO(content), parser(), base_url=base)
    except etree.XMLSyntaxError as error:
        if not UNDECLARED.search(error.msg or ""):
            raise
        plain = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, collect_ids=False)
        return etree.parse(BytesIO(content), plain, base_url=base)


UNDECLARED = re.compile("Entity '([^']+)' not defined")
DECLARED = re.compile(rb"""^<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)""")


def _not_parsed(error: Exception, content: bytes, path: Path) -> DocumentError:
    """Return in the user's words why a document could not be parsed: encoding, depth, entities, tags."""
    wrong = _wrongly_encoded(content, path)
    if wrong:
        return wrong
    line, column = error.position if isinstance(error, etree.XMLSyntaxError) else (0, 0)
    said = (error.msg if isinstance(error, etree.XMLSyntaxError) else "") or str(error)
    message, hint = f"not well-formed XML: {said}", ""
    if "XML_PARSE_HUGE" in said and "depth" in said:
        message = f"elements are nested more than {DEEPEST} deep"
        hint = "take levels out, or check whether elements are closed where they should be"
    elif "XML_PARSE_HUGE" in said or "huge" in said:
        message, hint = "one piece of text or one attribute is longer than ten million characters", "divide it"
    elif "amplification" in said or "entity reference loop" in said:
        message, hint = "entities that grow beyond bounds are not read", "write the text itself"
    return DocumentError(message, file=str(path), line=line, column=column, hint=hint)


def _wrongly_encoded(content: bytes, path: Path) -> DocumentError | None:
    """Return the error of a document whose bytes are not what it says, or None where they are."""
    declared = DECLARED.match(content)
    name = declared[1].decode("ascii") if declared else "UTF-8"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        name = "UTF-16"
    try:
        content.decode(name)
        return None
    except LookupError:
        hint = 'save the file as UTF-8 with encoding="UTF-8" in its first line'
        return DocumentError(f"the encoding {name} is not known", file=str(path), line=1, hint=hint)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        hint = _encoding_hint(content)
        message = f"not {name}: the byte 0x{content[error.start]:02X} stands where no such byte can"
        return DocumentError(message, file=str(path), line=line, column=column, hint=hint)


def _encoding_hint(content: bytes) -> str:
    """What to do about bytes that are not what they should be; with their encoding where it can be told."""
    likely = "" if encodings.is_elsewhere_utf8(content) else encodings.likely(content)
    if likely:
        name = encodings.NAMES[likely]
        return f'it looks like {name}: write <?xml version="1.0" encoding="{likely}"?> first, or save it as UTF-8'
    if encodings.is_elsewhere_utf8(content):
        return "the rest is UTF-8: put the character itself there"
    return 'save the file as UTF-8, or name its encoding in the first line: <?xml version="1.0" encoding="…"?>'


OTHER_LANGUAGES = {
    "http://docbook.org/ns/docbook": "DocBook",
    "http://www.w3.org/1999/xhtml": "XHTML",
    "http://www.loc.gov/METS/": "METS",
    "urn:isbn:1-931666-22-9": "EAD",
    "http://www.tei-c.org/ns/Examples": "an example of the TEI Guidelines",
}
CONVERTERS = {
    "TEI P4": "convert it to P5, with the TEI Consortium's p4top5.xsl, say",
    "DocBook": "convert it to TEI first, with pandoc or OxGarage, say",
    "JATS": "convert it to TEI first, with Pub2TEI, say",
}


def parse_tei(path: Path, *, corpus: bool = False) -> etree._Element:
    """Parse a TEI file and return its TEI element, or with `corpus` its teiCorpus.

    Raises DocumentError where it is missing, not well-formed or no TEI, or where it has an entity that it does not
    declare itself.
    """
    return checked_tei(parse(path).getroot(), path, corpus=corpus)


def checked_tei(root: etree._Element, path: Path, *, corpus: bool = False) -> etree._Element:
    """Return the root element of a TEI document. Raises DocumentError as `parse_tei` does."""
    if corpus:
        root = _whole(root)
    if root.tag != TEI + "TEI" and not (corpus and root.tag == TEI + "teiCorpus"):
        message, hint = _not_tei(root)
        raise DocumentError(message, file=str(path), line=line_of(root), hint=hint)
    for entity in root.iter(etree.Entity):
        raise DocumentError(
            f"the entity {entity.text} is not resolved: entities of an external DTD are not read",
            file=str(path),
            line=line_of(entity),
            hint=_entity_hint(str(entity.text)),
        )
    return root


def _whole(root: etree._Element) -> etree._Element:
    """Return a document around an element of TEI that is only a part of one; any other root as it is."""
    name = etree.QName(root)
    if name.namespace != TEI_NAMESPACE or name.localname in (*DOCUMENTS, "TEI.2"):
        return root
    around = {"text": (), "sourceDoc": (), "facsimile": (), "standOff": (), "teiHeader": ()}.get(
        name.localname, ("text",) if name.localname in ("front", "body", "back", "group") else ("text", "body")
    )
    document = element = etree.Element(TEI + "TEI", nsmap={None: TEI_NAMESPACE})  # type: ignore[dict-item]
    if language := root.get(XML_LANG):
        document.set(XML_LANG, language)
    for part in around:
        element = etree.SubElement(element, TEI + part)
    element.append(root)
    return document


DOCUMENTS = ("TEI", "teiCorpus")


def _entity_hint(reference: str) -> str:
    character = html.unescape(reference)
    written = f"write {character!r} itself" if len(character) == 1 else "write the character itself"
    return f"{written}, or declare the entity in the file"


def _not_tei(root: etree._Element) -> tuple[str, str]:
    """Return what a document is that is not TEI P5, as far as its root element tells, and the mend."""
    name = etree.QName(root)
    language = _language(root)
    if language:
        hint = CONVERTERS.get(language, "convert it to TEI P5 first")
        return f"not a TEI article: this is {language} (root element <{name.localname}>)", hint
    if name.localname in ("TEI", "teiCorpus", "text") and name.namespace != TEI_NAMESPACE:
        said = f"is {name.namespace}" if name.namespace else "is missing"
        return (
            f"not TEI: the namespace of <{name.localname}> {said}",
            f'write <{name.localname} xmlns="{TEI_NAMESPACE}">',
        )
    hint = f"its root element must be <TEI> in the namespace {TEI_NAMESPACE}"
    return f"not a TEI article: the root element is <{name.localname}>", hint


def _language(root: etree._Element) -> str:
    name = etree.QName(root)
    info = root.getroottree().docinfo
    public = f"{info.public_id} {info.system_url}"  # type: ignore[attr-defined]
    if name.localname in ("TEI.2", "teiCorpus.2"):
        return "TEI P4"
    if name.namespace in OTHER_LANGUAGES:
        return OTHER_LANGUAGES[name.namespace]
    if "jats" in f"{name.namespace} {public}".lower() or "NLM//DTD" in public:
        return "JATS"
    if name.localname == "article" and root.find("front/article-meta") is not None:
        return "JATS"
    if "DocBook" in public or (
        not name.namespace
        and name.localname in ("book", "chapter", "article")
        and any(root.find(f".//{part}") is not None for part in ("para", "sect1", "section", "bookinfo", "articleinfo"))
    ):
        return "DocBook"
    return "HTML" if name.localname.lower() == "html" else ""


def line_of(element: etree._Element | None) -> int:
    """Return the line on which an element begins, from 1; 0 where it is not known."""
    line: int | None = None if element is None else element.sourceline  # type: ignore[assignment]
    return line or 0


def plain_text(element: etree._Element) -> str:
    """Return the element's text with white space collapsed."""
    text = "".join(map(str, element.itertext())) if len(element) else element.text or ""
    return " ".join(text.split())


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: to a temporary file beside it, then renamed. Raises OutputError."""
    write_pieces(path, (content,))


def write_pieces(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file of many pieces, of which only one is held at a time; otherwise as `write_bytes`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise OutputError(f"cannot write: {error.strerror}", file=str(path)) from error
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.writelines(pieces)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except OSError as error:
        Path(name).unlink(missing_ok=True)
        raise OutputError(f"cannot write: {error.strerror}", file=str(path)) from error
