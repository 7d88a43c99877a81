"""The ``crosscut.toml`` that lets Crosscut read a data package again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePosixPath

from crosscut.calendar import Stage, usual_role
from crosscut.config import ExtraArea
from crosscut.exports.opendata.lines import AMOUNT, PROGRAMME, TAG, LineTable
from crosscut.money import currency
from crosscut.tables import UNREAD
from crosscut.text import Text
from crosscut.views.publication import Publication

_PROGRAMMES = {key: key for key in ("programme", *PROGRAMME, *AMOUNT)}
_SUBPROGRAMMES = {"parent": "programme"} | {key: key for key in ("subprogramme", "name", *AMOUNT)}


def mapping(publication: Publication, sources: Sequence[LineTable]) -> str:
    """The budget's settings, with the package's own tables as its sources."""
    settings = publication.settings
    stated: dict[str, str] = {
        "currency": _toml(settings.currency),
        "stages": f"[{', '.join(map(_stage, settings.stages))}]",
        "taxonomy": _toml(own_list(publication) or publication.run.snapshot.list_name),
        "counting": _toml(settings.counting),
        "unit": _toml(settings.unit) if settings.unit else "",
        "synthetic": _toml(settings.synthetic) if settings.synthetic else "",
        "licence": _toml(settings.licence) if settings.licence else "",
        "main_stage": _toml(settings.main_stage) if settings.main_stage else "",
        "contact": _pair(settings.contact) if settings.contact else "",
        "note": _pair(settings.note) if settings.note else "",
    }
    lines = ["# Written by Crosscut: this folder of open data is a budget folder.", f"title = {_pair(settings.title)}"]
    lines += [f"{key} = {value}" for key, value in stated.items() if value]
    for area in settings.extra_area:
        lines += _extra_area(area)
    for source in sources:
        lines += _source(source, settings.currency)
    return "\n".join(lines) + "\n"


def own_list(publication: Publication) -> str:
    """The file in the package that has the budget's own list of areas; empty where its taxonomy is a bundled one."""
    name = publication.run.snapshot.list_name
    return f"taxonomies/{PurePosixPath(name).name}" if name in publication.run.snapshot.texts else ""


def _stage(stage: Stage) -> str:
    """A stage by its id alone where that says it all."""
    if stage.name is None and stage.role == usual_role(stage.id):
        return _toml(stage.id)
    name = f", name = {_pair(stage.name)}" if stage.name else ""
    return f"{{ id = {_toml(stage.id)}, role = {_toml(stage.role)}{name} }}"


def _extra_area(area: ExtraArea) -> list[str]:
    texts = [f"name = {_pair(area.name)}", f"note = {_pair(area.note)}"]
    remainder = ["remainder = true"] if area.remainder else []
    return ["", "[[extra_area]]", f"id = {_toml(area.id)}", *texts, *remainder]


def _source(source: LineTable, code: str) -> list[str]:
    money = currency(code)
    columns = _PROGRAMMES if source.kind == "programmes" else _SUBPROGRAMMES
    lines = [
        "",
        "[[source]]",
        f'file = "data/{source.name}.parquet"',
        f"kind = {_toml(source.kind)}",
        'skip = ["line"]',
        f"unit = {_toml(money.minor_en or money.code)}",
        "columns = { " + ", ".join(f"{key} = {_toml(each)}" for key, each in columns.items()) + " }",
    ]
    if source.blank_tags != UNREAD:
        lines.append(f"blank_tags = {_toml(source.blank_tags)}")
    tagged = [column.removeprefix(TAG) for column in source.table.column_names if column.startswith(TAG)]
    if tagged:
        areas = ", ".join(f"{_toml(area)} = {_toml(area)}" for area in tagged)
        lines.append(f'tags = {{ prefix = "{TAG}", areas = {{ {areas} }} }}')
    return lines


def _pair(text: Text) -> str:
    return f"{{ en = {_toml(text.en)}, ko = {_toml(text.ko)} }}"


def _toml(value: str | bool) -> str:
    """A value as TOML writes it: JSON's texts and truths are TOML's too."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
