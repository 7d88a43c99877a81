"""What a clerk is to see before something is taken or filed: mended workbooks, odd amounts, cells that were not read."""

from __future__ import annotations

import io
import re

from crosscut.workspace.words import word
from tests.workspace.conftest import MINE, Season, token_of
from tests.workspace.test_sheets import KEY, column, download, row_of, upload

ODD = 8_300_000


def take(season: Season, page, *chosen: int) -> None:
    form = {"token": token_of(season.writer), **{f"change_{each}": "sheet" for each in chosen}}
    assert season.writer.post(page.url.path, data=form).status_code == 200


def amount(season: Season) -> int:
    return season.writer.get(f"{season.api()}/programmes/{KEY}").json()["amount"]


def test_a_workbook_mended_and_sent_again_is_taken(season: Season) -> None:
    book = download(season)
    cell = (row_of(book, KEY), column(book, "Amount asked"))
    book.active.cell(*cell, ODD)
    take(season, upload(season, book), 0)
    book.active.cell(*cell, 8_400)
    page = upload(season, book)
    assert "mended since your last upload" in page.text
    assert "changed on both sides" not in page.text
    assert re.search(r'name="change_0" value="sheet" checked', page.text)
    take(season, page, 0)
    assert amount(season) == 8_400_000_000


def test_a_workbook_that_goes_back_to_what_was_downloaded_is_asked(season: Season) -> None:
    book, fresh = download(season), download(season)
    book.active.cell(row_of(book, KEY), column(book, "Amount asked"), ODD)
    take(season, upload(season, book), 0)
    page = upload(season, fresh)
    assert word("as_downloaded").en in page.text
    assert re.search(r'name="change_0" value="now" required', page.text)


def test_what_somebody_typed_since_is_another_side(season: Season) -> None:
    book = download(season)
    cell = (row_of(book, KEY), column(book, "Amount asked"))
    book.active.cell(*cell, 8_400)
    take(season, upload(season, book), 0)
    version = str(season.writer.get(f"{season.api()}/programmes/{KEY}").json()["version"])
    typed = {"amount": "8,500", "reason": "x", "version": version}
    assert season.staff.post(season.writer, f"{season.draft()}/programmes/{KEY}", **typed).status_code == 303
    book.active.cell(*cell, 8_600)
    page = upload(season, book)
    assert "changed on both sides" in page.text
    assert not re.search(r'name="change_0" value="\w+" checked', page.text)


def test_the_comparison_says_what_the_rules_will(season: Season) -> None:
    book = download(season)
    book.active.cell(row_of(book, KEY), column(book, "Amount asked"), ODD)
    page = upload(season, book)
    assert "1,000 times what it was" in page.text
    assert "+8,291,700" in page.text
    assert "Say why" in page.text


def test_what_is_to_be_looked_at_is_ticked_before_filing(season: Season) -> None:
    typed = {"amount": f"{ODD:,}", "reason": "x", "version": "0"}
    assert season.staff.post(season.writer, f"{season.draft()}/programmes/{KEY}", **typed).status_code == 303
    page = season.head.get(f"{season.draft()}/file?lang=en").text
    assert "I have looked at" in page
    mark = re.search(r'name="digest" value="(\w+)"', page)[1]
    refused = season.staff.post(season.head, f"{season.draft()}/file", digest=mark)
    assert refused.status_code != 303
    assert "tick that you have" in refused.text
    done = season.staff.post(season.head, f"{season.draft()}/file", digest=mark, looked="yes")
    assert done.status_code == 303


def test_a_cell_that_was_not_read_is_remembered_until_the_field_is_written(season: Season) -> None:
    book = download(season)
    row = row_of(book, KEY)
    book.active.cell(row, column(book, "Amount asked"), "eight thousand")
    book.active.cell(row, column(book, "Reason"), "more")
    page = upload(season, book)
    take(season, page, 0)
    told = season.writer.get(f"{season.draft()}?lang=en").text
    assert "was not taken and the former value stands" in told
    assert "was not taken" in season.writer.get(f"{season.draft()}/file?lang=en").text
    version = str(season.writer.get(f"{season.api()}/programmes/{KEY}").json()["version"])
    typed = {"amount": "8,400", "reason": "more", "version": version}
    assert season.staff.post(season.writer, f"{season.draft()}/programmes/{KEY}", **typed).status_code == 303
    assert "was not taken" not in season.writer.get(f"{season.draft()}?lang=en").text


def test_a_programme_is_found_by_its_name_or_id(season: Season) -> None:
    page = season.writer.get(f"{season.draft()}?find={KEY.lower()}&lang=en").text
    assert page.count('<th scope="row"><a class="name"') == 1
    assert "1 found" in page


def test_who_asks_is_led_from_a_programme_to_the_form(season: Season) -> None:
    number = season.file(season.writer)
    page = season.reviewer.get(f"/filings/{number}?about={KEY}&lang=en").text
    assert f'<option value="{KEY}" selected>' in page
    assert 'href="#ask"' in page
    assert 'href="#ask"' not in season.writer.get(f"/filings/{number}?lang=en").text


def test_a_question_says_what_is_asked_for_now_and_leads_to_the_request(season: Season) -> None:
    number = season.file(season.writer)
    asked = season.staff.post(season.reviewer, f"/filings/{number}/findings", programme=KEY, text="why?")
    place = asked.headers["location"].partition("?")[0]
    assert "asked for now" not in season.writer.get(f"{place}?lang=en").text
    typed = {"amount": "8,301", "reason": "x", "version": "0"}
    assert season.staff.post(season.writer, f"{season.draft()}/programmes/{KEY}", **typed).status_code == 303
    season.file(season.writer)
    page = season.writer.get(f"{place}?lang=en").text
    assert "asked for now: <strong>8,301" in page
    assert f'href="{season.draft()}/programmes/{KEY}"' in page


def test_everyone_is_invited_or_nobody_with_what_was_typed_kept(season: Season) -> None:
    client = season.coordinator
    for invite, chosen in (("none", ""), ("all", "1")):
        form = {"token": token_of(client), "title": "Kept title", "invite": invite, "year": "2025"}
        page = client.post("/calls", data=form).text
        assert 'value="Kept title"' in page
        block = page[page.index(f'name="group_of_{MINE}"') :]
        picked = re.findall(r'value="(\d?)" selected', block[: block.index("</select>")])
        assert picked == ([chosen] if chosen else [])


def test_a_person_is_added_with_a_role_and_their_password_on_one_page(season: Season) -> None:
    admin = season.staff.clients["administrator"]
    form = {"token": token_of(admin), "name": "Park", "role": "writer", "ministry": MINE, "reason": "new clerk"}
    page = admin.post("/people?lang=en", data=form).text
    assert 'class="secret"' in page
    assert "new clerk" in page


def test_what_a_drafts_file_is_called_is_not_in_the_record(season: Season) -> None:
    book = download(season)
    book.active.cell(row_of(book, KEY), column(book, "Amount asked"), 8_712)
    content = io.BytesIO()
    book.save(content)
    form, name = {"token": token_of(season.writer)}, "plans for the merger.xlsx"
    page = season.writer.post(f"{season.draft()}/workbook", data=form, files={"sheet": (name, content.getvalue())})
    take(season, page, 0)
    spoiled = {"sheet": ("merger.json", b'{"kind": 1}')}
    season.writer.post(f"{season.draft()}/bundle", data=form, files=spoiled)
    told = season.auditor.get("/api/record").text
    assert "workbook.take" in told
    assert "merger" not in told
