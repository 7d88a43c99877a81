"""US budget authority as request, estimate and actual: the drift of the R&D subfunctions, every difference exact.

    python benchmarks/follow_us.py [PARQUET] [--keep FOLDER] [--picture FILE.svg]

PARQUET has one row an account, fiscal year and book. A book speaks of its own year as a request, of the year before as
an estimate and of the year before that as an actual. Makes a budget folder with those three stages, compares them for
every fiscal year that has all three, checks each difference against a sum over the file itself, and prints the table.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import altair as alt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import vl_convert

from crosscut import follow
from crosscut.budget import Run, read
from crosscut.calendar import Period
from crosscut.follow.diff import side

STAGES = ("request", "estimate", "actual")
RESEARCH = ("251", "252", "352", "552")
SHARED = Path(os.environ.get("CROSSCUT_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "data"
TOML = """\
title = "US budget authority: request, estimate, actual"
currency = "USD"
taxonomy = "us-cet-2024"
stages = ["request", "estimate", "actual"]

[[source]]
file = "sources/budget_authority.parquet"
unit = "thousand USD"

[source.columns]
programme = "id"
name = "account"
ministry = "agency"
committee = "subfunction"
account = "category"
fiscal_year = "fiscal_year"
stage = "stage"
amount = "amount"
"""


def prepared(path: Path) -> pa.Table:
    """The rows of the three stages, one an account, subfunction, category, year and stage."""
    table = pq.read_table(path)
    distance = pc.subtract(table["budget_of_fiscal_year"], table["fiscal_year"])
    table = table.append_column("distance", distance).filter(
        pc.is_in(distance, value_set=pa.array([0, 1, 2], pa.int32()))
    )
    joined = pc.binary_join_element_wise
    keys = [
        table[name].cast(pa.string()) for name in ("agency_code", "bureau_code", "account_code", "subfunction_code")
    ]
    named = table.group_by("subfunction_code").aggregate([("subfunction_title", "max")])
    codes = named["subfunction_code"].cast(pa.string())
    titles = joined(codes, named["subfunction_title_max"].cast(pa.string()), " ")
    flat = pa.table(
        {
            "id": joined(*keys, "-"),
            "account": table["account_name"].cast(pa.string()),
            "agency": table["agency_name"].cast(pa.string()),
            "subfunction": titles.take(pc.index_in(keys[3], value_set=codes)),
            "category": joined(
                table["bea_category"].cast(pa.string()), table["on_or_off_budget"].cast(pa.string()), ", "
            ),
            "fiscal_year": table["fiscal_year"],
            "stage": pa.array(STAGES).take(table["distance"]),
            "amount": table["amount_thousand_usd"],
        }
    )
    by = ["id", "category", "fiscal_year", "stage"]
    summed = flat.group_by(by).aggregate(
        [("amount", "sum"), *((n, "max") for n in ("account", "agency", "subfunction"))]
    )
    return summed.rename_columns([name.removesuffix("_sum").removesuffix("_max") for name in summed.column_names])


def write(rows: pa.Table, folder: Path) -> None:
    """A budget folder of the rows."""
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    (folder / "crosscut.toml").write_text(TOML, encoding="utf-8")
    pq.write_table(
        rows.sort_by([(name, "ascending") for name in rows.column_names]),
        folder / "sources" / "budget_authority.parquet",
    )


def by_hand(path: Path) -> dict[tuple[int, str, str], int]:
    """Cents by year, stage and subfunction, summed from the file without Crosscut."""
    table = pq.read_table(
        path, columns=["budget_of_fiscal_year", "fiscal_year", "subfunction_code", "amount_thousand_usd"]
    )
    sums: dict[tuple[int, str, str], int] = defaultdict(int)
    for book, year, code, amount in zip(*table.to_pydict().values(), strict=True):
        if 0 <= book - year <= 2:
            sums[year, STAGES[book - year], code] += amount * 100_000
    return sums


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "parquet", type=Path, nargs="?", default=SHARED / "us_omb/budget_authority_vintages_2008_2022.parquet"
    )
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--picture", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as beside:
        folder = arguments.keep or Path(beside)
        write(prepared(arguments.parquet), folder)
        started = time.perf_counter()
        run = Run(read(folder))
        lines = run.atoms("partition").num_rows
        print(f"{lines:,} lines read and attributed in {time.perf_counter() - started:.1f} s")
    sums, checked, rows = by_hand(arguments.parquet), 0, []
    started = time.perf_counter()
    for year in range(2008, 2021):
        sides = [side(run, Period(year, stage)) for stage in STAGES]
        for one, other in ((0, 1), (1, 2), (0, 2)):
            found = follow.difference(sides[one], sides[other])
            for share in follow.shares(found, ["committee"]):
                code = share.group[0].partition(" ")[0]
                expected = [sums.get((year, STAGES[at], code), 0) for at in (one, other)]
                assert [share.before, share.after] == expected, (year, share.group, expected)
                assert share.change == sum(part.amount for part in share.parts)
                checked += 1
                if code in RESEARCH:
                    rows.append((year, code, share.group[0], one, other, share))
    print(f"{checked:,} differences by subfunction checked against the file in {time.perf_counter() - started:.1f} s")
    report(rows)
    if arguments.picture:
        draw(rows, arguments.picture)


def report(rows: list) -> None:
    """The table of docs/follow.md, in billion dollars; the parts of request → actual in the last columns."""
    table = defaultdict(dict)
    for year, code, _, one, other, share in rows:
        table[year, code][one, other] = share
    changes = "request → estimate | estimate → actual | request → actual"
    print(f"| fiscal year | subfunction | request | estimate | actual | {changes} |")
    for (year, code), shares in sorted(table.items(), key=lambda each: (each[0][1], each[0][0])):
        first, last = shares[0, 1], shares[1, 2]
        cells = [first.before, first.after, last.after, first.change, last.change, shares[0, 2].change]
        assert cells[3] + cells[4] == cells[5]
        print(
            "|",
            year,
            "|",
            code,
            "|",
            " | ".join(
                f"{cell // 10**8 / 1000:+.3f}" if at > 2 else f"{cell // 10**8 / 1000:.3f}"
                for at, cell in enumerate(cells)
            ),
            "|",
        )


def draw(rows: list, file: Path) -> None:
    """Request, estimate and actual by year, one panel a subfunction."""
    values = []
    for year, _, name, one, other, share in rows:
        if (one, other) == (0, 1):
            values += [
                {"year": year, "subfunction": name, "stage": "request", "bn": share.before / 1e11},
                {"year": year, "subfunction": name, "stage": "estimate", "bn": share.after / 1e11},
            ]
        if (one, other) == (1, 2):
            values.append({"year": year, "subfunction": name, "stage": "actual", "bn": share.after / 1e11})
    lines = (
        alt.Chart(alt.Data(values=values))
        .mark_line(point=True)
        .encode(
            x=alt.X("year:O", title="fiscal year"),
            y=alt.Y("bn:Q", title="USD billion", scale=alt.Scale(zero=False)),
            color=alt.Color("stage:N", sort=list(STAGES), scale=alt.Scale(range=["#9aa5b1", "#e08a00", "#0b50d0"])),
        )
        .properties(width=330, height=170)
        .facet(facet=alt.Facet("subfunction:N", title=None), columns=2)
        .resolve_scale(y="independent")
    )
    file.write_text(vl_convert.vegalite_to_svg(lines.to_json()), encoding="utf-8")


if __name__ == "__main__":
    main()
