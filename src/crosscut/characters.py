"""Characters that nobody sees and that a terminal, a page or a reader may obey: controls, zero widths, directions."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

CONTROLS: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
"""Control characters, and what is no character at all; tabs and the ends of lines are neither."""

_INKLESS = "\u00ad\u034f\u17b4\u17b5\u3164\uffa0\U0001d173-\U0001d17a"
_UNSEEN = "\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u061c\u180e\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_JOINING = "\u0600-\u1cff\u2600-\u27bf\ufe0f\U0001f000-\U0001faff"
"""Scripts and signs in which joiners of no width change how letters look, as they are meant to."""
_JAMO = "\u1100-\u115e\u1161-\u11ff\ua960-\ua97f\ud7b0-\ud7ff"
"""Letters of old Korean syllables, in which a letter without ink stands for one that is missing."""

CONTROL: Final = re.compile(f"[{CONTROLS}]")
HIDDEN: Final = re.compile(
    f"[{CONTROLS}{_INKLESS}{_UNSEEN}]|(?<![{_JOINING}])[\u200c\u200d]|(?<![{_JAMO}])[\u115f\u1160](?![{_JAMO}])|\r(?!\n)"
)


_NO_BREAK: Final = str.maketrans("\u00a0\u2007\u202f", "   ")


def composed(text: str) -> str:
    """A text as it is compared everywhere: in Unicode's composed form, its spaces that break no line as plain ones."""
    return text if text.isascii() else unicodedata.normalize("NFC", text.translate(_NO_BREAK))


def folded(text: str) -> str:
    """The form that words are compared in: composed, one width, lower case, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


_LOOKALIKES: Final = str.maketrans(
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0406\u0408\u0405\u0430"
    "\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0391\u0392\u0395\u0396\u0397\u0399\u039a"
    "\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u2010\u2011\u2012\u2013\u2014\u2212",
    "ABEKMHOPCTYXIJSaeopcyxijsABEZHIKMNOPTYXo------",
)
"""Letters of Cyrillic and Greek, and dashes, that nobody tells from those of ASCII."""


def as_it_looks(text: str) -> str:
    """A text with letters and dashes of other scripts as the ASCII ones that look the same: as readers take it."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text).translate(_LOOKALIKES)


def printable(text: str) -> str:
    r"""A text with every character that hides written out, such as ``\x1b`` or ``\u202e``."""
    return HIDDEN.sub(lambda found: escaped(found[0]), text)


def escaped(character: str) -> str:
    r"""A character by its number: ``\x1b``, ``\u202e``, ``\U000e0041``."""
    number = ord(character)
    return f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}" if number < 65536 else f"\\U{number:08x}"


_NO_WIDTH = re.compile("[\u200b\u200e\u200f\u2060\ufeff]")


def clean(text: str) -> str:
    """A header's text for comparing: composed Hangul, single spaces, no line breaks, no marks without width."""
    plain = text if text.isascii() else _NO_WIDTH.sub("", unicodedata.normalize("NFC", text))
    return " ".join(plain.split())
