"""The language of a text, told by its script, its characters and its small words."""

import re
from collections import Counter

TRADITIONAL = frozenset(
    "們國這來說對時會學為與開關長門問間東車馬風飛魚鳥黃龍體點黨戰爭爾發變邊過還進遠運達遲選遺鄉醫釋銀錄鐘鐵"
    "陽陰陳陸隊際險隨雙離難電靈頭題顏願類顯驗驚麗麥齊齒歲歷歸殺氣漢滿濟濱灣無煙熱爺犧獨獲現環產畫當疊瘋盜監盤"
    "眾確禮種積穩窮競筆節簡糧紀約紅級細終結給統經綜綠維網線緊總績織繼續罰羅義習聖聞聯聲職聽脫腦臨舉舊藝藥蘇蘭處號術補"
    "視覺觀記訂計討訓託記設許訴註評詞該詳話認誤請論調談諸謀證識警譯議護讓讀豐負財貢貨責貴費資賓賣質趙軍載輕輸轉辦農"
    "報劃書業樂買亂爭於亞產親億僅倉們偉傳傷價優儘兒內兩剛創劉勝動務區協單厭參雙員園圍圖圓團聖場壞塊壯壽夢夾奪奮婦媽實寧審寫寬"
    "層屬島嶺幣帥師帶幫幹廠廣廢廳彈強徑從復徵志憂應懷態慶憑擁擇擊擔據擴攝敗敵數斷時晉暫曆條極構槍樣樓標樞機權歡歐殘毀氈決沒況淚淨淺測"
)
SIMPLIFIED = (
    frozenset(
        "们国这来说对时会学为与开关长门问间东车马风飞鱼鸟黄龙体点党战争尔发变边过还进远运达迟选遗乡医释银录钟铁"
        "阳阴陈陆队际险随双离难电灵头题颜愿类显验惊丽麦齐齿岁历归杀气汉满济滨湾无烟热爷牺独获现环产画当叠疯盗监盘"
        "众确礼种积稳穷竞笔节简粮纪约红级细终结给统经综绿维网线紧总绩织继续罚罗义习圣闻联声职听脱脑临举旧艺药苏兰处号术补"
        "视觉观记订计讨训托设许诉评词该详话认误请论调谈诸谋证识译议护让读丰负财贡货责贵费资宾卖质赵军载轻输转办农"
        "报划书业乐买乱争亚产亲亿仅仓伟传伤价优尽儿刚创刘胜动务区协单厌参员园围图圆团圣场坏块壮寿梦夹夺奋妇妈实宁审写宽"
        "层属岛岭币帅师带帮干厂广废厅弹强径从复忧应怀态庆凭拥择击担据扩摄败敌数断时晋暂历条极构枪样楼标枢机权欢欧残毁决没况泪净浅测"
    )
    - TRADITIONAL
)
STOP_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset("the of and to in that was for with by from were this which not are his had".split()),
    "fr": frozenset("le la les des et du une est dans que qui pour par sur au aux pas ce cette avec".split()),
    "de": frozenset("der die das und den von zu mit des im nicht ein eine auf dem ist als auch sich wurde".split()),
    "es": frozenset("el los las una del que por con para se su como más fue".split()),
    "it": frozenset("il di che della del per una con non dei gli nel alla sono delle".split()),
}
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
KANA = re.compile("[\u3040-\u30ff]")
HANGUL = re.compile("[\uac00-\ud7af\u1100-\u11ff]")
CYRILLIC = re.compile("[\u0400-\u04ff]")
UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
LATIN = re.compile("[A-Za-zÀ-ÿ]")
SAMPLE = 200_000


def language_of(text: str) -> str:
    """Return the BCP 47 tag of a text's main language; "und" where nothing tells."""
    sample = text[:SAMPLE]
    han, latin, kana, hangul, cyrillic = (_count(script, sample) for script in (HAN, LATIN, KANA, HANGUL, CYRILLIC))
    if kana * 10 > han + kana and kana > 3:
        return "ja"
    if hangul > max(han, latin // 3, cyrillic // 3):
        return "ko"
    if han * 3 >= max(latin, cyrillic) and han:
        return chinese_script(sample)
    if cyrillic * 2 > latin:
        return "uk" if _count(UKRAINIAN, sample) * 40 > cyrillic else "ru"
    return _latin_language(sample) if latin else "und"


def _count(script: re.Pattern[str], text: str) -> int:
    """Return how many characters are of a script (a list of them all would take eighty bytes each)."""
    return len(text) - len(script.sub("", text))


def chinese_script(text: str) -> str:
    """Return zh-Hant or zh-Hans, by the characters that one script alone has."""
    counts = Counter(text)
    traditional = sum(counts[character] for character in TRADITIONAL)
    simplified = sum(counts[character] for character in SIMPLIFIED)
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _latin_language(text: str) -> str:
    words = Counter(re.findall(r"[a-zà-ÿ]+", text.lower()))
    scores = {language: sum(words[word] for word in stops) for language, stops in STOP_WORDS.items()}
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] else "en"
