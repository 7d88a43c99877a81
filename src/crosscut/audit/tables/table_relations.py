"""The cells of a table put into the system, with the sums and worked-out columns that relate them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from crosscut import taxonomy
from crosscut.audit.context import times
from crosscut.audit.context.programme_names import headed
from crosscut.audit.copied import is_copied
from crosscut.audit.model import AuditFinding, Interval
from crosscut.audit.relations.assembly import Assembly
from crosscut.audit.relations.system import Key, Linear, Ratio, Transform
from crosscut.audit.slips import slipped
from crosscut.audit.tables.balance_rows import BalanceRow, balance_rows
from crosscut.audit.tables.derived import DIFFERENCE, Derived, derived, is_of_rounded_levels, meets
from crosscut.audit.tables.exchanged_rows import in_each_others_rows
from crosscut.audit.tables.grid import Grid, GridEntry, grid
from crosscut.audit.tables.period_columns import named_wholes
from crosscut.audit.tables.running_totals import running_totals
from crosscut.audit.tables.share_columns import ShareColumn
from crosscut.audit.tables.shown_sums import ShownSum, is_added, shown_sums, stands_elsewhere
from crosscut.audit.tables.total_relations import LineCells, RateColumns, Tally, cell, figure_of, relate_total
from crosscut.audit.tables.totals import TotalLine, is_a_total, sums
from crosscut.audit.tables.year_on_year import Step, steps
from crosscut.text import ministries

_PER_UNIT = re.compile(
    r"당(?:\s|$|[(（·/]|평균|금액|예산|지원)|평균|단가"
    r"|(?<![A-Za-z])(?:per|mean|average|avg|median|unit (?:cost|price)|pro|par|je|por)(?![A-Za-z])"
    r"|Durchschnitt|moyenne?|promedio|media(?![A-Za-z])|平均|当たり|単価",
    re.IGNORECASE,
)
"""What heads a column of amounts for each of some things, which no total adds up."""

_ONCE = re.compile(
    r"중복\s?(?:을 |은 |집계 |인원 |계산 )?(?:제외|제거|배제|없이|응답)|복수\s?응답|실\s?인원|순\s?인원|순계"
    r"|counted (?:only )?once|unduplicated|deduplicated|duplicates? (?:removed|excluded)"
    r"|without duplicat|double[- ]count"
    r"|multiple (?:answers|responses)|more than one (?:answer|region|programme|program|category)"
    r"|(?:distinct|unique) (?:people|persons|users|participants|individuals|projects|firms|companies|beneficiaries)",
    re.IGNORECASE,
)
"""What says that a total counts once what stands in several lines."""

_NOTE = 240
"""How far from a table a note on it may stand."""

_RATIOS: dict[str, tuple[str, Transform]] = {
    "growth": ("growth", "growth"),
    "ratio": ("share", "part"),
    "product": ("product", "part"),
}
_KEPT = 2**12
"""Labels of rows of which it is kept in mind what area they name."""

_LISTS = ("kr-cet-2022", "kr-cet-2026")


def relate_tables(assembly: Assembly, tally: Tally) -> list[AuditFinding]:
    """Relate the cells of every table of a document; what stands in the row of another is found by its table alone."""
    grids = [read for table in assembly.document.tables if (read := grid(table)) is not None]
    for read in grids:
        _table(assembly, read, tally)
    return [each for read in grids for each in in_each_others_rows(assembly, read)]


def _table(assembly: Assembly, read: Grid, tally: Tally) -> None:
    worked_out = list(derived(read))
    differences = {each.column for each in worked_out if isinstance(each, Derived) and each.kind == "difference"}
    sizes = frozenset(filter(read.is_never_negative, read.columns)) - differences
    for row, entries in enumerate(read.cells):
        for column, entry in enumerate(entries):
            if entry is not None and not entry.zero:
                _state(assembly, read, (row, column), entry, sizes)
    first = len(assembly.system.relations)
    _twins(assembly, read)
    _down(assembly, read, tally, _worked_columns(read, worked_out))
    _along(assembly, read, tally)
    for balance in balance_rows(read):
        _balance(assembly, read, balance)
    for each_column in worked_out:
        if isinstance(each_column, ShareColumn):
            _shares(assembly, read, each_column)
        else:
            _derived(assembly, read, each_column)
    for step in steps(read, {each.column: each.rows_true for each in worked_out if isinstance(each, Derived)}):
        _step(assembly, step)
    for each in running_totals(read):
        terms = ((cell(assembly, each.above), 1), (cell(assembly, each.added), 1), (cell(assembly, each.total), -1))
        assembly.system.relate(Linear("sum", terms))
    _relate_shown_sums(assembly, read, first)


def _relate_shown_sums(assembly: Assembly, read: Grid, first: int) -> None:
    """Relate the rows and columns that their numbers show to be sums, where nothing from a ``first`` on has said so."""
    columns = read.columns
    across, down = [read.column(column) for column in columns], [[row[each] for each in columns] for row in read.cells]
    for lines in (across, down):
        said = assembly.system.relations[first:]
        known = {frozenset(each.keys) for each in said if isinstance(each, Linear) and each.equal}
        for told in shown_sums(lines):
            for place in (*told.held, *told.broken):
                entries = [lines[line][place] for line in (*told.parts, told.whole)]
                added = [entry for entry in entries if entry is not None and is_added(entry)]
                relation = _added(assembly, told, added)
                if frozenset(relation.keys) in known:
                    continue
                if place in told.held or _one_slip(assembly, relation) or stands_elsewhere(lines, told, place):
                    assembly.system.relate(relation)


def _added(assembly: Assembly, told: ShownSum, entries: Sequence[GridEntry]) -> Linear:
    """The sum of one place: of three lines the last, where it is what is left of the others, as their difference."""
    *parts, whole = (cell(assembly, entry) for entry in entries)
    last = max(told.parts)
    if len(told.parts) == 2 and last > told.whole and len(parts) == 2:
        rest, less = (parts[told.parts.index(each)] for each in (last, min(told.parts)))
        return Linear("difference", ((whole, 1), (less, -1), (rest, -1)))
    return Linear("sum", (*((part, 1) for part in parts), (whole, -1)))


def _one_slip(assembly: Assembly, relation: Linear) -> bool:
    """Whether one slip of one figure is all that is in the way of a sum."""
    figures = [(assembly.system.figures[assembly.system.stating(key)[0]], sign) for key, sign in relation.terms]
    for figure, sign in figures:
        others = [_signed(each.lenient, -way * sign) for each, way in figures if each is not figure]
        low, high = (sum((span[end] for span in others), Fraction(0)) for end in (0, 1))
        if slipped(figure, Interval(low, high)) or is_copied(assembly.system, figure, Interval(low, high)):
            return True
    return False


def _signed(span: Interval, way: int) -> tuple[Fraction, Fraction]:
    low, high = span.low or Fraction(0), span.high or Fraction(0)
    return (low, high) if way > 0 else (-high, -low)


def _step(assembly: Assembly, step: Step) -> None:
    """A change from one year to the next, or a row's share of another."""
    before, after = cell(assembly, step.before), cell(assembly, step.after)
    if step.kind == "difference":
        terms = ((after, 1), (before, -1), (cell(assembly, step.entry), -1))
        assembly.system.relate(Linear("difference", terms))
        return
    over, under = (before, after) if step.kind == "share" else (after, before)
    kind, transform = _RATIOS["ratio" if step.kind == "share" else "growth"]
    assembly.system.relate(Ratio(kind, over, under, figure_of(assembly, step.entry), transform))


