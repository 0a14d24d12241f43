"""Names in English and Russian by their shape and company, over a whole document; what forbids an identification."""

import pytest

from teiwright.annotation.names import find_names
from teiwright.annotation.names.models import Models, chosen
from teiwright.article import Article, Note, Paragraph, Source, Span, Text
from teiwright.authority import Authority, Entry, Name
from teiwright.errors import DataError

NOTHING = Authority({})


def person(key: str, *names: Name, born: str = "1893", died: str = "1971") -> Entry:
    xml = f'<person xmlns="http://www.tei-c.org/ns/1.0"><birth when="{born}"/><death when="{died}"/></person>'
    return Entry(key, "person", names, xml.encode())


ACHESON = person("person-acheson", Name("Dean Acheson", "en"), Name("Acheson", "en", "short"))
KNOWN = Authority({ACHESON.id: ACHESON})


def found(*paragraphs: str, authority: Authority = NOTHING, language: str = "en") -> list[tuple[str, str, Span]]:
    texts = [Text(f"p{number}", string) for number, string in enumerate(paragraphs)]
    article = Article(Source("t", "", ""), language, tuple(Paragraph(text) for text in texts))
    spans = find_names(article, authority, Models())
    return [(span.kind, text.string[span.start : span.end], span) for text in texts for span in spans[text.id]]


def named(kind: str, *paragraphs: str, language: str = "en") -> list[str]:
    return [name for other, name, _ in found(*paragraphs, language=language) if other == kind]


@pytest.mark.parametrize(
    ("string", "persons"),
    [
        ("The smith Orvanna Tull met Henry Tull.", ["Orvanna Tull", "Henry Tull"]),
        ("John F. Baker, Jr., wrote. Baker slept.", ["John F. Baker, Jr.", "Baker"]),
        ("Senator Hollowell spoke; Hollowell left.", ["Hollowell", "Hollowell"]),
        ("A boy named Tamm came. Later Tamm went.", ["Tamm", "Tamm"]),
        ("Corvell asked. Then Corvell wrote, and Corvell refused.", ["Corvell", "Corvell", "Corvell"]),
        ("The John Baker Library and the Truman Show were near Baker Street.", []),
        (
            "Napoleon III, Pope Pius IX and Jean-Luc de la Tull met Professors Liu Yong and Ann Tull.",
            ["Napoleon III", "Pius IX", "Jean-Luc de la Tull", "Liu Yong", "Ann Tull"],
        ),
        ("Martin King, Jr., wrote. King Jr. slept.", ["Martin King, Jr.", "King Jr."]),
        (
            "Muccio, the American ambassador, left. They told Massigli so; Makino replied.",
            ["Muccio", "Massigli", "Makino"],
        ),
        (
            "Neither de Gaulle nor von Papen came to the hall. Lord Halliwell slept.",
            ["de Gaulle", "von Papen", "Halliwell"],
        ),
        ("The Bulgarian Georgi Tull met Secretary-General Karl Olmen.", ["Georgi Tull", "Karl Olmen"]),
        (
            "The second Earl of Halm met the Duke of Orbury. Halm spoke, and in Orbury they slept.",
            ["Halm", "Orbury", "Halm"],
        ),
        ("Lord Cole of Chelham, Viscount Grey of Canada and Lady Ann Cole.", ["Cole of Chelham", "Grey", "Ann Cole"]),
        ("General von Halm met Mr Cole.", ["von Halm", "Cole"]),
        ("Dr Karl Olmen met Mr Tull and Mrs Hollowell.", ["Karl Olmen", "Tull", "Hollowell"]),
        ("Colonels Ishimo, Karl Olmen and Tagaki left. Tagaki slept.", ["Ishimo", "Karl Olmen", "Tagaki", "Tagaki"]),
        ("Nobody knew. The Republicans thought so. Officials feared it.", []),
        ("William of Orbury met Alfonso X of Spain; Henry sat.", ["William of Orbury", "Alfonso X of Spain", "Henry"]),
        (
            "Our minister to China George F. Tull wrote. Tull, George M. Ruralism and the Law.",
            ["George F. Tull", "Tull"],
        ),
        ("Innocent III met Pius VII. An innocent man slept. Innocent men slept.", ["Innocent III", "Pius VII"]),
        ("They told Madrid that Harry Graf Olmen was ill.", ["Harry Graf Olmen"]),
    ],
)
def test_persons_in_english(string: str, persons: list[str]) -> None:
    assert named("person", string) == persons


