"""Dates: what counts as one, where it begins and ends, and the value its context gives it."""

import string as alphabet
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teiwright.annotation import annotate
from teiwright.article import Article, Emphasis, Note, NoteAnchor, Paragraph, Quotation, Source, Span, Text, TitleBlock
from teiwright.authority import Authority, Entry, Name
from teiwright.dates import find_dates, find_in_string, lunar
from teiwright.dates.mention import EventName
from tests.conftest import shared
from tests.dates.gold_dates import gold_article, score

KOREAN_WAR = Entry(
    "event-korean-war", "event", (Name("朝鮮戰爭"),), b"<event/>", (("from", "1950-06-25"), ("to", "1953-07-27"))
)
NO_AUTHORITY = Authority({})


def read(text: str, reference: date | None = None) -> list[tuple[str, ...]]:
    """Return words and values of each date, EDTF and type left aside."""
    return [
        (text[span.start : span.end], *(value for name, value in span.attributes if name in VALUES))
        for span in find_in_string(text, reference)
    ]


VALUES = ("when", "from", "to", "notBefore", "notAfter")


def article(*paragraphs: Text, notes: tuple[str, ...] = (), title: str = "") -> Article:
    """Return an article of these paragraphs, with these texts as its notes 1, 2 …"""
    return Article(
        Source("a", "a", ""),
        "zh-Hant",
        tuple(Paragraph(text) for text in paragraphs),
        title_page=(TitleBlock("date", Text("t1", title)),) if title else (),
        notes=tuple(
            Note(number, str(number), (Paragraph(Text(f"n{number}p1", note)),)) for number, note in enumerate(notes, 1)
        ),
    )


def values(spans: list[Span]) -> list[tuple[str, ...]]:
    return [tuple(value for name, value in span.attributes if name in VALUES) for span in spans]


