"""The page of whoever runs a workspace: its settings are read, its files are there, its commands run in order."""

from __future__ import annotations

import configparser
import re
import subprocess
from pathlib import Path

import pytest

from crosscut.cli import run
from crosscut.workspace import office_settings, server
from tests.docs.pages import DOCS, ROOT, fences

PAGE = DOCS / "running.md"
OFFLINE = ROOT / "scripts" / "offline"


def test_the_settings_of_the_page_are_read(tmp_path: Path) -> None:
    text = next(each.text for each in fences(PAGE) if each.language == "toml")
    (tmp_path / office_settings.FILE).write_text(text, encoding="utf-8")
    stated = office_settings.load(tmp_path)
    assert stated.mail is not None
    for table in (
        office_settings.Running,
        office_settings.Mail,
        office_settings.Log,
        office_settings.Passkeys,
        office_settings.Scanner,
    ):
        for setting in table.model_fields:
            assert re.search(rf"^\[?{setting}\b", "\n".join(each.text for each in fences(PAGE)), re.M), setting


@pytest.mark.parametrize(
    "unit", sorted(OFFLINE.glob("*.service")) + sorted(OFFLINE.glob("*.timer")), ids=lambda p: p.name
)
def test_units_name_what_the_page_names(unit: Path) -> None:
    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str
    parser.read_string(unit.read_text())
    page = PAGE.read_text(encoding="utf-8")
    assert unit.name in page
    if unit.suffix == ".service":
        words = parser["Service"]["ExecStart"].split()
        assert words[0] == "/opt/crosscut/current/bin/crosscut"
        assert words[2] in page
        assert parser["Service"]["User"] == "crosscut"


def test_the_proxy_passes_what_the_page_asks_for() -> None:
    text = (OFFLINE / "nginx.conf").read_text()
    assert "location /api { return 403; }" in text
    assert "ssl_protocols TLSv1.2 TLSv1.3;" in text
    for wanted in ("Host $host", "X-Forwarded-Proto https", "X-Forwarded-For $remote_addr", "client_max_body_size 20m"):
        assert wanted in text


@pytest.mark.parametrize("script", ["bundle", "offline/install"])
def test_scripts_are_whole(script: str) -> None:
    subprocess.run(["bash", "-n", ROOT / "scripts" / script], check=True)
    assert (ROOT / "scripts" / script).stat().st_mode & 0o111


def test_backup_and_restore_run_as_they_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init", "demo", "--example", "korea-2024"]) == 0
    server.open_office(Path("demo")).close()
    text = "\n".join(each.text for each in fences(PAGE) if each.language == "sh")
    words = [line.split()[1:] for line in text.splitlines() if line.startswith("crosscut ")]
    assert [each[0] for each in words] == ["backup", "restore"]
    assert [run(each) for each in words] == [0, 0]
    assert "Ledger, record and receipts: whole" in capsys.readouterr().out
