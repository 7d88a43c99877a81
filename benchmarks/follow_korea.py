"""Korea's executed budget by activity: links proposed, and the space programmes followed from one ministry to another.

    python benchmarks/follow_korea.py [CSV] [--keep FOLDER] [--picture FILE.svg]

CSV has one row a fiscal year, ministry, activity and field, in won. Makes a budget folder with three confirmed links
(satellites, launch vehicles and core space technology, which went from the science ministry to the space agency in
2024), prints their series under both ministries, what `diff` says of them, and how many further links are proposed.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

import altair as alt
import vl_convert

from crosscut.follow import diff as following
from crosscut.follow import link_proposals as linking

SHARED = Path(os.environ.get("CROSSCUT_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "data"
TOML = """\
title = { en = "Korea: executed by activity, 2020-2025", ko = "단위사업별 집행 2020-2025" }
currency = "KRW"
taxonomy = "kr-cet-2022"
stages = ["executed"]

[[source]]
file = "sources/executed.csv"
unit = "원"
stage = "executed"
skip = ["dec_pct", "q1_pct", "q4_pct", "hhi", "gini", "amp_12m_norm"]

[source.columns]
programme = ["OFFC_NM", "ACTV_NM", "FLD_NM"]
name = "ACTV_NM"
ministry = "OFFC_NM"
committee = "FLD_NM"
fiscal_year = "FSCL_YY"
amount = "total"
"""
OLD, NEW, FIELD = "과학기술정보통신부", "우주항공청", "과학기술"
SPACE = ("우주발사체개발", "인공위성개발", "우주핵심기술개발사업")
HEADER = "predecessor,successor,numerator,denominator,fiscal_year,date,source,reason,decided_by,decided_at\n"


def write(path: Path, folder: Path) -> None:
    """A budget folder of the file and the three links."""
    for name in ("sources", "decisions"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, folder / "sources" / "executed.csv")
    (folder / "crosscut.toml").write_text(TOML, encoding="utf-8")
    law = "우주항공청의 설치 및 운영에 관한 특별법"
    rows = [
        f"{OLD} {name} {FIELD},{NEW} {name} {FIELD},1,1,2024,2024-05-27,{law},우주항공청 개청,Crosscut,2026-11-22\n"
        for name in SPACE
    ]
    (folder / "decisions" / "links.csv").write_text(HEADER + "".join(rows), encoding="utf-8")


def series(path: Path) -> dict[str, dict[str, dict[int, int]]]:
    """Activity → ministry → year → won, summed from the file without Crosscut."""
    found: dict[str, dict[str, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    with path.open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if row["ACTV_NM"] in SPACE and row["OFFC_NM"] in (OLD, NEW):
                found[row["ACTV_NM"]][row["OFFC_NM"]][int(row["FSCL_YY"])] = int(float(row["total"]))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "csv", type=Path, nargs="?", default=SHARED / "kr_openfiscal/executed_by_activity_2020_2025.csv"
    )
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--picture", type=Path)
    arguments = parser.parse_args()
    told = series(arguments.csv)
    with tempfile.TemporaryDirectory() as beside:
        folder = arguments.keep or Path(beside)
        write(arguments.csv, folder)
        print("| activity | year | science ministry | space agency | one series |")
        for name in SPACE:
            for year in range(2020, 2026):
                old, new = (told[name][ministry].get(year, 0) for ministry in (OLD, NEW))
                if old or new:
                    print(f"| {name} | {year} | {old:,} | {new:,} | {old + new:,} |")
        for start, end in (("2023", "2024"), ("2024", "2025"), ("2023", "2025")):
            found = following.diff(folder, start, end)
            for row in found.rows:
                if any(name in row.programme for name in SPACE):
                    amounts = f"{row.before:,} | {row.after:,}"
                    print(f"{start}-{end} | {row.programme} | {row.kind} | {amounts} | {row.why[:30]}")
            assert not [
                row
                for row in found.rows
                if row.kind in ("new", "ended") and any(name in row.programme for name in SPACE)
            ]
        proposed = linking.propose(folder)
        bands = Counter(f"{int(each.score * 10) / 10:.1f}" for each in proposed.proposals)
        print(f"{len(proposed.proposals)} further links proposed; by score from: {dict(sorted(bands.items()))}")
    if arguments.picture:
        draw(told, arguments.picture)


def draw(told: dict[str, dict[str, dict[int, int]]], file: Path) -> None:
    """Each series as stacked bars by ministry."""
    english = dict(zip(SPACE, ("Launch vehicles", "Satellites", "Core space technology"), strict=True))
    ministries = {OLD: "MSIT (science)", NEW: "KASA (space agency)"}
    values = [
        {"series": english[name], "year": year, "bn": won / 1e9, "ministry": ministries[ministry]}
        for name in SPACE
        for ministry, years in told[name].items()
        for year, won in years.items()
    ]
    bars = (
        alt.Chart(alt.Data(values=values))
        .mark_bar()
        .encode(
            x=alt.X("year:O", title=None),
            y=alt.Y("bn:Q", title="KRW billion, executed"),
            color=alt.Color("ministry:N", scale=alt.Scale(range=["#e08a00", "#0b50d0"]), title=None),
        )
        .properties(width=190, height=170)
        .facet(facet=alt.Facet("series:N", title=None, sort=list(english.values())), columns=3)
    )
    file.write_text(vl_convert.vegalite_to_svg(bars.to_json()), encoding="utf-8")


if __name__ == "__main__":
    main()
