"""Authority entries held against a registry: candidates with their evidence, and the rule by which one may be tied.

`service` asks (W3C Reconciliation Service API, 0.2 and the 1.0 draft), `table` answers from a local file, `matching`
judges.
"""

from teiwright.reconciliation.matching import Candidate, Judgement, Question, judge, questions
from teiwright.reconciliation.service import Service, ask, connect
from teiwright.reconciliation.table import from_table

__all__ = ["Candidate", "Judgement", "Question", "Service", "ask", "connect", "from_table", "judge", "questions"]
