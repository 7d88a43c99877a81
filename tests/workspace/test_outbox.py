"""Mail against a real server on a socket: told once, to whoever is concerned, and never lost where the server fails."""

from __future__ import annotations

import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update
from starlette.testclient import TestClient

from crosscut.errors import CrosscutError
from crosscut.workspace import notices, office_settings, outbox
from crosscut.workspace.schema.schema import OUTBOX, PEOPLE
from tests.workspace.conftest import MINE, OTHER, Season, local
from tests.workspace.encrypted import encrypted_listener


class Talk(socketserver.StreamRequestHandler):
    """One connection of SMTP, as far as a client needs it."""

    def handle(self) -> None:
        box: Box = self.server.box
        self.say("220 test")
        while line := self.rfile.readline().decode().strip():
            verb = line.partition(" ")[0].upper()
            if verb == "DATA":
                self.say("354 go on")
                lines = []
                while (part := self.rfile.readline()) != b".\r\n":
                    lines.append(part.removeprefix(b"."))
                if box.refuse:
                    self.say("451 try again later")
                    continue
                box.got.append(b"".join(lines))
                if box.hang_up:
                    return
            if verb == "QUIT":
                self.say("221 bye")
                return
            self.say("250 ok")

    def say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@dataclass
class Box:
    """A mail server: what it got, and how it fails."""

    got: list[bytes] = field(default_factory=list)
    refuse: bool = False
    hang_up: bool = False
    port: int = 0

    @property
    def messages(self) -> list[email.message.EmailMessage]:
        return [email.message_from_bytes(each, policy=email.policy.default) for each in self.got]

    @property
    def mail(self) -> office_settings.Mail:
        return office_settings.Mail(host="127.0.0.1", port=self.port, security="none", sender="budget@example.go.kr")


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address, daemon_threads = True, True
    box: Box


@pytest.fixture
def box() -> Iterator[Box]:
    with Server(("127.0.0.1", 0), Talk) as server:
        server.box = Box(port=server.server_address[1])
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.box
        server.shutdown()


ADDRESS = "https://budget.example.go.kr"


def deliver(season: Season, box: Box) -> int:
    office = season.staff.office
    return outbox.deliver(office.database, box.mail, ADDRESS, office.clock())


@pytest.fixture
def reached(season: Season) -> Season:
    """A season whose people have addresses."""
    with season.staff.office.database.writing() as connection:
        for row in connection.execute(select(PEOPLE)).all():
            address = f"{row.name.replace(' ', '.')}@example.go.kr"
            connection.execute(update(PEOPLE).where(PEOPLE.c.id == row.id).values(mail=address))
    return season


def to(box: Box) -> list[tuple[str, str]]:
    return sorted((each["to"], each.get_content().split()[-1].removeprefix(ADDRESS)) for each in box.messages)


def extend(season: Season, days: int, ministry: str = MINE) -> None:
    closes = local(season.staff.clock.now + timedelta(days=days))
    form = {"ministry": ministry, "closes": closes, "reason": "flood"}
    assert season.staff.post(season.coordinator, f"/calls/{season.call}/extensions", **form).status_code == 303


def test_those_concerned_are_told_and_nobody_else(reached: Season, box: Box) -> None:
    number = reached.file(reached.writer)
    asked = reached.staff.post(reached.reviewer, f"/filings/{number}/findings", programme="KR24-1-02", text="secret?")
    place = asked.headers["location"].partition("?")[0]
    reached.staff.post(reached.head, f"{place}/answer", text="secret!")
    extend(reached, 30)
    assert deliver(reached, box) == 4
    here = f"/calls/{reached.call}/{MINE}"
    assert to(box) == [
        ("head@example.go.kr", here),
        ("reviewer@example.go.kr", place),
        ("writer@example.go.kr", here),
        ("writer@example.go.kr", place),
    ]
    assert b"secret" not in b"".join(box.got)
    assert all("마감" in each["subject"] or "질의" in each["subject"] for each in box.messages)
    assert deliver(reached, box) == 0


def test_a_call_is_told_to_each_ministry_that_it_invites(reached: Season, box: Box) -> None:
    staff = reached.staff
    form = {
        "title": "Requests 2026",
        "year": "2026",
        "opens": local(staff.clock.now - timedelta(days=1)),
        "closes_1": local(staff.clock.now + timedelta(days=9)),
        "late_days": "0",
        "reason_from": "10",
        f"group_of_{OTHER}": "1",
    }
    assert staff.post(reached.coordinator, "/calls", **form).status_code == 303
    deliver(reached, box)
    assert to(box) == [("stranger@example.go.kr", f"/calls/2/{OTHER}")]


def test_a_near_closing_is_told_once_a_day_named_and_not_to_who_has_filed(reached: Season, box: Box) -> None:
    reached.file(reached.writer)
    for days in (6, 1, 1, 0.5, 0.2, 0.2, 0.2, 1):
        deliver(reached, box)
        deliver(reached, box)
        reached.staff.clock.pass_by(days=days)
    assert [each for each, _ in to(box)] == ["stranger@example.go.kr"] * 2


@pytest.mark.parametrize("how", ["down", "refuses", "hangs up"])
def test_a_server_that_fails_loses_nothing(reached: Season, box: Box, how: str) -> None:
    extend(reached, 30)
    working = box.port
    if how == "down":
        box.port = 1
    box.refuse, box.hang_up = how == "refuses", how == "hangs up"
    deliver(reached, box)
    with reached.staff.office.database.reading() as connection:
        waiting = connection.execute(select(OUTBOX).where(OUTBOX.c.sent_at.is_(None))).all()
    assert len(waiting) == 2
    assert all(each.fault and each.tries == 1 for each in waiting)
    assert deliver(reached, box) == 0
    box.port, box.refuse, box.hang_up = working, False, False
    reached.staff.clock.pass_by(minutes=10)
    assert deliver(reached, box) == 2
    ids = [each["message-id"] for each in box.messages]
    assert len(set(ids)) == 2


