"""What designating a list changes, as it is shown, kept and signed: plain values, amounts in minor units."""

from __future__ import annotations

from typing_extensions import TypedDict


class SeriesPeriod(TypedDict):
    """A period of the series: the one that leads in its year."""

    year: int
    stage: str


class SeriesRow(TypedDict):
    """An area's amounts in each period of the series, with its names in English and Korean.

    ``low`` and ``high`` are what it may at least and most be where the passages split what nobody split; equal to the
    amount elsewhere.
    """

    area: str
    en: str
    ko: str
    amounts: list[int]
    low: list[int]
    high: list[int]


class ListPassage(TypedDict):
    """Where a place of the old list goes: ``part`` of ``whole`` of its money."""

    source: str
    target: str
    part: int
    whole: int


class ListConsequences(TypedDict):
    """All that follows from a designation.

    ``before`` and ``after`` are the series under the list that holds and under the proposed one; each adds up to the
    same totals. ``moved`` counts the published figures of ``published`` that would say something else. ``fatal`` are
    the findings, in English and Korean, that a budget under the list could not be published with; ``policy`` are
    the areas that the folder's policy names and the list lacks. ``files`` are the folder's files with their digests.
    """

    from_list: str
    to_list: str
    en: str
    ko: str
    periods: list[SeriesPeriod]
    before: list[SeriesRow]
    after: list[SeriesRow]
    passages: list[ListPassage]
    published: str
    moved: int
    fatal: list[tuple[str, str]]
    policy: list[str]
    files: dict[str, str]


class ListPackage(TypedDict):
    """What is on the screen of whoever confirms; ``said`` are the numbers of what was said in the deliberation."""

    list: int
    title: str
    why: str
    law: str
    in_force: str
    said: list[int]
    consequences: ListConsequences
