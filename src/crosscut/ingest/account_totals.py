"""Rows that are called as accounts are, such as a general and a special account, and together equal all other rows."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from crosscut.characters import folded
from crosscut.ingest.account_words import account_in, holds_account
from crosscut.ingest.readers.ranges import in_rows
from crosscut.ingest.report import INFO, WARNING, Report
from crosscut.ingest.running_sums import RunningSums, step_of
from crosscut.ingest.source_rows import SourceRows
from crosscut.ingest.text_forms import by_form
from crosscut.ingest.texts import blank, rows_of, whose_text
from crosscut.ingest.total_words import total_word
from crosscut.money import format_amount
from crosscut.text import Text

Mask = npt.NDArray[np.bool_]
_FEWEST = 2
"""Accounts that stand beside each other."""


def ask(rows: SourceRows, kept: Mask, report: Report) -> bool:
    """Ask about accounts with an id that together equal all other rows of data (``kept``); say whether there are."""
    found = _accounts(rows, kept)
    if not _equal_the_others(rows, kept, found):
        return False
    at = np.flatnonzero(found).tolist()
    numbers = [int(rows.row[each]) for each in at]
    column, value = rows.first_amount(at) or (rows.columns[0], 0)
    report.add(
        "looks-like-total",
        WARNING,
        rows.place(at[0], column.header),
        Text(
            f"Rows {', '.join(map(str, numbers))} are called as accounts are and together equal all other rows "
            f"({format_amount(value, column.unit)}); they are counted as programmes beside them.",
            f"{', '.join(map(str, numbers))}행은 회계 이름으로 되어 있고 그 합이 나머지 모든 행의 합"
            f"({format_amount(value, column.unit, language='ko')})과 같은데 사업으로 함께 셌습니다.",
        ),
        value=value,
        mend=Text(
            f"State skip_rows = {numbers} if they are totals, or keep_rows = {numbers[:1]} if not.",
            f"합계이면 skip_rows = {numbers}, 아니면 keep_rows = {numbers[:1]}을(를) 적으십시오.",
        ),
    )
    return True


def without_id(rows: SourceRows, data: Mask, alone: Mask, report: Report) -> Mask:
    """Accounts without an id that together equal all other rows: they are their totals, and are not counted.

    Parameters
    ----------
    rows, data
        The rows of a source, and which are data.
    alone
        Those that say a word for a total and nothing else.
    """
    key = "programme" if rows.source.kind == "programmes" else "subprogramme"
    found = _accounts(rows, data & whose_text(rows.texts[key], blank))
    if not _equal_the_others(rows, data & ~alone, found):
        return np.zeros(rows.height, bool)
    report.add(
        "totals-of-accounts",
        INFO,
        rows.place(int(np.flatnonzero(found)[0])),
        Text(
            f"{int(found.sum())} rows without an id are called as accounts are and together equal all other rows; "
            "they were not counted.",
            f"식별자 없이 회계 이름으로 된 행 {int(found.sum())}개의 합이 나머지 모든 행의 합과 같아 세지 않았습니다.",
        ),
        mend=Text("Fill the id where one is a programme of its own.", "따로 된 사업이면 식별자를 적으십시오."),
    )
    return found


def _accounts(rows: SourceRows, among: Mask) -> Mask:
    """Which rows are called by the name of an account and no more, alone or beside a word for a total."""
    if not among.any():
        return among
    columns = [rows.texts[key] for key in ("name", "programme", "subprogramme")]
    holding = by_form([column.dictionary for column in columns], holds_account)
    called = [rows_of(column, _are_accounts(column, hold)) for column, hold in zip(columns, holding, strict=True)]
    found: Mask = np.logical_or.reduce(called) & among & ~in_rows(rows.row, rows.source.keep_rows)
    return found


def _are_accounts(column: pa.DictionaryArray, hold: Mask) -> Mask:
    """Which texts of a column are accounts, of those that ``hold`` a word for one."""
    accounts = hold.copy()
    accounts[hold] = [_is_account(text) for text in column.dictionary.filter(pa.array(hold)).to_pylist()]
    return accounts


def _is_account(text: str) -> bool:
    word = total_word(text)
    said = {folded(each) for each in (text, word.rest if word else "") if each}
    return any(folded(account_in(each)) == each for each in said)


def _equal_the_others(rows: SourceRows, data: Mask, found: Mask) -> bool:
    """Whether several rows equal the sum of the other data in every column, but for rounding."""
    if found.sum() < _FEWEST or (data & ~found).sum() < _FEWEST or not rows.read:
        return False
    sums = [RunningSums(read.values, data) for read in rows.read]
    factors = [column.unit.factor for column in rows.columns]
    pairs = [(each.of(found), each.of(data & ~found)) for each in sums]
    apart = (
        abs(one - other) <= _rounding(each.values[data], one, factor)
        for each, factor, (one, other) in zip(sums, factors, pairs, strict=True)
    )
    return any(one for one, _ in pairs) and all(apart)


def _rounding(values: npt.NDArray[np.int64], total: int, factor: int) -> int:
    step = step_of(values, total, factor)
    return step * len(values) // 2 if step > 1 else 0
