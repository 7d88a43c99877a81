"""TOML of anybody: what is too deep, too long or too large is one line, soon."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosscut import config
from crosscut.allocate import policy
from crosscut.config import ConfigError
from crosscut.errors import CrosscutError
from crosscut.review import policy as review_policy
from crosscut.tomltext import parsed

HOSTILE = {
    "nested lists": "a = " + "[" * 100_000,
    "nested lists, a line each": "a = " + "[\n" * 100_000,
    "nested tables": "a = " + "{ b = " * 50_000,
    "a dotted key": ".".join("a" * 40_000) + " = 1",
    "a dotted key with spaces": " . ".join("a" * 40_000) + " = 1",
    "a quoted dotted key": ".".join(['"a"'] * 40_000) + " = 1",
    "a dotted header": f"[{'.'.join('a' * 40_000)}]\nb = 1",
    "a dotted key inside": "a = { " + ".".join("a" * 40_000) + " = 1 }",
    "a long number": "a = " + "9" * 200_000,
    "a long number with lines in it": "a = " + "9_" * 200_000 + "9",
    "a long float": "a = 0." + "1" * 200_000,
    "a long exponent": "a = 1e" + "9" * 100_000,
    "a large file": "#" * 5_000_000,
    "many tables": "\n".join(f"[a{number}]" for number in range(60_000)),
    "many values": "a = [" + "1, " * 60_000 + "]",
    "an escape": 'title = "\\u001b[31m"',
    "an escape in a key": '"\\u001b" = 1',
    "no TOML": "a = ",
    "a long word": "a" * 3_000_000 + "." * 100,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_toml_is_one_line(text: str) -> None:
    with pytest.raises(CrosscutError) as caught:
        parsed(text)
    assert len(str(caught.value)) < 300


def test_settings_that_nobody_knows_are_told_in_one_line() -> None:
    with pytest.raises(ConfigError, match=r"a16 is not a setting\.; and 39,983 faults more"):
        config.parse("\n".join(f"[a{number}]" for number in range(40_000)), Path("x.toml"))


def test_a_range_that_is_none_is_told_with_one_that_is() -> None:
    with pytest.raises(ConfigError, match=r"'from B4' is no range of cells, such as B4:H50"):
        config.parse('title = "T"\n[[source]]\nfile = "a.xlsx"\nrange = "from B4"\n', Path("x.toml"))


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (config.parse, '[publication]\ncontact = "a@example.org"'),
        (config.parse, '[[source]]\nfile = "a.csv"\ncontact = "a"'),
        (policy.read, '[ceiling]\nunit = "million"'),
    ],
)
def test_a_setting_of_the_whole_file_below_a_table_is_told_where_it_stands(read: object, text: str) -> None:
    with pytest.raises(
        ConfigError, match=r"is not a setting\. '(contact|unit)' stands at the top of the file: write it"
    ):
        read(text, Path("x.toml"))  # type: ignore[operator]


@pytest.mark.parametrize("read", [config.parse, policy.read])
def test_settings_and_policies_say_which_file(read: object) -> None:
    with pytest.raises(ConfigError, match=r"x\.toml: line 1: a key has more than"):
        read(HOSTILE["a dotted key"], Path("x.toml"))  # type: ignore[operator]


def test_a_hostile_policy_is_no_review_either() -> None:
    with pytest.raises(ConfigError, match=r"x\.toml: a: nested|line 1"):
        review_policy.read(HOSTILE["nested lists"], Path("x.toml"), "KRW")
    assert not policy.only_reviews(HOSTILE["nested lists"])


def test_what_settings_hold_is_read_as_it_stands() -> None:
    prose = "A sentence. " * 80
    text = f'a.b.c = 1\n[[x]]\nnote = "{prose}"\nlist = [[1.5, 2.5], [3.5]]\ntab = "a\\tb\\n"\n# ....{"." * 80}\n'
    assert parsed(text)["x"][0]["note"] == prose
