"""What a person decided of a text: kept beside it as TOML, anchored by quoted words, applied last, winning always."""

from teiwright.decisions.model import Action, Decision, Decisions

__all__ = ["Action", "Decision", "Decisions"]
