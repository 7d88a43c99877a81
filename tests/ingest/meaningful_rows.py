"""Rows whose columns say what they mean, as tests write them."""

from __future__ import annotations


def table(header: str, *cells: tuple[str, str], ids: str = "ABCDEFGH") -> str:
    rows = [
        f'{each},Name {each},Ministry,"{text}","{amount}"' for each, (text, amount) in zip(ids, cells, strict=False)
    ]
    return "\n".join([f"id,name,ministry,{header},amount", *rows]) + "\n"


LEVELS = [
    ("1=30 1.1=10 1.2=20 2=70 2.1=30 2.2=40 2.2.1=15 2.2.2=25", [2, 5, 7]),
    ("1=30 1.1=10 1.2=20 2=70 3=11 4=12", [2]),
    ("1=31 1.1=10 1.2=20 2=70 2.1=30 2.2=40", [2, 5]),
    ("2.1=30 1.1=10 2=70 1.2=20 1=30 2.2=40", [4, 6]),
    ("A-1=30 A-1-1=10 A-1-2=20 B-1=5", [2]),
    ("10=300 1001=100 1002=200 20=700 2001=300 2002=400 30=11", [2, 5]),
    ("1000=3012 1100=1001 1200=2011 2000=7035 2100=5014 2200=2021", [2, 5]),
]


LEVELS = (
    ("part", "A", "", "", 610),
    ("section", "A", "1", "Rights", 433),
    ("entity", "A", "1", "Court", 400),
    ("section", "A", "2", "Relief", 177),
    ("part", "B", "", "", 513),
    ("section", "B", "3", "Press", 513),
)