@pytest.mark.parametrize(
    ("string", "persons"),
    [
        ("Поэтому Н. П. Громов уехал, а Громову писали.", ["Н. П. Громов", "Громову"]),
        ("Маршал Кротов ждал. Прошу тов. КРОТОВА приехать.", ["Кротов", "КРОТОВА"]),
        ("Письмо Степана Ильича Рогова и Анны Роговой.", ["Степана Ильича Рогова", "Анны Роговой"]),
        ("Подписали Бугров, Сизов и Лапин.", ["Бугров", "Сизов", "Лапин"]),
        ("Лидер Гоминьдана молчал на Витебском вокзале.", []),
        ("Тов. КРОТОВ ждал.", ["КРОТОВ"]),
        ("Княгиня Кротова и Дж. Бугров молчали.", ["Кротова", "Дж. Бугров"]),
        ("При Николае II писал Ст. Ал. Кротов.", ["Николае II", "Ст. Ал. Кротов"]),
        ("Лорд Кротов и сэр Бугров молчали.", ["Кротов", "Бугров"]),
        ("К нему прибыл герцог де Мери.", ["де Мери"]),
        ("Был нарком внутренних дел Бак. Министр иностранных дел Витебской республики молчал.", ["Бак"]),
        ("Это было в 1935-1937 гг. Кабардинское, что и ждали; гг. Кротов и Лугов молчали.", ["Кротов", "Лугов"]),
        ("Он говорил с лейтенантом Госбезопасности.", []),
        ("Он привез бумаги Кротова из Лугани.", ["Кротова"]),
        ("Архиепископ Антоний ждал; посадник Лугодар молчал.", ["Антоний", "Лугодар"]),
        (
            "Писал Франсиско Орто Мадеро; потом Орто Мадеро молчал. И Кротов П. А. (Лугань) ждал, П. Эрто (Барко) нет.",
            ["Франсиско Орто Мадеро", "Орто Мадеро", "Кротов П. А.", "Лугань", "П. Эрто", "Барко"],
        ),
        (
            "Мори Дзиро и Канэда Кэнта ждали японцев; Канэда молчал в Сан Марино.",
            ["Мори Дзиро", "Канэда Кэнта", "Канэда"],
        ),
    ],
)
def test_persons_in_russian(string: str, persons: list[str]) -> None:
    assert named("person", string, language="ru") == persons


def test_a_head_noun_an_acronym_and_a_chain_make_bodies() -> None:
    strings = ("The Office of Crop Research (OCR) closed.", "OCR and the Tull County Historical Society met.")
    assert named("org", *strings) == ["Office of Crop Research", "OCR", "OCR", "Tull County Historical Society"]
    string = "Наркомат внутренних дел СССР и Военная коллегия Верховного суда (ВКВС) молчали, как и ЦК ВКП(б)."
    assert named("org", string, language="ru") == [
        "Наркомат внутренних дел СССР",
        "Военная коллегия Верховного суда",
        "ВКВС",
        "ЦК ВКП(б)",
    ]


@pytest.mark.parametrize("name", ["Dean Acheson", "D. Acheson", "Dean G. Acheson"])
def test_a_name_that_agrees_is_tied_and_so_is_the_surname_after_it(name: str) -> None:
    keys = [span.key for _, _, span in found(f"{name} wrote in 1949. Acheson left.", authority=KNOWN)]
    assert keys == ["person-acheson", "person-acheson"]


