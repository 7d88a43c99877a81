"""Small files of strangers from which a mapping is written."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from crosscut.budget import Snapshot, read
from crosscut.cli import init_from


def book(path: Path, *rows: list[object]) -> None:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    made.save(path)


def written(folder: Path, name: str, **decided: str) -> tuple[set[str], Snapshot]:
    """What is left to decide, and the reading once it was decided."""
    left = init_from.write(folder / "budget", [folder / name])
    toml = folder / "budget" / "crosscut.toml"
    text = toml.read_text(encoding="utf-8")
    for setting, value in decided.items():
        text = text.replace(f"# {setting} = ", f"{setting} = {value} # ").replace(
            f'{setting} = "decide"', f"{setting} = {value}"
        )
    toml.write_text(text, encoding="utf-8")
    return {each.split(": ")[-1] for each in left}, read(folder / "budget")


def amounts(snapshot: Snapshot) -> dict[str, int]:
    return {f"{r['programme']} {r['fiscal_year']} {r['stage']}": r["amount"] for r in snapshot.lines.to_pylist()}


def loud(snapshot: Snapshot) -> list[str]:
    return [f"{each.rule}: {each.message.en}" for each in snapshot.findings if each.severity.value != "info"]
