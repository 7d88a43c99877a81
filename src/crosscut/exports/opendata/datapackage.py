"""``datapackage.json``: what the open data say of themselves, with fiscal fields."""

from __future__ import annotations

from typing import NotRequired, TypedDict

import pyarrow as pa

from crosscut.exports.licences import licence
from crosscut.exports.opendata.lines import TAG
from crosscut.exports.opendata.tables import ABOUT, title_of
from crosscut.exports.words_of import in_own_words
from crosscut.money import currency
from crosscut.tables import digest
from crosscut.text import Text
from crosscut.version import VERSION
from crosscut.views.publication import Publication


class Field(TypedDict):
    """A column."""

    name: str
    type: str
    columnType: NotRequired[str]
    description: NotRequired[str]


class Reference(TypedDict):
    """The columns of another table that a foreign key points to."""

    resource: str
    fields: list[str]


class ForeignKey(TypedDict):
    """Columns whose values stand in another table."""

    fields: list[str]
    reference: Reference


class Schema(TypedDict):
    """The columns and keys of a table."""

    fields: list[Field]
    missingValues: list[str]
    primaryKey: NotRequired[list[str]]
    foreignKeys: NotRequired[list[ForeignKey]]


class Resource(TypedDict):
    """A file of the package."""

    name: str
    path: str
    title: str
    format: str
    mediatype: str
    encoding: NotRequired[str]
    profile: NotRequired[str]
    schema: NotRequired[Schema]


class PackageSource(TypedDict):
    """Where the data come from."""

    title: str
    path: str


class Contributor(TypedDict):
    """Who hands the data out."""

    title: str
    roles: list[str]


class FiscalPeriod(TypedDict, total=False):
    """The first and the last fiscal year."""

    start: str
    end: str


class Money(TypedDict):
    """The currency and the unit that amounts are in."""

    code: str
    unit: str
    minorUnitsPerUnit: int


class Hierarchies(TypedDict):
    """Columns from the general to the particular."""

    functional: list[str]
    administrative: list[str]
    activity: list[str]


class TaxonomyVersion(TypedDict):
    """The list of areas."""

    id: str
    digest: str


class Made(TypedDict):
    """How the data were made; ``amounts`` is the digest of the atoms."""

    version: str
    run: str
    asOf: str
    counting: str
    taxonomy: TaxonomyVersion
    amounts: str


class LicenceTerms(TypedDict):
    """The licence."""

    name: str
    path: NotRequired[str]
    title: str


Package = TypedDict(
    "Package",
    {
        "$schema": str,
        "name": str,
        "title": str,
        "titles": dict[str, str],
        "description": str,
        "version": str,
        "keywords": list[str],
        "sources": list[PackageSource],
        "contributors": list[Contributor],
        "resources": list[Resource],
        "fiscalPeriod": FiscalPeriod,
        "granularity": str,
        "currency": Money,
        "phases": list[str],
        "direction": str,
        "hierarchies": Hierarchies,
        "crosscut": Made,
        "citation": str,
        "licenses": NotRequired[list[LicenceTerms]],
        "created": NotRequired[str],
    },
)

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
_DESCRIPTIONS = {
    "amount": "in the currency's smallest unit",
    "low": "lower bound where the amount is not exact, else empty",
    "high": "upper bound where the amount is not exact, else empty",
    "counting": "partition, coefficient, or overlap, which is never totalled",
    "figure": "id of the figure, for crosscut trace",
    "row": "id of the atom",
    "line": "id of the line",
    "stage": "where the amount stands, in the order of the package's phases",
    "area": "outside is what no area holds, unread what nobody has looked at yet",
    "numerator": "of the share",
    "denominator": "of the share",
}


def package(publication: Publication, tables: dict[str, pa.Table]) -> Package:
    """The package with the schemas and keys of its tables, and what fiscal readers ask for."""
    settings, years = publication.settings, publication.calendar.years
    money = currency(settings.currency)
    document: Package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"crosscut-{publication.calendar.leading.year}-{publication.id}",
        "title": settings.title.en,
        "titles": settings.title.to_json(),
        "description": settings.note.en,
        "version": publication.id,
        "keywords": [
            "budget",
            in_own_words(Text("R&D budget", "연구개발 예산"), "en"),
            "crosscut",
            publication.taxonomy.id,
        ],
        "sources": [{"title": source.citation or source.file, "path": source.file} for source in settings.source],
        "contributors": [{"title": settings.publication.office.en or "Crosscut", "roles": ["publisher"]}],
        "resources": [each for name, table in tables.items() for each in _resources(name, table)],
        "fiscalPeriod": {"start": str(years[0]), "end": str(years[-1])} if years else {},
        "granularity": "disaggregated",
        "currency": {"code": money.code, "unit": "minor", "minorUnitsPerUnit": money.base},
        "phases": list(settings.stage_ids),
        "direction": "expenditure",
        "hierarchies": {
            "functional": ["area", "sub"],
            "administrative": ["ministry", "committee"],
            "activity": ["programme", "subprogramme"],
        },
        "crosscut": _made(publication, tables["amounts"]),
        "citation": citation(publication),
    }
    terms = _terms(settings.licence)
    if terms:
        document["licenses"] = [terms]
    if settings.publication.date:
        document["created"] = f"{settings.publication.date}T00:00:00Z"
    return document


def citation(publication: Publication) -> str:
    """How the data are to be cited."""
    office = publication.settings.publication.office.en
    parts = [office, f"{publication.settings.title.en}.", f"Crosscut run {publication.id}, {publication.taxonomy.id}."]
    return " ".join(part for part in parts if part)


def _made(publication: Publication, amounts: pa.Table) -> Made:
    return {
        "version": VERSION,
        "run": publication.id,
        "asOf": publication.book.context.as_of,
        "counting": publication.settings.counting,
        "taxonomy": {"id": publication.taxonomy.id, "digest": publication.taxonomy.digest},
        "amounts": digest(amounts),
    }


def _terms(text: str) -> LicenceTerms | None:
    known = licence(text)
    if known:
        return {"name": known.name, "path": known.url, "title": known.en}
    return {"name": "other", "title": text} if text else None


def _resources(name: str, table: pa.Table) -> list[Resource]:
    """The table as CSV, with its schema, and the same as Parquet."""
    return [
        {
            "name": name,
            "path": f"data/{name}.csv",
            "title": title_of(name),
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "profile": "tabular-data-resource",
            "schema": _schema(name, table),
        },
        {
            "name": f"{name}-parquet",
            "path": f"data/{name}.parquet",
            "title": title_of(name),
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
        },
    ]


def _schema(name: str, table: pa.Table) -> Schema:
    schema: Schema = {"fields": [_field(field) for field in table.schema], "missingValues": [""]}
    if ABOUT[name].key:
        schema["primaryKey"] = [ABOUT[name].key]
    if "area" in table.column_names and name != "areas":
        schema["foreignKeys"] = [{"fields": ["area"], "reference": {"resource": "areas", "fields": ["id"]}}]
    return schema


def _field(field: pa.Field) -> Field:
    made: Field = {"name": field.name, "type": "integer" if pa.types.is_integer(field.type) else "string"}
    if field.name in _FISCAL:
        made["columnType"] = _FISCAL[field.name]
    if field.name.startswith(TAG):
        made["description"] = "amount tagged with the area; tagged amounts overlap and are never added"
    elif field.name in _DESCRIPTIONS:
        made["description"] = _DESCRIPTIONS[field.name]
    return made
