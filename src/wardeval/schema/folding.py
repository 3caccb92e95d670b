"""Words as people write them, with or without capitals and tone marks, as a pattern of JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from wardeval.model.base import fold

_LATIN = (range(0x41, 0x250), range(0x1E00, 0x1F00))
_MARKS = r"[\u0300-\u036f]*"
_SIGNS = re.compile(r"[\\^$.*+?()\[\]{}|/]")


def alike(words: Iterable[str]) -> str:
    """A pattern for every text that folds to the same as one of the words; blanks may stand around it."""
    folded = dict.fromkeys(fold(word) for word in words)
    return rf"^\s*{_MARKS}(?:{'|'.join(''.join(map(_letter, word)) for word in folded)})\s*$"


def _letter(letter: str) -> str:
    spelled = _letters().get(letter)
    return (f"[{spelled}]" if spelled else _SIGNS.sub(r"\\\g<0>", letter)) + _MARKS


@lru_cache
def _letters() -> dict[str, str]:
    """Every letter of the Latin script by what it folds to, as the inside of a character class."""
    found: dict[str, list[int]] = {}
    for codes in _LATIN:
        for code in codes:
            letter = fold(chr(code))
            if len(letter) == 1 and letter.isalpha():
                found.setdefault(letter, []).append(code)
    return {letter: _ranges(codes) for letter, codes in found.items()}


def _ranges(codes: list[int]) -> str:
    spans: list[list[int]] = []
    for code in codes:
        if spans and spans[-1][1] == code - 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return "".join(
        chr(first) if first == last else f"{chr(first)}{'-' if last > first + 1 else ''}{chr(last)}"
        for first, last in spans
    )
