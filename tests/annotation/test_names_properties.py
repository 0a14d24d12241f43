"""What must hold for any text: offsets lead back, folding keeps order, spans nest, names survive script and breaks."""

from hypothesis import given, settings
from hypothesis import strategies as st

from teiwright.annotation.names import find_names
from teiwright.article import Article, Paragraph, Source, Text
from teiwright.authority import Authority, Entry, Name
from teiwright.languages.folding import fold, fold_characters
from teiwright.languages.russian import forms

PIECES = (
    "蘇聯", "中", "蘇", "、", "美", "第17", "師", "斯大林", "致", "電", "說", "，", "。", " ", "\n", "И.В. ", "Сталин",
    "Mao", "政府", "大使", "（布）", "　", "A·М·", "軍", "在", "朝", "鮮", "平壤", "人民", "委員會", "《", "》", "1950",
    "駐", "館",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
KNOWN = Authority(
    {
        "person-stalin": Entry("person-stalin", "person", (Name("斯大林", "zh-Hant"), Name("Сталин", "ru")), b"<x/>"),
        "place-ussr": Entry(
            "place-ussr", "place", (Name("蘇聯"), Name("蘇", type="abbr")), b"<x/>", (("type", "country"),)
        ),
    }
)


def one(string: str) -> Article:
    return Article(Source("t", "", ""), "zh-Hant", (Paragraph(Text("p1", string)),))


@given(st.text(max_size=60))
def test_folding_keeps_every_characters_place(string: str) -> None:
    folded = fold(string)
    assert len(fold_characters(string)) == len(string)
    assert len(folded.string) == len(folded.offsets)
    assert list(folded.offsets) == sorted(set(folded.offsets))
    for character, offset in zip(folded.string, folded.offsets, strict=True):
        assert character == fold_characters(string[offset]) or character == " "


@settings(max_examples=120, deadline=None)
@given(TEXTS)
def test_spans_lie_in_their_text_and_never_cross(string: str) -> None:
    found = find_names(one(string), KNOWN)["p1"]
    for number, span in enumerate(found):
        assert 0 <= span.start < span.end <= len(string)
        assert string[span.start : span.end].strip() == string[span.start : span.end]
        for other in found[number + 1 :]:
            apart = span.end <= other.start or other.end <= span.start
            nested = (other.start - span.start) * (span.end - other.end) >= 0
            assert apart or nested


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2), st.sampled_from(["", " ", "\n", "　", " \n "]), st.booleans())
def test_a_name_is_found_whatever_breaks_it_and_in_either_script(at: int, gap: str, simplified: bool) -> None:
    name = "斯大林"[:at] + gap + "斯大林"[at:]
    string = fold_characters(f"當時，{name}說") if simplified else f"當時，{name}說"
    keys = [span.key for span in find_names(one(string), KNOWN)["p1"]]
    assert keys == ["person-stalin"]


@given(st.sampled_from(["Рощин", "Микоян", "Громыко", "Василевский", "Москва", "Китай", "Корея", "Пекин", "Ли"]))
def test_case_forms_begin_as_the_name_does_and_contain_it(name: str) -> None:
    every = forms(name)
    assert name in every
    assert all(form.startswith(name[: max(2, len(name) - 2)]) for form in every)