@pytest.mark.parametrize("name", ["George Acheson", "G. Acheson", "Dean Acheson, Jr.", "Dean Albert Acheson"])
def test_a_name_that_contradicts_is_not_tied(name: str) -> None:
    marked = found(f"{name} wrote in 1949. Acheson left.", authority=KNOWN)
    assert marked
    assert not any(span.key for _, _, span in marked)


@pytest.mark.parametrize(
    ("string", "language"),
    [
        ("Mrs. Acheson opened the fair.", "en"),
        ("The barn at Acheson burnt in 1950.", "en"),
        ("The Dean Acheson Library opened.", "en"),
        ("Г-жа Ачесон молчала.", "ru"),
        ("艾奇遜夫人到場。", "zh-Hant"),
        ("喬治·艾奇遜到場。", "zh-Hant"),
    ],
)
def test_his_wife_a_town_a_library_and_a_namesake_are_not_he(string: str, language: str) -> None:
    he = person("person-acheson", *ACHESON.names, Name("艾奇遜", "zh-Hant"), Name("Ачесон", "ru", "short"))
    marked = found(string, authority=Authority({he.id: he}), language=language)
    assert not any(span.key for _, _, span in marked)


def test_a_woman_is_tied_after_a_woman_s_title() -> None:
    xml = b'<person xmlns="http://www.tei-c.org/ns/1.0" sex="F"/>'
    she = Entry("person-gandhi", "person", (Name("Indira Gandhi", "en"),), xml)
    marked = found("Mrs. Indira Gandhi spoke.", authority=Authority({she.id: she}))
    assert [span.key for _, _, span in marked] == ["person-gandhi"]


def test_a_surname_borne_by_two_is_left_open() -> None:
    marked = found("Dean Acheson met George Acheson in 1949. Acheson left.", authority=KNOWN)
    assert [span.key for _, _, span in marked] == ["person-acheson", None, None]


def test_a_text_of_another_time_ties_no_surname() -> None:
    marked = found("In 1794 and 1798 Acheson sold mills.", authority=KNOWN)
    assert not any(span.key for _, _, span in marked)


def test_a_note_teaches_running_text_no_surname() -> None:
    body, note = Text("p1", "Tull met nobody."), Text("n1", "Henry Tull, Mills.")
    article = Article(Source("t", "", ""), "en", (Paragraph(body),), notes=(Note(1, "1", (Paragraph(note),)),))
    assert find_names(article, NOTHING, Models())["p1"] == []


@pytest.mark.parametrize("words", [["english"], ["en="], ["xx=no_such_pipeline"]])
def test_a_model_that_is_none_is_refused_with_one_line(words: list[str]) -> None:
    with pytest.raises(DataError):
        chosen(words)


def test_none_asks_no_model() -> None:
    assert chosen(["none"]).of("en") is None


