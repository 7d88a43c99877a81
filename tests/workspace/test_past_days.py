"""Pages and answers as of a past day: what stood then, in what words, who sees it, and that nothing is written there."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from crosscut.workspace.words import word
from tests.workspace.committees import CHIPS, FAR, parted
from tests.workspace.conftest import CAST, MINE, Season, local
from tests.workspace.rights_matrix import KEY, READS

PAGES = ("/calls", "/calls/{call}", "/filings/{filing}", "/findings", "/findings/{finding}", "/record")
ANSWERS = (
    *("/api/calls", "/api/calls/{call}", "/api/filings/{filing}", "/api/findings/{finding}"),
    *("/api/calls/{call}/findings", "/api/record"),
)


@pytest.fixture
def told(season: Season) -> dict[str, str]:
    """A filing on one day, a question on the next, an answer and a later filing on the third; today is the fourth."""
    staff, days = season.staff, []

    def next_day() -> None:
        days.append(staff.clock.now.astimezone().date().isoformat())
        staff.later(days=1)

    season.file(season.writer)
    next_day()
    asked = staff.post(season.reviewer, "/filings/2025-00001/findings", programme=KEY, text="why so much?")
    next_day()
    finding = asked.headers["location"].partition("?")[0]
    staff.post(season.writer, f"{finding}/answer", text="a laboratory")
    form = {"amount": "9,100", "reason": "a laboratory", "version": "0"}
    assert staff.post(season.writer, f"{season.draft()}/programmes/{KEY}", **form).status_code == 303
    season.file(season.writer)
    form = {"ministry": MINE, "closes": local(staff.clock.now + timedelta(days=300)), "reason": "the flood"}
    assert staff.post(season.coordinator, f"/calls/{season.call}/extensions", **form).status_code == 303
    next_day()
    names = {"call": str(season.call), "filing": "2025-00001", "finding": finding.rpartition("/")[2]}
    return {**names, "first": days[0], "second": days[1], "third": days[2], "today": staff.clock.now.date().isoformat()}


def test_a_call_its_filings_and_extensions_stand_as_on_the_day(season: Season, told: dict[str, str]) -> None:
    page = {day: season.coordinator.get(f"/calls/1?on={told[day]}&lang=en").text for day in ("first", "third")}
    for day, number, flood in (("first", "2025-00001", False), ("third", "2025-00002", True)):
        assert f'href="/filings/{number}?on={told[day]}"' in page[day]
        assert ("the flood" in page[day]) == flood
        assert f"As it stood at the end of {told[day]}." in page[day]
    assert "As it stood" not in season.coordinator.get("/calls/1?lang=en").text
    answer = {day: season.coordinator.get(f"/api/calls/1?on={told[day]}").json() for day in ("first", "third")}
    found = {day: next(m for m in each["ministries"] if m["ministry"] == MINE) for day, each in answer.items()}
    assert [found[day]["filing"] for day in ("first", "third")] == ["2025-00001", "2025-00002"]
    assert found["first"]["closes_at"] < found["third"]["closes_at"]
    assert [len(each["extensions"]) for each in answer.values()] == [0, 1]


def test_questions_and_threads_stand_as_on_the_day(season: Season, told: dict[str, str]) -> None:
    place = f"/findings/{told['finding']}"
    assert season.chair.get(f"{place}?on={told['first']}").status_code == 404
    assert season.chair.get("/api/calls/1/findings", params={"on": told["first"]}).json()["findings"] == []
    for day, state, kinds in (("second", "open", ["asked"]), ("third", "answered", ["asked", "answered"])):
        answer = season.chair.get(f"/api{place}?on={told[day]}").json()
        assert (answer["state"], [each["kind"] for each in answer["thread"]]) == (state, kinds)
        page = season.chair.get(f"{place}?on={told[day]}").text
        assert ("a laboratory" in page) == (day == "third")
    filing = season.chair.get(f"/filings/2025-00001?on={told['second']}&lang=en").text
    assert "A later filing has taken its place" not in filing
    assert "A later filing has taken its place" in season.chair.get("/filings/2025-00001?lang=en").text
    assert season.chair.get(f"/api/filings/2025-00002?on={told['second']}").status_code == 404


def test_what_was_not_there_yet_is_said_with_the_day_s_field_again(season: Season, told: dict[str, str]) -> None:
    long_ago = "2020-01-01"
    for place, key in (
        ("/calls/1", "calls"),
        ("/filings/2025-00001", "filings"),
        (f"/findings/{told['finding']}", "findings"),
    ):
        page = season.coordinator.get(f"{place}?on={long_ago}&lang=en")
        assert page.status_code == 404
        assert word(f"not_yet_{key}", day=long_ago).en in page.text
        assert f'name="on" value="{long_ago}"' in page.text
        assert 'href="?on="' in page.text
    for place in (f"/filings/2025-00001?on={long_ago}", f"/calls/9?on={long_ago}", "/calls/9"):
        page = season.stranger.get(
            f"{place}&lang=en" if "?" in place else place, headers={"accept-language": "en"}
        ).text
        assert "yet." not in page, place
        assert word("missing").en in page, place


def test_the_record_and_its_checkpoint_stand_as_on_the_day(season: Season, told: dict[str, str]) -> None:
    answer = {day: season.auditor.get(f"/api/record?on={told[day]}").json() for day in ("first", "second", "third")}
    last = {day: each["entries"][0]["number"] for day, each in answer.items()}
    assert last["first"] < last["second"] < last["third"]
    for day, each in answer.items():
        assert each["checkpoint"] == f"{last[day]}:{each['entries'][0]['link']}"
        assert all(entry["at"][:10] <= told[day] for entry in each["entries"])
        assert each["checkpoint"] in season.auditor.get(f"/record?on={told[day]}").text
    day = f"/record?day={told['third']}&on={told['first']}&lang=en"
    assert "<tbody>" not in season.auditor.get(day).text


def test_nothing_is_offered_there_that_writes_and_links_stay_on_the_day(season: Season, told: dict[str, str]) -> None:
    for name, *_ in CAST:
        for place in PAGES:
            page = season.staff.clients[name].get(f"{place.format(**told)}?on={told['third']}")
            if page.status_code != 200:
                continue
            forms = re.findall(r'<form method="post" action="([^"]+)"', page.text)
            assert set(forms) <= {"/sign-out"}, (name, place)
            links = re.findall(r'href="((?:/calls|/filings|/findings|/record)[^"]*)"', page.text)
            assert links
            for link in links:
                kept = re.search(r"[?;]on=(\d|\b|$)", link) or link.endswith(".json")
                assert kept, (name, place, link)


def test_whoever_sees_it_today_sees_it_then_and_nobody_else(season: Season, told: dict[str, str]) -> None:
    who = {ask.place: ask.who for ask in READS}
    for place in (*PAGES, *ANSWERS):
        for name, *_ in CAST:
            answer = season.staff.clients[name].get(
                f"{place.format(**told)}?on={told['third']}", follow_redirects=False
            )
            assert (answer.status_code == 200) == (name in who[place]), (name, place, answer.status_code)


def test_drafts_of_then_are_nobodys_to_read(season: Season, told: dict[str, str]) -> None:
    form = {"reason": "canary-9d", "amount": "9,200", "version": "2"}
    season.staff.post(season.writer, f"{season.draft()}/programmes/{KEY}", **form)
    season.staff.later(days=1)
    for name, *_ in CAST:
        for place in (*PAGES, *ANSWERS):
            answer = season.staff.clients[name].get(f"{place.format(**told)}?on={told['today']}")
            assert "canary-9d" not in answer.text, (name, place)


def test_a_role_for_a_committee_and_a_token_reach_no_further_then(season: Season, told: dict[str, str]) -> None:
    parted(season)
    mine = season.staff.join("mine", "chair", committee=CHIPS)
    far = season.staff.join("far", "chair", committee=FAR)
    for place in ("/api/filings/2025-00001", f"/api/findings/{told['finding']}"):
        assert mine.get(f"{place}?on={told['third']}").status_code == 200
        assert far.get(f"{place}?on={told['third']}").status_code == 404
    assert [e["key"] for e in mine.get(f"/api/filings/2025-00001?on={told['third']}").json()["programmes"]] == [KEY]
    page = season.staff.post(season.auditor, "/account/tokens", label="x", days="9", scope="person.read").text
    program = season.staff.client()
    program.headers["authorization"] = "Bearer " + re.search(r"cct_[\w-]+", page)[0]
    for place in ANSWERS:
        assert program.get(f"{place.format(**told)}?on={told['third']}").status_code == 404


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("yesterday", "is no day"),
        ("9999-12-31", "is no day"),
        ("0001-01-01", ""),
        ("today", "That day is not over"),
        ("2031-01-01", "That day is not over"),
    ],
)
def test_only_past_days_are_looked_at(season: Season, day: str, said: str) -> None:
    on = season.staff.clock.now.astimezone().date().isoformat() if day == "today" else day
    answer = season.auditor.get("/record", params={"on": on, "lang": "en"})
    assert answer.status_code == (422 if said else answer.status_code)
    assert answer.status_code in {200, 422}
    assert said in answer.text


def test_both_languages_say_which_day_it_is(season: Season, told: dict[str, str]) -> None:
    page = season.chair.get(f"/calls/1?on={told['first']}&lang=ko").text
    assert f"{told['first']} 하루가 끝난 시점의 내용입니다." in page
    assert re.search(rf'href="/calls/1\?on={told["first"]}&amp;lang=en"', page)
    assert 'href="?on="' in page
