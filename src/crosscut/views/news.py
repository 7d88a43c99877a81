"""What readers of earlier publications are told: what was published since, and what was corrected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crosscut.text import Text


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One piece of news.

    Attributes
    ----------
    key
        What it is, for good: the same news has the same key in every publication.
    at
        The ledger's moment of it (UTC).
    title, sentences
        What happened in a few words, and the sentences on it.
    programme
        The programme that it is about; empty where it is about the whole.

    """

    key: str
    at: datetime
    title: Text
    sentences: tuple[Text, ...]
    programme: str = ""
