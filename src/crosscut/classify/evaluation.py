"""How good the proposals are, measured on decided texts that the model had not seen, whole groups at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from crosscut.classify.calibration import expected_error
from crosscut.classify.groups import folds, numbered
from crosscut.classify.linear_model import learn
from crosscut.classify.text_vectors import Batch, Space
from crosscut.tables import OUTSIDE

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class UnseenAnswers:
    """What the models said of decided texts that they had not learned from.

    ``chance`` and ``truth`` have one column a class, the last none of the areas; ``proposed`` one column an area.
    ``sure`` tells which texts stood in the bands that need no reading.
    """

    areas: tuple[str, ...]
    chance: Floats
    proposed: Flags
    truth: Flags
    sure: Flags


def cross_validate(
    space: Space, known: Batch, member: Flags, groups: list[str], others: tuple[Batch, list[str]], *, error: float
) -> UnseenAnswers:
    """Five models, each judged on groups that it was not shown; undecided texts of those are kept out too."""
    place = folds(groups)
    number = numbered(groups)
    chance, proposed = np.zeros(member.shape), np.zeros((len(member), member.shape[1] - 1), bool)
    sure = np.zeros(len(member), bool)
    for fold in range(5):
        here, rest = np.flatnonzero(place == fold), np.flatnonzero(place != fold)
        if not len(here) or not len(rest):
            continue
        held = {groups[row] for row in here}
        free = np.array([row for row, group in enumerate(others[1]) if group not in held], np.int64)
        model = learn(known.take(rest), member[rest], number[rest], others[0].take(free), space.topics, error=error)
        judged = model.judge(space.scorer.areas, known.take(here))
        chance[here], proposed[here], sure[here] = judged.probability, judged.member, judged.needs_no_reading
    return UnseenAnswers(space.scorer.areas, chance, proposed, member, sure)


def f1(proposed: Flags, truth: Flags) -> tuple[float, float]:
    """Micro- and macro-averaged F1 over the columns; a column with neither a true nor a proposed text counts as 0."""
    hits, spoken, true = (proposed & truth).sum(axis=0), proposed.sum(axis=0), truth.sum(axis=0)
    each = 2 * hits / np.maximum(spoken + true, 1)
    return float(2 * hits.sum() / max(spoken.sum() + true.sum(), 1)), float(each.mean())


def with_none(proposed: Flags) -> Flags:
    """The areas and, last, whether there is none of them."""
    return np.hstack([proposed, ~proposed.any(axis=1, keepdims=True)])


def calibration(unseen: UnseenAnswers) -> float:
    """Expected calibration error over all proposals, of areas and of none."""
    proposed = with_none(unseen.proposed)
    return expected_error(unseen.chance[proposed], unseen.truth[proposed])


@dataclass(frozen=True)
class AreaQuality:
    """How well one class is found: the last row of a report is ``outside``.

    ``money`` is the true amount, ``missed`` the part of it that was proposed elsewhere and ``wrong`` the amount that
    was proposed here and belongs elsewhere; all in minor units, 0 where no amounts are known.
    """

    area: str
    true: int
    proposed: int
    precision: float
    recall: float
    f1: float
    calibration: float
    money: int
    missed: int
    wrong: int


@dataclass(frozen=True)
class EvaluationReport:
    """A cross-validation in figures. ``micro`` and ``macro`` average F1 over areas, ``macro_with_outside`` over all."""

    rows: tuple[AreaQuality, ...]
    micro: float
    macro: float
    macro_with_outside: float
    calibration: float
    sure: float
    sure_money: float
    sure_precision: float
    texts: int
    groups: int

    def to_json(self) -> dict[str, float | list[dict[str, str | float]]]:
        """The report as one JSON document: its fields by name, and those of each row."""
        return asdict(self) | {"rows": [asdict(row) for row in self.rows]}


def report(unseen: UnseenAnswers, amounts: Ints, groups: int) -> EvaluationReport:
    """The figures of a cross-validation; ``amounts`` weigh the texts by their money."""
    proposed, truth, chance = with_none(unseen.proposed), unseen.truth, unseen.chance
    names = (*unseen.areas, OUTSIDE)
    rows = tuple(_row(name, proposed[:, k], truth[:, k], chance[:, k], amounts) for k, name in enumerate(names))
    seen = [row for row in rows if row.true or row.proposed]
    micro, _ = f1(proposed[:, :-1], truth[:, :-1])
    inside = [row.f1 for row in seen if row.area != OUTSIDE]
    sure, money = unseen.sure, max(int(amounts.sum()), 1)
    return EvaluationReport(
        rows=rows,
        micro=micro,
        macro=_mean(inside),
        macro_with_outside=_mean([row.f1 for row in seen]),
        calibration=calibration(unseen),
        sure=_mean(sure),
        sure_money=int(amounts[sure].sum()) / money,
        sure_precision=float((proposed & truth)[sure].sum() / max(int(proposed[sure].sum()), 1)),
        texts=len(proposed),
        groups=groups,
    )


def _mean(values: Sequence[float] | Flags) -> float:
    return float(np.mean(values)) if len(values) else 0.0


def _row(area: str, proposed: Flags, truth: Flags, chance: Floats, amounts: Ints) -> AreaQuality:
    hits, spoken, true = int((proposed & truth).sum()), int(proposed.sum()), int(truth.sum())
    return AreaQuality(
        area=area,
        true=true,
        proposed=spoken,
        precision=hits / max(spoken, 1),
        recall=hits / max(true, 1),
        f1=2 * hits / max(spoken + true, 1),
        calibration=expected_error(chance[proposed], truth[proposed]),
        money=int(amounts[truth].sum()),
        missed=int(amounts[truth & ~proposed].sum()),
        wrong=int(amounts[proposed & ~truth].sum()),
    )
