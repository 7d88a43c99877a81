"""Totals and subtotals of many languages, with twins in which the total is wrong."""

from __future__ import annotations

import pytest

from .conftest import amounts
from .test_heads_and_columns import HEADER, loud

WORDS = {
    "fi": ("Yhteensä", "Kaikki yhteensä"),
    "da": ("I alt", "Samlet total"),
    "pl": ("Razem", "Ogółem"),
    "cs": ("Celkem", "Celkem"),
    "hu": ("Összesen", "Mindösszesen"),
    "ro": ("Total", "Total general"),
    "tr": ("Toplam", "Genel Toplam"),
    "el": ("Σύνολο", "Γενικό σύνολο"),
    "ru": ("Итого", "Всего"),
    "uk": ("Разом", "Усього"),
    "vi": ("Cộng", "Tổng cộng"),
    "ar": ("المجموع", "المجموع الكلي"),
    "id": ("Jumlah", "Total Keseluruhan"),
    "he": ("סך הכל", '"סה""כ"'),
    "hi": ("सकल योग", "कुल योग"),
    "fa": ("جمع", "جمع کل"),
    "sr": ("Укупно", "Свега"),
    "ka": ("ჯამი", "სულ"),
    "mn": ("Нийт", "Нийт дүн"),
    "ms": ("Jumlah", "Jumlah Besar"),
    "ne": ("जम्मा", "कुल जम्मा"),
    "th": ("รวม", "รวมทั้งสิ้น"),
}


def table(words, whole):
    part, total = words
    return f"{HEADER}A,a,M1,10\nB,b,M1,20\n,{part},M1,30\nC,c,M2,5\n,{part},M2,5\n,{total},,{whole}\n"


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_totals_are_compared_and_never_counted(reading, words):
    result = reading(table(words, 35))
    assert (sum(amounts(result).values()), loud(result)) == (35_000_000, [])
    damaged = reading(table(words, 95))
    assert sum(amounts(damaged).values()) == 35_000_000
    assert any(each.endswith("@7") for each in loud(damaged))
