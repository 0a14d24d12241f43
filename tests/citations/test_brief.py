"""References without a title: author and year, signatures, law reports, interviews, short names announced before."""

from pathlib import Path
from typing import Any

import pytest

from teiwright.reading import read
from tests.citations.sample import NOBODY, agrees, cite, records, records_of_article


@pytest.mark.parametrize(
    ("note", "items"),
    [
        ("See NORWOOD 2002; VAN DEN BERG 1998: 45–47.", ["NORWOOD 2002", "VAN DEN BERG 1998: 45–47"]),
        ("NORWOOD 1977 and 2003; MARSH 1988.", ["NORWOOD 1977 and 2003", "MARSH 1988"]),
        ("Cf. van Houten 2004: 12.", ["van Houten 2004: 12"]),
        ("Marsh et al. 2011b; Norwood and Marsh 1999.", ["Marsh et al. 2011b", "Norwood and Marsh 1999"]),
        ("См., например, НОРВУД 2002.", ["НОРВУД 2002"]),
        ("The war ended in May 1945. In Paris 1946 was quiet.", []),
        ("See Paris 1946 as a whole year of silence.", []),
        ("Add. MS 12345.", ["Add. MS 12345"]),
        ("Such texts are QRS Tib J 454, QRS Tib J 508 and QRS Tib J 647.",
         ["QRS Tib J 454", "QRS Tib J 508", "QRS Tib J 647"]),
        ("Marsh v. Norwood Company, 311 U.S. 118, 121 (1941); 17 U.S.C. § 107.",
         ["Marsh v. Norwood Company, 311 U.S. 118, 121 (1941)", "17 U.S.C. § 107"]),
        ("Ann Marsh, interview with the author, Leeds, 3 May 2011; Ann Marsh, email to the author, 7 June 2012.",
         ["Ann Marsh, interview with the author, Leeds, 3 May 2011", "Ann Marsh, email to the author, 7 June 2012"]),
    ],
)  # fmt: skip
def test_references_without_a_title(note: str, items: list[str]) -> None:
    assert [one["text"] for one in records(note)] == items


def test_author_and_year_are_tied_to_the_printed_bibliography(tmp_path: Path) -> None:
    (tmp_path / "mills.md").write_text(
        "# T\n\nA line.[^1] Another.[^2]\n\n## References\n\n"
        "Marsh, Ann. 2002. *Mills of the north*. York: Minster Press.\n\n"
        "[^1]: Marsh 2002, 15–17; Norwood 2010, 3.\n[^2]: As Marsh 2002 says, it was late.\n",
        encoding="utf-8",
    )
    cited = records_of_article(read(tmp_path / "mills.md"), NOBODY)
    assert [(one["id"], one.get("full", ""), one.get("short", False)) for one in cited[:3]] == [
        ("n1-c1", "ref1", True),
        ("n1-c2", "", False),
        ("n2-c1", "ref1", True),
    ]
    assert cited[0]["work"] == cited[3]["work"]


def test_a_letter_in_an_edition_and_one_in_a_library_are_two() -> None:
    letters, library = records(
        "JQM to Ann Norwood, May 3, 1848, LJQM 3:55ff; Norwood to JQM, July 1, 1848, BQL, Ms.A.1.2.18."
    )
    assert (letters["title"], letters["volume"], letters["pages"]) == ("LJQM", "3", [[55, 55]])
    assert (library["repository"], library["shelfmark"]) == ("BQL", "Ms.A.1.2.18")
    assert library["documents"][0]["recipient"] == ["JQM"]


def test_a_short_name_that_was_announced_stands_for_the_place_in_the_archive() -> None:
    first, again = records(
        "Ann Marsh memorandum to Joan Norwood, March 1, 1980 in Folder “Mills, North (1980),” Box 3, Lot File 04 D 14, "
        "U.S. Department of State, Washington, DC (henceforth “Mills, North”).",
        "Joan Norwood memorandum to Ann Marsh, March 4, 1980, “Mills, North.”",
    )
    assert (first["folder"], first["box"], first["lot"]) == ("Mills, North (1980)", "3", "04 D 14")
    assert (again["short"], again["full"], again["documents"][0]["sender"]) == (True, "n1-c1", ["Joan Norwood"])


