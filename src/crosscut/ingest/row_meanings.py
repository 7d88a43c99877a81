"""Columns that nothing is read from and that say what each row's amount is: asked about, never passed over.

A unit, a currency, a year or a kind of amount that differs from row to row makes every sum wrong without a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from crosscut.characters import clean, folded
from crosscut.config import Source
from crosscut.ingest import row_words
from crosscut.ingest.columns import Context
from crosscut.ingest.conversion import currency_named
from crosscut.ingest.header import Header, unused_columns
from crosscut.ingest.header_words import roles
from crosscut.ingest.readers.sheet import Sheet
from crosscut.ingest.report import FATAL, WARNING
from crosscut.ingest.row_levels import add_up_alike, are_sums_of_the_next
from crosscut.ingest.row_units import unit_of
from crosscut.ingest.source_rows import SourceRows
from crosscut.ingest.text_forms import trimmed
from crosscut.ingest.texts import codes, combined
from crosscut.money import CURRENCIES
from crosscut.text import Text
from crosscut.text.year_words import year

_NUMBER = re.compile(r"[\d\s.,'’]+")
_MOST_LEVELS = 8
_SHOWN = 4
"""Texts of a column that a finding shows."""


@dataclass(frozen=True)
class _Column:
    """A column that nothing is read from, in the rows that hold an amount."""

    header: str
    cells: pa.DictionaryArray
    at: npt.NDArray[np.intp]

    @cached_property
    def counts(self) -> Counter[str]:
        """How many rows say each text, in the order of the rows."""
        texts, found = self.cells.dictionary.to_pylist(), codes(self.cells)
        return Counter(filter(None, (texts[code] for code in found.tolist())))

    @property
    def listed(self) -> str:
        """The texts with how many rows say each."""
        said = [f"{text[:40]} × {count:,}" for text, count in self.counts.most_common(_SHOWN)]
        return ", ".join(said) + (" …" if len(self.counts) > _SHOWN else "")

    def first_other(self) -> int:
        """The position, among the source's rows, of the first row that says another text than the first."""
        found = codes(self.cells)
        other = np.flatnonzero(found != found[0])
        return int(self.at[other[0]]) if len(other) else int(self.at[0])


def ask(sheet: Sheet, header: Header, rows: SourceRows, context: Context) -> None:
    """Ask about each column of the sheet that is not read and that tells apart what was added up."""
    for column in _columns(sheet, header, rows, context):
        for question in (_currency, _unit, _year, _measure, _level, _alike):
            if question(column, rows, context):
                break


def _columns(sheet: Sheet, header: Header, rows: SourceRows, context: Context) -> Iterator[_Column]:
    """The columns worth reading, by their headers or their first cells."""
    wanted = meaningful_columns(sheet, header, context)
    holding = np.flatnonzero(_filled(rows))
    if not wanted or not len(holding):
        return
    body = sheet.body(header.end, wanted, (), len(header.names))
    places = pa.array(np.searchsorted(body.row, rows.row[holding]))
    for number in sorted(wanted):
        column = _Column(header.names[number], trimmed(body.columns[number]).take(places), holding)
        if column.counts:
            yield column


def meaningful_columns(sheet: Sheet, header: Header, context: Context) -> list[int]:
    """The numbers of columns that no amount goes by, and that may say what amounts are by their headers or cells."""
    source, first = context.source, sheet.head[header.end :]
    unused = {header.column(name) for name in [*unused_columns(header, source), *_of_currency(source)]}
    code = context.settings.currency
    return [
        n
        for n in sorted(each for each in unused if each is not None)
        if may_mean(header.names[n], [row[n] for row in first if len(row) > n], code)
    ]


def _of_currency(source: Source) -> list[str]:
    """The column of currencies, which may say units beside them that nothing reads."""
    named = source.columns.get("currency", ())
    return [] if "unit" in source.columns else [named] if isinstance(named, str) else list(named)


def _filled(rows: SourceRows) -> npt.NDArray[np.bool_]:
    held = np.zeros(rows.height, bool)
    for read in rows.read:
        held |= read.filled
    return held


def may_mean(header: str, cells: Sequence[str], code: str) -> bool:
    """Whether a column, by its header or some of its cells, may say what the amounts of its rows are."""
    if any(row_words.heads(kind, header) for kind in ("unit", "currency", "level", "sign")) or _says_year(header):
        return True
    said = (_is_unit(cell, code) or row_words.groups_of(cell, header) or cell == code for cell in cells if cell)
    return any(said) or any(map(row_words.names_total, cells))


def _says_year(header: str) -> bool:
    return (0, "fiscal_year") in roles(header)


def _is_unit(text: str, code: str) -> bool:
    """Whether a text says a unit in words of more than a letter."""
    return len(text) > 1 and not _NUMBER.fullmatch(text) and unit_of(text, code) is not None


