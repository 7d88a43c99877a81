"""``crosscut sample``: which programmes to read next, and which a second person should read.

A drawn sample is written to ``samples/`` of the folder, with everything that the estimate needs: the chance of each
programme and what was expected of it *before* anyone read it. So an estimate stays right whatever is learned later.
"""

from __future__ import annotations

from typing import TypedDict

import numpy as np

from crosscut import classify
from crosscut.budget import Run
from crosscut.calendar import Period
from crosscut.classify.faults import DecisionFault, faults, why_again
from crosscut.classify.groups import mark
from crosscut.classify.programmes import decisions, terms, texts
from crosscut.classify.sample_files import Sample, drawn_before, next_number, write
from crosscut.classify.season import season_of
from crosscut.classify.second_opinions import is_large
from crosscut.errors import CrosscutError
from crosscut.progress import Progress, quiet
from crosscut.text import Text

_WORTH_SAYING = 0.1
_ONE_IN = 3
"""Of programmes that the first reader put into no area one in so many is read a second time."""


class ToRead(TypedDict):
    """One programme of a sample: its money in minor units, its chance of being drawn, and its likely areas.

    ``why`` is empty, or says why a programme that was decided before comes again.
    """

    programme: str
    name: str
    amount: int
    chance: float
    likely: list[str]
    why: str
    why_ko: str


class ToReadAgain(TypedDict):
    """One programme that a second person should read without knowing what the first one found."""

    programme: str
    name: str
    amount: int


class NextReadings(TypedDict):
    """What to read next: the sample that it belongs to (0 where none was ever drawn), and how many of that are left."""

    taxonomy: str
    currency: str
    sample: int
    year: int
    stage: str
    left: int
    note: str
    note_ko: str
    programmes: list[ToRead]
    second: list[ToReadAgain]
    fatal: list[DecisionFault]


def sample(
    run: Run, count: int, progress: Progress = quiet, *, beyond: bool = False, period: Period | None = None
) -> NextReadings:
    """The programmes to read next, drawn anew where all that were drawn before have been decided.

    They are drawn by the money of a period, without it of the one that leads. With ``beyond`` they are drawn anew
    though some are left, which readers passed over; those may be drawn again.

    Raises
    ------
    CrosscutError
        where ``count`` is not above zero.
    """
    if count < 1:
        raise CrosscutError(f"-n {count} draws nothing", hint="Say how many programmes can be read: -n 50")
    period = period or run.calendar.leading
    money = run.budgets(*period)
    last = _latest(run, period)
    left = [each for each in last.drawn if each not in run.decisions and each in money] if last else []
    note = Text() if beyond else _note(last, left, count)
    if not left or beyond:
        progress("Proposing")
        new = _draw(run, period, count)
        left = new.drawn
        if left:
            write(run.snapshot.folder, run.taxonomy.id, [area.id for area in run.taxonomy.areas], new)
            last = new
        else:
            note = _ALL_DECIDED if money else _NO_MONEY
    return {
        "taxonomy": run.taxonomy.id,
        "currency": run.settings.currency,
        "sample": last.number if last else 0,
        "year": period.year,
        "stage": period.stage,
        "left": len(left),
        "note": note.en,
        "note_ko": note.ko,
        "programmes": _to_read(run, period, last, left[:count]) if last else [],
        "second": _second(run, period),
        "fatal": faults(run),
    }


_ALL_DECIDED = Text(
    "Every programme with money in this period has been decided: there is nothing left to draw.",
    "이 시기에 금액이 있는 사업을 모두 판단해 더 추출할 것이 없습니다.",
)
_NO_MONEY = Text(
    "No programme has money in this period: there is nothing to draw.",
    "이 시기에 금액이 있는 사업이 없어 추출할 것이 없습니다.",
)


def _latest(run: Run, period: Period) -> Sample | None:
    """The last sample that was drawn by a period's money, or else by that of any."""
    before = drawn_before(run.snapshot.folder, run.taxonomy.id, [area.id for area in run.taxonomy.areas])
    of_period = [each for each in before if each.period == period]
    return next(reversed(of_period or before), None)


