"""Whatever is stated, written or decided: the TEI is valid against our schema and tei_all, or refused in one line."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
import tomlkit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from teiwright.build import Options, encode_source, faults_of
from teiwright.decisions import Decision, add, load
from teiwright.encoding import serialise
from teiwright.errors import TeiwrightError
from teiwright.xmltools import TEI
from tests.trust import generated

TEXT = """# A river harbour: a short history

Ann Example

The pilots wrote to Stalin on 5 May 1950, and 毛澤東 replied in June.[^1] It was cold.[^2]

[^1]: Anna Smith, *First Book*, London: Alpha Press, 1990, p. 3; АПРФ, ф. 45, оп. 1, д. 334, л. 79.

[^2]: 沈志華，《毛澤東、斯大林與朝鮮戰爭》，廣州：廣東人民出版社，2003年，第88頁。
"""

PERSONS = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Persons</title></titleStmt>
<publicationStmt><p>Here.</p></publicationStmt><sourceDesc><p>None.</p></sourceDesc></fileDesc></teiHeader>
<standOff><listPerson><person xml:id="person-stalin"><persName xml:lang="en">Stalin</persName></person>
</listPerson></standOff></TEI>
"""

odd = st.sampled_from(
    [*"\0\ufffe\u00a0\u3000\u2028\u202e\ud7ff：:—'\"<>&#%{}[]\\/|^`=@+-", "１９", "٣", "中", "é", "\n", "  "]
)
word = st.text(alphabet=st.characters(codec="utf-8"), max_size=8)
words = st.lists(st.one_of(word, odd, st.sampled_from(["Title", "unknown", "3", "a b"])), max_size=5).map("".join)
identifier = st.one_of(
    words,
    st.sampled_from(["10.5555/ferry.1998", "978-5-00-000000-7", "1234-5679", "20.1000/1", "https://example.org/ä b",
                     "javascript:alert(1)", "0000-0002-1825-0097", "0000-0002-1825-0098", "http://[::1"]),
)  # fmt: skip
date = st.one_of(words, st.sampled_from(["1950", "１９５０", "١٩٥٠", "1950-13", "0000", "2008年4月28日", "28.04.2008"]))
licence = st.one_of(words, st.sampled_from(["CC BY 4.0", "cc0", "All rights reserved", "版權所有", "CC BY-XX 9.9"]))
author = st.one_of(words, st.fixed_dictionaries({"name": words}, optional={"orcid": identifier, "affiliation": words}))
metadata = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("title", "subtitle", "series", "journal", "number", "volume", "issue", "pages",
        "place"), words),
        **dict.fromkeys(("abstract",), words),
        **dict.fromkeys(("doi", "isbn", "issn", "handle", "url", "licence_target"), identifier),
        **dict.fromkeys(("publishers", "funders", "keywords", "editors", "encoders"), st.lists(words, max_size=2)),
        "date": date, "licence": licence, "authors": st.lists(author, max_size=2),
        "language": st.one_of(words, st.sampled_from(["ru", "zh-Hant", "en-GB"])),
    },
)  # fmt: skip
fragment = st.sampled_from(
    [*TEXT.split(" "), "\n\n", "\n", "# ", "* ", "1. ", "> ", "[^1]", "[^1]: ", "<sup>2</sup>",
     "![a](b.png)", "| a | b |\n",
     "|---|---|\n", "```\n", "&#150;", "<table><tr><td>", "①", "《", "\f", "- 12 -", "\u00a0", "\u3000", "^[x]",
     "---\n"]
)  # fmt: skip
text = st.lists(st.one_of(fragment, odd, word), max_size=40).map("".join)
KINDS = [
    "person", "place", "org", "date", "citation", "signal", "document", "repository", "fond", "opis",
     "shelfmark", "pages",
    "author", "editor", "translator", "title", "container", "volume", "issue", "pub-place", "publisher", "year",
]  # fmt: skip


def _quotes() -> st.SearchStrategy[str]:
    flat = " ".join(line for line in TEXT.splitlines() if line and not line.startswith("#"))
    starts = st.integers(0, len(flat) - 2)
    return st.tuples(starts, st.integers(1, 40)).map(lambda cut: flat[cut[0] : cut[0] + cut[1]])


