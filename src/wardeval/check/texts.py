"""Texts in one's own words: sketches that near-identical ones have in common, and which are near-identical.

A sketch keeps the smallest hashes of a text's runs of three words; numbers, dates and the unit's own name are left out
before. It is the same in every process and for ever: it may be kept in a cache.
"""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from zlib import crc32

from wardeval.naming import type_of

FEWEST_WORDS = 12
"""Words of an explanation from which on it is no stock phrase any more, numbers and names left out."""
FEWEST_OF_ABSENCE = 20
"""The same of a reason why something does not apply: that there is none of it is said alike everywhere."""

_KEPT = 24
"""Hashes of a sketch: all of a text of 26 words, a sample of a longer one."""
_DIGITS = 8
"""Characters of a hash."""
_RUN = 3
"""Words that are hashed together; hashes of a sketch that are looked for together."""
_BANDS = 4
"""Runs of a sketch's smallest hashes by which texts that may be alike are found."""
_MOST_LEADERS = 40
"""Texts that are compared by one run of hashes; one that more unlike texts have says nothing of them."""
_ALIKE, _OF = 4, 5
"""The share of their runs of words that near-identical texts have in common."""

_LETTERS = bytes(byte if byte >= 0x80 or chr(byte).isalpha() else 0x20 for byte in range(256))  # noqa: PLR2004
"""Blanks for all that is no letter in UTF-8, but for signs of two bytes and more."""
_SIGNS = re.compile(rb"\xc2[\x80-\xbf]|\xe2[\x80-\xbf]{2}")
"""Quotation marks, dashes and the like; no letter of Vietnamese begins so."""


def sketch(text: str, name: str, fewest: int = FEWEST_WORDS) -> str:
    """What is kept of a text of the unit called `name`; empty where it has fewer words than `fewest`."""
    if text.count(" ") < fewest - 1:
        return ""
    words = _words(text)
    said = b" %s " % b" ".join(words)
    own, instead = _own(name)
    if own in said:
        words = said.replace(own, instead).split()
    if len(words) < fewest:
        return ""
    hashes = set(map(crc32, map(b" ".join, zip(words, words[1:], words[2:], strict=False))))
    kept = sorted(hashes)[:_KEPT]
    return struct.pack(f">{len(kept)}I", *kept).hex()


def _words(text: str) -> list[bytes]:
    said = text.casefold().encode()
    if b"\xe2" in said or b"\xc2" in said:
        said = _SIGNS.sub(b" ", said)
    return said.translate(_LETTERS).split()


@lru_cache(maxsize=64)
def _own(name: str) -> tuple[bytes, bytes]:
    """A unit's name as it stands in a text between blanks, and what is put in its place: its type, if anything.

    A name of one word, which may mean something else as well, is only one where its type stands before it.
    """
    words = b" ".join(_words(name)).removeprefix("công an ".encode()).split()
    type_ = type_of(name)
    cut = 0 if type_ is None else type_.count("-") + 1
    if len(words) - cut > 1:
        return b" %s " % b" ".join(words[cut:]), b" "
    if cut and len(words) - cut == 1:
        return b" %s " % b" ".join(words), b" %s " % b" ".join(words[:cut])
    return b"\0", b" "


def spaced(text: str) -> str:
    """A text with one blank between its words, and none around them."""
    if text.isprintable() and "  " not in text and text.strip(" ") == text:  # as a rule; other blanks are not printable
        return text
    return " ".join(text.split())


def near(one: str, other: str) -> bool:
    """Whether the texts of two sketches are near-identical."""
    if one == other:
        return True
    mine, theirs = set(_hashes(one)), set(_hashes(other))
    seen = mine | theirs
    if max(len(mine), len(theirs)) == _KEPT:  # of one text only a sample is known
        seen = set(sorted(seen)[:_KEPT])
    return _OF * len(seen & mine & theirs) >= _ALIKE * len(seen)


def _hashes(one: str) -> Iterator[str]:
    return (one[at : at + _DIGITS] for at in range(0, len(one), _DIGITS))


def alike(sketches: Iterable[str]) -> list[list[int]]:
    """The places of sketches whose texts are near-identical to the first of them, two or more together, in order."""
    texts = list(sketches)
    often = Counter(texts)
    shared = _shared(often)
    leaders: dict[str, list[str]] = {}
    found: dict[str, list[int]] = {}
    for place, one in enumerate(texts):
        if one in shared or often[one] > 1:
            found.setdefault(one, []).append(place)
    for one in [one for one in found if one in shared]:
        bands = _bands(one)
        leader = next((each for band in bands for each in leaders.get(band, ()) if near(each, one)), None)
        if leader is not None:
            found[leader].extend(found.pop(one))
            continue
        for band in bands:
            if len(leaders.setdefault(band, [])) < _MOST_LEADERS:
                leaders[band].append(one)
    return [sorted(places) for places in found.values() if len(places) > 1]


def _shared(sketches: Iterable[str]) -> set[str]:
    """The sketches that have a band in common with another one."""
    first: dict[str, str] = {}
    found: set[str] = set()
    left = list(sketches)
    for at, place in enumerate(_PLACES):
        if at:
            left = [one for one in left if len(one) >= place.stop]
        for one in left:
            other = first.setdefault(one[place], one)
            if other is not one:
                found.update((one, other))
    return found


def _bands(one: str) -> list[str]:
    """The runs of the smallest hashes of a sketch; a short one is a run itself."""
    last = max(1, min(_BANDS, len(one) // _DIGITS - _RUN + 1))
    return [one[place] for place in _PLACES[:last]]


_PLACES = [slice(at, at + _RUN * _DIGITS) for at in range(0, _BANDS * _DIGITS, _DIGITS)]
