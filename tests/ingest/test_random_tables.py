"""Random tables, written as offices write theirs, read back exactly: styles, encodings, units by row, levels of totals."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crosscut.findings import Severity
from crosscut.money import unit
from tests.shortened import examples

from .conftest import COLUMNS, amounts

QUICK = settings(max_examples=examples(8), suppress_health_check=[HealthCheck.function_scoped_fixture])
ENCODINGS = {
    "utf-8": ("utf-8", "Ministère de l’Énergie"),
    "utf-8-sig": ("", "과학기술정보통신부"),
    "utf-16": ("", "文部科学省"),
    "cp949": ("cp949", "산업통상자원부"),
    "cp932": ("cp932", "経済産業省"),
    "gb18030": ("gb18030", "科学技术部"),
    "cp1252": ("cp1252", "Bundesministerium für Bildung"),
    "cp1250": ("cp1250", "Ministerstvo školství"),
    "cp1251": ("cp1251", "Министерство науки"),
}
"""Encoding of the file → what the mapping states, and a ministry in it."""
STYLES = {
    "decimal comma, points": (".", ",", 3),
    "decimal comma, spaces": ("\u00a0", ",", 3),
    "apostrophes": ("'", ".", 3),
    "commas": (",", ".", 3),
    "lakh": (",", ".", 2),
    "nothing between": ("", ",", 3),
}


def grouped(value: Decimal, style: str) -> str:
    """A number in a style: groups of three, or of two above the last three."""
    between, decimal, size = STYLES[style]
    whole, _, part = f"{value:.2f}".partition(".")
    head, last = whole[:-3], whole[-3:]
    groups = [head[max(0, end - size) : end] for end in range(len(head), 0, -size)]
    return between.join([*reversed(groups), last]) + decimal + part


@QUICK
@given(
    values=st.lists(st.decimals(0, 10**8, places=2), min_size=1, max_size=8),
    style=st.sampled_from(sorted(STYLES)),
    encoding=st.sampled_from(sorted(ENCODINGS)),
    delimiter=st.sampled_from([";", "\t"]),
)
def test_a_table_in_any_style_and_encoding_is_read_back_exactly(reading, values, style, encoding, delimiter):
    stated, ministry = ENCODINGS[encoding]
    space = " " if encoding in {"cp949", "cp932", "gb18030"} else "\u00a0"
    cells = [grouped(value, style).replace("\u00a0", space) for value in values]
    rows = [delimiter.join((f"P{n}", "n", ministry, cell)) for n, cell in enumerate(cells)]
    text = delimiter.join(COLUMNS.values()) + "\n" + "\n".join(rows) + "\n"
    result = reading(text.encode(encoding), {"delimiter": delimiter, "encoding": stated, "decimal": STYLES[style][1]})
    assert amounts(result) == {f"P{n}": int(value * 10**6) for n, value in enumerate(values)}
    assert set(result.programmes["ministry"].to_pylist()) == {ministry}


@QUICK
@given(
    rows=st.lists(
        st.tuples(st.integers(0, 10**6), st.sampled_from(["원", "천원", "백만원", "억원"])), min_size=1, max_size=9
    ),
    total=st.booleans(),
)
def test_amounts_in_units_of_their_rows_are_read_exactly(reading, rows, total):
    lines = [f"P{n},n,m,{name},{value}" for n, (value, name) in enumerate(rows)]
    right = {f"P{n}": value * unit(name, "KRW").factor for n, (value, name) in enumerate(rows)}
    lines += [f"합계,,,원,{sum(right.values())}"] if total else []
    text = "id,name,ministry,단위,amount\n" + "\n".join(lines) + "\n"
    result = reading(text, {"unit": "", "columns": COLUMNS | {"unit": "단위"}})
    assert amounts(result) == right
    assert not [each for each in result.findings if each.severity is Severity.FATAL]


_WORDS = {
    "de": ("Summe {}", "Gesamtsumme"),
    "en": ("Total {}", "Grand total"),
    "es": ("Total {}", "Total general"),
    "fr": ("Total {}", "Total général"),
    "it": ("Totale {}", "Totale generale"),
    "ja": ("{} 計", "総計"),
    "ko": ("{} 소계", "총계"),
    "zh": ("{} 小计", "总计"),
}
"""Language → the words for the total of a group and of all."""


@QUICK
@given(
    tree=st.lists(
        st.lists(st.lists(st.integers(1, 99_999), min_size=1, max_size=3), min_size=1, max_size=3),
        min_size=1,
        max_size=3,
    ),
    language=st.sampled_from(sorted(_WORDS)),
)
def test_totals_of_three_levels_are_no_programmes(reading, tree, language):
    """Projects in bureaus in offices: a total below each bureau, each office and all."""
    group, whole = _WORDS[language]
    lines: list[str] = []
    right: dict[str, int] = {}
    for at, office in enumerate(tree):
        for number, bureau in enumerate(office):
            for value in bureau:
                name = f"Project {len(right)}"
                right[name] = value * 10**6
                lines.append(f"{name},Office {at},Bureau {at}.{number},{value}")
            lines.append(f"{group.format(f'Bureau {at}.{number}')},,,{sum(bureau)}")
        lines.append(f"{group.format(f'Office {at}')},,,{sum(map(sum, office))}")
    lines.append(f"{whole},,,{sum(sum(map(sum, office)) for office in tree)}")
    columns = {"programme": "name", "ministry": "ministry", "committee": "bureau", "amount": "amount"}
    result = reading("name,ministry,bureau,amount\n" + "\n".join(lines) + "\n", {"columns": columns})
    assert amounts(result) == right
    assert not [each for each in result.findings if each.severity is Severity.FATAL]