def test_the_hand_annotation_is_matched() -> None:
    made, gold = gold_article(shared("gold"))
    result = score(made, gold, find_dates(made, Authority({KOREAN_WAR.id: KOREAN_WAR})))
    assert result.f1 >= 0.97, result.differences
    assert result.values >= 0.97, result.differences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in the late nineteenth century", [("late nineteenth century", "1867", "1900")]),
        ("the 17th and 18th centuries", [("17th and 18th centuries", "1601", "1800")]),
        ("before the sixteenth century", [("before the sixteenth century", "1501")]),
        ("nineteenth-century novels of the third century BC", []),
        ("в первой половине XIX века", [("первой половине XIX века", "1801", "1850")]),
        ("в XVIII–XIX вв.", [("XVIII–XIX вв.", "1701", "1900")]),
        ("в 60-е годы XIX в.", [("60-е годы XIX в.", "1860", "1869")]),
        ("с начала двадцатого столетия", [("начала двадцатого столетия", "1901", "1933")]),
        ("в III веке до н. э.", []),
    ],
)
def test_centuries(text: str, expected: list[tuple[str, ...]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1956 年 2 月 14 日晨", [("1956 年 2 月 14 日晨", "1956-02-14")]),
        ("１９５６年２月", [("１９５６年２月", "1956-02")]),
        ("一九五八年七月三十一日", [("一九五八年七月三十一日", "1958-07-31")]),
        ("民國二十六年七月七日", [("民國二十六年七月七日", "1937-07-07")]),
        ("光緒二十年，昭和20年", [("光緒二十年", "1894"), ("昭和20年", "1945")]),
        ("光緒二十年十月初六日", [("光緒二十年十月初六日", "1894-11-03")]),
        ("宣统三年八月十九日", [("宣统三年八月十九日", "1911-10-10")]),
        ("光緒二十年（1894）六月二十三日", [("光緒二十年（1894）六月二十三日", "1894-07-25")]),
        ("光緒二十一年閏五月十二日", [("光緒二十一年閏五月十二日", "1895-07-04")]),
        ("光緒二十年十月", [("光緒二十年十月", "1894-10-29", "1894-11-26")]),
        ("明治二十七年八月一日", [("明治二十七年八月一日", "1894-08-01")]),
        ("道光二十年六、七月間", [("道光二十年六、七月間", "1840")]),
        ("光緒二十年十月三十二日", [("光緒二十年十月三十二日", "1894")]),
        ("初一學生讀書，最初一日，年初四", []),
        ("清道光三年的春天", [("清道光三年的春天", "1823-03", "1823-05")]),
        ("此城在712年建成，歷時100年之久", [("712年", "0712")]),
        ("他說「民主是今日之急務」", []),
        ("In the winter of 1821 and 1822 he fell ill.", [("winter of 1821 and 1822", "1821-12", "1822-02")]),
        ("1958年8月23日下午5時30分", [("1958年8月23日下午5時30分", "1958-08-23T17:30:00")]),
        ("1956年10月24日夜12時", [("1956年10月24日夜12時", "1956-10-25T00:00:00")]),
        ("1953年7月27日中午12時", [("1953年7月27日中午12時", "1953-07-27T12:00:00")]),
        ("1961年10月17～31日", [("1961年10月17～31日", "1961-10-17", "1961-10-31")]),
        ("1949年12月16日至1950年2月17日", [("1949年12月16日至1950年2月17日", "1949-12-16", "1950-02-17")]),
        ("1954年9月29日—10月12日", [("1954年9月29日—10月12日", "1954-09-29", "1954-10-12")]),
        ("1949年11月到2月", [("1949年11月到2月", "1949-11", "1950-02")]),
        ("1956年5、6月間", [("1956年5、6月間", "1956-05", "1956-06")]),
        ("1956年五六月間", [("1956年五六月間", "1956-05", "1956-06")]),
        ("1957年3月12（或13）日", [("1957年3月12（或13）日", "1957-03-12", "1957-03-13")]),
        ("1957年3月2日或3日", [("1957年3月2日或3日", "1957-03-02", "1957-03-03")]),
        ("1957年3月4、5、6日", [("1957年3月4", "1957-03-04"), ("5", "1957-03-05"), ("6日", "1957-03-06")]),
        ("1957年3月4日和15日", [("1957年3月4日", "1957-03-04"), ("15日", "1957-03-15")]),
        ("1957年2月下旬", [("1957年2月下旬", "1957-02-21", "1957-02-28")]),
        ("1956年2月底", [("1956年2月底", "1956-02-21", "1956-02-29")]),
        ("1957年3月4、5兩日", [("1957年3月4", "1957-03-04"), ("5兩日", "1957-03-05")]),
        ("1957、1958年", [("1957", "1957"), ("1958年", "1958")]),
        ("1957—58年", [("1957—58年", "1957", "1958")]),
        ("1957年底、1958年初", [("1957年底", "1957-12"), ("1958年初", "1958-01")]),
        ("1957年3月中旬以前", [("1957年3月中旬以前", "1957-03-20")]),
        ("1957年3月1日前完成", [("1957年3月1日前", "1957-03-01")]),
        ("1957年3月1日前進入戰備", [("1957年3月1日前", "1957-03-01")]),
        ("1957年3月1日前往北京", [("1957年3月1日", "1957-03-01")]),
        ("1957年3月1日後方空虛", [("1957年3月1日", "1957-03-01")]),
        ("1957年冬天", [("1957年冬天", "1957-12", "1958-02")]),
        ("20世紀50年代末，60年代", [("20世紀50年代末", "1957", "1959"), ("60年代", "1960", "1969")]),
        ("20世紀40至50年代", [("20世紀40至50年代", "1940", "1959")]),
        ("20世紀五六十年代", [("20世紀五六十年代", "1950", "1969")]),
        ("道光二十年至二十二年", [("道光二十年至二十二年", "1840", "1842")]),
        ("公元649年", [("公元649年", "0649")]),
        ("1745年，噶爾丹策零9月去世", [("1745年", "1745"), ("9月", "1745-09")]),
        ("1950年代", [("1950年代", "1950", "1959")]),
        ("1958年上半年", [("1958年上半年", "1958-01", "1958-06")]),
        ("1950年中國", [("1950年", "1950")]),
        ("1957年3月5日報告說", [("1957年3月5日", "1957-03-05")]),
        ("1957.3.5，1957-03-06", [("1957.3.5", "1957-03-05"), ("1957-03-06", "1957-03-06")]),
    ],
)
def test_chinese_expressions(text: str, expected: list[tuple[str, ...]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "兩個月內", "三天後", "40多年", "20餘年", "十幾天前", "18歲", "第3期", "第40頁", "No. 2008-38", "№4",
        "1949~1952", "三點意見", "每天 20 時以前", "3月之內", "十月革命", "五四運動", "九一八事變", "第12日", "第二年",
        "2月31日", "1957年2月29日", "《毛澤東傳（1949~1976）》", "〈1957年3月的會談〉", "最近幾年", "同時", "當年",
        "三八線", "1500名", "農曆八月十五日", "1-2-3", "10.15", "今天的世界",
    ],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 июля 1950 г.", [("5 июля 1950 г.", "1950-07-05")]),
        ("в июле 1950 года", [("июле 1950 года", "1950-07")]),
        ("с 14 по 18 сентября 1950 г.", [("14 по 18 сентября 1950 г.", "1950-09-14", "1950-09-18")]),
        ("28 авг. 1855 г.", [("28 авг. 1855 г.", "1855-08-28")]),
        ("в янв. 1950 г.", [("янв. 1950 г.", "1950-01")]),
        ("с 5 июля по 10 августа 1950 г.", [("5 июля по 10 августа 1950 г.", "1950-07-05", "1950-08-10")]),
        ("1950–1953 гг.", [("1950–1953 гг.", "1950", "1953")]),
        ("январь 1949-октябрь 1950 гг.", [("январь 1949-октябрь 1950 гг.", "1949-01", "1950-10")]),
        ("до 8 августа 1950 г.", [("до 8 августа 1950 г.", "1950-08-08")]),
        ("в начале октября 1950 г.", [("начале октября 1950 г.", "1950-10-01", "1950-10-10")]),
        ("зимой 1949–1950 гг.", [("зимой 1949–1950 гг.", "1949-12", "1950-02")]),
        ("весной 1951 года", [("весной 1951 года", "1951-03", "1951-05")]),
        ("в 1950-х годах", [("1950-х годах", "1950", "1959")]),
        ("в ночь с 18 на 19 октября 1950 г.", [("ночь с 18 на 19 октября 1950 г.", "1950-10-18", "1950-10-19")]),
        ("25 июня 1950 года в 4 часа утра", [("25 июня 1950 года в 4 часа утра", "1950-06-25T04:00:00")]),
        ("25 июня 1950 г., в 9 часов вечера", [("25 июня 1950 г., в 9 часов вечера", "1950-06-25T21:00:00")]),
        ("во второй половине 1951 г.", [("второй половине 1951 г.", "1951-07", "1951-12")]),
        ("июнь–август 1949 г.", [("июнь–август 1949 г.", "1949-06", "1949-08")]),
        ("5 июля 1950 г. и 9 числа", [("5 июля 1950 г.", "1950-07-05"), ("9 числа", "1950-07-09")]),
        ("July–August 1950", [("July–August 1950", "1950-07", "1950-08")]),
        ("On July 5, 1950, and on the 9th.", [("July 5, 1950", "1950-07-05"), ("9th", "1950-07-09")]),
        ("5 и 11 июля 1950 г.", [("5", "1950-07-05"), ("11 июля 1950 г.", "1950-07-11")]),
        ("11 июля 1950 г. в 15 ч. 30 мин.", [("11 июля 1950 г. в 15 ч. 30 мин.", "1950-07-11T15:30:00")]),
        ("31 февраля 1950 г.", []),
        ("том 3, с. 45, 1998, №4", []),
        ("July 5, 1950", [("July 5, 1950", "1950-07-05")]),
        ("the 5th of July 1950", [("5th of July 1950", "1950-07-05")]),
        ("Sept.16-Oct.15, 1950", [("Sept.16-Oct.15, 1950", "1950-09-16", "1950-10-15")]),
        ("September 14--18, 1950", [("September 14--18, 1950", "1950-09-14", "1950-09-18")]),
        ("September 14–18, 1950", [("September 14–18, 1950", "1950-09-14", "1950-09-18")]),
        ("in early October 1950", [("early October 1950", "1950-10-01", "1950-10-10")]),
        ("the 1950s and in mid-1951", [("1950s", "1950", "1959"), ("mid-1951", "1951-05", "1951-08")]),
        ("before July 5, 1950", [("before July 5, 1950", "1950-07-05")]),
        ("On July 5, 1950, and the next day", [("July 5, 1950", "1950-07-05"), ("next day", "1950-07-06")]),
        ("He may march 1950 men; the May 4th Movement", []),
        ("10 или 11 мая 1949 г.", [("10 или 11 мая 1949 г.", "1949-05-10", "1949-05-11")]),
        ("в полдень 9 мая 1949 г.", [("полдень 9 мая 1949 г.", "1949-05-09")]),
        ("в 3 часа ночи 9 мая 1949 г.", [("3 часа ночи 9 мая 1949 г.", "1949-05-09T03:00:00")]),
        ("в ночь на 1 марта 1948 г.", [("ночь на 1 марта 1948 г.", "1948-02-29", "1948-03-01")]),
        ("между мартом и маем 1949 г.", [("мартом и маем 1949 г.", "1949-03", "1949-05")]),
        ("в марте и мае 1949 г.", [("марте", "1949-03"), ("мае 1949 г.", "1949-05")]),
        ("к концу 1949 года", [("концу 1949 года", "1949-12")]),
        ("в первых числах мая 1949 г.", [("первых числах мая 1949 г.", "1949-05-01", "1949-05-10")]),
        ("в последнюю неделю 1949 г.", [("последнюю неделю 1949 г.", "1949-12-25", "1949-12-31")]),
        ("во второй половине мая 1949 г.", [("второй половине мая 1949 г.", "1949-05-16", "1949-05-31")]),
        (
            "не ранее мая и не позднее июня 1949 г.",
            [("не ранее мая", "1949-05"), ("не позднее июня 1949 г.", "1949-06")],
        ),
        ("до 1948 г. До 1947 г.", [("до 1948 г.", "1948"), ("До 1947 г.", "1947")]),
        ("3/II 1949 г., 12.XI.1949", [("3/II 1949 г.", "1949-02-03"), ("12.XI.1949", "1949-11-12")]),
        ("в 1948-м, к 1949, когда", [("1948-м", "1948"), ("1949", "1949")]),
        ("до 1500 человек, в 2000 г. и 1800 т", [("2000 г.", "2000")]),
        ("1940–1950-е годы", [("1940–1950-е годы", "1940", "1959")]),
        ("first days of 1949", [("first days of 1949", "1949-01-01", "1949-01-10")]),
        ("last week of May 1949", [("last week of May 1949", "1949-05-25", "1949-05-31")]),
        ("the end of 1948", [("end of 1948", "1948-12")]),
        ("before the end of May 1949", [("before the end of May 1949", "1949-05-31")]),
        ("not before May 3, 1949", [("not before May 3, 1949", "1949-05-03")]),
        ("two days before May 3, 1949", [("May 3, 1949", "1949-05-03")]),
        ("Between May and July 1949 he", [("May and July 1949", "1949-05", "1949-07")]),
        ("In May and July 1949 he", [("May", "1949-05"), ("July 1949", "1949-07")]),
        ("May or June 1949", [("May or June 1949", "1949-05", "1949-06")]),
        ("November/December 1949", [("November/December 1949", "1949-11", "1949-12")]),
        ("May 3, 1949, to June 2, 1950", [("May 3, 1949, to June 2, 1950", "1949-05-03", "1950-06-02")]),
        ("on the night of May 3–4, 1949", [("night of May 3–4, 1949", "1949-05-03", "1949-05-04")]),
        ("on the morning of Tuesday, 3 May 1949", [("morning of Tuesday, 3 May 1949", "1949-05-03")]),
        ("at 3:30 p.m. on May 3, 1949", [("3:30 p.m. on May 3, 1949", "1949-05-03T15:30:00")]),
        ("May 3, 1949, at 12 a.m.", [("May 3, 1949, at 12 a.m.", "1949-05-03T00:00:00")]),
        ("at midnight on May 3–4, 1949", [("midnight on May 3–4, 1949", "1949-05-03", "1949-05-04")]),
        ("spring and summer of 1949", [("spring and summer of 1949", "1949-03", "1949-08")]),
        ("зимой–весной 1949 г.", [("зимой–весной 1949 г.", "1948-12", "1949-05")]),
        ("at 0430 hours on 3 May 1949", [("0430 hours on 3 May 1949", "1949-05-03T04:30:00")]),
        ("In 1948 and the 1949 talks", [("1948", "1948"), ("1949", "1949")]),
        ("1949 was cold; Kim’s 1948 visit", [("1949", "1949"), ("1948", "1948")]),
        ("in 1948/49, from 1945 to 1949", [("1948/49", "1948", "1949"), ("1945 to 1949", "1945", "1949")]),
        ("about 1800 tanks, of 1950 guns, p. 1949, No. 1949, (1949)", []),
        ("The May statement of 3 May 1949", [("May", "1949-05"), ("3 May 1949", "1949-05-03")]),
        ("a march in august company; the October Revolution; the March to the sea", []),
        (
            "le 5 juillet 1950, en mai, fin 1951",
            [("5 juillet 1950", "1950-07-05"), ("mai", "1950-05"), ("fin 1951", "1951-12")],
        ),
        ("du 1er au 3 mai 1949", [("1er au 3 mai 1949", "1949-05-01", "1949-05-03")]),
        ("am 5. Juli 1950 und im Mai 1951", [("5. Juli 1950", "1950-07-05"), ("Mai 1951", "1951-05")]),
        ("vom 5. bis 9. Juli 1950", [("5. bis 9. Juli 1950", "1950-07-05", "1950-07-09")]),
        ("See p. 5. August 1950 was hot.", [("August 1950", "1950-08")]),
    ],
)
def test_european_expressions(text: str, expected: list[tuple[str, ...]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On May 3, 1949, he left. The next day he arrived.", ["next day 1949-05-04"]),
        ("On May 3, 1949, he left. That evening it rained.", ["That evening 1949-05-03"]),
        ("On May 3, 1949, he left. He had slept the day before.", ["day before 1949-05-02"]),
        ("On May 3, 1949, he left. The day before the storm was fine.", []),
        ("On May 3, 1949, he left. Two weeks later he was back.", ["Two weeks later 1949-05-17"]),
        ("On May 3, 1949, he left. Six months later he was back.", []),
        ("On May 3, 1949, he left. At 10:22 p.m. it rained.", ["10:22 p.m. 1949-05-03T22:22:00"]),
        ("On May 3, 1949, he left. On the evening of the 5th, it rained.", ["evening of the 5th 1949-05-05"]),
        ("On May 3, 1949, he left at the end of the line, on the 38th parallel.", []),
        ("He left in May 1949. Between the 5th and the 9th it rained.", ["5th and the 9th 1949-05-05 1949-05-09"]),
        ("He left in May 1949. By the end of the month it rained.", ["end of the month 1949-05-21 1949-05-31"]),
        ("He left in May 1949. Before the end of the year it froze.", ["Before the end of the year 1949-12"]),
        ("He left in May 1949, and in April of the next year it froze.", ["April of the next year 1950-04"]),
        ("He left in May 1949. In the autumn of that year it froze.", ["autumn of that year 1949-09 1949-11"]),
        (
            "He left on May 3, 1949. The trip was planned for July. On the 5th it rained.",
            ["July 1949-07", "5th 1949-05-05"],
        ),
        ("3 мая 1949 г. он уехал. На следующий день шел снег.", ["следующий день 1949-05-04"]),
        ("3 мая 1949 г. он уехал. Вечером того же дня шел снег.", ["Вечером того же дня 1949-05-03"]),
        ("3 мая 1949 г. он уехал. Накануне шел снег.", ["Накануне 1949-05-02"]),
        ("3 мая 1949 г. он уехал. Накануне Второй мировой войны.", []),
        ("3 мая 1949 г. он уехал. Через две недели шел снег.", ["Через две недели 1949-05-17"]),
        ("3 мая 1949 г. он уехал. Через два дня после бури шел снег.", []),
        ("3 мая 1949 г. он уехал. К концу года шел снег.", ["концу года 1949-12"]),
        ("3 мая 1949 г. он уехал. В апреле следующего года шел снег.", ["апреле следующего года 1950-04"]),
        ("3 мая 1949 г. он уехал. Осенью того же года шел снег.", ["Осенью того же года 1949-09 1949-11"]),
    ],
)
def test_european_expressions_that_hang_on_the_context(text: str, expected: list[str]) -> None:
    assert [" ".join(found) for found in read(text)[1:]] == expected


