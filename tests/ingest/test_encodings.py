"""Encodings by evidence: what a text's own characters say, and a question where two fit."""

from __future__ import annotations

import pytest

from crosscut.findings import Severity
from crosscut.ingest.readers.evidence import fitting

from .conftest import amounts, one, rules

TEXTS = {
    "cp949": ["가나다,교육부", "인공지능 핵심기술개발,과학기술정보통신부", "차세대 반도체 사업,산업통상자원부"],
    "cp932": ["量子技術,文部科学省", "宇宙開発,経済産業省", "情報通信ネットワーク,総務省"],
    "euc_jp": ["量子技術,文部科学省", "科学技術振興機構による研究開発,文部科学省"],
    "big5": ["量子科技,經濟部", "人工智慧研究計畫,國家科學委員會"],
    "gb18030": ["量子技术,科学技术部", "国家重点研发计划,工业和信息化部"],
    "cp1252": [
        "Étude des océans,Agence de l’eau",
        "Forschung für Künstliche Intelligenz,Bundesministerium für Bildung",
        "Investigación y Desarrollo,España",
        "Niñez,Año",
        "Študije,Raziskave",
        "Pesquisa e Inovação,Ministério da Ciência",
        "Ministère de la Santé,Recherche génomique",
        "Children’s Research Fund,Women’s Health Agency",
    ],
    "cp1250": [
        "Příšerně žluťoučký kůň,Úřad vlády",
        "Badania naukowe i rozwój,źródło",
        "Kutatás és fejlesztés,őű",
        "Léčiva,Zdraví",
    ],
    "iso8859-2": ["Łódź,Śląsk", "Urząd,Sejm", "Sąd,Rząd", "Ministerstvo školství,mládeže"],
    "cp1254": [
        "Yapay zekâ araştırma programı,Sanayi ve Teknoloji Bakanlığı",
        "Sağlık,Sağlık Bakanlığı",
        "Gençlik ve Spor,Tarım ve Orman Bakanlığı",
    ],
    "cp1257": [
        "Pētniecība,Izglītības un zinātnes ministrija",
        "Veselības aprūpe,Veselības ministrija",
        "Mokslo tyrimų programa,Švietimo ministerija",
    ],
    "cp1251": [
        "Развитие науки,Министерство науки и высшего образования",
        "Наукові дослідження,Міністерство освіти і науки",
        "Научни изследвания,Министерство на образованието",
    ],
    "koi8-r": ["Развитие науки и технологий,Министерство образования"],
    "cp1253": ["Έρευνα και τεχνολογία,Υπουργείο Ανάπτυξης", "Υγεία,Υπουργείο Υγείας", "Άμυνα σε €,Υπουργείο Άμυνας"],
    "cp866": ["Развитие науки,Министерство науки и высшего образования", "Фундаментальные исследования,Академия наук"],
    "cp1255": [
        "מחקר ופיתוח,משרד המדע והטכנולוגיה",
        "תכנית החלל,משרד החדשנות",
        "בינה מלאכותית,רשות החדשנות",
        "בריאות,משרד הבריאות",
    ],
    "cp1256": [
        "البحث العلمي,وزارة التعليم العالي",
        "برنامج الفضاء,الهيئة السعودية للفضاء",
        "الطاقة المتجددة,وزارة الطاقة",
    ],
    "cp874": ["การวิจัยและพัฒนา,กระทรวงการอุดมศึกษา", "โครงการอวกาศ,กระทรวงวิทยาศาสตร์และเทคโนโลยี", "สุขภาพ,กระทรวงสาธารณสุข"],
    "iso8859-15": ["Recherche (en €),Main-d'œuvre", "Šakki,Työ- ja elinkeinoministeriö"],
    "iso8859-7": ["Έρευνα σε €,Υπουργείο Άμυνας", "Ψηφιακές υποδομές,Υπουργείο Άμυνας"],
    "utf-7": [
        "인공지능 핵심기술개발,과학기술정보통신부",
        "量子技術,文部科学省",
        "Forschung für Bildung,Behörde für Öffentliches",
        "Développement,Ministère",
    ],
    "utf-16-le": ["가나다,교육부"],
    "utf-16-be": ["Forschung,Bildung"],
}


