"""The words of readers' pages: key → (Korean, English)."""

from __future__ import annotations

from crosscut.publish.words import documents, pages, tables, tracing

WORDS: dict[str, tuple[str, str]] = {**pages.WORDS, **tables.WORDS, **tracing.WORDS, **documents.WORDS}
"""Every word and sentence, with ``{places}`` to fill."""
