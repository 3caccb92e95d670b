"""What parts come to: how many are met, and their points, also where some are left out or not public."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from wardeval.engine.result import NodeResult, Outcome
from wardeval.exact import ZERO, Interval, Met, some
from wardeval.model.criterion_set import Indicator


def applying(parts: Sequence[NodeResult]) -> Met:
    """Whether a node with these parts applies: not when none of them does."""
    return some(part.outcome.applies for part in parts)


def counted_mets(parts: Iterable[NodeResult]) -> list[Met]:
    """The parts that apply; one that may yet not apply is undecided."""
    return [
        (part.outcome.met or Met.NO) if part.outcome.applies is Met.YES else Met.UNDECIDED
        for part in parts
        if part.outcome.applies is not Met.NO and part.outcome.met is not None
    ]


def count_met(parts: Iterable[NodeResult]) -> Interval:
    """How many parts are met: at least those that are, at most those that may be."""
    mets = counted_mets(parts)
    return Interval(Fraction(mets.count(Met.YES)), Fraction(len(mets) - mets.count(Met.NO)))


def all_known(parts: Iterable[NodeResult]) -> bool:
    """Whether nothing that is not public bears on any part that applies."""
    return all(part.outcome.known for part in parts if part.outcome.applies is not Met.NO)


class Part(NamedTuple):
    """Points, the most points, and whether they count."""

    points: Interval
    possible: Fraction
    applies: Met


def rescale(parts: Sequence[Part]) -> Interval:
    """The sum of the parts that apply, stretched to the most points of all; nothing where none does.

    A part that may yet be left out can raise or lower the share that the others have reached. Taking parts in by
    their own share, the best first (or the worst first), finds the highest (the lowest) share exactly. Parts that
    can only lose points have no share; what they lose is not stretched.
    """
    lost = ZERO
    for part in parts:
        if part.possible <= 0 and part.applies is not Met.NO:
            lost += part.points if part.applies is Met.YES else part.points.hull(ZERO)
    whole = sum((part.possible for part in parts if part.possible > 0), Fraction(0))
    counted = [part for part in parts if part.applies is not Met.NO and part.possible > 0]
    if not counted:
        return lost
    least = _extreme([(part.points.least, part.possible, part.applies is Met.YES) for part in counted], best=False)
    most = _extreme([(part.points.most, part.possible, part.applies is Met.YES) for part in counted], best=True)
    stretched = Interval(least * whole, most * whole)
    if not any(part.applies is Met.YES for part in counted):
        stretched = stretched.hull(ZERO)  # none of them may apply in the end
    return stretched + lost


def _extreme(parts: list[tuple[Fraction, Fraction, bool]], *, best: bool) -> Fraction:
    """The highest or lowest share of points, where parts that are not fixed may be left out."""
    points = sum((earned for earned, _, fixed_ in parts if fixed_), Fraction(0))
    possible = sum((most for _, most, fixed_ in parts if fixed_), Fraction(0))
    loose = sorted((earned / most, earned, most) for earned, most, fixed_ in parts if not fixed_)
    for share, earned, most in reversed(loose) if best else loose:
        current = points / possible if possible else None
        if current is None or (share > current if best else share < current):
            points, possible = points + earned, possible + most
    return points / possible


def add(
    parts: Sequence[NodeResult],
    stated: Fraction | None,
    cap: Fraction | None = None,
    floor: Fraction | None = None,
    decimals: int | None = None,
) -> Outcome:
    """The sum of parts: points and the most points, rescaled where parts are left out.

    Where the points of a part are not public but the most points of the sum are stated, the part is bounded by what
    the others leave; without a stated maximum there is no bound.
    """
    applies = applying(parts)
    known = all_known(parts)
    sizes = [part.outcome.possible for part in parts]
    whole = sum((size for size in sizes if size is not None), Fraction(0))
    sized = all(size is not None for size in sizes)
    left_out = any(part.outcome.applies is not Met.YES for part in parts)
    complete = (sized or not left_out) and all(
        part.outcome.points is not None or part.outcome.applies is Met.NO for part in parts
    )
    possible = stated if stated is not None else (whole if sized else None)
    if cap is not None and possible is not None:
        possible = min(possible, cap)
    if not complete:
        points = _bounded(parts, stated)
    elif left_out:
        points = rescale(
            [
                Part(part.outcome.points or ZERO, part.outcome.possible or Fraction(0), part.outcome.applies)
                for part in parts
            ]
        )
    else:
        points = ZERO
        for part in parts:
            points += part.outcome.points or ZERO
    points = None if points is None else points.clamp(floor, cap).round(decimals)
    return Outcome(None, points, possible, applies, known and complete)


def _bounded(parts: Sequence[NodeResult], stated: Fraction | None) -> Interval | None:
    """A sum in which the points of some part are not public."""
    left_out = any(part.outcome.applies is not Met.YES for part in parts)
    if stated is None or left_out or any(part.outcome.points is None and not _only_adds(part.node) for part in parts):
        return None
    least, known_size, known_most, top = Fraction(0), Fraction(0), Fraction(0), Fraction(0)
    for part in parts:
        if part.outcome.points is None:
            top += max(_known_bands(part.node), default=Fraction(0))
        else:
            least += part.outcome.points.least
            known_most += part.outcome.points.most
            size = part.outcome.possible
            known_size += part.outcome.points.most if size is None else size
    most = max(known_most + top, min(stated, known_most + max(Fraction(0), stated - known_size)))
    return Interval(least, most)


def _only_adds(node: Indicator) -> bool:
    """Whether the points of a node that are not public can only add to a sum."""
    if node.points is None:
        return False
    return node.points.form == "unknown" or min(_known_bands(node), default=Fraction(-1)) >= 0


def _known_bands(node: Indicator) -> list[Fraction]:
    return [band.points for band in node.points.bands if band.points is not None] if node.points else []
