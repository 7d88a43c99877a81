"""A finding's sentence can be said again with names for ids, and its place is told as its file has it."""

from crosscut.findings import Phrase, Place
from crosscut.text import Text


def test_a_sentence_is_said_again_with_names_that_look_like_its_own_words():
    said = Phrase.of(
        Text("{programme}, {area} (now): {value}.", "{programme}, {area}(지금): {value}."),
        programme="7",
        area="ai",
        value="1, 2 (3)",
    )
    assert said.text.en == "7, ai (now): 1, 2 (3)."
    named = said.with_values(programme="A, (B)", area=Text("Intelligence", "지능"))
    assert (named.text.en, named.text.ko) == ("A, (B), Intelligence (now): 1, 2 (3).", "A, (B), 지능(지금): 1, 2 (3).")
    assert (said.value_of("area"), said.value_of("nothing")) == ("ai", "")


def test_a_place_in_the_settings_is_no_column():
    assert Place("crosscut.toml", column="control 1").text == Text.same("crosscut.toml, control 1")
    assert Place("a.csv", row=2, column="won").text == Text("a.csv, row 2, column won", "a.csv, 2행, won 열")
