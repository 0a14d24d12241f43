"""What a finding's rule means and how to mend it, for every rule that the program has."""

import inspect
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

from teiwright import resources, xmltools
from teiwright.editorial import CHECKS
from teiwright.relaxng.messages import ENGLISH
from teiwright.relaxng.violations import Kind
from teiwright.validation import messages
from teiwright.xmltools import TEI


@dataclass(frozen=True, slots=True)
class Code:
    """A rule: where it is checked, what a finding of it means, how to mend it ("" where nothing is to be mended)."""

    rule: str
    stage: str
    meaning: str
    mend: str


@cache
def codes() -> dict[str, Code]:
    """Return all rules by name."""
    found = (*_of_validation(), *_of_schematron(), *_of_checks(), *_listed())
    return {code.rule: code for code in sorted(found, key=lambda code: (code.stage, code.rule))}


def _listed() -> Iterator[Code]:
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    for stage, rules in table.items():
        yield from (Code(rule, stage, meaning, mend) for rule, (meaning, mend) in rules.items())


def _of_validation() -> Iterator[Code]:
    for rule in get_args(Kind):
        yield Code(rule, "validation", _sentence(ENGLISH.sentences[rule]), "")
    for rule, sentence in messages.SENTENCES.items():
        yield Code(rule, "validation", _sentence(sentence), messages.HINTS.get(rule, ""))


def _sentence(template: str) -> str:
    """Return a message with … for what is filled in."""
    return template.format_map(_Anything())


class _Anything(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def _of_schematron() -> Iterator[Code]:
    odd = xmltools.parse(resources.folder("schema") / "teiwright.odd").getroot()
    for rule in odd.iter(TEI + "constraintSpec"):
        said = rule.find(".//{http://purl.oclc.org/dsdl/schematron}*[@test]")
        meaning = xmltools.plain_text(said) if said is not None else ""
        yield Code(str(rule.get("ident")), "practice", meaning, rule.findtext(TEI + "desc") or "")


def _of_checks() -> Iterator[Code]:
    for rule, check in CHECKS.items():
        yield Code(
            rule, "editorial", (inspect.getdoc(check) or "").split("\n")[0], f"teiwright check FILE --off {rule}"
        )
