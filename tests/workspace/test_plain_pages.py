"""Pages say what is so, in the reader's language: roles that wait, what is filed, checks, steps and times."""

from __future__ import annotations

import re
from pathlib import Path

import crosscut
from crosscut.text import step_words
from crosscut.workspace import demonstration
from crosscut.workspace.people import people
from crosscut.workspace.words import word
from tests.workspace.conftest import MINE, Season, Staff


def test_steps_of_jobs_are_told_in_korean() -> None:
    assert step_words.step("Writing the release", "ko") == "보도자료를 만드는 중"
    assert step_words.step("sample 1: 2 programmes to read", "ko") == "추출 1: 검토할 사업 2건"
    assert step_words.step("Writing the release", "en") == "Writing the release"
    assert step_words.step("Something new", "ko") == "Something new"
    assert step_words.step("Reading sources/p.csv", "ko") == "sources/p.csv 읽는 중"


def test_what_kept_a_job_from_ending_well_is_told_in_both_languages() -> None:
    assert step_words.step("findings: one is fatal\n점검 의견: 치명적", "ko") == "점검 의견: 치명적"
    assert step_words.step("findings: one is fatal\n점검 의견: 치명적", "en") == "findings: one is fatal"


def test_every_step_has_its_words_and_none_in_english_within_them() -> None:
    texts = [file.read_text(encoding="utf-8") for file in Path(crosscut.__file__).parent.rglob("*.py")]
    said = {each for text in texts for each in re.findall(r'\b(?:progress|step)\(f?"([^"]+)"', text)}
    said |= set(re.findall(r'^ +\(?"[a-z]+",\s+"([A-Z][a-z ]+)",', "\n".join(texts), re.M))
    assert len(said) > 15
    for each in said:
        shown = re.sub(r"\{[^}]*\}", "7", each.replace("{kind}", "report"))
        told = step_words.step(shown, "ko")
        assert re.search("[가-힣]", told), each
        assert not re.search("[a-z]{2}", told), each


def test_a_role_that_waits_is_not_said_to_be_given(staff: Staff) -> None:
    first = staff.join("First", "administrator")
    staff.join("Second", "administrator")
    new = staff.join("New")
    with staff.office.database.reading() as connection:
        number = people.named(connection, "New").id
    assert word("no_role_yet").ko in new.get("/?lang=ko").text
    given = staff.post(first, f"/people/{number}/roles", role="auditor", reason="audits")
    assert given.headers["location"].endswith("done=role_proposed")
    assert word("role_waits", roles=word("role_auditor")).ko in " ".join(new.get("/?lang=ko").text.split())


def test_a_real_start_says_nothing_of_a_demonstration_and_what_it_lacks(staff: Staff) -> None:
    staff.office.demonstration = True
    client = staff.client()
    page = client.get("/start?lang=ko").text
    assert word("demonstration_band").ko not in page
    assert word("optional").ko not in page
    form = {"code": staff.office.code, "choice": "first", "name": "", "password": ""}
    refused = client.post("/start?lang=ko", data=form)
    assert word("start_needs").ko in refused.text
    assert "field wrong" in refused.text
    wrong = client.post("/start?lang=ko", data={**form, "code": "no"})
    assert "field wrong" in wrong.text
    done = client.post("/start", data={**form, "name": "First", "password": "a sentence of my own"})
    assert done.status_code in (200, 303)
    assert word("demonstration_band").ko not in staff.client().get("/sign-in?lang=ko").text


def test_an_account_made_in_a_demonstration_signs_in_below_the_persons_who_are_made_up(staff: Staff) -> None:
    staff.office.demonstration = True
    with staff.office.database.writing() as connection:
        demonstration.fill(staff.office, connection, staff.clock())
        people.new_person(connection, "Own", staff.clock(), password="a sentence of my own")
    client = staff.client()
    page = client.get("/sign-in?lang=ko").text
    assert page.index('name="as"') < page.index('name="name"') < page.index('name="password"')
    sent = {"name": "Own", "password": "wrong"}
    assert 'role="alert"' in client.post("/sign-in", data=sent).text
    assert client.post("/sign-in", data=sent | {"password": "a sentence of my own"}).status_code in (200, 303)
    assert client.get("/account", follow_redirects=False).status_code == 200


def test_a_draft_that_is_filed_says_so(season: Season) -> None:
    assert word("private").ko in season.writer.get(f"{season.draft()}?lang=ko").text
    number = season.file(season.writer)
    page = season.writer.get(f"{season.draft()}?lang=ko").text
    assert word("private").ko not in page
    assert f'class="state filed">{number}' in page
    receipt = season.writer.get(f"/filings/{number}?lang=ko").text
    assert 'class="receipt-office"' in receipt
    assert re.search(r"\d\d:\d\d:\d\d \(UTC[+-]\d\d:\d\d\)", receipt)
    call = season.coordinator.get(f"/calls/{season.call}?lang=ko").text
    assert word("to_scenarios").ko in call


def test_an_extended_group_has_one_tile(season: Season) -> None:
    closes = (season.staff.clock.now.astimezone().replace(microsecond=0)).replace(year=2027, month=12)
    form = {"ministry": MINE, "closes": closes.strftime("%Y-%m-%dT%H:%M"), "reason": "time"}
    season.staff.post(season.coordinator, f"/calls/{season.call}/extend", **form)
    page = season.coordinator.get(f"/calls/{season.call}?lang=en").text.partition("tiles big")[2].partition("</dl>")[0]
    names = re.findall(r"<dt>([^<]+)</dt>", page)
    assert len(names) == len(set(names))


def test_the_day_to_look_back_at_is_over(season: Season) -> None:
    page = season.auditor.get("/calls").text
    assert re.search(r'name="on" value="" max="\d{4}-\d\d-\d\d"', page)