def test_a_year_in_an_italic_title_is_no_date_and_an_emphasised_date_is_one() -> None:
    string = "As The Year of the Snows in 1949 shows, it froze in May 1950."
    title, stress = (string.index("The"), string.index(" shows")), (string.index("May"), len(string) - 1)
    italics = tuple(Emphasis(start, end, "italic") for start, end in (title, stress))
    assert values(find_dates(article(Text("p1", string, inlines=italics)), NO_AUTHORITY)["p1"]) == [("1950-05",)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1957年3月5日開會。次日散會。兩天後回國。", ["1957-03-05", "1957-03-06", "1957-03-08"]),
        ("1957年3月5日開會，講了前一天的談話，當晚回國。", ["1957-03-05", "1957-03-04", "1957-03-05"]),
        ("1957年3月5日，甲致電乙：“我昨日到此，明天動身。”", ["1957-03-05", "1957-03-04", "1957-03-06"]),
        ("1957年3月5日，即散會的當天，又開會。", ["1957-03-05", "1957-03-05"]),
        ("1957年3月9日。其實，在此前一天，即3月8日，已有定論。", ["1957-03-09", "1957-03-08", "1957-03-08"]),
        ("1957年3月5日下午3時。晚8時又談。", ["1957-03-05T15:00:00", "1957-03-05T20:00:00"]),
        ("1957年11月散會。次年2月又開。同年5月結束。", ["1957-11", "1958-02", "1958-05"]),
        ("1957年3月28日開會。4月2日散會。3日回國。", ["1957-03-28", "1957-04-02", "1957-04-03"]),
        ("1957年12月28日開會。1月2日散會。", ["1957-12-28", "1958-01-02"]),
        ("1957年3月5日提出。與1945年的舊約相比，進了一步。4月1日簽字。", ["1957-03-05", "1945", "1957-04-01"]),
        ("1957年3月5日提出，至遲於1959年底以前完成。4月1日簽字。", ["1957-03-05", "1959-12", "1957-04-01"]),
        ("1957年3月5日開會，談到4月的事。次日散會。", ["1957-03-05", "1957-04", "1957-03-06"]),
        ("1957年3月5日開會。7月又開。次日散會。", ["1957-03-05", "1957-07"]),
        ("1957年3月5日開會。他在1966年10月6日回憶過此事。4月1日散會。", ["1957-03-05", "1966-10-06", "1957-04-01"]),
        ("1957年3月5日開會。1966年10月6日又開。10月9日散會。", ["1957-03-05", "1966-10-06", "1966-10-09"]),
    ],
)
def test_context_gives_what_is_left_out(text: str, expected: list[str]) -> None:
    assert [value for _, value in read(text)] == expected


