"""What a second reading cannot judge it does not refuse: each of these is encoded whole and must be called so."""

from pathlib import Path

import pytest
from lxml import etree

from teiwright.annotation import annotate
from teiwright.article import SetAside, Source
from teiwright.authority import load
from teiwright.encoding import encode
from teiwright.proof import prove, reread
from teiwright.reading import read
from teiwright.resources import folder
from teiwright.xmltools import parser

TEXTS = {
    "emphasis-that-does-not-pair.md": "# Boats\n\nThe *old ferry** ran late.\n\n"
    "It was *North (*South*)*.* Nobody knew.\n",
    "emphasis-before-a-mark.md": "# Boats\n\n"
    "See the _List of Ferries_[1] and **[Quay](https://example.org/q)**[2].\n\n"
    "[1] First remark.\n\n[2] Second remark.\n",
    "link-whose-words-are-its-address.md": "# Boats\n\nA text.[^1]\n\n[^1]: John Smith, “Ferries,” para. 3,"
    " [http://example.org/en/list](http://example.org/en/list); and others.\n",
    "address-with-escapes.md": "# Boats\n\nA text.[^1]\n\n[^1]: Boats: <https://example.org/k/k%C4%81la%C3%B1/>\n",
    "mark-beside-a-bracket.md": "# 渡船\n\n有人說（例如船夫（1））：渡船（2）沉沒了。\n\n"
    "〔1〕 船夫，河邊的人。\n\n〔2〕 渡船，木造。\n",
    "marks-that-stand-a-second-time.md": "# 渡船\n\n船到岸邊。 [^a] 、 [^b]\n\n"
    "| 甲 | 乙 |\n|---|---|\n| 船又到 [^b] 、 [^a] | 二 |\n\n[^a]: 岸邊。\n\n[^b]: 船夫。\n",
    "invisible-characters.md": "# Boats\n\nA soft&shy;ly \u00adspoken "
    "zero\u200bwidth word\ufeff.\n\n\u200b\n\nEnd \u2060\n",
    "invisible-characters.txt": "Boats\n\nA soft\u00adly spoken "
    "zero\u200bwidth word.\n\n\u200b\n\nThe end of it \u2060\n",
    "invisible-characters.html": "<h1>Boats</h1><p>A soft&shy;ly "
    "zero&#8203;width word.</p><p>&#x200b;</p><p>End &#xfeff;</p>",
    "a-note-without-a-mark.md": "# Boats\n\nA ferry.\n\n[^2]: Words of a note.\n",
    "mark-before-a-broken-line.md": "# 渡船\n\n渡船到岸邊。[^1]\\\n\\\n13. 船夫下船，[^2]\\\n回家去。\n\n"
    "[^1]: 岸邊。\n\n[^2]: 船夫。\n",
    "item-whose-words-begin-with-a-number.md": "# Boats\n\n- 14. The fourteenth boat\n\nText follows.\n",
    "emphasis-in-a-front-matter.md": '---\ntitle: "*Boats*"\nsubtitle: "The _Ferry_ and the *Quay of the North*"\n'
    "---\n\nThe ferry ran late.\n",
    "a-page-ends-in-a-line.md": "# Boats\n\nThe ferry\fran late.\n",
    "a-bar-above-a-table.md": "# Boats\n\nWord| a | b |\n|---|---|\n| c | d |\n",
    "code-signs-in-a-block-of-html.md": "# Boats\n\n<ul>\n<li>One ` here</li>\n<li>Two ` there</li>\n</ul>\n",
    "items-within-items-of-a-deep-indent.md": "# Boats\n\nThe ferry.[^1]\n\n[^1]: A remark.\n\n    5.  One\n"
    "    6.  1.  Two\n        2.  Three\n",
    "prose-in-pre.html": "<html><body><pre>\nThe Boats\n\n    The ferry ran late; nobody knew when it would come, or\n"
    "why.\n\n    The river rose, and it fell again in the night, as it\ndid.\n</pre></body></html>",
    "a-rule-before-an-asterisk.md": "# Boats\n\nThe ferry ran late.\n\n* * *\n\n*An asterisk begins a remark.\n",
    "a-rule-before-its-own-signs.md": "# Boats\n\nThe ferry ran late.\n\n***\n\n\\*\\*\\* Nobody knew.\n",
    "a-rule-before-its-own-signs.txt": "The Boats\n\nThe ferry ran late, as ever.\n\n*****\n\n***** Nobody knew why.\n",
    "rules-before-their-own-signs.txt": "The Boats\n\nThe ferry ran late.\n\n*****\n*****\n\n***** Nobody knew.\n",
    "a-rule-in-an-item.md": "# Boats\n\nThe ferry ran late.\n\n- One boat\n\n  - - -\n\n  Two boats\n",
    "lines-of-signs.txt": "The Boats\n=========\n\nThe ferry ran late.\n\nBy night\n--------\n\nNobody knew.\n",
    "tags-that-nobody-knows.html": "<html><body><h1>Boats</h1><p>The <widget>ferry</widget> ran.</p><svg><path/></svg>"
    "<p>Late</script>, as ever.</p></body></html>",
    "no-declaration.html": "<html><body><p>Boats <! late></p></body></html>",
    "item-of-a-deep-indent.md": "# Boats\n\n<details>\n<span>\nThe notes:<br>\n\n"
    "    - One boat<br>\n    - Two boats<br>\n"
    "</span>\n</details>\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_encoded_whole_is_not_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(TEXTS[name], "utf-8")
    article = read(path)
    written = etree.tostring(encode(annotate(article, load(folder("authority")))), encoding="utf-8")
    assert [*prove(article, etree.fromstring(written, parser())).errors] == []


@pytest.mark.parametrize(
    ("words", "is_number"),
    [
        ("12", True),
        ("xii", True),
        ("第十二頁", True),
        ("— Leaf 12 —", True),
        ("The ferry sank 12", False),
        ("— — 12 Mr Ferry Man", False),
    ],
)
def test_what_a_reader_calls_a_pages_number_is_one_or_is_missed(words: str, is_number: bool) -> None:
    text = f"The ferry ran late.\n\n{words}\n\nNobody knew.\n"
    root = etree.fromstring(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>The ferry ran late.</p><p>Nobody knew.</p></body>'
        "</text></TEI>"
    )
    at = text.index(words)
    proof = reread(Source("a", "a.md", text, form="markdown"), root, [SetAside(at, at + len(words), "page number")])
    assert [each.rule for each in proof.errors] == ([] if is_number else ["text-lost"])


LONG = (
    "The ferry ran late, as it had done on every day of that wet and windy autumn. "
    "Nobody knew why, and the pilots, who were asked, gave no answer to the harbour master. "
    "The river rose in the night and fell again before the morning came."
)


@pytest.mark.parametrize(
    ("page", "body", "is_whole"),
    [
        (f"<p>{LONG}</p>", f"<p>{LONG}</p>", True),
        (f"<p>{LONG}</p>", f"<p>{LONG.replace('Nobody', '</p><p>Nobody')}</p>", False),
        (f"<p>{LONG}</p>", f"<head>{LONG}</head>", False),
        ("<p>Late.</p><pre>a = 1</pre>", '<p>Late.</p><ab type="verbatim">a = 1</ab>', True),
    ],
)
def test_in_html_a_paragraph_and_code_stay_what_they_are(page: str, body: str, is_whole: bool) -> None:
    root = etree.fromstring(f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{body}</body></text></TEI>')
    proof = reread(Source("a", "a.html", f"<html><body>{page}</body></html>", form="html"), root)
    assert (proof.errors == ()) == is_whole, proof.errors
