"""What CSL 1.0.2 allows in CSL-JSON: its types and variables, as the official input schema names them."""

from typing import Any

TYPES = (
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset "
    "document entry entry-dictionary entry-encyclopedia figure graphic hearing interview legal_case legislation "
    "manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical "
    "personal_communication post post-weblog regulation report review review-book software song speech standard thesis "
    "treaty webpage"
).split()
NAMES = (
    "author chair collection-editor compiler composer container-author contributor curator director editor "
    "editorial-director interviewer illustrator organizer original-author performer producer recipient reviewed-author "
    "translator"
).split()
DATES = "accessed available-date event-date issued original-date submitted".split()
STRINGS = (
    "id language journalAbbreviation abstract annote archive archive_collection archive_location archive-place "
    "authority call-number container-title container-title-short DOI genre ISBN ISSN keyword medium note "
    "original-title publisher publisher-place source status title title-short URL page volume issue number "
    "edition locator section"
).split()
TEXT = {"type": "string"}
NAME = {
    "type": "object",
    "properties": dict.fromkeys(("family", "given", "suffix", "literal"), TEXT),
    "minProperties": 1,
    "additionalProperties": False,
}
PARTS = {"type": "array", "items": {"type": ["string", "number"]}, "minItems": 1, "maxItems": 3}
DATE = {
    "type": "object",
    "properties": {"date-parts": {"type": "array", "items": PARTS, "minItems": 1, "maxItems": 2}, "literal": TEXT},
    "additionalProperties": False,
}


def schema() -> dict[str, Any]:
    """Return the JSON Schema."""
    properties: dict[str, Any] = {"type": {"enum": TYPES}}
    properties |= dict.fromkeys(STRINGS, TEXT)
    properties |= {key: {"type": "array", "items": NAME} for key in NAMES}
    properties |= dict.fromkeys(DATES, DATE)
    item = {"type": "object", "properties": properties, "required": ["type", "id"], "additionalProperties": False}
    return {"type": "array", "items": item}
