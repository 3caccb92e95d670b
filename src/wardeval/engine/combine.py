"""How parts make a whole: all, any, at least, sum, weighted, either. One function per way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from wardeval.engine.context import Context
from wardeval.engine.points import fixed, limits
from wardeval.engine.requirement import NOT_PUBLIC, SIDES, compare, needs, threshold
from wardeval.engine.result import NodeResult, Outcome
from wardeval.exact import ZERO, Interval, Met, every, some
from wardeval.model.criterion_set import Indicator
from wardeval.model.rules import Parameter, Requirement
from wardeval.problems import Message, say, say_n


class Combined(NamedTuple):
    """An outcome, why, and what would close its gap."""

    outcome: Outcome
    why: tuple[Message, ...]
    closes: Message | None = None


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


def _all(node: Indicator, parts: Sequence[NodeResult], context: Context) -> Combined:
    mets = counted_mets(parts)
    return _logic(node, parts, mets, every(mets), len(mets), context)


def _any(node: Indicator, parts: Sequence[NodeResult], context: Context) -> Combined:
    mets = counted_mets(parts)
    return _logic(node, parts, mets, some(mets), 1, context)


def _at_least(node: Indicator, parts: Sequence[NodeResult], context: Context) -> Combined:
    assert node.at_least is not None
    mets = counted_mets(parts)
    number = context.resolve_of(node.at_least.n, Fraction(len(mets)))
    met = Met.UNDECIDED if number is None else compare(count_met(parts), SIDES[0], number)
    return _logic(node, parts, mets, met, None if number is None else ceil(number), context)


def _logic(
    node: Indicator,
    parts: Sequence[NodeResult],
    mets: Sequence[Met],
    met: Met,
    needed: int | None,
    context: Context,
) -> Combined:
    """A node that is met when `needed` of its parts are; none where that number is not public."""
    least, most = mets.count(Met.YES), len(mets) - mets.count(Met.NO)
    why = say(
        "{count} of {of} parts met; required: {needed}",
        count=least if least == most else say("{least} to {most}", least=least, most=most),
        of=len(mets),
        needed=NOT_PUBLIC if needed is None else needed,
    )
    closes = None
    if met is not Met.YES and needed is not None:
        closes = say_n("{n} part has to be met", "{n} parts have to be met", n=needed)
    known = met.decided or (all_known(parts) and needed is not None)
    applies = applying(parts)
    if node.points is None:
        return Combined(Outcome(met, applies=applies, known=known), (why,), closes)
    whole = limits(node, context)
    possible = whole.most if whole else None
    if node.points.form != "fixed":
        unknown = Outcome(met, whole, possible, applies, known=False)
        return Combined(unknown, (why, say("the points are not public")), closes)
    earned = fixed(node.points, met)
    return Combined(Outcome(met, earned.points, possible, applies, known), (why, earned.why), closes)


def _sum(node: Indicator, parts: Sequence[NodeResult], context: Context) -> Combined:
    outcome = add(parts, node.max, node.cap, node.floor, node.round)
    why = (points_text(outcome),)
    return _with_requirement(node, outcome, why, context)


def _weighted(node: Indicator, parts: Sequence[NodeResult], context: Context) -> Combined:
    assert node.max is not None
    possible = node.max if node.cap is None else min(node.max, node.cap)
    shares = []
    known = all_known(parts)
    for part in parts:
        weight = context.resolve(part.node.weight) if part.node.weight else None
        points, size = part.outcome.points, part.outcome.possible
        if weight is None or weight < 0 or points is None or not size:
            outcome = Outcome(None, None, possible, applying(parts), known=False)
            return _with_requirement(node, outcome, (say("a weight or its points are not public"),), context)
        shares.append(Part(points.times(weight / size), weight, part.outcome.applies))
    total = rescale(shares)
    weights = sum((share.possible for share in shares), Fraction(0))  # 65 and 35 say the same as 65% and 35%
    points = total.times(node.max / max(weights, Fraction(1))).clamp(node.floor, node.cap).round(node.round)
    outcome = Outcome(None, points, possible, applying(parts), known)
    return _with_requirement(node, outcome, (points_text(outcome),), context)


def _either(node: Indicator, parts: Sequence[NodeResult], context: Context) -> Combined:
    """The first rung that is met decides; the last one needs no condition."""
    sizes = [part.outcome.possible for part in parts]
    known_sizes = [size for size in sizes if size is not None]
    most = max(known_sizes) if len(known_sizes) == len(sizes) else node.max
    reached: list[NodeResult] = []
    for part in parts:
        last = part is parts[-1]
        if part.outcome.applies is Met.NO or (part.outcome.met is Met.NO and not last):
            continue
        reached.append(part)
        if part.outcome.met is Met.YES and part.outcome.applies is Met.YES:
            break
    met = None if parts[-1].outcome.met is None else some(counted_mets(reached))
    points = [part.outcome.points for part in reached]
    if known_sizes and not any(_ends_ladder(part, parts) for part in reached):
        points.append(ZERO)  # no way of the set may turn out to be met
    outcome = Outcome(met, _hull(points), most, applying(parts), all_known(reached))
    if not reached:
        why = say("no way of the set is met")
    elif len(reached) == 1:
        why = say("decided by “{id}”", id=reached[0].node.id)
    else:
        why = say("to be decided between {ids}", ids=tuple(part.node.id for part in reached))
    combined = _with_requirement(node, outcome, (why,), context)
    if combined.outcome.met in (Met.YES, None):
        return combined
    return combined._replace(
        closes=combined.closes or say("one of {ids} has to be met", ids=tuple(part.node.id for part in parts))
    )


def _ends_ladder(part: NodeResult, parts: Sequence[NodeResult]) -> bool:
    """Whether a rung surely decides once those before it do not."""
    return part.outcome.applies is Met.YES and (part is parts[-1] or part.outcome.met is Met.YES)


def _hull(points: Sequence[Interval | None]) -> Interval | None:
    found = [interval for interval in points if interval is not None]
    if not found or len(found) < len(points):
        return None
    hull = found[0]
    for interval in found[1:]:
        hull = hull.hull(interval)
    return hull


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


def _with_requirement(node: Indicator, outcome: Outcome, why: tuple[Message, ...], context: Context) -> Combined:
    """A node of points that is met when they are enough."""
    if node.met is None:
        return Combined(outcome, why)
    found = enough(outcome, node.met, context)
    known = outcome.known and (found.known or found.met.decided)
    changed = Outcome(found.met, outcome.points, outcome.possible, outcome.applies, known)
    return Combined(changed, (*why, say("required: {needs}", needs=found.required)), found.closes)


class Enough(NamedTuple):
    """Whether points are enough, what is required, what would close the gap, and whether all of it is public."""

    met: Met
    required: Message
    closes: Message | None
    known: bool


def enough(outcome: Outcome, requirement: Requirement, context: Context) -> Enough:
    """Whether points are enough: a number, a share of the most points, or all of them."""
    most = outcome.possible

    def resolve(parameter: Parameter) -> Fraction | None:
        return most if parameter.word == "max" else context.resolve_of(parameter, most)

    if requirement.word == "max":
        requirement = _AT_MAX
    if outcome.points is None or requirement.word == "unknown":
        _, bounds, _ = threshold(ZERO, requirement, resolve)
        return Enough(Met.UNDECIDED, needs(bounds, lambda bound: bound), None, known=False)
    met, bounds, known = threshold(outcome.points, requirement, resolve)
    known = known and outcome.known
    required = needs(bounds, lambda bound: bound)
    if met is Met.YES or not bounds:
        return Enough(met, required, None, known)
    side, bound = bounds[0]
    if met is Met.NO and side.lower:
        return Enough(met, required, say("{points} more points", points=bound - outcome.points.most), known)
    return Enough(met, required, required, known)


_AT_MAX = Requirement.made(at_least=Parameter.made(word="max"))


def points_text(outcome: Outcome) -> Message:
    """Points out of the most points."""
    if outcome.points is None:
        return say("the points are not public")
    if outcome.possible is None:
        return say("{points} points", points=range_text(outcome.points))
    return say("{points} of {possible} points", points=range_text(outcome.points), possible=outcome.possible)


def range_text(interval: Interval) -> object:
    """A number, or the two that it lies between."""
    if interval.exact is not None:
        return interval.exact
    return say("{least} to {most}", least=interval.least, most=interval.most)


COMBINE: dict[str, Callable[[Indicator, Sequence[NodeResult], Context], Combined]] = {
    "all": _all,
    "any": _any,
    "at_least": _at_least,
    "sum": _sum,
    "weighted": _weighted,
    "either": _either,
}
