"""Total rows: set apart from the data, each with the rows that it totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from crosscut.ingest.labels import Labels
from crosscut.ingest.proven_totals import proven
from crosscut.ingest.running_sums import RunningSums, step_of
from crosscut.ingest.source_rows import SourceRows
from crosscut.ingest.text_places import Rows, TextPlaces
from crosscut.ingest.total_words import TotalWord, is_generic, names_in
from crosscut.text.year_words import year

Mask = npt.NDArray[np.bool_]
DIGITS = 3
"""Digits of an amount from which a sum of two rows is no likely chance."""
_FEWEST = 2
_LIKELIEST = 2
"""How many of the runs that a total may stand for it may also sum to but for rounding."""
_BACK = 9
"""How many totals back the rows may begin, or on they may end, that a total of a higher level stands for."""
Scope = tuple[tuple[str, str], ...]
"""What a total is of, as pairs of a label's key and its text."""


@dataclass(frozen=True)
class Members:
    """Rows that a total may stand for: a run of them, those of a scope within it, and whether controls can say so."""

    first: int
    end: int
    scope: Scope = ()
    stated: bool = True


@dataclass(frozen=True)
class FoundTotal:
    """A total row: where it stands, whether of a part, and the rows that it totals."""

    at: int
    members: Members


class TotalFinder:
    """Finds the total rows among the rows of a source.

    Parameters
    ----------
    rows, labels
        The rows of a source, and the columns that name what its rows are of.
    counted
        SourceRows that hold anything and may be data.
    kept
        SourceRows that the mapping says are no totals.

    Attributes
    ----------
    data
        The rows that are data.
    running
        The sums of the data of each column of amounts, but for rows without an id, which are left out.
    doubtful
        Rows of data that are called a total and equal a sum, which may be chance.
    unmet
        Rows of data that are plainly called a total, and that no rows sum to.
    """

    def __init__(self, rows: SourceRows, labels: Labels, counted: Mask, kept: Mask) -> None:
        self.rows, self.labels = rows, labels
        alone, beside = labels.candidates()
        self._without_id = labels.without_id() & _amounts(rows)
        titled = np.zeros(rows.height, bool)
        titled[list(labels.titles)] = True
        self._maybe = np.flatnonzero((alone | beside | self._without_id | (titled & _amounts(rows))) & counted & ~kept)
        self._alone = alone
        data = counted & ~(alone & ~kept)
        self.data = data
        self.doubtful: list[FoundTotal] = []
        self.unmet: list[int] = []
        self._near: list[FoundTotal] = []
        self._scopes: dict[Scope, Rows] = {}
        self._said: dict[str, TextPlaces] = {}
        if len(self._maybe):
            self._decide()
        self._sum(self.data & ~self._without_id)

    def _sum(self, counted: Mask) -> None:
        self._summed, self._summed_rows = counted, np.flatnonzero(counted)
        self._may_be = np.zeros(self.rows.height, bool)
        self._may_be[self._maybe] = True
        self._subtotals = self._maybe[self.labels.subtotals[self._maybe]]
        self.running = [RunningSums(read.values, counted) for read in self.rows.read]

    def _decide(self) -> None:
        """Settle which rows are totals: those that say no more, then those that something else bears out."""
        data = self.data.copy()
        self._may_be_data = np.setdiff1d(np.flatnonzero(data), self._maybe)
        beside = [at for at in self._maybe.tolist() if not self._alone[at]]
        data[beside] = False
        self._sum(data)
        wrong = [at for at in beside if not self._borne_out(at)]
        self.doubtful += self._near if len(self._near) >= _FEWEST else []
        if proofs := self._proven(data, wrong):
            wrong = [at for at in wrong if at not in proofs]
            self.doubtful = [each for each in self.doubtful if each.at not in proofs]
            self.unmet = [at for at in self.unmet if at not in proofs]
        if wrong:
            data[wrong] = True
            self._maybe = np.setdiff1d(self._maybe, wrong)
        self.data = data

    def _proven(self, data: Mask, wrong: Sequence[int]) -> set[int]:
        """Those rows with a word for a total beside other words that a total of everything leaves no room for."""
        open_to_all = self._maybe[~np.isin(self._maybe, wrong)].tolist() if wrong else []
        totals = [at for at in open_to_all if not self._is_subtotal(at) and not self._scope(at)]
        likely = {each.at for each in self.doubtful}
        return proven(data, wrong, likely, totals, self._meets) if totals else set()

    def _meets(self, counted: Mask, at: int, first: int, end: int) -> bool:
        self._sum(counted)
        return self._sums_to(at, Members(first, end), exact=False)

    @property
    def positions(self) -> npt.NDArray[np.intp]:
        """Where the total rows stand."""
        return self._maybe

    def found(self) -> Iterator[FoundTotal]:
        """Each total row with the rows that it stands for."""
        for at in self._maybe.tolist():
            yield FoundTotal(at, self._members(at)[0])

    def is_of_all_above(self, at: int) -> bool:
        """Whether a total that names no group is met by all rows above it."""
        every = Members(0, at)
        return not self._is_subtotal(at) and not self._scope(at) and self._sums_to(at, every, exact=False)

    def _borne_out(self, at: int) -> bool:
        """Whether a row with a word for a total beside other words is one.

        A row that is labelled as a programme is (``Total synthesis``) is one where it says its own group, or where its
        sum is no likely chance; where it may be chance it is doubtful.
        """
        if at in self.labels.titles:
            return self._sums_to(at, Members(0, self.rows.height, (self.labels.titles[at],)), exact=True)
        words = self.labels.words_at(at)
        groups = [self._named(word.rest) for word in words]
        members, equal = self._members(at)
        if self._without_id[at] and self._is_sum_alone(at, members):
            return True
        if all(word.weak for word in words):
            return any(groups) and equal
        if not self.labels.is_complete(at):
            return equal or any(groups) or any(word.subtotal or is_generic(word.rest) for word in words)
        if self._says_it_surely(at, words, groups):
            return True
        return self._sums_plainly(at, words, members, near=equal)

    def _sums_plainly(self, at: int, words: Sequence[TotalWord], members: Members, *, near: bool) -> bool:
        """Whether a row that is labelled as a programme equals a sum by no likely chance.

        Else it is doubtful where it equals one at all, or nearly does as another such row, and unmet where it is
        plainly called a total.
        """
        count, same = self._line_count(members), self._sums_to(at, members, exact=True)
        subtotal, long = any(word.subtotal for word in words), self._digits(at) >= DIGITS
        sums = count >= _FEWEST and near and (same or subtotal)
        plainly = self.labels.is_plain(at) or self._closes(at)
        named = any(self._named(word.rest) for word in words)
        if (sums and (named or long)) or (same and (subtotal or (plainly and long))):
            return True
        if sums or (count == 1 and same):
            self.doubtful.append(FoundTotal(at, members))
        elif count >= _FEWEST and near and not self.labels.is_everyday(at):
            self._near.append(FoundTotal(at, members))
        elif not same and (plainly or self._is_one_of_subtotals(at)):
            self.unmet.append(at)
        return False

    def _is_one_of_subtotals(self, at: int) -> bool:
        """Whether a row says a word for a subtotal that no name is made of, as another does."""
        return self._is_subtotal(at) and len(self._subtotals) >= _FEWEST and not self.labels.is_everyday(at)

    def _closes(self, at: int) -> bool:
        """Whether a row stands below the last total of a table, with nothing but rows of such words around it."""
        others = self._may_be_data[: np.searchsorted(self._may_be_data, at)]
        first = int(others[-1]) + 1 if len(others) else 0
        is_last = len(others) == len(self._may_be_data) and not self._alone[at:].any()
        return is_last and bool(self._alone[first:at].any())

    def _is_sum_alone(self, at: int, members: Members) -> bool:
        """Whether a row that says no id equals a sum exactly, and says less than programmes do or no likely chance."""
        sure = self.labels.lacks(at) > 1 or self._digits(at) >= DIGITS
        return sure and self._line_count(members) >= _FEWEST and self._sums_to(at, members, exact=True)

    def _says_it_surely(self, at: int, words: Sequence[TotalWord], groups: Sequence[Scope]) -> bool:
        """Whether a row says that it is the total of its own group, or of everything, as no programme is called."""
        own = set(self.labels.scope(at))
        named = any(group and own >= set(group) for group in groups)
        return named or any(word.closing or is_generic(word.rest) for word in words)

    def _line_count(self, members: Members) -> int:
        return max((sums.count(members.first, members.end) for sums in self.running), default=0)

    def _digits(self, at: int) -> int:
        """How many digits of a row's amounts tell: those before the last zeros."""
        amounts = (read.values[at].as_py() or 0 for read in self.rows.read)
        return sum(len(str(abs(amount)).rstrip("0")) for amount in amounts)

    def _named(self, rest: str) -> Scope:
        return next(filter(None, map(self.labels.group_named, names_in(rest))), ())

    def _members(self, at: int) -> tuple[Members, bool]:
        """The rows that a total stands for, and whether they sum to it."""
        options = []
        for members in self._options(at):
            if self._sums_to(at, members, exact=True):
                return members, True
            options.append(members)
        for members in options[:_LIKELIEST]:
            if self._sums_to(at, members, exact=False):
                return members, True
        return options[0], False

    def _options(self, at: int) -> Iterator[Members]:
        """The runs of rows that a total may stand for, the likeliest first."""
        scope = self._scope(at)
        place = int(np.searchsorted(self._maybe, at))
        before = int(self._maybe[place - 1]) + 1 if place else 0
        after = int(self._maybe[place + 1]) if place + 1 < len(self._maybe) else self.rows.height
        height = self.rows.height
        subtotal = self._is_subtotal(at)
        groups = set(dict(scope)) - {"stage", "fiscal_year"}
        since = self._since_subtotal(at)
        if subtotal and not groups:
            yield Members(since, at, scope, stated=False)
        else:
            yield Members(0, height, scope)
        yield Members(before, at, scope, stated=False)
        yield Members(at + 1, after, scope, stated=False)
        yield Members(since, at, scope, stated=False)
        for first in self._runs_above(at):
            yield Members(first, at, scope, stated=False)
        for start in self._maybe[max(0, place - _BACK) : max(0, place - 1)][::-1].tolist():
            yield Members(int(start) + 1, at, scope, stated=False)
        for end in self._maybe[place + 2 : place + 2 + _BACK].tolist():
            yield Members(at + 1, int(end), scope, stated=False)
        yield Members(0, at, scope, stated=False)
        yield Members(at + 1, height, scope, stated=False)
        yield Members(0, height, scope, stated=not subtotal)
        if groups:
            bare = tuple(pair for pair in scope if pair[0] in {"stage", "fiscal_year"})
            yield Members(before, at, bare, stated=False)
            yield Members(at + 1, after, bare, stated=False)
            if not len(self._members_of(Members(0, height, scope))):
                yield from (Members(first, end, bare, stated=False) for first, end in ((0, height), (0, at)))

    def _runs_above(self, at: int) -> Iterator[int]:
        """Where the rows right above begin that say the same programme, and those that say the same ministry.

        They are what a total stands for only where it is no total of the table: a subtotal, or one above another total
        or above rows of a programme or ministry that is new.
        """
        for key in ("programme", "ministry") if at else ():
            said = self._places_of(key)
            first = said.run(at - 1)
            if self.rows.texts[key][at - 1].as_py() and at - first >= _FEWEST and self._is_of_part(at, said):
                yield first

    def _places_of(self, key: str) -> TextPlaces:
        if key not in self._said:
            self._said[key] = TextPlaces(self.rows.texts[key])
        return self._said[key]

    def _is_of_part(self, at: int, said: TextPlaces) -> bool:
        height = self.rows.height
        below, total = (_next(places, at, height) for places in (self._summed_rows, self._maybe))
        if self._is_subtotal(at) or total < min(below, height):
            return True
        return below < height and said.first(below) >= at

    def _since_subtotal(self, at: int) -> int:
        place = int(np.searchsorted(self._subtotals, at))
        return int(self._subtotals[place - 1]) + 1 if place else 0

    def _is_subtotal(self, at: int) -> bool:
        return bool(self.labels.subtotals[at])

    def _scope(self, at: int) -> Scope:
        if at in self.labels.titles:
            return (self.labels.titles[at],)
        scope = {key: text for key, text in self.labels.scope(at) if not self._is_own(at, key, text)}
        for word in self.labels.words_at(at):
            scope = dict(self._named(word.rest)) | scope if word.rest else scope
        if "fiscal_year" in self.rows.source.columns and (said := int(self.rows.year[at]) or self._year_called(at)):
            scope["fiscal_year"] = str(said)
        return tuple(scope.items())

    @cached_property
    def years(self) -> frozenset[int]:
        """The fiscal years of the rows."""
        return frozenset(np.unique(self.rows.year).tolist())

    def _year_called(self, at: int) -> int:
        """The one year, among those of the rows, that a row is called by: ``Total 2024``."""
        found = {year(word) for word in self.labels.label(at).split()} & self.years - {0}
        return found.pop() if len(found) == 1 else 0

    def _is_own(self, at: int, key: str, text: str) -> bool:
        """Whether a total says a code of a programme that no row of data says, or without one a ministry: its own."""
        if not (key == "programme" or key.startswith("column ") or (key == "ministry" and self._without_id[at])):
            return False
        rows = self.labels.rows_of(key, text)
        return not (self.data[rows] & ~self._may_be[rows]).any()

    def _members_of(self, members: Members) -> Rows:
        """The rows that are members."""
        rows = self._scoped(members.scope) if members.scope else self._summed_rows
        first, end = np.searchsorted(rows, (members.first, members.end))
        return rows[first:end][self._summed[rows[first:end]]]

    def _scoped(self, scope: Scope) -> Rows:
        """The rows of a scope, found among those of its rarest text."""
        if scope not in self._scopes:
            said = [pair for pair in scope if pair[0] != "fiscal_year"]
            every = [self.labels.rows_of(*pair) for pair in said] or [np.arange(self.rows.height)]
            rows = min(every, key=len)
            for key, text in scope:
                rows = rows[
                    self.rows.year[rows] == int(text) if key == "fiscal_year" else self.labels.says(key, text, rows)
                ]
            self._scopes[scope] = rows
        return self._scopes[scope]

    def sums(self, members: Members) -> list[int]:
        """The sum of some rows in each column of amounts."""
        if members.scope:
            rows = self._members_of(members)
            return [each.of(rows) for each in self.running]
        return [each.between(members.first, members.end) for each in self.running]

    def _sums_to(self, at: int, members: Members, *, exact: bool) -> bool:
        printed = [read.values[at].as_py() for read in self.rows.read]
        if not any(printed):
            return False
        sums = self.sums(members)
        return all(
            amount is None or abs(total - amount) <= (0 if exact else self.tolerance(at, number, members))
            for number, (amount, total) in enumerate(zip(printed, sums, strict=True))
        )

    def tolerance(self, at: int, number: int, members: Members) -> int:
        """What rounding may leave between a printed total and its rows: half a printed place a row (twice over).

        A total that is printed to fewer places than its rows may be off by half of its own, too, where its text shows
        that it is (``4457``, not ``4457.00``) and nothing that it be a programme. So may rows that are printed to fewer
        places than their total, by half of theirs; one row alone shows the places of its table. Nothing is left where
        no total is printed.
        """
        sums, unit, read = self.running[number], self.rows.columns[number].unit, self.rows.read[number]
        printed = read.values[at].as_py()
        if printed is None:
            return 0
        rows = self._members_of(members)
        rows = rows[sums.present[rows]]
        count = len(rows)
        step, own = step_of(sums.values[rows], printed, unit.factor), step_of(sums.values[:0], printed, unit.factor)
        rounded = step * count // 2 if count > 1 and step > 1 else 0
        if self.labels.is_complete(at):
            return rounded
        to_the_end = read.to_the_end
        shortened = own > step and to_the_end is not None and not to_the_end[at]
        places = int(to_the_end[rows].max(initial=0)) if to_the_end is not None else 0
        most = unit.factor // 10**places
        shown = sums.values[rows] if count > 1 else sums.values
        coarse = step_of(shown, 0, most) if own == step and count else step
        return max(rounded + (own // 2 if shortened else 0), coarse * count // 2 if coarse > step else 0)


def _next(places: Rows, at: int, height: int) -> int:
    """The first of some rows behind a row; the height of the table where there is none."""
    place = int(np.searchsorted(places, at, side="right"))
    return int(places[place]) if place < len(places) else height


def _amounts(rows: SourceRows) -> Mask:
    """Rows that hold an amount."""
    held = np.zeros(rows.height, bool)
    for read in rows.read:
        held |= np.asarray(read.values.is_valid().to_numpy(zero_copy_only=False))
    return held
