"""Bars of text: a known part, an open part, what is missing to the most, and where the threshold lies."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from wardeval.engine.change import Side
from wardeval.exact import Interval
from wardeval.series.line import Point

KNOWN, OPEN, REST, LIMIT = "█", "░", "·", "│"
"""Signs that need no colour; where a stream has no Unicode it writes them as `#`, `+`, `-` and `|`."""


class Scale(NamedTuple):
    """What the bars of one set measure, and the most of it."""

    points: bool
    """Whether points are measured; else criteria met."""
    most: Fraction

    def value(self, side: Side) -> Interval | None:
        """What a side comes to on the scale; none where that is not public."""
        return _points(side) if self.points else side.count.met if side.count.of else None


def _points(side: Side) -> Interval | None:
    total = side.total
    return total.points if total is not None and total.known else None


def scale_of(points: Sequence[Point]) -> Scale | None:
    """The scale of points of one set: their total, else the criteria that they meet; none where neither is public."""
    sides = [point.side for point in points]
    totals = [side.total for side in sides if side.total is not None and _points(side) is not None]
    possible = [total.possible for total in totals if total.possible is not None]
    if possible and len(possible) == len(totals) and max(possible) > 0:
        return Scale(points=True, most=max(possible))
    of = max((side.count.of - side.count.not_applicable for side in sides), default=0)
    return Scale(points=False, most=Fraction(of)) if of > 0 else None


def bar(value: Interval, most: Fraction, threshold: Fraction | None, width: int) -> str:
    """A value between 0 and `most` in `width` cells, and the threshold between two of them where there is one.

    The bar is only full where the value is the most, and only reaches the threshold where the value does.
    """
    limit = None
    if threshold is not None and 0 < threshold <= most:
        below = width if threshold == most else width - 1
        limit = max(1, min(_up(threshold, most, width), below))
    known = _cells(value.least, most, threshold, limit, width)
    upto = _cells(value.most, most, threshold, limit, width)
    if value.exact is None and known == upto:  # what is open is shown, however little it is, where there is room
        if upto + 1 < width and upto + 1 != limit:
            upto += 1
        elif known > 0 and known != limit:
            known -= 1
    cells = KNOWN * known + OPEN * (upto - known) + REST * (width - upto)
    return cells if limit is None else f"{cells[:limit]}{LIMIT}{cells[limit:]}"


def _up(value: Fraction, most: Fraction, width: int) -> int:
    """How many cells a value takes, a part of one counted as one."""
    return -(-value * width // most)


def _cells(value: Fraction, most: Fraction, threshold: Fraction | None, limit: int | None, width: int) -> int:
    """How many cells are filled: as many as are whole, but on the right side of the threshold and of the end."""
    cells = max(0, min(width, value * width // most))
    if limit is not None and threshold is not None:
        cells = max(cells, limit) if value >= threshold else min(cells, limit - 1)
    return cells if value >= most else min(cells, width - 1)
