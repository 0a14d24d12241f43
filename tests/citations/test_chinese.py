"""Chinese references: house styles of the mainland, Taiwan and Hong Kong, GB/T 7714, and what only looks like one."""

from typing import Any

import pytest

from tests.citations.sample import agrees, records

BOOKS: list[tuple[str, list[dict[str, Any]]]] = [
    ("楊奎松：《毛澤東與莫斯科的恩恩怨怨》，南昌：江西人民出版社，1999年，第215—220頁。",
     [{"kind": "book", "lang": "zh", "authors": ["楊奎松"], "title": "毛澤東與莫斯科的恩恩怨怨", "place": "南昌",
       "publisher": "江西人民出版社", "year": 1999, "pages": [[215, 220]], "short": None}]),
    ("楊奎松，《毛澤東與莫斯科的恩恩怨怨》（南昌：江西人民出版社，1999），頁221至225。",
     [{"authors": ["楊奎松"], "place": "南昌", "publisher": "江西人民出版社", "year": 1999, "pages": [[221, 225]]}]),
    ("轉引自薛銜天：《民國時期中蘇關係史》上冊，中共黨史出版社2009年版，第33、35—37頁。",
     [{"signal": "轉引自", "text": "薛銜天：《民國時期中蘇關係史》上冊，中共黨史出版社2009年版，第33、35—37頁",
       "volume": "上",
       "year": 2009, "pages": [[33, 33], [35, 37]], "publisher": "中共黨史出版社"}]),
    ("[美]馬士著，張匯文等譯：《中華帝國對外關係史》第1卷，上海書店出版社2000年版，第5頁。",
     [{"authors": ["馬士"], "translators": ["張匯文"], "volume": "1", "publisher": "上海書店出版社"}]),
    ("师哲口述、李海文整理：《在历史巨人身边》（修订本），北京：中央文献出版社，1995年，第408页。",
     [{"authors": ["师哲"], "editors": ["李海文"], "title": "在历史巨人身边", "publisher": "中央文献出版社"}]),
    ("王泰平主編：《中華人民共和國外交史》第二卷（1957—1969），世界知識出版社1998年版，頁一二三至一二五。",
     [{"editors": ["王泰平"], "volume": "二", "year": 1998, "pages": [[123, 125]]}]),
    ("《〈明史〉研究》，北京：中華書局，2001年，第7頁。", [{"title": "〈明史〉研究", "authors": None}]),
    ("狄葆贤：《平等阁笔记》，上海：有正书局，出版时间不详。", [{"publisher": "有正书局", "place": "上海",
     "year": None}]),
    ("《人民日報》編輯部編：《社論選》，人民日報出版社1952年版。", [{"editors": ["《人民日報》編輯部"],
     "title": "社論選"}]),
    ("《旧唐书》卷9《玄宗纪下》，北京：中华书局，1975年标点本。",
     [{"kind": "chapter", "container": "旧唐书", "title": "玄宗纪下", "volume": "9", "authors": None}]),
    ("方明东：《罗隆基政治思想研究（1913—1949）》，博士学位论文，北京师范大学历史系，2000年。",
     [{"kind": "unpublished", "title": "罗隆基政治思想研究（1913—1949）", "publisher": "北京师范大学历史系",
       "year": 2000}]),
    ("詳見《軍事文集》第6卷（北京：軍事科學出版社、中央文獻出版社，1993年），頁113、117–119。",
     [{"signal": "詳見", "volume": "6", "publisher": "軍事科學出版社、中央文獻出版社", "pages": [[113, 113],
       [117, 119]]}]),
    ("（美）麦克法夸尔、费正清编，谢亮生等译：《剑桥史》上卷，中国社会科学出版社1990年版，第200页。",
     [{"editors": ["麦克法夸尔", "费正清"], "translators": ["谢亮生"], "volume": "上"}]),
    ("某大学冷战国际史研究中心藏：《档案汇编》第7卷，第905－907页。",
     [{"repository": "某大学冷战国际史研究中心", "authors": None, "title": "档案汇编", "volume": "7"}]),
    ("資中筠：《追根溯源》，上海人民出版社2000年版，第八章。", [{"pages": None, "pages_text": "第八章", "year": 2000}]),
    ("孔寒冰：《走出蘇聯》，新華出版社，2011，37頁。", [{"year": 2011, "pages": [[37, 37]]}]),
    ("《列寧全集》第2版第39卷，人民出版社1986年版，第5頁。", [{"volume": "39", "publisher": "人民出版社"}]),
]  # fmt: skip
ARTICLES: list[tuple[str, list[dict[str, Any]]]] = [
    ("陳永發，〈再思考〉，《二十一世紀》（香港），1998年10月號，頁12—20。",
     [{"kind": "article", "title": "再思考", "container": "二十一世紀", "issue": "10", "year": 1998,
       "publisher": None}]),
    ("张某某：《一个问题》，《近代史研究》2003年第6期，第3－5页。",
     [{"kind": "article", "authors": ["张某某"], "container": "近代史研究", "issue": "6", "pages": [[3, 5]]}]),
    ("《人民日報》1950年11月5日，第1版；《人民日报》，1951年1月3日。",
     [{"kind": "article", "container": "人民日報", "title": None, "year": 1950}, {"container": "人民日报",
       "year": 1951}]),
    ("《申報》民國二十六年七月八日，第3版。", [{"kind": "article", "container": "申報", "year": 1937}]),
    ("伤心人：《说奴隶》，《清议报》第69册，光绪二十六年十一月二十一日，第1页。",
     [{"kind": "article", "title": "说奴隶", "container": "清议报", "volume": "69", "year": 1900}]),
    ("某某：〈題〉，《學報》第40卷增刊，2008年，第210—215页。",
     [{"kind": "article", "volume": "40", "issue": "增刊", "year": 2008}]),
    ("某某：〈題〉，《月刊》1950年第6、7期合刊，第8頁。", [{"container": "月刊", "pages": [[8, 8]], "year": 1950}]),
    ("陳某某：〈題目〉，載李某某主編：《論文集》第3輯，上海人民出版社2001年版，第23頁。",
     [{"kind": "chapter", "authors": ["陳某某"], "editors": ["李某某"], "container": "論文集", "volume": "3",
       "publisher": "上海人民出版社"}]),
    ("沈志華：〈一〉，收入沈志華、李濱編：《脆弱的聯盟》，北京：社會科學文獻出版社，2010年，第3頁。",
     [{"kind": "chapter", "authors": ["沈志華"], "editors": ["沈志華", "李濱"], "container": "脆弱的聯盟"}]),
    ("毛泽东：《论人民民主专政》（1949年6月30日），《毛泽东选集》第4卷，北京：人民出版社，1991年，第1472页。",
     [{"kind": "chapter", "authors": ["毛泽东"], "title": "论人民民主专政", "container": "毛泽东选集", "volume": "4"}]),
    ("王某：《通知》，2021年4月21日，http://www.example.org/a/12345.htm，2023年5月2日。",
     [{"kind": "web", "authors": ["王某"], "title": "通知", "year": 2021,
       "text": "王某：《通知》，2021年4月21日，http://www.example.org/a/12345.htm，2023年5月2日"}]),
    ("張某某，〈初探〉，收於《討論集》，第二冊（台北：近代中國出版社，1991），頁468-510。",
     [{"kind": "chapter", "container": "討論集", "volume": "二", "place": "台北", "publisher": "近代中國出版社"}]),
    ("沈志華，〈中蘇條約〉，《歷史研究》，2期（2001年4月），頁39–55。", [{"issue": "2", "year": 2001}]),
    ("周某在會議上的報告（1950年10月24日），載《軍事文選》第4卷，人民出版社1997年版，第72-78頁。",
     [{"kind": "book", "title": "軍事文選", "volume": "4", "authors": None}]),
    ("新华社编：《内部参考》1950年7月8日。", [{"kind": "article", "editors": ["新华社"], "year": 1950}]),
]  # fmt: skip
STANDARD: list[tuple[str, list[dict[str, Any]]]] = [
    ("[1] 沈志華. 談判中的利益衝突[J]. 歷史研究, 2001(2): 39-55.",
     [{"kind": "article", "authors": ["沈志華"], "title": "談判中的利益衝突", "container": "歷史研究", "issue": "2",
       "year": 2001,
       "pages": [[39, 55]]}]),
    ("沈志华, 李某. 一本书[M]. 广州: 广东人民出版社, 2003: 100-102.",
     [{"kind": "book", "authors": ["沈志华", "李某"], "place": "广州", "publisher": "广东人民出版社", "year": 2003}]),
    ("王某. 章[M]//李某. 文集. 北京: 中华书局, 1999: 12.",
     [{"kind": "chapter", "title": "章", "container": "文集", "editors": ["李某"], "publisher": "中华书局"}]),
]  # fmt: skip


