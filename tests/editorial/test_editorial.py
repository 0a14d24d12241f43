"""A sound article gives no findings; each misprint sown in it is found, as itself and as nothing else."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from teiwright import editorial
from teiwright.cli import cli
from teiwright.editorial import EditorialFinding
from teiwright.errors import DocumentError

SAMPLE = Path(__file__).parent / "sample.xml"
"""An invented article: its people, files and books are nobody's."""

Change = tuple[str, str]


@dataclass(frozen=True)
class Misprint:
    """Words changed in one element of the sample, and what the check is to say of it."""

    rule: str
    place: str
    changes: tuple[Change, ...]
    hint: str
    evidence: str = ""


def misprinted(place: str, *changes: Change) -> etree._Element:
    """Return the sample with words changed, each once, in the bibl or note with this id."""
    text = SAMPLE.read_text("utf-8")
    name = "bibl" if "-c" in place else "note"
    match = re.search(rf'<{name} [^>]*xml:id="{place}".*?</{name}>', text, re.DOTALL)
    assert match, place
    changed = match[0]
    for old, new in changes:
        assert old in changed, (place, old)
        changed = changed.replace(old, new, 1)
    return etree.fromstring((text[: match.start()] + changed + text[match.end() :]).encode())


def dated(old: str, new: str) -> tuple[Change, ...]:
    """Change a document's day, 1956-08-12, in words and in value."""
    year, month, day = (int(part) for part in old.split("-"))
    printed = f"{year}年{month}月{day}日"
    year, month, day = (int(part) for part in new.split("-"))
    return ((f'when="{old}">{printed}<', f'when="{new}">{year}年{month}月{day}日<'),)


