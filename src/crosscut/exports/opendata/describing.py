"""What the open data say of themselves: ``datapackage.json`` with fiscal fields, and DCAT for portals."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from crosscut.exports.licences import licence
from crosscut.money import currency
from crosscut.tables import digest
from crosscut.version import VERSION
from crosscut.views.publication import Publication

PROFILES = {
    "crosscut": ("Amounts by area, ministry, year and stage", "figure"),
    "lines": ("Amounts of programmes, with what was tagged", "line"),
    "subprogrammes": ("Amounts of subprogrammes, parts of the programmes'", "line"),
    "areas": ("The taxonomy's areas and sub-technologies", "id"),
    "shares": ("What part of a programme belongs to which area", ""),
    "amounts": ("The atoms that every figure sums", "row"),
    "figures": ("Every figure with its definition and value", "figure"),
}
"""Each table's title and key."""

_FISCAL = {
    "programme": "activity:generic:program:code",
    "name": "activity:generic:program:label",
    "ministry": "administrative-classification:generic:level1:label",
    "committee": "administrative-classification:generic:level2:label",
    "area": "functional-classification:generic:level1:code",
    "sub": "functional-classification:generic:level2:code",
    "fiscal_year": "date:fiscal-year",
    "stage": "phase:id",
    "amount": "value",
}
_ABOUT = {
    "amount": "in the currency's smallest unit",
    "low": "lower bound where the amount is not exact, else empty",
    "high": "upper bound where the amount is not exact, else empty",
    "counting": "partition, coefficient, or overlap, which is never totalled",
    "figure": "id of the figure, for crosscut trace",
    "row": "id of the atom",
    "line": "id of the line",
    "stage": "where the amount stands, in the order of the package's phases",
    "area": "outside is what no area holds",
    "numerator": "of the share",
    "denominator": "of the share",
}


def package(shown: Publication, tables: dict[str, pa.Table]) -> dict[str, Any]:
    """``datapackage.json``: resources with schemas and keys, and what fiscal readers ask for."""
    settings, known = shown.settings, licence(shown.settings.licence)
    money = currency(settings.currency)
    document: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"crosscut-{shown.main_year}-{shown.run}",
        "title": settings.title.en,
        "titles": settings.title.to_json(),
        "description": settings.note.en,
        "version": shown.run,
        "keywords": ["budget", "research and development", "crosscut", shown.taxonomy.id],
        "sources": [{"title": source.citation or source.file, "path": source.file} for source in settings.source],
        "contributors": [{"title": settings.publication.office.en or "Crosscut", "roles": ["publisher"]}],
        "resources": [each for name, table in tables.items() for each in _resources(name, table, tables)],
        "fiscalPeriod": {"start": f"{shown.years[0]}", "end": f"{shown.years[-1]}"} if shown.years else {},
        "granularity": "disaggregated",
        "currency": {"code": money.code, "unit": "minor", "minorUnitsPerUnit": money.base},
        "phases": list(settings.stage_ids),
        "direction": "expenditure",
        "hierarchies": {
            "functional": ["area", "sub"],
            "administrative": ["ministry", "committee"],
            "activity": ["programme", "subprogramme"],
        },
        "crosscut": {
            "version": VERSION,
            "run": shown.run,
            "asOf": shown.book.context.as_of,
            "counting": settings.counting,
            "taxonomy": {"id": shown.taxonomy.id, "digest": shown.taxonomy.digest},
            "amounts": digest(shown.book.amounts),
        },
        "citation": citation(shown),
    }
    if known:
        document["licenses"] = [{"name": known.name, "path": known.url, "title": known.en}]
    elif settings.licence:
        document["licenses"] = [{"name": "other", "title": settings.licence}]
    if settings.publication.date:
        document["created"] = f"{settings.publication.date}T00:00:00Z"
    return document


def citation(shown: Publication) -> str:
    """How the data are to be cited."""
    office = shown.settings.publication.office.en
    parts = [office, f"{shown.settings.title.en}.", f"Crosscut run {shown.run}, {shown.taxonomy.id}."]
    return " ".join(part for part in parts if part)


def _resources(name: str, table: pa.Table, tables: dict[str, pa.Table]) -> list[dict[str, Any]]:
    title, key = PROFILES[name]
    schema: dict[str, Any] = {
        "fields": [_field(field) for field in table.schema],
        "missingValues": [""],
    }
    if key:
        schema["primaryKey"] = [key]
    if "area" in table.column_names and name not in ("areas",) and "areas" in tables:
        schema["foreignKeys"] = [{"fields": ["area"], "reference": {"resource": "areas", "fields": ["id"]}}]
    shape = {
        "name": name,
        "path": f"data/{name}.csv",
        "title": title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "schema": schema,
    }
    same = {
        "name": f"{name}-parquet",
        "path": f"data/{name}.parquet",
        "title": title,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
    }
    return [shape, same]


def _field(field: pa.Field) -> dict[str, Any]:
    kind = "integer" if pa.types.is_integer(field.type) else "string"
    made: dict[str, Any] = {"name": field.name, "type": kind}
    if field.name in _FISCAL:
        made["columnType"] = _FISCAL[field.name]
    if field.name.startswith("tag_"):
        made["description"] = "amount tagged with the area; tagged amounts overlap and are never added"
    elif field.name in _ABOUT:
        made["description"] = _ABOUT[field.name]
    return made


def dcat(shown: Publication, tables: dict[str, pa.Table]) -> dict[str, Any]:
    """DCAT metadata as JSON-LD: one dataset, a distribution for each file."""
    settings, known = shown.settings, licence(shown.settings.licence)
    rights = (
        {"dct:license": {"@id": known.url}} if known else {"dct:rights": settings.licence} if settings.licence else {}
    )
    texts = [{"@language": "ko", "@value": settings.title.ko}, {"@language": "en", "@value": settings.title.en}]
    notes = [{"@language": each, "@value": settings.note[each]} for each in ("ko", "en") if settings.note[each]]
    kinds = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
    files = [
        {
            "@type": "dcat:Distribution",
            "dct:title": PROFILES[name][0],
            "dcat:mediaType": kinds[ending],
            "dcat:downloadURL": {"@id": f"data/{name}.{ending}"},
            **rights,
        }
        for name in tables
        for ending in kinds
    ]
    publisher = {"@type": "foaf:Agent", "foaf:name": settings.publication.office.en or "Crosscut"}
    shape: dict[str, Any] = {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@type": "dcat:Dataset",
        "@id": f"urn:crosscut:{shown.run}",
        "dct:identifier": shown.run,
        "dct:title": texts,
        "dct:description": notes,
        "dct:language": ["ko", "en"],
        "dct:publisher": publisher,
        "dcat:keyword": ["R&D budget", "crosscut"],
        "dcat:distribution": files,
        **rights,
        "dct:bibliographicCitation": citation(shown),
    }
    if settings.publication.date:
        shape["dct:issued"] = {"@type": "xsd:date", "@value": settings.publication.date}
    if shown.years:
        shape["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": str(shown.years[0]),
            "dcat:endDate": str(shown.years[-1]),
        }
    return shape
