"""Where publications are: those that wait for a signature, and the one that the public reads."""

from __future__ import annotations

from pathlib import Path
from typing import Required

from typing_extensions import TypedDict

from crosscut.workbench.outputs.target import outputs_of
from crosscut.workspace import office_settings


class PublicationJob(TypedDict, total=False):
    """What a job of publishing is asked, beside the kind.

    ``demonstration`` says that people are made up. ``despite`` is who answers for checks that do not hold, and why;
    ``digest`` is what was ``signed``, by whom in which role.
    """

    publication: Required[int]
    demonstration: bool
    despite: list[str]
    digest: str
    signed: list[list[str]]


PREPARE, PUBLISH = "prepare", "publish"
"""The kinds of job: one writes a publication beside what is published, one puts it out."""
CANDIDATES = ".publications"
"""The folder of a budget folder in which publications wait for their signature; for its owner alone."""


def candidate(folder: Path, number: int) -> Path:
    """The folder in which a publication waits for its signature."""
    return folder / CANDIDATES / str(number)


def public(folder: Path) -> Path:
    """The folder that the public edition is written to."""
    return folder / (office_settings.load(folder).publication or "publication")


def published_before(folder: Path) -> Path | None:
    """The publication that the public reads now, as far as another can be compared with it."""
    place = public(folder)
    named = outputs_of(place)
    return place if named and "figures.json" in named else None
