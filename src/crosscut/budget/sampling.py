"""``crosscut sample`` and ``crosscut estimate``: what to read next, and what the totals are meanwhile.

A drawn sample is written to ``samples/`` of the folder, with everything that the estimate needs: the chance of each
programme and what was expected of it *before* anyone read it. So an estimate stays right whatever is learned later.
"""

from __future__ import annotations

import csv
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crosscut import classify
from crosscut.budget import attributing
from crosscut.budget.attributing import Moment
from crosscut.budget.inputs import Inputs, read
from crosscut.budget.opinions import agreement
from crosscut.errors import CrosscutError
from crosscut.progress import Progress, quiet
from crosscut.publish.csvtext import escape, restore

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Sample:
    """A drawn sample: ``frame`` are the programmes it speaks for, ``order`` the place of the drawn in reading order."""

    number: int
    moment: Moment
    frame: tuple[str, ...]
    chance: Floats
    order: NDArray[np.int64]
    expected: Floats

    @property
    def drawn(self) -> list[str]:
        """The programmes to read, the most telling first."""
        rows = np.flatnonzero(self.order > 0)
        return [self.frame[row] for row in rows[np.argsort(self.order[rows])]]


def sample(folder: Path, count: int, progress: Progress = quiet) -> dict[str, Any]:
    """The programmes to read next, drawn anew where all that were drawn before have been decided.

    Raises
    ------
    CrosscutError
        where ``count`` is not above zero.
    """
    if count < 1:
        raise CrosscutError(f"-n {count} draws nothing", hint="Say how many programmes can be read: -n 50")
    inputs = read(folder, progress)
    decided = attributing.decisions(inputs)
    last = latest(folder, inputs)
    left = [programme for programme in last.drawn if programme not in decided] if last else []
    if last is None or not left:
        progress("Proposing")
        last = _draw(inputs, decided, count, last.number + 1 if last else 1)
        _write(folder, last, inputs)
        left = last.drawn
    return {
        "taxonomy": inputs.taxonomy.id,
        "sample": last.number,
        "year": last.moment.year,
        "stage": last.moment.stage,
        "left": len(left),
        "programmes": _shown(inputs, last, left[:count]),
    }


def _draw(inputs: Inputs, decided: attributing.Decided, count: int, number: int) -> Sample:
    moment = attributing.main_moment(inputs)
    money = attributing.amounts(inputs, moment)
    programmes, probability = classify.chances(attributing.texts(inputs), inputs.taxonomy, decided)
    rows = [row for row, each in enumerate(programmes) if each in money and each not in decided]
    frame = tuple(programmes[row] for row in rows)
    share = classify.expected(probability[rows])
    plan = classify.draw(list(frame), np.array([money[each] for each in frame], float), share, count, str(number))
    order = np.zeros(len(frame), np.int64)
    order[plan.drawn] = np.arange(1, len(plan.drawn) + 1)
    return Sample(number, moment, frame, plan.chance, order, share)


def _shown(inputs: Inputs, drawn: Sample, programmes: list[str]) -> list[dict[str, Any]]:
    money = attributing.amounts(inputs, drawn.moment)
    names = dict(zip(*(inputs.programmes[name].to_pylist() for name in ("programme", "name")), strict=True))
    place = {programme: row for row, programme in enumerate(drawn.frame)}
    areas = [area.id for area in inputs.taxonomy.areas]
    rows = []
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


