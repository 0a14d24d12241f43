"""What a site of many small articles costs: `python -m tests.benchmarks.site_bench 10 1000`.

The articles are written here, in three languages, each with persons, places, dates, archival units and works: some that
all share, some that few do. They are read, encoded, validated and published as any others are.
"""

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path

HEAD = """---
title: "{title}"
author: {author}
date: {year}-0{month}-1{day}
lang: {language}
license: https://creativecommons.org/licenses/by/4.0/
journal: {journal}
volume: {volume}
pages: {page}-{last}
keywords: [{keyword}]
abstract: "{abstract}"
---
"""
ENGLISH = """
## The {keyword} of {month_name} 1950

On {month_name} {day}, 1950, {first} met {second} in {town}, and {known} was told of it the next day.[^1] The {keyword}
had left London a week before; {first} had asked that it call at Hong Kong, and not at Shanghai.[^2]

{second} wrote to {known} again on {month_name} 2{day}, 1950. No answer is known; the file ends with a slip.[^3]

[^1]: {first} to {second}, {month_name} {day}, 1950, FO 371/8{number}, The National Archives, Kew.
[^2]: {third}, *{title}* (London: Harbour Press, 19{decade}), {page}.
[^3]: {second} to {known}, {month_name} 2{day}, 1950, FO 371/8{other}, The National Archives, Kew.
"""
RUSSIAN = """
## {keyword} 1950 года

{day} {month_name} 1950 г. {first} приехал в Москву, где его ждал {second}.[^1] О встрече доложили Сталину.[^2]

В Ленинграде {second} не задержался: 2{day} {month_name} 1950 г. он был уже в Порт-Артуре.[^3]

[^1]: {third} {title}. М.: Наука, 19{decade}. С. {page}.
[^2]: Телеграмма Рощина Сталину, {day} {month_name} 1950 г. АВП РФ. Ф. 0100. Оп. 43. П. 3{day}. Д. {number}. Л. {page}.
[^3]: АП РФ. Ф. 45. Оп. 1. Д. 3{number}. Л. {page}.
"""
CHINESE = """
## 一九五〇年的{keyword}

1950年{month}月{day}日，{first}在北京會見{second}，次日電告斯大林。[^1]毛澤東其時在莫斯科，對{keyword}一事尚不知情。[^2]

{second}於1950年{month}月2{day}日離開上海，此後再無{first}的消息。[^3]

[^1]: 羅申致斯大林電（1950年{month}月{day}日），АПРФ，ф.45，оп.1，д.3{number}，第{page}-{last}頁。
[^2]: {third}：《{title}》，北京：世界知識出版社，19{decade}年，第{page}頁。
[^3]: {second}：《{keyword}考》，《歷史研究》19{decade}年第{month}期，第{page}頁。
"""
MONTHS = {
    "en": ("January", "February", "March", "April", "May", "June", "July"),
    "ru": ("января", "февраля", "марта", "апреля", "мая", "июня", "июля"),
    "zh-Hant": ("",) * 7,
}
FORENAMES, BEGINNINGS = ("Anna", "Hugh", "Clara", "Miles", "Ruth"), ("Har", "Wes", "Nor", "Ash")
ENDINGS = ("ley", "ton", "field", "wood", "bury", "man")
NAMES = {
    "en": [f"{a} {b}{c}" for a, b, c in product(FORENAMES, BEGINNINGS, ENDINGS)],
    "ru": [f"{a}{b}ов {c}. П." for a, b, c in product("ВГКЛС", ("оробь", "убан", "амош", "ермонт"), "АИН")],
    "zh-Hant": [f"{a}{b}{c}" for a, b, c in product("張王李陳林黃", "文國志建明", "華強英平生")],
}
KEYWORDS = {
    "en": ("Convoy", "Embargo", "Lighter", "Cable", "Harbour", "Ferry", "Pilot"),
    "ru": ("Караван", "Причал", "Кабель", "Гавань", "Переправа", "Лоцман", "Маяк"),
    "zh-Hant": ("航線", "碼頭", "電報", "渡輪", "燈塔", "領港", "商船"),
}
TEXTS = {"en": ENGLISH, "ru": RUSSIAN, "zh-Hant": CHINESE}
TITLES = {"en": "The {} and the Strait, Study {}", "ru": "{} и пролив: очерк {}", "zh-Hant": "{}與海峽研究之{}"}
JOURNALS = {"en": "Journal of Trials", "ru": "Вестник опытов", "zh-Hant": "試驗學報"}
KNOWN = ("Dean Acheson", "Ernest Bevin", "Dean Rusk")
TOWNS = ("London", "Paris", "New York", "Singapore", "Manila")


