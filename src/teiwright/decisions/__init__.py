"""What a person decided of a text: kept beside it as TOML, anchored by quoted words, applied last, winning always."""

from teiwright.decisions.anchors import Index, Place, anchor, index
from teiwright.decisions.applying import Answer, answers, apply, citation_edits
from teiwright.decisions.arranging import LANGUAGE, arranged, divided, second_id
from teiwright.decisions.checks import place_of, unanswered
from teiwright.decisions.decision import Action, Decision, Decisions
from teiwright.decisions.store import add, fault_of, load, take_back
from teiwright.decisions.values import date_attributes

__all__ = [
    "LANGUAGE",
    "Action",
    "Answer",
    "Decision",
    "Decisions",
    "Index",
    "Place",
    "add",
    "anchor",
    "answers",
    "apply",
    "arranged",
    "citation_edits",
    "date_attributes",
    "divided",
    "fault_of",
    "index",
    "load",
    "place_of",
    "second_id",
    "take_back",
    "unanswered",
]
