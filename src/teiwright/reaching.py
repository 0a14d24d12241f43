"""A Schematron or a stylesheet is data that others wrote: it may judge or show a document, and reach nothing else.

Saxon lets XPath read files, and its Python interface cannot be given a resolver that refuses; so what is to be run is
looked through for the functions (XPath Functions 3.1, 14.6 and 16) and instructions (XSLT 3.0) that read or write, and
for what would hide them: shadow attributes (XSLT 3.0, 3.13.2), whose value is worked out, and another base address.
A document named by its plain relative name may be read: it stands beside the schema.
"""

import re
from collections.abc import Iterator

from lxml import etree

from teiwright.xmltools import XML

XSLT = "{http://www.w3.org/1999/XSL/Transform}"
IMPORTS = (f"{XSLT}import", f"{XSLT}include")
INSTRUCTIONS = frozenset(
    XSLT + name for name in ("source-document", "result-document", "evaluate", "use-package", "import-schema")
)
FUNCTION = re.compile(
    r"(?<![\w.-])(?P<name>doc-available|document|doc|uri-collection|collection|unparsed-text(?:-lines|-available)?"
    r"|json-doc|environment-variable|available-environment-variables|function-lookup|transform|load-xquery-module)"
    r"\s*(?P<open>\(|#)"
)
"""A comment between a name and what it is given begins with a bracket, too."""
BESIDE = re.compile(r"""\s*(?P<mark>['"])(?!/|[A-Za-z][\w+.-]*:)(?:(?!\.\.)[\w./ -])*(?P=mark)\s*[,)]""")
MAY_BE_BESIDE = frozenset({"doc", "document", "doc-available"})


def reaching_out(root: etree._Element, *, may_import: bool = False) -> str:
    """Return the name of the first function, instruction or attribute of a stylesheet that reaches elsewhere, or "".

    What our compiler made of a Schematron has that schema's address as its base, and imports nothing. `may_import`:
    it is a stylesheet, whose imports the caller looks after, and nothing stands beside.
    """
    for element in root.iter(etree.Element):
        if element.tag in INSTRUCTIONS or (element.tag in IMPORTS and not may_import):
            return f"xsl:{etree.QName(element).localname}"
        if f"{XML}base" in element.attrib and (element is not root or may_import):
            return "xml:base"
        hidden = [name for name in map(str, element.attrib) if name.startswith("_")]
        if hidden and str(element.tag).startswith(XSLT):
            return hidden[0]
        for expression in _expressions(element):
            for match in FUNCTION.finditer(expression):
                is_beside = match["open"] == "(" and BESIDE.match(expression, match.end()) and not may_import
                if not (is_beside and match["name"] in MAY_BE_BESIDE):
                    return f"{match['name']}()"
    return ""


def _expressions(element: etree._Element) -> Iterator[str]:
    yield from (str(value) for value in element.attrib.values())
    if any(each.get("expand-text") or each.get(f"{XSLT}expand-text") for each in (element, *element.iterancestors())):
        yield from (str(text) for text in element.xpath("text()"))  # type: ignore[union-attr]
