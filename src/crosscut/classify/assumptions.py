"""What an estimate is of and rests on, in sentences: decisions, samples, errors of readers, what nothing speaks for."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from crosscut.budget import Run
from crosscut.classify.attributed_money import PROPOSAL, TAGS
from crosscut.classify.next_command import next_command
from crosscut.classify.season import Season
from crosscut.classify.second_opinions import FEWEST, at_odds, enough
from crosscut.money import format_number
from crosscut.text import Text

UNSETTLED = Text("differences that are not settled", "조정되지 않은 차이")
"""How the sentence begins that names the programmes on which two readers differ."""


def of(run: Run, season: Season, uncovered: NDArray[np.bool_]) -> list[Text]:
    """What the estimate of a season assumes, and what it leaves open."""
    return [*_published(run, season), *_samples(run, season), *_errors(season), *_left(run, season, uncovered)]


def _published(run: Run, season: Season) -> Iterator[Text]:
    """What sets the estimate apart from the published figure, where nobody has decided."""
    if not season.undecided:
        return
    yield Text(
        "estimated is what decisions would say of every programme; published is what a crosscut shows now, where tags "
        "and proposals that count speak for what nobody decided, and what is not looked at is in no area",
        "추정액은 모든 사업을 판단했을 때의 금액이고, 공표액은 지금 집계되는 금액입니다. 공표액에서 판단하지 않은 "
        "사업은 원자료의 태그와 "
        "집계에 넣기로 한 제안을 따르며, 아무도 보지 않은 사업은 어느 분야에도 들지 않습니다.",
    )
    if tagged := season.standing.by(TAGS):
        money = _money(run, tagged)
        then = (
            Text(
                "the samples do not look at tags: decisions may turn out otherwise, and an interval need not hold the "
                "published figure",
                "표본은 태그를 보지 않으므로 판단 결과가 다를 수 있고, 구간에 공표액이 들지 않을 수 있습니다.",
            )
            if season.rounds
            else Text(
                "until a sample has been read the intervals hold both what the tags say and what the proposals expect",
                "표본을 읽기 전까지 구간은 태그와 제안이 말하는 금액을 모두 포함합니다.",
            )
        )
        yield Text(
            f"published figures rest on tags of the sources for {money.en} that nobody decided on; {then.en}",
            f"공표액 가운데 아무도 판단하지 않은 {money.ko}은(는) 원자료의 태그를 따른 것입니다. {then.ko}",
        )
    if proposed := season.standing.by(PROPOSAL):
        money = _money(run, proposed)
        yield Text(
            f"published figures count proposals for {money.en} that nobody decided on",
            f"공표액에는 아무도 판단하지 않아 제안을 따른 {money.ko}이(가) 들어 있습니다.",
        )


def _money(run: Run, amount: int) -> Text:
    unit = run.settings.printed_unit
    number = format_number(amount, unit, digits=0)
    return Text(f"{number} {unit.label('en')}", f"{number}{unit.label('ko')}")


def _samples(run: Run, season: Season) -> Iterator[Text]:
    if not season.rounds and not season.undecided:
        return
    if not season.rounds:
        sample = next_command(run, "sample", season.period, "-n 50")
        yield Text(
            "no drawn sample has been read: the intervals trust the probabilities of the proposals",
            "추출한 표본을 아직 읽지 않아 구간은 제안의 확률을 그대로 믿은 것입니다.",
        )
        yield Text(
            f"{sample} draws programmes to read; then the intervals trust none",
            f"{sample} 명령으로 읽을 사업을 추출하면 구간이 제안에 기대지 않습니다.",
        )
        return
    for number, each in zip(season.counted, season.rounds, strict=True):
        read, all_of_it = int(each.read.sum()), len(each.frame)
        yield Text(
            f"sample {number}: {read} of {all_of_it} programmes, "
            "drawn by hash with known chances and read in the order of the draw",
            f"표본 {number}: 사업 {all_of_it}건 중 {read}건. 정해진 확률로 해시에 따라 추출해 추출 순서대로 "
            f"읽었습니다.",
        )
        if each.missing is not None and (missing := int(each.missing.sum())):
            yield Text(
                f"sample {number}, programmes before its last counted reading that are not read: {missing}; every "
                "interval reaches from none to all of what they stand for",
                f"표본 {number}: 셈에 든 마지막 사업보다 앞선 사업 중 {missing}건을 아직 읽지 않아, 모든 구간이 그 "
                f"사업이 대표하는 금액의 "
                "전무에서 전부까지를 포함합니다.",
            )
    if len(season.rounds) > 1:
        yield Text(
            "the samples add up: each is weighed by how much it can know",
            "여러 표본은 각각 알려 주는 만큼의 무게로 합칩니다.",
        )
    yield Text(
        "sampling: the intervals hold whatever the proposals are worth",
        "표본 추출에 따른 구간은 제안의 정확도와 관계없이 성립합니다.",
    )


def _errors(season: Season) -> Iterator[Text]:
    twice = int(season.readings.twice.sum())
    if not season.readings.decided.any():
        return
    if not enough(season.readings):
        have = f"only {twice} of the {FEWEST} programmes needed have been" if twice else "no programme has been"
        read_ko = f"두 사람이 읽은 사업이 {twice}건으로 필요한 {FEWEST}건에 못 미쳐"
        have_ko = read_ko if twice else "두 사람이 읽은 사업이 없어"
        yield Text(
            f"decisions are taken as right: {have} read by a second person, so nothing says how often readers err; "
            "what errors of 5, 10 and 20 % would do is shown beside",
            f"{have_ko} 판독 오류율을 알 수 없으므로 판단이 모두 맞는 것으로 봅니다. 오류가 5·10·20%일 때의 구간은 "
            f"따로 제시합니다.",
        )
        return
    yield Text(
        f"errors of readers are in the intervals: {twice} programmes were read by two people, taken as a chance choice "
        "among those read that err without each other; whoever settles a difference is taken as right",
        f"판독 오류를 구간에 반영했습니다. 두 사람이 읽은 사업 {twice}건을 읽은 사업 중 무작위로 고른 것으로 보고, "
        f"두 사람의 오류는 서로 "
        "무관하며 차이를 조정한 판단은 맞는 것으로 봅니다.",
    )
    yield Text(
        "no estimate is below what is decided and not in dispute, and no interval ends below what is decided; where "
        "second opinions say that readings put too much into an area, its interval begins below that",
        "추정액은 다툼 없이 결정된 금액보다 작지 않으며 구간의 위 끝도 결정된 금액보다 작지 않습니다. "
        "둘째 판단에 비추어 어느 분야에 너무 많이 넣은 것으로 보이면 그 분야의 구간은 결정된 금액 아래에서 시작합니다.",
    )
    if at_odds(season.readings):
        yield Text(
            "readers are at odds: each sees less than half of an area, so nothing says what both miss; totals may be "
            "larger than the intervals say until the criteria are settled",
            "판독자 사이의 판단이 크게 엇갈려 둘 다 놓친 사업을 헤아릴 수 없습니다. 판단 기준을 맞추기 전까지 실제 "
            "금액이 구간보다 클 수 있습니다.",
        )
    if season.unsettled:
        count, names = len(season.unsettled), ", ".join(season.unsettled[:5])
        more = " …" if count > 5 else ""
        yield Text(
            f"{UNSETTLED.en} and count half-way, as unsure as they are: {count} ({names}{more})",
            f"{UNSETTLED.ko} {count}건은 두 판단의 중간으로 세고 그만큼 구간을 넓혔습니다: {names}{more}",
        )


def _left(run: Run, season: Season, uncovered: NDArray[np.bool_]) -> Iterator[Text]:
    if season.waiting:
        count = len(season.waiting)
        yield Text(
            f"programmes that were read outside the draw, or behind one that is not read, and count later: {count}",
            f"{count}건은 추출과 관계없이 읽었거나 아직 읽지 않은 사업 뒤에 있어 나중에 셈에 넣습니다.",
        )
    if uncovered.any():
        money = _money(
            run, sum(amount for amount, alone in zip(season.amounts, uncovered.tolist(), strict=True) if alone)
        )
        count, sample = int(uncovered.sum()), next_command(run, "sample", season.period)
        yield Text(
            f"programmes that came, or grew by half, after the last sample: {count}, with {money.en}; no chance speaks "
            f"for this money, and every interval reaches from none to all of it. {sample} draws from it too",
            f"{count}건({money.ko})은 마지막 표본 이후에 들어왔거나 절반 넘게 늘어 대표하는 확률이 없으므로, 모든 "
            f"구간이 그 금액의 전무에서 전부까지를 포함합니다. {sample} 명령은 이 사업도 추출 대상에 넣습니다.",
        )
