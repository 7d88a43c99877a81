"""Numbers with the separators of any country, as numbers with a point before their decimals and nothing else."""

from __future__ import annotations

import re
import unicodedata

_SPACES = " \u00a0\u2007\u2009\u202f"
_APOSTROPHES = "'’"
_NUMBER = re.compile(rf"[0-9](?:[0-9.,{_APOSTROPHES}{_SPACES}]*[0-9])?")
_GROUPED_APART = re.compile(rf"[0-9]{{1,3}}(?:[{_SPACES}{_APOSTROPHES}][0-9]{{3}})+(?:[.,][0-9]+)?")
_APART = str.maketrans("", "", _SPACES + _APOSTROPHES)
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}")
_NO_CENTS = re.compile(
    rf"([0-9](?:[0-9.,{_APOSTROPHES}{_SPACES}]*[0-9])?)(?:([.,])(?:[-‐‑–—−]{{1,2}}|=)|[/:][-‐‑–—])(?=[^0-9]*$)"
)
"""A number and what stands where there are no cents: ``1'234.–``, ``1.250.-``, ``500.--``, ``750/-``, ``500:-``."""
_ABBREVIATED = re.compile(r"(?<=[^\W\d_])\.(?=\s|[€$£₩¥]|$)")
_SIGN_BEHIND = re.compile(r"([^-−–(]*[0-9])(?:[-−]|(?<=[.,][0-9]{2})–)(\s*[€$£¥₩]|\s+[^\W\d]{1,4}\.?)?")
_AS_TEXT = re.compile(r"^\s*['’‘](?=[-−+(]?[0-9])")
"""The mark by which a spreadsheet keeps a number as text."""
_MARKS = str.maketrans({"٬": "", "٫": ".", "．": ".", "，": ","})


def ascii_digits(text: str) -> str:
    """The text with the decimal digits and marks of every script as ASCII; superscripts are no digits."""
    if text.isascii():
        return text
    plain = text.translate(_MARKS)
    return "".join(str(unicodedata.decimal(each)) if each.isdecimal() else each for each in plain)


def canonical(text: str, decimal: str = "") -> str:
    """The text with each number's separators settled: none between thousands, a point before decimals.

    Parameters
    ----------
    text
        An amount as it is written: ``1.999,50``, ``1 234,5``, ``1'234.50``, ``12,34,567``, ``1,234-``, ``500.–``,
        ``2 Mio. €``.
    decimal
        What stands before decimals, ``.`` or ``,``. Without it a number is changed only where its separators can be
        read in one way. A number that does not fit stays as it is, for :func:`crosscut.money.read` to refuse.
    """
    plain = _ABBREVIATED.sub("", _NO_CENTS.sub(lambda match: _cents(match, decimal), _AS_TEXT.sub("", text)))
    behind = _SIGN_BEHIND.fullmatch(plain)
    return _NUMBER.sub(
        lambda match: _settled(match.group(), decimal), f"-{behind[1]}{behind[2] or ''}" if behind else plain
    )


def _cents(match: re.Match[str], decimal: str) -> str:
    """No cents in digits, which say that the mark before them is the one before decimals: ``1.250,-``.

    They are left out where that mark, or another that is stated to be the one before decimals, parts thousands in the
    number: ``1.250.-``. They stay as they are where that other mark stands in the number too.
    """
    number, mark = match[1], match[2]
    if not mark or number.isdecimal():
        return number
    if mark != decimal and _THOUSANDS.fullmatch(number) and mark in number:
        return number.replace(mark, "")
    if decimal in ("", mark):
        return f"{number}{mark}00"
    return match[0] if decimal in number else number


def _settled(number: str, decimal: str) -> str:
    plain = number.translate(_APART) if _GROUPED_APART.fullmatch(number) else number
    apart = plain is not number
    marks = {mark for mark in ".," if mark in plain}
    if len(marks) == 2:
        return _of_two(number, plain, decimal)
    if not marks:
        return plain
    (mark,) = marks
    if apart:
        return plain.replace(",", ".") if decimal in ("", mark) else number
    return _of_one(plain, mark, decimal)


def _of_two(number: str, plain: str, decimal: str) -> str:
    """A number with both marks: the last is before the decimals, the other parts thousands."""
    last = max(".,", key=plain.rfind)
    whole, decimals = plain.rsplit(last, 1)
    fits = _THOUSANDS.fullmatch(whole) and last not in whole
    if not fits or decimal not in ("", last):
        return number.replace(".", "..") if decimal == "," else number
    return re.sub(r"[.,]", "", whole) + "." + decimals


def _of_one(plain: str, mark: str, decimal: str) -> str:
    if plain.count(mark) > 1:
        fits = _THOUSANDS.fullmatch(plain) and decimal != mark
        return plain.replace(mark, "") if fits else plain
    if decimal == mark:
        return plain.replace(",", ".")
    if decimal and mark == ".":
        return plain.replace(".", "") if _THOUSANDS.fullmatch(plain) else plain.replace(".", "..")
    return plain
