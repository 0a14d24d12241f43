"""Tags of site generators: instructions to a site's template (Liquid, Hugo, Jinja, Blade, kramdown), no text.

What a tag says stands nowhere in the article, but for a picture with its caption; that it was there is told.
"""

import re
from dataclasses import dataclass

TAG = (
    r"(?:\{%-?\s*comment\b(?:(?!endcomment).){0,5000}endcomment\s*-?%\}"
    r"|\{%(?:(?!%\}).){1,5000}%\}|\{\{[<%](?:(?!\}\}).){1,5000}\}\}|\{#(?!\w)(?:(?!#\}).){1,5000}#\}"
    r"|\{\{-?\s*[a-z$_](?:(?!\}\}).){0,500}\}\})(?:[ \t]*\{\.[\w-]+\})?"
)
ATTRIBUTES = r"\{:[^{}\n]{1,200}\}"
"""kramdown's attribute lists and commands: {: .lead}, {:toc}."""
TEMPLATE = re.compile(rf"{TAG}|{ATTRIBUTES}", re.DOTALL)
LINES = re.compile(rf"(?:[ \t]*(?:{TAG}|{ATTRIBUTES}))+[ \t]*(?=\n|$)", re.DOTALL)
"""Lines that hold nothing but tags."""
VALUE = re.compile(
    r"(?:(?<![\w-])(?P<key>[\w-]+)\s*=\s*)?(?:\"(?P<a>(?:\\.|[^\"\\])*)\"|'(?P<b>(?:\\.|[^'\\])*)')", re.DOTALL
)
PICTURE = re.compile(r"[^\s<>]+\.(?:jpe?g|png|gif|svg|webp|tiff?)", re.IGNORECASE)
DIRECTIVE = r"^[ \t]*@[a-z]\w*(?:[ \t]*\((?:[^()\n]|\((?:[^()\n]|\([^()\n]*\))*\))*\))?[ \t]*$"
"""A line of Blade's, @section('content'), @endif; only where some can be nothing else."""
IS_BLADE = re.compile(r"^[ \t]*@(?:extends|section|yield|include|end[a-z]+)\b", re.MULTILINE)
SHORTCODE = r"\[/?[a-z][\w-]{1,30}(?:\s+[\w-]{1,30}=(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))+\s*/?\]"
"""WordPress's, [gallery ids="1,2"]."""
_NOTE = "footnote|efn_note|mfn|fn|ref|note"
NOTES = rf"\[(?P<opens>{_NOTE})\](?=[^\[\]]{{1,3000}}\[/(?P=opens)\])|\[/(?P<closes>{_NOTE})\]"
"""Shortcodes around a note that stands in the text."""
IN_PAGES = re.compile(rf"{NOTES}|{TAG}|\{{!!(?:(?!!!\}}).){{1,500}}!!\}}|{SHORTCODE}", re.DOTALL)
IN_BLADE = re.compile(rf"{IN_PAGES.pattern}|(?m:{DIRECTIVE})|\{{\{{(?:(?!\}}\}}).){{0,500}}\}}\}}", re.DOTALL)
CAPTIONS = frozenset({"caption", "title"})
TEXTS = frozenset({"text", "quote", "content", "body"})
"""What names the words of a box beside the text."""
SPOKEN = 3
"""A value of so many words is something that a reader would have read."""


@dataclass(frozen=True, slots=True)
class Template:
    """A tag: the picture that it names, where the words stand in it that a page shows, and whether it has others."""

    picture: str = ""
    description: str = ""
    words: tuple[int, int] = (0, 0)
    has_others: bool = False


def tags_of_page(page: str) -> re.Pattern[str]:
    """Return what a site generator's tags look like in the text of a web page that was never built."""
    return IN_BLADE if IS_BLADE.search(page) else IN_PAGES


def template_of(tag: str) -> Template:
    """Return what a tag says; offsets are characters of the tag."""
    values = [
        (match["key"] or "", match[name], match.span(name))
        for match in VALUE.finditer(tag)
        for name in ("a", "b")
        if match[name]
    ]
    picture = next((value for _, value, _ in values if PICTURE.fullmatch(value)), "")
    keys = CAPTIONS if picture else TEXTS
    words = next((span for key, _, span in values if key.lower() in keys), (0, 0))
    description = next((value for key, value, _ in values if picture and key.lower() == "alt"), "")
    shown = {tag[slice(*words)], description, picture}
    return Template(
        picture, description, words, any(len(value.split()) >= SPOKEN for _, value, _ in values if value not in shown)
    )
