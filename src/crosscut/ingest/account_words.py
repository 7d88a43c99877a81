"""The words of budgets for accounts and funds, as headers of amounts name them."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import pyarrow as pa
import pyarrow.compute as pc


def accounts_of(headers: Sequence[str]) -> dict[str, str]:
    """The account that each header names, where each names one of its own; none where any does not."""
    named = {header: account_in(header) for header in headers}
    apart = len({account.casefold() for account in named.values() if account}) == len(headers) > 1
    return named if apart else {}


def account_in(header: str) -> str:
    """The one account that a header names, as it writes it; empty where it names none, or several."""
    found = _pattern().findall(header)
    return found[0] if len(found) == 1 else ""


def holds_account(texts: pa.Array) -> pa.Array:
    """Which texts hold a word for an account anywhere."""
    return pc.match_substring_regex(texts, f"(?i){_listed()}")


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-zA-Z])(?:{_listed()})(?![a-zA-Z])", re.IGNORECASE)


@cache
def _listed() -> str:
    text = (files("crosscut.ingest") / "data" / "account_words.csv").read_text(encoding="utf-8")
    words = {word for row in csv.DictReader(text.splitlines()) for word in row["words"].split("|")}
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