@pytest.mark.parametrize(("encoding", "text"), [(key, text) for key, texts in TEXTS.items() for text in texts])
def test_a_text_is_read_in_its_encoding(reading, encoding, text):
    name, ministry = text.split(",")
    result = reading(f"id,name,ministry,amount\nA,{name},{ministry},10\n".encode(encoding))
    assert amounts(result) == {"A": 10_000_000}
    assert (result.programmes["name"].to_pylist(), result.programmes["ministry"].to_pylist()) == ([name], [ministry])
    assert {finding.severity for finding in result.findings} <= {Severity.INFO}


@pytest.mark.parametrize("word", ["běh", "Rada č. 5"])
def test_two_readings_of_one_text_are_asked_about(reading, word):
    data = f"id,name,ministry,amount\nA,{word},m,1\n".encode("cp1250")
    finding = one(reading(data), "unknown-encoding")
    assert (finding.severity, finding.place.row) == (Severity.FATAL, 2)
    assert "cp1250" in finding.hint.en
    assert "cp1252" in finding.hint.en
    assert amounts(reading(data, {"encoding": "cp1250"})) == {"A": 1_000_000}


@pytest.mark.parametrize(("written", "stated"), [("cp932", "cp949"), ("cp949", "cp932"), ("gb18030", "euc-kr")])
def test_a_stated_encoding_that_does_not_fit_names_the_one_that_does(reading, written, stated):
    text = "\n".join(["id,name,ministry,amount", *(f"A{n},{line},1" for n, line in enumerate(TEXTS[written]))])
    finding = one(reading(text.encode(written), {"encoding": stated}), "wrong-encoding")
    assert f'encoding = "{written}"' in finding.hint.en


def test_lines_that_end_in_a_carriage_return_alone(reading):
    assert amounts(reading("id,name,ministry,amount\rA,n,m,1\rB,n,m,2\r")) == {"A": 1_000_000, "B": 2_000_000}


def test_decomposed_text_means_the_same(reading):
    import unicodedata

    text = "아이디,이름,부처,예산\nA,가,교육부,1\nB,나,교육부,2\n"
    columns = {"programme": "아이디", "name": "이름", "ministry": "부처", "amount": "예산"}
    plain = reading(text, {"columns": columns})
    apart = reading(unicodedata.normalize("NFD", text), {"columns": columns})
    assert apart.programmes.equals(plain.programmes)
    assert apart.lines.equals(plain.lines)


def test_lines_of_one_language_speak_for_each_other(reading):
    text = (
        "id,name,ministry,amount\nA,Investigación en energía,Ministerio de Economía,10\nB,Niños y salud,Educación,20\n"
    )
    result = reading(text.encode("cp1252"))
    assert result.programmes["name"].to_pylist() == ["Investigación en energía", "Niños y salud"]


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("cp1252", ["Física", "Energía", "Niñez", "Biología"]),
        ("cp1252", ["Données", "Matériaux", "Océans", "Ministère"]),
        ("cp1250", ["Fyzika", "Materiály", "Energie pro budoucnost", "Řízení"]),
    ],
)
def test_the_words_that_differ_tell_two_readings_apart(reading, encoding, names):
    text = "id,name,ministry,amount\n" + "".join(f"P{at},{name},m,{at + 1}\n" for at, name in enumerate(names))
    assert reading(text.encode(encoding)).programmes["name"].to_pylist() == names


@pytest.mark.parametrize("cell", ["R+D+I", "+82-2-1234", "A+B-", "+1234-5", "C++", "+AB-"])
def test_a_plus_in_plain_text_is_no_utf_7(reading, cell):
    result = reading(f"id,name,ministry,amount\nA,{cell},m,10\n".encode())
    assert result.programmes["name"].to_pylist() == [cell]
    assert not result.findings


