"""A plan proposed as the amounts of the next stage: seen before it is saved, amended, refused once, signed, proved."""

from __future__ import annotations

import csv
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update
from starlette.testclient import TestClient

from crosscut.allocate.applied import apply
from crosscut.allocate.plan import Depth
from crosscut.calendar import Period
from crosscut.cli import run
from crosscut.figures.book import book_of
from crosscut.workbench import plans
from crosscut.workbench.build import build
from crosscut.workbench.opening import open_run
from crosscut.workspace import receipts, verification
from crosscut.workspace.approval import move_files
from crosscut.workspace.people import people
from crosscut.workspace.schema.schema import DELEGATIONS, GRANTS, OUTBOX, PEOPLE
from crosscut.workspace.web.pages import move_pages
from tests.workspace.conftest import POLICY, Season, copy_of, open_call, token_of

FILE = "decisions/plan-2024-revised.csv"
KEY = "KR24-1-02"
SAID = ("programme", "fiscal_year", "stage", "area", "amount", "unit", "reason")


@pytest.fixture
def room(season: Season) -> Season:
    """A season whose folder has a policy, a scenario, and somebody who may sign."""
    (season.staff.folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    season.staff.post(season.coordinator, "/scenarios", name="Less", why="what if")
    return season


def proposed(room: Season, stage: str = "revised", title: str = "First move") -> str:
    form = {"title": title, "why": "Decided on 28 August", "stage": stage}
    answer = room.staff.post(room.coordinator, "/scenarios/1/propose", **form)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].partition("?")[0]


def digest_of(page: str) -> str:
    return re.search(r'name="digest" value="([0-9a-f]{64})"', page)[1]


def signed(room: Season, place: str, digest: str, client: TestClient | None = None):
    return room.staff.post(client or room.approver, f"{place}/sign", digest=digest)


def amended(room: Season, place: str, amount: str = "9,000", version: str = "0"):
    form = {"programme": KEY, "amount": amount, "mover": "Council", "why": "The ice melts", "version": version}
    return room.staff.post(room.coordinator, f"{place}/amend", **form)


def rows_of(folder: Path) -> list[dict[str, str]]:
    with (folder / FILE).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def faults(room: Season) -> list[str]:
    found = verification.prove_at(
        room.staff.folder / "ledger.sqlite", room.staff.office.signer.public, folder=room.staff.folder
    )
    return [each.message.en for each in found.faults]


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


def test_a_signature_is_refused_with_the_difference_where_an_amount_moved(room: Season) -> None:
    place = proposed(room)
    seen = digest_of(room.approver.get(place).text)
    assert amended(room, place).status_code == 303
    answer = signed(room, place, seen)
    assert answer.status_code == 409
    assert not (room.staff.folder / FILE).exists()
    since = answer.text.partition('id="since"')[2].partition("</section>")[0]
    assert f"({KEY})" in since
    assert "9,000" in since
    again = signed(room, place, digest_of(answer.text))
    assert again.status_code == 303
    assert open_run(room.staff.folder).budgets(2024, "revised")[KEY] == 9_000 * 10**6
    reasons = {row["reason"] for row in rows_of(room.staff.folder) if row["programme"] == KEY}
    assert reasons == {"Council: The ice melts"}


def test_a_file_or_a_decision_that_moved_is_named(room: Season) -> None:
    place = proposed(room)
    seen = digest_of(room.approver.get(place).text)
    decisions = room.staff.folder / "decisions"
    decisions.mkdir(exist_ok=True)
    (decisions / "people.csv").write_text(
        "programme,area,numerator,denominator,decided_by,decided_at,reason\n"
        f"{KEY},quantum,1,1,Lee,2027-03-01T00:00:00+00:00,read\n",
        encoding="utf-8",
    )
    answer = signed(room, place, seen)
    assert answer.status_code == 409
    since = answer.text.partition('id="since"')[2].partition("</section>")[0]
    assert "decisions/people.csv" in since
    assert "양자" in since


def test_an_open_question_of_a_call_that_holds_stops_the_signature(room: Season) -> None:
    staff = room.staff
    client = room.writer
    here = Season(staff, open_call(staff, room.coordinator, year="2024", holds="yes"))
    filing = here.file(client)
    place = proposed(room)
    seen = digest_of(room.approver.get(place).text)
    key = client.get(here.api()).json()["programmes"][0]["key"]
    asked = staff.post(room.reviewer, f"/filings/{filing}/findings", programme=key, text="why?")
    assert asked.status_code == 303
    answer = signed(room, place, seen)
    assert answer.status_code == 409
    assert "/findings/1" in answer.text
    held = signed(room, place, digest_of(answer.text))
    assert held.status_code == 422
    assert not (staff.folder / FILE).exists()


def test_nobody_signs_what_he_wrote(room: Season) -> None:
    place = proposed(room)
    staff = room.staff
    both = staff.join("both", "approver")
    with staff.office.database.writing() as connection:
        number = people.named(connection, "both").id
        people.new_grant(connection, number, people.Role("coordinator"), "test", staff.clock(), exception="server")
    assert (
        staff.post(both, f"{place}/amend", programme=KEY, amount="1", mover="x", why="y", version="0").status_code
        == 303
    )
    page = room.approver.get(place).text
    assert signed(room, place, digest_of(page), both).status_code == 403
    assert signed(room, place, digest_of(page), room.coordinator).status_code == 403
    assert signed(room, place, digest_of(page)).status_code == 303
    assert signed(room, place, digest_of(page)).status_code == 403


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


