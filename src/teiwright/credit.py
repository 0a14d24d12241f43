"""The contributor roles of CRediT (ANSI/NISO Z39.104-2022): their names and addresses."""

from types import MappingProxyType

SITE = "https://credit.niso.org/contributor-roles/"
ROLES = MappingProxyType(
    {
        "conceptualization": "conceptualization",
        "data curation": "data-curation",
        "formal analysis": "formal-analysis",
        "funding acquisition": "funding-acquisition",
        "investigation": "investigation",
        "methodology": "methodology",
        "project administration": "project-administration",
        "resources": "resources",
        "software": "software",
        "supervision": "supervision",
        "validation": "validation",
        "visualization": "visualization",
        "writing – original draft": "writing-original-draft",
        "writing – review & editing": "writing-review-editing",
    }
)


def role(stated: str) -> str:
    """Return a role's name as CRediT writes it, or an empty string for what is none of its roles."""
    folded = _folded(stated.removeprefix(SITE))
    return next((name for name, path in ROLES.items() if folded in (_folded(name), _folded(path))), "")


def address(name: str) -> str:
    """Return the address of a role by its name, or an empty string."""
    return f"{SITE}{ROLES[name]}/" if name in ROLES else ""


def _folded(text: str) -> str:
    words = "".join(sign if sign.isalnum() else " " for sign in text.casefold().replace("isation", "ization"))
    return " ".join(word for word in words.split() if word != "and")
