"""Names of units and provinces as people write them: with or without type, tones, office."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import normalize

from wardeval.model.base import fold

_OFFICE = re.compile(r"(?:cong an|ubnd|uy ban nhan dan) (?=.)")
_TYPE = re.compile(
    r"(?:(?:phuong|xa|thi tran|dac khu|thi xa|quan|huyen|thanh pho|tinh) |(?:p|x|tt|q|h|tx|tp)\. ?)(?=.)"
)
_SHORT = {"hcm": "ho chi minh", "tphcm": "ho chi minh", "hn": "ha noi"}
_ZEROS = re.compile(r"\b0+(?=\d)")
_NAMES = 1 << 15
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_NO_TONES = dict.fromkeys(map(ord, _TONES))


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


@lru_cache(maxsize=_NAMES)
def spelled(name: str) -> str:
    """A name as it is written, but for case, the form of its letters, and the vowel that a tone mark stands on."""
    words = normalize("NFD", name.casefold()).split()
    return " ".join(
        normalize("NFC", word.translate(_NO_TONES)) + "".join(letter for letter in word if letter in _TONES)
        for word in words
    )


@lru_cache(maxsize=_NAMES)
def untoned(name: str) -> str:
    """A name without case and tone marks; đ, ơ, ư, â, ă and the like stay letters of their own."""
    return " ".join(normalize("NFC", normalize("NFD", name.casefold()).translate(_NO_TONES)).split())


def same_but_for_tones(one: str, other: str) -> bool:
    """Whether two names are the same without type, office and tone marks."""
    return bare(one) == bare(other) and _bare_letters(one) == _bare_letters(other)


def _bare_letters(name: str) -> str:
    return untoned(name.replace("-", " "))[-len(bare(name)) :]
