"""Western references: Chicago notes, with and without italics, inside comment, with documents."""

from typing import Any

import pytest

from tests.citations.sample import agrees, records

REFERENCES: list[tuple[str, list[dict[str, Any]]]] = [
    ("Chen Jian, *China's Road to the Korean War* (New York: Riverside University Press, 1994), pp. 12–15.",
     [{"kind": "book", "lang": "en", "authors": ["Chen Jian"], "place": "New York", "year": 1994,
       "publisher": "Riverside University Press", "pages": [[12, 15]]}]),
    ("Westad, Zubok and Xue, *Partners*, Berkeley : California Press, 1993, 第145頁。",
     [{"authors": ["Westad", "Zubok", "Xue"], "place": "Berkeley", "pages": [[145, 145]]}]),
    ("John Lewis Gaddis, “The Tragedy of Cold War History,” *Diplomatic History* 17, no. 1 (Winter 1993): 1–16.",
     [{"kind": "article", "title": "The Tragedy of Cold War History", "container": "Diplomatic History",
       "volume": "17", "issue": "1", "year": 1993, "pages": [[1, 16]]}]),
    ("A. Author, “Kim and Mao”, *CWIHP Bulletin*, Issues 8~9, Winter 1996 / 1997, 第9~10頁。",
     [{"kind": "article", "issue": "8~9", "year": 1996, "pages": [[9, 10]]}]),
    ("Odd Arne Westad, ed., *Brothers in Arms* (Ithaca: Cornell University Press, 1998), 145–50.",
     [{"editors": ["Odd Arne Westad"], "authors": None, "pages": [[145, 150]]}]),
    ("V. Zubok, “Stalin,” in *Statesmen*, ed. John Gaddis et al. (Oxford: Oxford University Press, 1999), 39–61.",
     [{"kind": "chapter", "title": "Stalin", "container": "Statesmen", "editors": ["John Gaddis"]}]),
    ("M. Leffler, “Strategy,” in *History*, ed. M. Leffler and O. Westad, vol. 1 (Cambridge: CUP, 2010), 67–89.",
     [{"editors": ["M. Leffler", "O. Westad"], "volume": "1", "place": "Cambridge", "publisher": "CUP"}]),
    ("P. Laplace, *Essay*, trans. F. W. Truscott and F. L. Emory, Dover, 1951.",
     [{"translators": ["F. W. Truscott", "F. L. Emory"], "publisher": "Dover", "place": None}]),
    ("Marco Polo, *Travels*, trans. William Marsden, Hertfordshire: Cumberland House, 1997.",
     [{"translators": ["William Marsden"], "place": "Hertfordshire", "publisher": "Cumberland House"}]),
    ("Quoted in Michael Schaller, Douglas MacArthur: The General (New York: Oxford University Press, 1989), p. 203.",
     [{"signal": "Quoted in", "title": "Douglas MacArthur: The General", "publisher": "Oxford University Press"}]),
    ("Yafeng Xia, *Negotiating*, PhD diss., University of Maryland, 2003, 55.",
     [{"kind": "unpublished", "year": 2003, "pages": [[55, 55]]}]),
    ("O. Westad, *Wars and Policies, The Paper for A Conference: Asia*, Taipei, March 1997。",
     [{"kind": "unpublished", "title": "Wars and Policies", "place": "Taipei", "year": 1997,
       "container": "The Paper for A Conference: Asia"}]),
    ("“Solidarity,” in: *Mill Review*, New Series, XXVI (1909), p. 263.",
     [{"kind": "article", "container": "Mill Review", "volume": "XXVI", "publisher": None, "year": 1909}]),
    ("“Solidarity”, in: Mill Review, 2nd ser., vol. 12 (1909), pp. 63–70.",
     [{"kind": "article", "container": "Mill Review", "volume": "12", "year": 1909, "pages": [[63, 70]]}]),
    ("*Marshland State Bulletin* 54 (20 June 1966): 987–89.",
     [{"kind": "article", "title": None, "container": "Marshland State Bulletin", "volume": "54"}]),
    ("SDB 45 (20 November 1961): 864–65.", [{"kind": "article", "container": "SDB", "volume": "45"}]),
    ("Henry Lea, *History of the Mill*, vol. 1, p. 92, New York, 1888.",
     [{"kind": "book", "volume": "1", "pages": [[92, 92]], "place": "New York", "year": 1888}]),
    ("Scott, James C. Seeing Like a Mill: How Schemes Fail. New Haven: Finch, 1998.",
     [{"kind": "book", "authors": ["Scott, James C."], "title": "Seeing Like a Mill: How Schemes Fail",
       "place": "New Haven", "publisher": "Finch", "year": 1998}]),
    ("Roosevelt, Eleanor, and Ann Roe. This I Mill (New York: Harper and Brothers, 1949), 5.",
     [{"authors": ["Roosevelt, Eleanor", "Ann Roe"], "title": "This I Mill", "place": "New York", "year": 1949}]),
    ("Laruelle, Marlène, ed. Mills of the North. Leeds: Finch, 2005.",
     [{"editors": ["Laruelle, Marlène"], "authors": None, "title": "Mills of the North"}]),
    ("Roe, James. 2005. Mills of the North. Leeds: Finch.",
     [{"authors": ["Roe, James"], "title": "Mills of the North", "place": "Leeds", "year": 2005}]),
    ("See Al-Nur, November 3, 1999, p. 3.", [{"kind": "article", "container": "Al-Nur", "pages": [[3, 3]]}]),
    ("*New York Times*, July 5, 1950, p. 1.",
     [{"kind": "article", "container": "New York Times", "title": None, "year": 1950}]),
    ("*Foreign Relations of the United States, 1950*, vol. 7, *Korea* (Washington, D.C.: GPO, 1976), 954–55.",
     [{"kind": "book", "title": "Foreign Relations of the United States, 1950", "volume": "7",
       "place": "Washington, D.C.", "publisher": "GPO", "container": None}]),
    ("American Institute of Aeronautics and Astronautics, *Guide* (New York: AIAA, 2001), 5.",
     [{"authors": ["American Institute of Aeronautics and Astronautics"]}]),
    ("B. Author and C. Author, *One* (London: Macmillan, 1990), 5; D. Author, *Two; or Three* (Paris: Fayard, 1991).",
     [{"title": "One"}, {"title": "Two; or Three", "place": "Paris"}]),
    ("M. Poisson, Some Page, 2019, https://example.org/a/b.html, March 17, 2020.",
     [{"kind": "web", "title": "Some Page", "year": 2019}]),
    ("K. Weathersby, “New Documents”, CWIHP Bulletin, Issues 6-7, Winter 1995/1996, pp.30-35.",
     [{"kind": "article", "container": "CWIHP Bulletin", "issue": "6-7", "year": 1995}]),
    ("Shen Zhihua and Yafeng Xia, Mao and Stalin, 1945-1959: A New History, Lanham: Lexington Books, 2015, p. 24.",
     [{"authors": ["Shen Zhihua", "Yafeng Xia"], "title": "Mao and Stalin, 1945-1959: A New History", "year": 2015}]),
    ("FRUS, 1949, Vol.9, The Far East: China, Washington, D.C.: GPO, 1974, pp.463-467.",
     [{"title": "FRUS, 1949", "volume": "9", "place": "Washington, D.C.", "publisher": "GPO", "year": 1974}]),
    ("*FRUS, 1950*, 7:161–65.", [{"title": "FRUS, 1950", "volume": "7", "pages": [[161, 165]]}]),
    ("*Mao nianpu* [A chronology of Mao], vol. 1 (Beijing: Zhongyang, 2013), 235.",
     [{"kind": "book", "title": "Mao nianpu", "container": None, "volume": "1", "publisher": "Zhongyang"}]),
    ("Goncharov et al., *Uncertain Partners*, 176.", [{"authors": ["Goncharov"], "pages": [[176, 176]]}]),
    ("Kennan, George F. *Memoirs, 1925–1950*. Boston: Little, Brown, 1967.",
     [{"authors": ["Kennan, George F."], "publisher": "Little, Brown", "year": 1967}]),
    ("Xue Litai, *Partners* (Berkeley, Calif.: California Press, 1993), chap. 6.",
     [{"place": "Berkeley, Calif.", "pages": None, "pages_text": "chap. 6"}]),
]  # fmt: skip


