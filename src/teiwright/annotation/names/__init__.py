"""Names of persons, places and organisations marked on an article's texts."""

from teiwright.annotation.names.finder import find_names

__all__ = ["find_names"]