@pytest.mark.parametrize(
    ("string", "bodies", "language"),
    [
        (
            "The Review/Declassification Center (RDC) met. Then RDC closed.",
            ["Review/Declassification Center", "RDC", "RDC"],
            "en",
        ),
        ("The Museum of Rural Art (MoRA) opened; MoRA closed.", ["Museum of Rural Art", "MoRA", "MoRA"], "en"),
        ("She spoke in Amos Tull's First Baptist Church.", ["First Baptist Church"], "en"),
        ("Хранится в архиве Министерства культуры Республики Тыва.", ["Министерства культуры Республики Тыва"], "ru"),
        ("Ольгинский дацан закрыли.", ["Ольгинский дацан"], "ru"),
        ("Тибетские монастыри закрыли.", [], "ru"),
        ("後來他任「新港公所」文書，又入唐政府。", ["新港公所", "唐政府"], "zh-Hant"),
        ("各國的共產黨都來了。", [], "zh-Hant"),
        (
            "The Joint Relief Mission in Lorvia (JRMIL) met. Then JRMIL closed.",
            ["Joint Relief Mission in Lorvia", "JRMIL", "JRMIL"],
            "en",
        ),
        ("The Blue Interim Force in Arvo (BIFA) came.", ["Blue Interim Force in Arvo", "BIFA"], "en"),
        ("The House of Commons met. Later the House passed it.", ["House of Commons", "House"], "en"),
        ("The house of the miller burnt.", [], "en"),
        ("波蘭共產黨中央委員會和日本海軍陸戰隊。", ["波蘭共產黨中央委員會", "日本海軍陸戰隊"], "zh-Hant"),
        ("Сведения УНКВД по Орловской обл. утрачены.", ["УНКВД по Орловской обл."], "ru"),
        ("The Amos B. Tull Library and the Ghanaian Red Cross met.", ["Amos B. Tull Library", "Red Cross"], "en"),
        ("The Korean Red Cross came.", ["Korean Red Cross"], "en"),
        ("The VIP agreed, the UK refused, and the DDR failed; GTWR agreed.", ["GTWR"], "en"),
        ("Главное управление кадров спорило с КРОТОВЫМ.", ["Главное управление кадров"], "ru"),
        (
            "中共青山省委、省軍區決定，青山專署和青山軍分區、紫雲縣公安中隊到場。",
            ["中共青山省委", "省軍區", "青山專署", "青山軍分區", "紫雲縣公安中隊"],
            "zh-Hant",
        ),
        ("世界衛生組織（下稱 WHO）公布，後來 WHO 又說。", ["世界衛生組織", "WHO", "WHO"], "zh-Hant"),
        (
            "The Mission Society of St. Luke (the Lukans) came; the Lukans left.",
            ["Mission Society of St. Luke", "Lukans", "Lukans"],
            "en",
        ),
        (
            "Казанский государственный университет и Русское географическое общество; 3-й Томский фронт; Наркоминдел.",
            [
                "Казанский государственный университет",
                "Русское географическое общество",
                "3-й Томский фронт",
                "Наркоминдел",
            ],
            "ru",
        ),
        ("聖保羅書院和國務院外事辦公室到場。", ["聖保羅書院", "國務院外事辦公室"], "zh-Hant"),
        ("Доклад Совнаркома Казахской ССР ждали.", ["Совнаркома Казахской ССР"], "ru"),
        ("Он писал председателю Цензурного комитета.", ["Цензурного комитета"], "ru"),
        ("財政部關務署公布，教育部高等教育司長未到。", ["財政部關務署", "教育部"], "zh-Hant"),
        (
            "法國外交部亞洲司司長來了。西歐司副司長和外交部黨組不同意；督辦鹽政處、江海關照辦。",
            ["法國外交部亞洲司", "西歐司", "外交部黨組", "督辦鹽政處", "江海關"],
            "zh-Hant",
        ),
        (
            "Писали в ЦК КП(б) Грузии; советское правительство молчало, царское правительство пало.",
            ["ЦК КП(б) Грузии", "советское правительство"],
            "ru",
        ),
        (
            "華沙條約組織未表態，新華社香港分社沉默，外務省不同意。",
            ["華沙條約組織", "新華社香港分社", "外務省"],
            "zh-Hant",
        ),
        ("Ответ ЦК КПСС Китаю готов, и ЦК КП Литвы согласен.", ["ЦК КПСС", "ЦК КП Литвы"], "ru"),
        (
            "The United Nations Operation in the Marsh (ONUM) came; ONUM left.",
            ["United Nations Operation in the Marsh", "ONUM", "ONUM"],
            "en",
        ),
        (
            "The British legation, the Chinese Nationalist government and the Treasury left."
            " A Treasury Secretary slept.",
            ["British legation", "Chinese Nationalist government", "Treasury"],
            "en",
        ),
        (
            "The Banque de l'Orval and the Comité des forges asked the Reichsbootministerium. The Bureau of Reeds and"
            " Union of Boats met; the Bureau left.",
            [
                "Banque de l'Orval",
                "Comité des forges",
                "Reichsbootministerium",
                "Bureau of Reeds",
                "Union of Boats",
                "Bureau",
            ],
            "en",
        ),
        ("The Halm Gallery and a Photographer's Gallery closed.", ["Halm Gallery"], "en"),
        ("Tull, Halm & Co. paid; so did Cole and Sons.", ["Tull, Halm & Co.", "Cole and Sons"], "en"),
        (
            "The Reed, Boat and Marsh Organisation (RBMO) and the Orbury College Group met; the RBMO left.",
            ["Reed, Boat and Marsh Organisation", "RBMO", "Orbury College Group", "RBMO"],
            "en",
        ),
        ("The Bank of Orbury and Halm, Tull & Co. paid.", ["Bank of Orbury", "Halm, Tull & Co."], "en"),
        ("Orbury Reed Works Ltd paid. A Limited-Edition Book came.", ["Orbury Reed Works Ltd"], "en"),
        (
            "The Deutscher Boots-Verband (DBV) asked the Résidence générale, the Direction des affaires sociales, the"
            " Compañía General de Botes de Orbal and the Banca Nazionale del Golfo; the DBV left.",
            [
                "Deutscher Boots-Verband",
                "DBV",
                "Résidence générale",
                "Direction des affaires sociales",
                "Compañía General de Botes de Orbal",
                "Banca Nazionale del Golfo",
                "DBV",
            ],
            "en",
        ),
        (
            "The Reed Committee of the Boat Council, and Archbishop Tull, told State on 4 May; the Boat Commissioners"
            " and the Embassy knew. A State of fear came.",
            ["Reed Committee of the Boat Council", "State", "Boat Commissioners", "Embassy"],
            "en",
        ),
        (
            "Die Preußische Akademie der Künste und der Bund der Fischer (BdF) stritten; die Universität Orbach und das"
            " Moor-Institut für Torf schwiegen, der BdF auch.",
            [
                "Preußische Akademie der Künste",
                "Bund der Fischer",
                "BdF",
                "Universität Orbach",
                "Moor-Institut für Torf",
                "BdF",
            ],
            "de",
        ),
    ],
)
def test_bodies_of_other_fields(string: str, bodies: list[str], language: str) -> None:
    assert named("org", string, language=language) == bodies


