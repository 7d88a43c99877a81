"""The figures of a review: what its findings put at stake, and the amounts that they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from crosscut.figures import Figure, FigureBook, Where
from crosscut.findings import Finding
from crosscut.review import words
from crosscut.review.duplicates import DuplicateGroup
from crosscut.review.model import Raised
from crosscut.review.result import Review
from crosscut.text import Text


class StakeFigures:
    """The figures of a review. What a rule works out is stated by the rule; what the lines hold is their sum."""

    def __init__(self, book: FigureBook, review: Review) -> None:
        self.book, self.review = book, review
        rows = review.history.frame.select(["programme", "ministry", "committee"]).to_pylist()
        stages = {stage for (stage,) in book.groups("partition", "stage")}
        self._stages = sorted(map(str, stages), key=lambda stage: (stage != review.stage, stage))
        self._executed = review.executed
        self._who = {row["programme"]: row for row in rows}
        self._of: dict[int, Figure | None] = {}
        self._boards: dict[str, dict[str, list[Raised]]] = {}

    def asked(self, programme: str, amount: int | None) -> Figure | None:
        """What a programme asks for in the reviewed year; None where the lines say another amount."""
        return self.amount_of(programme, self.review.year, self.review.stage, amount)

    def amount_of(self, programme: str, year: int, stage: str, amount: int | None) -> Figure | None:
        """A programme's lines of one year and stage; None where they do not hold that amount."""
        where: dict[str, str | int] = {"programme": programme, "fiscal_year": year, "stage": stage}
        if amount is None or self.book.total("partition", **where) != amount:
            return None
        found = self.book.amount("partition", **where)
        return found if found.row_count else None

    def of_year(self, programme: str, year: int, amount: int | None, *, executed: bool = False) -> Figure | None:
        """A programme's lines of a year, as budgeted or as executed, where some stage holds that very amount."""
        stages = (
            [self._executed]
            if executed
            else [*(each for each in self._stages if each != self._executed), self._executed]
        )
        held = (self.amount_of(programme, year, stage, amount) for stage in stages)
        return next((found for found in held if found is not None), None)

    def of(self, raised: Raised) -> Figure | None:
        """What one finding of the review puts at stake: all that is asked for, or what its rule works out."""
        if id(raised) not in self._of:
            self._of[id(raised)] = self._made_of(raised)
        return self._of[id(raised)]

    def _made_of(self, raised: Raised) -> Figure | None:
        found = raised.finding
        if not raised.at_stake:
            return None
        whole = self.asked(found.programme, raised.at_stake)
        by = _by(raised)
        if whole is not None or self._first[by] != raised.at_stake:
            return whole
        return self._stated(raised.at_stake, by, found.message, rests=self._rests_on(found))

    @cached_property
    def _first(self) -> dict[tuple[str, ...], int]:
        """What each statement says first: where nothing but amounts tells two findings apart, the others have none."""
        found: dict[tuple[str, ...], int] = {}
        for raised in self.review.findings:
            if raised.at_stake:
                found.setdefault(_by(raised), raised.at_stake)
        return found

    def _rests_on(self, found: Finding) -> list[Where]:
        """The lines that a finding names, or all that the programme asks for where it names none."""
        lines: list[Where] = [(("line", line),) for line in found.rows]
        named = [where for where in lines if self.book.atoms.rows("partition", where)]
        return named or [self.book.amount("partition", programme=found.programme, **self._here).where]

    def together(self, group: DuplicateGroup) -> Figure | None:
        """What a group's programmes ask for together; None where the lines say another amount."""
        amounts = [self.book.amount("partition", programme=each, **self._here) for each in group.programmes]
        return self.book.together(amounts) if sum(each.value for each in amounts) == group.amount else None

    def total(self) -> Figure | None:
        """All that is at stake, each programme's money once."""
        return self._sum("total", "", self.review.stakes.total, self._leading)

    def once(self, board: str, key: str, amount: int) -> Figure | None:
        """The part of the whole that belongs to a row of a board."""
        return self._sum(board, key, amount, self._on_board(board).get(key, []))

    def alone(self, rule: str, amount: int) -> Figure | None:
        """What a rule's own findings put at stake, each programme once."""
        own = [each for each in self.review.findings if each.counts and each.finding.rule == rule]
        return self._sum("alone", rule, amount, own)

    def everything(self) -> Iterator[Figure]:
        """Every figure that only a review can tell."""
        for raised in self.review.findings:
            yield from filter(None, [self.of(raised)])
        yield from filter(None, [self.total()])
        for board, rows in self.review.stakes.boards.items():
            for row in rows:
                yield from filter(None, [self.once(board, row.key, row.at_stake)])
                yield from filter(None, [self.alone(row.key, row.alone) if board == "rule" else None])

    @property
    def _here(self) -> dict[str, str | int]:
        return {"fiscal_year": self.review.year, "stage": self.review.stage}

    @cached_property
    def _leading(self) -> list[Raised]:
        found = self.review.stakes.leading
        return [found[name] for name in sorted(found) if found[name].moves]

    def _on_board(self, board: str) -> dict[str, list[Raised]]:
        """What moves most of each programme's money, by the rows of a board that it belongs to."""
        if board not in self._boards:
            self._boards[board] = {}
            for raised in self._leading:
                for key in self._keys(raised, board):
                    self._boards[board].setdefault(key, []).append(raised)
        return self._boards[board]

    def _keys(self, raised: Raised, board: str) -> list[str]:
        if board == "rule":
            return [raised.finding.rule]
        programme = raised.finding.programme
        if board == "area":
            held = self._areas.get(programme, {})
            return [area for area, amount in held.items() if amount]
        return [str(self._who[programme][board])]

    @cached_property
    def _areas(self) -> dict[str, dict[str, int]]:
        """The money of each programme by area in the reviewed year."""
        found: dict[str, dict[str, int]] = {}
        for (programme, area), cell in self.book.groups("partition", "programme", "area", **self._here).items():
            found.setdefault(str(programme), {})[str(area)] = cell.amount
        return found

    def _sum(self, board: str, key: str, amount: int, found: list[Raised]) -> Figure | None:
        parts = {each.id: each for raised in found if (each := self.of(raised)) is not None}.values()
        if not amount:
            return None
        return self._stated(
            amount,
            (board, key),
            words.ALONE if board == "alone" else words.STAKE,
            of=sorted(parts, key=lambda each: (-each.value, each.id)),
        )

    def _stated(
        self, amount: int, by: tuple[str, ...], said: Text, *, rests: Sequence[Where] = (), of: Sequence[Figure] = ()
    ) -> Figure:
        words_of = ("review", str(self.review.year), self.review.stage, *by)
        return self.book.state(amount, words_of, said, rests=rests, of=of)


def _by(raised: Raised) -> tuple[str, ...]:
    found = raised.finding
    return found.rule, found.programme, str(raised.fiscal_year), *sorted(found.rows)
