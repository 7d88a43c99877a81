"""``dcat.jsonld``: DCAT metadata as JSON-LD, one dataset with a distribution for each file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NotRequired, TypedDict

from crosscut.exports.licences import licence
from crosscut.exports.opendata.datapackage import citation
from crosscut.exports.opendata.tables import title_of
from crosscut.exports.words_of import in_own_words
from crosscut.text import LANGUAGES, Text
from crosscut.views.publication import Publication

Id = TypedDict("Id", {"@id": str})
LanguageText = TypedDict("LanguageText", {"@language": str, "@value": str})
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
        "dct:title": list[LanguageText],
        "dct:description": list[LanguageText],
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


def dataset(publication: Publication, tables: Iterable[str]) -> Dataset:
    """The dataset of a publication, with the names of its tables."""
    settings, rights = publication.settings, _rights(publication.settings.licence)
    return {
        "@context": _CONTEXT,
        "@type": "dcat:Dataset",
        "@id": f"urn:crosscut:{publication.id}",
        "dct:identifier": publication.id,
        "dct:title": _by_language(settings.title),
        "dct:description": _by_language(settings.note),
        "dct:language": list(settings.languages),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": settings.publication.office.en or "Crosscut"},
        "dcat:keyword": [in_own_words(Text("R&D budget", "연구개발 예산"), "en"), "crosscut"],
        "dcat:distribution": [_distribution(name, ending, rights) for name in tables for ending in _MEDIA],
        **rights,
        "dct:bibliographicCitation": citation(publication),
        **_dates(publication),
    }


def _by_language(text: Text) -> list[LanguageText]:
    return [{"@language": language, "@value": text[language]} for language in LANGUAGES if text[language]]


def _rights(text: str) -> Rights:
    known = licence(text)
    if known:
        return {"dct:license": {"@id": known.url}}
    return {"dct:rights": text} if text else {}


def _dates(publication: Publication) -> Dates:
    """The day of the publication and the time that its money is for."""
    issued, years = publication.settings.publication.date, publication.calendar.years
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
        "dct:title": title_of(name),
        "dcat:mediaType": _MEDIA[ending],
        "dcat:downloadURL": {"@id": f"data/{name}.{ending}"},
        **rights,
    }