def test_a_collection_alone_lies_where_its_first_note_said() -> None:
    first, again = records(
        "Ann Marsh to Joan Norwood, March 13, 1844, Marsh Family Papers, York Library, York University, bMS Am 19 (6)",
        "Ann Marsh to Joan Norwood, March 27, 1844, Marsh Family Papers.",
    )
    assert (first["repository"], first["shelfmark"]) == ("York Library, York University", "bMS Am 19 (6)")
    assert (again["short"], again["full"]) == (True, "n1-c1")


@pytest.mark.parametrize(
    ("note", "items"),
    [
        ("Vibh.p.32f.", ["Vibh.p.32f"]),
        ("S.III,p.13.", ["S.III,p.13"]),
        ("古經說：「水往低處流。」( CBETA , T04, no. 213, p. 788, c12-13 )。",
         ["CBETA , T04, no. 213, p. 788, c12-13"]),
        ("https://example.org/watch?v=1", ["https://example.org/watch?v=1"]),
        ("Norwood said so. “Mills burn.” Ann Marsh, “On Mills,” *Mill Journal* 20, no. 1 (1989): 7.",
         ["Ann Marsh, “On Mills,” Mill Journal 20, no. 1 (1989): 7"]),
        ("Marsh, *Mills* (York: Minster, 1990), 154–68, for a discussion.",
         ["Marsh, Mills (York: Minster, 1990), 154–68"]),
        ("Marsh, *Mills* (York: Minster, 1990), 11 (emphasis added).", ["Marsh, Mills (York: Minster, 1990), 11"]),
    ],
)  # fmt: skip
def test_where_items_begin_and_end(note: str, items: list[str]) -> None:
    assert [one["text"] for one in records(note)] == items


def test_case_number_and_paragraphs_belong_to_the_item() -> None:
    (found,) = records(
        "ICC, *Prosecutor v. Marsh*, Judgment, case no. ICC-01/04-02/06, 8 July 2019, paras. 11–68. He was acquitted."
    )
    assert found["text"] == "ICC, Prosecutor v. Marsh, Judgment, case no. ICC-01/04-02/06, 8 July 2019, paras. 11–68"


def test_many_works_without_a_full_form_are_one_warning() -> None:
    parsed = cite(*(f"石野五《北山記{letter}》，頁18。" for letter in "甲乙丙丁戊己庚"))
    assert [finding.rule for finding in parsed.findings] == ["short-form-unresolved"]
    assert "7 works" in parsed.findings[0].message


@pytest.mark.parametrize(
    ("note", "items"),
    [
        ("Мельницы описаны подробно (Marsh A. W. A History of Mills. Pts. I-II. York, 1931-1932, p. 8ff).",
         ["Marsh A. W. A History of Mills. Pts. I-II. York, 1931-1932, p. 8ff"]),
        ("Эти песни собраны в сборник и переведены: The Songs of Mills. Transl. by Ann C. C. Marsh. Vols. I-II."
         " New York, 1962.", ["The Songs of Mills. Transl. by Ann C. C. Marsh. Vols. I-II. New York, 1962"]),
        ("Мельница стоит у реки [Roe, 1963; Иванов, 1992, с. 86].", ["Roe, 1963", "Иванов, 1992, с. 86"]),
        ("Он сказал: «Я помогу». Норвудов, л. 13.", ["Норвудов, л. 13"]),
        ("Новая песнь: л. 15.", ["Новая песнь: л. 15"]),
        ("From Ann Marsh's \"Mill House\" speech: it stood.", []),
        ("The clerk's rules state, “Then shall he mill.” *The Book of Mills* (York: Minster, 1842), 166.",
         ["The Book of Mills (York: Minster, 1842), 166"]),
        ("The quoted review is a short note in *Mill News*, May 1966, 15.", ["Mill News, May 1966, 15"]),
        ("Email communication between Ann Marsh and the author, 23 July 2020. Marsh had seen it.",
         ["Email communication between Ann Marsh and the author, 23 July 2020"]),
        ("Mill Journal of York, Vol. 11, No. 3 (1955), pp.3~56。",
         ["Mill Journal of York, Vol. 11, No. 3 (1955), pp.3~56"]),
        ("《北山報》（香港），2009年10月29日、2010年7月31日。", ["《北山報》（香港），2009年10月29日、2010年7月31日"]),
    ],
)  # fmt: skip
def test_references_in_prose(note: str, items: list[str]) -> None:
    assert [one["text"] for one in records(note)] == items