def _worked_columns(read: Grid, worked_out: Sequence[Derived | ShareColumn]) -> set[int]:
    """The columns that are differences or sums of others: they are wrong with these, and show nothing by themselves."""
    told = {each.column for each in worked_out if isinstance(each, Derived) and each.kind in ("difference", "sum")}
    return told | {column for column in read.columns if is_a_total(_last(read.headers[column]))}


def _sums_of_rows(read: Grid, sizes: list[int], worked_out: set[int]) -> list[TotalLine]:
    """The rows that are the sum of others; where none is seen in all columns, as those not worked out show them."""
    found = sums(read.cells, read.labels, sizes, read.words, implicit=True, levels=read.levels)
    own = [column for column in sizes if column not in worked_out]
    if len(own) in (0, len(sizes)):
        return found
    shown = {each.total for each in found if each.places_true}
    more = sums(read.cells, read.labels, own, read.words, implicit=False, levels=read.levels)
    better = {each.total: each for each in more if each.named and each.places_true and each.total not in shown}
    return [*(each for each in found if each.total not in better), *better.values()]


def _down(assembly: Assembly, read: Grid, tally: Tally, worked_out: set[int]) -> None:
    """The rows that are the sum of others."""
    columns = read.columns
    sizes = [column for column in columns if read.kinds[column] != "percentage"]
    once = _counted_once(assembly, read)
    for each in _sums_of_rows(read, sizes or columns, worked_out):
        if _ONCE.search(read.labels[each.total]):
            continue
        rates = tuple(column for column in columns if column not in each.places)
        sizes_only = tuple(
            place for place in each.places if place not in once and not _PER_UNIT.search(read.headers[place])
        )
        line = replace(each, places=sizes_only)
        relate_total(assembly, line, _rows_of(read), tally, RateColumns(rates, read.kinds))


