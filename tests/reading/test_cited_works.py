"""References by number and place, [1, с. 5], lead to the entries of a list of works; numbers alone are notes."""

from pathlib import Path

import pytest

import teiwright
from teiwright.proof import reread
from teiwright.reading import read
from teiwright.xmltools import TEI, XML_ID

LISTS = {
    "ru.md": (
        "# Плотины\n\nПлотину сложили заново [1, с. 5]. Мельник не платил [2, с. 17–19; 3]. Дело тянулось [1–3]."
        "\n\n## СПИСОК ЛИТЕРАТУРЫ\n\n1. Сидоров А. А. История плотин. М.: Наука, 1975.\n"
        "2. Кузнецов Б. В. Мельники и суд // Вопросы истории. 1980. № 3. С. 15–30.\n"
        "3. Иванов И. И. Суд. М.: Лань, 2001.\n",
        [("1, с. 5", 1), ("2, с. 17–19", 2), ("3", 3), ("1", 1), ("3", 3)],
    ),
    "ru.txt": (
        "Плотины\n\nПлотину сложили заново [1. С. 5]. Мельник не платил [2, л. 12 об.]. Дело тянулось [3].\n\n"
        "Литература\n\n"
        "1. Сидоров А. А. История плотин. М.: Наука, 1975.\n2. Кузнецов Б. В. Мельники. М.: Наука, 1980.\n"
        "3. Иванов И. И. Суд. М.: Лань, 2001.\n",
        [("1. С. 5", 1), ("2, л. 12 об.", 2), ("3", 3)],
    ),
    "en.md": (
        "# Weirs\n\nIt was rebuilt [1, p. 7]. The miller did not pay [2, pp. 12-15]; so did others [2, 3]. "
        "It was long [3: 12]."
        "\n\n## References\n\n[1] J. Harris, *Weirs* (London: Macmillan, 1968).\n\n"
        "[2] A. Baker, *The Suit* (York: Hall, 1980).\n\n[3] B. Cook, *Mill Law* (Oxford: Clarendon Press, 1955).\n",
        [("1, p. 7", 1), ("2, pp. 12-15", 2), ("2", 2), ("3", 3), ("3: 12", 3)],
    ),
    "zh.md": (
        "# 石坝考\n\n石坝重新修成[1，第8页]。磨坊主人不愿付款[2，第15—16页]。佃户于是告状[3]。\n\n## 参考文献\n\n"
        "[1] 王甲：《水利史》，北京：中华书局，1990年。\n\n[2] 李乙：《磨坊》，上海：样本出版社，1985年。\n\n"
        "[3] 张丙：《县志考》，北京：样本出版社，1988年。\n",
        [("1，第8页", 1), ("2，第15—16页", 2), ("3", 3)],
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_references_lead_to_the_works_that_they_name(name: str, tmp_path: Path) -> None:
    text, wanted = LISTS[name]
    path = tmp_path / name
    path.write_text(text, "utf-8")
    article = read(path)
    assert [str(finding) for finding in article.findings if finding.severity != "info"] == []
    root = teiwright.encode(teiwright.annotate(article, models=("none",)))
    assert reread(article.source, root, article.set_aside).findings == ()
    entries = [bibl.getparent() for bibl in root.iter(f"{TEI}bibl") if str(bibl.get(XML_ID, "")).startswith("ref")]
    numbers = {f"#{entry.get(XML_ID)}": number for number, entry in enumerate(entries, 1) if entry is not None}
    found = [("".join(map(str, ref.itertext())), numbers[str(ref.get("target"))]) for ref in root.iter(f"{TEI}ref")]
    assert found == wanted
    assert not [*root.iter(f"{TEI}note")]


def test_numbers_alone_and_numbers_asked_for_are_notes(tmp_path: Path) -> None:
    path = tmp_path / "weirs.md"
    path.write_text(LISTS["en.md"][0], "utf-8")
    assert len(read(path, notes="brackets").notes) == 3
    path.write_text("# W\n\nRebuilt.[1] Unpaid.[2]\n\n## References\n\n[1] Mill book.\n\n[2] Town roll.\n", "utf-8")
    assert len(read(path).notes) == 2