def estimates(folder: Path, progress: Progress = quiet) -> dict[str, Any]:
    """Area totals with 95 % intervals, from decisions and proposals, and what was assumed."""
    inputs = read(folder, progress)
    decided = attributing.decisions(inputs)
    last = latest(folder, inputs, decided)
    moment = last.moment if last else attributing.main_moment(inputs)
    money = attributing.amounts(inputs, moment)
    areas = [area.id for area in inputs.taxonomy.areas]
    if last is None:
        progress("Proposing")
        rest, assumed = _unsampled(inputs, decided, money)
        frame: set[str] = set()
    else:
        rest, assumed = _sampled(last, decided, money, areas)
        frame = set(last.frame)
    known = dict.fromkeys(areas, 0)
    for programme, shares in decided.items():
        for area, share in shares.items():
            if programme not in frame and area in known:
                known[area] += money.get(programme, 0) * share.numerator // share.denominator
    rows = [
        {
            "area": area,
            "estimate": known[area] + round(rest.total[k]),
            "low": known[area] + _down(rest.low[k]),
            "high": known[area] + _up(rest.high[k]),
        }
        for k, area in enumerate(areas)
    ]
    return {
        "taxonomy": inputs.taxonomy.id,
        "currency": inputs.settings.currency,
        "year": moment.year,
        "stage": moment.stage,
        "programmes": len(money),
        "decided": sum(each in money for each in decided),
        "sample": last.number if last else 0,
        "areas": rows,
        "assumed": assumed,
        "agreement": _agreement(inputs, tuple(areas)),
    }


def _sampled(
    last: Sample, decided: attributing.Decided, money: dict[str, int], areas: list[str]
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


def _unsampled(
    inputs: Inputs, decided: attributing.Decided, money: dict[str, int]
) -> tuple[classify.Estimate, list[str]]:
    programmes, probability = classify.chances(attributing.texts(inputs), inputs.taxonomy, decided)
    rows = [row for row, each in enumerate(programmes) if each in money and each not in decided]
    amounts = np.array([money[programmes[row]] for row in rows], float)
    result = classify.by_proposals(amounts, classify.expected(probability[rows]))
    return result, [
        "no drawn sample has been read to its end: the interval trusts the probabilities of the proposals",
        f"crosscut sample {inputs.folder} -n 50 draws programmes to read; after that the interval trusts nothing",
    ]


def _agreement(inputs: Inputs, areas: tuple[str, ...]) -> list[dict[str, Any]]:
    """How far people agree by area, where several decided on the same programmes."""
    return [asdict(each) for each in agreement(inputs.decisions, areas) if each.programmes]


def _down(value: float) -> int:
    return int(np.floor(value))


def _up(value: float) -> int:
    return int(np.ceil(value))


def latest(folder: Path, inputs: Inputs, finished: attributing.Decided | None = None) -> Sample | None:
    """The last sample drawn in a folder under its taxonomy, or the last that has been read to its end."""
    areas = [area.id for area in inputs.taxonomy.areas]
    for path in sorted((folder / "samples").glob("*.csv"), reverse=True):
        each = _read(path, inputs.taxonomy.id, areas)
        if each is not None and (finished is None or all(programme in finished for programme in each.drawn)):
            return each
    return None


def _write(folder: Path, drawn: Sample, inputs: Inputs) -> None:
    place = folder / "samples"
    place.mkdir(exist_ok=True)
    areas = [area.id for area in inputs.taxonomy.areas]
    with (place / f"{drawn.number:04}.csv").open("x", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["programme", "order", "chance", "taxonomy", "year", "stage", *areas])
        for row, programme in enumerate(drawn.frame):
            expected = [repr(float(share)) for share in drawn.expected[row]]
            head = [escape(programme), int(drawn.order[row]), repr(float(drawn.chance[row]))]
            writer.writerow([*head, inputs.taxonomy.id, drawn.moment.year, drawn.moment.stage, *expected])


def _read(path: Path, version: str, areas: list[str]) -> Sample | None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if not rows or rows[0]["taxonomy"] != version or not set(areas) <= set(rows[0]):
        return None
    return Sample(
        number=int(path.stem),
        moment=Moment(int(rows[0]["year"]), rows[0]["stage"]),
        frame=tuple(restore(row["programme"]) for row in rows),
        chance=np.array([float(row["chance"]) for row in rows]),
        order=np.array([int(row["order"]) for row in rows], np.int64),
        expected=np.array([[float(row[area]) for area in areas] for row in rows]).reshape(len(rows), len(areas)),
    )
