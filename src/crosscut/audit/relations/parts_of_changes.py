"""Changes that are said to be a part of a change: ``from 40 to 43 million; the greatest part: +3.5 million``."""

from __future__ import annotations

import re

from crosscut.audit.context.placed_numbers import NumberInSentence

_PART = re.compile(
    r"\b(?:greatest|largest|biggest|main|major|greater|larger) (?:single )?(?:part|share|portion|driver|contribution)\b"
    r"|\bmost of (?:the|it|this|that)\b|큰 ?(?:부분|몫|원인|요인)|주된 ?(?:원인|요인)",
    re.IGNORECASE,
)


def is_a_part(change: NumberInSentence) -> bool:
    """Whether words between a change and the number before it say that there is more to it."""
    return bool(_PART.search(re.split(r"[0-9]", change.left)[-1]))
