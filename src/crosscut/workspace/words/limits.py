"""Sentences of who may be lent what, of what has no answer yet, and of how much may be asked for."""

from __future__ import annotations

from crosscut.text import Text

WORDS: dict[str, Text] = {
    "lend_whom": Text(
        "This role is lent only to somebody who holds one like it (of the same ministry) and none on another side.",
        "이 역할은 같은 부처의 같은 종류 역할이 있고 다른 쪽 역할이 없는 사람에게만 맡길 수 있습니다.",
    ),
}
