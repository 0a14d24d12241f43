"""Tags of site generators: no text, told; a picture that one names is a figure."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from teiwright.article import Article, Figure, Paragraph
from teiwright.cli import cli
from teiwright.reading import read
from teiwright.xmltools import TEI

PAGE = """---
title: The Weir
---

It was rebuilt after the flood of that year.[^1]
{: .lead}

{% include figure.html
   class="right"
   image="weir.jpg"
   caption="The weir *in winter*, seen from the bridge.[^2]" %}

{{< note >}}
Nobody paid for it {{ site.year }} until the next spring.
{{< /note >}}

{% comment %} to be written {% endcomment %}

See [the list]({{ site.url }}/list) and \\$x^{{2}}\\$.

[^1]: Mill book.
[^2]: A photograph.
"""


def _read(text: str, tmp_path: Path, name: str = "weir.md") -> Article:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return read(path)


def test_tags_are_no_text_and_are_told(tmp_path: Path) -> None:
    article = _read(PAGE, tmp_path)
    words = [block.text.string for block in article.body if isinstance(block, Paragraph)]
    assert words[0] == "It was rebuilt after the flood of that year."
    assert words[1] == "Nobody paid for it until the next spring."
    assert len(words) == 3
    assert words[2].startswith("See")
    told = [(finding.line, finding.severity) for finding in article.findings if finding.rule == "template-tag"]
    assert told == [(6, "info"), (8, "info"), (13, "info"), (14, "info"), (15, "info"), (17, "info")]


def test_a_picture_that_a_tag_names_is_a_figure_with_its_caption_and_notes(tmp_path: Path) -> None:
    (tmp_path / "weir.md").write_text(PAGE, "utf-8")
    done = CliRunner().invoke(cli, ["encode", str(tmp_path / "weir.md"), "--model", "none"])
    assert done.exit_code == 0, done.output
    (figure,) = etree.parse(str(tmp_path / "weir.xml")).iter(f"{TEI}figure")
    assert figure.find(f"{TEI}graphic").get("url") == "weir.jpg"  # type: ignore[union-attr]
    head = figure.find(f"{TEI}head")
    assert head is not None
    assert [note.get("n") for note in head.iter(f"{TEI}note")] == ["2"]
    assert "".join(map(str, head.itertext())).startswith("The weir in winter, seen from the bridge.")


def test_a_tag_that_says_more_than_names_is_worth_a_warning(tmp_path: Path) -> None:
    article = _read('# Weir\n\n{% include aside.html says="Nobody ever paid." %}\n\nIt was rebuilt.\n', tmp_path)
    assert [finding.severity for finding in article.findings if finding.rule == "template-tag"] == ["warning"]
    assert not any(isinstance(block, Figure) for block in article.body)


def test_words_of_a_box_stay_with_their_notes(tmp_path: Path) -> None:
    box = '{% include aside.html\n  text="Nobody *ever* paid.[^1]" %}'
    (tmp_path / "weir.md").write_text(f"# Weir\n\nIt was rebuilt, as they say:\n{box}\nSo.\n\n[^1]: Roll.\n", "utf-8")
    done = CliRunner().invoke(cli, ["encode", str(tmp_path / "weir.md"), "--model", "none"])
    assert done.exit_code == 0, done.output
    words = [block.text.string for block in read(tmp_path / "weir.md").body if isinstance(block, Paragraph)]
    assert words == ["It was rebuilt, as they say:", "Nobody ever paid.", "So."]


@pytest.mark.parametrize("front", ["+++\ntitle = 'The Weir'\nauthor = 'Ann Roe'\ndate = 2019-04-02\n+++\n"])
def test_front_matter_in_toml_is_stated(front: str, tmp_path: Path) -> None:
    metadata = _read(f"{front}\nIt was rebuilt.\n", tmp_path).metadata
    assert (metadata.title, metadata.authors[0].name, metadata.date) == ("The Weir", "Ann Roe", "2019-04-02")


BLADE = """@extends('layouts.app', ['title' => 'The (old) Weir'])
@section('content')
<h1>The Weir</h1>
<p>It was rebuilt by the miller and his sons.</p>
@if (count($notes) > 3)
<p>Nobody paid for it until the spring. {!! $note !!}</p>
@endif
[gallery ids="1,2"]
@endsection
"""


def test_instructions_in_a_page_that_was_never_built_are_no_text_and_told(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(BLADE, "utf-8")
    article = read(path)
    assert [block.text.string for block in article.body if isinstance(block, Paragraph)] == [
        "It was rebuilt by the miller and his sons.",
        "Nobody paid for it until the spring.",
    ]
    assert [finding.rule for finding in article.findings].count("template-tag") == 1
    done = CliRunner().invoke(cli, ["encode", str(path)])
    assert "nothing lost" in done.output


def test_a_frameset_is_no_text_and_its_pages_are_named(tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    path.write_text('<html><frameset><frame src="menu.htm"><frame src="mill.htm"></frameset></html>', "utf-8")
    done = CliRunner().invoke(cli, ["encode", str(path)])
    assert done.exit_code == 2
    assert "frameset" in done.output
    assert "mill.htm" in done.output