@pytest.mark.parametrize(("note", "wanted"), REFERENCES)
def test_reads_every_part(note: str, wanted: list[dict[str, Any]]) -> None:
    agrees(records(note), wanted)


def test_the_sentence_before_a_name_is_comment() -> None:
    note = (
        "The standard accounts are Nancy Tucker, *Patterns* (New York: Riverside University Press, 1983); and "
        "Chen Jian, *Road* (New York: Knopf, 1994). The longer story is best followed in Chang, *Friends* (Ithaca: "
        "Cornell University Press, 1990). See also He Di, “Campaign,” *Chinese Historians* 5 (1992): 1–16."
    )
    found = records(note)
    assert [one["authors"] for one in found] == [["Nancy Tucker"], ["Chen Jian"], ["Chang"], ["He Di"]]
    assert found[0]["text"].startswith("Nancy")
    assert found[1]["text"].startswith("Chen")
    assert found[3]["signal"] == "See also"


def test_a_document_printed_in_a_book_is_described_beside_it() -> None:
    note = (
        "Truman, statement, January 5, 1950, in U.S. Department of State, *Papers, 1950* (Washington: GPO, 1976), 79; "
        "Truman, statement, June 27, 1950, *State Bulletin* 23, no. 574 (July 3, 1950): 5."
    )
    found = records(note)
    agrees(found, [
        {"kind": "book", "authors": ["U.S. Department of State"], "title": "Papers, 1950"},
        {"kind": "article", "authors": None, "title": None, "container": "State Bulletin", "volume": "23"},
    ])  # fmt: skip
    assert [(one["documents"][0]["type"], one["documents"][0]["sender"]) for one in found] == [
        ("speech", ["Truman"]), ("speech", ["Truman"]),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("note", "title"),
    [
        ("ISO, *Audit Data Collection*, 2019.", "Audit Data Collection"),
        ("*Northfield Library Quarterly*, Leeds: Fox, 1979.", "Northfield Library Quarterly"),
    ],
)
def test_words_in_italics_are_a_title_and_no_archive(note: str, title: str) -> None:
    (found,) = records(note)
    assert (found["kind"], found["title"]) == ("book", title)


def test_the_number_of_a_report_is_no_shelfmark() -> None:
    (found,) = records("CIA, NIE 13-57, “The Mills of the North,” March 19, 1957.")
    assert (found["kind"], found["title"], found["authors"][0]) == ("article", "The Mills of the North", "CIA")


def test_a_number_behind_the_volume_is_the_issue() -> None:
    (found,) = records("Ann Roe, “Mills of the North,” *Mill Studies*, 42, 3 (1994), 403–45.")
    assert (found["volume"], found["issue"], found["pages"]) == ("42", "3", [[403, 445]])


def test_a_work_in_volumes_with_its_publisher_is_a_book() -> None:
    (found,) = records("*Papers of the Mill*, vol. 47 (London: Fox, 1866), 24–41.")
    assert (found["kind"], found["title"], found["volume"]) == ("book", "Papers of the Mill", "47")
    (found,) = records("*Journal of Mills* 47, no. 2 (1966): 24–41.")
    assert (found["kind"], found["container"]) == ("article", "Journal of Mills")
