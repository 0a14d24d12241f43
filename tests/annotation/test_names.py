"""Names: what a historian expects to be marked, and what not, in sentences of every kind; then the hand annotation."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from teiwright.annotation import annotate
from teiwright.annotation.names import find_names
from teiwright.article import Article, Note, Paragraph, Part, Source, Span, Text, TitleBlock, texts_by_id
from teiwright.authority import Authority, Entry, Name, load
from teiwright.reading import read
from tests.annotation.gold_names import gold_article, score
from tests.conftest import ROOT, shared

NOTHING = Authority({})
OURS = load(ROOT / "tei" / "authority")
SIGNS = {"person": "p", "place": "l", "org": "o"}


def article(*paragraphs: str, notes: Sequence[str] = (), language: str = "zh-Hant") -> Article:
    """Return an article of these paragraphs and notes."""
    body = tuple(Paragraph(Text(f"p{number}", string)) for number, string in enumerate(paragraphs, 1))
    put = tuple(
        Note(number, str(number), (Paragraph(Text(f"n{number}p1", string)),)) for number, string in enumerate(notes, 1)
    )
    return Article(Source("test", "", ""), language, body, notes=put)


def spans(string: str, authority: Authority = OURS, *before: str) -> list[Span]:
    """Return the names of the last paragraph."""
    return find_names(article(*before, string), authority)[f"p{len(before) + 1}"]


def marked(string: str, authority: Authority = OURS, *before: str) -> list[str]:
    """Return the names of the last paragraph as kind:words, in the order of the text."""
    return [f"{SIGNS[span.kind]}:{string[span.start : span.end]}" for span in spans(string, authority, *before)]


def entry(identifier: str, *names: Name, **attributes: str) -> Entry:
    """Return an authority entry as a file would give it."""
    kind = identifier.split("-")[0]
    return Entry(identifier, kind, names, b"<x/>", tuple(attributes.items()))  # type: ignore[arg-type]


def authority(*entries: Entry) -> Authority:
    """Return an authority of these entries."""
    return Authority({item.id: item for item in entries})


@pytest.mark.parametrize(
    ("string", "names"),
    [
        ("中蘇兩國同意了", ["l:中", "l:蘇"]),
        ("美韓軍隊正在北進", ["l:美", "l:韓"]),
        ("會後的中、蘇、朝之間", ["l:中", "l:蘇", "l:朝"]),
        ("掩護京、津、滬、寧等地", ["l:京", "l:津", "l:滬", "l:寧"]),
        ("大使駐華多年", ["l:華"]),
        ("他赴蘇談判，後又訪美", ["l:蘇", "l:美"]),
        ("部隊入朝後才知道", ["l:朝"]),
        ("決定抗美援朝", ["l:美", "l:朝"]),
        ("朝方同意，美方反對", ["l:朝", "l:美"]),
        ("一個蘇籍朝鮮人", ["l:蘇", "l:朝鮮"]),
        ("兩架美機被擊落", ["l:美"]),
        ("請他來京一談", ["l:京"]),
        ("歐美國家不同意", ["l:歐", "l:美"]),
    ],
)
def test_one_character_names_stand_where_their_context_allows(string: str, names: list[str]) -> None:
    assert marked(string) == names


@pytest.mark.parametrize(
    "string",
    [
        "景色十分美麗，中間有路",
        "他朝著門口走去",
        "這種辦法中有毛病",
        "今日中午開會",
        "在越來越多的人看來",
        "對美好生活的願望",
        "在法律上如此",
        "每天早晨讀英文和法文",
        "南北朝和清朝政府的詔書",
        "這是中央研究的問題",
        "以志願軍的方式參戰",
    ],
)
def test_the_same_characters_as_words_are_no_names(string: str) -> None:
    assert marked(string) == []


def test_a_state_in_the_name_of_its_army_is_not_marked_alone_but_before_a_common_noun_it_is() -> None:
    assert marked("蘇聯空軍與中國軍隊") == ["o:蘇聯空軍", "l:中國"]
    assert marked("印度空軍的飛機", NOTHING) == ["o:印度空軍"]
    assert marked("美軍登陸，美軍事顧問也到了", NOTHING) == ["o:美軍", "l:美"]


@pytest.mark.parametrize(
    ("string", "names"),
    [
        ("英國政府與印度政府", ["o:英國政府", "o:印度政府"]),
        ("駐朝使館和蘇聯大使館", ["o:駐朝使館", "o:蘇聯大使館"]),
        ("據蘇聯駐上海總領事館", ["o:蘇聯駐上海總領事館"]),
        ("越南勞動黨中央政治局開會", ["o:越南勞動黨中央政治局"]),
        ("聯共（布）中央政治局決議", ["o:聯共（布）中央政治局"]),
        ("波蘭外交部的照會", ["o:波蘭外交部"]),
        ("波蘭外交部長的照會", ["l:波蘭"]),
        ("軍事停戰委員會開會", ["o:軍事停戰委員會"]),
        ("就讀於莫斯科東方學院", ["o:莫斯科東方學院"]),
        ("據《光明日報》報道", ["o:光明日報"]),
        ("東北軍區司令部下令", ["o:東北軍區司令部"]),
    ],
)
def test_bodies_are_read_by_their_grammar_without_any_authority(string: str, names: list[str]) -> None:
    assert marked(string, NOTHING) == names


@pytest.mark.parametrize(
    ("string", "names"),
    [
        ("第151殲擊航空師到了", ["o:第151殲擊航空師"]),
        ("第303航空師第177團到了", ["o:第303航空師第177團"]),
        ("蘇聯第 12 步兵師", ["o:蘇聯第 12 步兵師"]),
        ("美國第十軍登陸", ["o:美國第十軍"]),
        ("第17、20、28師來了", ["o:第17", "o:20", "o:28師"]),
        ("第7、第9和第11殲擊航空師", ["o:第7", "o:第9", "o:第11殲擊航空師"]),
        ("第13兵團司令部", ["o:第13兵團司令部"]),
        ("人民解放軍第三兵團", ["o:人民解放軍第三兵團"]),
        ("增派三個步兵師和四個團", []),
        ("第一師範畢業，第一團體", []),
        ("第三軍事問題", []),
    ],
)
def test_military_units_are_read_by_their_grammar(string: str, names: list[str]) -> None:
    assert marked(string, NOTHING) == names


def test_units_in_russian_and_english() -> None:
    russian = "В бой вступила 151-я истребительная авиационная дивизия."
    english = "The 24th Infantry Division and the Eighth Army withdrew."
    assert "o:151-я истребительная авиационная дивизия" in marked(russian, NOTHING)
    assert marked(english, NOTHING) == ["o:24th Infantry Division", "o:Eighth Army"]


def test_a_commanders_name_keeps_its_tag_inside_his_units_name() -> None:
    assert marked("別洛夫航空師起飛，別洛夫說") == ["o:別洛夫航空師", "p:別洛夫", "p:別洛夫"]
    assert marked("別洛夫師長下令") == ["p:別洛夫"]


def test_a_title_stays_outside_the_name() -> None:
    assert marked("周恩來總理會見毛主席", OURS, "毛澤東說。") == ["p:周恩來", "p:毛"]


def test_surnames_alone_in_a_pair_of_persons_named_before() -> None:
    found = spans("還要彭、高二人來談", OURS, "彭德懷和高崗發電。")
    assert [(span.kind, span.key) for span in found] == [
        ("person", "person-peng-dehuai"),
        ("person", "person-gao-gang"),
    ]


def test_initials_belong_to_the_name_whatever_script_they_are_in() -> None:
    assert marked("退還 A·М·華西列夫斯基。") == ["p:A·М·華西列夫斯基"]
    assert marked("文件由 И.В. Сталину и Рощину Н.В. направлено") == ["p:И.В. Сталину", "p:Рощину Н.В."]


@pytest.mark.parametrize("form", ["Сталин", "Сталина", "Сталину", "Сталиным", "Сталине"])
def test_russian_cases(form: str) -> None:
    (span,) = spans(f"Письмо о {form} получено")
    assert span.key == "person-stalin"


@pytest.mark.parametrize("string", ["毛澤東", "毛泽东", "毛 澤東", "毛\n澤東", "毛澤　東"])
def test_one_name_in_both_scripts_and_broken_by_the_page(string: str) -> None:
    (span,) = spans(f"見{string}。")
    assert (span.key, span.start, span.end) == ("person-mao-zedong", 1, 1 + len(string))


def test_a_latin_name_ends_where_a_word_does() -> None:
    people = authority(entry("person-mao", Name("Mao", "en")))
    assert [span.key for span in spans("Mao and Maoism, Chairman Mao", people)] == ["person-mao", "person-mao"]


def test_the_longest_name_wins() -> None:
    some = authority(
        entry("place-a", Name("甲乙", "zh-Hant")),
        entry("org-b", Name("甲乙丙丁", "zh-Hant")),
        entry("place-c", Name("丙丁")),
    )
    assert [span.key for span in spans("到甲乙丙丁，到甲乙", some)] == ["org-b", "place-a"]


def test_a_short_name_takes_the_entry_named_last_before_it() -> None:
    first, second = (
        entry("org-first", Name("東國委員會"), Name("委員會", type="short")),
        entry("org-second", Name("西國委員會"), Name("委員會", type="short")),
    )
    found = spans("東國委員會與西國委員會。委員會散會。", authority(first, second))
    assert found[-1].key == "org-second"
    assert found[-1].certainty == "medium"


def test_a_force_with_a_common_noun_for_its_name_has_it_from_its_first_full_mention_on() -> None:
    found = find_names(article("志願軍是一種辦法。", "中國人民志願軍成立，志願軍出動。"), OURS)
    assert [len(found["p1"]), len(found["p2"])] == [0, 2]


@pytest.mark.parametrize(
    ("string", "is_government"),
    [
        ("莫斯科答復說不行", True),
        ("給莫斯科的報告", True),
        ("沒有得到平壤的任何消息", True),
        ("他正在莫斯科談判", False),
        ("返回莫斯科", False),
        ("平壤上空的飛機", False),
    ],
)
def test_a_capital_that_stands_for_its_government_is_told_from_the_city(string: str, is_government: bool) -> None:
    (span,) = spans(string)
    assert (span.attribute("ana") == "#metonymy") is is_government


def test_a_transliterated_name_that_nobody_listed_is_found_by_its_contexts() -> None:
    found = find_names(
        article("蘇聯大使捷沃西揚說，他不同意。", "會後，捷沃西揚致電外交部。", notes=["捷沃西揚致馬立克電，第3頁。"]),
        NOTHING,
    )
    (first,) = (span for span in found["p1"] if span.kind == "person")
    assert (first.start, first.end, first.key, first.certainty, first.by) == (4, 8, None, "low", "pattern")
    assert "title" in first.why or "speech" in first.why


def test_a_chinese_name_that_nobody_listed_is_found_by_its_contexts() -> None:
    strings = ["部長陳慕遠表示，計劃可行。", "陳慕遠對此沒有答復。", "會後陳慕遠同志致電上級。"]
    assert [marked(string, NOTHING, *strings) for string in strings] == [["p:陳慕遠"]] * 3


def test_ordinary_words_that_begin_with_a_surname_are_no_persons() -> None:
    strings = ["高度評價說明了問題。", "方面軍的方案表示了態度。", "任何人都說許多話。", "周圍的馬上說。"]
    assert [name for string in strings for name in marked(string, NOTHING) if name.startswith("p:")] == []


def test_names_in_letters_with_initials_or_a_given_name() -> None:
    assert marked("см. Орлов А. С. Советская авиация", NOTHING) == ["p:Орлов А. С."]
    assert marked("see O. A. Westad and William J. Stueck, The War", NOTHING) == [
        "p:O. A. Westad",
        "p:William J. Stueck",
    ]


def test_places_by_the_noun_that_ends_their_name_and_in_series() -> None:
    assert "l:臨津江" in marked("敵軍抵臨津江，停了下來", NOTHING)
    assert marked("部署在通化、鐵嶺、遼陽等地", NOTHING) == ["l:通化", "l:鐵嶺", "l:遼陽"]


def test_the_title_pages_parts_are_names_of_their_role() -> None:
    line = Text("t1", "某社某部 / 某所", inlines=(Part(0, 4, "publisher"), Part(7, 9, "publisher")))
    page = Article(Source("t", "", ""), "zh-Hant", (), (TitleBlock("imprint", line),))
    assert [(span.kind, span.start, span.end) for span in find_names(page, NOTHING)["t1"]] == [
        ("org", 0, 4),
        ("org", 7, 9),
    ]


def test_every_text_is_answered_for_and_every_span_lies_in_its_text_and_says_why() -> None:
    whole = article("斯大林致電毛澤東。", "", notes=["АПРФ，ф.45。"])
    found = find_names(whole, OURS)
    assert set(found) == {"p1", "p2", "n1p1"}
    strings = {"p1": "斯大林致電毛澤東。", "p2": "", "n1p1": "АПРФ，ф.45。"}
    for identifier, group in found.items():
        for span in group:
            assert 0 <= span.start < span.end <= len(strings[identifier])
            assert span.why
    assert found["n1p1"][0].key == "archive-aprf"


@pytest.mark.parametrize(("kind", "least"), [("person", 0.985), ("place", 0.975), ("org", 0.93)])
def test_the_hand_annotation_is_met(kind: str, least: float) -> None:
    whole, wanted = gold_article(shared("gold"))
    result = score(whole, wanted, find_names(whole, OURS), kind)
    assert result.f1 >= least, result.differences


@pytest.mark.parametrize(("kind", "least"), [("person", 0.88), ("place", 0.9), ("org", 0.88)])
def test_the_hand_annotation_is_met_without_authority_files(kind: str, least: float) -> None:
    whole, wanted = gold_article(shared("gold"))
    result = score(whole, wanted, find_names(whole, NOTHING), kind)
    assert result.f1 >= least, result.differences


def test_a_surname_of_two_characters_stands_for_the_person_named_in_full_elsewhere() -> None:
    assert marked("鳩山主張復交", OURS, "鳩山一郎組閣。") == ["p:鳩山"]


def test_a_bare_institution_goes_to_the_state_that_the_sentence_speaks_of() -> None:
    american = next(span for span in spans("美國大使向國務院報告") if span.kind == "org")
    chinese = next(span for span in spans("中國總理在國務院講話") if span.kind == "org")
    assert (american.key, chinese.key) == ("org-state-department", "org-state-council")


def test_a_series_tells_the_names_that_stand_in_it() -> None:
    assert marked("會後周恩來、張慕國和李德遠離開", OURS) == ["p:周恩來", "p:張慕國", "p:李德遠"]


def test_bodies_that_english_and_russian_name_by_their_noun() -> None:
    assert "o:Polish Foreign Ministry" in marked("the Polish Foreign Ministry replied", NOTHING)
    assert "o:Riverside University Press" in marked("Springfield: Riverside University Press, 1983", NOTHING)
    assert "o:Министерства иностранных дел СССР" in marked("записка Министерства иностранных дел СССР", NOTHING)


@pytest.mark.parametrize("string", ["雙方毅然分手", "健康生活", "資金一億元", "雲南日報社論", "飛越飛機場"])
def test_a_name_that_would_cut_words_in_two_is_not_read(string: str) -> None:
    assert [name for name in marked(string) if name.startswith("p:")] == []


def test_an_english_text_without_authority_files() -> None:
    strings = [
        "The government of the United States asked President Truman.",
        "Dean Acheson saw Mao Zedong in Moscow; Acheson left.",
    ]
    assert marked(strings[0], NOTHING) == ["o:government of the United States", "p:Truman"]
    assert marked(strings[1], NOTHING) == ["p:Dean Acheson", "p:Mao Zedong", "l:Moscow", "p:Acheson"]


def test_a_russian_text_without_authority_files() -> None:
    string = "В Москву прибыл А. И. Микоян; Мао Цзэдун принял Микояна. Политбюро ЦК ВКП(б) одобрило."
    assert marked(string, NOTHING) == [
        "l:Москву",
        "p:А. И. Микоян",
        "p:Мао Цзэдун",
        "p:Микояна",
        "o:Политбюро ЦК ВКП(б)",
    ]


def test_a_common_noun_is_an_english_body_only_where_the_document_has_its_full_name() -> None:
    assert marked("The Department agreed.") == []
    assert marked("The Department agreed.", OURS, "The State Department wrote.") == ["o:Department"]


@pytest.mark.parametrize("string", ["訪蘇日記中說。", "晉西北根據地在1940年建立。"])
def test_a_diary_and_a_part_of_a_province_are_no_state_and_no_region(string: str) -> None:
    assert not {"日", "西北"} & {string[span.start : span.end] for span in find_names(article(string), OURS)["p1"]}


def test_a_name_begins_behind_the_mark_that_ends_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "war.md").write_text("# Mills\n\nAnn Roe\n\nIt was World War I.[^1] Cyril Wynne saw it.\n\n[^1]: A.\n")
    found = annotate(read(tmp_path / "war.md"), OURS, models=("none",))
    (text,) = (text for text in texts_by_id(found.article).values() if "Wynne" in text.string)
    assert "Cyril Wynne" in {text.string[span.start : span.end] for span in found.spans[text.id]}


def test_a_japanese_surname_comes_back_alone() -> None:
    first = "一九〇一年，教授岡松參太郎主持其事。"
    assert marked("後來請岡松草成報告，眾人以為岡松以舊法為本。", NOTHING, first) == ["p:岡松", "p:岡松"]