def _unit(column: _Column, rows: SourceRows, context: Context) -> bool:
    if "unit" in rows.source.columns:
        return False
    code = context.settings.currency
    units = {text: unit_of(text, code) for text in column.counts}
    said = {each.factor for each in units.values() if each}
    named = row_words.heads("unit", column.header) and column.header not in map(clean, _of_currency(rows.source))
    sure = any(_is_unit(text, code) for text in units)
    readable = all(units.values()) and (named or sure)
    if not said or not (readable or (named and sure)) or (not named and said == {CURRENCIES[code].base}):
        return False
    read = {each.unit.factor for each in rows.columns}
    if len(said) == 1 and all(units.values()) and said <= read:
        return True
    if len(said) == 1 and all(units.values()):
        _report_other_unit(column, rows, context)
        return True
    _report(
        ("unit-by-row", column, rows, context),
        Text(
            f"The column gives the rows different units ({column.listed}), but all were read in {_read_in(rows)!r}.",
            f"행마다 단위가 다른데({column.listed}) 모두 {_read_in(rows)!r}(으)로 읽었습니다.",
        ),
        Text(
            f'Map it: columns.unit = "{column.header}"; or name it in source.skip.',
            f'columns.unit = "{column.header}"(으)로 지정하거나 source.skip에 적으십시오.',
        ),
    )
    return True


def _read_in(rows: SourceRows) -> str:
    return ", ".join(dict.fromkeys(each.unit.name for each in rows.columns))


def _report_other_unit(column: _Column, rows: SourceRows, context: Context) -> None:
    said = next(iter(column.counts))
    context.report.add(
        "unit-differs",
        WARNING,
        rows.place(int(column.at[0]), column.header),
        Text(
            f"Every row says {said!r}, but the amounts are read in {_read_in(rows)!r}.",
            f"모든 행에 {said!r}(으)로 적혀 있는데 {_read_in(rows)!r}(으)로 읽었습니다.",
        ),
        mend=Text(
            f'Mend source.unit, or map the column: columns.unit = "{column.header}".',
            f'source.unit을 고치거나 columns.unit = "{column.header}"(으)로 지정하십시오.',
        ),
    )


def _currency(column: _Column, rows: SourceRows, context: Context) -> bool:
    if "currency" in rows.source.columns:
        return False
    usual = context.settings.currency
    named = {text: currency_named(text, usual) for text in column.counts}
    found = set(filter(None, named.values()))
    heads = row_words.heads("currency", column.header)
    if not found or not (heads or (all(named.values()) and usual in found and all(len(each) > 1 for each in named))):
        return False
    if found == {usual}:
        return False
    several = len(found) > 1
    _report(
        ("currency-by-row", column, rows, context),
        Text(
            f"The column gives the rows {'different currencies' if several else 'another currency'} ({column.listed}), "
            f"but all were read in {usual}.",
            f"{'행마다 통화가 다른데' if several else '통화가 다른데'}({column.listed}) 모두 {usual}(으)로 읽었습니다.",
        ),
        Text(
            f'Map it: columns.currency = "{column.header}", with a [[rate]] for each; or name it in source.skip.',
            f'columns.currency = "{column.header}"(으)로 지정하고 [[rate]]를 적거나, source.skip에 적으십시오.',
        ),
    )
    return True


def _year(column: _Column, rows: SourceRows, context: Context) -> bool:
    source = rows.source
    dated = any(each.fiscal_year for each in rows.columns) or "fiscal_year" in source.columns
    if dated or not source.fiscal_year or not _says_year(column.header):
        return False
    years = {text: year(text) for text in column.counts}
    if not all(years.values()) or set(years.values()) == {source.fiscal_year}:
        return False
    fatal = _shared(column, rows, [set(filter(None, [text])) for text in column.cells.dictionary.to_pylist()])
    _report(
        ("year-by-row", column, rows, context),
        Text(
            f"The column says {'different years' if len(years) > 1 else 'another year'} ({column.listed}), "
            f"but all amounts were read as of {source.fiscal_year}.",
            f"연도가 다르게 적혀 있는데({column.listed}) 금액을 모두 {source.fiscal_year}년으로 읽었습니다.",
        ),
        Text(
            f'Map it: columns.fiscal_year = "{column.header}"; or name it in source.skip.',
            f'columns.fiscal_year = "{column.header}"(으)로 지정하거나 source.skip에 적으십시오.',
        ),
        fatal=fatal,
    )
    return True


