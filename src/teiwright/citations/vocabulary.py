"""The words of notes, from `languages/CODE/citations.toml`, as parts of the expressions of this package."""

from functools import partial

from teiwright import languages

either = partial(languages.either, "citations")
expression = partial(languages.expression, "citations")