def test_the_receipt_names_the_package_and_verify_names_what_was_changed(
    room: Season, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = proposed(room)
    signed(room, place, digest_of(room.approver.get(place).text))
    package = room.auditor.get(f"{place}/package.json").text
    receipt = room.auditor.get(f"{place}/receipt.json").text
    assert not receipts.verify(receipt, room.staff.office.signer.public, package).fault
    for name, held in (("r.json", receipt), ("p.json", package), ("key.pem", room.staff.office.signer.public)):
        (tmp_path / name).write_bytes(held.encode())
    checked = [tmp_path / "r.json", "--against", tmp_path / "key.pem", "--filing", tmp_path / "p.json"]
    assert run(["verify", *map(str, checked)]) == 0
    assert "valid: move 1 to 2024 revised, signed by approver" in capsys.readouterr().out.replace("\n", "")
    file = room.staff.folder / FILE
    text = file.read_text(encoding="utf-8")
    assert text == room.auditor.get(f"{place}/amounts.csv").text
    file.write_text(text.replace("Decided on 28 August", "Decided on 29 August", 1), encoding="utf-8")
    assert faults(room) == [f"{FILE} does not say what was signed in the workspace"]
    file.unlink()
    assert faults(room) == [f"{FILE} does not say what was signed in the workspace"]
    assert move_files.bring_up_to_date(room.staff.office.database, room.staff.folder) == [FILE]
    assert faults(room) == []


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


def test_whoever_may_sign_is_told_once_he_can_and_finds_it_on_the_first_page(room: Season) -> None:
    with room.staff.office.database.writing() as connection:
        connection.execute(update(PEOPLE).values(mail="someone@example.org"))
    place = proposed(room)
    with room.staff.office.database.reading() as connection:
        told = connection.execute(select(OUTBOX.c.link, PEOPLE.c.name).join(PEOPLE, PEOPLE.c.id == OUTBOX.c.person))
        assert ("/moves/1", "approver") in {tuple(row) for row in told}
    assert f'href="{place}"' in room.approver.get("/").text
    assert f'href="{place}"' not in room.coordinator.get("/").text
    signed(room, place, digest_of(room.approver.get(place).text))
    assert f'href="{place}"' not in room.approver.get("/").text


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


@pytest.mark.postgres
def test_on_a_server_the_same_is_signed_by_people_who_see_only_their_reach(postgres_season: Season) -> None:
    room = postgres_season
    (room.staff.folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    room.staff.post(room.coordinator, "/scenarios", name="Less", why="what if")
    place = proposed(room)
    seen = digest_of(room.approver.get(place).text)
    assert amended(room, place).status_code == 303
    answer = signed(room, place, seen)
    assert answer.status_code == 409
    assert f"({KEY})" in answer.text
    assert signed(room, place, digest_of(answer.text)).status_code == 303
    assert open_run(room.staff.folder).budgets(2024, "revised")[KEY] == 9_000 * 10**6
    assert room.writer.get(place).status_code == 404


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


def test_an_approver_of_one_year_finds_what_waits_on_the_first_page(room: Season) -> None:
    client = room.staff.join("of this year", "approver", year=2024)
    place = proposed(room)
    assert f'href="{place}"' in client.get("/").text


def test_nobody_is_told_of_a_move_that_is_not_theirs_to_sign(room: Season) -> None:
    office = room.staff.office
    with office.database.writing() as connection:
        for name, committee in (("elsewhere", "1"), ("stands in", "")):
            number = people.new_person(connection, name, office.clock())
            role = people.Role("approver", committee=committee, year=0 if committee else 1999)
            people.new_grant(connection, number, role, "named", office.clock(), exception="made for a test")
        connection.execute(update(PEOPLE).values(mail="someone@example.org"))
        grant = connection.scalar(select(GRANTS.c.id).where(GRANTS.c.role == "approver", GRANTS.c.committee == ""))
        giver = connection.scalar(select(GRANTS.c.person).where(GRANTS.c.id == grant))
        now = office.clock()
        loan = {
            "giver": giver,
            "taker": number,
            "starts_at": now,
            "ends_at": now + timedelta(days=9),
            "reason": "leave",
        }
        connection.execute(insert(DELEGATIONS).values(grant_id=grant, **loan))
    proposed(room)
    with office.database.reading() as connection:
        told = select(PEOPLE.c.name).join(OUTBOX, PEOPLE.c.id == OUTBOX.c.person).where(OUTBOX.c.link == "/moves/1")
        names = set(connection.scalars(told))
    assert {"approver", "stands in"} <= names
    assert "elsewhere" not in names


def test_nothing_begins_from_a_stage_that_nobody_signed(room: Season) -> None:
    told = {"title": "Next", "why": "Voted", "stage": "revised"}
    answer = room.staff.post(room.coordinator, "/scenarios/1/propose", basis="stage", **told)
    assert answer.status_code == 422
    assert 'name="basis"' not in room.coordinator.get("/scenarios/1/propose").text
