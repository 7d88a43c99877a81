"""Crosswalks: where the technologies of one version stand in another, with exact weights."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from importlib.resources import files

from crosscut.config import did_you_mean
from crosscut.tables import NO_AREA, OUTSIDE
from crosscut.taxonomy.lists import bundled, load
from crosscut.taxonomy.model import Taxonomy, TaxonomyError

KINDS = ("same", "part", "none")
"""``same``: all of the source goes to the target; ``part``: a part of it; ``none``: the target list has no place."""


@dataclass(frozen=True, slots=True)
class CrosswalkRow:
    """One row of a crosswalk: ``numerator / denominator`` of the source's money goes to the target.

    ``from_sub`` is empty for money that names the area only; ``to_sub`` is empty where the target is the area and no
    sub-technology of it. What has no place in the target list goes to the area ``outside``, with kind ``none``.
    """

    from_area: str
    from_sub: str
    to_area: str
    to_sub: str
    numerator: int
    denominator: int
    kind: str
    note: str
    note_ko: str
    certainty: str
    source: str


_OUTSIDE = CrosswalkRow(
    from_area=OUTSIDE,
    from_sub="",
    to_area=OUTSIDE,
    to_sub="",
    numerator=1,
    denominator=1,
    kind="none",
    note="What one list does not hold is not in the other either.",
    note_ko="한 목록 밖의 것은 다른 목록에서도 밖이다.",
    certainty="judgement",
    source="this project's judgement",
)


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """The passages from one version to another: the weights of every source sum to one."""

    from_id: str
    to_id: str
    rows: tuple[CrosswalkRow, ...]

    def targets(self, area: str, sub: str = "") -> tuple[CrosswalkRow, ...]:
        """Where money of ``area``, or of its sub-technology ``sub``, goes; ``outside`` and ``unread`` stay so.

        Raises
        ------
        TaxonomyError
            where the source version has no such area or sub-technology.
        """
        if area in NO_AREA:
            return (replace(_OUTSIDE, from_area=area, to_area=area),)
        found = tuple(row for row in self.rows if (row.from_area, row.from_sub) == (area, sub))
        if not found:
            subs = [each.id for each in load(self.from_id).area(area).subs]
            hint = did_you_mean(sub[:60], subs)
            raise TaxonomyError(f"{self.from_id}: {area} has no {sub[:60]!r}.{hint} It has {', '.join(subs)}")
        return found

    def keeping(self, areas: Iterable[str]) -> Crosswalk:
        """The crosswalk with areas of a budget's own, which no list places: they stay what they are."""
        known = {row.from_area for row in self.rows}
        kept = (
            replace(_OUTSIDE, from_area=area, to_area=area, kind="same", note=_KEPT, note_ko=_KEPT_KO)
            for area in areas
            if area not in known
        )
        return replace(self, rows=(*self.rows, *kept))


_KEPT = "An area of the budget's own stays what it is under any list."
_KEPT_KO = "예산이 스스로 더한 분야는 어느 목록에서도 그대로 둔다."


@cache
def crosswalks() -> tuple[tuple[str, str], ...]:
    """The bundled crosswalks as pairs of taxonomy ids, from and to."""
    stems = (each.name.removesuffix(".csv") for each in (files("crosscut.taxonomy") / "data").iterdir())
    return tuple(sorted((stem.split("_")[0], stem.split("_")[1]) for stem in stems if "_" in stem))


@cache
def crosswalk(from_id: str, to_id: str) -> Crosswalk:
    """The bundled crosswalk between two taxonomies.

    Raises
    ------
    TaxonomyError
        where there is none; it lists those that there are.
    """
    source, target = load(from_id), load(to_id)
    if (from_id, to_id) not in crosswalks():
        known = "; ".join(f"{old} to {new}" for old, new in crosswalks())
        raise TaxonomyError(f"there is no crosswalk from {from_id} to {to_id}. Bundled are: {known}")
    rows = tuple(  # the columns of a bundled list are the row's fields
        CrosswalkRow(
            **(row | {"numerator": int(row["numerator"]), "denominator": int(row["denominator"])})  # type: ignore[arg-type]
        )
        for row in bundled(f"{from_id}_{to_id}.csv")
    )
    check(rows, source, target)
    return Crosswalk(from_id, to_id, rows)


def check(rows: Iterable[CrosswalkRow], source: Taxonomy, target: Taxonomy) -> None:
    """Raise TaxonomyError unless every area and sub-technology of ``source`` goes whole to places that exist."""
    weights = dict.fromkeys(_places(source), Fraction(0))
    targets = {*_places(target), (OUTSIDE, "")}
    seen: set[tuple[str, str, str, str]] = set()
    for row in rows:
        place, aim = (row.from_area, row.from_sub), (row.to_area, row.to_sub)
        if place not in weights or aim not in targets or (*place, *aim) in seen:
            raise TaxonomyError(f"{source.id} to {target.id}: {place} to {aim} is unknown, or stands twice")
        seen.add((*place, *aim))
        weight = Fraction(row.numerator, row.denominator)
        if weight <= 0 or row.kind != _kind(row.to_area, weight):
            raise TaxonomyError(f"{source.id} to {target.id}: {place} to {aim} is {weight} but {row.kind!r}")
        weights[place] += weight
    wrong = [f"{'/'.join(filter(None, place))} ({weight})" for place, weight in weights.items() if weight != 1]
    if wrong:
        raise TaxonomyError(f"{source.id} to {target.id}: weights must sum to one: {', '.join(wrong)}")


def _kind(to_area: str, weight: Fraction) -> str:
    if to_area == OUTSIDE:
        return "none"
    return "same" if weight == 1 else "part"


def _places(taxonomy: Taxonomy) -> list[tuple[str, str]]:
    return [(area.id, sub) for area in taxonomy.areas for sub in ("", *(each.id for each in area.subs))]
