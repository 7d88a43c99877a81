"""No number can be typed into a template."""

from __future__ import annotations

import json
import os
import shutil
import unicodedata
from pathlib import Path

import pytest

from crosscut.cli import run
from crosscut.errors import CrosscutError
from crosscut.exports.documents import marks, markup, sandbox, templates
from crosscut.exports.documents.content import write_document
from crosscut.exports.documents.content.placing import CHARTS, TABLES
from crosscut.exports.documents.content.tables import DocumentTables
from crosscut.exports.documents.model import DocumentTable, Paragraph, plain
from crosscut.exports.documents.numerals import first_number
from crosscut.text import LANGUAGES
from tests.publish.conftest import Example
from tests.shortened import some

CONTEXT = {"year": 2026, "title": "R&D budget 2026", "name": marks.quoted, "many": [1, 2]}


def render(text: str) -> str:
    return templates.render("own.txt", text, CONTEXT)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("= Title\n\nGrowth of 5 trillion won.", 3),
        ("a\nb\n{% if year %}and ③ more{% endif %}", 3),
        ("{{ title }}\n{{ '4.7 trillion' }}", 2),
        ("a\nb\nc {{ 12 }}", 3),
        ("a\n{{ year }}", 2),
        ("a\n\n{% for each in many %}{{ each }}{% endfor %}", 3),
        ("half: ½", 1),
        ("{% set total = '5조' %}{{ total }}", 1),
        ("Two of the\ntwelve areas fell.", 1),
        ("of the\n\nSEVEN areas", 3),
        ("{{ title }}\n{{ 'doubled' }}", 2),
        ("예산이\n두 배로 늘었음", 2),
        ("a\n{% if year %}일곱 분야{% endif %}", 2),
    ],
)
def test_a_typed_number_is_an_error_with_its_file_and_line(text: str, line: int) -> None:
    with pytest.raises(CrosscutError) as caught:
        render(text)
    assert (caught.value.file, caught.value.row) == ("own.txt", line)


@pytest.mark.parametrize(
    "text",
    [
        "twelve areas",
        "twenty-five",
        "it was halved",
        "a third of it",
        "three times",
        "twofold",
        "half a trillion",
        "dozens of programmes",
        "in second place",
        "a quarter less",
        "열두 개 분야",
        "세 부처가",
        "두 번째",
        "절반을",
        "넷째",
        "오조 원",
        "삼천억 원",
        "십이 개",
        "수백 개 사업",
        "백여 개",
        "갑절",
        "여섯 부처",
        "반으로 줄어",
        "열 가지",
        "삼 년",
        "둘로",
        "삼천억 규모",
        "오백억이",
        "이조 오천억",
        "쉰 개",
        "오 퍼센트",
        "두 자릿수",
        "세 사람",
        "십분의 일",
        "반값",
        "fifths",
        "fives",
        "twentyfold",
        "sextupled",
        "quintillion",
        "ﬁfty",
        "twe\u034flve",
        "twe\ufe0flve",
        "𝐭𝐰𝐞𝐥𝐯𝐞",
    ],
)
def test_a_number_in_words_is_a_number(text: str) -> None:
    assert first_number(f"이 문장에는 {text} 있음") is not None


@pytest.mark.parametrize(
    "text",
    [
        "one of them",
        "the first",
        "once again",
        "another one",
        "often",
        "weight",
        "attention",
        "secondary batteries",
        "canine",
        "thirdly",
        "면적(㎡)",
        "한 부처",
        "하나의",
        "첫째",
        "이 사업",
        "사업",
        "세부사업",
        "이 분야",
        "조건",
        "만일",
        "조사",
        "구조",
        "둘러싼",
        "열린",
        "열병합",
        "네트워크",
        "두뇌",
        "세계",
        "일부",
        "천연",
        "배분",
        "오류",
        "백신",
        "사원",
        "이원화",
        "조정",
        "억제",
        "네이버",
        "셋톱박스",
    ],
)
def test_words_that_only_look_like_numbers_are_let_be(text: str) -> None:
    assert first_number(f"이것은 {text} 말함") is None


@pytest.mark.parametrize(
    "text",
    [
        unicodedata.normalize("NFD", "삼천억 원"),
        "ｔｗｅｌｖｅ",
        "tw\u200belve",
        "tw\u00adelve",
        "tw**elve**",
        "_twelve_",
        "twelve명",
        "the thirteenth",
        "two hundredths",
        "trebled",
    ],
)
def test_a_number_word_in_another_form_is_the_same(text: str) -> None:
    with pytest.raises(CrosscutError, match="typed by hand"):
        render(f"a\n{text}")


