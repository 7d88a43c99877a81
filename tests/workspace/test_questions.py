"""Questions: what may end them, and that nothing anyone wrote is lost."""

from __future__ import annotations

import pytest

from tests.workspace.conftest import Season, token_of

KEY = "KR24-1-02"
PLACE = "/findings/1"


@pytest.fixture
def asked(season: Season) -> Season:
    number = season.file(season.writer)
    season.staff.post(season.reviewer, f"/filings/{number}/findings", programme=KEY, text="why?")
    return season


def test_no_answer_is_accepted_that_nobody_gave(asked: Season) -> None:
    settle = {"how": "accepted", "text": "Fine."}
    assert asked.staff.post(asked.chair, f"{PLACE}/settle", **settle).status_code == 422
    headers = {"x-form-token": token_of(asked.chair)}
    refused = asked.chair.post(f"/api{PLACE}/settle", json=settle, headers=headers)
    assert (refused.status_code, refused.json()["error"]["column"]) == (422, "how")
    page = asked.chair.get(PLACE).text
    assert 'value="accepted"' not in page
    assert "checked" not in page
    assert asked.staff.post(asked.chair, f"{PLACE}/settle", text="x").status_code == 422
    asked.staff.post(asked.writer, f"{PLACE}/answer", text="Because.")
    assert 'value="accepted" checked' in asked.chair.get(PLACE).text
    assert asked.staff.post(asked.chair, f"{PLACE}/settle", **settle).status_code == 303


@pytest.mark.parametrize("how", ["waived", "deferred"])
def test_what_needs_no_answer_ends_without_one(asked: Season, how: str) -> None:
    assert asked.staff.post(asked.chair, f"{PLACE}/settle", how=how, text="not needed").status_code == 303


def test_an_answer_that_comes_too_late_is_shown_back_with_the_reason(asked: Season) -> None:
    asked.staff.post(asked.chair, f"{PLACE}/settle", how="waived", text="not needed")
    page = asked.staff.post(asked.writer, f"{PLACE}/answer", text="A long answer.")
    assert page.status_code == 403
    assert "A long answer." in page.text
    assert "종결" in page.text
    page = asked.staff.post(asked.reviewer, f"{PLACE}/settle", how="waived", text="My reasons.")
    assert "My reasons." in page.text
