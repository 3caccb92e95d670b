"""Thresholds: a value or a range against bounds, each with its direction, in three values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from wardeval.exact import Interval, Met, every, less
from wardeval.model.rules import Parameter, Requirement
from wardeval.problems import Message, say


class Judgement(NamedTuple):
    """Met or not, why, and what would close the gap where there is one."""

    met: Met
    why: Message
    closes: Message | None = None
    known: bool = True


NOT_PUBLIC = say("what is required is not public")


class Side(NamedTuple):
    """One end of a threshold: its direction, and whether equality is enough."""

    key: str
    lower: bool
    closed: bool


SIDES = (
    Side("at_least", lower=True, closed=True),
    Side("more_than", lower=True, closed=False),
    Side("at_most", lower=False, closed=True),
    Side("less_than", lower=False, closed=False),
)
_NEEDS: dict[str, Callable[[object], Message]] = {
    "at_least": lambda bound: say("at least {bound}", bound=bound),
    "more_than": lambda bound: say("more than {bound}", bound=bound),
    "at_most": lambda bound: say("at most {bound}", bound=bound),
    "less_than": lambda bound: say("less than {bound}", bound=bound),
}


@lru_cache(maxsize=1024)
def sides(requirement: Requirement) -> tuple[tuple[Side, Parameter], ...]:
    """The thresholds that a requirement states."""
    return tuple([(side, bound) for side in SIDES if (bound := getattr(requirement, side.key)) is not None])


def compare(value: Interval, side: Side, bound: Fraction, *, open_boundary: bool = False) -> Met:
    """Whether every value of an interval lies on the right side of a bound, or none does.

    With `open_boundary` the text leaves equality open, so a value exactly at the bound stays undecided.
    """
    worst, best = (value.least, value.most) if side.lower else (value.most, value.least)
    if _holds(worst, side, bound, equality=side.closed and not open_boundary):
        return Met.YES
    if not _holds(best, side, bound, equality=side.closed or open_boundary):
        return Met.NO
    return Met.UNDECIDED


def _holds(value: Fraction, side: Side, bound: Fraction, *, equality: bool) -> bool:
    """Whether a value lies on the right side of a bound; on the bound itself, whether that is enough."""
    low, high = (bound, value) if side.lower else (value, bound)
    return not less(high, low) if equality else less(low, high)


def threshold(
    value: Interval, requirement: Requirement, resolve: Callable[[Parameter], Fraction | None]
) -> tuple[Met, list[tuple[Side, Fraction]], bool]:
    """The thresholds of a requirement against an interval: met, the bounds as numbers, and whether all are known."""
    bounds, known = resolved(requirement, resolve)
    return within(value, bounds, requirement, known=known), bounds, known


def resolved(
    requirement: Requirement, resolve: Callable[[Parameter], Fraction | None]
) -> tuple[list[tuple[Side, Fraction]], bool]:
    """The thresholds of a requirement as numbers, and whether all are known."""
    stated = sides(requirement)
    found = [(side, resolve(parameter)) for side, parameter in stated]
    bounds = [(side, bound) for side, bound in found if bound is not None]
    return bounds, len(bounds) == len(stated)


def within(
    value: Interval, bounds: Iterable[tuple[Side, Fraction]], requirement: Requirement, *, known: bool = True
) -> Met:
    """Whether an interval lies within the thresholds of a requirement; never surely where they are not all known."""
    open_boundary = requirement.at_boundary == "unknown"
    found = [compare(value, side, bound, open_boundary=open_boundary) for side, bound in bounds]
    return every(found if known else [*found, Met.UNDECIDED])


def needs(bounds: Sequence[tuple[Side, Fraction]], show: Callable[[Fraction], object]) -> Message:
    """The thresholds in words."""
    texts = [_NEEDS[side.key](show(bound)) for side, bound in bounds]
    if not texts:
        return NOT_PUBLIC
    return texts[0] if len(texts) == 1 else say("{first} and {second}", first=texts[0], second=texts[1])


def plainly(side: Side, bound: Fraction, *, share: bool = False) -> Message | None:
    """A threshold at the end of what there can be, said as what it comes to: at most 0, at least 100 %."""
    if side.key == "at_most" and bound == 0:
        return say("must be 0")
    if side.key == "at_least" and share and bound == 1:
        return say("all of them (100%)")
    return None


def required(
    bounds: Sequence[tuple[Side, Fraction]], show: Callable[[Fraction], object], *, share: bool = False
) -> Message:
    """The thresholds that an answer is put to, in words."""
    plain = plainly(*bounds[0], share=share) if len(bounds) == 1 else None
    return plain or needs(bounds, show)