def _measure(column: _Column, rows: SourceRows, context: Context) -> bool:
    texts = column.cells.dictionary.to_pylist()
    groups = [set(row_words.groups_of(text, column.header)) or {row_words.OTHER} if text else set() for text in texts]
    if not any(group - {row_words.OTHER} for group in groups):
        return False
    if not (_never_added(groups) or _shared(column, rows, groups)):
        return False
    spent = (text for text in column.counts if "expenditure" in row_words.groups_of(text, column.header))
    first = next(spent, next(iter(column.counts)))
    _report(
        ("measure-by-row", column, rows, context),
        Text(
            f"The column says that the rows hold different kinds of amounts ({column.listed}), and all were added up.",
            f"행마다 금액의 종류가 다른데({column.listed}) 모두 더했습니다.",
        ),
        Text(
            f'Say which rows count: source.where = {{ "{column.header}" = "{first}" }}, or map columns.stage; '
            "or name it in source.skip.",
            f'읽을 행을 source.where = {{ "{column.header}" = "{first}" }}처럼 적거나 columns.stage로 지정하십시오. '
            "뜻이 없는 열이면 source.skip에 적으십시오.",
        ),
    )
    return True


def _never_added(groups: Sequence[Collection[str]]) -> bool:
    """Whether the rows hold kinds of amounts of which none is ever added to another."""
    sure = [group for group in groups if group]
    people = [row_words.PEOPLE in group for group in sure]
    if any(people) and not all(people):
        return True
    return any(
        any(one in each and other not in each for each in sure)
        and any(other in each and one not in each for each in sure)
        for one, other in row_words.ALWAYS
    )


def _shared(column: _Column, rows: SourceRows, groups: Sequence[Collection[str]]) -> bool:
    """Whether one programme has rows of several kinds, of which one at least is known."""
    ids = combined(
        [(codes(rows.texts[key])[column.at].astype(np.int64), len(rows.texts[key].dictionary)) for key in _IDS]
        + [(rows.year[column.at].astype(np.int64), 3000)]
    )
    kinds: dict[int, list[Collection[str]]] = {}
    for programme, code in zip(ids.tolist(), codes(column.cells).tolist(), strict=True):
        group = groups[code]
        if group and group not in kinds.setdefault(programme, []):
            kinds[programme].append(group)
    return any(_surely_two(each) for each in kinds.values())


_IDS = ("programme", "parent", "subprogramme", "ministry", "account", "stage")


def _surely_two(kinds: Sequence[Collection[str]]) -> bool:
    """Whether two kinds are surely two: both known and different, or a total beside anything."""
    for number, one in enumerate(kinds):
        for other in kinds[number + 1 :]:
            known = row_words.OTHER not in one and row_words.OTHER not in other
            if (known and not set(one) & set(other)) or (row_words.TOTAL in one) != (row_words.TOTAL in other):
                return True
    return False


def _level(column: _Column, rows: SourceRows, context: Context) -> bool:
    if not row_words.heads("level", column.header):
        return False
    texts = column.cells.to_pylist()
    levels = [int(digits) if (digits := folded(text).strip("l ")).isdigit() else 0 for text in texts]
    if len(set(levels)) < 2 or 0 in levels or not are_sums_of_the_next(levels, rows, column.at):
        return False
    deepest = max(levels)
    _report(
        ("level-by-row", column, rows, context),
        Text(
            f"The rows stand at different levels ({column.listed}), rows of one are the sums of the next, "
            "and all were added up.",
            f"행의 수준이 다르고({column.listed}) 윗수준이 아랫수준의 합인데 모두 더했습니다.",
        ),
        Text(
            f'Say which rows count: source.where = {{ "{column.header}" = "{texts[levels.index(deepest)]}" }}.',
            f'읽을 행을 source.where = {{ "{column.header}" = "{texts[levels.index(deepest)]}" }}처럼 적으십시오.',
        ),
    )
    return True


def _alike(column: _Column, rows: SourceRows, context: Context) -> bool:
    """Ask where a column of levels or of kinds of totals has two texts whose rows add up to the same."""
    texts = list(column.counts)
    if not 1 < len(texts) <= _MOST_LEVELS:
        return False
    if not (row_words.heads("level", column.header) or any(map(row_words.names_total, texts))):
        return False
    alike = add_up_alike(column.cells.to_pylist(), rows, column.at)
    if not alike:
        return False
    one, other = alike
    _report(
        ("level-by-row", column, rows, context),
        Text(
            f"The rows of {one!r} and those of {other!r} add up to the same ({column.listed}), and all were added up.",
            f"{one!r} 행의 합과 {other!r} 행의 합이 같은데({column.listed}) 모두 더했습니다.",
        ),
        Text(
            f'Say which rows count: source.where = {{ "{column.header}" = "{other}" }}; or name it in source.skip.',
            f'읽을 행을 source.where = {{ "{column.header}" = "{other}" }}처럼 적거나 source.skip에 적으십시오.',
        ),
    )
    return True


def _report(of: tuple[str, _Column, SourceRows, Context], said: Text, mend: Text, *, fatal: bool = True) -> None:
    rule, column, rows, context = of
    place = rows.place(column.first_other(), column.header)
    context.report.add(rule, FATAL if fatal else WARNING, place, said, mend=mend)