def test_what_can_be_no_message_stands_in_the_way_of_no_other(reached: Season, box: Box) -> None:
    extend(reached, 30)
    with reached.staff.office.database.writing() as connection:
        first = connection.scalar(select(OUTBOX.c.id).order_by(OUTBOX.c.id).limit(1))
        connection.execute(update(OUTBOX).where(OUTBOX.c.id == first).values(subject="two\nlines"))
        person = select(OUTBOX.c.person).where(OUTBOX.c.id != first).limit(1).scalar_subquery()
        connection.execute(update(PEOPLE).where(PEOPLE.c.id == person).values(mail="a\nb@example.go.kr"))
    assert deliver(reached, box) == 1
    assert box.messages[0]["subject"] == "two lines"
    with reached.staff.office.database.reading() as connection:
        (left,) = connection.execute(select(OUTBOX).where(OUTBOX.c.sent_at.is_(None))).all()
    assert left.fault


def test_what_a_dead_process_had_in_hand_is_sent_by_another(reached: Season, box: Box) -> None:
    extend(reached, 30)
    with reached.staff.office.database.writing() as connection:
        assert len(outbox._claimed(connection, reached.staff.clock())) == 2
    assert deliver(reached, box) == 0
    reached.staff.clock.pass_by(minutes=6)
    assert deliver(reached, box) == 2


def daily(season: Season, client: TestClient, chosen: str = "yes") -> None:
    name = client.get("/api/account").json()["name"]
    form = {"mail": f"{name}@example.go.kr", **({"daily": chosen} if chosen else {})}
    assert season.staff.post(client, "/account/mail", **form).status_code == 303


def test_whoever_chose_one_message_a_day_gets_all_of_it_in_the_morning(reached: Season, box: Box) -> None:
    daily(reached, reached.writer)
    extend(reached, 30)
    extend(reached, 31)
    assert deliver(reached, box) == 2
    assert {each["to"] for each in box.messages} == {"head@example.go.kr"}
    reached.staff.clock.pass_by(days=1)
    assert deliver(reached, box) == 1
    (morning,) = [each for each in box.messages if each["to"] == "writer@example.go.kr"]
    assert morning["subject"] == "알림 2건 / 2 notices"
    assert morning.get_content().count(f"{ADDRESS}/calls/{reached.call}/{MINE}") == 2
    assert deliver(reached, box) == 0


def test_a_near_closing_does_not_wait_for_the_morning(reached: Season, box: Box) -> None:
    daily(reached, reached.stranger)
    reached.file(reached.writer)
    reached.staff.clock.pass_by(days=7)
    deliver(reached, box)
    assert [each for each, _ in to(box)] == ["stranger@example.go.kr"]


def test_what_waits_goes_at_once_where_somebody_chooses_so(reached: Season, box: Box) -> None:
    daily(reached, reached.writer)
    extend(reached, 30)
    assert deliver(reached, box) == 1
    daily(reached, reached.writer, "")
    assert deliver(reached, box) == 1
    assert {each for each, _ in to(box)} == {"head@example.go.kr", "writer@example.go.kr"}


def test_an_act_that_fails_tells_nobody(reached: Season, box: Box) -> None:
    def tell_and_fail() -> None:
        with reached.staff.office.database.writing() as connection:
            notices.tell(connection, "call.open", "call 1", "", 1, reached.staff.clock())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        tell_and_fail()
    assert deliver(reached, box) == 0


def test_ones_own_address_is_typed_on_ones_account(season: Season, box: Box) -> None:
    assert "f-mail" not in season.writer.get("/account").text
    season.staff.office.running = office_settings.Running(address=ADDRESS, mail=box.mail)
    assert season.staff.post(season.writer, "/account/mail", mail="kim@example.go.kr").status_code == 303
    assert 'value="kim@example.go.kr"' in season.writer.get("/account").text
    wrong = season.staff.post(season.writer, "/account/mail", mail="a@b\r\nBcc: x@y")
    assert wrong.status_code == 422
    assert season.staff.post(season.writer, "/account/mail", mail="").status_code == 303


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("addres = 'x'", "addres is not a setting"),
        ("[mail]\nhost = 'x'\nsender = 'a@b.kr'", "needs the address"),
        ("address = 'budget'", "give the address"),
        ("[log]\ndays = 30", "log.days"),
        ("[mail]\nhost =", "not valid TOML"),
    ],
)
def test_faulty_settings_are_one_line(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / office_settings.FILE).write_text(text)
    with pytest.raises(CrosscutError, match=r"workspace\.toml") as caught:
        office_settings.load(tmp_path)
    assert said in str(caught.value)


def test_settings_name_the_host_that_the_server_answers_to(tmp_path: Path) -> None:
    (tmp_path / office_settings.FILE).write_text(f'address = "{ADDRESS}/"\n[mail]\nhost = "x"\nsender = "a@b.kr"\n')
    stated = office_settings.load(tmp_path)
    assert (stated.address, stated.hosts) == (ADDRESS, ("budget.example.go.kr",))


def test_the_mail_servers_certificate_is_checked(
    reached: Season, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    extend(reached, 30)
    with encrypted_listener(tmp_path) as port:
        mail = office_settings.Mail(host="127.0.0.1", port=port, security="tls", sender="budget@example.go.kr")
        office = reached.staff.office
        assert outbox.deliver(office.database, mail, ADDRESS, office.clock()) == 0
    assert "CERTIFICATE_VERIFY_FAILED" in caplog.text