@pytest.mark.parametrize(
    ("string", "bodies"),
    [
        (
            "Возник Главный лодочный комитет (ГЛК). После отставки Троцкого комитет принял Громов. Комитет молчал.",
            ["Главный лодочный комитет", "ГЛК", "комитет", "Комитет"],
        ),
        (
            "Компания «Лодка Голд» росла; на «Лодке» были банк Бугров, Сизов и К° и Внешторгбанк.",
            ["Лодка Голд", "Лодке", "Бугров, Сизов и К°", "Внешторгбанк"],
        ),
        ("Наркомат путей сообщения и ВЦСПС молчали.", ["Наркомат путей сообщения", "ВЦСПС"]),
        (
            "Министерство финансов росло; министерство финансов пало.",
            ["Министерство финансов", "министерство финансов"],
        ),
        (
            "Он ушел из Института речного хозяйства и речной политики.",
            ["Института речного хозяйства и речной политики"],
        ),
        ("Была Комиссия по изучению болот, и в Комиссию писали.", ["Комиссия по изучению болот", "Комиссию"]),
        (
            "Советское посольство и австро-венгерская миссия ждали; духовная миссия ушла.",
            ["Советское посольство", "австро-венгерская миссия"],
        ),
        (
            "Суда русского общества лодок и торговли (РОЛиТ) шли; РОЛиТа и ПрикВО не было.",
            ["русского общества лодок и торговли", "РОЛиТ", "РОЛиТа", "ПрикВО"],
        ),
        (
            "Русское речное общество росло. Монгольский лодочный кооператив (Монлодкооп) пал, Монлодкоопа нет.",
            ["Русское речное общество", "Монгольский лодочный кооператив", "Монлодкооп", "Монлодкоопа"],
        ),
        (
            "Общество изучения Вятского края и Комитет по решению Громова.",
            ["Общество изучения Вятского края", "Комитет"],
        ),
        ("Дипломатическая и религиозная миссии росли.", []),
        ("Отношения между Тибетом и великим Советским Союзом.", []),
        (
            "Он служил в Тибетской и Монгольской миссиях и Военном музее.",
            ["Тибетской", "Монгольской миссиях", "Военном музее"],
        ),
        (
            "Он описал Судовский, Нижнеозерский и Липовский дацаны и посольство Франции.",
            ["Судовский", "Нижнеозерский", "Липовский дацаны", "посольство Франции"],
        ),
        (
            "Разведотдел ЗКВО и Пробирная палата Наркомторга писали в секретный отдел ГПУ и в правительство ЛСР.",
            ["Разведотдел ЗКВО", "Пробирная палата Наркомторга", "секретный отдел ГПУ", "правительство ЛСР"],
        ),
        (
            "Ивановский губисполком и Главсельмаш спорили. Институт истории имени Лугова молчал, как и Банк Италии.",
            ["Ивановский губисполком", "Главсельмаш", "Институт истории имени Лугова", "Банк Италии"],
        ),
        (
            "Лугская артель рыбаков росла. Вольное юридическое общество пало. Новое юридическое общество ждут.",
            ["Лугская артель рыбаков", "Вольное юридическое общество"],
        ),
        (
            "Липовское братство, Малое народное собрание и Лес-коллегия молчали.",
            ["Липовское братство", "Малое народное собрание", "Лес-коллегия"],
        ),
        ("Второе общество росло; второй отдел ЗКВО пал. Монастыри второго класса росли.", ["второй отдел ЗКВО"]),
        (
            "Комиссариат по делам местностей пал. Академия художеств молчала; её сменило III отделение.",
            ["Комиссариат по делам местностей", "Академия художеств", "III отделение"],
        ),
        (
            "Общество друзей Красной Армии и Юрьев монастырь; в Главном книжном управлении НКВД.",
            ["Общество друзей Красной Армии", "Юрьев монастырь", "Главном книжном управлении НКВД"],
        ),
    ],
)
def test_bodies_in_russian(string: str, bodies: list[str]) -> None:
    assert named("org", string, language="ru") == bodies