decision = st.builds(
    Decision,
    st.sampled_from(["tag", "untag", "key", "date", "correct"]),
    _quotes(),
    kind=st.sampled_from(KINDS),
    key=st.sampled_from(["", "person-stalin", "place-moscow"]),
    corr=words,
    attributes=st.sampled_from(
        [(), (("xml:lang", "ru"),), (("when", "1950-05-05"),), (("level", "m"),), (("colour", "red"), ("type", "x"))]
    ),
)


def is_valid_or_refused(prepare: Callable[[Path], object], source: str = TEXT) -> None:
    """Encode a text in a folder that `prepare` has filled; what comes of it is valid, or one line says why not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "x.md").write_text(source, "utf-8", errors="replace")
        (folder / "authority").mkdir()
        (folder / "authority" / "persons.xml").write_text(PERSONS, "utf-8")
        try:
            prepare(folder)
            decided = folder / "d.toml" if (folder / "d.toml").is_file() else None
            options = Options(folder / "authority", decided)
            content = serialise(encode_source(folder / "x.md", options).root)
        except TeiwrightError as error:
            refusal = str(error)
            content = b""
        if not content:
            assert "\n" not in refusal
            return
        assert [str(fault) for fault in faults_of(content)] == []


def _sidecar(values: dict[str, object]) -> Callable[[Path], object]:
    return lambda folder: (folder / "x.meta.toml").write_text(tomlkit.dumps(values), "utf-8", errors="replace")


def _decisions(made: list[Decision]) -> Callable[[Path], object]:
    return lambda folder: add(folder / "d.toml", made)


FEW = settings(max_examples=40, suppress_health_check=list(HealthCheck))


@FEW
@given(metadata)
def test_metadata(values: dict[str, object]) -> None:
    is_valid_or_refused(_sidecar(values))


@FEW
@given(text)
def test_texts(source: str) -> None:
    is_valid_or_refused(lambda _: None, source)


@FEW
@given(st.lists(decision, max_size=4))
def test_decisions(made: list[Decision]) -> None:
    is_valid_or_refused(_decisions(made))


def test_an_attribute_that_its_element_does_not_take_is_left_out_and_said() -> None:
    made = Decision("tag", "Stalin", kind="person", attributes=(("level", "m"), ("type", "leader")))
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "x.md"
        source.write_text(TEXT, "utf-8")
        add(Path(name) / "d.toml", [made])
        encoded = encode_source(source, Options(decisions=Path(name) / "d.toml"))
    assert faults_of(serialise(encoded.root)) == []
    said = [finding.message for finding in encoded.findings if finding.rule == "decision-not-fitting"]
    assert len(said) == 1
    assert "level" in said[0]
    assert encoded.root.xpath("count(.//*[local-name() = 'persName'][@type = 'leader'][. = 'Stalin'])") == 1


REFERRING = """# A river harbour

Ann Example

The pilots wrote to Stalin on 5 May 1950, and 毛澤東 replied in June.[^1]

[^1]: Memorandum by Acheson, July 5, 1950, Box 67, Truman Library. Ibid., p. 3;
沈志華，《毛澤東》，廣州：人民出版社，2003年。
"""
UNFIT: dict[str, tuple[Decision, str]] = {
    "a work's key on an author's name": (
        Decision("key", "沈志華", key="work-沈志華-2003-毛澤東"),
        "work-沈志華-2003-毛澤東 is the key of a whole citation, and “沈志華” is a part of one",
    ),
    "a name around a citation": (
        Decision("key", "Ibid., p. 3;", key="person-stalin"),
        "“Ibid., p. 3;” holds a whole citation",
    ),
    "a name over a citation's end": (
        Decision("key", "Library. Ibid., p. 3", key="person-stalin"),
        "holds a whole citation",
    ),
    "a correction over a citation's end": (
        Decision("correct", "Library. Ibid", corr="x"),
        "“Library. Ibid” begins in a citation and ends outside of it, so it is none any more",
    ),
    "an archive's key where nothing is cited": (
        Decision("key", "pilots", key="archive-avprf"),
        "is in no authority file",
    ),
}


@pytest.mark.parametrize("name", UNFIT)
def test_a_decision_that_does_not_fit_is_named(name: str) -> None:
    """The TEI is valid, and a line leads to the decision that is not applied, or that takes a citation's place."""
    made, message = UNFIT[name]
    with tempfile.TemporaryDirectory() as folder:
        source, decided = Path(folder) / "x.md", Path(folder) / "d.toml"
        source.write_text(REFERRING, "utf-8")
        add(decided, [Decision("tag", "Stalin", kind="person"), made])
        encoded = encode_source(source, Options(decisions=decided))
        line = load(decided).decisions[1].line
    assert faults_of(serialise(encoded.root)) == []
    (said,) = [each for each in encoded.findings if each.file == str(decided)]
    assert message in said.message
    assert (said.severity, said.line) == ("warning", line)