def test_a_euro_among_many_letters_is_no_sign_of_currency():
    names = "".join(f"{at};Recherche énergétique;Ministère de l'Économie;{at}\n" for at in range(300))
    found = fitting(f"id;nom;ministère;montant (€)\n{names}".encode("iso8859-15"))
    assert [fit.encoding for fit in found] == ["iso8859-15"]


def test_letters_of_dos_are_never_read_as_signs(reading):
    data = "id,name,ministry,amount\nA,Förderung,Länder,10\n".encode("cp850")
    assert one(reading(data), "unknown-encoding").severity is Severity.FATAL


@pytest.mark.parametrize("word", ["Œnologie et viticulture", "Œdipe", "Œcuménisme", "Œsophage", "Œillet"])
def test_french_words_that_begin_with_a_ligature_stay_french(word):
    text = f"id,name,ministry\nA,{word},Éducation\nB,Recherche et développement,Santé\n"
    assert fitting(text.encode("cp1252"))[0].encoding == "cp1252"


@pytest.mark.parametrize(
    ("word", "encoding"),
    [
        ("Zarząd", "iso8859-2"),
        ("Sądy", "iso8859-2"),
        ("Żuk", "cp1250"),
        ("l’eau", "cp1252"),
        ("VÆg", "cp1252"),
        ("VÀg", "cp1252"),
        ("³x", "cp1252"),
        ("¶x", "cp1252"),
        ("Women’s", "cp1252"),
        ("5 µm", "cp1252"),
        ("€uro", "iso8859-15"),
    ],
)
def test_one_letter_beyond_ascii_is_never_a_lone_character_of_two_bytes(reading, word, encoding):
    made = reading(f"id,name,ministry,amount\nA,Alpha,{word},1\nB,Beta,Sejm,2\n".encode(encoding))
    said = {row["ministry"] for row in made.programmes.to_pylist()}
    assert said <= {word, "Sejm"}
    assert said or one(made, "unknown-encoding").severity is Severity.FATAL


@pytest.mark.parametrize(("word", "encoding"), [("Øst", "cp1252"), ("Møller", "cp1252"), ("ČR", "cp1250")])
def test_one_letter_that_two_latin_encodings_have_is_asked_about(reading, word, encoding):
    made = reading(f"id,name,ministry,amount\nA,Alpha,{word},1\nB,Beta,Sejm,2\n".encode(encoding))
    assert word in one(made, "encoding-guessed").message.en


@pytest.mark.parametrize(
    "words",
    [
        "Santé,Défense",
        "España,Salud",
        "Büro,Amt",
        "Energía,Salud",
        "Größe,Amt",
        "Ministère de la Recherche,M",
        "Ministero dell'Università e della Ricerca,M",
        "Fødevarer og landbrug,M",
        "Nº 5 fund,M",
        "1ª fase,M",
        "5 µm lasers,M",
        "Genève,M",
        "Canton de Genève,M",
        "Water m³,M",
        "Storage of m² and m³,M",
        "CO² reduction,M",
        "½ year,M",
        "1½ year,M",
        "¼ Million,M",
        "10¾ inch,M",
        "x½ y,M",
        "¹³C isotopes,M",
        "£m of grants,M",
        "¿Qué es?,M",
    ],
)
def test_letters_that_western_texts_share_are_not(reading, words):
    name, ministry = words.split(",")
    made = reading(f"id,name,ministry,amount\nA,{name},{ministry},1\n".encode("cp1252"))
    assert [each.rule for each in made.findings if each.severity is not Severity.INFO] == []
    assert {row["name"] for row in made.programmes.to_pylist()} == {name}


