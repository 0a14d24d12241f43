"""The words of Chinese date expressions, written in Traditional characters and kept as folded text has them.

Folding maps characters one to one (Traditional to Simplified, full width to half width, one kind of dash), so that
one list serves both scripts and offsets stay.
"""

from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

from teiwright.dates import eras
from teiwright.dates.mention import Base
from teiwright.dates.values import Bound, Phase
from teiwright.languages.folding import fold_characters

Value = TypeVar("Value", bound=Hashable)


def by_word(groups: Mapping[Value, str]) -> dict[str, Value]:
    """Turn lists of words by value into values by folded word."""
    return {word: value for value, listed in groups.items() for word in words(listed)}


def words(text: str) -> tuple[str, ...]:
    """Return the words of a string, folded."""
    return tuple(fold_characters(text).split())


def one_of(listed: Iterable[str]) -> str:
    """Return the alternatives of a regular expression, the longest first."""
    return "|".join(sorted(listed, key=lambda word: (-len(word), word)))


FIRST_YEARS = {fold_characters(era): year for era, year in eras.FIRST_YEARS.items()}
SOLAR = frozenset(fold_characters(era) for era in eras.SOLAR)
YEARS: dict[str, tuple[Base, int]] = by_word(
    {
        ("speech", 0): "今年 本年",
        ("speech", -1): "去年",
        ("speech", 1): "明年 來年",
        ("speech", -2): "前年",
        ("speech", 2): "後年",
        ("narrative", 0): "同年 當年 該年 是年 這一年 那一年 這年 那年",
        ("narrative", 1): "次年 翌年 第二年",
        ("narrative", -1): "前一年 上一年",
    }
)
IDLE_YEARS = words("當年 該年 這年 那年")
"""What is mostly said of a time in general, and dates something only with a season or a month."""
MONTHS: dict[str, tuple[Base, int]] = by_word(
    {
        ("speech", 0): "本月 這個月",
        ("speech", -1): "上月 上個月",
        ("speech", 1): "下月 下個月",
        ("narrative", 0): "同月 當月 是月 該月",
        ("narrative", 1): "次月 翌月",
    }
)
IDLE_MONTHS = words("當月 這個月")
DAYS: dict[str, tuple[Base, int]] = by_word(
    {
        ("speech", 0): "今天 今日 今晨 今早 今晚 今夜",
        ("speech", -1): "昨天 昨日 昨晨 昨晚 昨夜",
        ("speech", 1): "明天 明日 明晨 明早 明晚",
        ("speech", 2): "後天",
        ("speech", 3): "大後天",
        ("speech", -2): "前天",
        ("speech", -3): "大前天",
        ("narrative", 0): "當天 當日 當晚 當夜 同日 同一天 同天 是日 是夜 該日 這一天 這天 那一天 那天",
        ("narrative", 1): "第二天 次日 翌日 隔天 隔日 次晨 翌晨",
        ("narrative", 2): "第三天",
        ("narrative", -1): "此前一天 此前一日 前一天 前一日 頭一天 前一晚",
    }
)
BARE_PHASES: dict[str, Phase] = by_word(
    {"early": "月初", "late": "月底 月末", "opening": "年初", "closing": "年底 年末"}
)
YEAR_PHASES: dict[str, Phase] = by_word(
    {
        "opening": "年初 初",
        "closing": "年底 底 末",
        "early": "初期 前期",
        "middle": "中期 中葉",
        "late": "後期",
        "first-half": "上半年 前半年",
        "second-half": "下半年 後半年",
        "spring": "初春 春",
        "summer": "夏",
        "autumn": "秋",
        "winter": "初冬 冬",
    }
)
MONTH_PHASES: dict[str, Phase] = by_word({"early": "上旬 月初 初", "middle": "中旬", "late": "下旬 月底 底 末"})
PERIOD_PHASES: dict[str, Phase] = by_word(
    {
        "early": "初期 前期 初葉 初",
        "middle": "中期 中葉",
        "late": "後期 末期 末葉 末",
        "first-half": "上半葉 前半葉 上半期 前半期 前半",
        "second-half": "下半葉 後半葉 下半期 後半期 後半",
    }
)
BOUNDS: dict[str, Bound] = by_word({"before": "以前 之前 前", "after": "以後 之後 後", "about": "前後 左右"})
MORNING = words("凌晨 清晨 早晨 早上 早間 拂曉 上午 晨 早")
NOON = words("中午 正午")
EVENING = words("下午 午後 傍晚 黃昏 晚間 晚上 夜間 夜晚 夜裡 深夜 午夜 晚 夜")
NIGHT = words("深夜 午夜 夜")
AFTERNOON = words("下午 午後")
WEEKDAYS = {**{name: at for at, name in enumerate("一二三四五六", 1)}, "日": 7, "天": 7}
BY_THE_MOON = words("農曆 陰曆 舊曆")
HABITS = words("每天 每日 每 天天")
NOT_SO_MANY = words("至少 最多 不到 僅僅")
OPENING = "爆發|開始|發生|打響|開幕|召開|簽訂|簽署"
CLOSING = "結束|停止|閉幕|終止"
