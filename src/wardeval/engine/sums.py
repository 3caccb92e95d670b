"""What parts come to: how many are met, and their points, also where some are left out or not public."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from wardeval.engine.result import NodeResult, Outcome, State
from wardeval.exact import ZERO, Interval, Met, some
from wardeval.model.criterion_set import Indicator


def applying(parts: Sequence[NodeResult]) -> Met:
    """Whether a node with these parts applies: not when none of them does."""
    return some([part.outcome.applies for part in parts])


def counted_mets(parts: Iterable[NodeResult]) -> list[Met]:
    """The parts that apply; one that may yet not apply is undecided."""
    return [
        met if applies is Met.YES else Met.UNDECIDED
        for met, _, _, applies, _ in [part.outcome for part in parts]
        if met is not None and applies is not Met.NO
    ]


def count_met(parts: Iterable[NodeResult]) -> Interval:
    """How many parts are met: at least those that are, at most those that may be."""
    mets = counted_mets(parts)
    return _between(mets.count(Met.YES), len(mets) - mets.count(Met.NO))


@lru_cache(maxsize=1024)
def _between(least: int, most: int) -> Interval:
    """How many, from the least to the most: there are few such numbers, and each is asked for in every file."""
    return Interval.exactly(least) if least == most else Interval(Fraction(least), Fraction(most))


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
    the others leave; without a stated maximum there is no bound. Bonus points come on top: they are not among the
    most points, and nothing is stretched for them; a cap holds for all together.
    """
    parts = [part for part in parts if part.node.earns] or parts  # what is only met or not adds nothing
    own = [part for part in parts if not part.node.bonus]
    outcome = _add(own, stated)
    points, possible, known = outcome.points, outcome.possible, outcome.known
    for part in parts:
        if part.node.bonus and part.outcome.applies is not Met.NO:
            extra = _extra(part)
            points = None if points is None or extra is None else points + extra
            known = known and part.outcome.known and extra is not None
    if cap is not None and possible is not None:
        possible = min(possible, cap)
    points = None if points is None else points.clamp(floor, cap).round(decimals)
    return Outcome(None, points, possible, outcome.applies if own else applying(parts), known)


def _extra(bonus: NodeResult) -> Interval | None:
    """What a bonus that may apply comes to."""
    points = bonus.outcome.points
    return points if points is None or bonus.outcome.applies is Met.YES else points.hull(ZERO)


def _add(parts: Sequence[NodeResult], stated: Fraction | None) -> Outcome:
    """The sum of parts none of which is a bonus."""
    sizes = [part.outcome.possible for part in parts]
    whole = sum((size for size in sizes if size is not None), Fraction(0))
    sized = all(size is not None for size in sizes)
    left_out = any(part.outcome.applies is not Met.YES for part in parts)
    complete = (sized or not left_out) and all(
        part.outcome.points is not None or part.outcome.applies is Met.NO for part in parts
    )
    if not complete:
        points = None if stated is None else _bounded(terms(parts), stated)
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
    possible = stated if stated is not None else (whole if sized else None)
    return Outcome(None, points, possible, applying(parts), all_known(parts) and complete)


def terms(parts: Iterable[NodeResult]) -> list[NodeResult]:
    """The parts, and in the place of a part that is nothing but a sum of unknown size, what it is the sum of.

    A sum that does not apply, or may yet turn out not to, is more than that.
    """
    found = []
    for part in parts:
        waivable = part.state is State.MISSING and part.node.not_applicable != "forbidden"
        if _is_bare(part) and not waivable and part.outcome.possible is None and part.outcome.applies is Met.YES:
            found += terms(part.children)
        else:
            found.append(part)
    return found


def _is_bare(part: NodeResult) -> bool:
    node = part.node
    changed = (node.max, node.cap, node.floor, node.round, node.only_if) != (None,) * 5
    return node.combination == "sum" and not changed and part.state is not State.NOT_APPLICABLE


def _bounded(parts: Sequence[NodeResult], stated: Fraction) -> Interval | None:
    """A sum with a stated maximum in which the points of some part are not known to lie in any range of their own.

    Such points come to what the other parts leave, or to as much as is public of them where that is more: then the
    stated maximum is not all of it. Not so where judged points were given, which are refused if they exceed it.
    """
    least, known_size, known_most, top = Fraction(0), Fraction(0), Fraction(0), Fraction(0)
    for part in parts:
        points, size = part.outcome.points, part.outcome.possible
        if part.node.bonus:
            points, size = _extra(part), Fraction(0)
        elif part.outcome.applies is not Met.YES:
            return None
        if points is not None:
            least += points.least
            known_most += points.most
            known_size += points.most if size is None else size
        elif _only_adds(part) and not part.node.bonus:
            known_most += _beyond(part)
            top += _top(part) - _beyond(part)
        else:
            return None
    room = max(Fraction(0), stated - known_size)
    return Interval(least, known_most + (room if any(map(given, parts)) else max(top, room)))


def is_judged(node: Indicator) -> bool:
    """Whether a leaf takes judged points of which the most is not public."""
    return node.measure == "points" and node.max is None and (node.points is None or node.points.form == "judged")


def given(part: NodeResult) -> Fraction:
    """The judged points that were given to a leaf whose most is not public, also where they may not count."""
    value = part.reply.value if part.reply is not None else None
    return value if is_judged(part.node) and isinstance(value, Fraction) else Fraction(0)


def _only_adds(part: NodeResult) -> bool:
    """Whether the points of a part that are not public can only add to a sum."""
    node, rule = part.node, part.node.points
    if node.combination == "sum":
        return part.state is State.NOT_APPLICABLE or (_is_bare(part) and all(map(_never_takes, part.children)))
    if rule is None:
        return is_judged(node)
    return rule.form in ("unknown", "judged") or min(_known_bands(node), default=Fraction(-1)) >= 0


def _never_takes(part: NodeResult) -> bool:
    """Whether a part surely applies, and never takes points away."""
    points = part.outcome.points
    if part.outcome.applies is not Met.YES or (points is None and part.node.bonus):
        return False
    return _only_adds(part) if points is None else points.least >= 0


def _top(part: NodeResult) -> Fraction:
    """The most of a part, as far as it is public, whose points are not public."""
    if part.outcome.points is not None:
        return part.outcome.points.most
    parts = part.children if _is_bare(part) else ()
    return sum(map(_top, parts), max(_known_bands(part.node), default=Fraction(0)))


def _beyond(part: NodeResult) -> Fraction:
    """What bonus points inside a part may add beyond its most points."""
    points, possible = part.outcome.points, part.outcome.possible
    if points is None:
        return sum(map(_beyond, part.children if _is_bare(part) else ()), Fraction(0))
    size = Fraction(0) if part.node.bonus else points.most if possible is None else possible
    return max(Fraction(0), points.most - size)


def _known_bands(node: Indicator) -> list[Fraction]:
    return [band.points for band in node.points.bands if band.points is not None] if node.points else []
