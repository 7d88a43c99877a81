"""Whether the stages of what was read can follow one another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import pyarrow as pa
import pyarrow.compute as pc

from crosscut.findings import Finding, Place, Severity
from crosscut.text import Text

_NUMBERED = re.compile(r"(.*?)[-_ ]?(\d+)")
_REVISION = re.compile(r"(?i)revis|supplement|추경|추가경정|보정")
_MOST = 20
_WHERE = ("file", "sheet", "row", "column")


def check_stages(lines: pa.Table, stages: Sequence[str]) -> list[Finding]:
    """Revisions of years that were never read, rounds without the round before, and sums of months that fall.

    Stages of one name that end in numbers, such as ``revised-1`` and ``revised-2``, are rounds in the order of their
    numbers; ``executed-01`` to ``executed-12`` are sums up to a month.

    Parameters
    ----------
    lines
        A table of LINES.
    stages
        The budget's stages in order.

    """
    present: dict[int, dict[str, Place]] = defaultdict(dict)
    first = lines.sort_by([(name, "ascending") for name in _WHERE])
    first = first.group_by(["fiscal_year", "stage"], use_threads=False).aggregate([(each, "first") for each in _WHERE])
    for pair in first.to_pylist():
        present[pair["fiscal_year"]][pair["stage"]] = _place(*(pair[f"{name}_first"] for name in _WHERE))
    return [
        *_rounds_in_order(stages),
        *(finding for year in sorted(present) for finding in _year(year, present, stages)),
        *_falling(lines, stages),
    ]


def _place(file: str | None, sheet: str | None, row: int | None, column: str | None) -> Place:
    return Place(file or "", sheet or "", row or 0, column or "")


def _rounds(stages: Sequence[str]) -> dict[str, list[tuple[int, str]]]:
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for stage in stages:
        if match := _NUMBERED.fullmatch(stage):
            found[match[1]].append((int(match[2]), stage))
    return found


def _rounds_in_order(stages: Sequence[str]) -> Iterator[Finding]:
    for rounds in _rounds(stages).values():
        if rounds != sorted(rounds):
            named, right = (", ".join(stage for _, stage in each) for each in (rounds, sorted(rounds)))
            yield Finding(
                "stage-out-of-order",
                Severity.FATAL,
                Text(
                    f"The stages {named} do not stand in the order of their numbers.",
                    f"단계 {named}의 순서가 번호와 다릅니다.",
                ),
                Place("crosscut.toml", column="stages"),
                hint=Text(f"Write them as {right}.", f"{right} 순으로 적으십시오."),
            )


def _is_beside_others(year: int, place: Place, present: Mapping[int, Mapping[str, Place]]) -> bool:
    """Whether a period stands in the rows of other years', as whole estimates do, and revisions alone do not."""
    others = (each for other, stages in present.items() if other != year for each in stages.values())
    row = (place.file, place.sheet, place.row)
    return bool(place.column) and any((each.file, each.sheet, each.row) == row for each in others)


def _year(year: int, every: Mapping[int, Mapping[str, Place]], stages: Sequence[str]) -> Iterator[Finding]:
    present = every[year]
    rank = {stage: place for place, stage in enumerate(stages)}
    for stage in sorted(present):
        earlier = [each for each in present if rank.get(each, -1) < rank.get(stage, -1)]
        if _REVISION.search(stage) and not earlier:
            yield Finding(
                "revision-never-read",
                Severity.INFO if _is_beside_others(year, present[stage], every) else Severity.WARNING,
                Text(
                    f"{stage} revises {year}, but nothing earlier was read for {year}.",
                    f"{year}년의 {stage} 금액이 있으나 그보다 앞선 단계를 읽은 적이 없습니다.",
                ),
                present[stage],
                hint=Text("Add the source of the budget that it revises.", "고쳐지기 전의 예산 자료를 더하십시오."),
            )
    for rounds in _rounds(stages).values():
        there = [number for number, stage in rounds if stage in present]
        missing = [stage for number, stage in rounds if stage not in present and there and number < max(there)]
        if missing:
            last = next(stage for number, stage in rounds if number == max(there))
            yield Finding(
                "stage-out-of-order",
                Severity.WARNING,
                Text(
                    f"{year} has {last}, but not {', '.join(missing)} before it.",
                    f"{year}년에 {last}은(는) 있으나 그 앞의 {', '.join(missing)}이(가) 없습니다.",
                ),
                present[last],
                hint=Text(
                    "Add the missing source, or say that the round did not take place.", "빠진 자료를 더하십시오."
                ),
            )


def _falling(lines: pa.Table, stages: Sequence[str]) -> Iterator[Finding]:
    months = [stage for prefix, rounds in _rounds(stages).items() if prefix.startswith("execut") for _, stage in rounds]
    if not months:
        return
    sums: dict[tuple[str, int], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    places: dict[tuple[str, int, str], Place] = {}
    names = ["programme", "subprogramme", "fiscal_year", "stage", "amount", *_WHERE]
    columns = lines.select(names).filter(pc.is_in(lines["stage"], pa.array(months))).to_pydict().values()
    for programme, subprogramme, year, stage, amount, *where in zip(*columns, strict=True):
        if not subprogramme:
            sums[programme, year][stage] += amount or 0
            place, key = _place(*where), (programme, year, stage)
            places[key] = min(places.get(key, place), place, key=lambda each: (each.file, each.sheet, each.row))
    found = [each for key in sorted(sums) for each in _falls(*key, sums[key], months, places)]
    yield from found[:_MOST]


def _falls(
    programme: str,
    year: int,
    sums: Mapping[str, int],
    months: Sequence[str],
    places: Mapping[tuple[str, int, str], Place],
) -> Iterator[Finding]:
    present = [(month, sums[month]) for month in months if month in sums]
    for (one, before), (other, after) in pairwise(present):
        if after < before:
            yield Finding(
                "execution-falls",
                Severity.WARNING,
                Text(
                    f"{programme}, {year}: the sum up to {other} is below that up to {one}.",
                    f"{programme}, {year}: {other}까지의 누계가 {one}까지의 누계보다 작습니다.",
                ),
                places[programme, year, other],
                programme=programme,
                value=after,
                expected=before,
                difference=after - before,
                hint=Text(
                    "Months are sums from the year's beginning; check for a refund or a swapped column.",
                    "월별 금액은 연초부터의 누계입니다. 반납이나 뒤바뀐 열을 확인하십시오.",
                ),
            )
