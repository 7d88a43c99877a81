"""The words of readers' pages: key → (Korean, English)."""

from __future__ import annotations

from crosscut.exports.words import documents, following, pages, plans, reviews, tables, tracing
from crosscut.text.areas import AREAS

WORDS: dict[str, tuple[str, str]] = {
    **{key: (text.ko, text.en) for key, text in AREAS.items()},
    **pages.WORDS,
    **tables.WORDS,
    **tracing.WORDS,
    **plans.WORDS,
    **reviews.WORDS,
    **documents.WORDS,
    **following.WORDS,
}
"""Every word and sentence, with ``{places}`` to fill."""
