"""Places where books are published: *Hong Kong, 1996* and *Москва, 2000* give a place, *Dover, 1951* a publisher."""

import re

from teiwright import languages

WITH_STATE = re.compile(r"(?:Washington|Cambridge)[,.]?\s*(?:D\.?\s?C|Mass|MA|UK)")


def is_place(words: str) -> bool:
    """Tell whether the words are a place of publication that needs no publisher beside it."""
    words = words.strip(" .,，")
    return words in languages.every("citations", "printed-at") or bool(WITH_STATE.fullmatch(words))