@pytest.mark.parametrize(("note", "wanted"), BOOKS + ARTICLES + STANDARD)
def test_reads_every_part(note: str, wanted: list[dict[str, Any]]) -> None:
    agrees(records(note), wanted)


@pytest.mark.parametrize(
    "note",
    [
        "他在《論聯合政府》中說過這句話，後來又收入《毛澤東選集》。",
        "大使館在報告中重點談了這個問題，可見莫斯科的關注。",
        "本文係“冷戰研究”（05BSS005）的成果，感謝《歷史研究》的審稿人。",
        "見下文。",
        "兩人在北京協助編輯《文選》的時候談到這件事。",
        "第 5 師完成了任務，以至高炮部隊完全“失業”。",
        "主席在文件上批示：“退還 A·M·某某”",
        "The Council met on January 5, 1950, and the President said that “at this time” nothing would be done.",
        "Новый повод для отсрочки дал Нанкин. 8 января 1949 года он просил о посредничестве США.",
        "關於1950年的會談，學者有不同意見。",
        "1950年7月發表的《論題》對此有詳細說明。",
        "參見經過許多年才終於完成並且廣為流傳的《論題》。",
    ],
)
def test_a_title_that_is_only_spoken_of_is_no_citation(note: str) -> None:
    assert records(note) == []