def _counted_once(assembly: Assembly, read: Grid) -> set[int]:
    """The columns whose total counts once what stands in several lines: by their header, or by a note on the table."""
    start, text = read.start, assembly.document.text
    end = max((entry.token.end for row in read.cells for entry in row if entry), default=start)
    noted = _ONCE.search(text[max(0, start - _NOTE) : start]) or _ONCE.search(text[end : end + _NOTE])
    money = {column for column in read.columns if any(each and each.token.currency for each in read.column(column))}
    return {column for column in read.columns if _ONCE.search(read.headers[column]) or (noted and column not in money)}


def _along(assembly: Assembly, read: Grid, tally: Tally) -> None:
    """The columns that are the sum of others, where all are in one currency."""
    levels = [column for column in read.columns if read.kinds[column] == "level"]
    across = [read.column(column) for column in levels]
    headers = named_wholes([_last(read.headers[column]) for column in levels])
    if len({unit for column in levels for unit in _units(read, column)}) <= 1:
        rows = [row for row, line in enumerate(read.cells) if not any(each and _is_rate(each) for each in line)]
        for each in sums(across, headers, rows, "일부", implicit=True):
            columnwise = replace(each, named=True)
            relate_total(assembly, columnwise, _columns_of(read, levels), tally)


def _rows_of(read: Grid) -> LineCells:
    return LineCells(read.cells, lambda line, place: (line, place) in read.unread)


def _columns_of(read: Grid, levels: list[int]) -> LineCells:
    return LineCells([read.column(each) for each in levels], lambda line, place: (place, levels[line]) in read.unread)


def _is_rate(entry: GridEntry) -> bool:
    return entry.token.kind == "percentage"


def _last(header: str) -> str:
    return header.rsplit(" / ", maxsplit=1)[-1].strip()


def _units(read: Grid, column: int) -> set[str]:
    return {entry.token.currency for entry in read.column(column) if entry and not entry.zero}


def _state(assembly: Assembly, read: Grid, place: tuple[int, int], entry: GridEntry, sizes: frozenset[int]) -> None:
    """Put a cell's figure into the system; ``sizes`` are the columns without any number below nothing."""
    row, column = place
    header = read.headers[column]
    marks = times.marks(header)
    year = marks[0].year if marks else None
    label = read.labels[row]
    level = _holds_levels(read, column)
    figure = assembly.figure(
        entry.token,
        year=year,
        stage=times.stage(header),
        label=f"{label} · {header}".strip(" ·"),
        entity=_area(label),
        text=entry.text,
        ministry=ministries.find(label),
        programme=_programme(label) if level else "",
    )
    assembly.system.state(figure, cell(assembly, entry))
    if level and figure.is_money and column in sizes:
        assembly.system.levels.add(cell(assembly, entry))


def _holds_levels(read: Grid, column: int) -> bool:
    """Whether a column is of amounts, and not of what they changed by."""
    return read.kinds[column] == "level" and not DIFFERENCE.search(read.headers[column])


def _programme(label: str) -> str:
    """The first part of a row's label that is long and particular enough to be a programme's name."""
    parts = (headed(part) for part in label.split(" / ") if not ministries.find(part))
    return next(filter(None, parts), "")


@lru_cache(_KEPT)
def _area(label: str) -> str:
    """The area of a bundled list that a row is named after."""
    for list_id in _LISTS:
        found = taxonomy.load(list_id).find(re.sub(r"^[\s0-9.○ㅇ□·•-]+", "", label))
        if found:
            return found.id
    return ""


Pair = tuple[Key, Key]
"""A cell, and what the running text says of the same area, year and stage."""


