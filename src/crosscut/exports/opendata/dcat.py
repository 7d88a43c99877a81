"""``dcat.jsonld``: DCAT metadata as JSON-LD, one dataset with a distribution for each file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NotRequired, TypedDict

from crosscut.exports.licences import licence
from crosscut.exports.opendata.datapackage import citation
from crosscut.exports.opendata.tables import ABOUT
from crosscut.text import LANGUAGES, Text
from crosscut.views.publication import Publication

Id = TypedDict("Id", {"@id": str})
Said = TypedDict("Said", {"@language": str, "@value": str})
Day = TypedDict("Day", {"@type": str, "@value": str})
Agent = TypedDict("Agent", {"@type": str, "foaf:name": str})
Time = TypedDict("Time", {"@type": str, "dcat:startDate": str, "dcat:endDate": str})
Rights = TypedDict("Rights", {"dct:license": NotRequired[Id], "dct:rights": NotRequired[str]})
Dates = TypedDict("Dates", {"dct:issued": NotRequired[Day], "dct:temporal": NotRequired[Time]})
Distribution = TypedDict(
    "Distribution",
    {
        "@type": str,
        "dct:title": str,
        "dcat:mediaType": str,
        "dcat:downloadURL": Id,
        "dct:license": NotRequired[Id],
        "dct:rights": NotRequired[str],
    },
)
Dataset = TypedDict(
    "Dataset",
    {
        "@context": dict[str, str],
        "@type": str,
        "@id": str,
        "dct:identifier": str,
        "dct:title": list[Said],
        "dct:description": list[Said],
        "dct:language": list[str],
        "dct:publisher": Agent,
        "dcat:keyword": list[str],
        "dcat:distribution": list[Distribution],
        "dct:license": NotRequired[Id],
        "dct:rights": NotRequired[str],
        "dct:bibliographicCitation": str,
        "dct:issued": NotRequired[Day],
        "dct:temporal": NotRequired[Time],
    },
)

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def dataset(shown: Publication, tables: Iterable[str]) -> Dataset:
    """The dataset of a publication, with the names of its tables."""
    settings, rights = shown.settings, _rights(shown.settings.licence)
    return {
        "@context": _CONTEXT,
        "@type": "dcat:Dataset",
        "@id": f"urn:crosscut:{shown.id}",
        "dct:identifier": shown.id,
        "dct:title": _said(settings.title),
        "dct:description": _said(settings.note),
        "dct:language": list(LANGUAGES),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": settings.publication.office.en or "Crosscut"},
        "dcat:keyword": ["R&D budget", "crosscut"],
        "dcat:distribution": [_distribution(name, ending, rights) for name in tables for ending in _MEDIA],
        **rights,
        "dct:bibliographicCitation": citation(shown),
        **_dates(shown),
    }


def _said(text: Text) -> list[Said]:
    return [{"@language": language, "@value": text[language]} for language in LANGUAGES if text[language]]


def _rights(text: str) -> Rights:
    known = licence(text)
    if known:
        return {"dct:license": {"@id": known.url}}
    return {"dct:rights": text} if text else {}


def _dates(shown: Publication) -> Dates:
    """The day of the publication and the time that its money is for."""
    issued, years = shown.settings.publication.date, shown.calendar.years
    dates: Dates = {}
    if issued:
        dates["dct:issued"] = {"@type": "xsd:date", "@value": issued}
    if years:
        first, last = str(years[0]), str(years[-1])
        dates["dct:temporal"] = {"@type": "dct:PeriodOfTime", "dcat:startDate": first, "dcat:endDate": last}
    return dates


def _distribution(name: str, ending: str, rights: Rights) -> Distribution:
    return {
        "@type": "dcat:Distribution",
        "dct:title": ABOUT[name].title,
        "dcat:mediaType": _MEDIA[ending],
        "dcat:downloadURL": {"@id": f"data/{name}.{ending}"},
        **rights,
    }
