"""Files that pages offer, for programs: the same files by the same rights, with errors in the one shape."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import Response

from crosscut.workspace.web import offices
from crosscut.workspace.web.api_router import interface
from crosscut.workspace.web.pages import filing_pages, list_pages, move_pages, publication_pages

router = interface()
_JSON, _CSV, _ANY = "application/json", "text/csv", "application/octet-stream"
DOWNLOADS: tuple[tuple[str, Callable[..., Response], str], ...] = (
    ("/calls/{call}/filed", filing_pages.filed, _CSV),
    ("/filings/{filing}/content", filing_pages.content, _JSON),
    ("/filings/{filing}/receipt", filing_pages.receipt, _JSON),
    ("/moves/{move}/amounts", move_pages.amounts, _CSV),
    ("/moves/{move}/package", move_pages.package, _JSON),
    ("/moves/{move}/receipt", move_pages.receipt, _JSON),
    ("/moves/{move}/withdrawal", move_pages.withdrawal, _JSON),
    ("/lists/{listing}/designation", list_pages.file, _CSV),
    ("/lists/{listing}/package", list_pages.package, _JSON),
    ("/lists/{listing}/receipt", list_pages.receipt, _JSON),
    ("/publications/{publication}/documents/{name}", publication_pages.document, _ANY),
    ("/publications/{publication}/manifest", publication_pages.manifest, _JSON),
    ("/publications/{publication}/receipt", publication_pages.receipt, _JSON),
    ("/publications/{publication}/whole", publication_pages.whole, "application/zip"),
    ("/record/checkpoint", offices.download_checkpoint, _JSON),
)
"""An address, what the page answers with, and the media type of the file."""

for _place, _answer, _kind in DOWNLOADS:
    router.add_api_route(
        _place,
        _answer,
        name="download" + _place.replace("/{", "_").replace("/", "_").replace("}", ""),
        response_class=Response,
        responses={200: {"content": {_kind: {}}, "description": "The file"}},
    )
