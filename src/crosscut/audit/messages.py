"""Findings in words: plain English and Korean, with the sum that shows what is wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crosscut.audit import phrases
from crosscut.audit.arithmetic import WorkedSum
from crosscut.audit.directions.words import OPPOSITE
from crosscut.audit.model import Interval, PrintedFigure
from crosscut.findings import Severity
from crosscut.text import Text
from crosscut.text.particles import final_sound, particles

_MOST_NAMED = 4
_PRINTED = re.compile(r", (?:printed|문서에는) .*$")
Suggestions = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Case:
    """What a finding says: the figures in doubt, the kind of relation, and what shows it.

    ``against`` are the other figures in it; ``others`` sets of figures that would explain it as well, but are less
    likely. ``later`` says that a rate has the later amount for its base, ``turned`` that only the way is wrong that
    words or a sign give a change.
    """

    figures: Sequence[PrintedFigure]
    against: Sequence[PrintedFigure]
    kind: str
    severity: Severity
    expected: Interval
    arithmetic: WorkedSum | None
    later: bool
    suggestions: Suggestions
    others: Sequence[Sequence[PrintedFigure]]
    turned: bool = False


def message(case: Case) -> Text:
    """What the finding says."""
    return Text(_english(case), _korean(case))


def _english(case: Case) -> str:
    sure = case.severity is Severity.FATAL
    names = _names(case.figures, "or")
    verdict = "cannot be true" if sure else "is doubtful"
    rule = phrases.KINDS[_rule(case)].en
    parts = [f"{f'One of {names}' if len(case.figures) > 1 else names} {verdict}: {rule}"]
    if case.arithmetic is not None:
        parts.append(_PRINTED.sub("", case.arithmetic.en) if case.turned else case.arithmetic.en)
    elif case.against:
        parts[0] += f", against {_listed(case.against)}"
    if len(case.figures) == 1 and case.expected != Interval() and not case.turned:
        parts.append(f"It should be {phrases.within(case.figures[0], case.expected)}")
    if case.later:
        parts.append("It was worked out on the later amount")
    if _suggests(case):
        parts.append(f"Probably meant: {case.suggestions[0][0]} ({case.suggestions[0][1]})")
    if case.others:
        parts.append(f"Or, less likely, wrong: {', '.join(_names(each, 'and') for each in case.others[:3])}")
    return ". ".join(parts) + "."


def _korean(case: Case) -> str:
    sure = case.severity is Severity.FATAL
    verdict = "사실일 수 없음" if sure else "의심스러움"
    rule = phrases.KINDS[_rule(case)].ko
    one = len(case.figures) == 1
    subject = _names(case.figures, "") if one else f"{_names(case.figures, '')} 가운데 하나"
    parts = [f"{particles(f'{subject}은(는)')} {verdict}: {rule}"]
    if case.arithmetic is not None:
        parts.append(_PRINTED.sub("", case.arithmetic.ko) if case.turned else case.arithmetic.ko)
    elif case.against:
        parts[0] += f" (비교한 값: {_listed(case.against)})"
    if one and case.expected != Interval() and not case.turned:
        parts.append(_must_be(case.figures[0], case.expected))
    if case.later:
        parts.append("이후 금액을 분모로 계산한 값임")
    if _suggests(case):
        subject = "바른 말은" if case.suggestions[0][1] == OPPOSITE else "바른 값은"
        parts.append(particles(f"{subject} {case.suggestions[0][0]}(으)로 보임"))
    if case.others:
        others = ", ".join(_names(each, "") for each in case.others[:3])
        parts.append(particles(f"가능성은 낮지만 {others}이(가) 틀렸을 수도 있음"))
    return ". ".join(parts) + "."


def _rule(case: Case) -> str:
    """What kind of relation is told: of counts where it is no money that moved."""
    if case.turned:
        return "direction"
    told = [*case.figures, *(each for others in case.others for each in others)]
    return "growth of counts" if case.kind == "growth" and any(each.kind == "count" for each in told) else case.kind


def _suggests(case: Case) -> bool:
    """Whether something else than what is printed is suggested: where only words are wrong, the number stays."""
    return bool(case.suggestions) and case.suggestions[0][0] != _text(case.figures[0])


def _must_be(figure: PrintedFigure, expected: Interval) -> str:
    """``458억원은 467.6~470.7억원이어야 함``."""
    span = phrases.within(figure, expected, "ko")
    subject = particles(f"{_text(figure)}은(는)")
    if span.endswith(("이상", "이하")):
        return f"{subject} {span}이어야 함"
    return f"{subject} {span}{'이어야' if final_sound(span) else '여야'} 함"


def _names(figures: Sequence[PrintedFigure], joined: str) -> str:
    texts = [_text(figure) for figure in figures[:_MOST_NAMED]]
    if len(figures) > _MOST_NAMED:
        texts.append("…")
    if not joined or len(texts) < 2:
        return ", ".join(texts)
    return f"{', '.join(texts[:-1])} {joined} {texts[-1]}"


def _listed(figures: Sequence[PrintedFigure]) -> str:
    return ", ".join(_text(figure) for figure in figures[:_MOST_NAMED]) + (" …" if len(figures) > _MOST_NAMED else "")


def _text(figure: PrintedFigure) -> str:
    return " ".join(figure.text.split())
