"""What the machine thinks of a budget folder's programmes, and what people decided about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import pyarrow as pa

from crosscut.budget.inputs import Inputs
from crosscut.classify.evaluating import Report
from crosscut.engine.decisions import decided
from crosscut.engine.keys import budgets
from crosscut.tables import OUTSIDE

Decided = Mapping[str, Mapping[str, Fraction]]


@dataclass(frozen=True)
class Moment:
    """The fiscal year and stage that the totals are of."""

    year: int
    stage: str


def texts(inputs: Inputs) -> pa.Table:
    """The folder's programmes as a table of TEXTS: their own text and the names of their parts."""
    from crosscut.classify import TEXTS

    parts: dict[str, list[str]] = defaultdict(list)
    for row in inputs.subprogrammes.sort_by([("programme", "ascending"), ("subprogramme", "ascending")]).to_pylist():
        parts[row["programme"]].append(row["name"])
    rows = [
        {
            "programme": row["programme"],
            "name": row["name"] or row["name_en"],
            "ministry": row["ministry"],
            "committee": row["committee"],
            "group": "",
            "text": ". ".join(filter(None, _said(row, parts))),
        }
        for row in inputs.programmes.to_pylist()
    ]
    return pa.Table.from_pylist(rows, TEXTS)


def _said(row: Mapping[str, str], parts: Mapping[str, list[str]]) -> list[str]:
    english = row["name_en"] if row["name"] else ""
    return [english, row["text"], *parts.get(row["programme"], [])]


def decisions(inputs: Inputs) -> Decided:
    """The decisions that hold, as shares by programme and area; what is outside is left out."""
    held, _ = decided(inputs.decisions, inputs.taxonomy)
    shares: dict[str, dict[str, Fraction]] = {}
    for programme, said in held.items():
        areas: dict[str, Fraction] = defaultdict(Fraction)
        for (area, _), numerator in said.numerators.items():
            areas[area] += Fraction(numerator, said.denominator)
        shares[programme] = {area: share for area, share in areas.items() if area != OUTSIDE}
    return shares


def accepted(inputs: Inputs) -> Decided:
    """The proposals that count unread: shares by programme and area, of programmes in the band ``accept``."""
    from crosscut.classify import propose

    settings = inputs.settings.classify
    table = propose(texts(inputs), inputs.taxonomy, decisions(inputs), settings.error)
    shares: dict[str, dict[str, Fraction]] = defaultdict(dict)
    for row in table.to_pylist():
        if row["status"] == "accept":
            shares[row["programme"]][row["area"]] = Fraction(row["numerator"], row["denominator"])
    return shares


def evaluated(inputs: Inputs) -> Report:
    """How good proposals are on the decided programmes, weighed by their money at the main moment."""
    from crosscut.classify import evaluate

    money = amounts(inputs, main_moment(inputs))
    return evaluate(texts(inputs), inputs.taxonomy, decisions(inputs), money, inputs.settings.classify.error)


def main_moment(inputs: Inputs) -> Moment:
    """The latest year and, in it, the stage that the publication leads with."""
    own = {(row["fiscal_year"], row["stage"]) for row in inputs.lines.select(["fiscal_year", "stage"]).to_pylist()}
    year = max((year for year, _ in own), default=0)
    order = [stage for stage in inputs.settings.stage_ids if (year, stage) in own]
    leading = inputs.settings.main_stage
    return Moment(year, leading if leading in order else (order or [""])[-1])


def amounts(inputs: Inputs, moment: Moment) -> dict[str, int]:
    """The money of each programme at a moment, in minor units."""
    rows = budgets(inputs.lines).to_pylist()
    return {
        row["programme"]: row["amount"]
        for row in rows
        if (row["fiscal_year"], row["stage"]) == (moment.year, moment.stage)
    }
