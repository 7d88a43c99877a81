"""Words of readers: each is used, none is missing, none stands twice."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

import crosscut
from crosscut.exports.words import WORDS
from crosscut.text import Text

ROOT = Path(crosscut.__file__).parent
BROAD = {
    "doc_": ("release", "brief", "report", "annex"),
    "nav_": (
        "overview",
        "areas",
        "ministries",
        "programmes",
        "findings",
        "method",
        "data",
        "search",
        "changes",
        "plan",
        "years",
        "review",
        "desk",
    ),
    "plan_": ("previous", "requested", "amount", "change", "rate", "exact", "sampled", "single", "up", "down", "even"),
    "review_": ("duplicate", "continuation", "family", "open", "accepted", "waived", "deferred", "expired"),
}
"""Beginnings that many words have and some places put together with these ends."""
TAILS = ("", "_text", "_unread", "_unrated")
"""What a place adds to a key that it has."""


@cache
def source() -> str:
    """All that could name a word: code, templates and scripts, but for the catalogues and the workspace, with its own."""
    found = (path for path in sorted(ROOT.rglob("*")) if path.suffix in (".py", ".html", ".js"))
    return "\n".join(path.read_text(encoding="utf-8") for path in found if not {"words", "workspace"} & {*path.parts})


@cache
def named() -> frozenset[str]:
    """Every key that stands written out, or that a list of ends puts together."""
    literal = set(re.findall(r"[\"'`]([A-Za-z0-9_-]+)[\"'`]", source()))
    return frozenset(literal | {start + end for start, ends in BROAD.items() for end in ends})


@cache
def beginnings() -> tuple[str, ...]:
    """What keys begin with that are put together from a value."""
    patterns = (r"[\"'`]([a-z_]+_)[\"'`] ?[~+]", r"f[\"']([a-z_]+_)\{", r"`([a-z_]+_)\$\{")
    return tuple({each for pattern in patterns for each in re.findall(pattern, source())} - set(BROAD))


def composed(key: str) -> bool:
    return key.startswith(beginnings())


def test_every_word_is_used() -> None:
    bare = {key: next((key.removesuffix(tail) for tail in TAILS[1:] if key.endswith(tail)), key) for key in WORDS}
    assert not [key for key in WORDS if not composed(key) and not {key, bare[key]} & named()]


def test_no_word_is_missing() -> None:
    asked = set(re.findall(r"\b(?:w|sentence|word|both|named)\([\"']([a-z_]+)[\"'](?! ?[~+])", source()))
    assert not asked - set(WORDS)


def test_no_word_that_scripts_put_together_is_missing() -> None:
    made = re.compile(r"\[((?:\"[a-z]+\"(?:, )?)+)\]\.map\(\((\w+)\) => [^\n]*?`([a-z_]+_)\$\{\2\}")
    asked = {start + end for ends, _, start in made.findall(source()) for end in re.findall("[a-z]+", ends)}
    assert "place_sheet" in asked
    assert not asked - set(WORDS)


def test_no_text_stands_under_two_names() -> None:
    keys: dict[Text, list[str]] = defaultdict(list)
    for key, text in WORDS.items():
        if not composed(key) and not key.startswith(tuple(BROAD)):
            keys[text].append(key)
    assert not [each for each in keys.values() if len(each) > 1]


def test_every_word_is_in_both_languages_with_the_same_places() -> None:
    for key, text in WORDS.items():
        assert text.en, key
        assert text.ko, key
        places = [set(re.findall(r"\{(\w+)", each)) for each in (text.en, text.ko)]
        assert places[0] == places[1], key


@pytest.mark.parametrize("room", ["allocate", "review", "follow", "audit", "classify", "views"])
def test_the_texts_of_a_room_are_used_and_stand_once(room: str) -> None:
    package = importlib.import_module(f"crosscut.{room}")
    for found in pkgutil.iter_modules(package.__path__):
        if found.name not in ("words", "refusal_words"):
            continue
        words = importlib.import_module(f"crosscut.{room}.{found.name}")
        texts = {name: value for name, value in vars(words).items() if isinstance(value, Text)}
        uses = source() + Path(str(words.__file__)).read_text(encoding="utf-8")
        assert not [name for name in texts if len(re.findall(rf"\b{name}\b", uses)) < 2]
        assert len(set(texts.values())) == len(texts)
