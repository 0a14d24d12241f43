"""A person's answers to what is doubtful, and a person's edits of the TEI, made into decisions."""

from teiwright.review.edits import from_tei
from teiwright.review.questions import Query, Question, doubtful, unanswered
from teiwright.review.walking import Walked, walk

__all__ = ["Query", "Question", "Walked", "doubtful", "from_tei", "unanswered", "walk"]
