"""Short forms, ibid. and its kin, works and units tied together, and what stays unresolved."""

import re

from tests.citations.sample import cite, records

FULL = "楊奎松：《恩怨：毛澤東與莫斯科》，南昌：江西人民出版社，1999年，第215頁。"


def full_of(*notes: str) -> list[str]:
    """Return, for each item, the id of its full form, or a dash."""
    return [one.get("full", "-") for one in records(*notes)]


def test_short_titles_point_to_the_full_form() -> None:
    assert full_of(FULL, "楊奎松：《恩怨》，第3頁。", "前引《恩怨》，第4頁。") == ["-", "n1-c1", "n1-c1"]
    assert full_of(
        "Иванов И. И. Война на полуострове: хроника. М.: Наука, 2001. С. 5.", "Иванов Война на полуострове, 第9頁。",
        "Иванов. Война на полуострове. С. 7.",
    ) == ["-", "n1-c1", "n1-c1"]  # fmt: skip
    assert full_of(
        "Chen Jian, *China's Road* (New York: Knopf, 1994), 5.", "Chen, *China's Road*, 45; Chen, *Another*, 7."
    ) == ["-", "n1-c1", "-"]


def test_a_complete_reference_that_is_repeated_is_not_short() -> None:
    first, second = records(FULL, FULL)
    assert "short" not in second
    assert first["work"] == second["work"]


def test_references_back() -> None:
    notes = (
        FULL, "同上，第5頁。", "同上書，頁33。", "Ibid., 464.", "楊奎松，前引書，第50頁。",
        "Ледовский А. М. Судьбы Китая. М.: Наука, 1999. С. 45.", "Там же. С. 50.", "Ледовский А. М. Указ. соч. С. 60.",
        "Odd Westad, *Brothers* (Ithaca: Cornell University Press, 1998), 145.", "Westad, op. cit., p. 5.",
    )  # fmt: skip
    assert full_of(*notes) == ["-", *["n1-c1"] * 4, "-", "n6-c1", "n6-c1", "-", "n9-c1"]


def test_references_back_to_an_archive_complete_the_shelfmark() -> None:
    found = records(
        "РГАСПИ. Ф. 17. Оп. 3. Д. 1080. Л. 12.",
        "Там же. Д. 1081. Л. 5–7.",
        "Доклад Лю Шаоци Сталину, 4 июля 1949 г. // Там же. Л. 11.",
    )
    assert [one["work"] for one in found] == ["unit-rgaspi-17-3-1080", "unit-rgaspi-17-3-1081", "unit-rgaspi-17-3-1081"]
    assert found[2]["documents"][0]["type"] == "report"
    assert found[2]["full"] == "n1-c1"


def test_a_document_in_the_book_named_before() -> None:
    found = records(
        "某編：《文稿》第1冊，中央文獻出版社1987年，第539頁；〈甲某致乙某等電〉（1950年10月8日），同上書，第543頁。"
    )
    assert found[1]["full"] == "n1-c1"
    assert found[1]["documents"][0]["recipient"] == ["乙某"]


def test_further_numbers_in_one_note_keep_the_archive() -> None:
    found = records("АПРФ，ф. 45，оп. 1，д. 334，л. 79；д. 335，л. 3。")
    assert [one["work"] for one in found] == ["unit-aprf-45-1-334", "unit-aprf-45-1-335"]


def test_a_name_that_was_announced() -> None:
    assert full_of(
        "金沖及主編：《周恩來傳》（下稱《傳》）上卷，中央文獻出版社1998年版，第12頁。", "《傳》上卷，第5頁。"
    ) == ["-", "n1-c1"]
    series = "*Foreign Relations of the United States, {0}*, vol. {1}, *Korea* (Washington, DC: GPO, 1976), 9."
    found = full_of(series.format(1949, 7), series.format(1950, 7), "*FRUS, 1950*, vol. 7, 157–58.")
    assert found == ["-", "-", "n2-c1"]


def test_a_document_without_a_source_has_the_one_named_before() -> None:
    notes = (
        "甲某與乙某談話記錄（1970年10月10日），《文獻》2000年第5期，第13頁。",
        "甲某與乙某談話記錄（1970年10月10日），第14頁。",
        "丙某致丁某電（1950年10月13日），《文獻》2000年第5期，第6頁。", "丙某致丁某電（1950年10月14日），第8頁。",
    )  # fmt: skip
    assert full_of(*notes) == ["-", "n1-c1", "-", "n3-c1"]


