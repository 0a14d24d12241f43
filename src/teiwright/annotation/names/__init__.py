"""Names of persons, places and organisations marked on an article's texts."""

from teiwright.annotation.names.finder import find_names
from teiwright.annotation.names.suggestions import Context, Suggestion, suggestions

__all__ = ["Context", "Suggestion", "find_names", "suggestions"]
