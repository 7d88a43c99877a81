"""Technologies designated as an act: proposed, the series seen under the list, deliberated, confirmed, built by, proved."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from sqlalchemy import select, update

from crosscut.allocate.runs import policy_of
from crosscut.cli import run
from crosscut.figures.book import book_of
from crosscut.findings import Severity
from crosscut.views.publication import Publication
from crosscut.workbench.complete import with_plan
from crosscut.workbench.opening import open_run
from crosscut.workspace import receipts, verification
from crosscut.workspace.approval import listing_files
from crosscut.workspace.people import people
from crosscut.workspace.replay import moment_runs
from crosscut.workspace.schema.schema import OUTBOX, PEOPLE
from crosscut.workspace.solver import solver_areas
from tests.workspace.conftest import POLICY, Season, token_of

FILE, NEW = "taxonomies/designated-1.csv", "kr-cet-2026"
FORM = {
    "title": "The list of 2026",
    "why": "The first revision",
    "law": "Act 19236, Article 5",
    "in_force": "2026-07-20",
}
KEY = "KR24-1-02"


def proposed(season: Season, **more: str) -> str:
    answer = season.staff.post(season.coordinator, "/lists", **{**FORM, "name": NEW, **more})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].partition("?")[0]


def digest_of(page: str) -> str:
    return re.search(r'name="digest" value="([0-9a-f]{64})"', page)[1]


def confirmed(season: Season, place: str, digest: str = "", who: str = "approver"):
    client = season.staff.clients[who]
    return season.staff.post(client, f"{place}/confirm", digest=digest or digest_of(client.get(place).text))


def faults(season: Season) -> list[str]:
    found = verification.prove_at(
        season.staff.folder / "ledger.sqlite", season.staff.office.signer.public, folder=season.staff.folder
    )
    return [each.message.en for each in found.faults]


def areas(folder: Path) -> dict[tuple[int, str], int]:
    book = book_of(open_run(folder))
    groups = book.groups("partition", "fiscal_year", "stage", "area")
    return {(int(year), str(area)): each.amount for (year, _, area), each in groups.items()}


def test_the_page_shows_the_series_that_the_next_build_gives(season: Season) -> None:
    folder = season.staff.folder
    before = areas(folder)
    place = proposed(season)
    page = season.approver.get(place, headers={"accept-language": "en"}).text
    assert "kr-cet-2026" in page
    assert ">mobility<" not in page
    assert not (folder / FILE).exists()
    assert areas(folder) == before, "nothing changes before it is confirmed"
    assert confirmed(season, place).status_code == 303
    package = json.loads(season.auditor.get(f"{place}/package.json").text)["consequences"]
    held = open_run(folder)
    assert held.taxonomy.id == NEW
    told = {
        (period["year"], row["area"]): row["amounts"][at]
        for row in package["after"]
        for at, period in enumerate(package["periods"])
        if row["amounts"][at]
    }
    leading = {held.calendar.leading_in(year) for year in held.calendar.years}
    book = book_of(held)
    groups = book.groups("partition", "fiscal_year", "stage", "area")
    built = {
        (int(year), str(area)): each.amount
        for (year, stage, area), each in groups.items()
        if (int(year), str(stage)) in leading and each.amount
    }
    assert told == built
    for at, _ in enumerate(package["periods"]):
        assert sum(row["amounts"][at] for row in package["before"]) == sum(
            row["amounts"][at] for row in package["after"]
        )
        for row in package["after"]:
            assert row["low"][at] <= row["amounts"][at] <= row["high"][at]
    assert faults(season) == []


def test_it_is_deliberated_and_confirmed_by_somebody_else(season: Season) -> None:
    staff = season.staff
    place = proposed(season)
    assert staff.post(season.chair, f"{place}/say", text="Batteries lose recycling").status_code == 303
    assert staff.post(season.auditor, f"{place}/say", text="x").status_code == 403
    assert "Batteries lose recycling" in season.approver.get(place).text
    both = staff.join("both", "approver")
    with staff.office.database.writing() as connection:
        number = people.named(connection, "both").id
        people.new_grant(connection, number, people.Role("coordinator"), "test", staff.clock(), exception="server")
    mine = staff.post(both, "/lists", **{**FORM, "name": NEW}).headers["location"].partition("?")[0]
    assert confirmed(season, mine, digest_of(season.approver.get(mine).text), "both").status_code == 403
    assert confirmed(season, place, digest_of(season.approver.get(place).text), "coordinator").status_code == 403
    assert confirmed(season, place).status_code == 303
    assert staff.post(season.chair, f"{place}/say", text="late").status_code == 403
    record = season.auditor.get("/record", headers={"accept-language": "en"}).text
    assert "confirmed a list of technologies" in record
    assert "Batteries lose recycling" in record


def test_a_date_of_effect_to_come_is_said_to_be_printed_only(season: Season) -> None:
    english = {"accept-language": "en"}
    said = "used from the confirmation on"
    assert said in season.coordinator.get("/lists/new", headers=english).text
    place = proposed(season, in_force="2099-01-01")
    assert said in season.approver.get(place, headers=english).text
    assert confirmed(season, place).status_code == 303
    told = season.approver.get(place, headers=english).text
    assert f"The published date of effect is 2099-01-01; the list is {said}." in told


def test_what_was_said_or_moved_since_the_page_was_opened_stops_it_with_the_difference(season: Season) -> None:
    place = proposed(season)
    seen = digest_of(season.approver.get(place).text)
    assert season.staff.post(season.chair, f"{place}/say", text="wait").status_code == 303
    answer = confirmed(season, place, seen)
    assert answer.status_code == 409
    assert "의 의견" in (since := answer.text.partition('id="since"')[2].partition("</section>")[0])
    assert "wait</td>" in since
    decisions = season.staff.folder / "decisions"
    decisions.mkdir(exist_ok=True)
    (decisions / "people.csv").write_text(
        "programme,area,numerator,denominator,decided_by,decided_at,reason\n"
        f"{KEY},quantum,1,1,Lee,2026-03-01T00:00:00+00:00,read\n",
        encoding="utf-8",
    )
    again = confirmed(season, place, digest_of(answer.text))
    assert again.status_code == 409
    since = again.text.partition('id="since"')[2].partition("</section>")[0]
    assert "파일 decisions/people.csv" in since
    assert "양자(발의된 목록)" in since
    assert not (season.staff.folder / FILE).exists()
    assert confirmed(season, place, digest_of(again.text)).status_code == 303


def test_a_list_of_ones_own_needs_a_place_for_everything(season: Season) -> None:
    content = "area,sub,en,ko\nai,,Artificial intelligence,인공지능\nrest,,The rest,나머지\n"
    form = {**FORM, "name": "office-2027", "content": content}
    answer = season.staff.post(season.coordinator, "/lists", **form)
    assert answer.status_code == 422
    assert "이행표에 없습니다" in answer.text
    old = open_run(season.staff.folder).taxonomy
    rows = [f"{each.id},,rest,," for each in old.areas if each.id not in ("ai", "bio", "not-itemised")]
    rows += ["bio,,ai,1,2", "bio,,rest,1,2"]
    passages = "\n".join(["from_area,from_sub,to_area,numerator,denominator", *rows])
    place = proposed(season, name="office-2027", content=content, passages=passages)
    assert confirmed(season, place).status_code == 303
    held = open_run(season.staff.folder)
    assert [each.id for each in held.taxonomy.areas] == ["ai", "rest", "not-itemised"], (
        "an area of the budget's own stays"
    )
    package = json.loads(season.auditor.get(f"{place}/package.json").text)["consequences"]
    ai = next(row for row in package["after"] if row["area"] == "ai")
    assert ai["low"][-1] < ai["amounts"][-1] < ai["high"][-1], "what nobody split is a range"
    assert (held.taxonomy.valid_from, held.taxonomy.note) == ("2026-07-20", "Act 19236, Article 5")
    assert faults(season) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"law": " "}, "its law"),
        ({"in_force": "soon"}, "soon"),
        ({"name": "kr-cet-2022"}, "holds already"),
        ({"name": "nothing-such"}, "unknown taxonomy"),
        ({"name": "A list"}, "small letters"),
        ({"name": "own", "content": "area,en\nai,\n"}, "cannot be read"),
        ({"passages": "from_area,to_area\nai,nowhere\n"}, "nowhere"),
        ({"passages": "from_area,to_area,numerator\nai,ai,x\n"}, "Row 2"),
    ],
)
def test_what_cannot_be_is_refused_in_words(season: Season, wrong: dict[str, str], said: str) -> None:
    answer = season.coordinator.post(
        "/lists",
        data={**FORM, "name": NEW, **wrong, "token": token_of(season.coordinator)},
        headers={"accept-language": "en"},
        follow_redirects=False,
    )
    assert answer.status_code == 422
    assert said in answer.text


def test_the_receipt_and_the_files_are_proved(
    season: Season, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = proposed(season)
    confirmed(season, place)
    receipt, package = (season.auditor.get(f"{place}/{name}.json").text for name in ("receipt", "package"))
    assert not receipts.verify(receipt, season.staff.office.signer.public, package).fault
    for name, held in (("r.json", receipt), ("p.json", package), ("key.pem", season.staff.office.signer.public)):
        (tmp_path / name).write_bytes(held.encode())
    checked = [tmp_path / "r.json", "--against", tmp_path / "key.pem", "--filing", tmp_path / "p.json"]
    assert run(["verify", *map(str, checked)]) == 0
    said = capsys.readouterr().out.replace("\n", "")
    assert "valid: list kr-cet-2026 in the place of kr-cet-2022 from 2026-07-20 (Act 19236, Article 5)" in said
    file = season.staff.folder / FILE
    text = file.read_text(encoding="utf-8")
    assert text == season.auditor.get(f"{place}/designation.csv").text
    file.write_text(text.replace("Article 5", "Article 6"), encoding="utf-8")
    assert faults(season) == [f"{FILE} does not say what was confirmed in the workspace"]
    file.unlink()
    assert listing_files.bring_up_to_date(season.staff.office.database, season.staff.folder) == [FILE]
    assert faults(season) == []


def test_who_may_confirm_is_told_and_finds_it_on_the_first_page(season: Season) -> None:
    with season.staff.office.database.writing() as connection:
        connection.execute(update(PEOPLE).values(mail="someone@example.org"))
    place = proposed(season)
    with season.staff.office.database.reading() as connection:
        told = connection.execute(select(OUTBOX.c.link, PEOPLE.c.name).join(PEOPLE, PEOPLE.c.id == OUTBOX.c.person))
        assert {tuple(row) for row in told} >= {(place, "approver"), (place, "chair")}
    assert f'href="{place}"' in season.approver.get("/").text
    assert f'href="{place}"' not in season.coordinator.get("/").text
    assert season.staff.post(season.approver, f"{place}/return", reason="").status_code == 422
    assert season.staff.post(season.approver, f"{place}/return", reason="The notice is not out").status_code == 303
    assert f'href="{place}"' not in season.approver.get("/").text
    assert "The notice is not out" in season.coordinator.get(place).text
    assert confirmed(season, place, "0" * 64).status_code == 403


def test_a_policy_that_names_areas_which_are_gone_is_told_beforehand(season: Season) -> None:
    (season.staff.folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    text = 'title = "x"\n[[rule]]\nwhere = { area = ["secondary-batteries", "ai"] }\nat_least = "1 million"\n'
    (season.staff.folder / "policy.toml").write_text(text, encoding="utf-8")
    content = "area,en\nai,Artificial intelligence\nrest,The rest\n"
    old = open_run(season.staff.folder).taxonomy
    rows = [f"{each.id},rest" for each in old.areas if each.id != "ai"]
    passages = "\n".join(["from_area,to_area", *rows])
    place = proposed(season, name="office-2027", content=content, passages=passages)
    page = season.approver.get(place, headers={"accept-language": "en"}).text
    assert "names areas that this list lacks: Secondary batteries." in page


def test_a_policy_of_a_former_list_holds_up_no_publication(season: Season) -> None:
    rule = '\n[[rule]]\nwhere = { area = ["secondary-batteries"] }\nat_least = "1 million"\n'
    (season.staff.folder / "policy.toml").write_text(POLICY + rule, encoding="utf-8")
    budget = open_run(season.staff.folder)
    assert with_plan(Publication.of(budget)).plan is not None
    content = "area,en\nai,Artificial intelligence\nrest,The rest\n"
    passages = "\n".join(
        ["from_area,to_area", *(f"{each.id},rest" for each in budget.taxonomy.areas if each.id != "ai")]
    )
    assert (
        confirmed(season, proposed(season, name="office-2027", content=content, passages=passages)).status_code == 303
    )
    after = open_run(season.staff.folder)
    found = with_plan(Publication.of(after))
    assert found.plan is None
    (told,) = (each.message.en for each in found.findings if each.rule == "policy-outdated")
    assert told.startswith("No plan is made. [[rule]] 2 of policy.toml names areas that the list in force lacks: ")
    assert solver_areas.unpublishable(after, policy_of(after)) is None


def test_programs_do_the_same(season: Season) -> None:
    def post(client, place: str, body: dict[str, object]):
        return client.post(f"/api{place}", json=body, headers={"x-form-token": token_of(client)})

    assert post(season.coordinator, "/lists", {**FORM, "name": NEW}).json() == {"list": 1}
    assert post(season.chair, "/lists/1/sayings", {"text": "Fine"}).status_code == 204
    read = season.approver.get("/api/lists/1").json()
    assert [each["text"] for each in read["said"]] == ["Fine"]
    refused = post(season.approver, "/lists/1/confirm", {"digest": "0" * 64})
    assert refused.json()["error"]["code"] == "moved"
    assert post(season.approver, "/lists/1/confirm", {"digest": read["digest"]}).status_code == 204
    assert [each["state"] for each in season.auditor.get("/api/lists").json()] == ["confirmed"]
    assert season.auditor.get("/api/lists/1").json()["digest"] == read["digest"]


@pytest.mark.postgres
def test_on_a_server_the_same_is_confirmed(postgres_season: Season) -> None:
    place = proposed(postgres_season)
    assert postgres_season.staff.post(postgres_season.chair, f"{place}/say", text="Fine").status_code == 303
    assert confirmed(postgres_season, place).status_code == 303
    assert open_run(postgres_season.staff.folder).taxonomy.id == NEW
    assert postgres_season.writer.get(place).status_code == 404


def test_the_running_server_follows_a_confirmed_list_at_once(season: Season) -> None:
    room = season.staff.office.reading
    former = room.budget.taxonomy.id
    shown = season.coordinator.get("/replay", headers={"accept-language": "en"})
    assert shown.status_code == 200
    assert moment_runs.run_of(season.staff.office).run.taxonomy.id == former
    place = proposed(season)
    assert confirmed(season, place).status_code == 303
    assert room.budget.taxonomy.id == NEW
    assert room.current().taxonomy.id == NEW
    assert moment_runs.run_of(season.staff.office).run.taxonomy.id == NEW
    assert season.staff.office.reading.moved.is_set(), "what has been read is counted under the new list"
    page = season.coordinator.get("/lists", headers={"accept-language": "en"}).text
    assert NEW in page


def decided_by_hand(season: Season, area: str) -> None:
    """A decision of somebody outside the workspace, made now."""
    folder = season.staff.folder / "decisions"
    folder.mkdir(exist_ok=True)
    row = f"{KEY},{area},,1,1,Kim,{season.staff.clock().isoformat()},Read it\n"
    head = "programme,area,sub,numerator,denominator,decided_by,decided_at,reason\n"
    (folder / "kim.csv").write_text(head + row, encoding="utf-8")


def test_a_decision_after_the_proposal_does_not_bar_it(season: Season) -> None:
    place = proposed(season)
    season.staff.clock.pass_by(hours=1)
    decided_by_hand(season, "secondary-batteries")
    page = season.approver.get(place).text
    assert "disabled" not in page.partition('id="sign"')[2]
    assert confirmed(season, place).status_code == 303
    found = open_run(season.staff.folder).findings
    assert not [each for each in found if each.severity is Severity.FATAL]


def test_what_bars_a_confirmation_stands_beside_its_button_with_the_mend(season: Season) -> None:
    place = proposed(season)
    decided_by_hand(season, "no-such-area")
    for language, mend in (("ko", "분류 검토"), ("en", "Reading")):
        page = season.approver.get(place, headers={"accept-language": language}).text
        beside = page.partition('id="sign"')[2].partition("</section>")[0]
        assert KEY in beside
        assert mend in beside
        assert "disabled" in beside
