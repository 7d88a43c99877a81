"""Money that is spent in a rush at the end of a year, and what is no rush."""

from __future__ import annotations

import pytest

from tests.review.conftest import Run
from tests.review.material import asked, demand
from tests.shortened import some


@pytest.mark.parametrize(
    "name",
    some(
        [
            "기타기금예수원금상환",
            "공공자금관리기금 예탁",
            "주택도시기금 전출",
            "기금간거래",
            "국공채 인수",
            "어가소득보전",
        ],
        2,
    ),
)
def test_money_between_funds_and_accounts_is_no_rush(name: str, run: Run) -> None:
    rushed = {}
    for called in (name, "양자 기술 개발"):
        found = run(demand({"a": asked(100)}, about={"a": {"name": called}}, facts={"a": {"q4": 90_000}}))
        rushed[called] = any(each.finding.rule == "year-end-rush" for each in found.findings)
    assert rushed == {name: False, "양자 기술 개발": True}
