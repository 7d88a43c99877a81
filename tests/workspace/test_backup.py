"""Backup and restore: what comes back is what was there, is proved, and never takes the place of something living."""

from __future__ import annotations

import hashlib
import json
import shutil
import threading
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import text

from crosscut.cli import run
from crosscut.errors import CrosscutError
from crosscut.ledger.database import Database
from crosscut.workspace import receipts, server, verification
from crosscut.workspace.backup import restore
from crosscut.workspace.backup.backup import DATABASE, MANIFEST, back_up
from tests.ledger.servers import new_database
from tests.shortened import some
from tests.workspace.conftest import MINE, Season, Staff, open_call


def counts(folder: Path) -> tuple[int, int, str]:
    proved = verification.prove(folder)
    assert proved is not None
    assert proved.faults == ()
    return proved.entries, proved.filings, str(proved.checkpoint)


def test_what_comes_back_is_what_was_there(season: Season, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    number = season.file(season.writer)
    folder = season.staff.folder
    assert run(["backup", str(folder), "--out", str(tmp_path / "one.backup"), "--format", "json"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["filings"], made["key"], made["faults"]) == (1, False, [])
    before = counts(folder)
    assert run(["restore", made["backup"], str(tmp_path / "back"), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["whole"]
    assert counts(tmp_path / "back") == before == (told["entries"], told["filings"], told["workspace"])
    assert run(["verify", str(tmp_path / "back"), "--against", f"workspace {before[2]}"]) == 0
    inside = {each.name for each in (tmp_path / "back").iterdir()}
    assert receipts.KEY_FILE not in inside
    assert {"crosscut.toml", "sources", "ledger.sqlite", receipts.PUBLIC_FILE} <= inside
    assert (tmp_path / "back" / "ledger.sqlite").stat().st_mode & 0o077 == 0
    assert (tmp_path / "one.backup").stat().st_mode & 0o077 == 0
    with pytest.raises(CrosscutError, match="key is gone"):
        server.open_office(tmp_path / "back")
    (tmp_path / "back" / receipts.KEY_FILE).write_bytes((folder / receipts.KEY_FILE).read_bytes())
    office = server.open_office(tmp_path / "back")
    with office.database.reading() as connection:
        assert connection.scalar(text("SELECT number FROM ws_filings")) == number
    office.close()


def test_a_backup_made_while_people_write_is_one_state(season: Season, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            season.file(season.writer)
            place = f"{season.draft()}/programmes/KR24-1-02"
            version = season.writer.get(f"{season.api()}/programmes/KR24-1-02").json()["version"]
            form = {"amount": str(9000 + version), "reason": "x", "version": str(version)}
            season.staff.post(season.writer, place, **form)

    writing = threading.Thread(target=write)
    writing.start()
    try:
        made = [back_up(season.staff.folder, tmp_path / f"{each}.backup") for each in range(4)]
    finally:
        stop.set()
        writing.join()
    for each, backup in enumerate(made):
        assert backup.state.faults == ()
        done = restore.restore(backup.file, tmp_path / str(each))
        assert done.state == backup.state


def test_a_backup_is_never_restored_over_something(season: Season, tmp_path: Path) -> None:
    made = back_up(season.staff.folder, tmp_path)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "note.txt").write_text("mine")
    with pytest.raises(CrosscutError, match="never restored over"):
        restore.restore(made.file, tmp_path / "full")
    (tmp_path / "other.sqlite").write_text("")
    with pytest.raises(CrosscutError, match="never restored over"):
        restore.restore(made.file, tmp_path / "new", database=str(tmp_path / "other.sqlite"))
    with pytest.raises(CrosscutError, match="there already"):
        back_up(season.staff.folder, made.file)
    assert not (tmp_path / "new").exists()


def changed(backup: Path, name: str, content: bytes, to: Path) -> Path:
    """A backup with one file changed and the digests made to fit."""
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(to, "w") as new:
        about = json.loads(old.read(MANIFEST))
        about["files"][name] = hashlib.sha256(content).hexdigest()
        for each in {*old.namelist(), name} - {MANIFEST}:
            new.writestr(each, content if each == name else old.read(each))
        new.writestr(MANIFEST, json.dumps(about))
    return to


def test_a_changed_backup_is_refused_and_leaves_nothing(season: Season, tmp_path: Path) -> None:
    made = back_up(season.staff.folder, tmp_path)
    content = made.file.read_bytes()
    for place in range(200, len(content), len(content) // 23):
        broken = tmp_path / "broken.backup"
        broken.write_bytes(bytes([*content[:place], content[place] ^ 1, *content[place + 1 :]]))
        try:
            done = restore.restore(broken, tmp_path / "new")
        except CrosscutError:
            assert not (tmp_path / "new").exists(), place
        else:  # a byte that means nothing, such as a time in the archive's list
            assert done.state == made.state
            shutil.rmtree(tmp_path / "new")
    for name in ("folder/../../escaped", "folder//etc/x", "other"):
        escaping = changed(made.file, name, b"x", tmp_path / "escaping.backup")
        with pytest.raises(CrosscutError, match="outside"):
            restore.restore(escaping, tmp_path / "new")
    (tmp_path / "cut.backup").write_bytes(content[: len(content) // 2])
    with pytest.raises(CrosscutError, match="no whole backup"):
        restore.restore(tmp_path / "cut.backup", tmp_path / "new")


@pytest.mark.parametrize(
    ("key", "value"),
    some(
        [
            *((key, value) for key in ("workspace", "files", "filings") for value in (None, [1], "x")),
            ("book", None),
            ("book", [1]),
        ],
        4,
    ),
)
def test_a_backup_that_says_less_or_nonsense_is_refused(
    season: Season, tmp_path: Path, key: str, value: object
) -> None:
    made, wrong = back_up(season.staff.folder, tmp_path / "one.backup").file, tmp_path / "wrong.backup"
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(wrong, "w") as new:
        about = json.loads(old.read(MANIFEST)) | {key: value}
        if value is None:
            del about[key]
        for each in set(old.namelist()) - {MANIFEST}:
            new.writestr(each, old.read(each))
        new.writestr(MANIFEST, json.dumps(about))
    with pytest.raises(CrosscutError):
        restore.restore(wrong, tmp_path / "back")
    assert not (tmp_path / "back").exists()


def test_a_backup_into_a_folder_that_is_not_there_is_one_line(season: Season, tmp_path: Path) -> None:
    with pytest.raises(CrosscutError, match="this folder does not exist"):
        back_up(season.staff.folder, tmp_path / "no" / "one.backup")


def test_an_edited_database_is_named_even_where_its_digests_fit(season: Season, tmp_path: Path) -> None:
    season.file(season.writer)
    made = back_up(season.staff.folder, tmp_path)
    with zipfile.ZipFile(made.file) as archive:
        archive.extract(DATABASE, tmp_path)
    database = Database(tmp_path / DATABASE, read_only=False, wait=5)
    with database.writing() as connection:
        guard = connection.scalar(text("SELECT sql FROM sqlite_master WHERE name = 'ws_filings_no_update'"))
        connection.execute(text("DROP TRIGGER ws_filings_no_update"))
        connection.execute(text("UPDATE ws_filings SET total = total + 1, content = content || ' '"))
        connection.execute(text(guard))
    database.close()
    edited = changed(made.file, DATABASE, (tmp_path / DATABASE).read_bytes(), tmp_path / "edited.backup")
    done = restore.restore(edited, tmp_path / "new")
    assert any("2025-00001 is not as it was filed" in each.message.en for each in done.state.faults)


def test_an_older_backup_is_told_by_a_checkpoint(
    season: Season, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = back_up(season.staff.folder, tmp_path / "old.backup")
    season.file(season.writer)
    point = counts(season.staff.folder)[2]
    assert run(["restore", str(old.file), str(tmp_path / "new"), "--against", f"workspace {point}"]) == 1
    assert "record is not as it was written, or is gone" in capsys.readouterr().out


@pytest.mark.postgres
def test_a_server_is_backed_up_and_restored(postgres_staff: Staff, tmp_path: Path) -> None:
    staff = postgres_staff
    coordinator, writer = staff.join("coordinator", "coordinator"), staff.join("writer", "writer", MINE)
    season = Season(staff, open_call(staff, coordinator))
    season.file(writer)
    address = staff.office.database.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    config = staff.folder / "crosscut.toml"
    config.write_text(f'ledger = "{address}"\n' + config.read_text(encoding="utf-8"), encoding="utf-8")
    made = back_up(staff.folder, tmp_path / "one.backup", with_key=True)
    before = counts(staff.folder)
    with pytest.raises(CrosscutError, match="holds a ledger already"):
        restore.restore(made.file, tmp_path / "over")
    in_file = restore.restore(made.file, tmp_path / "file", database="ledger.sqlite")
    assert (in_file.stated, in_file.state) == ("ledger.sqlite", made.state)
    other = new_database(address.rpartition("/")[0] + "/postgres", "restored")
    on_server = restore.restore(made.file, tmp_path / "server", database=other)
    assert on_server.state == made.state
    for folder, stated in ((tmp_path / "file", "ledger.sqlite"), (tmp_path / "server", other)):
        config = folder / "crosscut.toml"
        config.write_text(config.read_text(encoding="utf-8").replace(address, stated), encoding="utf-8")
        assert counts(folder) == before
        office = server.open_office(folder)
        with office.database.writing() as connection:
            connection.execute(
                text(
                    "INSERT INTO ws_people (name, invented, added_at) VALUES ('new', false, now())"
                    if stated == other
                    else "INSERT INTO ws_people (name, invented, added_at) VALUES ('new', 0, '2027-01-01')"
                )
            )
        office.close()


@pytest.mark.postgres
def test_a_file_moves_to_a_server(season: Season, postgres_server: str, tmp_path: Path) -> None:
    season.file(season.writer)
    made = back_up(season.staff.folder, tmp_path / "one.backup", with_key=True)
    done = restore.restore(made.file, tmp_path / "server", database=new_database(postgres_server, "moved"))
    config = tmp_path / "server" / "crosscut.toml"
    config.write_text(f'ledger = "{done.stated}"\n' + config.read_text(encoding="utf-8"), encoding="utf-8")
    assert counts(tmp_path / "server")[1] == 1
    server.open_office(tmp_path / "server").close()