def test_behind_a_signal_a_day_may_lead_to_the_title() -> None:
    agrees(
        records("參見1950年7月發表的《論題》。"), [{"signal": "參見", "title": "論題", "year": 1950, "authors": None}]
    )


def test_items_are_found_inside_comment_and_parentheses() -> None:
    note = (
        "早期的研究依據口述（參見李某：《口述集》，北京：三聯書店，1990年，第3頁），後來才有檔案"
        "（王某：〈新檔案〉，《史學月刊》1995年第2期）。另有專著：*Red Star*, New York: Knopf, 1994。"
        "至於其他，筆者將另文討論。參見張某：《另論》，中華書局2001年版，第5頁；又見《文匯報》1951年3月2日。"
    )
    agrees(records(note), [
        {"signal": "參見", "authors": ["李某"], "text": "李某：《口述集》，北京：三聯書店，1990年，第3頁"},
        {"kind": "article", "authors": ["王某"], "text": "王某：〈新檔案〉，《史學月刊》1995年第2期"},
        {"title": "Red Star", "publisher": "Knopf"},
        {"signal": "參見", "authors": ["張某"]},
        {"signal": "又見", "container": "文匯報"},
    ])  # fmt: skip


def test_a_document_quoted_from_a_book_is_one_item_across_the_signal() -> None:
    found = records("甲與乙談話備忘錄（1950年7月4日），轉引自丁某編：《文件集》，中華書局2003年，第5頁。")
    agrees(found, [{"kind": "book", "signal": "轉引自", "title": "文件集", "editors": ["丁某"]}])
    assert found[0]["text"].startswith("甲與乙")
    assert found[0]["documents"][0]["type"] == "minutes"


def test_the_same_title_in_the_original_and_in_chinese_is_one_item() -> None:
    note = "Хроника событий на Корейском полуострове (1949–1950 гг.), 某檔案館編：《大事年表》，未刊，第3頁。"
    agrees(records(note), [{
        "kind": "unpublished", "lang": "ru", "editors": ["某檔案館"],
        "title": "Хроника событий на Корейском полуострове (1949–1950 гг.)", "pages": [[3, 3]],
    }])  # fmt: skip


def test_a_document_whose_title_stands_in_brackets() -> None:
    (found,) = records(
        "《某甲致國務院電》（1950年5月18日），載陶文釗主編：《文件集》第1卷，世界知識出版社2003年版，第25頁。"
    )
    assert (found["title"], found["container"], found["editors"]) == ("某甲致國務院電", "文件集", ["陶文釗"])
    (document,) = found["documents"]
    assert (document["type"], document["sender"], document["recipient"]) == ("telegram", ["某甲"], ["國務院"])


def test_a_conjunction_is_no_part_of_the_item() -> None:
    found = records("楊奎松：《恩怨》，江西人民出版社1999年版；以及牛軍主編：《論文集》，世界知識出版社2002年版。")
    assert found[1]["text"] == "牛軍主編：《論文集》，世界知識出版社2002年版"


