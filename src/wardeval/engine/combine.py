"""How parts make a whole: all, any, at least, sum, weighted, either. One function per way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from wardeval.engine.context import Context
from wardeval.engine.enough import enough, points_text
from wardeval.engine.points import fixed, limits
from wardeval.engine.result import NodeResult, Outcome
from wardeval.engine.sums import Part, add, all_known, applying, count_met, counted_mets, rescale
from wardeval.engine.threshold import NOT_PUBLIC, SIDES, compare
from wardeval.exact import ZERO, Interval, Met, every, some
from wardeval.model.criterion_set import Indicator
from wardeval.problems import Message, say, say_n


class Combined(NamedTuple):
    """An outcome, why, and what would close its gap."""

    outcome: Outcome
    why: tuple[Message, ...]
    closes: Message | None = None


def _all(node: Indicator, parts: Sequence[NodeResult], context: Context) -> Combined:
    mets = counted_mets(parts)
    if all(part.outcome.met is None for part in parts):
        why = say("of {of} parts, {count} answered", of=len(parts), count=sum(map(_is_answered, parts)))
        return Combined(Outcome(applies=applying(parts), known=all_known(parts)), (why,))
    return _logic(node, parts, mets, every(mets), len(mets), context)


def _is_answered(part: NodeResult) -> bool:
    return part.coverage.answered == part.coverage.of


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
    count = least if least == most else say("{least} to {most}", least=least, most=most)
    why = (
        say("{count} of {of} parts met; how many are required is not public", count=count, of=len(mets))
        if needed is None
        else say("{count} of {of} parts met; required: {needed}", count=count, of=len(mets), needed=needed)
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


def _with_requirement(node: Indicator, outcome: Outcome, why: tuple[Message, ...], context: Context) -> Combined:
    """A node of points that is met when they are enough."""
    if node.met is None:
        return Combined(outcome, why)
    found = enough(outcome, node.met, context)
    known = outcome.known and (found.known or found.met.decided)
    changed = Outcome(found.met, outcome.points, outcome.possible, outcome.applies, known)
    asked = NOT_PUBLIC if found.required == NOT_PUBLIC else say("required: {needs}", needs=found.required)
    return Combined(changed, (*why, asked), found.closes)


COMBINE: dict[str, Callable[[Indicator, Sequence[NodeResult], Context], Combined]] = {
    "all": _all,
    "any": _any,
    "at_least": _at_least,
    "sum": _sum,
    "weighted": _weighted,
    "either": _either,
}
