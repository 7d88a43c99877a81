"""Open data: a Data Package with fiscal fields, SDMX-CSV and DCAT, which Crosscut reads back to the same digest."""

from crosscut.exports.opendata.writing import write

__all__ = ["write"]