@pytest.mark.parametrize(
    ("note", "text", "fields"),
    [
        ("梅遠法師《山居集》，頁18。", "梅遠法師《山居集》，頁18", {"authors": ["梅遠"], "title": "山居集"}),
        ("石野五郎《北山寺考》 24-26 頁，1993 年山川社五版。", "石野五郎《北山寺考》 24-26 頁，1993 年山川社五版",
         {"publisher": "山川社", "year": 1993}),
        ("李文山〈論水〉《河川》第62期，頁9。", "李文山〈論水〉《河川》第62期，頁9",
         {"title": "論水", "container": "河川", "issue": "62"}),
        ("梅遠《山居集》〈自序〉，頁3。", "梅遠《山居集》〈自序〉，頁3", {"title": "自序", "container": "山居集"}),
        ("李文山（2002）。《水利史》，台北：山川社，頁4。", "李文山（2002）。《水利史》，台北：山川社，頁4",
         {"authors": ["李文山"], "year": 2002}),
        ("见李文山《论水》第二章（《李文山全集》第6卷，山川出版社1986年版，第23页）。",
         "李文山《论水》第二章（《李文山全集》第6卷，山川出版社1986年版，第23页）",
         {"title": "论水", "container": "李文山全集", "volume": "6"}),
        ("见李文山《论水》。新的译文是：“水往低处流。”（《李文山全集》第6卷，山川出版社1986年版，第23页）",
         "李文山《论水》。新的译文是：“水往低处流。”（《李文山全集》第6卷，山川出版社1986年版，第23页）",
         {"authors": ["李文山"], "container": "李文山全集", "pages": [[23, 23]]}),
        ("他写过一篇东西，题为《论桥》（载1927年7月25日《河川日报》）。", "《论桥》（载1927年7月25日《河川日报》）",
         {"kind": "article", "container": "河川日报", "year": 1927}),
        ("李文山，“論水”，《河川》（長春），1997年第5期，第7頁，表3-5。",
         "李文山，“論水”，《河川》（長春），1997年第5期，第7頁，表3-5", {"place": "長春", "issue": "5"}),
        ("李文山：「論水」，載梅在全編：《河川論叢》（臺北：山川社，2014年），第3頁。",
         "李文山：「論水」，載梅在全編：《河川論叢》（臺北：山川社，2014年），第3頁",
         {"authors": ["李文山"], "editors": ["梅在全"], "container": "河川論叢"}),
        ("〈水訊〉，《河川時報》，一九二五年十二月二十四日，版七。",
         "〈水訊〉，《河川時報》，一九二五年十二月二十四日，版七",
         {"container": "河川時報", "year": 1925, "pages": [[7, 7]]}),
        ("《水訊》，天津《河川报》1931年7月2日。", "《水訊》，天津《河川报》1931年7月2日",
         {"container": "河川报", "place": "天津", "publisher": None}),
        ("“水訊”，《河川》創刊號。", "“水訊”，《河川》創刊號", {"container": "河川", "issue": "創刊號"}),
        ("光緒《山川縣志》卷四，“風俗”。", "光緒《山川縣志》卷四，“風俗”", {"title": "山川縣志", "volume": "四"}),
        ("梅遠：《山居集》卷三，《四庫全書》本，第12頁a。", "梅遠：《山居集》卷三，《四庫全書》本，第12頁a",
         {"title": "山居集", "volume": "三", "pages": [[12, 12]]}),
        ("《山川律》第264条。", "《山川律》第264条", {"title": "山川律", "pages_text": "第264条"}),
        ("梅遠，《山川府志》（山川叢刊第121種；臺北：山川社，1962），卷2，頁4。",
         "梅遠，《山川府志》（山川叢刊第121種；臺北：山川社，1962），卷2，頁4",
         {"place": "臺北", "publisher": "山川社"}),
        ("山田川：『水の歴史』、山川出版会、1987年、45頁。", "山田川：『水の歴史』、山川出版会、1987年、45頁",
         {"title": "水の歴史", "publisher": "山川出版会", "pages": [[45, 45]]}),
        ("《水經》卷1，CBETA, T05, no. 220, p. 1b。", "《水經》卷1，CBETA, T05, no. 220, p. 1b",
         {"kind": "book", "title": "水經", "volume": "1"}),
        ("梅遠譯，《水經》，T09n0262，頁5c。",
         "梅遠譯，《水經》，T09n0262，頁5c", {"title": "水經", "publisher": None}),
        ("李文山，〈論水〉，《河川》，复刊4卷1、2期合刊（1974年），頁6。",
         "李文山，〈論水〉，《河川》，复刊4卷1、2期合刊（1974年），頁6", {"volume": "4", "issue": "1、2"}),
        ("《論水》，河川新闻，2019年8月12日，https://example.org/1",
         "《論水》，河川新闻，2019年8月12日，https://example.org/1",
         {"container": "河川新闻", "publisher": None}),
        ("《山川實錄》卷一一〇，洪武二十八年二月戊子條，山川書局點校本，第3页。",
         "《山川實錄》卷一一〇，洪武二十八年二月戊子條，山川書局點校本，第3页",
         {"volume": "一一〇", "publisher": "山川書局", "year": None}),
        ("山田川『水の歴史』山川書院、2001年、4-8頁。", "山田川『水の歴史』山川書院、2001年、4-8頁",
         {"title": "水の歴史", "publisher": "山川書院"}),
        ("《水經·序》。", "《水經·序》", {"title": "水經·序"}),
        ("《李文致王山》，1920年12月27日，梅遠編：《李文書信集》，山川社1996年版，第2页。",
         "《李文致王山》，1920年12月27日，梅遠編：《李文書信集》，山川社1996年版，第2页",
         {"editors": ["梅遠"], "container": "李文書信集"}),
        ("《某督奏為修閘事》，乾隆二十年三月初二日，《山川奏摺》第10輯，山川社1983年版，第8页。",
         "《某督奏為修閘事》，乾隆二十年三月初二日，《山川奏摺》第10輯，山川社1983年版，第8页",
         {"title": "某督奏為修閘事", "container": "山川奏摺", "authors": None}),
        ("梅遠：《語類》，卷12，收入王山等主編：《山川全書》，第14冊（上海：山社；合肥：川社，2002年），頁3。",
         "梅遠：《語類》，卷12，收入王山等主編：《山川全書》，第14冊（上海：山社；合肥：川社，2002年），頁3",
         {"editors": ["王山"], "container": "山川全書", "place": "上海"}),
        ("（梁）梅遠，《水經》卷2，T50, no. 2059, p. 330c12-20。",
         "（梁）梅遠，《水經》卷2，T50, no. 2059, p. 330c12-20",
         {"volume": "2", "pages": [[330, 330]]}),
        ("《山川新聞》，昭和17年3月1日，夕刊第2版。", "《山川新聞》，昭和17年3月1日，夕刊第2版",
         {"container": "山川新聞", "issued": "1942-03-01"}),
        ("李文山，〈論水〉，《河川》，期353（1990.6），頁7。", "李文山，〈論水〉，《河川》，期353（1990.6），頁7",
         {"issue": "353"}),
        ("王春水、陈新《论水三题》，《河川》2012年第4期。", "王春水、陈新《论水三题》，《河川》2012年第4期",
         {"authors": ["王春水", "陈新"], "title": "论水三题"}),
        ("最新数据见《论水》，河川局网站，2021年4月30日。", "《论水》，河川局网站，2021年4月30日",
         {"signal": "最新数据见", "container": "河川局网站"}),
        ("（清）梅遠校刻：《水經注疏》，山川書局1980年影印本，第16页下。",
         "（清）梅遠校刻：《水經注疏》，山川書局1980年影印本，第16页下", {"editors": ["梅遠"], "pages": [[16, 16]]}),
        ("《大川藏》 12 冊， 268a-b。", "《大川藏》 12 冊， 268a-b", {"volume": "12", "pages_text": "268a-b"}),
    ],
)  # fmt: skip
def test_looser_forms(note: str, text: str, fields: dict[str, object]) -> None:
    (found,) = records(note)
    assert found["text"] == text
    assert {name: found.get(name) for name in fields} == fields


@pytest.mark.parametrize("note", ["见本卷《论桥》注〔12〕。", "《河川》周报是当时的机关报，一九二二年九月在上海创刊。"])
def test_what_only_speaks_of_a_title_or_leads_to_another_note_is_no_item(note: str) -> None:
    assert records(note) == []


def test_a_reference_to_a_note_has_kind_and_volume() -> None:
    found = records("《梅遠全書》第29冊，頁77。", "同註 1，第18冊，頁32。")
    assert (found[1]["kind"], found[1]["volume"], found[1]["full"]) == ("book", "18", "n1-c1")


def test_a_serial_has_its_run_as_volume_and_its_own_imprint() -> None:
    (found,) = records("河川学会编：《河川通讯》1957（1）—1990（4），北京：山川社，1957—1990年。")
    assert (found["volume"], found["place"], found["publisher"]) == ("1957（1）—1990（4）", "北京", "山川社")
    assert (found["editors"], found["title"], found["year"]) == (["河川学会"], "河川通讯", 1957)


def test_a_line_drawn_for_a_dash_joins_pages() -> None:
    (found,) = records("王某：《水閘》，臺北：中央研究院，1990，頁35─36。")
    assert found["pages"] == [[35, 36]]
