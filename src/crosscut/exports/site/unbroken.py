"""Parts of a sentence that no line may break apart, though browsers would: they break lines beside any button."""

from __future__ import annotations

import re

_UNBROKEN = re.compile(
    r"\(\ufdd0\d+\ufdd1[),.;:가-힣]*|\ufdd0\d+\ufdd1[),.;:가-힣]+|[^\s()<>&\ufdd0-\ufdd3]{1,8}\)[가-힣]{1,2}(?![가-힣])"
)
"""A marked number with what stands beside it, and a bracket with the particle behind it."""


def unbroken(text: str) -> str:
    """Escaped text in which a number keeps its marks and particle, and a bracket the particle behind it."""
    return _UNBROKEN.sub(r'<span class="kept">\g<0></span>', text)
