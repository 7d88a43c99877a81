"""Published figures by their id for programs: the one that the public reads, and the one of a publication."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from fastapi import Path as Place
from fastapi import Request
from typing_extensions import TypedDict

from crosscut.workspace.approval import publications
from crosscut.workspace.approval.publication_places import candidate, published_before
from crosscut.workspace.approval.published_figures import figure_of
from crosscut.workspace.errors import MissingError
from crosscut.workspace.web import publication_desk
from crosscut.workspace.web.api_router import Number, interface
from crosscut.workspace.web.desk import AtDesk
from crosscut.workspace.words import word

router = interface()
FigureId = Annotated[str, Place(min_length=1, max_length=80, description="the id that stands beside a printed number")]


class FigureAnswer(TypedDict):
    """A printed number: the question that it answers (``where``), and what is behind it.

    ``value`` is in minor units, of a count a number of programmes; a ratio is ``value`` of ``whole``. ``low`` and
    ``high`` bound what is not exact. ``of`` are the figures that it is made of, ``rows`` the ids of its lines, with a
    minus where they are taken off, and ``by`` is what states it beside the lines.
    """

    id: str
    kind: str
    counting: str
    taxonomy: str
    currency: str
    as_of: str
    where: dict[str, str | int]
    value: int
    whole: int | None
    low: int | None
    high: int | None
    of: list[str]
    rows: list[str]
    by: list[str]


def _printed(folder: Path | None, figure: str) -> FigureAnswer:
    found = figure_of(folder / "figures.json", figure) if folder else None
    if found is None:
        raise MissingError(word("missing"))
    return {
        "id": found["id"],
        "kind": found["kind"],
        "counting": found["counting"],
        "taxonomy": found["taxonomy"],
        "currency": found["currency"],
        "as_of": found["as_of"],
        "where": found["where"],
        "value": found["value"],
        "whole": found["whole"],
        "low": found["low"],
        "high": found["high"],
        "of": found["of"],
        "rows": found["rows"],
        "by": found.get("by", []),
    }


@router.get("/figures/{figure}")
def published_figure(request: Request, desk: AtDesk, figure: FigureId) -> FigureAnswer:
    """A figure of what the public reads now: its question, its value in minor units, and the rows behind it."""
    with desk.look(request) as act:
        act.must_see("publication.read")
    return _printed(published_before(publication_desk.folder_of(desk)), figure)


@router.get("/publications/{publication}/figures/{figure}")
def figure_of_publication(request: Request, desk: AtDesk, publication: Number, figure: FigureId) -> FigureAnswer:
    """A figure of a publication that was prepared, as long as its files are kept."""
    with desk.look(request) as act:
        found = publications.load(act, publication)
    return _printed(candidate(publication_desk.folder_of(desk), found.id) if found.prepared else None, figure)