MISPRINTS = (
    Misprint("date-contradicts-sentence", "n9-c1", dated("1956-08-12", "1956-08-02"), "1956年8月12日", "sentence"),
    Misprint("date-contradicts-sentence", "n9-c1", dated("1956-08-12", "1956-08-02"), "1956年8月12日", "notes 8 "),
    Misprint("date-out-of-order", "n5-c1", dated("1956-07-30", "1956-09-30"), "1956年7月30日", "notes 4 ("),
    Misprint("date-contradicts-sentence", "n9-c1", dated("1956-08-12", "1856-08-12"), "1956年8月12日", "sentence"),
    Misprint("date-contradicts-sentence", "n4-c1", dated("1956-07-28", "1965-07-28"), "1956年7月28日", "next to"),
    Misprint("date-out-of-order", "n16-c1", dated("1956-10-29", "1946-10-30"), "1956", "4"),
    Misprint("impossible-date", "n14-c2", (("10月9日", "10月39日"),), "look it up", "10月39日"),
    Misprint("impossible-year", "n19-c2", (('when="1999">1999', 'when="2099">2099'),), "", "2020"),
    Misprint("impossible-date", "n12-c1", dated("1956-08-23", "2056-08-23"), "look it up", "2020"),
    Misprint("title-after-year", "n10-c1", (("歲月<", "歲月（1950~1988）<"),), "", "1988"),
    Misprint("shelfmark-out-of-line", "n9-c1", (('"delo">114', '"delo">1114'),), "delo 114", "leaf and date fit"),
    Misprint("shelfmark-out-of-line", "n9-c1", (('"delo">114', '"delo">144'),), "delo 114"),
    Misprint("shelfmark-out-of-line", "n9-c1", (('"opis">19', '"opis">18'),), "opis 19"),
    Misprint("shelfmark-out-of-line", "n9-c1", (('"papka">38', '"papka">83'),), "papka 38"),
    Misprint(
        "shelfmark-order",
        "n9-c1",
        (("п.", "д."), ('"papka">38', '"delo">114'), ("，д.<", "，п.<"), ('"delo">114</idno>，п.<idno type="delo">114',
         '"delo">114</idno>，п.<idno type="papka">38')),
        "papka 38 and delo 114",
    ),
    Misprint("same-document-two-places", "n9-c1", dated("1956-08-12", "1956-08-09"), "two documents", "notes 8 and 9"),
    Misprint("name-spelt-two-ways", "n9-c1", ((">АВПРФ", ">АВП РФ"),), "АВПРФ", "note 9"),
    Misprint("name-spelt-two-ways", "n9-c1", ((">АВПРФ", ">АПВРФ"),), "АВПРФ", "note 9"),
    Misprint("name-spelt-two-ways", "n11-c1", ((' ref="#archive-aprf">АПРФ', ">АПР"),), "АПРФ", "archive"),
    Misprint("name-spelt-two-ways", "n19-c2", (("Вопросы истории", "Вопросы исторни"),), "Вопросы истории", "note"),
    Misprint("name-spelt-two-ways", "n15-c1", (("MERHP", "MERP"),), "MERHP"),
    Misprint("name-spelt-two-ways", "n8-c1", (("基謝廖夫", "基謝遼夫"),), "基謝廖夫", "correspondent"),
    Misprint("title-spelt-two-ways", "n17-c1", (("на канале", "на канапе"),), "канале for канапе", "note 2"),
    Misprint("name-spelt-two-ways", "n10-c2", (("Carter<", "Charter<"),), "Carter", "note 2"),
    Misprint(
        "name-spelt-two-ways",
        "n10-c2",
        (("Carter<", "Charter<"), (' subtype="short"', ""), ("#work-carter-1988", "#work-charter")),
        "Carter",
        "note 2",
    ),
    Misprint("title-spelt-two-ways", "n10-c2", (("the Powers<", "th Powers<"),), "probably The for th"),
    Misprint("title-spelt-two-ways", "n10-c2", (("the Powers<", "the Power<"),), "Powers for Power"),
    Misprint("title-spelt-two-ways", "n10-c2", (("the Powers", "the powers"),), "Powers for powers"),
    Misprint("title-spelt-two-ways", "n2-c2", (("на канале", "на канапе"),), "канале for канапе", "note 6"),
    Misprint("title-spelt-two-ways", "n16-c2", (("河畔的歲月<", "河伴的歲月<"),), "probably “尼羅河畔的歲月”"),
    Misprint(
        "imprints-differ",
        "n20-c1",
        (
            (' subtype="short"', ""),
            ("》，", '》，<publisher>東方出版社</publisher><date when="2006">2006</date>年，'),
        ),
        "one edition",
        "2006",
    ),
    Misprint("short-form-unresolved", "n20-c1", ((' ref="#work-李群-2005-國際關係中的運河"', ""),), "cite it in full"),
    Misprint("abbreviation-unexplained", "n10-c2", (("The Canal and the Powers", "TCP"),), "introduce TCP in note 2"),
    Misprint("missing-editor", "n13-c1", (("</editor>編", "</editor>"),), "東方文獻研究室編", "note 3"),
    Misprint("missing-word", "n19-c3", (("第88~90頁", "第88~90"),), "add 頁"),
    Misprint("missing-word", "n11-c1", (("第3~9頁", "第3~9"),), "add 頁"),
    Misprint("missing-word", "n12-c1", (("第44~51頁", "44~51頁"),), "add 第"),
    Misprint("missing-word", "n10-c1", (("</date>年，", "</date>，"),), "add 年"),
    Misprint("missing-word", "n19-c1", (("</biblScope>期", "</biblScope>"),), "add 期"),
    Misprint("pages-descending", "n9-c1", (('to="48"', 'to="38"'), ("47~48", "47~38")), "interchanged", "47 to 38"),
    Misprint("pages-outside-article", "n21-c2", (('"47" to="47"', '"74" to="74"'), ("第47頁", "第74頁")), "", "21–48"),
    Misprint("page-out-of-line", "n16-c2", (('"318" to="318"', '"38" to="38"'), ("第318頁", "第38頁")), "page 308"),
    Misprint("page-out-of-line", "n9-c1", (('"47" to="48"', '"47" to="148"'), ("47~48", "47~148")), "47–48", "102"),
    Misprint("mixed-scripts", "n15-c2", (("Москва", "Мoсква"),), "one script", "Latin o"),
    Misprint("mixed-scripts", "n17-c2", (("Восток", "Вoсток"),), "one script", "Latin o"),
    Misprint("mixed-scripts", "n9-c1", (('"opis">19', '"opis">19a'),), "Cyrillic", "19a"),
    Misprint("mixed-scripts", "n19-c2", ((">Петров И.К.", ">Петров И.K."),), "Cyrillic"),
    Misprint("mixed-conventions", "n19-c2", (("1999</date>,", "1999</date>年,"),), "leave 年 out", "note 19"),
    Misprint("mixed-conventions", "n2-c4", (("No.", "№"),), "No."),
    Misprint("full-stop", "n2-c3", (("John Carter", "John. Carter"),), "John without the stop"),
    Misprint("full-stop", "n2-c3", (("London", "Washington D.C"),), "D.C."),
    Misprint("wrong-conversion", "n1", (("均不可", "鉅大，均不可"),), "巨大", "note 1"),
    Misprint("unpaired-bracket", "n9", (("</date>）", "</date>"),), "", "no partner"),
    Misprint("unpaired-bracket", "n21", (("〈", "《"),), "", "no partner"),
    Misprint("doubled-mark", "n6", (("；", "；；"),), "one of them"),
    Misprint(
        "same-sender-and-recipient",
        "n9-c1",
        (('<persName role="recipient" ref="#person-molotov">莫洛托夫', '<persName role="recipient">基謝廖夫'),),
        "wrong",
        "same person",
    ),
    Misprint(
        "unusual-wording",
        "n9-c1",
        (("致<", "致電<"), ("</persName>電", "</persName>")),
        "致莫洛托夫電",
        "note 9",
    ),
    Misprint("author-order", "n15-c2", (("Сидоров Н.П.", "Н.П. Сидоров"),), "surname first", "note 15"),
)  # fmt: skip