def test_the_end_of_a_period_takes_its_year_from_the_beginning() -> None:
    """And not from where the main line stands, which would end it before it begins."""
    assert read("1990年7月開會。2003年1月5日至7月5日休會。")[1][1:] == ("2003-01-05", "2003-07-05")


def test_a_relative_expression_says_that_it_is_one_and_what_it_rests_on() -> None:
    first, second = find_in_string("1957年3月5日開會。次日散會。")
    assert first.attribute("type") is None
    assert second.attribute("type") == "relative"
    assert second.certainty == "medium"
    assert "narrative" in second.why


def test_today_in_quoted_words_is_the_day_of_the_document_that_the_note_cites() -> None:
    body = "1957年3月1日散會。甲急電乙：“昨日來電收到。”又過了幾天。"
    anchored = Text("p1", body, inlines=(NoteAnchor(body.index("”") + 1, 1),))
    found = find_dates(article(anchored, notes=("甲致乙電（1957年3月9日），某館。",)), NO_AUTHORITY)
    assert values(found["p1"]) == [("1957-03-01",), ("1957-03-08",)]


def test_the_articles_own_full_dates_settle_a_year() -> None:
    """A report of January looks back on August: no August of its own year is ever dated in full."""
    body = Text("p1", "1951年1月9日的報告說明了全部過程。8月11日進駐。", inlines=(NoteAnchor(12, 1),))
    notes = ("甲致乙電（1950年8月10日）；丙致丁電（1950年8月12日）；1950年9月3日報告。",)
    assert values(find_dates(article(body, notes=notes), NO_AUTHORITY)["p1"]) == [("1951-01-09",), ("1950-08-11",)]


