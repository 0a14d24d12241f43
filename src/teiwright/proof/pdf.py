"""A PDF's second reading: how often each letter and digit stands on its pages, by the library's own extraction of text.

It knows nothing of lines, columns or notes: what it holds is that no letter was lost or added, not where each stands.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from pathlib import Path


def letters(strings: Iterable[str]) -> Counter[str]:
    """Count letters, digits and other signs that are no punctuation, compatibility forms as what they stand for."""
    folded = unicodedata.normalize("NFKC", "".join(strings))
    return Counter(sign for sign in folded if sign.isalnum())


def pdf_letters(path: Path) -> Counter[str] | None:
    """Return the letters of a PDF's text layer, or None where the library is not installed or cannot read it."""
    try:
        import pypdfium2 as pdfium
    except ImportError:
        return None
    found: Counter[str] = Counter()
    try:
        with pdfium.PdfDocument(path) as document:
            for number in range(len(document)):
                page = document[number]
                text = page.get_textpage()
                found.update(letters([text.get_text_range()]))
                text.close()
                page.close()
    except (pdfium.PdfiumError, OSError):
        return None
    return found