def test_names_and_texts_of_the_data_may_hold_digits() -> None:
    parsed = markup.parse(
        render('= {{ title }}\n{{ name("Horizon 2020") }}{% if many[:1] %} and more{% endif %}'),
        lambda *_: None,
        "Trace",
    )
    assert markup.unmarked_digits(parsed) is None
    assert parsed.title[0].quoted


@pytest.mark.parametrize(
    ("name", "read"), [("양자", "양자가 줄었음"), ("첨단 모빌리티·수송", "첨단 모빌리티·수송이 줄었음")]
)
def test_particles_follow_the_name_before_them(name: str, read: str) -> None:
    parsed = markup.parse(render(f"{{{{ name('{name}') }}}}이(가) 줄었음"), lambda *_: None, "Trace")
    (block,) = parsed.blocks
    assert isinstance(block, Paragraph)
    assert plain(block.text) == read


def test_private_characters_of_data_cannot_pretend_to_be_figures() -> None:
    said = CONTEXT | {"said": "\ufdd0abc\ufdd15 trillion\ufdd2"}
    parsed = markup.parse(templates.render("own.txt", "{{ name(said) }}{{ said }}", said), lambda *_: None, "Trace")
    assert not any(run.figure for block in parsed.blocks for run in block.text)  # type: ignore[union-attr]


def test_a_template_that_cannot_be_filled_names_its_line() -> None:
    with pytest.raises(CrosscutError, match=r"own\.txt, row 2"):
        render("a\n{{ nothing_of_that_name }}")
    with pytest.raises(CrosscutError, match=r"own\.txt, row 2"):
        render("a\n{% if %}")


def test_the_office_may_replace_a_template(korea: Example, tmp_path: Path) -> None:
    (tmp_path / "release.ko.txt").write_text("= {{ title }}\n> 총액 {{ amount(facts.total) }}", encoding="utf-8")
    document = write_document(korea.facts, "release", "ko", tmp_path)
    assert [run.figure for run in document.figures()] == [korea.facts.total.id]
    (tmp_path / "release.ko.txt").write_text("= {{ title }}\n\n> 총액 5조 원", encoding="utf-8")
    with pytest.raises(CrosscutError, match=r"release\.ko\.txt, row 3: the number '5조' is typed by hand"):
        write_document(korea.facts, "release", "ko", tmp_path)


