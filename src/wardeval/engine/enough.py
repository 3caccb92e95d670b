"""Whether points are enough, and how points are said."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from wardeval.engine.context import Context
from wardeval.engine.result import Outcome
from wardeval.engine.threshold import needs, threshold
from wardeval.exact import ZERO, Interval, Met
from wardeval.model.rules import Parameter, Requirement
from wardeval.problems import Message, say


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
