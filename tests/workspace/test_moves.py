"""A plan proposed as the amounts of the next stage: seen before it is saved, amended, refused once, signed, proved."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from crosscut.allocate.applied import apply
from crosscut.allocate.plan import Depth
from crosscut.calendar import Period
from crosscut.figures.book import book_of
from crosscut.workbench import plans
from crosscut.workbench.build import build
from crosscut.workbench.opening import open_run
from crosscut.workspace.web.pages import move_pages
from tests.workspace import proposed_moves
from tests.workspace.conftest import Season, copy_of, token_of
from tests.workspace.proposed_moves import FILE, KEY, amended, digest_of, faults, proposed, rows_of, signed

room = proposed_moves.room


SAID = ("programme", "fiscal_year", "stage", "area", "amount", "unit", "reason")


def test_the_page_shows_what_changes_before_anything_is_saved(room: Season) -> None:
    place = proposed(room)
    page = room.approver.get(place, headers={"accept-language": "en"}).text
    assert not (room.staff.folder / FILE).exists()
    rows = room.coordinator.get("/api/scenarios/1/programmes").json()
    before = open_run(room.staff.folder).budgets(2024, "confirmed")
    changing = [row for row in rows if row["amount"] != before.get(row["programme"])]
    assert changing
    assert page.count('<th scope="row"><span class="name">') == len(changing)
    assert "Nothing has been built or published" in page


def test_every_amount_that_changes_can_be_shown(room: Season, monkeypatch: pytest.MonkeyPatch) -> None:
    place = proposed(room)
    whole = room.approver.get(place).text.count('<th scope="row"><span class="name">')
    monkeypatch.setattr(move_pages, "SHOWN", 1)
    page = room.approver.get(place).text
    assert page.count('<th scope="row"><span class="name">') == 1
    assert 'href="?all=1#programmes"' in page
    assert room.approver.get(f"{place}?all=1").text.count('<th scope="row"><span class="name">') == whole > 1


def test_what_is_signed_is_what_allocate_apply_writes(room: Season, tmp_path: Path) -> None:
    other = copy_of(room.staff.folder, tmp_path / "other")
    plan = plans.plan(open_run(other), depth=Depth.amounts_only())
    apply(open_run(other), plan, "revised", by="Kim", reason="Decided on 28 August")
    place = proposed(room)
    answer = signed(room, place, digest_of(room.approver.get(place).text))
    assert answer.status_code == 303, answer.text
    theirs, ours = (rows_of(each) for each in (other, room.staff.folder))
    said = [{name: row[name] for name in SAID} for row in theirs]
    assert [{name: row[name] for name in SAID} for row in ours] == said
    run = open_run(room.staff.folder)
    assert run.calendar.leading == Period(2024, "revised")
    assert run.budgets(2024, "revised") == open_run(other).budgets(2024, "revised")
    assert faults(room) == []


@pytest.mark.slow
def test_published_figures_that_would_differ_are_shown_as_they_will_be(room: Season) -> None:
    folder = room.staff.folder
    build(folder)
    place = proposed(room)
    page = room.approver.get(place, headers={"accept-language": "en"}).text
    figures = page.partition('id="figures"')[2].partition("</table>")[0]
    assert figures.count('<th scope="row">') > 3
    assert "Growth: The whole budget" in figures
    assert "Not published" in page
    assert signed(room, place, digest_of(page)).status_code == 303
    package = json.loads(room.auditor.get(f"{place}/package.json").text)
    book = book_of(open_run(folder))
    checked = 0
    for each in package["consequences"]["figures"]:
        where = {key: int(value) if key == "fiscal_year" else value for key, value in each["where"]}
        if each["kind"] == "sum" and where.get("stage") == "confirmed":
            where["stage"] = "revised"
            assert book.total(each["counting"], **where) == each["after"]
            checked += 1
    assert checked > 3
    for total in package["consequences"]["totals"]:
        if total["kind"] != "all":
            where = {total["kind"]: total["key"], "fiscal_year": 2024, "stage": "revised"}
            assert book.total("partition", **where) == total["after"]


def test_a_move_is_sent_back_with_a_reason_and_cannot_be_signed_any_more(room: Season) -> None:
    place = proposed(room)
    digest = digest_of(room.approver.get(place).text)
    assert room.staff.post(room.approver, f"{place}/return", reason=" ").status_code == 422
    assert room.staff.post(room.approver, f"{place}/return", reason="Too little").status_code == 303
    assert "Too little" in room.coordinator.get(place).text
    late = signed(room, place, digest)
    assert late.status_code == 403
    assert "sent back" in late.text or "반려됨" in late.text
    assert amended(room, place).status_code == 403
    assert faults(room) == []


def test_rules_that_an_amendment_breaks_are_named_with_their_owner_and_by_how_much(room: Season) -> None:
    place = proposed(room)
    assert room.approver.get(f"/api{place}").json()["broken"] == []
    assert amended(room, place, "900,000").status_code == 303
    told = room.approver.get(f"/api{place}").json()
    ceiling = next(each for each in told["broken"] if each["owner"] == "Finance")
    total = next(each["after"] for each in told["package"]["consequences"]["totals"] if each["kind"] == "all")
    assert ceiling["missed"] == total - ceiling["limit"] > 0
    section = room.approver.get(f"{place}?lang=en").text.partition('id="broken"')[2].partition("</section>")[0]
    assert "(Finance)" in section
    assert f"missed by {ceiling['missed'] // 1_000_000:,} KRW million" in section


def test_areas_of_programmes_add_up_to_the_totals_where_people_decided_thirds(room: Season) -> None:
    decisions = room.staff.folder / "decisions"
    decisions.mkdir(exist_ok=True)
    (decisions / "people.csv").write_text(
        "programme,area,numerator,denominator,decided_by,decided_at,reason\n"
        f"{KEY},ai,1,3,Lee,2027-03-01T00:00:00+00:00,read\n{KEY},bio,2,3,Lee,2027-03-01T00:00:00+00:00,read\n",
        encoding="utf-8",
    )
    place = proposed(room)
    amended(room, place, "2,000,000")
    told = room.approver.get(f"/api{place}").json()["package"]["consequences"]
    parts: dict[str, int] = {}
    for row in told["programmes"]:
        for area, part in row["areas"]:
            parts[area] = parts.get(area, 0) + part
    totals = {each["key"]: each["after"] for each in told["totals"] if each["kind"] == "area"}
    assert {area: totals[area] for area in parts} == parts
    assert parts["bio"] % 1_000_000


def test_a_move_that_was_amended_meanwhile_is_not_sent_back(room: Season) -> None:
    place = proposed(room)
    amended(room, place)
    sent = {"reason": "Too little"}
    assert room.staff.post(room.approver, f"{place}/return", **sent, version="0").status_code == 409
    headers = {"x-form-token": token_of(room.approver)}
    assert room.approver.post(f"/api{place}/return", json=sent, headers=headers).status_code == 428
    version = room.approver.get(f"/api{place}").headers["etag"]
    headers["if-match"] = version
    assert room.approver.post(f"/api{place}/return", json=sent, headers=headers).status_code == 204


def test_an_amendment_over_another_is_refused(room: Season) -> None:
    place = proposed(room)
    assert amended(room, place).status_code == 303
    assert amended(room, place, "8,000").status_code == 409
    assert amended(room, place, "8,000", version="1").status_code == 303
    faulty = {"programme": "nothing", "amount": "1", "mover": "x", "why": "y", "version": "2"}
    assert room.staff.post(room.coordinator, f"{place}/amend", **faulty).status_code == 422


def test_a_stage_that_has_its_amounts_is_not_offered(room: Season) -> None:
    offered = re.findall(r'<option value="(\w+)"', room.coordinator.get("/scenarios/1/propose").text)
    assert offered == ["revised"], "what was spent is no stage to plan"
    place, other = proposed(room), proposed(room, title="Second move")
    signed(room, place, digest_of(room.approver.get(place).text))
    answer = room.staff.post(room.coordinator, "/scenarios/1/propose", title="x", why="y", stage="revised")
    assert answer.status_code == 422
    page = room.approver.get(other, headers={"accept-language": "en"}).text
    assert f"already: {FILE}" in page
    assert f'href="{other}"' not in room.approver.get("/").text
    assert signed(room, other, digest_of(page)).status_code == 422
    told = room.coordinator.get(f"/api{other}").json()["package"]["consequences"]
    whole = next(each for each in told["totals"] if each["kind"] == "all")
    assert whole["after"] == sum(each["after"] or 0 for each in told["programmes"])
    (room.staff.folder / FILE).unlink()
    page = room.approver.get(other).text
    assert signed(room, other, digest_of(page)).status_code == 422, (
        "what is signed holds where its file is not there yet"
    )


def test_programs_do_the_same_and_are_told_what_moved(room: Season) -> None:
    def post(client: TestClient, place: str, body: dict[str, object], seen: str = ""):
        headers = {"x-form-token": token_of(client)} | ({"if-match": seen} if seen else {})
        return client.post(f"/api{place}", json=body, headers=headers)

    body = {"scenario": 1, "title": "First", "why": "Decided", "stage": "revised"}
    assert post(room.coordinator, "/moves", body).json() == {"move": 1}
    read = room.approver.get("/api/moves/1").json()
    before = next(row for row in read["package"]["consequences"]["programmes"] if row["programme"] == KEY)["after"]
    amendment = {"programme": KEY, "amount": 9 * 10**9, "mover": "Council", "why": "The ice melts"}
    assert post(room.coordinator, "/moves/1/amendments", amendment, "0").status_code == 204
    refused = post(room.approver, "/moves/1/sign", {"digest": read["digest"]})
    assert refused.status_code == 409
    error = refused.json()["error"]
    assert error["code"] == "moved"
    told = {"before": str(before), "now": str(9 * 10**9), "sent": str(before)}
    assert error["columns"][f"amount {KEY}"] == told
    digest = room.approver.get("/api/moves/1").json()["digest"]
    assert post(room.approver, "/moves/1/sign", {"digest": digest}).status_code == 204
    assert [each["state"] for each in room.auditor.get("/api/moves").json()] == ["signed"]
    assert room.auditor.get("/api/moves/1").json()["digest"] == digest


def test_the_next_stage_begins_from_the_signed_one_with_its_amendments(room: Season) -> None:
    settings = room.staff.folder / "crosscut.toml"
    stages = 'stages = ["requested", "reviewed", "proposed", "confirmed", "revised", "settled", "executed"]\n'
    settings.write_text(stages + settings.read_text(encoding="utf-8"), encoding="utf-8")
    room.staff.office.reading.first = None
    place = proposed(room)
    assert amended(room, place).status_code == 303
    assert signed(room, place, digest_of(room.approver.get(place).text)).status_code == 303
    page = room.coordinator.get(place, headers={"accept-language": "en"}).text
    assert '"/scenarios/1/propose"' in page
    form = room.coordinator.get("/scenarios/1/propose", headers={"accept-language": "en"}).text
    assert re.search(r'value="stage" checked', form)
    assert re.search(r"It takes back what was amended for: [^<]+\.", form)
    before = open_run(room.staff.folder).budgets(2024, "revised")
    told = {"title": "Next", "why": "Voted", "stage": "settled"}
    made = room.staff.post(room.coordinator, "/scenarios/1/propose", basis="stage", **told)
    assert made.status_code == 303, made.text
    package = room.coordinator.get(f"/api{made.headers['location'].partition('?')[0]}").json()["package"]
    after = {row["programme"]: row["after"] for row in package["consequences"]["programmes"]}
    assert after == before
    assert after[KEY] == 9_000_000_000
    moved = {row["programme"]: (row["mover"], row["why"]) for row in package["consequences"]["programmes"]}
    assert moved[KEY] == ("Council", "The ice melts")
    assert sum(mover != "" for mover, _ in moved.values()) == 1
    plan = room.staff.post(room.coordinator, "/scenarios/1/propose", basis="plan", **told)
    assert plan.status_code == 303, plan.text
    other = room.coordinator.get(f"/api{plan.headers['location'].partition('?')[0]}").json()["package"]
    assert {row["programme"]: row["after"] for row in other["consequences"]["programmes"]}[KEY] != after[KEY]


def test_what_begins_from_a_stage_that_was_taken_back_is_not_signed(room: Season) -> None:
    settings = room.staff.folder / "crosscut.toml"
    stages = 'stages = ["requested", "reviewed", "proposed", "confirmed", "revised", "settled", "executed"]\n'
    settings.write_text(stages + settings.read_text(encoding="utf-8"), encoding="utf-8")
    room.staff.office.reading.first = None
    place = proposed(room)
    assert signed(room, place, digest_of(room.approver.get(place).text)).status_code == 303
    sent = {"title": "Next", "why": "Voted", "stage": "settled", "basis": "stage"}
    made = room.staff.post(room.coordinator, "/scenarios/1/propose", **sent)
    following = made.headers["location"].partition("?")[0]
    assert room.coordinator.get(f"/api{following}").json()["move"]["begun_from"] == 1
    assert 'href="/moves/1"' in room.approver.get(following).text
    assert room.staff.post(room.approver, f"{place}/withdraw", reason="wrong").status_code == 303
    assert f'href="{following}"' not in room.approver.get("/").text
    assert "taken back" in room.coordinator.get(f"/api{following}").json()["stands_against"]
    page = room.approver.get(following, headers={"accept-language": "en"}).text
    assert "Move 1, whose amounts it begins from, was taken back" in page
    assert signed(room, following, digest_of(page)).status_code == 422
    assert "plan-2024-settled" not in str([*(room.staff.folder / "decisions").iterdir()])


def test_the_same_proposed_twice_is_proposed_once(room: Season) -> None:
    place = proposed(room)
    again = room.staff.post(
        room.coordinator, "/scenarios/1/propose", title="First move", why="Decided on 28 August", stage="revised"
    )
    assert again.status_code == 409
    assert len(room.coordinator.get("/api/moves").json()) == 1
    assert amended(room, place).status_code == 303
    proposed(room)
    assert len(room.coordinator.get("/api/moves").json()) == 2


def test_nothing_begins_from_a_stage_that_nobody_signed(room: Season) -> None:
    told = {"title": "Next", "why": "Voted", "stage": "revised"}
    answer = room.staff.post(room.coordinator, "/scenarios/1/propose", basis="stage", **told)
    assert answer.status_code == 422
    assert 'name="basis"' not in room.coordinator.get("/scenarios/1/propose").text