def test_a_sound_article_gives_no_findings() -> None:
    assert editorial.check(SAMPLE) == []


@pytest.mark.parametrize("sown", MISPRINTS, ids=lambda sown: f"{sown.rule}-{sown.place}")
def test_a_misprint_is_found_as_itself_and_as_nothing_else(sown: Misprint) -> None:
    found = editorial.examine(misprinted(sown.place, *sown.changes))
    assert [each.finding.rule for each in found] == [sown.rule]
    finding = found[0].finding
    assert finding.severity == "warning"
    assert sown.hint in finding.hint
    assert sown.evidence.casefold() in finding.message.casefold()
    assert found[0].citations == ((sown.place,) if "-c" in sown.place else ()) or sown.place in found[0].citations


SOUND = (
    ("n14-c2", (('"delo">521', '"delo">522'),)),  # a neighbouring file
    ("n9-c1", dated("1956-08-12", "1956-08-13")),  # a report on the next day
    ("n9-c1", (('"delo">114', '"delo">115'),)),
    ("n9-c1", (('"opis">19', '"opis">19а'),)),  # archives have such series
    ("n15-c2", ((">Сидоров Н.П.", ">Сидоров Р.П."),)),  # a namesake
    ("n15-c1", (("MERHP Bulletin", "MERHP Review"),)),
    ("n6-c2", ((">Петров И.К.", ">Петров"),)),  # a surname does in a short form
    ("n10-c2", (("The Canal and the Powers", "THE CANAL AND THE POWERS"),)),
    ("n13-c1", (("第260頁", "第260~263頁"), ('to="260"', 'to="263"'))),
    ("n19-c1", (("》<date", "》第8卷<date"),)),
    ("n3-c1", (("</editor>編", "</editor>主編"),)),
    # ibid. with another file
    ("n5-c1", (('type="archival"', 'type="archival" subtype="short" corresp="#n4-c1"'), ("38-114", "38-115"))),
)