@pytest.mark.parametrize(
    ("string", "persons"),
    [
        ("當時從慧山法師那裡聽說。", ["慧山"]),
        ("他讀盧梭、蒲易東、康德、黑格爾的書。", ["盧梭", "蒲易東", "康德", "黑格爾"]),
        ("禪師淨隱學佛。淨隱的書，淨隱說過。", ["淨隱", "淨隱", "淨隱"]),
        ("禪師淨隱學佛。淨隱的書。", ["淨隱"]),
        ("當時從慧山法師那裡聽說。慧山苦得很，慧山酸得很，慧山冷得很。", ["慧山"]),
        ("日本學者高松順次郎，住在山中。", ["高松順次郎"]),
        ("，百千比丘，百千比丘，百千比丘。", []),
        ("趙丁任主席，王任重任委員。", ["趙丁", "王任重"]),
        ("那是方教授的照片，習仲勳同志說過。", ["方", "習仲勳"]),
        (
            "總理譚曉峰到任。譚於五月辭職，宋志遠同志往見；宋矢口否認，譚氏不語，他反駁譚。",
            ["譚曉峰", "譚", "宋志遠", "宋", "譚", "譚"],
        ),
        ("主席高永福說話。水位高於去年，高等學校很多。", ["高永福"]),
        ("醇親王奕山說話，前總理阿爾貝·馬蘭到任。", ["奕山", "阿爾貝·馬蘭"]),
        ("總理譚曉峰、總理宋志遠說話。譚、宋在山中遷延。", ["譚曉峰", "宋志遠", "譚", "宋"]),
    ],
)
def test_persons_in_chinese_by_their_company(string: str, persons: list[str]) -> None:
    assert named("person", string, language="zh-Hant") == persons


