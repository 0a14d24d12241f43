"""Which encoding a text that is not UTF-8 is likely to be in: the one in which it looks most like a language."""

from collections.abc import Sequence

SAMPLE = 200_000
CANDIDATES = ("gb18030", "big5", "big5hkscs", "koi8-r", "windows-1251", "shift_jis", "euc-jp", "euc-kr", "windows-1252")
NAMES = {
    "gb18030": "GB18030",
    "big5": "Big5",
    "cp950": "Big5 (code page 950)",
    "big5hkscs": "Big5-HKSCS",
    "koi8-r": "KOI8-R",
    "windows-1251": "Windows-1251",
    "shift_jis": "Shift_JIS",
    "euc-jp": "EUC-JP",
    "euc-kr": "EUC-KR",
    "windows-1252": "Windows-1252",
}
COMMON_HAN = frozenset(
    "的一是不了在人有我他这這中大来來上国國个個到说說们們为為子和你地出道也时時年得就那要下以生会會自着去之过過家学學对對可她里后後小"
    "么麼心多天而能好都然没沒日于於起还還发發成事只作当當想看文无無开開手十用主行方又如前所本见見经經头頭面公同三已老从從动動两兩长長"
    "知民样樣现現分将將外但身些与與高意进進把法此实實回二理美点點月明其种種声聲全工己话話儿兒者向情部正名定女问問力机機给給等几幾很业業"
    "最间間新什打便位因重被走电電四第门門相次东東政海口使教西再平真听聽世气氣信北少关關并並内內加化由却代军軍产產入先山五太水万萬市眼体體"
    "别別处處总總才场場师師书書比住员員九笑性通目华華报報立马馬命张張活难難神数數件安表原车車白应應路期叫死常提感金何更反合放做系系计計"
)
COMMON_CYRILLIC = frozenset("оеаинтсрвлкмдпуяыьгзбчйхжОВНПС")
LEAST = 0.35


def likely(content: bytes) -> str:
    """Return the encoding, a key of NAMES, that bytes are most likely in; "" where they look like no language."""
    sample = _whole_lines(content)
    scores = [(score, name) for name in CANDIDATES if (score := _score(sample, name)) is not None]
    score, name = max(scores, default=(0.0, ""), key=lambda entry: entry[0])
    return name if score > LEAST else ""


def is_elsewhere_utf8(content: bytes) -> bool:
    """Whether bytes that cannot be decoded as UTF-8 mostly are UTF-8, so that only a few of them are damaged."""
    sample = content[:SAMPLE]
    beyond = sum(byte > 127 for byte in sample)
    return sample.decode("utf-8", errors="replace").count("\ufffd") * 4 < beyond


def _whole_lines(content: bytes) -> bytes:
    if len(content) <= SAMPLE:
        return content
    end = content.rfind(b"\n", 0, SAMPLE)
    return content[: end if end > 0 else SAMPLE]


def _score(sample: bytes, name: str) -> float | None:
    """Return how much of the sample is made of common letters of the encoding's language, or None if it fails."""
    try:
        text = sample.decode(name)
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 4:
            return None
        text = sample[: error.start].decode(name, errors="ignore")
    foreign = [character for character in text if ord(character) > 127]
    if not foreign:
        return None
    return _share(foreign, name)


def _share(foreign: Sequence[str], name: str) -> float:
    han = sum("\u4e00" <= character <= "\u9fff" for character in foreign)
    kana = sum("\u3040" <= character <= "\u30ff" for character in foreign)
    hangul = sum("\uac00" <= character <= "\ud7a3" for character in foreign)
    common = sum(character in COMMON_HAN for character in foreign)
    cyrillic = sum(character in COMMON_CYRILLIC for character in foreign)
    punctuation = sum(character in "，。、；：“”「」《》（）？！—…〈〉『』　–—«»№’‘" for character in foreign)
    odd = sum("\ue000" <= character <= "\uf8ff" or "\x80" <= character <= "\x9f" for character in foreign)
    total = len(foreign)
    if name in {"koi8-r", "windows-1251"}:
        return (cyrillic + punctuation - 2 * odd) / total
    if name == "windows-1252":
        latin = sum(character in "àâäçèéêëîïñôöùûüßÀÉÈÖÜÄ–—’‘“”«»\xa0" for character in foreign)
        return 0.9 * (latin - 2 * odd) / total
    if name in {"shift_jis", "euc-jp"}:
        return (2 * kana + common + punctuation - 2 * odd) / total if kana * 8 > total else 0.0
    if name == "euc-kr":
        return (hangul + punctuation) / total if hangul * 2 > total else 0.0
    return (common * min(2.0, 0.9 * han / max(common, 1)) * 0.5 + common + punctuation + cyrillic - 3 * odd) / total