@pytest.mark.parametrize(
    ("word", "encoding"),
    [
        ("Oświata", "iso8859-2"),
        ("Coś", "iso8859-2"),
        ("Księgowość i oświata", "iso8859-2"),
        ("Υπουργείο Άμυνας", "iso8859-7"),
    ],
)
def test_a_letter_is_never_read_as_the_mark_of_a_paragraph(reading, word, encoding):
    made = reading(f"id,name,ministry,amount\nA,{word},M,1\n".encode(encoding))
    assert {row["name"] for row in made.programmes.to_pylist()} == {word}


def test_a_letter_of_romanian_is_no_sign_of_a_number_in_order(reading):
    made = reading("id,name,ministry,amount\nA,Şcoala,M,1\n".encode("cp1250"))
    assert {row["name"] for row in made.programmes.to_pylist()} == {"Şcoala"}


@pytest.mark.parametrize(("word", "encoding"), [("A형", "cp949"), ("Web用", "cp932"), ("3萬", "big5")])
def test_lone_characters_beside_letters_are_read_where_others_stand(reading, word, encoding):
    other = {"cp949": "교육부 연구개발", "cp932": "経済産業省", "big5": "國家科學委員會"}[encoding]
    made = reading(f"id,name,ministry,amount\nA,{word},{other},1\n".encode(encoding))
    assert {row["name"] for row in made.programmes.to_pylist()} == {word}


@pytest.mark.parametrize(
    ("word", "encoding"),
    [("Web用", "cp932"), ("R&D비", "cp949"), ("IT化", "cp932"), ("IT类", "gb18030"), ("2024年度", "cp932")],
)
def test_a_character_that_ends_the_only_word_of_a_file_is_read(reading, word, encoding):
    made = reading(
        f"id,{word},ministry,amount\nA,a,M,1\n".encode(encoding),
        {"columns": {"programme": "id", "name": word, "ministry": "ministry", "amount": "amount"}},
    )
    assert amounts(made) == {"A": 1_000_000}
    assert [each.rule for each in made.findings if each.severity is not Severity.INFO] == []


@pytest.mark.parametrize(
    ("word", "encoding", "garbled"),
    [
        ("年", "cp932", "”N"),
        ("2024年", "cp932", "2024”N"),
        ("żagiel", "cp1250", "¿agiel"),
        ("imaż", "cp1250", "ima¿"),
        ("Łask", "iso8859-2", "£ask"),
        ("naniesioną", "iso8859-2", "naniesion±"),
        ("Alpha³ fund", "cp1252", "Alphał fund"),
        ("mēzt", "cp1257", "mçzt"),
        ("stvoriteľ", "cp1250", "stvorite¾"),
    ],
)
def test_a_letter_is_not_silently_read_as_a_sign(reading, word, encoding, garbled):
    made = reading(f"id,name,ministry,amount\nA,{word},M,1\n".encode(encoding))
    asked = {"unknown-encoding", "encoding-guessed"} & {each.rule for each in made.findings}
    assert asked or {row["name"] for row in made.programmes.to_pylist()} == {word}
    assert garbled not in {row["name"] for row in made.programmes.to_pylist()} or asked


def test_ukrainian_letters_are_no_lines_of_boxes(reading):
    text = (
        "id,name,ministry,amount\nA,Наукові дослідження,Міністерство освіти і науки,1\nB,Ґонта,Державне агентство,2\n"
    )
    for stated in ({}, {"encoding": "koi8-u"}):
        made = reading(text.encode("koi8-u"), stated)
        assert {row["name"] for row in made.programmes.to_pylist()} == {"Наукові дослідження", "Ґонта"}
        assert "wrong-encoding" not in {each.rule for each in made.findings}


def test_czech_of_dos_is_never_read_as_western(reading):
    made = reading("id,name,ministry,amount\nA,Úřad vlády České republiky,Ministerstvo školství,1\n".encode("cp852"))
    assert one(made, "unknown-encoding").severity is Severity.FATAL


def test_slovak_of_dos_is_never_read_as_central_european(reading):
    text = "id,name,ministry,amount\nA,Základný výskum,Ministerstvo školstva,1\nB,Jadrová bezpečnosť,Úrad vlády,2\n"
    assert one(reading(text.encode("cp852")), "unknown-encoding").severity is Severity.FATAL