def test_the_narrative_runs_on_through_paragraphs_and_into_their_notes() -> None:
    first = Text("p1", "1957年3月5日開會。")
    second = Text("p2", "6日散會。", inlines=(NoteAnchor(5, 1),))
    found = find_dates(article(first, second, notes=("同日又開一會。",), title="2008年4月28日"), NO_AUTHORITY)
    assert values(found["t1"]) == [("2008-04-28",)]
    assert values(found["p2"]) == [("1957-03-06",)]
    assert values(found["n1p1"]) == [("1957-03-06",)]


def test_a_step_from_an_event_takes_its_date_from_the_authority_file() -> None:
    text = Text("p1", "朝鮮戰爭令人意外。戰爭爆發前五天，甲報告。戰爭結束兩天後，乙報告。")
    found = find_dates(article(text), Authority({KOREAN_WAR.id: KOREAN_WAR}))
    assert values(found["p1"]) == [("1950-06-20",), ("1953-07-29",)]
    assert "p1" not in find_dates(article(text), NO_AUTHORITY)


def test_an_event_that_the_article_names_is_meant_before_one_that_it_does_not_name() -> None:
    other = Entry("event-other", "event", (Name("中印邊境戰爭"),), b"<event/>", (("from", "1962-10-20"),))
    text = Text("p1", "朝鮮戰爭令人意外。戰爭爆發前五天，甲報告。")
    found = find_dates(article(text), Authority({other.id: other, KOREAN_WAR.id: KOREAN_WAR}))
    assert values(found["p1"]) == [("1950-06-20",)]


