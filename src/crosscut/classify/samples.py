"""``crosscut sample`` and ``crosscut estimate``: what to read next, and what the totals are meanwhile.

A drawn sample is written to ``samples/`` of the folder, with everything that the estimate needs: the chance of each
programme and what was expected of it *before* anyone read it. So an estimate stays right whatever is learned later.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import numpy as np
from numpy.typing import NDArray

from crosscut import classify
from crosscut.budget import Run
from crosscut.budget.opinions import agreement
from crosscut.calendar import Period
from crosscut.classify.programmes import Decided, decisions, texts
from crosscut.csvtext import escape, restore
from crosscut.errors import CrosscutError
from crosscut.progress import Progress, quiet

Floats = NDArray[np.float64]


class ToRead(TypedDict):
    """One programme of a sample: its money in minor units, its chance of being drawn, and its likely areas."""

    programme: str
    name: str
    amount: int
    chance: float
    likely: list[str]


class NextReadings(TypedDict):
    """What to read next: the sample that it belongs to, and how many of that are left."""

    taxonomy: str
    sample: int
    year: int
    stage: str
    left: int
    programmes: list[ToRead]


class AreaEstimate(TypedDict):
    """An area's total with its 95 % interval, in minor units."""

    area: str
    estimate: int
    low: int
    high: int


class AreaAgreement(TypedDict):
    """How far people agree on an area, over the programmes that several decided on."""

    area: str
    programmes: int
    agreed: int
    kappa: float | None
    alpha: float | None


class Estimates(TypedDict):
    """All areas' totals, and what was assumed."""

    taxonomy: str
    currency: str
    year: int
    stage: str
    programmes: int
    decided: int
    sample: int
    areas: list[AreaEstimate]
    assumed: list[str]
    agreement: list[AreaAgreement]


@dataclass(frozen=True)
class Sample:
    """A drawn sample: ``frame`` are the programmes it speaks for, ``order`` the place of the drawn in reading order."""

    number: int
    period: Period
    frame: tuple[str, ...]
    chance: Floats
    order: NDArray[np.int64]
    expected: Floats

    @property
    def drawn(self) -> list[str]:
        """The programmes to read, the most telling first."""
        rows = np.flatnonzero(self.order > 0)
        return [self.frame[row] for row in rows[np.argsort(self.order[rows])]]


def sample(run: Run, count: int, progress: Progress = quiet) -> NextReadings:
    """The programmes to read next, drawn anew where all that were drawn before have been decided.

    Raises
    ------
    CrosscutError
        where ``count`` is not above zero.
    """
    if count < 1:
        raise CrosscutError(f"-n {count} draws nothing", hint="Say how many programmes can be read: -n 50")
    decided = decisions(run)
    last = latest(run)
    left = [programme for programme in last.drawn if programme not in decided] if last else []
    if last is None or not left:
        progress("Proposing")
        last = _draw(run, decided, count, last.number + 1 if last else 1)
        _write(run, last)
        left = last.drawn
    return {
        "taxonomy": run.taxonomy.id,
        "sample": last.number,
        "year": last.period.year,
        "stage": last.period.stage,
        "left": len(left),
        "programmes": _shown(run, last, left[:count]),
    }


def _draw(run: Run, decided: Decided, count: int, number: int) -> Sample:
    period = run.calendar.leading
    money = run.budgets(*period)
    programmes, probability = classify.chances(texts(run), run.taxonomy, decided)
    rows = [row for row, each in enumerate(programmes) if each in money and each not in decided]
    frame = tuple(programmes[row] for row in rows)
    share = classify.expected(probability[rows])
    plan = classify.draw(list(frame), np.array([money[each] for each in frame], float), share, count, str(number))
    order = np.zeros(len(frame), np.int64)
    order[plan.drawn] = np.arange(1, len(plan.drawn) + 1)
    return Sample(number, period, frame, plan.chance, order, share)


def _shown(run: Run, drawn: Sample, programmes: list[str]) -> list[ToRead]:
    money, names = run.budgets(*drawn.period), run.snapshot.names
    place = {programme: row for row, programme in enumerate(drawn.frame)}
    areas = [area.id for area in run.taxonomy.areas]
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
            }
        )
    return rows


_WORTH_SAYING = 0.1


