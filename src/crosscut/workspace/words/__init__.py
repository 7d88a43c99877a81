"""The workspace's words and sentences in Korean and English."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from crosscut.text import Text
from crosscut.workspace.words import (
    approval,
    bundles,
    discussing,
    faults,
    filing,
    general,
    hearings,
    limits,
    listing,
    passkeys,
    people,
    previews,
    publishing,
    reading,
    replay,
    requests,
    running,
    scenarios,
    signing_in,
    word_sheets,
)

WORDS: Mapping[str, Text] = MappingProxyType(
    {
        **general.WORDS,
        **people.WORDS,
        **requests.WORDS,
        **filing.WORDS,
        **word_sheets.WORDS,
        **bundles.WORDS,
        **faults.WORDS,
        **limits.WORDS,
        **previews.WORDS,
        **running.WORDS,
        **reading.WORDS,
        **hearings.WORDS,
        **replay.WORDS,
        **scenarios.WORDS,
        **approval.WORDS,
        **discussing.WORDS,
        **listing.WORDS,
        **publishing.WORDS,
        **signing_in.WORDS,
        **passkeys.WORDS,
    }
)


def word(key: str, /, **values: object) -> Text:
    """The word or sentence of a key, with its ``{places}`` filled; values that are Texts go in by language."""
    return WORDS[key].format(**values) if values else WORDS[key]
