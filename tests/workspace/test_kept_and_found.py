"""What is sent together is kept together, and what people see they can find: files with answers, items of the record."""

from __future__ import annotations

import re

import pytest

from crosscut.workspace.words import word
from tests.workspace.conftest import MINE, OTHER, Season, token_of
from tests.workspace.test_sheets import KEY, column, download, row_of, upload


def question(season: Season) -> str:
    number = season.file(season.writer)
    asked = season.staff.post(season.reviewer, f"/filings/{number}/findings", programme=KEY, text="why?")
    return asked.headers["location"].partition("?")[0]


def test_a_chosen_file_goes_with_the_answer(season: Season) -> None:
    place = question(season)
    page = season.writer.get(f"{place}?lang=en").text
    assert page.count('type="file"') == 1
    form = {"token": token_of(season.writer), "text": "As attached.", "version": "1"}
    sent = season.writer.post(f"{place}/answer", data=form, files={"file": ("note.txt", b"the note")})
    assert sent.status_code == 200
    seen = season.reviewer.get(f"{place}?lang=en").text
    assert "note.txt" in seen
    assert "As attached." in seen


def test_a_file_that_is_refused_holds_the_answer_back(season: Season) -> None:
    place = question(season)
    form = {"token": token_of(season.writer), "text": "As attached.", "version": "1"}
    sent = season.writer.post(f"{place}/answer", data=form, files={"file": ("note.txt", b"")})
    assert sent.status_code != 200
    assert "As attached." in sent.text
    assert "As attached." not in season.reviewer.get(place).text


def test_an_answer_without_a_file_goes_as_it_did(season: Season) -> None:
    place = question(season)
    form = {"token": token_of(season.writer), "text": "So it is.", "version": "1"}
    assert season.writer.post(f"{place}/answer", data=form, files={"file": ("", b"")}).status_code == 200
    assert "So it is." in season.reviewer.get(place).text


def rows(season: Season, item: str) -> int:
    page = season.auditor.get("/record", params={"item": item, "lang": "ko"}).text
    return len(re.findall(r'<tr><td class="num">', page))


def test_the_record_finds_items_by_what_people_see(season: Season) -> None:
    season.staff.post(season.writer, f"{season.draft()}/programmes/{KEY}", version="0", amount="8,301", reason="x")
    question(season)
    known = season.staff.office.known
    programme = known.programmes[KEY]
    ministry = known.ministry(MINE)
    number = re.search(r"2025-\d{5}", season.writer.get(season.draft()).text)[0]
    filing = word("item_filing", number="1", ministry=ministry)
    for text in (
        programme.name,
        programme.id,
        ministry.ko,
        number,
        filing.ko,
        "질의 1",
        "writer",
        "접수 1",
        "filing 1 msit",
    ):
        assert rows(season, text), text
    assert rows(season, known.ministry(OTHER).ko) == 0
    assert rows(season, "nothing of the kind") == 0
    assert rows(season, "  " + programme.name.replace(" ", "  ")) == rows(season, programme.name)


def test_the_next_year_leaves_out_whoever_was_left_out(season: Season) -> None:
    client = season.coordinator
    form = {
        "token": token_of(client),
        "title": "Requests 2026",
        "note": "This is for 2026.",
        "year": "2026",
        "opens": "2027-02-01T00:00",
        "closes_1": "2027-04-01T00:00",
        f"group_of_{MINE}": "1",
    }
    assert client.post("/calls", data=form, follow_redirects=False).status_code == 303
    page = client.get("/calls/new?origin=2&lang=en").text
    assert "This is for 2027." in page
    assert word("asked_note").en in page
    for key in season.staff.office.known.labels:
        block = page[page.index(f'name="group_of_{key}"') :]
        picked = re.findall(r'value="(\d?)" selected', block[: block.index("</select>")])
        assert picked == (["1"] if key == MINE else []), key


def test_a_workbook_of_which_nothing_is_picked_says_so(season: Season) -> None:
    book = download(season)
    book.active.cell(row_of(book, KEY), column(book, "Amount asked"), 8_301)
    place = upload(season, book).url.path
    kept = season.writer.post(place, data={"token": token_of(season.writer), "change_0": "now"}, follow_redirects=False)
    assert kept.headers["location"].endswith("done=sheet_kept")


@pytest.mark.parametrize(("amount", "picked"), [(8_301, True), (8_300_000, False)])
def test_an_amount_in_another_unit_is_not_picked_beforehand(season: Season, amount: int, picked: bool) -> None:
    book = download(season)
    book.active.cell(row_of(book, KEY), column(book, "Amount asked"), amount)
    page = upload(season, book).text
    assert bool(re.search(r'name="change_0" value="sheet" checked', page)) is picked
    assert bool(re.search(r'name="change_0" value="now" required', page)) is not picked