def test_an_editor_stays_one_in_the_short_form() -> None:
    found = records("沈某編：《解密文件》，近代史研究所2003年，第5頁。", "沈某：《解密文件》，第8頁。")
    assert found[1]["editors"] == ["沈某"]
    assert "authors" not in found[1]


def test_an_author_is_not_taken_for_the_editor_of_the_book_that_holds_the_chapter() -> None:
    found = records("王某、崔某：〈論〉，王某、侯某編：《論叢》，北京大學出版社2004年，第4頁。")
    assert found[0]["authors"] == ["王某", "崔某"]
    assert found[0]["editors"] == ["王某", "侯某"]


def test_variant_spellings_are_one_work_and_are_kept() -> None:
    notes = (
        "*Набоков В.П.* Советские летчики в Китае//Вопросы, 2002, №3, 第139頁。",
        "*Набоков* Советские легчики//Вопросы, 2002, №3, 第141頁。",
        "A. Mansourov, “Mao, Kim and a Decision”, *CWIHP Bulletin*, Issues 8~9, 1996, 第9頁。",
        "Mansourov, “Mao, Kim...”, *CWHP Bulletin*, Issues 8~9, 1996, 第7頁。",
    )
    assert full_of(*notes) == ["-", "n1-c1", "-", "n3-c1"]
    first, second = cite(*notes).works
    assert "Советские легчики" in first.variants
    assert "CWHP Bulletin" in second.variants


def test_spellings_of_an_archive_are_one_unit() -> None:
    (unit,) = cite("АПРФ, ф.45, оп.1, д.3, 第1頁。", "АП РФ. Ф. 45. Оп. 1. Д. 3. Л. 7.").units
    assert (unit.id, unit.variants) == ("unit-aprf-45-1-3", ("АП РФ",))
    assert unit.shelfmark == (("fond", "45"), ("opis", "1"), ("delo", "3"))


def test_ids_are_names_and_do_not_depend_on_the_article() -> None:
    alone = cite(FULL).works[0].id
    among = [
        work.id
        for work in cite("Chen Jian, *A: b/c* (New York: Knopf, 1994), 5.", FULL, "《人民日報》1950年7月5日。").works
    ]
    assert alone in among
    assert len(set(among)) == 3
    assert all(re.fullmatch(r"work-[\w.\-]+", name) for name in among)


def test_what_has_no_full_form_is_a_finding() -> None:
    notes = ("王某：《佚書》，第5頁。", "某館檔案館，12-34-56，第1頁。")
    parsed = cite(*notes)
    assert {finding.rule for finding in parsed.findings} == {"short-form-unresolved", "archive-unknown"}
    assert next(finding for finding in parsed.findings if finding.rule == "short-form-unresolved").severity == "warning"
    assert [one.get("short", False) for one in records(*notes)] == [True, False]


def test_a_short_form_says_why() -> None:
    (short,) = (span for span in cite(FULL, "楊奎松：《恩怨》，第3頁。").spans["n2p1"] if span.kind == "citation")
    assert "title" in short.why


def test_a_note_named_by_its_number() -> None:
    other = "李某：《乙書》，中華書局2001年，第2頁。"
    assert full_of(FULL, other, "同註1，頁45。") == ["-", "-", "n1-c1"]
    assert full_of(FULL, other, "同註一，頁45。") == ["-", "-", "n1-c1"]


def test_a_work_that_is_only_cited_short_has_one_record_and_one_finding() -> None:
    notes = ("王某：《佚書》，第5頁。", "王某：《佚書》，第7頁。")
    parsed = cite(*notes)
    first, second = records(*notes)
    assert [work.id for work in parsed.works] == [first["work"]] == [second["work"]]
    assert [finding.rule for finding in parsed.findings] == ["short-form-unresolved"]


def test_a_latin_letter_behind_a_number_is_the_cyrillic_one() -> None:
    for first, second in (("Ф. 23а. Оп. 1", "Ф. 23a. Оп. 1"), ("Ф. 45. Оп. 1а", "Ф. 45. Оп. 1a")):
        assert len(cite(f"АВП РФ. {first}. Д. 3. Л. 7.", f"АВП РФ. {second}. Д. 3. Л. 8.").units) == 1


def test_another_author_s_volume_is_not_that_of_the_same_title() -> None:
    found = full_of(
        "John Smith, *A History of Rivers*, vol. 1 (New York: Knopf, 1994), 5.",
        "Jones, *A History of Rivers*, vol. 2, 7.",
        "Smith, *A History of Rivers*, vol. 2, 7.",
    )
    assert found == ["-", "-", "n1-c1"]


