"""Rule ``round-request``: a request in full hundreds of millions, which somebody guessed."""

from __future__ import annotations

from crosscut.review.model import HistoryCells, Hit, Rule, Values
from crosscut.text import Text

_ROUND = 100_000_000


def _hits(cell: HistoryCells, _values: Values) -> Hit:
    return Hit(
        when=(cell["amount"] > 0) & (cell["amount"] % _ROUND == 0),
        value=cell.money("amount"),
        expected=cell.none(),
        at_stake=cell.money("amount") * 0,
    )


RULE = Rule(
    id="round-request",
    title=Text("Round request", "어림 요구"),
    explanation=Text("The request is a round number.", "요구액이 어림수입니다."),
    action=Text("Ask how it was worked out.", "산출 근거를 확인하십시오."),
    sentence=Text("{name} asks for {value}.", "{name}: {value} 요구."),
    hits=_hits,
)
