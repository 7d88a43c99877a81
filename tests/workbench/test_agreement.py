"""Each truth is worked out once: whoever is asked for it gives the same answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from crosscut import engine
from crosscut.allocate import Depth
from crosscut.allocate.figures import rows
from crosscut.allocate.runs import asked_period, demand_of, ground_of, plan_run, policy_of
from crosscut.budget import as_of, read
from crosscut.budget.snapshot import record
from crosscut.calendar import Calendar, Period, Stage, usual_role
from crosscut.cli import run as command
from crosscut.engine.crosscut import crosscut as crosscut_of
from crosscut.exports import files
from crosscut.face import Budget
from crosscut.figures import Printed, book_of
from crosscut.review.runs import review_run
from crosscut.text.areas import AREAS
from crosscut.views.crosscut import crosscut
from crosscut.views.publication import Publication
from crosscut.workbench.build import build
from crosscut.workbench.complete import followed, reviewed
from crosscut.workbench.last_build import load
from crosscut.workbench.opening import open_run
from crosscut.workbench.publish import publish
from tests.builders import this_moment

SRC = Path(files.__file__).parents[1]
CONFIG = """title = "Test"
taxonomy = "kr-cet-2022"
{more}
[[source]]
file = "a.csv"
unit = "won"
columns = {{programme = "id", name = "name", ministry = "ministry", text = "text"}}
tags = {{prefix = "st_"}}
wide = {{columns = {{"y2025" = {{fiscal_year = 2025, stage = "confirmed"}}, "y2026" = {{fiscal_year = 2026, stage = "requested"}}}}}}
"""
POLICY = """unit = "won"
[request]
stage = "requested"
[ceiling]
amount = "{ceiling}"
owner = "Treasury"
source = "Test"
[[bound]]
id = "steady"
name = "Steady"
change_at_least = "-50 %"
change_at_most = "50 %"
owner = "Treasury"
source = "Test"
"""
Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A budget folder of rows ``id,name,ministry,text,y2025,y2026,st_ai``."""

    def made(rows: Sequence[str], *, more: str = "", **files: str) -> Path:
        place = tmp_path / "budget"
        (place / "decisions").mkdir(parents=True)
        (place / "crosscut.toml").write_text(CONFIG.format(more=more), encoding="utf-8")
        text = "id,name,ministry,text,y2025,y2026,st_ai\n" + "".join(f"{row}\n" for row in rows)
        (place / "a.csv").write_text(text, encoding="utf-8")
        for name, content in files.items():
            (place / "decisions" / f"{name}.csv").write_text(content, encoding="utf-8")
        return place

    return made


def asked_for(capsys: pytest.CaptureFixture[str], *words: object) -> Any:
    command([*map(str, words), "--format", "json"])
    return json.loads(capsys.readouterr().out)


def test_a_unit_split_half_in_half_goes_to_one_area_everywhere(folder: Folder) -> None:
    decided = "programme,area,numerator,denominator,decided_by,decided_at,reason\nA,quantum,1,2,Kim,2026-01-01,core\n"
    place = folder(["A,양자,부처,,1,2,"], decided=decided)
    surge = '[review.surge]\ngrowth = 10\nleast = "0 won"\n'
    (place / "policy.toml").write_text(POLICY.format(ceiling="1 won") + surge, encoding="utf-8")
    run = open_run(place)
    book = book_of(run)
    last = {"fiscal_year": 2025, "stage": "confirmed"}
    groups = book.groups("partition", "area", **last).items()
    in_book = {str(area): cell.amount for (area,), cell in groups if cell.amount}
    policy = policy_of(run)
    planned = rows(plan_run(run, policy, depth=Depth.plan_only()), ground_of(run, policy)).to_pylist()
    in_plan = {row["area"]: row["amount"] for row in planned if row["amount"]}
    review = review_run(run)
    at_stake = {row.key: row.at_stake for row in review.stakes.boards["area"] if row.at_stake}
    assert in_book == in_plan == at_stake == {"quantum": 1}


