"""What contracts bind, year by year, and the order of ministries' own lists, out of files."""

from __future__ import annotations

from collections.abc import Sequence

from crosscut.allocate import refusal_words as say
from crosscut.allocate.demand import Contracts
from crosscut.allocate.policy import Policy
from crosscut.allocate.scores import ranks_of, refused, rows_of
from crosscut.budget import Run
from crosscut.errors import CrosscutError
from crosscut.money import parse, unit
from crosscut.text import Text


def contracts_of(run: Run, policy: Policy) -> Contracts:
    """All that the policy's commitments and priorities name.

    Raises
    ------
    CrosscutError
        with file and row where a year, an amount or a rank cannot be read.

    """
    bound = {each.file: _bound(run, each.file, each.unit) for each in policy.commitment}
    return Contracts(bound, {each.file: ranks_of(run, each.file, each.column) for each in policy.priority})


def _bound(run: Run, file: str, written_in: str) -> dict[tuple[str, int], int]:
    measure = unit(written_in, run.settings.currency)
    found: dict[tuple[str, int], int] = {}
    for at, row in rows_of(run, file, ("programme", "year", "amount")):
        year = row["year"]
        if not (year.isascii() and year.isdigit() and len(year) == 4):
            raise refused(say.NO_YEAR.format(value=repr(year)), file, at, say.A_YEAR, "year")
        try:
            amount = parse(row["amount"], measure)
        except CrosscutError as error:
            told = Text(error.message, say.NO_AMOUNT.format(value=repr(row["amount"])))
            raise refused(told, file, at, say.AMOUNT_IN.format(unit=written_in), "amount") from None
        if amount < 0:
            raise refused(say.BINDS_LESS, file, at, say.CORRECT_AMOUNT, "amount")
        key = (row["programme"], int(year))
        found[key] = found.get(key, 0) + amount
    return found


def points(ranks: Sequence[float], ministries: Sequence[str]) -> list[float]:
    """Scores of ranks: 100 for the first of each ministry, evenly down to the last; equal ranks score alike."""
    own: dict[str, list[float]] = {}
    for rank, ministry in zip(ranks, ministries, strict=True):
        own.setdefault(ministry, []).append(rank)
    counts = {ministry: len(held) for ministry, held in own.items()}
    before = {ministry: {rank: sorted(held).index(rank) for rank in set(held)} for ministry, held in own.items()}
    return [
        100 * (counts[ministry] - before[ministry][rank]) / counts[ministry]
        for rank, ministry in zip(ranks, ministries, strict=True)
    ]
