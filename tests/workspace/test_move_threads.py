"""What is said of a move: threads that hold up its signature, live figures in texts, and why it is to be signed."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select, update
from starlette.testclient import TestClient

from crosscut.workbench.build import build
from crosscut.workspace.schema.schema import OUTBOX, PEOPLE
from tests.workspace.conftest import POLICY, Season, open_call, token_of
from tests.workspace.proposed_moves import KEY, amended, digest_of, faults, proposed, signed


@pytest.fixture
def room(season: Season) -> Season:
    """A season with a move that waits for its signature."""
    return with_move(season)


def with_move(season: Season) -> Season:
    (season.staff.folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    season.staff.post(season.coordinator, "/scenarios", name="Less", why="what if")
    proposed(season)
    return season


def begun(room: Season, text: str = "Why so much?", about: str = KEY, client: TestClient | None = None):
    return room.staff.post(client or room.approver, "/moves/1/threads", about=about, text=text)


def page(room: Season, client: TestClient | None = None, lang: str = "en") -> str:
    return (client or room.approver).get(f"/moves/1?lang={lang}").text


def justified(room: Season, ko: str = "", en: str = "", seen: str = "0", client: TestClient | None = None):
    return room.staff.post(client or room.coordinator, "/moves/1/justification", ko=ko, en=en, seen=seen)


def post(client: TestClient, place: str, body: dict[str, object], seen: str = "", method: str = "POST"):
    headers = {"x-form-token": token_of(client)} | ({"if-match": seen} if seen else {})
    return client.request(method, f"/api{place}", json=body, headers=headers)


def test_a_thread_is_opened_on_an_amount_answered_settled_and_opened_again(room: Season) -> None:
    staff = room.staff
    assert begun(room).headers["location"].endswith("#thread-1")
    assert "Why so much?" in page(room, room.coordinator)
    assert "1 open thread" in room.coordinator.get("/moves?lang=en").text
    assert staff.post(room.coordinator, "/threads/1/say", text="The ice melts.", version="1").status_code == 303
    assert staff.post(room.approver, "/threads/1/settle", text="Agreed.", version="2").status_code == 303
    told = page(room)
    assert "settled it" in told
    assert told.index("Why so much?") < told.index("The ice melts.") < told.index("Agreed.")
    assert staff.post(room.approver, "/threads/1/settle", text="Twice.", version="3").status_code == 422
    assert staff.post(room.chair, "/threads/1/say", text="Not yet.", version="3").status_code == 303
    assert "opened it again" in page(room)
    assert faults(room) == []


def test_what_is_sent_twice_is_one_thread_while_it_is_open(room: Season) -> None:
    assert begun(room).headers["location"] == begun(room).headers["location"]
    assert begun(room, client=room.chair).headers["location"].endswith("#thread-2")
    assert room.staff.post(room.approver, "/threads/1/settle", text="Seen.", version="1").status_code == 303
    assert begun(room).headers["location"].endswith("#thread-3")
    assert "A thread is open on what you proposed" not in room.approver.get("/?lang=en").text
    assert "2 threads are open on what you proposed" in room.coordinator.get("/?lang=en").text


def test_what_somebody_said_meanwhile_is_read_before_one_answers(room: Season) -> None:
    begun(room)
    room.staff.post(room.chair, "/threads/1/say", text="I wonder too.", version="1")
    late = room.staff.post(room.coordinator, "/threads/1/say", text="My long answer", version="1", thread="1")
    assert late.status_code == 409
    assert "My long answer" in late.text
    assert "I wonder too." in late.text


def test_what_is_said_since_is_told_to_whoever_signs(room: Season) -> None:
    digest = digest_of(page(room))
    begun(room, client=room.chair)
    refused = signed(room, "/moves/1", digest)
    assert refused.status_code == 409
    assert signed(room, "/moves/1", digest_of(refused.text)).status_code == 303
    begun(room, "After the fact", client=room.chair)
    assert "After the fact" in page(room)
    assert faults(room) == []


def test_an_open_thread_holds_up_a_signature_where_a_call_says_so_until_it_is_settled(room: Season) -> None:
    open_call(room.staff, room.coordinator, year="2024", holds="yes")
    begun(room)
    told = page(room)
    assert 'href="#thread-1"' in told
    refused = signed(room, "/moves/1", digest_of(told))
    assert refused.status_code == 422
    assert room.staff.post(room.coordinator, "/threads/1/settle", text="Never mind.", version="1").status_code == 403
    assert room.staff.post(room.chair, "/threads/1/settle", text="Fine.", version="1").status_code == 303
    assert signed(room, "/moves/1", digest_of(page(room))).status_code == 303


def test_whoever_opened_a_thread_settles_it_also_about_his_own_move(room: Season) -> None:
    begun(room, client=room.coordinator)
    assert room.staff.post(room.coordinator, "/threads/1/settle", text="Answered.", version="1").status_code == 303


@pytest.mark.slow
def test_a_number_in_a_text_is_told_live_and_marked_where_it_moved(room: Season) -> None:
    build(room.staff.folder)
    figures = json.loads((room.staff.folder / "build/figures.json").read_bytes())["figures"]
    figure = next(each["id"] for each in figures if each["kind"] == "ratio" and "programme" not in each["where"])
    text = f"[{KEY}] of [ai], [{figure}], and [sic]."
    assert justified(room, en=text).status_code == 303
    told = page(room)
    assert told.count('class="live-figure"') == 3
    assert "[sic]" in told
    assert "live-figure moved" not in told
    package = room.auditor.get("/api/moves/1").json()["package"]
    rows = {row["programme"]: row["after"] for row in package["consequences"]["programmes"]}
    quotes = package["justification"]["quotes"]
    assert quotes[KEY] == {"kind": "money", "value": rows[KEY], "whole": None}
    assert quotes[figure]["kind"] == "share"
    assert set(quotes) == {KEY, "ai", figure}
    amended(room, "/moves/1", "9,000")
    moved = page(room).partition('class="live-figure moved"')[2].partition("</span>")[0]
    assert "<ins>9,000" in moved


def test_a_mistyped_figure_is_told_and_nothing_is_lost(room: Season) -> None:
    answer = justified(room, ko="[3m2xv66v4rna]입니다", en="Because")
    assert answer.status_code == 422
    assert "3m2xv66v4rna" in answer.text
    assert "Because" in answer.text
    assert begun(room, "why?", "3m2xv66v4rna").status_code == 422
    assert begun(room, "why?", "no such programme").status_code == 422


def test_the_justification_is_signed_and_whoever_wrote_it_does_not_sign(room: Season) -> None:
    digest = digest_of(page(room))
    assert justified(room, ko="빙하가 녹습니다.\n\n그래서입니다.", en="The ice melts.").status_code == 303
    assert "그래서입니다." in page(room, lang="ko")
    assert "The ice melts." in page(room)
    refused = signed(room, "/moves/1", digest)
    assert refused.status_code == 409
    assert "The ice melts." in refused.text.partition('id="since"')[2].partition("</section>")[0]
    assert justified(room, en="Another").status_code == 409
    version = room.auditor.get("/api/moves/1/justification").headers["etag"].strip('"')
    assert justified(room, en="Another", seen=version).status_code == 303
    assert 'lang="en"' in page(room, lang="ko").partition('id="justification"')[2].partition("</section>")[0]
    assert signed(room, "/moves/1", digest_of(page(room))).status_code == 303
    package = json.loads(room.auditor.get("/moves/1/package.json").text)
    assert package["justification"]["en"] == "Another"
    assert justified(room, en="Too late", seen=version).status_code == 403
    assert faults(room) == []


def test_programs_discuss_as_people_do(room: Season) -> None:
    made = post(room.chair, "/moves/1/threads", {"text": "Why?", "programme": KEY})
    assert made.json() == {"thread": 1}
    assert post(room.coordinator, "/threads/1/sayings", {"text": f"It is [{KEY}]."}, '"1"').status_code == 204
    assert post(room.coordinator, "/threads/1/sayings", {"text": "Again."}, '"1"').status_code == 409
    read = room.auditor.get("/api/threads/1")
    assert read.headers["etag"] == '"2"'
    assert [each["text"] for each in read.json()["said"]] == ["Why?", f"It is [{KEY}]."]
    assert set(read.json()["said"][1]["quotes"]) == {KEY}
    assert post(room.chair, "/threads/1/settle", {"text": "Thanks."}, '"2"').status_code == 204
    assert [each["open"] for each in room.auditor.get("/api/moves/1/threads").json()] == [False]
    assert room.coordinator.get("/api/moves/1/justification").status_code == 404
    why = {"ko": "", "en": "Because."}
    assert post(room.coordinator, "/moves/1/justification", why, '"0"', "PUT").status_code == 204
    assert room.auditor.get("/api/moves/1/justification").json()["en"] == "Because."


def test_those_who_have_a_part_are_told_but_whoever_wrote(room: Season) -> None:
    with room.staff.office.database.writing() as connection:
        connection.execute(update(PEOPLE).values(mail="someone@example.org"))
    begun(room, client=room.chair)
    room.staff.post(room.coordinator, "/threads/1/say", text="Here is why.", version="1")
    with room.staff.office.database.reading() as connection:
        told = select(PEOPLE.c.name).join(OUTBOX, PEOPLE.c.id == OUTBOX.c.person).where(OUTBOX.c.link.like("%#threads"))
        assert list(connection.scalars(told.order_by(OUTBOX.c.id))) == ["coordinator", "chair"]


def test_ministries_and_the_record_of_others_know_nothing_of_it(room: Season) -> None:
    begun(room, "A word for the office alone")
    for client in (room.writer, room.head, room.reviewer):
        assert client.get("/moves/1").status_code == 404
        assert client.get("/api/threads/1").status_code == 404
        assert "A word for the office alone" not in client.get("/record").text
    assert "A word for the office alone" in room.auditor.get("/record").text


@pytest.mark.postgres
def test_on_a_server_the_same_is_said(postgres_season: Season) -> None:
    room = with_move(postgres_season)
    begun(room)
    assert room.staff.post(room.coordinator, "/threads/1/say", text="Because.", version="1").status_code == 303
    assert room.staff.post(room.chair, "/threads/1/settle", text="Fine.", version="2").status_code == 303
    assert justified(room, en="Because.").status_code == 303
    assert signed(room, "/moves/1", digest_of(page(room))).status_code == 303


@pytest.mark.parametrize("word", ["confidential", "202400001234", "see annex"])
def test_words_and_numbers_in_brackets_are_no_figures(room: Season, word: str) -> None:
    assert begun(room, f"It is [{word}] for now.").status_code == 303
    assert f"[{word}]" in page(room)


def test_a_number_that_prints_alike_has_not_moved(room: Season) -> None:
    assert justified(room, en="AI has [ai].").status_code == 303
    assert "live-figure moved" not in page(room)