def drawn(run: Run, number: int) -> list[str]:
    """What a sample drew, in the order in which it is read; nothing where there is none of that number."""
    every = drawn_before(run.snapshot.folder, run.taxonomy.id, [area.id for area in run.taxonomy.areas])
    return next((each.drawn for each in every if each.number == number), [])


def _note(last: Sample | None, left: list[str], count: int) -> Text:
    """What -n means where a sample is open already."""
    if last is None or not left or count == len(left):
        return Text()
    number, all_of_it = last.number, len(last.drawn)
    open_ = f"Sample {number} is open: {len(left)} of its {all_of_it} programmes still to read"
    open_ko = f"표본 {number}의 사업 {all_of_it}건 중 {len(left)}건을 아직 읽지 않았습니다"
    if count < len(left):
        return Text(
            f"{open_}; shown are the first {count}. Read them in this order: the order is part of the draw.",
            f"{open_ko}. 그중 앞의 {count}건입니다. 순서도 추출의 일부이므로 이 순서대로 읽으십시오.",
        )
    return Text(
        f"{open_}, so -n {count} draws no more. The next sample is drawn when they have been read.",
        f"{open_ko}. 그래서 -n {count}(으)로 더 추출하지 않습니다. 다 읽으면 다음 표본을 추출합니다.",
    )


def _draw(run: Run, period: Period, count: int) -> Sample:
    number = next_number(run.snapshot.folder)
    money, decided = run.budgets(*period), decisions(run)
    programmes, probability = classify.chances(texts(run), run.taxonomy, decided, terms(run))
    rows = [row for row, each in enumerate(programmes) if each in money and each not in decided]
    frame = tuple(programmes[row] for row in rows)
    share = classify.expected(probability[rows])
    amounts = tuple(money[each] for each in frame)
    plan = classify.draw(list(frame), np.array(amounts, float), share, count, str(number))
    order = np.zeros(len(frame), np.int64)
    order[plan.drawn] = np.arange(1, len(plan.drawn) + 1)
    return Sample(number, period, frame, plan.chance, order, share, amounts)


def _to_read(run: Run, period: Period, drawn: Sample, programmes: list[str]) -> list[ToRead]:
    money, names = run.budgets(*period), run.names_at(period)
    place = {programme: row for row, programme in enumerate(drawn.frame)}
    areas = [area.id for area in run.taxonomy.areas]
    why = why_again(run, programmes)
    rows: list[ToRead] = []
    for programme in programmes:
        share = drawn.expected[place[programme]]
        likely = [areas[each] for each in np.argsort(-share, kind="stable")[:2] if share[each] >= _WORTH_SAYING]
        rows.append(
            {
                "programme": programme,
                "name": names.get(programme, ""),
                "amount": money.get(programme, 0),
                "chance": round(float(drawn.chance[place[programme]]), 6),
                "likely": likely,
                "why": why.get(programme, Text()).en,
                "why_ko": why.get(programme, Text()).ko,
            }
        )
    return rows


def is_read_again(programme: str, *, in_an_area: bool, large: bool) -> bool:
    """Whether a second person reads a programme that the first one put into an area, or into none, or that is large."""
    return large or in_an_area or mark(f"second\x1f{programme}")[0] % _ONE_IN == 0


def _second(run: Run, period: Period) -> list[ToReadAgain]:
    """What a second person should read: all that was put into an area or is large, and of the others one in three."""
    season = season_of(run, period)
    drawn = {each for sample in season.samples for each in sample.drawn}
    names = run.names_at(period)
    rows: list[ToReadAgain] = []
    for row, programme in enumerate(season.programmes):
        if programme not in drawn or not season.readings.decided[row] or season.readings.twice[row]:
            continue
        large = is_large(run.settings, season.amounts[row])
        if is_read_again(programme, in_an_area=bool((season.readings.first[row] > 0).any()), large=large):
            rows.append({"programme": programme, "name": names.get(programme, ""), "amount": season.amounts[row]})
    return sorted(rows, key=lambda each: mark(each["programme"]))