def test_a_bare_word_for_an_event_is_not_the_end_of_another_ones_name() -> None:
    text = Text("p1", "朝鮮戰爭令人意外。中印邊境戰爭爆發前五天，甲報告。")
    assert "p1" not in find_dates(article(text), Authority({KOREAN_WAR.id: KOREAN_WAR}))


def test_events_are_found_in_the_other_script() -> None:
    text = Text("p1", "朝鲜战争爆发后第三天，甲报告。")
    assert values(find_dates(article(text), Authority({KOREAN_WAR.id: KOREAN_WAR}))["p1"]) == [("1950-06-27",)]


def test_today_in_a_block_quotation_is_the_day_of_the_document_too() -> None:
    made = article(Text("p1", "1957年3月1日散會。"), notes=("甲致乙電（1957年3月9日），某館。",))
    quoted = Text("p2", "昨日來電收到。", inlines=(NoteAnchor(7, 1),))
    made = replace(made, body=(*made.body, Quotation((Paragraph(quoted),))))
    assert values(find_dates(made, NO_AUTHORITY)["p2"]) == [("1957-03-08",)]


def test_the_title_gives_the_year_where_nothing_else_does() -> None:
    made = article(Text("p1", "10月25日開會。"))
    made = replace(made, title_page=(TitleBlock("title", Text("t1", "1950年的中國外交")),))
    assert values(find_dates(made, NO_AUTHORITY)["p1"]) == [("1950-10-25",)]


def test_an_issue_number_on_the_title_page_is_no_date() -> None:
    made = article(Text("p1", "甲。"))
    made = replace(made, title_page=(TitleBlock("number", Text("t1", "2008年第4期")),))
    assert find_dates(made, NO_AUTHORITY) == {}


def test_edtf_stands_beside_where_it_says_more() -> None:
    text = "1951年春天，1957年3月2日或3日，1950年代，1949年10月1日前後"
    custom = [span.attribute("when-custom") for span in find_in_string(text)]
    assert custom == ["1951-21", "[1957-03-02,1957-03-03]", "195X", "1949-10-01~"]
    assert {span.attribute("datingMethod") for span in find_in_string(text)} == {"#edtf"}


def test_events_may_be_given_for_a_string_on_its_own() -> None:
    events = [EventName("會議", date(1957, 11, 14), date(1957, 11, 16))]
    assert values(find_in_string("會議閉幕第二天", events=events)) == [("1957-11-17",)]


@settings(max_examples=200, deadline=None)
@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_every_day_is_read_back_in_each_language(day: date) -> None:
    months = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
    for text in (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year} 年 {day.month} 月 {day.day} 日",
        f"{day.day} {months[day.month - 1]} {day.year} г.",
        f"{day:%B} {day.day}, {day.year}",
        f"{day.day} {day:%B} {day.year}",
    ):
        assert read(text) == [(text, day.isoformat())]


