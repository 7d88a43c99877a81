"""A template reaches nothing behind figures and words, and does not grow without end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from crosscut.errors import CrosscutError
from crosscut.exports.documents import sandbox
from crosscut.exports.documents.content import write_document
from crosscut.exports.documents.content.placing import CHARTS, TABLES
from crosscut.exports.documents.content.tables import DocumentTables
from crosscut.exports.documents.model import DocumentTable
from crosscut.text import LANGUAGES
from tests.publish.conftest import Example
from tests.shortened import some

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