@pytest.mark.parametrize(
    "note",
    [
        "Thuc. 1.22.4; Livy 21.4.9; Hom. Il. 1.1",
        "Aristotle, *Politics* 1253a2; Ambrose, *De fide* 1.3, PL 16, 535",
        "Mills Act of 1964, Pub. L. No. 88-352, 78 Stat. 241; Public Mills Act 1875, s. 91",
        "S. Doc. No. 153, 85th Cong., 2d sess. (1958), 44; H.R. Rep. No. 88-914, at 18 (1963)",
        "Report of the Commission on Mills (Cmd 3988, 1932), para. 214",
    ],
)
def test_ancient_authors_statutes_and_papers_of_parliaments(note: str) -> None:
    assert [one["text"] for one in records(f"{note}.")] == note.replace("*", "").split("; ")


@pytest.mark.parametrize(
    "comment", ["See Luke 2.14 and Fig. 1.2; Vol. 2.1.", "Gen 1.1; Rom. 8.28.", "The Mills Act was passed in 1964."]
)
def test_a_verse_or_a_figure_is_no_reference(comment: str) -> None:
    assert records(comment) == []


def test_a_law_journal_has_its_volume_before_its_name() -> None:
    found = records("Ann Roe, *The Neutral Mill*, 73 HARV. L. REV. 1, 12 (1959).")[0]
    assert (found["volume"], found["container"], found["year"]) == ("73", "HARV. L. REV.", 1959)
    assert found["pages"] == [[1, 1], [12, 12]]


@pytest.mark.parametrize(
    ("note", "items"),
    [
        ("See Hallam (2004, 33–35) and Obi and Stern (2011).", ["Hallam (2004, 33–35)", "Obi and Stern (2011)"]),
        ("Elsewhere it is denied (Voigt 1999: 12; Hallam 2004: 40).", ["Voigt 1999: 12", "Hallam 2004: 40"]),
        ("The war (1914, 12) was long; in Leeds (1999, 12) too.", []),
    ],
)
def test_author_and_year_in_a_sentence(note: str, items: list[str]) -> None:
    assert [one["text"] for one in records(note)] == items


def test_an_interview_that_an_archive_keeps_is_archival() -> None:
    note = "Ann Roe, interview by Tom Doe, Leeds, 14 July 1978, Mill Historical Society, Oral History Collection"
    (found,) = records(f"{note}.")
    assert (found["text"], found["kind"], found["repository"]) == (note, "archival", "Mill Historical Society")


def test_a_files_own_title_behind_its_number_is_a_title() -> None:
    found = records("TNA, FO 1005/1622, ‘Mills: Secretariat’, minute by Roe, 3 Oct. 1949.")[0]
    assert (found["title"], found["documents"][0]["sender"]) == ("Mills: Secretariat", ["Roe"])


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        ("*Mill Magazine*, lxvii (1797), 512", {"container": "Mill Magazine", "volume": "lxvii", "year": 1797}),
        ("Thomas Roe, *Summa molendini* I, q. 2, a. 3", {"title": "Summa molendini", "authors": ["Thomas Roe"]}),
        ("AMV, Segreteria, Germania, vol. 4, fol. 22", {"kind": "archival", "repository": "AMV"}),
        ("GStA PK, I. HA, Rep. 151, Nr. 3", {"kind": "archival", "repository": "GStA PK"}),
        ("Memo, Roe for Doe, 9 Aug 50, sub: Replacements", {"kind": "archival"}),
    ],
)
def test_magazines_questions_and_signs(note: str, wanted: dict[str, Any]) -> None:
    agrees(records(f"{note}."), [{"text": note.replace("*", ""), **wanted}])
