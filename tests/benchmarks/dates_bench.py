"""How long dates take in texts of growing length: seconds a megabyte should stay the same.

Run as `python -m tests.benchmarks.dates_bench`.
"""

import time

from teiwright.article import Article, Paragraph, Source, Text
from teiwright.authority import Authority
from teiwright.dates import find_dates

SENTENCE = (
    "1957年3月5日，甲在會上報告了2月下旬以來的情況。次日，乙說：“我昨天剛到，今年4月再來。”當晚10時22分散會，"
    "共有第17、20、28師等48個單位與會，其中12個尚未到齊。9月14~18日續會，至10月初結束；其餘的文件在兩個月後才送到。"
)


def main() -> None:
    """Print the figures as a Markdown table."""
    print("\n## Dates\n\n| megabytes | dates | CPU seconds | CPU seconds a megabyte |\n| --- | --- | --- | --- |")
    for megabytes in (0.25, 1, 4):
        paragraph = SENTENCE * 4
        count = int(megabytes * 1e6 / len(paragraph.encode()))
        paragraphs = tuple(Paragraph(Text(f"p{at}", paragraph)) for at in range(count))
        article = Article(Source("bench", "bench", ""), "zh-Hant", paragraphs)
        start = time.process_time()
        found = sum(map(len, find_dates(article, Authority({})).values()))
        seconds = time.process_time() - start
        print(f"| {megabytes} | {found} | {seconds:.2f} | {seconds / megabytes:.2f} |")


if __name__ == "__main__":
    main()
