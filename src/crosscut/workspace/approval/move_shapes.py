"""What a move to a stage changes, as it is shown, kept and signed: plain values, amounts in minor units."""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict


class MovedProgramme(TypedDict):
    """A programme before and after, None where it has no amount; ``areas`` say what of it belongs to which area.

    ``mover`` and ``why`` are empty where the amount is the scenario's own.
    """

    programme: str
    name: str
    ministry: str
    before: int | None
    after: int | None
    areas: list[tuple[str, int]]
    mover: str
    why: str


class MovedTotal(TypedDict):
    """The money of an area or of a ministry, before and after; ``kind`` says of which, ``all`` of everything."""

    kind: str
    key: str
    before: int
    after: int


class MovedFigure(TypedDict):
    """A published figure whose value would differ. ``whole`` is what a share is a share of, before and after."""

    figure: str
    kind: str
    counting: str
    where: list[tuple[str, str]]
    before: int
    after: int
    whole: tuple[int, int] | None


class MoveConsequences(TypedDict):
    """All that follows from a move. ``from_stage`` leads now; ``finer`` counts figures of narrower selections.

    ``published`` names the ``figures.json`` that is compared with; empty where nothing was built. ``fatal`` are the
    findings, in English and Korean, that a budget with the move could not be published with. ``files`` are the files
    of the folder with their digests.
    """

    year: int
    stage: str
    from_stage: str
    programmes: list[MovedProgramme]
    totals: list[MovedTotal]
    published: str
    figures: list[MovedFigure]
    finer: int
    fatal: list[tuple[str, str]]
    files: dict[str, str]


class QuotedFigure(TypedDict):
    """A number that a text names: ``value`` in minor units, of a count programmes; a share is of ``whole``."""

    kind: Literal["money", "count", "share"]
    value: int
    whole: int | None


class MoveJustification(TypedDict):
    """Why a move is to be signed, in both languages, and the numbers that it names as they are with the move."""

    ko: str
    en: str
    by: str
    quotes: dict[str, QuotedFigure]


class MovePackage(TypedDict):
    """What is on the screen of whoever signs; ``questions`` are the open ones that stop an approval.

    ``threads`` are those on the move itself that stop it, ``said`` the numbers of what was said in any of them, and
    ``justification`` is None where nobody wrote one. What was signed before there were any has none of the three.
    """

    move: int
    title: str
    why: str
    consequences: MoveConsequences
    questions: list[int]
    threads: NotRequired[list[int]]
    said: NotRequired[list[int]]
    justification: NotRequired[MoveJustification | None]
