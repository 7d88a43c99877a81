"""Which column says the stage of each row, and the stages that its words make."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from crosscut.calendar import Role, usual_role
from crosscut.characters import folded
from crosscut.ingest import row_words
from crosscut.ingest.header_words import roles
from crosscut.ingest.stage_words import stage_words
from crosscut.ingest.total_words import total_word

_MOST = 12
"""Texts of a column of stages."""
_HEADERS = ("stage", "budget stage", "stage of budget", "단계", "예산단계", "段階", "phase budgétaire")
_VERSIONS = frozenset({"draft", "final"})
_ORDER: tuple[Role, ...] = ("request", "budget", "execution")


@dataclass(frozen=True)
class OwnStage:
    """A stage that a file calls by a word of its own; ``sure`` where the word is known to say its role."""

    id: str
    role: Role
    sure: bool = True


@dataclass(frozen=True)
class GuessedStages:
    """The header of the column of stages, empty where there is none, and its own stages where the usual ones do not do.

    ``own`` is in the order of what stages are for, and in that of the file within it.
    """

    header: str = ""
    own: tuple[OwnStage, ...] = ()


NO_STAGES = GuessedStages()


def stages_in(header: Sequence[str], rows: Sequence[Sequence[str]], taken: Collection[int]) -> GuessedStages:
    """The column, among those not taken, whose cells are stages, or whose header says so.

    Parameters
    ----------
    header, rows
        The names of the columns and the first rows below them.
    taken
        The numbers of columns that are known to hold something else.
    """
    free = {at: _texts(rows, at) for at, name in enumerate(header) if name and at not in taken}
    few = {at: texts for at, texts in free.items() if 0 < len(texts) <= _MOST}
    by_words = next((at for at, texts in few.items() if _are_stages(texts) and _tells(texts)), None)
    if by_words is not None:
        return GuessedStages(header[by_words], _own(few[by_words]))
    said = (at for at, texts in few.items() if (0, "stage") in roles(header[at]) and any(map(_role, texts)))
    named = next(said, None)
    return NO_STAGES if named is None else GuessedStages(header[named], _own(few[named]))


def says_stage(header: str) -> bool:
    """Whether a header says that its column holds stages, whatever its words are."""
    return folded(header) in _HEADERS


def of_column(header: str, cells: Sequence[str]) -> GuessedStages:
    """The stages of a column that holds them, in the order of the file."""
    return GuessedStages(header, _own(_texts([[cell] for cell in cells], 0)))


def budget_word(text: str) -> bool:
    """Whether a text is a plain word for money given, such as Plan, Budget, Ansatz or 예산."""
    return "budget" in row_words.groups_of(text)


def _texts(rows: Sequence[Sequence[str]], at: int) -> list[str]:
    cells = (row[at].strip() for row in rows)
    return [text for text in dict.fromkeys(cells) if text and not total_word(text)]


def _are_stages(texts: Sequence[str]) -> bool:
    """Whether all texts say a stage, or a version of the budget beside at least one that says a stage."""
    versions = _VERSIONS if any(map(_usual, texts)) else frozenset()
    return all(_role(text) or versions & row_words.groups_of(text) for text in texts)


def _tells(texts: Sequence[str]) -> bool:
    """Whether texts are worth a column: several, or one that says a stage and not only what money is for."""
    return len(texts) > 1 or bool(_usual(texts[0]))


def _usual(text: str) -> str:
    words, own = stage_words(), folded(text)
    return words.get(own, words.get(own.replace(" ", ""), ""))


def _role(text: str) -> Role | None:
    usual = _usual(text)
    groups = row_words.groups_of(text)
    return usual_role(usual) if usual else next((role for role in _ORDER if role in groups), None)


def _own(texts: Sequence[str]) -> tuple[OwnStage, ...]:
    """The stages of words; none where each is a usual stage of its own."""
    usual = list(filter(None, map(_usual, texts)))
    if len(usual) == len(texts) == len(set(usual)):
        return ()
    found = [OwnStage(text, role or "budget", sure=role is not None) for text in texts for role in [_role(text)]]
    return tuple(sorted(found, key=lambda stage: _ORDER.index(stage.role)))
