"""A day without the server: what is handed out is signed; what comes back is merged, asked or kept, and never lost."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from starlette.testclient import TestClient

from crosscut.cli import run
from crosscut.workspace import receipts, server
from crosscut.workspace.office import Office
from tests.workspace.conftest import OTHER, Season, token_of
from tests.workspace.test_sheets import KEY, column, row_of

SECOND = "KR24-1-01"


def bundle(season: Season, client: TestClient | None = None, ministry: str = "msit") -> dict[str, bytes]:
    """The files of a bundle that was just downloaded."""
    answer = (client or season.writer).get(f"{season.draft(ministry)}/bundle.zip")
    assert answer.headers["content-type"] == "application/zip", answer.text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


def embedded(files: dict[str, bytes]) -> dict[str, object]:
    page = files["request.html"].decode()
    return json.loads(page.split('id="request">')[1].split("</script>")[0])


def saved(files: dict[str, bytes], said: dict[str, dict[str, str]] | None = None, **more: object) -> bytes:
    """What the page of a bundle saves."""
    data = embedded(files)
    base = {"kind": "bundle-page", "base": data["base"], "receipt": data["receipt"]}
    return json.dumps({**base, "said": said or {}, "new": [], "saved_at": "2026-03-01T09:00:00.000Z", **more}).encode()


def send(season: Season, content: bytes, client: TestClient | None = None, ministry: str = "msit", name: str = ""):
    """Send a file in as a program does."""
    client = client or season.writer
    name = name or ("changes.json" if content[:1] == b"{" else "bundle.zip")
    headers = {"x-form-token": token_of(client), "content-type": "application/octet-stream"}
    return client.post(f"{season.api(ministry)}/bundle?name={name}", content=content, headers=headers)


def take(season: Season, sent: int, changes: list[int] = (), new: list[int] = (), client: TestClient | None = None):  # type: ignore[assignment]
    client = client or season.writer
    headers = {"x-form-token": token_of(client)}
    picked = {"changes": list(changes), "new": list(new)}
    return client.post(f"{season.api()}/sent/{sent}", json=picked, headers=headers)


def line(season: Season, key: str = KEY) -> dict[str, object]:
    found: dict[str, object] = season.writer.get(f"{season.api()}/programmes/{key}").json()
    return found


def meanwhile(season: Season, key: str, amount: str) -> None:
    """Somebody else of the ministry saves an amount."""
    form = {"amount": amount, "reason": "agreed", "version": str(line(season, key)["version"])}
    assert season.staff.post(season.head, f"{season.draft()}/programmes/{key}", **form).status_code == 303


def test_a_bundle_states_what_it_is_of_with_versions_and_digests_that_the_office_signed(season: Season) -> None:
    meanwhile(season, KEY, "8,500")
    files = bundle(season)
    assert set(files) == {"request.html", "request.xlsx", "base.json", "manifest.json"}
    public = season.writer.get("/key.pem").text
    base = files["base.json"].decode()
    verdict = receipts.verify(files["manifest.json"].decode(), public, base)
    assert not verdict.fault
    facts = verdict.facts
    assert (facts["kind"], facts["call"], facts["ministry"], facts["made_for"]) == ("bundle", 1, "msit", "writer")
    assert facts["etag"] == season.writer.get(season.api()).json()["digest"]
    row = next(each for each in json.loads(base)["programmes"] if each["key"] == KEY)
    assert (row["values"]["amount"], row["version"]) == ("8500000000", line(season)["version"])
    assert row["versions"]["amount"] > 0 == row["versions"]["name"]


def test_unchanged_files_change_nothing(season: Season) -> None:
    files = bundle(season)
    for content in (saved(files), zipped(files), zipped({**files, "changes.json": saved(files)})):
        answer = send(season, content)
        assert answer.status_code == 201, answer.text
        assert [(each["changes"], each["new"], each["faults"]) for each in answer.json()] == [([], [], [])]
    assert season.writer.get(f"{season.api()}/sent").json() == []


def test_what_was_written_is_merged_with_its_source_and_read_by_the_servers_rules(season: Season) -> None:
    files = bundle(season)
    said = {KEY: {"amount": "87억원", "reason": "line two"}, SECOND: {"amount": "x", "end": "２０３０"}}
    [found] = send(season, saved(files, said)).json()
    assert [(each["programme"], each["field"], each["sent"]) for each in found["changes"]] == [
        (KEY, "amount", "8700000000"),
        (KEY, "reason", "line two"),
        (SECOND, "end", "2030"),
    ]
    assert not any(each["conflict"] or each["asked"] for each in found["changes"])
    assert "not an amount" in found["faults"][0]["message"]
    assert take(season, found["sent"], [0, 1, 2]).json() == {"fields": 3}
    assert (line(season)["amount"], line(season, SECOND)["end"]) == (8_700_000_000, 2030)
    assert str(line(season)["sources"]["amount"]).endswith(f"!{KEY}!amount")  # type: ignore[index]


def test_what_both_sides_changed_is_asked_with_three_values(season: Season) -> None:
    files = bundle(season)
    meanwhile(season, KEY, "8,500")
    [found] = send(season, saved(files, {KEY: {"amount": "8,700"}})).json()
    [change] = found["changes"]
    assert (change["stood"], change["now"], change["sent"]) == ("8300000000", "8500000000", "8700000000")
    assert change["conflict"]
    page = season.writer.get(f"{season.draft()}/workbook/{found['sent']}?lang=en").text
    assert 'name="change_0" value="now" required' in page
    assert "changed on both sides" in page
    assert line(season)["amount"] == 8_500_000_000


def test_the_same_file_sent_twice_changes_nothing_and_says_so(season: Season) -> None:
    content = saved(bundle(season), {KEY: {"amount": "8,700"}}, new=[{"row": "new-1", "said": {"name": "새 사업"}}])
    [first], [second] = send(season, content).json(), send(season, content).json()
    take(season, first["sent"], [0], [0])
    assert take(season, second["sent"], [], [0]).status_code == 409
    meanwhile(season, KEY, "8,900")
    [again] = send(season, content).json()
    assert again["again"]
    assert again["new"] == []
    assert [each["asked"] for each in again["changes"]] == [True]
    page = season.writer.get(f"{season.draft()}/workbook/{again['sent']}?lang=en").text
    assert "This very file was taken" in page
    assert 'name="change_0" value="now" required' in page
    names = [each["name"] for each in season.writer.get(season.api()).json()["programmes"]]
    assert names.count("새 사업") == 1


def test_a_new_programme_is_asked_for_once_however_often_the_page_is_saved(season: Season) -> None:
    files = bundle(season)
    [found] = send(season, saved(files, new=[{"row": "new-1", "said": {"name": "새 사업", "amount": "10"}}])).json()
    take(season, found["sent"], [], [0])
    new = {"row": "new-1", "said": {"name": "새 사업", "amount": "12", "reason": "for it"}}
    [later] = send(season, saved(files, new=[new])).json()
    assert later["new"] == []
    assert [(each["field"], each["conflict"]) for each in later["changes"]] == [("amount", False), ("reason", False)]


@pytest.mark.parametrize(
    "edited",
    [
        lambda files: zipped({**files, "base.json": files["base.json"].replace(b"8300000000", b"8400000000")}),
        lambda files: zipped(
            {**files, "manifest.json": files["manifest.json"].replace(b'"year": 2025', b'"year": 2026')}
        ),
        lambda files: zipped({name: each for name, each in files.items() if name != "base.json"}),
        lambda files: saved(files, {KEY: {"amount": "1"}}).replace(b"8300000000", b"8400000000"),
        lambda files: saved(files, {KEY: {"amount": "1"}}, receipt=json.dumps({"receipt": {}, "signature": "AA=="})),
        lambda files: zipped({**files, "changes.json": saved(files, {}, base="{}")}),
    ],
)
def test_what_the_office_stated_and_somebody_edited_is_refused_in_one_line_and_kept(season: Season, edited) -> None:
    content = edited(bundle(season))
    answer = send(season, content)
    assert answer.status_code == 422
    assert "signature does not fit" in answer.json()["error"]["message"]
    assert "\n" not in answer.json()["error"]["message"]
    [kept] = season.writer.get(f"{season.api()}/sent").json()
    assert kept["refused"]
    assert season.writer.get(f"{season.api()}/sent/{kept['sent']}/file").content == content
    assert "signature does not fit" in season.writer.get(f"{season.draft()}/workbook/{kept['sent']}?lang=en").text
    assert line(season)["version"] == 0


def test_what_is_of_another_request_or_no_bundle_is_refused_and_kept(season: Season) -> None:
    other = saved(bundle(season, season.stranger, OTHER))
    assert "Environment" in send(season, other).json()["error"]["message"]
    assert send(season, b'{"kind": "x"}').status_code == 422
    assert send(season, b"[" * 200_000, name="deep.json").status_code == 422
    assert send(season, b'{"base":' * 50_000).status_code == 422
    assert len(season.writer.get(f"{season.api()}/sent").json()) == 4


def test_nobody_sees_or_sends_into_the_request_of_another(season: Season) -> None:
    content = saved(bundle(season))
    assert send(season, content, season.stranger).status_code == 404
    assert season.stranger.get(f"{season.draft()}/bundle.zip").status_code == 404
    send(season, b'{"kind": "x"}')
    [kept] = season.writer.get(f"{season.api()}/sent").json()
    for client in (season.stranger, season.coordinator):
        assert client.get(f"{season.draft()}/sent/{kept['sent']}").status_code == 404
        assert client.get(f"{season.api()}/sent/{kept['sent']}").status_code == 404


def test_the_clock_of_the_sender_changes_nothing_and_is_only_told(season: Season) -> None:
    files = bundle(season)
    [late] = send(season, saved(files, {KEY: {"amount": "8,700"}}, saved_at="2028-03-01T09:00:00.000Z")).json()
    assert late["said_at"].startswith("2028")
    assert late["sent_at"].startswith("2027-03-01")
    page = season.writer.get(f"{season.draft()}/workbook/{late['sent']}?lang=en").text
    assert "by the sender&#39;s own clock" in page
    take(season, late["sent"], [0])
    sender = season.staff.office
    with sender.database.reading() as connection:
        at = connection.exec_driver_sql("SELECT max(written_at) FROM ws_cells").scalar()
    assert str(at).startswith("2027-03-01")


def test_after_the_closing_nothing_is_taken_and_the_file_is_kept_until_an_extension(season: Season) -> None:
    content = saved(bundle(season), {KEY: {"amount": "8,700"}})
    season.staff.later(days=20)
    answer = send(season, content)
    assert answer.status_code == 403
    [kept] = season.writer.get(f"{season.api()}/sent").json()
    assert season.writer.get(f"{season.api()}/sent/{kept['sent']}/file").content == content
    closes = (season.staff.clock.now + timedelta(days=2)).astimezone().strftime("%Y-%m-%dT%H:%M")
    form = {"ministry": "msit", "closes": closes, "reason": "the server was off"}
    assert season.staff.post(season.coordinator, f"/calls/{season.call}/extensions", **form).status_code == 303
    season.staff.post(season.writer, f"{season.draft()}/workbook/{kept['sent']}")
    [found] = send(season, content).json()
    assert len(found["changes"]) == 1
    assert not found["again"]


def test_the_workbook_of_a_bundle_comes_back_with_the_versions_that_were_signed(season: Season) -> None:
    files = bundle(season)
    meanwhile(season, KEY, "8,500")
    book = openpyxl.load_workbook(io.BytesIO(files["request.xlsx"]))
    version = column(book, "버전")
    book.active.cell(row_of(book, KEY), column(book, "요구액"), 8700)
    mark = str(book.active.cell(row_of(book, SECOND), version).value)
    book.active.cell(row_of(book, SECOND), version, mark.rpartition("/")[0] + f"/{line(season)['version']}")
    out = io.BytesIO()
    book.save(out)
    [found] = send(season, zipped({**files, "request.xlsx": out.getvalue()})).json()
    assert [(each["programme"], each["field"], each["conflict"]) for each in found["changes"]] == [
        (KEY, "amount", True)
    ]
    assert ["version" in each["message"] for each in found["faults"]] == [True]
    [alone] = send(season, out.getvalue(), name="request.xlsx").json()
    assert len(alone["changes"]) == 1


def test_a_program_downloads_the_workbook_edits_it_and_sends_it_in(season: Season) -> None:
    answer = season.writer.get(f"{season.api()}/workbook")
    assert answer.headers["content-disposition"] == 'attachment; filename="request-2025-msit.xlsx"'
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    book.active.cell(row_of(book, KEY), column(book, "요구액"), 8400)
    out = io.BytesIO()
    book.save(out)
    [found] = send(season, out.getvalue(), name="request.xlsx").json()
    assert [(each["programme"], each["field"], each["conflict"]) for each in found["changes"]] == [
        (KEY, "amount", False)
    ]
    assert take(season, found["sent"], [0]).status_code == 200
    assert line(season)["amount"] == 8_400_000_000


def test_a_draft_that_a_restored_server_has_lost_is_compared_with_what_the_office_signed(season: Season) -> None:
    meanwhile(season, KEY, "8,500")
    season.staff.post(season.writer, f"{season.draft()}/programmes", name="새 사업")
    files = bundle(season)
    with season.staff.office.database.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER ws_cells_no_delete")
        connection.exec_driver_sql("DELETE FROM ws_cells")
    [found] = send(season, saved(files, {KEY: {"amount": "8,700"}, "new-1": {"amount": "5"}})).json()
    [change] = found["changes"]
    assert (change["stood"], change["now"], change["sent"]) == ("8500000000", "8300000000", "8700000000")
    [new] = found["new"]
    assert (new["name"], new["amount"], new["unpicked"]) == ("새 사업", "5000000", "yes")
    assert "as after a restore" in found["told"][0]["message"]


def test_who_writes_amounts_alone_sends_amounts_alone(season: Season) -> None:
    files = bundle(season, season.head)
    content = saved(files, {KEY: {"amount": "8,700", "name": "another"}}, new=[{"row": "new-1", "said": {"name": "x"}}])
    [found] = send(season, content, season.head).json()
    assert [each["field"] for each in found["changes"]] == ["amount"]
    assert len(found["faults"]) == 2


def test_the_page_lets_nothing_out_and_holds_no_markup_from_programmes(season: Season) -> None:
    season.staff.post(season.writer, f"{season.draft()}/programmes", name="</script><script>alert(1)</script>")
    page = bundle(season)["request.html"].decode()
    assert "<script>alert" not in page
    assert "default-src &#39;none&#39;" in page
    assert "https://" not in page.replace(json.dumps(embedded({"request.html": page.encode()})["base"]), "")
    assert page.count("<script") == 2


def test_pages_send_and_list_what_came_back(season: Season) -> None:
    files = bundle(season)
    form = {"token": token_of(season.writer)}
    sent = {"sheet": ("changes.json", saved(files, {KEY: {"amount": "8,700"}}))}
    page = season.writer.post(f"{season.draft()}/bundle", data=form, files=sent, headers={"accept-language": "en"})
    assert "What was written without the server" in page.text
    bad = {"sheet": ("changes.json", b'{"kind": 1}')}
    page = season.writer.post(f"{season.draft()}/bundle", data=form, files=bad, headers={"accept-language": "en"})
    assert page.status_code == 422
    assert page.text.count("changes.json</a>") == 2
    assert ">not taken<" in page.text
    [refused] = [each for each in season.writer.get(f"{season.api()}/sent").json() if each["refused"]]
    season.staff.post(season.writer, f"{season.draft()}/workbook/{refused['sent']}")
    assert len(season.writer.get(f"{season.api()}/sent").json()) == 1
    assert season.writer.get(f"{season.api()}/sent/{refused['sent']}/file").content == b'{"kind": 1}'
    assert "uploaded a file that was not taken" in season.coordinator.get("/record?lang=en").text


def verified(file: Path, key: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    status = run(["verify", str(file), "--against", str(key)])
    return status, capsys.readouterr().out


def test_a_bundle_is_verified_offline_with_the_public_key_alone(
    season: Season, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files, key = bundle(season), tmp_path / "key.pem"
    key.write_text(season.writer.get("/key.pem").text, encoding="utf-8")

    def said(name: str, content: bytes) -> tuple[int, str]:
        (tmp_path / name).write_bytes(content)
        return verified(tmp_path / name, key, capsys)

    status, text = said("bundle.zip", zipped(files))
    assert status == 0
    assert "valid: bundle" in text
    assert "made 2027-03-01T09:00:00" in text
    assert "worked on" not in text
    status, text = said("worked.zip", zipped({**files, "request.xlsx": b"else", "changes.json": saved(files)}))
    assert (status, "worked on since: request.xlsx, changes.json" in text) == (0, True)
    for name in ("request.html", "base.json", "manifest.json"):
        status, text = said("edited.zip", zipped({**files, name: files[name].replace(b"2025", b"2026")}))
        assert (status, "not valid" in text) == (1, True)
    assert said("changes.json", saved(files, {KEY: {"amount": "1"}}))[0] == 0
    assert said("edited.json", saved(files).replace(b"8300000000", b"8400000000"))[0] == 1
    assert run(["verify", str(tmp_path / "bundle.zip")]) == 2


def test_the_command_writes_a_bundle_while_no_server_runs(
    season: Season, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "Office", partial(Office, clock=season.staff.clock))
    folder, out = str(season.staff.folder), tmp_path / "out.zip"
    assert run(["bundle", folder, "msit", "--by", "writer", "--out", str(out), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    with zipfile.ZipFile(out) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    assert receipts.digest(files["base.json"].decode())[:12] == told["bundle"]
    assert send(season, saved(files)).status_code == 201
    for words in (["x", "--by", "writer"], ["msit", "--by", "nobody-here"], ["msit", "--by", "stranger"]):
        assert run(["bundle", folder, *words]) == 2
    assert run(["bundle", folder, "msit", "--by", "writer", "--call", "9"]) == 2


def test_a_server_of_its_own_holds_what_came_back_to_the_ministry(postgres_season: Season) -> None:
    season = postgres_season
    content = saved(bundle(season), {KEY: {"amount": "8,700"}}, new=[{"row": "new-1", "said": {"name": "새 사업"}}])
    [found] = send(season, content).json()
    assert take(season, found["sent"], [0], [0]).status_code == 200
    assert send(season, b'{"kind": 1}').status_code == 422
    assert len(season.writer.get(f"{season.api()}/sent").json()) == 1
    assert season.stranger.get(f"{season.api()}/sent").status_code == 404