def test_a_short_form_may_leave_out_the_first_words_of_the_title() -> None:
    full = "Oliver Tann, *Solving the Mill Problem: Millers at Law* (London: Harrow, 1998), 12."
    other = "Oliver Tann, “Mills and Bakers,” *Past & Present* 50 (1971): 76–136."
    assert full_of(full, "Tann, ‘Mill Problem’, 88.", "Tann, *Problem*, 90.") == ["-", "n1-c1", "n1-c1"]
    assert full_of(full, other, "Roe, ‘Mill Problem’, 88.", "Tann, *Harbours*, 9.") == ["-", "-", "-", "-"]
    assert full_of(full, other.replace("Mills and", "The Mill Problem and"), "Tann, ‘Mill Problem’, 88.")[2] == "n2-c1"


def test_a_work_without_place_and_year_is_no_short_form() -> None:
    notes = ("*A New “Almanack,” Being an Answer to “The Baker”* (n.p.: n.d.), 4.", "*A New “Almanack,”* 17, 18.")
    first, second = records(*notes)
    assert "short" not in first
    assert (first["title"], second["title"]) == (
        "A New “Almanack,” Being an Answer to “The Baker”",
        "A New “Almanack,”",
    )
    assert (second["full"], second["pages"]) == ("n1-c1", [[17, 17], [18, 18]])
    assert records("Ann Roe, *Mills* (Leeds: n.p., 1863), 3.")[0].get("publisher") is None


def test_the_letters_that_a_note_gives_to_an_archive_are_its_name_afterwards() -> None:
    first, second, third = records(
        "Ann Roe to Tom Doe, 4 May 1931, Tom Doe Papers, box 14, folder 2, Mill Institution Archives (hereafter MIA),"
        " Leeds.",
        "Roe to Doe, 9 May 1931, box 15, same folder; MIA, Poole Papers.",
    )
    assert first["text"].endswith("(hereafter MIA), Leeds")
    assert second["work"] == "unit-mill-institution-archives-tom-doe-papers-15-2"
    assert (third["repository"], third["collection"]) == ("MIA", "Poole Papers")
    assert third["work"].startswith("unit-mill-institution-archives-")


def test_a_short_title_that_was_announced_stands_alone_with_its_volume() -> None:
    notes = (
        "*Documents on the Mills, 1898–1914*, ed. Ann Roe, 11 vols. (London: Finch, 1926–38), 3:402 (hereafter *DM*).",
        "*DM*, 3:419; DM, IV, no. 221.",
    )
    first, second, third = records(*notes)
    assert [second["full"], third["full"]] == [first["id"]] * 2
    assert (second["volume"], second["pages"], third["volume"]) == ("3", [[419, 419]], "IV")


def test_an_archive_may_be_called_by_its_initials_from_then_on() -> None:
    found = records("Archivo General de Indias, Seville, legajo 68; AGI, Contratación 5575, fol. 9.")
    assert [one["text"] for one in found][1] == "AGI, Contratación 5575, fol. 9"
    assert found[1]["work"].startswith("unit-archivo-general-de-indias-")


def test_german_references_back() -> None:
    full = "Otto Hintz: Der Müllerstand. In: Jahrbuch für Mühlen N.F. 35 (1911), H. 2, S. 17–43."
    found = records(full, "Hintz, a.a.O., S. 20; Hintz, Müllerstand (wie Anm. 1), S. 21.")
    assert [one.get("full") for one in found] == [None, "n1-c1", "n1-c1"]
    assert [one["pages"] for one in found[1:]] == [[[20, 20]], [[21, 21]]]


def test_chinese_forms_that_name_a_note_or_a_work_before() -> None:
    first = "李文山：《論水》，山川社2001年版，第3頁；王梅：《論橋》，《河川》2003年第2期，第8頁。"
    of_the_first = ("同①，第9頁。", "見前註1，李文山書，第8頁。", "同註釋1，第4頁。", "李文山（註1），頁6。",
                    "見註1，頁3。",
                    "李文山，同註1，頁5。", "李文山：《論水》，前揭書，第20頁。")  # fmt: skip
    assert full_of(first, *of_the_first)[2:] == ["n1-c1"] * len(of_the_first)
    assert full_of(first, "前揭王梅：《論橋》，第11頁。", "王梅：《論橋》，上引文，第11頁。")[2:] == ["n1-c2"] * 2
