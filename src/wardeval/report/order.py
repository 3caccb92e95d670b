"""The order of the Vietnamese alphabet: Đ after D, Ă and Â after A, and only then the tones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from wardeval.engine.change import Comparison

_LETTERS = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", start=1)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def alphabetical(text: str) -> tuple[tuple[tuple[int, int, str], ...], tuple[int, ...]]:
    """A key that sorts names as a Vietnamese register does; numbers in them count as numbers."""
    tones: list[int] = []
    found: list[tuple[int, int, str]] = []
    for piece in re.findall(r"[0-9]+|.", unicodedata.normalize("NFC", text.casefold()), re.DOTALL):
        if piece.isascii() and piece.isdigit():
            found.append((1, len(piece.lstrip("0")), piece.lstrip("0")))
            continue
        marks = unicodedata.normalize("NFD", piece)
        tones.extend(_TONES[mark] for mark in marks if mark in _TONES)
        letter = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
        found.append((2, _LETTERS[letter], "") if letter in _LETTERS else (0, 0, letter))
    return tuple(found), tuple(tones)


def in_order(comparisons: Iterable[Comparison]) -> list[Comparison]:
    """Comparisons by the names of their units; those of no known unit first, by their files."""
    return sorted(comparisons, key=_key)


def _key(comparison: Comparison) -> tuple[object, ...]:
    side = comparison.after or comparison.before
    if side is None:
        unit = comparison.unit
        named = alphabetical("" if unit is None else unit.name)
        files = [problem.span.file for problem in comparison.problems]
        return *named, "" if unit is None else unit.id or "", files
    files = [each.file for each in (side, comparison.before) if each is not None]
    return *alphabetical(side.unit.name), side.unit.id or "", [*side.unit.within, side.set_id, *files]
