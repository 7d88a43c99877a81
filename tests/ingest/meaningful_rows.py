"""Rows whose columns say what they mean, as tests write them."""

from __future__ import annotations


def table(header: str, *cells: tuple[str, str], ids: str = "ABCDEFGH") -> str:
    rows = [
        f'{each},Name {each},Ministry,"{text}","{amount}"' for each, (text, amount) in zip(ids, cells, strict=False)
    ]
    return "\n".join([f"id,name,ministry,{header},amount", *rows]) + "\n"
