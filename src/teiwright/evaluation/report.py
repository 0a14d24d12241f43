"""An evaluation as text, JSON or HTML with the differences in colour."""

import json
from collections.abc import Callable
from dataclasses import asdict

from lxml import etree

from teiwright.evaluation import Difference, Evaluation, Score

MARKS = {"missed": "-", "spurious": "+", "value": "≠", "key": "→"}
STYLE = """
body { font: 1rem/1.5 "Noto Serif CJK TC", "Songti TC", serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse } td, th { padding: .25rem .75rem; border-bottom: 1px solid #8884; text-align: end }
td:first-child, th:first-child { text-align: start } mark { padding: 0 .2em; color: inherit }
.missed mark { background: #f9c0c0 } .spurious mark { background: #bfe3bf }
.value mark, .key mark { background: #f6e3a1 } small { opacity: .7 }
@media (prefers-color-scheme: dark) { body { background: #111; color: #eee } mark { color: #111 } }
"""


def report(evaluation: Evaluation, form: str) -> str:
    """Return the evaluation as "text", "json" or "html"."""
    forms: dict[str, Callable[[Evaluation], str]] = {"text": _text, "json": _json, "html": _html}
    return forms[form](evaluation)


def _figures(score: Score) -> tuple[str, ...]:
    shares = (f"{score.precision:.4f}", f"{score.recall:.4f}", f"{score.f1:.4f}")
    counts = (str(score.gold), str(score.found))
    return (score.kind, *shares, *counts, _share(score.values), _share(score.keys))


def _share(pair: tuple[int, int]) -> str:
    return f"{pair[0]}/{pair[1]}" if pair[1] else "–"


HEADINGS = ("kind", "P", "R", "F1", "gold", "found", "values", "keys")


def _text(evaluation: Evaluation) -> str:
    rows = [HEADINGS, *(_figures(score) for score in evaluation.scores)]
    lines = ["  ".join(f"{cell:>8}" for cell in row) for row in rows]
    met = evaluation.blocks - len(evaluation.missing)
    lines += ["", f"blocks met: {met} of {evaluation.blocks}", *(f"  not met: {text}…" for text in evaluation.missing)]
    return "\n".join([*lines, "", *map(_line, evaluation.differences)]) + "\n"


def _line(difference: Difference) -> str:
    words = f"{difference.before}[{difference.words}]{difference.after}"
    said = f"  gold {difference.gold}, found {difference.found}" if difference.gold else ""
    return f"{MARKS[difference.verdict]} {difference.verdict} {difference.kind}: {words}{said}"


def _json(evaluation: Evaluation) -> str:
    scores = {
        score.kind: {
            "precision": round(score.precision, 4),
            "recall": round(score.recall, 4),
            "f1": round(score.f1, 4),
            "gold": score.gold,
            "found": score.found,
            "values": {"right": score.values[0], "of": score.values[1]},
            "keys": {"right": score.keys[0], "of": score.keys[1]},
        }
        for score in evaluation.scores
    }
    listed = {
        "scores": scores,
        "blocks": {"of": evaluation.blocks, "missing": list(evaluation.missing)},
        "differences": [asdict(difference) for difference in evaluation.differences],
    }
    return json.dumps(listed, ensure_ascii=False, indent=1) + "\n"


def _html(evaluation: Evaluation) -> str:
    rows = [_element("tr", *(_element("th", heading) for heading in HEADINGS))]
    rows += [_element("tr", *(_element("td", cell) for cell in _figures(score))) for score in evaluation.scores]
    head = _element(
        "head", _element("meta", charset="utf-8"), _element("title", "Evaluation"), _element("style", STYLE)
    )
    differences = _element("ol", *map(_item, evaluation.differences))
    parts = (_element("h1", "Evaluation"), _element("table", *rows), _element("h2", "Differences"), differences)
    page = _element("html", head, _element("body", *parts), lang="en")
    markup: str = etree.tostring(page, encoding="unicode", method="html", pretty_print=True)
    return "<!DOCTYPE html>\n" + markup


def _item(difference: Difference) -> etree._Element:
    said = f"{difference.verdict} {difference.kind}"
    if difference.gold:
        said += f": gold {difference.gold}, found {difference.found}"
    mark = _element("mark", difference.words)
    item = _element("li", difference.before, mark, _element("small", said))
    mark.tail = difference.after + " "
    item.set("class", difference.verdict)
    return item


def _element(name: str, *content: str | etree._Element, **attributes: str) -> etree._Element:
    new = etree.Element(name, attributes)
    for part in content:
        if isinstance(part, str):
            new.text = (new.text or "") + part
        else:
            new.append(part)
    return new
