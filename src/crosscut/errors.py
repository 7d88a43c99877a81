"""The one exception that commands turn into a clear line: wrong use, or input that cannot be read at all."""

from __future__ import annotations


class CrosscutError(ValueError):
    """Wrong use or unreadable input, in words a user can act on.

    ``code`` is a stable word for programs, ``hint`` says what to do instead, and ``file``, ``row`` (from 1, 0 where
    unknown) and ``column`` say where.
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
