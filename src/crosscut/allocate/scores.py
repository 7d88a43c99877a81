"""Scores of programmes out of files: one finite number a programme and criterion, or one line that says what is not."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from crosscut.allocate import refusal_words as say
from crosscut.allocate.policy import Policy
from crosscut.allocate.programme_ids import near_id
from crosscut.budget import Run
from crosscut.errors import CrosscutError
from crosscut.ingest.file_rows import NumberedRow, decoded, rows_of_text
from crosscut.text import Text
from crosscut.text.refusals import RefusalError, after, mend_of, said_of

_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?", re.ASCII)

LARGEST = 1e9
"""Scores beyond it in size are slips: sums of their worth would not be exact enough to compare plans."""


_LONGEST_RANK = 9


def scores_of(run: Run, policy: Policy, ids: Sequence[str]) -> dict[str, list[float]]:
    """The scores (or ranks) of programmes by criterion, in the order of ``ids``, of the criteria that files score.

    Raises
    ------
    CrosscutError
        where a file cannot be read, lacks a column or a programme, names one twice or one that the budget has not, or
        holds what is no finite number.

    """
    found = {}
    for criterion in policy.value.criterion:
        if criterion.file:
            column = criterion.column or criterion.id
            table = ranks_of(run, criterion.file, column) if criterion.ranks else _scored(run, criterion.file, column)
            found[criterion.id] = [_of(table, each, criterion.file, criterion.id) for each in ids]
    return found


def _scored(run: Run, name: str, column: str) -> dict[str, float]:
    return _table(run, name, column, number_in, "scored")


def ranks_of(run: Run, name: str, column: str) -> dict[str, float]:
    """The ranks of one column by programme, whole numbers from 1; refused as scores are."""
    return _table(run, name, column, _rank_in, "ranked")


def _table(
    run: Run, name: str, column: str, read: Callable[[str, str, int, str], float], given: str
) -> dict[str, float]:
    """What one column holds by programme."""
    known = set(run.snapshot.programmes["programme"].to_pylist())
    found: dict[str, float] = {}
    for at, row in rows_of(run, name, ("programme", column)):
        programme = row["programme"]
        if programme in found:
            raise refused(say.TWICE[given].format(id=repr(programme)), name, at, say.KEEP_ONE, "programme")
        if programme not in known:
            hint = after(say.CHECK_ID, near_id(programme, sorted(known)))
            raise refused(say.NO_ID.format(id=repr(programme)), name, at, hint, "programme")
        found[programme] = read(row[column], name, at, column)
    return found


def rows_of(run: Run, name: str, columns: Sequence[str]) -> list[NumberedRow]:
    """The rows of a CSV file of the folder with their numbers; refused where one of the columns is missing."""
    try:
        return rows_of_text(_text(run, name), name, columns, ())
    except CrosscutError as error:
        raise refused(said_of(error), name, error.row, mend_of(error), error.column) from None


def _text(run: Run, name: str) -> str:
    kept = run.snapshot.texts.get(name)
    if kept is not None:
        return kept
    if run.snapshot.stands_alone:
        raise RefusalError(say.NOT_THERE_THEN.format(day=run.snapshot.as_of))
    return decoded(run.snapshot.folder / name)


def number_in(text: str, name: str, row: int, column: str) -> float:
    """The number of one cell; refused where it is none, or too large."""
    if not _NUMBER.fullmatch(text):
        raise refused(say.NO_SCORE.format(value=repr(text)), name, row, say.A_NUMBER, column)
    value = float(text)
    if abs(value) > LARGEST:
        raise refused(
            say.SCORE_TOO_LARGE.format(value=text), name, row, say.SCORE_WITHIN.format(most=f"{LARGEST:,.0f}"), column
        )
    return value


def _rank_in(text: str, name: str, row: int, column: str) -> float:
    """The rank of one cell; refused where it is no whole number from 1."""
    if not (text.isascii() and text.isdigit() and 0 < len(text) <= _LONGEST_RANK and int(text)):
        raise refused(say.NO_RANK.format(value=repr(text)), name, row, say.A_RANK, column)
    return int(text)


def _of(table: dict[str, float], programme: str, file: str, criterion: str) -> float:
    if programme not in table:
        raise RefusalError(
            say.SCORE_MISSING.format(id=repr(programme), criterion=repr(criterion)),
            say.SCORE_ALL,
            code="scores",
            file=file,
        )
    return table[programme]


def refused(why: Text, file: str, row: int, instead: Text, column: str = "") -> RefusalError:
    """What is said of a row that cannot be used."""
    return RefusalError(why, instead, code="scores", file=file, row=row, column=column)
