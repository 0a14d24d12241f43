"""A second, simpler reading of plain text: blank lines part leaves; whether a line's end does, the text must show."""

import re
from collections.abc import Iterator

from teiwright.proof.markdown import FRONT, TITLE_LINES
from teiwright.proof.signs import IN, OUT, Leaf, Sign

RAISED = re.compile(r"<sup>|</sup>|[\^${}]", re.IGNORECASE)
"""What writes a note's number as a superscript where nothing else is mark-up."""
NOTE_IN_BRACKETS = re.compile(r"\s*\[[^\W\d_]+\s+\S{1,5}:\s")
LONGEST_MARK = 24
RULE = re.compile(r"[-_—─–=*＊·~ ]{3,}")


def plain_leaves(source: str) -> Iterator[Leaf]:
    """Yield the leaves of a plain text in its order; no sign in it is mark-up but those of superscripts."""
    front = FRONT.match(source) or TITLE_LINES.match(source)
    start = front.end() if front else 0
    if front:
        yield Leaf("front", signs=[Sign("char", c, at) for at, c in enumerate(source[:start]) if not c.isspace()])
    signs: list[Sign] = []
    at = start
    for line in re.split("(?<=[\n\f])", source[start:]):
        text = line.strip()
        is_page = line.endswith("\f")
        if signs and (not text or RULE.fullmatch(text)):
            yield Leaf("any", signs=_with_mark_closed(signs))
            signs = []
        if text and RULE.fullmatch(text):
            lead = len(line) - len(line.lstrip())
            yield Leaf("rule", signs=[Sign("soft", text, at + lead)])
        elif text:
            body = line.rstrip("\n\f")
            signs.extend(_signs(body, at))
            signs.append(Sign("maybe", "\n", at + len(body)))
        if is_page:
            signs.append(Sign("page", "", at + len(line) - 1))
        at += len(line)
    if any(sign.kind == "char" for sign in signs):
        yield Leaf("any", signs=_with_mark_closed(signs))


def _with_mark_closed(signs: list[Sign]) -> list[Sign]:
    """Return the signs, the bracket that ends a note in brackets ([Footnote 1: …]) as one that may be its mark's."""
    if not NOTE_IN_BRACKETS.match("".join(sign.value for sign in signs[:LONGEST_MARK])):
        return signs
    last = max(index for index, sign in enumerate(signs) if sign.kind == "char")
    is_closed = signs[last].value == "]"
    return [s._replace(kind="soft") if is_closed and index == last else s for index, s in enumerate(signs)]


def _signs(line: str, at: int) -> Iterator[Sign]:
    end = 0
    for match in RAISED.finditer(line):
        yield from _characters(line[end : match.start()], at + end)
        effect = OUT if match[0].startswith("</") else IN if match[0].startswith("<") else ""
        yield Sign("soft", match[0], at + match.start(), effect, effect and "superscript")
        end = match.end()
    yield from _characters(line[end:], at + end)


def _characters(string: str, at: int) -> Iterator[Sign]:
    return (Sign("blank" if c.isspace() else "char", c, at + i) for i, c in enumerate(string))
