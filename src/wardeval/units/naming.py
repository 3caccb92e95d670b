"""Names of units and provinces as people write them: with or without type, tones, office."""

from __future__ import annotations

import re
from functools import lru_cache

from wardeval.model.base import fold

_OFFICE = re.compile(r"(?:cong an|ubnd|uy ban nhan dan) (?=.)")
_TYPE = re.compile(
    r"(?:(?:phuong|xa|thi tran|dac khu|thi xa|quan|huyen|thanh pho|tinh) |(?:p|x|tt|q|h|tx|tp)\. ?)(?=.)"
)
_SHORT = {"hcm": "ho chi minh", "tphcm": "ho chi minh", "hn": "ha noi"}
_ZEROS = re.compile(r"\b0+(?=\d)")
_NAMES = 1 << 15


@lru_cache(maxsize=_NAMES)
def bare(name: str) -> str:
    """A name without case, tones, type and office: “Công an phường Bến Nghé” is `ben nghe`, “Phường 05” is `5`."""
    words = " ".join(fold(name).replace("-", " ").split())
    words = _OFFICE.sub("", words, count=1) if _OFFICE.match(words) else words
    words = words[found.end() :] if (found := _TYPE.match(words)) else words
    return _SHORT.get(words) or _ZEROS.sub("", words)


def same_letters(name: str) -> str:
    """The letters and digits of a bare name: “Bà Rịa – Vũng Tàu” however its dash is written."""
    return "".join(letter for letter in bare(name) if letter.isalnum())
