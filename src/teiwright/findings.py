"""The one type in which reading, annotation, validation and XSLT report what they met."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a person should know about a file.

    `line` and `column` count from 1; 0 says that the place is not known.
    `rule` is a stable name that can be switched off; `message` says what is the case, `hint` how to mend it.
    """

    severity: Severity
    rule: str
    message: str
    file: str = ""
    line: int = 0
    column: int = 0
    hint: str = ""

    def __str__(self) -> str:
        place = self.file + (f":{self.line}:{self.column}" if self.line else "")
        hint = f" ({self.hint})" if self.hint else ""
        return f"{place}: {self.severity}: {self.message}{hint} [{self.rule}]".removeprefix(": ")


def exit_status(findings: Iterable[Finding]) -> int:
    """Return 1 where warnings or errors are among the findings, else 0; `info` does not count."""
    return int(any(finding.severity != "info" for finding in findings))
