"""The order of the Vietnamese alphabet: Đ after D, Ă and Â after A, and only then the tones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

from wardeval.engine.change import Comparison

T = TypeVar("T")

_LETTERS = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", start=1)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


_PIECES = re.compile(r"[0-9]+|.", re.DOTALL)

Letters = tuple[tuple[int, int, str], ...]


def alphabetical(text: str) -> tuple[Letters, tuple[int, ...]]:
    """A key that sorts names as a Vietnamese register does; numbers in them count as numbers."""
    found = [_placed(piece) for piece in _PIECES.findall(unicodedata.normalize("NFC", text.casefold()))]
    return tuple(place for place, _ in found), tuple(tone for _, tones in found for tone in tones)


@lru_cache(maxsize=4096)
def _placed(piece: str) -> tuple[tuple[int, int, str], tuple[int, ...]]:
    """Where a number or a letter stands in the alphabet, and its tones."""
    if piece.isascii() and piece.isdigit():
        return (1, len(piece.lstrip("0")), piece.lstrip("0")), ()
    marks = unicodedata.normalize("NFD", piece)
    letter = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    place = (2, _LETTERS[letter], "") if letter in _LETTERS else (0, 0, letter)
    return place, tuple(_TONES[mark] for mark in marks if mark in _TONES)


Turn = tuple[str, str, tuple[str, ...]]
"""What a unit is sorted by: its name, its id, and what else tells it from others."""


def in_order(items: Iterable[T], turn: Callable[[T], Turn]) -> list[T]:
    """Things by the names of their units; those of no known unit first, by their files."""

    def key(item: T) -> tuple[object, ...]:
        name, *rest = turn(item)
        return *alphabetical(name), *rest

    return sorted(items, key=key)


def turn_of(comparison: Comparison) -> Turn:
    """What a comparison is sorted by."""
    side = comparison.after or comparison.before
    if side is None:
        unit = comparison.unit
        files = tuple(problem.span.file for problem in comparison.problems)
        return ("", "", files) if unit is None else (unit.name, unit.id or "", files)
    names = [each.file for each in (side, comparison.before) if each is not None]
    return side.unit.name, side.unit.id or "", (*side.unit.within, side.set_id, *names)
