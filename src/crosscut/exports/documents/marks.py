"""How figures and quoted texts travel through a template: between what is no character and stands in no name."""

from __future__ import annotations

import re
import unicodedata
from typing import NoReturn, SupportsIndex

FIGURE, PRINTED, END, QUOTED, OBJECT = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4"
_PRIVATE = re.compile("[\ue000-\uf8ff\ufdd0-\ufdef]")
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]|\r\n?|\n|\t"
)


class Marked(str):
    """Text of a template that says where it comes from, as a whole; anything else that a template prints is quoted."""

    __slots__ = ()

    def __getitem__(self, at: SupportsIndex | slice) -> NoReturn:
        raise TypeError("what is printed has no parts: print it whole")

    def __iter__(self) -> NoReturn:
        raise TypeError("what is printed has no parts: print it whole")


def figure(key: str, printed: str) -> Marked:
    """A figure as printed."""
    return Marked(f"{FIGURE}{key}{PRINTED}{printed}{END}")


def quoted(text: str) -> Marked:
    """A text out of the data, which may hold digits that are no figure."""
    return Marked(f"{QUOTED}{clean(text)}{END}")


def placed(kind: str, key: str) -> Marked:
    """The place of a table or a chart, alone on its line."""
    return Marked(f"{OBJECT}{kind}:{key}{END}")


def clean(text: str) -> str:
    """A text out of the data on one line, without characters that no document can print."""
    return " ".join(unicodedata.normalize("NFC", _CONTROL.sub(" ", _PRIVATE.sub("", text))).split())
