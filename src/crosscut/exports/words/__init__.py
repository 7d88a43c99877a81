"""The words of readers' pages, by key."""

from __future__ import annotations

from crosscut.exports.words import (
    briefs,
    desk_titles,
    documents,
    history,
    news,
    pages,
    plans,
    programme_titles,
    reviews,
    simulators,
    tables,
    takeaways,
    titles,
    tracing,
)
from crosscut.text import Text
from crosscut.text.areas import AREAS

WORDS: dict[str, Text] = {
    **AREAS,
    **pages.WORDS,
    **tables.WORDS,
    **tracing.WORDS,
    **plans.WORDS,
    **reviews.WORDS,
    **documents.WORDS,
    **history.WORDS,
    **takeaways.WORDS,
    **titles.WORDS,
    **programme_titles.WORDS,
    **desk_titles.WORDS,
    **briefs.WORDS,
    **news.WORDS,
    **simulators.WORDS,
}
"""Every word and sentence, with ``{places}`` to fill."""