def test_persons_in_german_after_titles() -> None:
    string = "Der Reichskanzler Leo von Halm schrieb an Bischof Orbach. Halm schwieg."
    assert named("person", string, language="de") == ["Leo von Halm", "Orbach", "Halm"]


def test_a_name_after_at_is_a_place_and_a_thing_no_person() -> None:
    assert named("place", "He stayed at Ben Halding for a year.") == ["Ben Halding"]
    assert named("person", "Anna Read wrote it. The clerk asked Minister for Trade Ben Read.") == [
        "Anna Read",
        "Ben Read",
    ]


@pytest.mark.parametrize(
    ("string", "persons", "language"),
    [
        ("He read Plato, Herodotus, Corvinus, and Tacitus.", ["Plato", "Herodotus", "Corvinus", "Tacitus"], "en"),
        ("We met Tolstoy, Gandhi, and Paris.", ["Tolstoy", "Gandhi"], "en"),
        ("Damals kam Dietrich Kasel.", ["Dietrich Kasel"], "de"),
        ("Then Orvell warned us, until Orvell explained it. Orvell’s letter failed.", ["Orvell"] * 3, "en"),
        ("Then Socrates of Rome wrote.", ["Socrates of Rome"], "en"),
        ("The trial of Ahmad al-Dabri began.", ["Ahmad al-Dabri"], "en"),
        ("Then President Grant spoke; Grant’s plan failed.", ["Grant", "Grant"], "en"),
        ("Then Orvin Kell, a trained historian, spoke.", ["Orvin Kell"], "en"),
        ("Школу основал Тарипа (1012 — 1096), поэт.", ["Тарипа"], "ru"),
        ("Правила династия Тарим (1012 — 1096).", [], "ru"),
        ("Гарсоева Анна Мартыновна родилась там.", ["Гарсоева Анна Мартыновна"], "ru"),
    ],
)
def test_persons_by_their_neighbours(string: str, persons: list[str], language: str) -> None:
    assert named("person", string, language=language) == persons


def test_a_direction_belongs_to_the_place_after_it() -> None:
    assert named("place", "Они ушли в Западный Тибет.", language="ru") == ["Западный Тибет"]
    assert named("place", "They left for Western Ukraine in May.") == ["Western Ukraine"]
    assert named("place", "希望西烏克蘭與蘇維埃烏克蘭統一。", language="zh-Hant") == ["西烏克蘭", "蘇維埃烏克蘭"]


def test_a_short_given_name_is_no_form_of_a_foreign_surname() -> None:
    known = person("person-tan", Name("Тань Линь", "ru"), born="1900")
    authority = Authority({known.id: known})
    text = "Тань Линь говорил. Товарищ Таня молчала. Товарищ Тань ушёл."
    keys = {name: span.key for _, name, span in found(text, authority=authority, language="ru")}
    assert keys["Тань Линь"] == keys["Тань"] == "person-tan"
    assert keys["Таня"] is None


@pytest.mark.parametrize("string", ["各有關縣的幹部反省。", "有關省份節省開支。"])
def test_what_only_holds_the_word_for_a_county_is_no_place(string: str) -> None:
    assert named("place", string, language="zh-Hant") == []


def test_a_churchman_s_surname_in_brackets_is_a_part_of_his_name() -> None:
    assert named("person", "Собор открыл архиепископ Иларион (Троицкий), речь была долгой.", language="ru") == [
        "Иларион (Троицкий)"
    ]


def test_numbers_and_epithets_of_persons_and_subjects_of_bodies_in_two_parts() -> None:
    assert named("person", "Hugh Despenser the Younger and Pope John XXII agreed.") == [
        "Hugh Despenser the Younger", "John XXII",
    ]  # fmt: skip
    assert named("org", "The Commission on the Protection and Restitution of Books met.") == [
        "Commission on the Protection and Restitution of Books"
    ]
    assert named("org", "The Bureau of Reeds and Union of Boats met.") == ["Bureau of Reeds", "Union of Boats"]
