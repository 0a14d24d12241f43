"""What a repository asks for: profiles as data, held against an edition's description."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from teiwright.config import nearest
from teiwright.deposit.description import Description
from teiwright.errors import DataError
from teiwright.findings import Finding

FOLDER = Path(__file__).parent / "profiles"
HELD: Mapping[str, Callable[[Description], bool]] = {
    "title": lambda it: bool(it.title),
    "creators": lambda it: bool(it.creators),
    "orcid": lambda it: all(
        any(each.type == "ORCID" for each in party.identifiers) for party in it.creators if not party.is_body
    ),
    "names": lambda it: all(bool(party.parts) or "," in party.name or party.is_body for party in it.creators),
    "affiliation": lambda it: any(party.affiliation for party in it.creators),
    "publisher": lambda it: bool(it.publisher),
    "date": lambda it: bool(it.date),
    "version": lambda it: bool(it.version),
    "language": lambda it: bool(it.language),
    "licence": lambda it: bool(it.rights.text.label),
    "markup_licence": lambda it: bool(it.rights.markup.label),
    "identifier": lambda it: bool(it.identifiers),
    "abstract": lambda it: bool(it.abstract),
    "keywords": lambda it: bool(it.keywords),
    "keyword_scheme": lambda it: bool(it.keyword_scheme) or not it.keywords,
    "funders": lambda it: bool(it.funders),
    "contributors": lambda it: bool(it.contributors),
    "source": lambda it: bool(it.source),
}
"""Whether an edition's description holds each field of fields.toml."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What a repository requires and recommends (keys of fields.toml), and how many bytes its TEI may have (0: any)."""

    label: str
    required: tuple[str, ...]
    recommended: tuple[str, ...]
    largest_tei: int = 0


def names() -> list[str]:
    """Return the names of the profiles."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def profile(name: str) -> Profile:
    """Return a profile by its name. Raises DataError for one that is not there."""
    if name not in names():
        raise DataError(f"no profile of a repository is called {name}", hint=nearest(name, names()))
    values = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))
    return Profile(
        values["label"], tuple(values["required"]), tuple(values["recommended"]), values.get("largest_tei", 0)
    )


@cache
def fields() -> Mapping[str, Mapping[str, str]]:
    """Return what each field means and where it is stated."""
    return tomllib.loads((FOLDER.parent / "fields.toml").read_text("utf-8"))


def missing(
    description: Description, wanted: Profile, file: str, size: int = 0, *, is_ours: bool = True
) -> list[Finding]:
    """Return what a repository asks for and the header lacks: an error where it is required, else a warning.

    Of what teiwright encoded (`is_ours`) it says where to state it, of any other file where it stands in the header.
    """
    found = [
        _lacking(name, wanted, description, file, is_required, is_ours)
        for is_required, keys in ((True, wanted.required), (False, wanted.recommended))
        for name in keys
        if not HELD[name](description)
    ]
    if wanted.largest_tei and size > wanted.largest_tei:
        message = f"{wanted.label} takes TEI files of at most {wanted.largest_tei:,} bytes, this has {size:,}"
        found.append(Finding("error", "deposit-too-large", message, file, hint="divide the text"))
    return found


def _lacking(
    name: str, wanted: Profile, description: Description, file: str, is_required: bool, is_ours: bool
) -> Finding:
    field = fields()[name]
    verb = "needs" if is_required else "should have"
    message = f"{wanted.label} {verb} {field['means']}, which the header lacks"
    hint = "state " + field["state"].replace("NAME", description.name) if is_ours else f"write {field['header']}"
    return Finding("error" if is_required else "warning", "deposit-lacks", message, file, hint=hint)
