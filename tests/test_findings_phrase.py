"""A finding's sentence can be said again with names for ids."""

from crosscut.findings import Phrase
from crosscut.text import Text


def test_a_sentence_is_said_again_with_names_that_look_like_its_own_words():
    said = Phrase.of(
        Text("{programme}, {area} (now): {value}.", "{programme}, {area}(지금): {value}."),
        programme="7",
        area="ai",
        value="1, 2 (3)",
    )
    assert said.text.en == "7, ai (now): 1, 2 (3)."
    named = said.saying(programme="A, (B)", area=Text("Intelligence", "지능"))
    assert (named.text.en, named.text.ko) == ("A, (B), Intelligence (now): 1, 2 (3).", "A, (B), 지능(지금): 1, 2 (3).")
    assert (said.held("area"), said.held("nothing")) == ("ai", "")
