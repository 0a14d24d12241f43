"""The words of notes, from `languages/CODE/citations.toml`, as parts of the expressions of this package."""

import re
from functools import partial

from teiwright import languages

either = partial(languages.either, "citations")
expression = partial(languages.expression, "citations")

HEREAFTER = expression("hereafter")
"""What announces a short name for later notes."""
PARTICLE = rf"(?<!\w){languages.either('people', 'name-particle')}"
"""The small word of a name: de, von, фон."""
UNDATED = re.compile(rf"[(\[](?:[^()\[\]:,]{{1,40}}[:,]\s?)?{expression('no-year')}[)\]]")
"""(n.p.: n.d.): an imprint that says that it has no place, or no year."""
