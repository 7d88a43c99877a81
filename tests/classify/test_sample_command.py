"""``sample`` and the intervals after each sample, as users run them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest

from crosscut.cli import run
from tests.classify import asked_folders
from tests.classify.asked_folders import AREAS, asked, decide, read

folder = asked_folders.folder


def test_a_sample_stays_until_it_is_read_and_then_makes_totals_sure(capsys, folder: Path) -> None:
    before = asked(capsys, "estimate", folder)
    assert before["sample"] == 0
    first = asked(capsys, "sample", folder, "-n", 40)
    assert asked(capsys, "sample", folder, "-n", 40) == first
    drawn = [row["programme"] for row in first["programmes"]]
    assert len(drawn) == 40
    decide(folder, drawn[:10])
    assert asked(capsys, "sample", folder, "-n", 40)["left"] == 30
    decide(folder, drawn)
    after = asked(capsys, "estimate", folder)
    assert (after["sample"], after["decided"]) == (1, 40)
    truth = defaultdict(int)
    for row in read(folder / "sources" / "p.csv"):
        truth[AREAS[row["id"][:2]]] += int(row["amount"]) * 10**6
    held = [row["low"] <= truth[row["area"]] <= row["high"] for row in after["areas"]]
    assert sum(held) >= len(held) - 1
    assert asked(capsys, "sample", folder, "-n", 5)["sample"] == 2


def test_samples_are_numbered_over_all_lists_of_a_folder_and_none_of_another_list_is_open(capsys, folder: Path) -> None:
    assert asked(capsys, "sample", folder, "-n", 20)["sample"] == 1
    settings = folder / "crosscut.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("kr-cet-2022", "kr-cet-2026"), encoding="utf-8")
    under = asked(capsys, "sample", folder, "-n", 10)
    assert (under["taxonomy"], under["sample"], under["left"]) == ("kr-cet-2026", 2, 10)
    assert asked(capsys, "sample", folder, "-n", 10) == under


def test_with_nothing_left_to_read_nothing_is_asked_for(capsys, folder: Path) -> None:
    decide(folder, [f"{area}{number:03}" for area in AREAS for number in range(24)])
    found = asked(capsys, "sample", folder, "-n", 5)
    assert (found["sample"], found["left"], found["programmes"]) == (0, 0, [])
    assert not (folder / "samples").exists()
    assert run(["sample", str(folder), "--language", "ko"]) == 0
    assert capsys.readouterr().out == "이 시기에 금액이 있는 사업을 모두 판단해 더 추출할 것이 없습니다.\n"
    assumed = asked(capsys, "estimate", folder)["assumed"]
    assert not any("crosscut sample" in line or "trust the probabilities" in line for line in assumed)


def test_a_sample_is_drawn_by_the_money_of_a_year(capsys, folder: Path) -> None:
    (folder / "sources" / "old.csv").write_text("id,name,amount\nold,옛 양자컴퓨팅 사업,900\n", encoding="utf-8")
    with (folder / "crosscut.toml").open("a", encoding="utf-8") as settings:
        settings.write(
            '[[source]]\nfile = "sources/old.csv"\nunit = "million"\nfiscal_year = 2025\nstage = "confirmed"\n'
            'columns = { programme = "id", name = "name", amount = "amount" }\n'
        )
    now = asked(capsys, "sample", folder, "-n", 3)
    assert run(["sample", str(folder), "-n", "3", "--year", "2025"]) == 0
    assert f"crosscut estimate {folder} --year 2025" in " ".join(capsys.readouterr().out.split())
    then = asked(capsys, "sample", folder, "-n", 3, "--year", "2025")
    assert (then["sample"], then["year"], then["stage"]) == (2, 2025, "confirmed")
    assert [(row["programme"], row["amount"]) for row in then["programmes"]] == [("old", 900_000_000)]
    assert asked(capsys, "sample", folder, "-n", 3) == now | {"note": "", "note_ko": ""}
    assert any("--year 2025" in line for line in asked(capsys, "estimate", folder, "--year", "2025")["assumed"])
    none = asked(capsys, "sample", folder, "--stage", "executed")
    assert "No programme has money" in none["note"]


@pytest.mark.slow
def test_the_desk_edition_shows_the_estimates_after_each_sample(capsys, folder: Path) -> None:
    desk = folder / "build" / "desk"
    drawn = [row["programme"] for row in asked(capsys, "sample", folder, "-n", 20)["programmes"]]
    assert run(["build", str(folder)]) == 0
    assert not (desk / "ko" / "estimates.html").exists()
    decide(folder, drawn)
    assert run(["build", str(folder)]) == 0
    korean, english = ((desk / each / "estimates.html").read_text(encoding="utf-8") for each in ("ko", "en"))
    assert "표본 1: 사업 96건 중 20건" in korean
    assert "sample 1: 20 of 96 programmes" in english
    assert (desk / "charts" / "estimates.ko.svg").is_file()
    assert str(folder) not in english
    (folder / "samples" / "0001.csv").write_text("broken,taxonomy\n1,kr-cet-2022\n", encoding="utf-8")
    assert run(["build", str(folder)]) == 0
    assert "is no sample that Crosscut drew" in (desk / "en" / "estimates.html").read_text(encoding="utf-8")


def _without_a_row(text: str) -> str:
    lines = text.splitlines(keepends=True)
    return "".join(lines[:-1] if lines[-1].split(",")[1] == "0" else lines[:-2])


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda text: re.sub(r"(?<=,)0\.\d+,kr", "0.0,kr", text, count=1), id="no chance"),
        pytest.param(lambda text: re.sub(r"(?<=,)0\.\d+,kr", "nan,kr", text, count=1), id="chance that is no number"),
        pytest.param(lambda text: re.sub(r"(?<=,)0\.\d+,kr", "0.9,kr", text, count=1), id="another chance"),
        pytest.param(
            lambda text: text.replace(",1,0.", ",x,0.").replace(",2,0.", ",1,0.").replace(",x,", ",2,"), id="order"
        ),
        pytest.param(lambda text: text + text.splitlines()[-1] + "\n", id="a row twice"),
        pytest.param(_without_a_row, id="a row gone"),
    ],
)
def test_a_sample_that_is_not_as_it_was_drawn_is_refused(capsys, folder: Path, damage: Callable[[str], str]) -> None:
    asked(capsys, "sample", folder, "-n", 10)
    file = folder / "samples" / "0001.csv"
    text = file.read_text(encoding="utf-8")
    assert damage(text) != text
    file.write_text(damage(text), encoding="utf-8")
    assert run(["estimate", str(folder)]) == 2
    assert "samples/0001.csv: is no sample that Crosscut drew" in capsys.readouterr().err


def test_a_copy_of_a_sample_is_no_further_sample(capsys, folder: Path) -> None:
    asked(capsys, "sample", folder, "-n", 10)
    text = (folder / "samples" / "0001.csv").read_bytes()
    (folder / "samples" / "0001.csv").write_bytes(b"\xef\xbb\xbf" + text)
    assert run(["estimate", str(folder)]) == 0
    (folder / "samples" / "0002.csv").write_bytes(text)
    assert run(["estimate", str(folder)]) == 2
    assert "samples/0002.csv: is no sample" in capsys.readouterr().err


def test_no_more_readings_are_promised_than_are_left(capsys, folder: Path) -> None:
    drawn = [row["programme"] for row in asked(capsys, "sample", folder, "-n", 70)["programmes"]]
    decide(folder, drawn)
    assert [each["readings"] for each in asked(capsys, "estimate", folder)["more"]] == [10, 20, 26]


def test_one_drawn_programme_that_nobody_reads_does_not_hold_up_the_estimate(capsys, folder: Path) -> None:
    drawn = [row["programme"] for row in asked(capsys, "sample", folder, "-n", 30)["programmes"]]
    decide(folder, drawn[1:])
    found = asked(capsys, "estimate", folder)
    assert found["sample"] == 1
    assert any("before its last counted reading that are not read: 1;" in line for line in found["assumed"])
    assert any("표본 1: 셈에 든 마지막 사업보다 앞선 사업 중 1건" in line for line in found["assumed_ko"])
    assert len(found["assumed"]) == len(found["assumed_ko"])
    assert all(each["low"] <= each["estimate"] <= each["high"] for each in found["areas"])
    decide(folder, drawn)
    whole = asked(capsys, "estimate", folder)
    for before, after in zip(found["areas"], whole["areas"], strict=True):
        assert after["high"] - after["low"] < before["high"] - before["low"]


def test_what_came_after_a_sample_opens_the_intervals_and_is_said(capsys, folder: Path) -> None:
    decide(folder, [row["programme"] for row in asked(capsys, "sample", folder, "-n", 30)["programmes"]])
    before = asked(capsys, "estimate", folder)
    with (folder / "sources" / "p.csv").open("a", encoding="utf-8") as file:
        file.write("new,A programme of five trillion,,5000000\n")
    after = asked(capsys, "estimate", folder)
    assert any("came, or grew by half, after the last sample" in line for line in after["assumed"])
    assert all(
        late["high"] - early["high"] >= 5 * 10**12 for early, late in zip(before["areas"], after["areas"], strict=True)
    )
    assert "new" in {row["programme"] for row in asked(capsys, "sample", folder, "-n", 1)["programmes"]}


def test_the_intervals_after_each_sample_are_drawn_and_an_area_added_since_keeps_the_samples(
    capsys, folder: Path
) -> None:
    for again in range(2):
        drawn = [row["programme"] for row in asked(capsys, "sample", folder, "-n", 20)["programmes"]]
        done = [row["programme"] for row in read(folder / "decisions" / "kim.csv")] if again else []
        decide(folder, done + drawn)
    settings = folder / "crosscut.toml"
    own = '[[extra_area]]\nid = "maths"\nname = { en = "Mathematics", ko = "수학" }\n'
    settings.write_text(settings.read_text(encoding="utf-8") + own, encoding="utf-8")
    found = asked(capsys, "estimate", folder, "--picture", folder / "i.svg", "--language", "ko")
    assert {row["rounds"] for row in found["rounds"]} == {1, 2}
    assert "maths" in {row["area"] for row in found["areas"]}
    svg = (folder / "i.svg").read_text(encoding="utf-8")
    assert "수학" in svg
    assert "백만원" in svg
