"""The ``crosscut.toml`` that lets Crosscut read a data package again."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa

from crosscut.exports.opendata.tables import TAG
from crosscut.money import currency
from crosscut.views.publication import Publication

_COLUMNS = (
    "programme",
    "name",
    "name_en",
    "ministry",
    "committee",
    "text",
    "start",
    "end",
    "fiscal_year",
    "stage",
    "account",
    "amount",
    "low",
    "high",
    "status",
    "note",
)
_PARTS = ("subprogramme", "name", "fiscal_year", "stage", "account", "amount", "low", "high", "status", "note")


def mapping(shown: Publication, tables: dict[str, pa.Table]) -> str:
    """The budget's settings, with the package's own tables as its sources."""
    settings = shown.settings
    lines = ["# Written by Crosscut: this folder of open data is a budget folder.", f"title = {_pair(settings.title)}"]
    values: dict[str, str | bool | list[str]] = {
        "currency": settings.currency,
        "stages": list(settings.stage_ids),
        "taxonomy": settings.taxonomy,
        "counting": settings.counting,
        "unit": settings.unit,
        "synthetic": settings.synthetic,
        "licence": settings.licence,
        "main_stage": settings.main_stage,
    }
    lines += [f"{key} = {_toml(value)}" for key, value in values.items() if value not in ("", False)]
    lines += [f"{key} = {_pair(getattr(settings, key))}" for key in ("contact", "note") if getattr(settings, key).en]
    for area in settings.extra_area:
        lines += [
            "",
            "[[extra_area]]",
            f"id = {_toml(area.id)}",
            f"name = {_pair(area.name)}",
            f"note = {_pair(area.note)}",
        ]
    lines += _source("lines", "programmes", tables["lines"], settings.currency)
    if "subprogrammes" in tables:
        lines += _source("subprogrammes", "subprogrammes", tables["subprogrammes"], settings.currency)
    return "\n".join(lines) + "\n"


def _source(name: str, kind: str, table: pa.Table, code: str) -> list[str]:
    money = currency(code)
    columns = {key: key for key in (_COLUMNS if kind == "programmes" else _PARTS)}
    if kind == "subprogrammes":
        columns = {"parent": "programme", **columns}
    lines = [
        "",
        "[[source]]",
        f'file = "data/{name}.parquet"',
        f"kind = {_toml(kind)}",
        'skip = ["line"]',
        f"unit = {_toml(money.minor_en or money.code)}",
        "columns = { " + ", ".join(f"{key} = {_toml(each)}" for key, each in columns.items()) + " }",
    ]
    tagged = [column.removeprefix(TAG) for column in table.column_names if column.startswith(TAG)]
    if tagged:
        held = ", ".join(f"{_toml(area)} = {_toml(area)}" for area in tagged)
        lines.append(f'tags = {{ prefix = "{TAG}", areas = {{ {held} }} }}')
    return lines


def _pair(names: Any) -> str:
    return f"{{ en = {_toml(names.en)}, ko = {_toml(names.ko)} }}"


def _toml(value: Any) -> str:
    """A value as TOML writes it: JSON's texts, lists and truths are TOML's too."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