def articles(count: int) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each article; the same ones every time."""
    chance = random.Random(1950)
    for number in range(count):
        language = tuple(TEXTS)[number % 3]
        keyword, month = chance.choice(KEYWORDS[language]), chance.randrange(1, 8)
        first, second, third, author = chance.sample(NAMES[language], 4)
        page, title = chance.randrange(10, 400), TITLES[language].format(keyword, number + 1)
        fields: dict[str, object] = {
            "title": title,
            "author": author,
            "language": language,
            "keyword": keyword,
            "month": month,
        }
        fields |= {
            "first": first,
            "second": second,
            "third": third,
            "known": chance.choice(KNOWN),
            "town": chance.choice(TOWNS),
        }
        fields |= {
            "month_name": MONTHS[language][month - 1],
            "day": chance.randrange(1, 9),
            "journal": JOURNALS[language],
        }
        fields |= {"page": page, "last": page + chance.randrange(1, 9), "volume": number // 20 + 1}
        fields |= {"number": chance.randrange(100, 999), "other": chance.randrange(100, 999)}
        fields |= {"year": chance.randrange(1990, 2026), "decade": chance.randrange(52, 99)}
        fields["abstract"] = f"{title}: {first}, {second}."
        yield f"study-{number + 1:04}", HEAD.format(**fields) + TEXTS[language].format(**fields)


def build(count: int, folder: Path) -> None:
    """Build a site of so many articles, then of one more, and print what it took and what it came to."""
    source, output = folder / "source", folder / "output"
    source.mkdir(parents=True)
    *most, last = articles(count + 1)
    for name, text in most:
        (source / f"{name}.md").write_text(text, "utf-8")
    whole = _timed(source, output)
    pages = sorted((output / "html").rglob("*.html"), key=lambda page: page.stat().st_size)
    size = sum(path.stat().st_size for path in (output / "html").rglob("*") if path.is_file())
    before = {path: path.stat().st_mtime_ns for path in (output / "html").rglob("*") if path.is_file()}
    (source / f"{last[0]}.md").write_text(last[1], "utf-8")
    more = _timed(source, output)
    after = [path for path in (output / "html").rglob("*") if path.is_file()]
    written = sum(before.get(path) != path.stat().st_mtime_ns for path in after)
    largest = f"{pages[-1].name} {pages[-1].stat().st_size / 1000:.0f} kB"
    print(f"{count} articles: {whole:.0f} s, {whole / count:.2f} s an article", flush=True)
    print(f"  {len(pages)} pages, {size / 1e6:.1f} MB, the largest {largest}")
    print(f"  one article more: {more:.0f} s, {written} of {len(after)} files written", flush=True)


def _timed(source: Path, output: Path) -> float:
    start = time.monotonic()
    command = [
        sys.executable,
        "-m",
        "teiwright",
        "build",
        str(source),
        "-o",
        str(output),
        "--only",
        "tei",
        "--only",
        "html",
        "-q",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(done.stderr)
    return time.monotonic() - start


if __name__ == "__main__":
    for given in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as scratch:
            build(int(given), Path(scratch))
