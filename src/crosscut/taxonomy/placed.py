"""A crosswalk that an office states itself: what stands under the same id stays, all else is placed by rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crosscut.config import did_you_mean
from crosscut.tables import OUTSIDE
from crosscut.taxonomy.crosswalks import Crosswalk, CrosswalkRow, check, crosswalk, crosswalks
from crosscut.taxonomy.model import Taxonomy, TaxonomyError

ListPlace = tuple[str, str]
"""An area and one of its sub-technologies; the second is empty for the area itself."""


@dataclass(frozen=True, slots=True)
class PlacedPart:
    """What part of the money of one place goes to another; ``row`` is where it is stated, 0 where nobody did."""

    source: ListPlace
    target: ListPlace
    part: Fraction
    row: int = 0


def passages(source: Taxonomy, target: Taxonomy, stated: Sequence[PlacedPart], file: str) -> Crosswalk:
    """The way from one list to another: the bundled one where nothing is stated and there is one.

    Else what is stated, and where nothing is stated of a place, what stands under the same id. A sub-technology
    without a place of its own goes where its area goes.

    Raises
    ------
    TaxonomyError
        where a place does not exist, parts do not add up to one, or a place of the old list goes nowhere: it names
        those.
    """
    if not stated and (source.id, target.id) in crosswalks():
        known = crosswalk(source.id, target.id)
        return known.keeping(each.id for each in source.areas)
    _check_stated(source, target, stated, file)
    by_source: dict[ListPlace, list[PlacedPart]] = defaultdict(list)
    for each in stated:
        by_source[each.source].append(each)
    there = set(_places(target))
    rows, lost = list[CrosswalkRow](), list[str]()
    for place in _places(source):
        found = by_source.get(place) or _unstated(place, by_source.get((place[0], ""), ()), there)
        rows += [_row(place, each) for each in found]
        if not found:
            lost.append("/".join(filter(None, place)))
    if lost:
        raise TaxonomyError(
            f"{len(lost)} places of {source.id} go nowhere in {target.id}: {', '.join(lost[:12])}",
            code="unplaced",
            file=file,
            hint=f"Say for each where it goes in {target.id}, or {OUTSIDE}",
        )
    check(rows, source, target)
    return Crosswalk(source.id, target.id, tuple(rows))


def _unstated(place: ListPlace, of_area: Iterable[PlacedPart], there: set[ListPlace]) -> list[PlacedPart]:
    """Where a place goes of which nothing is stated: to its own id, else where its area goes."""
    if place in there:
        return [PlacedPart(place, place, Fraction(1))]
    if not place[1]:
        return []
    found = [PlacedPart(place, each.target, each.part) for each in of_area]
    return found or ([PlacedPart(place, (place[0], ""), Fraction(1))] if (place[0], "") in there else [])


def _check_stated(source: Taxonomy, target: Taxonomy, stated: Iterable[PlacedPart], file: str) -> None:
    from_places, to_places = set(_places(source)), {*_places(target), (OUTSIDE, "")}
    for each in stated:
        for place, known, of in ((each.source, from_places, source), (each.target, to_places, target)):
            if place not in known:
                said = "/".join(filter(None, place))[:60]
                ids = ["/".join(filter(None, every)) for every in sorted(known)]
                raise TaxonomyError(
                    f"{of.id} has no {said!r}.{did_you_mean(said, ids)}",
                    file=file,
                    row=each.row,
                    hint="Give the id of an area, and of its sub-technology in its own column",
                )


def _row(place: ListPlace, each: PlacedPart) -> CrosswalkRow:
    kind = "none" if each.target[0] == OUTSIDE else "same" if each.part == 1 else "part"
    return CrosswalkRow(
        *place, *each.target, each.part.numerator, each.part.denominator, kind, "", "", "judgement", "the office"
    )


def _places(taxonomy: Taxonomy) -> Iterator[ListPlace]:
    for area in taxonomy.areas:
        yield area.id, ""
        for sub in area.subs:
            yield area.id, sub.id
