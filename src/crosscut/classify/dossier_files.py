"""Dossiers as files of a folder's ``samples/``, beside the sample they belong to; made anew as people decide."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter

from crosscut.errors import CrosscutError
from crosscut.wholefiles import read_whole, write_whole

_LARGEST = 64 << 20


@dataclass(frozen=True, slots=True)
class ProposedArea:
    """An area that the machine proposes, ``outside`` included, and the probability that it belongs there."""

    area: str
    probability: float


@dataclass(frozen=True, slots=True)
class Dossier:
    """What lies beside one programme.

    ``guessed`` says that nothing has calibrated the probabilities. ``named``, ``written``, ``sentence`` and ``words``
    are as in :class:`crosscut.classify.evidence.Clues`; ``alike`` are programmes worded alike, the likest first, none
    of them of the ``family``, which are the programmes that share its name, itself left out.
    """

    proposed: tuple[ProposedArea, ...]
    guessed: bool
    named: tuple[str, ...]
    written: tuple[str, ...]
    sentence: str
    words: tuple[str, ...]
    alike: tuple[str, ...]
    family: tuple[str, ...]


_KEPT = TypeAdapter(dict[str, Dossier])


def file_of(folder: Path, number: int) -> Path:
    """Where the dossiers of a sample are kept."""
    return folder / "samples" / f"{number:04}.json"


def write(folder: Path, number: int, made: Mapping[str, Dossier]) -> None:
    """Keep the dossiers of a sample in the place of earlier ones."""
    held = {programme: asdict(each) for programme, each in sorted(made.items())}
    write_whole(file_of(folder, number), json.dumps(held, ensure_ascii=False, indent=0) + "\n")


def read(folder: Path, number: int) -> dict[str, Dossier]:
    """The dossiers of a sample; none where nobody has made any, or what is there is none of ours."""
    try:
        return _KEPT.validate_json(read_whole(file_of(folder, number), _LARGEST))
    except (OSError, ValueError, CrosscutError):
        return {}