WORDS = (
    "on|the|of|in|from|to|between|and|or|before|after|that|same|next|day|evening|night|early|late|mid|first|last|half|end|"
    "week|days|year|month|May|June 3|3|31|1950|1950s|–|,|.|at|3:30 p.m.|summer|winter|Sunday|"
    "в|ночь|на|с|по|до|и|или|между|начале|конце|первой|половине|последних|числах|неделе|мая|февраля|31|г.|года|того|же|"
    "дня|вечером|следующий|день|через|две|недели|часа|утра|зимой|весной|"
    "le|1er|mars|fin|août|am|5.|Juli|Ende|im|bis|und"
).split("|")


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_words_of_dates_in_any_order_give_spans_in_order_with_real_values(text: str) -> None:
    check_spans(text)


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        alphabet="年月日時0123456789一二三十年月日至到、，。“”前後初底 第次天今晨晚г" + alphabet.ascii_letters[:4],
        max_size=60,
    )
)
def test_spans_lie_in_the_text_in_order_without_overlap_and_their_values_are_real(text: str) -> None:
    check_spans(text)


def check_spans(text: str) -> None:
    """Assert that the spans of a text lie in it in order, without overlap, and that their values are days."""
    spans = find_in_string(text, date(1957, 3, 5))
    edges = [edge for span in spans for edge in (span.start, span.end)]
    assert edges == sorted(edges)
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        for name, value in span.attributes:
            if name in VALUES and len(value) >= 10:
                date.fromisoformat(value[:10])
        for begin, end in (("from", "to"), ("notBefore", "notAfter")):
            first, last = span.attribute(begin), span.attribute(end)
            if first and last:
                assert first[: len(last)] <= last[: len(first)]


@pytest.mark.parametrize(
    ("hour", "value"),
    [("上午九時", "09:00:00"), ("晚九時", "21:00:00"), ("下午三時", "15:00:00"), ("中午十二時", "12:00:00")],
)
def test_only_the_afternoon_and_the_evening_move_an_hour(hour: str, value: str) -> None:
    assert read(f"1950年7月5日{hour}") == [(f"1950年7月5日{hour}", f"1950-07-05T{value}")]


@pytest.mark.parametrize("word", ["至少", "最多", "不到", "僅僅"])
def test_a_step_of_not_so_many_days_has_no_day(word: str) -> None:
    """Also the longest of these words, as far back as it is looked for, and with another before it."""
    sentence = f"1950年7月5日，軍隊出發。又{word}四天以後，軍隊到達。"
    assert [words for words, *_ in read(sentence, date(1950, 7, 5))] == ["1950年7月5日"]


def written_in(date_of_document: str, *paragraphs: str) -> Article:
    """Return an article whose metadata have this date."""
    made = article(*(Text(f"p{number}", text) for number, text in enumerate(paragraphs, 1)))
    return replace(made, metadata=replace(made.metadata, date=date_of_document))


def test_a_decade_of_two_figures_lies_before_the_document_was_written() -> None:
    found = find_dates(written_in("2020-03-01", "2019年開會。他在60年代末去過。"), NO_AUTHORITY)
    assert values(found["p1"]) == [("2019",), ("1967", "1969")]
    assert read("2005年開會。他在60年代末去過。")[1][1:] == ("1967", "1969")


def test_last_year_is_counted_from_the_document_where_it_tells_of_its_own_time() -> None:
    found = find_dates(written_in("1926-05-01", "1923年12月開會。去年八月散會，今年三月又開。"), NO_AUTHORITY)
    assert values(found["p1"]) == [("1923-12",), ("1925-08",), ("1926-03",)]
    assert {span.certainty for span in found["p1"][1:]} == {"medium"}
    told = find_dates(written_in("2008-05-01", "1957年3月5日開會。去年八月已有定論。"), NO_AUTHORITY)
    assert values(told["p1"]) == [("1957-03-05",), ("1956-08",)]


def test_no_year_after_the_documents_own_is_inferred_for_what_is_told() -> None:
    found = find_dates(written_in("2003-12-30", "2003年12月28日開會。1月2日散會。"), NO_AUTHORITY)
    assert values(found["p1"]) == [("2003-12-28",), ("2003-01-02",)]


def test_a_year_far_from_the_documents_own_that_nothing_dates_is_not_certain() -> None:
    found = find_dates(written_in("2020", "1927年的事。", "6月24日留影。"), NO_AUTHORITY)
    assert [span.certainty for span in found["p2"]] == ["medium"]
    dated = find_dates(written_in("2020", "1927年6月10日開會。", "6月24日留影。"), NO_AUTHORITY)
    assert [span.certainty for span in dated["p2"]] == ["high"]


