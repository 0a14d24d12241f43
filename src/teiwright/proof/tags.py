"""HTML's names as the second reading knows them: what begins a block, what is emphasis, what is not shown."""

import re

BLOCKS = frozenset(
    "address article aside blockquote body caption center col colgroup dd details div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr html legend li link main menu meta nav ol p pre section summary table"
    " tbody td tfoot th thead tr ul".split()
)
NOT_SHOWN = frozenset({"script", "style", "head", "title", "iframe", "svg"})
INLINE = frozenset(
    "a abbr acronym b bdi bdo big br cite code del dfn em font i img ins kbd label mark nobr o:p picture q rp rt ruby s"
    " samp small source span strike strong sub sup time tt u var wbr".split()
)
NAMES = BLOCKS | NOT_SHOWN | INLINE
EMPHASIS = {
    "em": "italic", "i": "italic", "cite": "italic", "var": "italic", "dfn": "italic",
    "strong": "bold", "b": "bold", "sup": "superscript",
}  # fmt: skip
ATTRIBUTE = re.compile(r"([^<>\"'=\s/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
