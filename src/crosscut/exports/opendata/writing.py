"""The folder of open data, written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from crosscut.csvtext import write_csv
from crosscut.exports.opendata import describing, mapping, sdmx, tables
from crosscut.views.publication import Publication


def write(shown: Publication, tags: pa.Table, out: Path) -> None:
    """Write the open data of a publication into ``out``, a folder that does not exist yet.

    Parameters
    ----------
    tags
        The table of TAGS that the publication was made from.

    """
    (out / "data").mkdir(parents=True)
    published = tables.published(shown, tags)
    for name, table in published.items():
        write_csv(out / "data" / f"{name}.csv", table)
        pq.write_table(table, out / "data" / f"{name}.parquet", compression="zstd")
    decided = tables.decisions(shown)
    if decided.num_rows:
        (out / "decisions").mkdir()
        write_csv(out / "decisions" / "attributions.csv", decided)
    sdmx.write(shown, published["crosscut"], out / "sdmx")
    (out / "crosscut.toml").write_text(mapping.mapping(shown, published), encoding="utf-8")
    _json(out / "datapackage.json", describing.package(shown, published))
    _json(out / "dcat.jsonld", describing.dcat(shown, published))


def _json(path: Path, document: dict[str, Any]) -> None:
    path.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
