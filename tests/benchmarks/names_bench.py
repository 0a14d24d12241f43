"""How long names take: in texts of growing length (a line should come out), and with 100 against 10,000 entries.

Run as `python -m tests.benchmarks.names_bench`.
"""

import random
import time

from teiwright.annotation.names import find_names
from teiwright.article import Article, Paragraph, Source, Text
from teiwright.authority import Authority, Entry, Name

SENTENCES = (
    "蘇聯大使羅申說，第17、20、28師已經抵達瀋陽，中、蘇、朝三方都同意了這個計劃。",
    "會後，部長陳慕遠致電莫斯科，要求美國政府和聯合國軍停止轟炸平壤附近的橋樑。",
    "周恩來在北京召見印度大使，談到朝鮮戰爭的前景和中國人民志願軍的任務。",
    "一切準備工作都在緊張地進行，各方面的材料也陸續送到，問題並沒有因此解決。",
)
SYLLABLES = "安伯查達恩菲格哈伊捷科拉馬納奧帕喬里薩塔烏瓦夏雅扎莫寧希洛圖維"


def article(size: int) -> Article:
    """Return an article of about this many bytes in paragraphs of usual length."""
    paragraph = "".join(SENTENCES) * 3
    count = max(1, size // len(paragraph.encode("utf-8")))
    return Article(
        Source("bench", "", ""), "zh-Hant", tuple(Paragraph(Text(f"p{n}", paragraph)) for n in range(1, count + 1))
    )


def authority(size: int) -> Authority:
    """Return an authority of this many persons with made-up names, each in three languages."""
    random.seed(7)
    entries = {}
    for number in range(size):
        chinese = "".join(random.choices(SYLLABLES, k=4))
        russian = "".join(random.choices("бвгдзклмнпрст", k=6)).capitalize() + "ов"
        names = (Name(chinese, "zh-Hant"), Name(russian, "ru"), Name(f"John N{number}", "en"))
        entries[f"person-{number}"] = Entry(f"person-{number}", "person", names, b"<x/>")
    return Authority(entries)


def seconds(size: int, entries: int) -> float:
    """Return the processor seconds of the better of two runs (other work on the machine does not count)."""
    whole, known = article(size), authority(entries)
    times = []
    for _ in range(2):
        start = time.process_time()
        find_names(whole, known)
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Print the figures."""
    for size in (125_000, 250_000, 500_000, 1_000_000):
        taken = seconds(size, 100)
        print(f"names  {size / 1e6:5.3f} MB  {taken:6.2f} s  {taken / size * 1e6:6.2f} s/MB")
    few, many = seconds(1_000_000, 100), seconds(1_000_000, 10_000)
    print(f"names  1 MB with 100 entries {few:.2f} s, with 10,000 entries {many:.2f} s: {many / few:.2f} times")


if __name__ == "__main__":
    main()
