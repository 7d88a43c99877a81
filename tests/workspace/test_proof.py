"""Receipts and the record: one changed byte fails, and what was tampered with is named."""

from __future__ import annotations

import random

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import text

from crosscut.cli import run
from crosscut.errors import CrosscutError
from crosscut.workspace import receipts, verification
from crosscut.workspace.record import RecordEntry
from tests.workspace.conftest import Season

FACTS = {
    "number": "2027-00001",
    "ministry": "과학기술정보통신부",
    "total": 12,
    "late": False,
    "digest": receipts.digest("x"),
}


def test_any_changed_byte_of_a_receipt_fails() -> None:
    signer = receipts.Signer(Ed25519PrivateKey.generate())
    receipt = signer.receipt(FACTS)
    assert not receipts.verify(receipt, signer.public, "x").fault
    assert receipts.verify(receipt, signer.public, "y").fault
    other = receipts.Signer(Ed25519PrivateKey.generate())
    assert receipts.verify(receipt, other.public).fault
    content = bytearray(receipt.encode())
    for place in random.Random(1).sample(range(len(content)), 120):
        changed = bytes([*content[:place], content[place] ^ 1, *content[place + 1 :]])
        try:
            assert receipts.verify(changed.decode(), signer.public).fault, place
        except (CrosscutError, UnicodeDecodeError):
            continue


def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path) -> None:
    first = receipts.signer_of(tmp_path)
    assert receipts.signer_of(tmp_path).public == first.public
    assert (tmp_path / receipts.KEY_FILE).stat().st_mode & 0o777 == 0o600


TAMPER = {
    "edit": "UPDATE ws_record SET reason = 'other' WHERE number = 3",
    "delete": "DELETE FROM ws_record WHERE number = 3",
    "reorder": "UPDATE ws_record SET at = (SELECT at FROM ws_record WHERE number = 5) WHERE number = 3",
    "filing": "UPDATE ws_filings SET content = replace(content, '8300000000', '8300000001')",
    "filing gone": "DELETE FROM ws_filings",
    "unguarded": "DROP TRIGGER ws_cells_no_update",
}


@pytest.mark.parametrize("how", TAMPER)
def test_what_was_tampered_with_is_named(season: Season, how: str) -> None:
    season.file(season.writer)
    folder, database = season.staff.folder, season.staff.office.database
    assert verification.prove(folder).faults == ()
    table = TAMPER[how].replace("UPDATE ", "").replace("DELETE FROM ", "").split()[0]
    with database.writing() as connection:
        if how != "unguarded":
            for verb in ("update", "delete"):
                guard = connection.scalar(text(f"SELECT sql FROM sqlite_master WHERE name = '{table}_no_{verb}'"))
                connection.execute(text(f"DROP TRIGGER {table}_no_{verb}"))
                connection.info[verb] = guard
        connection.execute(text(TAMPER[how]))
        if how != "unguarded":
            for verb in ("update", "delete"):
                connection.execute(text(connection.info[verb]))
    faults = verification.prove(folder).faults
    assert faults
    assert {"edit": "entry 3", "delete": "entry 3", "reorder": "entry 3"}.get(how, "") in faults[0].message.en
    assert run(["verify", str(folder)]) == 1


def test_an_end_that_was_cut_off_is_found_against_a_checkpoint(
    season: Season, capsys: pytest.CaptureFixture[str]
) -> None:
    point = str(verification.prove(season.staff.folder).checkpoint)
    with season.staff.office.database.writing() as connection:
        connection.execute(text("DROP TRIGGER ws_record_no_delete"))
        connection.execute(text("DELETE FROM ws_record WHERE number = (SELECT max(number) FROM ws_record)"))
    capsys.readouterr()
    assert run(["verify", str(season.staff.folder), "--against", f"workspace {point}"]) == 1
    assert "record is not as it was written" in capsys.readouterr().out


def test_a_checkpoint_is_downloaded_signed_and_finds_an_end_that_was_cut_off(
    season: Season, tmp_path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, folder = tmp_path / "checkpoint.json", season.staff.folder
    season.file(season.writer)
    assert "/record/checkpoint.json" in season.auditor.get("/record").text
    file.write_bytes(season.auditor.get("/record/checkpoint.json").content)
    (tmp_path / "key.pem").write_text(season.staff.office.signer.public)
    assert run(["verify", str(folder), "--against", str(file)]) == 0
    assert run(["verify", str(file), "--against", str(tmp_path / "key.pem")]) == 0
    assert "valid: workspace " in capsys.readouterr().out
    with season.staff.office.database.writing() as connection:
        connection.execute(text("DROP TRIGGER ws_record_no_delete"))
        connection.execute(text("DELETE FROM ws_record WHERE number = (SELECT max(number) FROM ws_record)"))
    assert run(["verify", str(folder), "--against", str(file)]) == 1
    file.write_text(file.read_text().replace('workspace": "', 'workspace": "1'))
    assert run(["verify", str(folder), "--against", str(file)]) == 2
    assert "signature does not fit" in capsys.readouterr().err


def test_the_record_is_read_by_item_person_and_day(season: Season) -> None:
    season.file(season.writer)
    auditor = season.auditor
    assert "요구 제출<" in auditor.get("/record?item=filing 1 msit").text
    assert "요구 제출<" in auditor.get("/record?person=1&day=2027-03-01").text
    filed = [
        auditor.get(f"/api/record?{each}").json()["entries"]
        for each in ("item=filing 1 msit", "person=1&day=2027-03-01", "day=2027-02-01", "person=9999")
    ]
    assert [any(one["action"] == "request.file" for one in each) for each in filed] == [True, True, False, False]
    moved = [each for each in auditor.get("/api/record?item=KR24-1-02").json()["entries"] if each["amounts"]]
    assert [each["amounts"][0]["after"] for each in moved] == [8_300_000_000]
    assert "요구 제출<" not in auditor.get("/record?day=2027-02-01").text
    assert "요구 제출<" not in season.administrator.get("/record").text
    assert "요구 제출<" not in season.stranger.get("/record").text
    assert RecordEntry("a", "people", "b").reason == ""


@pytest.mark.parametrize("change", [b"\r", b"\r\n", b"\xef\xbb\xbf{"], ids=["cr", "crlf", "mark"])
def test_what_an_editor_changes_unseen_is_told_by_the_command(season: Season, tmp_path, change: bytes) -> None:
    number = season.file(season.writer)
    receipt, key = season.writer.get(f"/filings/{number}/receipt.json").content, tmp_path / "key.pem"
    key.write_text(season.staff.office.signer.public)
    file = tmp_path / "receipt.json"
    file.write_bytes(receipt)
    assert run(["verify", str(file), "--against", str(key)]) == 0
    file.write_bytes(receipt.replace(change[-1:] if change.endswith(b"{") else b"\n", change, 1))
    assert run(["verify", str(file), "--against", str(key)]) in (1, 2)


def test_what_is_nested_without_end_is_no_receipt() -> None:
    with pytest.raises(CrosscutError, match="no receipt"):
        receipts.verify("[" * 200_000, receipts.Signer(Ed25519PrivateKey.generate()).public)
