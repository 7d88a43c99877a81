"""The folder of open data, written."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq

from crosscut.csvtext import write_csv
from crosscut.exports.opendata import datapackage, dcat, mapping, sdmx, tables
from crosscut.figures import Printed
from crosscut.views.publication import Publication


def write(publication: Publication, out: Path) -> Printed:
    """Write the open data of a publication into ``out``, a folder that does not exist yet; the figures they print."""
    (out / "data").mkdir(parents=True)
    published = tables.published(publication)
    for name, table in published.tables.items():
        write_csv(out / "data" / f"{name}.csv", table)
        pq.write_table(table, out / "data" / f"{name}.parquet", compression="zstd")
    sdmx.write(publication, published.tables["crosscut"], out / "sdmx")
    _json(out / "datapackage.json", datapackage.package(publication, published.tables))
    _json(out / "dcat.jsonld", dcat.dataset(publication, published.tables))
    _budget_folder(publication, published, out)
    return published.printed


def _budget_folder(publication: Publication, published: tables.PublishedTables, out: Path) -> None:
    """What makes the folder one that Crosscut reads again: settings, decisions, and the budget's own list of areas."""
    (out / "crosscut.toml").write_text(mapping.mapping(publication, published.lines), encoding="utf-8")
    decided = tables.decisions(publication)
    if decided.num_rows:
        (out / "decisions").mkdir()
        write_csv(out / "decisions" / "attributions.csv", decided)
    own = mapping.own_list(publication)
    if own:
        (out / own).parent.mkdir()
        known = publication.run.snapshot
        (out / own).write_text(known.texts[known.list_name], encoding="utf-8", newline="\n")


def _json(path: Path, document: datapackage.Package | dcat.Dataset) -> None:
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