def test_a_machines_proposal_counts_for_every_room_alike(folder: Folder) -> None:
    from tests.classify.conftest import NAMES, programme

    rows, decided = [], ["programme,area,numerator,denominator,decided_by,decided_at,reason"]
    for area in NAMES:
        for number in range(24):
            each = programme(number, area)
            rows.append(f"{each['programme']},{each['name']},{each['ministry']},{each['text']},90,100,")
            if number % 3:
                decided.append(f"{each['programme']},{area},{0 if area == 'outside' else 1},1,Kim,2026-01-01,known")
    place = folder(rows, more="[classify]\nenabled = true\n", decided="\n".join(decided) + "\n")
    (place / "policy.toml").write_text(POLICY.format(ceiling="9000 won"), encoding="utf-8")
    run = open_run(place)
    assert "proposal" in run.shares["origin"].to_pylist()
    where = {"fiscal_year": 2026, "stage": "requested"}
    by_area = book_of(run).groups("partition", "area", "programme", **where)
    in_book = {(str(area), str(name)) for (area, name), cell in by_area.items() if cell.amount}
    demand = demand_of(run, policy_of(run))
    in_plan = {(part[0], name) for name, parts in zip(demand.ids, demand.parts, strict=True) for part in parts}
    assert in_plan == in_book
    assert {row.key for row in review_run(run).stakes.boards["area"]} <= {area for area, _ in in_book}


def test_a_past_moment_passes_the_gates_that_today_passes(folder: Folder, tmp_path: Path) -> None:
    control = '[[control]]\nlabel = "Total"\namount = "999 won"\nwhere = {fiscal_year = "2026"}\n'
    place = folder(["A,양자,부처,,5,10,4"], more=control)
    now = read(place)
    record(now)
    then = as_of(place, this_moment())
    assert {(each.rule, each.severity, each.message) for each in then.findings} == {
        (each.rule, each.severity, each.message) for each in now.findings
    }
    assert then.files == now.files
    gates = [
        [(each.name, each.passed) for each in publish(place, tmp_path / "out", ("xlsx",), as_of=moment).checks]
        for moment in (None, this_moment())
    ]
    assert gates[0] == gates[1]
    assert ("control totals", False) in gates[0]


def test_what_todays_settings_say_changes_nothing_of_the_past(folder: Folder) -> None:
    place = folder(["A,양자,부처,,5,10,4"])
    record(read(place))
    before = open_run(place, this_moment())
    (place / "crosscut.toml").write_text(
        CONFIG.format(more="").replace('unit = "won"', 'unit = "billion won"\nblank_tags = "outside"'), encoding="utf-8"
    )
    after = open_run(place, this_moment())
    assert after.atoms().equals(before.atoms())
    assert after.settings == before.settings


def test_the_later_of_two_corrections_holds_whatever_their_time_zones(folder: Folder) -> None:
    head = "programme,fiscal_year,stage,account,printed,amount,unit,reason,decided_by,decided_at\n"
    corrected = (
        "A,2026,requested,,10,222,won,second,Kim,2026-01-02T01:00:00+00:00\n"
        "A,2026,requested,,10,111,won,first,Lee,2026-01-02T09:00:00+09:00\n"
    )
    place = folder(["A,양자,부처,,5,10,4"], corrections=head + corrected)
    now = read(place)
    record(now)
    then = as_of(place, this_moment())
    for snapshot in (now, then):
        rows = snapshot.lines.to_pylist()
        assert [row["amount"] for row in rows if row["fiscal_year"] == 2026] == [222]


def test_a_correction_of_an_unreadable_time_is_left_out_and_said(folder: Folder) -> None:
    corrected = (
        "programme,fiscal_year,stage,account,printed,amount,unit,reason,decided_by,decided_at\n"
        "A,2026,requested,,10,12,won,misprint,Kim,yesterday\n"
    )
    now = read(folder(["A,양자,부처,,5,10,4"], corrections=corrected))
    assert [each.place.column for each in now.findings if each.rule == "correction-time"] == ["decided_at"]
    assert 10 in now.lines["amount"].to_pylist()


def test_totals_printed_elsewhere_are_held_against_corrected_lines(folder: Folder) -> None:
    control = '[[control]]\nlabel = "Total"\namount = "12 won"\nwhere = {fiscal_year = "2026"}\n'
    corrected = (
        "programme,fiscal_year,stage,account,printed,amount,unit,reason,decided_by,decided_at\n"
        "A,2026,requested,,10,12,won,misprint,Kim,2026-01-02\n"
    )
    now = read(folder(["A,양자,부처,,5,10,4"], more=control, corrections=corrected))
    assert "control-met" in {each.rule for each in now.findings}
    assert 10 in now.printed["amount"].to_pylist()


def test_rules_look_at_what_people_corrected(folder: Folder) -> None:
    corrected = (
        "programme,fiscal_year,stage,account,printed,amount,unit,reason,decided_by,decided_at\n"
        "A,2026,requested,,-10,10,won,sign,Kim,2026-01-02\n"
    )
    place = folder(["A,양자,부처,,5,-10,"], corrections=corrected)
    assert "negative-amount" not in {each.rule for each in read(place).findings}
    (place / "decisions" / "corrections.csv").unlink()
    assert "negative-amount" in {each.rule for each in read(place).findings}


