"""What an estimate is of and rests on, in sentences: decisions, samples, errors of readers, what nothing speaks for."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from crosscut.budget import Run
from crosscut.classify.season import Season
from crosscut.classify.second_opinions import FEWEST, at_odds, enough
from crosscut.classify.standing import PROPOSAL, TAGS
from crosscut.money import format_number


def of(run: Run, season: Season, uncovered: NDArray[np.bool_]) -> list[str]:
    """What the estimate of a season assumes, and what it leaves open."""
    return [*_published(run, season), *_samples(run, season), *_errors(season), *_left(run, season, uncovered)]


def _published(run: Run, season: Season) -> Iterator[str]:
    """What sets the estimate apart from the published figure, where nobody has decided."""
    if not season.undecided:
        return
    yield (
        "estimated is what decisions would say of every programme; published is what a crosscut shows now, where tags "
        "and proposals that count speak for what nobody decided, and what is not looked at is in no area"
    )
    if tagged := season.standing.by(TAGS):
        then = (
            "the samples do not look at tags: decisions may turn out otherwise, and an interval need not hold the "
            "published figure"
            if season.rounds
            else "until a sample has been read the intervals hold both what the tags say and what the proposals expect"
        )
        yield f"published figures rest on tags of the sources for {_money(run, tagged)} that nobody decided on; {then}"
    if proposed := season.standing.by(PROPOSAL):
        yield f"published figures count proposals for {_money(run, proposed)} that nobody decided on"


def _money(run: Run, amount: int) -> str:
    unit = run.settings.printed_unit
    return f"{format_number(amount, unit, digits=0)} {unit.label()}"


def _samples(run: Run, season: Season) -> Iterator[str]:
    if not season.rounds:
        yield "no drawn sample has been read: the intervals trust the probabilities of the proposals"
        yield f"crosscut sample {run.snapshot.folder} -n 50 draws programmes to read; then the intervals trust none"
        return
    for number, each in zip(season.counted, season.rounds, strict=True):
        yield (
            f"sample {number}: {int(each.read.sum())} of {len(each.frame)} programmes, "
            "drawn by hash with known chances and read in the order of the draw"
        )
    if len(season.rounds) > 1:
        yield "the samples add up: each is weighed by how much it can know"
    yield "sampling: the intervals hold whatever the proposals are worth"


def _errors(season: Season) -> Iterator[str]:
    twice = int(season.readings.twice.sum())
    if not enough(season.readings):
        have = f"only {twice} of the {FEWEST} programmes needed have been" if twice else "no programme has been"
        yield (
            f"decisions are taken as right: {have} read by a second person, so nothing says how often readers err; "
            "what errors of 5, 10 and 20 % would do is shown beside"
        )
        return
    yield (
        f"errors of readers are in the intervals: {twice} programmes were read by two people, taken as a chance choice "
        "among those read that err without each other; whoever settles a difference is taken as right"
    )
    if at_odds(season.readings):
        yield (
            "readers are at odds: each sees less than half of an area, so nothing says what both miss; totals may be "
            "larger than the intervals say until the criteria are settled"
        )
    if season.unsettled:
        yield (
            f"{len(season.unsettled)} differences are not settled and count half-way, as unsure as they are: "
            f"{', '.join(season.unsettled[:5])}{' …' if len(season.unsettled) > 5 else ''}"
        )


def _left(run: Run, season: Season, uncovered: NDArray[np.bool_]) -> Iterator[str]:
    if season.waiting:
        yield f"{len(season.waiting)} programmes were read outside the draw; they count from the next sample on"
    if uncovered.any():
        money = sum(amount for amount, alone in zip(season.amounts, uncovered.tolist(), strict=True) if alone)
        yield (
            f"{int(uncovered.sum())} programmes with {_money(run, money)} came, or grew by half, "
            "after the last sample: no chance speaks for them, and every interval reaches from none to "
            f"all of it. crosscut sample {run.snapshot.folder} draws from them too"
        )
