"""A reading of printed amounts that shares nothing with how they are printed."""

from __future__ import annotations

import re
from decimal import Decimal

KOREAN = {"조": 10**12, "억": 10**8, "만": 10**4, "": 1}
ENGLISH = {"trillion": 10**12, "billion": 10**9, "million": 10**6, "thousand": 10**3, "": 1}
_ENGLISH = re.compile(r"([−-]?)KRW ([\d,.]+) ?(trillion|billion|million|thousand|)")
_KOREAN = re.compile(r"([−-]?)((?:[\d,.]+(?:조|억|만|)\s?)+)원")


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace("−", "-").replace("+", ""))


def amounts(text: str) -> list[int]:
    """Amounts with their unit, in won."""
    found = [int(number(size) * ENGLISH[word]) * (-1 if sign else 1) for sign, size, word in _ENGLISH.findall(text)]
    for sign, body in _KOREAN.findall(text):
        parts = re.findall(r"([\d,.]+)(조|억|만|)", body)
        found.append(int(sum(number(size) * KOREAN[word] for size, word in parts)) * (-1 if sign else 1))
    return found


def bare(text: str) -> list[Decimal]:
    """Numbers without a unit."""
    return [number(each) for each in re.findall(r"[+−-]?\d[\d,]*(?:\.\d+)?", text)]
