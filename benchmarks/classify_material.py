"""Real texts with areas, as tables for the benchmarks of the classifier."""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from crosscut import taxonomy
from crosscut.classify import TEXTS
from crosscut.classify.lexicon import lexicon
from crosscut.classify.proposer import in_hash_order, members
from crosscut.classify.scores import LexiconScorer
from crosscut.taxonomy import Taxonomy

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("CROSSCUT_SHARED", HERE.parents[1] / "shared")) / "data"


@dataclass(frozen=True)
class Material:
    """Texts, the areas that someone else gave them, and their money in minor units."""

    texts: pa.Table
    taxonomy: Taxonomy
    decided: dict[str, dict[str, Fraction]]
    amounts: dict[str, int]


@dataclass(frozen=True)
class OrderedMaterial:
    """A material in the order of hashes: the rows with labels and those without, and whose label each area is."""

    texts: pa.Table
    programmes: list[str]
    rows: np.ndarray
    free: np.ndarray
    scorer: LexiconScorer
    member: np.ndarray


def ordered_by_hash(material: Material) -> OrderedMaterial:
    """A material as it is measured."""
    texts = in_hash_order(material.texts)
    programmes = texts["programme"].to_pylist()
    rows = np.array([row for row, each in enumerate(programmes) if each in material.decided])
    free = np.array([row for row, each in enumerate(programmes) if each not in material.decided], np.int64)
    scorer = LexiconScorer(lexicon(material.taxonomy))
    member = members([programmes[row] for row in rows], scorer.areas, material.decided)
    return OrderedMaterial(texts, programmes, rows, free, scorer, member)


def cordis(version: str = "kr-cet-2022") -> Material:
    """Horizon Europe: title and objective; labels of tiers A, B and N; the call topic is the group.

    Projects of a class that the list divides, or has no area for, have no label.
    """
    column = "area" if version == "kr-cet-2022" else version
    classes = {
        row["class"]: row[column]
        for row in csv.DictReader((HERE / "cordis-classes.csv").read_text(encoding="utf-8-sig").splitlines())
    }
    rows = pq.read_table(SHARED / "cordis" / "horizon_europe_projects.parquet").to_pylist()
    labelled = [(row["project_id"], classes[row["cet"]]) for row in rows if row["tier"] in ("A", "B", "N")]
    decided = {project: {area: Fraction(1)} for project, area in labelled if area}
    texts = [
        {
            "programme": row["project_id"],
            "name": row["title"] or "",
            "text": row["objective"] or "",
            "ministry": "",
            "committee": "",
            "group": row["topic"],
        }
        for row in rows
    ]
    amounts = {row["project_id"]: round((row["amount_eur"] or 0) * 100) for row in rows}
    return Material(pa.Table.from_pylist(texts, TEXTS), taxonomy.load(version), decided, amounts)


def korea() -> Material:
    """Korea's 2026 budget: names, names of parts, ministry, committee; the published tags as equal or capped shares."""
    version = taxonomy.load("kr-cet-2022")
    parts = defaultdict(list)
    folder = SHARED / "kr_rnd_budget_2026"
    for row in csv.DictReader((folder / "subprogrammes.csv").read_text(encoding="utf-8-sig").splitlines()):
        parts[row["parent_id"]].append(row["name"])
    texts, decided, amounts = [], {}, {}
    for row in csv.DictReader((folder / "programmes_1236.csv").read_text(encoding="utf-8-sig").splitlines()):
        id_ = f"{row['id']}-{row['seq']}"
        tags = {
            version.find(name[3:]): Fraction(row[name]) for name in row if name.startswith("st_") and name != "st_total"
        }
        budget = Fraction(row["budget_mkrw"])
        whole = max(sum(tags.values()), budget)
        decided[id_] = {area.id: tag / whole for area, tag in tags.items() if tag and area}
        amounts[id_] = int(budget * 10**6)
        texts.append(
            {
                "programme": id_,
                "name": row["name"],
                "text": ". ".join(parts[row["id"]]),
                "ministry": row["ministry"],
                "committee": row["committee"],
                "group": "",
            }
        )
    return Material(pa.Table.from_pylist(texts, TEXTS), version, decided, amounts)
