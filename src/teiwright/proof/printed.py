"""Which notes a source prints: labels at the beginning of lines, and marks of the same look in other lines."""

import re
from collections.abc import Sequence

from teiwright.proof.signs import IN, OUT, Leaf

FEWEST = 3
CIRCLED = "①-⑳㉑-㉟㊱-㊿❶-❿"
SUPER = "¹²³⁰⁴-⁹"
LABELS = {
    "superscript": (re.compile(r"«\W?(\d{1,3})\W?»"), re.compile(r"«\W?(\d{1,3})\W?»")),
    "brackets": (re.compile(r"[\[［〔【{<](\d{1,3})[\]］〕】}>]"), re.compile(r"[\[［〔【{<](\d{1,3})[\]］〕】}>]")),
    "circled": (re.compile(rf"([{CIRCLED}])"), re.compile(rf"([{CIRCLED}])")),
    "figures": (re.compile(rf"([{SUPER}]+)"), re.compile(rf"([{SUPER}]+)")),
    "numbered": (re.compile(r"(\d{1,3})[.．、)]\s*\S"), re.compile(r"«\W?(\d{1,3})\W?»")),
}


def printed_notes(leaves: Sequence[Leaf]) -> int:
    """Return how many notes are printed, by the look that most of them have; 0 where fewer than three are.

    A note counts where its label begins a line and its mark stands in an earlier or later line, not at its beginning.
    """
    defined = sum(bool(leaf.label) for leaf in leaves)
    lines = [line for leaf in leaves if leaf.kind not in {"front", "verbatim"} for line in _lines(leaf)]
    best = defined
    for label, mark in LABELS.values():
        heads: dict[str, int] = {}
        marks: dict[str, int] = {}
        for number, line in enumerate(lines):
            head = label.match(line)
            if head:
                heads.setdefault(head[1], number)
            for found in mark.finditer(line, head.end() if head else 0):
                if found.start():
                    marks.setdefault(found[1], number)
        best = max(best, sum(name in marks and marks[name] != heads[name] for name in heads))
    return best if best >= FEWEST else 0


def _lines(leaf: Leaf) -> list[str]:
    """Return the leaf's lines, what is raised above the line between « and »."""
    out = [""]
    for sign in leaf.signs:
        if sign.kind == "maybe":
            out.append("")
        elif sign.kind in {"char", "blank", "wrap"}:
            out[-1] += sign.value if sign.value not in "«»" else '"'
        elif sign.kind == "soft" and sign.target == "superscript":
            out[-1] += "«" if sign.effect == IN else "»" if sign.effect == OUT else ""
    return [line.strip() for line in out]
