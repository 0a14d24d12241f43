"""Places where books are published: *Hong Kong, 1996* and *Москва, 2000* give a place, *Dover, 1951* a publisher."""

import re

CYRILLIC_CITIES = (
    "Москва Ленинград Санкт-Петербург Петроград Киев Минск Новосибирск Иркутск Хабаровск Владивосток Алма-Ата Ташкент "
    "Тбилиси Ереван Баку Рига Вильнюс Таллин Саратов Казань Екатеринбург Барнаул Томск Пекин Шанхай Харбин Варшава "
    "Прага Берлин София Белград Лондон Париж"
).split()
LATIN_CITIES = (
    "London;New York;Cambridge;Oxford;Paris;Berlin;Moscow;Beijing;Peking;Shanghai;Hong Kong;Taipei;Tokyo;Seoul;"
    "Pyongyang;Washington;Chicago;Stanford;Princeton;Boston;Berkeley;Los Angeles;Philadelphia;Ithaca;Lanham;Boulder;"
    "Armonk;Durham;Baltimore;Toronto;Vienna;Wien;Leiden;Amsterdam;Rome;Roma;Geneva;Zürich;Munich;München;Frankfurt;"
    "Hamburg;Leipzig;Warsaw;Prague;Budapest;Bucharest;Sofia;Belgrade;Singapore;New Delhi;Delhi;Canberra;Sydney;"
    "Melbourne;Honolulu;Basingstoke;Houndmills;Westport;New Haven;Chapel Hill;Lawrence;Annapolis;Hoboken;Leningrad;"
    "Nanjing;Tianjin;Manila"
).split(";")
HAN_CITIES = (
    "北京 上海 天津 重慶 重庆 南京 廣州 广州 武漢 武汉 長沙 长沙 成都 西安 瀋陽 沈阳 長春 长春 哈爾濱 哈尔滨 濟南 济南 "
    "太原 石家莊 石家庄 鄭州 郑州 合肥 杭州 福州 南昌 昆明 貴陽 贵阳 南寧 南宁 蘭州 兰州 香港 臺北 台北 "
    "澳門 澳门 東京 东京 莫斯科 紐約 纽约 倫敦 伦敦 延安 大連 大连 青島 青岛 蘇州 苏州 新北 臺中 台中 臺南 台南 高雄"
).split()
CITIES = frozenset(CYRILLIC_CITIES + LATIN_CITIES + HAN_CITIES)
WITH_STATE = re.compile(r"(?:Washington|Cambridge)[,.]?\s*(?:D\.?\s?C|Mass|MA|UK)")


def is_place(words: str) -> bool:
    """Tell whether the words are a place of publication that needs no publisher beside it."""
    words = words.strip(" .,，")
    return words in CITIES or bool(WITH_STATE.fullmatch(words))