def test_a_month_that_the_article_dates_oftener_in_the_year_before_has_no_certain_year() -> None:
    first = "1957年2月3日、1957年2月4日、1957年2月5日開會。1957年12月13日又開。1957年12月20日散會。"
    found = find_dates(written_in("1957", first.replace("1957年12月20", "1958年2月20"), "3月2日散會。"), NO_AUTHORITY)
    assert [span.certainty for span in found["p2"]] == ["medium"]


def test_a_line_of_the_title_page_that_is_a_day_dates_the_document() -> None:
    made = article(Text("p1", "1923年12月開會。去年八月散會。"), title="（一九二六年五月一日）")
    assert values(find_dates(made, NO_AUTHORITY)["p1"]) == [("1923-12",), ("1925-08",)]


@pytest.mark.parametrize("text", ["1957年開會。過了一個世紀。", "1957年開會。年初四散會。", "1957年五月之約共有五號。"])
def test_a_duration_and_a_lunar_day_are_no_dates(text: str) -> None:
    assert len(read(text)) == 1


def test_days_go_by_the_moon_where_the_dates_before_them_do() -> None:
    told = "光緒二十年十月初六日（1894年11月3日）到津，十一月二十四日再來，翌日返京。正月二十八日離去。"
    assert read(told) == [
        ("光緒二十年十月初六日", "1894-11-03"),
        ("1894年11月3日", "1894-11-03"),
        ("十一月二十四日", "1894-12-20"),
        ("翌日", "1894-12-21"),
        ("正月二十八日", "1895-02-22"),
    ]
    assert read("一八九四年八月一日宣戰，八月三日出兵。") == [
        ("一八九四年八月一日", "1894-08-01"),
        ("八月三日", "1894-08-03"),
    ]


def test_a_day_of_the_chinese_calendar_keeps_its_own_form() -> None:
    (span,) = find_in_string("光緒二十一年閏五月十二日")
    assert span.attribute("when-custom") == "1895-L05-12"
    assert span.attribute("calendar") == "#chinese"


def test_every_chinese_year_ends_where_the_next_begins() -> None:
    years = range(1583, 2050)
    for year in years:
        begin, end = lunar.gregorian(lunar.Day(year, 12, 29)), lunar.gregorian(lunar.Day(year + 1, 1, 1))
        assert begin is not None
        assert end is not None
        assert (end - begin).days in (1, 2, 30, 31), year
    first = lunar.gregorian(lunar.Day(1583, 1, 1))
    assert first is not None
    days = [first + timedelta(days=at) for at in range(0, 170_000, 7)]
    assert all((there := lunar.lunar(day)) and lunar.gregorian(there) == day for day in days)


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            (
                "民國二十六年七月改組。二十七年三月至二十八年一月整訓。",
                "於三十四年來臺，翌年五月離去，三十五年春，是年八月復職。",
            ),
            [("1937-07",), ("1938-03", "1939-01"), ("1945",), ("1946-05",), ("1946-03", "1946-05"), ("1946-08",)],
        ),
        (("光緒二十年七月初一日宣戰。二十一年三月二十三日簽約。",), [("1894-08-01",), ("1895-04-17",)]),
        (("民國三十四年，日本昭和二十年八月投降。三十五年一月開幕。",), [("1945",), ("1945-08",), ("1946-01",)]),
        (("民國41年8月改組。43年6月出任，47年3月辭職。",), [("1952-08",), ("1954-06",), ("1958-03",)]),
        (("1957年3月開會，57年5月再開。",), [("1957-03",), ("1957-05",)]),
        (("三十一年（1942）遷館。三十二年七月又遷。",), [("1942",), ("1943-07",)]),
        (("1954年6月赴臺。四十三年八月返國。",), [("1954-06",), ("1954-08",)]),
        (("民國三十一年五月，三十年來無此事，十年內完成，歷時十一年五月。",), [("1942-05",)]),
    ],
)
def test_a_year_without_its_era_is_of_the_era_told_before(paragraphs: tuple[str, ...], expected: list[object]) -> None:
    texts = [Text(f"p{at}", paragraph) for at, paragraph in enumerate(paragraphs)]
    spans = find_dates(article(*texts), NO_AUTHORITY)
    assert [value for text in texts for value in values(spans[text.id])] == expected


def test_a_year_of_an_era_that_is_not_told_has_no_value_and_a_warning() -> None:
    annotated = annotate(
        article(Text("p1", "三十一年五月十五日成立，其後十年內擴充。")), NO_AUTHORITY, models=("none",)
    )
    assert [span.attributes for span in annotated.spans["p1"] if span.kind == "date"] == [()]
    assert [finding.rule for finding in annotated.findings if finding.severity == "warning"] == ["date-open"]


def test_a_month_has_the_year_that_its_own_paragraph_names() -> None:
    texts = [
        Text("p1", "1932年12月30日成立。1930年底不和，1931年2月28日被囚，5月3日回電。"),
        Text("p2", "1月30日開會。1932年冬得知此事。"),
    ]
    spans = find_dates(article(*texts), NO_AUTHORITY)
    assert values(spans["p2"])[0] == ("1933-01-30",)