def test_a_paragraph_is_divided_twice() -> None:
    made = [Decision("split", "on 5 May"), Decision("split", "wrote")]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "x.md"
        source.write_text(REFERRING, "utf-8")
        add(Path(folder) / "d.toml", made)
        encoded = encode_source(source, Options(decisions=Path(folder) / "d.toml"))
    assert (encoded.proof.errors, faults_of(serialise(encoded.root))) == ((), [])
    paragraphs = encoded.root.findall(f".//{TEI}body//{TEI}p[@resp]")
    assert ["".join(map(str, each.itertext())).split()[0] for each in paragraphs] == ["wrote", "on"]


@pytest.mark.parametrize("where", ["First *Book*", "ф. 4![a](b.png)5", "1990"])
def test_a_picture_within_a_citation(where: str) -> None:
    source = (
        TEXT.replace("АПРФ, ф. 45", "АПРФ, ф. 4![a](b.png)5")
        if "ф." in where
        else TEXT.replace("*First Book*" if "First" in where else where, f"{where} ![a](b.png)")
    )
    assert "b.png" in source
    is_valid_or_refused(lambda _: None, source)


def test_a_title_that_is_only_a_line_break() -> None:
    is_valid_or_refused(lambda _: None, "5 // See до Alpha Press, л. \n## <br>\u3000</td></tr></table>\n1. Box\n")


@pytest.mark.parametrize(
    "source",
    ["Words. \n\n<sup>1</sup> More <sup>2</sup>\n\n<sup>1</sup> л. Book*, \n\x0c**", "Words.[^1]\n\n[^1]:\n"],
    ids=["a note that is only a mark", "a note without words"],
)
def test_a_note_that_holds_nothing(source: str) -> None:
    is_valid_or_refused(lambda _: None, source)


@pytest.mark.parametrize("made", [(), (Decision("date", "of May 1950", attributes=(("when", "1950-05"),)),)])
@pytest.mark.parametrize("title", ["Letters of May <br>1950 to the pilots", "Letters of May <br>1950"])
def test_nothing_is_marked_over_two_parts_of_a_title(title: str, made: tuple[Decision, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source, decided = Path(folder) / "x.md", Path(folder) / "d.toml"
        source.write_text(TEXT.replace("A river harbour: a short history", title), "utf-8")
        add(decided, made)
        encoded = encode_source(source, Options(decisions=decided))
    assert faults_of(serialise(encoded.root)) == []
    assert encoded.root.find(f".//{TEI}docTitle//{TEI}date") is None
    said = [each for each in encoded.findings if each.file == str(decided)]
    assert [each.rule for each in said] == ["decision-not-fitting"] * len(made)


@FEW
@given(st.integers(0, 10**6))
def test_authority_files(seed: int) -> None:
    def prepare(folder: Path) -> None:
        draw = Random(seed)
        for _ in range(draw.randint(1, 3)):
            name, content = generated.authority(draw)
            (folder / "authority" / name).write_text(content, "utf-8", errors="replace")

    is_valid_or_refused(prepare)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "count"), [("texts", 400), ("data", 400), ("tei", 80)])
def test_many_inputs_through_the_commands(kind: str, count: int) -> None:
    seed = 1 if os.environ.get("CI") else Random().randrange(10**6)
    assert [*generated.finds(kind, count, seed)] == []
