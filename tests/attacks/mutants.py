"""Settings, sources, policies and decisions, mutated at random; every command must end in 0, 1 or 2 with one line."""

from __future__ import annotations

import io
import random
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import xlsxwriter

from tests.attacks.drawing import draw_once
from tests.attacks.running import faults_of, run
from tests.workbench.folders import POLICY, TOML, small_budget

BITS = (
    b"\x00",
    b"\x1b[31m",
    b"\xff\xfe",
    b"\xe2\x80\xae",
    b"9" * 400,
    b"-",
    b"1e999",
    b"nan",
    b"\n",
    b"\r",
    b'"',
    b"'",
    b",",
    b"=",
    b"[",
    b"]",
    b"{",
    b"}",
    b"[[",
    b"../",
    b"/dev/zero",
    b"__proto__",
    b"[red]",
    b"2147483648",
    b"9223372036854775808",
    b"0",
    b"1899",
    b"\xed\xb0\x80",
    "조".encode(),
    "원".encode(),
    b"{{",
    b"%",
    b"#",
    b"unit",
    b"area",
    b"none",
    b"outside",
)
COMMANDS = (
    ("check",),
    ("show", "--by", "programme"),
    ("show", "--by", "area", "--counting", "overlap", "--format", "json"),
    ("review",),
    ("allocate", "--no-costs", "--samples", "0"),
    ("diff", "requested", "reviewed"),
    ("links",),
    ("estimate",),
    ("build",),
    ("publish", "--to", "datapackage"),
)
DECISIONS = "programme,area,numerator,denominator,decided_by,decided_at,reason\nP4,bio,1,2,Kim,2026-01-01,because\n"
PLAN = (
    "programme,fiscal_year,stage,area,amount,unit,reason,decided_by,decided_at\n"
    "P1,2026,confirmed,,900,million,because,Kim,2026-01-01\n"
)


def _sheet() -> bytes:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate(
            (("id", "name", "ministry", "amount"), ("X1", "Xi", "M", 5), ("X2", "Yi", "N", 7.5))
        ):
            sheet.write_row(row, 0, cells)
    return held.getvalue()


def folder_of(place: Path) -> Path:
    """A folder with every kind of file that mutants are made of."""
    more = '\n[[source]]\nfile = "sources/x.xlsx"\nunit = "million"\nfiscal_year = 2026\nstage = "requested"\n'
    columns = 'columns = { programme = "id", name = "name", ministry = "ministry", amount = "amount" }\n'
    folder = small_budget(place, toml=TOML + more + columns)
    (folder / "sources" / "x.xlsx").write_bytes(_sheet())
    (folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    (folder / "decisions" / "attributions.csv").write_text(DECISIONS, encoding="utf-8")
    (folder / "decisions" / "plan-2026-confirmed.csv").write_text(PLAN, encoding="utf-8")
    return folder


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Bytes with a few places changed, doubled, moved or cut off."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        at, to = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        to = min(to, at + chance.choice((1, 4, 40)))
        bit = chance.choice((*BITS, data[at:to] * 2, b"", bytes([chance.randrange(256)])))
        data = data[:at] + bit + data[at if chance.random() < 0.4 else to :]
        data = data[: chance.randrange(len(data) + 1)] if chance.random() < 0.03 else data
    return data


def mutants(place: Path, seed: int) -> Iterator[list[str]]:
    """Mutants of the files of a folder, each named by the number that makes it again."""
    sound = folder_of(place / "sound")
    draw_once()
    files = sorted(path.relative_to(sound) for path in sound.rglob("*") if path.is_file())
    for number in count(seed):
        chance = random.Random(number)
        folder = place / "mutant"
        shutil.copytree(sound, folder)
        file = folder / chance.choice(files)
        file.write_bytes(mutated(file.read_bytes(), chance))
        command = COMMANDS[number % len(COMMANDS)]
        ended = run(command[0], folder, *command[1:])
        yield [f"mutant {number} of {file.name}: {fault}" for fault in faults_of(ended)]
        shutil.rmtree(folder)
