"""Names as printed, taken apart where their form allows it."""

import re

HAN = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]")
INITIALS_LAST = re.compile(r"^(?P<family>[^\s.,]+)\s+(?P<given>(?:\w\.[\s-]?){1,3})$")
FAMILY_FIRST = re.compile(r"^(?P<family>[^,]+),\s*(?P<given>[^,]+)$")
PERSON = re.compile(r"^(?P<given>(?:[^\W\d_][\w.'’-]*\s+){1,3})(?P<family>[^\W\d_][\w'’-]+)$")
BODY_WORDS = re.compile(
    r"\b(of|the|and|for|Institute|Department|Committee|Ministry|Archive|University|Office|МИД|ред)\b"
)


def name(printed: str) -> dict[str, str]:
    """Return a CSL-JSON name: family and given where the form tells them, else literal.

    A name in Han characters stays whole: where its family name ends, its form does not tell.
    """
    text = " ".join(printed.split())
    if HAN.search(text) or BODY_WORDS.search(text):
        return {"literal": text}
    for form in (FAMILY_FIRST, INITIALS_LAST, PERSON):
        if match := form.match(text):
            return {"family": match["family"].strip(), "given": match["given"].strip()}
    return {"literal": text}


def inverted(printed: str) -> str:
    """Return the name as RIS and BibTeX sort it: "family, given", or whole."""
    parts = name(printed)
    return f"{parts['family']}, {parts['given']}" if "family" in parts else parts["literal"]
