"""A made-up budget whose areas nobody has decided yet, an office that reads it, and its readers."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

from starlette.testclient import TestClient

from crosscut.classify import dossier_files, dossiers, samples
from crosscut.workbench.opening import open_run
from crosscut.workspace import server
from crosscut.workspace.office import Office
from crosscut.workspace.reading import reading_counts
from tests.workspace.conftest import Clock, Staff, token_of

SETTINGS = """\
title = "Reading"
currency = "KRW"
taxonomy = "kr-cet-2022"
counting = "partition"
main_stage = "requested"

[[source]]
file = "sources/programmes.csv"
unit = "million"
fiscal_year = 2027
stage = "requested"
columns = { programme = "id", name = "name", ministry = "ministry", text = "text", amount = "amount" }
"""
SUBJECTS = (
    ("양자컴퓨터 기반기술개발", "quantum"),
    ("인공지능 학습모델 고도화", "ai"),
    ("수소 저장·운송 기술개발", "hydrogen"),
    ("지역 연구기반 구축", ""),
    ("이차전지 소재 개발", "secondary-batteries"),
    ("기술사업화 지원", ""),
    ("신약 후보물질 발굴", "bio"),
    ("연구인력 양성", ""),
)
"""Names of programmes, each with the area that it is right to put it into."""
MINISTRIES = ("과학기술정보통신부", "산업통상자원부", "해양수산부")


def write_folder(folder: Path, count: int = 48) -> dict[str, str]:
    """A budget folder of so many programmes; the right area of each, empty where it is outside."""
    (folder / "sources").mkdir(parents=True)
    (folder / "crosscut.toml").write_text(SETTINGS, encoding="utf-8")
    truth = {}
    with (folder / "sources" / "programmes.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "name", "ministry", "text", "amount"])
        for place in range(count):
            name, area = SUBJECTS[place % len(SUBJECTS)]
            programme = f"P{place:03}"
            kin = "A" if place // len(SUBJECTS) % 2 == 0 else f"B{place}"
            ministry = MINISTRIES[place % len(MINISTRIES)]
            amount = 100 + (place * 7919) % 900
            letters = f"{name} {kin}-{_letters(place // (4 * len(SUBJECTS)))}"
            writer.writerow([programme, letters, ministry, f"{name} 사업의 설명이다.", amount])
            truth[programme] = area
    return truth


def _letters(number: int) -> str:
    """A number in letters, so that names differ by more than digits."""
    return "가나다라마바사아자차카타파하"[number % 14] * (1 + number // 14)


@dataclass
class ReadingOffice:
    """An office whose programmes were drawn, with what is right of each of them."""

    staff: Staff
    truth: dict[str, str]

    @property
    def office(self) -> Office:
        return self.staff.office

    def join(self, name: str, role: str = "reviewer") -> TestClient:
        return self.staff.join(name, role)

    def take(self, name: str) -> str:
        """Take the next programme as a page does; its key, empty where there is none."""
        answer = self.staff.post(self.staff.clients[name], "/reading-next")
        assert answer.status_code == 303, answer.text
        place = answer.headers["location"].partition("?")[0]
        return place.removeprefix("/reading").strip("/")

    def say(self, name: str, key: str, area: str, **more: str):
        """Say that a programme is of one area, or outside."""
        client = self.staff.clients[name]
        form = {"how": "areas", f"area_{area}": "yes"} if area else {"how": "outside"}
        page = client.get(f"/reading/{key}").text
        version = page.partition('name="version" value="')[2].partition('"')[0] or "0"
        data = {"version": version, "then": "stop", "token": token_of(client), **form, **more}
        return client.post(f"/reading/{key}", data=data, follow_redirects=False)

    def count(self) -> SimpleNamespace:
        """Count now; the first and the last count that there are."""
        reading_counts.count(self.office)
        with self.office.database.reading() as connection:
            first, last = reading_counts.kept(connection, self.office.reading.budget.taxonomy.id, reads=False)
        return SimpleNamespace(first=first, last=last)


def draw(folder: Path, count: int) -> None:
    """Draw programmes and make their dossiers, as the job does."""
    run = open_run(folder)
    made = samples.sample(run, count)
    programmes = samples.drawn(run, made["sample"])
    dossier_files.write(folder, made["sample"], dossiers.make(run, programmes))


def drawn_folder(folder: Path) -> tuple[Path, dict[str, str]]:
    """A folder of which sixteen programmes have been drawn, with what is right of each."""
    truth = write_folder(folder)
    draw(folder, 16)
    return folder, truth


def opened(folder: Path, database: str = "") -> Iterator[Staff]:
    """The office of a folder, with a clock that tests set."""
    office = server.open_office(folder, database)
    office.clock = clock = Clock()
    yield Staff(office, clock, folder)
    office.close()