def test_commands_take_the_engines_crosscut(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    place = folder(["A,양자,가,,5,10,4", "B,물,나,,7,9,", "C,불,나,,0,3,3"])
    run = open_run(place)
    with engine.open() as running:
        table = crosscut_of(
            running, running.load(run.atoms("partition")), ["ministry", "area", "fiscal_year", "stage"], "partition"
        )
    wanted = {(row["ministry"], row["area"]): row["amount"] for row in table.to_pylist() if row["stage"] == "requested"}
    printed = asked_for(capsys, "show", place, "--by", "ministry,area")
    assert {(row["ministry"], row["area"]): row["amount"] for row in printed["rows"]} == wanted


def test_a_stage_alone_is_shown_in_the_latest_year_that_has_it(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = asked_for(capsys, "show", folder(["A,양자,가,,5,10,4"]), "--by", "area", "--stage", "confirmed")
    assert printed["selected"] == {"year": 2025, "stage": "confirmed"}
    assert printed["total"] == 5


def test_asking_changes_no_figures(folder: Folder, tmp_path: Path) -> None:
    place = folder(["A,양자,가,,5,10,4", "B,물,나,,7,9,"])
    shown = Publication.of(open_run(place))
    files.write_figures(shown, Printed(), tmp_path / "before.json")
    for keys in (["area"], ["ministry", "area"], ["programme"]):
        crosscut(shown.run, shown.book, keys, "partition")
    files.write_figures(shown, Printed(), tmp_path / "after.json")
    assert (tmp_path / "after.json").read_bytes() == (tmp_path / "before.json").read_bytes()


def test_a_budgets_leading_period_is_one(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    place = folder(["A,양자,가,,5,10,4"])
    shown = reviewed(followed(open_run(place)))
    assert shown.review is not None
    printed = asked_for(capsys, "show", place, "--by", "area")
    leading = shown.calendar.leading
    assert (shown.review.year, shown.review.stage) == leading
    assert tuple(printed["selected"].values()) == tuple(leading)


def test_the_year_that_a_budget_leads_with_is_every_rooms(folder: Folder) -> None:
    place = folder(["A,양자,가,,5,10,4"], more="main_year = 2025")
    run = open_run(place)
    (place / "policy.toml").write_text('unit = "won"\n[ceiling]\namount = "5 won"\n', encoding="utf-8")
    asked = asked_period(run, policy_of(open_run(place)))
    assert {run.calendar.leading.year, review_run(run).year, asked.year} == {2025}


@pytest.mark.parametrize(
    ("held", "last"),
    [
        ({(2024, "confirmed"), (2026, "requested")}, (2024, "confirmed")),
        ({(2025, "requested"), (2025, "confirmed"), (2025, "executed"), (2026, "requested")}, (2025, "confirmed")),
        ({(2025, "confirmed"), (2025, "상반기"), (2026, "requested")}, (2025, "confirmed")),
        ({(2024, "confirmed"), (2025, "executed-03"), (2026, "requested")}, (2024, "confirmed")),
        ({(2026, "requested")}, None),
    ],
)
def test_last_year_is_the_latest_budget_before_whatever_was_spent(
    held: set[tuple[int, str]], last: tuple[int, str] | None
) -> None:
    names = ("requested", "confirmed", "상반기", "executed-03", "executed")
    stages = [Stage(each, usual_role(each)) for each in names]
    assert Calendar(stages, held).budget_before(2026) == last


@pytest.mark.parametrize(
    ("held", "asked", "compared"),
    [
        ("2026:confirmed 2026:executed-03", "2027:requested", "2026:confirmed"),
        ("2026:confirmed 2026:executed", "2027:requested", "2026:confirmed"),
        ("2026:requested 2026:confirmed", "2027:requested", "2026:requested"),
        ("2026:executed", "2027:requested", "2026:executed"),
        ("2026:executed-03", "2027:requested", ""),
        ("2026:confirmed 2026:executed", "2027:executed", "2026:executed"),
        ("2026:confirmed 2026:executed", "2027:executed-03", ""),
        ("2026:executed-03 2026:executed", "2027:executed-03", "2026:executed-03"),
        ("2025:confirmed 2026:executed-03", "2027:requested", "2025:confirmed"),
        ("2026:confirmed 2026:상반기", "2027:requested", "2026:confirmed"),
        ("2026:confirmed 2026:revised-1", "2027:requested", "2026:revised-1"),
        ("2026:confirmed 2027:confirmed", "2027:revised-1", "2026:confirmed 2027:confirmed"),
        ("2027:confirmed", "2027:executed-03", ""),
        ("2027:confirmed 2027:executed-03", "2027:executed", "2027:confirmed"),
    ],
)
def test_a_year_is_compared_with_what_is_of_its_kind(held: str, asked: str, compared: str) -> None:
    names = ("requested", "confirmed", "revised-1", "상반기", "executed-03", "executed")
    stages = [Stage(each, usual_role(each)) for each in names]
    last, now = [Period.parse(each) for each in held.split()], Period.parse(asked)
    (*before,) = Calendar(stages, [*last, now]).comparisons(now)
    assert [str(each) for each in before] == compared.split()


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (("executed-03", "executed-12"), "executed-12"),
        (("executed-03", "executed-11"), "executed"),
        (("집행3월",), "executed"),
        (("집행12월",), "집행12월"),
        (("spent-q3", "spent"), "spent"),
        (("H1",), "executed"),
        (("H1", "H2"), "H2"),
        (("상반기",), "executed"),
        (("상반기", "하반기"), "하반기"),
        (("executed-H1",), "executed"),
        (("1. Halbjahr",), "executed"),
        (("上半期", "決算"), "決算"),
        (("9M",), "executed"),
    ],
)
def test_a_part_of_a_year_is_not_what_the_year_spent(held, said) -> None:
    stages = [Stage("confirmed", "budget"), *(Stage(each, "execution") for each in held)]
    assert Calendar(stages, [Period(2026, each.id) for each in stages]).execution == said


@pytest.mark.slow
def test_a_programme_is_traced_under_the_name_it_had_then(folder: Folder) -> None:
    place = folder(["A,옛이름,가,,5,,4"])
    (place / "b.csv").write_text("id,name,ministry,y2026\nA,새이름,가,7\n", encoding="utf-8")
    later = (
        '[[source]]\nfile = "b.csv"\nunit = "won"\ncolumns = {programme = "id", name = "name", ministry = "ministry"}\n'
    )
    wide = 'wide = {columns = {"y2026" = {fiscal_year = 2026, stage = "confirmed"}}}\n'
    with (place / "crosscut.toml").open("a", encoding="utf-8") as settings:
        settings.write(later + wide)
    budget = Budget.open(place)
    ids = {int(row["year"]): row["figure"] for row in budget.crosscut(by=["programme", "year"]).to_arrow().to_pylist()}
    names = {year: budget.trace(each).to_arrow()["name"].to_pylist()[0] for year, each in ids.items()}
    assert names == {2025: "옛이름", 2026: "새이름"}
    build(place)
    kept = load(place)
    assert kept is not None
    assert {year: kept.trace(each).rows[0]["name"] for year, each in ids.items()} == names


@pytest.mark.parametrize("area", ["outside", "unread"])
def test_money_apart_from_areas_has_one_name(area: str) -> None:
    names = {AREAS[area].ko, AREAS[area].en}
    assert all(names)
    others = {"outside": ("분야 외", "비대상 분야"), "unread": ("미판독", "미검토 금액")}[area]
    said = [path for path in SRC.rglob("*.py") if any(other in path.read_text(encoding="utf-8") for other in others)]
    assert not said


@pytest.mark.slow
def test_a_file_has_one_digest_wherever_it_is_told(folder: Folder) -> None:
    place = folder(["A,하나,부처,,5,7,ai"])
    (place / "policy.toml").write_text(POLICY.format(ceiling="7 won"), encoding="utf-8")
    build(place)
    names = ("a.csv", "crosscut.toml", "policy.toml")
    told = {name: hashlib.blake2b((place / name).read_bytes(), digest_size=16).hexdigest() for name in names}
    run = open_run(place)
    manifest = json.loads((place / "build" / "manifest.json").read_text(encoding="utf-8"))
    assert {name: run.snapshot.digest_of(name) for name in names} == told
    assert {name: manifest["inputs"][name] for name in names} == told
    assert ground_of(run, policy_of(run)).digest == told["policy.toml"]
    past = read(place) if not run.snapshot.as_of else run.snapshot
    assert {name: past.digest_of(name) for name in names} == told


@pytest.mark.slow
def test_amounts_are_printed_in_one_unit_wherever_they_are_printed(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [f"P{each},사업 {each},부처,,{each * 1000},{each * 1100},ai" for each in range(1, 12)]
    place = folder(rows, more='unit = "thousand"')
    build(place)
    capsys.readouterr()
    printed = {}
    for words in (
        ["show", place, "--by", "area"],
        ["diff", place, "2025", "2026"],
        ["review", place],
        ["estimate", place],
    ):
        command(list(map(str, words)))
        printed[words[0]] = capsys.readouterr().out
    assert {each for each, text in printed.items() if "KRW thousand" not in text} == set()