def test_the_command_names_file_line_and_what_to_write(
    korea: Example, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "own"
    shutil.copytree(korea.folder, folder)
    (folder / "templates").mkdir()
    (folder / "templates" / "report.ko.txt").write_text("= {{ title }}\n\n> 열두 개 분야 가운데 일곱", encoding="utf-8")
    assert run(["publish", str(folder), "--to", "pdf", "--out", str(tmp_path / "out"), "--format", "json"]) == 2
    printed = capsys.readouterr()
    assert "report.ko.txt, row 3: the number '열두' is typed by hand" in printed.err
    error = json.loads(printed.out)["error"]
    assert (error["code"], error["row"]) == ("typed-number", 3)
    assert "amount(figure)" in error["hint"]
    assert not (tmp_path / "out").exists()


GROWN = (
    "{% set ns = namespace(x='abcdefgh', l=[title], k=[]) %}"
    "{% for i in range(18) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}"
    "{% set ns.l = [ns.x] %}{% for i in range(16) %}{% set ns.l = ns.l + ns.l %}{% endfor %}"
)
"""A text of two million characters, and a list that holds it 65,536 times: copies of it would take the memory."""
GROWN_TEXT = (
    "{% set ns = namespace(x='abcdefgh', k=[]) %}{% for i in range(18) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}"
)
NESTED = "{% set v = [title] %}" + "{% set v = [v, v, v, v, v, v, v, v, v, v] %}" * 14
"""A list of lists of lists: short, and of 10¹⁴ parts once it is written out, compared or looked up."""
ATTACKS = [
    NESTED,
    NESTED.replace("[", "(").replace("]", ")") + "{% set d = {v: title} %}",
    "{% set ns = namespace(v=[title]) %}{% for i in range(14) %}{% set ns.v = ns.v + [ns.v, ns.v] %}{% endfor %}",
    "{% set ns = namespace(a=title) %}{% set ns.a = ns %}{{ [ns]|map('lower')|list }}",
    "{% set ns = namespace(a=title) %}{{ ns ~ ns }}",
    "{% macro m() %}{{ varargs }}{% endmacro %}{{ m(title) }}",
    "{% macro m() %}{{ kwargs }}{% endmacro %}{{ m(a=title) }}",
    "{% filter upper %}{{ title }}{% endfilter %}",
    '{% filter replace("bil", "tril") %}{{ amount(facts.total) }}{% endfilter %}',
    '{% set x %}{{ amount(facts.total) }}{% endset %}{{ x|replace("bil", "tril") }}',
    "{% set x %}{{ amount(facts.total) }}{% endset %}{{ x|upper }}",
    *(
        "{{ amount(facts.total)" + each + " }}"
        for each in ("[3:]", "[3]", " + title", "|first", "|last", "|min", "|reverse|list|first", "|sort|first", "[:]")
    ),
    "{{ title + amount(facts.total) }}",
    "{{ area(7 * 191) }}",
    "{{ area(facts.total.value * 2) }}",
    "{% for each in facts.areas %}{{ area(loop.index) }}{% endfor %}",
    "{{ name(title ~ 12) }}",
    "{{ name(amount(facts.total)) }}",
    "{{ table(amount(facts.total)) }}",
    "{{ amount(book.together([facts.total, facts.total])) }}",
    "{{ amount(book.together([facts.total, facts.areas[0].amount])) }}",
    "{{ amount(book.ratio(facts.areas[0].amount, facts.total)) }}",
    "{{ count(facts.total) }}",
    "{{ percent(facts.total) }}",
    "{% for each in amount(facts.total) %}{{ each }}{% endfor %}",
    "{% macro m() %}{{ amount(facts.total) }}{% endmacro %}{{ m()[2:] }}",
    "{% set x %}{{ amount(facts.total) }}{% endset %}{{ x[2:] }}",
    "{{ budget.ledger }}",
    "\ufdd0abc\ufdd1{{ name('9 trillion') }}\ufdd2",
    "a\u2028b",
    "{% for i in range(40000) %}x\u0085{% endfor %}",
    "{% set L = range(99999)|list %}{{ range(99999)|map(attribute='x', default=L)|list|length }}",
    "{% set L = range(99999)|list %}{{ range(99999)|select('in', L)|list|length }}",
    "{% set L = range(99999)|list %}{{ L|reject('in', range(99999)|list)|list|length }}",
    (
        "{% set ns = namespace(n='') %}{% set L = range(99999)|list %}"
        "{% for i in range(99999) %}{% set ns.n = namespace(v=L[:], n=ns.n) %}{% endfor %}"
    ),
    (
        "{% set ns = namespace(n='') %}{% for i in range(999) %}{% for j in range(9999) %}"
        "{% set ns.n = namespace(n=ns.n) %}{% endfor %}{% endfor %}"
    ),
    GROWN_TEXT + "{% for a in range(99) %}{% set ns.k = ns.k + [ns.x|list] %}{% endfor %}",
    "{{ title }}\x00",
    "{{ name('a') }}\x1b[31m",
    "{% for i in range(40000) %}x\n{% endfor %}",
    '{{ 12 ~ "억" }}',
    "{{ [12]|join }}",
    "{{ 12|lower }}",
    "{{ [12]|lower }}",
    "{{ range(3)|upper }}",
    "{{ [[12]]|map('lower')|first }}",
    "{{ name|lower }}",
    "{{ facts|trim }}",
    "{% macro m() %}{{ varargs|lower }}{% endmacro %}{{ m(12) }}",
    "{{ range(12)|list|join(',') }}",
    '{{ "x"|replace("x", 12) }}',
    "{{ (title ~ 12)|upper }}",
    "{{ (title ~ 12) + title }}",
    "{{ (title ~ 12)|last }}",
    "{% for each in title ~ 12 %}{{ each }}{% endfor %}",
    "{{ (title ~ 12)[2:] }}",
    "{{ [title ~ 12]|join }}",
    '{{ cycler.__init__.__globals__.os.popen("touch pwned").read() }}',
    '{{ "".__class__.__mro__[1].__subclasses__() }}',
    "{{ ''['__class__'] }}",
    "{{ [].append }}",
    "{{ amount.__globals__ }}",
    "{{ self }}",
    "{{ self._TemplateReference__context }}",
    "{{ facts.publication.run.snapshot.folder }}",
    "{{ facts.totals.publication.run }}",
    "{{ book.atoms }}",
    "{{ book.context }}",
    "{{ budget.model_copy() }}",
    "{{ budget.calendar.over }}",
    "{{ facts.totals.book.rows(facts.total) }}",
    "{{ name.__call__ }}",
    "{% include '/etc/passwd' %}",
    "{% import 'x' as y %}",
    "{{ facts }}",
    "{{ [title] }}",
    "{{ title|attr('upper') }}",
    "{{ '%s'|format(title) }}",
    "{{ title.format(title) }}",
    "{% for i in range(10**9) %}x{% endfor %}",
    "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(99) %}{% endfor %}{% endfor %}{% endfor %}",
    "{% macro f() %}{{ f() }}{{ f() }}{% endmacro %}{{ f() }}",
    "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(90) }}",
    "{{ 'x' * (10 ** 9) }}",
    "{{ 'x' * 999999999 }}",
    "{% set ns = namespace(x='abcdefgh') %}{% for i in range(99) %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
    "{% set ns = namespace(x='abcdefgh') %}{% for i in range(99) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
    "{% set ns = namespace(x=[title]) %}{% for i in range(99) %}{% set ns.x = ns.x + ns.x %}{% endfor %}",
    "{% set ns = namespace(x='aa') %}{% for i in range(99) %}{% set ns.x = ns.x|replace('a', ns.x) %}{% endfor %}",
    "{% set ns = namespace(x='a') %}{% for i in range(99) %}{% set ns.x %}{{ ns.x }}{{ ns.x }}{% endset %}{% endfor %}",
    "{% set ns = namespace(x='aa') %}{% for i in range(99) %}{% set ns.x = [ns.x, ns.x]|join(ns.x) %}{% endfor %}",
    "{{ " + "(" * 900 + "year" + ")" * 900 + " }}",
    "{% if year %}" * 400 + "{% endif %}" * 400,
    "{{ " + "9" * 6000 + " }}",
    "{{ 7 ** 7 ** 7 ** 7 }}",
    "{% set d = book.difference(facts.total, facts.total) %}{% set e = book.difference(facts.total, d) %}",
    "{% set d = book.difference(facts.total, facts.total) %}{% set e = book.together([d]) %}",
    "{{ book.less(after=book.difference(facts.total, facts.total), before=facts.total).id }}",
    "{{ '\u202e' }}",
    "{{ period[3] }}",
    "{{ period[:2] }}",
    "{{ period|first }}",
    "{{ period|replace(period[0], period[3]) }}",
    "{{ period|list|join }}",
    "{{ period|join('-') }}",
    "{{ period|map('upper')|join }}",
    "{% for each in period %}{{ each }}{% endfor %}",
    "{% set a, b = period %}",
    "{{ " + " ~ ".join(["title"] * 20_000) + " }}",
    *(
        GROWN + each
        for each in (
            "{{ ns.l|map('upper')|list|length }}",
            "{{ ns.l|sort|length }}",
            "{{ ns.l|unique|list|length }}",
            "{{ ns.l|map('title')|map('trim')|list|length }}",
            "{% for a in ns.l %}{% set ns.k = ns.k + [ns.x[1:]] %}{% endfor %}",
            "{% for a in ns.l %}{% set ns.k = ns.k + [ns.x ~ 'a'] %}{% endfor %}",
            "{% for a in ns.l %}{% set ns.k = ns.k + [ns.x|replace('b', 'a')] %}{% endfor %}",
        )
    ),
    *(
        "{% set r = range(99999) %}{% set l = r|list %}{% set m = r|list %}" + each
        for each in (
            "{% for i in r if 'a' in r or 'b' in r %}x{% endfor %}",
            "{% for i in r if l != m %}x{% endfor %}",
            "{% for i in r if i is in l %}{% endfor %}{% for i in r if 'a' is in l %}x{% endfor %}",
            "{% if " + " or ".join(["'a' in l"] * 20_000) + " %}x{% endif %}",
            "{{ 'x' if " + " and ".join(["l == m"] * 20_000) + " }}",
        )
    ),
]


def test_a_template_finds_no_address_and_no_source(korea: Example, tmp_path: Path) -> None:
    assert korea.facts.publication.settings.source
    text = """= {{ title }}
{% for k, v in budget %}{% if k == 'source' or k == 'ledger' %}○ {{ k }}
{% for each in v %}{{ each.file }}{% endfor %}{% if v %}found{% endif %}{% endif %}{% endfor %}
"""
    (tmp_path / "release.en.txt").write_text(text, encoding="utf-8")
    written = str(write_document(korea.facts, "release", "en", tmp_path))
    assert "ledger" in written
    assert "found" not in written


@pytest.mark.parametrize("text", some(ATTACKS, 40))
def test_a_template_reaches_nothing_behind_figures_and_words(
    korea: Example, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sandbox, "SECONDS", 0.5)
    (tmp_path / "release.en.txt").write_text(f"= {{{{ title }}}}\n{text}", encoding="utf-8")
    with pytest.raises(CrosscutError) as caught:
        write_document(korea.facts, "release", "en", tmp_path)
    assert caught.value.code in ("template", "typed-number")
    assert [path.name for path in tmp_path.iterdir()] == ["release.en.txt"]


OWN = """\
= {{ title|upper }}
{% macro line(each) %}□ {{ area(each.key) }}: {{ amount(each.amount) }}{% endmacro %}
{% set ns = namespace(seen='') %}
{% for each in facts.areas if each.amount.row_count %}
{{ line(each) }}
{% set ns.seen = ns.seen ~ each.key %}
{% endfor %}
{% if ns.seen and budget.publication.office %}○ {{ [period, taxonomy]|join('; ') }}{% endif %}
{% for key, one in budget.publication.directions.items() %}○ {{ key }}{% endfor %}
"""


def test_a_template_may_use_loops_macros_and_what_it_keeps(korea: Example, tmp_path: Path) -> None:
    (tmp_path / "release.en.txt").write_text(OWN, encoding="utf-8")
    document = write_document(korea.facts, "release", "en", tmp_path)
    assert sum(1 for _ in document.figures()) == sum(1 for each in korea.facts.areas if each.amount.row_count)


def test_a_template_that_is_no_file_of_the_folder_is_refused(korea: Example, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("= {{ title }}", encoding="utf-8")
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "release.en.txt").symlink_to(tmp_path / "secret")
    os.mkfifo(folder / "release.ko.txt")
    for language in LANGUAGES:
        with pytest.raises(CrosscutError, match="is no file of the folder"):
            write_document(korea.facts, "release", language, folder)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{{ table("nope") }}', "places a table that there is none of, 'nope'"),
        ('{{ table("areas/nope") }}', "places a table that there is none of"),
        ('{{ table("area_programmes/nope") }}', "places a table that there is none of"),
        ('{{ table("area_programmes") }}', "places a table that there is none of"),
        ('{{ table("ministry_programmes/nope") }}', "places a table that there is none of"),
        ('{{ table("flows_areas/x") }}', "places a table that there is none of"),
        ('{{ chart("flows/x") }}', "places a chart that there is none of"),
        ('{{ chart("nope") }}', "places a chart that there is none of"),
        ('{{ table("areas") }}\n' * 300, "places the table 'areas' more than 3 times"),
        ('{% for each in range(300) %}\n{{ chart("changes") }}\n{% endfor %}', "more than 3 times"),
    ],
)
def test_a_template_places_what_there_is_and_not_without_end(
    korea: Example, tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "release.en.txt").write_text(f"= Title\n\n{text}\n", encoding="utf-8")
    with pytest.raises(CrosscutError, match=said) as caught:
        write_document(korea.facts, "release", "en", tmp_path)
    assert caught.value.file == str(tmp_path / "release.en.txt")


def test_a_table_is_made_once_however_often_it_is_placed(
    korea: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = list[str]()
    make = DocumentTables.make
    monkeypatch.setattr(DocumentTables, "make", lambda tables, key: made.append(key) or make(tables, key))
    placed = [
        *TABLES[:8],
        "area_ministries/ai",
        "area_programmes/inside",
        "areas",
    ]
    lines = [f'{{{{ table("{key}") }}}}' for key in placed]
    lines += [f'{{{{ chart("{key}") }}}}' for key in CHARTS[:6]]
    lines += ['{% for each in ["a", "b"] %}', '{{ chart("flows/" ~ loop.index0) }}', "{% endfor %}"]
    (tmp_path / "release.en.txt").write_text("= Title\n\n" + "\n".join(lines) + "\n", encoding="utf-8")
    document = write_document(korea.facts, "release", "en", tmp_path)
    assert made == placed[:-1]
    tables = [block for block in document.blocks if isinstance(block, DocumentTable)]
    assert tables[0] == tables[-2]
