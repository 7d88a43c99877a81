"""The one exception that commands turn into a clear line: wrong use, or input that cannot be read at all."""

from __future__ import annotations

import re

ARGUMENTS = frozenset(
    [
        "as_of",
        "by",
        "counting",
        "data",
        "database",
        "despite",
        "figures",
        "gap",
        "out",
        "policy",
        "previous",
        "reason",
        "role",
        "seconds",
        "sign",
        "taxonomy",
        "to",
    ]
)
"""What messages may name in backticks: arguments of the library, which are options of the command line."""
_ARGUMENT = re.compile(f"`({'|'.join(sorted(ARGUMENTS))})`")


def with_options(text: str) -> str:
    """A message in the words of the command line: the argument ``as_of`` is the option ``--as-of`` there."""
    return _ARGUMENT.sub(lambda found: f"--{found[1].replace('_', '-')}", text)


class CrosscutError(ValueError):
    """Wrong use or unreadable input, in words a user can act on.

    ``code`` is a stable word for programs, ``hint`` says what to do instead, and ``file``, ``row`` (from 1, 0 where
    unknown) and ``column`` say where. Arguments that are wrong or wanted stand in backticks, each one of ``ARGUMENTS``.
    """

    def __init__(
        self, message: str, *, code: str = "usage", hint: str = "", file: str = "", row: int = 0, column: str = ""
    ) -> None:
        self.message, self.code, self.hint = message, code, hint
        self.file, self.row, self.column = file, row, column
        super().__init__(str(self))

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.file, f"row {self.row}" if self.row else "", self.column) if part)
        text = f"{place}: {self.message}" if place else self.message
        return f"{text}. {self.hint}" if self.hint else text