def estimates(run: Run, progress: Progress = quiet) -> Estimates:
    """Area totals with 95 % intervals, from decisions and proposals, and what was assumed."""
    decided = decisions(run)
    last = latest(run, decided)
    period = last.period if last else run.calendar.leading
    money = run.budgets(*period)
    areas = [area.id for area in run.taxonomy.areas]
    if last is None:
        progress("Proposing")
        rest, assumed = _unsampled(run, decided, money)
        frame: set[str] = set()
    else:
        rest, assumed = _sampled(last, decided, money, areas)
        frame = set(last.frame)
    known = dict.fromkeys(areas, 0)
    for programme, shares in decided.items():
        for area, share in shares.items():
            if programme not in frame and area in known:
                known[area] += money.get(programme, 0) * share.numerator // share.denominator
    rows: list[AreaEstimate] = [
        {
            "area": area,
            "estimate": known[area] + round(rest.total[k]),
            "low": known[area] + _down(rest.low[k]),
            "high": known[area] + _up(rest.high[k]),
        }
        for k, area in enumerate(areas)
    ]
    return {
        "taxonomy": run.taxonomy.id,
        "currency": run.settings.currency,
        "year": period.year,
        "stage": period.stage,
        "programmes": len(money),
        "decided": sum(each in money for each in decided),
        "sample": last.number if last else 0,
        "areas": rows,
        "assumed": assumed,
        "agreement": _agreement(run, tuple(areas)),
    }


def _sampled(
    last: Sample, decided: Decided, money: dict[str, int], areas: list[str]
) -> tuple[classify.Estimate, list[str]]:
    read_now = np.array([order > 0 for order in last.order], bool)
    found = np.array(
        [[float(decided.get(each, {}).get(area, 0)) for area in areas] for each in last.frame], float
    ).reshape(len(last.frame), len(areas))
    amounts = np.array([money.get(each, 0) for each in last.frame], float)
    result = classify.estimate(amounts, last.expected, last.chance, read_now, found)
    count = int(read_now.sum())
    return result, [
        f"sample {last.number}: {count} of {len(last.frame)} programmes, drawn by hash with known chances and all read",
        "the interval holds whatever the proposals are worth",
        "programmes decided before the sample was drawn are known exactly; later decisions on others wait for the next",
    ]


def _unsampled(run: Run, decided: Decided, money: dict[str, int]) -> tuple[classify.Estimate, list[str]]:
    programmes, probability = classify.chances(texts(run), run.taxonomy, decided)
    rows = [row for row, each in enumerate(programmes) if each in money and each not in decided]
    amounts = np.array([money[programmes[row]] for row in rows], float)
    result = classify.by_proposals(amounts, classify.expected(probability[rows]))
    return result, [
        "no drawn sample has been read to its end: the interval trusts the probabilities of the proposals",
        f"crosscut sample {run.snapshot.folder} -n 50 draws programmes to read; after that the interval trusts nothing",
    ]


def _agreement(run: Run, areas: tuple[str, ...]) -> list[AreaAgreement]:
    """How far people agree by area, where several decided on the same programmes."""
    found = (each for each in agreement(run.sound_decisions, areas) if each.programmes)
    return [
        AreaAgreement(
            area=each.area, programmes=each.programmes, agreed=each.agreed, kappa=each.kappa, alpha=each.alpha
        )
        for each in found
    ]


def _down(value: float) -> int:
    return int(np.floor(value))


def _up(value: float) -> int:
    return int(np.ceil(value))


def latest(run: Run, finished: Decided | None = None) -> Sample | None:
    """The last sample drawn in a folder under its taxonomy, or the last that has been read to its end."""
    areas = [area.id for area in run.taxonomy.areas]
    for path in sorted((run.snapshot.folder / "samples").glob("*.csv"), reverse=True):
        each = _read(path, run.taxonomy.id, areas)
        if each is not None and (finished is None or all(programme in finished for programme in each.drawn)):
            return each
    return None


def _write(run: Run, drawn: Sample) -> None:
    place = run.snapshot.folder / "samples"
    place.mkdir(exist_ok=True)
    areas = [area.id for area in run.taxonomy.areas]
    with (place / f"{drawn.number:04}.csv").open("x", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["programme", "order", "chance", "taxonomy", "year", "stage", *areas])
        for row, programme in enumerate(drawn.frame):
            expected = [repr(float(share)) for share in drawn.expected[row]]
            head = [escape(programme), int(drawn.order[row]), repr(float(drawn.chance[row]))]
            writer.writerow([*head, run.taxonomy.id, drawn.period.year, drawn.period.stage, *expected])


def _read(path: Path, version: str, areas: list[str]) -> Sample | None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if not rows or rows[0]["taxonomy"] != version or not set(areas) <= set(rows[0]):
        return None
    return Sample(
        number=int(path.stem),
        period=Period(int(rows[0]["year"]), rows[0]["stage"]),
        frame=tuple(restore(row["programme"]) for row in rows),
        chance=np.array([float(row["chance"]) for row in rows]),
        order=np.array([int(row["order"]) for row in rows], np.int64),
        expected=np.array([[float(row[area]) for area in areas] for row in rows]).reshape(len(rows), len(areas)),
    )
