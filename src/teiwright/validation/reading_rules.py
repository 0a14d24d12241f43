"""A Schematron is data that others wrote: it may judge a document and read nothing else of whoever validates with it.

Saxon lets XPath read files, and its Python interface cannot be given a resolver that refuses; so what was compiled is
looked through for the functions (XPath Functions 3.1, 14.6 and 16) and instructions (XSLT 3.0) that read or write.
A document named by its plain relative name, beside the schema, may be read.
"""

import re
from collections.abc import Iterator

from lxml import etree

XSLT = "{http://www.w3.org/1999/XSL/Transform}"
INSTRUCTIONS = frozenset(
    XSLT + name
    for name in ("source-document", "result-document", "import", "include", "evaluate", "use-package", "import-schema")
)
COMMENT = re.compile(r"\(:[^:]*(?::(?!\))[^:]*)*:\)")
FUNCTION = re.compile(
    r"(?<![\w.-])(?P<name>doc-available|document|doc|uri-collection|collection|unparsed-text(?:-lines|-available)?"
    r"|json-doc|environment-variable|available-environment-variables|function-lookup|transform|load-xquery-module)"
    r"\s*(?P<open>\(|#)"
)
BESIDE = re.compile(r"""\s*(?P<mark>['"])(?!/|[A-Za-z][\w+.-]*:)(?:(?!\.\.)[\w./ -])*(?P=mark)\s*[,)]""")
MAY_BE_BESIDE = frozenset({"doc", "document", "doc-available"})


def reaching_out(stylesheet: str) -> str:
    """Return the name of the first function or instruction of a stylesheet that reads elsewhere, or an empty string."""
    root = etree.fromstring(stylesheet.encode())
    for element in root.iter(etree.Element):
        if element.tag in INSTRUCTIONS:
            return f"xsl:{etree.QName(element).localname}"
        for expression in _expressions(element):
            plain = COMMENT.sub("", expression)
            for match in FUNCTION.finditer(plain):
                is_beside = match["open"] == "(" and BESIDE.match(plain, match.end())
                if not (is_beside and match["name"] in MAY_BE_BESIDE):
                    return f"{match['name']}()"
    return ""


def _expressions(element: etree._Element) -> Iterator[str]:
    yield from (str(value) for value in element.attrib.values())
    if any(each.get("expand-text") or each.get(f"{XSLT}expand-text") for each in (element, *element.iterancestors())):
        yield from (str(text) for text in element.xpath("text()"))  # type: ignore[union-attr]