@pytest.mark.parametrize(("place", "changes"), SOUND)
def test_what_is_merely_unlike_its_neighbours_is_left_alone(place: str, changes: tuple[Change, ...]) -> None:
    assert [str(each) for each in editorial.check(misprinted(place, *changes))] == []


def test_of_two_dates_that_a_slip_explains_the_nearer_is_meant() -> None:
    told = '<date when="1956-08-12">8月12日</date>，'
    text = SAMPLE.read_text("utf-8").replace(told, f'<date when="1956-08-22">8月22日</date>、{told}')
    text = text.replace('when="1956-08-12">1956年8月12日', 'when="1956-08-02">1956年8月2日')
    (found,) = [each for each in editorial.check(etree.fromstring(text.encode())) if "sentence" in each.rule]
    assert "1956年8月12日" in found.hint


def test_a_word_that_one_of_two_citations_has_is_not_missing_in_the_other() -> None:
    """Only what most citations have is the usage."""
    bibls = ("第5頁", "6頁")
    notes = "".join(
        f'<p>甲。<note place="foot" n="{n}"><p><bibl type="book" xml:lang="zh"><title level="m">《渡船》</title>，'
        f"<citedRange>{pages}</citedRange></bibl>。</p></note></p>"
        for n, pages in enumerate(bibls, 1)
    )
    root = etree.fromstring(f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{notes}</body></text></TEI>')
    assert [each.rule for each in editorial.check(root) if each.rule == "missing-word"] == []


def test_no_day_is_proposed_that_lies_behind_the_documents_around() -> None:
    (found,) = editorial.check(misprinted("n5-c1", *dated("1956-07-30", "1956-09-05")))
    assert (found.rule, found.hint) == ("date-out-of-order", "")


def test_russian_names_that_decline_are_one_name() -> None:
    text = SAMPLE.read_text("utf-8").replace("基謝廖夫", "Киселёв").replace("莫洛托夫", "Молотов")
    once = re.sub("Киселёв(.*?)Молотов", "Киселёва\\1Молотову", text, count=1)
    assert "Молотову" in once
    assert not [each for each in editorial.check(etree.fromstring(once.encode())) if each.rule == "name-spelt-two-ways"]


def test_every_rule_has_its_misprint() -> None:
    tested_apart = {"shelfmark-written-two-ways", "sender-and-recipient-interchanged"}
    assert {sown.rule for sown in MISPRINTS} | tested_apart == set(editorial.CHECKS)


def test_numbers_with_letters_are_to_be_written_in_one_way() -> None:
    changes = (('"fond">3<', '"fond">3 ИАД<'), ('"fond">3<', '"fond">3.иад<'))
    found = editorial.check(misprinted("n14", *changes), switched_off=["shelfmark-out-of-line"])
    assert [each.rule for each in found] == ["shelfmark-written-two-ways"]


def test_two_letters_at_one_place_with_parties_interchanged_are_asked_about() -> None:
    parties = (
        'sender">基謝廖夫</persName>致<persName role="recipient" ref="#person-molotov">莫洛托夫',
        'sender" ref="#person-molotov">莫洛托夫</persName>致<persName role="recipient">基謝廖夫',
    )
    leaves = (('"47" to="48"', '"40" to="40"'), ("47~48", "40"))
    found = editorial.check(misprinted("n9-c1", parties, *leaves, *dated("1956-08-12", "1956-08-09")))
    assert [each.rule for each in found] == ["sender-and-recipient-interchanged"]


def test_a_full_form_that_comes_after_the_short_one_is_asked_about() -> None:
    text = SAMPLE.read_text("utf-8")
    turned = text.replace('xml:id="n19-c3" type="book"', 'xml:id="n19-c3" type="book" subtype="short"')
    turned = turned.replace('xml:id="n20-c1" type="book" subtype="short"', 'xml:id="n20-c1" type="book"')
    found = editorial.examine(etree.fromstring(turned.encode()))
    assert [(each.finding.rule, each.citations) for each in found] == [("short-form-unresolved", ("n19-c3",))]
    assert "only in note 20" in found[0].finding.message


def sown_twice() -> etree._Element:
    return misprinted("n9-c1", ('"delo">114', '"delo">1114'), (">АВПРФ", ">АВП РФ"))


def test_a_check_can_be_switched_off() -> None:
    found = editorial.check(sown_twice(), switched_off={"name-spelt-two-ways"})
    assert [each.rule for each in found] == ["shelfmark-out-of-line"]


def test_a_refused_finding_is_silent_and_another_of_the_same_rule_is_not() -> None:
    refused = {("shelfmark-out-of-line", "1114"), ("name-spelt-two-ways", "АПРФ")}
    assert [each.rule for each in editorial.check(sown_twice(), refused=refused)] == ["name-spelt-two-ways"]


def test_the_messages_of_a_citation_come_by_its_id() -> None:
    messages = editorial.by_citation(editorial.examine(sown_twice()))
    assert list(messages) == ["n9-c1"]
    assert len(messages["n9-c1"]) == 2
    assert any("probably delo 114" in message for message in messages["n9-c1"])


def test_a_finding_says_where_its_citation_begins(tmp_path: Path) -> None:
    path = tmp_path / "article.xml"
    path.write_bytes(etree.tostring(sown_twice(), encoding="utf-8"))
    found: list[EditorialFinding] = editorial.examine(path)
    lines = path.read_text("utf-8").splitlines()
    assert found
    for each in found:
        assert each.finding.file == str(path)
        line = lines[each.finding.line - 1]
        assert line[each.finding.column - 1 :].startswith('<bibl xml:id="n9-c1"')


def test_a_missing_file_stops_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such file"):
        editorial.check(tmp_path / "none.xml")


def test_the_one_short_form_without_a_full_one_in_our_practice_is_found_and_its_correction_is_not(root: Path) -> None:
    found = editorial.check(root / "tests" / "data" / "practice.xml")
    assert [(each.rule, each.message[:6]) for each in found] == [("short-form-unresolved", "Note 3")]


def test_a_misprint_that_an_editor_corrected_is_not_asked_about_again() -> None:
    corrected = "<choice><sic>1114</sic><corr>114</corr></choice>"
    assert editorial.check(misprinted("n9-c1", ('"delo">114', f'"delo">{corrected}'))) == []


@pytest.mark.parametrize("markup", ["<TEI xmlns='http://www.tei-c.org/ns/1.0'/>", "<div/>"])
def test_a_tree_without_notes_has_no_findings(markup: str) -> None:
    assert editorial.check(etree.fromstring(markup)) == []


def test_no_first_leaf_is_proposed_that_lies_after_the_last() -> None:
    """201–200 would explain 21–200 by one figure left out, but is no range."""
    pages = (('from="31" to="33">第31~33頁', 'from="21" to="200">第21~200頁'),)
    assert not [each for each in editorial.check(misprinted("n7-c1", *pages)) if "201" in each.hint]


def test_a_text_in_another_file_is_queried_where_inclusions_are_asked_for(tmp_path: Path) -> None:
    sample = (Path(__file__).parent / "sample.xml").read_text("utf-8").replace("10月9日", "10月39日")
    start, end = sample.index("<text"), sample.index("</text>") + len("</text>")
    part = sample[start:end].replace("<text", '<text xmlns="http://www.tei-c.org/ns/1.0"', 1)
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/>'
    (tmp_path / "part.xml").write_text(part, "utf-8")
    (tmp_path / "whole.xml").write_text(sample[:start] + include + sample[end:], "utf-8")
    (tmp_path / "one.xml").write_text(sample, "utf-8")

    def said(*arguments: str) -> list[str]:
        done = CliRunner().invoke(cli, ["check", "--format", "json", *arguments])
        return [one["message"] for one in json.loads(done.output)]

    of_one = said(str(tmp_path / "one.xml"))
    assert of_one
    assert said("--xinclude", str(tmp_path / "whole.xml")) == of_one
    assert said(str(tmp_path / "whole.xml")) == []
