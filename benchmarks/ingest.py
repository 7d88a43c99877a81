"""Reading files, against the plain readers that the room is built on: ratios and peak memory, in one run.

    python benchmarks/ingest.py [CSV_ROWS] [EXCEL_ROWS]

Each measurement runs in a process of its own, so that its peak memory is its own; of three turns the fastest counts.
Beside the clock stands the processor's time of all threads, which a busy machine changes little: ratio and aim are of
that.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TURNS = 3
COLUMNS = ["id", "name", "ministry", "committee", "year", "stage", "account", "amount"]
CONFIG = """
title = "Benchmark"
taxonomy = "kr-cet-2022"
[[source]]
file = "{file}"
unit = "million"
[source.columns]
programme = "id"
name = "name"
ministry = "ministry"
committee = "committee"
fiscal_year = "year"
stage = "stage"
account = "account"
amount = "amount"
"""


def rows(count: int):
    """Rows of a long budget: ten years a programme, sorted by programme."""
    draw = random.Random(1)
    for at in range(count):
        programme = at // 10
        yield [
            f"P{programme:06d}",
            f"기술개발사업 {programme}",
            f"부처{programme % 40}",
            "공공우주",
            2017 + at % 10,
            "confirmed",
            "일반회계",
            draw.randrange(1, 10**6),
        ]


def write_csv(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(COLUMNS) + "\n")
        file.writelines(",".join(map(str, row)) + "\n" for row in rows(count))


def write_excel(path: Path, count: int) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("budget")
        for number, row in enumerate([COLUMNS, *rows(count)]):
            sheet.write_row(number, 0, row)


def write_marked(path: Path, count: int) -> None:
    """The same with what a workbook marks beside values: formats of ids and amounts, errors, merged and hidden rows."""
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet, money, code = (
            book.add_worksheet("budget"),
            book.add_format({"num_format": '#,##0"백만원"'}),
            book.add_format(),
        )
        code.set_num_format("000000")
        for number, row in enumerate([COLUMNS, *rows(count)]):
            sheet.write_row(number, 0, row)
            if number:
                sheet.write_number(number, 0, (number - 1) // 10, code)
                sheet.write_number(number, 7, row[7], money)
            if number and number % 1000 == 0:
                sheet.set_row(number, None, None, {"hidden": True})
                sheet.write_formula(number, 7, "=1/0", money, "#DIV/0!")
        for first in range(1, count - 10, 1000):
            sheet.merge_range(first, 2, first + 9, 2, "부처0")


def crosscut(folder: Path, file: str):
    from crosscut import config, ingest, taxonomy

    (folder / "crosscut.toml").write_text(CONFIG.format(file=file), encoding="utf-8")
    budget = config.load(folder)
    version = taxonomy.load(budget.taxonomy)
    return lambda: ingest.read(folder, budget, version).lines.num_rows


def duckdb(folder: Path, file: str):
    import duckdb

    path = str(folder / file)
    return lambda: duckdb.connect().sql(f"select * from read_csv('{path}')").to_arrow_table().num_rows


def calamine(folder: Path, file: str):
    from python_calamine import CalamineWorkbook

    return lambda: len(CalamineWorkbook.from_path(folder / file).get_sheet_by_index(0).to_python())


READERS = {"crosscut": crosscut, "duckdb": duckdb, "calamine": calamine}


def one(reader: str, folder: str, file: str) -> None:
    """Measure one reader in this process; prints seconds by the clock and of the processor, and peak memory in MB."""
    run = READERS[reader](Path(folder), file)
    clock = worked = float("inf")
    for _ in range(TURNS):
        start, begun = time.perf_counter(), time.process_time()
        run()
        clock, worked = min(clock, time.perf_counter() - start), min(worked, time.process_time() - begun)
    print(clock, worked, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def measured(reader: str, folder: Path, file: str) -> tuple[float, float, float]:
    command = [sys.executable, __file__, "--one", reader, str(folder), file]
    clock, worked, memory = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(clock), float(worked), float(memory)


def main(csv_rows: int = 1_000_000, excel_rows: int = 100_000) -> None:
    print(
        f"{'file':<13}{'rows':>10}{'clock':>8}{'cpu':>8}{'peer':>10}{'clock':>8}{'cpu':>8}{'ratio':>7}{'aim':>5}"
        f"{'MB':>6}{'peer MB':>9}"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_csv(folder / "lines.csv", csv_rows)
        write_excel(folder / "lines.xlsx", excel_rows)
        write_marked(folder / "marked.xlsx", excel_rows)
        for file, count, peer, aim in (
            ("lines.csv", csv_rows, "duckdb", 3.0),
            ("lines.xlsx", excel_rows, "calamine", 1.5),
            ("marked.xlsx", excel_rows, "calamine", 2.5),
        ):
            theirs, theirs_cpu, theirs_mb = measured(peer, folder, file)
            ours, ours_cpu, ours_mb = measured("crosscut", folder, file)
            print(
                f"{file:<13}{count:>10,}{ours:>7.2f}s{ours_cpu:>7.2f}s{peer:>10}{theirs:>7.2f}s{theirs_cpu:>7.2f}s"
                f"{ours_cpu / theirs_cpu:>7.2f}{aim:>5}{ours_mb:>6.0f}{theirs_mb:>9.0f}",
                flush=True,
            )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(*sys.argv[2:])
    else:
        main(*map(int, sys.argv[1:]))
