"""Which number a text that is none was meant to be."""

from __future__ import annotations

import re

from wardeval.exact import NumberError, parse_number
from wardeval.model.base import fold

_AND_WORDS = re.compile(r"(-?\d(?:[\d.,]*\d)?)\s*([^\W\d_]+)[^\d%]*\Z")
_TIMES = frozenset({"k", "tr", "ty", "ti", "trieu", "nghin", "ngan", "tram", "chuc", "van"})
"""Words that make another number of the one before them."""


def number_alone(text: str) -> str | None:
    """The number of a text such as `3 vụ`."""
    found = _AND_WORDS.match(text)
    if not found or fold(found[2]) in _TIMES:
        return None
    try:
        parse_number(found[1])
    except NumberError:
        return None
    return found[1]