@pytest.mark.parametrize(
    "names",
    [
        ("BÜRO", "MASSNAHMEN", "ÄRZTE"),
        ("CIENCIA E INNOVACIÓN", "MONTAÑA", "SALUD PÚBLICA"),
        ("FÖRSVAR", "SMÅ FÖRETAG", "ÖREBRO"),
    ],
)
def test_capitals_of_dos_are_never_read_with_small_letters_or_signs_among_them(reading, names):
    text = "id,name,ministry,amount\n" + "".join(f"P{at},{name},M,1\n" for at, name in enumerate(names))
    assert one(reading(text.encode("cp850")), "unknown-encoding").severity is Severity.FATAL
    made = reading(text.encode("cp1252"))
    assert {row["name"] for row in made.programmes.to_pylist()} == set(names)


def test_a_word_of_french_is_read_without_a_question(reading):
    made = reading("id,name,ministry,amount\nA,Reçu,M,1\n".encode("cp1252"))
    assert {row["name"] for row in made.programmes.to_pylist()} == {"Reçu"}
    assert "unknown-encoding" not in {each.rule for each in made.findings}


@pytest.mark.parametrize(
    ("name", "encoding"), [("A社", "cp932"), ("A型", "gb18030"), ("B型", "euc_jp"), ("A사", "cp949")]
)
def test_one_character_of_two_bytes_beside_a_letter_is_no_latin_word_without_a_question(reading, name, encoding):
    result = reading(f"id,name,ministry,amount\nP1,{name},M,5\nP2,Beta,M,7\n".encode(encoding))
    assert rules(result) & {"encoding-guessed", "unknown-encoding"}


@pytest.mark.parametrize("name", ["Été", "500 m³ Öl", "25 °C", "Ål 3 m³", "ÉTÉ", "n° 5"])
def test_short_latin_words_and_signs_are_no_characters_of_two_bytes(reading, name):
    result = reading(f"id,name,ministry,amount\nP1,{name},M,5\nP2,Beta,M,7\n".encode("cp1252"))
    assert result.programmes["name"].to_pylist()[0] == name
    assert not [each for each in result.findings if "Shift-JIS" in each.message.en or "GB18030" in each.message.en]


@pytest.mark.parametrize(
    ("name", "encoding"), [("甲", "shift_jis"), ("갑", "cp949"), ("B案", "shift_jis"), ("«a»", "cp1252")]
)
def test_one_short_text_that_reads_as_letters_elsewhere_is_read_right_or_with_both_shown(reading, name, encoding):
    result = reading(f"id,name,ministry,amount\nA,{name},M,12\nB,b,M,30\n".encode(encoding))
    shown = [finding.message.en for finding in result.findings if finding.rule == "encoding-guessed"]
    right = result.programmes["name"].to_pylist()[0] == name
    assert right or (len(shown) == 1 and name.strip("«»") in shown[0])


@pytest.mark.parametrize("name", ["é", "Müller", "Ä1", "“a”", "10 °C", "5 £"])
def test_a_short_text_of_latin_letters_or_signs_is_no_guess(reading, name):
    result = reading(f"id,name,ministry,amount\nA,{name},M,12\nB,b,M,30\n".encode("cp1252"))
    assert "encoding-guessed" not in rules(result)


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("Recherche spatiale à Paris", "cp1252"),
        ("Fonds où investir", "cp1252"),
        ("Ciência", "cp1252"),
        ("Châlons", "cp1252"),
        ("Pětiletý", "cp1250"),
    ],
)
def test_one_short_word_is_told_by_what_no_word_of_the_other_language_has(reading, name, encoding):
    result = reading(f"id,name,ministry,amount\nA,{name},m,10\n".encode(encoding))
    assert result.programmes["name"].to_pylist() == [name]
    assert {each.rule for each in result.findings} == {"encoding-found"}