def _twins(assembly: Assembly, read: Grid) -> None:
    """Rows of areas are what the running text says of them, where some row of the column shows that both mean the same.

    Without such a row the table may be of a part, or of another measure: then it is a guess, which can at most warn.
    """
    levels: dict[tuple[str, int], list[Key]] = defaultdict(list)
    for key in dict.fromkeys(assembly.system.states.values()):
        if key[0] == "level":
            levels[str(key[1]), int(key[2])].append(key)
    for column in read.columns:
        if levels and _holds_levels(read, column):
            pairs = [pair for row in range(len(read.cells)) for pair in _pairs(assembly, read, (row, column), levels)]
            agreed = sum(_agree(assembly, pair) for pair in pairs)
            for cell, stated in pairs:
                terms = ((cell, 1), (stated, -1))
                assembly.system.relate(Linear("same", terms, certain=agreed >= 1 and agreed * 2 >= len(pairs)))


def _pairs(
    assembly: Assembly, read: Grid, place: tuple[int, int], levels: dict[tuple[str, int], list[Key]]
) -> Iterator[Pair]:
    row, column = place
    entry, area, marks = read.cells[row][column], _area(read.labels[row]), times.marks(read.headers[column])
    year = marks[0].year if marks else None
    if entry is None or entry.zero or not area or year is None or entry.token.kind != "amount":
        return
    stage = times.stage(read.headers[column])
    for stated in levels.get((area, year), ()):
        if str(stated[3]) in ("", stage):
            yield cell(assembly, entry), stated


def _agree(assembly: Assembly, pair: Pair) -> bool:
    one, other = (
        [assembly.system.figures[figure].lenient for figure in assembly.system.figures_of([key])] for key in pair
    )
    return all(not each.meet(its).empty for each in one for its in other)


def _derived(assembly: Assembly, read: Grid, each: Derived) -> None:
    for entries in read.cells:
        entry = entries[each.column]
        if entry is None or (entry.zero and each.kind != "sum"):
            continue
        if each.kind == "sum":
            _across(assembly, entries, each)
            continue
        before, after = entries[each.before], entries[each.after]
        if before is None or after is None or before.zero or after.zero:
            continue
        if before.value <= 0 and each.kind != "of_after":
            continue
        if each.kind == "of_after":
            if is_of_rounded_levels(before, after, entry):
                continue
            keys = (cell(assembly, before), cell(assembly, after))
            assembly.system.relate(Ratio("growth", *keys, figure_of(assembly, entry), "of_after"))
        elif each.kind == "difference":
            terms = ((cell(assembly, after), 1), (cell(assembly, before), -1), (cell(assembly, entry), -1))
            assembly.system.relate(Linear("difference", terms, certain=each.certain))
        elif each.kind != "growth" or not (_is_rate(after) and meets(before, after, entry, "difference")):
            keys = (cell(assembly, after), cell(assembly, before))
            kind, transform = _RATIOS[each.kind]
            assembly.system.relate(Ratio(kind, *keys, figure_of(assembly, entry), transform, each.certain))


def _across(assembly: Assembly, entries: list[GridEntry | None], each: Derived) -> None:
    """The cells of one row that make up another."""
    whole, parts = entries[each.after], [entries[part] for part in each.parts]
    known = [part for part in parts if part is not None]
    if whole is not None and not whole.zero and len(known) == len(parts):
        terms = ((cell(assembly, part), 1) for part in known if not part.zero)
        assembly.system.relate(Linear("sum", (*terms, (cell(assembly, whole), -1)), certain=each.certain))


def _balance(assembly: Assembly, read: Grid, each: BalanceRow) -> None:
    """A row as others added to and taken from each other."""
    for column in each.columns:
        told = [(read.cells[row][column], sign) for row, sign in (*each.terms, (each.row, -1))]
        terms = tuple((cell(assembly, entry), sign) for entry, sign in told if entry is not None)
        assembly.system.relate(Linear(each.kind, terms))


def _shares(assembly: Assembly, read: Grid, each: ShareColumn) -> None:
    """Each row's share of the row of the whole, or of a whole that the table does not print."""
    total = read.cells[each.total][each.level] if each.total is not None else None
    if each.total is not None and (total is None or total.zero):
        return
    whole = cell(assembly, total) if total else assembly.local(f"whole of {each.column}", read.start)
    assembly.system.levels.add(whole)
    for entries in read.cells:
        part, share = entries[each.level], entries[each.column]
        if part is None or share is None or part.zero or share.zero:
            continue
        if each.total is not None or share.value != 1:
            ratio = Ratio("share", cell(assembly, part), whole, figure_of(assembly, share), "part")
            assembly.system.relate(ratio)
